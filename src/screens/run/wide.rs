//! From 110 columns on: parts on the left, items in the middle, the current item on the right in full.

use super::names::open_in;
use super::parts::{Part, count};
use super::{Mode, Run, item, recheck};
use crate::screens::Scene;
use crate::text::run as words;
use crate::theme::{CURSOR, Role};
use crate::views::visit::Visit;
use crate::widgets::columns::{cut, pad_left, wrap};
use crate::widgets::line::{Line, clear};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Columns of the list of parts, by those of the screen.
fn part_columns(width: u16) -> u16 {
    if width < 136 { 22 } else { 26 }
}

pub(super) fn draw(
    run: &mut Run,
    f: &mut Frame,
    area: Rect,
    visit: &Visit,
    parts: &[Part],
    here: Option<(usize, usize)>,
    scene: &Scene,
) {
    let left = part_columns(area.width);
    // The middle needs 63 columns for a row without last time, 80 with it; the right pane takes what is more, up to 56.
    let right = (area.width - left - 2).saturating_sub(79).clamp(area.width.saturating_sub(left + 2 + 63).min(33), 56);
    let middle = area.width - left - 2 - right;
    let panes = [
        Rect { width: left, ..area },
        Rect { x: area.x + left + 1, width: middle, ..area },
        Rect { x: area.x + left + middle + 2, width: right, ..area },
    ];
    for x in [panes[1].x - 1, panes[2].x - 1] {
        for y in area.top()..area.bottom() {
            f.buffer_mut().set_string(x, y, scene.theme.upright(), scene.theme.style(Role::Rule));
        }
    }
    part_list(f, panes[0], visit, parts, here.map(|(p, _)| p), scene);
    run.rows(f, panes[1], visit, parts, here, scene);
    detail(run, f, panes[2], visit, scene);
    if matches!(run.mode, Mode::Box(_) | Mode::Text(..)) {
        // What is being typed needs more room than the right pane has.
        let width = area.width - left - 1;
        let row = Rect { x: area.x + left + 1, y: area.bottom() - 1, width, height: 1 };
        clear(f.buffer_mut(), row);
        run.note_row(f, row, 0, visit, scene);
    }
}

fn part_list(f: &mut Frame, area: Rect, visit: &Visit, parts: &[Part], current: Option<usize>, scene: &Scene) {
    let room = usize::from(area.width) - 10;
    let first = current.map_or(0, |c| (c + 1).saturating_sub(usize::from(area.height)));
    for (line, (n, part)) in parts.iter().enumerate().skip(first).take(usize::from(area.height)).enumerate() {
        let here = current == Some(n);
        let style = scene.theme.style(if here { Role::Current } else { Role::Text });
        let done = scene.theme.style(if open_in(visit, part) == 0 { Role::Pass } else { Role::Quiet });
        let (number, count) = match part.outside {
            true => (String::new(), part.points.len().to_string()),
            false => ((n + 1).to_string(), format!("{}/{}", count(visit, part), part.points.len())),
        };
        Line::new(f.buffer_mut(), area, line as u16, style)
            .add(if here { CURSOR } else { " " }, style)
            .add(&pad_left(&number, 2), style)
            .add(" ", style)
            .cell(&cut(&part.title, room), room, style)
            .add(&pad_left(&count, 6), done);
    }
}

/// The current item in full; the note row stands at the foot.
fn detail(run: &Run, f: &mut Frame, area: Rect, visit: &Visit, scene: &Scene) {
    let (text, quiet, head) = (scene.theme.style(Role::Text), scene.theme.style(Role::Quiet), scene.theme.style(Role::Head));
    let foot = area.height.saturating_sub(1);
    run.note_row(f, area, foot, visit, scene);
    let room = usize::from(area.width).saturating_sub(2);
    if let Some(row) = run.at.as_ref().and_then(|at| recheck::find(visit, at)) {
        let lines = recheck::wide_lines(visit, row, room, scene);
        for (at, (line, role)) in lines.iter().take(usize::from(foot.saturating_sub(1))).enumerate() {
            Line::new(f.buffer_mut(), area, at as u16, text).add(" ", text).add(line, scene.theme.style(*role));
        }
        return;
    }
    let Some(r) = run.row(visit) else { return };
    let item = visit.item(r);
    let mut lines: Vec<(String, ratatui::style::Style)> = Vec::new();
    let title = format!("{} {}", visit.rows[r].number, item.text.get(scene.lang));
    lines.extend(wrap(&title, room).into_iter().map(|l| (l, head)));
    lines.push((format!("{}  {}", scene.say(item.severity.words()), item.id), quiet));
    let all: Vec<String> = item::standing(visit, item)
        .into_iter()
        .map(|(b, force)| {
            let sure = if item::verified(b) { words::SURE } else { words::UNSURE };
            item::cited(b, force, scene) + scene.say(sure)
        })
        .collect();
    let basis = if all.is_empty() { scene.say(words::NO_BASIS).into() } else { all.join("\n") };
    let blocks = [
        (words::HOW, item.how.get(scene.lang).to_string()),
        (words::LIMIT, item::limit(item, scene)),
        (words::ASK_FOR, item.ask.as_ref().map(|a| a.get(scene.lang).to_string()).unwrap_or_default()),
        (words::BASIS, basis),
        (words::LAST_TIME, item::last(visit, item, scene)),
        (words::STILL_OPEN, item::open(visit, item, scene)),
    ];
    for (label, said) in blocks.into_iter().filter(|(_, said)| !said.is_empty()) {
        lines.push((String::new(), text));
        lines.push((scene.say(label).trim_end().into(), quiet));
        for part in said.split('\n') {
            lines.extend(wrap(part, room).into_iter().map(|l| (l, text)));
        }
    }
    for (at, (line, style)) in lines.iter().take(usize::from(foot.saturating_sub(1))).enumerate() {
        Line::new(f.buffer_mut(), area, at as u16, text).add(" ", text).add(line, *style);
    }
}
