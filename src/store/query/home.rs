//! Home (FIELD 21): what has to be done, the most pressing first. Reads indexed projections only.

use super::super::Log;
use super::super::names;
use super::super::state::Reader;
use super::{day, facility, facility_name, finding, id, people_in, visit};
use crate::content;
use crate::domain::subject::PointId;
use crate::failure::Failure;
use crate::store::fault::Result;
use crate::views::facility::VisitStage;
use crate::views::home::{Group, GroupKind, HomeRow, HomeView};
use jiff::{Span, civil::Date};
use rusqlite::{Connection, params};

/// Rows shown of each group; Enter opens the rest.
const SHOWN: i64 = 5;

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
            // Everything on it is of one moment.
            let _moment = log.db.unchecked_transaction()?;
            let reader = Reader::new(&log.db)?;
            let count = |sql: &str| -> Result<u32> { Ok(log.db.prepare_cached(sql)?.query_row([], |r| r.get(0))?) };
            let mut groups = Vec::new();
            for kind in GROUPS {
                let group = group(&reader, kind, today, SHOWN)?;
                groups.extend((group.count > 0).then_some(group));
            }
            let out = out(today);
            let open = count(&format!("SELECT count(*) FROM finding g INDEXED BY finding_due WHERE {OPEN}"))?;
            let findings_out = count(&format!("SELECT count(*) FROM {OF_THOSE} ({out}) AND {OPEN}"))?;
            Ok(HomeView {
                facilities: count(&format!(
                    "SELECT count(*) - (SELECT count(*) FROM ({out})) FROM facility INDEXED BY facility_by_visit"
                ))?,
                out: count(&format!("SELECT count(*) FROM ({out})"))?,
                findings_out,
                inspections: count("SELECT coalesce(sum(visits), 0) FROM visits_at")?,
                findings_open: open - findings_out,
                groups,
                demo,
                read_only,
            })
        })
    }

    /// One group of Home, whole.
    pub fn group(&mut self, kind: GroupKind, today: Date) -> std::result::Result<Group, Failure> {
        self.look(|log| group(&Reader::new(&log.db)?, kind, today, i64::MAX))
    }
}

/// The findings of few facilities: they are counted off, so that nothing but an index is read of all the others.
const OF_THOSE: &str = "finding g INDEXED BY finding_by_facility WHERE g.facility IN";

const OPEN: &str = "g.lead = g.n AND g.stage < 7";

/// Facilities that are out of business on a day: they leave Home and its counts from that day on (FIELD 28), with their
/// findings, which come back with them. The same rule as `Status::in_business`.
fn out(today: Date) -> String {
    format!(
        "SELECT f.n FROM facility f WHERE (f.status <> 'open' OR f.status_from IS NOT NULL) AND CASE f.status
            WHEN 'open' THEN f.status_from > '{today}' WHEN 'renovating' THEN 0
            ELSE f.status_from IS NULL OR f.status_from <= '{today}' END"
    )
}

fn group(reader: &Reader, kind: GroupKind, today: Date, limit: i64) -> Result<Group> {
    let soon = content::calendar().after(today, 3).to_string();
    let later = today.checked_add(Span::new().days(30)).unwrap_or(today).to_string();
    let now = today.to_string();
    let now = now.as_str();
    let db = reader.db;
    let out = out(today);
    let visits = |stage: VisitStage| -> Result<Group> {
        let stage = stage as i64;
        let count = count(db, "SELECT coalesce(sum(visits), 0) FROM visits_at WHERE stage = ?1", params![stage])?;
        // SQLite does not see that the second half follows from the first, and that a partial index will do.
        let which = format!("WHERE i.stage = {stage} AND i.stage < 2 ORDER BY i.day LIMIT ?1");
        let rows = visit::rows(reader, &which, params![limit])?;
        Ok(Group { kind, count, rows: rows.into_iter().map(HomeRow::Visit).collect() })
    };
    let findings = |index: &str, which: &str, values: &[&dyn rusqlite::ToSql]| -> Result<Group> {
        let all =
            count(db, &format!("SELECT count(*) FROM finding g INDEXED BY {index} WHERE g.lead = g.n AND {which}"), values)?;
        let count = all - count(db, &format!("SELECT count(*) FROM {OF_THOSE} ({out}) AND g.lead = g.n AND {which}"), values)?;
        let which = format!("g.lead = g.n AND {which} AND g.facility NOT IN ({out})");
        // First which ones, then what is told of them: the rest is not looked up.
        let first = format!("SELECT g.n FROM finding g INDEXED BY {index} WHERE {which} ORDER BY g.due, g.n LIMIT {limit}");
        let rows = finding::rows(reader, &format!("WHERE g.n IN ({first}) ORDER BY g.due, g.n"), values)?;
        Ok(Group { kind, count, rows: rows.into_iter().map(HomeRow::Finding).collect() })
    };
    match kind {
        GroupKind::ToSign => visits(VisitStage::Frozen),
        GroupKind::Unfinished => visits(VisitStage::Draft),
        // Conditions stand as the partial indexes have them, so that these are read and nothing else.
        GroupKind::Major => findings("finding_grave", "g.stage < 7 AND (g.candidate = 1 OR g.severity = 2)", params![]),
        GroupKind::Overdue => findings("finding_due", "g.stage < 7 AND g.due < ?1", params![now]),
        GroupKind::DueSoon => findings("finding_due", "g.stage < 7 AND g.due BETWEEN ?1 AND ?2", params![now, soon]),
        // On a signed record, meant to be ordered, and no order yet.
        GroupKind::ToOrder => findings(
            "finding_to_order",
            "g.stage < 3 AND g.handling = 1 AND EXISTS (SELECT 1 FROM inspection i INDEXED BY inspection_signed
                WHERE i.n = g.visit AND i.stage = 2)",
            params![],
        ),
        GroupKind::PlannedToday => planned(reader, today, limit),
        GroupKind::Disputes => disputes(reader, limit),
        GroupKind::PaperExpired => expired(reader, now, &out, limit),
        GroupKind::ToReturn => to_return(reader, &out, limit),
        GroupKind::DueLater => findings("finding_due", "g.stage < 7 AND g.due > ?1 AND g.due <= ?2", params![soon, later]),
        GroupKind::NotVisited => not_visited(db, today),
    }
}

fn count(db: &Connection, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<u32> {
    Ok(db.prepare_cached(sql)?.query_row(values, |r| r.get(0))?)
}

/// So many days back a plan that nobody followed is still told.
const MISSED_FOR: i64 = 7;

/// What is planned for today, and what was planned for the days before and nobody went. What somebody went to is done.
fn planned(reader: &Reader, today: Date, limit: i64) -> Result<Group> {
    let db = reader.db;
    let out = out(today);
    let which = format!(
        "FROM plan p WHERE p.day BETWEEN ?1 AND ?2 AND NOT p.withdrawn AND p.facility NOT IN ({out})
         AND NOT EXISTS (SELECT 1 FROM inspection i WHERE i.facility = p.facility AND i.day = p.day)"
    );
    let from = today.saturating_sub(Span::new().days(MISSED_FOR)).to_string();
    let count = count(db, &format!("SELECT count(*) {which}"), params![from, today.to_string()])?;
    let mut find = db.prepare_cached(&format!(
        "SELECT (SELECT text FROM word WHERE n = p.facility), p.facility, p.day, p.people {which} ORDER BY p.day DESC, p.n LIMIT ?3"
    ))?;
    let mut found = find.query(params![from, today.to_string(), limit])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        rows.push(HomeRow::Planned {
            facility: id(row, 0)?,
            facility_name: facility_name(db, row.get(1)?)?,
            on: day(row, 2)?,
            people: people_in(reader, row.get(3)?)?,
        });
    }
    Ok(Group { kind: GroupKind::PlannedToday, count, rows })
}

/// Points that people judged differently.
fn disputes(reader: &Reader, limit: i64) -> Result<Group> {
    let mut find = reader.db.prepare_cached("SELECT n FROM point WHERE disputed IS NOT NULL ORDER BY disputed, n")?;
    let numbers = find.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let rows = told(reader, &numbers, limit)?.into_iter().map(|p| HomeRow::Dispute {
        point: p.point,
        facility: p.facility,
        facility_name: p.facility_name,
        item: p.item,
    });
    Ok(Group { kind: GroupKind::Disputes, count: numbers.len() as u32, rows: rows.collect() })
}

/// Still to be looked at: no later visit there has said anything about the item since.
const TO_RETURN: &str = "SELECT p.n, i.facility, i.day, s.b FROM point p JOIN subject s ON s.n = p.n
    LEFT JOIN inspection i ON i.n = s.a WHERE p.return_by IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM inspection j JOIN subject t ON t.kind = 6 AND t.a = j.n AND t.b = s.b JOIN point q ON q.n = t.n
        WHERE j.facility = i.facility AND j.day > i.day AND q.verdict > 0)";

/// Red-line items that were not looked at and somebody returns for, under whichever of its ids an item was looked at since.
fn to_return(reader: &Reader, out: &str, limit: i64) -> Result<Group> {
    let db = reader.db;
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
}

/// What is told of the first of these points.
fn told(reader: &Reader, numbers: &[i64], limit: i64) -> Result<Vec<PointOnHome>> {
    let db = reader.db;
    let mut find = db.prepare_cached(
        "SELECT coalesce(i.facility, g.facility), x.text, p.return_by FROM point p JOIN subject s ON s.n = p.n
         LEFT JOIN inspection i ON i.n = s.a LEFT JOIN finding g ON g.n = p.n LEFT JOIN word x ON x.n = coalesce(p.item, s.b)
         WHERE p.n = ?1",
    )?;
    let mut told = Vec::new();
    for &n in numbers.iter().take(usize::try_from(limit).unwrap_or(usize::MAX)) {
        let mut found = find.query([n])?;
        let Some(row) = found.next()? else { continue };
        let Some(facility) = row.get::<_, Option<i64>>(0)?.filter(|&n| n != 0) else { continue };
        told.push(PointOnHome {
            point: names::point_of(db, n)?,
            facility: names::id(db, facility)?,
            facility_name: facility_name(db, facility)?,
            item: row.get(1)?,
            return_by: super::maybe_day(row, 2)?,
        });
    }
    Ok(told)
}

/// Papers in use that have run out, of facilities in business.
fn expired(reader: &Reader, today: &str, out: &str, limit: i64) -> Result<Group> {
    let db = reader.db;
    let which = format!("FROM paper p JOIN facility f ON f.n = p.facility WHERE p.expires < ?1 AND f.n NOT IN ({out})");
    let count = count(db, &format!("SELECT count(*) {which}"), params![today])?;
    let mut find = db.prepare_cached(&format!(
        "SELECT (SELECT text FROM word WHERE n = f.n), f.name, p.kind, p.expires {which} ORDER BY p.expires, p.n LIMIT ?2"
    ))?;
    let mut found = find.query(params![today, limit])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let (facility, facility_name) = (id(row, 0)?, row.get(1)?);
        rows.push(HomeRow::Paper { facility, facility_name, paper: row.get(2)?, expires: day(row, 3)? });
    }
    Ok(Group { kind: GroupKind::PaperExpired, count, rows })
}

/// One line: so many not visited this year, and how many of them fall to this month when the rest of the year shares them.
fn not_visited(db: &Connection, today: Date) -> Result<Group> {
    let january = format!("{:04}-01-01", today.year());
    let unvisited = "(last_visit IS NULL OR last_visit < ?1)";
    let of = |which: &str| count(db, &format!("SELECT count(*) FROM facility WHERE {unvisited} AND {which}"), params![january]);
    let all = of("status IN ('open', 'renovating', 'suspended', 'not_opened', 'closed')")?;
    let this_year = all - of(&format!("n IN ({})", out(today)))?;
    let months_left = 13 - u32::from(today.month().unsigned_abs());
    let due_this_month = this_year.div_ceil(months_left);
    let rows = vec![HomeRow::NotVisited { this_year, due_this_month }];
    Ok(Group { kind: GroupKind::NotVisited, count: this_year, rows })
}
