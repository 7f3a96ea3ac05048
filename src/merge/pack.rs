//! What goes out: a package for a stick, and the shared folder in which every laptop leaves one and takes the others'. A package is
//! made in a folder of our own and put in its place whole: whoever looks finds the old one or the new one.

use super::copy::Room;
use super::{Merged, Options, merge_all, sealed};
use crate::disk::{self, Home, Moment};
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::failure::log::Fault;
use crate::failure::untaken::Why;
use crate::journal::digest::Tip;
use crate::request::exchange::{Standing, Watch};
use crate::store::{HEAD, Head, Log, Packed, Which};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Who packs, and how.
#[derive(Clone, Debug)]
pub struct Packing<'a> {
    pub home: &'a Home,
    /// What this laptop is called.
    pub laptop: &'a str,
    pub passphrase: Option<&'a str>,
    pub watch: &'a Watch,
}

/// The ending of packages.
const ENDING: &str = "xuncha";

/// Writes a package of this laptop's own logs, or of all that is held. A folder gets one named after the laptop. What stands
/// there and is no package stays.
pub fn pack(log: &mut Log, target: &Path, all: bool, packing: &Packing) -> Result<(PathBuf, Packed), Failure> {
    let to = match target.is_dir() {
        true => target.join(format!("{}.{ENDING}", name(packing.laptop))),
        false => target.to_path_buf(),
    };
    if to.exists() && !is_package(&to)? {
        return Err(Failure::Disk(Disk::Exists { path: to }));
    }
    let packed = put(log, &to, &if all { Which::All } else { Which::Own(BTreeSet::new()) }, packing)?;
    Ok((to, packed))
}

fn put(log: &mut Log, to: &Path, which: &Which, packing: &Packing) -> Result<Packed, Failure> {
    let room = Room::make()?;
    let made = room.file("package");
    let packed = log.pack(&made, which, (packing.home, packing.laptop), packing.watch)?;
    let mut made = File::open(&made).map_err(|e| disk::fault(to, &e))?;
    disk::write_with(to, &mut |out| match packing.passphrase {
        Some(passphrase) => sealed::close(&mut made, out, passphrase),
        None => std::io::copy(&mut made, out).map(|_| ()),
    })?;
    Ok(packed)
}

/// Whether a file is a package, plain or under a passphrase.
fn is_package(file: &Path) -> Result<bool, Failure> {
    let mut start = Vec::with_capacity(HEAD);
    File::open(file).and_then(|f| f.take(HEAD as u64).read_to_end(&mut start)).map_err(|e| disk::fault(file, &e))?;
    Ok(sealed::is_sealed(&start) || Head::read(&start, file).is_ok_and(|head| head.package))
}

/// What a round of a shared folder did.
#[derive(Clone, Debug)]
pub struct Synced {
    pub merged: Merged,
    /// This laptop's package.
    pub path: PathBuf,
    /// What was written; `None` when the package there says the same already.
    pub packed: Option<Packed>,
}

/// Takes in every package of a folder and leaves this laptop's own there.
pub fn sync(log: &mut Log, folder: &Path, options: &Options, packing: &Packing, now: &Moment) -> Result<Synced, Failure> {
    if !folder.is_dir() {
        return Err(Failure::Disk(Disk::NotFound { path: folder.into() }));
    }
    let files = disk::files_in(folder, &[ENDING])?;
    let merged = merge_all(log, &files, options, now)?;
    let path = mine(folder, packing.laptop, &merged);
    for part in disk::parts_of(&path) {
        // Left by a round of this laptop that was broken off: nobody else writes beside its package.
        let _ = std::fs::remove_file(part);
    }
    // What no package of another laptop holds to its end goes along: it would be nowhere in the folder.
    let others: BTreeSet<Tip> = merged
        .files
        .iter()
        .filter(|(file, _)| *file != path)
        .filter_map(|(_, taken)| taken.as_ref().ok())
        .flat_map(|taken| taken.ends.iter().copied())
        .collect();
    let ends = log.ends()?;
    let own: BTreeSet<_> = log.own_ends(packing.home)?.iter().map(|tip| tip.log).collect();
    let more: BTreeSet<_> = ends.iter().filter(|tip| !others.contains(tip)).map(|tip| tip.log).collect();
    let wanted: BTreeSet<Tip> = ends.iter().filter(|t| own.contains(&t.log) || more.contains(&t.log)).copied().collect();
    let there = merged.files.iter().find(|(file, _)| *file == path).and_then(|(_, taken)| taken.as_ref().ok());
    let same = there.is_some_and(|there| {
        let held = there.sender.as_ref().map(|s| s.held.iter().copied().collect::<BTreeSet<_>>());
        let (ends, wanted_held) = (there.ends.iter().copied().collect::<BTreeSet<_>>(), ends.iter().copied().collect());
        ends == wanted && held == Some(wanted_held) && is_locked(&path) == packing.passphrase.is_some()
    });
    let packed = match same {
        true => None,
        false => Some(put(log, &path, &Which::Own(more), packing)?),
    };
    Ok(Synced { merged, path, packed })
}

fn is_locked(file: &Path) -> bool {
    let mut start = Vec::with_capacity(HEAD);
    let read = File::open(file).and_then(|f| f.take(HEAD as u64).read_to_end(&mut start));
    read.is_ok() && sealed::is_sealed(&start)
}

/// Where this laptop's package stands: under its name, unless another laptop of that name was there first. One that does not
/// read is of use to nobody and is replaced.
fn mine(folder: &Path, laptop: &str, merged: &Merged) -> PathBuf {
    let name = name(laptop);
    let numbered = (2..).map(|n| format!("{name}-{n}"));
    let mut candidates = std::iter::once(name.clone()).chain(numbered).map(|name| folder.join(format!("{name}.{ENDING}")));
    let free = |path: &PathBuf| match merged.files.iter().find(|(file, _)| file == path) {
        None => !path.exists(),
        Some((_, Ok(taken))) => taken.sender.as_ref().is_some_and(|s| s.standing == Standing::Own),
        Some((_, Err(Failure::Log(Fault::Untaken { why: Why::Locked | Why::Passphrase, .. })))) => false,
        Some((_, Err(Failure::Log(Fault::Newer { .. } | Fault::OtherWorld { .. })))) => false,
        Some((_, Err(_))) => true,
    };
    candidates.find(free).unwrap_or_else(|| folder.join(format!("{name}.{ENDING}")))
}

/// What a laptop is called, as every file system takes it.
fn name(laptop: &str) -> String {
    let harmless = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    let name: String = laptop.trim().chars().map(harmless).take(40).collect();
    let name = name.trim_matches(['.', ' ', '-']).to_string();
    let device = ["con", "prn", "aux", "nul"].contains(&name.to_lowercase().as_str())
        || (name.len() == 4 && ["com", "lpt"].contains(&name.to_lowercase().get(..3).unwrap_or_default()));
    match (name.is_empty(), device) {
        (true, _) => "本机".into(),
        (_, true) => format!("{name}_"),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_laptops_name_is_a_file_name_everywhere() {
        for (laptop, file) in [
            ("甲号机", "甲号机"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("C:\\x|y\u{7}", "C__x_y_"),
            (" . ", "本机"),
            ("", "本机"),
            ("nul", "nul_"),
            ("COM1", "COM1_"),
            ("-rf", "rf"),
        ] {
            assert_eq!(name(laptop), file);
        }
        assert_eq!(name(&"长".repeat(300)).chars().count(), 40);
    }
}
