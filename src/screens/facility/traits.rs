//! A facility's traits: 有, 无 or 不详, one digit each. What hangs on 不详 is shown at a visit, never hidden.

use crate::content::words::{TRAITS, of_trait};
use crate::domain::facility::Presence;
use crate::domain::name::FacilityId;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request, facility as draft};
use crate::screens::lists::walk;
use crate::screens::{Scene, Typing, Want, frame};
use crate::text::facility as words;
use crate::theme::{CURSOR, Role};
use crate::views::facility::FacilityView;
use crate::widgets::line::Line;
use crate::widgets::list::List;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The list of traits of one facility.
#[derive(Debug)]
pub struct Traits {
    id: FacilityId,
    view: Option<Box<FacilityView>>,
    list: List,
    height: usize,
    said: Option<String>,
}

impl Traits {
    pub fn new(view: &FacilityView) -> Traits {
        Traits { id: view.id, view: Some(Box::new(view.clone())), list: List::default(), height: 1, said: None }
    }

    pub fn scope(&self) -> Scope {
        Scope::Traits
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        vec![Want::Ask(Request::Facility { id: self.id, today: scene.now.today })]
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        let is = match command {
            Command::Back => return vec![Want::Close],
            Command::TraitYes => Presence::Yes,
            Command::TraitNo => Presence::No,
            Command::TraitUnknown => Presence::Unknown,
            command => {
                let rows = self.names().len();
                walk(&mut self.list, command, rows, self.height);
                return Vec::new();
            }
        };
        let names = self.names();
        let (Some(view), Some(name)) = (&self.view, names.get(self.list.current)) else { return Vec::new() };
        if view.traits.get(name).is_some_and(|t| t.read_only) {
            return vec![Want::Warn(scene.say(words::NEWER).into())];
        }
        let drafted = draft::set_trait(view, name, is, scene.now.today, scene.settings.author);
        self.said = Some(words::TRAIT_SET.fill(scene.lang, &[&trait_words(name, scene), &scene.say(is.words())]));
        vec![Want::Append(vec![drafted])]
    }

    pub fn typed(&mut self, _: &str, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match reply {
            Reply::Facility(view) => self.view = Some(view.clone()),
            Reply::Appended(_) => {
                let rows = self.names().len();
                walk(&mut self.list, Command::Down, rows, self.height);
                let mut wants = self.shown(scene);
                wants.extend(self.said.take().map(Want::Say));
                return wants;
            }
            Reply::Failed(_) => self.said = None,
            _ => {}
        }
        Vec::new()
    }

    /// Every trait the program knows, then those that only a newer version knows.
    fn names(&self) -> Vec<String> {
        let known = TRAITS.iter().map(|(name, _)| name.to_string());
        let other = self.view.iter().flat_map(|v| v.traits.keys()).filter(|n| of_trait(n).is_none()).cloned();
        known.chain(other).collect()
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let Some(view) = &self.view else { return };
        let title = words::TRAITS_OF.fill(scene.lang, &[&view.profile.joined.value.name]);
        let body = frame::page(f, area, scene, &title, "");
        self.height = usize::from(body.height);
        let names = self.names();
        for (row, at) in self.list.seen(names.len(), self.height).enumerate() {
            let current = at == self.list.current;
            let base = scene.theme.style(if current { Role::Current } else { Role::Text });
            let quiet = scene.theme.style(Role::Quiet);
            let now = view.traits.get(&names[at]);
            let is = now.map_or(Presence::Unknown, |t| t.joined.value.is);
            let role = match is {
                Presence::Yes => Role::Chosen,
                Presence::No => Role::Text,
                Presence::Unknown => Role::Warning,
            };
            let mark = if current { CURSOR } else { " " };
            let line = Line::new(f.buffer_mut(), body, row as u16, base)
                .add(&format!(" {mark} "), base)
                .cell(&trait_words(&names[at], scene), 28, base)
                .cell(scene.say(is.words()), 9, scene.theme.style(role));
            let Some(now) = now else { continue };
            let value = &now.joined.value;
            let on = value.on.map(|d| format!("{d}  ")).unwrap_or_default();
            let line = line.add(&on, quiet).add(value.note.as_deref().unwrap_or(""), quiet);
            if now.joined.disputed {
                line.add(scene.say(words::TRAIT_DISPUTED), scene.theme.style(Role::Owed));
            }
        }
        frame::foot(f, area, scene, Scope::Traits, scene.say(words::TRAIT_HINT));
    }
}

/// A trait's words; one of a newer version by its own name.
pub fn trait_words(name: &str, scene: &Scene) -> String {
    of_trait(name).map_or(name, |t| scene.say(t)).to_string()
}
