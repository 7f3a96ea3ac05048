//! One page of the library: an item, a norm or a clause, with all that is known of it. Enter goes on: from an item to where
//! it failed here, from the others to their items.

use super::{Library, lines};
use crate::content::checklist::{Checklist, Item};
use crate::content::norms::Norm;
use crate::content::plans::Clause;
use crate::keymap::{Command, Scope};
use crate::request::Reply;
use crate::screens::coverage::Entries;
use crate::screens::lists::scroll;
use crate::screens::{Scene, Screen, Typing, Want, frame};
use crate::text::{Text, library as words};
use crate::theme::Role;
use crate::widgets::columns::wrap;
use crate::widgets::line::Line;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the page is about. A norm and a clause carry the ids of the items that name them.
#[derive(Debug)]
enum Subject {
    Item(Box<Item>, Vec<Arc<Checklist>>),
    Norm(&'static Norm, BTreeSet<String>),
    Clause(&'static Clause, BTreeSet<String>),
}

/// The page and how far it is turned.
#[derive(Debug)]
pub struct Page {
    of: Subject,
    first: usize,
    lines: usize,
    height: usize,
}

/// A labelled piece of the page.
pub type Piece = (Text, String, Role);

impl Page {
    pub fn of_item(item: Item, lists: &[Arc<Checklist>]) -> Page {
        Page::new(Subject::Item(Box::new(item), lists.to_vec()))
    }

    pub fn of_norm(norm: &'static Norm, lists: &[Arc<Checklist>]) -> Page {
        Page::new(Subject::Norm(norm, lines::items_of(lists, |i| i.basis.iter().any(|b| b.norm == norm.id))))
    }

    pub fn of_clause(clause: &'static Clause, lists: &[Arc<Checklist>]) -> Page {
        Page::new(Subject::Clause(clause, lines::items_of(lists, |i| i.plan.contains(&clause.id))))
    }

    fn new(of: Subject) -> Page {
        Page { of, first: 0, lines: 0, height: 1 }
    }

    pub fn scope(&self) -> Scope {
        Scope::List
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        match command {
            Command::Back => return vec![Want::Close],
            Command::Enter => {
                let next = match &self.of {
                    Subject::Item(item, _) => Screen::CoverageEntries(Entries::ever(item)),
                    Subject::Norm(norm, items) => {
                        Screen::Library(Box::new(Library::of_items(norm.short.get(scene.lang).into(), items.clone())))
                    }
                    Subject::Clause(clause, items) => {
                        Screen::Library(Box::new(Library::of_items(clause.id.clone(), items.clone())))
                    }
                };
                return vec![Want::Open(Box::new(next))];
            }
            command => self.first = scroll(self.first, command, self.height).unwrap_or(self.first),
        }
        self.first = self.first.min(self.lines.saturating_sub(self.height));
        Vec::new()
    }

    pub fn typed(&mut self, _: &str, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn receive(&mut self, _: &Reply, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let (title, head, pieces, hint) = match &self.of {
            Subject::Item(item, lists) => {
                let title = words::ITEM.fill(scene.lang, &[&item.id]);
                (title, item.text.get(scene.lang), lines::item(item, lists, scene), words::HINT_ITEM)
            }
            Subject::Norm(norm, items) => {
                let title = words::NORM.fill(scene.lang, &[&norm.id]);
                (title, norm.name.get(scene.lang), lines::norm(norm, items, scene), words::HINT_ITEMS)
            }
            Subject::Clause(clause, items) => {
                let title = words::CLAUSE.fill(scene.lang, &[&clause.id]);
                (title, clause.text.get(scene.lang), lines::clause(clause, items, scene), words::HINT_ITEMS)
            }
        };
        let body = frame::page(f, area, scene, &title, "");
        let room = usize::from(body.width).saturating_sub(15);
        let mut all: Vec<(String, String, Role)> =
            wrap(head, usize::from(body.width) - 6).into_iter().map(|line| (String::new(), line, Role::Head)).collect();
        for (label, said, role) in pieces {
            for (n, line) in said.split('\n').flat_map(|part| wrap(part, room)).enumerate() {
                let label = if n == 0 { scene.say(label).to_string() } else { " ".into() };
                all.push((label, line, role));
            }
        }
        (self.lines, self.height) = (all.len(), usize::from(body.height));
        self.first = self.first.min(self.lines.saturating_sub(self.height));
        let quiet = scene.theme.style(Role::Quiet);
        for (row, (label, text, role)) in all.iter().skip(self.first).take(self.height).enumerate() {
            let line = Line::new(f.buffer_mut(), body, row as u16, scene.theme.style(Role::Text)).add("   ", quiet);
            let line = if label.is_empty() { line } else { line.cell(label, 10, quiet) };
            line.add(text, scene.theme.style(*role));
        }
        let more = if self.lines > self.height { format!("  {}/{}", self.first + 1, self.lines) } else { String::new() };
        frame::foot(f, area, scene, Scope::List, &format!("{}{more}", scene.say(hint)));
    }
}
