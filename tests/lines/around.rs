//! `gate`, `not-made`, `correct`, `amend`: what concerns a visit as a whole.

use super::{at_the_home, each, entries, row};
use crate::desk::Desk;
use serde_json::{Value, json};

fn head(desk: &Desk, visit: &str) -> Value {
    desk.line(["show", visit]).json()["head"]["value"].clone()
}

fn listed(desk: &Desk, visit: &str) -> Value {
    row(&desk.typed("list inspections").json(), "id", visit).clone()
}

#[test]
fn every_field_of_the_gate_is_given_told_and_printed() {
    let (desk, visit) = at_the_home();
    let given = [
        ("--started", "0910", "started", "09:10"),
        ("--ended", "11：40", "ended", "11:40"),
        ("--host-name", "王副院长", "host_name", "王副院长"),
        ("--host-post", "副院长", "host_post", "副院长"),
        ("--host-phone", "000-1", "host_phone", "000-1"),
        ("--beds-counted", "118", "beds_counted", "118"),
        ("--residents", "98", "residents", "98"),
        ("--disabled", "40", "disabled", "40"),
        ("--dementia", "12", "dementia", "12"),
        ("--staff", "50", "staff", "50"),
        ("--carers", "30", "carers", "30"),
        ("--on-duty", "9", "on_duty", "9"),
        ("--recusal", "no", "recusal", "不申请回避"),
        ("--source", "年度计划3", "source", "年度计划3"),
        ("--notice", "虚检通7号", "notice", "虚检通7号"),
        ("--helpers", "虚构消防站", "helpers", "虚构消防站"),
        ("--sampled", "三层各五间", "sampled", "三层各五间"),
        ("--instruments", "卷尺", "instruments", "卷尺"),
    ];
    let mut call = desk.line(["gate", &visit, "--cards-shown", "yes", "--rights-told", "yes", "--with", "检乙"]).by("检甲");
    for (flag, typed, ..) in given {
        call = call.args([flag, typed]);
    }
    let told = call.json();
    for (flag, _, field, stands) in given {
        assert_eq!(told["gate"][field], stands, "{flag}");
        assert_eq!(head(&desk, &visit)["gate"][field], stands, "{flag}");
    }
    assert_eq!((&told["gate"]["cards_shown"], &told["gate"]["rights_told"]), (&json!(true), &json!(true)));
    assert_eq!(told["officers"].as_array().map(Vec::len), Some(2));
    // Nothing new: nothing is written. Without a flag it only tells.
    let before = entries(&desk);
    desk.line(["gate", &visit, "--residents", "98", "--cards-shown", "yes"]).by("检甲").json();
    assert_eq!(desk.line(["gate", &visit]).json()["gate"], told["gate"]);
    assert_eq!(entries(&desk), before);
    let words = desk.line(["gate", &visit, "--lang", "en"]).says();
    assert!(words.contains("Residents: 98") && words.contains("Cards shown: done"), "{words}");
    desk.line(["report", &visit, "-o", "笔录.html"]).says();
    let page = std::fs::read_to_string(desk.path("笔录.html")).expect("the record");
    for said in ["王副院长", "虚检通7号", "虚构消防站", "三层各五间", "不申请回避"] {
        assert!(page.contains(said), "{said} is not on the record");
    }
}

#[test]
fn beds_and_people_are_numbers_and_what_is_none_is_refused_by_its_flag() {
    let (desk, visit) = at_the_home();
    for flag in ["--beds-counted", "--residents", "--disabled", "--dementia", "--staff", "--carers", "--on-duty"] {
        for typed in ["很多", "-3", "3.5", "1e3", "12345678", "九十八", "98/120"] {
            let said = desk.line(["gate", &visit, flag, typed, "--host-name", "王副院长"]).by("检甲").refused(2);
            assert!(said.contains(flag) && said.contains(typed), "{said}");
        }
        let field = flag[2..].replace('-', "_");
        for (typed, stands) in [("９８", "98"), (" 98人 ", "98"), ("0", "0"), ("", "")] {
            assert_eq!(desk.line(["gate", &visit, flag, typed]).by("检甲").json()["gate"][&field], stands, "{flag} {typed}");
        }
    }
    assert_eq!(head(&desk, &visit)["gate"]["host_name"], Value::Null, "nothing of a refused call was written");
}

#[test]
fn what_the_file_lacked_goes_to_the_file_and_a_trait_found_adds_its_items() {
    let (desk, visit) = at_the_home();
    let home = desk.facility("康宁养老院");
    let unknown = desk.line(["gate", &visit]).json()["traits_unknown"].clone();
    assert!(unknown.to_string().contains("\"gas\""), "{unknown}");
    desk.line(["facility", "trait", &home, "gas", "no"]).json();
    let other = desk.line(["new", &home, "--kind", "joint", "--list", "fire", "--as", "检甲"]).id();
    let items = |visit: &str| each(&desk.line(["show", visit]).json()["items"], "item");
    let few = items(&other).len();
    let told = desk
        .line(["gate", &other, "--trait", "gas=yes", "--trait", "锅炉=no", "--note", "厨房两台灶", "--head", "王院长"])
        .by("检甲")
        .json();
    assert!(items(&other).len() > few, "what hangs on it came in");
    assert_eq!(told["facility"]["head"], "王院长");
    let all = desk.line(["facility", "trait", &home]).json();
    let gas = row(&all, "trait", "gas");
    assert_eq!((&gas["is"], &gas["note"], &gas["told_by"]), (&json!("yes"), &json!("厨房两台灶"), &json!(other)));
    assert_eq!(row(&all, "trait", "boiler")["is"], "no");
    assert!(!told["traits_unknown"].to_string().contains("boiler"));
    desk.line(["gate", &other, "--trait", "gas"]).refused(2);
    desk.line(["gate", &other, "--trait", "gas=maybe"]).refused(2);
    desk.line(["gate", &other, "--trait", "helipad=yes"]).refused(1);
    desk.line(["gate", &other, "--note", "没有特征"]).refused(2);
    desk.line(["gate", "AAAAAAAAAAAAAAAAAAAAAA", "--residents", "1"]).refused(1);
}

#[test]
fn a_visit_that_could_not_be_made_is_closed_with_why_when_where_and_before_whom() {
    let (desk, visit) = at_the_home();
    let call = ["not-made", &visit, "--why", "refused", "--time", "910", "--witness", "居委周某 000"];
    let told = desk.line(call).by("检甲").json();
    assert_eq!((&told["id"], &told["why"]), (&json!(visit), &json!("refused")));
    assert_eq!(listed(&desk, &visit)["state"], "not_done");
    let before = head(&desk, &visit);
    assert_eq!((&before["not_done"], &before["gate"]["started"]), (&json!("refused"), &json!("09:10")));
    assert_eq!(before["reason"], "时间 09:10；地点 虚构路1号；见证人 居委周某 000");
    assert_eq!(row(&desk.typed("list facilities").json(), "name", "康宁养老院")["last_visit"], Value::Null, "no visit");
    desk.line(["not-made", &visit, "--why", "holiday"]).refused(2);
    // What was recorded is a visit.
    let (desk, visit) = at_the_home();
    desk.line(["answer", &visit, "FIRE-EVAC-09", "pass"]).by("检甲").json();
    let said = desk.line(["not-made", &visit, "--why", "1", "--lang", "en"]).refused(1);
    assert!(said.contains("1 item is recorded already"), "{said}");
}

#[test]
fn a_planned_visit_that_nobody_could_make_is_opened_for_it() {
    let desk = Desk::new("甲号机");
    desk.roster();
    let plan = desk.typed("plan add 康宁养老院 --date 2026-11-24 --with 检甲 --with 检乙").id();
    let told = desk.line(["not-made", &plan, "--why", "2"]).by("检甲").json();
    let visit = told["id"].as_str().expect("a visit");
    assert_eq!((&listed(&desk, visit)["state"], &listed(&desk, visit)["date"]), (&json!("not_done"), &json!("2026-11-24")));
    assert_eq!(row(&desk.typed("plan list").json(), "id", &plan)["state"], "not_done");
    let later = desk.typed("plan add 霁禾里长者食堂 --date 2026-11-26 --with 检甲").id();
    desk.line(["not-made", &later, "--why", "2"]).refused(2);
}

#[test]
fn a_wrong_day_is_put_right_with_a_reason_and_the_visit_keeps_its_id() {
    let (desk, visit) = at_the_home();
    let call = ["correct", &visit, "--date", "2026-11-23", "--reason", "前一天去的，当晚录入"];
    let told = desk.line(call).by("检甲").json();
    assert_eq!((&told["id"], &told["date"]), (&json!(visit), &json!("2026-11-23")));
    let now = head(&desk, &visit);
    assert_eq!((&now["on"], &now["corrected_on"]), (&json!("2026-11-24"), &json!("2026-11-23")));
    assert_eq!(now["reason"], "前一天去的，当晚录入");
    let before = entries(&desk);
    desk.line(call).by("检甲").json();
    assert_eq!(entries(&desk), before, "said again: nothing is written");
    // Back to the day that was typed first.
    assert_eq!(desk.line(["correct", &visit, "--date", "2026-11-24", "--reason", "没有错"]).json()["date"], "2026-11-24");
    assert_eq!(head(&desk, &visit).get("corrected_on"), None);
    desk.line(["correct", &visit, "--date", "2026-11-25", "--reason", "x"]).refused(2);
    desk.line(["correct", &visit, "--date", "2026-11-23", "--reason", " "]).refused(2);
    desk.line(["correct", &visit, "--date", "2026-11-23"]).refused(2);
    desk.verify();
}

#[test]
fn what_changes_after_the_signing_is_explained_on_a_page_of_its_own() {
    let desk = Desk::new("甲号机");
    desk.roster();
    let visit = desk.visit("康宁养老院", &["food"]);
    let said = desk.line(["amend", &visit, "--reason", "漏记一处"]).refused(1);
    assert!(said.contains("还没有登记签字"), "{said}");
    for point in desk.line(["show", &visit]).json()["red_unanswered"].as_array().expect("points") {
        desk.line(["answer", &visit, point.as_str().expect("an id"), "unchecked", "--reason", "4"]).by("检甲").json();
    }
    let frozen = desk.line(["freeze", &visit]).by("检甲").json();
    desk.line(["sign", &visit, "--how", "signed"]).by("检甲").json();
    desk.line(["amend", &visit, "--reason", " "]).refused(2);
    let told = desk.line(["amend", &visit, "--reason", "冷库一处漏记", "--with", "检乙"]).by("检甲").json();
    assert_eq!((&told["draft"], &told["check"]), (&frozen["draft"], &frozen["check"]));
    desk.line(["answer", &visit, "FOOD-CLEAN-05", "fail", "--place", "冷库", "--facts", "地面积水"]).by("检甲").json();
    let shown = desk.line(["show", &visit]).json();
    let amends = &shown["freezes"][0]["amends"];
    assert!(amends.to_string().contains("冷库一处漏记"), "{amends}");
    assert_eq!(listed(&desk, &visit)["amended"], true);
    desk.verify();
}
