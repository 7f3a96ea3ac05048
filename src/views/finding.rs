//! Findings as lists and pages need them.

use super::{Current, Voice};
use crate::content::norms::Place;
use crate::content::rules::Transfer;
use crate::domain::name::{EntryId, FacilityId, InspectionId, PersonId};
use crate::domain::point::{Handling, Point, Severity, Stage};
use crate::domain::subject::PointId;
use jiff::civil::Date;

/// One finding in a list. Joined failing points (same_as) are one row, under the id first in byte order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingRow {
    pub id: PointId,
    pub inspection: Option<InspectionId>,
    /// `None` outside the list and for ledger lines.
    pub item: Option<String>,
    pub facility: FacilityId,
    pub facility_name: String,
    pub severity: Severity,
    /// The item is a red line and nobody has judged yet whether this is a major hazard (重大疑似).
    pub candidate: bool,
    /// `None`: withdrawn (the point no longer fails).
    pub stage: Option<Stage>,
    pub due: Option<Date>,
    pub found_on: Option<Date>,
    pub place: String,
    pub facts: String,
    pub handling: Option<Handling>,
    pub disputed: bool,
    /// From a ledger (导入).
    pub imported: bool,
    /// All points joined into this finding, this one first.
    pub points: Vec<PointId>,
}

/// One step in a finding's history, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    pub entry: EntryId,
    pub at: String,
    pub author: Option<PersonId>,
    pub who: String,
    pub laptop: String,
    pub point: PointId,
    /// `None`: written by a newer version, or an undo.
    pub value: Option<Point>,
    /// Taken back later.
    pub cancelled: bool,
}

/// A finding's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingView {
    pub row: FindingRow,
    /// The current state of every point joined into it.
    pub points: Vec<(PointId, Current<Point>)>,
    /// The second person's word, if there is one.
    pub major: Option<bool>,
    pub major_heads: Vec<EntryId>,
    pub history: Vec<HistoryRow>,
    /// Each judgement, where they differ.
    pub voices: Vec<(PointId, Voice<Point>)>,
    /// The file of the ledger that it came in with.
    pub file: Option<String>,
    /// The citations that an order for it could stand on: read in their text and binding here. None: a person has to enter
    /// clause and source first (FIELD 10).
    pub basis: Vec<String>,
    /// Where it was found: what binds it.
    pub place: Place,
    /// Whom the rules hand a matter of its item over to.
    pub authority: Option<&'static Transfer>,
}
