//! The form of the database: opening, migrating, refusing what is newer or no database of ours. Opening reads two
//! numbers from the file's head and nothing else.

use super::fault::{Result, Trouble};
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::failure::log::Fault;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Marks the file as ours: "XunC".
const APPLICATION: i32 = 0x5875_6e43;

/// Every step from one form to the next, in order; never edited once released.
const STEPS: &[&str] = &[include_str!("../../db/schema/0001-first.sql"), include_str!("../../db/schema/0002-sections.sql")];
const VIEWS: &str = include_str!("../../db/schema/views.sql");

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
    let db = connect(path, access)?;
    let newest = steps.len() as u32;
    match version(&db, path)? {
        Some(version) if version > newest => Err(Failure::Log(Fault::Newer { path: path.into(), version }).into()),
        Some(version) if version == newest => Ok(db),
        Some(_) if access == Access::Read => Err(Failure::Log(Fault::Older { path: path.into() }).into()),
        Some(version) => {
            back_up_beside(&db, path, version)?;
            migrate(&db, version, steps)?;
            Ok(db)
        }
        None if access == Access::Read || !is_empty(path) => Err(Failure::Log(Fault::NotADatabase { path: path.into() }).into()),
        None => {
            migrate(&db, 0, steps)?;
            Ok(db)
        }
    }
}

/// Only a file without a byte is made ours: a text of a few bytes would pass for an empty database otherwise.
fn is_empty(path: &Path) -> bool {
    std::fs::metadata(path).map_or(true, |m| m.len() == 0)
}

/// Makes the tables and views in an empty database.
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
    db.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;",
    )?;
    if access == Access::Write {
        // A file that an older program left in WAL is brought back; the answer is read, since a refusal is no error here.
        let mode: String = db.query_row("PRAGMA journal_mode = TRUNCATE", [], |r| r.get(0))?;
        if mode != "truncate" {
            return Err(Failure::Disk(Disk::Busy { path: path.into(), process: crate::disk::holder_of(path) }).into());
        }
    }
    Ok(db)
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
    Err(Failure::Log(Fault::NotADatabase { path: path.into() }).into())
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
        db.execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {}; COMMIT", steps.len()))?;
        Ok(())
    })();
    if done.is_err() && !db.is_autocommit() {
        let _ = db.execute_batch("ROLLBACK");
    }
    done
}

/// `xuncha.db` of version 1 is kept as `xuncha.db.v1` before anything is changed.
fn back_up_beside(db: &Connection, path: &Path, version: u32) -> Result<()> {
    let mut copy = path.as_os_str().to_os_string();
    copy.push(format!(".v{version}"));
    back_up(db, &PathBuf::from(copy), false)
}

/// A consistent copy of the database as it stands, also while it is being written.
pub fn back_up(db: &Connection, to: &Path, replace: bool) -> Result<()> {
    if to.exists() && !replace {
        return Err(Failure::Disk(Disk::Exists { path: to.into() }).into());
    }
    let mut part = to.as_os_str().to_os_string();
    part.push(".part");
    let part = PathBuf::from(part);
    let _ = std::fs::remove_file(&part);
    let copied = (|| -> Result<()> {
        let mut copy = Connection::open(&part).map_err(|e| Trouble::Sql(e).about(to))?;
        copy.execute_batch("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;")?;
        let backup = rusqlite::backup::Backup::new(db, &mut copy)?;
        backup.run_to_completion(1024, Duration::ZERO, None).map_err(|e| Trouble::Sql(e).about(to))?;
        drop(backup);
        drop(copy);
        std::fs::rename(&part, to).map_err(|e| crate::disk::fault(to, &e))?;
        Ok(())
    })();
    if copied.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    copied
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn a_newer_file_is_refused_untouched() {
        let folder = folder();
        let path = folder.path().join("a.db");
        drop(open(&path, Access::Write).unwrap());
        Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
        let before = std::fs::read(&path).unwrap();
        let failure = open(&path, Access::Write).unwrap_err().about(&path);
        assert_eq!(failure, Failure::Log(Fault::Newer { path: path.clone(), version: 99 }));
        assert_eq!(failure.exit_code(), 4);
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[test]
    fn an_older_file_is_kept_beside_itself_before_it_is_changed() {
        let folder = folder();
        let path = folder.path().join("a.db");
        drop(open(&path, Access::Write).unwrap());
        let now = STEPS.len();
        let steps = [STEPS, &["CREATE TABLE later (n INTEGER PRIMARY KEY) STRICT;"]].concat();
        let db = open_with(&path, Access::Write, &steps).unwrap();
        assert_eq!(version(&db, &path).unwrap(), Some(now as u32 + 1));
        let kept = Connection::open(folder.path().join(format!("a.db.v{now}"))).unwrap();
        assert_eq!(version(&kept, &path).unwrap(), Some(now as u32));
    }

    #[test]
    fn a_file_of_the_first_form_is_brought_up_to_date_with_what_its_lists_say() {
        let folder = folder();
        let path = folder.path().join("a.db");
        let (name, text) = crate::content::embedded_lists().next().unwrap();
        {
            let db = open_with(&path, Access::Write, &STEPS[..1]).unwrap();
            let hash = crate::content::hash(text.as_bytes());
            db.execute("INSERT INTO content (hash, bytes) VALUES (?1, ?2)", (hash.to_string(), text.as_bytes())).unwrap();
        }
        assert!(matches!(open(&path, Access::Read).unwrap_err().about(&path), Failure::Log(Fault::Older { .. })));
        let db = open(&path, Access::Write).unwrap();
        assert_eq!(version(&db, &path).unwrap(), Some(STEPS.len() as u32));
        let sections: i64 = db.query_row("SELECT count(DISTINCT section) FROM item", [], |r| r.get(0)).unwrap();
        let list = crate::content::parse(name, text.as_bytes()).unwrap();
        assert_eq!(sections as usize, list.sections.len());
    }

    #[test]
    fn a_failed_step_leaves_the_older_form() {
        let folder = folder();
        let path = folder.path().join("a.db");
        drop(open(&path, Access::Write).unwrap());
        let steps = [STEPS, &["CREATE TABLE later (n INTEGER PRIMARY KEY) STRICT; nonsense;"]].concat();
        assert!(open_with(&path, Access::Write, &steps).is_err());
        let db = Connection::open(&path).unwrap();
        assert_eq!(version(&db, &path).unwrap(), Some(STEPS.len() as u32));
        assert!(db.prepare("SELECT * FROM later").is_err());
    }

    #[test]
    fn what_is_no_database_or_another_ones_is_refused_untouched() {
        let folder = folder();
        let text = folder.path().join("letter.txt");
        crate::disk::write_whole(&text, "不是数据库".repeat(300).as_bytes()).unwrap();
        let foreign = folder.path().join("foreign.db");
        Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
        let short = folder.path().join("short.txt");
        crate::disk::write_whole(&short, b"x").unwrap();
        for path in [text, foreign, short] {
            let before = std::fs::read(&path).unwrap();
            let failure = open(&path, Access::Write).unwrap_err().about(&path);
            assert_eq!(failure, Failure::Log(Fault::NotADatabase { path: path.clone() }));
            assert_eq!(failure.exit_code(), 3);
            assert_eq!(std::fs::read(&path).unwrap(), before);
        }
    }
}
