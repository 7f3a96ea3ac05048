//! What screens have in common: head line, echo line, key lines. Every screen says when it shows a demonstration or runs
//! on a set clock.

use super::Scene;
use crate::keymap::{Command, Scope, key_line};
use crate::text::{Text, frame as words};
use crate::theme::Role;
use crate::widgets::line::{Line, rule};
use ratatui::Frame;
use ratatui::layout::Rect;

/// The marks that every screen carries: 演示, 试验时间, 只读.
pub fn marks(scene: &Scene) -> String {
    let marks = [(scene.demo, words::DEMO), (scene.now.trial, words::TRIAL), (scene.read_only, words::READ_ONLY)];
    let said = marks.iter().filter(|(on, _)| *on).map(|(_, text)| scene.say(*text));
    said.collect::<Vec<_>>().join(" ")
}

/// A head line with its rule below; gives what is left for the body, above the echo and key lines.
pub fn page(f: &mut Frame, area: Rect, scene: &Scene, title: &str, right: &str) -> Rect {
    head(f, area, scene, title, right);
    rule(f.buffer_mut(), area, 1, scene.theme);
    let foot = 4.min(area.height);
    rule(f.buffer_mut(), area, area.height - foot, scene.theme);
    Rect { y: area.y + 2, height: area.height.saturating_sub(2 + foot), ..area }
}

/// How far what the screen shows is on the disk. `open`: words for what is typed and not yet written.
pub fn saved(scene: &Scene, open: Option<Text>) -> (&'static str, Role) {
    match (scene.saving, open) {
        (true, _) => (scene.say(words::SAVING), Role::Saving),
        (false, Some(text)) => (scene.say(text), Role::Saving),
        (false, None) => (scene.say(words::SAVED), Role::Saved),
    }
}

/// The first line: title on the left, marks and `right` on the right.
pub fn head(f: &mut Frame, area: Rect, scene: &Scene, title: &str, right: &str) {
    let style = scene.theme.style(Role::Head);
    let marks = marks(scene);
    let right = if marks.is_empty() || right.is_empty() { marks + right } else { format!("{marks} {right}") };
    let room = usize::from(area.width).saturating_sub(crate::widgets::columns::width(&right) + 3);
    Line::new(f.buffer_mut(), area, 0, style).add(" ", style).cell(title, room, style).right(&right, 1, style);
}

/// The last three lines: echo, then two key lines of `scope`.
pub fn foot(f: &mut Frame, area: Rect, scene: &Scene, scope: Scope, echo: &str) {
    foot_saying(f, area, scene, scope, echo, |_| None);
}

/// The same, with other words for a command.
pub fn foot_saying(
    f: &mut Frame,
    area: Rect,
    scene: &Scene,
    scope: Scope,
    echo: &str,
    say: impl Fn(Command) -> Option<String> + Copy,
) {
    let top = area.height.saturating_sub(3);
    notice(f, area, top, scene, echo);
    keys(f, area, top + 1, scene, scope, 1, say);
    keys(f, area, top + 2, scene, scope, 2, say);
}

/// The echo line: what the app has to say, else `echo`.
pub fn notice(f: &mut Frame, area: Rect, row: u16, scene: &Scene, echo: &str) {
    let (text, role) = match scene.notice {
        Some((text, true)) => (text, Role::Warning),
        Some((text, false)) => (text, Role::Echo),
        None => (echo, Role::Echo),
    };
    let style = scene.theme.style(role);
    Line::new(f.buffer_mut(), area, row, scene.theme.style(Role::Text)).add(" ", style).add(text, style);
}

/// One key line of the table; `say` puts other words for a command. Gives the column behind it.
pub fn keys(
    f: &mut Frame,
    area: Rect,
    row: u16,
    scene: &Scene,
    scope: Scope,
    line: u8,
    say: impl Fn(Command) -> Option<String>,
) -> u16 {
    let (key, words) = (scene.theme.style(Role::Key), scene.theme.style(Role::KeyWords));
    let mut out = Line::new(f.buffer_mut(), area, row, words);
    for piece in key_line(scope, line, scene.lang, scene.typing, say) {
        out = out.add(&piece.before, words).add(&piece.key, key).add(&piece.words, words);
    }
    out.column()
}
