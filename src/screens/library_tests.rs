//! The library over a real store: lists, sections and items, norms and clauses, found by typing; and where an item failed.

use super::desk_tests::{Office, busy};
use crate::content;

fn office() -> Office {
    Office::at_home(busy)
}

#[test]
fn lists_open_onto_sections_and_items_and_an_item_says_all_of_itself() {
    let mut office = office();
    office.keys("/").shows("检查项、法规、计划");
    office.shows("消防、燃气、用电安全检查表");
    office.pictures("library");
    let at = content::embedded_lists().position(|(name, _)| name.ends_with("/fire.toml")).unwrap();
    office.keys(&"<Down>".repeat(at)).keys("<Enter>").shows("检查表：消防");
    office.pictures("library-list");
    office.keys("<Down><Enter>").shows("检查项  FIRE-");
    office.pictures("library-item");
    office.keys("<Esc>").shows("检查表：消防");
    office.keys("<Esc>").shows("检查项、法规、计划");
}

#[test]
fn an_item_is_found_by_pinyin_initials_chinese_english_id_and_former_id() {
    let mut office = office();
    for typed in ["zoudaolouti", "zdlt", "走道楼梯", "FIRE-EVAC-01"] {
        office.keys("/").keys(typed).shows("FIRE-EVAC-01");
        office.keys("<Esc><Esc>");
    }
    let (former, now) = content::embedded_lists()
        .flat_map(|(name, text)| content::parse(name, text.as_bytes()).unwrap().items)
        .find_map(|i| Some((i.aliases.first()?.clone(), i.id.clone())))
        .unwrap();
    office.keys("/").keys(&former).keys("<Enter>").shows(&now);
    office.keys("<End>").shows(&former);
    office.keys("<Esc><Esc><Esc>");
    office.keys("/blocked exit<Enter>").shows("MAH-MGMT-06");
}

#[test]
fn norms_and_clauses_open_onto_the_items_that_stand_on_them() {
    let mut office = office();
    office.keys("/<Tab>xfsfa").hides("没有找到");
    office.keys("<Esc>消防法<Enter>").shows("法规  fire-law");
    office.pictures("library-norm");
    office.keys("<Enter>").shows("检查项：消防法");
    office.shows("FIRE-");
    office.keys("食堂").hides("FOOD-");
    office.keys("<Esc>");
    office.keys("<Esc><Esc><Esc><Tab>").shows("计划条款");
    office.keys("S1-2024-2-2").keys("<Enter>").shows("计划条款  S1-2024-2-2");
    office.pictures("library-clause");
    office.keys("<Enter>").shows("检查项：S1-2024-2-2");
}

#[test]
fn a_norm_that_binds_homes_only_says_whom_it_binds_and_that_it_is_not_verified() {
    let mut office = office();
    office.keys("/<Tab>38600<Enter>").shows("床位 10 张以上；别处不得引用");
    office.shows("待核实");
}

#[test]
fn from_an_item_one_comes_to_where_it_failed_here() {
    let mut office = office();
    let log = &mut office.log;
    let failed = log.findings(super::desk_tests::TODAY, false).unwrap().into_iter().find(|f| f.place == "三楼西楼梯口").unwrap();
    let item = failed.item.unwrap();
    office.keys("/").keys(&item).keys("<Enter><Enter>").shows("不符合 1");
    office.shows("三楼西楼梯口");
    office.keys("<Enter>").shows("常闭式防火门被木楔顶住");
}
