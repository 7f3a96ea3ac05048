//! Keys as the table names them, and the half-width twins of what an input method sends.

use crate::text::{Lang, t};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key press that the table can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    Char(char),
    Ctrl(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
}

/// The blank key.
pub const SPACE: Key = Key::Char(' ');

impl Key {
    /// What a terminal's event is in the table's words; nothing for keys that are never used (F-keys, Alt).
    pub fn of(event: KeyEvent) -> Option<Key> {
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        Some(match event.code {
            // AltGr arrives as both: the character is meant.
            KeyCode::Char(c) if control && !alt => match c.to_ascii_lowercase() {
                // What terminals without a better word send for Backspace and Enter.
                'h' => Key::Backspace,
                'j' => Key::Enter,
                c => Key::Ctrl(c),
            },
            KeyCode::Char(_) if alt && !control => return None,
            KeyCode::Char(c) => Key::Char(c),
            KeyCode::Enter => Key::Enter,
            KeyCode::Esc => Key::Esc,
            KeyCode::Tab => Key::Tab,
            KeyCode::BackTab => Key::BackTab,
            KeyCode::Backspace => Key::Backspace,
            KeyCode::Delete => Key::Delete,
            KeyCode::Up => Key::Up,
            KeyCode::Down => Key::Down,
            KeyCode::Left => Key::Left,
            KeyCode::Right => Key::Right,
            KeyCode::PageUp => Key::PageUp,
            KeyCode::PageDown => Key::PageDown,
            KeyCode::Home => Key::Home,
            KeyCode::End => Key::End,
            _ => return None,
        })
    }

    /// The same key with its half-width twin, where a command is expected.
    pub fn folded(self) -> Key {
        match self {
            Key::Char(c) => Key::Char(fold(c)),
            other => other,
        }
    }

    /// Its name on screen.
    pub fn name(self, lang: Lang) -> String {
        let text = match self {
            Key::Char(' ') => t!("空格", "Space"),
            Key::Char(c) => return c.into(),
            Key::Ctrl(c) => return format!("Ctrl-{}", c.to_ascii_uppercase()),
            Key::Enter => t!("Enter", "Enter"),
            Key::Esc => t!("Esc", "Esc"),
            Key::Tab => t!("Tab", "Tab"),
            Key::BackTab => t!("Shift-Tab", "Shift-Tab"),
            Key::Backspace => t!("退格", "Backspace"),
            Key::Delete => t!("Delete", "Delete"),
            Key::Up => t!("上键", "Up"),
            Key::Down => t!("下键", "Down"),
            Key::Left => t!("左键", "Left"),
            Key::Right => t!("右键", "Right"),
            Key::PageUp => t!("PageUp", "PageUp"),
            Key::PageDown => t!("PageDown", "PageDown"),
            Key::Home => t!("Home", "Home"),
            Key::End => t!("End", "End"),
        };
        text.get(lang).into()
    }
}

/// The half-width twin of a full-width or Chinese sign; anything else as it is.
pub fn fold(c: char) -> char {
    match c {
        '。' => '.',
        '、' => '/',
        '【' => '[',
        '】' => ']',
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// `fold` over a text: what is typed into number and date fields.
pub fn fold_text(text: &str) -> String {
    text.chars().map(fold).collect()
}
