//! `new`: opens a visit. The id follows from facility, day, kind and team, so the same call again finds the same visit and
//! writes nothing.

use super::args::{KindWord, New};
use super::find;
use super::out::Out;
use super::people::People;
use super::session::Session;
use crate::content::checklist::Checklist;
use crate::domain::facility::FacilityType;
use crate::domain::inspection::{Activity, Kind, ListUsed};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::request::visit::{self, NewVisit};
use crate::store::Log;
use serde_json::json;
use std::sync::Arc;

pub fn run(session: &Session, args: &New) -> Result<Out, Failure> {
    let on = session.day(args.date.as_deref())?;
    let mut log = session.open()?;
    let facility = find::facility(&mut log, &args.facility)?;
    let facility = log.facility(facility, session.now.today)?;
    let mut people = People::of(&mut log, session)?;
    let mut officers: Vec<_> = people.author.into_iter().collect();
    officers.extend(people.all(&args.with)?);
    let lists = lists(&mut log, &args.list, facility.profile.joined.value.kind)?;
    check_sections(&lists, &args.without)?;
    let new = NewVisit {
        facility: &facility,
        kind: args.kind.kind(),
        on,
        team: args.team,
        activity: if args.guidance { Activity::Guidance } else { Activity::Inspection },
        lists: lists.iter().map(|l| &**l).collect(),
        sections_out: args.without.clone(),
        officers,
        recorder: people.author,
        backfilled: (on < session.now.today).then_some(session.now.today),
    };
    let (id, drafts) = visit::open(&new);
    let drafts = if facility.visits.iter().any(|v| v.id == id) { missing_lists(&mut log, &new, args)? } else { drafts };
    if !drafts.is_empty() {
        people.write(&mut log, drafts, session)?;
    }
    Ok(Out::of(json!({ "id": id }), id.to_string()))
}

/// The checklists named, or all that have an item for a facility of this type. The district's own stand for carried ones
/// of the same id.
fn lists(log: &mut Log, named: &[String], kind: Option<FacilityType>) -> Result<Vec<Arc<Checklist>>, Failure> {
    let mut all = log.lists()?;
    if let Some(unknown) = named.iter().find(|id| !all.iter().any(|l| l.id == **id)) {
        return Err(find::not_found(unknown));
    }
    match named.is_empty() {
        true => all.retain(|l| l.items.iter().any(|i| i.fits(kind))),
        false => {
            all.retain(|l| named.contains(&l.id));
            all.sort_by_key(|l| named.iter().position(|n| *n == l.id));
        }
    }
    Ok(all)
}

fn check_sections(lists: &[Arc<Checklist>], named: &[String]) -> Result<(), Failure> {
    let known = |key: &String| lists.iter().any(|l| l.sections.iter().any(|s| *key == format!("{}/{}", l.id, s.id)));
    match named.iter().find(|key| !known(key)) {
        Some(key) => Err(Failure::Rule(Refusal::NotFound { what: key.clone() })),
        None => Ok(()),
    }
}

/// A visit that is there takes in the lists that are named now and that it has in no version.
fn missing_lists(log: &mut Log, new: &NewVisit, args: &New) -> Result<Vec<crate::journal::entry::Draft>, Failure> {
    if args.list.is_empty() {
        return Ok(Vec::new());
    }
    let visit = log.visit(visit::id(new))?;
    let drafts = visit::change(&visit, |head| {
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
