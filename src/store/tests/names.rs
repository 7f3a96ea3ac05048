//! An item that was merged into another keeps its history: last time's answer, its open finding and its repeats follow.

use super::desk::{Desk, lists};
use crate::content;
use crate::domain::inspection::Kind;
use crate::domain::point::Verdict;

/// The trial list as it was when its item had the id of before.
fn old_list(desk: &Desk) -> content::checklist::Checklist {
    let old = include_str!("../../../tests/content/good.toml").replace("TRIAL-01", "CARE-ROUT-04");
    std::fs::create_dir_all(desk.home.checklists()).unwrap();
    crate::disk::write_whole(&desk.home.checklists().join("old.toml"), old.as_bytes()).unwrap();
    let (offered, _) = content::offered(&desk.home.own_checklists().unwrap(), None);
    offered.iter().find(|of| of.own).map(|of| content::parse(&of.name, of.text.as_bytes()).unwrap()).unwrap()
}

#[test]
fn what_was_to_be_returned_for_under_a_former_id_is_returned_for_and_done_under_the_id_of_today() {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let old = old_list(&desk);
    let first = desk.visit_with(home, Kind::Routine, 3, &[old]);
    let visit = desk.open(first);
    let mut given = crate::request::answer::Given::of(Verdict::Unchecked);
    given.unchecked = Some(crate::domain::point::UncheckedReason::KeyOrPersonAway);
    given.return_by = Some(jiff::civil::date(2026, 11, 12));
    let point = crate::domain::subject::PointId::new(first, "CARE-ROUT-04");
    desk.write(crate::request::answer::answer(&visit, &point, given).unwrap());
    let today = jiff::civil::date(2026, 11, 24);
    let waiting = desk.log.facility(home, today).unwrap();
    let all = lists();
    let all: Vec<&content::checklist::Checklist> = all.iter().collect();
    assert_eq!(
        crate::request::visit::to_return(&waiting, &all),
        ["FIRE-IGN-01"],
        "the recheck takes it in as it is called now"
    );
    assert_eq!(awaited(&mut desk), 1, "and the first screen tells it");
    let second = desk.visit(home, Kind::Routine, 10);
    desk.answer(second, "FIRE-IGN-01", Verdict::Pass);
    assert_eq!(awaited(&mut desk), 0);
    assert!(desk.log.facility(home, today).unwrap().unchecked.is_empty(), "and it was looked at");
}

/// What Home tells under 未查回访.
fn awaited(desk: &mut Desk) -> u32 {
    desk.log.group(crate::views::home::GroupKind::ToReturn, jiff::civil::date(2026, 11, 24)).unwrap().count
}

#[test]
fn what_failed_under_a_former_id_stands_open_and_failed_last_time_under_the_id_of_today() {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let old = old_list(&desk);
    let first = desk.visit_with(home, Kind::Routine, 3, std::slice::from_ref(&old));
    let point = desk.answer(first, "CARE-ROUT-04", Verdict::Fail);
    let second = desk.visit(home, Kind::Routine, 10);
    let visit = desk.open(second);
    assert_eq!(visit.parts.last["FIRE-IGN-01"].verdict, Verdict::Fail);
    let open = &visit.parts.open["FIRE-IGN-01"];
    assert_eq!((open.len(), &open[0].id, visit.parts.open.contains_key("CARE-ROUT-04")), (1, &point, false));

    desk.answer(second, "FIRE-IGN-01", Verdict::Fail);
    let view = desk.log.facility(home, jiff::civil::date(2026, 11, 24)).unwrap();
    let repeated: Vec<_> = view.repeated.iter().map(|(item, times, _)| (item.as_str(), *times)).collect();
    assert_eq!(repeated, [("FIRE-IGN-01", 2)]);

    let third = desk.visit_with(home, Kind::Routine, 17, &[old]);
    let visit = desk.open(third);
    assert_eq!(visit.parts.last["CARE-ROUT-04"].on, jiff::civil::date(2026, 11, 10), "an older list finds the newer answer");
    assert_eq!(visit.parts.open["CARE-ROUT-04"].len(), 2);
    assert!(lists()[0].items.iter().any(|i| i.aliases.contains(&"CARE-ROUT-04".to_string())));
}
