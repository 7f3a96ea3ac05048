//! The doors through which bytes of anybody's making are thrown at what reads other people's files: by a fuzzer, and in the tests by
//! a replay of what is kept in `tests/corpus`. Whatever comes, nothing falls and nothing of mine changes.

use crate::disk::{self, Home};
use crate::journal::entry::Entry;
use crate::merge::{Options, merge_all};
use crate::store::Log;

/// What reads as an entry is written back as the same bytes under the same name.
pub fn entry(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(entry) = Entry::read(text) {
        assert_eq!(entry.bytes, text);
        assert_eq!(Entry::read(&entry.bytes), Ok(entry));
    }
}

/// A file or package is refused whole, or what it brings checks.
pub fn package(bytes: &[u8]) {
    let folder = std::env::temp_dir().join(format!("xuncha-fuzz-{}", std::process::id()));
    let (home, file) = (Home::at(&folder), folder.join("p.xuncha"));
    let tried = (|| {
        disk::write_whole(&file, bytes)?;
        let mut log = Log::open(&home.database(), &home)?;
        let merged = merge_all(&mut log, &[file], &Options::default(), &disk::now())?;
        let wrong = log.verify()?;
        assert!(wrong.is_empty(), "{wrong:?}");
        assert!(merged.entries() == 0 || merged.refused().next().is_none());
        Ok::<(), crate::failure::Failure>(())
    })();
    let _ = std::fs::remove_dir_all(&folder);
    if let Err(failure) = tried {
        panic!("{failure:?}");
    }
}

/// Numbers below a bound, the same ones in every run: what damages bytes in tests.
#[cfg(test)]
pub struct Dice(u64);

#[cfg(test)]
impl Dice {
    /// From a seed that is not 0.
    pub fn of(seed: u64) -> Dice {
        Dice(seed)
    }

    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// Every kept seed, and some hundred changes of each from a fixed beginning.
    fn replay(kind: &str, changes: usize, throw: fn(&[u8])) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(kind);
        let mut seeds: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        seeds.sort();
        assert!(!seeds.is_empty());
        let mut dice = Dice::of(0x2545_f491_4f6c_dd1d);
        let mut below = |most| dice.below(most);
        for seed in seeds {
            let whole = fs::read(&seed).unwrap();
            throw(&whole);
            for _ in 0..changes {
                let mut bytes = whole.clone();
                for _ in 0..=below(3) {
                    let at = below(bytes.len());
                    match below(4) {
                        0 => bytes[at] ^= 1 << below(8),
                        1 => bytes[at] = b"\"{}[]:,\\0n"[below(10)],
                        2 => drop(bytes.drain(at..(at + below(9)).min(bytes.len()))),
                        _ => {
                            let piece = bytes[at..(at + below(40)).min(bytes.len())].to_vec();
                            let to = below(bytes.len());
                            bytes.splice(to..to, piece);
                        }
                    }
                    if bytes.is_empty() {
                        break;
                    }
                }
                throw(&bytes);
            }
        }
    }

    #[test]
    fn entries_that_are_kept_and_changes_of_them_read_or_are_refused() {
        replay("entry", 400, entry);
    }

    #[test]
    fn packages_that_are_kept_and_changes_of_them_are_taken_or_refused() {
        replay("package", 40, package);
    }

    /// A package of the first release is taken for ever.
    #[test]
    fn a_kept_package_still_brings_all_that_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("home"));
        let mut log = Log::open(&home.database(), &home).unwrap();
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/package/first.xuncha");
        let merged = merge_all(&mut log, &[file], &Options::default(), &disk::now()).unwrap();
        let laptops = &merged.only().laptops;
        assert_eq!((laptops.len(), laptops[0].name.as_str(), laptops[0].records), (1, "甲号机", 3));
        assert_eq!(log.verify().unwrap(), []);
    }
}
