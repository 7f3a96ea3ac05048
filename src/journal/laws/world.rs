//! A small district for the laws: a few laptops, copied ones among them, two visits of two items, two persons, and
//! whatever they may do to each other. Everything is so small that collisions are the rule.

use crate::domain::derive;
use crate::domain::event::{Event, Judged, LogStart, Same};
use crate::domain::inspection::{Freeze, Sign};
use crate::domain::name::{EntryId, Id, LogId};
use crate::domain::point::{Finding, Point, Reading, Severity, Stage, Step, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::journal::canonical::canonical;
use crate::journal::entry::{Body, Draft, Entry, Place};
use crate::journal::model::Model;
use crate::journal::state::State;
use crate::journal::undo::{Member, dies_with, take_back};
use jiff::civil::date;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub use super::ops::{Op, any_closing_ops, any_op, any_ops, any_paper_ops, any_taken_back_ops};

#[derive(Clone)]
pub struct Laptop {
    pub log: LogId,
    pub tip: Option<EntryId>,
    pub model: Model,
    /// What its data folder remembers as its last entry.
    pub memory: Option<EntryId>,
    /// Runs a program that does not know some kinds yet.
    pub older: bool,
}

pub struct World {
    pub laptops: Vec<Laptop>,
    /// Every entry ever written, in the order of writing.
    pub written: Vec<Rc<Entry>>,
    /// The bytes of each frozen record when it was frozen.
    pub records: BTreeMap<EntryId, BTreeMap<String, String>>,
}

pub const POINTS: usize = 4;

pub fn visit(n: usize) -> Id {
    Id([40 + n as u8 % 2; 16])
}

pub fn point(n: usize) -> PointId {
    PointId::new(visit(n / 2), ["A", "B"][n % 2])
}

impl World {
    pub fn new(laptops: u8) -> World {
        let mut world = World { laptops: vec![], written: vec![], records: BTreeMap::new() };
        for n in 0..laptops {
            let start = LogStart { key: EntryId([n; 32]), salt: Id([n; 16]), laptop: format!("{n}"), demo: false };
            let log = derive::log(&start.key, &start.salt);
            world.laptops.push(Laptop { log, tip: None, model: Model::default(), memory: None, older: false });
            world.write(n.into(), vec![(Subject::Log(log), Event::Log(start))]);
        }
        world
    }

    pub fn run(laptops: u8, ops: &[Op]) -> World {
        let mut world = World::new(laptops);
        ops.iter().for_each(|op| world.act(op));
        world
    }

    pub fn act(&mut self, op: &Op) {
        let count = self.laptops.len();
        match op {
            Op::Answer { at, point: p, verdict, severity, fixed, reading } => {
                let readings = vec![Reading { label: String::new(), value: reading.to_string() }];
                let stage = if *fixed { Stage::FixedOnSpot } else { Stage::Open };
                let finding = (*verdict == Verdict::Fail).then(|| Finding { stage, ..Finding::open(*severity) });
                let value = Point { readings, finding, ..Point::of(*verdict) };
                self.write(at % count, vec![(Subject::Point(point(*p)), Event::Point(value))]);
            }
            Op::Closed { at, point, severity, officers, consent } => {
                let (at, point) = (*at, *point);
                self.act(&Op::Answer { at, point, verdict: Verdict::Fail, severity: *severity, fixed: false, reading: 0 });
                self.act(&Op::Step { at, point, stage: Stage::Closed, officers: officers.clone(), consent: *consent });
            }
            Op::Bare { at, point: p } => {
                self.write(at % count, vec![(Subject::Point(point(*p)), Event::Point(Point::of(Verdict::Fail)))]);
            }
            Op::Both { at, verdict } => {
                let finding = (*verdict == Verdict::Fail).then(|| Finding::open(Severity::Minor));
                let say = |n| (Subject::Point(point(n)), Event::Point(Point { finding: finding.clone(), ..Point::of(*verdict) }));
                self.write(at % count, vec![say(0), say(1)]);
            }
            Op::Step { at, point: p, stage, officers, consent } => {
                let model = &self.laptops[at % count].model;
                let Some(mut value) = model.point(&point(*p)).map(|j| j.value) else { return };
                let Some(finding) = &mut value.finding else { return };
                finding.stage = *stage;
                let officers = officers.iter().map(|n| Id([*n; 16])).collect();
                finding.step = Some(Step { officers, consent: consent.then_some(Id([9; 16])), ..Step::default() });
                self.write(at % count, vec![(Subject::Point(point(*p)), Event::Point(value))]);
            }
            Op::Judge { at, point: p, major } => {
                let judged = Judged { major: *major, by: None, reason: None };
                self.write(at % count, vec![(Subject::Major(point(*p)), Event::Major(judged))]);
            }
            Op::Same { at, a, b, same } => {
                let (a, b) = (a % POINTS, b % POINTS);
                if a != b {
                    let same = Same { same: *same, reason: None };
                    self.write(at % count, vec![(Subject::same(point(a), point(b)), Event::Same(same))]);
                }
            }
            Op::Undo { at, back } => {
                let group = self.groups(at % count, false).into_iter().rev().nth(*back);
                group.map(|g| self.undo(at % count, g));
            }
            Op::Redo { at } => {
                let group = self.groups(at % count, true).pop();
                group.map(|g| self.undo(at % count, g));
            }
            Op::Steal { at, back } => {
                let at = at % count;
                let Laptop { log, model, .. } = &self.laptops[at];
                let theirs = model.arrived.iter().rev().filter(|e| e.log != *log).nth(*back).map(|e| e.id);
                if let Some(theirs) = theirs {
                    let draft = Draft { subject: Subject::Undo(*log), replaces: vec![], body: Event::Undo(Default::default()) };
                    self.append(at, draft, vec![theirs], None);
                }
            }
            Op::Freeze { at, visit: v, section } => self.freeze(at % count, *v, *section),
            Op::Sign { at, how } => {
                let last = self.laptops[at % count].model.freezes().pop();
                if let Some((freeze, _)) = last {
                    let sign = Sign { freeze, how: *how, on: date(2026, 11, 24), reason: None, witness: None, due: None };
                    let subject = self.laptops[at % count].model.get(&freeze).unwrap().subject.clone();
                    self.write(at % count, vec![(subject, Event::Sign(sign))]);
                }
            }
            Op::Newer { at, point: p } => self.newer(at % count, &point(*p)),
            Op::Sync { from, to } => self.send(from % count, to % count, |_, _| true),
            Op::Some { from, to, log, count: n } => {
                let log = self.laptops[log % count].log;
                self.send(from % count, to % count, |e, taken| e.log == log && taken < *n);
            }
            Op::Copy { at } => {
                if count < 5 {
                    self.laptops.push(self.laptops[at % count].clone());
                }
            }
        }
    }

    /// One group; each entry replaces the heads that the laptop shows.
    pub fn write(&mut self, at: usize, says: Vec<(Subject, Event)>) {
        let mut group = None;
        for (subject, body) in says {
            let replaces = match subject {
                Subject::Log(_) => vec![],
                _ => self.laptops[at].model.stand(&subject).heads.heads,
            };
            group = Some(self.append(at, Draft { subject, replaces, body }, vec![], group));
        }
    }

    /// The number of the group.
    fn append(&mut self, at: usize, draft: Draft, undoes: Vec<EntryId>, group: Option<u64>) -> u64 {
        let place = self.place(at, group);
        let group = place.group;
        self.keep(at, Entry::write(draft, undoes, place));
        group
    }

    fn place(&self, at: usize, group: Option<u64>) -> Place {
        let laptop = &self.laptops[at];
        let seq = laptop.tip.map_or(1, |tip| laptop.model.get(&tip).unwrap().seq + 1);
        // Two copies may write the same second, but never the same entry: `at` tells them apart.
        let clock = format!("2026-11-24T10:42:13.{:04}+08:00", self.written.len());
        Place { log: laptop.log, seq, prev: laptop.tip, group: group.unwrap_or(seq), at: clock, author: None }
    }

    fn keep(&mut self, at: usize, entry: Entry) {
        let entry = Rc::new(entry);
        self.laptops[at].tip = Some(entry.id);
        self.laptops[at].memory = Some(entry.id);
        self.laptops[at].model.take(entry.clone());
        self.written.push(entry);
    }

    fn newer(&mut self, at: usize, point: &PointId) {
        let subject = Subject::Point(point.clone());
        let replaces = self.laptops[at].model.stand(&subject).heads.heads;
        let place = self.place(at, None);
        let entry = Entry::write(Draft { subject, replaces, body: Event::Undo(Default::default()) }, vec![], place);
        let mut value: serde_json::Value = serde_json::from_str(&entry.bytes).unwrap();
        value["body"] = json!({"zz_newer": {"verdict": "perhaps"}});
        self.keep(at, Entry::read(&canonical(&value).unwrap()).unwrap());
    }

    fn send(&mut self, from: usize, to: usize, which: impl Fn(&Entry, usize) -> bool) {
        let mut taken = 0;
        for entry in self.laptops[from].model.arrived.clone() {
            let target = &mut self.laptops[to].model;
            if target.get(&entry.id).is_none() && which(&entry, taken) {
                self.hand(to, &entry);
                taken += 1;
            }
        }
    }

    /// Gives a laptop an entry as its program reads it, held already or not.
    pub fn hand(&mut self, to: usize, entry: &Rc<Entry>) {
        let target = &mut self.laptops[to];
        target.model.take(read_by(entry, target.older));
    }

    /// The numbers of the laptop's own living groups, oldest first; undos or all else.
    pub fn groups(&self, at: usize, undos: bool) -> Vec<u64> {
        let model = &self.laptops[at].model;
        let is_undo = |e: &Entry| matches!(e.subject, Subject::Undo(_));
        let mine = self.own(at).into_iter().filter(|e| is_undo(e) == undos && !matches!(e.subject, Subject::Log(_)));
        let living = mine.filter(|e| model.undone_by(e.id).is_empty());
        living.map(|e| e.group).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The laptop's own chain, oldest first.
    pub fn own(&self, at: usize) -> Vec<Rc<Entry>> {
        let Laptop { tip, model, .. } = &self.laptops[at];
        let mut chain: Vec<Rc<Entry>> =
            std::iter::successors(tip.and_then(|t| model.get(&t)), |e| e.prev.and_then(|p| model.get(&p))).cloned().collect();
        chain.reverse();
        chain
    }

    /// Takes back a group, where the writing side allows it.
    pub fn undo(&mut self, at: usize, group: u64) -> bool {
        let model = &self.laptops[at].model;
        let members: Vec<Member> = self
            .own(at)
            .iter()
            .filter(|e| e.group == group)
            .map(|e| Member {
                id: e.id,
                living: model.undone_by(e.id).is_empty(),
                head: model.stand(&e.subject).heads.heads.contains(&e.id),
                frozen: model.frozen(&e.id)
                    || dies_with(e.id, &mut |id| model.get(&id).map(|e| (e.subject.clone(), e.undoes.clone())))
                        .iter()
                        .any(|id| model.get(id).is_some() && model.frozen(id)),
            })
            .collect();
        let Ok(undoes) = take_back(&members, false) else { return false };
        let subject = Subject::Undo(self.laptops[at].log);
        self.append(at, Draft { subject, replaces: vec![], body: Event::Undo(Default::default()) }, undoes, None);
        true
    }

    fn freeze(&mut self, at: usize, v: usize, section: Option<usize>) {
        let model = &self.laptops[at].model;
        let sections: Vec<String> = section.map(|s| format!("list/{}", s % 2)).into_iter().collect();
        let covered: Vec<Subject> = (0..POINTS)
            .filter(|p| point(*p).inspection == Some(visit(v)) && section.is_none_or(|s| s % 2 == p % 2))
            .flat_map(|p| [Subject::Point(point(p)), Subject::Major(point(p))])
            .collect();
        let heads = covered.iter().map(|s| model.stand(s).heads);
        let covers: BTreeSet<EntryId> = heads.flat_map(|h| h.heads.into_iter().chain(h.values)).collect();
        let record = record(model, &covers);
        let drafts = model.freezes().len() as u32;
        let freeze = Freeze {
            draft: drafts + 1,
            on: date(2026, 11, 24),
            sections,
            covers: covers.into_iter().collect(),
            data: EntryId([0; 32]),
            unit: String::new(),
            letterhead: String::new(),
            number: String::new(),
            people: BTreeMap::new(),
            left: vec![],
            scope: Vec::new(),
        };
        self.write(at, vec![(Subject::Freeze(visit(v)), Event::Freeze(freeze))]);
        self.records.insert(self.laptops[at].tip.unwrap(), record);
    }

    /// Everything that anyone holds, met on one laptop.
    pub fn all(&self) -> Model {
        Model::of(self.written.iter().cloned())
    }
}

/// An entry as a program reads it: an older one does not know the word on a major hazard, nor that two are one.
pub fn read_by(entry: &Rc<Entry>, older: bool) -> Rc<Entry> {
    let is_newer = matches!(entry.subject, Subject::Major(_) | Subject::Same(..));
    if !is_newer || older != matches!(entry.body, Body::Known(_)) {
        return entry.clone();
    }
    let mut read = Entry::read(&entry.bytes).unwrap();
    if older {
        let value: serde_json::Value = serde_json::from_str(&entry.bytes).unwrap();
        read.body = Body::Unknown(value["body"].clone());
    }
    Rc::new(read)
}

/// The record of a freeze as any laptop that holds its entries makes it.
pub fn record(model: &Model, covers: &BTreeSet<EntryId>) -> BTreeMap<String, String> {
    let mut rows = BTreeMap::new();
    for n in 0..POINTS {
        let judged = model.stand_as_named(&Subject::Major(point(n)), covers, None).state;
        let major = if let Some(State::Major(j)) = &judged { Some(j.value.major) } else { None };
        if let Some(state) = model.stand_as_named(&Subject::Point(point(n)), covers, major).state {
            rows.insert(point(n).to_string(), state.bytes().unwrap());
        }
    }
    rows
}
