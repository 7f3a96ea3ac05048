//! Another laptop's file, opened from a copy: what it holds beyond this one, checked entry by entry. Nothing it says is
//! believed: its tables have to be ours, every id is computed anew, every chain followed, every seal checked.

use super::entries::{self, ChainNo, Walk};
use super::fault::{Result, Trouble};
use super::schema::{self, Access};
use super::{names, own, upkeep, verify};
use crate::content;
use crate::domain::name::{EntryId, LogId};
use crate::failure::Failure;
use crate::failure::log::Fault;
use crate::journal::chain::{self, Kept};
use crate::journal::digest::Tip;
use crate::journal::entry::Entry;
use crate::journal::plan::Meeting;
use crate::journal::seal::{self, Seal};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// A copy of another file, open.
pub struct Other {
    db: Connection,
    /// The file that was copied: what messages name.
    shown: PathBuf,
}

/// One of its chains, and how far the file at hand holds what leads to its end.
#[derive(Clone, Debug)]
pub struct Branch {
    pub n: ChainNo,
    pub log: LogId,
    /// The last number of its parent that it goes on from; 0 = from nothing.
    pub fork: u64,
    pub tip: u64,
    pub key: EntryId,
    pub seal: Seal,
}

impl Other {
    /// Opens the copy of `shown`. An older form is migrated in the copy; a newer one, and what is no file of ours, is refused.
    pub fn open(copy: &Path, shown: &Path) -> std::result::Result<Other, Failure> {
        let named = |failure: Failure| renamed(failure, copy, shown);
        if copy.metadata().is_ok_and(|m| m.len() == 0) {
            return Err(Failure::Log(Fault::NotADatabase { path: shown.into() }));
        }
        let db = schema::open(copy, Access::Write).map_err(|t| named(t.about(copy)))?;
        let other = Other { db, shown: shown.into() };
        other.look(|db| {
            db.execute_batch("PRAGMA cell_size_check = ON")?;
            ordinary(db)?;
            match verify::database(db)?.first() {
                Some(verify::Wrong::Database { what }) => Err(Trouble::Damaged(what.clone())),
                _ => Ok(()),
            }
        })?;
        Ok(other)
    }

    /// Whether its logs are a demonstration's; `None` when it holds none.
    pub fn world(&self) -> std::result::Result<Option<bool>, Failure> {
        self.look(own::world)
    }

    pub fn shown(&self) -> &Path {
        &self.shown
    }

    /// Its chains, parents before what branches off them.
    pub fn branches(&self) -> std::result::Result<Vec<Branch>, Failure> {
        self.look(branches)
    }

    /// Reads the entries of a chain from number `from` on, each checked by itself and against the one before it.
    pub fn read(
        &self,
        branch: &Branch,
        from: u64,
        each: &mut dyn FnMut(Entry) -> Result<()>,
    ) -> std::result::Result<(), Failure> {
        self.look(|db| {
            let damaged = |f: chain::Fault| Trouble::Damaged(format!("{} {}", f.log, f.seq));
            let before = match from {
                1 => None,
                _ => on_the_way(db, branch.n, from - 1)?,
            };
            let mut next = from;
            let mut last = before;
            let mut group = match before {
                Some(id) => entries::by_id(db, &id)?.map_or(0, |e| e.group),
                None => 0,
            };
            Walk::new(db, branch.log, branch.n, before).each(from, |_, seq, id, bytes| {
                let entry = chain::read(Kept { id, log: branch.log, seq, bytes: &bytes }).map_err(damaged)?;
                let link = |_: &EntryId| (seq == next).then_some(chain::Link { log: branch.log, seq: seq - 1, group });
                chain::follows(&entry, link).map_err(|what| damaged(chain::Fault { log: branch.log, seq, id, what }))?;
                (next, last, group) = (seq + 1, Some(id), entry.group);
                each(entry)
            })?;
            let ends = (next - 1, last) == (branch.seal.tip.seq, Some(branch.seal.tip.id)) && next - 1 == branch.tip;
            if !ends || seal::check(&branch.key, &branch.seal, true, false).is_err() {
                return Err(Trouble::Damaged(format!("{} {}", branch.log, branch.tip)));
            }
            Ok(())
        })
    }

    /// The checklists it holds, each with its hash; one that is not what its hash names is refused.
    pub fn contents(&self, each: &mut dyn FnMut(EntryId, Vec<u8>) -> Result<()>) -> std::result::Result<(), Failure> {
        self.look(|db| {
            let mut find = db.prepare("SELECT hash, bytes FROM content ORDER BY n")?;
            let mut rows = find.query([])?;
            while let Some(row) = rows.next()? {
                let (hash, bytes): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
                let named: EntryId = hash.parse().map_err(|_| Trouble::Damaged(format!("content {hash}")))?;
                if content::hash(&bytes) != named {
                    return Err(Trouble::Damaged(format!("content {hash}")));
                }
                each(named, bytes)?;
            }
            Ok(())
        })
    }

    fn look<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> std::result::Result<T, Failure> {
        work(&self.db).map_err(|trouble| trouble.about(&self.shown))
    }
}

/// The file's own name in a fault that names its copy.
fn renamed(failure: Failure, copy: &Path, shown: &Path) -> Failure {
    let path = |path: PathBuf| if path == copy { shown.to_path_buf() } else { path };
    match failure {
        Failure::Log(Fault::NotADatabase { path: p }) => Failure::Log(Fault::NotADatabase { path: path(p) }),
        Failure::Log(Fault::Newer { path: p, version }) => Failure::Log(Fault::Newer { path: path(p), version }),
        Failure::Log(Fault::Damaged { path: p, what }) => Failure::Log(Fault::Damaged { path: path(p), what }),
        other => other,
    }
}

/// Only tables and indexes exactly as this program makes them: no trigger, no view under a table's name.
fn ordinary(db: &Connection) -> Result<()> {
    let plain = Connection::open_in_memory()?;
    schema::make(&plain)?;
    let shape = |db: &Connection| -> Result<Vec<(String, String, Option<String>)>> {
        let mut find = db.prepare("SELECT type, name, sql FROM sqlite_schema WHERE type <> 'view' ORDER BY type, name")?;
        let rows = find.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    match shape(db)? == shape(&plain)? {
        true => Ok(()),
        false => Err(Trouble::Damaged("schema".into())),
    }
}

fn branches(db: &Connection) -> Result<Vec<Branch>> {
    let mut find = db.prepare(
        "SELECT n, log, parent, fork, tip, key, (SELECT coalesce(max(seq), c.fork) FROM entry WHERE chain = c.n)
         FROM chain c ORDER BY n",
    )?;
    let mut rows = find.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let n: ChainNo = row.get(0)?;
        let log = names::id(db, row.get(1)?)?;
        let damaged = || Trouble::Damaged(format!("{log}"));
        let (fork, tip, ends) = (row.get::<_, i64>(3)? as u64, row.get::<_, i64>(4)? as u64, row.get::<_, i64>(6)? as u64);
        // Also where nothing is new: an end that is told wrong would hide what lies behind it.
        if tip != ends {
            return Err(damaged());
        }
        if tip == fork {
            continue;
        }
        let key: EntryId = row.get::<_, Option<String>>(5)?.and_then(|k| k.parse().ok()).ok_or_else(damaged)?;
        let (seq, id, signature) = verify::sealed(db, n)?.ok_or_else(damaged)?;
        let seal = Seal { tip: Tip { log, seq, id }, signature };
        let last = entries::at_place(db, n, tip)?.map(|e| e.id);
        if (seq, Some(id)) != (tip, last) || !seal::holds(&key, &seal) {
            return Err(damaged());
        }
        let parent: Option<ChainNo> = row.get(2)?;
        // A parent stands before its branch, so that following parents always ends.
        if parent.is_some_and(|p| p >= n) {
            return Err(damaged());
        }
        all.push(Branch { n, log, fork, tip, key, seal });
    }
    Ok(all)
}

/// The id at a number on the way to the end of a chain, in it or in what it branched off.
fn on_the_way(db: &Connection, chain: ChainNo, seq: u64) -> Result<Option<EntryId>> {
    let mut on = chain;
    loop {
        let mut find = db.prepare_cached("SELECT parent, fork FROM chain WHERE n = ?1")?;
        let (parent, fork): (Option<ChainNo>, i64) = find.query_row([on], |r| Ok((r.get(0)?, r.get(1)?)))?;
        match parent {
            Some(parent) if seq <= fork as u64 && parent < on => on = parent,
            _ => return Ok(entries::at_place(db, on, seq)?.map(|e| e.id)),
        }
    }
}

/// The last number on the way to a chain's end that is held elsewhere, 0 when none is. What stands before an entry that is
/// held is held too, so that few are looked at.
fn last_held(db: &Connection, tip: &Tip, held: &dyn Fn(&EntryId) -> Result<bool>) -> Result<u64> {
    let Some(end) = entries::by_id(db, &tip.id)? else { return Ok(0) };
    let is_held = |seq: u64| match on_the_way(db, end.chain, seq)? {
        Some(id) => held(&id),
        None => Ok(false),
    };
    let (mut low, mut high) = (0, tip.seq);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if is_held(middle)? {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Ok(low)
}

/// Where the ends of one file's chains meet the other file.
fn meetings(db: &Connection, held: &dyn Fn(&EntryId) -> Result<bool>) -> Result<Vec<Meeting>> {
    let meeting = |tip: Tip| Ok(Meeting { held: last_held(db, &tip, held)?, tip });
    upkeep::tips(db)?.into_iter().map(meeting).collect()
}

impl Other {
    /// Where its ends meet `here`, and where the ends of `here` meet it.
    pub fn meet(&self, here: &Connection) -> Result<(Vec<Meeting>, Vec<Meeting>)> {
        let held_in = |db: &Connection, id: &EntryId| entries::number_of(db, id).map(|n| n.is_some());
        let theirs = meetings(&self.db, &|id| held_in(here, id))?;
        let mine = meetings(here, &|id| held_in(&self.db, id))?;
        Ok((mine, theirs))
    }

    /// The last number of one of its chains, at or after where it branched off, that `here` holds.
    pub fn held_of(&self, branch: &Branch, here: &Connection) -> Result<u64> {
        let Some(last) = entries::at_place(&self.db, branch.n, branch.tip)? else {
            return Err(Trouble::Damaged(format!("{} {}", branch.log, branch.tip)));
        };
        let tip = Tip { log: branch.log, seq: branch.tip, id: last.id };
        let held = last_held(&self.db, &tip, &|id| Ok(entries::number_of(here, id)?.is_some()))?;
        Ok(held.max(branch.fork))
    }
}
