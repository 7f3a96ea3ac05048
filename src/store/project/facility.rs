//! Rows of facilities, their traits and papers.

use super::tally::{self, Counted};
use super::{Stirred, word_of};
use crate::domain::event::Event;
use crate::domain::facility::TraitValue;
use crate::journal::canonical::canonical_of;
use crate::journal::entry::Body;
use crate::journal::state::State as Now;
use crate::store::fault::Result;
use crate::store::names::{self, Key, SubjectNo, WordNo};
use crate::store::state::Reader;
use rusqlite::params;

pub fn profile(reader: &Reader, n: SubjectNo, key: Key, stirred: &mut Stirred) -> Result<()> {
    concerned(reader, key.a, stirred)?;
    tally::note(reader, Counted::Facility, key.a, stirred)?;
    stirred.facilities.insert(key.a);
    let state = reader.state(n)?;
    let Some(now) = state.current(|now| if let Now::Facility(f) = now { Some(f) } else { None }) else {
        reader.db.prepare_cached("DELETE FROM facility WHERE n = ?1")?.execute([key.a])?;
        return Ok(());
    };
    let f = &now.joined.value;
    let host = f.host.map(|h| reader.words.number(reader.db, &h.to_string())).transpose()?;
    let twins = reader.twins()?;
    let host = host.map(|h| twins.lead(h));
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    reader
        .db
        .prepare_cached(
            "INSERT OR REPLACE INTO facility (n, name, type, street, address, beds, phone, credit_code, filing_number, status, host, marks, disputed, status_from, former)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .execute(params![
            key.a,
            f.name,
            f.kind.map(|k| k.word()),
            text(&f.street),
            text(&f.address),
            f.beds,
            text(&f.phone),
            text(&f.credit_code),
            text(&f.filing_number),
            word_of(&f.status),
            host,
            (!f.marks.is_empty()).then(|| canonical_of(&f.marks)),
            now.joined.disputed,
            f.status_from.map(|d| d.to_string()),
            f.former_names.join("、"),
        ])?;
    Ok(())
}

pub fn trait_of(reader: &Reader, n: SubjectNo, key: Key, stirred: &mut Stirred) -> Result<()> {
    concerned(reader, key.a, stirred)?;
    let state = reader.state(n)?;
    for said in &state.said {
        // A visit at which a trait was found holds it for ever: what is said of it after the signing amends the record.
        if let Body::Known(event) = said
            && let Event::Trait(TraitValue { source: Some(source), .. }) = &**event
            && let Some(visit) = names::find_word(reader.db, source)?
        {
            stirred.visits.insert(reader.twins()?.lead(visit));
        }
    }
    let Some(now) = state.current(|now| if let Now::Trait(t) = now { Some(t) } else { None }) else {
        reader.db.prepare_cached("DELETE FROM trait WHERE n = ?1")?.execute([n])?;
        return Ok(());
    };
    reader
        .db
        .prepare_cached("INSERT OR REPLACE INTO trait (n, facility, name, presence, disputed) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![n, key.a, names::text(reader.db, key.b)?, word_of(&now.joined.value.is), now.joined.disputed])?;
    Ok(())
}

pub fn paper_of(reader: &Reader, n: SubjectNo, key: Key, stirred: &mut Stirred) -> Result<()> {
    concerned(reader, key.a, stirred)?;
    let state = reader.state(n)?;
    let Some(now) = state.current(|now| if let Now::Paper(p) = now { Some(p) } else { None }) else {
        reader.db.prepare_cached("DELETE FROM paper WHERE n = ?1")?.execute([n])?;
        return Ok(());
    };
    let p = &now.joined.value;
    reader
        .db
        .prepare_cached("INSERT OR REPLACE INTO paper (n, facility, kind, number, expires) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![n, key.a, names::text(reader.db, key.b)?, p.number, p.expires.map(|d| d.to_string())])?;
    Ok(())
}

/// A visit that is frozen and not yet signed has to be frozen anew when the facility's profile changes.
fn concerned(reader: &Reader, facility: WordNo, stirred: &mut Stirred) -> Result<()> {
    let mut find =
        reader.db.prepare_cached("SELECT n FROM inspection WHERE facility = ?1 AND stage < 2 AND draft IS NOT NULL")?;
    for n in find.query_map([facility], |r| r.get(0))? {
        stirred.visits.insert(n?);
    }
    Ok(())
}

/// The last visit that judged anything item by item, and how many findings are open.
pub fn settle(reader: &Reader, n: WordNo, stirred: &mut Stirred) -> Result<()> {
    tally::note(reader, Counted::Facility, n, stirred)?;
    reader
        .db
        .prepare_cached(
            "UPDATE facility SET
                last_visit = (SELECT max(day) FROM inspection WHERE facility = ?1 AND judged > 0 AND stage < 4),
                open_findings = (SELECT count(*) FROM finding WHERE facility = ?1 AND lead = n AND stage < 7)
             WHERE n = ?1",
        )?
        .execute([n])?;
    Ok(())
}
