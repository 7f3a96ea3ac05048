//! Findings that are one: joined failing points are counted and listed once, under the id first in byte order, and are
//! open while any of them is open.

use super::tally::{self, Counted};
use super::{Stirred, small};
use crate::domain::join::{Joined, join_finding};
use crate::domain::point::{Point, Verdict};
use crate::store::fault::Result;
use crate::store::names::{self, SubjectNo};
use crate::store::state::Reader;
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// Puts the findings of these points together anew, with all that they are joined to.
pub fn lead(reader: &Reader, points: &BTreeSet<SubjectNo>, stirred: &mut Stirred) -> Result<()> {
    let mut done = BTreeSet::new();
    for &n in points {
        if done.contains(&n) {
            continue;
        }
        let joined = component(reader, n)?;
        done.extend(joined.iter().copied());
        one(reader, &joined, stirred)?;
    }
    Ok(())
}

/// All points that `same` entries join with this one, itself included.
pub fn component(reader: &Reader, n: SubjectNo) -> Result<BTreeSet<SubjectNo>> {
    let mut find = reader.db.prepare_cached(
        "SELECT b FROM same WHERE a = ?1 AND points AND same UNION SELECT a FROM same WHERE b = ?1 AND points AND same",
    )?;
    let (mut found, mut waiting) = (BTreeSet::new(), vec![n]);
    while let Some(n) = waiting.pop() {
        if found.insert(n) {
            for other in find.query_map([n], |r| r.get(0))? {
                waiting.push(other?);
            }
        }
    }
    Ok(found)
}

fn one(reader: &Reader, points: &BTreeSet<SubjectNo>, stirred: &mut Stirred) -> Result<()> {
    let db = reader.db;
    let mut facility = db.prepare_cached("SELECT facility FROM finding WHERE n = ?1")?;
    for &n in points {
        if let Some(facility) = facility.query_row([n], |r| r.get(0)).optional()? {
            stirred.facilities.insert(facility);
        }
    }
    let [_, _, ..] = points.iter().collect::<Vec<_>>()[..] else { return Ok(()) };
    let mut failing = Vec::new();
    for &n in points {
        tally::note(reader, Counted::Finding, n, stirred)?;
    }
    for &n in points {
        // Each row stands for itself until the lead is found.
        let key = names::key_of(db, n)?;
        super::point::points(reader, key.a, BTreeMap::from([(n, key)]), &mut Stirred::default())?;
        if let Some(now) = reader.state(n)?.point()
            && now.joined.value.verdict == Verdict::Fail
        {
            failing.push((names::point_of(db, n)?.to_string(), n, now.joined));
        }
    }
    failing.sort_by(|a, b| a.0.cmp(&b.0));
    let [(_, lead, _), _, ..] = failing[..] else { return Ok(()) };
    let mut major = None;
    for (_, n, _) in &failing {
        major = major.max(small::word_on(reader, names::key_of(db, *n)?)?);
    }
    let all: Vec<&Joined<Point>> = failing.iter().map(|(_, _, joined)| joined).collect();
    let joined = join_finding(&all, major);
    let Some(f) = &joined.value.finding else { return Ok(()) };
    let mut follow = db.prepare_cached("UPDATE finding SET lead = ?2 WHERE n = ?1")?;
    for (_, n, _) in &failing {
        follow.execute([*n, lead])?;
    }
    db.prepare_cached(
        "UPDATE finding SET severity = ?2, stage = ?3, due = ?4, place = ?5, facts = ?6, handling = ?7, disputed = ?8,
            candidate = ?9 AND (SELECT max(candidate) FROM finding WHERE lead = ?1),
            found = (SELECT min(found) FROM finding WHERE lead = ?1)
         WHERE n = ?1",
    )?
    .execute(params![
        lead,
        f.severity as i64,
        f.stage as i64,
        f.due.map(|d| d.to_string()),
        f.place,
        f.facts,
        f.handling.map(|h| h as i64),
        joined.disputed,
        major.is_none(),
    ])?;
    Ok(())
}
