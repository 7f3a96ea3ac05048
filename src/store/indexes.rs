//! Whether the indexes of the entries and of the subjects hold what the rows say. SQLite's own check looks every row up in every
//! index, and ids lie all over theirs: with a million entries that takes longer than everything else it does. Here each index is
//! read once, in its own order, and held against the rows; those of the entries somebody reads anyway.
//!
//! An index is sound when its keys ascend and are as many and the same as those of the rows. That is as much as looking each
//! row up tells; sameness is told by the sum of 64-bit hashes, in which order plays no part.

use super::bytes::Keys;
use super::entries::EntryNo;
use super::fault::{Result, Trouble};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use std::hash::{DefaultHasher, Hasher};

/// An index of a table: its key as SQL, in so many columns.
struct Index {
    table: &'static str,
    name: &'static str,
    key: &'static str,
    columns: usize,
    unique: bool,
}

/// All of the entries.
pub const ALL: [&str; 3] = ["entry_by_id", "entry_by_chain", "entry_by_subject"];

const INDEXES: [Index; 3] = [
    Index { table: "entry", name: ALL[0], key: "substr(id, 1, 8)", columns: 1, unique: false },
    Index { table: "entry", name: ALL[1], key: "chain, seq", columns: 2, unique: true },
    Index { table: "entry", name: ALL[2], key: "subject", columns: 1, unique: false },
];

const OF_SUBJECTS: Index = Index { table: "subject", name: "subject_by_name", key: "kind, a, b", columns: 3, unique: true };

/// What is in an index, or has to be.
#[derive(Debug, Default, PartialEq, Eq)]
struct Held {
    count: u64,
    sum: u64,
}

/// What the rows say that each index has to hold.
#[derive(Default)]
pub struct OfRows {
    held: [Held; INDEXES.len()],
    bytes: Vec<u8>,
}

impl OfRows {
    /// One more row, under the keys of `INDEXES`.
    pub fn add(&mut self, Keys { n, id, chain, seq, subject }: &Keys) {
        let OfRows { held: [by_id, by_chain, by_subject], bytes } = self;
        let mut add = |held: &mut Held, text: &str, numbers: &[i64]| {
            bytes.clear();
            bytes.extend(text.bytes());
            numbers.iter().for_each(|n| put_number(*n, bytes));
            held.add(bytes);
        };
        let short = id.char_indices().nth(8).map_or(*id, |(end, _)| &id[..end]);
        add(by_id, short, &[*n]);
        add(by_chain, "", &[*chain, *seq, *n]);
        add(by_subject, "", &[*subject, *n]);
    }

    /// What all rows say, which nobody else reads. In a file that may be damaged: their numbers have to ascend, so that this ends.
    pub fn read(db: &Connection) -> Result<OfRows> {
        let mut find = db.prepare("SELECT n, id, chain, seq, subject FROM entry NOT INDEXED ORDER BY n")?;
        let (mut of_rows, mut rows, mut last) = (OfRows::default(), find.query([])?, None);
        while let Some(row) = rows.next()? {
            let n: EntryNo = row.get(0)?;
            let damaged = || Trouble::Damaged(format!("entry {n}"));
            if last.replace(n).is_some_and(|last| last >= n) {
                return Err(damaged());
            }
            let number = |column| row.get::<_, i64>(column).map_err(|_| damaged());
            let id = row.get_ref(1)?.as_str().map_err(|_| damaged())?;
            of_rows.add(&Keys { n, id, chain: number(2)?, seq: number(3)?, subject: number(4)? });
        }
        Ok(of_rows)
    }

    /// Which of these indexes do not hold what these rows say. One that is not there is not missed: it is only slower without.
    pub fn unsound(&self, db: &Connection, names: &[&str]) -> Result<Vec<&'static str>> {
        let mut unsound = Vec::new();
        for (index, of_rows) in INDEXES.iter().zip(&self.held).filter(|(index, _)| names.contains(&index.name)) {
            let mut find = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?1")?;
            // One that was made with another key cannot be read by this one.
            if find.exists([index.name])? && of_index(db, index).ok().flatten().as_ref() != Some(of_rows) {
                unsound.push(index.name);
            }
        }
        Ok(unsound)
    }
}

/// The index of the subjects where it does not hold what they say.
pub fn of_subjects(db: &Connection) -> Result<Option<&'static str>> {
    let Index { table, name, key, columns, .. } = OF_SUBJECTS;
    let mut find = db.prepare(&format!("SELECT {key}, n FROM {table} NOT INDEXED ORDER BY n"))?;
    let (mut held, mut rows, mut bytes) = (Held::default(), find.query([])?, Vec::new());
    while let Some(row) = rows.next()? {
        bytes.clear();
        (0..=columns).try_for_each(|column| put(row, column, &mut bytes))?;
        held.add(&bytes);
    }
    Ok((of_index(db, &OF_SUBJECTS).ok().flatten() != Some(held)).then_some(name))
}

/// What an index holds; nothing where its keys do not ascend. All that is asked for stands in the index itself, so that no row
/// is read.
fn of_index(db: &Connection, Index { table, name, key, columns, unique }: &Index) -> Result<Option<Held>> {
    let mut find = db.prepare(&format!("SELECT {key}, n FROM {table} INDEXED BY {name} ORDER BY {key}"))?;
    let mut held = Held::default();
    let (mut rows, mut last, mut bytes) = (find.query([])?, Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        bytes.clear();
        (0..*columns).try_for_each(|column| put(row, column, &mut bytes))?;
        let key = bytes.len();
        put(row, *columns, &mut bytes)?;
        let after = if *unique { bytes[..key] > last[..key.min(last.len())] } else { bytes > last };
        if !after && held.count > 0 {
            return Ok(None);
        }
        held.add(&bytes);
        std::mem::swap(&mut last, &mut bytes);
    }
    Ok(Some(held))
}

/// One value of a row, as bytes that stand in the order of the values.
fn put(row: &Row, column: usize, bytes: &mut Vec<u8>) -> Result<()> {
    match row.get_ref(column)? {
        ValueRef::Integer(n) => put_number(n, bytes),
        // Whatever else a damaged row holds: the check of its type tells.
        other => bytes.extend(other.as_bytes_or_null().ok().flatten().unwrap_or_default()),
    }
    Ok(())
}

fn put_number(n: i64, bytes: &mut Vec<u8>) {
    bytes.extend((n ^ i64::MIN).to_be_bytes());
}

impl Held {
    fn add(&mut self, bytes: &[u8]) {
        let mut hash = DefaultHasher::new();
        hash.write(bytes);
        self.count += 1;
        self.sum = self.sum.wrapping_add(hash.finish());
    }
}
