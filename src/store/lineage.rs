//! Where the chains of the file leave their parents, and which entries an undo takes back: only those of its own chain.

use super::entries::{self, EntryNo, Stored};
use super::fault::{Result, Trouble};
use super::names::{self, SubjectNo};
use super::state::spot;
use crate::domain::name::{EntryId, Id};
use crate::journal::lineage::{Branch, Lineage};
use crate::journal::undo;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// Where every chain of the file leaves its parent.
pub fn lineage(db: &Connection) -> Result<Lineage> {
    let mut find = db.prepare_cached("SELECT n, parent, fork, tip FROM chain")?;
    let branches = find.query_map([], |r| {
        let (n, parent, fork, tip) = (r.get::<_, i64>(0)?, r.get::<_, Option<i64>>(1)?, r.get::<_, i64>(2)?, r.get::<_, i64>(3)?);
        Ok((n as u32, Branch { from: parent.map(|p| spot(p, fork as u64)), last: tip as u64 }))
    })?;
    Ok(Lineage::new(branches.collect::<rusqlite::Result<Vec<_>>>()?))
}

/// Writes down which entries an undo may cancel: those of its own chain that it names.
pub fn note_undo(db: &Connection, lineage: &Lineage, undo: &Stored, log: Id) -> Result<Vec<EntryNo>> {
    let subject = names::subject_of(db, undo.subject)?;
    let mut named = Vec::new();
    for id in &undo.undoes {
        let Some(target) = entries::by_id(db, id)? else { continue };
        if undo::may_cancel(lineage, &subject, log, spot(undo.chain, undo.seq), spot(target.chain, target.seq)) {
            db.prepare_cached("INSERT INTO undone (entry, undo) VALUES (?1, ?2)")?.execute(params![target.n, undo.n])?;
            named.push(target.n);
        }
    }
    Ok(named)
}

/// The subjects whose state an undo changes.
pub fn touched_by_undo(db: &Connection, undoes: &[EntryId]) -> Result<BTreeSet<SubjectNo>> {
    let mut failed = None;
    let look = |id: EntryId| -> Option<_> {
        let found = entries::by_id(db, &id).and_then(|e| match e {
            Some(e) => Ok(Some((names::subject_of(db, e.subject)?, e.undoes))),
            None => Ok(None),
        });
        found.unwrap_or_else(|trouble| {
            failed = Some(trouble);
            None
        })
    };
    let subjects = undo::touched(undoes, look);
    if let Some(trouble) = failed {
        return Err(trouble);
    }
    let number = |s| names::find_subject(db, s)?.ok_or_else(|| Trouble::Damaged(format!("{s}: not held")));
    subjects.iter().map(number).collect()
}
