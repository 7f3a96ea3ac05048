//! Home (FIELD 21): what has to be done, the most pressing first. Reads indexed projections only.

use super::super::names::{self, SubjectNo, WordNo};
use super::super::project::tally::what;
use super::super::state::Reader;
use super::super::{Log, upkeep};
use super::{day, facility, facility_name, finding, id, people_in, visit};
use crate::content;
use crate::domain::name::InspectionId;
use crate::domain::subject::PointId;
use crate::failure::Failure;
use crate::store::fault::Result;
use crate::views::facility::VisitStage;
use crate::views::home::{Group, GroupKind, HomeRow, HomeView};
use crate::views::visit::Visit;
use jiff::{Span, civil::Date};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// Rows shown of each group; Enter opens the rest.
const SHOWN: usize = 5;

const GROUPS: [GroupKind; 12] = [
    GroupKind::ToSign,
    GroupKind::Unfinished,
    GroupKind::Major,
    GroupKind::Overdue,
    GroupKind::DueSoon,
    GroupKind::ToOrder,
    GroupKind::PlannedToday,
    GroupKind::Disputes,
    GroupKind::PaperExpired,
    GroupKind::ToReturn,
    GroupKind::DueLater,
    GroupKind::NotVisited,
];

impl Log {
    /// Home as drawn: of each group at most five rows and its whole count.
    pub fn home(&mut self, today: Date) -> std::result::Result<HomeView, Failure> {
        let read_only = self.is_read_only();
        let demo = self.is_demonstration()?;
        self.look(|log| {
            upkeep::lightly(&log.db, || {
                // Everything on it is of one moment.
                let _moment = log.db.unchecked_transaction()?;
                let home = Home::new(&log.db, today)?;
                let mut groups = Vec::new();
                for kind in GROUPS {
                    let group = home.group(kind, SHOWN)?;
                    groups.extend((group.count > 0).then_some(group));
                }
                let findings_out = home.out.count(&home.reader, OPEN, params![])?;
                Ok(HomeView {
                    facilities: home.sum(&[what::FACILITIES], |_| true) - home.out.0.len() as u32,
                    out: home.out.0.len() as u32,
                    findings_out,
                    inspections: home.sum(&[what::VISITS], |_| true),
                    findings_open: home.sum(FINDINGS, |_| true) - findings_out,
                    groups,
                    demo,
                    read_only,
                })
            })
        })
    }

    /// One group of Home, whole.
    pub fn group(&mut self, kind: GroupKind, today: Date) -> std::result::Result<Group, Failure> {
        let mut group = self.look(|log| Home::new(&log.db, today)?.group(kind, usize::MAX))?;
        if kind == GroupKind::Disputes {
            self.call(&mut group.rows)?;
        }
        Ok(group)
    }

    /// Disputed items as their visits call them; of very many visits the first ones, since each has to be opened for it.
    fn call(&mut self, rows: &mut [HomeRow]) -> std::result::Result<(), Failure> {
        let mut visits: BTreeMap<InspectionId, Visit> = BTreeMap::new();
        for row in rows {
            let HomeRow::Dispute { point, item, called, .. } = row else { continue };
            let (Some(id), Some(item)) = (point.inspection, item) else { continue };
            if !visits.contains_key(&id) && visits.len() < CALLED {
                visits.insert(id, self.visit(id)?);
            }
            let row = visits.get(&id).and_then(|visit| Some((visit, visit.row_of(item)?)));
            *called = row.map(|(visit, row)| (visit.rows[row].number.clone(), visit.item(row).short.clone()));
        }
        Ok(())
    }
}

const FINDINGS: &[i64] = &[what::FINDINGS, what::GRAVE_FINDINGS];

/// The most visits that are opened for what they call their items.
const CALLED: usize = 40;

const OPEN: &str = "g.lead = g.n AND g.stage < 7";

/// Facilities that are out of business on a day: they leave Home and its counts from that day on (FIELD 28), with their
/// findings, which come back with them. Few are, ever.
struct Out(Vec<WordNo>);

impl Out {
    /// The same rule as `Status::in_business`.
    fn on(db: &Connection, today: Date) -> Result<Out> {
        let mut find = db.prepare_cached(
            "SELECT f.n FROM facility f WHERE (f.status <> 'open' OR f.status_from IS NOT NULL) AND CASE f.status
                WHEN 'open' THEN f.status_from > ?1 WHEN 'renovating' THEN 0
                ELSE f.status_from IS NULL OR f.status_from <= ?1 END",
        )?;
        let all = find.query_map([today.to_string()], |r| r.get(0))?;
        Ok(Out(all.collect::<rusqlite::Result<_>>()?))
    }

    /// Their numbers, as SQL has a list.
    fn list(&self) -> String {
        self.0.iter().map(WordNo::to_string).collect::<Vec<_>>().join(",")
    }

    /// How many of their findings are so: counted off, so that nothing is read of all the others.
    fn count(&self, reader: &Reader, which: &str, values: &[&dyn rusqlite::ToSql]) -> Result<u32> {
        if self.0.is_empty() {
            return Ok(0);
        }
        let those = format!("finding g INDEXED BY finding_by_facility WHERE g.facility IN ({})", self.list());
        count(reader.db, &format!("SELECT count(*) FROM {those} AND {which}"), values)
    }
}

/// What every group of Home is read with.
struct Home<'a> {
    reader: Reader<'a>,
    today: Date,
    out: Out,
    /// What is counted, under what, and how much.
    tally: Vec<(i64, String, u32)>,
}

impl<'a> Home<'a> {
    fn new(db: &'a Connection, today: Date) -> Result<Home<'a>> {
        let mut find = db.prepare_cached("SELECT what, under, much FROM tally")?;
        let tally = find.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?.collect::<rusqlite::Result<_>>()?;
        Ok(Home { reader: Reader::new(db)?, today, out: Out::on(db, today)?, tally })
    }

    fn sum(&self, what: &[i64], under: impl Fn(&str) -> bool) -> u32 {
        self.tally.iter().filter(|(w, u, _)| what.contains(w) && under(u)).map(|(_, _, much)| much).sum()
    }

    fn group(&self, kind: GroupKind, limit: usize) -> Result<Group> {
        let soon = content::calendar().after(self.today, 3).to_string();
        let later = self.today.checked_add(Span::new().days(30)).unwrap_or(self.today).to_string();
        let now = self.today.to_string();
        let (now, soon, later) = (now.as_str(), soon.as_str(), later.as_str());
        match kind {
            GroupKind::ToSign => self.visits(kind, VisitStage::Frozen, limit),
            GroupKind::Unfinished => self.visits(kind, VisitStage::Draft, limit),
            // Conditions stand as the partial indexes have them, so that these are read and nothing else.
            GroupKind::Major => {
                let which = "g.stage < 7 AND (g.candidate = 1 OR g.severity = 2)";
                let all = self.sum(&[what::GRAVE_FINDINGS], |_| true);
                self.findings(kind, all, ("finding_grave", which, params![]), limit)
            }
            GroupKind::Overdue => {
                let all = self.sum(FINDINGS, |due| !due.is_empty() && due < now);
                self.findings(kind, all, ("finding_due", "g.stage < 7 AND g.due < ?1", params![now]), limit)
            }
            GroupKind::DueSoon => {
                let all = self.sum(FINDINGS, |due| now <= due && due <= soon);
                let which = "g.stage < 7 AND g.due BETWEEN ?1 AND ?2";
                self.findings(kind, all, ("finding_due", which, params![now, soon]), limit)
            }
            GroupKind::DueLater => {
                let all = self.sum(FINDINGS, |due| soon < due && due <= later);
                let which = "g.stage < 7 AND g.due > ?1 AND g.due <= ?2";
                self.findings(kind, all, ("finding_due", which, params![soon, later]), limit)
            }
            GroupKind::ToOrder => self.to_order(limit),
            GroupKind::PlannedToday => planned(self, limit),
            GroupKind::Disputes => disputes(&self.reader, limit),
            GroupKind::PaperExpired => expired(self, now, limit),
            GroupKind::ToReturn => to_return(self, limit),
            GroupKind::NotVisited => not_visited(self),
        }
    }

    fn visits(&self, kind: GroupKind, stage: VisitStage, limit: usize) -> Result<Group> {
        let stage = stage as i64;
        let count = self.sum(&[what::VISITS], |under| under == stage.to_string());
        // SQLite does not see that the second half follows from the first, and that a partial index will do.
        let which = "WHERE i.stage = ?1 AND i.stage < 2 ORDER BY i.day LIMIT ?2";
        let rows = visit::rows(&self.reader, which, params![stage, most(limit)])?;
        Ok(Group { kind, count, rows: rows.into_iter().map(HomeRow::Visit).collect() })
    }

    /// Findings that an index has in the order of their days; `all` of them, those of facilities out of business included.
    fn findings(
        &self,
        kind: GroupKind,
        all: u32,
        (index, which, values): (&str, &str, &[&dyn rusqlite::ToSql]),
        limit: usize,
    ) -> Result<Group> {
        let count = all - self.out.count(&self.reader, &format!("g.lead = g.n AND {which}"), values)?;
        let sql = format!(
            "SELECT g.n FROM finding g INDEXED BY {index} WHERE g.lead = g.n AND {which} AND g.facility NOT IN ({})
             ORDER BY g.due, g.n LIMIT {}",
            self.out.list(),
            most(limit)
        );
        let numbers = numbers(self.reader.db, &sql, values)?;
        Ok(Group { kind, count, rows: self.finding_rows(&numbers)? })
    }

    /// On a signed record, meant to be ordered, and no order yet. Few are: counting them finds the first.
    fn to_order(&self, limit: usize) -> Result<Group> {
        let sql = format!(
            "SELECT g.n FROM finding g INDEXED BY finding_to_order WHERE g.lead = g.n AND g.stage < 3 AND g.handling = 1
             AND g.visit IN (SELECT i.n FROM inspection i INDEXED BY inspection_signed WHERE i.stage = 2)
             AND g.facility NOT IN ({}) ORDER BY g.due, g.n",
            self.out.list()
        );
        let numbers = numbers(self.reader.db, &sql, params![])?;
        let rows = self.finding_rows(&numbers[..numbers.len().min(limit)])?;
        Ok(Group { kind: GroupKind::ToOrder, count: numbers.len() as u32, rows })
    }

    fn finding_rows(&self, numbers: &[SubjectNo]) -> Result<Vec<HomeRow>> {
        let mut rows = Vec::new();
        for n in numbers {
            rows.extend(finding::rows(&self.reader, "WHERE g.n = ?1", params![n])?.into_iter().map(HomeRow::Finding));
        }
        Ok(rows)
    }
}

fn count(db: &Connection, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<u32> {
    Ok(db.prepare_cached(sql)?.query_row(values, |r| r.get(0))?)
}

fn numbers(db: &Connection, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<SubjectNo>> {
    Ok(db.prepare_cached(sql)?.query_map(values, |r| r.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// A limit as SQL has it.
fn most(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

/// So many days back a plan that nobody followed is still told.
const MISSED_FOR: i64 = 7;

/// What is planned for today, and what was planned for the days before and nobody went. What somebody went to is done.
fn planned(home: &Home, limit: usize) -> Result<Group> {
    let (db, today, out) = (home.reader.db, home.today, home.out.list());
    let which = format!(
        "FROM plan p WHERE p.day BETWEEN ?1 AND ?2 AND NOT p.withdrawn AND p.facility NOT IN ({out})
         AND NOT EXISTS (SELECT 1 FROM inspection i WHERE i.facility = p.facility AND i.day = p.day)"
    );
    let from = today.saturating_sub(Span::new().days(MISSED_FOR)).to_string();
    let count = count(db, &format!("SELECT count(*) {which}"), params![from, today.to_string()])?;
    let mut find = db.prepare_cached(&format!(
        "SELECT (SELECT text FROM word WHERE n = p.facility), p.facility, p.day, p.people {which} ORDER BY p.day DESC, p.n LIMIT ?3"
    ))?;
    let mut found = find.query(params![from, today.to_string(), most(limit)])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        rows.push(HomeRow::Planned {
            facility: id(row, 0)?,
            facility_name: facility_name(db, row.get(1)?)?,
            on: day(row, 2)?,
            people: people_in(&home.reader, row.get(3)?)?,
        });
    }
    Ok(Group { kind: GroupKind::PlannedToday, count, rows })
}

/// Points that people judged differently.
fn disputes(reader: &Reader, limit: usize) -> Result<Group> {
    let numbers = numbers(reader.db, "SELECT n FROM point WHERE disputed IS NOT NULL ORDER BY disputed, n", params![])?;
    let rows = told(reader, &numbers, limit)?.into_iter().map(|p| HomeRow::Dispute {
        point: p.point,
        facility: p.facility,
        facility_name: p.facility_name,
        item: p.item,
        called: None,
        on: p.on,
    });
    Ok(Group { kind: GroupKind::Disputes, count: numbers.len() as u32, rows: rows.collect() })
}

/// Still to be looked at: no later visit there has said anything about the item since.
const TO_RETURN: &str = "SELECT p.n, i.facility, i.day, s.b FROM point p JOIN subject s ON s.n = p.n
    LEFT JOIN inspection i ON i.n = s.a WHERE p.return_by IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM inspection j JOIN subject t ON t.kind = 6 AND t.a = j.n AND t.b = s.b JOIN point q ON q.n = t.n
        WHERE j.facility = i.facility AND j.day > i.day AND q.verdict > 0)";

/// Red-line items that were not looked at and somebody returns for, under whichever of its ids an item was looked at since.
fn to_return(home: &Home, limit: usize) -> Result<Group> {
    let (reader, db, out) = (&home.reader, home.reader.db, home.out.list());
    let mut find =
        db.prepare_cached(&format!("{TO_RETURN} AND coalesce(i.facility, 0) NOT IN ({out}) ORDER BY p.return_by, p.n"))?;
    let mut found = find.query([])?;
    let mut numbers = Vec::new();
    while let Some(row) = found.next()? {
        let answered = match (row.get::<_, Option<i64>>(1)?, super::maybe_day(row, 2)?) {
            (Some(facility), Some(on)) => {
                facility::answered_under_another_id(reader, facility, &reader.words.text(db, row.get(3)?)?, on)?
            }
            _ => false,
        };
        numbers.extend((!answered).then(|| row.get::<_, i64>(0)).transpose()?);
    }
    let points = told(reader, &numbers, limit)?;
    let row = |p: PointOnHome| {
        let by = p.return_by?;
        let item = p.item.unwrap_or_default();
        Some(HomeRow::Return { point: p.point, facility: p.facility, facility_name: p.facility_name, item, by })
    };
    let rows = points.into_iter().filter_map(row).collect();
    Ok(Group { kind: GroupKind::ToReturn, count: numbers.len() as u32, rows })
}

struct PointOnHome {
    point: PointId,
    facility: crate::domain::name::FacilityId,
    facility_name: String,
    item: Option<String>,
    return_by: Option<Date>,
    /// The day of its visit, or when it was found.
    on: Option<Date>,
}

/// What is told of the first of these points.
fn told(reader: &Reader, numbers: &[SubjectNo], limit: usize) -> Result<Vec<PointOnHome>> {
    let db = reader.db;
    let mut find = db.prepare_cached(
        "SELECT coalesce(i.facility, g.facility), x.text, p.return_by, coalesce(i.day, g.found)
         FROM point p JOIN subject s ON s.n = p.n
         LEFT JOIN inspection i ON i.n = s.a LEFT JOIN finding g ON g.n = p.n LEFT JOIN word x ON x.n = coalesce(p.item, s.b)
         WHERE p.n = ?1",
    )?;
    let mut told = Vec::new();
    for &n in numbers.iter().take(limit) {
        let mut found = find.query([n])?;
        let Some(row) = found.next()? else { continue };
        let Some(facility) = row.get::<_, Option<i64>>(0)?.filter(|&n| n != 0) else { continue };
        told.push(PointOnHome {
            point: names::point_of(db, n)?,
            facility: names::id(db, facility)?,
            facility_name: facility_name(db, facility)?,
            item: row.get(1)?,
            return_by: super::maybe_day(row, 2)?,
            on: super::maybe_day(row, 3)?,
        });
    }
    Ok(told)
}

/// Papers in use that have run out, of facilities in business.
fn expired(home: &Home, today: &str, limit: usize) -> Result<Group> {
    let (db, out) = (home.reader.db, home.out.list());
    let which = format!("FROM paper p JOIN facility f ON f.n = p.facility WHERE p.expires < ?1 AND f.n NOT IN ({out})");
    let count = count(db, &format!("SELECT count(*) {which}"), params![today])?;
    let mut find = db.prepare_cached(&format!(
        "SELECT (SELECT text FROM word WHERE n = f.n), f.name, p.kind, p.expires {which} ORDER BY p.expires, p.n LIMIT ?2"
    ))?;
    let mut found = find.query(params![today, most(limit)])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let (facility, facility_name) = (id(row, 0)?, row.get(1)?);
        rows.push(HomeRow::Paper { facility, facility_name, paper: row.get(2)?, expires: day(row, 3)? });
    }
    Ok(Group { kind: GroupKind::PaperExpired, count, rows })
}

/// One line: so many not visited this year, and how many of them fall to this month when the rest of the year shares them.
fn not_visited(home: &Home) -> Result<Group> {
    let year = format!("{:04}", home.today.year());
    let all = home.sum(&[what::FACILITIES], |last| last < year.as_str());
    let mut this_year = all;
    if !home.out.0.is_empty() {
        let unvisited = "(last_visit IS NULL OR last_visit < ?1)";
        let those = format!("SELECT count(*) FROM facility WHERE {unvisited} AND n IN ({})", home.out.list());
        this_year -= count(home.reader.db, &those, params![year])?;
    }
    let months_left = 13 - u32::from(home.today.month().unsigned_abs());
    let due_this_month = this_year.div_ceil(months_left);
    let rows = vec![HomeRow::NotVisited { this_year, due_this_month }];
    Ok(Group { kind: GroupKind::NotVisited, count: this_year, rows })
}
