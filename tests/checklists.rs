//! Checklists as a district uses them: its own files beside the program's, what a new visit runs, and what they stand on.

use crate::desk::{Desk, MORNING};
use serde_json::Value;

const OWN: &str = r#"id = "canteen-week"
version = "2026.11.1"
title = { zh = "食堂周检查", en = "Canteen week" }
short = { zh = "周查", en = "Week" }
minutes = 5
preset = { kinds = ["campaign"] }

[[section]]
id = "all"
title = { zh = "全部", en = "All" }
items = ["FOOD-TRACE-10", "OURS-01", "FIRE-EVAC-01"]

[[item]]
id = "OURS-01"
section = "all"
text = { zh = "厨房门口挂着本周值班表", en = "This week's roster hangs at the kitchen door" }
short = { zh = "挂着本周值班表", en = "Roster on the door" }
place = "kitchen"
method = ["look"]
how = { zh = "看门口", en = "Look at the door" }
kind = "judge"
types = ["home", "canteen"]
severity = "minor"
reason = { zh = "出事找不到人", en = "Nobody to be found" }
days = 3
owner = "market"
handling = "advise"
plan = []
wordings = [{ zh = "厨房门口没有__周值班表", en = "No roster for week __" }, { zh = "值班表是__周的", en = "The roster is of week __" }]

[[item.basis]]
norm = "food-safety-law"
clause = { zh = "第四十四条", en = "art. 44" }
force = "binding"
certainty = "read"
"#;

fn put(desk: &Desk, name: &str, text: &str) {
    let folder = desk.home().join("content").join("checklists");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(name), text).expect("a file");
}

fn lint(desk: &Desk) -> (Option<i32>, String) {
    let output = desk.call(MORNING, &["checklist", "lint"]);
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

fn ids(items: &Value) -> Vec<String> {
    let id = |i: &Value| i["item"].as_str().or(i["id"].as_str()).expect("an id").to_string();
    items.as_array().expect("items").iter().map(id).collect()
}

#[test]
fn every_fault_of_an_own_checklist_is_told_at_once_with_file_line_and_column() {
    let desk = Desk::new("甲号机");
    let bad = OWN
        .replace("\"FIRE-EVAC-01\"]", "\"FIRE-EVAC-99\"]")
        .replace("挂着本周值班表\"", "是否挂着本周值班表\"")
        .replace("minutes = 5", "minute = 5")
        .replace("art. 44\" }", "art. 44\" }\ncolour = \"red\"");
    put(&desk, "周查.toml", &bad);
    let (code, said) = lint(&desk);
    assert_eq!(code, Some(1), "{said}");
    for place in ["1:1", "5:1", "11:38", "16:15", "17:16", "34:1"].map(|at| format!("周查.toml:{at}: ")) {
        assert!(said.contains(&place), "{place} in\n{said}");
    }
    put(&desk, "周查.toml", OWN);
    assert_eq!(lint(&desk).0, Some(0), "{}", lint(&desk).1);
}

#[test]
fn a_new_visit_runs_an_own_checklist_with_items_of_the_programs_and_keeps_it_as_it_was() {
    let desk = Desk::new("甲号机");
    desk.roster();
    put(&desk, "周查.toml", OWN);
    let all = desk.json(MORNING, &["checklist", "list"]);
    let own: Vec<&Value> = all.as_array().expect("lists").iter().filter(|l| l["own"] == true).collect();
    assert_eq!(
        (own.len(), &own[0]["id"], &own[0]["items"]),
        (1, &"canteen-week".into(), &3.into()),
        "marked as the district's"
    );
    let whole = desk.json(MORNING, &["checklist", "show", "canteen-week"]);
    assert_eq!(ids(&whole["items"]), ["FOOD-TRACE-10", "OURS-01", "FIRE-EVAC-01"]);

    let visit = desk.visit("康宁养老院", &["canteen-week"]);
    desk.json(MORNING, &["answer", &visit, "OURS-01", "fail", "--facts", "没有值班表", "--as", "检甲"]);
    put(&desk, "周查.toml", &OWN.replace("OURS-01", "OURS-02").replace("\"FOOD-TRACE-10\", ", ""));
    let shown = desk.json(MORNING, &["show", &visit]);
    assert_eq!(ids(&shown["items"]), ["FOOD-TRACE-10", "OURS-01", "FIRE-EVAC-01"], "an open visit keeps its version");
    assert_eq!(shown["items"][1]["verdict"], "fail");
    desk.verify();
    std::fs::remove_dir_all(desk.home().join("content")).expect("the folder goes");
    assert_eq!(ids(&desk.json(MORNING, &["show", &visit])["items"]).len(), 3, "it travels in the file");
}

#[test]
fn a_visit_runs_what_its_kind_and_type_call_for_and_every_item_stands_once() {
    let desk = Desk::new("甲号机");
    desk.roster();
    let open = |name: &str, kind: &str, more: &[&str]| {
        let id = desk.facility(name);
        let args = [&["new", id.as_str(), "--kind", kind, "--as", "检甲"], more].concat();
        let visit = desk.json(MORNING, &args)["id"].as_str().expect("an id").to_string();
        desk.json(MORNING, &["show", &visit])
    };
    let lists = |v: &Value| v["lists"].as_array().expect("lists").iter().map(|l| l["id"].clone()).collect::<Vec<_>>();
    let due = |v: &Value| {
        let sections = v["sections"].as_array().expect("sections").iter().filter(|s| s["out"] == false);
        sections.filter_map(|s| s["items"].as_u64()).sum::<u64>()
    };
    let routine = open("康宁养老院", "routine", &[]);
    assert_eq!(lists(&routine), ["fire", "food", "care", "supervision"]);
    let mut once = ids(&routine["items"]);
    once.sort();
    once.dedup();
    assert_eq!(once.len(), routine["items"].as_array().expect("items").len(), "an item of two lists stands once");

    let joint = open("康宁养老院", "joint", &[]);
    assert_eq!(lists(&joint), ["joint"]);
    assert!((60..=90).contains(&due(&joint)), "{} items for a day", due(&joint));
    let whole = open("长乐长者照护之家", "joint", &["--extra"]);
    assert!(due(&whole) > 250, "all of it when asked for: {}", due(&whole));
    assert_eq!(lists(&open("霁禾里长者食堂", "campaign", &[])), ["major"]);
}

#[test]
fn citations_nobody_read_are_counted_and_a_day_tells_what_is_out_of_force() {
    let desk = Desk::new("甲号机");
    let told = desk.json(MORNING, &["checklist", "lint", "--unverified"]);
    let counts = &told["citations"];
    let sum = |words: &[&str]| words.iter().filter_map(|w| counts[*w].as_u64()).sum::<u64>();
    let unread = told["unverified"].as_array().expect("citations").len() as u64;
    assert_eq!(unread, sum(&["quoted", "second_hand", "memory"]));
    let items = told["items"].as_u64().expect("a number");
    assert!(items > 300 && told["without_verified"].as_u64().is_some_and(|n| n > 0 && n < items), "{items}");
    let said = desk.call(MORNING, &["checklist", "lint", "--unverified"]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("待核实") && said.contains(&format!("待核实 {unread} 条")), "{said}");

    // A citation that stands twice says for whom it stands which way.
    let lines: Vec<&str> = said.lines().collect();
    let twins = lines.windows(2).find(|pair| pair[0] == pair[1]);
    assert_eq!(twins, None);
    let shown = desk.call(MORNING, &["checklist", "show", "major"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    let line = shown.lines().find(|l| l.contains("第四条第三项（参照）")).unwrap_or_else(|| panic!("{shown}"));
    assert!(line.contains("只对：") && line.contains("助餐点") && !line.contains("养老机构"), "{line}");

    let on = |day: &str| {
        let output = desk.call(MORNING, &["checklist", "lint", "--on", day, "--json"]);
        let all: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let ended = all.as_array().expect("citations").iter().filter(|c| c["state"] == "ended").map(|c| c["item"].clone());
        (output.status.code(), ended.collect::<Vec<_>>())
    };
    assert_eq!(on("2025-12-31").1, Vec::<Value>::new());
    assert_eq!(on("2027-01-01"), (Some(1), vec!["FOOD-TRACE-15".into()]));
}

#[test]
fn a_district_that_sets_a_limit_otherwise_judges_new_visits_by_it_and_old_ones_as_before() {
    let desk = Desk::new("甲号机");
    desk.roster();
    let before = desk.visit("康宁养老院", &["gas"]);
    std::fs::create_dir_all(desk.home().join("content")).expect("a folder");
    let district = desk.home().join("content").join("district.toml");
    std::fs::write(&district, "[limits]\ngas-check-months = \"6\"\n\n[days]\nGAS-MGMT-03 = 1\n").expect("a file");
    assert_eq!(lint(&desk).0, Some(0), "{}", lint(&desk).1);
    let after = desk.visit("长乐长者照护之家", &["gas"]);
    let version = |visit: &str| {
        desk.json(MORNING, &["answer", visit, "GAS-MGMT-03", "pass", "--value", "9", "--reason", "对方出示", "--as", "检甲"]);
        desk.json(MORNING, &["show", visit])["lists"][0]["hash"].clone()
    };
    assert_ne!(version(&before), version(&after), "another version of the list");
    let texts = crate::desk::open(&desk.db())
        .query_row("SELECT group_concat(CAST(bytes AS TEXT), '') FROM content", [], |r| r.get::<_, String>(0))
        .expect("content");
    assert!(texts.contains("（本区定 6 月）"), "the visit's own list says so");
    std::fs::write(&district, "letterhead = \"虚构区民政局（抬头）\"\nred_lines = [\"GAS-MGMT-03\"]\n").expect("a file");
    assert_eq!(lint(&desk).0, Some(0), "{}", lint(&desk).1);
    let shown = desk.json(MORNING, &["checklist", "show", "gas"]);
    let item = shown["items"].as_array().expect("items").iter().find(|i| i["id"] == "GAS-MGMT-03").expect("the item").clone();
    assert_eq!((&item["red_line"], &item["district"]["zh"]), (&true.into(), &"红线".into()));
    let paper = desk.home().join("record.html");
    desk.json(MORNING, &["report", &after, "--format", "html", "-o", &paper.display().to_string()]);
    assert!(
        std::fs::read_to_string(&paper).expect("a paper").contains("虚构区民政局（抬头）"),
        "where the settings say none"
    );
    std::fs::write(&district, "[limits]\ngas-check-months = \"24\"\nmoonlight = \"1\"\n").expect("a file");
    let (code, said) = lint(&desk);
    assert_eq!(code, Some(1));
    assert!(said.contains("district.toml:2:20: 比底线 12 松") && said.contains("district.toml:3:13: "), "{said}");
}
