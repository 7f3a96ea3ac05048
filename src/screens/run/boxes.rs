//! The box in the note row: samples, counts, numbers, dates, figures, each with the cells its kind needs. It closes only by
//! Enter or Esc, and nothing is recorded before.

use crate::content::checklist::{AnswerKind, Item};
use crate::content::limit;
use crate::domain::point::{Point, Reading};
use crate::screens::Scene;
use crate::text::{Text, run as words};
use crate::theme::Role;
use crate::views::visit::Visit;
use crate::widgets::columns::width;
use crate::widgets::line::Line;
use crate::widgets::prompt::{Edit, Prompt, Takes};
use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Label,
    Value,
    Looked,
    Bad,
}

#[derive(Clone, Debug)]
struct Cell {
    role: Holds,
    before: String,
    after: String,
    prompt: Prompt,
}

/// The open box.
#[derive(Clone, Debug)]
pub struct ReadingBox {
    kind: AnswerKind,
    cells: Vec<Cell>,
    focus: usize,
    labelled: bool,
    labels: Vec<String>,
    unit: String,
    plausible: Option<(String, String)>,
    /// A value that was confirmed although it is not likely.
    confirmed: Option<String>,
    /// The kind of paper whose expiry is asked, and what is on file.
    pub paper: Option<(String, Option<Date>)>,
    /// Something was typed: leaving keeps it.
    pub touched: bool,
}

/// What Enter did.
#[derive(Debug, PartialEq, Eq)]
pub enum Entered {
    /// The next cell has the cursor.
    Next,
    /// The text of the current cell is none of its kind.
    Unclear(String),
    /// Outside the plausible range; perhaps this was meant.
    Unlikely {
        value: String,
        better: Option<String>,
    },
    /// A number where a place is named; perhaps it was meant as the value.
    NoPlace(String),
    Done(Vec<Reading>),
}

impl ReadingBox {
    /// What was typed and not taken is proposed again: typing replaces it.
    pub fn proposed(mut self) -> ReadingBox {
        for cell in &mut self.cells {
            cell.prompt = Prompt::preset(cell.prompt.text());
        }
        self
    }

    /// The box of an item, with what is on file or was planned. `again`: what was measured stays, and one more is added.
    pub fn new(item: &Item, now: Option<&Point>, again: bool, visit: &Visit, scene: &Scene) -> ReadingBox {
        let unit = item.unit.as_ref().map_or("", |u| u.get(scene.lang)).to_string();
        let labels = labels(item, visit, scene);
        let paper = item.paper.clone().filter(|_| item.kind == AnswerKind::Date && item.within_days.is_none());
        let on_file = |kind: &String| visit.parts.papers.get(kind).and_then(|p| p.joined.value.expires);
        let plausible = match item.plausible.as_slice() {
            [low, high] => Some((low.clone(), high.clone())),
            _ => None,
        };
        let mut made = ReadingBox {
            kind: item.kind,
            cells: Vec::new(),
            focus: 0,
            labelled: !labels.is_empty(),
            labels,
            unit: unit.clone(),
            plausible,
            confirmed: None,
            paper: paper.map(|p| (p.clone(), on_file(&p))),
            touched: false,
        };
        let before: Vec<Reading> = now.map(|p| p.readings.clone()).unwrap_or_default();
        match item.kind {
            AnswerKind::Sample => {
                let first = before.first().and_then(|r| r.value.split_once('/'));
                let planned = item.plan_size.map(|n| n.to_string()).unwrap_or_default();
                let (bad, looked) = first.map_or(("0".into(), planned), |(b, l)| (b.to_string(), l.to_string()));
                let bad_word = match &item.fail_word {
                    Some(word) => words::BOX_BAD_WORD.fill(scene.lang, &[&word.get(scene.lang)]),
                    None => scene.say(words::BOX_BAD).into(),
                };
                made.cells.push(Cell::preset(Holds::Looked, scene.say(words::BOX_LOOKED), &unit, looked));
                made.cells.push(Cell::preset(Holds::Bad, &bad_word, &unit, bad));
                // How many were looked at is planned; how many were bad is what is seen.
                made.focus = usize::from(!made.cells[0].prompt.is_empty());
            }
            AnswerKind::Count => {
                let found = before.first().map(|r| r.value.clone()).unwrap_or_default();
                made.cells.push(Cell::preset(Holds::Value, scene.say(words::BOX_FOUND), &unit, found));
            }
            AnswerKind::Date if before.len() < 2 => {
                let word = if made.paper.is_some() { words::BOX_DATE } else { words::BOX_DATE_OF };
                let filed = made.paper.as_ref().and_then(|(_, d)| *d).map(|d| d.to_string());
                let text = before.first().map(|r| r.value.clone()).or(filed).unwrap_or_default();
                made.cells.push(Cell::preset(Holds::Value, scene.say(word), "", text));
            }
            _ => made.number_cells(before, again, scene),
        }
        made
    }

    /// The readings there are, to be changed or with one more behind them: the next label and its value, or a value alone.
    /// The cursor stands in a value; letters typed there change its label.
    fn number_cells(&mut self, before: Vec<Reading>, again: bool, scene: &Scene) {
        if let ([only], false) = (before.as_slice(), again)
            && only.label.is_empty()
        {
            self.labelled = false;
            self.cells.push(Cell::preset(Holds::Value, scene.say(words::BOX_VALUE), &self.unit, only.value.clone()));
            return;
        }
        let there = !before.is_empty();
        self.labelled |= there;
        for reading in before {
            self.pair(reading.label, reading.value);
        }
        if there && !again {
            self.focus = 1;
            return;
        }
        if self.labelled {
            let label = if there { Some(scene.say(words::AGAIN).to_string()) } else { self.labels.first().cloned() };
            self.pair(label.unwrap_or_default(), String::new());
        } else {
            self.cells.push(Cell::preset(Holds::Value, scene.say(words::BOX_VALUE), &self.unit, String::new()));
        }
        self.focus = self.cells.len() - 1;
    }

    fn pair(&mut self, label: String, value: String) {
        self.cells.push(Cell::preset(Holds::Label, "", "", label));
        self.cells.push(Cell::preset(Holds::Value, "", &self.unit, value));
    }

    /// Whether the current cell takes free text.
    pub fn takes_text(&self) -> bool {
        self.cells.get(self.focus).is_some_and(|c| c.role == Holds::Label)
    }

    /// Types into the current cell; what it does not take is left out whole, and told.
    #[must_use]
    pub fn insert(&mut self, text: &str) -> Option<Takes> {
        self.touched = true;
        if self.names_another(text) {
            if !std::mem::replace(&mut self.labelled, true) {
                self.cells.insert(self.focus, Cell::preset(Holds::Label, "", "", String::new()));
                self.cells[self.focus + 1].before.clear();
                self.cells[self.focus + 1].prompt.set("");
            } else {
                self.focus -= 1;
            }
        }
        let takes = self.takes();
        let fits = self.cells.get_mut(self.focus).is_none_or(|cell| cell.prompt.insert_as(takes, text));
        if fits { None } else { Some(takes) }
    }

    /// What the current cell takes.
    fn takes(&self) -> Takes {
        match (self.cells.get(self.focus).map(|c| c.role), self.kind) {
            (Some(Holds::Label) | None, _) => Takes::Text,
            (_, AnswerKind::Number | AnswerKind::Figure) => Takes::Decimal,
            (_, AnswerKind::Date) => Takes::Date,
            _ => Takes::Whole,
        }
    }

    /// Words where a value is awaited are what is measured: 冰柜.
    fn names_another(&self, text: &str) -> bool {
        let several = matches!(self.kind, AnswerKind::Number | AnswerKind::Figure | AnswerKind::Date);
        let waits = |c: &Cell| c.role == Holds::Value && (c.prompt.is_untouched() || c.prompt.is_empty());
        several && self.cells.get(self.focus).is_some_and(waits) && text.chars().next().is_some_and(char::is_alphabetic)
    }

    pub fn edit(&mut self, edit: Edit) {
        self.touched = true;
        if let Some(cell) = self.cells.get_mut(self.focus) {
            cell.prompt.edit(edit);
        }
    }

    pub fn step(&mut self, by: isize) {
        self.focus = self.focus.saturating_add_signed(by).min(self.cells.len().saturating_sub(1));
    }

    /// The unlikely value was meant.
    pub fn confirm(&mut self) {
        self.confirmed = self.cells.get(self.focus).map(|c| c.prompt.text().to_string());
    }

    /// Takes the current cell, and the whole box when nothing is left to fill.
    pub fn enter(&mut self, item: &Item) -> Entered {
        let Some(cell) = self.cells.get(self.focus) else { return Entered::Done(Vec::new()) };
        let text = cell.prompt.text().trim().to_string();
        match cell.role {
            // How many were looked at is never the whole answer: how many were bad comes next.
            Holds::Looked => {
                self.step(1);
                Entered::Next
            }
            Holds::Bad => self.sample(),
            Holds::Label if text.is_empty() => {
                self.cells.truncate(self.focus);
                self.number(item)
            }
            Holds::Label if limit::compare(&text, "0").is_some() && self.confirmed.as_deref() != Some(&text) => {
                Entered::NoPlace(text)
            }
            Holds::Label => {
                self.step(1);
                Entered::Next
            }
            // A label without a value ends them.
            Holds::Value if text.is_empty() && self.labelled => self.number(item),
            Holds::Value => self.value(item, text),
        }
    }

    fn value(&mut self, item: &Item, text: String) -> Entered {
        let Some(reading) = limit::reading(item, &text) else { return Entered::Unclear(text) };
        if self.confirmed.as_deref() != Some(self.cells[self.focus].prompt.text()) && self.unlikely(&reading.value) {
            let better = tenth(&reading.value).filter(|b| !self.unlikely(b));
            return Entered::Unlikely { value: reading.value, better };
        }
        if !self.labelled {
            return self.number(item);
        }
        if self.focus + 1 == self.cells.len() {
            let used = self.cells.iter().filter(|c| c.role == Holds::Label).count();
            match self.labels.get(used).cloned() {
                Some(label) => {
                    self.pair(label, String::new());
                    self.step(1);
                }
                None => self.pair(String::new(), String::new()),
            }
        }
        // Behind a value that was there already, the next value; the label between stands.
        let named = self.cells.get(self.focus + 1).is_some_and(|c| !c.prompt.is_empty());
        self.step(if named { 2 } else { 1 });
        Entered::Next
    }

    fn unlikely(&self, value: &str) -> bool {
        let Some((low, high)) = &self.plausible else { return false };
        limit::compare(value, low).is_some_and(|o| o.is_lt()) || limit::compare(value, high).is_some_and(|o| o.is_gt())
    }

    /// All readings, each under the label before it; an empty value counts for nothing.
    fn number(&self, item: &Item) -> Entered {
        let (mut readings, mut label) = (Vec::new(), String::new());
        for cell in &self.cells {
            let text = cell.prompt.text().trim();
            match cell.role {
                Holds::Label => label = text.into(),
                _ if text.is_empty() => {}
                _ => match limit::reading(item, text) {
                    Some(reading) => readings.push(Reading { label: std::mem::take(&mut label), value: reading.value }),
                    None => return Entered::Unclear(text.into()),
                },
            }
        }
        Entered::Done(readings)
    }

    fn sample(&self) -> Entered {
        let text = |role| self.cells.iter().find(|c| c.role == role).map_or("", |c| c.prompt.text().trim());
        let (bad, looked) = (text(Holds::Bad), text(Holds::Looked));
        match (bad.parse::<u32>(), looked.parse::<u32>()) {
            (Ok(b), Ok(l)) if b <= l && l > 0 => Entered::Done(vec![Reading { label: String::new(), value: format!("{b}/{l}") }]),
            _ => Entered::Unclear(format!("{bad}/{looked}")),
        }
    }

    /// What Enter does in the current cell.
    fn hint(&self) -> Text {
        let Some(cell) = self.cells.get(self.focus).filter(|_| self.labelled) else { return words::ENTER_TAKES };
        match (cell.role, cell.prompt.is_empty()) {
            (Holds::Label, true) => words::ENTER_PLACE,
            (Holds::Label, false) => words::ENTER_VALUE,
            (_, true) => words::ENTER_EMPTY,
            (_, false) => words::ENTER_NEXT,
        }
    }

    /// Draws the cells in one row from `x` on.
    pub fn draw(&self, f: &mut Frame, area: Rect, row: u16, indent: &str, scene: &Scene) {
        let text = scene.theme.style(Role::Text);
        let mut places = Vec::new();
        let mut line = Line::new(f.buffer_mut(), area, row, text).add(indent, text);
        // What was entered first gives way when the row is full.
        let total: usize = self.cells.iter().map(Cell::columns).sum();
        let hint = self.hint();
        let mut over = (total + width(indent) + width(scene.say(hint)) + 1).saturating_sub(usize::from(area.width));
        for (at, cell) in self.cells.iter().enumerate() {
            if over > 0 && at < self.focus {
                over = over.saturating_sub(cell.columns());
                continue;
            }
            let named = cell.role == Holds::Label && at == self.focus;
            let before = if named { scene.say(words::BOX_PLACE) } else { &cell.before };
            let before = if before.is_empty() { String::new() } else { format!("{before} ") };
            let own = width(cell.prompt.text()).max(1) + usize::from(at == self.focus);
            let bare = cell.role == Holds::Label && at != self.focus;
            line = line.add(&before, text);
            if bare {
                let gap = if cell.prompt.is_empty() { "" } else { " " };
                line = line.add(cell.prompt.text(), text).add(gap, text);
                continue;
            }
            line = line.add("[", text);
            places.push((at, line.column(), own));
            line = line.cell("", own, text).add("]", text);
            let after = if cell.after.is_empty() { String::new() } else { format!(" {}", cell.after) };
            line = line.add(&after, text).add(if cell.role == Holds::Label { " " } else { "  " }, text);
        }
        line.add(scene.say(hint), scene.theme.style(Role::Quiet));
        for (at, x, own) in places {
            let place = Rect { x, y: area.y + row, width: own as u16, height: 1 }.intersection(area);
            self.cells[at].prompt.draw(f, place, at == self.focus, scene.theme);
        }
    }
}

impl Cell {
    fn preset(role: Holds, before: &str, after: &str, text: String) -> Cell {
        Cell { role, before: before.into(), after: after.into(), prompt: Prompt::preset(text) }
    }

    fn columns(&self) -> usize {
        // The label that has the cursor is named before it.
        let own = width(self.prompt.text()).max(1) + 3;
        own + width(&self.before) + width(&self.after) + 4
    }
}

/// What is measured here: as last time at this facility, else as the item names it.
fn labels(item: &Item, visit: &Visit, scene: &Scene) -> Vec<String> {
    let named = |part: &str| {
        let (label, value) = part.rsplit_once(' ')?;
        limit::compare(value, "0").map(|_| label.trim().to_string())
    };
    let last = visit.parts.last.get(&item.id).filter(|_| item.kind == AnswerKind::Number);
    if let Some(last) = last.filter(|l| !l.labels.is_empty()) {
        return last.labels.clone();
    }
    let before: Option<Vec<String>> = last.map(|l| l.words.split(", ").map(named).collect()).unwrap_or_default();
    before.unwrap_or_else(|| item.labels.iter().map(|l| l.get(scene.lang).to_string()).collect())
}

/// The value with its point one place to the left: `85` as `8.5`.
fn tenth(value: &str) -> Option<String> {
    let (sign, digits) = value.strip_prefix('-').map_or(("", value), |d| ("-", d));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let (head, last) = whole.split_at_checked(whole.len().checked_sub(1)?)?;
    let head = if head.is_empty() { "0" } else { head };
    let tail = format!("{last}{part}");
    let tail = tail.trim_end_matches('0');
    Some(if tail.is_empty() { format!("{sign}{head}") } else { format!("{sign}{head}.{tail}") })
}
