//! Which frozen visits a subject may stand in, and whether one of them names an entry: then it is not taken back.

use super::fault::Result;
use super::names::{self, Key, SubjectNo, WordNo, kind};
use super::project::small;
use super::state::Reader;
use crate::domain::name::EntryId;
use crate::journal::state::State as Now;
use rusqlite::OptionalExtension;
use std::collections::BTreeSet;

/// The visits whose papers may name what is said of this subject: its own; for a point also the rechecks made at its
/// facility; for a facility all that were frozen there.
pub fn visits_over(reader: &Reader, n: SubjectNo, key: Key) -> Result<BTreeSet<WordNo>> {
    let frozen_at = |facility: WordNo, which: &str| -> Result<Vec<WordNo>> {
        let sql = format!("SELECT n FROM inspection WHERE facility = ?1 AND draft IS NOT NULL AND {which}");
        Ok(reader.db.prepare_cached(&sql)?.query_map([facility], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?)
    };
    let twins = reader.twins()?;
    let key = reader.lead_of(key)?;
    Ok(match key.kind {
        kind::INSPECTION => BTreeSet::from([key.a]),
        kind::POINT | kind::MAJOR => {
            let point =
                if key.kind == kind::POINT { Some(n) } else { names::numbered(reader.db, Key { kind: kind::POINT, ..key })? };
            let mut find = reader.db.prepare_cached("SELECT facility FROM finding WHERE n = ?1")?;
            let facility: Option<WordNo> = find.query_row([point], |r| r.get(0)).optional()?;
            let rechecks = facility.map(|f| frozen_at(f, "kind = 'recheck'")).transpose()?.unwrap_or_default();
            rechecks.into_iter().chain((key.a != 0).then_some(key.a)).collect()
        }
        kind::FACILITY | kind::TRAIT | kind::PAPER => frozen_at(key.a, "TRUE")?.into_iter().collect(),
        // What was joined may be two visits, or two facilities.
        kind::SAME => {
            let mut visits = BTreeSet::new();
            if let Some((a, b)) = small::ids(reader, n)? {
                for id in [twins.lead(a), twins.lead(b)] {
                    visits.insert(id);
                    visits.extend(frozen_at(id, "TRUE")?);
                }
            }
            visits
        }
        _ => BTreeSet::new(),
    })
}

/// Whether any freeze that this file holds names the entry, or one that it is before.
pub fn is_named(reader: &Reader, subject: SubjectNo, id: &EntryId) -> Result<bool> {
    let key = names::key_of(reader.db, subject)?;
    let mut covers = BTreeSet::new();
    for visit in visits_over(reader, subject, key)? {
        let Some(n) = reader.number(Key { kind: kind::FREEZE, a: visit, b: 0 })? else { continue };
        if let Some(Now::Papers(papers)) = reader.state(n)?.stand.state {
            covers.extend(papers.into_iter().flat_map(|p| p.freeze.covers));
        }
    }
    if covers.is_empty() {
        return Ok(false);
    }
    Ok(reader.state(subject)?.order(&reader.lineage).named(&covers).contains(id))
}
