//! A write that the disk refused: said, kept, and offered again. Nothing else is taken meanwhile.

use super::App;
use crate::failure::Failure;
use crate::keymap::{Command, Key};
use crate::request::Request;
use crate::text::frame as words;
use crate::widgets::dialog::Dialog;

impl App {
    pub(super) fn stuck_question(&self, failure: &Failure) -> Dialog {
        let lang = self.around.lang;
        let choices = [words::RETRY, words::GIVE_UP].map(|t| t.get(lang).to_string()).to_vec();
        let mut dialog = Dialog::new(words::NOT_SAVED.get(lang), choices).saying(failure.say(lang));
        dialog.words.extend(failure.hint(lang));
        dialog
    }

    /// A key while the question is open.
    pub(super) fn answer_stuck(&mut self, key: Key) -> Vec<Request> {
        match key.folded() {
            Key::Char('1') | Key::Enter => {
                let Some((sent, _)) = self.stuck.take() else { return Vec::new() };
                sent.again.map_or(Vec::new(), |request| vec![self.send(sent.to, true, request)])
            }
            Key::Char('2') => {
                self.stuck = None;
                self.undo.forget();
                self.held.clear();
                Vec::new()
            }
            Key::Ctrl('q') => self.command(Command::Quit),
            _ => Vec::new(),
        }
    }
}
