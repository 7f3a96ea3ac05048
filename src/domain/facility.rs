//! A facility: what is inspected, its traits and its papers. Every value here is the whole of what one entry says.

use super::name::{FacilityId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The six types of place. The order is the order of lists and figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FacilityType {
    Home,
    SmallHome,
    Centre,
    DayCare,
    Canteen,
    MealPoint,
}

impl FacilityType {
    pub const ALL: [FacilityType; 6] = [
        FacilityType::Home,
        FacilityType::SmallHome,
        FacilityType::Centre,
        FacilityType::DayCare,
        FacilityType::Canteen,
        FacilityType::MealPoint,
    ];

    /// The word in data and line forms.
    pub fn word(self) -> &'static str {
        match self {
            FacilityType::Home => "home",
            FacilityType::SmallHome => "small_home",
            FacilityType::Centre => "centre",
            FacilityType::DayCare => "day_care",
            FacilityType::Canteen => "canteen",
            FacilityType::MealPoint => "meal_point",
        }
    }

    pub fn parse(word: &str) -> Option<FacilityType> {
        FacilityType::ALL.into_iter().find(|t| t.word() == word)
    }
}

/// Whether a facility is in business. Suspended, unopened and closed ones leave lists and denominators from that date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    Open,
    Suspended,
    Renovating,
    NotOpened,
    Closed,
}

impl Status {
    /// Whether a facility of this status, which it has since `from`, is in business on a day. One that is being renovated
    /// stays in the lists: people may live there meanwhile.
    pub fn in_business(self, from: Option<Date>, on: Date) -> bool {
        let since = from.is_none_or(|from| from <= on);
        match self {
            Status::Open => since,
            Status::Renovating => true,
            Status::Suspended | Status::NotOpened | Status::Closed => !since,
        }
    }
}

/// The whole profile of a facility. All free text as typed or imported; empty is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facility {
    pub name: String,
    /// `None` where the roster did not say (待补正).
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<FacilityType>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing_number: Option<String>,
    /// 统一社会信用代码; an operator may run many facilities under one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<String>,
    /// 法定代表人或负责人.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Beds filed (备案床位).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beds: Option<u32>,
    /// 怎么走.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directions: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: Status,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_from: Option<Date>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_names: Vec<String>,
    /// The facility at whose address this one is (同址).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<FacilityId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// 待补正: what came in wrong or missing, as `field: what stood there`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

/// One thing to be put right in a profile: which field, why, and what stood in the source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    pub field: String,
    pub why: MarkReason,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkReason {
    /// The check character of the credit code is wrong.
    CheckCharacter,
    Length,
    Missing,
    NotANumber,
    OutOfRange,
    UnknownType,
    /// A second row with an equal key but other values.
    Twin,
}

/// 有, 无 or 不详.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    #[default]
    Unknown,
    No,
    Yes,
}

/// A fact of a facility that switches items on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TraitValue {
    pub is: Presence,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// The visit during which it was found, as its id, or other words (import, file).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// 「床位 12 张，原档案未登记」.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A licence, certificate, contract or report with an expiry. Its kind is in the subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
    /// `None`: no expiry known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
