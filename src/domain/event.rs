//! The body of an entry: the words that are on disk for ever. Never change one; add a new kind beside it.

use super::facility::{Facility, Paper, TraitValue};
use super::inspection::{Amend, Freeze, Inspection, Sign};
use super::name::{EntryId, FacilityId, Id, PersonId};
use super::point::Point;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What one entry says. Written as `{"<kind>":{…}}`; a kind or field not known here makes the whole body unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Log(LogStart),
    Person(Person),
    Facility(Facility),
    Trait(TraitValue),
    Paper(Paper),
    Inspection(Inspection),
    Point(Point),
    Major(Judged),
    Freeze(Freeze),
    Sign(Sign),
    Amend(Amend),
    Same(Same),
    Import(Import),
    Plan(Plan),
    /// What is taken back stands in the entry's `undoes`.
    Undo(Undo),
}

/// The first entry of a log: the key its seals are checked with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogStart {
    /// Ed25519 public key, 32 bytes.
    pub key: EntryId,
    /// 16 random bytes; key and salt hashed give the log's name.
    pub salt: Id,
    /// 甲号机.
    pub laptop: String,
    /// A demonstration's log; marked and unmarked logs never meet in one file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
}

/// An inspector or colleague.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// 执法证号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card_until: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// The second person's word on a candidate for major hazard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judged {
    pub major: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Whether the two things of the subject are one. `false` takes an earlier `true` apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Same {
    pub same: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    Facilities,
    People,
    Ledger,
}

/// The head of one import; its rows are ordinary entries of the same group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Import {
    pub kind: ImportKind,
    /// The file's name without its folder.
    pub file: String,
    /// SHA-256 of the file's bytes.
    pub hash: EntryId,
    pub rows: u32,
    pub added: u32,
    pub changed: u32,
    pub left_out: u32,
}

/// A visit meant to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    pub facility: FacilityId,
    pub on: Date,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

/// The body of an undo says no more than that it is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Undo {}
