//! Bringing files together: another laptop's db file is copied, the copy is opened and checked, planned, and taken in one
//! transaction. Their file is never written; a journal that was left hot heals in the copy.

mod copy;
mod words;

pub use words::Merged;

use crate::disk::Moment;
use crate::failure::Failure;
use crate::journal::plan::MergePlan;
use crate::store::{Log, Other};
use copy::Copied;
use std::path::Path;

/// Takes in all that `file` holds beyond this log.
pub fn merge(log: &mut Log, file: &Path, now: &Moment) -> Result<Merged, Failure> {
    if is_same_file(file, log.path()) {
        return Ok(Merged::default());
    }
    let copied = Copied::of(file)?;
    let other = Other::open(copied.path(), file)?;
    log.take(&other, now).map(Merged::of)
}

/// A file merged into itself brings nothing. It is not even copied: opening it once more would drop our locks on it.
fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// What a merge would take: read, checked, and nothing written.
pub fn dry_run(log: &mut Log, file: &Path) -> Result<MergePlan, Failure> {
    if is_same_file(file, log.path()) {
        return Ok(MergePlan::default());
    }
    let copied = Copied::of(file)?;
    let other = Other::open(copied.path(), file)?;
    log.merge_plan(&other)
}

/// Takes the last merge out again; gives how many entries that were.
pub fn undo(log: &mut Log) -> Result<u64, Failure> {
    log.untake()
}

#[cfg(test)]
mod tests;
