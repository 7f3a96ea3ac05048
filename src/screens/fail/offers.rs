//! What the form of a fail offers besides its fields: ready wordings, the office's own words of before, and what the rules
//! say of the item: when it rises, whom it is handed over to.

use super::{Fail, Field, Mode};
use crate::content::checklist::{Item, Words};
use crate::domain::point::Handling;
use crate::domain::subject::PointId;
use crate::request::Request;
use crate::screens::{Scene, Want};
use crate::text::{Text, fail as words};
use crate::theme::Role;
use crate::views::follows::follows;
use crate::views::visit::Visit;
use crate::widgets::columns::{cut, width, wrap};
use crate::widgets::line::Line;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The ready wordings that have a digit; the next digit is for own words, those behind it for what was said before.
fn ready(item: Option<&Item>) -> &[Words] {
    let all = item.map_or(&[][..], |i| &i.wordings);
    &all[..all.len().min(3)]
}

impl Fail {
    /// What the form wants to know when it opens.
    pub fn asks_for(&self, visit: &Visit) -> Vec<Want> {
        let ids = visit.item_of(&self.point).map(|i| i.aliases.iter().chain([&i.id]).cloned().collect());
        ids.map(|ids| Want::Ask(Request::PastWordings { ids })).into_iter().collect()
    }

    /// The words of before; what is ready anyway and what stands here is not offered again.
    pub fn take_past(&mut self, past: &[String], visit: &Visit, _: &Scene) {
        let ready = ready(visit.item_of(&self.point));
        let new = |said: &&String| self.fields.facts.text() != **said && ready.iter().all(|w| w.zh != **said && w.en != **said);
        self.past = past.iter().filter(new).take(8 - ready.len()).cloned().collect();
    }

    /// The form of another place of the same item, with the same offers.
    pub(super) fn go_on_at(&mut self, visit: &Visit, point: PointId) {
        let past = std::mem::take(&mut self.past);
        *self = Fail { past, ..Fail::new(visit, point) };
    }

    /// Whether there is a wording to choose.
    pub(super) fn offers_words(&self, visit: &Visit) -> bool {
        visit.item_of(&self.point).is_some_and(|i| !i.wordings.is_empty())
    }

    /// A wording by its digit: put into the text, the cursor in its first blank.
    pub(super) fn wording(&mut self, digit: usize, visit: &Visit, scene: &Scene) {
        let ready = ready(visit.item_of(&self.point));
        let own = ready.len() + 1;
        let said = match digit {
            0 => return,
            _ if digit < own => ready[digit - 1].get(scene.lang).to_string(),
            _ if digit == own => {
                (self.fields.wording, self.focus) = (Some(digit), Field::Facts);
                return;
            }
            _ => match self.past.get(digit - own - 1) {
                Some(said) => said.clone(),
                None => return,
            },
        };
        self.fields.take_wording(digit, &said);
        self.focus = Field::Facts;
    }

    /// While a wording is chosen, over the rows below: the ready ones in whole where their lines cut them, and the office's
    /// own ones of before.
    pub(super) fn offered_rows(&self, f: &mut Frame, area: Rect, at: u16, item: Option<&Item>, whole: bool, scene: &Scene) {
        if self.focus != Field::Wording || !matches!(self.mode, Mode::Form) {
            return;
        }
        let (text, quiet) = (scene.theme.style(Role::Text), scene.theme.style(Role::Quiet));
        let room = usize::from(area.width).saturating_sub(15);
        let numbered = |n: usize, said: &str| {
            let lines = wrap(said, room).into_iter().enumerate();
            lines.map(move |(at, l)| (if at == 0 { format!("{n} {l}") } else { format!("  {l}") }, text)).collect::<Vec<_>>()
        };
        let mut lines = Vec::new();
        if !whole {
            lines.extend(ready(item).iter().enumerate().flat_map(|(n, w)| numbered(n + 1, w.get(scene.lang))));
        }
        if !self.past.is_empty() {
            lines.push((scene.say(words::SAID_BEFORE).to_string(), quiet));
            let first = ready(item).len() + 2;
            lines.extend(self.past.iter().enumerate().flat_map(|(n, said)| numbered(first + n, said)));
        }
        if lines.is_empty() {
            return;
        }
        lines.push((String::new(), text));
        let rows = area.height.saturating_sub(5).saturating_sub(at);
        for (row, (line, style)) in lines.iter().take(usize::from(rows)).enumerate() {
            let row = at + row as u16;
            Line::new(f.buffer_mut(), area, row, text).cell("", usize::from(area.width), text);
            Line::new(f.buffer_mut(), area, row, text).cell("", 11, text).add(line, *style);
        }
    }

    /// What the rules say, in the rows that are left; what has no row is given back, to be said below. That it failed the
    /// last time too stands in the head anyway.
    pub(super) fn hint_rows(
        &self,
        f: &mut Frame,
        area: Rect,
        at: u16,
        visit: &Visit,
        item: Option<&Item>,
        scene: &Scene,
    ) -> Option<String> {
        let mut hints = item.map(|i| self.hints(visit, i, scene)).unwrap_or_default();
        let rows = usize::from(area.height.saturating_sub(5).saturating_sub(at)).min(hints.len());
        let left = hints.split_off(rows);
        for (n, (label, said)) in hints.iter().enumerate() {
            self.label(f, area, at + n as u16, false, scene.say(*label), scene).add(said, scene.theme.style(Role::Warning));
        }
        let worth = |(label, _): &(Text, String)| *label != words::AGAIN;
        left.into_iter().find(worth).map(|(label, said)| format!("{}  {said}", scene.say(label).replace("  ", "")))
    }

    /// How the item rises, and to whom it is handed over; the latter first where that was chosen.
    fn hints(&self, visit: &Visit, item: &Item, scene: &Scene) -> Vec<(Text, String)> {
        let (lang, follows) = (scene.lang, follows(visit, item));
        let mut hints: Vec<(Text, String)> = follows.rises.iter().map(|rule| (words::RISES, rule.said(lang))).collect();
        let handling = self.fields.handling;
        let handed = follows.handed(item, handling).map(|to| (words::HANDED, to.said(lang)));
        match handling {
            Some(Handling::Transfer) => hints.splice(0..0, handed).for_each(drop),
            _ => hints.extend(handed),
        }
        hints.extend(follows.again.iter().map(|rule| (words::AGAIN, rule.said(lang))));
        hints
    }

    /// Two lines of ready wordings, two in a line, the last digit for own words. Whether they stand there in whole.
    pub(super) fn wording_rows(&self, f: &mut Frame, area: Rect, at: u16, item: Option<&Item>, scene: &Scene) -> bool {
        let here = self.focus == Field::Wording;
        let text = scene.theme.style(Role::Text);
        // Outside the lists there is nothing ready: the text below is all.
        let Some(item) = item.filter(|i| !i.wordings.is_empty()) else {
            self.label(f, area, at, self.focus == Field::Facts, scene.say(words::FACTS), scene);
            return true;
        };
        let mut all: Vec<String> = ready(Some(item)).iter().map(|w| w.get(scene.lang).to_string()).collect();
        all.push(scene.say(words::OWN_WORDS).into());
        let cells: Vec<String> = all.iter().enumerate().map(|(n, w)| format!("{} {w}", n + 1)).collect();
        let room = (usize::from(area.width) - 11 - 7) / 2;
        // As narrow as the left ones allow, so that short wordings stand close together.
        let column = if cells.iter().step_by(2).all(|c| width(c) < 24) { 24 } else { room };
        let style = |n: usize| scene.theme.style(if self.fields.wording == Some(n + 1) { Role::Chosen } else { Role::Text });
        let mut first = self.label(f, area, at, here, scene.say(words::FACTS), scene);
        let mut whole = true;
        for (n, cell) in cells.iter().enumerate().take(2) {
            let own = if n == 0 { column } else { room };
            whole &= width(cell) < own;
            first = first.cell(&cut(cell, own - 1), own, style(n));
        }
        let sign = self.fields.wording.map_or("[ ]".into(), |n| format!("[{n}]"));
        first.right(&sign, 4, text);
        let mut second = Line::new(f.buffer_mut(), area, at + 1, text).cell("", 11, text);
        for (n, cell) in cells.iter().enumerate().skip(2) {
            whole &= width(cell) < column;
            second = second.cell(&cut(cell, column - 1), column, style(n));
        }
        self.caret(f, area, at, here, area.right().saturating_sub(6));
        whole
    }
}
