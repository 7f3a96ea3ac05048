use crate::app::tests::session::Session;
use crate::domain::name::{EntryId, Id};
use crate::domain::point::{Finding, NaReason, Point, Severity, Verdict};
use crate::domain::subject::PointId;
use crate::request::Settings;
use crate::views::sample;
use crate::views::visit::{Visit, build};
use crate::views::{Voice, visit::PointNow};

fn fail() -> Point {
    let mut point = Point::of(Verdict::Fail);
    let facts = Some("门被自行车锁住".to_string());
    point.finding = Some(Finding { place: Some("二楼东侧".into()), facts, ..Finding::open(Severity::Serious) });
    point
}

fn voice(n: u8, who: &str, laptop: &str, value: Point) -> Voice<Point> {
    let (at, who, laptop) = (format!("2026-11-24T10:{n:02}:00+08:00"), who.into(), laptop.into());
    Voice { entry: EntryId([n; 32]), value, at, author: Some(Id([n; 16])), who, laptop }
}

/// 检甲 saw a blocked exit, 检乙 passed it; neither had seen the other.
fn disputed() -> (Visit, PointId) {
    let mut parts = sample::visit(&[]).parts;
    let id = PointId::new(parts.id, "EXIT-01");
    let mut now: PointNow = sample::now(fail());
    now.now.joined.disputed = true;
    now.now.heads = vec![EntryId([41; 32]), EntryId([43; 32])];
    now.voices = vec![voice(41, "检甲", "甲号机", fail()), voice(43, "检乙", "乙号机", Point::of(Verdict::Pass))];
    parts.points.insert(id.key.clone(), now);
    (build(parts), id)
}

fn session(columns: u16, rows: u16, lang: &str) -> Session {
    let settings = Settings { author: Some(Id([1; 16])), lang: lang.into(), ..Settings::default() };
    let (visit, _) = disputed();
    let mut s = Session::run(visit, columns, rows, settings);
    s.keys("94");
    s
}

fn settled(s: &Session) -> Point {
    let visit = s.visit();
    visit.parts.points["EXIT-01"].now.joined.value.clone()
}

#[test]
fn both_judgements_are_shown_with_author_time_and_facts_until_one_is_taken_with_a_reason() {
    let mut s = session(80, 24, "zh");
    for told in ["1  检甲  甲号机  2026-11-24 10:41", "2  检乙  乙号机  2026-11-24 10:43", "门被自行车锁住", "3 现场重看"]
    {
        assert!(s.shows(told), "{told}\n{}", s.screen());
    }
    s.keys("2");
    assert!(s.shows("采用 检乙（乙号机），为什么"), "{}", s.screen());
    s.keys("<Esc>");
    assert_eq!(settled(&s).verdict, Verdict::Fail, "nothing is settled without a reason");
    s.keys("14");
    assert!(s.shows("已裁定：采用 检甲（甲号机），按错"), "{}", s.screen());
    assert_eq!((settled(&s).verdict, settled(&s).notes), (Verdict::Fail, vec!["按错".to_string()]));
    assert!(s.shows("4        分歧  无"), "back on the closing list\n{}", s.screen());
}

#[test]
fn another_reason_is_typed_and_the_finding_of_a_taken_pass_is_withdrawn() {
    let mut s = session(80, 24, "zh");
    s.keys("25两个门，锁的是储藏室<Enter>");
    assert_eq!((settled(&s).verdict, settled(&s).finding), (Verdict::Pass, None));
    assert_eq!(settled(&s).notes, ["两个门，锁的是储藏室"]);
}

#[test]
fn looking_again_settles_it_there_with_what_is_found_now() {
    let mut s = session(80, 24, "zh");
    s.keys("3");
    for told in ["现场重看：现在是", "1  符合", "2  不符合", "3  不适用"] {
        assert!(s.shows(told), "{told}\n{}", s.screen());
    }
    s.keys("<Esc>32");
    assert!(s.shows("已裁定：现场重看，不符合"), "{}", s.screen());
    let point = settled(&s);
    assert_eq!(point.finding, fail().finding, "the place and the facts stay with it");
    assert_eq!((point.verdict, point.notes), (Verdict::Fail, vec!["看了现场".to_string()]));
    assert!(s.shows("4        分歧  无"), "back on the closing list\n{}", s.screen());
}

#[test]
fn a_second_look_that_finds_it_well_is_a_pass_and_nobody_pressed_by_mistake() {
    let mut s = session(80, 24, "zh");
    s.keys("31");
    assert!(s.shows("已裁定：现场重看，符合") && !s.shows("按错"), "{}", s.screen());
    let point = settled(&s);
    assert_eq!((point.verdict, point.finding, point.notes), (Verdict::Pass, None, vec!["看了现场".to_string()]));
}

#[test]
fn a_second_look_that_finds_nothing_to_judge_says_why() {
    let mut s = session(80, 24, "zh");
    s.keys("33");
    assert!(s.shows("不适用，为什么"), "{}", s.screen());
    assert_eq!(settled(&s).verdict, Verdict::Fail, "nothing is settled without a reason");
    s.keys("3");
    s.keys("这栋楼已拆<Enter>");
    let point = settled(&s);
    assert_eq!((point.verdict, point.na, point.finding), (Verdict::Na, Some(NaReason::Other), None));
    assert_eq!((point.reason.as_deref(), point.notes), (Some("这栋楼已拆"), vec!["看了现场".to_string()]));
}

#[test]
fn where_both_sides_found_it_failing_a_second_look_withdraws_no_finding() {
    let (mut visit, id) = disputed();
    let now = visit.parts.points.get_mut(&id.key).unwrap();
    let mut graver = fail();
    graver.finding.as_mut().unwrap().severity = Severity::Major;
    now.now.joined.value = graver.clone();
    now.voices[1].value = graver;
    let settings = Settings { author: Some(Id([1; 16])), ..Settings::default() };
    let mut s = Session::run(build(visit.parts), 80, 24, settings);
    s.keys("9431");
    assert!(s.shows("两边都判了不符合"), "{}", s.screen());
    assert_eq!(s.writes, 0);
    s.keys("32");
    assert_eq!(settled(&s).finding.map(|f| f.severity), Some(Severity::Major), "the graver one");
}

#[test]
fn a_dispute_is_drawn_as_it_was() {
    for (columns, rows) in [(80, 24), (140, 40)] {
        for lang in ["zh", "en"] {
            session(columns, rows, lang).picture(&format!("settle-{columns}x{rows}-{lang}"));
        }
    }
}

#[test]
fn on_the_item_itself_a_judgement_against_a_colleagues_fail_opens_the_dispute_and_calls_it_no_slip() {
    for key in ["1", "3", "4", "0"] {
        let (visit, id) = disputed();
        let settings = Settings { author: Some(Id([1; 16])), ..Settings::default() };
        let mut s = Session::run(visit, 80, 24, settings);
        let name = s.visit().item(s.visit().rows.iter().position(|r| r.point == id).unwrap()).short.zh.clone();
        s.keys(&name);
        s.keys("<Enter>");
        s.keys(key);
        assert!(s.shows("3 现场重看") && !s.shows("按错了"), "{key}\n{}", s.screen());
        assert_eq!(s.writes, 0);
    }
}
