//! Pulling the plug at any moment loses no answer that was drawn as saved.

use crate::desk::{Desk, MORNING};
use crate::visit::{ANSWER, drawn, on_disk, run_screen, start};
use std::time::Duration;

const HOMES: [&str; 5] = ["康宁养老院", "福寿养老院", "金色晚霞养老院", "长乐养老院", "霁禾里养老院"];

/// One visit, and how much of it was ever drawn as saved.
struct Visit {
    id: String,
    home: &'static str,
    answers: u32,
    fails: u32,
}

/// A laptop with five visits begun.
fn five_visits() -> (Desk, Vec<Visit>) {
    let desk = Desk::new("甲号机");
    let file = desk.path("名册.csv");
    let rows = HOMES.iter().enumerate().map(|(n, home)| format!("{home},养老机构,甲乙镇,甲乙路{n}号,虚备10{n}\n"));
    std::fs::write(&file, format!("机构名称,机构类型,街道,地址,备案号\n{}", rows.collect::<String>())).expect("a roster");
    desk.json(MORNING, &["import", "facilities", file.to_str().expect("a path")]);
    let visit = |home| Visit { id: desk.visit(home, &["fire"]), home, answers: 0, fails: 0 };
    let visits = HOMES.map(visit).into();
    (desk, visits)
}

#[test]
fn kill_9_at_two_hundred_moments_loses_no_answer_that_was_drawn_as_saved() {
    // Two laptops at once: each waits for its disk most of the time.
    std::thread::scope(|laptops| {
        for seed in [0x2545_f491_4f6c_dd1d, 0x9e37_79b9_7f4a_7c15] {
            laptops.spawn(move || a_hundred_times(seed));
        }
    });
}

fn a_hundred_times(seed: u64) {
    let (desk, mut visits) = five_visits();
    // A small generator of its own, so that a failure can be played again.
    let mut random = seed;
    let mut next = |below: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % below
    };
    for round in 0..100 {
        let home = desk.home();
        let mut terminal = run_screen(start(&home), round % HOMES.len());
        let text = terminal.text();
        let head = text.lines().next().unwrap_or_default();
        let visit = visits.iter_mut().find(|v| head.contains(v.home)).unwrap_or_else(|| panic!("whose visit is {text}"));
        let (before, _) = drawn(&text).expect("a count");
        assert!(before >= visit.answers, "round {round}: {before} answers after {} were drawn as saved", visit.answers);
        if next(3) == 0 {
            // 2 opens the form of a fail, which is on the disk by then.
            terminal.send("72");
            terminal.wait("the form of a fail that is saved", |text| {
                let head = text.lines().next().unwrap_or_default();
                head.starts_with(" 不符合") && head.contains("已存盘")
            });
            visit.fails += 1;
            visit.answers = before + 1;
        } else {
            terminal.send(ANSWER);
            terminal.wait("one more answer", |text| drawn(text).is_some_and(|(n, _)| n > before));
            // The plug is pulled somewhere within what comes after.
            for _ in 0..next(3) {
                terminal.send(ANSWER);
            }
        }
        std::thread::sleep(Duration::from_micros(next(20_000)));
        terminal.kill();
        visit.answers = drawn(&terminal.text()).map_or(visit.answers, |(n, _)| n.max(visit.answers));
        let (answers, fails) = on_disk(&desk, &visit.id);
        assert!(answers >= visit.answers, "round {round}: {answers} on the disk, {} drawn as saved", visit.answers);
        assert!(fails >= visit.fails, "round {round}: {fails} fails on the disk, {} drawn as saved", visit.fails);
    }
    let answers: u32 = visits.iter().map(|v| v.answers).sum();
    assert!(answers >= 100, "{answers} drawn as saved in 100 rounds: the test does not press enough");
    desk.verify();
}
