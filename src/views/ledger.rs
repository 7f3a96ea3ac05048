//! The ledger of findings (问题台账): one row a finding, and one a visit that found nothing.

use super::Current;
use super::finding::FindingRow;
use crate::content::checklist::Item;
use crate::domain::facility::FacilityType;
use crate::domain::inspection::Kind;
use crate::domain::point::Point;
use jiff::civil::Date;
use std::sync::Arc;

/// A finding that is held, as a ledger that is taken in is compared with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldFinding {
    pub row: FindingRow,
    /// Of a line that was taken in from a ledger, the whole point.
    pub imported: Option<Current<Point>>,
}

/// One row of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// The day of the visit; of a line taken in from elsewhere the day it was found.
    pub on: Option<Date>,
    pub street: String,
    pub facility: String,
    /// The facility's type, at the visit where there was one.
    pub kind: Option<FacilityType>,
    /// Its beds, where they are known.
    pub beds: Option<u32>,
    /// `None`: a line of a ledger that was taken in.
    pub visit: Option<Kind>,
    /// The officers of the visit.
    pub people: Vec<String>,
    pub found: Found,
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Finding(Box<LedgerFinding>),
    /// Something was judged and nothing failed.
    Nothing,
    /// The same so far: the visit has no paper yet.
    NothingYet,
    /// The visit could not be made.
    NotDone,
}

/// A finding as the ledger tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerFinding {
    pub row: FindingRow,
    pub point: Point,
    /// The item in the version it was judged by.
    pub item: Option<Arc<Item>>,
    /// Who took the last step.
    pub officers: Vec<String>,
}
