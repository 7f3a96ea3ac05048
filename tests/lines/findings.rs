//! `finding`: the steps of a finding, its guards, and the second person's word. And the recheck visit, where the findings
//! of a facility are its items.

use super::{at_the_home, has_fields, point, row};
use crate::desk::Desk;
use serde_json::{Value, json};

const MINOR: &str = "FIRE-IGN-01";
const SERIOUS: &str = "FIRE-RESP-01";
const RED: &str = "FIRE-EVAC-01";

const FIRE_LAW: &str = "《中华人民共和国消防法》第二十八条，已对照原文";

const LATER: &str = "2026-12-08T10:00:00+08:00";

/// A laptop, a visit by 检甲, and a fail of each severity: minor, serious, and major by a second person's word.
struct Found {
    desk: Desk,
    visit: String,
}

impl Found {
    fn new() -> Found {
        let (desk, visit) = at_the_home();
        for item in [MINOR, SERIOUS, RED] {
            desk.line(["answer", &visit, item, "fail", "--place", "二楼", "--facts", "坏的"]).by("检甲").json();
        }
        Found { desk, visit }
    }

    fn point(&self, item: &str) -> String {
        format!("{}/{item}", self.visit)
    }

    /// A step; what it needs beside it as one would type it.
    fn step<'a>(&'a self, item: &str, step: &str) -> super::Line<'a> {
        self.desk.line(["finding", &self.point(item)]).args(step.split_whitespace()).at(LATER)
    }

    fn finding(&self, item: &str) -> Value {
        row(&self.desk.typed("list findings").json(), "id", &self.point(item)).clone()
    }

    #[track_caller]
    fn stands(&self, item: &str, state: &str) {
        assert_eq!(self.finding(item)["state"], state);
    }
}

#[test]
fn every_step_is_taken_with_its_date_due_and_words() {
    let found = Found::new();
    for (step, state) in [
        ("order --date 2026-11-26 --due 2026-12-03 --reason 责令〔2026〕1号", "ordered"),
        ("recheck --date 2026-12-04 --due 20261211 --reason 还堵着", "not_fixed"),
        ("partly --date 2026.12.5", "partly"),
        ("transfer --date 2026-12-06 --to 消防救援支队", "transferred"),
        ("close --date 2026-12-08 --with 检乙 --reason 闭门器换新", "closed"),
        ("reopen --date 2026-12-09 --reason 又坏了", "open"),
    ] {
        let said = found.step(SERIOUS, step).by("检甲").json();
        let mut awaited = json!({ "id": found.point(SERIOUS), "state": state });
        if state == "transferred" {
            awaited["to"] = json!("消防救援支队");
        }
        assert_eq!(said, awaited, "{step}");
        found.stands(SERIOUS, state);
    }
    let shown = found.desk.line(["show", &found.point(SERIOUS)]).json();
    let steps: Vec<&Value> = shown["history"].as_array().expect("a history").iter().map(|h| &h["value"]["finding"]).collect();
    let at = |stage: &str| steps.iter().rfind(|f| f["stage"] == stage).unwrap_or_else(|| panic!("no {stage} in {shown}"));
    assert_eq!((&at("ordered")["due"], &at("ordered")["step"]["on"]), (&json!("2026-12-03"), &json!("2026-11-26")));
    assert_eq!(at("ordered")["step"]["words"], "责令〔2026〕1号");
    assert_eq!(at("not_fixed")["due"], "2026-12-11");
    assert_eq!(at("partly")["step"]["on"], "2026-12-05");
    assert_eq!(at("transferred")["step"]["to"], "消防救援支队");
    assert_eq!(at("closed")["step"]["officers"].as_array().map(Vec::len), Some(2));
    assert!(shown["history"].as_array().is_some_and(|h| h.iter().all(|h| h["who"] == "检甲")), "{shown}");
    for step in ["extended", "closed", "", "judge", "judge maybe", "close major", "close --date 2026-13-01"] {
        found.step(SERIOUS, step).refused(2);
    }
}

#[test]
fn a_matter_goes_to_the_authority_that_the_rules_name_for_its_item_where_no_other_is_named() {
    let found = Found::new();
    let kitchen = found.desk.line(["answer", &found.visit, "FOOD-LIC-01", "fail"]).by("检甲").id();
    for (point, to) in [(found.point(RED), "消防救援机构"), (kitchen, "区市场监管局（食品）")] {
        let said = found.desk.line(["finding", &point, "transfer"]).by("检甲").json();
        assert_eq!((&said["state"], &said["to"]), (&json!("transferred"), &json!(to)));
        assert_eq!(self::point(&found.desk, &point)["finding"]["step"]["to"], to);
    }
    let other = found.desk.line(["answer", &found.visit, "FIRE-EVAC-02", "fail"]).by("检甲").id();
    let words = found.desk.line(["finding", &other, "transfer"]).says();
    assert!(words.contains("  消防救援机构"), "{words}");
    // What is our own matter, or stands outside the lists, is proposed to nobody.
    let said = found.desk.line(["finding", &found.point(SERIOUS), "transfer"]).json();
    assert_eq!((&said["state"], said.get("to")), (&json!("transferred"), None));
    let outside = found.desk.line(["answer", &found.visit, "new", "fail", "--facts", "围墙开裂"]).by("检甲").id();
    let said = found.desk.line(["finding", &outside, "transfer"]).json();
    assert_eq!((&said["state"], said.get("to")), (&json!("transferred"), None));
    // Ordered, it has no receiver.
    let said = found.desk.line(["finding", &outside, "order", "--clause", FIRE_LAW]).json();
    assert_eq!(said.get("to"), None);
}

#[test]
fn a_step_without_a_date_is_of_today_and_keeps_the_due_date() {
    let found = Found::new();
    let due = found.finding(MINOR)["due"].clone();
    found.step(MINOR, "order --clause").arg(FIRE_LAW).json();
    let now = point(&found.desk, &found.point(MINOR));
    assert_eq!((&now["finding"]["step"]["on"], &now["finding"]["due"]), (&json!("2026-12-08"), &due));
    assert_eq!(now["finding"]["place"], "二楼", "and all that was written stays");
}

#[test]
fn a_minor_one_closes_alone_a_serious_one_needs_two_officers() {
    let found = Found::new();
    found.step(MINOR, "close").by("检甲").json();
    found.stands(MINOR, "closed");
    for officers in ["close", "close --with 检甲", "close --consent 科长"] {
        let said = found.step(SERIOUS, officers).by("检甲").refused(1);
        assert!(said.contains("两名检查人员"), "{said}");
    }
    found.stands(SERIOUS, "open");
    found.step(SERIOUS, "close --with 检乙").by("检甲").json();
    found.stands(SERIOUS, "closed");
}

#[test]
fn one_person_who_stands_in_the_file_twice_is_one_officer() {
    let found = Found::new();
    let again = found.desk.typed("new 康宁养老院 --kind recheck --date 2026-12-08").by("检甲").at(LATER).id();
    found.step(MINOR, "order --due 2026-12-20 --clause").arg(FIRE_LAW).by("检乙").json();
    let people = found.desk.typed("list people").json();
    let id = |name: &str| row(&people, "name", name)["id"].as_str().unwrap().to_string();
    found.desk.line(["same", &id("检甲"), &id("检乙")]).by("科长").json();
    found.step(SERIOUS, "close --with 检乙").by("检甲").refused(1);
    found.desk.line(["answer", &again, &found.point(SERIOUS), "pass"]).args(["--by", "检乙"]).by("检甲").at(LATER).refused(1);
    found.stands(SERIOUS, "open");
    found.step(SERIOUS, "close --with 科长").by("检甲").json();
    found.stands(SERIOUS, "closed");
}

#[test]
fn nobody_named_closes_a_serious_one_but_two_named_do() {
    let found = Found::new();
    found.step(SERIOUS, "close").refused(1);
    found.step(SERIOUS, "close --with 检乙").refused(1);
    found.step(SERIOUS, "close --with 检甲 --with 检乙").json();
    found.stands(SERIOUS, "closed");
}

#[test]
fn a_major_one_is_judged_by_a_second_person_and_closes_with_two_officers_and_a_consent() {
    let found = Found::new();
    assert_eq!((&found.finding(RED)["candidate"], &found.finding(RED)["severity"]), (&json!(true), &json!("serious")));
    found.step(RED, "judge major --reason 我说的").by("检甲").refused(1);
    found.step(RED, "judge major --reason 出口全堵").by("检乙").json();
    let now = found.finding(RED);
    assert_eq!((&now["candidate"], &now["severity"]), (&json!(false), &json!("major")));
    for officers in ["close", "close --with 检乙", "close --with 检乙 --consent 检乙", "close --consent 科长"] {
        found.step(RED, officers).by("检甲").refused(1);
    }
    found.step(RED, "close --with 检乙 --consent 科长 --date 2026-12-08").by("检甲").json();
    found.stands(RED, "closed");
    let step = &point(&found.desk, &found.point(RED))["finding"]["step"];
    let people = found.desk.typed("list people").json();
    assert_eq!(step["consent"], row(&people, "name", "科长")["id"]);
}

#[test]
fn a_candidate_that_is_none_after_all_closes_as_what_it_is() {
    let found = Found::new();
    found.step(RED, "judge not --reason 另有出口").by("检乙").json();
    let now = found.finding(RED);
    assert_eq!((&now["candidate"], &now["severity"]), (&json!(false), &json!("serious")));
    assert_eq!(found.desk.line(["show", &found.point(RED)]).json()["major"], false);
    found.step(RED, "close --with 检乙").by("检甲").json();
    found.stands(RED, "closed");
    // The second word may be changed, and it is the join that holds the closing to it.
    found.step(RED, "judge major --reason 重看").by("检乙").json();
    found.stands(RED, "reported");
}

#[test]
fn fixed_on_the_spot_is_of_the_day_it_was_found_on_and_no_back_door() {
    let found = Found::new();
    found.step(MINOR, "fixed").by("检甲").json();
    found.stands(MINOR, "fixed_on_spot");
    let now = point(&found.desk, &found.point(MINOR));
    assert_eq!((&now["finding"]["step"]["on"], &now["finding"]["handling"]), (&json!("2026-11-24"), &json!("fixed")));
    assert_eq!(now["verdict"], "fail", "still a fail");
    // Two weeks later it is a closure under another name, and needs what a closure needs.
    found.step(SERIOUS, "fixed --date 2026-12-08").by("检甲").refused(1);
    found.step(SERIOUS, "fixed --date 2026-12-08 --with 检乙").by("检甲").json();
    found.step(RED, "judge major").by("检乙").json();
    found.step(RED, "fixed").by("检甲").refused(1);
    // Opened again it is no longer fixed, and is counted so.
    found.step(MINOR, "reopen --reason 又堵了").json();
    assert_eq!((&found.finding(MINOR)["state"], &found.finding(MINOR)["handling"]), (&json!("open"), &Value::Null));
    found.step(MINOR, "order --clause").arg(FIRE_LAW).json();
    found.step(MINOR, "fixed").json();
    found.stands(MINOR, "fixed_on_spot");
}

#[test]
fn what_is_closed_is_reopened_before_anything_else_and_what_is_open_is_not_reopened() {
    let found = Found::new();
    found.step(MINOR, "reopen").refused(1);
    found.step(MINOR, "close").json();
    for step in ["close", "order", "recheck", "partly", "transfer", "fixed"] {
        let said = found.step(MINOR, step).refused(1);
        assert!(said.contains("reopen"), "the way out is named: {said}");
    }
    found.step(MINOR, "reopen").json();
    found.stands(MINOR, "open");
}

#[test]
fn what_never_failed_or_was_withdrawn_has_no_steps() {
    let found = Found::new();
    let passed = found.desk.line(["answer", &found.visit, "FIRE-TRAIN-01", "pass"]).id();
    found.desk.line(["answer", &found.visit, MINOR, "pass", "--withdraw"]).json();
    for id in [passed, found.point(MINOR), found.point("FIRE-NOWHERE"), "nonsense".into()] {
        found.desk.line(["finding", &id, "close"]).refused(1);
        found.desk.line(["finding", &id, "judge", "major"]).by("检乙").refused(1);
    }
    found.stands(MINOR, "withdrawn");
}

#[test]
fn a_recheck_goes_through_the_open_findings_and_closes_what_is_put_right() {
    let found = Found::new();
    let desk = &found.desk;
    let outside = desk.line(["answer", &found.visit, "new", "fail", "--facts", "外墙", "--place", "北面"]).by("检甲").id();
    desk.line(["finding", &outside, "fixed"]).json();
    let again = desk.typed("new 康宁养老院 --kind recheck --date 2026-12-08 --with 检乙").by("检甲").at(LATER).id();
    let shown = desk.line(["show", &again]).json();
    let mut rows = super::each(&shown["rechecks"], "id");
    rows.sort();
    let mut open = [MINOR, SERIOUS, RED].map(|i| found.point(i));
    open.sort();
    assert_eq!(rows, open, "what is open, and not what was fixed on the spot");
    assert_eq!(shown["items"], json!([]), "a recheck has findings for items");

    let answer =
        |what: &str, rest: &[&str]| desk.line(["answer", &again, what]).args(rest.iter().copied()).by("检甲").at(LATER).id();
    assert_eq!(answer(&found.point(SERIOUS), &["pass", "--reason", "已换新"]), found.point(SERIOUS), "on its own point");
    answer(&found.point(MINOR), &["fail", "--reason", "还堵着", "--due", "2026-12-15", "--note", "第二次"]);
    answer(&found.point(RED), &["unchecked", "--reason", "1"]);
    let new = answer("new", &["fail", "--facts", "旁边又堵了一处", "--place", "二楼西"]);
    let item = answer("FIRE-TRAIN-01", &["fail"]);
    found.stands(SERIOUS, "closed");
    found.stands(MINOR, "not_fixed");
    found.stands(RED, "open");
    assert_eq!(found.finding(MINOR)["due"], "2026-12-15");
    let now = point_of_history(desk, &found.point(MINOR));
    assert_eq!((&now["finding"]["step"]["visit"], &now["notes"]), (&json!(again), &json!(["第二次"])));
    let red = point_of_history(desk, &found.point(RED));
    assert_eq!(red["finding"]["step"]["unchecked"], "key_or_person_away");
    let all = desk.typed("list findings").json();
    assert_eq!(row(&all, "id", &new)["inspection"], json!(again));
    assert_eq!(row(&all, "id", &item)["item"], "FIRE-TRAIN-01");
    desk.line(["answer", &again, &found.point(MINOR), "na"]).refused(1);
    desk.line(["answer", &again, &found.point(MINOR), "fail", "--value", "3"]).refused(2);
    // The visit can be frozen and signed like any other.
    let frozen = desk.line(["freeze", &again]).at(LATER).json();
    has_fields(&frozen, "id draft check");
    desk.line(["sign", &again, "--how", "signed"]).at(LATER).json();
}

/// The last value written on a point.
fn point_of_history(desk: &Desk, id: &str) -> Value {
    let shown = desk.line(["show", id]).json();
    shown["history"].as_array().and_then(|h| h.last()).map(|h| h["value"].clone()).unwrap_or_default()
}

#[test]
fn one_officer_alone_closes_no_serious_finding_at_a_recheck_either() {
    let found = Found::new();
    let again = found.desk.typed("new 康宁养老院 --kind recheck --date 2026-12-08").by("检甲").at(LATER).id();
    let answer = |rest: &[&str]| {
        found.desk.line(["answer", &again, &found.point(SERIOUS), "pass"]).args(rest.iter().copied()).by("检甲").at(LATER)
    };
    answer(&[]).refused(1);
    found.stands(SERIOUS, "open");
    answer(&["--by", "检乙"]).json();
    found.stands(SERIOUS, "closed");
}

#[test]
fn a_day_before_that_of_the_step_is_no_term() {
    let found = Found::new();
    let text = found.step(SERIOUS, "order --due 2026-12-01").refused(1);
    assert!(text.contains("期限 2026-12-01 早于这一步的日期 2026-12-08"), "{text}");
    found.step(SERIOUS, "order --due 2026-12-08").json();
    assert_eq!(found.finding(SERIOUS)["due"], json!("2026-12-08"));
}

#[test]
fn no_finding_is_dealt_with_before_the_day_it_was_found_and_nothing_is_due_before_its_visit() {
    let found = Found::new();
    found.step(SERIOUS, "close --date 2026-11-01 --with 检乙").by("检甲").refused(1);
    found.stands(SERIOUS, "open");
    let before = ["answer", &found.visit, SERIOUS, "fail", "--due", "2020-01-01"];
    found.desk.line(before).by("检甲").refused(1);
    assert_ne!(found.finding(SERIOUS)["due"], "2020-01-01");
}

#[test]
fn nothing_is_ordered_on_a_clause_that_nobody_verified_until_somebody_enters_one_that_binds_the_place() {
    let found = Found::new();
    let outside = found.desk.line(["answer", &found.visit, "new", "fail", "--facts", "围墙开裂"]).by("检甲").id();
    let said = found.desk.line(["finding", &outside, "order", "--due", "2026-12-20"]).refused(1);
    assert!(said.contains("依据待核实，不能下责令") && said.contains("--clause"), "{said}");
    found.desk.line(["finding", &outside, "order", "--clause", "  "]).refused(1);
    // Everything else goes on without one, and what was verified is ordered as before.
    found.desk.line(["finding", &outside, "partly"]).json();
    found.step(SERIOUS, "order").json();
    found.desk.line(["finding", &outside, "order", "--clause", FIRE_LAW]).json();
    assert_eq!(point(&found.desk, &outside)["finding"]["clause"], FIRE_LAW);
    // Entered once, it stands.
    found.desk.line(["finding", &outside, "order", "--due", "2026-12-20"]).json();
    // A clause made for care homes binds no canteen.
    let canteen = found.desk.typed("new 霁禾里长者食堂 --kind case").by("检甲").id();
    let there = found.desk.line(["answer", &canteen, "new", "fail", "--facts", "围墙开裂"]).by("检甲").id();
    let said = found.desk.line(["finding", &there, "order", "--clause", "民政部令第66号第十条"]).refused(1);
    assert!(said.contains("没有约束力") && said.contains("民政部令第66号第十条"), "{said}");
    found.desk.line(["finding", &there, "order", "--clause", FIRE_LAW]).json();
}
