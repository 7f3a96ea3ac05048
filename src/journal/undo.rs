//! Undo and redo (DESIGN §4, *Heads*): an entry on `undo/<log>` names what it cancels; redo is an undo of the undo.
//! An undo reaches only its own chain, so that it never touches a colleague's entry.

use super::lineage::{Lineage, Spot};
use crate::domain::name::{EntryId, LogId};
use crate::domain::subject::Subject;
use std::collections::BTreeSet;

/// One undo and one entry that it names, where it may cancel it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cancel {
    pub undo: EntryId,
    /// The number of the undo in its chain: always above that of what it cancels.
    pub seq: u64,
    pub target: EntryId,
}

/// Whether an entry cancels what its `undoes` names at `target`: it stands on the subject `undo/<its own log>`, and the
/// target is reached on its own chain. *The join ignores an undo of another chain's entry.*
pub fn may_cancel(lineage: &Lineage, subject: &Subject, log: LogId, at: Spot, target: Spot) -> bool {
    *subject == Subject::Undo(log) && lineage.reaches(at, target)
}

/// *A cancelled entry is dead; redo cancels the undo*: the dead of all that `cancels` names. It has to hold, with every
/// target, all cancels of it and of the undos in them. However long a row of undo and redo is, this walks it once.
pub fn dead(cancels: &[Cancel]) -> BTreeSet<EntryId> {
    let mut latest_first: Vec<&Cancel> = cancels.iter().collect();
    latest_first.sort_by_key(|c| std::cmp::Reverse(c.seq));
    let mut dead = BTreeSet::new();
    for cancel in latest_first {
        if !dead.contains(&cancel.undo) {
            dead.insert(cancel.target);
        }
    }
    dead
}

/// *An undo rejoins each subject it touches*: those of the entries it names, and of what those undid. `look` gives
/// subject and `undoes` of an entry that is held.
pub fn touched(undoes: &[EntryId], mut look: impl FnMut(EntryId) -> Option<(Subject, Vec<EntryId>)>) -> BTreeSet<Subject> {
    let (mut seen, mut waiting, mut subjects) = (BTreeSet::new(), undoes.to_vec(), BTreeSet::new());
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        if let Some((subject, undoes)) = look(id) {
            waiting.extend(undoes);
            if !matches!(subject, Subject::Undo(_)) {
                subjects.insert(subject);
            }
        }
    }
    subjects
}

/// What dies again when an undo is taken back: of a redo (an undo of an undo) what the undo below it had cancelled. `look`
/// gives subject and `undoes` of an entry that is held.
pub fn dies_with(taken_back: EntryId, look: &mut impl FnMut(EntryId) -> Option<(Subject, Vec<EntryId>)>) -> BTreeSet<EntryId> {
    let (mut dies, mut waiting, mut seen) = (BTreeSet::new(), vec![taken_back], BTreeSet::new());
    while let Some(id) = waiting.pop() {
        let Some((Subject::Undo(_), lives_again)) = look(id).filter(|_| seen.insert(id)) else { continue };
        for undo in lives_again {
            let Some((Subject::Undo(_), cancelled)) = look(undo) else { continue };
            waiting.extend(cancelled.iter().copied());
            dies.extend(cancelled);
        }
    }
    dies
}

/// An entry of the group that is to be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: EntryId,
    /// Not taken back already.
    pub living: bool,
    /// A head of its subject: nobody has touched it since.
    pub head: bool,
    /// A living freeze that is held names it, or something it is before (`heads::Order::named`), or what would die with it.
    pub frozen: bool,
}

/// Why a group is not taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTakenBack {
    /// Nothing of it is left.
    Nothing,
    /// A freeze names these or stands on them.
    Frozen(Vec<EntryId>),
}

/// What an undo of this group names: *a whole group, of an import only those that are still heads. The writing side
/// refuses to undo what a freeze it holds names or what is before a named entry.*
pub fn take_back(group: &[Member], import: bool) -> Result<Vec<EntryId>, NotTakenBack> {
    let living = || group.iter().filter(|m| m.living);
    let frozen: Vec<EntryId> = living().filter(|m| m.frozen).map(|m| m.id).collect();
    if !import && !frozen.is_empty() {
        return Err(NotTakenBack::Frozen(frozen));
    }
    let mut undoes: Vec<EntryId> = living().filter(|m| !import || m.head && !m.frozen).map(|m| m.id).collect();
    undoes.sort();
    match undoes.is_empty() {
        true if frozen.is_empty() => Err(NotTakenBack::Nothing),
        true => Err(NotTakenBack::Frozen(frozen)),
        false => Ok(undoes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::name::Id;

    fn id(n: u8) -> EntryId {
        EntryId([n; 32])
    }

    fn cancel(undo: u8, target: u8) -> Cancel {
        Cancel { undo: id(undo), seq: undo.into(), target: id(target) }
    }

    #[test]
    fn redo_cancels_the_undo_and_a_second_undo_counts_again() {
        let mut cancels = vec![cancel(5, 1)];
        assert_eq!(dead(&cancels), BTreeSet::from([id(1)]));
        cancels.push(cancel(6, 5));
        assert_eq!(dead(&cancels), BTreeSet::from([id(5)]));
        cancels.push(cancel(7, 6));
        assert_eq!(dead(&cancels), BTreeSet::from([id(6), id(1)]));
        cancels.push(cancel(8, 1));
        cancels.push(cancel(9, 7));
        assert_eq!(dead(&cancels), BTreeSet::from([id(7), id(5), id(1)]), "two undos of one entry: one still stands");
    }

    #[test]
    fn an_undo_reaches_its_own_chain_only() {
        let mut lineage = Lineage::default();
        let log = Id([1; 16]);
        let mine = lineage.add(None, 1);
        let undo = lineage.add(Some(mine), 2);
        let copied = lineage.add(Some(mine), 2);
        let theirs = lineage.add(None, 1);
        let own = Subject::Undo(log);
        assert!(may_cancel(&lineage, &own, log, undo, mine));
        assert!(!may_cancel(&lineage, &own, log, undo, theirs), "a colleague's entry");
        assert!(!may_cancel(&lineage, &own, log, undo, copied), "of a copied laptop, after the copy");
        assert!(!may_cancel(&lineage, &own, log, mine, undo), "nothing before what it cancels");
        assert!(!may_cancel(&lineage, &Subject::Undo(Id([2; 16])), log, undo, mine), "on another log's subject");
        assert!(!may_cancel(&lineage, &Subject::Facility(log), log, undo, mine));
    }

    #[test]
    fn a_redo_touches_what_the_undo_touched() {
        let facility = Subject::Facility(Id([4; 16]));
        let look = |e: EntryId| match e.0[0] {
            1 => Some((facility.clone(), vec![])),
            2 => Some((Subject::Undo(Id([1; 16])), vec![id(1)])),
            _ => None,
        };
        assert_eq!(touched(&[id(2), id(7)], look), BTreeSet::from([facility.clone()]));
    }

    #[test]
    fn taking_back_a_redo_lets_die_again_what_the_undo_below_it_had_cancelled() {
        let facility = Subject::Facility(Id([4; 16]));
        let mine = Subject::Undo(Id([1; 16]));
        let mut look = |e: EntryId| match e.0[0] {
            1 => Some((facility.clone(), vec![])),
            n @ 2..=5 => Some((mine.clone(), vec![id(n - 1)])),
            _ => None,
        };
        assert_eq!(dies_with(id(2), &mut look), BTreeSet::new(), "an undo taken back only gives back");
        assert_eq!(dies_with(id(3), &mut look), BTreeSet::from([id(1)]));
        assert_eq!(dies_with(id(4), &mut look), BTreeSet::from([id(2)]));
        assert_eq!(dies_with(id(5), &mut look), BTreeSet::from([id(3), id(1)]));
    }

    #[test]
    fn a_group_goes_whole_or_not_at_all_and_an_import_as_far_as_nobody_touched_it() {
        let free = |n| Member { id: id(n), living: true, head: true, frozen: false };
        let frozen = |n| Member { frozen: true, ..free(n) };
        let touched = |n| Member { head: false, ..free(n) };
        let gone = |n| Member { living: false, ..free(n) };
        assert_eq!(take_back(&[touched(2), free(1)], false), Ok(vec![id(1), id(2)]));
        assert_eq!(take_back(&[free(1), frozen(2)], false), Err(NotTakenBack::Frozen(vec![id(2)])));
        assert_eq!(take_back(&[free(1), frozen(2), touched(3), gone(4)], true), Ok(vec![id(1)]));
        assert_eq!(take_back(&[frozen(2)], true), Err(NotTakenBack::Frozen(vec![id(2)])));
        assert_eq!(take_back(&[gone(1)], false), Err(NotTakenBack::Nothing));
    }
}
