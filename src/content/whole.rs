//! A list made whole: items that its sections name from other lists stand in it as they stand at home, so that one text
//! holds all that a visit needs and keeps. The build makes the carried lists whole, the program a district's own; so this
//! file uses nothing of either.

use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The lists that items are taken from: any item by its id or a former one.
pub struct Homes<'a>(pub Vec<&'a Value>);

impl<'a> Homes<'a> {
    fn item(&self, id: &str) -> Option<&'a Value> {
        let all = || self.0.iter().flat_map(|list| entries(list, "item"));
        let former = |i: &&Value| entries(i, "aliases").any(|a| a.as_str() == Some(id));
        all().find(|i| text(i, "id") == id).or_else(|| all().find(former))
    }
}

/// The list with its items in the order of its sections: in each the items that the section names, its own or those of
/// `homes`, then its own others as they stand in the file. What is named and nowhere found is left out; the lint tells it.
pub fn whole(list: &Value, homes: &Homes) -> Value {
    let mut items = Vec::new();
    let mut taken = BTreeSet::new();
    let mut take = |item: &Value, section: Option<&str>| {
        if taken.insert(text(item, "id").to_string()) {
            let mut item = item.clone();
            if let (Some(section), Value::Object(fields)) = (section, &mut item) {
                fields.insert("section".into(), section.into());
            }
            items.push(item);
        }
    };
    let mine = Homes(vec![list]);
    for section in entries(list, "section") {
        let id = text(section, "id");
        for named in entries(section, "items").filter_map(Value::as_str) {
            if let Some(item) = mine.item(named).or_else(|| homes.item(named)) {
                take(item, Some(id));
            }
        }
        entries(list, "item").filter(|i| text(i, "section") == id).for_each(|i| take(i, None));
    }
    entries(list, "item").for_each(|i| take(i, None));
    let mut whole = list.as_object().cloned().unwrap_or_default();
    let sections = entries(list, "section").map(|s| {
        let mut fields: Map<String, Value> = s.as_object().cloned().unwrap_or_default();
        fields.remove("items");
        Value::Object(fields)
    });
    whole.insert("section".into(), sections.collect());
    whole.insert("item".into(), Value::Array(items));
    Value::Object(whole)
}

/// The entries of an array field; none where it is missing.
fn entries<'a>(table: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    table.get(field).and_then(Value::as_array).into_iter().flatten()
}

/// A text field; empty where it is missing.
fn text<'a>(table: &'a Value, field: &str) -> &'a str {
    table.get(field).and_then(Value::as_str).unwrap_or_default()
}
