//! Twins (`same/A/B` of ids): before anything is joined into rows, whatever was said under one of them is turned to the one
//! that stands for all, and what has no row of its own any more loses it.

use super::tally::{self, Counted};
use super::{Stirred, small};
use crate::store::fault::Result;
use crate::store::names::{self, Key, SubjectNo, WordNo, kind};
use crate::store::state::Reader;
use crate::store::twins;
use rusqlite::params;
use std::collections::{BTreeMap, BTreeSet};

/// The subjects that have rows, in place of these; all of both sides where it changed who is one with whom.
pub fn led(reader: &Reader, subjects: BTreeMap<SubjectNo, Key>, stirred: &mut Stirred) -> Result<BTreeMap<SubjectNo, Key>> {
    if reader.twins()?.is_empty() && subjects.values().all(|key| key.kind != kind::SAME) {
        return Ok(subjects);
    }
    let mut all: BTreeSet<SubjectNo> = subjects.keys().copied().collect();
    let mut sides = BTreeSet::new();
    for (n, key) in subjects {
        if let Some((a, b)) = (key.kind == kind::SAME).then(|| small::ids(reader, n)).transpose()?.flatten() {
            // Those that were one before, and those that are one from now on.
            for id in [a, b] {
                sides.extend(reader.twins()?.members(id));
            }
            small::same(reader, n)?;
            reader.forget_twins();
            for id in [a, b] {
                sides.extend(reader.twins()?.members(id));
            }
        }
    }
    for &id in &sides {
        all.extend(hanging_on(reader, id)?);
    }
    let twins = reader.twins()?;
    let mut led = BTreeSet::new();
    for n in all {
        let key = reader.key_of(n)?;
        if !twins::KINDS.contains(&key.kind) || twins.lead(key.a) == key.a {
            led.insert(n);
        } else {
            forget(reader, n, key, stirred)?;
            led.insert(names::number_for(reader.db, reader.lead_of(key)?)?);
        }
    }
    // Points that are one finding are named by the points that have rows.
    for &n in led.clone().iter().filter(|_| !sides.is_empty()) {
        let mut find = reader.db.prepare_cached("SELECT n FROM same WHERE points AND (a = ?1 OR b = ?1)")?;
        led.extend(find.query_map([n], |r| r.get(0))?.collect::<rusqlite::Result<Vec<SubjectNo>>>()?);
    }
    led.into_iter().map(|n| Ok((n, reader.key_of(n)?))).collect()
}

/// Everything that is said under an id, and the visits, findings and plans of a facility.
fn hanging_on(reader: &Reader, id: WordNo) -> Result<Vec<SubjectNo>> {
    let mut all = Vec::new();
    let mut under = reader.db.prepare_cached("SELECT n FROM subject WHERE kind = ?1 AND a = ?2")?;
    for kind in twins::KINDS {
        all.extend(under.query_map([kind, id], |r| r.get(0))?.collect::<rusqlite::Result<Vec<SubjectNo>>>()?);
    }
    let mut at = reader.db.prepare_cached(
        "SELECT s.n FROM inspection i JOIN subject s ON s.kind = ?2 AND s.a = i.n WHERE i.facility = ?1
         UNION SELECT n FROM finding WHERE facility = ?1
         UNION SELECT s.n FROM plan p JOIN subject s ON s.kind = ?3 AND s.a = p.n WHERE p.facility = ?1
         UNION SELECT s.n FROM facility f JOIN subject s ON s.kind = ?4 AND s.a = f.n WHERE f.host = ?1",
    )?;
    let rows = at.query_map(params![id, kind::INSPECTION, kind::PLAN, kind::FACILITY], |r| r.get(0))?;
    all.extend(rows.collect::<rusqlite::Result<Vec<SubjectNo>>>()?);
    Ok(all)
}

/// Takes out the row that a subject had while it stood for itself.
fn forget(reader: &Reader, n: SubjectNo, key: Key, stirred: &mut Stirred) -> Result<()> {
    let delete = |table: &str, n: i64| -> Result<()> {
        reader.db.prepare_cached(&format!("DELETE FROM {table} WHERE n = ?1"))?.execute([n])?;
        Ok(())
    };
    match key.kind {
        kind::FACILITY => {
            tally::note(reader, Counted::Facility, key.a, stirred)?;
            delete("facility", key.a)
        }
        kind::TRAIT => delete("trait", n),
        kind::PAPER => delete("paper", n),
        kind::PERSON => delete("person", key.a),
        kind::INSPECTION => {
            tally::note(reader, Counted::Visit, key.a, stirred)?;
            delete("inspection", key.a)
        }
        kind::MAJOR => delete("major", n),
        kind::POINT => {
            super::point::gone(reader, n)?;
            super::point::forget(reader, n, stirred)
        }
        _ => Ok(()),
    }
}
