//! What a district sets otherwise: days to put right, limits within their floors, red lines of its own, ready wordings; and
//! the line above its papers. It changes the lists before a visit is opened, so the visit keeps what it was judged by, and the
//! item says what the district set. Red lines are only added: nothing that the program carries becomes less grave.

use super::checklist::Words;
use super::rules::{Limit, Rules};
use crate::text::Lang;
use crate::text::library as said;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// `content/district.toml` of the data folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct District {
    /// Days to put right, by item.
    #[serde(default)]
    pub days: BTreeMap<String, u32>,
    /// Values of parameters.
    #[serde(default)]
    pub limits: BTreeMap<String, String>,
    /// Items that are red lines here.
    #[serde(default)]
    pub red_lines: Vec<String>,
    /// Ready wordings by item, offered before those that the item has.
    #[serde(default)]
    pub wordings: BTreeMap<String, Vec<Words>>,
    /// 文书抬头, where the settings of the laptop say none.
    #[serde(default)]
    pub letterhead: Option<String>,
}

impl District {
    /// As the file has it; nothing where it cannot be read, which the lint tells.
    pub fn read(text: &str) -> Option<District> {
        toml::from_str(text).ok()
    }

    /// Sets a list's items otherwise. A value weaker than its floor is left aside; the lint tells it.
    pub fn set(&self, list: &mut Value, rules: &Rules) {
        let items = list.get_mut("item").and_then(Value::as_array_mut).into_iter().flatten();
        for item in items.filter_map(Value::as_object_mut) {
            let id = item.get("id").and_then(Value::as_str).unwrap_or_default().to_string();
            let own = |named: &String| super::current_id(named) == id;
            let mut set: Vec<Words> = Vec::new();
            if let Some((_, days)) = self.days.iter().find(|(named, _)| own(named)) {
                item.insert("days".into(), (*days).into());
                set.push(in_both(|lang| said::DISTRICT_DAYS.fill(lang, &[days])));
            }
            if self.red_lines.iter().any(own) && item.get("red_line") != Some(&Value::Bool(true)) {
                item.insert("red_line".into(), true.into());
                if item.get("severity").and_then(Value::as_str) == Some("minor") {
                    item.insert("severity".into(), "serious".into());
                }
                set.push(in_both(|lang| said::DISTRICT_RED.get(lang).into()));
            }
            if let Some((_, wordings)) = self.wordings.iter().find(|(named, _)| own(named)) {
                let carried = item.get("wordings").and_then(Value::as_array).cloned().unwrap_or_default();
                let ours = wordings.iter().filter_map(|words| serde_json::to_value(words).ok());
                item.insert("wordings".into(), ours.chain(carried).collect());
                set.push(in_both(|lang| said::DISTRICT_WORDINGS.fill(lang, &[&wordings.len()])));
            }
            if !set.is_empty() {
                let joined =
                    |of: fn(&Words) -> &String, by: &str| set.iter().map(|w| of(w).as_str()).collect::<Vec<_>>().join(by);
                let words = Words { zh: joined(|w| &w.zh, "、"), en: joined(|w| &w.en, ", ") };
                item.insert("district".into(), serde_json::to_value(words).unwrap_or_default());
            }
            let Some((field, value)) = self.limit(&id, rules) else { continue };
            let name = match field {
                Limit::Max => "max",
                Limit::Min => "min",
                Limit::WithinDays => "within_days",
            };
            let number = value.parse::<u32>().ok().filter(|_| field == Limit::WithinDays).map(Value::from);
            item.insert(name.into(), number.unwrap_or_else(|| value.into()));
            let unit = |lang: &str| item.get("unit").and_then(|u| u[lang].as_str()).unwrap_or_default().to_string();
            let said =
                [("zh", format!("（本区定 {value} {}）", unit("zh"))), ("en", format!(" (district: {value} {})", unit("en")))];
            for (lang, said) in said {
                let said = said.replace(" ）", "）").replace(" )", ")");
                if let Some(Value::String(text)) = item.get_mut("text").and_then(|t| t.get_mut(lang)) {
                    *text += &said;
                }
            }
        }
    }

    /// The value set for an item's limit, where it is no weaker than the floor.
    fn limit(&self, item: &str, rules: &Rules) -> Option<(Limit, &str)> {
        let of = rules.parameters.iter().find(|p| p.items.iter().any(|i| i == item))?;
        let (field, value) = (of.field?, self.limits.get(&of.id)?);
        let strict = of.floor.as_ref().is_none_or(|floor| field.is_as_strict(value, floor));
        (strict && Some(value) != of.value.as_ref()).then_some((field, value))
    }
}

fn in_both(said: impl Fn(Lang) -> String) -> Words {
    Words { zh: said(Lang::Zh), en: said(Lang::En) }
}
