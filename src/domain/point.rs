//! A point: one item at one visit, one more place of it, a thing outside the list, or a line of a ledger.
//! It holds the answer and, when it fails, the finding; both are always written whole.

use super::facility::is_default;
use super::name::{ContentHash, FacilityId, Id, InspectionId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What was recorded. `pass`, `fail` and `na` are judgements; `unchecked` and `cleared` are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Cleared,
    Unchecked,
    Pass,
    Na,
    Fail,
}

impl Verdict {
    /// Judgements outrank and dispute each other; the others give way.
    pub fn judges(self) -> bool {
        matches!(self, Verdict::Pass | Verdict::Na | Verdict::Fail)
    }
}

/// How bad: 一般, 较重, 重大 (疑似 until a second person judges).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Minor,
    Serious,
    Major,
}

/// The steps of a finding, the least finished first: a join takes the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Open,
    NotFixed,
    Partly,
    Ordered,
    Extended,
    Reported,
    Transferred,
    Closed,
    FixedOnSpot,
}

impl Stage {
    /// Closed at birth or by a recheck.
    pub fn is_closed(self) -> bool {
        self >= Stage::Closed
    }
}

/// 处理: what the inspector means to do about it on site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    Fixed,
    Order,
    Transfer,
    Advise,
}

/// Why an item was not checked, in the order of the digits 1 to 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UncheckedReason {
    KeyOrPersonAway,
    OutOfUse,
    PapersElsewhere,
    NoTime,
    Refused,
    NeedsSpecialist,
    Other,
}

/// Why an item does not apply, in the order of the digits 1 to 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NaReason {
    NoSuchThing,
    NotRequiredHere,
    Other,
}

/// One labelled reading: a decimal, a date `2027-03-15`, or `bad/tested` of a sample or count. Numbers are text: no floats.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    pub value: String,
}

/// One answer, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub verdict: Verdict,
    /// The item, where the point's key is not the item itself (a further place). `None` outside the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The facility, for points without a visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility: Option<FacilityId>,
    /// The checklist version it was judged by, where the visit holds more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judged_by: Option<ContentHash>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<Reading>,
    /// A sample's planned size, where it was not reached (计划 5，实查 3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unchecked: Option<UncheckedReason>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub na: Option<NaReason>,
    /// Free words to a reason: of 未查 (其他), of 不适用 (其他), of a pass against the limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who returns, and by which date, for a red-line item that was not checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_by: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// 成批: taken together with the rest of a section; for ever visible.
    #[serde(default, skip_serializing_if = "is_default")]
    pub batch: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// 内部: never shown to the other side, never printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub internal: Vec<String>,
    /// The finding; there exactly when the verdict is `fail`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// Where a ledger line came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ledger: Option<LedgerLine>,
}

/// What is wrong, and how far it is with putting it right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    pub severity: Severity,
    /// Why the preset severity was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity_why: Option<String>,
    pub stage: Stage,
    /// 部位.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// 事实.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<String>,
    /// 查 / 坏.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bad: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handling: Option<Handling>,
    /// Suggested on site; the order's date once there is an order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// 临时措施.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interim: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<String>,
    /// 机构说法.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
    /// A clause and its source that a person entered where the content has none verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The last step: when, in which recheck visit, by whom, with whose consent, and words to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
}

/// The last step of a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// The recheck visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<InspectionId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub officers: Vec<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<PersonId>,
    /// The authority it was handed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The recheck visit did not look at it, and why: the stage is as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unchecked: Option<UncheckedReason>,
}

/// The row of a ledger or roster that a point came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerLine {
    pub import: Id,
    /// From 1; of each further sheet of the file 1,000,000 more.
    pub row: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
}

impl LedgerLine {
    /// What the rows of each further sheet are numbered from.
    pub const SHEET: u32 = 1_000_000;

    /// A row as people find it: `12`, on the third sheet `3-12`.
    pub fn told(row: u32) -> String {
        match (row / LedgerLine::SHEET, row % LedgerLine::SHEET) {
            (0, row) => row.to_string(),
            (sheet, row) => format!("{}-{row}", sheet + 1),
        }
    }
}

impl Point {
    /// A bare answer with nothing else said.
    pub fn of(verdict: Verdict) -> Point {
        Point {
            verdict,
            item: None,
            facility: None,
            judged_by: None,
            readings: Vec::new(),
            planned: None,
            unchecked: None,
            na: None,
            reason: None,
            return_by: None,
            by: None,
            batch: false,
            notes: Vec::new(),
            internal: Vec::new(),
            finding: None,
            ledger: None,
        }
    }
}

impl Finding {
    /// A finding as it stands the moment `2` is pressed.
    pub fn open(severity: Severity) -> Finding {
        Finding {
            severity,
            severity_why: None,
            stage: Stage::Open,
            place: None,
            facts: None,
            looked: None,
            bad: None,
            handling: None,
            due: None,
            interim: None,
            photos: Vec::new(),
            reply: None,
            clause: None,
            step: None,
        }
    }
}
