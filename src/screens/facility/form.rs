//! The form of a facility's profile: a new one, or corrections. Enter goes through, Esc saves and goes back; nothing that
//! was typed is lost. A new one that is on the list already is said, not written twice.

mod fields;

use super::Facility as Page;
use crate::content::limit;
use crate::domain::derive::normal;
use crate::domain::facility::{Facility, FacilityType, Status};
use crate::domain::name::FacilityId;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request, facility as draft};
use crate::screens::{Scene, Screen, Typing, Want, fields as common_fields, frame, open};
use crate::text::{Lang, Text, facility as words, say as common};
use crate::views::facility::{FacilityRow, FacilityView};
use crate::widgets::dialog::Dialog;
use crate::widgets::form::{Field, Form};
use fields::{At, form, hosts, named, streets};
use ratatui::Frame;
use ratatui::layout::Rect;

/// The form, and what it is a form of.
#[derive(Debug)]
pub struct FacilityForm {
    form: Form,
    /// The page it corrects; none for a new facility.
    of: Option<Box<FacilityView>>,
    /// All facilities: to find one that is there already, and the one that houses this.
    known: Vec<FacilityRow>,
    loaded: bool,
    /// Streets used before, for Down.
    streets: Vec<String>,
    /// Who may house it, for Down, and the address and street they were looked up for.
    hosts: Vec<String>,
    hosts_of: Option<(String, String)>,
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
    /// Another address: it moved, or the address was wrong.
    Moved,
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
            hosts: Vec::new(),
            hosts_of: None,
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
            hosts: Vec::new(),
            hosts_of: None,
            asks: None,
            writing: None,
        }
    }

    pub fn scope(&self) -> Scope {
        if self.asks.is_some() { Scope::Choice } else { Scope::Form }
    }

    pub fn typing(&self) -> Typing {
        if self.asks.is_some() { Typing::No } else { common_fields::typing(&self.form) }
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        vec![Want::Ask(Request::Facilities)]
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
                common_fields::command(&mut self.form, command);
            }
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        let Some(question) = self.asks else {
            common_fields::typed(&mut self.form, text);
            return Vec::new();
        };
        let taken = self.dialog(question, scene).taken(text);
        match (question, taken) {
            (Question::Known(id), Some(0)) => {
                return open::instead(Screen::Facility(Page::new(id)));
            }
            (Question::Unnamed, Some(1)) => return vec![Want::Close],
            (Question::Moved, Some(taken @ (0 | 1))) => {
                self.asks = None;
                return self.write(taken == 0, scene);
            }
            (_, Some(_)) => self.asks = None,
            (_, None) => {}
        }
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match reply {
            Reply::Facilities(rows) => {
                self.streets = streets(rows);
                let first = !self.loaded;
                (self.known, self.loaded, self.hosts_of) = (rows.clone(), true, None);
                if first {
                    self.show_host();
                }
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

    /// Labels in the language of now; what was typed stays.
    fn relabel(&mut self, lang: Lang) {
        common_fields::relabel(&mut self.form, form(&Facility::default(), lang).fields);
        self.form.fields[At::Street as usize].recent = self.streets.clone();
        // Offered where the cursor is on it: the whole district is looked through once for an address and street.
        let place = (self.typed_in(At::Address).to_string(), self.typed_in(At::Street).to_string());
        if self.loaded && self.form.current() == At::Host as usize && self.hosts_of.as_ref() != Some(&place) {
            self.hosts = hosts(&self.known, self.of.as_ref().map(|v| v.id), &place.0, &place.1);
            self.hosts_of = Some(place);
        }
        self.form.fields[At::Host as usize].recent = self.hosts.clone();
    }

    /// The name of the facility that houses this one.
    fn show_host(&mut self) {
        let host = self.of.as_ref().and_then(|v| v.profile.joined.value.host);
        let name = host.and_then(|id| self.known.iter().find(|r| r.id == id)).map(|r| r.name.clone());
        if let Some(name) = name.filter(|_| self.typed_in(At::Host).is_empty()) {
            let label = std::mem::take(&mut self.form.fields[At::Host as usize].label);
            self.form.fields[At::Host as usize] = Field::text(label, name);
        }
    }

    fn host(&self) -> Option<FacilityId> {
        named(&self.known, self.of.as_ref().map(|v| v.id), self.typed_in(At::Host))
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
            () if is(At::Host) && !self.typed_in(At::Host).is_empty() && self.host().is_none() => Some(words::HOST_UNKNOWN),
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
        for at in [At::Name, At::Beds, At::StatusFrom, At::Host] {
            let before = self.form.current();
            self.form.go(at as usize);
            if let Some(wrong) = self.wrong() {
                return vec![Want::Warn(scene.say(wrong).into())];
            }
            self.form.go(before);
        }
        // Whether it is there already, and who houses it, is not known yet.
        if !self.loaded {
            return vec![Want::Say(scene.say(common::LOADING).into())];
        }
        let before = self.of.as_ref().and_then(|v| v.profile.joined.value.address.clone()).unwrap_or_default();
        let now = self.typed_in(At::Address);
        if !normal(&before).is_empty() && !normal(now).is_empty() && normal(&before) != normal(now) {
            self.asks = Some(Question::Moved);
            return Vec::new();
        }
        self.write(false, scene)
    }

    /// `moved`: into another building, of which nothing is known yet.
    fn write(&mut self, moved: bool, scene: &Scene) -> Vec<Want> {
        let profile = self.profile(scene);
        let name = profile.name.clone();
        let (id, drafts) = match &self.of {
            Some(view) if moved => (view.id, draft::moved(view, profile, scene.now.today, scene.settings.author)),
            Some(view) => (view.id, draft::edit(view, profile).into_iter().collect()),
            None => {
                let (id, draft) = draft::add(profile);
                if self.known.iter().any(|row| row.id == id) {
                    self.asks = Some(Question::Known(id));
                    return Vec::new();
                }
                (id, vec![draft])
            }
        };
        if drafts.is_empty() {
            return vec![Want::Close];
        }
        self.writing = Some((id, name));
        vec![Want::Append(drafts)]
    }

    /// What the form says now, over what it does not ask.
    fn profile(&self, scene: &Scene) -> Facility {
        let before = self.of.as_ref().map(|v| v.profile.joined.value.clone()).unwrap_or_default();
        let text = |at| Some(self.typed_in(at)).filter(|t| !t.is_empty()).map(str::to_string);
        let chosen = |at: At| self.form.fields[at as usize].chosen();
        let status = chosen(At::Status).map_or(before.status, |s| Status::ALL[s]);
        let profile = Facility {
            kind: chosen(At::Kind).map(|k| FacilityType::ALL[k]),
            street: text(At::Street),
            address: text(At::Address),
            filing_number: text(At::Filing),
            credit_code: text(At::Credit),
            head: text(At::Head),
            contact: text(At::Contact),
            phone: text(At::Phone),
            beds: self.beds().ok().flatten(),
            directions: text(At::Directions),
            status,
            status_from: limit::date(self.typed_in(At::StatusFrom)),
            host: self.host(),
            note: text(At::Note),
            name: self.typed_in(At::Name).to_string(),
            ..before.clone()
        };
        draft::settled(&before, profile, scene.now.today)
    }

    fn dialog(&self, question: Question, scene: &Scene) -> Dialog {
        let choices = |all: &[Text]| all.iter().map(|t| scene.say(*t).to_string()).collect();
        match question {
            Question::Moved => {
                let dialog = Dialog::new(scene.say(words::MOVED), choices(&[words::MOVED_YES, words::MOVED_NO, words::GO_ON]));
                dialog.saying(scene.say(words::MOVED_SAYS))
            }
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
