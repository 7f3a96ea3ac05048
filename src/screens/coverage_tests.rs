//! Plan coverage over a real store: every clause, its items, and every figure opened down to the entries it is counted from.

use super::Screen;
use super::coverage::Entries;
use super::desk_tests::{Office, TODAY, busy, clock, give, kangning, visit_to};
use crate::domain::facility::Status;
use crate::domain::point::Verdict;
use crate::request::answer::Given;
use crate::store::Log;
use crate::views::coverage::{Coverage, Figures};
use jiff::civil::date;
use std::path::PathBuf;

fn office() -> Office {
    Office::at_home(busy)
}

fn item<'a>(of: &'a Coverage, id: &str) -> &'a Figures {
    &of.items[id].figures
}

/// The item that a row of the fire list stands for.
fn id_of(log: &mut Log, visit: &crate::domain::name::InspectionId, row: usize) -> String {
    let visit = log.visit(*visit).unwrap();
    visit.item(row).id.clone()
}

#[test]
fn the_year_is_counted_by_places_and_visits_and_only_real_checks_count() {
    let mut office = office();
    let log = &mut office.log;
    let old = log.visits(None).unwrap().into_iter().find(|v| v.on == date(2026, 10, 12)).unwrap().id;
    let (failed, unchecked) = (id_of(log, &old, 0), id_of(log, &old, 6));
    let of = log.coverage(2026, "", TODAY).unwrap();
    let f = item(&of, &failed);
    assert_eq!((f.checked.count(), f.visits.count(), f.pass, f.fail, f.open), (1, 1, 0, 1, 1));
    let f = item(&of, &unchecked);
    assert_eq!((f.checked.count(), f.unchecked, f.rate()), (0, 1, None), "what was not looked at is no check");
    // A batch is told and no check; the same item passed by itself at another visit is one.
    let home = kangning(log);
    let new = visit_to(log, home, TODAY);
    let mut batch = Given::of(Verdict::Pass);
    batch.batch = true;
    give(log, &new, 6, batch);
    let of = log.coverage(2026, "", TODAY).unwrap();
    assert_eq!((item(&of, &unchecked).checked.count(), item(&of, &unchecked).batch), (0, 1));
    give(log, &new, 6, Given::of(Verdict::Pass));
    let of = log.coverage(2026, "", TODAY).unwrap();
    assert_eq!((item(&of, &unchecked).checked.count(), item(&of, &unchecked).pass), (1, 1));
    // Another year and another street have nothing of it.
    assert_eq!(item(&log.coverage(2025, "", TODAY).unwrap(), &failed).fail, 0);
    assert_eq!(item(&log.coverage(2026, "罗店镇", TODAY).unwrap(), &failed).fail, 0);
    assert_eq!(
        item(&log.coverage(2026, "友谊路街道办事处", TODAY).unwrap(), &failed).fail,
        1,
        "however the street is written"
    );
}

#[test]
fn a_figure_is_as_many_entries_as_it_opens_onto() {
    let of = office().log.coverage(2026, "", TODAY).unwrap();
    let told = |f: &Figures| f.pass + f.fail + f.open + f.closed + f.fixed > 0;
    let (mut passed, mut failed, mut open) = (0, 0, 0);
    let mut items: Vec<_> = of.items.iter().filter(|(_, row)| told(&row.figures)).collect();
    items.sort_by_key(|(_, row)| std::cmp::Reverse((row.figures.open + row.figures.closed, row.figures.pass)));
    for (id, row) in items.into_iter().take(6) {
        let f = &row.figures;
        let mut office = Office::new(Screen::CoverageEntries(Entries::of_item(&of, id)), busy);
        // As the screen narrows its rows: one Tab a figure.
        let figures = [("不符合", f.fail), ("符合", f.pass), ("未销号", f.open), ("已销号", f.closed + f.fixed)];
        for (word, figure) in figures {
            office.keys("<Tab>").shows(&format!(" {word} {figure} (Tab)"));
        }
        (passed, failed, open) = (passed + f.pass, failed + f.fail, open + f.open);
    }
    assert!(passed > 0 && failed > 0 && open > 0, "{passed} {failed} {open}");
    for row in of.clauses.iter().filter(|row| row.figures.checked.count() > 0).take(3) {
        let (owed, checked) = (row.figures.owed.count(), row.figures.checked.count());
        let mut office = Office::new(Screen::CoverageEntries(Entries::places(&of, row)), busy);
        office.keys("<Tab>").shows(&format!(" 未查 {} (Tab)", owed - checked));
        office.keys("<Tab>").shows(&format!(" 已查 {checked} (Tab)"));
    }
}

#[test]
fn a_place_out_of_business_owes_nothing_from_its_day_and_did_before() {
    let mut office = office();
    let id = kangning(&mut office.log);
    let owed = |office: &mut Office, year: i16| office.log.coverage(year, "", TODAY).unwrap().in_business();
    let (before, last_year) = (owed(&mut office, 2026), owed(&mut office, 2025));
    let status = |office: &mut Office, status: Status, from: jiff::civil::Date| {
        let mut now = office.log.facility(id, TODAY).unwrap();
        (now.profile.joined.value.status, now.profile.joined.value.status_from) = (status, Some(from));
        let drafted = crate::request::facility::edit(&office.log.facility(id, TODAY).unwrap(), now.profile.joined.value);
        office.log.append(drafted.into_iter().collect(), None, &clock()).unwrap();
    };
    status(&mut office, Status::Suspended, date(2026, 11, 25));
    assert_eq!(owed(&mut office, 2026), before, "from tomorrow on");
    status(&mut office, Status::Suspended, TODAY);
    assert_eq!((owed(&mut office, 2026), owed(&mut office, 2025)), (before - 1, last_year));
    status(&mut office, Status::Renovating, date(2026, 1, 1));
    assert_eq!(owed(&mut office, 2026), before, "people live there meanwhile");
}

#[test]
fn a_finding_of_a_further_place_counts_as_a_finding_and_not_as_an_answer() {
    let mut office = office();
    let log = &mut office.log;
    let home = kangning(log);
    let visit = visit_to(log, home, TODAY);
    let point = give(log, &visit, 2, Given::of(Verdict::Fail));
    let now = log.visit(visit).unwrap();
    let (_, drafts) = crate::request::answer::further(&now, &now.item(2).id).unwrap();
    log.append(drafts, None, &clock()).unwrap();
    let of = log.coverage(2026, "", TODAY).unwrap();
    let f = item(&of, &point.key);
    assert_eq!((f.fail, f.open), (1, 2));
}

#[test]
fn every_clause_stands_on_screen_and_opens_down_to_its_entries() {
    let mut office = office();
    office.keys("=").shows("计划覆盖  2026 年  全区");
    office.pictures("coverage");
    office.keys("xfsp").shows("S1-2024-2-2");
    office.keys("<Enter>").shows("会同消防、市场监管等部门");
    office.pictures("coverage-clause");
    office.keys("<Enter>").shows("机构：S1-2024-2-2");
    office.hides(" 未查 ");
    office.keys("<Tab>").shows(" 未查 ");
    office.keys("<Esc><Down>").keys("<Enter>").shows("记录：");
}

#[test]
fn an_open_finding_is_reached_from_the_figure_that_counts_it() {
    let mut office = office();
    let old = office.log.visits(None).unwrap().into_iter().find(|v| v.on == date(2026, 10, 12)).unwrap().id;
    let id = id_of(&mut office.log, &old, 0);
    let of = office.log.coverage(2026, "", TODAY).unwrap();
    let at = of.clauses.iter().position(|c| c.items.contains(&id)).unwrap();
    let clause = &of.clauses[at];
    let down = clause.items.iter().position(|i| *i == id).unwrap() + 1;
    office.keys("=").keys(&"<Down>".repeat(at)).keys("<Enter>").keys(&"<Down>".repeat(down)).keys("<Enter>");
    office.shows("三楼西楼梯口");
    office.keys("<Tab>").shows("不符合 1");
    office.pictures("coverage-entries");
    office.keys("<Enter>").shows("常闭式防火门被木楔顶住");
}

#[test]
fn a_clause_without_items_says_so_on_screen() {
    let mut office = office();
    let of = office.log.coverage(2026, "", TODAY).unwrap();
    let bare = of.clauses.iter().find(|c| c.items.is_empty()).expect("the plans ask for more than checks");
    office.keys("=<Tab>").shows("没有检查项");
    office.keys(&bare.clause).keys("<Enter>").shows("没有检查项覆盖，须另行落实");
}

#[test]
fn the_year_and_the_street_are_changed_by_one_key_and_both_papers_are_written() {
    let mut office = office();
    office.keys("=<Left>").shows("计划覆盖  2025 年");
    office.keys("<Right>3").shows("计划覆盖  2026 年  友谊路街道");
    office.keys("1").shows("打开打印");
    office.keys("3").shows("已写好");
    office.keys("<Esc>2").hides("打开打印");
    office.keys("2").shows("已写好");
    let told = ["2026-11/2026 年计划覆盖 友谊路街道.html", "2026-11/2026 年计划覆盖 友谊路街道.csv"];
    assert_eq!(office.paths, told.map(PathBuf::from));
}
