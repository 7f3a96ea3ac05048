//! One file a screen. A screen reads a view and says what it wants; it touches nothing: no disk, no clock, no other screen.
//! `enum Screen` and one `each!`: the compiler names every arm that a new screen needs.

pub mod aloud;
pub mod amend;
pub mod by_hand;
pub mod closing;
pub mod correct;
pub mod coverage;
pub mod facilities;
pub mod facility;
pub mod fail;
pub mod fields;
pub mod finding;
pub mod findings;
pub mod frame;
pub mod gate;
pub mod help;
pub mod home;
pub mod import;
pub mod library;
pub mod lists;
pub mod merge;
pub mod new_visit;
pub mod not_done;
pub mod open;
pub mod palette;
pub mod paper;
pub mod people;
pub mod print;
pub mod rows;
pub mod run;
pub mod say;
pub mod settings;
pub mod settle;
pub mod share;
pub mod sheets;
pub mod sign;
pub mod start;
pub mod twins;
pub mod week;

#[cfg(test)]
mod coverage_tests;
#[cfg(test)]
mod desk_tests;
#[cfg(test)]
mod facility_tests;
#[cfg(test)]
mod home_tests;
#[cfg(test)]
mod ledger_tests;
#[cfg(test)]
mod library_tests;
#[cfg(test)]
mod life_tests;
#[cfg(test)]
mod offers_tests;
#[cfg(test)]
mod plan_tests;

use crate::domain::name::InspectionId;
use crate::domain::subject::PointId;
use crate::journal::entry::Draft;
use crate::keymap::{Command, Scope};
use crate::request::message::Moment;
use crate::request::{Reply, Request, Settings};
use crate::text::{Lang, Text};
use crate::theme::Theme;
use crate::views::visit::Visit;
use crate::widgets::prompt::Edit;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Everything a screen may read besides its own state. Made anew by the app for each call.
pub struct Scene<'a> {
    pub lang: Lang,
    pub theme: Theme,
    pub settings: &'a Settings,
    /// The wall clock as the last message told it.
    pub now: &'a Moment,
    /// When the last message came, in milliseconds on a clock that only runs forward.
    pub tick: u64,
    /// 连按间隔 in milliseconds; 0 = keys are not guarded.
    pub guard: u64,
    /// The open visit: kept by the app, so that every screen of it shows the same.
    pub visit: Option<&'a Visit>,
    /// A write waits for its commit: 保存中.
    pub saving: bool,
    /// The answer key came before what is current now was on screen: it does not count.
    pub early: bool,
    /// The last sentence to the user and whether it warns; gone with the next key.
    pub notice: Option<(&'a str, bool)>,
    pub demo: bool,
    pub read_only: bool,
    /// While drawing: a text field of the screen has the cursor, so that a character types itself.
    pub typing: bool,
}

impl Scene<'_> {
    /// A constant in the language of the screen.
    pub fn say(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }
}

/// What a screen wants to happen. The app does it, in order.
#[derive(Debug)]
pub enum Want {
    /// Ask the store; the reply comes back to this screen by `receive`.
    Ask(Request),
    /// Record, as the person of this laptop; one group. `Reply::Appended` comes back after the commit.
    Append(Vec<Draft>),
    /// Take a group back (its number from `Reply::Appended`), without a question.
    TakeBack(u64),
    /// Make this the open visit: it is read, and `Scene::visit` holds it from then on.
    OpenVisit(InspectionId),
    /// Put a screen on top of this one.
    Open(Box<Screen>),
    /// Put a screen in the place of this one.
    Replace(Box<Screen>),
    /// Close this screen; the one below shows again.
    Close,
    /// A sentence to the user.
    Say(String),
    /// The same as a warning.
    Warn(String),
    /// As if the key of this command had been pressed.
    Do(Command),
    Settings(Box<Settings>),
    /// Stop the exchange that is under way.
    Stop,
    Quit,
}

/// What keys a screen takes as text just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// Keys are commands; what is none (letters, Chinese) comes to `typed` all the same.
    No,
    /// A field of free text has the cursor: characters are text.
    Text,
    /// A field for numbers and dates: characters are text, folded to half-width twins.
    Plain,
}

/// Every screen there is.
#[derive(Debug)]
pub enum Screen {
    Help(help::Help),
    Home(home::Home),
    Rows(rows::Rows),
    Facilities(facilities::Facilities),
    Facility(facility::Facility),
    FacilityForm(facility::form::FacilityForm),
    Traits(facility::traits::Traits),
    Papers(facility::papers::Papers),
    Print(print::Print),
    NewVisit(new_visit::NewVisit),
    Gate(gate::Gate),
    NotDone(not_done::NotDoneForm),
    Closing(closing::Closing),
    Rest(closing::rest::Rest),
    Paper(paper::Paper),
    Sign(sign::SignForm),
    ByHand(by_hand::ByHand),
    Amend(amend::AmendForm),
    Correct(correct::CorrectForm),
    Aloud(aloud::Aloud),
    Settle(settle::Settle),
    Share(share::Share),
    Twins(twins::Twins),
    Findings(findings::Findings),
    Finding(finding::FindingPage),
    Start(start::Start),
    Settings(settings::Settings),
    People(people::People),
    Palette(palette::Palette),
    Merge(merge::Merge),
    Import(import::Import),
    Week(week::Week),
    Plan(week::PlanForm),
    Coverage(coverage::Coverage),
    CoverageClause(coverage::ClausePage),
    CoverageEntries(coverage::Entries),
    Library(Box<library::Library>),
    LibraryPage(library::Page),
    Run(Box<run::Run>),
}

/// The same call on whichever screen it is.
macro_rules! each {
    ($self:expr, $screen:ident => $call:expr) => {
        match $self {
            Screen::Help($screen) => $call,
            Screen::Home($screen) => $call,
            Screen::Rows($screen) => $call,
            Screen::Facilities($screen) => $call,
            Screen::Facility($screen) => $call,
            Screen::FacilityForm($screen) => $call,
            Screen::Traits($screen) => $call,
            Screen::Papers($screen) => $call,
            Screen::Print($screen) => $call,
            Screen::NewVisit($screen) => $call,
            Screen::Gate($screen) => $call,
            Screen::NotDone($screen) => $call,
            Screen::Closing($screen) => $call,
            Screen::Rest($screen) => $call,
            Screen::Paper($screen) => $call,
            Screen::Sign($screen) => $call,
            Screen::ByHand($screen) => $call,
            Screen::Amend($screen) => $call,
            Screen::Correct($screen) => $call,
            Screen::Aloud($screen) => $call,
            Screen::Settle($screen) => $call,
            Screen::Share($screen) => $call,
            Screen::Twins($screen) => $call,
            Screen::Findings($screen) => $call,
            Screen::Finding($screen) => $call,
            Screen::Start($screen) => $call,
            Screen::Settings($screen) => $call,
            Screen::People($screen) => $call,
            Screen::Palette($screen) => $call,
            Screen::Merge($screen) => $call,
            Screen::Import($screen) => $call,
            Screen::Week($screen) => $call,
            Screen::Plan($screen) => $call,
            Screen::Coverage($screen) => $call,
            Screen::CoverageClause($screen) => $call,
            Screen::CoverageEntries($screen) => $call,
            Screen::Library($screen) => $call,
            Screen::LibraryPage($screen) => $call,
            Screen::Run($screen) => $call,
        }
    };
}

impl Screen {
    /// The scope of the key table that holds now (it may change with what is open on the screen).
    pub fn scope(&self) -> Scope {
        each!(self, s => s.scope())
    }

    pub fn typing(&self) -> Typing {
        each!(self, s => s.typing())
    }

    /// The screen was opened or uncovered: ask for what it shows.
    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        each!(self, s => s.shown(scene))
    }

    /// A key of the table was pressed.
    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        each!(self, s => s.command(command, scene))
    }

    /// Characters that are no command, typed or pasted.
    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        each!(self, s => s.typed(text, scene))
    }

    /// The reply to something this screen asked. `Reply::Saved` also says that the open visit was read (again).
    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        each!(self, s => s.receive(reply, scene))
    }

    /// Go to a point, where points are rows: after an undo, from search or closing.
    pub fn go_to(&mut self, point: &PointId, scene: &Scene) {
        if let Screen::Run(run) = self {
            run.go_to(point, scene);
        }
    }

    /// Whether this is a screen of the open visit: what is taken back while it shows belongs there.
    pub fn is_of_visit(&self) -> bool {
        matches!(
            self,
            Screen::Run(_)
                | Screen::Gate(_)
                | Screen::NotDone(_)
                | Screen::Closing(_)
                | Screen::Rest(_)
                | Screen::Paper(_)
                | Screen::Sign(_)
                | Screen::ByHand(_)
                | Screen::Amend(_)
                | Screen::Correct(_)
                | Screen::Aloud(_)
                | Screen::Settle(_)
                | Screen::Share(_)
        )
    }

    /// What an answer key would be for just now; a key that came before this was drawn does not count.
    pub fn target(&self) -> Option<String> {
        if let Screen::Run(run) = self { run.target() } else { None }
    }

    /// What answer keys do just now, for the help page (FIELD 38).
    pub fn here(&self, scene: &Scene) -> Option<help::Here> {
        if let Screen::Run(run) = self { run.keys_here(scene) } else { None }
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        each!(self, s => s.draw(f, area, scene));
    }
}

/// The editing key that a command of the field scope stands for.
pub fn edit(command: Command) -> Option<Edit> {
    Some(match command {
        Command::CaretLeft => Edit::Left,
        Command::CaretRight => Edit::Right,
        Command::CaretStart => Edit::Start,
        Command::CaretEnd => Edit::End,
        Command::DeleteBack => Edit::DeleteBack,
        Command::DeleteForward => Edit::DeleteForward,
        Command::ClearField => Edit::Clear,
        _ => return None,
    })
}
