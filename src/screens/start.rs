//! The first start: four fields, Enter through them, the language, the clock, and where to begin. No account, no question
//! that can be asked later.

use super::home::Home;
use super::{Scene, Screen, Typing, Want, fields, frame, open, say};
use crate::domain::event::Person;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request, facility as draft};
use crate::text::{Text, people as words};
use crate::theme::Role;
use crate::views::PersonRow;
use crate::widgets::dialog::Dialog;
use crate::widgets::form::{Field, Form};
use crate::widgets::line::Line;
use ratatui::Frame;
use ratatui::layout::Rect;

const NAME: usize = 0;
const UNIT: usize = 1;
const CARD: usize = 2;
const LAPTOP: usize = 3;

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    Fields,
    Language,
    Clock,
    Next,
}

/// The first start.
#[derive(Debug, Default)]
pub struct Start {
    form: Form,
    step: Step,
    /// Who is in the file already: a file from elsewhere may hold this person.
    people: Vec<PersonRow>,
}

impl Start {
    pub fn scope(&self) -> Scope {
        if self.step == Step::Fields { Scope::Form } else { Scope::Choice }
    }

    pub fn typing(&self) -> Typing {
        match self.step {
            Step::Fields => fields::typing(&self.form),
            _ => Typing::No,
        }
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        self.fill(scene);
        vec![Want::Ask(Request::People)]
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        if self.step != Step::Fields {
            if command == Command::Back {
                self.step = match self.step {
                    Step::Next => Step::Clock,
                    Step::Clock => Step::Language,
                    _ => Step::Fields,
                };
            }
            return Vec::new();
        }
        match command {
            Command::Enter if self.form.current() == NAME && self.typed_in(NAME).is_empty() => {
                return vec![Want::Warn(scene.say(words::NAME_NEEDED).into())];
            }
            Command::Enter => {
                if !self.form.next() {
                    return self.take_fields(scene);
                }
            }
            Command::Up | Command::Back => self.form.back(),
            command => {
                fields::command(&mut self.form, command);
            }
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        let Some(taken) = self.question(scene).map(|q| q.taken(text)) else {
            fields::typed(&mut self.form, text);
            return Vec::new();
        };
        match (self.step, taken) {
            (_, None) => Vec::new(),
            (Step::Language, Some(taken)) => {
                self.step = Step::Clock;
                let mut settings = scene.settings.clone();
                settings.lang = if taken == 1 { "en" } else { "zh" }.into();
                vec![Want::Settings(Box::new(settings))]
            }
            (Step::Clock, Some(taken)) => {
                self.step = Step::Next;
                match taken {
                    0 => Vec::new(),
                    _ => vec![Want::Warn(scene.say(words::CLOCK_MEND).into())],
                }
            }
            (_, Some(taken)) => {
                let mut wants = open::instead(Screen::Home(Home::default()));
                wants.extend(match taken {
                    0 => open::import_roster(),
                    1 => open::action(Command::Demo, scene),
                    _ => Vec::new(),
                });
                wants
            }
        }
    }

    pub fn receive(&mut self, reply: &Reply, _: &Scene) -> Vec<Want> {
        match reply {
            Reply::People(people) => self.people = people.clone(),
            Reply::Appended(_) => self.step = Step::Language,
            _ => {}
        }
        Vec::new()
    }

    fn typed_in(&self, field: usize) -> &str {
        self.form.fields.get(field).map_or("", |f| f.typed().trim())
    }

    /// Makes the fields, also anew when the language changed; what is typed stays.
    fn fill(&mut self, scene: &Scene) {
        let label = |text: Text| scene.say(text).to_string();
        let fresh = vec![
            Field::text(label(words::NAME), ""),
            Field::proposed(label(words::UNIT), &scene.settings.unit),
            Field::plain(label(words::CARD), ""),
            Field::proposed(label(words::LAPTOP), label(words::FIRST_LAPTOP)).hint(label(words::LAPTOP_HINT)),
        ];
        match self.form.fields.is_empty() {
            true => self.form = Form::new(fresh),
            false => fields::relabel(&mut self.form, fresh),
        }
    }

    /// The person goes into the log, the rest into the settings.
    fn take_fields(&mut self, scene: &Scene) -> Vec<Want> {
        if self.typed_in(NAME).is_empty() {
            self.form.go(NAME);
            return vec![Want::Warn(scene.say(words::NAME_NEEDED).into())];
        }
        let text = |field: usize| Some(self.typed_in(field).to_string()).filter(|t| !t.is_empty());
        let typed = Person { name: self.typed_in(NAME).into(), unit: text(UNIT), card: text(CARD), ..Person::default() };
        let id = draft::person_id(&typed);
        let there = self.people.iter().find(|row| row.id == id);
        // What the file knows beyond these fields stays.
        let person = match there {
            Some(row) => Person { name: typed.name, unit: typed.unit, card: typed.card, ..row.person.clone() },
            None => typed,
        };
        let mut settings = scene.settings.clone();
        settings.author = Some(id);
        settings.unit = self.typed_in(UNIT).into();
        settings.laptop = self.typed_in(LAPTOP).into();
        let mut wants = vec![Want::Settings(Box::new(settings))];
        match there {
            Some(row) if row.person == person => self.step = Step::Language,
            _ => {
                let heads = there.map(|row| row.heads.clone()).unwrap_or_default();
                wants.push(Want::Append(vec![draft::person(id, person, heads)]));
            }
        }
        wants
    }

    fn question(&self, scene: &Scene) -> Option<Dialog> {
        let choices = |all: &[Text]| all.iter().map(|t| scene.say(*t).to_string()).collect();
        Some(match self.step {
            Step::Fields => return None,
            Step::Language => Dialog::new(scene.say(words::WHICH_LANGUAGE), choices(&[words::CHINESE, words::ENGLISH])),
            Step::Clock => {
                let day = say::day(scene.now.today, scene.lang);
                let title = words::CLOCK.fill(scene.lang, &[&day, &scene.now.time]);
                let says = scene.say(words::CLOCK_SAYS);
                Dialog::new(title, choices(&[words::CLOCK_RIGHT, words::CLOCK_WRONG])).saying(says)
            }
            Step::Next => {
                let all = [words::NEXT_IMPORT, words::NEXT_DEMO, words::NEXT_START];
                Dialog::new(scene.say(words::NEXT), choices(&all))
            }
        })
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        self.fill(scene);
        let body = frame::page(f, area, scene, scene.say(words::WELCOME), "");
        let text = scene.theme.style(Role::Text);
        for (row, line) in words::WELCOME_LINES.iter().enumerate() {
            let style = scene.theme.style(if row == 0 { Role::Head } else { Role::Quiet });
            Line::new(f.buffer_mut(), body, 1 + row as u16, text).add("   ", text).add(scene.say(*line), style);
        }
        self.form.draw(f, Rect { y: body.y + 6, height: body.height.saturating_sub(6), ..body }, scene.theme);
        frame::foot(f, area, scene, self.scope(), "");
        if let Some(question) = self.question(scene) {
            question.draw(f, area, scene.theme);
        }
    }
}
