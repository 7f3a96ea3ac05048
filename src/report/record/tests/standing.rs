//! What an order may stand on: clauses that were read, hold that day and bind that place.

use super::super::{build, html};
use super::text;
use crate::content::checklist::{Basis, Certainty, Force, Words};
use crate::content::norms;
use crate::content::norms::Place;
use crate::domain::facility::FacilityType;
use crate::domain::point::Handling;
use crate::report::basis;
use crate::report::sample::{ON, fail, large, paper, visit};
use crate::text::Lang;
use crate::views::sample::now;
use crate::views::visit::build as lay_out;

/// Every item of every list failing at every type of place.
#[test]
fn only_clauses_that_were_read_and_hold_here_reach_the_paper() {
    let mut withheld = 0;
    for kind in FacilityType::ALL.map(Some).into_iter().chain([None]) {
        let mut visit = large(300, 1);
        visit.parts.head.joined.value.facility_type = kind;
        visit.parts.facility.joined.value.kind = kind;
        let items: Vec<_> = visit.parts.lists.iter().flat_map(|l| l.items.clone()).collect();
        for item in &items {
            let point = fail(item.severity, Handling::Transfer, "某处", "某事");
            visit.parts.points.insert(item.id.clone(), now(point));
        }
        let visit = lay_out(visit.parts);
        let record = build(&visit, norms(), None, Lang::Zh, &paper());
        assert!(record.findings.len() > 100);
        for finding in &record.findings {
            let item = visit.item_of(&finding.point).unwrap();
            let read: Vec<String> = norms()
                .behind(item, Place { kind, beds: Some(120) })
                .filter(|(b, _)| b.certainty == Certainty::Read)
                .map(|(b, force)| basis::cited(b, force, norms(), Lang::Zh))
                .collect();
            assert!(finding.basis.iter().all(|b| read.contains(b)), "{} at {kind:?}: {:?}", item.id, finding.basis);
            if finding.basis.is_empty() {
                withheld += 1;
                assert_eq!(finding.handling, Handling::Advise, "no transfer without a verified clause: {}", item.id);
            }
        }
        let page = text(&html(&visit, norms(), None, Lang::Zh, &paper()));
        assert!(page.contains("依据由检查机关核定后另行告知") && !page.contains("待核实"));
        if !matches!(kind, Some(FacilityType::Home | FacilityType::SmallHome)) {
            for foreign in ["66号", "养老机构管理办法", "38600", "服务安全基本规范", "养老机构行政检查办法"]
            {
                assert!(!page.contains(foreign), "{foreign} on the paper of {kind:?}");
            }
        }
    }
    assert!(withheld > 100, "the lists do cite what nobody read: {withheld}");
}

#[test]
fn a_typed_clause_of_homes_does_not_reach_a_canteen_and_orders_nothing_in_a_home_of_nine_beds() {
    let at = |kind, beds| Place { kind: Some(kind), beds: Some(beds) };
    let typed = |clause, place, order| basis::typed(Some(clause), place, norms(), order, Lang::Zh);
    for clause in ["《养老机构管理办法》第二十条", "GB 38600-2019 5.2", "民政部令第66号第四十六条"] {
        for order in [false, true] {
            assert_eq!(typed(clause, at(FacilityType::Canteen, 0), order), None);
            assert_eq!(typed(clause, at(FacilityType::Home, 10), order).as_deref(), Some(clause));
        }
        assert_eq!(typed(clause, at(FacilityType::Home, 9), true), None);
        assert_eq!(typed(clause, at(FacilityType::Home, 9), false), Some(format!("参照{clause}")));
    }
    assert_eq!(basis::power(Some(FacilityType::Canteen), norms(), ON, Lang::Zh), None);
    let power = basis::power(Some(FacilityType::Home), norms(), ON, Lang::Zh);
    assert_eq!(power.as_deref(), Some("《中华人民共和国老年人权益保障法》第四十五条"));
}

/// Were the rules of homes read in their text: whom would an order cite them to?
#[test]
fn rules_of_homes_are_the_basis_of_an_order_in_homes_of_ten_beds_and_more_only() {
    let mut read = norms().clone();
    let made_for_homes: Vec<String> = read.norms.iter().filter(|n| n.binds.is_some()).map(|n| n.id.clone()).collect();
    read.norms.iter_mut().for_each(|n| n.certainty = Certainty::Read);
    let cites = |id: &String| Basis {
        norm: id.clone(),
        clause: Words { zh: format!("第{}条", id.len()), en: String::new() },
        types: Vec::new(),
        force: Force::Binding,
        certainty: Certainty::Read,
        major: false,
    };
    let own = "fire-law".to_string();
    for kind in FacilityType::ALL.map(Some).into_iter().chain([None]) {
        for beds in [Some(9), Some(10), None] {
            let mut visit = visit();
            visit.parts.head.joined.value.facility_type = kind;
            (visit.parts.facility.joined.value.kind, visit.parts.facility.joined.value.beds) = (kind, beds);
            for list in &mut visit.parts.lists {
                for item in &mut std::sync::Arc::make_mut(list).items {
                    item.basis = made_for_homes.iter().chain([&own]).map(cites).collect();
                }
            }
            for point in visit.parts.points.values_mut() {
                if let Some(finding) = &mut point.now.joined.value.finding {
                    (finding.handling, finding.clause) = (Some(Handling::Order), None);
                }
            }
            let visit = lay_out(visit.parts);
            let record = build(&visit, &read, None, Lang::Zh, &paper());
            let orders: Vec<_> = record.findings.iter().filter(|f| f.handling == Handling::Order).collect();
            assert!(!orders.is_empty());
            let home = kind == Some(FacilityType::Home);
            let bound = (home || kind == Some(FacilityType::SmallHome)) && beds.map_or(home, |b| b >= 10);
            for order in orders.iter().filter(|f| visit.item_of(&f.point).is_some()) {
                assert!(order.basis.iter().any(|b| b.contains("消防法")), "what binds everybody stays");
                for id in &made_for_homes {
                    let norm = read.get(id).unwrap();
                    let cited = order.basis.iter().any(|b| b.contains(&norm.name.zh));
                    assert_eq!(
                        cited,
                        bound && norm.citable && norm.in_force(ON),
                        "{id} at {kind:?}, {beds:?}: {:?}",
                        order.basis
                    );
                }
                assert!(order.basis.iter().all(|b| !b.starts_with("参照")), "{:?}", order.basis);
            }
        }
    }
}
