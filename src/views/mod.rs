//! What screens, papers and line forms read: plain data, already joined. Knows no SQL, no terminal, no wording.
//! A view carries the heads it was made from, so that whatever is drafted over it names exactly what its reader saw.

pub mod closing;
pub mod coverage;
pub mod facility;
pub mod finding;
pub mod follows;
pub mod home;
pub mod ledger;
pub mod plan;
pub mod recheck;
pub mod record;
pub mod same;
#[cfg(test)]
pub mod sample;
pub mod scope;
pub mod twins;
pub mod visit;

use crate::domain::join::Joined;
use crate::domain::name::{EntryId, PersonId};

/// The current state of one subject, with what a draft over it has to replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Current<T> {
    pub joined: Joined<T>,
    /// Living entries that are before no other living entry, sorted.
    pub heads: Vec<EntryId>,
    /// Something here was written by a newer version: shown, not changed.
    pub read_only: bool,
}

/// One head of a disputed subject: one person's judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice<T> {
    pub entry: EntryId,
    pub value: T,
    /// Display only.
    pub at: String,
    pub author: Option<PersonId>,
    /// The name of the author and of the laptop.
    pub who: String,
    pub laptop: String,
}

/// The heads of a subject and what each says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub heads: Vec<EntryId>,
    pub voices: Vec<Voice<crate::domain::event::Event>>,
}

/// One entry, with the exact bytes that its id is the hash of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownEntry {
    pub id: EntryId,
    /// Display only, as the names of its author and laptop.
    pub at: String,
    pub who: String,
    pub laptop: String,
    pub bytes: String,
}

/// A person as lists need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    pub id: PersonId,
    pub person: crate::domain::event::Person,
    pub heads: Vec<EntryId>,
    /// The other ids of the same person, where several were joined.
    pub also: Vec<PersonId>,
}

impl PersonRow {
    /// Whether an id is this person's, the first or one of the others.
    pub fn is(&self, id: PersonId) -> bool {
        self.id == id || self.also.contains(&id)
    }
}
