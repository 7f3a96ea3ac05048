//! A demonstration district as entries to be written, in the order in which they happened. Everything follows from the
//! recipe: the same seed, sizes and day give the same district on every machine. All of it is invented.

mod answers;
pub mod dice;
mod places;
mod plan;
mod steps;
mod visits;
mod words;

use crate::content::checklist::Checklist;
use crate::domain::event::Person;
use crate::domain::inspection::SignedHow;
use crate::domain::name::{FacilityId, InspectionId, PersonId};
use crate::journal::entry::Draft;
use crate::request::message::Moment;
use jiff::civil::Date;
use places::{Place, back};
use plan::{Planned, Walked};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::rc::Rc;
use steps::Followed;

pub use words::{LAPTOPS, UNIT};

/// What a demonstration is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    pub facilities: u32,
    /// Points with a judgement.
    pub answers: u32,
    pub seed: u64,
    /// Decides only who answered what.
    pub laptop: u32,
    pub today: Date,
}

/// Whose log is written: this laptop's, or the colleague's who came along on joint visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    Own,
    Colleague,
}

/// One group of entries.
#[derive(Clone, Debug)]
pub struct Group {
    pub drafts: Vec<Draft>,
    pub author: Option<PersonId>,
    /// RFC 3339.
    pub at: String,
    pub on: Date,
}

impl Group {
    pub fn moment(&self) -> Moment {
        let time = self.at.get(11..16).unwrap_or_default().to_string();
        Moment { at: self.at.clone(), today: self.on, time, trial: false }
    }
}

/// What happens next.
#[derive(Clone, Debug)]
pub enum Happening {
    Written(Group),
    /// The visit is frozen, and signed when `how` says how: made from the visit as it then stands.
    Paper {
        visit: InspectionId,
        /// Empty: the whole visit.
        sections: Vec<String>,
        how: Option<SignedHow>,
        group: Group,
    },
}

impl Happening {
    pub fn group(&self) -> &Group {
        match self {
            Happening::Written(group) | Happening::Paper { group, .. } => group,
        }
    }
}

/// Name, street and address of facility number `n`: what a search looks through.
pub fn names(seed: u64, n: usize, today: Date) -> [String; 3] {
    let profile = places::place(seed, n, today).profile;
    [profile.name, profile.street.unwrap_or_default(), profile.address.unwrap_or_default()]
}

/// The happenings of a district, one after the other.
pub struct District<'a> {
    recipe: Recipe,
    hand: Hand,
    lists: Vec<Walked<'a>>,
    people: Vec<(PersonId, Person)>,
    /// Visits as planned, the oldest first.
    visits: Vec<Planned>,
    next: usize,
    waiting: VecDeque<Happening>,
    later: BTreeMap<(Date, u64), Followed>,
    numbered: u64,
    places: HashMap<usize, Rc<Place>>,
    /// How many rechecks there were at a facility on a day.
    rechecks: BTreeMap<(FacilityId, Date), u32>,
}

impl<'a> District<'a> {
    /// Lays out a district; `lists` are those the program carries, fire and food first.
    pub fn new(recipe: Recipe, hand: Hand, lists: Vec<&'a Checklist>) -> District<'a> {
        let mut district = District {
            recipe,
            hand,
            lists: lists.into_iter().map(Walked::of).collect(),
            people: (0..8).map(|n| places::person(recipe.seed, n)).collect(),
            visits: Vec::new(),
            next: 0,
            waiting: VecDeque::new(),
            later: BTreeMap::new(),
            numbered: 0,
            places: HashMap::new(),
            rechecks: BTreeMap::new(),
        };
        district.plan();
        if hand == Hand::Own {
            district.begin();
        }
        district
    }

    fn place(&mut self, n: usize) -> Rc<Place> {
        let (seed, today) = (self.recipe.seed, self.recipe.today);
        self.places.entry(n).or_insert_with(|| Rc::new(places::place(seed, n, today))).clone()
    }

    /// People and facilities, on the first day.
    fn begin(&mut self) {
        let first = self.visits.first().map_or(self.recipe.today, |v| v.on);
        let on = back(first, 3).unwrap_or(first);
        let drafts = self.people.iter().map(|(id, person)| crate::request::facility::person(*id, person.clone(), Vec::new()));
        let drafts: Vec<Draft> = drafts.collect();
        self.write(drafts, self.officers().0, on, 0);
        for n in 0..self.recipe.facilities as usize {
            let drafts = self.place(n).drafts(on);
            self.write(drafts, self.officers().0, on, 1 + n as u32);
        }
    }

    /// This laptop's officer and the one who goes along.
    fn officers(&self) -> (PersonId, PersonId) {
        let n = self.recipe.laptop as usize * 2;
        let at = |n: usize| self.people[n % self.people.len()].0;
        match self.hand {
            Hand::Own => (at(n), at(n + 1)),
            Hand::Colleague => (at(n + 1), at(n)),
        }
    }

    fn write(&mut self, drafts: Vec<Draft>, author: PersonId, on: Date, seconds: u32) {
        self.waiting.push_back(Happening::Written(group(drafts, author, on, seconds)));
    }

    /// Comes back to these findings so many days later.
    fn wait(&mut self, on: Date, days: i32, followed: Followed) {
        if let Some(day) = back(on, -days).map(working_day).filter(|day| *day <= self.recipe.today) {
            self.numbered += 1;
            self.later.insert((day, self.numbered), followed);
        }
    }

    /// The next thing that is due before `until`.
    fn due(&mut self, until: Option<Date>) -> Option<(Date, Followed)> {
        let first = self.later.first_entry()?;
        let day = first.key().0;
        until.is_none_or(|until| day <= until).then(|| (day, first.remove()))
    }
}

impl Iterator for District<'_> {
    type Item = Happening;

    fn next(&mut self) -> Option<Happening> {
        loop {
            if let Some(happening) = self.waiting.pop_front() {
                return Some(happening);
            }
            let visit = self.visits.get(self.next).copied();
            if let Some((on, followed)) = self.due(visit.map(|v| v.on)) {
                self.step(on, followed);
                continue;
            }
            self.next += 1;
            self.visit(visit?);
        }
    }
}

fn group(drafts: Vec<Draft>, author: PersonId, on: Date, seconds: u32) -> Group {
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    let at = format!("{on}T{hour:02}:{minute:02}:{second:02}+08:00");
    Group { drafts, author: Some(author), at, on }
}

/// The day itself, or the Friday before it.
fn working_day(day: Date) -> Date {
    let late = (day.weekday().to_monday_zero_offset() as i32 - 4).max(0);
    back(day, late).unwrap_or(day)
}

#[cfg(test)]
mod tests;
