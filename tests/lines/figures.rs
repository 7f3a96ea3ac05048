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
        json!({ "year": 2026, "facilities": 3, "facilities_checked": 0, "visits": 0, "no_check": 0, "not_made": 0,
            "backfilled": 0, "imported_findings": 0 })
    );
    // Two checks of one home, one of them on paper and written down later.
    visit(&desk, "康宁养老院", "2026-11-24", item, &["pass"]);
    visit(&desk, "康宁养老院", "2026-11-20", item, &["fail"]);
    // Not applicable and unchecked alone are no check.
    visit(&desk, "静安里长者食堂", "2026-11-24", item, &["na", "--reason", "2"]);
    assert_eq!(last("静安里长者食堂"), Value::Null);
    let closed = visit(&desk, "长乐长者照护之家", "2026-11-24", item, &["unchecked", "--reason", "1"]);
    let now = year(&desk);
    let of = |field: &str| now[field].clone();
    assert_eq!((of("facilities_checked"), of("visits")), (json!(1), json!(1)));
    assert_eq!((of("no_check"), of("backfilled")), (json!(2), json!(1)));
    // A closed door counts as going there.
    let shut = desk.line(["new", "静安里长者食堂", "--kind", "case", "--as", "检甲"]).id();
    desk.line(["not-made", &shut, "--why", "2"]).by("检甲").json();
    assert_eq!((&year(&desk)["not_made"], &year(&desk)["visits"]), (&json!(1), &json!(1)));
    // Once judged it is a check, unless the place was out of business on that day.
    desk.line(["answer", &closed, item, "pass"]).by("检甲").json();
    assert_eq!((&year(&desk)["facilities_checked"], last("长乐长者照护之家")), (&json!(2), json!("2026-11-24")));
    desk.line(["facility", "set", "长乐长者照护之家", "--status", "suspended", "--since", "2026-11-01"]).json();
    let now = year(&desk);
    assert_eq!((&now["facilities"], &now["facilities_checked"], &now["visits"]), (&json!(2), &json!(1), &json!(1)));
    let words = desk.typed("stats --lang en").says();
    assert!(words.contains("2026: 2 facilities in business, 1 of them checked at 1 visits"), "{words}");
    // A visit of another year by its right day.
    let moved = visit(&desk, "康宁养老院", "2026-01-02", item, &["pass"]);
    desk.line(["correct", &moved, "--date", "2025-12-31", "--reason", "年份写错"]).json();
    assert_eq!(year(&desk)["backfilled"], 1);
    desk.verify();
}
