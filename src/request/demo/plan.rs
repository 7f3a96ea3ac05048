//! Who is visited when with which items, and how each item comes out, until there are as many answers as asked for.

use super::answers;
use super::dice::{Dice, number_of};
use super::places::{self, back};
use super::words::OFTEN;
use super::{District, Recipe, working_day};
use crate::content::checklist::{Checklist, Item};
use crate::domain::facility::Presence;
use crate::domain::inspection::Kind;
use crate::domain::point::Verdict;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days between the first visit and today.
const SPAN: f64 = 420.0;
/// Visits lie closer together the newer they are.
const CLOSER: f64 = 1.5;
/// Sections that a joint visit leaves out of each list, so that the day is long enough.
const LEFT_OUT: usize = 3;
/// Which item of a joint visit both look at where they are to differ, whatever section it stands in.
pub const JOINT_BOTH: usize = 5;
/// From about here on one to three items of every visit are not looked at.
const NOT_SEEN: usize = 3;
/// Among the last so many visits are those whose red lines nobody has gone back for yet.
const LATE: usize = 60;
/// They are these of every sixty.
const LEFT_OPEN: [usize; 3] = [45, 50, 55];
/// What the repeater fails every time.
const FAILS_AGAIN: &str = "FIRE-EVAC-01";
/// When the repeater is visited: three times early on.
const REPEATS: [usize; 3] = [5, 18, 31];

/// A checklist as visits go through it.
pub struct Walked<'a> {
    pub list: &'a Checklist,
    items: Vec<Asked<'a>>,
}

/// An item, with what is thrown for and asked of it at every visit.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub item: &'a Item,
    /// Its id as a number to be thrown for.
    pub number: u64,
    /// Joint checks find this more often than other things.
    often: bool,
    /// At joint visits this laptop's officer has its section, else the colleague.
    pub own: bool,
    /// In scope at joint visits.
    joint: bool,
}

/// A visit before it is written.
#[derive(Clone, Copy, Debug)]
pub struct Planned {
    pub number: usize,
    pub place: usize,
    pub on: Date,
    pub kind: Kind,
    pub team: u32,
    /// Items that are recorded; not all of them at the last visit only.
    pub answers: usize,
    /// Some of its red lines were not looked at.
    left_open: bool,
    pub end: End,
}

/// Where a visit stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Signed,
    /// Frozen; the paper waits for its signature.
    ToSign,
    /// All is recorded, and nobody has closed it yet; or not even that.
    Unfinished,
    /// Two people differ on an item, which stops the freezing.
    Disputed,
}

impl<'a> Walked<'a> {
    pub fn of(list: &'a Checklist) -> Walked<'a> {
        let in_scope = list.sections.len().saturating_sub(LEFT_OUT);
        let asked = |item: &'a Item| Asked {
            item,
            number: number_of(&item.id),
            often: OFTEN.iter().any(|word| item.text.zh.contains(word) || item.short.zh.contains(word)),
            own: is_own(&item.section),
            joint: list.sections.iter().take(in_scope).any(|s| s.id == item.section),
        };
        Walked { list, items: list.items.iter().map(asked).collect() }
    }

    /// Its sections as visits name them: those that a joint visit goes through, or those it leaves out.
    pub fn sections(&self, joint: bool) -> impl Iterator<Item = (String, bool)> {
        let in_scope = self.list.sections.len().saturating_sub(LEFT_OUT);
        let some = self.list.sections.iter().enumerate().filter(move |(n, _)| (*n < in_scope) == joint);
        some.map(|(_, s)| (format!("{}/{}", self.list.id, s.id), is_own(&s.id)))
    }
}

/// At joint visits every other section is this laptop's.
fn is_own(section: &str) -> bool {
    number_of(section).is_multiple_of(2)
}

impl<'a> District<'a> {
    /// Decides who is visited when, until there are as many answers as asked for.
    pub(super) fn plan(&mut self) {
        let before = self.plan_more(0, false);
        // How many there are is known now, and with it which are the last ones.
        let from = self.visits.len().saturating_sub(LATE);
        self.visits.truncate(from);
        self.plan_more(before.get(from).copied().unwrap_or(0), true);
        self.on_days();
        self.ends();
    }

    /// Goes on until there are enough answers; gives how many there were before each visit.
    fn plan_more(&mut self, mut given: usize, late: bool) -> Vec<usize> {
        let Recipe { facilities, answers, seed, today, .. } = self.recipe;
        let mut before = Vec::new();
        while given < answers as usize && facilities > 0 {
            let number = self.visits.len();
            let mut dice = Dice::of(&[seed, 10, number as u64]);
            let kind = match number % 10 {
                4 => Kind::Joint,
                7 => Kind::Campaign,
                9 if dice.in_thousand(300) => Kind::Case,
                _ => Kind::Routine,
            };
            let place = if REPEATS.contains(&number) { places::REPEATER } else { self.place_of(number) };
            let left_open = late && LEFT_OPEN.contains(&(number % 60));
            let planned = Planned { number, place, on: today, kind, team: 1, answers: 0, left_open, end: End::Signed };
            let (mut walked, mut end) = (0, End::Signed);
            before.push(given);
            for (n, asked) in self.asked(&planned).into_iter().enumerate() {
                if given == answers as usize {
                    end = End::Unfinished;
                    break;
                }
                walked += 1;
                given += usize::from(self.verdict(&planned, &asked, n).judges());
            }
            self.visits.push(Planned { answers: walked, end, ..planned });
        }
        before
    }

    /// Gives every visit its day, the first long ago, the last today.
    fn on_days(&mut self) {
        let (today, last) = (self.recipe.today, self.visits.len().saturating_sub(1));
        let mut teams: BTreeMap<(usize, Date, Kind), u32> = BTreeMap::new();
        for visit in &mut self.visits {
            let left = (last - visit.number) as f64 / last.max(1) as f64;
            let days = (left.powf(CLOSER) * SPAN).round() as i32;
            visit.on = working_day(back(today, days).unwrap_or(today));
            let team = teams.entry((visit.place, visit.on, visit.kind)).or_default();
            *team += 1;
            visit.team = *team;
        }
    }

    /// Most visits are signed. The last few are not, one of them waits for the pen; and where two differ, nothing is.
    fn ends(&mut self) {
        let whole = |v: &Planned| v.end == End::Signed;
        let last_joint = self.visits.iter().rposition(|v| whole(v) && v.kind == Kind::Joint && v.answers > JOINT_BOTH);
        for (n, visit) in self.visits.iter_mut().enumerate() {
            let differs = visit.kind == Kind::Joint && visit.answers > JOINT_BOTH && n / 10 % 20 == 9;
            if whole(visit) && (last_joint == Some(n) || differs) {
                visit.end = End::Disputed;
            }
        }
        let mut newest = self.visits.iter_mut().rev().filter(|v| whole(v) && v.kind != Kind::Joint);
        for end in [End::Unfinished, End::ToSign] {
            newest.next().into_iter().for_each(|visit| visit.end = end);
        }
    }

    /// Which facility comes next: all of them in turn, but the one out of business and the one that has its own days.
    fn place_of(&self, number: usize) -> usize {
        let all = self.recipe.facilities as usize;
        // A step without a common divisor goes round all of them.
        let step = [7, 11, 13, 17, 19].into_iter().find(|s| !all.is_multiple_of(*s)).unwrap_or(1);
        match number * step % all {
            places::REPEATER | places::SUSPENDED if all > places::SUSPENDED + 1 => number % (places::SUSPENDED - 1) + 1,
            place => place,
        }
    }

    /// The lists a visit runs: one for most, fire and food for a joint one, fire for the repeater.
    pub(super) fn lists_of(&self, visit: &Planned) -> impl Iterator<Item = &Walked<'a>> {
        let some = match visit.kind {
            _ if visit.place == places::REPEATER => 0..1,
            Kind::Joint => 0..2,
            _ => {
                let n = (visit.number / 3 + visit.number) % self.lists.len().max(1);
                n..n + 1
            }
        };
        let all = self.lists.len();
        self.lists[some.start.min(all)..some.end.min(all)].iter()
    }

    /// The items of a visit: those in scope for the type, without what a trait switches off.
    pub(super) fn asked(&mut self, visit: &Planned) -> Vec<Asked<'a>> {
        let place = self.place(visit.place);
        let absent = |i: &Item| i.traits.iter().any(|t| place.traits.get(t.as_str()) == Some(&Presence::No));
        let asked = |a: &&Asked| (a.joint || visit.kind != Kind::Joint) && a.item.fits(place.profile.kind) && !absent(a.item);
        self.lists_of(visit).flat_map(|l| &l.items).filter(asked).copied().collect()
    }

    /// How an item comes out, whoever looks.
    pub(super) fn verdict(&self, visit: &Planned, asked: &Asked, n: usize) -> Verdict {
        if visit.place == places::REPEATER && asked.item.id == FAILS_AGAIN {
            return Verdict::Fail;
        }
        let mut dice = Dice::of(&[self.recipe.seed, 20, visit.number as u64, asked.number]);
        let (red_line, some) = (asked.item.red_line, NOT_SEEN + visit.number % 3);
        match answers::verdict(asked.item, asked.often, &mut dice) {
            // Where two meet, both judge.
            thrown if visit.kind == Kind::Joint && n == JOINT_BOTH => {
                if thrown.judges() {
                    thrown
                } else {
                    Verdict::Pass
                }
            }
            _ if !red_line && [some, some + 2, some + 5].contains(&n) => Verdict::Unchecked,
            // For red lines somebody goes back soon, so that few of them are left.
            Verdict::Unchecked if red_line && !visit.left_open => Verdict::Pass,
            Verdict::Pass if red_line && visit.left_open && dice.in_thousand(250) => Verdict::Unchecked,
            thrown => thrown,
        }
    }
}
