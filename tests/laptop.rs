//! Two programs never write one log; a copied, restored or damaged data folder loses nothing and is told.

use crate::desk::{Desk, MORNING, open};
use crate::pty::Terminal;
use crate::visit::{ANSWER, answer, drawn, on_disk, quit, run_screen, start, under_way};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Copies a data folder as a file manager would.
fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy_folder(&path, &target),
            false => drop(fs::copy(&path, &target).expect("a copy")),
        }
    }
}

/// The ids of the items of the fire list.
fn items(desk: &Desk) -> Vec<String> {
    let list = desk.json(MORNING, &["checklist", "show", "fire"]);
    list["items"].as_array().expect("items").iter().filter_map(|i| i["id"].as_str().map(String::from)).collect()
}

fn na<'a>(visit: &'a str, item: &'a str) -> [&'a str; 8] {
    ["answer", visit, item, "na", "--reason", "1", "--as", "检甲"]
}

fn logs(desk: &Desk) -> u64 {
    desk.json(MORNING, &["stats"])["logs"].as_u64().expect("a number")
}

/// Opens the program, reads what it tells, and goes on to the run of the visit.
fn run_screen_past(home: &Path, told: &str) -> Terminal {
    let mut terminal = start(home).spawn();
    terminal.wait_for(told);
    terminal.send("\r");
    terminal.wait("Home", |text| !text.contains(told) && text.contains("未完成的检查"));
    terminal.send("\x1b[B\r");
    terminal.wait("the run screen", |text| drawn(text).is_some());
    terminal
}

/// It is told that a new log begins, and one answer begins it.
fn begins_a_new_log(home: &Path) {
    let mut terminal = run_screen_past(home, "以前的记录都在，再记时另起一条日志");
    answer(&mut terminal, 1);
    quit(terminal);
}

#[test]
fn two_programs_that_write_at_once_leave_one_whole_log() {
    let (desk, visit) = under_way();
    let items = items(&desk);
    let link = desk.path("link.db");
    #[cfg(unix)]
    std::os::unix::fs::symlink(desk.db(), &link).expect("a link");
    #[cfg(not(unix))]
    fs::hard_link(desk.db(), &link).expect("a link");
    let write = |db: &Path, items: &[String]| {
        for item in items {
            loop {
                let args = na(&visit, item);
                let output = desk.call(MORNING, &[&["--db", db.to_str().unwrap()], &args[..]].concat());
                match output.status.code() {
                    Some(0) => break,
                    // The other one is at it just now: refused, nothing written, tried again.
                    Some(4) => {}
                    other => panic!("{other:?}: {}", String::from_utf8_lossy(&output.stderr)),
                }
            }
        }
    };
    std::thread::scope(|both| {
        both.spawn(|| write(&desk.db(), &items[..12]));
        both.spawn(|| write(&link, &items[12..24]));
    });
    assert_eq!((on_disk(&desk, &visit).0, logs(&desk)), (24, 1));
    desk.verify();
}

#[test]
fn a_copied_data_folder_forks_the_log_and_the_merge_keeps_both_and_tells_it() {
    let (desk, visit) = under_way();
    let items = items(&desk);
    desk.json(MORNING, &na(&visit, &items[0]));
    let other = Desk::new("甲号机");
    fs::remove_dir_all(other.home()).expect("its folder");
    copy_folder(&desk.home(), &other.home());
    desk.json(MORNING, &na(&visit, &items[1]));
    other.json(MORNING, &na(&visit, &items[2]));
    for (to, from) in [(&desk, &other), (&other, &desk)] {
        let theirs = from.db();
        let said = to.json(MORNING, &["merge", theirs.to_str().unwrap()]);
        assert_eq!(said["entries"], 1, "{said}");
    }
    assert_eq!(desk.json(MORNING, &["digest"]), other.json(MORNING, &["digest"]));
    for laptop in [&desk, &other] {
        assert_eq!(on_disk(laptop, &visit).0, 3);
        let said = laptop.json(MORNING, &["verify"]);
        assert_eq!((said["ok"].as_bool(), said["forks"][0]["laptop"].as_str()), (Some(true), Some("甲号机")), "{said}");
        let told = laptop.call(MORNING, &["verify"]);
        assert!(told.status.success() && String::from_utf8_lossy(&told.stdout).contains("数据文件夹被复制过"));
    }
    // Nobody can tell which branch is whose: the next record begins a new log, and it is said before it is made.
    let home = desk.home();
    begins_a_new_log(&home);
    assert_eq!((on_disk(&desk, &visit).0, logs(&desk)), (4, 2));
    desk.verify();
    let terminal = run_screen(start(&home), 0);
    quit(terminal);
}

#[test]
fn without_its_memory_or_its_key_a_laptop_says_so_and_begins_a_new_log() {
    for lost in ["logs", "laptop.key"] {
        let (desk, visit) = under_way();
        desk.json(MORNING, &na(&visit, &items(&desk)[0]));
        let path = desk.home().join(lost);
        match path.is_dir() {
            true => fs::remove_dir_all(&path).expect("gone"),
            false => fs::remove_file(&path).expect("gone"),
        }
        let home = desk.home();
        begins_a_new_log(&home);
        assert_eq!((on_disk(&desk, &visit).0, logs(&desk)), (2, 2), "without {lost}");
        desk.verify();
        // From then on it goes on with the new one and says nothing.
        let mut terminal = run_screen(start(&home), 0);
        answer(&mut terminal, 1);
        quit(terminal);
        assert_eq!((on_disk(&desk, &visit).0, logs(&desk)), (3, 2), "without {lost}");
    }
}

#[test]
fn a_damaged_key_file_is_named_everything_reads_and_the_answer_waits_for_it() {
    let (desk, visit) = under_way();
    let key = desk.home().join("laptop.key");
    let whole = fs::read(&key).expect("the key");
    fs::write(&key, b"\xff\x00not a key").expect("damaged");
    assert_eq!(desk.json(MORNING, &["stats"])["facilities"], 3);
    desk.verify();
    let output = desk.call(MORNING, &na(&visit, &items(&desk)[0]));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(4) && said.contains("laptop.key 读不懂"), "{said}");
    let home = desk.home();
    let mut terminal = run_screen_past(&home, "laptop.key 读不懂");
    terminal.send(ANSWER);
    terminal.wait("a refusal", |text| text.contains("没有存上") && text.contains("读不懂"));
    assert_eq!(on_disk(&desk, &visit).0, 0);
    fs::write(&key, whole).expect("put back");
    terminal.send("\r");
    terminal.wait("the pending answer", |text| drawn(text).is_some_and(|(n, _)| n == 1));
    quit(terminal);
    assert_eq!((on_disk(&desk, &visit).0, logs(&desk)), (1, 1));
    desk.verify();
}

#[test]
fn the_key_taken_away_while_the_program_runs_changes_nothing_that_it_signs() {
    let (desk, visit) = under_way();
    let home = desk.home();
    let mut terminal = run_screen(start(&home), 0);
    answer(&mut terminal, 1);
    fs::remove_file(home.join("laptop.key")).expect("gone");
    answer(&mut terminal, 2);
    quit(terminal);
    assert_eq!(on_disk(&desk, &visit).0, 3);
    desk.verify();
    assert!(!home.join("laptop.key").exists(), "no other key was made");
}

#[test]
fn a_file_older_than_the_laptop_remembers_is_told_and_one_ahead_is_continued() {
    let (desk, visit) = under_way();
    let items = items(&desk);
    desk.json(MORNING, &na(&visit, &items[0]));
    let (older, memory) = (desk.path("older.db"), desk.path("memory"));
    fs::copy(desk.db(), &older).expect("a backup");
    copy_folder(&desk.home().join("logs"), &memory);
    desk.json(MORNING, &na(&visit, &items[1]));
    let newest = fs::read(desk.db()).expect("the database");

    // The memory was written before the power went, the file after it: the file is ahead.
    copy_folder(&memory, &desk.home().join("logs"));
    desk.json(MORNING, &na(&visit, &items[2]));
    assert_eq!((on_disk(&desk, &visit).0, logs(&desk)), (3, 1));
    desk.verify();

    // An older copy of the file was put back.
    fs::copy(&older, desk.db()).expect("restored");
    let home = desk.home();
    let mut terminal = start(&home).spawn();
    let text = terminal.wait_for("比本机记得的旧");
    let entries: i64 = open(&older).query_row("SELECT max(seq) FROM entry", [], |r| r.get(0)).unwrap();
    assert!(text.contains(&format!("只到第 {entries} 条")), "{text}");
    terminal.send("\r");
    terminal.wait("Home", |text| !text.contains("比本机记得的旧"));
    terminal.send("\x1b[B\r");
    terminal.wait("the run screen", |text| drawn(text).is_some());
    answer(&mut terminal, 1);
    quit(terminal);
    assert_eq!(logs(&desk), 2);
    desk.verify();
    // The newest file turns up again: merged in, all of it is there, and nothing forks.
    let newer = desk.path("newest.db");
    fs::write(&newer, newest).expect("found");
    desk.json(MORNING, &["merge", newer.to_str().unwrap()]);
    let said: Value = desk.json(MORNING, &["verify"]);
    assert_eq!((on_disk(&desk, &visit).0, said["forks"].as_array().map(Vec::len)), (3, Some(0)), "{said}");
}
