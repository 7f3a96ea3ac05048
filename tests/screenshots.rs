//! The pictures in `screenshots/` are drawn from the real screens, with their colours; a stale one fails.
//! `XUNCHA_BLESS=1 cargo test screenshots` draws them anew.

use crate::desk::{Desk, MORNING};
use crate::pty::{Start, Terminal};
use crate::svg::picture;
use std::path::{Path, PathBuf};

const SIZES: [(u16, u16); 2] = [(80, 24), (140, 40)];
const LANGUAGES: [&str; 2] = ["zh", "en"];

const NOW: &str = "2026-11-24T10:42:13+08:00";

/// Compares a picture with the one that is kept, or keeps it. Gives what is wrong.
fn keep(terminal: &Terminal, name: &str, lang: &str, size: (u16, u16)) -> Option<String> {
    terminal.settle();
    let file = format!("{name}-{lang}-{}x{}.svg", size.0, size.1);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("screenshots").join(&file);
    let drawn = terminal.with_screen(|screen| picture(screen, &file));
    if std::env::var_os("XUNCHA_BLESS").is_some() {
        std::fs::write(&path, drawn).expect("the picture is kept");
        return None;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    (kept != drawn).then(|| format!("screenshots/{file} is stale; the screen shows:\n{}", terminal.text()))
}

/// A laptop in the middle of a visit, as the drawing of the run screen has it, and a record that waits for its signature.
fn in_the_middle() -> Desk {
    let desk = Desk::new("甲号机");
    desk.roster();
    to_sign(&desk);
    let visit = desk.visit("康宁养老院", &["fire", "food"]);
    let at = |minute: usize| format!("2026-11-24T10:{:02}:13+08:00", minute + 30);
    for (minute, id) in items(&desk, "fire").iter().take(6).enumerate() {
        let mut args = vec!["answer", &visit, id.as_str()];
        args.extend(match minute {
            1 => ["fail", "--place", "二楼西楼梯口", "--facts", "出口被纸箱堵住，只剩40厘米"].as_slice(),
            3 => ["unchecked", "--reason", "1"].as_slice(),
            5 => ["pass", "--value", "2027-03-15"].as_slice(),
            _ => ["pass", "--reason", "见记录"].as_slice(),
        });
        args.extend(["--as", "检甲"]);
        desk.call(&at(minute), &args);
    }
    desk
}

/// The ids of a list's items.
fn items(desk: &Desk, list: &str) -> Vec<String> {
    let shown = desk.json(MORNING, &["checklist", "show", list]);
    shown["items"].as_array().expect("items").iter().filter_map(|i| i["id"].as_str().map(String::from)).collect()
}

/// A canteen's visit that is frozen: all but two items passed or were not there to be looked at.
fn to_sign(desk: &Desk) {
    let canteen = desk.facility("霁禾里长者食堂");
    let new = ["new", &canteen, "--kind", "campaign", "--list", "gas", "--as", "检甲", "--with", "检乙"];
    let visit = desk.json(MORNING, &new)["id"].as_str().expect("an id").to_string();
    for (at, id) in items(desk, "gas").iter().enumerate() {
        let mut args = vec!["answer", visit.as_str(), id.as_str()];
        args.extend(match at {
            2 => ["fail", "--place", "厨房", "--facts", "报警器探头距灶台8米"].as_slice(),
            5 => ["unchecked", "--reason", "3", "--due", "2026-12-01"].as_slice(),
            _ => ["pass"].as_slice(),
        });
        args.extend(["--as", "检甲"]);
        if !desk.call(MORNING, &args).status.success() {
            // Not due here, or a value is asked that nobody read off: not looked at.
            let away = ["answer", &visit, id, "unchecked", "--reason", "3", "--due", "2026-12-01", "--as", "检甲"];
            desk.call(MORNING, &away);
        }
    }
    desk.json(MORNING, &["freeze", &visit, "--as", "检甲"]);
}

/// A copy of a laptop's data folder.
fn copy_of(desk: &Desk) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("home");
    copy(&desk.home(), &home);
    (folder, home)
}

/// All of a folder, also what it remembers of its logs.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for file in std::fs::read_dir(from).expect("the folder").flatten() {
        let there = to.join(file.file_name());
        match file.path().is_dir() {
            true => copy(&file.path(), &there),
            false => drop(std::fs::copy(file.path(), there).expect("a copy")),
        }
    }
}

/// Goes through the screens of a visit and pictures each.
fn walk(home: &Path, lang: &str, size: (u16, u16)) -> Vec<String> {
    let word = |zh: &'static str, en: &'static str| if lang == "zh" { zh } else { en };
    let start = Start::new(home).arg("--lang").arg(lang).arg("--as").arg("检甲");
    let mut terminal = start.env("XUNCHA_KEY_GUARD", "0").env("XUNCHA_NOW", NOW).size(size.0, size.1).spawn();
    let mut stale = Vec::new();
    let (esc, down) = ("\x1b", "\x1b[B");
    let steps: &[(&[&str], &str, &str)] = &[
        (&[], word("未完成的检查", "Unfinished"), "home"),
        (&["1"], word("机构名称", "Last visit"), "facilities"),
        (&["kn\r"], word("疑似重大、逾期", "Major?"), "facility"),
        (&[esc, esc, esc], word("未完成的检查", "Unfinished"), ""),
        (&[down, "\r"], word("校验码", "check code"), "record"),
        (&[esc, esc], word("未完成的检查", "Unfinished"), ""),
        (&[down, down, "\r"], word("刚记", "10:35"), "run"),
        (&["2", word("三楼东侧\r1", "3F east\r1")], word("接下来", "Then"), "fail"),
        (&[esc], word("刚记", "10:42"), ""),
        (&["9"], word("红线项未记", "Red lines"), "closing"),
    ];
    for (keys, shows, name) in steps {
        for key in *keys {
            // Each on its own, so that no two bytes are read as one key.
            terminal.settle();
            terminal.send(key);
        }
        terminal.wait_for(shows);
        if !name.is_empty() {
            stale.extend(keep(&terminal, name, lang, size));
        }
    }
    stale
}

#[test]
fn the_screens_of_a_visit_are_as_pictured() {
    let desk = in_the_middle();
    let desk = &desk;
    let walks = LANGUAGES.into_iter().flat_map(|lang| SIZES.map(|size| (lang, size)));
    let one = |(lang, size)| {
        let (_folder, home) = copy_of(desk);
        walk(&home, lang, size)
    };
    let stale: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = walks.map(|walk| scope.spawn(move || one(walk))).collect();
        running.into_iter().flat_map(|walk| walk.join().expect("a walk ends")).collect()
    });
    assert!(stale.is_empty(), "{}", stale.join("\n"));
}
