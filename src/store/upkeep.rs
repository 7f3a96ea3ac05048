//! Digest, backup, counts.

use super::fault::Result;
use super::names::{self, kind};
use super::state::Reader;
use super::{Log, entries, schema};
use crate::domain::name::EntryId;
use crate::failure::Failure;
use crate::journal::digest::{StateDigest, Tip, log_digest};
use jiff::civil::Date;
use rusqlite::Connection;
use std::path::Path;

/// Equal words mean equal files, whatever the way by which the entries came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digests {
    pub log: EntryId,
    pub state: EntryId,
}

/// How much a file holds. Derived 不适用 is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    pub entries: u64,
    pub logs: u64,
    pub facilities: u64,
    pub inspections: u64,
    /// Points with a verdict in the live state.
    pub answers: u64,
    pub open: u64,
    pub overdue: u64,
    pub closed: u64,
    /// Open ones by severity: minor, serious, major.
    pub by_severity: [u64; 3],
    pub disputes: u64,
    pub year: Year,
}

/// What of a year counts as a check: at least one 符合 or 不符合 that was judged for itself, at a place in business on that
/// day. What is told apart stands apart: a recheck of old findings alone has looked at no item, so it makes no place 已查.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Year {
    pub year: i16,
    /// 家数: in business today.
    pub facilities: u64,
    /// 家数: checked in this year.
    pub checked: u64,
    /// 家次: checks in this year.
    pub visits: u64,
    /// 家次 beside them: at which old findings were rechecked and nothing else, at which nothing was judged for itself, that
    /// could not be made, that were written down later.
    pub rechecks: u64,
    pub no_check: u64,
    pub not_made: u64,
    pub backfilled: u64,
    /// Findings that a ledger of before brought in.
    pub imported: u64,
}

/// Lets so many kilobytes of the file be held in memory, and gives back what is more; how many it was before.
pub fn held(db: &Connection, kilobytes: i64) -> Result<i64> {
    let before: i64 = db.query_row("PRAGMA cache_size", [], |r| r.get(0))?;
    db.execute_batch(&format!("PRAGMA cache_size = -{kilobytes}; PRAGMA shrink_memory"))?;
    Ok(-before)
}

/// Kilobytes that are held where pages are looked at once, here and there: room in memory is dearer than reading one again.
const LIGHTLY: i64 = 300;

/// Does `work` and holds little of the file meanwhile.
pub fn lightly<T>(db: &Connection, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let hold = |kilobytes: i64| db.execute_batch(&format!("PRAGMA cache_size = -{kilobytes}"));
    hold(LIGHTLY)?;
    let done = work();
    hold(schema::HELD)?;
    done
}

impl Log {
    pub fn digest(&mut self) -> std::result::Result<Digests, Failure> {
        self.look(|log| Ok(Digests { log: log_digest(&tips(&log.db)?), state: state_digest(&log.db)? }))
    }

    /// A consistent copy, also while the program is open. An existing file is not overwritten.
    pub fn backup(&mut self, to: &Path) -> std::result::Result<(), Failure> {
        self.look(|log| schema::back_up(&log.db, to, false))
    }

    pub fn stats(&mut self, today: Date) -> std::result::Result<Stats, Failure> {
        self.look(|log| {
            let count = |sql: &str| -> Result<u64> { Ok(log.db.query_row(sql, [], |r| r.get::<_, i64>(0))? as u64) };
            let open = "FROM finding WHERE lead = n AND stage < 7";
            let of = |severity: u8| count(&format!("SELECT count(*) {open} AND severity = {severity}"));
            let of_year = format!(
                "FROM inspection i JOIN facility f ON f.n = i.facility WHERE i.day BETWEEN '{0:04}-01-01' AND '{0:04}-12-31'",
                today.year()
            );
            let check = format!("{of_year} AND i.judged > 0 AND i.stage < 4 AND NOT i.backfilled AND {}", in_business("i.day"));
            let rechecks = rechecks(&Reader::new(&log.db)?, &format!("{of_year} AND {BARE}"))?;
            let year = Year {
                year: today.year(),
                facilities: count(&format!("SELECT count(*) FROM facility f WHERE {}", in_business(&format!("'{today}'"))))?,
                checked: count(&format!("SELECT count(DISTINCT i.facility) {check}"))?,
                visits: count(&format!("SELECT count(*) {check}"))?,
                rechecks,
                no_check: count(&format!("SELECT count(*) {of_year} AND {BARE}"))? - rechecks,
                not_made: count(&format!("SELECT count(*) {of_year} AND i.stage = 4"))?,
                backfilled: count(&format!("SELECT count(*) {of_year} AND i.stage < 4 AND i.backfilled"))?,
                imported: count("SELECT count(*) FROM finding WHERE lead = n AND imported")?,
            };
            Ok(Stats {
                year,
                entries: count("SELECT count(*) FROM entry")?,
                logs: count("SELECT count(DISTINCT log) FROM chain")?,
                facilities: count("SELECT count(*) FROM facility")?,
                inspections: count("SELECT count(*) FROM inspection")?,
                answers: count("SELECT count(*) FROM point WHERE verdict >= 2")?,
                open: count(&format!("SELECT count(*) {open}"))?,
                overdue: count(&format!("SELECT count(*) {open} AND due < '{today}'"))?,
                closed: count("SELECT count(*) FROM finding WHERE lead = n AND stage >= 7")?,
                by_severity: [of(0)?, of(1)?, of(2)?],
                disputes: count(
                    "SELECT (SELECT count(*) FROM point WHERE disputed IS NOT NULL)
                    + (SELECT count(*) FROM facility WHERE disputed) + (SELECT count(*) FROM trait WHERE disputed)
                    + (SELECT count(*) FROM inspection WHERE disputed) + (SELECT count(*) FROM major WHERE disputed)
                    + (SELECT count(*) FROM same WHERE disputed)",
                )?,
            })
        })
    }
}

/// Visits that were made, are of their own day, and judged no item for itself.
const BARE: &str = "i.judged = 0 AND i.stage < 4 AND NOT i.backfilled";

/// Of these visits those at which somebody said of an old finding how it stands now. What was said of it later, at another
/// visit, does not take that away.
fn rechecks(reader: &Reader, which: &str) -> Result<u64> {
    let db = reader.db;
    let mut find = db.prepare(&format!("SELECT i.n, i.facility {which} AND i.kind = 'recheck'"))?;
    let mut said = db.prepare(
        "SELECT EXISTS (SELECT 1 FROM finding g JOIN entry e ON e.subject = g.n WHERE g.facility = ?1
             AND instr(e.body, ?2) AND NOT instr(e.body, '\"unchecked\":\"') AND NOT EXISTS (SELECT 1 FROM undone u
                WHERE u.entry = e.n AND NOT EXISTS (SELECT 1 FROM undone v WHERE v.entry = u.undo)))",
    )?;
    let twins = reader.twins()?;
    let mut count = 0;
    for (visit, facility) in find.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<Vec<(i64, i64)>>>()? {
        for name in twins.members(visit) {
            let step = format!("\"visit\":\"{}\"", names::text(db, name)?);
            if said.query_row(rusqlite::params![facility, step], |r| r.get(0))? {
                count += 1;
                break;
            }
        }
    }
    Ok(count)
}

/// `Status::in_business` of a row `f` on a day, as SQL.
fn in_business(on: &str) -> String {
    format!(
        "CASE f.status WHEN 'open' THEN f.status_from IS NULL OR f.status_from <= {on} WHEN 'renovating' THEN 1
         ELSE f.status_from IS NOT NULL AND f.status_from > {on} END"
    )
}

/// The last entries of all chains.
pub fn tips(db: &Connection) -> Result<Vec<Tip>> {
    let mut find = db.prepare(
        "SELECT c.n, c.log, c.tip FROM chain c
         WHERE c.tip > c.fork AND NOT EXISTS (SELECT 1 FROM chain d WHERE d.parent = c.n AND d.fork >= c.tip)",
    )?;
    let mut rows = find.query([])?;
    let mut tips = Vec::new();
    while let Some(row) = rows.next()? {
        let seq = row.get::<_, i64>(2)? as u64;
        if let Some(last) = entries::at_place(db, row.get(0)?, seq)? {
            tips.push(Tip { log: names::id(db, row.get(1)?)?, seq, id: last.id });
        }
    }
    Ok(tips)
}

/// Kinds of subject that have a state, in ascending byte order of their texts.
const KINDS: [i64; 11] = [
    kind::FACILITY,
    kind::FREEZE,
    kind::IMPORT,
    kind::INSPECTION,
    kind::MAJOR,
    kind::PAPER,
    kind::PERSON,
    kind::PLAN,
    kind::POINT,
    kind::SAME,
    kind::TRAIT,
];

/// Over the joined state of every subject, in ascending byte order of the subjects' texts. One name's subjects at a time
/// are held, so that a log of any length takes little space.
fn state_digest(db: &Connection) -> Result<EntryId> {
    let reader = Reader::apart(db)?;
    let mut digest = StateDigest::default();
    for kind in KINDS {
        let mut find = db.prepare(
            "SELECT n, text FROM word w WHERE EXISTS (SELECT 1 FROM subject s WHERE s.kind = ?1 AND s.a = w.n) ORDER BY text",
        )?;
        // What stands under no name (`-`) comes where its text falls.
        let mut nameless = true;
        let mut rows = find.query([kind])?;
        while let Some(row) = rows.next()? {
            if nameless && row.get_ref(1)?.as_str().is_ok_and(|name| name > "-/") {
                under(&reader, kind, 0, &mut digest)?;
                nameless = false;
            }
            under(&reader, kind, row.get(0)?, &mut digest)?;
        }
        if nameless {
            under(&reader, kind, 0, &mut digest)?;
        }
    }
    Ok(digest.finish())
}

fn under(reader: &Reader, kind: i64, a: i64, digest: &mut StateDigest) -> Result<()> {
    let mut all = Vec::new();
    for (n, key, stored) in entries::of_subjects(reader.db, kind, Some(a))? {
        let state = reader.state_of(n, key, stored)?;
        if let Some(bytes) = state.stand.state.as_ref().and_then(|s| s.bytes()) {
            all.push((reader.words.subject_text(reader.db, key)?, bytes));
        }
    }
    all.sort();
    for (subject, bytes) in all {
        digest.add(&subject, &bytes);
    }
    Ok(())
}
