//! Pulling the plug at any moment loses no answer that was drawn as saved.

use crate::desk::{Desk, open};
use crate::pty::{Start, Terminal};
use std::time::Duration;

/// How many answers of this visit stand in the file.
fn on_disk(desk: &Desk, visit: &str) -> u32 {
    let db = open(&desk.db());
    let count = "SELECT count(*) FROM v_point WHERE inspection = ?1 AND verdict <> 'cleared'";
    db.query_row(count, [visit], |row| row.get(0)).expect("the read view answers")
}

/// 已记 n/m in the head of the run screen.
fn drawn(screen: &str) -> Option<(u32, u32)> {
    let (n, rest) = screen.split("已记 ").nth(1)?.split_once('/')?;
    Some((n.trim().parse().ok()?, rest.split_whitespace().next()?.parse().ok()?))
}

/// Opens the unfinished visit from Home.
fn run_screen(desk: &Desk) -> Terminal {
    let home = desk.home();
    let mut terminal = Start::new(&home).env("XUNCHA_KEY_GUARD", "0").env("XUNCHA_NOW", "2026-11-24T10:00:00+08:00").spawn();
    terminal.wait_for("未完成的检查");
    terminal.send("\x1b[B\r");
    terminal.wait("the run screen", |text| drawn(text).is_some());
    terminal
}

#[test]
fn kill_9_at_two_hundred_moments_loses_no_answer_that_was_drawn_as_saved() {
    let desk = Desk::new("甲号机");
    desk.roster();
    let visit = desk.visit("康宁养老院", &["fire"]);
    let mut saved = 0;
    // A small generator of its own, so that a failure can be played again.
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % below
    };
    for round in 0..200 {
        let mut terminal = run_screen(&desk);
        let (before, due) = drawn(&terminal.text()).expect("a count");
        assert!(before >= saved, "round {round}: {before} answers after {saved} were drawn as saved");
        // 7 goes to the next item without an answer; 3 and a reason answer every kind of item.
        terminal.send("732");
        terminal.wait("one more answer", |text| drawn(text).is_some_and(|(n, _)| n > before || n == due));
        // The plug is pulled somewhere within what comes after.
        for _ in 0..next(3) {
            terminal.send("732");
        }
        std::thread::sleep(Duration::from_micros(next(20_000)));
        terminal.kill();
        saved = drawn(&terminal.text()).map_or(before, |(n, _)| n.max(before));
        let there = on_disk(&desk, &visit);
        assert!(there >= saved, "round {round}: {there} on the disk, {saved} drawn as saved");
    }
    assert!(saved > 60, "{saved} recorded in 200 rounds: the test does not press enough");
    desk.verify();
}
