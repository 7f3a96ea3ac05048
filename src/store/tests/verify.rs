use super::desk::{Desk, ITEM, copy};
use crate::domain::facility::Presence;
use crate::domain::inspection::Kind;
use crate::domain::point::Verdict;
use crate::domain::subject::PointId;
use crate::store::{Log, Wrong};
use jiff::civil::date;
use proptest::prelude::*;
use rusqlite::Connection;

/// A visit with ten answers, closed.
fn worked() -> Desk {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let visit = desk.visit(home, Kind::Routine, 24);
    let rows: Vec<String> = desk.open(visit).rows.iter().take(10).map(|r| r.point.key.clone()).collect();
    for (n, item) in rows.iter().enumerate() {
        desk.answer(visit, item, if n == 3 { Verdict::Fail } else { Verdict::Pass });
    }
    assert_eq!(desk.log.verify().unwrap(), []);
    desk
}

/// Changes the file by hand, behind the program's back.
#[track_caller]
fn tampered(sql: &str) -> Vec<Wrong> {
    let mut desk = worked();
    let db = Connection::open(&desk.path).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    db.execute_batch(sql).unwrap();
    drop(db);
    desk.log.verify().unwrap()
}

#[track_caller]
fn entry(wrong: &[Wrong]) -> u64 {
    match wrong {
        [Wrong::Entry { seq, .. }, ..] => *seq,
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_byte_of_a_body_is_named_with_its_number() {
    let wrong = tampered("UPDATE entry SET body = replace(body, 'fail', 'pass') WHERE seq = 8");
    assert_eq!((entry(&wrong), wrong.len()), (8, 1));
}

#[test]
fn what_a_file_of_an_older_form_holds_is_counted_when_it_is_brought_up_to_date() {
    let Desk { home, path, mut log, folder: _folder, .. } = worked();
    let before = log.home(date(2026, 11, 24)).unwrap();
    drop(log);
    let older = "DROP TABLE tally; CREATE TABLE visits_at (stage INTEGER PRIMARY KEY, visits INTEGER NOT NULL) STRICT;
        PRAGMA user_version = 11";
    Connection::open(&path).unwrap().execute_batch(older).unwrap();
    let mut log = Log::open(&path, &home).unwrap();
    assert_eq!(log.verify().unwrap(), []);
    assert_eq!(log.home(date(2026, 11, 24)).unwrap(), before);
}

#[test]
fn another_day_author_or_subject_is_named() {
    for sql in [
        "UPDATE entry SET at = at + 128 WHERE seq = 6",
        "UPDATE entry SET author = NULL WHERE seq = 6",
        "UPDATE entry SET subject = (SELECT subject FROM entry WHERE seq = 7) WHERE seq = 6",
        "UPDATE entry SET replaces = '[]' WHERE seq = 6",
        "UPDATE entry SET grp = 5 WHERE seq = 6",
    ] {
        assert_eq!(entry(&tampered(sql)), 6, "{sql}");
    }
}

#[test]
fn another_id_breaks_the_entry_and_the_one_that_follows_it() {
    let wrong = tampered("UPDATE entry SET id = replace(id, substr(id, 5, 1), 'A') WHERE seq = 6");
    let numbers: Vec<u64> =
        wrong.iter().filter_map(|w| if let Wrong::Entry { seq, .. } = w { Some(*seq) } else { None }).collect();
    assert_eq!(numbers, [6, 7]);
}

#[test]
fn a_middle_or_last_entry_gone_and_two_swapped_are_told() {
    assert!(matches!(tampered("DELETE FROM entry WHERE seq = 6")[..], [Wrong::Gap { from: 6, to: 6, .. }]));
    assert!(matches!(
        tampered("DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)")[..],
        [Wrong::Cut { sealed: 14, held: 13, .. }]
    ));
    let swapped = tampered(
        "UPDATE entry SET seq = 100 WHERE seq = 6; UPDATE entry SET seq = 6 WHERE seq = 7; UPDATE entry SET seq = 7 WHERE seq = 100",
    );
    assert_eq!(entry(&swapped), 6);
}

/// What is found by an index is what stands in the rows: an index that was made over other rows, with another key, or of the rows
/// as they were once, is named. Everything else in the file is sound.
#[test]
fn an_index_that_does_not_hold_its_rows_is_named() {
    let said = |sql: &str| {
        let wrong = tampered(sql);
        let of = |w: &Wrong| if let Wrong::Database { what } = w { what.clone() } else { format!("{w:?}") };
        wrong.iter().map(of).collect::<Vec<_>>()
    };
    // Two subjects of each of which one thing was said.
    let db = Connection::open(&worked().path).unwrap();
    let once = "SELECT subject FROM entry GROUP BY subject HAVING count(*) = 1 ORDER BY subject DESC LIMIT 2";
    let once = db.prepare(once).unwrap().query_map([], |r| r.get(0)).unwrap().collect::<Result<Vec<i64>, _>>().unwrap();
    let whole = [
        ("entry_by_id", "", "entry (substr(id, 1, 8))"),
        ("entry_by_chain", "UNIQUE ", "entry (chain, seq)"),
        ("entry_by_subject", "", "entry (subject)"),
        ("subject_by_name", "UNIQUE ", "subject (kind, a, b)"),
    ];
    for (name, unique, on) in whole {
        let make = |on: &str| format!("DROP INDEX {name}; CREATE {unique}INDEX {name} ON {on}");
        let lie = |made: &str| {
            format!(
                "{}; PRAGMA writable_schema = ON;
                 UPDATE sqlite_schema SET sql = 'CREATE {unique}INDEX {name} ON {on}' WHERE name = '{name}';
                 PRAGMA writable_schema = RESET",
                make(made)
            )
        };
        assert_eq!(said(&make(on)), [""; 0], "{name} as it is");
        let table = on.split_whitespace().next().unwrap_or_default();
        let mut lies = vec![format!("{on} WHERE n <> 5"), format!("{on} WHERE 0")];
        // The same number of keys, in their order, and of other rows.
        match name {
            "entry_by_id" => lies.push(format!("{table} (substr(id, 2, 8))")),
            "entry_by_chain" => lies.push(format!("{table} (chain, (seq + 1))")),
            "entry_by_subject" => {
                lies.extend([format!("{table} ((subject + (n = 5)))"), format!("{table} ((-subject))")]);
                // The very same keys, of which two lead to each other's rows.
                let (a, b) = (once[0], once[1]);
                lies.push(format!("{table} ((CASE subject WHEN {a} THEN {b} WHEN {b} THEN {a} ELSE subject END))"));
            }
            _ => {}
        }
        for made in lies {
            let wrong = said(&lie(&made));
            assert!(wrong.iter().any(|what| what.contains(name)), "{made}: {wrong:?}");
        }
        // Keys that do not ascend: what is looked for is not found.
        let backwards = format!("{} DESC)", &on[..on.len() - 1]);
        let wrong = said(&lie(&backwards));
        assert!(wrong.iter().any(|what| what.contains(name)), "{backwards}: {wrong:?}");
    }
}

#[test]
fn a_cut_log_with_an_older_seal_does_not_pass() {
    let wrong = tampered(
        "DELETE FROM entry WHERE seq = 14; UPDATE chain SET tip = 13;
         UPDATE seal SET seq = 13, id = (SELECT id FROM entry WHERE seq = 13)",
    );
    assert!(matches!(wrong[..], [Wrong::Seal { .. }]), "{wrong:?}");
    assert!(matches!(tampered("DELETE FROM seal")[..], [Wrong::Seal { .. }]));
}

#[test]
fn a_row_that_lists_read_is_compared_with_its_entries_and_mended() {
    let mut desk = worked();
    let db = Connection::open(&desk.path).unwrap();
    db.execute_batch("UPDATE point SET verdict = 2 WHERE verdict = 4; DELETE FROM finding").unwrap();
    drop(db);
    let wrong = desk.log.verify().unwrap();
    assert_eq!(wrong, [Wrong::Projection { table: "point" }, Wrong::Projection { table: "finding" }]);
    desk.log.rebuild().unwrap();
    assert_eq!(desk.log.verify().unwrap(), []);
    assert_eq!(desk.log.findings(date(2026, 11, 24), false).unwrap().len(), 1);
}

#[test]
fn every_column_of_a_point_and_a_row_too_many_or_too_few_are_compared() {
    let ways = [
        "UPDATE point SET verdict = 3 WHERE verdict = 2",
        "UPDATE point SET item = 0 WHERE verdict = 2",
        "UPDATE point SET who = 1 WHERE verdict = 2",
        "UPDATE point SET batch = 1 WHERE verdict = 2",
        "UPDATE point SET disputed = 1 WHERE verdict = 2",
        "UPDATE point SET words = '二楼' WHERE verdict = 2",
        "UPDATE point SET return_by = '2026-12-01' WHERE verdict = 2",
        "UPDATE point SET verdict = 2 WHERE verdict = 3",
        "UPDATE point SET words = '二楼' WHERE verdict = 3",
        "UPDATE point SET words = '二楼' WHERE verdict = 4",
        "UPDATE point SET batch = 1 WHERE verdict = 4",
        "UPDATE point SET n = n + 1000 WHERE verdict = 4",
        "DELETE FROM point WHERE verdict = 2",
        "DELETE FROM point WHERE verdict = 3",
        "DELETE FROM point WHERE verdict = 4",
        "INSERT INTO point (n, verdict) SELECT n, 2 FROM subject WHERE kind = 5",
        // Passed first, and then not looked at: the row says what was said first.
        "UPDATE point SET verdict = 2 WHERE verdict = 1",
        "UPDATE point SET words = '二楼' WHERE verdict = 1",
        "DELETE FROM point WHERE verdict = 1",
    ];
    let mut desk = worked();
    let visit = desk.log.visits(None).unwrap()[0].id;
    let item = desk.open(visit).rows[10].point.key.clone();
    desk.answer(visit, &item, Verdict::Na);
    let twice = desk.open(visit).rows[11].point.key.clone();
    desk.answer(visit, &twice, Verdict::Pass);
    desk.answer(visit, &twice, Verdict::Unchecked);
    assert_eq!(desk.log.verify().unwrap(), []);
    let as_it_was = std::fs::read(&desk.path).unwrap();
    let changed = desk.folder.path().join("changed.db");
    for sql in ways {
        crate::disk::write_whole(&changed, &as_it_was).unwrap();
        let db = Connection::open(&changed).unwrap();
        assert!(db.execute(sql, []).unwrap() > 0, "{sql}");
        drop(db);
        let wrong = Log::open_to_read(&changed, &desk.home).unwrap().verify().unwrap();
        assert_eq!(wrong, [Wrong::Projection { table: "point" }], "{sql}");
    }
}

#[test]
fn a_backup_taken_while_the_file_is_open_is_equal_and_overwrites_nothing() {
    let mut desk = worked();
    let to = desk.folder.path().join("备份.db");
    desk.log.backup(&to).unwrap();
    let mut copy = Log::open_to_read(&to, &desk.home).unwrap();
    assert_eq!(copy.digest().unwrap(), desk.log.digest().unwrap());
    assert_eq!(copy.verify().unwrap(), []);
    assert_eq!(desk.log.backup(&to).unwrap_err().exit_code(), 4);
}

#[test]
fn a_byte_flipped_anywhere_in_a_copied_file_is_no_panic() {
    let desk = worked();
    let bytes = std::fs::read(&desk.path).unwrap();
    let flipped = desk.folder.path().join("flipped.db");
    for place in (0..bytes.len()).step_by(bytes.len() / 150) {
        let mut changed = bytes.clone();
        changed[place] ^= 0x55;
        crate::disk::write_whole(&flipped, &changed).unwrap();
        if let Ok(mut log) = Log::open_to_read(&flipped, &desk.home) {
            let _ = (log.verify(), log.digest(), log.facilities(), log.findings(date(2026, 11, 24), false));
        }
    }
    copy(&desk.path, &flipped);
}

#[test]
fn counts_are_those_of_the_live_state() {
    let mut desk = worked();
    let stats = desk.log.stats(date(2027, 1, 1)).unwrap();
    assert_eq!((stats.facilities, stats.inspections, stats.answers, stats.open, stats.overdue), (1, 1, 10, 1, 1));
    assert_eq!((stats.logs, stats.entries, stats.disputes), (1, 14, 0));
}

/// One step of a random day.
#[derive(Clone, Debug)]
enum Step {
    Answer(usize, Verdict),
    Close(usize),
    Same(usize, usize, bool),
    Major(usize, bool),
    Trait(Presence),
    Undo,
    Freeze,
    NewVisit,
}

fn step() -> impl Strategy<Value = Step> {
    let verdict = prop_oneof![3 => Just(Verdict::Fail), 2 => Just(Verdict::Pass), 1 => Just(Verdict::Cleared)];
    prop_oneof![
        6 => (0..3usize, verdict).prop_map(|(i, v)| Step::Answer(i, v)),
        1 => (0..3usize).prop_map(Step::Close),
        3 => (0..3usize, 0..3usize, prop::bool::weighted(0.8)).prop_map(|(a, b, same)| Step::Same(a, b, same)),
        1 => (0..3usize, any::<bool>()).prop_map(|(i, m)| Step::Major(i, m)),
        1 => prop_oneof![Just(Presence::Yes), Just(Presence::No)].prop_map(Step::Trait),
        2 => Just(Step::Undo),
        1 => Just(Step::Freeze),
        1 => Just(Step::NewVisit),
    ]
}

fn run(desk: &mut Desk, steps: Vec<Step>) {
    let home = desk.add("康宁养老院");
    let mut visit = desk.visit(home, Kind::Routine, 1);
    let items: Vec<String> = desk.open(visit).rows.iter().take(3).map(|r| r.point.key.clone()).collect();
    let mut points: Vec<PointId> = items.iter().map(|i| PointId::new(visit, i.clone())).collect();
    let mut day = 1;
    for step in steps {
        match step {
            Step::Answer(i, verdict) => points[i] = desk.answer(visit, &items[i], verdict),
            Step::Close(i) => {
                if let Ok(view) = desk.log.finding(&points[i]) {
                    let taken = crate::request::finding::Taken::of(crate::domain::point::Stage::Closed, date(2026, 11, 24));
                    if let Ok(drafts) = crate::request::finding::step(&view, &taken) {
                        desk.write(drafts);
                    }
                }
            }
            Step::Same(a, b, same) if points[a] != points[b] => {
                let draft = crate::request::finding::same(&points[a], &points[b], same, Vec::new(), None);
                desk.write(vec![draft]);
            }
            Step::Same(..) => {}
            Step::Major(i, major) => {
                if let Ok(view) = desk.log.finding(&points[i]) {
                    desk.write(crate::request::finding::judge(&view, major, None, None));
                }
            }
            Step::Trait(is) => desk.set_trait(home, "gas", is),
            Step::Undo => {
                let now = desk.now();
                let _ = desk.log.undo(None, None, &now);
                if desk.log.facility(home, date(2026, 11, 24)).is_err() || desk.log.visit(visit).is_err() {
                    return;
                }
            }
            Step::Freeze => {
                let view = desk.open(visit);
                let left =
                    view.rows.iter().map(|r| crate::domain::inspection::Left { point: r.point.clone(), reason: "时间".into() });
                if let Ok(draft) =
                    crate::request::freeze::freeze(&view, &[], left.collect(), Default::default(), date(2026, 11, 24))
                {
                    desk.write(vec![draft]);
                }
            }
            Step::NewVisit if day < 25 => {
                day += 1;
                visit = desk.visit(home, Kind::Routine, day);
            }
            Step::NewVisit => {}
        }
        assert_eq!(crate::store::rebuild::differing(&desk.log.db, &desk.log.path).unwrap(), [""; 0]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_written_entry_by_entry_equal_those_of_a_rebuild(steps in prop::collection::vec(step(), 1..25)) {
        let mut desk = Desk::new("检甲");
        desk.log.db.execute_batch("PRAGMA synchronous = OFF").unwrap();
        run(&mut desk, steps);
        prop_assert_eq!(desk.log.verify().unwrap(), []);
        let before = desk.log.digest().unwrap();
        desk.log.rebuild().unwrap();
        prop_assert_eq!(desk.log.digest().unwrap(), before);
        prop_assert_eq!(desk.log.verify().unwrap(), []);
    }
}

#[test]
fn a_finding_comes_apart_from_another_also_where_what_held_them_together_has_none() {
    let steps = vec![
        Step::Answer(1, Verdict::Fail),
        Step::Answer(2, Verdict::Fail),
        Step::Same(1, 0, true),
        Step::Same(2, 0, true),
        Step::Same(0, 1, false),
    ];
    let mut desk = Desk::new("检甲");
    run(&mut desk, steps);
    assert_eq!(desk.log.findings(date(2026, 11, 24), false).unwrap().len(), 2);
}

#[test]
fn joined_findings_are_listed_once_and_come_apart_again() {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let first = desk.visit(home, Kind::Routine, 1);
    let a = desk.answer(first, ITEM, Verdict::Fail);
    let second = desk.visit(home, Kind::Routine, 2);
    let b = desk.answer(second, ITEM, Verdict::Fail);
    let same = |same| crate::request::finding::same(&a, &b, same, Vec::new(), None);
    desk.write(vec![same(true)]);
    let today = date(2026, 11, 24);
    let rows = desk.log.findings(today, false).unwrap();
    assert_eq!((rows.len(), rows[0].points.len()), (1, 2));
    assert_eq!(rows[0].id, a.clone().min(b.clone()), "under the id first in byte order");
    desk.answer(second, ITEM, Verdict::Pass);
    let rows = desk.log.findings(today, false).unwrap();
    let open: Vec<_> = rows.iter().filter(|r| r.stage.is_some()).map(|r| r.id.clone()).collect();
    assert_eq!(open, std::slice::from_ref(&a), "the other no longer fails");
    desk.answer(second, ITEM, Verdict::Fail);
    assert_eq!(desk.log.findings(today, false).unwrap().len(), 1);
    desk.write(vec![same(false)]);
    assert_eq!(desk.log.findings(today, false).unwrap().len(), 2);
    assert_eq!(desk.log.verify().unwrap(), []);
}
