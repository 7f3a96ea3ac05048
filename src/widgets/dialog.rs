//! A question with a few answers, each on a digit; and the box it stands in. Says nothing by itself: its owner knows what
//! each answer means.

use super::columns::{pad, width, wrap};
use super::line::frame;
use crate::theme::{Role, Theme};
use ratatui::Frame;
use ratatui::layout::Rect;

/// A question and its answers, `1`, `2`, `3`…
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dialog {
    pub title: String,
    /// What is said before the answers.
    pub words: Vec<String>,
    pub choices: Vec<String>,
}

impl Dialog {
    pub fn new(title: impl Into<String>, choices: Vec<String>) -> Dialog {
        Dialog { title: title.into(), words: Vec::new(), choices }
    }

    /// The same question with something said before it.
    pub fn saying(mut self, words: impl Into<String>) -> Dialog {
        self.words.push(words.into());
        self
    }

    /// Which answer a typed digit takes, from 0.
    pub fn taken(&self, typed: &str) -> Option<usize> {
        let digit: usize = typed.parse().ok()?;
        (1..=self.choices.len()).contains(&digit).then(|| digit - 1)
    }

    /// Draws the question in the middle of `over`.
    pub fn draw(&self, f: &mut Frame, over: Rect, theme: Theme) {
        let most = usize::from(over.width).saturating_sub(8).clamp(20, 72);
        let longest = self.choices.iter().map(|c| width(c) + 3).chain(self.words.iter().map(|w| width(w)));
        let inner = longest.max().unwrap_or(0).max(width(&self.title) + 2).min(most);
        let mut lines: Vec<(String, Role)> = Vec::new();
        for words in &self.words {
            lines.extend(wrap(words, inner).into_iter().map(|l| (l, Role::Text)));
        }
        if !self.words.is_empty() && !self.choices.is_empty() {
            lines.push((String::new(), Role::Text));
        }
        for (n, choice) in self.choices.iter().enumerate() {
            for (row, part) in wrap(choice, inner.saturating_sub(3)).into_iter().enumerate() {
                let mark = if row == 0 { format!("{}  ", n + 1) } else { "   ".into() };
                lines.push((mark + &part, Role::Chosen));
            }
        }
        let area = centred(over, inner as u16 + 4, lines.len() as u16 + 2);
        let inside = frame(f.buffer_mut(), area, &self.title, theme);
        for (row, (line, role)) in lines.iter().take(usize::from(inside.height)).enumerate() {
            let columns = usize::from(inside.width);
            f.buffer_mut().set_stringn(inside.x, inside.y + row as u16, pad(line, columns), columns, theme.style(*role));
        }
    }
}

/// A box of this size in the middle of `over`, no larger than it.
pub fn centred(over: Rect, columns: u16, rows: u16) -> Rect {
    let (columns, rows) = (columns.min(over.width), rows.min(over.height));
    Rect { x: over.x + (over.width - columns) / 2, y: over.y + (over.height - rows) / 2, width: columns, height: rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::print::print;
    use ratatui::{Terminal, backend::TestBackend};

    #[test]
    fn a_question_stands_in_the_middle_with_a_digit_before_each_answer() {
        let dialog = Dialog::new("不适用，为什么", vec!["没有这类设施".into(), "本类机构不要求".into(), "其他".into()]);
        let mut terminal = Terminal::new(TestBackend::new(40, 7)).unwrap();
        terminal.draw(|f| dialog.draw(f, f.area(), Theme::default())).unwrap();
        let want = "\n         ┌─ 不适用，为什么 ──┐\n         │ 1  没有这类设施   │\n         │ 2  本类机构不要求 │\n         │ 3  其他           │\n         └───────────────────┘\n\n";
        assert_eq!(print(terminal.backend().buffer()), want);
        assert_eq!((dialog.taken("2"), dialog.taken("4"), dialog.taken("0"), dialog.taken("a")), (Some(1), None, None, None));
    }
}
