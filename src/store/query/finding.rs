//! Findings: the list, and one finding's page.

use super::super::Log;
use super::super::append::point_now;
use super::super::names::{self, SubjectNo, WordNo};
use super::super::state::{Reader, point_in};
use super::{id, maybe_day};
use crate::content;
use crate::content::checklist::{Checklist, Item};
use crate::content::norms::Place;
use crate::domain::facility::FacilityType;
use crate::domain::name::Id;
use crate::domain::point::{Handling, LedgerLine, Point, Severity, Stage};
use crate::domain::subject::{PointId, Subject};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::journal::entry::Body;
use crate::report::basis;
use crate::store::contents::Parsed;
use crate::store::fault::Result;
use crate::text::Lang;
use crate::views::Current;
use crate::views::finding::{FindingRow, FindingView, HistoryRow};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeSet;

const ROW: &str =
    "g.n, wi.text, wk.text, x.text, fw.text, f.name, g.severity, g.candidate, g.stage, g.due, g.found, g.place, g.facts,
    g.handling, g.disputed, g.imported FROM finding g JOIN subject s ON s.n = g.n LEFT JOIN word wi ON wi.n = s.a
    JOIN word wk ON wk.n = s.b LEFT JOIN word x ON x.n = g.item LEFT JOIN word fw ON fw.n = g.facility
    LEFT JOIN facility f ON f.n = g.facility";

/// So many findings are looked at for each wording that is offered: people repeat themselves.
const LOOKED_AT: usize = 8;

impl Log {
    /// Findings, open ones first: overdue alone, or all of them, closed and withdrawn ones too.
    pub fn findings(&mut self, today: Date, overdue: bool) -> std::result::Result<Vec<FindingRow>, Failure> {
        self.look(|log| {
            let reader = Reader::new(&log.db)?;
            let day = today.to_string();
            if overdue {
                return rows(&reader, "WHERE g.lead = g.n AND g.stage < 7 AND g.due < ?1 ORDER BY g.due, g.n", params![day]);
            }
            let mut all = rows(&reader, "WHERE g.lead = g.n ORDER BY g.stage IS NULL, g.stage >= 7, g.due, g.n", params![])?;
            for row in all.iter_mut().filter(|row| row.stage.is_none()) {
                was(&reader, row)?;
            }
            Ok(all)
        })
    }

    /// The last `most` different wordings in which an item, under any of these ids, was put here, the newest first; none
    /// with a blank left open.
    pub fn past_wordings(&mut self, ids: &[String], most: usize) -> std::result::Result<Vec<String>, Failure> {
        self.look(|log| {
            let mut said: Vec<(String, String)> = Vec::new();
            for id in ids {
                let Some(item) = names::find_word(&log.db, id)? else { continue };
                let mut find = log.db.prepare_cached(
                    "SELECT facts, found FROM finding WHERE item = ?1 AND lead = n AND facts IS NOT NULL
                     ORDER BY found DESC LIMIT ?2",
                )?;
                let rows = find.query_map(params![item, (most * LOOKED_AT) as i64], |r| {
                    Ok((r.get::<_, Option<String>>(1)?.unwrap_or_default(), r.get(0)?))
                })?;
                for row in rows {
                    said.push(row?);
                }
            }
            said.sort_by(|a, b| b.cmp(a));
            let mut different = BTreeSet::new();
            let whole = |facts: &String| !facts.contains("__") && different.insert(facts.clone());
            Ok(said.into_iter().map(|(_, facts)| facts).filter(whole).take(most).collect())
        })
    }

    /// One finding's page, under any of the points that are joined into it.
    pub fn finding(&mut self, point: &PointId) -> std::result::Result<FindingView, Failure> {
        self.look(|log| {
            let reader = Reader::new(&log.db)?;
            let missing = || Refusal::NotFound { what: point.to_string() };
            let n = reader.find(&Subject::Point(point.clone()))?.ok_or_else(missing)?;
            let lead = "WHERE g.n = (SELECT lead FROM finding WHERE n = ?1)";
            // It is there, and never failed.
            let sound = || Refusal::NotFailing { point: point.to_string() };
            let row = rows(&reader, lead, params![n])?.pop().ok_or_else(sound)?;
            let (mut points, mut voices, mut history) = (Vec::new(), Vec::new(), Vec::new());
            let (mut major, mut major_heads) = (None, Vec::new());
            for id in &row.points {
                let Some(now) = point_now(&reader, id)? else { continue };
                voices.extend(now.voices.into_iter().map(|v| (id.clone(), v)));
                if now.major > major || major_heads.is_empty() {
                    (major, major_heads) = (now.major.max(major), now.major_heads);
                }
                points.push((id.clone(), now.now));
                history.extend(history_of(&reader, id)?);
            }
            history.sort_by(|a, b| (&a.at, a.entry).cmp(&(&b.at, b.entry)));
            let lines = points.iter().find_map(|(_, now)| now.joined.value.ledger.as_ref());
            let file = lines.map(|line| file_of(&reader, line)).transpose()?.flatten();
            let item = row.item.as_deref().map(|item| item_of(&log.db, &mut log.parsed, item)).transpose()?.flatten();
            let authority = item.as_ref().and_then(|item| content::rules().authority(item));
            let place = place_of(&log.db, &row)?;
            let basis = to_cite(place, &row, &points, item.as_ref());
            Ok(FindingView { row, points, major, major_heads, history, voices, file, basis, place, authority })
        })
    }
}

/// An item as a list of this file has it, the newest first, else as the program carries it.
fn item_of(db: &Connection, parsed: &mut Parsed, item: &str) -> Result<Option<Item>> {
    let has = |list: &Checklist| list.items.iter().find(|i| i.id == item).cloned();
    if let Some(word) = names::find_word(db, item)? {
        let mut find =
            db.prepare_cached("SELECT c.hash FROM item i JOIN content c ON c.n = i.content WHERE i.item = ?1 ORDER BY c.n DESC")?;
        for hash in find.query_map([word], |r| r.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()? {
            let Ok(hash) = hash.parse() else { continue };
            if let Some(found) = parsed.get(db, &hash)?.as_deref().and_then(has) {
                return Ok(Some(found));
            }
        }
    }
    let carried = content::embedded_lists().filter_map(|(name, text)| content::parse(name, text.as_bytes()).ok());
    Ok(carried.filter_map(|list| has(&list)).next())
}

/// Type and beds of the facility: what binds it.
fn place_of(db: &Connection, row: &FindingRow) -> Result<Place> {
    let mut find = db.prepare_cached("SELECT f.type, f.beds FROM facility f JOIN word w ON w.n = f.n WHERE w.text = ?1")?;
    let read = |r: &rusqlite::Row| Ok((r.get::<_, Option<String>>(0)?, r.get::<_, Option<u32>>(1)?));
    let (kind, beds) = find.query_row([row.facility.to_string()], read).optional()?.unwrap_or_default();
    Ok(Place { kind: kind.and_then(|k| FacilityType::parse(&k)), beds })
}

/// What an order for a finding could cite where it was found: the clause that a person entered, else what was read of its item.
fn to_cite(place: Place, row: &FindingRow, points: &[(PointId, Current<Point>)], item: Option<&Item>) -> Vec<String> {
    let entered = points.iter().find_map(|(_, now)| now.joined.value.finding.as_ref()?.clause.as_deref());
    if let Some(typed) = basis::typed(entered, place, content::norms(), true, Lang::Zh) {
        return vec![typed];
    }
    let on = row.found_on.or_else(|| points.iter().find_map(|(_, now)| now.joined.value.ledger.as_ref()?.on));
    item.zip(on).map_or(Vec::new(), |(item, on)| basis::printed(item, place, content::norms(), on, true, Lang::Zh))
}

/// The name of the file that a line of a ledger came in with.
fn file_of(reader: &Reader, line: &LedgerLine) -> Result<Option<String>> {
    let Some(n) = names::find_id(reader.db, &line.import)? else { return Ok(None) };
    let mut find = reader.db.prepare_cached("SELECT file FROM import WHERE n = ?1")?;
    Ok(find.query_row([n], |r| r.get(0)).optional()?)
}

/// Rows of findings; every row is the lead of what is joined into it.
pub fn rows(reader: &Reader, rest: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<FindingRow>> {
    let mut find = reader.db.prepare_cached(&format!("SELECT {ROW} {rest}"))?;
    let mut rows = find.query(values)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(finding_row(reader, row)?);
    }
    Ok(all)
}

/// Open findings of a facility: candidates for major hazard and overdue ones first, then by due date.
pub fn open_at(reader: &Reader, facility: WordNo, today: Date) -> Result<Vec<FindingRow>> {
    let rest = "WHERE g.facility = ?1 AND g.lead = g.n AND g.stage < 7
        ORDER BY NOT (g.candidate OR g.severity = 2), NOT (coalesce(g.due, '9') < ?2), coalesce(g.due, '9'), g.n";
    rows(reader, rest, params![facility, today.to_string()])
}

fn finding_row(reader: &Reader, row: &Row) -> Result<FindingRow> {
    let n: SubjectNo = row.get(0)?;
    let inspection: Option<Id> = row.get::<_, Option<String>>(1)?.and_then(|t| t.parse().ok());
    let key: String = row.get(2)?;
    let point = PointId { inspection, key };
    Ok(FindingRow {
        points: joined(reader, n, &point)?,
        id: point,
        inspection,
        item: row.get(3)?,
        facility: id(row, 4).unwrap_or(Id([0; 16])),
        facility_name: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
        severity: severity(row.get(6)?),
        candidate: row.get(7)?,
        stage: row.get::<_, Option<i64>>(8)?.map(stage),
        due: maybe_day(row, 9)?,
        found_on: maybe_day(row, 10)?,
        place: row.get::<_, Option<String>>(11)?.unwrap_or_default(),
        facts: row.get::<_, Option<String>>(12)?.unwrap_or_default(),
        handling: row.get::<_, Option<i64>>(13)?.map(handling),
        disputed: row.get(14)?,
        imported: row.get(15)?,
    })
}

/// The points that are joined into a finding, its own first.
fn joined(reader: &Reader, n: SubjectNo, lead: &PointId) -> Result<Vec<PointId>> {
    let mut find = reader.db.prepare_cached("SELECT n FROM finding WHERE lead = ?1 AND lead <> n")?;
    let others = find.query_map([n], |r| r.get(0))?.collect::<rusqlite::Result<Vec<SubjectNo>>>()?;
    let mut points: Vec<PointId> = others.into_iter().map(|n| names::point_of(reader.db, n)).collect::<Result<_>>()?;
    points.sort_by_key(PointId::to_string);
    points.insert(0, lead.clone());
    Ok(points)
}

/// Every entry about a point, the oldest first.
/// A withdrawn finding tells what it was: the last that was said of it and not taken back.
fn was(reader: &Reader, row: &mut FindingRow) -> Result<()> {
    let history = history_of(reader, &row.id)?.into_iter().filter(|h| !h.cancelled);
    let said = history.filter_map(|h| Some(((h.at, h.entry), h.value?.finding?)));
    let Some((_, finding)) = said.max_by(|a, b| a.0.cmp(&b.0)) else { return Ok(()) };
    (row.severity, row.handling, row.due) = (finding.severity, finding.handling, finding.due);
    row.place = finding.place.unwrap_or_default();
    row.facts = finding.facts.unwrap_or_default();
    Ok(())
}

fn history_of(reader: &Reader, point: &PointId) -> Result<Vec<HistoryRow>> {
    let Some(n) = reader.find(&Subject::Point(point.clone()))? else { return Ok(Vec::new()) };
    let state = reader.state(n)?;
    let mut rows = Vec::new();
    for (stored, said) in state.stored.iter().zip(&state.said) {
        rows.push(HistoryRow {
            entry: stored.id,
            at: stored.at.clone(),
            author: reader.person_id(stored.author)?,
            who: reader.name_of(stored.author)?,
            laptop: reader.laptop_of(stored.chain)?,
            point: point.clone(),
            value: if let Body::Known(event) = said { point_in(event).cloned() } else { None },
            cancelled: state.dead.contains(&stored.id),
        });
    }
    Ok(rows)
}

fn severity(n: i64) -> Severity {
    [Severity::Minor, Severity::Serious, Severity::Major][n.clamp(0, 2) as usize]
}

pub fn stage(n: i64) -> Stage {
    use Stage::*;
    [Open, NotFixed, Partly, Ordered, Extended, Reported, Transferred, Closed, FixedOnSpot][n.clamp(0, 8) as usize]
}

fn handling(n: i64) -> Handling {
    [Handling::Fixed, Handling::Order, Handling::Transfer, Handling::Advise][n.clamp(0, 3) as usize]
}
