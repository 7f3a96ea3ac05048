//! `freeze`, `sign`, `report`: the set a record is made from, what happened with the pen, and the paper.

use super::{at_the_home, each, has_fields, row};
use crate::desk::Desk;
use serde_json::{Value, json};

/// A laptop and a visit of which only the corridor is left to do, and what is in the corridor.
fn in_the_corridor() -> (Desk, String, Vec<String>) {
    let (desk, visit) = at_the_home();
    let shown = desk.line(["show", &visit]).json();
    let all = shown["items"].as_array().expect("items");
    let there = all.iter().filter(|i| i["section"] == "fire/corridor").filter_map(|i| i["item"].as_str().map(String::from));
    let there: Vec<String> = there.collect();
    assert!(there.len() > 5 && there.contains(&RED.to_string()), "{there:?}");
    (desk, visit, there)
}

const RED: &str = "FIRE-EVAC-01";
const PLAIN: &str = "FIRE-EVAC-09";
const KITCHEN: &str = "FOOD-CLEAN-05";

/// A laptop and a visit with the food list alone, whose red lines are left unchecked: it can be frozen.
fn in_the_kitchen() -> (Desk, String) {
    let desk = Desk::new("甲号机");
    desk.roster();
    let visit = desk.visit("康宁养老院", &["food"]);
    leave_the_rest(&desk, &visit);
    (desk, visit)
}

/// Every red line that has no answer yet is left unchecked, so that the visit can be frozen.
fn leave_the_rest(desk: &Desk, visit: &str) {
    let shown = desk.line(["show", visit]).json();
    for point in shown["red_unanswered"].as_array().expect("points") {
        let point = point.as_str().expect("an id");
        desk.line(["answer", visit, point, "unchecked", "--reason", "4", "--due", "2026-12-01"]).by("检甲").json();
    }
}

fn state(desk: &Desk, visit: &str) -> Value {
    row(&desk.typed("list inspections").json(), "id", visit)["state"].clone()
}

fn freeze(desk: &Desk, visit: &str, rest: &[&str]) -> Value {
    desk.line(["freeze", visit]).args(rest.iter().copied()).json()
}

#[test]
fn a_freeze_gives_id_draft_and_check_code_and_each_change_calls_for_the_next_draft() {
    let (desk, visit) = in_the_kitchen();
    assert_eq!(state(&desk, &visit), "draft");
    let first = freeze(&desk, &visit, &[]);
    assert_eq!(first.as_object().map(|o| o.len()), Some(3), "{first}");
    assert_eq!(first["draft"], 1);
    let check = first["check"].as_str().expect("a code");
    assert!(check.len() == 8 && check.chars().all(|c| c.is_ascii_hexdigit()), "{check}");
    let entry = desk.line(["show", first["id"].as_str().expect("an id")]).json();
    assert_eq!((&entry["id"], &entry["subject"]), (&first["id"], &json!(format!("freeze/{visit}"))));
    assert_eq!(state(&desk, &visit), "frozen");
    desk.line(["answer", &visit, KITCHEN, "fail", "--place", "二楼"]).by("检甲").json();
    assert_eq!(state(&desk, &visit), "draft");
    let second = freeze(&desk, &visit, &[]);
    assert_eq!(second["draft"], 2);
    assert_ne!(second["check"], first["check"]);
    let shown = desk.line(["show", &visit]).json();
    let drafts: Vec<_> = shown["freezes"].as_array().expect("drafts").iter().map(|f| (&f["draft"], &f["void"])).collect();
    assert_eq!(drafts, [(&json!(1), &json!(true)), (&json!(2), &json!(false))], "the first is void");
}

#[test]
fn red_lines_without_an_answer_stop_it_and_the_sentence_names_them() {
    let (desk, visit) = at_the_home();
    let said = desk.line(["freeze", &visit]).refused(1);
    assert!(said.contains(RED) && said.contains("FOOD-LIC-01"), "{said}");
    let unanswered = desk.line(["show", &visit]).json()["red_unanswered"].clone();
    // Plain items without an answer stop nothing; a red line is left by a reason or by 未查.
    let points: Vec<&str> = unanswered.as_array().expect("points").iter().filter_map(Value::as_str).collect();
    let (by_point, by_item) = (format!("{}=没有钥匙", points[0]), format!("{RED}=对方要求改天"));
    for point in points.iter().skip(1).filter(|p| !p.ends_with(RED)) {
        desk.line(["answer", &visit, point, "unchecked", "--reason", "4"]).json();
    }
    desk.line(["freeze", &visit, "--leave", &by_point]).refused(1);
    let frozen = freeze(&desk, &visit, &["--leave", &by_point, "--leave", &by_item]);
    assert_eq!(frozen["draft"], 1);
    let left = desk.line(["show", &visit]).json()["freezes"][0]["left"].clone();
    assert_eq!(row(&left, "point", points[0])["reason"], "没有钥匙");
    assert_eq!(row(&left, "point", &format!("{visit}/{RED}"))["reason"], "对方要求改天");
    for wrong in [RED, &format!("{RED}="), "=因为"] {
        desk.line(["freeze", &visit, "--leave", wrong]).refused(2);
    }
    desk.line(["freeze", &visit, "--leave", "NO-SUCH=因为"]).refused(1);
    desk.line(["freeze", "AAAAAAAAAAAAAAAAAAAAAA"]).refused(1);
}

#[test]
fn a_part_of_the_visit_is_frozen_and_signed_by_its_sections() {
    let (desk, visit, there) = in_the_corridor();
    desk.line(["freeze", &visit, "--section", "fire/corridor"]).refused(1);
    desk.line(["answer", &visit, RED, "pass"]).by("检甲").json();
    let part = freeze(&desk, &visit, &["--section", "fire/corridor"]);
    has_fields(&part, "id draft check");
    // The section by its id alone, where one list has it; several in one freeze; one that is not there.
    let again = freeze(&desk, &visit, &["--section", "corridor"]);
    assert_eq!((&again["draft"], &again["check"]), (&json!(2), &part["check"]), "the same set, the same code");
    desk.line(["freeze", &visit, "--section", "garden"]).refused(1);
    // The other sections go on; what they get concerns this part nothing.
    desk.line(["answer", &visit, "FIRE-EVAC-11", "pass"]).json();
    desk.line(["sign", &visit, "--draft", "2", "--how", "signed"]).json();
    let parts = |shown: &Value| shown["freezes"][1]["outside"].as_array().map(Vec::len);
    assert_eq!(parts(&desk.line(["show", &visit]).json()), Some(0));
    // An item of the signed section that had no answer then is an amendment now, and so is a further place.
    let blank = there.iter().find(|i| *i != RED && *i != PLAIN).expect("another item");
    desk.line(["answer", &visit, blank, "fail", "--place", "二楼"]).json();
    assert_eq!(parts(&desk.line(["show", &visit]).json()), Some(1), "a fail in the signed section that nobody signed");
    desk.line(["answer", &visit, &format!("+{PLAIN}"), "fail", "--place", "三楼"]).json();
    assert_eq!(parts(&desk.line(["show", &visit]).json()), Some(2));
    assert_eq!(row(&desk.typed("list inspections").json(), "id", &visit)["amended"], true);
    // Before the signing the same calls for the next draft.
    let second = freeze(&desk, &visit, &["--section", "fire/stairs", "--leave", "FIRE-EVAC-02=锁着"]);
    desk.line(["answer", &visit, "FIRE-EVAC-02", "fail"]).json();
    desk.line(["sign", &visit, "--draft", &second["draft"].to_string(), "--how", "signed"]).refused(1);
}

#[test]
fn a_signing_names_draft_and_check_code_and_a_stale_one_is_refused() {
    let (desk, visit) = in_the_kitchen();
    desk.line(["sign", &visit, "--how", "signed"]).refused(1);
    let first = freeze(&desk, &visit, &[]);
    let (draft, check) = (first["draft"].to_string(), first["check"].as_str().expect("a code").to_string());
    desk.line(["sign", &visit, "--draft", &draft, "--check", "00000000", "--how", "signed"]).refused(1);
    desk.line(["sign", &visit, "--draft", "7", "--check", &check, "--how", "signed"]).refused(1);
    // Something changed: the code on the paper is stale, and the sentence says what to do.
    desk.line(["answer", &visit, KITCHEN, "fail", "--place", "二楼"]).json();
    let said = desk.line(["sign", &visit, "--draft", &draft, "--check", &check, "--how", "signed"]).refused(1);
    assert!(said.contains("freeze"), "{said}");
    let second = freeze(&desk, &visit, &[]);
    desk.line(["sign", &visit, "--draft", &draft, "--check", &check, "--how", "signed"]).refused(1);
    let code = second["check"].as_str().expect("a code").to_lowercase();
    let said = desk.line(["sign", &visit, "--draft", "2", "--check", &code, "--how", "signed"]).json();
    has_fields(&said, "id draft check how");
    assert_eq!((&said["draft"], &said["check"], &said["how"]), (&json!(2), &second["check"], &json!("signed")));
    assert_eq!(state(&desk, &visit), "signed");
    for wrong in ["--how maybe", "--draft x --how signed", "--how later --due nie", ""] {
        desk.line(["sign", &visit]).args(wrong.split_whitespace()).refused(2);
    }
}

#[test]
fn the_paper_is_signed_in_all_five_ways() {
    let (desk, visit) = in_the_kitchen();
    let mut draft = 0;
    for (how, rest, stands) in [
        ("later", vec!["--due", "2026-11-26"], "frozen"),
        ("signed", vec![], "signed"),
        ("reserved", vec!["--reason", "认为楼道不归本院管"], "signed"),
        ("by_hand", vec![], "signed"),
        ("refused", vec!["--reason", "须请示总部", "--witness", "居委会王某 00000001"], "refused"),
    ] {
        freeze(&desk, &visit, &[]);
        draft += 1;
        let said = desk.line(["sign", &visit, "--how", how]).args(rest.clone()).by("检甲").json();
        assert_eq!(said["how"], how);
        assert_eq!(state(&desk, &visit), stands, "{how}");
        let sign = desk.line(["show", &visit]).json()["freezes"][draft - 1]["signs"][0].clone();
        assert_eq!((&sign["how"], &sign["on"]), (&json!(how), &json!("2026-11-24")));
        for pair in rest.chunks(2) {
            assert_eq!(sign[pair[0].trim_start_matches("--")], pair[1], "{how}");
        }
        assert!(said.get("incomplete").is_none(), "{said}");
        // The next way on the next draft: something has to change first.
        desk.line(["answer", &visit, KITCHEN, "fail", "--note", &format!("第{draft}遍")]).json();
    }
}

#[test]
fn taken_along_today_and_signed_tomorrow_is_one_paper() {
    let (desk, visit) = in_the_kitchen();
    let frozen = freeze(&desk, &visit, &[]);
    desk.line(["sign", &visit, "--how", "later", "--due", "2026-11-26"]).json();
    assert_eq!(state(&desk, &visit), "frozen", "still to be signed");
    let said = desk.line(["sign", &visit, "--how", "signed"]).at("2026-11-25T09:00:00+08:00").json();
    assert_eq!(said["draft"], frozen["draft"]);
    assert_eq!(state(&desk, &visit), "signed");
}

#[test]
fn a_recheck_that_changed_after_the_freeze_is_not_signed_as_it_was() {
    let (desk, visit) = at_the_home();
    let finding = desk.line(["answer", &visit, "FIRE-IGN-01", "fail", "--place", "二楼"]).by("检甲").id();
    let later = "2026-12-08T10:00:00+08:00";
    let again = desk.typed("new 康宁养老院 --kind recheck").by("检甲").at(later).id();
    desk.line(["answer", &again, &finding, "pass"]).by("检甲").at(later).json();
    desk.line(["freeze", &again]).at(later).json();
    desk.line(["finding", &finding, "reopen", "--visit", &again]).at(later).json();
    desk.line(["answer", &again, &finding, "fail"]).by("检甲").at(later).json();
    desk.line(["sign", &again, "--how", "signed"]).at(later).refused(1);
    let second = desk.line(["freeze", &again]).at(later).json();
    assert_eq!(second["draft"], 2);
    desk.line(["sign", &again, "--how", "signed"]).at(later).json();
    assert_eq!(state(&desk, &again), "signed");
    // What becomes of the finding on a later day is no amendment of this record.
    desk.line(["finding", &finding, "close", "--date", "2026-12-20"]).at("2026-12-20T10:00:00+08:00").json();
    assert_eq!(row(&desk.typed("list inspections").json(), "id", &again)["amended"], false);
}

#[test]
fn a_record_is_written_where_it_is_asked_for_and_says_what_it_is() {
    let (desk, visit) = at_the_home();
    desk.line(["answer", &visit, RED, "fail", "--place", "二楼西侧", "--facts", "出口被纸箱堵住"]).by("检甲").json();
    let file = desk.path("深/处/记录.html");
    let said = desk.line(["report", &visit, "--format", "html", "-o"]).arg(&file).json();
    has_fields(&said, "path draft check");
    assert_eq!((&said["path"], &said["draft"]), (&json!(file), &Value::Null));
    let html = std::fs::read_to_string(&file).expect("it is there");
    for text in ["草稿", "康宁养老院", "二楼西侧", "出口被纸箱堵住", "虚构区民政局", "检甲"] {
        assert!(html.contains(text), "no {text}");
    }
    leave_the_rest(&desk, &visit);
    let frozen = freeze(&desk, &visit, &[]);
    let check = frozen["check"].as_str().expect("a code");
    let said = desk.line(["report", &visit, "-o"]).arg(&file).json();
    assert_eq!((&said["draft"], &said["check"]), (&json!(1), &frozen["check"]));
    let html = std::fs::read_to_string(&file).expect("it is there");
    assert!(html.contains(check) && html.contains("第 1 稿"), "the foot names draft and code");
    // Without a file it is named as the screen names it, in the folder one stands in.
    let said = desk.line(["report", &visit]).json();
    let name = said["path"].as_str().expect("a path");
    assert_eq!(name, "2026-11-24 康宁养老院 巡查记录 第1稿.html", "one officer without a card makes no inspection");
    assert!(desk.path(name).is_file());
    desk.line(["report", &visit, "--blank", "-o"]).arg(desk.path("空白.html")).json();
    assert!(std::fs::read_to_string(desk.path("空白.html")).is_ok_and(|h| h.contains("2.01") && !h.contains("出口被纸箱堵住")));
    desk.line(["report", &visit, "--draft", "9"]).refused(1);
    desk.line(["report", &visit, "--format", "pdf"]).refused(2);
    desk.line(["report", "AAAAAAAAAAAAAAAAAAAAAA"]).refused(1);
}

#[test]
fn what_is_not_frozen_is_not_signed_and_what_never_failed_has_no_finding() {
    let (desk, visit) = at_the_home();
    let said = desk.line(["sign", &visit, "--how", "signed"]).refused(1);
    assert!(said.contains("还没有定稿") && said.contains("freeze"), "{said}");
    let passed = desk.line(["answer", &visit, "FIRE-EVAC-09", "pass"]).id();
    let said = desk.line(["finding", &passed, "close"]).refused(1);
    assert!(said.contains("没有记着不符合"), "{said}");
}

#[test]
fn two_homes_of_one_name_have_papers_of_different_names() {
    let desk = Desk::new("甲号机");
    let named =
        |street: &str, kind: &str| desk.line(["facility", "add", "和颐苑", "--type", kind, "--street", street]).by("检甲").id();
    let paper = |facility: &str| {
        let visit = desk.line(["new", facility, "--kind", "routine", "--list", "fire"]).by("检甲").id();
        let said = desk.line(["report", &visit]).json();
        let path = std::path::PathBuf::from(said["path"].as_str().expect("a path"));
        assert!(desk.path("").join(&path).is_file());
        path.to_string_lossy().into_owned()
    };
    let first = named("虚构路街道", "home");
    assert_eq!(paper(&first), "2026-11-24 和颐苑 草稿.html");
    let second = named("甲乙镇", "home");
    assert_eq!(paper(&first), "2026-11-24 和颐苑 虚构路街道 草稿.html");
    assert_eq!(paper(&second), "2026-11-24 和颐苑 甲乙镇 草稿.html");
    // On one street too: by the id, which both say.
    let third = named("虚构路街道", "canteen");
    for id in [&first, &third] {
        assert_eq!(paper(id), format!("2026-11-24 和颐苑 {} 草稿.html", &id[..6]));
    }
    assert_eq!(paper(&second), "2026-11-24 和颐苑 甲乙镇 草稿.html");
}

#[test]
fn an_older_draft_can_still_be_printed_as_it_was() {
    let (desk, visit) = in_the_kitchen();
    freeze(&desk, &visit, &[]);
    let first = desk.path("1.html");
    desk.line(["report", &visit, "-o"]).arg(&first).json();
    let before = std::fs::read_to_string(&first).expect("a record");
    desk.line(["answer", &visit, KITCHEN, "fail", "--place", "后来看见的"]).json();
    // Draft 1 waits for a signature it will not get: what was seen since must not be missing from a paper.
    assert_eq!(desk.line(["report", &visit, "-o"]).arg(desk.path("now.html")).json()["draft"], Value::Null);
    let now = std::fs::read_to_string(desk.path("now.html")).expect("a record");
    assert!(now.contains("后来看见的") && now.contains("草稿"));
    freeze(&desk, &visit, &[]);
    desk.line(["report", &visit, "-o"]).arg(desk.path("2.html")).json();
    assert!(std::fs::read_to_string(desk.path("2.html")).is_ok_and(|h| h.contains("后来看见的")));
    let said = desk.line(["report", &visit, "--draft", "1", "-o"]).arg(&first).json();
    assert_eq!(said["draft"], 1);
    let now = std::fs::read_to_string(&first).expect("a record");
    assert!(now.contains("作废") && !before.contains("作废"), "the first draft, said to be void");
    assert!(!now.contains("后来看见的"));
    // Signed, it stays the record, whatever comes after it.
    desk.line(["sign", &visit, "--how", "signed"]).json();
    desk.line(["answer", &visit, KITCHEN, "fail", "--note", "签字以后"]).json();
    assert_eq!(desk.line(["report", &visit, "-o"]).arg(&first).json()["draft"], 2);
    assert!(!std::fs::read_to_string(&first).is_ok_and(|h| h.contains("签字以后")));
}

#[test]
fn sections_are_named_in_what_show_tells() {
    let (desk, visit) = at_the_home();
    let shown = desk.line(["show", &visit]).json();
    let keys = each(&shown["sections"], "section");
    assert!(keys.contains(&"fire/corridor".to_string()) && keys.contains(&"food/sample".to_string()), "{keys:?}");
}

#[test]
fn an_answer_behind_a_paper_says_what_it_calls_for_and_a_draft_is_signed_in_one_way() {
    let (desk, visit) = in_the_kitchen();
    assert_eq!(desk.line(["answer", &visit, KITCHEN, "pass"]).by("检甲").json()["after"], Value::Null);
    desk.line(["answer", &visit, "FOOD-CLEAN-01", "unchecked", "--due", "2026-12-01"]).by("检甲").json();
    let said = desk.line(["answer", &visit, "FOOD-CLEAN-01", "unchecked", "--due", "2026-12-01"]).by("检甲").says();
    assert!(said.contains("待补：原因"), "{said}");
    let said = desk.line(["freeze", &visit]).says();
    assert!(said.contains("待补 FOOD-CLEAN-01：原因"), "{said}");
    let first = freeze(&desk, &visit, &[]);
    assert_eq!(first["incomplete"], json!([format!("{visit}/FOOD-CLEAN-01")]));
    let answer = ["answer", &visit, "FOOD-CLEAN-01", "unchecked", "--reason", "4", "--due", "2026-12-01"];
    assert_eq!(desk.line(answer).by("检甲").json()["after"], "frozen");
    assert_eq!(freeze(&desk, &visit, &[]).as_object().map(|o| o.len()), Some(3), "nothing lacks");
    desk.line(["sign", &visit, "--how", "later", "--due", "2026-12-01"]).json();
    desk.line(["sign", &visit, "--how", "signed"]).json();
    let said = desk.line(["sign", &visit, "--how", "refused", "--reason", "不认可", "--witness", "李四"]).refused(1);
    assert!(said.contains("已登记：已签"), "{said}");
    assert_eq!(state(&desk, &visit), "signed");
    let said = desk.line(["answer", &visit, KITCHEN, "unchecked", "--reason", "4"]).by("检甲").says();
    assert!(said.contains("归入补正"), "{said}");
}

#[test]
fn a_refusal_without_reason_and_witness_is_written_and_told_as_incomplete() {
    let (desk, visit) = in_the_kitchen();
    freeze(&desk, &visit, &[]);
    let said = desk.line(["sign", &visit, "--how", "refused"]).by("检甲").json();
    assert_eq!(said["incomplete"], json!(["reason", "witness"]), "{said}");
    assert_eq!(state(&desk, &visit), "refused");
}
