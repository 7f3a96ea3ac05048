//! Draws the closing list: the sums above, the groups below, a question over them.

use super::{Ask, Closing, Scene, lines, words};
use crate::screens::{frame, say};
use crate::theme::Role;
use crate::views::closing::totals;
use crate::views::recheck;
use crate::widgets::line::{Line, frame as boxed, rule};
use crate::widgets::table::{Column, table};
use ratatui::Frame;
use ratatui::layout::Rect;

impl Closing {
    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let Some(visit) = self.visit(scene) else {
            frame::page(f, area, scene, "", "");
            return frame::foot(f, area, scene, self.scope(), scene.say(crate::text::say::LOADING));
        };
        let (saved, _) = frame::saved(scene, None);
        let title = words::TITLE.fill(scene.lang, &[&say::visit_title(visit, scene)]);
        let body = frame::page(f, area, scene, &title, saved);
        let t = totals(visit);
        let text = scene.theme.style(Role::Text);
        let mut sums = Vec::new();
        if t.due > 0 {
            let counts = words::COUNTS.fill(scene.lang, &[&t.due, &t.pass, &t.fail, &t.na, &t.unchecked, &t.blank]);
            let batch = if t.batch > 0 { words::BATCHED.fill(scene.lang, &[&t.batch]) } else { String::new() };
            sums.push(format!("{counts}   {batch}"));
        }
        let r = recheck::totals(visit);
        if r.due > 0 {
            sums.push(words::RECHECKED.fill(scene.lang, &[&r.due, &r.fixed, &r.not_fixed, &r.partly, &r.unchecked, &r.blank]));
        }
        sums.push(words::RESULT.fill(scene.lang, &[&t.findings, &t.fixed, &t.to_order, &t.to_transfer, &t.advised]));
        for (at, sum) in sums.iter().enumerate() {
            Line::new(f.buffer_mut(), body, at as u16, text).add("   ", text).add(sum, scene.theme.style(Role::Head));
        }
        let rows = lines(visit, scene);
        let mut overview = Line::new(f.buffer_mut(), body, sums.len() as u16, text).add("   ", text);
        for (group, word) in words::GROUPS_SHORT.iter().enumerate() {
            let count = rows.iter().filter(|l| l.group == group && l.goal.is_some()).count();
            let role = match count {
                0 => Role::Quiet,
                _ if matches!(group, 0 | 3) => Role::Owed,
                _ => Role::Text,
            };
            let gap = if group == 0 { "" } else { "  " };
            overview = overview.add(gap, text).add(&(group + 1).to_string(), scene.theme.style(Role::Key));
            overview = overview.add(&format!("{}{count}", scene.say(*word)), scene.theme.style(role));
        }
        let top = sums.len() as u16 + 1;
        rule(f.buffer_mut(), body, top, scene.theme);
        let rest = Rect { y: body.y + top + 1, height: body.height.saturating_sub(top + 1), ..body };
        self.place(&rows);
        let cells = |at: usize| {
            let l = &rows[at];
            let (indent, mark) = match l.goal {
                None => (l.number.clone(), Role::Owed),
                Some(_) => (format!("   {}", l.number), Role::Quiet),
            };
            vec![(indent, Role::Key), (l.text.clone(), l.role), (l.mark.clone(), mark)]
        };
        let columns = [Column::new("", 8), Column::new("", 0), Column::new("", 24)];
        self.list.step(0, rows.len());
        self.height = table(f.buffer_mut(), rest, &columns, (rows.len(), cells), &self.list, scene.theme);
        self.list.settle(rows.len(), self.height);
        frame::foot(f, area, scene, self.scope(), "");
        if let Some(dialog) = self.question(visit, scene) {
            dialog.draw(f, area, scene.theme);
        }
        let prompt = match &self.ask {
            Some(Ask::Other(_, prompt)) => Some((scene.say(words::WHY_OTHER).to_string(), prompt)),
            Some(Ask::Leave { rest, why, .. }) => rest.first().map(|id| {
                let (number, text) = super::rows::name(id, visit, scene);
                (words::LEAVE_WHY.fill(scene.lang, &[&format!("{number} {text}")]), why)
            }),
            _ => None,
        };
        if let Some((title, prompt)) = prompt {
            let middle = Rect { x: area.x + 4, y: area.y + area.height / 2 - 2, width: area.width - 8, height: 3 };
            let inside = boxed(f.buffer_mut(), middle, &title, scene.theme);
            prompt.draw(f, inside, true, scene.theme);
        }
    }
}
