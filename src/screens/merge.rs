//! Taking in a colleague's file, in its plain form: a path, and what came of it in words.

use super::import::path_of;
use super::{Scene, Typing, Want, edit, frame};
use crate::domain::subject::PointId;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request};
use crate::text::import as words;
use crate::theme::Role;
use crate::widgets::columns::wrap;
use crate::widgets::form::{Field, draw_field};
use crate::widgets::line::Line;
use crate::widgets::prompt::Prompt;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The path that is typed, and the result.
#[derive(Debug, Default)]
pub struct Merge {
    prompt: Prompt,
    under_way: bool,
    result: Option<Vec<String>>,
}

impl Merge {
    pub fn scope(&self) -> Scope {
        if self.result.is_some() { Scope::Page } else { Scope::Prompt }
    }

    pub fn typing(&self) -> Typing {
        if self.result.is_some() { Typing::No } else { Typing::Text }
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        match command {
            _ if self.under_way => {}
            Command::Back => return vec![Want::Close],
            Command::Enter => {
                let Some(path) = path_of(self.prompt.text()) else {
                    return vec![Want::Warn(scene.say(words::PATH_NEEDED).into())];
                };
                self.under_way = true;
                return vec![Want::Ask(Request::Merge { path })];
            }
            command => edit(command).into_iter().for_each(|e| self.prompt.edit(e)),
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, _: &Scene) -> Vec<Want> {
        if self.result.is_none() && !self.under_way {
            self.prompt.insert(text);
        }
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, _: &Scene) -> Vec<Want> {
        match reply {
            Reply::Merged { words } => (self.result, self.under_way) = (Some(words.clone()), false),
            Reply::Failed(_) => self.under_way = false,
            _ => {}
        }
        Vec::new()
    }

    pub fn go_to(&mut self, _: &PointId, _: &Scene) {}

    pub fn target(&self, _: &Scene) -> Option<String> {
        None
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let body = frame::page(f, area, scene, scene.say(words::MERGE), "");
        let echo = match (&self.result, self.under_way) {
            (None, true) => words::MERGING.fill(scene.lang, &[&self.prompt.text()]),
            _ => String::new(),
        };
        let text = scene.theme.style(Role::Text);
        let mut lines: Vec<(String, Role)> = Vec::new();
        match &self.result {
            None => {
                let field = Field::text(scene.say(words::PATH), self.prompt.text());
                draw_path(f, body, &self.prompt, &field, scene);
                lines.extend(words::MERGE_LINES.iter().map(|t| (scene.say(*t).to_string(), Role::Quiet)));
            }
            Some(result) => {
                lines.push((scene.say(words::MERGED).into(), Role::Head));
                let columns = usize::from(body.width).saturating_sub(6);
                lines.extend(result.iter().flat_map(|t| wrap(t, columns)).map(|l| (l, Role::Text)));
            }
        }
        let top = if self.result.is_some() { 1 } else { 3 };
        for (row, (line, role)) in lines.iter().take(usize::from(body.height.saturating_sub(top))).enumerate() {
            let row = top + row as u16;
            Line::new(f.buffer_mut(), body, row, text).add("   ", text).add(line, scene.theme.style(*role));
        }
        frame::foot(f, area, scene, self.scope(), &echo);
    }
}

/// A path field on the second row of a page.
pub fn draw_path(f: &mut Frame, body: Rect, prompt: &Prompt, field: &Field, scene: &Scene) {
    let row = Rect { y: body.y + 1, height: 1, ..body };
    let label = crate::widgets::columns::width(&field.label);
    draw_field(f, row, field, label, true, scene.theme);
    // The prompt itself knows where its caret is.
    let x = 3 + label as u16 + 3;
    let room = body.width.saturating_sub(x + 2);
    prompt.draw(f, Rect { x: body.x + x, width: room, ..row }, true, scene.theme);
}
