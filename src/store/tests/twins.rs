//! Two facilities, visits or people that are one after all: shown, counted and listed once, and taken apart again.

use super::desk::{Desk, ITEM};
use super::freeze::{freeze, printed};
use crate::domain::facility::Presence;
use crate::domain::inspection::Kind;
use crate::domain::name::Id;
use crate::domain::point::Verdict;
use crate::domain::subject::{PointId, Subject};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::merge::merge;
use crate::request::same::same;
use crate::views::facility::VisitStage;
use jiff::civil::date;

#[track_caller]
pub fn join(desk: &mut Desk, a: Id, b: Id, one: bool) {
    let view = desk.log.same(a, b).unwrap();
    let draft = same(&view, one, None).unwrap();
    desk.write(vec![draft]);
}

#[test]
fn twin_facilities_are_one_in_every_list_and_count_and_come_apart_again() {
    let mut desk = Desk::new("检甲");
    let (a, b) = (desk.add("康宁养老院"), desk.add("康宁敬老院"));
    let (lead, other) = if a.to_string() < b.to_string() { (a, b) } else { (b, a) };
    let (first, second) = (desk.visit(a, Kind::Routine, 3), desk.visit(b, Kind::Routine, 24));
    desk.answer(first, ITEM, Verdict::Fail);
    desk.answer(second, ITEM, Verdict::Fail);
    desk.set_trait(a, "gas", Presence::No);
    desk.set_trait(b, "gas", Presence::Yes);
    let before = (desk.log.facilities().unwrap(), desk.log.stats(date(2026, 11, 24)).unwrap());
    join(&mut desk, a, b, true);
    let today = date(2026, 11, 24);
    let rows = desk.log.facilities().unwrap();
    assert_eq!((rows.len(), rows[0].id, rows[0].open_findings), (1, lead, 2));
    assert_eq!(rows[0].last_visit, Some(today));
    for id in [a, b] {
        let page = desk.log.facility(id, today).unwrap();
        assert_eq!((page.id, page.also[0].0, page.visits.len(), page.open.len()), (lead, other, 2, 2));
        let gas = &page.traits["gas"].joined;
        assert_eq!((gas.value.is, gas.disputed), (Presence::Yes, true), "no item is hidden while they differ");
        assert_eq!(page.profile.joined.differs["name"].len(), 2);
        assert_eq!(desk.log.visits(Some(id)).unwrap().len(), 2);
    }
    assert!(desk.log.findings(today, false).unwrap().iter().all(|f| f.facility == lead));
    assert_eq!(desk.log.stats(today).unwrap().facilities, 1);
    // What is said from now on is said of both.
    desk.set_trait(other, "gas", Presence::No);
    let gas = desk.log.facility(other, today).unwrap().traits["gas"].joined.clone();
    assert_eq!((gas.value.is, gas.disputed), (Presence::No, false));
    assert_eq!(desk.log.verify().unwrap(), []);
    let now = desk.now();
    desk.log.undo(None, None, &now).unwrap();
    join(&mut desk, a, b, false);
    assert_eq!((desk.log.facilities().unwrap(), desk.log.stats(today).unwrap().facilities), (before.0, before.1.facilities));
    assert_eq!(desk.log.verify().unwrap(), []);
}

#[test]
fn a_record_of_two_that_were_one_calls_for_its_next_draft_when_they_come_apart() {
    let mut desk = Desk::new("检甲");
    let (a, b) = (desk.add("康宁养老院"), desk.add("康宁敬老院"));
    desk.set_trait(b, "gas", Presence::Yes);
    let visit = desk.visit(a, Kind::Routine, 24);
    join(&mut desk, a, b, true);
    // A copy of the folder goes its own way: it takes the two apart and knows of no record.
    let mut copy = desk.copied();
    freeze(&mut desk, visit, &[]);
    assert_eq!(desk.open(visit).parts.freezes[0].outside, []);
    let now = copy.now();
    copy.log.undo(None, None, &now).unwrap();
    let now = desk.now();
    merge(&mut desk.log, &copy.path, &now).unwrap();
    assert_eq!(desk.log.facilities().unwrap().len(), 2);
    let view = desk.open(visit);
    assert_ne!(view.parts.freezes[0].outside, [], "the record was made of both");
    assert_eq!(desk.log.verify().unwrap(), []);
}

#[test]
fn an_undo_takes_twins_apart() {
    let mut desk = Desk::new("检甲");
    let (a, b) = (desk.add("康宁养老院"), desk.add("康宁敬老院"));
    let before = desk.log.facilities().unwrap();
    join(&mut desk, a, b, true);
    assert_eq!(desk.log.facilities().unwrap().len(), 1);
    let now = desk.now();
    desk.log.undo(None, None, &now).unwrap();
    assert_eq!(desk.log.facilities().unwrap(), before);
    assert_eq!(desk.log.verify().unwrap(), []);
}

#[test]
fn two_visits_of_one_day_become_one_with_one_finding_an_item_and_one_paper() {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let (a, b) = (desk.visit(home, Kind::Routine, 24), desk.visit(home, Kind::Joint, 24));
    let rows: Vec<String> = desk.open(a).rows.iter().take(4).map(|r| r.point.key.clone()).collect();
    desk.answer(a, &rows[0], Verdict::Fail);
    desk.answer(b, &rows[0], Verdict::Fail);
    desk.answer(a, &rows[1], Verdict::Pass);
    desk.answer(b, &rows[1], Verdict::Fail);
    desk.answer(b, &rows[2], Verdict::Pass);
    join(&mut desk, a, b, true);
    let lead = a.min_text(b);
    let today = date(2026, 11, 24);
    let visits = desk.log.visits(None).unwrap();
    assert_eq!((visits.len(), visits[0].id, visits[0].answered, visits[0].failed), (1, lead, 3, 2));
    assert_eq!(visits[0].disputes, 1, "a pass beside a fail");
    assert_eq!(desk.log.findings(today, false).unwrap().len(), 2, "one for each item");
    let view = desk.open(a.max_text(b));
    assert_eq!((view.parts.id, view.parts.also.len()), (lead, 1));
    let point = |n: usize| PointId::new(lead, rows[n].clone());
    assert!(view.point(&point(1)).unwrap().now.joined.disputed);
    assert_eq!(view.point(&point(1)).unwrap().voices.len(), 2);
    // One answer over both settles it for both.
    desk.answer(a.max_text(b), &rows[3], Verdict::Pass);
    let settled = desk.open(lead);
    let drafts = crate::request::answer::answer(&settled, &point(1), crate::request::answer::Given::of(Verdict::Pass)).unwrap();
    desk.write(drafts);
    let view = desk.open(lead);
    assert_eq!(view.point(&point(1)).unwrap().now.joined.value.verdict, Verdict::Pass);
    assert!(!view.point(&point(1)).unwrap().now.joined.disputed);
    assert_eq!(desk.log.verify().unwrap(), []);
    freeze(&mut desk, lead, &[]);
    let paper = desk.open(lead).parts.freezes[0].clone();
    let before = printed(&mut desk, &paper);
    assert_eq!(before.1, paper.freeze.data, "the record is made from both");
    assert_eq!(desk.log.visits(None).unwrap()[0].stage, VisitStage::Frozen);
    let view = desk.log.same(a, b).unwrap();
    assert_eq!(same(&view, false, None), Err(Refusal::JoinsFrozen));
    let now = desk.now();
    let group = joined_in(&mut desk);
    assert_eq!(desk.log.undo(Some(group), None, &now).unwrap_err(), Failure::Rule(Refusal::CannotUndo));
    desk.answer(lead, &rows[0], Verdict::Pass);
    assert_eq!(printed(&mut desk, &paper), before);
    assert_eq!(desk.log.verify().unwrap(), []);
}

/// The group that joined the two.
fn joined_in(desk: &mut Desk) -> u64 {
    let sql = "SELECT coalesce(grp, seq) FROM entry e JOIN subject s ON s.n = e.subject WHERE s.kind = 9";
    desk.log.db().query_row(sql, [], |r| r.get::<_, i64>(0)).unwrap() as u64
}

trait ByText {
    fn min_text(self, other: Self) -> Self;
    fn max_text(self, other: Self) -> Self;
}

impl ByText for Id {
    fn min_text(self, other: Id) -> Id {
        if self.to_string() < other.to_string() { self } else { other }
    }

    fn max_text(self, other: Id) -> Id {
        if self.to_string() < other.to_string() { other } else { self }
    }
}

#[test]
fn a_record_frozen_before_two_visits_were_joined_elsewhere_stays_and_the_rest_is_told() {
    let (mut a, mut b) = (Desk::new("检甲"), Desk::new("检乙"));
    let home = a.add("康宁养老院");
    assert_eq!(b.add("康宁养老院"), home);
    let (mine, theirs) = (a.visit(home, Kind::Routine, 24), b.visit(home, Kind::Joint, 24));
    a.answer(mine, ITEM, Verdict::Pass);
    b.answer(theirs, ITEM, Verdict::Fail);
    let now = b.now();
    merge(&mut b.log, &a.path, &now).unwrap();
    join(&mut b, mine, theirs, true);
    freeze(&mut a, mine, &[]);
    let paper = a.open(mine).parts.freezes[0].clone();
    let before = printed(&mut a, &paper);
    merge(&mut a.log, &b.path, &now).unwrap();
    assert_eq!(printed(&mut a, &paper), before, "its own entries alone");
    let view = a.open(mine);
    assert!(!view.parts.freezes[0].outside.is_empty(), "the other visit's answers call for the next draft");
    assert_eq!(a.log.visits(None).unwrap()[0].stage, VisitStage::Draft);
    assert_eq!(a.log.verify().unwrap(), []);
    merge(&mut b.log, &a.path, &now).unwrap();
    assert_eq!(printed(&mut b, &paper), before);
    assert_eq!(a.log.digest().unwrap(), b.log.digest().unwrap());
    assert_eq!(a.log.visits(None).unwrap(), b.log.visits(None).unwrap());
    assert_eq!(a.log.findings(date(2026, 11, 24), false).unwrap(), b.log.findings(date(2026, 11, 24), false).unwrap());
}

#[test]
fn a_person_entered_twice_is_one_under_both_ids() {
    let mut desk = Desk::new("检甲");
    let person = |name: &str, card: Option<&str>| crate::domain::event::Person {
        name: name.into(),
        card: card.map(Into::into),
        ..Default::default()
    };
    let with_card = person("检乙", Some("沪-0002"));
    let (a, b) = (crate::request::facility::person_id(&with_card), crate::request::facility::person_id(&person("检乙", None)));
    desk.write(vec![crate::request::facility::person(a, with_card, vec![])]);
    desk.write(vec![crate::request::facility::person(b, person("检乙", None), vec![])]);
    assert_eq!(desk.log.people().unwrap().len(), 3);
    join(&mut desk, a, b, true);
    let people = desk.log.people().unwrap();
    assert_eq!(people.len(), 2);
    let row = people.iter().find(|p| p.person.name == "检乙").unwrap();
    assert_eq!((row.also.len(), row.person.card.as_deref()), (1, Some("沪-0002")));
    assert_eq!(desk.log.verify().unwrap(), []);
}

#[test]
fn only_things_of_one_kind_are_one() {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let visit = desk.visit(home, Kind::Routine, 24);
    let view = desk.log.same(home, visit).unwrap();
    assert_eq!(same(&view, true, None), Err(Refusal::NotAlike));
    let view = desk.log.same(home, Id([9; 16])).unwrap();
    assert!(matches!(same(&view, true, None), Err(Refusal::NotFound { .. })));
    let view = desk.log.same(home, home).unwrap();
    assert_eq!(same(&view, true, None), Err(Refusal::NotAlike));
}

#[test]
fn a_recheck_of_joined_findings_tells_the_places_of_both() {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let (first, second) = (desk.visit(home, Kind::Routine, 3), desk.visit(home, Kind::Joint, 24));
    let mut points = Vec::new();
    for (visit, place) in [(first, "二楼西侧出口"), (second, "三楼楼梯口")] {
        let point = desk.answer(visit, ITEM, Verdict::Fail);
        let view = desk.open(visit);
        let placed = crate::request::answer::change(&view, &point, |p| p.finding.as_mut().unwrap().place = Some(place.into()));
        desk.write(placed.unwrap());
        points.push(point);
    }
    let heads = desk.log.said(&Subject::same(&points[0], &points[1])).unwrap().heads;
    desk.write(vec![crate::request::finding::same(&points[0], &points[1], true, heads, None)]);
    let recheck = desk.visit(home, Kind::Recheck, 25);
    let view = desk.open(recheck);
    let [row] = &view.parts.to_recheck[..] else { panic!("one finding: {:?}", view.parts.to_recheck) };
    let told = crate::views::recheck::told(&view, row, "place", |f| f.place.as_ref());
    assert!(told.contains("二楼西侧出口") && told.contains("三楼楼梯口"), "{told}");
}
