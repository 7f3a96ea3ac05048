//! The form as drawn in FIELD: every field on its line, the fixed sentence that the fail is safe, two key lines.

use super::{Fail, Field, Mode, before, fixed, places};
use crate::content::checklist::{AnswerKind, Force, Item};
use crate::content::{calendar, norms};
use crate::domain::point::{Handling, Severity, Verdict};
use crate::keymap::{Scope, fold_text};
use crate::report::record::softened;
use crate::request::answer::later_than_proposed;
use crate::screens::fields::due;
use crate::screens::run::{cited, limit, standing, verified};
use crate::screens::{Scene, frame, say};
use crate::text::{Text, fail as words, frame as common, run as run_words};
use crate::theme::{CURSOR, Role};
use crate::views::closing::candidate;
use crate::views::visit::Visit;
use crate::widgets::columns::{cut, ends, pad_left, width};
use crate::widgets::dialog::Dialog;
use crate::widgets::line::{Line, rule};
use crate::widgets::prompt::Prompt;
use ratatui::Frame;
use ratatui::layout::Rect;

impl Fail {
    pub fn draw(&mut self, f: &mut Frame, area: Rect, visit: &Visit, scene: &Scene) {
        let item = visit.item_of(&self.point);
        self.head(f, area, visit, item, scene);
        rule(f.buffer_mut(), area, 2, scene.theme);
        let mut at = 3;
        if !before(visit, &self.point).is_empty() {
            self.same_row(f, area, at, scene);
            rule(f.buffer_mut(), area, at + 1, scene.theme);
            at += 2;
        }
        self.text_row(f, area, at, Field::Place, visit, scene);
        let used = self.recent.iter().take(3).cloned().collect::<Vec<_>>().join(" / ");
        let used = if used.is_empty() { String::new() } else { words::RECENT.fill(scene.lang, &[&used]) };
        self.said(f, area, at + 1, 11, &used, scene);
        let whole = self.wording_rows(f, area, at + 2, item, scene);
        self.text_row(f, area, at + 4, Field::Facts, visit, scene);
        self.count_row(f, area, at + 5, visit, item, scene);
        self.handling_row(f, area, at + 6, scene);
        self.due_row(f, area, at + 7, visit, scene);
        self.text_row(f, area, at + 8, Field::Interim, visit, scene);
        self.text_row(f, area, at + 9, Field::Photos, visit, scene);
        self.text_row(f, area, at + 10, Field::Reply, visit, scene);
        self.severity_row(f, area, at + 11, visit, item, scene);
        self.basis_row(f, area, at + 12, visit, item, scene);
        self.next_row(f, area, at + 13, visit, scene);
        rule(f.buffer_mut(), area, area.height - 5, scene.theme);
        let left = self.hint_rows(f, area, at + 14, visit, item, scene);
        let marks = [(scene.now.trial, common::TRIAL), (scene.read_only, common::READ_ONLY)];
        let marks = marks.iter().filter(|(on, _)| *on).map(|(_, text)| scene.say(*text)).collect::<Vec<_>>().join(" ");
        // A hint that has no row of its own stands here, and only where this is taken in the place of the sentence above.
        let several = places(visit, &self.point).len() > 1;
        let softer = softened(visit, norms(), &self.point, self.fields.handling, scene.lang);
        let free = marks.is_empty() && !several && softer.is_none();
        frame::notice(f, area, area.height - 4, scene, left.as_deref().filter(|_| !free).unwrap_or(scene.say(words::SAVED)));
        self.said(f, area, area.height - 3, 1, left.as_deref().filter(|_| free).unwrap_or(&marks), scene);
        let scope = if matches!(self.mode, Mode::Form) { Scope::Fail } else { self.scope() };
        let mut x = area.x + width(&marks) as u16;
        if several {
            x = frame::keys(f, Rect { x, width: area.right() - x, ..area }, area.height - 3, scene, scope, 3, |_| None);
        }
        // Where the paper will say less than what is chosen above.
        if let Some(said) = softer {
            let said = words::PRINTED_AS.fill(scene.lang, &[&said]);
            let (rest, style) = (Rect { x: x + 1, width: area.right() - x - 1, ..area }, scene.theme.style(Role::Warning));
            Line::new(f.buffer_mut(), rest, area.height - 3, scene.theme.style(Role::Text)).right(&said, 1, style);
        }
        frame::keys(f, area, area.height - 2, scene, scope, 1, |_| None);
        frame::keys(f, area, area.height - 1, scene, scope, 2, |_| None);
        self.offered_rows(f, area, at + 4, item, whole, scene);
        self.question(f, area, visit, scene);
    }

    fn head(&self, f: &mut Frame, area: Rect, visit: &Visit, item: Option<&Item>, scene: &Scene) {
        let style = scene.theme.style(Role::Head);
        let row = item.and_then(|i| visit.row_of(&i.id));
        let number = row.map(|r| visit.rows[r].number.clone()).unwrap_or_default();
        let text = item.map_or(scene.say(words::OFF_LIST), |i| i.text.get(scene.lang));
        let places = places(visit, &self.point);
        let which = places.iter().position(|id| *id == self.point).map_or(1, |n| n + 1);
        let which = words::WHICH.fill(scene.lang, &[&which, &places.len()]);
        let saved = frame::saved(scene, self.unsaved(visit).then_some(common::UNSAVED_FIELD));
        let tail = format!("{which}  {}", saved.0);
        let room = usize::from(area.width) - 2;
        let text = format!("{number} {text}");
        let left = cut(&format!("{}  {}", scene.say(words::TITLE), text.trim_start()), room.saturating_sub(width(&tail) + 2));
        let line = ends(&left, &format!("{which}  "), room - width(saved.0));
        Line::new(f.buffer_mut(), area, 0, style).add(" ", style).add(&line, style).add(saved.0, scene.theme.style(saved.1));
        let demo = if scene.demo || visit.parts.demo { scene.say(run_words::DEMO_NAME) } else { "" };
        let name = format!("{}{demo}", visit.parts.facility.joined.value.name);
        let severity = scene.say(self.grade(visit, item));
        let last = item.and_then(|i| visit.parts.last.get(&i.id)).map(|last| {
            let said = match last.verdict {
                Verdict::Fail => words::LAST_ALSO.fill(scene.lang, &[&last.on]),
                verdict => words::LAST_WAS.fill(scene.lang, &[&last.on, &scene.say(verdict.words())]),
            };
            if last.words.is_empty() { said } else { said + scene.say(words::COLON) + &last.words }
        });
        let id = item.map(|i| i.id.clone());
        let parts = [Some(name), Some(severity.into()), id, last];
        let said = parts.into_iter().flatten().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("   ");
        self.said(f, area, 1, 1, &said, scene);
    }

    fn said(&self, f: &mut Frame, area: Rect, at: u16, indent: usize, text: &str, scene: &Scene) {
        let style = scene.theme.style(Role::Quiet);
        Line::new(f.buffer_mut(), area, at, style).cell("", indent, style).add(text, style);
    }

    /// Whether a red-line item that is not fixed on the spot still needs its interim measure.
    fn interim_must(&self, visit: &Visit) -> bool {
        visit.item_of(&self.point).is_some_and(|i| i.red_line) && !fixed(self.fields.handling)
    }

    /// The start of a field's line: the cursor and the label.
    pub(super) fn label<'a>(&self, f: &'a mut Frame, area: Rect, at: u16, here: bool, label: &str, scene: &Scene) -> Line<'a> {
        let style = scene.theme.style(if here { Role::Head } else { Role::Text });
        let mark = if here { CURSOR } else { " " };
        Line::new(f.buffer_mut(), area, at, scene.theme.style(Role::Text)).add(&format!(" {mark} {label}  "), style)
    }

    fn text_row(&self, f: &mut Frame, area: Rect, at: u16, field: Field, visit: &Visit, scene: &Scene) {
        let (label, prompt) = match field {
            Field::Place => (words::PLACE, &self.fields.place),
            Field::Facts => (words::FACTS, &self.fields.facts),
            Field::Due => (words::AFTER, &self.fields.after),
            Field::Interim => (words::INTERIM, &self.fields.interim),
            Field::Photos => (words::PHOTOS, &self.fields.photos),
            _ => (words::REPLY, &self.fields.reply),
        };
        let must = matches!(field, Field::Place | Field::Facts) || field == Field::Interim && self.interim_must(visit);
        let here = self.focus == field && matches!(self.mode, Mode::Form);
        // The facts stand below their wordings, which carry the label.
        let label = if field == Field::Facts { " ".repeat(width(scene.say(label))) } else { scene.say(label).into() };
        let text = scene.theme.style(Role::Text);
        let line = self.label(f, area, at, here, &label, scene).add("[", text);
        let (x, room) = (line.column(), line.left().saturating_sub(10));
        let hint = scene.say(if must { words::REQUIRED } else { words::OPTIONAL });
        let role = if must && prompt.is_empty() { Role::Owed } else { Role::Quiet };
        line.cell("", room, text).add("] ", text).add(hint, scene.theme.style(role));
        prompt.draw(f, Rect { x, y: area.y + at, width: room as u16, height: 1 }, here, scene.theme);
    }

    /// A line of choices and, at a fixed place, the digit that is taken.
    fn choices(
        &self,
        line: Line,
        area: Rect,
        options: &[(usize, String)],
        gap: usize,
        taken: Option<usize>,
        scene: &Scene,
    ) -> u16 {
        let text = scene.theme.style(Role::Text);
        let mut line = line;
        for (n, (digit, option)) in options.iter().enumerate() {
            let style = scene.theme.style(if taken == Some(*digit) { Role::Chosen } else { Role::Text });
            let space = if n == 0 { 0 } else { gap };
            line = line.cell("", space, text).add(&format!("{digit} {option}"), style);
        }
        let sign = taken.map_or("[ ]".into(), |n| format!("[{n}]"));
        line.right(&sign, 4, text);
        area.right().saturating_sub(6)
    }

    fn same_row(&self, f: &mut Frame, area: Rect, at: u16, scene: &Scene) {
        let here = self.focus == Field::Same;
        let options = [(1, scene.say(words::SAME_YES).to_string()), (2, scene.say(words::SAME_NO).to_string())];
        let taken = if self.fields.same == Some(true) { 1 } else { 2 };
        let line = self.label(f, area, at, here, scene.say(words::SAME), scene).add(" ", scene.theme.style(Role::Text));
        let x = self.choices(line, area, &options, 4, Some(taken), scene);
        self.caret(f, area, at, here, x);
    }

    fn count_row(&self, f: &mut Frame, area: Rect, at: u16, visit: &Visit, item: Option<&Item>, scene: &Scene) {
        let text = scene.theme.style(Role::Text);
        // A unit of measure counts no things.
        let counted = item.filter(|i| matches!(i.kind, AnswerKind::Sample | AnswerKind::Count));
        let unit = counted.and_then(|i| i.unit.as_ref()).map_or(scene.say(run_words::PLACE_UNIT), |u| u.get(scene.lang));
        let here = matches!(self.focus, Field::Looked | Field::Bad);
        let mut places: Vec<(u16, usize, &Prompt, bool)> = Vec::new();
        let mut line = self.label(f, area, at, here, scene.say(words::COUNT), scene);
        for (field, label, prompt) in
            [(Field::Looked, words::LOOKED, &self.fields.looked), (Field::Bad, words::BAD, &self.fields.bad)]
        {
            let focused = self.focus == field;
            let own = (width(prompt.text()) + usize::from(focused)).max(2);
            line = line.add(scene.say(label), text).add(" [", text);
            if focused {
                places.push((line.column(), own, prompt, true));
            }
            line = line.add(&pad_left(prompt.text(), own), text).add(&format!("] {unit}   "), text);
        }
        if self.fields.more_bad_than_looked() {
            line.right(scene.say(words::BAD_OVER), 2, scene.theme.style(Role::Warning));
        } else if let Some(item) = item {
            let readings = visit.point(&self.point).map(|p| p.now.joined.value.readings.as_slice()).unwrap_or_default();
            let measured = readings.iter().filter(|_| counted.is_none()).map(|r| format!("{} {}", r.label, r.value));
            let measured = measured.map(|m| m.trim().to_string()).collect::<Vec<_>>().join("  ");
            let measured =
                if measured.is_empty() { measured } else { format!("{}   ", words::MEASURED.fill(scene.lang, &[&measured])) };
            let said = format!("{measured}{} {}", scene.say(run_words::LIMIT).trim_end(), limit(item, scene));
            let room = line.left().saturating_sub(2);
            line.right(&cut(&said, room), 2, scene.theme.style(Role::Quiet));
        }
        for (x, own, prompt, focused) in places {
            prompt.draw(f, Rect { x, y: area.y + at, width: own as u16, height: 1 }, focused, scene.theme);
        }
    }

    fn handling_row(&self, f: &mut Frame, area: Rect, at: u16, scene: &Scene) {
        let here = self.focus == Field::Handling;
        let options: Vec<(usize, String)> =
            words::HANDLINGS.iter().enumerate().map(|(n, t)| (n + 1, scene.say(*t).to_string())).collect();
        let taken = self.fields.handling.and_then(|h| Handling::ALL.iter().position(|x| *x == h)).map(|n| n + 1);
        let line = self.label(f, area, at, here, scene.say(words::HANDLING), scene);
        let x = self.choices(line, area, &options, 2, taken, scene);
        self.caret(f, area, at, here, x);
    }

    /// The suggested date; of what was put right on the spot, how it looks now.
    fn due_row(&self, f: &mut Frame, area: Rect, at: u16, visit: &Visit, scene: &Scene) {
        if fixed(self.fields.handling) {
            return self.text_row(f, area, at, Field::Due, visit, scene);
        }
        let (here, text) = (self.focus == Field::Due, scene.theme.style(Role::Text));
        let on = visit.parts.head.joined.value.on;
        let typed = fold_text(self.fields.due.text().trim());
        let date = due(&typed, on);
        let days = match date.map(|d| say::days_between(on, d)) {
            None => words::DAYS.fill(scene.lang, &[&"?"]),
            Some(0) => format!("{} =", scene.say(words::SAME_DAY)),
            Some(days) => words::DAYS.fill(scene.lang, &[&days]),
        };
        // A weekend or a holiday is told, and left to the person.
        let weekday = |d| {
            let off = if calendar().is_workday(d) { "" } else { scene.say(words::DAY_OFF) };
            format!("{} {off}", say::weekday(d, scene.lang)).trim_end().to_string()
        };
        // A number of days says which day that is while it is typed.
        let as_days = date.filter(|d| typed != d.to_string());
        let behind = match (as_days, date) {
            (Some(day), _) if day == on => words::DAY_TYPED.fill(scene.lang, &[&scene.say(words::SAME_DAY), &weekday(day)]),
            (Some(day), _) if typed.len() <= 3 => words::DAYS_TYPED.fill(scene.lang, &[&day, &weekday(day)]),
            (Some(day), _) => words::DAY_TYPED.fill(scene.lang, &[&day, &weekday(day)]),
            (None, day) => day.map(weekday).unwrap_or_default(),
        };
        let mut line = self.label(f, area, at, here, scene.say(words::DUE), scene);
        if as_days.is_none() {
            line = line.add(&days, text).add(" ", text);
        }
        line = line.add("[", text);
        let (x, own) = (line.column(), (width(self.fields.due.text()) + usize::from(here)).max(10));
        // More time than is proposed for what may be a major hazard is told, and left to the person.
        let (hint, role) = match later_than_proposed(visit, &self.point, date) {
            Some(proposed) => (words::DUE_LATE.fill(scene.lang, &[&proposed]), Role::Warning),
            None => (scene.say(words::DUE_HINT).into(), Role::Quiet),
        };
        line.cell("", own, text).add("] ", text).add(&behind, text).right(&hint, 3, scene.theme.style(role));
        self.fields.due.draw(f, Rect { x, y: area.y + at, width: own as u16, height: 1 }, here, scene.theme);
    }

    /// How bad it is, as the record says it.
    fn grade(&self, visit: &Visit, item: Option<&Item>) -> Text {
        let now = visit.point(&self.point);
        let Some(finding) = now.and_then(|p| p.now.joined.value.finding.as_ref()) else { return Severity::Serious.words() };
        let candidate = candidate(finding, item.is_some_and(|i| i.red_line));
        say::grade(finding.severity, candidate, now.and_then(|p| p.major))
    }

    fn severity_row(&self, f: &mut Frame, area: Rect, at: u16, visit: &Visit, item: Option<&Item>, scene: &Scene) {
        let text = scene.theme.style(Role::Text);
        let finding = visit.point(&self.point).and_then(|p| p.now.joined.value.finding.as_ref());
        let word = self.grade(visit, item);
        let how = match finding.and_then(|x| x.severity_why.as_ref()) {
            Some(why) => words::CHANGED.fill(scene.lang, &[why]),
            None if item.is_some_and(|i| i.red_line) => scene.say(words::RED_LINE).into(),
            None if item.is_some() => scene.say(words::PRESET).into(),
            None => String::new(),
        };
        let said = cut(&format!("{}{how}", scene.say(word)), usize::from(area.width) - 11 - 27);
        self.label(f, area, at, false, scene.say(words::SEVERITY), scene).add(&said, text).right(
            scene.say(words::SEVERITY_HINT),
            7,
            scene.theme.style(Role::Quiet),
        );
    }

    fn basis_row(&self, f: &mut Frame, area: Rect, at: u16, visit: &Visit, item: Option<&Item>, scene: &Scene) {
        let said = match item.and_then(|i| standing(visit, i).into_iter().next()) {
            Some((basis, force)) => {
                let sure = match (verified(basis), force) {
                    (false, _) => words::BASIS_OPEN,
                    (true, Force::Analogy) => words::BASIS_GUIDES,
                    (true, Force::Binding) => words::BASIS_SURE,
                };
                format!("{}   {}", cited(basis, force, scene), scene.say(sure))
            }
            None => scene.say(words::NO_BASIS).into(),
        };
        self.label(f, area, at, false, scene.say(words::BASIS), scene).add(&said, scene.theme.style(Role::Text));
    }

    fn next_row(&self, f: &mut Frame, area: Rect, at: u16, visit: &Visit, scene: &Scene) {
        let here = self.focus == Field::Next;
        let say = |text: crate::text::Text| scene.say(text).to_string();
        let mut options = vec![(1, say(words::NEXT_LIST)), (5, say(words::NEXT_PLACE))];
        if places(visit, &self.point).len() > 1 {
            options.insert(1, (2, say(words::NEXT_OTHER)));
        }
        let gap = if options.len() > 2 { 2 } else { 4 };
        let line = self.label(f, area, at, here, scene.say(words::NEXT), scene);
        let x = self.choices(line, area, &options, gap, Some(self.fields.next), scene);
        self.caret(f, area, at, here, x);
    }

    /// The terminal's cursor stands in the brackets of the choice that is current.
    pub(super) fn caret(&self, f: &mut Frame, area: Rect, at: u16, here: bool, x: u16) {
        if here && matches!(self.mode, Mode::Form) {
            f.set_cursor_position((x, area.y + at));
        }
    }

    /// Ctrl-Z: what to take back. Ctrl-E: which severity, and why.
    fn question(&self, f: &mut Frame, area: Rect, visit: &Visit, scene: &Scene) {
        let names = Severity::ALL.map(|s| if s == Severity::Major { words::CANDIDATE } else { s.words() });
        match &self.mode {
            Mode::Form => {}
            Mode::Withdraw => {
                let say = |text| scene.say(text).to_string();
                let choices = vec![say(words::WITHDRAW), self.last_filled(visit, scene), say(run_words::GO_BACK)];
                Dialog::new(scene.say(words::WITHDRAW_TITLE), choices).draw(f, area, scene.theme);
            }
            Mode::Severity => {
                let choices = names.map(|t| scene.say(t).to_string()).to_vec();
                Dialog::new(scene.say(words::SEVERITY).replace(' ', ""), choices).draw(f, area, scene.theme);
            }
            Mode::Why(severity, prompt) => {
                let name = scene.say(names[Severity::ALL.iter().position(|s| s == severity).unwrap_or(0)]);
                let place = crate::widgets::dialog::centred(area, 60, 3);
                let title = words::SEVERITY_WHY.fill(scene.lang, &[&name]);
                let inside = crate::widgets::line::frame(f.buffer_mut(), place, &title, scene.theme);
                prompt.draw(f, inside, true, scene.theme);
            }
        }
    }
}
