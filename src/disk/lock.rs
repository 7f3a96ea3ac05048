//! One writing program a file and a log. The system's own lock decides, so a killed program leaves none behind; the
//! number written into the lock file is only told to people.

use super::fault;
use crate::failure::Failure;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Held as long as it lives.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock; `Ok(Err(process))` when another program holds it.
    pub fn take(path: &Path) -> Result<Result<Lock, Option<u32>>, Failure> {
        if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|e| fault(folder, &e))?;
        }
        loop {
            let mut file =
                OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(|e| fault(path, &e))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(Err(told(&mut file))),
                Err(TryLockError::Error(e)) => return Err(fault(path, &e)),
            }
            // The holder before may have removed the file between our opening and locking it: then lock the new one.
            if !is_still(&file, path) {
                continue;
            }
            let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| write!(file, "{}", std::process::id()));
            return Ok(Ok(Lock { path: path.to_path_buf(), file }));
        }
    }

    /// The lock file beside a database: beside the file itself, by whatever link it is reached.
    pub fn beside(db: &Path) -> PathBuf {
        let db = fs::canonicalize(db).unwrap_or_else(|_| db.to_path_buf());
        let mut name = db.into_os_string();
        name.push(".lock");
        PathBuf::from(name)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Where the folder was moved or replaced meanwhile, the lock that now stands there is somebody else's.
        if is_still(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

fn told(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let which = |m: fs::Metadata| (m.dev(), m.ino());
    file.metadata().map(which).ok() == fs::metadata(path).map(which).ok()
}

#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Which other process holds a lock on this file, where the system tells it. Read from the kernel's own list: opening
/// the file once more in this process would drop our own locks on it.
#[cfg(target_os = "linux")]
pub fn holder_of(path: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    let inode = fs::metadata(path).ok()?.ino().to_string();
    let me = std::process::id();
    let list = fs::read_to_string("/proc/locks").ok()?;
    let holders = list.lines().filter_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let place = fields.iter().position(|f| f.split(':').count() == 3)?;
        let of_file = fields[place].rsplit(':').next() == Some(&inode);
        of_file.then(|| fields[place - 1].parse::<u32>().ok()).flatten()
    });
    holders.filter(|&p| p != me && p != 0).min()
}

#[cfg(not(target_os = "linux"))]
pub fn holder_of(_: &Path) -> Option<u32> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_taker_is_told_who_holds_the_lock_until_it_is_given_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = Lock::beside(&folder.path().join("a.db"));
        let lock = Lock::take(&path).unwrap().unwrap();
        assert_eq!(Lock::take(&path).unwrap().unwrap_err(), Some(std::process::id()));
        drop(lock);
        assert!(!path.exists(), "nothing stays beside the database");
        assert!(Lock::take(&path).unwrap().is_ok());
    }

    #[test]
    fn a_lock_file_left_behind_by_a_killed_program_locks_nobody_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db.lock");
        super::super::write_whole(&path, b"4294967").unwrap();
        assert!(Lock::take(&path).unwrap().is_ok());
    }
}
