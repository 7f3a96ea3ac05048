//! Words and subjects by number: what repeats in a million entries is written once. Numbers are local to the file and
//! never leave the store.

use super::fault::{Result, Trouble};
use crate::domain::name::Id;
use crate::domain::subject::{PointId, Subject};
use crate::journal::canonical::escaped;
use rusqlite::{Connection, OptionalExtension, params};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The number of a word in this file.
pub type WordNo = i64;
/// The number of a subject in this file.
pub type SubjectNo = i64;

/// Kinds of subject as numbers; on disk for ever (see the schema).
pub mod kind {
    pub const FACILITY: i64 = 1;
    pub const TRAIT: i64 = 2;
    pub const PAPER: i64 = 3;
    pub const PERSON: i64 = 4;
    pub const INSPECTION: i64 = 5;
    pub const POINT: i64 = 6;
    pub const MAJOR: i64 = 7;
    pub const FREEZE: i64 = 8;
    pub const SAME: i64 = 9;
    pub const IMPORT: i64 = 10;
    pub const PLAN: i64 = 11;
    pub const UNDO: i64 = 12;
    pub const LOG: i64 = 13;
    pub const UNKNOWN: i64 = 14;
}

/// A subject as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub kind: i64,
    pub a: WordNo,
    pub b: WordNo,
}

/// The number of a word, if it is known.
pub fn find_word(db: &Connection, text: &str) -> Result<Option<WordNo>> {
    Ok(db.prepare_cached("SELECT n FROM word WHERE text = ?1")?.query_row([text], |r| r.get(0)).optional()?)
}

/// The number of a word; a new one is written down.
pub fn word(db: &Connection, text: &str) -> Result<WordNo> {
    if let Some(n) = find_word(db, text)? {
        return Ok(n);
    }
    db.prepare_cached("INSERT INTO word (text) VALUES (?1)")?.execute([text])?;
    Ok(db.last_insert_rowid())
}

pub fn text(db: &Connection, n: WordNo) -> Result<String> {
    Ok(db.prepare_cached("SELECT text FROM word WHERE n = ?1")?.query_row([n], |r| r.get(0))?)
}

/// The name that a word is.
pub fn id(db: &Connection, n: WordNo) -> Result<Id> {
    let text = text(db, n)?;
    text.parse().map_err(|_| Trouble::Damaged(format!("word {n}: {text}")))
}

pub fn find_id(db: &Connection, id: &Id) -> Result<Option<WordNo>> {
    find_word(db, &id.to_string())
}

/// The two texts of a subject as they stand in the file; `None` = none.
fn parts(subject: &Subject) -> (i64, Option<String>, Option<String>) {
    let one = |k: i64, id: &Id| (k, Some(id.to_string()), None);
    let point = |k: i64, p: &PointId| (k, p.inspection.map(|i| i.to_string()), Some(p.key.clone()));
    match subject {
        Subject::Facility(f) => one(kind::FACILITY, f),
        Subject::Trait(f, t) => (kind::TRAIT, Some(f.to_string()), Some(t.clone())),
        Subject::Paper(f, p) => (kind::PAPER, Some(f.to_string()), Some(p.clone())),
        Subject::Person(p) => one(kind::PERSON, p),
        Subject::Inspection(i) => one(kind::INSPECTION, i),
        Subject::Point(p) => point(kind::POINT, p),
        Subject::Major(p) => point(kind::MAJOR, p),
        Subject::Freeze(i) => one(kind::FREEZE, i),
        Subject::Same(a, b) => (kind::SAME, None, Some(format!("{a}/{b}"))),
        Subject::Import(x) => one(kind::IMPORT, x),
        Subject::Plan(x) => one(kind::PLAN, x),
        Subject::Undo(l) => one(kind::UNDO, l),
        Subject::Log(l) => one(kind::LOG, l),
        // Kept in the form it has inside JSON, so that the exact bytes can be put together by any tool.
        Subject::Unknown(text) => (kind::UNKNOWN, None, Some(escaped(text).into_owned())),
    }
}

/// A subject that something is being said about.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    pub n: SubjectNo,
    pub key: Key,
    /// It was written down just now: nothing was said about it before.
    pub begins: bool,
}

/// The number of a subject; a new one is written down.
pub fn subject(db: &Connection, words: &Words, subject: &Subject) -> Result<Named> {
    let (kind, a, b) = parts(subject);
    let number = |text: Option<String>| text.map_or(Ok(0), |t| words.number(db, &t));
    let key = Key { kind, a: number(a)?, b: number(b)? };
    if let Some(n) = add(db, key)? {
        return Ok(Named { n, key, begins: true });
    }
    let n = numbered(db, key)?.ok_or_else(|| Trouble::Damaged(format!("{subject}: not numbered")))?;
    Ok(Named { n, key, begins: false })
}

/// The key of a subject, if its words are known here.
pub fn find_key(db: &Connection, subject: &Subject) -> Result<Option<Key>> {
    let (kind, a, b) = parts(subject);
    let number = |text: Option<String>| text.map_or(Ok(Some(0)), |t| find_word(db, &t));
    Ok(number(a)?.zip(number(b)?).map(|(a, b)| Key { kind, a, b }))
}

/// The number of a subject, if anything was ever said about it.
pub fn find_subject(db: &Connection, subject: &Subject) -> Result<Option<SubjectNo>> {
    match find_key(db, subject)? {
        Some(key) => numbered(db, key),
        None => Ok(None),
    }
}

/// The number of the subject with this key; a new one is written down.
pub fn number_for(db: &Connection, key: Key) -> Result<SubjectNo> {
    match numbered(db, key)? {
        Some(n) => Ok(n),
        None => add(db, key)?.ok_or_else(|| Trouble::Damaged(format!("{key:?}: not numbered"))),
    }
}

/// Writes a subject down; nothing when it is there already.
fn add(db: &Connection, key: Key) -> Result<Option<SubjectNo>> {
    let mut add = db.prepare_cached("INSERT INTO subject (kind, a, b) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?;
    let added = add.execute(params![key.kind, key.a, key.b])? == 1;
    Ok(added.then(|| db.last_insert_rowid()))
}

pub fn numbered(db: &Connection, key: Key) -> Result<Option<SubjectNo>> {
    let mut find = db.prepare_cached("SELECT n FROM subject WHERE kind = ?1 AND a = ?2 AND b = ?3")?;
    Ok(find.query_row(params![key.kind, key.a, key.b], |r| r.get(0)).optional()?)
}

/// What a subject's number stands for.
pub fn key_of(db: &Connection, n: SubjectNo) -> Result<Key> {
    let mut find = db.prepare_cached("SELECT kind, a, b FROM subject WHERE n = ?1")?;
    Ok(find.query_row([n], |r| Ok(Key { kind: r.get(0)?, a: r.get(1)?, b: r.get(2)? }))?)
}

/// The subject that a number stands for.
pub fn subject_of(db: &Connection, n: SubjectNo) -> Result<Subject> {
    Words::default().subject(db, key_of(db, n)?)
}

/// A point's name from its subject's number.
pub fn point_of(db: &Connection, n: SubjectNo) -> Result<PointId> {
    match subject_of(db, n)? {
        Subject::Point(point) => Ok(point),
        other => Err(Trouble::Damaged(format!("{other}: no point"))),
    }
}

/// Words that were looked up already, both ways: the names of a visit and its items come a hundred times. They live no
/// longer than the transaction they were looked up in.
#[derive(Debug, Default)]
pub struct Words {
    texts: RefCell<HashMap<WordNo, Rc<str>>>,
    numbers: RefCell<HashMap<Rc<str>, WordNo>>,
}

/// So many words are kept at hand.
const AT_HAND: usize = 4096;

impl Words {
    pub fn text(&self, db: &Connection, n: WordNo) -> Result<Rc<str>> {
        if let Some(text) = self.texts.borrow().get(&n) {
            return Ok(text.clone());
        }
        let text: Rc<str> = text(db, n)?.into();
        let mut texts = self.texts.borrow_mut();
        if texts.len() >= AT_HAND {
            texts.clear();
        }
        texts.insert(n, text.clone());
        Ok(text)
    }

    /// The number of a word; a new one is written down.
    pub fn number(&self, db: &Connection, text: &str) -> Result<WordNo> {
        if let Some(n) = self.numbers.borrow().get(text) {
            return Ok(*n);
        }
        let n = word(db, text)?;
        let mut numbers = self.numbers.borrow_mut();
        if numbers.len() >= AT_HAND {
            numbers.clear();
        }
        numbers.insert(text.into(), n);
        Ok(n)
    }

    pub fn subject(&self, db: &Connection, key: Key) -> Result<Subject> {
        Ok(Subject::parse(&unescaped(&self.subject_text(db, key)?)))
    }

    /// The text form of a subject as it stands inside an entry's bytes.
    pub fn subject_text(&self, db: &Connection, key: Key) -> Result<String> {
        let mut text = String::new();
        self.put_subject(db, key, &mut text)?;
        Ok(text)
    }

    /// The same behind what is there.
    pub fn put_subject(&self, db: &Connection, key: Key, text: &mut String) -> Result<()> {
        let Key { kind, a, b } = key;
        let (name, parts): (&str, &[WordNo]) = match kind {
            kind::FACILITY => ("facility/", &[a]),
            kind::TRAIT => ("trait/", &[a, b]),
            kind::PAPER => ("paper/", &[a, b]),
            kind::PERSON => ("person/", &[a]),
            kind::INSPECTION => ("inspection/", &[a]),
            kind::POINT => ("point/", &[a, b]),
            kind::MAJOR => ("major/", &[a, b]),
            kind::FREEZE => ("freeze/", &[a]),
            kind::SAME => ("same/", &[b]),
            kind::IMPORT => ("import/", &[a]),
            kind::PLAN => ("plan/", &[a]),
            kind::UNDO => ("undo/", &[a]),
            kind::LOG => ("log/", &[a]),
            _ => ("", &[b]),
        };
        text.push_str(name);
        for (i, part) in parts.iter().enumerate() {
            text.push_str(if i > 0 { "/" } else { "" });
            if *part == 0 {
                text.push('-');
            } else {
                text.push_str(&self.text(db, *part)?);
            }
        }
        Ok(())
    }
}

/// The text that stands between the quotes of a JSON string.
pub fn unescaped(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_string();
    }
    serde_json::from_str(&format!("\"{text}\"")).unwrap_or_else(|_| text.to_string())
}
