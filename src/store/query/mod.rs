//! What screens, papers and line forms read. Lists come from projections alone; a page joins what it shows.

mod about;
mod coverage;
mod facility;
mod finding;
mod held;
mod home;
mod ledger;
mod people;
mod plan;
mod said;
mod same;
mod twins;
pub mod visit;

pub use about::about;

use super::fault::{Result, Trouble};
use super::names::{self, WordNo};
use super::project::of_word;
use super::state::Reader;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::de::DeserializeOwned;

/// A day as it stands in a row.
fn day(row: &Row, column: usize) -> Result<Date> {
    maybe_day(row, column)?.ok_or_else(|| Trouble::Damaged(format!("column {column}: no day")))
}

fn maybe_day(row: &Row, column: usize) -> Result<Option<Date>> {
    match row.get_ref(column)?.as_str_or_null() {
        Ok(Some(text)) => text.parse().map(Some).map_err(|_| Trouble::Damaged(format!("no day: {text}"))),
        Ok(None) => Ok(None),
        Err(_) => Err(Trouble::Damaged(format!("column {column}: no day"))),
    }
}

/// An enum's word as it stands in a row.
fn word<T: DeserializeOwned>(row: &Row, column: usize) -> Result<T> {
    let text: String = row.get(column)?;
    of_word(&text).ok_or_else(|| Trouble::Damaged(format!("not known: {text}")))
}

/// A name as it stands in a row.
fn id(row: &Row, column: usize) -> Result<crate::domain::name::Id> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| Trouble::Damaged(format!("no id: {text}")))
}

/// The names of people in a row's list of ids.
fn people_in(reader: &Reader, list: Option<String>) -> Result<Vec<String>> {
    let ids: Vec<String> = list.and_then(|l| serde_json::from_str(&l).ok()).unwrap_or_default();
    let mut names_of = Vec::new();
    for id in ids {
        let person = names::find_word(reader.db, &id)?;
        names_of.push(reader.name_of(person)?);
    }
    names_of.retain(|name| !name.is_empty());
    Ok(names_of)
}

fn facility_name(db: &Connection, n: WordNo) -> Result<String> {
    let mut find = db.prepare_cached("SELECT name FROM facility WHERE n = ?1")?;
    Ok(find.query_row([n], |r| r.get(0)).optional()?.unwrap_or_default())
}
