//! A copy of a file and what belongs to it, in a temporary folder that goes when the merge is over. What its size or its first
//! bytes tell is refused before it is copied; holes stay holes; no more is copied than the file says it has.

use super::sealed;
use crate::disk::{self, Lock};
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::failure::log::Fault;
use crate::failure::rule::Refusal;
use crate::failure::untaken::Why;
use crate::request::exchange::{Step, Watch};
use crate::store::{HEAD, Head, heal};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The largest file that is taken, in bytes.
const MOST: u64 = 4 << 30;

/// So much is read at once; whoever stops waits no longer than for this.
const PIECE: usize = 1 << 20;

/// What a rollback journal ends with when it names another file, which SQLite would look for and delete.
const NAMES_ANOTHER: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/// A folder of our own for as long as it lives. What a killed program left is swept by the next one.
pub struct Room {
    folder: PathBuf,
    lock: Option<Lock>,
}

/// So often a room is begun anew that another program swept before its lock was ours.
const TRIES: u32 = 100;

impl Room {
    pub fn make() -> Result<Room, Failure> {
        let all = std::env::temp_dir();
        sweep(&all);
        let mut tries = 1..TRIES;
        loop {
            let folder = all.join(format!("{ROOM}{}", crate::domain::name::Id(disk::random()?)));
            disk::private_folder(&folder)?;
            // From here on the folder is removed, whatever happens.
            let mut room = Room { folder, lock: None };
            match Lock::take(&room.folder.join(LOCK)) {
                Ok(Ok(lock)) => {
                    room.lock = Some(lock);
                    return Ok(room);
                }
                // Between making the lock and taking it, it was nobody's.
                Ok(Err(_)) | Err(Failure::Disk(Disk::NotFound { .. })) if tries.next().is_some() => {}
                Ok(Err(process)) => return Err(Failure::Disk(Disk::Busy { path: room.folder.clone(), process })),
                Err(failure) => return Err(failure),
            }
        }
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // Its lock goes last: what is killed on the way leaves a room that the next one sweeps.
        clear(&self.folder);
        self.lock = None;
        let _ = fs::remove_dir_all(&self.folder);
    }
}

const ROOM: &str = "xuncha-";
const LOCK: &str = "lock";

/// Nobody takes longer from making a room to locking it.
const MADE: Duration = Duration::from_secs(60);

/// Removes rooms whose program is gone: their lock is nobody's, or it was killed before it had one or just after it gave it up.
fn sweep(all: &Path) {
    let Ok(entries) = fs::read_dir(all) else { return };
    for entry in entries.flatten().filter(|e| e.file_name().to_string_lossy().starts_with(ROOM)) {
        let (room, lock) = (entry.path(), entry.path().join(LOCK));
        if lock.is_file() {
            if let Ok(Ok(held)) = Lock::take(&lock) {
                clear(&room);
                let _ = fs::remove_dir_all(&room);
                drop(held);
            }
        } else if entry.metadata().and_then(|m| m.modified()).is_ok_and(|at| at.elapsed().is_ok_and(|age| age > MADE)) {
            // Only where nothing is in it.
            let _ = fs::remove_dir(&room);
        }
    }
}

/// Removes everything in a room but its lock.
fn clear(room: &Path) {
    let Ok(entries) = fs::read_dir(room) else { return };
    for entry in entries.flatten().filter(|e| e.file_name() != LOCK) {
        let _ = fs::remove_file(entry.path());
    }
}

/// A copy, and what its head says.
pub struct Copied {
    room: Room,
    pub head: Head,
}

impl Copied {
    /// Copies a file with its journal; a file under a passphrase is decrypted.
    pub fn of(file: &Path, passphrase: Option<&str>, watch: &Watch) -> Result<Copied, Failure> {
        let fault = |e: io::Error| disk::fault(file, &e);
        let mut from = plain_file(file)?;
        let kind = from.metadata().map_err(fault)?;
        let bytes = kind.len();
        small_enough(file, bytes)?;
        let mut start = Vec::with_capacity(HEAD);
        (&mut from).take(HEAD as u64).read_to_end(&mut start).map_err(fault)?;
        from.rewind().map_err(fault)?;
        let room = Room::make()?;
        let to = room.file("copy.db");
        if sealed::is_sealed(&start) {
            sealed::open(from, file, &to, passphrase, MOST, watch)?;
            let mut start = Vec::with_capacity(HEAD);
            File::open(&to).and_then(|f| f.take(HEAD as u64).read_to_end(&mut start)).map_err(|e| disk::fault(&to, &e))?;
            let head = whole(Head::read(&start, file)?, disk::size(&to), file)?;
            return Ok(Copied { room, head });
        }
        let mut broken_off = false;
        for journal in ["-journal", "-wal"] {
            let of = beside(file, journal);
            let bytes = disk::size(&of);
            if bytes > 0 {
                broken_off = true;
                small_enough(file, bytes)?;
                let mut of = File::open(&of).map_err(fault)?;
                if journal == "-journal" && names_another(&mut of).map_err(fault)? {
                    return Err(untaken(file, Why::Check));
                }
                copy(&mut of, (file, bytes), &beside(&to, journal), watch)?;
            }
        }
        if broken_off {
            // Only SQLite knows what a file holds in which a write was broken off.
            copy(&mut from, (file, bytes), &to, watch)?;
            heal(&to, file, watch)?;
            start.clear();
            File::open(&to).and_then(|f| f.take(HEAD as u64).read_to_end(&mut start)).map_err(|e| disk::fault(&to, &e))?;
            let head = whole(Head::read(&start, file)?, disk::size(&to), file)?;
            return Ok(Copied { room, head });
        }
        let head = whole(Head::read(&start, file)?, bytes, file)?;
        if is_hollow(&kind, head.bytes) {
            return Err(untaken(file, Why::Check));
        }
        copy(&mut from, (file, head.bytes), &to, watch)?;
        Ok(Copied { room, head })
    }

    /// Copies a file that need not be whole, with what was left of a write that was broken off.
    pub fn as_it_is(file: &Path, watch: &Watch) -> Result<Copied, Failure> {
        let fault = |e: io::Error| disk::fault(file, &e);
        let mut from = plain_file(file)?;
        let kind = from.metadata().map_err(fault)?;
        small_enough(file, kind.len())?;
        let room = Room::make()?;
        let copied = Copied { room, head: Head { package: false, bytes: kind.len() } };
        let to = copied.path();
        copy(&mut from, (file, kind.len()), &to, watch)?;
        let journal = beside(file, "-journal");
        let bytes = disk::size(&journal);
        if bytes > 0 && small_enough(file, bytes).is_ok() {
            let mut of = File::open(&journal).map_err(fault)?;
            if !names_another(&mut of).map_err(fault)? {
                copy(&mut of, (file, bytes), &beside(&to, "-journal"), watch)?;
                if heal(&to, file, watch).is_err() {
                    let _ = fs::remove_file(beside(&to, "-journal"));
                }
            }
        }
        Ok(copied)
    }

    pub fn path(&self) -> PathBuf {
        self.room.file("copy.db")
    }
}

/// Opens what is a file. Opening a pipe would wait for whoever writes into it; a device may have no end.
fn plain_file(file: &Path) -> Result<File, Failure> {
    match fs::metadata(file).map_err(|e| disk::fault(file, &e))?.is_file() {
        true => File::open(file).map_err(|e| disk::fault(file, &e)),
        false => Err(untaken(file, Why::NoFile)),
    }
}

fn untaken(file: &Path, why: Why) -> Failure {
    Failure::Log(Fault::Untaken { path: file.into(), why })
}

fn small_enough(file: &Path, bytes: u64) -> Result<(), Failure> {
    if bytes > MOST { Err(untaken(file, Why::TooLarge { bytes, most: MOST })) } else { Ok(()) }
}

/// A head whose announced length is there.
fn whole(head: Head, held: u64, file: &Path) -> Result<Head, Failure> {
    small_enough(file, head.bytes)?;
    if held < head.bytes || head.bytes == 0 {
        return Err(untaken(file, Why::Short { held, claimed: head.bytes }));
    }
    Ok(head)
}

/// Whether a large file is nearly all holes: no database is, and reading gigabytes of nothing takes long.
#[cfg(unix)]
fn is_hollow(kind: &fs::Metadata, claimed: u64) -> bool {
    use std::os::unix::fs::MetadataExt;
    claimed > 256 << 20 && kind.blocks().saturating_mul(512 * 20) < claimed
}

#[cfg(not(unix))]
fn is_hollow(_: &fs::Metadata, _: u64) -> bool {
    false
}

fn names_another(journal: &mut File) -> io::Result<bool> {
    let bytes = journal.metadata()?.len();
    if bytes < 8 {
        return Ok(false);
    }
    let mut end = [0; 8];
    journal.seek(SeekFrom::Start(bytes - 8))?;
    journal.read_exact(&mut end)?;
    journal.rewind()?;
    Ok(end == NAMES_ANOTHER)
}

/// Copies so many bytes; what is all zeros becomes a hole.
fn copy(from: &mut File, (file, bytes): (&Path, u64), to: &Path, watch: &Watch) -> Result<(), Failure> {
    let here = |e: io::Error| disk::fault(to, &e);
    let mut out = File::create(to).map_err(here)?;
    let mut piece = vec![0; PIECE.min(bytes.max(1) as usize)];
    let nothing = vec![0; piece.len()];
    let mut done = 0;
    while done < bytes {
        if watch.is_stopped() {
            return Err(Failure::Rule(Refusal::Stopped));
        }
        watch.tell(Step::Copying, done, bytes);
        let most = piece.len().min((bytes - done) as usize);
        let read = from.read(&mut piece[..most]).map_err(|e| disk::fault(file, &e))?;
        if read == 0 {
            return Err(untaken(file, Why::Short { held: done, claimed: bytes }));
        }
        done += read as u64;
        match piece[..read] == nothing[..read] {
            true => out.seek(SeekFrom::Start(done)).map(|_| ()).map_err(here)?,
            false => out.write_all(&piece[..read]).map_err(here)?,
        }
    }
    out.set_len(bytes).map_err(here)?;
    watch.tell(Step::Copying, bytes, bytes);
    Ok(())
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_os_string();
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_a_killed_program_left_is_swept_and_what_another_just_made_stays() {
        let all = tempfile::tempdir().unwrap();
        let room = |name: &str, files: &[&str], old: bool| {
            let folder = all.path().join(format!("{ROOM}{name}"));
            fs::create_dir(&folder).unwrap();
            files.iter().for_each(|file| drop(File::create(folder.join(file)).unwrap()));
            let made = File::open(&folder).unwrap();
            let at = made.metadata().unwrap().modified().unwrap();
            made.set_modified(at - if old { 2 * MADE } else { Duration::ZERO }).unwrap();
            folder
        };
        let gone = [room("a", &[LOCK, "copy.db"], false), room("b", &[LOCK], true), room("c", &[], true)];
        let stays = [room("d", &[], false), room("e", &["not-ours"], true)];
        let working = room("f", &["copy.db"], true);
        let held = Lock::take(&working.join(LOCK)).unwrap().unwrap();
        sweep(all.path());
        assert!(gone.iter().all(|folder| !folder.exists()));
        assert!(stays.iter().all(|folder| folder.exists()) && working.join("copy.db").exists());
        drop(held);
    }

    #[test]
    fn programs_that_merge_at_one_time_do_not_sweep_each_others_rooms() {
        let make = || {
            for n in 0..1000 {
                let room = Room::make().unwrap();
                disk::write_whole(&room.file("copy.db"), format!("{n}").as_bytes()).unwrap();
                assert_eq!(fs::read(room.file("copy.db")).unwrap(), format!("{n}").into_bytes());
            }
        };
        std::thread::scope(|scope| [(); 8].map(|()| scope.spawn(make)).map(|thread| thread.join().unwrap()));
    }
}
