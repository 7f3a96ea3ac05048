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

/// Puts all rows of a file into the same tables with the same indexes in a new file, in one transaction: nothing is checked,
/// nothing joined.
pub fn put_same_rows(from: &Path, to: &Path) -> std::result::Result<(), Failure> {
    let put = || -> Result<()> {
        let db = Bare::make(to).map_err(Trouble::from)?.db;
        db.execute("ATTACH ?1 AS theirs", [from.to_string_lossy()])?;
        let mut find = db.prepare(
            "SELECT type, name, sql FROM theirs.sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL
             AND name NOT LIKE 'sqlite%' ORDER BY type = 'index'",
        )?;
        let row = |r: &rusqlite::Row| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?));
        let all = find.query_map([], row)?.collect::<rusqlite::Result<Vec<_>>>()?;
        db.execute_batch("BEGIN")?;
        for (_, _, sql) in &all {
            db.execute_batch(sql)?;
        }
        for (_, name, _) in all.iter().filter(|(kind, ..)| kind == "table") {
            db.execute_batch(&format!("INSERT INTO main.{name} SELECT * FROM theirs.{name}"))?;
        }
        db.execute_batch("COMMIT")?;
        Ok(())
    };
    put().map_err(|t| t.about(to))
}
