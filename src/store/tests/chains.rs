use super::desk::Desk;
use crate::domain::inspection::Kind;
use crate::domain::point::Verdict;
use crate::store::{Log, Wrong};
use rusqlite::Connection;

/// A visit with ten answers.
fn worked() -> Desk {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let visit = desk.visit(home, Kind::Routine, 24);
    let items: Vec<String> = desk.open(visit).rows.iter().take(10).map(|r| r.point.key.clone()).collect();
    for item in &items {
        desk.answer(visit, item, Verdict::Pass);
    }
    desk
}

fn found(desk: &mut Desk, sql: &str) -> Vec<Wrong> {
    let db = Connection::open(&desk.path).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    db.execute_batch(sql).unwrap();
    drop(db);
    desk.log = Log::open(&desk.path, &desk.home).unwrap();
    desk.log.verify().unwrap()
}

/// Where an entry lies in the file says nothing: only its place in its log counts.
#[test]
fn entries_that_lie_in_another_order_are_sound_and_one_changed_among_them_is_named() {
    let mut desk = worked();
    let turned = "UPDATE entry SET n = 1000 - n; UPDATE entry SET n = n - 900 + 2000 WHERE seq % 2 = 0";
    assert_eq!(found(&mut desk, turned), []);
    let wrong = found(&mut desk, "UPDATE entry SET at = at + 128 WHERE seq = 6");
    assert!(matches!(wrong[..], [Wrong::Entry { seq: 6, .. }]), "{wrong:?}");
    let wrong = found(&mut desk, "UPDATE entry SET at = at - 128 WHERE seq = 6; DELETE FROM entry WHERE seq IN (8, 9)");
    assert!(matches!(wrong[..], [Wrong::Gap { from: 8, to: 9, .. }]), "{wrong:?}");
}

/// What is about nothing that the file names, or in a log that it does not name, is told, and the others are read on.
#[test]
fn an_entry_about_nothing_or_in_no_log_is_missed_where_it_belongs() {
    for sql in ["UPDATE entry SET subject = 90000 WHERE seq = 6", "UPDATE entry SET chain = 90000 WHERE seq = 6"] {
        let wrong = found(&mut worked(), sql);
        assert!(wrong.iter().any(|w| matches!(w, Wrong::Gap { from: 6, to: 6, .. })), "{sql}: {wrong:?}");
        assert!(wrong.iter().any(|w| matches!(w, Wrong::Database { .. })), "{sql}: {wrong:?}");
        assert!(!wrong.iter().any(|w| matches!(w, Wrong::Entry { .. })), "{sql}: {wrong:?}");
    }
}
