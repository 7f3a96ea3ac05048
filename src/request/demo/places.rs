//! The facilities of the demonstration: six types, shared addresses, one out of business, one whose traits nobody knows.

use super::dice::Dice;
use super::words::*;
use crate::domain::event::{Event, Person};
use crate::domain::facility::{Facility, FacilityType, Paper, Presence, Status, TraitValue};
use crate::domain::name::{FacilityId, PersonId};
use crate::domain::subject::Subject;
use crate::domain::{check, derive};
use crate::journal::entry::Draft;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One facility with all that is written of it at the beginning.
#[derive(Clone, Debug)]
pub struct Place {
    pub id: FacilityId,
    pub profile: Facility,
    pub traits: BTreeMap<&'static str, Presence>,
    papers: Vec<(&'static str, Paper)>,
}

/// The facility whose traits nobody knows, the one out of business, and the one that fails the same item three times.
pub const UNKNOWN: usize = 6;
pub const SUSPENDED: usize = 7;
pub const REPEATER: usize = 0;
/// A home with as long a name as there are.
const LONG_NAME: usize = 10;

/// Types in a round of twelve; every round of six has all of them.
const TYPES: [FacilityType; 12] = [
    FacilityType::Home,
    FacilityType::Centre,
    FacilityType::DayCare,
    FacilityType::Canteen,
    FacilityType::SmallHome,
    FacilityType::MealPoint,
    FacilityType::Home,
    FacilityType::Home,
    FacilityType::DayCare,
    FacilityType::MealPoint,
    FacilityType::Home,
    FacilityType::MealPoint,
];

/// Facility number `n`.
pub fn place(seed: u64, n: usize, today: Date) -> Place {
    let mut dice = Dice::of(&[seed, 1, n as u64]);
    let kind = TYPES[n % TYPES.len()];
    // Day care and canteen of a round stand at the address of its centre.
    let host = (matches!(n % 12, 2 | 3) && (n / 12).is_multiple_of(3)).then(|| n / 12 * 12 + 1);
    let mut at = Dice::of(&[seed, 2, host.unwrap_or(n) as u64]);
    let street = *at.pick(&STREETS);
    let address = format!("{DISTRICT}{}{}号", at.pick(&ROADS), at.between(1, 899));
    let filed = !matches!(kind, FacilityType::MealPoint);
    let mut profile = Facility {
        name: name(&mut dice, kind, street, n),
        kind: Some(kind),
        street: Some(street.into()),
        address: Some(address),
        filing_number: filed.then(|| format!("虚民备{}第{n:05}号", today.year() - 1 - (n % 5) as i16)),
        credit_code: filed.then(|| credit_code(&mut dice)),
        head: Some(format!("{}{}", dice.pick(&SURNAMES), dice.pick(&GIVEN))),
        phone: Some(format!("021-0000-{:04}", n % 10_000)),
        beds: beds(&mut dice, kind),
        host: host.map(|h| place(seed, h, today).id),
        ..Facility::default()
    };
    profile.marks = check::marks(&profile, &[]);
    if n == SUSPENDED {
        profile.status = Status::Suspended;
        profile.status_from = back(today, 40);
    }
    let id = crate::request::facility::id(&profile);
    let traits = if n == UNKNOWN { BTreeMap::new() } else { traits(&mut dice, kind) };
    let papers = papers(&mut dice, &traits, n, today);
    Place { id, profile, traits, papers }
}

impl Place {
    /// All that is written of it: profile, traits, papers, as one group.
    pub fn drafts(&self, on: Date) -> Vec<Draft> {
        let draft = |subject, body| Draft { subject, replaces: Vec::new(), body };
        let mut drafts = vec![draft(Subject::Facility(self.id), Event::Facility(self.profile.clone()))];
        for (name, is) in &self.traits {
            let value = TraitValue { is: *is, on: Some(on), by: None, source: Some("演示".into()), note: None };
            drafts.push(draft(Subject::Trait(self.id, (*name).into()), Event::Trait(value)));
        }
        for (kind, paper) in &self.papers {
            drafts.push(draft(Subject::Paper(self.id, (*kind).into()), Event::Paper(paper.clone())));
        }
        drafts
    }
}

fn name(dice: &mut Dice, kind: FacilityType, street: &str, n: usize) -> String {
    let own = format!("{}{}", dice.pick(&FIRST), dice.pick(&SECOND));
    let short = derive::street(street);
    let community = dice.pick(&COMMUNITIES);
    match kind {
        FacilityType::Home if n == LONG_NAME || dice.in_thousand(120) => {
            format!("{DISTRICT}{street}{own}护理型养老院（{community}认知障碍照护分院）")
        }
        FacilityType::Home => format!("{own}养老院"),
        FacilityType::SmallHome => format!("{short}{own}长者照护之家"),
        FacilityType::Centre => format!("{street}{community}社区综合为老服务中心"),
        FacilityType::DayCare => format!("{street}{community}社区{own}老年人日间照护中心"),
        FacilityType::Canteen => format!("{short}{own}社区长者食堂"),
        FacilityType::MealPoint => format!("{street}{community}居委{}号助餐点", n + 1),
    }
}

fn beds(dice: &mut Dice, kind: FacilityType) -> Option<u32> {
    match kind {
        FacilityType::Home => Some(dice.between(4, 30) * 10),
        FacilityType::SmallHome => Some(dice.between(10, 30)),
        FacilityType::DayCare => Some(dice.between(15, 60)),
        _ => None,
    }
}

fn traits(dice: &mut Dice, kind: FacilityType) -> BTreeMap<&'static str, Presence> {
    use FacilityType::*;
    let overnight = matches!(kind, Home | SmallHome);
    // How often out of a thousand, by type.
    let often = |home: usize, day: usize, meal: usize| match kind {
        Home | SmallHome => home,
        Centre | DayCare => day,
        Canteen | MealPoint => meal,
    };
    let kitchen = dice.in_thousand(often(850, 250, if kind == Canteen { 950 } else { 50 }));
    let gas = kitchen && dice.in_thousand(800);
    let mut is = BTreeMap::from([("overnight", overnight), ("kitchen", kitchen), ("gas", gas)]);
    is.insert("lpg", kitchen && !gas && dice.in_thousand(300));
    is.insert("lift", dice.in_thousand(often(650, 350, 100)));
    is.insert("high_rise", dice.in_thousand(often(120, 60, 60)));
    is.insert("dementia_unit", overnight && dice.in_thousand(250));
    is.insert("prepayment", overnight && dice.in_thousand(300));
    is.insert("outsourced_kitchen", dice.in_thousand(often(150, 500, 600)));
    is.insert("delivery", dice.in_thousand(often(50, 250, 500)));
    is.insert("control_room", dice.in_thousand(often(450, 150, 50)));
    is.insert("oxygen", overnight && dice.in_thousand(350));
    is.into_iter().map(|(name, yes)| (name, if yes { Presence::Yes } else { Presence::No })).collect()
}

fn papers(dice: &mut Dice, traits: &BTreeMap<&'static str, Presence>, n: usize, today: Date) -> Vec<(&'static str, Paper)> {
    let mut papers = Vec::new();
    let mut add = |kind, days: i32| {
        let paper = Paper { number: Some(format!("虚{n:05}")), expires: back(today, -days), ..Paper::default() };
        papers.push((kind, paper));
    };
    // The first runs out within a month, the second has run out; the others are fine for a year or more.
    let days = |usual: u32| match n {
        1 => 20,
        4 => -12,
        _ => 200 + usual as i32,
    };
    if traits.get("kitchen") == Some(&Presence::Yes) {
        add("food_licence", days(dice.between(0, 1200)));
    }
    if traits.get("lift") == Some(&Presence::Yes) {
        add("lift_certificate", days(dice.between(0, 300)));
    }
    papers
}

/// So many days before `day`; after it when negative.
pub fn back(day: Date, days: i32) -> Option<Date> {
    day.checked_sub(jiff::Span::new().days(days)).ok()
}

/// A credit code with the right check character, in a region that does not exist.
fn credit_code(dice: &mut Dice) -> String {
    let mut code: String = format!("52990000{:08}", dice.below(100_000_000));
    code.push(char::from(b"0123456789ABCDEFGHJKLMNPQRTUWXY"[dice.below(31)]));
    let check = check::check_sign(&code).unwrap_or('0');
    code.push(check);
    code
}

/// One of the inspectors, with a card of an invented district.
pub fn person(seed: u64, n: usize) -> (PersonId, Person) {
    let mut dice = Dice::of(&[seed, 3, n as u64]);
    let name = format!("{}{}", SURNAMES[n % SURNAMES.len()], dice.pick(&GIVEN));
    let card = format!("虚-{:04}", 1001 + n);
    let person = Person { name, unit: Some(UNIT.into()), card: Some(card), ..Person::default() };
    (crate::request::facility::person_id(&person), person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::BTreeSet;

    #[test]
    fn a_district_of_many_has_no_two_of_one_name_type_and_street() {
        let today = date(2026, 11, 24);
        let ids: BTreeSet<FacilityId> = (0..5_000).map(|n| place(1, n, today).id).collect();
        assert_eq!(ids.len(), 5_000);
        let longest = (0..5_000).map(|n| place(1, n, today).profile.name.chars().count()).max();
        assert!(longest.is_some_and(|n| (22..=28).contains(&n)), "{longest:?}");
    }
}
