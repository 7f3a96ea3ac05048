//! What the answer keys do on each kind of item. Only 符合 is silent; everything else opens something, so that a slip shows.

use super::ask::Ask;
use super::parts::answered;
use super::{Mode, Pending, Run, TextAsk, Then, guard, recheck};
use crate::content::checklist::AnswerKind;
use crate::domain::point::{NaReason, Point, Reading, Verdict};
use crate::domain::subject::PointId;
use crate::failure::rule::Refusal;
use crate::journal::entry::Draft;
use crate::keymap::Command;
use crate::request::answer::{self, Given};
use crate::screens::settle::Settle;
use crate::screens::{Scene, Screen, Want};
use crate::text::{frame, run as words};
use crate::views::facility::VisitStage;
use crate::views::record;
use crate::views::visit::{FreezeNow, Visit};
use crate::widgets::prompt::Prompt;

/// What is recorded on a point; nothing when it was cleared.
pub(super) fn now<'a>(visit: &'a Visit, point: &PointId) -> Option<&'a Point> {
    visit.point(point).map(|p| &p.now.joined.value).filter(|p| p.verdict != Verdict::Cleared)
}

/// The paper that a point stands on, frozen or signed: changing an answer is asked about (FIELD 32). What stands on no paper
/// yet is answered freely, also while another part is signed. `None`: a new point outside the lists.
pub(super) fn frozen<'a>(visit: &'a Visit, point: Option<&PointId>) -> Option<&'a FreezeNow> {
    let made = visit.parts.stage != VisitStage::NotDone;
    record::paper_of(visit, point).filter(|f| made && (f.is_signed() || f.outside.is_empty()))
}

impl Run {
    /// An answer key, `5` or `0`, guarded against slips.
    pub(super) fn press(&mut self, command: Command, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let key = match command {
            Command::Pass => '1',
            Command::Fail => '2',
            Command::NotApplicable => '3',
            Command::Unchecked => '4',
            Command::OutsideList => '5',
            Command::Clear => '0',
            _ => return Vec::new(),
        };
        let pressed = self.guard.press(key, scene.tick, scene.guard);
        if pressed != guard::Pressed::Once {
            return self.slipped(pressed, scene);
        }
        if scene.saving {
            return warn(scene.say(frame::DROPPED));
        }
        if scene.early {
            return warn(scene.say(frame::TOO_EARLY));
        }
        if scene.read_only {
            return warn(&Refusal::ReadOnly.say(scene.lang));
        }
        let meant = self.at.as_ref().filter(|_| command != Command::OutsideList);
        if let Some(paper) = frozen(visit, meant).filter(|_| !self.may_change) {
            return self.ask(Ask::Frozen(command, paper.signed()));
        }
        // The eye is on the next item, the cursor on the last one: no second answer by the way.
        if self.at_end && command != Command::OutsideList {
            return self.ask(Ask::PartDone(command));
        }
        self.do_press(command, visit, scene)
    }

    pub(super) fn do_press(&mut self, command: Command, visit: &Visit, scene: &Scene) -> Vec<Want> {
        if command == Command::OutsideList {
            let (point, drafts) = answer::outside(visit);
            return self.write(Ok(drafts), point, Then::Form, scene);
        }
        let Some(at) = self.at.clone() else { return Vec::new() };
        let armed = self.armed.take() == Some(at.clone());
        if let Some(row) = recheck::find(visit, &at) {
            return self.press_recheck(command, armed, visit, row, scene);
        }
        let failing = now(visit, &at).is_some_and(|p| p.verdict == Verdict::Fail);
        let places = self.places(visit, &at);
        // What two people judged differently is settled by a person who sees both, never taken back as a slip.
        let disputed = visit.point(&at).is_some_and(|p| p.now.joined.disputed);
        match command {
            Command::Pass | Command::NotApplicable | Command::Unchecked | Command::Clear if failing && disputed => {
                vec![Want::Open(Box::new(Screen::Settle(Settle::in_visit(at))))]
            }
            Command::Fail if !places.is_empty() => self.open_finding(places, visit),
            // Each place is taken back for itself, where it is seen.
            Command::Pass | Command::NotApplicable | Command::Unchecked | Command::Clear
                if places.len() > 1 || !places.is_empty() && !failing =>
            {
                self.ask(Ask::Places(true, places))
            }
            Command::Clear if now(visit, &at).is_none() => vec![Want::Say(scene.say(words::NOTHING_HERE).into())],
            Command::Clear if failing => self.ask(Ask::Correct(None)),
            command if failing => self.ask(Ask::Correct(Some(command))),
            Command::Clear => {
                let plain = now(visit, &at).is_none_or(|p| p.readings.is_empty() && p.notes.is_empty() && p.internal.is_empty());
                if plain { self.clear(visit, scene) } else { self.ask(Ask::Clear) }
            }
            command => self.flow(command, armed, visit, scene),
        }
    }

    /// The way of one answer, once nothing stands in it.
    pub(super) fn flow(&mut self, command: Command, armed: bool, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let (Some(at), item) = (self.at.clone(), self.row(visit).map(|r| visit.item(r))) else { return Vec::new() };
        let red = item.is_some_and(|i| i.red_line);
        let kind = item.map_or(AnswerKind::Judge, |i| i.kind);
        match command {
            Command::Pass if matches!(kind, AnswerKind::Judge | AnswerKind::Count) => {
                if red && !armed {
                    self.armed = Some(at);
                    return Vec::new();
                }
                let mut given = Given::of(Verdict::Pass);
                if kind == AnswerKind::Count {
                    given.readings.push(Reading { label: String::new(), value: "0".into() });
                }
                self.record(given, visit, scene)
            }
            // What was measured is not overwritten by the way: change it, or measure again.
            Command::Pass if now(visit, &at).is_some_and(|p| !p.readings.is_empty()) => self.ask(Ask::Edit),
            Command::Pass => self.open_box(visit, scene),
            Command::Fail if kind == AnswerKind::Figure => warn(scene.say(words::FIGURE_NO_FAIL)),
            Command::Fail => {
                let mut given = Given::of(Verdict::Fail);
                // What was measured stays beside a fail; a count or sample of a pass is no count of one.
                if !matches!(kind, AnswerKind::Count | AnswerKind::Sample) {
                    given.readings = now(visit, &at).map(|p| p.readings.clone()).unwrap_or_default();
                }
                self.record(given, visit, scene)
            }
            Command::NotApplicable => self.ask(Ask::Na),
            Command::Unchecked => self.ask(Ask::Unchecked),
            _ => Vec::new(),
        }
    }

    /// Whether `1` records a pass here without opening anything.
    pub(super) fn passes_at_once(&self, visit: &Visit) -> bool {
        let kind = self.row(visit).map_or(AnswerKind::Judge, |r| visit.item(r).kind);
        matches!(kind, AnswerKind::Judge | AnswerKind::Count)
    }

    pub(super) fn ask(&mut self, ask: Ask) -> Vec<Want> {
        self.mode = Mode::Ask(ask);
        Vec::new()
    }

    pub(super) fn ask_text(&mut self, ask: TextAsk, text: String) -> Vec<Want> {
        // A note is the person's own: it is gone on with. Anything else is a proposal.
        let prompt = if matches!(ask, TextAsk::Note) { Prompt::new(text) } else { Prompt::preset(text) };
        self.mode = Mode::Text(ask, prompt);
        Vec::new()
    }

    /// Where the current row fails: the places of its item; outside the lists itself.
    fn places(&self, visit: &Visit, at: &PointId) -> Vec<PointId> {
        let mut places = visit.failing(at);
        places.retain(|id| self.row(visit).is_some() || id == at);
        places
    }

    /// The form of a row that fails; of several places the person says which.
    pub(super) fn open_finding(&mut self, mut places: Vec<PointId>, visit: &Visit) -> Vec<Want> {
        if places.len() > 1 {
            return self.ask(Ask::Places(false, places));
        }
        if let Some(point) = places.pop() {
            return self.open_form(super::Fail::new(visit, point), visit);
        }
        Vec::new()
    }

    /// Enter: value and note; on a fail, its form.
    pub(super) fn enter(&mut self, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let Some(at) = self.at.clone() else { return Vec::new() };
        if let Some(paper) = frozen(visit, Some(&at)).filter(|_| !self.may_change) {
            return self.ask(Ask::Frozen(Command::Enter, paper.signed()));
        }
        if let Some(row) = recheck::find(visit, &at) {
            return if answered(visit, &at) { self.ask_seen(visit, row, scene) } else { Vec::new() };
        }
        let places = self.places(visit, &at);
        if !places.is_empty() {
            return self.open_finding(places, visit);
        }
        let kind = self.row(visit).map_or(AnswerKind::Judge, |r| visit.item(r).kind);
        match now(visit, &at) {
            Some(_) if kind != AnswerKind::Judge => self.ask(Ask::Edit),
            None if kind != AnswerKind::Judge => self.open_box(visit, scene),
            now => {
                let notes = now.map(notes_text).unwrap_or_default();
                self.ask_text(TextAsk::Note, notes)
            }
        }
    }

    /// Records an answer to the current item.
    pub(super) fn record(&mut self, given: Given, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let Some(at) = self.at.clone() else { return Vec::new() };
        let then = if given.verdict == Verdict::Fail { Then::Form } else { Then::Advance };
        let same = |p: &Point| p.verdict == given.verdict && p.readings == given.readings && p.reason == given.reason;
        let disputed = visit.point(&at).is_some_and(|p| p.now.joined.disputed);
        let plain = given.verdict == Verdict::Pass && given.paper.is_none();
        if plain && !disputed && now(visit, &at).is_some_and(|p| same(p) && !p.batch) {
            let mut wants = vec![Want::Say(scene.say(words::SAME_AGAIN).into())];
            wants.extend(self.advance(visit, scene));
            return wants;
        }
        self.write(answer::answer(visit, &at, given), at, then, scene)
    }

    pub(super) fn clear(&mut self, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let Some(at) = self.at.clone() else { return Vec::new() };
        self.write(answer::clear(visit, &at), at, Then::Cleared, scene)
    }

    /// 按错了，撤回这个「不符合」, from its form.
    pub(super) fn withdraw(&mut self, visit: &Visit, point: PointId, scene: &Scene) -> Vec<Want> {
        self.write(answer::clear(visit, &point), point, Then::Cleared, scene)
    }

    /// Nothing is recorded on a point any more: what is left of its item, and the way back.
    pub(super) fn cleared(&self, point: &PointId, visit: &Visit, scene: &Scene) -> String {
        let what = super::names::named(visit, point, scene);
        match visit.failing(point).len() {
            0 => words::CLEARED.fill(scene.lang, &[&what]),
            left => words::CLEARED_ONE.fill(scene.lang, &[&what, &left]),
        }
    }

    /// Sends drafts on their way; `then` happens when they are durable.
    pub(super) fn write(&mut self, drafts: Result<Vec<Draft>, Refusal>, point: PointId, then: Then, scene: &Scene) -> Vec<Want> {
        match drafts {
            Ok(drafts) => {
                self.pending = Some(Pending { point, then });
                if matches!(then, Then::Advance | Then::Form | Then::NextDue) {
                    self.guard.answered();
                }
                vec![Want::Append(drafts)]
            }
            Err(refusal) => warn(&refusal.say(scene.lang)),
        }
    }
}

pub(super) fn na(reason: NaReason) -> Given {
    Given { na: Some(reason), ..Given::of(Verdict::Na) }
}

/// The notes of a point as the one text they are written as.
pub(super) fn notes_text(point: &Point) -> String {
    point.notes.join("；")
}

pub(super) fn text_notes(text: &str) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { vec![text.into()] }
}

pub(super) fn warn(text: &str) -> Vec<Want> {
    vec![Want::Warn(text.into())]
}
