//! `answer`: one item, one more place of it, or what is outside the list.

use super::{at_the_home, entries, point, row, verdict};
use crate::desk::Desk;
use serde_json::{Value, json};

/// One item of each kind: whether there is anything, how many, a sample, a number, a date, a figure.
const JUDGE: &str = "FIRE-RESP-01";
const COUNT: &str = "FIRE-TRAIN-01";
const SAMPLE: &str = "FIRE-EVAC-05";
const FRIDGE: &str = "FOOD-STORE-01";
const LIFT: &str = "SE-LIFT-01";
const FIGURE: &str = "FOOD-TRACE-15";
const RED: &str = "FIRE-EVAC-01";

fn values(readings: &Value) -> Vec<(String, String)> {
    let text = |v: &Value| v.as_str().unwrap_or_default().to_string();
    readings.as_array().into_iter().flatten().map(|r| (text(&r["label"]), text(&r["value"]))).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(l, v)| (l.to_string(), v.to_string())).collect()
}

#[test]
fn each_verdict_is_recorded_and_the_point_is_given_back() {
    let (desk, visit) = at_the_home();
    for (word, stands) in [("pass", "pass"), ("na", "na"), ("unchecked", "unchecked"), ("clear", "cleared"), ("fail", "fail")] {
        let said = desk.line(["answer", &visit, JUDGE, word]).by("检甲").json();
        assert_eq!(said, json!({ "id": format!("{visit}/{JUDGE}") }), "the point and nothing else");
        assert_eq!(verdict(&desk, &visit, JUDGE), stands);
    }
    desk.line(["answer", &visit, JUDGE, "maybe"]).refused(2);
    desk.line(["answer", &visit, JUDGE]).refused(2);
    desk.line(["answer", &visit, "NO-SUCH-ITEM", "pass"]).refused(1);
    desk.line(["answer", "AAAAAAAAAAAAAAAAAAAAAA", JUDGE, "pass"]).refused(1);
    desk.line(["answer", "nonsense", JUDGE, "pass"]).refused(1);
}

#[test]
fn an_item_is_named_by_its_id_by_its_point_or_by_its_number_in_the_visit() {
    let (desk, visit) = at_the_home();
    let shown = desk.line(["show", &visit]).json();
    let number = row(&shown["items"], "item", JUDGE)["number"].as_str().expect("a number").to_string();
    let id = format!("{visit}/{JUDGE}");
    for name in [JUDGE, &id, &number, &format!("point/{id}")] {
        assert_eq!(desk.line(["answer", &visit, name, "pass"]).id(), id, "{name}");
    }
    let other = desk.visit("霁禾里长者食堂", &["fire"]);
    desk.line(["answer", &visit, &format!("{other}/{JUDGE}"), "pass"]).refused(1);
}

#[test]
fn the_echo_says_what_was_recorded() {
    let (desk, visit) = at_the_home();
    let said = desk.line(["answer", &visit, JUDGE, "pass"]).says();
    assert!(said.starts_with(&format!("{visit}/{JUDGE}\n")), "the id stands on a line of its own: {said}");
    assert!(said.contains("刚记 09:00") && said.contains("= 符合"), "{said}");
    let said = desk.line(["answer", &visit, &format!("+{RED}"), "fail", "--lang", "en"]).says();
    assert!(said.contains("= fail") && !said.contains("outside the list"), "a further place is one of its item: {said}");
    let said = desk.line(["answer", &visit, "new", "fail"]).says();
    assert!(said.contains("清单外"), "{said}");
}

#[test]
fn numbers_stand_with_or_without_a_label_and_full_width_digits_count() {
    let (desk, visit) = at_the_home();
    let id = format!("{visit}/{FRIDGE}");
    for (typed, kept) in [
        (&["3.5"][..], pairs(&[("", "3.5")])),
        (&["冰箱1=3.5", "冰箱2=４。５", "冰柜=８"], pairs(&[("冰箱1", "3.5"), ("冰箱2", "4.5"), ("冰柜", "8")])),
        (&["0"], pairs(&[("", "0")])),
        (&["＝3．0"], pairs(&[("", "3.0")])),
        (&["冰箱1=3.5", "冰箱1=4"], pairs(&[("冰箱1", "3.5"), ("冰箱1", "4")])),
    ] {
        let values_of = typed.iter().flat_map(|v| ["--value", v]);
        desk.line(["answer", &visit, FRIDGE, "pass"]).args(values_of).json();
        assert_eq!(values(&point(&desk, &id)["readings"]), kept);
    }
    for (typed, kept) in [("-18", "-18"), ("冰柜=－18.5", "-18.5"), ("−2", "-2")] {
        desk.line(["answer", &visit, FRIDGE, "fail", "--value", typed]).json();
        assert_eq!(values(&point(&desk, &id)["readings"])[0].1, kept, "{typed}");
    }
    for nonsense in ["warm", "3.5.1", "3,5", "1/3", "2027-03-15", "", "冰箱1=", "1e3", "０x1"] {
        desk.line(["answer", &visit, FRIDGE, "fail", "--value", nonsense]).refused(2);
    }
}

#[test]
fn a_sample_and_a_count_are_bad_of_tested() {
    let (desk, visit) = at_the_home();
    let id = format!("{visit}/{SAMPLE}");
    desk.line(["answer", &visit, SAMPLE, "fail", "--value", "2/5"]).json();
    let now = point(&desk, &id);
    assert_eq!(values(&now["readings"]), pairs(&[("", "2/5")]));
    assert_eq!((&now["finding"]["bad"], &now["finding"]["looked"]), (&json!(2), &json!(5)), "{now}");
    desk.line(["answer", &visit, SAMPLE, "fail", "--value", "二楼=１／３", "--value", "三楼=0、2"]).json();
    let now = point(&desk, &id);
    assert_eq!(values(&now["readings"]), pairs(&[("二楼", "1/3"), ("三楼", "0/2")]));
    assert_eq!((&now["finding"]["bad"], &now["finding"]["looked"]), (&json!(1), &json!(5)));
    desk.line(["answer", &visit, SAMPLE, "pass", "--withdraw", "--value", "0/3"]).json();
    assert_eq!(point(&desk, &id)["planned"], 5, "fewer than planned is kept beside the plan");
    for nonsense in ["5", "6/5", "-1/5", "3.5", "a/b", "/5", "2027-03-15"] {
        desk.line(["answer", &visit, SAMPLE, "pass", "--value", nonsense]).refused(2);
    }
    desk.line(["answer", &visit, COUNT, "pass", "--value", "0/12"]).json();
    desk.line(["answer", &visit, COUNT, "fail", "--value", "3"]).json();
    assert_eq!(values(&point(&desk, &format!("{visit}/{COUNT}"))["readings"]), pairs(&[("", "3")]));
}

#[test]
fn a_pass_of_what_is_measured_wants_what_was_found_and_keeps_it_when_words_are_added() {
    let (desk, visit) = at_the_home();
    for (item, value) in [(FRIDGE, "3.5"), (SAMPLE, "0/5"), (LIFT, "2027-03-15"), (FIGURE, "12")] {
        let said = desk.line(["answer", &visit, item, "pass"]).refused(1);
        assert!(said.contains("要有数值") && said.contains("--value"), "{item}: the way out is named: {said}");
        desk.line(["answer", &visit, item, "pass", "--reason", "看着没问题"]).refused(1);
        let id = desk.line(["answer", &visit, item, "pass", "--value", value]).id();
        desk.line(["answer", &visit, item, "pass", "--note", "对方在场"]).json();
        let now = point(&desk, &id);
        assert_eq!(values(&now["readings"]), pairs(&[("", value)]), "{item}");
        assert_eq!(now["notes"], json!(["对方在场"]));
        desk.line(["answer", &visit, item, "unchecked", "--reason", "1"]).json();
    }
    // One key on the screen is one word here: nothing was found, or nothing is counted.
    for item in [JUDGE, COUNT] {
        desk.line(["answer", &visit, item, "pass"]).json();
    }
}

#[test]
fn a_date_is_read_in_every_form_and_renews_the_paper_of_the_facility() {
    let (desk, visit) = at_the_home();
    let home = desk.facility("康宁养老院");
    for typed in ["2027-03-15", "20270315", "2027.3.15", "27-3-15", "2027/3/15", "２０２７－３－１５", "2027年3月15日"]
    {
        desk.line(["answer", &visit, LIFT, "clear"]).json();
        desk.line(["answer", &visit, LIFT, "pass", "--value", typed]).json();
        assert_eq!(values(&point(&desk, &format!("{visit}/{LIFT}"))["readings"]), pairs(&[("", "2027-03-15")]), "{typed}");
    }
    let shown = desk.line(["show", &home]).json();
    assert_eq!(shown["papers"]["lift_certificate"]["value"]["expires"], "2027-03-15");
    desk.line(["answer", &visit, LIFT, "fail", "--value", "2026-11-23"]).json();
    for nonsense in ["2027-02-30", "3.5", "2027", "15.3.2027", "0/5"] {
        desk.line(["answer", &visit, LIFT, "fail", "--value", nonsense]).refused(2);
    }
    let two = desk.line(["answer", &visit, LIFT, "fail", "--value", "客梯=2027-03-15", "--value", "医梯=2026-12-01"]).id();
    assert_eq!(values(&point(&desk, &two)["readings"]).len(), 2);
    let shown = desk.line(["show", &home]).json();
    assert_eq!(shown["papers"]["lift_certificate"]["value"]["expires"], "2026-12-01", "the earliest counts");
}

#[test]
fn a_pass_against_the_limit_wants_a_reason_and_keeps_it() {
    let (desk, visit) = at_the_home();
    for (item, value) in [(FRIDGE, "9.2"), (FRIDGE, "-0.1"), (SAMPLE, "1/5"), (COUNT, "1"), (LIFT, "2026-11-23")] {
        let said = desk.line(["answer", &visit, item, "pass", "--value", value]).refused(1);
        assert!(said.contains("--reason"), "the way out is named: {said}");
        desk.line(["answer", &visit, item, "pass", "--value", value, "--reason", "刚开过门"]).json();
        assert_eq!(point(&desk, &format!("{visit}/{item}"))["reason"], "刚开过门");
    }
    desk.line(["answer", &visit, FRIDGE, "pass", "--value", "8"]).json();
    desk.line(["answer", &visit, FRIDGE, "fail", "--value", "4"]).json();
    assert_eq!(verdict(&desk, &visit, FRIDGE), "fail", "a fail within the limit is a person's to judge");
    desk.line(["answer", &visit, FIGURE, "pass", "--value", "46"]).json();
    desk.line(["answer", &visit, FIGURE, "fail", "--value", "46"]).refused(1);
}

#[test]
fn unchecked_keeps_its_reason_by_digit_or_in_words_and_who_returns_when() {
    let (desk, visit) = at_the_home();
    let id = format!("{visit}/{RED}");
    let reasons = ["key_or_person_away", "out_of_use", "papers_elsewhere", "no_time", "refused", "needs_specialist", "other"];
    for (n, word) in reasons.iter().enumerate() {
        desk.line(["answer", &visit, RED, "unchecked", "--reason", &(n + 1).to_string()]).json();
        assert_eq!(point(&desk, &id)["unchecked"], *word);
    }
    desk.line(["answer", &visit, RED, "unchecked", "--reason", "５"]).json();
    assert_eq!(point(&desk, &id)["unchecked"], "refused");
    desk.line(["answer", &visit, RED, "unchecked", "--reason", "机房钥匙在总务科", "--by", "检乙", "--due", "2026-12-01"])
        .by("检甲")
        .json();
    let now = point(&desk, &id);
    assert_eq!((&now["unchecked"], &now["reason"]), (&json!("other"), &json!("机房钥匙在总务科")));
    assert_eq!(now["return_by"], "2026-12-01");
    assert_eq!(now["by"], row(&desk.typed("list people").json(), "name", "检乙")["id"], "an unknown name becomes a person");
    for no_reason in ["0", "8", "９", "-1"] {
        desk.line(["answer", &visit, RED, "unchecked", "--reason", no_reason]).refused(2);
    }
    desk.line(["answer", &visit, RED, "na", "--reason", "1"]).json();
    assert_eq!(point(&desk, &id)["na"], "no_such_thing");
    desk.line(["answer", &visit, RED, "na", "--reason", "4"]).refused(2);
    desk.line(["answer", &visit, RED, "na", "--reason", "整层停用"]).json();
    let now = point(&desk, &id);
    assert_eq!((&now["na"], &now["reason"]), (&json!("other"), &json!("整层停用")));
}

#[test]
fn a_fail_is_a_finding_at_once_and_each_field_is_kept() {
    let (desk, visit) = at_the_home();
    let id = desk.line(["answer", &visit, JUDGE, "fail"]).id();
    let all = desk.typed("list findings").json();
    let finding = row(&all, "id", &id);
    assert_eq!((&finding["state"], &finding["item"], &finding["inspection"]), (&json!("open"), &json!(JUDGE), &json!(visit)));
    assert_eq!(finding["due"], "2026-12-01", "the presets of the item: seven days");
    let full = [
        ("--facts", "门被木楔顶住，关不上"),
        ("--place", "三楼西楼梯口"),
        ("--count", "２／5"),
        ("--handling", "transfer"),
        ("--interim", "专人看守"),
        ("--photos", "IMG_2034, IMG_2035"),
        ("--reply", "马上整改"),
        ("--due", "2026.11.27"),
        ("--note", "第二次说了"),
        ("--severity", "minor"),
        ("--why", "只有一处"),
    ];
    desk.line(["answer", &visit, JUDGE, "fail"]).args(full.iter().flat_map(|(f, v)| [*f, *v])).json();
    let now = point(&desk, &id);
    let finding = &now["finding"];
    assert_eq!(finding["facts"], "门被木楔顶住，关不上");
    assert_eq!(finding["place"], "三楼西楼梯口");
    assert_eq!(finding["handling"], "transfer");
    assert_eq!((&finding["bad"], &finding["looked"]), (&json!(2), &json!(5)));
    for count in ["0/5", "6/5", "几处"] {
        desk.line(["answer", &visit, JUDGE, "fail", "--count", count]).refused(2);
    }
    assert_eq!(finding["interim"], "专人看守");
    assert_eq!(finding["photos"], json!(["IMG_2034", "IMG_2035"]));
    assert_eq!(finding["reply"], "马上整改");
    assert_eq!(finding["due"], "2026-11-27");
    assert_eq!((&finding["severity"], &finding["severity_why"]), (&json!("minor"), &json!("只有一处")));
    assert_eq!(now["notes"], json!(["第二次说了"]));
    // One more field later takes nothing away.
    desk.line(["answer", &visit, JUDGE, "fail", "--reply", "已派人"]).json();
    let now = point(&desk, &id);
    assert_eq!((&now["finding"]["reply"], &now["finding"]["place"]), (&json!("已派人"), &json!("三楼西楼梯口")));
    assert_eq!((&now["finding"]["severity"], &now["notes"]), (&json!("minor"), &json!(["第二次说了"])));
}

#[test]
fn a_fail_tells_how_it_rises_and_whom_it_is_handed_over_to() {
    let (desk, visit) = at_the_home();
    let red = ["answer", &visit, "FIRE-EVAC-01", "fail"];
    let said = desk.line(red).json();
    let rises = &said["rises"];
    assert_eq!(
        (&rises[0]["id"], &rises[0]["when"], &rises[0]["to"]),
        (&json!("escape-blocked"), &json!("fail"), &json!("MAH-MGMT-06"))
    );
    assert_eq!(rises.as_array().map(Vec::len), Some(1));
    assert_eq!(said["authority"], json!({ "id": "fire", "name": "消防救援机构", "clock": "at_once", "by_law": true }));
    let words = desk.line(red).says();
    assert!(words.contains("升级：[待核实] 逃生通道"), "{words}");
    assert!(words.contains("移送：消防救援机构，立即（法定时限）"), "{words}");
    let english = desk.line(red).args(["--lang", "en"]).says();
    assert!(
        english.contains("Rises: [unverified] A block") && english.contains("Handed over to: fire and rescue"),
        "{english}"
    );
    // What is our own matter names nobody, unless it is handed over; nor does any other answer.
    let ours = desk.visit("长乐长者照护之家", &["supervision"]);
    let own = "SUP-FUND-10";
    let words = desk.line(["answer", &ours, own, "fail"]).says();
    assert!(!words.contains("移送："), "{words}");
    let words = desk.line(["answer", &ours, own, "fail", "--handling", "transfer"]).says();
    assert!(words.contains("移送：财政、审计、区民政计财，3个工作日内\n"), "{words}");
    let passed = desk.line(["answer", &visit, "FIRE-EVAC-02", "pass"]).json();
    assert_eq!(passed.as_object().map(|o| o.len()), Some(1), "{passed}");
    // A serious item that failed at the visit before rises by itself; also in a further place.
    let next =
        desk.line(["new", "康宁养老院", "--kind", "campaign", "--date", "2026-12-01", "--list", "fire", "--as", "检甲"]).id();
    desk.line(["answer", &visit, JUDGE, "fail"]).json();
    for what in [JUDGE.to_string(), format!("+{JUDGE}")] {
        let again = desk.line(["answer", &next, &what, "fail"]).json();
        assert_eq!(again["rises"][0]["id"], "failed-twice", "{what}: {again}");
    }
}

#[test]
fn each_handling_is_kept_and_fixed_closes_at_birth() {
    let (desk, visit) = at_the_home();
    for (word, state) in [("order", "open"), ("transfer", "open"), ("advise", "open"), ("fixed", "fixed_on_spot")] {
        let id = desk.line(["answer", &visit, JUDGE, "fail", "--handling", word]).id();
        assert_eq!(point(&desk, &id)["finding"]["handling"], word);
        assert_eq!(row(&desk.typed("list findings").json(), "id", &id)["state"], state);
    }
    desk.line(["answer", &visit, JUDGE, "fail", "--handling", "order"]).json();
    assert_eq!(row(&desk.typed("list findings").json(), "item", JUDGE)["state"], "open", "not put right after all");
    desk.line(["answer", &visit, JUDGE, "fail", "--handling", "forget"]).refused(2);
}

#[test]
fn changing_a_fail_says_what_becomes_of_its_finding() {
    let (desk, visit) = at_the_home();
    let id = desk.line(["answer", &visit, JUDGE, "fail", "--place", "二楼", "--facts", "没有"]).id();
    let state = || row(&desk.typed("list findings").json(), "id", &id)["state"].clone();
    for word in ["pass", "na", "unchecked", "clear"] {
        let said = desk.line(["answer", &visit, JUDGE, word]).refused(1);
        assert!(said.contains("--withdraw") && said.contains("--fixed"), "both ways out are named: {said}");
    }
    assert_eq!((verdict(&desk, &visit, JUDGE), state()), (json!("fail"), json!("open")));
    desk.line(["answer", &visit, JUDGE, "pass", "--fixed"]).json();
    assert_eq!((verdict(&desk, &visit, JUDGE), state()), (json!("fail"), json!("fixed_on_spot")), "still a fail");
    assert_eq!(point(&desk, &id)["finding"]["place"], "二楼", "and nothing of it is lost");
    desk.line(["answer", &visit, JUDGE, "pass", "--withdraw"]).json();
    assert_eq!((verdict(&desk, &visit, JUDGE), state()), (json!("pass"), json!("withdrawn")));
    let id = format!("{visit}/{JUDGE}");
    let told = row(&desk.typed("list findings").json(), "id", &id).clone();
    assert!(told["facts"].as_str().is_some_and(|f| !f.is_empty()), "a withdrawn one tells what it was: {told}");
    // A slip in the other direction: straight to fixed, and a fail that is none to withdraw.
    let id = desk.line(["answer", &visit, COUNT, "fail", "--fixed"]).id();
    assert_eq!(row(&desk.typed("list findings").json(), "id", &id)["state"], "fixed_on_spot");
    desk.line(["answer", &visit, COUNT, "fail", "--withdraw"]).refused(2);
    desk.line(["answer", &visit, COUNT, "clear", "--withdraw", "--fixed"]).refused(2);
    desk.line(["answer", &visit, COUNT, "clear", "--withdraw"]).json();
    assert_eq!(verdict(&desk, &visit, COUNT), "cleared");
}

#[test]
fn a_changed_severity_wants_its_why_and_flags_of_a_fail_stand_with_a_fail_only() {
    let (desk, visit) = at_the_home();
    desk.line(["answer", &visit, JUDGE, "fail", "--severity", "major"]).refused(2);
    desk.line(["answer", &visit, JUDGE, "fail", "--why", "因为"]).refused(2);
    desk.line(["answer", &visit, JUDGE, "fail", "--severity", "worst", "--why", "因为"]).refused(2);
    for flag in ["--facts", "--place", "--interim", "--photos", "--reply"] {
        desk.line(["answer", &visit, JUDGE, "pass", flag, "甲"]).refused(2);
    }
    desk.line(["answer", &visit, JUDGE, "fail", "--severity", "major", "--why", "死过人"]).json();
    assert_eq!(row(&desk.typed("list findings").json(), "item", JUDGE)["severity"], "major");
    desk.line(["answer", &visit, JUDGE, "pass", "--withdraw"]).json();
    assert_eq!(verdict(&desk, &visit, JUDGE), "pass");
}

#[test]
fn a_further_place_and_what_is_outside_the_list_are_points_of_their_own() {
    let (desk, visit) = at_the_home();
    let first = desk.line(["answer", &visit, RED, "fail", "--place", "二楼"]).id();
    let second = desk.line(["answer", &visit, &format!("+{RED}"), "fail", "--place", "三楼", "--facts", "锁着"]).id();
    let third = desk.line(["answer", &visit, &format!("+{RED}"), "fail", "--place", "四楼"]).id();
    let outside = desk.line(["answer", &visit, "new", "fail", "--facts", "外墙瓷砖松动", "--place", "北面"]).id();
    assert_eq!(std::collections::BTreeSet::from([&first, &second, &third, &outside]).len(), 4);
    let all = desk.typed("list findings").json();
    for (id, item, place) in [(&first, json!(RED), "二楼"), (&second, json!(RED), "三楼"), (&outside, Value::Null, "北面")]
    {
        let finding = row(&all, "id", id);
        assert_eq!((&finding["item"], &finding["place"]), (&item, &json!(place)));
        assert!(id.starts_with(&format!("{visit}/")), "{id}");
    }
    // Each can be answered again under its own id.
    desk.line(["answer", &visit, &second, "fail", "--fixed"]).json();
    desk.line(["answer", &visit, &outside, "clear", "--withdraw"]).json();
    let all = desk.typed("list findings").json();
    assert_eq!(row(&all, "id", &second)["state"], "fixed_on_spot");
    assert_eq!(row(&all, "id", &outside)["state"], "withdrawn");
    assert_eq!(row(&all, "id", &first)["state"], "open");
    for word in ["pass", "na", "unchecked", "clear"] {
        desk.line(["answer", &visit, "new", word]).refused(2);
        desk.line(["answer", &visit, &format!("+{RED}"), word]).refused(2);
    }
    desk.line(["answer", &visit, "+NO-SUCH", "fail"]).refused(1);
}

#[test]
fn the_same_fault_as_last_time_is_one_finding_and_closes_as_one() {
    let (desk, before) = at_the_home();
    let old = desk.line(["answer", &before, JUDGE, "fail", "--place", "二楼"]).id();
    let later = "2026-12-10T09:00:00+08:00";
    let visit = desk.typed("new 康宁养老院 --kind routine --list fire").at(later).id();
    assert_ne!(visit, before);
    let new = desk.line(["answer", &visit, JUDGE, "fail", "--place", "二楼", "--same", &old]).at(later).id();
    assert_eq!(new, format!("{visit}/{JUDGE}"), "the new visit's own point");
    let all = desk.typed("list findings").json();
    assert_eq!(all.as_array().map(Vec::len), Some(1), "counted and listed once: {all}");
    let mut both = [old.clone(), new.clone()];
    both.sort();
    assert_eq!(all[0]["id"], both[0], "under the id first in byte order");
    assert_eq!(all[0]["points"], json!(both));
    assert_eq!(desk.typed("stats").json()["findings"]["open"], 1);
    // Under either id the step is written to both.
    desk.line(["finding", &new, "close", "--with", "检乙"]).by("检甲").at(later).json();
    assert_eq!(desk.typed("list findings").json()[0]["state"], "closed");
    for id in both {
        let shown = desk.line(["show", &id]).json();
        let each = shown["points"].as_array().expect("points");
        assert!(each.iter().all(|p| p["value"]["finding"]["stage"] == "closed"), "{shown}");
    }
}

#[test]
fn the_same_fault_is_one_of_this_facility_that_fails_and_not_itself() {
    let (desk, visit) = at_the_home();
    let other = desk.visit("霁禾里长者食堂", &["fire"]);
    let elsewhere = desk.line(["answer", &other, COUNT, "fail"]).id();
    let passed = desk.line(["answer", &visit, COUNT, "pass"]).id();
    for wrong in [elsewhere.as_str(), &passed, &format!("{visit}/{JUDGE}"), "nonsense"] {
        desk.line(["answer", &visit, JUDGE, "fail", "--same", wrong]).refused(1);
    }
    desk.line(["answer", &visit, JUDGE, "pass", "--same", &elsewhere]).refused(2);
    assert_eq!(verdict(&desk, &visit, JUDGE), Value::Null, "nothing was written");
}

#[test]
fn a_note_marked_internal_stays_in_the_house() {
    let (desk, visit) = at_the_home();
    let id = desk.line(["answer", &visit, JUDGE, "fail", "--note", "给对方看的", "--internal", "只给自己人"]).id();
    let now = point(&desk, &id);
    assert_eq!((&now["notes"], &now["internal"]), (&json!(["给对方看的"]), &json!(["只给自己人"])));
    let file = desk.path("笔录.html");
    desk.line(["report", &visit, "-o"]).arg(&file).json();
    let html = std::fs::read_to_string(file).expect("a record");
    assert!(html.contains("给对方看的") && !html.contains("只给自己人"));
}

#[test]
fn an_item_that_a_trait_switched_off_or_of_another_type_can_still_be_recorded_and_is_shown() {
    let desk = Desk::new("甲号机");
    desk.roster();
    let visit = desk.visit("霁禾里长者食堂", &["fire"]);
    let shown = desk.line(["show", &visit]).json();
    let there = |item: &str, shown: &Value| shown["items"].as_array().is_some_and(|all| all.iter().any(|i| i["item"] == item));
    assert!(!there("FIRE-EVAC-13", &shown), "an item for places where people stay overnight");
    let before = entries(&desk);
    desk.line(["answer", &visit, "FIRE-EVAC-13", "fail", "--place", "阁楼"]).json();
    assert!(entries(&desk) > before);
    assert!(there("FIRE-EVAC-13", &desk.line(["show", &visit]).json()), "what was recorded is never hidden");
}
