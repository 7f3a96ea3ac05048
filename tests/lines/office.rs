//! `import ledger` and `plan`: the office before a visit.

use super::{each, entries, has_fields, row};
use crate::desk::Desk;
use serde_json::{Value, json};

const LEDGER: &str = "检查日期,机构,部位,存在问题,整改期限,整改情况,复查日期,检查人\r\n\
2025-11-03,康宁养老院,三楼西楼梯,防火门被顶住关不上,2025-11-10,,,检甲\r\n\
2025-11-03,康宁养老院,厨房,留样盒无标签,2025-11-10,已整改,2025-11-12,检甲\r\n\
2025-12-09,松鹤楼助餐点,,无食品经营许可证,尽快,未整改,,检乙\r\n\
,,,,,,,\r\n\
2025-12-10,,,没有写机构的,,,,\r\n";

fn desk() -> Desk {
    let desk = Desk::new("甲号机");
    desk.roster();
    desk
}

/// The file as an older program saves it.
fn ledger(desk: &Desk, text: &str) -> String {
    let path = desk.path("台账2025.csv");
    std::fs::write(&path, encoding_rs::GB18030.encode(text).0).expect("a ledger");
    path.display().to_string()
}

#[test]
fn a_ledger_is_previewed_taken_in_followed_up_and_taken_back() {
    let desk = desk();
    let path = ledger(&desk, LEDGER);
    let before = entries(&desk);
    let preview = desk.line(["import", "ledger", &path, "--dry-run"]).json();
    assert_eq!(
        (&preview["added"], &preview["left_out"], &preview["new_facilities"]),
        (&json!(4), &json!(0), &json!(["松鹤楼助餐点"]))
    );
    assert_eq!(entries(&desk), before, "a preview writes nothing");
    let taken = desk.line(["import", "ledger", &path]).by("检甲").json();
    has_fields(&taken, "group again changed doubtful marked unchanged rows");
    let found = desk.typed("list findings").json();
    assert!(found.as_array().is_some_and(|all| all.len() == 4 && all.iter().all(|f| f["imported"] == true)), "{found}");
    let of = |facts: &str| row(&found, "facts", facts).clone();
    let (door, label) = (of("防火门被顶住关不上"), of("留样盒无标签"));
    assert_eq!(
        (&door["state"], &door["date"], &door["due"], &door["item"]),
        (&json!("open"), &json!("2025-11-03"), &json!("2025-11-10"), &Value::Null)
    );
    assert_eq!(label["state"], "closed");
    assert_eq!(of("没有写机构的")["facility_name"], "松鹤楼助餐点", "an empty cell is the one above");
    let overdue = desk.typed("list findings --overdue").json();
    assert_eq!(each(&overdue, "facts"), ["防火门被顶住关不上"]);

    // The same file again, and the steps of a line: as of any finding.
    let again = desk.line(["import", "ledger", &path]).by("检甲").json();
    assert_eq!(
        (&again["group"], &again["added"], &again["unchanged"], &again["again"]),
        (&Value::Null, &json!(0), &json!(4), &json!(true))
    );
    let id = door["id"].as_str().expect("an id");
    desk.line(["finding", id, "close", "--with", "检乙", "--date", "2026-11-24"]).by("检甲").json();
    let shown = desk.line(["show", id]).json();
    assert_eq!((&shown["state"], &shown["file"]), (&json!("closed"), &json!("台账2025.csv")));

    // Taking the import back leaves what somebody worked on since.
    let group = taken["group"].to_string();
    desk.line(["undo", &group]).by("检甲").json();
    assert_eq!(each(&desk.typed("list findings").json(), "facts"), ["防火门被顶住关不上"]);
    let facilities = desk.typed("list facilities").json();
    assert!(!each(&facilities, "name").contains(&"松鹤楼助餐点".to_string()));
}

#[test]
fn a_ledger_with_rows_left_out_says_so_and_a_roster_is_none() {
    let desk = desk();
    let path = ledger(&desk, "机构,问题\r\n,没有写机构的\r\n康宁养老院,门坏了\r\n康宁养老院,\r\n");
    let said = desk.line(["import", "ledger", &path]).says_with(1);
    assert!(said.contains("没有机构名称，未收") && said.contains("没有写问题，未收") && said.contains("未收 2"), "{said}");
    assert_eq!(each(&desk.typed("list findings").json(), "facts"), ["门坏了"]);
    let path = ledger(&desk, "机构,街镇\r\n康宁养老院,友谊路\r\n");
    assert!(desk.line(["import", "ledger", &path]).refused(1).contains("「机构」和「问题」两列"));
}

#[test]
fn a_doubtful_name_is_the_facility_that_one_says_it_is() {
    let desk = desk();
    let path = ledger(&desk, "机构,问题\r\n康宁,门坏了\r\n");
    let preview = desk.line(["import", "ledger", &path, "--dry-run"]).json();
    assert_eq!((&preview["doubtful"], &preview["rows"][0]["fate"]), (&json!(1), &json!("doubtful")));
    desk.line(["import", "ledger", &path, "--same", "2"]).json();
    assert_eq!(each(&desk.typed("list findings").json(), "facility_name"), ["康宁养老院"]);
}

#[test]
fn a_visit_is_planned_moved_opened_and_withdrawn() {
    let desk = desk();
    let plan = desk.line([
        "plan",
        "add",
        "康宁养老院",
        "--date",
        "2026-11-25",
        "--with",
        "检甲",
        "--with",
        "检乙",
        "--note",
        "带检测仪",
    ]);
    let plan = plan.by("检甲").json();
    has_fields(&plan, "id facility facility_name date people note state inspection");
    assert_eq!((&plan["date"], &plan["state"], &plan["note"]), (&json!("2026-11-25"), &json!("ahead"), &json!("带检测仪")));
    assert_eq!(plan["people"], json!(["检甲", "检乙"]));
    let id = plan["id"].as_str().expect("an id").to_string();
    // The same once more is the same plan.
    let again = desk.line(["plan", "add", "康宁养老院", "--date", "2026-11-25", "--with", "检乙"]).by("检甲").json();
    assert_eq!((again["id"].as_str(), &again["people"]), (Some(id.as_str()), &json!(["检乙"])));
    let moved = desk.line(["plan", "move", &id]).by("检甲").json();
    assert_eq!(moved["date"], "2026-11-26");
    assert_eq!(desk.line(["plan", "move", &id, "--earlier"]).json()["date"], "2026-11-25");
    assert_eq!(desk.line(["plan", "move", &id, "--date", "2026-12-01"]).json()["date"], "2026-12-01");
    assert_eq!(desk.typed("plan list").json(), json!([]), "not this week");
    let listed = desk.typed("plan list --from 2026-12-01").json();
    assert_eq!(each(&listed, "id"), [id.as_str()]);
    desk.line(["plan", "move", &id, "--date", "2026-11-24"]).json();
    desk.line(["new", "康宁养老院", "--kind", "routine", "--list", "fire"]).by("检甲").id();
    assert_eq!(row(&desk.typed("plan list").json(), "id", &id)["state"], "visited");

    let other = desk.line(["plan", "add", "康宁养老院", "--date", "2026-11-27"]).by("检甲").json();
    assert_eq!(other["people"], json!(["检甲"]), "without names the one who writes goes");
    let other = other["id"].as_str().expect("an id").to_string();
    assert_eq!(desk.line(["plan", "withdraw", &other]).json()["state"], "withdrawn");
    assert_eq!(each(&desk.typed("plan list").json(), "id"), [id]);
    assert!(desk.line(["plan", "add", "康宁养老院", "--date", "2026-11-23"]).refused(2).contains("不能早于今天"));
    assert!(desk.line(["plan", "withdraw", "AAAAAAAAAAAAAAAAAAAAAA"]).refused(1).contains("AAAAAAAAAAAAAAAAAAAAAA"));
}

#[test]
fn the_week_is_written_as_a_page() {
    let desk = desk();
    desk.line(["plan", "add", "康宁养老院", "--date", "2026-11-25", "--with", "检甲"]).json();
    let path = desk.path("week.html");
    let said = desk.line(["plan", "list", "-o", &path.display().to_string()]).json();
    assert_eq!(said["rows"], 1);
    let page = std::fs::read_to_string(&path).expect("the page");
    assert!(page.contains("康宁养老院") && page.contains("2026年11月25日") && page.contains("只供内部"), "{page}");
}

#[test]
fn a_line_of_a_ledger_is_tied_to_the_item_it_is_about() {
    let desk = desk();
    let path = ledger(&desk, LEDGER);
    desk.line(["import", "ledger", &path]).by("检甲").json();
    let found = desk.typed("list findings").json();
    let id = row(&found, "facts", "防火门被顶住关不上")["id"].as_str().expect("an id").to_string();
    let before = entries(&desk);
    let likely = desk.line(["tie", &id]).json();
    assert!(likely.as_array().is_some_and(|all| !all.is_empty() && all.len() <= 3), "{likely}");
    assert!(likely[0]["short"]["zh"].as_str().is_some_and(|t| t.contains("防火门")), "{likely}");
    assert_eq!(entries(&desk), before, "to ask writes nothing");
    let item = likely[0]["item"].as_str().expect("an item").to_string();
    let tied = desk.line(["tie", &id, "--item", &item]).by("检甲").json();
    assert_eq!((&tied["id"], &tied["item"]), (&json!(id), &json!(item)));
    let before = entries(&desk);
    desk.line(["tie", &id, "--item", &item]).by("检甲").json();
    assert_eq!(entries(&desk), before, "said again: nothing is written");
    // The next visit meets it at its item, and its fail can be the same one.
    let visit = desk.visit("康宁养老院", &["fire"]);
    let fail = desk.line(["answer", &visit, &item, "fail", "--place", "三楼西楼梯", "--same", &id]).by("检甲").id();
    let joined = desk.line(["show", &fail]).json();
    assert_eq!(joined["points"].as_array().map(Vec::len), Some(2), "one finding: {joined}");
    // Off again; and what a visit recorded has its item.
    let label = row(&found, "facts", "留样盒无标签")["id"].as_str().expect("an id").to_string();
    desk.line(["tie", &label, "--item", &item]).by("检甲").json();
    assert_eq!(desk.line(["tie", &label, "--item", ""]).by("检甲").json()["item"], Value::Null);
    desk.line(["tie", &label, "--item", "FIRE-NO-99"]).refused(1);
    let own = desk.line(["answer", &visit, "FIRE-EVAC-05", "fail"]).by("检甲").id();
    desk.line(["tie", &own, "--item", &item]).refused(1);
    desk.verify();
}
