//! A copy of a db file and what belongs to it, in a temporary folder that goes when the merge is over.

use crate::disk;
use crate::failure::Failure;
use std::fs;
use std::path::{Path, PathBuf};

/// Removed when it is dropped.
pub struct Copied {
    folder: PathBuf,
    file: PathBuf,
}

impl Copied {
    /// Copies a file with its journal.
    pub fn of(file: &Path) -> Result<Copied, Failure> {
        let name = crate::domain::name::Id(disk::random()?);
        let folder = std::env::temp_dir().join(format!("xuncha-{name}"));
        fs::create_dir_all(&folder).map_err(|e| disk::fault(&folder, &e))?;
        // From here on the folder is removed, whatever happens.
        let copied = Copied { file: folder.join("copy.db"), folder };
        fs::copy(file, &copied.file).map_err(|e| disk::fault(file, &e))?;
        for journal in ["-journal", "-wal"] {
            let of = beside(file, journal);
            if of.exists() {
                fs::copy(&of, beside(&copied.file, journal)).map_err(|e| disk::fault(&of, &e))?;
            }
        }
        writable(&copied.file).map_err(|e| disk::fault(&copied.file, &e))?;
        Ok(copied)
    }

    pub fn path(&self) -> &Path {
        &self.file
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_os_string();
    name.push(ending);
    PathBuf::from(name)
}

/// A file from a read-only stick is read-only as a copy too.
fn writable(file: &Path) -> std::io::Result<()> {
    let mut permissions = fs::metadata(file)?.permissions();
    if permissions.readonly() {
        #[expect(clippy::permissions_set_readonly_false, reason = "the copy lies in a folder of our own")]
        permissions.set_readonly(false);
        fs::set_permissions(file, permissions)?;
    }
    Ok(())
}
