//! From field to field, and from place to place: what is left is committed first.

use super::fields::{Field, Fields};
use super::{After, Fail, Step};
use crate::content::checklist::AnswerKind;
use crate::domain::subject::PointId;
use crate::request::answer;
use crate::screens::{Scene, Want};
use crate::text::fail as words;
use crate::views::visit::Visit;

impl Fail {
    /// Enter: the next blank of a wording, else the next field; on the last one what comes next.
    pub(super) fn enter(&mut self, visit: &Visit, scene: &Scene) -> Step {
        match self.focus {
            Field::Facts if self.fields.next_blank() => Step::Stay(Vec::new()),
            // Outside the lists no item says what is wrong: without its facts the finding says nothing.
            Field::Facts if visit.item_of(&self.point).is_none() && self.fields.facts.text().trim().is_empty() => {
                Step::Stay(vec![Want::Warn(scene.say(words::FACTS_FIRST).into())])
            }
            // How many were looked at is asked where it is counted and not known; Down goes through all fields.
            Field::Facts if !self.owes_count(visit) => self.go(Field::Handling, visit, scene),
            Field::Next if self.fields.next == 5 => match self.commit(visit, scene) {
                Ok(wants) if wants.is_empty() => self.one_more(visit, scene),
                Ok(wants) => {
                    self.after = After::OneMore;
                    Step::Stay(wants)
                }
                Err(warned) => warned,
            },
            Field::Next if self.fields.next == 2 => self.other_place(1, visit, scene),
            Field::Next => self.leave(visit, scene),
            focus => self.go(focus.after(), visit, scene),
        }
    }

    /// Whether a count goes with the item and none stands in its fields.
    fn owes_count(&self, visit: &Visit) -> bool {
        let kind = visit.item_of(&self.point).map(|item| item.kind);
        let counted = matches!(kind, Some(AnswerKind::Sample | AnswerKind::Count));
        counted && (self.fields.looked.is_empty() || self.fields.bad.is_empty())
    }

    /// Leaves the current field for another: what stands in it is committed. Without ready wordings there is none to choose.
    pub(super) fn go(&mut self, to: Field, visit: &Visit, scene: &Scene) -> Step {
        let to = match to {
            Field::Wording if self.offers_words(visit) => to,
            Field::Wording if self.focus == Field::Place => Field::Facts,
            Field::Wording => Field::Place,
            to => to,
        };
        match self.commit(visit, scene) {
            Ok(wants) => {
                self.focus = to;
                self.fields.come_to(to);
                self.fields.date_due(visit.parts.head.joined.value.on);
                Step::Stay(wants)
            }
            Err(warned) => warned,
        }
    }

    /// Back to the list; what is typed is committed first. What cannot be read keeps nobody here: it is said, and what was
    /// saved of that field stays.
    pub(super) fn leave(&mut self, visit: &Visit, scene: &Scene) -> Step {
        let mut said = Vec::new();
        let saved = Fields::of(visit, &self.point);
        while let Err((field, text)) = self.fields.read(visit.parts.head.joined.value.on) {
            let there = self.fields.restore(field, &saved);
            said.push(Want::Warn(words::NOT_KEPT.fill(scene.lang, &[&scene.say(field.name()), &text, &there])));
        }
        match self.commit(visit, scene) {
            Ok(wants) if wants.is_empty() => Step::Done(said),
            Ok(wants) => {
                self.after = After::Leave;
                Step::Stay(wants.into_iter().chain(said).collect())
            }
            Err(Step::Stay(warned)) => Step::Done(warned),
            Err(other) => other,
        }
    }

    /// What the fields say and the disk does not yet. A date or count that cannot be read is told, and stays.
    pub(super) fn commit(&mut self, visit: &Visit, scene: &Scene) -> Result<Vec<Want>, Step> {
        self.writing = Some(self.focus);
        let warn = |text: String| Step::Stay(vec![Want::Warn(text)]);
        let on = visit.parts.head.joined.value.on;
        let told = self.fields.read(on).map_err(|(field, text)| {
            warn(if field == Field::Due { words::NOT_A_DATE } else { words::NOT_A_COUNT }.fill(scene.lang, &[&text]))
        })?;
        let Some(now) = visit.point(&self.point).and_then(|p| p.now.joined.value.finding.clone()) else { return Ok(Vec::new()) };
        let mut wanted = now.clone();
        told.put(&mut wanted, on);
        if wanted == now {
            return Ok(Vec::new());
        }
        match answer::change(visit, &self.point, |p| p.finding = Some(wanted)) {
            Ok(drafts) => Ok(vec![Want::Append(drafts)]),
            Err(refusal) => Err(warn(refusal.say(scene.lang))),
        }
    }

    /// The form of the next place, or the one before, of the same item; what is typed here is committed first.
    pub(super) fn other_place(&mut self, by: isize, visit: &Visit, scene: &Scene) -> Step {
        let places = places(visit, &self.point);
        let here = places.iter().position(|id| *id == self.point).unwrap_or(0) as isize;
        let point = places[(here + by).rem_euclid(places.len() as isize) as usize].clone();
        match self.commit(visit, scene) {
            Ok(wants) if wants.is_empty() => {
                self.go_on_at(visit, point);
                Step::Stay(wants)
            }
            Ok(wants) => {
                self.after = After::Place(point);
                Step::Stay(wants)
            }
            Err(warned) => warned,
        }
    }

    /// `5`: one more place of the same item, or one more thing outside the list.
    pub(super) fn one_more(&mut self, visit: &Visit, scene: &Scene) -> Step {
        let made = match visit.item_of(&self.point) {
            Some(item) => answer::further(visit, &item.id),
            None => Ok(answer::outside(visit)),
        };
        match made {
            Ok((point, drafts)) => {
                self.after = After::Place(point);
                Step::Stay(vec![Want::Append(drafts)])
            }
            Err(refusal) => Step::Stay(vec![Want::Warn(refusal.say(scene.lang))]),
        }
    }
}

/// Where the same item fails at this visit; this place is among them.
pub(super) fn places(visit: &Visit, point: &PointId) -> Vec<PointId> {
    let failing = visit.failing(point);
    if failing.contains(point) { failing } else { vec![point.clone()] }
}
