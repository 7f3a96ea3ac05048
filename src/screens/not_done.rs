//! 未能检查: why a visit could not be made, and when, where and before whom it was tried. Four keys close the visit.

use super::fields::{self, Moved};
use super::{Scene, Typing, Want, frame};
use crate::domain::inspection::NotDone;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, visit as drafts};
use crate::text::opening as words;
use crate::views::visit::Visit;
use crate::widgets::form::{Field, Form};
use ratatui::Frame;
use ratatui::layout::Rect;

/// The four fields.
#[derive(Debug, Default)]
pub struct NotDoneForm {
    form: Form,
    written: Option<NotDone>,
    /// Esc was pressed once without a reason.
    leaves: bool,
    /// The group that opened the visit for this alone: taken back where no reason is given.
    opened: Option<u64>,
}

impl NotDoneForm {
    pub fn new() -> NotDoneForm {
        NotDoneForm::default()
    }

    /// Of a visit that this group opened for nothing else.
    pub fn of_opened(group: u64) -> NotDoneForm {
        NotDoneForm { opened: Some(group), ..NotDoneForm::default() }
    }

    pub fn scope(&self) -> Scope {
        Scope::Form
    }

    pub fn typing(&self) -> Typing {
        fields::typing(&self.form)
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        self.make(scene);
        Vec::new()
    }

    fn make(&mut self, scene: &Scene) {
        if let (true, Some(visit)) = (self.form.fields.is_empty(), scene.visit) {
            self.form = Form::new(fresh(visit, scene));
        }
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        let moved = fields::command(&mut self.form, command);
        self.moved(moved, scene)
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        self.leaves = false;
        let moved = fields::typed(&mut self.form, text);
        self.moved(moved, scene)
    }

    fn moved(&mut self, moved: Moved, scene: &Scene) -> Vec<Want> {
        match moved {
            // Without a reason nothing can be kept: what was typed is given up by a second Esc only.
            Moved::Back(_) if self.unsaid() && !self.leaves && self.has_words(scene) => {
                self.leaves = true;
                self.form.go(0);
                vec![Want::Warn(scene.say(words::NOT_DONE_WHY).into())]
            }
            // Esc keeps what was given; where that is nothing, no visit is left behind.
            Moved::Back(_) if self.unsaid() => self.opened.map(Want::TakeBack).into_iter().chain([Want::Close]).collect(),
            Moved::Done(_) | Moved::Back(_) => scene.visit.map_or(Vec::new(), |v| self.write(v, scene)),
            _ => Vec::new(),
        }
    }

    fn unsaid(&self) -> bool {
        self.form.fields.first().and_then(Field::chosen).is_none()
    }

    /// Whether words were typed; the time goes on by itself.
    fn has_words(&self, scene: &Scene) -> bool {
        let is_preset = |fresh: Vec<Field>| [2, 3].iter().all(|&at| self.form.fields[at].typed() == fresh[at].typed());
        scene.visit.is_some_and(|v| self.form.fields.len() == 4 && !is_preset(fresh(v, scene)))
    }

    fn write(&mut self, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let Some(why) = self.form.fields[0].chosen() else {
            self.form.go(0);
            return Vec::new();
        };
        let [time, place, witness] = [1, 2, 3].map(|at| self.form.fields[at].typed().trim().to_string());
        let tried = drafts::Tried { time: fields::clock(&time), place, witness };
        match drafts::not_done(visit, NotDone::ALL[why], &tried) {
            Ok(drafts) => {
                self.written = Some(NotDone::ALL[why]);
                vec![Want::Append(drafts)]
            }
            Err(refusal) => vec![Want::Warn(refusal.say(scene.lang))],
        }
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        self.make(scene);
        match (reply, self.written.take()) {
            (Reply::Appended(_), Some(why)) => {
                let said = words::NOT_DONE_SAID.fill(scene.lang, &[&scene.say(why.words())]);
                vec![Want::Close, Want::Say(said)]
            }
            _ => Vec::new(),
        }
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        self.make(scene);
        let title = scene.visit.map(|v| super::say::visit_title(v, scene)).unwrap_or_default();
        let body = frame::page(f, area, scene, &words::NOT_DONE.fill(scene.lang, &[&title]), "");
        if let Some(visit) = scene.visit {
            fields::relabel(&mut self.form, fresh(visit, scene));
        }
        self.form.draw(f, Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body }, scene.theme);
        frame::foot(f, area, scene, Scope::Form, scene.say(words::NOT_DONE_HINT));
    }
}

fn fresh(visit: &Visit, scene: &Scene) -> Vec<Field> {
    let say = |text| scene.say(text).to_string();
    let officers = &visit.parts.head.joined.value.officers;
    let second = officers.iter().rfind(|o| Some(**o) != scene.settings.author).and_then(|o| visit.parts.people.get(o));
    let place = visit.parts.facility.joined.value.address.clone().unwrap_or_default();
    vec![
        Field::choice(say(words::WHY), NotDone::ALL.map(|n| say(n.words())).to_vec(), None),
        Field::day(say(words::TIME), scene.now.time.clone()),
        Field::proposed(say(words::PLACE), place),
        Field::proposed(say(words::WITNESS), second.map(|p| p.person.name.clone()).unwrap_or_default()),
    ]
}
