//! An entry: one immutable fact, named by the SHA-256 of its canonical bytes. Those bytes are kept as they were hashed
//! and never written anew.

use super::canonical::{canonical, canonical_of, escaped};
use crate::domain::event::Event;
use crate::domain::name::{EntryId, LogId, PersonId};
use crate::domain::subject::Subject;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::ops::Range;

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
    /// Where the body stands in them.
    pub(super) at_body: Range<usize>,
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

/// All of an entry but its id; the body is a value, or an event where it is known to be one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<B> {
    at: String,
    #[serde(default)]
    author: Option<PersonId>,
    body: B,
    group: u64,
    log: LogId,
    #[serde(default)]
    prev: Option<EntryId>,
    #[serde(default)]
    replaces: Vec<EntryId>,
    seq: u64,
    subject: Subject,
    #[serde(default)]
    undoes: Vec<EntryId>,
}

/// The texts of an entry's fields, each as it stands in the bytes: what stands around the body.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    pub at: &'a str,
    pub author: Option<&'a str>,
    pub group: u64,
    pub log: &'a str,
    pub prev: Option<&'a str>,
    /// With its brackets; an empty list is left out, and so with `undoes`.
    pub replaces: Option<&'a str>,
    pub seq: u64,
    pub subject: &'a str,
    pub undoes: Option<&'a str>,
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

impl Around<'_> {
    /// The whole bytes with this body, and where it stands in them.
    pub fn with(&self, body: &str) -> (String, Range<usize>) {
        let mut bytes = String::with_capacity(320 + body.len());
        let at_body = self.put(body, &mut bytes);
        (bytes, at_body)
    }

    /// The same behind what is there: a million entries are put together in one piece of memory.
    pub fn put(&self, body: &str, bytes: &mut String) -> Range<usize> {
        let mut text = |name: &str, text: &str, ends: &str| {
            bytes.push_str(name);
            bytes.push_str(text);
            bytes.push_str(ends);
            bytes.len()
        };
        text("{\"at\":\"", self.at, "\"");
        if let Some(author) = self.author {
            text(",\"author\":\"", author, "\"");
        }
        let to = text(",\"body\":", body, "");
        text(",\"group\":", &self.group.to_string(), "");
        text(",\"log\":\"", self.log, "\"");
        if let Some(prev) = self.prev {
            text(",\"prev\":\"", prev, "\"");
        }
        if let Some(replaces) = self.replaces {
            text(",\"replaces\":", replaces, "");
        }
        text(",\"seq\":", &self.seq.to_string(), "");
        text(",\"subject\":\"", self.subject, "\"");
        if let Some(undoes) = self.undoes {
            text(",\"undoes\":", undoes, "");
        }
        text("}", "", "");
        to - body.len()..to
    }
}

/// A list of ids as it stands in an entry's bytes; an empty one is left out.
pub fn listed(ids: &[EntryId]) -> Option<String> {
    (!ids.is_empty()).then(|| canonical_of(&ids))
}

impl<B> Envelope<B> {
    /// The bytes with this body around it.
    fn with(&self, body: &str) -> (String, Range<usize>) {
        let (subject, log) = (self.subject.to_string(), self.log.to_string());
        let (author, prev) = (self.author.map(|a| a.to_string()), self.prev.map(|p| p.to_string()));
        let (replaces, undoes) = (listed(&self.replaces), listed(&self.undoes));
        let around = Around {
            at: &escaped(&self.at),
            author: author.as_deref(),
            group: self.group,
            log: &log,
            prev: prev.as_deref(),
            replaces: replaces.as_deref(),
            seq: self.seq,
            subject: &escaped(&subject),
            undoes: undoes.as_deref(),
        };
        around.with(body)
    }

    fn ordered(&self) -> bool {
        ascending(&self.replaces) && ascending(&self.undoes)
    }
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
        let envelope = Envelope { at, author, body, group, log, prev, replaces, seq, subject, undoes };
        let (bytes, at_body) = envelope.with(&canonical_of(&envelope.body));
        Entry::of(envelope, |body| Body::Known(Box::new(body)), bytes, at_body)
    }

    /// Reads an entry from its exact bytes, computing its id. Bytes that are not the canonical form of what they say
    /// are refused; a body that is not known is kept.
    pub fn read(bytes: &str) -> Result<Entry, NotAnEntry> {
        if bytes.len() > LONGEST {
            return Err(NotAnEntry::TooLong);
        }
        if let Some(entry) = Entry::as_written_here(bytes) {
            return Ok(entry);
        }
        let value: Value = serde_json::from_str(bytes).map_err(|_| NotAnEntry::NotJson)?;
        if canonical(&value).as_deref() != Some(bytes) {
            return Err(NotAnEntry::NotCanonical);
        }
        let loose = value.as_object().is_some_and(|fields| fields.values().any(says_nothing));
        let envelope: Envelope<Value> = serde_json::from_value(value).map_err(|_| NotAnEntry::Envelope)?;
        if loose || !envelope.ordered() {
            return Err(NotAnEntry::NotCanonical);
        }
        let body = canonical(&envelope.body).ok_or(NotAnEntry::NotCanonical)?;
        let (around, at_body) = envelope.with(&body);
        if around != bytes {
            return Err(NotAnEntry::NotCanonical);
        }
        // A body that reads but would be written otherwise (a null, an empty list) comes from elsewhere: not known.
        let known = |body: Value| match Event::deserialize(&body) {
            Ok(event) if serde_json::to_value(&event).is_ok_and(|v| v == body) => Body::Known(Box::new(event)),
            _ => Body::Unknown(body),
        };
        Ok(Entry::of(envelope, known, bytes.into(), at_body))
    }

    /// What this program would write in the same bytes is known and canonical: nine entries of ten are read in one go.
    fn as_written_here(bytes: &str) -> Option<Entry> {
        const LARGEST: u64 = 1 << 53;
        let envelope: Envelope<Event> = serde_json::from_str(bytes).ok()?;
        if envelope.seq > LARGEST || envelope.group > LARGEST || !envelope.ordered() {
            return None;
        }
        let (around, at_body) = envelope.with(&canonical_of(&envelope.body));
        (around == bytes).then(|| Entry::of(envelope, |body| Body::Known(Box::new(body)), around, at_body))
    }

    /// The text of the body as it stands in the bytes.
    pub fn body_text(&self) -> &str {
        &self.bytes[self.at_body.clone()]
    }

    fn of<B>(e: Envelope<B>, body: impl FnOnce(B) -> Body, bytes: String, at_body: Range<usize>) -> Entry {
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
            body: body(e.body),
            bytes,
            at_body,
        }
    }
}
