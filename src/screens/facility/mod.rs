//! A facility's page: the briefing on its first screen, everything below it, and what can be done from here.

mod briefing;
pub mod form;
pub mod papers;
pub mod traits;

use super::lists::scroll;
use super::new_visit::NewVisit;
use super::rows::{self, Rows};
use super::sheets::{Of, Sheet};
use super::week::PlanForm;
use super::{Scene, Screen, Typing, Want, frame, open};
use crate::domain::name::FacilityId;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request};
use crate::text::{facility as words, print, say as common};
use crate::theme::Role;
use crate::views::facility::{FacilityRow, FacilityView, VisitRow};
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
    asks: Option<Asks>,
}

/// What is asked over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    /// 同址: which of the others.
    SameAddress,
    /// Which paper to print.
    Print,
}

impl Facility {
    pub fn new(id: FacilityId) -> Facility {
        Facility { id, view: None, first: 0, lines: 0, height: 1, asks: None }
    }

    pub fn scope(&self) -> Scope {
        if self.asks.is_some() { Scope::Choice } else { Scope::Facility }
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        vec![Want::Ask(Request::Facility { id: self.id, today: scene.now.today })]
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        match command {
            Command::Back if self.asks.is_some() => self.asks = None,
            Command::Back => return vec![Want::Close],
            command => match scroll(self.first, command, self.height) {
                Some(first) => self.first = first.min(self.lines.saturating_sub(self.height)),
                None => return self.act(command, scene),
            },
        }
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
            Command::Visits => Screen::Rows(Rows::new(rows::Of::Visits(Some((self.id, name))))),
            Command::StartVisit => return open::new_visit(view, scene),
            Command::Findings => return open::findings_of(view),
            // Without a visit there is the briefing alone.
            Command::Print if view.visits.is_empty() => return open::print_briefing(view, scene),
            Command::Print => {
                self.asks = Some(Asks::Print);
                return Vec::new();
            }
            Command::NotMade => Screen::NewVisit(NewVisit::not_made(view.id)),
            Command::Plan => Screen::Plan(PlanForm::new(view, scene.now.today)),
            Command::SameAddress if view.same_address.is_empty() => {
                return vec![Want::Say(scene.say(words::NO_SAME_ADDRESS).into())];
            }
            Command::SameAddress => {
                self.asks = Some(Asks::SameAddress);
                return Vec::new();
            }
            _ => return Vec::new(),
        };
        vec![Want::Open(Box::new(screen))]
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        let (Some(view), Some(asks)) = (&self.view, self.asks) else { return Vec::new() };
        let Some(taken) = question(asks, view, scene).taken(text) else { return Vec::new() };
        self.asks = None;
        match (asks, taken, view.visits.first()) {
            (Asks::SameAddress, at, _) => open::facility(view.same_address[at].id),
            (Asks::Print, 1, Some(last)) => Sheet::Blank.print(of(view, last), scene),
            (Asks::Print, 2, Some(last)) => Sheet::Internal.print(of(view, last), scene),
            (Asks::Print, ..) => open::print_briefing(view, scene),
        }
    }

    pub fn receive(&mut self, reply: &Reply, _: &Scene) -> Vec<Want> {
        if let Reply::Facility(view) = reply {
            self.view = Some(view.clone());
        }
        Vec::new()
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
        let begun = (!view.unfinished.is_empty()).then(|| scene.say(words::GO_ON_OR_NEW).to_string());
        let say = |command| begun.clone().filter(|_| command == Command::StartVisit);
        frame::foot_saying(f, area, scene, Scope::Facility, &page, say);
        if let Some(asks) = self.asks {
            question(asks, view, scene).draw(f, area, scene.theme);
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

fn of<'a>(view: &'a FacilityView, visit: &VisitRow) -> Of<'a> {
    let facility = &view.profile.joined.value.name;
    Of { visit: visit.id, facility, on: visit.on, kind: visit.kind, team: visit.team, told_apart: &view.told_apart }
}

/// The others at this address, up to nine of them; or the papers of the facility and of its last visit.
fn question(asks: Asks, view: &FacilityView, scene: &Scene) -> Dialog {
    match asks {
        Asks::SameAddress => {
            let name = |row: &FacilityRow| format!("{}  {}", row.name, row.kind.map_or("", |k| scene.say(k.short())));
            let title = words::SAME_ADDRESS.fill(scene.lang, &[&view.same_address.len()]);
            Dialog::new(title, view.same_address.iter().take(9).map(name).collect())
        }
        Asks::Print => {
            let of_visit = |v: &VisitRow| {
                let named = |s: Sheet| {
                    let kind = scene.say(v.kind.words());
                    print::OF_DAY.fill(scene.lang, &[&scene.say(s.words()), &v.on, &kind])
                };
                [Sheet::Blank, Sheet::Internal].map(named).to_vec()
            };
            let briefing = scene.say(print::ABOUT_BRIEFING).to_string();
            let choices = std::iter::once(briefing).chain(view.visits.first().map(of_visit).unwrap_or_default());
            Dialog::new(scene.say(print::WHICH_PAPER), choices.collect())
        }
    }
}
