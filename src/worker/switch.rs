//! Opening the demonstration in the place of the real file, and the real file again. They never meet: each is a file and
//! has logs of its own.

use super::Worker;
use crate::disk;
use crate::failure::Failure;
use crate::request::{Reply, facility as draft};
use crate::store::Log;
use crate::views::PersonRow;
use std::path::{Path, PathBuf};

/// Makes a demonstration's file.
pub type Make = Box<dyn Fn(&Path) -> Result<(), Failure> + Send>;

/// The files there are to open.
pub struct Files {
    pub real: PathBuf,
    pub demonstration: PathBuf,
    /// Makes the demonstration where there is none yet.
    pub make: Make,
}

impl Worker {
    /// The file that was open stays open when the other one cannot be opened.
    pub(super) fn switch(&mut self, demo: bool) -> Result<Reply, Failure> {
        let me = self.settings.author;
        let me = self.log.people()?.into_iter().find(|row| Some(row.id) == me);
        let mut log = if demo {
            let path = &self.files.demonstration;
            if !path.exists() {
                (self.files.make)(path)?;
            }
            Log::open_demonstration(path, &self.home)?
        } else {
            Log::open(&self.files.real, &self.home)?
        };
        if let Some(me) = me.filter(|_| demo && !log.is_read_only()) {
            introduce(&mut log, me)?;
        }
        self.log = log;
        Ok(Reply::Switched { demo: self.log.is_demonstration()?, read_only: self.log.why_read_only() })
    }
}

/// The person of this laptop looks at the demonstration under the own name.
fn introduce(log: &mut Log, me: PersonRow) -> Result<(), Failure> {
    if log.people()?.iter().any(|row| row.id == me.id) {
        return Ok(());
    }
    log.append(vec![draft::person(me.id, me.person, Vec::new())], Some(me.id), &disk::now()).map(|_| ())
}
