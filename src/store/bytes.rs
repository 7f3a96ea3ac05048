//! The bytes of entries, put together from the texts that are kept of them: exactly those that were hashed, since no JSON
//! writer stands in between. What verifying, merging and packing read.

use super::entries::{ChainNo, EntryNo, body_in};
use super::fault::{Result, Trouble};
use super::names::{self, SubjectNo};
use super::packed::At;
use crate::domain::name::{EntryId, LogId};
use crate::journal::entry::Around;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};

/// A chain's whole contents in order, each entry with its bytes.
pub struct Walk<'a> {
    pub log: LogId,
    pub chain: ChainNo,
    db: &'a Connection,
    prev: Option<EntryId>,
    words: names::Words,
}

impl<'a> Walk<'a> {
    /// `prev`: the id before the first entry that will be put together.
    pub fn new(db: &'a Connection, log: LogId, chain: ChainNo, prev: Option<EntryId>) -> Walk<'a> {
        Walk { log, chain, db, prev, words: names::Words::default() }
    }

    /// Calls `each` with every entry from number `from` on: its stored id and its bytes as put together.
    pub fn each(&mut self, from: u64, mut each: impl FnMut(EntryNo, u64, EntryId, &str) -> Result<()>) -> Result<()> {
        let log = self.log.to_string();
        let mut find = self
            .db
            .prepare_cached(&format!("SELECT {PIECES} {WITH_SUBJECTS} WHERE e.chain = ?1 AND e.seq >= ?2 ORDER BY e.seq"))?;
        let mut rows = find.query(params![self.chain, from as i64])?;
        let mut room = Room::default();
        while let Some(row) = rows.next()? {
            let (n, seq, id) = together(self.db, &self.words, row, &log, self.prev, &mut room)?;
            self.prev = Some(id);
            each(n, seq, id, &room.bytes)?;
        }
        Ok(())
    }
}

/// The pieces that the bytes of an entry are put together from.
const PIECES: &str =
    "e.n, e.id, e.seq, e.at, a.text, coalesce(e.grp, e.seq), e.body, e.replaces, e.undoes, s.kind, s.a, s.b, e.covers";
const WITH_SUBJECTS: &str = "FROM entry e JOIN subject s ON s.n = e.subject LEFT JOIN word a ON a.n = e.author";

/// An entry as it lies in its table.
pub struct Lying<'r> {
    db: &'r Connection,
    words: &'r names::Words,
    row: &'r Row<'r>,
    room: &'r mut Room,
}

/// What the indexes of the entries have of one.
pub struct Keys<'r> {
    pub n: EntryNo,
    pub id: &'r str,
    pub chain: ChainNo,
    pub seq: i64,
    pub subject: SubjectNo,
}

impl Lying<'_> {
    pub fn chain(&self) -> Option<ChainNo> {
        self.row.get(13).ok()
    }

    /// Nothing where one of them does not read.
    pub fn keys(&self) -> Option<Keys<'_>> {
        let number = |column| self.row.get::<_, i64>(column).ok();
        let id = self.row.get_ref(1).ok()?.as_str().ok()?;
        Some(Keys { n: number(0)?, id, chain: number(13)?, seq: number(2)?, subject: number(14)? })
    }

    /// Its number in its log, its stored id, and its bytes as put together behind the one before; nothing where it is about no
    /// subject of this file.
    pub fn together(&mut self, log: &str, prev: Option<EntryId>) -> Result<Option<(u64, EntryId, &str)>> {
        if self.row.get_ref(9)? == ValueRef::Null {
            return Ok(None);
        }
        let (_, seq, id) = together(self.db, self.words, self.row, log, prev, self.room)?;
        Ok(Some((seq, id, &self.room.bytes)))
    }
}

/// Calls `each` with every row of the entries' table, in the order of their numbers in this file: no index is read.
pub fn each_as_it_lies(db: &Connection, mut each: impl FnMut(Lying) -> Result<()>) -> Result<()> {
    let (words, mut room) = (names::Words::default(), Room::default());
    let mut find = db.prepare(&format!(
        "SELECT {PIECES}, e.chain, e.subject FROM entry e NOT INDEXED LEFT JOIN subject s ON s.n = e.subject
         LEFT JOIN word a ON a.n = e.author ORDER BY e.n"
    ))?;
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        each(Lying { db, words: &words, row, room: &mut room })?;
    }
    Ok(())
}

/// Where entries are put together one after another, each in the room of the one before.
#[derive(Default)]
struct Room {
    at: String,
    prev: String,
    subject: String,
    bytes: String,
}

/// Number, place and stored id of the entry in a row of `PIECES`; its bytes stand in the room.
fn together(
    db: &Connection,
    words: &names::Words,
    row: &Row,
    log: &str,
    before: Option<EntryId>,
    room: &mut Room,
) -> Result<(EntryNo, u64, EntryId)> {
    let n = row.get(0)?;
    let damaged = || Trouble::Damaged(format!("entry {n}"));
    let Room { at, prev, subject, bytes } = room;
    [&mut *at, prev, subject, bytes].into_iter().for_each(|text| text.clear());
    let id: EntryId = row.get_ref(1)?.as_str().ok().and_then(|t| t.parse().ok()).ok_or_else(damaged)?;
    let seq = row.get::<_, i64>(2)? as u64;
    let key = names::Key { kind: row.get(9)?, a: row.get(10)?, b: row.get(11)? };
    words.put_subject(db, key, subject)?;
    At::put(row.get_ref(3)?, at).ok_or_else(damaged)?;
    if let Some(id) = before {
        prev.push_str(&id.chars());
    }
    let text = |column: usize| row.get_ref(column)?.as_str_or_null().map_err(|_| damaged());
    let around = Around {
        at,
        author: text(4)?,
        group: row.get::<_, i64>(5)? as u64,
        log,
        prev: before.is_some().then_some(prev.as_str()),
        replaces: text(7)?,
        seq,
        subject,
        undoes: text(8)?,
    };
    around.put(&body_in(db, row, (6, 12))?.ok_or_else(damaged)?, bytes);
    Ok((n, seq, id))
}

/// Stored id and bytes of one entry, from a file whose other rows may not read.
pub fn bytes_of(db: &Connection, n: EntryNo, log: &LogId, prev: Option<EntryId>) -> Result<(EntryId, String)> {
    let mut find = db.prepare_cached(&format!("SELECT {PIECES} {WITH_SUBJECTS} WHERE e.n = ?1"))?;
    let mut rows = find.query([n])?;
    let row = rows.next()?.ok_or_else(|| Trouble::Damaged(format!("entry {n}")))?;
    let mut room = Room::default();
    let (_, _, id) = together(db, &names::Words::default(), row, &log.to_string(), prev, &mut room)?;
    Ok((id, room.bytes))
}
