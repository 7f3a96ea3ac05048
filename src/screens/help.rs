//! `?`: one page with this screen's keys, from the key table.

use super::{Scene, Typing, Want, frame};
use crate::domain::subject::PointId;
use crate::keymap::{self, Command, Scope};
use crate::request::Reply;
use crate::text::frame as words;
use crate::theme::Role;
use crate::widgets::line::Line;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The page and how far it is turned; what was typed narrows it.
#[derive(Debug)]
pub struct Help {
    of: Scope,
    first: usize,
    filter: String,
}

impl Help {
    pub fn new(of: Scope) -> Help {
        Help { of, first: 0, filter: String::new() }
    }

    pub fn scope(&self) -> Scope {
        Scope::Page
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn command(&mut self, command: Command, _: &Scene) -> Vec<Want> {
        match command {
            Command::Back | Command::Help if self.filter.is_empty() => return vec![Want::Close],
            Command::Back => self.filter.clear(),
            Command::Up => self.first = self.first.saturating_sub(1),
            Command::Down => self.first += 1,
            Command::PageUp => self.first = self.first.saturating_sub(15),
            Command::PageDown => self.first += 15,
            _ => {}
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, _: &Scene) -> Vec<Want> {
        self.filter.push_str(text);
        self.first = 0;
        Vec::new()
    }

    pub fn receive(&mut self, _: &Reply, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn go_to(&mut self, _: &PointId, _: &Scene) {}

    pub fn target(&self, _: &Scene) -> Option<String> {
        None
    }

    /// Keys and sentences of the screen below and of everywhere, as far as they match.
    fn lines(&self, scene: &Scene) -> Vec<(String, String)> {
        let mut lines = Vec::new();
        for scope in [self.of, Scope::Field, Scope::Global] {
            let rows = keymap::rows(scope).iter().map(|b| (b.names(scene.lang), b.help.get(scene.lang).to_string()));
            let wanted = self.filter.to_lowercase();
            let rows: Vec<_> =
                rows.filter(|(k, h)| !k.is_empty() && format!("{k} {h}").to_lowercase().contains(&wanted)).collect();
            if !rows.is_empty() {
                lines.push((String::new(), scope.title().get(scene.lang).into()));
                lines.extend(rows);
            }
        }
        lines
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let body = frame::page(f, area, scene, scene.say(words::HELP), &self.filter);
        let lines = self.lines(scene);
        self.first = self.first.min(lines.len().saturating_sub(usize::from(body.height)));
        let (key, text) = (scene.theme.style(Role::Key), scene.theme.style(Role::Text));
        for (row, (keys, words)) in lines.iter().skip(self.first).take(usize::from(body.height)).enumerate() {
            let line = Line::new(f.buffer_mut(), body, row as u16, text);
            match keys.as_str() {
                "" => line.add(" ", text).add(words, scene.theme.style(Role::Head)),
                _ => line.cell("", 3, text).cell(keys, 14, key).add(words, text),
            };
        }
        frame::foot(f, area, scene, Scope::Page, "");
    }
}
