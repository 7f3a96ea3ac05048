//! Bringing files together: another laptop's file is copied, the copy is opened and checked, and taken in one transaction.
//! Theirs is never written; mine is as before or as after. What goes out is one sealed file, put in its place whole.

mod compare;
mod copy;
mod pack;
mod sealed;
mod words;

pub use compare::{Checked, Compared, check, compare, salvage};
pub use pack::{Packing, pack, sync};
pub use words::{Merged, named as laptop_named};

use crate::disk::Moment;
use crate::failure::Failure;
use crate::request::exchange::Watch;
use crate::store::{How, Log, Other};
use copy::Copied;
use std::path::{Path, PathBuf};

/// How files are taken in.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Everything is done and told, and nothing stays.
    pub dry: bool,
    /// The senders count as paired from now on.
    pub trust_new: bool,
    pub passphrase: Option<String>,
    pub watch: Watch,
}

/// Takes in all that `files` hold beyond this log; of a folder, the packages and db files in it. A file that is refused leaves the
/// others.
pub fn merge_all(log: &mut Log, files: &[PathBuf], options: &Options, now: &Moment) -> Result<Merged, Failure> {
    let files = named(files)?;
    let own = log.path().to_path_buf();
    let how = How { dry: options.dry, trust_new: options.trust_new, now, watch: &options.watch };
    let files = log.intake(how, |intake| {
        let mut all = Vec::new();
        for file in files {
            // A file merged into itself brings nothing. It is not even copied: opening it once more would drop our locks on it.
            if is_same_file(&file, &own) {
                all.push((file, Ok(Default::default())));
                continue;
            }
            let came = match opened(&file, options) {
                Ok((copied, other)) => {
                    let came = intake.take(&other)?;
                    drop((other, copied));
                    came
                }
                Err(failure) if options.watch.is_stopped() => return Err(failure),
                Err(failure) => Err(failure),
            };
            all.push((file, came));
        }
        Ok(all)
    })?;
    Ok(Merged { files, dry: options.dry })
}

/// A copy of a file, open.
fn opened(file: &Path, options: &Options) -> Result<(Copied, Other), Failure> {
    let copied = Copied::of(file, options.passphrase.as_deref(), &options.watch)?;
    let other = Other::open(&copied.path(), copied.head, file, &options.watch)?;
    Ok((copied, other))
}

/// The files meant: a folder stands for the packages and db files in it, in the order of their names.
fn named(files: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut all = Vec::new();
    for file in files {
        match file.is_dir() {
            true => all.extend(crate::disk::files_in(file, &["xuncha", "db"])?),
            false => all.push(file.clone()),
        }
    }
    Ok(all)
}

fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Takes one file in.
#[cfg(test)]
pub fn merge(log: &mut Log, file: &Path, now: &Moment) -> Result<Merged, Failure> {
    let merged = merge_all(log, &[file.to_path_buf()], &Options::default(), now)?;
    match merged.files.first() {
        Some((_, Err(failure))) => Err(failure.clone()),
        _ => Ok(merged),
    }
}

/// Takes the last merge out again; gives how many entries that were.
pub fn undo(log: &mut Log) -> Result<u64, Failure> {
    log.untake()
}

#[cfg(test)]
mod tests;
