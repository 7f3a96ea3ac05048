//! `new`: opens a visit. The id follows from facility, day, kind and team, so the same call again finds the same visit and
//! writes nothing.

use super::args::{KindWord, New};
use super::find;
use super::out::Out;
use super::people::People;
use super::session::Session;
use crate::content::checklist::Checklist;
use crate::domain::facility::Presence;
use crate::domain::inspection::{Activity, Kind, ListUsed};
use crate::domain::name::{InspectionId, PersonId};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::request::visit::{self, NewVisit};
use crate::store::Log;
use crate::views::facility::FacilityView;
use crate::views::plan::PlanRow;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

pub fn run(session: &Session, args: &New) -> Result<Out, Failure> {
    let mut log = session.open()?;
    let id = open(session, &mut log, args)?;
    Ok(Out::of(json!({ "id": id }), id.to_string()))
}

fn open(session: &Session, log: &mut Log, args: &New) -> Result<InspectionId, Failure> {
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
    let lists = lists(log, args, &facility)?;
    check_sections(&lists, &args.without)?;
    let mut sections_out = args.without.clone();
    if !args.extra {
        let extra = |l: &Arc<Checklist>| {
            let sections = l.sections.iter().filter(|s| s.extra).map(|s| format!("{}/{}", l.id, s.id));
            sections.collect::<Vec<_>>()
        };
        sections_out.extend(lists.iter().flat_map(extra));
        sections_out.sort();
        sections_out.dedup();
    }
    let new = NewVisit {
        facility: &facility,
        kind: args.kind.kind(),
        on,
        team: args.team,
        activity: if args.guidance { Activity::Guidance } else { Activity::Inspection },
        lists: lists.iter().map(|l| &**l).collect(),
        sections_out,
        officers,
        recorder: people.author,
        backfilled: (on < session.now.today).then_some(session.now.today),
        assigned: assigned(&mut people, &lists, &args.assign)?,
    };
    let (id, drafts) = visit::open(&new);
    let drafts = if facility.visits.iter().any(|v| v.id == id) { missing_lists(log, &new, args)? } else { drafts };
    if !drafts.is_empty() {
        people.write(log, drafts, session)?;
    }
    Ok(id)
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
        extra: false,
        with: plan.plan.joined.value.people.iter().map(PersonId::to_string).collect(),
        guidance: false,
        assign: Vec::new(),
    };
    open(session, log, &args)
}

/// The checklists named, or those that a visit of this kind has in its scope by itself at such a place; where a kind has
/// none, those of a routine visit.
fn lists(log: &mut Log, args: &New, facility: &FacilityView) -> Result<Vec<Arc<Checklist>>, Failure> {
    let ((mut all, faults), named) = (log.lists()?, &args.list);
    if !faults.is_empty() {
        return Err(Failure::Content(faults));
    }
    if let Some(unknown) = named.iter().find(|id| !all.iter().any(|l| l.id == **id)) {
        return Err(find::not_found(unknown));
    }
    if !named.is_empty() {
        all.retain(|l| named.contains(&l.id));
        all.sort_by_key(|l| named.iter().position(|n| *n == l.id));
        return Ok(all);
    }
    let place = facility.profile.joined.value.kind;
    let has = |t: &str| facility.traits.get(t).is_some_and(|t| t.joined.value.is == Presence::Yes);
    let fitting = |l: &&Arc<Checklist>| l.items.iter().any(|i| i.fits(place));
    let preset = |kind| all.iter().filter(fitting).filter(move |l| l.is_preset(kind, place, has)).cloned().collect();
    let chosen: Vec<Arc<Checklist>> = preset(args.kind.kind());
    Ok(if chosen.is_empty() { preset(Kind::Routine) } else { chosen })
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
