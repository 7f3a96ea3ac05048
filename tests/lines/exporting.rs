//! `export findings`: the ledger of findings as other programs open it.

use super::{at_the_home, each};
use crate::desk::Desk;
use calamine::{Data, Reader, open_workbook_auto};
use serde_json::json;
use std::path::Path;

/// The columns that offices ask for, in their order.
const COLUMNS: [&str; 20] = [
    "序号",
    "检查日期",
    "街镇",
    "机构名称",
    "类型",
    "检查种类",
    "检查人员",
    "项号",
    "部位",
    "问题",
    "程度",
    "依据",
    "处理",
    "期限",
    "整改情况",
    "复查日期",
    "复查人",
    "销号",
    "移送部门",
    "备注",
];

/// A spreadsheet as another program reads it; every cell has to be text.
#[track_caller]
fn opened(file: &Path) -> Vec<Vec<String>> {
    let mut book = open_workbook_auto(file).expect("it opens");
    let name = book.sheet_names().first().expect("a sheet").clone();
    let formulas = book.worksheet_formula(&name).expect("formulas");
    assert!(formulas.used_cells().next().is_none(), "nothing is computed: {:?}", formulas.used_cells().next());
    let range = book.worksheet_range(&name).expect("cells");
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        other => panic!("a cell that is no text: {other:?}"),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

/// The ledger as XLSX: its heading row, found by its first column, and the rows under it.
#[track_caller]
fn ledger(desk: &Desk) -> Vec<Vec<String>> {
    let file = desk.path("台账.xlsx");
    let said = desk.line(["export", "findings", "--format", "xlsx", "-o"]).arg(&file).json();
    assert_eq!(said["path"], json!(file));
    let rows = opened(&file);
    let head = rows.iter().position(|r| r.first().is_some_and(|c| c == COLUMNS[0])).expect("a heading row");
    assert_eq!(rows[head], COLUMNS);
    let under = rows[head + 1..].to_vec();
    assert_eq!(said["rows"], json!(under.len()));
    under
}

#[track_caller]
fn cell<'r>(row: &'r [String], column: &str) -> &'r str {
    let at = COLUMNS.iter().position(|c| *c == column).unwrap_or_else(|| panic!("no column {column}"));
    &row[at]
}

#[test]
fn a_finding_is_a_row_with_its_whole_way() {
    let (desk, visit) = at_the_home();
    let id = desk
        .line(["answer", &visit, "FIRE-RESP-01", "fail", "--place", "办公室", "--facts", "没有任命书", "--interim", "院长代管"])
        .args(["--reply", "马上补", "--due", "2026-11-27", "--note", "看过原件"])
        .by("检甲")
        .id();
    desk.line(["finding", &id, "order", "--due", "2026-12-01", "--date", "2026-11-26"]).by("检甲").json();
    desk.line(["finding", &id, "close", "--with", "检乙", "--date", "2026-12-08", "--reason", "已补"]).by("检甲").json();
    let rows = ledger(&desk);
    assert_eq!(rows.len(), 1);
    for (column, expected) in [
        ("序号", "1"),
        ("检查日期", "2026-11-24"),
        ("街镇", "虚构路"),
        ("机构名称", "康宁养老院"),
        ("类型", "养老机构"),
        ("检查种类", "日常检查"),
        ("检查人员", "检甲"),
        ("项号", "FIRE-RESP-01"),
        ("部位", "办公室"),
        ("问题", "没有任命书"),
        ("程度", "较重"),
        ("期限", "2026-12-01"),
        ("复查日期", "2026-12-08"),
        ("复查人", "检甲、检乙"),
        ("销号", "已销号"),
    ] {
        assert_eq!(cell(&rows[0], column), expected, "{column}");
    }
    assert!(cell(&rows[0], "整改情况").contains("已补"));
    for remark in ["院长代管", "马上补", "看过原件"] {
        assert!(cell(&rows[0], "备注").contains(remark), "{}", cell(&rows[0], "备注"));
    }
}

#[test]
fn a_visit_without_findings_has_its_row_and_one_nobody_began_has_none() {
    let (desk, visit) = at_the_home();
    assert_eq!(ledger(&desk).len(), 0);
    desk.line(["answer", &visit, "FIRE-RESP-01", "pass"]).by("检甲").json();
    let rows = ledger(&desk);
    assert_eq!((rows.len(), cell(&rows[0], "问题")), (1, "未发现问题"));
    assert_eq!((cell(&rows[0], "机构名称"), cell(&rows[0], "检查日期")), ("康宁养老院", "2026-11-24"));
    desk.line(["answer", &visit, "FIRE-RESP-01", "fail", "--place", "一", "--facts", "二"]).json();
    let rows = ledger(&desk);
    assert_eq!((rows.len(), cell(&rows[0], "问题")), (1, "二"), "now it has one");
    desk.line(["answer", &visit, "FIRE-RESP-01", "pass", "--withdraw"]).json();
    assert_eq!(cell(&ledger(&desk)[0], "问题"), "未发现问题", "a withdrawn one is none");
}

#[test]
fn what_is_still_missing_says_so_and_only_read_citations_leave_the_house() {
    let (desk, visit) = at_the_home();
    desk.line(["answer", &visit, "FIRE-EVAC-01", "fail"]).json();
    let rows = ledger(&desk);
    assert_eq!((cell(&rows[0], "部位"), cell(&rows[0], "问题")), ("待补", "待补"));
    assert_eq!(cell(&rows[0], "程度"), "疑似重大");
    assert!(cell(&rows[0], "依据").contains("消防法"), "{}", cell(&rows[0], "依据"));
    assert!(!rows.concat().iter().any(|c| c.contains("待核实")));
}

/// What people type that a spreadsheet would compute, round or stumble over.
const HOSTILE: [&str; 9] = [
    "=1+1",
    "=HYPERLINK(\"http://x\",\"y\")",
    "+861234567890",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "310115200001011234",
    "0012",
    "＝1+1",
];

#[test]
fn nothing_in_it_is_a_formula_and_no_number_is_rounded() {
    let (desk, visit) = at_the_home();
    for (n, facts) in HOSTILE.iter().enumerate() {
        desk.line(["answer", &visit, "new", "fail", "--facts", facts, "--place"]).arg(format!("第{n}处")).json();
    }
    let rows = ledger(&desk);
    assert_eq!(rows.len(), HOSTILE.len());
    for (n, facts) in HOSTILE.iter().enumerate() {
        let row = rows.iter().find(|r| cell(r, "部位") == format!("第{n}处")).expect("its row");
        assert_eq!(cell(row, "问题").trim(), facts.trim(), "as it was typed, as text");
    }
    let file = desk.path("台账.csv");
    desk.line(["export", "findings", "--format", "csv", "-o"]).arg(&file).json();
    let bytes = std::fs::read(&file).expect("a file");
    assert!(bytes.starts_with(b"\xef\xbb\xbf"), "Excel knows UTF-8 by its mark");
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\n', '\r']));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a record")).collect();
    assert_eq!(rows[0].iter().collect::<Vec<_>>(), COLUMNS);
    for record in &rows {
        assert_eq!(record.len(), COLUMNS.len());
        for cell in record {
            let first = cell.trim_start().chars().next();
            assert!(!first.is_some_and(|c| "=+-@＝＋－＠".contains(c)), "{cell} would be computed");
            let digits = cell.bytes().all(|b| b.is_ascii_digit());
            assert!(!digits || cell.len() < 12 && !cell.starts_with('0'), "{cell} would be rounded or lose its zeros");
        }
    }
}

#[test]
fn the_language_is_that_of_the_call_and_other_words_are_refused() {
    let (desk, visit) = at_the_home();
    desk.line(["answer", &visit, "FIRE-RESP-01", "pass"]).json();
    let file = desk.path("ledger.xlsx");
    desk.line(["export", "findings", "--lang", "en", "-o"]).arg(&file).json();
    let rows = opened(&file);
    assert!(rows.iter().flatten().any(|c| c.contains("Facility")) && rows[0].iter().all(|c| c.is_ascii()), "{rows:?}");
    desk.typed("export findings").refused(2);
    desk.typed("export facilities -o x.xlsx").refused(2);
    desk.typed("export findings --format pdf -o x").refused(2);
    desk.line(["export", "findings", "-o"]).arg(desk.home()).refused(4);
    let all = desk.typed("list inspections").json();
    assert_eq!(each(&all, "id"), [visit]);
}
