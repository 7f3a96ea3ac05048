//! The week's plan: who goes where on which day. One key moves a visit by a working day, another opens it; typing finds a
//! facility to plan. What was planned and not gone to stays visible.

mod form;

use super::facilities::Facilities;
use super::lists::walk;
use super::new_visit::NewVisit;
use super::print::Print;
use super::{Scene, Screen, Typing, Want, frame, open, say};
use crate::domain::name::Id;
use crate::journal::entry::Draft;
use crate::keymap::{Command, Scope};
use crate::request::{Document, Reply, Request, plan};
use crate::text::{plan as words, say as common};
use crate::theme::{CURSOR, Role};
use crate::views::plan::{PlanRow, Standing};
use crate::widgets::line::Line;
use crate::widgets::list::List;
pub use form::PlanForm;
use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;

/// So many days before and behind the week are asked for with it.
const AROUND: i64 = 100;

/// A week and where the cursor is in it.
#[derive(Debug)]
pub struct Week {
    /// Monday and Sunday.
    days: (Date, Date),
    rows: Option<Vec<PlanRow>>,
    list: List,
    height: usize,
    /// The plan that is being changed: the cursor stays on it, also when it goes to another week.
    follow: Option<Id>,
    /// What is said once the change is on the disk.
    written: Option<String>,
}

impl Week {
    pub fn of(day: Date) -> Week {
        Week { days: plan::week_of(day), rows: None, list: List::default(), height: 1, follow: None, written: None }
    }

    pub fn scope(&self) -> Scope {
        Scope::Week
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        vec![self.ask()]
    }

    /// More than the week, so that a plan that goes to another one is found there.
    fn ask(&self) -> Want {
        let around = jiff::Span::new().days(AROUND);
        let (from, to) = (self.days.0.saturating_sub(around), self.days.1.saturating_add(around));
        Want::Ask(Request::Plans { from, to })
    }

    fn current(&self) -> Option<&PlanRow> {
        self.rows.as_ref()?.get(self.list.current)
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        let rows = self.rows.as_ref().map_or(0, Vec::len);
        match command {
            Command::Back => return vec![Want::Close],
            Command::Left | Command::Right => return self.turn(if command == Command::Left { -7 } else { 7 }),
            Command::Print => return self.print(scene),
            command if walk(&mut self.list, command, rows, self.height) => return Vec::new(),
            _ => {}
        }
        let Some(row) = self.current().cloned() else { return Vec::new() };
        match command {
            Command::Enter => open::facility(row.facility),
            Command::StartVisit => match row.visit {
                Some((visit, _)) => vec![open::run_on_top(visit)],
                None => vec![Want::Open(Box::new(Screen::NewVisit(NewVisit::of_plan(row))))],
            },
            Command::Later | Command::Earlier => self.moved(&row, command == Command::Later, scene),
            Command::Edit if !row.stands() => vec![Want::Say(scene.say(words::ONLY_AHEAD).into())],
            Command::Edit => {
                self.follow = Some(row.id);
                vec![Want::Open(Box::new(Screen::Plan(PlanForm::change(row))))]
            }
            Command::WithdrawPlan if !row.stands() => vec![Want::Say(scene.say(words::ONLY_AHEAD).into())],
            Command::WithdrawPlan => {
                let said = words::GONE.fill(scene.lang, &[&row.facility_name, &row.on()]);
                self.write(plan::withdraw(&row), said, scene)
            }
            _ => Vec::new(),
        }
    }

    fn turn(&mut self, days: i64) -> Vec<Want> {
        let monday = self.days.0.saturating_add(jiff::Span::new().days(days));
        *self = Week::of(monday);
        vec![self.ask()]
    }

    /// One working day on or back; never to a day that has gone by.
    fn moved(&mut self, row: &PlanRow, later: bool, scene: &Scene) -> Vec<Want> {
        if !row.stands() {
            return vec![Want::Say(scene.say(words::ONLY_AHEAD).into())];
        }
        let calendar = crate::content::calendar();
        let mut on = plan::working_day(calendar, row.on(), later);
        if on < scene.now.today {
            if !later {
                return vec![Want::Warn(scene.say(words::IN_PAST).into())];
            }
            on = scene.now.today;
        }
        self.follow = Some(row.id);
        let said = words::MOVED.fill(scene.lang, &[&row.facility_name, &say::day(on, scene.lang)]);
        self.write(plan::move_to(row, on), said, scene)
    }

    fn write(&mut self, draft: Result<Option<Draft>, crate::failure::rule::Refusal>, said: String, scene: &Scene) -> Vec<Want> {
        match draft {
            Err(refusal) => vec![Want::Warn(refusal.say(scene.lang))],
            Ok(None) => vec![Want::Say(scene.say(words::UNCHANGED).into())],
            Ok(Some(draft)) => {
                self.written = Some(said);
                vec![Want::Append(vec![draft])]
            }
        }
    }

    fn print(&self, scene: &Scene) -> Vec<Want> {
        let (from, to) = self.days;
        let title = words::PRINT.fill(scene.lang, &[&from, &to]);
        let file = words::FILE.fill(scene.lang, &[&from]);
        vec![Want::Open(Box::new(Screen::Print(Print::new(Document::Week { of: from }, title, &file, scene))))]
    }

    pub fn typed(&mut self, text: &str, _: &Scene) -> Vec<Want> {
        match text.trim() {
            "" => Vec::new(),
            text => vec![Want::Open(Box::new(Screen::Facilities(Facilities::new(text))))],
        }
    }

    pub fn receive(&mut self, reply: &Reply, _: &Scene) -> Vec<Want> {
        match reply {
            Reply::Plans(rows) => {
                let kept = self.follow.take().or(self.current().map(|row| row.id));
                let row = rows.iter().find(|row| Some(row.id) == kept);
                self.days = row.map_or(self.days, |row| plan::week_of(row.on()));
                let within = |row: &&PlanRow| (self.days.0..=self.days.1).contains(&row.on());
                let rows: Vec<PlanRow> = rows.iter().filter(within).cloned().collect();
                let at = rows.iter().position(|row| Some(row.id) == kept);
                self.list = List::at(at.unwrap_or(self.list.current.min(rows.len().saturating_sub(1))));
                self.rows = Some(rows);
            }
            Reply::Appended(_) => {
                let mut wants = vec![self.ask()];
                wants.extend(self.written.take().map(Want::Say));
                return wants;
            }
            Reply::Undone { .. } => return vec![self.ask()],
            _ => {}
        }
        Vec::new()
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let rows = self.rows.as_deref().unwrap_or_default();
        let title = words::WEEK.fill(scene.lang, &[&self.days.0, &self.days.1]);
        let gone = rows.iter().filter(|r| r.standing(scene.now.today) == Standing::Visited).count();
        let counts = words::COUNTS.fill(scene.lang, &[&rows.len(), &gone]);
        let right = [which(self.days.0, scene), counts].iter().filter(|t| !t.is_empty()).cloned().collect::<Vec<_>>();
        let body = frame::page(f, area, scene, &title, &right.join("  "));
        self.height = usize::from(body.height);
        let quiet = scene.theme.style(Role::Quiet);
        let told = |f: &mut Frame, text: &str| {
            Line::new(f.buffer_mut(), body, 1, quiet).add("   ", quiet).add(text, quiet);
        };
        if self.rows.is_none() {
            told(f, scene.say(common::LOADING));
        } else if rows.is_empty() {
            told(f, scene.say(words::EMPTY));
        }
        let lines = lines(rows, self.days.0);
        let at = lines.iter().position(|l| *l == Drawn::Row(self.list.current)).unwrap_or(0);
        let first = at.saturating_sub(self.height.saturating_sub(1)).min(lines.len().saturating_sub(self.height));
        if !rows.is_empty() {
            for (row, line) in lines.iter().skip(first).take(self.height).enumerate() {
                match line {
                    Drawn::Day(day) => heading(f, body, row as u16, *day, rows, scene),
                    Drawn::Row(at) => draw_row(f, body, row as u16, &rows[*at], *at == self.list.current, scene),
                }
            }
        }
        frame::foot(f, area, scene, Scope::Week, scene.say(words::HINT));
    }
}

/// One line of the week.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawn {
    Day(Date),
    Row(usize),
}

/// Monday to Friday always, Saturday and Sunday where something is planned.
fn lines(rows: &[PlanRow], monday: Date) -> Vec<Drawn> {
    let mut lines = Vec::new();
    for n in 0..7 {
        let day = monday.saturating_add(jiff::Span::new().days(n));
        let of: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].on() == day).collect();
        if n < 5 || !of.is_empty() {
            lines.push(Drawn::Day(day));
            lines.extend(of.into_iter().map(Drawn::Row));
        }
    }
    lines
}

/// 本周, or how far from it.
fn which(monday: Date, scene: &Scene) -> String {
    let weeks = say::days_between(plan::week_of(scene.now.today).0, monday) / 7;
    match weeks {
        0 => scene.say(words::THIS_WEEK).into(),
        1.. => words::WEEKS_AHEAD.fill(scene.lang, &[&weeks]),
        _ => words::WEEKS_BEHIND.fill(scene.lang, &[&-weeks]),
    }
}

fn heading(f: &mut Frame, area: Rect, row: u16, day: Date, rows: &[PlanRow], scene: &Scene) {
    let count = rows.iter().filter(|r| r.on() == day).count();
    let role = if day == scene.now.today { Role::Chosen } else { Role::Head };
    let style = scene.theme.style(role);
    let today = if day == scene.now.today { format!("  {}", scene.say(crate::text::opening::TODAY)) } else { String::new() };
    let count = if count > 0 { format!("  {count}") } else { String::new() };
    let text = format!("   {} {}{count}{today}", &day.to_string()[5..], say::weekday(day, scene.lang));
    let line = Line::new(f.buffer_mut(), area, row, style).add(&text, style);
    if !crate::content::calendar().is_workday(day) {
        line.add(&format!("  {}", scene.say(words::DAY_OFF)), scene.theme.style(Role::Warning));
    }
}

/// A word with a gap behind it; nothing for none.
fn spaced(word: &str) -> String {
    if word.is_empty() { String::new() } else { format!("{word}  ") }
}

fn draw_row(f: &mut Frame, area: Rect, row: u16, of: &PlanRow, current: bool, scene: &Scene) {
    let base = scene.theme.style(if current { Role::Current } else { Role::Text });
    let quiet = scene.theme.style(Role::Quiet);
    let wide = area.width >= 110;
    let (standing, role) = match of.standing(scene.now.today) {
        Standing::Ahead => ("", Role::Quiet),
        Standing::Missed => (scene.say(words::MISSED), Role::Owed),
        Standing::Visited => (scene.say(words::VISITED), Role::Saved),
        Standing::NotDone => (scene.say(words::NOT_DONE), Role::Warning),
        Standing::Withdrawn => (scene.say(words::WITHDRAWN), Role::Quiet),
    };
    let owed = if of.open_findings > 0 { words::OWED.fill(scene.lang, &[&of.open_findings]) } else { String::new() };
    let mark = if current { CURSOR } else { " " };
    let line = Line::new(f.buffer_mut(), area, row, base)
        .add(&format!("   {mark} "), base)
        .cell(&of.facility_name, if wide { 40 } else { 26 }, base)
        .add(" ", base)
        .cell(of.kind.map_or("", |k| scene.say(k.short())), 10, quiet)
        .add(" ", base)
        .cell(&of.people.join(" "), if wide { 24 } else { 13 }, base)
        .add(" ", base)
        .add(&spaced(standing), scene.theme.style(role))
        .add(&spaced(&owed), scene.theme.style(Role::Owed));
    line.add(of.plan.joined.value.note.as_deref().unwrap_or(""), quiet);
}
