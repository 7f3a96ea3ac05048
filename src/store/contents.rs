//! Checklists as they were used: the bytes of a version are stored once, when a visit first names its hash, so that they
//! travel with the file and with every merge.

use super::fault::Result;
use super::names;
use crate::content;
use crate::content::checklist::Checklist;
use crate::disk::Home;
use crate::domain::inspection::Inspection;
use crate::domain::name::ContentHash;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;
use std::sync::Arc;

/// Lists that were parsed already, so that the second visit opens faster.
#[derive(Default)]
pub struct Parsed(HashMap<ContentHash, Arc<Checklist>>);

impl Parsed {
    /// The list of this hash, from the file; `None` when the file does not hold it.
    pub fn get(&mut self, db: &Connection, hash: &ContentHash) -> Result<Option<Arc<Checklist>>> {
        if let Some(list) = self.0.get(hash) {
            return Ok(Some(list.clone()));
        }
        let Some(bytes) = bytes(db, hash)? else { return Ok(None) };
        let Ok(mut list) = content::parse(&hash.to_string(), &bytes) else { return Ok(None) };
        list.hash = *hash;
        let list = Arc::new(list);
        self.0.insert(*hash, list.clone());
        Ok(Some(list))
    }
}

pub fn bytes(db: &Connection, hash: &ContentHash) -> Result<Option<Vec<u8>>> {
    let mut find = db.prepare_cached("SELECT bytes FROM content WHERE hash = ?1")?;
    Ok(find.query_row([hash.to_string()], |r| r.get(0)).optional()?)
}

/// Stores what a visit names and the file lacks: from what the program carries, or the district's own lists.
pub fn keep_named(db: &Connection, home: Option<&Home>, visit: &Inspection) -> Result<()> {
    for used in &visit.lists {
        if is_kept(db, &used.hash)? {
            continue;
        }
        let carried = content::embedded_lists().find(|(_, text)| content::hash(text.as_bytes()) == used.hash);
        if let Some((_, text)) = carried {
            keep(db, &used.hash, text.as_bytes())?;
        } else if let Some(home) = home {
            let (offered, _) = content::offered(&home.own_checklists()?, home.district()?.as_ref());
            if let Some(of) = offered.iter().find(|of| content::hash(of.text.as_bytes()) == used.hash) {
                keep(db, &used.hash, of.text.as_bytes())?;
            }
        }
    }
    Ok(())
}

fn is_kept(db: &Connection, hash: &ContentHash) -> Result<bool> {
    let mut find = db.prepare_cached("SELECT 1 FROM content WHERE hash = ?1")?;
    Ok(find.query_row([hash.to_string()], |_| Ok(())).optional()?.is_some())
}

/// Stores a list under its hash, with what findings need to know of its items. A list that does not read is stored too:
/// a newer program will read it.
pub fn keep(db: &Connection, hash: &ContentHash, bytes: &[u8]) -> Result<()> {
    db.prepare_cached("INSERT INTO content (hash, bytes) VALUES (?1, ?2)")?.execute(params![hash.to_string(), bytes])?;
    let n = db.last_insert_rowid();
    index(db, n, hash, bytes)
}

fn index(db: &Connection, n: i64, hash: &ContentHash, bytes: &[u8]) -> Result<()> {
    let Ok(list) = content::parse(&hash.to_string(), bytes) else { return Ok(()) };
    let mut insert =
        db.prepare_cached("INSERT OR REPLACE INTO item (content, item, red_line, section, place) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for item in &list.items {
        let section = names::word(db, &format!("{}/{}", list.id, item.section))?;
        let place = list.sections.iter().position(|s| s.id == item.section).unwrap_or(list.sections.len());
        insert.execute(params![n, names::word(db, &item.id)?, item.red_line, section, place as i64])?;
    }
    Ok(())
}

/// Writes the items of all stored lists anew.
pub fn reindex(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM item", [])?;
    let mut find = db.prepare("SELECT n, hash, bytes FROM content")?;
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        let bytes: Vec<u8> = row.get(2)?;
        index(db, row.get(0)?, &content::hash(&bytes), &bytes)?;
    }
    Ok(())
}
