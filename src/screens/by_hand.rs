//! 手抄确认单: the few lines that are copied by pen when nothing prints.

use super::lists::scroll;
use super::paper::{holds, standing};
use super::{Scene, Typing, Want, frame};
use crate::domain::name::InspectionId;
use crate::keymap::{Command, Scope};
use crate::report::{by_hand, record};
use crate::request::{Reply, Request};
use crate::text::closing as words;
use crate::theme::Role;
use crate::views::visit::Visit;
use crate::widgets::line::Line;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The sheet of the standing draft.
#[derive(Debug)]
pub struct ByHand {
    visit: InspectionId,
    /// The visit as the draft names it.
    frozen: Option<Box<Visit>>,
    first: usize,
}

impl ByHand {
    pub fn new(visit: InspectionId) -> ByHand {
        ByHand { visit, frozen: None, first: 0 }
    }

    pub fn scope(&self) -> Scope {
        Scope::Page
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        let draft = scene.visit.filter(|v| v.parts.id == self.visit).and_then(holds);
        draft.map(|f| Want::Ask(Request::Frozen { freeze: f.entry })).into_iter().collect()
    }

    pub fn command(&mut self, command: Command, _: &Scene) -> Vec<Want> {
        if command == Command::Back {
            return vec![Want::Close];
        }
        self.first = scroll(self.first, command, 12).unwrap_or(self.first);
        Vec::new()
    }

    pub fn typed(&mut self, _: &str, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, _: &Scene) -> Vec<Want> {
        if let Reply::Frozen(visit) = reply {
            self.frozen = Some(visit.clone());
        }
        Vec::new()
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let visit = scene.visit.filter(|v| v.parts.id == self.visit);
        let title = visit.map(|v| super::say::visit_title(v, scene)).unwrap_or_default();
        let body = frame::page(f, area, scene, &words::BY_HAND.fill(scene.lang, &[&title]), "");
        let lines = visit.map(|v| self.sheet(v, scene)).unwrap_or_default();
        let height = usize::from(body.height).saturating_sub(2);
        self.first = self.first.min(lines.len().saturating_sub(height));
        let text = scene.theme.style(Role::Text);
        for (row, line) in lines.iter().skip(self.first).take(height).enumerate() {
            Line::new(f.buffer_mut(), body, row as u16 + 1, text).add("     ", text).add(line, text);
        }
        frame::foot(f, area, scene, Scope::Page, scene.say(words::BY_HAND_HINT));
    }
}

impl ByHand {
    /// The sheet says what the frozen record says; what changed since asks for the next draft first.
    fn sheet(&self, live: &Visit, scene: &Scene) -> Vec<String> {
        if standing(live).is_none() {
            return vec![scene.say(words::NO_DRAFT).into()];
        }
        let Some(draft) = holds(live) else { return vec![scene.say(words::SIGN_FIRST).into()] };
        let Some(frozen) = &self.frozen else { return Vec::new() };
        let paper = super::closing::whose_paper(scene);
        by_hand::lines(&record::build(frozen, crate::content::norms(), Some(draft), scene.lang, &paper))
    }
}
