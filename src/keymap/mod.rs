//! THE table: (scope, keys, command, words). Dispatch, key lines, `?` help, palette and README all read it, so a key
//! cannot do one thing and be told as another. No key stands twice in a scope; no letter acts.

mod command;
mod common;
mod content;
mod key;
mod office;
mod run;
mod visit;

pub use command::{Command, Scope};
pub use key::{Key, fold_text};

use crate::text::{Lang, Text};

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    pub keys: &'static [Key],
    pub command: Command,
    /// The sentence of `?` help, palette and README.
    pub help: Text,
    /// The key line it stands on (1, 2; 3: one more above them, where a screen has room for it), 0 for none.
    pub line: u8,
    /// The short word on the key line.
    pub word: Text,
    /// How the key line names the keys, where it is not by their own names.
    pub shown: Option<Text>,
    /// Something else before it on the key line than the line's own gap.
    pub before: Option<&'static str>,
}

/// A row that stands in help and palette only; the methods below put it on a key line.
const fn bind(keys: &'static [Key], command: Command, help: Text) -> Binding {
    Binding { keys, command, help, line: 0, word: help, shown: None, before: None }
}

impl Binding {
    /// Also on key line `line`, as `word`.
    const fn on(self, line: u8, word: Text) -> Binding {
        Binding { line, word, ..self }
    }

    /// Named on the key line as `shown`.
    const fn shown(self, shown: Text) -> Binding {
        Binding { shown: Some(shown), ..self }
    }

    /// With `before` in front of it on the key line.
    const fn before(self, before: &'static str) -> Binding {
        Binding { before: Some(before), ..self }
    }

    /// The names of its keys; of what is no key, how the key line names it.
    pub fn names(&self, lang: Lang) -> String {
        match self.shown {
            Some(shown) if self.keys.is_empty() => shown.get(lang).into(),
            _ => self.keys.iter().map(|k| k.name(lang)).collect::<Vec<_>>().join(" "),
        }
    }

    /// Its name on the key line, where one word may stand for a pair of keys.
    fn label(&self, lang: Lang) -> String {
        self.shown.map_or_else(|| self.names(lang), |shown| shown.get(lang).into())
    }
}

/// Every scope and its rows. A new screen adds a slice here.
pub const TABLE: &[(Scope, &[Binding])] = &[
    (Scope::Global, common::GLOBAL),
    (Scope::Field, common::FIELD),
    (Scope::Choice, common::CHOICE),
    (Scope::Beside, common::BESIDE),
    (Scope::Prompt, common::PROMPT),
    (Scope::Form, common::FORM),
    (Scope::List, common::LIST),
    (Scope::Page, common::PAGE),
    (Scope::Run, run::RUN),
    (Scope::RunBox, run::BOX),
    (Scope::RunSearch, run::SEARCH),
    (Scope::Fail, run::FAIL),
    (Scope::Home, office::HOME),
    (Scope::Filter, office::FILTER),
    (Scope::Find, office::FIND),
    (Scope::Help, office::HELP),
    (Scope::Facility, office::FACILITY),
    (Scope::Traits, office::TRAITS),
    (Scope::People, office::PEOPLE),
    (Scope::Import, office::IMPORT),
    (Scope::Carried, content::CARRIED),
    (Scope::NewVisit, visit::NEW),
    (Scope::Sections, visit::SCOPE),
    (Scope::Closing, visit::CLOSING),
    (Scope::Rest, visit::REST),
    (Scope::Paper, visit::PAPER),
    (Scope::Finding, visit::FINDING),
    (Scope::Week, office::WEEK),
    (Scope::Coverage, content::COVERAGE),
];

/// The rows of a scope.
pub fn rows(scope: Scope) -> &'static [Binding] {
    TABLE.iter().find(|(s, _)| *s == scope).map_or(&[], |(_, rows)| rows)
}

/// What `key` does where `scopes` hold, the innermost first.
pub fn command(scopes: &[Scope], key: Key) -> Option<Command> {
    let row = scopes.iter().flat_map(|s| rows(*s)).find(|b| b.keys.contains(&key));
    row.map(|b| b.command)
}

/// One piece of a key line: what stands before it, its key, its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub before: String,
    pub key: String,
    pub words: String,
}

/// Key line `line` of a scope; `say` may put other words for a command (what `1` does on this item). `typing`: a text field
/// has the cursor, where a character types itself and is no key.
pub fn key_line(scope: Scope, line: u8, lang: Lang, typing: bool, say: impl Fn(Command) -> Option<String>) -> Vec<Piece> {
    let acts = |b: &&Binding| !typing || b.keys.is_empty() || b.keys.iter().any(|k| !matches!(k, Key::Char(_)));
    let on_line = rows(scope).iter().filter(|b| b.line == line).filter(acts).enumerate();
    let piece = |(n, b): (usize, &Binding)| {
        let digit = matches!(b.keys, [Key::Char(c)] if c.is_ascii_digit());
        let words = say(b.command).unwrap_or_else(|| b.word.get(lang).into());
        let key = b.label(lang);
        let gap = if digit || key.is_empty() { "" } else { " " };
        let between = if n == 0 { " " } else { b.before.unwrap_or(if digit { " " } else { "   " }) };
        Piece { before: between.into(), key, words: format!("{gap}{words}") }
    };
    on_line.map(piece).collect()
}

/// The README's key list: the scopes that a visit is run with, in the order of the table. A test compares it with README.md;
/// every other screen says its own keys.
#[cfg(test)]
pub fn readme(lang: Lang) -> String {
    let mut out = String::new();
    let in_hand = |s: &Scope| matches!(s, Scope::Global | Scope::Field | Scope::Run | Scope::RunBox | Scope::Fail);
    for (scope, rows) in TABLE.iter().filter(|(s, _)| in_hand(s)) {
        out.push_str(&format!("\n**{}**\n\n| | |\n|---|---|\n", scope.title().get(lang)));
        for row in rows.iter().filter(|r| !r.names(lang).is_empty()) {
            out.push_str(&format!("| {} | {} |\n", row.names(lang), row.help.get(lang)));
        }
    }
    out
}

#[cfg(test)]
mod tests;
