//! Importing a roster or a ledger: what it is, its path, what it would do row by row, what is doubtful asked, then one group
//! that can be taken back whole. Nothing is written before Enter on the preview.

use super::lists::walk;
use super::merge::draw_path;
use super::{Scene, Typing, Want, edit, frame};
use crate::domain::event::ImportKind;
use crate::domain::point::LedgerLine;
use crate::domain::subject::PointId;
use crate::keymap::{Command, Scope};
use crate::request::import::{Fate, Preview, PreviewRow, Why};
use crate::request::{Reply, Request};
use crate::text::{Text, import as words};
use crate::theme::{CURSOR, Role};
use crate::widgets::dialog::Dialog;
use crate::widgets::form::Field;
use crate::widgets::line::Line;
use crate::widgets::list::List;
use crate::widgets::prompt::Prompt;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// How far the import is.
#[derive(Debug, Default)]
enum Step {
    /// Which kind of file it is.
    Kind,
    #[default]
    Path,
    Reading,
    Preview(Box<Seen>),
    Done {
        group: u64,
        added: u32,
        changed: u32,
        left_out: u32,
    },
    TakenBack,
}

/// The preview, what was answered, and where the cursor is.
#[derive(Debug)]
struct Seen {
    preview: Preview,
    /// Row in the file: the same facility, or another.
    answers: BTreeMap<u32, bool>,
    only: Option<Fate>,
    list: List,
    height: usize,
    /// Enter was pressed; the rows are being written.
    taking: bool,
}

/// The screen.
#[derive(Debug)]
pub struct Import {
    kind: ImportKind,
    prompt: Prompt,
    step: Step,
}

/// The kinds, in the order of the digits.
const KINDS: [(ImportKind, Text); 3] =
    [(ImportKind::Facilities, words::ROSTER), (ImportKind::People, words::PEOPLE), (ImportKind::Ledger, words::LEDGER)];

/// The selections that Tab goes through.
const ONLY: [Option<Fate>; 6] =
    [None, Some(Fate::Doubtful), Some(Fate::Added), Some(Fate::Changed), Some(Fate::LeftOut), Some(Fate::Unchanged)];

impl Import {
    /// Asks first what the file is.
    pub fn choose() -> Import {
        Import { kind: ImportKind::Facilities, prompt: Prompt::default(), step: Step::Kind }
    }

    pub fn of(kind: ImportKind) -> Import {
        Import { kind, prompt: Prompt::default(), step: Step::Path }
    }

    pub fn scope(&self) -> Scope {
        match self.step {
            Step::Kind => Scope::Choice,
            Step::Path | Step::Reading => Scope::Prompt,
            Step::Preview(_) => Scope::Import,
            Step::Done { .. } => Scope::Choice,
            Step::TakenBack => Scope::Page,
        }
    }

    pub fn typing(&self) -> Typing {
        if matches!(self.step, Step::Path) { Typing::Text } else { Typing::No }
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        match &mut self.step {
            Step::Kind if command == Command::Back => return vec![Want::Close],
            Step::Kind => {}
            Step::Path => match command {
                Command::Back => return vec![Want::Close],
                Command::Enter => {
                    let Some(path) = path_of(self.prompt.text()) else {
                        return vec![Want::Warn(scene.say(words::PATH_NEEDED).into())];
                    };
                    self.step = Step::Reading;
                    return vec![Want::Ask(Request::ImportPreview { kind: self.kind, path })];
                }
                command => edit(command).into_iter().for_each(|e| self.prompt.edit(e)),
            },
            Step::Preview(seen) if seen.taking => {}
            Step::Preview(_) if command == Command::Back => self.step = Step::Path,
            Step::Preview(seen) => return seen.command(command, self.kind, scene),
            Step::Reading => {}
            Step::Done { .. } | Step::TakenBack if command == Command::Back => return vec![Want::Close],
            Step::Done { .. } | Step::TakenBack => {}
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        match self.step {
            Step::Kind => {
                if let Some(taken) = kinds(scene).taken(text) {
                    (self.kind, self.step) = (KINDS[taken].0, Step::Path);
                }
            }
            Step::Path => {
                self.prompt.insert(text);
            }
            Step::Done { group, .. } => {
                return match self.done(scene).and_then(|d| d.taken(text)) {
                    Some(0) => vec![Want::Close],
                    Some(_) => vec![Want::TakeBack(group)],
                    None => Vec::new(),
                };
            }
            _ => {}
        }
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match reply {
            Reply::ImportPreview(preview) => {
                let preview = (**preview).clone();
                let seen =
                    Seen { preview, answers: BTreeMap::new(), only: None, list: List::default(), height: 1, taking: false };
                self.step = Step::Preview(Box::new(seen));
            }
            Reply::Imported { group, added, changed, left_out } => {
                let (group, added, changed, left_out) = (*group, *added, *changed, *left_out);
                self.step = Step::Done { group, added, changed, left_out };
            }
            Reply::Undone { .. } => {
                self.step = Step::TakenBack;
                return vec![Want::Say(scene.say(words::TAKEN_BACK).into())];
            }
            Reply::Failed(_) => match &mut self.step {
                Step::Reading => self.step = Step::Path,
                Step::Preview(seen) => seen.taking = false,
                _ => {}
            },
            _ => {}
        }
        Vec::new()
    }

    pub fn go_to(&mut self, _: &PointId, _: &Scene) {}

    pub fn target(&self, _: &Scene) -> Option<String> {
        None
    }

    fn done(&self, scene: &Scene) -> Option<Dialog> {
        let Step::Done { group, added, changed, left_out } = &self.step else { return None };
        let said = words::DONE.fill(scene.lang, &[added, changed, left_out]);
        let all = [words::FINISH, words::TAKE_BACK].map(|t| scene.say(t).to_string());
        // No group has the number 0: nothing was written.
        let choices = if *group == 0 { all[..1].to_vec() } else { all.to_vec() };
        Some(Dialog::new(scene.say(words::DONE_TITLE), choices).saying(said).saying(scene.say(words::TAKE_BACK_SAYS)))
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let scope = self.scope();
        let title = KINDS.iter().find(|(kind, _)| *kind == self.kind).map_or(words::TITLE, |(_, title)| *title);
        let title = if matches!(self.step, Step::Kind) { words::TITLE } else { title };
        let body = frame::page(f, area, scene, scene.say(title), "");
        let text = scene.theme.style(Role::Text);
        let mut echo = String::new();
        match &mut self.step {
            Step::Preview(seen) => {
                seen.draw(f, body, scene);
                echo = match seen.taking {
                    true => scene.say(words::TAKING).into(),
                    false => seen.current().map(|row| why(row, scene)).unwrap_or_default(),
                };
            }
            Step::Kind => {}
            step => {
                if matches!(step, Step::Reading) {
                    echo = words::READING.fill(scene.lang, &[&self.prompt.text()]);
                }
                let field = Field::text(scene.say(words::PATH), self.prompt.text());
                draw_path(f, body, &self.prompt, &field, scene);
                for (row, line) in path_lines(self.kind).iter().enumerate() {
                    let line = scene.say(*line);
                    let quiet = scene.theme.style(Role::Quiet);
                    Line::new(f.buffer_mut(), body, 3 + row as u16, text).add("   ", text).add(line, quiet);
                }
            }
        }
        frame::foot(f, area, scene, scope, &echo);
        if matches!(self.step, Step::Kind) {
            kinds(scene).draw(f, area, scene.theme);
        }
        if let Some(done) = self.done(scene) {
            done.draw(f, area, scene.theme);
        }
    }
}

fn kinds(scene: &Scene) -> Dialog {
    Dialog::new(scene.say(words::WHAT), KINDS.map(|(_, title)| scene.say(title).to_string()).to_vec())
}

/// What is said below the path: what may stand in the file, by its kind.
fn path_lines(kind: ImportKind) -> [Text; 3] {
    let [forms, _, drag] = words::PATH_LINES;
    match kind {
        ImportKind::Facilities => words::PATH_LINES,
        ImportKind::People => [forms, words::PEOPLE_COLUMNS, drag],
        ImportKind::Ledger => [forms, words::LEDGER_COLUMNS, words::LEDGER_OPEN],
    }
}

impl Seen {
    fn command(&mut self, command: Command, kind: ImportKind, scene: &Scene) -> Vec<Want> {
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

    fn current(&self) -> Option<&PreviewRow> {
        self.rows().get(self.list.current).copied()
    }

    fn count(&self, fate: Fate) -> usize {
        self.preview.rows.iter().filter(|r| r.fate == fate).count()
    }

    fn unanswered(&self) -> usize {
        let open = |r: &&PreviewRow| r.fate == Fate::Doubtful && !self.answers.contains_key(&r.row);
        self.preview.rows.iter().filter(open).count()
    }

    fn seek_doubtful(&mut self) {
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

    fn draw(&mut self, f: &mut Frame, body: Rect, scene: &Scene) {
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
fn why(of: &PreviewRow, scene: &Scene) -> String {
    of.why.iter().map(|w| w.say(scene.lang)).collect::<Vec<_>>().join("; ")
}

fn fate(of: Fate) -> Text {
    match of {
        Fate::Added => words::ADDED,
        Fate::Changed => words::CHANGED,
        Fate::Unchanged => words::UNCHANGED,
        Fate::Doubtful => words::DOUBTFUL,
        Fate::LeftOut => words::LEFT_OUT,
    }
}

/// The path that was typed or pasted: blanks around it and quotes taken off, as file managers put them; nothing when
/// nothing is left. `~` stays for the disk to resolve.
pub fn path_of(typed: &str) -> Option<PathBuf> {
    let mut path = typed.trim();
    for (open, close) in [('"', '"'), ('\'', '\''), ('“', '”'), ('“', '“'), ('「', '」')] {
        if let Some(inside) = path.strip_prefix(open).and_then(|p| p.strip_suffix(close)) {
            path = inside.trim();
        }
    }
    // What some file managers paste.
    let path = path.strip_prefix("file://").unwrap_or(path);
    (!path.is_empty()).then(|| PathBuf::from(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_path_loses_its_quotes() {
        for typed in ["/tmp/名册.xlsx", " \"/tmp/名册.xlsx\" ", "'/tmp/名册.xlsx'", "file:///tmp/名册.xlsx", "“/tmp/名册.xlsx”"]
        {
            assert_eq!(path_of(typed), Some(PathBuf::from("/tmp/名册.xlsx")), "{typed}");
        }
        assert_eq!(path_of(r#" "" "#), None);
        assert_eq!(path_of(r"C:\名册.csv"), Some(PathBuf::from(r"C:\名册.csv")));
    }
}
