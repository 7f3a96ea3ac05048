//! Before the first item, by keys over a real store: the gate, traits that are found, a door that stays closed.

use super::visit::{at_home, running, shows, visit_of};
use crate::disk::Moment;
use crate::domain::facility::{Presence, TraitValue};
use crate::domain::inspection::Kind;
use crate::request::facility;
use crate::views::facility::VisitStage;
use jiff::civil::date;

#[test]
fn a_trip_for_nothing_is_closed_with_four_keys() {
    let mut s = at_home(80, 24, "zh");
    s.keys("1kn<Enter>11<Enter>112");
    shows(&s, "未能检查  康宁养老院");
    s.keys("2<Enter><Enter><Enter>");
    shows(&s, "已记为未能检查：无人");
    let visit = visit_of(&mut s, Kind::Routine);
    assert_eq!(visit.parts.stage, VisitStage::NotDone);
    let head = &visit.parts.head.joined.value;
    assert_eq!(head.reason.as_deref(), Some("时间 10:42；地点 牡丹江路12号；见证人 检乙"));
}

#[test]
fn the_place_and_the_witness_of_a_trip_for_nothing_give_way_to_what_is_typed() {
    let mut s = at_home(80, 24, "zh");
    s.keys("1kn<Enter>11<Enter>112").keys("2<Enter>后门<Enter>门卫老李<Enter>");
    shows(&s, "已记为未能检查：无人");
    let reason = visit_of(&mut s, Kind::Routine).parts.head.joined.value.reason.clone();
    assert_eq!(reason.as_deref(), Some("时间 10:42；地点 后门；见证人 门卫老李"));
}

#[test]
fn at_the_gate_a_trait_is_one_key_and_a_field_is_saved_when_it_is_left() {
    let mut s = at_home(80, 24, "zh");
    s.keys("1kn<Enter>11<Enter>111<Enter>");
    shows(&s, "特征不详 1 项，一键一项");
    s.keys("1");
    shows(&s, "没有不详的特征");
    let writes = s.writes;
    shows(&s, "已存盘");
    s.keys("9点");
    shows(&s, "未存：离开这格即存");
    s.keys("<Enter>");
    shows(&s, "已存盘");
    assert_eq!(visit_of(&mut s, Kind::Routine).parts.head.joined.value.gate.started, "9点");
    s.keys("<Enter><Up>");
    assert_eq!(s.writes, writes + 1, "what did not change is not written");
    s.keys("<Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter>111");
    let gate = visit_of(&mut s, Kind::Routine).parts.head.joined.value.gate;
    assert_eq!((gate.cards_shown, gate.rights_told, gate.recusal.as_str()), (true, true, "不申请回避"));
    s.keys("<C-g>");
    shows(&s, "At the gate");
    shows(&s, "1 done  2 not  [1]");
}

#[test]
fn beds_that_are_no_number_are_kept_and_told_and_a_number_with_its_unit_is_a_number() {
    let mut s = at_home(80, 24, "zh");
    s.keys("1kn<Enter>11<Enter>111<Enter>1<Enter><Enter><Enter><Enter>");
    let beds = |s: &mut _| visit_of(s, Kind::Routine).parts.head.joined.value.gate.beds_counted;
    s.keys("大约百张<Enter>");
    shows(&s, "不是数字，请过目");
    assert_eq!(beds(&mut s), "大约百张", "nothing that was typed is lost");
    s.keys("<Up><C-u>118张<Enter>");
    assert_eq!(beds(&mut s), "118");
    assert!(!s.shows("不是数字"), "{}", s.screen());
}

#[test]
fn a_trait_found_at_the_gate_adds_its_items_and_words_typed_beside_it_stay() {
    let mut s = at_home(80, 24, "zh");
    let (home, trait_) = (s.store().log.facilities().unwrap()[0].id, "gas");
    let view = s.store().log.facility(home, date(2026, 11, 24)).unwrap();
    let none = facility::set_trait(&view, trait_, Presence::No, date(2026, 11, 1), None);
    s.store().log.append(vec![none], None, &Moment::parse("2026-11-23T09:00:00+08:00").unwrap()).unwrap();
    s.keys("1kn<Enter>11<Enter>111<Enter><Esc>");
    shows(&s, "/9 ");
    s.keys("6");
    shows(&s, "燃气");
    s.keys("<Down>1<Esc>");
    shows(&s, "/10 ");
    let visit = visit_of(&mut s, Kind::Routine);
    assert!(visit.rows[visit.row_of("K-04").unwrap()].new);
}

#[test]
fn what_the_facilitys_file_lacks_is_asked_at_the_gate_and_goes_there() {
    let mut s = at_home(80, 24, "zh");
    s.keys("1kn<Enter>11<Enter>111<Enter>1").keys("957<Enter>");
    let gate = visit_of(&mut s, Kind::Routine).parts.head.joined.value.gate;
    assert_eq!(gate.started, "09:57");
    s.keys(&"<Enter>".repeat(10)).keys("111");
    shows(&s, " > 法人、负责人");
    s.keys("李法人<Enter>");
    let id = s.store().log.facilities().unwrap()[0].id;
    let profile = s.store().log.facility(id, date(2026, 11, 24)).unwrap().profile.joined.value;
    assert_eq!(profile.head.as_deref(), Some("李法人"));
    let on_paper = visit_of(&mut s, Kind::Routine).parts.facility.joined.value.head;
    assert_eq!(on_paper.as_deref(), Some("李法人"), "the record's head says it");
}

#[test]
fn words_typed_beside_a_trait_during_the_run_are_kept_with_it() {
    let mut s = running(80, 24, "zh");
    s.keys("6<Down>床位12张<Enter>");
    let told = visit_of(&mut s, Kind::Routine).parts.traits;
    let note = |t: &crate::views::Current<TraitValue>| t.joined.value.note.clone();
    assert!(told.values().filter_map(note).any(|n| n == "床位12张"), "{}", s.screen());
}
