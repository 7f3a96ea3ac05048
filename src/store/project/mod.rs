//! Projections: what lists read. One function joins a subject's entries into its row; append, merge and rebuild all call
//! it, and nothing else writes a projection. A row depends on the entries only, never on the way by which they came.

mod facility;
mod finding;
pub mod papers;
mod point;
mod rows;
pub mod small;
pub mod tally;
mod twins;
pub mod visit;

use super::fault::Result;
use super::names::{Key, SubjectNo, WordNo, kind};
use super::state::Reader;
use std::collections::{BTreeMap, BTreeSet};

pub use rows::{Beside, Points, Rows};

/// What has to be looked at again after subjects changed: what stands over several subjects.
#[derive(Debug, Default)]
pub struct Stirred {
    /// Points whose findings may be joined differently.
    pub findings: BTreeSet<SubjectNo>,
    pub visits: BTreeSet<WordNo>,
    pub facilities: BTreeSet<WordNo>,
    /// What rows that are counted counted under before they were touched.
    before: tally::Before,
}

/// Joins each of these subjects into its row, and then what stands over them.
pub fn project(reader: &Reader, subjects: &BTreeSet<SubjectNo>) -> Result<()> {
    let keyed = |n: &SubjectNo| Ok((*n, reader.key_of(*n)?));
    let mut stirred = Stirred::default();
    join(reader, subjects.iter().map(keyed).collect::<Result<_>>()?, &mut stirred)?;
    settle(reader, stirred)
}

/// Joins each of these subjects, known by what their numbers stand for, into its row; what stands over them is left to `settle`.
pub fn join(reader: &Reader, subjects: BTreeMap<SubjectNo, Key>, stirred: &mut Stirred) -> Result<()> {
    reader.forget();
    let mut points: BTreeMap<WordNo, BTreeMap<SubjectNo, Key>> = BTreeMap::new();
    for (n, key) in twins::led(reader, subjects, stirred)? {
        let mut also = Vec::new();
        match key.kind {
            kind::POINT => {
                points.entry(key.a).or_default().insert(n, key);
            }
            kind::MAJOR => also.extend(small::major(reader, n, key)?),
            kind::FACILITY => facility::profile(reader, n, key, stirred)?,
            kind::TRAIT => facility::trait_of(reader, n, key, stirred)?,
            kind::PAPER => facility::paper_of(reader, n, key, stirred)?,
            kind::PERSON => small::person(reader, n, key)?,
            kind::INSPECTION => also.extend(visit::head(reader, n, key, stirred)?),
            kind::FREEZE => {
                stirred.visits.insert(key.a);
            }
            kind::SAME => {
                let points = small::same(reader, n)?;
                // Either may hold others together, also one that has no finding itself.
                stirred.findings.extend(points.iter());
                also.extend(points);
            }
            kind::IMPORT => small::import(reader, n, key)?,
            kind::PLAN => small::plan(reader, n, key)?,
            // What an undo takes back are other subjects; a log's start and what is not known have no row.
            _ => {}
        }
        for point in also {
            let key = reader.key_of(point)?;
            points.entry(key.a).or_default().insert(point, key);
        }
    }
    for (visit, points) in points {
        point::points(reader, visit, points, stirred)?;
    }
    reader.forget();
    Ok(())
}

/// What stands over several subjects: joined findings, then the counts in visits, then those in facilities and of visits.
pub fn settle(reader: &Reader, mut stirred: Stirred) -> Result<()> {
    let findings = std::mem::take(&mut stirred.findings);
    finding::lead(reader, &findings, &mut stirred)?;
    for &n in &stirred.visits.clone() {
        visit::settle(reader, n, &mut stirred)?;
    }
    for n in std::mem::take(&mut stirred.facilities) {
        facility::settle(reader, n, &mut stirred)?;
    }
    tally::count(reader, stirred.before)?;
    reader.forget();
    Ok(())
}

/// Counts of these visits and where their papers stand, made anew.
pub fn settle_visits(reader: &Reader, visits: BTreeSet<WordNo>) -> Result<()> {
    settle(reader, Stirred { visits, ..Stirred::default() })
}

/// All tables that `project` writes.
pub const TABLES: [&str; 12] =
    ["facility", "trait", "paper", "person", "inspection", "point", "major", "same", "finding", "plan", "import", "tally"];

/// An enum's word on disk.
pub fn word_of<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The value that a word on disk means.
pub fn of_word<T: serde::de::DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(word.into())).ok()
}
