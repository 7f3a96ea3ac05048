//! Papers. A view becomes a `Report`: plain data that says what stands on the paper and in which order; a format turns
//! it into bytes. One file a document, one a format. Pure: files are written by others.
//!
//! Nothing unverified leaves the office (`basis`), nothing marked internal is printed, and no paper calls a place safe.

pub mod aloud;
pub mod amendment;
pub mod basis;
pub mod blank;
pub mod briefing;
pub mod by_hand;
pub mod coverage;
mod html;
pub mod internal;
pub mod ledger;
mod pages;
pub mod record;
#[cfg(test)]
mod sample;
mod typography;
pub mod week;

use crate::text::Lang;
use jiff::civil::Date;
use std::borrow::Cow;

/// A line for the pen, where a field is empty.
pub const PEN: &str = "________";

/// A paper as data. All text as screens say it; the format puts it into the typography of papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub lang: Lang,
    /// Above the title.
    pub letterhead: String,
    pub title: String,
    /// Below the title: number, draft.
    pub under: String,
    /// Words across each page: 草稿, 演示.
    pub across: String,
    /// 每页签名条: each label with a line for the pen behind it.
    pub strip: Vec<String>,
    /// In each page's foot, before the page number.
    pub foot: String,
    pub body: Vec<Block>,
}

/// One thing on a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Heading(String),
    Text(String),
    /// Labels with their values, two a row unless wide.
    Fields(Vec<Field>),
    Table(Table),
    /// Short lines in so many columns.
    Columns(usize, Vec<String>),
    /// What is signed: stays on one page. Text first, then lines with room for the pen.
    Sign(Vec<String>, Vec<String>),
}

/// A label and its value; an empty value prints as a line for the pen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub label: String,
    pub value: String,
    pub wide: bool,
}

/// A table whose head is repeated on each page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Title and width in millimetres; the widths of a table add up to `pages::WIDTH`.
    pub columns: Vec<(String, u32)>,
    pub rows: Vec<Vec<Cell>>,
}

/// The lines of one cell.
pub type Cell = Vec<String>;

impl Field {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Field {
        Field { label: label.into(), value: value.into(), wide: false }
    }

    pub fn wide(label: impl Into<String>, value: impl Into<String>) -> Field {
        Field { wide: true, ..Field::new(label, value) }
    }
}

/// A day as papers write it.
pub fn day(day: Date, lang: Lang) -> String {
    day.strftime(crate::text::report::DAY.get(lang)).to_string()
}

/// The text, or a line for the pen where it says nothing.
pub fn or_pen(text: &str) -> Cow<'_, str> {
    if text.trim().is_empty() {
        return PEN.into();
    }
    if !text.contains("__") {
        return text.into();
    }
    // A blank of a ready wording that nobody filled in is one for the pen.
    let mut said = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("__") {
        said.push_str(&rest[..at]);
        said.push_str(PEN);
        rest = rest[at..].trim_start_matches('_');
    }
    (said + rest).into()
}
