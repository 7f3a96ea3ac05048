//! Projections from nothing: for `rebuild`, and in tables beside the real ones for `verify`.

use super::Log;
use super::append::Transaction;
use super::fault::Result;
use super::heard::Heard;
use super::lineage;
use super::names::{self, Key, SubjectNo, kind};
use super::project::{Beside, Points, Rows, Stirred, TABLES, join, project, settle, settle_visits};
use super::schema::{self, Access};
use super::state::Reader;
use super::{contents, entries};
use crate::failure::Failure;
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::path::Path;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::{self, ScopedJoinHandle};

/// So many subjects are joined at once.
const BATCH: usize = 20_000;
/// So many with what was said of them.
const READ: usize = 2_000;

impl Log {
    /// Drops the projections and makes them anew from the entries.
    pub fn rebuild(&mut self) -> std::result::Result<(), Failure> {
        self.may_be_written()?;
        self.look(|log| {
            let transaction = Transaction::begin(&log.db)?;
            for table in tables() {
                log.db.execute(&format!("DELETE FROM {table}"), [])?;
            }
            contents::reindex(&log.db)?;
            undos(&log.db)?;
            all(&log.db, None)?;
            transaction.commit()
        })
    }
}

/// Joins every facility anew: after a step that gave their rows another form.
pub fn facilities(db: &Connection) -> Result<()> {
    let mut find = db.prepare("SELECT n FROM subject WHERE kind = 1")?;
    let all = find.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<SubjectNo>>>()?;
    if all.is_empty() { Ok(()) } else { project(&Reader::new(db)?, &all) }
}

/// Holds every visit that came with amendments against its papers anew: after a step that changed what is one.
pub fn amended(db: &Connection) -> Result<()> {
    let mut find = db.prepare("SELECT n FROM inspection WHERE amended")?;
    let all = find.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<_>>>()?;
    if all.is_empty() { Ok(()) } else { settle_visits(&Reader::new(db)?, all) }
}

/// Looking through the points of a file on another thread: those that have to be joined, and what comes of it.
struct Looking<'scope> {
    left: Receiver<Vec<Heard>>,
    done: ScopedJoinHandle<'scope, Result<Points>>,
}

/// So many times some points wait to be joined.
const WAITING: usize = 4;

/// Joins every subject, in an order in which what a row hangs on comes first, and last what stands over several. Where somebody
/// looks through the points their rows are not written, but held against those that are there: gives whether they are equal.
fn all(db: &Connection, looking: Option<Looking>) -> Result<bool> {
    let mut stirred = Stirred::default();
    let beside = Rc::new(Beside::default());
    let rows = |beside: &Rc<Beside>| if looking.is_some() { Rows::Beside(beside.clone()) } else { Rows::Anew };
    // First what is one with what. What it says of points comes again with the points.
    every(&Reader::with(db, rows(&Rc::default()))?, "kind = 9", &mut stirred)?;
    let reader = Reader::with(db, rows(&beside))?;
    // Facilities, people and visits before points: their rows are what findings are told with.
    every_read(&reader, "s.kind NOT IN (6, 7, 8, 9)", &mut stirred)?;
    every(&reader, "kind = 7", &mut stirred)?;
    let mut points = Points::default();
    match looking {
        None => every(&reader, "kind = 6", &mut stirred)?,
        Some(looking) => {
            for some in looking.left {
                heard(&reader, some, &mut stirred)?;
            }
            points = looking.done.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        }
    }
    every(&reader, "kind = 8", &mut stirred)?;
    settle(&reader, stirred)?;
    beside.is_equal(&points, db)
}

/// Joins every subject of these kinds as its number stands for it: what was said of them is read where it is needed.
fn every(reader: &Reader, kinds: &str, stirred: &mut Stirred) -> Result<()> {
    let mut find = reader.db.prepare(&format!("SELECT n, kind, a, b FROM subject WHERE {kinds} ORDER BY kind, a, b"))?;
    let mut rows = find.query([])?;
    let mut batch = BTreeMap::new();
    while let Some(row) = rows.next()? {
        batch.insert(row.get(0)?, Key { kind: row.get(1)?, a: row.get(2)?, b: row.get(3)? });
        if batch.len() == BATCH {
            join(reader, std::mem::take(&mut batch), stirred)?;
        }
    }
    join(reader, batch, stirred)
}

/// The same where nearly all that was said of them is needed: it is read in one go.
fn every_read(reader: &Reader, kinds: &str, stirred: &mut Stirred) -> Result<()> {
    let mut some = Vec::new();
    entries::each_subject(reader.db, kinds, &[], |n, key, stored| {
        some.push(Heard::of(n, key, stored));
        if some.len() == READ { heard(reader, std::mem::take(&mut some), stirred) } else { Ok(()) }
    })?;
    heard(reader, some, stirred)
}

/// Joins subjects that have no row with what was said of them.
fn heard(reader: &Reader, some: Vec<Heard>, stirred: &mut Stirred) -> Result<()> {
    let keys = some.iter().map(|heard| (heard.subject, heard.key)).collect();
    some.into_iter().try_for_each(|heard| reader.note_read(heard))?;
    join(reader, keys, stirred)
}

/// Which undo cancels which entry: what every join stands on.
fn undos(db: &Connection) -> Result<()> {
    let lineage = lineage::lineage(db)?;
    let mut find = db.prepare(
        "SELECT e.n, c.log FROM entry e JOIN subject s ON s.n = e.subject JOIN chain c ON c.n = e.chain
         WHERE s.kind = ?1 AND e.undoes IS NOT NULL ORDER BY e.n",
    )?;
    let mut rows = find.query([kind::UNDO])?;
    while let Some(row) = rows.next()? {
        if let Some(undo) = entries::by_number(db, row.get(0)?)? {
            lineage::note_undo(db, &lineage, &undo, names::id(db, row.get(1)?)?)?;
        }
    }
    Ok(())
}

/// What lists need to know of the stored checklists, and what undos cancel, is made anew too.
fn tables() -> impl Iterator<Item = &'static str> {
    TABLES.into_iter().chain(["item", "undone"])
}

/// The tables whose rows differ from what the entries say. Nothing in the file is touched.
pub fn differing(db: &Connection, path: &Path) -> Result<Vec<&'static str>> {
    let differing = beside(db, path)?;
    // What is counted from rows that differ says nothing of the counts.
    if differing.contains(&"point") { doubled(db, None) } else { Ok(differing) }
}

/// The same with the rows of points compared where they stand: of a sound file, all that there is to do.
fn beside(db: &Connection, path: &Path) -> Result<Vec<&'static str>> {
    let (hand_over, left) = sync_channel(WAITING);
    let look = move || Points::of(&Reader::new(&schema::open(path, Access::Read)?)?, &hand_over);
    thread::scope(|scope| doubled(db, Some(Looking { left, done: scope.spawn(look) })))
}

/// The indexes that joining looks things up by; the others would be filled for nobody.
const JOINED_BY: [&str; 6] = ["inspection_by_facility", "finding_by_facility", "finding_joined", "same_a", "same_b", "same_ids"];

/// The rebuild stands in temporary tables, which for this connection hide the real ones. Rows of points are compared where they
/// stand where somebody looks through the points, and what stands over them is counted from these; else they are doubled too.
fn doubled(db: &Connection, looking: Option<Looking>) -> Result<Vec<&'static str>> {
    let with_points = looking.is_none();
    db.flush_prepared_statement_cache();
    db.execute_batch("BEGIN")?;
    let result = (|| {
        for table in tables().filter(|table| with_points || *table != "point") {
            let sql: String =
                db.query_row("SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?1", [table], |r| r.get(0))?;
            db.execute_batch(&sql.replacen("CREATE TABLE", "CREATE TEMP TABLE", 1))?;
        }
        let mut index = db.prepare("SELECT sql FROM main.sqlite_schema WHERE type = 'index' AND name = ?1")?;
        for name in JOINED_BY {
            let sql: Option<String> = index.query_row([name], |r| r.get(0)).optional()?;
            sql.map_or(Ok(()), |sql| db.execute_batch(&sql.replacen("CREATE INDEX ", "CREATE INDEX temp.", 1)))?;
        }
        contents::reindex(db)?;
        undos(db)?;
        let points_are_equal = all(db, looking)?;
        let mut differing = Vec::new();
        for table in tables() {
            let equal = if table == "point" && !with_points { points_are_equal } else { are_equal(db, table)? };
            differing.extend((!equal).then_some(table));
        }
        Ok(differing)
    })();
    db.flush_prepared_statement_cache();
    // With it go the temporary tables, and the words that rows made of damaged entries would have added.
    db.execute_batch("ROLLBACK")?;
    result
}

/// Whether a table and its temporary double hold the same rows: both are read once, side by side, in the order of their keys.
fn are_equal(db: &Connection, table: &str) -> Result<bool> {
    let mut keys = db.prepare("SELECT name FROM pragma_table_info(?1, 'main') WHERE pk > 0 ORDER BY pk")?;
    let keys = keys.query_map([table], |r| r.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?.join(", ");
    let mut one = db.prepare(&format!("SELECT * FROM main.{table} ORDER BY {keys}"))?;
    let mut other = db.prepare(&format!("SELECT * FROM temp.{table} ORDER BY {keys}"))?;
    let columns = one.column_count();
    let (mut one, mut other) = (one.query([])?, other.query([])?);
    loop {
        match (one.next()?, other.next()?) {
            (None, None) => return Ok(true),
            (Some(one), Some(other)) => {
                for column in 0..columns {
                    if one.get_ref(column)? != other.get_ref(column)? {
                        return Ok(false);
                    }
                }
            }
            _ => return Ok(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::inspection::Kind;
    use crate::domain::point::Verdict;
    use crate::store::tests::desk::Desk;

    /// What was judged anew, failed or taken back is joined on the way: no sound file is gone through a second time.
    #[test]
    fn a_sound_file_is_found_so_in_one_go() {
        let mut desk = Desk::new("检甲");
        let home = desk.add("康宁养老院");
        let visit = desk.visit(home, Kind::Routine, 24);
        let items: Vec<String> = desk.open(visit).rows.iter().take(8).map(|row| row.point.key.clone()).collect();
        for item in &items {
            desk.answer(visit, item, Verdict::Pass);
        }
        for (item, verdict) in items.iter().zip([Verdict::Na, Verdict::Unchecked, Verdict::Fail, Verdict::Pass]) {
            desk.answer(visit, item, verdict);
        }
        desk.answer(visit, &items[2], Verdict::Pass);
        assert_eq!(beside(&desk.log.db, &desk.path).unwrap(), [""; 0]);
    }
}
