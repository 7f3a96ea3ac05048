//! Entries in and out of their table. The exact bytes of an entry are kept as the texts between fixed ones (see `bytes`).

use super::fault::{Result, Trouble};
use super::names::{self, Key, Named, SubjectNo, WordNo, kind};
use super::packed::{self, At};
use super::state::Reader;
use crate::domain::event::Event;
use crate::domain::name::EntryId;
use crate::journal::canonical::{canonical_of, escaped};
use crate::journal::entry::{Body, Entry, listed};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Deserialize;
use std::borrow::Cow;

/// The number of an entry in this file; later ones are larger.
pub type EntryNo = i64;
/// The number of an unforked run of a log in this file.
pub type ChainNo = i64;

/// One entry as it stands in the file, without its place in the chain's hashes.
#[derive(Clone, Debug)]
pub struct Stored {
    pub n: EntryNo,
    pub id: EntryId,
    pub chain: ChainNo,
    pub seq: u64,
    pub subject: SubjectNo,
    pub at: String,
    pub author: Option<WordNo>,
    pub group: u64,
    pub body: String,
    pub replaces: Vec<EntryId>,
    pub undoes: Vec<EntryId>,
    /// An undo names it; whether that one stands is another question.
    pub named_by_undo: bool,
}

const COLUMNS: &str = "e.n, e.id, e.chain, e.seq, e.subject, e.at, e.author, e.grp, e.body, e.replaces, e.undoes,
    EXISTS (SELECT 1 FROM undone u WHERE u.entry = e.n), e.covers";

impl Stored {
    fn of(db: &Connection, row: &Row) -> Result<Stored> {
        let n = row.get(0)?;
        let damaged = || Trouble::Damaged(format!("entry {n}"));
        let list = |column: usize| -> Result<Vec<EntryId>> {
            match row.get_ref(column)?.as_str_or_null().map_err(|_| damaged())? {
                Some(text) => ids(text).ok_or_else(damaged),
                None => Ok(Vec::new()),
            }
        };
        let seq = row.get::<_, i64>(3)? as u64;
        Ok(Stored {
            n,
            id: row.get_ref(1)?.as_str().ok().and_then(|t| t.parse().ok()).ok_or_else(damaged)?,
            chain: row.get(2)?,
            seq,
            subject: row.get(4)?,
            at: names::unescaped(&At::unpack(row.get_ref(5)?).ok_or_else(damaged)?),
            author: row.get(6)?,
            group: row.get::<_, Option<i64>>(7)?.map_or(seq, |g| g as u64),
            body: body_in(db, row, (8, 12))?.ok_or_else(damaged)?.into_owned(),
            replaces: list(9)?,
            undoes: list(10)?,
            named_by_undo: row.get(11)?,
        })
    }

    /// What it says, as far as this program knows it.
    pub fn said(&self) -> Body {
        said(&self.body)
    }
}

/// Reads a body. One that reads but would be written otherwise comes from elsewhere: not known.
pub fn said(body: &str) -> Body {
    if let Ok(event) = serde_json::from_str::<Event>(body)
        && (is_plain_answer(body) || canonical_of(&event) == body)
    {
        return Body::Known(Box::new(event));
    }
    Body::Unknown(serde_json::from_str(body).unwrap_or(serde_json::Value::Null))
}

/// An answer without a finding and without dates, in which nothing stands that we would leave out: it can be written in
/// one way only, so that comparing is saved for nine answers of ten.
fn is_plain_answer(body: &str) -> bool {
    const OTHER: [&str; 7] = ["\"finding\"", "\"ledger\"", "\"return_by\"", "null", "[]", "false", "\"\""];
    body.starts_with("{\"point\":{") && body.len() < 400 && !OTHER.iter().any(|o| body.contains(o))
}

/// The body in a row, from its columns for the body and for what it covers.
pub fn body_in<'r>(db: &Connection, row: &'r Row, (body, covers): (usize, usize)) -> Result<Option<Cow<'r, str>>> {
    let text = |column: usize| row.get_ref(column).map(|value| value.as_str_or_null());
    match (text(body)?, text(covers)?) {
        (Ok(body), Ok(covers)) => packed::unpack(db, body, covers).map(Some),
        _ => Ok(None),
    }
}

/// All entries of the subjects of one kind, under one name (the points of a visit) or under any, subject by subject.
pub fn of_subjects(db: &Connection, kind: i64, a: Option<WordNo>) -> Result<Vec<(SubjectNo, Key, Vec<Stored>)>> {
    let under = if a.is_some() { "s.kind = ?1 AND s.a = ?2" } else { "s.kind = ?1 AND ?2 IS NULL" };
    let mut all = Vec::new();
    each_subject(db, under, params![kind, a], |n, key, stored| {
        all.push((n, key, stored));
        Ok(())
    })?;
    Ok(all)
}

/// Calls `each` with every subject `s` that is so and what was said of it, in the order of their names.
pub fn each_subject(
    db: &Connection,
    which: &str,
    values: &[&dyn rusqlite::ToSql],
    mut each: impl FnMut(SubjectNo, Key, Vec<Stored>) -> Result<()>,
) -> Result<()> {
    let mut find = db.prepare_cached(&format!(
        "SELECT {COLUMNS}, s.kind, s.a, s.b FROM subject s JOIN entry e ON e.subject = s.n WHERE {which}
         ORDER BY s.kind, s.a, s.b, e.n"
    ))?;
    let mut rows = find.query(values)?;
    let mut last: Option<(SubjectNo, Key, Vec<Stored>)> = None;
    while let Some(row) = rows.next()? {
        let stored = Stored::of(db, row)?;
        match &mut last {
            Some((n, _, entries)) if *n == stored.subject => entries.push(stored),
            _ => {
                let key = Key { kind: row.get(13)?, a: row.get(14)?, b: row.get(15)? };
                if let Some((n, key, entries)) = last.replace((stored.subject, key, vec![stored])) {
                    each(n, key, entries)?;
                }
            }
        }
    }
    last.map_or(Ok(()), |(n, key, entries)| each(n, key, entries))
}

/// What was said of one subject.
pub enum Said {
    /// Once, and a plain pass that no undo names: by whom.
    PlainPass(Option<WordNo>),
    Entries(Vec<Stored>),
}

/// What was said of every point of a visit. Nine of ten are a plain pass, which is not taken apart.
pub fn of_points(db: &Connection, visit: WordNo) -> Result<Vec<(SubjectNo, Key, Said)>> {
    let mut find = db.prepare_cached(&format!(
        "SELECT {COLUMNS}, s.b FROM subject s JOIN entry e ON e.subject = s.n WHERE s.kind = ?1 AND s.a = ?2 ORDER BY s.b, e.n"
    ))?;
    let mut rows = find.query([kind::POINT, visit])?;
    let mut all: Vec<(SubjectNo, Key, Said)> = Vec::new();
    while let Some(row) = rows.next()? {
        let n: SubjectNo = row.get(4)?;
        match all.last_mut() {
            Some((last, _, said)) if *last == n => match said {
                // More than once: all of it is read, from the beginning.
                Said::PlainPass(_) => *said = Said::Entries(of_subject(db, n)?),
                Said::Entries(entries) => {
                    let stored = Stored::of(db, row)?;
                    if entries.last().is_none_or(|last| last.n < stored.n) {
                        entries.push(stored);
                    }
                }
            },
            _ => {
                let plain = row.get_ref(8)? == ValueRef::Null && !row.get::<_, bool>(11)?;
                let said = if plain { Said::PlainPass(row.get(6)?) } else { Said::Entries(vec![Stored::of(db, row)?]) };
                all.push((n, Key { kind: kind::POINT, a: visit, b: row.get(13)? }, said));
            }
        }
    }
    Ok(all)
}

/// All entries of a subject, in the order in which they came into this file.
pub fn of_subject(db: &Connection, subject: SubjectNo) -> Result<Vec<Stored>> {
    let mut find = db.prepare_cached(&format!("SELECT {COLUMNS} FROM entry e WHERE e.subject = ?1 ORDER BY e.n"))?;
    let mut rows = find.query([subject])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(Stored::of(db, row)?);
    }
    Ok(all)
}

/// One entry by its number in this file.
pub fn by_number(db: &Connection, n: EntryNo) -> Result<Option<Stored>> {
    one(db, "e.n = ?1", params![n])
}

/// One entry by its place in a chain.
pub fn at_place(db: &Connection, chain: ChainNo, seq: u64) -> Result<Option<Stored>> {
    one(db, "chain = ?1 AND seq = ?2", params![chain, seq as i64])
}

/// The entry that has this id.
pub fn by_id(db: &Connection, id: &EntryId) -> Result<Option<Stored>> {
    let text = id.to_string();
    one(db, "substr(id, 1, 8) = ?1 AND id = ?2", params![&text[..8], text])
}

/// The subject of the entry that has this id.
pub fn subject_with_id(db: &Connection, id: &EntryId) -> Result<Option<SubjectNo>> {
    let text = id.to_string();
    let mut find = db.prepare_cached("SELECT subject FROM entry WHERE substr(id, 1, 8) = ?1 AND id = ?2")?;
    Ok(find.query_row(params![&text[..8], text], |r| r.get(0)).optional()?)
}

/// The number of the entry that has this id.
pub fn number_of(db: &Connection, id: &EntryId) -> Result<Option<EntryNo>> {
    let text = id.to_string();
    let mut find = db.prepare_cached("SELECT n FROM entry WHERE substr(id, 1, 8) = ?1 AND id = ?2")?;
    Ok(find.query_row(params![&text[..8], text], |r| r.get(0)).optional()?)
}

fn one(db: &Connection, what: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Option<Stored>> {
    let mut find = db.prepare_cached(&format!("SELECT {COLUMNS} FROM entry e WHERE {what}"))?;
    let mut rows = find.query(values)?;
    rows.next()?.map(|row| Stored::of(db, row)).transpose()
}

/// Writes an entry about this subject into its table, and takes note of what begins.
pub fn put(reader: &Reader, entry: Entry, about: Named, chain: ChainNo) -> Result<EntryNo> {
    let (db, subject) = (reader.db, about.n);
    let n = insert(db, &reader.words, &entry, subject, chain, &|id| reader.number_of(id))?;
    reader.was_written(entry.id, n);
    if about.begins || reader.has_begun(subject) {
        let author = entry.author.map(|a| reader.words.number(db, &a.to_string())).transpose()?;
        let stored = Stored {
            n,
            id: entry.id,
            chain,
            seq: entry.seq,
            subject,
            at: entry.at.clone(),
            author,
            group: entry.group,
            body: entry.body_text().into(),
            replaces: entry.replaces.clone(),
            undoes: entry.undoes.clone(),
            named_by_undo: false,
        };
        reader.note(about, entry, stored);
    }
    Ok(n)
}

/// Writes an entry's row; `number_of` says the numbers of the entries that it covers.
pub fn insert(
    db: &Connection,
    words: &names::Words,
    entry: &Entry,
    subject: SubjectNo,
    chain: ChainNo,
    number_of: &dyn Fn(&EntryId) -> Result<Option<EntryNo>>,
) -> Result<EntryNo> {
    let body = packed::pack(entry.body_text(), number_of)?;
    let author = entry.author.map(|a| words.number(db, &a.to_string())).transpose()?;
    let mut insert = db.prepare_cached(
        "INSERT INTO entry (id, chain, seq, subject, at, author, grp, body, covers, replaces, undoes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    insert.execute(params![
        entry.id.to_string(),
        chain,
        entry.seq as i64,
        subject,
        At::pack(&escaped(&entry.at)),
        author,
        (entry.group != entry.seq).then_some(entry.group as i64),
        body.body,
        body.covers,
        listed(&entry.replaces),
        listed(&entry.undoes),
    ])?;
    Ok(db.last_insert_rowid())
}

fn ids(text: &str) -> Option<Vec<EntryId>> {
    Vec::<EntryId>::deserialize(&mut serde_json::Deserializer::from_str(text)).ok()
}
