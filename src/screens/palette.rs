//! Ctrl-P: every action, found by Chinese, pinyin, initials or English, with its key. From the key table, so nothing can be
//! missing here that a key does.

use super::lists::{Filter, walk};
use super::{Scene, Typing, Want, frame, open};
use crate::keymap::{self, Command, Scope};
use crate::request::Reply;
use crate::search;
use crate::text::{Lang, Text, import as words, say as common};
use crate::theme::{CURSOR, Role};
use crate::widgets::line::Line;
use crate::widgets::list::List;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use ratatui::Frame;
use ratatui::layout::Rect;

/// One action: where it holds, what it does, how it is said.
#[derive(Clone, Copy, Debug)]
struct Action {
    scope: Scope,
    command: Command,
    help: Text,
    binding: &'static keymap::Binding,
}

/// The list of actions over the screen it was opened from.
#[derive(Debug)]
pub struct Palette {
    actions: Vec<Action>,
    index: search::Index,
    filter: Filter,
    hits: Vec<usize>,
    list: List,
    height: usize,
}

impl Palette {
    /// What can be done on a screen with this scope, then what Home opens, then what holds everywhere.
    pub fn new(of: Scope) -> Palette {
        let mut actions: Vec<Action> = Vec::new();
        for scope in [of, Scope::Home, Scope::Global] {
            let rows = keymap::rows(scope).iter().filter(|b| (!b.keys.is_empty() || keyless(b.command)) && worth(b.command));
            for binding in rows {
                let action = Action { scope, command: binding.command, help: binding.help, binding };
                // What this screen calls by the same name is its own; what Home opens is another thing.
                let elsewhere = scope == Scope::Home && of != Scope::Home;
                let known = actions.iter().any(|a| a.command == binding.command && (a.scope == scope || !elsewhere));
                if !known && (!elsewhere || opens(binding.command)) {
                    actions.push(action);
                }
            }
        }
        let index = search::Index::new(actions.iter().map(|a| [a.help.zh]));
        let hits = (0..actions.len()).collect();
        Palette { actions, index, filter: Filter::default(), hits, list: List::default(), height: 1 }
    }

    pub fn scope(&self) -> Scope {
        Scope::Find
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        match command {
            Command::Back if self.filter.is_empty() => return vec![Want::Close],
            Command::Back => self.filter.clear(),
            Command::DeleteBack => self.filter.shorten(),
            Command::Enter => {
                let Some(action) = self.hits.get(self.list.current).map(|&hit| self.actions[hit]) else { return Vec::new() };
                let mut wants = vec![Want::Close];
                match action.scope {
                    Scope::Home if opens(action.command) => wants.extend(open::action(action.command, scene)),
                    _ => wants.push(Want::Do(action.command)),
                }
                return wants;
            }
            command => {
                walk(&mut self.list, command, self.hits.len(), self.height);
                return Vec::new();
            }
        }
        self.narrow();
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, _: &Scene) -> Vec<Want> {
        self.filter.insert(text);
        self.narrow();
        Vec::new()
    }

    pub fn receive(&mut self, _: &Reply, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    /// Chinese, pinyin and initials first, then English.
    fn narrow(&mut self) {
        self.list = List::default();
        let query = self.filter.text().trim();
        if query.is_empty() {
            self.hits = (0..self.actions.len()).collect();
            return;
        }
        let chinese = self.index.find(query, None, self.actions.len()).ranked;
        self.hits = chinese.into_iter().map(|hit| hit as usize).collect();
        let latin = SkimMatcherV2::default().ignore_case();
        let score = |at: usize| latin.fuzzy_match(self.actions[at].help.en, query);
        let mut english: Vec<(i64, usize)> = (0..self.actions.len()).filter_map(|at| Some((score(at)?, at))).collect();
        english.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        // What begins a word of English is meant as English, unless it is as short as initials.
        let wanted = query.to_lowercase();
        let begins = |text: &str| text.to_lowercase().split(' ').any(|word| word.starts_with(&wanted));
        let whole = |at: &usize| begins(self.actions[*at].help.en);
        let (first, last): (Vec<usize>, Vec<usize>) = english.into_iter().map(|(_, at)| at).partition(whole);
        self.hits = unique(first.into_iter().filter(|_| query.len() > 2).chain(self.hits.drain(..)).chain(last));
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let body = frame::page(f, area, scene, scene.say(words::PALETTE), "");
        let right = common::COUNT_OF.fill(scene.lang, &[&self.hits.len(), &self.actions.len()]);
        self.filter.draw(f, body, 0, scene, &right);
        let below = Rect { y: body.y + 1, height: body.height - 1, ..body };
        self.height = usize::from(below.height);
        for (row, at) in self.list.seen(self.hits.len(), self.height).enumerate() {
            let action = &self.actions[self.hits[at]];
            let current = at == self.list.current;
            let base = scene.theme.style(if current { Role::Current } else { Role::Text });
            let mark = if current { CURSOR } else { " " };
            let line = Line::new(f.buffer_mut(), below, row as u16, base).add(&format!(" {mark} "), base);
            let other = action.help.get(scene.lang.other());
            let english = if scene.lang == Lang::Zh { 34 } else { 40 };
            line.cell(&action.binding.names(scene.lang), 12, scene.theme.style(Role::Key))
                .cell(scene.say(place(action.scope)), 11, scene.theme.style(Role::Quiet))
                .cell(scene.say(action.help), english, base)
                .add(" ", base)
                .add(other, scene.theme.style(Role::Quiet));
        }
        let nothing = common::NOTHING_FITS.fill(scene.lang, &[&self.filter.text()]);
        frame::foot(f, area, scene, Scope::Find, if self.hits.is_empty() { &nothing } else { "" });
    }
}

fn unique(all: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut seen = Vec::new();
    all.for_each(|at| {
        if !seen.contains(&at) {
            seen.push(at);
        }
    });
    seen
}

fn place(scope: Scope) -> Text {
    match scope {
        Scope::Home => words::NOT_HERE,
        Scope::Global => words::EVERYWHERE,
        _ => words::HERE,
    }
}

/// What Home opens can be opened from anywhere.
fn opens(command: Command) -> bool {
    matches!(
        command,
        Command::Facilities
            | Command::Findings
            | Command::Visits
            | Command::People
            | Command::Import
            | Command::Merge
            | Command::Disputes
            | Command::Twins
            | Command::Settings
            | Command::Demo
            | Command::Ledger
            | Command::Backup
            | Command::Week
            | Command::Coverage
            | Command::Library
    )
}

/// What is done too rarely for a key of its own.
fn keyless(command: Command) -> bool {
    matches!(command, Command::Share | Command::BlankList | Command::InternalSheet | Command::Disputes | Command::Twins)
}

/// Moving a cursor is no action to look for.
fn worth(command: Command) -> bool {
    !matches!(
        command,
        Command::Up
            | Command::Down
            | Command::PageUp
            | Command::PageDown
            | Command::First
            | Command::Last
            | Command::CaretLeft
            | Command::CaretRight
            | Command::CaretStart
            | Command::CaretEnd
            | Command::DeleteBack
            | Command::DeleteForward
            | Command::Palette
    )
}
