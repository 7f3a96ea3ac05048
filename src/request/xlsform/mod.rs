//! An XLSForm as a checklist of the district: survey and choices become TOML, what cannot be carried is told by sheet and
//! row. Nothing is guessed that would pass something: a constraint is a range of what may be typed and no limit, a
//! condition that is not understood leaves its item always asked.

mod choices;
mod conditions;
mod questions;
mod table;
mod toml_text;

#[cfg(test)]
mod tests;

use super::import::Sheet;
use crate::content::checklist;
use crate::text::{Lang, Text, t};
use choices::Lists;
use conditions::Condition;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use table::Table;
use toml_text::{Section, written};

/// Whether a book is a form: what every XLSForm has is a sheet of this name.
pub fn is_form(sheets: &[Sheet]) -> bool {
    sheets.iter().any(|s| s.name.trim().eq_ignore_ascii_case("survey"))
}

/// A checklist made from a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    pub id: String,
    /// The checklist as TOML.
    pub toml: String,
    pub items: usize,
    /// For each line of it the row of the survey it came from; 0: of none.
    pub rows: Vec<usize>,
    pub told: Vec<Told>,
}

/// What taking a form in would do, for a person to look at before anything is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPreview {
    pub path: PathBuf,
    /// The file of the data folder that it becomes.
    pub to: PathBuf,
    pub id: String,
    pub items: usize,
    pub lines: Vec<Line>,
}

/// One thing that is told of a form: what its reader says, and what the lint says of what was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub sheet: String,
    /// As the spreadsheet counts it; 0: of none.
    pub row: usize,
    /// It is not in the checklist.
    pub left_out: bool,
    pub said: checklist::Words,
}

type Words = (String, String);

/// Something of the form that stands otherwise or not at all in the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub sheet: String,
    /// As the spreadsheet counts it.
    pub row: usize,
    /// It is not in the checklist.
    pub left_out: bool,
    text: Text,
    values: Vec<String>,
}

impl Told {
    pub fn say(&self, lang: Lang) -> String {
        let values: Vec<&dyn std::fmt::Display> = self.values.iter().map(|v| v as &dyn std::fmt::Display).collect();
        self.text.fill(lang, &values)
    }
}

/// A note that waits for its question, and in how many groups it stands.
struct Note {
    row: usize,
    words: Words,
    depth: usize,
}

/// The form while it is read.
#[derive(Default)]
struct Reading {
    lists: Lists,
    /// Lists of choices that some question names.
    used: BTreeSet<String>,
    sections: Vec<Section>,
    /// The groups that are open: their row, their titles, and what they hang on.
    groups: Vec<(usize, Words, Vec<Condition>)>,
    notes: Vec<Note>,
    /// Ids that are taken, by the row that took them.
    ids: BTreeMap<String, usize>,
    /// The form is in Chinese only, which is told once.
    only_chinese: bool,
    told: Vec<Told>,
}

impl Reading {
    fn tell(&mut self, row: usize, left_out: bool, text: Text, values: &[&str]) {
        let values = values.iter().map(|v| (*v).to_string()).collect();
        self.told.push(Told { sheet: "survey".into(), row, left_out, text, values });
    }

    /// The section that items go to now, by the groups that are open.
    fn section(&mut self, row: usize) -> &mut Section {
        let join = |pick: fn(&Words) -> &String, gap: &str| {
            self.groups.iter().map(|(_, w, _)| pick(w).as_str()).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(gap)
        };
        let (zh, en) = (join(|w| &w.0, " "), join(|w| &w.1, ", "));
        let title = if zh.is_empty() { ("全部".to_string(), "All".to_string()) } else { (zh, en) };
        // A group that is taken up again behind another is a section of its own: the order of the form is kept.
        if self.sections.last().is_none_or(|s| s.title != title) {
            let id = format!("s{}", self.sections.len() + 1);
            self.sections.push(Section { id, title, row, items: Vec::new() });
        }
        let last = self.sections.len() - 1;
        &mut self.sections[last]
    }

    /// Notes in so many groups and more have no question behind them.
    fn end_notes(&mut self, depth: usize) {
        let (lost, kept) = std::mem::take(&mut self.notes).into_iter().partition(|n: &Note| n.depth >= depth);
        self.notes = kept;
        for note in lost {
            let said = t!("说明后面没有题目，没有导入：{}", "a note without a question behind it is left out: {}");
            self.tell(note.row, true, said, &[&note.words.0]);
        }
    }
}

/// Reads the sheets of a form. `file` names the checklist where the form does not; the day is its version.
pub fn carry(sheets: &[Sheet], file: &str, today: Date) -> Result<Carried, Text> {
    let survey = Table::of(sheets, "survey").ok_or(t!("没有 survey 工作表", "there is no sheet survey"))?;
    if !survey.has("type") || !survey.has("name") {
        return Err(t!("survey 工作表要有 type、name 两列", "the sheet survey needs the columns type and name"));
    }
    let mut read = Reading::default();
    if let Some(choices) = Table::of(sheets, "choices") {
        read.lists = Lists::read(&choices, &mut read.told);
    }
    if !survey.speaks_english("label") {
        read.only_chinese = true;
        let said = t!("整张表没有英文：题目的英文暂用 name", "the form has no English: a question's name stands for it");
        read.tell(survey.head(), false, said, &[]);
    }
    let (id, title) = settings(sheets, file, &mut read.told);
    for (row, cells) in survey.rows() {
        questions::line(&survey, row, cells, &id, &mut read);
    }
    read.end_notes(0);
    for (row, title, _) in std::mem::take(&mut read.groups) {
        read.tell(row, false, t!("这一组没有结束：{}", "this group has no end: {}"), &[&title.0]);
    }
    read.lists.tell_the_rest(&read.used, &mut read.told);
    for sheet in sheets.iter().filter(|s| !["survey", "choices", "settings"].contains(&s.name.trim().to_lowercase().as_str())) {
        let first = sheet.rows.iter().position(|r| r.iter().any(|c| !c.trim().is_empty()));
        let told = |row: usize| Told {
            sheet: sheet.name.clone(),
            row: row + 1,
            left_out: true,
            text: t!("这张工作表没有导入", "this sheet is left out"),
            values: Vec::new(),
        };
        read.told.extend(first.map(told));
    }
    read.sections.retain(|s| !s.items.is_empty());
    let (toml, rows) = written(&id, &title, today, &read.sections);
    let items = read.sections.iter().map(|s| s.items.len()).sum();
    Ok(Carried { id, toml, items, rows, told: read.told })
}

/// The id and the title of the list; what else the settings say is told.
fn settings(sheets: &[Sheet], file: &str, told: &mut Vec<Told>) -> (String, String) {
    let table = Table::of(sheets, "settings");
    let first = table.as_ref().and_then(|t| t.rows().next());
    let of = |column: &str| {
        let said = first.zip(table.as_ref()).map(|((_, cells), table)| table.get(cells, column));
        said.filter(|t| !t.is_empty()).map(String::from)
    };
    let title = of("form_title").unwrap_or_else(|| file.into());
    let id = toml_text::id(&of("form_id").unwrap_or_else(|| file.into())).to_lowercase();
    for (n, (row, cells)) in table.iter().flat_map(Table::rows).enumerate() {
        let read: &[&str] = if n == 0 { &["form_title", "form_id"] } else { &[] };
        table.iter().for_each(|t| t.tell_beside(row, cells, read, told));
    }
    let id = if id.is_empty() { "form".into() } else { id };
    if let Some((row, _)) = first.filter(|_| of("form_title").is_some()) {
        let mut tell =
            |text, value| told.push(Told { sheet: "settings".into(), row, left_out: false, text, values: vec![value] });
        if title.chars().count() > 4 {
            let short = title.chars().take(4).collect();
            tell(t!("表的短名截成「{}」", "the short name of the list is cut to `{}`"), short);
        }
        if !title.is_ascii() {
            tell(t!("表名没有英文，暂用「{}」", "the title has no English, `{}` stands for it"), id.clone());
        }
    }
    (id, title)
}
