//! Damaged files by the thousand, from a fixed seed: never a panic, never a wait, never a silent difference. Each is refused, or
//! comes to exactly what the undamaged one comes to.

use super::{two, undo};
use crate::domain::point::Verdict;
use crate::failure::Failure;
use crate::fuzz::Dice;
use crate::merge::{Merged, Options, Packing, merge_all, pack};
use crate::request::exchange::{Progress, Step, Watch};
use crate::store::tests::desk::{Desk, ITEM};
use std::fs::{self, File};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How many damaged files are tried.
const TRIALS: u64 = 2_100;

/// Two laptops, and what the second brings as a db file and as packages.
struct Bench {
    a: Desk,
    folder: tempfile::TempDir,
    whole: Vec<Vec<u8>>,
    /// What taking each whole one in comes to.
    comes_to: Vec<(Option<crate::domain::name::EntryId>, u64)>,
}

pub fn packed(desk: &mut Desk, to: &Path, all: bool) {
    let home = desk.home.clone();
    let packing = Packing { home: &home, laptop: "乙号机", passphrase: None, watch: &Watch::default() };
    pack(&mut desk.log, to, all, &packing).unwrap();
}

fn looked(a: &mut Desk, file: &Path) -> Result<Merged, Failure> {
    let now = a.now();
    let dry = Options { dry: true, ..Options::default() };
    let merged = merge_all(&mut a.log, &[file.to_path_buf()], &dry, &now)?;
    match &merged.files[..] {
        [(_, Err(failure))] => Err(failure.clone()),
        _ => Ok(merged),
    }
}

fn came(merged: &Merged) -> (Option<crate::domain::name::EntryId>, u64) {
    (merged.only().digest, merged.entries())
}

impl Bench {
    fn new() -> Bench {
        let (a, mut b, _, visit) = two();
        let items: Vec<String> = b.open(visit).rows.iter().take(12).map(|r| r.point.key.clone()).collect();
        for (n, item) in items.iter().enumerate() {
            b.answer(visit, item, [Verdict::Fail, Verdict::Pass, Verdict::Na][n % 3]);
        }
        let now = b.now();
        b.log.undo(None, None, &now).unwrap();
        // Small files, so that thousands are tried: the checklists go along in one of three.
        let folder = tempfile::tempdir().unwrap();
        let (own, all) = (folder.path().join("own.xuncha"), folder.path().join("all.xuncha"));
        packed(&mut b, &all, true);
        b.log.db().execute_batch("DELETE FROM item; DELETE FROM content; VACUUM").unwrap();
        packed(&mut b, &own, false);
        let whole: Vec<Vec<u8>> = [&b.path, &own, &all].map(|p| fs::read(p).unwrap()).into();
        let mut bench = Bench { a, folder, whole, comes_to: Vec::new() };
        for n in 0..3 {
            let bytes = bench.whole[n].clone();
            crate::disk::write_whole(&bench.file(), &bytes).unwrap();
            let file = bench.file();
            bench.comes_to.push(came(&looked(&mut bench.a, &file).unwrap()));
        }
        bench
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("damaged.db")
    }

    /// Damages one of the whole files in a way of its own and says how.
    fn damage(&self, trial: u64, random: &mut Dice) -> (usize, String) {
        let of = trial as usize % 3;
        let mut bytes = self.whole[of].clone();
        let pages = bytes.len() / 4096;
        let mut hole = 0;
        for ending in ["-journal", "-wal"] {
            let _ = fs::remove_file(self.folder.path().join(format!("damaged.db{ending}")));
        }
        let what = match (trial / 3) % 10 {
            0..=2 => {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
                format!("byte {at}")
            }
            3 => {
                let at = random.below(bytes.len() - 20);
                (at..at + 20).for_each(|i| bytes[i] = random.below(256) as u8);
                format!("20 bytes at {at}")
            }
            4 => {
                let page = random.below(pages);
                bytes[page * 4096..(page + 1) * 4096].fill(0);
                format!("page {page} zeroed")
            }
            5 => {
                let (one, other) = (random.below(pages), random.below(pages));
                let first = bytes[one * 4096..(one + 1) * 4096].to_vec();
                bytes.copy_within(other * 4096..(other + 1) * 4096, one * 4096);
                bytes[other * 4096..(other + 1) * 4096].copy_from_slice(&first);
                format!("pages {one} and {other} changed places")
            }
            6 => {
                bytes.truncate(random.below(bytes.len()));
                format!("cut to {}", bytes.len())
            }
            7 => {
                let other = &self.whole[random.below(3)];
                bytes = [&bytes[..], other].concat();
                "glued".to_string()
            }
            8 => {
                // What a write that was broken off leaves, true or made up.
                let mut journal = vec![0; 512 + 4 * 4104];
                (0..journal.len()).for_each(|i| journal[i] = random.below(256) as u8);
                if random.below(2) == 0 {
                    journal[..8].copy_from_slice(&[0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
                    journal[8..12].copy_from_slice(&(random.below(9) as u32).to_be_bytes());
                    journal[16..20].copy_from_slice(&(random.below(pages) as u32).to_be_bytes());
                    journal[20..24].copy_from_slice(&512u32.to_be_bytes());
                    journal[24..28].copy_from_slice(&4096u32.to_be_bytes());
                }
                let ending = ["-journal", "-wal"][random.below(2)];
                crate::disk::write_whole(&self.folder.path().join(format!("damaged.db{ending}")), &journal).unwrap();
                format!("a {ending} beside it")
            }
            _ => {
                // Gigabytes of nothing behind it; every other time its head says that they belong to it.
                hole = (1 + random.below(6) as u64) << 30;
                if random.below(40) == 0 {
                    bytes[28..32].copy_from_slice(&((hole / 4096) as u32).to_be_bytes());
                }
                format!("a hole of {hole}")
            }
        };
        crate::disk::write_whole(&self.file(), &bytes).unwrap();
        if hole > 0 {
            File::options().write(true).open(self.file()).unwrap().set_len(hole).unwrap();
        }
        (of, what)
    }
}

#[expect(clippy::disallowed_methods, reason = "how long a trial takes is what is measured")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}

#[test]
fn two_thousand_damaged_files_are_refused_or_come_to_what_the_whole_one_comes_to() {
    let mut bench = Bench::new();
    let before = fs::read(&bench.a.path).unwrap();
    let mut random = Dice::of(0x2545_f491_4f6c_dd1d);
    let (mut refused, mut taken) = (0, 0);
    for trial in 0..TRIALS {
        let (of, what) = bench.damage(trial, &mut random);
        let file = bench.file();
        let began = now();
        let came_to = catch_unwind(AssertUnwindSafe(|| looked(&mut bench.a, &file)));
        let took = now().duration_since(began);
        let came_to = came_to.unwrap_or_else(|_| panic!("trial {trial}: {what}: it fell"));
        assert!(took.as_secs() < 10, "trial {trial}: {what}: {took:?}");
        match came_to {
            Ok(merged) => {
                taken += 1;
                assert_eq!(came(&merged), bench.comes_to[of], "trial {trial}: {what}: a silent difference");
            }
            Err(failure) => {
                refused += 1;
                assert_eq!(failure.exit_code(), 3, "trial {trial}: {what}: {failure:?}");
            }
        }
        assert!(fs::read(&bench.a.path).unwrap() == before, "trial {trial}: {what}: a byte of mine moved");
    }
    assert!(refused > 600 && taken > 300, "{refused} refused, {taken} taken");
    assert_eq!(bench.a.log.verify().unwrap(), []);
}

#[test]
fn what_is_taken_of_a_damaged_file_has_the_state_of_the_whole_one() {
    let mut bench = Bench::new();
    let mut random = Dice::of(0x9e37_79b9_7f4a_7c15);
    let take = |a: &mut Desk, file: &Path| {
        let now = a.now();
        super::merge(&mut a.log, file, &now).ok().map(|merged| {
            let state = a.log.digest().unwrap();
            assert_eq!(a.log.verify().unwrap(), []);
            if merged.entries() > 0 {
                undo(&mut a.log).unwrap();
            }
            state
        })
    };
    let whole: Vec<_> = (0..3)
        .map(|n| {
            crate::disk::write_whole(&bench.file(), &bench.whole[n]).unwrap();
            let file = bench.file();
            take(&mut bench.a, &file).unwrap()
        })
        .collect();
    let mut taken = 0;
    for trial in 0..60 {
        let (of, what) = bench.damage(trial, &mut random);
        let file = bench.file();
        if let Some(state) = take(&mut bench.a, &file) {
            taken += 1;
            assert_eq!(state, whole[of], "trial {trial}: {what}");
        }
    }
    assert!(taken > 8, "{taken}");
}

/// A watch that does something at the first word of a step.
fn at(step: Step, what: impl Fn() + Send + Sync + 'static) -> Watch {
    let done = AtomicBool::new(false);
    Watch::new(Arc::default(), move |p: Progress| {
        if p.step == step && !done.swap(true, Ordering::Relaxed) {
            what();
        }
    })
}

#[test]
fn a_stick_pulled_while_it_is_read_and_a_merge_that_is_stopped_leave_mine_as_it_was() {
    let (mut a, mut b, _, visit) = two();
    b.answer(visit, ITEM, Verdict::Fail);
    // More than is read at once.
    b.log.db().execute_batch("CREATE TABLE bulk (x); INSERT INTO bulk VALUES (zeroblob(5000000))").unwrap();
    let before = fs::read(&a.path).unwrap();
    let now = a.now();
    let file = b.folder.path().join("stick.db");
    fs::copy(&b.path, &file).unwrap();
    let pulled = file.clone();
    let watch = at(Step::Copying, move || File::options().write(true).open(&pulled).unwrap().set_len(4096).unwrap());
    let options = Options { watch, ..Options::default() };
    let merged = merge_all(&mut a.log, &[file], &options, &now).unwrap();
    let failure = merged.refused().next().expect("half a file");
    assert!(failure.say(crate::text::Lang::Zh).contains("没有复制完"), "{failure:?}");
    assert!(fs::read(&a.path).unwrap() == before);
    for step in [Step::Copying, Step::Taking] {
        let stop = Arc::new(AtomicBool::new(false));
        let flag = stop.clone();
        let watch =
            Watch::new(stop, move |p: Progress| flag.store(flag.load(Ordering::Relaxed) || p.step == step, Ordering::Relaxed));
        let options = Options { watch, ..Options::default() };
        let failure = merge_all(&mut a.log, &[b.path.clone()], &options, &now).unwrap_err();
        assert_eq!(failure, Failure::Rule(crate::failure::rule::Refusal::Stopped));
        assert!(fs::read(&a.path).unwrap() == before);
    }
    assert_eq!(a.log.verify().unwrap(), []);
    super::take(&mut a, &b);
}

#[test]
fn a_journal_that_names_another_file_is_refused_and_that_file_stays() {
    let (mut a, b, ..) = two();
    let victim = b.folder.path().join("victim");
    crate::disk::write_whole(&victim, b"/nowhere-journal\0").unwrap();
    let name = victim.to_string_lossy().into_owned();
    let sum: u32 = name.bytes().map(u32::from).sum();
    let mut journal = vec![0; 512];
    journal[..8].copy_from_slice(&[0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
    journal[16..20].copy_from_slice(&((fs::metadata(&b.path).unwrap().len() / 4096) as u32).to_be_bytes());
    journal[20..24].copy_from_slice(&512u32.to_be_bytes());
    journal[24..28].copy_from_slice(&4096u32.to_be_bytes());
    journal.extend(((1u32 << 30) / 4096 + 1).to_be_bytes());
    journal.extend(name.as_bytes());
    journal.extend((name.len() as u32).to_be_bytes());
    journal.extend(sum.to_be_bytes());
    journal.extend([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
    let mut beside = b.path.clone().into_os_string();
    beside.push("-journal");
    crate::disk::write_whole(Path::new(&beside), &journal).unwrap();
    let why = super::refused(&mut a, &b.path);
    assert_eq!(why, crate::failure::untaken::Why::Check);
    assert!(victim.exists());
}
