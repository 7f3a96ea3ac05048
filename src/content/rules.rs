//! The rules around items, as data: what `db/content/rules.toml` says. How a fail rises to a candidate for major hazard,
//! what a confirmed one asks for, whom a matter is handed over to, and the limits on which sources disagree.

use super::checklist::{Certainty, Item, Owner, Words};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    #[serde(rename = "escalation", default)]
    pub escalations: Vec<Escalation>,
    #[serde(rename = "duty", default)]
    pub duties: Vec<Duty>,
    #[serde(rename = "transfer", default)]
    pub transfers: Vec<Transfer>,
    #[serde(rename = "parameter", default)]
    pub parameters: Vec<Parameter>,
}

/// What stands behind a rule; empty: nothing was found, it is ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behind {
    pub norm: String,
    pub clause: Words,
    pub certainty: Certainty,
}

/// When an item rises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Any fail: the item is a red line.
    Fail,
    /// Nothing and nobody of what was asked for is there.
    None,
    SystemDown,
    Large,
    /// Only after another authority said so in writing.
    Authority,
    /// Judged together with another item.
    Linked,
    /// At two visits running.
    Twice,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    pub id: String,
    pub when: When,
    /// Empty: every serious item.
    #[serde(default)]
    pub items: Vec<String>,
    /// The item that stands for the situation it rises to.
    #[serde(default)]
    pub to: Option<String>,
    pub text: Words,
    #[serde(default)]
    pub basis: Vec<Behind>,
}

/// What a confirmed major hazard asks for, within so many days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    pub id: String,
    pub days: u32,
    pub text: Words,
    #[serde(default)]
    pub basis: Vec<Behind>,
}

/// An authority, what is handed over to it, and how soon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    pub id: String,
    pub authority: Words,
    /// Whose items all go there.
    #[serde(default)]
    pub owners: Vec<Owner>,
    #[serde(default)]
    pub items: Vec<String>,
    pub clock: Clock,
    /// The clock is the law's, else ours.
    pub law: bool,
    pub text: Words,
    #[serde(default)]
    pub basis: Vec<Behind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    AtOnce,
    #[serde(rename = "2_hours")]
    TwoHours,
    SameDay,
    #[serde(rename = "3_working_days")]
    ThreeWorkingDays,
    ByHead,
}

/// A limit on which sources disagree, or for which there is none: what is taken, how far a district may go, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    pub id: String,
    pub name: Words,
    #[serde(default)]
    pub items: Vec<String>,
    /// Where the value stands in the items; `None`: it is a choice, not a number.
    #[serde(default)]
    pub field: Option<Limit>,
    #[serde(default)]
    pub value: Option<String>,
    /// The weakest value a district may set.
    #[serde(default)]
    pub floor: Option<String>,
    /// Why there is none, where a value may be set as weak as anybody likes.
    #[serde(default)]
    pub no_floor: Option<Words>,
    pub sources: Words,
    pub reason: Words,
    /// No norm is behind the value.
    pub ours: bool,
}

/// The field of an item that a parameter sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    Max,
    Min,
    WithinDays,
}

impl Rules {
    /// The rules by which an item rises, in the order of the file.
    pub fn rising<'a>(&'a self, item: &Item) -> impl Iterator<Item = &'a Escalation> + use<'a> {
        let now = super::current_id(&item.id).to_string();
        self.escalations.iter().filter(move |e| e.items.contains(&now))
    }

    /// What holds for every serious item that fails at two visits running.
    pub fn repeated(&self) -> impl Iterator<Item = &Escalation> {
        self.escalations.iter().filter(|e| e.when == When::Twice && e.items.is_empty())
    }

    /// Where a matter of the item is handed over to: named there, or all of its owner's.
    pub fn authority(&self, item: &Item) -> Option<&Transfer> {
        let named = self.transfers.iter().find(|t| t.items.iter().any(|id| id == super::current_id(&item.id)));
        named.or_else(|| self.transfers.iter().find(|t| t.owners.contains(&item.owner)))
    }

    /// The parameter that an item's limit follows.
    pub fn parameter<'a>(&'a self, item: &'a Item) -> Option<&'a Parameter> {
        self.parameters.iter().find(|p| p.items.contains(&item.id))
    }
}

impl Limit {
    /// The value in an item.
    pub fn of(self, item: &Item) -> Option<String> {
        match self {
            Limit::Max => item.max.clone(),
            Limit::Min => item.min.clone(),
            Limit::WithinDays => item.within_days.map(|d| d.to_string()),
        }
    }

    /// Whether `a` asks for more than `b` or as much.
    pub fn is_as_strict(self, a: &str, b: &str) -> bool {
        let order = super::limit::compare(a, b);
        order.is_some_and(|o| if self == Limit::Min { o.is_ge() } else { o.is_le() })
    }
}
