//! What opens what: the one place that knows which screen shows a visit, a finding, a facility, or an action of Home.

use super::facilities::Facilities;
use super::rows::{Of, Rows};
use super::{Screen, Want};
use crate::domain::name::FacilityId;
use crate::domain::subject::PointId;
use crate::keymap::Command;
use crate::views::facility::VisitRow;

fn on_top(screen: Screen) -> Vec<Want> {
    vec![Want::Open(Box::new(screen))]
}

/// A visit: to be run on, or to be looked at and signed.
pub fn visit(row: &VisitRow) -> Vec<Want> {
    vec![Want::OpenVisit(row.id)]
}

/// A finding's page.
pub fn finding(_: &PointId) -> Vec<Want> {
    Vec::new()
}

/// A facility's page.
pub fn facility(_: FacilityId) -> Vec<Want> {
    Vec::new()
}

/// What a digit on Home or a row of the palette opens; nothing when the command is none of these.
pub fn action(command: Command) -> Vec<Want> {
    match command {
        Command::Facilities => on_top(Screen::Facilities(Facilities::new(""))),
        Command::Visits => on_top(Screen::Rows(Rows::new(Of::Visits(None)))),
        _ => Vec::new(),
    }
}
