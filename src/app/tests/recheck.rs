//! Findings and rechecks by keys, over a real store.

use super::session::Session;
use super::visit::{findings, running, shows, visit_of};
use crate::domain::inspection::Kind;
use crate::domain::point::Stage;
use crate::report;
use crate::text::Lang;
use jiff::civil::date;

/// A visit with one candidate for major hazard and one serious finding, and its list of findings on screen.
pub(super) fn with_findings() -> Session {
    let mut s = running(80, 24, "zh");
    s.keys("2二楼东侧<Enter>3门被锁<Esc>12三楼<Enter>3闭门器坏<Esc><Esc>6");
    s
}

#[test]
fn findings_are_found_by_pinyin_and_listed_open_overdue_or_all() {
    let mut s = with_findings();
    shows(&s, "未销号：2 处");
    s.keys("bmq");
    shows(&s, "未销号：1 处");
    s.keys("<Esc>");
    s.today = date(2026, 11, 30);
    s.keys("<Tab>");
    shows(&s, "逾期：1 处");
    shows(&s, "逾期 3 天");
}

#[test]
fn each_step_of_a_finding_is_a_digit_and_its_history_tells_them() {
    let mut s = with_findings();
    s.keys("<Enter>1<Enter><Enter>沪民责改1号<Enter>");
    shows(&s, "已责令  期限 2026-11-27  沪民责改1号");
    s.keys("6<Enter>2026-12-04<Enter>材料未到<Enter>");
    shows(&s, "已延期  期限 2026-12-04  材料未到");
    s.keys("7消防救援支队<Enter><Enter><Enter>");
    shows(&s, "已移送  移送 消防救援支队");
    s.keys("5<Enter><Enter>").keys("4<Enter><Enter><Enter>").keys("3<Enter>2026-12-20<Enter>还锁着<Enter>");
    shows(&s, "复查未改  期限 2026-12-20  还锁着");
    s.keys("8");
    shows(&s, "还没有销号，不用重开");
    s.keys("<C-z>");
    assert_eq!(findings(&mut s).into_iter().find(|f| f.place == "二楼东侧").unwrap().stage, Some(Stage::Partly));
}

#[test]
fn an_order_wants_a_clause_where_none_was_verified_and_says_so() {
    let mut s = running(80, 24, "zh");
    s.keys("5围墙<Enter>围墙开裂<Esc><Esc>6<Enter>1<Enter>20261204<Enter><Enter>");
    shows(&s, "条款和出处");
    shows(&s, "必填：依据待核实，责令要有");
    s.keys("<Enter>");
    shows(&s, "依据待核实，不能下责令：先写明条款和出处");
    assert_eq!(findings(&mut s)[0].stage, Some(Stage::Open));
    s.keys("《中华人民共和国消防法》第二十八条<Enter>");
    shows(&s, "已责令  期限 2026-12-04");
    assert_eq!(findings(&mut s)[0].stage, Some(Stage::Ordered));
}

#[test]
fn papers_alone_close_no_serious_finding_and_a_second_officer_is_asked() {
    let mut s = with_findings();
    s.keys("<Down><Enter>2");
    s.keys("21<Enter><Enter>");
    shows(&s, "只凭材料不能销号");
    s.keys("<Esc>2").keys("1<Enter>");
    s.keys("<Enter><Enter>");
    shows(&s, "还缺：第二名检查人员");
    s.keys("1<Enter><Enter>");
    shows(&s, "已销号  复查 检甲 检乙  到场看过");
    s.keys("1");
    shows(&s, "已销号；要再开按 8");
    s.keys("8<Enter>又坏了<Enter>");
    assert_eq!(findings(&mut s).into_iter().find(|f| f.place == "三楼").unwrap().stage, Some(Stage::Open));
}

#[test]
fn a_second_person_judges_a_candidate_and_major_wants_a_consent_to_close() {
    let mut s = with_findings();
    s.keys("<Enter>9").keys("11锁着唯一出口<Enter>");
    shows(&s, "第二人判定：是重大隐患");
    s.keys("2");
    shows(&s, "同意销号的负责人");
    s.keys("111<Enter><Enter>");
    shows(&s, "同意的负责人不能是两名检查人员之一");
    s.keys("<Esc>2").keys("112<Enter><Enter>");
    shows(&s, "同意 科长丙");
    assert_eq!(findings(&mut s).into_iter().find(|f| f.place == "二楼东侧").unwrap().stage, Some(Stage::Closed));
}

#[test]
fn at_a_recheck_nobody_looked_keeps_the_finding_and_a_new_fault_stands_beside_it() {
    let mut s = with_findings();
    s.keys("<Esc>");
    s.today = date(2026, 12, 8);
    s.keys("125<Enter>131");
    // One officer only: a serious finding wants a second one, or waits as reported.
    s.keys("<Enter><Esc>").keys("<Down>1");
    shows(&s, "较重和重大问题销号须两名检查人员，第二人");
    s.keys("3");
    shows(&s, "已改好 待销号");
    assert_eq!(findings(&mut s).into_iter().find(|f| f.place == "三楼").unwrap().stage, Some(Stage::Reported));
    s.keys("<Up>41");
    shows(&s, "未查");
    assert_eq!(findings(&mut s).into_iter().find(|f| f.place == "二楼东侧").unwrap().stage, Some(Stage::Open));
    s.keys("5厨房后门<Esc>");
    shows(&s, "< 1/1 复查");
    s.keys("灶台");
    shows(&s, "未列入，Enter 加入本次");
    s.keys("<Enter>1");
    let visit = visit_of(&mut s, Kind::Recheck);
    assert!(visit.row_of("K-04").is_some() && visit.outside.len() == 1);
}

#[test]
fn a_red_line_that_was_not_looked_at_is_part_of_the_recheck_and_off_home_once_it_was() {
    let mut s = running(80, 24, "zh");
    // 1.01 is a red line: locked today, the first of the two is back in a week.
    s.keys("41<Enter>");
    let waits = |s: &mut Session| {
        let today = s.today;
        let home = s.store().log.home(today).unwrap();
        home.groups.into_iter().find(|g| g.kind == crate::views::home::GroupKind::ToReturn).map_or(0, |g| g.count)
    };
    assert_eq!(waits(&mut s), 1);
    s.keys("9").keys("934").keys("94").keys("41<Enter>").keys("<Esc><Esc>");
    s.today = date(2026, 12, 1);
    s.keys("15<Enter>");
    shows(&s, "另有上次未查、约定回访的红线项 1 项");
    s.keys("111<Enter><Esc>");
    shows(&s, "走道出口畅通");
    s.keys("1").keys("1");
    let visit = visit_of(&mut s, Kind::Recheck);
    assert_eq!(visit.parts.points["E-01"].now.joined.value.verdict, crate::domain::point::Verdict::Pass, "{}", s.screen());
    assert_eq!(waits(&mut s), 0);
}

#[test]
fn zero_takes_a_recheck_back_and_backspace_returns_to_it() {
    let mut s = with_findings();
    s.keys("<Esc>").today = date(2026, 12, 8);
    s.keys("125<Enter>111<Enter><Esc>").keys("3，只开了一半<Enter>");
    assert_eq!(findings(&mut s).into_iter().find(|f| f.place == "二楼东侧").unwrap().stage, Some(Stage::Partly));
    s.keys("<Backspace>0");
    assert_eq!(findings(&mut s).into_iter().find(|f| f.place == "二楼东侧").unwrap().stage, Some(Stage::Open));
    shows(&s, "复查 0/2");
}

#[test]
fn at_a_recheck_the_old_words_give_way_to_what_is_typed() {
    let mut s = with_findings();
    s.keys("<Esc>").today = date(2026, 12, 8);
    s.keys("125<Enter>111<Enter><Esc>2");
    shows(&s, "[二楼东侧 门被锁");
    s.keys("换了新锁<Enter><Up>");
    shows(&s, "未改好  换了新锁");
    s.keys("<Enter>，钥匙不在<Enter><Up>");
    shows(&s, "未改好  换了新锁，钥匙不在");
}

#[test]
fn what_is_not_put_right_gets_a_new_day_by_one_key_and_keeps_the_old_one_without() {
    let mut s = with_findings();
    s.keys("<Esc>").today = date(2026, 12, 8);
    let of = |s: &mut Session, place: &str| findings(s).into_iter().find(|f| f.place == place).unwrap();
    let before = [of(&mut s, "二楼东侧").due, of(&mut s, "三楼").due];
    s.keys("125<Enter>111<Enter><Esc>2还锁着");
    shows(&s, "下键改期限");
    s.keys("<Down>");
    shows(&s, "空着 Enter 仍是 2026-11-27");
    s.keys("20261201<Enter>");
    shows(&s, "早于这一步的日期 2026-12-08");
    s.keys("<C-u>7");
    shows(&s, "2026-12-15");
    s.keys("<Enter>");
    assert_eq!(of(&mut s, "二楼东侧").due, Some(date(2026, 12, 15)));
    // The next one: Enter keeps the words and the day.
    s.keys("2<Enter>");
    shows(&s, "每一项都已记");
    assert_eq!(of(&mut s, "三楼").due, before[1]);
    // The day is part of the step: taken back with it.
    s.keys("<Up>");
    shows(&s, "未改好  还锁着");
    s.keys("0");
    assert_eq!((of(&mut s, "二楼东侧").stage, of(&mut s, "二楼东侧").due), (Some(Stage::Open), before[0]));
}

#[test]
fn the_papers_of_a_recheck_tell_the_day_it_was_due_and_beside_the_result_the_new_one() {
    let mut s = with_findings();
    s.keys("<Esc>").today = date(2026, 12, 8);
    s.keys("125<Enter>111<Enter><Esc>2还锁着<Down>20261226<Enter>2<Enter>");
    let visit = visit_of(&mut s, Kind::Recheck);
    let (norms, lang, paper) = (crate::content::norms(), Lang::Zh, Default::default());
    let html = report::record::html(&visit, norms, None, lang, &paper);
    assert!(html.contains("2026年11月24日 发现，原期限 2026年11月27日"), "{html}");
    assert_eq!(html.matches("新期限 2026年12月26日").count(), 1, "the other keeps its day\n{html}");
    let record = report::record::build(&visit, norms, None, lang, &paper);
    let copied = report::by_hand::lines(&record).concat();
    assert!(copied.contains("复查未改，新期限 2026年12月26日：二楼东侧"), "{copied}");
    let read: Vec<String> = report::aloud::pages(&record).into_iter().flat_map(|page| page.lines).collect();
    assert!(read.iter().any(|line| line == "复查未改，新期限 2026年12月26日"), "{read:?}");
}

#[test]
fn what_is_asked_after_not_put_right_says_that_it_is_recorded() {
    let mut s = with_findings();
    s.keys("<Esc>").today = date(2026, 12, 8);
    s.keys("125<Enter>111<Enter><Esc>2");
    assert!(s.shows("Esc 返回，已记的留着") && !s.shows("返回，不记"), "{}", s.screen());
    s.keys("<Down>");
    assert!(s.shows("Esc 返回，已记的留着") && !s.shows("返回，不记"), "{}", s.screen());
    s.keys("<Esc>");
    let stage = findings(&mut s).into_iter().find(|f| f.place == "二楼东侧").unwrap().stage;
    assert_eq!(stage, Some(Stage::NotFixed));
}

#[test]
fn at_a_recheck_not_put_right_becomes_put_right_only_by_a_question() {
    let mut s = with_findings();
    s.keys("<Esc>").today = date(2026, 12, 8);
    s.keys("125<Enter>111<Enter><Esc><Down>2<Enter>");
    let stage = |s: &mut Session| findings(s).into_iter().find(|f| f.place == "三楼").unwrap().stage;
    assert_eq!(stage(&mut s), Some(Stage::NotFixed));
    s.keys("1");
    shows(&s, "2  改已记的 复2 三楼 闭门器坏");
    s.keys("<Esc><Up><Down>1");
    shows(&s, "原记没有改好");
    s.keys("2");
    assert_eq!(stage(&mut s), Some(Stage::NotFixed));
    s.keys("11");
    assert_eq!(stage(&mut s), Some(Stage::Closed));
}

/// A candidate that closes is a candidate no more: who has to judge it is named while that can be done.
#[test]
fn what_no_second_person_judged_is_told_before_it_closes() {
    let mut s = with_findings();
    s.keys("<Esc>").today = date(2026, 12, 8);
    s.keys("125<Enter>111<Enter><Esc>1");
    shows(&s, "疑似重大还没有第二人判定（问题页按 9）；再按 1 记已改好");
    let mut s = with_findings();
    s.keys("<Enter>9").keys("11锁着唯一出口<Enter>").keys("<Esc><Esc>").today = date(2026, 12, 8);
    s.keys("125<Enter>111<Enter><Esc>1");
    shows(&s, "重大或疑似重大，再按 1 记已改好");
}

#[test]
fn what_is_taken_back_is_named_and_off_the_visit_it_is_asked_about() {
    let mut s = running(80, 24, "zh");
    s.keys("2二楼东侧<Enter><Esc><Esc><Esc><Esc><C-z>");
    shows(&s, "的「部位」  康宁养老院 2026-11-24");
    shows(&s, "这不在眼前这一屏上");
    s.keys("2");
    assert_eq!(findings(&mut s).len(), 1);
    s.keys("<C-z>1");
    shows(&s, "的「部位」  康宁养老院 2026-11-24");
    // In the office what the screen shows is taken back at once, and named.
    s.keys("kn<Enter>3<Down>1<C-z>");
    shows(&s, "已撤销：特征 燃气：有  康宁养老院");
}

#[test]
fn the_help_page_says_what_the_digits_do_on_this_item_and_on_a_finding() {
    let mut s = running(80, 24, "zh");
    s.keys("?");
    shows(&s, "在这一项上：");
    shows(&s, "符合(按两次)：记符合");
    s.keys("<Esc><Esc>");
    let mut s = with_findings();
    s.keys("<Esc>");
    s.today = date(2026, 12, 8);
    s.keys("125<Enter>131").keys("<Enter><Esc>").keys("?");
    shows(&s, "在这一项上：");
    for (key, does) in [("2", "未改好"), ("3", "部分改好")] {
        let line = s.screen().lines().find(|l| l.trim_start().starts_with(&format!("{key} "))).map(str::to_string);
        assert!(line.as_ref().is_some_and(|l| l.contains(does)), "{line:?} {}", s.screen());
    }
    assert!(!s.screen().contains("记不符合"), "{}", s.screen());
}

#[test]
fn the_second_officer_can_be_anyone_in_the_books() {
    let mut s = with_findings();
    let now = crate::disk::Moment::parse("2026-11-24T11:42:00+08:00").unwrap();
    for n in 1..=12 {
        let person = crate::domain::event::Person { name: format!("检员{n:02}"), ..Default::default() };
        let draft = crate::request::facility::person(crate::request::facility::person_id(&person), person, Vec::new());
        s.store().log.append(vec![draft], None, &now).unwrap();
    }
    s.keys("<Esc>");
    s.today = date(2026, 12, 8);
    // Nobody comes along: the last of fifteen on three pages.
    s.keys("125<Enter>1").keys("00");
    shows(&s, "5 没有");
    s.keys("51").keys("<Enter><Esc>").keys("<Down>1");
    shows(&s, "8  其他人");
    let mut seen = String::new();
    for _ in 0..2 {
        seen += &s.screen();
        s.keys("8");
    }
    seen += &s.screen();
    assert!((1..=12).all(|n| seen.contains(&format!("检员{n:02}"))), "{seen}");
}

#[test]
fn a_finding_said_to_be_that_of_before_is_due_when_that_one_was() {
    let mut s = with_findings();
    s.keys("<Esc>");
    let first = findings(&mut s).into_iter().find(|f| f.place == "三楼").unwrap().due.unwrap();
    s.today = date(2026, 11, 30);
    s.keys("121<Enter>111<Enter><Esc>").keys("<Down><Down>").keys("21<Esc><Esc>");
    let now = findings(&mut s).into_iter().find(|f| f.points.len() == 2);
    let now = now.unwrap_or_else(|| panic!("not joined\n{}", s.screen()));
    assert_eq!(now.due, Some(first), "{}", s.screen());
    s.today = date(2026, 12, 8);
    s.keys("135<Enter>131").keys("<Enter><Esc>");
    let row = s.screen().lines().find(|l| l.contains("三楼")).map(String::from).unwrap_or_default();
    assert!(row.contains("逾期 7 天"), "{}", s.screen());
}
