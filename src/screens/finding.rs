//! A finding's page: what is wrong, where it stands, its whole history; each next step is one digit.

mod lines;
pub mod step;

use super::settle::Settle;
use super::{Scene, Screen, Typing, Want, frame};
use crate::domain::subject::PointId;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request, finding as drafts};
use crate::text::finding as words;
use crate::views::PersonRow;
use crate::views::finding::FindingView;
use crate::widgets::dialog::Dialog;
use crate::widgets::line::Line;
use ratatui::Frame;
use ratatui::layout::Rect;
use step::{Step, StepForm};

/// The page, and the form of a step when one is being written.
#[derive(Debug)]
pub struct FindingPage {
    point: PointId,
    view: Option<Box<FindingView>>,
    people: Vec<PersonRow>,
    step: Option<StepForm>,
    first: usize,
    /// What is being written.
    written: Option<String>,
    /// Items that a line of a ledger may be about, while it is asked; each with its id and title.
    tie: Option<Vec<(Option<String>, String)>>,
}

impl FindingPage {
    pub fn new(point: PointId) -> FindingPage {
        FindingPage { point, view: None, people: Vec::new(), step: None, first: 0, written: None, tie: None }
    }

    pub fn scope(&self) -> Scope {
        match (&self.step, &self.tie) {
            (Some(_), _) => Scope::Form,
            (None, Some(_)) => Scope::Choice,
            (None, None) => Scope::Finding,
        }
    }

    pub fn typing(&self) -> Typing {
        self.step.as_ref().map_or(Typing::No, StepForm::typing)
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        vec![self.ask(), Want::Ask(Request::People)]
    }

    /// Whether a point is this finding, or one joined to it.
    pub fn is_about(&self, point: &PointId) -> bool {
        self.point == *point || self.view.as_ref().is_some_and(|v| v.row.points.contains(point))
    }

    fn ask(&self) -> Want {
        Want::Ask(Request::Finding { point: self.point.clone() })
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        let Some(view) = &self.view else {
            return if command == Command::Back { vec![Want::Close] } else { Vec::new() };
        };
        if let Some(step) = &mut self.step {
            let done = step.command(command, view, &self.people, scene);
            return self.done(done);
        }
        if self.tie.is_some() {
            if command == Command::Back {
                self.tie = None;
            }
            return Vec::new();
        }
        let warn = |text| vec![Want::Warn(scene.say(text).into())];
        let step = match command {
            Command::Back => return vec![Want::Close],
            Command::Up => return self.turn(-1),
            Command::Down => return self.turn(1),
            Command::PageUp => return self.turn(-12),
            Command::PageDown => return self.turn(12),
            Command::Enter => {
                return match self.point.inspection {
                    Some(visit) => super::open::point(visit, &self.point),
                    // Nothing to open: the item it belongs to is asked.
                    None => vec![Want::Ask(Request::Lists)],
                };
            }
            Command::Settle if view.voices.is_empty() => return warn(words::NO_DISPUTE),
            Command::Settle => return vec![Want::Open(Box::new(Screen::Settle(Settle::of(view.clone()))))],
            Command::Ordered => Step::Ordered,
            Command::Closed => Step::Closed,
            Command::NotFixed => Step::NotFixed,
            Command::PartlyFixed => Step::Partly,
            Command::Reported => Step::Reported,
            Command::Extended => Step::Extended,
            Command::Transferred => Step::Transferred,
            Command::Reopened => Step::Reopened,
            Command::Judge => Step::Judged,
            _ => return Vec::new(),
        };
        match step.refused(view) {
            Some(why) => warn(why),
            None => {
                self.step = Some(StepForm::new(step, view, &self.people, scene));
                Vec::new()
            }
        }
    }

    fn turn(&mut self, by: isize) -> Vec<Want> {
        self.first = self.first.saturating_add_signed(by);
        Vec::new()
    }

    /// The items that the line may be about, and none of them where it stands at one.
    fn ask_tie(&mut self, lists: &[std::sync::Arc<crate::content::checklist::Checklist>], scene: &Scene) -> Vec<Want> {
        let Some(view) = &self.view else { return Vec::new() };
        let said = format!("{} {}", view.row.place, view.row.facts);
        let likely = drafts::likely(lists.iter().flat_map(|l| &l.items), &said);
        let mut all: Vec<_> =
            likely.iter().map(|i| (Some(i.id.clone()), format!("{}  {}", i.short.get(scene.lang), i.id))).collect();
        if view.row.item.is_some() {
            all.push((None, scene.say(words::TIE_OFF).into()));
        }
        if all.is_empty() {
            return vec![Want::Say(scene.say(words::NO_LIKELY).into())];
        }
        self.tie = Some(all);
        Vec::new()
    }

    fn tie_question(&self, scene: &Scene) -> Option<Dialog> {
        let all = self.tie.as_ref()?;
        Some(Dialog::new(scene.say(words::TIE), all.iter().map(|(_, title)| title.clone()).collect()))
    }

    fn tied(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        let Some(taken) = self.tie_question(scene).and_then(|d| d.taken(text)) else { return Vec::new() };
        let (Some((item, title)), Some(view)) = (self.tie.take().map(|mut all| all.swap_remove(taken)), &self.view) else {
            return Vec::new();
        };
        match drafts::tie(view, item.as_deref()) {
            Ok(drafts) => {
                let said =
                    if item.is_some() { words::TIED.fill(scene.lang, &[&title]) } else { scene.say(words::TIED_OFF).into() };
                self.written = Some(said);
                vec![Want::Append(drafts)]
            }
            Err(refusal) => vec![Want::Warn(refusal.say(scene.lang))],
        }
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        if self.tie.is_some() {
            return self.tied(text, scene);
        }
        let (Some(step), Some(view)) = (&mut self.step, &self.view) else { return Vec::new() };
        let done = step.typed(text, view, &self.people, scene);
        self.done(done)
    }

    /// What the form of a step says: stays open, closed, or what to write.
    fn done(&mut self, done: step::Done) -> Vec<Want> {
        match done {
            step::Done::Not => Vec::new(),
            step::Done::Left => {
                self.step = None;
                Vec::new()
            }
            step::Done::Warn(text) => vec![Want::Warn(text)],
            step::Done::Write(drafts, said) => {
                self.written = Some(said);
                vec![Want::Append(drafts)]
            }
        }
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match reply {
            Reply::Lists(lists, _) => return self.ask_tie(lists, scene),
            Reply::Finding(view) => self.view = Some(view.clone()),
            Reply::People(people) => self.people = people.clone(),
            Reply::Appended(_) => {
                self.step = None;
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
        let Some(view) = &self.view else {
            frame::page(f, area, scene, &words::FINDING.fill(scene.lang, &[&""]), "");
            return frame::foot(f, area, scene, Scope::Finding, scene.say(crate::text::say::LOADING));
        };
        let title = words::FINDING.fill(scene.lang, &[&view.row.facility_name]);
        let body = frame::page(f, area, scene, &title, &super::findings::state(&view.row, scene));
        let (rows, top) = match &mut self.step {
            Some(step) => (step.draw(f, body, view, &self.people, scene), 0),
            None => (0, self.first),
        };
        let rest = Rect { y: body.y + rows, height: body.height.saturating_sub(rows), ..body };
        let lines = lines::lines(view, &self.people, usize::from(rest.width), scene);
        let top = top.min(lines.len().saturating_sub(usize::from(rest.height)));
        if self.step.is_none() {
            self.first = top;
        }
        for (row, (line, role)) in lines.iter().skip(top).take(usize::from(rest.height)).enumerate() {
            let style = scene.theme.style(*role);
            Line::new(f.buffer_mut(), rest, row as u16, style).add(line, style);
        }
        frame::foot(f, area, scene, self.scope(), "");
        if let Some(question) = self.tie_question(scene) {
            question.draw(f, area, scene.theme);
        }
    }
}
