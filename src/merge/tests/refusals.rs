//! Files that are refused: not ours, not plain, not what their chains and seals say.

use super::super::merge;
use super::{take, two};
use crate::domain::point::Verdict;
use crate::failure::Failure;
use crate::failure::log::Fault;
use crate::failure::untaken::Why;
use crate::store::Log;
use crate::store::tests::desk::{Desk, ITEM, copy};
use crate::text::Lang;
use jiff::civil::date;

#[test]
fn what_is_no_file_of_ours_is_refused_by_its_own_name() {
    let mut a = Desk::new("检甲");
    let path = a.folder.path().join("来信.db");
    crate::disk::write_whole(&path, b"x").unwrap();
    let now = a.now();
    let failure = merge(&mut a.log, &path, &now).unwrap_err();
    assert!(failure.say(Lang::Zh).contains("来信.db"), "{failure:?}");
    assert_eq!(failure.exit_code(), 3);
    let gone = merge(&mut a.log, &a.folder.path().join("没有.db"), &now).unwrap_err();
    assert_eq!(gone.exit_code(), 4);
}

#[test]
fn a_table_of_the_log_that_is_not_plain_is_refused() {
    for sql in [
        "ALTER TABLE entry ADD COLUMN more TEXT",
        "ALTER TABLE chain ADD COLUMN more TEXT GENERATED ALWAYS AS (laptop || 'x')",
        "ALTER TABLE word RENAME TO words; CREATE VIEW word AS SELECT * FROM words",
        "ALTER TABLE seal RENAME TO seals; CREATE TABLE seal AS SELECT * FROM seals",
        "DROP VIEW v_entry; ALTER TABLE subject RENAME TO other",
    ] {
        let (mut a, b, ..) = two();
        let db = rusqlite::Connection::open(&b.path).unwrap();
        db.execute_batch(&format!("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; {sql}")).unwrap();
        drop(db);
        let why = refused(&mut a, &b.path);
        assert!(matches!(why, Why::Table { .. }), "{sql}: {why:?}");
    }
}

/// A file whose owner means harm: he holds its key, so that every id and seal in it fits.
struct Hostile {
    desk: Desk,
    db: rusqlite::Connection,
    log: crate::domain::name::LogId,
}

impl Hostile {
    fn of(desk: Desk) -> Hostile {
        let db = rusqlite::Connection::open(&desk.path).unwrap();
        db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        let log: String = db.query_row("SELECT text FROM word JOIN chain ON log = word.n", [], |r| r.get(0)).unwrap();
        Hostile { desk, db, log: log.parse().unwrap() }
    }

    fn id(&self, seq: u64) -> crate::domain::name::EntryId {
        let id: String = self.db.query_row("SELECT id FROM entry WHERE seq = ?1", [seq as i64], |r| r.get(0)).unwrap();
        id.parse().unwrap()
    }

    /// Writes an entry of his own making at the end and seals it.
    fn write(&self, seq: u64, prev: crate::domain::name::EntryId, group: u64) {
        use crate::journal::entry::{Entry, Place};
        let person = crate::domain::event::Person { name: "假".into(), ..Default::default() };
        let draft = crate::request::facility::person(self.desk.me, person, vec![]);
        let at = "2026-11-24T10:00:00+08:00".to_string();
        let place = Place { log: self.log, seq, prev: Some(prev), group, at, author: None };
        let entry = Entry::write(draft, vec![], place);
        let body = serde_json::to_string(&serde_json::from_str::<serde_json::Value>(&entry.bytes).unwrap()["body"]).unwrap();
        let subject: i64 = self.db.query_row("SELECT n FROM subject WHERE kind = 4", [], |r| r.get(0)).unwrap();
        let grp = (group != seq).then_some(group as i64);
        let sql = "INSERT INTO entry (id, chain, seq, subject, grp, body, at) VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6)";
        self.db.execute(sql, rusqlite::params![entry.id.to_string(), seq as i64, subject, grp, body, entry.at]).unwrap();
        let tip = crate::journal::digest::Tip { log: self.log, seq, id: entry.id };
        let seal = crate::journal::seal::sign(&self.desk.home.key().unwrap().secret(), tip);
        let sql = "UPDATE seal SET seq = ?1, id = ?2, signature = ?3";
        self.db.execute(sql, rusqlite::params![seq as i64, entry.id.to_string(), seal.signature]).unwrap();
        self.db.execute("UPDATE chain SET tip = ?1", [seq as i64]).unwrap();
    }
}

#[track_caller]
pub(super) fn refused(a: &mut Desk, from: &std::path::Path) -> Why {
    let bytes = std::fs::read(&a.path).unwrap();
    let before = (a.log.digest().unwrap(), a.log.stats(date(2026, 11, 24)).unwrap());
    let now = a.now();
    let failure = merge(&mut a.log, from, &now).unwrap_err();
    assert_eq!(failure.exit_code(), 3);
    assert!(failure.say(Lang::Zh).contains("没有并入") && failure.hint(Lang::Zh).is_some(), "{failure:?}");
    assert_eq!((a.log.digest().unwrap(), a.log.stats(date(2026, 11, 24)).unwrap()), before);
    assert_eq!(a.log.verify().unwrap(), []);
    assert!(std::fs::read(&a.path).unwrap() == bytes, "not a byte of mine moved");
    let Failure::Log(Fault::Untaken { why, path }) = failure else { panic!("{failure:?}") };
    assert_eq!(path, from, "named as people know it");
    why
}

#[test]
fn a_log_that_leaps_over_numbers_is_refused_also_by_its_owner() {
    let (mut a, b, ..) = two();
    take(&mut a, &b);
    let harm = Hostile::of(b);
    let (known, last) = (harm.id(3), harm.id(4));
    // Behind numbers that are filled with an entry that is held, one that names it as the one before.
    for seq in 5..9 {
        let sql = "INSERT INTO entry SELECT NULL, id, chain, ?1, subject, at, author, grp, body, replaces, undoes, covers FROM entry WHERE seq = 3";
        harm.db.execute(sql, [seq]).unwrap();
    }
    harm.write(9, known, 9);
    refused(&mut a, &harm.desk.path.clone());
    harm.db.execute("DELETE FROM entry WHERE seq > 4", []).unwrap();
    // In a group that is not the one before's.
    harm.write(5, last, 2);
    refused(&mut a, &harm.desk.path.clone());
    harm.db.execute("DELETE FROM entry WHERE seq > 4", []).unwrap();
    harm.write(5, last, 5);
    take(&mut a, &harm.desk);
}

#[test]
fn an_end_that_is_told_wrong_is_refused_and_hides_nothing() {
    for sql in [
        "UPDATE chain SET tip = tip - 1",
        "UPDATE chain SET tip = 0",
        "UPDATE seal SET seq = seq - 1, id = (SELECT id FROM entry e WHERE e.seq = seal.seq - 1)",
        "DELETE FROM seal",
        "UPDATE seal SET signature = zeroblob(64)",
    ] {
        for held in [false, true] {
            let (mut a, mut b, _, visit) = two();
            if held {
                take(&mut a, &b);
            }
            b.answer(visit, ITEM, Verdict::Fail);
            rusqlite::Connection::open(&b.path).unwrap().execute_batch(sql).unwrap();
            refused(&mut a, &b.path.clone());
        }
    }
}

/// Tables and indexes that do not belong together: what is read by the one is not what stands in the other. Every table is a plain
/// one of ours, every entry, chain and seal fits, so that SQLite's own check is all that sees it.
#[test]
fn a_file_whose_tables_and_indexes_differ_is_refused_by_the_check_of_sqlite_alone() {
    // An index made over a part, and then said to be the whole one.
    let lied = |name: &str, on: &str, part: &str| {
        let (whole, unique) = (format!("{name} ON {on}"), if name == "subject_by_name" { "UNIQUE " } else { "" });
        format!(
            "DROP INDEX {name}; CREATE {unique}INDEX {whole} WHERE {part}; PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET sql = 'CREATE {unique}INDEX {whole}' WHERE name = '{name}'; PRAGMA writable_schema = RESET"
        )
    };
    // A row put in behind the back of an index that SQLite keeps by itself: its page is swapped for that of another table.
    let hidden = |table: &str, row: &str| {
        format!(
            "PRAGMA writable_schema = ON; CREATE TEMP TABLE kept AS SELECT sql FROM sqlite_schema WHERE name = '{table}';
             UPDATE sqlite_schema SET sql = replace(sql, ' UNIQUE', '') WHERE name = '{table}';
             DELETE FROM sqlite_schema WHERE name = 'sqlite_autoindex_{table}_1'; PRAGMA writable_schema = RESET; {row}"
        )
    };
    for (sql, back) in [
        (lied("entry_by_id", "entry (substr(id, 1, 8))", "seq <> 3"), None),
        (lied("entry_by_id", "entry (substr(id, 1, 8))", "0"), None),
        (lied("subject_by_name", "subject (kind, a, b)", "kind <> 6"), None),
        (
            hidden("word", "UPDATE word SET text = text || '' WHERE n = 1; INSERT INTO word VALUES (9000, '多'),(9001, '多')"),
            Some("word"),
        ),
        (
            hidden("content", "INSERT INTO content (n, hash, bytes) SELECT 90 + n, hash, bytes FROM content"),
            Some("content"),
        ),
    ] {
        let (mut a, mut b, _, visit) = two();
        b.answer(visit, ITEM, Verdict::Fail);
        let path = b.path.clone();
        let index = |db: &rusqlite::Connection, table: &str| {
            let find = "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_' || ?1 || '_1'";
            db.query_row(find, [table], |r| r.get::<_, i64>(0)).unwrap()
        };
        let db = rusqlite::Connection::open(&path).unwrap();
        db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        let root = back.map(|table| index(&db, table));
        db.execute_batch(&sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
        drop(db);
        if let (Some(table), Some(root)) = (back, root) {
            let db = rusqlite::Connection::open(&path).unwrap();
            db.execute_batch(&format!(
                "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = '{}' WHERE name = '{table}' AND type = 'table';
                 INSERT INTO sqlite_schema VALUES ('index', 'sqlite_autoindex_{table}_1', '{table}', {root}, NULL);
                 PRAGMA writable_schema = RESET",
                form_of(table).replace('\'', "''")
            ))
            .unwrap();
        }
        assert_eq!(refused(&mut a, &path), Why::Check, "{sql}");
    }
}

/// The words that make a table, as a new file has them.
fn form_of(table: &str) -> String {
    let desk = Desk::new("检丁");
    let sql = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    desk.log.db().query_row(sql, [table], |r| r.get(0)).unwrap()
}

#[test]
fn any_byte_flipped_is_refused_or_changes_nothing() {
    let (mut a, mut b, _, visit) = two();
    b.answer(visit, ITEM, Verdict::Fail);
    let whole = {
        let copy_of_a = a.folder.path().join("whole.db");
        copy(&a.path, &copy_of_a);
        let mut log = Log::open(&copy_of_a, &a.home).unwrap();
        let now = a.now();
        merge(&mut log, &b.path, &now).unwrap();
        log.digest().unwrap()
    };
    let bytes = std::fs::read(&b.path).unwrap();
    let (flipped, target) = (a.folder.path().join("flipped.db"), a.folder.path().join("target.db"));
    let mut refused = 0;
    for place in (0..bytes.len()).step_by(bytes.len() / 120) {
        let mut changed = bytes.clone();
        changed[place] ^= 1 << (place % 8);
        crate::disk::write_whole(&flipped, &changed).unwrap();
        copy(&a.path, &target);
        let mut log = Log::open(&target, &a.home).unwrap();
        let before = log.digest().unwrap();
        let now = a.now();
        match merge(&mut log, &flipped, &now) {
            Ok(_) => assert_eq!(log.digest().unwrap(), whole, "byte {place}"),
            Err(_) => {
                refused += 1;
                assert_eq!(log.digest().unwrap(), before, "byte {place}");
            }
        }
    }
    assert!(refused > 10);
}
