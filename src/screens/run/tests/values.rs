//! Every kind of item: what `1` opens, what is recorded, what is asked.

use super::*;
use crate::domain::point::Reading;
use crate::keymap::{Command, Scope};
use crate::text::Lang;
use crate::views::sample::words;
use jiff::civil::date;

/// One item of a kind, alone.
pub(super) fn one(change: impl Fn(&mut Item)) -> Session {
    let visit = visit_of(|items| {
        let mut made = sample::item("ONE", "exits", "这一项");
        change(&mut made);
        *items = vec![made, sample::item("TWO", "exits", "下一项")];
    });
    Session::run(visit, 80, 24, settings())
}

pub(super) fn values(session: &Session) -> Vec<String> {
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
    assert_eq!(s.line(19), "   抽查 [5] 间  其中不符合 [0 ] 间  Enter 记下");
    s.keys("<Enter>");
    assert_eq!((verdict(&s, "ONE"), values(&s)), (Some(Verdict::Pass), vec!["=0/5".to_string()]));
    let mut s = one(sample_of);
    s.keys("1<Up>3<Enter>1<Enter>");
    assert!(verdict(&s, "ONE").is_none() && s.shows("超出合格线"));
    s.keys("1");
    let fail = point(&s, "ONE").unwrap();
    assert_eq!((fail.verdict, fail.planned, values(&s)), (Verdict::Fail, Some(5), vec!["=1/3".to_string()]));
    let finding = fail.finding.unwrap();
    assert_eq!((finding.looked, finding.bad), (Some(3), Some(1)));
    assert!(s.shows("查 [ 3] 间"), "the form shows the count");
}

#[test]
fn enter_on_how_many_were_looked_at_always_goes_on_to_how_many_were_bad() {
    for changed in ["", "5", "3"] {
        let mut s = one(sample_of);
        s.keys(&format!("1<Up>{changed}<Enter>"));
        assert_eq!((verdict(&s, "ONE"), verdict(&s, "TWO")), (None, None), "{changed}");
        // What is typed next is how many were bad, never an answer to the next item.
        s.keys("2<Enter>1");
        assert_eq!((verdict(&s, "ONE"), verdict(&s, "TWO")), (Some(Verdict::Fail), None), "{changed}");
    }
}

#[test]
fn a_sample_with_more_bad_ones_than_were_looked_at_is_refused_with_the_right_form() {
    let mut s = one(sample_of);
    s.keys("17<Enter>");
    assert!(s.line(21).contains("数值没看懂：7/5   抽查的至少 1，不符合的不能更多"), "{}", s.line(21));
    assert_eq!(verdict(&s, "ONE"), None);
    let mut s = one(|item| (item.kind, item.max) = (AnswerKind::Number, Some("8".into())));
    s.keys("15、9<Enter>");
    assert!(s.line(21).contains("一格一个数，如 8.5；几处就一处一格"), "{}", s.line(21));
}

#[test]
fn three_fridges_are_labelled_readings_and_the_worst_decides() {
    let mut s = one(|item| {
        (item.kind, item.max, item.unit) = (AnswerKind::Number, Some("8".into()), Some(words("度", "degrees")));
        item.labels = vec![words("冰箱1", "Fridge 1"), words("冰箱2", "Fridge 2")];
        item.plausible = vec!["-40".into(), "60".into()];
    });
    s.keys("13。5<Enter>85<Enter>");
    assert!(s.shows("85 度？应为 8.5？"), "{}", s.line(21));
    s.keys("<Backspace><Backspace>9.2<Enter><Enter>");
    assert!(s.shows("超出合格线") && s.shows("冰箱2 9.2"));
    s.keys("1");
    assert_eq!((verdict(&s, "ONE"), values(&s)), (Some(Verdict::Fail), vec!["冰箱1=3.5".into(), "冰箱2=9.2".to_string()]));
    assert!(s.shows("实测 冰箱1 3.5  冰箱2 9.2"), "the form shows what was measured\n{}", s.screen());
    s.keys("<Esc>");
    assert!(s.line(3).contains("不符合 9.2"), "the row shows the reading that decides\n{}", s.screen());
}

/// A fridge without labels of its own, up to 8 degrees.
fn fridge(item: &mut Item) {
    (item.kind, item.max) = (AnswerKind::Number, Some("8".into()));
}

#[test]
fn words_where_a_value_is_awaited_name_what_is_measured() {
    let mut s = one(fridge);
    s.keys("1冰箱甲<Enter>3.5<Enter>冰柜<Enter>-18<Enter><Enter>");
    assert_eq!((verdict(&s, "ONE"), values(&s)), (Some(Verdict::Pass), vec!["冰箱甲=3.5".into(), "冰柜=-18".to_string()]));
}

#[test]
fn what_was_measured_last_time_is_named_again() {
    let mut visit = one(fridge).visit();
    let last = crate::views::facility::Last {
        visit: visit.parts.id,
        on: date(2025, 11, 12),
        verdict: Verdict::Pass,
        words: "冰箱甲 3.5, 冰柜 -18".into(),
        labels: Vec::new(),
        who: "检乙".into(),
    };
    visit.parts.last.insert("ONE".into(), last);
    let mut s = Session::run(build(visit.parts), 80, 24, settings());
    s.keys("14<Enter>-20<Enter><Enter>");
    assert_eq!(values(&s), ["冰箱甲=4", "冰柜=-20"]);
}

#[test]
fn a_number_typed_where_a_place_is_named_is_asked_about() {
    let mut s = one(fridge);
    s.keys("1冰箱甲<Enter>3.5<Enter>");
    assert!(s.line(19).ends_with("部位 [  ] [ ]  空着 Enter 记下，再加一处写部位"), "{}", s.line(19));
    s.keys("55<Enter>");
    assert!(s.line(21).contains("「55」是数，不像部位"), "{}", s.line(21));
    s.keys("<Backspace><Backspace><Enter>");
    assert_eq!(values(&s), ["冰箱甲=3.5"]);
    let mut s = one(fridge);
    s.keys("1冰箱甲<Enter>3.5<Enter>203<Enter><Enter>4<Enter><Enter>");
    assert_eq!(values(&s), ["冰箱甲=3.5", "203=4"], "a room may be called by its number");
}

#[test]
fn what_was_measured_is_changed_or_measured_again_as_the_person_says() {
    let measured = || {
        let mut s = one(fridge);
        s.keys("15<Enter><Up>1");
        assert!(s.shows("1  改数值（记错了）") && s.shows("2  加一次复测（两次都留）"), "{}", s.screen());
        s
    };
    let mut s = measured();
    s.keys("1");
    assert_eq!(s.line(19), "   数值 [5 ]  Enter 记下");
    s.keys("7<Enter>");
    assert_eq!(values(&s), ["=7"]);
    let mut s = measured();
    s.keys("2");
    assert_eq!(s.line(19), "   [5]  复测 [  ]  空着 Enter 记下");
    s.keys("7<Enter><Enter>");
    assert_eq!(values(&s), ["=5", "复测=7"]);
    let mut s = measured();
    s.keys("3冰箱门开着<Enter>");
    assert_eq!((values(&s), point(&s, "ONE").unwrap().notes), (vec!["=5".to_string()], vec!["冰箱门开着".to_string()]));
}

#[test]
fn readings_survive_a_second_thought() {
    let mut s = one(fridge);
    s.keys("19.2<Enter>3");
    assert!(s.shows("数值 [9.2 ]"), "{}", s.screen());
    s.keys("<Enter><Esc>");
    assert!(s.shows("数值 [9.2 ]"), "{}", s.screen());
    s.keys("<Esc>");
    assert!(s.shows("没有记；填的还留着") && verdict(&s, "ONE").is_none());
    s.keys("<Down><Up>1");
    assert!(s.shows("数值 [9.2 ]"), "{}", s.screen());
    // It is a proposal now: what is typed takes its place.
    s.keys("3<Enter>");
    assert_eq!((verdict(&s, "ONE"), values(&s)), (Some(Verdict::Pass), vec!["=3".to_string()]));
    s.keys("1");
    assert!(!s.shows("9.2"), "the next item has a box of its own\n{}", s.screen());
}

#[test]
fn a_red_line_says_so_on_its_key_whatever_its_kind() {
    let mut s = one(|item| (item.kind, item.red_line) = (AnswerKind::Count, true));
    assert!(s.line(22).starts_with(" 1符合(按两次) ") && s.line(22).ends_with("0清除"), "{}", s.line(22));
    s.keys("1");
    assert_eq!(verdict(&s, "ONE"), None);
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
    s.keys("127-13-15<Enter>");
    assert!(s.shows("数值没看懂"));
    s.keys("<Backspace><Backspace><Backspace><Backspace><Backspace>3-15<Enter>");
    assert_eq!((verdict(&s, "ONE"), s.writes), (Some(Verdict::Pass), 1));
    let expires = s.visit().parts.papers["food_licence"].joined.value.expires;
    assert_eq!(expires, Some(date(2027, 3, 15)));
}

#[test]
fn a_full_count_passes_with_one_key_that_says_so_and_counts_what_is_bad() {
    let mut s = one(|item| item.kind = AnswerKind::Count);
    assert!(s.line(22).starts_with(" 1符合 2不符合 "), "{}", s.line(22));
    assert!(s.shows("不符合 0 处"), "{}", s.screen());
    s.keys("1");
    assert_eq!((verdict(&s, "ONE"), values(&s)), (Some(Verdict::Pass), vec!["=0".to_string()]));
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
fn a_problem_outside_the_list_is_a_point_of_its_own() {
    let mut s = one(|_| {});
    s.keys("5后院<Enter>3违规搭建<Esc>");
    let visit = s.visit();
    let finding = visit.point(&visit.outside[0]).unwrap().now.joined.value.finding.clone().unwrap();
    assert_eq!((finding.place.as_deref(), finding.facts.as_deref()), (Some("后院"), Some("3违规搭建")));
    assert!(s.line(0).contains("已记 0/2"));
}

#[test]
fn a_long_paste_is_taken_whole_or_told_and_never_cut() {
    let mut s = one(|_| {});
    let long = "走道里堆着纸箱和轮椅，".repeat(78);
    s.keys("2三楼<Enter>").paste(&long).keys("<Enter>");
    assert_eq!(point(&s, "ONE").unwrap().finding.unwrap().facts.map(|f| f.chars().count()), Some(858));
    s.paste(&"长".repeat(2001));
    assert!(s.line(20).contains("贴的文字有 2001 字，一次最多 2000 字：没有贴"), "{}", s.screen());
}

#[test]
fn a_count_takes_six_digits_and_nothing_else_and_escape_always_leaves() {
    let mut s = one(|_| {});
    s.keys("2三楼<Enter>堵住<Down>").paste("走道里堆着纸箱和轮椅");
    assert!(s.line(20).contains("这里只写整数，最多 6 位；没有进去") && s.shows("查 [  ] 处"), "{}", s.screen());
    s.keys("1234567");
    assert!(s.shows("查 [123456 ] 处"), "{}", s.screen());
    s.keys("<C-u>12<Enter>3<Enter><Enter>2026-13-45<Esc>");
    assert!(s.line(0).contains("已记 1/2"), "the form is left\n{}", s.screen());
    assert!(s.shows("「建议期限」没看懂，没有存：2026-13-45   仍是 2026-11-27"), "{}", s.screen());
    let finding = point(&s, "ONE").unwrap().finding.unwrap();
    assert_eq!((finding.looked, finding.bad, finding.due), (Some(12), Some(3), Some(date(2026, 11, 27))));
    let mut s = one(sample_of);
    s.keys("1").paste("没有不符合的");
    assert!(s.line(21).contains("这里只写整数") && s.shows("其中不符合 [0 ] 间"), "{}", s.screen());
}

#[test]
fn the_cursor_of_the_terminal_stands_at_the_caret() {
    let mut s = one(sample_of);
    s.keys("1");
    assert_eq!(s.cursor(), (29, 19));
    s.keys("<Esc>2三楼");
    assert_eq!(s.cursor(), (16, 3), "behind two wide characters in the field of the place");
}

#[test]
fn what_was_measured_keeps_its_names_after_a_fail_that_names_a_place() {
    let mut visit = one(fridge).visit();
    let last = crate::views::facility::Last {
        visit: visit.parts.id,
        on: date(2025, 11, 12),
        verdict: Verdict::Fail,
        words: "厨房".into(),
        labels: vec!["冰箱甲".into(), "冰柜".into()],
        who: "检乙".into(),
    };
    visit.parts.last.insert("ONE".into(), last);
    let mut s = Session::run(build(visit.parts), 80, 24, settings());
    s.keys("14<Enter>-20<Enter><Enter>");
    assert_eq!(values(&s), ["冰箱甲=4", "冰柜=-20"]);
}

#[test]
fn the_key_line_of_a_visit_holds_all_its_keys_on_every_item_of_every_list() {
    let lists = crate::content::embedded_lists().map(|(name, text)| crate::content::parse(name, text.as_bytes()).unwrap());
    for list in lists {
        for item in &list.items {
            for lang in [Lang::Zh, Lang::En] {
                let one = |c| (c == Command::Pass).then(|| super::super::names::key_word(item, lang)).flatten();
                let line = crate::keymap::key_line(Scope::Run, 1, lang, false, one);
                let text: String = line.into_iter().map(|p| p.before + &p.key + &p.words).collect();
                assert!(crate::widgets::columns::width(&text) <= 80, "{}: {text}", item.id);
            }
        }
    }
}

/// 「每菜都留样」 is held against the key's word: 「没有」 would be taken for its opposite.
#[test]
fn the_key_of_a_pass_never_says_of_any_item_that_there_is_none() {
    let lists = crate::content::embedded_lists().map(|(name, text)| crate::content::parse(name, text.as_bytes()).unwrap());
    for item in lists.flat_map(|list| list.items) {
        if matches!(item.kind, AnswerKind::Judge | AnswerKind::Count) {
            for (lang, pass) in [(Lang::Zh, "符合"), (Lang::En, "Pass")] {
                let word = super::super::names::key_word(&item, lang);
                assert!(word.as_deref().is_none_or(|word| word.starts_with(pass)), "{}: {word:?}", item.id);
            }
        }
    }
}

#[test]
fn a_fail_keeps_no_count_of_the_pass_before_it_and_what_was_measured_stays() {
    let mut s = one(|item| item.kind = AnswerKind::Count);
    s.keys("1<Up>");
    assert_eq!(values(&s), ["=0"]);
    s.keys("2走道<Esc>");
    assert_eq!((verdict(&s, "ONE"), values(&s)), (Some(Verdict::Fail), Vec::new()));
    let mut s = one(fridge);
    s.keys("1冰箱甲<Enter>3.5<Enter><Enter><Up>2后厨<Esc>");
    assert_eq!((verdict(&s, "ONE"), values(&s)), (Some(Verdict::Fail), vec!["冰箱甲=3.5".to_string()]));
}
