use crate::app::tests::session::Session;
use crate::app::tests::store::Store;
use crate::domain::event::Person;
use crate::domain::facility::{Facility, FacilityType};
use crate::domain::inspection::Kind;
use crate::domain::name::{FacilityId, Id, InspectionId};
use crate::domain::point::Verdict;
use crate::domain::subject::PointId;
use crate::request::answer::{self, Given};
use crate::request::visit::{self, NewVisit};
use crate::request::{Settings, facility};
use crate::screens::Screen;
use crate::store::tests::desk::{ITEM, lists};
use crate::store::tests::freeze::to_freeze;
use jiff::civil::date;

const ME: Id = Id([7; 16]);

fn now(minute: u32) -> crate::request::message::Moment {
    crate::disk::Moment::parse(&format!("2026-11-24T10:{minute:02}:00+08:00")).unwrap()
}

fn add(store: &mut Store, name: &str, filing: &str) -> FacilityId {
    let profile = Facility {
        name: name.into(),
        kind: Some(FacilityType::Home),
        street: Some("静水街道".into()),
        filing_number: (!filing.is_empty()).then(|| filing.into()),
        ..Facility::default()
    };
    let (id, draft) = facility::add(profile);
    store.log.append(vec![draft], Some(ME), &now(1)).unwrap();
    id
}

fn open(store: &mut Store, at: FacilityId, kind: Kind) -> InspectionId {
    let on = date(2026, 11, 24);
    let view = store.log.facility(at, on).unwrap();
    let lists = lists();
    let new = NewVisit::of(&view, kind, on, vec![ME], lists.iter().collect());
    let (id, drafts) = visit::open(&new);
    store.log.append(drafts, Some(ME), &now(2)).unwrap();
    id
}

fn fail(store: &mut Store, visit: InspectionId, facts: &str) -> PointId {
    let view = store.log.visit(visit).unwrap();
    let id = PointId::new(visit, ITEM);
    let drafts = answer::answer(&view, &id, Given::of(Verdict::Fail)).unwrap();
    store.log.append(drafts, Some(ME), &now(3)).unwrap();
    let view = store.log.visit(visit).unwrap();
    let facts = facts.to_string();
    let write = |p: &mut crate::domain::point::Point| p.finding.as_mut().unwrap().facts = Some(facts);
    let drafts = answer::change(&view, &id, write).unwrap();
    store.log.append(drafts, Some(ME), &now(4)).unwrap();
    id
}

/// One door, written up at a routine and at a joint visit of one day.
fn district() -> (Store, [InspectionId; 2], [PointId; 2]) {
    let mut store = Store::new();
    let me = facility::person(ME, Person { name: "检甲".into(), ..Person::default() }, Vec::new());
    store.log.append(vec![me], None, &now(0)).unwrap();
    let home = add(&mut store, "康宁养老院（演示）", "");
    let visits = [open(&mut store, home, Kind::Routine), open(&mut store, home, Kind::Joint)];
    let points = [fail(&mut store, visits[0], "二楼东侧门被自行车锁住"), fail(&mut store, visits[1], "东边的门推不开")];
    (store, visits, points)
}

fn asked(store: Store, columns: u16, rows: u16, lang: &str) -> Session {
    let settings = Settings { author: Some(ME), lang: lang.into(), laptop: "甲号机".into(), ..Settings::default() };
    Session::over(store, columns, rows, settings, Screen::Twins(super::Twins::default()))
}

fn line_with(s: &Session, words: &str) -> String {
    s.screen().lines().find(|l| l.contains(words)).unwrap_or_else(|| panic!("{words}\n{}", s.screen())).to_string()
}

fn findings(s: &mut Session) -> usize {
    s.store().log.findings(date(2026, 11, 24), false).unwrap().len()
}

fn visits(s: &mut Session) -> usize {
    s.store().log.visits(None).unwrap().len()
}

#[test]
fn one_key_makes_two_visits_of_one_day_one_and_ctrl_z_two_again() {
    let (store, ..) = district();
    let mut s = asked(store, 80, 24, "zh");
    assert!(s.shows("康宁养老院（演示）：2026-11-24 有两次检查") && s.shows("1 并为一次检查"), "{}", s.screen());
    let line = line_with(&s, "日常");
    assert!(line.contains("联合"), "side by side\n{}", s.screen());
    s.keys("1");
    assert_eq!((visits(&mut s), findings(&mut s)), (1, 1), "the item that both failed is one finding of the one visit");
    assert!(s.shows("没有要问的") && s.shows("Ctrl-Z"), "{}", s.screen());
    s.keys("<C-z>");
    assert_eq!((visits(&mut s), findings(&mut s)), (2, 2));
    assert!(s.shows("有两次检查"), "{}", s.screen());
}

#[test]
fn the_same_item_of_one_day_is_one_finding_or_two_by_one_key_and_asked_once() {
    let (store, _, points) = district();
    let mut s = asked(store, 80, 24, "zh");
    // Two visits they are; what they found is asked for itself.
    s.keys("2");
    assert!(s.shows("同一天记了两个问题") && s.shows("1 同一问题") && s.shows("2 两个问题"), "{}", s.screen());
    let line = line_with(&s, "二楼东侧门");
    assert!(line.contains("东边的门推不开"), "side by side\n{}", s.screen());
    assert!(line_with(&s, "10:04").contains("检甲"), "who and when\n{}", s.screen());
    s.keys("1");
    assert_eq!(findings(&mut s), 1);
    let one = s.store().log.finding(&points[1]).unwrap();
    assert_eq!(one.row.points.len(), 2, "both ids are kept");
    s.keys("<C-z>2");
    assert_eq!(findings(&mut s), 2);
    assert!(s.shows("没有要问的"), "two findings, said once\n{}", s.screen());
}

#[test]
fn put_off_nothing_is_written_and_it_is_asked_again_next_time() {
    let (store, ..) = district();
    let mut s = asked(store, 80, 24, "zh");
    let before = s.store().log.digest().unwrap();
    s.keys("33");
    assert!(s.shows("没有要问的"), "{}", s.screen());
    assert_eq!(s.store().log.digest().unwrap(), before);
}

#[test]
fn visits_are_one_only_until_a_paper_is_made() {
    let (mut store, [first, second], _) = district();
    let view = store.log.visit(first).unwrap();
    store.log.append(vec![to_freeze(&view, &[])], Some(ME), &now(5)).unwrap();
    let mut s = asked(store, 80, 24, "zh");
    assert!(!s.shows("有两次检查"), "{}", s.screen());
    let view = s.store().log.same(first, second).unwrap();
    assert!(crate::request::same::same(&view, true, None).is_err());
}

#[test]
fn one_home_and_one_person_under_two_ids_become_one_each() {
    let mut store = Store::new();
    let me = facility::person(ME, Person { name: "检甲".into(), ..Person::default() }, Vec::new());
    let again = Person { name: "检甲".into(), card: Some("310-007".into()), ..Person::default() };
    let again = facility::person(Id([8; 16]), again, Vec::new());
    let other = Person { name: "检乙".into(), card: Some("1".into()), ..Person::default() };
    let namesake = Person { card: Some("2".into()), ..other.clone() };
    let others = [facility::person(Id([1; 16]), other, vec![]), facility::person(Id([2; 16]), namesake, vec![])];
    store.log.append([vec![me, again], others.into()].concat(), None, &now(0)).unwrap();
    add(&mut store, "康宁养老院（演示）", "");
    add(&mut store, "康宁养老院（演示）", "沪养备0001");
    add(&mut store, "福寿养老院（演示）", "");
    let mut s = asked(store, 80, 24, "zh");
    assert!(s.shows("有两家 康宁养老院（演示）") && s.shows("沪养备0001"), "{}", s.screen());
    s.keys("1");
    assert!(s.shows("有两个 检甲") && s.shows("310-007"), "two cards are two people\n{}", s.screen());
    s.keys("1");
    assert!(s.shows("没有要问的"), "{}", s.screen());
    assert_eq!(s.store().log.facilities().unwrap().len(), 2);
    assert_eq!(s.store().log.people().unwrap().len(), 3);
    s.keys("<C-z><C-z>");
    assert_eq!(s.store().log.facilities().unwrap().len(), 3);
}

#[test]
fn the_questions_are_drawn_as_they_were() {
    for (columns, rows) in [(80, 24), (140, 40)] {
        for lang in ["zh", "en"] {
            let mut s = asked(district().0, columns, rows, lang);
            s.keys("2");
            s.picture(&format!("twins-{columns}x{rows}-{lang}"));
        }
    }
}
