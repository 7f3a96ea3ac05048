//! Plan coverage of a year, counted in one pass over its visits, and the points behind the figures of one item.

use super::super::Log;
use super::super::names::{self, WordNo};
use super::super::state::Reader;
use super::finding::stage;
use super::{id, maybe_day, word};
use crate::content;
use crate::content::checklist::Checklist;
use crate::domain::derive;
use crate::domain::facility::{FacilityType, Status};
use crate::domain::point::Verdict;
use crate::failure::Failure;
use crate::store::fault::Result;
use crate::views::coverage::{Answered, Count, Coverage, CoverageEntry, Place};
use jiff::civil::Date;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

impl Log {
    /// What the plans ask for and how far the visits of a year have looked at it; `street` empty: everywhere. Owed by the
    /// places that are in business today, for an earlier year at its end.
    pub fn coverage(&mut self, year: i16, street: &str, today: Date) -> std::result::Result<Coverage, Failure> {
        let (lists, _) = self.lists()?;
        let on = today.min(Date::new(year, 12, 31).unwrap_or(today));
        self.look(|log| {
            let (places, numbers) = places(&log.db, street, on)?;
            let mut count = Count::new(&lists, places);
            let mut items: HashMap<WordNo, usize> = HashMap::new();
            for (item, name) in count.names() {
                items.extend(names::find_word(&log.db, name)?.map(|word| (word, item)));
            }
            answers(&log.db, year, &items, &numbers, &mut count)?;
            findings(&log.db, year, &items, &numbers, &mut count)?;
            Ok(count.done(content::plans(), year, street))
        })
    }

    /// The points that the figures of an item are counted from, of a year or of all, the newest first.
    pub fn coverage_entries(
        &mut self,
        year: Option<i16>,
        street: &str,
        item: &str,
    ) -> std::result::Result<Vec<CoverageEntry>, Failure> {
        let (lists, _) = self.lists()?;
        self.look(|log| {
            // Entries stand also where the place is out of business.
            let (places, numbers) = places(&log.db, street, Date::MAX)?;
            let mut all: BTreeMap<i64, CoverageEntry> = BTreeMap::new();
            for name in names_of(&lists, item) {
                let Some(word) = names::find_word(&log.db, &name)? else { continue };
                for (n, at, row) in entries(&Reader::new(&log.db)?, year, word)? {
                    let Some(place) = numbers.get(&at).map(|&n| &places[n]) else { continue };
                    all.entry(n).or_insert(CoverageEntry { facility: place.id, facility_name: place.name.clone(), ..row });
                }
            }
            let mut all: Vec<CoverageEntry> = all.into_values().collect();
            all.sort_by(|a, b| (b.on, &a.facility_name).cmp(&(a.on, &b.facility_name)));
            Ok(all)
        })
    }
}

/// An item's ids, of today and of before.
fn names_of(lists: &[Arc<Checklist>], item: &str) -> BTreeSet<String> {
    let items = lists.iter().flat_map(|l| &l.items).filter(|i| i.id == item);
    items.flat_map(|i| i.aliases.iter().chain([&i.id])).cloned().collect()
}

/// The places of a street or of all as they stand on a day, with the number of each by the number of its facility.
fn places(db: &Connection, street: &str, on: Date) -> Result<(Vec<Place>, HashMap<WordNo, usize>)> {
    let mut without: HashMap<WordNo, Vec<String>> = HashMap::new();
    let mut find = db.prepare_cached("SELECT facility, name FROM trait WHERE presence = 'no'")?;
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        without.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    let wanted = derive::street(street);
    let mut find = db.prepare_cached(
        "SELECT f.n, w.text, f.name, f.street, f.type, f.status, f.status_from
         FROM facility f JOIN word w ON w.n = f.n ORDER BY f.n",
    )?;
    let mut rows = find.query([])?;
    let (mut all, mut numbers) = (Vec::new(), HashMap::new());
    while let Some(row) = rows.next()? {
        let (n, at): (WordNo, String) = (row.get(0)?, row.get(3)?);
        if !wanted.is_empty() && derive::street(&at) != wanted {
            continue;
        }
        numbers.insert(n, all.len());
        all.push(Place {
            id: id(row, 1)?,
            name: row.get(2)?,
            street: at,
            kind: row.get::<_, Option<String>>(4)?.and_then(|k| FacilityType::parse(&k)),
            in_business: word::<Status>(row, 5)?.in_business(maybe_day(row, 6)?, on),
            without: without.remove(&n).unwrap_or_default(),
        });
    }
    Ok((all, numbers))
}

fn days(year: Option<i16>) -> (String, String) {
    let (from, to) = year.map_or((0, 9999), |year| (year, year));
    (format!("{from:04}-01-01"), format!("{to:04}-12-31"))
}

/// One row an item of a visit: further places and what is outside the list have keys of their own, so they are findings and
/// no answers of an item.
/// Visits in their order, and the points of each through the index of subjects: nothing is sorted.
fn answers(
    db: &Connection,
    year: i16,
    items: &HashMap<WordNo, usize>,
    places: &HashMap<WordNo, usize>,
    count: &mut Count,
) -> Result<()> {
    let (from, to) = days(Some(year));
    let mut find = db.prepare_cached(
        "SELECT i.n, i.facility, i.backfilled, s.b, p.verdict, p.batch IS NOT NULL FROM inspection i
         CROSS JOIN subject s ON s.kind = 6 AND s.a = i.n CROSS JOIN point p ON p.n = s.n
         WHERE i.day BETWEEN ?1 AND ?2 ORDER BY i.n",
    )?;
    let mut rows = find.query(params![from, to])?;
    let (mut visit, mut number) = (None, 0);
    while let Some(row) = rows.next()? {
        let n: WordNo = row.get(0)?;
        if visit.replace(n).is_some_and(|last| last != n) {
            number += 1;
        }
        let (Some(&place), Some(&item)) = (places.get(&row.get(1)?), items.get(&row.get(3)?)) else { continue };
        let verdict = verdict(row.get(4)?);
        count.answered(item, Answered { place, visit: number, verdict, late: row.get(2)?, batch: row.get(5)? });
    }
    Ok(())
}

/// Findings that were found in the year, joined ones once.
fn findings(
    db: &Connection,
    year: i16,
    items: &HashMap<WordNo, usize>,
    places: &HashMap<WordNo, usize>,
    count: &mut Count,
) -> Result<()> {
    let (from, to) = days(Some(year));
    let mut find = db.prepare_cached(
        "SELECT g.item, g.facility, g.stage, g.imported OR coalesce(i.backfilled, 0) FROM finding g
         LEFT JOIN inspection i ON i.n = g.visit
         WHERE g.lead = g.n AND g.stage IS NOT NULL AND g.item IS NOT NULL AND g.found BETWEEN ?1 AND ?2",
    )?;
    let mut rows = find.query(params![from, to])?;
    while let Some(row) = rows.next()? {
        if let (Some(&item), Some(_)) = (items.get(&row.get(0)?), places.get(&row.get(1)?)) {
            count.found(item, stage(row.get(2)?), row.get(3)?);
        }
    }
    Ok(())
}

/// The answers of an item in a year, and its findings: each with the number of its facility.
fn entries(reader: &Reader, year: Option<i16>, item: WordNo) -> Result<Vec<(i64, WordNo, CoverageEntry)>> {
    let (from, to) = days(year);
    let mut all = Vec::new();
    for sql in [
        "SELECT p.n, i.facility, i.day, p.verdict, p.batch IS NOT NULL, i.backfilled, 0, p.words,
             CASE WHEN g.lead = g.n AND g.found BETWEEN ?2 AND ?3 THEN g.stage END
         FROM inspection i JOIN subject s ON s.kind = 6 AND s.a = i.n AND s.b = ?1 JOIN point p ON p.n = s.n
         LEFT JOIN finding g ON g.n = p.n WHERE i.day BETWEEN ?2 AND ?3 AND p.verdict > 0",
        "SELECT p.n, g.facility, g.found, p.verdict, p.batch IS NOT NULL, coalesce(i.backfilled, 0), g.imported, g.place, g.stage
         FROM finding g JOIN point p ON p.n = g.n LEFT JOIN inspection i ON i.n = g.visit
         WHERE g.item = ?1 AND g.lead = g.n AND g.stage IS NOT NULL AND g.found BETWEEN ?2 AND ?3",
    ] {
        let mut find = reader.db.prepare_cached(sql)?;
        let mut rows = find.query(params![item, from, to])?;
        while let Some(row) = rows.next()? {
            let n = row.get(0)?;
            let entry = CoverageEntry {
                point: names::point_of(reader.db, n)?,
                facility: crate::domain::name::Id([0; 16]),
                facility_name: String::new(),
                on: maybe_day(row, 2)?,
                verdict: verdict(row.get(3)?),
                batch: row.get(4)?,
                late: row.get(5)?,
                imported: row.get(6)?,
                words: row.get::<_, Option<String>>(7)?.unwrap_or_default(),
                stage: row.get::<_, Option<i64>>(8)?.map(stage),
            };
            all.push((n, row.get(1)?, entry));
        }
    }
    Ok(all)
}

fn verdict(n: i64) -> Verdict {
    use Verdict::*;
    [Cleared, Unchecked, Pass, Na, Fail][n.clamp(0, 4) as usize]
}
