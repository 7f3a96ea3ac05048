//! `backup`, `verify`, `rebuild`, and what the disk or a file may refuse: the exit codes, and that nothing is lost.

use super::{at_the_home, entries, has_fields};
use crate::desk::{Desk, MORNING, open};
use crate::pty::Start;
use serde_json::json;
use std::fs;

#[test]
fn a_backup_is_the_same_file_under_another_name_and_overwrites_nothing() {
    let (desk, visit) = at_the_home();
    desk.line(["answer", &visit, "FIRE-RESP-01", "fail"]).by("检甲").json();
    let copy = desk.path("备份/一.db");
    fs::create_dir_all(desk.path("备份")).expect("a folder");
    let said = desk.line(["backup"]).arg(&copy).json();
    assert_eq!(said["path"], json!(copy));
    let digest = |db: &std::path::Path| desk.typed("digest --db").arg(db).json();
    assert_eq!(digest(&copy), digest(&desk.db()));
    desk.typed("verify --db").arg(&copy).json();
    let before = fs::read(&copy).expect("a file");
    desk.line(["backup"]).arg(&copy).refused(4);
    assert_eq!(fs::read(&copy).expect("a file"), before, "and stays as it was");
    desk.line(["backup"]).arg(desk.db()).refused(4);
    desk.line(["backup"]).arg(desk.path("nowhere/x.db")).refused(4);
    desk.verify();
}

#[test]
fn while_the_screen_is_open_reading_and_backup_work_and_writing_waits_for_another_day() {
    let (desk, visit) = at_the_home();
    let home = desk.home();
    let terminal = Start::new(&home).env("XUNCHA_NOW", MORNING).spawn();
    terminal.wait_for("未完成的检查");
    for line in ["stats", "list inspections", "digest", "verify"] {
        desk.typed(line).json();
    }
    let copy = desk.path("copy.db");
    desk.line(["backup"]).arg(&copy).json();
    desk.typed("verify --db").arg(&copy).json();
    fs::copy(desk.db(), desk.path("cp.db")).expect("a plain copy");
    desk.typed("verify --db").arg(desk.path("cp.db")).json();
    for line in [vec!["answer", visit.as_str(), "FIRE-RESP-01", "pass"], vec!["rebuild"], vec!["undo"]] {
        let said = desk.line(line).refused(4);
        assert!(said.contains("巡查程序") || said.contains("只读"), "it says who holds the file: {said}");
    }
    drop(terminal);
    desk.line(["answer", &visit, "FIRE-RESP-01", "pass"]).json();
}

#[test]
fn verify_says_what_was_tampered_with() {
    let tampered = |sql: &str| {
        let (desk, visit) = at_the_home();
        for item in ["FIRE-RESP-01", "FIRE-TRAIN-01", "FIRE-IGN-01"] {
            desk.line(["answer", &visit, item, "fail"]).by("检甲").json();
        }
        desk.typed("verify").json();
        let db = open(&desk.db());
        db.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap_or_else(|e| panic!("{sql}: {e}"));
        drop(db);
        let said = desk.typed("verify").json_with(1);
        assert_eq!(said["ok"], false);
        let faults = said["faults"].as_array().expect("faults").clone();
        for fault in &faults {
            has_fields(fault, "kind words");
        }
        let words = desk.typed("verify").says_with(1);
        assert!(faults.iter().all(|f| words.contains(f["words"].as_str().unwrap_or("?"))), "{words}");
        faults.iter().map(|f| f["kind"].as_str().unwrap_or_default().to_string()).collect::<Vec<_>>()
    };
    let last = "(SELECT max(n) FROM entry)";
    for (what, sql, kind) in [
        (
            "a byte of a body",
            format!("UPDATE entry SET body = replace(body, 'fail', 'pass') WHERE n = {last} - 1"),
            "entry",
        ),
        ("a middle entry gone", format!("DELETE FROM entry WHERE n = {last} - 1"), "gap"),
        ("the last entry gone", format!("DELETE FROM entry WHERE n = {last}"), "cut"),
        ("a projection", "UPDATE finding SET stage = 7".into(), "projection"),
    ] {
        let kinds = tampered(&sql);
        assert!(kinds.contains(&kind.to_string()), "{what}: {kinds:?}");
    }
}

#[test]
fn rebuild_makes_the_projections_anew_from_the_log() {
    let (desk, visit) = at_the_home();
    desk.line(["answer", &visit, "FIRE-RESP-01", "fail", "--place", "二楼"]).by("检甲").json();
    let before = (desk.typed("list findings").json(), desk.typed("digest").json());
    let db = open(&desk.db());
    db.execute_batch("DELETE FROM finding; UPDATE facility SET name = '假'; DELETE FROM inspection;").expect("tampered");
    drop(db);
    assert_eq!(desk.typed("list findings").json(), json!([]));
    desk.typed("verify").json_with(1);
    assert_eq!(desk.typed("rebuild").json()["ok"], true);
    assert_eq!((desk.typed("list findings").json(), desk.typed("digest").json()), before);
    desk.verify();
}

#[test]
fn what_is_no_database_of_ours_is_exit_code_3_and_stays_as_it_was() {
    let desk = Desk::new("甲号机");
    let foreign = desk.path("foreign.db");
    open(&foreign).execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1);").expect("a database");
    let text = desk.path("text.db");
    fs::write(&text, "这不是数据库，是一段文字。".repeat(500)).expect("a file");
    let empty_text = desk.path("short.db");
    fs::write(&empty_text, "短").expect("a file");
    for file in [&foreign, &text, &empty_text] {
        let before = fs::read(file).expect("a file");
        for line in ["stats", "list findings", "verify", "undo", "rebuild", "new X --kind routine"] {
            let said = desk.typed(line).arg("--db").arg(file).refused(3);
            assert!(said.contains(file.to_str().expect("a path")), "the file is named: {said}");
        }
        assert_eq!(fs::read(file).expect("a file"), before);
    }
}

#[test]
fn a_damaged_file_is_exit_code_3_or_told_by_verify_and_never_a_panic() {
    let (desk, visit) = at_the_home();
    for item in ["FIRE-RESP-01", "FIRE-TRAIN-01"] {
        desk.line(["answer", &visit, item, "fail"]).by("检甲").json();
    }
    let whole = fs::read(desk.db()).expect("a file");
    let cut = desk.path("cut.db");
    fs::write(&cut, &whole[..whole.len() / 2]).expect("a file");
    for place in (4096..whole.len()).step_by(whole.len() / 12) {
        let mut bytes = whole.clone();
        bytes[place..(place + 64).min(whole.len())].fill(0x5a);
        fs::write(desk.path("damaged.db"), bytes).expect("a file");
        for line in ["verify", "stats", "list findings", "list facilities"] {
            let said = desk.typed(line).arg("--db").arg(desk.path("damaged.db")).call();
            assert!(matches!(said.code, 0 | 1 | 3), "{line} at {place}: {} {}{}", said.code, said.out, said.err);
            assert!(!said.err.contains("panicked"), "{line} at {place}: {}", said.err);
        }
    }
    let said = desk.typed("verify --db").arg(&cut).call();
    assert!(matches!(said.code, 1 | 3) && !said.err.contains("panicked"), "{}{}", said.out, said.err);
}

#[test]
fn a_newer_file_is_exit_code_4_and_untouched() {
    let (desk, _) = at_the_home();
    open(&desk.db()).execute_batch("PRAGMA user_version = 99").expect("newer");
    let before = fs::read(desk.db()).expect("a file");
    for line in ["stats", "verify", "undo", "rebuild"] {
        let said = desk.typed(line).refused(4);
        assert!(said.contains("更新的版本"), "{said}");
    }
    assert_eq!(fs::read(desk.db()).expect("a file"), before);
}

#[test]
fn a_foreign_program_that_holds_the_file_is_told_and_nothing_is_half_written() {
    let (desk, visit) = at_the_home();
    let before = entries(&desk);
    let other = open(&desk.db());
    other.execute_batch("BEGIN IMMEDIATE").expect("a lock");
    let said = desk.line(["answer", &visit, "FIRE-RESP-01", "pass"]).call();
    assert_eq!((said.code, said.out.as_str()), (4, ""), "{}", said.err);
    assert!(said.err.contains("占用"), "{}", said.err);
    other.execute_batch("ROLLBACK").expect("let go");
    assert_eq!(entries(&desk), before);
    desk.line(["answer", &visit, "FIRE-RESP-01", "pass"]).json();
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_exit_code_4_and_what_was_saved_is_there() {
    let (desk, visit) = at_the_home();
    for target in ["/dev/full", "/proc/xuncha.html"] {
        let said = desk.line(["report", &visit, "-o", target]).call();
        assert_eq!((said.code, said.out.as_str()), (4, ""), "{target}: {}", said.err);
    }
    desk.line(["backup", "/proc/x.db"]).refused(4);
    desk.verify();
}
