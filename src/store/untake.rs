//! `merge --undo`: the rows of the last merge go out again, while no later entry names them. The one place where rows of
//! the log are deleted.

use super::append::Transaction;
use super::entries::{self, ChainNo, EntryNo, Stored};
use super::fault::Result;
use super::lineage;
use super::names::{SubjectNo, WordNo, kind};
use super::project::project;
use super::state::Reader;
use super::verify::Sealed;
use crate::disk::Moment;
use crate::domain::event::Event;
use crate::domain::name::{ContentHash, EntryId};
use crate::failure::rule::Refusal;
use crate::journal::entry::Body;
use crate::request::exchange::{LastMerge, TakenOut};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// How the file stood before a merge.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// The last entry and the last checklist.
    entry: EntryNo,
    content: i64,
    /// Chains that grew: the last number and the seal.
    pub chains: BTreeMap<ChainNo, (u64, Option<Sealed>)>,
}

impl Before {
    pub fn of(db: &Connection) -> Result<Before> {
        let last = |table: &str| db.query_row(&format!("SELECT coalesce(max(n), 0) FROM {table}"), [], |r| r.get(0));
        Ok(Before { entry: last("entry")?, content: last("content")?, chains: BTreeMap::new() })
    }
}

/// Writes down what came and how the chains and seals stood, so that it can be taken out. A merge that brought nothing leaves
/// the one before to be taken out.
pub fn remember(db: &Connection, before: &Before, files: &str, now: &Moment) -> Result<()> {
    let last = Before::of(db)?.entry;
    if last == before.entry {
        return Ok(());
    }
    db.execute("DELETE FROM local_merge_chain", [])?;
    db.execute("DELETE FROM local_merge", [])?;
    db.execute(
        "INSERT INTO local_merge (n, at, file, first, last, contents) VALUES (1, ?1, ?2, ?3, ?4, ?5)",
        params![now.at, files, before.entry + 1, last, before.content],
    )?;
    let mut insert = db
        .prepare_cached("INSERT INTO local_merge_chain (merge, chain, was, seq, id, signature) VALUES (1, ?1, ?2, ?3, ?4, ?5)")?;
    for (&chain, (was, seal)) in &before.chains {
        let (seq, id, signature) = match seal {
            Some((seq, id, signature)) => (Some(*seq as i64), Some(id.to_string()), Some(signature)),
            None => (None, None, None),
        };
        insert.execute(params![chain, *was as i64, seq, id, signature])?;
    }
    Ok(())
}

/// The merge that can be taken out.
pub fn last(db: &Connection) -> Result<Option<LastMerge>> {
    let row = |r: &rusqlite::Row| {
        let files: String = r.get(1)?;
        Ok(LastMerge { at: r.get(0)?, files: files.lines().map(str::to_string).collect(), entries: r.get::<_, i64>(2)? as u64 })
    };
    Ok(db.query_row("SELECT at, file, last - first + 1 FROM local_merge", [], row).optional()?)
}

/// Whose entries these are.
fn whose(db: &Connection, first: EntryNo, last: EntryNo) -> Result<Vec<(String, u64)>> {
    let mut find = db.prepare(
        "SELECT c.laptop, count(*) FROM entry e JOIN chain c ON c.n = e.chain WHERE e.n BETWEEN ?1 AND ?2
         GROUP BY coalesce(c.key, c.n) ORDER BY 1",
    )?;
    let rows = find.query_map([first, last], |r| Ok((r.get(0)?, r.get::<_, i64>(1)? as u64)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The visits that these entries are about, by their words.
fn visits(db: &Connection, first: EntryNo, last: EntryNo) -> Result<Vec<WordNo>> {
    let sql = "SELECT DISTINCT s.a FROM entry e JOIN subject s ON s.n = e.subject WHERE e.n BETWEEN ?1 AND ?2 AND s.kind = ?3";
    let mut find = db.prepare(sql)?;
    let rows = find.query_map([first, last, kind::INSPECTION], |r| r.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many points are held of those of these visits that are not held any more.
fn without_visit(db: &Connection, visits: &[WordNo]) -> Result<u64> {
    let mut find = db.prepare(
        "SELECT count(DISTINCT e.subject) FROM subject s JOIN entry e ON e.subject = s.n WHERE s.kind = ?1 AND s.a = ?3
         AND NOT EXISTS (SELECT 1 FROM subject i JOIN entry x ON x.subject = i.n WHERE i.kind = ?2 AND i.a = ?3)",
    )?;
    let count = |visit: &WordNo| find.query_row(params![kind::POINT, kind::INSPECTION, visit], |r| r.get::<_, i64>(0));
    Ok(visits.iter().map(count).sum::<rusqlite::Result<i64>>()? as u64)
}

/// Takes the last merge out. Gives whose entries that were.
pub fn untake(db: &Connection) -> Result<TakenOut> {
    let transaction = Transaction::begin(db)?;
    let range = |r: &rusqlite::Row| Ok((r.get::<_, EntryNo>(0)?, r.get::<_, EntryNo>(1)?, r.get::<_, Option<i64>>(2)?));
    let last = db.query_row("SELECT first, last, contents FROM local_merge", [], range).optional()?;
    let (first, last, content) = last.ok_or(Refusal::NothingToUndo)?;
    if is_stood_on(db, first, last)? {
        return Err(Refusal::CannotUndo.into());
    }
    let (touched, visits) = (touched(db, first, last)?, visits(db, first, last)?);
    let mut out = TakenOut { laptops: whose(db, first, last)?, without_visit: 0 };
    if let Some(content) = content {
        take_lists(db, content, last)?;
    }
    db.execute("DELETE FROM undone WHERE entry BETWEEN ?1 AND ?2 OR undo BETWEEN ?1 AND ?2", [first, last])?;
    db.execute("DELETE FROM entry WHERE n BETWEEN ?1 AND ?2", [first, last])?;
    db.execute(
        "INSERT OR REPLACE INTO seal (chain, seq, id, signature)
         SELECT chain, seq, id, signature FROM local_merge_chain WHERE seq IS NOT NULL",
        [],
    )?;
    db.execute("DELETE FROM seal WHERE chain IN (SELECT chain FROM local_merge_chain WHERE seq IS NULL)", [])?;
    db.execute("UPDATE chain SET tip = m.was FROM local_merge_chain m WHERE m.chain = chain.n", [])?;
    // Branches before what they branched off.
    let mut begun = db.prepare("SELECT chain FROM local_merge_chain WHERE seq IS NULL ORDER BY chain DESC")?;
    for chain in begun.query_map([], |r| r.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()? {
        db.execute("DELETE FROM chain WHERE n = ?1", [chain])?;
    }
    db.execute("DELETE FROM local_merge_chain", [])?;
    db.execute("DELETE FROM local_merge", [])?;
    project(&Reader::new(db)?, &touched)?;
    drop(begun);
    out.without_visit = without_visit(db, &visits)?;
    transaction.commit()?;
    Ok(out)
}

/// Takes out the checklists that came after number `content`, but those that a visit names which was written since.
fn take_lists(db: &Connection, content: i64, last: EntryNo) -> Result<()> {
    let mut later = db.prepare("SELECT e.n FROM entry e JOIN subject s ON s.n = e.subject WHERE e.n > ?1 AND s.kind = ?2")?;
    let mut named: BTreeSet<ContentHash> = BTreeSet::new();
    for n in later.query_map(params![last, kind::INSPECTION], |r| r.get(0))?.collect::<rusqlite::Result<Vec<EntryNo>>>()? {
        let Some(entry) = entries::by_number(db, n)? else { continue };
        if let Body::Known(event) = entry.said()
            && let Event::Inspection(visit) = *event
        {
            named.extend(visit.lists.iter().map(|list| list.hash));
        }
    }
    let mut came = db.prepare("SELECT n, hash FROM content WHERE n > ?1")?;
    let row = |r: &rusqlite::Row| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?));
    for (n, hash) in came.query_map([content], row)?.collect::<rusqlite::Result<Vec<_>>>()? {
        if !hash.parse().is_ok_and(|hash| named.contains(&hash)) {
            db.execute("DELETE FROM item WHERE content = ?1", [n])?;
            db.execute("DELETE FROM content WHERE n = ?1", [n])?;
        }
    }
    Ok(())
}

/// The subjects of these rows, and of what their undos took back.
fn touched(db: &Connection, first: EntryNo, last: EntryNo) -> Result<BTreeSet<SubjectNo>> {
    let mut find = db.prepare("SELECT DISTINCT subject FROM entry WHERE n BETWEEN ?1 AND ?2")?;
    let mut touched = find.query_map([first, last], |r| r.get(0))?.collect::<rusqlite::Result<BTreeSet<SubjectNo>>>()?;
    let mut undos = db.prepare("SELECT DISTINCT undo FROM undone WHERE undo BETWEEN ?1 AND ?2")?;
    for n in undos.query_map([first, last], |r| r.get::<_, EntryNo>(0))?.collect::<rusqlite::Result<Vec<_>>>()? {
        if let Some(undo) = entries::by_number(db, n)? {
            touched.extend(lineage::touched_by_undo(db, &undo.undoes)?);
        }
    }
    Ok(touched)
}

/// Whether anything written after these rows names one of them: on its chain, as what it replaces or takes back, or in
/// a freeze, a signature, an amendment.
fn is_stood_on(db: &Connection, first: EntryNo, last: EntryNo) -> Result<bool> {
    let on_chain = "SELECT EXISTS (SELECT 1 FROM entry e JOIN local_merge_chain m ON m.chain = e.chain WHERE e.n > ?1)
        OR EXISTS (SELECT 1 FROM chain c JOIN local_merge_chain m ON m.chain = c.parent
                   WHERE c.n NOT IN (SELECT chain FROM local_merge_chain) AND c.fork > m.was)";
    if db.query_row(on_chain, [last], |r| r.get(0))? {
        return Ok(true);
    }
    let mut later = db.prepare(
        "SELECT e.n FROM entry e JOIN subject s ON s.n = e.subject
         WHERE e.n > ?1 AND (e.replaces IS NOT NULL OR e.undoes IS NOT NULL OR s.kind = ?2)",
    )?;
    let mut rows = later.query(params![last, kind::FREEZE])?;
    while let Some(row) = rows.next()? {
        let Some(entry) = entries::by_number(db, row.get(0)?)? else { continue };
        for id in named_by(&entry) {
            if entries::number_of(db, &id)?.is_some_and(|n| (first..=last).contains(&n)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// All ids that an entry names.
fn named_by(entry: &Stored) -> Vec<EntryId> {
    let mut named: Vec<EntryId> = entry.replaces.iter().chain(&entry.undoes).copied().collect();
    if let Body::Known(event) = entry.said() {
        match *event {
            Event::Freeze(freeze) => named.extend(freeze.covers),
            Event::Sign(sign) => named.push(sign.freeze),
            Event::Amend(amend) => named.push(amend.freeze),
            _ => {}
        }
    }
    named
}
