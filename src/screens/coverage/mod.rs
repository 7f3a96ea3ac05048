//! Plan coverage: every clause of the plans and how far this year's visits have looked at it. A clause opens onto its
//! items, an item onto its entries; one without items says so.

mod clause;
mod entries;

pub use clause::ClausePage;
pub use entries::Entries;

use super::lists::{Filter, walk};
use super::print::Print;
use super::{Scene, Screen, Typing, Want, frame};
use crate::content;
use crate::keymap::{Command, Scope};
use crate::report::coverage::percent;
use crate::request::{Document, Reply, Request};
use crate::search::Index;
use crate::text::coverage as words;
use crate::theme::Role;
use crate::views::coverage::{ClauseRow, Coverage as View, Figures};
use crate::widgets::line::Line;
use crate::widgets::list::List;
use crate::widgets::table::{Cell, Column, table};
use ratatui::Frame;
use ratatui::layout::Rect;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Which clauses are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Which {
    #[default]
    All,
    Uncovered,
    /// It has items, and no place was checked for any of them.
    Unseen,
}

impl Which {
    fn next(self) -> Which {
        match self {
            Which::All => Which::Uncovered,
            Which::Uncovered => Which::Unseen,
            Which::Unseen => Which::All,
        }
    }

    fn takes(self, row: &ClauseRow) -> bool {
        match self {
            Which::All => true,
            Which::Uncovered => row.items.is_empty(),
            Which::Unseen => !row.items.is_empty() && row.figures.checked.count() == 0,
        }
    }
}

/// The list of clauses.
#[derive(Debug)]
pub struct Coverage {
    year: i16,
    street: String,
    /// All streets there are, known once the whole district was counted.
    streets: Vec<String>,
    view: Option<Arc<View>>,
    which: Which,
    index: Index,
    filter: Filter,
    list: List,
    height: usize,
}

impl Coverage {
    pub fn of(year: i16) -> Coverage {
        Coverage {
            year,
            street: String::new(),
            streets: Vec::new(),
            view: None,
            which: Which::All,
            index: Index::default(),
            filter: Filter::default(),
            list: List::default(),
            height: 1,
        }
    }

    /// Once something is typed, digits are text too: ids of clauses have them.
    pub fn scope(&self) -> Scope {
        if self.filter.is_empty() { Scope::Coverage } else { Scope::Filter }
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        vec![self.ask(scene)]
    }

    fn ask(&self, scene: &Scene) -> Want {
        Want::Ask(Request::Coverage { year: self.year, street: self.street.clone(), today: scene.now.today })
    }

    fn listed(&self) -> Vec<usize> {
        let Some(view) = &self.view else { return Vec::new() };
        let fits = |at: &usize| self.which.takes(&view.clauses[*at]);
        match self.filter.text().trim() {
            "" => (0..view.clauses.len()).filter(fits).collect(),
            text => self.index.find(text, None, view.clauses.len()).ranked.iter().map(|&at| at as usize).filter(fits).collect(),
        }
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        let listed = self.listed();
        match command {
            Command::Back if !self.filter.is_empty() => self.filter.clear(),
            Command::Back => return vec![Want::Close],
            Command::DeleteBack => self.filter.shorten(),
            Command::Tab => self.which = self.which.next(),
            Command::Left | Command::Right => {
                self.year = self.year.saturating_add(if command == Command::Left { -1 } else { 1 }).clamp(1, 9998);
                self.view = None;
                return vec![self.ask(scene)];
            }
            Command::NextStreet => {
                let at = self.streets.iter().position(|s| *s == self.street).map_or(0, |at| at + 1);
                self.street = self.streets.get(at).cloned().unwrap_or_default();
                self.view = None;
                return vec![self.ask(scene)];
            }
            Command::Print | Command::Table => return self.print(command == Command::Table, scene),
            Command::Enter => {
                let (Some(view), Some(&at)) = (&self.view, listed.get(self.list.current)) else { return Vec::new() };
                self.filter.answered();
                return vec![Want::Open(Box::new(Screen::CoverageClause(ClausePage::new(view.clone(), at))))];
            }
            other => {
                walk(&mut self.list, other, listed.len(), self.height);
                return Vec::new();
            }
        }
        self.list = List::default();
        Vec::new()
    }

    fn print(&self, csv: bool, scene: &Scene) -> Vec<Want> {
        let at = place(&self.street, scene);
        let title = words::PRINT.fill(scene.lang, &[&self.year, &at]);
        let file = words::FILE.fill(scene.lang, &[&self.year, &at, &if csv { "csv" } else { "html" }]);
        let document = Document::Coverage { year: self.year, street: self.street.clone(), csv };
        vec![Want::Open(Box::new(Screen::Print(Print::new(document, title, &file, scene))))]
    }

    pub fn typed(&mut self, text: &str, _: &Scene) -> Vec<Want> {
        self.filter.insert(text);
        self.list = List::default();
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, _: &Scene) -> Vec<Want> {
        if let Reply::Coverage(view) = reply {
            if view.street.is_empty() {
                let streets: BTreeSet<&String> = view.places.iter().map(|p| &p.street).filter(|s| !s.is_empty()).collect();
                self.streets = streets.into_iter().cloned().collect();
            }
            let plans = content::plans();
            let texts: Vec<[String; 3]> = view
                .clauses
                .iter()
                .map(|row| {
                    let Some((plan, clause)) = plans.clause(&row.clause) else { return Default::default() };
                    [
                        format!("{} {}", clause.section.zh, clause.text.zh),
                        format!("{} {}", row.clause, clause.text.en),
                        plan.title.zh.clone(),
                    ]
                })
                .collect();
            self.index = Index::new(texts.iter().map(|t| t.each_ref().map(String::as_str)));
            self.view = Some(view.clone());
            self.list.step(0, self.listed().len());
        }
        Vec::new()
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let title = words::HEAD.fill(scene.lang, &[&self.year, &place(&self.street, scene)]);
        let count = self.view.as_ref().map(|v| words::IN_BUSINESS.fill(scene.lang, &[&v.in_business()]));
        let body = frame::page(f, area, scene, &title, &count.unwrap_or_default());
        let listed = self.listed();
        let shown = match self.which {
            Which::All => words::SHOWN_ALL,
            Which::Uncovered => words::SHOWN_UNCOVERED,
            Which::Unseen => words::SHOWN_UNSEEN,
        };
        self.filter.draw(f, body, 0, scene, &shown.fill(scene.lang, &[&listed.len()]));
        let below = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
        let columns = [
            Column::new(scene.say(words::CLAUSE), 13),
            Column::new(scene.say(words::ASKED), 0),
            Column::new(scene.say(words::ITEMS_SHORT), 3).right(),
            Column::new(scene.say(words::PLACES), 13).right(),
            Column::new(scene.say(words::RATE), 6).right(),
            Column::new(scene.say(words::OPEN), 4).right(),
        ];
        let clauses = self.view.as_ref().map(|v| v.clauses.as_slice()).unwrap_or_default();
        let made = (listed.len(), |at: usize| cells(&clauses[listed[at]], scene));
        self.height = table(f.buffer_mut(), below, &columns, made, &self.list, scene.theme);
        self.list.settle(listed.len(), self.height);
        if listed.is_empty() && self.view.is_some() {
            let quiet = scene.theme.style(Role::Quiet);
            Line::new(f.buffer_mut(), below, 1, quiet).add("   ", quiet).add(scene.say(words::NONE), quiet);
        }
        let echo = if self.view.is_none() { words::COUNTING } else { words::HINT };
        frame::foot(f, area, scene, self.scope(), scene.say(echo));
    }
}

/// The street, or that it is the whole district.
fn place<'a>(street: &'a str, scene: &Scene) -> &'a str {
    if street.is_empty() { scene.say(words::EVERYWHERE) } else { street }
}

fn cells(row: &ClauseRow, scene: &Scene) -> Vec<Cell> {
    let text = content::plans().clause(&row.clause).map_or("", |(_, c)| c.text.get(scene.lang));
    let head = [(row.clause.clone(), Role::Quiet), (text.to_string(), Role::Text)];
    if row.items.is_empty() {
        let bare = ["0", scene.say(words::NO_ITEM), "", ""].map(|t| (t.to_string(), Role::Owed));
        return head.into_iter().chain(bare).collect();
    }
    let [places, rate, open] = told(&row.figures, scene);
    head.into_iter().chain([(row.items.len().to_string(), Role::Text), places, rate, open]).collect()
}

/// Places checked of those owed it, the pass rate, open findings.
fn told(f: &Figures, scene: &Scene) -> [Cell; 3] {
    let places = format!("{}/{}", f.checked.count(), f.owed.count());
    let seen = if f.checked.count() == 0 && f.owed.count() > 0 { Role::Warning } else { Role::Text };
    let rate = f.rate().map_or((scene.say(words::NOT_CHECKED).to_string(), Role::Quiet), |r| (percent(r), Role::Text));
    let open = if f.open > 0 { Role::Owed } else { Role::Quiet };
    [(places, seen), rate, (f.open.to_string(), open)]
}
