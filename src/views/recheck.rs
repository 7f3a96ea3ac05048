//! How the findings that a recheck visit goes through stand at this visit. A function of the visit alone: the answer is the
//! last step on the finding's own point, when that step names this visit.

use super::finding::FindingRow;
use super::visit::Visit;
use crate::domain::point::{Finding, Stage, UncheckedReason, Verdict};
use crate::domain::subject::PointId;
use jiff::civil::Date;

/// What was recorded of one finding at this recheck, in the order of the digits 1 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rechecked {
    Fixed,
    NotFixed,
    Partly,
    /// Nobody looked: no judgement, the finding stands as it was.
    Unchecked(UncheckedReason),
}

/// Counts of a recheck.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecheckTotals {
    pub due: u32,
    pub fixed: u32,
    pub not_fixed: u32,
    pub partly: u32,
    pub unchecked: u32,
    pub blank: u32,
}

/// What this visit recorded of a finding; `None`: nothing yet.
pub fn rechecked(visit: &Visit, row: &FindingRow) -> Option<Rechecked> {
    let finding = finding_now(visit, row)?;
    let step = finding.step.as_ref().filter(|s| s.visit == Some(visit.parts.id))?;
    if let Some(why) = step.unchecked {
        return Some(Rechecked::Unchecked(why));
    }
    Some(match finding.stage {
        Stage::NotFixed => Rechecked::NotFixed,
        Stage::Partly => Rechecked::Partly,
        // A closure that lacks an officer or a consent counts as reported put right.
        Stage::Closed | Stage::FixedOnSpot | Stage::Reported => Rechecked::Fixed,
        Stage::Open | Stage::Ordered | Stage::Extended | Stage::Transferred => return None,
    })
}

/// The finding as it stands now: of joined points the least finished.
pub fn finding_now<'a>(visit: &'a Visit, row: &FindingRow) -> Option<&'a Finding> {
    let points = row.points.iter().filter_map(|id| visit.point(id)).map(|p| &p.now.joined.value);
    points.filter(|p| p.verdict == Verdict::Fail).filter_map(|p| p.finding.as_ref()).min_by_key(|f| f.stage)
}

/// By when it was due before this visit, and by when it is due now: of joined points the earliest day.
pub fn due(visit: &Visit, row: &FindingRow) -> (Option<Date>, Option<Date>) {
    let now = |id: &PointId| visit.point(id).and_then(|p| p.now.joined.value.finding.as_ref()?.due);
    let now = row.points.iter().filter_map(now).min().or(row.due);
    let known: Vec<Option<Date>> = row.points.iter().filter_map(|id| visit.parts.due_before.get(id)).copied().collect();
    (if known.is_empty() { now } else { known.into_iter().flatten().min() }, now)
}

/// A field of the finding as everybody told it: of joined points each that says something else, so that no place is closed
/// unseen.
pub fn told(visit: &Visit, row: &FindingRow, name: &str, field: impl Fn(&Finding) -> Option<&String>) -> String {
    let points = row.points.iter().filter_map(|id| visit.point(id)).map(|p| &p.now.joined);
    let found = points.filter(|p| p.value.verdict == Verdict::Fail);
    let mut all: Vec<String> = Vec::new();
    for joined in found {
        let said = joined.value.finding.as_ref().and_then(&field).cloned();
        // Two who wrote of one point what differs are both heard.
        let said = joined.differs.get(name).cloned().unwrap_or_else(|| said.into_iter().collect());
        for said in said.into_iter().filter(|said| !said.trim().is_empty()) {
            if !all.contains(&said) {
                all.push(said);
            }
        }
    }
    all.join("；")
}

/// Counts the recheck.
pub fn totals(visit: &Visit) -> RecheckTotals {
    let mut t = RecheckTotals::default();
    for row in &visit.parts.to_recheck {
        t.due += 1;
        match rechecked(visit, row) {
            Some(Rechecked::Fixed) => t.fixed += 1,
            Some(Rechecked::NotFixed) => t.not_fixed += 1,
            Some(Rechecked::Partly) => t.partly += 1,
            Some(Rechecked::Unchecked(_)) => t.unchecked += 1,
            None => t.blank += 1,
        }
    }
    t
}
