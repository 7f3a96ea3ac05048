//! A merge is taken out again, exactly, while nothing stands on it.

use super::super::undo;
use super::{take, two};
use crate::domain::inspection::Kind;
use crate::domain::point::Verdict;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::store::tests::desk::{Desk, ITEM};
use jiff::civil::date;

#[test]
fn a_merge_is_taken_out_again_while_nothing_stands_on_it() {
    let (mut a, mut b, _, visit) = two();
    a.answer(visit, ITEM, Verdict::Pass);
    b.answer(visit, ITEM, Verdict::Fail);
    let before = a.log.digest().unwrap();
    let taken = take(&mut a, &b).entries();
    assert_eq!(undo(&mut a.log).map(|out| out.entries()), Ok(taken));
    assert_eq!(a.log.digest().unwrap(), before);
    assert_eq!(a.log.verify().unwrap(), []);
    assert_eq!(undo(&mut a.log), Err(Failure::Rule(Refusal::NothingToUndo)));
    take(&mut a, &b);
    a.answer(visit, ITEM, Verdict::Pass);
    assert_eq!(undo(&mut a.log), Err(Failure::Rule(Refusal::CannotUndo)), "an answer stands on both judgements");
}

#[test]
fn the_checklists_that_a_merge_brought_go_out_with_it_but_for_those_a_visit_stands_on() {
    let mut a = Desk::new("检甲");
    let mut b = Desk::new("检乙");
    let home = b.add("康宁养老院");
    assert_eq!(a.add("康宁养老院"), home);
    b.visit(home, Kind::Joint, 24);
    let lists = |desk: &Desk| -> (i64, i64) {
        let count = |table: &str| desk.log.db().query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0)).unwrap();
        (count("content"), count("item"))
    };
    assert_eq!(lists(&a), (0, 0));
    take(&mut a, &b);
    assert_eq!(lists(&a), lists(&b));
    undo(&mut a.log).unwrap();
    assert_eq!(lists(&a), (0, 0));
    take(&mut a, &b);
    a.visit(home, Kind::Routine, 25);
    undo(&mut a.log).unwrap();
    assert_eq!(lists(&a), lists(&b), "a visit of its own was opened with them since");
    assert_eq!(a.log.verify().unwrap(), []);
}

#[test]
fn a_merge_that_went_on_with_a_known_log_is_taken_out_to_where_it_stood() {
    let (mut a, mut b, _, visit) = two();
    take(&mut a, &b);
    let before = a.log.digest().unwrap();
    b.answer(visit, ITEM, Verdict::Fail);
    take(&mut a, &b);
    undo(&mut a.log).unwrap();
    assert_eq!(a.log.digest().unwrap(), before);
    assert_eq!(a.log.verify().unwrap(), []);
}

#[test]
fn a_merge_that_brought_an_undo_is_taken_out_with_what_the_undo_took_back() {
    let (mut a, mut b, _, visit) = two();
    let point = b.answer(visit, ITEM, Verdict::Fail);
    take(&mut a, &b);
    let before = (a.log.digest().unwrap(), a.log.findings(date(2026, 11, 24), false).unwrap());
    let now = b.now();
    b.log.undo(None, None, &now).unwrap();
    take(&mut a, &b);
    assert_eq!(a.verdict(&point), None);
    undo(&mut a.log).unwrap();
    assert_eq!((a.log.digest().unwrap(), a.log.findings(date(2026, 11, 24), false).unwrap()), before);
    assert_eq!(a.log.verify().unwrap(), []);
}
