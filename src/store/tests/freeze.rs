//! Freezing, signing, and what comes afterwards: nothing that concerns a record slips past it.

use super::desk::{Desk, ITEM};
use crate::domain::event::Event;
use crate::domain::facility::{Presence, TraitValue};
use crate::domain::inspection::{Kind, Left, SignedHow};
use crate::domain::name::InspectionId;
use crate::domain::point::{Stage, UncheckedReason, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::journal::entry::Draft;
use crate::report::record as paper;
use crate::request::answer::{self, Given};
use crate::request::finding::{self, Taken};
use crate::request::freeze::{self, Signed};
use crate::text::Lang;
use crate::views::facility::VisitStage;
use crate::views::record;
use crate::views::visit::{FreezeNow, Visit};
use jiff::civil::{Date, date};

pub const DAY: Date = date(2026, 11, 24);

/// A visit that may be frozen: what is not answered is left for later.
pub fn freeze(desk: &mut Desk, visit: InspectionId, sections: &[String]) {
    let draft = to_freeze(&desk.open(visit), sections);
    desk.write(vec![draft]);
}

pub fn to_freeze(view: &Visit, sections: &[String]) -> Draft {
    let visit = view.parts.id;
    let left = |id: &PointId| Left { point: id.clone(), reason: "时间".into() };
    let rows = view.rows.iter().map(|r| left(&r.point));
    let disputed = view.parts.points.iter().filter(|(_, p)| p.now.joined.disputed);
    let disputed = disputed.map(|(key, _)| left(&PointId::new(visit, key.clone())));
    let all = rows.chain(disputed).collect();
    freeze::freeze(view, sections, all, Default::default(), DAY).unwrap()
}

pub fn sign(desk: &mut Desk, visit: InspectionId) {
    let view = desk.open(visit);
    let standing = freeze::standing(&view, None, None).unwrap();
    let how = Signed { how: SignedHow::Signed, on: DAY, reason: None, witness: None, due: None };
    let draft = freeze::sign(&view, standing, how).unwrap();
    desk.write(vec![draft]);
}

fn stage(desk: &mut Desk, visit: InspectionId) -> (VisitStage, bool) {
    let row = desk.log.visits(None).unwrap().into_iter().find(|v| v.id == visit).unwrap();
    (row.stage, row.amended)
}

fn standing(view: &Visit) -> &FreezeNow {
    view.parts.freezes.iter().find(|f| !f.void).unwrap()
}

/// An item of a section.
fn item_in(view: &Visit, section: usize, n: usize) -> String {
    view.rows[view.sections[section].rows[n]].point.key.clone()
}

/// A visit whose first section is frozen with one answer in it.
fn first_part() -> (Desk, InspectionId, [String; 2]) {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let visit = desk.visit(home, Kind::Joint, 24);
    let view = desk.open(visit);
    let sections = [view.sections[0].key.clone(), view.sections[1].key.clone()];
    desk.answer(visit, &item_in(&view, 0, 0), Verdict::Pass);
    desk.answer(visit, &item_in(&view, 1, 0), Verdict::Pass);
    freeze(&mut desk, visit, &sections[..1]);
    assert_eq!(stage(&mut desk, visit), (VisitStage::Frozen, false));
    (desk, visit, sections)
}

#[test]
fn a_new_answer_in_a_frozen_part_calls_for_its_next_draft_and_one_elsewhere_does_not() {
    let (mut desk, visit, sections) = first_part();
    let view = desk.open(visit);
    desk.answer(visit, &item_in(&view, 1, 1), Verdict::Fail);
    assert_eq!(stage(&mut desk, visit).0, VisitStage::Frozen, "of the other part");
    desk.answer(visit, &item_in(&view, 0, 1), Verdict::Fail);
    let view = desk.open(visit);
    assert_eq!((stage(&mut desk, visit).0, standing(&view).outside.len()), (VisitStage::Draft, 1));
    freeze(&mut desk, visit, &sections[..1]);
    let view = desk.open(visit);
    assert_eq!((standing(&view).freeze.draft, standing(&view).outside.len()), (2, 0));
    assert_eq!(desk.log.verify().unwrap(), []);
}

#[test]
fn a_new_point_in_a_signed_part_is_an_amendment_also_one_outside_the_list_or_one_more_place() {
    for what in ["answer", "further", "outside", "elsewhere"] {
        let (mut desk, visit, _) = first_part();
        sign(&mut desk, visit);
        // The other part stands on no paper yet: the visit is not finished by a signature under one of two.
        assert_eq!(stage(&mut desk, visit), (VisitStage::Draft, false));
        let view = desk.open(visit);
        let drafts = match what {
            "answer" => answer::answer(&view, &PointId::new(visit, item_in(&view, 0, 1)), Given::of(Verdict::Fail)).unwrap(),
            "further" => answer::further(&view, &item_in(&view, 0, 0)).unwrap().1,
            "outside" => answer::outside(&view).1,
            _ => answer::further(&view, &item_in(&view, 1, 0)).unwrap().1,
        };
        desk.write(drafts);
        assert_eq!(stage(&mut desk, visit), (VisitStage::Draft, what != "elsewhere"), "{what}");
        assert_eq!(desk.log.verify().unwrap(), [], "{what}");
    }
}

#[test]
fn a_visit_signed_in_one_part_goes_on_and_the_next_paper_holds_the_rest() {
    let (mut desk, visit, sections) = first_part();
    sign(&mut desk, visit);
    let view = desk.open(visit);
    let (here, there) = (PointId::new(visit, item_in(&view, 0, 1)), PointId::new(visit, item_in(&view, 1, 1)));
    assert!(record::paper_of(&view, Some(&here)).is_some_and(|f| f.is_signed()));
    assert!(record::paper_of(&view, Some(&there)).is_none(), "what stands on no paper is answered freely");
    assert!(!record::without_paper(&view.parts.freezes).contains(sections[0].as_str()));
    // Freezing "the whole visit" now means what no paper holds yet: the signed one stays.
    freeze(&mut desk, visit, &[]);
    let view = desk.open(visit);
    assert_eq!(view.parts.freezes.iter().map(|f| f.void).collect::<Vec<_>>(), [false, false]);
    let last = view.parts.freezes.iter().max_by_key(|f| f.freeze.draft).unwrap();
    assert!(!last.freeze.sections.contains(&sections[0]) && last.freeze.sections.contains(&sections[1]));
    assert_eq!(stage(&mut desk, visit).0, VisitStage::Frozen);
    sign(&mut desk, visit);
    assert_eq!(stage(&mut desk, visit), (VisitStage::Signed, false));
    assert_eq!(desk.log.verify().unwrap(), []);
}

#[test]
fn a_finding_that_changed_since_a_recheck_was_frozen_calls_for_its_next_draft_and_its_step_is_not_taken_back() {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let first = desk.visit(home, Kind::Routine, 3);
    let point = desk.answer(first, ITEM, Verdict::Fail);
    let recheck = desk.visit(home, Kind::Recheck, 24);
    let view = desk.open(recheck);
    let row = &view.parts.to_recheck[0];
    let drafts = finding::recheck(&view, row, Taken::of(Stage::NotFixed, DAY)).unwrap();
    desk.write(drafts);
    let group = desk.log.last_group().unwrap().unwrap().group;
    freeze(&mut desk, recheck, &[]);
    assert_eq!(stage(&mut desk, recheck).0, VisitStage::Frozen);
    let now = desk.now();
    let failure = desk.log.undo(Some(group), None, &now).unwrap_err();
    assert_eq!(failure, Failure::Rule(Refusal::CannotUndo), "the recheck's paper names the step");
    let page = desk.log.finding(&point).unwrap();
    let drafts = finding::step(&page, &Taken::of(Stage::Partly, DAY)).unwrap();
    desk.write(drafts);
    assert_eq!(stage(&mut desk, recheck).0, VisitStage::Draft);
    freeze(&mut desk, recheck, &[]);
    sign(&mut desk, recheck);
    let page = desk.log.finding(&point).unwrap();
    let drafts = finding::step(&page, &Taken::of(Stage::Ordered, DAY)).unwrap();
    desk.write(drafts);
    assert_eq!(stage(&mut desk, recheck), (VisitStage::Signed, false), "later steps attach to the finding");
    let view = desk.open(recheck);
    let why = finding::not_rechecked(&view, &view.parts.to_recheck[0], UncheckedReason::NoTime, None).unwrap();
    desk.write(why);
    assert_eq!(stage(&mut desk, recheck), (VisitStage::Signed, false));
    let view = desk.open(first);
    let drafts = answer::change(&view, &point, |p| p.finding.as_mut().unwrap().facts = Some("锁着".into())).unwrap();
    desk.write(drafts);
    assert_eq!(stage(&mut desk, recheck), (VisitStage::Signed, true), "another fact is another record");
    assert_eq!(desk.log.verify().unwrap(), []);
}

#[test]
fn the_papers_of_two_rechecks_each_keep_the_day_that_was_due_before_it() {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let first = desk.visit(home, Kind::Routine, 3);
    let point = desk.answer(first, ITEM, Verdict::Fail);
    let view = desk.open(first);
    let due = |day: i8| Some(date(2026, 12, day));
    desk.write(answer::change(&view, &point, |p| p.finding.as_mut().unwrap().due = due(1)).unwrap());
    let mut papers = Vec::new();
    for (day, new) in [(24, 11), (25, 21)] {
        let recheck = desk.visit(home, Kind::Recheck, day);
        let view = desk.open(recheck);
        let row = view.parts.to_recheck[0].clone();
        desk.write(finding::recheck(&view, &row, Taken::of(Stage::NotFixed, date(2026, 11, day))).unwrap());
        let view = desk.open(recheck);
        desk.write(finding::more_of_recheck(&view, &row, |f| f.due = due(new)).unwrap());
        freeze(&mut desk, recheck, &[]);
        sign(&mut desk, recheck);
        papers.push(desk.open(recheck).parts.freezes[0].clone());
    }
    for (freeze, was, new) in [(&papers[0], 1, 11), (&papers[1], 11, 21)] {
        let (html, _) = printed(&mut desk, freeze);
        assert!(html.contains(&format!("原期限 2026年12月{was}日")), "{html}");
        assert!(html.contains(&format!("新期限 2026年12月{new}日")), "{html}");
    }
}

#[test]
fn the_second_persons_word_after_the_signing_is_a_step_of_the_finding_and_a_changed_one_an_amendment() {
    for printed in [None, Some(true)] {
        let mut desk = Desk::new("检甲");
        let home = desk.add("康宁养老院");
        let visit = desk.visit(home, Kind::Routine, 24);
        let point = desk.answer(visit, ITEM, Verdict::Fail);
        let say = |desk: &mut Desk, major: bool| {
            let view = desk.log.finding(&point).unwrap();
            desk.write(finding::judge(&view, major, None, Some("第二人看过".into())));
        };
        if let Some(major) = printed {
            say(&mut desk, major);
        }
        freeze(&mut desk, visit, &[]);
        if printed.is_none() {
            // Before the pen the paper has to say it.
            say(&mut desk, true);
            assert_eq!(stage(&mut desk, visit).0, VisitStage::Draft);
            let now = desk.now();
            desk.log.undo(None, None, &now).unwrap();
        }
        sign(&mut desk, visit);
        say(&mut desk, true);
        assert_eq!(stage(&mut desk, visit), (VisitStage::Signed, false), "{printed:?}: the paper says no other word");
        say(&mut desk, false);
        assert_eq!(stage(&mut desk, visit), (VisitStage::Signed, printed.is_some()), "{printed:?}");
        assert_eq!(desk.log.verify().unwrap(), []);
    }
}

#[test]
fn a_trait_found_at_a_signed_visit_amends_it_and_one_learned_later_does_not() {
    for (at_visit, amended) in [(true, true), (false, false)] {
        let mut desk = Desk::new("检甲");
        let home = desk.add("康宁养老院");
        let visit = desk.visit(home, Kind::Routine, 24);
        desk.answer(visit, ITEM, Verdict::Pass);
        freeze(&mut desk, visit, &[]);
        sign(&mut desk, visit);
        let source = at_visit.then(|| visit.to_string());
        let value = TraitValue { is: Presence::Yes, on: Some(DAY), by: None, source, note: None };
        let subject = Subject::Trait(home, "gas".into());
        desk.write(vec![Draft { subject, replaces: vec![], body: Event::Trait(value) }]);
        assert_eq!(stage(&mut desk, visit), (VisitStage::Signed, amended));
        assert_eq!(desk.log.verify().unwrap(), []);
        if at_visit {
            let now = desk.now();
            desk.log.undo(None, None, &now).unwrap();
            assert_eq!(stage(&mut desk, visit), (VisitStage::Signed, false));
        }
    }
}

#[test]
fn before_the_pen_a_changed_facility_calls_for_the_next_draft_of_every_part() {
    let (mut desk, visit, _) = first_part();
    let home = desk.open(visit).parts.facility_id;
    desk.set_trait(home, "gas", Presence::Yes);
    assert_eq!(stage(&mut desk, visit).0, VisitStage::Draft);
    assert_eq!(desk.log.verify().unwrap(), []);
}

/// The record of a freeze as it prints, and the hash of its data.
pub fn printed(desk: &mut Desk, freeze: &FreezeNow) -> (String, crate::domain::name::EntryId) {
    let visit = desk.log.visit_at(freeze.entry).unwrap();
    let unsigned = FreezeNow { signs: vec![], amends: vec![], outside: vec![], void: false, ..freeze.clone() };
    let html = paper::html(&visit, crate::content::norms(), Some(&unsigned), Lang::Zh, &Default::default());
    (html, record::hash(&visit, &freeze.freeze.sections))
}

#[test]
fn a_record_made_again_from_its_freeze_has_the_data_that_was_hashed() {
    let (mut desk, visit, sections) = first_part();
    freeze(&mut desk, visit, &sections[1..]);
    freeze(&mut desk, visit, &[]);
    let freezes = desk.open(visit).parts.freezes;
    assert_eq!(freezes.len(), 3);
    let before: Vec<_> = freezes.iter().map(|f| printed(&mut desk, f)).collect();
    for (freeze, (html, hash)) in freezes.iter().zip(&before) {
        assert_eq!(freeze.freeze.data, *hash);
        assert!(html.contains(&freeze.freeze.check()));
    }
    let view = desk.open(visit);
    desk.answer(visit, &item_in(&view, 0, 0), Verdict::Fail);
    desk.answer(visit, &item_in(&view, 0, 2), Verdict::Fail);
    desk.set_trait(view.parts.facility_id, "gas", Presence::Yes);
    let after: Vec<_> = freezes.iter().map(|f| printed(&mut desk, f)).collect();
    assert!(before == after, "what came later changes no record");
}
