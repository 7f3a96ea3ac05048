//! `verify`: ids, chains, seals, projections, and SQLite's own check. Every fault names the entry or the log it is in.

use super::entries::Walk;
use super::fault::{Result, Trouble};
use super::names::{self, WordNo};
use super::{Log, rebuild};
use crate::domain::name::{EntryId, LogId};
use crate::failure::Failure;
use crate::journal::digest::Tip;
use crate::journal::seal::{self, Broken, Seal};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

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
    /// The file holds logs of the demonstration and real ones.
    Worlds,
    /// Rows that lists read differ from what the entries say; `rebuild` mends it.
    Projection { table: &'static str },
}

impl Log {
    /// Everything that is wrong; nothing when all is well. Writes nothing.
    pub fn verify(&mut self) -> std::result::Result<Vec<Wrong>, Failure> {
        self.look(|log| {
            let mut wrong = database(&log.db)?;
            wrong.extend(chains(&log.db)?);
            // A projection of entries that are not sound says nothing.
            if wrong.is_empty() {
                let differing = rebuild::differing(&log.db)?;
                wrong.extend(differing.into_iter().map(|table| Wrong::Projection { table }));
            }
            Ok(wrong)
        })
    }
}

/// SQLite's own check.
pub fn database(db: &Connection) -> Result<Vec<Wrong>> {
    let mut check = db.prepare("PRAGMA integrity_check(20)")?;
    let lines = check.query_map([], |r| r.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut wrong: Vec<Wrong> = lines.into_iter().filter(|l| l != "ok").map(|what| Wrong::Database { what }).collect();
    let mut keys = db.prepare("PRAGMA foreign_key_check")?;
    let rows = keys.query_map([], |r| r.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    wrong.extend(rows.into_iter().take(20).map(|table| Wrong::Database { what: format!("foreign key: {table}") }));
    Ok(wrong)
}

struct Chain {
    n: i64,
    log: WordNo,
    parent: Option<i64>,
    fork: u64,
    tip: u64,
    key: Option<String>,
    demo: bool,
}

/// Ids, chains and seals.
pub fn chains(db: &Connection) -> Result<Vec<Wrong>> {
    let mut find = db.prepare("SELECT n, log, parent, fork, tip, key, demo FROM chain ORDER BY n")?;
    let chain = |r: &rusqlite::Row| {
        Ok(Chain {
            n: r.get(0)?,
            log: r.get(1)?,
            parent: r.get(2)?,
            fork: r.get::<_, i64>(3)? as u64,
            tip: r.get::<_, i64>(4)? as u64,
            key: r.get(5)?,
            demo: r.get(6)?,
        })
    };
    let all = find.query_map([], chain)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut wrong = Vec::new();
    if all.iter().any(|c| c.demo) && all.iter().any(|c| !c.demo) {
        wrong.push(Wrong::Worlds);
    }
    for chain in &all {
        wrong.extend(one(db, chain)?);
    }
    Ok(wrong)
}

fn one(db: &Connection, chain: &Chain) -> Result<Vec<Wrong>> {
    let log = names::id(db, chain.log)?;
    let mut wrong = Vec::new();
    let before = match chain.parent {
        Some(parent) => super::entries::at_place(db, parent, chain.fork)?.map(|e| e.id),
        None => None,
    };
    let mut next = chain.fork + 1;
    let mut last = before;
    let read = Walk::new(db, log, chain.n, before).each(next, |_, seq, id, bytes| {
        if seq != next {
            wrong.push(Wrong::Gap { log, from: next, to: seq - 1 });
        }
        // After a gap the entry names one that is not there: only the gap is told.
        let id_now = EntryId(Sha256::digest(bytes.as_bytes()).into());
        if id_now != id && seq == next {
            wrong.push(Wrong::Entry { log, seq, id });
        }
        next = seq + 1;
        last = Some(id);
        Ok(())
    });
    match read {
        Err(Trouble::Damaged(what)) => wrong.push(Wrong::Database { what }),
        other => other?,
    }
    let held = next - 1;
    let seal = sealed(db, chain.n)?;
    match (seal, &chain.key, last) {
        (Some(seal), _, _) if seal.0 > held => wrong.push(Wrong::Cut { log, sealed: seal.0, held }),
        (Some((seq, id, signature)), Some(key), Some(last)) => {
            let tip = Tip { log, seq, id };
            let signed = key.parse().is_ok_and(|key| {
                let seal = Seal { tip, signature };
                seal::check(&key, &seal, (seq, id) == (held, last), false) == Ok::<(), Broken>(())
            });
            if !signed || held != chain.tip {
                wrong.push(Wrong::Seal { log });
            }
        }
        // A branch that nobody has gone on with ends where it left its parent.
        (None, _, _) if held == chain.fork && chain.parent.is_some() => {}
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
