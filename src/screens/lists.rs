//! What lists have in common: walking through the rows, and the line that narrows them by typing.

use super::Scene;
use crate::keymap::Command;
use crate::text::say as words;
use crate::theme::Role;
use crate::widgets::columns::width;
use crate::widgets::line::Line;
use crate::widgets::list::List;
use crate::widgets::prompt::{Edit, Prompt};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Moves the cursor of a list of `rows`, `height` of them seen; `false` when the command is no movement.
pub fn walk(list: &mut List, command: Command, rows: usize, height: usize) -> bool {
    let page = height.max(1) as isize;
    let by = match command {
        Command::Up => -1,
        Command::Down => 1,
        Command::PageUp => -page,
        Command::PageDown => page,
        Command::First => -(rows as isize),
        Command::Last => rows as isize,
        _ => return false,
    };
    list.step(by, rows);
    list.settle(rows, height);
    true
}

/// The first line that is seen of a page of lines after a movement; `None` when the command is none. A page that is drawn ends
/// with its last line, so what lies beyond it is settled there.
pub fn scroll(first: usize, command: Command, page: usize) -> Option<usize> {
    Some(match command {
        Command::Up => first.saturating_sub(1),
        Command::Down => first.saturating_add(1),
        Command::PageUp => first.saturating_sub(page),
        Command::PageDown => first.saturating_add(page),
        Command::First => 0,
        Command::Last => usize::MAX,
        _ => return None,
    })
}

/// What was typed to narrow a list. Letters, digits and Chinese go here; Backspace takes the last one away.
#[derive(Debug, Default)]
pub struct Filter {
    prompt: Prompt,
    /// The list was left for another screen since: what is typed now is a new question.
    old: bool,
}

impl Filter {
    pub fn new(text: &str) -> Filter {
        Filter { prompt: Prompt::new(text), old: false }
    }

    pub fn text(&self) -> &str {
        self.prompt.text()
    }

    pub fn is_empty(&self) -> bool {
        self.prompt.is_empty()
    }

    pub fn insert(&mut self, text: &str) {
        if std::mem::take(&mut self.old) {
            self.prompt.set("");
        }
        self.prompt.insert(text);
    }

    /// Takes the last character away.
    pub fn shorten(&mut self) {
        self.old = false;
        self.prompt.edit(Edit::DeleteBack);
    }

    pub fn clear(&mut self) {
        self.old = false;
        self.prompt.set("");
    }

    /// A row of the list was opened: coming back, the next letter asks anew.
    pub fn answered(&mut self) {
        self.old = true;
    }

    /// One row: the field, the terminal's cursor in it, and `right` at the right end.
    pub fn draw(&self, f: &mut Frame, area: Rect, row: u16, scene: &Scene, right: &str) {
        if row >= area.height {
            return;
        }
        let text = scene.theme.style(Role::Text);
        let label = scene.say(words::FILTER);
        Line::new(f.buffer_mut(), area, row, text).add(&format!("   {label}  "), text).right(
            right,
            1,
            scene.theme.style(Role::Quiet),
        );
        let (x, taken) = (5 + width(label) as u16, width(right) as u16 + 3);
        let room = area.width.saturating_sub(x + taken).min(40);
        self.prompt.draw(f, Rect { x: area.x + x, y: area.y + row, width: room, height: 1 }, true, scene.theme);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_an_opened_row_the_next_letter_asks_anew_and_backspace_goes_on() {
        let mut filter = Filter::new("kn");
        filter.insert("y");
        filter.answered();
        filter.insert("bs");
        assert_eq!(filter.text(), "bs");
        filter.answered();
        filter.shorten();
        filter.insert("q");
        assert_eq!(filter.text(), "bq");
    }

    #[test]
    fn walking_stops_at_the_ends_and_turns_pages() {
        let mut list = List::default();
        assert!(walk(&mut list, Command::PageDown, 25, 10) && list.current == 10);
        assert!(walk(&mut list, Command::Last, 25, 10) && list.current == 24);
        assert!(walk(&mut list, Command::Down, 25, 10) && list.current == 24);
        assert!(walk(&mut list, Command::First, 25, 10) && list.current == 0);
        assert!(walk(&mut list, Command::Up, 0, 10) && list.current == 0);
        assert!(!walk(&mut list, Command::Enter, 25, 10));
    }
}
