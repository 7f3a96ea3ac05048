//! The clauses of the plans that ask for an inspection, as data: what `db/content/plans/*.toml` say. Targets are
//! programme figures of a city or district, never duties of one facility.

use super::checklist::Words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One document and its clauses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub code: String,
    pub title: Words,
    #[serde(default)]
    pub number: String,
    pub issuer: Words,
    #[serde(default, deserialize_with = "super::norms::day")]
    pub date: Option<Date>,
    #[serde(rename = "clause", default)]
    pub clauses: Vec<Clause>,
}

/// One thing a plan asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    pub id: String,
    pub section: Words,
    pub text: Words,
    #[serde(default)]
    pub targets: Vec<Target>,
}

/// A figure the plan sets for an area and a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub what: Words,
    /// A decimal.
    pub value: String,
    pub unit: Words,
    pub year: i16,
    pub area: String,
    /// The item that writes the figure down; without one it is counted elsewhere.
    #[serde(default)]
    pub item: Option<String>,
}

/// Every plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plans(pub Vec<Plan>);

impl Plans {
    /// The clause of this id, with its plan.
    pub fn clause(&self, id: &str) -> Option<(&Plan, &Clause)> {
        self.0.iter().find_map(|p| p.clauses.iter().find(|c| c.id == id).map(|c| (p, c)))
    }
}
