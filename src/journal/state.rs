//! What the entries of one subject come to: the one function that append, merge and rebuild all call, so that a
//! projection never depends on the way it was reached (DESIGN §4).

use super::canonical::canonical_of;
use super::entry::Body;
use super::heads::{Heads, Node, Order};
use super::lineage::Lineage;
use super::papers::{Paper, papers};
use crate::domain::event::{Event, Import, Judged, LogStart, Person, Plan, Same};
use crate::domain::facility::{Facility, Paper as Licence, TraitValue};
use crate::domain::inspection::Inspection;
use crate::domain::join::{Join, Joined, join_points};
use crate::domain::point::Point;
use crate::domain::subject::Subject;
use serde_json::Value;

/// The joined value of a subject, by its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Facility(Joined<Facility>),
    Trait(Joined<TraitValue>),
    Paper(Joined<Licence>),
    Person(Joined<Person>),
    Inspection(Joined<Inspection>),
    Point(Joined<Point>),
    Major(Joined<Judged>),
    Papers(Vec<Paper>),
    Same(Joined<Same>),
    Import(Joined<Import>),
    Plan(Joined<Plan>),
    Log(Joined<LogStart>),
}

/// Where a subject stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    pub heads: Heads,
    /// `None` where nothing living is known to say anything: all taken back, or all of a newer version.
    pub state: Option<State>,
}

/// Joins the entries of one subject, `bodies` beside their nodes. `major` is the joined word on this point
/// (`major/<point>`), and counts for points alone.
pub fn stand(subject: &Subject, nodes: &[Node], bodies: &[&Body], lineage: &Lineage, major: Option<bool>) -> Stand {
    let heads = match nodes {
        [node] => Order::of_one(node),
        nodes => Order::of(nodes, lineage).heads(),
    };
    let known: Vec<Option<&Event>> = bodies.iter().map(|b| known(subject, b)).collect();
    if let Subject::Freeze(_) = subject {
        let papers = papers(&Order::of(nodes, lineage), nodes, &known);
        return Stand { heads, state: (!papers.is_empty()).then_some(State::Papers(papers)) };
    }
    let counts = |n: &Node| heads.values.binary_search(&n.id).is_ok();
    let values: Vec<&Event> = nodes.iter().zip(known).filter(|(n, _)| counts(n)).filter_map(|(_, e)| e).collect();
    let state = join(subject, &values, major);
    Stand { heads, state }
}

/// What an entry's body says of this kind of subject; `None` for what a newer version says, and for what does not belong
/// here. Undos say nothing anywhere.
pub fn known<'a>(subject: &Subject, body: &'a Body) -> Option<&'a Event> {
    let Body::Known(event) = body else { return None };
    let fits = matches!(
        (subject, &**event),
        (Subject::Facility(_), Event::Facility(_))
            | (Subject::Trait(..), Event::Trait(_))
            | (Subject::Paper(..), Event::Paper(_))
            | (Subject::Person(_), Event::Person(_))
            | (Subject::Inspection(_), Event::Inspection(_))
            | (Subject::Point(_), Event::Point(_))
            | (Subject::Major(_), Event::Major(_))
            | (Subject::Freeze(_), Event::Freeze(_) | Event::Sign(_) | Event::Amend(_))
            | (Subject::Same(..), Event::Same(_))
            | (Subject::Import(_), Event::Import(_))
            | (Subject::Plan(_), Event::Plan(_))
            | (Subject::Log(_), Event::Log(_))
    );
    fits.then_some(event)
}

/// *State is the join of the heads' values*: a function of the values alone.
pub fn join(subject: &Subject, values: &[&Event], major: Option<bool>) -> Option<State> {
    macro_rules! of {
        ($event:ident) => {
            of(values, |e| if let Event::$event(v) = e { Some(v) } else { None })
        };
    }
    Some(match subject {
        Subject::Facility(_) => State::Facility(of!(Facility)?),
        Subject::Trait(..) => State::Trait(of!(Trait)?),
        Subject::Paper(..) => State::Paper(of!(Paper)?),
        Subject::Person(_) => State::Person(of!(Person)?),
        Subject::Inspection(_) => State::Inspection(of!(Inspection)?),
        Subject::Point(_) => {
            let points = values.iter().filter_map(|e| if let Event::Point(p) = e { Some(p) } else { None });
            let points: Vec<&Point> = points.collect();
            State::Point((!points.is_empty()).then(|| join_points(&points, major))?)
        }
        Subject::Major(_) => State::Major(of!(Major)?),
        Subject::Same(..) => State::Same(of!(Same)?),
        Subject::Import(_) => State::Import(of!(Import)?),
        Subject::Plan(_) => State::Plan(of!(Plan)?),
        Subject::Log(_) => State::Log(of!(Log)?),
        Subject::Freeze(_) | Subject::Undo(_) | Subject::Unknown(_) => return None,
    })
}

fn of<T: Join>(values: &[&Event], pick: impl Fn(&Event) -> Option<&T>) -> Option<Joined<T>> {
    let values: Vec<&T> = values.iter().filter_map(|e| pick(e)).collect();
    (!values.is_empty()).then(|| T::join(&values))
}

impl State {
    /// The canonical bytes of what stands, without ids of entries and logs: what the state digest is made from. `None`
    /// for the start of a log, which is no state of the district.
    pub fn bytes(&self) -> Option<String> {
        Some(match self {
            State::Facility(v) => canonical_of(v),
            State::Trait(v) => canonical_of(v),
            State::Paper(v) => canonical_of(v),
            State::Person(v) => canonical_of(v),
            State::Inspection(v) => canonical_of(v),
            State::Point(v) => canonical_of(v),
            State::Major(v) => canonical_of(v),
            State::Papers(papers) => canonical_of(&papers.iter().map(Paper::state).collect::<Vec<Value>>()),
            State::Same(v) => canonical_of(v),
            State::Import(v) => canonical_of(v),
            State::Plan(v) => canonical_of(v),
            State::Log(_) => return None,
        })
    }
}
