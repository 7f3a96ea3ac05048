//! An entry: one immutable fact, named by the SHA-256 of its canonical bytes. Those bytes are kept as they were hashed
//! and never written anew.

use super::canonical::canonical;
use crate::domain::event::Event;
use crate::domain::name::{EntryId, LogId, PersonId};
use crate::domain::subject::Subject;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The longest entry that is written or taken, in bytes.
pub const LONGEST: usize = 1 << 20;

/// What an entry says, as far as this program knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    Known(Box<Event>),
    /// Written by a newer version: kept and passed on; its subject is read-only here.
    Unknown(Value),
}

/// One fact of one laptop's chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: EntryId,
    pub log: LogId,
    /// 1, 2, 3… within the chain.
    pub seq: u64,
    /// The entry before in the chain; `None` for the first.
    pub prev: Option<EntryId>,
    /// Wall clock with offset, for people: `2026-11-24T10:42:13+08:00`. Never decides anything.
    pub at: String,
    /// `None`: 未登记.
    pub author: Option<PersonId>,
    pub subject: Subject,
    /// Heads of this subject that the author had in front of him, sorted.
    pub replaces: Vec<EntryId>,
    /// Entries that this undo takes back, sorted.
    pub undoes: Vec<EntryId>,
    /// The number of the first entry of its group in this chain.
    pub group: u64,
    pub body: Body,
    /// The exact bytes that were hashed.
    pub bytes: String,
}

/// What is to be said about a subject, over the heads that the writer had in front of him.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub subject: Subject,
    pub replaces: Vec<EntryId>,
    pub body: Event,
}

/// Why bytes are not an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAnEntry {
    TooLong,
    NotJson,
    NotCanonical,
    /// A field of the envelope is missing, of another form, or not known.
    Envelope,
}

/// All of an entry but its id, in the field order of the canonical form.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<PersonId>,
    body: Value,
    group: u64,
    log: LogId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prev: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    replaces: Vec<EntryId>,
    seq: u64,
    subject: Subject,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    undoes: Vec<EntryId>,
}

/// Where an entry stands in its chain and who writes it: all that a draft lacks.
#[derive(Clone, Debug)]
pub struct Place {
    pub log: LogId,
    pub seq: u64,
    pub prev: Option<EntryId>,
    pub group: u64,
    pub at: String,
    pub author: Option<PersonId>,
}

/// Nulls and empty lists are left out of an envelope: one fact has one form.
fn says_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

fn ascending(ids: &[EntryId]) -> bool {
    ids.windows(2).all(|two| two[0] < two[1])
}

impl Entry {
    /// Makes the entry that says `draft` at `place`.
    pub fn write(draft: Draft, undoes: Vec<EntryId>, place: Place) -> Entry {
        let Draft { subject, mut replaces, body } = draft;
        replaces.sort();
        replaces.dedup();
        let mut undoes = undoes;
        undoes.sort();
        undoes.dedup();
        let Place { log, seq, prev, group, at, author } = place;
        let value = serde_json::to_value(&body).expect("our own events are plain JSON");
        let envelope = Envelope { at, author, body: value, group, log, prev, replaces, seq, subject, undoes };
        let bytes = super::canonical::canonical_of(&envelope);
        Entry::of(envelope, Body::Known(Box::new(body)), bytes)
    }

    /// Reads an entry from its exact bytes, computing its id. Bytes that are not the canonical form of what they say
    /// are refused; a body that is not known is kept.
    pub fn read(bytes: &str) -> Result<Entry, NotAnEntry> {
        if bytes.len() > LONGEST {
            return Err(NotAnEntry::TooLong);
        }
        let value: Value = serde_json::from_str(bytes).map_err(|_| NotAnEntry::NotJson)?;
        if canonical(&value).as_deref() != Some(bytes) {
            return Err(NotAnEntry::NotCanonical);
        }
        let loose = value.as_object().is_some_and(|fields| fields.values().any(says_nothing));
        let envelope: Envelope = serde_json::from_value(value).map_err(|_| NotAnEntry::Envelope)?;
        if loose || !ascending(&envelope.replaces) || !ascending(&envelope.undoes) {
            return Err(NotAnEntry::NotCanonical);
        }
        let body = match Event::deserialize(&envelope.body) {
            // A body that reads but would be written otherwise (a null, an empty list) comes from elsewhere: not known.
            Ok(event) if serde_json::to_value(&event).is_ok_and(|v| v == envelope.body) => Body::Known(Box::new(event)),
            _ => Body::Unknown(envelope.body.clone()),
        };
        Ok(Entry::of(envelope, body, bytes.into()))
    }

    fn of(e: Envelope, body: Body, bytes: String) -> Entry {
        Entry {
            id: EntryId(Sha256::digest(bytes.as_bytes()).into()),
            log: e.log,
            seq: e.seq,
            prev: e.prev,
            at: e.at,
            author: e.author,
            subject: e.subject,
            replaces: e.replaces,
            undoes: e.undoes,
            group: e.group,
            body,
            bytes,
        }
    }
}
