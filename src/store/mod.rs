//! SQLite: the log and what lists read from it. `Log` is the only writer; the only SQL stands here and in `merge/`.
//!
//! The log is the truth, projections can be dropped and rebuilt. Nothing is scanned at opening; lists read projections;
//! opening a visit joins that visit.

mod alike;
pub mod answer;
mod append;
pub mod bare;
mod batch;
mod bytes;
mod chains;
mod contents;
mod entries;
mod fault;
mod foreign;
mod frozen;
mod heard;
mod indexes;
mod lacks;
mod lineage;
mod names;
mod other;
mod own;
mod pack;
mod packed;
mod pages;
mod project;
mod query;
mod rebuild;
mod salvage;
mod schema;
mod state;
mod take;
mod taking;
mod tally;
mod trust;
mod twins;
mod untake;
mod upkeep;
mod verify;

pub use batch::Batch;
pub use foreign::{HEAD, Head, heal};
pub use other::Other;
pub use own::Identity;
pub use pack::{Packed, Which};
pub use salvage::salvage;
pub use take::{How, Taken};
pub use verify::Wrong;

use crate::disk::{Home, Lock};
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::failure::log::Fault;
use crate::failure::rule::Refusal;
use contents::Parsed;
use fault::{Result, Trouble};
use own::Own;
use rusqlite::Connection;
use schema::Access;
use std::path::{Path, PathBuf};

/// One database file, open.
pub struct Log {
    db: Connection,
    path: PathBuf,
    identity: Identity,
    /// The log that is written here; known after the first look at it.
    own: Option<Own>,
    log_lock: Option<Lock>,
    /// Held until the file is closed.
    file_lock: Option<Lock>,
    read_only: Option<ReadOnly>,
    /// The file was not where it was, or could not be read: it has to be opened anew before anything is written.
    lost: bool,
    parsed: Parsed,
}

/// Why nothing can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// Another running program writes this file.
    InUse { process: Option<u32> },
    /// The file or its folder cannot be written.
    Protected,
    /// It was asked for.
    Asked,
}

impl Log {
    /// Opens a file to write, makes it when it is not there. A file that another program writes, or that cannot be
    /// written, is opened read-only and `read_only` says why.
    pub fn open(db: &Path, home: &Home) -> std::result::Result<Log, Failure> {
        Log::open_as(db, Identity::Laptop { home: home.clone(), demo: false })
    }

    /// The same for a demonstration: a log begun in an empty file is marked.
    pub fn open_demonstration(db: &Path, home: &Home) -> std::result::Result<Log, Failure> {
        Log::open_as(db, Identity::Laptop { home: home.clone(), demo: true })
    }

    /// Opens a file under a given identity.
    pub fn open_as(db: &Path, identity: Identity) -> std::result::Result<Log, Failure> {
        let folder = db.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.exists() {
            std::fs::create_dir_all(folder).map_err(|e| crate::disk::fault(folder, &e))?;
        }
        let (file_lock, read_only) = match Lock::take(&Lock::beside(db)) {
            Ok(Ok(lock)) if is_writable(db) => (Some(lock), None),
            Ok(Ok(_)) => (None, Some(ReadOnly::Protected)),
            Ok(Err(process)) => (None, Some(ReadOnly::InUse { process })),
            Err(Failure::Disk(Disk::ReadOnly { .. })) if db.exists() => (None, Some(ReadOnly::Protected)),
            Err(Failure::Disk(Disk::ReadOnly { .. })) => return Err(Failure::Disk(Disk::ReadOnly { path: folder.into() })),
            Err(failure) => return Err(failure),
        };
        let is_new = !db.exists();
        let opened = Log::with(db, identity, file_lock, read_only);
        if opened.is_err() && is_new && schema::is_empty(db) {
            // A full disk lets a file be made and nothing be written to it.
            let _ = std::fs::remove_file(db);
        }
        opened
    }

    /// Opens a file that is there only to read it.
    pub fn open_to_read(db: &Path, home: &Home) -> std::result::Result<Log, Failure> {
        Log::with(db, Identity::Laptop { home: home.clone(), demo: false }, None, Some(ReadOnly::Asked))
    }

    fn with(
        path: &Path,
        identity: Identity,
        file_lock: Option<Lock>,
        read_only: Option<ReadOnly>,
    ) -> std::result::Result<Log, Failure> {
        let access = if read_only.is_some() { Access::Read } else { Access::Write };
        let db = match schema::open(path, access).map_err(|t| t.about(path)) {
            // What was only to be read is brought up to date, and freed of a write that was broken off, where nobody else
            // writes it.
            Err(older @ (Failure::Log(Fault::Older { .. }) | Failure::Disk(Disk::Unhealed { .. }))) if is_writable(path) => {
                match Lock::take(&Lock::beside(path)) {
                    Ok(Ok(_lock)) => {
                        drop(schema::open(path, Access::Write).map_err(|t| t.about(path))?);
                        schema::open(path, access).map_err(|t| t.about(path))?
                    }
                    _ => return Err(older),
                }
            }
            opened => opened?,
        };
        // What the marks of a file do not tell: of another user, on a medium that is locked.
        let protected = access == Access::Write && db.is_readonly("main").map_err(|e| Trouble::from(e).about(path))?;
        let (file_lock, read_only) = if protected { (None, Some(ReadOnly::Protected)) } else { (file_lock, read_only) };
        let (path, parsed) = (path.to_path_buf(), Parsed::default());
        Ok(Log { db, path, identity, own: None, log_lock: None, file_lock, read_only, lost: false, parsed })
    }

    /// After the file was gone: opens what stands there now, when it is the same file, with all that was saved in it.
    fn come_back(&mut self) -> std::result::Result<(), Failure> {
        let path = self.path.clone();
        if schema::is_empty(&path) {
            return Err(Failure::Disk(if path.exists() { Disk::Another { path } } else { Disk::Gone { path } }));
        }
        // Locks in a folder that was gone keep nobody off, and would keep this program from taking them anew.
        (self.file_lock, self.log_lock) = (None, None);
        let mut back = Log::open_as(&path, self.identity.clone())?;
        back.may_be_written()?;
        let held = match &self.own {
            Some(own) => entries::by_id(&back.db, &own.last).map_err(|t| t.about(&path))?.is_some(),
            None => false,
        };
        if !held {
            return Err(Failure::Disk(Disk::Another { path }));
        }
        let since = self.own.as_ref().map(|own| own.since);
        back.look(Log::own_end)?;
        if let (Some(own), Some(since)) = (&mut back.own, since) {
            own.since = since;
        }
        *self = back;
        Ok(())
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The connection, for tests that look behind the program's back.
    #[cfg(test)]
    pub fn db(&self) -> &Connection {
        &self.db
    }

    pub fn is_read_only(&self) -> bool {
        self.read_only.is_some()
    }

    /// Why the file is open read-only, as a sentence; `None` when it can be written.
    pub fn why_read_only(&self) -> Option<Failure> {
        let path = self.path.clone();
        Some(match self.read_only? {
            ReadOnly::InUse { process } => Failure::Disk(Disk::InUse { path, process }),
            ReadOnly::Protected => Failure::Disk(Disk::ReadOnly { path }),
            ReadOnly::Asked => Failure::Rule(Refusal::ReadOnly),
        })
    }

    /// Why this laptop will begin a new log in the file although it has written in it before; to be told, nothing is lost.
    pub fn estranged(&mut self) -> std::result::Result<Option<Failure>, Failure> {
        let Some(home) = self.data_folder().cloned().filter(|_| self.read_only.is_none()) else { return Ok(None) };
        self.look(|log| match log.own_end()? {
            Some(_) => Ok(None),
            None => Ok(own::estranged(&log.db, &home, &log.path)?.map(Failure::Log)),
        })
    }

    /// Refuses to write where the file is open read-only or gone, and says why.
    fn may_be_written(&mut self) -> std::result::Result<(), Failure> {
        if let Some(why) = self.why_read_only() {
            return Err(why);
        }
        if self.lost { self.come_back() } else { Ok(()) }
    }

    /// A demonstration's file: every screen and paper says so.
    pub fn is_demonstration(&self) -> std::result::Result<bool, Failure> {
        let marked = own::world(&self.db).map_err(|t| t.about(&self.path))?;
        Ok(marked.unwrap_or(matches!(self.identity, Identity::Given { .. } | Identity::Laptop { demo: true, .. })))
    }

    fn data_folder(&self) -> Option<&Home> {
        match &self.identity {
            Identity::Laptop { home, .. } => Some(home),
            Identity::Given { .. } => None,
        }
    }

    /// Reads something; what goes wrong is told with the file's name.
    fn look<T>(&mut self, work: impl FnOnce(&mut Log) -> Result<T>) -> std::result::Result<T, Failure> {
        let done = work(self).map_err(|trouble| trouble.about(&self.path));
        if let Err(Failure::Disk(Disk::Gone { .. } | Disk::Broken { .. } | Disk::Another { .. })) = &done {
            self.lost = true;
        }
        done
    }
}

/// Whether an existing file is free of a read-only mark; one that is not there yet is.
fn is_writable(db: &Path) -> bool {
    !db.exists() || std::fs::metadata(db).is_ok_and(|m| !m.permissions().readonly())
}

#[cfg(test)]
pub mod tests;
