//! Pairs that may be one and about which nobody has said a word: what the screen asks about, one after another.

use super::super::Log;
use super::super::names::{self, SubjectNo, WordNo};
use super::super::state::Reader;
use super::{facility, finding, people, visit};
use crate::domain::name::PersonId;
use crate::domain::subject::Subject;
use crate::failure::Failure;
use crate::store::fault::Result;
use crate::views::finding::FindingRow;
use crate::views::twins::{Pair, Writer};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// So many pairs of a kind are asked about at once; the rest follow when these are answered.
const MOST: i64 = 50;

/// Open findings of one item, facility and day at two visits; `?1` pairs, the newest first.
const FINDINGS: &str = "
    WITH twice AS (
        SELECT g.facility, g.item, i.day FROM finding g JOIN inspection i ON i.n = g.visit
        WHERE g.lead = g.n AND g.stage < 7 AND g.item <> 0 GROUP BY 1, 2, 3 HAVING count(DISTINCT g.visit) > 1
    )
    SELECT a.n, b.n FROM twice t
    JOIN finding a ON a.facility = t.facility AND a.item = t.item AND a.lead = a.n AND a.stage < 7
    JOIN inspection i ON i.n = a.visit AND i.day = t.day
    JOIN finding b ON b.facility = t.facility AND b.item = t.item AND b.lead = b.n AND b.stage < 7 AND b.n > a.n AND b.visit <> a.visit
    JOIN inspection j ON j.n = b.visit AND j.day = t.day
    WHERE NOT EXISTS (SELECT 1 FROM same s WHERE s.points = 1 AND ((s.a = a.n AND s.b = b.n) OR (s.a = b.n AND s.b = a.n)))
    ORDER BY t.day DESC, a.n, b.n LIMIT ?1";

/// Visits of one team to one facility on one day that no paper was made from.
const VISITS: &str = "
    WITH twice AS (SELECT facility, day, team FROM inspection WHERE stage = 0 GROUP BY 1, 2, 3 HAVING count(*) > 1)
    SELECT a.n, b.n FROM twice t
    JOIN inspection a ON a.facility = t.facility AND a.day = t.day AND a.team = t.team AND a.stage = 0
    JOIN inspection b ON b.facility = t.facility AND b.day = t.day AND b.team = t.team AND b.stage = 0 AND b.n > a.n
    WHERE NOT EXISTS (SELECT 1 FROM same s WHERE s.points = 0 AND ((s.a = a.n AND s.b = b.n) OR (s.a = b.n AND s.b = a.n)))
    ORDER BY t.day DESC, a.n, b.n LIMIT ?1";

/// Facilities of one filing number, or of one name in streets that are not known to differ.
const FACILITIES: &str = "
    WITH named AS (SELECT name FROM facility GROUP BY 1 HAVING count(*) > 1),
    filed AS (SELECT filing_number FROM facility WHERE filing_number <> '' GROUP BY 1 HAVING count(*) > 1),
    alike AS (
        SELECT a.n AS a, b.n AS b FROM named t JOIN facility a ON a.name = t.name JOIN facility b ON b.name = t.name AND b.n > a.n
        WHERE a.street = b.street OR a.street = '' OR b.street = ''
        UNION
        SELECT a.n, b.n FROM filed t JOIN facility a ON a.filing_number = t.filing_number
        JOIN facility b ON b.filing_number = t.filing_number AND b.n > a.n
    )
    SELECT a, b FROM alike
    WHERE NOT EXISTS (SELECT 1 FROM same s WHERE s.points = 0 AND ((s.a = alike.a AND s.b = alike.b) OR (s.a = alike.b AND s.b = alike.a)))
    ORDER BY a, b LIMIT ?1";

impl Log {
    /// Every pair that may be one: visits first, since their findings come together with them.
    pub fn pairs(&mut self) -> std::result::Result<Vec<Pair>, Failure> {
        self.look(|log| {
            let reader = Reader::new(&log.db)?;
            let mut all = Vec::new();
            for (a, b) in numbers(&log.db, VISITS)? {
                let row = |n: WordNo| Ok::<_, super::Trouble>(visit::rows(&reader, "WHERE i.n = ?1", params![n])?.pop());
                all.extend(both(row(a)?, row(b)?).map(|of| Pair::Visits(Box::new(of))));
            }
            for (a, b) in numbers(&log.db, FINDINGS)? {
                let row = |n: SubjectNo| match finding::rows(&reader, "WHERE g.n = ?1", params![n])?.pop() {
                    Some(row) => Ok(Some((writer(&reader, &row)?, row))),
                    None => Ok::<_, super::Trouble>(None),
                };
                let sides = both(row(a)?, row(b)?);
                all.extend(sides.map(|sides| Pair::Findings(Box::new(sides.map(|(writer, row)| (row, writer))))));
            }
            for (a, b) in numbers(&log.db, FACILITIES)? {
                let row = |n: WordNo| Ok::<_, super::Trouble>(facility::rows(&reader, "WHERE f.n = ?1", params![n])?.pop());
                all.extend(both(row(a)?, row(b)?).map(|of| Pair::Facilities(Box::new(of))));
            }
            all.extend(namesakes(&reader)?);
            Ok(all)
        })
    }
}

fn numbers(db: &Connection, sql: &str) -> Result<Vec<(i64, i64)>> {
    let mut find = db.prepare_cached(sql)?;
    Ok(find.query_map([MOST], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// The two, where both are there.
fn both<T>(a: Option<T>, b: Option<T>) -> Option<[T; 2]> {
    Some([a?, b?])
}

/// Who wrote what stands of a finding, the newest of them.
fn writer(reader: &Reader, row: &FindingRow) -> Result<Writer> {
    let Some(n) = reader.find(&Subject::Point(row.id.clone()))? else { return Ok(Writer::default()) };
    let state = reader.state(n)?;
    let heads = &state.stand.heads.heads;
    let last = state.stored.iter().filter(|e| heads.contains(&e.id)).max_by(|a, b| a.at.cmp(&b.at));
    last.map_or(Ok(Writer::default()), |e| {
        Ok(Writer { who: reader.name_of(e.author)?, laptop: reader.laptop_of(e.chain)?, at: e.at.clone() })
    })
}

/// People of one name whose cards are not known to differ.
fn namesakes(reader: &Reader) -> Result<Vec<Pair>> {
    let mut named: BTreeMap<String, Vec<crate::views::PersonRow>> = BTreeMap::new();
    for (id, row) in people::people(reader)? {
        if id == row.id && !row.person.name.is_empty() {
            named.entry(row.person.name.clone()).or_default().push(row);
        }
    }
    let mut all = Vec::new();
    for rows in named.into_values().filter(|rows| rows.len() > 1) {
        for (n, a) in rows.iter().enumerate() {
            for b in &rows[n + 1..] {
                let cards = [&a.person.card, &b.person.card].map(|c| c.clone().unwrap_or_default());
                let differ = cards.iter().all(|c| !c.is_empty()) && cards[0] != cards[1];
                if !differ && !said(reader, a.id, b.id)? && all.len() < MOST as usize {
                    all.push(Pair::People(Box::new([a.clone(), b.clone()])));
                }
            }
        }
    }
    Ok(all)
}

/// Whether somebody said of the two that they are one, or are not.
fn said(reader: &Reader, a: PersonId, b: PersonId) -> Result<bool> {
    let Some(n) = names::find_subject(reader.db, &Subject::same(a, b))? else { return Ok(false) };
    Ok(reader.state(n)?.stand.state.is_some())
}
