//! 更正检查日期: the right day of a visit that was opened under a wrong one, and why. The visit keeps its id, and all that was
//! recorded.

use super::fields::{self, Moved};
use super::{Scene, Typing, Want, frame};
use crate::content::limit;
use crate::domain::name::InspectionId;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, visit as drafts};
use crate::text::{closing as words, opening};
use crate::views::visit::Visit;
use crate::widgets::form::{Field, Form};
use ratatui::Frame;
use ratatui::layout::Rect;

const DAY: usize = 0;
const WHY: usize = 1;

/// The day and the reason.
#[derive(Debug)]
pub struct CorrectForm {
    visit: InspectionId,
    form: Form,
    written: bool,
}

impl CorrectForm {
    pub fn new(visit: InspectionId) -> CorrectForm {
        CorrectForm { visit, form: Form::default(), written: false }
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
        if let (true, Some(visit)) = (self.form.fields.is_empty(), self.of(scene)) {
            self.form = Form::new(fresh(visit, scene));
        }
    }

    fn of<'a>(&self, scene: &Scene<'a>) -> Option<&'a Visit> {
        scene.visit.filter(|v| v.parts.id == self.visit)
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        match fields::command(&mut self.form, command) {
            // Esc keeps what was given whole; half of it changes nothing.
            Moved::Back(_) if self.form.fields.get(WHY).is_none_or(|f| f.typed().trim().is_empty()) => vec![Want::Close],
            Moved::Done(_) | Moved::Back(_) => self.write(scene),
            _ => Vec::new(),
        }
    }

    pub fn typed(&mut self, text: &str, _: &Scene) -> Vec<Want> {
        fields::typed(&mut self.form, text);
        Vec::new()
    }

    fn write(&mut self, scene: &Scene) -> Vec<Want> {
        let Some(visit) = self.of(scene) else { return vec![Want::Close] };
        let warn = |text: String| vec![Want::Warn(text)];
        let why = self.form.fields[WHY].typed().trim().to_string();
        let on = match limit::date(self.form.fields[DAY].typed()) {
            None => return warn(scene.say(opening::NO_DATE).into()),
            Some(on) if on > scene.now.today => return warn(scene.say(opening::IN_FUTURE).into()),
            Some(on) => on,
        };
        if why.is_empty() {
            return warn(words::NEEDED.fill(scene.lang, &[&scene.say(words::CORRECT_WHY)]));
        }
        match drafts::correct_day(visit, on, &why) {
            Ok(drafts) if drafts.is_empty() => vec![Want::Close],
            Ok(drafts) => {
                self.written = true;
                vec![Want::Append(drafts)]
            }
            Err(refusal) => warn(refusal.say(scene.lang)),
        }
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        self.make(scene);
        match (reply, std::mem::take(&mut self.written)) {
            (Reply::Appended(_), true) => {
                let on = self.form.fields[DAY].typed().trim().to_string();
                vec![Want::Close, Want::Say(words::CORRECTED.fill(scene.lang, &[&on]))]
            }
            _ => Vec::new(),
        }
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        self.make(scene);
        let title = self.of(scene).map(|v| super::say::visit_title(v, scene)).unwrap_or_default();
        let body = frame::page(f, area, scene, &words::CORRECT.fill(scene.lang, &[&title]), "");
        if let Some(visit) = self.of(scene) {
            fields::relabel(&mut self.form, fresh(visit, scene));
        }
        self.form.draw(f, Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body }, scene.theme);
        frame::foot(f, area, scene, Scope::Form, scene.say(words::CORRECT_HINT));
    }
}

fn fresh(visit: &Visit, scene: &Scene) -> Vec<Field> {
    let head = &visit.parts.head.joined.value;
    let on = head.corrected_on.unwrap_or(head.on);
    vec![
        Field::day(scene.say(words::RIGHT_DAY), on.to_string()),
        Field::text(scene.say(words::CORRECT_WHY), "").hint(scene.say(words::REQUIRED)),
    ]
}
