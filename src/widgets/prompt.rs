//! A one-line text field. The real cursor of the terminal stands at its caret, so that an input method opens there; the
//! text is drawn with its twins and slides when it is longer than the field.

use super::columns::{pad, width, window};
use crate::theme::{Role, Theme};
use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::{Input, InputRequest};

/// How an editing key changes a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    Left,
    Right,
    Start,
    End,
    DeleteBack,
    DeleteForward,
}

/// The longest text a field takes, in bytes.
const LONGEST: usize = 2000;

/// A one-line text field.
#[derive(Clone, Debug, Default)]
pub struct Prompt {
    input: Input,
}

impl Prompt {
    /// A field holding `text`, the caret behind it.
    pub fn new(text: impl Into<String>) -> Prompt {
        Prompt { input: Input::new(text.into()) }
    }

    pub fn text(&self) -> &str {
        self.input.value()
    }

    pub fn is_empty(&self) -> bool {
        self.input.value().is_empty()
    }

    pub fn set(&mut self, text: impl Into<String>) {
        self.input = Input::new(text.into());
    }

    /// Holds `text` with the caret before its character `caret`.
    pub fn set_at(&mut self, text: impl Into<String>, caret: usize) {
        self.input = Input::new(text.into()).with_cursor(caret);
    }

    /// Puts `text` in at the caret, typed or pasted: line ends become blanks, other control characters are left out.
    pub fn insert(&mut self, text: &str) {
        for c in text.chars() {
            let c = if matches!(c, '\n' | '\t') { ' ' } else { c };
            if !c.is_control() && self.text().len() < LONGEST {
                self.input.handle(InputRequest::InsertChar(c));
            }
        }
    }

    pub fn edit(&mut self, edit: Edit) {
        let request = match edit {
            Edit::Left => InputRequest::GoToPrevChar,
            Edit::Right => InputRequest::GoToNextChar,
            Edit::Start => InputRequest::GoToStart,
            Edit::End => InputRequest::GoToEnd,
            Edit::DeleteBack => InputRequest::DeletePrevChar,
            Edit::DeleteForward => InputRequest::DeleteNextChar,
        };
        self.input.handle(request);
    }

    /// Draws the field over `area` (one row); with `focus`, the terminal's cursor is put at the caret.
    pub fn draw(&self, frame: &mut Frame, area: Rect, focus: bool, theme: Theme) {
        if area.width == 0 || area.height == 0 {
            return;
        }
        let columns = usize::from(area.width);
        let before: String = self.text().chars().take(self.input.cursor()).collect();
        let caret = width(&before);
        // The caret keeps a column to stand on at the right end.
        let from = if focus { (caret + 1).saturating_sub(columns) } else { 0 };
        let shown = window(self.text(), from, columns);
        let style = theme.style(if focus { Role::FieldFocused } else { Role::Field });
        frame.buffer_mut().set_stringn(area.x, area.y, pad(&shown, columns), columns, style);
        if focus {
            frame.set_cursor_position((area.x + (caret - from) as u16, area.y));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::print::print;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    fn drawn(prompt: &Prompt, columns: u16) -> (String, u16) {
        let mut terminal = Terminal::new(TestBackend::new(columns, 1)).unwrap();
        terminal.draw(|f| prompt.draw(f, f.area(), true, Theme::default())).unwrap();
        let cursor = terminal.get_cursor_position().unwrap().x;
        (print(terminal.backend().buffer()).trim_end().to_string(), cursor)
    }

    #[test]
    fn the_cursor_stands_at_the_caret_also_behind_wide_and_replaced_characters() {
        let mut prompt = Prompt::new("三楼…");
        assert_eq!(drawn(&prompt, 20), ("三楼...".into(), 7));
        prompt.edit(Edit::Left);
        prompt.insert("西\u{1b}侧\n");
        assert_eq!(prompt.text(), "三楼西侧 …");
        assert_eq!(drawn(&prompt, 20).1, 9);
    }

    #[test]
    fn a_long_text_slides_so_that_the_caret_is_seen() {
        let prompt = Prompt::new("常闭式防火门被木楔顶住关不上");
        let (text, cursor) = drawn(&prompt, 10);
        assert!(text.ends_with("关不上"), "{text}");
        assert_eq!(cursor, 9);
    }
}
