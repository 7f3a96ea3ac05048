//! The rows of Home, and the list that shows a whole group of them, or all visits. One row is drawn alike in both.

use super::lists::{Filter, walk};
use super::{Scene, Typing, Want, frame, open, say};
use crate::domain::name::FacilityId;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request};
use crate::search;
use crate::text::{home as words, plan::MISSED, say as common};
use crate::theme::{CURSOR, Role};
use crate::views::facility::VisitRow;
use crate::views::finding::FindingRow;
use crate::views::home::{Group, GroupKind, HomeRow};
use crate::widgets::line::Line;
use crate::widgets::list::List;
use ratatui::Frame;
use ratatui::layout::Rect;

/// What the list is of.
#[derive(Clone, Debug)]
pub enum Of {
    Group(GroupKind),
    /// All visits, or those of one facility, with its name.
    Visits(Option<(FacilityId, String)>),
}

/// A list of rows as on Home; typing narrows it.
#[derive(Debug)]
pub struct Rows {
    of: Of,
    rows: Option<Vec<HomeRow>>,
    /// What each row is found by, and the rows that fit what was typed.
    index: search::Index,
    hits: Vec<u32>,
    filter: Filter,
    list: List,
    height: usize,
}

impl Rows {
    pub fn new(of: Of) -> Rows {
        let (filter, list) = (Filter::default(), List::default());
        Rows { of, rows: None, index: search::Index::default(), hits: Vec::new(), filter, list, height: 1 }
    }

    pub fn scope(&self) -> Scope {
        Scope::Find
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        let today = scene.now.today;
        vec![Want::Ask(match &self.of {
            Of::Group(kind) => Request::Group { kind: *kind, today },
            Of::Visits(of) => Request::Visits { facility: of.as_ref().map(|(id, _)| *id) },
        })]
    }

    pub fn command(&mut self, command: Command, _: &Scene) -> Vec<Want> {
        match command {
            Command::Back if self.filter.is_empty() => return vec![Want::Close],
            Command::Back => self.filter.clear(),
            Command::DeleteBack => self.filter.shorten(),
            Command::Enter => {
                let row = self.hits.get(self.list.current).and_then(|&hit| self.rows.as_ref()?.get(hit as usize));
                let opened = row.map(open_row).unwrap_or_default();
                self.filter.answered();
                return opened;
            }
            command => {
                walk(&mut self.list, command, self.hits.len(), self.height);
                return Vec::new();
            }
        }
        self.narrow();
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, _: &Scene) -> Vec<Want> {
        self.filter.insert(text);
        self.narrow();
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        let rows = match reply {
            Reply::Group(Group { rows, .. }) => rows.clone(),
            Reply::Visits(rows) => rows.iter().cloned().map(HomeRow::Visit).collect(),
            _ => return Vec::new(),
        };
        let texts: Vec<[String; 2]> = rows.iter().map(|r| found_by(r, scene)).collect();
        self.index = search::Index::new(texts.iter().map(|[a, b]| [a.as_str(), b.as_str()]));
        self.rows = Some(rows);
        let current = self.list;
        self.narrow();
        self.list = current;
        Vec::new()
    }

    fn narrow(&mut self) {
        self.hits = match self.filter.is_empty() {
            true => (0..self.index.rows() as u32).collect(),
            false => self.index.find(self.filter.text(), None, 500).ranked,
        };
        self.list = List::default();
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let title = match &self.of {
            Of::Group(kind) => scene.say(group(*kind)).to_string(),
            Of::Visits(None) => scene.say(words::VISITS).to_string(),
            Of::Visits(Some((_, name))) => words::VISITS_OF.fill(scene.lang, &[name]),
        };
        let body = frame::page(f, area, scene, &title, "");
        let count = self.rows.as_ref().map_or(0, Vec::len);
        let right = common::COUNT_OF.fill(scene.lang, &[&self.hits.len(), &count]);
        self.filter.draw(f, body, 0, scene, &right);
        let below = Rect { y: body.y + 1, height: body.height - 1, ..body };
        self.height = usize::from(below.height);
        let Some(rows) = &self.rows else { return empty(f, area, below, scene, scene.say(common::LOADING)) };
        if self.hits.is_empty() {
            let nothing = match self.filter.is_empty() {
                true => scene.say(common::NOTHING).to_string(),
                false => common::NOTHING_FITS.fill(scene.lang, &[&self.filter.text()]),
            };
            return empty(f, area, below, scene, &nothing);
        }
        for (row, at) in self.list.seen(self.hits.len(), self.height).enumerate() {
            let current = at == self.list.current;
            draw_row(f, below, row as u16, &rows[self.hits[at] as usize], current, scene);
        }
        frame::foot(f, area, scene, Scope::Find, "");
    }
}

fn empty(f: &mut Frame, area: Rect, body: Rect, scene: &Scene, words: &str) {
    let quiet = scene.theme.style(Role::Quiet);
    Line::new(f.buffer_mut(), body, 1, quiet).add("   ", quiet).add(words, quiet);
    frame::foot(f, area, scene, Scope::Find, "");
}

/// The words over a group.
pub fn group(kind: GroupKind) -> crate::text::Text {
    match kind {
        GroupKind::ToSign => words::TO_SIGN,
        GroupKind::Unfinished => words::UNFINISHED,
        GroupKind::Major => words::MAJOR,
        GroupKind::Overdue => words::OVERDUE,
        GroupKind::DueSoon => words::DUE_SOON,
        GroupKind::ToOrder => words::TO_ORDER,
        GroupKind::PlannedToday => words::PLANNED,
        GroupKind::Disputes => words::DISPUTES,
        GroupKind::PaperExpired => words::PAPER_EXPIRED,
        GroupKind::ToReturn => words::TO_RETURN,
        GroupKind::DueLater => words::DUE_LATER,
        GroupKind::NotVisited => words::NOT_VISITED_HEAD,
    }
}

/// Enter on a row.
pub fn open_row(row: &HomeRow) -> Vec<Want> {
    match row {
        HomeRow::Visit(visit) => open::visit(visit),
        HomeRow::Finding(finding) => open::finding(&finding.id),
        HomeRow::Dispute { point, .. } => open::dispute(point),
        HomeRow::Paper { facility, .. } | HomeRow::Planned { facility, .. } | HomeRow::Return { facility, .. } => {
            open::facility(*facility)
        }
        HomeRow::NotVisited { .. } => open::not_visited(),
    }
}

/// What a row is found by: the facility's name first.
fn found_by(row: &HomeRow, scene: &Scene) -> [String; 2] {
    let (name, more) = match row {
        HomeRow::Visit(v) => (&v.facility_name, format!("{} {}", v.on, v.kind.words().get(scene.lang))),
        HomeRow::Finding(d) => (&d.facility_name, format!("{} {}", d.place, d.facts)),
        HomeRow::Paper { facility_name, expires, .. } => (facility_name, expires.to_string()),
        HomeRow::Planned { facility_name, people, .. } => (facility_name, people.join(" ")),
        HomeRow::Return { facility_name, item, .. } => (facility_name, say::item(item, scene.lang)),
        HomeRow::Dispute { facility_name, item, .. } => {
            let title = item.as_deref().map(|i| say::item(i, scene.lang)).unwrap_or_default();
            (facility_name, format!("{} {title}", item.as_deref().unwrap_or_default()))
        }
        HomeRow::NotVisited { .. } => return Default::default(),
    };
    [name.clone(), more]
}

/// One row: the facility's name, then what is the matter.
pub fn draw_row(f: &mut Frame, area: Rect, row: u16, of: &HomeRow, current: bool, scene: &Scene) {
    let base = scene.theme.style(if current { Role::Current } else { Role::Text });
    let mark = if current { CURSOR } else { " " };
    let style = |role| scene.theme.style(role);
    let name = if area.width < 110 { 24 } else { 40 };
    let line = Line::new(f.buffer_mut(), area, row, base).add(&format!(" {mark} "), base);
    let (quiet, plain) = (style(Role::Quiet), base);
    match of {
        HomeRow::Visit(v) => {
            let name = if area.width < 110 { 21 } else { 40 };
            visit(line.cell(&v.facility_name, name, base).add("  ", base), v, area.width < 110, scene)
        }
        HomeRow::Finding(d) => finding(line.cell(&d.facility_name, name, base).add("  ", base), d, scene),
        HomeRow::Paper { facility_name, paper, expires, .. } => {
            let paper = crate::content::words::of_paper(paper).map_or(paper.as_str(), |t| scene.say(t));
            let expired = words::EXPIRED_ON.fill(scene.lang, &[expires]);
            line.cell(facility_name, name, base).add("  ", base).cell(paper, 24, plain).add(&expired, style(Role::Owed));
        }
        HomeRow::Planned { facility_name, on, people, .. } => {
            let who = people.join(" ");
            let line = line.cell(facility_name, name, base).add("  ", base).add(&format!("{on}  "), quiet);
            let missed = if *on < scene.now.today { format!("{}  ", scene.say(MISSED)) } else { String::new() };
            line.add(&missed, style(Role::Owed)).add(&who, plain);
        }
        HomeRow::Return { facility_name, item, by, .. } => {
            let item = say::item(item, scene.lang);
            let by = words::RETURN_BY.fill(scene.lang, &[by]);
            line.cell(facility_name, name, base).add("  ", base).cell(&item, 28, plain).add(" ", base).add(&by, quiet);
        }
        HomeRow::Dispute { facility_name, item, called, on, .. } => {
            let item = match (called, item) {
                (Some((number, title)), _) => format!("{number} {}", title.get(scene.lang)),
                (None, Some(item)) => say::item(item, scene.lang),
                (None, None) => scene.say(common::OFF_LIST).into(),
            };
            let on = on.map(|day| format!("{day}  ")).unwrap_or_default();
            line.cell(facility_name, name, base).add("  ", base).add(&on, quiet).add(&item, plain);
        }
        HomeRow::NotVisited { this_year, due_this_month } => {
            line.add(&words::NOT_VISITED.fill(scene.lang, &[this_year, due_this_month]), base);
        }
    }
}

fn visit(line: Line, v: &VisitRow, narrow: bool, scene: &Scene) {
    let quiet = scene.theme.style(Role::Quiet);
    let counts = if narrow { words::ANSWERED_SHORT } else { words::ANSWERED };
    let counts = counts.fill(scene.lang, &[&v.failed, &v.unchecked]);
    let marks = [(v.backfilled, words::BACKFILLED), (v.amended, words::AMENDED)];
    let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, t)| format!("  {}", scene.say(*t))).collect();
    line.add(&format!("{}  ", v.on), quiet)
        .cell(scene.say(v.kind.words()), 9, quiet)
        .cell(scene.say(say::stage(v.stage)), 11, quiet)
        .add(&counts, scene.theme.style(Role::Text))
        .add(&marks, quiet);
}

fn finding(line: Line, d: &FindingRow, scene: &Scene) {
    let (due, pressing) = say::due(d.due, scene.now.today, scene.lang);
    let severe = if d.candidate || d.severity == crate::domain::point::Severity::Major { Role::RedLine } else { Role::Text };
    let text = scene.theme.style(Role::Text);
    let disputed = if d.disputed { format!("[{}] ", scene.say(words::DISPUTES)) } else { String::new() };
    line.cell(scene.say(say::severity(d)), 9, scene.theme.style(severe))
        .cell(&due, if scene.lang == crate::text::Lang::Zh { 12 } else { 17 }, scene.theme.style(pressing))
        .add(&disputed, scene.theme.style(Role::Owed))
        .add(&super::findings::what(d, scene), text);
}
