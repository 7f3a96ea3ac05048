//! Writing a package: the carried tables, who packed them, and what ends the sender holds. Entries go in by their exact bytes,
//! each computed anew, so that what is damaged here does not travel.

use super::bytes::Walk;
use super::entries::{self, ChainNo};
use super::fault::{Result, Trouble};
use super::{Log, contents, foreign, names, own, upkeep, verify};
use crate::disk::{Home, LaptopKey};
use crate::domain::event::Event;
use crate::domain::name::{ContentHash, EntryId, LogId};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::journal::chain::{self, Kept};
use crate::journal::digest::Tip;
use crate::journal::entry::{Body, Entry};
use crate::journal::seal::{self, Seal};
use crate::request::exchange::{Step, Watch};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;
use std::path::Path;

/// Which logs go into a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// This laptop's own, and those of these names.
    Own(BTreeSet<LogId>),
    All,
}

/// What was packed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    pub entries: u64,
    pub logs: u64,
}

/// A package being written.
pub struct Parcel {
    db: Connection,
    words: names::Words,
    lists: BTreeSet<ContentHash>,
}

impl Parcel {
    pub fn make(path: &Path) -> Result<Parcel> {
        Ok(Parcel { db: foreign::make_package(path)?, words: names::Words::default(), lists: BTreeSet::new() })
    }

    pub fn chain(&self, log: &LogId, from: Option<(ChainNo, u64)>, start: &chain::Start) -> Result<ChainNo> {
        let word = names::word(&self.db, &log.to_string())?;
        own::new_chain(&self.db, word, from, &start.key.to_string(), &start.laptop, start.demo)
    }

    pub fn put(&mut self, entry: &Entry, chain: ChainNo) -> Result<()> {
        if let Body::Known(event) = &entry.body
            && let Event::Inspection(visit) = &**event
        {
            self.lists.extend(visit.lists.iter().map(|list| list.hash));
        }
        let about = names::subject(&self.db, &self.words, &entry.subject)?;
        entries::insert(&self.db, &self.words, entry, about.n, chain, &|id| entries::number_of(&self.db, id)).map(|_| ())
    }

    /// Where a chain ends, and what its laptop signed.
    pub fn end(&self, chain: ChainNo, tip: u64, seal: Option<&Seal>) -> Result<()> {
        self.db.execute("UPDATE chain SET tip = ?2 WHERE n = ?1", params![chain, tip as i64])?;
        seal.map_or(Ok(()), |seal| own::put_seal(&self.db, chain, seal))
    }

    pub fn content(&self, hash: &ContentHash, bytes: &[u8]) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO content (hash, bytes) VALUES (?1, ?2)";
        self.db.execute(sql, params![hash.to_string(), bytes])?;
        Ok(())
    }

    /// Signs and closes it. `held`: the ends that the sender holds; `None` = no more than is in it.
    pub fn finish(self, key: &LaptopKey, laptop: &str, held: Option<&[Tip]>, whole: bool) -> Result<()> {
        let ends = upkeep::tips(&self.db)?;
        let held = held.unwrap_or(&ends);
        let signature = seal::pack(&key.secret(), &seal::Package { held, ends: &ends, whole, laptop });
        let sql = "INSERT INTO sender (key, laptop, whole, signature) VALUES (?1, ?2, ?3, ?4)";
        self.db.execute(sql, params![key.public().to_string(), laptop, whole, signature])?;
        for tip in held {
            let sql = "INSERT INTO held (log, seq, id) VALUES (?1, ?2, ?3)";
            self.db.execute(sql, params![tip.log.to_string(), tip.seq as i64, tip.id.to_string()])?;
        }
        self.db.execute_batch("COMMIT")?;
        Ok(())
    }
}

impl Log {
    /// The ends of all chains that are held.
    pub fn ends(&mut self) -> std::result::Result<Vec<Tip>, Failure> {
        self.look(|log| upkeep::tips(&log.db))
    }

    /// The ends of the chains of this laptop: of its key, or remembered by its data folder as written here.
    pub fn own_ends(&mut self, home: &Home) -> std::result::Result<Vec<Tip>, Failure> {
        let own = self.own_key()?;
        self.look(|log| {
            let mine = own_logs(&log.db, own, home)?;
            Ok(upkeep::tips(&log.db)?.into_iter().filter(|tip| mine.contains(&tip.log)).collect())
        })
    }

    /// Writes a package of these logs at `to`, signed by the data folder's key.
    pub fn pack(
        &mut self,
        to: &Path,
        which: &Which,
        (home, laptop): (&Home, &str),
        watch: &Watch,
    ) -> std::result::Result<Packed, Failure> {
        let key = home.key()?;
        self.look(|log| {
            let db = &log.db;
            let mine = own_logs(db, Some(key.public()), home)?;
            let wanted = |l: &LogId| match which {
                Which::Own(more) => mine.contains(l) || more.contains(l),
                Which::All => true,
            };
            let mut parcel = Parcel::make(to)?;
            let mut packed = Packed::default();
            let mut logs = BTreeSet::new();
            // As of one moment, also while another connection writes.
            db.execute_batch("BEGIN")?;
            let done = each_chain(db, &wanted, &mut parcel, &mut packed, &mut logs, watch).and_then(|()| {
                for hash in parcel.lists.clone() {
                    if let Some(bytes) = contents::bytes(db, &hash)? {
                        parcel.content(&hash, &bytes)?;
                    }
                }
                upkeep::tips(db)
            });
            db.execute_batch("COMMIT")?;
            parcel.finish(&key, laptop, Some(&done?), *which == Which::All)?;
            packed.logs = logs.len() as u64;
            Ok(packed)
        })
    }
}

/// The logs of a key, and those that the data folder remembers to have written.
fn own_logs(db: &Connection, key: Option<EntryId>, home: &Home) -> Result<BTreeSet<LogId>> {
    let key = key.map(|k| k.to_string());
    let mut find = db.prepare("SELECT DISTINCT log, key FROM chain")?;
    let rows = find.query_map([], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, Option<String>>(1)?)))?;
    let mut mine = BTreeSet::new();
    for (word, of) in rows.collect::<rusqlite::Result<Vec<_>>>()? {
        let log = names::id(db, word)?;
        if (of.is_some() && of == key) || home.remembered(&log).is_some() {
            mine.insert(log);
        }
    }
    Ok(mine)
}

fn each_chain(
    db: &Connection,
    wanted: &dyn Fn(&LogId) -> bool,
    parcel: &mut Parcel,
    packed: &mut Packed,
    logs: &mut BTreeSet<LogId>,
    watch: &Watch,
) -> Result<()> {
    let mut find = db.prepare("SELECT n, log, parent, fork, tip, key, laptop, demo FROM chain ORDER BY n")?;
    let mut rows = find.query([])?;
    // The number that a chain has in the package.
    let mut placed: std::collections::BTreeMap<ChainNo, ChainNo> = Default::default();
    while let Some(row) = rows.next()? {
        let (n, log) = (row.get::<_, ChainNo>(0)?, names::id(db, row.get(1)?)?);
        if !wanted(&log) {
            continue;
        }
        let damaged = |seq: u64| Trouble::Damaged(format!("{log} {seq}"));
        let (parent, fork, tip): (Option<ChainNo>, i64, i64) = (row.get(2)?, row.get(3)?, row.get(4)?);
        let key = row.get::<_, Option<String>>(5)?.and_then(|k| k.parse().ok()).ok_or_else(|| damaged(1))?;
        let start = chain::Start { key, laptop: row.get(6)?, demo: row.get(7)? };
        let from = match parent {
            Some(parent) => Some((*placed.get(&parent).ok_or_else(|| damaged(fork as u64))?, fork as u64)),
            None => None,
        };
        let to = parcel.chain(&log, from, &start)?;
        placed.insert(n, to);
        let before = match parent {
            Some(parent) => entries::at_place(db, parent, fork as u64)?.map(|e| e.id),
            None => None,
        };
        Walk::new(db, log, n, before).each(fork as u64 + 1, |_, seq, id, bytes| {
            let entry = chain::read(Kept { id, log, seq, bytes }).map_err(|_| damaged(seq))?;
            parcel.put(&entry, to)?;
            packed.entries += 1;
            if packed.entries % 500 == 1 {
                watch.tell(Step::Packing, packed.entries, 0);
                if watch.is_stopped() {
                    return Err(Refusal::Stopped.into());
                }
            }
            Ok(())
        })?;
        let seal = verify::sealed(db, n)?.map(|(seq, id, signature)| Seal { tip: Tip { log, seq, id }, signature });
        parcel.end(to, tip as u64, seal.as_ref())?;
        logs.insert(log);
    }
    Ok(())
}
