//! 补正说明: what became different after a record was signed, why, and who says so. A page of its own: the signed record
//! is never printed anew.

use super::record::{Finding, Record, build, identity};
use super::{Block, Cell, Field, Report, Table, day, html, or_pen};
use crate::content::norms::Norms;
use crate::domain::point::Verdict;
use crate::domain::subject::PointId;
use crate::text::report as words;
use crate::text::{Lang, Text};
use crate::views::record::Paper;
use crate::views::visit::{FreezeNow, Visit};
use std::collections::{BTreeMap, BTreeSet};

/// The page as HTML. `frozen` is the visit as the freeze names it, `live` as it stands now.
pub fn html(frozen: &Visit, live: &Visit, norms: &Norms, freeze: &FreezeNow, lang: Lang, paper: &Paper) -> String {
    html::html(&report(frozen, live, norms, freeze, lang, paper))
}

/// The page as data.
pub fn report(frozen: &Visit, live: &Visit, norms: &Norms, freeze: &FreezeNow, lang: Lang, paper: &Paper) -> Report {
    let signed = build(frozen, norms, Some(freeze), lang, paper);
    let say = |text: Text| text.get(lang).to_string();
    let mut head = vec![
        Field::wide(say(words::AMENDS), format!("{} {}", signed.title, identity(&signed))),
        Field::wide(say(words::FACILITY), signed.facility.clone()),
    ];
    for sign in &freeze.signs {
        let said = words::SIGNED_SAID.fill(lang, &[&day(sign.on, lang), &sign.how.words().get(lang)]);
        head.push(Field::wide(say(words::SIGNED), said));
    }
    for amend in &freeze.amends {
        let name = |id| live.parts.people.get(id).map(|p| p.person.name.clone());
        let people: Vec<String> = amend.people.iter().filter_map(name).collect();
        head.push(Field::wide(say(words::AMEND_REASON), amend.reason.clone()));
        head.push(Field::new(say(words::AMEND_PEOPLE), people.join(words::AND.get(lang))));
        head.push(Field::new(say(words::AMEND_DATE), day(amend.on, lang)));
    }
    let changes = changes(&signed, &build(live, norms, Some(freeze), lang, paper));
    let mut body = vec![Block::Fields(head), Block::Heading(words::CHANGES.fill(lang, &[&changes.len()]))];
    if changes.is_empty() {
        body.push(Block::Text(say(words::NO_CHANGES)));
    } else {
        let columns = [(words::COLUMN_WHAT, 36), (words::COLUMN_SIGNED, 70), (words::COLUMN_AMENDED, 70)];
        let columns = columns.map(|(title, mm)| (say(title), mm)).to_vec();
        body.push(Block::Table(Table { columns, rows: changes }));
    }
    let lines = [words::SIGN_HOST, words::SIGN_OFFICERS, words::SIGN_REFUSED].map(say).to_vec();
    body.push(Block::Sign(vec![say(words::AMEND_STANDS), say(words::READ)], lines));
    let demo = if live.parts.demo { say(words::ACROSS_DEMO) } else { String::new() };
    Report {
        lang,
        letterhead: signed.letterhead.clone(),
        title: say(words::AMENDMENT),
        under: identity(&signed),
        across: demo,
        strip: [words::STRIP_HOST, words::STRIP_OFFICERS, words::STRIP_DATE].map(say).to_vec(),
        foot: format!("{}  {}", identity(&signed), signed.facility),
        body,
    }
}

/// What is said, under a key that holds for both records: its place in the order, number and point.
type Sayings = BTreeMap<(u8, String, Option<PointId>), (String, Cell)>;

/// One row for everything that is said differently now.
fn changes(before: &Record, after: &Record) -> Vec<Vec<Cell>> {
    let (then, now) = (sayings(before), sayings(after));
    let keys: BTreeSet<_> = then.keys().chain(now.keys()).collect();
    let nothing = || vec![words::BRIEF_NONE.get(before.lang).to_string()];
    let row = |key| {
        let (was, is) = (then.get(key), now.get(key));
        let label = is.or(was).map(|(label, _)| label.clone()).unwrap_or_default();
        let cell = |said: Option<&(String, Cell)>| said.map_or_else(nothing, |(_, lines)| lines.clone());
        (was.map(|w| &w.1) != is.map(|i| &i.1)).then(|| vec![vec![label], cell(was), cell(is)])
    };
    keys.into_iter().filter_map(row).collect()
}

fn sayings(record: &Record) -> Sayings {
    let lang = record.lang;
    let verdict = |v: Verdict| v.words().get(lang);
    let colon = words::COLON.get(lang);
    let mut said = Sayings::new();
    for (n, field) in record.head.iter().enumerate() {
        said.insert((0, format!("{n:03}"), None), (field.label.clone(), vec![or_pen(&field.value).into()]));
    }
    for p in &record.passed {
        let label = format!("{} {}", p.number, p.short);
        said.insert((1, p.number.clone(), Some(p.point.clone())), (label, vec![verdict(Verdict::Pass).into()]));
    }
    for u in &record.unchecked {
        let line = format!("{}{colon}{}", verdict(Verdict::Unchecked), u.reason);
        said.insert((1, u.number.clone(), Some(u.point.clone())), (u.number.clone(), vec![line]));
    }
    for m in &record.measured {
        let label = format!("{} {}", m.number, m.short);
        let key = (1, m.number.clone(), Some(m.point.clone()));
        said.insert(key, (label, vec![m.remark.clone(), m.readings.clone()]));
    }
    for f in &record.findings {
        let label = format!("{} {}", f.number, f.short);
        said.insert((1, f.number.clone(), Some(f.point.clone())), (label, finding(f, lang)));
    }
    for (text, lines) in [(words::LEFT, &record.left), (words::NA, &record.na), (words::TRAITS, &record.traits)] {
        if !lines.is_empty() {
            said.insert((2, text.zh.into(), None), (text.fill(lang, &[&lines.len()]), lines.clone()));
        }
    }
    said
}

fn finding(f: &Finding, lang: Lang) -> Cell {
    let one = |text: Text, value: &str| text.fill(lang, &[&or_pen(value)]);
    let mut lines = vec![
        format!("{} {}", Verdict::Fail.words().get(lang), f.severity),
        one(words::AT, &f.place),
        one(words::FACTS, &f.facts),
        format!("{} {}", one(words::ALOUD_HANDLING, &f.handling_said), f.due),
    ];
    lines.extend((!f.readings.is_empty()).then(|| one(words::MEASURED, &f.readings)));
    lines.extend(f.after.as_ref().map(|a| one(words::AFTER, a)));
    lines.extend(f.interim.as_ref().map(|i| one(words::INTERIM, i)));
    lines.extend((!f.photos.is_empty()).then(|| one(words::PHOTOS, &f.photos)));
    lines
        .extend((!f.reply.is_empty()).then(|| format!("{}{}{}", words::COLUMN_REPLY.get(lang), words::COLON.get(lang), f.reply)));
    lines.extend(f.notes.iter().map(|n| one(words::NOTE, n)));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::norms;
    use crate::domain::inspection::{Amend, Sign, SignedHow};
    use crate::domain::name::Id;
    use crate::domain::point::{Handling, Point, Severity};
    use crate::report::sample::{ON, fail, freeze, paper, visit};
    use crate::views::sample::now;

    #[test]
    fn the_page_says_what_was_signed_and_what_it_is_amended_to_and_nothing_else() {
        let frozen = visit();
        let mut freeze = freeze(&frozen, &[]);
        let (on, reason) = (ON.tomorrow().unwrap(), "回看照片，宽度量错".to_string());
        freeze.signs.push(Sign { freeze: freeze.entry, how: SignedHow::Signed, on: ON, reason: None, witness: None, due: None });
        freeze.amends.push(Amend { freeze: freeze.entry, on, reason, people: vec![Id([1; 16]), Id([2; 16])] });
        let mut live = frozen.clone();
        let mut narrow: Point = fail(Severity::Serious, Handling::Order, "二楼", "最窄处 1.05 米");
        narrow.internal = vec!["内部话".into()];
        live.take_over(vec![(live.rows[3].point.clone(), now(narrow))]);
        let report = report(&frozen, &live, norms(), &freeze, Lang::Zh, &paper());
        let Some(Block::Table(table)) = report.body.iter().find(|b| matches!(b, Block::Table(_))) else { panic!() };
        assert_eq!(table.rows.len(), 1, "{table:#?}");
        let row = &table.rows[0];
        assert_eq!(row[0], ["1.04 最窄处净宽够"]);
        assert_eq!(row[1], ["符合", "1.35 米"]);
        assert_eq!(row[2][..3], ["不符合 较重", "部位：二楼", "事实：最窄处 1.05 米"]);
        let page = html::html(&report);
        assert!(page.contains("回看照片，宽度量错") && page.contains("检甲、检乙") && page.contains("2026年11月25日"));
        assert!(!page.contains("内部话"));
        let same = super::report(&frozen, &frozen, norms(), &freeze, Lang::En, &paper());
        assert!(same.body.contains(&Block::Text("Nothing changed in content.".into())));
    }
}
