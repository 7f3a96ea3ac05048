//! Words and flags: where they may stand, what is wrong usage, and in which language it is said.

use super::{Said, at_the_home};
use crate::desk::Desk;

const COMMANDS: [&str; 28] = [
    "new",
    "facility",
    "gate",
    "not-made",
    "correct",
    "amend",
    "run",
    "tie",
    "plan",
    "answer",
    "undo",
    "freeze",
    "sign",
    "finding",
    "settle",
    "list",
    "show",
    "report",
    "export",
    "import",
    "stats",
    "digest",
    "verify",
    "rebuild",
    "backup",
    "merge",
    "checklist",
    "demo",
];

#[test]
fn help_names_every_word_in_the_language_asked_for() {
    let desk = Desk::fresh();
    let zh = desk.typed("--help").says();
    let en = desk.typed("--help --lang en").says();
    for word in COMMANDS {
        assert!(zh.contains(word) && en.contains(word), "{word}");
        for lang in ["zh", "en"] {
            let said = desk.line([word, "--help", "--lang", lang]).says();
            assert!(said.contains("--json") && said.is_ascii() == (lang == "en"), "{word} {lang}: {said}");
        }
    }
    assert!(zh.contains("用法") && en.contains("Usage"));
    assert!(desk.typed("--version").says().contains(env!("CARGO_PKG_VERSION")));
    assert!(!desk.home().exists(), "to ask for help makes no data folder");
}

#[test]
fn wrong_usage_is_exit_code_2_in_one_sentence_of_the_users_language() {
    let desk = Desk::fresh();
    for line in [
        "nonsense",
        "--nonsense",
        "list findings --overdeu",
        "new",
        "new X",
        "new X --kind holiday",
        "answer",
        "sign X",
        "sign X --how",
        "finding X",
        "settle X",
        "settle X --take Y",
        "report",
        "export",
        "import",
        "backup",
        "merge",
        "pack",
        "pack a b",
        "sync",
        "salvage a",
        "trust",
        "trust add",
        "verify a b c",
        "merge a --undo",
        "checklist",
        "checklist read",
        "demo --facilities many",
        "list findings --lang fr",
        "stats x",
        "undo x",
        "--db",
        "new X --kind routine --team 0",
        "new X --kind routine --team one",
        "bench --runs 0",
    ] {
        let said = desk.typed(line).refused(2);
        assert!(said.starts_with("错误："), "{line}: {said}");
        let said = desk.typed(line).args(["--lang", "en"]).call();
        let bare = matches!(line, "--db" | "sign X --how" | "list findings --lang fr");
        assert!(bare || said.code == 2 && said.err.starts_with("error: ") && said.err.is_ascii(), "{line}: {}", said.err);
    }
}

#[test]
fn flags_stand_before_or_behind_the_words_and_with_an_equals_sign() {
    let (desk, visit) = at_the_home();
    let expected = desk.typed("list inspections").json();
    let db = desk.db();
    let db = db.to_str().expect("a path");
    for line in [
        vec!["--json", "list", "inspections"],
        vec!["list", "--json", "inspections"],
        vec!["list", "inspections", "--json", "--lang", "en"],
        vec!["--db", db, "list", "inspections", "--json"],
        vec!["list", "inspections", "--json", "--db", db],
        vec!["--lang=en", "list", "inspections", "--json"],
    ] {
        let said = desk.line(line.clone()).says();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&said).expect("JSON"), expected, "{line:?}");
    }
    desk.line(["answer", &visit, "FIRE-RESP-01", "fail", "--facts=--不是旗标", "--place", "-1层"]).json();
    let now = super::point(&desk, &format!("{visit}/FIRE-RESP-01"));
    assert_eq!((now["finding"]["facts"].as_str(), now["finding"]["place"].as_str()), (Some("--不是旗标"), Some("-1层")));
}

#[test]
fn json_is_one_line_on_the_standard_output_of_every_word() {
    let (desk, visit) = at_the_home();
    let (copy, other) = (desk.path("copy.db"), Desk::new("乙号机二"));
    other.roster();
    let finding = desk.line(["answer", &visit, "FIRE-RESP-01", "fail"]).id();
    let path = |name: &str| desk.path(name).to_str().expect("a path").to_string();
    let roster = path("名册.csv");
    let theirs = other.db().to_str().expect("a path").to_string();
    for words in [
        vec!["list", "people"],
        vec!["show", &visit],
        vec!["stats"],
        vec!["digest"],
        vec!["verify"],
        vec!["rebuild"],
        vec!["checklist", "list"],
        vec!["checklist", "show", "fire"],
        vec!["checklist", "lint"],
        vec!["finding", &finding, "order"],
        vec!["report", &visit, "-o", &path("r.html")],
        vec!["export", "findings", "-o", &path("e.xlsx")],
        vec!["import", "facilities", &roster],
        vec!["freeze", &visit, "--section", "food/clean", "--leave", "FOOD-CLEAN-01=明天"],
        vec!["sign", &visit, "--how", "signed"],
        vec!["undo"],
        vec!["backup", copy.to_str().expect("a path")],
        vec!["merge", &theirs],
        vec!["merge", "--undo"],
        vec!["demo", "--facilities", "2", "--answers", "60", "--db", &path("demo2.db")],
    ] {
        // `json` asserts one line, no complaint, exit code 0.
        assert!(!desk.line(words.clone()).json().is_null(), "{words:?}");
    }
}

#[test]
fn a_reader_who_goes_away_is_no_fault() {
    let desk = Desk::fresh();
    let mut command = std::process::Command::new("/bin/sh");
    let line = format!("'{}' checklist show fire --json | head -c 10; exit 0", env!("CARGO_BIN_EXE_xuncha"));
    command.env_clear().env("XUNCHA_HOME", desk.home()).env("PATH", "/usr/bin:/bin").args(["-c", &line]);
    let output = command.output().expect("a shell");
    assert_eq!(output.stdout.len(), 10);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "no complaint");
}

#[test]
fn without_a_terminal_the_screen_says_so_and_ends() {
    let desk = Desk::fresh();
    let Said { code, out, err } = desk.line([] as [&str; 0]).call();
    assert_eq!(code, 4);
    assert!(err.starts_with("错误：没有可用的终端") && !err.contains("panicked"), "{out}{err}");
}

/// The words of a line as a shell would part them.
fn parted(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words.retain(|w| !w.is_empty());
    words
}

#[test]
fn the_examples_of_the_readme_do_what_they_say() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("README.md");
    let section = readme.split("## 命令行").nth(1).expect("the section");
    let block = section.split("```").nth(1).expect("the examples");
    let desk = Desk::new("甲号机");
    desk.roster();
    std::fs::copy(desk.path("名册.csv"), desk.path("名册.xlsx")).expect("a roster, whatever its name");
    let colleague = Desk::new("乙号机二");
    colleague.roster();
    std::fs::copy(colleague.db(), desk.path("同事.db")).expect("a file");
    let mut visit = String::new();
    let mut calls = 0;
    for line in block.lines().filter(|l| !l.trim().is_empty()) {
        for call in line.split(" #").next().unwrap_or_default().split("&&") {
            let words = parted(&call.replace("检查点", &format!("{visit}/FIRE-EVAC-01")).replace("检查号", &visit));
            assert_eq!(words[0], "xuncha", "{line}");
            if words[1] == "freeze" {
                let left = desk.line(["show", &visit]).json()["red_unanswered"].clone();
                for point in left.as_array().expect("points").iter().filter_map(|p| p.as_str()) {
                    desk.line(["answer", &visit, point, "unchecked", "--reason", "4"]).json();
                }
            }
            let said = desk.line(words[1..].iter().cloned()).json();
            if words[1] == "new" {
                visit = said["id"].as_str().expect("an id").to_string();
            }
            calls += 1;
        }
    }
    assert!(calls >= 12 && desk.path("笔录.html").is_file() && desk.path("台账.xlsx").is_file());
    assert_eq!(super::verdict(&desk, &visit, "FIRE-EVAC-01"), "fail");
    // Every word is named in both languages.
    for word in COMMANDS {
        assert!(readme.matches(word).count() >= 2, "{word}");
    }
}
