//! `list`, `show`, `stats`, `digest`, `checklist`: what other programs read.

use super::{at_the_home, each, entries, has_fields, row};
use crate::desk::Desk;
use serde_json::{Value, json};

#[test]
fn an_empty_laptop_lists_nothing_and_counts_naught() {
    let desk = Desk::fresh();
    for what in ["facilities", "inspections", "findings", "people"] {
        assert_eq!(desk.line(["list", what]).json(), json!([]));
        assert_eq!(desk.line(["list", what]).says(), "");
    }
    let none = json!({
        "entries": 0, "logs": 0, "facilities": 0, "inspections": 0, "answers": 0,
        "findings": { "open": 0, "overdue": 0, "closed": 0, "by_severity": { "minor": 0, "serious": 0, "major": 0 } },
        "disputes": 0,
        "year": {
            "year": 2026, "facilities": 0, "facilities_checked": 0, "visits": 0, "no_check": 0, "not_made": 0, "backfilled": 0,
            "imported_findings": 0, "rechecks": 0,
        },
    });
    assert_eq!(desk.typed("stats").json(), none);
    desk.typed("list everything").refused(2);
    desk.typed("list").refused(2);
}

#[test]
fn rows_have_the_promised_fields() {
    let (desk, visit) = at_the_home();
    let finding = desk.line(["answer", &visit, "FIRE-RESP-01", "fail"]).id();
    let all = desk.typed("list facilities").json();
    assert_eq!(all.as_array().map(Vec::len), Some(3));
    for one in all.as_array().into_iter().flatten() {
        has_fields(one, "id name type street address beds phone credit_code filing_number status marks");
        assert!(one["id"].as_str().is_some_and(|id| id.len() == 22) && one["marks"].is_array());
    }
    let canteen = row(&all, "name", "霁禾里长者食堂");
    assert_eq!(
        (&canteen["beds"], &canteen["type"], &canteen["filing_number"]),
        (&Value::Null, &json!("canteen"), &json!("虚备002"))
    );
    let all = desk.typed("list findings").json();
    let one = row(&all, "id", &finding);
    has_fields(one, "id inspection item facility severity state due place facts disputed");
    assert_eq!(one["facility"], json!(desk.facility("康宁养老院")));
    assert_eq!((&one["disputed"], &one["place"], &one["facts"]), (&json!(false), &Value::Null, &Value::Null));
}

#[test]
fn overdue_is_what_is_open_past_its_day() {
    let (desk, visit) = at_the_home();
    for (item, due) in [("FIRE-RESP-01", "2026-11-30"), ("FIRE-TRAIN-01", "2026-12-01"), ("FIRE-IGN-01", "2026-11-25")] {
        desk.line(["answer", &visit, item, "fail", "--due", due]).json();
    }
    desk.line(["finding", &format!("{visit}/FIRE-IGN-01"), "close"]).json();
    let overdue = |now: &str| {
        let found = desk.typed("list findings --overdue").at(now).json();
        let mut items = each(&found, "item");
        items.sort();
        (items, desk.typed("stats").at(now).json()["findings"]["overdue"].clone())
    };
    assert_eq!(overdue("2026-11-30T23:59:00+08:00"), (vec![], json!(0)), "the day itself is not past");
    assert_eq!(overdue("2026-12-01T00:01:00+08:00"), (vec!["FIRE-RESP-01".into()], json!(1)));
    assert_eq!(overdue("2027-01-01").0.len(), 2, "what is closed is not overdue");
}

#[test]
fn answers_are_points_with_a_verdict_and_nothing_derived() {
    let (desk, visit) = at_the_home();
    let answers = || desk.typed("stats").json()["answers"].as_u64();
    assert_eq!(answers(), Some(0), "items that do not apply are no answers");
    for (item, word, count) in [
        ("FIRE-RESP-01", "pass", 1),
        ("FIRE-TRAIN-01", "na", 2),
        ("FIRE-IGN-01", "fail", 3),
        ("FIRE-EVAC-09", "unchecked", 3),
        ("FIRE-RESP-01", "clear", 2),
        ("FIRE-RESP-01", "fail", 3),
    ] {
        desk.line(["answer", &visit, item, word]).json();
        assert_eq!(answers(), Some(count), "{item} {word}");
    }
    let stats = desk.typed("stats").json();
    assert_eq!((&stats["facilities"], &stats["inspections"], &stats["logs"]), (&json!(3), &json!(1), &json!(1)));
    assert_eq!(stats["findings"]["by_severity"], json!({ "minor": 1, "serious": 1, "major": 0 }));
    assert_eq!(stats["entries"], json!(entries(&desk)));
    let words = desk.typed("stats").says();
    assert!(words.contains("3 家机构") && words.contains("3 条记录"), "{words}");
}

#[test]
fn show_finds_whatever_has_the_id() {
    let (desk, visit) = at_the_home();
    let finding = desk.line(["answer", &visit, "FIRE-RESP-01", "fail", "--facts", "没有任命书"]).by("检甲").id();
    let passed = desk.line(["answer", &visit, "FIRE-TRAIN-01", "pass"]).by("检甲").id();
    let home = desk.facility("康宁养老院");
    let facility = desk.line(["show", &home]).json();
    has_fields(&facility, "id name type traits papers findings inspections");
    assert_eq!(each(&facility["findings"], "id"), [finding.as_str()]);
    assert_eq!(each(&facility["inspections"], "id"), [visit.as_str()]);
    assert_eq!(desk.line(["show", "康宁养老院"]).json(), facility);
    let shown = desk.line(["show", &visit]).json();
    has_fields(&shown, "id facility state head lists sections items points totals freezes disputes");
    assert_eq!((&shown["totals"]["fail"], &shown["totals"]["pass"]), (&json!(1), &json!(1)));
    let one = desk.line(["show", &finding]).json();
    assert_eq!((&one["id"], &one["facts"], &one["state"]), (&json!(finding), &json!("没有任命书"), &json!("open")));
    has_fields(&one, "points history voices major");
    let point = desk.line(["show", &passed]).json();
    assert_eq!((&point["id"], &point["value"]["verdict"]), (&json!(passed), &json!("pass")));
    let entry = point["heads"][0].as_str().expect("a head");
    let entry = desk.line(["show", entry]).json();
    has_fields(&entry, "id log seq prev at author subject group body");
    assert_eq!(entry["subject"], json!(format!("point/{passed}")));
    let person = row(&desk.typed("list people").json(), "name", "检甲")["id"].as_str().expect("an id").to_string();
    assert_eq!(desk.line(["show", &person]).json()["name"], "检甲");
    for id in [&home, &visit, &finding, &passed, &person] {
        assert!(desk.line(["show", id]).says().contains(id.as_str()), "{id}");
    }
    for nothing in ["AAAAAAAAAAAAAAAAAAAAAA", "nowhere", "AAAAAAAAAAAAAAAAAAAAAA/X", &format!("{visit}/FIRE-NOWHERE")] {
        desk.line(["show", nothing]).refused(1);
    }
}

#[test]
fn an_id_may_begin_with_a_hyphen() {
    // Some ids do: names are drawn until one does.
    let desk = Desk::new("甲号机");
    let rows: String = (0..400).map(|n| format!("虚构养老院{n},养老院,虚构路\n")).collect();
    let file = desk.path("名册.csv");
    std::fs::write(&file, format!("机构名称,类型,街道\n{rows}")).expect("a roster");
    desk.line(["import", "facilities"]).arg(&file).json();
    let all = desk.typed("list facilities").json();
    let id = each(&all, "id").into_iter().find(|id| id.starts_with('-')).expect("one of 400 begins with a hyphen");
    assert_eq!(desk.line(["show", &id]).json()["id"], json!(id));
    let visit = desk.line(["new", &id, "--kind", "routine", "--list", "fire"]).id();
    desk.line(["answer", &visit, "FIRE-RESP-01", "pass"]).json();
}

#[test]
fn the_digest_is_of_log_and_state_and_reading_changes_neither() {
    let (desk, visit) = at_the_home();
    let digest = || desk.typed("digest").json();
    let before = digest();
    assert_eq!(before.as_object().map(|o| o.len()), Some(2));
    assert!(["log", "state"].iter().all(|f| before[f].as_str().is_some_and(|d| d.len() == 43)), "{before}");
    for line in ["stats", "list findings", "verify", "checklist list", "list facilities --lang en"] {
        desk.typed(line).at("2027-03-03").json();
    }
    desk.line(["report", &visit, "-o"]).arg(desk.path("x.html")).json();
    assert_eq!(digest(), before, "blind to language, settings and today");
    desk.line(["answer", &visit, "FIRE-RESP-01", "pass"]).json();
    let answered = digest();
    assert!(answered["log"] != before["log"] && answered["state"] != before["state"]);
    desk.typed("undo").json();
    let undone = digest();
    assert_eq!(undone["state"], before["state"], "taken back is as before");
    assert_ne!(undone["log"], before["log"], "but it was written down");
}

#[test]
fn checklists_are_listed_and_shown_whole() {
    let desk = Desk::fresh();
    let all = desk.typed("checklist list").json();
    for one in all.as_array().expect("an array") {
        has_fields(one, "id version title");
        has_fields(&one["title"], "zh en");
    }
    let ids = each(&all, "id");
    for id in ["fire", "food", "supervision"] {
        assert!(ids.contains(&id.to_string()), "{ids:?}");
        let list = desk.line(["checklist", "show", id]).json();
        assert_eq!(list["id"], id);
        assert_eq!(list["version"], row(&all, "id", id)["version"]);
        let sections = each(&list["sections"], "id");
        let items = list["items"].as_array().expect("items");
        assert!(items.len() >= 40, "{id}");
        for item in items {
            has_fields(
                item,
                "id text short basis plan severity certainty section kind types traits red_line days wordings place method",
            );
            has_fields(&item["text"], "zh en");
            assert!(sections.contains(&item["section"].as_str().unwrap_or_default().to_string()), "{item}");
            assert!(item["basis"].as_array().is_some_and(|b| !b.is_empty() && b.iter().all(|b| b["norm"].is_string())), "{item}");
        }
        let words = desk.line(["checklist", "show", id]).says();
        assert!(items.iter().all(|i| words.contains(i["id"].as_str().unwrap_or("?"))), "{id}");
    }
    desk.typed("checklist show nothing").refused(1);
    desk.typed("checklist").refused(2);
}

#[test]
fn the_lint_tells_all_faults_at_once_with_file_and_line() {
    let desk = Desk::fresh();
    let said = desk.typed("checklist lint").says();
    assert!(said.contains("没有毛病"), "what is carried along is clean: {said}");
    assert_eq!(desk.typed("checklist lint").json(), json!([]));
    let file = desk.path("bad.toml");
    let text = "id = \"own\"\nversion = \"1\"\ntitle = { zh = \"自\", en = \"Own\" }\nshort = { zh = \"自\", en = \"Own\" }\nminutes = 5\ncolour = \"red\"\n\n[[section]]\nid = \"a\"\ntitle = { zh = \"甲\", en = \"A\" }\n";
    std::fs::write(&file, text).expect("a file");
    let path = file.to_str().expect("a path");
    let faults = desk.line(["checklist", "lint", path]).json_with(1);
    for fault in faults.as_array().expect("faults") {
        has_fields(fault, "file line column fault");
        assert_eq!(fault["file"], path);
    }
    assert!(faults.as_array().is_some_and(|f| f.len() >= 2), "all at once: {faults}");
    let colour = faults.as_array().into_iter().flatten().find(|f| f["fault"].as_str().is_some_and(|t| t.contains("colour")));
    assert_eq!(colour.expect("unknown fields are refused")["line"], 6);
    let words = desk.line(["checklist", "lint", path]).says_with(1);
    assert!(words.contains(&format!("{path}:6:")), "{words}");
    desk.line(["checklist", "lint", "nowhere.toml"]).refused(4);
}

#[test]
fn a_list_of_the_district_is_run_like_any_other() {
    let desk = Desk::new("甲号机");
    desk.roster();
    let carried =
        std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("db/content/checklists/food.toml"));
    let own = carried.expect("a list").replacen("id = \"food\"", "id = \"food2\"", 1);
    let folder = desk.home().join("content/checklists");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("own.toml"), own).expect("a list");
    assert_eq!(row(&desk.typed("checklist list").json(), "id", "food2")["own"], true);
    let visit = desk.typed("new 康宁养老院 --kind case --list food2").id();
    std::fs::remove_dir_all(&folder).expect("gone");
    desk.line(["answer", &visit, "FOOD-CLEAN-05", "pass"]).json();
    assert_eq!(desk.line(["show", &visit]).json()["lists"][0]["id"], "food2", "a visit keeps the list it was run with");
}
