//! Fields one under another: text, or a choice by digit. Moving on leaves a field; its owner commits what was left.
//! A form forgets nothing by itself: closing it keeps what stands in it.

use super::columns::{pad, width};
use super::line::Line;
use super::list::List;
use super::prompt::{Edit, Prompt};
use crate::theme::{CURSOR, Role, Theme};
use ratatui::Frame;
use ratatui::layout::Rect;

/// What a field holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// Free text.
    Text(Prompt),
    /// A number, date or code: full-width digits and marks count as their half-width twins.
    Plain(Prompt),
    Choice {
        options: Vec<String>,
        chosen: Option<usize>,
        /// The first option that is seen; `0` turns to the next ones.
        first: usize,
    },
}

/// So many options stand in one row at once. A few more still do; many are turned like pages.
const SEEN: usize = 5;
const ALL_SEEN: usize = 7;

/// The options that are seen, from one on.
fn seen(options: usize, first: usize) -> std::ops::Range<usize> {
    if options <= ALL_SEEN { 0..options } else { first..options.min(first + SEEN) }
}

/// One labelled field.
#[derive(Clone, Debug)]
pub struct Field {
    pub label: String,
    pub value: Value,
    /// Said behind the field: 必填, a unit.
    pub hint: String,
    /// Texts used before, taken in turn by Down.
    pub recent: Vec<String>,
}

impl Field {
    pub fn text(label: impl Into<String>, text: impl Into<String>) -> Field {
        Field { label: label.into(), value: Value::Text(Prompt::new(text)), hint: String::new(), recent: Vec::new() }
    }

    /// With a proposal in it: typing replaces it.
    pub fn proposed(label: impl Into<String>, text: impl Into<String>) -> Field {
        Field { value: Value::Text(Prompt::preset(text)), ..Field::text(label, "") }
    }

    pub fn plain(label: impl Into<String>, text: impl Into<String>) -> Field {
        Field { label: label.into(), value: Value::Plain(Prompt::new(text)), hint: String::new(), recent: Vec::new() }
    }

    /// A day that is proposed: what is typed first takes its place.
    pub fn day(label: impl Into<String>, text: impl Into<String>) -> Field {
        Field { label: label.into(), value: Value::Plain(Prompt::preset(text)), hint: String::new(), recent: Vec::new() }
    }

    pub fn choice(label: impl Into<String>, options: Vec<String>, chosen: Option<usize>) -> Field {
        Field { label: label.into(), value: Value::Choice { options, chosen, first: 0 }, hint: String::new(), recent: Vec::new() }
    }

    pub fn hint(self, hint: impl Into<String>) -> Field {
        Field { hint: hint.into(), ..self }
    }

    pub fn recent(self, recent: Vec<String>) -> Field {
        Field { recent, ..self }
    }

    /// The text of a text field; nothing for a choice.
    pub fn typed(&self) -> &str {
        match &self.value {
            Value::Text(p) | Value::Plain(p) => p.text(),
            Value::Choice { .. } => "",
        }
    }

    /// Puts `text` into a text field; a choice stays.
    pub fn set(&mut self, text: &str) {
        if let Value::Text(prompt) | Value::Plain(prompt) = &mut self.value
            && prompt.text() != text
        {
            prompt.set(text);
        }
    }

    /// What is chosen, from 0.
    pub fn chosen(&self) -> Option<usize> {
        match self.value {
            Value::Choice { chosen, .. } => chosen,
            _ => None,
        }
    }
}

/// The fields and which one is current.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pub fields: Vec<Field>,
    pub list: List,
    recalled: usize,
}

impl Form {
    pub fn new(fields: Vec<Field>) -> Form {
        Form { fields, ..Form::default() }
    }

    pub fn current(&self) -> usize {
        self.list.current
    }

    /// Goes to a field.
    pub fn go(&mut self, field: usize) {
        self.list.current = field.min(self.fields.len().saturating_sub(1));
        self.recalled = 0;
    }

    /// One field on; `false` at the last one.
    pub fn next(&mut self) -> bool {
        let more = self.list.current + 1 < self.fields.len();
        if more {
            self.go(self.list.current + 1);
        }
        more
    }

    pub fn back(&mut self) {
        self.go(self.list.current.saturating_sub(1));
    }

    /// Types into the current field, or takes a choice by its digit: `true` then.
    pub fn insert(&mut self, text: &str) -> bool {
        match self.fields.get_mut(self.list.current).map(|f| &mut f.value) {
            Some(Value::Text(prompt) | Value::Plain(prompt)) => {
                prompt.insert(text);
            }
            Some(Value::Choice { options, chosen, first }) => {
                let seen = seen(options.len(), *first);
                match text.parse::<usize>() {
                    Ok(0) if seen.len() < options.len() => *first = if seen.end < options.len() { seen.end } else { 0 },
                    Ok(digit) if (1..=seen.len()).contains(&digit) => {
                        *chosen = Some(seen.start + digit - 1);
                        return true;
                    }
                    _ => {}
                }
            }
            None => {}
        }
        false
    }

    /// An editing key in the current field.
    pub fn edit(&mut self, edit: Edit) {
        if let Some(Value::Text(prompt) | Value::Plain(prompt)) = self.fields.get_mut(self.list.current).map(|f| &mut f.value) {
            prompt.edit(edit);
        }
    }

    /// Takes the next text used before; `false` when this field has none, or says something of its own that would be lost.
    pub fn recall(&mut self) -> bool {
        let Some(field) = self.fields.get_mut(self.list.current).filter(|f| !f.recent.is_empty()) else { return false };
        let own = self.recalled == 0 || !field.recent.iter().any(|r| r == field.typed());
        if own && !field.typed().trim().is_empty() {
            return false;
        }
        let text = field.recent[self.recalled % field.recent.len()].clone();
        self.recalled += 1;
        if let Value::Text(prompt) | Value::Plain(prompt) = &mut field.value {
            prompt.set(text);
        }
        true
    }

    /// One row a field: cursor, label, value, hint. The seen part follows the current field.
    pub fn draw(&self, f: &mut Frame, area: Rect, theme: Theme) {
        let label = self.fields.iter().map(|f| width(&f.label)).max().unwrap_or(0);
        let seen = self.list.seen(self.fields.len(), usize::from(area.height));
        for (row, at) in seen.enumerate() {
            let row = Rect { y: area.y + row as u16, height: 1, ..area };
            draw_field(f, row, &self.fields[at], label, at == self.list.current, theme);
        }
    }
}

/// One field in one row.
pub fn draw_field(f: &mut Frame, row: Rect, field: &Field, label: usize, current: bool, theme: Theme) {
    let text = theme.style(if current { Role::Head } else { Role::Text });
    let hint_columns = if field.hint.is_empty() { 0 } else { width(&field.hint) + 1 };
    let mark = if current { CURSOR } else { " " };
    let line =
        Line::new(f.buffer_mut(), row, 0, theme.style(Role::Text)).add(&format!(" {mark} {}  ", pad(&field.label, label)), text);
    match &field.value {
        Value::Text(prompt) | Value::Plain(prompt) => {
            let (x, room) = (line.column() + 1, line.left().saturating_sub(3 + hint_columns));
            let line = line.add("[", text).cell("", room, text).add("] ", text);
            line.add(&field.hint, theme.style(Role::Quiet));
            prompt.draw(f, Rect { x, width: room as u16, ..row }, current, theme);
        }
        Value::Choice { options, chosen, first } => {
            let mut line = line;
            let seen = seen(options.len(), *first);
            for (n, option) in options[seen.clone()].iter().enumerate() {
                let taken = *chosen == Some(seen.start + n);
                line = line.add(&format!("{} {option}  ", n + 1), theme.style(if taken { Role::Chosen } else { Role::Text }));
            }
            if seen.len() < options.len() {
                line = line.add("0 >>  ", theme.style(Role::Key));
            }
            let sign = match chosen {
                None => "[ ]".into(),
                Some(n) if seen.contains(n) => format!("[{}]", n - seen.start + 1),
                Some(n) => format!("[{}]", options.get(*n).map(String::as_str).unwrap_or_default()),
            };
            let (x, y) = (line.column() + 1, row.y);
            line.add(&sign, text).add(" ", text).add(&field.hint, theme.style(Role::Quiet));
            if current {
                f.set_cursor_position((x.min(row.right().saturating_sub(1)), y));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::print::print;
    use ratatui::{Terminal, backend::TestBackend};

    #[test]
    fn many_options_are_turned_like_pages_and_each_can_be_taken() {
        let names: Vec<String> = (1..=12).map(|n| format!("检{n}")).collect();
        let mut form = Form::new(vec![Field::choice("第二人", names, Some(11))]);
        let draw = |form: &Form| {
            let mut terminal = Terminal::new(TestBackend::new(60, 1)).unwrap();
            let screen = terminal.draw(|f| form.draw(f, f.area(), Theme::default())).unwrap();
            print(screen.buffer)
        };
        assert!(draw(&form).contains("5 检5  0 >>  [检12]"), "{}", draw(&form));
        assert!(!form.insert("6") && !form.insert("0") && form.insert("2"));
        assert_eq!(form.fields[0].chosen(), Some(6));
        assert!(draw(&form).contains("2 检7") && draw(&form).contains("[2]"), "{}", draw(&form));
        assert!(!form.insert("0") && draw(&form).contains("2 检12") && !form.insert("3"));
        assert!(!form.insert("0") && form.insert("1"));
        assert_eq!(form.fields[0].chosen(), Some(0), "after the last page comes the first");
    }

    #[test]
    fn digits_are_text_in_a_text_field_and_choose_in_a_choice() {
        let handling = Field::choice("处理", vec!["当场改好".into(), "拟责令".into()], None);
        let mut form = Form::new(vec![Field::text("部位", "").hint("必填").recent(vec!["厨房".into(), "门厅".into()]), handling]);
        form.insert("3");
        assert!(form.next());
        form.insert("2");
        form.insert("7");
        assert_eq!((form.fields[0].typed(), form.fields[1].chosen()), ("3", Some(1)));
        let mut terminal = Terminal::new(TestBackend::new(44, 2)).unwrap();
        terminal.draw(|f| form.draw(f, f.area(), Theme::default())).unwrap();
        assert_eq!(
            print(terminal.backend().buffer()),
            "   部位  [3                          ] 必填\n > 处理  1 当场改好  2 拟责令  [2]\n"
        );
        form.back();
        assert!(!form.recall(), "what was typed is not replaced");
        form.fields[0].set("");
        assert!(form.recall() && form.recall());
        assert_eq!(form.fields[0].typed(), "门厅");
    }
}
