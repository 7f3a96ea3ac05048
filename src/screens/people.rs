//! People: who inspects, with their cards. One of them is the person of this laptop, some are colleagues that new visits
//! list as officers; that is a setting of this laptop, the people themselves are in the log.

use super::lists::{Filter, walk};
use super::{Scene, Typing, Want, fields, frame};
use crate::content::limit;
use crate::domain::event::Person;
use crate::domain::name::PersonId;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request, facility as draft};
use crate::search;
use crate::text::{facility, people as words, say as common};
use crate::theme::{CURSOR, Role};
use crate::views::PersonRow;
use crate::widgets::form::{Field, Form};
use crate::widgets::line::Line;
use crate::widgets::list::List;
use ratatui::Frame;
use ratatui::layout::Rect;

const NAME: usize = 0;
const UNIT: usize = 1;
const CARD: usize = 2;
const CARD_UNTIL: usize = 3;
const PHONE: usize = 4;

/// The list, and the form of the one that is open.
#[derive(Debug, Default)]
pub struct People {
    rows: Vec<PersonRow>,
    loaded: bool,
    filter: Filter,
    hits: Vec<usize>,
    /// The first row adds.
    list: List,
    height: usize,
    form: Option<Open>,
}

/// The form and whom it corrects.
#[derive(Debug)]
struct Open {
    form: Form,
    of: Option<PersonRow>,
}

impl People {
    pub fn scope(&self) -> Scope {
        if self.form.is_some() { Scope::Form } else { Scope::People }
    }

    pub fn typing(&self) -> Typing {
        match &self.form {
            None => Typing::No,
            Some(open) => fields::typing(&open.form),
        }
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        vec![Want::Ask(Request::People)]
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        if self.form.is_some() {
            return self.in_form(command, scene);
        }
        match command {
            Command::Back if self.filter.is_empty() => return vec![Want::Close],
            Command::Back => self.filter.clear(),
            Command::DeleteBack => self.filter.shorten(),
            Command::Enter => {
                self.form = Some(open(self.current().cloned(), self.filter.text(), scene));
                return Vec::new();
            }
            Command::Myself => return self.myself(scene),
            Command::Colleague => return self.colleague(scene),
            command => {
                walk(&mut self.list, command, self.hits.len() + 1, self.height);
                return Vec::new();
            }
        }
        self.narrow();
        Vec::new()
    }

    fn in_form(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        let Some(open) = &mut self.form else { return Vec::new() };
        let form = &mut open.form;
        match command {
            Command::Back if form.fields[NAME].typed().trim().is_empty() => self.form = None,
            Command::Back => return self.save(scene),
            Command::Enter if form.current() == NAME && form.fields[NAME].typed().trim().is_empty() => {
                return vec![Want::Warn(scene.say(words::NAME_NEEDED).into())];
            }
            Command::Enter => {
                if !form.next() {
                    return self.save(scene);
                }
            }
            command => {
                fields::command(form, command);
            }
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, _: &Scene) -> Vec<Want> {
        match &mut self.form {
            Some(open) => {
                fields::typed(&mut open.form, text);
            }
            None => {
                self.filter.insert(text);
                self.narrow();
            }
        }
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match reply {
            Reply::People(rows) => {
                let (at, again) = (self.list, self.loaded);
                (self.rows, self.loaded) = (rows.clone(), true);
                self.narrow();
                if again {
                    self.list = at;
                }
            }
            Reply::Appended(_) => {
                let name = self.form.take().map(|o| o.form.fields[NAME].typed().to_string()).unwrap_or_default();
                let mut wants = self.shown(scene);
                wants.push(Want::Say(words::SAVED.fill(scene.lang, &[&name])));
                return wants;
            }
            _ => {}
        }
        Vec::new()
    }

    fn current(&self) -> Option<&PersonRow> {
        let at = self.list.current.checked_sub(1)?;
        self.hits.get(at).map(|&hit| &self.rows[hit])
    }

    fn narrow(&mut self) {
        let query = self.filter.text();
        let fits = |row: &PersonRow| {
            let unit = row.person.unit.as_deref().unwrap_or("");
            query.trim().is_empty() || search::matches(query, &format!("{} {unit}", row.person.name)).is_some()
        };
        self.hits = (0..self.rows.len()).filter(|&at| fits(&self.rows[at])).collect();
        self.list = List::at(usize::from(!self.hits.is_empty()));
    }

    fn myself(&self, scene: &Scene) -> Vec<Want> {
        let Some(row) = self.current() else { return Vec::new() };
        let mut settings = scene.settings.clone();
        settings.author = Some(row.id);
        settings.colleagues.retain(|id| *id != row.id);
        let said = words::NOW_ME.fill(scene.lang, &[&row.person.name]);
        vec![Want::Settings(Box::new(settings)), Want::Say(said)]
    }

    fn colleague(&self, scene: &Scene) -> Vec<Want> {
        let Some(row) = self.current().filter(|row| !scene.settings.author.is_some_and(|me| row.is(me))) else {
            return Vec::new();
        };
        let mut settings = scene.settings.clone();
        let said = match settings.colleagues.iter().position(|id| *id == row.id) {
            Some(at) => {
                settings.colleagues.remove(at);
                words::NO_COLLEAGUE
            }
            None => {
                settings.colleagues.push(row.id);
                words::NOW_COLLEAGUE
            }
        };
        let said = said.fill(scene.lang, &[&row.person.name]);
        vec![Want::Settings(Box::new(settings)), Want::Say(said)]
    }

    /// Written over the heads there are; a person who is there already under this card or name is corrected, not doubled.
    fn save(&mut self, scene: &Scene) -> Vec<Want> {
        let Some(Open { form, of }) = &mut self.form else { return Vec::new() };
        let until = form.fields[CARD_UNTIL].typed().trim();
        if !until.is_empty() && limit::date(until).is_none() {
            form.go(CARD_UNTIL);
            return vec![Want::Warn(scene.say(facility::NOT_A_DATE).into())];
        }
        if !self.loaded {
            return vec![Want::Say(scene.say(common::LOADING).into())];
        }
        let person = person(form);
        let id = of.as_ref().map_or_else(|| draft::person_id(&person), |row| row.id);
        let there = self.rows.iter().find(|row| row.id == id);
        if there.is_some_and(|row| row.person == person) {
            self.form = None;
            return Vec::new();
        }
        let heads = there.map(|row| row.heads.clone()).unwrap_or_default();
        vec![Want::Append(vec![draft::person(id, person, heads)])]
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        if let Some(Open { form, of }) = &mut self.form {
            fields::relabel(form, labels(&Person::default(), scene));
            let title = match of {
                None => scene.say(words::NEW).to_string(),
                Some(row) => words::EDIT.fill(scene.lang, &[&row.person.name]),
            };
            let body = frame::page(f, area, scene, &title, "");
            form.draw(f, Rect { y: body.y + 1, height: body.height - 1, ..body }, scene.theme);
            return frame::foot(f, area, scene, Scope::Form, "");
        }
        let body = frame::page(f, area, scene, scene.say(words::PEOPLE), "");
        let right = common::COUNT_OF.fill(scene.lang, &[&self.hits.len(), &self.rows.len()]);
        self.filter.draw(f, body, 0, scene, &right);
        let below = Rect { y: body.y + 1, height: body.height - 1, ..body };
        self.height = usize::from(below.height);
        let quiet = scene.theme.style(Role::Quiet);
        if !self.loaded {
            Line::new(f.buffer_mut(), below, 0, quiet).add("   ", quiet).add(scene.say(common::LOADING), quiet);
        } else {
            for (row, at) in self.list.seen(self.hits.len() + 1, self.height).enumerate() {
                let person = at.checked_sub(1).map(|at| &self.rows[self.hits[at]]);
                draw_row(f, below, row as u16, person, at == self.list.current, scene);
            }
        }
        frame::foot(f, area, scene, Scope::People, scene.say(words::TWO_CARDS));
    }
}

fn draw_row(f: &mut Frame, area: Rect, row: u16, of: Option<&PersonRow>, current: bool, scene: &Scene) {
    let base = scene.theme.style(if current { Role::Current } else { Role::Text });
    let quiet = scene.theme.style(Role::Quiet);
    let mark = if current { CURSOR } else { " " };
    let line = Line::new(f.buffer_mut(), area, row, base).add(&format!(" {mark} "), base);
    let Some(row @ PersonRow { id, person, .. }) = of else {
        line.add(scene.say(words::ADD), scene.theme.style(Role::Chosen));
        return;
    };
    let role = match () {
        () if scene.settings.author.is_some_and(|me| row.is(me)) => scene.say(words::ME),
        () if scene.settings.colleagues.contains(id) => scene.say(words::COLLEAGUE),
        () => "",
    };
    let (card, pressing) = match (&person.card, person.card_until) {
        (None, _) => (scene.say(words::NO_CARD).to_string(), Role::Warning),
        (Some(_), Some(d)) if d < scene.now.today => (words::CARD_EXPIRED.fill(scene.lang, &[&d]), Role::Owed),
        (Some(_), Some(d)) => (words::CARD_HOLDS.fill(scene.lang, &[&d]), Role::Text),
        (Some(_), None) => (String::new(), Role::Text),
    };
    line.cell(&person.name, 12, base)
        .cell(role, 10, scene.theme.style(Role::Chosen))
        .cell(person.unit.as_deref().unwrap_or(""), 16, quiet)
        .add("  ", base)
        .cell(person.card.as_deref().unwrap_or(""), 14, base)
        .add(&card, scene.theme.style(pressing));
}

/// The people that a form offers: those of `first` in their order, then whoever else is in the books; none of `but`.
pub fn on_digits<'a, 'b>(
    people: &'a [PersonRow],
    first: impl IntoIterator<Item = &'b PersonId>,
    but: Option<PersonId>,
) -> Vec<&'a PersonRow> {
    let known = first.into_iter().filter_map(|id| people.iter().find(|p| p.is(*id)));
    let mut all: Vec<&PersonRow> = Vec::new();
    for person in known.chain(people) {
        if !but.is_some_and(|id| person.is(id)) && !all.iter().any(|p| p.id == person.id) {
            all.push(person);
        }
    }
    all
}

fn open(of: Option<PersonRow>, typed: &str, scene: &Scene) -> Open {
    let now = of.as_ref().map(|row| row.person.clone()).unwrap_or_else(|| Person {
        name: if typed.is_ascii() { String::new() } else { typed.trim().into() },
        unit: Some(scene.settings.unit.clone()),
        ..Person::default()
    });
    Open { form: Form::new(labels(&now, scene)), of }
}

/// The fields over a person.
fn labels(now: &Person, scene: &Scene) -> Vec<Field> {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    vec![
        Field::text(scene.say(words::NAME), now.name.clone()).hint(scene.say(facility::REQUIRED)),
        Field::proposed(scene.say(words::UNIT), text(&now.unit)),
        Field::plain(scene.say(words::CARD), text(&now.card)),
        Field::day(scene.say(words::CARD_UNTIL), now.card_until.map(|d| d.to_string()).unwrap_or_default()).hint("2027-03-15"),
        Field::plain(scene.say(words::PHONE), text(&now.phone)),
    ]
}

fn person(form: &Form) -> Person {
    let text = |at: usize| Some(form.fields[at].typed().trim().to_string()).filter(|t| !t.is_empty());
    Person {
        name: text(NAME).unwrap_or_default(),
        unit: text(UNIT),
        card: text(CARD),
        card_until: limit::date(form.fields[CARD_UNTIL].typed()),
        phone: text(PHONE),
    }
}
