//! What the form of a fail offers, over a real store: the office's own words of before, what the rules say of the item.

use super::desk_tests::{Office, TODAY, busy, clock, visit_to};
use crate::domain::point::{Handling, Verdict};
use crate::request::answer::{Given, answer, change};
use crate::store::Log;
use jiff::civil::date;

const SAID: &str = "常闭式防火门被木楔顶住，关不上";

/// The home failed the item in October; the canteen is visited today.
fn office() -> Office {
    Office::at_home(|log| {
        busy(log);
        let canteen = log.facilities().unwrap().into_iter().find(|f| f.name.ends_with("长者食堂")).unwrap().id;
        visit_to(log, canteen, TODAY);
    })
}

/// The item with this fact, and where it stands in today's visit to the canteen.
fn failed_before(log: &mut Log) -> (String, usize) {
    let item = log.findings(TODAY, false).unwrap().into_iter().find(|f| f.facts == SAID).unwrap().item.unwrap();
    let today = log.visits(None).unwrap().into_iter().find(|v| v.facility_name.ends_with("长者食堂")).unwrap().id;
    let visit = log.visit(today).unwrap();
    (item.clone(), visit.row_of(&item).unwrap())
}

/// Goes to the form of the item at the canteen, the place filled.
fn form(office: &mut Office) {
    let (item, _) = failed_before(&mut office.log);
    office.keys("3zzst<Enter>").keys(&item).keys("<Enter>2").shows("不符合");
    office.keys("后门<Enter>");
}

#[test]
fn the_words_of_before_are_offered_after_the_ready_ones_and_taken_by_one_key() {
    let mut office = office();
    form(&mut office);
    office.shows("本机关以前这样写过");
    office.shows(&format!("5 {SAID}"));
    office.pictures("fail-said-before");
    office.keys("5").hides("本机关以前这样写过");
    office.keys("<Enter>");
    let row = office.log.findings(TODAY, false).unwrap().into_iter().find(|f| f.facility_name.ends_with("长者食堂")).unwrap();
    assert_eq!((row.facts.as_str(), row.place.as_str()), (SAID, "后门"));
}

#[test]
fn only_whole_and_different_words_are_offered_the_newest_first() {
    let mut office = office();
    let log = &mut office.log;
    let (item, row) = failed_before(log);
    let home = super::desk_tests::kangning(log);
    for (day, facts) in [(1, "旧的写法"), (2, "__楼没填完"), (3, "新的写法"), (4, "新的写法"), (5, "撤回的写法")]
    {
        let id = visit_to(log, home, date(2026, 11, day));
        let visit = log.visit(id).unwrap();
        let point = visit.rows[row].point.clone();
        log.append(answer(&visit, &point, Given::of(Verdict::Fail)).unwrap(), None, &clock()).unwrap();
        let visit = log.visit(id).unwrap();
        let told = change(&visit, &point, |p| p.finding.as_mut().unwrap().facts = Some(facts.into())).unwrap();
        log.append(told, None, &clock()).unwrap();
        if day == 5 {
            let visit = log.visit(id).unwrap();
            log.append(answer(&visit, &point, Given::of(Verdict::Pass)).unwrap(), None, &clock()).unwrap();
        }
    }
    assert_eq!(log.past_wordings(std::slice::from_ref(&item), 5).unwrap(), ["新的写法", "旧的写法", SAID]);
    assert_eq!(log.past_wordings(&[item], 1).unwrap(), ["新的写法"]);
    assert!(log.past_wordings(&["FIRE-NEVER-99".into()], 5).unwrap().is_empty());
}

#[test]
fn what_the_rules_say_of_the_item_stands_on_the_form() {
    let mut office = office();
    form(&mut office);
    office.shows("升  级  [待核实] 逃生通道、出口、车道、外窗任何一处被堵、锁、挡，列为疑似重大");
    office.shows("移  送  消防救援机构，立即（法定时限）");
}

/// Every item whose matter is another authority's names it, so that nobody has to know by heart where it goes.
#[test]
fn every_matter_of_another_authority_has_somewhere_to_go() {
    let rules = crate::content::rules();
    for (name, text) in crate::content::embedded_lists() {
        for item in crate::content::parse(name, text.as_bytes()).unwrap().items {
            let elsewhere = item.owner != crate::content::checklist::Owner::Civil || item.handling == Handling::Transfer;
            assert!(!elsewhere || rules.authority(&item).is_some(), "{}", item.id);
        }
    }
}

#[test]
fn whom_a_finding_is_handed_over_to_is_proposed_and_typing_names_another() {
    let mut office = office();
    let to = |office: &mut Office| {
        let id = office.log.findings(TODAY, false).unwrap().into_iter().find(|f| f.facts == SAID).unwrap().id;
        office.log.finding(&id).unwrap().points[0].1.joined.value.finding.clone().unwrap().step.unwrap().to.unwrap()
    };
    office.keys("2门<Enter>").shows(SAID);
    office.keys("7").shows("消防救援机构");
    office.keys("<Enter><Enter><Enter>");
    assert_eq!(to(&mut office), "消防救援机构");
    office.keys("7街道<Enter><Enter><Enter>");
    assert_eq!(to(&mut office), "街道");
}
