//! An XLSForm as a checklist of the district: survey and choices become TOML, what cannot be carried is told by sheet and
//! row. Nothing is guessed that would pass something: a constraint is a range of what may be typed and no limit, a
//! condition that is not understood leaves its item always asked.

mod conditions;
mod toml_text;

#[cfg(test)]
mod tests;

use super::import::Sheet;
use crate::content::checklist;
use crate::text::{Lang, Text, t};
use conditions::{Condition, conditions, range};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::PathBuf;
use toml_text::{Item, Kind, Section, written};

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
    pub sheet: &'static str,
    /// As the spreadsheet counts it; 0: of none.
    pub row: usize,
    /// It is not in the checklist.
    pub left_out: bool,
    pub said: checklist::Words,
}

/// Something of the form that stands otherwise or not at all in the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub sheet: &'static str,
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

/// Our own columns beside those of XLSForm: what a checklist needs and a form has no word for.
pub const OWN: [&str; 14] = [
    "short", "place", "method", "severity", "days", "owner", "handling", "unit", "min", "max", "paper", "norm", "clause",
    "reason",
];

/// Columns that need no word: all of ours must be answered at closing, and a message is of the form's own constraint.
const SILENT: [&str; 3] = ["required", "required_message", "constraint_message"];

/// A sheet with its head read.
struct Table<'a> {
    name: &'static str,
    rows: &'a [Vec<String>],
    head: usize,
    columns: Vec<String>,
}

impl<'a> Table<'a> {
    fn of(sheets: &'a [Sheet], name: &'static str) -> Option<Table<'a>> {
        let sheet = sheets.iter().find(|s| s.name.trim().eq_ignore_ascii_case(name))?;
        let head = sheet.rows.iter().position(|r| r.iter().any(|c| !c.trim().is_empty()))?;
        let columns = sheet.rows[head].iter().map(|c| c.trim().to_lowercase()).collect();
        Some(Table { name, rows: &sheet.rows, head, columns })
    }

    /// The rows below the head that say something, with the number that the spreadsheet shows.
    fn rows(&self) -> impl Iterator<Item = (usize, &'a [String])> {
        let below = self.rows.iter().enumerate().skip(self.head + 1);
        below.filter(|(_, r)| r.iter().any(|c| !c.trim().is_empty())).map(|(n, r)| (n + 1, r.as_slice()))
    }

    fn get(&self, row: &'a [String], column: &str) -> &'a str {
        let at = self.columns.iter().position(|c| c == column);
        at.and_then(|at| row.get(at)).map_or("", |c| c.trim())
    }

    /// `label` in Chinese and English, whichever of its columns there are.
    fn both(&self, row: &'a [String], column: &str) -> (String, String) {
        let is = |of: &str, words: &[&str]| {
            of.split_once("::").is_some_and(|(head, lang)| head == column && words.iter().any(|w| lang.contains(w)))
        };
        let find = |words: &[&str]| {
            let at = self.columns.iter().position(|c| is(c, words));
            at.and_then(|at| row.get(at)).map_or("", |c| c.trim())
        };
        let (zh, en, plain) = (find(&["中文", "chinese", "zh"]), find(&["english", "英文", "(en)"]), self.get(row, column));
        let zh = if zh.is_empty() { plain } else { zh };
        let english = plain.is_ascii() && plain != zh;
        (zh.into(), if en.is_empty() && english { plain } else { en }.into())
    }

    /// Whether a column is one that is read.
    fn reads(&self, column: &str) -> bool {
        let head = column.split("::").next().unwrap_or(column);
        let spoken = column
            .split_once("::")
            .is_none_or(|(_, lang)| ["中文", "chinese", "zh", "english", "英文", "(en)"].iter().any(|w| lang.contains(w)));
        let known = ["type", "name", "list_name", "list name", "label", "hint", "constraint", "relevant"];
        (known.contains(&head) && spoken) || OWN.contains(&column) || SILENT.contains(&head)
    }
}

/// What a choice means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Pass,
    Fail,
    /// No judgement, which every item has anyway.
    None,
}

fn meaning(word: &str) -> Option<Meaning> {
    const PASS: [&str; 12] = ["yes", "y", "pass", "ok", "true", "good", "符合", "合格", "是", "有", "正常", "已"];
    const FAIL: [&str; 12] = ["no", "n", "fail", "bad", "false", "不符合", "不合格", "否", "无", "没有", "不正常", "未"];
    const NONE: [&str; 9] =
        ["na", "n/a", "not_applicable", "not applicable", "不适用", "unchecked", "not_checked", "未查", "未检查"];
    let word = word.trim().to_lowercase();
    let is = |words: &[&str]| words.contains(&word.as_str());
    if is(&PASS) {
        Some(Meaning::Pass)
    } else if is(&FAIL) {
        Some(Meaning::Fail)
    } else {
        is(&NONE).then_some(Meaning::None)
    }
}

type Words = (String, String);

/// The words of pass and fail of a list of choices; `None`: it does not say which is which.
fn judged(choices: &[(String, Words)]) -> Option<(Words, Words)> {
    let (mut pass, mut fail) = (None, None);
    for (name, label) in choices {
        let slot = match meaning(name).or_else(|| meaning(&label.0)).or_else(|| meaning(&label.1))? {
            Meaning::Pass => &mut pass,
            Meaning::Fail => &mut fail,
            Meaning::None => continue,
        };
        if slot.replace(label.clone()).is_some() {
            return None;
        }
    }
    pass.zip(fail)
}

/// The form while it is read.
#[derive(Default)]
struct Reading {
    sections: Vec<Section>,
    /// The groups that are open: their titles, and what they hang on.
    groups: Vec<(Words, Vec<Condition>)>,
    /// Notes that wait for their item.
    notes: Vec<(usize, Words)>,
    told: Vec<Told>,
}

impl Reading {
    fn tell(&mut self, row: usize, left_out: bool, text: Text, values: &[&str]) {
        let values = values.iter().map(|v| (*v).to_string()).collect();
        self.told.push(Told { sheet: "survey", row, left_out, text, values });
    }

    /// The section that items go to now, by the groups that are open.
    fn section(&mut self, row: usize) -> &mut Section {
        let join = |pick: fn(&Words) -> &String, gap: &str| {
            self.groups.iter().map(|(w, _)| pick(w).as_str()).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(gap)
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
}

/// Reads the sheets of a form. `file` names the checklist where the form does not; the day is its version.
pub fn carry(sheets: &[Sheet], file: &str, today: Date) -> Result<Carried, Text> {
    let survey = Table::of(sheets, "survey").ok_or(t!("没有 survey 工作表", "there is no sheet survey"))?;
    for column in ["type", "name"] {
        if !survey.columns.iter().any(|c| c == column) {
            return Err(t!("survey 工作表要有 type、name 两列", "the sheet survey needs the columns type and name"));
        }
    }
    let mut lists: BTreeMap<String, Vec<(String, Words)>> = BTreeMap::new();
    let mut read = Reading::default();
    if let Some(choices) = Table::of(sheets, "choices") {
        for (row, cells) in choices.rows() {
            let list = [choices.get(cells, "list_name"), choices.get(cells, "list name")].concat();
            lists.entry(list).or_default().push((choices.get(cells, "name").into(), choices.both(cells, "label")));
            unread(&choices, row, cells, &mut read.told);
        }
    }
    for (row, cells) in survey.rows() {
        unread(&survey, row, cells, &mut read.told);
        line(&survey, row, cells, &lists, &mut read);
    }
    for (row, (zh, _)) in std::mem::take(&mut read.notes) {
        read.tell(row, true, t!("说明后面没有题目，没有导入：{}", "a note without a question behind it is left out: {}"), &[&zh]);
    }
    read.sections.retain(|s| !s.items.is_empty());
    let settings = Table::of(sheets, "settings");
    let of = |column: &str| {
        let row = settings.as_ref().and_then(|s| s.rows().next().map(|(_, cells)| s.get(cells, column)));
        row.filter(|t| !t.is_empty()).map(String::from)
    };
    let title = of("form_title").unwrap_or_else(|| file.into());
    let id = toml_text::id(&of("form_id").unwrap_or_else(|| file.into())).to_lowercase();
    let id = if id.is_empty() { "form".into() } else { id };
    let (toml, rows) = written(&id, &title, today, &read.sections);
    let items = read.sections.iter().map(|s| s.items.len()).sum();
    Ok(Carried { id, toml, items, rows, told: read.told })
}

/// Cells of columns that are not read.
fn unread(table: &Table, row: usize, cells: &[String], told: &mut Vec<Told>) {
    let columns = table.columns.iter().zip(cells).filter(|(c, cell)| !c.is_empty() && !cell.trim().is_empty() && !table.reads(c));
    told.extend(columns.map(|(column, cell)| Told {
        sheet: table.name,
        row,
        left_out: true,
        text: t!("「{}」列没有导入：{}", "the column `{}` is left out: {}"),
        values: vec![column.clone(), cell.trim().into()],
    }));
}

fn line(table: &Table, row: usize, cells: &[String], lists: &BTreeMap<String, Vec<(String, Words)>>, read: &mut Reading) {
    let kind = table.get(cells, "type").to_lowercase().replace('_', " ");
    let label = table.both(cells, "label");
    let mut words = kind.split_whitespace();
    match (words.next().unwrap_or(""), words.next().unwrap_or("")) {
        ("begin", what @ ("group" | "repeat")) => {
            if what == "repeat" {
                let said = t!("重复组只导入一遍：{}", "a repeat is carried once: {}");
                read.tell(row, false, said, &[&label.0]);
            }
            let hangs = relevant(table, row, cells, read);
            read.groups.push((label, hangs));
        }
        ("end", "group" | "repeat") => drop(read.groups.pop()),
        ("note", _) => read.notes.push((row, label)),
        ("select", "one") => {
            let list = table.get(cells, "type").split_whitespace().nth(1).unwrap_or("");
            select(table, row, cells, (list, lists.get(list).map_or(&[][..], |l| l)), read);
        }
        ("integer" | "decimal", _) => number(table, row, cells, read),
        ("date", _) => date(table, row, cells, read),
        ("text", _) => {
            let said =
                t!("文字题导入为判断项，写的话记在备注里：{}", "a text is carried as a judgement, its words go to the note: {}");
            read.tell(row, false, said, &[&label.0]);
            item(table, row, cells, Kind::Judge { pass: None, fail: None }, read);
        }
        ("", _) => read.tell(row, true, t!("没有 type，没有导入", "left out: it has no type"), &[]),
        _ => {
            let said = t!("「{}」这种题没有导入：{}", "the type `{}` is left out: {}");
            read.tell(row, true, said, &[table.get(cells, "type"), &label.0]);
        }
    }
}

fn select(table: &Table, row: usize, cells: &[String], (list, choices): (&str, &[(String, Words)]), read: &mut Reading) {
    let name = table.get(cells, "name");
    if conditions::is_asked_at_the_gate(name) {
        let said = t!("「{}」在进门核实里问，不作检查项", "`{}` is asked at the gate and is no item");
        return read.tell(row, false, said, &[name]);
    }
    match judged(choices) {
        Some((pass, fail)) => {
            if meaning_is_plain(&pass) {
                item(table, row, cells, Kind::Judge { pass: None, fail: None }, read);
            } else {
                let said =
                    t!("按「{}」为符合、「{}」为不符合导入，请核对", "carried with `{}` as pass and `{}` as fail; please check");
                read.tell(row, false, said, &[&pass.0, &fail.0]);
                item(table, row, cells, Kind::Judge { pass: Some(pass), fail: Some(fail) }, read);
            }
        }
        None => {
            let said = t!(
                "选项「{}」分不出符合和不符合，没有导入",
                "left out: the choices `{}` do not say which is a pass and which a fail"
            );
            read.tell(row, true, said, &[list]);
        }
    }
}

/// Words that our own keys have already.
fn meaning_is_plain(pass: &Words) -> bool {
    pass.0 == "符合" || pass.0.eq_ignore_ascii_case("pass")
}

fn number(table: &Table, row: usize, cells: &[String], read: &mut Reading) {
    let constraint = table.get(cells, "constraint");
    let plausible = range(constraint, table.get(cells, "type").eq_ignore_ascii_case("integer"));
    if plausible.is_none() && !constraint.is_empty() {
        let said = t!(
            "约束没有导入，请补上合理范围 plausible：{}",
            "the constraint is left out, a range `plausible` is to be added: {}"
        );
        read.tell(row, true, said, &[constraint]);
    }
    item(table, row, cells, Kind::Number { plausible }, read);
}

fn date(table: &Table, row: usize, cells: &[String], read: &mut Reading) {
    let constraint = table.get(cells, "constraint");
    let within = conditions::within_days(constraint);
    if within.is_none() && !constraint.is_empty() {
        let said = t!("约束没有导入，日期按「没有过期」判：{}", "the constraint is left out, the date must not be past: {}");
        read.tell(row, true, said, &[constraint]);
    }
    item(table, row, cells, Kind::Date { within: within.flatten() }, read);
}

/// What the row hangs on; what is not understood is told, and the item is always asked.
fn relevant(table: &Table, row: usize, cells: &[String], read: &mut Reading) -> Vec<Condition> {
    let said = table.get(cells, "relevant");
    conditions(said).unwrap_or_else(|| {
        let text = t!("显示条件没有导入，这一项一直列出：{}", "the condition is left out, it is always asked: {}");
        read.tell(row, true, text, &[said]);
        Vec::new()
    })
}

fn item(table: &Table, row: usize, cells: &[String], kind: Kind, read: &mut Reading) {
    let mut hangs = relevant(table, row, cells, read);
    hangs.extend(read.groups.iter().flat_map(|(_, hangs)| hangs.clone()));
    let hint = table.both(cells, "hint");
    let mut how: Vec<Words> = std::mem::take(&mut read.notes).into_iter().map(|(_, words)| words).collect();
    how.push(hint);
    let join = |pick: fn(&Words) -> &String, gap: &str| {
        how.iter().map(|w| pick(w).as_str()).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(gap)
    };
    let how = (join(|w| &w.0, "；"), join(|w| &w.1, "; "));
    let name = table.get(cells, "name").to_string();
    if name.is_empty() {
        return read.tell(row, true, t!("没有 name，没有导入", "left out: it has no name"), &[]);
    }
    let label = table.both(cells, "label");
    let own = OWN.iter().map(|column| (*column, table.get(cells, column).to_string())).filter(|(_, v)| !v.is_empty()).collect();
    let made = Item { row, name, label, how, kind, hangs, own };
    read.section(row).items.push(made);
}
