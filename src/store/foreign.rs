//! A file from elsewhere before anything in it is believed: what its first bytes tell, the settings under which SQLite may look
//! at it, and whether the tables that carry the log are plain ones of ours. Other tables, views, indexes and triggers are
//! neither read nor run; nothing of it is migrated.

use super::fault::{Result, Trouble};
use super::indexes::OfRows;
use super::schema::{self, APPLICATION};
use crate::failure::Failure;
use crate::failure::log::Fault;
use crate::failure::rule::Refusal;
use crate::failure::untaken::Why;
use crate::request::exchange::Watch;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use std::thread;

/// Marks a package: "XunP".
pub const PACKAGE: i32 = 0x5875_6e50;

/// What a package holds beside the carried tables.
const PACKAGE_TABLES: &str = include_str!("../../db/schema/package.sql");

/// The form of packages that this program writes; a newer one is refused.
const PACKAGE_FORM: i32 = 1;

/// The tables that carry the log from file to file.
const CARRIED: [&str; 6] = ["word", "subject", "chain", "entry", "seal", "content"];

/// The indexes by which the log is read. What is missing is made in the copy.
const INDEXES: [&str; 2] = ["entry_by_id", "entry_by_chain"];

/// How many bytes of a file are read to know what it is.
pub const HEAD: usize = 100;

/// What the first bytes of a file say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub package: bool,
    /// How long the file is by its own word.
    pub bytes: u64,
}

impl Head {
    /// Reads a head; what is no file of ours, or of a newer version, is refused.
    pub fn read(bytes: &[u8], shown: &Path) -> std::result::Result<Head, Failure> {
        let number = |at: usize| bytes.get(at..at + 4).map(|b| i32::from_be_bytes([b[0], b[1], b[2], b[3]]));
        let not_ours = || Failure::Log(Fault::NotADatabase { path: shown.into() });
        if !bytes.starts_with(b"SQLite format 3\0") {
            return Err(not_ours());
        }
        let (pages, version, application) = (number(28), number(60), number(68));
        let package = match application {
            Some(PACKAGE) => true,
            Some(APPLICATION) => false,
            _ => return Err(not_ours()),
        };
        let newest = if package { PACKAGE_FORM } else { schema::newest() as i32 };
        let version = version.ok_or_else(not_ours)?;
        if version > newest || version < 0 {
            return Err(Failure::Log(Fault::Newer { path: shown.into(), version: version as u32 }));
        }
        let page = match u64::from(u16::from_be_bytes([bytes[16], bytes[17]])) {
            1 => 65536,
            size => size,
        };
        Ok(Head { package, bytes: page * u64::from(pages.unwrap_or(0) as u32) })
    }
}

/// Opens a copy to read what it carries; what SQLite may do there is little, and it stops when `watch` says so.
pub fn open(copy: &Path, watch: &Watch) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let mut db = Connection::open_with_flags(copy, flags)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    for (limit, most) in [
        // No text of ours is longer than an entry may be; a checklist is shorter.
        (Limit::SQLITE_LIMIT_LENGTH, 16 << 20),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (Limit::SQLITE_LIMIT_COLUMN, 100),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 10),
        (Limit::SQLITE_LIMIT_VDBE_OP, 100_000),
        (Limit::SQLITE_LIMIT_FUNCTION_ARG, 16),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    ] {
        db.set_limit(limit, most)?;
    }
    stoppable(&mut db, watch)?;
    db.set_prepared_statement_cache_capacity(64);
    db.execute_batch(
        "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -16000;",
    )?;
    Ok(db)
}

/// Lets SQLite put a copy right in which a write was broken off.
pub fn heal(copy: &Path, shown: &Path, watch: &Watch) -> std::result::Result<(), Failure> {
    let heal = || -> Result<()> {
        let db = open(copy, watch)?;
        db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get::<_, i64>(0))?;
        let _: String = db.query_row("PRAGMA journal_mode = DELETE", [], |r| r.get(0))?;
        Ok(())
    };
    heal().map_err(|trouble| super::other::told(trouble, shown))
}

/// Makes what a connection does stop when `watch` says so.
pub fn stoppable(db: &mut Connection, watch: &Watch) -> Result<()> {
    let watch = watch.clone();
    db.progress_handler(20_000, Some(move || watch.is_stopped()))?;
    Ok(())
}

/// Ends what `stoppable` began.
pub fn unstoppable(db: &mut Connection) {
    let _ = db.progress_handler(0, None::<fn() -> bool>);
}

/// Whether the carried tables of a copy are plain ones of a released form, their indexes there, SQLite's own check of them passed,
/// and the indexes of the entries hold what the entries say; these are read beside the rest, over a connection of their own.
pub fn check(db: &Connection, copy: &Path, watch: &Watch, package: bool) -> std::result::Result<(), Trouble> {
    carried(db, package)?;
    thread::scope(|scope| {
        let indexes = scope.spawn(|| {
            let db = open(copy, watch)?;
            Ok::<_, Trouble>(OfRows::read(&db)?.unsound(&db, &INDEXES)?.is_empty())
        });
        let tables = tables(db);
        let indexes = indexes.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        match tables? && indexes? {
            true => Ok(()),
            // What was broken off finds nothing sound.
            false if watch.is_stopped() => Err(Failure::Rule(Refusal::Stopped).into()),
            false => Err(why(Why::Check)),
        }
    })?;
    without_undos(db)
}

/// Whether the carried tables are plain ones; what indexes are missing is made.
fn carried(db: &Connection, package: bool) -> Result<()> {
    let forms = forms();
    let names = CARRIED.into_iter().chain(["sender", "held"].into_iter().filter(|_| package));
    for name in names {
        let mut find = db.prepare("SELECT type, sql FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE")?;
        let found = find.query_map([name], |r| Ok((r.get::<_, String>(0)?, r.get::<_, Option<String>>(1)?)))?;
        let found = found.collect::<rusqlite::Result<Vec<_>>>()?;
        let plain =
            |(kind, sql): &(String, Option<String>)| kind == "table" && sql.as_deref() == forms.get(name).map(|s| s.as_str());
        if found.len() != 1 || !found.iter().all(plain) {
            return Err(why(Why::Table { name: name.into() }));
        }
    }
    // What an older or another program left out is made here, in the copy.
    for name in INDEXES {
        let sql =
            db.query_row("SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?1", [name], |r| r.get::<_, String>(0));
        if sql.ok().as_ref() != forms.get(name) {
            db.execute_batch(&format!("DROP INDEX IF EXISTS {name}; {}", forms[name]))?;
        }
    }
    Ok(())
}

/// SQLite's own check of the carried tables and of all their indexes but those of the entries.
fn tables(db: &Connection) -> Result<bool> {
    for name in CARRIED {
        let check = if name == "entry" { "quick_check" } else { "integrity_check" };
        let said: String = db.query_row(&format!("PRAGMA {check}({name})"), [], |r| r.get(0))?;
        if said != "ok" {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What reading an entry asks for beside the carried tables: theirs is not believed, and a package has none.
pub fn without_undos(db: &Connection) -> Result<()> {
    Ok(db.execute_batch("CREATE TEMP TABLE undone (entry INTEGER, undo INTEGER)")?)
}

/// A refusal whose file is named at the door.
pub fn why(why: Why) -> Trouble {
    Trouble::Failure(Failure::Log(Fault::Untaken { path: Default::default(), why }))
}

/// The tables and indexes that carry the log, each with the words that make it. All released forms have the same.
fn forms() -> &'static BTreeMap<String, String> {
    static FORMS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let made = || -> Result<BTreeMap<String, String>> {
            let db = Connection::open_in_memory()?;
            db.execute_batch(schema::first())?;
            db.execute_batch(PACKAGE_TABLES)?;
            let mut find = db.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
            let rows = find.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        made().unwrap_or_default()
    })
}

/// Makes an empty package.
pub fn make_package(path: &Path) -> Result<Connection> {
    let db = Connection::open(path)?;
    // It lies in a folder of our own until it is whole, and is flushed where it is put.
    let _: String = db.query_row("PRAGMA journal_mode = OFF", [], |r| r.get(0))?;
    db.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; BEGIN")?;
    let forms = forms();
    for name in CARRIED.into_iter().chain(INDEXES).chain(["subject_by_name", "sender", "held"]) {
        db.execute_batch(forms.get(name).map_or("", |sql| sql))?;
    }
    db.execute_batch(&format!("PRAGMA application_id = {PACKAGE}; PRAGMA user_version = {PACKAGE_FORM}"))?;
    without_undos(&db)?;
    Ok(db)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_and_index_that_carries_the_log_has_a_form() {
        let forms = forms();
        for name in CARRIED.into_iter().chain(INDEXES).chain(["subject_by_name", "sender", "held"]) {
            assert!(forms.contains_key(name), "{name}");
        }
        // The newest form carries the log in the same tables.
        let db = Connection::open_in_memory().unwrap();
        schema::make(&db).unwrap();
        for name in CARRIED.into_iter().chain(INDEXES) {
            let sql: String = db.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [name], |r| r.get(0)).unwrap();
            assert_eq!(&sql, &forms[name]);
        }
    }

    #[test]
    fn a_head_says_what_a_file_is() {
        let path = Path::new("来信.db");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("p.xuncha");
        let db = make_package(&file).unwrap();
        db.execute_batch("COMMIT").unwrap();
        drop(db);
        let bytes = std::fs::read(&file).unwrap();
        assert_eq!(Head::read(&bytes, path), Ok(Head { package: true, bytes: bytes.len() as u64 }));
        let mut newer = bytes.clone();
        newer[63] = 9;
        assert!(matches!(Head::read(&newer, path), Err(Failure::Log(Fault::Newer { version: 9, .. }))));
        for short in [0, 15, 30, 60, 71] {
            assert!(Head::read(&bytes[..short], path).is_err());
        }
    }
}
