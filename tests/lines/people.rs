//! `--as` and everything else that names a person; the clock, the language, the data folder.

use super::{each, entries, row};
use crate::desk::{Desk, MORNING};
use crate::pty::Start;
use serde_json::{Value, json};

/// A roster of officers, one of them with a card.
fn officers(desk: &Desk) {
    let file = desk.path("人员.csv");
    let text = "姓名,单位,执法证号,有效期至,电话\n检甲,虚构区民政局,虚证0001,2027-12-31,00000001\n检乙,虚构区民政局,,,\n";
    std::fs::write(&file, text).expect("a list");
    desk.line(["import", "people"]).arg(&file).json();
}

fn desk() -> (Desk, String) {
    let desk = Desk::fresh();
    desk.roster();
    let visit = desk.typed("new 康宁养老院 --kind routine --list fire").id();
    (desk, visit)
}

/// Author and name of whoever wrote the point last.
fn writer(desk: &Desk, visit: &str, item: &str) -> (Value, String) {
    let shown = desk.line(["show", visit]).json();
    let point = &shown["points"][format!("{visit}/{item}")];
    let entry = desk.line(["show", point["heads"][0].as_str().expect("a head")]).json();
    (entry["author"].clone(), point["who"].as_str().expect("a name").to_string())
}

const ITEM: &str = "FIRE-RESP-01";

#[test]
fn a_person_is_meant_by_name_card_number_or_id() {
    let (desk, visit) = desk();
    officers(&desk);
    let people = desk.typed("list people").json();
    assert_eq!(each(&people, "name").len(), 2);
    let one = row(&people, "name", "检甲");
    assert_eq!(
        (&one["card"], &one["card_until"], &one["unit"]),
        (&json!("虚证0001"), &json!("2027-12-31"), &json!("虚构区民政局"))
    );
    let id = one["id"].as_str().expect("an id");
    for name in ["检甲", "虚证0001", id, " 检 甲 ", "虚证０００１"] {
        desk.line(["answer", &visit, ITEM, "pass"]).by(name).json();
        assert_eq!(writer(&desk, &visit, ITEM), (json!(id), "检甲".to_string()), "{name}");
        desk.line(["answer", &visit, ITEM, "clear"]).json();
    }
    assert_eq!(desk.typed("list people").json(), people, "nobody new");
    // Before or behind the command, as one likes.
    desk.line(["--as", "检乙", "answer", &visit, ITEM, "pass"]).json();
    assert_eq!(writer(&desk, &visit, ITEM).1, "检乙");
    desk.line(["answer", &visit, ITEM, "pass", "--as=检甲"]).json();
    assert_eq!(writer(&desk, &visit, ITEM).1, "检甲");
}

#[test]
fn an_unknown_name_becomes_a_person_once_and_an_unknown_id_none() {
    let (desk, visit) = desk();
    desk.line(["answer", &visit, ITEM, "pass"]).by("检丙").json();
    desk.line(["answer", &visit, ITEM, "fail"]).by("检丙").json();
    let people = desk.typed("list people").json();
    assert_eq!(each(&people, "name"), ["检丙"]);
    assert_eq!(writer(&desk, &visit, ITEM), (people[0]["id"].clone(), "检丙".into()));
    desk.line(["answer", &visit, ITEM, "fail"]).by("AAAAAAAAAAAAAAAAAAAAAA").refused(1);
    desk.line(["answer", &visit, ITEM, "fail"]).by("  ").refused(1);
    desk.line(["answer", &visit, ITEM, "fail", "--as"]).refused(2);
    // Reading makes nobody a person.
    let before = entries(&desk);
    desk.typed("list findings").by("检丁").json();
    assert_eq!(entries(&desk), before);
}

#[test]
fn the_same_name_on_two_laptops_of_one_unit_is_one_person() {
    let (one, other) = (Desk::new("甲号机"), Desk::new("乙号机"));
    for desk in [&one, &other] {
        desk.roster();
        desk.typed("new 康宁养老院 --kind routine --list fire").by("检丙").json();
    }
    assert_eq!(one.typed("list people").json(), other.typed("list people").json());
    one.line(["merge"]).arg(other.db()).json();
    assert_eq!(one.typed("list people").json().as_array().map(Vec::len), Some(1));
}

#[test]
fn two_people_of_one_name_have_to_be_told_apart() {
    let (desk, visit) = desk();
    let file = desk.path("人员.csv");
    std::fs::write(&file, "姓名,执法证号\n李某,虚证1\n李某,虚证2\n").expect("a list");
    desk.line(["import", "people"]).arg(&file).json();
    let said = desk.line(["answer", &visit, ITEM, "pass"]).by("李某").refused(1);
    assert!(each(&desk.typed("list people").json(), "id").iter().all(|id| said.contains(id)), "{said}");
    desk.line(["answer", &visit, ITEM, "pass"]).by("虚证2").json();
}

#[test]
fn nobody_set_is_nobody_registered() {
    let (desk, visit) = desk();
    let id = desk.line(["answer", &visit, ITEM, "fail"]).id();
    assert_eq!(writer(&desk, &visit, ITEM), (Value::Null, "未登记".into()));
    assert!(desk.line(["show", &id]).says().contains("未登记"));
    assert_eq!(desk.typed("list people").json(), json!([]));
    assert_eq!(desk.line(["show", &visit]).json()["head"]["value"]["officers"], Value::Null);
}

#[test]
fn the_person_of_the_settings_writes_where_no_other_is_named() {
    let (desk, visit) = desk();
    officers(&desk);
    let people = desk.typed("list people").json();
    let id = row(&people, "name", "检乙")["id"].as_str().expect("an id");
    std::fs::write(desk.home().join("settings.toml"), format!("author = \"{id}\"\nlang = \"en\"\n")).expect("settings");
    let said = desk.line(["answer", &visit, ITEM, "pass"]).says();
    assert!(said.contains("Recorded"), "the language of the settings: {said}");
    assert_eq!(writer(&desk, &visit, ITEM).1, "检乙");
    let said = desk.line(["answer", &visit, ITEM, "fail", "--lang", "zh"]).by("检甲").says();
    assert!(said.contains("刚记"), "the language of the call: {said}");
    assert_eq!(writer(&desk, &visit, ITEM).1, "检甲");
    std::fs::write(desk.home().join("settings.toml"), "author = 5\n").expect("settings");
    desk.line(["answer", &visit, ITEM, "pass", "--withdraw"]).refused(4);
}

#[test]
fn the_clock_is_what_xuncha_now_sets_it_to() {
    let (desk, visit) = desk();
    let when = |now: &str| {
        desk.line(["answer", &visit, ITEM, "pass"]).at(now).json();
        let shown = desk.line(["show", &visit]).json();
        shown["points"][format!("{visit}/{ITEM}")]["at"].as_str().expect("a time").to_string()
    };
    assert_eq!(when("2026-11-25T10:42:13+08:00"), "2026-11-25T10:42:13+08:00");
    assert!(when("2026-11-26").starts_with("2026-11-26T08:00:00"));
    assert!(when("2026-11-27T07:30").starts_with("2026-11-27T07:30:00"));
    for nonsense in ["soon", "2026-13-01", "10:42"] {
        desk.line(["answer", &visit, ITEM, "pass"]).at(nonsense).refused(2);
    }
    // An empty one is none: the real clock.
    let real: jiff::Timestamp = when("").parse().expect("a time");
    let off = jiff::Timestamp::now().as_second() - real.as_second();
    assert!((0..600).contains(&off), "{off} seconds off");
}

#[test]
fn with_a_set_clock_every_screen_says_that_the_time_is_on_trial() {
    let (desk, _) = super::at_the_home();
    let home = desk.home();
    let mut terminal = Start::new(&home).env("XUNCHA_NOW", MORNING).env("XUNCHA_KEY_GUARD", "0").spawn();
    terminal.wait_for("未完成的检查");
    // Every screen that Home leads to has a head of its own.
    let first_line = |text: &str| text.lines().next().unwrap_or_default().to_string();
    let at_home = first_line(&terminal.text());
    for key in ["1", "2", "3", "4", "5", "6", "7", "?"] {
        terminal.send(key);
        let elsewhere = |text: &str| first_line(text) != at_home && text.contains("试验时间");
        terminal.wait(&format!("the screen behind {key}"), elsewhere);
        terminal.send("\x1b");
        terminal.wait_for("未完成的检查");
    }
    for (keys, what) in [("\x1b[B\r", "已记 0/"), ("9", "应查 "), ("\x1b", "已记 0/"), ("2", "部  位")] {
        terminal.send(keys);
        terminal.wait(what, |text| text.contains(what) && text.contains("试验时间"));
    }
    drop(terminal);
    let mut terminal = Start::new(&home).env("XUNCHA_NOW", MORNING).arg("--lang").arg("en").spawn();
    terminal.wait("trial time", |text| text.contains("trial time"));
    terminal.send("?");
    terminal.wait("trial time", |text| text.contains("trial time"));
}

#[test]
fn the_data_folder_and_the_file_are_named_by_flag_or_environment() {
    let desk = Desk::new("甲号机");
    desk.roster();
    let count = |line: super::Line| line.json().as_array().map(Vec::len);
    let elsewhere = desk.path("别处.db");
    std::fs::copy(desk.db(), &elsewhere).expect("a copy");
    desk.typed("new 康宁养老院 --kind routine").json();
    assert_eq!(count(desk.typed("list inspections")), Some(1));
    assert_eq!(count(desk.typed("list inspections --db").arg(&elsewhere)), Some(0));
    assert_eq!(count(desk.typed("list inspections").env("XUNCHA_DB", &elsewhere)), Some(0));
    assert_eq!(
        count(desk.line(["--db"]).arg(desk.db()).args(["list", "inspections"]).env("XUNCHA_DB", &elsewhere)),
        Some(1),
        "the flag counts"
    );
    let other = desk.path("另一台");
    assert_eq!(count(desk.typed("list facilities").env("XUNCHA_HOME", &other)), Some(0), "a new laptop begins empty");
    // To read, a file that was named must be there; to write, it is made.
    desk.typed("stats --db").arg(desk.path("nowhere.db")).refused(4);
    assert!(!desk.path("nowhere.db").exists());
    desk.typed("import facilities").arg(desk.path("名册.csv")).arg("--db").arg(desk.path("新.db")).json();
    assert_eq!(count(desk.typed("list facilities --db").arg(desk.path("新.db"))), Some(3));
}

#[test]
fn without_a_key_guard_a_script_types_as_fast_as_it_likes() {
    let (desk, visit) = super::at_the_home();
    let home = desk.home();
    let mut terminal = Start::new(&home).env("XUNCHA_NOW", MORNING).env("XUNCHA_KEY_GUARD", "0").spawn();
    terminal.wait_for("未完成的检查");
    terminal.send("\x1b[B\r");
    terminal.wait_for("已记 0/");
    // Not applicable, not required here: a whole section in one burst.
    terminal.send(&"32".repeat(8));
    terminal.wait_for("已记 8/");
    terminal.kill();
    assert_eq!(desk.line(["show", &visit]).json()["totals"]["na"], 8);
}
