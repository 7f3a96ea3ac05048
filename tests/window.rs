//! The window and the day around a visit: small and changing sizes, the lid closed, midnight, a copy of the file taken by
//! hand while the program is open.

use crate::desk::{Desk, MORNING, open};
use crate::power;
use crate::pty::Start;
use crate::visit::{ANSWER, answer, drawn, on_disk, quit, run_screen, start, under_way};
use std::fs;

#[test]
fn the_db_file_copied_after_twenty_answers_while_the_program_is_open_is_complete() {
    let (desk, visit) = under_way();
    let home = desk.home();
    let mut terminal = run_screen(start(&home), 0);
    answer(&mut terminal, 20);
    let other = Desk::new("乙号机");
    let stick = other.path("stick.db");
    // The file alone, as a file manager takes it.
    fs::copy(desk.db(), &stick).expect("a copy");
    let journal = fs::metadata(desk.home().join("xuncha.db-journal")).map_or(0, |m| m.len());
    assert_eq!(journal, 0, "what the copy lacks stands in the journal");
    let named = ["--db", stick.to_str().unwrap()];
    let said = other.json(MORNING, &[&named[..], &["verify"]].concat());
    assert_eq!((&said["ok"], said["faults"].as_array().map(Vec::len)), (&true.into(), Some(0)), "{said}");
    assert_eq!(other.json(MORNING, &[&named[..], &["stats"]].concat())["answers"], 20);
    let there: i64 = open(&stick)
        .query_row("SELECT count(*) FROM v_point WHERE inspection = ?1 AND verdict = 'na'", [&visit], |row| row.get(0))
        .expect("the read view answers");
    assert_eq!(there, 20);
    // It is merged as it is, and the program goes on.
    other.json(MORNING, &["merge", stick.to_str().unwrap()]);
    assert_eq!(on_disk(&other, &visit).0, 20);
    answer(&mut terminal, 1);
    quit(terminal);
    desk.verify();
}

/// Cells that were never written and blanks look alike.
fn trimmed(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim_end().to_string()).collect()
}

#[test]
fn a_window_that_is_too_small_says_so_and_the_screen_comes_back_when_it_grows() {
    let (desk, visit) = under_way();
    let home = desk.home();
    let mut terminal = run_screen(start(&home), 0);
    answer(&mut terminal, 1);
    let before = trimmed(&terminal.text());
    for (columns, rows) in [(79, 24), (80, 23), (40, 10), (12, 3), (1, 1), (2, 50), (200, 2)] {
        terminal.resize(columns, rows);
        if columns >= 40 {
            terminal.wait_for(&format!("窗口太小：现在 {columns}x{rows}"));
        } else {
            terminal.settle();
        }
        terminal.resize(80, 24);
        terminal.wait("the same screen", |text| trimmed(text) == before);
    }
    for (columns, rows) in [(140, 40), (100, 30), (110, 24), (250, 90), (80, 60)] {
        terminal.resize(columns, rows);
        let whole = |text: &str| text.lines().any(|line| line.chars().filter(|c| *c == '─').count() == usize::from(columns));
        terminal.wait("rules over the whole width", |text| whole(text) && drawn(text).is_some());
    }
    terminal.resize(80, 24);
    terminal.wait("the same screen", |text| trimmed(text) == before);
    quit(terminal);
    assert_eq!(on_disk(&desk, &visit).0, 1);
}

#[test]
fn a_program_started_in_a_small_window_waits_for_a_larger_one() {
    let (desk, _) = under_way();
    let home = desk.home();
    let mut terminal = start(&home).size(60, 15).spawn();
    terminal.wait_for("窗口太小：现在 60x15");
    terminal.resize(80, 24);
    terminal.wait_for("未完成的检查");
    terminal.resize(60, 15);
    terminal.wait_for("窗口太小");
    quit(terminal);
}

#[test]
fn the_window_changes_while_answers_are_typed_and_none_is_lost() {
    let (desk, visit) = under_way();
    let home = desk.home();
    let mut terminal = run_screen(start(&home), 0);
    for n in 0..12_u16 {
        let (before, _) = on_disk(&desk, &visit);
        terminal.send("7");
        terminal.resize(80 + n * 9 % 50, 24 + n * 5 % 13);
        terminal.send("3");
        // Never too small to show what the key is for: there no key counts.
        terminal.resize(90 - n % 5, 24 + n % 3);
        terminal.send("2");
        terminal.resize(80 + n, 24 + n);
        terminal.wait("one more answer", |text| drawn(text).is_some_and(|(drawn, _)| drawn == before + 1));
        assert_eq!(on_disk(&desk, &visit).0, before + 1);
    }
    quit(terminal);
    desk.verify();
}

#[test]
#[cfg(unix)]
fn a_program_that_was_stopped_and_goes_on_takes_the_keys_that_came_meanwhile() {
    let (desk, visit) = under_way();
    let home = desk.home();
    let mut terminal = run_screen(start(&home), 0);
    answer(&mut terminal, 2);
    let before = terminal.text();
    power::stop(terminal.process());
    terminal.send(ANSWER);
    terminal.resize(100, 30);
    assert_eq!(on_disk(&desk, &visit).0, 2);
    power::go_on(terminal.process());
    terminal.wait("one more answer", |text| drawn(text).is_some_and(|(n, _)| n == 3));
    terminal.resize(80, 24);
    terminal.wait("the former size", |text| text.lines().count() == before.lines().count() && drawn(text).is_some());
    answer(&mut terminal, 1);
    quit(terminal);
    assert_eq!(on_disk(&desk, &visit).0, 4);
    desk.verify();
}

#[test]
fn a_visit_that_goes_on_past_midnight_or_after_a_long_jump_of_the_clock_keeps_its_day() {
    let (desk, visit) = under_way();
    let home = desk.home();
    for now in
        ["2026-11-24T23:59:30+08:00", "2026-11-25T00:00:30+08:00", "2027-02-01T08:00:00+08:00", "2026-11-20T08:00:00+08:00"]
    {
        let start = Start::new(&home).env("XUNCHA_KEY_GUARD", "0").env("XUNCHA_NOW", now);
        let mut terminal = run_screen(start, 0);
        answer(&mut terminal, 1);
        quit(terminal);
    }
    let db = open(&desk.db());
    let (day, answers): (String, i64) = db
        .query_row("SELECT day, answered FROM v_inspection WHERE id = ?1", [&visit], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("the visit");
    assert_eq!((day.as_str(), answers), ("2026-11-24", 4));
    desk.verify();
}

#[test]
fn a_program_that_the_system_asks_to_end_gives_the_terminal_back_and_has_everything_saved() {
    let (desk, visit) = under_way();
    let home = desk.home();
    let mut terminal = run_screen(start(&home), 0);
    answer(&mut terminal, 3);
    power::ask_to_end(terminal.process());
    assert_eq!(terminal.wait_end(), 0);
    terminal.finish();
    assert!(terminal.is_restored());
    assert_eq!(on_disk(&desk, &visit).0, 3);
    desk.verify();
}
