//! Who this laptop is: one Ed25519 key per data folder, and what it last wrote in each of its logs.
//! The memory tells a file that went back in time (a restored copy) from one that may be continued.

use super::{Home, fault, write_soon};
use crate::domain::name::{EntryId, Id, LogId};
use crate::failure::Failure;
use crate::failure::disk::Disk;
use ed25519_dalek::SigningKey;
use std::fmt;
use std::fs;
use std::io;
use std::path::PathBuf;

/// The secret key of this data folder. Never leaves it.
#[derive(Clone)]
pub struct LaptopKey(SigningKey);

impl fmt::Debug for LaptopKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LaptopKey({})", self.public())
    }
}

/// The last entry this data folder wrote in a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remembered {
    pub seq: u64,
    pub id: EntryId,
}

impl LaptopKey {
    pub fn from_secret(secret: [u8; 32]) -> LaptopKey {
        LaptopKey(SigningKey::from_bytes(&secret))
    }

    pub fn public(&self) -> EntryId {
        EntryId(self.0.verifying_key().to_bytes())
    }

    /// The secret bytes, from which a demonstration derives the keys of its laptops.
    pub fn secret(&self) -> [u8; 32] {
        self.0.to_bytes()
    }
}

/// Random bytes from the system.
pub fn random<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| Failure::Disk(Disk::Other { path: PathBuf::from("random"), what: e.to_string() }))?;
    Ok(bytes)
}

impl Home {
    /// This data folder's key; made at the first write, never at opening.
    pub fn key(&self) -> Result<LaptopKey, Failure> {
        if let Some(key) = self.known_key()? {
            return Ok(key);
        }
        let secret: [u8; 32] = random()?;
        let path = self.key_file();
        super::write_whole(&path, EntryId(secret).to_string().as_bytes())?;
        only_mine(&path).map_err(|e| fault(&path, &e))?;
        // Another program may have been quicker: what stands on the disk counts.
        Ok(self.known_key()?.unwrap_or(LaptopKey::from_secret(secret)))
    }

    /// The key, if there is one already.
    pub fn known_key(&self) -> Result<Option<LaptopKey>, Failure> {
        let path = self.key_file();
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) if e.kind() == io::ErrorKind::InvalidData => String::new(),
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied => return Err(Failure::Disk(Disk::Forbidden { path })),
            Err(e) => return Err(fault(&path, &e)),
        };
        match text.trim().parse::<EntryId>() {
            Ok(secret) => Ok(Some(LaptopKey::from_secret(secret.0))),
            Err(_) => Err(Failure::Disk(Disk::Key { path })),
        }
    }

    /// What this folder last wrote in `log`. Unreadable memory is no memory: a new log begins.
    pub fn remembered(&self, log: &LogId) -> Option<Remembered> {
        let text = fs::read_to_string(self.memory_file(log)).ok()?;
        let (seq, id) = text.trim().split_once(' ')?;
        Some(Remembered { seq: seq.parse().ok()?, id: id.parse().ok()? })
    }

    /// Remembers the last entry written in `log`: after the commit, without waiting for the disk. A memory that could
    /// not be written is behind the file, which is allowed, so it is no fault.
    pub fn remember(&self, log: &LogId, last: Remembered) {
        let _ = write_soon(&self.memory_file(log), format!("{} {}\n", last.seq, last.id).as_bytes());
    }

    fn key_file(&self) -> PathBuf {
        self.path().join("laptop.key")
    }

    fn memory_file(&self, log: &Id) -> PathBuf {
        self.path().join("logs").join(log.to_string())
    }

    /// The lock that keeps two programs off one log of this folder.
    pub fn log_lock(&self, log: &Id) -> PathBuf {
        self.path().join("logs").join(format!("{log}.lock"))
    }
}

#[cfg(unix)]
fn only_mine(path: &std::path::Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn only_mine(_: &std::path::Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_folder_has_one_key_and_remembers_what_it_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        assert!(home.known_key().unwrap().is_none(), "looking makes no key");
        let key = home.key().unwrap().public();
        assert_eq!(home.key().unwrap().public(), key);
        let (log, last) = (Id([1; 16]), Remembered { seq: 12, id: EntryId([2; 32]) });
        assert_eq!(home.remembered(&log), None);
        home.remember(&log, last);
        assert_eq!(home.remembered(&log), Some(last));
    }
}
