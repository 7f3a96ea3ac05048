//! The form of the database: opening, migrating, refusing what is newer or no database of ours. Opening reads two
//! numbers from the file's head and nothing else; what is refused is not touched by a byte.

use super::fault::{Result, Trouble};
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::failure::log::Fault;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Marks the file as ours: "XunC".
pub const APPLICATION: i32 = 0x5875_6e43;

/// Kilobytes of the file that are held in memory.
pub const HELD: i64 = 16_000;

/// Every step from one form to the next, in order; never edited once released.
const STEPS: &[&str] = &[
    include_str!("../../db/schema/0001-first.sql"),
    include_str!("../../db/schema/0002-sections.sql"),
    include_str!("../../db/schema/0003-twins.sql"),
    include_str!("../../db/schema/0004-life.sql"),
    include_str!("../../db/schema/0005-merges.sql"),
    include_str!("../../db/schema/0006-said.sql"),
    include_str!("../../db/schema/0007-home.sql"),
    include_str!("../../db/schema/0008-judged.sql"),
    include_str!("../../db/schema/0009-counts.sql"),
    include_str!("../../db/schema/0010-names.sql"),
    include_str!("../../db/schema/0011-stages.sql"),
    include_str!("../../db/schema/0012-counts.sql"),
];
const VIEWS: &str = include_str!("../../db/schema/views.sql");

/// The form that this program writes.
pub fn newest() -> u32 {
    STEPS.len() as u32
}

/// The first form: the tables that carry the log have been the same since.
pub fn first() -> &'static str {
    STEPS[0]
}

/// How a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To write; made when it is not there.
    Write,
    Read,
}

/// Opens `path`, makes it when it is not there, migrates it when it is older.
pub fn open(path: &Path, access: Access) -> Result<Connection> {
    open_with(path, access, STEPS)
}

fn open_with(path: &Path, access: Access, steps: &[&str]) -> Result<Connection> {
    let newest = steps.len() as u32;
    refuse_by_its_head(path, newest)?;
    let db = connect(path, access)?;
    let found = version(&db, path)?;
    match found {
        Some(version) if version > newest => return Err(Failure::Log(Fault::Newer { path: path.into(), version }).into()),
        Some(version) if version < newest && (access == Access::Read || db.is_readonly("main")?) => {
            return Err(Failure::Log(Fault::Older { path: path.into() }).into());
        }
        Some(version) if version < newest => back_up_beside(&db, path, version)?,
        None if access == Access::Read || !is_empty(path) => return Err(not_ours(path)),
        _ => {}
    }
    if access == Access::Write {
        keep_a_truncated_journal(&db, path)?;
    }
    let found = found.unwrap_or(0);
    if found < newest {
        migrate(&db, found, steps)?;
    }
    Ok(db)
}

/// Only a file without a byte is made ours: a text of a few bytes would pass for an empty database otherwise.
pub fn is_empty(path: &Path) -> bool {
    fs::metadata(path).map_or(true, |m| m.len() == 0)
}

fn not_ours(path: &Path) -> Trouble {
    Failure::Log(Fault::NotADatabase { path: path.into() }).into()
}

/// What the first bytes tell is refused before SQLite sees the file: it would make a journal of its own for some. Where a
/// write was broken off only SQLite knows what the file holds.
fn refuse_by_its_head(path: &Path, newest: u32) -> Result<()> {
    const MAGIC: &[u8] = b"SQLite format 3\0";
    if fs::metadata(beside(path, "-journal")).is_ok_and(|m| m.len() > 0) {
        return Ok(());
    }
    if path.is_dir() {
        return Err(not_ours(path));
    }
    let mut head = Vec::with_capacity(72);
    match File::open(path).and_then(|file| file.take(72).read_to_end(&mut head)) {
        Ok(0) => return Ok(()),
        Err(e) if e.kind() == std::io::ErrorKind::PermissionDenied => {
            return Err(Failure::Disk(Disk::Forbidden { path: path.into() }).into());
        }
        // SQLite finds the same, and knows what it means.
        Err(_) => return Ok(()),
        Ok(_) => {}
    }
    let number = |at: usize| head.get(at..at + 4).map(|b| i32::from_be_bytes([b[0], b[1], b[2], b[3]]));
    match (number(60), number(68)) {
        (Some(version), Some(APPLICATION)) if head.starts_with(MAGIC) => match u32::try_from(version) {
            Ok(version) if version <= newest => Ok(()),
            other => Err(Failure::Log(Fault::Newer { path: path.into(), version: other.unwrap_or(u32::MAX) }).into()),
        },
        _ => Err(not_ours(path)),
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(ending);
    PathBuf::from(name)
}

/// Makes the tables and views in an empty database.
#[cfg(test)]
pub fn make(db: &Connection) -> Result<()> {
    migrate(db, 0, STEPS)
}

/// Opens with the settings that every connection of ours has.
fn connect(path: &Path, access: Access) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
    flags |= match access {
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    };
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(Duration::from_secs(10))?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    // Plans do not hang on the values that are bound: otherwise a statement that touches a table with a partial index is
    // compiled anew for every value, which costs more than running it.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.set_prepared_statement_cache_capacity(128);
    db.execute_batch(&format!(
        "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA cache_size = -{HELD}; PRAGMA temp_store = MEMORY;"
    ))?;
    Ok(db)
}

/// A file that another program left in WAL is brought back; the answer is read, since a refusal is no error here.
fn keep_a_truncated_journal(db: &Connection, path: &Path) -> Result<()> {
    let mode: String = db.query_row("PRAGMA journal_mode = TRUNCATE", [], |r| r.get(0))?;
    match mode.as_str() {
        "truncate" => Ok(()),
        _ => Err(Failure::Disk(Disk::Busy { path: path.into(), process: crate::disk::holder_of(path) }).into()),
    }
}

/// The form of the file; `None` when it is empty. What is not ours is refused.
fn version(db: &Connection, path: &Path) -> Result<Option<u32>> {
    let number = |name: &str| db.query_row(&format!("PRAGMA {name}"), [], |r| r.get::<_, i32>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    if application == APPLICATION {
        return Ok(Some(u32::try_from(version).unwrap_or(u32::MAX)));
    }
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
    if application == 0 && version == 0 && tables == 0 {
        return Ok(None);
    }
    Err(not_ours(path))
}

/// All steps that are missing, in one transaction.
fn migrate(db: &Connection, from: u32, steps: &[&str]) -> Result<()> {
    db.execute_batch("BEGIN IMMEDIATE")?;
    let done = (|| -> Result<()> {
        for step in &steps[from as usize..] {
            db.execute_batch(step)?;
        }
        db.execute_batch(VIEWS)?;
        super::contents::reindex(db)?;
        super::rebuild::facilities(db)?;
        super::rebuild::amended(db)?;
        db.execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {}; COMMIT", steps.len()))?;
        Ok(())
    })();
    if done.is_err() && !db.is_autocommit() {
        let _ = db.execute_batch("ROLLBACK");
    }
    done
}

/// `xuncha.db` of version 1 is kept as `xuncha.db.v1` before anything is changed; where that is there already, of an earlier
/// try, as `xuncha.db.v1.2`.
fn back_up_beside(db: &Connection, path: &Path, version: u32) -> Result<()> {
    let first = beside(path, &format!(".v{version}"));
    let next = (2..).map(|n| beside(path, &format!(".v{version}.{n}")));
    match std::iter::once(first).chain(next).find(|copy| !copy.exists()) {
        Some(copy) => back_up(db, &copy, false),
        None => Ok(()),
    }
}

/// A consistent copy of the database as it stands, also while it is being written.
pub fn back_up(db: &Connection, to: &Path, replace: bool) -> Result<()> {
    if to.exists() && !replace {
        return Err(Failure::Disk(Disk::Exists { path: to.into() }).into());
    }
    let part = beside(to, ".part");
    let _ = fs::remove_file(&part);
    let copied = (|| -> Result<()> {
        let mut copy = Connection::open(&part).map_err(|e| Trouble::from(e).about(to))?;
        copy.execute_batch("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;")?;
        let backup = rusqlite::backup::Backup::new(db, &mut copy)?;
        backup.run_to_completion(1024, Duration::ZERO, None).map_err(|e| Trouble::from(e).about(to))?;
        drop(backup);
        // A copy of a damaged file would only lull.
        let check: String = copy.query_row("PRAGMA quick_check(1)", [], |r| r.get(0))?;
        if check != "ok" {
            return Err(Trouble::Damaged(String::new()));
        }
        drop(copy);
        fs::rename(&part, to).map_err(|e| crate::disk::fault(to, &e))?;
        Ok(())
    })();
    if copied.is_err() {
        let _ = fs::remove_file(&part);
    }
    copied
}

#[cfg(test)]
mod tests;
