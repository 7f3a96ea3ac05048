//! The fields of a facility's profile: their order, their labels, what Down offers in them.

use crate::domain::derive::normal;
use crate::domain::facility::{Facility, FacilityType, Status};
use crate::domain::name::FacilityId;
use crate::text::{Lang, Text, facility as words};
use crate::views::facility::FacilityRow;
use crate::widgets::form::{Field, Form};
use std::collections::BTreeMap;

/// The fields in the order of the form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    Name,
    Kind,
    Street,
    Address,
    Phone,
    Head,
    Contact,
    Beds,
    Filing,
    Credit,
    Directions,
    Status,
    StatusFrom,
    Host,
    Note,
}

pub(super) fn form(of: &Facility, lang: Lang) -> Form {
    let say = |text: Text| text.get(lang).to_string();
    let text = |label, value: &Option<String>| Field::text(say(label), value.as_deref().unwrap_or(""));
    let plain = |label, value: &Option<String>| Field::plain(say(label), value.as_deref().unwrap_or(""));
    let all = |words: &[Text]| words.iter().map(|t| say(*t)).collect();
    let kind = of.kind.and_then(|k| FacilityType::ALL.iter().position(|a| *a == k));
    let status = Status::ALL.iter().position(|s| *s == of.status);
    Form::new(vec![
        Field::text(say(words::NAME), &of.name).hint(say(words::REQUIRED)),
        Field::choice(say(words::TYPE), all(&words::TYPES), kind),
        text(words::STREET, &of.street),
        text(words::ADDRESS, &of.address),
        plain(words::PHONE, &of.phone),
        text(words::HEAD, &of.head),
        text(words::CONTACT, &of.contact),
        plain(words::BEDS_FILED, &of.beds.map(|b| b.to_string())).hint(say(words::SHEETS)),
        plain(words::FILING, &of.filing_number),
        plain(words::CREDIT, &of.credit_code),
        text(words::DIRECTIONS, &of.directions),
        Field::choice(say(words::STATUS), all(&Status::ALL.map(Status::words)), status),
        plain(words::STATUS_FROM, &of.status_from.map(|d| d.to_string())).hint(say(words::STATUS_HINT)),
        // By name, once the names are there.
        Field::text(say(words::HOST), ""),
        text(words::NOTE, &of.note),
    ])
}

/// Streets that are there already, the most frequent first: Down takes them in turn.
pub(super) fn streets(rows: &[FacilityRow]) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    rows.iter().filter(|r| !r.street.is_empty()).for_each(|r| *times.entry(&r.street).or_default() += 1);
    let mut streets: Vec<_> = times.into_iter().collect();
    streets.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    streets.into_iter().map(|(s, _)| s.to_string()).collect()
}

/// Who may house a facility: first what stands at the same address, then the centres of its street.
pub(super) fn hosts(rows: &[FacilityRow], own: Option<FacilityId>, address: &str, street: &str) -> Vec<String> {
    let same = |a: &str, b: &str| !normal(a).is_empty() && normal(a) == normal(b);
    let other = |r: &&FacilityRow| Some(r.id) != own;
    let at_address = rows.iter().filter(other).filter(|r| same(&r.address, address));
    let centres = rows.iter().filter(other).filter(|r| r.kind == Some(FacilityType::Centre) && same(&r.street, street));
    let mut names: Vec<String> = Vec::new();
    for row in at_address.chain(centres).take(20) {
        if !names.contains(&row.name) {
            names.push(row.name.clone());
        }
    }
    names
}

/// The facility of this name; nothing where none or several have it.
pub(super) fn named(rows: &[FacilityRow], own: Option<FacilityId>, name: &str) -> Option<FacilityId> {
    let mut found = rows.iter().filter(|r| normal(&r.name) == normal(name) && Some(r.id) != own);
    found.next().filter(|_| found.next().is_none()).map(|r| r.id)
}
