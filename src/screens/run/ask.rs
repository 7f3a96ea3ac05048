//! The questions that a key on the run screen may open, each answered by a digit. What an answer does stands in `answer`.

use super::names::open_in;
use super::parts::{Order, place_of, row};
use super::recheck;
use crate::content::checklist::AnswerKind;
use crate::content::words::of_trait;
use crate::domain::facility::Presence;
use crate::domain::point::{NaReason, UncheckedReason};
use crate::domain::subject::PointId;
use crate::keymap::Command;
use crate::request::answer::Given;
use crate::request::finding::Taken;
use crate::screens::Scene;
use crate::text::{recheck as recheck_words, run as words};
use crate::views::facility::VisitStage;
use crate::views::visit::Visit;
use crate::widgets::columns::cut;
use crate::widgets::dialog::Dialog;

/// A question and what it is about.
#[derive(Clone, Debug)]
pub enum Ask {
    /// A fail is to become something else; `None`: cleared.
    Correct(Option<Command>),
    Clear,
    Na,
    /// 没有这类设施, and the item hangs on this trait.
    NaTrait(String),
    Unchecked,
    /// Readings outside the limit.
    Against(Box<Given>),
    /// Readings without a limit.
    Verdict(Box<Given>),
    /// The paper was frozen, or signed in this way.
    Frozen(Command, Option<VisitStage>),
    /// The item fails in several places: which one. `true`: it is to become something else, and each is taken back for itself.
    Places(bool, Vec<PointId>),
    /// An answer key behind the end of a part, where the cursor still stands on its last item.
    PartDone(Command),
    /// Enter on an item that has a value.
    Edit,
    /// A finding rechecked as not put right is to be closed all the same.
    NowFixed,
    /// Closing a rechecked finding lacks a second officer; the people are shown from this one on.
    Second(Box<Taken>, usize),
    /// Closing a major one lacks a consent.
    Consent(Box<Taken>, usize),
}

/// What can be done to an item that has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    Value,
    Again,
    Note,
}

impl Edited {
    fn words(self) -> crate::text::Text {
        match self {
            Edited::Value => words::EDIT_VALUE,
            Edited::Again => words::EDIT_AGAIN,
            Edited::Note => words::EDIT_NOTE,
        }
    }
}

/// The same, in the order of the digits: only what is measured can be measured again.
pub fn edits(visit: &Visit, at: &PointId) -> &'static [Edited] {
    let kind = row(visit, at).map(|r| visit.item(r).kind);
    match kind {
        Some(AnswerKind::Number | AnswerKind::Figure) => &[Edited::Value, Edited::Again, Edited::Note],
        _ => &[Edited::Value, Edited::Note],
    }
}

/// The question as it is drawn.
pub fn dialog(ask: &Ask, visit: &Visit, at: &PointId, order: Order, scene: &Scene) -> Dialog {
    let say = |all: &[crate::text::Text]| all.iter().map(|t| scene.say(*t).to_string()).collect::<Vec<_>>();
    let title = |text| scene.say(text);
    let dialog = match ask {
        Ask::Correct(_) => {
            Dialog::new(title(words::CORRECT_TITLE), say(&[words::CORRECT_WRONG, words::CORRECT_FIXED, words::GO_BACK]))
        }
        Ask::Clear => Dialog::new(title(words::CLEAR_TITLE), say(&[words::CLEAR_DO, words::GO_BACK])),
        Ask::Na => Dialog::new(title(words::NA_TITLE), say(&NaReason::ALL.map(NaReason::words))),
        Ask::NaTrait(name) => {
            let word = of_trait(name).map_or(name.clone(), |t| scene.say(t).into());
            let count = visit.rows.iter().enumerate().filter(|(r, _)| visit.item(*r).traits.contains(name)).count();
            let all = words::NA_TRAIT_ALL.fill(scene.lang, &[&word, &count]);
            let mut choices = vec![all, scene.say(words::NA_TRAIT_ONE).into()];
            // It was confirmed to be there: the item alone is meant first.
            if visit.presence(name) == Presence::Yes {
                choices.reverse();
            }
            Dialog::new(title(words::NA_TRAIT_TITLE), choices)
        }
        Ask::Unchecked => Dialog::new(title(words::UNCHECKED_TITLE), say(&UncheckedReason::ALL.map(UncheckedReason::words))),
        Ask::Against(given) => {
            let values = given.readings.iter().map(|r| format!("{} {}", r.label, r.value));
            let said = values.map(|v| v.trim().to_string()).collect::<Vec<_>>().join("  ");
            let limit = row(visit, at).map(|r| super::item::limit(visit.item(r), scene)).unwrap_or_default();
            let dialog =
                Dialog::new(title(words::AGAINST_TITLE), say(&[words::AGAINST_FAIL, words::AGAINST_PASS, words::GO_BACK]));
            dialog.saying(format!("{said}   {}  {limit}", scene.say(words::LIMIT)))
        }
        Ask::Verdict(_) => {
            let choices = [crate::domain::point::Verdict::Pass, crate::domain::point::Verdict::Fail].map(|v| v.words());
            Dialog::new(title(words::VERDICT_TITLE), say(&choices))
        }
        Ask::Frozen(_, signed) => {
            let next = visit.parts.freezes.iter().map(|f| f.freeze.draft).max().unwrap_or(0) + 1;
            let does =
                if signed.is_some() { scene.say(words::SIGNED_DO).into() } else { words::FROZEN_DO.fill(scene.lang, &[&next]) };
            let title = signed.map_or(words::FROZEN_TITLE, crate::screens::say::stage);
            Dialog::new(scene.say(title), vec![does, scene.say(words::GO_BACK).into()])
        }
        Ask::Second(taken, from) | Ask::Consent(taken, from) => {
            let text = if matches!(ask, Ask::Second(..)) { recheck_words::SECOND_TITLE } else { recheck_words::CONSENT_TITLE };
            let all = recheck::people(visit, &taken.officers);
            let (shown, more) = recheck::shown(&all, *from);
            let people = shown.iter().map(|p| p.person.name.clone());
            let more = more.then(|| scene.say(recheck_words::OTHERS).to_string());
            Dialog::new(title(text), people.chain(more).chain([scene.say(recheck_words::LATER).to_string()]).collect())
        }
        Ask::NowFixed => Dialog::new(title(recheck_words::NOW_FIXED_TITLE), say(&[recheck_words::NOW_FIXED, words::GO_BACK])),
        Ask::Places(correct, places) => {
            let text = if *correct { words::PLACES_CORRECT } else { words::PLACES_TITLE };
            let one = |id: &PointId| {
                let finding = visit.point(id).and_then(|p| p.now.joined.value.finding.as_ref());
                let said =
                    finding.map(|f| [f.place.clone(), f.facts.clone()].into_iter().flatten().collect::<Vec<_>>().join("  "));
                said.filter(|s| !s.is_empty()).unwrap_or_else(|| scene.say(words::PLACE_UNSAID).into())
            };
            Dialog::new(text.fill(scene.lang, &[&places.len()]), places.iter().take(9).map(one).collect())
        }
        Ask::PartDone(_) => {
            let part = super::parts::parts(visit, order, scene);
            let left = place_of(&part, at).map_or(0, |(part_at, _)| open_in(visit, &part[part_at]));
            let last = place_of(&part, at).is_none_or(|(part_at, _)| part_at + 1 == part.len());
            let said = match left {
                0 => scene.say(words::PART_DONE_TITLE).to_string(),
                left => words::PART_LEFT_TITLE.fill(scene.lang, &[&left]),
            };
            let what = match recheck::find(visit, at) {
                Some(row) => format!("{} {}", recheck::number(visit, row, scene.lang), recheck::title(visit, row, scene)),
                None => super::names::named(visit, at, scene),
            };
            let change = words::CHANGE_THIS.fill(scene.lang, &[&cut(&what, 40)]);
            let on = scene.say(if last { words::TO_CLOSING } else { words::TO_NEXT_PART });
            Dialog::new(said, vec![on.into(), change, scene.say(words::GO_BACK).into()])
        }
        Ask::Edit => {
            Dialog::new(title(words::EDIT_TITLE), edits(visit, at).iter().map(|e| scene.say(e.words()).into()).collect())
        }
    };
    match row(visit, at) {
        Some(r) if dialog.words.is_empty() => {
            dialog.saying(format!("{} {}", visit.rows[r].number, visit.item(r).short.get(scene.lang)))
        }
        _ => dialog,
    }
}
