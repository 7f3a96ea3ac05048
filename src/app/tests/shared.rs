//! One visit of two people by keys: who takes which section, agreed beforehand.

use super::visit::{at_home, shows, visit_of};
use crate::domain::inspection::Kind;

/// Corridors for 检甲, the kitchen for 检乙 who comes along, papers for nobody.
const GIVEN: &str = "1kn<Enter>11<Enter>111<Down>1<Down>2<Down>10<Enter>12<Down><Enter><Down><Enter>副院长<Enter><Esc>";

#[test]
fn sections_are_given_to_two_people_and_each_sees_whose_they_are() {
    let mut s = at_home(80, 24, "zh");
    s.keys("1kn<Enter>11<Enter>111<Down>1<Down>2");
    shows(&s, "列入 归检甲");
    shows(&s, "列入 归检乙");
    shows(&s, "1归我 2归第二人 0不分");
    let mut s = at_home(80, 24, "zh");
    s.keys(GIVEN);
    let head = visit_of(&mut s, Kind::Routine).parts.head.joined.value;
    assert_eq!(head.assigned.keys().collect::<Vec<_>>(), ["drill/exits", "drill/kitchen"]);
    assert_eq!(head.assigned["drill/exits"], [head.officers[0]]);
    assert_eq!(head.assigned["drill/kitchen"], [head.officers[1]]);
    shows(&s, "归 检甲 ");
    s.keys("<Right>");
    shows(&s, "归 检乙 ");
    s.keys("<Right>");
    assert!(!s.screen().contains("归 检"), "{}", s.screen());
}

#[test]
fn answering_in_the_other_ones_section_is_allowed_and_told() {
    let mut s = at_home(80, 24, "zh");
    s.keys(GIVEN).keys("11");
    shows(&s, "1.01 走道出口畅通 = 符合");
    assert!(!s.shows("的部分"), "{}", s.screen());
    s.keys("<Right>1<Enter>");
    shows(&s, "2.01 留样标签齐全 = 符合（检乙 的部分）");
}

#[test]
fn what_is_mine_can_be_frozen_alone() {
    let mut s = at_home(80, 24, "zh");
    s.keys(GIVEN).keys("11").keys("1").keys("1").keys("1").keys("9").keys("95");
    shows(&s, "2  归我的 1 个部分");
    s.keys("2");
    let visit = visit_of(&mut s, Kind::Routine);
    assert_eq!(visit.parts.freezes.len(), 1, "{}", s.screen());
    assert_eq!(visit.parts.freezes[0].freeze.sections, ["drill/exits"]);
}

#[test]
fn sections_are_given_out_on_the_way_too_and_each_digit_is_on_the_disk() {
    let mut s = at_home(80, 24, "zh");
    // 检乙 comes along, nothing was agreed beforehand.
    s.keys("1kn<Enter>11<Enter>111<Enter>12<Down><Enter><Down><Enter>副院长<Enter><Esc>");
    s.keys("<C-p>fg<Enter>");
    shows(&s, "分工  康宁养老院");
    shows(&s, "1 检甲   2 检乙   0 不分");
    s.keys("1").keys("2");
    let head = visit_of(&mut s, Kind::Routine).parts.head.joined.value;
    assert_eq!(head.assigned["drill/exits"], [head.officers[0]]);
    assert_eq!(head.assigned["drill/kitchen"], [head.officers[1]]);
    // Nobody has the digit 3.
    s.keys("<Up>3").keys("0");
    assert_eq!(visit_of(&mut s, Kind::Routine).parts.head.joined.value.assigned.len(), 1);
    s.keys("<Esc>");
    shows(&s, "归 检甲 ");
}

#[test]
fn what_stands_on_no_paper_is_answered_freely_after_a_part_is_signed() {
    let mut s = at_home(80, 24, "zh");
    s.keys(GIVEN).keys("11").keys("1").keys("1").keys("1").keys("9").keys("95").keys("2");
    shows(&s, "还没有上笔录");
    s.keys("41<Enter>");
    shows(&s, "部分已签字");
    s.keys("<Esc>").keys("2");
    shows(&s, "1  写补正");
    s.keys("2").keys("<Right>1<Enter>");
    shows(&s, "2.01 留样标签齐全 = 符合");
    // On Home it waits to be gone on with.
    let home = {
        let today = s.today;
        s.store().log.home(today).unwrap()
    };
    assert!(home.groups.iter().any(|g| g.kind == crate::views::home::GroupKind::Unfinished && g.count == 1));
}
