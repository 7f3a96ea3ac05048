//! The form of a fail: what it owes, what it says of the record, its dates and places.

use super::values::one;
use super::*;
use crate::domain::point::Handling;
use crate::views::sample::words;
use jiff::civil::date;

#[test]
fn what_may_be_a_major_hazard_owes_an_interim_measure_and_says_who_judges() {
    let mut s = one(|item| item.red_line = true);
    s.keys("2走道<Enter>门锁住<Enter><Esc>");
    assert!(s.line(0).contains("待补 1"), "{}", s.line(0));
    s.keys("8");
    assert!(s.line(1).contains("疑似重大，待第二人判定"), "{}", s.screen());
    assert!(s.shows(" > 临时措施"), "{}", s.screen());
    s.keys("派人值守<Esc>");
    assert!(s.line(0).contains("待补 0"), "{}", s.screen());
}

#[test]
fn a_fail_that_was_put_right_at_once_owes_no_interim_measure() {
    let mut s = one(|item| item.red_line = true);
    s.keys("2走道<Enter>门锁住<Enter>1<Esc>");
    assert!(s.line(0).contains("待补 0"), "{}", s.screen());
}

#[test]
fn a_count_of_a_fail_that_cannot_be_is_owed() {
    for (looked, bad, owed) in [("5", "0", 1), ("5", "6", 1), ("5", "5", 0), ("5", "2", 0)] {
        let mut s = one(|item| item.red_line = false);
        s.keys("2走道<Enter>门锁住<Down><C-u>").keys(looked).keys("<Enter><C-u>").keys(bad).keys("<Esc>");
        assert!(s.line(0).contains(&format!("待补 {owed}")), "{looked} {bad}\n{}", s.screen());
    }
}

#[test]
fn more_bad_than_looked_at_is_told_while_it_is_typed() {
    let mut s = one(|item| item.red_line = false);
    s.keys("2走道<Enter>门锁住<Down><C-u>4<Enter><C-u>5");
    assert!(s.shows("坏的比查的多"), "{}", s.screen());
    s.keys("<C-u>4");
    assert!(!s.shows("坏的比查的多"), "{}", s.screen());
}

#[test]
fn the_form_says_what_the_record_will_print_instead() {
    let mut s = one(|item| item.red_line = false);
    s.keys("2走道<Enter>门锁住<Enter>2");
    assert!(s.line(21).ends_with("笔录印为：提醒（是否责令改正由检查机关另定）"), "without two cards\n{}", s.screen());
    s.keys("4");
    assert!(!s.shows("笔录印为"), "{}", s.screen());
}

#[test]
fn a_number_of_days_is_said_as_its_date_at_once_and_a_day_off_is_told() {
    let mut s = one(|_| {});
    s.keys("2走道<Enter>门锁住<Enter>2<Enter><C-u>4");
    assert!(s.shows("建议期限  [4         ] 天 = 2026-11-28 星期六 休息日"), "{}", s.screen());
    s.keys("<C-u>0");
    assert!(s.shows("= 当日 星期二"), "{}", s.screen());
    s.keys("<C-u>3<Enter>");
    assert!(s.shows("建议期限  3 天 = [2026-11-27] 星期五"), "{}", s.screen());
    assert_eq!(point(&s, "ONE").unwrap().finding.unwrap().due, Some(date(2026, 11, 27)));
}

#[test]
fn what_was_put_right_on_the_spot_has_no_due_date_and_gets_it_back() {
    let mut s = one(|_| {});
    s.keys("2走道<Enter>门锁住<Enter>1<Esc>");
    assert_eq!(point(&s, "ONE").unwrap().finding.unwrap().due, None);
    s.keys("<Up><Enter><Enter><Enter><Enter>2<Esc>");
    assert!(point(&s, "ONE").unwrap().finding.unwrap().due.is_some(), "{}", s.screen());
}

#[test]
fn ready_wordings_that_a_line_cannot_hold_are_read_in_whole_where_one_is_chosen() {
    let long = "__楼疏散通道被__占用，净宽只剩__米，轮椅和担架都过不去，现场没有人看管也没有警示标志";
    let mut s = one(|item| item.wordings = vec![words(long, "long"), words("门坏", "broken")]);
    let said = |s: &Session| s.screen().lines().map(str::trim).collect::<String>();
    s.keys("2走道");
    assert!(!said(&s).contains(long), "{}", s.screen());
    s.keys("<Enter>");
    assert!(said(&s).contains(long), "{}", s.screen());
    s.keys("1");
    assert!(s.shows("数  量") && s.shows("处  理"), "{}", s.screen());
}

#[test]
fn what_is_mostly_put_right_on_the_spot_is_not_put_right_before_somebody_says_so() {
    let mut s = one(|item| item.handling = Handling::Fixed);
    s.keys("2<Esc>");
    let finding = point(&s, "ONE").unwrap().finding.unwrap();
    assert_eq!((finding.handling, finding.stage), (Some(Handling::Order), Stage::Open));
    let totals = crate::views::closing::totals(&s.visit());
    assert_eq!((totals.fixed, totals.to_order), (0, 1));
}

#[test]
fn what_was_put_right_on_the_spot_says_how_it_looks_now() {
    let mut s = one(|_| {});
    s.keys("2走道<Enter>1堆物<Enter>1<Enter>");
    assert!(s.shows("改后情况  [") && !s.shows("建议期限"), "{}", s.screen());
    s.keys("已清走<Esc>");
    let finding = point(&s, "ONE").unwrap().finding.unwrap();
    assert_eq!((finding.stage, finding.step.unwrap().words.as_deref()), (Stage::FixedOnSpot, Some("已清走")));
}

#[test]
fn a_blank_of_a_wording_that_is_left_open_stands_as_owed() {
    let mut s = one(|item| item.wordings = vec![words("__楼门被__顶住", "__"), words("门坏", "broken")]);
    s.keys("2三楼<Enter>1<Enter>木楔<Esc>");
    let facts = |s: &Session| point(s, "ONE").unwrap().finding.unwrap().facts;
    assert_eq!(facts(&s).as_deref(), Some("__楼门被木楔顶住"));
    assert!(s.line(0).contains("待补 1"), "{}", s.line(0));
    s.keys("83<Esc>");
    assert_eq!(facts(&s).as_deref(), Some("3楼门被木楔顶住"));
    assert!(s.line(0).contains("待补 0"), "{}", s.line(0));
}

#[test]
fn every_place_of_an_item_can_be_opened_again() {
    let mut s = one(|_| {});
    s.keys("2一楼<Esc><Up>").keys("2<Up><Up>");
    s.keys(&"<Enter>".repeat(8)).keys("5<Enter>二楼<PageUp>");
    assert!(s.line(0).contains("问题 1 (共 2 处)") && s.shows("[一楼"), "{}", s.screen());
    s.keys("<PageDown>");
    assert!(s.line(0).contains("问题 2 (共 2 处)") && s.shows("[二楼"), "{}", s.screen());
    assert!(s.shows("2 看下一处"), "{}", s.screen());
}

#[test]
fn an_item_fails_in_several_places_each_with_its_own_handling() {
    let mut s = one(|_| {});
    s.keys("2一楼<Enter>1甲<Enter>1<Enter><Enter><Enter><Enter><Enter>5<Enter>");
    assert!(s.line(0).contains("问题 2 (共 2 处)"), "{}", s.screen());
    s.keys("二楼<Esc>");
    let visit = s.visit();
    assert!(s.shows("不符合 2处"));
    let further = visit.point(&visit.rows[0].further[0]).unwrap().now.joined.value.finding.clone().unwrap();
    assert_eq!((further.place.as_deref(), further.handling), (Some("二楼"), Some(Handling::Order)));
    let first = point(&s, "ONE").unwrap().finding.unwrap();
    assert_eq!((first.place.as_deref(), first.stage), (Some("一楼"), Stage::FixedOnSpot));
}

#[test]
fn what_is_taken_over_from_last_time_gives_way_to_what_is_typed_and_stays_for_enter() {
    let same = || {
        let mut s = Session::run(drawings::drawing(), 80, 24, settings());
        s.keys("<Down><Down>2").keys("1");
        assert!(s.shows("> 部  位  [二楼东侧") && s.shows("[门被顶开"), "{}", s.screen());
        s
    };
    let told = |s: &Session| {
        let finding = point(s, "FIRE-EVAC-08").unwrap().finding.unwrap();
        (finding.place.unwrap_or_default(), finding.facts.unwrap_or_default())
    };
    let mut s = same();
    s.keys("三楼西侧<Enter><Down>门拆了<Esc>");
    assert_eq!(told(&s), ("三楼西侧".into(), "门拆了".into()), "{}", s.screen());
    let mut s = same();
    s.keys("<End>北端<Esc>");
    assert_eq!(told(&s), ("二楼东侧北端".into(), "门被顶开".into()), "{}", s.screen());
}

#[test]
fn more_time_than_is_proposed_for_what_may_be_a_major_hazard_is_told_and_not_forbidden() {
    let late = |red: bool| {
        let mut s = one(|item| (item.red_line, item.days) = (red, 3));
        s.keys("2走道<Enter>门锁住<Enter>2<Enter>");
        assert!(s.shows("建议期限  3 天 = [2026-11-27") && s.shows("正式期限以文书为准"), "{}", s.screen());
        s.keys("3");
        assert!(!s.shows("晚于建议"), "as proposed\n{}", s.screen());
        s.keys("0");
        assert_eq!(
            s.shows("天 = 2026-12-24 星期四") && s.shows("晚于建议的 2026-11-27"),
            red,
            "while it is typed\n{}",
            s.screen()
        );
        s.keys("<Enter>派人值守<Esc>");
        assert_eq!(point(&s, "ONE").unwrap().finding.unwrap().due, Some(date(2026, 12, 24)));
        s.keys("<Up>2");
        assert_eq!(s.shows("晚于建议的 2026-11-27"), red, "when it is opened again\n{}", s.screen());
        s
    };
    late(false);
    let mut s = late(true);
    // Graver by a person's word: the same.
    s.keys("<Esc>9");
    assert!(s.shows("待判定，期限晚于建议"), "{}", s.screen());
    let mut s = late(false);
    s.keys("<C-e>3出口全锁<Enter>");
    assert!(s.shows("晚于建议的 2026-11-27"), "{}", s.screen());
}
