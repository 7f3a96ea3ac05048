//! Facilities as lists and pages need them.

use super::Current;
use super::finding::FindingRow;
use super::plan::PlanRow;
use super::visit::Visit;
use super::{closing, recheck};
use crate::domain::facility::{Facility, FacilityType, Mark, Paper, Status, TraitValue};
use crate::domain::inspection::Kind;
use crate::domain::name::{FacilityId, InspectionId};
use crate::domain::point::{UncheckedReason, Verdict};
use crate::text::Lang;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One row of the facility list; small, since 100,000 of them are searched at a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacilityRow {
    pub id: FacilityId,
    pub name: String,
    pub kind: Option<FacilityType>,
    pub street: String,
    pub address: String,
    pub beds: Option<u32>,
    pub phone: String,
    pub credit_code: String,
    pub filing_number: String,
    pub status: Status,
    pub marks: Vec<Mark>,
    /// The day of the last visit with at least one judgement.
    pub last_visit: Option<Date>,
    pub open_findings: u32,
    pub status_from: Option<Date>,
    /// What it was called before; empty where nothing.
    pub former: String,
}

impl FacilityRow {
    pub fn in_business(&self, on: Date) -> bool {
        self.status.in_business(self.status_from, on)
    }
}

/// A facility's whole profile with its heads: what an import compares its rows with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacilityNow {
    pub id: FacilityId,
    pub profile: Current<Facility>,
}

/// Where a visit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VisitStage {
    /// Not frozen yet, or changed since: 草稿.
    Draft,
    /// 已定稿待签.
    Frozen,
    Signed,
    Refused,
    /// 未能检查.
    NotDone,
}

/// One visit in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitRow {
    pub id: InspectionId,
    pub facility: FacilityId,
    pub facility_name: String,
    pub on: Date,
    pub kind: Kind,
    pub team: u32,
    pub stage: VisitStage,
    /// Points with a verdict; of them failing.
    pub answered: u32,
    pub failed: u32,
    pub unchecked: u32,
    pub disputes: u32,
    pub people: Vec<String>,
    /// 补录, 已签后有补正.
    pub backfilled: bool,
    pub amended: bool,
}

/// A visit that nobody finished, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    pub visit: VisitRow,
    /// Items and rechecks with a record, and how many there are in all.
    pub recorded: u32,
    pub of: u32,
}

impl Unfinished {
    pub fn new(row: VisitRow, visit: &Visit) -> Unfinished {
        let (items, rechecks) = (closing::totals(visit), recheck::totals(visit));
        let of = items.due + rechecks.due;
        Unfinished { visit: row, recorded: of - items.blank - rechecks.blank, of }
    }
}

/// What was not checked and nobody has looked at since, for the next visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastUnchecked {
    pub visit: InspectionId,
    pub on: Date,
    pub item: String,
    pub reason: Option<UncheckedReason>,
    /// Words to the reason, as typed.
    pub words: Option<String>,
    pub return_by: Option<Date>,
}

impl LastUnchecked {
    /// Why, in words: the reason that was chosen, and what was typed to it.
    pub fn why(&self, lang: Lang) -> String {
        let reason = self.reason.filter(|r| *r != UncheckedReason::Other || self.words.is_none());
        let said = reason.map(|r| r.words().get(lang).to_string());
        [said, self.words.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// A facility's page and briefing (FIELD 20): in the order of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacilityView {
    pub id: FacilityId,
    pub profile: Current<Facility>,
    pub traits: BTreeMap<String, Current<TraitValue>>,
    pub papers: BTreeMap<String, Current<Paper>>,
    /// Open findings: candidates for major hazard and overdue ones first, then by due date.
    pub open: Vec<FindingRow>,
    pub unchecked: Vec<LastUnchecked>,
    /// Items that failed at two or more visits: item, times, last day.
    pub repeated: Vec<(String, u32, Date)>,
    pub visits: Vec<VisitRow>,
    /// Those of them that are not finished, as many as can be asked about.
    pub unfinished: Vec<Unfinished>,
    /// All that was ever planned here, by day; what was withdrawn too.
    pub plans: Vec<PlanRow>,
    /// The other ids of this facility, where it was joined from several (同一家), each with the name it had by itself.
    pub also: Vec<(FacilityId, String)>,
    /// Others at the same address (同址).
    pub same_address: Vec<FacilityRow>,
    /// What tells it from others of its name, in the names of papers; empty where it has the name alone.
    pub told_apart: String,
    /// Last answer of each item at the last visit that judged it.
    pub last: BTreeMap<String, Last>,
}

/// The last answer of an item here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Last {
    pub visit: InspectionId,
    pub on: Date,
    pub verdict: Verdict,
    /// The place of the last fail, the size of the last sample: one short phrase.
    pub words: String,
    /// What was measured, each by its name, where the phrase does not say it: a fail says its place.
    pub labels: Vec<String>,
    pub who: String,
}
