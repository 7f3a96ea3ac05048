//! The pictures in `screenshots/` are drawn from the real screens, with their colours; a stale one fails.
//! `XUNCHA_BLESS=1 cargo test screenshots` draws them anew.

use crate::desk::{Desk, MORNING};
use crate::pty::{Start, Terminal};
use crate::svg::picture;
use std::path::Path;

const SIZES: [(u16, u16); 2] = [(80, 24), (140, 40)];
const LANGUAGES: [&str; 2] = ["zh", "en"];

/// Compares a picture with the one that is kept, or keeps it.
#[track_caller]
fn keep(terminal: &Terminal, name: &str, lang: &str, size: (u16, u16)) {
    terminal.settle();
    let file = format!("{name}-{lang}-{}x{}.svg", size.0, size.1);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("screenshots").join(&file);
    let drawn = terminal.with_screen(|screen| picture(screen, &file));
    if std::env::var_os("XUNCHA_BLESS").is_some() {
        std::fs::write(&path, drawn).expect("the picture is kept");
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == drawn, "screenshots/{file} is stale; the screen shows:\n{}", terminal.text());
}

/// A laptop in the middle of a visit, as the drawing of the run screen has it.
fn in_the_middle() -> (Desk, String) {
    let desk = Desk::new("甲号机");
    desk.roster();
    let visit = desk.visit("康宁养老院", &["fire", "food"]);
    let at = |minute: u32| format!("2026-11-24T10:{minute:02}:13+08:00");
    let items = desk.json(MORNING, &["checklist", "show", "fire"]);
    let ids: Vec<String> =
        items["items"].as_array().expect("items").iter().filter_map(|i| i["id"].as_str().map(String::from)).collect();
    for (minute, id) in ids.iter().take(6).enumerate() {
        let minute = minute as u32 + 30;
        let output = match minute {
            31 => desk.call(
                &at(minute),
                &[
                    "answer",
                    &visit,
                    id,
                    "fail",
                    "--place",
                    "二楼西楼梯口",
                    "--facts",
                    "出口被纸箱堵住，只剩40厘米",
                    "--as",
                    "检甲",
                ],
            ),
            33 => desk.call(&at(minute), &["answer", &visit, id, "unchecked", "--reason", "1", "--as", "检甲"]),
            _ => desk.call(&at(minute), &["answer", &visit, id, "pass", "--reason", "见记录", "--as", "检甲"]),
        };
        drop(output);
    }
    (desk, visit)
}

fn start(desk: &Desk, lang: &str, size: (u16, u16)) -> Terminal {
    let home = desk.home();
    let now = "2026-11-24T10:42:13+08:00";
    Start::new(&home).arg("--lang").arg(lang).env("XUNCHA_KEY_GUARD", "0").env("XUNCHA_NOW", now).size(size.0, size.1).spawn()
}

#[test]
fn home_and_the_run_screen_are_as_pictured() {
    for lang in LANGUAGES {
        let word = |zh: &'static str, en: &'static str| if lang == "zh" { zh } else { en };
        for size in SIZES {
            let (desk, _) = in_the_middle();
            let mut terminal = start(&desk, lang, size);
            terminal.wait_for(word("未完成的检查", "Unfinished"));
            keep(&terminal, "home", lang, size);
            terminal.send("\x1b[B\r");
            terminal.wait_for(word("刚记", "Last"));
            keep(&terminal, "run", lang, size);
        }
    }
}
