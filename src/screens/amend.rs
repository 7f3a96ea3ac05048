//! 补正说明: why something changed after the signing, and who says so. The signed record itself never changes.

use super::fields::{self, Moved};
use super::{Scene, Typing, Want, frame};
use crate::domain::name::InspectionId;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, freeze};
use crate::text::closing as words;
use crate::views::visit::{FreezeNow, Visit};
use crate::widgets::form::{Field, Form};
use ratatui::Frame;
use ratatui::layout::Rect;

/// The one reason.
#[derive(Debug)]
pub struct AmendForm {
    visit: InspectionId,
    form: Form,
    written: bool,
}

impl AmendForm {
    pub fn new(visit: InspectionId) -> AmendForm {
        AmendForm { visit, form: Form::default(), written: false }
    }

    pub fn scope(&self) -> Scope {
        Scope::Form
    }

    pub fn typing(&self) -> Typing {
        fields::typing(&self.form)
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        if self.form.fields.is_empty() {
            self.form = Form::new(fresh(scene));
        }
        Vec::new()
    }

    fn now<'a>(&self, scene: &Scene<'a>) -> Option<(&'a Visit, &'a FreezeNow)> {
        let visit = scene.visit.filter(|v| v.parts.id == self.visit)?;
        let signed = visit.parts.freezes.iter().filter(|f| !f.signs.is_empty());
        Some((visit, signed.max_by_key(|f| f.freeze.draft)?))
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        match fields::command(&mut self.form, command) {
            Moved::Back(_) => vec![Want::Close],
            Moved::Done(_) => self.write(scene),
            _ => Vec::new(),
        }
    }

    pub fn typed(&mut self, text: &str, _: &Scene) -> Vec<Want> {
        fields::typed(&mut self.form, text);
        Vec::new()
    }

    fn write(&mut self, scene: &Scene) -> Vec<Want> {
        let Some((visit, signed)) = self.now(scene) else { return vec![Want::Close] };
        let reason = self.form.fields[0].typed().trim().to_string();
        if reason.is_empty() {
            return vec![Want::Warn(words::NEEDED.fill(scene.lang, &[&scene.say(words::AMEND_WHY)]))];
        }
        let people = scene.settings.author.into_iter().collect();
        self.written = true;
        vec![Want::Append(vec![freeze::amend(visit, signed.entry, scene.now.today, reason, people)])]
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match (reply, std::mem::take(&mut self.written)) {
            (Reply::Appended(_), true) => vec![Want::Close, Want::Say(scene.say(words::AMEND_WRITTEN).into())],
            _ => Vec::new(),
        }
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let title = scene.visit.map(|v| super::say::visit_title(v, scene)).unwrap_or_default();
        let body = frame::page(f, area, scene, &words::AMEND.fill(scene.lang, &[&title]), "");
        fields::relabel(&mut self.form, fresh(scene));
        self.form.draw(f, Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body }, scene.theme);
        frame::foot(f, area, scene, Scope::Form, scene.say(words::AMEND_HINT));
    }
}

fn fresh(scene: &Scene) -> Vec<Field> {
    vec![Field::text(scene.say(words::AMEND_WHY), "").hint(scene.say(words::REQUIRED))]
}
