//! The laws of papers: a frozen record never changes, what differs from it is told, and what it names is not taken back.

use super::naive;
use super::world::{Op, POINTS, World, any_paper_ops, any_taken_back_ops, point, record, visit};
use crate::domain::event::Event;
use crate::domain::name::EntryId;
use crate::domain::subject::Subject;
use crate::journal::entry::{Body, Entry};
use crate::journal::heads::Order;
use crate::journal::model::Model;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::rc::Rc;

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 4000, ..ProptestConfig::default() })]

    /// Planted: the frozen record joins the named entries that still live; it joins the word on a major hazard of today.
    #[test]
    fn a_frozen_record_stays_to_the_byte_whatever_comes_later(ops in any_paper_ops(24)) {
        let mut world = World::new(3);
        for op in &ops {
            world.act(op);
            let whole = world.all();
            for model in world.laptops.iter().map(|l| &l.model).chain([&whole]) {
                for (freeze, bytes) in &world.records {
                    let Some(covers) = covers(model, freeze).filter(|c| c.iter().all(|id| model.get(id).is_some())) else { continue };
                    prop_assert_eq!(&record(model, &covers), bytes);
                }
            }
        }
    }

    /// Planted: an undo of what was named is not outside; what is before a named entry counts as outside is not seen here.
    #[test]
    fn what_differs_from_a_frozen_record_is_told(ops in prop_oneof![any_paper_ops(24), any_taken_back_ops(20)]) {
        let world = World::run(3, &ops);
        for model in world.laptops.iter().map(|l| &l.model) {
            for freeze in world.records.keys() {
                let Some(covers) = covers(model, freeze).filter(|c| c.iter().all(|id| model.get(id).is_some())) else { continue };
                let frozen = record(model, &covers);
                for n in 0..POINTS {
                    let live = model.stand(&Subject::Point(point(n))).state.and_then(|s| s.bytes());
                    let named = frozen.get(&point(n).to_string());
                    // Of the visit and its frozen sections, whether anything was said of it then or not.
                    let visit = matches!(&model.get(freeze).unwrap().subject, Subject::Freeze(v) if point(n).inspection == Some(*v));
                    let covered = visit && covered_sections(model, freeze).contains(&format!("list/{}", n % 2));
                    let told = [Subject::Point(point(n)), Subject::Major(point(n))].iter().any(|s| {
                        let nodes = model.nodes(s);
                        !Order::of(&nodes, &model.lineage).outside(&covers).is_empty()
                    });
                    if covered && live.as_ref() != named {
                        prop_assert!(told, "{:?} was {:?}", live, named);
                    }
                }
            }
        }
    }

    /// Planted: the writing side looks for the named entries only, not for what they stand on.
    #[test]
    fn my_undo_never_takes_back_what_a_freeze_in_front_of_me_names(ops in any_paper_ops(24)) {
        let mut world = World::new(3);
        for op in &ops {
            let before: Vec<BTreeSet<EntryId>> = world.laptops.iter().map(|l| living_and_frozen(&l.model)).collect();
            let freezes: Vec<usize> = world.laptops.iter().map(|l| l.model.freezes().len()).collect();
            world.act(op);
            if matches!(op, Op::Undo { .. } | Op::Redo { .. }) {
                for ((laptop, before), freezes) in world.laptops.iter().zip(before).zip(freezes) {
                    let gone = laptop.model.freezes().len() < freezes;
                    let living = |id: &EntryId| laptop.model.undone_by(*id).is_empty();
                    prop_assert!(gone || before.iter().all(living));
                }
            }
        }
    }

    /// Planted: void when the draft number is higher; void of other sections.
    #[test]
    fn a_paper_is_void_exactly_when_someone_who_saw_it_made_a_later_one_of_the_same(ops in any_paper_ops(24)) {
        let world = World::run(3, &ops);
        for model in world.laptops.iter().map(|l| &l.model) {
            for v in 0..2 {
                let subject = Subject::Freeze(visit(v));
                let Some(crate::journal::state::State::Papers(papers)) = model.stand(&subject).state else { continue };
                for paper in &papers {
                    let sections = |id: &EntryId| covered_sections(model, id);
                    let later = model.freezes().into_iter().any(|(id, _)| {
                        let entry = model.get(&id).unwrap();
                        entry.subject == subject
                            && naive::before(model, entry).contains(&paper.entry)
                            && !sections(&id).is_disjoint(&sections(&paper.entry))
                    });
                    prop_assert_eq!(paper.void, later);
                    prop_assert!(naive::living(model, model.get(&paper.entry).unwrap()) || !paper.signs.is_empty());
                }
            }
        }
    }
}

fn covered_sections(model: &Model, freeze: &EntryId) -> BTreeSet<String> {
    match &model.get(freeze).unwrap().body {
        Body::Known(event) => match &**event {
            Event::Freeze(f) if f.sections.is_empty() => ["list/0".to_string(), "list/1".into()].into(),
            Event::Freeze(f) => f.sections.iter().cloned().collect(),
            _ => BTreeSet::new(),
        },
        Body::Unknown(_) => BTreeSet::new(),
    }
}

fn covers(model: &Model, freeze: &EntryId) -> Option<BTreeSet<EntryId>> {
    match &model.get(freeze)?.body {
        Body::Known(event) => match &**event {
            Event::Freeze(f) => Some(f.covers.iter().copied().collect()),
            _ => None,
        },
        Body::Unknown(_) => None,
    }
}

fn living_and_frozen(model: &Model) -> BTreeSet<EntryId> {
    let entries = model.arrived.iter().filter(|e| model.undone_by(e.id).is_empty());
    let named: BTreeSet<EntryId> = model.freezes().into_iter().flat_map(|(_, f)| f.covers).collect();
    let below = |e: &Rc<Entry>| naive::before(model, e);
    let stands_on: BTreeSet<EntryId> = named.iter().filter_map(|id| model.get(id)).flat_map(below).collect();
    entries.map(|e| e.id).filter(|id| named.contains(id) || stands_on.contains(id)).collect()
}
