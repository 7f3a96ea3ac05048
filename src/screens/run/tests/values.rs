//! Every kind of item: what `1` opens, what is recorded, what is asked.

use super::*;
use crate::domain::point::{Handling, NaReason, Reading, UncheckedReason};
use crate::views::sample::words;

/// One item of a kind, alone.
fn one(change: impl Fn(&mut Item)) -> Session {
    let visit = visit_of(|items| {
        let mut made = sample::item("ONE", "exits", "这一项");
        change(&mut made);
        *items = vec![made, sample::item("TWO", "exits", "下一项")];
    });
    Session::run(visit, 80, 24, settings())
}

fn values(session: &Session) -> Vec<String> {
    let readings = point(session, "ONE").map(|p| p.readings).unwrap_or_default();
    readings.into_iter().map(|Reading { label, value }| format!("{label}={value}")).collect()
}

fn sample_of(item: &mut Item) {
    (item.kind, item.plan_size, item.limit) = (AnswerKind::Sample, Some(5), Some(0));
    item.unit = Some(words("间", "rooms"));
}

#[test]
fn a_sample_takes_the_plan_with_enter_and_a_bad_one_is_asked() {
    let mut s = one(sample_of);
    s.keys("1");
    assert_eq!(s.line(19), "   抽查 [5 ] 间  其中不符合 [0] 间  Enter 记下");
    s.keys("<Enter>");
    assert_eq!((verdict(&s, "ONE"), values(&s)), (Some(Verdict::Pass), vec!["=0/5".to_string()]));
    let mut s = one(sample_of);
    s.keys("13<Enter>1<Enter>");
    assert!(verdict(&s, "ONE").is_none() && s.shows("超出合格线"));
    s.keys("1");
    let fail = point(&s, "ONE").unwrap();
    assert_eq!((fail.verdict, fail.planned, values(&s)), (Verdict::Fail, Some(5), vec!["=1/3".to_string()]));
    let finding = fail.finding.unwrap();
    assert_eq!((finding.looked, finding.bad), (Some(3), Some(1)));
    assert!(s.shows("查 [ 3] 间"), "the form shows the count");
}

#[test]
fn three_fridges_are_labelled_readings_and_the_worst_decides() {
    let mut s = one(|item| {
        (item.kind, item.max, item.unit) = (AnswerKind::Number, Some("8".into()), Some(words("度", "degrees")));
        item.labels = vec![words("冰箱1", "Fridge 1"), words("冰箱2", "Fridge 2")];
        item.plausible = vec!["-40".into(), "60".into()];
    });
    s.keys("1<Enter>3。5<Enter><Enter>85<Enter>");
    assert!(s.shows("85 度？应为 8.5？"), "{}", s.line(21));
    s.keys("<Backspace><Backspace>9.2<Enter><Enter>");
    assert!(s.shows("超出合格线") && s.shows("冰箱2 9.2"));
    s.keys("1");
    assert_eq!((verdict(&s, "ONE"), values(&s)), (Some(Verdict::Fail), vec!["冰箱1=3.5".into(), "冰箱2=9.2".to_string()]));
}

#[test]
fn a_pass_against_the_limit_wants_a_reason() {
    let mut s = one(|item| (item.kind, item.max) = (AnswerKind::Number, Some("8".into())));
    s.keys("19.2<Enter>2<Enter>");
    assert_eq!(verdict(&s, "ONE"), None, "no reason, no pass");
    s.keys("刚除霜<Enter>");
    let pass = point(&s, "ONE").unwrap();
    assert_eq!((pass.verdict, pass.reason.as_deref()), (Verdict::Pass, Some("刚除霜")));
}

#[test]
fn a_number_without_a_limit_is_judged_after_its_value() {
    let mut s = one(|item| item.kind = AnswerKind::Number);
    s.keys("112<Enter>");
    assert!(s.shows("没有合格线，由您判断"));
    s.keys("1");
    assert_eq!((verdict(&s, "ONE"), values(&s)), (Some(Verdict::Pass), vec!["=12".to_string()]));
}

#[test]
fn a_figure_is_written_down_and_cannot_fail() {
    let mut s = one(|item| item.kind = AnswerKind::Figure);
    s.keys("2");
    assert!(s.shows("登记数只填数") && verdict(&s, "ONE").is_none());
    s.keys("146<Enter>");
    assert_eq!(values(&s), ["=46"]);
}

#[test]
fn a_date_updates_the_paper_in_the_same_group() {
    let mut s = one(|item| (item.kind, item.paper) = (AnswerKind::Date, Some("food_licence".into())));
    s.keys("1二〇<Enter>");
    assert!(s.shows("数值没看懂"));
    s.keys("<Backspace><Backspace>27-3-15<Enter>");
    assert_eq!((verdict(&s, "ONE"), s.writes), (Some(Verdict::Pass), 1));
    let expires = s.visit().parts.papers["food_licence"].joined.value.expires;
    assert_eq!(expires, Some(jiff::civil::date(2027, 3, 15)));
}

#[test]
fn a_full_count_passes_with_one_key_as_none_found() {
    let mut s = one(|item| item.kind = AnswerKind::Count);
    assert!(s.line(22).starts_with(" 1没有发现 "), "{}", s.line(22));
    s.keys("1");
    assert_eq!((verdict(&s, "ONE"), values(&s)), (Some(Verdict::Pass), vec!["=0".to_string()]));
}

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
    s.keys("41<Enter>");
    let one = point(&s, "ONE").unwrap();
    assert_eq!((one.verdict, one.return_by), (Verdict::Unchecked, Some(jiff::civil::date(2026, 12, 1))));
    assert_eq!(one.by, Some(Id([1; 16])));
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
fn full_width_digits_answer_and_a_paste_is_text() {
    let mut s = one(|_| {});
    s.paste("111");
    assert_eq!(verdict(&s, "ONE"), None);
    s.keys("<Esc>１");
    assert_eq!(verdict(&s, "ONE"), Some(Verdict::Pass));
}

#[test]
fn an_item_fails_in_several_places_each_with_its_own_handling() {
    let mut s = one(|_| {});
    s.keys("2一楼<Enter>1甲<Enter><Enter><Enter>1<Enter><Enter><Enter><Enter><Enter>5<Enter>");
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
fn a_problem_outside_the_list_is_a_point_of_its_own() {
    let mut s = one(|_| {});
    s.keys("5后院<Enter>3违规搭建<Esc>");
    let visit = s.visit();
    let finding = visit.point(&visit.outside[0]).unwrap().now.joined.value.finding.clone().unwrap();
    assert_eq!((finding.place.as_deref(), finding.facts.as_deref()), (Some("后院"), Some("3违规搭建")));
    assert!(s.line(0).contains("已记 0/2"));
}

#[test]
fn the_cursor_of_the_terminal_stands_at_the_caret() {
    let mut s = one(sample_of);
    s.keys("1");
    assert_eq!(s.cursor(), (10, 19));
    s.keys("<Esc>2三楼");
    assert_eq!(s.cursor(), (16, 3), "behind two wide characters in the field of the place");
}
