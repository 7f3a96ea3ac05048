//! 登记签字: what happened with the pen on the paper, in five ways; the words each of them needs. It names the draft and its
//! check code.

use super::fields::{self, Moved};
use super::{Scene, Typing, Want, frame};
use crate::content::limit;
use crate::domain::inspection::SignedHow;
use crate::domain::name::{EntryId, InspectionId};
use crate::keymap::{Command, Scope};
use crate::request::Reply;
use crate::request::freeze::{self, Signed};
use crate::text::closing as words;
use crate::theme::Role;
use crate::views::visit::{FreezeNow, Visit};
use crate::widgets::dialog::Dialog;
use crate::widgets::form::{Field, Form};
use crate::widgets::line::Line;
use ratatui::Frame;
use ratatui::layout::Rect;

/// How it was signed, then the fields of that way.
#[derive(Debug)]
pub struct SignForm {
    visit: InspectionId,
    freeze: EntryId,
    how: Option<SignedHow>,
    form: Form,
    /// What was typed for a way that was left by Esc, and whether Esc has said that it goes.
    kept: Option<(SignedHow, Form)>,
    leaves: bool,
    written: bool,
}

/// What a way of signing asks besides the date, in the order of the fields.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Reason,
    Reservation,
    Witness,
    Due,
}

impl SignForm {
    pub fn new(visit: InspectionId, freeze: EntryId) -> SignForm {
        SignForm { visit, freeze, how: None, form: Form::default(), kept: None, leaves: false, written: false }
    }

    pub fn scope(&self) -> Scope {
        if self.how.is_some() { Scope::Form } else { Scope::Choice }
    }

    pub fn typing(&self) -> Typing {
        if self.how.is_some() { fields::typing(&self.form) } else { Typing::No }
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    fn now<'a>(&self, scene: &Scene<'a>) -> Option<(&'a Visit, &'a FreezeNow)> {
        let visit = scene.visit.filter(|v| v.parts.id == self.visit)?;
        Some((visit, visit.parts.freezes.iter().find(|f| f.entry == self.freeze)?))
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        if self.how.is_none() {
            return match command {
                Command::Back if self.kept.is_some() && !std::mem::replace(&mut self.leaves, true) => {
                    vec![Want::Warn(scene.say(words::SIGN_LEAVES).into())]
                }
                Command::Back => vec![Want::Close],
                _ => Vec::new(),
            };
        }
        let moved = fields::command(&mut self.form, command);
        self.moved(moved, scene)
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        if self.how.is_some() {
            let moved = fields::typed(&mut self.form, text);
            return self.moved(moved, scene);
        }
        let Some((_, freeze)) = self.now(scene) else { return Vec::new() };
        if let Some(taken) = question(freeze, scene).taken(text) {
            let how = SignedHow::ALL[taken];
            (self.how, self.leaves) = (Some(how), false);
            if let Some((_, form)) = self.kept.take_if(|(of, _)| *of == how) {
                self.form = form;
                return Vec::new();
            }
            self.form = Form::new(fresh(how, scene));
            // The date is today's; where more is asked, that comes first.
            self.form.go(usize::from(!asks(how).is_empty()));
        }
        Vec::new()
    }

    fn moved(&mut self, moved: Moved, scene: &Scene) -> Vec<Want> {
        match moved {
            Moved::Back(_) => {
                let how = self.how.take();
                let form = std::mem::take(&mut self.form);
                if let Some(how) = how.filter(|how| fields::differs(&form, &fresh(*how, scene))) {
                    self.kept = Some((how, form));
                }
            }
            Moved::Done(_) => return self.write(scene),
            _ => {}
        }
        Vec::new()
    }

    fn write(&mut self, scene: &Scene) -> Vec<Want> {
        let (Some((visit, freeze)), Some(how)) = (self.now(scene), self.how) else { return Vec::new() };
        let asked = asks(how);
        let text = |field: Asks| {
            let at = asked.iter().position(|a| *a == field)?;
            Some(self.form.fields[at + 1].typed().trim().to_string()).filter(|t| !t.is_empty())
        };
        let on = limit::date(self.form.fields[0].typed());
        let due = text(Asks::Due).and_then(|t| fields::due(&t, on.unwrap_or(scene.now.today)));
        let signed = |on| Signed {
            how,
            on,
            reason: text(Asks::Reason).or_else(|| text(Asks::Reservation)),
            witness: text(Asks::Witness),
            due,
        };
        let lacks = |field: Asks| match field {
            Asks::Due => due.is_none(),
            other => text(other).is_none(),
        };
        if let (Some(typed), None) = (text(Asks::Due), due) {
            return vec![Want::Warn(crate::text::run::NOT_A_DATE.fill(scene.lang, &[&typed]))];
        }
        let (go, label) = match (on, asked.iter().position(|a| lacks(*a))) {
            (None, _) => (0, words::ON),
            (_, Some(at)) => (at + 1, label(asked[at])),
            (Some(on), None) => {
                return match freeze::sign(visit, freeze, signed(on)) {
                    Ok(draft) => {
                        self.written = true;
                        vec![Want::Append(vec![draft])]
                    }
                    Err(_) => vec![Want::Warn(scene.say(words::SIGN_FIRST).into())],
                };
            }
        };
        self.form.go(go);
        vec![Want::Warn(words::NEEDED.fill(scene.lang, &[&scene.say(label).replace(' ', "")]))]
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match (reply, std::mem::take(&mut self.written), self.how, self.now(scene)) {
            (Reply::Appended(_), true, Some(how), Some((_, freeze))) => {
                let said = words::SIGN_DONE.fill(scene.lang, &[&freeze.freeze.draft, &scene.say(how.words())]);
                vec![Want::Close, Want::Say(said)]
            }
            _ => Vec::new(),
        }
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let title = scene.visit.map(|v| super::say::visit_title(v, scene)).unwrap_or_default();
        let body = frame::page(f, area, scene, &words::SIGN.fill(scene.lang, &[&title]), "");
        if let Some((_, freeze)) = self.now(scene) {
            let text = scene.theme.style(Role::Text);
            let (draft, check) = (freeze.freeze.draft, freeze.freeze.check());
            let head = words::SIGN_HOW.fill(scene.lang, &[&draft, &check]);
            let line = Line::new(f.buffer_mut(), body, 1, text).add("   ", text).add(&head, scene.theme.style(Role::Head));
            match self.how {
                Some(how) => {
                    line.add("   ", text).add(scene.say(how.words()), scene.theme.style(Role::Chosen));
                    fields::relabel(&mut self.form, fresh(how, scene));
                    self.form.draw(f, Rect { y: body.y + 3, height: body.height.saturating_sub(3), ..body }, scene.theme);
                }
                None => {
                    for (n, how) in SignedHow::ALL.into_iter().enumerate() {
                        Line::new(f.buffer_mut(), body, 3 + n as u16, text)
                            .add(&format!("      {}  ", n + 1), scene.theme.style(Role::Key))
                            .add(scene.say(how.words()), text);
                    }
                    for (n, sign) in freeze.signs.iter().enumerate() {
                        let said = words::SIGNED_ALREADY.fill(scene.lang, &[&scene.say(sign.how.words())]);
                        Line::new(f.buffer_mut(), body, 9 + n as u16, text)
                            .add("   ", text)
                            .add(&said, scene.theme.style(Role::Owed));
                    }
                }
            }
        }
        frame::foot(f, area, scene, self.scope(), scene.say(words::SIGN_HINT));
    }
}

/// The five ways, for the digits.
fn question(freeze: &FreezeNow, scene: &Scene) -> Dialog {
    let title = words::SIGN_HOW.fill(scene.lang, &[&freeze.freeze.draft, &freeze.freeze.check()]);
    Dialog::new(title, SignedHow::ALL.map(|h| scene.say(h.words()).to_string()).to_vec())
}

fn asks(how: SignedHow) -> &'static [Asks] {
    match how {
        SignedHow::Signed | SignedHow::ByHand => &[],
        SignedHow::Reserved => &[Asks::Reservation],
        SignedHow::Refused => &[Asks::Reason, Asks::Witness],
        SignedHow::Later => &[Asks::Due],
    }
}

fn label(field: Asks) -> crate::text::Text {
    match field {
        Asks::Reason => words::REASON,
        Asks::Reservation => words::RESERVATION,
        Asks::Witness => words::WITNESS,
        Asks::Due => words::DUE,
    }
}

fn fresh(how: SignedHow, scene: &Scene) -> Vec<Field> {
    let mut fields = vec![Field::day(scene.say(words::ON), scene.now.today.to_string())];
    fields.extend(asks(how).iter().map(|&field| match field {
        Asks::Due => Field::plain(scene.say(label(field)), "").hint(scene.say(words::DUE_HOW)),
        _ => Field::text(scene.say(label(field)), "").hint(scene.say(words::REQUIRED)),
    }));
    fields
}
