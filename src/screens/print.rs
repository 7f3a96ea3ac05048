//! Printing any document: opened in the browser, to a folder of one's choice, or only saved. The path is always said.

use super::{Scene, Typing, Want, edit, frame};
use crate::keymap::{Command, Scope};
use crate::request::{Document, Reply, Request};
use crate::text::{closing as written, print as words};
use crate::theme::Role;
use crate::widgets::columns::wrap;
use crate::widgets::dialog::Dialog;
use crate::widgets::form::Field;
use crate::widgets::line::Line;
use crate::widgets::prompt::Prompt;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::path::PathBuf;

/// Which way was taken, and how far it is.
#[derive(Debug)]
enum Step {
    /// A table: as a spreadsheet, or as CSV.
    Form,
    Asked,
    Folder(Prompt),
    Writing {
        open: bool,
    },
    Done {
        said: String,
        warns: bool,
    },
}

/// The three ways for one document.
#[derive(Debug)]
pub struct Print {
    document: Document,
    title: String,
    /// Its usual place below the output folder: `2026-11/2026-11-24 ... .html`.
    to: PathBuf,
    step: Step,
}

impl Print {
    /// `name` is the file's name; characters that a file system refuses are replaced.
    pub fn new(document: Document, title: String, name: &str, scene: &Scene) -> Print {
        let plain = |c: char| if c.is_control() || r#"\/:*?"<>|"#.contains(c) { '_' } else { c };
        let name: String = name.chars().map(plain).collect();
        let to = PathBuf::from(scene.now.today.strftime("%Y-%m").to_string()).join(name.trim());
        Print { document, title, to, step: Step::Asked }
    }

    /// The ledger of findings: which form comes first.
    pub fn ledger(scene: &Scene) -> Print {
        let name = words::LEDGER_FILE.fill(scene.lang, &[&scene.now.today]);
        let title = scene.say(words::LEDGER).to_string();
        Print { step: Step::Form, ..Print::new(Document::Findings { xlsx: true }, title, &format!("{name}.xlsx"), scene) }
    }

    /// A copy of the data file; the clock in its name, so that no earlier copy stands in the way.
    pub fn backup(scene: &Scene) -> Print {
        let moment = format!("{} {}", scene.now.today, scene.now.time.replace(':', ""));
        let name = words::BACKUP_FILE.fill(scene.lang, &[&moment]);
        Print::new(Document::Backup, scene.say(words::BACKUP).into(), &name, scene)
    }

    /// The ways there are: what no browser shows is only saved.
    fn ways(&self) -> &'static [crate::text::Text] {
        match self.document {
            Document::Backup | Document::Coverage { csv: true, .. } => &[words::FOLDER, words::ONLY],
            _ => &[words::OPEN, words::FOLDER, words::ONLY],
        }
    }

    pub fn scope(&self) -> Scope {
        match self.step {
            Step::Form | Step::Asked => Scope::Choice,
            Step::Folder(_) => Scope::Prompt,
            Step::Writing { .. } | Step::Done { .. } => Scope::Page,
        }
    }

    pub fn typing(&self) -> Typing {
        if matches!(self.step, Step::Folder(_)) { Typing::Text } else { Typing::No }
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        match (&mut self.step, command) {
            (Step::Folder(_), Command::Back) => self.step = Step::Asked,
            (Step::Folder(prompt), Command::Enter) => {
                let Some(folder) = super::import::path_of(prompt.text()) else {
                    return vec![Want::Warn(scene.say(words::FOLDER_NEEDED).into())];
                };
                let name = self.to.file_name().map(PathBuf::from).unwrap_or_default();
                return self.write(false, folder.join(name));
            }
            (Step::Folder(prompt), command) => edit(command).into_iter().for_each(|e| prompt.edit(e)),
            (Step::Writing { .. }, _) => {}
            (_, Command::Back) => return vec![Want::Close],
            _ => {}
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        match &mut self.step {
            Step::Folder(prompt) => {
                prompt.insert(text);
            }
            Step::Asked => {
                let Some(way) = self.question(scene).taken(text).and_then(|n| self.ways().get(n)) else { return Vec::new() };
                match *way {
                    words::FOLDER => self.step = Step::Folder(Prompt::default()),
                    words::OPEN => return self.write(true, self.to.clone()),
                    _ => return self.write(false, self.to.clone()),
                }
            }
            Step::Form => {
                let Some(taken) = self.question(scene).taken(text) else { return Vec::new() };
                if taken == 1 {
                    self.document = Document::Findings { xlsx: false };
                    self.to.set_extension("csv");
                }
                self.step = Step::Asked;
            }
            _ => {}
        }
        Vec::new()
    }

    fn write(&mut self, open: bool, to: PathBuf) -> Vec<Want> {
        self.step = Step::Writing { open };
        vec![Want::Ask(Request::Write { document: self.document.clone(), to })]
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        let done = |words: crate::text::Text, path: &PathBuf, warns| Step::Done {
            said: words.fill(scene.lang, &[&path.display()]),
            warns,
        };
        match reply {
            Reply::Written { path } => {
                if matches!(self.step, Step::Writing { open: true }) {
                    return vec![Want::Ask(Request::OpenInBrowser { path: path.clone() })];
                }
                self.step = done(written::WRITTEN, path, false);
            }
            Reply::Opened { path, ok: true } => self.step = done(written::OPENED, path, false),
            Reply::Opened { path, ok: false } => self.step = done(written::NO_BROWSER, path, true),
            Reply::Failed(_) => self.step = Step::Asked,
            _ => {}
        }
        Vec::new()
    }

    fn question(&self, scene: &Scene) -> Dialog {
        if matches!(self.step, Step::Form) {
            let choices = [words::XLSX, words::CSV].map(|t| scene.say(t).to_string()).to_vec();
            return Dialog::new(scene.say(words::WHICH_FORM), choices);
        }
        let choices = self.ways().iter().map(|t| scene.say(*t).to_string()).collect();
        let how = if self.document == Document::Backup { words::BACKUP } else { words::HOW };
        Dialog::new(scene.say(how), choices).saying(self.to.display().to_string())
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let body = frame::page(f, area, scene, &self.title, "");
        match &self.step {
            Step::Folder(prompt) => {
                let field = Field::text(scene.say(words::WHICH), prompt.text());
                super::merge::draw_path(f, body, prompt, &field, scene);
            }
            Step::Done { said, warns } => {
                let style = scene.theme.style(if *warns { Role::Warning } else { Role::Saved });
                for (row, line) in wrap(said, usize::from(body.width).saturating_sub(6)).iter().enumerate() {
                    Line::new(f.buffer_mut(), body, 1 + row as u16, style).add("   ", style).add(line, style);
                }
            }
            _ => {}
        }
        let echo = if matches!(self.step, Step::Writing { .. }) { scene.say(written::WRITING) } else { "" };
        frame::foot(f, area, scene, self.scope(), echo);
        if matches!(self.step, Step::Form | Step::Asked) {
            self.question(scene).draw(f, area, scene.theme);
        }
    }
}
