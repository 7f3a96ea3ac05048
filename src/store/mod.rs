//! SQLite: the log and what lists read from it. `Log` is the only writer; the only SQL stands here and in `merge/`.
//!
//! The log is the truth, projections can be dropped and rebuilt. Nothing is scanned at opening; lists read projections;
//! opening a visit joins that visit.

mod append;
pub mod bare;
mod contents;
mod entries;
mod fault;
mod frozen;
mod names;
mod other;
mod own;
mod packed;
mod project;
mod query;
mod rebuild;
mod schema;
mod state;
mod take;
mod untake;
mod upkeep;
mod verify;

pub use other::Other;
pub use own::Identity;
pub use take::Taken;
pub use verify::Wrong;

use crate::disk::{Home, Lock};
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::failure::log::Fault;
use crate::failure::rule::Refusal;
use contents::Parsed;
use fault::Result;
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
    _file_lock: Option<Lock>,
    read_only: Option<ReadOnly>,
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
        if let Some(folder) = db.parent().filter(|p| !p.as_os_str().is_empty() && !p.exists()) {
            std::fs::create_dir_all(folder).map_err(|e| crate::disk::fault(folder, &e))?;
        }
        let (file_lock, read_only) = match Lock::take(&Lock::beside(db)) {
            Ok(Ok(lock)) if is_writable(db) => (Some(lock), None),
            Ok(Ok(_)) => (None, Some(ReadOnly::Protected)),
            Ok(Err(process)) => (None, Some(ReadOnly::InUse { process })),
            Err(Failure::Disk(Disk::ReadOnly { .. })) if db.exists() => (None, Some(ReadOnly::Protected)),
            Err(failure) => return Err(failure),
        };
        Log::with(db, identity, file_lock, read_only)
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
            // What was only to be read is brought up to date first, where nobody else writes it.
            Err(older @ Failure::Log(Fault::Older { .. })) if is_writable(path) => match Lock::take(&Lock::beside(path)) {
                Ok(Ok(_lock)) => {
                    drop(schema::open(path, Access::Write).map_err(|t| t.about(path))?);
                    schema::open(path, access).map_err(|t| t.about(path))?
                }
                _ => return Err(older),
            },
            opened => opened?,
        };
        let path = path.to_path_buf();
        Ok(Log { db, path, identity, own: None, log_lock: None, _file_lock: file_lock, read_only, parsed: Parsed::default() })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The connection, for tests that look behind the program's back.
    #[cfg(test)]
    pub fn db(&self) -> &Connection {
        &self.db
    }

    /// Why nothing can be written; `None` when it can.
    pub fn read_only(&self) -> Option<ReadOnly> {
        self.read_only
    }

    pub fn is_read_only(&self) -> bool {
        self.read_only.is_some()
    }

    /// Refuses to write where the file is open read-only, and says why.
    fn may_be_written(&self) -> std::result::Result<(), Failure> {
        let path = self.path.clone();
        match self.read_only {
            None => Ok(()),
            Some(ReadOnly::InUse { process }) => Err(Failure::Disk(Disk::InUse { path, process })),
            Some(ReadOnly::Protected) => Err(Failure::Disk(Disk::ReadOnly { path })),
            Some(ReadOnly::Asked) => Err(Failure::Rule(Refusal::ReadOnly)),
        }
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
        work(self).map_err(|trouble| trouble.about(&self.path))
    }
}

/// Whether an existing file lets itself be opened for writing; one that is not there yet does.
fn is_writable(db: &Path) -> bool {
    !db.exists() || std::fs::metadata(db).is_ok_and(|m| !m.permissions().readonly())
}

#[cfg(test)]
pub mod tests;
