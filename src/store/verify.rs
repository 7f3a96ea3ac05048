//! `verify`: ids, chains, seals, checklists, projections, and SQLite's own check. Every fault names the entry or the log it
//! is in. What happened to laptops without harming anything (a copied data folder) is told too, and is no fault.

use super::fault::{Result, Trouble};
use super::names;
use super::schema::{self, Access};
use super::{Log, chains, indexes, rebuild, upkeep};
use crate::content;
use crate::domain::name::{EntryId, LogId};
use crate::failure::Failure;
use rusqlite::{Connection, OptionalExtension, params};
use std::panic::resume_unwind;
use std::thread;

/// One thing wrong in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// SQLite's own words.
    Database { what: String },
    /// The entry is not what was written: a byte of it, or the one before it, was changed.
    Entry { log: LogId, seq: u64, id: EntryId },
    /// Numbers are missing in a log.
    Gap { log: LogId, from: u64, to: u64 },
    /// Entries are missing at the end of a log.
    Cut { log: LogId, sealed: u64, held: u64 },
    /// The end of a log is sealed by another hand, or not at all.
    Seal { log: LogId },
    /// What the file says of a log (its laptop, its key, whether it is a demonstration's) is not what its first entry says.
    Start { log: LogId },
    /// A checklist is not the one that visits were run with: its bytes are not those of its hash.
    Content { hash: String },
    /// The file holds logs of the demonstration and real ones.
    Worlds,
    /// Rows that lists read differ from what the entries say; `rebuild` mends it.
    Projection { table: &'static str },
}

/// Kilobytes of the file that SQLite's own check holds: it looks rows up in indexes.
const HELD: i64 = 32_000;

impl Log {
    /// Everything that is wrong; nothing when all is well. Writes nothing. What is stored and the rows that lists read are looked
    /// at side by side, each over connections of their own.
    pub fn verify(&mut self) -> std::result::Result<Vec<Wrong>, Failure> {
        let path = self.path.clone();
        self.look(|log| {
            let (stored, differing) = thread::scope(|scope| {
                let stored = scope.spawn(|| {
                    let db = schema::open(&path, Access::Read)?;
                    upkeep::held(&db, HELD)?;
                    stored(&db)
                });
                let differing = rebuild::differing(&log.db, &path);
                (stored.join().unwrap_or_else(|panic| resume_unwind(panic)), differing)
            });
            let mut wrong = stored?;
            // A projection of entries that are not sound says nothing.
            if wrong.is_empty() {
                wrong.extend(differing?.into_iter().map(|table| Wrong::Projection { table }));
            }
            Ok(wrong)
        })
    }
}

/// A log that was continued twice, as when a data folder was copied: both branches are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fork {
    pub log: LogId,
    pub laptop: String,
    /// The last number that the branches share.
    pub shared: u64,
}

impl Log {
    /// Logs that were continued twice: harmless, and told.
    pub fn forks(&mut self) -> std::result::Result<Vec<Fork>, Failure> {
        self.look(|log| forks(&log.db))
    }
}

pub fn forks(db: &Connection) -> Result<Vec<Fork>> {
    let mut find = db.prepare(
        "SELECT c.log, c.laptop, c.fork FROM chain c JOIN chain p ON p.n = c.parent
         WHERE c.tip > c.fork AND p.tip > c.fork ORDER BY c.n",
    )?;
    let row = |r: &rusqlite::Row| Ok((r.get(0)?, r.get(1)?, r.get::<_, i64>(2)?));
    let rows = find.query_map([], row)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let fork = |(log_word, laptop, shared)| Ok(Fork { log: names::id(db, log_word)?, laptop, shared: shared as u64 });
    rows.into_iter().map(fork).collect()
}

/// Checklists whose bytes are not what their hash names.
fn contents(db: &Connection) -> Result<Vec<Wrong>> {
    let mut find = db.prepare("SELECT hash, bytes FROM content ORDER BY n")?;
    let rows = find.query_map([], |r| Ok((r.get::<_, String>(0)?, r.get::<_, Vec<u8>>(1)?)))?;
    let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let other = rows.into_iter().filter(|(hash, bytes)| content::hash(bytes).to_string() != *hash);
    Ok(other.map(|(hash, _)| Wrong::Content { hash }).collect())
}

/// What is wrong with the file as such, with the entries and with the checklists.
fn stored(db: &Connection) -> Result<Vec<Wrong>> {
    let pages = said(db, "PRAGMA quick_check(20)")?;
    let mut database = pages.clone();
    // Pages that cannot be read in order say nothing of what is in them.
    if pages.is_empty() {
        database.extend(rest(db)?);
    }
    let (entries, rows) = chains::check(db)?;
    if pages.is_empty()
        && let Some(rows) = rows
    {
        database.extend(rows.unsound(db, &indexes::ALL)?.into_iter().map(|name| format!("index {name}")));
    }
    let database = database.into_iter().take(20).map(|what| Wrong::Database { what });
    Ok(database.chain(entries).chain(contents(db)?).collect())
}

/// The rest of SQLite's own check: every index but those of the entries and the subjects, which are read in their own order, and
/// what points to other rows.
fn rest(db: &Connection) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    let mut tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('entry', 'subject')")?;
    for table in tables.query_map([], |r| r.get::<_, String>(0))? {
        lines.extend(said(db, &format!("PRAGMA integrity_check('{}')", table?.replace('\'', "''")))?);
    }
    lines.extend(indexes::of_subjects(db)?.map(|name| format!("index {name}")));
    lines.extend(said(db, "PRAGMA foreign_key_check")?.into_iter().map(|table| format!("foreign key: {table}")));
    Ok(lines)
}

/// What a check of SQLite's finds.
fn said(db: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut check = db.prepare(sql)?;
    let lines = check.query_map([], |r| r.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// Last number, last id, signature.
pub type Sealed = (u64, EntryId, [u8; 64]);

/// The seal of a chain as it is kept.
pub fn sealed(db: &Connection, chain: i64) -> Result<Option<Sealed>> {
    let mut find = db.prepare_cached("SELECT seq, id, signature FROM seal WHERE chain = ?1")?;
    let row = |r: &rusqlite::Row| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?, r.get::<_, [u8; 64]>(2)?));
    let found = find.query_row(params![chain], row).optional()?;
    let damaged = || Trouble::Damaged(format!("seal {chain}"));
    found.map(|(seq, id, signature)| Ok((seq as u64, id.parse().map_err(|_| damaged())?, signature))).transpose()
}
