//! Checklists, norms, plans and the calendar: read from TOML, linted, all faults at once with file, line and column.
//! Pure: the bytes come in, faults go out; nothing here opens a file. Nothing is parsed before somebody asks for it.
//!
//! Two ways to read: the lint refuses whatever the form does not know; `parse`, which opens a stored visit, takes fields
//! and words of a newer version in its stride, since stored text is never rejected.

pub mod calendar;
pub mod checklist;
pub mod fault;
pub mod limit;
pub mod lint;
pub mod norms;
pub mod plans;
mod shape;
mod source;
pub mod words;

use crate::content::fault::{Fault, What};
use crate::domain::name::{ContentHash, EntryId};
use checklist::{Checklist, Words};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Every content file the program carries: its path below `db/content`, and its text.
pub fn embedded() -> &'static [(&'static str, &'static str)] {
    include!(concat!(env!("OUT_DIR"), "/content.rs"))
}

/// The checklists among them.
pub fn embedded_lists() -> impl Iterator<Item = (&'static str, &'static str)> {
    embedded_in("checklists/")
}

fn embedded_in(folder: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    embedded().iter().copied().filter(move |(name, _)| name.starts_with(folder))
}

/// The name of a checklist version: SHA-256 of its file's bytes.
pub fn hash(bytes: &[u8]) -> ContentHash {
    EntryId(Sha256::digest(bytes).into())
}

/// Reads a checklist as it is stored. Fields not known here are passed over, words not known become the most cautious
/// known one; only what is no checklist at all is a fault.
pub fn parse(file: &str, bytes: &[u8]) -> Result<Checklist, Vec<Fault>> {
    let whole = |what| vec![Fault { file: file.into(), line: 0, column: 0, what }];
    let text = std::str::from_utf8(bytes).map_err(|_| whole(What::NotText))?;
    let read = toml::from_str::<Checklist>(text).or_else(|first| {
        let mut table: toml::Table = text.parse().map_err(|_| first.clone())?;
        shape::soften(shape::CHECKLIST, &mut table);
        Checklist::deserialize(table).map_err(|_| first)
    });
    let mut list = read.map_err(|e| match source::Source::read(file, text) {
        Err(faults) => faults,
        Ok(source) => {
            vec![source.fault_at(e.span().map_or(0, |s| s.start), What::Syntax(e.message().replace('\n', ", ")))]
        }
    })?;
    list.hash = hash(bytes);
    Ok(list)
}

/// The short title of an item of the checklists the program carries, also under a former id: for lists that name an item
/// away from its visit. What a district's own list says is told by its id.
pub fn short_title(item: &str) -> Option<&'static Words> {
    #[derive(Deserialize)]
    struct Titles {
        #[serde(rename = "item", default)]
        items: Vec<Title>,
    }
    #[derive(Deserialize)]
    struct Title {
        id: String,
        #[serde(default)]
        aliases: Vec<String>,
        short: Words,
    }
    static TITLES: LazyLock<BTreeMap<String, Words>> = LazyLock::new(|| {
        let items = embedded_lists().flat_map(|(name, text)| carried::<Titles>(name, text).items);
        let named = |t: Title| std::iter::once(t.id).chain(t.aliases).map(move |id| (id, t.short.clone()));
        items.flat_map(named).collect()
    });
    TITLES.get(item)
}

/// The norms the program carries.
pub fn norms() -> &'static norms::Norms {
    static NORMS: LazyLock<norms::Norms> = LazyLock::new(|| norms::Norms {
        norms: embedded_in("regulations").flat_map(|(name, text)| carried::<norms::Norms>(name, text).norms).collect(),
    });
    &NORMS
}

/// The plans the program carries.
pub fn plans() -> &'static plans::Plans {
    static PLANS: LazyLock<plans::Plans> =
        LazyLock::new(|| plans::Plans(embedded_in("plans/").map(|(name, text)| carried(name, text)).collect()));
    &PLANS
}

/// The calendar the program carries.
pub fn calendar() -> &'static calendar::Calendar {
    static CALENDAR: LazyLock<calendar::Calendar> =
        LazyLock::new(|| calendar::Calendar(embedded_in("calendar/").map(|(name, text)| carried(name, text)).collect()));
    &CALENDAR
}

fn carried<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|e| panic!("{name} is carried by the program and held clean by a test: {e}"))
}

#[cfg(test)]
mod tests;
