//! Whether two files hold the same, and if not, who lacks what; and taking what is whole out of a broken one.

use super::copy::{Copied, Room};
use super::{Options, opened};
use crate::disk::{self, Home};
use crate::domain::name::{EntryId, LogId};
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::failure::log::Fault;
use crate::journal::digest::log_digest;
use crate::journal::plan::Stretch;
use crate::request::exchange::{Salvaged, Watch};
use crate::store::Other;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file that was read whole and checked.
#[derive(Clone, Debug)]
pub struct Checked {
    pub file: PathBuf,
    pub entries: u64,
    /// What the laptops of its logs are called.
    pub laptops: BTreeMap<LogId, String>,
    pub digest: EntryId,
    /// Logs that were continued twice, and the last number they share.
    pub forks: Vec<(String, u64)>,
}

/// What two files hold.
#[derive(Clone, Debug)]
pub struct Compared {
    pub files: [Checked; 2],
    /// What each of them lacks of the other.
    pub lacks: [Vec<Stretch>; 2],
}

impl Compared {
    pub fn same(&self) -> bool {
        self.lacks.iter().all(Vec::is_empty)
    }

    /// What the laptop of a log is called.
    pub fn laptop(&self, log: &LogId) -> &str {
        self.files.iter().find_map(|f| f.laptops.get(log)).map_or("", |name| name.as_str())
    }
}

/// Reads and checks every entry of a db file or package.
pub fn check(file: &Path, options: &Options) -> Result<Checked, Failure> {
    let check = || {
        let (_copied, other) = opened(file, options)?;
        checked(file, &other)
    };
    check().map_err(only_looked_at)
}

/// What is wrong with a file that nobody wanted to take in.
fn only_looked_at(failure: Failure) -> Failure {
    match failure {
        Failure::Log(Fault::Untaken { path, why }) => Failure::Log(Fault::Unsound { path, why }),
        other => other,
    }
}

fn checked(file: &Path, other: &Other) -> Result<Checked, Failure> {
    let (mut entries, mut laptops, mut forks) = (0, BTreeMap::new(), Vec::new());
    other.contents(&mut |_, _| Ok(()))?;
    for branch in other.branches()? {
        other.read(&branch, branch.fork + 1, &mut |_| {
            entries += 1;
            Ok(())
        })?;
        if branch.fork > 0 && !other.goes_on(&branch)? {
            forks.push((branch.laptop.clone(), branch.fork));
        }
        laptops.insert(branch.log, branch.laptop);
    }
    Ok(Checked { file: file.into(), entries, laptops, digest: log_digest(&other.ends()?), forks })
}

/// Compares two files entry by entry.
pub fn compare(a: &Path, b: &Path, options: &Options) -> Result<Compared, Failure> {
    let compare = || {
        let (_copied_a, one) = opened(a, options)?;
        let (_copied_b, two) = opened(b, options)?;
        let files = [checked(a, &one)?, checked(b, &two)?];
        Ok(Compared { files, lacks: [two.beyond(&one)?, one.beyond(&two)?] })
    };
    compare().map_err(only_looked_at)
}

/// Writes a package of all that is whole in a damaged file; none where nothing is.
pub fn salvage(broken: &Path, to: &Path, home: &Home, laptop: &str, watch: &Watch) -> Result<Salvaged, Failure> {
    if to.exists() {
        return Err(Failure::Disk(Disk::Exists { path: to.into() }));
    }
    let key = home.key()?;
    let copied = Copied::as_it_is(broken, watch).map_err(only_looked_at)?;
    let room = Room::make()?;
    let made = room.file("package");
    let (copy, gathered) = (copied.path(), room.file("gathered.db"));
    let salvaged = crate::store::salvage((&copy, broken), (&gathered, &made), (&key, laptop), watch)?;
    if salvaged.entries() == 0 {
        return Ok(salvaged);
    }
    let mut made = std::fs::File::open(&made).map_err(|e| disk::fault(to, &e))?;
    disk::write_with(to, &mut |out| std::io::copy(&mut made, out).map(|_| ()))?;
    Ok(salvaged)
}
