//! The list of facilities. What is typed narrows it at once: Chinese, pinyin, initials, parts of an address, numbers. The
//! first row adds a facility under the name that was typed.

use super::facility::form::FacilityForm;
use super::lists::{Filter, walk};
use super::{Scene, Screen, Typing, Want, frame, open};
use crate::domain::facility::Status;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request};
use crate::search;
use crate::text::{Lang, Text, facility as words, say as common};
use crate::theme::{CURSOR, Role};
use crate::views::facility::FacilityRow;
use crate::widgets::line::Line;
use crate::widgets::list::List;
use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;

/// More rows than these are not ranked: nobody reads further, everybody types on.
const MOST: usize = 200;

/// A selection that Tab goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pick {
    All,
    InBusiness,
    NotVisited,
    WithFindings,
    Marked,
    Out,
}

impl Pick {
    const ALL: [Pick; 6] = [Pick::All, Pick::InBusiness, Pick::NotVisited, Pick::WithFindings, Pick::Marked, Pick::Out];

    fn words(self) -> Text {
        match self {
            Pick::All => words::ALL,
            Pick::InBusiness => words::IN_BUSINESS,
            Pick::NotVisited => words::NOT_VISITED,
            Pick::WithFindings => words::WITH_FINDINGS,
            Pick::Marked => words::MARKED,
            Pick::Out => words::OUT,
        }
    }

    fn takes(self, row: &FacilityRow, today: Date) -> bool {
        match self {
            Pick::All => true,
            Pick::InBusiness => row.in_business(today),
            Pick::NotVisited => row.in_business(today) && row.last_visit.is_none_or(|d| d.year() < today.year()),
            Pick::WithFindings => row.open_findings > 0,
            Pick::Marked => !row.marks.is_empty(),
            Pick::Out => row.status != Status::Open || !row.in_business(today),
        }
    }
}

/// The list and what narrows it.
#[derive(Debug)]
pub struct Facilities {
    rows: Vec<FacilityRow>,
    loaded: bool,
    /// Enter came before the rows did.
    ahead: bool,
    /// Made with the rows, so that the first letter is as quick as the next.
    index: search::Index,
    pick: Pick,
    filter: Filter,
    /// Rows that are shown, and how many there are in all.
    hits: Vec<u32>,
    found: usize,
    /// What the last query found, for a longer one to look through.
    before: Option<(String, Vec<u32>)>,
    /// The first row adds; so the facilities begin at 1.
    list: List,
    height: usize,
}

impl Facilities {
    pub fn new(query: &str) -> Facilities {
        Facilities {
            rows: Vec::new(),
            loaded: false,
            ahead: false,
            index: search::Index::default(),
            pick: Pick::All,
            filter: Filter::new(query),
            hits: Vec::new(),
            found: 0,
            before: None,
            list: List::default(),
            height: 1,
        }
    }

    /// Only those not visited this year.
    pub fn not_visited() -> Facilities {
        Facilities { pick: Pick::NotVisited, ..Facilities::new("") }
    }

    pub fn scope(&self) -> Scope {
        Scope::Filter
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        vec![Want::Ask(Request::Facilities)]
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        match command {
            Command::Back if self.filter.is_empty() => return vec![Want::Close],
            Command::Back => {
                self.filter.clear();
                self.narrow(scene, 1);
            }
            Command::DeleteBack => {
                self.filter.shorten();
                self.narrow(scene, 1);
            }
            Command::Tab => {
                let at = Pick::ALL.iter().position(|p| *p == self.pick).unwrap_or(0);
                (self.pick, self.before) = (Pick::ALL[(at + 1) % Pick::ALL.len()], None);
                self.narrow(scene, 1);
            }
            // Typed ahead of the list: opened when it is there, never taken for a new facility.
            Command::Enter if !self.loaded => self.ahead = true,
            Command::Enter => match self.current().map(|row| row.id) {
                Some(id) => {
                    self.filter.answered();
                    return open::facility(id);
                }
                None => {
                    let form = FacilityForm::add(self.filter.text(), scene);
                    return vec![Want::Open(Box::new(Screen::FacilityForm(form)))];
                }
            },
            command => {
                walk(&mut self.list, command, self.hits.len() + 1, self.height);
            }
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        self.filter.insert(text);
        self.narrow(scene, 1);
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        if let Reply::Facilities(rows) = reply {
            // Coming back from a facility's page, the cursor stays on it.
            let kept = self.current().map(|row| row.id);
            if !self.loaded || self.rows != *rows {
                (self.rows, self.index) = (rows.clone(), index(rows));
            }
            (self.loaded, self.before) = (true, None);
            self.narrow(scene, 1);
            let again = kept.and_then(|id| self.hits.iter().position(|&h| self.rows[h as usize].id == id));
            if let Some(at) = again {
                self.list = List::at(at + 1);
            }
            if std::mem::take(&mut self.ahead) {
                return self.current().map(|row| open::facility(row.id)).unwrap_or_default();
            }
        }
        Vec::new()
    }

    /// The facility under the cursor; none on the row that adds.
    fn current(&self) -> Option<&FacilityRow> {
        let at = self.list.current.checked_sub(1)?;
        self.hits.get(at).map(|&hit| &self.rows[hit as usize])
    }

    /// Searches anew and puts the cursor on the first facility found.
    fn narrow(&mut self, scene: &Scene, cursor: usize) {
        let today = scene.now.today;
        let pick = |row: &u32| self.pick.takes(&self.rows[*row as usize], today);
        let query = self.filter.text();
        if query.trim().is_empty() {
            self.hits = (0..self.rows.len() as u32).filter(pick).collect();
            (self.found, self.before) = (self.hits.len(), None);
        } else {
            let shorter = self.before.as_ref().filter(|(before, _)| query.starts_with(before.as_str()));
            let picked: Option<Vec<u32>> = (self.pick != Pick::All).then(|| (0..self.rows.len() as u32).filter(pick).collect());
            let among = shorter.map(|(_, rows)| rows.as_slice()).or(picked.as_deref());
            let hits = self.index.find(query, among, MOST);
            (self.found, self.hits) = (hits.all.len(), hits.ranked);
            self.before = Some((query.to_string(), hits.all));
        }
        self.list = List::at(if self.hits.is_empty() { 0 } else { cursor });
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let body = frame::page(f, area, scene, scene.say(words::LIST), "");
        let pick = scene.say(self.pick.words());
        let right = match self.hits.len() < self.found {
            true => words::SHOWN_OF.fill(scene.lang, &[&pick, &self.hits.len(), &self.found]),
            false => words::SHOWN.fill(scene.lang, &[&pick, &self.found]),
        };
        self.filter.draw(f, body, 0, scene, &right);
        let columns = Columns::of(body.width, scene.lang);
        columns.head(f, body, 1, scene);
        let below = Rect { y: body.y + 2, height: body.height - 2, ..body };
        self.height = usize::from(below.height);
        let quiet = scene.theme.style(Role::Quiet);
        if !self.loaded {
            Line::new(f.buffer_mut(), below, 0, quiet).add("   ", quiet).add(scene.say(common::LOADING), quiet);
        } else {
            for (row, at) in self.list.seen(self.hits.len() + 1, self.height).enumerate() {
                let current = at == self.list.current;
                match at.checked_sub(1) {
                    None => self.draw_add(f, below, row as u16, current, scene),
                    Some(at) => {
                        let facility = &self.rows[self.hits[at] as usize];
                        columns.row(f, below, row as u16, facility, current, scene);
                    }
                }
            }
        }
        frame::foot(f, area, scene, Scope::Filter, "");
    }

    fn draw_add(&self, f: &mut Frame, area: Rect, row: u16, current: bool, scene: &Scene) {
        let style = scene.theme.style(if current { Role::Current } else { Role::Chosen });
        let mark = if current { CURSOR } else { " " };
        let words = match self.filter.is_empty() {
            true => scene.say(words::ADD).to_string(),
            false => words::ADD_NAMED.fill(scene.lang, &[&self.filter.text()]),
        };
        Line::new(f.buffer_mut(), area, row, style).add(&format!(" {mark} "), style).add(&words, style);
    }
}

/// Name and former names, street and address, then the numbers.
fn index(rows: &[FacilityRow]) -> search::Index {
    let numbers: Vec<String> = rows.iter().map(|r| format!("{} {} {}", r.phone, r.filing_number, r.credit_code)).collect();
    let fields = rows.iter().zip(&numbers).map(|(r, n)| [r.name.as_str(), &r.street, &r.address, n, &r.former]);
    search::Index::new(fields)
}

/// How wide the columns are; the address shows where there is room.
struct Columns {
    name: usize,
    kind: usize,
    street: usize,
    address: usize,
}

impl Columns {
    fn of(width: u16, lang: Lang) -> Columns {
        let kind = if lang == Lang::Zh { 8 } else { 10 };
        // Cursor, beds, last visit, remarks and the blanks between.
        let rest = usize::from(width).saturating_sub(3 + kind + 1 + 4 + 1 + 10 + 1 + 12 + 1);
        match width {
            ..110 => Columns { name: rest - 11, kind, street: 10, address: 0 },
            _ => Columns { name: (rest - 14) / 2, kind, street: 12, address: rest - 14 - (rest - 14) / 2 },
        }
    }

    fn head(&self, f: &mut Frame, area: Rect, row: u16, scene: &Scene) {
        let quiet = scene.theme.style(Role::Quiet);
        let mut line = Line::new(f.buffer_mut(), area, row, quiet)
            .add("   ", quiet)
            .cell(scene.say(words::NAME), self.name, quiet)
            .add(" ", quiet)
            .cell(scene.say(words::TYPE), self.kind + 1, quiet)
            .cell(scene.say(words::STREET), self.street + 1, quiet);
        if self.address > 0 {
            line = line.cell(scene.say(words::ADDRESS), self.address + 1, quiet);
        }
        line.cell(scene.say(words::BEDS), 5, quiet).cell(scene.say(words::LAST), 11, quiet).add(scene.say(words::REMARKS), quiet);
    }

    fn row(&self, f: &mut Frame, area: Rect, row: u16, of: &FacilityRow, current: bool, scene: &Scene) {
        let base = scene.theme.style(if current { Role::Current } else { Role::Text });
        let quiet = scene.theme.style(Role::Quiet);
        let mark = if current { CURSOR } else { " " };
        let kind = of.kind.map_or("", |k| scene.say(k.short()));
        let mut line = Line::new(f.buffer_mut(), area, row, base)
            .add(&format!(" {mark} "), base)
            .cell(&of.name, self.name, base)
            .add(" ", base)
            .cell(kind, self.kind, quiet)
            .add(" ", base)
            .cell(&of.street, self.street, quiet)
            .add(" ", base);
        if self.address > 0 {
            line = line.cell(&of.address, self.address, quiet).add(" ", base);
        }
        let beds = of.beds.map(|b| b.to_string()).unwrap_or_default();
        let last = of.last_visit.map_or(scene.say(words::NEVER).to_string(), |d| d.to_string());
        line = line.cell(&format!("{beds:>4}"), 5, quiet).cell(&last, 11, quiet);
        if of.open_findings > 0 {
            let owed = words::OPEN.fill(scene.lang, &[&of.open_findings]);
            line = line.add(&owed, scene.theme.style(Role::Owed)).add(" ", base);
        }
        if of.status != Status::Open {
            line = line.add(scene.say(of.status.words()), scene.theme.style(Role::Warning)).add(" ", base);
        }
        if !of.former.is_empty() {
            line = line.add(&words::ONCE.fill(scene.lang, &[&of.former]), quiet).add(" ", base);
        }
        if !of.marks.is_empty() {
            line.add(scene.say(words::MARK), scene.theme.style(Role::Warning));
        }
    }
}
