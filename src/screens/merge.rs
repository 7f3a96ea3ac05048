//! Bringing files together: colleagues' files or a folder taken in, looked at first; a shared folder; a package for a stick; how
//! the colleagues' laptops stand. What takes long says how far it is, and Esc stops it.

use super::import::path_of;
use super::{Scene, Typing, Want, edit, frame};
use crate::failure::Failure;
use crate::failure::log::Fault;
use crate::failure::untaken::Why;
use crate::keymap::{Command, Scope};
use crate::request::exchange::{Exchange, Here, Laptop, Progress, Standing, Step as Stage, Task, Told};
use crate::request::{Reply, Request};
use crate::text::{Text, exchange as words, import};
use crate::theme::Role;
use crate::widgets::columns::wrap;
use crate::widgets::dialog::Dialog;
use crate::widgets::form::{Field, draw_field};
use crate::widgets::line::Line;
use crate::widgets::prompt::Prompt;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::path::PathBuf;

const TASKS: [(Task, Text); 3] = [(Task::Look, words::TAKE_IN), (Task::Sync, words::SHARED), (Task::Pack, words::PACK)];

#[derive(Debug)]
enum Step {
    /// What is to be done.
    Choose,
    /// How the laptops stand; the one that was chosen.
    Laptops(Option<usize>),
    Path(Task),
    /// The packages are encrypted.
    Passphrase(Exchange, Prompt),
    UnderWay(Exchange, Option<Progress>),
    Told(Exchange, Box<Told>),
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

/// What can be done with what was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Take,
    Disputes,
    Twins,
    Pair(usize),
    Leave,
}

impl Merge {
    pub fn scope(&self) -> Scope {
        match &self.step {
            Step::Path(_) | Step::Passphrase(..) => Scope::Prompt,
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
        match (&mut self.step, command) {
            (Step::Choose, Command::Back) => return vec![Want::Close],
            (Step::UnderWay(..), Command::Back) => return vec![Want::Stop, Want::Say(scene.say(words::STOPPING).into())],
            (Step::Laptops(Some(_)), Command::Back) => self.step = Step::Laptops(None),
            (_, Command::Back) => self.step = Step::Choose,
            (Step::Path(task), Command::Enter) => {
                let task = *task;
                return self.path(task, scene);
            }
            (Step::Passphrase(exchange, prompt), Command::Enter) if !prompt.text().is_empty() => {
                let exchange = Exchange { passphrase: Some(prompt.text().to_string()), ..exchange.clone() };
                return self.send(exchange);
            }
            (Step::Path(_), command) => edit(command).into_iter().for_each(|e| self.path.1.edit(e)),
            (Step::Passphrase(_, prompt), command) => edit(command).into_iter().for_each(|e| prompt.edit(e)),
            _ => {}
        }
        Vec::new()
    }

    fn path(&mut self, task: Task, scene: &Scene) -> Vec<Want> {
        let paths = paths_of(self.path.1.text());
        if paths.is_empty() {
            return vec![Want::Warn(scene.say(import::PATH_NEEDED).into())];
        }
        self.send(Exchange { task, paths, passphrase: None })
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
            Step::Passphrase(_, prompt) => {
                prompt.insert(text);
            }
            Step::Choose => match choices(scene).taken(text) {
                Some(3) => self.step = Step::Laptops(None),
                Some(4) => return super::open::twins(),
                Some(n) => {
                    let task = TASKS[n].0;
                    if self.path.0 != task {
                        self.path = (task, Prompt::default());
                    }
                    self.step = Step::Path(task);
                }
                None => {}
            },
            Step::Laptops(None) => {
                let count = self.here.as_ref().map_or(0, |here| here.laptops.len());
                if let Some(n) = text.parse::<usize>().ok().filter(|n| (1..=count).contains(n)) {
                    self.step = Step::Laptops(Some(n - 1));
                }
            }
            Step::Laptops(Some(n)) => {
                let laptop = self.here.as_ref().and_then(|here| here.laptops.get(*n)).cloned();
                let Some((laptop, answer)) = laptop.and_then(|l| pairing(&l, scene).taken(text).map(|a| (l, a))) else {
                    return Vec::new();
                };
                self.step = Step::Laptops(None);
                return stand(laptop, answer);
            }
            Step::Told(..) => {
                let Step::Told(exchange, told) = &self.step else { return Vec::new() };
                let next = self.next(exchange, told);
                let choice = text.parse::<usize>().ok().and_then(|n| next.get(n.wrapping_sub(1))).copied();
                match choice {
                    Some(Next::Take) => {
                        let exchange = Exchange { task: Task::Merge, ..exchange.clone() };
                        return self.send(exchange);
                    }
                    Some(Next::Disputes) => return super::open::disputes(),
                    Some(Next::Twins) => return super::open::twins(),
                    Some(Next::Pair(n)) => self.step = Step::Laptops(Some(n)),
                    Some(Next::Leave) => self.step = Step::Choose,
                    None => {}
                }
            }
            Step::UnderWay(..) => {}
        }
        Vec::new()
    }

    /// What can be done now, in the order of the digits.
    fn next(&self, exchange: &Exchange, told: &Told) -> Vec<Next> {
        let mut next = Vec::new();
        if exchange.task == Task::Look && told.new > 0 {
            next.push(Next::Take);
        }
        if exchange.task != Task::Look {
            next.extend((told.disputes > 0).then_some(Next::Disputes));
            next.extend((told.alike > 0).then_some(Next::Twins));
            let laptops = self.here.iter().flat_map(|here| here.laptops.iter().enumerate());
            let unpaired = laptops.filter(|(_, l)| l.standing == Standing::Unpaired && told.laptops.contains(&l.key));
            next.extend(unpaired.map(|(n, _)| Next::Pair(n)));
        }
        next.truncate(8);
        next.push(Next::Leave);
        next
    }

    pub fn receive(&mut self, reply: &Reply, _: &Scene) -> Vec<Want> {
        match (reply, &mut self.step) {
            (Reply::Laptops(here), _) => self.here = Some((**here).clone()),
            (Reply::Progress(progress), Step::UnderWay(_, at)) => *at = Some(*progress),
            (Reply::Merged(told), Step::UnderWay(exchange, _)) => {
                if exchange.task != Task::Look {
                    self.path.1 = Prompt::default();
                }
                self.step = Step::Told(exchange.clone(), told.clone());
                return vec![Want::Ask(Request::Laptops)];
            }
            (Reply::Failed(failure), Step::UnderWay(exchange, _)) => {
                let locked = matches!(failure, Failure::Log(Fault::Untaken { why: Why::Locked | Why::Passphrase, .. }));
                self.step = match exchange.task {
                    _ if locked => Step::Passphrase(exchange.clone(), Prompt::default()),
                    Task::Merge => Step::Choose,
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
        let (mut top, mut echo) = (1, String::new());
        match &self.step {
            Step::Choose => {
                let choices = choices(scene).choices;
                lines.extend(choices.iter().enumerate().map(|(n, c)| (format!("{}  {c}", n + 1), Role::Chosen)));
                lines.push((String::new(), Role::Text));
                if let Some(here) = &self.here {
                    lines.push((words::DIGESTS.fill(scene.lang, &[&here.log]), Role::Head));
                    lines.extend(
                        here.forks.iter().map(|(laptop, shared)| {
                            (words::FORK.fill(scene.lang, &[&named(laptop, scene), shared]), Role::Warning)
                        }),
                    );
                }
                lines.extend(words::LINES.iter().map(|t| (scene.say(*t).to_string(), Role::Quiet)));
            }
            Step::Laptops(_) => {
                lines.push((scene.say(words::LAPTOPS_HEAD).to_string(), Role::Quiet));
                let laptops = self.here.iter().flat_map(|here| &here.laptops);
                lines.extend(laptops.take(9).enumerate().map(|(n, l)| (row(n, l, scene), Role::Text)));
            }
            Step::Path(task) => {
                let field = Field::text(scene.say(words::PATH[*task as usize]), self.path.1.text());
                draw_path(f, body, &self.path.1, &field, scene);
                lines.extend(words::PATH_LINES[*task as usize].iter().map(|t| (scene.say(*t).to_string(), Role::Quiet)));
                top = 3;
            }
            Step::Passphrase(_, prompt) => {
                let dots = "*".repeat(prompt.text().chars().count());
                let field = Field::text(scene.say(words::PASSPHRASE), &dots);
                let row = Rect { y: body.y + 1, height: 1, ..body };
                let label = crate::widgets::columns::width(&field.label);
                draw_field(f, row, &field, label, true, scene.theme);
                lines.push((scene.say(words::PASSPHRASE_LINE).into(), Role::Quiet));
                top = 3;
            }
            Step::UnderWay(_, progress) => {
                lines.push((under_way(*progress, scene), Role::Head));
                if let Some(p) = progress.filter(|p| p.total > 0) {
                    lines.push((bar(p.done, p.total, columns.min(60)), Role::Text));
                }
                lines.push((scene.say(words::ESC_STOPS).into(), Role::Quiet));
                echo = scene.say(words::ESC_STOPS).into();
            }
            Step::Told(exchange, told) => {
                let head = if exchange.task == Task::Look { words::WOULD } else { words::DONE };
                lines.push((scene.say(head).into(), Role::Head));
                lines.extend(told.words.iter().flat_map(|t| wrap(t, columns)).map(|l| (l, Role::Text)));
                if let (false, Some(here)) = (exchange.task == Task::Look, &self.here) {
                    lines.push((words::DIGESTS.fill(scene.lang, &[&here.log]), Role::Head));
                }
                lines.push((String::new(), Role::Text));
                for (n, next) in self.next(exchange, told).into_iter().enumerate() {
                    lines.push((format!("{}  {}", n + 1, self.said(next, told, scene)), Role::Chosen));
                }
            }
        }
        let text = scene.theme.style(Role::Text);
        for (n, (line, role)) in lines.iter().take(usize::from(body.height.saturating_sub(top))).enumerate() {
            Line::new(f.buffer_mut(), body, top + n as u16, text).add("   ", text).add(line, scene.theme.style(*role));
        }
        frame::foot(f, area, scene, self.scope(), &echo);
        if let (Step::Laptops(Some(n)), Some(here)) = (&self.step, &self.here)
            && let Some(laptop) = here.laptops.get(*n)
        {
            pairing(laptop, scene).draw(f, area, scene.theme);
        }
    }

    fn said(&self, next: Next, told: &Told, scene: &Scene) -> String {
        match next {
            Next::Take => scene.say(words::TAKE).into(),
            Next::Disputes => words::TO_DISPUTES.fill(scene.lang, &[&told.disputes]),
            Next::Twins => words::TO_TWINS.fill(scene.lang, &[&told.alike]),
            Next::Pair(n) => {
                let laptop = self.here.as_ref().and_then(|here| here.laptops.get(n));
                words::TO_PAIR.fill(scene.lang, &[&laptop.map(|l| named(&l.name, scene)).unwrap_or_default()])
            }
            Next::Leave => scene.say(words::LEAVE).into(),
        }
    }
}

fn choices(scene: &Scene) -> Dialog {
    let all = TASKS.iter().map(|(_, text)| *text).chain([words::LAPTOPS, words::TWINS]);
    Dialog::new("", all.map(|text| scene.say(text).to_string()).collect())
}

/// The question that two people answer who hold both screens side by side.
fn pairing(laptop: &Laptop, scene: &Scene) -> Dialog {
    let name = named(&laptop.name, scene);
    if laptop.standing == Standing::Own {
        return Dialog::new(name, vec![scene.say(words::BACK).into()]).saying(scene.say(words::OWN));
    }
    let digits = laptop.digits.clone().unwrap_or_else(|| scene.say(words::NO_DIGITS).into());
    let choices = [words::ALIKE, words::REMOVE, words::BACK].map(|t| scene.say(t).to_string()).to_vec();
    Dialog::new(words::PAIR.fill(scene.lang, &[&name]), choices).saying(words::DIGITS.fill(scene.lang, &[&digits]))
}

fn stand(laptop: Laptop, answer: usize) -> Vec<Want> {
    let standing = match (laptop.standing, answer) {
        (Standing::Own, _) => return Vec::new(),
        (_, 0) => Standing::Paired,
        (_, 1) => Standing::Removed,
        _ => return Vec::new(),
    };
    vec![Want::Ask(Request::Stand { laptop: Box::new(laptop), standing })]
}

fn row(n: usize, laptop: &Laptop, scene: &Scene) -> String {
    let digits = laptop.digits.as_deref().unwrap_or("       ");
    let name = crate::widgets::columns::pad(&named(&laptop.name, scene), 20);
    let standing = crate::widgets::columns::pad(scene.say(laptop.standing.words()), 12);
    words::ROW.fill(scene.lang, &[&(n + 1), &name, &standing, &digits, &laptop.entries])
}

fn named(laptop: &str, scene: &Scene) -> String {
    if laptop.is_empty() { scene.say(words::UNNAMED).into() } else { laptop.into() }
}

fn under_way(progress: Option<Progress>, scene: &Scene) -> String {
    let Some(Progress { step, done, total }) = progress else { return scene.say(words::BEGINS).into() };
    match step {
        Stage::Copying => words::COPYING.fill(scene.lang, &[&(done >> 20), &(total >> 20)]),
        Stage::Checking => scene.say(words::CHECKING).into(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_files_dragged_in_are_several_and_one_with_blanks_is_one() {
        let paths = |text: &str| paths_of(text).iter().map(|p| p.display().to_string()).collect::<Vec<_>>();
        assert_eq!(paths("'/媒 体/甲.db' \"/b.xuncha\""), ["/媒 体/甲.db", "/b.xuncha"]);
        assert_eq!(paths("/my stick/甲.db"), ["/my stick/甲.db"]);
        assert_eq!(paths("'/my stick/甲.db'"), ["/my stick/甲.db"]);
        assert_eq!(paths("'/half"), ["'/half"]);
        assert!(paths("  ").is_empty());
    }
}
