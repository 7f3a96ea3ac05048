//! Whether a living freeze names an entry or stands on it: then it is not taken back.

use super::fault::Result;
use super::names::{self, Key, SubjectNo, WordNo, kind};
use super::state::Reader;
use crate::domain::name::EntryId;
use crate::journal::state::State as Now;
use std::collections::BTreeSet;

/// Whether any freeze that this file holds names the entry, or one that it is before.
pub fn is_named(reader: &Reader, subject: SubjectNo, id: &EntryId) -> Result<bool> {
    let key = names::key_of(reader.db, subject)?;
    let visits: Vec<WordNo> = match key.kind {
        kind::INSPECTION | kind::POINT | kind::MAJOR => vec![key.a],
        kind::FACILITY | kind::TRAIT | kind::PAPER => {
            let mut find = reader.db.prepare_cached("SELECT n FROM inspection WHERE facility = ?1 AND draft IS NOT NULL")?;
            find.query_map([key.a], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?
        }
        _ => return Ok(false),
    };
    let mut covers = BTreeSet::new();
    for visit in visits {
        let Some(n) = names::numbered(reader.db, Key { kind: kind::FREEZE, a: visit, b: 0 })? else { continue };
        if let Some(Now::Papers(papers)) = reader.state(n)?.stand.state {
            covers.extend(papers.into_iter().flat_map(|p| p.freeze.covers));
        }
    }
    if covers.is_empty() {
        return Ok(false);
    }
    Ok(reader.state(subject)?.order(&reader.lineage).named(&covers).contains(id))
}
