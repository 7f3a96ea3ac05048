//! `verify`: ids, chains, seals, checklists, projections, and SQLite's own check. Every fault names the entry or the log it
//! is in. What happened to laptops without harming anything (a copied data folder) is told too, and is no fault.

use super::entries::Walk;
use super::fault::{Result, Trouble};
use super::names::{self, WordNo};
use super::schema::{self, Access};
use super::{Log, indexes, rebuild, upkeep};
use crate::content;
use crate::domain::name::{EntryId, LogId};
use crate::failure::Failure;
use crate::journal::chain::{self, Kept, Start};
use crate::journal::digest::Tip;
use crate::journal::seal::{self, Broken, Seal};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
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
    /// Everything that is wrong; nothing when all is well. Writes nothing. Several things are looked at side by side, each
    /// over a connection of its own: SQLite's own check, the entries, and the rows that lists read.
    pub fn verify(&mut self) -> std::result::Result<Vec<Wrong>, Failure> {
        let path = self.path.clone();
        self.look(|log| {
            let (database, entries, differing) = thread::scope(|scope| {
                let database = scope.spawn(|| {
                    let db = schema::open(&path, Access::Read)?;
                    upkeep::held(&db, HELD)?;
                    database(&db)
                });
                let entries = scope.spawn(|| {
                    let db = schema::open(&path, Access::Read)?;
                    Ok::<_, Trouble>([chains(&db)?, contents(&db)?].concat())
                });
                let differing = rebuild::differing(&log.db, &path);
                (done(database), done(entries), differing)
            });
            let mut wrong = database?;
            wrong.extend(entries?);
            // A projection of entries that are not sound says nothing.
            if wrong.is_empty() {
                wrong.extend(differing?.into_iter().map(|table| Wrong::Projection { table }));
            }
            Ok(wrong)
        })
    }
}

/// What a thread came to; its panic is ours.
fn done<T>(thread: thread::ScopedJoinHandle<T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
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

/// SQLite's own check: of every page, row and value, of every index but those of the entries, which are read in their own order,
/// and of what points to other rows.
fn database(db: &Connection) -> Result<Vec<Wrong>> {
    let said = |sql: &str| -> Result<Vec<String>> {
        let mut check = db.prepare(sql)?;
        let lines = check.query_map([], |r| r.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    };
    let mut lines = said("PRAGMA quick_check(20)")?;
    // Pages that cannot be read in order say nothing of what is in them.
    if lines.is_empty() {
        let mut tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'entry'")?;
        for table in tables.query_map([], |r| r.get::<_, String>(0))? {
            lines.extend(said(&format!("PRAGMA integrity_check('{}')", table?.replace('\'', "''")))?);
        }
        lines.extend(indexes::unsound(db)?.into_iter().map(|name| format!("index {name}")));
        lines.extend(said("PRAGMA foreign_key_check")?.into_iter().map(|table| format!("foreign key: {table}")));
    }
    Ok(lines.into_iter().take(20).map(|what| Wrong::Database { what }).collect())
}

struct Chain {
    n: i64,
    log: WordNo,
    parent: Option<i64>,
    fork: u64,
    tip: u64,
    key: Option<String>,
    laptop: String,
    demo: bool,
}

impl Chain {
    /// What every branch of a log has alike.
    fn told(&self) -> (WordNo, Option<&str>, &str, bool) {
        (self.log, self.key.as_deref(), &self.laptop, self.demo)
    }

    fn is_of(&self, start: &Start) -> bool {
        let key = start.key.to_string();
        (self.key.as_deref(), self.laptop.as_str(), self.demo) == (Some(key.as_str()), start.laptop.as_str(), start.demo)
    }
}

/// Ids, chains and seals.
pub fn chains(db: &Connection) -> Result<Vec<Wrong>> {
    let mut find = db.prepare("SELECT n, log, parent, fork, tip, key, laptop, demo FROM chain ORDER BY n")?;
    let chain = |r: &rusqlite::Row| {
        Ok(Chain {
            n: r.get(0)?,
            log: r.get(1)?,
            parent: r.get(2)?,
            fork: r.get::<_, i64>(3)? as u64,
            tip: r.get::<_, i64>(4)? as u64,
            key: r.get(5)?,
            laptop: r.get(6)?,
            demo: r.get(7)?,
        })
    };
    let all = find.query_map([], chain)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut wrong = Vec::new();
    if all.iter().any(|c| c.demo) && all.iter().any(|c| !c.demo) {
        wrong.push(Wrong::Worlds);
    }
    for chain in &all {
        wrong.extend(one(db, chain)?);
        let parent = |n| all.iter().find(|p| p.n == n && p.n < chain.n);
        if chain.parent.is_some_and(|n| parent(n).is_none_or(|p| p.told() != chain.told())) {
            wrong.push(Wrong::Start { log: names::id(db, chain.log)? });
        }
    }
    Ok(wrong)
}

fn one(db: &Connection, of: &Chain) -> Result<Vec<Wrong>> {
    let log = names::id(db, of.log)?;
    let mut wrong = Vec::new();
    let mut begun = of.parent.is_some();
    let before = match of.parent {
        Some(parent) => super::entries::at_place(db, parent, of.fork)?.map(|e| e.id),
        None => None,
    };
    let mut next = of.fork + 1;
    let mut last = before;
    let read = Walk::new(db, log, of.n, before).each(next, |_, seq, id, bytes| {
        if seq != next {
            wrong.push(Wrong::Gap { log, from: next, to: seq - 1 });
        }
        // After a gap the entry names one that is not there: only the gap is told.
        let id_now = EntryId(Sha256::digest(bytes.as_bytes()).into());
        if id_now != id && seq == next {
            wrong.push(Wrong::Entry { log, seq, id });
        } else if seq == 1 {
            let first = chain::read(Kept { id, log, seq, bytes }).ok();
            begun = first.as_ref().and_then(chain::start).is_some_and(|start| of.is_of(&start));
        }
        next = seq + 1;
        last = Some(id);
        Ok(())
    });
    match read {
        Err(Trouble::Damaged(what)) => wrong.push(Wrong::Database { what }),
        other => other?,
    }
    if !begun && wrong.is_empty() {
        wrong.push(Wrong::Start { log });
    }
    let held = next - 1;
    let seal = sealed(db, of.n)?;
    match (seal, &of.key, last) {
        (Some(seal), _, _) if seal.0 > held => wrong.push(Wrong::Cut { log, sealed: seal.0, held }),
        (Some((seq, id, signature)), Some(key), Some(last)) => {
            let tip = Tip { log, seq, id };
            let signed = key.parse().is_ok_and(|key| {
                let seal = Seal { tip, signature };
                seal::check(&key, &seal, (seq, id) == (held, last), false) == Ok::<(), Broken>(())
            });
            if !signed || held != of.tip {
                wrong.push(Wrong::Seal { log });
            }
        }
        // A branch that nobody has gone on with ends where it left its parent.
        (None, _, _) if held == of.fork && of.parent.is_some() => {}
        _ => wrong.push(Wrong::Seal { log }),
    }
    Ok(wrong)
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
