//! Where the papers of a visit stand: its freezes, what was signed, and whatever concerns one of them and is neither in its
//! set nor before it.

use crate::domain::event::Event;
use crate::domain::inspection::Inspection;
use crate::domain::name::EntryId;
use crate::domain::point::{Point, Stage};
use crate::domain::subject::Subject;
use crate::journal::entry::Body;
use crate::journal::papers::Paper;
use crate::journal::state::State as Now;
use crate::store::fault::Result;
use crate::store::names::{self, Key, SubjectNo, WordNo, kind};
use crate::store::state::{Reader, State, point_in};
use crate::views::visit::FreezeNow;
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The visit's freezes with what was signed, and what came after them.
pub fn freezes(reader: &Reader, visit: WordNo, facility: WordNo) -> Result<Vec<FreezeNow>> {
    let Some(n) = reader.number(Key { kind: kind::FREEZE, a: visit, b: 0 })? else { return Ok(Vec::new()) };
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
        let covers: BTreeSet<EntryId> = paper.freeze.covers.iter().copied().collect();
        let as_stored = covers.iter().map(EntryId::to_string).collect();
        paper.outside = Looking { reader, visit, facility, paper, covers, as_stored }.outside()?;
    }
    Ok(papers)
}

/// One paper, held against what the file says now.
struct Looking<'a> {
    reader: &'a Reader<'a>,
    visit: WordNo,
    facility: WordNo,
    paper: &'a FreezeNow,
    covers: BTreeSet<EntryId>,
    /// The same as they stand in rows: most of what is said is covered, and need not be taken apart to see that.
    as_stored: HashSet<String>,
}

impl Looking<'_> {
    /// *Whatever concerns the visit and is neither named nor before a named entry.* Before a signing that includes the
    /// facility's profile, traits and papers. After it of these only traits that were found at this visit; and a finding's
    /// later steps (ordered, judged by a second person, rechecked, closed) are none: they attach to the finding, not to the
    /// record. A judgement that the record prints and that was changed since is another matter.
    fn outside(&self) -> Result<Vec<EntryId>> {
        let signed = self.paper.is_signed();
        let mut found = Vec::new();
        for n in self.of_visit()?.into_iter().chain(self.rechecked()?) {
            let state = self.reader.state(n)?;
            let mut outside = self.outside_of(&state);
            if signed {
                let named = state.order(&self.reader.lineage).named(&self.covers);
                let frozen: Vec<Point> = points(&state, &named).into_values().map(judged).collect();
                let later = points(&state, &outside.iter().copied().collect());
                outside.retain(|id| !later.get(id).is_some_and(|p| is_step(p) && frozen.contains(&judged(p))));
                let (printed, said) = (words(&state, &named), words(&state, &outside.iter().copied().collect()));
                outside.retain(|id| said.get(id).is_none_or(|major| printed.values().any(|p| p != major)));
            }
            found.extend(outside);
        }
        let of_facility = [kind::FACILITY, kind::TRAIT, kind::PAPER];
        let of_facility = if signed { &of_facility[1..2] } else { &of_facility[..] };
        for n in self.not_just_covered(of_facility, self.facility)? {
            let state = self.reader.state(n)?;
            let mut outside = self.outside_of(&state);
            if signed {
                let here = self.found_here(&state)?;
                outside.retain(|id| here.contains(id) || state.cancelled_by(id).any(|c| here.contains(&c)));
            }
            found.extend(outside);
        }
        found.extend(self.come_apart(of_facility)?);
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// What the paper names of a facility or visit that was one with this one when it was frozen, and is not any more: the
    /// record was made of both.
    fn come_apart(&self, of_facility: &[i64]) -> Result<Vec<EntryId>> {
        // Where nothing was ever said to be one, nothing comes apart; and while a batch is written, ids have no index.
        let mut ever = self.reader.db.prepare_cached("SELECT 1 FROM subject WHERE kind = ?1 LIMIT 1")?;
        if ever.query_row([kind::SAME], |_| Ok(())).optional()?.is_none() {
            return Ok(Vec::new());
        }
        let twins = self.reader.twins()?;
        let (facilities, visits) = (twins.members(self.facility), twins.members(self.visit));
        let mut find =
            self.reader.db.prepare_cached("SELECT s.kind, s.a FROM entry e JOIN subject s ON s.n = e.subject WHERE e.id = ?1")?;
        let mut found = Vec::new();
        for id in &self.covers {
            let about = find.query_row([id.to_string()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, WordNo>(1)?)));
            let apart = match about.optional()? {
                Some((kind::INSPECTION, a)) => !visits.contains(&a),
                Some((kind, a)) => of_facility.contains(&kind) && !facilities.contains(&a),
                None => false,
            };
            found.extend(apart.then_some(*id));
        }
        Ok(found)
    }

    fn outside_of(&self, state: &State) -> Vec<EntryId> {
        state.order(&self.reader.lineage).outside(&self.covers)
    }

    /// The visit's head and points that this paper has to hold and that say anything but what it names.
    fn of_visit(&self) -> Result<BTreeSet<SubjectNo>> {
        let mut found = self.not_just_covered(&[kind::INSPECTION], self.visit)?;
        let points = self.not_just_covered(&[kind::POINT, kind::MAJOR], self.visit)?;
        if points.is_empty() || self.paper.freeze.sections.is_empty() {
            found.extend(points);
            return Ok(found);
        }
        let sections = self.sections()?;
        for n in points {
            if self.is_covered(n)? || sections.hold(self.reader, names::key_of(self.reader.db, n)?)? {
                found.insert(n);
            }
        }
        Ok(found)
    }

    /// The findings that a recheck went through, wherever they live: they belong to the part with the first section.
    fn rechecked(&self) -> Result<BTreeSet<SubjectNo>> {
        let mut found = BTreeSet::new();
        let Some(head) = self.head()?.filter(|h| !h.rechecks.is_empty()) else { return Ok(found) };
        if !self.paper.freeze.sections.is_empty() && !self.sections()?.with_rest {
            return Ok(found);
        }
        for point in &head.rechecks {
            let Some(n) = self.reader.find(&Subject::Point(point.clone()))? else { continue };
            for n in super::finding::component(self.reader, n)? {
                found.insert(n);
                let major = Key { kind: kind::MAJOR, ..names::key_of(self.reader.db, n)? };
                found.extend(self.reader.number(major)?);
            }
        }
        Ok(found)
    }

    fn head(&self) -> Result<Option<Inspection>> {
        let key = Key { kind: kind::INSPECTION, a: self.visit, b: 0 };
        let Some(n) = self.reader.number(key)? else { return Ok(None) };
        let now = self.reader.state(n)?.current(|now| if let Now::Inspection(i) = now { Some(i) } else { None });
        Ok(now.map(|now| now.joined.value))
    }

    /// Which section of the visit's lists each item stands in, and whether this paper holds what stands in none.
    fn sections(&self) -> Result<Sections> {
        let mut all =
            Sections { of: HashMap::new(), with_rest: true, wanted: self.paper.freeze.sections.iter().cloned().collect() };
        let Some(head) = self.head()? else { return Ok(all) };
        let mut find = self.reader.db.prepare_cached(
            "SELECT i.item, w.text FROM content c JOIN item i ON i.content = c.n JOIN word w ON w.n = i.section
             WHERE c.hash = ?1 ORDER BY i.place",
        )?;
        let mut first: Option<String> = None;
        for list in &head.lists {
            let mut rows = find.query([list.hash.to_string()])?;
            while let Some(row) = rows.next()? {
                let section: String = row.get(1)?;
                if first.is_none() && !head.sections_out.contains(&section) {
                    first = Some(section.clone());
                }
                all.of.entry(row.get(0)?).or_insert(section);
            }
        }
        all.with_rest = first.is_none_or(|first| all.wanted.contains(&first));
        Ok(all)
    }

    /// Subjects under one name that hold anything but living entries that the freeze names.
    fn not_just_covered(&self, kinds: &[i64], a: WordNo) -> Result<BTreeSet<SubjectNo>> {
        let twins = self.reader.twins()?;
        let mut found = BTreeSet::new();
        let mut find = self.reader.db.prepare_cached(
            "SELECT e.subject, e.id, EXISTS (SELECT 1 FROM undone u WHERE u.entry = e.n)
             FROM subject s JOIN entry e ON e.subject = s.n WHERE s.kind = ?1 AND s.a = ?2",
        )?;
        for kind in kinds {
            for a in twins.members(a) {
                let mut rows = find.query(params![kind, a])?;
                while let Some(row) = rows.next()? {
                    let id = row.get_ref(1)?.as_str().unwrap_or_default();
                    if row.get(2)? || !self.as_stored.contains(id) {
                        found.insert(row.get(0)?);
                    }
                }
            }
        }
        if twins.is_alone(a) {
            return Ok(found);
        }
        // What was said under several names is looked at once.
        let leads = found.into_iter().map(|n| {
            let key = names::key_of(self.reader.db, n)?;
            Ok(self.reader.number(key)?.unwrap_or(n))
        });
        leads.collect()
    }

    fn is_covered(&self, n: SubjectNo) -> Result<bool> {
        Ok(self.reader.state(n)?.stored.iter().any(|s| self.covers.contains(&s.id)))
    }

    /// What a trait's entries say that name this visit as where it was found.
    fn found_here(&self, state: &State) -> Result<BTreeSet<EntryId>> {
        let visits = self.reader.twins()?.members(self.visit);
        let visits = visits.into_iter().map(|v| names::text(self.reader.db, v)).collect::<Result<Vec<_>>>()?;
        let source = |e: &Event| if let Event::Trait(t) = e { t.source.clone() } else { None };
        let here = |said: &Body| matches!(said, Body::Known(e) if source(e).is_some_and(|s| visits.contains(&s)));
        Ok(state.stored.iter().zip(&state.said).filter(|(_, said)| here(said)).map(|(s, _)| s.id).collect())
    }
}

/// The sections that a part of the visit's record is made of.
struct Sections {
    /// `list/section` of each item.
    of: HashMap<WordNo, String>,
    with_rest: bool,
    wanted: BTreeSet<String>,
}

impl Sections {
    /// Whether the part holds this point: by its own item, by the item that it is a further place of, or as one outside the
    /// lists. The record chooses its points the same way (`views::record::points`).
    fn hold(&self, reader: &Reader, key: Key) -> Result<bool> {
        let section = match self.of.get(&key.b) {
            Some(section) => Some(section),
            None => {
                let point = reader.number(Key { kind: kind::POINT, ..key })?;
                let value = point.map(|n| reader.state(n)).transpose()?.and_then(|s| s.point()).map(|now| now.joined.value);
                let item = value.and_then(|p| p.item).map(|item| names::find_word(reader.db, &item)).transpose()?.flatten();
                item.and_then(|item| self.of.get(&item))
            }
        };
        Ok(section.map_or(self.with_rest, |s| self.wanted.contains(s)))
    }
}

fn points<'s>(state: &'s State, ids: &BTreeSet<EntryId>) -> BTreeMap<EntryId, &'s Point> {
    let known = |said: &'s Body| if let Body::Known(event) = said { point_in(event) } else { None };
    let of = state.stored.iter().zip(&state.said).filter(|(s, _)| ids.contains(&s.id));
    of.filter_map(|(s, said)| Some((s.id, known(said)?))).collect()
}

/// The second person's words among these entries: major or not.
fn words(state: &State, ids: &BTreeSet<EntryId>) -> BTreeMap<EntryId, bool> {
    let of = state.stored.iter().zip(&state.said).filter(|(s, _)| ids.contains(&s.id));
    let word = |said: &Body| match said {
        Body::Known(event) => {
            if let Event::Major(judged) = &**event {
                Some(judged.major)
            } else {
                None
            }
        }
        _ => None,
    };
    of.filter_map(|(s, said)| Some((s.id, word(said)?))).collect()
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
