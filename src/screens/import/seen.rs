//! The preview of an import: its rows, the doubtful ones answered one by one, and what Enter takes.

use crate::domain::event::ImportKind;
use crate::domain::point::LedgerLine;
use crate::keymap::Command;
use crate::request::Request;
use crate::request::import::{Fate, Preview, PreviewRow, Why};
use crate::screens::lists::walk;
use crate::screens::{Scene, Want};
use crate::text::{Text, import as words};
use crate::theme::{CURSOR, Role};
use crate::widgets::line::Line;
use crate::widgets::list::List;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::collections::BTreeMap;

/// The preview, what was answered, and where the cursor is.
#[derive(Debug)]
pub struct Seen {
    pub(super) preview: Preview,
    /// Row in the file: the same facility, or another.
    pub(super) answers: BTreeMap<u32, bool>,
    pub(super) only: Option<Fate>,
    pub(super) list: List,
    pub(super) height: usize,
    /// Enter was pressed; the rows are being written.
    pub(super) taking: bool,
}

/// The selections that Tab goes through.
const ONLY: [Option<Fate>; 6] =
    [None, Some(Fate::Doubtful), Some(Fate::Added), Some(Fate::Changed), Some(Fate::LeftOut), Some(Fate::Unchanged)];

impl Seen {
    pub(super) fn command(&mut self, command: Command, kind: ImportKind, scene: &Scene) -> Vec<Want> {
        match command {
            Command::SameOne | Command::OtherOne => {
                let Some(row) = self.current().filter(|r| r.fate == Fate::Doubtful) else {
                    return vec![Want::Say(scene.say(words::NOT_DOUBTFUL).into())];
                };
                let row = row.row;
                self.answers.insert(row, command == Command::SameOne);
                self.seek_doubtful();
            }
            Command::Tab => {
                let at = ONLY.iter().position(|o| *o == self.only).unwrap_or(0);
                // A selection without rows is passed over.
                let next = (1..=ONLY.len()).map(|n| ONLY[(at + n) % ONLY.len()]);
                let filled = |only: &Option<Fate>| only.is_none_or(|fate| self.count(fate) > 0);
                self.only = next.into_iter().find(filled).flatten();
                self.list = List::default();
            }
            Command::Enter => {
                let open = self.unanswered();
                if open > 0 {
                    self.seek_doubtful();
                    let asked = words::STILL_DOUBTFUL.fill(scene.lang, &[&open]);
                    let like = self.current().and_then(|row| row.why.iter().find(|w| matches!(w, Why::Like { .. })));
                    let like = like.map(|w| format!("  {}", w.say(scene.lang))).unwrap_or_default();
                    return vec![Want::Warn(format!("{asked}{like}"))];
                }
                if self.count(Fate::Added) + self.count(Fate::Changed) + self.count(Fate::Doubtful) == 0 {
                    return vec![Want::Say(scene.say(words::NOTHING_TO_DO).into())];
                }
                self.taking = true;
                let answers = self.answers.iter().map(|(row, same)| (*row, *same)).collect();
                let author = scene.settings.author;
                return vec![Want::Ask(Request::ImportTake { kind, path: self.preview.path.clone(), answers, author })];
            }
            command => {
                let rows = self.rows().len();
                walk(&mut self.list, command, rows, self.height);
            }
        }
        Vec::new()
    }

    fn rows(&self) -> Vec<&PreviewRow> {
        self.preview.rows.iter().filter(|r| self.only.is_none_or(|fate| r.fate == fate)).collect()
    }

    pub(super) fn current(&self) -> Option<&PreviewRow> {
        self.rows().get(self.list.current).copied()
    }

    fn count(&self, fate: Fate) -> usize {
        self.preview.rows.iter().filter(|r| r.fate == fate).count()
    }

    fn unanswered(&self) -> usize {
        let open = |r: &&PreviewRow| r.fate == Fate::Doubtful && !self.answers.contains_key(&r.row);
        self.preview.rows.iter().filter(open).count()
    }

    pub(super) fn seek_doubtful(&mut self) {
        let open = |r: &&PreviewRow| r.fate == Fate::Doubtful && !self.answers.contains_key(&r.row);
        if self.only.is_some_and(|fate| fate != Fate::Doubtful) && self.unanswered() > 0 {
            self.only = None;
        }
        let rows = self.rows();
        let len = rows.len();
        let from = self.list.current;
        let next = (from..len).chain(0..from.min(len)).find(|&at| open(&rows[at]));
        if let Some(at) = next {
            self.list.step(at as isize - from as isize, len);
            self.list.settle(len, self.height);
        }
    }

    pub(super) fn draw(&mut self, f: &mut Frame, body: Rect, scene: &Scene) {
        let counts = [Fate::Added, Fate::Changed, Fate::Unchanged, Fate::Doubtful, Fate::LeftOut].map(|f| self.count(f));
        let [added, changed, unchanged, doubtful, left_out] = counts;
        let said = words::COUNTS.fill(scene.lang, &[&added, &changed, &unchanged, &doubtful, &left_out]);
        let (text, quiet) = (scene.theme.style(Role::Text), scene.theme.style(Role::Quiet));
        Line::new(f.buffer_mut(), body, 0, text).add("   ", text).add(&said, scene.theme.style(Role::Head));
        let only = self.only.map_or(words::ALL, fate);
        let shown = words::SELECTION.fill(scene.lang, &[&scene.say(only), &self.rows().len()]);
        let missing = match (self.preview.missing.len(), self.preview.new_places.len()) {
            (0, 0) => String::new(),
            (0, n) => words::NEW_PLACES.fill(scene.lang, &[&n]),
            (n, _) => words::MISSING.fill(scene.lang, &[&n]),
        };
        Line::new(f.buffer_mut(), body, 1, quiet).add("   ", quiet).add(&shown, quiet).right(&missing, 1, quiet);
        let below = Rect { y: body.y + 2, height: body.height - 2, ..body };
        self.height = usize::from(below.height);
        let rows = self.rows();
        for (row, at) in self.list.seen(rows.len(), self.height).enumerate() {
            self.draw_row(f, below, row as u16, rows[at], at == self.list.current, scene);
        }
    }

    fn draw_row(&self, f: &mut Frame, area: Rect, row: u16, of: &PreviewRow, current: bool, scene: &Scene) {
        let base = scene.theme.style(if current { Role::Current } else { Role::Text });
        let quiet = scene.theme.style(Role::Quiet);
        let mark = if current { CURSOR } else { " " };
        let name = if area.width < 110 { 26 } else { 44 };
        let role = match of.fate {
            Fate::Added | Fate::Changed => Role::Chosen,
            Fate::Unchanged => Role::Quiet,
            Fate::Doubtful | Fate::LeftOut => Role::Warning,
        };
        let line = Line::new(f.buffer_mut(), area, row, base)
            .add(&format!(" {mark} {:>5}  ", LedgerLine::told(of.row)), quiet)
            .cell(&of.name, name, base)
            .add(" ", base)
            .cell(scene.say(fate(of.fate)), 10, scene.theme.style(role));
        let line = match (of.fate, self.answers.get(&of.row)) {
            (Fate::Doubtful, Some(same)) => {
                let said = if *same { words::SAME } else { words::OTHER };
                line.add(&format!("= {}  ", scene.say(said)), scene.theme.style(Role::Chosen))
            }
            (Fate::Doubtful, None) => line.add(&format!("{}  ", scene.say(words::ASKED)), scene.theme.style(Role::Owed)),
            _ => line,
        };
        line.add(&why(of, scene), quiet);
    }
}

/// All there is to say about a row.
pub(super) fn why(of: &PreviewRow, scene: &Scene) -> String {
    of.why.iter().map(|w| w.say(scene.lang)).collect::<Vec<_>>().join("; ")
}

pub(super) fn fate(of: Fate) -> Text {
    match of {
        Fate::Added => words::ADDED,
        Fate::Changed => words::CHANGED,
        Fate::Unchanged => words::UNCHANGED,
        Fate::Doubtful => words::DOUBTFUL,
        Fate::LeftOut => words::LEFT_OUT,
    }
}
