//! A demonstration district as entries to be written, in the order in which they happened. Everything follows from the
//! recipe: the same seed, sizes and day give the same district on every machine. All of it is invented.

mod answers;
mod dice;
mod places;
mod steps;
mod words;

use crate::content::checklist::{AnswerKind, Checklist, Item};
use crate::domain::derive;
use crate::domain::event::{Event, Person};
use crate::domain::facility::Presence;
use crate::domain::inspection::{Activity, Gate, Inspection, Kind, ListUsed, SignedHow};
use crate::domain::name::{FacilityId, InspectionId, PersonId};
use crate::domain::point::{Point, Stage, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::journal::entry::Draft;
use crate::request::message::Moment;
use dice::{Dice, number_of};
use jiff::civil::Date;
use places::{Place, back};
use std::collections::{BTreeMap, VecDeque};
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

/// Days between the first visit and today.
const SPAN: i64 = 420;
/// The last so many visits get a paper; opening every visit of a large district once more would take minutes.
const PAPERS: usize = 100;

/// The happenings of a district, one after the other.
pub struct District<'a> {
    recipe: Recipe,
    hand: Hand,
    lists: Vec<&'a Checklist>,
    people: Vec<(PersonId, Person)>,
    /// Visits as planned, the oldest first.
    visits: Vec<Planned>,
    next: usize,
    waiting: VecDeque<Happening>,
    later: BTreeMap<(Date, u64), Followed>,
    numbered: u64,
    places: BTreeMap<usize, Place>,
    /// How many rechecks there were at a facility on a day.
    rechecks: BTreeMap<(FacilityId, Date), u32>,
}

/// A visit before it is written.
#[derive(Clone, Copy, Debug)]
struct Planned {
    number: usize,
    place: usize,
    on: Date,
    kind: Kind,
    team: u32,
    /// Items that are recorded; not all of them at the last visit only.
    answers: usize,
    whole: bool,
}

impl<'a> District<'a> {
    /// Lays out a district; `lists` are those the program carries, fire and food among them.
    pub fn new(recipe: Recipe, hand: Hand, lists: Vec<&'a Checklist>) -> District<'a> {
        let people = (0..8).map(|n| places::person(recipe.seed, n)).collect();
        let (places, later) = (BTreeMap::new(), BTreeMap::new());
        let (visits, waiting) = (Vec::new(), VecDeque::new());
        let mut district = District {
            recipe,
            hand,
            lists,
            people,
            visits,
            next: 0,
            waiting,
            later,
            numbered: 0,
            places,
            rechecks: BTreeMap::new(),
        };
        district.plan();
        if hand == Hand::Own {
            district.begin();
        }
        district
    }

    /// Decides who is visited when, until there are as many answers as asked for.
    fn plan(&mut self) {
        let Recipe { facilities, answers, seed, today, .. } = self.recipe;
        let mut given = 0;
        while given < answers as usize && facilities > 0 {
            let number = self.visits.len();
            let mut dice = Dice::of(&[seed, 10, number as u64]);
            let kind = match number % 10 {
                4 => Kind::Joint,
                7 => Kind::Campaign,
                9 if dice.in_thousand(300) => Kind::Case,
                _ => Kind::Routine,
            };
            // The repeater is visited three times early on; the one out of business not at all.
            let place = if number % 13 == 5 && number < 40 { places::REPEATER } else { self.place_of(number) };
            let planned = Planned { number, place, on: today, kind, team: 1, answers: 0, whole: true };
            let (mut walked, mut whole) = (0, true);
            for (n, item) in self.items(&planned).into_iter().enumerate() {
                if given == answers as usize {
                    whole = false;
                    break;
                }
                walked += 1;
                given += usize::from(self.verdict(&planned, item, n).judges());
            }
            self.visits.push(Planned { answers: walked, whole, ..planned });
        }
        let count = self.visits.len().max(1) as i64;
        let mut teams: BTreeMap<(usize, Date, Kind), u32> = BTreeMap::new();
        for visit in &mut self.visits {
            let days = (count - 1 - visit.number as i64) * SPAN / count;
            visit.on = working_day(back(today, days as i32).unwrap_or(today));
            let team = teams.entry((visit.place, visit.on, visit.kind)).or_default();
            *team += 1;
            visit.team = *team;
        }
    }

    fn place_of(&self, number: usize) -> usize {
        let all = self.recipe.facilities as usize;
        // A step without a common divisor goes round all of them.
        let step = [7, 11, 13, 17, 19].into_iter().find(|s| !all.is_multiple_of(*s)).unwrap_or(1);
        let place = number * step % all;
        if place == places::SUSPENDED && all > 1 { (place + 1) % all } else { place }
    }

    fn place(&mut self, n: usize) -> Place {
        let (seed, today) = (self.recipe.seed, self.recipe.today);
        self.places.entry(n).or_insert_with(|| places::place(seed, n, today)).clone()
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

    /// The lists a visit runs: one for most, fire and food for a joint one.
    fn lists_of(&self, visit: &Planned) -> Vec<&'a Checklist> {
        let at = |n: usize| self.lists.get(n % self.lists.len().max(1)).copied();
        match visit.kind {
            Kind::Joint => [at(0), at(1)].into_iter().flatten().collect(),
            _ => at(visit.number / 3 + visit.number).into_iter().collect(),
        }
    }

    /// Sections that a joint visit leaves out, so that the day is long enough.
    fn sections_out(&self, visit: &Planned) -> Vec<String> {
        let last = |l: &&Checklist| l.sections.iter().rev().take(3).map(|s| format!("{}/{}", l.id, s.id)).collect::<Vec<_>>();
        let joint = visit.kind == Kind::Joint;
        if joint { self.lists_of(visit).iter().flat_map(last).collect() } else { Vec::new() }
    }

    /// The items of a visit: those in scope for the type, without what a trait switches off.
    fn items(&mut self, visit: &Planned) -> Vec<&'a Item> {
        let place = self.place(visit.place);
        let out = self.sections_out(visit);
        let mut items = Vec::new();
        for list in self.lists_of(visit) {
            let scope = |i: &&Item| !out.contains(&format!("{}/{}", list.id, i.section));
            let absent = |i: &&Item| i.traits.iter().any(|t| place.traits.get(t.as_str()) == Some(&Presence::No));
            items.extend(list.items.iter().filter(scope).filter(|i| i.fits(place.profile.kind) && !absent(i)));
        }
        items
    }

    /// Everything of one visit.
    fn visit(&mut self, visit: Planned) {
        let place = self.place(visit.place);
        let id = derive::inspection(place.id, visit.on, visit.kind, visit.team);
        let (author, second) = self.officers();
        let activity = if visit.number % 6 == 3 { Activity::Guidance } else { Activity::Inspection };
        let start = 9 * 3600 + (visit.number % 4) as u32 * 600;
        if self.hand == Hand::Own {
            let head = self.head(&visit, &place, activity);
            let body = Event::Inspection(head);
            self.write(vec![Draft { subject: Subject::Inspection(id), replaces: Vec::new(), body }], author, visit.on, start);
        }
        let items = self.items(&visit);
        let mut failed = Vec::new();
        for (n, item) in items.into_iter().take(visit.answers).enumerate() {
            let Some(point) = self.answer(&visit, item, n, activity) else { continue };
            let subject = PointId::new(id, item.id.clone());
            let left_disputed = self.hand == Hand::Colleague && self.is_disputed(&visit, n);
            // What only this laptop saw waits for the merge: the visits that follow are those of the district.
            let seen_by_all = point.verdict == Verdict::Fail && self.verdict(&visit, item, n) == Verdict::Fail;
            if seen_by_all && !left_disputed {
                failed.push((subject.clone(), point.clone(), item));
            }
            let draft = Draft { subject: Subject::Point(subject), replaces: Vec::new(), body: Event::Point(point) };
            self.write(vec![draft], author, visit.on, start + 60 + n as u32 * 35);
        }
        if self.hand == Hand::Own || visit.kind == Kind::Joint {
            self.paper(&visit, id, author, start + 9000);
        }
        self.follow(&visit, failed, (author, second));
    }

    fn head(&self, visit: &Planned, place: &Place, activity: Activity) -> Inspection {
        let (author, second) = self.officers();
        let used = |l: &&Checklist| ListUsed { id: l.id.clone(), version: l.version.clone(), hash: l.hash };
        let gate = match visit.whole {
            true => Gate {
                started: "09:10".into(),
                ended: "11:40".into(),
                host_name: place.profile.head.clone().unwrap_or_default(),
                host_post: "负责人".into(),
                host_phone: place.profile.phone.clone().unwrap_or_default(),
                residents: place.profile.beds.map(|b| (b * 4 / 5).to_string()).unwrap_or_default(),
                staff: place.profile.beds.map(|b| (b / 4 + 2).to_string()).unwrap_or_default(),
                cards_shown: true,
                rights_told: true,
                recusal: "不申请回避".into(),
                ..Gate::default()
            },
            false => Gate { started: "09:10".into(), ..Gate::default() },
        };
        Inspection {
            facility: place.id,
            on: visit.on,
            kind: visit.kind,
            team: visit.team,
            activity,
            facility_type: place.profile.kind,
            traits: place.traits.iter().map(|(name, is)| ((*name).to_string(), *is)).collect(),
            lists: self.lists_of(visit).iter().map(used).collect(),
            sections_out: self.sections_out(visit),
            taken_in: Vec::new(),
            rechecks: Vec::new(),
            officers: vec![author, second],
            recorder: Some(author),
            gate,
            backfilled: None,
            not_done: None,
            reason: None,
            corrected_on: None,
        }
    }

    /// How an item comes out, whoever looks.
    fn verdict(&self, visit: &Planned, item: &Item, n: usize) -> Verdict {
        let mut dice = Dice::of(&[self.recipe.seed, 20, visit.number as u64, number_of(&item.id)]);
        let repeats = visit.place == places::REPEATER && OFTEN_AGAIN.contains(&item.id.as_str());
        // Where two meet, both judge.
        let judged = visit.kind == Kind::Joint && n == JOINT_BOTH;
        match answers::verdict(item, &mut dice) {
            _ if repeats => Verdict::Fail,
            thrown if judged && !thrown.judges() => Verdict::Pass,
            thrown => thrown,
        }
    }

    /// What this hand writes of an item; nothing where the other one had that section.
    fn answer(&self, visit: &Planned, item: &Item, n: usize, activity: Activity) -> Option<Point> {
        let Recipe { seed, laptop, .. } = self.recipe;
        let of_item = number_of(&item.id);
        let throw = |what: u64| Dice::of(&[seed, what, visit.number as u64, of_item]);
        let mut verdict = self.verdict(visit, item, n);
        // A fail that this laptop alone saw: one in a hundred, so that two of them meet in disputes.
        let alone = || Dice::of(&[seed, 21, visit.number as u64, of_item, u64::from(laptop)]).in_thousand(10);
        if laptop > 1 && verdict == Verdict::Pass && item.kind != AnswerKind::Figure && alone() {
            verdict = Verdict::Fail;
        }
        match (visit.kind, self.hand) {
            (Kind::Joint, Hand::Own) if self.is_disputed(visit, n) => verdict = Verdict::Pass,
            (Kind::Joint, Hand::Colleague) if self.is_disputed(visit, n) => verdict = Verdict::Fail,
            (Kind::Joint, _) if self.has(&item.section) => {}
            // Now and then both look at the same thing and find it well.
            (Kind::Joint, _) if verdict == Verdict::Pass && throw(22).in_thousand(60) => {}
            (Kind::Joint, _) | (_, Hand::Colleague) => return None,
            _ => {}
        }
        Some(answers::point(item, verdict, visit.on, activity, &mut throw(23)))
    }

    /// Whether this hand has a section of a joint visit.
    fn has(&self, section: &str) -> bool {
        number_of(section).is_multiple_of(2) == (self.hand == Hand::Own)
    }

    /// One item of the last joint visit, and of one in twenty of the others.
    fn is_disputed(&self, visit: &Planned, n: usize) -> bool {
        if visit.kind != Kind::Joint || n != JOINT_BOTH {
            return false;
        }
        let last = self.visits.iter().rev().find(|v| v.kind == Kind::Joint && v.answers > JOINT_BOTH);
        last.is_some_and(|v| v.number == visit.number) || visit.number / 10 % 20 == 9
    }

    /// Whether a visit is among those that get a paper.
    fn is_late(&self, number: usize) -> bool {
        number + PAPERS >= self.visits.len()
    }

    /// The paper of a whole visit, or of this hand's part of it: the newest waits for its signature, a disputed one has none.
    fn paper(&mut self, visit: &Planned, id: InspectionId, author: PersonId, seconds: u32) {
        if !self.is_late(visit.number) || !visit.whole || self.is_disputed(visit, JOINT_BOTH) {
            return;
        }
        let mut sections = Vec::new();
        if visit.kind == Kind::Joint {
            let out = self.sections_out(visit);
            let keys = |l: &'a Checklist| l.sections.iter().map(|s| (format!("{}/{}", l.id, s.id), &s.id));
            let all: Vec<_> = self.lists_of(visit).into_iter().flat_map(keys).collect();
            sections = all.into_iter().filter(|(key, id)| !out.contains(key) && self.has(id)).map(|(key, _)| key).collect();
        }
        let newest = self.visits.iter().rev().find(|v| v.whole && v.kind != Kind::Joint);
        let how = match Dice::of(&[self.recipe.seed, 30, visit.number as u64]).below(12) {
            _ if newest.is_some_and(|v| v.number == visit.number) => None,
            0 => Some(SignedHow::Reserved),
            1 => Some(SignedHow::Refused),
            2 => Some(SignedHow::ByHand),
            _ => Some(SignedHow::Signed),
        };
        let group = group(Vec::new(), author, visit.on, seconds);
        self.waiting.push_back(Happening::Paper { visit: id, sections, how, group });
    }

    /// What becomes of the findings of a visit: orders, transfers and rechecks in the days after.
    fn follow(&mut self, visit: &Planned, failed: Vec<(PointId, Point, &Item)>, officers: (PersonId, PersonId)) {
        let open = failed.into_iter().filter(|(_, p, _)| p.finding.as_ref().is_some_and(|f| f.stage != Stage::FixedOnSpot));
        let open: Vec<_> = open.collect();
        if open.is_empty() {
            return;
        }
        let (number, major) = (visit.number, Vec::new());
        let candidates: Vec<PointId> = open.iter().filter(|(_, _, i)| i.red_line).map(|(id, _, _)| id.clone()).collect();
        let points: Vec<(PointId, Point)> = open.into_iter().map(|(id, p, _)| (id, p)).collect();
        let place = self.place(visit.place);
        let followed = Followed { place: place.id, number, points, candidates, major, officers, round: 0 };
        self.wait(visit.on, 1, followed);
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

/// Which item both answer at a joint visit, whatever section it stands in.
const JOINT_BOTH: usize = 5;
/// What the repeater fails every time.
const OFTEN_AGAIN: [&str; 3] = ["FIRE-EVAC-01", "FOOD-SAMPLE-05", "FIRE-FACIL-07"];

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
