//! Two that may be one: findings of one item, facility and day; visits to one facility on one day; facilities and people of one
//! name. Only a person says whether they are.

use super::PersonRow;
use super::facility::{FacilityRow, VisitRow};
use super::finding::FindingRow;
use crate::domain::subject::Subject;

/// A pair, both sides as lists show them. Nobody has said yet what they are to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pair {
    Findings(Box<[(FindingRow, Writer); 2]>),
    Visits(Box<[VisitRow; 2]>),
    Facilities(Box<[FacilityRow; 2]>),
    People(Box<[PersonRow; 2]>),
}

/// Who wrote a finding down, on which laptop, when; for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writer {
    pub who: String,
    pub laptop: String,
    pub at: String,
}

impl Pair {
    /// What joins the two.
    pub fn subject(&self) -> Subject {
        match self {
            Pair::Findings(of) => Subject::same(&of[0].0.id, &of[1].0.id),
            Pair::Visits(of) => Subject::same(of[0].id, of[1].id),
            Pair::Facilities(of) => Subject::same(of[0].id, of[1].id),
            Pair::People(of) => Subject::same(of[0].id, of[1].id),
        }
    }
}
