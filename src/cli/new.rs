//! `new`: opens a visit. The id follows from facility, day, kind and team, so the same call again finds the same visit and
//! writes nothing.

use super::args::{KindWord, New};
use super::find;
use super::out::Out;
use super::people::People;
use super::session::Session;
use crate::content::checklist::Checklist;
use crate::domain::inspection::{Activity, Kind, ListUsed};
use crate::domain::name::{InspectionId, PersonId};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::request::visit::{self, NewVisit};
use crate::store::Log;
use crate::text::cli as words;
use crate::views::facility::FacilityView;
use crate::views::plan::PlanRow;
use crate::views::scope::{At, Offer, Size};
use jiff::civil::Date;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub fn run(session: &Session, args: &New) -> Result<Out, Failure> {
    let mut log = session.open()?;
    let (id, put_off) = open(session, &mut log, args)?;
    let mut out = Out::of(json!({ "id": id }), id.to_string());
    if put_off.items > 0 {
        out.json["put_off"] = json!({ "items": put_off.items, "red_lines": put_off.red_lines });
        out.aside = words::PUT_OFF.fill(session.lang, &[&put_off.items, &put_off.red_lines]);
    }
    Ok(out)
}

/// The visit, and what is due and was put off when it was opened.
fn open(session: &Session, log: &mut Log, args: &New) -> Result<(InspectionId, Size), Failure> {
    let on = session.day(args.date.as_deref())?;
    let facility = find::facility(log, &args.facility)?;
    let facility = log.facility(facility, session.now.today)?;
    let mut people = People::of(log, session)?;
    let mut officers: Vec<_> = people.author.into_iter().collect();
    for person in people.all(&args.with)? {
        if !officers.contains(&person) {
            officers.push(person);
        }
    }
    let Taken { lists, mut sections_out, put_off } = taken(log, args, &facility, session.now.today)?;
    check_sections(&lists, &args.without)?;
    sections_out.extend(args.without.iter().cloned());
    let new = NewVisit {
        facility: &facility,
        kind: args.kind.kind(),
        on,
        team: args.team,
        activity: if args.guidance { Activity::Guidance } else { Activity::Inspection },
        lists: lists.iter().map(|l| &**l).collect(),
        sections_out: sections_out.into_iter().collect(),
        officers,
        recorder: people.author,
        backfilled: (on < session.now.today).then_some(session.now.today),
        assigned: assigned(&mut people, &lists, &args.assign)?,
    };
    let (id, drafts) = visit::open(&new);
    let there = facility.visits.iter().any(|v| v.id == id);
    let drafts = if there { missing_lists(log, &new, args)? } else { drafts };
    if !drafts.is_empty() {
        people.write(log, drafts, session)?;
    }
    Ok((id, if there { Size::default() } else { put_off }))
}

/// Opens the visit that a plan meant, on its day and with its people; the same call again finds it.
pub fn of_plan(session: &Session, log: &mut Log, plan: &PlanRow) -> Result<InspectionId, Failure> {
    let args = New {
        facility: plan.facility.to_string(),
        kind: KindWord::Routine,
        date: Some(plan.on().to_string()),
        team: 1,
        list: Vec::new(),
        without: Vec::new(),
        all: false,
        extra: false,
        with: plan.plan.joined.value.people.iter().map(PersonId::to_string).collect(),
        guidance: false,
        assign: Vec::new(),
    };
    Ok(open(session, log, &args)?.0)
}

/// Checklists, the sections of them that are not in scope, and how much of what is due that is.
struct Taken {
    lists: Vec<Arc<Checklist>>,
    sections_out: BTreeSet<String>,
    put_off: Size,
}

/// The checklists named, whole; or what a visit of this kind has in its scope by itself at such a place, and all that is
/// due with `--all`. Where a kind has none, what is due at a routine visit.
fn taken(log: &mut Log, args: &New, facility: &FacilityView, today: Date) -> Result<Taken, Failure> {
    let ((mut all, faults), named) = (log.lists()?, &args.list);
    if !faults.is_empty() {
        return Err(Failure::Content(faults));
    }
    if let Some(unknown) = named.iter().find(|id| !all.iter().any(|l| l.id == **id)) {
        return Err(find::not_found(unknown));
    }
    let extra = |lists: &[Arc<Checklist>]| {
        let left_out = |l: &Arc<Checklist>| {
            let sections = l.sections.iter().filter(|s| s.extra).map(|s| format!("{}/{}", l.id, s.id));
            sections.collect::<Vec<_>>()
        };
        if args.extra { BTreeSet::new() } else { lists.iter().flat_map(left_out).collect::<BTreeSet<_>>() }
    };
    if !named.is_empty() {
        all.retain(|l| named.contains(&l.id));
        all.sort_by_key(|l| named.iter().position(|n| *n == l.id));
        return Ok(Taken { sections_out: extra(&all), lists: all, put_off: Size::default() });
    }
    let mut offer = Offer::of(all, facility, args.kind.kind(), today);
    if offer.due.is_empty() {
        offer = Offer::of(offer.lists, facility, Kind::Routine, today);
        offer.preset = offer.due.clone();
    }
    let within = if args.all { &offer.due } else { &offer.preset };
    let left: BTreeSet<At> = offer.due.difference(within).copied().collect();
    let due = |l: &usize| offer.due.iter().any(|at| at.0 == *l);
    let lists: Vec<Arc<Checklist>> = (0..offer.lists.len()).filter(due).map(|l| offer.lists[l].clone()).collect();
    let mut sections_out = extra(&lists);
    sections_out.extend(left.iter().map(|at| offer.key(*at)));
    Ok(Taken { lists, sections_out, put_off: offer.size(&left, within) })
}

fn check_sections(lists: &[Arc<Checklist>], named: &[String]) -> Result<(), Failure> {
    let known = |key: &String| lists.iter().any(|l| l.sections.iter().any(|s| *key == format!("{}/{}", l.id, s.id)));
    match named.iter().find(|key| !known(key)) {
        Some(key) => Err(Failure::Rule(Refusal::NotFound { what: key.clone() })),
        None => Ok(()),
    }
}

/// Who takes which section, as `list/section=person`; one section named twice is both people's.
fn assigned(people: &mut People, lists: &[Arc<Checklist>], said: &[String]) -> Result<BTreeMap<String, Vec<PersonId>>, Failure> {
    let mut assigned: BTreeMap<String, Vec<PersonId>> = BTreeMap::new();
    for said in said {
        let Some((section, person)) = said.split_once('=') else {
            return Err(Failure::Rule(Refusal::NotFound { what: said.clone() }));
        };
        check_sections(lists, &[section.to_string()])?;
        assigned.entry(section.into()).or_default().extend(people.all(&[person.to_string()])?);
    }
    for people in assigned.values_mut() {
        people.sort();
        people.dedup();
    }
    Ok(assigned)
}

/// A visit that is there takes in the lists that are named now and that it has in no version, and who takes what.
fn missing_lists(log: &mut Log, new: &NewVisit, args: &New) -> Result<Vec<crate::journal::entry::Draft>, Failure> {
    if args.list.is_empty() && args.assign.is_empty() {
        return Ok(Vec::new());
    }
    let visit = log.visit(visit::id(new))?;
    let drafts = visit::change(&visit, |head| {
        head.assigned.extend(new.assigned.clone());
        if args.list.is_empty() {
            return;
        }
        for list in &new.lists {
            if !head.lists.iter().any(|l| l.id == list.id) {
                head.lists.push(ListUsed { id: list.id.clone(), version: list.version.clone(), hash: list.hash });
            }
        }
    });
    drafts.map_err(Failure::Rule)
}

impl KindWord {
    pub fn kind(self) -> Kind {
        match self {
            KindWord::Routine => Kind::Routine,
            KindWord::Campaign => Kind::Campaign,
            KindWord::Case => Kind::Case,
            KindWord::Joint => Kind::Joint,
            KindWord::Recheck => Kind::Recheck,
        }
    }
}
