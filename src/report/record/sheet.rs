//! The record laid out as a report: findings first, then what was not checked, then the rest, statistics and signatures.

use super::{Finding, Record};
use crate::report::{Block, Cell, Report, Table, or_pen};
use crate::text::report as words;
use crate::text::{Lang, Text};

/// The record as blocks of a paper.
pub fn report(record: &Record) -> Report {
    let lang = record.lang;
    let say = |text: Text| text.get(lang).to_string();
    let mut body = vec![Block::Fields(record.head.clone())];
    match &record.not_done {
        Some(words) => body.push(Block::Text(words.clone())),
        None => content(record, &mut body),
    }
    body.push(Block::Heading(say(words::SIGNING)));
    body.push(Block::Sign(
        vec![say(words::RANGE), say(words::READ)],
        [words::SIGN_HOST, words::SIGN_OFFICERS, words::SIGN_RECORDER, words::SIGN_REFUSED].map(say).to_vec(),
    ));
    body.push(Block::Text(say(words::COPIES)));
    Report {
        lang,
        letterhead: record.letterhead.clone(),
        title: record.title.clone(),
        under: identity(record),
        across: record.across.clone(),
        strip: [words::STRIP_HOST, words::STRIP_OFFICERS, words::STRIP_DATE].map(say).to_vec(),
        foot: format!("{}  {}", identity(record), record.facility),
        body,
    }
}

/// 编号, 第 n 稿, 校验码.
pub fn identity(record: &Record) -> String {
    let number = format!("{} {}", words::NUMBER.get(record.lang), record.number);
    match &record.draft {
        None => format!("{number}  {}", words::NOT_FROZEN.get(record.lang)),
        Some((draft, check)) => {
            let draft = words::DRAFT.fill(record.lang, &[draft]);
            format!("{number}  {draft}  {}", words::CHECK.fill(record.lang, &[check]))
        }
    }
}

fn content(record: &Record, body: &mut Vec<Block>) {
    let lang = record.lang;
    let say = |text: Text| text.get(lang).to_string();
    let many = |text: Text, n: usize| Block::Heading(text.fill(lang, &[&n]));
    let recheck = !record.rechecked.is_empty();
    if recheck {
        body.push(many(words::RECHECKS, record.rechecked.len()));
        body.push(Block::Table(rechecked(record)));
    }
    body.push(many(if recheck { words::NEW_FINDINGS } else { words::FINDINGS }, record.findings.len()));
    if record.findings.is_empty() {
        // What is not put right yet is a finding too: only new ones may be denied.
        body.push(Block::Text(say(if recheck { words::NO_NEW_FINDINGS } else { words::NO_FINDINGS })));
    } else {
        body.push(Block::Table(findings(record)));
        body.push(Block::Text(say(words::DATES_LATER)));
    }
    if !record.unchecked.is_empty() {
        body.push(many(words::UNCHECKED, record.unchecked.len()));
        unchecked(record, body);
    }
    for (title, lines, beside) in [(words::LEFT, &record.left, 1), (words::NA, &record.na, 4), (words::TRAITS, &record.traits, 2)]
    {
        if !lines.is_empty() {
            body.push(many(title, lines.len()));
            body.extend(compact(lines, beside));
        }
    }
    if !record.measured.is_empty() {
        body.push(Block::Heading(say(words::READINGS)));
        let columns = [
            (words::COLUMN_ITEM_NUMBER, 16),
            (words::COLUMN_ITEM, 46),
            (words::COLUMN_READING, 52),
            (words::COLUMN_LIMIT, 28),
            (words::COLUMN_REMARK, 34),
        ];
        let row = |m: &super::Measured| [&m.number, &m.short, &m.readings, &m.limit, &m.remark].map(|t| vec![t.clone()]).to_vec();
        body.push(table(lang, &columns, record.measured.iter().map(row).collect()));
    }
    if !record.passed.is_empty() {
        body.push(many(words::PASSED, record.passed.len()));
        let line = |p: &super::Passed| match p.batch {
            true => format!("{}{} {}", p.number, words::BATCH_MARK.get(lang), p.short),
            false => format!("{} {}", p.number, p.short),
        };
        body.push(Block::Columns(4, record.passed.iter().map(line).collect()));
    }
    body.push(Block::Heading(say(words::STATISTICS)));
    body.extend(statistics(record).into_iter().map(Block::Text));
}

/// So many items with the same reason are named side by side under it.
const MANY: usize = 6;

/// What was not checked: each with its own reason in a table; many of one reason by number and title under it.
fn unchecked(record: &Record, body: &mut Vec<Block>) {
    let lang = record.lang;
    let mut by_reason: Vec<(&str, Vec<&super::Unchecked>)> = Vec::new();
    for item in &record.unchecked {
        match by_reason.iter_mut().find(|(reason, _)| *reason == item.reason) {
            Some((_, items)) => items.push(item),
            None => by_reason.push((&item.reason, vec![item])),
        }
    }
    let (many, few): (Vec<_>, Vec<_>) = by_reason.into_iter().partition(|(_, items)| items.len() >= MANY);
    let few: Vec<&super::Unchecked> = few.into_iter().flat_map(|(_, items)| items).collect();
    if !few.is_empty() {
        let columns = [(words::COLUMN_ITEM_NUMBER, 16), (words::COLUMN_ITEM, 96), (words::COLUMN_REASON, 64)];
        let row = |u: &super::Unchecked| vec![vec![u.number.clone()], vec![u.text.clone()], vec![u.reason.clone()]];
        body.push(table(lang, &columns, few.into_iter().map(row).collect()));
    }
    for (reason, items) in many {
        body.push(Block::Text(words::UNCHECKED_BY.fill(lang, &[&reason, &items.len()])));
        body.push(Block::Columns(4, items.iter().map(|u| format!("{} {}", u.number, u.short)).collect()));
    }
}

/// Lines that are short enough, so many beside each other; long ones below, each on its own.
fn compact(lines: &[String], beside: usize) -> Vec<Block> {
    let room = crate::report::pages::WIDTH / beside as f64 - 4.0;
    let fits = |line: &&String| crate::report::typography::wrap(line, room, crate::report::pages::SMALL).len() == 1;
    let (short, long): (Vec<&String>, Vec<&String>) = lines.iter().partition(|l| beside > 1 && fits(l));
    let columns = (!short.is_empty()).then(|| Block::Columns(beside, short.into_iter().cloned().collect()));
    columns.into_iter().chain(long.into_iter().cloned().map(Block::Text)).collect()
}

/// The totals in sentences.
pub fn statistics(record: &Record) -> Vec<String> {
    let (lang, t) = (record.lang, &record.totals);
    let rate = |part: u32, whole: u32| match whole {
        0 => words::NO_RATE.get(lang).to_string(),
        _ => {
            let tenths = (u64::from(part) * 2000 / u64::from(whole)).div_ceil(2);
            words::RATE.fill(lang, &[&part, &whole, &format!("{}.{}%", tenths / 10, tenths % 10)])
        }
    };
    let judged = t.pass + t.fail;
    let results = match record.official {
        true => words::RESULTS.fill(lang, &[&t.findings, &t.fixed, &t.to_order, &t.to_transfer, &t.advised]),
        false => words::RESULTS_ROUND.fill(lang, &[&t.findings, &t.fixed, &t.to_transfer, &t.advised]),
    };
    let mut said = Vec::new();
    if let Some(r) = &record.recheck {
        said.push(words::RECHECK_COUNTS.fill(lang, &[&r.due, &r.fixed, &r.not_fixed, &r.partly, &r.unchecked, &r.blank]));
    }
    if t.due > 0 || record.recheck.is_none() {
        said.push(words::COUNTS.fill(lang, &[&t.due, &t.pass, &t.fail, &t.na, &t.unchecked, &t.blank, &t.batch]));
        said.push(words::RATES.fill(lang, &[&rate(t.pass, judged), &rate(judged, t.due)]));
    }
    if t.findings > 0 || record.recheck.is_none() {
        said.push(results);
    }
    said
}

fn table(lang: Lang, columns: &[(Text, u32)], rows: Vec<Vec<Cell>>) -> Block {
    Block::Table(Table { columns: columns.iter().map(|(t, mm)| (t.get(lang).to_string(), *mm)).collect(), rows })
}

fn findings(record: &Record) -> Table {
    let columns = [
        (words::COLUMN_NUMBER, 17),
        (words::COLUMN_FACTS, 61),
        (words::COLUMN_BASIS, 34),
        (words::COLUMN_SEVERITY, 18),
        (words::COLUMN_HANDLING, 26),
        (words::COLUMN_REPLY, 20),
    ];
    Table {
        columns: columns.iter().map(|(t, mm)| (t.get(record.lang).to_string(), *mm)).collect(),
        rows: record.findings.iter().enumerate().map(|(n, f)| finding(record.lang, n + 1, f)).collect(),
    }
}

fn finding(lang: Lang, n: usize, f: &Finding) -> Vec<Cell> {
    let one = |text: Text, value: &str| text.fill(lang, &[&or_pen(value)]);
    let mut facts = Vec::new();
    if !f.short.is_empty() {
        facts.push(f.short.clone());
    }
    facts.push(one(words::AT, &f.place));
    match &f.after {
        None => facts.push(one(words::FACTS, &f.facts)),
        Some(after) => facts.extend([one(words::BEFORE, &f.facts), one(words::AFTER, after)]),
    }
    let with_value = [(words::MEASURED, &f.readings), (words::LIMIT, &f.limit)];
    facts.extend(with_value.into_iter().filter(|(_, v)| !v.is_empty()).map(|(text, v)| one(text, v)));
    facts.push(one(words::PHOTOS, &f.photos));
    facts.extend(f.notes.iter().map(|n| one(words::NOTE, n)));
    if f.disputed {
        facts.push(words::DISPUTED.get(lang).into());
    }
    let basis = if f.basis.is_empty() { vec![words::BASIS_LATER.get(lang).into()] } else { f.basis.clone() };
    let mut handling = vec![f.handling_said.clone()];
    handling.extend((!f.due.is_empty()).then(|| f.due.clone()));
    handling.extend(f.interim.as_ref().map(|i| one(words::INTERIM, i)));
    let number = vec![n.to_string(), f.number.clone()];
    vec![number, facts, basis, vec![f.severity.clone()], handling, vec![or_pen(&f.reply).into()]]
}

fn rechecked(record: &Record) -> Table {
    let columns = [(words::COLUMN_ORDER, 12), (words::COLUMN_OLD, 78), (words::COLUMN_FOUND, 34), (words::COLUMN_RESULT, 52)];
    let row = |(n, r): (usize, &super::Rechecked)| {
        let place = words::AT.fill(record.lang, &[&or_pen(&r.place)]);
        let facts = words::FACTS.fill(record.lang, &[&or_pen(&r.facts)]);
        let mut old: Vec<String> = (!r.short.is_empty()).then(|| r.short.clone()).into_iter().collect();
        old.extend([place, facts]);
        let mut result = vec![r.outcome(record.lang)];
        result.extend((!r.words.is_empty()).then(|| r.words.clone()));
        vec![vec![(n + 1).to_string()], old, vec![r.found_due.clone()], result]
    };
    Table {
        columns: columns.iter().map(|(t, mm)| (t.get(record.lang).to_string(), *mm)).collect(),
        rows: record.rechecked.iter().enumerate().map(row).collect(),
    }
}
