//! Checklists, norms, plans and the calendar: read from TOML, linted, all faults at once with file, line and column.
//! Pure: the bytes come in, faults go out; nothing here opens a file. Nothing is parsed before somebody asks for it.
//!
//! Two ways to read: the lint refuses whatever the form does not know; `parse`, which opens a stored visit, takes fields
//! and words of a newer version in its stride, since stored text is never rejected.

pub mod calendar;
pub mod checklist;
pub mod district;
pub mod fault;
pub mod limit;
pub mod lint;
pub mod norms;
pub mod plans;
pub mod rules;
mod shape;
mod source;
pub mod standing;
mod whole;
pub mod words;

use crate::content::fault::{Fault, What};
use crate::domain::name::{ContentHash, EntryId};
use crate::text::{Text, t};
use checklist::Checklist;
use district::District;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use whole::Homes;

/// Every content file the program carries: its path below `db/content`, and its text.
pub fn embedded() -> &'static [(&'static str, &'static str)] {
    include!(concat!(env!("OUT_DIR"), "/content.rs"))
}

/// The checklists among them in the order in which they are offered, each whole (`whole.rs`) and as it is stored.
pub fn embedded_lists() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lists: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/lists.rs"));
    lists.iter().copied()
}

fn embedded_in(folder: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    embedded().iter().copied().filter(move |(name, _)| name.starts_with(folder))
}

/// A checklist as it can be run here: the name of its file, and the text a visit keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    pub name: String,
    pub text: String,
    /// The district's own, from the data folder.
    pub own: bool,
}

/// The checklists that can be run here: those of the program, then a district's own `files`, each whole and with what the
/// `district` sets otherwise. What does not read is told and left out.
pub fn offered(files: &[(String, String)], district: Option<&(String, String)>) -> (Vec<Offered>, Vec<Fault>) {
    let (own, mut faults) = own_lists(files);
    let set = district.and_then(|(name, text)| {
        let read = toml::from_str::<District>(text);
        let told = |e: toml::de::Error| match source::Source::read(name, text) {
            Ok(source) => faults.push(source.fault_at(e.span().map_or(0, |s| s.start), What::Syntax(e.message().into()))),
            Err(found) => faults.extend(found),
        };
        read.map_err(told).ok()
    });
    let as_set = |text: &str| -> String {
        let Some(district) = &set else { return text.into() };
        let Ok(mut list) = serde_json::from_str(text) else { return text.into() };
        district.set(&mut list, rules());
        list.to_string()
    };
    let carried = embedded_lists().map(|(name, text)| (name.to_string(), as_set(text), false));
    let own = own.iter().map(|(name, text)| (name.clone(), as_set(text), true));
    (carried.chain(own).map(|(name, text, own)| Offered { name, text, own }).collect(), faults)
}

/// A district's own checklist files, each whole: with the items that it takes from lists that the program carries or
/// from another of these files. A file that does not read is told and left out.
fn own_lists(files: &[(String, String)]) -> (Vec<(String, String)>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut read = Vec::new();
    for (name, text) in files {
        match parse(name, text.as_bytes()) {
            Ok(_) => read.extend(toml::from_str::<serde_json::Value>(text).map(|list| (name, list))),
            Err(found) => faults.extend(found),
        }
    }
    let takes_in = |list: &serde_json::Value| list["section"].as_array().into_iter().flatten().any(|s| s.get("items").is_some());
    let carried: Vec<serde_json::Value> = match read.iter().any(|(_, list)| takes_in(list)) {
        true => embedded_lists().filter_map(|(_, text)| serde_json::from_str(text).ok()).collect(),
        false => Vec::new(),
    };
    let homes = Homes(read.iter().map(|(_, list)| list).chain(&carried).collect());
    let made = read.iter().map(|(name, list)| ((*name).clone(), whole::whole(list, &homes).to_string()));
    (made.collect(), faults)
}

/// The name of a checklist version: SHA-256 of its bytes as they are stored.
pub fn hash(bytes: &[u8]) -> ContentHash {
    EntryId(Sha256::digest(bytes).into())
}

/// Reads a checklist as it is stored, whole in JSON, or as a person wrote it, in TOML. Fields not known here are passed
/// over, words not known become the most cautious known one; only what is no checklist at all is a fault.
pub fn parse(file: &str, bytes: &[u8]) -> Result<Checklist, Vec<Fault>> {
    let at = |line, column, what| vec![Fault { file: file.into(), line, column, what }];
    let text = std::str::from_utf8(bytes).map_err(|_| at(0, 0, What::NotText))?;
    let softened = |mut table: toml::Table| {
        shape::soften(shape::CHECKLIST, &mut table);
        Checklist::deserialize(table).ok()
    };
    let mut list = match text.starts_with('{') {
        true => serde_json::from_str(text).or_else(|first| {
            let soft = serde_json::from_str(text).ok().and_then(softened);
            soft.ok_or_else(|| at(first.line(), first.column(), What::Syntax(first.to_string())))
        }),
        false => toml::from_str(text).or_else(|first: toml::de::Error| {
            let soft = text.parse().ok().and_then(softened);
            soft.ok_or_else(|| match source::Source::read(file, text) {
                Err(faults) => faults,
                Ok(source) => {
                    let what = What::Syntax(first.message().replace('\n', ", "));
                    vec![source.fault_at(first.span().map_or(0, |s| s.start), what)]
                }
            })
        }),
    }?;
    list.hash = hash(bytes);
    Ok(list)
}

/// Every id of an item that the program carries or once carried: the id it has today, and its short title.
const NAMES: &[(&str, &str, Text)] = include!(concat!(env!("OUT_DIR"), "/titles.rs"));

/// The short title of an item of the checklists the program carries, also under a former id: for lists that name an item
/// away from its visit. What a district's own list says is told by its id.
pub fn short_title(item: &str) -> Option<Text> {
    NAMES.binary_search_by_key(&item, |(id, ..)| id).ok().map(|at| NAMES[at].2)
}

/// The id that an item has today; its own where the program does not know it.
pub fn current_id(item: &str) -> &str {
    NAMES.binary_search_by_key(&item, |(id, ..)| id).map_or(item, |at| NAMES[at].1)
}

/// The other ids that an item has or had.
pub fn other_ids(item: &str) -> impl Iterator<Item = &'static str> {
    static SEVERAL: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
        let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        NAMES.iter().for_each(|(id, current, _)| of.entry(current).or_default().push(id));
        of.retain(|_, ids| ids.len() > 1);
        of
    });
    let own = item.to_string();
    SEVERAL.get(current_id(item)).into_iter().flatten().copied().filter(move |id| *id != own)
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

/// The rules around items that the program carries.
pub fn rules() -> &'static rules::Rules {
    static RULES: LazyLock<rules::Rules> =
        LazyLock::new(|| embedded_in("rules").next().map_or_else(Default::default, |(name, text)| carried(name, text)));
    &RULES
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
