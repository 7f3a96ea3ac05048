//! 收尾: what stands in the way of freezing and what should be looked at again, in the order of FIELD 19. A digit or Enter
//! jumps there; `9` takes the rest together, freezes, signs. Decides nothing itself: the list is `views::closing`.

mod draw;
mod freeze;
mod menu;
pub mod rest;
pub mod rows;
pub use freeze::{next_draft, paper as whose_paper};
pub use menu::section_title;
#[cfg(test)]
mod tests;

use super::aloud::Aloud;
use super::gate::Gate;
use super::lists::walk;
use super::paper::{Paper, standing};
use super::run::Run;
use super::settle::Settle;
use super::share::Share;
use super::sheets::{Of, Sheet};
use super::{Scene, Screen, Typing, Want, edit};
use crate::domain::inspection::Left;
use crate::domain::name::InspectionId;
use crate::domain::point::UncheckedReason;
use crate::domain::subject::PointId;
use crate::keymap::{Command, Scope};
use crate::request::Reply;
use crate::text::closing as words;
use crate::views::closing::closing;
use crate::views::visit::Visit;
use crate::widgets::list::List;
use crate::widgets::prompt::Prompt;
use rows::{Goal, Line, lines};

/// What is being asked over the list.
#[derive(Debug)]
enum Ask {
    Menu,
    /// Why these rows are 未查.
    Unchecked(Vec<usize>),
    /// 其他: the words to it.
    Other(Vec<usize>, Prompt),
    /// Something stops the freezing of these sections.
    Stopped(Vec<String>),
    /// 留待处理: the points that still want a reason, those that have one, and the reason being typed.
    Leave {
        sections: Vec<String>,
        rest: Vec<PointId>,
        left: Vec<Left>,
        why: Prompt,
    },
    /// Items without an answer: freeze all the same?
    Open(Vec<String>, Vec<Left>),
    /// Something is 待补 and prints as a blank for the pen: freeze all the same?
    Owed(Vec<String>, Vec<Left>),
    Part,
}

/// What the last write was, to be said when it is durable.
#[derive(Clone, Copy, Debug)]
enum Wrote {
    Unchecked(usize),
    Freeze,
}

/// The closing list of the open visit.
#[derive(Debug)]
pub struct Closing {
    visit: InspectionId,
    list: List,
    /// The cursor was put on the first thing to do.
    placed: bool,
    height: usize,
    ask: Option<Ask>,
    wrote: Option<Wrote>,
}

impl Closing {
    pub fn new(visit: InspectionId) -> Closing {
        Closing { visit, list: List::default(), placed: false, height: 10, ask: None, wrote: None }
    }

    pub fn scope(&self) -> Scope {
        match self.ask {
            None => Scope::Closing,
            Some(Ask::Other(..) | Ask::Leave { .. }) => Scope::Prompt,
            Some(_) => Scope::Choice,
        }
    }

    pub fn typing(&self) -> Typing {
        match self.ask {
            Some(Ask::Other(..) | Ask::Leave { .. }) => Typing::Text,
            _ => Typing::No,
        }
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    /// Starts at the first thing to do.
    fn place(&mut self, rows: &[Line]) {
        if !std::mem::replace(&mut self.placed, true) {
            self.list.current = rows.iter().position(|l| l.goal.is_some()).unwrap_or(0);
        }
    }

    fn visit<'a>(&self, scene: &Scene<'a>) -> Option<&'a Visit> {
        scene.visit.filter(|v| v.parts.id == self.visit)
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        let Some(visit) = self.visit(scene) else { return close_on_back(command) };
        if let Some(ask) = &mut self.ask {
            return match (command, ask) {
                (Command::Back, _) => {
                    self.ask = None;
                    Vec::new()
                }
                (Command::Enter, Ask::Other(..) | Ask::Leave { .. }) => self.entered(visit, scene),
                (other, Ask::Other(_, prompt) | Ask::Leave { why: prompt, .. }) => {
                    if let Some(edit) = edit(other) {
                        prompt.edit(edit);
                    }
                    Vec::new()
                }
                _ => Vec::new(),
            };
        }
        let rows = lines(visit, scene);
        self.place(&rows);
        match command {
            Command::Back => return vec![Want::Close],
            Command::Menu => self.ask = Some(Ask::Menu),
            Command::Aloud => return vec![Want::Open(Box::new(Screen::Aloud(Aloud::before_freezing(self.visit))))],
            Command::Share => return vec![Want::Open(Box::new(Screen::Share(Share::new(self.visit))))],
            Command::BlankList => return Sheet::Blank.print(Of::visit(visit), scene),
            Command::InternalSheet => return Sheet::Internal.print(Of::visit(visit), scene),
            Command::Enter => return self.jump(rows.get(self.list.current), visit),
            other => {
                walk(&mut self.list, other, rows.len(), self.height);
            }
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        let Some(visit) = self.visit(scene) else { return Vec::new() };
        match &mut self.ask {
            Some(Ask::Other(_, prompt) | Ask::Leave { why: prompt, .. }) => {
                prompt.insert(text);
                Vec::new()
            }
            Some(_) => self.answered(text, visit, scene),
            None => {
                let Some(group) = text.parse::<usize>().ok().filter(|d| (1..=words::GROUPS.len()).contains(d)) else {
                    return Vec::new();
                };
                let rows = lines(visit, scene);
                let first = rows.iter().position(|l| l.group + 1 == group && l.goal.is_some());
                let head = rows.iter().position(|l| l.group + 1 == group);
                self.list.current = first.or(head).unwrap_or(self.list.current);
                self.list.settle(rows.len(), self.height);
                first.map_or(Vec::new(), |at| self.jump(rows.get(at), visit))
            }
        }
    }

    /// To what a row is about; the answer given there returns here.
    fn jump(&mut self, line: Option<&Line>, visit: &Visit) -> Vec<Want> {
        let Some(goal) = line.and_then(|l| l.goal.clone()) else { return Vec::new() };
        match goal {
            Goal::Point(point) => vec![Want::Open(Box::new(Screen::Run(Box::new(Run::only(visit.parts.id, point)))))],
            Goal::Dispute(point) => vec![Want::Open(Box::new(Screen::Settle(Settle::in_visit(point))))],
            Goal::Gate(field) => vec![Want::Open(Box::new(Screen::Gate(Gate::at(visit.parts.id, Some(field)))))],
        }
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match (reply, self.wrote) {
            (Reply::Appended(_), Some(Wrote::Unchecked(n))) => {
                self.wrote = None;
                vec![Want::Say(words::UNCHECKED_DONE.fill(scene.lang, &[&n]))]
            }
            // The visit was read again and holds the freeze.
            (Reply::Saved, Some(Wrote::Freeze)) => {
                self.wrote = None;
                let mut wants = vec![Want::Replace(Box::new(Screen::Paper(Paper::new(self.visit))))];
                if let Some(frozen) = self.visit(scene).and_then(standing) {
                    let (draft, check) = (frozen.freeze.draft, frozen.freeze.check());
                    wants.push(Want::Say(words::FROZEN.fill(scene.lang, &[&draft, &check])));
                }
                wants
            }
            (Reply::Failed(_), _) => {
                self.wrote = None;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Records rows as 未查 with one reason.
    fn unchecked(
        &mut self,
        rows: Vec<usize>,
        why: UncheckedReason,
        words: Option<String>,
        visit: &Visit,
        scene: &Scene,
    ) -> Vec<Want> {
        let mut given = crate::request::answer::Given::of(crate::domain::point::Verdict::Unchecked);
        (given.unchecked, given.reason) = (Some(why), words);
        self.ask = None;
        match crate::request::answer::rest(visit, &rows, &given) {
            Ok(drafts) => {
                self.wrote = Some(Wrote::Unchecked(rows.len()));
                vec![Want::Append(drafts)]
            }
            Err(refusal) => vec![Want::Warn(refusal.say(scene.lang))],
        }
    }

    /// Rows without an answer of the section where the cursor stands, else of the first that has any; red lines are never
    /// among them.
    fn section(&self, visit: &Visit, scene: &Scene) -> Option<(usize, Vec<usize>)> {
        let open = closing(visit).unanswered;
        let of = |section: usize| -> Vec<usize> { open.iter().copied().filter(|&r| visit.rows[r].section == section).collect() };
        let at = lines(visit, scene).get(self.list.current).and_then(|l| l.row).map(|r| visit.rows[r].section);
        let section = at.filter(|&s| !of(s).is_empty()).or_else(|| open.first().map(|&r| visit.rows[r].section))?;
        Some((section, of(section)))
    }
}

fn close_on_back(command: Command) -> Vec<Want> {
    if command == Command::Back { vec![Want::Close] } else { Vec::new() }
}
