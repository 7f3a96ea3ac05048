//! The laws of merging with real files: small random days of a few laptops, with restarts, restored backups, copied data
//! folders and a newer program among them. The pure model of the journal says what each file has to hold.

use super::held::{Entries, entries, in_file, lists, open_findings, quick, rows};
use super::ops::{Op, any_op};
use super::undo;
use crate::domain::inspection::Kind;
use crate::domain::name::{FacilityId, InspectionId};
use crate::domain::point::{Severity, Stage};
use crate::domain::subject::{PointId, Subject};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::journal::digest::log_digest;
use crate::journal::entry::{Draft, Entry};
use crate::journal::laws::naive;
use crate::journal::model::Model;
use crate::merge::{Options, merge_all};
use crate::request::answer::{self, Given};
use crate::request::finding::{self, Taken};
use crate::request::freeze as draft;
use crate::request::same::same;
use crate::store::tests::desk::{Desk, copy, copy_folder};
use crate::store::tests::freeze::{DAY, freeze, printed, sign};
use crate::views::record;
use crate::views::visit::FreezeNow;
use proptest::prelude::*;
use std::path::PathBuf;
use std::rc::Rc;

struct World {
    desks: Vec<Desk>,
    homes: [FacilityId; 2],
    visits: [InspectionId; 2],
    items: [String; 2],
    /// What each frozen record said when it was frozen.
    papers: Vec<(FreezeNow, (String, crate::domain::name::EntryId))>,
    merges: usize,
}

impl World {
    fn new() -> World {
        let mut desks: Vec<Desk> = ["检甲", "检乙", "检丙"].into_iter().map(Desk::new).collect();
        let (mut homes, mut visits) = (None, None);
        for desk in &mut desks {
            quick(desk);
            let two = [desk.add("康宁养老院"), desk.add("福寿养老院")];
            visits = Some([desk.visit(two[0], Kind::Routine, 24), desk.visit(two[0], Kind::Joint, 24)]);
            homes = Some(two);
        }
        let (homes, visits) = (homes.unwrap(), visits.unwrap());
        let view = desks[0].open(visits[0]);
        // One of the first section and one of the second.
        let items = [0, 1].map(|s| view.rows[view.sections[s].rows[0]].point.key.clone());
        World { desks, homes, visits, items, papers: Vec::new(), merges: 0 }
    }

    fn point(&self, visit: usize, item: usize) -> PointId {
        PointId::new(self.visits[visit], self.items[item].clone())
    }

    fn act(&mut self, op: &Op) -> Result<(), TestCaseError> {
        let count = self.desks.len();
        match *op {
            Op::Answer { at, visit, item, verdict } => {
                let (desk, visit) = (&mut self.desks[at % count], self.visits[visit]);
                let view = desk.open(visit);
                let id = PointId::new(view.parts.id, self.items[item].clone());
                if let Ok(drafts) = answer::answer(&view, &id, Given::of(verdict)) {
                    say(desk, drafts);
                }
            }
            Op::Severity { at, visit, item } => {
                let (desk, visit) = (&mut self.desks[at % count], self.visits[visit]);
                let view = desk.open(visit);
                let id = PointId::new(view.parts.id, self.items[item].clone());
                let severe = |p: &mut crate::domain::point::Point| {
                    if let Some(f) = &mut p.finding {
                        f.severity = Severity::Serious;
                    }
                };
                if let Ok(drafts) = answer::change(&view, &id, severe) {
                    say(desk, drafts);
                }
            }
            Op::Close { at, visit, item, two } => {
                let id = self.point(visit, item);
                let desk = &mut self.desks[at % count];
                if let Ok(view) = desk.log.finding(&id) {
                    let other = two.then_some(crate::domain::name::Id([7; 16]));
                    let officers = [Some(desk.me), other].into_iter().flatten().collect();
                    let taken = Taken { officers, ..Taken::of(Stage::Closed, DAY) };
                    if let Ok(drafts) = finding::step(&view, &taken) {
                        say(desk, drafts);
                    }
                }
            }
            Op::Judge { at, visit, item, major } => {
                let id = self.point(visit, item);
                let desk = &mut self.desks[at % count];
                if let Ok(view) = desk.log.finding(&id) {
                    say(desk, finding::judge(&view, major, None, None));
                }
            }
            Op::Both { at, visit, verdict } => {
                let desk = &mut self.desks[at % count];
                let view = desk.open(self.visits[visit]);
                let ids = self.items.clone().map(|item| PointId::new(view.parts.id, item));
                let drafts = ids.iter().filter_map(|id| answer::answer(&view, id, Given::of(verdict)).ok());
                say(desk, drafts.flatten().collect());
            }
            Op::Further { at, visit } => {
                let desk = &mut self.desks[at % count];
                let view = desk.open(self.visits[visit]);
                let (_, drafts) = answer::further(&view, &self.items[0]).unwrap();
                say(desk, drafts);
            }
            Op::Trait { at, home, is } => self.desks[at % count].set_trait(self.homes[home], "gas", is),
            Op::SamePoints { at, one } => {
                let (a, b) = (self.point(0, 0), self.point(1, 0));
                let desk = &mut self.desks[at % count];
                let heads = desk.log.said(&Subject::same(&a, &b)).unwrap().heads;
                say(desk, vec![finding::same(&a, &b, one, heads, None)]);
            }
            Op::SameHomes { at, one } => self.same(at % count, self.homes[0], self.homes[1], one),
            Op::SameVisits { at, one } => self.same(at % count, self.visits[0], self.visits[1], one),
            Op::Freeze { at, visit, part } => {
                let desk = &mut self.desks[at % count];
                let view = desk.open(self.visits[visit]);
                let sections: Vec<String> = part.map(|s| view.sections[s].key.clone()).into_iter().collect();
                freeze(desk, self.visits[visit], &sections);
                let view = desk.open(self.visits[visit]);
                let newest = view.parts.freezes.iter().max_by_key(|f| f.freeze.draft).unwrap().clone();
                let paper = printed(desk, &newest);
                prop_assert_eq!(paper.1, newest.freeze.data);
                prop_assert_eq!(&newest.outside, &[]);
                self.papers.push((newest, paper));
            }
            Op::Sign { at, visit } => {
                let desk = &mut self.desks[at % count];
                let view = desk.open(self.visits[visit]);
                if draft::standing(&view, None, None).is_ok_and(|f| f.outside.is_empty()) {
                    sign(desk, self.visits[visit]);
                }
            }
            Op::Undo { at } => {
                let desk = &mut self.desks[at % count];
                let now = desk.now();
                let last = desk.log.last_group().unwrap();
                // What everybody began with stays.
                let kept = |s: &Subject| matches!(s, Subject::Facility(_) | Subject::Inspection(_) | Subject::Person(_));
                if let Some(group) = last.filter(|g| !g.subjects.iter().any(kept)) {
                    let _ = desk.log.undo(Some(group.group), None, &now);
                }
            }
            Op::Newer { at, visit, item, field } => {
                let subject = Subject::Point(self.point(visit, item));
                let body = match field {
                    true => serde_json::json!({"point": {"verdict": "pass", "zz_more": [1]}}),
                    false => serde_json::json!({"zz_newer": {"verdict": "perhaps"}}),
                };
                let desk = &mut self.desks[at % count];
                let now = desk.now();
                desk.log.append_newer(subject, body, &now).unwrap();
            }
            Op::Merge { from, to } => {
                self.take(from % count, to % count)?;
            }
            Op::Stale { from, to } => {
                let old = self.desks[from % count].folder.path().join("old.db");
                if old.exists() {
                    let holds = in_file(&old);
                    self.bring(&[old], holds, to % count)?;
                }
            }
            Op::Several { first, to } => {
                let all = (0..3).map(|n| self.desks[(first + n % 2) % count].path.clone());
                let old = self.desks[first % count].folder.path().join("old.db");
                let files: Vec<PathBuf> = all.chain(old.exists().then_some(old)).collect();
                let holds = files.iter().flat_map(|file| in_file(file)).collect();
                self.bring(&files, holds, to % count)?;
            }
            Op::Untake { from, to } => {
                let (from, to) = (from % count, to % count);
                let before = (rows(&self.desks[to]), self.desks[to].log.digest().unwrap());
                if self.take(from, to)? > 0 {
                    undo(&mut self.desks[to].log).unwrap();
                    prop_assert!(before == (rows(&self.desks[to]), self.desks[to].log.digest().unwrap()));
                }
            }
            Op::Backup { at } => {
                let desk = &mut self.desks[at % count];
                copy(&desk.path, &desk.folder.path().join("old.db"));
                let old = desk.folder.path().join("old");
                let _ = std::fs::remove_dir_all(&old);
                copy_folder(desk.home.path(), &old);
            }
            Op::Restore { at, home } => {
                let desk = &mut self.desks[at % count];
                let old = desk.folder.path().join("old.db");
                if old.exists() {
                    desk.reopen_with(|desk| {
                        copy(&old, &desk.path);
                        if home {
                            std::fs::remove_dir_all(desk.home.path()).unwrap();
                            copy_folder(&desk.folder.path().join("old"), desk.home.path());
                        }
                    });
                    quick(desk);
                }
            }
            Op::Copy { at } => {
                if count < 5 {
                    let copied = self.desks[at % count].copied();
                    quick(&copied);
                    self.desks.push(copied);
                }
            }
            Op::Reopen { at } => {
                let desk = &mut self.desks[at % count];
                desk.reopen_with(|_| ());
                quick(desk);
            }
        }
        Ok(())
    }

    fn same(&mut self, at: usize, a: crate::domain::name::Id, b: crate::domain::name::Id, one: bool) {
        let desk = &mut self.desks[at];
        let view = desk.log.same(a, b).unwrap();
        if let Ok(draft) = same(&view, one, None) {
            say(desk, vec![draft]);
        }
    }

    /// A merge: it brings exactly what is missing, the second time nothing, and no frozen record changes.
    fn take(&mut self, from: usize, to: usize) -> Result<u64, TestCaseError> {
        // By the file itself, or by a package of all that it holds.
        self.merges += 1;
        let path = match self.merges % 3 {
            0 => {
                let packed = self.desks[from].folder.path().join("all.xuncha");
                super::damage::packed(&mut self.desks[from], &packed, true);
                packed
            }
            _ => self.desks[from].path.clone(),
        };
        let holds = entries(&self.desks[from]);
        self.bring(&[path], holds, to)
    }

    /// Any files at once: afterwards mine holds what it held and what they hold, and nothing of its own besides. No fail and no open
    /// finding goes that nobody had in front of him.
    fn bring(&mut self, files: &[PathBuf], holds: Entries, to: usize) -> Result<u64, TestCaseError> {
        let desk = &mut self.desks[to];
        let (before, open_before) = (entries(desk), open_findings(desk));
        let mut union = before.clone();
        union.extend(holds);
        let now = desk.now();
        let merged = merge_all(&mut desk.log, files, &Options::default(), &now).unwrap();
        prop_assert_eq!(merged.refused().count(), 0, "{:?}", merged);
        let after = entries(desk);
        prop_assert!(after == union, "exactly what they hold came, and nothing was written");
        prop_assert_eq!(merged.entries(), (after.len() - before.len()) as u64);
        let (was, is) = (Model::of(before.values().cloned()), Model::of(after.values().cloned()));
        let came: Vec<&Rc<Entry>> = after.values().filter(|e| was.get(&e.id).is_none()).collect();
        // The word on a major hazard, what was taken back and what is one with another change a finding in ways of their own.
        let is_same = |e: &Rc<Entry>| matches!(e.subject, Subject::Same(..));
        let other_words = |e: &&Rc<Entry>| matches!(e.subject, Subject::Major(_) | Subject::Undo(_));
        if !came.iter().any(other_words) && !after.values().any(is_same) {
            for gone in open_before.difference(&open_findings(&self.desks[to])) {
                let fails = naive::fails(&was, &PointId::parse(gone).unwrap());
                let knew = |e: &&Rc<Entry>| fails.iter().any(|(fail, _)| naive::past(&is, e).contains(fail));
                prop_assert!(came.iter().any(knew), "the finding {} went", gone);
            }
        }
        self.check(to)?;
        Ok(merged.entries())
    }

    /// A file says what the model says of its entries, its rows are those of a rebuild, and every frozen record whose
    /// entries it holds prints as it did.
    fn check(&mut self, at: usize) -> Result<(), TestCaseError> {
        let desk = &mut self.desks[at];
        prop_assert_eq!(desk.log.verify().unwrap(), []);
        let model = Model::of(entries(desk).into_values());
        let digest = desk.log.digest().unwrap();
        prop_assert_eq!(digest.state, model.state_digest());
        prop_assert_eq!(digest.log, log_digest(&model.tips()));
        for (paper, printed_then) in &self.papers {
            let covers = &paper.freeze.covers;
            if model.get(&paper.entry).is_some() && covers.iter().all(|id| model.get(id).is_some()) {
                prop_assert!(printed(desk, paper) == *printed_then);
            }
        }
        // What would print otherwise now is told.
        for visit in self.visits {
            let view = desk.open(visit);
            let unsigned = |f: &&FreezeNow| !f.void && f.signs.is_empty() && f.outside.is_empty();
            for paper in view.parts.freezes.iter().filter(unsigned) {
                prop_assert_eq!(record::hash(&view, &paper.freeze.sections), paper.freeze.data);
            }
        }
        Ok(())
    }
}

/// Writes, unless a newer program wrote there: then it is read-only.
fn say(desk: &mut Desk, drafts: Vec<Draft>) {
    let now = desk.now();
    match desk.log.append(drafts, Some(desk.me), &now) {
        Ok(_) | Err(Failure::Rule(Refusal::NewerSubject { .. })) => {}
        Err(failure) => panic!("{failure:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]

    /// Planted: kinds that are not known left out; a merge that writes in my own log; one entry too few where some are held; a word
    /// on a major hazard that does not rejoin its point.
    #[test]
    fn whatever_happens_files_that_have_met_are_equal_and_nothing_that_was_frozen_changes(
        ops in prop::collection::vec(any_op(), 8..30),
    ) {
        let mut world = World::new();
        for op in &ops {
            world.act(op)?;
        }
        // A file that nobody wrote in takes all of them in one order, another in the other.
        let count = world.desks.len();
        let (one, other) = (Desk::new("检丁"), Desk::new("检丁"));
        world.desks.extend([one, other]);
        for n in 0..count {
            world.take(n, count)?;
            world.take(count - 1 - n, count + 1)?;
        }
        let (a, b) = (lists(&world.desks[count]), lists(&world.desks[count + 1]));
        prop_assert!(a == b, "{:#?}\n{:#?}", a, b);
        let states = [count, count + 1].map(|n| world.desks[n].log.digest().unwrap().state);
        prop_assert_eq!(states[0], states[1]);
        for n in 0..count {
            world.take(count, n)?;
            prop_assert_eq!(world.take(count, n)?, 0, "a second merge adds nothing");
        }
        world.take(count + 1, count)?;
        let first = (lists(&world.desks[0]), world.desks[0].log.digest().unwrap().state);
        for n in 1..count {
            prop_assert!(first.0 == lists(&world.desks[n]));
            prop_assert_eq!(first.1, world.desks[n].log.digest().unwrap().state);
        }
    }
}
