//! What is asked before something is recorded, and where the cursor is afterwards: reasons, who returns, traits, the search.

use super::values::one;
use super::*;
use crate::domain::facility::FacilityType;
use crate::domain::point::{NaReason, UncheckedReason};
use jiff::civil::date;

#[test]
fn not_applicable_and_not_checked_always_want_a_reason() {
    let mut s = one(|_| {});
    s.keys("3");
    assert!(verdict(&s, "ONE").is_none());
    s.keys("2");
    assert_eq!(point(&s, "ONE").unwrap().na, Some(NaReason::NotRequiredHere));
    s.keys("47");
    s.keys("门卫不让进<Enter>");
    let two = point(&s, "TWO").unwrap();
    assert_eq!((two.unchecked, two.reason.as_deref()), (Some(UncheckedReason::Other), Some("门卫不让进")));
}

#[test]
fn an_unchecked_red_line_names_the_day_of_return() {
    let mut s = one(|item| item.red_line = true);
    s.keys("41");
    assert!(s.shows("哪天回来查  [2026-12-01") && verdict(&s, "ONE").is_none(), "{}", s.screen());
    s.keys("<Enter>");
    let one = point(&s, "ONE").unwrap();
    assert_eq!((one.verdict, one.return_by), (Verdict::Unchecked, Some(date(2026, 12, 1))));
    assert_eq!(one.by, Some(Id([1; 16])));
    s.keys("<Up>0").keys("41<Down><Enter>");
    assert_eq!(point(&s, "ONE").unwrap().by, Some(Id([2; 16])), "the other officer\n{}", s.screen());
}

#[test]
fn no_gas_here_takes_all_its_items_out_at_once() {
    let visit = visit_of(|items| {
        for item in items.iter_mut().take(2) {
            (item.traits, item.red_line) = (vec!["gas".into()], false);
        }
    });
    let mut s = Session::run(visit, 80, 24, settings());
    assert!(s.line(3).contains("特征不"), "{}", s.line(3));
    s.keys("31");
    assert!(s.shows("特征「燃气」改为无，相关 2 项一并不适用"), "{}", s.screen());
    s.keys("1");
    assert_eq!(s.visit().rows.len(), 3);
    assert_eq!(s.visit().presence("gas"), Presence::No);
    assert!(s.shows("楼梯无堆物") && !s.shows("燃气报警器"));
}

#[test]
fn a_trait_found_on_the_way_brings_its_items_in_as_new() {
    let mut visit = sample::visit(&[("gas", Presence::No)]);
    visit.parts.head.joined.value.traits.insert("gas".into(), Presence::No);
    let mut s = Session::run(build(visit.parts), 80, 24, settings());
    assert!(!s.shows("燃气报警器"));
    s.keys("61<Esc>");
    assert!(s.shows("1.03  燃气报警器有电                 新"), "{}", s.screen());
}

#[test]
fn letters_find_an_item_and_escape_returns_to_the_same() {
    let mut s = run();
    s.keys("yjd");
    assert!(s.shows("应急灯抽测能亮"), "{}", s.screen());
    s.keys("<Esc>");
    assert_eq!(current(&s), "1.01");
    s.keys("冷藏<Enter>");
    assert_eq!(current(&s), "2.02");
    s.keys("15<Enter>");
    assert_eq!(current(&s), "1.01", "the answer returns to where one was");
}

#[test]
fn escape_where_it_is_asked_who_returns_when_keeps_that_it_was_not_checked() {
    for (keys, by) in [("41<Esc>", None), ("41<C-u>3<Enter>", Some(date(2026, 11, 27)))] {
        let mut s = one(|item| item.red_line = true);
        s.keys(keys);
        let unchecked = point(&s, "ONE").unwrap();
        assert_eq!((unchecked.verdict, unchecked.return_by), (Verdict::Unchecked, by), "{keys}");
        assert_eq!(s.line(0).contains("待补 1"), by.is_none(), "{keys}\n{}", s.line(0));
    }
    let mut s = one(|item| item.red_line = true);
    s.keys("41<C-u>3");
    assert!(
        s.shows("2026-11-27 星期五  上下 换人  Enter 记下") && s.shows("Esc 记未查，谁哪天回来查先欠着"),
        "{}",
        s.screen()
    );
}

#[test]
fn a_trait_that_was_confirmed_is_not_taken_back_by_the_first_digit() {
    let open = |is| {
        let mut parts = sample::visit(&[("lift", is)]).parts;
        let mut list = sample::list();
        let mut item = sample::item("ONE", "exits", "电梯有检验标志");
        item.traits = vec!["lift".into()];
        list.items = vec![item, sample::item("TWO", "exits", "下一项")];
        parts.lists = vec![list.into()];
        Session::run(build(parts), 80, 24, settings())
    };
    let mut s = open(Presence::Yes);
    s.keys("31");
    assert!(s.shows("1  只记这一项"), "{}", s.screen());
    s.keys("1");
    assert_eq!(verdict(&s, "ONE"), Some(Verdict::Na));
    assert_eq!(s.visit().presence("lift"), Presence::Yes);
    let mut s = open(Presence::Unknown);
    s.keys("31");
    assert!(s.shows("2  只记这一项"), "{}", s.screen());
}

#[test]
fn an_item_that_a_trait_takes_away_leads_on_and_not_back_to_what_was_left_open() {
    let visit = visit_of(|items| {
        *items = ["A", "B", "C", "D"].map(|id| sample::item(id, "exits", id)).to_vec();
        items[2].traits = vec!["gas".into()];
    });
    let mut s = Session::run(visit, 80, 24, settings());
    // The first is left for later; the third is not there at all.
    s.keys("<Down>1").keys("31").keys("1");
    assert_eq!(s.visit().presence("gas"), Presence::No);
    s.keys("1");
    assert_eq!((verdict(&s, "A"), verdict(&s, "D")), (None, Some(Verdict::Pass)), "{}", s.screen());
}

#[test]
fn a_trait_that_the_file_speaks_for_is_not_offered_to_be_taken_away() {
    let open = |kind, traits: &[&str]| {
        let mut parts = sample::visit(&[]).parts;
        let profile = &mut parts.facility.joined.value;
        (profile.kind, profile.beds) = (Some(kind), Some(120));
        let mut list = sample::list();
        let mut item = sample::item("ONE", "exits", "夜里有人值班");
        item.traits = traits.iter().map(|t| t.to_string()).collect();
        list.items = vec![item, sample::item("TWO", "exits", "下一项")];
        parts.lists = vec![list.into()];
        let mut s = Session::run(build(parts), 80, 24, settings());
        s.keys("31");
        s
    };
    for (kind, traits) in [
        (FacilityType::Home, &["overnight"][..]),
        (FacilityType::SmallHome, &["overnight", "elder_care"][..]),
        (FacilityType::Home, &["elder_care"][..]),
    ] {
        let s = open(kind, traits);
        assert_eq!(verdict(&s, "ONE"), Some(Verdict::Na), "{kind:?} {traits:?}\n{}", s.screen());
        assert_eq!(point(&s, "ONE").unwrap().na, Some(NaReason::NoSuchThing));
        assert!(traits.iter().all(|t| s.visit().presence(t) == Presence::Unknown), "{traits:?}");
    }
    // Another one it hangs on may be lacking all the same; where nobody sleeps by its type, nights too.
    let s = open(FacilityType::Home, &["overnight", "lift"]);
    assert!(s.shows("特征「电梯」改为无") && !s.shows("过夜住养"), "{}", s.screen());
    let s = open(FacilityType::DayCare, &["overnight"]);
    assert!(s.shows("特征「过夜住养」改为无"), "{}", s.screen());
}
