//! The norms that checklists lean on, as data: what `db/content/regulations.toml` says. A fact is carried with how sure it is.

use super::checklist::{Certainty, Words};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

/// Every norm cited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norms {
    #[serde(rename = "norm", default)]
    pub norms: Vec<Norm>,
}

/// A law, rule, standard or notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norm {
    pub id: String,
    pub name: Words,
    pub short: Words,
    /// Official number; empty where it has none.
    #[serde(default)]
    pub number: String,
    pub issuer: Words,
    /// First day in force; `None` when not known.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// First day no longer in force; `None` while in force.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<Date>,
    /// The norm that replaces it.
    #[serde(default)]
    pub successor: String,
    pub certainty: Certainty,
    /// `false`: a draft, or a text nobody here has seen; no clause of it may be cited.
    #[serde(default = "yes")]
    pub citable: bool,
    #[serde(default)]
    pub note: Option<Words>,
}

fn yes() -> bool {
    true
}

/// A date as text; empty is `None`.
pub(super) fn day<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Date>, D::Error> {
    let text = String::deserialize(d)?;
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(D::Error::custom) }
}

impl Norms {
    pub fn get(&self, id: &str) -> Option<&Norm> {
        self.norms.iter().find(|n| n.id == id)
    }
}

impl Norm {
    /// Whether it is known to be in force on `day`.
    pub fn in_force(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }
}
