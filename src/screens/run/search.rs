//! Finding an item by any letters or characters: any key that is no command opens it, Esc goes back to the same item.

use super::draw::BODY;
use crate::domain::subject::PointId;
use crate::screens::Scene;
use crate::search::Index;
use crate::text::run as words;
use crate::theme::Role;
use crate::views::closing::rows_in_scope;
use crate::views::visit::Visit;
use crate::widgets::line::Line;
use crate::widgets::list::List;
use crate::widgets::prompt::{Edit, Prompt};
use crate::widgets::table::{Cell, Column, table};
use ratatui::Frame;
use ratatui::layout::Rect;
use std::collections::BTreeSet;

/// How many hits are offered.
const MOST: usize = 40;

/// One item that can be found: in the visit, or in its lists only.
#[derive(Clone, Debug)]
struct Found {
    number: String,
    short: String,
    item: String,
    here: Option<PointId>,
}

/// The open search.
#[derive(Debug)]
pub struct Search {
    prompt: Prompt,
    items: Vec<Found>,
    index: Index,
    hits: Vec<usize>,
    list: List,
}

/// What Enter takes.
pub enum Goal {
    There(PointId),
    /// An item of the lists that is not in the visit yet.
    TakeIn(String),
}

impl Search {
    pub fn new(visit: &Visit, text: &str, scene: &Scene) -> Search {
        let today: BTreeSet<usize> = rows_in_scope(visit).collect();
        let rows = today.iter().map(|&r| Found {
            number: visit.rows[r].number.clone(),
            short: visit.item(r).short.get(scene.lang).into(),
            item: visit.item(r).id.clone(),
            here: Some(visit.rows[r].point.clone()),
        });
        let mut items: Vec<Found> = rows.collect();
        let kind = visit.parts.head.joined.value.facility_type;
        for item in visit.parts.lists.iter().flat_map(|l| &l.items).filter(|i| i.fits(kind)) {
            if visit.row_of(&item.id).is_none_or(|r| !today.contains(&r)) {
                let short = item.short.get(scene.lang).to_string();
                items.push(Found { number: String::new(), short, item: item.id.clone(), here: None });
            }
        }
        let texts: Vec<[String; 4]> = items
            .iter()
            .map(|f| {
                let item = visit.parts.lists.iter().flat_map(|l| &l.items).find(|i| i.id == f.item);
                let both = item.map(|i| (i.text.zh.clone() + &i.short.zh, i.text.en.clone())).unwrap_or_default();
                [f.short.clone(), both.0, both.1, format!("{} {}", f.number, f.item)]
            })
            .collect();
        let index = Index::new(texts.iter().map(|t| t.each_ref().map(String::as_str)));
        let mut search = Search { prompt: Prompt::new(""), items, index, hits: Vec::new(), list: List::default() };
        search.insert(text);
        search
    }

    pub fn insert(&mut self, text: &str) {
        self.prompt.insert(text);
        self.find();
    }

    pub fn edit(&mut self, edit: Edit) {
        self.prompt.edit(edit);
        self.find();
    }

    pub fn is_empty(&self) -> bool {
        self.prompt.is_empty()
    }

    pub fn step(&mut self, by: isize) {
        self.list.step(by, self.hits.len());
    }

    fn find(&mut self) {
        self.list = List::default();
        let found = self.index.find(self.prompt.text(), None, MOST);
        self.hits = found.ranked.iter().map(|&h| h as usize).collect();
    }

    pub fn goal(&self) -> Option<Goal> {
        let found = self.items.get(*self.hits.get(self.list.current)?)?;
        Some(match &found.here {
            Some(point) => Goal::There(point.clone()),
            None => Goal::TakeIn(found.item.clone()),
        })
    }

    /// In the place of the rows.
    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let text = scene.theme.style(Role::Text);
        let line = Line::new(f.buffer_mut(), area, 0, text).add(" ", text).add(scene.say(words::SEARCH), text).add("  [", text);
        let (x, room) = (line.column(), line.left().saturating_sub(2));
        line.cell("", room, text).add("]", text);
        self.prompt.draw(f, Rect { x, width: room as u16, height: 1, ..area }, true, scene.theme);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        if self.hits.is_empty() {
            Line::new(f.buffer_mut(), body, 0, text)
                .add("   ", text)
                .add(scene.say(words::NO_HIT), scene.theme.style(Role::Quiet));
            return;
        }
        let columns = [Column::new("", 5), Column::new("", 0), Column::new("", 24)];
        let row = |at: usize| -> Vec<Cell> {
            let found = &self.items[self.hits[at]];
            let mark = if found.here.is_some() { found.item.clone() } else { scene.say(words::NOT_IN_VISIT).into() };
            vec![(found.number.clone(), Role::Text), (found.short.clone(), Role::Text), (mark, Role::Quiet)]
        };
        let height = table(f.buffer_mut(), body, &columns, (self.hits.len(), row), &self.list, scene.theme);
        self.list.settle(self.hits.len(), height.min(usize::from(BODY)));
    }
}
