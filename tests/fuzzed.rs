//! Any keys, pastes and sizes through the program itself: it ends when it is asked to, gives the terminal back, and what it
//! had drawn as saved is in the file.

use crate::desk::MORNING;
use crate::visit::{drawn, on_disk, run_screen, start, under_way};

/// What is sent: keys as terminals send them. No `/`, so that no path leads out of the folder of the test; no 8, which
/// makes the demonstration on Home.
const KEYS: [&str; 34] = [
    "1",
    "1",
    "1",
    "2",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "9",
    "0",
    "\r",
    "\r",
    "\r",
    "\x1b",
    "\t",
    " ",
    "\x7f",
    "\x1b[A",
    "\x1b[B",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[5~",
    "\x1b[6~",
    "\x1a",
    "\x07",
    "\x10",
    "\x05",
    "防火",
    "fh",
    "１",
    "\x1b[200~1\n4\n9\n\x1b[201~",
];

/// The next number of a row that is the same every time.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 33).unwrap_or(0)
}

#[test]
fn any_keys_through_the_program_end_with_the_terminal_given_back_and_the_file_whole() {
    for seed in 0..2_u64 {
        let (desk, visit) = under_way();
        let home = desk.home();
        let mut terminal = run_screen(start(&home), 0);
        let mut state = seed;
        for sent in 1..=240 {
            match next(&mut state) % 40 {
                0 => terminal.resize(80 + (next(&mut state) % 60) as u16, 24 + (next(&mut state) % 20) as u16),
                1 => terminal.resize(1 + (next(&mut state) % 79) as u16, 1 + (next(&mut state) % 23) as u16),
                n if n < 38 => terminal.send(KEYS[next(&mut state) % KEYS.len()]),
                _ => terminal.resize(80, 24),
            }
            if sent % 20 == 0 {
                terminal.resize(80, 24);
                terminal.settle();
                let text = terminal.text();
                let of_visit = text.lines().next().is_some_and(|head| head.starts_with(" 康宁养老院 日常检查"));
                if let (Some((n, _)), true) = (drawn(&text), of_visit) {
                    assert!(n <= on_disk(&desk, &visit).0, "drawn as saved and not in the file:\n{text}");
                }
            }
        }
        terminal.send("\x11");
        assert_eq!(terminal.wait_end(), 0);
        terminal.finish();
        assert!(terminal.is_restored(), "seed {seed}");
        let said = desk.json(MORNING, &["verify"]);
        assert_eq!(said["ok"], true, "seed {seed}: {said}");
    }
}
