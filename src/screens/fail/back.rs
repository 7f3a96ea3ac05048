//! Taking back in the form of a fail: one field, the one filled last, by its name. What is typed and not written yet goes
//! first.

use super::fields::{Field, Fields};
use super::{After, Fail, Mode, Step};
use crate::request::answer;
use crate::screens::{Scene, Want};
use crate::text::fail as words;
use crate::views::visit::Visit;

impl Fail {
    /// Whether a withdrawal would take along something that somebody wrote.
    pub(super) fn says_something(&self, visit: &Visit) -> bool {
        let written = visit.point(&self.point).and_then(|p| p.now.joined.value.finding.as_ref());
        self.unsaved(visit) || written.is_some_and(|f| *f != answer::untouched(visit, &self.point))
    }

    /// The field filled last: what stands in it now and not on the disk, else the last write of this form.
    pub(super) fn take_back(&mut self, visit: &Visit, scene: &Scene) -> Step {
        self.mode = Mode::Form;
        if self.unsaved(visit) {
            self.fields = Fields::of(visit, &self.point);
            return Step::Stay(vec![Want::Say(words::TAKEN_BACK.fill(scene.lang, &[&self.focus.name().get(scene.lang)]))]);
        }
        let Some((group, field)) = self.wrote.pop() else { return Step::Stay(Vec::new()) };
        self.after = After::TakenBack(field);
        Step::Stay(vec![Want::TakeBack(group)])
    }

    /// What choosing to take back the field filled last would take back, in words.
    pub(super) fn last_filled(&self, visit: &Visit, scene: &Scene) -> String {
        let field = if self.unsaved(visit) { Some(Some(self.focus)) } else { self.wrote.last().map(|(_, field)| *field) };
        match field {
            None => scene.say(words::TAKE_BACK_NONE).into(),
            Some(field) => {
                let name = field.map_or(words::NAME_SEVERITY, Field::name);
                words::TAKE_BACK.fill(scene.lang, &[&scene.say(name)])
            }
        }
    }

    /// A field of this form is being taken back.
    pub fn takes_back(&self) -> bool {
        matches!(self.after, After::TakenBack(_))
    }

    /// The visit was read again after a field was taken back: what is there now, and which field that was.
    pub fn read_again(&mut self, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let After::TakenBack(field) = std::mem::replace(&mut self.after, After::Stay) else { return Vec::new() };
        self.fields = Fields::of(visit, &self.point);
        self.focus = field.unwrap_or(self.focus);
        let name = field.map_or(words::NAME_SEVERITY, Field::name);
        vec![Want::Say(words::TAKEN_BACK.fill(scene.lang, &[&scene.say(name)]))]
    }
}
