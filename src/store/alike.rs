//! What came twice: two visits to one facility on one day, one item failed in both. Nobody but a person says whether they are one;
//! here it is only noticed, so that the question can be put.

use super::fault::Result;
use super::names::{self, SubjectNo, WordNo};
use crate::request::exchange::Alike;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// The open findings that may be the same as one of these points: of the same item, facility and day, at another visit. Those that
/// somebody said are one, or are not, are left out.
pub fn findings(db: &Connection, points: &BTreeSet<SubjectNo>) -> Result<Vec<Alike>> {
    let mut find = db.prepare_cached(
        "SELECT o.n, f.name FROM finding m
         JOIN finding o INDEXED BY finding_by_facility ON o.facility = m.facility AND o.item = m.item AND o.n <> m.n AND o.lead = o.n AND o.stage < 7
         JOIN inspection i ON i.n = m.visit
         JOIN inspection j ON j.n = o.visit AND j.n <> i.n AND j.day = i.day
         LEFT JOIN facility f ON f.n = m.facility
         WHERE m.n = ?1 AND m.lead = m.n AND m.stage < 7 AND m.item <> 0 AND NOT EXISTS (
             SELECT 1 FROM same s WHERE s.points = 1 AND ((s.a = m.n AND s.b = o.n) OR (s.a = o.n AND s.b = m.n))
         )",
    )?;
    let mut all = BTreeSet::new();
    for point in points {
        for (other, facility) in pairs(&mut find, *point)? {
            let (a, b) = (names::point_of(db, *point)?.to_string(), names::point_of(db, other)?.to_string());
            all.insert(alike(true, a, b, facility));
        }
    }
    Ok(all.into_iter().collect())
}

/// The visits that may be the same as one of these: to one facility on one day, by one team, neither frozen.
pub fn visits(db: &Connection, visits: &BTreeSet<WordNo>) -> Result<Vec<Alike>> {
    let mut find = db.prepare_cached(
        "SELECT j.n, f.name FROM inspection i
         JOIN inspection j ON j.facility = i.facility AND j.day = i.day AND j.team = i.team AND j.n <> i.n AND j.stage = 0
         LEFT JOIN facility f ON f.n = i.facility
         WHERE i.n = ?1 AND i.stage = 0 AND NOT EXISTS (
             SELECT 1 FROM same s WHERE s.points = 0 AND ((s.a = i.n AND s.b = j.n) OR (s.a = j.n AND s.b = i.n))
         )",
    )?;
    let mut all = BTreeSet::new();
    for visit in visits {
        for (other, facility) in pairs(&mut find, *visit)? {
            all.insert(alike(false, names::text(db, *visit)?, names::text(db, other)?, facility));
        }
    }
    Ok(all.into_iter().collect())
}

fn pairs(find: &mut rusqlite::CachedStatement, of: i64) -> Result<Vec<(i64, String)>> {
    let row = |r: &rusqlite::Row| Ok((r.get(0)?, r.get::<_, Option<String>>(1)?.unwrap_or_default()));
    Ok(find.query_map([of], row)?.collect::<rusqlite::Result<_>>()?)
}

fn alike(findings: bool, a: String, b: String, facility: String) -> Alike {
    let (a, b) = if a < b { (a, b) } else { (b, a) };
    Alike { findings, a, b, facility }
}
