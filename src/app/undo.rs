//! Ctrl-Z: names what it takes back and goes there. What was recorded before the program was opened, by somebody else, or
//! off the visit on screen is asked about first (FIELD 32).

use super::App;
use crate::content::words::{of_paper, of_trait};
use crate::domain::event::Event;
use crate::domain::name::PersonId;
use crate::domain::point::{Finding, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::keymap::{Command, Key};
use crate::request::{GroupView, Request};
use crate::screens::{Screen, fail, home::Home};
use crate::text::{Lang, Text, run, undo as words};
use crate::views::visit::Visit;
use crate::widgets::dialog::Dialog;

/// Where a taking back stands.
#[derive(Debug, Default)]
pub(super) struct Undo {
    asked: Option<(GroupView, Vec<Text>)>,
    /// What is taken back, in words.
    what: String,
    /// The field alone that is taken back, where a finding stands with the rest.
    field: Option<Text>,
    /// What stood there before, of a point of the open visit.
    before: Option<Before>,
    /// The screen that wanted it; it says its own sentence.
    quiet: bool,
}

/// A point of the open visit before something on it is taken back: its number and title, its verdict, its finding.
#[derive(Debug)]
struct Before {
    point: PointId,
    what: String,
    verdict: Text,
    finding: Option<Finding>,
}

impl Undo {
    /// A question about it is open.
    pub fn asks(&self) -> bool {
        self.asked.is_some()
    }

    pub fn forget(&mut self) {
        *self = Undo::default();
    }

    pub fn question(&self, lang: Lang) -> Option<Dialog> {
        let (group, why) = self.asked.as_ref()?;
        let choices = [words::DO, words::LEAVE].map(|t| t.get(lang).to_string()).to_vec();
        let at = group.at.get(..16).unwrap_or(&group.at).replace('T', " ");
        let mut dialog = Dialog::new(words::TITLE.get(lang), choices);
        dialog.words.push(match &self.before {
            Some(Before { what, .. }) if self.field.is_some() => {
                words::FIELD.fill(lang, &[what, &self.field.map_or("", |f| f.get(lang))])
            }
            Some(Before { what, verdict, .. }) => format!("{what} = {}", verdict.get(lang)),
            None => self.what.clone(),
        });
        dialog.words.extend(why.iter().map(|text| text.fill(lang, &[&at])));
        Some(dialog)
    }
}

/// What the open visit takes over from a reply without being read again.
pub(super) fn is_point(subject: &Subject) -> bool {
    matches!(subject, Subject::Point(_) | Subject::Undo(_) | Subject::Log(_))
}

impl App {
    pub(super) fn start_undo(&mut self) -> Vec<Request> {
        self.undo.forget();
        if self.around.read_only.is_some() {
            return self.refuse(0);
        }
        vec![self.send(0, false, Request::LastGroup)]
    }

    /// Takes a group back at once: a slip that the key guard saw.
    pub(super) fn take_back(&mut self, layer: u32, group: u64) -> Vec<Request> {
        self.undo.forget();
        if self.around.read_only.is_some() {
            return self.refuse(layer);
        }
        self.undo.quiet = true;
        let author = self.around.settings.author;
        vec![self.send(layer, true, Request::Undo { group: Some(group), author })]
    }

    /// The last group is known: taken back at once, or asked about first.
    pub(super) fn may_undo(&mut self, group: Option<GroupView>) -> Vec<Request> {
        let lang = self.around.lang;
        let Some(group) = group else {
            let nothing = crate::failure::rule::Refusal::NothingToUndo.say(lang);
            self.notice(&nothing, true);
            return Vec::new();
        };
        let on_visit = self.layers.last().is_some_and(|l| l.screen.is_of_visit());
        let visit = self.around.visit.as_ref().filter(|_| on_visit);
        self.undo.before = visit.and_then(|v| describe(v, &group.subjects, lang));
        self.undo.what = named(&group, lang);
        self.undo.field = field(&group);
        let top = self.layers.last().map(|l| &l.screen);
        let why = reasons(&group, self.around.settings.author, visit, top);
        if why.is_empty() {
            return self.do_undo(group.group);
        }
        self.undo.asked = Some((group, why));
        Vec::new()
    }

    pub(super) fn answer_undo(&mut self, key: Key) -> Vec<Request> {
        match key.folded() {
            Key::Char('1') => {
                let group = self.undo.asked.take();
                group.map_or(Vec::new(), |(g, _)| self.do_undo(g.group))
            }
            Key::Char('2') | Key::Esc => {
                self.undo.forget();
                Vec::new()
            }
            Key::Ctrl('q') => {
                self.undo.forget();
                self.command(Command::Quit)
            }
            _ => Vec::new(),
        }
    }

    fn do_undo(&mut self, group: u64) -> Vec<Request> {
        let author = self.around.settings.author;
        vec![self.send(0, true, Request::Undo { group: Some(group), author })]
    }

    /// It is taken back on the disk: the open visit is read again, and then it is said.
    pub(super) fn undone(&mut self) -> Vec<Request> {
        if !self.layers.last().is_some_and(|l| l.screen.is_of_visit()) {
            let said = words::UNDONE.fill(self.around.lang, &[&self.undo.what]);
            let quiet = self.undo.quiet;
            self.undo.forget();
            if !quiet {
                self.notice(&said, false);
            }
            // The visit may be another now: it is read again when its screen shows.
            self.around.visit = None;
            return self.show();
        }
        let visit = self.around.visit.as_ref().map(|v| v.parts.id);
        visit.map_or(Vec::new(), |id| vec![self.send(0, true, Request::Visit { id })])
    }

    /// What was taken back was the visit itself: its screens close, so that nothing is recorded where nobody finds it.
    pub(super) fn visit_is_gone(&mut self) -> Vec<Request> {
        let said = words::UNDONE.fill(self.around.lang, &[&self.undo.what]);
        self.undo.forget();
        self.around.visit = None;
        self.layers.retain(|l| !l.screen.is_of_visit());
        self.notice(&said, false);
        if self.layers.is_empty() { self.open(Screen::Home(Home::default())) } else { self.show() }
    }

    /// The visit was read again: names what was taken back and goes there.
    pub(super) fn say_undone(&mut self) {
        let Undo { before, what, quiet, .. } = std::mem::take(&mut self.undo);
        let (Some(visit), lang) = (&self.around.visit, self.around.lang) else { return };
        let said = match &before {
            None if what.is_empty() => return,
            None => words::UNDONE.fill(lang, &[&what]),
            Some(before) => before.said(visit, lang),
        };
        if !quiet {
            self.notice(&said, false);
        }
        if let Some(before) = before {
            self.go_to(&before.point);
        }
    }
}

impl Before {
    /// What was taken back: the verdict, else the field that was written for itself.
    fn said(&self, visit: &Visit, lang: Lang) -> String {
        let (before, after) = (self.verdict.get(lang), verdict(visit, &self.point).get(lang));
        if before != after {
            return words::UNDONE_POINT.fill(lang, &[&self.what, &before, &after]);
        }
        let finding = visit.point(&self.point).and_then(|p| p.now.joined.value.finding.as_ref());
        match (&self.finding, finding) {
            (Some(before), Some(after)) => match fail::differs(before, after) {
                Some(field) => words::UNDONE_FIELD.fill(lang, &[&self.what, &field.get(lang)]),
                None => words::UNDONE.fill(lang, &[&self.what]),
            },
            _ => words::UNDONE.fill(lang, &[&self.what]),
        }
    }
}

/// The first point of the visit among `subjects`, as it is now. Of several places of an item the place is named too.
fn describe(visit: &Visit, subjects: &[Subject], lang: Lang) -> Option<Before> {
    let point = subjects.iter().find_map(|s| match s {
        Subject::Point(id) if visit.point(id).is_some() => Some(id.clone()),
        _ => None,
    })?;
    let finding = visit.point(&point).and_then(|p| p.now.joined.value.finding.clone());
    let place = finding.as_ref().and_then(|f| f.place.clone()).unwrap_or_default();
    let what = match visit.item_of(&point).and_then(|item| visit.row_of(&item.id)) {
        Some(r) => {
            let place = if visit.rows[r].point == point { "" } else { &place };
            format!("{} {} {place}", visit.rows[r].number, visit.item(r).short.get(lang))
        }
        None => {
            let item = visit.point(&point).and_then(|p| p.now.joined.value.item.clone()).unwrap_or_else(|| point.key.clone());
            let title = crate::content::short_title(&item).map_or(run::OFF_LIST_ITEM.get(lang), |t| t.get(lang));
            format!("{title} {place}")
        }
    };
    Some(Before { verdict: verdict(visit, &point), what: what.trim_end().into(), point, finding })
}

/// What is recorded on a point; 未记 when nothing is.
fn verdict(visit: &Visit, point: &PointId) -> Text {
    match visit.point(point).map(|p| p.now.joined.value.verdict) {
        None | Some(Verdict::Cleared) => words::BLANK,
        Some(verdict) => verdict.words(),
    }
}

/// The field of a finding that a group wrote, where the rest of the finding stands without it.
fn field(group: &GroupView) -> Option<Text> {
    let (Some(Event::Point(now)), Some(Event::Point(was))) = (group.said.as_deref(), group.was.as_deref()) else { return None };
    let (now, was) = (now.finding.as_ref()?, was.finding.as_ref()?);
    fail::differs(was, now)
}

/// What a group says, by its first entry.
fn named(group: &GroupView, lang: Lang) -> String {
    let about = &group.about;
    let named = match (group.said.as_deref(), group.subjects.first()) {
        (Some(Event::Person(_)), _) => words::PERSON.fill(lang, &[about]),
        (Some(Event::Facility(_)), _) => words::FACILITY.fill(lang, &[about]),
        (Some(Event::Trait(now)), Some(Subject::Trait(_, name))) => {
            let name = of_trait(name).map_or(name.as_str(), |t| t.get(lang));
            words::TRAIT.fill(lang, &[&name, &now.is.words().get(lang), about])
        }
        (Some(Event::Paper(_)), Some(Subject::Paper(_, kind))) => {
            words::PAPER.fill(lang, &[&of_paper(kind).map_or(kind.as_str(), |t| t.get(lang)), about])
        }
        (Some(Event::Inspection(_)), _) => words::INSPECTION.fill(lang, &[about]),
        (Some(Event::Point(point)), Some(Subject::Point(id))) => {
            let item = crate::content::short_title(point.item.as_deref().unwrap_or(&id.key));
            let place = point.finding.as_ref().and_then(|f| f.place.as_deref()).unwrap_or_default();
            let item = item.map_or_else(|| place.to_string(), |t| t.get(lang).into());
            let stage = point.finding.as_ref().filter(|f| f.step.is_some()).map(|f| f.stage.words());
            match field(group) {
                Some(field) => format!("{}  {about}", words::FIELD.fill(lang, &[&item, &field.get(lang)])),
                None => words::POINT.fill(lang, &[&item, &stage.unwrap_or(point.verdict.words()).get(lang), about]),
            }
        }
        (Some(Event::Major(_)), _) => words::MAJOR.fill(lang, &[about]),
        (Some(Event::Freeze(freeze)), _) => words::FREEZE.fill(lang, &[&freeze.draft, about]),
        (Some(Event::Sign(sign)), _) => words::SIGN.fill(lang, &[&sign.how.words().get(lang), about]),
        (Some(Event::Amend(amend)), _) => words::AMEND.fill(lang, &[&amend.reason, about]),
        (Some(Event::Same(_)), _) => words::SAME.get(lang).into(),
        (Some(Event::Import(import)), _) => words::IMPORT.fill(lang, &[&import.file]),
        (Some(Event::Plan(_)), _) => words::PLAN.fill(lang, &[about]),
        _ => words::UNKNOWN.fill(lang, &[about]),
    };
    let named = named.trim().to_string();
    if group.subjects.len() > 1 { words::AND_MORE.fill(lang, &[&named, &group.subjects.len()]) } else { named }
}

/// Why a taking back has to be asked about. `visit`: the one on screen; `top`: the screen that is shown.
fn reasons(group: &GroupView, me: Option<PersonId>, visit: Option<&Visit>, top: Option<&Screen>) -> Vec<Text> {
    let of_visit = |v: &Visit, s: &Subject| match s {
        Subject::Point(id) | Subject::Major(id) => v.point(id).is_some() || id.inspection == Some(v.parts.id),
        Subject::Inspection(id) | Subject::Freeze(id) => *id == v.parts.id,
        Subject::Trait(f, _) | Subject::Paper(f, _) | Subject::Facility(f) => *f == v.parts.facility_id,
        _ => false,
    };
    // In the office only what was judged at a visit, or became of it, is far from what the screen shows.
    let of_office = |s: &Subject| match s {
        Subject::Point(id) | Subject::Major(id) => matches!(top, Some(Screen::Finding(page)) if page.is_about(id)),
        Subject::Inspection(_) | Subject::Freeze(_) => false,
        _ => true,
    };
    let shown = |s: &Subject| visit.map_or_else(|| of_office(s), |v| of_visit(v, s));
    let elsewhere = !group.subjects.iter().any(shown);
    let reasons = [(group.before_this_run, words::OLD), (group.author != me, words::OTHER), (elsewhere, words::ELSEWHERE)];
    reasons.into_iter().filter(|(so, _)| *so).map(|(_, text)| text).collect()
}
