//! Drafts of a finding's steps: ordered, rechecked, closed, reopened, handed over, judged. Written on the finding's own
//! points, to all of a joined finding in one group.

use crate::content;
use crate::content::checklist::{Force, Item};
use crate::domain::derive;
use crate::domain::event::{Event, Judged, Same};
use crate::domain::join::{closing_needs, closure_counts};
use crate::domain::name::{EntryId, InspectionId, PersonId};
use crate::domain::point::{Finding, Handling, Point, Severity, Stage, Step, UncheckedReason, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::failure::rule::Refusal;
use crate::journal::entry::Draft;
use crate::views::finding::{FindingRow, FindingView, HistoryRow};
use crate::views::visit::Visit;
use crate::views::{Current, PersonRow};
use jiff::civil::Date;
use std::collections::BTreeSet;

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
    /// Clause and source that a person enters where none was read (FIELD 10).
    pub clause: Option<String>,
}

impl Taken {
    pub fn of(stage: Stage, on: Date) -> Taken {
        Taken { stage, on, due: None, visit: None, officers: Vec::new(), consent: None, to: None, words: None, clause: None }
    }

    /// The same with each person once, whatever ids are his: the first id stays. Whoever consents and is an officer under
    /// another id is named as that officer, and so is no third person.
    pub fn each_once<'a>(mut self, people: impl Iterator<Item = &'a PersonRow>) -> Taken {
        let people: Vec<_> = people.collect();
        let one = |id: PersonId| people.iter().find(|p| p.is(id)).map_or(id, |p| p.id);
        let mut seen = BTreeSet::new();
        self.officers.retain(|id| seen.insert(one(*id)));
        let officer = |id: PersonId| self.officers.iter().copied().find(|o| one(*o) == one(id));
        self.consent = self.consent.map(|id| officer(id).unwrap_or(id));
        self
    }
}

/// Drafts a step from a finding's page. What is closed takes no step but to be opened again.
pub fn step(view: &FindingView, taken: &Taken) -> Result<Vec<Draft>, Refusal> {
    let closed = view.row.stage.is_some_and(Stage::is_closed);
    match taken.stage {
        _ if view.row.stage.is_none() => return Err(Refusal::NotFailing { point: view.row.id.to_string() }),
        Stage::Open if !closed => return Err(Refusal::NotClosed { point: view.row.id.to_string() }),
        Stage::Open => {}
        _ if closed => return Err(Refusal::IsClosed { point: view.row.id.to_string() }),
        _ => {}
    }
    if let Some(found) = view.row.found_on.filter(|found| taken.on < *found) {
        return Err(Refusal::StepBefore { on: taken.on, found });
    }
    if taken.stage == Stage::Ordered {
        may_order(view, taken)?;
    }
    let points = view.points.iter().map(|(id, now)| (id, now));
    step_on(&view.row, view.major, points.collect(), taken)
}

/// An order stands on a clause that was verified, or on one that a person enters with its source and that binds the place; and
/// on what nobody judges otherwise (FIELD 25).
fn may_order(view: &FindingView, taken: &Taken) -> Result<(), Refusal> {
    if view.row.disputed {
        return Err(Refusal::Disputed { point: view.row.id.to_string() });
    }
    match &taken.clause {
        None if view.basis.is_empty() => Err(Refusal::NoClause),
        Some(clause) if content::norms().typed(clause, view.place) != Some(Force::Binding) => {
            Err(Refusal::ClauseElsewhere { clause: clause.clone() })
        }
        _ => Ok(()),
    }
}

/// Drafts a judgement during a recheck visit: it names the visit and its officers.
pub fn recheck(visit: &Visit, row: &FindingRow, mut taken: Taken) -> Result<Vec<Draft>, Refusal> {
    let head = &visit.parts.head.joined.value;
    taken.visit = Some(visit.parts.id);
    if taken.officers.is_empty() {
        taken.officers = head.officers.clone();
    }
    taken = taken.each_once(visit.parts.people.values());
    let points: Vec<_> = row.points.iter().filter_map(|id| visit.point(id).map(|p| (id, &p.now))).collect();
    let major = row.points.iter().filter_map(|id| visit.point(id)).find_map(|p| p.major);
    step_on(row, major, points, &taken)
}

/// More to what a recheck found: words to its step, a new day. On every point of the finding.
pub fn more_of_recheck(visit: &Visit, row: &FindingRow, more: impl Fn(&mut Finding)) -> Result<Vec<Draft>, Refusal> {
    let points: Vec<_> = row.points.iter().filter_map(|id| visit.point(id).map(|p| (id, &p.now))).collect();
    Ok(write(standing(row, points)?, more))
}

/// 未查 at a recheck: no judgement. The finding stands as it was; the step says that this visit did not look, and why.
pub fn not_rechecked(
    visit: &Visit,
    row: &FindingRow,
    why: UncheckedReason,
    words: Option<String>,
) -> Result<Vec<Draft>, Refusal> {
    let head = &visit.parts.head.joined.value;
    let points: Vec<_> = row.points.iter().filter_map(|id| visit.point(id).map(|p| (id, &p.now))).collect();
    let step = |finding: &mut Finding| {
        let to = finding.step.take().and_then(|s| s.to);
        let (on, officers) = (Some(head.on), head.officers.clone());
        let visit = Some(visit.parts.id);
        finding.step = Some(Step { on, visit, officers, consent: None, to, words: words.clone(), unchecked: Some(why) });
    };
    Ok(write(standing(row, points)?, step))
}

/// Ties a line of a ledger taken in to an item of the checklists, or takes it off again: then it stands at that item in
/// briefings and at the next visit.
pub fn tie(view: &FindingView, item: Option<&str>) -> Result<Vec<Draft>, Refusal> {
    let line = view.points.iter().find(|(id, now)| id.inspection.is_none() && now.joined.value.ledger.is_some());
    let Some((id, now)) = line else { return Err(Refusal::NotALedgerLine { point: view.row.id.to_string() }) };
    let subject = Subject::Point(id.clone());
    if now.read_only {
        return Err(Refusal::NewerSubject { subject: subject.to_string() });
    }
    let mut point = now.joined.value.clone();
    if point.item.as_deref() == item {
        return Ok(Vec::new());
    }
    point.item = item.map(String::from);
    Ok(vec![Draft { subject, replaces: now.heads.clone(), body: Event::Point(point) }])
}

/// The items that a text is most likely about, three at most: those that share the most pairs of neighbouring characters
/// with it, pairs of the title twice.
pub fn likely<'a>(items: impl IntoIterator<Item = &'a Item>, said: &str) -> Vec<&'a Item> {
    let pairs = |text: &str| -> BTreeSet<(char, char)> {
        let signs: Vec<char> = derive::normal(text).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        signs.windows(2).map(|w| (w[0], w[1])).collect()
    };
    let wanted = pairs(said);
    let score = |item: &Item| {
        let shared = |text: &str| pairs(text).intersection(&wanted).count();
        let wordings = item.wordings.iter().map(|w| shared(&w.zh)).max().unwrap_or(0);
        2 * shared(&item.short.zh) + shared(&item.text.zh) + wordings + shared(&item.short.en) + shared(&item.text.en)
    };
    let mut scored: Vec<(usize, &Item)> = items.into_iter().map(|i| (score(i), i)).filter(|(score, _)| *score > 0).collect();
    scored.sort_by(|a, b| (b.0, &a.1.id).cmp(&(a.0, &b.1.id)));
    scored.dedup_by(|a, b| a.1.id == b.1.id);
    scored.into_iter().take(3).map(|(_, item)| item).collect()
}

/// What closing a finding of this severity still lacks; the join holds the same rule.
pub fn closing_lacks(visit: &Visit, severity: Severity, taken: &Taken) -> Option<Refusal> {
    may_close(severity, &taken.clone().each_once(visit.parts.people.values())).err()
}

/// How severe the finding is for the rules: major once the second person said so.
pub fn severity_of(visit: &Visit, row: &FindingRow) -> Severity {
    let points = || row.points.iter().filter_map(|id| visit.point(id));
    match points().find_map(|p| p.major) {
        Some(true) => Severity::Major,
        _ => points().filter_map(|p| p.now.joined.value.finding.as_ref()).map(|f| f.severity).max().unwrap_or(row.severity),
    }
}

/// A point of a finding and how it stands.
type Standing<'a> = (&'a PointId, &'a Current<Point>);

fn step_on(row: &FindingRow, major: Option<bool>, points: Vec<Standing>, taken: &Taken) -> Result<Vec<Draft>, Refusal> {
    let failing = standing(row, points)?;
    if let Some(due) = taken.due.filter(|due| *due < taken.on) {
        return Err(Refusal::DueBefore { due, on: taken.on });
    }
    let severity = failing.iter().filter_map(|(_, now)| now.joined.value.finding.as_ref()).map(|f| f.severity).max();
    let severity = if major == Some(true) { Some(Severity::Major) } else { severity };
    // 当场改好 belongs to the visit that found it; after that it is a closure and needs what a closure needs.
    let later = || row.found_on.is_some_and(|d| taken.on > d) || row.stage != Some(Stage::Open) || major == Some(true);
    if taken.stage == Stage::Closed || taken.stage == Stage::FixedOnSpot && later() {
        may_close(severity.unwrap_or(Severity::Minor), taken)?;
    }
    let step = |finding: &mut Finding| {
        match taken.stage {
            Stage::FixedOnSpot => finding.handling = Some(Handling::Fixed),
            Stage::Open => finding.handling = finding.handling.filter(|h| *h != Handling::Fixed),
            _ => {}
        }
        finding.stage = taken.stage;
        finding.due = taken.due.or(finding.due);
        finding.clause = taken.clause.clone().or(finding.clause.take());
        finding.step = Some(Step {
            on: Some(taken.on),
            visit: taken.visit,
            officers: taken.officers.clone(),
            consent: taken.consent,
            to: taken.to.clone(),
            words: taken.words.clone(),
            unchecked: None,
        });
    };
    Ok(write(failing, step))
}

/// The points of a finding that still fail; refused when none does or a newer version wrote one.
fn standing<'a>(row: &FindingRow, points: Vec<Standing<'a>>) -> Result<Vec<Standing<'a>>, Refusal> {
    let failing: Vec<_> = points.into_iter().filter(|(_, now)| now.joined.value.verdict == Verdict::Fail).collect();
    if failing.is_empty() {
        return Err(Refusal::NotFound { what: row.id.to_string() });
    }
    match failing.iter().find(|(_, now)| now.read_only) {
        Some((id, _)) => Err(Refusal::NewerSubject { subject: Subject::Point((*id).clone()).to_string() }),
        None => Ok(failing),
    }
}

/// The same step on every point of a finding.
fn write(points: Vec<Standing>, step: impl Fn(&mut Finding)) -> Vec<Draft> {
    let one = |(id, now): Standing| {
        let mut point = now.joined.value.clone();
        if let Some(finding) = &mut point.finding {
            step(finding);
        }
        Draft { subject: Subject::Point(id.clone()), replaces: now.heads.clone(), body: Event::Point(point) }
    };
    points.into_iter().map(one).collect()
}

/// Two different officers for 较重 and 重大, and a consent for 重大. The join holds the same rule.
fn may_close(severity: Severity, taken: &Taken) -> Result<(), Refusal> {
    let step = Step { officers: taken.officers.clone(), consent: taken.consent, ..Step::default() };
    if closing_needs(severity).1 && taken.consent.is_some_and(|c| taken.officers.contains(&c)) {
        return Err(Refusal::ConsentOfAThird);
    }
    match closure_counts(Some(&step), severity) {
        true => Ok(()),
        false => Err(Refusal::NeedsOfficers { consent: closing_needs(severity).1 }),
    }
}

/// Whether this is a second person: whoever recorded the fail alone has had the first word, under each of his ids.
pub fn may_judge(view: &FindingView, people: &[PersonRow], by: Option<PersonId>) -> Result<(), Refusal> {
    if view.row.stage.is_none() {
        return Err(Refusal::NotFailing { point: view.row.id.to_string() });
    }
    let fails = |h: &&HistoryRow| !h.cancelled && h.value.as_ref().is_some_and(|p| p.verdict == Verdict::Fail);
    let first = |id: &PointId| view.history.iter().filter(fails).find(|h| h.point == *id).map(|h| h.author);
    let finders: Vec<_> = view.row.points.iter().filter_map(first).collect();
    let same = |a: PersonId, b: PersonId| a == b || people.iter().any(|p| p.is(a) && p.is(b));
    let first = |by| finders.iter().all(|f| f.is_some_and(|f| same(f, by)));
    match by.is_some_and(first) {
        true => Err(Refusal::SecondPerson),
        false => Ok(()),
    }
}

/// The second person's word on a candidate for major hazard.
pub fn judge(view: &FindingView, major: bool, by: Option<PersonId>, reason: Option<String>) -> Vec<Draft> {
    let body = Event::Major(Judged { major, by, reason });
    vec![Draft { subject: Subject::Major(view.row.id.clone()), replaces: view.major_heads.clone(), body }]
}

/// Whether a fail of this visit may be the same as a finding: of this facility, still failing, and not the point itself.
pub fn may_be_same(visit: &Visit, id: &PointId, other: &FindingRow) -> Result<(), Refusal> {
    let fits = other.facility == visit.parts.facility_id && other.stage.is_some() && other.id != *id;
    if fits { Ok(()) } else { Err(Refusal::NotTheSame { other: other.id.to_string() }) }
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

/// 现场重看: what is found now replaces every head. Where one side judged so before, it is that side's answer with all that
/// it says (a finding that still stands is open again); else it is a bare one, of the `severity` that the item has.
pub fn found_again(now: &Current<Point>, sides: &[&Point], verdict: Verdict, severity: Severity) -> Point {
    let mut so = sides.iter().filter(|side| side.verdict == verdict);
    let joined = &now.joined.value;
    let mut point = match (so.next(), so.next()) {
        (Some(_), Some(_)) if joined.verdict == verdict => joined.clone(),
        (Some(side), _) => (*side).clone(),
        (None, _) => {
            let (item, facility) = (joined.item.clone(), joined.facility);
            Point { item, facility, judged_by: joined.judged_by, ledger: joined.ledger.clone(), ..Point::of(verdict) }
        }
    };
    if let Some(finding) = point.finding.as_mut().filter(|f| f.stage.is_closed()) {
        (finding.stage, finding.step) = (Stage::Open, None);
    }
    if verdict == Verdict::Fail && point.finding.is_none() {
        point.finding = Some(Finding::open(severity));
    }
    point
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::derive;
    use crate::domain::name::Id;
    use crate::views::recheck::{Rechecked, rechecked, totals};
    use crate::views::sample;
    use crate::views::visit::Visit;

    /// A recheck visit that goes through one finding of an earlier visit.
    fn recheck_of(severity: Severity) -> Visit {
        let mut visit = sample::visit(&[]);
        let earlier = derive::inspection(
            visit.parts.facility_id,
            jiff::civil::date(2026, 11, 2),
            crate::domain::inspection::Kind::Routine,
            1,
        );
        let id = PointId::new(earlier, "EXIT-01");
        let mut point = Point::of(Verdict::Fail);
        point.finding = Some(Finding { place: Some("二楼东侧".into()), ..Finding::open(severity) });
        visit.parts.rechecked.insert(id.clone(), sample::now(point));
        visit.parts.to_recheck.push(sample::finding_row(&visit, id));
        visit
    }

    fn after(visit: &mut Visit, drafts: Vec<Draft>) {
        for draft in drafts {
            let (Subject::Point(id), Event::Point(point)) = (draft.subject, draft.body) else { panic!("a step is on a point") };
            visit.take_over(vec![(id, sample::now(point))]);
        }
    }

    #[test]
    fn what_nobody_looked_at_stays_as_it_was_and_says_why() {
        let mut visit = recheck_of(Severity::Serious);
        let row = visit.parts.to_recheck[0].clone();
        assert_eq!(rechecked(&visit, &row), None);
        let drafts = not_rechecked(&visit, &row, UncheckedReason::KeyOrPersonAway, None).unwrap();
        after(&mut visit, drafts);
        assert_eq!(rechecked(&visit, &row), Some(Rechecked::Unchecked(UncheckedReason::KeyOrPersonAway)));
        assert_eq!(crate::views::recheck::finding_now(&visit, &row).unwrap().stage, Stage::Open);
        let drafts = recheck(&visit, &row, Taken::of(Stage::Partly, visit.parts.head.joined.value.on)).unwrap();
        after(&mut visit, drafts);
        assert_eq!((totals(&visit).partly, totals(&visit).unchecked), (1, 0), "a judgement takes its place");
    }

    #[test]
    fn one_person_under_two_ids_is_one_officer() {
        let mut visit = recheck_of(Severity::Serious);
        let row = visit.parts.to_recheck[0].clone();
        let [a, b, third] = [1, 2, 3].map(|n| Id([n; 16]));
        let person = |id, also| PersonRow { id, person: Default::default(), heads: Vec::new(), also };
        visit.parts.people = [(a, person(a, vec![b])), (b, person(a, vec![b])), (third, person(third, Vec::new()))].into();
        let closing = |officers: &[PersonId], consent| {
            let on = visit.parts.head.joined.value.on;
            Taken { officers: officers.to_vec(), consent, ..Taken::of(Stage::Closed, on) }
        };
        assert_eq!(recheck(&visit, &row, closing(&[a, b], None)), Err(Refusal::NeedsOfficers { consent: false }));
        assert!(recheck(&visit, &row, closing(&[b, third], None)).is_ok());
        assert_eq!(
            closing_lacks(&visit, Severity::Major, &closing(&[a, third], Some(b))),
            Some(Refusal::ConsentOfAThird),
            "an officer consents to nothing of his own, under no id"
        );
    }

    #[test]
    fn one_officer_closes_no_serious_finding_and_no_two_close_a_major_one_without_consent() {
        for (severity, officers, consent, closes) in [
            (Severity::Minor, 1, false, true),
            (Severity::Serious, 1, false, false),
            (Severity::Serious, 2, false, true),
            (Severity::Major, 2, false, false),
            (Severity::Major, 2, true, true),
        ] {
            let visit = recheck_of(severity);
            let row = visit.parts.to_recheck[0].clone();
            let mut taken = Taken::of(Stage::Closed, visit.parts.head.joined.value.on);
            taken.officers = [Id([1; 16]), Id([2; 16])][..officers].to_vec();
            taken.consent = consent.then_some(Id([3; 16]));
            assert_eq!(recheck(&visit, &row, taken).is_ok(), closes, "{severity:?} {officers} {consent}");
        }
    }
}
