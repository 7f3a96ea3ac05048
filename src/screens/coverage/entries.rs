//! What stands behind a figure: the places that are owed a clause, or every answer and finding of an item. Tab narrows it
//! to one figure; Enter opens what a row names.

use crate::content::checklist::{Item, Words};
use crate::domain::name::FacilityId;
use crate::domain::point::Verdict;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request};
use crate::screens::lists::{Filter, walk};
use crate::screens::{Scene, Typing, Want, frame, open};
use crate::search::Index;
use crate::text::{Text, coverage as words, say as common};
use crate::theme::Role;
use crate::views::coverage::{ClauseRow, Coverage, CoverageEntry};
use crate::widgets::line::Line;
use crate::widgets::list::List;
use crate::widgets::table::{Cell, Column, table};
use ratatui::Frame;
use ratatui::layout::Rect;

/// One row.
#[derive(Clone, Debug)]
enum Row {
    Place { id: FacilityId, name: String, street: String, checked: bool },
    Entry(CoverageEntry),
}

/// One figure that the rows can be narrowed to.
type Part = (Text, fn(&Row) -> bool);

const OF_PLACES: &[Part] = &[
    (words::ALL, |_| true),
    (words::COUNTED_NOT_YET, |r| matches!(r, Row::Place { checked: false, .. })),
    (words::COUNTED_CHECKED, |r| matches!(r, Row::Place { checked: true, .. })),
];

/// The fails among the parts of entries.
const FAILED: usize = 1;

const OF_ENTRIES: &[Part] = &[
    (words::ALL, |_| true),
    (words::COUNTED_FAIL, |r| counts(r, Verdict::Fail)),
    (words::COUNTED_PASS, |r| counts(r, Verdict::Pass)),
    (words::COUNTED_OPEN, |r| stands(r, false)),
    (words::COUNTED_CLOSED, |r| stands(r, true)),
    (words::COUNTED_APART, is_apart),
];

/// A check of its own: what the figures and the rate are made of.
fn counts(row: &Row, verdict: Verdict) -> bool {
    matches!(row, Row::Entry(e) if e.verdict == verdict && e.is_answer() && !e.batch && !e.late)
}

fn stands(row: &Row, closed: bool) -> bool {
    matches!(row, Row::Entry(e) if !e.late && !e.imported && e.stage.is_some_and(|s| s.is_closed() == closed))
}

fn is_apart(row: &Row) -> bool {
    matches!(row, Row::Entry(e) if e.batch || e.late || e.imported || matches!(e.verdict, Verdict::Na | Verdict::Unchecked))
}

/// What the rows are of.
#[derive(Debug)]
enum Of {
    /// The places that are owed this clause.
    Clause(String),
    Item {
        /// `None`: of all years.
        year: Option<i16>,
        street: String,
        id: String,
        short: Words,
    },
}

/// The list.
#[derive(Debug)]
pub struct Entries {
    of: Of,
    rows: Option<Vec<Row>>,
    part: usize,
    index: Index,
    filter: Filter,
    list: List,
    height: usize,
}

impl Entries {
    /// The places that are owed a clause.
    pub fn places(view: &Coverage, row: &ClauseRow) -> Entries {
        let figures = &row.figures;
        let owed = view.places.iter().enumerate().filter(|(n, _)| figures.owed.has(*n));
        let clause = row.clause.clone();
        let place = |(n, p): (usize, &crate::views::coverage::Place)| Row::Place {
            id: p.id,
            name: p.name.clone(),
            street: p.street.clone(),
            checked: figures.checked.has(n),
        };
        let mut entries = Entries::new(Of::Clause(clause));
        entries.take(owed.map(place).collect());
        entries
    }

    /// The entries of an item.
    pub fn of_item(view: &Coverage, item: &str) -> Entries {
        let short = view.items.get(item).map(|i| i.short.clone()).unwrap_or_default();
        Entries::new(Of::Item { year: Some(view.year), street: view.street.clone(), id: item.into(), short })
    }

    /// Where an item failed, ever.
    pub fn ever(item: &Item) -> Entries {
        let of = Of::Item { year: None, street: String::new(), id: item.id.clone(), short: item.short.clone() };
        Entries { part: FAILED, ..Entries::new(of) }
    }

    fn new(of: Of) -> Entries {
        let (index, filter, list) = (Index::default(), Filter::default(), List::default());
        Entries { of, rows: None, part: 0, index, filter, list, height: 1 }
    }

    fn parts(&self) -> &'static [Part] {
        if matches!(self.of, Of::Item { .. }) { OF_ENTRIES } else { OF_PLACES }
    }

    fn take(&mut self, rows: Vec<Row>) {
        let found_by = |row: &Row| match row {
            Row::Place { name, street, .. } => [name.clone(), street.clone()],
            Row::Entry(e) => [e.facility_name.clone(), e.words.clone()],
        };
        let texts: Vec<[String; 2]> = rows.iter().map(found_by).collect();
        self.index = Index::new(texts.iter().map(|t| t.each_ref().map(String::as_str)));
        self.rows = Some(rows);
        self.list.step(0, self.listed().len());
    }

    pub fn scope(&self) -> Scope {
        Scope::Filter
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        match &self.of {
            Of::Clause(_) => Vec::new(),
            Of::Item { year, street, id, .. } => {
                vec![Want::Ask(Request::CoverageEntries { year: *year, street: street.clone(), item: id.clone() })]
            }
        }
    }

    fn listed(&self) -> Vec<usize> {
        let rows = self.rows.as_deref().unwrap_or_default();
        let fits = |at: &usize| (self.parts()[self.part].1)(&rows[*at]);
        match self.filter.text().trim() {
            "" => (0..rows.len()).filter(fits).collect(),
            text => self.index.find(text, None, rows.len()).ranked.iter().map(|&at| at as usize).filter(fits).collect(),
        }
    }

    pub fn command(&mut self, command: Command, _: &Scene) -> Vec<Want> {
        match command {
            Command::Back if self.filter.is_empty() => return vec![Want::Close],
            Command::Back => self.filter.clear(),
            Command::DeleteBack => self.filter.shorten(),
            Command::Tab => self.part = (self.part + 1) % self.parts().len(),
            Command::Enter => {
                let listed = self.listed();
                let row = listed.get(self.list.current).and_then(|&at| self.rows.as_ref()?.get(at));
                let opened = row.map(opened).unwrap_or_default();
                self.filter.answered();
                return opened;
            }
            other => {
                let rows = self.listed().len();
                walk(&mut self.list, other, rows, self.height);
                return Vec::new();
            }
        }
        self.list = List::default();
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, _: &Scene) -> Vec<Want> {
        self.filter.insert(text);
        self.list = List::default();
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, _: &Scene) -> Vec<Want> {
        if let Reply::CoverageEntries(entries) = reply {
            self.take(entries.iter().cloned().map(Row::Entry).collect());
        }
        Vec::new()
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let title = match &self.of {
            Of::Clause(clause) => words::PLACES_OF.fill(scene.lang, &[clause]),
            Of::Item { id, short, .. } => words::ENTRIES_OF.fill(scene.lang, &[&format!("{}  {id}", short.get(scene.lang))]),
        };
        let body = frame::page(f, area, scene, &title, "");
        let listed = self.listed();
        let shown = self.parts()[self.part].0.fill(scene.lang, &[&listed.len()]);
        self.filter.draw(f, body, 0, scene, &format!("{shown} (Tab)"));
        let below = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
        let columns = match self.of {
            Of::Clause(_) => vec![
                Column::new(scene.say(words::FACILITY), 0),
                Column::new(scene.say(words::STREET), 16),
                Column::new(scene.say(words::STATE), 12),
            ],
            Of::Item { .. } => vec![
                Column::new(scene.say(words::DAY), 10),
                Column::new(scene.say(words::FACILITY), if area.width >= 110 { 36 } else { 20 }),
                Column::new(scene.say(words::ANSWER), 13),
                Column::new(scene.say(words::WHERE), 0),
                Column::new(scene.say(words::STATE), 10),
            ],
        };
        let rows = self.rows.as_deref().unwrap_or_default();
        let made = (listed.len(), |at: usize| cells(&rows[listed[at]], scene));
        self.height = table(f.buffer_mut(), below, &columns, made, &self.list, scene.theme);
        self.list.settle(listed.len(), self.height);
        let echo = if self.rows.is_none() { scene.say(common::LOADING) } else { "" };
        if listed.is_empty() && self.rows.is_some() {
            let quiet = scene.theme.style(Role::Quiet);
            Line::new(f.buffer_mut(), below, 1, quiet).add("   ", quiet).add(scene.say(common::NOTHING), quiet);
        }
        frame::foot(f, area, scene, Scope::Filter, echo);
    }
}

fn cells(row: &Row, scene: &Scene) -> Vec<Cell> {
    match row {
        Row::Place { name, street, checked, .. } => {
            let (word, role) = if *checked { (words::CHECKED, Role::Saved) } else { (words::NOT_YET, Role::Warning) };
            vec![(name.clone(), Role::Text), (street.clone(), Role::Quiet), (scene.say(word).into(), role)]
        }
        Row::Entry(e) => {
            let marks = [(e.batch, words::BATCH), (e.late, words::LATE), (e.imported, words::IMPORTED)];
            let marks = marks.iter().filter(|(on, _)| *on).map(|(_, t)| format!(" {}", scene.say(*t)));
            let answer = format!("{}{}", scene.say(e.verdict.words()), marks.collect::<String>());
            let role = if e.verdict == Verdict::Fail { Role::Owed } else { Role::Text };
            vec![
                (e.on.map(|d| d.to_string()).unwrap_or_default(), Role::Quiet),
                (e.facility_name.clone(), Role::Text),
                (answer, role),
                (e.words.clone(), Role::Text),
                (e.stage.map_or("", |s| scene.say(s.words())).into(), Role::Quiet),
            ]
        }
    }
}

fn opened(row: &Row) -> Vec<Want> {
    match row {
        Row::Place { id, .. } => open::facility(*id),
        Row::Entry(e) => match (e.stage, e.point.inspection) {
            (None, Some(visit)) => open::point(visit, &e.point),
            _ => open::finding(&e.point),
        },
    }
}
