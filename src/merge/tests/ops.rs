//! What laptops do to each other in the laws over real files, and how often which of it is thrown.

use crate::domain::facility::Presence;
use crate::domain::point::Verdict;
use proptest::prelude::*;

/// One thing that happens; numbers choose among what there is.
#[derive(Clone, Debug)]
pub enum Op {
    Answer {
        at: usize,
        visit: usize,
        item: usize,
        verdict: Verdict,
    },
    Severity {
        at: usize,
        visit: usize,
        item: usize,
    },
    Close {
        at: usize,
        visit: usize,
        item: usize,
        two: bool,
    },
    Judge {
        at: usize,
        visit: usize,
        item: usize,
        major: bool,
    },
    /// Both items in one group.
    Both {
        at: usize,
        visit: usize,
        verdict: Verdict,
    },
    Further {
        at: usize,
        visit: usize,
    },
    Trait {
        at: usize,
        home: usize,
        is: Presence,
    },
    SamePoints {
        at: usize,
        one: bool,
    },
    SameHomes {
        at: usize,
        one: bool,
    },
    SameVisits {
        at: usize,
        one: bool,
    },
    Freeze {
        at: usize,
        visit: usize,
        part: Option<usize>,
    },
    Sign {
        at: usize,
        visit: usize,
    },
    Undo {
        at: usize,
    },
    Newer {
        at: usize,
        visit: usize,
        item: usize,
        field: bool,
    },
    Merge {
        from: usize,
        to: usize,
    },
    /// A copy of a file from some time ago: the first part of each of its chains.
    Stale {
        from: usize,
        to: usize,
    },
    /// Several files at once, one of them twice, one of them old.
    Several {
        first: usize,
        to: usize,
    },
    /// Merged and taken out again.
    Untake {
        from: usize,
        to: usize,
    },
    Backup {
        at: usize,
    },
    Restore {
        at: usize,
        home: bool,
    },
    Copy {
        at: usize,
    },
    Reopen {
        at: usize,
    },
}

pub fn any_op() -> impl Strategy<Value = Op> {
    let verdict = prop::sample::select(vec![Verdict::Fail, Verdict::Fail, Verdict::Pass, Verdict::Na, Verdict::Cleared]);
    let presence = prop::sample::select(vec![Presence::Yes, Presence::No, Presence::Unknown]);
    let (at, visit, item) = (0usize..5, 0usize..2, 0usize..2);
    let on = (at.clone(), visit.clone(), item.clone());
    let one = prop::bool::weighted(0.75);
    prop_oneof![
        10 => (on.clone(), verdict.clone()).prop_map(|((at, visit, item), verdict)| Op::Answer { at, visit, item, verdict }),
        2 => on.clone().prop_map(|(at, visit, item)| Op::Severity { at, visit, item }),
        3 => (on.clone(), any::<bool>()).prop_map(|((at, visit, item), two)| Op::Close { at, visit, item, two }),
        2 => (on.clone(), any::<bool>()).prop_map(|((at, visit, item), major)| Op::Judge { at, visit, item, major }),
        2 => (at.clone(), visit.clone(), verdict).prop_map(|(at, visit, verdict)| Op::Both { at, visit, verdict }),
        1 => (at.clone(), visit.clone()).prop_map(|(at, visit)| Op::Further { at, visit }),
        2 => (at.clone(), 0usize..2, presence).prop_map(|(at, home, is)| Op::Trait { at, home, is }),
        2 => (at.clone(), one).prop_map(|(at, one)| Op::SamePoints { at, one }),
        2 => (at.clone(), one).prop_map(|(at, one)| Op::SameHomes { at, one }),
        2 => (at.clone(), one).prop_map(|(at, one)| Op::SameVisits { at, one }),
        3 => (at.clone(), visit.clone(), prop::option::of(0usize..2))
            .prop_map(|(at, visit, part)| Op::Freeze { at, visit, part }),
        2 => (at.clone(), visit.clone()).prop_map(|(at, visit)| Op::Sign { at, visit }),
        4 => at.clone().prop_map(|at| Op::Undo { at }),
        1 => (on, any::<bool>()).prop_map(|((at, visit, item), field)| Op::Newer { at, visit, item, field }),
        9 => (at.clone(), at.clone()).prop_map(|(from, to)| Op::Merge { from, to }),
        2 => (at.clone(), at.clone()).prop_map(|(from, to)| Op::Stale { from, to }),
        2 => (at.clone(), at.clone()).prop_map(|(first, to)| Op::Several { first, to }),
        4 => (at.clone(), at.clone()).prop_map(|(from, to)| Op::Untake { from, to }),
        2 => at.clone().prop_map(|at| Op::Backup { at }),
        2 => (at.clone(), any::<bool>()).prop_map(|(at, home)| Op::Restore { at, home }),
        1 => at.clone().prop_map(|at| Op::Copy { at }),
        1 => at.prop_map(|at| Op::Reopen { at }),
    ]
}
