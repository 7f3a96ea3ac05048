//! A whole visit by keys over a real store: from the facility to the signed record, and the recheck two weeks later.

use super::session::Session;
use super::store::Store;
use crate::disk::Moment;
use crate::domain::event::{Event, Person};
use crate::domain::facility::{Facility, FacilityType, Presence, TraitValue};
use crate::domain::inspection::Kind;
use crate::domain::name::{FacilityId, PersonId};
use crate::domain::point::{Stage, UncheckedReason};
use crate::domain::subject::Subject;
use crate::journal::entry::Draft;
use crate::request::{Settings, facility};
use crate::screens::Screen;
use crate::screens::home::Home;
use crate::views::facility::VisitStage;
use crate::views::finding::FindingRow;
use crate::views::visit::Visit;
use jiff::civil::date;

/// A store with one home, its traits mostly known, and three people; gives the home and the people.
fn office() -> (Store, FacilityId, Vec<PersonId>) {
    let mut store = Store::new();
    let now = Moment::parse("2026-11-23T08:31:00+08:00").unwrap();
    let mut drafts = Vec::new();
    let mut people = Vec::new();
    for (name, card) in [("检甲", "沪-0001"), ("检乙", "沪-0002"), ("科长丙", "沪-0003")] {
        let person =
            Person { name: name.into(), card: Some(card.into()), unit: Some("区民政局".into()), ..Person::default() };
        let id = facility::person_id(&person);
        people.push(id);
        drafts.push(facility::person(id, person, Vec::new()));
    }
    let profile = Facility {
        name: "康宁养老院".into(),
        kind: Some(FacilityType::Home),
        street: Some("友谊路街道".into()),
        address: Some("牡丹江路12号".into()),
        contact: Some("王院长".into()),
        phone: Some("021-5600-0012".into()),
        beds: Some(120),
        ..Facility::default()
    };
    let (home, draft) = facility::add(profile);
    drafts.push(draft);
    for (name, _) in crate::content::words::TRAITS {
        let is = match name {
            "kitchen" | "overnight" | "hydrant" => Presence::Yes,
            "gas" | "dementia_unit" => continue,
            _ => Presence::No,
        };
        let value = TraitValue { is, on: None, by: None, source: None, note: None };
        drafts.push(Draft { subject: Subject::Trait(home, name.into()), replaces: Vec::new(), body: Event::Trait(value) });
    }
    store.log.append(drafts, None, &now).unwrap();
    (store, home, people)
}

fn settings(people: &[PersonId]) -> Settings {
    Settings {
        author: Some(people[0]),
        colleagues: vec![people[1]],
        unit: "宝山区民政局".into(),
        laptop: "甲号机".into(),
        ..Settings::default()
    }
}

fn at_home(columns: u16, rows: u16, lang: &str) -> Session {
    let (store, _, people) = office();
    let settings = Settings { lang: lang.into(), ..settings(&people) };
    Session::over(store, columns, rows, settings, Screen::Home(Home::default()))
}

/// From Home to the run of a routine visit: gas 有, dementia unit 无, the second officer along.
fn running(columns: u16, rows: u16, lang: &str) -> Session {
    let mut s = at_home(columns, rows, lang);
    s.keys("1kn<Enter>11<Enter>111<Enter>12<Down><Enter><Down><Enter>副院长<Enter><Esc>");
    s
}

/// The visit of that day.
fn visit_of(s: &mut Session, kind: Kind) -> Visit {
    let rows = s.store().log.visits(None).unwrap();
    let id = rows.iter().find(|v| v.kind == kind).expect("the visit is in the log").id;
    s.store().log.visit(id).unwrap()
}

fn findings(s: &mut Session) -> Vec<FindingRow> {
    let today = s.today;
    s.store().log.findings(today, false).unwrap()
}

#[track_caller]
fn shows(s: &Session, text: &str) {
    assert!(s.shows(text), "not on screen: {text}\n{}", s.screen());
}

#[test]
fn a_whole_visit_by_keys_ends_signed_and_its_findings_are_rechecked_two_weeks_later() {
    let mut s = running(80, 24, "zh");
    let gate = visit_of(&mut s, Kind::Routine).parts.head.joined.value.gate;
    assert_eq!((gate.started.as_str(), gate.host_name.as_str(), gate.host_post.as_str()), ("10:42", "王院长", "副院长"));
    // A blocked exit and a door that does not close; the kitchen passes, two papers stay open.
    s.keys("2二楼东侧<Enter>3门被锁<Enter><Enter><Enter><Enter><Enter>派人值守<Enter><Esc>");
    s.keys("1").keys("2三楼楼梯口<Enter>3闭门器坏<Esc>").keys("1");
    s.keys("<Right>1<Enter>").keys("15<Enter>").keys("1").keys("1");
    s.keys("9");
    shows(&s, "应查 10");
    shows(&s, "2        未记  2");
    s.keys("92").keys("<Enter>");
    shows(&s, "已成批记 2 项符合");
    s.keys("94");
    shows(&s, "已定稿待签");
    shows(&s, "第 1 稿   校验码");
    s.keys("1");
    shows(&s, "已写好并在浏览器打开");
    let paper = s.store().path("2026-11/2026-11-24 康宁养老院 现场检查记录 第1稿.html");
    assert!(std::fs::read_to_string(paper).unwrap().contains("门被锁"), "the record says what was found");
    s.keys("41<Enter>");
    shows(&s, "已登记：第 1 稿 已签");
    assert_eq!(visit_of(&mut s, Kind::Routine).parts.stage, VisitStage::Signed);
    let open = findings(&mut s);
    assert_eq!(open.iter().filter(|f| f.stage == Some(Stage::Open)).count(), 2);

    // Two weeks later: one put right, one not.
    s.today = date(2026, 12, 8);
    s.keys("<Esc><Esc>15<Enter>111<Enter><Esc>");
    shows(&s, "复查 0/2");
    s.keys("11");
    shows(&s, "复1 二楼东侧 门被锁 = 已改好");
    s.keys("2<Enter>");
    shows(&s, "每一项都已记");
    s.keys("994");
    shows(&s, "第 1 稿   校验码");
    s.keys("41<Enter>");
    assert_eq!(visit_of(&mut s, Kind::Recheck).parts.stage, VisitStage::Signed);
    s.keys("1");
    let paper = s.store().path("2026-12/2026-12-08 康宁养老院 复查 现场检查记录 第1稿.html");
    let paper = std::fs::read_to_string(paper).unwrap();
    assert!(paper.contains("2026年11月24日 发现") && !paper.contains("未发现问题"), "{paper}");
    let stages: Vec<_> = findings(&mut s).into_iter().map(|f| (f.place, f.stage)).collect();
    assert!(stages.contains(&("二楼东侧".into(), Some(Stage::Closed))), "{stages:?}");
    assert!(stages.contains(&("三楼楼梯口".into(), Some(Stage::NotFixed))), "{stages:?}");
    assert_eq!(visit_of(&mut s, Kind::Routine).parts.stage, VisitStage::Signed, "the first record stands as it was signed");
}

#[test]
fn what_is_read_aloud_or_copied_by_hand_is_what_was_signed_whatever_came_after() {
    let mut s = running(80, 24, "zh");
    s.keys("2二楼东侧<Enter>3门被锁<Enter><Enter><Enter><Enter><Enter>派人值守<Enter><Esc>").keys("9").keys("934").keys("94");
    s.keys("41<Enter>");
    shows(&s, "已登记：第 1 稿 已签");
    let sheet = |s: &mut Session| {
        s.keys("5");
        let sheet = s.screen();
        s.keys("<Esc>8");
        let aloud = s.screen();
        s.keys("<Esc>");
        (sheet, aloud)
    };
    let before = sheet(&mut s);
    assert!(before.0.contains("不符合 1") && before.1.contains("1/1"), "{before:?}");
    // What is changed afterwards is an amendment.
    s.keys("<Esc>").keys("<Down>2");
    shows(&s, "1  写补正");
    s.keys("1");
    s.keys("漏记<Enter><Enter><Enter>");
    s.keys("2");
    assert_eq!(findings(&mut s).len(), 2, "the second fail stands");
    s.keys("<Esc>9").keys("96");
    assert_eq!(sheet(&mut s), before);
}

#[test]
fn a_visit_that_is_there_is_opened_not_made_twice_and_another_team_makes_its_own() {
    let mut s = running(80, 24, "zh");
    s.keys("2二楼<Esc><Esc>").keys("11<Enter>111<Enter>");
    shows(&s, "这一天已有检查");
    shows(&s, "1  与同事同一次检查：打开 日常检查（第 1 组，检甲 检乙，已记 1 项）");
    s.keys("1");
    shows(&s, "已记 1/");
    assert_eq!(s.store().log.visits(None).unwrap().len(), 1);
    s.keys("<Esc>11<Enter>111<Enter>2<Esc>");
    let teams: Vec<u32> = s.store().log.visits(None).unwrap().iter().map(|v| v.team).collect();
    assert_eq!((teams.contains(&1), teams.contains(&2), teams.len()), (true, true, 2));
    s.keys("<Esc>14<Enter>111<Enter>");
    shows(&s, "另一次检查（第 1 组）");
}

#[test]
fn a_visit_that_was_left_unfinished_is_offered_before_a_new_one_is_made() {
    let mut s = running(80, 24, "zh");
    s.keys("2二楼<Esc><Esc>");
    s.today = date(2026, 11, 26);
    s.keys("1");
    shows(&s, "这一家有没定稿的检查");
    shows(&s, "1  接着查：2026-11-24 日常检查（第 1 组，检甲 检乙，已记 1 项）");
    s.keys("2");
    shows(&s, "新检查  康宁养老院");
    s.keys("<Esc>11");
    shows(&s, "已记 1/");
    assert_eq!(s.store().log.visits(None).unwrap().len(), 1);
}

#[test]
fn a_broken_checklist_file_of_the_district_is_told_and_the_others_can_be_run() {
    let mut s = at_home(80, 24, "zh");
    let broken = s.store().path("../content/checklists/坏.toml");
    std::fs::create_dir_all(s.store().path("")).unwrap();
    crate::disk::write_whole(&broken, "id = \n".as_bytes()).unwrap();
    s.keys("1kn<Enter>11");
    shows(&s, "本区检查表文件有 1 处毛病");
    shows(&s, "练习检查表");
    s.keys("<Enter>111<Enter>");
    assert_eq!(s.store().log.visits(None).unwrap().len(), 1);
}

#[test]
fn a_recheck_without_an_open_finding_is_not_opened_and_no_visit_lies_in_the_future() {
    let mut s = at_home(80, 24, "zh");
    s.keys("1kn<Enter>15<Enter>111<Enter>");
    shows(&s, "这一家没有未销号的问题，不用复查");
    s.keys("<Esc><Up><Up><Up><Up>1<C-u>");
    assert_eq!(s.store().log.visits(None).unwrap().len(), 0);
}

#[test]
fn a_trip_for_nothing_is_closed_with_four_keys() {
    let mut s = at_home(80, 24, "zh");
    s.keys("1kn<Enter>11<Enter>112");
    shows(&s, "未能检查  康宁养老院");
    s.keys("2<Enter><Enter><Enter>");
    shows(&s, "已记为未能检查：无人");
    let visit = visit_of(&mut s, Kind::Routine);
    assert_eq!(visit.parts.stage, VisitStage::NotDone);
    let head = &visit.parts.head.joined.value;
    assert_eq!(head.reason.as_deref(), Some("时间 10:42；地点 牡丹江路12号；见证人 检乙"));
}

#[test]
fn at_the_gate_a_trait_is_one_key_and_a_field_is_saved_when_it_is_left() {
    let mut s = at_home(80, 24, "zh");
    s.keys("1kn<Enter>11<Enter>111<Enter>");
    shows(&s, "特征不详 1 项，一键一项");
    s.keys("1");
    shows(&s, "没有不详的特征");
    let writes = s.writes;
    shows(&s, "已存盘");
    s.keys("9点");
    shows(&s, "未存：离开这格即存");
    s.keys("<Enter>");
    shows(&s, "已存盘");
    assert_eq!(visit_of(&mut s, Kind::Routine).parts.head.joined.value.gate.started, "9点");
    s.keys("<Enter><Up>");
    assert_eq!(s.writes, writes + 1, "what did not change is not written");
    s.keys("<Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter>111");
    let gate = visit_of(&mut s, Kind::Routine).parts.head.joined.value.gate;
    assert_eq!((gate.cards_shown, gate.rights_told, gate.recusal.as_str()), (true, true, "不申请回避"));
    s.keys("<C-g>");
    shows(&s, "At the gate");
    shows(&s, "1 done  2 not  [1]");
}

#[test]
fn a_trait_found_at_the_gate_adds_its_items_and_words_typed_beside_it_stay() {
    let mut s = at_home(80, 24, "zh");
    let (home, trait_) = (s.store().log.facilities().unwrap()[0].id, "gas");
    let view = s.store().log.facility(home, date(2026, 11, 24)).unwrap();
    let none = facility::set_trait(&view, trait_, Presence::No, date(2026, 11, 1), None);
    s.store().log.append(vec![none], None, &Moment::parse("2026-11-23T09:00:00+08:00").unwrap()).unwrap();
    s.keys("1kn<Enter>11<Enter>111<Enter><Esc>");
    shows(&s, "/9 ");
    s.keys("6");
    shows(&s, "燃气");
    s.keys("<Down>1<Esc>");
    shows(&s, "/10 ");
    let visit = visit_of(&mut s, Kind::Routine);
    assert!(visit.rows[visit.row_of("K-04").unwrap()].new);
}

#[test]
fn a_visit_that_goes_on_past_midnight_keeps_its_day_and_home_has_the_new_one() {
    let mut s = running(80, 24, "zh");
    s.keys("2二楼东侧<Enter>3门被锁<Esc>");
    let before = s.writes;
    s.today = date(2026, 11, 25);
    s.keys("1").keys("2三楼楼梯口<Enter>3闭门器坏<Esc>");
    assert!(!s.shows("今天") && !s.shows("补录"), "{}", s.screen());
    assert!(s.writes > before, "the keys after midnight were recorded");
    let visit = visit_of(&mut s, Kind::Routine);
    assert_eq!(visit.parts.head.joined.value.on, date(2026, 11, 24));
    assert_eq!(s.store().log.visits(None).unwrap()[0].answered, 3);
    s.keys("<Esc><Esc><Esc><Esc>");
    shows(&s, "2026-11-25 星期三");
    shows(&s, "未完成的检查");
    shows(&s, "2026-11-24  日常检查 未定稿");
}

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

/// A visit with one candidate for major hazard and one serious finding, and its list of findings on screen.
fn with_findings() -> Session {
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
    s.keys("41<Enter>").keys("1");
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

#[test]
fn what_is_taken_back_is_named_and_off_the_visit_it_is_asked_about() {
    let mut s = running(80, 24, "zh");
    s.keys("2二楼东侧<Enter><Esc><Esc><Esc><Esc><C-z>");
    shows(&s, "二楼东侧 不符合  康宁养老院 2026-11-24");
    shows(&s, "这不在眼前这一屏上");
    s.keys("2");
    assert_eq!(findings(&mut s).len(), 1);
    s.keys("<C-z>1");
    shows(&s, "已撤销：二楼东侧 不符合  康宁养老院 2026-11-24");
    // In the office what the screen shows is taken back at once, and named.
    s.keys("kn<Enter>3<Down>1<C-z>");
    shows(&s, "已撤销：特征 燃气：有  康宁养老院");
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
fn the_ledger_is_exported_from_home_and_from_the_list_of_findings() {
    let mut s = with_findings();
    s.keys("<Up><Enter>2");
    shows(&s, "2026-11/2026-11-24 问题台账.csv");
    s.keys("3");
    let csv = std::fs::read(s.store().path("2026-11/2026-11-24 问题台账.csv")).unwrap();
    assert!(csv.starts_with(&[0xef, 0xbb, 0xbf]) && String::from_utf8_lossy(&csv).contains("门被锁"));
    s.keys("<Esc><Esc><Esc><Esc><Esc>913");
    shows(&s, "问题台账.xlsx");
    assert!(s.store().path("2026-11/2026-11-24 问题台账.xlsx").exists());
}

#[test]
fn what_the_facilitys_file_lacks_is_asked_at_the_gate_and_goes_there() {
    let mut s = at_home(80, 24, "zh");
    s.keys("1kn<Enter>11<Enter>111<Enter>1").keys("957<Enter>");
    let gate = visit_of(&mut s, Kind::Routine).parts.head.joined.value.gate;
    assert_eq!(gate.started, "09:57");
    s.keys(&"<Enter>".repeat(10)).keys("111");
    shows(&s, " > 法人、负责人");
    s.keys("李法人<Enter>");
    let id = s.store().log.facilities().unwrap()[0].id;
    let profile = s.store().log.facility(id, date(2026, 11, 24)).unwrap().profile.joined.value;
    assert_eq!(profile.head.as_deref(), Some("李法人"));
    let on_paper = visit_of(&mut s, Kind::Routine).parts.facility.joined.value.head;
    assert_eq!(on_paper.as_deref(), Some("李法人"), "the record's head says it");
}

#[test]
fn words_typed_beside_a_trait_during_the_run_are_kept_with_it() {
    let mut s = running(80, 24, "zh");
    s.keys("6<Down>床位12张<Enter>");
    let told = visit_of(&mut s, Kind::Routine).parts.traits;
    let note = |t: &crate::views::Current<TraitValue>| t.joined.value.note.clone();
    assert!(told.values().filter_map(note).any(|n| n == "床位12张"), "{}", s.screen());
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
fn fridges_measured_last_time_are_named_again_also_after_a_fail_that_named_a_place() {
    let mut s = running(80, 24, "zh");
    s.keys("<Right><Down>1冰箱甲<Enter>19.5<Enter>冰柜<Enter>2<Enter><Enter>1后厨<Esc><Esc>");
    s.today = date(2026, 11, 26);
    s.keys("12").keys("1<Enter>111<Enter><Esc><Right><Down>1");
    shows(&s, "冰箱甲 [");
}

/// Every screen of the visit, drawn in both languages and sizes.
#[test]
fn the_screens_of_a_visit_are_drawn_as_they_were() {
    for (columns, rows) in [(80, 24), (140, 40)] {
        for lang in ["zh", "en"] {
            let name = |screen: &str| format!("{screen}-{columns}x{rows}-{lang}");
            let mut s = at_home(columns, rows, lang);
            s.keys("1kn<Enter>1").picture(&name("new-visit"));
            s.keys("1<Enter>111<Down> ").picture(&name("new-visit-scope"));
            s.keys(" <Enter>1").picture(&name("gate"));
            s.keys("<Esc>2二楼东侧<Enter>3门被锁<Esc>12三楼<Enter>3闭门器坏<Esc>9").picture(&name("closing"));
            s.keys("9").picture(&name("closing-menu"));
            s.keys("2").picture(&name("rest"));
            s.keys("<Esc>934").keys("94").picture(&name("paper"));
            s.keys("8").picture(&name("aloud"));
            s.keys("<Esc>4").picture(&name("sign"));
            s.keys("3").picture(&name("sign-refused"));
            s.keys("<Esc><Esc>5").picture(&name("by-hand"));
            s.keys("<Esc>41<Enter><Esc>4");
            s.keys("1").picture(&name("amend"));
            s.keys("<Esc><Esc>6").picture(&name("findings"));
            s.keys("<Enter>").picture(&name("finding"));
            s.keys("2").picture(&name("finding-step"));
            s.keys("<Esc><Esc><Esc>").today = date(2026, 12, 8);
            s.keys("1").keys("5").picture(&name("new-recheck"));
            s.keys("<Enter>111<Enter><Esc>").picture(&name("recheck"));
            s.keys("3").picture(&name("recheck-seen"));
            s.keys("<Enter><Esc>1").keys("1<Enter>112").picture(&name("not-done"));
        }
    }
}
