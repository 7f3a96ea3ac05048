//! 手抄确认单: the few lines that are copied by pen when nothing prints.

use super::paper::standing;
use super::{Scene, Typing, Want, frame};
use crate::domain::name::InspectionId;
use crate::domain::subject::PointId;
use crate::keymap::{Command, Scope};
use crate::report::{by_hand, record};
use crate::request::Reply;
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
    first: usize,
}

impl ByHand {
    pub fn new(visit: InspectionId) -> ByHand {
        ByHand { visit, first: 0 }
    }

    pub fn scope(&self) -> Scope {
        Scope::Page
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn command(&mut self, command: Command, _: &Scene) -> Vec<Want> {
        match command {
            Command::Back => return vec![Want::Close],
            Command::Up => self.first = self.first.saturating_sub(1),
            Command::Down => self.first += 1,
            Command::PageUp => self.first = self.first.saturating_sub(12),
            Command::PageDown => self.first += 12,
            _ => {}
        }
        Vec::new()
    }

    pub fn typed(&mut self, _: &str, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn receive(&mut self, _: &Reply, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn go_to(&mut self, _: &PointId, _: &Scene) {}

    pub fn target(&self, _: &Scene) -> Option<String> {
        None
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let visit = scene.visit.filter(|v| v.parts.id == self.visit);
        let title = visit.map(|v| super::say::visit_title(v, scene)).unwrap_or_default();
        let body = frame::page(f, area, scene, &words::BY_HAND.fill(scene.lang, &[&title]), "");
        let lines = visit.map(|v| sheet(v, scene)).unwrap_or_default();
        let height = usize::from(body.height).saturating_sub(2);
        self.first = self.first.min(lines.len().saturating_sub(height));
        let text = scene.theme.style(Role::Text);
        for (row, line) in lines.iter().skip(self.first).take(height).enumerate() {
            Line::new(f.buffer_mut(), body, row as u16 + 1, text).add("     ", text).add(line, text);
        }
        frame::foot(f, area, scene, Scope::Page, scene.say(words::BY_HAND_HINT));
    }
}

/// The sheet says what the frozen record says; what changed since asks for the next draft first.
fn sheet(visit: &Visit, scene: &Scene) -> Vec<String> {
    let Some(freeze) = standing(visit) else { return vec![scene.say(words::NO_DRAFT).into()] };
    if !freeze.outside.is_empty() && freeze.signs.is_empty() {
        return vec![scene.say(words::SIGN_FIRST).into()];
    }
    let norms = crate::content::norms();
    by_hand::lines(&record::build(visit, norms, Some(freeze), scene.lang, &super::closing::whose_paper(scene)))
}
