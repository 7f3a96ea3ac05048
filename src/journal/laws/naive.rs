//! The same rules once more, slow and word for word from the design, so that the laws do not judge the program by itself.

use crate::domain::event::Event;
use crate::domain::name::EntryId;
use crate::domain::point::{Finding, Severity, Stage, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::journal::entry::{Body, Entry};
use crate::journal::model::Model;
use std::collections::BTreeSet;
use std::rc::Rc;

/// All entries on the own chain before this one, as far as they are held.
pub fn chain(model: &Model, entry: &Entry) -> BTreeSet<EntryId> {
    let prev = |e: &Entry| e.prev.and_then(|p| model.get(&p)).filter(|p| p.log == e.log && p.seq + 1 == e.seq);
    std::iter::successors(prev(entry), |e| prev(e)).map(|e| e.id).collect()
}

/// Not cancelled by a living undo of its own chain.
pub fn living(model: &Model, entry: &Entry) -> bool {
    let cancels =
        |u: &&Rc<Entry>| u.subject == Subject::Undo(u.log) && u.undoes.contains(&entry.id) && chain(model, u).contains(&entry.id);
    !model.arrived.iter().filter(cancels).any(|u| living(model, u))
}

/// Whatever of the subject is before this entry, step by step.
pub fn before(model: &Model, entry: &Entry) -> BTreeSet<EntryId> {
    let direct = |e: &Entry| -> BTreeSet<EntryId> {
        let all = chain(model, e).into_iter().chain(e.replaces.iter().copied());
        all.filter(|id| model.get(id).is_some_and(|o| o.subject == entry.subject)).collect()
    };
    let mut all = BTreeSet::new();
    let mut waiting = direct(entry);
    while let Some(id) = waiting.pop_first() {
        if all.insert(id) {
            waiting.extend(direct(model.get(&id).unwrap()));
        }
    }
    all
}

/// Everything that the writer of this entry can have known: through his chain, what he replaced and what he took back.
pub fn past(model: &Model, entry: &Entry) -> BTreeSet<EntryId> {
    let direct = |e: &Entry| -> Vec<EntryId> { e.prev.iter().chain(&e.replaces).chain(&e.undoes).copied().collect() };
    let mut all = BTreeSet::new();
    let mut waiting = direct(entry);
    while let Some(id) = waiting.pop() {
        if all.insert(id) {
            waiting.extend(model.get(&id).into_iter().flat_map(|e| direct(e)));
        }
    }
    all
}

fn known(entry: &Entry) -> Option<&Event> {
    match &entry.body {
        Body::Known(event) => Some(event),
        Body::Unknown(_) => None,
    }
}

/// What stands on a subject: known, living, and before no other such.
pub fn standing(model: &Model, subject: &Subject) -> Vec<Rc<Entry>> {
    let counts: Vec<&Rc<Entry>> =
        model.arrived.iter().filter(|e| e.subject == *subject && known(e).is_some() && living(model, e)).collect();
    let overruled: BTreeSet<EntryId> = counts.iter().flat_map(|e| before(model, e)).collect();
    counts.into_iter().filter(|e| !overruled.contains(&e.id)).cloned().collect()
}

/// The fails that stand on a point.
pub fn fails(model: &Model, point: &PointId) -> Vec<(EntryId, Finding)> {
    let fail = |e: &Rc<Entry>| match known(e) {
        // A fail that says no more is open, and serious.
        Some(Event::Point(p)) if p.verdict == Verdict::Fail => {
            Some((e.id, p.finding.clone().unwrap_or(Finding::open(Severity::Serious))))
        }
        _ => None,
    };
    standing(model, &Subject::Point(point.clone())).iter().filter_map(fail).collect()
}

/// Whether the law lets this finding be closed: every standing fail is closed, by enough hands for the worst of them.
pub fn may_be_closed(model: &Model, point: &PointId) -> bool {
    let fails = fails(model, point);
    let major = |e: &Rc<Entry>| matches!(known(e), Some(Event::Major(j)) if j.major);
    let judged = standing(model, &Subject::Major(point.clone())).iter().any(major);
    let worst = fails.iter().map(|(_, f)| f.severity).max().unwrap_or(Severity::Minor);
    let worst = if judged { Severity::Major } else { worst };
    fails.iter().all(|(_, f)| match f.stage {
        Stage::FixedOnSpot => true,
        Stage::Closed => {
            let step = f.step.clone().unwrap_or_default();
            let two = step.officers.iter().collect::<BTreeSet<_>>().len() >= 2;
            match worst {
                Severity::Minor => true,
                Severity::Serious => two,
                Severity::Major => two && step.consent.is_some(),
            }
        }
        _ => false,
    })
}
