//! The list of findings: open, overdue or all, narrowed by typing; Enter opens one.

use super::finding::FindingPage;
use super::lists::{Filter, walk};
use super::{Scene, Screen, Typing, Want, frame, open, say};
use crate::domain::name::FacilityId;
use crate::domain::subject::PointId;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request};
use crate::search::Index;
use crate::text::{Lang, finding as words, print};
use crate::theme::Role;
use crate::views::finding::FindingRow;
use crate::widgets::line::Line;
use crate::widgets::list::List;
use crate::widgets::table::{Cell, Column, table};
use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Which findings are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    #[default]
    Open,
    Overdue,
    All,
}

impl Which {
    fn next(self) -> Which {
        match self {
            Which::Open => Which::Overdue,
            Which::Overdue => Which::All,
            Which::All => Which::Open,
        }
    }

    fn takes(self, row: &FindingRow, today: Date) -> bool {
        let open = row.stage.is_some_and(|s| !s.is_closed());
        match self {
            Which::Open => open,
            Which::Overdue => open && row.due.is_some_and(|due| due < today),
            Which::All => true,
        }
    }
}

/// The list.
#[derive(Debug)]
pub struct Findings {
    which: Which,
    /// Only of this facility.
    facility: Option<FacilityId>,
    rows: Option<Vec<FindingRow>>,
    index: Option<Index>,
    filter: Filter,
    /// The first row exports.
    list: List,
    height: usize,
    /// The finding that was opened: the cursor stays on it when the list is read again.
    opened: Option<PointId>,
}

impl Findings {
    pub fn new(which: Which, facility: Option<FacilityId>) -> Findings {
        let (rows, index, filter, list) = (None, None, Filter::default(), List::at(1));
        Findings { which, facility, rows, index, filter, list, height: 10, opened: None }
    }

    pub fn scope(&self) -> Scope {
        Scope::Filter
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        vec![Want::Ask(Request::Findings { today: scene.now.today, overdue: false })]
    }

    /// The rows that are listed, as indexes.
    fn listed(&self, today: Date) -> Vec<usize> {
        let rows = self.rows.as_deref().unwrap_or_default();
        let fits = |at: &usize| self.which.takes(&rows[*at], today);
        match (&self.index, self.filter.text().trim()) {
            (Some(index), text) if !text.is_empty() => {
                let found = index.find(text, None, rows.len());
                found.ranked.iter().map(|&at| at as usize).filter(fits).collect()
            }
            _ => (0..rows.len()).filter(fits).collect(),
        }
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        let listed = self.listed(scene.now.today);
        match command {
            Command::Back if !self.filter.is_empty() => {
                self.filter.clear();
                self.list = List::at(1);
            }
            Command::Back => return vec![Want::Close],
            Command::DeleteBack => {
                self.filter.shorten();
                self.list = List::at(1);
            }
            Command::Tab => {
                self.which = self.which.next();
                self.list = List::at(1);
            }
            Command::Enter if self.list.current == 0 => return open::ledger(scene),
            Command::Enter => {
                let row = self.list.current.checked_sub(1).and_then(|at| listed.get(at)).copied();
                let row = row.and_then(|at| self.rows.as_ref()?.get(at));
                let Some(row) = row else { return Vec::new() };
                let id = row.id.clone();
                self.opened = Some(id.clone());
                self.filter.answered();
                return vec![Want::Open(Box::new(Screen::Finding(FindingPage::new(id))))];
            }
            other => {
                walk(&mut self.list, other, listed.len() + 1, self.height);
            }
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, _: &Scene) -> Vec<Want> {
        self.filter.insert(text);
        self.list = List::at(1);
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        if let Reply::Findings(rows) = reply {
            let ours = |r: &&FindingRow| self.facility.is_none_or(|f| r.facility == f);
            let rows: Vec<FindingRow> = rows.iter().filter(ours).cloned().collect();
            let told = |r: &FindingRow| {
                let item = r.item.clone().unwrap_or_default();
                let title = say::item(&item, scene.lang);
                [r.facility_name.clone(), r.place.clone(), r.facts.clone(), format!("{item} {title}")]
            };
            let texts: Vec<[String; 4]> = rows.iter().map(told).collect();
            self.index = Some(Index::new(texts.iter().map(|t| t.each_ref().map(String::as_str))));
            self.rows = Some(rows);
            let listed = self.listed(scene.now.today);
            let at = |id: PointId| listed.iter().position(|&r| self.rows.as_ref().is_some_and(|rows| rows[r].id == id));
            if let Some(at) = self.opened.take().and_then(at) {
                self.list.current = at + 1;
            }
            self.list.step(0, listed.len() + 1);
        }
        Vec::new()
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let today = scene.now.today;
        let rows = self.rows.as_deref().unwrap_or_default();
        let count = |which: Which| rows.iter().filter(|r| which.takes(r, today)).count();
        let counts = [Which::Open, Which::Overdue, Which::All].map(count);
        let title = match self.facility {
            Some(_) => rows.first().map_or(String::new(), |r| format!("  {}", r.facility_name)),
            None => String::new(),
        };
        let right = words::COUNTS.fill(scene.lang, &[&counts[0], &counts[1], &counts[2]]);
        let body = frame::page(f, area, scene, &format!("{}{title}", scene.say(words::FINDINGS)), &right);
        let listed = self.listed(today);
        let word = match self.which {
            Which::Open => words::OPEN_ONES,
            Which::Overdue => words::OVERDUE_ONES,
            Which::All => words::ALL_ONES,
        };
        let shown = words::SHOWN.fill(scene.lang, &[&scene.say(word), &listed.len()]);
        self.filter.draw(f, body, 0, scene, &shown);
        let list = Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body };
        let wide = area.width >= 110;
        let columns = [
            Column::new(scene.say(words::FACILITY), if wide { 28 } else { 16 }),
            Column::new(scene.say(words::WHAT), 0),
            Column::new(scene.say(words::HOW_BAD), 8),
            Column::new(scene.say(words::DUE), if scene.lang == Lang::Zh { 12 } else { 16 }),
            Column::new(scene.say(words::STATE), if wide { 18 } else { 10 }),
        ];
        let export = [(print::EXPORT, Role::Chosen), (print::EXPORT_AS, Role::Quiet)]
            .map(|(t, role)| (scene.say(t).to_string(), role))
            .to_vec();
        let made = |at: usize| match at.checked_sub(1) {
            Some(at) => cells(&rows[listed[at]], today, scene),
            None => export.clone(),
        };
        self.height = table(f.buffer_mut(), list, &columns, (listed.len() + 1, made), &self.list, scene.theme);
        self.list.settle(listed.len() + 1, self.height);
        if listed.is_empty() && self.rows.is_some() {
            let quiet = scene.theme.style(Role::Quiet);
            Line::new(f.buffer_mut(), list, 3, quiet).add("   ", quiet).add(scene.say(words::NONE), quiet);
        }
        let loading = if self.rows.is_none() { scene.say(crate::text::say::LOADING) } else { "" };
        frame::foot(f, area, scene, Scope::Filter, loading);
    }
}

fn cells(row: &FindingRow, today: Date, scene: &Scene) -> Vec<Cell> {
    let closed = row.stage.is_none_or(|s| s.is_closed());
    let (due, pressing) = match closed {
        true => (String::new(), Role::Quiet),
        false => say::due(row.due, today, scene.lang),
    };
    let bad = if row.candidate || row.severity == crate::domain::point::Severity::Major { Role::Owed } else { Role::Text };
    vec![
        (row.facility_name.clone(), Role::Text),
        (what(row, scene), if closed { Role::Quiet } else { Role::Text }),
        (scene.say(say::severity(row)).into(), if closed { Role::Quiet } else { bad }),
        (due, pressing),
        (state(row, scene), if row.disputed { Role::Owed } else { Role::Quiet }),
    ]
}

/// Place and facts, or the item's title while they are missing.
pub fn what(row: &FindingRow, scene: &Scene) -> String {
    let title = row.item.as_deref().map_or(scene.say(crate::text::say::OFF_LIST).into(), |i| say::item(i, scene.lang));
    let facts = if row.facts.is_empty() { format!("{title} {}", scene.say(words::TO_FILL)) } else { row.facts.clone() };
    let imported = if row.imported { format!("[{}] ", scene.say(words::IMPORTED)) } else { String::new() };
    format!("{imported}{}", format!("{} {facts}", row.place).trim())
}

/// Its stage; a dispute first.
pub fn state(row: &FindingRow, scene: &Scene) -> String {
    let stage = row.stage.map_or(words::WITHDRAWN, |s| s.words());
    let mark = if row.disputed { format!("{} ", scene.say(words::DISPUTED)) } else { String::new() };
    format!("{mark}{}", scene.say(stage))
}
