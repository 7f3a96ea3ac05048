//! Text that comes in: an answer to a question, a search, what stands in a box, a line or the form.

use super::traits::Traits;
use super::{Mode, Run, TextAsk, ask, guard, search};
use crate::domain::subject::PointId;
use crate::keymap::fold_text;
use crate::screens::{Scene, Want, say};
use crate::widgets::prompt::{Prompt, Takes};

impl Run {
    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        let Some(visit) = self.open(scene) else { return Vec::new() };
        self.guard.other_key();
        let digit = answer_digit(text);
        let asks = matches!(self.mode, Mode::Ask(_));
        if let Some(digit) = digit.filter(|_| asks || matches!(self.mode, Mode::Fail(_))) {
            let pressed = self.guard.press(digit, scene.tick, scene.guard);
            let slipped = matches!(pressed, guard::Pressed::Held(true) | guard::Pressed::Both(true));
            if slipped || asks && pressed != guard::Pressed::Once {
                return self.slipped(pressed, scene);
            }
        }
        match &mut self.mode {
            Mode::List if digit.is_none() && text.chars().any(char::is_alphanumeric) => {
                self.mode = Mode::Search(search::Search::new(visit, text, scene));
                Vec::new()
            }
            Mode::Traits(Traits { note: Some(prompt), .. }) => {
                prompt.insert(text);
                done(())
            }
            Mode::Traits(traits) if text.starts_with(char::is_alphabetic) => {
                traits.note = Some(Prompt::new(text));
                done(())
            }
            Mode::List | Mode::Large | Mode::Traits(_) => Vec::new(),
            Mode::Ask(ask) => {
                let at = self.at.clone().unwrap_or_else(|| PointId::new(self.visit, ""));
                let ask = ask.clone();
                match ask::dialog(&ask, visit, &at, self.order, scene).taken(&fold_text(text)) {
                    Some(choice) => self.chosen(ask, choice, visit, scene),
                    None => Vec::new(),
                }
            }
            Mode::Box(b) => refused(b.insert(text), scene),
            Mode::Text(ask, prompt) => {
                let takes = if matches!(ask, TextAsk::ReturnBy(_) | TextAsk::NextDue) { Takes::Date } else { Takes::Text };
                refused((!prompt.insert_as(takes, text)).then_some(takes), scene)
            }
            Mode::Search(search) => {
                search.insert(text);
                done(())
            }
            Mode::Fail(fail) => {
                let step = fail.typed(text, visit, scene);
                self.after_form(step, visit, scene)
            }
        }
    }
}

/// The digit, when the text is one of the answer keys.
fn answer_digit(text: &str) -> Option<char> {
    let folded = fold_text(text);
    let mut chars = folded.chars();
    let digit = chars.next().filter(char::is_ascii_digit)?;
    chars.next().is_none().then_some(digit)
}

/// What a field did not take is said.
fn refused(takes: Option<Takes>, scene: &Scene) -> Vec<Want> {
    takes.map(|takes| Want::Warn(scene.say(say::refused(takes)).into())).into_iter().collect()
}

/// Something small was done; nothing is wanted.
pub(super) fn done(_: ()) -> Vec<Want> {
    Vec::new()
}
