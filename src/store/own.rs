//! The log this laptop writes in a file: continued where the data folder remembers its end, else begun anew with the first
//! write, never on opening.

use super::entries::{self, ChainNo};
use super::fault::Result;
use super::names;
use super::state::Reader;
use crate::disk::{Home, LaptopKey, Lock, Moment, Remembered, random};
use crate::domain::derive;
use crate::domain::event::{Event, LogStart};
use crate::domain::name::{EntryId, Id, LogId};
use crate::domain::subject::Subject;
use crate::failure::log::Fault;
use crate::journal::digest::Tip;
use crate::journal::entry::{Draft, Entry, Place};
use crate::journal::seal;
use rusqlite::{Connection, OptionalExtension, params};
use std::path::Path;

/// Who writes.
#[derive(Clone, Debug)]
pub enum Identity {
    /// The key of the data folder; the log's salt is drawn, its laptop named by the settings.
    Laptop { home: Home, demo: bool },
    /// A demonstration's laptop: all of it given, so that the same seed gives the same log.
    Given { secret: [u8; 32], salt: Id, laptop: String },
}

/// The end of the log that is written, as it stands on the disk.
#[derive(Clone, Debug)]
pub struct Own {
    pub chain: ChainNo,
    pub log: LogId,
    pub seq: u64,
    pub last: EntryId,
    /// The last number when this program began to write: what is at or before it is from before this run.
    pub since: u64,
    /// Signs its seals. Held as long as the log is written, whatever becomes of the file it came from.
    key: LaptopKey,
}

/// The log that would be continued, without writing anything. With the lock that keeps other programs off it.
pub fn find(db: &Connection, identity: &Identity) -> Result<Option<(Own, Option<Lock>)>> {
    let key = match identity {
        Identity::Laptop { home, .. } => match home.known_key()? {
            Some(key) => key,
            None => return Ok(None),
        },
        Identity::Given { secret, .. } => LaptopKey::from_secret(*secret),
    };
    let mut find = db.prepare_cached("SELECT c.n, c.log, c.tip FROM chain c WHERE c.key = ?1 ORDER BY c.n DESC")?;
    let row = |r: &rusqlite::Row| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, r.get::<_, i64>(2)?));
    let chains = find.query_map([key.public().to_string()], row)?.collect::<rusqlite::Result<Vec<_>>>()?;
    for &(chain, word, tip) in &chains {
        // A log that was continued twice is left alone: nobody can tell which branch is this laptop's.
        if chains.iter().filter(|(_, w, _)| *w == word).count() > 1 {
            continue;
        }
        let log = names::id(db, word)?;
        let Some(last) = entries::at_place(db, chain, tip as u64)? else { continue };
        let own = Own { chain, log, seq: last.seq, last: last.id, since: last.seq, key: key.clone() };
        match identity {
            Identity::Given { .. } => return Ok(Some((own, None))),
            Identity::Laptop { home, .. } => {
                if is_where_i_left_it(db, home, &own)?
                    && let Ok(lock) = Lock::take(&home.log_lock(&log))?
                {
                    return Ok(Some((own, Some(lock))));
                }
            }
        }
    }
    Ok(None)
}

/// The file's last entry is the one the data folder remembers, or the file is ahead of it on the same chain.
fn is_where_i_left_it(db: &Connection, home: &Home, own: &Own) -> Result<bool> {
    let Some(Remembered { seq, id }) = home.remembered(&own.log) else { return Ok(false) };
    if seq > own.seq {
        return Ok(false);
    }
    Ok(entries::at_place(db, own.chain, seq)?.is_some_and(|e| e.id == id))
}

/// Where this data folder wrote in the file before and will not go on with any of that: why.
pub fn estranged(db: &Connection, home: &Home, path: &Path) -> Result<Option<Fault>> {
    let key = home.known_key()?.map(|key| key.public().to_string());
    let mut find = db.prepare("SELECT c.log, c.tip, c.key FROM chain c ORDER BY c.n DESC")?;
    let row = |r: &rusqlite::Row| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, r.get::<_, Option<String>>(2)?));
    let mut strange = None;
    for (word, tip, of) in find.query_map([], row)?.collect::<rusqlite::Result<Vec<_>>>()? {
        match home.remembered(&names::id(db, word)?) {
            Some(last) if last.seq > tip as u64 => {
                return Ok(Some(Fault::Behind { path: path.into(), held: tip as u64, known: last.seq }));
            }
            None if of.is_none() || of != key => {}
            _ => strange = Some(Fault::Strange { path: path.into() }),
        }
    }
    Ok(strange)
}

/// Begins a log: its first entry holds the key that its seals are checked with.
pub fn begin(db: &Connection, identity: &Identity, now: &Moment) -> Result<(Own, Option<Lock>)> {
    let (key, salt, laptop, demo) = match identity {
        Identity::Laptop { home, demo } => {
            let laptop = home.settings().map(|s| s.laptop).unwrap_or_default();
            (home.key()?, Id(random()?), laptop, *demo)
        }
        Identity::Given { secret, salt, laptop } => (LaptopKey::from_secret(*secret), *salt, laptop.clone(), true),
    };
    let public = key.public();
    let demo = world(db)?.unwrap_or(demo);
    let log = derive::log(&public, &salt);
    let lock = match identity {
        Identity::Laptop { home, .. } => Lock::take(&home.log_lock(&log))?.ok(),
        Identity::Given { .. } => None,
    };
    let body = Event::Log(LogStart { key: public, salt, laptop: laptop.clone(), demo });
    let place = Place { log, seq: 1, prev: None, group: 1, at: now.at.clone(), author: None };
    let first = Entry::write(Draft { subject: Subject::Log(log), replaces: Vec::new(), body }, Vec::new(), place);
    let word = names::word(db, &log.to_string())?;
    let chain = new_chain(db, word, None, &public.to_string(), &laptop, demo)?;
    let last = first.id;
    let reader = Reader::new(db)?;
    let about = names::subject(db, &reader.words, &first.subject)?;
    entries::put(&reader, first, about, chain)?;
    Ok((Own { chain, log, seq: 1, last, since: 1, key }, lock))
}

/// Writes down a new chain; `from` where it forks from another.
pub fn new_chain(
    db: &Connection,
    log: i64,
    from: Option<(ChainNo, u64)>,
    key: &str,
    laptop: &str,
    demo: bool,
) -> Result<ChainNo> {
    let (parent, fork) = from.unzip();
    db.prepare_cached("INSERT INTO chain (log, parent, fork, key, laptop, demo) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![log, parent, fork.unwrap_or(0) as i64, key, laptop, demo])?;
    Ok(db.last_insert_rowid())
}

/// Whether the logs of this file are a demonstration's; `None` when there is no log.
pub fn world(db: &Connection) -> Result<Option<bool>> {
    Ok(db.prepare_cached("SELECT demo FROM chain LIMIT 1")?.query_row([], |r| r.get(0)).optional()?)
}

/// Writes down where the log ends and seals it.
pub fn seal(db: &Connection, own: &Own) -> Result<()> {
    let seal = seal::sign(&own.key.secret(), Tip { log: own.log, seq: own.seq, id: own.last });
    db.prepare_cached("UPDATE chain SET tip = ?2 WHERE n = ?1")?.execute(params![own.chain, own.seq as i64])?;
    put_seal(db, own.chain, &seal)
}

pub fn put_seal(db: &Connection, chain: ChainNo, seal: &seal::Seal) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO seal (chain, seq, id, signature) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        chain,
        seal.tip.seq as i64,
        seal.tip.id.to_string(),
        seal.signature
    ])?;
    Ok(())
}
