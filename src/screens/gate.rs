//! 进门核实: the traits that matter here and are 不详, one key each, then what the record's head asks. Each field is on the
//! disk when it is left; none blocks.

use super::fields::{self, Moved};
use super::{Scene, Typing, Want, edit, frame};
use crate::content::words::of_trait;
use crate::domain::facility::{Facility, Presence};
use crate::domain::inspection::Gate as Said;
use crate::domain::name::InspectionId;
use crate::domain::subject::PointId;
use crate::journal::entry::Draft;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, visit as drafts};
use crate::text::{facility, opening as words};
use crate::theme::Role;
use crate::views::visit::Visit;
use crate::widgets::form::{Field, Form, Value};
use crate::widgets::line::{Line, frame as boxed};
use crate::widgets::prompt::Prompt;
use ratatui::Frame;
use ratatui::layout::Rect;

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
}

impl Gate {
    /// The gate before the first item.
    pub fn new(visit: InspectionId) -> Gate {
        Gate { first: true, ..Gate::at(visit, None) }
    }

    /// The gate during the visit, at a field.
    pub fn at(visit: InspectionId, field: Option<&str>) -> Gate {
        let start = field.map(String::from);
        Gate { visit, rows: Vec::new(), form: Form::default(), note: None, found: None, start, first: false }
    }

    pub fn scope(&self) -> Scope {
        if self.note.is_some() { Scope::Prompt } else { Scope::Form }
    }

    pub fn typing(&self) -> Typing {
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
        self.form = Form::new(self.rows.iter().map(|r| fresh(r, visit, scene)).collect());
        let named = |r: &Row| self.start.as_deref().is_some_and(|s| *r == Row::Words(name_of(s)) || told(r) == Some(s));
        self.form.go(self.rows.iter().position(named).unwrap_or(0));
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
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
        self.make(scene);
        let (Reply::Saved, Some((name, before)), Some(visit)) = (reply, &self.found, scene.visit) else { return Vec::new() };
        let more = visit.rows.len().saturating_sub(*before);
        let said = words::NEW_ITEMS.fill(scene.lang, &[&trait_word(name, scene), &more]);
        self.found = None;
        if more > 0 { vec![Want::Say(said)] } else { Vec::new() }
    }

    pub fn go_to(&mut self, _: &PointId, _: &Scene) {}

    pub fn target(&self, _: &Scene) -> Option<String> {
        None
    }

    fn moved(&mut self, moved: Moved, scene: &Scene) -> Vec<Want> {
        let (left, leaves) = match moved {
            Moved::Nothing => return Vec::new(),
            Moved::Left(field) => (field, false),
            Moved::Done(field) | Moved::Back(field) => (field, true),
        };
        let mut wants = scene.visit.map_or(Vec::new(), |visit| self.commit(left, visit, scene));
        if leaves {
            wants.push(if self.first { super::open::run_instead(self.visit) } else { Want::Close });
        }
        wants
    }

    /// Writes down what a field says now, if that is new.
    fn commit(&mut self, field: usize, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let (Some(row), Some(now)) = (self.rows.get(field).cloned(), self.form.fields.get(field)) else { return Vec::new() };
        let (typed, chosen) = (now.typed().trim().to_string(), now.chosen());
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
                let typed = if matches!(*name, "started" | "ended") { fields::clock(&typed) } else { typed };
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
        if let Some((name, prompt)) = &self.note {
            let middle = Rect { x: area.x + 4, y: area.y + area.height / 2 - 2, width: area.width - 8, height: 3 };
            let title = words::NOTE.fill(scene.lang, &[&trait_word(name, scene)]);
            let inside = boxed(f.buffer_mut(), middle, &title, scene.theme);
            prompt.draw(f, inside, true, scene.theme);
        }
    }
}

/// Fields of the facility's file that the record's head needs.
const FILE: [&str; 4] = ["head", "address", "credit_code", "filing_number"];

fn file_mut<'a>(profile: &'a mut Facility, name: &str) -> Option<&'a mut Option<String>> {
    Some(match name {
        "head" => &mut profile.head,
        "address" => &mut profile.address,
        "credit_code" => &mut profile.credit_code,
        "filing_number" => &mut profile.filing_number,
        _ => return None,
    })
}

fn on_file(visit: &Visit, name: &str) -> String {
    let mut profile = visit.parts.facility.joined.value.clone();
    file_mut(&mut profile, name).and_then(|text| text.take()).unwrap_or_default()
}

/// The field's own name, for `&'static str` rows.
fn name_of(name: &str) -> &'static str {
    Said::TEXTS.into_iter().find(|n| *n == name).unwrap_or("")
}

fn told(row: &Row) -> Option<&str> {
    match row {
        Row::Told(name) => Some(name),
        Row::Recusal => Some("recusal"),
        _ => None,
    }
}

fn trait_word(name: &str, scene: &Scene) -> String {
    of_trait(name).map_or(name.into(), |t| scene.say(t).into())
}

/// A field in the language of now, holding what the visit says.
fn fresh(row: &Row, visit: &Visit, scene: &Scene) -> Field {
    let say = |text| scene.say(text).to_string();
    let gate = &visit.parts.head.joined.value.gate;
    let label = |name: &str| words::field(name).map_or(name.to_string(), say);
    match row {
        Row::Trait(name) => {
            let options = vec![say(Presence::Yes.words()), say(Presence::No.words()), say(words::STILL_UNKNOWN)];
            let chosen = match visit.presence(name) {
                Presence::Yes => Some(0),
                Presence::No => Some(1),
                Presence::Unknown => None,
            };
            let kind = visit.parts.head.joined.value.facility_type;
            let items = visit.parts.lists.iter().flat_map(|l| &l.items).filter(|i| i.fits(kind) && i.traits.contains(name));
            Field::choice(trait_word(name, scene), options, chosen).hint(words::HANGS.fill(scene.lang, &[&items.count()]))
        }
        Row::Words(name) => {
            let profile = &visit.parts.facility.joined.value;
            let (time, filed) = (Some(scene.now.time.clone()), words::ON_FILE);
            let (known, hint) = match *name {
                "started" | "ended" => (time, words::NOW_IS),
                "host_name" => (profile.contact.clone().or(profile.head.clone()), filed),
                "host_phone" => (profile.phone.clone(), filed),
                "beds_counted" => (profile.beds.map(|b| b.to_string()), filed),
                _ => (None, filed),
            };
            let hint = known.as_ref().map(|k| hint.fill(scene.lang, &[k])).unwrap_or_default();
            let text = gate.text(name).to_string();
            let plain = matches!(*name, "started" | "ended" | "host_phone" | "beds_counted" | "residents" | "disabled")
                || matches!(*name, "dementia" | "staff" | "carers" | "on_duty");
            let field = if plain { Field::plain(label(name), text) } else { Field::text(label(name), text) };
            field.hint(hint).recent(known.into_iter().collect())
        }
        Row::File(name) => {
            let label = match *name {
                "head" => words::FILE_HEAD,
                "address" => facility::ADDRESS,
                "credit_code" => facility::CREDIT,
                _ => facility::FILING,
            };
            let text = on_file(visit, name);
            let field =
                if matches!(*name, "head" | "address") { Field::text(say(label), text) } else { Field::plain(say(label), text) };
            field.hint(say(words::TO_FILE))
        }
        Row::Told(name) => {
            let done = if *name == "cards_shown" { gate.cards_shown } else { gate.rights_told };
            Field::choice(label(name), vec![say(words::DONE), say(words::NOT_YET)], done.then_some(0))
        }
        Row::Recusal => {
            let chosen = match gate.recusal.as_str() {
                "" => None,
                told if told == words::NO_RECUSAL.zh => Some(0),
                _ => Some(1),
            };
            let other = chosen == Some(1) && gate.recusal != words::RECUSAL.zh;
            let hint = if other { gate.recusal.clone() } else { String::new() };
            Field::choice(label("recusal"), vec![say(words::NO_RECUSAL), say(words::RECUSAL)], chosen).hint(hint)
        }
    }
}
