use crate::domain::event::Event;
use crate::domain::facility::Presence;
use crate::domain::inspection::Activity;
use crate::domain::point::{Handling, Point, Reading, Stage, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::failure::rule::Refusal;
use crate::request::answer::{self, Given};
use crate::request::{freeze, visit as opening};
use crate::views::closing::{Missing, closing};
use crate::views::sample::{now, visit};
use crate::views::visit::Visit;

fn numbers(visit: &Visit) -> Vec<(String, String)> {
    (0..visit.rows.len()).map(|r| (visit.rows[r].number.clone(), visit.item(r).id.clone())).collect()
}

fn id(visit: &Visit, key: &str) -> PointId {
    PointId::new(visit.parts.id, key)
}

fn given(visit: &mut Visit, key: &str, given: Given) -> Point {
    let id = id(visit, key);
    let drafts = answer::answer(visit, &id, given).unwrap();
    let Event::Point(point) = &drafts[0].body else { panic!("an answer drafts a point") };
    visit.take_over(vec![(id, now(point.clone()))]);
    point.clone()
}

#[test]
fn a_trait_found_on_the_way_adds_its_items_at_the_end_and_renumbers_nothing() {
    let mut visit = visit(&[("gas", Presence::No)]);
    let before = numbers(&visit);
    assert!(!before.iter().any(|(_, item)| item == "GAS-01"), "a trait 无 hides its items");
    assert_eq!(visit.switched_off, [("gas".to_string(), 1)]);
    let drafts = opening::set_trait(&visit, "gas", Presence::Yes, None, None).unwrap();
    assert_eq!(drafts.len(), 2, "the facility's trait and the visit's taken-in items");
    for draft in drafts {
        match draft.body {
            Event::Trait(value) => visit.parts.traits.get_mut("gas").unwrap().joined.value = value,
            Event::Inspection(head) => visit.parts.head.joined.value = head,
            other => panic!("{other:?}"),
        }
    }
    visit.relay();
    let after = numbers(&visit);
    assert_eq!(after.iter().find(|(_, item)| item == "GAS-01").map(|(n, _)| n.as_str()), Some("1.03"));
    assert!(before.iter().all(|row| after.contains(row)), "{before:?} -> {after:?}");
    assert!(visit.rows[visit.row_of("GAS-01").unwrap()].new);
}

#[test]
fn what_hangs_on_an_unknown_trait_is_shown_and_marked() {
    let visit = visit(&[]);
    let row = visit.row_of("GAS-01").expect("unknown is never hidden");
    assert_eq!(visit.rows[row].unknown_traits, ["gas"]);
    assert_eq!(opening::traits_to_ask(&visit), ["gas"]);
}

#[test]
fn an_answer_given_before_a_trait_became_absent_stays_in_its_row() {
    let mut visit = visit(&[("gas", Presence::Yes)]);
    given(&mut visit, "GAS-01", Given::of(Verdict::Fail));
    visit.parts.traits.get_mut("gas").unwrap().joined.value.is = Presence::No;
    visit.relay();
    let row = visit.row_of("GAS-01").expect("an answer is never hidden");
    assert_eq!(visit.rows[row].now_absent.as_deref(), Some("gas"));
}

#[test]
fn a_fail_has_its_finding_with_presets_in_the_same_entry() {
    let mut visit = visit(&[]);
    let point = given(&mut visit, "EXIT-01", Given::of(Verdict::Fail));
    let finding = point.finding.unwrap();
    assert_eq!(finding.stage, Stage::Open);
    assert_eq!(finding.due.map(|d| d.to_string()).as_deref(), Some("2026-11-27"));
    assert_eq!(finding.handling, Some(Handling::Order));
    visit.parts.head.joined.value.activity = Activity::Guidance;
    assert_eq!(answer::preset(&visit, None).handling, Some(Handling::Advise), "guidance orders nothing");
}

#[test]
fn correcting_a_fail_withdraws_its_finding_and_fixing_it_keeps_the_fail() {
    let mut visit = visit(&[]);
    given(&mut visit, "EXIT-01", Given::of(Verdict::Fail));
    let exit = id(&visit, "EXIT-01");
    let drafts = answer::fixed_on_spot(&visit, &exit).unwrap();
    let Event::Point(fixed) = &drafts[0].body else { panic!() };
    assert_eq!((fixed.verdict, fixed.finding.as_ref().unwrap().stage), (Verdict::Fail, Stage::FixedOnSpot));
    let passed = given(&mut visit, "EXIT-01", Given::of(Verdict::Pass));
    assert_eq!(passed.finding, None);
}

#[test]
fn a_sample_carries_its_counts_into_the_finding() {
    let mut visit = visit(&[]);
    let mut sample = Given::of(Verdict::Fail);
    sample.readings = vec![Reading { label: String::new(), value: "2/5".into() }];
    let finding = given(&mut visit, "LAMP-01", sample).finding.unwrap();
    assert_eq!((finding.bad, finding.looked), (Some(2), Some(5)));
}

#[test]
fn a_sample_that_passed_without_a_word_of_how_many_is_told_as_too_small() {
    let mut visit = visit(&[]);
    let passed = given(&mut visit, "LAMP-01", Given::of(Verdict::Pass));
    assert_eq!(passed.readings, []);
    assert_eq!(closing(&visit).short, [PointId::new(visit.parts.id, "LAMP-01")]);
    let mut whole = Given::of(Verdict::Pass);
    whole.readings = vec![Reading { label: String::new(), value: "0/5".into() }];
    given(&mut visit, "LAMP-01", whole);
    assert_eq!(closing(&visit).short, []);
}

#[test]
fn further_places_have_names_of_their_own_and_stand_with_their_item() {
    let mut visit = visit(&[]);
    let mut seen = Vec::new();
    for _ in 0..2 {
        let (id, drafts) = answer::further(&visit, "STAIR-01").unwrap();
        let Event::Point(point) = &drafts[0].body else { panic!() };
        visit.take_over(vec![(id.clone(), now(point.clone()))]);
        visit.relay();
        seen.push(id);
    }
    assert_ne!(seen[0], seen[1]);
    let row = visit.row_of("STAIR-01").unwrap();
    assert_eq!(visit.rows[row].further.len(), 2);
    assert_eq!(visit.item_of(&seen[0]).map(|i| i.id.as_str()), Some("STAIR-01"));
    let (outside, _) = answer::outside(&visit);
    assert_eq!(visit.item_of(&outside), None);
}

#[test]
fn the_closing_list_names_what_is_missing_and_only_red_lines_stop_the_freezing() {
    let mut visit = visit(&[]);
    let list = closing(&visit);
    assert_eq!((list.red_unanswered.len(), list.unanswered.len()), (1, 4));
    let refused = freeze::freeze(&visit, &[], Vec::new(), freeze::Paper::default(), visit.parts.head.joined.value.on);
    assert!(matches!(refused, Err(Refusal::CannotFreeze { .. })));
    given(&mut visit, "EXIT-01", Given::of(Verdict::Fail));
    let list = closing(&visit);
    assert!(list.red_unanswered.is_empty() && list.disputes.is_empty());
    assert_eq!(list.incomplete, [(id(&visit, "EXIT-01"), vec![Missing::Place, Missing::Facts, Missing::Interim])]);
    assert_eq!(list.no_interim, [id(&visit, "EXIT-01")]);
    assert_eq!((list.totals.fail, list.totals.blank, list.totals.to_order), (1, 4, 1));
    let frozen = freeze::freeze(&visit, &[], Vec::new(), freeze::Paper::default(), visit.parts.head.joined.value.on).unwrap();
    assert_eq!(frozen.subject, Subject::Freeze(visit.parts.id));
}

#[test]
fn five_passes_within_a_second_of_each_other_are_shown_for_a_second_look() {
    let mut visit = visit(&[]);
    for key in ["EXIT-01", "STAIR-01", "GAS-01", "LAMP-01"] {
        given(&mut visit, key, Given::of(Verdict::Pass));
    }
    assert!(closing(&visit).hasty.is_empty(), "four may be chance");
    given(&mut visit, "COLD-01", Given::of(Verdict::Pass));
    assert_eq!(closing(&visit).hasty.len(), 5);
}

#[test]
fn red_lines_tests_samples_and_what_failed_before_are_never_passed_in_a_batch() {
    let visit = visit(&[("gas", Presence::Yes)]);
    let may: Vec<_> =
        (0..visit.rows.len()).filter(|&r| answer::may_pass_in_batch(&visit, r)).map(|r| visit.item(r).id.as_str()).collect();
    assert_eq!(may, ["GAS-01", "STAIR-01"]);
}

#[test]
fn a_withdrawn_further_place_fails_nothing_and_answers_nothing() {
    let mut visit = visit(&[]);
    let (id, drafts) = answer::further(&visit, "STAIR-01").unwrap();
    let Event::Point(point) = &drafts[0].body else { panic!("a further place is a point") };
    let (failing, mut cleared) = (point.clone(), point.clone());
    visit.take_over(vec![(id.clone(), now(failing))]);
    assert_eq!(closing(&visit).totals.fail, 1);
    (cleared.verdict, cleared.finding) = (Verdict::Cleared, None);
    visit.take_over(vec![(id, now(cleared))]);
    let list = closing(&visit);
    assert_eq!((list.totals.fail, list.totals.findings), (0, 0));
    assert!(list.unanswered.contains(&visit.row_of("STAIR-01").unwrap()), "nothing stands on the item any more");
}

#[test]
fn the_freeze_keeps_number_and_cards_as_they_were_printed() {
    let mut visit = visit(&[]);
    let officer = visit.parts.head.joined.value.officers[0];
    let person = crate::domain::event::Person { name: "检甲".into(), phone: Some("021".into()), ..Default::default() };
    visit.parts.people.insert(officer, crate::views::PersonRow { id: officer, person, heads: Vec::new(), also: Vec::new() });
    let red = visit.row_of("EXIT-01").map(|r| visit.rows[r].point.clone()).unwrap();
    let left = vec![crate::domain::inspection::Left { point: red, reason: "门锁着".into() }];
    let paper = freeze::Paper { laptop: "甲号机".into(), ..Default::default() };
    let draft = freeze::freeze(&visit, &[], left, paper, jiff::civil::date(2026, 11, 24)).unwrap();
    let Event::Freeze(frozen) = draft.body else { panic!("a freeze is drafted") };
    assert!(frozen.number.starts_with("20261124-甲号机-"), "{}", frozen.number);
    assert_eq!(frozen.people[&officer].name, "检甲");
    assert_eq!(frozen.people[&officer].phone, None, "a phone is nobody else's business");
}

#[test]
fn an_item_of_two_lists_stands_once_in_the_first_section_that_is_in_scope() {
    let mut visit = visit(&[]);
    let first = visit.parts.lists[0].clone();
    let mut again = (*first).clone();
    again.id = "again".into();
    again.items.reverse();
    visit.parts.lists.push(std::sync::Arc::new(again));
    let before = numbers(&visit);
    visit.relay();
    assert_eq!(numbers(&visit), before, "the first list holds them");
    let out = format!("{}/{}", first.id, first.sections[0].id);
    visit.parts.head.joined.value.sections_out = vec![out];
    visit.relay();
    let moved = |id: &str| visit.rows[visit.row_of(id).unwrap()].list;
    for item in &first.items {
        assert_eq!(visit.rows.iter().filter(|r| r.point.key == item.id).count(), 1, "{}", item.id);
        assert_eq!(moved(&item.id), usize::from(item.section == first.sections[0].id), "{}", item.id);
    }
}
