//! The form of a facility's profile: a new one, or corrections. Enter goes through, Esc saves and goes back; nothing that
//! was typed is lost. A new one that is on the list already is said, not written twice.

use super::Facility as Page;
use crate::content::limit;
use crate::domain::check;
use crate::domain::facility::{Facility, FacilityType, Status};
use crate::domain::name::FacilityId;
use crate::domain::subject::PointId;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request, facility as draft};
use crate::screens::{Scene, Screen, Typing, Want, fields, frame, open};
use crate::text::{Lang, Text, facility as words, say as common};
use crate::views::facility::{FacilityRow, FacilityView};
use crate::widgets::dialog::Dialog;
use crate::widgets::form::{Field, Form};
use ratatui::Frame;
use ratatui::layout::Rect;
use std::collections::BTreeMap;

/// The fields in the order of the form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Name,
    Kind,
    Street,
    Address,
    Phone,
    Head,
    Contact,
    Beds,
    Filing,
    Credit,
    Directions,
    Status,
    StatusFrom,
    Note,
}

/// The form, and what it is a form of.
#[derive(Debug)]
pub struct FacilityForm {
    form: Form,
    /// The page it corrects; none for a new facility.
    of: Option<Box<FacilityView>>,
    /// All facilities, for a new one: to find one that is there already.
    known: Vec<FacilityRow>,
    loaded: bool,
    /// Streets used before, for Down.
    streets: Vec<String>,
    asks: Option<Question>,
    /// What is being written, and its name.
    writing: Option<(FacilityId, String)>,
}

#[derive(Clone, Copy, Debug)]
enum Question {
    /// This one is there already.
    Known(FacilityId),
    /// No name yet: go on, or give it up.
    Unnamed,
}

impl FacilityForm {
    /// A new facility under the name that was typed.
    pub fn add(name: &str, scene: &Scene) -> FacilityForm {
        // Letters were pinyin to search by, not a name.
        let name = if name.is_ascii() { "" } else { name.trim() };
        let profile = Facility { name: name.into(), ..Facility::default() };
        FacilityForm {
            form: form(&profile, scene.lang),
            of: None,
            known: Vec::new(),
            loaded: false,
            streets: Vec::new(),
            asks: None,
            writing: None,
        }
    }

    /// Corrections of a profile.
    pub fn edit(view: &FacilityView, scene: &Scene) -> FacilityForm {
        let form = form(&view.profile.joined.value, scene.lang);
        FacilityForm {
            form,
            of: Some(Box::new(view.clone())),
            known: Vec::new(),
            loaded: false,
            streets: Vec::new(),
            asks: None,
            writing: None,
        }
    }

    pub fn scope(&self) -> Scope {
        if self.asks.is_some() { Scope::Choice } else { Scope::Form }
    }

    pub fn typing(&self) -> Typing {
        if self.asks.is_some() { Typing::No } else { fields::typing(&self.form) }
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        if self.of.is_none() { vec![Want::Ask(Request::Facilities)] } else { Vec::new() }
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        match command {
            Command::Back if self.asks.is_some() => self.asks = None,
            Command::Back => return self.leave(scene),
            Command::Enter => {
                if let Some(wrong) = self.wrong() {
                    return vec![Want::Warn(scene.say(wrong).into())];
                }
                if !self.form.next() {
                    return self.save(scene);
                }
            }
            Command::Up => self.form.back(),
            Command::Down => {
                // What was typed is not replaced by one used before.
                let field = &self.form.fields[self.form.current()];
                let own = !field.typed().is_empty() && !field.recent.iter().any(|r| r == field.typed());
                if own || !self.form.recall() {
                    self.form.next();
                }
            }
            command => {
                fields::command(&mut self.form, command);
            }
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        let Some(question) = self.asks else {
            fields::typed(&mut self.form, text);
            return Vec::new();
        };
        let taken = self.dialog(question, scene).taken(text);
        match (question, taken) {
            (Question::Known(id), Some(0)) => {
                return open::instead(Screen::Facility(Page::new(id)));
            }
            (Question::Unnamed, Some(1)) => return vec![Want::Close],
            (_, Some(_)) => self.asks = None,
            (_, None) => {}
        }
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match reply {
            Reply::Facilities(rows) => {
                self.streets = streets(rows);
                (self.known, self.loaded) = (rows.clone(), true);
                self.relabel(scene.lang);
            }
            Reply::Appended(_) => {
                let Some((id, name)) = self.writing.take() else { return Vec::new() };
                return match self.of {
                    Some(_) => vec![Want::Close, Want::Say(words::CHANGED.fill(scene.lang, &[&name]))],
                    None => {
                        let mut wants = open::instead(Screen::Facility(Page::new(id)));
                        wants.push(Want::Say(words::ADDED.fill(scene.lang, &[&name])));
                        wants
                    }
                };
            }
            Reply::Failed(_) => self.writing = None,
            _ => {}
        }
        Vec::new()
    }

    pub fn go_to(&mut self, _: &PointId, _: &Scene) {}

    pub fn target(&self, _: &Scene) -> Option<String> {
        None
    }

    /// Labels in the language of now; what was typed stays.
    fn relabel(&mut self, lang: Lang) {
        fields::relabel(&mut self.form, form(&Facility::default(), lang).fields);
        self.form.fields[At::Street as usize].recent = self.streets.clone();
    }

    fn typed_in(&self, at: At) -> &str {
        self.form.fields[at as usize].typed().trim()
    }

    /// What is wrong with the current field, so that it is not left yet.
    fn wrong(&self) -> Option<Text> {
        let is = |at: At| self.form.current() == at as usize;
        let date = self.typed_in(At::StatusFrom);
        match () {
            () if is(At::Name) && self.typed_in(At::Name).is_empty() => Some(words::NAME_NEEDED),
            () if is(At::Beds) && self.beds().is_err() => Some(words::NOT_A_NUMBER),
            () if is(At::StatusFrom) && !date.is_empty() && limit::date(date).is_none() => Some(words::NOT_A_DATE),
            () => None,
        }
    }

    fn beds(&self) -> Result<Option<u32>, std::num::ParseIntError> {
        match self.typed_in(At::Beds) {
            "" => Ok(None),
            typed => typed.parse().map(Some),
        }
    }

    /// Esc: saved when there is a name and nothing is wrong; asked about otherwise.
    fn leave(&mut self, scene: &Scene) -> Vec<Want> {
        let untouched = self.form.fields.iter().all(|f| f.typed().trim().is_empty()) && self.of.is_none();
        if untouched {
            return vec![Want::Close];
        }
        if self.typed_in(At::Name).is_empty() {
            self.asks = Some(Question::Unnamed);
            return Vec::new();
        }
        self.save(scene)
    }

    fn save(&mut self, scene: &Scene) -> Vec<Want> {
        for at in [At::Name, At::Beds, At::StatusFrom] {
            let before = self.form.current();
            self.form.go(at as usize);
            if let Some(wrong) = self.wrong() {
                return vec![Want::Warn(scene.say(wrong).into())];
            }
            self.form.go(before);
        }
        let profile = self.profile();
        let name = profile.name.clone();
        match &self.of {
            Some(view) => match draft::edit(view, profile) {
                None => vec![Want::Close],
                Some(draft) => {
                    self.writing = Some((view.id, name));
                    vec![Want::Append(vec![draft])]
                }
            },
            // Whether it is there already is not known yet.
            None if !self.loaded => vec![Want::Say(scene.say(common::LOADING).into())],
            None => {
                let (id, draft) = draft::add(profile);
                if self.known.iter().any(|row| row.id == id) {
                    self.asks = Some(Question::Known(id));
                    return Vec::new();
                }
                self.writing = Some((id, name));
                vec![Want::Append(vec![draft])]
            }
        }
    }

    /// What the form says now, over what it does not ask.
    fn profile(&self) -> Facility {
        let before = self.of.as_ref().map(|v| v.profile.joined.value.clone()).unwrap_or_default();
        let text = |at| Some(self.typed_in(at)).filter(|t| !t.is_empty()).map(str::to_string);
        let chosen = |at: At| self.form.fields[at as usize].chosen();
        let name = self.typed_in(At::Name).to_string();
        let mut former_names = before.former_names.clone();
        if !before.name.is_empty() && before.name != name && !former_names.contains(&before.name) {
            former_names.push(before.name.clone());
        }
        former_names.retain(|n| *n != name);
        let mut profile = Facility {
            kind: chosen(At::Kind).map(|k| FacilityType::ALL[k]),
            street: text(At::Street),
            address: text(At::Address),
            filing_number: text(At::Filing),
            credit_code: text(At::Credit).map(|c| c.to_uppercase()),
            head: text(At::Head),
            contact: text(At::Contact),
            phone: text(At::Phone),
            beds: self.beds().ok().flatten(),
            directions: text(At::Directions),
            status: chosen(At::Status).map_or(before.status, |s| Status::ALL[s]),
            status_from: limit::date(self.typed_in(At::StatusFrom)),
            note: text(At::Note),
            name,
            former_names,
            ..before
        };
        profile.marks = check::marks(&profile, &profile.marks);
        profile
    }

    fn dialog(&self, question: Question, scene: &Scene) -> Dialog {
        let choices = |all: &[Text]| all.iter().map(|t| scene.say(*t).to_string()).collect();
        match question {
            Question::Unnamed => Dialog::new(scene.say(words::UNNAMED), choices(&[words::GO_ON, words::DROP])),
            Question::Known(id) => {
                let dialog = Dialog::new(scene.say(words::KNOWN), choices(&[words::OPEN_KNOWN, words::GO_ON]));
                match self.known.iter().find(|row| row.id == id) {
                    None => dialog,
                    Some(row) => dialog.saying(words::KNOWN_LINE.fill(scene.lang, &[&row.name, &row.street, &row.address])),
                }
            }
        }
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let title = match &self.of {
            None => scene.say(words::NEW).to_string(),
            Some(view) => words::EDIT.fill(scene.lang, &[&view.profile.joined.value.name]),
        };
        let body = frame::page(f, area, scene, &title, "");
        self.relabel(scene.lang);
        self.form.draw(f, Rect { y: body.y + 1, height: body.height - 1, ..body }, scene.theme);
        frame::foot(f, area, scene, self.scope(), scene.say(words::FORM_HINT));
        if let Some(question) = self.asks {
            self.dialog(question, scene).draw(f, area, scene.theme);
        }
    }
}

fn form(of: &Facility, lang: Lang) -> Form {
    let say = |text: Text| text.get(lang).to_string();
    let text = |label, value: &Option<String>| Field::text(say(label), value.as_deref().unwrap_or(""));
    let plain = |label, value: &Option<String>| Field::plain(say(label), value.as_deref().unwrap_or(""));
    let all = |words: &[Text]| words.iter().map(|t| say(*t)).collect();
    let kind = of.kind.and_then(|k| FacilityType::ALL.iter().position(|a| *a == k));
    let status = Status::ALL.iter().position(|s| *s == of.status);
    Form::new(vec![
        Field::text(say(words::NAME), &of.name).hint(say(words::REQUIRED)),
        Field::choice(say(words::TYPE), all(&words::TYPES), kind),
        text(words::STREET, &of.street),
        text(words::ADDRESS, &of.address),
        plain(words::PHONE, &of.phone),
        text(words::HEAD, &of.head),
        text(words::CONTACT, &of.contact),
        plain(words::BEDS_FILED, &of.beds.map(|b| b.to_string())).hint(say(words::SHEETS)),
        plain(words::FILING, &of.filing_number),
        plain(words::CREDIT, &of.credit_code),
        text(words::DIRECTIONS, &of.directions),
        Field::choice(say(words::STATUS), all(&Status::ALL.map(Status::words)), status),
        plain(words::STATUS_FROM, &of.status_from.map(|d| d.to_string())),
        text(words::NOTE, &of.note),
    ])
}

/// Streets that are there already, the most frequent first: Down takes them in turn.
fn streets(rows: &[FacilityRow]) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    rows.iter().filter(|r| !r.street.is_empty()).for_each(|r| *times.entry(&r.street).or_default() += 1);
    let mut streets: Vec<_> = times.into_iter().collect();
    streets.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    streets.into_iter().map(|(s, _)| s.to_string()).collect()
}
