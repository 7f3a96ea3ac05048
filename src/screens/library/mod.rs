//! The library: checklists by section and item, norms, clauses of the plans; any of them found by typing. Reading only.

mod lines;
mod page;

pub use page::Page;

use super::lists::{Filter, walk};
use super::{Scene, Screen, Typing, Want, frame};
use crate::content::checklist::{Certainty, Checklist, Item};
use crate::content::{self, standing};
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request};
use crate::search::Index;
use crate::text::{library as words, say as common};
use crate::theme::Role;
use crate::widgets::line::Line;
use crate::widgets::list::List;
use crate::widgets::table::{Cell, Column, table};
use ratatui::Frame;
use ratatui::layout::Rect;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is on the shelves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shelf {
    #[default]
    Items,
    Norms,
    Clauses,
}

impl Shelf {
    fn next(self) -> Shelf {
        match self {
            Shelf::Items => Shelf::Norms,
            Shelf::Norms => Shelf::Clauses,
            Shelf::Clauses => Shelf::Items,
        }
    }
}

/// One row. Items by their list and their place in it, norms and clauses by their place in their files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    List(usize),
    Section(usize, usize),
    Item(usize, usize),
    Norm(usize),
    Clause(usize, usize),
}

/// The library and where in it one is.
#[derive(Debug, Default)]
pub struct Library {
    lists: Option<Vec<Arc<Checklist>>>,
    /// How much of the district's own could not be read.
    faults: usize,
    shelf: Shelf,
    /// The list that is open.
    open: Option<usize>,
    /// Only these items, those of a norm or clause, which the title names.
    only: Option<(String, BTreeSet<String>)>,
    /// Every row that can be found of each shelf, and by what.
    found: [(Vec<Row>, Index); 3],
    filter: Filter,
    list: List,
    height: usize,
}

impl Library {
    /// Only these items.
    pub fn of_items(name: String, items: BTreeSet<String>) -> Library {
        Library { only: Some((name, items)), ..Library::default() }
    }

    pub fn scope(&self) -> Scope {
        Scope::Filter
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        if self.lists.is_some() { Vec::new() } else { vec![Want::Ask(Request::Lists)] }
    }

    fn lists(&self) -> &[Arc<Checklist>] {
        self.lists.as_deref().unwrap_or_default()
    }

    fn item(&self, list: usize, item: usize) -> &Item {
        &self.lists()[list].items[item]
    }

    /// The rows that are listed: what was found, else the open list by its sections, else all of the shelf.
    fn rows(&self) -> Vec<Row> {
        let (all, index) = &self.found[self.shelf as usize];
        let wanted = |row: &Row| match (row, &self.only) {
            (Row::Item(l, i), Some((_, only))) => only.contains(&self.item(*l, *i).id),
            _ => true,
        };
        let text = self.filter.text().trim();
        if !text.is_empty() {
            return index.find(text, None, all.len()).ranked.iter().map(|&at| all[at as usize]).filter(wanted).collect();
        }
        match (self.shelf, self.open) {
            (Shelf::Items, _) if self.only.is_some() => all.iter().copied().filter(wanted).collect(),
            (Shelf::Items, None) => (0..self.lists().len()).map(Row::List).collect(),
            (Shelf::Items, Some(l)) => {
                let list = &self.lists()[l];
                let of = |s: usize| {
                    let here = move |(_, i): &(usize, &Item)| i.section == list.sections[s].id;
                    let items = list.items.iter().enumerate().filter(here).map(move |(i, _)| Row::Item(l, i));
                    std::iter::once(Row::Section(l, s)).chain(items)
                };
                (0..list.sections.len()).flat_map(of).collect()
            }
            _ => all.clone(),
        }
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        let rows = self.rows();
        match command {
            Command::Back if !self.filter.is_empty() => self.filter.clear(),
            Command::Back if self.open.is_some() => {
                self.list = List::at(self.open.take().unwrap_or(0));
                return Vec::new();
            }
            Command::Back => return vec![Want::Close],
            Command::DeleteBack => self.filter.shorten(),
            Command::Tab if self.only.is_none() => (self.shelf, self.open) = (self.shelf.next(), None),
            Command::Enter => {
                let opened = rows.get(self.list.current).map(|row| self.opened(*row, scene)).unwrap_or_default();
                if !opened.is_empty() {
                    self.filter.answered();
                }
                return opened;
            }
            other => {
                walk(&mut self.list, other, rows.len(), self.height);
                return Vec::new();
            }
        }
        self.list = List::default();
        Vec::new()
    }

    fn opened(&mut self, row: Row, _: &Scene) -> Vec<Want> {
        let page = match row {
            Row::List(at) => {
                (self.open, self.list) = (Some(at), List::default());
                return Vec::new();
            }
            Row::Section(..) => return Vec::new(),
            Row::Item(l, i) => Page::of_item(self.item(l, i).clone(), self.lists()),
            Row::Norm(at) => Page::of_norm(&content::norms().norms[at], self.lists()),
            Row::Clause(p, c) => Page::of_clause(&content::plans().0[p].clauses[c], self.lists()),
        };
        vec![Want::Open(Box::new(Screen::LibraryPage(page)))]
    }

    pub fn typed(&mut self, text: &str, _: &Scene) -> Vec<Want> {
        self.filter.insert(text);
        self.list = List::default();
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, _: &Scene) -> Vec<Want> {
        if let Reply::Lists(lists, faults) = reply {
            (self.lists, self.faults) = (Some(lists.clone()), faults.len());
            self.found = [self.items(), norms(), clauses()].map(|rows| {
                let index = Index::new(rows.iter().map(|(_, by)| by.each_ref().map(String::as_str)));
                (rows.into_iter().map(|(row, _)| row).collect(), index)
            });
        }
        Vec::new()
    }

    /// Every item once, at its first list, with what it is found by.
    fn items(&self) -> Vec<(Row, [String; 4])> {
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for (l, list) in self.lists().iter().enumerate() {
            for (i, item) in list.items.iter().enumerate().filter(|(_, i)| seen.insert(i.id.clone())) {
                let ids = format!("{} {}", item.id, item.aliases.join(" "));
                let english = format!("{} {}", item.short.en, item.text.en);
                all.push((Row::Item(l, i), [item.short.zh.clone(), item.text.zh.clone(), ids, english]));
            }
        }
        all
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let title = match (&self.only, self.open) {
            (Some((name, _)), _) => words::OF_ITEMS.fill(scene.lang, &[name]),
            (None, Some(at)) => words::OF_LIST.fill(scene.lang, &[&self.lists()[at].title.get(scene.lang)]),
            (None, None) => scene.say(words::TITLE).into(),
        };
        let body = frame::page(f, area, scene, &title, "");
        let rows = self.rows();
        let lists = self.filter.is_empty() && self.open.is_none() && self.only.is_none();
        let shown = match self.shelf {
            Shelf::Items if lists => words::LISTS,
            Shelf::Items => words::ITEMS,
            Shelf::Norms => words::NORMS,
            Shelf::Clauses => words::CLAUSES,
        };
        let count = rows.iter().filter(|r| !matches!(r, Row::Section(..))).count();
        self.filter.draw(f, body, 0, scene, &shown.fill(scene.lang, &[&count]));
        let below = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
        let columns = [Column::new("", 18), Column::new("", 0), Column::new("", 22)];
        let made = (rows.len(), |at: usize| self.cells(rows[at], scene));
        self.height = table(f.buffer_mut(), below, &columns, made, &self.list, scene.theme);
        self.list.settle(rows.len(), self.height);
        if rows.is_empty() && self.lists.is_some() {
            let quiet = scene.theme.style(Role::Quiet);
            let nothing = common::NOTHING_FITS.fill(scene.lang, &[&self.filter.text()]);
            let said = if self.filter.is_empty() { scene.say(words::NONE) } else { &nothing };
            Line::new(f.buffer_mut(), below, 1, quiet).add("   ", quiet).add(said, quiet);
        }
        let echo = match (&self.lists, self.faults) {
            (None, _) => scene.say(common::LOADING).to_string(),
            (_, 0) => scene.say(words::HINT).into(),
            (_, faults) => words::FAULTS.fill(scene.lang, &[&faults]),
        };
        frame::foot(f, area, scene, Scope::Filter, &echo);
    }

    fn cells(&self, row: Row, scene: &Scene) -> Vec<Cell> {
        let lang = scene.lang;
        match row {
            Row::List(at) => {
                let list = &self.lists()[at];
                let own = if list.own { format!("  {}", scene.say(words::OWN)) } else { String::new() };
                let count = words::COUNT.fill(lang, &[&list.items.len()]) + &own;
                vec![(list.id.clone(), Role::Quiet), (list.title.get(lang).into(), Role::Text), (count, Role::Quiet)]
            }
            Row::Section(l, s) => {
                let title = self.lists()[l].sections[s].title.get(lang).to_string();
                vec![(title, Role::Head), (String::new(), Role::Text), (String::new(), Role::Text)]
            }
            Row::Item(l, i) => {
                let item = self.item(l, i);
                let red = item.red_line.then(|| scene.say(words::RED));
                let unread = (!standing::is_verified(item)).then(|| scene.say(words::UNREAD));
                let tags = [red, Some(scene.say(item.severity.words())), unread].into_iter().flatten().collect::<Vec<_>>();
                let role = if item.red_line { Role::RedLine } else { Role::Quiet };
                vec![(format!(" {}", item.id), Role::Quiet), (item.short.get(lang).into(), Role::Text), (tags.join(" "), role)]
            }
            Row::Norm(at) => {
                let norm = &content::norms().norms[at];
                let role = if norm.certainty == Certainty::Read { Role::Quiet } else { Role::Warning };
                vec![
                    (norm.short.get(lang).into(), Role::Quiet),
                    (norm.name.get(lang).into(), Role::Text),
                    (scene.say(norm.certainty.words()).into(), role),
                ]
            }
            Row::Clause(p, c) => {
                let clause = &content::plans().0[p].clauses[c];
                let items = lines::items_of(self.lists(), |i| i.plan.contains(&clause.id)).len();
                let role = if items == 0 { Role::Owed } else { Role::Quiet };
                vec![
                    (clause.id.clone(), Role::Quiet),
                    (clause.text.get(lang).into(), Role::Text),
                    (words::COUNT.fill(lang, &[&items]), role),
                ]
            }
        }
    }
}

fn norms() -> Vec<(Row, [String; 4])> {
    let all = content::norms().norms.iter().enumerate();
    let by =
        |n: &content::norms::Norm| [n.name.zh.clone(), n.number.clone(), n.id.clone(), format!("{} {}", n.short.zh, n.name.en)];
    all.map(|(at, n)| (Row::Norm(at), by(n))).collect()
}

fn clauses() -> Vec<(Row, [String; 4])> {
    let mut all = Vec::new();
    for (p, plan) in content::plans().0.iter().enumerate() {
        for (c, clause) in plan.clauses.iter().enumerate() {
            let by = [
                clause.text.zh.clone(),
                format!("{} {}", plan.title.zh, clause.section.zh),
                clause.id.clone(),
                clause.text.en.clone(),
            ];
            all.push((Row::Clause(p, c), by));
        }
    }
    all
}
