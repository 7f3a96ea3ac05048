//! The plug pulled and the disk full in the middle of bringing files together: mine is as before or as after, a folder holds old
//! or new packages, never half ones.

use crate::desk::{Desk, MORNING};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Two laptops of the demonstration, so that there is something to bring.
struct Two {
    desk: Desk,
    mine: PathBuf,
    theirs: PathBuf,
    share: PathBuf,
}

impl Two {
    fn new() -> Two {
        let desk = Desk::new("甲号机");
        let (mine, theirs, share) = (desk.path("mine.db"), desk.path("theirs.db"), desk.path("share"));
        for (laptop, db) in [("1", &mine), ("2", &theirs)] {
            let made = ["demo", "--facilities", "6", "--answers", "400", "--laptop", laptop, "--today", "2026-11-24", "--db"];
            desk.json(MORNING, &[&made[..], &[db.to_str().unwrap()]].concat());
        }
        fs::create_dir_all(&share).expect("a folder");
        Two { desk, mine, theirs, share }
    }

    fn digest(&self, db: &Path) -> Value {
        self.desk.json(MORNING, &["digest", "--db", db.to_str().unwrap()])
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xuncha"));
        command.env_clear().env("XUNCHA_HOME", self.desk.home()).env("XUNCHA_NOW", MORNING).env("HOME", self.desk.path(""));
        command.env("TMPDIR", self.desk.path("")).args(args).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// How long it takes when nobody pulls the plug.
    fn takes(&self, args: &[&str]) -> Duration {
        let began = Instant::now();
        self.command(args).status().expect("it runs");
        began.elapsed()
    }

    /// Runs it and kills it after so long; whether it had ended by itself.
    fn killed_after(&self, args: &[&str], after: Duration) -> bool {
        let mut child = self.command(args).spawn().expect("it runs");
        let until = Instant::now() + after;
        loop {
            if child.try_wait().expect("a state").is_some() {
                return true;
            }
            if Instant::now() >= until {
                let _ = child.kill();
                child.wait().expect("it ends");
                return false;
            }
            std::thread::yield_now();
        }
    }

    fn verify(&self, db: &Path) {
        let output = self.desk.call(MORNING, &["verify", "--db", db.to_str().unwrap()]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn kill_9_at_any_moment_of_a_merge_leaves_mine_as_before_or_as_after() {
    let two = Two::new();
    let (mine, theirs) = (two.mine.to_str().unwrap(), two.theirs.to_str().unwrap());
    let merge = ["merge", theirs, "--db", mine];
    let before = two.digest(&two.mine);
    let bytes = fs::read(&two.mine).expect("a file");
    let whole = two.takes(&merge);
    let after = two.digest(&two.mine);
    assert_ne!(before, after);
    let (mut was, mut is) = (0, 0);
    for point in 0..128 {
        // A machine that got slower since `whole` was taken is given more time, until one merge ends.
        if point >= 36 && is > 0 {
            break;
        }
        fs::write(&two.mine, &bytes).expect("put back");
        let _ = fs::remove_file(two.desk.path("mine.db-journal"));
        two.killed_after(&merge, whole * point / 32);
        let now = two.digest(&two.mine);
        if now == before {
            was += 1;
        } else {
            assert_eq!(now, after, "killed at {point}/32: between");
            is += 1;
        }
        if point % 6 == 0 {
            two.verify(&two.mine);
        }
    }
    assert!(was > 5 && is > 0, "{was} as before, {is} as after");
    // What the killed ones left is swept by the next; an empty room may be one that another program has just made.
    two.command(&merge).status().expect("it runs");
    let left = fs::read_dir(two.desk.path("")).expect("a folder").flatten().map(|e| e.path());
    let is_room = |path: &Path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("xuncha-"));
    let holds = |path: &Path| fs::read_dir(path).is_ok_and(|mut files| files.next().is_some());
    let rooms: Vec<_> = left.filter(|path| is_room(path) && holds(path)).collect();
    assert!(rooms.is_empty(), "{rooms:?}");
}

#[test]
fn kill_9_at_any_moment_of_a_pack_or_a_sync_leaves_old_or_new_packages_and_mine_whole() {
    let two = Two::new();
    let (mine, theirs, share) = (two.mine.to_str().unwrap(), two.theirs.to_str().unwrap(), two.share.to_str().unwrap());
    let their_package = two.share.join("乙号机.xuncha");
    let package = two.share.join("甲号机.xuncha");
    two.desk.json(MORNING, &["pack", "--all", their_package.to_str().unwrap(), "--db", theirs]);
    let old = fs::read(&their_package).expect("a package");
    let bytes = fs::read(&two.mine).expect("a file");
    let before = two.digest(&two.mine);
    for args in [vec!["pack", "--all", share, "--db", mine], vec!["sync", share, "--db", mine]] {
        fs::write(&two.mine, &bytes).expect("put back");
        let whole = two.takes(&args);
        let after = two.digest(&two.mine);
        let new = fs::read(&package).expect("a package");
        for point in 0..20 {
            fs::write(&two.mine, &bytes).expect("put back");
            let _ = fs::remove_file(two.desk.path("mine.db-journal"));
            fs::write(&package, &old).expect("an older package");
            two.killed_after(&args, whole * point / 18);
            let now = two.digest(&two.mine);
            assert!(now == before || now == after, "{args:?} killed at {point}/18: between");
            let there = fs::read(&package).expect("a package");
            assert!(there == old || there.len() == new.len(), "{args:?} killed at {point}/18: half a package");
            two.desk.json(MORNING, &["verify", package.to_str().unwrap()]);
            assert!(fs::read(&their_package).expect("theirs") == old, "theirs is never written");
        }
        fs::remove_file(&package).expect("gone");
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_stops_a_merge_a_pack_and_a_sync_and_loses_nothing() {
    let two = Two::new();
    let (mine, theirs, share) = (two.mine.to_str().unwrap(), two.theirs.to_str().unwrap(), two.share.to_str().unwrap());
    let package = two.share.join("甲号机.xuncha");
    let before = (two.digest(&two.mine), fs::read(&two.mine).expect("a file"));
    let size = before.1.len() as u64;
    for args in
        [vec!["merge", theirs, "--db", mine], vec!["pack", "--all", share, "--db", mine], vec!["sync", share, "--db", mine]]
    {
        for part in 1..4 {
            fs::write(&package, b"").expect("nothing");
            fs::remove_file(&package).expect("gone");
            let output = two.desk.call_on_a_full_disk(MORNING, (size * part / 9) & !511, &args);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(4), "{args:?} at {part}/9: {said}");
            assert!(said.contains("磁盘已满"), "{args:?}: {said}");
            assert_eq!(two.digest(&two.mine), before.0, "{args:?} at {part}/9");
            assert!(!package.exists(), "{args:?}: half a package");
        }
    }
    two.verify(&two.mine);
}
