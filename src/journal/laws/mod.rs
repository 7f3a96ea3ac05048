//! The laws of the log (DESIGN §4), over small random histories. Each was seen to fail with the bug named beside it.

mod five;
pub mod naive;
mod ops;
mod papers;
mod world;

use super::digest::log_digest;
use super::entry::{Body, Draft, Entry, Place};
use super::heads::Heads;
use super::model::Model;
use super::plan::{Meeting, plan};
use crate::domain::derive;
use crate::domain::event::Event;
use crate::domain::name::{EntryId, Id, LogId};
use crate::domain::point::{Stage, Verdict};
use crate::domain::subject::Subject;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use world::{Op, POINTS, World, any_closing_ops, any_ops, point};

fn failing(model: &Model, n: usize) -> bool {
    model.point(&point(n)).is_some_and(|j| j.value.verdict == Verdict::Fail)
}

fn stage(model: &Model, n: usize) -> Option<Stage> {
    Some(model.point(&point(n))?.value.finding?.stage)
}

fn all_heads(model: &Model) -> BTreeMap<String, Heads> {
    let heads = model.subjects().filter(|s| !matches!(s, Subject::Undo(_) | Subject::Log(_)));
    heads.map(|s| (s.to_string(), model.stand(s).heads)).filter(|(_, h)| !h.heads.is_empty()).collect()
}

fn some<'a>(all: &'a [Rc<Entry>], which: &'a [bool]) -> impl Iterator<Item = Rc<Entry>> + 'a {
    all.iter().zip(which.iter().cycle()).filter(|(_, w)| **w).map(|(e, _)| e.clone())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 4000, ..ProptestConfig::default() })]

    /// Planted: verdicts joined by the least; heads by the highest number of a log instead of `prev`.
    #[test]
    fn a_standing_fail_is_never_lost(ops in any_ops(18)) {
        let mut world = World::new(3);
        for op in &ops {
            world.act(op);
            for laptop in &world.laptops {
                for n in 0..POINTS {
                    let standing = naive::fails(&laptop.model, &point(n));
                    prop_assert_eq!(failing(&laptop.model, n), !standing.is_empty(), "{:?}", standing);
                }
            }
        }
    }

    /// Planted: a fail written without a finding joins to none; joined points listed by their first failing pair only.
    #[test]
    fn every_fail_is_in_one_finding_and_every_finding_has_a_fail(ops in any_ops(18)) {
        let mut world = World::new(3);
        for op in &ops {
            world.act(op);
            for laptop in &world.laptops {
                let findings = laptop.model.findings();
                for n in 0..POINTS {
                    let joined = laptop.model.point(&point(n));
                    let holds = joined.is_some_and(|j| j.value.finding.is_some());
                    prop_assert_eq!(holds, failing(&laptop.model, n));
                    let listed = findings.iter().filter(|f| f.points.contains(&point(n))).count();
                    prop_assert_eq!(listed, usize::from(holds));
                }
                for finding in findings {
                    let open = |p| naive::fails(&laptop.model, p).is_empty() || !naive::may_be_closed(&laptop.model, p);
                    let stage = finding.joined.value.finding.unwrap().stage;
                    // Of points that are one the worst severity asks for its hands of all of them.
                    if finding.points.iter().any(open) {
                        prop_assert!(!stage.is_closed(), "open while any of its points is open");
                    }
                    let texts: Vec<String> = finding.points.iter().map(ToString::to_string).collect();
                    prop_assert!(texts.is_sorted(), "under the id first in byte order");
                }
            }
        }
    }

    /// Planted: guard asked for the severity of the closure itself; officers counted with repetition; the word on a major
    /// hazard left out.
    #[test]
    fn a_finding_is_closed_exactly_when_enough_hands_closed_every_fail(ops in prop_oneof![any_ops(18), any_closing_ops(14)]) {
        let mut world = World::new(3);
        for op in &ops {
            world.act(op);
            for laptop in &world.laptops {
                for n in (0..POINTS).filter(|n| failing(&laptop.model, *n)) {
                    let closed = stage(&laptop.model, n).unwrap().is_closed();
                    prop_assert_eq!(closed, naive::may_be_closed(&laptop.model, &point(n)));
                }
            }
        }
    }

    /// Planted: an undo counts on any log's entries; an undo is a head of the subjects it touches.
    #[test]
    fn who_takes_everything_back_changes_nothing_for_others(ops in any_ops(14), mine in any_ops(8), at in 0usize..3) {
        let mut world = World::run(3, &ops);
        let before = world.all().state();
        let first = world.own(at).last().unwrap().seq + 1;
        for op in &mine {
            match op.clone() {
                Op::Steal { back, .. } => world.act(&Op::Steal { at, back }),
                Op::Undo { .. } | Op::Redo { .. } | Op::Sync { .. } | Op::Some { .. } | Op::Copy { .. } => {}
                Op::Answer { point, verdict, severity, fixed, reading, .. } =>
                    world.act(&Op::Answer { at, point, verdict, severity, fixed, reading }),
                Op::Closed { point, severity, officers, consent, .. } =>
                    world.act(&Op::Closed { at, point, severity, officers, consent }),
                Op::Bare { point, .. } => world.act(&Op::Bare { at, point }),
                Op::Both { verdict, .. } => world.act(&Op::Both { at, verdict }),
                Op::Step { point, stage, officers, consent, .. } =>
                    world.act(&Op::Step { at, point, stage, officers, consent }),
                Op::Judge { point, major, .. } => world.act(&Op::Judge { at, point, major }),
                Op::Same { a, b, same, .. } => world.act(&Op::Same { at, a, b, same }),
                Op::Freeze { visit, section, .. } => world.act(&Op::Freeze { at, visit, section }),
                Op::Sign { how, .. } => world.act(&Op::Sign { at, how }),
                Op::Newer { point, .. } => world.act(&Op::Newer { at, point }),
            }
        }
        for group in world.groups(at, false).into_iter().rev().filter(|g| *g >= first) {
            prop_assert!(world.undo(at, group), "nothing that I alone wrote is frozen");
        }
        prop_assert_eq!(world.all().state(), before);
    }

    /// Planted: a cancelled entry keeps others from being heads; redo left out; a dead undo still counts.
    #[test]
    fn undo_brings_back_exactly_the_former_heads_and_redo_the_latter(ops in any_ops(14), last in world::any_op()) {
        let mut world = World::run(3, &ops);
        let befores: Vec<_> = world.laptops.iter().map(|l| (all_heads(&l.model), l.tip)).collect();
        world.act(&last);
        let writer = world.laptops.iter().zip(&befores).position(|(l, (_, tip))| l.tip != *tip);
        let is_undo = matches!(last, Op::Undo { .. } | Op::Redo { .. } | Op::Steal { .. });
        let two_groups = matches!(last, Op::Closed { .. });
        if let Some(at) = writer.filter(|_| !is_undo && !two_groups) {
            let after = all_heads(&world.laptops[at].model);
            let group = *world.groups(at, false).last().unwrap();
            prop_assert!(world.undo(at, group));
            // Back and forth: each takes back the one before.
            for _ in 0..2 {
                prop_assert_eq!(&all_heads(&world.laptops[at].model), &befores[at].0);
                let undo = *world.groups(at, true).last().unwrap();
                prop_assert!(world.undo(at, undo));
                prop_assert_eq!(&all_heads(&world.laptops[at].model), &after);
                let redo = *world.groups(at, true).last().unwrap();
                prop_assert!(world.undo(at, redo));
            }
        }
    }

    /// Planted: a later number of the same log overrules a copied laptop's fail; `replaces` of other subjects counted.
    #[test]
    fn a_fail_gets_better_only_by_someone_who_had_it_before_him(
        ops in any_ops(18), few in prop::collection::vec(any::<bool>(), 1..24), more in prop::collection::vec(any::<bool>(), 1..24),
    ) {
        let world = World::run(3, &ops);
        let small = Model::of(some(&world.written, &few));
        let large = Model::of(some(&world.written, &few).chain(some(&world.written, &more)));
        let added: Vec<_> = large.arrived.iter().filter(|e| small.get(&e.id).is_none()).collect();
        for n in 0..POINTS {
            let standing = naive::fails(&small, &point(n));
            let had = |fail: &EntryId| added.iter().any(|e| naive::past(&large, e).contains(fail));
            if failing(&small, n) && !failing(&large, n) {
                prop_assert!(standing.iter().all(|(id, _)| had(id)));
            }
            let closed = |m| stage(m, n).is_none_or(Stage::is_closed);
            let same_word = small.major(&point(n)) == large.major(&point(n));
            if failing(&small, n) && !closed(&small) && closed(&large) && same_word {
                prop_assert!(standing.iter().any(|(id, _)| had(id)));
            }
        }
    }

    /// Planted: of differing texts the one of the smallest entry id stands; papers in the order of their ids.
    #[test]
    fn other_names_ids_clocks_and_writers_leave_the_state_equal(ops in any_ops(18), salt in any::<u8>()) {
        let world = World::run(3, &ops);
        let renamed = Model::of(rename(&world.written, salt));
        prop_assert_eq!(renamed.state(), world.all().state());
        prop_assert_eq!(renamed.state_digest(), world.all().state_digest());
    }

    /// Planted: an undo rejoins its own subject only; the word on a major hazard does not rejoin its point; a branch
    /// prolonged whoever follows.
    #[test]
    fn any_arrival_ends_equal_also_with_holes_and_kept_up_equals_joined_anew(
        ops in any_ops(18), which in prop::collection::vec(prop::bool::weighted(0.8), 1..24), order in any::<prop::sample::Index>(), back in any::<bool>(),
    ) {
        let world = World::run(3, &ops);
        let entries: Vec<Rc<Entry>> = some(&world.written, &which).collect();
        let mut turned = entries.clone();
        if !turned.is_empty() {
            turned.rotate_left(order.index(entries.len()));
        }
        if back {
            turned.reverse();
        }
        let (straight, turned) = (Model::of(entries), Model::of(turned));
        prop_assert_eq!(turned.state(), straight.state());
        for model in world.laptops.iter().map(|l| &l.model).chain([&straight, &turned]) {
            prop_assert_eq!(model.projected(), &model.state());
        }
    }

    /// Planted: the log digest over tips in the order they came; a plan that asks for one entry too few.
    #[test]
    fn whoever_has_met_all_others_holds_the_same(ops in any_ops(18), turn in 0usize..4) {
        let mut world = World::run(3, &ops);
        let count = world.laptops.len();
        for round in 0..2 {
            for n in 0..count {
                let (from, to) = ((n + turn + round) % count, (n + turn + 1) % count);
                let (a, b) = (&world.laptops[from].model, &world.laptops[to].model);
                let lacking = a.arrived.iter().filter(|e| b.get(&e.id).is_none()).map(|e| e.id).collect::<BTreeSet<_>>();
                let plan = plan(&meetings(b, a), &meetings(a, b), BTreeMap::new());
                let planned: BTreeSet<EntryId> = plan.take.iter().flat_map(|s| stretch(a, s.tip, s.from)).collect();
                prop_assert_eq!(planned, lacking);
            }
        }
        for _ in 0..count {
            for n in 0..count {
                world.act(&Op::Sync { from: n, to: (n + turn) % count });
                world.act(&Op::Sync { from: n, to: (n + 1) % count });
            }
        }
        let whole = world.all();
        for laptop in &world.laptops {
            prop_assert_eq!(log_digest(&laptop.model.tips()), log_digest(&whole.tips()));
            prop_assert_eq!(laptop.model.state_digest(), whole.state_digest());
            let met = plan(&meetings(&laptop.model, &whole), &meetings(&whole, &laptop.model), BTreeMap::new());
            // A log that went on twice is told for ever; there is nothing left to take either way.
            prop_assert!(met.take.is_empty() && met.missing_there.is_empty() && met.unknown.is_empty(), "{met:?}");
            prop_assert_eq!(laptop.model.check(), Ok(()));
        }
    }

}

/// How far `other` holds what leads to each tip of `of`.
fn meetings(of: &Model, other: &Model) -> Vec<Meeting> {
    let held = |tip: EntryId| {
        let way = std::iter::successors(of.get(&tip), |e| e.prev.and_then(|p| of.get(&p)));
        way.filter(|e| other.get(&e.id).is_some()).map(|e| e.seq).max().unwrap_or(0)
    };
    of.tips().into_iter().map(|tip| Meeting { tip, held: held(tip.id) }).collect()
}

/// The entries from number `from` to a tip.
fn stretch(model: &Model, tip: EntryId, from: u64) -> Vec<EntryId> {
    let way = std::iter::successors(model.get(&tip), |e| e.prev.and_then(|p| model.get(&p)));
    way.take_while(|e| e.seq >= from).map(|e| e.id).collect()
}

/// The same history with other logs, other clocks and other writers, and therefore other ids everywhere.
fn rename(written: &[Rc<Entry>], salt: u8) -> Vec<Rc<Entry>> {
    let mut logs: BTreeMap<LogId, LogId> = BTreeMap::new();
    let mut ids: BTreeMap<EntryId, EntryId> = BTreeMap::new();
    let mut renamed = Vec::new();
    for (n, entry) in written.iter().enumerate() {
        let mut body = entry.body.clone();
        if let Body::Known(event) = &mut body {
            match &mut **event {
                Event::Log(start) => {
                    start.salt = Id([salt.wrapping_sub(start.salt.0[0]); 16]);
                    logs.insert(entry.log, derive::log(&start.key, &start.salt));
                }
                Event::Freeze(freeze) => freeze.covers.iter_mut().for_each(|id| *id = ids[id]),
                Event::Sign(sign) => sign.freeze = ids[&sign.freeze],
                _ => {}
            }
        }
        let log = logs[&entry.log];
        let subject = match &entry.subject {
            Subject::Log(_) => Subject::Log(log),
            Subject::Undo(_) => Subject::Undo(log),
            other => other.clone(),
        };
        let place = Place {
            log,
            seq: entry.seq,
            prev: entry.prev.map(|id| ids[&id]),
            group: entry.group,
            at: format!("1999-01-01T00:00:00.{:04}Z", written.len() - n),
            author: Some(Id([salt; 16])),
        };
        let replaces = entry.replaces.iter().map(|id| ids[id]).collect();
        let undoes = entry.undoes.iter().map(|id| ids[id]).collect();
        let new = match body {
            Body::Known(event) => Entry::write(Draft { subject, replaces, body: *event }, undoes, place),
            Body::Unknown(value) => {
                let draft = Draft { subject, replaces, body: Event::Undo(Default::default()) };
                let bytes = Entry::write(draft, undoes, place).bytes;
                let mut whole: serde_json::Value = serde_json::from_str(&bytes).unwrap();
                whole["body"] = value;
                Entry::read(&super::canonical::canonical_of(&whole)).unwrap()
            }
        };
        ids.insert(entry.id, new.id);
        renamed.push(Rc::new(new));
    }
    renamed
}
