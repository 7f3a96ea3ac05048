//! Visits that are meant to be made, as the week and a facility's page need them.

use super::Current;
use super::facility::VisitStage;
use crate::domain::event::Plan;
use crate::domain::facility::FacilityType;
use crate::domain::name::{FacilityId, Id, InspectionId};
use jiff::civil::Date;

/// One planned visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    pub id: Id,
    pub plan: Current<Plan>,
    /// The facility as it is called now, which is the one that others are joined into.
    pub facility: FacilityId,
    pub facility_name: String,
    pub kind: Option<FacilityType>,
    pub street: String,
    pub address: String,
    pub phone: String,
    pub open_findings: u32,
    /// The names of those who go.
    pub people: Vec<String>,
    /// The visit to this facility on the planned day, where there is one.
    pub visit: Option<(InspectionId, VisitStage)>,
}

/// Where a plan stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its day has not gone by.
    Ahead,
    /// 未去: its day went by without a visit.
    Missed,
    /// 已去.
    Visited,
    /// 未能检查: somebody was there and could not check.
    NotDone,
    Withdrawn,
}

impl PlanRow {
    pub fn on(&self) -> Date {
        self.plan.joined.value.on
    }

    pub fn is_withdrawn(&self) -> bool {
        self.plan.joined.value.withdrawn
    }

    /// Not fulfilled yet, and not withdrawn. A visit that could not be made (改期) fulfils nothing: its plan can be moved.
    pub fn stands(&self) -> bool {
        let made = self.visit.is_some_and(|(_, stage)| stage != VisitStage::NotDone);
        !self.is_withdrawn() && !made
    }

    pub fn standing(&self, today: Date) -> Standing {
        match self.visit {
            _ if self.is_withdrawn() => Standing::Withdrawn,
            Some((_, VisitStage::NotDone)) => Standing::NotDone,
            Some(_) => Standing::Visited,
            None if self.on() < today => Standing::Missed,
            None => Standing::Ahead,
        }
    }
}
