//! Rows of persons, the second person's judgements, what is one, imports and plans.

use super::word_of;
use crate::domain::subject::{PointId, Subject};
use crate::journal::state::State as Now;
use crate::store::fault::Result;
use crate::store::names::{self, Key, Named, SubjectNo, WordNo, kind};
use crate::store::state::Reader;
use rusqlite::{OptionalExtension, params};

pub fn person(reader: &Reader, n: SubjectNo, key: Key) -> Result<()> {
    let state = reader.state(n)?;
    let Some(now) = state.current(|now| if let Now::Person(p) = now { Some(p) } else { None }) else {
        reader.db.prepare_cached("DELETE FROM person WHERE n = ?1")?.execute([key.a])?;
        return Ok(());
    };
    let p = &now.joined.value;
    let until = p.card_until.map(|d| d.to_string());
    reader
        .db
        .prepare_cached("INSERT OR REPLACE INTO person (n, name, unit, card, card_until, phone) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![key.a, p.name, p.unit, p.card, until, p.phone])?;
    Ok(())
}

/// The second person's word. Gives the point it is on.
pub fn major(reader: &Reader, n: SubjectNo, key: Key) -> Result<Option<SubjectNo>> {
    let point = reader.number(Key { kind: kind::POINT, ..key })?;
    let state = reader.state(n)?;
    let Some(now) = state.current(|now| if let Now::Major(j) = now { Some(j) } else { None }) else {
        reader.db.prepare_cached("DELETE FROM major WHERE n = ?1")?.execute([n])?;
        return Ok(point);
    };
    reader.db.prepare_cached("INSERT OR REPLACE INTO major (n, major, disputed) VALUES (?1, ?2, ?3)")?.execute(params![
        n,
        now.joined.value.major,
        now.joined.disputed
    ])?;
    Ok(point)
}

/// The two ids, where it is ids that are one.
pub fn ids(reader: &Reader, n: SubjectNo) -> Result<Option<(WordNo, WordNo)>> {
    let Subject::Same(a, b) = names::subject_of(reader.db, n)? else { return Ok(None) };
    match PointId::parse(&a) {
        Some(_) => Ok(None),
        None => Ok(Some((names::word(reader.db, &a)?, names::word(reader.db, &b)?))),
    }
}

/// Two points, or two ids, that are one. Gives the points of both sides: they stand for themselves until joined anew.
pub fn same(reader: &Reader, n: SubjectNo) -> Result<Vec<SubjectNo>> {
    let Subject::Same(a, b) = names::subject_of(reader.db, n)? else { return Ok(Vec::new()) };
    let number = |p: PointId| {
        let (n, key) = known(reader, &Subject::Point(p))?;
        let lead = reader.lead_of(key)?;
        if lead == key { Ok(n) } else { names::number_for(reader.db, lead) }
    };
    let points = PointId::parse(&a).zip(PointId::parse(&b));
    let are_points = points.is_some();
    let (a, b) = match points {
        Some((a, b)) => (number(a)?, number(b)?),
        None => (reader.words.number(reader.db, &a)?, reader.words.number(reader.db, &b)?),
    };
    let sides = if are_points { vec![a, b] } else { Vec::new() };
    let state = reader.state(n)?;
    let Some(now) = state.current(|now| if let Now::Same(s) = now { Some(s) } else { None }) else {
        reader.db.prepare_cached("DELETE FROM same WHERE n = ?1")?.execute([n])?;
        return Ok(sides);
    };
    reader
        .db
        .prepare_cached("INSERT OR REPLACE INTO same (n, points, a, b, same, disputed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![n, are_points, a, b, now.joined.value.same, now.joined.disputed])?;
    Ok(sides)
}

/// Number and key of a subject. One that is there is only looked up: a file that is read alone is checked by this, too.
fn known(reader: &Reader, subject: &Subject) -> Result<(SubjectNo, Key)> {
    if let Some(key) = names::find_key(reader.db, subject)?
        && let Some(n) = names::numbered(reader.db, key)?
    {
        return Ok((n, key));
    }
    let Named { n, key, .. } = names::subject(reader.db, &reader.words, subject)?;
    Ok((n, key))
}

pub fn import(reader: &Reader, n: SubjectNo, key: Key) -> Result<()> {
    let state = reader.state(n)?;
    let Some(now) = state.current(|now| if let Now::Import(i) = now { Some(i) } else { None }) else {
        reader.db.prepare_cached("DELETE FROM import WHERE n = ?1")?.execute([key.a])?;
        return Ok(());
    };
    let i = &now.joined.value;
    reader
        .db
        .prepare_cached(
            "INSERT OR REPLACE INTO import (n, kind, file, hash, rows, added, changed, left_out) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![key.a, word_of(&i.kind), i.file, i.hash.to_string(), i.rows, i.added, i.changed, i.left_out])?;
    Ok(())
}

pub fn plan(reader: &Reader, n: SubjectNo, key: Key) -> Result<()> {
    let state = reader.state(n)?;
    let Some(now) = state.current(|now| if let Now::Plan(p) = now { Some(p) } else { None }) else {
        reader.db.prepare_cached("DELETE FROM plan WHERE n = ?1")?.execute([key.a])?;
        return Ok(());
    };
    let p = &now.joined.value;
    let facility = reader.twins()?.lead(reader.words.number(reader.db, &p.facility.to_string())?);
    reader
        .db
        .prepare_cached("INSERT OR REPLACE INTO plan (n, facility, day, people, withdrawn) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![key.a, facility, p.on.to_string(), people(&p.people), p.withdrawn])?;
    Ok(())
}

/// People as a list of their names on disk; none is nothing.
pub fn people(ids: &[crate::domain::name::PersonId]) -> Option<String> {
    (!ids.is_empty()).then(|| crate::journal::canonical::canonical_of(&ids))
}

/// The second person's word on a point, as it stands in its row.
pub fn word_on(reader: &Reader, point: Key) -> Result<Option<bool>> {
    let Some(n) = reader.number(Key { kind: kind::MAJOR, ..point })? else { return Ok(None) };
    let mut find = reader.db.prepare_cached("SELECT major FROM major WHERE n = ?1")?;
    Ok(find.query_row([n], |r| r.get(0)).optional()?)
}
