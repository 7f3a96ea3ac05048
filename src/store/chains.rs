//! Ids, chains and seals of all entries. They are read once, as they lie in their table, and followed chain by chain; on the way
//! it is counted what the rows say that their indexes have to hold.

use super::bytes::{self, Walk};
use super::entries::{self, ChainNo};
use super::fault::{Result, Trouble};
use super::indexes::OfRows;
use super::names::{self, WordNo};
use super::verify::{Wrong, sealed};
use crate::domain::name::{EntryId, LogId};
use crate::journal::chain::{self, Kept, Start};
use crate::journal::digest::Tip;
use crate::journal::seal::{self, Broken, Seal};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A chain as the file tells of it.
struct Chain {
    n: ChainNo,
    log: LogId,
    word: WordNo,
    parent: Option<ChainNo>,
    fork: u64,
    tip: u64,
    key: Option<String>,
    laptop: String,
    demo: bool,
}

impl Chain {
    /// What every branch of a log has alike.
    fn told(&self) -> (WordNo, Option<&str>, &str, bool) {
        (self.word, self.key.as_deref(), &self.laptop, self.demo)
    }

    fn is_of(&self, start: &Start) -> bool {
        let key = start.key.to_string();
        (self.key.as_deref(), self.laptop.as_str(), self.demo) == (Some(key.as_str()), start.laptop.as_str(), start.demo)
    }
}

/// What is wrong with entries, chains and seals, and what the rows say of their indexes; nothing of these where a row does not
/// read.
pub fn check(db: &Connection) -> Result<(Vec<Wrong>, Option<OfRows>)> {
    let all = chains(db)?;
    let mut wrong = Vec::new();
    if all.iter().any(|c| c.demo) && all.iter().any(|c| !c.demo) {
        wrong.push(Wrong::Worlds);
    }
    let mut followed = BTreeMap::new();
    for chain in &all {
        followed.insert(chain.n, Followed::from(db, chain)?);
    }
    let rows = follow(db, &mut followed)?;
    for chain in &all {
        if let Some(followed) = followed.remove(&chain.n) {
            let followed = if followed.astray { Followed::in_order(db, chain)? } else { followed };
            wrong.extend(followed.end(db)?);
        }
        let parent = |n| all.iter().find(|p| p.n == n && p.n < chain.n);
        if chain.parent.is_some_and(|n| parent(n).is_none_or(|p| p.told() != chain.told())) {
            wrong.push(Wrong::Start { log: chain.log });
        }
    }
    Ok((wrong, rows))
}

fn chains(db: &Connection) -> Result<Vec<Chain>> {
    let mut find = db.prepare("SELECT n, log, parent, fork, tip, key, laptop, demo FROM chain ORDER BY n")?;
    let mut rows = find.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let word = row.get(1)?;
        all.push(Chain {
            n: row.get(0)?,
            log: names::id(db, word)?,
            word,
            parent: row.get(2)?,
            fork: row.get::<_, i64>(3)? as u64,
            tip: row.get::<_, i64>(4)? as u64,
            key: row.get(5)?,
            laptop: row.get(6)?,
            demo: row.get(7)?,
        });
    }
    Ok(all)
}

/// Reads all entries as they lie in their table.
fn follow(db: &Connection, followed: &mut BTreeMap<ChainNo, Followed>) -> Result<Option<OfRows>> {
    let (mut rows, mut reads) = (OfRows::default(), true);
    bytes::each_as_it_lies(db, |mut entry| {
        match entry.keys() {
            Some(keys) => rows.add(&keys),
            None => reads = false,
        }
        let Some(followed) = entry.chain().and_then(|n| followed.get_mut(&n)).filter(|f| !f.stopped) else { return Ok(()) };
        match entry.together(&followed.name, followed.last) {
            Ok(Some((seq, id, bytes))) => followed.take(seq, id, bytes),
            // Of nobody knows what: it is missed in its chain.
            Ok(None) => {}
            Err(Trouble::Damaged(what)) => followed.stop(what),
            Err(other) => return Err(other),
        }
        Ok(())
    })?;
    Ok(reads.then_some(rows))
}

/// A chain as far as its entries were read.
struct Followed<'a> {
    of: &'a Chain,
    /// The log's name as it stands in the bytes.
    name: String,
    /// It has a parent, or its first entry is what the file says of its log.
    begun: bool,
    next: u64,
    last: Option<EntryId>,
    wrong: Vec<Wrong>,
    /// An entry does not read: what comes after it says nothing.
    stopped: bool,
    /// Its entries do not lie in the order of their numbers, which happens to none that this program wrote.
    astray: bool,
}

impl<'a> Followed<'a> {
    fn from(db: &Connection, of: &'a Chain) -> Result<Followed<'a>> {
        let last = match of.parent {
            Some(parent) => entries::at_place(db, parent, of.fork)?.map(|e| e.id),
            None => None,
        };
        let (name, begun, next) = (of.log.to_string(), of.parent.is_some(), of.fork + 1);
        Ok(Followed { of, name, begun, next, last, wrong: Vec::new(), stopped: false, astray: false })
    }

    /// Follows a chain by its numbers, wherever its entries lie.
    fn in_order(db: &Connection, of: &'a Chain) -> Result<Followed<'a>> {
        let mut followed = Followed::from(db, of)?;
        let read = Walk::new(db, of.log, of.n, followed.last).each(followed.next, |_, seq, id, bytes| {
            followed.take(seq, id, bytes);
            Ok(())
        });
        match read {
            Err(Trouble::Damaged(what)) => followed.stop(what),
            other => other?,
        }
        Ok(followed)
    }

    fn take(&mut self, seq: u64, id: EntryId, bytes: &str) {
        if seq < self.next {
            self.astray = true;
            return;
        }
        let log = self.of.log;
        if seq != self.next {
            self.wrong.push(Wrong::Gap { log, from: self.next, to: seq - 1 });
        }
        // After a gap the entry names one that is not there: only the gap is told.
        let id_now = EntryId(Sha256::digest(bytes.as_bytes()).into());
        if id_now != id && seq == self.next {
            self.wrong.push(Wrong::Entry { log, seq, id });
        } else if seq == 1 {
            let first = chain::read(Kept { id, log, seq, bytes }).ok();
            self.begun = first.as_ref().and_then(chain::start).is_some_and(|start| self.of.is_of(&start));
        }
        (self.next, self.last) = (seq + 1, Some(id));
    }

    fn stop(&mut self, what: String) {
        self.wrong.push(Wrong::Database { what });
        self.stopped = true;
    }

    /// All that is wrong with it, now that its entries were read.
    fn end(mut self, db: &Connection) -> Result<Vec<Wrong>> {
        let (of, log) = (self.of, self.of.log);
        if !self.begun && self.wrong.is_empty() {
            self.wrong.push(Wrong::Start { log });
        }
        let held = self.next - 1;
        match (sealed(db, of.n)?, &of.key, self.last) {
            (Some(seal), _, _) if seal.0 > held => self.wrong.push(Wrong::Cut { log, sealed: seal.0, held }),
            (Some((seq, id, signature)), Some(key), Some(last)) => {
                let tip = Tip { log, seq, id };
                let signed = key.parse().is_ok_and(|key| {
                    let seal = Seal { tip, signature };
                    seal::check(&key, &seal, (seq, id) == (held, last), false) == Ok::<(), Broken>(())
                });
                if !signed || held != of.tip {
                    self.wrong.push(Wrong::Seal { log });
                }
            }
            // A branch that nobody has gone on with ends where it left its parent.
            (None, _, _) if held == of.fork && of.parent.is_some() => {}
            _ => self.wrong.push(Wrong::Seal { log }),
        }
        Ok(self.wrong)
    }
}
