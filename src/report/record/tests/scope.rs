//! What of a visit a record is about: its part, today's scope, and what traits switch off.

use super::*;

#[test]
fn a_part_of_the_visit_is_named_by_its_list_and_holds_only_its_own() {
    let visit = visit();
    let part = |sections: &[&str]| build(&visit, norms(), Some(&freeze(&visit, sections)), Lang::Zh, &paper());
    let food = part(&["food/kitchen"]);
    assert_eq!(food.title, "现场检查记录之二 食品");
    assert_eq!(food.across, "");
    assert_eq!(food.findings.iter().map(|f| f.number.as_str()).collect::<Vec<_>>(), ["3.01"]);
    assert_eq!((food.totals.due, food.totals.pass, food.totals.blank), (5, 3, 1));
    let content = &food.head.iter().find(|f| f.label == "检查内容").unwrap().value;
    assert_eq!(
        content,
        "《食品安全检查表》2026.11.1 版，应查 5 项；未列入本次：屋面（1 项）；另行记录：走道楼梯（6 项）、资料（6 项）"
    );
    let fire = part(&["fire/corridor"]);
    assert_eq!(fire.title, "现场检查记录之一 消防");
    let numbers: Vec<&str> = fire.findings.iter().map(|f| f.number.as_str()).collect();
    assert_eq!(numbers, ["1.01", "1.01", "1.06", "清单外"], "what is outside the lists goes with the first part");
    assert_eq!(fire.na, ["无燃气：1 项"]);
    assert_eq!(food.na, Vec::<String>::new());
}

/// An item that was pulled in by search, or answered, although its section was left out of the day.
#[test]
fn what_was_recorded_outside_the_scope_of_the_day_stands_on_the_paper_and_counts() {
    let plain = record(&visit());
    let with = |change: fn(&mut crate::views::visit::VisitParts)| {
        let mut parts = visit().parts;
        change(&mut parts);
        crate::views::visit::build(parts)
    };
    let content = |record: &Record| record.head.iter().find(|f| f.label == "检查内容").unwrap().value.clone();
    assert!(content(&plain).contains("未列入本次：屋面（1 项）"), "{}", content(&plain));

    let failed = with(|parts| drop(parts.points.insert("ROOF-01".into(), parts.points["EXIT-01"].clone())));
    let paper = record(&failed);
    assert_eq!((paper.totals.due, paper.totals.fail), (plain.totals.due + 1, plain.totals.fail + 1));
    assert!(paper.findings.iter().any(|f| f.number == "2.01"));
    assert!(!content(&paper).contains("屋面"), "{}", content(&paper));
    let totals = crate::views::closing::totals(&failed);
    assert_eq!((totals.due, totals.fail), (paper.totals.due, paper.totals.fail), "收尾 counts as the paper does");
    assert!(crate::views::record::scope(&failed).contains(&"fire/roof".to_string()), "a part can hold it");

    let passed = with(|parts| {
        let clear = parts.points.values().find(|p| p.now.joined.value.verdict == crate::domain::point::Verdict::Pass);
        let mut clear = clear.unwrap().clone();
        clear.now.joined.value.notes = vec!["看的是照片".into()];
        parts.points.insert("ROOF-01".into(), clear);
    });
    let paper = record(&passed);
    assert_eq!((paper.totals.due, paper.totals.pass), (plain.totals.due + 1, plain.totals.pass + 1));
    assert_eq!(paper.passed.len(), plain.passed.len() + 1);
    assert!(text(&page(&passed)).contains("看的是照片"));

    // Pulled in and then not looked at: it is told as what nobody recorded anything of.
    let pulled = with(|parts| parts.head.joined.value.taken_in.push("ROOF-01".into()));
    let paper = record(&pulled);
    assert_eq!((paper.totals.due, paper.totals.blank), (plain.totals.due + 1, plain.totals.blank + 1));
    assert_eq!(crate::views::record::scope(&visit()).len() + 1, crate::views::record::scope(&pulled).len());
}

#[test]
fn what_a_trait_switches_off_is_counted_as_the_visit_counts_it() {
    let visit = visit();
    let paper = paper();
    let source = super::super::Source::of(&visit, norms(), None, Lang::Zh, &paper);
    let off: Vec<(String, u32)> = super::super::rest::switched_off(&source).into_iter().collect();
    assert_eq!(off, visit.switched_off);
}
