//! Headings: where they stand in a sheet, and which column of it holds what.

use super::Sheet;
use super::columns::Column;
pub use super::columns::{FACILITY, LEDGER, PERSON};
use crate::domain::derive::normal;

/// Where a sheet's headings stand and what its columns hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The row of the headings, counted from 0.
    pub row: usize,
    /// By name of the column, its place.
    columns: Vec<(&'static str, usize)>,
}

/// How far down a header is looked for: titles, dates and notes may stand above it.
const LOOKED_AT: usize = 20;

impl Header {
    /// The row of the first rows that has the most headings; it has to name `must`, and one more unless it stands alone.
    pub fn find(sheet: &Sheet, columns: &'static [Column], must: &str) -> Option<Header> {
        let read = |(row, cells): (usize, &Vec<String>)| Header { row, columns: read(cells, columns) };
        let all = sheet.rows.iter().take(LOOKED_AT).enumerate().map(read);
        let filled = |h: &Header| sheet.rows[h.row].iter().filter(|c| !normal(c).is_empty()).count();
        all.filter(|h| h.place(must).is_some() && (h.columns.len() > 1 || filled(h) == 1))
            .max_by_key(|h| (h.columns.len(), std::cmp::Reverse(h.row)))
    }

    pub fn place(&self, name: &str) -> Option<usize> {
        self.columns.iter().find(|(n, _)| *n == name).map(|(_, place)| *place)
    }

    /// The cell of a row under a heading, without the blanks around it.
    pub fn cell<'r>(&self, row: &'r [String], name: &str) -> &'r str {
        self.place(name).and_then(|place| row.get(place)).map_or("", |cell| cell.trim())
    }

    /// Whether the sheet has a column for this.
    pub fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// The same headings once more, as on the next printed page.
    pub fn is_repeated(&self, row: &[String], columns: &'static [Column]) -> bool {
        read(row, columns) == self.columns
    }
}

/// Every column takes the cell whose words are the plainest; no cell serves two.
fn read(cells: &[String], columns: &'static [Column]) -> Vec<(&'static str, usize)> {
    let cells: Vec<String> = cells.iter().map(|c| heading(c)).collect();
    let mut taken = Vec::new();
    for column in columns {
        let places = column.words.iter().flat_map(|word| cells.iter().enumerate().filter(move |(_, c)| c == word));
        let place = places.map(|(n, _)| n).find(|n| !taken.iter().any(|(_, t)| t == n));
        taken.extend(place.map(|n| (column.name, n)));
    }
    taken
}

/// A heading as compared: no blanks, stars, colons; no bracket at its end, unless the bracket is a word of its own.
fn heading(cell: &str) -> String {
    let plain: String = normal(cell).to_lowercase().chars().filter(|c| !"*:_\"'".contains(*c)).collect();
    let known = |text: &str| [FACILITY, PERSON, LEDGER].iter().any(|all| all.iter().any(|c| c.words.contains(&text)));
    match plain.find('(') {
        Some(open) if !known(&plain) && plain.ends_with(')') => plain[..open].into(),
        _ => plain,
    }
}

/// A row that is no entry: blank, a title or note in a single cell under no heading, a total, or a line for names and
/// dates below. What stands under a heading is never passed over in silence.
pub fn is_beside(row: &[String], header: &Header, name: &str) -> bool {
    let filled: Vec<(usize, String)> =
        row.iter().enumerate().map(|(n, c)| (n, normal(c))).filter(|(_, c)| !c.is_empty()).collect();
    let [first, ..] = &filled[..] else { return true };
    const TOTALS: [&str; 5] = ["合计", "总计", "小计", "共计", "累计"];
    const BELOW: [&str; 9] = ["填表", "制表", "审核", "复核", "填报", "注:", "说明:", "备注:", "联系人:"];
    let total = |text: &str| TOTALS.iter().any(|t| text.starts_with(t) && text.chars().count() <= 6);
    let below = |text: &str| BELOW.iter().any(|t| text.starts_with(t));
    let named = header.place(name);
    let in_name = filled.iter().find(|(n, _)| Some(*n) == named).map(|(_, c)| c.as_str());
    total(&first.1)
        || in_name.is_some_and(total)
        || below(&first.1)
        || filled.len() == 1 && !header.columns.iter().any(|(_, place)| *place == first.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        Sheet {
            name: String::new(),
            rows: rows.iter().map(|r| r.iter().map(|c| c.to_string()).collect()).collect(),
            ..Sheet::default()
        }
    }

    #[test]
    fn the_header_is_found_below_titles_and_by_synonyms() {
        let sheet = sheet(&[
            &["友谊区养老服务机构名册（2026年）"],
            &["填报单位：区民政局", "", "", "填报日期：2026.11"],
            &["序号", "单 位 名 称 *", "类别", "街道（镇）", "床位数（张）", "联系电话", "统一社会信用代码"],
            &["1", "康宁养老院", "养老机构", "友谊路", "120", "", ""],
        ]);
        let header = Header::find(&sheet, FACILITY, "name").unwrap();
        assert_eq!(header.row, 2);
        for (name, place) in [("name", 1), ("type", 2), ("street", 3), ("beds", 4), ("phone", 5), ("credit_code", 6)] {
            assert_eq!(header.place(name), Some(place), "{name}");
        }
        assert!(!header.has("address"));
        assert_eq!(header.cell(&sheet.rows[3], "name"), "康宁养老院");
    }

    #[test]
    fn the_name_of_the_operator_is_not_the_name_of_the_home() {
        let sheet = sheet(&[&["运营单位名称", "机构名称", "负责人电话", "负责人"]]);
        let header = Header::find(&sheet, FACILITY, "name").unwrap();
        assert_eq!((header.place("name"), header.place("phone"), header.place("head")), (Some(1), Some(2), Some(3)));
    }

    #[test]
    fn a_sheet_without_a_name_column_has_no_header() {
        assert_eq!(Header::find(&sheet(&[&["地址", "电话"], &["市一路", "1"]]), FACILITY, "name"), None);
        assert_eq!(Header::find(&sheet(&[]), FACILITY, "name"), None);
        assert!(Header::find(&sheet(&[&["机构名称"], &["康宁"]]), FACILITY, "name").is_some(), "a bare list of names");
        assert_eq!(Header::find(&sheet(&[&["机构", "多少"], &["康宁", "3"]]), FACILITY, "name"), None);
    }

    #[test]
    fn totals_titles_and_lines_for_signatures_are_no_homes() {
        let sheet = sheet(&[&["序号", "机构名称", "类型", "床位数"]]);
        let header = Header::find(&sheet, FACILITY, "name").unwrap();
        let row = |cells: &[&str]| cells.iter().map(|c| c.to_string()).collect::<Vec<_>>();
        for beside in [
            &["", "", ""][..],
            &["合计", "", "", "320"],
            &["", "总 计", "", "320"],
            &["一、养老机构", "", ""],
            &["填表人：", "检甲"],
            &["注：床位数为备案数"],
        ] {
            assert!(is_beside(&row(beside), &header, "name"), "{beside:?}");
        }
        for home in [
            &["", "", "养老机构"][..],
            &["1", "康宁养老院"],
            &["", "康宁养老院"],
            &["3", "", "养老机构", "20"],
            &["4", "总计生活馆长者食堂"],
        ] {
            assert!(!is_beside(&row(home), &header, "name"), "{home:?}");
        }
        assert!(header.is_repeated(&row(&["序号", "机构名称", "类型", "床位数"]), FACILITY));
    }
}
