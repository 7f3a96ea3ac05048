//! What was said of subjects that have no row yet, kept until they are projected: they need not be read back.
//!
//! What is kept of a subject is all that was said of it, or nothing is.

use super::entries::{self, EntryNo, Stored};
use super::fault::Result;
use super::names::{Key, Named, SubjectNo, WordNo};
use super::state::Reader;
use crate::domain::event::Event;
use crate::domain::join::{self, Joined};
use crate::domain::name::EntryId;
use crate::domain::point::{Point, Verdict};
use crate::domain::subject::Subject;
use crate::journal::entry::{Body, Entry};
use std::collections::BTreeSet;

/// A subject that nobody had heard of before.
pub struct Begun {
    pub key: Key,
    pub name: Subject,
    pub stored: Vec<Stored>,
    pub said: Vec<Body>,
}

/// All that was said of a subject.
pub struct Heard {
    pub subject: SubjectNo,
    pub key: Key,
    stored: Vec<Stored>,
    said: Vec<Body>,
}

impl Heard {
    pub fn of(subject: SubjectNo, key: Key, stored: Vec<Stored>) -> Heard {
        Heard { subject, key, said: stored.iter().map(Stored::said).collect(), stored }
    }
}

/// So many of the entries that were written last are known by their numbers.
const WRITTEN: usize = 8_192;

impl Reader<'_> {
    /// Takes note of the number of an entry that was just written.
    pub fn was_written(&self, id: EntryId, n: EntryNo) {
        let mut written = self.written.borrow_mut();
        if written.len() == WRITTEN {
            written.clear();
        }
        written.insert(id, n);
    }

    /// The number of the entry with this id.
    pub fn number_of(&self, id: &EntryId) -> Result<Option<EntryNo>> {
        match self.written.borrow().get(id) {
            Some(n) => Ok(Some(*n)),
            None => entries::number_of(self.db, id),
        }
    }

    /// Takes note of an entry that was just written.
    pub fn note(&self, about: Named, entry: Entry, stored: Stored) {
        let mut begun = self.begun.borrow_mut();
        if about.begins {
            let of =
                Begun { key: about.key, name: entry.subject.clone(), stored: Vec::with_capacity(1), said: Vec::with_capacity(1) };
            begun.insert(stored.subject, of);
        }
        if let Some(of) = begun.get_mut(&stored.subject) {
            of.stored.push(stored);
            of.said.push(entry.body);
        }
    }

    /// Takes note of all that was said of a subject that has no row.
    pub fn note_read(&self, Heard { subject, key, stored, said }: Heard) -> Result<()> {
        let name = self.words.subject(self.db, key)?;
        self.begun.borrow_mut().insert(subject, Begun { key, name, stored, said });
        Ok(())
    }

    /// From here on these subjects are read from the file: an undo has come that names entries of them.
    pub fn read_back(&self, subjects: &BTreeSet<SubjectNo>) {
        self.begun.borrow_mut().retain(|n, _| !subjects.contains(n));
    }

    /// Whether all that is said of a subject was written in this transaction and is not projected yet.
    pub fn has_begun(&self, subject: SubjectNo) -> bool {
        self.begun.borrow().contains_key(&subject)
    }

    /// What was said of a point that began, and by whom, where that was one thing which does not fail: it joins to itself. It
    /// is handed out once; of any other point nothing is.
    pub fn said_once(&self, point: SubjectNo, key: Key) -> Result<Option<(Joined<Point>, Option<WordNo>)>> {
        if !self.is_alone(key)? {
            return Ok(None);
        }
        let mut begun = self.begun.borrow_mut();
        let Some(of) = begun.get(&point) else { return Ok(None) };
        let ([stored], [Body::Known(event)]) = (&of.stored[..], &of.said[..]) else { return Ok(None) };
        let (Event::Point(said), false) = (&**event, stored.named_by_undo) else { return Ok(None) };
        if said.verdict == Verdict::Fail {
            return Ok(None);
        }
        let once = (join::said_once(said), stored.author);
        begun.remove(&point);
        Ok(Some(once))
    }
}
