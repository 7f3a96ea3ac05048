//! The items of a visit in the order they are walked: by section, or by place in the building across all lists. Points are
//! named by id, so that a row keeps the cursor when others come in.

use crate::content::checklist::Place;
use crate::domain::point::Verdict;
use crate::domain::subject::PointId;
use crate::screens::Scene;
use crate::text::{recheck as recheck_words, run as words};
use crate::views::closing::{is_answered, rows_in_scope};
use crate::views::recheck::rechecked;
use crate::views::visit::{SectionNow, Visit};
use std::collections::BTreeSet;

/// How the items are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Sections,
    Places,
}

impl Order {
    pub fn other(self) -> Order {
        match self {
            Order::Sections => Order::Places,
            Order::Places => Order::Sections,
        }
    }
}

/// One part of the walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub title: String,
    pub points: Vec<PointId>,
    /// What stands outside the lists: no part of what is to be checked, and not counted with the others.
    pub outside: bool,
}

/// The parts in the order of the walk, those without items left out. What stands outside the lists comes last.
pub fn parts(visit: &Visit, order: Order, scene: &Scene) -> Vec<Part> {
    let today: BTreeSet<usize> = rows_in_scope(visit).collect();
    let rows = |s: &SectionNow| s.rows.iter().copied().filter(|r| today.contains(r)).collect::<Vec<usize>>();
    let scope = visit.sections.iter();
    let mut parts: Vec<Part> = match order {
        Order::Sections => {
            let part = |s: &SectionNow| Part {
                title: visit.parts.lists[s.list].sections[s.section].title.get(scene.lang).into(),
                points: rows(s).into_iter().map(|r| visit.rows[r].point.clone()).collect(),
                outside: false,
            };
            scope.map(part).collect()
        }
        Order::Places => {
            let rows: Vec<usize> = scope.flat_map(rows).collect();
            let at = |place: Place| rows.iter().filter(move |&&r| visit.item(r).place == place);
            let part = |place: Place| Part {
                title: scene.say(place.words()).into(),
                points: at(place).map(|&r| visit.rows[r].point.clone()).collect(),
                outside: false,
            };
            Place::ALL.into_iter().map(part).collect()
        }
    };
    let rechecks = visit.parts.to_recheck.iter().map(|r| r.id.clone()).collect();
    parts.insert(0, Part { title: scene.say(recheck_words::PART).into(), points: rechecks, outside: false });
    parts.push(Part { title: scene.say(words::OUTSIDE_PART).into(), points: outside(visit), outside: true });
    parts.retain(|p| !p.points.is_empty());
    parts
}

/// What stands outside the lists; what was withdrawn stands nowhere.
fn outside(visit: &Visit) -> Vec<PointId> {
    let stands = |id: &&PointId| visit.point(id).is_some_and(|p| p.now.joined.value.verdict != Verdict::Cleared);
    visit.outside.iter().filter(stands).cloned().collect()
}

/// Where a point stands: part and place in it.
pub fn place_of(parts: &[Part], point: &PointId) -> Option<(usize, usize)> {
    parts.iter().enumerate().find_map(|(p, part)| Some((p, part.points.iter().position(|x| x == point)?)))
}

/// The row of a point; none for what is outside the lists.
pub fn row(visit: &Visit, point: &PointId) -> Option<usize> {
    visit.rows.iter().position(|r| r.point == *point)
}

/// Whether anything is recorded on it.
pub fn answered(visit: &Visit, point: &PointId) -> bool {
    match super::recheck::find(visit, point) {
        Some(finding) => rechecked(visit, finding).is_some(),
        None => row(visit, point).is_none_or(|r| is_answered(visit, r)),
    }
}

/// How many of a part have an answer.
pub fn count(visit: &Visit, part: &Part) -> usize {
    part.points.iter().filter(|p| answered(visit, p)).count()
}
