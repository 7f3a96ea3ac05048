//! 宣读: findings, what was not checked, totals and result, one page at a time in large spacing, to be turned to the other
//! side. Nothing of other places and nothing internal stands here; leaving asks nothing and writes nothing.

use super::paper::holds;
use super::{Scene, Typing, Want, frame};
use crate::domain::name::InspectionId;
use crate::keymap::{Command, Scope};
use crate::report::aloud::{Page, pages};
use crate::report::record;
use crate::request::{Reply, Request};
use crate::theme::Role;
use crate::views::record::without_paper;
use crate::views::visit::{FreezeNow, Visit};
use crate::widgets::columns::wrap;
use crate::widgets::line::Line;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The page that is read.
#[derive(Debug)]
pub struct Aloud {
    visit: InspectionId,
    /// The visit as its draft names it; without a draft that still holds, what is true now is read.
    frozen: Option<Box<Visit>>,
    /// What is true now is read, whatever was frozen of it.
    live: bool,
    page: usize,
}

impl Aloud {
    /// Of the paper: what its draft says.
    pub fn new(visit: InspectionId) -> Aloud {
        Aloud { visit, frozen: None, live: false, page: 0 }
    }

    /// Before leaving: what the next paper will say, while there is still something to be frozen.
    pub fn before_freezing(visit: InspectionId) -> Aloud {
        Aloud { live: true, ..Aloud::new(visit) }
    }

    fn draft<'a>(&self, visit: &'a Visit) -> Option<&'a FreezeNow> {
        let goes_on = self.live && !without_paper(&visit.parts.freezes).is_empty();
        holds(visit).filter(|_| !goes_on)
    }

    pub fn scope(&self) -> Scope {
        Scope::Page
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        let draft = scene.visit.filter(|v| v.parts.id == self.visit).and_then(|v| self.draft(v));
        draft.map(|f| Want::Ask(Request::Frozen { freeze: f.entry })).into_iter().collect()
    }

    pub fn command(&mut self, command: Command, _: &Scene) -> Vec<Want> {
        match command {
            Command::Back => return vec![Want::Close],
            Command::Up | Command::PageUp => self.page = self.page.saturating_sub(1),
            Command::Down | Command::PageDown => self.page += 1,
            _ => {}
        }
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
        let Some(visit) = scene.visit.filter(|v| v.parts.id == self.visit) else { return };
        let paper = super::closing::whose_paper(scene);
        let (read, draft) = match self.draft(visit) {
            None => (Some(visit), None),
            draft => (self.frozen.as_deref(), draft),
        };
        let Some(read) = read else { return };
        let pages: Vec<Page> = pages(&record::build(read, crate::content::norms(), draft, scene.lang, &paper));
        self.page = self.page.min(pages.len().saturating_sub(1));
        let (head, text) = (scene.theme.style(Role::Head), scene.theme.style(Role::Text));
        let name = &visit.parts.facility.joined.value.name;
        let body = frame::page(f, area, scene, name, &format!("{}/{}", self.page + 1, pages.len()));
        let Some(page) = pages.get(self.page) else { return frame::foot(f, area, scene, Scope::Page, "") };
        let room = usize::from(body.width).saturating_sub(16);
        let mut row = 1;
        Line::new(f.buffer_mut(), body, row, head).add("        ", head).add(&page.title, head);
        // Wide apart while there is room, close together on a full page.
        let lines: Vec<String> = page.lines.iter().flat_map(|l| wrap(l, room)).collect();
        let space = if lines.len() * 2 + 3 <= usize::from(body.height) { 2 } else { 1 };
        for line in &lines {
            row += space;
            Line::new(f.buffer_mut(), body, row, text).add("        ", text).add(line, text);
        }
        frame::foot(f, area, scene, Scope::Page, "");
    }
}
