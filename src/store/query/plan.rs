//! Planned visits: of some days, of a facility, or one.

use super::super::Log;
use super::super::names::{self, Key, WordNo, kind};
use super::super::state::Reader;
use super::{id, people_in};
use crate::domain::facility::FacilityType;
use crate::domain::name::{FacilityId, Id};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::journal::state::State as Now;
use crate::store::fault::Result;
use crate::views::facility::VisitStage;
use crate::views::plan::PlanRow;
use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};

const ROW: &str =
    "p.n, p.facility, fw.text, f.name, f.type, f.street, f.address, f.phone, f.open_findings, p.day, p.people, pw.text
    FROM plan p JOIN word pw ON pw.n = p.n JOIN word fw ON fw.n = p.facility LEFT JOIN facility f ON f.n = p.facility";
const BY_DAY: &str = "ORDER BY p.day, f.street, f.name, pw.text";

impl Log {
    /// What is planned from one day to another, both included; what was withdrawn is left out.
    pub fn plans(&mut self, from: Date, to: Date) -> std::result::Result<Vec<PlanRow>, Failure> {
        self.look(|log| {
            let rest = format!("WHERE p.day BETWEEN ?1 AND ?2 AND NOT p.withdrawn {BY_DAY}");
            rows(&Reader::new(&log.db)?, &rest, params![from.to_string(), to.to_string()])
        })
    }

    /// All that was ever planned for a facility, also what was withdrawn.
    pub fn plans_of(&mut self, facility: FacilityId) -> std::result::Result<Vec<PlanRow>, Failure> {
        self.look(|log| match names::find_id(&log.db, &facility)? {
            Some(n) => {
                let reader = Reader::new(&log.db)?;
                let n = reader.twins()?.lead(n);
                of_facility(&reader, n)
            }
            None => Ok(Vec::new()),
        })
    }

    /// One plan.
    pub fn plan(&mut self, plan: Id) -> std::result::Result<PlanRow, Failure> {
        self.look(|log| {
            let missing = || Refusal::NotFound { what: plan.to_string() };
            let n = names::find_id(&log.db, &plan)?.ok_or_else(missing)?;
            Ok(rows(&Reader::new(&log.db)?, "WHERE p.n = ?1", params![n])?.pop().ok_or_else(missing)?)
        })
    }
}

pub fn of_facility(reader: &Reader, facility: WordNo) -> Result<Vec<PlanRow>> {
    rows(reader, &format!("WHERE p.facility = ?1 {BY_DAY}"), params![facility])
}

fn rows(reader: &Reader, rest: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<PlanRow>> {
    let db = reader.db;
    let mut find = db.prepare_cached(&format!("SELECT {ROW} {rest}"))?;
    let mut found = find.query(values)?;
    let mut all = Vec::new();
    while let Some(row) = found.next()? {
        let (n, facility): (WordNo, WordNo) = (row.get(0)?, row.get(1)?);
        let Some(subject) = names::numbered(db, Key { kind: kind::PLAN, a: n, b: 0 })? else { continue };
        let now = reader.state(subject)?.current(|now| if let Now::Plan(p) = now { Some(p) } else { None });
        let Some(plan) = now else { continue };
        let text = |column: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(column)?.unwrap_or_default());
        all.push(PlanRow {
            id: id(row, 11)?,
            plan,
            facility: id(row, 2)?,
            facility_name: text(3)?,
            kind: row.get::<_, Option<String>>(4)?.and_then(|k| FacilityType::parse(&k)),
            street: text(5)?,
            address: text(6)?,
            phone: text(7)?,
            open_findings: row.get::<_, Option<u32>>(8)?.unwrap_or(0),
            people: people_in(reader, row.get(10)?)?,
            visit: visit_on(reader, facility, &row.get::<_, String>(9)?)?,
        });
    }
    Ok(all)
}

/// The visit to a facility on a day; one that could be made before one that could not.
fn visit_on(reader: &Reader, facility: WordNo, day: &str) -> Result<Option<(Id, VisitStage)>> {
    use VisitStage::*;
    let mut find = reader.db.prepare_cached(
        "SELECT w.text, i.stage FROM inspection i JOIN word w ON w.n = i.n WHERE i.facility = ?1 AND i.day = ?2
         ORDER BY i.stage = 4, i.team, w.text LIMIT 1",
    )?;
    let found = find.query_row(params![facility, day], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))).optional()?;
    let stage = |n: i64| [Draft, Frozen, Signed, Refused, NotDone][n.clamp(0, 4) as usize];
    Ok(found.and_then(|(id, n)| Some((id.parse().ok()?, stage(n)))))
}
