//! Closing, freezing, signing and the papers by keys, over a real store.

use super::session::Session;
use super::visit::{findings, running, shows, visit_of};
use crate::domain::inspection::Kind;
use crate::domain::point::{UncheckedReason, Verdict};
use crate::request::answer::{Given, answer};
use crate::screens::{Screen, home::Home};
use crate::views::facility::VisitStage;

#[test]
fn from_the_closing_list_an_answer_returns_to_it() {
    let mut s = running(80, 24, "zh");
    s.keys("9");
    shows(&s, "1        红线项未记  1");
    shows(&s, "挡定稿");
    s.keys("1");
    shows(&s, " > 1.01  走道出口畅通");
    s.keys("11");
    shows(&s, "收尾  康宁养老院");
    shows(&s, "1        红线项未记  无");
    s.keys("2");
    shows(&s, " > 1.02  楼梯间无堆物");
    s.keys("<Esc>");
    shows(&s, "收尾  康宁养老院");
    s.keys("8");
    shows(&s, "进门核实  康宁养老院");
    s.keys("<Esc>");
    shows(&s, "收尾  康宁养老院");
}

#[test]
fn a_red_line_without_an_answer_stops_freezing_until_it_is_left_with_a_reason() {
    let mut s = running(80, 24, "zh");
    s.keys("94").keys("9");
    s.keys("4");
    shows(&s, "还不能定稿");
    shows(&s, "红线项未记 1 项，分歧 0 处");
    s.keys("2");
    shows(&s, "留待处理：1.01 走道出口畅通，原因");
    s.keys("<Enter>");
    shows(&s, "留待处理：1.01 走道出口畅通，原因");
    s.keys("钥匙明天送来<Enter>");
    shows(&s, "还有 9 项未记");
    s.keys("2");
    shows(&s, "留待处理：1.01 走道出口畅通 钥匙明天送来");
    assert_eq!(visit_of(&mut s, Kind::Routine).parts.freezes[0].freeze.left.len(), 1);
}

#[test]
fn the_rest_takes_one_reason_and_never_a_red_line() {
    let mut s = running(80, 24, "zh");
    s.keys("9").keys("934");
    shows(&s, "已把 9 项记未查");
    let visit = visit_of(&mut s, Kind::Routine);
    let why = visit.parts.points.values().filter_map(|p| p.now.joined.value.unchecked).collect::<Vec<_>>();
    assert_eq!(why, [UncheckedReason::NoTime; 9]);
    assert!(!visit.parts.points.contains_key("E-01"));
    s.keys("93");
    shows(&s, "现在没有可做的");
}

#[test]
fn a_jump_to_what_is_owed_stands_on_what_is_missing() {
    let mut s = running(80, 24, "zh");
    // A place is there, the facts are not: nothing lands behind the place by the way.
    s.keys("112楼梯间<Enter><Esc>9").keys("3");
    s.keys("堆着纸箱<Esc>");
    let finding = &findings(&mut s)[0];
    assert_eq!((finding.place.as_str(), finding.facts.as_str()), ("楼梯间", "堆着纸箱"), "{}", s.screen());
}

#[test]
fn a_change_after_freezing_asks_and_calls_for_the_next_draft() {
    let mut s = running(80, 24, "zh");
    s.keys("119").keys("934").keys("94");
    shows(&s, "第 1 稿   校验码");
    s.keys("<Esc><Up><Up><Up><Up>2");
    shows(&s, "更改（成第 2 稿，前一稿作废）");
    s.keys("2");
    assert_eq!(visit_of(&mut s, Kind::Routine).parts.stage, VisitStage::Frozen);
    s.keys("21二楼<Esc>").keys("9").keys("96");
    shows(&s, "定稿后有 2 条新记录：须定第 2 稿再签");
    s.keys("4");
    shows(&s, "先定下一稿，再登记签字");
    s.keys("<Esc>994");
    shows(&s, "还有 1 处待补，纸上印成空白");
    s.keys("1");
    shows(&s, "第 2 稿   校验码");
    shows(&s, "第 1 稿作废，请收回");
    s.keys("43<Enter>");
    shows(&s, "见证人姓名电话");
    s.keys("<Enter>");
    shows(&s, "还缺：原因");
    s.keys("不认可<Enter>李四 13800000000<Enter>");
    shows(&s, "已登记：第 2 稿 拒签");
    shows(&s, "原因 不认可  见证人 李四 13800000000");
    assert_eq!(visit_of(&mut s, Kind::Routine).parts.stage, VisitStage::Refused);
}

#[test]
fn what_is_owed_after_freezing_asks_before_its_form_opens() {
    let mut s = running(80, 24, "zh");
    s.keys("112<Esc>9").keys("934").keys("94");
    shows(&s, "还有 1 处待补，纸上印成空白");
    // Nothing is frozen by going back to fill it in.
    s.keys("2");
    assert_eq!(visit_of(&mut s, Kind::Routine).parts.stage, VisitStage::Draft);
    s.keys("941");
    shows(&s, "第 1 稿   校验码");
    s.keys("<Esc>");
    for jump in ["8", "933"] {
        s.keys(jump);
        shows(&s, "更改（成第 2 稿，前一稿作废）");
        s.keys("2");
        assert_eq!(visit_of(&mut s, Kind::Routine).parts.stage, VisitStage::Frozen);
    }
    s.keys("81走道<Esc>");
    let points = visit_of(&mut s, Kind::Routine).parts.points;
    let placed = points.values().filter_map(|p| p.now.joined.value.finding.as_ref()?.place.clone()).collect::<Vec<_>>();
    assert_eq!(placed, ["走道"]);
}

#[test]
fn after_the_signing_a_change_wants_an_amendment_first() {
    let mut s = running(80, 24, "zh");
    s.keys("119").keys("934").keys("94").keys("41<Enter>").keys("<Esc>");
    s.keys("<Up><Up><Up>2");
    shows(&s, "1  写补正");
    s.keys("1");
    shows(&s, "补正说明  康宁养老院");
    s.keys("<Enter>");
    shows(&s, "还缺：为什么改");
    s.keys("回看照片发现<Enter>");
    shows(&s, "补正已写，可以更改了");
    s.keys("2三楼<Esc>");
    let visit = visit_of(&mut s, Kind::Routine);
    assert_eq!((visit.parts.stage, visit.parts.freezes[0].amends.len()), (VisitStage::Signed, 1));
    s.keys("9").keys("96");
    shows(&s, "归入补正，不重印笔录");
    shows(&s, "补正说明：回看照片发现");
}

#[test]
fn taken_along_asks_by_when_and_stays_to_be_signed() {
    let mut s = running(80, 24, "zh");
    s.keys("119").keys("934").keys("94").keys("45");
    s.keys("2026-12-01<Enter>");
    shows(&s, "已登记：第 1 稿 带回补签");
    shows(&s, "补签期限 2026-12-01");
    assert_eq!(visit_of(&mut s, Kind::Routine).parts.stage, VisitStage::Frozen);
}

#[test]
fn without_a_browser_it_is_said_and_the_file_is_there() {
    let mut s = running(80, 24, "zh");
    s.store().browser = false;
    s.keys("119").keys("934").keys("94").keys("1");
    shows(&s, "没有找到浏览器。文件已写好");
    let stick = s.store().path("stick").display().to_string();
    s.keys(&format!("2{stick}<Enter>"));
    shows(&s, "已写好：");
    assert!(s.store().path("stick/2026-11-24 康宁养老院 现场检查记录 第1稿.html").exists());
}

#[test]
fn each_paper_of_a_visit_is_written_from_the_page_of_its_record() {
    let mut s = running(80, 24, "zh");
    s.keys("119").keys("934").keys("94").keys("41<Enter>");
    for (keys, name, says) in [("913", "纸质检查表", "纸质检查表"), ("923", "内部核对单", "只供内部")] {
        s.keys(keys);
        shows(&s, "已写好：");
        let path = s.store().path(&format!("2026-11/2026-11-24 康宁养老院 {name}.html"));
        assert!(std::fs::read_to_string(path).unwrap().contains(says), "{name}");
        s.keys("<Esc>");
    }
    s.keys("9");
    shows(&s, "3  补正说明：签字后没有改动");
    s.keys("3");
    shows(&s, "3  补正说明：签字后没有改动");
    s.keys("<Esc>6回看照片发现<Enter>9");
    shows(&s, "3  补正说明：签字后的改动和原因");
    s.keys("33");
    let path = s.store().path("2026-11/2026-11-24 康宁养老院 补正说明.html");
    assert!(std::fs::read_to_string(path).unwrap().contains("回看照片发现"));
}

#[test]
fn signing_takes_days_for_a_date_and_says_what_it_could_not_read() {
    let mut s = running(80, 24, "zh");
    s.keys("119").keys("934").keys("94").keys("45");
    s.keys("下周<Enter>");
    shows(&s, "日期没看懂：下周");
    s.keys("<Backspace><Backspace>7<Enter>");
    shows(&s, "补签期限 2026-12-01");
}

#[test]
fn a_dispute_in_the_list_of_all_is_called_as_in_its_visit() {
    let (mut mine, home, people) = super::visit::office();
    let (mut theirs, ..) = super::visit::office();
    let at = crate::disk::Moment::parse("2026-11-24T11:42:00+08:00").unwrap();
    for (store, verdict) in [(&mut mine, Verdict::Pass), (&mut theirs, Verdict::Fail)] {
        let id = super::strokes::opened(&mut store.log, home, &people, jiff::civil::date(2026, 11, 24), &["drill"]);
        let visit = store.log.visit(id).unwrap();
        let point = visit.rows[1].point.clone();
        store.log.append(answer(&visit, &point, Given::of(verdict)).unwrap(), Some(people[0]), &at).unwrap();
    }
    std::fs::create_dir_all(theirs.path("")).unwrap();
    crate::merge::merge(&mut mine.log, &theirs.path("../xuncha.db"), &at).unwrap();
    let mut s = Session::over(mine, 80, 24, super::visit::settings(&people), Screen::Home(Home::default()));
    s.keys("<C-p>fenqi<Enter>");
    let row = s.screen().lines().find(|l| l.contains("康宁养老院")).map(String::from).unwrap_or_default();
    assert!(row.contains("1.02 楼梯间无堆物") && !row.contains("E-02"), "{}", s.screen());
}
