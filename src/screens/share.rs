//! 分工: who takes which section of a visit that is open already. Agreed before or on the way; whoever answers in another
//! one's section may, and it shows. Each digit is on the disk at once.

use super::closing::section_title;
use super::lists::walk;
use super::{Scene, Typing, Want, frame};
use crate::domain::name::{InspectionId, PersonId};
use crate::keymap::{Command, Scope};
use crate::request::{Reply, visit as drafts};
use crate::text::opening as words;
use crate::theme::{CURSOR, Role};
use crate::views::closing::is_answered;
use crate::views::visit::Visit;
use crate::widgets::line::Line;
use crate::widgets::list::List;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The sections of the open visit.
#[derive(Debug)]
pub struct Share {
    visit: InspectionId,
    list: List,
    height: usize,
}

impl Share {
    pub fn new(visit: InspectionId) -> Share {
        Share { visit, list: List::default(), height: 10 }
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

    fn of<'a>(&self, scene: &Scene<'a>) -> Option<&'a Visit> {
        scene.visit.filter(|v| v.parts.id == self.visit)
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        if command == Command::Back {
            return vec![Want::Close];
        }
        let rows = self.of(scene).map_or(0, |v| in_scope(v).len());
        walk(&mut self.list, command, rows, self.height);
        Vec::new()
    }

    /// A digit gives the section to the officer of that digit and goes on; `0` gives it to nobody.
    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        let (Some(visit), Ok(digit)) = (self.of(scene), text.parse::<usize>()) else { return Vec::new() };
        let sections = in_scope(visit);
        let Some(key) = sections.get(self.list.current).map(|s| &visit.sections[*s].key) else { return Vec::new() };
        let taker = digit.checked_sub(1).map(|n| takers(visit).get(n).copied());
        let drafted = match taker {
            Some(None) => return Vec::new(),
            Some(Some(person)) => drafts::change(visit, |head| drop(head.assigned.insert(key.clone(), vec![person]))),
            None => drafts::change(visit, |head| drop(head.assigned.remove(key))),
        };
        walk(&mut self.list, Command::Down, sections.len(), self.height);
        match drafted {
            Ok(drafts) if drafts.is_empty() => Vec::new(),
            Ok(drafts) => vec![Want::Append(drafts)],
            Err(refusal) => vec![Want::Warn(refusal.say(scene.lang))],
        }
    }

    pub fn receive(&mut self, _: &Reply, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let Some(visit) = self.of(scene) else {
            frame::page(f, area, scene, "", "");
            return frame::foot(f, area, scene, Scope::Page, scene.say(crate::text::say::LOADING));
        };
        let title = words::SHARE.fill(scene.lang, &[&super::say::visit_title(visit, scene)]);
        let body = frame::page(f, area, scene, &title, "");
        let sections = in_scope(visit);
        self.height = usize::from(body.height);
        self.list.settle(sections.len(), self.height);
        let text = scene.theme.style(Role::Text);
        for (row, at) in self.list.seen(sections.len(), self.height).enumerate() {
            let current = at == self.list.current;
            let style = scene.theme.style(if current { Role::Head } else { Role::Text });
            let section = &visit.sections[sections[at]];
            let done = section.rows.iter().filter(|r| is_answered(visit, **r)).count();
            let whose: Vec<&str> = visit.assigned(&section.key).iter().map(|p| p.person.name.as_str()).collect();
            let whose = if whose.is_empty() { scene.say(words::SHARED_BY_NONE).into() } else { whose.join(" ") };
            Line::new(f.buffer_mut(), body, row as u16, text)
                .add(&format!(" {} ", if current { CURSOR } else { " " }), style)
                .cell(&section_title(sections[at], visit, scene), 40, style)
                .cell(&words::SHARE_DONE.fill(scene.lang, &[&done, &section.rows.len()]), 16, scene.theme.style(Role::Quiet))
                .add(&whose, style);
        }
        let name = |id: &PersonId| visit.parts.people.get(id).map_or_else(String::new, |p| p.person.name.clone());
        let keys = takers(visit).into_iter().enumerate().map(|(n, id)| format!("{} {}", n + 1, name(&id)));
        let keys: Vec<String> = keys.chain([format!("0 {}", scene.say(words::SHARED_BY_NONE))]).collect();
        frame::foot(f, area, scene, Scope::Page, &keys.join("   "));
    }
}

/// The sections in scope that have something to answer, as indexes.
fn in_scope(visit: &Visit) -> Vec<usize> {
    (0..visit.sections.len()).filter(|s| !visit.sections[*s].out && !visit.sections[*s].rows.is_empty()).collect()
}

/// Who can take a section: the officers of the visit, each on a digit.
fn takers(visit: &Visit) -> Vec<PersonId> {
    visit.parts.head.joined.value.officers.iter().take(9).copied().collect()
}
