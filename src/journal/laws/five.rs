//! The laws of merging over up to five laptops: days in which they write, meet by halves and in any order, are started anew, get
//! an old backup back, are copied, or run an older program for a while. However they met, who holds the same says the same; no
//! standing fail and no open finding goes by a merge.

use super::world::{Laptop, Op, POINTS, World, any_op, point, read_by};
use super::{failing, naive, stage};
use crate::domain::derive;
use crate::domain::event::{Event, LogStart};
use crate::domain::name::{EntryId, Id};
use crate::domain::subject::Subject;
use crate::journal::digest::log_digest;
use crate::journal::entry::Entry;
use crate::journal::model::Model;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// One thing that happens on a day of five laptops.
#[derive(Clone, Debug)]
enum Day {
    Did(Op),
    /// Of every chain so much, in turn from any on, and some of it twice.
    Part {
        from: usize,
        to: usize,
        cuts: Vec<u64>,
        turn: usize,
        twice: bool,
    },
    Backup {
        at: usize,
    },
    /// The file, the data folder or both as they were when last backed up.
    Restore {
        at: usize,
        file: bool,
        home: bool,
    },
    /// Everything is read anew from what is on the disk.
    Restart {
        at: usize,
    },
    /// From here on an older program, or the newer one again.
    Program {
        at: usize,
    },
}

fn any_day() -> impl Strategy<Value = Day> {
    let at = 0usize..5;
    prop_oneof![
        12 => any_op().prop_map(Day::Did),
        6 => (at.clone(), at.clone(), prop::collection::vec(0u64..9, 1..4), 0usize..9, any::<bool>())
            .prop_map(|(from, to, cuts, turn, twice)| Day::Part { from, to, cuts, turn, twice }),
        1 => at.clone().prop_map(|at| Day::Backup { at }),
        2 => (at.clone(), any::<bool>(), any::<bool>()).prop_map(|(at, file, home)| Day::Restore { at, file, home }),
        1 => at.clone().prop_map(|at| Day::Restart { at }),
        1 => at.prop_map(|at| Day::Program { at }),
    ]
}

struct District {
    world: World,
    backups: BTreeMap<usize, Laptop>,
    logs: u8,
}

impl District {
    fn act(&mut self, day: &Day) -> Result<(), TestCaseError> {
        let count = self.world.laptops.len();
        match day {
            Day::Did(op) => {
                if let Op::Sync { to, .. } = op {
                    return self.merge(to % count, |world| world.act(op));
                }
                // The first few that are lacking: the next time other ones.
                if let Op::Some { from, to, log, count: few } = op {
                    let (from, to, log) = (from % count, to % count, self.world.laptops[log % count].log);
                    let target = &self.world.laptops[to].model;
                    let lacking =
                        self.world.laptops[from].model.arrived.iter().filter(|e| e.log == log && target.get(&e.id).is_none());
                    let part: Vec<Rc<Entry>> = lacking.take(*few).cloned().collect();
                    return self.merge(to, |world| part.iter().for_each(|entry| world.hand(to, entry)));
                }
                if let Some(at) = writer(op).map(|at| at % count) {
                    let newer = matches!(op, Op::Judge { .. } | Op::Same { .. });
                    let takes_back = matches!(op, Op::Undo { .. } | Op::Redo { .. } | Op::Steal { .. });
                    if self.world.laptops[at].older && newer || takes_back && self.is_strange(at) {
                        return Ok(());
                    }
                    self.go_on(at);
                }
                self.world.act(op);
            }
            Day::Part { from, to, cuts, turn, twice } => {
                let (from, to) = (from % count, to % count);
                let mut part = parts(&self.world.laptops[from].model, cuts, *turn);
                if *twice {
                    part.extend(part.clone().into_iter().rev());
                }
                return self.merge(to, |world| part.iter().for_each(|entry| world.hand(to, entry)));
            }
            Day::Backup { at } => {
                self.backups.insert(at % count, self.world.laptops[at % count].clone());
            }
            Day::Restore { at, file, home } => {
                let (at, laptop) = (at % count, &mut self.world.laptops[at % count]);
                let Some(old) = self.backups.get(&at) else { return Ok(()) };
                if *file {
                    (laptop.log, laptop.tip, laptop.older, laptop.model) = (old.log, old.tip, old.older, old.model.clone());
                }
                if *home {
                    laptop.memory = old.memory;
                }
            }
            Day::Restart { at } => {
                let laptop = &mut self.world.laptops[at % count];
                let mut all = laptop.model.arrived.clone();
                all.sort_by_key(|e| e.id);
                let anew = Model::of(all);
                prop_assert_eq!(anew.state(), laptop.model.projected().clone());
                laptop.model = anew;
            }
            Day::Program { at } => self.program(at % count, !self.world.laptops[at % count].older),
        }
        Ok(())
    }

    /// The same file under another program.
    fn program(&mut self, at: usize, older: bool) {
        let laptop = &mut self.world.laptops[at];
        let all: Vec<Rc<Entry>> = laptop.model.arrived.iter().map(|e| read_by(e, older)).collect();
        (laptop.older, laptop.model) = (older, Model::of(all));
    }

    /// The file does not end where the data folder remembers it, nor goes on from there.
    fn is_strange(&self, at: usize) -> bool {
        !self.world.own(at).iter().any(|e| Some(e.id) == self.world.laptops[at].memory)
    }

    /// Before a laptop writes: with its own log where it left it, with a new one where it does not find that end.
    fn go_on(&mut self, at: usize) {
        if !self.is_strange(at) {
            return;
        }
        let laptop = &mut self.world.laptops[at];
        if let Some(last) = laptop.memory.and_then(|id| laptop.model.get(&id)).cloned() {
            (laptop.tip, laptop.log) = (Some(last.id), last.log);
            return;
        }
        self.logs += 1;
        let salt = Id([100 + self.logs; 16]);
        let start = LogStart { key: EntryId([at as u8; 32]), salt, laptop: format!("{at}"), demo: false };
        let log = derive::log(&start.key, &start.salt);
        (laptop.tip, laptop.log) = (None, log);
        self.world.write(at, vec![(Subject::Log(log), Event::Log(start))]);
    }

    /// A merge: it writes nothing, takes no fail and no finding away that nobody had in front of him, and a second time brings
    /// nothing.
    fn merge(&mut self, to: usize, meet: impl Fn(&mut World)) -> Result<(), TestCaseError> {
        let before = self.world.laptops[to].model.clone();
        let (own, written) = (self.world.own(to), self.world.written.len());
        meet(&mut self.world);
        let after = self.world.laptops[to].model.clone();
        prop_assert_eq!(self.world.own(to), own);
        prop_assert_eq!(self.world.written.len(), written);
        let came: Vec<&Rc<Entry>> = after.arrived.iter().filter(|e| before.get(&e.id).is_none()).collect();
        let knew = |fail: &EntryId| came.iter().any(|e| naive::past(&after, e).contains(fail));
        let other_words = came.iter().any(|e| matches!(e.subject, Subject::Major(_) | Subject::Same(..) | Subject::Undo(_)));
        let (listed_before, listed) = (before.findings(), after.findings());
        for n in (0..POINTS).filter(|n| failing(&before, *n)) {
            let standing = naive::fails(&before, &point(n));
            if !failing(&after, n) {
                prop_assert!(standing.iter().all(|(id, _)| knew(id)), "a standing fail went");
                continue;
            }
            prop_assert_eq!(listed.iter().filter(|f| f.points.contains(&point(n))).count(), 1, "a fail without its finding");
            let open = |m: &Model| stage(m, n).is_some_and(|s| !s.is_closed());
            if open(&before) && !open(&after) && !other_words {
                prop_assert!(standing.iter().any(|(id, _)| knew(id)), "an open finding went");
            }
        }
        if came.is_empty() {
            prop_assert_eq!(listed_before, listed);
        }
        prop_assert_eq!(after.projected(), &after.state());
        meet(&mut self.world);
        let again = &self.world.laptops[to].model;
        prop_assert_eq!(again.arrived.len(), after.arrived.len(), "a second merge adds nothing");
        prop_assert_eq!(again.projected(), after.projected());
        Ok(())
    }
}

/// Who writes by this.
fn writer(op: &Op) -> Option<usize> {
    match op {
        Op::Answer { at, .. }
        | Op::Closed { at, .. }
        | Op::Bare { at, .. }
        | Op::Both { at, .. }
        | Op::Step { at, .. }
        | Op::Judge { at, .. }
        | Op::Same { at, .. }
        | Op::Undo { at, .. }
        | Op::Redo { at }
        | Op::Steal { at, .. }
        | Op::Freeze { at, .. }
        | Op::Sign { at, .. }
        | Op::Newer { at, .. } => Some(*at),
        Op::Sync { .. } | Op::Some { .. } | Op::Copy { .. } => None,
    }
}

/// Of every way to an end so many entries from its first on, beginning with any of them.
fn parts(model: &Model, cuts: &[u64], turn: usize) -> Vec<Rc<Entry>> {
    let mut ways: Vec<Vec<Rc<Entry>>> = model
        .tips()
        .into_iter()
        .map(|tip| {
            let back = std::iter::successors(model.get(&tip.id), |e| e.prev.and_then(|p| model.get(&p)));
            let mut way: Vec<Rc<Entry>> = back.cloned().collect();
            way.reverse();
            way
        })
        .collect();
    let ends = ways.len().max(1);
    ways.rotate_left(turn % ends);
    let cut = ways.iter().zip(cuts.iter().cycle()).flat_map(|(way, cut)| way.iter().filter(|e| e.seq <= *cut));
    cut.cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, max_shrink_iters: 3000, ..ProptestConfig::default() })]

    /// Planted: verdicts joined by the least; the most finished stage stands; lists in the order of arrival; an undo counts on a
    /// branch it does not stand on; a later number of a log that went on twice overrules the other branch.
    #[test]
    fn five_laptops_that_met_in_any_order_by_halves_and_again_hold_the_same_and_lose_nothing(
        count in 3u8..6, copied in any::<bool>(), days in prop::collection::vec(any_day(), 1..24), turn in 0usize..5,
        meetings in prop::collection::vec((0usize..5, 0usize..5), 0..6),
    ) {
        let mut district = District { world: World::new(count), backups: BTreeMap::new(), logs: 0 };
        if copied {
            district.act(&Day::Did(Op::Copy { at: 0 }))?;
        }
        for day in &days {
            district.act(day)?;
        }
        let count = district.world.laptops.len();
        let rounds = (0..2 * count).map(|n| ((n + turn) % count, (n + turn + 1) % count));
        for (from, to) in meetings.into_iter().chain(rounds) {
            district.act(&Day::Did(Op::Sync { from, to }))?;
        }
        // All that is still held anywhere: a backup that was put back may have lost what nobody else had taken.
        let held: BTreeSet<EntryId> =
            district.world.laptops.iter().flat_map(|l| l.model.arrived.iter().map(|e| e.id)).collect();
        let all: Vec<Rc<Entry>> = district.world.written.iter().rev().filter(|e| held.contains(&e.id)).cloned().collect();
        let whole = Model::of(all.iter().cloned());
        let by_older = Model::of(all.iter().map(|e| read_by(e, true)));
        for at in 0..count {
            let laptop = &district.world.laptops[at];
            let told = if laptop.older { &by_older } else { &whole };
            prop_assert_eq!(laptop.model.state(), told.state());
            prop_assert_eq!(laptop.model.state_digest(), told.state_digest());
            prop_assert_eq!(log_digest(&laptop.model.tips()), log_digest(&whole.tips()));
            // What an older program only passed on is all there under the newer one.
            district.program(at, false);
            prop_assert_eq!(district.world.laptops[at].model.state_digest(), whole.state_digest());
        }
    }
}
