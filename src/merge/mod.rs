//! Bringing files together: another laptop's file is copied, the copy is opened and checked, and taken in one transaction.
//! Theirs is never written; mine is as before or as after. What goes out is one sealed file, put in its place whole.

mod compare;
mod copy;
mod pack;
mod sealed;
mod words;

pub use compare::{Checked, Compared, check, compare, salvage};
pub use pack::{Packing, pack, packed_words, sync};
pub use words::{Merged, named as laptop_named, taken_out};

use crate::disk::Moment;
use crate::failure::Failure;
use crate::request::exchange::{Step, TakenOut, Watch};
use crate::store::{How, Log, Other, Taken};
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
    let (files, empty) = named(files)?;
    let own = log.path().to_path_buf();
    let how = How { dry: options.dry, trust_new: options.trust_new, now, watch: &options.watch };
    let files = log.intake(how, |intake| {
        let mut all: Vec<(PathBuf, Result<Taken, Failure>)> = Vec::new();
        let total = files.len() as u64;
        for (n, file) in (1..).zip(files) {
            // A file merged into itself brings nothing. It is not even copied: opening it once more would drop our locks on it.
            if is_same_file(&file, &own) {
                all.push((file, Ok(Default::default())));
                continue;
            }
            let came = match opened_of(&file, options, (n, total)) {
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
        intake.compare(all.iter_mut().filter_map(|(_, came)| came.as_mut().ok()))?;
        Ok(all)
    })?;
    Ok(Merged { files, dry: options.dry, empty, ..Merged::default() })
}

/// A copy of a file, open.
fn opened(file: &Path, options: &Options) -> Result<(Copied, Other), Failure> {
    opened_of(file, options, (1, 1))
}

/// The same of one file of several, which whoever watches is told.
fn opened_of(file: &Path, options: &Options, (n, total): (u64, u64)) -> Result<(Copied, Other), Failure> {
    let copied = Copied::of(file, options.passphrase.as_deref(), &options.watch)?;
    options.watch.tell(Step::Checking, n, total);
    let other = Other::open(&copied.path(), copied.head, file, &options.watch)?;
    Ok((copied, other))
}

/// The files meant: a folder stands for the packages and db files in it, in the order of their names. And the folders without any.
fn named(files: &[PathBuf]) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Failure> {
    let (mut all, mut empty) = (Vec::new(), Vec::new());
    for file in files {
        if !file.is_dir() {
            all.push(file.clone());
            continue;
        }
        let held = crate::disk::files_in(file, &["xuncha", "db"])?;
        if held.is_empty() {
            empty.push(file.clone());
        }
        all.extend(held);
    }
    Ok((all, empty))
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

/// Takes the last merge out again; gives whose entries those were.
pub fn undo(log: &mut Log) -> Result<TakenOut, Failure> {
    log.untake()
}

#[cfg(test)]
mod tests;
