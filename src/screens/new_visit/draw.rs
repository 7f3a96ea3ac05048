//! Draws the new visit: fields above, the sections in scope below, how much that is at the foot.

use super::scope::{Row, Taker};
use super::{Kind, NewVisit, Scene, fields, words};
use crate::screens::frame;
use crate::text::{Lang, fail::COLON, say::MORE_BELOW};
use crate::theme::Role;
use crate::views::scope::MANY;
use crate::widgets::line::{Line, rule};
use crate::widgets::list::List;
use crate::widgets::table::{Cell, Column, table};
use ratatui::Frame;
use ratatui::layout::Rect;

impl NewVisit {
    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let name = self.view.as_ref().map(|v| v.profile.joined.value.name.clone()).unwrap_or_default();
        let right = self.view.as_ref().map(|v| {
            let p = &v.profile.joined.value;
            let kind = p.kind.map(|k| scene.say(k.words())).unwrap_or_default();
            format!("{kind} {}", p.street.as_deref().unwrap_or_default())
        });
        let body = frame::page(f, area, scene, &words::NEW.fill(scene.lang, &[&name]), right.as_deref().unwrap_or_default());
        if !self.form.fields.is_empty() {
            let fresh = self.fresh_fields(scene);
            fields::relabel(&mut self.form, fresh);
            let mut form = self.form.clone();
            if self.in_scope {
                form.list.current = usize::MAX;
            }
            let rows = form.fields.len() as u16;
            form.draw(f, Rect { height: rows.min(body.height), ..body }, scene.theme);
            rule(f.buffer_mut(), body, rows, scene.theme);
            let rest = Rect { y: body.y + rows + 1, height: body.height.saturating_sub(rows + 1), ..body };
            if !self.not_done() {
                self.draw_scope(f, rest, scene);
            }
        }
        let echo = if self.opening.is_some() { scene.say(words::OPENING).into() } else { self.below(scene) };
        frame::foot(f, area, scene, self.scope(), &echo);
        if let Some(question) = self.question(scene) {
            question.draw(f, area, scene.theme);
        }
    }

    fn draw_scope(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let (text, quiet) = (scene.theme.style(Role::Text), scene.theme.style(Role::Quiet));
        let lang = scene.lang;
        if self.kind() == Kind::Recheck {
            let open = self.view.as_ref().map_or(0, |v| v.open.len());
            Line::new(f.buffer_mut(), area, 0, text).add("   ", text).add(&words::TO_RECHECK.fill(lang, &[&open]), text);
            let returns = self.view.as_ref().map_or(0, |v| v.unchecked.iter().filter(|u| u.return_by.is_some()).count());
            if returns > 0 {
                let said = words::TO_RETURN.fill(lang, &[&returns]);
                Line::new(f.buffer_mut(), area, 1, text).add("   ", text).add(&said, text);
            }
            for (at, row) in self.view.iter().flat_map(|v| &v.open).enumerate().take(usize::from(area.height.saturating_sub(2))) {
                let told = crate::screens::findings::what(row, scene);
                Line::new(f.buffer_mut(), area, at as u16 + 2, quiet).add(&format!("   {:>2}  ", at + 1), quiet).add(&told, text);
            }
            return;
        }
        let (counts, last, state) = if lang == Lang::Zh { ([7, 9], 12, 12) } else { ([9, 12], 11, 13) };
        let [items, minutes] = counts.map(|columns| Column::new("", columns).right());
        let columns = [Column::new("", 0), items, minutes, Column::new("", last).right(), Column::new("", state)];
        let list = Rect { height: area.height.saturating_sub(1 + u16::from(self.left_out > 0)), ..area };
        self.scope.height = usize::from(list.height);
        let (rows, above) = (&self.scope.rows, List::at(usize::MAX));
        // Where the cursor is above, no row is current and the first ones are seen.
        let (count, cursor) = match self.in_scope {
            true => (rows.len(), &self.scope.cursor),
            false => (self.seen().end, &above),
        };
        table(f.buffer_mut(), list, &columns, (count, |at: usize| self.cells(rows[at], scene)), cursor, scene.theme);
        if self.left_out > 0 {
            let said = words::LEFT_OUT.fill(lang, &[&self.left_out]);
            let role = scene.theme.style(Role::Warning);
            Line::new(f.buffer_mut(), area, area.height.saturating_sub(2), text).add("   ", text).add(&said, role);
        }
        let (total, off) = (self.scope.total(), self.scope.put_off(None));
        let (n, minutes) = (total.items, total.minutes);
        let (said, role) = match (n, off.items, off.red_lines) {
            (0, 0, _) => (scene.say(words::NO_ITEMS).into(), Role::Quiet),
            (1.., _, _) if n > MANY => (words::TOO_MANY.fill(lang, &[&n, &minutes]), Role::Warning),
            (_, 0, _) => (words::TOTAL.fill(lang, &[&n, &minutes]), Role::Head),
            (_, off, 0) => (words::TOTAL_OFF.fill(lang, &[&n, &minutes, &off]), Role::Head),
            (_, off, red) => (words::TOTAL_OFF_RED.fill(lang, &[&n, &minutes, &off, &red]), Role::Warning),
        };
        let nine = if off.items > 0 && !scene.typing && !self.asks() { scene.say(words::NINE_TAKES) } else { "" };
        let style = scene.theme.style(role);
        Line::new(f.buffer_mut(), area, area.height - 1, text).add("   ", text).add(&said, style).add(nine, style);
    }

    /// The rows of the scope that are seen.
    fn seen(&self) -> std::ops::Range<usize> {
        let (rows, height) = (self.scope.rows.len(), self.scope.height);
        if self.in_scope { self.scope.cursor.seen(rows, height) } else { 0..rows.min(height) }
    }

    /// What of the scope stands below what is seen: how many rows, and whose lists begin there.
    fn below(&self, scene: &Scene) -> String {
        let below = self.scope.rows.get(self.seen().end..).filter(|below| self.has_scope() && !below.is_empty());
        let Some(below) = below else { return String::new() };
        let list = |row: &Row| if let Row::List(l) = row { Some(self.scope.offer.lists[*l].short.get(scene.lang)) } else { None };
        let lists: Vec<&str> = below.iter().filter_map(list).collect();
        let said = MORE_BELOW.fill(scene.lang, &[&below.len()]);
        if lists.is_empty() { said } else { format!("{said}{}{}", scene.say(COLON), lists.join(" ")) }
    }

    /// The name of who takes a section.
    fn name(&self, taker: Taker, scene: &Scene) -> Option<String> {
        let id = match taker {
            Taker::Me => scene.settings.author,
            Taker::Second => self.second(scene),
        };
        let row = self.people.iter().flatten().find(|p| id.is_some_and(|id| p.is(id)))?;
        Some(row.person.name.clone())
    }

    /// Why a row is not in scope: not due, or put off, with the red lines that wait there.
    fn left_out(&self, row: Row, scene: &Scene) -> String {
        let off = self.scope.put_off(Some(row));
        match (off.items, off.red_lines) {
            (0, _) => scene.say(words::OUT).into(),
            (_, 0) => scene.say(words::LATER).into(),
            (_, red) => words::LATER_RED.fill(scene.lang, &[&red]),
        }
    }

    fn cells(&self, row: Row, scene: &Scene) -> Vec<Cell> {
        let (lang, count) = (scene.lang, self.scope.count(row));
        let items = words::ITEMS.fill(lang, &[&count]);
        let (title, role, list, state) = match row {
            Row::List(l) => {
                let (within, all) = self.scope.share(l);
                let state = match within {
                    0 => self.left_out(row, scene),
                    n if n == all => scene.say(words::IN).to_string(),
                    n => words::PARTLY_IN.fill(lang, &[&n, &all]),
                };
                (self.scope.offer.lists[l].title.get(lang).to_string(), Role::Head, l, state)
            }
            Row::Section(l, s) => {
                let within = self.scope.is_in(l, s);
                let title = format!("    {}", self.scope.offer.lists[l].sections[s].title.get(lang));
                let role = if within { Role::Text } else { Role::Quiet };
                let taker = self.scope.taker(l, s).and_then(|taker| self.name(taker, scene));
                let state = match (within, taker) {
                    (true, Some(name)) => words::IN_FOR.fill(lang, &[&name]),
                    (true, None) => scene.say(words::IN).into(),
                    (false, _) => self.left_out(row, scene),
                };
                (title, role, l, state)
            }
        };
        let minutes = words::MINUTES.fill(lang, &[&self.scope.offer.minutes(list, count)]);
        // What was not looked at for longest is today's choice.
        let last = match self.scope.last_walked(row) {
            None => scene.say(words::NEVER_WALKED).to_string(),
            Some(on) if on.year() == scene.now.today.year() => words::WALKED.fill(lang, &[&on.strftime("%m-%d")]),
            Some(on) => words::WALKED.fill(lang, &[&on.strftime("%Y-%m")]),
        };
        vec![(title, role), (items, Role::Quiet), (minutes, Role::Quiet), (last, Role::Quiet), (state, role)]
    }
}
