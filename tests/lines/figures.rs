//! What `stats` counts as a check: 家数 and 家次, and what is told apart.

use super::row;
use crate::desk::Desk;
use serde_json::{Value, json};

/// A visit on a day with one answer.
fn visit(desk: &Desk, facility: &str, date: &str, item: &str, answer: &[&str]) -> String {
    let id = desk.line(["new", facility, "--kind", "routine", "--date", date, "--list", "fire"]).by("检甲").id();
    desk.line(["answer", &id, item]).args(answer.iter().copied()).by("检甲").json();
    id
}

fn year(desk: &Desk) -> Value {
    desk.typed("stats").json()["year"].clone()
}

#[test]
fn only_what_was_judged_for_itself_at_a_place_in_business_is_a_check() {
    let desk = Desk::new("甲号机");
    desk.roster();
    let item = "FIRE-EVAC-09";
    let last = |name: &str| row(&desk.typed("list facilities").json(), "name", name)["last_visit"].clone();
    assert_eq!(
        year(&desk),
        json!({ "year": 2026, "facilities": 3, "facilities_checked": 0, "visits": 0, "rechecks": 0, "no_check": 0, "not_made": 0,
            "backfilled": 0, "imported_findings": 0 })
    );
    // Two checks of one home, one of them on paper and written down later.
    visit(&desk, "康宁养老院", "2026-11-24", item, &["pass"]);
    visit(&desk, "康宁养老院", "2026-11-20", item, &["fail"]);
    // Not applicable and unchecked alone are no check.
    visit(&desk, "霁禾里长者食堂", "2026-11-24", item, &["na", "--reason", "2"]);
    assert_eq!(last("霁禾里长者食堂"), Value::Null);
    let closed = visit(&desk, "长乐长者照护之家", "2026-11-24", item, &["unchecked", "--reason", "1"]);
    let now = year(&desk);
    let of = |field: &str| now[field].clone();
    assert_eq!((of("facilities_checked"), of("visits")), (json!(1), json!(1)));
    assert_eq!((of("no_check"), of("backfilled")), (json!(2), json!(1)));
    // A closed door counts as going there.
    let shut = desk.line(["new", "霁禾里长者食堂", "--kind", "case", "--as", "检甲"]).id();
    desk.line(["not-made", &shut, "--why", "2"]).by("检甲").json();
    assert_eq!((&year(&desk)["not_made"], &year(&desk)["visits"]), (&json!(1), &json!(1)));
    // Once judged it is a check, unless the place was out of business on that day.
    desk.line(["answer", &closed, item, "pass"]).by("检甲").json();
    assert_eq!((&year(&desk)["facilities_checked"], last("长乐长者照护之家")), (&json!(2), json!("2026-11-24")));
    desk.line(["facility", "set", "长乐长者照护之家", "--status", "suspended", "--since", "2026-11-01"]).json();
    let now = year(&desk);
    assert_eq!((&now["facilities"], &now["facilities_checked"], &now["visits"]), (&json!(2), &json!(1), &json!(1)));
    let words = desk.typed("stats --lang en").says();
    assert!(words.contains("2026: 2 facilities in business, 1 of them checked at 1 visit"), "{words}");
    // A visit of another year by its right day.
    let moved = visit(&desk, "康宁养老院", "2026-01-02", item, &["pass"]);
    desk.line(["correct", &moved, "--date", "2025-12-31", "--reason", "年份写错"]).json();
    assert_eq!(year(&desk)["backfilled"], 1);
    desk.verify();
}

/// A recheck has looked at old findings, not at the place: it is told for itself, and makes no place 已查. An item that
/// was pulled in makes it a check like any other.
#[test]
fn a_recheck_of_old_findings_is_told_apart_from_checks_and_from_visits_without_a_judgement() {
    let desk = Desk::new("甲号机");
    desk.roster();
    let counts = || {
        let year = year(&desk);
        ["facilities_checked", "visits", "rechecks", "no_check"].map(|f| year[f].as_u64().expect("a figure"))
    };
    let visited = visit(&desk, "康宁养老院", "2026-11-24", "FIRE-EVAC-09", &["fail"]);
    desk.line(["answer", &visited, "FIRE-EVAC-05", "fail"]).by("检甲").json();
    assert_eq!(counts(), [1, 1, 0, 0]);
    let recheck = |day: &str| {
        let now = format!("{day}T09:00:00+08:00");
        (desk.line(["new", "康宁养老院", "--kind", "recheck", "--date", day]).by("检甲").at(&now).id(), now)
    };
    let (first, now) = recheck("2026-12-08");
    assert_eq!(counts(), [1, 1, 0, 1], "nothing was looked at yet");
    let say = |visit: &str, item: &str, answer: &[&str]| {
        let point = format!("{visited}/{item}");
        desk.line(["answer", visit, &point]).args(answer.iter().copied()).by("检甲").at(&now).json();
    };
    say(&first, "FIRE-EVAC-09", &["unchecked", "--reason", "1"]);
    assert_eq!(counts(), [1, 1, 0, 1], "nobody looked");
    say(&first, "FIRE-EVAC-09", &["fail"]);
    assert_eq!(counts(), [1, 1, 1, 0]);
    // Another one closes it later: the first has been there all the same.
    let (second, _) = recheck("2026-12-15");
    say(&second, "FIRE-EVAC-09", &["pass", "--by", "检乙"]);
    assert_eq!(counts(), [1, 1, 2, 0]);
    desk.line(["undo"]).at(&now).json();
    assert_eq!(counts(), [1, 1, 1, 1], "what was taken back was not said");
    let words = desk.typed("stats").says();
    assert!(words.contains("已查 1 家、1 家次；另有只复查旧问题的 1 家次，没有逐项判断的 1 家次"), "{words}");
    desk.line(["answer", &second, "FIRE-EVAC-01", "pass"]).by("检甲").at(&now).json();
    assert_eq!(counts(), [1, 2, 1, 0]);
}
