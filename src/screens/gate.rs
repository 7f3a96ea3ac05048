//! 进门核实: the traits that matter here and are 不详, one key each, then what the record's head asks. Each field is on the
//! disk when it is left; none blocks.

mod rows;

use super::fields::{self, Moved};
use super::{Scene, Typing, Want, edit, frame};
use crate::content::limit;
use crate::domain::facility::Presence;
use crate::domain::inspection::Gate as Said;
use crate::domain::name::InspectionId;
use crate::journal::entry::Draft;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, visit as drafts};
use crate::text::opening as words;
use crate::theme::Role;
use crate::views::visit::Visit;
use crate::widgets::dialog::Dialog;
use crate::widgets::form::{Field, Form, Value};
use crate::widgets::line::{Line, frame as boxed};
use crate::widgets::prompt::Prompt;
use ratatui::Frame;
use ratatui::layout::Rect;
use rows::{FILE, file_mut, fresh, name_of, on_file, told, trait_word};

/// What a row of the form asks.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Row {
    Trait(String),
    /// Words, by the field's name.
    Words(&'static str),
    /// What the record's head needs and the facility's file lacks, by the field's name there.
    File(&'static str),
    /// 出示证件, 告知权利义务: done or not.
    Told(&'static str),
    Recusal,
}

/// The form at the gate.
#[derive(Debug)]
pub struct Gate {
    visit: InspectionId,
    rows: Vec<Row>,
    form: Form,
    /// Words to a trait found on site, while they are typed.
    note: Option<(String, Prompt)>,
    /// A trait that was just found 有, and how many rows there were before.
    found: Option<(String, usize)>,
    /// The field to start at.
    start: Option<String>,
    /// Opened before the first item: the run comes after it.
    first: bool,
    /// Whether to copy the gate of a facility at the same address was asked.
    beside: Beside,
}

/// 同址照抄: asked once, before the first field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Beside {
    #[default]
    Unasked,
    Asked,
    Copying,
    Answered,
}

impl Gate {
    /// The gate before the first item.
    pub fn new(visit: InspectionId) -> Gate {
        Gate { first: true, ..Gate::at(visit, None) }
    }

    /// The gate during the visit, at a field.
    pub fn at(visit: InspectionId, field: Option<&str>) -> Gate {
        let start = field.map(String::from);
        Gate {
            visit,
            rows: Vec::new(),
            form: Form::default(),
            note: None,
            found: None,
            start,
            first: false,
            beside: Beside::default(),
        }
    }

    pub fn scope(&self) -> Scope {
        match self.beside {
            Beside::Asked => Scope::Choice,
            _ if self.note.is_some() => Scope::Prompt,
            _ => Scope::Form,
        }
    }

    pub fn typing(&self) -> Typing {
        if self.beside == Beside::Asked {
            return Typing::No;
        }
        if self.note.is_some() { Typing::Text } else { fields::typing(&self.form) }
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        self.make(scene);
        Vec::new()
    }

    fn make(&mut self, scene: &Scene) {
        let Some(visit) = scene.visit.filter(|v| v.parts.id == self.visit && self.rows.is_empty()) else { return };
        self.rows = drafts::traits_to_ask(visit).into_iter().map(Row::Trait).collect();
        let lacks = FILE.into_iter().filter(|name| on_file(visit, name).is_empty()).map(Row::File);
        let mut lacks: Vec<Row> = lacks.collect();
        for (name, _) in words::FIELDS {
            match *name {
                "cards_shown" | "rights_told" => self.rows.push(Row::Told(name)),
                "recusal" => self.rows.push(Row::Recusal),
                "officers" => {}
                name => {
                    // The file's gaps come before the task, once the people are known.
                    if name == "source" {
                        self.rows.append(&mut lacks);
                    }
                    self.rows.push(Row::Words(name));
                }
            }
        }
        if self.beside == Beside::Unasked && visit.parts.beside.is_some() {
            self.beside = Beside::Asked;
        }
        self.form = Form::new(self.rows.iter().map(|r| fresh(r, visit, scene)).collect());
        let named = |r: &Row| self.start.as_deref().is_some_and(|s| *r == Row::Words(name_of(s)) || told(r) == Some(s));
        self.form.go(self.rows.iter().position(named).unwrap_or(0));
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        if self.beside == Beside::Asked {
            if command == Command::Back {
                self.beside = Beside::Answered;
            }
            return Vec::new();
        }
        if let Some((name, prompt)) = &mut self.note {
            match command {
                Command::Enter => {
                    let (name, note) = (name.clone(), prompt.text().to_string());
                    self.note = None;
                    return scene.visit.map_or(Vec::new(), |v| self.set_trait(&name, Presence::Yes, Some(note), v, scene));
                }
                Command::Back => self.note = None,
                other => {
                    if let Some(edit) = edit(other) {
                        prompt.edit(edit);
                    }
                }
            }
            return Vec::new();
        }
        let moved = fields::command(&mut self.form, command);
        self.moved(moved, scene)
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        if self.beside == Beside::Asked {
            return self.answer_beside(text, scene);
        }
        if let Some((_, prompt)) = &mut self.note {
            prompt.insert(text);
            return Vec::new();
        }
        let row = self.rows.get(self.form.current());
        if let (Some(Row::Trait(name)), false) = (row, text.trim().is_empty() || text.starts_with(|c: char| c.is_ascii_digit())) {
            self.note = Some((name.clone(), Prompt::new(text)));
            return Vec::new();
        }
        let moved = fields::typed(&mut self.form, text);
        self.moved(moved, scene)
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        if matches!(reply, Reply::Saved) && self.beside == Beside::Copying {
            // The visit was read again: the rows show what was copied.
            self.beside = Beside::Answered;
            self.rows.clear();
            self.make(scene);
            return vec![Want::Say(scene.say(words::BESIDE_DONE).into())];
        }
        self.make(scene);
        let (Reply::Saved, Some((name, before)), Some(visit)) = (reply, &self.found, scene.visit) else { return Vec::new() };
        let more = visit.rows.len().saturating_sub(*before);
        let said = words::NEW_ITEMS.fill(scene.lang, &[&trait_word(name, scene), &more]);
        self.found = None;
        if more > 0 { vec![Want::Say(said)] } else { Vec::new() }
    }

    fn answer_beside(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        let Some((visit, (name, gate))) = scene.visit.and_then(|v| Some((v, v.parts.beside.as_ref()?))) else {
            self.beside = Beside::Answered;
            return Vec::new();
        };
        match question(name, scene).taken(text) {
            Some(0) => match drafts::share_gate(visit, gate) {
                Ok(drafts) => {
                    self.beside = Beside::Copying;
                    vec![Want::Append(drafts)]
                }
                Err(refusal) => vec![Want::Warn(refusal.say(scene.lang))],
            },
            Some(_) => {
                self.beside = Beside::Answered;
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn moved(&mut self, moved: Moved, scene: &Scene) -> Vec<Want> {
        let (left, leaves) = match moved {
            Moved::Nothing => return Vec::new(),
            Moved::Left(field) => (field, false),
            Moved::Done(field) | Moved::Back(field) => (field, true),
        };
        let mut wants = scene.visit.map_or(Vec::new(), |visit| self.commit(left, visit, scene));
        if leaves {
            wants.push(if self.first { super::open::past_gate(self.visit) } else { Want::Close });
        }
        wants
    }

    /// Writes down what a field says now, if that is new.
    fn commit(&mut self, field: usize, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let (Some(row), Some(now)) = (self.rows.get(field).cloned(), self.form.fields.get(field)) else { return Vec::new() };
        let (typed, chosen) = (now.typed().trim().to_string(), now.chosen());
        // Words are kept where a number is wanted, as an inspector may have nothing better; they are told.
        let mut doubt = false;
        let change: Result<Vec<Draft>, _> = match &row {
            Row::Trait(name) => {
                let is = match chosen {
                    Some(0) => Presence::Yes,
                    Some(1) => Presence::No,
                    _ => return Vec::new(),
                };
                return self.set_trait(name, is, None, visit, scene);
            }
            Row::Words(name) => {
                let typed = match *name {
                    "started" | "ended" => fields::clock(&typed),
                    name if Said::NUMBERS.contains(&name) => limit::whole(&typed).unwrap_or(typed),
                    _ => typed,
                };
                doubt = Said::NUMBERS.contains(name) && !typed.is_empty() && limit::whole(&typed).is_none();
                if let Some(field) = self.form.fields.get_mut(field) {
                    field.set(&typed);
                }
                drafts::change(visit, |head| {
                    if let Some(text) = head.gate.text_mut(name) {
                        *text = typed;
                    }
                })
            }
            Row::File(name) => drafts::learn(visit, |profile| {
                if let Some(text) = file_mut(profile, name) {
                    *text = Some(typed).filter(|t| !t.is_empty());
                }
            }),
            Row::Told(name) => drafts::change(visit, |head| {
                let done = if *name == "cards_shown" { &mut head.gate.cards_shown } else { &mut head.gate.rights_told };
                *done = chosen == Some(0);
            }),
            Row::Recusal => drafts::change(visit, |head| {
                if let Some(asked) = chosen {
                    // On the paper, so in the language of the paper.
                    head.gate.recusal = if asked == 0 { words::NO_RECUSAL.zh } else { words::RECUSAL.zh }.into();
                }
            }),
        };
        match change {
            Ok(drafts) if drafts.is_empty() => Vec::new(),
            Ok(drafts) if doubt => vec![Want::Append(drafts), Want::Warn(scene.say(words::NOT_WHOLE).into())],
            Ok(drafts) => vec![Want::Append(drafts)],
            Err(refusal) => vec![Want::Warn(refusal.say(scene.lang))],
        }
    }

    fn set_trait(&mut self, name: &str, is: Presence, note: Option<String>, visit: &Visit, scene: &Scene) -> Vec<Want> {
        if visit.presence(name) == is && note.is_none() {
            return Vec::new();
        }
        let at = self.rows.iter().position(|r| matches!(r, Row::Trait(n) if n == name));
        if let Some(Value::Choice { chosen, .. }) = at.and_then(|a| self.form.fields.get_mut(a)).map(|f| &mut f.value) {
            *chosen = Some(if is == Presence::Yes { 0 } else { 1 });
        }
        match drafts::set_trait(visit, name, is, scene.settings.author, note.filter(|n| !n.is_empty())) {
            Ok(drafts) => {
                self.found = (is == Presence::Yes).then(|| (name.into(), visit.rows.len()));
                vec![Want::Append(drafts)]
            }
            Err(refusal) => vec![Want::Warn(refusal.say(scene.lang))],
        }
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let Some(visit) = scene.visit.filter(|v| v.parts.id == self.visit) else {
            frame::page(f, area, scene, "", "");
            return frame::foot(f, area, scene, self.scope(), scene.say(crate::text::say::LOADING));
        };
        self.make(scene);
        let fresh: Vec<Field> = self.rows.iter().map(|r| fresh(r, visit, scene)).collect();
        let at = self.form.current();
        let differs = |kept: &Field| self.form.fields.get(at).is_some_and(|now| now.typed().trim() != kept.typed());
        let open = self.note.is_some() || fresh.get(at).is_some_and(differs);
        fields::relabel(&mut self.form, fresh);
        let title = words::GATE.fill(scene.lang, &[&super::say::visit_title(visit, scene)]);
        let (saved, _) = frame::saved(scene, open.then_some(crate::text::frame::UNSAVED_FIELD));
        let body = frame::page(f, area, scene, &title, saved);
        let unknown = drafts::traits_to_ask(visit).len();
        let (said, role) = match unknown {
            0 => (scene.say(words::TRAITS_NONE).to_string(), Role::Quiet),
            n => (words::TRAITS_ASKED.fill(scene.lang, &[&n]), Role::Unchecked),
        };
        let text = scene.theme.style(Role::Text);
        Line::new(f.buffer_mut(), body, 0, text).add("   ", text).add(&said, scene.theme.style(role));
        let rows = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
        self.form.list.settle(self.form.fields.len(), usize::from(rows.height));
        self.form.draw(f, rows, scene.theme);
        let at_trait = matches!(self.rows.get(self.form.current()), Some(Row::Trait(_)));
        let echo = if at_trait { words::TRAIT_WORDS } else { words::NEVER_BLOCKS };
        let begins = self.first && self.note.is_none();
        frame::foot_saying(f, area, scene, self.scope(), scene.say(echo), |command| {
            (begins && command == Command::Back).then(|| scene.say(words::BEGIN).into())
        });
        if let (Beside::Asked, Some((name, _))) = (self.beside, &visit.parts.beside) {
            question(name, scene).draw(f, area, scene.theme);
        }
        if let Some((name, prompt)) = &self.note {
            let middle = Rect { x: area.x + 4, y: area.y + area.height / 2 - 2, width: area.width - 8, height: 3 };
            let title = words::NOTE.fill(scene.lang, &[&trait_word(name, scene)]);
            let inside = boxed(f.buffer_mut(), middle, &title, scene.theme);
            prompt.draw(f, inside, true, scene.theme);
        }
    }
}

fn question(name: &str, scene: &Scene) -> Dialog {
    let choices = [words::BESIDE_YES, words::BESIDE_NO].map(|t| scene.say(t).to_string()).to_vec();
    Dialog::new(words::BESIDE.fill(scene.lang, &[&name]), choices).saying(scene.say(words::BESIDE_SAYS))
}
