//! What SQLite says, turned into faults with the file's name. Nothing leaves the store as a number or an English phrase
//! of a library where a plain sentence exists.

use crate::disk;
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::failure::log::Fault;
use crate::failure::rule::Refusal;
use rusqlite::ffi::{self, ErrorCode};
use std::path::Path;

/// What can stop a step inside the store; the file's name is added at the door.
#[derive(Debug)]
pub enum Trouble {
    Sql(rusqlite::Error),
    /// Something in the file contradicts itself; names the first place.
    Damaged(String),
    Failure(Failure),
}

pub type Result<T> = std::result::Result<T, Trouble>;

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Trouble {
        Trouble::Sql(error)
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
        }
    }
}

fn of_sqlite(error: &rusqlite::Error, path: &Path) -> Failure {
    let file = path.to_path_buf();
    let other = |what: String| Failure::Disk(Disk::Other { path: path.into(), what });
    let rusqlite::Error::SqliteFailure(code, message) = error else {
        return match error {
            // A column that does not hold what we wrote there.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..) => Failure::Log(Fault::Damaged { path: file, what: error.to_string() }),
            _ => other(error.to_string()),
        };
    };
    let what = message.clone().unwrap_or_else(|| error.to_string());
    match code.code {
        ErrorCode::DiskFull => Failure::Disk(Disk::Full { path: file }),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            Failure::Disk(Disk::Busy { process: disk::holder_of(path), path: file })
        }
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Failure::Disk(Disk::ReadOnly { path: file }),
        ErrorCode::NotADatabase => Failure::Log(Fault::NotADatabase { path: file }),
        ErrorCode::DatabaseCorrupt => Failure::Log(Fault::Damaged { path: file, what }),
        ErrorCode::CannotOpen if !path.exists() => Failure::Disk(Disk::NotFound { path: file }),
        ErrorCode::CannotOpen => Failure::Disk(Disk::ReadOnly { path: file }),
        ErrorCode::SystemIoFailure if code.extended_code == ffi::SQLITE_IOERR_SHORT_READ => {
            Failure::Log(Fault::Damaged { path: file, what })
        }
        _ => other(what),
    }
}
