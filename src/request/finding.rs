//! Drafts of a finding's steps: ordered, rechecked, closed, reopened, handed over, judged. Written on the finding's own
//! points, to all of a joined finding in one group.

use crate::domain::event::{Event, Judged, Same};
use crate::domain::name::{EntryId, InspectionId, PersonId};
use crate::domain::point::{Point, Severity, Stage, Step, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::failure::rule::Refusal;
use crate::journal::entry::Draft;
use crate::views::Current;
use crate::views::finding::{FindingRow, FindingView};
use crate::views::visit::Visit;
use jiff::civil::Date;

/// One step to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub stage: Stage,
    pub on: Date,
    pub due: Option<Date>,
    pub visit: Option<InspectionId>,
    pub officers: Vec<PersonId>,
    pub consent: Option<PersonId>,
    pub to: Option<String>,
    pub words: Option<String>,
}

impl Taken {
    pub fn of(stage: Stage, on: Date) -> Taken {
        Taken { stage, on, due: None, visit: None, officers: Vec::new(), consent: None, to: None, words: None }
    }
}

/// Drafts a step from a finding's page.
pub fn step(view: &FindingView, taken: &Taken) -> Result<Vec<Draft>, Refusal> {
    let points = view.points.iter().map(|(id, now)| (id, now));
    step_on(&view.row, view.major, points.collect(), taken)
}

/// Drafts a step during a recheck visit: it names the visit and its officers.
pub fn recheck(visit: &Visit, row: &FindingRow, mut taken: Taken) -> Result<Vec<Draft>, Refusal> {
    let head = &visit.parts.head.joined.value;
    taken.visit = Some(visit.parts.id);
    if taken.officers.is_empty() {
        taken.officers = head.officers.clone();
    }
    let points: Vec<_> = row.points.iter().filter_map(|id| visit.point(id).map(|p| (id, &p.now))).collect();
    let major = row.points.iter().filter_map(|id| visit.point(id)).find_map(|p| p.major);
    step_on(row, major, points, &taken)
}

fn step_on(
    row: &FindingRow,
    major: Option<bool>,
    points: Vec<(&PointId, &Current<Point>)>,
    taken: &Taken,
) -> Result<Vec<Draft>, Refusal> {
    let failing: Vec<_> = points.into_iter().filter(|(_, now)| now.joined.value.verdict == Verdict::Fail).collect();
    if failing.is_empty() {
        return Err(Refusal::NotFound { what: row.id.to_string() });
    }
    if let Some((id, _)) = failing.iter().find(|(_, now)| now.read_only) {
        return Err(Refusal::NewerSubject { subject: Subject::Point((*id).clone()).to_string() });
    }
    let severity = failing.iter().filter_map(|(_, now)| now.joined.value.finding.as_ref()).map(|f| f.severity).max();
    let severity = if major == Some(true) { Some(Severity::Major) } else { severity };
    if taken.stage == Stage::Closed {
        may_close(severity.unwrap_or(Severity::Minor), taken)?;
    }
    let write = |(id, now): (&PointId, &Current<Point>)| {
        let mut point = now.joined.value.clone();
        if let Some(finding) = &mut point.finding {
            finding.stage = taken.stage;
            finding.due = taken.due.or(finding.due);
            finding.step = Some(Step {
                on: Some(taken.on),
                visit: taken.visit,
                officers: taken.officers.clone(),
                consent: taken.consent,
                to: taken.to.clone(),
                words: taken.words.clone(),
            });
        }
        Draft { subject: Subject::Point(id.clone()), replaces: now.heads.clone(), body: Event::Point(point) }
    };
    Ok(failing.into_iter().map(write).collect())
}

/// Two different officers for 较重 and 重大, and a consent for 重大. The join holds the same rule.
fn may_close(severity: Severity, taken: &Taken) -> Result<(), Refusal> {
    let mut officers = taken.officers.clone();
    officers.sort();
    officers.dedup();
    let consent_missing = severity == Severity::Major && taken.consent.is_none();
    if consent_missing || severity >= Severity::Serious && officers.len() < 2 {
        return Err(Refusal::NeedsOfficers { consent: severity == Severity::Major });
    }
    Ok(())
}

/// The second person's word on a candidate for major hazard.
pub fn judge(view: &FindingView, major: bool, by: Option<PersonId>, reason: Option<String>) -> Vec<Draft> {
    let body = Event::Major(Judged { major, by, reason });
    vec![Draft { subject: Subject::Major(view.row.id.clone()), replaces: view.major_heads.clone(), body }]
}

/// Two failing points are one finding, or are not after all. `heads`: what was said about the two before.
pub fn same(a: &PointId, b: &PointId, same: bool, heads: Vec<EntryId>, reason: Option<String>) -> Draft {
    Draft { subject: Subject::same(a, b), replaces: heads, body: Event::Same(Same { same, reason }) }
}

/// Settles a dispute: an ordinary entry that takes one judgement and replaces all heads. The reason stands as a note.
pub fn settle(id: &PointId, now: &Current<Point>, taken: &Point, reason: &str) -> Draft {
    let mut point = taken.clone();
    if !reason.is_empty() && !point.notes.iter().any(|n| n == reason) {
        point.notes.push(reason.into());
        point.notes.sort();
    }
    Draft { subject: Subject::Point(id.clone()), replaces: now.heads.clone(), body: Event::Point(point) }
}
