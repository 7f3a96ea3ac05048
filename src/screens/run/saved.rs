//! What comes after a write is durable: the answer is said and the cursor goes on, a fail's form opens; a slip of the finger
//! is taken back.

use super::{Mode, Pending, Run, Then, guard, recheck};
use crate::domain::subject::PointId;
use crate::request::Appended;
use crate::screens::fail::{Fail, Step};
use crate::screens::{Scene, Want};
use crate::text::run as words;
use crate::views::visit::Visit;

impl Run {
    /// A write is durable: say it, and go on.
    pub(super) fn appended(&mut self, appended: &Appended, visit: &Visit, scene: &Scene) -> Vec<Want> {
        self.last_group = Some(appended.group);
        if std::mem::take(&mut self.slip) {
            self.pending = None;
            return vec![Want::TakeBack(appended.group)];
        }
        if let Mode::Fail(fail) = &mut self.mode {
            let step = fail.appended(appended, visit, scene);
            return self.after_form(step, visit, scene);
        }
        let Some(Pending { point, then }) = self.pending.take() else { return Vec::new() };
        if then != Then::Stay {
            self.recorded.retain(|p| *p != point);
            self.back = 0;
            self.kept_box.take_if(|(of, _)| *of == point);
        }
        if matches!(then, Then::Advance | Then::Form | Then::NextDue) {
            self.recorded.push(point.clone());
        }
        self.settle(visit, scene);
        if let Some(row) = recheck::find(visit, &point) {
            self.rechecks.entry(point.clone()).or_default().push(appended.group);
            match then {
                Then::Form => return self.ask_seen(visit, row, scene),
                Then::NextDue => return self.ask_next_due(),
                _ => {}
            }
        }
        match then {
            Then::Advance | Then::NextDue => self.advance(visit, scene),
            Then::Form => self.open_form(Fail::new(visit, point), visit),
            Then::Cleared => vec![Want::Say(self.cleared(&point, visit, scene))],
            Then::Stay => Vec::new(),
        }
    }

    /// Opens the form of a fail, and asks in which words its item was put here before.
    pub(super) fn open_form(&mut self, form: Fail, visit: &Visit) -> Vec<Want> {
        let wants = form.asks_for(visit);
        self.mode = Mode::Fail(Box::new(form));
        wants
    }

    /// What the form of a fail wants, and on to the next item when it is done.
    pub(super) fn after_form(&mut self, step: Step, visit: &Visit, scene: &Scene) -> Vec<Want> {
        match step {
            Step::Stay(wants) => wants,
            Step::Done(mut wants) => {
                let own = match &self.mode {
                    Mode::Fail(fail) => self.is_current(fail.of(), visit),
                    _ => true,
                };
                self.mode = Mode::List;
                self.settle(visit, scene);
                // What was seen outside the lists answers no item: the cursor stays where it was.
                if own || self.only {
                    wants.extend(self.advance(visit, scene));
                }
                wants
            }
            Step::Withdraw(point) => {
                self.mode = Mode::List;
                self.withdraw(visit, point, scene)
            }
        }
    }

    /// Whether a point is of the row the cursor is on.
    fn is_current(&self, point: &PointId, visit: &Visit) -> bool {
        let row = visit.item_of(point).and_then(|i| visit.row_of(&i.id)).map(|r| &visit.rows[r].point);
        self.at.as_ref() == Some(row.unwrap_or(point))
    }

    /// A slip of the finger: nothing is recorded, and what it recorded already is taken back.
    pub(super) fn slipped(&mut self, pressed: guard::Pressed, scene: &Scene) -> Vec<Want> {
        let (text, take_back) = match pressed {
            guard::Pressed::Held(back) => (words::HELD, back),
            guard::Pressed::Both(back) => (words::BOTH, back),
            guard::Pressed::Once => return Vec::new(),
        };
        self.armed = None;
        let mut wants = vec![Want::Warn(scene.say(text).into())];
        if take_back && self.pending.is_some() {
            self.slip = true;
        } else if let Some(group) = self.last_group.filter(|_| take_back) {
            self.mode = Mode::List;
            wants.push(Want::TakeBack(group));
        }
        wants
    }
}
