//! A write that was refused: said, kept, and offered again; nothing else is taken meanwhile. And what is said where nothing
//! can be written at all.

use super::{App, Sent};
use crate::failure::Failure;
use crate::keymap::{Command, Key};
use crate::request::{Reply, Request};
use crate::text::{Lang, frame as words};
use crate::widgets::dialog::Dialog;

/// A write that waits for somebody to make room for it.
#[derive(Debug)]
pub(super) struct Stuck {
    sent: Sent,
    why: Failure,
    /// Somebody wants to give it up: asked once more, since the key for it is also that of an answer.
    leaving: bool,
}

impl Stuck {
    pub fn new(sent: Sent, why: &Failure) -> Stuck {
        Stuck { sent, why: why.clone(), leaving: false }
    }

    pub fn question(&self, lang: Lang) -> Dialog {
        let (title, choices) = match self.leaving {
            false => (words::NOT_SAVED, [words::RETRY, words::GIVE_UP]),
            true => (words::REALLY_GIVE_UP, [words::KEEP_TRYING, words::DO_GIVE_UP]),
        };
        let choices = choices.map(|t| t.get(lang).to_string()).to_vec();
        // Somebody who tries again has to see that it was tried.
        let title = match self.sent.tries {
            1 => title.get(lang).to_string(),
            tries => title.get(lang).to_string() + &words::TRIED.fill(lang, &[&tries]),
        };
        let mut dialog = Dialog::new(title, choices).saying(self.why.say(lang));
        dialog.words.extend(self.why.hint(lang));
        dialog
    }
}

/// What is said once of a file that was opened: that it is only read, or that this laptop's log does not go on in it.
pub(super) fn told(what: &Failure, read_only: bool, lang: Lang) -> Dialog {
    let (title, on) = match read_only {
        true => (words::ONLY_READ, words::ONLY_READ_GO_ON),
        false => (words::BEFORE_WRITING, words::GO_ON),
    };
    let mut dialog = Dialog::new(title.get(lang), Vec::new()).saying(what.say(lang));
    dialog.words.extend(what.hint(lang));
    dialog.saying(on.get(lang))
}

impl App {
    /// A key while the question is open.
    pub(super) fn answer_stuck(&mut self, key: Key) -> Vec<Request> {
        let Some(mut stuck) = self.stuck.take() else { return Vec::new() };
        match (key.folded(), stuck.leaving) {
            (Key::Char('1') | Key::Enter, _) => {
                let Some(request) = stuck.sent.again else { return Vec::new() };
                let request = self.send(stuck.sent.to, true, request);
                if let Some(sent) = self.waiting.back_mut() {
                    sent.tries = stuck.sent.tries + 1;
                }
                return vec![request];
            }
            (Key::Char('2'), true) => {
                self.undo.forget();
                self.held.clear();
                self.around.saving = self.waiting.iter().any(|s| s.holds);
                self.notice(words::GIVEN_UP.get(self.around.lang), true);
                return Vec::new();
            }
            (Key::Char('2'), false) => stuck.leaving = true,
            (Key::Esc, true) => stuck.leaving = false,
            (Key::Ctrl('q'), _) => {
                self.stuck = Some(stuck);
                return self.command(Command::Quit);
            }
            _ => {}
        }
        self.stuck = Some(stuck);
        Vec::new()
    }

    /// Says why nothing can be written, and lets the screen know that it was not.
    pub(super) fn refuse(&mut self, layer: u32) -> Vec<Request> {
        let Some(why) = self.around.read_only.clone() else { return Vec::new() };
        let lang = self.around.lang;
        self.notice(&why.say(lang), true);
        self.tell(layer, &Reply::Failed(why))
    }
}
