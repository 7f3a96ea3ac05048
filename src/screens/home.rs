//! Home: what has to be done, the most pressing first. A group shows a few rows and its count; Enter opens either.

use super::facilities::Facilities;
use super::lists::walk;
use super::rows::{self, Of, Rows};
use super::{Scene, Screen, Typing, Want, frame, open, say};
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request};
use crate::text::{home as words, people, say as common};
use crate::theme::{CURSOR, Role};
use crate::views::home::{GroupKind, HomeRow, HomeView};
use crate::widgets::dialog::Dialog;
use crate::widgets::line::Line;
use crate::widgets::list::List;
use jiff::Timestamp;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Home as it stands.
#[derive(Debug, Default)]
pub struct Home {
    view: Option<Box<HomeView>>,
    /// The name of this laptop's person.
    me: String,
    list: List,
    height: usize,
    asks: Option<Question>,
    /// The clock was held against this laptop's own last entry.
    clock_known: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    Leave,
    /// The clock stands before this laptop's own last entry, or long after it.
    Clock,
}

/// After so many days without an entry the clock is asked about.
const LONG: i64 = 30;

/// One line: the heading of a group, or one of its rows.
#[derive(Clone, Copy)]
struct At {
    group: usize,
    row: Option<usize>,
}

impl Home {
    pub fn scope(&self) -> Scope {
        if self.asks.is_some() { Scope::Choice } else { Scope::Home }
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        let mut wants = vec![Want::Ask(Request::Home { today: scene.now.today }), Want::Ask(Request::People)];
        if !self.clock_known && !scene.now.trial {
            wants.push(Want::Ask(Request::LastGroup));
        }
        wants
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        let lines = self.lines();
        match command {
            Command::Back => self.asks = if self.asks.is_some() { None } else { Some(Question::Leave) },
            Command::Enter => {
                let at = lines.get(self.list.current);
                return at.map(|at| self.open(*at)).unwrap_or_default();
            }
            command if walk(&mut self.list, command, lines.len(), self.height) => {}
            command => return open::action(command, scene),
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        if let Some(question) = self.asks {
            let Some(taken) = dialog(question, scene).taken(text) else { return Vec::new() };
            self.asks = None;
            return match (question, taken) {
                (Question::Leave, 0) => vec![Want::Quit],
                (Question::Clock, 1) => vec![Want::Warn(scene.say(people::CLOCK_MEND).into())],
                _ => Vec::new(),
            };
        }
        match text.trim() {
            "" => Vec::new(),
            text => vec![Want::Open(Box::new(Screen::Facilities(Facilities::new(text))))],
        }
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match reply {
            Reply::Home(view) => self.view = Some(view.clone()),
            Reply::People(people) => {
                let me = people.iter().find(|p| scene.settings.author.is_some_and(|me| p.is(me)));
                self.me = me.map(|p| p.person.name.clone()).unwrap_or_default();
            }
            Reply::LastGroup(last) => {
                self.clock_known = true;
                if last.as_ref().is_some_and(|g| doubtful(&g.at, &scene.now.at)) {
                    self.asks = Some(Question::Clock);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn lines(&self) -> Vec<At> {
        let groups = self.view.iter().flat_map(|v| v.groups.iter().enumerate());
        let lines = groups.flat_map(|(group, g)| {
            // 今年未查 is one line and has no heading.
            let heading = (g.kind != GroupKind::NotVisited).then_some(At { group, row: None });
            heading.into_iter().chain((0..g.rows.len()).map(move |row| At { group, row: Some(row) }))
        });
        lines.collect()
    }

    fn open(&self, at: At) -> Vec<Want> {
        let Some(group) = self.view.as_ref().map(|v| &v.groups[at.group]) else { return Vec::new() };
        match at.row {
            Some(row) => rows::open_row(&group.rows[row]),
            None => vec![Want::Open(Box::new(Screen::Rows(Rows::new(Of::Group(group.kind)))))],
        }
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let unit = &scene.settings.unit;
        let title = [scene.say(words::TITLE), unit].iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join("  ");
        let me = if self.me.is_empty() { scene.say(words::UNKNOWN_PERSON) } else { &self.me };
        let right = format!("{me} {}  {} {}", scene.settings.laptop, say::day(scene.now.today, scene.lang), scene.now.time);
        let body = frame::page(f, area, scene, &title, &right);
        let text = scene.theme.style(Role::Text);
        let quiet = scene.theme.style(Role::Quiet);
        match &self.view {
            None => drop(Line::new(f.buffer_mut(), body, 0, quiet).add("   ", quiet).add(scene.say(common::LOADING), quiet)),
            Some(view) => {
                let counts = words::COUNTS.fill(scene.lang, &[&view.facilities, &view.inspections, &view.findings_open]);
                let out = match (view.out, view.findings_out) {
                    (0, _) => String::new(),
                    (out, 0) => words::OUT.fill(scene.lang, &[&out]),
                    (out, open) => words::OUT_OPEN.fill(scene.lang, &[&out, &open]),
                };
                Line::new(f.buffer_mut(), body, 0, text).add("   ", quiet).add(&counts, quiet).add(&out, quiet);
                let below = Rect { y: body.y + 1, height: body.height - 1, ..body };
                self.height = usize::from(below.height);
                let empty: &[_] = if view.facilities == 0 { &words::EMPTY } else { &[words::ALL_DONE] };
                let only_unvisited = view.groups.iter().all(|g| g.kind == GroupKind::NotVisited);
                if view.groups.is_empty() || view.facilities == 0 && only_unvisited {
                    for (row, words) in empty.iter().enumerate() {
                        let row = row as u16 + 1;
                        Line::new(f.buffer_mut(), below, row, text).add("   ", text).add(scene.say(*words), text);
                    }
                } else {
                    self.draw_lines(f, below, scene);
                }
            }
        }
        frame::foot(f, area, scene, Scope::Home, scene.say(words::HINT));
        if let Some(question) = self.asks {
            dialog(question, scene).draw(f, area, scene.theme);
        }
    }

    fn draw_lines(&self, f: &mut Frame, area: Rect, scene: &Scene) {
        let Some(view) = &self.view else { return };
        let lines = self.lines();
        for (row, at) in self.list.seen(lines.len(), self.height).enumerate() {
            let (line, current) = (lines[at], at == self.list.current);
            let group = &view.groups[line.group];
            match line.row.map(|r| &group.rows[r]) {
                Some(of @ HomeRow::NotVisited { .. }) => rows::draw_row(f, area, row as u16, of, current, scene),
                Some(of) => {
                    let indented = Rect { x: area.x + 2, width: area.width - 2, ..area };
                    rows::draw_row(f, indented, row as u16, of, current, scene);
                }
                None => {
                    let style = scene.theme.style(if current { Role::Current } else { Role::Head });
                    let mark = if current { CURSOR } else { " " };
                    let pressing = matches!(group.kind, GroupKind::Major | GroupKind::Overdue | GroupKind::Disputes);
                    let count = scene.theme.style(if pressing { Role::Owed } else { Role::Head });
                    Line::new(f.buffer_mut(), area, row as u16, style)
                        .add(&format!(" {mark} {}  ", scene.say(rows::group(group.kind))), style)
                        .add(&group.count.to_string(), count);
                }
            }
        }
    }
}

fn dialog(question: Question, scene: &Scene) -> Dialog {
    let choices = |all: [crate::text::Text; 2]| all.map(|t| scene.say(t).to_string()).to_vec();
    match question {
        // `1` opens the facilities on Home: pressed by habit behind one Esc too many it quits nothing.
        Question::Leave => Dialog::new(scene.say(words::LEAVE), choices([words::LEAVE_YES, words::LEAVE_NO])),
        Question::Clock => {
            let day = say::day(scene.now.today, scene.lang);
            let title = people::CLOCK.fill(scene.lang, &[&day, &scene.now.time]);
            let dialog = Dialog::new(title, choices([people::CLOCK_RIGHT, people::CLOCK_WRONG]));
            dialog.saying(scene.say(words::CLOCK_ODD)).saying(scene.say(people::CLOCK_SAYS))
        }
    }
}

/// Whether the clock stands before this laptop's own last entry or long after it: then a date taken from it is asked
/// about. Only for people; no order follows from it.
fn doubtful(last: &str, now: &str) -> bool {
    let (Ok(last), Ok(now)) = (last.parse::<Timestamp>(), now.parse::<Timestamp>()) else { return false };
    now < last || now.duration_since(last).as_hours() > LONG * 24
}
