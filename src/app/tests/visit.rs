//! A whole visit by keys over a real store: from the facility to the signed record, and the recheck two weeks later.

use super::session::Session;
use super::store::Store;
use crate::disk::Moment;
use crate::domain::event::Event;
use crate::domain::event::Person;
use crate::domain::facility::{Facility, FacilityType, Presence, TraitValue};
use crate::domain::name::{FacilityId, PersonId};
use crate::domain::subject::Subject;
use crate::journal::entry::Draft;
use crate::request::{Settings, facility};
use crate::screens::Screen;
use crate::screens::home::Home;

/// A store with one home, its traits mostly known, and three people; gives the home and the people.
fn office() -> (Store, FacilityId, Vec<PersonId>) {
    let mut store = Store::new();
    let now = Moment::parse("2026-11-23T08:31:00+08:00").unwrap();
    let mut drafts = Vec::new();
    let mut people = Vec::new();
    for (name, card) in [("检甲", "沪-0001"), ("检乙", "沪-0002"), ("科长丙", "沪-0003")] {
        let person =
            Person { name: name.into(), card: Some(card.into()), unit: Some("区民政局".into()), ..Person::default() };
        let id = facility::person_id(&person);
        people.push(id);
        drafts.push(facility::person(id, person, Vec::new()));
    }
    let profile = Facility {
        name: "康宁养老院".into(),
        kind: Some(FacilityType::Home),
        street: Some("友谊路街道".into()),
        address: Some("牡丹江路12号".into()),
        contact: Some("王院长".into()),
        phone: Some("021-5600-0012".into()),
        beds: Some(120),
        ..Facility::default()
    };
    let (home, draft) = facility::add(profile);
    drafts.push(draft);
    for (name, _) in crate::content::words::TRAITS {
        let is = match name {
            "kitchen" | "overnight" | "hydrant" => Presence::Yes,
            "gas" | "dementia_unit" => continue,
            _ => Presence::No,
        };
        let value = TraitValue { is, on: None, by: None, source: None, note: None };
        drafts.push(Draft { subject: Subject::Trait(home, name.into()), replaces: Vec::new(), body: Event::Trait(value) });
    }
    store.log.append(drafts, None, &now).unwrap();
    (store, home, people)
}

fn settings(people: &[PersonId]) -> Settings {
    Settings {
        author: Some(people[0]),
        colleagues: vec![people[1]],
        unit: "宝山区民政局".into(),
        laptop: "甲号机".into(),
        ..Settings::default()
    }
}

fn at_home(columns: u16, rows: u16, lang: &str) -> Session {
    let (store, _, people) = office();
    let settings = Settings { lang: lang.into(), ..settings(&people) };
    Session::over(store, columns, rows, settings, Screen::Home(Home::default()))
}

#[test]
fn look() {
    let mut s = at_home(80, 24, "zh");
    let show = |s: &mut Session, keys: &str| {
        s.keys(keys);
        println!("== {keys}\n{}", s.screen());
    };
    s.keys("1kn<Enter>13<Enter>111<Down><Down> <Enter>21");
    s.keys("<Esc>");
    show(&mut s, "2一楼东侧<Enter>1<Esc>");
    show(&mut s, "9");
    show(&mut s, "9");
    show(&mut s, "1");
    show(&mut s, "4");
    show(&mut s, "93");
    show(&mut s, "<Esc>91");
    show(&mut s, "1");
    show(&mut s, "4");
    show(&mut s, "3");
    show(&mut s, "<Enter>");
}
