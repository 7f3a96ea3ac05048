//! The week's plan on paper, to hang on a wall or to carry: who goes where on which day. Inside the office only; one page
//! where the week fits one.

use super::pages::pages;
use super::{Block, Cell, Report, Table, day, html};
use crate::text::{Lang, plan as words, report, say};
use crate::views::plan::PlanRow;
use crate::views::record::Paper;
use jiff::civil::Date;

/// What the page is made from.
pub struct Made<'a> {
    pub from: Date,
    pub to: Date,
    pub rows: &'a [PlanRow],
    pub demo: bool,
    pub lang: Lang,
    pub paper: &'a Paper,
}

/// The page as HTML.
pub fn html(made: &Made) -> String {
    html::html(&report(made))
}

/// The page as data; a week that fills more than one page says addresses and phones no more.
pub fn report(made: &Made) -> Report {
    let whole = with(made, true);
    if pages(&whole).len() == 1 { whole } else { with(made, false) }
}

fn with(made: &Made, addresses: bool) -> Report {
    let lang = made.lang;
    let (from, to) = (day(made.from, lang), day(made.to, lang));
    Report {
        lang,
        letterhead: report::INTERNAL_ONLY.get(lang).into(),
        title: words::TITLE.get(lang).into(),
        under: words::UNDER.fill(lang, &[&from, &to]),
        across: if made.demo { report::ACROSS_DEMO.get(lang).into() } else { String::new() },
        strip: Vec::new(),
        foot: words::FOOT.fill(lang, &[&from, &to, &made.paper.unit]),
        body: vec![body(made, addresses)],
    }
}

fn body(made: &Made, addresses: bool) -> Block {
    if made.rows.is_empty() {
        return Block::Text(words::NO_DAY.get(made.lang).into());
    }
    let widths = if addresses { [26, 52, 52, 24, 22] } else { [26, 76, 0, 36, 38] };
    let shown = |n: &usize| widths[*n] > 0;
    let columns = (0..widths.len()).filter(shown).map(|n| (words::COLUMNS[n].get(made.lang).into(), widths[n])).collect();
    let mut last = None;
    let rows = made.rows.iter().map(|row| {
        // The day stands at the first of its rows.
        let first = last.replace(row.on()) != Some(row.on());
        let cells = cells(made, row, first);
        (0..widths.len()).filter(shown).map(|n| cells[n].clone()).collect()
    });
    let rows = rows.collect();
    Block::Table(Table { columns, rows })
}

fn cells(made: &Made, row: &PlanRow, first: bool) -> [Cell; 5] {
    let lang = made.lang;
    let on = row.on();
    let weekday = say::WEEKDAYS[on.weekday().to_monday_zero_offset() as usize].get(lang);
    let kind = row.kind.map(|k| k.words().get(lang)).unwrap_or_default();
    let filled = |lines: Vec<String>| lines.into_iter().filter(|l| !l.trim().is_empty()).collect::<Cell>();
    let note = row.plan.joined.value.note.clone().unwrap_or_default();
    let owed = if row.open_findings > 0 { words::OWED.fill(lang, &[&row.open_findings]) } else { String::new() };
    [
        if first { vec![day(on, lang), weekday.to_string()] } else { Vec::new() },
        filled(vec![row.facility_name.clone(), format!("{kind} {}", row.street)]),
        filled(vec![row.address.clone(), row.phone.clone()]),
        vec![row.people.join(report::AND.get(lang))],
        filled(vec![note, owed]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::join::Joined;
    use crate::domain::name::Id;
    use crate::views::Current;
    use jiff::civil::date;
    use std::collections::BTreeMap;

    fn week(rows: usize) -> Vec<PlanRow> {
        let one = |n: usize| {
            let on = date(2026, 11, 23 + (n * 5 / rows) as i8);
            let note = (n == 0).then(|| "带燃气检测仪".to_string());
            let plan = crate::request::plan::of(Id([1; 16]), on, Vec::new(), note);
            let joined = Joined { value: plan, disputed: false, differs: BTreeMap::new() };
            PlanRow {
                id: Id([n as u8; 16]),
                plan: Current { joined, heads: Vec::new(), read_only: false },
                facility: Id([1; 16]),
                facility_name: format!("康宁养老院第{n}分院"),
                kind: None,
                street: "友谊路".into(),
                address: format!("牡丹路{n}号"),
                phone: "000-0000-0012".into(),
                open_findings: 2,
                people: vec!["检甲".into(), "检乙".into()],
                visit: None,
            }
        };
        (0..rows).map(one).collect()
    }

    #[test]
    fn a_usual_week_is_one_page_that_says_who_goes_where_with_address_and_phone() {
        let paper = Paper::default();
        for lang in [Lang::Zh, Lang::En] {
            let rows = week(20);
            let made = Made { from: date(2026, 11, 23), to: date(2026, 11, 29), rows: &rows, demo: true, lang, paper: &paper };
            assert_eq!(pages(&report(&made)).len(), 1);
            let page = html(&made);
            for said in ["康宁养老院第0分院", "牡丹路19号", "000-0000-0012", "带燃气检测仪"] {
                assert!(page.contains(said), "{said}");
            }
            assert_eq!(page.matches(if lang == Lang::Zh { "星期一" } else { "Mon" }).count(), 1, "a day stands once");
        }
    }

    #[test]
    fn a_full_week_drops_addresses_before_any_visit_and_an_empty_one_says_so() {
        let paper = Paper::default();
        let rows = week(45);
        let made =
            Made { from: date(2026, 11, 23), to: date(2026, 11, 29), rows: &rows, demo: false, lang: Lang::Zh, paper: &paper };
        let page = html(&made);
        assert!(!page.contains("牡丹路"));
        assert!((0..45).all(|n| page.contains(&format!("康宁养老院第{n}分院"))));
        assert!(html(&Made { rows: &[], ..made }).contains("没有计划"));
    }
}
