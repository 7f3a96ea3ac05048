//! The ledger of findings: every finding that stands, and every visit that found nothing, by day.

use super::super::append::point_now;
use super::super::names;
use super::super::state::Reader;
use super::super::{Log, contents::Parsed};
use super::{day, finding, id, people_in, word};
use crate::content::checklist::Item;
use crate::domain::facility::FacilityType;
use crate::domain::inspection::Kind;
use crate::domain::name::{ContentHash, FacilityId, InspectionId, PersonId};
use crate::domain::point::Point;
use crate::failure::Failure;
use crate::store::fault::Result;
use crate::views::facility::VisitStage;
use crate::views::finding::FindingRow;
use crate::views::ledger::{Found, LedgerFinding, LedgerRow};
use jiff::civil::Date;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What the ledger needs of a visit.
struct VisitHead {
    on: Date,
    facility: FacilityId,
    kind: Kind,
    facility_type: Option<FacilityType>,
    people: Vec<String>,
    lists: Vec<ContentHash>,
    not_done: bool,
    /// A paper stands: nothing more is to come.
    frozen: bool,
    answered: u32,
}

/// What the ledger needs of a facility.
#[derive(Default)]
struct Place {
    name: String,
    street: String,
    kind: Option<FacilityType>,
    beds: Option<u32>,
}

impl Log {
    /// Every finding that was not withdrawn, and every visit without one.
    pub fn ledger(&mut self) -> std::result::Result<Vec<LedgerRow>, Failure> {
        self.look(|log| {
            let reader = Reader::new(&log.db)?;
            let places = places(&log.db)?;
            let visits = visits(&reader)?;
            let found = finding::rows(&reader, "WHERE g.lead = g.n AND g.stage IS NOT NULL", params![])?;
            let with: BTreeSet<InspectionId> = found.iter().flat_map(|f| &f.points).filter_map(|p| p.inspection).collect();
            let mut items = Items { parsed: &mut log.parsed, db: &log.db, known: HashMap::new() };
            let mut rows = Vec::new();
            for row in found {
                let Some(point) = point_now(&reader, &row.id)?.map(|p| p.now.joined.value) else { continue };
                let visit = row.inspection.and_then(|i| visits.get(&i));
                let item = items.of(visit, &row, &point)?;
                let step = point.finding.as_ref().and_then(|f| f.step.as_ref());
                let officers = named(&reader, step.map(|s| s.officers.as_slice()).unwrap_or_default())?;
                let head = head(visit, row.facility, row.found_on, &places, &row.facility_name);
                rows.push(LedgerRow { found: Found::Finding(Box::new(LedgerFinding { row, point, item, officers })), ..head });
            }
            let without = visits.iter().filter(|(id, v)| (v.not_done || v.answered > 0) && !with.contains(id));
            for (_, visit) in without {
                let found = match (visit.not_done, visit.frozen) {
                    (true, _) => Found::NotDone,
                    (_, true) => Found::Nothing,
                    _ => Found::NothingYet,
                };
                rows.push(LedgerRow { found, ..head(Some(visit), visit.facility, Some(visit.on), &places, "") });
            }
            rows.sort_by_cached_key(|r| {
                let (item, id) = match &r.found {
                    Found::Finding(f) => (f.row.item.clone(), f.row.id.to_string()),
                    _ => (None, String::new()),
                };
                (r.on, r.street.clone(), r.facility.clone(), item, id)
            });
            Ok(rows)
        })
    }
}

fn head(
    visit: Option<&VisitHead>,
    at: FacilityId,
    on: Option<Date>,
    places: &BTreeMap<FacilityId, Place>,
    name: &str,
) -> LedgerRow {
    let place = places.get(&at);
    LedgerRow {
        on: visit.map(|v| v.on).or(on),
        street: place.map(|p| p.street.clone()).unwrap_or_default(),
        facility: place.map_or(name, |p| &p.name).into(),
        kind: visit.and_then(|v| v.facility_type).or(place.and_then(|p| p.kind)),
        beds: place.and_then(|p| p.beds),
        visit: visit.map(|v| v.kind),
        people: visit.map(|v| v.people.clone()).unwrap_or_default(),
        found: Found::Nothing,
    }
}

fn places(db: &Connection) -> Result<BTreeMap<FacilityId, Place>> {
    let mut find =
        db.prepare_cached("SELECT w.text, f.name, f.street, f.type, f.beds FROM facility f JOIN word w ON w.n = f.n")?;
    let mut rows = find.query([])?;
    let mut all = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let kind = row.get::<_, Option<String>>(3)?.and_then(|k| FacilityType::parse(&k));
        all.insert(id(row, 0)?, Place { name: row.get(1)?, street: row.get(2)?, kind, beds: row.get(4)? });
    }
    Ok(all)
}

fn visits(reader: &Reader) -> Result<BTreeMap<InspectionId, VisitHead>> {
    let mut find = reader.db.prepare_cached(
        "SELECT w.text, fw.text, i.day, i.kind, i.type, i.people, i.lists, i.stage, i.answered FROM inspection i
         JOIN word w ON w.n = i.n JOIN word fw ON fw.n = i.facility",
    )?;
    let mut rows = find.query([])?;
    let mut all = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let lists: Vec<ContentHash> =
            row.get::<_, Option<String>>(6)?.and_then(|l| serde_json::from_str(&l).ok()).unwrap_or_default();
        let head = VisitHead {
            facility: id(row, 1)?,
            on: day(row, 2)?,
            kind: word(row, 3)?,
            facility_type: row.get::<_, Option<String>>(4)?.and_then(|k| FacilityType::parse(&k)),
            people: people_in(reader, row.get(5)?)?,
            lists,
            not_done: row.get::<_, i64>(7)? == VisitStage::NotDone as i64,
            frozen: row.get::<_, i64>(7)? != VisitStage::Draft as i64,
            answered: row.get(8)?,
        };
        all.insert(id(row, 0)?, head);
    }
    Ok(all)
}

fn named(reader: &Reader, officers: &[PersonId]) -> Result<Vec<String>> {
    let mut names_of = Vec::new();
    for officer in officers {
        let person = names::find_id(reader.db, officer)?;
        names_of.extend(person.map(|n| reader.name_of(Some(n))).transpose()?);
    }
    Ok(names_of)
}

/// Items by the list version they were judged by; each is made once.
struct Items<'a> {
    parsed: &'a mut Parsed,
    db: &'a Connection,
    known: HashMap<(ContentHash, String), Option<Arc<Item>>>,
}

impl Items<'_> {
    fn of(&mut self, visit: Option<&VisitHead>, row: &FindingRow, point: &Point) -> Result<Option<Arc<Item>>> {
        let (Some(visit), Some(id)) = (visit, &row.item) else { return Ok(None) };
        let judged = point.judged_by.iter().chain(&visit.lists);
        for hash in judged {
            let key = (*hash, id.clone());
            if !self.known.contains_key(&key) {
                let list = self.parsed.get(self.db, hash)?;
                let item = list.and_then(|l| l.items.iter().find(|i| i.id == *id).cloned()).map(Arc::new);
                self.known.insert(key.clone(), item);
            }
            if let Some(item) = &self.known[&key] {
                return Ok(Some(item.clone()));
            }
        }
        Ok(None)
    }
}
