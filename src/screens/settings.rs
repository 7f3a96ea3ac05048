//! Settings: what a person set on this laptop, never in the log. A field is saved as it is left.

use super::fields::Moved;
use super::people::People;
use super::{Scene, Screen, Typing, Want, fields, frame};
use crate::keymap::{Command, Scope};
use crate::request::{DataFile, Reply, Request, Settings as Set};
use crate::text::{Lang, Text, people as words};
use crate::theme::Role;
use crate::views::PersonRow;
use crate::widgets::columns::wrap;
use crate::widgets::form::{Field, Form};
use crate::widgets::line::Line;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The fields in the order of the form.
#[derive(Clone, Copy)]
enum At {
    Who,
    Unit,
    Letterhead,
    Laptop,
    Language,
    Colours,
    Borders,
    Guard,
    Advance,
    Touchpad,
    Folder,
}

/// The form over the settings.
#[derive(Debug)]
pub struct Settings {
    form: Form,
    people: Vec<PersonRow>,
    /// Where the data file is and how full its disk, and what the district sets.
    file: Option<DataFile>,
}

impl Settings {
    pub fn new(scene: &Scene) -> Settings {
        Settings { form: form(scene.settings, scene.lang), people: Vec::new(), file: None }
    }

    pub fn scope(&self) -> Scope {
        Scope::Form
    }

    pub fn typing(&self) -> Typing {
        fields::typing(&self.form)
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        self.renew(scene);
        vec![Want::Ask(Request::People), Want::Ask(Request::DataFile)]
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        self.renew(scene);
        let mut wants = match command {
            Command::Enter | Command::Up | Command::Down | Command::Back => self.save(self.form.current(), scene),
            command => {
                fields::command(&mut self.form, command);
                return Vec::new();
            }
        };
        let refused = matches!(wants.first(), Some(Want::Warn(_)));
        match command {
            _ if refused => {}
            Command::Back => wants.push(Want::Close),
            Command::Up => self.form.back(),
            _ => {
                self.form.next();
            }
        }
        wants
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        self.renew(scene);
        if self.form.current() == At::Who as usize {
            return match text {
                "1" => vec![Want::Open(Box::new(Screen::People(People::default())))],
                _ => Vec::new(),
            };
        }
        let before = self.form.current();
        // A choice shows at once what it does.
        match fields::typed(&mut self.form, text) {
            Moved::Nothing => Vec::new(),
            _ => self.save(before, scene),
        }
    }

    pub fn receive(&mut self, reply: &Reply, _: &Scene) -> Vec<Want> {
        match reply {
            Reply::People(people) => self.people = people.clone(),
            Reply::DataFile(file) => self.file = Some(file.clone()),
            _ => {}
        }
        Vec::new()
    }

    /// The language or the colours were switched by Ctrl-G, Ctrl-T: labels and choices follow, what is typed stays.
    fn renew(&mut self, scene: &Scene) {
        let fresh = form(scene.settings, scene.lang).fields;
        for at in [At::Language, At::Colours] {
            self.form.fields[at as usize].value = fresh[at as usize].value.clone();
        }
        fields::relabel(&mut self.form, fresh);
    }

    /// What the form says now, where it differs from what is set.
    fn save(&mut self, left: usize, scene: &Scene) -> Vec<Want> {
        let typed = |at: At| self.form.fields[at as usize].typed().trim();
        let chosen = |at: At| self.form.fields[at as usize].chosen();
        let Some(key_guard) = typed(At::Guard).parse().ok().filter(|ms| *ms <= 1000) else {
            self.form.go(At::Guard as usize);
            return vec![Want::Warn(scene.say(words::GUARD_WRONG).into())];
        };
        let settings = Set {
            unit: typed(At::Unit).into(),
            letterhead: typed(At::Letterhead).into(),
            laptop: typed(At::Laptop).into(),
            lang: if chosen(At::Language) == Some(1) { "en" } else { "zh" }.into(),
            theme: if chosen(At::Colours) == Some(1) { "light" } else { "dark" }.into(),
            ascii_borders: chosen(At::Borders) == Some(1),
            key_guard,
            advance: chosen(At::Advance) != Some(1),
            touchpad: chosen(At::Touchpad) == Some(1),
            folder: typed(At::Folder).into(),
            ..scene.settings.clone()
        };
        if settings == *scene.settings {
            return Vec::new();
        }
        let label = self.form.fields[left].label.clone();
        vec![Want::Settings(Box::new(settings)), Want::Say(words::SETTINGS_SAVED.fill(scene.lang, &[&label]))]
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        self.renew(scene);
        let body = frame::page(f, area, scene, scene.say(words::SETTINGS), "");
        let name = |id| self.people.iter().find(|p| p.id == id).map(|p| p.person.name.clone());
        let me = scene.settings.author.and_then(name).unwrap_or_else(|| scene.say(words::NOBODY).into());
        let others: Vec<String> = scene.settings.colleagues.iter().filter_map(|id| name(*id)).collect();
        let others = if others.is_empty() { scene.say(words::NONE).into() } else { others.join(" ") };
        let who = words::PERSON_LINE.fill(scene.lang, &[&me, &others]);
        let quiet = scene.theme.style(Role::Quiet);
        Line::new(f.buffer_mut(), body, 0, quiet).add("   ", quiet).add(&who, scene.theme.style(Role::Head));
        self.form.draw(f, Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body }, scene.theme);
        let (text, columns) = (scene.theme.style(Role::Text), usize::from(body.width).saturating_sub(6));
        let told = self.file.iter().flat_map(|file| told(file, scene)).flat_map(|told| wrap(&told, columns));
        for (row, line) in told.enumerate() {
            let at = self.form.fields.len() as u16 + 3 + row as u16;
            Line::new(f.buffer_mut(), body, at, quiet).add("   ", quiet).add(&line, text);
        }
        frame::foot(f, area, scene, Scope::Form, scene.say(words::SETTINGS_HINT));
    }
}

/// Where the data is and how full the disk, and what the district sets.
fn told(file: &DataFile, scene: &Scene) -> Vec<String> {
    let megabytes = |bytes: u64| format!("{}.{}", bytes.div_ceil(100_000) / 10, bytes.div_ceil(100_000) % 10);
    let gigabytes = |free: u64| words::DISK_FREE.fill(scene.lang, &[&megabytes(free / 1000)]);
    let disk = file.free.map(gigabytes).unwrap_or_default();
    let data = words::DATA_FILE.fill(scene.lang, &[&file.path.display(), &megabytes(file.bytes)]) + &disk;
    let district = match &file.district {
        None => return vec![data],
        Some((path, None)) => words::DISTRICT_UNREAD.fill(scene.lang, &[&path.display()]),
        Some((path, Some([days, limits, red, wordings, head]))) => {
            words::DISTRICT.fill(scene.lang, &[&path.display(), days, limits, red, wordings, head])
        }
    };
    vec![data, district]
}

fn form(of: &Set, lang: Lang) -> Form {
    let say = |text: Text| text.get(lang).to_string();
    let choice = |label: Text, options: [Text; 2], second: bool| {
        Field::choice(say(label), options.map(say).to_vec(), Some(usize::from(second)))
    };
    Form::new(vec![
        Field::choice(say(words::WHO), vec![say(words::OPEN_PEOPLE)], None),
        Field::text(say(words::UNIT), &of.unit),
        Field::text(say(words::LETTERHEAD), &of.letterhead),
        Field::text(say(words::LAPTOP), &of.laptop),
        choice(words::LANGUAGE, [words::CHINESE, words::ENGLISH], of.lang == "en"),
        choice(words::COLOURS, [words::DARK, words::LIGHT], of.theme == "light"),
        choice(words::BORDERS, [words::LINES, words::ASCII], of.ascii_borders),
        Field::plain(say(words::GUARD), of.key_guard.to_string()).hint(say(words::MILLISECONDS)),
        choice(words::ADVANCE, [words::ON, words::OFF], !of.advance),
        choice(words::TOUCHPAD, [words::OFF, words::ON], of.touchpad),
        Field::text(say(words::FOLDER), &of.folder).hint(say(words::FOLDER_HINT)),
    ])
}
