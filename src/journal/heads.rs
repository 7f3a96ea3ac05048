//! The order within one subject and its living heads (DESIGN §4, *Order* and *Heads*). Nothing orders entries but
//! `replaces` and the own chain through `prev`: no clock, no id, no arrival.

use super::lineage::{Lineage, Spot};
use crate::domain::name::EntryId;
use std::collections::{BTreeMap, BTreeSet};

/// One entry of the subject, dead ones included: the order runs through them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub id: EntryId,
    /// The subject it stands under, as a number: the entries of twins that were joined are read as of one, but a chain orders
    /// only what it says of one subject.
    pub under: i64,
    pub spot: Spot,
    pub replaces: Vec<EntryId>,
    /// Living undos that cancel it. A cancelled entry is dead: it has no value and is no head.
    pub undone_by: Vec<EntryId>,
    /// This program knows what it says, and it says it of this kind of subject.
    pub known: bool,
}

/// What a subject comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    /// Living entries that are before no other living entry, sorted: what a draft has to replace.
    pub heads: Vec<EntryId>,
    /// The entries whose values are joined, sorted: the heads, but where one of them was written by a newer version what
    /// it replaced of the known stands on, so that it never hides a fail.
    pub values: Vec<EntryId>,
    /// One of the heads was written by a newer version.
    pub read_only: bool,
}

/// The order of one subject's entries.
pub struct Order<'a> {
    nodes: &'a [Node],
    index: BTreeMap<EntryId, usize>,
    /// For each node those directly before it; the rest follows through steps.
    below: Vec<Vec<usize>>,
}

impl<'a> Order<'a> {
    /// *One entry is before another when the other names it in `replaces`, or when it is an earlier entry of that subject
    /// on the other's own chain reached through `prev`, and so on through such steps.*
    pub fn of(nodes: &'a [Node], lineage: &Lineage) -> Order<'a> {
        let index: BTreeMap<EntryId, usize> = nodes.iter().enumerate().map(|(i, n)| (n.id, i)).collect();
        let spots: Spots = nodes.iter().enumerate().map(|(i, n)| ((n.under, n.spot), i)).collect();
        let below = nodes.iter().map(|node| {
            let named = node.replaces.iter().filter_map(|id| index.get(id).copied());
            named.chain(nearest(&spots, lineage, node)).collect()
        });
        Order { below: below.collect(), index, nodes }
    }

    /// The heads where only one entry was ever written.
    pub fn of_one(node: &Node) -> Heads {
        let living: Vec<EntryId> = node.undone_by.is_empty().then_some(node.id).into_iter().collect();
        let values = if node.known { living.clone() } else { Vec::new() };
        Heads { read_only: !node.known && !living.is_empty(), heads: living, values }
    }

    /// *Heads are the living entries that are before no other living entry.*
    pub fn heads(&self) -> Heads {
        let heads = self.tops(|n| n.undone_by.is_empty());
        let read_only = heads.iter().any(|i| !self.nodes[*i].known);
        let values = if read_only { self.tops(|n| n.undone_by.is_empty() && n.known) } else { heads.clone() };
        Heads { heads: self.ids(heads), values: self.ids(values), read_only }
    }

    /// Whether `a` is before `b`.
    pub fn before(&self, a: EntryId, b: EntryId) -> bool {
        match (self.index.get(&a), self.index.get(&b)) {
            (Some(a), Some(b)) => a != b && self.under([*b].into_iter())[*a],
            _ => false,
        }
    }

    /// What a freeze with these `covers` fixes here: what it names and whatever is before that.
    pub fn named(&self, covers: &BTreeSet<EntryId>) -> BTreeSet<EntryId> {
        let named: Vec<usize> = covers.iter().filter_map(|id| self.index.get(id).copied()).collect();
        let under = self.under(named.iter().copied());
        let ids = |i: usize| self.nodes[i].id;
        (0..self.nodes.len()).filter(|i| under[*i]).map(ids).chain(named.iter().map(|i| ids(*i))).collect()
    }

    /// *Whatever is neither named nor before a named entry*: living entries, and undos of what was named. Sorted.
    pub fn outside(&self, covers: &BTreeSet<EntryId>) -> Vec<EntryId> {
        let named = self.named(covers);
        let mut outside = BTreeSet::new();
        for node in self.nodes {
            if node.undone_by.is_empty() {
                outside.extend((!named.contains(&node.id)).then_some(node.id));
            } else if covers.contains(&node.id) {
                outside.extend(node.undone_by.iter().copied());
            }
        }
        outside.into_iter().collect()
    }

    /// Those of `which` that are before no other of `which`.
    fn tops(&self, which: impl Fn(&Node) -> bool) -> Vec<usize> {
        let chosen: Vec<usize> = (0..self.nodes.len()).filter(|i| which(&self.nodes[*i])).collect();
        let under = self.under(chosen.iter().copied());
        chosen.into_iter().filter(|i| !under[*i]).collect()
    }

    /// Marks whatever is before one of `tops`. Each node is walked once.
    fn under(&self, tops: impl Iterator<Item = usize>) -> Vec<bool> {
        let mut marked = vec![false; self.nodes.len()];
        let mut waiting: Vec<usize> = tops.flat_map(|top| self.below[top].iter().copied()).collect();
        while let Some(i) = waiting.pop() {
            if !std::mem::replace(&mut marked[i], true) {
                waiting.extend(&self.below[i]);
            }
        }
        marked
    }

    fn ids(&self, which: Vec<usize>) -> Vec<EntryId> {
        let mut ids: Vec<EntryId> = which.into_iter().map(|i| self.nodes[i].id).collect();
        ids.sort();
        ids
    }
}

type Spots = BTreeMap<(i64, Spot), usize>;

/// The last entry of the subject on the own chain before this one. All earlier ones are before that one.
fn nearest(spots: &Spots, lineage: &Lineage, node: &Node) -> Option<usize> {
    let Node { under, spot, .. } = *node;
    let on = |branch: u32, end: u64| {
        let range = (under, Spot { branch, seq: 0 })..(under, Spot { branch, seq: end });
        spots.range(range).next_back().map(|(_, i)| *i)
    };
    on(spot.branch, spot.seq).or_else(|| lineage.path(spot).skip(1).find_map(|s| on(s.branch, s.seq + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> EntryId {
        EntryId([n; 32])
    }

    /// Writes nodes onto the chains of laptops, one chain a number.
    #[derive(Default)]
    struct Desk {
        lineage: Lineage,
        nodes: Vec<Node>,
    }

    impl Desk {
        fn write(&mut self, n: u8, prev: Option<Spot>, replaces: &[u8]) -> Spot {
            let spot = self.lineage.add(prev, prev.map_or(1, |p| p.seq + 1));
            let replaces = replaces.iter().map(|n| id(*n)).collect();
            self.nodes.push(Node { id: id(n), under: 0, spot, replaces, undone_by: vec![], known: true });
            spot
        }

        fn heads(&self) -> Vec<u8> {
            self.order().heads().heads.iter().map(|id| id.0[0]).collect()
        }

        fn order(&self) -> Order<'_> {
            Order::of(&self.nodes, &self.lineage)
        }
    }

    #[test]
    fn what_i_wrote_later_stands_and_what_a_colleague_wrote_unseen_stands_beside_it() {
        let mut desk = Desk::default();
        let mine = desk.write(1, None, &[]);
        let mine = desk.write(2, Some(mine), &[]);
        desk.write(9, None, &[]);
        assert_eq!(desk.heads(), [2, 9]);
        desk.write(3, Some(mine), &[9]);
        assert_eq!(desk.heads(), [3]);
    }

    #[test]
    fn entries_of_other_subjects_between_mine_do_not_break_my_chain() {
        let mut desk = Desk::default();
        let first = desk.write(1, None, &[]);
        let between = desk.lineage.add(Some(first), 2);
        desk.write(3, Some(between), &[]);
        assert_eq!(desk.heads(), [3]);
    }

    #[test]
    fn a_copied_laptop_is_not_silently_overruled_by_a_higher_number() {
        let mut desk = Desk::default();
        let one = desk.write(1, None, &[]);
        desk.write(2, Some(one), &[]);
        let copy = desk.write(3, Some(one), &[]);
        desk.write(4, Some(copy), &[]);
        assert_eq!(desk.heads(), [2, 4], "4 has the higher number but never saw 2");
    }

    #[test]
    fn of_twins_that_were_joined_only_what_names_the_other_is_after_it() {
        let mut desk = Desk::default();
        let one = desk.write(1, None, &[]);
        let two = desk.write(2, Some(one), &[]);
        desk.nodes[1].under = 7;
        assert_eq!(desk.heads(), [1, 2], "one laptop said both, of two subjects");
        desk.write(3, Some(two), &[1, 2]);
        assert_eq!(desk.heads(), [3]);
    }

    #[test]
    fn the_order_runs_through_what_was_taken_back() {
        let mut desk = Desk::default();
        desk.write(1, None, &[]);
        desk.write(2, None, &[1]);
        desk.write(3, None, &[2]);
        desk.nodes[1].undone_by = vec![id(100)];
        assert_eq!(desk.heads(), [3]);
        desk.nodes[2].undone_by = vec![id(101)];
        assert_eq!(desk.heads(), [1], "undo brings back exactly the former head");
        assert!(desk.order().before(id(1), id(3)));
    }

    #[test]
    fn what_a_newer_version_wrote_makes_it_read_only_and_hides_nothing_known() {
        let mut desk = Desk::default();
        desk.write(1, None, &[]);
        desk.write(2, None, &[1]);
        desk.nodes[1].known = false;
        let heads = desk.order().heads();
        assert_eq!((heads.heads, heads.values, heads.read_only), (vec![id(2)], vec![id(1)], true));
        desk.write(3, None, &[2]);
        let heads = desk.order().heads();
        assert_eq!((heads.heads, heads.values, heads.read_only), (vec![id(3)], vec![id(3)], false));
    }

    #[test]
    fn one_entry_alone_is_its_own_head_unless_it_was_taken_back() {
        for (known, undone_by) in [(true, vec![]), (true, vec![id(9)]), (false, vec![]), (false, vec![id(9)])] {
            let mut desk = Desk::default();
            desk.write(1, None, &[]);
            (desk.nodes[0].known, desk.nodes[0].undone_by) = (known, undone_by);
            assert_eq!(Order::of_one(&desk.nodes[0]), desk.order().heads());
        }
    }

    #[test]
    fn a_freeze_fixes_what_it_names_and_what_was_before_and_the_rest_is_outside() {
        let mut desk = Desk::default();
        desk.write(1, None, &[]);
        desk.write(2, None, &[1]);
        desk.write(3, None, &[1]);
        let covers = BTreeSet::from([id(2)]);
        assert_eq!(desk.order().named(&covers), BTreeSet::from([id(1), id(2)]));
        assert_eq!(desk.order().outside(&covers), [id(3)]);
        desk.nodes[1].undone_by = vec![id(50)];
        assert_eq!(desk.order().outside(&covers), [id(3), id(50)], "an undo made without seeing the freeze counts");
    }
}
