//! Another laptop's file, opened from a copy: what it holds beyond this one, checked entry by entry. Nothing it says is
//! believed: its tables have to be ours, every id is computed anew, every chain followed, every seal checked.

use super::bytes::Walk;
use super::entries::{self, ChainNo};
use super::fault::{Result, Trouble};
use super::foreign::{self, Head, why};
use super::{names, own, upkeep, verify};
use crate::content;
use crate::domain::name::{EntryId, LogId};
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::failure::log::Fault;
use crate::failure::rule::Refusal;
use crate::failure::untaken::Why;
use crate::journal::chain::{self, Kept, What};
use crate::journal::digest::Tip;
use crate::journal::entry::Entry;
use crate::journal::plan::{Meeting, Stretch};
use crate::journal::seal::{self, Package, Seal};
use crate::request::exchange::Watch;
use rusqlite::Connection;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, SyncSender};
use std::thread;

/// A copy of another file, open.
pub struct Other {
    db: Connection,
    /// The file that was copied: what messages name.
    shown: PathBuf,
    /// What it is read from.
    copy: PathBuf,
    watch: Watch,
    /// Who packed it; a plain db file has no sender.
    sender: Option<Sender>,
}

/// Who packed a file, as the signature in it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    pub key: EntryId,
    pub laptop: String,
    /// All that the sender held is in it.
    pub whole: bool,
    /// The ends of all chains that the sender held.
    pub held: Vec<Tip>,
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
    pub laptop: String,
    pub last: EntryId,
    /// What its laptop signed; it need not be the end where the sender of a package vouches for less.
    pub seal: Option<Seal>,
}

impl Branch {
    /// Its end is the one that its laptop signed.
    pub fn is_sealed(&self) -> bool {
        self.seal.is_some_and(|seal| seal.tip == self.end())
    }

    fn end(&self) -> Tip {
        Tip { log: self.log, seq: self.tip, id: self.last }
    }
}

impl Other {
    /// Opens the copy of `shown`. Nothing of it is migrated or run.
    pub fn open(copy: &Path, head: Head, shown: &Path, watch: &Watch) -> std::result::Result<Other, Failure> {
        let named = |trouble: Trouble| told(trouble, shown);
        let db = foreign::open(copy, watch).map_err(named)?;
        foreign::check(&db, copy, watch, head.package).map_err(named)?;
        // Its entries are read over another connection: what was held of them goes to where it is of use.
        db.execute_batch("PRAGMA shrink_memory").map_err(|e| named(e.into()))?;
        let mut other = Other { db, shown: shown.into(), copy: copy.into(), watch: watch.clone(), sender: None };
        if head.package {
            other.sender = Some(other.look(sender)?);
        }
        Ok(other)
    }

    pub fn sender(&self) -> Option<&Sender> {
        self.sender.as_ref()
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
        self.look(|db| branches(db, self.sender.is_some()))
    }

    /// Reads the entries of a chain from number `from` on, each checked by itself and against the one before it. They are read
    /// and checked ahead of what is done with them, over a connection of their own.
    pub fn read(
        &self,
        branch: &Branch,
        from: u64,
        each: &mut dyn FnMut(Entry) -> Result<()>,
    ) -> std::result::Result<(), Failure> {
        let (copy, watch) = (&self.copy, &self.watch);
        let read = thread::scope(|scope| {
            let (send, receive) = mpsc::sync_channel(AHEAD);
            let reading = scope.spawn(move || {
                let db = foreign::open(copy, watch)?;
                foreign::without_undos(&db)?;
                checked(&db, branch, from, &send)
            });
            for entries in receive {
                // With this loop the channel ends, and with it the reading.
                entries.into_iter().try_for_each(&mut *each)?;
            }
            reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        read.map_err(|trouble: Trouble| told(trouble, &self.shown))
    }

    /// The checklists it holds, each with its hash; one that is not what its hash names is refused.
    pub fn contents(&self, each: &mut dyn FnMut(EntryId, Vec<u8>) -> Result<()>) -> std::result::Result<(), Failure> {
        self.look(|db| {
            let mut find = db.prepare("SELECT hash, bytes FROM content ORDER BY n")?;
            let mut rows = find.query([])?;
            while let Some(row) = rows.next()? {
                let (hash, bytes): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
                match hash.parse() {
                    Ok(named) if content::hash(&bytes) == named => each(named, bytes)?,
                    _ => return Err(why(Why::Content)),
                }
            }
            Ok(())
        })
    }

    fn look<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> std::result::Result<T, Failure> {
        work(&self.db).map_err(|trouble| told(trouble, &self.shown))
    }
}

/// So many entries are handed on at once, and so many times as many are read ahead.
const HANDED_ON: usize = 256;
const AHEAD: usize = 4;

/// Reads and checks the entries of a chain; ends when nobody takes them any more.
fn checked(db: &Connection, branch: &Branch, from: u64, send: &SyncSender<Vec<Entry>>) -> Result<()> {
    let laptop = || branch.laptop.clone();
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
    let mut ready = Vec::with_capacity(HANDED_ON);
    Walk::new(db, branch.log, branch.n, before).each(from, |_, seq, id, bytes| {
        // Where the one before is missing, nothing was changed: what names it does not come out either.
        if seq != next {
            return Err(why(Why::Chain { laptop: laptop(), seq }));
        }
        let entry = chain::read(Kept { id, log: branch.log, seq, bytes });
        let entry = entry.map_err(|f| why(Why::Entry { laptop: laptop(), seq: f.seq }))?;
        let link = |_: &EntryId| Some(chain::Link { log: branch.log, seq: seq - 1, group });
        chain::follows(&entry, link).map_err(|_: What| why(Why::Chain { laptop: laptop(), seq: next }))?;
        (next, last, group) = (seq + 1, Some(id), entry.group);
        ready.push(entry);
        if ready.len() == HANDED_ON {
            let full = std::mem::replace(&mut ready, Vec::with_capacity(HANDED_ON));
            send.send(full).map_err(|_| Trouble::from(Failure::Rule(Refusal::Stopped)))?;
        }
        Ok(())
    })?;
    if (next - 1, last) != (branch.tip, Some(branch.last)) {
        return Err(why(Why::Chain { laptop: laptop(), seq: next }));
    }
    // Where nobody takes the last ones what stopped them is told there.
    let _ = send.send(ready);
    Ok(())
}

/// A fault of their file, under the name that people know it by. What SQLite says of a copy is that the file is damaged: mine
/// is another connection.
pub fn told(trouble: Trouble, shown: &Path) -> Failure {
    let path = shown.to_path_buf();
    let untaken = |why: Why| Failure::Log(Fault::Untaken { path: path.clone(), why });
    match trouble.about(shown) {
        Failure::Log(Fault::Untaken { why, path: named }) if named.as_os_str().is_empty() => untaken(why),
        Failure::Log(Fault::Damaged { .. } | Fault::NotADatabase { .. }) | Failure::Disk(Disk::Other { .. }) => {
            untaken(Why::Check)
        }
        other => other,
    }
}

/// Reads who packed a file, and whether that laptop signed it.
fn sender(db: &Connection) -> Result<Sender> {
    let row =
        |r: &rusqlite::Row| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, bool>(2)?, r.get::<_, [u8; 64]>(3)?));
    let not_signed = || why(Why::Sender);
    let (key, laptop, whole, signature) =
        db.query_row("SELECT key, laptop, whole, signature FROM sender", [], row).map_err(|_| not_signed())?;
    let key: EntryId = key.parse().map_err(|_| not_signed())?;
    let mut held = Vec::new();
    let mut find = db.prepare("SELECT log, seq, id FROM held")?;
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        let (log, seq, id): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let tip = log.parse().ok().zip(id.parse().ok()).map(|(log, id)| Tip { log, seq: seq as u64, id });
        held.push(tip.ok_or_else(not_signed)?);
    }
    let package = Package { held: &held, ends: &upkeep::tips(db)?, whole, laptop: &laptop };
    match seal::packed_by(&key, &package, &signature) {
        true => Ok(Sender { key, laptop, whole, held }),
        false => Err(not_signed()),
    }
}

fn branches(db: &Connection, package: bool) -> Result<Vec<Branch>> {
    let mut find = db.prepare(
        "SELECT n, log, parent, fork, tip, key, (SELECT coalesce(max(seq), c.fork) FROM entry WHERE chain = c.n), laptop
         FROM chain c ORDER BY n",
    )?;
    let mut rows = find.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let n: ChainNo = row.get(0)?;
        let log = names::id(db, row.get(1)?)?;
        let laptop: String = row.get(7)?;
        let cut = || why(Why::Seal { laptop: laptop.clone() });
        let (fork, tip, ends) = (row.get::<_, i64>(3)? as u64, row.get::<_, i64>(4)? as u64, row.get::<_, i64>(6)? as u64);
        // Also where nothing is new: an end that is told wrong would hide what lies behind it.
        if tip != ends {
            return Err(cut());
        }
        if tip == fork {
            continue;
        }
        let key: EntryId = row.get::<_, Option<String>>(5)?.and_then(|k| k.parse().ok()).ok_or_else(cut)?;
        let last = entries::at_place(db, n, tip)?.map(|e| e.id).ok_or_else(cut)?;
        let seal = verify::sealed(db, n)?.map(|(seq, id, signature)| Seal { tip: Tip { log, seq, id }, signature });
        let parent: Option<ChainNo> = row.get(2)?;
        // A parent stands before its branch, so that following parents always ends.
        let sealed_otherwise = seal.is_some_and(|seal| !seal::holds(&key, &seal));
        if sealed_otherwise || parent.is_some_and(|p| p >= n) {
            return Err(cut());
        }
        let branch = Branch { n, log, fork, tip, key, laptop: laptop.clone(), last, seal };
        // Less than its laptop signed comes only in a package, whose sender may vouch for it.
        if !branch.is_sealed() && (!package || branch.seal.is_some_and(|seal| seal.tip.seq <= tip)) {
            return Err(cut());
        }
        all.push(branch);
    }
    Ok(all)
}

/// The id at a number on the way to the end of a chain, in it or in what it branched off.
pub fn on_the_way(db: &Connection, chain: ChainNo, seq: u64) -> Result<Option<EntryId>> {
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
    /// Where its ends meet `here`, and where the ends of `here` meet what its owner held.
    pub fn meet(&self, here: &Connection) -> Result<(Vec<Meeting>, Vec<Meeting>)> {
        let theirs = self.beside(here, |held| meetings(&self.db, held))?;
        let held_there = |id: &EntryId| self.look(|db| Ok(entries::number_of(db, id)?.is_some())).map_err(Trouble::from);
        let mine = match &self.sender {
            None => meetings(here, &held_there)?,
            Some(sender) => {
                upkeep::tips(here)?.into_iter().map(|tip| told_held(here, tip, &sender.held)).collect::<Result<_>>()?
            }
        };
        Ok((mine, theirs))
    }

    /// The ends of all its chains.
    pub fn ends(&self) -> std::result::Result<Vec<Tip>, Failure> {
        self.look(upkeep::tips)
    }

    /// Whether a branch only goes on where its parent ends.
    pub fn goes_on(&self, branch: &Branch) -> std::result::Result<bool, Failure> {
        let sql = "SELECT p.tip <= c.fork FROM chain c JOIN chain p ON p.n = c.parent WHERE c.n = ?1";
        self.look(|db| Ok(db.query_row(sql, [branch.n], |r| r.get(0))?))
    }

    /// What it holds and another copy does not, chain by chain.
    pub fn beyond(&self, other: &Other) -> std::result::Result<Vec<Stretch>, Failure> {
        let mut beyond = Vec::new();
        for branch in self.branches()? {
            let held = self.look(|db| last_held(db, &branch.end(), &|id| Ok(entries::number_of(&other.db, id)?.is_some())))?;
            let from = held.max(branch.fork) + 1;
            if from <= branch.tip {
                beyond.push(Stretch { log: branch.log, from, to: branch.tip, tip: branch.last });
            }
        }
        beyond.sort();
        Ok(beyond)
    }

    /// The last number of one of its chains, at or after where it branched off, that `here` holds.
    pub fn held_of(&self, branch: &Branch, here: &Connection) -> Result<u64> {
        let held = self.beside(here, |held| last_held(&self.db, &branch.end(), held))?;
        Ok(held.max(branch.fork))
    }

    /// Reads their file beside mine, which says what it holds. What is wrong is told of the file that it is wrong with.
    fn beside<T>(&self, here: &Connection, work: impl FnOnce(&dyn Fn(&EntryId) -> Result<bool>) -> Result<T>) -> Result<T> {
        let mine = RefCell::new(None);
        let held = |id: &EntryId| match entries::number_of(here, id) {
            Ok(n) => Ok(n.is_some()),
            Err(trouble) => {
                mine.replace(Some(trouble));
                Err(Trouble::Damaged(String::new()))
            }
        };
        work(&held).map_err(|trouble| mine.take().unwrap_or_else(|| told(trouble, &self.shown).into()))
    }
}

/// How far a sender holds one of my chains, by the ends that it told.
fn told_held(here: &Connection, tip: Tip, theirs: &[Tip]) -> Result<Meeting> {
    let end = entries::by_id(here, &tip.id)?;
    let mut held = 0;
    for told in theirs.iter().filter(|t| t.log == tip.log) {
        let on_mine = match &end {
            Some(end) => on_the_way(here, end.chain, told.seq)?,
            None => None,
        };
        // An end beyond mine holds what is mine; a fork shows when its entries come.
        if told.seq >= tip.seq && entries::number_of(here, &told.id)?.is_none() {
            held = tip.seq;
        } else if on_mine == Some(told.id) {
            held = told.seq.max(held);
        }
    }
    Ok(Meeting { tip, held })
}
