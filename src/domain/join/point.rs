//! The join of a point: its answer, its finding, and the guards of a closure. The worst that anyone saw stands.

use super::{Among, Differs, Join, Joined, among, united};
use crate::domain::point::{Finding, Handling, Point, Severity, Stage, Step, Verdict};
use std::collections::BTreeSet;

/// The stage of a closure that lacks what its severity asks for: somebody says that it is put right, nobody who may has
/// closed it.
pub(super) const CLOSURE_FALLS_BACK_TO: Stage = Stage::Reported;

/// What closing a finding of this severity asks for: so many different officers, and whether a consent.
pub fn closing_needs(severity: Severity) -> (usize, bool) {
    match severity {
        Severity::Minor => (0, false),
        Severity::Serious => (2, false),
        Severity::Major => (2, true),
    }
}

/// *Guards are checked in the join*: whether this step may close a finding of this severity.
pub fn closure_counts(step: Option<&Step>, severity: Severity) -> bool {
    let (officers, consent) = closing_needs(severity);
    strength(step) >= (officers >= 2, consent)
}

/// A line of a ledger that was closed on paper before this program held it: nobody took a step on it since. That counts
/// for as bad a finding as the line itself calls it, and for no worse one.
fn closed_on_paper(point: &Point, finding: &Finding, severity: Severity) -> bool {
    let nobody_here = finding.step.as_ref().is_none_or(|s| s.officers.is_empty() && s.visit.is_none());
    point.ledger.is_some() && nobody_here && finding.severity >= severity
}

/// How much a closure has to show: two different officers, and then a consent. Totally ordered as the severities are.
fn strength(step: Option<&Step>) -> (bool, bool) {
    let different = step.map_or(0, |s| s.officers.iter().collect::<BTreeSet<_>>().len());
    let two = different >= 2;
    (two, two && step.is_some_and(|s| s.consent.is_some()))
}

/// Without the second person's word; `join_points` takes it in.
impl Join for Point {
    fn join(values: &[&Point]) -> Joined<Point> {
        join_points(values, None)
    }
}

/// Joins the heads of one point under the second person's word (`major/<point>`, joined).
///
/// - *Verdict: fail over na over pass; unchecked and cleared give way to any judgement.*
/// - Reasons, persons and dates of the answer are those of the verdict that counts.
/// - *Same verdict with another reading is no dispute: both readings stay.* Notes of all heads stay.
/// - *A point that fails is an open finding*: a fail written without one counts as an open serious finding; a finding
///   written beside another verdict is none.
/// - *Heads that differ in a judged field are a dispute*: the verdict; of two fails the severity, whether it is closed,
///   and what a recheck saw (`not_fixed`, `partly`). Ordering, extending, reporting are steps, not judgements.
pub fn join_points(values: &[&Point], major: Option<bool>) -> Joined<Point> {
    if let [point] = values
        && point.verdict != Verdict::Fail
    {
        return said_once(point);
    }
    let mut d = Differs::default();
    let all = || values.iter().copied();
    let verdict = all().map(|p| p.verdict).max().unwrap_or(Verdict::Cleared);
    let counts = || all().filter(|p| p.verdict == verdict);
    let unwritten = Finding::open(Severity::Serious);
    let fails: Vec<Fail> =
        all().filter(|p| p.verdict == Verdict::Fail).map(|p| (p, p.finding.as_ref().unwrap_or(&unwritten))).collect();
    let judged: BTreeSet<Verdict> = all().map(|p| p.verdict).filter(|v| v.judges()).collect();
    let disputed = judged.len() > 1 || fails_dispute(&fails);
    let value = Point {
        verdict,
        item: d.first("item", all().filter_map(|p| p.item.as_ref())),
        facility: d.first("facility", all().filter_map(|p| p.facility.as_ref())),
        judged_by: d.first("judged_by", counts().filter_map(|p| p.judged_by.as_ref())),
        readings: united(all().map(|p| &p.readings)),
        planned: d.first("planned", counts().filter_map(|p| p.planned.as_ref())),
        unchecked: d.first("unchecked", counts().filter_map(|p| p.unchecked.as_ref())),
        na: d.first("na", counts().filter_map(|p| p.na.as_ref())),
        reason: d.first("reason", counts().filter_map(|p| p.reason.as_ref())),
        return_by: d.first("return_by", counts().filter_map(|p| p.return_by.as_ref())),
        by: d.first("by", counts().filter_map(|p| p.by.as_ref())),
        batch: counts().any(|p| p.batch),
        notes: united(all().map(|p| &p.notes)),
        internal: united(all().map(|p| &p.internal)),
        finding: (!fails.is_empty()).then(|| join_fails(&fails, major, &mut d)),
        ledger: d.first("ledger", all().filter_map(|p| p.ledger.as_ref())),
    };
    d.into(value, disputed)
}

/// What does not fail and was said once joins to itself, whatever the second person says: most points of a file.
pub fn said_once(point: &Point) -> Joined<Point> {
    Joined { value: Point { finding: None, ..point.clone() }, disputed: false, differs: Default::default() }
}

/// Joined failing points (`same/A/B`) as one finding: *open while any of them is open*, by the rules of one point.
/// Points that are the same but differ are no dispute among themselves; a disputed one stays disputed. Once one is
/// closed only what is still open gives the date.
pub fn join_finding(points: &[&Joined<Point>], major: Option<bool>) -> Joined<Point> {
    let values: Vec<&Point> = points.iter().map(|p| &p.value).collect();
    let mut joined = join_points(&values, major);
    joined.disputed = points.iter().any(|p| p.disputed);
    let open = values.iter().filter_map(|p| p.finding.as_ref()).filter(|f| !f.stage.is_closed());
    if let (Some(due), Some(finding)) = (open.filter_map(|f| f.due).min(), &mut joined.value.finding) {
        finding.due = Some(due);
    }
    joined
}

/// A failing point and its finding.
type Fail<'a> = (&'a Point, &'a Finding);

/// Of two fails: severity, closed or not, and what a recheck saw are judged.
fn fails_dispute(fails: &[Fail]) -> bool {
    let severities: BTreeSet<Severity> = fails.iter().map(|(_, f)| f.severity).collect();
    let closed = |(_, f): &Fail| f.stage.is_closed();
    let saw = |s: Stage| fails.iter().any(|(_, f)| f.stage == s);
    severities.len() > 1 || fails.iter().any(closed) && !fails.iter().all(closed) || saw(Stage::NotFixed) && saw(Stage::Partly)
}

/// *Severity: the highest. Stage: the least finished. Due: the earliest. Evidence, places: united.*
/// A major judgement makes it major; a rejected one lowers nothing that somebody wrote.
fn join_fails(fails: &[Fail], major: Option<bool>, d: &mut Differs) -> Finding {
    let all = || fails.iter().map(|(_, f)| *f);
    let written = all().map(|f| f.severity).max().unwrap_or(Severity::Serious);
    let severity = if major == Some(true) { Severity::Major } else { written };
    let counts = |(p, f): &Fail| match f.stage {
        Stage::Closed if closed_on_paper(p, f, severity) => Stage::Closed,
        Stage::Closed if !closure_counts(f.step.as_ref(), severity) => CLOSURE_FALLS_BACK_TO,
        stage => stage,
    };
    let stage = fails.iter().map(counts).min().unwrap_or(Stage::Open);
    let handlings: Vec<&Handling> = all().filter_map(|f| f.handling.as_ref()).collect();
    d.first("handling", handlings.iter().copied());
    Finding {
        severity,
        severity_why: d.first("severity_why", all().filter(|f| f.severity == written).filter_map(|f| f.severity_why.as_ref())),
        stage,
        place: places(all().filter_map(|f| f.place.as_ref())),
        facts: d.first("facts", all().filter_map(|f| f.facts.as_ref())),
        looked: d.first("looked", all().filter_map(|f| f.looked.as_ref())),
        bad: d.last("bad", all().filter_map(|f| f.bad.as_ref())),
        // What asks for most is done first.
        handling: [Handling::Order, Handling::Transfer, Handling::Advise, Handling::Fixed]
            .into_iter()
            .find(|h| handlings.contains(&h)),
        due: d.first("due", all().filter_map(|f| f.due.as_ref())),
        interim: d.first("interim", all().filter_map(|f| f.interim.as_ref())),
        photos: united(all().map(|f| &f.photos)),
        reply: d.first("reply", all().filter_map(|f| f.reply.as_ref())),
        clause: d.first("clause", all().filter_map(|f| f.clause.as_ref())),
        step: step(fails.iter().filter(|f| counts(f) == stage).map(|(_, f)| f.step.as_ref()), d),
    }
}

/// The step of the stage that counts, whole: officers of two different acts are never mixed into one. Of several the one
/// with the least to show stands, so that joining can never make a closure stronger.
fn step<'a>(steps: impl Iterator<Item = Option<&'a Step>>, d: &mut Differs) -> Option<Step> {
    let steps: Vec<Option<&Step>> = steps.collect();
    if let [step] = steps[..] {
        return step.cloned();
    }
    let said = || steps.iter().copied().flatten();
    d.first("step_on", said().filter_map(|s| s.on.as_ref()));
    d.first("step_words", said().filter_map(|s| s.words.as_ref()));
    d.first("step_to", said().filter_map(|s| s.to.as_ref()));
    steps.into_iter().min_by_key(|s| (strength(*s), super::shown(s))).flatten().cloned()
}

/// Between two places in one text.
const AND: char = '；';

/// *Places united*: different places stand together in one text, so that no second blocked exit hides behind the first.
fn places<'a>(places: impl Iterator<Item = &'a String>) -> Option<String> {
    let different = match among(places.filter(|p| !p.is_empty())) {
        Among::None => return None,
        Among::One(place) => return Some(place.clone()),
        Among::Different(places) => places,
    };
    let parts: BTreeSet<&str> = different.into_iter().flat_map(|p| p.split(AND)).map(str::trim).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    Some(parts.join(&AND.to_string()))
}
