//! Two ids that may be one facility, one visit or one person.

use crate::domain::name::{EntryId, Id};
use crate::domain::subject::Subject;

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    Facility,
    Visit,
    Person,
}

/// The two, and what was said of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SameView {
    pub a: (Id, Option<Named>),
    pub b: (Id, Option<Named>),
    /// The subject they are joined by.
    pub subject: Subject,
    pub heads: Vec<EntryId>,
    /// They are one now, through these two or through others.
    pub joined: bool,
    /// Of visits: one of them has a paper that stands.
    pub frozen: bool,
}
