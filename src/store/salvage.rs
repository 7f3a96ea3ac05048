//! Taking what is whole out of a damaged file: every entry that checks from its chain's first one. The rows are read from the pages
//! that hold them, whatever became of the trees above, gathered in a file of our own, and checked there like anybody's.

use super::entries::{ChainNo, EntryNo};
use super::fault::{Result, Trouble};
use super::pack::Parcel;
use super::pages::{Cell, Found, Pages, Row};
use super::{bytes, foreign, names, verify};
use crate::content;
use crate::disk::{self, LaptopKey};
use crate::domain::name::{EntryId, LogId};
use crate::domain::subject::Subject;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::journal::chain::{self, Kept, Link, Start};
use crate::journal::digest::Tip;
use crate::journal::entry::Entry;
use crate::journal::seal::{self, Seal};
use crate::request::exchange::{Salvaged, Saved, Step, Watch};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

/// Reads all that is whole in `copy` (shown as `file`), gathers it in `gathered` and writes it as a package at `to`, vouched for by
/// `key`.
pub fn salvage(
    (copy, file): (&Path, &Path),
    (gathered, to): (&Path, &Path),
    (key, laptop): (&LaptopKey, &str),
    watch: &Watch,
) -> std::result::Result<Salvaged, Failure> {
    let opened = File::open(copy).and_then(Pages::of).map_err(|e| disk::fault(file, &e))?;
    let otherwise = opened.otherwise().map_err(|e| disk::fault(file, &e))?;
    let work = || -> Result<Salvaged> {
        let mut best = gather(opened, gathered, watch)?;
        if let Some(pages) = otherwise {
            let second = gather(pages, &gathered.with_extension("otherwise"), watch)?;
            if second.entries > best.entries {
                best = second;
            }
        }
        let broken = Broken { db: best.db };
        let mut parcel = Parcel::make(to)?;
        let salvaged = broken.all(&mut parcel, key)?;
        parcel.finish(key, laptop, None, true)?;
        Ok(Salvaged { unread: best.found.broken, pages: best.found.lost, ..salvaged })
    };
    work().map_err(|trouble| trouble.about(file))
}

/// The carried tables without what binds them together: what is here need not be whole.
const TABLES: &str = "PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;
    CREATE TABLE word (n INTEGER PRIMARY KEY, text);
    CREATE TABLE subject (n INTEGER PRIMARY KEY, kind, a, b);
    CREATE TABLE chain (n INTEGER PRIMARY KEY, log, parent, fork, tip, key, laptop, demo);
    CREATE TABLE entry (n INTEGER PRIMARY KEY, id, chain, seq, subject, at, author, grp, body, replaces, undoes, covers);
    CREATE TABLE seal (chain INTEGER PRIMARY KEY, seq, id, signature);
    CREATE TABLE content (n INTEGER PRIMARY KEY, hash, bytes);
    CREATE TABLE word_by_text (n INTEGER, text);
    CREATE TABLE subject_by_name (n INTEGER, kind, a, b);";

/// What only indexes know. Other indexes look like that of the words: by the beginning of ids, by hashes, days, names and addresses,
/// some of them with the same numbers. Nearly all words are ids and are tried first; where more than one text is left for a
/// number none is believed. A wrong one could do nothing, since no id would fit.
const FROM_INDEXES: &str = "
    INSERT OR IGNORE INTO subject SELECT n, kind, a, b FROM subject_by_name;
    DELETE FROM word_by_text WHERE length(text) = 43 OR text GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
        OR n IN (SELECT n FROM word);
    DELETE FROM word_by_text WHERE text = (SELECT substr(id, 1, 8) FROM entry e WHERE e.n = word_by_text.n);
    INSERT OR IGNORE INTO word SELECT n, min(text) FROM word_by_text WHERE text NOT GLOB '*[^A-Za-z0-9_-]*'
        GROUP BY n HAVING count(DISTINCT text) = 1;
    INSERT OR IGNORE INTO word SELECT n, min(text) FROM word_by_text GROUP BY n HAVING count(DISTINCT text) = 1;";

/// Which table a row is of, by its columns; the first is the row's number. Kinds: `i` number, `t` text, `b` bytes, in capitals also
/// nothing, `*` number or text.
const SHAPES: [(&str, &str); 6] =
    [("entry", "tiii*IITTTT"), ("word", "t"), ("subject", "iii"), ("chain", "iIiiTti"), ("seal", "itb"), ("content", "tb")];

fn is_of(shape: &str, cells: &[Cell]) -> bool {
    let fits = |(kind, cell): (char, &Cell)| match cell {
        Cell::Int(_) => matches!(kind, 'i' | 'I' | '*'),
        Cell::Text(_) => matches!(kind, 't' | 'T' | '*'),
        Cell::Blob(_) => kind == 'b',
        Cell::Null => kind.is_ascii_uppercase(),
        Cell::Real => false,
    };
    cells.len() == shape.len() + 1 && cells[0] == Cell::Null && shape.chars().zip(&cells[1..]).all(fits)
}

/// What was gathered of a file.
struct Gathered {
    db: Connection,
    entries: u64,
    found: Found,
}

/// Puts every row of a carried table that reads into tables of our own at `to`.
fn gather(mut pages: Pages, to: &Path, watch: &Watch) -> Result<Gathered> {
    let mut db = Connection::open(to)?;
    foreign::stoppable(&mut db, watch)?;
    db.execute_batch(TABLES)?;
    foreign::without_undos(&db)?;
    db.execute_batch("BEGIN")?;
    let (mut entries, mut trouble) = (0, None);
    let total = u64::from(pages.count());
    let mut each = |row: Row| {
        let kept = match &row {
            Row::Table(n, cells) => match SHAPES.iter().find(|(_, shape)| is_of(shape, cells)) {
                Some((table, shape)) => {
                    entries += u64::from(*table == "entry");
                    keep(&db, table, shape.len(), *n, &cells[1..])
                }
                None => Ok(()),
            },
            // By the index a word or a subject is known also where its own page is gone.
            Row::Index(cells) => match &cells[..] {
                [Cell::Text(_), Cell::Int(n)] => keep(&db, "word_by_text", 1, *n, &cells[..1]),
                [Cell::Int(1..=14), Cell::Int(_), Cell::Int(_), Cell::Int(n)] => keep(&db, "subject_by_name", 3, *n, &cells[..3]),
                _ => Ok(()),
            },
        };
        trouble = trouble.take().or(kept.err());
    };
    let mut go_on = |done: u64| {
        if done % 256 == 1 {
            watch.tell(Step::Checking, done, total);
        }
        !watch.is_stopped()
    };
    let found = pages.rows(&mut each, &mut go_on).map_err(|e| Trouble::Failure(disk::fault(to, &e)))?;
    if watch.is_stopped() {
        return Err(Refusal::Stopped.into());
    }
    if let Some(trouble) = trouble {
        return Err(trouble);
    }
    db.execute_batch(FROM_INDEXES)?;
    db.execute_batch("COMMIT; CREATE INDEX entry_by_chain ON entry (chain, seq)")?;
    Ok(Gathered { db, entries, found })
}

/// Writes a row down under its number. Where that is taken it was written anew elsewhere: an entry stands then under another
/// number, since its id says which one is whole, anything else stays as it came first.
fn keep(db: &Connection, table: &str, columns: usize, n: i64, cells: &[Cell]) -> Result<()> {
    let marks = vec!["?"; columns + 1].join(", ");
    let mut insert = db.prepare_cached(&format!("INSERT OR IGNORE INTO {table} VALUES ({marks})"))?;
    let value = |cell: &Cell| match cell {
        Cell::Null | Cell::Real => Value::Null,
        Cell::Int(n) => Value::Integer(*n),
        Cell::Text(text) => Value::Text(text.clone()),
        Cell::Blob(bytes) => Value::Blob(bytes.clone()),
    };
    let under = |n: Value| params_from_iter(std::iter::once(n).chain(cells.iter().map(value)));
    if insert.execute(under(Value::Integer(n)))? == 0 && table == "entry" {
        let another: i64 = db.query_row("SELECT max(n) + 1 FROM entry WHERE n < ?1", [i64::MAX], |r| r.get(0))?;
        insert.execute(under(Value::Integer(another.max(AMONG_OTHERS))))?;
    }
    Ok(())
}

/// Entries whose number is taken stand from here on: no file of ours has so many.
const AMONG_OTHERS: i64 = 1 << 40;

struct Broken {
    db: Connection,
}

/// An entry's row: where it says that it stands, and its number.
type Places = BTreeMap<ChainNo, BTreeMap<u64, Vec<EntryNo>>>;

impl Broken {
    fn all(&self, parcel: &mut Parcel, key: &LaptopKey) -> Result<Salvaged> {
        let mut places: Places = BTreeMap::new();
        let mut find = self.db.prepare("SELECT n, chain, seq FROM entry ORDER BY n")?;
        let mut rows = find.query([])?;
        while let Some(row) = rows.next()? {
            if let (chain, Ok(seq @ 1..)) = (row.get(1)?, u64::try_from(row.get::<_, i64>(2)?)) {
                places.entry(chain).or_default().entry(seq).or_default().push(row.get(0)?);
            }
        }
        // A log of which no entry reads is known all the same.
        let told = self.told()?;
        for n in told.keys() {
            places.entry(*n).or_default();
        }
        let mut salvaged = Salvaged::default();
        let mut placed: BTreeMap<ChainNo, Placed> = BTreeMap::new();
        // Branches stand behind what they branched off.
        for (&n, seqs) in &places {
            let (mut saved, place) = self.chain(n, seqs, &placed, parcel, key)?;
            if let Some((laptop, fork, tip)) = told.get(&n) {
                saved.last = saved.last.max(*tip);
                if saved.held == 0 {
                    (saved.fork, saved.held) = (*fork, *fork);
                }
                if saved.laptop.is_empty() {
                    saved.laptop.clone_from(laptop);
                }
            }
            saved.last = saved.last.max(saved.held);
            salvaged.laptops.push(saved);
            placed.extend(place.map(|place| (n, place)));
        }
        let mut find = self.db.prepare("SELECT hash, bytes FROM content ORDER BY n")?;
        let mut rows = find.query([])?;
        while let Some(row) = rows.next()? {
            let (hash, bytes): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
            if content::hash(&bytes).to_string() == hash {
                parcel.content(&content::hash(&bytes), &bytes)?;
            }
        }
        Ok(salvaged)
    }

    /// What the file says of its chains: the laptop, the number that it branched off behind, and the last one.
    fn told(&self) -> Result<BTreeMap<ChainNo, (String, u64, u64)>> {
        let mut find = self.db.prepare("SELECT n, laptop, fork, tip FROM chain WHERE tip > fork AND fork >= 0")?;
        let row = |r: &rusqlite::Row| Ok((r.get(0)?, (r.get(1)?, r.get::<_, i64>(2)? as u64, r.get::<_, i64>(3)? as u64)));
        Ok(find.query_map([], row)?.collect::<rusqlite::Result<_>>()?)
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
        let branched = self.branched(n, placed);
        let fork = branched.as_ref().map_or(0, |(_, from)| from.seq);
        let mut saved = Saved { laptop: String::new(), log: None, fork, held: fork, last };
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
        let (id, bytes) = bytes::bytes_of(&self.db, row, &log, prev).ok()?;
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
