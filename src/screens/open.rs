//! What opens what: the one place that knows which screen shows a visit, a finding, a facility, or an action of Home.

use super::coverage::Coverage;
use super::facilities::Facilities;
use super::facility::Facility;
use super::finding::FindingPage;
use super::findings::{Findings, Which};
use super::import::Import;
use super::merge::Merge;
use super::new_visit::NewVisit;
use super::paper::Paper;
use super::people::People;
use super::print::Print;
use super::rows::{Of, Rows};
use super::run::Run;
use super::settings::Settings;
use super::settle::Settle;
use super::twins::Twins;
use super::week::Week;
use super::{Scene, Screen, Want};
use crate::domain::event::ImportKind;
use crate::domain::name::{FacilityId, InspectionId};
use crate::domain::subject::PointId;
use crate::keymap::Command;
use crate::request::{Document, Request};
use crate::text::{frame, print as words};
use crate::views::facility::{FacilityView, VisitRow, VisitStage};
use crate::views::home::GroupKind;

fn on_top(screen: Screen) -> Vec<Want> {
    vec![Want::Open(Box::new(screen))]
}

/// A visit: to be run on, or to be looked at and signed.
pub fn visit(row: &VisitRow) -> Vec<Want> {
    let mut wants = on_top(Screen::Run(Box::new(Run::new(row.id))));
    if row.stage > VisitStage::Draft {
        wants.extend(on_top(Screen::Paper(Paper::new(row.id))));
    }
    wants
}

/// A visit at one of its points.
pub fn point(visit: InspectionId, point: &PointId) -> Vec<Want> {
    on_top(Screen::Run(Box::new(Run::at(visit, point.clone()))))
}

/// The run of a visit, in the place of the screen that led to it.
pub fn run_instead(visit: InspectionId) -> Want {
    Want::Replace(Box::new(Screen::Run(Box::new(Run::new(visit)))))
}

/// The run of a visit, in the place of its gate.
pub fn past_gate(visit: InspectionId) -> Want {
    Want::Replace(Box::new(Screen::Run(Box::new(Run::past_gate(visit)))))
}

/// The run of a visit, over the screen that led to it.
pub fn run_on_top(visit: InspectionId) -> Want {
    Want::Open(Box::new(Screen::Run(Box::new(Run::new(visit)))))
}

/// A finding's page.
pub fn finding(point: &PointId) -> Vec<Want> {
    on_top(Screen::Finding(FindingPage::new(point.clone())))
}

/// A disputed point: over its visit, so that one can go and look again.
pub fn dispute(disputed: &PointId) -> Vec<Want> {
    let Some(visit) = disputed.inspection else { return finding(disputed) };
    let mut wants = point(visit, disputed);
    wants.extend(on_top(Screen::Settle(Settle::in_visit(disputed.clone()))));
    wants
}

/// All that people judged differently.
pub fn disputes() -> Vec<Want> {
    on_top(Screen::Rows(Rows::new(Of::Group(GroupKind::Disputes))))
}

/// What may stand twice, pair by pair.
pub fn twins() -> Vec<Want> {
    on_top(Screen::Twins(Twins::default()))
}

/// A facility's page.
pub fn facility(id: FacilityId) -> Vec<Want> {
    on_top(Screen::Facility(Facility::new(id)))
}

/// The facilities nobody visited this year.
pub fn not_visited() -> Vec<Want> {
    on_top(Screen::Facilities(Facilities::not_visited()))
}

/// A new visit to a facility.
pub fn new_visit(view: &FacilityView, _: &Scene) -> Vec<Want> {
    on_top(Screen::NewVisit(NewVisit::new(view.id)))
}

/// The findings of a facility.
pub fn findings_of(view: &FacilityView) -> Vec<Want> {
    on_top(Screen::Findings(Findings::new(Which::Open, Some(view.id))))
}

/// The briefing on paper.
pub fn print_briefing(view: &FacilityView, scene: &Scene) -> Vec<Want> {
    let name = view.profile.joined.value.name.as_str();
    let title = words::BRIEFING.fill(scene.lang, &[&name]);
    let of = [name, view.told_apart.as_str()].join(" ");
    let file = words::BRIEFING_FILE.fill(scene.lang, &[&scene.now.today, &of.trim()]);
    on_top(Screen::Print(Print::new(Document::Briefing { facility: view.id }, title, &file, scene)))
}

/// The import of a roster: what a first start begins with.
pub fn import_roster() -> Vec<Want> {
    on_top(Screen::Import(Import::of(ImportKind::Facilities)))
}

/// The ledger of findings as a table.
pub fn ledger(scene: &Scene) -> Vec<Want> {
    on_top(Screen::Print(Print::ledger(scene)))
}

/// What a digit on Home or a row of the palette opens; nothing when the command is none of these.
pub fn action(command: Command, scene: &Scene) -> Vec<Want> {
    match command {
        Command::Facilities => on_top(Screen::Facilities(Facilities::new(""))),
        Command::Findings => on_top(Screen::Findings(Findings::new(Which::Open, None))),
        Command::Visits => on_top(Screen::Rows(Rows::new(Of::Visits(None)))),
        Command::People => on_top(Screen::People(People::default())),
        Command::Import => on_top(Screen::Import(Import::choose())),
        Command::Merge => on_top(Screen::Merge(Merge::default())),
        Command::Disputes => disputes(),
        Command::Twins => twins(),
        Command::Ledger => ledger(scene),
        Command::Backup => on_top(Screen::Print(Print::backup(scene))),
        Command::Week => on_top(Screen::Week(Week::of(scene.now.today))),
        Command::Library => on_top(Screen::Library(Box::default())),
        Command::Coverage => on_top(Screen::Coverage(Coverage::of(scene.now.today.year()))),
        Command::Settings => on_top(Screen::Settings(Settings::new(scene))),
        Command::Demo => {
            let said = if scene.demo { frame::TO_REAL } else { frame::TO_DEMO };
            vec![Want::Ask(Request::Switch { demo: !scene.demo }), Want::Say(scene.say(said).into())]
        }
        _ => Vec::new(),
    }
}

/// A screen in the place of the one that says so.
pub fn instead(screen: Screen) -> Vec<Want> {
    vec![Want::Replace(Box::new(screen))]
}
