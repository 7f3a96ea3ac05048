//! A terminal screen as a picture: one `<text>` a run of like cells, box drawing included, colours as they are.

use std::fmt::Write;
use unicode_width::UnicodeWidthStr;
use vt100::{Color, Screen};

/// A cell; the font is as large as two of them are wide, so that Chinese fills two and Latin one in every viewer.
const CELL: (u32, u32) = (9, 22);
const MARGIN: u32 = 12;

/// The 16 colours of a common terminal; the program names colours by meaning, terminals give them their shade.
const PALETTE: [&str; 16] = [
    "#1b1f24", "#e5534b", "#57ab5a", "#d7a21a", "#539bf5", "#b083f0", "#39c5cf", "#c9d1d9", "#768390", "#ff7b72", "#7ee787",
    "#f2cc60", "#79c0ff", "#d2a8ff", "#56d4dd", "#ffffff",
];

/// Draws the screen.
pub fn picture(screen: &Screen, title: &str) -> String {
    let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
    let (w, h) = (u32::from(columns) * CELL.0 + 2 * MARGIN, u32::from(rows) * CELL.1 + 2 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\">\n\
         <title>{}</title>\n<rect width=\"{w}\" height=\"{h}\" rx=\"8\" fill=\"{}\"/>\n\
         <g font-family=\"'Sarasa Mono SC','Noto Sans Mono CJK SC','Noto Sans Mono',monospace\" font-size=\"18\" xml:space=\"preserve\">\n",
        escape(title),
        PALETTE[0]
    );
    for row in 0..rows {
        line(screen, row, columns, &mut out);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

#[derive(PartialEq)]
struct Style {
    ink: String,
    ground: String,
    bold: bool,
    underline: bool,
}

fn line(screen: &Screen, row: u16, columns: u16, out: &mut String) {
    let mut column = 0;
    while column < columns {
        let start = column;
        let style = style(screen, row, column);
        let mut text = String::new();
        while column < columns && self::style(screen, row, column) == style {
            let Some(cell) = screen.cell(row, column) else { break };
            text.push_str(if cell.has_contents() { cell.contents() } else { " " });
            column += if cell.is_wide() { 2 } else { 1 };
        }
        let (x, y) = (MARGIN + u32::from(start) * CELL.0, MARGIN + u32::from(row) * CELL.1);
        let width = u32::from(column - start) * CELL.0;
        if style.ground != PALETTE[0] {
            let _ =
                writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{}\"/>", CELL.1, style.ground);
        }
        if text.trim().is_empty() {
            continue;
        }
        for (offset, word) in words(&text) {
            let (x, width) = (x + offset * CELL.0, cells(word) * CELL.0);
            let bold = if style.bold { " font-weight=\"bold\"" } else { "" };
            let under = if style.underline { " text-decoration=\"underline\"" } else { "" };
            let _ = writeln!(
                out,
                "<text x=\"{x}\" y=\"{}\" textLength=\"{width}\" fill=\"{}\"{bold}{under}>{}</text>",
                y + 17,
                style.ink,
                escape(word)
            );
        }
    }
}

/// How many columns a text takes on a terminal.
fn cells(text: &str) -> u32 {
    text.width() as u32
}

/// Pieces of a run that stand apart by two blanks or more, each with the column it begins in: a font that is a little
/// wider or narrower never pushes the next one away.
fn words(text: &str) -> Vec<(u32, &str)> {
    let mut words = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive("  ") {
        let word = piece.trim_end();
        if !word.is_empty() {
            let blanks = word.len() - word.trim_start().len();
            words.push((at + blanks as u32, word.trim_start()));
        }
        at += cells(piece);
    }
    words
}

fn style(screen: &Screen, row: u16, column: u16) -> Style {
    let Some(cell) = screen.cell(row, column) else {
        return Style { ink: PALETTE[7].into(), ground: PALETTE[0].into(), bold: false, underline: false };
    };
    let (mut ink, mut ground) = (colour(cell.fgcolor(), 7), colour(cell.bgcolor(), 0));
    if cell.inverse() {
        std::mem::swap(&mut ink, &mut ground);
    }
    Style { ink, ground, bold: cell.bold(), underline: cell.underline() }
}

fn colour(colour: Color, otherwise: usize) -> String {
    match colour {
        Color::Default => PALETTE[otherwise].into(),
        Color::Idx(i) if i < 16 => PALETTE[usize::from(i)].into(),
        Color::Idx(i) if i >= 232 => {
            let v = 8 + 10 * u32::from(i - 232);
            format!("#{v:02x}{v:02x}{v:02x}")
        }
        Color::Idx(i) => {
            let n = u32::from(i) - 16;
            let level = |v: u32| if v == 0 { 0 } else { 55 + 40 * v };
            format!("#{:02x}{:02x}{:02x}", level(n / 36), level(n / 6 % 6), level(n % 6))
        }
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
