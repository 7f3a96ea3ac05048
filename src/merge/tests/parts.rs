//! Two laptops, one visit: sections given out beforehand; joined before the freezing one paper, signed in parts two, each whole.

use super::take;
use crate::domain::inspection::Kind;
use crate::domain::name::InspectionId;
use crate::domain::point::Verdict;
use crate::request::visit::change;
use crate::store::tests::desk::{Desk, ITEM};
use crate::store::tests::freeze::{freeze, printed, sign};
use crate::views::facility::VisitStage;
use crate::views::visit::{FreezeNow, Visit};

/// 检甲 opened the visit on Monday and gave out the first two sections; 检乙 has it from him. Each answered the first item of
/// his own.
fn shared() -> (Desk, Desk, InspectionId, [String; 2], [String; 2]) {
    let (mut a, mut b) = (Desk::new("检甲"), Desk::new("检乙"));
    let home = a.add("康宁养老院");
    let visit = a.visit(home, Kind::Joint, 24);
    let view = a.open(visit);
    let sections = [0, 1].map(|n| view.sections[n].key.clone());
    let items = [0, 1].map(|n| view.rows[view.sections[n].rows[0]].point.key.clone());
    let who = [a.me, b.me];
    let given = |head: &mut crate::domain::inspection::Inspection| {
        head.assigned = sections.iter().cloned().zip(who.map(|id| vec![id])).collect();
    };
    a.write(change(&view, given).unwrap());
    take(&mut b, &a);
    take(&mut a, &b);
    assert_eq!(b.open(visit).sections_of(Some(b.me)), [sections[1].clone()]);
    assert!(a.open(visit).is_of_others(&sections[1], Some(a.me)));
    a.answer(visit, &items[0], Verdict::Pass);
    b.answer(visit, &items[1], Verdict::Fail);
    (a, b, visit, sections, items)
}

fn papers(view: &Visit) -> Vec<&FreezeNow> {
    view.parts.freezes.iter().filter(|f| !f.void).collect()
}

#[test]
fn joined_before_the_freezing_two_laptops_make_one_paper_of_both_their_sections() {
    let (mut a, mut b, visit, _, items) = shared();
    // In the other one's section: allowed, and it is there with his name.
    b.answer(visit, ITEM, Verdict::Pass);
    take(&mut a, &b);
    freeze(&mut a, visit, &[]);
    sign(&mut a, visit);
    take(&mut b, &a);
    let (here, there) = (a.open(visit), b.open(visit));
    assert_eq!((papers(&here).len(), papers(&there).len(), there.parts.stage), (1, 1, VisitStage::Signed));
    let paper = printed(&mut a, papers(&here)[0]);
    assert_eq!(printed(&mut b, papers(&there)[0]), paper);
    let heads = items.iter().flat_map(|item| here.parts.points[item].now.heads.clone());
    assert!(heads.into_iter().all(|id| papers(&here)[0].freeze.covers.contains(&id)), "what both wrote is in it");
    assert_eq!(there.parts.points[ITEM].who, "检乙");
}

#[test]
fn signed_in_parts_there_are_two_papers_and_each_stays_whole_on_both_laptops() {
    let (mut a, mut b, visit, sections, items) = shared();
    for (desk, section) in [(&mut a, &sections[0]), (&mut b, &sections[1])] {
        freeze(desk, visit, std::slice::from_ref(section));
        sign(desk, visit);
    }
    let own = [&mut a, &mut b].map(|desk| {
        let view = desk.open(visit);
        printed(desk, papers(&view)[0])
    });
    take(&mut a, &b);
    take(&mut b, &a);
    for desk in [&mut a, &mut b] {
        let view = desk.open(visit);
        let both = papers(&view);
        assert_eq!(both.len(), 2, "neither makes the other void");
        for (n, section) in sections.iter().enumerate() {
            let paper = both.iter().find(|f| f.freeze.sections == std::slice::from_ref(section)).unwrap();
            assert_eq!((paper.signs.len(), paper.outside.len()), (1, 0), "signed, and nothing came to it");
            assert_eq!(printed(desk, paper), own[n], "as it was signed, to the byte");
            let head = &view.parts.points[&items[n]].now.heads;
            assert!(head.iter().all(|id| paper.freeze.covers.contains(id)));
        }
    }
    assert_eq!(a.log.digest().unwrap(), b.log.digest().unwrap());
}

#[test]
fn an_answer_in_a_section_that_the_other_signed_is_an_amendment_to_his_paper_alone() {
    let (mut a, mut b, visit, sections, items) = shared();
    for (desk, section) in [(&mut a, &sections[0]), (&mut b, &sections[1])] {
        freeze(desk, visit, std::slice::from_ref(section));
        sign(desk, visit);
    }
    a.answer(visit, &items[1], Verdict::Pass);
    take(&mut b, &a);
    let view = b.open(visit);
    let outside = |section: &String| {
        papers(&view).iter().find(|f| f.freeze.sections == std::slice::from_ref(section)).unwrap().outside.len()
    };
    assert_eq!((outside(&sections[0]), outside(&sections[1])), (0, 1));
    assert_eq!(view.parts.points[&items[1]].now.joined.value.verdict, Verdict::Fail, "the more cautious counts");
}

#[test]
fn a_section_that_two_gave_to_different_people_is_both_of_theirs() {
    let (mut a, mut b, visit, sections, _) = shared();
    let second = b.me;
    for (desk, to) in [(&mut a, [8; 16]), (&mut b, [9; 16])] {
        let view = desk.open(visit);
        let given = |head: &mut crate::domain::inspection::Inspection| {
            head.assigned.insert(sections[0].clone(), vec![crate::domain::name::Id(to)]);
        };
        desk.write(change(&view, given).unwrap());
    }
    take(&mut a, &b);
    take(&mut b, &a);
    for desk in [&mut a, &mut b] {
        let head = desk.open(visit).parts.head.joined.value;
        assert_eq!(head.assigned[&sections[0]].len(), 2);
        assert_eq!(head.assigned[&sections[1]], [second]);
    }
    assert_eq!(a.log.digest().unwrap(), b.log.digest().unwrap());
}
