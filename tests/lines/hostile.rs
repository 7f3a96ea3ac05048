//! Text that would steer a terminal, a page or a spreadsheet: shown and exported harmlessly, and nothing of it lost.

use super::{at_the_home, each, row};
use crate::desk::{Desk, MORNING};
use crate::pty::Start;
use serde_json::json;

/// Escape sequences, a bell, C1 controls, writing direction, combining marks, emoji, markup, a word without end.
fn hostile() -> Vec<String> {
    vec![
        "\u{1b}[2J\u{1b}[31m红\u{1b}]0;title\u{7}".into(),
        "\u{9b}31m\u{90}payload\u{9c}".into(),
        "\u{202e}倒着\u{202c} \u{2066}写\u{2069}\u{200f}".into(),
        "<script>alert(1)</script><img src=x onerror=alert(2)>&amp;\"'".into(),
        "e\u{301}\u{302}\u{303}\u{327}组合 👩‍👩‍👧‍👦🧯🔥 مرحبا שלום".into(),
        "长".repeat(10_000),
        "x".repeat(10_000),
        "一行\n两行\r\n三行\t制表\u{2028}四行\u{0}".replace('\0', ""),
        "'; DROP TABLE entry; --".into(),
    ]
}

/// Nothing in it moves the cursor, starts a sequence or turns the writing direction.
#[track_caller]
fn harmless(text: &str, what: &str) {
    let steers = |c: char| {
        c.is_control() && c != '\n' || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if let Some(found) = text.chars().find(|c| steers(*c)) {
        panic!("{what} holds U+{:04X}", u32::from(found));
    }
}

#[test]
fn what_people_typed_reaches_no_terminal_as_a_command_and_comes_back_whole_in_json() {
    let (desk, visit) = at_the_home();
    for text in hostile() {
        let id =
            desk.line(["answer", &visit, "new", "fail", "--facts", &text, "--place", &text, "--note", &text]).by("检甲").id();
        let now = super::point(&desk, &id);
        assert_eq!(now["finding"]["facts"], json!(text.trim()));
        for words in [vec!["list", "findings"], vec!["show", &id], vec!["show", &visit], vec!["undo"]] {
            let said = desk.line(words.clone()).says();
            harmless(&said, &format!("{words:?}"));
            if words == ["list", "findings"] {
                assert_eq!(said.lines().count(), 1, "one line a finding, also where somebody typed a line break");
            }
        }
        // The JSON line holds no raw control character either, and another program reads the text as it was.
        desk.line(["answer", &visit, "new", "fail", "--facts", &text]).json();
        let said = desk.typed("list findings --json").says();
        harmless(said.trim_end(), "the JSON line");
        let all: serde_json::Value = serde_json::from_str(&said).expect("JSON");
        assert_eq!(each(&all, "facts"), [text.trim()]);
        desk.typed("undo").json();
    }
    desk.verify();
}

#[test]
fn arguments_that_are_not_understood_are_repeated_harmlessly() {
    let desk = Desk::fresh();
    for text in hostile() {
        for line in [vec![text.as_str()], vec!["show", &text], vec!["list", &text], vec!["new", "X", "--kind", &text]] {
            let said = desk.line(line).call();
            assert!(said.code == 1 || said.code == 2, "{}", said.err);
            harmless(&said.err, "a complaint");
        }
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_refused_and_a_file_of_such_a_name_is_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new("甲号机");
    let name = OsStr::from_bytes(b"roster-\xff\xfe.csv");
    let path = desk.path("").join(name);
    std::fs::write(&path, "机构名称\n康宁养老院\n").expect("a file");
    assert_eq!(desk.line(["import", "facilities"]).arg(&path).json()["added"], 1);
    let said = desk.line(["show"]).arg(name).call();
    assert!(matches!(said.code, 1 | 2) && !said.err.contains("panicked"), "{}", said.err);
}

#[test]
fn a_roster_with_hostile_names_is_taken_in_and_its_names_steer_nothing() {
    let desk = Desk::new("甲号机");
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_record(["机构名称", "类型", "街道", "地址", "电话"]).expect("a record");
    for (n, text) in hostile().iter().enumerate() {
        let street = format!("虚构路{n}");
        writer.write_record([text.as_str(), "养老院", &street, text.as_str(), text.as_str()]).expect("a record");
    }
    let file = desk.path("名册.csv");
    std::fs::write(&file, writer.into_inner().expect("bytes")).expect("a file");
    harmless(&desk.line(["import", "facilities"]).arg(&file).arg("--dry-run").says(), "the preview");
    assert_eq!(desk.line(["import", "facilities"]).arg(&file).json()["added"], hostile().len());
    let said = desk.typed("list facilities").says();
    harmless(&said, "the list");
    assert_eq!(said.lines().count(), hostile().len());
    assert_eq!(desk.line(["import", "facilities"]).arg(&file).json()["added"], 0, "the same file again");
    // The screen shows them too, and its layout stays whole.
    let home = desk.home();
    let mut terminal = Start::new(&home).env("XUNCHA_NOW", MORNING).spawn();
    terminal.wait_for("机构");
    terminal.send("1");
    let text = terminal.wait("the list of facilities", |text| text.contains("9 家") && text.contains("DROP TABLE"));
    // Each row begins where rows begin and ends where they end.
    let rows: Vec<&str> = text.lines().filter(|l| l.contains("虚构路")).collect();
    let street = |l: &str| unicode_width::UnicodeWidthStr::width(l.split("虚构路").next().unwrap_or_default());
    assert!(rows.len() == 9 && rows.iter().all(|l| street(l) == street(rows[0])), "{text}");
    desk.verify();
}

#[test]
fn a_record_holds_hostile_text_as_text() {
    let desk = Desk::new("甲号机");
    let file = desk.path("名册.csv");
    std::fs::write(&file, "机构名称,类型\n\"康宁<b>养老院</b>&\"\"\",养老院\n").expect("a file");
    desk.line(["import", "facilities"]).arg(&file).json();
    let facility = desk.typed("list facilities").json()[0]["id"].as_str().expect("an id").to_string();
    let visit = desk.line(["new", &facility, "--kind", "routine", "--list", "fire"]).by("<i>检甲</i>").id();
    for text in hostile() {
        desk.line(["answer", &visit, "new", "fail", "--facts", &text, "--place", &text, "--reply", &text, "--photos", "<u>1"])
            .json();
    }
    let file = desk.path("笔录.html");
    for rest in [vec![], vec!["--blank"], vec!["--lang", "en"]] {
        desk.line(["report", &visit, "-o"]).arg(&file).args(rest.clone()).json();
        let html = std::fs::read_to_string(&file).expect("a record");
        for markup in ["<script>alert", "<img src=x", "<b>养老院", "<i>检甲", "<u>1"] {
            assert!(!html.contains(markup), "{rest:?}: {markup} is markup");
        }
        harmless(&html.replace(['\t', '\r'], " "), "the record");
        assert!(html.contains("&lt;b&gt;养老院"), "{rest:?}: and it is there as text");
    }
    // Without a name of its own the file gets one that a file can have.
    let said = desk.line(["report", &visit]).json();
    let name = said["path"].as_str().expect("a path");
    assert!(!name.contains(['<', '>', '"', '/', '\\']) && desk.path(name).is_file(), "{name}");
}

#[test]
fn a_ledger_holds_hostile_text_as_text() {
    let (desk, visit) = at_the_home();
    for text in hostile() {
        desk.line(["answer", &visit, "new", "fail", "--facts", &text, "--place", &text]).json();
    }
    for format in ["xlsx", "csv"] {
        let file = desk.path(&format!("台账.{format}"));
        let said = desk.line(["export", "findings", "--format", format, "-o"]).arg(&file).json();
        assert_eq!(said["rows"], hostile().len());
        let cells: Vec<String> = match format {
            "csv" => {
                let text = std::fs::read_to_string(&file).expect("UTF-8");
                let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
                let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a record")).collect();
                rows.iter().flat_map(|r| r.iter().map(String::from).collect::<Vec<_>>()).collect()
            }
            _ => {
                use calamine::Reader;
                let mut book = calamine::open_workbook_auto(&file).expect("it opens");
                let sheets = book.worksheets();
                sheets[0].1.rows().flat_map(|r| r.iter().map(ToString::to_string).collect::<Vec<_>>()).collect()
            }
        };
        for cell in &cells {
            harmless(cell.trim_start_matches('\u{feff}'), format);
            assert!(cell.chars().count() <= 32_767, "a cell that Excel takes");
        }
        assert!(cells.iter().any(|c| c.contains("<script>alert(1)</script>")), "{format}: and it is there as text");
    }
}

#[test]
fn a_colleagues_file_with_hostile_names_steers_nothing() {
    let (one, visit) = at_the_home();
    let other = Desk::new("乙号机二");
    std::fs::write(other.home().join("settings.toml"), "laptop = \"乙\\u001b[2J号机\"\n").expect("settings");
    other.line(["merge"]).arg(one.db()).json();
    let name = "检\u{1b}[31m乙\u{202e}";
    one.line(["answer", &visit, "FIRE-RESP-01", "pass"]).by("检甲").json();
    other.line(["answer", &visit, "FIRE-RESP-01", "fail", "--facts", "\u{1b}[2J"]).by(name).json();
    harmless(&one.line(["merge"]).arg(other.db()).says_with(1), "the words of the merge");
    for words in
        [vec!["list", "people"], vec!["list", "findings"], vec!["show", &format!("{visit}/FIRE-RESP-01")], vec!["verify"]]
    {
        harmless(&one.line(words).says(), "what was merged");
    }
    assert_eq!(row(&one.typed("list people").json(), "name", name)["name"], name, "and nothing of it is lost");
}
