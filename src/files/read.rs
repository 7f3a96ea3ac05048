//! A roster as people send it: XLSX, XLS, ODS, or CSV in UTF-8, UTF-16 or GB18030, with commas, semicolons or tabs. What
//! comes out is rows of text; no cell is interpreted, no formula is computed, the file is never written.

use crate::content;
use crate::disk;
use crate::failure::{Failure, import};
use crate::request::import::{Book, Sheet};
use calamine::{Data, Dimensions, Reader, Sheets, open_workbook_auto_from_rs};
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;

/// Bigger than any roster of a city; a spreadsheet of this size unfolds to some hundred megabytes at most.
const MOST_BYTES: u64 = 32 << 20;
const MOST_ROWS: usize = 200_000;
const MOST_COLUMNS: usize = 200;

/// Reads a roster file.
pub fn book(path: &Path) -> Result<Book, Failure> {
    let path = &disk::resolved(path);
    let refused = |e: std::io::Error| disk::fault(path, &e);
    let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    if fs::metadata(path).map_err(refused)?.len() > MOST_BYTES {
        return Err(Failure::Import(import::Fault::TooBig { file }));
    }
    let bytes = fs::read(path).map_err(refused)?;
    sheets(&bytes)
        .map(|sheets| Book { hash: content::hash(&bytes), sheets, file: file.clone() })
        .map_err(|what| Failure::Import(import::Fault::Unreadable { file, what }))
}

/// The sheets of a file by what its first bytes say it is, whatever its name.
fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let (zip, ole) = (bytes.starts_with(b"PK\x03\x04"), bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]));
    if zip || ole { spreadsheet(bytes) } else { csv(bytes).map(|sheet| vec![sheet]) }
}

fn spreadsheet(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let (top, left) = range.start().map_or((0, 0), |(r, c)| (r as usize, c as usize));
        if top + range.height() > MOST_ROWS {
            return Err(format!("{name}: {} rows", top + range.height()));
        }
        // Rows keep the numbers that the spreadsheet shows.
        let mut rows = vec![Vec::new(); top];
        for cells in range.rows() {
            let text = cells.iter().take(MOST_COLUMNS).map(cell);
            rows.push(std::iter::repeat_n(String::new(), left.min(MOST_COLUMNS)).chain(text).collect());
        }
        let merged = merged(&mut book, &name, rows.len());
        sheets.push(Sheet { name, rows, merged });
    }
    Ok(sheets)
}

/// Cells merged downward, as far as the sheet reaches. What cannot be read of them is as if nothing were merged.
fn merged(book: &mut Sheets<Cursor<&[u8]>>, name: &str, rows: usize) -> BTreeMap<(usize, usize), usize> {
    let found = match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).ok(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).ok(),
        _ => None,
    };
    let down = |d: &Dimensions| {
        let (first, last) = (d.start.0 as usize, (d.end.0 as usize).min(rows.saturating_sub(1)));
        (first < last).then_some(((d.start.1 as usize, first), last))
    };
    found.iter().flatten().take(MOST_ROWS).filter_map(down).collect()
}

/// A cell as it reads: a whole number without a point, a date as 2026-11-24.
fn cell(data: &Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(n) => n.to_string(),
        Data::Float(n) if n.fract() == 0.0 && n.abs() < 1e15 => format!("{n:.0}"),
        Data::Float(n) => n.to_string(),
        Data::Bool(true) => "是".into(),
        Data::Bool(false) => "否".into(),
        Data::DateTime(when) => day(when.as_f64()).unwrap_or_else(|| when.to_string()),
        Data::DateTimeIso(text) => text.split('T').next().unwrap_or_default().into(),
        other => other.to_string(),
    }
}

/// Days since the last of 1899, as spreadsheets count; a time of day is not kept.
fn day(serial: f64) -> Option<String> {
    let days = i32::try_from(serial as i64).ok().filter(|d| *d >= 1)?;
    let first = jiff::civil::date(1899, 12, 30);
    first.checked_add(jiff::Span::new().days(days)).ok().map(|d| d.to_string())
}

fn csv(bytes: &[u8]) -> Result<Sheet, String> {
    let text = decoded(bytes)?.replace("\r\n", "\n");
    let separator = separator(&text);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| e.to_string())?;
        // The reader passes over blank lines; rows keep the numbers that a spreadsheet gives them.
        let from = record.position().map_or(0, |p| p.byte() as usize);
        let blank = text.as_bytes()[from..].iter().take_while(|b| b"\r\n".contains(b)).filter(|b| **b == b'\n').count();
        if rows.len() + blank > MOST_ROWS {
            return Err(format!("{} rows", rows.len() + blank));
        }
        rows.resize(rows.len() + blank, Vec::new());
        rows.push(record.iter().take(MOST_COLUMNS).map(String::from).collect());
    }
    Ok(Sheet { rows, ..Sheet::default() })
}

/// UTF-8 or UTF-16 by its mark, UTF-8 when it reads as such, else GB18030, which every older program here writes.
fn decoded(bytes: &[u8]) -> Result<String, String> {
    let plain = |text: std::borrow::Cow<str>| Ok(text.into_owned());
    if let Some((marked, length)) = encoding_rs::Encoding::for_bom(bytes) {
        return plain(marked.decode_without_bom_handling(&bytes[length..]).0);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if text.contains('\0') { Err("not a text".into()) } else { Ok(text.into()) };
    }
    match encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) if !text.contains('\0') => plain(text),
        _ => Err("neither UTF-8 nor GB18030".into()),
    }
}

/// The sign that parts the most cells in the first lines.
fn separator(text: &str) -> u8 {
    let head: Vec<&str> = text.lines().take(20).collect();
    let count = |sign: u8| head.iter().map(|l| l.bytes().filter(|b| *b == sign).count()).sum::<usize>();
    [b',', b'\t', b';'].into_iter().rev().max_by_key(|s| count(*s)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "区名册\n序号,机构名称,电话\n\n1,康宁养老院,\"021,1\"\n2,\"月浦\n食堂\",0\n";

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        sheets(bytes).unwrap().remove(0).rows
    }

    #[test]
    fn csv_reads_in_every_encoding_people_send() {
        let expected = rows(TEXT.as_bytes());
        assert_eq!(expected[3], ["1", "康宁养老院", "021,1"]);
        assert_eq!((expected[2].len(), expected[4][1].as_str()), (0, "月浦\n食堂"), "a blank line keeps its number");
        let marked = [b"\xef\xbb\xbf", TEXT.as_bytes()].concat();
        let gb = encoding_rs::GB18030.encode(TEXT).0.into_owned();
        let wide: Vec<u8> = [0xfeffu16].into_iter().chain(TEXT.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let windows = TEXT.replace('\n', "\r\n");
        for (name, bytes) in [("BOM", marked), ("GB18030", gb), ("UTF-16", wide)] {
            assert_eq!(rows(&bytes), expected, "{name}");
        }
        assert_eq!(rows(windows.as_bytes())[3], expected[3]);
        let rare = encoding_rs::GB18030.encode("名称\n㼆㱔养老院\n").0.into_owned();
        assert_eq!(rows(&rare)[1], ["㼆㱔养老院"], "characters beyond GBK");
    }

    #[test]
    fn tabs_and_semicolons_part_cells_too() {
        assert_eq!(rows("名称\t电话\n甲\t1,2\n".as_bytes())[1], ["甲", "1,2"]);
        assert_eq!(rows("名称;电话\n甲;1\n".as_bytes())[1], ["甲", "1"]);
        assert_eq!(rows("名称\n甲\n".as_bytes())[1], ["甲"]);
    }

    #[test]
    fn a_spreadsheet_reads_with_numbers_dates_and_its_own_row_numbers() {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().set_name("说明").unwrap().write(0, 0, "只有说明").unwrap();
        let sheet = book.add_worksheet();
        sheet.set_name("名册").unwrap().write(2, 1, "机构名称").unwrap();
        sheet.write(2, 2, "床位").unwrap().write(2, 3, "电话").unwrap().write(2, 4, "日期").unwrap();
        sheet.write(4, 1, "康宁").unwrap().write(4, 2, 120).unwrap().write(4, 3, 13_800_000_000_f64).unwrap();
        let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 11, 24).unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_with_format(4, 4, &date, &format).unwrap();
        sheet.write(4, 5, 8.5).unwrap();
        let sheets = sheets(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(sheets[1].name, "名册");
        assert_eq!(sheets[1].rows[2][1], "机构名称");
        assert_eq!(sheets[1].rows[4], ["", "康宁", "120", "13800000000", "2026-11-24", "8.5"]);
    }

    #[test]
    fn what_is_no_table_is_refused_with_a_reason() {
        for bytes in [&b"PK\x03\x04broken"[..], &[0xd0, 0xcf, 0x11, 0xe0, 1, 2], &[0xff, 0x00, 0xff, 0x81], b"a\0b"] {
            assert!(sheets(bytes).is_err(), "{bytes:?}");
        }
        let gone = book(Path::new("/nowhere/roster.csv"));
        assert!(matches!(gone, Err(Failure::Disk(_))));
        assert_eq!(rows(b""), Vec::<Vec<String>>::new());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fall(bytes in prop::collection::vec(any::<u8>(), 0..200), zip in any::<bool>()) {
            let bytes = if zip { [b"PK\x03\x04", &bytes[..]].concat() } else { bytes };
            let _ = sheets(&bytes);
        }
    }
}
