//! The ledger of findings as a table: the columns that offices ask for, in their order. Cells are text; the basis holds
//! only what may stand on a paper that leaves, notes marked internal never stand here.

use super::basis;
use crate::content;
use crate::content::norms::{Norms, Place};
use crate::domain::point::{Finding, Handling, LedgerLine, Stage};
use crate::text::ledger as words;
use crate::text::{Lang, Text};
use crate::views::ledger::{Found, LedgerFinding, LedgerRow};
use jiff::civil::Date;

/// A table for spreadsheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub title: String,
    pub head: Vec<String>,
    /// As many cells as the head has, all of them text.
    pub rows: Vec<Vec<String>>,
}

/// Builds the table.
pub fn build(rows: &[LedgerRow], norms: &Norms, demo: bool, lang: Lang) -> Sheet {
    let title = if demo { words::TITLE_DEMO } else { words::TITLE };
    Sheet {
        title: title.get(lang).into(),
        head: words::COLUMNS.iter().map(|c| c.get(lang).into()).collect(),
        rows: rows.iter().enumerate().map(|(n, row)| line(n + 1, row, norms, demo, lang)).collect(),
    }
}

fn line(number: usize, row: &LedgerRow, norms: &Norms, demo: bool, lang: Lang) -> Vec<String> {
    let said = |t: Option<Text>| t.map(|t| t.get(lang).to_string()).unwrap_or_default();
    let line = match &row.found {
        Found::Finding(f) => f.point.ledger.as_ref(),
        _ => None,
    };
    // A line of another ledger keeps the names that stood there.
    let people = line.map_or(&row.people, |line| &line.people);
    let mut cells = vec![
        number.to_string(),
        date(row.on),
        row.street.clone(),
        row.facility.clone(),
        said(row.kind.map(|k| k.words())),
        said(row.visit.map(|k| k.words())),
        people.join("、"),
    ];
    let mut remarks = Vec::new();
    match &row.found {
        Found::Finding(finding) => cells.extend(of_finding(finding, row, norms, &mut remarks, lang)),
        Found::Nothing => cells.extend(["", "", words::NOTHING.get(lang)].map(String::from)),
        Found::NothingYet => {
            cells.extend(["", "", words::NOTHING.get(lang)].map(String::from));
            remarks.push(words::NOT_FROZEN.get(lang).into());
        }
        Found::NotDone => cells.extend(["", "", words::NOT_DONE.get(lang)].map(String::from)),
    }
    cells.resize(words::COLUMNS.len() - 1, String::new());
    if demo {
        remarks.push(words::DEMO.get(lang).into());
    }
    cells.push(remarks.join("；"));
    cells.into_iter().map(|c| harmless(&c)).collect()
}

fn of_finding(f: &LedgerFinding, of: &LedgerRow, norms: &Norms, remarks: &mut Vec<String>, lang: Lang) -> Vec<String> {
    let (row, point) = (&f.row, &f.point);
    let empty = Finding::open(row.severity);
    let finding = point.finding.as_ref().unwrap_or(&empty);
    let step = finding.step.clone().unwrap_or_default();
    let stage = row.stage.unwrap_or(Stage::Open);
    let rechecked = matches!(stage, Stage::NotFixed | Stage::Partly | Stage::Closed);
    let severity = if row.candidate { words::SUSPECTED } else { row.severity.words() };
    let state = match &step.words {
        Some(more) => format!("{}，{more}", stage.words().get(lang)),
        None => stage.words().get(lang).into(),
    };
    remarks.extend(row.disputed.then(|| words::DISPUTED.get(lang).to_string()));
    remarks.extend(point.ledger.as_ref().map(|l| words::IMPORTED.fill(lang, &[&LedgerLine::told(l.row)])));
    remarks.extend(finding.interim.as_ref().map(|i| words::INTERIM.fill(lang, &[i])));
    remarks.extend(finding.reply.as_ref().map(|r| words::REPLY.fill(lang, &[r])));
    remarks.extend(point.notes.iter().cloned());
    let or_to_fill = |text: &str| if text.is_empty() { words::TO_FILL.get(lang).to_string() } else { text.into() };
    vec![
        row.item.clone().unwrap_or_default(),
        or_to_fill(&row.place),
        or_to_fill(&row.facts),
        severity.get(lang).into(),
        cited(f, of, finding, norms, lang),
        row.handling.map(|h| h.words().get(lang).to_string()).unwrap_or_default(),
        date(row.due.filter(|_| stage != Stage::FixedOnSpot)),
        state,
        if rechecked { date(step.on) } else { String::new() },
        if rechecked { f.officers.join("、") } else { String::new() },
        if stage.is_closed() { words::CLOSED } else { words::OPEN }.get(lang).into(),
        step.to.or_else(|| meant_for(f, row.handling)).unwrap_or_default(),
    ]
}

/// Whom a matter is to be handed over to, before it is.
fn meant_for(f: &LedgerFinding, handling: Option<Handling>) -> Option<String> {
    let item = f.item.as_ref().filter(|_| handling == Some(Handling::Transfer))?;
    content::rules().authority(item).map(|to| to.authority.zh.clone())
}

/// What a person entered, else the verified citations of the item on the day of the visit.
fn cited(f: &LedgerFinding, of: &LedgerRow, finding: &Finding, norms: &Norms, lang: Lang) -> String {
    let (place, order) = (Place { kind: of.kind, beds: of.beds }, finding.handling == Some(Handling::Order));
    if let Some(typed) = basis::typed(finding.clause.as_deref(), place, norms, order, lang) {
        return typed;
    }
    match (&f.item, of.on) {
        (Some(item), Some(on)) => basis::printed(item, place, norms, on, order, lang).join("；"),
        _ => String::new(),
    }
}

fn date(day: Option<Date>) -> String {
    day.map(|d| d.to_string()).unwrap_or_default()
}

/// Text that no spreadsheet stumbles over: one line, no control characters, no turned writing direction, not too long.
fn harmless(text: &str) -> String {
    const LONGEST: usize = 8000;
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}');
    let kept = text.chars().filter(|c| !turns(*c)).map(|c| if c.is_control() { ' ' } else { c });
    kept.take(LONGEST).collect()
}

/// CSV as Excel opens it: a mark for UTF-8, CRLF, and no cell that could be taken for a formula.
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    for row in std::iter::once(&sheet.head).chain(&sheet.rows) {
        let cells: Vec<String> = row.iter().map(|c| quoted(&neutral(c))).collect();
        out += &cells.join(",");
        out += "\r\n";
    }
    out.into_bytes()
}

/// A cell that a spreadsheet would compute, or a number that it would round or rob of its first zeros, stands behind an
/// apostrophe.
fn neutral(cell: &str) -> String {
    let begins = cell.trim_start().chars().next();
    let computed = begins.is_some_and(|c| "=+-@＝＋－＠".contains(c));
    let digits = cell.bytes().all(|b| b.is_ascii_digit());
    let changed = digits && (cell.len() > 11 || cell.len() > 1 && cell.starts_with('0'));
    if computed || changed { format!("'{cell}") } else { cell.into() }
}

fn quoted(cell: &str) -> String {
    let plain = !cell.contains([',', '"', '\n', '\r']);
    if plain { cell.into() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facility::FacilityType;
    use crate::domain::inspection::Kind;
    use crate::domain::name::Id;
    use crate::domain::point::{Point, Severity, Step, Verdict};
    use crate::domain::subject::PointId;
    use crate::views::finding::FindingRow;
    use jiff::civil::date as day;
    use std::sync::Arc;

    fn finding(facts: &str) -> LedgerFinding {
        let id = PointId::new(Id([1; 16]), "FIRE-EVAC-01");
        let row = FindingRow {
            id: id.clone(),
            inspection: id.inspection,
            item: Some("FIRE-EVAC-01".into()),
            facility: Id([2; 16]),
            facility_name: "康宁养老院".into(),
            severity: Severity::Serious,
            candidate: false,
            stage: Some(Stage::Closed),
            due: Some(day(2026, 11, 27)),
            found_on: Some(day(2026, 11, 24)),
            place: "三楼西楼梯口".into(),
            facts: facts.into(),
            handling: Some(Handling::Order),
            disputed: false,
            imported: false,
            points: vec![id],
        };
        let step = Step { on: Some(day(2026, 12, 8)), words: Some("闭门器换新".into()), ..Step::default() };
        let open = Finding { step: Some(step), interim: Some("专人看守".into()), ..Finding::open(Severity::Serious) };
        let point = Point {
            finding: Some(open),
            notes: vec!["拍了照".into()],
            internal: vec!["内部的话".into()],
            ..Point::of(Verdict::Fail)
        };
        let (_, fire) = crate::content::embedded_lists().find(|(name, _)| name.ends_with("/fire.toml")).unwrap();
        let list = crate::content::parse("fire", fire.as_bytes()).unwrap();
        let item = list.items.into_iter().find(|i| i.id == "FIRE-EVAC-01").unwrap();
        LedgerFinding { row, point, item: Some(Arc::new(item)), officers: vec!["检甲".into(), "检乙".into()] }
    }

    fn row(found: Found) -> LedgerRow {
        LedgerRow {
            on: Some(day(2026, 11, 24)),
            street: "友谊路".into(),
            facility: "康宁养老院".into(),
            kind: Some(FacilityType::Home),
            beds: Some(120),
            visit: Some(Kind::Routine),
            people: vec!["检甲".into(), "检乙".into()],
            found,
        }
    }

    fn cells(rows: &[LedgerRow]) -> Vec<Vec<String>> {
        build(rows, crate::content::norms(), false, Lang::Zh).rows
    }

    #[test]
    fn a_finding_tells_its_whole_way_in_the_columns_of_the_office() {
        let all = cells(&[row(Found::Finding(Box::new(finding("防火门被木楔顶住"))))]);
        let of = |name: &str| {
            let place = words::COLUMNS.iter().position(|c| c.zh == name).unwrap_or_else(|| panic!("a column {name}"));
            all[0][place].as_str()
        };
        for (column, cell) in [
            ("序号", "1"),
            ("检查日期", "2026-11-24"),
            ("街镇", "友谊路"),
            ("机构名称", "康宁养老院"),
            ("类型", "养老机构"),
            ("检查种类", "日常检查"),
            ("检查人员", "检甲、检乙"),
            ("项号", "FIRE-EVAC-01"),
            ("部位", "三楼西楼梯口"),
            ("问题", "防火门被木楔顶住"),
            ("程度", "较重"),
            ("处理", "拟责令限期改正"),
            ("期限", "2026-11-27"),
            ("整改情况", "已销号，闭门器换新"),
            ("复查日期", "2026-12-08"),
            ("复查人", "检甲、检乙"),
            ("销号", "已销号"),
            ("移送部门", ""),
            ("备注", "临时措施：专人看守；拍了照"),
        ] {
            assert_eq!(of(column), cell, "{column}");
        }
        assert!(of("依据").contains("消防法") && !of("依据").contains("判定标准"), "only what was read: {}", of("依据"));
    }

    #[test]
    fn whom_a_matter_is_meant_for_is_told_before_it_is_handed_over() {
        let mut meant = finding("出口被锁");
        meant.row.handling = Some(Handling::Transfer);
        let to = content::rules().authority(meant.item.as_ref().unwrap()).unwrap().authority.zh.clone();
        let place = words::COLUMNS.iter().position(|c| c.zh == "移送部门").unwrap();
        assert_eq!(cells(&[row(Found::Finding(Box::new(meant)))])[0][place], to);
    }

    #[test]
    fn a_visit_without_findings_has_its_row() {
        let all = cells(&[row(Found::Nothing), row(Found::NotDone), row(Found::NothingYet)]);
        assert_eq!([0, 1, 2].map(|r| all[r][9].as_str()), ["未发现问题", "未能检查", "未发现问题"]);
        assert_eq!([0, 2].map(|r| all[r].last().map(String::as_str)), [Some(""), Some("检查还没有定稿")]);
        assert!(all.iter().all(|r| r.len() == words::COLUMNS.len()));
    }

    #[test]
    fn the_csv_opens_in_excel_and_computes_nothing() {
        let facts = ["=1+1", "+86", "-2", "@SUM(A1)", "说\"好\"，换行\n再来", "123456789012345678", "0012", "\u{202e}倒"];
        let rows: Vec<_> = facts.iter().map(|f| row(Found::Finding(Box::new(finding(f))))).collect();
        let bytes = csv(&build(&rows, crate::content::norms(), true, Lang::Zh));
        assert!(bytes.starts_with(b"\xef\xbb\xbf"));
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert_eq!(lines.len(), facts.len() + 2, "one line a row, also where a cell had a line break");
        for (line, cell) in lines[1..].iter().zip([
            "'=1+1",
            "'+86",
            "'-2",
            "'@SUM(A1)",
            "\"说\"\"好\"\"，换行 再来\"",
            "'123456789012345678",
            "'0012",
            "倒",
        ]) {
            assert!(line.contains(&format!(",{cell},")), "{line} holds {cell}");
            assert!(line.ends_with("演示"), "every row of a demonstration says so");
        }
    }
}
