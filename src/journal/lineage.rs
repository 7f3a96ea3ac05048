//! Where entries stand on their chains, and which is reached from which through `prev`. A chain is a row of numbers
//! until a copied laptop forks it; each stretch without a fork is a branch, so that the question is answered from a
//! small table and no chain is ever walked.
//!
//! Branch numbers are local to one file: they come from the order of arrival and say nothing by themselves.

use std::collections::BTreeMap;

/// Where an entry stands: its branch and its number in the chain. No two entries of a file share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    pub branch: u32,
    pub seq: u64,
}

/// The branches of all logs of a file, with the number each has come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineage {
    branches: BTreeMap<u32, Branch>,
}

/// One stretch of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// What its first entry names in `prev`, where that is held.
    pub from: Option<Spot>,
    /// The number of its last entry.
    pub last: u64,
}

impl Lineage {
    /// As it was kept beside the entries.
    pub fn new(branches: impl IntoIterator<Item = (u32, Branch)>) -> Lineage {
        Lineage { branches: branches.into_iter().collect() }
    }

    /// Gives a new entry its spot, as the store does with its table of chains. `prev` is the spot of the entry it names in `prev`, where that is held. An entry that
    /// follows the last of a branch prolongs it; any other begins a branch of its own: that is a fork, a log's first
    /// entry, or what stands behind a hole.
    #[cfg(test)]
    pub fn add(&mut self, prev: Option<Spot>, seq: u64) -> Spot {
        if let Some(prev) = prev
            && let Some(branch) = self.branches.get_mut(&prev.branch)
            && branch.last == prev.seq
        {
            branch.last = seq;
            return Spot { branch: prev.branch, seq };
        }
        let number = self.branches.last_key_value().map_or(0, |(n, _)| n + 1);
        self.branches.insert(number, Branch { from: prev, last: seq });
        Spot { branch: number, seq }
    }

    /// *An earlier entry on the other's own chain, reached through `prev`* (DESIGN §4, Order): whether `earlier` is.
    pub fn reaches(&self, later: Spot, earlier: Spot) -> bool {
        self.path(later).any(|on| on.branch == earlier.branch && earlier.seq < on.seq)
            || self.path(later).skip(1).any(|on| on == earlier)
    }

    /// The branches down to the chain's beginning, each with the last spot on it that is on the way. Begins with `spot`.
    pub fn path(&self, spot: Spot) -> impl Iterator<Item = Spot> {
        std::iter::successors(Some(spot), |on| {
            // A branch begins after what it comes from, so that this always ends.
            self.branches.get(&on.branch)?.from.filter(|from| from.seq < on.seq)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_laptop_shares_what_was_before_the_copy_and_nothing_after() {
        let mut lineage = Lineage::default();
        let one = lineage.add(None, 1);
        let two = lineage.add(Some(one), 2);
        let three = lineage.add(Some(two), 3);
        let copy = lineage.add(Some(two), 3);
        let copy_on = lineage.add(Some(copy), 4);
        let again = lineage.add(Some(copy), 4);
        let other = lineage.add(None, 1);
        assert_eq!(lineage.branches.len(), 4);
        assert!(lineage.reaches(three, one) && lineage.reaches(copy_on, one) && lineage.reaches(again, two));
        assert!(lineage.reaches(copy_on, copy) && lineage.reaches(again, copy));
        assert!(!lineage.reaches(copy_on, three) && !lineage.reaches(three, copy) && !lineage.reaches(again, copy_on));
        assert!(!lineage.reaches(three, three) && !lineage.reaches(one, two) && !lineage.reaches(three, other));
        assert_eq!(Lineage::new(lineage.branches.clone()), lineage);
    }
}
