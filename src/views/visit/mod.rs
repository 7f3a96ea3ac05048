//! An open visit: its head, its rows in the order of the lists, and the state of every point.
//! `build` is pure and gives the same rows and numbers on every laptop, whatever was taken in later.

use super::facility::{Last, VisitStage};
use super::finding::FindingRow;
use super::{Current, PersonRow, Voice};
use crate::content::checklist::{Checklist, Item};
use crate::content::norms::Place;
use crate::domain::facility::{Facility, Paper, Presence, TraitValue};
use crate::domain::inspection::{Amend, Freeze, Gate, Inspection, Kind, Sign, SignedHow};
use crate::domain::name::{EntryId, FacilityId, Id, InspectionId, PersonId};
use crate::domain::point::{Point, Verdict};
use crate::domain::subject::PointId;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

#[cfg(test)]
mod tests;

/// The state of a point at this visit and who last touched it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointNow {
    pub now: Current<Point>,
    /// The second person's word on it as a candidate for major hazard, and the heads of that word.
    pub major: Option<bool>,
    pub major_heads: Vec<EntryId>,
    /// Each judgement, where they differ; else empty.
    pub voices: Vec<Voice<Point>>,
    /// When and by whom the newest head was written; display and order of recording only.
    pub at: String,
    pub who: String,
}

/// One paper step of the visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreezeNow {
    pub entry: EntryId,
    pub freeze: Freeze,
    /// A later draft of the same sections stands: 作废.
    pub void: bool,
    pub signs: Vec<Sign>,
    pub amends: Vec<Amend>,
    /// What concerns the visit and is not in the set: after a signing these are amendments, before it they call for the next draft.
    pub outside: Vec<EntryId>,
}

impl FreezeNow {
    /// Whether the pen has decided.
    pub fn is_signed(&self) -> bool {
        self.signed().is_some()
    }

    /// How the pen has decided: a refusal stands over a signature.
    pub fn signed(&self) -> Option<VisitStage> {
        let is = |wanted: SignedHow| self.signs.iter().any(|s| s.how == wanted);
        let decided = self.signs.iter().any(|s| s.how != SignedHow::Later);
        decided.then(|| if is(SignedHow::Refused) { VisitStage::Refused } else { VisitStage::Signed })
    }
}

/// All that a visit is made from, joined per subject.
#[derive(Clone, Debug)]
pub struct VisitParts {
    pub id: InspectionId,
    pub head: Current<Inspection>,
    pub facility_id: FacilityId,
    pub facility: Current<Facility>,
    pub traits: BTreeMap<String, Current<TraitValue>>,
    pub papers: BTreeMap<String, Current<Paper>>,
    /// Every point of this visit, with or without an item.
    pub points: BTreeMap<String, PointNow>,
    /// Recheck visits: the findings they go through, wherever those live.
    pub rechecked: BTreeMap<PointId, PointNow>,
    /// One row for each of them, in the order of the head; joined points are in `FindingRow::points`.
    pub to_recheck: Vec<FindingRow>,
    /// By when each of their points was due before this visit said anything of it.
    pub due_before: BTreeMap<PointId, Option<Date>>,
    pub freezes: Vec<FreezeNow>,
    pub freeze_heads: Vec<EntryId>,
    /// The other ids of this visit, where it was joined from several (并为一次检查).
    pub also: Vec<InspectionId>,
    /// The words that joined it, or its facility: a freeze names them too.
    pub joins: Vec<EntryId>,
    pub stage: VisitStage,
    /// The lists named by the head, in its order; each parsed from the bytes that its hash names.
    pub lists: Vec<Arc<Checklist>>,
    /// Item id (aliases resolved) to its last answer at an earlier visit here.
    pub last: BTreeMap<String, Last>,
    /// Open findings of this facility from elsewhere, by item id; without an item under the empty string.
    pub open: BTreeMap<String, Vec<FindingRow>>,
    pub people: BTreeMap<PersonId, PersonRow>,
    /// What was learned at the gate of another facility at this address on the same day, while nothing is known here.
    pub beside: Option<(String, Gate)>,
    /// What tells its facility from others of the name, in the names of papers; empty where it has the name alone.
    pub told_apart: String,
    pub demo: bool,
    /// Drawn anew at each opening: what names of further places are made from, so that two laptops never make the same.
    pub seed: Id,
}

/// An item's row.
#[derive(Clone, Debug)]
pub struct Row {
    /// `3.05`: section and place in it; holds for the whole visit, on screen and paper.
    pub number: String,
    pub section: usize,
    /// Index into `lists` and its items.
    pub list: usize,
    pub item: usize,
    /// Taken in after the visit was opened (新).
    pub new: bool,
    /// Traits this hangs on that are 不详.
    pub unknown_traits: Vec<String>,
    /// The trait that is 无 now although the item was taken or answered (已记，现特征为无).
    pub now_absent: Option<String>,
    /// The facility has this point's key = the item's id.
    pub point: PointId,
    /// Further places of the same item, in byte order of their keys.
    pub further: Vec<PointId>,
}

/// One section of the visit.
#[derive(Clone, Debug)]
pub struct SectionNow {
    /// `list/section`.
    pub key: String,
    pub number: usize,
    pub list: usize,
    pub section: usize,
    /// Rows as indexes into `Visit::rows`.
    pub rows: Vec<usize>,
    /// 未列入本次.
    pub out: bool,
}

/// A visit, ready to be run.
#[derive(Clone, Debug)]
pub struct Visit {
    pub parts: VisitParts,
    pub sections: Vec<SectionNow>,
    pub rows: Vec<Row>,
    /// Points outside the list, in byte order.
    pub outside: Vec<PointId>,
    /// Items a trait 无 switches off: trait, how many. Derived 不适用, not in 应查.
    pub switched_off: Vec<(String, u32)>,
}

impl Visit {
    /// The place as citations are held against it: of the type that the visit was opened with.
    pub fn place(&self) -> Place {
        let facility = &self.parts.facility.joined.value;
        Place { kind: self.parts.head.joined.value.facility_type.or(facility.kind), beds: facility.beds }
    }

    /// The item of a row.
    pub fn item(&self, row: usize) -> &Item {
        let row = &self.rows[row];
        &self.parts.lists[row.list].items[row.item]
    }

    /// The state of a point of this visit, if anything was ever recorded on it.
    pub fn point(&self, id: &PointId) -> Option<&PointNow> {
        if id.inspection == Some(self.parts.id) { self.parts.points.get(&id.key) } else { self.parts.rechecked.get(id) }
    }

    /// The item a point of this visit belongs to: its key, or the item it is a further place of.
    pub fn item_of(&self, id: &PointId) -> Option<&Item> {
        let further = || self.point(id).and_then(|p| p.now.joined.value.item.as_deref());
        let find = |wanted: &str| self.parts.lists.iter().flat_map(|l| &l.items).find(|i| i.id == wanted);
        find(&id.key).or_else(|| further().and_then(find))
    }

    /// The people a section was given to beforehand.
    pub fn assigned(&self, section: &str) -> Vec<&PersonRow> {
        let given = self.parts.head.joined.value.assigned.get(section);
        given.into_iter().flatten().filter_map(|id| self.parts.people.get(id)).collect()
    }

    /// Whether a section was given to others and not to this person.
    pub fn is_of_others(&self, section: &str, me: Option<PersonId>) -> bool {
        let whose = self.assigned(section);
        !whose.is_empty() && !whose.iter().any(|p| me.is_some_and(|me| p.is(me)))
    }

    /// The sections in scope that were given to this person.
    pub fn sections_of(&self, me: Option<PersonId>) -> Vec<String> {
        let mine = |s: &&SectionNow| !s.out && !self.assigned(&s.key).is_empty() && !self.is_of_others(&s.key, me);
        self.sections.iter().filter(mine).map(|s| s.key.clone()).collect()
    }

    /// The row an item stands in.
    pub fn row_of(&self, item: &str) -> Option<usize> {
        (0..self.rows.len()).find(|&r| self.item(r).id == item)
    }

    /// Where the item of a point fails at this visit, its own point first; of what is outside the lists, everything that is.
    pub fn failing(&self, point: &PointId) -> Vec<PointId> {
        let row = self.item_of(point).and_then(|i| self.row_of(&i.id)).map(|r| &self.rows[r]);
        let all: Vec<&PointId> = match row {
            Some(row) => std::iter::once(&row.point).chain(&row.further).collect(),
            None => self.outside.iter().collect(),
        };
        let fails = |id: &&PointId| self.point(id).is_some_and(|p| p.now.joined.value.verdict == Verdict::Fail);
        all.into_iter().filter(fails).cloned().collect()
    }

    /// Takes over the new state of points after a durable write.
    pub fn take_over(&mut self, points: Vec<(PointId, PointNow)>) {
        for (id, now) in points {
            if id.inspection == Some(self.parts.id) {
                let known = self.parts.points.insert(id.key.clone(), now).is_some();
                if !known && self.row_of(&id.key).is_none() {
                    self.relay();
                }
            } else if self.parts.rechecked.contains_key(&id) {
                self.parts.rechecked.insert(id, now);
            }
        }
    }

    /// Lays the rows out again from the parts.
    pub fn relay(&mut self) {
        *self = build(self.parts.clone());
    }

    /// What is known of a trait when nobody said anything: 不详.
    pub fn presence(&self, name: &str) -> Presence {
        self.parts.traits.get(name).map_or(Presence::Unknown, |t| t.joined.value.is)
    }
}

/// Lays the items of the lists out in rows.
///
/// Numbers: a section's items that applied when the visit was opened come first, in list order, then its others in list
/// order. So a number depends on the lists and the opening only, and what is taken in later lands at the end.
pub fn build(parts: VisitParts) -> Visit {
    let mut visit = Visit { sections: Vec::new(), rows: Vec::new(), outside: Vec::new(), switched_off: Vec::new(), parts };
    let (mut further, outside) = beside_the_items(&visit.parts);
    let head = &visit.parts.head.joined.value;
    let places = places(head, &visit.parts.lists);
    let mut off: BTreeMap<String, u32> = BTreeMap::new();
    let mut number = 0;
    for (l, list) in visit.parts.lists.iter().enumerate() {
        for (s, section) in list.sections.iter().enumerate() {
            let mut ordered = ordered(head, list, &section.id);
            ordered.retain(|(index, _)| places[list.items[*index].id.as_str()] == (l, *index));
            let mut own = Vec::new();
            for (n, (index, opened)) in ordered.into_iter().enumerate() {
                let item = &list.items[index];
                let no_now = |t: &&String| visit.parts.traits.get(*t).is_some_and(|t| t.joined.value.is == Presence::No);
                let absent = item.traits.iter().find(no_now);
                let answered = visit.parts.points.contains_key(&item.id) || further.contains_key(&item.id);
                let taken = head.taken_in.contains(&item.id);
                if !(answered || taken || opened && absent.is_none()) {
                    if item.fits(head.facility_type) && head.kind != Kind::Recheck {
                        let by = absent.or_else(|| item.traits.iter().find(|t| head.traits.get(*t) == Some(&Presence::No)));
                        *off.entry(by.cloned().unwrap_or_default()).or_default() += 1;
                    }
                    continue;
                }
                own.push(visit.rows.len());
                let unsure = |t: &&String| visit.presence(t) == Presence::Unknown;
                visit.rows.push(Row {
                    number: format!("{}.{:02}", number + 1, n + 1),
                    section: number,
                    list: l,
                    item: index,
                    new: !opened,
                    unknown_traits: item.traits.iter().filter(unsure).cloned().collect(),
                    now_absent: absent.cloned(),
                    point: PointId::new(visit.parts.id, item.id.clone()),
                    further: further.remove(&item.id).unwrap_or_default(),
                });
            }
            let key = format!("{}/{}", list.id, section.id);
            let out = head.sections_out.contains(&key);
            visit.sections.push(SectionNow { key, number: number + 1, list: l, section: s, rows: own, out });
            number += 1;
        }
    }
    visit.outside = outside;
    visit.switched_off = off.into_iter().collect();
    visit
}

/// Where each item stands that several lists of the visit hold: in the first section in scope that has it, else in the
/// first of all.
fn places<'a>(head: &Inspection, lists: &'a [Arc<Checklist>]) -> HashMap<&'a str, (usize, usize)> {
    let mut places = HashMap::new();
    let out = |list: &Checklist, item: &Item| head.sections_out.contains(&format!("{}/{}", list.id, item.section));
    for in_scope in [true, false] {
        for (l, list) in lists.iter().enumerate() {
            for (i, item) in list.items.iter().enumerate().filter(|(_, item)| out(list, item) != in_scope) {
                places.entry(item.id.as_str()).or_insert((l, i));
            }
        }
    }
    places
}

/// A section's items in the order of their numbers, each with whether it applied when the visit was opened.
/// A recheck opens with findings, not items.
fn ordered(head: &Inspection, list: &Checklist, section: &str) -> Vec<(usize, bool)> {
    let of_section = || list.items.iter().enumerate().filter(|(_, i)| i.section == section);
    let absent = |i: &Item| i.traits.iter().any(|t| head.traits.get(t) == Some(&Presence::No));
    let opened = |i: &Item| head.kind != Kind::Recheck && i.fits(head.facility_type) && !absent(i);
    let first = of_section().filter(|(_, i)| opened(i)).map(|(n, _)| (n, true));
    first.chain(of_section().filter(|(_, i)| !opened(i)).map(|(n, _)| (n, false))).collect()
}

/// Further places by their item, and what is outside the lists.
fn beside_the_items(parts: &VisitParts) -> (BTreeMap<String, Vec<PointId>>, Vec<PointId>) {
    let (mut further, mut outside): (BTreeMap<String, Vec<PointId>>, _) = (BTreeMap::new(), Vec::new());
    let known = |id: &str| parts.lists.iter().any(|l| l.items.iter().any(|i| i.id == id));
    for (key, point) in &parts.points {
        let id = PointId::new(parts.id, key.clone());
        match &point.now.joined.value.item {
            Some(item) if item != key && known(item) => further.entry(item.clone()).or_default().push(id),
            _ if !known(key) => outside.push(id),
            _ => {}
        }
    }
    (further, outside)
}
