//! A table as an XLSX file. Every cell is written as text, so that no code is rounded and nothing is computed.

use crate::report::ledger::Sheet;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};
use unicode_width::UnicodeWidthStr;

/// The widest a column is set, in characters of half width.
const WIDEST: usize = 48;

/// The bytes of a workbook with this one sheet.
pub fn xlsx(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // No creation date: the same ledger gives the same bytes.
    book.set_properties(
        &rust_xlsxwriter::DocProperties::new().set_creation_datetime(&rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    let page = book.add_worksheet();
    page.set_name(sheet.title.chars().filter(|c| !"[]:*?/\\".contains(*c)).take(31).collect::<String>())?;
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    let cell = Format::new().set_num_format("@").set_quote_prefix().set_text_wrap().set_align(FormatAlign::Top);
    for (column, title) in sheet.head.iter().enumerate() {
        page.write_string_with_format(0, column as u16, title, &head)?;
        let cells = sheet.rows.iter().map(|r| r[column].width()).max().unwrap_or(0);
        page.set_column_width(column as u16, (title.width().max(cells) + 2).min(WIDEST) as f64)?;
    }
    for (n, row) in sheet.rows.iter().enumerate() {
        for (column, text) in row.iter().enumerate().filter(|(_, t)| !t.is_empty()) {
            page.write_string_with_format(n as u32 + 1, column as u16, text, &cell)?;
        }
    }
    page.set_freeze_panes(1, 0)?;
    if let (Some(last), false) = ((sheet.head.len() as u16).checked_sub(1), sheet.rows.is_empty()) {
        page.autofilter(0, 0, sheet.rows.len() as u32, last)?;
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    #[test]
    fn every_cell_is_text_also_what_looks_like_a_formula_or_a_number() {
        let head = ["序号", "电话", "问题"].map(String::from).to_vec();
        let rows =
            vec![["1", "123456789012345678", "=1+1"].map(String::from).to_vec(), ["2", "", "好"].map(String::from).to_vec()];
        let sheet = Sheet { title: "问题台账（演示）".into(), head, rows };
        let bytes = xlsx(&sheet).unwrap();
        assert_eq!(bytes, xlsx(&sheet).unwrap(), "the same table gives the same bytes");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let range = book.worksheet_range("问题台账（演示）").unwrap();
        let cell = |row, column| range.get_value((row, column)).cloned().unwrap_or_default();
        assert_eq!(cell(0, 1), Data::String("电话".into()));
        assert_eq!(cell(1, 1), Data::String("123456789012345678".into()));
        assert_eq!(cell(1, 2), Data::String("=1+1".into()));
        assert!(book.worksheet_formula("问题台账（演示）").unwrap().is_empty());
        assert!(xlsx(&Sheet { rows: Vec::new(), ..sheet }).is_ok());
    }
}
