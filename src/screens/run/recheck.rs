//! The findings that a recheck visit goes through, as rows of the run: `1 已改好 2 未改好 3 部分改好 4 未查`. The same keys,
//! guards, echo and Backspace as for items; what is recorded is a step on the finding's own point.

use super::ask::Ask;
use super::{Mode, Run, TextAsk, Then};
use crate::domain::name::PersonId;
use crate::domain::point::{Finding, Severity, Stage, UncheckedReason};
use crate::domain::subject::PointId;
use crate::failure::rule::Refusal;
use crate::journal::entry::Draft;
use crate::keymap::Command;
use crate::request::finding::{self as drafts, Taken};
use crate::screens::{Scene, Want, fields, say};
use crate::text::{Lang, Text, recheck as words, run as run_words};
use crate::theme::Role;
use crate::views::PersonRow;
use crate::views::finding::FindingRow;
use crate::views::recheck::{Rechecked, finding_now, rechecked, told as told_of};
use crate::views::visit::Visit;
use crate::widgets::columns::ends;
use crate::widgets::line::Line;
use crate::widgets::prompt::Prompt;
use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The most people on digits.
const MOST: usize = 8;

/// The finding that a row of the run is about, if it is one to be rechecked.
pub fn find<'a>(visit: &'a Visit, point: &PointId) -> Option<&'a FindingRow> {
    visit.parts.to_recheck.iter().find(|r| r.id == *point)
}

/// Findings with an answer of this visit, in the order of recording.
pub fn recorded(visit: &Visit) -> Vec<(&str, PointId)> {
    let done = visit.parts.to_recheck.iter().filter(|r| rechecked(visit, r).is_some());
    done.filter_map(|r| Some((visit.point(&r.id)?.at.as_str(), r.id.clone()))).collect()
}

/// `复1`: the row's number, apart from those of items.
pub fn number(visit: &Visit, row: &FindingRow, lang: Lang) -> String {
    let at = visit.parts.to_recheck.iter().position(|r| r.id == row.id).unwrap_or(0);
    words::NUMBER.fill(lang, &[&(at + 1)])
}

/// The fact as it stands now, with its place; the item's title while nothing was written.
pub fn title(visit: &Visit, row: &FindingRow, scene: &Scene) -> String {
    let or = |said: String, row: &String| if said.is_empty() { row.clone() } else { said };
    let place = or(told_of(visit, row, "place", |f| f.place.as_ref()), &row.place);
    let facts = or(told_of(visit, row, "facts", |f| f.facts.as_ref()), &row.facts);
    let facts = match (facts.is_empty(), row.item.as_deref()) {
        (true, Some(item)) => item_title(visit, item, scene),
        (true, None) => scene.say(crate::text::say::OFF_LIST).into(),
        _ => facts,
    };
    format!("{place} {facts}").trim_start().to_string()
}

/// An item's short title: from the visit's own lists, else from the program's.
fn item_title(visit: &Visit, item: &str, scene: &Scene) -> String {
    let of_visit = visit.parts.lists.iter().flat_map(|l| &l.items).find(|i| i.id == item);
    of_visit.map_or_else(|| say::item(item, scene.lang), |i| i.short.get(scene.lang).into())
}

/// This visit's answer in a word.
pub fn answer_word(visit: &Visit, row: &FindingRow, scene: &Scene) -> (String, Role) {
    let (text, role) = match rechecked(visit, row) {
        None => return (String::new(), Role::Text),
        Some(Rechecked::Fixed) => (words::FIXED, Role::Pass),
        Some(Rechecked::NotFixed) => (words::NOT_FIXED, Role::Fail),
        Some(Rechecked::Partly) => (words::PARTLY, Role::Fail),
        Some(Rechecked::Unchecked(_)) => (words::UNCHECKED, Role::Unchecked),
    };
    let reported = finding_now(visit, row).is_some_and(|f| f.stage == Stage::Reported);
    let mark = if reported { scene.say(words::WAITS) } else { "" };
    (format!("{}{mark}", scene.say(text)), role)
}

/// The cells of a row: number, title, due, this time, tags.
pub type Cells = (String, String, (String, Role), (String, Role), Vec<(String, Role)>);

pub fn cells(visit: &Visit, row: &FindingRow, scene: &Scene) -> Cells {
    let due = say::due(due(visit, row), scene.now.today, scene.lang);
    let grave = row.candidate || severity(visit, row) == Severity::Major;
    let word = if row.candidate { words::CANDIDATE } else { severity(visit, row).words() };
    let tag = (scene.say(word).to_string(), if grave { Role::RedLine } else { Role::Quiet });
    (number(visit, row, scene.lang), title(visit, row, scene), due, answer_word(visit, row, scene), vec![tag])
}

/// By when it is due now.
fn due(visit: &Visit, row: &FindingRow) -> Option<Date> {
    crate::views::recheck::due(visit, row).1
}

fn severity(visit: &Visit, row: &FindingRow) -> Severity {
    drafts::severity_of(visit, row)
}

/// The current finding in labelled lines: old fact, place, date, due, what was meant, what this visit says.
fn told(visit: &Visit, row: &FindingRow, scene: &Scene) -> Vec<(&'static str, String, Role)> {
    let now = finding_now(visit, row);
    let lang = scene.lang;
    let blank = |text: Option<String>| text.filter(|t| !t.is_empty()).unwrap_or_else(|| scene.say(run_words::NONE).into());
    let found = row.found_on.map(|on| say::day(on, lang));
    let due = due(visit, row);
    let (left, role) = say::due(due, scene.now.today, lang);
    let due = due.map_or(left.clone(), |d| format!("{}  {left}", say::day(d, lang)));
    let stage = row.stage.map(|s| scene.say(s.words()).to_string());
    let handling = row.handling.map(|h| scene.say(h.words()).to_string());
    let meant = [handling, stage].into_iter().flatten().collect::<Vec<_>>().join("  ");
    vec![
        (scene.say(words::PLACE), blank(Some(told_of(visit, row, "place", |f| f.place.as_ref()))), Role::Text),
        (scene.say(words::FACTS), blank(Some(told_of(visit, row, "facts", |f| f.facts.as_ref()))), Role::Text),
        (scene.say(words::FOUND), blank(found), Role::Text),
        (scene.say(words::DUE), due, role),
        (scene.say(words::MEANT), blank(Some(meant)), Role::Text),
        (scene.say(words::THIS_TIME), this_time(now, visit, row, scene), Role::Text),
    ]
}

fn this_time(now: Option<&Finding>, visit: &Visit, row: &FindingRow, scene: &Scene) -> String {
    let step = now.and_then(|f| f.step.as_ref()).filter(|s| s.visit == Some(visit.parts.id));
    let why = step.and_then(|s| s.unchecked).map(|u| scene.say(u.words()).to_string());
    let said = [Some(answer_word(visit, row, scene).0), why, step.and_then(|s| s.words.clone())];
    said.into_iter().flatten().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("  ")
}

/// The pane below the rows; the last line is the note row's.
pub fn pane(f: &mut Frame, area: Rect, visit: &Visit, row: &FindingRow, scene: &Scene) {
    let (text, quiet, head) = (scene.theme.style(Role::Text), scene.theme.style(Role::Quiet), scene.theme.style(Role::Head));
    let room = usize::from(area.width) - 1;
    let item = row.item.as_deref().map(|i| item_title(visit, i, scene)).unwrap_or_default();
    let tail = format!("{}  {}", scene.say(say::severity(row)), row.item.as_deref().unwrap_or_default());
    let title = format!(" {} {item}", number(visit, row, scene.lang));
    Line::new(f.buffer_mut(), area, 0, head).add(&ends(&title, &format!(" {}", tail.trim_end()), room), head);
    let lines = told(visit, row, scene);
    let rows = usize::from(area.height).saturating_sub(2).min(lines.len() - 1);
    for (at, (label, said, role)) in lines.into_iter().take(rows).enumerate() {
        let line = Line::new(f.buffer_mut(), area, at as u16 + 1, text).add(&format!("   {label}  "), quiet);
        line.add(&said, scene.theme.style(role));
    }
}

/// The same in the right pane of a wide screen.
pub fn wide_lines(visit: &Visit, row: &FindingRow, room: usize, scene: &Scene) -> Vec<(String, Role)> {
    let mut lines = vec![(title(visit, row, scene), Role::Head)];
    for (label, said, role) in told(visit, row, scene) {
        lines.push((String::new(), Role::Text));
        lines.push((label.trim_end().to_string(), Role::Quiet));
        lines.push((said, role));
    }
    let wrapped = |(text, role): (String, Role)| {
        let parts = crate::widgets::columns::wrap(&text, room.max(4));
        parts.into_iter().map(move |part| (part, role)).collect::<Vec<_>>()
    };
    lines.into_iter().flat_map(wrapped).collect()
}

fn stands(visit: &Visit, at: Option<&PointId>, scene: &Scene) -> String {
    let day = at.and_then(|at| find(visit, at)).and_then(|row| due(visit, row));
    day.map_or_else(|| scene.say(run_words::NONE).into(), |day| day.to_string())
}

/// Behind the new day while it is typed: which day that is, or what stays when nothing is.
pub fn next_due_hint(typed: &str, visit: &Visit, at: Option<&PointId>, scene: &Scene) -> String {
    let on = visit.parts.head.joined.value.on;
    match fields::due(&crate::keymap::fold_text(typed.trim()), on) {
        Some(day) => format!("{}  {}", say::day(day, scene.lang), scene.say(run_words::ENTER_TAKES)),
        None => words::DUE_STAYS.fill(scene.lang, &[&stands(visit, at, scene)]),
    }
}

/// This time's words, in the note row.
pub fn note(visit: &Visit, row: &FindingRow, scene: &Scene) -> String {
    this_time(finding_now(visit, row), visit, row, scene)
}

/// What an answer key does on a finding; `None`: as everywhere.
pub fn key_word(command: Command, visit: &Visit, row: &FindingRow, scene: &Scene) -> Option<String> {
    let text = match command {
        Command::Pass if twice(visit, row) => words::KEY_FIXED_TWICE,
        Command::Pass => words::KEY_FIXED,
        Command::Fail => words::KEY_NOT_FIXED,
        Command::NotApplicable => words::KEY_PARTLY,
        Command::OutsideList => words::KEY_NEW,
        _ => return None,
    };
    Some(scene.say(text).into())
}

/// A grave finding wants `1` twice, as a red-line item does.
fn twice(visit: &Visit, row: &FindingRow) -> bool {
    row.candidate || severity(visit, row) == Severity::Major
}

/// What is asked before a grave finding closes; that nobody judged it yet is told while it can be done.
pub fn press_again(visit: &Visit, row: &FindingRow) -> Text {
    let judged = row.points.iter().filter_map(|id| visit.point(id)).any(|p| p.major.is_some());
    if row.candidate && !judged { words::PRESS_AGAIN_UNJUDGED } else { words::PRESS_AGAIN }
}

/// People who may be the second officer or consent.
pub fn people<'a>(visit: &'a Visit, not: &[PersonId]) -> Vec<&'a PersonRow> {
    visit.parts.people.iter().filter(|(id, p)| **id == p.id && !not.iter().any(|o| p.is(*o))).map(|(_, p)| p).collect()
}

/// Those of them from one on that have a digit of their own, and whether another digit is needed for the others.
pub fn shown<'a, 'b>(all: &'b [&'a PersonRow], from: usize) -> (&'b [&'a PersonRow], bool) {
    let more = all.len() > MOST;
    let room = if more { MOST - 1 } else { MOST };
    (&all[from.min(all.len())..all.len().min(from + room)], more)
}

impl Run {
    /// An answer key on a finding.
    pub(super) fn press_recheck(
        &mut self,
        command: Command,
        armed: bool,
        visit: &Visit,
        row: &FindingRow,
        scene: &Scene,
    ) -> Vec<Want> {
        match command {
            Command::Pass if twice(visit, row) && !armed => {
                self.armed = Some(row.id.clone());
                Vec::new()
            }
            // As with an item: what was recorded as a fail becomes none by a question.
            Command::Pass if matches!(rechecked(visit, row), Some(Rechecked::NotFixed | Rechecked::Partly)) => {
                self.ask(Ask::NowFixed)
            }
            Command::Pass => self.close_finding(self.closed(visit), visit, row, scene),
            Command::Fail => self.not_fixed(Stage::NotFixed, visit, row, scene),
            Command::NotApplicable => self.not_fixed(Stage::Partly, visit, row, scene),
            Command::Unchecked => self.ask(Ask::Unchecked),
            Command::Clear => match self.rechecks.remove(&row.id) {
                Some(groups) => groups.into_iter().rev().map(Want::TakeBack).collect(),
                None if rechecked(visit, row).is_none() => vec![Want::Say(scene.say(run_words::NOTHING_HERE).into())],
                None => vec![Want::Warn(scene.say(words::NOT_OF_NOW).into())],
            },
            _ => Vec::new(),
        }
    }

    fn taken(&self, stage: Stage, visit: &Visit) -> Taken {
        let head = &visit.parts.head.joined.value;
        let taken = Taken { officers: head.officers.clone(), ..Taken::of(stage, head.on) };
        taken.each_once(visit.parts.people.values())
    }

    pub(super) fn closed(&self, visit: &Visit) -> Taken {
        self.taken(Stage::Closed, visit)
    }

    /// Closes, or asks for what the closing lacks.
    pub(super) fn close_finding(&mut self, taken: Taken, visit: &Visit, row: &FindingRow, scene: &Scene) -> Vec<Want> {
        match drafts::closing_lacks(visit, severity(visit, row), &taken) {
            None => self.step(drafts::recheck(visit, row, taken), row, Then::Advance, scene),
            Some(Refusal::NeedsOfficers { consent: true }) if taken.officers.len() >= 2 => {
                self.ask(Ask::Consent(Box::new(taken), 0))
            }
            Some(_) => self.ask(Ask::Second(Box::new(taken), 0)),
        }
    }

    /// A fail of its own kind: on the disk at once, then what was seen.
    fn not_fixed(&mut self, stage: Stage, visit: &Visit, row: &FindingRow, scene: &Scene) -> Vec<Want> {
        self.step(drafts::recheck(visit, row, self.taken(stage, visit)), row, Then::Form, scene)
    }

    pub(super) fn step(&mut self, drafts: Result<Vec<Draft>, Refusal>, row: &FindingRow, then: Then, scene: &Scene) -> Vec<Want> {
        self.write(drafts, row.id.clone(), then, scene)
    }

    /// What was seen this time, with the old place and fact to go on from.
    pub(super) fn ask_seen(&mut self, visit: &Visit, row: &FindingRow, scene: &Scene) -> Vec<Want> {
        let said = finding_now(visit, row).and_then(|f| f.step.as_ref()?.words.clone());
        // The old words are a proposal; what was written this time is gone on with.
        let prompt = said.map_or_else(|| Prompt::preset(title(visit, row, scene)), Prompt::new);
        self.mode = Mode::Text(TextAsk::Seen, prompt);
        Vec::new()
    }

    /// Enter or Down on what was seen: words to the step that is there, and on to the next finding or to the new day.
    pub(super) fn seen(&mut self, text: &str, then: Then, visit: &Visit, row: &FindingRow, scene: &Scene) -> Vec<Want> {
        let words = Some(text.to_string()).filter(|t| !t.is_empty());
        let now = finding_now(visit, row).and_then(|f| f.step.as_ref()?.words.clone());
        let as_before = now.is_none() && text == title(visit, row, scene);
        if rechecked(visit, row).is_none() {
            return self.advance(visit, scene);
        }
        if as_before || words == now {
            return if then == Then::NextDue { self.ask_next_due() } else { self.advance(visit, scene) };
        }
        let change = drafts::more_of_recheck(visit, row, |finding| {
            if let Some(step) = &mut finding.step {
                step.words.clone_from(&words);
            }
        });
        self.step(change, row, then, scene)
    }

    /// By when it is to be put right now. Nothing typed leaves the day as it is.
    pub(super) fn ask_next_due(&mut self) -> Vec<Want> {
        self.mode = Mode::Text(TextAsk::NextDue, Prompt::default());
        Vec::new()
    }

    /// Enter on the new day: a day, or so many from the visit on.
    pub(super) fn next_due(&mut self, text: &str, visit: &Visit, row: &FindingRow, scene: &Scene) -> Vec<Want> {
        let on = visit.parts.head.joined.value.on;
        match fields::due(text, on) {
            None if text.is_empty() => {
                self.mode = Mode::List;
                self.advance(visit, scene)
            }
            None => vec![Want::Warn(run_words::NOT_A_DATE.fill(scene.lang, &[&text]))],
            Some(due) if due < on => vec![Want::Warn(Refusal::DueBefore { due, on }.say(scene.lang))],
            Some(due) => {
                self.mode = Mode::List;
                self.step(drafts::more_of_recheck(visit, row, |finding| finding.due = Some(due)), row, Then::Advance, scene)
            }
        }
    }

    /// 未查 of a finding: no judgement, it stands as it was.
    pub(super) fn not_looked(
        &mut self,
        why: UncheckedReason,
        said: Option<String>,
        visit: &Visit,
        row: &FindingRow,
        scene: &Scene,
    ) -> Vec<Want> {
        self.step(drafts::not_rechecked(visit, row, why, said), row, Then::Advance, scene)
    }

    /// A person was chosen as the second officer or as who consents; the choice behind them: reported, to be closed later.
    pub(super) fn person_chosen(&mut self, ask: Ask, choice: usize, visit: &Visit, row: &FindingRow, scene: &Scene) -> Vec<Want> {
        let (mut taken, from, consent) = match ask {
            Ask::Second(taken, from) => (taken, from, false),
            Ask::Consent(taken, from) => (taken, from, true),
            _ => return Vec::new(),
        };
        let all = people(visit, &taken.officers);
        let (shown, more) = shown(&all, from);
        if more && choice == shown.len() {
            let from = if from + shown.len() < all.len() { from + shown.len() } else { 0 };
            return self.ask(if consent { Ask::Consent(taken, from) } else { Ask::Second(taken, from) });
        }
        match shown.get(choice).map(|p| p.id) {
            Some(person) if consent => taken.consent = Some(person),
            Some(person) => taken.officers.push(person),
            None => {
                taken.stage = Stage::Reported;
                return self.step(drafts::recheck(visit, row, *taken), row, Then::Advance, scene);
            }
        }
        self.close_finding(*taken, visit, row, scene)
    }
}

/// The rest of the head line: how many findings were rechecked.
pub fn counts(visit: &Visit, scene: &Scene) -> String {
    let t = crate::views::recheck::totals(visit);
    words::COUNTS.fill(scene.lang, &[&(t.due - t.blank), &t.due, &(t.not_fixed + t.partly)])
}
