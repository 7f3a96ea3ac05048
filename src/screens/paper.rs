//! A visit's papers: the drafts with their check codes, printing and saving, the way to the signing. What it shows as
//! frozen, signed or written is on the disk.

#[cfg(test)]
mod tests;

use super::aloud::Aloud;
use super::amend::AmendForm;
use super::by_hand::ByHand;
use super::closing::Closing;
use super::sheets::{Of, Sheet, amended};
use super::sign::SignForm;
use super::{Scene, Screen, Typing, Want, edit, frame};
use crate::domain::event::Person;
use crate::domain::inspection::{Activity, SignedHow};
use crate::domain::name::InspectionId;
use crate::keymap::{Command, Scope};
use crate::request::{Document, Reply, Request};
use crate::text::Lang;
use crate::text::{closing as words, print, say::MORE_BELOW};
use crate::theme::Role;
use crate::views::record;
use crate::views::visit::{FreezeNow, Visit};
use crate::widgets::columns::wrap;
use crate::widgets::dialog::Dialog;
use crate::widgets::line::{Line, frame as boxed};
use crate::widgets::prompt::Prompt;
use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::path::PathBuf;

/// Where the last writing stands.
#[derive(Debug, PartialEq, Eq)]
enum Written {
    No,
    /// On its way; to be opened in the browser then.
    Asked {
        open: bool,
    },
    Saved(PathBuf),
    Opened(PathBuf),
    /// Written, but no browser was found.
    NoBrowser(PathBuf),
}

/// The papers of the open visit.
#[derive(Debug)]
pub struct Paper {
    visit: InspectionId,
    /// The folder to save to, while it is typed.
    folder: Option<Prompt>,
    /// The folder of last time.
    used: String,
    written: Written,
    /// Which of the other papers is asked.
    asks: bool,
    /// The first line that is seen, and how many are as of the last draw.
    first: usize,
    height: usize,
}

impl Paper {
    pub fn new(visit: InspectionId) -> Paper {
        Paper { visit, folder: None, used: String::new(), written: Written::No, asks: false, first: 0, height: 1 }
    }

    pub fn scope(&self) -> Scope {
        match (&self.folder, self.asks) {
            (Some(_), _) => Scope::Prompt,
            (None, true) => Scope::Choice,
            (None, false) => Scope::Paper,
        }
    }

    pub fn typing(&self) -> Typing {
        if self.folder.is_some() { Typing::Text } else { Typing::No }
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    fn visit<'a>(&self, scene: &Scene<'a>) -> Option<&'a Visit> {
        scene.visit.filter(|v| v.parts.id == self.visit)
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        if let Some(prompt) = &mut self.folder {
            match command {
                Command::Enter => {
                    self.used = prompt.text().trim().into();
                    self.folder = None;
                    return self.write(false, Some(self.used.clone()).filter(|u| !u.is_empty()), scene);
                }
                Command::Back => self.folder = None,
                other => {
                    if let Some(edit) = edit(other) {
                        prompt.edit(edit);
                    }
                }
            }
            return Vec::new();
        }
        let Some(visit) = self.visit(scene) else {
            return if command == Command::Back { vec![Want::Close] } else { Vec::new() };
        };
        let open = |screen| vec![Want::Open(Box::new(screen))];
        let standing = standing(visit);
        match command {
            Command::Back if self.asks => {
                self.asks = false;
                Vec::new()
            }
            Command::Back => vec![Want::Close],
            Command::OtherPapers => {
                self.asks = true;
                Vec::new()
            }
            Command::Up => self.turn(-1),
            Command::Down => self.turn(1),
            Command::PageUp => self.turn(1 - self.height as isize),
            Command::PageDown => self.turn(self.height as isize - 1),
            Command::Aloud => open(Screen::Aloud(Aloud::new(self.visit))),
            // The closing list leads back here: neither stands on the other.
            Command::NextDraft => vec![Want::Replace(Box::new(Screen::Closing(Closing::new(self.visit))))],
            _ if standing.is_none() => vec![Want::Warn(scene.say(words::NO_DRAFT).into())],
            Command::Print => self.write(true, None, scene),
            Command::SaveTo => {
                self.folder = Some(Prompt::preset(self.used.clone()));
                Vec::new()
            }
            Command::SaveOnly => self.write(false, None, scene),
            Command::Sign => match standing {
                Some(freeze) if !freeze.outside.is_empty() && freeze.signs.is_empty() => {
                    vec![Want::Warn(scene.say(words::SIGN_FIRST).into())]
                }
                Some(freeze) => open(Screen::Sign(SignForm::new(self.visit, freeze.entry))),
                None => Vec::new(),
            },
            Command::ByHand => open(Screen::ByHand(ByHand::new(self.visit))),
            Command::Amend => open(Screen::Amend(AmendForm::new(self.visit))),
            _ => Vec::new(),
        }
    }

    fn turn(&mut self, by: isize) -> Vec<Want> {
        self.first = self.first.saturating_add_signed(by);
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        if let Some(prompt) = &mut self.folder {
            prompt.insert(text);
        }
        let Some(visit) = self.visit(scene).filter(|_| self.asks) else { return Vec::new() };
        let sheet = match (others(visit, scene).taken(text), amended(visit)) {
            (Some(0), _) => Sheet::Blank,
            (Some(1), _) => Sheet::Internal,
            (Some(2), Some(freeze)) => Sheet::Amendment(freeze.entry),
            _ => return Vec::new(),
        };
        self.asks = false;
        sheet.print(Of::visit(visit), scene)
    }

    /// Writes the record of the standing draft; `folder`: elsewhere than usual.
    fn write(&mut self, open: bool, folder: Option<String>, scene: &Scene) -> Vec<Want> {
        let Some((visit, freeze)) = self.visit(scene).and_then(|v| Some((v, standing(v)?))) else { return Vec::new() };
        let name = file_name(visit, freeze, scene.lang);
        let to = match folder {
            Some(folder) => PathBuf::from(folder).join(name),
            None => PathBuf::from(month(visit)).join(name),
        };
        self.written = Written::Asked { open };
        let document = Document::Record { inspection: self.visit, freeze: Some(freeze.entry) };
        vec![Want::Ask(Request::Write { document, to })]
    }

    pub fn receive(&mut self, reply: &Reply, _: &Scene) -> Vec<Want> {
        match reply {
            Reply::Written { path } => {
                let open = self.written == Written::Asked { open: true };
                self.written = Written::Saved(path.clone());
                if open {
                    return vec![Want::Ask(Request::OpenInBrowser { path: path.clone() })];
                }
            }
            Reply::Opened { path, ok } => {
                self.written = if *ok { Written::Opened(path.clone()) } else { Written::NoBrowser(path.clone()) };
            }
            Reply::Failed(_) => self.written = Written::No,
            _ => {}
        }
        Vec::new()
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let Some(visit) = self.visit(scene) else {
            frame::page(f, area, scene, "", "");
            return frame::foot(f, area, scene, self.scope(), scene.say(crate::text::say::LOADING));
        };
        let title = words::PAPER.fill(scene.lang, &[&super::say::visit_title(visit, scene)]);
        let body = frame::page(f, area, scene, &title, scene.say(super::say::standing(visit)));
        let columns = usize::from(body.width).saturating_sub(6);
        let mut lines = Vec::new();
        for (text, role) in self.lines(visit, scene) {
            let indent = text.len() - text.trim_start().len();
            let parts = wrap(text.trim_start(), columns.saturating_sub(indent));
            lines.extend(parts.into_iter().map(|part| (format!("{}{part}", " ".repeat(3 + indent)), role)));
        }
        self.height = usize::from(body.height);
        self.first = self.first.min(lines.len().saturating_sub(self.height));
        for (row, (line, role)) in lines.iter().skip(self.first).take(self.height).enumerate() {
            let style = scene.theme.style(*role);
            Line::new(f.buffer_mut(), body, row as u16, style).add(line, style);
        }
        let below = lines.len().saturating_sub(self.first + self.height);
        let echo = if below > 0 { MORE_BELOW.fill(scene.lang, &[&below]) } else { String::new() };
        frame::foot(f, area, scene, self.scope(), &echo);
        if self.asks {
            others(visit, scene).draw(f, area, scene.theme);
        }
        if let Some(prompt) = &self.folder {
            let middle = Rect { x: area.x + 4, y: area.y + area.height / 2 - 2, width: area.width - 8, height: 3 };
            let inside = boxed(f.buffer_mut(), middle, scene.say(words::WHICH_FOLDER), scene.theme);
            prompt.draw(f, inside, true, scene.theme);
        }
    }

    /// The drafts, the latest first, and what became of each; where its paper goes stands before what it left open.
    fn lines(&self, visit: &Visit, scene: &Scene) -> Vec<(String, Role)> {
        let lang = scene.lang;
        let mut lines = Vec::new();
        let mut freezes: Vec<&FreezeNow> = visit.parts.freezes.iter().collect();
        freezes.sort_by_key(|f| std::cmp::Reverse(f.freeze.draft));
        if freezes.is_empty() {
            lines.push((scene.say(words::NO_DRAFT).to_string(), Role::Owed));
        }
        let standing = standing(visit).map(|f| f.entry);
        for freeze in freezes {
            if freeze.void {
                lines.push((words::VOID.fill(lang, &[&freeze.freeze.draft]), Role::Owed));
                continue;
            }
            let draft = words::DRAFT.fill(lang, &[&freeze.freeze.draft]);
            let check = words::CHECK.fill(lang, &[&freeze.freeze.check()]);
            lines.push((format!("{draft}   {check}   {}   {}", freeze.freeze.on, parts(freeze, visit, lang)), Role::Head));
            lines.extend(told(freeze, visit, scene));
            if standing == Some(freeze.entry) {
                lines.push((scene.say(words::ON_FOOT).into(), Role::Quiet));
                lines.extend(self.file_lines(visit, scene));
            }
            lines.extend(left(freeze, visit, scene));
        }
        let wants = record::without_paper(&visit.parts.freezes);
        if !wants.is_empty() {
            let named = sections(visit, &|key| wants.contains(key), lang);
            lines.push((words::WITHOUT_PAPER.fill(lang, &[&named]), Role::Owed));
        }
        lines
    }

    /// Where the paper goes, and what became of the last writing.
    fn file_lines(&self, visit: &Visit, scene: &Scene) -> Vec<(String, Role)> {
        let Some(freeze) = standing(visit) else { return Vec::new() };
        let lang = scene.lang;
        let mut lines = Vec::new();
        let file = format!("{}  {}/{}", scene.say(words::FILE), month(visit), file_name(visit, freeze, lang));
        lines.push((file, Role::Quiet));
        let (text, role) = match &self.written {
            Written::No => return lines,
            Written::Asked { .. } => (scene.say(words::WRITING).to_string(), Role::Saving),
            Written::Saved(path) => (words::WRITTEN.fill(lang, &[&path.display()]), Role::Saved),
            Written::Opened(path) => (words::OPENED.fill(lang, &[&path.display()]), Role::Saved),
            Written::NoBrowser(path) => (words::NO_BROWSER.fill(lang, &[&path.display()]), Role::Warning),
        };
        lines.push((text, role));
        lines
    }
}

/// What became of one standing draft: changed since, signed how, left for later.
fn told(freeze: &FreezeNow, visit: &Visit, scene: &Scene) -> Vec<(String, Role)> {
    let lang = scene.lang;
    let mut lines = Vec::new();
    let ended = freeze.is_signed();
    for sign in &freeze.signs {
        let mut said = words::SIGNED_HOW.fill(lang, &[&sign.on, &scene.say(sign.how.words())]);
        let more = [
            (words::SIGN_REASON, sign.reason.clone()),
            (words::SIGN_WITNESS, sign.witness.clone()),
            (words::SIGN_DUE, sign.due.map(|d| d.to_string())),
        ];
        for (text, value) in more.into_iter().filter_map(|(text, value)| Some((text, value?))) {
            said.push_str(&format!("  {}", text.fill(lang, &[&value])));
        }
        let role = if sign.how == SignedHow::Later { Role::Owed } else { Role::Saved };
        lines.push((format!("  {said}"), role));
    }
    if !freeze.outside.is_empty() {
        let next = super::closing::next_draft(visit);
        let (text, n) = (if ended { words::AMENDED } else { words::CHANGED }, freeze.outside.len());
        lines.push((format!("  {}", text.fill(lang, &[&n, &next])), Role::Owed));
    }
    for amend in &freeze.amends {
        let said = format!("{}  {}", amend.on, words::AMEND_DONE.fill(lang, &[&amend.reason]));
        lines.push((format!("  {said}"), Role::Text));
    }
    lines
}

/// What a draft left open, in the order of the list.
fn left(freeze: &FreezeNow, visit: &Visit, scene: &Scene) -> Vec<(String, Role)> {
    let mut left: Vec<_> = freeze.freeze.left.iter().collect();
    left.sort_by_key(|l| visit.item_of(&l.point).and_then(|i| visit.row_of(&i.id)));
    let line = |l: &crate::domain::inspection::Left| {
        let (number, name) = super::closing::rows::name(&l.point, visit, scene);
        let what = format!("{number} {name}");
        (format!("  {}", words::LEFT.fill(scene.lang, &[&what, &l.reason])), Role::Owed)
    };
    left.into_iter().map(line).collect()
}

/// The papers besides the record.
fn others(visit: &Visit, scene: &Scene) -> Dialog {
    let third = if amended(visit).is_some() { print::ABOUT_AMENDMENT } else { print::NO_AMENDMENT };
    let choices = [print::ABOUT_BLANK, print::ABOUT_INTERNAL, third].map(|t| scene.say(t).to_string()).to_vec();
    Dialog::new(scene.say(print::OTHERS), choices)
}

/// The draft that a paper is made from and signed: the latest that is not void.
pub fn standing(visit: &Visit) -> Option<&FreezeNow> {
    visit.parts.freezes.iter().filter(|f| !f.void).max_by_key(|f| f.freeze.draft)
}

/// The draft that tells what its paper says: the standing one, unless something came since and nobody has signed it. Its
/// number and 校验码 belong to the visit as it was then, never to what is true now.
pub fn holds(visit: &Visit) -> Option<&FreezeNow> {
    standing(visit).filter(|f| f.outside.is_empty() || !f.signs.is_empty())
}

fn parts(freeze: &FreezeNow, visit: &Visit, lang: Lang) -> String {
    if freeze.freeze.sections.is_empty() {
        return words::WHOLE.get(lang).into();
    }
    sections(visit, &|key| freeze.freeze.sections.iter().any(|s| s == key), lang)
}

/// Sections by name: a list whose sections are all meant by its own, else each.
fn sections(visit: &Visit, meant: &dyn Fn(&str) -> bool, lang: Lang) -> String {
    let mut names = Vec::new();
    for (at, list) in visit.parts.lists.iter().enumerate() {
        let of = || visit.sections.iter().filter(move |s| s.list == at && !s.out && !s.rows.is_empty());
        if of().all(|s| meant(&s.key)) && of().next().is_some() {
            names.push(list.short.get(lang));
        } else {
            names.extend(of().filter(|s| meant(&s.key)).map(|s| list.sections[s.section].title.get(lang)));
        }
    }
    names.join(if lang == Lang::Zh { "、" } else { ", " })
}

/// 年-月, the folder of the month.
fn month(visit: &Visit) -> String {
    day(visit).strftime("%Y-%m").to_string()
}

fn day(visit: &Visit) -> Date {
    let head = &visit.parts.head.joined.value;
    head.corrected_on.unwrap_or(head.on)
}

/// So many characters of a facility's name stand in a file's.
const LONGEST: usize = 40;

/// A facility's name as every file system takes it.
pub fn in_file_name(facility: &str) -> String {
    let plain: String =
        facility.chars().take(LONGEST).map(|c| if c.is_control() || r#"\/:*?"<>|"#.contains(c) { '_' } else { c }).collect();
    plain.trim().into()
}

/// 「2026-11-24 机构名 现场检查记录 第1稿.html」: a name that every file system takes, in the language of the paper.
pub fn file_name(visit: &Visit, freeze: &FreezeNow, lang: Lang) -> String {
    let plain = in_file_name(&visit.parts.facility.joined.value.name);
    let apart = Of::visit(visit).apart(lang);
    let head = &visit.parts.head.joined.value;
    let cards = head.officers.iter().filter(|o| has_card(freeze.freeze.people.get(o), day(visit))).count();
    let kind = if head.activity == Activity::Inspection && cards >= 2 { words::RECORD } else { words::PATROL };
    words::FILE_NAME.fill(lang, &[&day(visit), &plain, &apart, &kind.get(lang), &freeze.freeze.draft])
}

/// Whether a person's card was valid on a day.
fn has_card(person: Option<&Person>, on: Date) -> bool {
    let card = |p: &&Person| p.card.as_deref().is_some_and(|c| !c.trim().is_empty());
    person.filter(card).is_some_and(|p| p.card_until.is_none_or(|until| until >= on))
}
