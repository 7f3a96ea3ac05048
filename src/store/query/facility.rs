//! Facilities: the list, and one facility's page.

use super::super::Log;
use super::super::names::{self, Key, WordNo, kind};
use super::super::state::Reader;
use super::{day, finding, id, maybe_day, visit, word};
use crate::content;
use crate::domain::facility::{Facility, FacilityType, Paper, TraitValue};
use crate::domain::name::{FacilityId, Id};
use crate::domain::point::Verdict;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::journal::state::State as Now;
use crate::store::fault::Result;
use crate::views::Current;
use crate::views::facility::{FacilityRow, FacilityView, Last, LastUnchecked};
use jiff::civil::Date;
use rusqlite::{Row, params};
use std::collections::BTreeMap;

const ROW: &str =
    "w.text, f.name, f.type, f.street, f.address, f.beds, f.phone, f.credit_code, f.filing_number, f.status, f.marks,
    f.last_visit, f.open_findings, f.status_from, f.former FROM facility f JOIN word w ON w.n = f.n";

impl Log {
    /// Every facility, by street and name.
    pub fn facilities(&mut self) -> std::result::Result<Vec<FacilityRow>, Failure> {
        self.look(|log| rows(&Reader::new(&log.db)?, "ORDER BY f.street, f.name, w.text", params![]))
    }

    /// A facility's page and briefing.
    pub fn facility(&mut self, id: FacilityId, today: Date) -> std::result::Result<FacilityView, Failure> {
        self.look(|log| {
            let missing = || Refusal::NotFound { what: id.to_string() };
            let reader = Reader::new(&log.db)?;
            let n = reader.twins()?.lead(names::find_id(&log.db, &id)?.ok_or_else(missing)?);
            let id = names::id(&log.db, n)?;
            let profile = profile(&reader, n)?.ok_or_else(missing)?;
            let last = last(&reader, n, None)?;
            let visits = visit::rows(&reader, "WHERE i.facility = ?1 ORDER BY i.day DESC, w.text", params![n])?;
            let address = profile.joined.value.address.clone().filter(|a| !a.is_empty());
            Ok(FacilityView {
                id,
                traits: traits(&reader, n)?,
                papers: papers(&reader, n)?,
                open: finding::open_at(&reader, n, today)?,
                unchecked: unchecked(&reader, n)?,
                repeated: repeated(&reader, n)?,
                unfinished: visit::unfinished(&reader, &mut log.parsed, &visits)?,
                visits,
                plans: super::plan::of_facility(&reader, n)?,
                same_address: same_address(&reader, n, address.as_deref())?,
                told_apart: told_apart(&reader, n)?,
                also: also(&reader, n)?,
                last,
                profile,
            })
        })
    }
}

pub fn rows(reader: &Reader, rest: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<FacilityRow>> {
    let mut find = reader.db.prepare_cached(&format!("SELECT {ROW} {rest}"))?;
    let mut rows = find.query(values)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(facility_row(row)?);
    }
    Ok(all)
}

fn facility_row(row: &Row) -> Result<FacilityRow> {
    let marks: Option<String> = row.get(10)?;
    Ok(FacilityRow {
        id: id(row, 0)?,
        name: row.get(1)?,
        kind: row.get::<_, Option<String>>(2)?.and_then(|k| FacilityType::parse(&k)),
        street: row.get(3)?,
        address: row.get(4)?,
        beds: row.get(5)?,
        phone: row.get(6)?,
        credit_code: row.get(7)?,
        filing_number: row.get(8)?,
        status: word(row, 9)?,
        marks: marks.and_then(|m| serde_json::from_str(&m).ok()).unwrap_or_default(),
        last_visit: maybe_day(row, 11)?,
        open_findings: row.get(12)?,
        status_from: maybe_day(row, 13)?,
        former: row.get(14)?,
    })
}

/// The profile as its entries say; `None` when nobody ever described the facility.
pub fn profile(reader: &Reader, n: WordNo) -> Result<Option<Current<Facility>>> {
    let Some(subject) = reader.number(Key { kind: kind::FACILITY, a: n, b: 0 })? else { return Ok(None) };
    Ok(reader.state(subject)?.current(|now| if let Now::Facility(f) = now { Some(f) } else { None }))
}

pub fn traits(reader: &Reader, n: WordNo) -> Result<BTreeMap<String, Current<TraitValue>>> {
    let mut all = BTreeMap::new();
    for state in reader.states_under(kind::TRAIT, n)? {
        let now = state.current(|now| if let Now::Trait(value) = now { Some(value) } else { None });
        let Some(now) = now else { continue };
        all.insert(reader.words.text(reader.db, state.key.b)?.to_string(), now);
    }
    Ok(all)
}

pub fn papers(reader: &Reader, n: WordNo) -> Result<BTreeMap<String, Current<Paper>>> {
    let mut all = BTreeMap::new();
    for state in reader.states_under(kind::PAPER, n)? {
        let now = state.current(|now| if let Now::Paper(value) = now { Some(value) } else { None });
        let Some(now) = now else { continue };
        all.insert(reader.words.text(reader.db, state.key.b)?.to_string(), now);
    }
    Ok(all)
}

/// The other ids of a facility or a visit that was joined from several, each with the name it had by itself.
pub fn also(reader: &Reader, n: WordNo) -> Result<Vec<(Id, String)>> {
    let apart = Reader::apart(reader.db)?;
    let mut all = Vec::new();
    for other in reader.twins()?.members(n).into_iter().filter(|other| *other != n) {
        let name = profile(&apart, other)?.map(|p| p.joined.value.name).unwrap_or_default();
        all.push((names::id(reader.db, other)?, name));
    }
    Ok(all)
}

/// The last answer of each item here, the newest visit first; `before` leaves a visit and all later ones out.
pub fn last(reader: &Reader, facility: WordNo, before: Option<(WordNo, Date)>) -> Result<BTreeMap<String, Last>> {
    let mut visits = reader.db.prepare_cached(
        "SELECT i.n, w.text, i.day FROM inspection i JOIN word w ON w.n = i.n WHERE i.facility = ?1 AND i.answered + i.unchecked > 0
         ORDER BY i.day DESC, w.text",
    )?;
    let mut points = reader.db.prepare_cached(
        "SELECT x.text, p.verdict, p.words, p.who FROM subject s JOIN point p ON p.n = s.n JOIN word x ON x.n = coalesce(p.item, s.b)
         WHERE s.kind = ?1 AND s.a = ?2 AND p.verdict > 0 ORDER BY p.verdict DESC, s.b",
    )?;
    let mut all: BTreeMap<String, Last> = BTreeMap::new();
    let mut rows = visits.query([facility])?;
    while let Some(row) = rows.next()? {
        let (n, visit, on): (WordNo, _, _) = (row.get(0)?, id(row, 1)?, day(row, 2)?);
        if before.is_some_and(|(this, day)| n == this || on > day) {
            continue;
        }
        let mut answers = points.query([kind::POINT, n])?;
        while let Some(answer) = answers.next()? {
            let item: String = answer.get(0)?;
            if all.contains_key(&item) {
                continue;
            }
            let words: Option<String> = answer.get(2)?;
            let last = Last {
                visit,
                on,
                verdict: verdict(answer.get(1)?),
                words: words.unwrap_or_default(),
                labels: Vec::new(),
                who: reader.name_of(answer.get(3)?)?,
            };
            all.insert(item, last);
        }
    }
    Ok(all)
}

pub fn verdict(n: i64) -> Verdict {
    match n {
        1 => Verdict::Unchecked,
        2 => Verdict::Pass,
        3 => Verdict::Na,
        4 => Verdict::Fail,
        _ => Verdict::Cleared,
    }
}

/// What was not looked at: items recorded as unchecked that no later visit here has said anything else about.
fn unchecked(reader: &Reader, facility: WordNo) -> Result<Vec<LastUnchecked>> {
    let mut find = reader.db.prepare_cached(
        "SELECT v.text, i.day, x.text, p.return_by, p.n FROM inspection i JOIN word v ON v.n = i.n
         JOIN subject s ON s.kind = 6 AND s.a = i.n JOIN point p ON p.n = s.n JOIN word x ON x.n = coalesce(p.item, s.b)
         WHERE i.facility = ?1 AND p.verdict = 1 AND NOT EXISTS (
             SELECT 1 FROM inspection j JOIN subject t ON t.kind = 6 AND t.a = j.n JOIN point q ON q.n = t.n
             WHERE j.facility = ?1 AND j.day > i.day AND q.verdict > 0 AND coalesce(q.item, t.b) = coalesce(p.item, s.b))
         ORDER BY p.return_by IS NULL, p.return_by, i.day DESC, x.text",
    )?;
    let mut rows = find.query([facility])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let said = reader.state(row.get(4)?)?.point().map(|now| now.joined.value);
        all.push(LastUnchecked {
            visit: id(row, 0)?,
            on: day(row, 1)?,
            item: row.get(2)?,
            return_by: maybe_day(row, 3)?,
            reason: said.as_ref().and_then(|p| p.unchecked),
            words: said.and_then(|p| p.reason),
        });
    }
    let mut open = Vec::new();
    for one in all {
        if !answered_under_another_id(reader, facility, &one.item, one.on)? {
            open.push(one);
        }
    }
    Ok(open)
}

/// What tells a facility from others of its name: its street, where none of them is there too, else the first signs of its
/// id. Empty where it has the name alone.
pub fn told_apart(reader: &Reader, n: WordNo) -> Result<String> {
    let mut find = reader.db.prepare_cached(
        "SELECT own.street, o.street FROM facility own JOIN facility o ON o.name = own.name AND o.n <> own.n WHERE own.n = ?1",
    )?;
    let streets = find.query_map([n], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<Vec<(String, String)>>>()?;
    Ok(match streets.first() {
        None => String::new(),
        Some((own, _)) if !own.is_empty() && streets.iter().all(|(own, other)| own != other) => own.clone(),
        Some(_) => names::text(reader.db, n)?.chars().take(SIGNS).collect(),
    })
}

/// So many signs of an id tell two facilities of one name and street apart.
const SIGNS: usize = 6;

/// Whether a visit here after that day said something about the item under another id that it has or had.
pub fn answered_under_another_id(reader: &Reader, facility: WordNo, item: &str, since: Date) -> Result<bool> {
    let mut find = reader.db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM inspection j JOIN subject t ON t.kind = 6 AND t.a = j.n AND t.b = ?3
             JOIN point q ON q.n = t.n WHERE j.facility = ?1 AND j.day > ?2 AND q.verdict > 0)",
    )?;
    for id in content::other_ids(item) {
        let Some(word) = names::find_word(reader.db, id)? else { continue };
        if find.query_row(params![facility, since.to_string(), word], |r| r.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Items that failed at two or more visits, under whichever of their ids.
fn repeated(reader: &Reader, facility: WordNo) -> Result<Vec<(String, u32, Date)>> {
    let mut find = reader.db.prepare_cached(
        "SELECT DISTINCT x.text, g.visit, i.day FROM finding g JOIN inspection i ON i.n = g.visit JOIN word x ON x.n = g.item
         WHERE g.facility = ?1 AND g.stage IS NOT NULL",
    )?;
    let mut rows = find.query([facility])?;
    let mut visits: BTreeMap<String, BTreeMap<WordNo, Date>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let item: String = row.get(0)?;
        visits.entry(content::current_id(&item).into()).or_default().insert(row.get(1)?, day(row, 2)?);
    }
    let often = visits.into_iter().filter(|(_, on)| on.len() > 1);
    let mut all: Vec<_> = often.filter_map(|(item, on)| Some((item, on.len() as u32, *on.values().max()?))).collect();
    all.sort_by_key(|(_, times, _)| std::cmp::Reverse(*times));
    Ok(all)
}

/// Others at the same address, or that name this one as their host, or share its host.
fn same_address(reader: &Reader, n: WordNo, address: Option<&str>) -> Result<Vec<FacilityRow>> {
    let rest = "WHERE f.n <> ?1 AND (f.address = ?2 OR f.host = ?1
        OR f.n = (SELECT host FROM facility WHERE n = ?1) OR f.host = (SELECT host FROM facility WHERE n = ?1))
        ORDER BY f.name, w.text";
    rows(reader, rest, params![n, address])
}
