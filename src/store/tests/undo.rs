use super::desk::{Desk, ITEM};
use crate::domain::inspection::Kind;
use crate::domain::point::Verdict;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use jiff::civil::date;

#[test]
fn undo_brings_back_what_stood_before_and_survives_closing() {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let visit = desk.visit(home, Kind::Routine, 24);
    let point = desk.answer(visit, ITEM, Verdict::Fail);
    desk.answer(visit, ITEM, Verdict::Pass);
    desk.reopen();
    let group = desk.log.last_group().unwrap().unwrap();
    assert!(group.before_this_run);
    let now = desk.now();
    let undone = desk.log.undo(None, None, &now).unwrap();
    assert_eq!(undone.points[0].1.now.joined.value.verdict, Verdict::Fail);
    assert_eq!(desk.verdict(&point), Some(Verdict::Fail));
    assert_eq!(desk.log.findings(date(2026, 11, 24), false).unwrap().len(), 1);
    let now = desk.now();
    desk.log.undo(None, None, &now).unwrap();
    assert_eq!(desk.verdict(&point), None);
    assert_eq!(desk.log.findings(date(2026, 11, 24), false).unwrap(), []);
}

#[test]
fn an_undo_is_taken_back_by_naming_its_group() {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let visit = desk.visit(home, Kind::Routine, 24);
    let point = desk.answer(visit, ITEM, Verdict::Fail);
    let now = desk.now();
    let undo = desk.log.undo(None, None, &now).unwrap();
    assert_eq!(desk.verdict(&point), None);
    let now = desk.now();
    desk.log.undo(Some(undo.group), None, &now).unwrap();
    assert_eq!(desk.verdict(&point), Some(Verdict::Fail));
}

#[test]
fn nothing_is_left_to_take_back_in_the_end() {
    let mut desk = Desk::new("检甲");
    desk.add("康宁养老院");
    for _ in 0..2 {
        let now = desk.now();
        desk.log.undo(None, None, &now).unwrap();
    }
    let now = desk.now();
    let failure = desk.log.undo(None, None, &now).unwrap_err();
    assert_eq!(failure, Failure::Rule(Refusal::NothingToUndo));
    assert_eq!(failure.exit_code(), 1);
    assert!(desk.log.facilities().unwrap().is_empty());
}

#[test]
fn what_a_freeze_names_is_not_taken_back() {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let visit = desk.visit(home, Kind::Routine, 24);
    let view = desk.open(visit);
    for row in &view.rows {
        desk.answer(visit, &row.point.key, Verdict::Pass);
    }
    let group = desk.log.last_group().unwrap().unwrap().group;
    let view = desk.open(visit);
    let freeze = crate::request::freeze::freeze(&view, &[], Vec::new(), Default::default(), date(2026, 11, 24)).unwrap();
    desk.write(vec![freeze]);
    let now = desk.now();
    assert_eq!(desk.log.undo(Some(group), None, &now).unwrap_err(), Failure::Rule(Refusal::CannotUndo));
    assert_eq!(desk.log.visits(None).unwrap()[0].stage, crate::views::facility::VisitStage::Frozen);
}
