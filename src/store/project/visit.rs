//! Rows of visits: the head, the counts of the points, and where the papers stand.

use super::{Stirred, small};
use crate::domain::inspection::SignedHow;
use crate::domain::name::EntryId;
use crate::domain::point::{Point, Stage};
use crate::journal::entry::Body;
use crate::journal::papers::Paper;
use crate::journal::state::State as Now;
use crate::store::fault::Result;
use crate::store::names::{self, Key, SubjectNo, WordNo, kind};
use crate::store::state::{Reader, State, point_in};
use crate::views::facility::VisitStage;
use crate::views::visit::FreezeNow;
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The head's row. Gives the points whose findings hang on what changed in it.
pub fn head(reader: &Reader, n: SubjectNo, key: Key, stirred: &mut Stirred) -> Result<Vec<SubjectNo>> {
    let db = reader.db;
    let hangs_on = |n: WordNo| {
        let mut find = db.prepare_cached("SELECT facility, day, lists FROM inspection WHERE n = ?1")?;
        let row = |r: &rusqlite::Row| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?, r.get::<_, Option<String>>(2)?));
        find.query_row([n], row).optional()
    };
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
            let facility = names::word(db, &i.facility.to_string())?;
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
    let papers = freezes(reader, n, facility)?;
    let not_done = stage == VisitStage::NotDone as i64;
    let stage = if not_done { VisitStage::NotDone } else { stage_of(&papers) };
    let amended = papers.iter().any(|f| !f.void && is_signed(f) && !f.outside.is_empty());
    let last = papers.iter().filter(|f| !f.void).max_by_key(|f| f.freeze.draft);
    db.prepare_cached(
        "UPDATE inspection SET stage = ?2, amended = ?3, draft = ?4, code = ?5, (answered, failed, unchecked, disputes) = (
            SELECT coalesce(sum(p.verdict >= 2), 0), coalesce(sum(p.verdict = 4), 0), coalesce(sum(p.verdict = 1), 0),
                count(p.disputed)
            FROM subject s JOIN point p ON p.n = s.n WHERE s.kind = 6 AND s.a = ?1)
         WHERE n = ?1",
    )?
    .execute(params![n, stage as i64, amended, last.map(|f| f.freeze.draft), last.map(|f| f.freeze.check())])?;
    Ok(())
}

/// Where a visit stands with its papers: the least finished part counts, a refusal stands over a signature.
pub fn stage_of(papers: &[FreezeNow]) -> VisitStage {
    let of_part = |f: &FreezeNow| match f.signs.iter().find(|s| s.how != SignedHow::Later) {
        Some(_) if f.signs.iter().any(|s| s.how == SignedHow::Refused) => VisitStage::Refused,
        Some(_) => VisitStage::Signed,
        None if f.outside.is_empty() => VisitStage::Frozen,
        None => VisitStage::Draft,
    };
    let parts: Vec<VisitStage> = papers.iter().filter(|f| !f.void).map(of_part).collect();
    match parts.iter().min() {
        None => VisitStage::Draft,
        Some(VisitStage::Signed) if parts.contains(&VisitStage::Refused) => VisitStage::Refused,
        Some(least) => *least,
    }
}

fn is_signed(f: &FreezeNow) -> bool {
    f.signs.iter().any(|s| s.how != SignedHow::Later)
}

/// The visit's freezes with what was signed, and what came after them.
pub fn freezes(reader: &Reader, visit: WordNo, facility: WordNo) -> Result<Vec<FreezeNow>> {
    let Some(n) = names::numbered(reader.db, Key { kind: kind::FREEZE, a: visit, b: 0 })? else { return Ok(Vec::new()) };
    let Some(Now::Papers(papers)) = reader.state(n)?.stand.state else { return Ok(Vec::new()) };
    let now = |p: Paper| FreezeNow {
        entry: p.entry,
        freeze: p.freeze,
        void: p.void,
        signs: p.signs.into_iter().map(|(_, s)| s).collect(),
        amends: p.amends.into_iter().map(|(_, a)| a).collect(),
        outside: Vec::new(),
    };
    let mut papers: Vec<FreezeNow> = papers.into_iter().map(now).collect();
    for paper in papers.iter_mut().filter(|p| !p.void) {
        paper.outside = outside(reader, visit, facility, paper)?;
    }
    Ok(papers)
}

/// Whatever concerns the visit and is neither named by this freeze nor before a named entry. Before a signing that
/// includes the facility's profile, traits and papers. After it a finding's later steps (ordered, rechecked, closed) are
/// none: they attach to the finding, not to the record.
fn outside(reader: &Reader, visit: WordNo, facility: WordNo, paper: &FreezeNow) -> Result<Vec<EntryId>> {
    let signed = is_signed(paper);
    let covers: BTreeSet<EntryId> = paper.freeze.covers.iter().copied().collect();
    let mut found = Vec::new();
    for n in not_just_covered(reader, visit, (!signed).then_some(facility), &covers)? {
        if !paper.freeze.sections.is_empty() && !is_covered(reader, n, &covers)? {
            // A part of the visit: what belongs to other sections is theirs.
            continue;
        }
        let state = reader.state(n)?;
        let named = state.order(&reader.lineage).named(&covers);
        let mut outside = state.order(&reader.lineage).outside(&covers);
        if signed {
            let frozen: Vec<Point> = points(&state, &named).into_values().map(judged).collect();
            let later = points(&state, &outside.iter().copied().collect());
            outside.retain(|id| !later.get(id).is_some_and(|p| is_step(p) && frozen.contains(&judged(p))));
        }
        found.extend(outside);
    }
    found.sort();
    Ok(found)
}

/// Subjects that concern the visit and hold anything but living entries that the freeze names.
fn not_just_covered(
    reader: &Reader,
    visit: WordNo,
    facility: Option<WordNo>,
    covers: &BTreeSet<EntryId>,
) -> Result<BTreeSet<SubjectNo>> {
    let covers: HashSet<String> = covers.iter().map(EntryId::to_string).collect();
    let mut found = BTreeSet::new();
    let mut find = reader.db.prepare_cached(
        "SELECT e.subject, e.id, EXISTS (SELECT 1 FROM undone u WHERE u.entry = e.n)
         FROM subject s JOIN entry e ON e.subject = s.n WHERE s.kind = ?1 AND s.a = ?2",
    )?;
    let of_visit = [kind::INSPECTION, kind::POINT, kind::MAJOR].map(|k| (k, visit));
    let of_facility = facility.into_iter().flat_map(|f| [kind::FACILITY, kind::TRAIT, kind::PAPER].map(|k| (k, f)));
    for (kind, a) in of_visit.into_iter().chain(of_facility) {
        let mut rows = find.query(params![kind, a])?;
        while let Some(row) = rows.next()? {
            let id = row.get_ref(1)?.as_str().unwrap_or_default();
            if row.get(2)? || !covers.contains(id) {
                found.insert(row.get(0)?);
            }
        }
    }
    Ok(found)
}

fn is_covered(reader: &Reader, n: SubjectNo, covers: &BTreeSet<EntryId>) -> Result<bool> {
    let stored = crate::store::entries::of_subject(reader.db, n)?;
    Ok(stored.iter().any(|s| covers.contains(&s.id)))
}

fn points<'s>(state: &'s State, ids: &BTreeSet<EntryId>) -> BTreeMap<EntryId, &'s Point> {
    let known = |said: &'s Body| if let Body::Known(event) = said { point_in(event) } else { None };
    let of = state.stored.iter().zip(&state.said).filter(|(s, _)| ids.contains(&s.id));
    of.filter_map(|(s, said)| Some((s.id, known(said)?))).collect()
}

/// A step of the finding: it was written down when, and it was not put right on the spot.
fn is_step(point: &Point) -> bool {
    point.finding.as_ref().is_some_and(|f| f.step.is_some() && f.stage != Stage::FixedOnSpot)
}

/// What a record says of a point, without the finding's later steps.
fn judged(point: &Point) -> Point {
    let mut point = point.clone();
    if let Some(finding) = &mut point.finding {
        finding.stage = Stage::Open;
        finding.due = None;
        finding.step = None;
    }
    point
}
