//! One clause of a plan: what it asks, its targets, the places and items behind its figures. Every row opens.

use super::entries::Entries;
use super::{place, told};
use crate::content;
use crate::keymap::{Command, Scope};
use crate::report::coverage::target;
use crate::request::Reply;
use crate::screens::lists::walk;
use crate::screens::{Scene, Screen, Typing, Want, frame};
use crate::text::coverage as words;
use crate::theme::Role;
use crate::views::coverage::{ClauseRow, Coverage};
use crate::widgets::columns::wrap;
use crate::widgets::line::Line;
use crate::widgets::list::List;
use crate::widgets::table::{Cell, Column, table};
use ratatui::Frame;
use ratatui::layout::Rect;
use std::sync::Arc;

/// The page of one clause.
#[derive(Debug)]
pub struct ClausePage {
    view: Arc<Coverage>,
    at: usize,
    /// The first row is the places, then the items.
    list: List,
    height: usize,
}

impl ClausePage {
    pub fn new(view: Arc<Coverage>, at: usize) -> ClausePage {
        ClausePage { view, at, list: List::default(), height: 1 }
    }

    fn row(&self) -> &ClauseRow {
        &self.view.clauses[self.at]
    }

    /// The places and the items; a clause without items has neither.
    fn rows(&self) -> usize {
        match self.row().items.len() {
            0 => 0,
            items => items + 1,
        }
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

    pub fn command(&mut self, command: Command, _: &Scene) -> Vec<Want> {
        let row = self.row();
        match command {
            Command::Back => return vec![Want::Close],
            Command::Enter if self.list.current == 0 && !row.items.is_empty() => {
                return opened(Entries::places(&self.view, row));
            }
            Command::Enter => {
                let item = self.list.current.checked_sub(1).and_then(|at| row.items.get(at));
                return item.map(|id| opened(Entries::of_item(&self.view, id))).unwrap_or_default();
            }
            other => {
                let (rows, height) = (self.rows(), self.height);
                walk(&mut self.list, other, rows, height);
            }
        }
        Vec::new()
    }

    pub fn typed(&mut self, _: &str, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn receive(&mut self, _: &Reply, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let row = self.row();
        let title = words::HEAD.fill(scene.lang, &[&self.view.year, &place(&self.view.street, scene)]);
        let body = frame::page(f, area, scene, &title, &row.clause);
        let lines = self.lines(usize::from(body.width).saturating_sub(6), scene);
        let room = usize::from(body.height).saturating_sub(6);
        for (n, (text, role)) in lines.iter().take(room).enumerate() {
            let style = scene.theme.style(*role);
            Line::new(f.buffer_mut(), body, n as u16, style).add("   ", style).add(text, style);
        }
        let top = lines.len().min(room) as u16 + 1;
        let below = Rect { y: body.y + top, height: body.height.saturating_sub(top), ..body };
        let zh = scene.lang == crate::text::Lang::Zh;
        let columns = [
            Column::new(scene.say(words::ITEMS), 16),
            Column::new("", 0),
            Column::new(scene.say(words::PLACES), 13).right(),
            Column::new(scene.say(words::PASS), 5).right(),
            Column::new(scene.say(words::FAIL), if zh { 4 } else { 5 }).right(),
            Column::new(scene.say(words::RATE), 6).right(),
            Column::new(scene.say(words::OPEN), 4).right(),
            Column::new(scene.say(words::CLOSED), 4).right(),
        ];
        let rows = self.cells(scene);
        if !rows.is_empty() {
            self.height = table(f.buffer_mut(), below, &columns, (rows.len(), |at| rows[at].clone()), &self.list, scene.theme);
            self.list.settle(rows.len(), self.height);
        }
        frame::foot(f, area, scene, Scope::List, scene.say(words::HINT_ITEMS));
    }

    /// What stands above the rows.
    fn lines(&self, width: usize, scene: &Scene) -> Vec<(String, Role)> {
        let (lang, row) = (scene.lang, self.row());
        let Some((plan, clause)) = content::plans().clause(&row.clause) else { return Vec::new() };
        let mut lines = vec![(format!("{} {}  {}", plan.number, clause.section.get(lang), plan.title.get(lang)), Role::Quiet)];
        lines.extend(wrap(clause.text.get(lang), width).into_iter().map(|l| (l, Role::Text)));
        for t in &clause.targets {
            lines.extend(wrap(&target(t, lang), width).into_iter().map(|l| (l, Role::Quiet)));
        }
        if !clause.targets.is_empty() {
            lines.push((scene.say(words::TARGET_NOTE).into(), Role::Quiet));
        }
        if row.items.is_empty() {
            lines.push((scene.say(words::NO_ITEM_PRINTED).into(), Role::Owed));
            return lines;
        }
        let f = &row.figures;
        let sums = words::SUMS.fill(lang, &[&f.pass, &f.fail, &f.open, &f.closed, &f.fixed]);
        let apart = words::APART.fill(lang, &[&f.batch, &f.late, &f.na, &f.unchecked, &f.apart]);
        lines.extend([sums, apart].iter().flat_map(|text| wrap(text, width)).map(|l| (l, Role::Text)));
        lines
    }

    fn cells(&self, scene: &Scene) -> Vec<Vec<Cell>> {
        let row = self.row();
        if row.items.is_empty() {
            return Vec::new();
        }
        let cells = |id: (String, Role), short: String, f: &crate::views::coverage::Figures| {
            let [places, rate, open] = told(f, scene);
            let plain = |n: u32| (n.to_string(), Role::Text);
            vec![id, (short, Role::Text), places, plain(f.pass), plain(f.fail), rate, open, plain(f.closed + f.fixed)]
        };
        let first = cells((scene.say(words::FACILITY).into(), Role::Chosen), String::new(), &row.figures);
        let items = row.items.iter().filter_map(|id| {
            let item = self.view.items.get(id)?;
            Some(cells((id.clone(), Role::Quiet), item.short.get(scene.lang).into(), &item.figures))
        });
        std::iter::once(first).chain(items).collect()
    }
}

fn opened(entries: Entries) -> Vec<Want> {
    vec![Want::Open(Box::new(Screen::CoverageEntries(entries)))]
}
