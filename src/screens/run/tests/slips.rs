//! Slips of the finger, undo, corrections: nothing is recorded that nobody judged.

use super::*;
use crate::domain::point::UncheckedReason;

/// Plain items only, so that `1` answers at once.
pub(super) fn plain() -> Session {
    let visit = visit_of(|items| {
        *items = (0..6).map(|n| sample::item(&format!("P-{n}"), "exits", "平常的一项")).collect();
    });
    Session::run(visit, 80, 24, settings())
}

#[test]
fn a_held_key_gives_one_answer() {
    let mut s = plain();
    s.keys("1");
    s.tick += 300;
    s.quick("1111111111", 33);
    assert_eq!((verdict(&s, "P-0"), verdict(&s, "P-1")), (Some(Verdict::Pass), None));
    assert!(s.shows("按住不放，只记一项"));
    assert_eq!(current(&s), "1.02");
}

/// Figures only, so that Enter opens a box on each and takes what is typed in it.
fn figures() -> Session {
    let visit = visit_of(|items| {
        *items = (0..6).map(|n| sample::item(&format!("F-{n}"), "exits", "登记数")).collect();
        items.iter_mut().for_each(|i| i.kind = AnswerKind::Figure);
    });
    Session::run(visit, 80, 24, settings())
}

#[test]
fn an_enter_once_more_behind_the_one_that_recorded_opens_no_box_of_the_next_item() {
    let opened = |s: &Session| s.shows("Enter 记下");
    let mut s = figures();
    s.keys("<Enter>");
    assert!(opened(&s), "{}", s.screen());
    s.keys("12<Enter>");
    s.quick("<Enter>", 250);
    assert_eq!(current(&s), "1.02");
    assert!(!opened(&s) && s.shows("刚才的 Enter 已记下上一项"), "{}", s.screen());
    // Once more opens it, and so does an Enter behind any other key or after a while.
    s.keys("<Enter>");
    assert!(opened(&s), "{}", s.screen());
    s.keys("12<Enter>").keys("<Down><Enter>");
    assert!(opened(&s), "{}", s.screen());
    s.keys("12<Enter>");
    s.quick("<Enter>", 1500);
    assert!(opened(&s) && current(&s) == "1.05", "{}", s.screen());
}

#[test]
fn an_enter_that_is_held_takes_one_value_and_opens_nothing() {
    let mut s = figures();
    s.keys("<Enter>12<Enter>");
    s.tick += 300;
    s.quick(&"<Enter>".repeat(9), 33);
    assert_eq!((current(&s).as_str(), verdict(&s, "F-1")), ("1.02", None));
    assert!(!s.shows("Enter 记下") && s.shows("刚才的 Enter 已记下上一项"), "{}", s.screen());
}

#[test]
fn an_enter_on_the_item_that_it_was_pressed_for_is_never_dropped() {
    let mut s = figures();
    // Nothing was recorded: the same item is opened again at once.
    s.keys("<Enter><Enter><Enter>");
    assert!(s.shows("Enter 记下") && current(&s) == "1.01", "{}", s.screen());
    // Scripts wait for nobody.
    let mut s = Session::run(figures().visit(), 80, 24, Settings { key_guard: 0, ..settings() });
    s.keys("<Enter>12<Enter><Enter>");
    assert!(s.shows("Enter 记下") && current(&s) == "1.02", "{}", s.screen());
}

#[test]
fn a_key_held_on_a_red_line_passes_nothing() {
    let mut s = run();
    s.keys("<Down>1");
    s.tick += 300;
    s.quick("111111", 33);
    assert_eq!(verdict(&s, "EXIT-01"), None);
}

#[test]
fn two_keys_at_once_record_nothing() {
    let mut s = plain();
    s.keys("1");
    s.quick("2", 20);
    assert_eq!((verdict(&s, "P-0"), verdict(&s, "P-1"), current(&s).as_str()), (None, None, "1.01"));
    assert!(s.shows("两键同按，未记"));
    s.keys("2");
    s.quick("1", 20);
    assert_eq!(verdict(&s, "P-0"), None, "a fail is taken back too, and its form closed");
    assert_eq!(s.line(2).chars().next(), Some('─'));
    assert!(s.line(0).contains("已记 0/6"));
}

#[test]
fn a_key_while_the_answer_is_being_saved_is_dropped_and_said() {
    let mut s = plain();
    s.slow = true;
    s.keys("1");
    assert!(s.line(0).ends_with("保存中") && s.line(3).contains("保存中"));
    s.quick("1", 100);
    assert!(s.shows("上一项还在存盘，这一键没有记"));
    s.quick("<Down>", 10);
    s.slow = false;
    s.settle();
    assert_eq!((verdict(&s, "P-0"), verdict(&s, "P-1")), (Some(Verdict::Pass), None));
    assert_eq!(current(&s), "1.03", "the arrow waited its turn");
}

#[test]
fn two_keys_at_once_are_taken_back_also_when_the_disk_is_slow() {
    let mut s = plain();
    s.slow = true;
    s.keys("1");
    s.quick("2", 20);
    s.slow = false;
    s.settle();
    assert_eq!((verdict(&s, "P-0"), verdict(&s, "P-1"), current(&s).as_str()), (None, None, "1.01"));
}

#[test]
fn without_the_guard_every_key_waits_for_the_next_item() {
    let mut s = Session::run(plain().visit(), 80, 24, Settings { key_guard: 0, ..settings() });
    s.slow = true;
    s.quick("1111", 1);
    s.slow = false;
    s.settle();
    assert!((0..4).all(|n| verdict(&s, &format!("P-{n}")) == Some(Verdict::Pass)));
    assert_eq!(verdict(&s, "P-4"), None);
}

#[test]
fn a_visit_that_is_written_down_later_is_copied_without_the_guard() {
    let mut visit = plain().visit();
    visit.parts.head.joined.value.backfilled = Some(jiff::civil::date(2026, 11, 26));
    let mut s = Session::run(visit, 80, 24, settings());
    s.quick("1111", 33);
    s.settle();
    assert!((0..4).all(|n| verdict(&s, &format!("P-{n}")) == Some(Verdict::Pass)), "{}", s.screen());
    assert_eq!(verdict(&s, "P-4"), None);
}

#[test]
fn undo_says_what_it_took_back_and_goes_there() {
    let mut s = plain();
    s.keys("11<C-z>");
    assert_eq!((verdict(&s, "P-0"), verdict(&s, "P-1"), current(&s).as_str()), (Some(Verdict::Pass), None, "1.02"));
    assert!(s.line(21).contains("撤销 1.02 平常的一项 符合 -> 未记"), "{}", s.line(21));
}

#[test]
fn a_corrected_fail_asks_what_becomes_of_its_finding() {
    let mut s = plain();
    s.keys("2厨房<Esc><Up>");
    assert_eq!(point(&s, "P-0").unwrap().finding.unwrap().place.as_deref(), Some("厨房"), "Esc kept what was typed");
    s.keys("1");
    assert!(s.shows("按错了，撤回问题") && s.shows("已当场改好（仍记不符合）"));
    s.keys("2");
    let fixed = point(&s, "P-0").unwrap();
    assert_eq!((fixed.verdict, fixed.finding.unwrap().stage), (Verdict::Fail, Stage::FixedOnSpot));
    s.keys("<Up>0");
    s.keys("1");
    assert_eq!(verdict(&s, "P-0"), Some(Verdict::Cleared));
    assert!(s.line(0).contains("不符 0"));
}

#[test]
fn a_fail_becomes_a_pass_only_by_a_key_of_its_own() {
    let mut s = plain();
    s.keys("2厨房<Esc><Up>11");
    assert_eq!((verdict(&s, "P-0"), current(&s).as_str()), (Some(Verdict::Cleared), "1.01"));
    assert!(s.line(21).contains("已清除 1.01 平常的一项：现在没有记"), "{}", s.line(21));
    s.keys("1");
    assert_eq!(verdict(&s, "P-0"), Some(Verdict::Pass));
}

#[test]
fn a_fail_is_withdrawn_from_its_form_and_the_cursor_stays() {
    let mut s = plain();
    s.keys("2<C-z>");
    assert_eq!((verdict(&s, "P-0"), current(&s).as_str()), (Some(Verdict::Cleared), "1.01"));
}

#[test]
fn a_fail_with_words_in_its_form_is_withdrawn_only_when_that_is_meant() {
    let mut s = plain();
    s.keys("2厨房<C-z>");
    assert!(s.shows("1  按错了，撤回问题，填的也一起撤回") && s.shows("3  返回"), "{}", s.screen());
    assert_eq!(verdict(&s, "P-0"), Some(Verdict::Fail));
    s.keys("3");
    assert!(s.shows("[厨房"), "{}", s.screen());
    s.keys("<C-z>1");
    assert_eq!(verdict(&s, "P-0"), Some(Verdict::Cleared));
    assert!(s.line(21).contains("已清除 1.01 平常的一项") && s.line(21).contains("Ctrl-Z 恢复"), "{}", s.line(21));
    s.keys("<C-z>");
    assert_eq!(point(&s, "P-0").unwrap().finding.unwrap().place, None, "what was never left was never written");
}

#[test]
fn a_finding_that_was_withdrawn_comes_back_whole() {
    let mut s = plain();
    s.keys("2厨房<Enter>堵住<Enter><Esc><Up>2<C-z>");
    assert!(s.shows("撤销最后填的一格（这次打开后没有填过）"), "{}", s.screen());
    s.keys("21").keys("<C-z>1");
    assert_eq!(verdict(&s, "P-0"), Some(Verdict::Cleared));
    s.keys("<C-z>");
    let finding = point(&s, "P-0").unwrap().finding.unwrap();
    // The digit 1 in between was typed into the field of the place.
    assert_eq!((finding.place.as_deref(), finding.facts.as_deref()), (Some("厨房"), Some("堵住")));
    assert!(s.line(21).contains("撤销 1.01 平常的一项 未记 -> 不符合"), "{}", s.line(21));
}

#[test]
fn in_the_form_one_field_is_taken_back_and_named() {
    let mut s = plain();
    s.keys("2厨房<Enter>堵住<Enter><C-z>");
    assert!(s.shows("2  撤销最后填的一格：事实"), "{}", s.screen());
    s.keys("2");
    assert!(s.line(20).contains("已撤销「事实」这一格"), "{}", s.screen());
    let finding = point(&s, "P-0").unwrap().finding.unwrap();
    assert_eq!((finding.place.as_deref(), finding.facts), (Some("厨房"), None));
    s.keys("门锁着<C-z>");
    assert!(s.shows("2  撤销最后填的一格：事实"), "what is not saved yet is the field filled last\n{}", s.screen());
    s.keys("2");
    assert!(!s.shows("门锁着"), "{}", s.screen());
    s.keys("<C-z>2");
    assert!(s.line(20).contains("已撤销「部位」这一格"), "{}", s.screen());
    s.keys("走道<Esc>");
    assert_eq!(point(&s, "P-0").unwrap().finding.unwrap().place.as_deref(), Some("走道"));
}

/// An item that fails in two places, and its list.
fn two_places() -> Session {
    let mut s = plain();
    s.keys("2一楼<Enter>");
    s.keys(&"<Enter>".repeat(7)).keys("5<Enter>二楼<Esc><Up>");
    assert!(s.line(3).contains("不符合 2处"), "{}", s.screen());
    s
}

#[test]
fn of_several_places_the_row_asks_which_one_to_open() {
    let mut s = two_places();
    s.keys("<Enter>");
    assert!(s.shows("2 处不符合，打开哪一处") && s.shows("1  一楼") && s.shows("2  二楼"), "{}", s.screen());
    s.keys("2");
    assert!(s.line(0).contains("问题 2 (共 2 处)") && s.shows("[二楼"), "{}", s.screen());
    assert!(s.line(21).starts_with(" PageUp 上一处   PageDown 下一处"), "{}", s.screen());
}

#[test]
fn when_one_of_two_places_is_withdrawn_the_row_opens_the_other() {
    let mut s = two_places();
    s.keys("<Enter>1<C-z>1");
    assert!(s.line(3).contains("不符合") && !s.line(3).contains("2处"), "{}", s.screen());
    assert!(s.line(21).contains("已撤回一处，1.01 平常的一项 还有 1 处不符合"), "{}", s.line(21));
    s.keys("<Enter>");
    assert!(s.line(0).contains("问题 1 (共 1 处)") && s.shows("[二楼"), "{}", s.screen());
}

#[test]
fn what_fails_in_several_places_becomes_nothing_else_by_one_key() {
    for key in ["1", "3", "4", "0"] {
        let mut s = two_places();
        s.keys(key);
        assert!(s.shows("2 处不符合：打开一处，在里面按 Ctrl-Z 撤回"), "{key}\n{}", s.screen());
        s.keys("<Esc>");
        assert!(s.line(3).contains("不符合 2处"), "{key}\n{}", s.screen());
    }
}

#[test]
fn what_was_withdrawn_outside_the_list_is_no_row_any_more() {
    let mut s = plain();
    s.keys("5<C-z>");
    assert!(!s.shows("清单外问题  ") && s.line(1).contains("< 1/1 "), "{}", s.screen());
}

#[test]
fn behind_the_end_of_a_part_no_key_answers_its_last_item_again_unasked() {
    let visit = visit_of(|items| {
        let sections = ["exits", "exits", "kitchen"];
        *items = sections.iter().enumerate().map(|(n, s)| sample::item(&format!("P-{n}"), s, "一项")).collect();
    });
    for key in ["1", "2", "3", "4", "0"] {
        let mut s = Session::run(visit.clone(), 80, 24, settings());
        s.keys("11").keys(key);
        assert!(
            s.shows("本部分已记完") && s.shows("1  到下一部分") && s.shows("2  改已记的 1.02 一项"),
            "{key}\n{}",
            s.screen()
        );
        assert_eq!(verdict(&s, "P-1"), Some(Verdict::Pass), "{key}");
        s.keys("1");
        assert_eq!((current(&s).as_str(), verdict(&s, "P-1")), ("2.01", Some(Verdict::Pass)), "{key}");
    }
    let mut s = Session::run(visit.clone(), 80, 24, settings());
    s.keys("11").keys("22");
    assert_eq!(verdict(&s, "P-1"), Some(Verdict::Fail), "what was meant is done");
    let mut s = Session::run(visit, 80, 24, settings());
    s.keys("11<Enter>1").keys("2");
    assert!(s.shows("1  收尾"), "behind the last part\n{}", s.screen());
}

#[test]
fn what_is_seen_outside_the_list_leaves_the_cursor_and_the_counts_where_they_are() {
    let mut s = plain();
    s.keys("1<Down>5");
    let before = "< 1/1 出口  已记 1/6 >";
    s.keys("后院<Enter>");
    s.keys("<Enter>");
    assert!(
        s.shows("清单外的问题要写事实") && s.shows(" >         ["),
        "the empty facts are not gone past\n{}",
        s.screen()
    );
    s.keys("堆放液化气瓶<Enter><Esc>");
    assert_eq!(current(&s), "1.03", "where one was\n{}", s.screen());
    assert!(s.line(1).contains(before), "{}", s.line(1));
    assert!(s.line(0).contains("已记 1/6"), "{}", s.line(0));
    s.keys("<Right>");
    assert!(s.line(1).contains("< 清单外  1 处 >") && s.line(3).contains("堆放液化气瓶"), "{}", s.screen());
}

#[test]
fn backspace_goes_back_in_the_order_of_recording_and_the_answer_returns() {
    let mut s = plain();
    s.keys("1<Down>1<Up><Up>1");
    assert_eq!(current(&s), "1.04");
    assert!(s.line(21).ends_with("退格 = 回到 1.02 改"), "{}", s.line(21));
    s.keys("<Backspace>");
    assert_eq!(current(&s), "1.02");
    assert!(s.line(21).ends_with("退格 = 回到 1.03 改"), "{}", s.line(21));
    s.keys("<Backspace>");
    assert_eq!(current(&s), "1.03");
    s.keys("42");
    assert_eq!(point(&s, "P-2").unwrap().unchecked, Some(UncheckedReason::OutOfUse));
    assert_eq!(current(&s), "1.04", "back to where one was");
}

#[test]
fn the_cursor_goes_only_forward_and_says_what_is_left() {
    let mut s = plain();
    s.keys("<Down><Down><Down>111");
    assert_eq!(current(&s), "1.06");
    assert!(s.shows("本部分还有 3 项未记   7 下一未记"), "there is no next part\n{}", s.screen());
    s.keys("7");
    assert_eq!(current(&s), "1.01", "7 goes on around");
}

#[test]
fn a_field_of_a_finding_is_taken_back_by_its_name() {
    let mut s = plain();
    s.keys("2厨房<Enter><Esc><Up><C-z>");
    assert!(s.line(21).contains("撤销 1.01 平常的一项 的「部位」"), "{}", s.line(21));
    assert_eq!(point(&s, "P-0").unwrap().finding.unwrap().place, None);
}

#[test]
fn what_was_recorded_before_the_program_was_opened_is_asked_about_first() {
    let mut s = plain();
    s.keys("1");
    s.old_groups = true;
    s.keys("<C-z>");
    assert!(s.shows("这是上次打开程序时") && s.shows("1.01 平常的一项 = 符合"));
    s.keys("2");
    assert_eq!(verdict(&s, "P-0"), Some(Verdict::Pass));
    s.keys("<C-z>1");
    assert_eq!(verdict(&s, "P-0"), None);
}

#[test]
fn a_whole_list_takes_one_key_an_item_and_one_more_a_red_line() {
    let visit = visit_of(|items| {
        *items = (0..40).map(|n| sample::item(&format!("P-{n:02}"), if n < 25 { "exits" } else { "kitchen" }, "一项")).collect();
        for red in [3, 17, 30] {
            items[red].red_line = true;
        }
    });
    let mut s = Session::run(visit, 80, 24, settings());
    let strokes = 25 + 2 + 1 + 15 + 1;
    let mut pressed = 0;
    for part in [25 + 2, 15 + 1] {
        s.keys(&"1".repeat(part));
        pressed += part;
        if part == 27 {
            assert!(s.shows("本部分已记完   Enter 到下一部分"), "{}", s.line(21));
            s.keys("<Enter>");
            pressed += 1;
        }
    }
    assert_eq!((pressed, s.writes), (strokes, 40));
    assert!(s.line(0).contains("已记 40/40") && s.shows("每一项都已记   9 收尾"), "{}", s.screen());
}
