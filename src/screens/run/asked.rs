//! What was asked is answered: a digit on a question, Enter on a line of text, a trait that is there or not.

use super::answer::{na, notes_text, now, text_notes, warn};
use super::ask::{Ask, Edited, edits};
use super::traits::Found;
use super::{Mode, Run, TextAsk, Then, recheck};
use crate::domain::facility::Presence;
use crate::domain::name::PersonId;
use crate::domain::point::{NaReason, Point, UncheckedReason, Verdict};
use crate::domain::subject::PointId;
use crate::keymap::{Command, fold_text};
use crate::request::answer::{self, Given};
use crate::request::visit::{may_be_absent, set_trait};
use crate::screens::amend::AmendForm;
use crate::screens::fields::due;
use crate::screens::{Scene, Screen, Want};
use crate::text::run as words;
use crate::views::visit::Visit;
use crate::widgets::columns::cut;

/// Who returns, unless another is named: the person that writes.
fn who_returns(given: &Given, visit: &Visit, scene: &Scene) -> Option<PersonId> {
    given.by.or(scene.settings.author).or(visit.parts.head.joined.value.officers.first().copied())
}

/// The same as the line has room for.
pub(super) fn returns(given: &Given, visit: &Visit, scene: &Scene) -> String {
    let person = who_returns(given, visit, scene).and_then(|id| visit.parts.people.get(&id));
    person.map_or(String::new(), |p| cut(&p.person.name, 12))
}

/// How another of them is named, where there are several.
pub(super) fn another(visit: &Visit, scene: &Scene) -> &'static str {
    if visit.parts.head.joined.value.officers.len() > 1 { scene.say(words::ANOTHER_RETURNS) } else { "" }
}

impl Run {
    /// A digit on an open question.
    pub(super) fn chosen(&mut self, ask: Ask, choice: usize, visit: &Visit, scene: &Scene) -> Vec<Want> {
        self.mode = Mode::List;
        let Some(at) = self.at.clone() else { return Vec::new() };
        if let Some(row) = recheck::find(visit, &at) {
            match (&ask, UncheckedReason::ALL.get(choice)) {
                (Ask::NowFixed, _) if choice == 0 => return self.close_finding(self.closed(visit), visit, row, scene),
                (Ask::NowFixed, _) => return Vec::new(),
                (Ask::Second(..) | Ask::Consent(..), _) => return self.person_chosen(ask, choice, visit, row, scene),
                (Ask::Unchecked, Some(why)) if *why != UncheckedReason::Other => {
                    return self.not_looked(*why, None, visit, row, scene);
                }
                _ => {}
            }
        }
        match (ask, choice) {
            (Ask::Correct(None), 0) | (Ask::Clear, 0) => self.clear(visit, scene),
            // A fail becomes a pass by keys of its own: the digit that withdraws passes nothing.
            (Ask::Correct(Some(Command::Pass)), 0) if self.passes_at_once(visit) => self.clear(visit, scene),
            (Ask::Correct(Some(command)), 0) => self.flow(command, true, visit, scene),
            (Ask::Correct(_), 1) => self.write(answer::fixed_on_spot(visit, &at), at, Then::Advance, scene),
            (Ask::Na, 0) => self.no_such_thing(visit, scene),
            (Ask::Na, 1) => self.record(na(NaReason::NotRequiredHere), visit, scene),
            (Ask::Na, _) => self.ask_text(TextAsk::NaOther, String::new()),
            (Ask::NaTrait(name), choice) if choice == usize::from(visit.presence(&name) == Presence::Yes) => {
                let by = scene.settings.author;
                let drafts = set_trait(visit, &name, Presence::No, by, None);
                self.found = Some(Found { name, is: Presence::No, rows: visit.rows.len() });
                self.write(drafts, at, Then::Stay, scene)
            }
            (Ask::NaTrait(_), _) => self.record(na(NaReason::NoSuchThing), visit, scene),
            (Ask::Unchecked, choice) => {
                let mut given = Given::of(Verdict::Unchecked);
                given.unchecked = Some(UncheckedReason::ALL[choice]);
                match UncheckedReason::ALL[choice] {
                    UncheckedReason::Other => self.ask_text(TextAsk::UncheckedOther(Box::new(given)), String::new()),
                    _ => self.unchecked(given, visit, scene),
                }
            }
            (Ask::Against(given), 0) | (Ask::Verdict(given), 1) => {
                self.record(Given { verdict: Verdict::Fail, ..*given }, visit, scene)
            }
            (Ask::Against(_), 2) => self.open_box(visit, scene),
            (Ask::Against(given), 1) => self.ask_text(TextAsk::Against(given), String::new()),
            (Ask::Verdict(given), _) => self.record(Given { verdict: Verdict::Pass, ..*given }, visit, scene),
            (Ask::Frozen(command, signed), 0) => {
                if signed.is_some() {
                    self.amending = Some(super::amends(visit));
                    return vec![Want::Open(Box::new(Screen::Amend(AmendForm::new(self.visit))))];
                }
                self.may_change = true;
                match command {
                    Command::Enter => self.enter(visit, scene),
                    Command::Incomplete => self.next_incomplete(visit, scene),
                    command => self.do_press(command, visit, scene),
                }
            }
            (Ask::PartDone(_), 0) => self.next_part(visit, scene),
            (Ask::PartDone(command), 1) => {
                self.at_end = false;
                self.do_press(command, visit, scene)
            }
            (Ask::Places(_, mut places), choice) if choice < places.len() => {
                self.open_finding(vec![places.swap_remove(choice)], visit)
            }
            (Ask::Edit, choice) => match edits(visit, &at).get(choice) {
                Some(Edited::Again) => self.measure(true, visit, scene),
                Some(Edited::Value) => self.open_box(visit, scene),
                _ => {
                    let notes = now(visit, &at).map(notes_text).unwrap_or_default();
                    self.ask_text(TextAsk::Note, notes)
                }
            },
            _ => Vec::new(),
        }
    }

    /// 没有这类设施: the trait it hangs on may be absent altogether.
    pub(super) fn no_such_thing(&mut self, visit: &Visit, scene: &Scene) -> Vec<Want> {
        match self.row(visit).and_then(|r| may_be_absent(visit, &visit.item(r).traits)) {
            Some(name) => self.ask(Ask::NaTrait(name.clone())),
            None => self.record(na(NaReason::NoSuchThing), visit, scene),
        }
    }

    /// 未查 on a red line needs who returns by which date.
    pub(super) fn unchecked(&mut self, given: Given, visit: &Visit, scene: &Scene) -> Vec<Want> {
        if self.row(visit).is_some_and(|r| visit.item(r).red_line) {
            let said = self.at.as_ref().and_then(|at| now(visit, at)).filter(|p| p.verdict == Verdict::Unchecked);
            let (before, by) = said.map_or((None, None), |p| (p.return_by, p.by));
            let on = visit.parts.head.joined.value.on;
            let soon = before.unwrap_or_else(|| on.checked_add(jiff::Span::new().days(7)).unwrap_or(on));
            let given = Given { return_by: before, by, ..given };
            return self.ask_text(TextAsk::ReturnBy(Box::new(given)), soon.to_string());
        }
        self.record(given, visit, scene)
    }

    /// Up or Down where it is asked who returns when: another of the officers.
    pub(super) fn another_returns(&mut self, by: isize, visit: &Visit, scene: &Scene) {
        let Mode::Text(TextAsk::ReturnBy(given), _) = &mut self.mode else { return };
        let (officers, now) = (&visit.parts.head.joined.value.officers, who_returns(given, visit, scene));
        let here = officers.iter().position(|id| Some(*id) == now).map_or(0, |at| at as isize + by);
        given.by = officers.get(here.rem_euclid(officers.len().max(1) as isize) as usize).copied().or(now);
    }

    /// Esc where it is asked who returns when: 未查 stands with its reason, and that is owed.
    pub(super) fn unchecked_for_now(&mut self, given: Given, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let now = self.at.as_ref().and_then(|at| now(visit, at));
        let same = |p: &Point| p.verdict == Verdict::Unchecked && p.unchecked == given.unchecked && p.reason == given.reason;
        if now.is_some_and(same) { Vec::new() } else { self.record(given, visit, scene) }
    }

    /// `8` on an item without a finding: what its 未查 or 不适用 still lacks.
    pub(super) fn complete(&mut self, visit: &Visit, point: &PointId) -> Vec<Want> {
        let Some(now) = now(visit, point) else { return Vec::new() };
        if now.verdict == Verdict::Na {
            return if now.na.is_none() { self.ask(Ask::Na) } else { self.ask_text(TextAsk::NaOther, String::new()) };
        }
        let given = Given {
            unchecked: now.unchecked,
            reason: now.reason.clone(),
            return_by: now.return_by,
            by: now.by,
            ..Given::of(Verdict::Unchecked)
        };
        let wordless = given.reason.is_none();
        match given.unchecked {
            None if wordless => self.ask(Ask::Unchecked),
            Some(UncheckedReason::Other) if wordless => self.ask_text(TextAsk::UncheckedOther(Box::new(given)), String::new()),
            _ => {
                let before = given.return_by.map(|day| day.to_string()).unwrap_or_default();
                self.ask_text(TextAsk::ReturnBy(Box::new(given)), before)
            }
        }
    }

    /// Enter on a line of text.
    pub(super) fn text_entered(&mut self, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let Mode::Text(ask, prompt) = &self.mode else { return Vec::new() };
        let (ask, text) = (ask.clone(), prompt.text().trim().to_string());
        let words = Some(text.clone()).filter(|t| !t.is_empty());
        let Some(at) = self.at.clone() else { return Vec::new() };
        if let TextAsk::ReturnBy(given) = ask {
            let date = due(&fold_text(&text), visit.parts.head.joined.value.on);
            if date.is_none() && !text.is_empty() {
                return warn(&words::NOT_A_DATE.fill(scene.lang, &[&text]));
            }
            self.mode = Mode::List;
            // Without a day nobody was named.
            let by = date.and(who_returns(&given, visit, scene));
            return self.record(Given { return_by: date, by, ..*given }, visit, scene);
        }
        if matches!(ask, TextAsk::NextDue) {
            let row = recheck::find(visit, &at);
            return row.map_or_else(Vec::new, |row| self.next_due(&fold_text(&text), visit, row, scene));
        }
        self.mode = Mode::List;
        match ask {
            TextAsk::Note => {
                let noted = answer::change(visit, &at, |p| p.notes = text_notes(&text));
                self.write(noted, at, Then::Stay, scene)
            }
            TextAsk::NaOther => self.record(Given { reason: words, ..na(NaReason::Other) }, visit, scene),
            TextAsk::Seen => match recheck::find(visit, &at) {
                Some(row) => self.seen(&text, Then::Advance, visit, row, scene),
                None => Vec::new(),
            },
            TextAsk::UncheckedOther(_) if recheck::find(visit, &at).is_some() => match recheck::find(visit, &at) {
                Some(row) => self.not_looked(UncheckedReason::Other, words, visit, row, scene),
                None => Vec::new(),
            },
            TextAsk::UncheckedOther(given) => self.unchecked(Given { reason: words, ..*given }, visit, scene),
            TextAsk::Against(given) if words.is_none() => self.ask_text(TextAsk::Against(given), String::new()),
            TextAsk::Against(given) => self.record(Given { verdict: Verdict::Pass, reason: words, ..*given }, visit, scene),
            TextAsk::ReturnBy(_) | TextAsk::NextDue => Vec::new(),
        }
    }

    /// Down on what was seen at a recheck: the words are kept, and the new day is asked.
    pub(super) fn seen_and_due(&mut self, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let Mode::Text(TextAsk::Seen, prompt) = &self.mode else { return Vec::new() };
        let text = prompt.text().trim().to_string();
        self.mode = Mode::List;
        let row = self.at.clone().and_then(|at| recheck::find(visit, &at));
        row.map_or_else(Vec::new, |row| self.seen(&text, Then::NextDue, visit, row, scene))
    }

    /// A digit on the list of traits: 有, 无, 还不清楚.
    pub(super) fn trait_chosen(&mut self, is: Presence, note: Option<String>, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let Mode::Traits(traits) = &mut self.mode else { return Vec::new() };
        let Some(name) = traits.current() else { return Vec::new() };
        traits.step(1);
        let note = note.filter(|n| !n.is_empty());
        if visit.presence(&name) == is && note.is_none() {
            return Vec::new();
        }
        let at = self.at.clone().unwrap_or_else(|| PointId::new(self.visit, ""));
        let drafts = set_trait(visit, &name, is, scene.settings.author, note);
        self.found = Some(Found { name, is, rows: visit.rows.len() });
        self.write(drafts, at, Then::Stay, scene)
    }
}
