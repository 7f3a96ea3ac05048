//! The data a record is made from: canonical, without wording, language, draft number or code. A function of the entries a
//! freeze names and of nothing else, so that the same draft is byte-equal before and after any merge.

use super::closing::in_scope;
use super::visit::{FreezeNow, SectionNow, Visit};
use crate::domain::event::Person;
use crate::domain::facility::{self, Facility, TraitValue};
use crate::domain::inspection::Inspection;
use crate::domain::join::Joined;
use crate::domain::name::{EntryId, PersonId};
use crate::domain::point::Point;
use crate::domain::subject::PointId;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Whose paper it is, as printed: the unit, its letterhead, and the laptop that makes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    pub unit: String,
    pub letterhead: String,
    pub laptop: String,
}

/// 编号: the day, the laptop and four hex digits of the visit's id, `20261124-甲号机-7FA3`. No sequence to keep, so two
/// laptops never give the same number to two visits of a day by counting alone.
pub fn number(visit: &Visit, laptop: &str) -> String {
    let head = &visit.parts.head.joined.value;
    let day = head.corrected_on.unwrap_or(head.on).strftime("%Y%m%d").to_string();
    let mark = data_encoding::HEXUPPER.encode(&visit.parts.id.0[..2]);
    [day.as_str(), laptop.trim(), mark.as_str()].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("-")
}

/// Officers and recorder as the books have them now, without their phones.
pub fn people(visit: &Visit) -> BTreeMap<PersonId, Person> {
    let head = &visit.parts.head.joined.value;
    let known = |id: &PersonId| visit.parts.people.get(id).map(|p| (*id, Person { phone: None, ..p.person.clone() }));
    head.officers.iter().chain(&head.recorder).filter_map(known).collect()
}

#[derive(Serialize)]
struct Data<'a> {
    head: &'a Joined<Inspection>,
    facility: &'a Joined<Facility>,
    traits: BTreeMap<&'a str, &'a Joined<TraitValue>>,
    papers: BTreeMap<&'a str, &'a Joined<facility::Paper>>,
    points: BTreeMap<String, &'a Joined<Point>>,
    major: BTreeMap<String, bool>,
    sections: &'a [String],
}

/// Sections (`list/section`) that were in scope when a part was frozen and that no standing paper covers.
pub fn without_paper(papers: &[FreezeNow]) -> BTreeSet<&str> {
    let standing = || papers.iter().filter(|f| !f.void).map(|f| &f.freeze);
    if standing().any(|f| f.sections.is_empty()) {
        return BTreeSet::new();
    }
    let covered: BTreeSet<&str> = standing().flat_map(|f| &f.sections).map(String::as_str).collect();
    standing().flat_map(|f| &f.scope).map(String::as_str).filter(|s| !covered.contains(s)).collect()
}

/// The sections that a record of this visit has to hold: those with anything in today's scope.
pub fn scope(visit: &Visit) -> Vec<String> {
    let today = |s: &&SectionNow| in_scope(visit, s).next().is_some();
    let mut scope: Vec<String> = visit.sections.iter().filter(today).map(|s| s.key.clone()).collect();
    scope.sort();
    scope
}

/// The paper that holds a point, or would hold a new one outside the lists (`None`): the latest that is not void. A finding of
/// another visit stands where the rest does.
pub fn paper_of<'a>(visit: &'a Visit, point: Option<&PointId>) -> Option<&'a FreezeNow> {
    let section =
        |p: &PointId| visit.item_of(p).and_then(|i| visit.row_of(&i.id)).map(|r| &visit.sections[visit.rows[r].section].key);
    let own = point.filter(|p| p.inspection == Some(visit.parts.id));
    let of = match own.and_then(section) {
        Some(section) => Some(section),
        None => visit.sections.iter().find(|s| !s.out).map(|s| &s.key),
    };
    let holds = |f: &&FreezeNow| f.freeze.sections.is_empty() || of.is_some_and(|s| f.freeze.sections.contains(s));
    visit.parts.freezes.iter().filter(|f| !f.void).filter(holds).max_by_key(|f| f.freeze.draft)
}

/// The points that a record of these sections holds (`list/section`; none named = the whole visit): items and further
/// places of the sections; what is outside the lists and rechecked findings belong to the whole visit and to the part
/// that holds the first section.
pub fn points<'a>(visit: &'a Visit, sections: &'a [String]) -> impl Iterator<Item = PointId> + 'a {
    let first = visit.sections.iter().find(|s| !s.out).map(|s| &s.key);
    let with_rest = sections.is_empty() || first.is_some_and(|f| sections.contains(f));
    let of_lists = visit.sections.iter().filter(move |s| sections.is_empty() || sections.contains(&s.key));
    let of_rows = of_lists.flat_map(|s| &s.rows).flat_map(|&r| {
        let row = &visit.rows[r];
        std::iter::once(row.point.clone()).chain(row.further.iter().cloned())
    });
    let rest = visit.outside.iter().chain(visit.parts.rechecked.keys()).filter(move |_| with_rest).cloned();
    of_rows.chain(rest).filter(|id| visit.point(id).is_some())
}

/// SHA-256 of the record's data; its first 8 hex digits are the 校验码.
pub fn hash(visit: &Visit, sections: &[String]) -> EntryId {
    let points: Vec<PointId> = points(visit, sections).collect();
    let now = |id: &PointId| visit.point(id).map(|p| (p, id.to_string()));
    let data = Data {
        head: &visit.parts.head.joined,
        facility: &visit.parts.facility.joined,
        traits: visit.parts.traits.iter().map(|(k, t)| (k.as_str(), &t.joined)).collect(),
        papers: visit.parts.papers.iter().map(|(k, p)| (k.as_str(), &p.joined)).collect(),
        points: points.iter().filter_map(now).map(|(p, id)| (id, &p.now.joined)).collect(),
        major: points.iter().filter_map(now).filter_map(|(p, id)| p.major.map(|m| (id, m))).collect(),
        sections,
    };
    EntryId(Sha256::digest(crate::journal::canonical::canonical_of(&data).as_bytes()).into())
}

/// The heads of every subject that a freeze of these sections covers, sorted.
pub fn covers(visit: &Visit, sections: &[String]) -> Vec<EntryId> {
    let parts = &visit.parts;
    let mut heads: Vec<EntryId> = parts.head.heads.iter().chain(&parts.facility.heads).copied().collect();
    heads.extend(parts.traits.values().flat_map(|t| &t.heads));
    heads.extend(parts.papers.values().flat_map(|p| &p.heads));
    heads.extend(&parts.joins);
    for point in points(visit, sections).filter_map(|id| visit.point(&id)) {
        heads.extend(point.now.heads.iter().chain(&point.major_heads));
    }
    heads.sort();
    heads.dedup();
    heads
}
