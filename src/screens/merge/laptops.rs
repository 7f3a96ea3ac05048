//! How the colleagues' laptops stand: a list; the one that is chosen is paired or removed.

use super::{Scene, Want, named};
use crate::domain::name::EntryId;
use crate::keymap::{Command, Scope};
use crate::request::Request;
use crate::request::exchange::{Here, Laptop, Standing};
use crate::screens::lists::walk;
use crate::text::exchange as words;
use crate::theme::Role;
use crate::widgets::columns::{pad, width};
use crate::widgets::dialog::Dialog;
use crate::widgets::line::Line;
use crate::widgets::list::List;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The list, and the laptop that is asked about.
#[derive(Debug, Default)]
pub struct Laptops {
    list: List,
    height: usize,
    asked: Option<EntryId>,
}

impl Laptops {
    /// The list with one that is asked about.
    pub fn asking(key: EntryId) -> Laptops {
        Laptops { asked: Some(key), ..Laptops::default() }
    }

    pub fn scope(&self) -> Scope {
        if self.asked.is_some() { Scope::Choice } else { Scope::List }
    }

    /// `false` when it is left.
    pub fn command(&mut self, command: Command, here: Option<&Here>) -> bool {
        let laptops = here.map_or(&[][..], |here| &here.laptops);
        match command {
            Command::Back => return self.asked.take().is_some(),
            _ if self.asked.is_some() => {}
            Command::Enter => self.asked = laptops.get(self.list.current).map(|l| l.key),
            command => {
                walk(&mut self.list, command, laptops.len(), self.height);
            }
        }
        true
    }

    pub fn typed(&mut self, text: &str, here: Option<&Here>, scene: &Scene) -> Vec<Want> {
        let laptops = here.map_or(&[][..], |here| &here.laptops);
        match self.asked {
            None => {
                // The rows that are seen have digits.
                let seen = self.list.seen(laptops.len(), self.height);
                let row = text.parse::<usize>().ok().filter(|n| (1..=9).contains(n)).map(|n| seen.start + n - 1);
                if let Some(row) = row.filter(|row| seen.contains(row)) {
                    self.list.current = row;
                    self.asked = Some(laptops[row].key);
                }
                Vec::new()
            }
            Some(key) => {
                let Some(laptop) = laptops.iter().find(|l| l.key == key) else { return Vec::new() };
                let answers = answers(laptop);
                let Some(answer) = pairing(laptop, scene).taken(text).and_then(|n| answers.get(n)) else { return Vec::new() };
                self.asked = None;
                match answer {
                    None => Vec::new(),
                    Some(standing) => {
                        vec![Want::Ask(Request::Stand { laptop: Box::new(laptop.clone()), standing: *standing })]
                    }
                }
            }
        }
    }

    pub fn draw(&mut self, f: &mut Frame, body: Rect, here: Option<&Here>, scene: &Scene) {
        let laptops = here.map_or(&[][..], |here| &here.laptops);
        let style = |role| scene.theme.style(role);
        Line::new(f.buffer_mut(), body, 1, style(Role::Text))
            .add("   ", style(Role::Text))
            .add(scene.say(words::LAPTOPS_HEAD), style(Role::Quiet));
        self.height = usize::from(body.height).saturating_sub(2);
        let seen = self.list.seen(laptops.len(), self.height);
        let names: Vec<String> = laptops.iter().map(|l| told_apart(l, laptops, scene)).collect();
        let columns = names.iter().map(|n| width(n)).max().unwrap_or(0).clamp(20, 32);
        for (row, n) in seen.clone().enumerate() {
            let current = n == self.list.current;
            let mark = if current { ">" } else { " " };
            let digit = if row < 9 { (row + 1).to_string() } else { " ".into() };
            let line = format!(" {mark} {digit}  {}", told(&laptops[n], &pad(&names[n], columns), scene));
            Line::new(f.buffer_mut(), body, 2 + row as u16, style(Role::Text))
                .add(&line, style(if current { Role::Chosen } else { Role::Text }));
        }
    }

    /// The question about the one that was chosen.
    pub fn draw_asked(&self, f: &mut Frame, area: Rect, here: Option<&Here>, scene: &Scene) {
        let laptop = self.asked.and_then(|key| here?.laptops.iter().find(|l| l.key == key));
        if let Some(laptop) = laptop {
            pairing(laptop, scene).draw(f, area, scene.theme);
        }
    }
}

/// What the answers make of a laptop, in the order of the digits; `None` leaves it as it is.
fn answers(laptop: &Laptop) -> &'static [Option<Standing>] {
    match laptop.standing {
        Standing::Own => &[None],
        Standing::Paired => &[Some(Standing::Removed), None],
        Standing::Removed => &[Some(Standing::Paired), None],
        Standing::Unpaired | Standing::Introduced => &[Some(Standing::Paired), Some(Standing::Removed), None],
    }
}

/// The question that two people answer who hold both screens side by side.
fn pairing(laptop: &Laptop, scene: &Scene) -> Dialog {
    let name = named(&laptop.name, scene);
    let choice = |answer: &Option<Standing>| match answer {
        Some(Standing::Paired) => scene.say(words::ALIKE).to_string(),
        Some(_) => scene.say(words::REMOVE).into(),
        None => scene.say(words::BACK).into(),
    };
    let choices = answers(laptop).iter().map(choice).collect();
    if laptop.standing == Standing::Own {
        return Dialog::new(name, choices).saying(scene.say(words::OWN));
    }
    let digits = laptop.digits.clone().unwrap_or_else(|| scene.say(words::NO_DIGITS).into());
    let asks = if laptop.standing == Standing::Paired { words::IS_PAIRED } else { words::DIGITS };
    Dialog::new(words::PAIR.fill(scene.lang, &[&name]), choices).saying(asks.fill(scene.lang, &[&digits]))
}

/// The name of a laptop; of two that are called alike also how its key begins.
fn told_apart(laptop: &Laptop, all: &[Laptop], scene: &Scene) -> String {
    let name = named(&laptop.name, scene);
    match all.iter().filter(|l| l.name == laptop.name).count() {
        0 | 1 => name,
        _ => format!("{name} {}", &laptop.key.to_string()[..8]),
    }
}

fn told(laptop: &Laptop, name: &str, scene: &Scene) -> String {
    let digits = laptop.digits.as_deref().unwrap_or("       ");
    let standing = pad(scene.say(laptop.standing.words()), 12);
    words::ROW.fill(scene.lang, &[&name, &standing, &digits, &laptop.entries])
}
