//! Whom or what a subject is about, in a name that people know: before something is taken back, it is named.

use super::super::fault::Result;
use super::super::names::{self, SubjectNo, WordNo, kind};
use super::facility_name;
use rusqlite::{Connection, OptionalExtension};

/// The name of the facility or person, with the day of the visit where it is about one; empty where nothing is known.
pub fn about(db: &Connection, subject: SubjectNo) -> Result<String> {
    let key = names::key_of(db, subject)?;
    match key.kind {
        kind::FACILITY | kind::TRAIT | kind::PAPER => facility_name(db, key.a),
        kind::PERSON => {
            let mut find = db.prepare_cached("SELECT name FROM person WHERE n = ?1")?;
            Ok(find.query_row([key.a], |r| r.get(0)).optional()?.unwrap_or_default())
        }
        kind::INSPECTION | kind::FREEZE | kind::POINT | kind::MAJOR if key.a != 0 => visit(db, key.a),
        kind::POINT | kind::MAJOR => {
            let mut find = db.prepare_cached("SELECT facility FROM finding WHERE n = ?1")?;
            let facility: Option<WordNo> = find.query_row([subject], |r| r.get(0)).optional()?;
            facility.map_or(Ok(String::new()), |n| facility_name(db, n))
        }
        _ => Ok(String::new()),
    }
}

fn visit(db: &Connection, n: WordNo) -> Result<String> {
    let mut find = db.prepare_cached("SELECT facility, day FROM inspection WHERE n = ?1")?;
    let found = find.query_row([n], |r| Ok((r.get::<_, WordNo>(0)?, r.get::<_, String>(1)?))).optional()?;
    Ok(match found {
        Some((facility, day)) => format!("{} {day}", facility_name(db, facility)?),
        None => String::new(),
    })
}
