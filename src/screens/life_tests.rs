//! Facilities live: they close, are renamed, share an address, move, or nobody opens the door.

use super::desk_tests::{Office, TODAY, clock, homes, kangning};
use crate::domain::facility::{Presence, Status};
use crate::domain::inspection::NotDone;
use crate::domain::name::{FacilityId, InspectionId};
use crate::request::facility as draft;
use crate::views::facility::{FacilityView, VisitStage};
use jiff::civil::date;

fn named(office: &mut Office, name: &str) -> FacilityId {
    office.log.facilities().unwrap().iter().find(|f| f.name == name).unwrap().id
}

fn view(office: &mut Office, id: FacilityId) -> FacilityView {
    office.log.facility(id, TODAY).unwrap()
}

/// The visit to a facility today.
fn visit_of(office: &mut Office, id: FacilityId) -> InspectionId {
    office.log.visits(Some(id)).unwrap()[0].id
}

#[test]
fn what_is_out_of_business_leaves_home_from_its_day_and_not_before() {
    let mut office = Office::at_home(homes);
    office.shows("机构 3 家");
    office.shows("停业等 1 家另计");
    // Down to the status; without a day it is from today.
    let down = "<Enter>".repeat(11);
    office.keys(&format!("kn<Enter>2{down}2<Esc>")).shows("已改：康宁养老院");
    let id = kangning(&mut office.log);
    let profile = view(&mut office, id).profile.joined.value;
    assert_eq!((profile.status, profile.status_from), (Status::Suspended, Some(TODAY)));
    office.keys("<Esc><Esc><Esc>").shows("机构 2 家");
    office.shows("今年未查 2 家");
    // One that closes next month is in business until then.
    office.keys(&format!("luodian<Enter>2{down}520261224<Esc>"));
    office.keys("<Esc><Esc><Esc>").shows("机构 2 家");
    let all = office.log.facilities().unwrap();
    let closing = all.iter().find(|f| f.status == Status::Closed).unwrap();
    assert_eq!(closing.status_from, Some(date(2026, 12, 24)));
    assert!(closing.in_business(date(2026, 12, 23)) && !closing.in_business(date(2026, 12, 24)));
}

#[test]
fn a_former_name_still_finds_the_facility() {
    let mut office = Office::at_home(homes);
    let name = "<Backspace>".repeat(5);
    office.keys(&format!("kn<Enter>2{name}和颐苑<Esc>")).shows("已改：和颐苑");
    office.keys("<Esc><Esc><Esc>康宁养老院").shows("和颐苑");
    office.shows("原名康宁养");
    office.keys("<Enter><End>").shows("康宁养老院");
}

#[test]
fn a_facility_that_moved_asks_every_trait_again_and_a_corrected_address_does_not() {
    let mut office = Office::at_home(homes);
    let id = kangning(&mut office.log);
    let before = view(&mut office, id);
    let told = draft::set_trait(&before, "gas", Presence::No, date(2026, 10, 12), None);
    office.log.append(vec![told], None, &clock()).unwrap();
    office.keys("kn<Enter>2<Enter><Enter><Enter>甲<Esc>").shows("地址改了");
    office.keys("2").shows("已改：康宁养老院");
    assert_eq!(view(&mut office, id).traits["gas"].joined.value.is, Presence::No, "it was only put right");
    office.keys("2<Enter><Enter><Enter>乙<Esc>1").shows("已改：康宁养老院");
    let moved = view(&mut office, id);
    assert_eq!(moved.traits["gas"].joined.value.is, Presence::Unknown);
    let profile = moved.profile.joined.value;
    assert_eq!(profile.address.as_deref(), Some("虚构区牡丹路12号甲乙"));
    assert_eq!(profile.note.as_deref(), Some("2026-11-24 由 虚构区牡丹路12号甲 迁来"));
    // One key takes all of it back.
    office.keys("<C-z>");
    assert_eq!(view(&mut office, id).traits["gas"].joined.value.is, Presence::No);
}

#[test]
fn who_houses_a_facility_is_chosen_by_name() {
    let mut office = Office::at_home(homes);
    let (home, canteen) = (kangning(&mut office.log), named(&mut office, "友谊路街道长者食堂"));
    let down = "<Enter>".repeat(13);
    office.keys(&format!("shitang<Enter>2{down}没有这家<Enter>")).shows("没有这个名称的机构");
    office.keys("<C-u><Down><Esc>").shows("已改：友谊路街道长者食堂");
    assert_eq!(view(&mut office, canteen).profile.joined.value.host, Some(home));
    office.keys("<End>").shows("同址主体");
    // It stands there when the form is opened again, and nothing is written by that.
    office.keys(&format!("2{down}")).shows("[康宁养老院");
    office.keys("<Esc>").hides("已改");
}

#[test]
fn others_at_the_address_are_visited_along_and_the_gate_is_told_once() {
    let mut office = Office::at_home(homes);
    let canteen = named(&mut office, "友谊路街道长者食堂");
    office.keys("kn<Enter>1<Enter><Enter><Enter><Enter><Enter><Enter>").shows("同址还有 1 家在营业，一并检查吗");
    office.pictures("together");
    office.keys("2").shows("进门核实");
    let home = kangning(&mut office.log);
    let own = [home, canteen].map(|id| visit_of(&mut office, id));
    assert_ne!(own[0], own[1], "a record each");
    let visit = office.log.visit(own[1]).unwrap();
    assert!(visit.parts.lists.iter().any(|l| l.id.contains("food")), "the canteen has the lists of a canteen");
    // The gate of the first: who received us.
    let mut known = office.log.visit(own[0]).unwrap().parts.head;
    known.joined.value.gate.host_name = "王院长".into();
    known.joined.value.gate.started = "09:05".into();
    known.joined.value.gate.residents = "98".into();
    let drafted = crate::request::visit::change(&office.log.visit(own[0]).unwrap(), |head| *head = known.joined.value.clone());
    office.log.append(drafted.unwrap(), None, &clock()).unwrap();
    // The other's visit, not begun yet, is opened from Home.
    office.keys("<Esc><Esc><Esc><Esc><Esc><Down><Down><Enter>");
    office.shows("同址的「康宁养老院」已做进门核实，照抄过来吗");
    office.pictures("gate-beside");
    office.keys("1").shows("已照抄，请过目");
    let gate = office.log.visit(own[1]).unwrap().parts.head.joined.value.gate;
    assert_eq!((gate.host_name.as_str(), gate.started.as_str()), ("王院长", "09:05"));
    assert_eq!(gate.residents, "", "people are counted in each");
}

#[test]
fn a_neighbour_who_let_nobody_in_offers_no_gate_and_the_offer_comes_once() {
    let mut office = Office::at_home(homes);
    // The home could not be visited; its neighbour's gate has nothing to copy.
    office.keys("kn<Enter>02<Enter><Enter><Enter><Esc><Esc>");
    office.keys("zzst<Enter>1<Enter><Enter><Enter><Enter><Enter><Enter>1").shows("进门核实  友谊路街道长者食堂");
    office.hides("照抄过来吗");
    // Of a gate that says something it is asked at the gate, and not again behind it.
    let mut office = Office::at_home(homes);
    office.keys("kn<Enter>1<Enter><Enter><Enter><Enter><Enter><Enter>1");
    let home = kangning(&mut office.log);
    let id = visit_of(&mut office, home);
    let drafted = crate::request::visit::change(&office.log.visit(id).unwrap(), |head| head.gate.host_name = "王院长".into());
    office.log.append(drafted.unwrap(), None, &clock()).unwrap();
    office.keys("<Esc><Esc><Esc><Esc>zzst<Enter>1<Enter><Enter><Enter><Enter><Enter><Enter>1");
    office.shows("照抄过来吗");
    office.keys("2<Esc>").shows("未记");
    office.hides("照抄过来吗");
}

#[test]
fn words_to_a_closed_door_are_not_lost_by_one_esc() {
    let mut office = Office::at_home(homes);
    let id = kangning(&mut office.log);
    office.keys("kn<Enter>0<Down><Down><Down>隔壁王师傅<Esc>").shows("还没选原因");
    office.keys("2<Esc>").shows("无人");
    let row = office.log.visits(Some(id)).unwrap().remove(0);
    assert!(office.log.visit(row.id).unwrap().parts.head.joined.value.reason.unwrap().contains("隔壁王师傅"));
    let mut office = Office::at_home(homes);
    office.keys("kn<Enter>0<Down><Down><Down>隔壁<Esc><Esc>").shows("康宁养老院  养老机构");
    assert!(office.log.visits(Some(id)).unwrap().is_empty());
}

#[test]
fn a_closed_door_is_four_keys_and_leaves_no_visit_when_it_was_a_slip() {
    let mut office = Office::at_home(homes);
    let id = kangning(&mut office.log);
    office.keys("kn<Enter>0").shows("未能检查");
    office.pictures("not-made");
    office.keys("<Esc>").shows("康宁养老院  养老机构");
    assert!(office.log.visits(Some(id)).unwrap().is_empty(), "no visit is left behind");
    office.keys("02<Enter><Enter><Enter>").shows("无人");
    let row = office.log.visits(Some(id)).unwrap().remove(0);
    assert_eq!(row.stage, VisitStage::NotDone);
    let head = office.log.visit(row.id).unwrap().parts.head.joined.value;
    assert_eq!((head.not_done, head.gate.started.as_str()), (Some(NotDone::NobodyThere), "10:42"));
    assert!(head.reason.unwrap().contains("虚构区牡丹路12号"));
    // Not a visit in the figures.
    office.keys("<Esc><Esc><Esc>").shows("今年未查 3 家");
}

#[test]
fn a_wrong_day_is_put_right_from_the_closing_menu_with_a_reason() {
    let mut office = Office::at_home(homes);
    let id = kangning(&mut office.log);
    office.keys("kn<Enter>1<Enter><Enter><Enter><Enter><Enter><Enter>1<Esc>");
    let visit = visit_of(&mut office, id);
    office.keys("99").shows("更正检查日期");
    let typed = "<Backspace>".repeat(10);
    office.keys(&format!("9{typed}20261125<Enter>明天")).shows("对的日期");
    office.keys("<Enter>").shows("检查日期不能晚于今天");
    office.keys(&format!("<Up>{typed}20261123<Enter><C-u>")).pictures("correct-day");
    office.keys("<Enter>").shows("还缺：更正原因");
    office.keys("前一天去的<Enter>").shows("检查日期已更正为");
    let head = office.log.visit(visit).unwrap().parts.head.joined.value;
    assert_eq!((head.corrected_on, head.reason.as_deref()), (Some(date(2026, 11, 23)), Some("前一天去的")));
    assert_eq!(office.log.visits(Some(id)).unwrap()[0].on, date(2026, 11, 23));
}
