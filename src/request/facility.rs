//! Drafts about facilities and people: adding, correcting, traits and papers outside a visit.

use crate::domain::event::{Event, Person};
use crate::domain::facility::{Facility, Paper, Presence, TraitValue};
use crate::domain::name::{EntryId, FacilityId, PersonId};
use crate::domain::subject::Subject;
use crate::domain::{check, derive};
use crate::journal::entry::Draft;
use crate::views::facility::FacilityView;
use jiff::civil::Date;

/// The id a profile has: from its filing number, else from name, type and street.
pub fn id(profile: &Facility) -> FacilityId {
    match profile.filing_number.as_deref().filter(|n| !derive::normal(n).is_empty()) {
        Some(number) => derive::facility_by_filing(number, 1),
        None => derive::facility_by_name(&profile.name, profile.kind, profile.street.as_deref().unwrap_or(""), 1),
    }
}

/// A new facility, added by hand.
pub fn add(profile: Facility) -> (FacilityId, Draft) {
    let id = id(&profile);
    (id, Draft { subject: Subject::Facility(id), replaces: Vec::new(), body: Event::Facility(profile) })
}

/// A corrected profile; nothing when it is as it was. Its id stays.
pub fn edit(view: &FacilityView, profile: Facility) -> Option<Draft> {
    let changed = profile != view.profile.joined.value;
    changed.then(|| Draft {
        subject: Subject::Facility(view.id),
        replaces: view.profile.heads.clone(),
        body: Event::Facility(profile),
    })
}

/// What follows from a correction: the former name stays, another state without another day is one from today, and what is
/// to be put right is looked at anew.
pub fn settled(before: &Facility, mut now: Facility, today: Date) -> Facility {
    if !before.name.is_empty() && before.name != now.name && !now.former_names.contains(&before.name) {
        now.former_names.push(before.name.clone());
    }
    let name = now.name.clone();
    now.former_names.retain(|former| *former != name);
    if now.status != before.status && now.status_from == before.status_from {
        now.status_from = Some(today);
    }
    now.credit_code = now.credit_code.map(|code| code.to_uppercase());
    now.marks = check::marks(&now, &now.marks);
    now
}

/// A facility that moved: the corrected profile with the old address in its note, and every trait unknown again, since
/// they were of the old building. The next gate asks them.
pub fn moved(view: &FacilityView, mut profile: Facility, on: Date, by: Option<PersonId>) -> Vec<Draft> {
    let before = &view.profile.joined.value;
    let old = before.address.clone().unwrap_or_default();
    // It stands in the file, so in the language of the file.
    let came = crate::text::facility::MOVED_NOTE.fill(crate::text::Lang::Zh, &[&on, &old]);
    profile.note = Some(
        [profile.note.unwrap_or_default(), came.clone()].iter().filter(|t| !t.is_empty()).cloned().collect::<Vec<_>>().join("；"),
    );
    if profile.host == before.host {
        profile.host = None;
    }
    let mut drafts: Vec<Draft> = edit(view, profile).into_iter().collect();
    for (name, now) in view.traits.iter().filter(|(_, t)| t.joined.value.is != Presence::Unknown && !t.read_only) {
        let value = TraitValue { is: Presence::Unknown, on: Some(on), by, source: None, note: Some(came.clone()) };
        drafts.push(Draft {
            subject: Subject::Trait(view.id, name.clone()),
            replaces: now.heads.clone(),
            body: Event::Trait(value),
        });
    }
    drafts
}

/// A trait set on the facility's page.
pub fn set_trait(view: &FacilityView, name: &str, is: Presence, on: Date, by: Option<PersonId>) -> Draft {
    told_trait(view, name, TraitValue { is, on: Some(on), by, source: None, note: None })
}

/// The same with who told it, and words to it.
pub fn told_trait(view: &FacilityView, name: &str, value: TraitValue) -> Draft {
    let replaces = view.traits.get(name).map(|t| t.heads.clone()).unwrap_or_default();
    Draft { subject: Subject::Trait(view.id, name.into()), replaces, body: Event::Trait(value) }
}

/// A paper as now seen.
pub fn set_paper(view: &FacilityView, kind: &str, paper: Paper) -> Draft {
    let replaces = view.papers.get(kind).map(|p| p.heads.clone()).unwrap_or_default();
    Draft { subject: Subject::Paper(view.id, kind.into()), replaces, body: Event::Paper(paper) }
}

/// A person's id: from the card number, else from unit and name.
pub fn person_id(person: &Person) -> PersonId {
    match person.card.as_deref().filter(|c| !derive::normal(c).is_empty()) {
        Some(card) => derive::person_by_card(card),
        None => derive::person_by_name(person.unit.as_deref().unwrap_or(""), &person.name),
    }
}

/// A person, new or corrected over the heads there are.
pub fn person(id: PersonId, person: Person, heads: Vec<EntryId>) -> Draft {
    Draft { subject: Subject::Person(id), replaces: heads, body: Event::Person(person) }
}
