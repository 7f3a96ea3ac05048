//! Ctrl-Z: names what it takes back and goes there. What was recorded before the program was opened, by somebody else, or
//! off the visit on screen is asked about first (FIELD 32).

use super::App;
use crate::domain::name::PersonId;
use crate::domain::point::Verdict;
use crate::domain::subject::{PointId, Subject};
use crate::keymap::Key;
use crate::request::{GroupView, Request};
use crate::text::{Lang, Text, frame as words};
use crate::views::visit::Visit;
use crate::widgets::dialog::Dialog;

/// Where a taking back stands.
#[derive(Debug, Default)]
pub(super) struct Undo {
    asked: Option<(GroupView, Vec<Text>)>,
    /// What stood there before: the point, its number and title, its verdict.
    before: Option<(PointId, String, Text)>,
    /// The screen that wanted it; it says its own sentence.
    quiet: bool,
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
        let choices = [words::UNDO_DO, words::UNDO_LEAVE].map(|t| t.get(lang).to_string()).to_vec();
        let at = group.at.get(..16).unwrap_or(&group.at).replace('T', " ");
        let mut dialog = Dialog::new(words::UNDO_TITLE.get(lang), choices);
        dialog.words = why.iter().map(|text| text.fill(lang, &[&at])).collect();
        if let Some((_, what, verdict)) = &self.before {
            dialog.words.push(format!("{what} = {}", verdict.get(lang)));
        }
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
        let visit = self.around.visit.as_ref();
        self.undo.before = visit.and_then(|v| describe(v, &group.subjects, lang));
        let why = reasons(&group, self.around.settings.author, visit);
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
            _ => Vec::new(),
        }
    }

    fn do_undo(&mut self, group: u64) -> Vec<Request> {
        let author = self.around.settings.author;
        vec![self.send(0, true, Request::Undo { group: Some(group), author })]
    }

    /// It is taken back on the disk: the open visit is read again, and then it is said.
    pub(super) fn undone(&mut self, subjects: &[Subject]) -> Vec<Request> {
        match &self.around.visit {
            Some(visit) => {
                let id = visit.parts.id;
                vec![self.send(0, true, Request::Visit { id })]
            }
            None => {
                let what = subjects.first().map(|s| s.to_string()).unwrap_or_default();
                let said = words::UNDONE.fill(self.around.lang, &[&what]);
                self.notice(&said, false);
                self.show()
            }
        }
    }

    /// The visit was read again: names what was taken back and goes there.
    pub(super) fn say_undone(&mut self) {
        let Some((point, what, before)) = self.undo.before.take() else { return };
        let quiet = std::mem::take(&mut self.undo).quiet;
        let Some(visit) = &self.around.visit else { return };
        let lang = self.around.lang;
        let after = verdict(visit, &point).get(lang);
        if !quiet {
            // Within a finding each field is a group of its own: the verdict stands.
            let said = match before.get(lang) {
                before if before == after => words::UNDONE_FIELD.fill(lang, &[&what]),
                before => words::UNDONE_POINT.fill(lang, &[&what, &before, &after]),
            };
            self.notice(&said, false);
        }
        self.go_to(&point);
    }
}

/// The first point of the visit among `subjects`: its number and title, and what is recorded on it now.
fn describe(visit: &Visit, subjects: &[Subject], lang: Lang) -> Option<(PointId, String, Text)> {
    let point = subjects.iter().find_map(|s| match s {
        Subject::Point(id) if visit.point(id).is_some() => Some(id.clone()),
        _ => None,
    })?;
    let row = visit.item_of(&point).and_then(|item| visit.row_of(&item.id));
    let what = row.map(|r| format!("{} {}", visit.rows[r].number, visit.item(r).short.get(lang))).unwrap_or_default();
    let before = verdict(visit, &point);
    Some((point, what, before))
}

/// What is recorded on a point; 未记 when nothing is.
fn verdict(visit: &Visit, point: &PointId) -> Text {
    match visit.point(point).map(|p| p.now.joined.value.verdict) {
        None | Some(Verdict::Cleared) => words::BLANK,
        Some(verdict) => verdict.words(),
    }
}

/// Why a taking back has to be asked about.
fn reasons(group: &GroupView, me: Option<PersonId>, visit: Option<&Visit>) -> Vec<Text> {
    let touches = |v: &Visit, s: &Subject| match s {
        Subject::Point(id) => v.point(id).is_some() || id.inspection == Some(v.parts.id),
        Subject::Inspection(id) | Subject::Freeze(id) => *id == v.parts.id,
        Subject::Trait(f, _) | Subject::Paper(f, _) | Subject::Facility(f) => *f == v.parts.facility_id,
        _ => false,
    };
    let elsewhere = visit.is_some_and(|v| !group.subjects.iter().any(|s| touches(v, s)));
    let reasons =
        [(group.before_this_run, words::UNDO_OLD), (group.author != me, words::UNDO_OTHER), (elsewhere, words::UNDO_ELSEWHERE)];
    reasons.into_iter().filter(|(so, _)| *so).map(|(_, text)| text).collect()
}
