//! Visits planned by date and two people: from a facility's page and the week, moved by one key, opened, printed.

use super::desk_tests::{Office, TODAY, clock, homes, kangning};
use crate::domain::event::Person;
use crate::domain::name::PersonId;
use crate::request::facility as draft;
use crate::store::Log;
use jiff::civil::{Date, date};
use std::path::PathBuf;

/// Two inspectors in the books.
fn staffed(log: &mut Log) {
    homes(log);
    for name in ["检甲", "检乙"] {
        let person = Person { name: name.into(), ..Person::default() };
        log.append(vec![draft::person(draft::person_id(&person), person, Vec::new())], None, &clock()).unwrap();
    }
}

fn office() -> Office {
    Office::at_home(staffed)
}

fn person(office: &mut Office, name: &str) -> PersonId {
    office.log.people().unwrap().iter().find(|p| p.person.name == name).unwrap().id
}

/// The days that the home is planned for.
fn days(office: &mut Office) -> Vec<Date> {
    let id = kangning(&mut office.log);
    office.log.plans_of(id).unwrap().iter().filter(|row| !row.is_withdrawn()).map(|row| row.on()).collect()
}

#[test]
fn a_visit_is_planned_from_the_facilitys_page_and_stands_in_the_week() {
    let mut office = office();
    office.keys("kn<Enter>9").shows("列入计划：康宁养老院");
    office.shows("2026-11-25");
    office.keys("<Enter>12带燃气检测仪").pictures("plan-form");
    office.keys("<Enter>").shows("已列入计划：康宁养老院 2026-11-25 星期三");
    let (a, b) = (person(&mut office, "检甲"), person(&mut office, "检乙"));
    let id = kangning(&mut office.log);
    let row = office.log.plans_of(id).unwrap().remove(0);
    assert_eq!(row.plan.joined.value.people, [b, a], "the two that the digits named");
    assert_eq!(row.plan.joined.value.note.as_deref(), Some("带燃气检测仪"));
    office.keys("<Esc><Esc><Esc><Tab>").shows("检查计划  2026-11-23 至 2026-11-29");
    office.shows("检乙 检甲");
    office.pictures("week");
    // Planning it again opens what is planned already.
    office.keys("kn<Enter>9").shows("已有计划：2026-11-25 星期三");
    office.keys("<Esc>").hides("已有计划");
    assert_eq!(days(&mut office), [date(2026, 11, 25)]);
}

#[test]
fn one_key_moves_a_plan_over_the_weekend_and_the_cursor_goes_with_it() {
    let mut office = office();
    office.keys("kn<Enter>9<Enter>12<Enter><Esc><Esc><Esc><Tab>");
    office.keys("2").shows("康宁养老院 改到 2026-11-26 星期四");
    office.keys("22").shows("检查计划  2026-11-30 至 2026-12-06");
    office.shows("1 周后");
    assert_eq!(days(&mut office), [date(2026, 11, 30)]);
    office.keys("3333").shows("康宁养老院 改到 2026-11-24");
    office.keys("3").shows("计划的日子不能早于今天");
    assert_eq!(days(&mut office), [TODAY]);
    // Another day, typed; other people; and taken back.
    office.keys("4").keys("<End>").keys(&"<Backspace>".repeat(10)).keys("20261201<Enter>13<Enter>");
    office.shows("已列入计划：康宁养老院 2026-12-01 星期二");
    office.shows("检查计划  2026-11-30 至 2026-12-06");
    assert_eq!(days(&mut office), [date(2026, 12, 1)]);
    office.keys("5").shows("已撤回计划：康宁养老院");
    office.shows("这一周还没有计划");
    office.keys("<C-z>").shows("康宁养老院");
    assert_eq!(days(&mut office), [date(2026, 12, 1)]);
    office.keys("<Left>").shows("这一周还没有计划");
}

#[test]
fn what_is_planned_for_today_and_what_nobody_went_to_stand_on_home() {
    let mut office = office();
    let (id, a) = (kangning(&mut office.log), person(&mut office, "检甲"));
    let places: Vec<_> = office.log.facilities().unwrap().iter().map(|f| f.id).collect();
    let other = *places.iter().find(|p| **p != id).unwrap();
    for (place, on) in [(id, TODAY), (other, date(2026, 11, 20)), (other, date(2026, 11, 9)), (other, date(2026, 11, 26))] {
        let plan = crate::request::plan::of(place, on, vec![a], None);
        let (_, drafted) = crate::request::plan::add(&office.log.plans_of(place).unwrap(), plan).unwrap();
        office.log.append(drafted.into_iter().collect(), None, &clock()).unwrap();
    }
    office.keys("1<Esc>").shows("今天的计划  2");
    office.shows("2026-11-24  检甲");
    office.shows("2026-11-20  未去  检甲");
    // The visit that fulfils it: the second officer is the planned one, and the plan is done.
    office.keys("<Tab><Enter>1").shows("检甲");
    office.keys("<Enter><Enter><Enter><Enter><Enter><Enter>").shows("同址还有 1 家在营业，一并检查吗");
    office.keys("1");
    let visit = office.log.visits(Some(id)).unwrap().remove(0);
    assert_eq!((visit.on, visit.people), (TODAY, vec!["检甲".to_string()]));
    office.keys("<Esc><Esc><Esc><Esc>").hides("2026-11-24  检甲");
    office.keys("2<Esc><Tab>").shows("已去");
    office.keys("2").shows("已去的计划不再改动");
}

#[test]
fn a_visit_opened_from_the_plan_of_another_day_takes_the_plan_along() {
    let mut office = office();
    office.keys("kn<Enter>9<Enter>12<Enter><Esc><Esc><Esc><Tab>");
    assert_eq!(days(&mut office), [date(2026, 11, 25)]);
    office.keys("1<Enter><Enter><Enter><Enter><Enter><Enter>1");
    assert_eq!(days(&mut office), [TODAY], "they went a day earlier");
    let id = kangning(&mut office.log);
    assert!(office.log.plans_of(id).unwrap()[0].visit.is_some());
}

/// A plan of the home for a day.
fn plan(office: &mut Office, on: Date, people: Vec<PersonId>) {
    let id = kangning(&mut office.log);
    let (_, drafted) = crate::request::plan::add(&[], crate::request::plan::of(id, on, people, None)).unwrap();
    office.log.append(drafted.into_iter().collect(), None, &clock()).unwrap();
}

#[test]
fn another_day_drops_nobody_of_three() {
    let mut office = office();
    let third = Person { name: "检丙".into(), ..Person::default() };
    office.log.append(vec![draft::person(draft::person_id(&third), third, Vec::new())], None, &clock()).unwrap();
    let three = ["检甲", "检乙", "检丙"].map(|name| person(&mut office, name));
    plan(&mut office, date(2026, 11, 26), three.to_vec());
    let now = |office: &mut Office| {
        let id = kangning(&mut office.log);
        office.log.plans_of(id).unwrap()[0].plan.joined.value.people.clone()
    };
    office.keys("<Tab>4").keys("<End>").keys(&"<Backspace>".repeat(10)).keys("20261127<Esc>").shows("改动还没有记下");
    office.keys("1");
    office.shows("已列入计划：康宁养老院 2026-11-27");
    assert_eq!(now(&mut office), three);
    // The second one named first: the others follow, nobody twice.
    office.keys("4<Enter>2<Esc>1");
    assert_eq!(now(&mut office), [three[1], three[2]]);
}

#[test]
fn esc_plans_nothing_and_gives_up_nothing_that_was_typed_unasked() {
    let mut office = office();
    office.keys("kn<Enter>9<Esc>");
    assert_eq!(days(&mut office), []);
    office.keys("9<Enter>12带燃气检测仪<Esc>").shows("还没有列入计划");
    // Back in the form everything stands; a day that cannot be read holds nobody.
    office.keys("<Esc>").shows("带燃气检测仪");
    office.keys("<Up><Up><Up>").keys("x<Esc>2").hides("还没有列入计划");
    assert_eq!(days(&mut office), []);
    office.keys("9<Enter>12带燃气检测仪<Esc>1").shows("已列入计划：康宁养老院 2026-11-25");
    let id = kangning(&mut office.log);
    assert_eq!(office.log.plans_of(id).unwrap()[0].plan.joined.value.note.as_deref(), Some("带燃气检测仪"));
}

#[test]
fn a_visit_written_down_later_leaves_todays_plan_alone() {
    let mut office = office();
    plan(&mut office, TODAY, Vec::new());
    office.keys("kn<Enter>1<Enter><End>").keys(&"<Backspace>".repeat(10)).keys("20261120<Enter><Enter><Enter><Enter><Enter>1");
    let id = kangning(&mut office.log);
    assert_eq!(office.log.visits(Some(id)).unwrap()[0].on, date(2026, 11, 20), "{}", office.screen);
    assert_eq!(days(&mut office), [TODAY]);
}

#[test]
fn the_week_is_printed_on_one_page_and_typing_finds_whom_to_plan() {
    let mut office = office();
    office.keys("<Tab>").shows("这一周还没有计划");
    office.keys("6").shows("打开打印");
    office.keys("3").shows("已写好");
    assert_eq!(office.paths, [PathBuf::from("2026-11/2026-11-23 检查计划.html")]);
    office.keys("<Esc>luodian<Enter>9<Enter>99<Enter><Esc><Esc><Esc>").shows("罗店镇第三助餐点");
}

#[test]
fn nobody_comes_along_who_was_not_named() {
    let mut office = office();
    office.keys("kn<Enter>1<Enter><Enter><Enter><Enter><Enter><Enter>1");
    let id = kangning(&mut office.log);
    let row = office.log.visits(Some(id)).unwrap().remove(0);
    assert_eq!(row.people, Vec::<String>::new(), "{}", office.screen);
}

#[test]
fn whole_lists_are_taken_out_of_the_scope_by_two_keys_each() {
    let mut office = office();
    office.keys("kn<Enter>1<Enter><Enter><Enter><Enter><Enter>").shows(" > 重大事故隐患");
    office.keys("9").shows("超过 120 项");
    office.keys("<Right>").shows(" > 消防、燃气");
    office.keys("<Right><Right><Right>").shows(" > 食品安全");
    office.keys(" <Right> <Right> ").shows("合计 126 项");
    office.keys("<Left>").shows(" > 照护服务");
    office.keys("<Left><Left><Left><Left><Left><Left><Left>").shows(" > 重大事故隐患");
}

#[test]
fn a_routine_visit_begins_with_a_days_work_tells_what_it_leaves_and_takes_all_by_one_key() {
    let mut office = office();
    office.keys("kn<Enter>1<Enter><Enter><Enter><Enter><Enter>");
    // All that is due is more than two days' work: what comes first is in, the rest is told with its red lines.
    let begins = |office: &Office| {
        for told in ["合计 120 项", "项留待下次（红线 13）", "按 9 都列入"] {
            office.shows(told);
        }
        office.hides("超过 120 项");
    };
    begins(&office);
    office.keys("<Right><Right><Right><Right>").shows("留待下次");
    office.shows("留待 红线");
    office.keys("9").shows("超过 120 项");
    office.hides("留待");
    office.keys("9");
    begins(&office);
    // A part taken out by hand holds red lines: that is told too.
    office.keys("<Home><Down><Down> ").shows("留待 红线 6");
}

#[test]
fn what_the_beds_on_file_say_of_a_trait_is_offered_at_the_gate_and_enter_takes_it() {
    let mut office = office();
    office.keys("kn<Enter>1<Enter><Enter><Enter><Enter><Enter><Enter>1").shows("一键一项");
    let row = |office: &Office| office.screen.lines().find(|l| l.contains("二十张床")).map(String::from).unwrap_or_default();
    for _ in 0..40 {
        if row(&office).starts_with(" >") {
            break;
        }
        office.keys("<Down>");
    }
    let offered = row(&office);
    assert!(offered.contains("[1]") && offered.contains("档案床位 120 张"), "{}", office.screen);
    let id = kangning(&mut office.log);
    let is = |office: &mut Office| office.log.facility(id, TODAY).unwrap().traits.get("elder_care").map(|t| t.joined.value.is);
    assert_eq!(is(&mut office), None, "offered, not written");
    office.keys("<Enter>");
    assert_eq!(is(&mut office), Some(crate::domain::facility::Presence::Yes));
}
