//! The run screen in a pseudo-terminal: a visit that is under way.

use crate::desk::{Desk, open};
use crate::pty::{Start, Terminal};

/// 10:00 of the day that the tests play on.
pub const LATER: &str = "2026-11-24T10:00:00+08:00";

/// How a program is started in these tests: keys unguarded, the clock set.
pub fn start(home: &std::path::Path) -> Start<'_> {
    Start::new(home).env("XUNCHA_KEY_GUARD", "0").env("XUNCHA_NOW", LATER)
}

/// A laptop with one visit under way, its fire list not yet begun.
pub fn under_way() -> (Desk, String) {
    let desk = Desk::new("甲号机");
    desk.roster();
    let visit = desk.visit("康宁养老院", &["fire"]);
    (desk, visit)
}

/// Opens the unfinished visit that stands in this row of Home.
pub fn run_screen(start: Start, row: usize) -> Terminal {
    let mut terminal = start.spawn();
    terminal.wait_for("未完成的检查");
    terminal.send(&"\x1b[B".repeat(row + 1));
    terminal.send("\r");
    terminal.wait("the run screen", |text| drawn(text).is_some());
    terminal
}

/// Answers the next item that has none: 7 goes there, 3 and a reason answer every kind of item.
pub const ANSWER: &str = "732";

/// Records this many answers, each drawn as saved before the next.
pub fn answer(terminal: &mut Terminal, times: u32) {
    for _ in 0..times {
        let (before, _) = drawn(&terminal.text()).expect("a count");
        terminal.send(ANSWER);
        terminal.wait("one more answer", |text| drawn(text).is_some_and(|(n, _)| n > before));
    }
}

/// 已记 n/m in the head of the run screen.
pub fn drawn(screen: &str) -> Option<(u32, u32)> {
    let (n, rest) = screen.split("已记 ").nth(1)?.split_once('/')?;
    Some((n.trim().parse().ok()?, rest.split_whitespace().next()?.parse().ok()?))
}

/// How many answers and how many fails of this visit stand in the file.
pub fn on_disk(desk: &Desk, visit: &str) -> (u32, u32) {
    let db = open(&desk.db());
    let count = "SELECT count(*), count(*) FILTER (WHERE verdict = 'fail')
                 FROM v_point WHERE inspection = ?1 AND verdict <> 'cleared'";
    db.query_row(count, [visit], |row| Ok((row.get(0)?, row.get(1)?))).expect("the read view answers")
}

/// Ctrl-Q; the program ends with 0 and gives the terminal back.
#[track_caller]
pub fn quit(mut terminal: Terminal) {
    terminal.send("\x11");
    assert_eq!(terminal.wait_end(), 0);
    terminal.finish();
    assert!(terminal.is_restored());
}
