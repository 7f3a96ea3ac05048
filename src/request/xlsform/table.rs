//! A sheet of a form with its head read: what stands in a column, in either language. A cell that nobody reads is told.

use super::{Told, Words};
use crate::request::import::Sheet;
use crate::text::{Text, t};

/// Our own columns beside those of XLSForm: what a checklist needs and a form has no word for.
pub const OWN: [&str; 14] = [
    "short", "place", "method", "severity", "days", "owner", "handling", "unit", "min", "max", "paper", "norm", "clause",
    "reason",
];

const CHINESE: [&str; 3] = ["中文", "chinese", "zh"];
const ENGLISH: [&str; 3] = ["english", "英文", "(en)"];

pub struct Table<'a> {
    pub name: &'static str,
    rows: &'a [Vec<String>],
    head: usize,
    columns: Vec<String>,
}

impl<'a> Table<'a> {
    pub fn of(sheets: &'a [Sheet], name: &'static str) -> Option<Table<'a>> {
        let sheet = sheets.iter().find(|s| s.name.trim().eq_ignore_ascii_case(name))?;
        let head = sheet.rows.iter().position(|r| r.iter().any(|c| !c.trim().is_empty()))?;
        let columns = sheet.rows[head].iter().map(|c| c.trim().to_lowercase()).collect();
        Some(Table { name, rows: &sheet.rows, head, columns })
    }

    /// The row of the head, as the spreadsheet counts it.
    pub fn head(&self) -> usize {
        self.head + 1
    }

    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|c| c == column)
    }

    /// The rows below the head that say something, with the number that the spreadsheet shows.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &'a [String])> {
        let below = self.rows.iter().enumerate().skip(self.head + 1);
        below.filter(|(_, r)| r.iter().any(|c| !c.trim().is_empty())).map(|(n, r)| (n + 1, r.as_slice()))
    }

    pub fn get(&self, row: &'a [String], column: &str) -> &'a str {
        let at = self.columns.iter().position(|c| c == column);
        at.and_then(|at| row.get(at)).map_or("", |c| c.trim())
    }

    /// `label` in Chinese and English, whichever of its columns there are. A plain one in English serves for both.
    pub fn both(&self, row: &'a [String], column: &str) -> Words {
        let find = |words: &[&str]| {
            let at = self.columns.iter().position(|c| spoken(c, column, words));
            at.and_then(|at| row.get(at)).map_or("", |c| c.trim())
        };
        let (zh, en, plain) = (find(&CHINESE), find(&ENGLISH), self.get(row, column));
        let zh = if zh.is_empty() { plain } else { zh };
        (zh.into(), if en.is_empty() && plain.is_ascii() { plain } else { en }.into())
    }

    /// Whether a column is there for the English of `column`, by its head or because something in it is English.
    pub fn speaks_english(&self, column: &str) -> bool {
        self.columns.iter().any(|c| spoken(c, column, &ENGLISH)) || self.rows().any(|(_, r)| !self.both(r, column).1.is_empty())
    }

    /// The cells of a row that say something and stand in no column of `read`; a column in a third language is in none.
    fn beside<'b>(&'b self, cells: &'b [String], read: &'b [&str]) -> impl Iterator<Item = (&'b str, &'b str)> {
        let all = self.columns.iter().zip(cells).map(|(column, cell)| (column.as_str(), cell.trim()));
        let reads = |column: &str| {
            let (head, lang) = column.split_once("::").unwrap_or((column, ""));
            let known = lang.is_empty() || CHINESE.iter().chain(&ENGLISH).any(|w| lang.contains(w));
            read.contains(&head) && known
        };
        all.filter(move |(column, cell)| !column.is_empty() && !cell.is_empty() && !reads(column))
    }

    /// Tells every cell of a row that stands in no column of `read`.
    pub fn tell_beside(&self, row: usize, cells: &[String], read: &[&str], told: &mut Vec<Told>) {
        let said: Text = t!("「{}」列没有导入：{}", "the column `{}` is left out: {}");
        told.extend(self.beside(cells, read).map(|(column, cell)| Told {
            sheet: self.name.into(),
            row,
            left_out: true,
            text: said,
            values: vec![column.into(), cell.into()],
        }));
    }
}

fn spoken(of: &str, column: &str, words: &[&str]) -> bool {
    of.split_once("::").is_some_and(|(head, lang)| head == column && words.iter().any(|w| lang.contains(w)))
}
