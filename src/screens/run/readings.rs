//! The box of the run screen: opened for an item, left without recording, its readings judged against the limit.

use super::ask::Ask;
use super::boxes::{Entered, ReadingBox};
use super::{Mode, Run};
use crate::content::checklist::{AnswerKind, Item};
use crate::content::limit::{self, Standing};
use crate::domain::point::{Reading, Verdict};
use crate::request::answer::Given;
use crate::screens::{Scene, Want};
use crate::text::run as words;
use crate::views::visit::Visit;

impl Run {
    pub(super) fn open_box(&mut self, visit: &Visit, scene: &Scene) -> Vec<Want> {
        self.measure(false, visit, scene)
    }

    /// The box of the current item; what was typed into it before is there again. `again`: one more reading.
    pub(super) fn measure(&mut self, again: bool, visit: &Visit, scene: &Scene) -> Vec<Want> {
        if let (Some(row), Some(at)) = (self.row(visit), &self.at) {
            let kept = self.kept_box.take().filter(|(point, _)| point == at).map(|(_, kept)| kept);
            let new = || ReadingBox::new(visit.item(row), super::answer::now(visit, at), again, visit, scene);
            self.mode = Mode::Box(kept.map_or_else(new, ReadingBox::proposed));
        }
        Vec::new()
    }

    /// Esc in the box: nothing is recorded, and nothing that was typed is lost.
    pub(super) fn leave_box(&mut self, scene: &Scene) -> Vec<Want> {
        let Mode::Box(shown) = std::mem::replace(&mut self.mode, Mode::List) else { return Vec::new() };
        if !shown.touched {
            return Vec::new();
        }
        self.kept_box = self.at.clone().map(|at| (at, shown));
        vec![Want::Say(scene.say(words::KEPT).into())]
    }

    /// Enter in the box.
    pub(super) fn entered(&mut self, entered: Entered, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let Some(item) = self.row(visit).map(|r| visit.item(r)) else { return Vec::new() };
        match entered {
            Entered::Next => Vec::new(),
            Entered::NoPlace(text) => {
                if let Mode::Box(b) = &mut self.mode {
                    b.confirm();
                }
                super::answer::warn(&words::NO_PLACE.fill(scene.lang, &[&text]))
            }
            Entered::Unclear(text) => {
                super::answer::warn(&words::NOT_A_VALUE.fill(scene.lang, &[&text, &scene.say(super::item::form_of(item.kind))]))
            }
            Entered::Unlikely { value, better } => {
                let unit = item.unit.as_ref().map_or("", |u| u.get(scene.lang)).to_string();
                let asked = match &better {
                    Some(better) => words::PLAUSIBLE_BETTER.fill(scene.lang, &[&value, &unit, better]),
                    None => words::PLAUSIBLE.fill(scene.lang, &[&value, &unit]),
                };
                if let Mode::Box(b) = &mut self.mode {
                    b.confirm();
                }
                super::answer::warn(&format!("{asked}   {}", scene.say(words::PLAUSIBLE_AGAIN)))
            }
            Entered::Done(readings) if readings.is_empty() => {
                self.mode = Mode::List;
                Vec::new()
            }
            Entered::Done(readings) => self.judge(item, readings, visit, scene),
        }
    }

    /// Readings are there: within the limit they pass; outside, or without a limit, a person says.
    fn judge(&mut self, item: &Item, readings: Vec<Reading>, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let on = visit.parts.head.joined.value.on;
        let standing = limit::standing(item, &readings, on);
        let mut given = Given::of(Verdict::Pass);
        given.planned = limit::short_of(item, &readings);
        if let Mode::Box(shown) = std::mem::replace(&mut self.mode, Mode::List) {
            // Of several, the paper on file is the one that runs out first.
            let date = readings.iter().filter_map(|r| limit::date(&r.value)).min();
            let paper = shown.paper.clone().and_then(|(kind, filed)| Some((kind, date.filter(|d| Some(*d) != filed)?)));
            given.paper = paper;
            self.kept_box = self.at.clone().map(|at| (at, shown));
        }
        given.readings = readings;
        match standing {
            Standing::Within => self.record(given, visit, scene),
            Standing::Outside => self.ask(Ask::Against(Box::new(given))),
            Standing::Open if item.kind == AnswerKind::Figure => self.record(given, visit, scene),
            Standing::Open => self.ask(Ask::Verdict(Box::new(given))),
        }
    }
}
