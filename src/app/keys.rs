//! Keys and text as they come in: taken, held until the write before them is durable, or dropped. A key counts for what was
//! drawn when it was pressed.

use super::App;
use crate::keymap::{self, Command, Key, Scope, fold_text};
use crate::request::Request;
use crate::screens::Typing;
use crate::text::frame as words;

/// The most characters that are taken in one paste.
const MOST_PASTED: usize = 2000;

impl App {
    /// A key from outside: taken, held until the write before it is durable, or dropped.
    pub(super) fn came(&mut self, key: Key) -> Vec<Request> {
        if self.gone {
            self.quitting |= key == Key::Ctrl('q');
            return Vec::new();
        }
        if self.blind {
            return if key == Key::Ctrl('q') { self.command(Command::Quit) } else { Vec::new() };
        }
        if self.blanked {
            self.blanked = key != Key::Enter;
            return if key == Key::Ctrl('q') { self.command(Command::Quit) } else { Vec::new() };
        }
        if self.stuck.is_some() {
            return self.answer_stuck(key);
        }
        if self.telling.take().is_some() && matches!(key, Key::Enter | Key::Esc | Key::Char(' ')) {
            return Vec::new();
        }
        let answers = self.resolve(key).is_some_and(Command::answers);
        let guarded = answers && self.around.guarding() > 0;
        let early = self.around.tick < self.target.1;
        if guarded && (self.around.saving || early) {
            // The screen tells what becomes of it: a slip of the finger may have to be taken back.
            self.around.early = early;
            let requests = self.key(key);
            self.around.early = false;
            return requests;
        }
        if self.around.saving {
            self.held.push_back((self.around.tick, key));
            return Vec::new();
        }
        self.key(key)
    }

    /// What a key asks for on the screen that is shown; nothing while it is text.
    pub(super) fn resolve(&self, key: Key) -> Option<Command> {
        let screen = &self.layers.last()?.screen;
        match (screen.typing(), key) {
            (Typing::Text | Typing::Plain, Key::Char(_)) => None,
            (Typing::No, key) => keymap::command(&[screen.scope(), Scope::Global], key.folded()),
            (_, key) => keymap::command(&[screen.scope(), Scope::Field, Scope::Global], key),
        }
    }

    pub(super) fn key(&mut self, key: Key) -> Vec<Request> {
        self.around.notice = None;
        if self.undo.asks() {
            return self.answer_undo(key);
        }
        match (self.resolve(key), key) {
            (Some(command), _) => self.command(command),
            (None, Key::Char(c)) => self.typed(c.encode_utf8(&mut [0; 4])),
            _ => Vec::new(),
        }
    }

    /// Pasted text is taken whole or not at all, and is never a key.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Request> {
        let length = text.chars().count();
        if length > MOST_PASTED {
            let said = words::PASTE_TOO_LONG.fill(self.around.lang, &[&length, &MOST_PASTED]);
            self.notice(&said, true);
            return Vec::new();
        }
        // Where no field takes it, a single digit or sign would be a key.
        let open = self.layers.last().is_some_and(|l| l.screen.typing() != Typing::No);
        let mut left = text.trim().chars();
        let alone = left.next().filter(|c| !c.is_alphabetic()).is_some() && left.next().is_none();
        if alone && !open {
            return Vec::new();
        }
        self.typed(text)
    }

    pub(super) fn typed(&mut self, text: &str) -> Vec<Request> {
        if self.blind || self.blanked || self.stuck.is_some() || self.undo.asks() {
            return Vec::new();
        }
        let scene = self.around.scene();
        let Some(layer) = self.layers.last_mut() else { return Vec::new() };
        let text = if layer.screen.typing() == Typing::Text { text.into() } else { fold_text(text) };
        let (id, wants) = (layer.id, layer.screen.typed(&text, &scene));
        self.fulfil(id, wants)
    }
}
