//! What a district sets otherwise: days to put right, and limits within their floors. It changes the lists before a visit is
//! opened, so the visit keeps what it was judged by, and says so in the item.

use super::rules::{Limit, Rules};
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
}

impl District {
    /// Sets a list's items otherwise. A value weaker than its floor is left aside; the lint tells it.
    pub fn set(&self, list: &mut Value, rules: &Rules) {
        let items = list.get_mut("item").and_then(Value::as_array_mut).into_iter().flatten();
        for item in items.filter_map(Value::as_object_mut) {
            let id = item.get("id").and_then(Value::as_str).unwrap_or_default().to_string();
            let days = self.days.iter().find(|(named, _)| super::current_id(named) == id).map(|(_, days)| *days);
            if let Some(days) = days {
                item.insert("days".into(), days.into());
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
