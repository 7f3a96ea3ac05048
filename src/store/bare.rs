//! The same library with nothing of ours around it: what a measurement is compared with.

use super::fault::{Result, Trouble};
use crate::failure::Failure;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

/// A table of one column that rows are put into, each durable.
pub struct Bare {
    db: Connection,
    path: PathBuf,
}

impl Bare {
    /// A new file, as durable as ours.
    pub fn make(path: &Path) -> std::result::Result<Bare, Failure> {
        let make = || -> Result<Connection> {
            let db = Connection::open(path)?;
            let _: String = db.query_row("PRAGMA journal_mode = TRUNCATE", [], |r| r.get(0))?;
            db.execute_batch(
                "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; CREATE TABLE row (n INTEGER PRIMARY KEY, text TEXT)",
            )?;
            Ok(db)
        };
        make().map(|db| Bare { db, path: path.into() }).map_err(|t: Trouble| t.about(path))
    }

    /// Writes one row; durable when it returns.
    pub fn commit(&self, text: &str) -> std::result::Result<(), Failure> {
        let put = || -> Result<()> {
            self.db.prepare_cached("INSERT INTO row (text) VALUES (?1)")?.execute([text])?;
            Ok(())
        };
        put().map_err(|t| t.about(&self.path))
    }
}

/// Opens a file and reads one row of it.
pub fn open_and_read(path: &Path) -> std::result::Result<(), Failure> {
    let read = || -> Result<()> {
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let _: i64 = db.query_row("SELECT count(*) FROM (SELECT 1 FROM entry LIMIT 1)", [], |r| r.get(0))?;
        Ok(())
    };
    read().map_err(|t| t.about(path))
}

/// Tables whose rows a merge brings, each with the column by which new rows are the larger ones.
const BROUGHT: [(&str, &str); 20] = [
    ("word", "n"),
    ("subject", "n"),
    ("chain", "n"),
    ("content", "n"),
    ("entry", "n"),
    ("undone", "undo"),
    ("seal", "chain"),
    ("item", "content"),
    ("facility", "n"),
    ("trait", "n"),
    ("paper", "n"),
    ("person", "n"),
    ("inspection", "n"),
    ("point", "n"),
    ("major", "n"),
    ("same", "n"),
    ("finding", "n"),
    ("plan", "n"),
    ("import", "n"),
    ("local_merge", "n"),
];

/// Puts what a merge brought into `merged` into `into`, which is as `merged` was before it: the same entries and rows of lists
/// into the same tables with the same indexes, in one durable transaction. Nothing is read of another file, nothing checked,
/// nothing joined. Gives how many entries that were.
pub fn put_what_came(merged: &Path, into: &Path) -> std::result::Result<u64, Failure> {
    let put = || -> Result<u64> {
        let db = Connection::open(into)?;
        let _: String = db.query_row("PRAGMA journal_mode = TRUNCATE", [], |r| r.get(0))?;
        db.execute_batch("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA cache_size = -16000")?;
        db.execute("ATTACH ?1 AS theirs", [merged.to_string_lossy()])?;
        db.execute_batch("BEGIN")?;
        let mut entries = 0;
        for (table, by) in BROUGHT {
            let came = db.execute(
                &format!(
                    "INSERT INTO main.{table} SELECT * FROM theirs.{table}
                     WHERE {by} > (SELECT coalesce(max({by}), 0) FROM main.{table})"
                ),
                [],
            )?;
            entries += if table == "entry" { came as u64 } else { 0 };
        }
        db.execute_batch("COMMIT")?;
        Ok(entries)
    };
    put().map_err(|t| t.about(into))
}
