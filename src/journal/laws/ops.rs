//! What laptops may do to each other in the laws, and how often which of it is thrown.

use super::world::POINTS;
use crate::domain::inspection::SignedHow;
use crate::domain::point::{Severity, Stage, Verdict};
use proptest::prelude::*;

/// One thing that happens. Numbers choose among what there is.
#[derive(Clone, Debug)]
pub enum Op {
    Answer {
        at: usize,
        point: usize,
        verdict: Verdict,
        severity: Severity,
        fixed: bool,
        reading: u8,
    },
    /// Found and closed by one laptop in one go: closures of different severities meet.
    Closed {
        at: usize,
        point: usize,
        severity: Severity,
        officers: Vec<u8>,
        consent: bool,
    },
    /// A fail of which no finding was written, as another program may.
    Bare {
        at: usize,
        point: usize,
    },
    /// Two items in one group.
    Both {
        at: usize,
        verdict: Verdict,
    },
    Step {
        at: usize,
        point: usize,
        stage: Stage,
        officers: Vec<u8>,
        consent: bool,
    },
    Judge {
        at: usize,
        point: usize,
        major: bool,
    },
    Same {
        at: usize,
        a: usize,
        b: usize,
        same: bool,
    },
    /// Takes back the n-th last group that is no undo.
    Undo {
        at: usize,
        back: usize,
    },
    /// Takes back the last undo.
    Redo {
        at: usize,
    },
    /// Names an entry of somebody else as taken back, as no honest program does.
    Steal {
        at: usize,
        back: usize,
    },
    Freeze {
        at: usize,
        visit: usize,
        section: Option<usize>,
    },
    Sign {
        at: usize,
        how: SignedHow,
    },
    /// A newer program writes on a point.
    Newer {
        at: usize,
        point: usize,
    },
    /// Everything of one laptop to another.
    Sync {
        from: usize,
        to: usize,
    },
    /// Only the first few of one log that the other lacks.
    Some {
        from: usize,
        to: usize,
        log: usize,
        count: usize,
    },
    /// The data folder is copied: two laptops go on with one log.
    Copy {
        at: usize,
    },
}

pub fn any_op() -> impl Strategy<Value = Op> {
    let verdict = || {
        prop::sample::select(vec![
            Verdict::Pass,
            Verdict::Pass,
            Verdict::Fail,
            Verdict::Fail,
            Verdict::Na,
            Verdict::Unchecked,
            Verdict::Cleared,
        ])
    };
    let severity = prop::sample::select(vec![Severity::Minor, Severity::Serious, Severity::Major]);
    let stage =
        prop::sample::select(vec![Stage::Closed, Stage::Closed, Stage::Closed, Stage::NotFixed, Stage::Partly, Stage::Ordered]);
    let how = prop::sample::select(vec![SignedHow::Signed, SignedHow::Later]);
    // Half of all that happens happens to one point.
    let (at, p) = (0usize..5, prop_oneof![Just(0), 0..POINTS]);
    let officers = || prop::collection::vec(1u8..3, 0..3);
    prop_oneof![
        8 => (at.clone(), p.clone(), verdict(), severity.clone(), prop::bool::weighted(0.1), 0u8..2).prop_map(
            |(at, point, verdict, severity, fixed, reading)| Op::Answer { at, point, verdict, severity, fixed, reading }),
        4 => (at.clone(), p.clone(), severity, officers(), any::<bool>()).prop_map(
            |(at, point, severity, officers, consent)| Op::Closed { at, point, severity, officers, consent }),
        1 => (at.clone(), p.clone()).prop_map(|(at, point)| Op::Bare { at, point }),
        1 => (at.clone(), verdict()).prop_map(|(at, verdict)| Op::Both { at, verdict }),
        5 => (at.clone(), p.clone(), stage, officers(), any::<bool>()).prop_map(
            |(at, point, stage, officers, consent)| Op::Step { at, point, stage, officers, consent }),
        2 => (at.clone(), p.clone(), any::<bool>()).prop_map(|(at, point, major)| Op::Judge { at, point, major }),
        2 => (at.clone(), p.clone(), p.clone(), prop::bool::weighted(0.8)).prop_map(|(at, a, b, same)| Op::Same { at, a, b, same }),
        4 => (at.clone(), 0usize..3).prop_map(|(at, back)| Op::Undo { at, back }),
        3 => at.clone().prop_map(|at| Op::Redo { at }),
        1 => (at.clone(), 0usize..3).prop_map(|(at, back)| Op::Steal { at, back }),
        2 => (at.clone(), 0usize..2, prop::option::of(0usize..2)).prop_map(|(at, visit, section)| Op::Freeze { at, visit, section }),
        1 => (at.clone(), how).prop_map(|(at, how)| Op::Sign { at, how }),
        1 => (at.clone(), p).prop_map(|(at, point)| Op::Newer { at, point }),
        6 => (at.clone(), at.clone()).prop_map(|(from, to)| Op::Sync { from, to }),
        3 => (at.clone(), at.clone(), at.clone(), 1usize..4).prop_map(|(from, to, log, count)| Op::Some { from, to, log, count }),
        3 => at.prop_map(|at| Op::Copy { at }),
    ]
}

pub fn any_ops(longest: usize) -> impl Strategy<Value = Vec<Op>> {
    prop::collection::vec(any_op(), 1..longest)
}

/// Half of it about papers: visits frozen whole and in parts, signed, undone and frozen again by people who have not met.
pub fn any_paper_ops(longest: usize) -> impl Strategy<Value = Vec<Op>> {
    let at = 0usize..5;
    let how = prop::sample::select(vec![SignedHow::Signed, SignedHow::Later]);
    let section = prop::option::of(0usize..2);
    let paper = prop_oneof![
        4 => (at.clone(), section).prop_map(|(at, section)| Op::Freeze { at, visit: 0, section }),
        1 => (at.clone(), how).prop_map(|(at, how)| Op::Sign { at, how }),
        2 => (at.clone(), 0usize..4).prop_map(|(at, back)| Op::Undo { at, back }),
        1 => at.clone().prop_map(|at| Op::Redo { at }),
        2 => (at.clone(), at).prop_map(|(from, to)| Op::Sync { from, to }),
    ];
    prop::collection::vec(prop_oneof![any_op(), paper], 1..longest)
}

/// Mostly one item that laptops find failing, judge, and close with more or fewer hands.
pub fn any_closing_ops(longest: usize) -> impl Strategy<Value = Vec<Op>> {
    let severity = || prop::sample::select(vec![Severity::Minor, Severity::Serious, Severity::Major]);
    let officers = || prop::collection::vec(1u8..3, 0..3);
    let (at, point) = (0usize..3, 0);
    let closing = prop_oneof![
        2 => (at.clone(), severity()).prop_map(move |(at, severity)| {
            Op::Answer { at, point, verdict: Verdict::Fail, severity, fixed: false, reading: 0 }
        }),
        3 => (at.clone(), severity(), officers(), any::<bool>()).prop_map(
            move |(at, severity, officers, consent)| Op::Closed { at, point, severity, officers, consent }),
        3 => (at.clone(), officers(), any::<bool>()).prop_map(
            move |(at, officers, consent)| Op::Step { at, point, stage: Stage::Closed, officers, consent }),
        2 => (at.clone(), any::<bool>()).prop_map(move |(at, major)| Op::Judge { at, point, major }),
        3 => (at.clone(), at).prop_map(|(from, to)| Op::Sync { from, to }),
    ];
    prop::collection::vec(prop_oneof![1 => any_op(), 3 => closing], 1..longest)
}

/// Mostly one laptop that says and takes back, and another that freezes what it has of that.
pub fn any_taken_back_ops(longest: usize) -> impl Strategy<Value = Vec<Op>> {
    let verdict = prop::sample::select(vec![Verdict::Pass, Verdict::Fail]);
    let back = prop_oneof![
        3 => verdict.prop_map(|verdict| {
            Op::Answer { at: 0, point: 0, verdict, severity: Severity::Minor, fixed: false, reading: 0 }
        }),
        2 => Just(Op::Freeze { at: 1, visit: 0, section: None }),
        3 => Just(Op::Undo { at: 0, back: 0 }),
        4 => Just(Op::Sync { from: 0, to: 1 }),
        1 => Just(Op::Sync { from: 1, to: 0 }),
    ];
    prop::collection::vec(prop_oneof![1 => any_op(), 4 => back], 1..longest)
}
