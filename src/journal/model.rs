//! The log in memory, for tests: any entries in any order, holes included, to the joined state of all subjects by the
//! same functions that the store uses. What the store projects has to equal this.

use super::chain::{Link, What, follows};
use super::digest::{StateDigest, Tip};
use super::entry::{Body, Entry};
use super::heads::{Node, Order};
use super::lineage::{Lineage, Spot};
use super::state::{Stand, State, stand};
use super::undo::{Cancel, dead, may_cancel, touched};
use crate::domain::event::Event;
use crate::domain::inspection::Freeze;
use crate::domain::join::{Joined, join_finding};
use crate::domain::name::EntryId;
use crate::domain::point::Point;
use crate::domain::subject::{PointId, Subject};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Entries as they arrived, indexed.
#[derive(Clone, Default)]
pub struct Model {
    /// In the order of arrival.
    pub arrived: Vec<Rc<Entry>>,
    pub lineage: Lineage,
    entries: BTreeMap<EntryId, Rc<Entry>>,
    spots: BTreeMap<EntryId, Spot>,
    subjects: BTreeMap<Subject, Vec<EntryId>>,
    cancels: BTreeMap<EntryId, Vec<Cancel>>,
    /// Kept up entry by entry, as a store keeps its projection.
    projected: BTreeMap<String, String>,
}

/// Failing points that are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub points: Vec<PointId>,
    pub joined: Joined<Point>,
}

impl Model {
    /// All of `entries`, each after the one before it in its chain where that is among them; else in the given order.
    pub fn of(entries: impl IntoIterator<Item = Rc<Entry>>) -> Model {
        let mut model = Model::default();
        let mut waiting: Vec<Rc<Entry>> = entries.into_iter().collect();
        while !waiting.is_empty() {
            let ids: BTreeSet<EntryId> = waiting.iter().map(|e| e.id).collect();
            let (now, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|e| e.prev.is_none_or(|p| !ids.contains(&p)));
            now.into_iter().for_each(|e| model.take(e));
            waiting = later;
        }
        model
    }

    /// Takes one entry in and joins again what it touches.
    pub fn take(&mut self, entry: Rc<Entry>) {
        if self.entries.contains_key(&entry.id) {
            return;
        }
        let before = entry.prev.and_then(|p| self.entries.get(&p));
        let before = before.filter(|p| p.log == entry.log && p.seq + 1 == entry.seq);
        let spot = self.lineage.add(before.map(|p| self.spots[&p.id]), entry.seq);
        self.spots.insert(entry.id, spot);
        self.entries.insert(entry.id, entry.clone());
        self.subjects.entry(entry.subject.clone()).or_default().push(entry.id);
        self.arrived.push(entry.clone());
        for target in &entry.undoes {
            let at = self.spots.get(target);
            if at.is_some_and(|at| may_cancel(&self.lineage, &entry.subject, entry.log, spot, *at)) {
                let cancel = Cancel { undo: entry.id, seq: entry.seq, target: *target };
                self.cancels.entry(*target).or_default().push(cancel);
            }
        }
        let look = |id| self.entries.get(&id).map(|e| (e.subject.clone(), e.undoes.clone()));
        let mut again = touched(&entry.undoes, look);
        again.insert(entry.subject.clone());
        for subject in again.iter().flat_map(rejoins).collect::<BTreeSet<_>>() {
            self.project(&subject);
        }
    }

    fn project(&mut self, subject: &Subject) {
        match self.stand(subject).state.and_then(|s| s.bytes()) {
            Some(bytes) => self.projected.insert(subject.to_string(), bytes),
            None => self.projected.remove(&subject.to_string()),
        };
    }

    pub fn get(&self, id: &EntryId) -> Option<&Rc<Entry>> {
        self.entries.get(id)
    }

    pub fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.subjects.keys()
    }

    /// Living undos of an entry.
    pub fn undone_by(&self, id: EntryId) -> Vec<EntryId> {
        let (mut all, mut waiting) = (Vec::new(), vec![id]);
        while let Some(target) = waiting.pop() {
            for cancel in self.cancels.get(&target).into_iter().flatten() {
                all.push(*cancel);
                waiting.push(cancel.undo);
            }
        }
        let dead = dead(&all);
        let own = self.cancels.get(&id).into_iter().flatten();
        own.filter(|c| !dead.contains(&c.undo)).map(|c| c.undo).collect()
    }

    pub fn nodes(&self, subject: &Subject) -> Vec<Node> {
        let node = |id: &EntryId| {
            let entry = &self.entries[id];
            let known = super::state::known(subject, &entry.body).is_some();
            let undone_by = self.undone_by(*id);
            Node { id: *id, under: 0, spot: self.spots[id], replaces: entry.replaces.clone(), undone_by, known }
        };
        self.subjects.get(subject).into_iter().flatten().map(node).collect()
    }

    pub fn bodies(&self, subject: &Subject) -> Vec<&Body> {
        self.subjects.get(subject).into_iter().flatten().map(|id| &self.entries[id].body).collect()
    }

    pub fn stand(&self, subject: &Subject) -> Stand {
        let major = match subject {
            Subject::Point(point) => self.major(point),
            _ => None,
        };
        stand(subject, &self.nodes(subject), &self.bodies(subject), &self.lineage, major)
    }

    /// A subject as a freeze with these `covers` names it: of the named entries and what they stand on alone, and as if
    /// none of the named had been taken back. The store reads a frozen visit the same way.
    pub fn stand_as_named(&self, subject: &Subject, covers: &BTreeSet<EntryId>, major: Option<bool>) -> Stand {
        let mut nodes = self.nodes(subject);
        let named = Order::of(&nodes, &self.lineage).named(covers);
        nodes.iter_mut().filter(|n| covers.contains(&n.id)).for_each(|n| n.undone_by.clear());
        let (nodes, bodies): (Vec<Node>, Vec<&Body>) =
            nodes.into_iter().zip(self.bodies(subject)).filter(|(n, _)| named.contains(&n.id)).unzip();
        stand(subject, &nodes, &bodies, &self.lineage, major)
    }

    /// The joined word on a candidate for major hazard.
    pub fn major(&self, point: &PointId) -> Option<bool> {
        match self.stand(&Subject::Major(point.clone())).state {
            Some(State::Major(judged)) => Some(judged.value.major),
            _ => None,
        }
    }

    pub fn point(&self, point: &PointId) -> Option<Joined<Point>> {
        match self.stand(&Subject::Point(point.clone())).state {
            Some(State::Point(joined)) => Some(joined),
            _ => None,
        }
    }

    pub fn points(&self) -> Vec<PointId> {
        let points = self.subjects.keys().filter_map(|s| if let Subject::Point(p) = s { Some(p.clone()) } else { None });
        points.collect()
    }

    /// The state as it was kept up entry by entry.
    pub fn projected(&self) -> &BTreeMap<String, String> {
        &self.projected
    }

    /// The state joined anew: each subject's text to its bytes.
    pub fn state(&self) -> BTreeMap<String, String> {
        let row = |s: &Subject| Some((s.to_string(), self.stand(s).state?.bytes()?));
        self.subjects.keys().filter_map(row).collect()
    }

    pub fn state_digest(&self) -> EntryId {
        let mut digest = StateDigest::default();
        self.state().iter().for_each(|(subject, bytes)| digest.add(subject, bytes));
        digest.finish()
    }

    /// Checks every entry against the one it follows, as a file that is taken in is checked.
    pub fn check(&self) -> Result<(), What> {
        let link = |id: &EntryId| self.get(id).map(|e| Link { log: e.log, seq: e.seq, group: e.group });
        self.arrived.iter().try_for_each(|e| follows(e, link))
    }

    /// The last entries of all chains.
    pub fn tips(&self) -> Vec<Tip> {
        let named: BTreeSet<EntryId> = self.entries.values().filter_map(|e| e.prev).collect();
        let last = self.entries.values().filter(|e| !named.contains(&e.id));
        last.map(|e| Tip { log: e.log, seq: e.seq, id: e.id }).collect()
    }

    /// All findings: failing points, joined where they are the same, by the first in byte order.
    pub fn findings(&self) -> Vec<Finding> {
        let failing: BTreeMap<String, (PointId, Joined<Point>)> = self
            .points()
            .into_iter()
            .filter_map(|p| Some((p.to_string(), (p.clone(), self.point(&p).filter(|j| j.value.finding.is_some())?))))
            .collect();
        let pairs: Vec<(String, String)> = self.pairs();
        let mut findings = Vec::new();
        let mut done: BTreeSet<&String> = BTreeSet::new();
        for id in failing.keys() {
            if done.contains(id) {
                continue;
            }
            let all = together(id, &pairs);
            let members: Vec<_> = failing.iter().filter(|(id, _)| all.contains(*id)).collect();
            done.extend(members.iter().map(|(id, _)| *id));
            let joined: Vec<&Joined<Point>> = members.iter().map(|(_, (_, j))| j).collect();
            let points = members.iter().map(|(_, (p, _))| p.clone()).collect();
            findings.push(Finding { points, joined: join_finding(&joined, None) });
        }
        findings
    }

    fn pairs(&self) -> Vec<(String, String)> {
        let joined = |s: &Subject| match (s, self.stand(s).state) {
            (Subject::Same(a, b), Some(State::Same(same))) if same.value.same => Some((a.clone(), b.clone())),
            _ => None,
        };
        self.subjects.keys().filter_map(joined).collect()
    }

    /// Living freezes that are held.
    pub fn freezes(&self) -> Vec<(EntryId, Freeze)> {
        let freeze = |e: &Rc<Entry>| match &e.body {
            Body::Known(event) => match &**event {
                Event::Freeze(f) if self.undone_by(e.id).is_empty() => Some((e.id, f.clone())),
                _ => None,
            },
            Body::Unknown(_) => None,
        };
        self.arrived.iter().filter_map(freeze).collect()
    }

    /// Whether a living freeze that is held names an entry or stands on it.
    pub fn frozen(&self, id: &EntryId) -> bool {
        let nodes = self.nodes(&self.entries[id].subject);
        let order = Order::of(&nodes, &self.lineage);
        let names = |(_, freeze): &(EntryId, Freeze)| order.named(&freeze.covers.iter().copied().collect()).contains(id);
        self.freezes().iter().any(names)
    }
}

/// The subjects to be joined again when one of them is: a word on a major hazard counts on its point.
fn rejoins(subject: &Subject) -> Vec<Subject> {
    match subject {
        Subject::Undo(_) | Subject::Unknown(_) => Vec::new(),
        Subject::Major(point) => vec![subject.clone(), Subject::Point(point.clone())],
        _ => vec![subject.clone()],
    }
}

/// All that is one with `id`. Being the same runs on over others, also over points that no longer fail.
fn together(id: &str, pairs: &[(String, String)]) -> BTreeSet<String> {
    let mut all = BTreeSet::from([id.to_string()]);
    loop {
        let next = pairs.iter().filter(|(a, b)| all.contains(a) != all.contains(b));
        let next: Vec<String> = next.flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
        if next.is_empty() {
            return all;
        }
        all.extend(next);
    }
}
