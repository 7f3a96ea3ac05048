//! Taking what is whole out of a damaged file: every entry that checks from its chain's first one. Rows are asked for one by one,
//! so that a page that does not read takes only its own rows with it.

use super::entries::{self, ChainNo, EntryNo};
use super::fault::Result;
use super::pack::Parcel;
use super::{foreign, names, verify};
use crate::content;
use crate::disk::LaptopKey;
use crate::domain::name::{EntryId, LogId};
use crate::domain::subject::Subject;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::journal::chain::{self, Kept, Link, Start};
use crate::journal::digest::Tip;
use crate::journal::entry::Entry;
use crate::journal::seal::{self, Seal};
use crate::request::exchange::{Salvaged, Saved, Step, Watch};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Reads all that is whole in `copy` (shown as `file`) and writes it as a package at `to`, vouched for by `key`.
pub fn salvage(
    (copy, file): (&Path, &Path),
    to: &Path,
    (key, laptop): (&LaptopKey, &str),
    watch: &Watch,
) -> std::result::Result<Salvaged, Failure> {
    let work = || -> Result<Salvaged> {
        let db = foreign::open(copy, watch)?;
        foreign::without_undos(&db)?;
        let most = (copy.metadata().map_or(0, |m| m.len()) / LEAST) as i64;
        let broken = Broken { db, most, watch };
        let mut parcel = Parcel::make(to)?;
        let salvaged = broken.all(&mut parcel, key)?;
        parcel.finish(key, laptop, None, true)?;
        Ok(salvaged)
    };
    work().map_err(|trouble| trouble.about(file))
}

/// No row of an entry is shorter.
const LEAST: u64 = 40;

struct Broken<'a> {
    db: Connection,
    /// No table has more rows.
    most: i64,
    watch: &'a Watch,
}

/// An entry's row: where it says that it stands, and its number.
type Places = BTreeMap<ChainNo, BTreeMap<u64, Vec<EntryNo>>>;

impl Broken<'_> {
    fn all(&self, parcel: &mut Parcel, key: &LaptopKey) -> Result<Salvaged> {
        let mut places: Places = BTreeMap::new();
        let unread = self.rows("entry", "chain, seq", |n, row| {
            let (Ok(chain), Ok(seq)) = (row.get::<_, ChainNo>(1), row.get::<_, i64>(2)) else { return };
            places.entry(chain).or_default().entry(seq as u64).or_default().push(n);
        })?;
        let mut salvaged = Salvaged { unread, ..Salvaged::default() };
        let mut placed: BTreeMap<ChainNo, Placed> = BTreeMap::new();
        // Branches stand behind what they branched off.
        for (&n, seqs) in &places {
            let (saved, place) = self.chain(n, seqs, &placed, parcel, key)?;
            salvaged.laptops.push(saved);
            placed.extend(place.map(|place| (n, place)));
        }
        let mut lists = BTreeSet::new();
        self.rows("content", "hash, bytes", |_, row| {
            let (Ok(hash), Ok(bytes)) = (row.get::<_, String>(1), row.get::<_, Vec<u8>>(2)) else { return };
            if content::hash(&bytes).to_string() == hash {
                lists.insert((content::hash(&bytes), bytes));
            }
        })?;
        for (hash, bytes) in &lists {
            parcel.content(hash, bytes)?;
        }
        Ok(salvaged)
    }

    /// Every row of a table that reads; gives how many numbers did not.
    fn rows(&self, table: &str, columns: &str, mut each: impl FnMut(i64, &rusqlite::Row)) -> Result<u64> {
        let sql = format!("SELECT n, {columns} FROM {table} NOT INDEXED WHERE n > ?1 ORDER BY n");
        let Ok(mut find) = self.db.prepare(&sql) else { return Ok(0) };
        let (mut last, mut unread) = (0, 0);
        loop {
            let mut rows = find.query([last])?;
            loop {
                match rows.next() {
                    Ok(Some(row)) => {
                        last = row.get(0)?;
                        each(last, row);
                    }
                    Ok(None) => return Ok(unread),
                    Err(_) if self.watch.is_stopped() => return Err(Refusal::Stopped.into()),
                    Err(_) => break,
                }
            }
            (last, unread) = (last + 1, unread + 1);
            if last > self.most {
                return Ok(unread);
            }
            if last % 1000 == 0 {
                self.watch.tell(Step::Checking, last as u64, self.most as u64);
            }
        }
    }

    /// One chain as far as it checks.
    fn chain(
        &self,
        n: ChainNo,
        seqs: &BTreeMap<u64, Vec<EntryNo>>,
        placed: &BTreeMap<ChainNo, Placed>,
        parcel: &mut Parcel,
        key: &LaptopKey,
    ) -> Result<(Saved, Option<Placed>)> {
        let sealed = verify::sealed(&self.db, n).ok().flatten();
        let last = seqs.keys().next_back().copied().unwrap_or(0).max(sealed.as_ref().map_or(0, |s| s.0));
        let mut saved = Saved { laptop: String::new(), log: None, held: 0, last };
        let branched = self.branched(n, placed);
        let mut place = None;
        let mut on: Option<(ChainNo, Tip, u64)> = None;
        let mut next = branched.as_ref().map_or(1, |(_, from)| from.seq + 1);
        while let Some(rows) = seqs.get(&next) {
            let log = match (&place, &branched) {
                (Some(Placed { log, .. }), _) => Some(*log),
                (None, Some((parent, _))) => Some(parent.log),
                (None, None) => rows.iter().find_map(|row| self.log_of(*row)),
            };
            let Some(log) = log else { break };
            let before = on.map(|(_, tip, group)| (tip.id, group)).or(branched.as_ref().map(|(_, b)| (b.id, b.group)));
            let Some(entry) = rows.iter().find_map(|row| self.entry(*row, log, next, before)) else { break };
            let to = match on {
                Some((to, ..)) => to,
                None => {
                    let (start, from) = match &branched {
                        Some((parent, from)) => (parent.start.clone(), Some((parent.n, from.seq))),
                        None => match chain::start(&entry) {
                            Some(start) => (start, None),
                            None => break,
                        },
                    };
                    let to = parcel.chain(&log, from, &start)?;
                    saved.laptop.clone_from(&start.laptop);
                    place = Some(Placed { n: to, log, start, ends: BTreeMap::new() });
                    to
                }
            };
            parcel.put(&entry, to)?;
            if let Some(place) = &mut place {
                place.ends.insert(next, (entry.id, entry.group));
            }
            on = Some((to, Tip { log, seq: next, id: entry.id }, entry.group));
            (saved.held, saved.log) = (next, Some(log));
            next += 1;
        }
        if let (Some((to, tip, _)), Some(place)) = (on, &place) {
            let theirs = sealed.map(|(seq, id, signature)| Seal { tip: Tip { log: tip.log, seq, id }, signature });
            let theirs = theirs.filter(|seal| seal::holds(&place.start.key, seal) && seal.tip.seq >= tip.seq);
            let seal = match theirs {
                Some(seal) if seal.tip == tip => Some(seal),
                // One's own log is sealed anew where it ends now.
                _ if place.start.key == key.public() => Some(seal::sign(&key.secret(), tip)),
                other => other.filter(|seal| seal.tip.seq > tip.seq),
            };
            parcel.end(to, tip.seq, seal.as_ref())?;
        }
        Ok((saved, place))
    }

    /// What a branch goes on from, where that was saved.
    fn branched<'p>(&self, n: ChainNo, placed: &'p BTreeMap<ChainNo, Placed>) -> Option<(&'p Placed, From)> {
        let row = |r: &rusqlite::Row| Ok((r.get::<_, Option<ChainNo>>(0)?, r.get::<_, i64>(1)?));
        let found = self.db.query_row("SELECT parent, fork FROM chain WHERE n = ?1", [n], row).optional().ok()??;
        let (parent, fork) = (placed.get(&found.0?)?, found.1 as u64);
        let (id, group) = *parent.ends.get(&fork)?;
        Some((parent, From { seq: fork, id, group }))
    }

    /// The log that a first entry begins.
    fn log_of(&self, row: EntryNo) -> Option<LogId> {
        let subject = self.db.query_row("SELECT subject FROM entry WHERE n = ?1", [row], |r| r.get(0)).ok()?;
        match names::subject_of(&self.db, subject).ok()? {
            Subject::Log(log) => Some(log),
            _ => None,
        }
    }

    /// The entry in a row, where it is what its id names and follows the one before.
    fn entry(&self, row: EntryNo, log: LogId, seq: u64, before: Option<(EntryId, u64)>) -> Option<Entry> {
        let prev = before.map(|(id, _)| id);
        let (id, bytes) = entries::bytes_of(&self.db, row, &log, prev).ok()?;
        let entry = chain::read(Kept { id, log, seq, bytes: &bytes }).ok()?;
        let link = |_: &EntryId| before.map(|(_, group)| Link { log, seq: seq - 1, group });
        chain::follows(&entry, link).ok().map(|()| entry)
    }
}

/// A chain in the package.
struct Placed {
    n: ChainNo,
    log: LogId,
    start: Start,
    /// Its entries by number, each with its id and group: where branches go on from.
    ends: BTreeMap<u64, (EntryId, u64)>,
}

/// The entry that a branch goes on from.
struct From {
    seq: u64,
    id: EntryId,
    group: u64,
}

/// Puts right what SQLite asks of a file's head before it reads anything.
pub fn mend_head(copy: &Path) -> std::io::Result<()> {
    use std::io::{Read, Seek, SeekFrom, Write};
    let mut file = std::fs::File::options().read(true).write(true).open(copy)?;
    let bytes = file.metadata()?.len();
    let mut head = [0; 100];
    if bytes < 100 {
        return Ok(());
    }
    file.read_exact(&mut head)?;
    head[..16].copy_from_slice(b"SQLite format 3\0");
    let size = match u16::from_be_bytes([head[16], head[17]]) {
        1 => 65536,
        size if size.is_power_of_two() && size >= 512 => u64::from(size),
        _ => 4096,
    };
    if size < 65536 {
        head[16..18].copy_from_slice(&(size as u16).to_be_bytes());
    }
    head[18..24].copy_from_slice(&[1, 1, 0, 64, 32, 32]);
    head[28..32].copy_from_slice(&u32::try_from(bytes / size).unwrap_or(u32::MAX).to_be_bytes());
    head[44..48].copy_from_slice(&4u32.to_be_bytes());
    head[56..60].copy_from_slice(&1u32.to_be_bytes());
    let counter: [u8; 4] = [head[24], head[25], head[26], head[27]];
    head[92..96].copy_from_slice(&counter);
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&head)
}
