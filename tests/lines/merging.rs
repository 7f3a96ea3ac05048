//! `merge` and `settle`: a colleague's file, and what two people judged differently.

use super::{at_the_home, each, entries, has_fields, row, verdict};
use crate::desk::Desk;
use serde_json::json;
use std::fs;

const ITEM: &str = "FIRE-RESP-01";

/// Two laptops at one visit: both have it, neither has seen what the other records.
fn two_at_one_home() -> (Desk, Desk, String) {
    let (one, visit) = at_the_home();
    let other = Desk::new("乙号机二");
    other.line(["merge"]).arg(one.db()).json();
    (one, other, visit)
}

#[test]
fn a_merge_counts_what_it_brought_and_the_second_time_brings_nothing() {
    let (one, other, visit) = two_at_one_home();
    other.line(["answer", &visit, ITEM, "fail", "--place", "办公室", "--facts", "没有任命书"]).by("检乙").json();
    let said = one.line(["merge"]).arg(other.db()).json();
    has_fields(&said, "entries facilities inspections findings disputes words");
    assert_eq!((&said["facilities"], &said["inspections"], &said["disputes"]), (&json!(0), &json!(0), &json!(0)));
    assert_eq!(said["findings"], 1);
    assert!(said["entries"].as_u64().is_some_and(|n| n >= 2), "the log's start, the person, the answer: {said}");
    let before = entries(&one);
    assert_eq!(one.line(["merge"]).arg(other.db()).json()["entries"], 0);
    assert_eq!(one.line(["merge"]).arg(other.db()).arg("--trust-new").json()["entries"], 0, "accepted already");
    assert_eq!(entries(&one), before);
    let finding = one.typed("list findings").json();
    assert_eq!(each(&finding, "facts"), ["没有任命书"]);
    assert!(one.line(["merge"]).arg(other.db()).says().lines().count() <= 6, "in a few words");
}

#[test]
fn merged_both_ways_both_laptops_hold_the_same() {
    let (one, other, visit) = two_at_one_home();
    one.line(["answer", &visit, ITEM, "fail"]).by("检甲").json();
    other.line(["answer", &visit, "FIRE-TRAIN-01", "pass"]).by("检乙").json();
    let theirs = fs::read(other.db()).expect("a file");
    one.line(["merge"]).arg(other.db()).json();
    assert_eq!(fs::read(other.db()).expect("a file"), theirs, "theirs is never written");
    other.line(["merge"]).arg(one.db()).json();
    assert_eq!(one.typed("digest").json(), other.typed("digest").json());
    for (name, desk) in [("one", &one), ("other", &other)] {
        desk.verify();
        assert_eq!(
            (verdict(desk, &visit, ITEM), verdict(desk, &visit, "FIRE-TRAIN-01")),
            (json!("fail"), json!("pass")),
            "{name}"
        );
    }
}

#[test]
fn what_two_judged_differently_shows_both_counts_the_cautious_one_and_is_settled_once() {
    let (one, other, visit) = two_at_one_home();
    let point = format!("{visit}/{ITEM}");
    one.line(["answer", &visit, ITEM, "pass"]).by("检甲").json();
    other.line(["answer", &visit, ITEM, "fail", "--place", "办公室", "--facts", "没有"]).by("检乙").json();
    let said = one.line(["merge"]).arg(other.db()).json_with(1);
    assert_eq!(said["disputes"], 1, "exit code 1: there is something to settle");
    let finding = one.typed("list findings").json();
    assert_eq!(
        (&finding[0]["disputed"], &finding[0]["state"]),
        (&json!(true), &json!("open")),
        "the more cautious one counts"
    );
    assert_eq!(one.typed("stats").json()["disputes"], 1);
    assert_eq!(row(&one.typed("list inspections").json(), "id", &visit)["disputes"], 1);
    let shown = one.line(["show", &point]).json();
    let voices = shown["voices"].as_array().expect("both judgements");
    let mut said: Vec<_> =
        voices.iter().map(|v| (v["who"].as_str().unwrap_or(""), v["value"]["verdict"].as_str().unwrap_or(""))).collect();
    said.sort();
    assert_eq!(said, [("检乙", "fail"), ("检甲", "pass")]);
    let words = one.line(["show", &point]).says();
    assert!(words.contains("检甲") && words.contains("检乙") && words.contains("分歧"), "{words}");
    // A dispute stops the freezing of its section until it is settled or left with a reason.
    one.line(["freeze", &visit, "--section", "fire/papers", "--leave", "MAH-FAC-01=明天", "--leave", "MAH-FAC-02=明天"])
        .refused(1);
    let of = |who: &str| voices.iter().find(|v| v["who"] == who).and_then(|v| v["entry"].as_str()).expect("an entry").to_string();
    one.line(["settle", &point, "--take", &of("检乙")]).refused(2);
    one.line(["settle", &point, "--take", &"A".repeat(43), "--reason", "看了资料"]).refused(1);
    one.line(["settle", &format!("{visit}/FIRE-TRAIN-01"), "--take", &of("检乙"), "--reason", "看了资料"]).refused(1);
    let settled =
        one.line(["settle", &format!("point/{point}"), "--take", &of("检乙"), "--reason", "看了资料"]).by("检甲").json();
    has_fields(&settled, "id entry");
    let finding = one.typed("list findings").json();
    assert_eq!((&finding[0]["disputed"], &finding[0]["state"]), (&json!(false), &json!("open")));
    assert_eq!(super::point(&one, &point)["notes"], json!(["看了资料"]), "the reason stays with it");
    let said = one.line(["settle", &point, "--take", &of("检甲"), "--reason", "再看"]).refused(1);
    assert!(said.contains("已经处理过"), "{said}");
    // The colleague takes the settling in and has nothing left to settle.
    assert_eq!(other.line(["merge"]).arg(one.db()).json()["disputes"], 0);
    assert_eq!(other.typed("stats").json()["disputes"], 0);
    assert_eq!(one.typed("digest").json()["state"], other.typed("digest").json()["state"]);
}

#[test]
fn settling_for_the_pass_closes_the_finding() {
    let (one, other, visit) = two_at_one_home();
    let point = format!("{visit}/{ITEM}");
    one.line(["answer", &visit, ITEM, "pass"]).by("检甲").json();
    other.line(["answer", &visit, ITEM, "fail"]).by("检乙").json();
    one.line(["merge"]).arg(other.db()).json_with(1);
    let shown = one.line(["show", &point]).json();
    let pass = shown["voices"].as_array().and_then(|v| v.iter().find(|v| v["value"]["verdict"] == "pass")).expect("a pass");
    let take = pass["entry"].as_str().expect("an id");
    for slip in ["0", "6", "77", " "] {
        one.line(["settle", &point, "--take", take, "--reason", slip]).by("检甲").refused(2);
    }
    one.line(["settle", &point, "--take", take, "--reason", "1"]).by("检甲").json();
    assert_eq!(super::point(&one, &point)["notes"], json!(["看了现场"]), "the digit is the screen's reason");
    assert_eq!(verdict(&one, &visit, ITEM), "pass");
    assert_eq!(one.typed("list findings").json()[0]["state"], "withdrawn");
}

#[test]
fn equal_judgements_with_other_readings_are_no_dispute_and_both_readings_stay() {
    let (one, other, visit) = two_at_one_home();
    one.line(["answer", &visit, "FOOD-STORE-01", "pass", "--value", "4.2"]).by("检甲").json();
    other.line(["answer", &visit, "FOOD-STORE-01", "pass", "--value", "7.1"]).by("检乙").json();
    assert_eq!(one.line(["merge"]).arg(other.db()).json()["disputes"], 0);
    let now = super::point(&one, &format!("{visit}/FOOD-STORE-01"));
    let mut values = each(&now["readings"], "value");
    values.sort();
    assert_eq!(values, ["4.2", "7.1"]);
}

#[test]
fn a_merge_is_taken_out_again_while_nothing_stands_on_it() {
    let (one, other, visit) = two_at_one_home();
    let before = one.typed("digest").json();
    other.line(["answer", &visit, ITEM, "fail"]).by("检乙").json();
    one.line(["merge"]).arg(other.db()).json();
    assert!(one.line(["merge", "--undo"]).json()["removed"].as_u64().is_some_and(|n| n > 0));
    assert_eq!(one.typed("digest").json(), before);
    one.verify();
    one.line(["merge", "--undo"]).call();
    // Taken in again, and something written over it: it stays.
    one.line(["merge"]).arg(other.db()).json();
    one.line(["answer", &visit, ITEM, "fail", "--note", "我也看了"]).by("检甲").json();
    let held = entries(&one);
    let said = one.line(["merge", "--undo"]).call();
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert_eq!(entries(&one), held);
}

#[test]
fn nothing_to_take_out_is_exit_code_1() {
    let (one, _) = at_the_home();
    assert_eq!(one.line(["merge", "--undo"]).call().code, 1);
}

#[test]
fn what_is_no_file_of_ours_is_refused_and_nothing_changes() {
    let (one, other, visit) = two_at_one_home();
    other.line(["answer", &visit, ITEM, "fail"]).by("检乙").json();
    let held = entries(&one);
    fs::write(one.path("text.db"), "没有".repeat(3000)).expect("a file");
    one.line(["merge"]).arg(one.path("text.db")).refused(3);
    one.line(["merge"]).arg(one.path("nowhere.db")).refused(4);
    let newer = one.path("newer.db");
    fs::copy(other.db(), &newer).expect("a copy");
    crate::desk::open(&newer).execute_batch("PRAGMA user_version = 99").expect("newer");
    one.line(["merge"]).arg(&newer).refused(4);
    let changed = one.path("changed.db");
    fs::copy(other.db(), &changed).expect("a copy");
    crate::desk::open(&changed).execute_batch("UPDATE entry SET body = replace(body, 'fail', 'pass')").expect("tampered");
    one.line(["merge"]).arg(&changed).refused(3);
    assert_eq!(entries(&one), held);
    assert_eq!(one.line(["merge"]).arg(one.db()).json()["entries"], 0, "into itself it brings nothing");
    one.verify();
}

#[test]
fn demonstration_and_real_never_meet() {
    let (real, visit) = at_the_home();
    let demo = real.path("demo.db");
    real.typed("demo --facilities 3 --answers 80 --db").arg(&demo).json();
    real.line(["merge"]).arg(&demo).refused(3);
    real.line(["merge", "--db"]).arg(&demo).arg(real.db()).refused(3);
    real.typed("verify --db").arg(&demo).json();
    assert_eq!(verdict(&real, &visit, ITEM), serde_json::Value::Null);
}

#[test]
fn the_same_seed_gives_the_same_district_and_two_laptops_of_it_meet_in_disputes() {
    let (one, other) = (Desk::new("甲号机"), Desk::new("乙号机二"));
    let make = |desk: &Desk, name: &str, rest: &str| {
        let line = format!("demo --facilities 6 --answers 260 --seed 7 --today 2026-11-24 {rest}");
        let file = desk.path(name);
        let said = desk.typed(&line).arg("--db").arg(&file).json();
        has_fields(&said, "path facilities answers");
        file
    };
    let (a, b, second) =
        (make(&one, "a.db", "--laptop 1"), make(&other, "b.db", "--laptop 1"), make(&other, "c.db", "--laptop 2"));
    let digest = |file: &std::path::PathBuf| one.typed("digest --db").arg(file).json();
    assert_eq!(digest(&a)["state"], digest(&b)["state"], "whoever makes it");
    assert_ne!(digest(&a)["log"], digest(&b)["log"], "but each with keys of its own");
    let list = |file: &std::path::PathBuf, what: &str| {
        let mut ids = each(&one.line(["list", what, "--db"]).arg(file).json(), "id");
        ids.sort();
        ids
    };
    assert_eq!(list(&a, "facilities"), list(&second, "facilities"), "the laptop decides only who answered what");
    assert_eq!(list(&a, "inspections"), list(&second, "inspections"));
    let said = one.line(["merge", "--db"]).arg(&a).arg(&second).json_with(1);
    assert!(said["disputes"].as_u64().is_some_and(|n| n > 0), "{said}");
    assert_eq!((&said["facilities"], &said["inspections"]), (&json!(0), &json!(0)));
    one.typed("verify --db").arg(&a).json();
    // Another seed is another district; a file that exists is left alone.
    one.typed("demo --facilities 6 --answers 260 --seed 8 --today 2026-11-24 --db").arg(one.path("d.db")).json();
    assert_ne!(list(&a, "facilities"), list(&one.path("d.db"), "facilities"));
    let before = fs::read(&a).expect("a file");
    one.typed("demo --db").arg(&a).refused(4);
    assert_eq!(fs::read(&a).expect("a file"), before);
}

#[test]
fn a_demonstration_stands_in_the_data_folder_and_says_what_it_is() {
    let desk = Desk::fresh();
    let said = desk.typed("demo --facilities 6 --answers 260").json();
    let file = desk.home().join("demo.db");
    assert_eq!(said["path"], json!(file));
    assert_eq!(desk.typed("stats").json()["facilities"], 0, "the real file is another");
    let stats = desk.typed("stats --db").arg(&file).json();
    assert_eq!(stats["facilities"], 6);
    desk.typed("verify --db").arg(&file).json();
    desk.typed("demo").refused(4);
    let visit = desk.typed("list inspections --db").arg(&file).json()[0]["id"].as_str().expect("a visit").to_string();
    desk.line(["report", &visit, "-o"]).arg(desk.path("r.html")).arg("--db").arg(&file).json();
    assert!(fs::read_to_string(desk.path("r.html")).is_ok_and(|h| h.contains("演示")));
    // A log that is begun in it carries the mark too.
    desk.line(["answer", &visit, "new", "fail", "--db"]).arg(&file).by("检甲").json();
    desk.typed("verify --db").arg(&file).json();
}

#[test]
fn what_two_began_twice_is_asked_for_and_not_again_once_somebody_said() {
    let (one, first) = at_the_home();
    let other = Desk::new("乙号机二");
    other.roster();
    let home = other.facility("康宁养老院");
    let new = ["new", &home, "--kind", "joint", "--date", "2026-11-24", "--list", "fire"];
    let second = other.line(new).by("检乙").id();
    assert_ne!(first, second);
    let fail = |desk: &Desk, visit: &str| drop(desk.line(["answer", visit, ITEM, "fail", "--place", "办公室"]).by("检甲").json());
    fail(&one, &first);
    fail(&other, &second);
    let said = one.line(["merge"]).arg(other.db()).json();
    assert_eq!(each(&said["alike"], "kind"), ["inspection", "finding"], "{said}");
    let words = said["words"].to_string();
    assert!(words.contains("同一天有两次检查") && words.contains("同一天同一项记了两个问题"), "{words}");
    assert_eq!(one.line(["merge"]).arg(other.db()).json()["alike"], json!([]), "asked once");
    // They wait in a list until somebody says.
    let waiting = || one.typed("list pairs").json();
    assert_eq!(each(&waiting(), "kind"), ["inspection", "finding"]);
    let pair = |n: usize| ["a", "b"].map(|f| said["alike"][n][f].as_str().expect("an id").to_string());
    let [a, b] = pair(1);
    one.line(["same", &a, &b]).by("检甲").json();
    assert_eq!(each(&waiting(), "kind"), ["inspection"]);
    // To whom it comes afterwards nothing is asked that was said already.
    let third = Desk::new("丙号机三三");
    let said = third.line(["merge"]).arg(one.db()).json();
    assert_eq!(each(&said["alike"], "kind"), ["inspection"], "{said}");
    assert_eq!(third.typed("list findings").json().as_array().map(Vec::len), Some(1));
}

#[test]
fn a_dispute_that_came_is_told_though_another_was_settled_by_the_same_file() {
    let (one, other, visit) = two_at_one_home();
    let (first, second) = (format!("{visit}/{ITEM}"), format!("{visit}/FIRE-TRAIN-01"));
    one.line(["answer", &visit, ITEM, "pass"]).by("检甲").json();
    other.line(["answer", &visit, ITEM, "fail"]).by("检乙").json();
    one.line(["merge"]).arg(other.db()).json_with(1);
    assert_eq!(other.line(["merge"]).arg(one.db()).json_with(1)["disputes"], 1);
    let shown = one.line(["show", &first]).json();
    let fail = shown["voices"].as_array().and_then(|v| v.iter().find(|v| v["value"]["verdict"] == "fail")).expect("a fail");
    one.line(["settle", &first, "--take", fail["entry"].as_str().expect("an id"), "--reason", "1"]).by("检甲").json();
    one.line(["answer", &visit, "FIRE-TRAIN-01", "pass"]).by("检甲").json();
    other.line(["answer", &visit, "FIRE-TRAIN-01", "na", "--reason", "2"]).by("检乙").json();
    let said = other.line(["merge"]).arg(one.db()).json_with(1);
    assert_eq!(said["disputes"], 1, "one gone and one come is one to settle: {said}");
    // What is no finding names its judgements too, each by the entry that settling takes.
    let words = other.line(["show", &second]).says();
    let pass = words.lines().skip(1).find(|line| line.contains("检甲")).expect("a judgement");
    let entry = pass.split_whitespace().last().expect("an entry");
    other.line(["settle", &second, "--take", entry, "--reason", "看了现场"]).by("检乙").json();
    assert_eq!(verdict(&other, &visit, "FIRE-TRAIN-01"), "pass");
    assert_eq!(other.typed("stats").json()["disputes"], 0);
}
