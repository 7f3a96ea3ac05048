//! Another file is open in the place of the one before: the demonstration, or the real one again.

use super::App;
use crate::failure::Failure;
use crate::request::Request;
use crate::screens::{Screen, home::Home};
use crate::text::frame as words;

impl App {
    /// Another file is open now: nothing of the one before stays on screen.
    pub(super) fn switched(&mut self, demo: bool, read_only: Option<Failure>) -> Vec<Request> {
        self.telling.clone_from(&read_only);
        (self.around.demo, self.around.read_only, self.around.visit) = (demo, read_only, None);
        self.undo.forget();
        self.layers.clear();
        let said = if demo { words::NOW_DEMO } else { words::NOW_REAL };
        let requests = self.open(Screen::Home(Home::default()));
        self.notice(said.get(self.around.lang), false);
        requests
    }
}
