//! The record of a visit, 现场检查记录 or 巡查记录: what it says, as data. Made from the frozen visit for a draft, from the
//! live one for a 草稿; everything printed of the visit comes from here, also what is read aloud or copied by hand.

mod findings;
pub(super) mod head;
mod rest;
mod sheet;

#[cfg(test)]
mod tests;

pub use findings::{Finding, Rechecked};
pub use rest::{Measured, Passed, Unchecked};
pub use sheet::{identity, report, statistics};

use super::Field;
use crate::content::norms::{Norms, Place};
use crate::domain::event::Person;
use crate::domain::inspection::Activity;
use crate::domain::join::Joined;
use crate::domain::name::PersonId;
use crate::domain::point::Handling;
use crate::domain::subject::PointId;
use crate::text::report as words;
use crate::text::{Lang, Text};
use crate::views::closing::{self, Totals};
use crate::views::recheck::RecheckTotals;
use crate::views::record::{self as frozen, Paper};
use crate::views::visit::{FreezeNow, SectionNow, Visit};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// What a record says, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub lang: Lang,
    pub title: String,
    /// Two officers with valid cards: else it is a 巡查记录 and orders nothing.
    pub official: bool,
    pub letterhead: String,
    pub number: String,
    /// Draft number and 校验码; `None` before freezing.
    pub draft: Option<(u32, String)>,
    /// 草稿, 演示, 作废.
    pub across: String,
    pub facility: String,
    /// 起止时间, with lines for the pen.
    pub time: String,
    pub head: Vec<Field>,
    /// 未能检查, and why.
    pub not_done: Option<String>,
    pub findings: Vec<Finding>,
    pub rechecked: Vec<Rechecked>,
    pub unchecked: Vec<Unchecked>,
    pub left: Vec<String>,
    pub na: Vec<String>,
    pub traits: Vec<String>,
    pub measured: Vec<Measured>,
    pub passed: Vec<Passed>,
    pub totals: Totals,
    /// Counts of the earlier findings, where the visit rechecked some.
    pub recheck: Option<RecheckTotals>,
}

/// The record as one HTML file: of the draft where a freeze is given, else as 草稿.
pub fn html(visit: &Visit, norms: &Norms, freeze: Option<&FreezeNow>, lang: Lang, paper: &Paper) -> String {
    super::html::html(&report(&build(visit, norms, freeze, lang, paper)))
}

/// What the record says.
pub fn build(visit: &Visit, norms: &Norms, freeze: Option<&FreezeNow>, lang: Lang, paper: &Paper) -> Record {
    let from = Source::of(visit, norms, freeze, lang, paper);
    let findings = findings::findings(&from);
    let mut totals = crate::views::closing::totals_of(visit, from.sections);
    findings::count(&findings, &mut totals);
    Record {
        lang,
        title: from.title(),
        official: from.official,
        letterhead: from.freeze.map_or(paper.letterhead.clone(), |f| f.freeze.letterhead.clone()),
        number: from.number.clone(),
        draft: from.freeze.map(|f| (f.freeze.draft, f.freeze.check())),
        across: from.across(),
        facility: from.visit.parts.facility.joined.value.name.clone(),
        time: head::time(&from),
        head: head::fields(&from),
        not_done: head::not_done(&from),
        rechecked: findings::rechecked(&from),
        unchecked: rest::unchecked(&from),
        left: rest::left(&from),
        na: rest::na(&from),
        traits: rest::traits(&from),
        measured: rest::measured(&from),
        passed: rest::passed(&from),
        findings,
        totals,
        recheck: Some(crate::views::recheck::totals(visit)).filter(|t| t.due > 0),
    }
}

/// What the record will say of a finding's handling where that is less than what is meant: no order without two cards, no
/// transfer without a verified clause.
pub fn softened(visit: &Visit, norms: &Norms, id: &PointId, meant: Option<Handling>, lang: Lang) -> Option<String> {
    findings::softened(&Source::of(visit, norms, None, lang, &Paper::default()), id, meant)
}

/// All that a record is made from.
pub(super) struct Source<'a> {
    visit: &'a Visit,
    norms: &'a Norms,
    freeze: Option<&'a FreezeNow>,
    sections: &'a [String],
    lang: Lang,
    unit: &'a str,
    pub(super) number: String,
    people: BTreeMap<PersonId, Person>,
    /// The place as citations are held against it.
    pub(super) place: Place,
    pub(super) on: Date,
    official: bool,
}

impl<'a> Source<'a> {
    pub(super) fn of(
        visit: &'a Visit,
        norms: &'a Norms,
        freeze: Option<&'a FreezeNow>,
        lang: Lang,
        paper: &'a Paper,
    ) -> Source<'a> {
        let head = &visit.parts.head.joined.value;
        let on = head.corrected_on.unwrap_or(head.on);
        let kept = freeze.map(|f| &f.freeze);
        let people = kept.map(|f| f.people.clone()).filter(|p| !p.is_empty()).unwrap_or_else(|| frozen::people(visit));
        let number = kept.map(|f| f.number.clone()).filter(|n| !n.is_empty());
        // Two people with one card are one person.
        let cards = head.officers.iter().filter_map(|id| people.get(id)).filter(|p| is_valid(p, on));
        let valid = cards.map(|p| p.card.as_deref().map(str::trim)).collect::<BTreeSet<_>>().len();
        Source {
            visit,
            norms,
            freeze,
            sections: kept.map_or(&[], |f| &f.sections),
            lang,
            unit: kept.map_or(&paper.unit, |f| &f.unit),
            number: number.unwrap_or_else(|| frozen::number(visit, &paper.laptop)),
            people,
            place: visit.place(),
            on,
            official: head.activity == Activity::Inspection && valid >= 2,
        }
    }

    fn say(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    /// Whether the record is about this section.
    fn holds(&self, section: &SectionNow) -> bool {
        self.sections.is_empty() || self.sections.contains(&section.key)
    }

    /// Rows of the record, in their order.
    fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.visit.sections.iter().filter(|s| self.holds(s)).flat_map(|s| closing::in_scope(self.visit, s))
    }

    /// Title; a part of the visit is named by its list: 之一 消防.
    fn title(&self) -> String {
        let title = self.say(if self.official { words::RECORD } else { words::ROUND });
        let lists = &self.visit.parts.lists;
        let covers = |l: &usize| self.visit.sections.iter().any(|s| s.list == *l && self.holds(s));
        let Some(first) = (0..lists.len()).find(covers).filter(|_| !self.sections.is_empty()) else { return title.into() };
        let names: Vec<&str> = (0..lists.len()).filter(covers).map(|l| lists[l].short.get(self.lang)).collect();
        let part = match self.lang {
            Lang::Zh => words::ORDINALS.get(first).map_or_else(|| (first + 1).to_string(), |o| (*o).into()),
            Lang::En => (first + 1).to_string(),
        };
        words::PART.fill(self.lang, &[&title, &part, &names.join(self.say(words::AND))])
    }

    /// What stands across each page. A visit that is not what the freeze names never passes for its record.
    fn across(&self) -> String {
        let state = match self.freeze {
            None => Some(words::ACROSS_DRAFT),
            Some(f) if frozen::hash(self.visit, &f.freeze.sections) != f.freeze.data => Some(words::ACROSS_OTHER),
            Some(f) if f.void => Some(words::ACROSS_VOID),
            Some(_) => None,
        };
        let demo = self.visit.parts.demo.then_some(words::ACROSS_DEMO);
        demo.into_iter().chain(state).map(|w| self.say(w)).collect::<Vec<_>>().join(" ")
    }
}

/// A card number that has not run out on the day.
fn is_valid(person: &Person, on: Date) -> bool {
    person.card.as_deref().is_some_and(|c| !c.trim().is_empty()) && person.card_until.is_none_or(|until| on <= until)
}

/// A field's text, or all its texts where laptops wrote different ones.
fn all_of<T>(joined: &Joined<T>, field: &str, value: &str) -> String {
    joined.differs.get(field).map_or_else(|| value.into(), |texts| texts.join(" / "))
}
