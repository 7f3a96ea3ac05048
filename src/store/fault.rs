//! What SQLite says, turned into faults with the file's name. Nothing leaves the store as a number or an English phrase
//! of a library where a plain sentence exists.

use crate::disk;
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::failure::log::Fault;
use crate::failure::rule::Refusal;
use rusqlite::ffi::{self, ErrorCode};
use std::io;
use std::path::Path;

/// What can stop a step inside the store; the file's name is added at the door.
#[derive(Debug)]
pub enum Trouble {
    Sql(rusqlite::Error),
    /// SQLite could not read or write; with what the system said to it.
    System(rusqlite::Error, io::Error),
    /// Something in the file contradicts itself; names the first place.
    Damaged(String),
    Failure(Failure),
}

pub type Result<T> = std::result::Result<T, Trouble>;

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Trouble {
        // SQLite tells only that a read or write failed. Why, the system has said just before.
        let system = io::Error::last_os_error();
        match error.sqlite_error_code() {
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => Trouble::System(error, system),
            _ => Trouble::Sql(error),
        }
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        Trouble::Failure(failure)
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Trouble {
        Trouble::Failure(Failure::Rule(refusal))
    }
}

impl Trouble {
    /// The fault as told to a person, about the file at `path`.
    pub fn about(self, path: &Path) -> Failure {
        match self {
            Trouble::Failure(failure) => failure,
            Trouble::Damaged(what) => Failure::Log(Fault::Damaged { path: path.into(), what }),
            Trouble::Sql(error) => of_sqlite(&error, path),
            Trouble::System(error, system) => of_system(&error, &system, path),
        }
    }
}

/// A read or write that failed: what the system said of it, in the words that files of every kind have.
fn of_system(error: &rusqlite::Error, system: &io::Error, path: &Path) -> Failure {
    if !path.exists() {
        let gone = path.to_path_buf();
        let opening = error.sqlite_error_code() == Some(ErrorCode::CannotOpen);
        return Failure::Disk(if opening { Disk::NotFound { path: gone } } else { Disk::Gone { path: gone } });
    }
    let short = error.sqlite_error().is_some_and(|e| e.extended_code == ffi::SQLITE_IOERR_SHORT_READ);
    match disk::fault(path, system) {
        _ if short || path.is_dir() => of_sqlite(error, path),
        Failure::Disk(Disk::NotFound { path } | Disk::Exists { path } | Disk::Other { path, .. }) => {
            Failure::Disk(Disk::Broken { path })
        }
        known => known,
    }
}

fn of_sqlite(error: &rusqlite::Error, path: &Path) -> Failure {
    let file = path.to_path_buf();
    let other = |what: String| Failure::Disk(Disk::Other { path: path.into(), what });
    let rusqlite::Error::SqliteFailure(code, message) = error else {
        return match error {
            // A column that does not hold what we wrote there.
            rusqlite::Error::InvalidColumnType(_, name, _) => Failure::Log(Fault::Damaged { path: file, what: name.clone() }),
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::QueryReturnedNoRows
            | rusqlite::Error::Utf8Error(..) => Failure::Log(Fault::Damaged { path: file, what: String::new() }),
            _ => other(error.to_string()),
        };
    };
    let what = message.clone().unwrap_or_else(|| error.to_string());
    match code.code {
        ErrorCode::OperationInterrupted => Failure::Rule(Refusal::Stopped),
        ErrorCode::DiskFull => Failure::Disk(Disk::Full { path: file }),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            Failure::Disk(Disk::Busy { process: disk::holder_of(path), path: file })
        }
        ErrorCode::ReadOnly if code.extended_code == ffi::SQLITE_READONLY_DBMOVED => Failure::Disk(match path.exists() {
            true => Disk::Another { path: file },
            false => Disk::Gone { path: file },
        }),
        ErrorCode::ReadOnly if code.extended_code == ffi::SQLITE_READONLY_ROLLBACK => {
            Failure::Disk(Disk::Unhealed { path: file })
        }
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Failure::Disk(Disk::ReadOnly { path: file }),
        ErrorCode::NotADatabase => Failure::Log(Fault::NotADatabase { path: file }),
        ErrorCode::CannotOpen if path.is_dir() => Failure::Log(Fault::NotADatabase { path: file }),
        // SQLite's own phrase says no more than the sentence does.
        ErrorCode::DatabaseCorrupt => Failure::Log(Fault::Damaged { path: file, what: String::new() }),
        ErrorCode::SystemIoFailure if code.extended_code == ffi::SQLITE_IOERR_SHORT_READ => {
            Failure::Log(Fault::Damaged { path: file, what: String::new() })
        }
        _ => other(what),
    }
}
