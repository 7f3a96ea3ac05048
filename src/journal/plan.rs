//! What a merge would take (DESIGN §3, *A merge*): a plain list made before anything is written, so that it can be shown
//! and then done. Knows what each side holds by its chains' tips; whose entries they are and what they say plays no part.

use super::digest::Tip;
use super::entry::Body;
use crate::domain::name::{EntryId, LogId};
use std::collections::BTreeMap;

/// The last entry of a chain on one side, and how far the other side holds what leads to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meeting {
    pub tip: Tip,
    /// The last number on the way to the tip that the other side holds; 0 = none.
    pub held: u64,
}

/// A stretch of a chain that one side has and the other has not: `from..=to`, up to `tip`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    pub log: LogId,
    pub from: u64,
    pub to: u64,
    pub tip: EntryId,
}

/// What a merge takes and finds, in ascending order of logs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergePlan {
    /// What they have and we have not. Stretches of a forked chain may share their beginning.
    pub take: Vec<Stretch>,
    /// What we have and they have not: what is missing there.
    pub missing_there: Vec<Stretch>,
    /// Logs that a copied laptop goes on with beside the first one, and the last number they share.
    pub forks: BTreeMap<LogId, u64>,
    /// Kinds of entries to be taken that a newer version wrote, and how many of each.
    pub unknown: BTreeMap<String, u64>,
}

/// Plans a merge from both sides' tips. `unknown` is counted by `unknown_kind` over the entries to be taken.
pub fn plan(mine: &[Meeting], theirs: &[Meeting], unknown: BTreeMap<String, u64>) -> MergePlan {
    MergePlan { take: stretches(theirs), missing_there: stretches(mine), forks: forks(mine, theirs), unknown }
}

/// What stands behind the last entry that the other side holds, one stretch a tip.
fn stretches(side: &[Meeting]) -> Vec<Stretch> {
    let lacking = side.iter().filter(|m| m.held < m.tip.seq);
    let mut all: Vec<Stretch> =
        lacking.map(|m| Stretch { log: m.tip.log, from: m.held + 1, to: m.tip.seq, tip: m.tip.id }).collect();
    all.sort();
    all.dedup();
    all
}

/// A log forks where two tips of it, on either side, do not lie on one chain: one side has gone on beyond what the other
/// holds, and the other beyond what the one holds; or one side holds two tips, and the other not both. A fork that both
/// sides know is no news.
fn forks(mine: &[Meeting], theirs: &[Meeting]) -> BTreeMap<LogId, u64> {
    let mut forks = BTreeMap::new();
    let mut note = |log: LogId, shared: u64| {
        let lowest = forks.entry(log).or_insert(shared);
        *lowest = shared.min(*lowest);
    };
    let is_known = |m: &Meeting| m.held == m.tip.seq;
    for side in [mine, theirs] {
        for (i, m) in side.iter().enumerate() {
            let news = |o: &&Meeting| o.tip.log == m.tip.log && o.tip.id != m.tip.id && !(is_known(m) && is_known(o));
            for other in side[..i].iter().filter(news) {
                note(m.tip.log, m.held.min(other.held));
            }
        }
    }
    for m in mine.iter().filter(|m| m.held < m.tip.seq) {
        for t in theirs.iter().filter(|t| t.tip.log == m.tip.log && t.held < t.tip.seq) {
            note(m.tip.log, m.held.min(t.held));
        }
    }
    forks
}

/// The kind that a newer version wrote, as it stands in the body; `None` for what this program knows.
pub fn unknown_kind(body: &Body) -> Option<String> {
    match body {
        Body::Known(_) => None,
        Body::Unknown(value) => Some(value.as_object().and_then(|map| map.keys().next()).cloned().unwrap_or_else(|| "?".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::name::Id;

    fn meeting(log: u8, seq: u64, id: u8, held: u64) -> Meeting {
        Meeting { tip: Tip { log: Id([log; 16]), seq, id: EntryId([id; 32]) }, held }
    }

    #[test]
    fn what_is_ahead_is_taken_and_what_is_behind_is_told() {
        let mine = [meeting(1, 9, 9, 7), meeting(2, 4, 24, 4)];
        let theirs = [meeting(1, 7, 7, 7), meeting(2, 6, 26, 4), meeting(3, 2, 32, 0)];
        let plan = plan(&mine, &theirs, BTreeMap::new());
        let shown: Vec<_> = plan.take.iter().map(|s| (s.log.0[0], s.from, s.to)).collect();
        assert_eq!(shown, [(2, 5, 6), (3, 1, 2)]);
        let missing: Vec<_> = plan.missing_there.iter().map(|s| (s.log.0[0], s.from, s.to)).collect();
        assert_eq!(missing, [(1, 8, 9)]);
        assert!(plan.forks.is_empty());
        assert_eq!(super::plan(&mine[1..], &[meeting(2, 4, 24, 4)], BTreeMap::new()), MergePlan::default());
    }

    #[test]
    fn a_copied_laptop_is_reported_with_the_last_number_it_shares() {
        let forked = plan(&[meeting(1, 9, 9, 5)], &[meeting(1, 8, 18, 5)], BTreeMap::new());
        assert_eq!(forked.forks, BTreeMap::from([(Id([1; 16]), 5)]));
        assert_eq!((forked.take.len(), forked.missing_there.len()), (1, 1));
        let two_there = [meeting(1, 9, 9, 9), meeting(1, 8, 18, 5)];
        let known = plan(&[meeting(1, 9, 9, 9)], &two_there, BTreeMap::new());
        assert_eq!(known.forks, BTreeMap::from([(Id([1; 16]), 5)]));
        let both = [meeting(1, 9, 9, 9), meeting(1, 8, 18, 8)];
        assert_eq!(plan(&both, &both, BTreeMap::new()), MergePlan::default(), "both sides know it");
    }
}
