//! Rows of visits: the head, the counts of the points, and where the papers stand.

use super::papers::freezes;
use super::tally::{self, Counted};
use super::{Stirred, small};
use crate::journal::state::State as Now;
use crate::store::fault::Result;
use crate::store::names::{Key, SubjectNo, WordNo, kind};
use crate::store::state::Reader;
use crate::views::facility::VisitStage;
use crate::views::record;
use crate::views::visit::FreezeNow;
use rusqlite::{OptionalExtension, params};

/// The head's row. Gives the points whose findings hang on what changed in it.
pub fn head(reader: &Reader, n: SubjectNo, key: Key, stirred: &mut Stirred) -> Result<Vec<SubjectNo>> {
    let db = reader.db;
    let hangs_on = |n: WordNo| {
        let mut find = db.prepare_cached("SELECT facility, day, lists FROM inspection WHERE n = ?1")?;
        let row = |r: &rusqlite::Row| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?, r.get::<_, Option<String>>(2)?));
        find.query_row([n], row).optional()
    };
    tally::note(reader, Counted::Visit, key.a, stirred)?;
    let before = hangs_on(key.a)?;
    if let Some((facility, ..)) = before {
        stirred.facilities.insert(facility);
    }
    stirred.visits.insert(key.a);
    let state = reader.state(n)?;
    match state.current(|now| if let Now::Inspection(i) = now { Some(i) } else { None }) {
        None => {
            db.prepare_cached("DELETE FROM inspection WHERE n = ?1")?.execute([key.a])?;
        }
        Some(now) => {
            let i = &now.joined.value;
            let facility = reader.twins()?.lead(reader.words.number(db, &i.facility.to_string())?);
            stirred.facilities.insert(facility);
            let lists: Vec<String> = i.lists.iter().map(|l| l.hash.to_string()).collect();
            let stage = if i.not_done.is_some() { VisitStage::NotDone } else { VisitStage::Draft };
            db.prepare_cached(
                "INSERT OR REPLACE INTO inspection (n, facility, day, kind, team, type, lists, people, stage, backfilled, amended, disputed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, ?11)",
            )?
            .execute(params![
                key.a,
                facility,
                i.corrected_on.unwrap_or(i.on).to_string(),
                i.kind.word(),
                i.team,
                i.facility_type.map(|t| t.word()),
                (!lists.is_empty()).then(|| crate::journal::canonical::canonical_of(&lists)),
                small::people(&i.officers),
                stage as i64,
                i.backfilled.is_some(),
                now.joined.disputed,
            ])?;
        }
    }
    if hangs_on(key.a)? == before {
        return Ok(Vec::new());
    }
    let mut find = db.prepare_cached("SELECT g.n FROM subject s JOIN finding g ON g.n = s.n WHERE s.kind = ?1 AND s.a = ?2")?;
    let points = find.query_map([kind::POINT, key.a], |r| r.get(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(points)
}

/// Counts and papers of a visit.
pub fn settle(reader: &Reader, n: WordNo, stirred: &mut Stirred) -> Result<()> {
    let db = reader.db;
    let known = |r: &rusqlite::Row| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?));
    let mut find = db.prepare_cached("SELECT facility, stage FROM inspection WHERE n = ?1")?;
    let Some((facility, stage)) = find.query_row([n], known).optional()? else { return Ok(()) };
    stirred.facilities.insert(facility);
    tally::note(reader, Counted::Visit, n, stirred)?;
    let papers = freezes(reader, n, facility)?;
    let not_done = stage == VisitStage::NotDone as i64;
    let stage = if not_done { VisitStage::NotDone } else { stage_of(&papers) };
    let amended = papers.iter().any(|f| !f.void && f.is_signed() && !f.outside.is_empty());
    let last = papers.iter().filter(|f| !f.void).max_by_key(|f| f.freeze.draft);
    db.prepare_cached(
        "UPDATE inspection SET stage = ?2, amended = ?3, draft = ?4, code = ?5, (answered, failed, unchecked, disputes, judged) = (
            SELECT coalesce(sum(p.verdict >= 2), 0), coalesce(sum(p.verdict = 4), 0), coalesce(sum(p.verdict = 1), 0),
                count(p.disputed), coalesce(sum(p.verdict IN (2, 4) AND p.batch IS NULL), 0)
            FROM subject s JOIN point p ON p.n = s.n WHERE s.kind = 6 AND s.a = ?1)
         WHERE n = ?1",
    )?
    .execute(params![n, stage as i64, amended, last.map(|f| f.freeze.draft), last.map(|f| f.freeze.check())])?;
    Ok(())
}

/// Where a visit stands with its papers: the least finished part counts, a refusal stands over a signature. What was in scope
/// and stands on no paper is not finished, but a paper that waits for the pen comes first.
pub fn stage_of(papers: &[FreezeNow]) -> VisitStage {
    let of_part = |f: &FreezeNow| match f.signed() {
        Some(stage) => stage,
        None if f.outside.is_empty() => VisitStage::Frozen,
        None => VisitStage::Draft,
    };
    let parts: Vec<VisitStage> = papers.iter().filter(|f| !f.void).map(of_part).collect();
    let waits = parts.contains(&VisitStage::Frozen) && !parts.contains(&VisitStage::Draft);
    match parts.iter().min() {
        None => VisitStage::Draft,
        Some(_) if !record::without_paper(papers).is_empty() => {
            if waits {
                VisitStage::Frozen
            } else {
                VisitStage::Draft
            }
        }
        Some(VisitStage::Signed) if parts.contains(&VisitStage::Refused) => VisitStage::Refused,
        Some(least) => *least,
    }
}
