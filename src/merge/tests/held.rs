//! What a file holds, read from its views and tables past the program, to hold two files beside each other.

use crate::journal::entry::Entry;
use crate::store::tests::desk::Desk;
use rusqlite::types::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;

/// Entries by their ids.
pub type Entries = BTreeMap<String, Rc<Entry>>;

/// Tests do not wait for the disk.
pub fn quick(desk: &Desk) {
    desk.log.db().execute_batch("PRAGMA synchronous = OFF").unwrap();
}

/// All entries of a file by their ids, read from the view that anyone can read.
pub fn entries(desk: &Desk) -> Entries {
    entries_of(desk.log.db())
}

pub fn in_file(file: &Path) -> Entries {
    entries_of(&rusqlite::Connection::open(file).unwrap())
}

fn entries_of(db: &rusqlite::Connection) -> Entries {
    let mut find = db.prepare("SELECT id, bytes FROM v_entry").unwrap();
    let rows = find.query_map([], |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?))).unwrap();
    rows.map(|row| row.map(|(id, bytes)| (id, Rc::new(Entry::read(&bytes).unwrap()))).unwrap()).collect()
}

/// The points whose findings stand open.
pub fn open_findings(desk: &Desk) -> BTreeSet<String> {
    let sql = "SELECT coalesce(a.text, '-') || '/' || b.text FROM finding f JOIN subject s ON s.n = f.n
               LEFT JOIN word a ON a.n = s.a JOIN word b ON b.n = s.b WHERE f.stage < 7";
    let mut find = desk.log.db().prepare(sql).unwrap();
    find.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
}

/// The rows of the log and of everything that is made from it.
pub fn rows(desk: &Desk) -> Vec<String> {
    let tables = "entry chain seal undone facility trait paper person inspection point major same finding plan import";
    tables.split(' ').flat_map(|table| table_of(desk, table)).collect()
}

/// What lists read, with names in place of numbers: the same in every file that holds the same entries.
pub fn lists(desk: &Desk) -> Vec<String> {
    let views = "v_facility v_inspection v_point v_finding tally".split(' ').map(str::to_string);
    let named = [
        "(SELECT w.text, p.name, p.unit, p.card, p.card_until, p.phone FROM person p JOIN word w ON w.n = p.n)",
        "(SELECT w.text, t.name, t.presence, t.disputed FROM trait t JOIN word w ON w.n = t.facility)",
        "(SELECT w.text, p.kind, p.number, p.expires FROM paper p JOIN word w ON w.n = p.facility)",
        "(SELECT w.text, f.text, p.day, p.people, p.withdrawn FROM plan p JOIN word w ON w.n = p.n JOIN word f ON f.n = p.facility)",
    ];
    views.chain(named.map(str::to_string)).flat_map(|table| table_of(desk, &table)).collect()
}

fn table_of(desk: &Desk, table: &str) -> Vec<String> {
    let mut find = desk.log.db().prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns = find.column_count();
    let row = |r: &rusqlite::Row| {
        let values = (0..columns).map(|c| r.get::<_, Value>(c)).collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(format!("{table} {values:?}"))
    };
    let mut all: Vec<String> = find.query_map([], row).unwrap().map(Result::unwrap).collect();
    all.sort();
    all
}
