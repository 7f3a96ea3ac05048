//! 其余记符合: every text is shown and has to be read to the end before the answers are recorded, marked 成批 for ever. What
//! may not be taken together stands below, with why (FIELD 4).

use super::menu::section_title;
use super::words;
use crate::content::checklist::{AnswerKind, Method};
use crate::domain::name::InspectionId;
use crate::domain::point::Verdict;
use crate::keymap::{Command, Scope};
use crate::request::Reply;
use crate::request::answer::{self, Given, may_pass_in_batch};
use crate::screens::{Scene, Typing, Want, frame};
use crate::theme::Role;
use crate::views::closing::closing;
use crate::views::visit::Visit;
use crate::widgets::columns::{pad, wrap};
use crate::widgets::line::Line;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The texts of one section's rest.
#[derive(Debug)]
pub struct Rest {
    visit: InspectionId,
    section: usize,
    first: usize,
    /// How many lines there are and how many of them were seen, by the last draw.
    lines: usize,
    seen: usize,
    height: usize,
    written: Option<usize>,
}

impl Rest {
    pub fn new(visit: InspectionId, section: usize) -> Rest {
        Rest { visit, section, first: 0, lines: usize::MAX, seen: 0, height: 1, written: None }
    }

    pub fn scope(&self) -> Scope {
        Scope::Rest
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    fn visit<'a>(&self, scene: &Scene<'a>) -> Option<&'a Visit> {
        scene.visit.filter(|v| v.parts.id == self.visit && self.section < v.sections.len())
    }

    /// Rows of the section without an answer: those that pass together, and the others.
    fn rows(&self, visit: &Visit) -> (Vec<usize>, Vec<usize>) {
        let list = closing(visit);
        let mut open: Vec<usize> = list.unanswered.into_iter().chain(list.red_unanswered).collect();
        open.retain(|&r| visit.rows[r].section == self.section);
        open.sort_unstable();
        open.into_iter().partition(|&r| may_pass_in_batch(visit, r))
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        // A line of the page before stays, so that nothing is skipped.
        let page = self.height.saturating_sub(1).max(1);
        match command {
            Command::Back => return vec![Want::Close],
            Command::PageUp => self.first = self.first.saturating_sub(page),
            Command::PageDown => self.first = (self.first + page).min(self.lines.saturating_sub(self.height)),
            Command::Enter if self.seen < self.lines => {
                return vec![Want::Warn(words::REST_MORE.fill(scene.lang, &[&self.seen, &self.lines]))];
            }
            Command::Enter => return self.visit(scene).map_or(Vec::new(), |v| self.record(v, scene)),
            _ => {}
        }
        Vec::new()
    }

    fn record(&mut self, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let (rows, _) = self.rows(visit);
        match answer::rest(visit, &rows, &Given::of(Verdict::Pass)) {
            Ok(drafts) if drafts.is_empty() => vec![Want::Close],
            Ok(drafts) => {
                self.written = Some(rows.len());
                vec![Want::Append(drafts)]
            }
            Err(refusal) => vec![Want::Warn(refusal.say(scene.lang))],
        }
    }

    pub fn typed(&mut self, _: &str, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match (reply, self.written.take()) {
            (Reply::Appended(_), Some(n)) => vec![Want::Close, Want::Say(words::PASSED.fill(scene.lang, &[&n]))],
            _ => Vec::new(),
        }
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let Some(visit) = self.visit(scene) else {
            frame::page(f, area, scene, "", "");
            return frame::foot(f, area, scene, Scope::Rest, "");
        };
        let (pass, others) = self.rows(visit);
        let title = section_title(self.section, visit, scene);
        let body = frame::page(f, area, scene, &words::REST_TITLE.fill(scene.lang, &[&title, &pass.len()]), "");
        let lines = lines(visit, &pass, &others, usize::from(body.width), scene);
        self.height = usize::from(body.height);
        self.lines = lines.len();
        self.first = self.first.min(lines.len().saturating_sub(self.height));
        self.seen = self.seen.max((self.first + self.height).min(lines.len()));
        for (row, (text, role)) in lines.iter().skip(self.first).take(self.height).enumerate() {
            let style = scene.theme.style(*role);
            Line::new(f.buffer_mut(), body, row as u16, style).add(text, style);
        }
        let echo = match self.seen < self.lines {
            true => words::REST_MORE.fill(scene.lang, &[&self.seen, &self.lines]),
            false => scene.say(words::REST_READY).into(),
        };
        frame::foot(f, area, scene, Scope::Rest, &echo);
    }
}

/// Every text whole, then what needs a look each.
fn lines(visit: &Visit, pass: &[usize], others: &[usize], columns: usize, scene: &Scene) -> Vec<(String, Role)> {
    let mut lines: Vec<(String, Role)> = Vec::new();
    lines.extend(wrap(scene.say(words::REST_HEAD), columns - 6).into_iter().map(|l| (format!("   {l}"), Role::Quiet)));
    lines.push((String::new(), Role::Text));
    let mut item = |r: usize, why: String, role| {
        let text = format!("{}{why}", visit.item(r).text.get(scene.lang));
        for (n, part) in wrap(&text, columns - 12).into_iter().enumerate() {
            let number = if n == 0 { visit.rows[r].number.as_str() } else { "" };
            lines.push((format!("   {}  {part}", pad(number, 6)), role));
        }
    };
    for &r in pass {
        item(r, String::new(), Role::Text);
    }
    if !others.is_empty() {
        lines.push((String::new(), Role::Text));
        lines.push((format!("   {}", words::REST_NOT.fill(scene.lang, &[&others.len()])), Role::Owed));
        let mut item = |r: usize| {
            let text = format!("{}  [{}]", visit.item(r).short.get(scene.lang), why_not(visit, r, scene));
            lines.push((format!("   {}  {text}", pad(&visit.rows[r].number, 6)), Role::Quiet));
        };
        others.iter().for_each(|&r| item(r));
    }
    lines
}

/// Why an item may not be taken together with others: the first reason there is.
fn why_not(visit: &Visit, row: usize, scene: &Scene) -> &'static str {
    let item = visit.item(row);
    let bad = visit.parts.last.get(&item.id).is_some_and(|l| matches!(l.verdict, Verdict::Fail | Verdict::Unchecked));
    let reasons = [
        (item.red_line, words::WHY_RED),
        (!matches!(item.kind, AnswerKind::Judge | AnswerKind::Count), words::WHY_KIND),
        (item.method.contains(&Method::Test), words::WHY_TEST),
        (bad, words::WHY_LAST),
        (visit.parts.open.get(&item.id).is_some_and(|o| !o.is_empty()), words::WHY_OPEN),
        (visit.rows[row].new, words::WHY_NEW),
    ];
    reasons.into_iter().find(|(so, _)| *so).map_or("", |(_, text)| scene.say(text))
}
