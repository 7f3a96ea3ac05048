//! Any keys and pastes over every screen at any size: no panic, nothing lost that was said to be saved, and what the open
//! visit shows is what the file holds. `XUNCHA_FUZZ_KEYS` sets how many keys, `XUNCHA_FUZZ_SEED` where they begin.

use super::every::{Place, entries, ground, places, top};
use super::session::{Session, events};
use crate::domain::point::Verdict;
use crate::request::demo::dice::Dice;
use crate::request::message::Happened;
use crate::screens::Screen;
use crate::views::visit::Visit;
use jiff::ToSpan;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

const NAMED: [&str; 13] = [
    "<Enter>",
    "<Enter>",
    "<Esc>",
    "<Tab>",
    "<Up>",
    "<Down>",
    "<Down>",
    "<Left>",
    "<Right>",
    "<Backspace>",
    "<Space>",
    "<PageDown>",
    "<PageUp>",
];
const TEXTS: [&str; 14] = ["三", "防火", "q", "kn", "y", "。", "，", "？", "３", "［", "－5", "2026-12-01", "🧯", "e\u{301}"];
const PASTES: [&str; 9] = [
    "1",
    "二楼东侧门被锁",
    "4\n1\n9\n",
    "20270315",
    "5/3",
    "\u{200b}\u{feff}",
    "🧯👩‍⚕️",
    "很长的一段话，很长的一段话，很长的一段话，很长的一段话，很长的一段话，很长的一段话，很长的一段话",
    "\t\r\n\u{7}",
];

/// One throw: what is pressed, pasted or done to the window.
fn throw(dice: &mut Dice, s: &mut Session) -> String {
    // Whoever cannot see the screen makes the window larger again; a slow disk comes to an end.
    if (s.size().0 < 80 || s.size().1 < 24) && dice.below(4) == 0 {
        s.resize(80, 24);
    }
    if s.slow && dice.below(4) == 0 {
        s.slow = false;
        s.settle();
    }
    let apart = [1, 20, 60, 200, 900][dice.below(5)];
    let keys = |s: &mut Session, keys: &str| {
        for event in events(keys) {
            s.press(event, apart);
        }
        keys.to_string()
    };
    match dice.below(100) {
        0..40 => keys(s, &dice.below(10).to_string()),
        40..68 => keys(s, NAMED[dice.below(NAMED.len())]),
        68..78 => keys(s, TEXTS[dice.below(TEXTS.len())]),
        78..84 => {
            let c = char::from(b'a' + dice.below(26) as u8);
            // Ctrl-Q is pressed seldom: all else ends with it.
            // So is Ctrl-L: behind it nothing is seen until Enter.
            let seldom = matches!(c, 'q' | 'l') && dice.below(4) > 0;
            if seldom { keys(s, "<C-z>") } else { keys(s, &format!("<C-{c}>")) }
        }
        84..88 => {
            let text = PASTES[dice.below(PASTES.len())];
            s.tick += apart;
            s.paste(text);
            format!("paste {text:?}")
        }
        88..91 => {
            let (columns, rows) = match dice.below(6) {
                0 => (dice.between(1, 300) as u16, dice.between(1, 100) as u16),
                _ => (dice.between(80, 160) as u16, dice.between(24, 50) as u16),
            };
            s.resize(columns, rows);
            format!("{columns}x{rows}")
        }
        91..93 => {
            s.slow = !s.slow;
            if !s.slow {
                s.settle();
            }
            format!("slow {}", s.slow)
        }
        93 => {
            s.tick += 60_000;
            s.today = s.today.saturating_add((dice.below(3) as i64).days());
            s.tell(Happened::Moment);
            "later".into()
        }
        94..97 => {
            let code =
                [KeyCode::Home, KeyCode::End, KeyCode::Delete, KeyCode::BackTab, KeyCode::F(5), KeyCode::Insert][dice.below(6)];
            s.press(KeyEvent::new(code, KeyModifiers::NONE), apart);
            format!("{code:?}")
        }
        _ => {
            let c = char::from_u32(dice.between(0x20, 0x2ff)).unwrap_or('x');
            s.press(
                KeyEvent::new(KeyCode::Char(c), [KeyModifiers::NONE, KeyModifiers::ALT, KeyModifiers::CONTROL][dice.below(3)]),
                apart,
            );
            format!("{c:?}")
        }
    }
}

/// What the open visit shows is what the file holds.
fn is_as_the_file_holds(s: &mut Session, told: &str) {
    let Some(shown) = s.app.around.visit.clone() else { return };
    let held = s.store().log.visit(shown.parts.id).unwrap();
    let said = |visit: &Visit| -> Vec<(String, Verdict, bool)> {
        let all = visit.parts.points.iter().map(|(key, p)| (key, &p.now.joined.value));
        all.map(|(key, value)| (key.clone(), value.verdict, value.finding.is_some())).collect()
    };
    assert_eq!(said(&shown), said(&held), "the screen shows what the file does not hold, after {told}\n{}", s.screen());
}

/// What the echo line says was recorded stands in the file, unless it was taken back since.
fn echoed(s: &mut Session) -> Option<String> {
    let screen = s.screen();
    let line = screen.lines().find(|l| l.starts_with(" 刚记 ") || l.starts_with(" Recorded "))?;
    Some(line.trim_end().to_string())
}

fn echo_is_in_the_file(s: &mut Session, line: &str, told: &str) {
    let visit = match (&s.app.around.visit, s.app.layers.last().map(|l| &l.screen)) {
        (Some(visit), Some(Screen::Run(_))) => visit.parts.id,
        _ => return,
    };
    let Some((before, after)) = line.split_once(" = ") else { return };
    let held = s.store().log.visit(visit).unwrap();
    let number = before.split_whitespace().nth(2).unwrap_or_default();
    let Some(row) = held.rows.iter().find(|r| r.number == number) else { return };
    let now = held.point(&row.point).map(|p| p.now.joined.value.verdict);
    let further = row.further.iter().filter_map(|id| held.point(id)).map(|p| p.now.joined.value.verdict);
    let words: Vec<String> =
        now.into_iter().chain(further).flat_map(|v| [v.words().zh.to_string(), v.words().en.to_string()]).collect();
    assert!(
        words.iter().any(|w| after.starts_with(w.as_str())),
        "{line}\n{words:?} in the file, after {told}\n{}",
        s.screen()
    );
}

/// Presses so many keys from a seed on; gives how many writes came of them.
fn pressed(seed: u64, keys: usize) -> usize {
    let lang = if seed.is_multiple_of(2) { "zh" } else { "en" };
    let (mut s, of) = ground(lang);
    let places: Vec<Place> = places();
    let visits: Vec<&Place> = places.iter().filter(|p| p.kind == "Run").collect();
    let mut dice = Dice::of(&[seed]);
    let first = entries(&mut s);
    let (mut done, mut echo) = (0, None);
    while done < keys {
        // Half of the time at a visit, where answers are.
        let place = if dice.below(2) == 0 { visits[dice.below(visits.len())] } else { &places[dice.below(places.len())] };
        place.enter_anyhow(&of, &mut s);
        let mut told = format!("seed {seed}: {} {:?}", place.kind, place.keys);
        for _ in 0..dice.between(10, 120) {
            let thrown = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| throw(&mut dice, &mut s)));
            let Ok(thrown) = thrown else { panic!("it fell after {told}") };
            told = format!("{told} {thrown}");
            done += 1;
            if s.app.finished() {
                break;
            }
            let now = echoed(&mut s).filter(|_| !s.slow);
            if now != echo {
                if let Some(line) = &now {
                    echo_is_in_the_file(&mut s, line, &told);
                }
                echo = now;
            }
        }
        s.slow = false;
        s.settle();
        is_as_the_file_holds(&mut s, &told);
        assert!(s.app.finished() || !top(&s.app).is_empty());
    }
    let written = entries(&mut s);
    assert!(written - first >= s.kept.len() as i64, "an entry that was said to be written is not there");
    for id in std::mem::take(&mut s.kept) {
        let log = &s.store().log;
        let there: i64 =
            log.db().query_row("SELECT count(*) FROM entry WHERE id = ?1", [id.to_string()], |row| row.get(0)).unwrap();
        assert_eq!(there, 1, "an entry that was said to be written is not there");
    }
    let wrong = s.store().log.verify().unwrap();
    assert!(wrong.is_empty(), "{wrong:?}");
    s.writes
}

#[test]
fn any_keys_at_any_size_over_every_screen_fell_nothing_and_lose_nothing() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<usize>().ok());
    let (keys, from) = (number("XUNCHA_FUZZ_KEYS").unwrap_or(2000), number("XUNCHA_FUZZ_SEED").unwrap_or(1));
    let each = 1000;
    let written: usize = (0..keys.div_ceil(each)).map(|n| pressed((from + n) as u64, each.min(keys))).sum();
    println!("{keys} keys, {written} writes");
    assert!(written * 80 > keys, "hardly anything was recorded: {written}");
}
