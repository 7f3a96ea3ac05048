//! Moving over the items: by row, part, place; forward after an answer, back to what was recorded last. Nothing from outside
//! moves the cursor.

use super::answer::frozen;
use super::ask::Ask;
use super::parts::{Part, answered, parts, place_of, row};
use super::{Mode, Run, search, traits};
use crate::domain::subject::PointId;
use crate::keymap::Command;
use crate::request;
use crate::screens::closing::Closing;
use crate::screens::share::Share;
use crate::screens::sheets::{Of, Sheet};
use crate::screens::{Scene, Screen, Want};
use crate::text::run as words;
use crate::views::closing::closing;
use crate::views::visit::Visit;

/// Points with an answer, the last recorded last.
pub fn order_of_recording(visit: &Visit) -> Vec<PointId> {
    let points = visit.parts.points.iter().filter(|(_, p)| p.now.joined.value.verdict != crate::domain::point::Verdict::Cleared);
    let mut timed: Vec<(&str, PointId)> = points.map(|(k, p)| (p.at.as_str(), PointId::new(visit.parts.id, k.clone()))).collect();
    timed.extend(super::recheck::recorded(visit));
    timed.sort_by(|a, b| a.0.cmp(b.0));
    timed.into_iter().map(|(_, p)| p).collect()
}

impl Run {
    /// Puts the cursor on a row that is there: where it was, else the first open item.
    pub(super) fn settle(&mut self, visit: &Visit, scene: &Scene) {
        let parts = parts(visit, self.order, scene);
        let there = self.at.as_ref().is_some_and(|at| place_of(&parts, at).is_some());
        if !there {
            // Its item does not apply any more: on with what comes after it, not back to what was left open on the way.
            let all = || parts.iter().flat_map(|p| &p.points);
            let open = |p: &&PointId| !answered(visit, p);
            let before: usize = parts.iter().take(self.part).map(|p| p.points.len()).sum();
            let on = all().skip(before + self.list.current).find(open).or_else(|| all().find(open));
            self.at = on.or_else(|| all().next()).cloned();
        }
        if let Some((part, place)) = self.at.as_ref().and_then(|at| place_of(&parts, at)) {
            self.part = part;
            self.list.current = place.min(parts[part].points.len().saturating_sub(1));
        }
    }

    /// The parts, and where the cursor stands in them.
    pub(super) fn here(&self, visit: &Visit, scene: &Scene) -> (Vec<Part>, Option<(usize, usize)>) {
        let parts = parts(visit, self.order, scene);
        let here = self.at.as_ref().and_then(|at| place_of(&parts, at));
        (parts, here)
    }

    fn move_to(&mut self, point: Option<PointId>, visit: &Visit, scene: &Scene) -> Vec<Want> {
        if point.is_some() {
            self.at = point;
        }
        self.forget_presses();
        self.settle(visit, scene);
        Vec::new()
    }

    /// A key on the list of items.
    pub(super) fn on_list(&mut self, command: Command, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let (parts, here) = self.here(visit, scene);
        let step = |by: isize| {
            let (part, place) = here?;
            let points = &parts[part].points;
            points.get(place.saturating_add_signed(by).min(points.len().saturating_sub(1))).cloned()
        };
        let to_part = |by: isize| {
            let (part, _) = here?;
            let part = parts.get(part.checked_add_signed(by)?)?;
            part.points.iter().find(|p| !answered(visit, p)).or(part.points.first()).cloned()
        };
        let goal = match command {
            Command::Up => step(-1),
            Command::Down => step(1),
            Command::PageUp => step(-9),
            Command::PageDown => step(9),
            Command::First => step(-9999),
            Command::Last => step(9999),
            Command::Left => to_part(-1),
            Command::Right => to_part(1),
            Command::Enter if self.at_end && here.is_some_and(|(part, _)| part + 1 < parts.len()) => to_part(1),
            Command::NextOpen => return self.next_open(&parts, here, visit, scene),
            Command::Incomplete => return self.next_incomplete(visit, scene),
            Command::LastRecorded => return self.last_recorded(visit, scene),
            Command::Tab => {
                self.order = self.order.other();
                return self.move_to(None, visit, scene);
            }
            Command::Large => {
                self.mode = Mode::Large;
                return Vec::new();
            }
            Command::Traits => {
                self.mode = Mode::Traits(traits::Traits::new(visit));
                return Vec::new();
            }
            Command::Share => return vec![Want::Open(Box::new(Screen::Share(Share::new(self.visit))))],
            Command::BlankList => return Sheet::Blank.print(Of::visit(visit), scene),
            Command::InternalSheet => return Sheet::Internal.print(Of::visit(visit), scene),
            Command::Closing => return vec![Want::Open(Box::new(Screen::Closing(Closing::new(self.visit))))],
            Command::Back => return vec![Want::Close],
            Command::Enter if self.guard.once_more(self.at.as_ref(), scene.tick, scene.guard) => {
                return vec![Want::Warn(scene.say(words::ENTER_TOOK).into())];
            }
            Command::Enter => return self.enter(visit, scene),
            command => return self.press(command, visit, scene),
        };
        self.return_to = None;
        self.move_to(goal, visit, scene)
    }

    /// Behind the end of a part: the next one, or the closing list behind the last.
    pub(super) fn next_part(&mut self, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let (parts, here) = self.here(visit, scene);
        let last = here.is_none_or(|(part, _)| part + 1 == parts.len());
        self.on_list(if last { Command::Closing } else { Command::Right }, visit, scene)
    }

    /// `7`: the next item without an answer, on from here and around.
    fn next_open(&mut self, parts: &[Part], here: Option<(usize, usize)>, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let all: Vec<&PointId> = parts.iter().flat_map(|p| &p.points).collect();
        let from = here.map_or(0, |(part, place)| parts[..part].iter().map(|p| p.points.len()).sum::<usize>() + place + 1);
        let around = all.iter().skip(from).chain(all.iter().take(from));
        let next = around.copied().find(|p| !answered(visit, p)).cloned();
        if next.is_none() {
            return vec![Want::Say(scene.say(words::ALL_DONE).into())];
        }
        self.return_to = None;
        self.move_to(next, visit, scene)
    }

    /// `8`: the next point that lacks something; a finding opens its form.
    pub(super) fn next_incomplete(&mut self, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let owed: Vec<PointId> = closing(visit).incomplete.into_iter().map(|(p, _)| p).collect();
        let after = self.at.as_ref().and_then(|at| owed.iter().position(|p| p == at)).map_or(0, |n| n + 1);
        let Some(point) = owed.get(after).or(owed.first()).cloned() else {
            return vec![Want::Say(scene.say(words::NOTHING_OWED).into())];
        };
        if let Some(paper) = frozen(visit, Some(&point)).filter(|_| !self.may_change) {
            return self.ask(Ask::Frozen(Command::Incomplete, paper.signed()));
        }
        self.jump(point.clone(), visit, scene);
        if visit.point(&point).is_some_and(|p| p.now.joined.value.finding.is_some()) {
            return self.open_form(super::Fail::on_what_is_owed(visit, point), visit);
        }
        self.complete(visit, &point)
    }

    /// Goes to a point, remembering where one was.
    fn jump(&mut self, point: PointId, visit: &Visit, scene: &Scene) {
        let base = visit.item_of(&point).and_then(|i| visit.row_of(&i.id)).map(|r| visit.rows[r].point.clone());
        let goal = base.unwrap_or(point);
        if self.return_to.is_none() && self.at.as_ref() != Some(&goal) {
            self.return_to = self.at.clone();
        }
        self.move_to(Some(goal), visit, scene);
    }

    /// Backspace: the item recorded last, then the one before, and so on.
    fn last_recorded(&mut self, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let (parts, _) = self.here(visit, scene);
        let Some(point) = self.back_to(&parts) else {
            return vec![Want::Say(scene.say(words::NOTHING_RECORDED).into())];
        };
        self.back += 1;
        self.jump(point, visit, scene);
        Vec::new()
    }

    /// Where Backspace goes next: the one recorded last, after that the one before, at the first one no further.
    pub(super) fn back_to(&self, parts: &[Part]) -> Option<PointId> {
        let there: Vec<&PointId> = self.recorded.iter().rev().filter(|p| place_of(parts, p).is_some()).collect();
        there.get(self.back.min(there.len().saturating_sub(1))).map(|p| (*p).clone())
    }

    /// Enter in the search: there, or into the visit first.
    pub(super) fn found(&mut self, goal: Option<search::Goal>, visit: &Visit, scene: &Scene) -> Vec<Want> {
        match goal {
            None => Vec::new(),
            Some(search::Goal::There(point)) => {
                self.mode = Mode::List;
                self.jump(point, visit, scene);
                Vec::new()
            }
            Some(search::Goal::TakeIn(item)) => {
                self.mode = Mode::List;
                self.start = Some(PointId::new(self.visit, item.clone()));
                match request::visit::take_in(visit, &item) {
                    Ok(drafts) => vec![Want::Append(drafts)],
                    Err(refusal) => vec![Want::Warn(refusal.say(scene.lang))],
                }
            }
        }
    }

    /// After an answer: back to where one was, or forward to the next open item of the part.
    pub(super) fn advance(&mut self, visit: &Visit, scene: &Scene) -> Vec<Want> {
        self.forget_presses();
        if self.only {
            return vec![Want::Close];
        }
        if let Some(point) = self.return_to.take() {
            return self.move_to(Some(point), visit, scene);
        }
        if !scene.settings.advance {
            return Vec::new();
        }
        let (parts, here) = self.here(visit, scene);
        let Some((part, place)) = here else { return Vec::new() };
        let points = &parts[part].points;
        if let Some(next) = points.iter().skip(place + 1).find(|p| !answered(visit, p)).cloned() {
            return self.move_to(Some(next), visit, scene);
        }
        self.at_end = true;
        let left = points.iter().filter(|p| !answered(visit, p)).count();
        let said = match left {
            _ if (0..visit.rows.len()).all(|r| answered(visit, &visit.rows[r].point)) => scene.say(words::ALL_DONE).into(),
            left => {
                let last = part + 1 == parts.len();
                let (done, some) = if last { (words::LAST_DONE, words::LAST_LEFT) } else { (words::PART_DONE, words::PART_LEFT) };
                if left == 0 { scene.say(done).into() } else { some.fill(scene.lang, &[&left]) }
            }
        };
        vec![Want::Say(said)]
    }

    /// The row of the current item, if it is one of the lists.
    pub(super) fn row(&self, visit: &Visit) -> Option<usize> {
        self.at.as_ref().and_then(|at| row(visit, at))
    }
}
