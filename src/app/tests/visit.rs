//! A whole visit by keys over a real store: from the facility to the signed record, and the recheck two weeks later.

use super::recheck::with_findings;
use super::session::Session;
use super::store::Store;
use crate::disk::Moment;
use crate::domain::event::{Event, Person};
use crate::domain::facility::{Facility, FacilityType, Presence, TraitValue};
use crate::domain::inspection::Kind;
use crate::domain::name::{FacilityId, PersonId};
use crate::domain::point::Stage;
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
pub(super) fn office() -> (Store, FacilityId, Vec<PersonId>) {
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

pub(super) fn settings(people: &[PersonId]) -> Settings {
    Settings {
        author: Some(people[0]),
        colleagues: vec![people[1]],
        unit: "宝山区民政局".into(),
        laptop: "甲号机".into(),
        ..Settings::default()
    }
}

pub(super) fn at_home(columns: u16, rows: u16, lang: &str) -> Session {
    let (store, _, people) = office();
    let settings = Settings { lang: lang.into(), ..settings(&people) };
    Session::over(store, columns, rows, settings, Screen::Home(Home::default()))
}

/// From Home to the run of a routine visit: gas 有, dementia unit 无, the second officer along.
pub(super) fn running(columns: u16, rows: u16, lang: &str) -> Session {
    let mut s = at_home(columns, rows, lang);
    s.keys("1kn<Enter>11<Enter>111<Enter>1<Down><Enter><Down><Enter>副院长<Enter><Esc>");
    s
}

/// The visit of that day.
pub(super) fn visit_of(s: &mut Session, kind: Kind) -> Visit {
    let rows = s.store().log.visits(None).unwrap();
    let id = rows.iter().find(|v| v.kind == kind).expect("the visit is in the log").id;
    s.store().log.visit(id).unwrap()
}

pub(super) fn findings(s: &mut Session) -> Vec<FindingRow> {
    let today = s.today;
    s.store().log.findings(today, false).unwrap()
}

#[track_caller]
pub(super) fn shows(s: &Session, text: &str) {
    assert!(s.shows(text), "not on screen: {text}\n{}", s.screen());
}

#[test]
fn a_whole_visit_by_keys_ends_signed_and_its_findings_are_rechecked_two_weeks_later() {
    let mut s = running(80, 24, "zh");
    let gate = visit_of(&mut s, Kind::Routine).parts.head.joined.value.gate;
    assert_eq!((gate.started.as_str(), gate.host_name.as_str(), gate.host_post.as_str()), ("10:42", "王院长", "副院长"));
    // A blocked exit and a door that does not close; the kitchen passes, two papers stay open.
    s.keys("2二楼东侧<Enter>3门被锁<Enter><Enter><Enter>派人值守<Enter><Esc>");
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
    s.keys("2二楼东侧<Enter>3门被锁<Enter><Enter><Enter>派人值守<Enter><Esc>").keys("9").keys("934").keys("94");
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
    s.keys("2二楼<Esc><Esc>").keys("12").keys("1<Enter>111<Enter>");
    shows(&s, "这一天已有检查");
    shows(&s, "1  与同事同一次检查：打开 日常检查（第 1 组，检甲 检乙，已记 1 项）");
    s.keys("1");
    shows(&s, "已记 1/");
    assert_eq!(s.store().log.visits(None).unwrap().len(), 1);
    s.keys("<Esc>12").keys("1<Enter>111<Enter>2<Esc>");
    let teams: Vec<u32> = s.store().log.visits(None).unwrap().iter().map(|v| v.team).collect();
    assert_eq!((teams.contains(&1), teams.contains(&2), teams.len()), (true, true, 2));
    s.keys("<Esc>13").keys("4<Enter>111<Enter>");
    shows(&s, "另一次检查（第 1 组）");
    // Who comes back means to come back: a recheck is none of these.
    s.keys("<Esc><Esc><Esc>13").keys("5<Enter>111<Esc>");
    shows(&s, "复1");
}

#[test]
fn a_visit_that_was_left_unfinished_is_offered_before_a_new_one_is_made() {
    let mut s = running(80, 24, "zh");
    s.keys("2二楼<Esc><Esc>");
    // The facility's page names it at once, on the same day as on a later one.
    shows(&s, "未完成的检查     2026-11-24 日常检查  已记 1/10  检甲、检乙  按 1 接着查");
    shows(&s, "1接着查或新建");
    s.keys("1");
    shows(&s, "1  接着查：2026-11-24 日常检查");
    s.keys("<Esc>").today = date(2026, 11, 26);
    s.keys("1");
    shows(&s, "这一家有没定稿的检查");
    shows(&s, "1  接着查：2026-11-24 日常检查（第 1 组，检甲 检乙，已记 1/10 项）");
    s.keys("2");
    shows(&s, "新检查  康宁养老院");
    s.keys("<Esc>11");
    shows(&s, "已记 1/");
    assert_eq!(s.store().log.visits(None).unwrap().len(), 1);
    // Once it is finished nothing is left to go on with.
    s.keys("9").keys("934").keys("94").keys("1").keys("41<Enter><Esc><Esc>");
    shows(&s, "康宁养老院  养老机构");
    assert!(!s.shows("未完成的检查") && s.shows("1开始检查"), "{}", s.screen());
}

#[test]
fn nine_takes_all_that_is_due_also_from_the_fields_above_and_is_text_where_text_is_typed() {
    let mut s = at_home(80, 24, "zh");
    s.keys("1kn<Enter>1").keys("1<Enter>111<Down> <Esc>");
    shows(&s, " > 接 下 来");
    shows(&s, "合计 6 项，约 12 分钟；该查的另 4 项留待下次（红线 1），按 9 都列入");
    shows(&s, "9该查的全列入");
    s.keys("9");
    shows(&s, "合计 10 项，约 20 分钟");
    s.keys("<Enter> <Esc><Up><Up><Up>");
    shows(&s, " > 日    期  [2026-11-24");
    assert!(s.shows("留待下次") && !s.shows("按 9") && !s.shows("9该查的"), "{}", s.screen());
    s.keys("9");
    shows(&s, " > 日    期  [9 ");
    shows(&s, "留待下次");
    // Nothing of it where no sections stand below.
    s.keys("<Up>5");
    assert!(!s.shows("按 9") && !s.shows("9该查的"), "{}", s.screen());
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
            s.keys("<Esc><C-p>fg<Enter>").picture(&name("share"));
            s.keys("<Esc>2二楼东侧<Enter>3门被锁<Esc>12三楼<Enter>3闭门器坏<Esc>9").picture(&name("closing"));
            s.keys("9").picture(&name("closing-menu"));
            s.keys("2").picture(&name("rest"));
            s.keys("<Esc>934").keys("94").keys("1").picture(&name("paper"));
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
            s.keys("<Enter><Esc>1").keys("2").keys("1<Enter>112").picture(&name("not-done"));
        }
    }
}

#[test]
fn a_visit_that_is_taken_back_while_it_is_open_closes_and_takes_no_answers() {
    let (mut store, home, people) = super::visit::office();
    let visit = super::strokes::opened(&mut store.log, home, &people, date(2026, 11, 24), &["drill"]);
    let mut s = Session::over(store, 80, 24, settings(&people), Screen::Home(Home::default()));
    s.keys("3<Enter>");
    shows(&s, "> 1.01  走道出口畅通");
    s.keys("<C-z>");
    shows(&s, "已撤销");
    assert!(s.store().log.visit(visit).is_err(), "it is not there any more");
    s.keys("1").keys("1");
    assert!(!s.shows("1.01  走道出口畅通") && s.store().log.visits(None).unwrap().is_empty(), "{}", s.screen());
}

#[test]
fn the_program_is_left_from_anywhere_by_one_key() {
    let from = |keys: &str| {
        let mut s = running(80, 24, "zh");
        s.keys(keys).keys("<C-q>");
        s.app.finished()
    };
    // The list, a question, a form, a hidden screen, the help, the question before something is taken back.
    for keys in ["", "4", "2门口", "<C-l>", "?", "<C-p>", "<Esc><Esc><C-z>"] {
        assert!(from(keys), "not left after {keys}");
    }
}
