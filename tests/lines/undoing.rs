//! `undo`: the last group of this log, or the one that is named.

use super::{at_the_home, entries, verdict};
use crate::desk::Desk;
use serde_json::{Value, json};

const ITEM: &str = "FIRE-RESP-01";

#[test]
fn the_last_group_is_taken_back_and_what_stood_there_is_said() {
    let (desk, visit) = at_the_home();
    desk.line(["answer", &visit, ITEM, "pass"]).json();
    desk.line(["answer", &visit, ITEM, "fail", "--place", "二楼"]).json();
    let said = desk.typed("undo").says();
    assert!(said.contains(&format!("point/{visit}/{ITEM}")) && said.contains("不符合 -> 符合"), "{said}");
    assert_eq!(verdict(&desk, &visit, ITEM), "pass");
    let said = desk.typed("undo --lang en").says();
    assert!(said.contains("pass -> no answer"), "{said}");
    assert_eq!(verdict(&desk, &visit, ITEM), Value::Null);
}

#[test]
fn it_goes_back_group_by_group_to_the_beginning_and_then_says_so() {
    let desk = Desk::new("甲号机");
    desk.typed("undo").refused(1);
    desk.roster();
    let visit = desk.typed("new 康宁养老院 --kind routine --list fire").by("检甲").id();
    desk.line(["answer", &visit, ITEM, "pass"]).by("检甲").json();
    let subjects: Vec<Value> = (0..4).map(|_| desk.typed("undo").json()["subjects"].take()).collect();
    assert_eq!(subjects[0], json!([format!("point/{visit}/{ITEM}")]));
    assert_eq!(subjects[1], json!([format!("inspection/{visit}")]));
    assert!(subjects[2][0].as_str().is_some_and(|s| s.starts_with("person/")), "{subjects:?}");
    assert_eq!(subjects[3].as_array().map(Vec::len), Some(4), "the roster: its head and three facilities");
    desk.typed("undo").refused(1);
    assert_eq!(desk.typed("list facilities").json(), json!([]));
    desk.verify();
}

#[test]
fn a_group_is_named_by_its_number_and_an_undo_can_be_taken_back_too() {
    let (desk, visit) = at_the_home();
    let group = |item: &str| {
        let shown = desk.line(["show", &visit]).json();
        let head = shown["points"][format!("{visit}/{item}")]["heads"][0].as_str().expect("a head").to_string();
        desk.line(["show", &head]).json()["group"].as_u64().expect("a group")
    };
    desk.line(["answer", &visit, ITEM, "pass"]).json();
    desk.line(["answer", &visit, "FIRE-TRAIN-01", "pass"]).json();
    let first = group(ITEM);
    let said = desk.line(["undo", &first.to_string()]).json();
    assert_eq!((&said["group"], &said["subjects"]), (&json!(first), &json!([format!("point/{visit}/{ITEM}")])));
    assert_eq!((verdict(&desk, &visit, ITEM), verdict(&desk, &visit, "FIRE-TRAIN-01")), (Value::Null, json!("pass")));
    desk.line(["undo", &first.to_string()]).refused(1);
    let again = said["undo"].as_u64().expect("the undo's own number");
    desk.line(["undo", &again.to_string()]).json();
    assert_eq!(verdict(&desk, &visit, ITEM), "pass", "redone");
    for wrong in ["0", "1", "99999"] {
        desk.line(["undo", wrong]).refused(1);
    }
    for wrong in ["x", "-1", "1.5", "1 2"] {
        desk.line(["undo"]).args(wrong.split(' ')).refused(2);
    }
}

#[test]
fn what_a_freeze_names_stays() {
    let (desk, visit) = at_the_home();
    let finding = desk.line(["answer", &visit, "FIRE-IGN-01", "fail", "--place", "二楼"]).by("检甲").id();
    let again = desk.typed("new 康宁养老院 --kind recheck --date 2026-12-08").id();
    desk.line(["answer", &again, &finding, "pass"]).json();
    let shown = desk.line(["show", &finding]).json();
    let head = shown["points"][0]["heads"][0].as_str().expect("a head").to_string();
    let group = desk.line(["show", &head]).json()["group"].to_string();
    desk.line(["freeze", &again]).json();
    let said = desk.line(["undo", &group]).refused(1);
    assert!(said.contains("定稿"), "{said}");
    // The freeze itself can be taken back, and then the answer.
    let said = desk.typed("undo").says();
    assert!(said.contains("第 1 稿"), "{said}");
    desk.line(["undo", &group]).json();
    assert_eq!(desk.line(["show", &finding]).json()["state"], "open");
}

#[test]
fn an_undo_is_of_this_laptop_and_never_of_a_colleague() {
    let (one, visit) = at_the_home();
    let other = Desk::new("乙号机二");
    other.line(["merge"]).arg(one.db()).json();
    other.line(["undo"]).refused(1);
    other.line(["answer", &visit, ITEM, "pass"]).by("检乙").json();
    other.typed("undo").json();
    other.typed("undo").json();
    other.typed("undo").refused(1);
    assert_eq!(other.typed("list inspections").json().as_array().map(Vec::len), Some(1), "what came from the colleague stays");
    assert!(entries(&other) > entries(&one));
}
