//! `6`: the traits that this visit's lists hang on; 有, 无 or 还不清楚 with one key each. The change goes to the facility
//! and names the visit.

use crate::content::words::{TRAITS, of_trait};
use crate::domain::facility::Presence;
use crate::keymap::Scope;
use crate::screens::{Scene, frame};
use crate::text::{facility, opening, run as words};
use crate::theme::Role;
use crate::views::visit::Visit;
use crate::widgets::dialog::centred;
use crate::widgets::line::frame as boxed;
use crate::widgets::list::List;
use crate::widgets::prompt::Prompt;
use crate::widgets::table::{Cell, Column, table};
use ratatui::Frame;
use ratatui::layout::Rect;

/// The open list of traits.
#[derive(Debug)]
pub struct Traits {
    pub list: List,
    /// As they stood when the list was opened: no row moves while it is answered.
    names: Vec<String>,
    /// Words to the trait under the cursor, while they are typed: 床位 12 张.
    pub note: Option<Prompt>,
}

/// A trait that was set, and how many rows the visit had before.
#[derive(Debug)]
pub struct Found {
    pub name: String,
    pub is: Presence,
    pub rows: usize,
}

impl Found {
    pub fn said(&self, visit: &Visit, scene: &Scene) -> String {
        let name = word(&self.name, scene);
        match visit.rows.len().saturating_sub(self.rows) {
            0 => facility::TRAIT_SET.fill(scene.lang, &[&name, &scene.say(self.is.words())]),
            more => opening::NEW_ITEMS.fill(scene.lang, &[&name, &more]),
        }
    }
}

/// The traits that items of these lists hang on, the unknown ones first.
fn names(visit: &Visit) -> Vec<String> {
    let kind = visit.parts.head.joined.value.facility_type;
    let items = || visit.parts.lists.iter().flat_map(|l| &l.items).filter(|i| i.fits(kind));
    let used = |name: &str| items().any(|i| i.traits.iter().any(|t| t == name));
    let mut names: Vec<String> = TRAITS.iter().map(|(n, _)| n.to_string()).filter(|n| used(n)).collect();
    names.sort_by_key(|n| visit.presence(n) != Presence::Unknown);
    names
}

/// What a trait is called.
pub fn word(name: &str, scene: &Scene) -> String {
    of_trait(name).map_or(name.into(), |t| scene.say(t).into())
}

impl Traits {
    pub fn new(visit: &Visit) -> Traits {
        Traits { list: List::default(), names: names(visit), note: None }
    }

    /// The trait under the cursor.
    pub fn current(&self) -> Option<String> {
        self.names.get(self.list.current).cloned()
    }

    pub fn step(&mut self, by: isize) {
        self.list.step(by, self.names.len());
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, visit: &Visit, scene: &Scene) {
        let name = &visit.parts.facility.joined.value.name;
        let body = frame::page(f, area, scene, &format!("{name}  {}", scene.say(words::TRAITS_TITLE)), "");
        let kind = visit.parts.head.joined.value.facility_type;
        let items = |name: &str| {
            visit.parts.lists.iter().flat_map(|l| &l.items).filter(|i| i.fits(kind) && i.traits.iter().any(|t| t == name)).count()
        };
        let row = |name: &String| -> Vec<Cell> {
            let now = visit.presence(name);
            let role = if now == Presence::Unknown { Role::Unchecked } else { Role::Text };
            let told = visit.parts.traits.get(name).map(|t| &t.joined.value);
            let since = told.and_then(|t| t.on).map(|d| d.to_string()).unwrap_or_default();
            let count = words::TRAIT_ITEMS.fill(scene.lang, &[&items(name)]);
            vec![
                (word(name, scene), Role::Text),
                (scene.say(now.words()).into(), role),
                (count, Role::Quiet),
                (since, Role::Quiet),
            ]
        };
        let rows: Vec<Vec<Cell>> = self.names.iter().map(row).collect();
        if rows.is_empty() {
            let style = scene.theme.style(Role::Quiet);
            crate::widgets::line::Line::new(f.buffer_mut(), body, 0, style)
                .add("   ", style)
                .add(scene.say(words::NO_TRAITS), style);
        }
        let columns = [Column::new("", 0), Column::new("", 8), Column::new("", 10), Column::new("", 12)];
        let height = table(f.buffer_mut(), body, &columns, (rows.len(), |at| rows[at].clone()), &self.list, scene.theme);
        self.list.settle(rows.len(), height);
        let (scope, current) = (if self.note.is_some() { Scope::Prompt } else { Scope::Traits }, self.current());
        frame::foot(f, area, scene, scope, scene.say(opening::TRAIT_WORDS));
        if let (Some(prompt), Some(name)) = (&self.note, current) {
            let place = centred(area, area.width - 8, 3);
            let title = opening::NOTE.fill(scene.lang, &[&word(&name, scene)]);
            let inside = boxed(f.buffer_mut(), place, &title, scene.theme);
            prompt.draw(f, inside, true, scene.theme);
        }
    }
}
