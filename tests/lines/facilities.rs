//! `facility`: put in, corrected, its traits and its papers.

use super::{each, entries, row};
use crate::desk::{Desk, MORNING};
use serde_json::{Value, json};

const ADD: [&str; 13] = [
    "facility",
    "add",
    "和颐苑",
    "--type",
    "home",
    "--street",
    "虚构路街道",
    "--address",
    "虚构路9号",
    "--beds",
    "60",
    "--phone",
    "00000009",
];

fn desk() -> Desk {
    let desk = Desk::new("甲号机");
    desk.roster();
    desk
}

fn listed(desk: &Desk, id: &str) -> Value {
    row(&desk.typed("list facilities").json(), "id", id).clone()
}

#[test]
fn the_same_facility_added_again_is_the_same_and_another_word_in_it_is_told() {
    let desk = desk();
    let added = desk.line(ADD).by("检甲").json();
    assert_eq!(added.as_object().map(|o| o.len()), Some(1), "the id and nothing else: {added}");
    let id = added["id"].as_str().expect("an id");
    let before = entries(&desk);
    assert_eq!(desk.line(ADD).by("检丁").json(), added);
    assert_eq!(desk.line(["facility", "add", "和颐苑", "--type", "home", "--street", "虚构路"]).says().trim(), id);
    assert_eq!(entries(&desk), before, "nothing was written, and nobody became a person");
    let said = desk.line(ADD).args(["--contact", "周"]).refused(1);
    assert!(said.contains("contact") && said.contains(id) && said.contains("facility set"), "{said}");
    let row = listed(&desk, id);
    assert_eq!((&row["type"], &row["beds"], &row["address"]), (&json!("home"), &json!(60), &json!("虚构路9号")));
    assert!(row["marks"].to_string().contains("credit_code"), "what is missing is marked: {row}");
    // Another laptop finds the same id alone.
    let other = Desk::new("乙号机");
    assert_eq!(other.line(ADD).id(), id);
    let numbered = ["facility", "add", "松鹤苑", "--type", "day_care", "--filing-number", "虚备００１"];
    assert!(desk.line(numbered).by("检甲").refused(1).contains("name"), "the filing number is another's");
}

#[test]
fn another_of_the_same_name_is_added_and_told() {
    let desk = desk();
    let first = desk.line(ADD).by("检甲").id();
    let said = desk.line(["facility", "add", "和颐苑", "--type", "home", "--street", "别的街道"]).by("检甲").json();
    assert_eq!(said["alike"], json!([first]), "{said}");
    assert_ne!(said["id"], json!(first));
}

#[test]
fn what_does_not_read_is_wrong_usage_and_writes_nothing() {
    let desk = desk();
    desk.line(["facility", "add", "和颐苑", "--type", "hotel"]).refused(2);
    desk.line(["facility", "add", "和颐苑"]).refused(2);
    desk.line(["facility", "add", " ", "--type", "home"]).refused(2);
    desk.line(["facility", "add", "和颐苑", "--type", "home", "--beds", "很多"]).refused(2);
    desk.line(["facility", "set", "康宁养老院", "--since", "明天"]).refused(2);
    desk.line(["facility", "set", "康宁养老院", "--moved"]).refused(2);
    desk.line(["facility", "set", "没有这家", "--phone", "1"]).refused(1);
    desk.line(["facility", "set", "康宁养老院", "--host", "没有这家"]).refused(1);
    desk.line(["facility", "trait", "康宁养老院", "gas"]).refused(2);
    desk.line(["facility", "trait", "康宁养老院", "helipad", "yes"]).refused(1);
    desk.line(["facility", "paper", "康宁养老院", "--until", "2027-01-01"]).refused(2);
    let said = desk.line(["facility", "paper", "康宁养老院", "passport", "--lang", "en"]).refused(1);
    assert!(said.contains("Not found: passport"), "{said}");
}

#[test]
fn a_facility_is_corrected_field_by_field_and_its_life_is_kept() {
    let desk = desk();
    let id = desk.facility("康宁养老院");
    let set = |words: &[&str]| desk.line(["facility", "set", &id]).args(words.iter().copied()).by("检甲").json();
    let renamed = set(&["--name", "康宁第二养老院", "--head", "王院长"]);
    assert_eq!((&renamed["name"], &renamed["former_names"]), (&json!("康宁第二养老院"), &json!("康宁养老院")));
    assert_eq!(desk.line(["show", "康宁养老院"]).json()["id"], json!(id), "the former name finds it");
    let before = entries(&desk);
    set(&["--name", "康宁第二养老院", "--head", "王院长"]);
    assert_eq!(entries(&desk), before, "said again: nothing is written");
    let closed = set(&["--status", "suspended"]);
    assert_eq!((&closed["status"], &closed["status_from"]), (&json!("suspended"), &json!("2026-11-24")), "since today");
    let later = set(&["--status", "closed", "--since", "2026-12-31"]);
    assert_eq!(later["status_from"], "2026-12-31");
    set(&["--status", "open", "--since", ""]);
    let shown = desk.line(["show", &id]).json();
    assert_eq!((shown.get("status"), shown.get("status_from")), (None, None), "{shown}");
    // Who houses it, by name; an empty word empties the field.
    let host = desk.facility("霁禾里长者食堂");
    set(&["--host", "霁禾里长者食堂", "--phone", ""]);
    let shown = desk.line(["show", &id]).json();
    assert_eq!((&shown["host"], shown.get("phone")), (&json!(host), None));
    assert_eq!(each(&shown["same_address"], "id"), [host]);
    set(&["--host", ""]);
    assert_eq!(desk.line(["show", &id]).json().get("host"), None);
    desk.verify();
}

#[test]
fn a_move_makes_every_trait_unknown_again_and_keeps_the_old_address() {
    let desk = desk();
    let id = desk.facility("康宁养老院");
    let gas =
        ["facility", "trait", "康宁养老院", "燃气", "no", "--told-by", "王院长", "--date", "2026-11-20", "--note", "已改电"];
    let told = desk.line(gas).by("检甲").json();
    assert_eq!(
        (&told["trait"], &told["is"], &told["told_by"], &told["date"], &told["note"]),
        (&json!("gas"), &json!("no"), &json!("王院长"), &json!("2026-11-20"), &json!("已改电"))
    );
    let before = entries(&desk);
    desk.line(gas).by("检甲").json();
    assert_eq!(entries(&desk), before, "said again: nothing is written");
    let all = desk.line(["facility", "trait", &id]).json();
    assert_eq!((&row(&all, "trait", "gas")["is"], &row(&all, "trait", "lift")["is"]), (&json!("no"), &json!("unknown")));
    assert!(desk.line(["facility", "trait", &id]).args(["--lang", "en"]).says().contains("gas  no  2026-11-20  王院长"));
    desk.line(["facility", "set", &id, "--address", "虚构路1号甲"]).json();
    let is = || row(&desk.line(["facility", "trait", &id]).json(), "trait", "gas")["is"].clone();
    assert_eq!(is(), "no", "the address was only put right");
    desk.line(["facility", "set", &id, "--address", "虚构路77号", "--moved"]).by("检甲").json();
    assert_eq!(is(), "unknown");
    let shown = desk.line(["show", &id]).json();
    assert_eq!(shown["note"], "2026-11-24 由 虚构路1号甲 迁来");
}

#[test]
fn papers_are_set_with_their_days_and_listed_the_first_to_run_out_first() {
    let desk = desk();
    let paper = |words: &[&str]| desk.line(["facility", "paper", "康宁养老院"]).args(words.iter().copied()).by("检甲");
    let lift = paper(&["lift_certificate", "--until", "20270315", "--number", "D-1"]).json();
    assert_eq!((&lift["expires"], &lift["expired"]), (&json!("2027-03-15"), &json!(false)));
    let food = paper(&["食品经营许可证", "--until", "2026.11.1", "--issued", "2021-11-02", "--seen", "2026-11-24"]).json();
    assert_eq!((&food["paper"], &food["expired"]), (&json!("food_licence"), &json!(true)));
    let before = entries(&desk);
    paper(&["lift_certificate", "--until", "2027-03-15"]).json();
    assert_eq!(entries(&desk), before, "said again: nothing is written");
    assert_eq!(each(&paper(&[]).json(), "paper"), ["food_licence", "lift_certificate"]);
    assert!(paper(&[]).says().starts_with("食品经营许可证  2026-11-01 已过期"));
    // One more word leaves the others as they are; an empty day takes it away.
    let noted = paper(&["lift_certificate", "--note", "两台"]).json();
    assert_eq!((&noted["number"], &noted["expires"]), (&json!("D-1"), &json!("2027-03-15")));
    assert_eq!(paper(&["lift_certificate", "--until", ""]).json()["expires"], Value::Null);
    paper(&["lift_certificate", "--until", "gestern"]).refused(2);
}

#[test]
fn a_name_that_is_not_whole_is_refused_with_the_names_that_are_like_it() {
    let desk = Desk::new("甲号机");
    desk.roster();
    let output = desk.call(MORNING, &["new", "康宁", "--kind", "routine", "--json"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("没有找到：康宁") && said.contains("名称要写全，相近的：康宁养老院"), "{said}");
    let output = desk.call(MORNING, &["--lang", "en", "new", "nothing like it", "--kind", "routine"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1, "nothing is alike");
    assert_eq!(desk.json(MORNING, &["list", "inspections"]), serde_json::json!([]));
}
