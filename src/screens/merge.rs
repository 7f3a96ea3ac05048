//! Bringing files together: colleagues' files or a folder taken in, looked at first; a shared folder; a package for a stick; how
//! the colleagues' laptops stand. What takes long says how far it is, and Esc stops it.

mod laptops;
#[cfg(test)]
mod tests;
mod told;

use super::import::path_of;
use super::lists::scroll;
use super::{Scene, Typing, Want, edit, frame};
use crate::failure::Failure;
use crate::failure::log::Fault;
use crate::failure::untaken::Why;
use crate::keymap::{Command, Scope};
use crate::request::exchange::{Exchange, Here, LastMerge, Progress, Step as Stage, Task, Told};
use crate::request::{Reply, Request};
use crate::text::{Text, exchange as words, import};
use crate::theme::Role;
use crate::widgets::columns::wrap;
use crate::widgets::dialog::Dialog;
use crate::widgets::form::{Field, draw_field};
use crate::widgets::line::Line;
use crate::widgets::prompt::Prompt;
use laptops::Laptops;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::path::{Path, PathBuf};
use told::{Next, next};

const TASKS: [(Task, Text); 3] = [(Task::Look, words::TAKE_IN), (Task::Sync, words::SHARED), (Task::Pack, words::PACK)];

#[derive(Debug)]
enum Step {
    /// What is to be done.
    Choose,
    /// How the laptops stand.
    Laptops(Laptops),
    Path(Task),
    /// Packages are encrypted, or the one to be made may be. What was told of the others comes back with Esc.
    Passphrase(Exchange, Prompt, Option<Box<Told>>),
    /// Whether the last merge goes out again.
    Undo(LastMerge),
    UnderWay(Exchange, Option<Progress>),
    /// What came of it, from this line on.
    Told(Exchange, Box<Told>, usize),
}

/// The screen.
#[derive(Debug)]
pub struct Merge {
    step: Step,
    /// The path as it was typed, and for what: there again where it could not be read.
    path: (Task, Prompt),
    here: Option<Here>,
}

impl Default for Merge {
    fn default() -> Merge {
        Merge { step: Step::Choose, path: (Task::Look, Prompt::default()), here: None }
    }
}

impl Merge {
    pub fn scope(&self) -> Scope {
        match &self.step {
            Step::Path(_) | Step::Passphrase(..) => Scope::Prompt,
            Step::Laptops(laptops) => laptops.scope(),
            Step::Told(..) => Scope::Beside,
            _ => Scope::Choice,
        }
    }

    pub fn typing(&self) -> Typing {
        if matches!(self.step, Step::Path(_) | Step::Passphrase(..)) { Typing::Text } else { Typing::No }
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        vec![Want::Ask(Request::Laptops)]
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        if let Step::Laptops(laptops) = &mut self.step {
            let stays = laptops.command(command, self.here.as_ref());
            if !stays {
                self.step = Step::Choose;
            }
            return Vec::new();
        }
        match (&mut self.step, command) {
            (Step::Choose, Command::Back) => return vec![Want::Close],
            (Step::UnderWay(..), Command::Back) => return vec![Want::Stop, Want::Say(scene.say(words::STOPPING).into())],
            (Step::Passphrase(exchange, _, told @ Some(_)), Command::Back) => {
                let (exchange, told) = (exchange.clone(), told.take().unwrap_or_default());
                self.step = Step::Told(exchange, told, 0);
            }
            (Step::Passphrase(exchange, ..), Command::Back) => self.step = Step::Path(path_task(exchange.task)),
            (_, Command::Back) => self.step = Step::Choose,
            (Step::Path(task), Command::Enter) => {
                let task = *task;
                return self.path(task, scene);
            }
            (Step::Passphrase(exchange, prompt, told), Command::Enter) => {
                let given = Some(prompt.text().to_string()).filter(|text| !text.trim().is_empty());
                let needed = told.is_some() || !makes_package(exchange.task);
                if needed && given.is_none() {
                    return Vec::new();
                }
                let exchange = Exchange { passphrase: given, ..exchange.clone() };
                return self.send(exchange);
            }
            (Step::Path(_), command) => edit(command).into_iter().for_each(|e| self.path.1.edit(e)),
            (Step::Passphrase(_, prompt, _), command) => edit(command).into_iter().for_each(|e| prompt.edit(e)),
            (Step::Told(_, _, first), command) => *first = scroll(*first, command, 8).unwrap_or(*first),
            _ => {}
        }
        Vec::new()
    }

    fn path(&mut self, task: Task, scene: &Scene) -> Vec<Want> {
        let paths = paths_of(self.path.1.text());
        if paths.is_empty() {
            return vec![Want::Warn(scene.say(import::PATH_NEEDED).into())];
        }
        let exchange = Exchange { task, paths, passphrase: None };
        if makes_package(task) {
            self.step = Step::Passphrase(exchange, Prompt::default(), None);
            return Vec::new();
        }
        self.send(exchange)
    }

    fn send(&mut self, exchange: Exchange) -> Vec<Want> {
        self.step = Step::UnderWay(exchange.clone(), None);
        vec![Want::Ask(Request::Exchange(exchange))]
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        match &mut self.step {
            Step::Path(_) => {
                self.path.1.insert(text);
            }
            Step::Passphrase(_, prompt, _) => {
                prompt.insert(text);
            }
            Step::Choose => match choices(scene).taken(text) {
                Some(3) => self.step = Step::Laptops(Laptops::default()),
                Some(4) => return super::open::twins(),
                Some(5) => match self.here.as_ref().and_then(|here| here.last.clone()) {
                    Some(last) => self.step = Step::Undo(last),
                    None => return vec![Want::Warn(scene.say(words::NOTHING_MERGED).into())],
                },
                Some(n) => {
                    let task = TASKS[n].0;
                    if self.path.0 != task {
                        self.path = (task, Prompt::default());
                    }
                    self.step = Step::Path(task);
                }
                None => {}
            },
            Step::Laptops(laptops) => return laptops.typed(text, self.here.as_ref(), scene),
            Step::Undo(last) => match undo(last, scene).taken(text) {
                Some(0) => return self.send(Exchange { task: Task::Undo, paths: Vec::new(), passphrase: None }),
                Some(_) => self.step = Step::Choose,
                None => {}
            },
            Step::Told(exchange, told, _) => {
                let next = next(exchange, told, self.here.as_ref());
                let choice = text.parse::<usize>().ok().and_then(|n| next.get(n.wrapping_sub(1))).copied();
                match choice {
                    Some(Next::Take) => {
                        let exchange = Exchange { task: Task::Merge, ..exchange.clone() };
                        return self.send(exchange);
                    }
                    Some(Next::Passphrase) => {
                        self.step = Step::Passphrase(exchange.clone(), Prompt::default(), Some(told.clone()));
                    }
                    Some(Next::Disputes) => return super::open::disputes(),
                    Some(Next::Twins) => return super::open::twins(),
                    Some(Next::Pair(key)) => self.step = Step::Laptops(Laptops::asking(key)),
                    Some(Next::Laptops(_)) => self.step = Step::Laptops(Laptops::default()),
                    Some(Next::Leave) => self.step = Step::Choose,
                    None => {}
                }
            }
            Step::UnderWay(..) => {}
        }
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, _: &Scene) -> Vec<Want> {
        match (reply, &mut self.step) {
            (Reply::Laptops(here), _) => self.here = Some((**here).clone()),
            (Reply::Progress(progress), Step::UnderWay(_, at)) => *at = Some(*progress),
            (Reply::Merged(told), Step::UnderWay(exchange, _)) => {
                if exchange.task != Task::Look {
                    self.path.1 = Prompt::default();
                }
                // Asked for once by itself; then it is one of the things to go on with.
                self.step = match told.locked && exchange.passphrase.is_none() && exchange.task != Task::Merge {
                    true => Step::Passphrase(exchange.clone(), Prompt::default(), Some(told.clone())),
                    false => Step::Told(exchange.clone(), told.clone(), 0),
                };
                return vec![Want::Ask(Request::Laptops)];
            }
            (Reply::Failed(failure), Step::UnderWay(exchange, _)) => {
                let locked = matches!(failure, Failure::Log(Fault::Untaken { why: Why::Locked | Why::Passphrase, .. }));
                self.step = match exchange.task {
                    _ if locked => Step::Passphrase(exchange.clone(), Prompt::default(), None),
                    Task::Merge | Task::Undo => Step::Choose,
                    task => Step::Path(task),
                };
            }
            (Reply::Saved, _) => return vec![Want::Ask(Request::Laptops)],
            _ => {}
        }
        Vec::new()
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let body = frame::page(f, area, scene, scene.say(words::TITLE), "");
        let columns = usize::from(body.width).saturating_sub(6);
        let mut lines: Vec<(String, Role)> = Vec::new();
        let (mut top, mut echo, mut enter) = (1, String::new(), None);
        match &mut self.step {
            Step::Choose | Step::Undo(_) => {
                let choices = choices(scene).choices;
                lines.extend(choices.iter().enumerate().map(|(n, c)| (format!("{}  {c}", n + 1), Role::Chosen)));
                lines.push((String::new(), Role::Text));
                if let Some(here) = &self.here {
                    lines.push((words::DIGESTS.fill(scene.lang, &[&here.log]), Role::Head));
                    let fork = |(laptop, shared): &(String, u64)| words::FORK.fill(scene.lang, &[&named(laptop, scene), shared]);
                    let forks = here.forks.iter().flat_map(|of| wrap(&fork(of), columns));
                    lines.extend(forks.map(|line| (line, Role::Warning)));
                }
                lines.extend(words::LINES.iter().map(|t| (scene.say(*t).to_string(), Role::Quiet)));
            }
            Step::Laptops(laptops) => laptops.draw(f, body, self.here.as_ref(), scene),
            Step::Path(task) => {
                let field = Field::text(scene.say(words::PATH[*task as usize]), self.path.1.text());
                draw_path(f, body, &self.path.1, &field, scene);
                lines.extend(words::PATH_LINES[*task as usize].iter().map(|t| (scene.say(*t).to_string(), Role::Quiet)));
                enter = Some(if makes_package(*task) { words::ENTER_TAKES[3] } else { words::ENTER_TAKES[*task as usize] });
                top = 3;
            }
            Step::Passphrase(exchange, prompt, told) => {
                let dots = "*".repeat(prompt.text().chars().count());
                let field = Field::text(scene.say(words::PASSPHRASE), &dots);
                let row = Rect { y: body.y + 1, height: 1, ..body };
                let label = crate::widgets::columns::width(&field.label);
                draw_field(f, row, &field, label, true, scene.theme);
                let asked = match (makes_package(exchange.task), &told) {
                    (true, None) => words::PASSPHRASE_NEW.as_slice(),
                    _ => &[words::PASSPHRASE_LINE],
                };
                lines.extend(asked.iter().map(|t| (scene.say(*t).to_string(), Role::Quiet)));
                enter = words::ENTER_TAKES.get(exchange.task as usize).copied();
                top = 3;
            }
            Step::UnderWay(exchange, progress) => {
                lines.push((under_way(exchange, *progress, scene), Role::Head));
                if let Some(p) = progress.filter(|p| p.total > 0) {
                    lines.push((bar(p.done, p.total, columns.min(60)), Role::Text));
                }
                lines.push((scene.say(words::ESC_STOPS).into(), Role::Quiet));
                echo = scene.say(words::ESC_STOPS).into();
            }
            Step::Told(exchange, told, first) => {
                *first = told::draw(f, body, (exchange, told), self.here.as_ref(), *first, scene);
            }
        }
        let text = scene.theme.style(Role::Text);
        for (n, (line, role)) in lines.iter().take(usize::from(body.height.saturating_sub(top))).enumerate() {
            Line::new(f.buffer_mut(), body, top + n as u16, text).add("   ", text).add(line, scene.theme.style(*role));
        }
        let says = |command| enter.filter(|_| command == Command::Enter).map(|text| scene.say(text).to_string());
        frame::foot_saying(f, area, scene, self.scope(), &echo, says);
        match &self.step {
            Step::Laptops(laptops) => laptops.draw_asked(f, area, self.here.as_ref(), scene),
            Step::Undo(last) => undo(last, scene).draw(f, area, scene.theme),
            _ => {}
        }
    }
}

/// Whether it leaves a package, which may be under a passphrase.
fn makes_package(task: Task) -> bool {
    matches!(task, Task::Sync | Task::Pack)
}

/// What the path was asked for.
fn path_task(task: Task) -> Task {
    if makes_package(task) { task } else { Task::Look }
}

fn choices(scene: &Scene) -> Dialog {
    let all = TASKS.iter().map(|(_, text)| *text).chain([words::LAPTOPS, words::TWINS, words::UNDO]);
    Dialog::new("", all.map(|text| scene.say(text).to_string()).collect())
}

/// Whether the last merge goes out, with what it brought.
fn undo(last: &LastMerge, scene: &Scene) -> Dialog {
    let at = last.at.get(..16).unwrap_or(&last.at).replace('T', " ");
    let files: Vec<String> = last.files.iter().map(|file| file_name(Path::new(file))).collect();
    let choices = words::UNDO_CHOICES.map(|t| scene.say(t).to_string()).to_vec();
    Dialog::new(scene.say(words::UNDO_ASK), choices)
        .saying(words::UNDO_WHAT.fill(scene.lang, &[&at, &last.entries, &files.join(" ")]))
}

fn file_name(file: &Path) -> String {
    file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

fn named(laptop: &str, scene: &Scene) -> String {
    if laptop.is_empty() { scene.say(words::UNNAMED).into() } else { laptop.into() }
}

fn under_way(exchange: &Exchange, progress: Option<Progress>, scene: &Scene) -> String {
    let Some(Progress { step, done, total }) = progress else { return scene.say(words::BEGINS).into() };
    match step {
        Stage::Copying => words::COPYING.fill(scene.lang, &[&(done >> 20), &(total >> 20)]),
        Stage::Checking if total > 1 => words::CHECKING_OF.fill(scene.lang, &[&done, &total]),
        Stage::Checking => {
            words::CHECKING.fill(scene.lang, &[&exchange.paths.first().map(|file| file_name(file)).unwrap_or_default()])
        }
        Stage::Taking => words::TAKING.fill(scene.lang, &[&done, &total]),
        Stage::Packing => words::PACKING.fill(scene.lang, &[&done]),
    }
}

fn bar(done: u64, total: u64, columns: usize) -> String {
    let full = (columns as u64 * done.min(total) / total.max(1)) as usize;
    format!("[{}{}]", "=".repeat(full), " ".repeat(columns - full))
}

/// The paths that were typed or dragged in: one, or several in quotes or with a blank before each `/`.
pub fn paths_of(typed: &str) -> Vec<PathBuf> {
    let typed = typed.trim();
    let mut paths = Vec::new();
    let mut rest = typed;
    while let Some(quote) = rest.chars().next().filter(|c| matches!(c, '\'' | '"')) {
        let Some(end) = rest[1..].find(quote) else { break };
        paths.extend(path_of(&rest[1..=end]));
        rest = rest[end + 2..].trim_start();
    }
    match (paths.len() > 1, rest.is_empty()) {
        (true, true) => paths,
        _ => path_of(typed).into_iter().collect(),
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
