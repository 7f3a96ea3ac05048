//! The visit's list as a form for the pen, with the same numbers as on screen: for a dead laptop, a colleague without
//! one, or a bag.

use super::record::Source;
use super::record::head::fields;
use super::{Block, Cell, Report, Table, html};
use crate::content::checklist::{AnswerKind, Item};
use crate::content::{limit, norms::Norms};
use crate::domain::point::UncheckedReason;
use crate::text::report as words;
use crate::text::{Lang, Text};
use crate::views::closing::in_scope;
use crate::views::record::Paper;
use crate::views::visit::Visit;

/// Rows for findings.
const FINDINGS: usize = 8;

/// The form as HTML.
pub fn html(visit: &Visit, norms: &Norms, lang: Lang, paper: &Paper) -> String {
    html::html(&report(visit, norms, lang, paper))
}

/// The form as data.
pub fn report(visit: &Visit, norms: &Norms, lang: Lang, paper: &Paper) -> Report {
    let from = Source::of(visit, norms, None, lang, paper);
    let say = |text: Text| text.get(lang).to_string();
    let mut body = vec![Block::Fields(fields(&from))];
    for section in visit.sections.iter().filter(|s| in_scope(visit, s).next().is_some()) {
        let list = &visit.parts.lists[section.list];
        let title = list.sections[section.section].title.get(lang);
        body.push(Block::Heading(format!("{} {} {title}", section.number, list.short.get(lang))));
        let rows = in_scope(visit, section).map(|r| row(&visit.rows[r].number, visit.item(r), lang)).collect();
        body.push(Block::Table(Table { columns: columns(lang), rows }));
    }
    let reasons = UncheckedReason::ALL.iter().enumerate().map(|(n, r)| format!("{} {}", n + 1, r.words().get(lang)));
    let reasons: Vec<String> = reasons.collect();
    body.push(Block::Text(words::BLANK_REASONS.fill(lang, &[&reasons.join("  ")])));
    body.push(Block::Heading(say(words::BLANK_FINDINGS)));
    body.push(Block::Table(findings(lang)));
    let lines = [words::SIGN_HOST, words::SIGN_OFFICERS, words::SIGN_RECORDER, words::SIGN_REFUSED].map(say).to_vec();
    body.push(Block::Sign(vec![say(words::RANGE), say(words::READ)], lines));
    Report {
        lang,
        letterhead: paper.letterhead.clone(),
        title: say(words::BLANK),
        under: format!("{} {}", say(words::NUMBER), from.number),
        across: if visit.parts.demo { say(words::ACROSS_DEMO) } else { String::new() },
        strip: [words::STRIP_HOST, words::STRIP_OFFICERS, words::STRIP_DATE].map(say).to_vec(),
        foot: format!("{} {}  {}", say(words::NUMBER), from.number, visit.parts.facility.joined.value.name),
        body,
    }
}

fn columns(lang: Lang) -> Vec<(String, u32)> {
    use crate::domain::point::Verdict::{Fail, Na, Pass, Unchecked};
    let mut columns = vec![
        (words::COLUMN_ITEM_NUMBER.get(lang).to_string(), 15),
        (words::COLUMN_ITEM.get(lang).into(), 62),
        (words::COLUMN_LIMIT_PLAN.get(lang).into(), 29),
    ];
    columns.extend([Pass, Fail, Na, Unchecked].map(|v| (v.words().get(lang).to_string(), 10)));
    columns.push((words::COLUMN_VALUE.get(lang).into(), 30));
    columns
}

fn row(number: &str, item: &Item, lang: Lang) -> Vec<Cell> {
    let mut text = vec![item.text.get(lang).to_string()];
    if item.red_line {
        text.push(words::BLANK_RED.get(lang).into());
    }
    let plan = item.plan_size.filter(|_| item.kind == AnswerKind::Sample);
    let unit = item.unit.as_ref().map_or("", |u| u.get(lang));
    let plan = plan.map(|n| words::BLANK_PLAN.fill(lang, &[&n, &unit]));
    let limit = Some(limit::words(item, lang)).filter(|l| !l.is_empty());
    let no_na = if item.kind == AnswerKind::Figure { String::new() } else { "[ ]".to_string() };
    let mut cells = vec![vec![number.to_string()], text, plan.into_iter().chain(limit).collect()];
    cells.extend([vec!["[ ]".to_string()], vec![no_na], vec!["[ ]".into()], vec!["[ ]".into()], vec![String::new()]]);
    cells
}

fn findings(lang: Lang) -> Table {
    let columns = [(words::COLUMN_NUMBER, 16), (words::COLUMN_FACTS, 88), (words::HANDLING_LABEL, 40), (words::COLUMN_REPLY, 32)];
    let handling = words::BLANK_HANDLING.get(lang).to_string();
    let row = vec![vec![String::new(); 4], Vec::new(), vec![handling], Vec::new()];
    Table { columns: columns.map(|(t, mm)| (t.get(lang).to_string(), mm)).to_vec(), rows: vec![row; FINDINGS] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::norms;
    use crate::report::sample::{paper, visit};

    #[test]
    fn the_form_has_every_row_of_the_visit_under_its_number() {
        let visit = visit();
        // One item more, pulled in from a section that is left out today.
        let mut parts = visit.parts.clone();
        parts.head.joined.value.taken_in.push("ROOF-01".into());
        let more = crate::views::visit::build(parts);
        for (visit, items) in [(&visit, 17), (&more, 18)] {
            let report = report(visit, norms(), Lang::Zh, &paper());
            let tables = report.body.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
            let numbers = tables.flat_map(|t| &t.rows).filter_map(|r| r[0].first()).map(String::as_str);
            let numbers: Vec<&str> = numbers.filter(|n| !n.is_empty()).collect();
            let due = crate::views::closing::rows_in_scope(visit).map(|r| visit.rows[r].number.as_str());
            assert_eq!(numbers, due.collect::<Vec<_>>());
            assert_eq!(numbers.len(), items);
        }
        let page = html(&visit, norms(), Lang::Zh, &paper());
        assert!(!page.contains("轮椅"), "answers stay off the form");
        assert!(page.contains("抽 5 盏") && page.contains("红线"));
    }
}
