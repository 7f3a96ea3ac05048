//! `new`: opening a visit.

use super::{at_the_home, entries, row};
use crate::desk::Desk;

fn desk() -> Desk {
    let desk = Desk::new("甲号机");
    desk.roster();
    desk
}

#[test]
fn the_same_call_again_gives_the_same_id_and_writes_nothing() {
    let desk = desk();
    let home = desk.facility("康宁养老院");
    let new = || desk.line(["new", &home, "--kind", "routine", "--date", "2026-11-24", "--list", "fire"]).by("检甲");
    let first = new().json();
    assert_eq!(first.as_object().map(|o| o.len()), Some(1), "the id and nothing else: {first}");
    let before = entries(&desk);
    assert_eq!(new().at("2026-11-24T15:00:00+08:00").json(), first);
    assert_eq!(entries(&desk), before);
    // Whoever makes the call: nobody becomes a person by a call that writes nothing.
    desk.line(["new", &home, "--kind", "routine", "--date", "2026-11-24", "--list", "fire"]).by("检丁").json();
    assert_eq!(entries(&desk), before);
    assert_eq!(new().says().trim(), first["id"], "in words it is the id alone");
}

#[test]
fn another_day_kind_team_or_facility_is_another_visit() {
    let desk = desk();
    let calls = [
        "new 康宁养老院 --kind routine",
        "new 康宁养老院 --kind routine --date 2026-11-25",
        "new 康宁养老院 --kind campaign",
        "new 康宁养老院 --kind case",
        "new 康宁养老院 --kind joint",
        "new 康宁养老院 --kind recheck",
        "new 康宁养老院 --kind routine --team 2",
        "new 霁禾里长者食堂 --kind routine",
    ];
    let mut ids: Vec<String> = calls.iter().map(|c| desk.typed(c).id()).collect();
    assert_eq!(desk.typed("new 康宁养老院 --kind routine --team 1").id(), ids[0], "team 1 unless another is named");
    assert_eq!(desk.typed("new 康宁养老院 --kind routine --date 2026-11-24").id(), ids[0], "today unless a day is named");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), calls.len());
}

#[test]
fn two_laptops_find_the_same_id_alone() {
    let (one, other) = (desk(), desk());
    let new = "new 康宁养老院 --kind joint --date 2026-11-24 --team 2";
    assert_eq!(one.typed(new).id(), other.typed(new).by("检乙").at("2026-11-24T13:00:00+08:00").id());
}

#[test]
fn a_facility_is_named_by_id_filing_number_or_name() {
    let desk = desk();
    let id = desk.facility("康宁养老院");
    let visit = desk.line(["new", &id, "--kind", "routine"]).id();
    for name in ["康宁养老院", "虚备001", "虚备００１", " 康宁 养老院 "] {
        assert_eq!(desk.line(["new", name, "--kind", "routine"]).id(), visit, "{name}");
    }
    desk.line(["new", "康宁", "--kind", "routine"]).refused(1);
    desk.line(["new", "AAAAAAAAAAAAAAAAAAAAAA", "--kind", "routine"]).refused(1);
}

#[test]
fn without_lists_all_that_fit_the_type_are_taken_and_named_ones_are_added_later() {
    let desk = desk();
    let lists = |visit: &str| {
        let shown = desk.line(["show", visit]).json();
        let mut ids = super::each(&shown["lists"], "id");
        ids.sort();
        ids
    };
    let all = desk.typed("new 康宁养老院 --kind routine").id();
    assert!(["fire", "food", "supervision"].iter().all(|id| lists(&all).contains(&id.to_string())), "{:?}", lists(&all));
    let joint = "new 康宁养老院 --kind joint";
    let one = desk.typed(joint).args(["--list", "food"]).id();
    assert_eq!(lists(&one), ["food"]);
    let before = entries(&desk);
    assert_eq!(desk.typed(joint).id(), one, "no list named: as it is");
    assert_eq!(entries(&desk), before);
    assert_eq!(desk.typed(joint).args(["--list", "fire", "--list", "food"]).id(), one);
    assert_eq!(lists(&one), ["fire", "food"]);
    let three = desk.typed("new 康宁养老院 --kind case --list fire food supervision").id();
    assert_eq!(desk.typed("new 康宁养老院 --kind case --list fire,food").id(), three);
    assert_eq!(lists(&three).len(), 3);
    desk.typed("new 康宁养老院 --kind routine --list fier").refused(1);
}

#[test]
fn days_are_read_as_people_type_them_and_an_earlier_day_is_marked() {
    let desk = desk();
    let visit = desk.typed("new 康宁养老院 --kind routine --date 2026-11-20").id();
    for day in ["20261120", "2026.11.20", "2026/11/20", "26-11-20", "２０２６－１１－２０", "2026年11月20日"] {
        assert_eq!(desk.line(["new", "康宁养老院", "--kind", "routine", "--date", day]).id(), visit, "{day}");
    }
    let all = desk.typed("list inspections").json();
    assert_eq!(
        (&row(&all, "id", &visit)["date"], &row(&all, "id", &visit)["backfilled"]),
        (&"2026-11-20".into(), &true.into())
    );
    for day in ["2026-02-30", "20.11.2026", "gestern", ""] {
        desk.line(["new", "康宁养老院", "--kind", "routine", "--date", day]).refused(2);
    }
}

#[test]
fn officers_scope_and_activity_are_kept() {
    let desk = desk();
    let visit = desk
        .typed("new 康宁养老院 --kind joint --with 检乙 --with 联丙 --list fire --without fire/outside --guidance")
        .by("检甲")
        .id();
    let shown = desk.line(["show", &visit]).json();
    let head = &shown["head"]["value"];
    assert_eq!(head["officers"].as_array().map(Vec::len), Some(3), "{head}");
    assert_eq!(head["activity"], "guidance");
    assert_eq!(row(&shown["sections"], "section", "fire/outside")["out"], true);
    assert_eq!(shown["head"]["value"]["recorder"], row(&desk.typed("list people").json(), "name", "检甲")["id"]);
    desk.typed("new 康宁养老院 --kind joint --list fire --without fire/nowhere").refused(1);
}

#[test]
fn a_visit_in_the_list_says_where_it_stands() {
    let (desk, visit) = at_the_home();
    let all = desk.typed("list inspections").json();
    let one = row(&all, "id", &visit);
    super::has_fields(one, "id facility facility_name date kind team state answered failed unchecked disputes people");
    assert_eq!((one["kind"].as_str(), one["state"].as_str(), one["team"].as_i64()), (Some("routine"), Some("draft"), Some(1)));
    assert_eq!(one["people"], serde_json::json!(["检甲"]));
}

#[test]
fn sections_are_given_out_with_a_new_visit_or_later_and_the_paper_can_be_made_of_them() {
    let desk = desk();
    let home = desk.facility("康宁养老院");
    let given = |extra: &[&str]| {
        let new = ["new", &home, "--kind", "routine", "--date", "2026-11-24", "--list", "fire"];
        desk.line([&new[..], extra].concat()).by("检甲")
    };
    let visit = given(&["--with", "检乙", "--assign", "fire/stairs=检乙"]).id();
    let assigned = || {
        let head = desk.line(["show", &visit]).json()["head"].clone();
        let text = head.to_string();
        (text.matches("fire/stairs").count(), text.matches("fire/room").count())
    };
    assert_eq!(assigned(), (1, 0));
    given(&["--assign", "fire/room=检甲"]).json();
    assert_eq!(assigned(), (1, 1), "what was given before stays");
    let before = entries(&desk);
    given(&["--assign", "fire/room=检甲"]).json();
    assert_eq!(entries(&desk), before);
    given(&["--assign", "fire/nowhere=检甲"]).refused(1);
    given(&["--assign", "fire"]).refused(1);
}

#[test]
fn a_routine_visit_takes_a_days_work_and_says_what_it_leaves_and_all_takes_everything_due() {
    let desk = desk();
    let due = |visit: &str| desk.line(["show", visit]).json()["totals"]["due"].as_u64().expect("what is due");
    let said = desk.typed("new 康宁养老院 --kind routine").call();
    let visit = said.out.trim().to_string();
    assert_eq!((said.code, due(&visit)), (0, 120), "{}", said.out);
    assert!(said.err.contains("留待下次，其中红线 ") && said.err.contains("--all"), "beside the id: {}", said.err);
    assert_eq!(desk.typed("new 康宁养老院 --kind routine").says().trim(), visit, "told once, when it is opened");
    let told = desk.typed("new 康宁养老院 --kind routine --team 2").json();
    let left = told["put_off"]["items"].as_u64().unwrap();
    assert!(told["put_off"]["red_lines"].as_u64().unwrap() > 5, "{told}");
    // What was left stands on the paper as not in the scope, list by list.
    let paper = desk.path("笔录.html");
    desk.line(["report", &visit, "-o"]).arg(&paper).says();
    let paper = std::fs::read_to_string(paper).unwrap();
    assert!(paper.contains("未列入本次") && paper.contains("《照护服务安全检查表》"), "{paper}");
    let all = desk.typed("new 康宁养老院 --kind routine --team 3 --all").id();
    assert_eq!(due(&all), 120 + left);
}
