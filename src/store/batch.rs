//! Many groups in one transaction: what a demonstration writes, and what is measured. Visits can be read in between as they
//! then stand; nothing is durable before all of it is.

use super::append::Writing;
use super::contents::Parsed;
use super::fault::Trouble;
use super::{Log, query, upkeep};
use crate::disk::Moment;
use crate::domain::name::{EntryId, InspectionId, PersonId};
use crate::failure::Failure;
use crate::journal::entry::Draft;
use crate::views::visit::Visit;
use std::path::Path;

/// So many subjects are joined at once: what is said of them is held until then.
const JOINED: usize = 20_000;
/// Kilobytes of the file that are held meanwhile: ids fall all over their index.
const HELD: i64 = 96_000;

/// A transaction that groups are written in one after the other.
pub struct Batch<'b, 'w> {
    writing: &'b mut Writing<'w>,
    parsed: &'b mut Parsed,
    path: &'b Path,
}

impl Log {
    /// Does `work` in one transaction, all of it or nothing.
    pub fn batch<T>(&mut self, now: &Moment, work: impl FnOnce(&mut Batch) -> Result<T, Failure>) -> Result<T, Failure> {
        let (mut parsed, path) = (std::mem::take(&mut self.parsed), self.path.clone());
        let held = self.look(|log| upkeep::held(&log.db, HELD))?;
        let done =
            self.write(now, |writing| work(&mut Batch { writing, parsed: &mut parsed, path: &path }).map_err(Trouble::from));
        self.parsed = parsed;
        self.look(|log| upkeep::held(&log.db, held))?;
        done
    }
}

impl Batch<'_, '_> {
    /// Writes drafts as one group.
    pub fn append(&mut self, drafts: Vec<Draft>, author: Option<PersonId>, now: &Moment) -> Result<Vec<EntryId>, Failure> {
        let write = || {
            let group = self.writing.group(drafts, author, now)?;
            if self.writing.waiting() >= JOINED {
                self.writing.project()?;
            }
            Ok(group.ids)
        };
        write().map_err(|trouble: Trouble| trouble.about(self.path))
    }

    /// A visit as it stands with what was written so far, as its record needs it.
    pub fn visit(&mut self, id: InspectionId) -> Result<Visit, Failure> {
        let mut read = || {
            self.writing.project()?;
            query::visit::open(&self.writing.reader, self.parsed, id, false)
        };
        read().map_err(|trouble: Trouble| trouble.about(self.path))
    }
}
