//! Visits: the lists, and one visit opened, live or as a freeze names it.

use super::super::append::{point_now, point_now_in, point_now_of};
use super::super::names::{self, Key, WordNo, kind};
use super::super::project::papers::freezes;
use super::super::project::visit::stage_of;
use super::super::state::{Reader, point_in};
use super::super::{Log, entries};
use super::{day, facility, finding, id, people_in, word};
use crate::content;
use crate::content::checklist::{AnswerKind, Checklist};
use crate::disk;
use crate::domain::event::Event;
use crate::domain::inspection::{Gate, Inspection};
use crate::domain::join::Joined;
use crate::domain::name::{EntryId, FacilityId, Id, InspectionId};
use crate::domain::point::{Point, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::journal::entry::Body;
use crate::journal::state::State as Now;
use crate::store::contents::Parsed;
use crate::store::fault::{Result, Trouble};
use crate::views::Current;
use crate::views::facility::{Last, Unfinished, VisitRow, VisitStage};
use crate::views::finding::FindingRow;
use crate::views::visit::{PointNow, Visit, VisitParts, build};
use jiff::civil::Date;
use rusqlite::{Connection, Row, params};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const ROW: &str =
    "w.text, fw.text, f.name, i.day, i.kind, i.team, i.stage, i.answered, i.failed, i.unchecked, i.disputes + i.disputed,
    i.people, i.backfilled, i.amended FROM inspection i JOIN word w ON w.n = i.n JOIN word fw ON fw.n = i.facility
    LEFT JOIN facility f ON f.n = i.facility";

impl Log {
    /// All visits, or those to one facility, the newest first.
    pub fn visits(&mut self, facility: Option<FacilityId>) -> std::result::Result<Vec<VisitRow>, Failure> {
        self.look(|log| {
            let reader = Reader::new(&log.db)?;
            match facility {
                None => rows(&reader, "ORDER BY i.day DESC, w.text", params![]),
                Some(id) => match names::find_id(&log.db, &id)? {
                    Some(n) => {
                        let at = reader.twins()?.lead(n);
                        rows(&reader, "WHERE i.facility = ?1 ORDER BY i.day DESC, w.text", params![at])
                    }
                    None => Ok(Vec::new()),
                },
            }
        })
    }

    /// Opens a visit: joins it whole, as it stands now.
    pub fn visit(&mut self, id: InspectionId) -> std::result::Result<Visit, Failure> {
        self.look(|log| open(&Reader::new(&log.db)?, &mut log.parsed, id, true))
    }

    /// The visit as a freeze names it: made from these entries alone, so that it is the same before and after any merge.
    pub fn visit_at(&mut self, freeze: EntryId) -> std::result::Result<Visit, Failure> {
        self.look(|log| {
            let missing = || Trouble::from(Refusal::NotFound { what: freeze.to_string() });
            let stored = entries::by_id(&log.db, &freeze)?.ok_or_else(missing)?;
            let Subject::Freeze(id) = names::subject_of(&log.db, stored.subject)? else { return Err(missing()) };
            let Body::Known(event) = stored.said() else { return Err(missing()) };
            let Event::Freeze(body) = *event else { return Err(missing()) };
            let mut reader = Reader::new(&log.db)?;
            reader.only = Some(body.covers.into_iter().collect());
            open(&reader, &mut log.parsed, id, false)
        })
    }
}

pub fn rows(reader: &Reader, rest: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<VisitRow>> {
    let mut find = reader.db.prepare_cached(&format!("SELECT {ROW} {rest}"))?;
    let mut rows = find.query(values)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(visit_row(reader, row)?);
    }
    Ok(all)
}

fn visit_row(reader: &Reader, row: &Row) -> Result<VisitRow> {
    use VisitStage::*;
    Ok(VisitRow {
        id: id(row, 0)?,
        facility: id(row, 1)?,
        facility_name: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
        on: day(row, 3)?,
        kind: word(row, 4)?,
        team: row.get(5)?,
        stage: [Draft, Frozen, Signed, Refused, NotDone][row.get::<_, i64>(6)?.clamp(0, 4) as usize],
        answered: row.get(7)?,
        failed: row.get(8)?,
        unchecked: row.get(9)?,
        disputes: row.get(10)?,
        people: people_in(reader, row.get(11)?)?,
        backfilled: row.get(12)?,
        amended: row.get(13)?,
    })
}

/// The most unfinished visits of a facility that are asked about, each on a digit.
const MOST_UNFINISHED: usize = 7;

/// Those of these visits that nobody finished, with how far each is.
pub fn unfinished(reader: &Reader, parsed: &mut Parsed, visits: &[VisitRow]) -> Result<Vec<Unfinished>> {
    let left = visits.iter().filter(|row| row.stage == VisitStage::Draft).take(MOST_UNFINISHED);
    left.map(|row| Ok(Unfinished::new(row.clone(), &open(reader, parsed, row.id, false)?))).collect()
}

/// Joins a visit whole, with what was found earlier and elsewhere where that is wanted: it is no part of a record.
pub fn open(reader: &Reader, parsed: &mut Parsed, id: InspectionId, earlier: bool) -> Result<Visit> {
    let db = reader.db;
    let missing = || Refusal::NotFound { what: id.to_string() };
    let twins = reader.twins()?;
    let n = twins.lead(names::find_id(db, &id)?.ok_or_else(missing)?);
    let id = names::id(db, n)?;
    let head = head(reader, n)?.ok_or_else(missing)?;
    let i = head.joined.value.clone();
    let at = twins.lead(names::find_id(db, &i.facility)?.ok_or_else(missing)?);
    let frozen = reader.only.is_some();
    let mut points = BTreeMap::new();
    for state in reader.states_under(kind::POINT, n)? {
        let Some(now) = point_now_in(reader, &state)? else { continue };
        points.insert(reader.words.text(db, state.key.b)?.to_string(), now);
    }
    let (rechecked, to_recheck) = if frozen { rechecked_then(reader, n, &i)? } else { rechecked_now(reader, &i)? };
    let due_before = due_before(db, id, &rechecked)?;
    let mut lists = Vec::new();
    for used in &i.lists {
        lists.extend(parsed.get(db, &used.hash)?);
    }
    let freezes = if frozen { Vec::new() } else { freezes(reader, n, at)? };
    let freeze_heads = match reader.number(Key { kind: kind::FREEZE, a: n, b: 0 })? {
        Some(subject) => reader.state(subject)?.stand.heads.heads,
        None => Vec::new(),
    };
    let day = i.corrected_on.unwrap_or(i.on);
    let (mut last, mut open) = (BTreeMap::new(), BTreeMap::new());
    if earlier {
        (last, open) = (facility::last(reader, at, Some((n, day)))?, open_elsewhere(reader, at, id, day)?);
        name_what_was_measured(reader, &lists, &mut last)?;
        under_their_names(&lists, &mut last, &mut open);
    }
    Ok(build(VisitParts {
        id,
        facility_id: names::id(db, at)?,
        facility: facility::profile(reader, at)?.unwrap_or_else(nothing_known),
        traits: facility::traits(reader, at)?,
        papers: facility::papers(reader, at)?,
        points,
        rechecked,
        to_recheck,
        due_before,
        stage: if i.not_done.is_some() { VisitStage::NotDone } else { stage_of(&freezes) },
        told_apart: facility::told_apart(reader, at)?,
        beside: if frozen || i.gate != Gate::default() { None } else { beside(reader, at, n, day)? },
        freezes,
        freeze_heads,
        also: facility::also(reader, n)?.into_iter().map(|(id, _)| id).collect(),
        joins: joins(reader, n, at, &i)?,
        lists,
        last,
        open,
        people: super::people::people(reader)?,
        demo: super::super::own::world(db)?.unwrap_or(false),
        seed: Id(disk::random()?),
        head,
    }))
}

/// The names of what was measured, where the last phrase of an item is the place of its fail.
fn name_what_was_measured(reader: &Reader, lists: &[Arc<Checklist>], last: &mut BTreeMap<String, Last>) -> Result<()> {
    for item in lists.iter().flat_map(|l| &l.items).filter(|i| i.kind == AnswerKind::Number) {
        let Some(last) = last.get_mut(&item.id).filter(|l| l.verdict == Verdict::Fail) else { continue };
        let Some(now) = point_now(reader, &PointId::new(last.visit, item.id.clone()))? else { continue };
        let names = now.now.joined.value.readings.into_iter().map(|r| r.label).filter(|label| !label.is_empty());
        last.labels = names.collect();
    }
    Ok(())
}

/// What was recorded under another id that an item had, has or will have stands under the one of this visit's lists.
fn under_their_names(lists: &[Arc<Checklist>], last: &mut BTreeMap<String, Last>, open: &mut BTreeMap<String, Vec<FindingRow>>) {
    let mut others: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for id in last.keys().chain(open.keys()) {
        others.entry(content::current_id(id).to_string()).or_default().insert(id.clone());
    }
    for item in lists.iter().flat_map(|l| &l.items) {
        let same = others.get(content::current_id(&item.id)).into_iter().flatten().chain(&item.aliases);
        for other in same.filter(|other| **other != item.id) {
            let earlier = last.get(other).filter(|o| last.get(&item.id).is_none_or(|l| l.on < o.on)).cloned();
            last.extend(earlier.map(|l| (item.id.clone(), l)));
            let rows = open.remove(other).unwrap_or_default();
            if !rows.is_empty() {
                open.entry(item.id.clone()).or_default().extend(rows);
            }
        }
    }
}

/// The gate of a visit of the same day to another facility at the address, where there is one that says anything. Who could
/// not be let in has shown nothing at the gate.
fn beside(reader: &Reader, at: WordNo, visit: WordNo, day: Date) -> Result<Option<(String, Gate)>> {
    let mut find = reader.db.prepare_cached(
        "SELECT i.n, f.name FROM facility own JOIN facility f ON f.n <> own.n
             AND (f.address = own.address AND own.address <> '' OR f.host = own.n OR f.n = own.host OR f.host = own.host)
         JOIN inspection i ON i.facility = f.n AND i.day = ?2 AND i.stage <> 4 WHERE own.n = ?1 AND i.n <> ?3 ORDER BY f.name, i.n",
    )?;
    let mut rows = find.query(params![at, day.to_string(), visit])?;
    while let Some(row) = rows.next()? {
        let gate = head(reader, row.get(0)?)?.map(|now| now.joined.value.gate).filter(|gate| *gate != Gate::default());
        if let Some(gate) = gate {
            return Ok(Some((row.get(1)?, gate)));
        }
    }
    Ok(None)
}

type Rechecked = (BTreeMap<PointId, PointNow>, Vec<FindingRow>);

/// The findings a recheck goes through, as they stand now.
fn rechecked_now(reader: &Reader, visit: &Inspection) -> Result<Rechecked> {
    let (mut points, mut rows) = (BTreeMap::new(), Vec::new());
    for point in &visit.rechecks {
        let Some(subject) = reader.find(&Subject::Point(point.clone()))? else { continue };
        for row in finding::rows(reader, "WHERE g.n = (SELECT lead FROM finding WHERE n = ?1)", params![subject])? {
            if rows.contains(&row) {
                continue;
            }
            for joined in &row.points {
                points.extend(point_now(reader, joined)?.map(|now| (joined.clone(), now)));
            }
            rows.push(row);
        }
    }
    Ok((points, rows))
}

/// The findings a recheck went through, from the entries that its freeze names and nothing else.
fn rechecked_then(reader: &Reader, n: WordNo, visit: &Inspection) -> Result<Rechecked> {
    let (mut points, mut rows) = (BTreeMap::new(), Vec::new());
    for id in reader.only.iter().flatten() {
        let Some(entry) = entries::by_id(reader.db, id)? else { continue };
        let key = reader.lead_of(names::key_of(reader.db, entry.subject)?)?;
        if key.kind == kind::POINT && key.a != n {
            let now = point_now_of(reader, entry.subject)?;
            points.extend(reader.point_of(key).ok().zip(now));
        }
    }
    for point in &visit.rechecks {
        let lead = names::find_key(reader.db, &Subject::Point(point.clone()))?.map(|key| reader.lead_of(key)).transpose()?;
        let point = &lead.map_or(Ok(point.clone()), |key| reader.point_of(key))?;
        let Some(value) = points.get(point).map(|now: &PointNow| &now.now.joined.value) else { continue };
        let Some(f) = &value.finding else { continue };
        rows.push(FindingRow {
            id: point.clone(),
            inspection: point.inspection,
            item: value.item.clone().or_else(|| point.key.parse::<Id>().is_err().then(|| point.key.clone())),
            facility: visit.facility,
            facility_name: String::new(),
            severity: f.severity,
            candidate: false,
            stage: Some(f.stage),
            due: f.due,
            found_on: found_on(reader, point, value)?,
            place: f.place.clone().unwrap_or_default(),
            facts: f.facts.clone().unwrap_or_default(),
            handling: f.handling,
            disputed: points[point].now.joined.disputed,
            imported: value.ledger.is_some(),
            points: vec![point.clone()],
        });
    }
    Ok((points, rows))
}

/// By when each point was due before this visit: in the entries that stand behind its own steps, back to the first of another.
fn due_before(
    db: &Connection,
    visit: InspectionId,
    rechecked: &BTreeMap<PointId, PointNow>,
) -> Result<BTreeMap<PointId, Option<Date>>> {
    let mut all = BTreeMap::new();
    for (point, now) in rechecked {
        let (mut waiting, mut seen) = (now.now.heads.clone(), BTreeSet::new());
        while let Some(id) = waiting.pop() {
            let Some(entry) = entries::by_id(db, &id)?.filter(|_| seen.insert(id)) else { continue };
            let Body::Known(event) = entry.said() else { continue };
            let Some(finding) = point_in(&event).and_then(|p| p.finding.as_ref()) else { continue };
            if finding.step.as_ref().is_some_and(|step| step.visit == Some(visit)) {
                waiting.extend(entry.replaces);
            } else {
                let day: &mut Option<Date> = all.entry(point.clone()).or_default();
                *day = [*day, finding.due].into_iter().flatten().min();
            }
        }
    }
    Ok(all)
}

/// The day of the visit that found it, which names that visit and so never changes; of a ledger's line the day it gives.
fn found_on(reader: &Reader, point: &PointId, value: &Point) -> Result<Option<Date>> {
    let Some(visit) = point.inspection else { return Ok(value.ledger.as_ref().and_then(|l| l.on)) };
    let Some(n) = names::find_id(reader.db, &visit)? else { return Ok(None) };
    Ok(head(&Reader::new(reader.db)?, n)?.map(|h| h.joined.value.on))
}

pub fn head(reader: &Reader, n: WordNo) -> Result<Option<Current<Inspection>>> {
    let Some(subject) = reader.number(Key { kind: kind::INSPECTION, a: n, b: 0 })? else { return Ok(None) };
    Ok(reader.state(subject)?.current(|now| if let Now::Inspection(i) = now { Some(i) } else { None }))
}

/// The words by which this visit, its facility and the visits it rechecks were joined from several: a record that is made
/// from all of them has to name these too.
fn joins(reader: &Reader, visit: WordNo, facility: WordNo, head: &Inspection) -> Result<Vec<EntryId>> {
    let twins = reader.twins()?;
    let mut ids = BTreeSet::from([visit, facility]);
    for point in &head.rechecks {
        ids.extend(point.inspection.map(|i| names::find_id(reader.db, &i)).transpose()?.flatten());
    }
    let joined: BTreeSet<WordNo> = ids.into_iter().filter(|n| !twins.is_alone(*n)).flat_map(|n| twins.members(n)).collect();
    let mut heads = Vec::new();
    let mut find = reader.db.prepare_cached("SELECT n FROM same WHERE points = 0 AND same AND (a = ?1 OR b = ?1)")?;
    for n in joined {
        for subject in find.query_map([n], |r| r.get(0))?.collect::<rusqlite::Result<Vec<_>>>()? {
            heads.extend(reader.state(subject)?.stand.heads.heads);
        }
    }
    heads.sort();
    heads.dedup();
    Ok(heads)
}

/// A facility whose profile has not arrived yet.
fn nothing_known<T: Default>() -> Current<T> {
    let joined = Joined { value: T::default(), disputed: false, differs: BTreeMap::new() };
    Current { joined, heads: Vec::new(), read_only: false }
}

/// Open findings of the facility from elsewhere, by item.
fn open_elsewhere(
    reader: &Reader,
    facility: WordNo,
    visit: InspectionId,
    day: jiff::civil::Date,
) -> Result<BTreeMap<String, Vec<FindingRow>>> {
    let mut by_item: BTreeMap<String, Vec<FindingRow>> = BTreeMap::new();
    for row in finding::open_at(reader, facility, day)? {
        if row.inspection != Some(visit) {
            by_item.entry(row.item.clone().unwrap_or_default()).or_default().push(row);
        }
    }
    Ok(by_item)
}
