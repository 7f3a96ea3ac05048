//! Plan coverage on paper and as a table: every clause of the plans, the items it asks for, how far they were looked at.
//! A clause without items says so in its row. No citation of a norm stands here.

use super::ledger::{self, Sheet};
use super::{Block, Cell, Report, Table, html};
use crate::content::plans::{Clause, Plan, Plans, Target};
use crate::text::{Lang, coverage as words, report};
use crate::views::coverage::{ClauseRow, Coverage, Figures};
use crate::views::record::Paper;

/// What the page is made from.
pub struct Made<'a> {
    pub of: &'a Coverage,
    pub plans: &'a Plans,
    pub demo: bool,
    pub lang: Lang,
    pub paper: &'a Paper,
}

/// So many ids of items stand in a row; the table has them all.
const NAMED: usize = 6;

/// The page as HTML.
pub fn html(made: &Made) -> String {
    html::html(&report(made))
}

/// The table as CSV: a row a clause, then a row each of its items.
pub fn csv(made: &Made) -> Vec<u8> {
    ledger::csv(&sheet(made))
}

fn street(made: &Made) -> String {
    if made.of.street.is_empty() { words::EVERYWHERE.get(made.lang).into() } else { made.of.street.clone() }
}

/// The page as data.
pub fn report(made: &Made) -> Report {
    let (lang, of) = (made.lang, made.of);
    let mut body = vec![Block::Text(words::RULES.get(lang).into())];
    if of.uncovered() > 0 {
        body.push(Block::Text(words::UNCOVERED.fill(lang, &[&of.uncovered()])));
    }
    for plan in &made.plans.0 {
        body.push(Block::Heading(format!("{}  {}", plan.title.get(lang), plan.number).trim().into()));
        let widths = [24, 58, 34, 24, 18, 18];
        let columns = words::PAPER_COLUMNS.iter().zip(widths).map(|(t, mm)| (t.get(lang).into(), mm)).collect();
        let rows = rows(made, plan).map(|(clause, row)| cells(clause, row, lang)).collect();
        body.push(Block::Table(Table { columns, rows }));
    }
    Report {
        lang,
        letterhead: report::INTERNAL_ONLY.get(lang).into(),
        title: words::TITLE.get(lang).into(),
        under: words::UNDER.fill(lang, &[&of.year, &street(made), &of.in_business()]),
        across: if made.demo { report::ACROSS_DEMO.get(lang).into() } else { String::new() },
        strip: Vec::new(),
        foot: words::FOOT.fill(lang, &[&of.year, &street(made), &made.paper.unit]),
        body,
    }
}

fn rows<'a>(made: &'a Made, plan: &'a Plan) -> impl Iterator<Item = (&'a Clause, &'a ClauseRow)> {
    let row = |c: &'a Clause| Some((c, made.of.clauses.iter().find(|r| r.clause == c.id)?));
    plan.clauses.iter().filter_map(row)
}

fn cells(clause: &Clause, row: &ClauseRow, lang: Lang) -> Vec<Cell> {
    let f = &row.figures;
    let mut asked = vec![clause.text.get(lang).to_string()];
    asked.extend(clause.targets.iter().map(|t| target(t, lang)));
    let head = vec![clause.id.clone(), clause.section.get(lang).into()];
    if row.items.is_empty() {
        let (none, empty) = (words::NO_ITEM_PRINTED.get(lang).to_string(), Vec::new);
        return vec![head, asked, vec![none], empty(), empty(), empty()];
    }
    let mut items: Vec<String> = row.items.iter().take(NAMED).cloned().collect();
    if row.items.len() > NAMED {
        items.push(words::MORE_ITEMS.fill(lang, &[&row.items.len()]));
    }
    let places = vec![
        words::CELL_PLACES.fill(lang, &[&f.checked.count(), &f.owed.count()]),
        words::CELL_VISITS.fill(lang, &[&f.visits.count()]),
    ];
    let mut answers = vec![words::CELL_PASS.fill(lang, &[&f.pass]), words::CELL_FAIL.fill(lang, &[&f.fail])];
    answers.extend(f.rate().map(|r| words::CELL_RATE.fill(lang, &[&percent(r)])));
    let found = [(words::CELL_OPEN, f.open), (words::CELL_CLOSED, f.closed), (words::CELL_FIXED, f.fixed)];
    vec![head, asked, items, places, answers, found.map(|(t, n)| t.fill(lang, &[&n])).to_vec()]
}

/// A target, and the item that writes its figure down or that none does.
pub fn target(t: &Target, lang: Lang) -> String {
    let said = words::TARGET.fill(lang, &[&t.what.get(lang), &t.value, &t.unit.get(lang), &t.area, &t.year]);
    let where_to = match &t.item {
        Some(item) => words::TARGET_ITEM.fill(lang, &[item]),
        None => words::TARGET_NO_ITEM.get(lang).into(),
    };
    said + &where_to
}

/// Thousandths as people read them: `93.2%`.
pub fn percent(thousandths: u32) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

/// The table.
fn sheet(made: &Made) -> Sheet {
    let lang = made.lang;
    let mut rows_of = Vec::new();
    for plan in &made.plans.0 {
        for (clause, row) in rows(made, plan) {
            let head = |item: &str, short: &str| {
                [plan.title.get(lang), &plan.number, &clause.id, clause.section.get(lang), clause.text.get(lang), item, short]
                    .map(String::from)
                    .to_vec()
            };
            match row.items.is_empty() {
                true => {
                    let mut cells = head("", words::NO_ITEM_PRINTED.get(lang));
                    cells.resize(words::COLUMNS.len(), String::new());
                    rows_of.push(cells);
                }
                false => rows_of.push([head("", ""), figures(&row.figures)].concat()),
            }
            for id in &row.items {
                let Some(item) = made.of.items.get(id) else { continue };
                rows_of.push([head(id, item.short.get(lang)), figures(&item.figures)].concat());
            }
        }
    }
    Sheet {
        title: words::TITLE.get(lang).into(),
        head: words::COLUMNS.iter().map(|c| c.get(lang).into()).collect(),
        rows: rows_of,
    }
}

fn figures(f: &Figures) -> Vec<String> {
    let rate = |r: Option<u32>| r.map(percent).unwrap_or_default();
    vec![
        f.owed.count().to_string(),
        f.checked.count().to_string(),
        rate(f.reach()),
        f.visits.count().to_string(),
        f.pass.to_string(),
        f.fail.to_string(),
        rate(f.rate()),
        f.na.to_string(),
        f.unchecked.to_string(),
        f.batch.to_string(),
        f.late.to_string(),
        f.open.to_string(),
        f.closed.to_string(),
        f.fixed.to_string(),
        f.apart.to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content;
    use crate::views::coverage::Count;
    use std::sync::Arc;

    fn nothing_done() -> Coverage {
        let lists: Vec<_> =
            content::embedded_lists().map(|(name, text)| Arc::new(content::parse(name, text.as_bytes()).unwrap())).collect();
        Count::new(&lists, Vec::new()).done(content::plans(), 2026, "")
    }

    #[test]
    fn every_clause_stands_on_the_paper_and_in_the_table_and_one_without_items_is_told() {
        let (mut of, paper) = (nothing_done(), Paper::default());
        of.clauses[0].items.clear();
        let bare = of.clauses[0].clause.clone();
        for lang in [Lang::Zh, Lang::En] {
            let made = Made { of: &of, plans: content::plans(), demo: true, lang, paper: &paper };
            let page = html(&made);
            let table = String::from_utf8(csv(&made)).unwrap();
            for clause in content::plans().0.iter().flat_map(|p| &p.clauses) {
                assert!(page.contains(&clause.id) && table.contains(&clause.id), "{}", clause.id);
            }
            let none = words::NO_ITEM_PRINTED.get(lang);
            assert!(page.contains(none) && page.contains(report::ACROSS_DEMO.get(lang)));
            let line = table.lines().find(|l| l.contains(&bare)).unwrap();
            assert!(line.contains(none), "{line}");
            let items: usize = of.clauses.iter().map(|c| c.items.len()).sum();
            assert_eq!(table.lines().count(), 1 + of.clauses.len() + items, "a row a clause and one each item of it");
        }
    }

    #[test]
    fn every_target_names_the_item_that_writes_it_down_or_says_that_none_does() {
        let (of, paper) = (nothing_done(), Paper::default());
        let made = Made { of: &of, plans: content::plans(), demo: false, lang: Lang::Zh, paper: &paper };
        let page = html(&made);
        let targets = || content::plans().0.iter().flat_map(|p| &p.clauses).flat_map(|c| &c.targets);
        let with = targets().filter_map(|t| t.item.as_ref());
        assert!(with.clone().count() > 3 && with.clone().all(|item| of.items.contains_key(item)));
        let bare = targets().filter(|t| t.item.is_none()).count();
        assert_eq!(page.matches("没有检查项登记").count(), bare, "each target without an item says so");
        assert!(page.contains("在 SUP-STAFF-02 登记"));
    }

    #[test]
    fn a_rate_reads_as_people_read_it_and_nothing_looked_at_has_none() {
        assert_eq!(percent(1000), "100.0%");
        assert_eq!(percent(932), "93.2%");
        let of = nothing_done();
        let cells = cells(&content::plans().0[0].clauses[0], &of.clauses[0], Lang::Zh);
        assert!(cells.iter().flatten().all(|l| !l.contains("合格率")));
    }
}
