//! The checklist as TOML that a person goes on with: one field a line, and for every line the row it came from.

use super::Words;
use super::conditions::Condition;
use crate::domain::facility::FacilityType;
use jiff::civil::Date;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// A group of the form.
pub struct Section {
    pub id: String,
    pub title: Words,
    pub row: usize,
    pub items: Vec<Item>,
}

/// A question that becomes an item.
pub struct Item {
    pub row: usize,
    pub name: String,
    pub label: Words,
    pub how: Words,
    pub kind: Kind,
    pub hangs: Vec<Condition>,
    /// What the form's author wrote into our own columns.
    pub own: BTreeMap<&'static str, String>,
}

pub enum Kind {
    Judge { pass: Option<Words>, fail: Option<Words> },
    Number { plausible: Option<(String, String)> },
    Date { within: Option<u32> },
}

/// A short title has so many columns, in either language.
const SHORT: usize = 28;

/// A name as an id: letters, digits, `-`, `_`, `.`.
pub fn id(name: &str) -> String {
    let fits = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    name.trim().chars().map(fits).collect::<String>().trim_matches('-').chars().take(40).collect()
}

struct Text {
    out: String,
    rows: Vec<usize>,
}

impl Text {
    fn line(&mut self, row: usize, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
        self.rows.push(row);
    }

    fn field(&mut self, row: usize, name: &str, value: &str) {
        self.line(row, &format!("{name} = {value}"));
    }
}

/// A string as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.replace(['\n', '\r', '\t'], " ")).to_string()
}

fn both(words: &Words) -> String {
    format!("{{ zh = {}, en = {} }}", quoted(&words.0), quoted(&words.1))
}

/// Both languages; where English is missing the name says it, since nobody may read it as Chinese.
fn with_english(words: &Words, name: &str) -> Words {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let en = if words.1.is_empty() { plain.split_whitespace().collect::<Vec<_>>().join(" ") } else { words.1.clone() };
    (words.0.clone(), if en.is_empty() { "item".into() } else { en })
}

/// As much of a text as a short title holds, and whether there was more.
fn short(text: &str) -> (String, bool) {
    let mut out = String::new();
    for c in text.chars().filter(|c| !"，。；,.;".contains(*c)) {
        out.push(c);
        if out.width() > SHORT {
            out.pop();
            return (out, true);
        }
    }
    (out, false)
}

/// The id of an item: that of its list and the question's name.
pub fn item_id(list: &str, name: &str) -> String {
    id(&format!("{list}-{name}")).to_uppercase()
}

impl Item {
    /// Its short title in both languages, and whether one was cut.
    pub fn short(&self) -> (Words, bool) {
        let (zh, zh_cut) = match self.own.get("short") {
            Some(own) => (own.clone(), false),
            None => short(&self.label.0),
        };
        let (en, en_cut) = short(&with_english(&self.label, &self.name).1);
        ((zh, en), zh_cut || en_cut)
    }
}

/// The file, and for each line the row of the survey.
pub fn written(list: &str, title: &str, today: Date, sections: &[Section]) -> (String, Vec<usize>) {
    let mut to = Text { out: String::new(), rows: Vec::new() };
    let name = with_english(&(title.into(), if title.is_ascii() { title.into() } else { String::new() }), list);
    to.field(0, "id", &quoted(list));
    to.field(0, "version", &quoted(&format!("{}.{}.{}", today.year(), today.month(), today.day())));
    to.field(0, "title", &both(&name));
    to.field(0, "short", &both(&(title.chars().take(4).collect(), name.1.chars().take(12).collect())));
    let minutes = sections.iter().map(|s| s.items.len()).sum::<usize>().div_ceil(2);
    to.field(0, "minutes", &minutes.to_string());
    for section in sections {
        to.line(section.row, "");
        to.line(section.row, "[[section]]");
        to.field(section.row, "id", &quoted(&section.id));
        to.field(section.row, "title", &both(&with_english(&section.title, &section.id)));
    }
    for section in sections {
        section.items.iter().for_each(|i| item(&mut to, list, section, i));
    }
    (to.out, to.rows)
}

fn item(to: &mut Text, list: &str, section: &Section, item: &Item) {
    let row = item.row;
    let own = |field: &str| item.own.get(field).map(String::as_str);
    let text = with_english(&item.label, &item.name);
    to.line(row, "");
    to.line(row, "[[item]]");
    to.field(row, "id", &quoted(&item_id(list, &item.name)));
    to.field(row, "section", &quoted(&section.id));
    to.field(row, "text", &both(&text));
    to.field(row, "short", &both(&item.short().0));
    let says = |word: &Words, name: &str| both(&with_english(word, name));
    if let Kind::Judge { pass: Some(pass), fail: Some(fail) } = &item.kind {
        to.field(row, "pass_word", &says(pass, "pass"));
        to.field(row, "fail_word", &says(fail, "fail"));
    }
    to.field(row, "place", &quoted(own("place").unwrap_or("office")));
    to.field(row, "method", &format!("[{}]", quoted(own("method").unwrap_or("look"))));
    let how = if item.how.0.is_empty() { ("照表查看".into(), String::new()) } else { item.how.clone() };
    to.field(row, "how", &both(&with_english(&how, "look, as the form says")));
    kind(to, item);
    let types = types(&item.hangs);
    to.field(row, "types", &format!("[{}]", types.iter().map(|t| quoted(t.word())).collect::<Vec<_>>().join(", ")));
    let traits = item.hangs.iter().filter_map(|c| if let Condition::Trait(t) = c { Some(quoted(t)) } else { None });
    to.field(row, "traits", &format!("[{}]", traits.collect::<Vec<_>>().join(", ")));
    to.field(row, "severity", &quoted(own("severity").unwrap_or("serious")));
    let reason = own("reason").unwrap_or("本区自定的检查要求");
    to.field(row, "reason", &both(&(reason.into(), "asked for by the district".into())));
    to.field(row, "days", own("days").filter(|d| d.parse::<u32>().is_ok()).unwrap_or("15"));
    to.field(row, "owner", &quoted(own("owner").unwrap_or("civil")));
    to.field(row, "handling", &quoted(own("handling").unwrap_or("advise")));
    to.field(row, "plan", "[]");
    let ready = [("__处：__", "at __: __"), ("查__处，其中__处__", "of __ looked at, __: __")];
    let ready = ready.map(|(zh, en)| both(&(zh.into(), en.into())));
    to.field(row, "wordings", &format!("[{}]", ready.join(", ")));
    match own("norm") {
        None => to.field(row, "basis", "[]"),
        Some(norm) => {
            let clause = own("clause").unwrap_or("（条款待补）");
            let said = both(&(clause.into(), "clause as the form says".into()));
            let what = format!("{{ norm = {}, clause = {said}, force = \"analogy\", certainty = \"memory\" }}", quoted(norm));
            to.field(row, "basis", &format!("[{what}]"));
        }
    }
}

fn kind(to: &mut Text, item: &Item) {
    let row = item.row;
    let own = |field: &str| item.own.get(field).map(String::as_str);
    match &item.kind {
        Kind::Judge { .. } => to.field(row, "kind", "\"judge\""),
        Kind::Number { plausible } => {
            to.field(row, "kind", "\"number\"");
            if let Some(unit) = own("unit").or_else(|| in_brackets(&item.label.0)) {
                to.field(row, "unit", &both(&with_english(&(unit.into(), String::new()), "units")));
            }
            for (field, limit) in [("min", own("min")), ("max", own("max"))] {
                if let Some(limit) = limit {
                    to.field(row, field, &quoted(limit));
                }
            }
            if let Some((low, high)) = plausible {
                to.field(row, "plausible", &format!("[{}, {}]", quoted(low), quoted(high)));
            }
        }
        Kind::Date { within } => {
            to.field(row, "kind", "\"date\"");
            if let Some(paper) = own("paper") {
                to.field(row, "paper", &quoted(paper));
            }
            if let Some(days) = within {
                to.field(row, "within_days", &days.to_string());
            }
        }
    }
}

/// The types that an item hangs on; without such a condition all of them.
fn types(hangs: &[Condition]) -> Vec<FacilityType> {
    let named: Vec<FacilityType> =
        hangs.iter().filter_map(|c| if let Condition::Type(t) = c { Some(*t) } else { None }).collect();
    if named.is_empty() { FacilityType::ALL.to_vec() } else { named }
}

/// The unit at the end of a label: `冷藏温度（摄氏度）`.
fn in_brackets(label: &str) -> Option<&str> {
    let inside = label.trim().strip_suffix(['）', ')'])?;
    let (_, unit) = inside.rsplit_once(['（', '('])?;
    (!unit.trim().is_empty()).then(|| unit.trim())
}
