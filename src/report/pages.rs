//! A report cut into A4 pages: which piece stands on which page. Browsers of 2020 cannot number pages, so the pages are
//! made here, by the measure of `typography::wrap`. A piece that is measured too low only stretches its page; nothing
//! is ever cut off.

use super::typography::{paper, wrap};
use super::{Block, Cell, Field, PEN, Report, Table};

/// Width of a page between its margins, in millimetres.
pub const WIDTH: f64 = 176.0;
/// Height between the margins that pieces may fill; the foot stands below.
const HEIGHT: f64 = 250.0;

/// Font sizes and line heights in millimetres; the style sheet says the same.
pub const SIZE: f64 = 3.175;
pub const LINE: f64 = 4.5;
const TABLE_LINE: f64 = 4.3;
pub const SMALL: f64 = 2.9;
const HEADING: f64 = 8.2;
/// Room of the title with its lines, on the first page.
const TITLE: f64 = 22.0;
/// Padding and border of a table row; padding at both sides of a cell.
const ROW: f64 = 1.3;
const PADDING: f64 = 2.4;
/// Label and value of a field, narrow and wide.
pub const LABEL: f64 = 31.5;
const SIGN_LINE: f64 = 9.5;
/// A row higher than so many lines goes on in a row below, so that no row is higher than a page.
const ROW_LINES: usize = 24;

/// What stands on a page, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'a> {
    Heading(String),
    Text(String),
    /// One row: one wide field or two narrow ones.
    Fields(Vec<(String, String)>, bool),
    Head(&'a Table),
    Row(Vec<Cell>),
    Columns(usize, Vec<String>),
    Sign(Vec<String>, Vec<String>),
}

/// Pieces by page. There is always a first page.
pub fn pages(report: &Report) -> Vec<Vec<Piece<'_>>> {
    let mut pages = Pages { done: Vec::new(), page: Vec::new(), used: TITLE };
    let mut heading = None;
    for block in &report.body {
        let say = |text: &String| paper(text, report.lang);
        match block {
            Block::Heading(text) => heading = Some(say(text)),
            Block::Text(text) => pages.put(heading.take(), None, vec![Piece::Text(say(text))]),
            Block::Fields(fields) => pages.put(heading.take(), None, field_rows(fields, &say)),
            Block::Table(table) => {
                let rows = table.rows.iter().flat_map(|row| rows(table, row, &say)).map(Piece::Row).collect();
                pages.put(heading.take(), Some(table), rows);
            }
            Block::Columns(n, lines) => {
                let lines: Vec<String> = lines.iter().map(say).collect();
                pages.put(heading.take(), None, lines.chunks(*n).map(|row| Piece::Columns(*n, row.to_vec())).collect());
            }
            Block::Sign(text, lines) => {
                let sign = Piece::Sign(text.iter().map(say).collect(), lines.iter().map(say).collect());
                pages.put(heading.take(), None, vec![sign]);
            }
        }
    }
    pages.done.push(pages.page);
    pages.done
}

struct Pages<'a> {
    done: Vec<Vec<Piece<'a>>>,
    page: Vec<Piece<'a>>,
    used: f64,
}

impl<'a> Pages<'a> {
    /// Puts pieces one below the other; a heading stays with the first, a table's head is said again on a new page.
    fn put(&mut self, heading: Option<String>, table: Option<&'a Table>, pieces: Vec<Piece<'a>>) {
        let mut lead: Vec<Piece<'a>> = heading.map(Piece::Heading).into_iter().collect();
        lead.extend(table.map(Piece::Head));
        let mut pending = lead;
        for piece in pieces {
            let need = height(&piece, table) + pending.iter().map(|p| height(p, table)).sum::<f64>();
            if self.used + need > HEIGHT && !self.page.is_empty() {
                self.done.push(std::mem::take(&mut self.page));
                self.used = 0.0;
                if pending.is_empty() {
                    pending.extend(table.map(Piece::Head));
                }
            }
            for piece in pending.drain(..).chain([piece]) {
                self.used += height(&piece, table);
                self.page.push(piece);
            }
        }
    }
}

fn height(piece: &Piece, table: Option<&Table>) -> f64 {
    let lines = |text: &str, mm: f64, size: f64| wrap(text, mm - PADDING, size).len() as f64;
    match piece {
        Piece::Heading(_) => HEADING,
        Piece::Text(text) => lines(text, WIDTH, SIZE) * LINE + 1.0,
        Piece::Fields(fields, wide) => {
            let value = if *wide { WIDTH - LABEL } else { WIDTH / 2.0 - LABEL };
            let each = |(l, v): &(String, String)| lines(l, LABEL, SIZE).max(lines(v, value, SIZE));
            fields.iter().map(each).fold(1.0, f64::max) * TABLE_LINE + ROW
        }
        Piece::Head(table) => {
            let each = |(title, mm): &(String, u32)| lines(title, f64::from(*mm), SIZE);
            table.columns.iter().map(each).fold(1.0, f64::max) * TABLE_LINE + ROW
        }
        Piece::Row(cells) => {
            let width = |n: usize| table.and_then(|t| t.columns.get(n)).map_or(WIDTH, |(_, mm)| f64::from(*mm));
            let each = |(n, cell): (usize, &Cell)| cell.iter().map(|l| lines(l, width(n), SIZE)).sum::<f64>();
            cells.iter().enumerate().map(each).fold(1.0, f64::max) * TABLE_LINE + ROW
        }
        Piece::Columns(n, row) => {
            let each = |l: &String| lines(l, WIDTH / *n as f64, SMALL);
            row.iter().map(each).fold(1.0, f64::max) * 4.0 + 0.2
        }
        Piece::Sign(text, signs) => {
            text.iter().map(|t| lines(t, WIDTH, SIZE) * LINE + 1.0).sum::<f64>() + signs.len() as f64 * SIGN_LINE + 3.0
        }
    }
}

/// Fields two a row; a wide one has its own.
fn field_rows<'a>(fields: &[Field], say: &impl Fn(&String) -> String) -> Vec<Piece<'a>> {
    let mut rows: Vec<Piece> = Vec::new();
    for field in fields {
        let value = if field.value.trim().is_empty() { PEN.to_string() } else { say(&field.value) };
        let pair = (say(&field.label), value);
        match rows.last_mut() {
            Some(Piece::Fields(row, false)) if !field.wide && row.len() == 1 => row.push(pair),
            _ => rows.push(Piece::Fields(vec![pair], field.wide)),
        }
    }
    rows
}

/// A row as one or more rows, none too high for a page.
fn rows(table: &Table, row: &[Cell], say: &impl Fn(&String) -> String) -> Vec<Vec<Cell>> {
    let wrapped = |(n, cell): (usize, &Cell)| -> Vec<(bool, String)> {
        let mm = table.columns.get(n).map_or(WIDTH, |(_, mm)| f64::from(*mm)) - PADDING;
        let lines = cell.iter().map(say).map(|text| wrap(&text, mm, SIZE));
        lines.flat_map(|lines| lines.into_iter().enumerate().map(|(i, l)| (i == 0, l))).collect()
    };
    let cells: Vec<Vec<(bool, String)>> = row.iter().enumerate().map(wrapped).collect();
    let most = cells.iter().map(Vec::len).max().unwrap_or(0);
    let part = |from: usize| cells.iter().map(|lines| joined(lines.get(from..(from + ROW_LINES).min(lines.len())))).collect();
    (0..most.max(1)).step_by(ROW_LINES).map(part).collect()
}

/// Wrapped lines back as the texts they were cut from.
fn joined(lines: Option<&[(bool, String)]>) -> Cell {
    let mut cell: Cell = Vec::new();
    for (first, line) in lines.unwrap_or_default() {
        match cell.last_mut() {
            Some(text) if !first => text.push_str(line),
            _ => cell.push(line.clone()),
        }
    }
    cell
}
