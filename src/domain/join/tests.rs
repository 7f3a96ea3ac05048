//! What two laptops' words about one thing come to.

use super::point::CLOSURE_FALLS_BACK_TO;
use super::*;
use crate::domain::event::{Judged, Same};
use crate::domain::facility::{Facility, Paper, Presence, Status, TraitValue};
use crate::domain::name::Id;
use crate::domain::point::{Finding, Handling, LedgerLine, Point, Reading, Severity, Stage, Step, UncheckedReason, Verdict};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn fail(severity: Severity, stage: Stage) -> Point {
    Point { finding: Some(Finding { stage, ..Finding::open(severity) }), ..Point::of(Verdict::Fail) }
}

fn closed(severity: Severity, officers: &[u8], consent: bool) -> Point {
    let officers = officers.iter().map(|n| Id([*n; 16])).collect();
    let step = Step { officers, consent: consent.then_some(Id([9; 16])), ..Step::default() };
    let mut point = fail(severity, Stage::Closed);
    point.finding.as_mut().unwrap().step = Some(step);
    point
}

fn with(point: &Point, change: impl FnOnce(&mut Finding)) -> Point {
    let mut point = point.clone();
    change(point.finding.as_mut().unwrap());
    point
}

#[track_caller]
fn stage(points: &[&Point], major: Option<bool>) -> Stage {
    join_points(points, major).value.finding.unwrap().stage
}

#[test]
fn a_fail_outranks_all_and_what_is_no_judgement_gives_way_without_a_dispute() {
    use Verdict::*;
    let cases = [
        (Fail, Pass, Fail, true),
        (Fail, Na, Fail, true),
        (Na, Pass, Na, true),
        (Pass, Unchecked, Pass, false),
        (Fail, Cleared, Fail, false),
        (Na, Unchecked, Na, false),
        (Unchecked, Cleared, Unchecked, false),
        (Pass, Pass, Pass, false),
    ];
    for (a, b, expected, disputed) in cases {
        let joined = Point::join(&[&Point::of(a), &Point::of(b)]);
        assert_eq!((joined.value.verdict, joined.disputed), (expected, disputed), "{a:?} and {b:?}");
        assert_eq!(joined.value.finding.is_some(), expected == Fail, "a fail has a finding, nothing else has");
    }
}

#[test]
fn the_same_verdict_with_another_reading_keeps_both_and_is_no_dispute() {
    let read = |value: &str| Point {
        readings: vec![Reading { label: "冰箱1".into(), value: value.into() }],
        ..Point::of(Verdict::Pass)
    };
    let joined = Point::join(&[&read("7.1"), &read("4.2")]);
    assert!(!joined.disputed);
    assert_eq!(joined.value.readings.iter().map(|r| r.value.as_str()).collect::<Vec<_>>(), ["4.2", "7.1"]);
}

#[test]
fn the_reason_of_what_gave_way_goes_with_it_and_its_note_stays() {
    let mut locked = Point::of(Verdict::Unchecked);
    locked.unchecked = Some(UncheckedReason::KeyOrPersonAway);
    locked.notes = vec!["电梯机房上锁".into()];
    let joined = Point::join(&[&locked, &Point::of(Verdict::Pass)]);
    assert_eq!(joined.value.unchecked, None);
    assert_eq!(joined.value.notes, ["电梯机房上锁"]);
}

#[test]
fn of_two_fails_the_worst_stands_and_every_place_is_named() {
    let one = with(&fail(Severity::Minor, Stage::Ordered), |f| {
        f.place = Some("二楼东".into());
        f.facts = Some("堆放轮椅".into());
        f.due = Some(date(2026, 12, 1));
        f.photos = vec!["IMG_1".into()];
        f.handling = Some(Handling::Advise);
    });
    let two = with(&fail(Severity::Serious, Stage::Open), |f| {
        f.place = Some("三楼西".into());
        f.facts = Some("上锁".into());
        f.due = Some(date(2026, 11, 27));
        f.photos = vec!["IMG_2".into()];
        f.handling = Some(Handling::Order);
    });
    let joined = Point::join(&[&one, &two]);
    let finding = joined.value.finding.unwrap();
    assert_eq!((finding.severity, finding.stage), (Severity::Serious, Stage::Open));
    assert_eq!(finding.place.as_deref(), Some("三楼西；二楼东"));
    assert_eq!(finding.facts.as_deref(), Some("上锁"));
    assert_eq!(finding.due, Some(date(2026, 11, 27)));
    assert_eq!(finding.photos, ["IMG_1", "IMG_2"]);
    assert_eq!(finding.handling, Some(Handling::Order));
    assert_eq!(joined.differs["facts"], ["上锁", "堆放轮椅"]);
    assert_eq!(joined.differs["due"], ["2026-11-27", "2026-12-01"]);
    assert!(joined.disputed, "another severity is another judgement");
}

#[test]
fn steps_of_an_order_are_no_dispute_but_what_a_recheck_saw_is() {
    let disputed = |a, b| Point::join(&[&fail(Severity::Minor, a), &fail(Severity::Minor, b)]).disputed;
    assert!(!disputed(Stage::Open, Stage::Ordered));
    assert!(!disputed(Stage::Ordered, Stage::NotFixed));
    assert!(disputed(Stage::NotFixed, Stage::Partly));
    assert!(disputed(Stage::NotFixed, Stage::Closed));
    assert!(disputed(Stage::Ordered, Stage::FixedOnSpot));
    assert!(!disputed(Stage::Closed, Stage::FixedOnSpot));
}

#[test]
fn a_closure_that_lacks_officers_or_consent_does_not_close() {
    use Severity::*;
    let cases: [(Severity, &[u8], bool, bool); 9] = [
        (Minor, &[], false, true),
        (Serious, &[1], false, false),
        (Serious, &[1, 1], false, false),
        (Serious, &[1], true, false),
        (Serious, &[1, 2], false, true),
        (Major, &[1, 2], false, false),
        (Major, &[1, 1], true, false),
        (Major, &[1, 2], true, true),
        (Major, &[], true, false),
    ];
    for (severity, officers, consent, closes) in cases {
        let stage = stage(&[&closed(severity, officers, consent)], None);
        let expected = if closes { Stage::Closed } else { CLOSURE_FALLS_BACK_TO };
        assert_eq!(stage, expected, "{severity:?} {officers:?} {consent}");
    }
    assert!(!CLOSURE_FALLS_BACK_TO.is_closed());
}

#[test]
fn a_line_closed_on_paper_is_closed_as_far_as_the_paper_judged() {
    let line = |severity| {
        let ledger = LedgerLine { import: Id([7; 16]), row: 3, on: None, people: Vec::new() };
        Point { ledger: Some(ledger), ..fail(severity, Stage::Closed) }
    };
    assert_eq!(stage(&[&line(Severity::Serious)], None), Stage::Closed);
    assert_eq!(stage(&[&line(Severity::Major)], None), Stage::Closed);
    // Somebody here calls it worse than the paper did: then the rules of here hold.
    assert_eq!(stage(&[&line(Severity::Serious)], Some(true)), CLOSURE_FALLS_BACK_TO);
    assert_eq!(stage(&[&line(Severity::Minor), &closed(Severity::Serious, &[1, 2], false)], None), CLOSURE_FALLS_BACK_TO);
    // A step that was taken here answers to the rules of here.
    let mut stepped = line(Severity::Serious);
    let officers = vec![Id([1; 16])];
    stepped.finding.as_mut().unwrap().step = Some(Step { officers, ..Step::default() });
    assert_eq!(stage(&[&stepped], None), CLOSURE_FALLS_BACK_TO);
}

#[test]
fn the_joined_severity_is_what_a_closure_has_to_answer() {
    let alone = closed(Severity::Minor, &[1], false);
    let two = closed(Severity::Serious, &[1, 2], false);
    assert_eq!(stage(&[&alone], None), Stage::Closed);
    assert_eq!(stage(&[&alone, &two], None), CLOSURE_FALLS_BACK_TO, "a colleague found it serious");
    assert_eq!(stage(&[&two], Some(true)), CLOSURE_FALLS_BACK_TO, "judged major meanwhile: no consent");
    assert_eq!(stage(&[&two], Some(false)), Stage::Closed);
    let three = closed(Severity::Minor, &[3], false);
    assert_eq!(stage(&[&with(&alone, |f| f.severity = Severity::Serious), &three], None), CLOSURE_FALLS_BACK_TO);
    assert_eq!(stage(&[&fail(Severity::Major, Stage::FixedOnSpot)], Some(true)), Stage::FixedOnSpot, "closed at birth");
    assert_eq!(stage(&[&two, &fail(Severity::Minor, Stage::Open)], None), Stage::Open, "one of them is open");
}

#[test]
fn officers_of_two_closures_are_not_added_up() {
    let joined = Point::join(&[&closed(Severity::Minor, &[1], false), &closed(Severity::Minor, &[2], false)]);
    assert_eq!(joined.value.finding.unwrap().step.unwrap().officers.len(), 1);
}

#[test]
fn a_fail_without_a_finding_is_open_and_a_finding_without_a_fail_is_none() {
    let joined = Point::join(&[&Point::of(Verdict::Fail), &closed(Severity::Minor, &[1, 2], false)]);
    assert_eq!(joined.value.finding.unwrap().stage, Stage::Open);
    let stray = Point { verdict: Verdict::Pass, ..fail(Severity::Major, Stage::Open) };
    assert_eq!(Point::join(&[&stray]).value.finding, None);
}

#[test]
fn joined_points_are_one_finding_open_while_any_is_open() {
    let old = Point::join(&[&with(&closed(Severity::Serious, &[1, 2], false), |f| f.due = Some(date(2026, 1, 1)))]);
    let new = Point::join(&[&with(&fail(Severity::Minor, Stage::Ordered), |f| f.due = Some(date(2026, 6, 1)))]);
    let joined = join_finding(&[&old, &new], None);
    let finding = joined.value.finding.unwrap();
    assert_eq!((finding.stage, finding.severity), (Stage::Ordered, Severity::Serious));
    assert_eq!(finding.due, Some(date(2026, 6, 1)), "the old date went with its closure");
    assert!(!joined.disputed);
}

#[test]
fn a_trait_that_is_there_outranks_absent_and_unknown_gives_way() {
    let say = |is| TraitValue { is, on: None, by: None, source: None, note: None };
    use Presence::*;
    for (a, b, is, disputed) in [(Yes, No, Yes, true), (Unknown, No, No, false), (Unknown, Yes, Yes, false), (No, No, No, false)]
    {
        let joined = TraitValue::join(&[&say(a), &say(b)]);
        assert_eq!((joined.value.is, joined.disputed), (is, disputed));
    }
}

#[test]
fn profiles_and_papers_show_what_differs_and_dispute_nothing() {
    let one = Facility { name: "康宁".into(), phone: Some("2".into()), status: Status::Closed, ..Facility::default() };
    let two = Facility { name: "康宁".into(), phone: Some("1".into()), beds: Some(80), ..Facility::default() };
    let joined = Facility::join(&[&one, &two]);
    assert_eq!(joined.value.phone.as_deref(), Some("1"));
    assert_eq!(joined.value.beds, Some(80), "who says nothing gives way");
    assert_eq!(joined.value.status, Status::Open, "it stays in the lists while people differ");
    assert_eq!(joined.differs.keys().collect::<Vec<_>>(), ["phone", "status"]);
    assert!(!joined.disputed);
    let until = |d: Date| Paper { expires: Some(d), ..Paper::default() };
    assert_eq!(Paper::join(&[&until(date(2027, 1, 1)), &until(date(2026, 3, 1))]).value.expires, Some(date(2026, 3, 1)));
}

#[test]
fn two_words_on_a_major_hazard_are_a_dispute_and_major_counts() {
    let say = |major| Judged { major, by: None, reason: None };
    let joined = Judged::join(&[&say(false), &say(true)]);
    assert_eq!((joined.value.major, joined.disputed), (true, true));
}

#[test]
fn while_people_differ_on_it_two_things_stay_two() {
    let say = |same| Same { same, reason: None };
    let joined = Same::join(&[&say(true), &say(false)]);
    assert_eq!((joined.value.same, joined.disputed), (false, true));
    assert!(Same::join(&[&say(true), &say(true)]).value.same);
}

fn any_point() -> impl Strategy<Value = Point> {
    let verdict = prop::sample::select(vec![
        Verdict::Pass,
        Verdict::Na,
        Verdict::Unchecked,
        Verdict::Cleared,
        Verdict::Fail,
        Verdict::Fail,
        Verdict::Fail,
    ]);
    let text = || prop::option::of(prop::sample::select(vec!["甲".to_string(), "乙；甲".into(), "丙".into()]));
    let severity = prop::sample::select(vec![Severity::Minor, Severity::Serious, Severity::Major]);
    let stage = prop::sample::select(vec![
        Stage::Open,
        Stage::NotFixed,
        Stage::Ordered,
        Stage::Reported,
        Stage::Transferred,
        Stage::Closed,
        Stage::Closed,
        Stage::Closed,
        Stage::FixedOnSpot,
    ]);
    let step = prop::option::of((prop::collection::vec(1u8..3, 0..3), any::<bool>()));
    let rest = (text(), text(), prop::option::of(1i8..4), prop::collection::vec("[ab]", 0..3), any::<bool>(), ledger());
    (verdict, severity, stage, step, rest).prop_map(|(verdict, severity, stage, step, rest)| {
        let (place, facts, day, notes, batch, ledger) = rest;
        let step = step.map(|(officers, consent)| Step {
            officers: officers.into_iter().map(|n| Id([n; 16])).collect(),
            consent: consent.then_some(Id([9; 16])),
            ..Step::default()
        });
        let due = day.map(|d| date(2026, 11, d));
        let finding = Finding { stage, place, facts, due, step, ..Finding::open(severity) };
        let finding = (verdict == Verdict::Fail).then_some(finding);
        Point { finding, notes, batch, ledger, ..Point::of(verdict) }
    })
}

/// Now and then a point is a line of a ledger.
fn ledger() -> impl Strategy<Value = Option<LedgerLine>> {
    prop::option::weighted(0.3, (1u32..3).prop_map(|row| LedgerLine { import: Id([7; 16]), row, on: None, people: Vec::new() }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_order_and_number_of_equal_values_never_matter(
        points in prop::collection::vec(any_point(), 1..5), turn in 0usize..5, again in 0usize..5, major in any::<Option<bool>>(),
    ) {
        let straight: Vec<&Point> = points.iter().collect();
        let mut turned = straight.clone();
        turned.rotate_left(turn % points.len());
        turned.push(straight[again % points.len()]);
        turned.reverse();
        prop_assert_eq!(join_points(&straight, major), join_points(&turned, major));
    }

    /// A person who writes the joined value whole, seeing it, makes it no better than the heads it stands for.
    #[test]
    fn joining_in_steps_comes_to_the_same_judgement(
        a in any_point(), b in any_point(), c in any_point(), major in any::<Option<bool>>(),
    ) {
        let whole = join_points(&[&a, &b, &c], major).value;
        let stepped = join_points(&[&join_points(&[&a, &b], major).value, &c], major).value;
        prop_assert_eq!(stepped.verdict, whole.verdict);
        prop_assert_eq!(&stepped.notes, &whole.notes);
        let judged = |p: &Point| p.finding.clone().map(|f| (f.severity, f.due, f.place, f.facts));
        prop_assert_eq!(judged(&stepped), judged(&whole));
        let stage = |p: &Point| p.finding.as_ref().map(|f| f.stage);
        // Who takes an open stage over leaves a closure behind that no longer counts: open either way.
        let fallen = |s: Stage| s == CLOSURE_FALLS_BACK_TO;
        let open_either_way = stage(&whole).is_some_and(fallen) && stage(&stepped).is_some_and(|s| !s.is_closed());
        prop_assert!(open_either_way || stage(&stepped) == stage(&whole), "{:?} {:?}", stage(&stepped), stage(&whole));
    }

    /// Nothing that is joined to a fail makes it better.
    #[test]
    fn one_more_value_never_makes_it_better(points in prop::collection::vec(any_point(), 1..4), more in any_point()) {
        let before = join_points(&points.iter().collect::<Vec<_>>(), None).value;
        let mut all: Vec<&Point> = points.iter().collect();
        all.push(&more);
        let after = join_points(&all, None).value;
        prop_assert!(after.verdict >= before.verdict);
        if let (Some(before), Some(after)) = (before.finding, after.finding) {
            prop_assert!(after.severity >= before.severity && after.stage <= before.stage);
            prop_assert!(before.due.is_none_or(|due| after.due.is_some_and(|d| d <= due)), "never later");
        }
    }
}
