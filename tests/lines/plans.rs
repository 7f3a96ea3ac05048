//! `report plan`: how far the year's visits looked at what the plans ask for, as a page, a table, figures and entries.

use super::{at_the_home, has_fields};
use serde_json::{Value, json};

const ITEM: &str = "FIRE-EVAC-01";

fn figures(said: &Value, item: &str) -> Value {
    let clauses = said["clauses"].as_array().expect("clauses");
    let items = clauses.iter().flat_map(|c| c["items"].as_array().expect("items"));
    items.clone().find(|i| i["id"] == item).unwrap_or_else(|| panic!("{item}"))["figures"].clone()
}

#[test]
fn every_clause_is_told_with_its_figures_and_each_figure_with_its_entries() {
    let (desk, visit) = at_the_home();
    desk.line(["answer", &visit, ITEM, "fail", "--place", "二楼西侧", "--facts", "出口被纸箱堵住"]).by("检甲").json();
    desk.line(["answer", &visit, "FIRE-EVAC-09", "pass"]).by("检甲").json();
    let page = desk.path("覆盖.html");
    let said = desk.line(["report", "plan", "--year", "2026", "-o"]).arg(&page).json();
    has_fields(&said, "path year street facilities uncovered clauses");
    let of = figures(&said, ITEM);
    assert_eq!((&of["fail"], &of["checked"], &of["open"]), (&json!(1), &json!(1), &json!(1)));
    let html = std::fs::read_to_string(&page).expect("the page");
    for clause in said["clauses"].as_array().expect("clauses") {
        let (id, covered) = (clause["clause"].as_str().expect("an id"), clause["covered"].as_bool().expect("yes or no"));
        assert!(html.contains(id), "{id}");
        assert_eq!(covered, !clause["items"].as_array().expect("items").is_empty());
    }
    let entries = desk.line(["report", "plan", "--year", "2026", "--item", ITEM]).json();
    assert_eq!(entries.as_array().map(Vec::len), Some(1));
    has_fields(&entries[0], "point inspection facility facility_name date verdict batch backfilled imported words state");
    assert_eq!((&entries[0]["point"], &entries[0]["verdict"]), (&json!(format!("{visit}/{ITEM}")), &json!("fail")));
    // This year is the preset, another year has nothing of it, and neither has another street.
    let other = desk.line(["report", "plan", "--year", "2025", "--format", "csv"]).json();
    assert_eq!(figures(&other, ITEM)["fail"], 0);
    let csv = std::fs::read(desk.path(other["path"].as_str().expect("a path"))).expect("the table");
    assert!(csv.starts_with(b"\xef\xbb\xbf"), "spreadsheets read it as UTF-8");
    let this = desk.line(["report", "plan"]).json();
    assert_eq!((&this["year"], &figures(&this, ITEM)["fail"]), (&json!(2026), &json!(1)));
    desk.line(["report", "plan", "--street", "没有这个街镇"]).refused(1);
    desk.line(["report", "plan", "--item", "NO-SUCH-01"]).refused(1);
    for wrong in [["--blank", "x"], ["--draft", "1"]] {
        desk.line(["report", "plan", wrong[0]]).args(wrong[1..].iter().filter(|w| **w != "x").copied()).refused(2);
    }
    desk.line(["report", &visit, "--year", "2026"]).refused(2);
    desk.line(["report", &visit, "--format", "csv"]).refused(2);
}
