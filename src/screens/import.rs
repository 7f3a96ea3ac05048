//! Importing a roster or a ledger: what it is, its path, what it would do row by row, what is doubtful asked, then one group
//! that can be taken back whole. Nothing is written before Enter on the preview.

mod form;
mod seen;

use super::merge::draw_path;
use super::{Scene, Typing, Want, edit, frame};
use crate::domain::event::ImportKind;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request};
use crate::text::{Text, import as words};
use crate::theme::Role;
use crate::widgets::columns::wrap;
use crate::widgets::dialog::Dialog;
use crate::widgets::form::Field;
use crate::widgets::line::Line;
use crate::widgets::list::List;
use crate::widgets::prompt::Prompt;
use form::Form;
use ratatui::Frame;
use ratatui::layout::Rect;
use seen::{Seen, why};
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
    /// The file is a form: what it would become, then what it became.
    Form(Box<Form>),
    FormDone(String),
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
            Step::Form(_) => Scope::Carried,
            Step::TakenBack | Step::FormDone(_) => Scope::Page,
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
            Step::Form(form) if command == Command::Back && !form.taking => self.step = Step::Path,
            Step::Form(form) => return form.command(command),
            Step::Reading => {}
            Step::FormDone(_) if command == Command::Back => return vec![Want::Close],
            Step::FormDone(_) => {}
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
            Reply::FormPreview(preview) => self.step = Step::Form(Box::new(Form::new((**preview).clone()))),
            Reply::FormTaken { path, id, items } => {
                self.step = Step::FormDone(words::FORM_DONE.fill(scene.lang, &[id, items, &path.display()]));
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
                Step::Form(form) => form.taking = false,
                _ => {}
            },
            _ => {}
        }
        Vec::new()
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
            Step::Form(form) => {
                form.draw(f, body, scene);
                echo = scene.say(if form.taking { words::TAKING } else { words::FORM }).into();
            }
            Step::FormDone(said) => {
                let lines = [said.as_str(), scene.say(words::FORM_NEXT)];
                let room = usize::from(body.width).saturating_sub(6);
                for (row, line) in lines.iter().flat_map(|l| wrap(l, room)).enumerate() {
                    let style = scene.theme.style(if row == 0 { Role::Saved } else { Role::Text });
                    Line::new(f.buffer_mut(), body, 1 + row as u16, text).add("   ", text).add(&line, style);
                }
            }
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
