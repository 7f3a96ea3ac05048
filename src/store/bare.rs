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
