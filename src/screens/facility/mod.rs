//! A facility's page: the briefing on its first screen, everything below it, and what can be done from here.

mod briefing;
pub mod form;
pub mod papers;
pub mod traits;

use super::rows::{Of, Rows};
use super::{Scene, Screen, Typing, Want, frame, open};
use crate::domain::name::FacilityId;
use crate::domain::subject::PointId;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request};
use crate::text::{facility as words, say as common};
use crate::theme::Role;
use crate::views::facility::FacilityView;
use crate::widgets::dialog::Dialog;
use crate::widgets::line::Line;
use form::FacilityForm;
use papers::Papers;
use ratatui::Frame;
use ratatui::layout::Rect;
use traits::Traits;

/// The page and how far it is turned.
#[derive(Debug)]
pub struct Facility {
    id: FacilityId,
    view: Option<Box<FacilityView>>,
    first: usize,
    /// As of the last draw.
    lines: usize,
    height: usize,
    /// 同址: which of the others.
    asks: bool,
}

impl Facility {
    pub fn new(id: FacilityId) -> Facility {
        Facility { id, view: None, first: 0, lines: 0, height: 1, asks: false }
    }

    pub fn scope(&self) -> Scope {
        if self.asks { Scope::Choice } else { Scope::Facility }
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        vec![Want::Ask(Request::Facility { id: self.id, today: scene.now.today })]
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        match command {
            Command::Back if self.asks => self.asks = false,
            Command::Back => return vec![Want::Close],
            Command::Up => self.first = self.first.saturating_sub(1),
            Command::Down => self.first += 1,
            Command::PageUp => self.first = self.first.saturating_sub(self.height),
            Command::PageDown => self.first += self.height,
            Command::First => self.first = 0,
            Command::Last => self.first = self.lines,
            command => return self.act(command, scene),
        }
        self.first = self.first.min(self.lines.saturating_sub(self.height));
        Vec::new()
    }

    fn act(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        let Some(view) = &self.view else { return Vec::new() };
        let name = view.profile.joined.value.name.clone();
        if view.profile.read_only && command == Command::Edit {
            return vec![Want::Warn(scene.say(words::NEWER).into())];
        }
        let screen = match command {
            Command::Edit => Screen::FacilityForm(FacilityForm::edit(view, scene)),
            Command::Traits => Screen::Traits(Traits::new(view)),
            Command::Papers => Screen::Papers(Papers::new(view)),
            Command::Visits => Screen::Rows(Rows::new(Of::Visits(Some((self.id, name))))),
            Command::StartVisit => return open::new_visit(view, scene),
            Command::Findings => return open::findings_of(view),
            Command::Print => return open::print_briefing(view, scene),
            Command::SameAddress if view.same_address.is_empty() => {
                return vec![Want::Say(scene.say(words::NO_SAME_ADDRESS).into())];
            }
            Command::SameAddress => {
                self.asks = true;
                return Vec::new();
            }
            _ => return Vec::new(),
        };
        vec![Want::Open(Box::new(screen))]
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        let Some(view) = self.view.as_ref().filter(|_| self.asks) else { return Vec::new() };
        match same_address(view, scene).taken(text) {
            Some(at) => {
                self.asks = false;
                open::facility(view.same_address[at].id)
            }
            None => Vec::new(),
        }
    }

    pub fn receive(&mut self, reply: &Reply, _: &Scene) -> Vec<Want> {
        if let Reply::Facility(view) = reply {
            self.view = Some(view.clone());
        }
        Vec::new()
    }

    pub fn go_to(&mut self, _: &PointId, _: &Scene) {}

    pub fn target(&self, _: &Scene) -> Option<String> {
        None
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let quiet = scene.theme.style(Role::Quiet);
        let Some(view) = &self.view else {
            let body = frame::page(f, area, scene, scene.say(words::LIST), "");
            Line::new(f.buffer_mut(), body, 0, quiet).add("   ", quiet).add(scene.say(common::LOADING), quiet);
            return frame::foot(f, area, scene, Scope::Facility, "");
        };
        let body = frame::page(f, area, scene, &title(view, scene), &beside(view, scene));
        self.height = usize::from(body.height);
        let lines = briefing::page(view, self.height, usize::from(body.width), scene);
        self.lines = lines.len();
        self.first = self.first.min(self.lines.saturating_sub(self.height));
        for (row, words) in lines.iter().skip(self.first).take(self.height).enumerate() {
            let mut line = Line::new(f.buffer_mut(), body, row as u16, scene.theme.style(Role::Text));
            for (text, role) in words {
                line = line.add(text, scene.theme.style(*role));
            }
        }
        let page = words::PAGE.fill(scene.lang, &[&(self.first + 1), &self.lines]);
        frame::foot(f, area, scene, Scope::Facility, &page);
        if self.asks {
            same_address(view, scene).draw(f, area, scene.theme);
        }
    }
}

/// Name, type, street, and whether it is in business.
fn title(view: &FacilityView, scene: &Scene) -> String {
    let of = &view.profile.joined.value;
    let mut title = of.name.clone();
    let kind = of.kind.map(|k| scene.say(k.words()));
    let status = Some(scene.say(of.status.words())).filter(|_| of.status != Default::default());
    for part in [kind, of.street.as_deref(), status].into_iter().flatten() {
        title.push_str("  ");
        title.push_str(part);
    }
    title
}

fn beside(view: &FacilityView, scene: &Scene) -> String {
    let mark = Some(scene.say(words::MARK).to_string()).filter(|_| !view.profile.joined.value.marks.is_empty());
    let same = Some(words::SAME_ADDRESS.fill(scene.lang, &[&view.same_address.len()]));
    let same = same.filter(|_| !view.same_address.is_empty());
    [mark, same].into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// The others at this address, up to nine of them.
fn same_address(view: &FacilityView, scene: &Scene) -> Dialog {
    let name =
        |row: &crate::views::facility::FacilityRow| format!("{}  {}", row.name, row.kind.map_or("", |k| scene.say(k.short())));
    let title = words::SAME_ADDRESS.fill(scene.lang, &[&view.same_address.len()]);
    Dialog::new(title, view.same_address.iter().take(9).map(name).collect())
}
