//! What goes out: a package for a stick, and the shared folder in which every laptop leaves one and takes the others'. A package is
//! made in a folder of our own and put in its place whole: whoever looks finds the old one or the new one.

use super::copy::Room;
use super::{Merged, Options, merge_all, opened, sealed};
use crate::disk::{self, Home, Moment};
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::failure::log::Fault;
use crate::failure::rule::Refusal;
use crate::failure::untaken::Why;
use crate::journal::digest::Tip;
use crate::request::exchange::{Standing, Watch};
use crate::store::{HEAD, Head, Log, Packed, Which};
use crate::text::{Lang, t};
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

/// Writes a package of this laptop's own logs, or of all that is held. A folder gets one named after the laptop, with a number
/// where that name is taken. What stands there stays, but for a package that this laptop packed.
pub fn pack(log: &mut Log, target: &Path, all: bool, packing: &Packing) -> Result<(PathBuf, Packed), Failure> {
    let may_write = |to: &PathBuf| std::fs::symlink_metadata(to).is_err() || is_mine(to, packing);
    let to = match target.is_dir() {
        true => names(target, packing.laptop).find(may_write).unwrap_or_else(|| target.to_path_buf()),
        false => target.to_path_buf(),
    };
    if !may_write(&to) {
        return Err(Failure::Disk(Disk::Exists { path: to }));
    }
    let which = if all { Which::All } else { Which::Own(BTreeSet::new()) };
    let packed = put(log, &to, &which, packing, false)?;
    Ok((to, packed))
}

/// Puts a package in its place; one without any entry only where it may be `empty`.
fn put(log: &mut Log, to: &Path, which: &Which, packing: &Packing, empty: bool) -> Result<Packed, Failure> {
    let room = Room::make()?;
    let made = room.file("package");
    let packed = log.pack(&made, which, (packing.home, packing.laptop), packing.watch)?;
    if packed.entries == 0 && !empty {
        return Err(Failure::Rule(Refusal::NothingToPack));
    }
    let mut made = File::open(&made).map_err(|e| disk::fault(to, &e))?;
    disk::write_with(to, &mut |out| match packing.passphrase {
        Some(passphrase) => sealed::close(&mut made, out, passphrase),
        None => std::io::copy(&mut made, out).map(|_| ()),
    })?;
    Ok(packed)
}

/// Whether a file is a package that this laptop signed. One that does not open might be anybody's.
fn is_mine(file: &Path, packing: &Packing) -> bool {
    let options =
        Options { passphrase: packing.passphrase.map(str::to_string), watch: packing.watch.clone(), ..Options::default() };
    let own = packing.home.known_key().ok().flatten().map(|key| key.public());
    let sender = opened(file, &options).ok().and_then(|(_copied, other)| other.sender().map(|sender| sender.key));
    own.is_some() && sender == own
}

/// What a round of a shared folder did.
#[derive(Clone, Debug)]
pub struct Synced {
    pub merged: Merged,
    /// This laptop's package.
    pub path: PathBuf,
    /// What was written; `None` when the package there says the same already, or none may be written.
    pub packed: Option<Packed>,
    /// Packages there are under a passphrase that was not given: this laptop's is not written under another, or under none.
    pub held_back: bool,
}

impl Synced {
    /// What became of this laptop's package.
    pub fn left(&self, lang: Lang) -> String {
        let path = self.path.display();
        match &self.packed {
            Some(packed) => packed_words(&self.path, packed, lang),
            None if self.held_back => t!(
                "这个文件夹的包加了口令，给的口令打不开其中任何一个（或没有给）：本机的包 {} 没有写，里面没有改动",
                "The packages of this folder are under a passphrase that was not given or opens none of them: this laptop's package {} was not written, nothing there was changed"
            )
            .fill(lang, &[&path]),
            None => t!("本机的包 {} 已是最新", "This laptop's package {} is up to date").fill(lang, &[&path]),
        }
    }
}

/// What was packed, and where it is.
pub fn packed_words(path: &Path, packed: &Packed, lang: Lang) -> String {
    t!("已打包到 {}：{} 台电脑的 {} 条", "Packed into {}: {1} log{|s}, {2} entr{y|ies}")
        .fill(lang, &[&path.display(), &packed.logs, &packed.entries])
}

/// Takes in every package and db file of a folder and leaves this laptop's own package there.
pub fn sync(log: &mut Log, folder: &Path, options: &Options, packing: &Packing, now: &Moment) -> Result<Synced, Failure> {
    if !folder.is_dir() {
        return Err(Failure::Disk(Disk::NotFound { path: folder.into() }));
    }
    let (files, left) = disk::files_in(folder, &[ENDING, "db"])?.into_iter().partition(|file| is_ours(file));
    let merged = Merged { left, ..merge_all(log, &files, options, now)? };
    let path = mine(folder, packing.laptop, &merged);
    if is_kept_from(&merged, packing.passphrase.is_some()) {
        return Ok(Synced { merged, path, packed: None, held_back: true });
    }
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
        false => Some(put(log, &path, &Which::Own(more), packing, true)?),
    };
    Ok(Synced { merged, path, packed, held_back: false })
}

/// Whether a file of a shared folder is looked at: every package, and what is a db file of this program. Other programs keep
/// files there that end so too.
fn is_ours(file: &Path) -> bool {
    let mut start = Vec::with_capacity(HEAD);
    let read = File::open(file).and_then(|f| f.take(HEAD as u64).read_to_end(&mut start));
    file.extension().is_some_and(|e| e.eq_ignore_ascii_case(ENDING))
        || !matches!((read, Head::read(&start, file)), (Ok(_), Err(Failure::Log(Fault::NotADatabase { .. }))))
}

/// Whether packages there are under a passphrase and none of them opened with what was given.
fn is_kept_from(merged: &Merged, given: bool) -> bool {
    let mut locked = merged.files.iter().filter(|(file, _)| is_locked(file)).map(|(_, taken)| taken);
    let refused = |taken: &Result<_, Failure>| {
        matches!(taken, Err(Failure::Log(Fault::Untaken { why: Why::Locked | Why::Passphrase, .. })))
    };
    match given {
        false => locked.next().is_some(),
        true => {
            let all: Vec<_> = locked.collect();
            all.iter().any(|taken| refused(taken)) && !all.iter().any(|taken| taken.is_ok())
        }
    }
}

fn is_locked(file: &Path) -> bool {
    let mut start = Vec::with_capacity(HEAD);
    let read = File::open(file).and_then(|f| f.take(HEAD as u64).read_to_end(&mut start));
    read.is_ok() && sealed::is_sealed(&start)
}

/// Where this laptop's package stands: under its name, unless another laptop of that name was there first. One that does not
/// read is of use to nobody and is replaced.
fn mine(folder: &Path, laptop: &str, merged: &Merged) -> PathBuf {
    let free = |path: &PathBuf| match merged.files.iter().find(|(file, _)| file == path) {
        None => !path.exists(),
        Some((_, Ok(taken))) => taken.sender.as_ref().is_some_and(|s| s.standing == Standing::Own),
        Some((_, Err(Failure::Log(Fault::Untaken { why: Why::Locked | Why::Passphrase, .. })))) => false,
        Some((_, Err(Failure::Log(Fault::Newer { .. } | Fault::OtherWorld { .. })))) => false,
        Some((_, Err(_))) => true,
    };
    names(folder, laptop).find(free).unwrap_or_else(|| folder.join(format!("{}.{ENDING}", name(laptop))))
}

/// What a laptop's package may be called in a folder: by its name, then with numbers.
fn names(folder: &Path, laptop: &str) -> impl Iterator<Item = PathBuf> {
    let (folder, name) = (folder.to_path_buf(), name(laptop));
    let numbered = (2..100).map({
        let name = name.clone();
        move |n| format!("{name}-{n}")
    });
    std::iter::once(name).chain(numbered).map(move |name| folder.join(format!("{name}.{ENDING}")))
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
