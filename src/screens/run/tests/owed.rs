//! `8`: what is still owed is asked for where it lacks, and nothing is recorded over it.

use super::values::one;
use super::*;
use crate::domain::point::{NaReason, UncheckedReason};

#[test]
fn a_not_applicable_without_its_reason_is_asked_for_the_words_and_stays_not_applicable() {
    let mut s = one(|_| {});
    s.keys("33<Enter>");
    assert!(s.line(0).contains("待补 1"), "{}", s.screen());
    s.keys("8<Esc>");
    let now = point(&s, "ONE").unwrap();
    assert_eq!((now.verdict, now.na, now.unchecked), (Verdict::Na, Some(NaReason::Other), None));
    s.keys("8三楼整层停用<Enter>");
    let now = point(&s, "ONE").unwrap();
    assert_eq!((now.verdict, now.reason.as_deref()), (Verdict::Na, Some("三楼整层停用")));
    assert!(s.line(0).contains("待补 0"), "{}", s.screen());
}

#[test]
fn the_words_why_it_was_not_checked_stay_when_the_day_of_return_is_left_open() {
    let mut s = one(|item| item.red_line = true);
    s.keys("47<Enter><Esc>");
    assert_eq!(point(&s, "ONE").unwrap().reason, None);
    s.keys("8配电间锁着<Enter><Esc>");
    let now = point(&s, "ONE").unwrap();
    assert_eq!((now.verdict, now.unchecked), (Verdict::Unchecked, Some(UncheckedReason::Other)));
    assert_eq!((now.reason.as_deref(), now.return_by), (Some("配电间锁着"), None));
    assert!(s.line(0).contains("待补 1"), "{}", s.screen());
}

#[test]
fn who_returns_is_owed_until_somebody_is_named_and_another_reason_keeps_the_day() {
    let mut s = one(|item| item.red_line = true);
    s.keys("41<Esc>");
    let now = point(&s, "ONE").unwrap();
    assert_eq!((now.return_by, now.by), (None, None));
    assert!(s.line(0).contains("待补 1"), "{}", s.screen());
    s.keys("8<Down>2026-12-01<Enter>");
    let now = point(&s, "ONE").unwrap();
    assert_eq!((now.return_by.is_some(), now.by), (true, Some(Id([2; 16]))));
    assert!(s.line(0).contains("待补 0"), "{}", s.screen());
    s.keys("<Up>44<Esc>");
    let now = point(&s, "ONE").unwrap();
    assert_eq!((now.unchecked, now.return_by.is_some(), now.by), (Some(UncheckedReason::ALL[3]), true, Some(Id([2; 16]))));
}
