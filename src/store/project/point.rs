//! Rows of points, and of the findings they raise.

use super::tally::{self, Counted};
use super::{Rows, Stirred, small};
use crate::domain::event::Event;
use crate::domain::join::Joined;
use crate::domain::name::Id;
use crate::domain::point::{Point, Severity, Verdict};
use crate::journal::entry::Body;
use crate::store::entries::{self, Said};
use crate::store::fault::Result;
use crate::store::frozen::visits_over;
use crate::store::names::{Key, SubjectNo, WordNo};
use crate::store::state::{Reader, State};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

/// From so many points of one visit on, its entries are read together.
const TOGETHER: usize = 4;

/// The rows of points of one visit (0: of none).
pub fn points(reader: &Reader, visit: WordNo, points: BTreeMap<SubjectNo, Key>, stirred: &mut Stirred) -> Result<()> {
    if visit != 0 {
        stirred.visits.insert(visit);
    }
    let about = visit_of(reader, visit)?;
    let (begun, mut left): (BTreeMap<_, _>, BTreeMap<_, _>) = points.into_iter().partition(|(n, _)| reader.has_begun(*n));
    for (n, key) in begun {
        match reader.said_once(n, key)? {
            Some((joined, author)) => put(reader, n, &row_of(reader, key, &joined, author)?)?,
            None => point(reader, key, about.as_ref(), &reader.state(n)?, stirred)?,
        }
    }
    if visit != 0 && left.len() >= TOGETHER && reader.twins()?.is_alone(visit) {
        for (n, key, said) in entries::of_points(reader.db, visit)? {
            if left.remove(&n).is_none() {
                continue;
            }
            match said {
                Said::PlainPass(author) => plain_pass(reader, n, key, author, stirred)?,
                Said::Entries(stored) => point(reader, key, about.as_ref(), &reader.state_of(n, key, stored)?, stirred)?,
            }
        }
    }
    for (n, key) in left {
        point(reader, key, about.as_ref(), &reader.state(n)?, stirred)?;
    }
    Ok(())
}

/// The row of a point of which nothing was ever said but one plain pass: it joins to itself.
fn plain_pass(reader: &Reader, n: SubjectNo, key: Key, author: Option<WordNo>, stirred: &mut Stirred) -> Result<()> {
    if had_finding(reader, n, key, stirred)? {
        forget(reader, n, stirred)?;
    }
    put(reader, n, &plain_row(reader, key, author)?)
}

/// The row of a plain pass.
pub fn plain_row(reader: &Reader, key: Key, author: Option<WordNo>) -> Result<Row> {
    let item = kept_item(key, own_item(reader, key)?);
    let verdict = Verdict::Pass as i64;
    Ok(Row { verdict, item, who: author, batch: None, disputed: None, words: None, return_by: None })
}

fn point(reader: &Reader, key: Key, visit: Option<&VisitOf>, state: &State, stirred: &mut Stirred) -> Result<()> {
    let n = state.subject;
    let had = !state.begun && had_finding(reader, n, key, stirred)?;
    let Some(now) = state.point() else {
        gone(reader, n)?;
        if had {
            forget(reader, n, stirred)?;
        }
        return Ok(());
    };
    let point = &now.joined.value;
    put(reader, n, &row_of(reader, key, &now.joined, state.newest().and_then(|s| s.author))?)?;
    if point.verdict == Verdict::Fail || ever_failed(state) {
        tally::note(reader, Counted::Finding, n, stirred)?;
        finding(reader, n, (key, visit), point, now.joined.disputed, item_of(reader, key, point)?)?;
        stirred.findings.insert(n);
        // Where rows are made anew every visit is looked at anyway.
        if let (false, Rows::Replaced) = (had, &reader.rows) {
            stirred.visits.extend(visits_over(reader, n, key)?);
        }
    } else if had {
        forget(reader, n, stirred)?;
    }
    Ok(())
}

/// A row as it is kept.
pub struct Row {
    pub verdict: i64,
    pub item: Option<WordNo>,
    pub who: Option<WordNo>,
    pub batch: Option<i64>,
    pub disputed: Option<i64>,
    pub words: Option<String>,
    pub return_by: Option<String>,
}

/// The row of what was joined; `author` wrote the newest of it.
pub fn row_of(reader: &Reader, key: Key, joined: &Joined<Point>, author: Option<WordNo>) -> Result<Row> {
    let point = &joined.value;
    Ok(Row {
        verdict: point.verdict as i64,
        item: kept_item(key, item_of(reader, key, point)?),
        who: match point.by {
            Some(by) => Some(reader.words.number(reader.db, &by.chars())?),
            None => author,
        },
        batch: point.batch.then_some(1),
        disputed: joined.disputed.then_some(1),
        words: words(point),
        return_by: point.return_by.filter(|_| point.verdict == Verdict::Unchecked).map(|d| d.to_string()),
    })
}

fn item_of(reader: &Reader, key: Key, point: &Point) -> Result<Option<WordNo>> {
    match &point.item {
        Some(item) => reader.words.number(reader.db, item).map(Some),
        None => own_item(reader, key),
    }
}

fn put(reader: &Reader, n: SubjectNo, row: &Row) -> Result<()> {
    let values = params![n, row.verdict, row.item, row.who, row.batch, row.disputed, row.words, row.return_by];
    if let Rows::Beside(beside) = &reader.rows {
        let mut find = reader.db.prepare_cached(
            "SELECT verdict IS ?2 AND item IS ?3 AND who IS ?4 AND batch IS ?5 AND disputed IS ?6 AND words IS ?7 AND return_by IS ?8
             FROM point WHERE n = ?1",
        )?;
        beside.compared(n, find.query_row(values, |r| r.get(0)).optional()?.unwrap_or(false));
        return Ok(());
    }
    let sql = "INSERT OR REPLACE INTO point (n, verdict, item, who, batch, disputed, words, return_by)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    reader.db.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Takes out the row of a point of which nothing stands any more.
pub fn gone(reader: &Reader, n: SubjectNo) -> Result<()> {
    if !matches!(reader.rows, Rows::Beside(_)) {
        reader.db.prepare_cached("DELETE FROM point WHERE n = ?1")?.execute([n])?;
    }
    Ok(())
}

/// The item as it is kept: nothing where the point's own key names it, 0 where there is none.
fn kept_item(key: Key, item: Option<WordNo>) -> Option<WordNo> {
    if item == Some(key.b) { None } else { Some(item.unwrap_or(0)) }
}

/// The finding of one point by itself; joined ones are put together afterwards.
fn finding(
    reader: &Reader,
    n: SubjectNo,
    (key, visit): (Key, Option<&VisitOf>),
    point: &Point,
    disputed: bool,
    item: Option<WordNo>,
) -> Result<()> {
    let db = reader.db;
    let facility = match (visit, point.facility) {
        (Some(visit), _) => visit.facility,
        (None, Some(id)) => reader.twins()?.lead(reader.words.number(db, &id.to_string())?),
        (None, None) => 0,
    };
    let f = point.finding.as_ref();
    let red = match (visit, item) {
        (Some(visit), Some(item)) => is_red_line(reader, visit, item)?,
        _ => false,
    };
    let found = visit.map(|v| v.day.clone()).or(point.ledger.as_ref().and_then(|l| l.on).map(|d| d.to_string()));
    db.prepare_cached(
        "INSERT OR REPLACE INTO finding (n, lead, facility, visit, item, severity, stage, due, found, place, facts, handling, candidate, disputed, imported)
         VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        n,
        facility,
        key.a,
        item,
        f.map_or(0, |f| f.severity as i64),
        f.map(|f| f.stage as i64),
        f.and_then(|f| f.due).map(|d| d.to_string()),
        found,
        f.and_then(|f| f.place.as_ref()),
        f.and_then(|f| f.facts.as_ref()),
        f.and_then(|f| f.handling).map(|h| h as i64),
        // A ledger's own 重大 is a candidate too, until a second person judges here.
        f.is_some_and(|f| red || point.ledger.is_some() && f.severity == Severity::Major)
            && small::word_on(reader, key)?.is_none(),
        disputed,
        point.ledger.is_some(),
    ])?;
    Ok(())
}

/// Whether the point has the row of a finding, of an earlier state; then what hangs on it is looked at again.
fn had_finding(reader: &Reader, n: SubjectNo, key: Key, stirred: &mut Stirred) -> Result<bool> {
    let Rows::Replaced = reader.rows else { return Ok(false) };
    let mut find = reader.db.prepare_cached("SELECT facility FROM finding WHERE n = ?1")?;
    let had = find.query_row([n], |r| r.get::<_, i64>(0)).optional()?.is_some();
    if had {
        stirred.findings.insert(n);
        // A recheck that is frozen holds this finding too.
        stirred.visits.extend(visits_over(reader, n, key)?);
    }
    Ok(had)
}

pub fn forget(reader: &Reader, n: SubjectNo, stirred: &mut Stirred) -> Result<()> {
    tally::note(reader, Counted::Finding, n, stirred)?;
    let mut find = reader.db.prepare_cached("DELETE FROM finding WHERE n = ?1 RETURNING facility")?;
    if let Some(facility) = find.query_row([n], |r| r.get(0)).optional()? {
        stirred.facilities.insert(facility);
    }
    stirred.findings.insert(n);
    Ok(())
}

/// A living entry says fail, whatever became of it: then there is a finding, withdrawn or not.
fn ever_failed(state: &State) -> bool {
    let fails = |body: &Body| matches!(body, Body::Known(e) if matches!(&**e, Event::Point(p) if p.verdict == Verdict::Fail));
    state.living().any(|(_, said)| fails(said))
}

/// The item that a point's own key names: keys of further places are names of their own.
fn own_item(reader: &Reader, key: Key) -> Result<Option<WordNo>> {
    if key.a == 0 {
        return Ok(None);
    }
    Ok(reader.words.text(reader.db, key.b)?.parse::<Id>().is_err().then_some(key.b))
}

struct VisitOf {
    facility: WordNo,
    day: String,
    lists: Vec<String>,
}

fn visit_of(reader: &Reader, visit: WordNo) -> Result<Option<VisitOf>> {
    let mut find = reader.db.prepare_cached("SELECT facility, day, lists FROM inspection WHERE n = ?1")?;
    let row = find.query_row([visit], |r| Ok((r.get(0)?, r.get(1)?, r.get::<_, Option<String>>(2)?))).optional()?;
    Ok(row.map(|(facility, day, lists)| {
        let lists = lists.and_then(|l| serde_json::from_str(&l).ok()).unwrap_or_default();
        VisitOf { facility, day, lists }
    }))
}

/// By the versions that the visit was run with.
fn is_red_line(reader: &Reader, visit: &VisitOf, item: WordNo) -> Result<bool> {
    for hash in &visit.lists {
        if reader.red_lines(hash)?.contains(&item) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// One short phrase for the next visit's list: the place of a fail, the readings.
fn words(point: &Point) -> Option<String> {
    let place = point.finding.as_ref().and_then(|f| f.place.clone());
    let readings = || {
        let one = |r: &crate::domain::point::Reading| match r.label.is_empty() {
            true => r.value.clone(),
            false => format!("{} {}", r.label, r.value),
        };
        point.readings.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    place.or_else(|| Some(readings())).filter(|w| !w.is_empty())
}
