//! The menu of `9` and the questions behind it.

use super::rest::Rest;
use super::{Ask, Closing, Gate, Left, Paper, PointId, Prompt, Scene, Screen, UncheckedReason, Visit, Want, closing, words};
use crate::request::answer::may_pass_in_batch;
use crate::screens::correct::CorrectForm;
use crate::screens::not_done::NotDoneForm;
use crate::widgets::dialog::Dialog;

/// What the menu offers; only what can be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    SectionUnchecked,
    SectionPass,
    AllUnchecked,
    Freeze,
    FreezePart,
    Papers,
    Gate,
    NotDone,
    Correct,
}

impl Choice {
    /// What stands in its place while there is nothing to do.
    fn nothing(self) -> crate::text::Text {
        match self {
            Choice::SectionUnchecked | Choice::AllUnchecked => words::NO_UNCHECKED,
            Choice::SectionPass => words::NO_PASS,
            Choice::FreezePart => words::NO_PART,
            _ => words::NO_NOT_DONE,
        }
    }
}

impl Closing {
    /// The question that is open, as it is drawn.
    pub(super) fn question(&self, visit: &Visit, scene: &Scene) -> Option<Dialog> {
        let lang = scene.lang;
        let say = |text: crate::text::Text| scene.say(text).to_string();
        Some(match self.ask.as_ref()? {
            Ask::Menu => {
                let none = |(choice, text): (Choice, Option<String>)| text.unwrap_or_else(|| say(choice.nothing()));
                Dialog::new(say(words::MENU), self.menu(visit, scene).into_iter().map(none).collect())
            }
            Ask::Unchecked(rows) => {
                let title = words::WHY_UNCHECKED.fill(lang, &[&rows.len()]);
                Dialog::new(title, UncheckedReason::ALL.map(|r| say(r.words())).to_vec())
            }
            Ask::Stopped(_) => {
                let list = closing(visit);
                let by = words::STOPPED_BY.fill(lang, &[&list.red_unanswered.len(), &list.disputes.len()]);
                Dialog::new(say(words::STOPPED), vec![say(words::GO_THERE), say(words::LEAVE)]).saying(by)
            }
            Ask::Open(..) => {
                let list = closing(visit);
                let open = list.unanswered.len() + list.not_rechecked.len();
                let rest = words::ALL_UNCHECKED.fill(lang, &[&list.unanswered.len()]);
                let choices = vec![rest, say(words::FREEZE_ANYWAY), say(words::BACK)];
                Dialog::new(words::STILL_OPEN.fill(lang, &[&open]), choices)
            }
            Ask::Owed(sections, _) => {
                let title = words::STILL_OWED.fill(lang, &[&super::freeze::owed(visit, sections)]);
                Dialog::new(title, vec![say(words::FREEZE_WITH_BLANKS), say(words::GO_AND_FILL)])
            }
            Ask::Part => {
                let mut parts: Vec<String> = visit.parts.lists.iter().map(|l| l.title.get(lang).to_string()).collect();
                let mine = visit.sections_of(scene.settings.author);
                parts.extend((!mine.is_empty()).then(|| words::MY_PART.fill(lang, &[&mine.len()])));
                Dialog::new(say(words::PART_TITLE), parts)
            }
            Ask::Other(..) | Ask::Leave { .. } => return None,
        })
    }

    /// Each choice on its own digit, whatever else can be done: a learned digit never freezes by mistake.
    fn menu(&self, visit: &Visit, scene: &Scene) -> Vec<(Choice, Option<String>)> {
        let (lang, list) = (scene.lang, closing(visit));
        let section = self.section(visit, scene);
        let title = |s: usize| visit.parts.lists[visit.sections[s].list].sections[visit.sections[s].section].title.get(lang);
        let passes = |rows: &[usize]| rows.iter().filter(|&&r| may_pass_in_batch(visit, r)).count();
        let unchecked = section.as_ref().map(|(s, rows)| words::REST_UNCHECKED.fill(lang, &[&title(*s), &rows.len()]));
        let pass = section.as_ref().filter(|(_, rows)| passes(rows) > 0);
        let pass = pass.map(|(s, rows)| words::REST_PASS.fill(lang, &[&title(*s), &passes(rows)]));
        let open = list.unanswered.len();
        let in_parts = visit.parts.lists.len() > 1 || !visit.sections_of(scene.settings.author).is_empty();
        vec![
            (Choice::SectionUnchecked, unchecked),
            (Choice::SectionPass, pass),
            (Choice::AllUnchecked, (open > 0).then(|| words::ALL_UNCHECKED.fill(lang, &[&open]))),
            (Choice::Freeze, Some(words::FREEZE.fill(lang, &[&super::freeze::next_draft(visit)]))),
            (Choice::FreezePart, in_parts.then(|| scene.say(words::FREEZE_PART).into())),
            (Choice::Papers, Some(scene.say(words::PAPERS).into())),
            (Choice::Gate, Some(scene.say(words::GATE).into())),
            (Choice::NotDone, visit.parts.points.is_empty().then(|| scene.say(words::NOT_DONE).into())),
            (Choice::Correct, Some(scene.say(words::CORRECT_DAY).into())),
        ]
    }

    /// A digit to the question that is open.
    pub(super) fn answered(&mut self, text: &str, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let Some(taken) = self.question(visit, scene).and_then(|d| d.taken(text)) else { return Vec::new() };
        match self.ask.take() {
            Some(Ask::Menu) => self.chosen(taken, visit, scene),
            Some(Ask::Unchecked(rows)) => match UncheckedReason::ALL[taken] {
                UncheckedReason::Other => {
                    self.ask = Some(Ask::Other(rows, Prompt::default()));
                    Vec::new()
                }
                why => self.unchecked(rows, why, None, visit, scene),
            },
            Some(Ask::Stopped(sections)) if taken == 1 => {
                let rest = self.stopping(visit, &sections);
                self.ask = Some(Ask::Leave { sections, rest, left: Vec::new(), why: Prompt::default() });
                Vec::new()
            }
            Some(Ask::Open(sections, left)) => match taken {
                0 => {
                    self.ask = Some(Ask::Unchecked(closing(visit).unanswered));
                    Vec::new()
                }
                1 => self.ask_owed(sections, left, visit, scene),
                _ => Vec::new(),
            },
            Some(Ask::Owed(sections, left)) if taken == 0 => self.freeze_now(sections, left, visit, scene),
            Some(Ask::Part) => {
                let Some(list) = visit.parts.lists.get(taken).map(|l| &l.id) else {
                    return self.freeze(visit.sections_of(scene.settings.author), visit, scene);
                };
                let of = |key: &String| key.split_once('/').is_some_and(|(l, _)| l == list);
                let sections = visit.sections.iter().filter(|s| !s.out).map(|s| s.key.clone()).filter(of).collect();
                self.freeze(sections, visit, scene)
            }
            _ => Vec::new(),
        }
    }

    fn chosen(&mut self, taken: usize, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let open = |screen| vec![Want::Open(Box::new(screen))];
        let choice = self.menu(visit, scene).into_iter().nth(taken).and_then(|(choice, text)| text.map(|_| choice));
        match choice {
            Some(Choice::SectionUnchecked) => self.ask = self.section(visit, scene).map(|(_, rows)| Ask::Unchecked(rows)),
            Some(Choice::SectionPass) => {
                let Some((section, _)) = self.section(visit, scene) else { return Vec::new() };
                return open(Screen::Rest(Rest::new(self.visit, section)));
            }
            Some(Choice::AllUnchecked) => self.ask = Some(Ask::Unchecked(closing(visit).unanswered)),
            Some(Choice::Freeze) => return self.freeze(crate::request::freeze::rest(visit), visit, scene),
            Some(Choice::FreezePart) => self.ask = Some(Ask::Part),
            Some(Choice::Papers) => return vec![Want::Replace(Box::new(Screen::Paper(Paper::new(self.visit))))],
            Some(Choice::Gate) => return open(Screen::Gate(Gate::at(self.visit, None))),
            Some(Choice::NotDone) => return open(Screen::NotDone(NotDoneForm::new())),
            Some(Choice::Correct) => return open(Screen::Correct(CorrectForm::new(self.visit))),
            None => return vec![Want::Say(scene.say(words::NONE_LEFT).into())],
        }
        Vec::new()
    }

    /// Enter in a field of words.
    pub(super) fn entered(&mut self, visit: &Visit, scene: &Scene) -> Vec<Want> {
        match self.ask.take() {
            Some(Ask::Other(rows, prompt)) if !prompt.text().trim().is_empty() => {
                let why = Some(prompt.text().trim().to_string());
                self.unchecked(rows, UncheckedReason::Other, why, visit, scene)
            }
            Some(Ask::Leave { sections, mut rest, mut left, why }) if !why.text().trim().is_empty() => {
                let point: PointId = rest.remove(0);
                left.push(Left { point, reason: why.text().trim().into() });
                if rest.is_empty() {
                    return self.ask_open(sections, left, visit, scene);
                }
                // Often the same reason: it is proposed for the next.
                let why = Prompt::preset(why.text());
                self.ask = Some(Ask::Leave { sections, rest, left, why });
                Vec::new()
            }
            other => {
                self.ask = other;
                Vec::new()
            }
        }
    }
}

/// `3 走道楼梯`.
pub fn section_title(section: usize, visit: &Visit, scene: &Scene) -> String {
    let s = &visit.sections[section];
    format!("{} {}", s.number, visit.parts.lists[s.list].sections[s.section].title.get(scene.lang))
}
