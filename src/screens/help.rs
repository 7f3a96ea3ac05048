//! `?`: one page with this screen's keys, from the key table.

use super::lists::{Filter, scroll};
use super::{Scene, Typing, Want, frame};
use crate::keymap::{self, Binding, Command, Scope};
use crate::request::Reply;
use crate::search;
use crate::text::{Text, frame as words, run};
use crate::theme::Role;
use crate::widgets::line::Line;
use ratatui::Frame;
use ratatui::layout::Rect;

/// What answer keys do just now, on one item of a visit.
#[derive(Debug)]
pub struct Here {
    /// The item.
    pub title: String,
    /// The keys and what they do on it.
    pub keys: Vec<(&'static Binding, String)>,
}

/// The page and how far it is turned; what was typed narrows it.
#[derive(Debug)]
pub struct Help {
    of: Scope,
    here: Option<Here>,
    first: usize,
    filter: Filter,
}

impl Help {
    pub fn new(of: Scope, here: Option<Here>) -> Help {
        Help { of, here, first: 0, filter: Filter::default() }
    }

    pub fn scope(&self) -> Scope {
        Scope::Help
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn command(&mut self, command: Command, _: &Scene) -> Vec<Want> {
        match command {
            Command::Back if self.filter.is_empty() => return vec![Want::Close],
            Command::DeleteBack => self.filter.shorten(),
            Command::Back => self.filter.clear(),
            command => self.first = scroll(self.first, command, 15).unwrap_or(self.first),
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, _: &Scene) -> Vec<Want> {
        self.filter.insert(text);
        self.first = 0;
        Vec::new()
    }

    pub fn receive(&mut self, _: &Reply, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    /// Keys and sentences of the screen below and of everywhere, as far as they match by Chinese, pinyin, English or key.
    fn lines(&self, scene: &Scene) -> Vec<(String, String)> {
        let wanted = self.filter.text().trim().to_lowercase();
        let fits = |binding: &Binding| {
            let said = [binding.names(scene.lang), binding.help.zh.into(), binding.help.en.into()];
            said.iter().any(|text| text.to_lowercase().contains(&wanted)) || search::matches(&wanted, binding.help.zh).is_some()
        };
        let mut lines = Vec::new();
        let here: &[(&Binding, String)] = self.here.as_ref().map_or(&[], |here| &here.keys);
        let fitting = here.iter().filter(|(b, does)| fits(b) || does.to_lowercase().contains(&wanted));
        let does: Vec<_> = fitting.map(|(b, does)| (b.names(scene.lang), does.clone())).collect();
        if let Some(here) = self.here.as_ref().filter(|_| !does.is_empty()) {
            lines.push((String::new(), here.title.clone()));
            lines.extend(does);
        }
        for scope in [self.of, Scope::Field, Scope::Global] {
            let rows: Vec<_> = keymap::rows(scope)
                .iter()
                .filter(|b| !b.names(scene.lang).is_empty() && fits(b))
                // Told above, for this item.
                .filter(|b| scope != self.of || !here.iter().any(|(told, _)| std::ptr::eq(*told, *b)))
                .map(|b| (b.names(scene.lang), b.help.get(scene.lang).to_string()))
                .collect();
            if !rows.is_empty() {
                lines.push((String::new(), scope.title().get(scene.lang).into()));
                lines.extend(rows);
            }
            if scope == Scope::Run {
                lines.extend(signs(&wanted, scene));
            }
        }
        lines
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let whole = frame::page(f, area, scene, scene.say(words::HELP), "");
        self.filter.draw(f, whole, 0, scene, "");
        let body = Rect { y: whole.y + 1, height: whole.height - 1, ..whole };
        let lines = self.lines(scene);
        self.first = self.first.min(lines.len().saturating_sub(usize::from(body.height)));
        let (key, text) = (scene.theme.style(Role::Key), scene.theme.style(Role::Text));
        for (row, (keys, words)) in lines.iter().skip(self.first).take(usize::from(body.height)).enumerate() {
            let line = Line::new(f.buffer_mut(), body, row as u16, text);
            match keys.as_str() {
                "" => line.add(" ", text).add(words, scene.theme.style(Role::Head)),
                _ => line.cell("", 3, text).cell(keys, 20, key).add(words, text),
            };
        }
        frame::foot(f, area, scene, Scope::Help, "");
    }
}

/// What the short signs in the rows of a visit mean, as far as they match.
fn signs(wanted: &str, scene: &Scene) -> Vec<(String, String)> {
    let fits = |(sign, means): &&(Text, Text)| {
        let said = [sign.zh, sign.en, means.zh, means.en];
        said.iter().any(|text| text.to_lowercase().contains(wanted)) || search::matches(wanted, means.zh).is_some()
    };
    let all: Vec<_> = run::SIGNS.iter().filter(fits).map(|(s, m)| (scene.say(*s).into(), scene.say(*m).into())).collect();
    let title = (!all.is_empty()).then(|| (String::new(), scene.say(run::SIGNS_TITLE).into()));
    title.into_iter().chain(all).collect()
}
