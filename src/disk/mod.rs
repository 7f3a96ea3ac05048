//! What the program asks of the machine: the data folder, the clock, randomness, locks, and files written whole.
//! Everything here is doing; what it gives back are plain values. No SQL, no trade.

mod clock;
mod identity;
mod lock;

pub use clock::{Moment, now};
pub use identity::{LaptopKey, Remembered, random};
pub use lock::{Lock, holder_of};

use crate::content::district::District;
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::request::{DistrictSets, Settings};
use crate::views::record::Paper;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The data folder of this laptop: database, key, memory, settings, the district's own checklists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    root: PathBuf,
}

impl Home {
    /// `XUNCHA_HOME`, or the platform's data folder.
    pub fn find() -> Result<Home, Failure> {
        if let Some(root) = std::env::var_os("XUNCHA_HOME").filter(|r| !r.is_empty()) {
            return Ok(Home::at(root));
        }
        match directories::ProjectDirs::from("", "", "xuncha") {
            Some(dirs) => Ok(Home::at(dirs.data_dir())),
            None => Err(Failure::Disk(Disk::NotFound { path: PathBuf::from("XUNCHA_HOME") })),
        }
    }

    pub fn at(root: impl Into<PathBuf>) -> Home {
        Home { root: root.into() }
    }

    pub fn path(&self) -> &Path {
        &self.root
    }

    /// The database that is opened when none is named.
    pub fn database(&self) -> PathBuf {
        self.root.join("xuncha.db")
    }

    /// The demonstration, a file of its own.
    pub fn demonstration(&self) -> PathBuf {
        self.root.join("demo.db")
    }

    /// The district's own checklists.
    pub fn checklists(&self) -> PathBuf {
        self.root.join("content").join("checklists")
    }

    /// Each own checklist with its name and text, in the order of the names. None is no fault.
    pub fn own_checklists(&self) -> Result<Vec<(String, String)>, Failure> {
        let folder = self.checklists();
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(fault(&folder, &e)),
        };
        let mut files: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
        files.retain(|p| p.extension().is_some_and(|e| e == "toml"));
        files.sort();
        let read = |path: &PathBuf| {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            fs::read_to_string(path).map(|text| (name, text)).map_err(|e| fault(path, &e))
        };
        files.iter().map(read).collect()
    }

    /// Where a district's own settings are, and how many of each kind; nothing where the file cannot be read as such.
    pub fn district_sets(&self) -> Result<Option<DistrictSets>, Failure> {
        let sets = |text: &str| {
            let of = District::read(text)?;
            let letterhead = usize::from(of.letterhead.is_some());
            Some([of.days.len(), of.limits.len(), of.red_lines.len(), of.wordings.len(), letterhead])
        };
        Ok(self.district()?.map(|(_, text)| (self.district_file(), sets(&text))))
    }

    fn district_file(&self) -> PathBuf {
        self.root.join("content").join("district.toml")
    }

    /// What the district sets otherwise, with its name; none is no fault.
    pub fn district(&self) -> Result<Option<(String, String)>, Failure> {
        let path = self.district_file();
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(("district.toml".into(), text))),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(fault(&path, &e)),
        }
    }

    /// Whose papers are made here: as set on this laptop, the letterhead else as the district sets it.
    pub fn paper(&self, settings: &Settings) -> Paper {
        let district = || Some(District::read(&self.district().ok()??.1)?.letterhead?.trim().to_string());
        let own = Some(settings.letterhead.clone()).filter(|l| !l.trim().is_empty());
        Paper {
            unit: settings.unit.clone(),
            letterhead: own.or_else(district).unwrap_or_default(),
            laptop: settings.laptop.clone(),
        }
    }

    /// The settings; presets when none were saved yet.
    pub fn settings(&self) -> Result<Settings, Failure> {
        let path = self.settings_file();
        match fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text).map_err(|e| Failure::Disk(Disk::Settings { path, what: e.message().to_string() })),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Settings::default()),
            Err(e) => Err(fault(&path, &e)),
        }
    }

    /// Whether somebody went through the first start here.
    pub fn has_settings(&self) -> bool {
        self.settings_file().exists()
    }

    pub fn save_settings(&self, settings: &Settings) -> Result<(), Failure> {
        let path = self.settings_file();
        let text =
            toml::to_string(settings).map_err(|e| Failure::Disk(Disk::Other { path: path.clone(), what: e.to_string() }))?;
        write_whole(&path, text.as_bytes())
    }

    fn settings_file(&self) -> PathBuf {
        self.root.join("settings.toml")
    }
}

/// A path as a person typed it: `~` is the person's own folder.
pub fn resolved(path: &Path) -> PathBuf {
    let home = directories::BaseDirs::new().map(|d| d.home_dir().to_path_buf());
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_path_buf(),
    }
}

/// The person's folder of documents, where the platform has one.
pub fn documents() -> Option<PathBuf> {
    let dirs = directories::UserDirs::new()?;
    Some(dirs.document_dir().unwrap_or(dirs.home_dir()).to_path_buf())
}

/// Writes a file whole or not at all: a temporary file beside it, flushed, then renamed over it.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    put(path, bytes, true).map_err(|e| fault(path, &e))
}

/// The same for what is written piece by piece.
pub fn write_with(path: &Path, write: &mut dyn FnMut(&mut File) -> io::Result<()>) -> Result<(), Failure> {
    put_with(path, true, write).map_err(|e| fault(path, &e))
}

/// What a write of this file left beside it that was broken off.
pub fn parts_of(path: &Path) -> Vec<PathBuf> {
    let (Some(folder), start) = (path.parent(), format!(".{}.", short(path))) else { return Vec::new() };
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
    let is_part = |p: &PathBuf| {
        let name = p.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with(&start) && name.ends_with(".part")
    };
    files.filter(is_part).collect()
}

/// How many bytes are free on the disk that holds a file or folder; nothing where the system does not say.
pub fn free(path: &Path) -> Option<u64> {
    fs4::available_space(path).ok()
}

/// How many bytes a file has; 0 where it is not there.
pub fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |m| m.len())
}

/// The files of a folder that end so, in small letters or capitals, in the order of their names; hidden ones are somebody's half-written ones.
pub fn files_in(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| fault(folder, &e))? {
        let path = entry.map_err(|e| fault(folder, &e))?.path();
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if endings.contains(&ending.as_str()) && !hidden && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Makes a folder that nobody else may look into, where the system knows that.
pub fn private_folder(folder: &Path) -> Result<(), Failure> {
    let mut maker = fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(folder).map_err(|e| fault(folder, &e))
}

/// Makes the folder a file is to stand in, where it is missing.
pub fn folder_of(path: &Path) -> Result<(), Failure> {
    path.parent().map_or(Ok(()), |folder| fs::create_dir_all(folder).map_err(|e| fault(folder, &e)))
}

/// Writes a file whole without waiting for the disk: after a power cut the old or the new one is there.
fn write_soon(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(path, bytes, false)
}

fn put(path: &Path, bytes: &[u8], flush: bool) -> io::Result<()> {
    put_with(path, flush, &mut |file| file.write_all(bytes))
}

/// So much of a file's name stands in that of its temporary one, which must not be too long.
fn short(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().chars().take(40).collect()).unwrap_or_default()
}

fn put_with(path: &Path, flush: bool, write: &mut dyn FnMut(&mut File) -> io::Result<()>) -> io::Result<()> {
    // What a link points to is meant, and a device or pipe is written into: a rename would put a file in its place.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    if fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir()) {
        return write(&mut fs::OpenOptions::new().write(true).open(path)?);
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let temporary = folder.join(format!(".{}.{}.part", short(path), std::process::id()));
    let written = (|| {
        let mut file = File::create(&temporary)?;
        write(&mut file)?;
        if flush {
            file.sync_all()?;
        }
        drop(file);
        fs::rename(&temporary, path)?;
        if flush { flush_folder(folder) } else { Ok(()) }
    })();
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Makes a rename durable where folders can be flushed.
#[cfg(unix)]
fn flush_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn flush_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// What the system said, as a fault with the file's name.
pub fn fault(path: &Path, error: &io::Error) -> Failure {
    use io::ErrorKind::*;
    let path = path.to_path_buf();
    Failure::Disk(match error.kind() {
        StorageFull | QuotaExceeded | FileTooLarge => Disk::Full { path },
        PermissionDenied | ReadOnlyFilesystem => Disk::ReadOnly { path },
        NotFound => Disk::NotFound { path },
        AlreadyExists => Disk::Exists { path },
        NotConnected | StaleNetworkFileHandle => Disk::Broken { path },
        _ if error.raw_os_error().is_some_and(|code| DEVICE.contains(&code)) => Disk::Broken { path },
        _ => Disk::Other { path, what: error.to_string() },
    })
}

/// What the system says of a device that is pulled, loose or broken.
#[cfg(unix)]
const DEVICE: &[i32] = &[
    5,  // EIO
    6,  // ENXIO
    19, // ENODEV
];

#[cfg(not(unix))]
const DEVICE: &[i32] = &[
    21,   // not ready
    23,   // data error
    27,   // sector not found
    29,   // write fault
    30,   // read fault
    31,   // not functioning
    55,   // network device gone
    433,  // no such device
    1006, // volume altered
    1110, // medium changed
    1112, // no medium
    1117, // device error
    1167, // not connected
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_presets_until_saved_and_then_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("new"));
        assert_eq!(home.settings(), Ok(Settings::default()));
        assert!(!home.has_settings());
        let mine = Settings { laptop: "甲号机".into(), key_guard: 0, ..Settings::default() };
        home.save_settings(&mine).unwrap();
        assert_eq!(home.settings(), Ok(mine));
    }

    #[test]
    fn a_file_is_replaced_whole_and_no_other_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("笔录.html");
        write_whole(&path, b"one").unwrap();
        write_whole(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_a_device_stays_a_device() {
        use std::os::unix::fs::FileTypeExt;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        write_whole(&file, b"one").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write_whole(&link, b"two").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"two");
        write_whole(Path::new("/dev/null"), b"three").unwrap();
        assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
        let long = folder.path().join("长".repeat(83));
        write_whole(&long, b"a name as long as a file system takes").unwrap();
    }

    #[test]
    fn a_folder_that_is_a_file_is_told_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        write_whole(&file, b"").unwrap();
        let failure = write_whole(&file.join("b"), b"").unwrap_err();
        assert!(failure.say(crate::text::Lang::Zh).contains("/a/b"), "{failure:?}");
    }
}
