//! What becomes of findings in the days after a visit: ordered or handed over, judged, rechecked up to three times.

use super::words::{CLOSED, NOT_FIXED, PARTLY};
use super::{District, Hand};
use crate::domain::derive;
use crate::domain::event::Event;
use crate::domain::inspection::{Activity, Gate, Inspection, Kind, SignedHow};
use crate::domain::name::{FacilityId, PersonId};
use crate::domain::point::{Handling, Point, Severity, Stage, Step};
use crate::domain::subject::{PointId, Subject};
use crate::journal::entry::Draft;
use jiff::civil::Date;

/// Open findings of one visit that somebody comes back to.
#[derive(Clone, Debug)]
pub struct Followed {
    pub place: FacilityId,
    pub number: usize,
    pub points: Vec<(PointId, Point)>,
    /// Those that the second person called a major hazard.
    pub major: Vec<PointId>,
    pub officers: (PersonId, PersonId),
    /// 0: orders; then rechecks.
    pub round: u32,
}

impl District<'_> {
    /// Does what is due on this day and says when to come back.
    pub(super) fn step(&mut self, on: Date, followed: Followed) {
        let left = if followed.round == 0 { self.order(on, followed) } else { self.recheck(on, followed) };
        if !left.points.is_empty() && left.round <= 3 {
            self.wait(on, 16, left);
        }
    }

    /// The day after: orders are written, what others own is handed over.
    fn order(&mut self, on: Date, mut followed: Followed) -> Followed {
        let (author, second) = followed.officers;
        let mut drafts = Vec::new();
        for (id, point) in &mut followed.points {
            let Some(finding) = &mut point.finding else { continue };
            finding.stage = match finding.handling {
                Some(Handling::Order) => Stage::Ordered,
                Some(Handling::Transfer) => Stage::Transferred,
                _ => continue,
            };
            finding.due = finding.due.max(super::back(on, -7));
            finding.step = Some(Step { on: Some(on), officers: vec![author, second], ..Step::default() });
            drafts.push(draft(id, point));
        }
        if !drafts.is_empty() {
            self.write(drafts, author, on, 14 * 3600);
        }
        Followed { round: 1, ..followed }
    }

    /// A recheck visit: what is put right is closed by two officers, a major hazard with a consent.
    fn recheck(&mut self, on: Date, mut followed: Followed) -> Followed {
        let (author, second) = followed.officers;
        let consent = self.people[7].0;
        let first = if self.hand == Hand::Own { 1 } else { 51 };
        let team = *self.rechecks.entry((followed.place, on)).and_modify(|n| *n += 1).or_insert(first);
        let visit = derive::inspection(followed.place, on, Kind::Recheck, team);
        let head = recheck_head(on, team, &followed);
        let body = Event::Inspection(head);
        let subject = Subject::Inspection(visit);
        self.write(vec![Draft { subject, replaces: Vec::new(), body }], author, on, 13 * 3600);
        let round = followed.round;
        let mut open = Vec::new();
        for (n, (id, mut point)) in std::mem::take(&mut followed.points).into_iter().enumerate() {
            let mut dice = self.throw(50 + u64::from(round), followed.number, &id);
            let Some(finding) = &mut point.finding else { continue };
            let (stage, words) = match dice.below(100) {
                n if n < 72 => (Stage::Closed, dice.pick(&CLOSED)),
                n if n < 86 => (Stage::NotFixed, dice.pick(&NOT_FIXED)),
                _ => (Stage::Partly, dice.pick(&PARTLY)),
            };
            finding.stage = stage;
            let is_major = finding.severity == Severity::Major || followed.major.contains(&id);
            let consent = (stage == Stage::Closed && is_major).then_some(consent);
            finding.step = Some(Step {
                on: Some(on),
                visit: Some(visit),
                officers: vec![author, second],
                consent,
                words: Some((*words).into()),
                ..Step::default()
            });
            self.write(vec![draft(&id, &point)], author, on, 13 * 3600 + 120 + n as u32 * 40);
            if stage != Stage::Closed {
                open.push((id, point));
            }
        }
        if self.has_papers(followed.number) {
            self.signed(visit, Vec::new(), Some(SignedHow::Signed), author, (on, 15 * 3600));
        }
        Followed { points: open, round: round + 1, ..followed }
    }
}

fn recheck_head(on: Date, team: u32, followed: &Followed) -> Inspection {
    let (author, second) = followed.officers;
    Inspection {
        facility: followed.place,
        on,
        kind: Kind::Recheck,
        team,
        activity: Activity::Inspection,
        facility_type: None,
        traits: Default::default(),
        lists: Vec::new(),
        sections_out: Vec::new(),
        taken_in: Vec::new(),
        rechecks: followed.points.iter().map(|(id, _)| id.clone()).collect(),
        officers: vec![author, second],
        recorder: Some(author),
        gate: Gate { started: "13:00".into(), ended: "13:40".into(), cards_shown: true, rights_told: true, ..Gate::default() },
        backfilled: None,
        not_done: None,
        reason: None,
        corrected_on: None,
        assigned: Default::default(),
    }
}

fn draft(id: &PointId, point: &Point) -> Draft {
    Draft { subject: Subject::Point(id.clone()), replaces: Vec::new(), body: Event::Point(point.clone()) }
}
