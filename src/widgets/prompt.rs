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
    Clear,
}

/// What a field takes; a paste of anything else is refused whole, so that nothing is cut in the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    Text,
    /// A count: digits.
    Whole,
    /// A number with its sign and point.
    Decimal,
    /// A date as people write it.
    Date,
}

/// The longest text a field takes, in bytes.
const LONGEST: usize = 60_000;

impl Takes {
    /// Whether a field may hold `whole` once `new` is put into it. A single sign that does not belong is let in and seen, and
    /// refused when the field is taken: were it dropped, `5/9` would become 59.
    fn fits(self, new: &str, whole: &str) -> bool {
        let (sign, most): (fn(char) -> bool, usize) = match self {
            Takes::Text => return whole.len() <= LONGEST,
            Takes::Whole => (|c| c.is_ascii_digit(), 6),
            Takes::Decimal => (|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'), 12),
            Takes::Date => (|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '/' | '年' | '月' | '日'), 11),
        };
        let typed = new.chars().count() == 1;
        (typed || new.chars().all(sign)) && whole.chars().count() <= most
    }
}

/// A one-line text field.
#[derive(Clone, Debug, Default)]
pub struct Prompt {
    input: Input,
    /// What stands here was put here by the program: what is typed replaces it.
    untouched: bool,
    /// Something was typed or edited here.
    typed: bool,
}

impl Prompt {
    /// A field holding `text`, the caret behind it.
    pub fn new(text: impl Into<String>) -> Prompt {
        Prompt { input: Input::new(text.into()), ..Prompt::default() }
    }

    /// A field with a proposal in it: typing replaces it, an editing key takes it over.
    pub fn preset(text: impl Into<String>) -> Prompt {
        Prompt { untouched: true, ..Prompt::new(text) }
    }

    /// Nobody has typed or edited here since the program filled it.
    pub fn is_untouched(&self) -> bool {
        self.untouched
    }

    /// Something was typed or edited here since it was filled.
    pub fn is_typed(&self) -> bool {
        self.typed
    }

    pub fn text(&self) -> &str {
        self.input.value()
    }

    pub fn is_empty(&self) -> bool {
        self.input.value().is_empty()
    }

    pub fn set(&mut self, text: impl Into<String>) {
        *self = Prompt::new(text);
    }

    /// Holds `text` with the caret before its character `caret`.
    pub fn set_at(&mut self, text: impl Into<String>, caret: usize) {
        *self = Prompt { input: Input::new(text.into()).with_cursor(caret), ..Prompt::default() };
    }

    /// Puts `text` in at the caret, typed or pasted: line ends become blanks, other control characters are left out.
    /// What is too long is not taken at all: `false`.
    pub fn insert(&mut self, text: &str) -> bool {
        self.insert_as(Takes::Text, text)
    }

    /// The same into a field that takes only this; `false`, and nothing changes, where the whole would not be that.
    pub fn insert_as(&mut self, takes: Takes, text: &str) -> bool {
        let plain = text.chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).filter(|c| !c.is_control());
        let text: String = if takes == Takes::Text { plain.collect() } else { plain.filter(|c| *c != ' ').collect() };
        let (caret, there) = if self.untouched { (0, "") } else { (self.input.cursor(), self.text()) };
        let (before, after): (String, String) = (there.chars().take(caret).collect(), there.chars().skip(caret).collect());
        let whole = format!("{before}{text}{after}");
        let fits = takes.fits(&text, &whole);
        if fits {
            let caret = caret + text.chars().count();
            self.set_at(whole, caret);
            self.typed = true;
        }
        fits
    }

    pub fn edit(&mut self, edit: Edit) {
        let request = match edit {
            Edit::Left => InputRequest::GoToPrevChar,
            Edit::Right => InputRequest::GoToNextChar,
            Edit::Start => InputRequest::GoToStart,
            Edit::End => InputRequest::GoToEnd,
            Edit::DeleteBack => InputRequest::DeletePrevChar,
            Edit::DeleteForward => InputRequest::DeleteNextChar,
            Edit::Clear => InputRequest::DeleteLine,
        };
        (self.untouched, self.typed) = (false, true);
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
    fn what_a_field_does_not_take_is_refused_whole() {
        let mut count = Prompt::new("12");
        assert!(!count.insert_as(Takes::Whole, "3a") && !count.insert_as(Takes::Whole, "34567"));
        assert!(count.insert_as(Takes::Whole, "3456"));
        assert_eq!(count.text(), "123456");
        let mut value = Prompt::new("5");
        assert!(value.insert_as(Takes::Decimal, "/") && value.insert_as(Takes::Decimal, "9"));
        assert_eq!(value.text(), "5/9", "a sign that does not belong is seen, not dropped");
        let mut text = Prompt::new("头尾");
        text.edit(Edit::Left);
        assert!(!text.insert(&"长".repeat(LONGEST / 3)));
        assert!(text.insert(&"长".repeat(2000)));
        assert_eq!((text.text().chars().count(), text.text().ends_with("长尾")), (2002, true));
        text.edit(Edit::Clear);
        assert!(text.is_empty());
    }

    #[test]
    fn a_proposal_gives_way_to_what_is_typed_and_stays_for_an_editing_key() {
        let mut due = Prompt::preset("2026-11-27");
        assert!(!due.insert_as(Takes::Date, "明天"));
        assert_eq!(due.text(), "2026-11-27", "what is refused changes nothing");
        assert!(due.insert_as(Takes::Date, "7"));
        assert_eq!(due.text(), "7");
        let mut due = Prompt::preset("2026-11-27");
        due.edit(Edit::DeleteBack);
        due.insert("8");
        assert_eq!(due.text(), "2026-11-28");
    }

    #[test]
    fn a_long_text_slides_so_that_the_caret_is_seen() {
        let prompt = Prompt::new("常闭式防火门被木楔顶住关不上");
        let (text, cursor) = drawn(&prompt, 10);
        assert!(text.ends_with("关不上"), "{text}");
        assert_eq!(cursor, 9);
    }
}
