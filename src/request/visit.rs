//! Drafts about a visit as a whole: opening it, what is learned at the gate, traits found on the way.

use crate::content;
use crate::content::checklist::{Checklist, Item};
use crate::domain::check;
use crate::domain::derive;
use crate::domain::event::Event;
use crate::domain::facility::{Facility, FacilityType, Presence, TraitValue};
use crate::domain::inspection::{Activity, Gate, Inspection, Kind, ListUsed, NotDone};
use crate::domain::name::{InspectionId, PersonId};
use crate::domain::subject::Subject;
use crate::failure::rule::Refusal;
use crate::journal::entry::Draft;
use crate::views::closing;
use crate::views::facility::FacilityView;
use crate::views::visit::Visit;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a new visit is opened with.
#[derive(Clone, Debug)]
pub struct NewVisit<'a> {
    pub facility: &'a FacilityView,
    pub kind: Kind,
    pub on: Date,
    pub team: u32,
    pub activity: Activity,
    pub lists: Vec<&'a Checklist>,
    /// `list/section`s not in the scope of today.
    pub sections_out: Vec<String>,
    pub officers: Vec<PersonId>,
    pub recorder: Option<PersonId>,
    /// 补录: the day it is written down, when that is not the day of the visit.
    pub backfilled: Option<Date>,
    /// Who takes which section (`list/section`).
    pub assigned: BTreeMap<String, Vec<PersonId>>,
}

impl<'a> NewVisit<'a> {
    /// A visit of the first team on its own day, whole lists in scope, the first officer its recorder.
    pub fn of(facility: &'a FacilityView, kind: Kind, on: Date, officers: Vec<PersonId>, lists: Vec<&'a Checklist>) -> Self {
        NewVisit {
            facility,
            kind,
            on,
            team: 1,
            activity: Activity::Inspection,
            lists,
            sections_out: Vec::new(),
            recorder: officers.first().copied(),
            officers,
            backfilled: None,
            assigned: BTreeMap::new(),
        }
    }
}

/// The id that a visit to this facility has: two laptops find it alone.
pub fn id(new: &NewVisit) -> InspectionId {
    derive::inspection(new.facility.id, new.on, new.kind, new.team)
}

/// What a recheck returns for beside the findings: items of these lists that were not looked at, under whichever of their
/// ids, and had a day set.
pub fn to_return(facility: &FacilityView, lists: &[&Checklist]) -> Vec<String> {
    let held = |id: &str| {
        let is =
            |i: &&Item| i.id == id || content::current_id(&i.id) == content::current_id(id) || i.aliases.iter().any(|a| a == id);
        lists.iter().flat_map(|l| &l.items).find(is).map(|i| i.id.clone())
    };
    let due = facility.unchecked.iter().filter(|u| u.return_by.is_some());
    due.filter_map(|u| held(&u.item)).collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

/// Drafts a new visit. It fixes type, traits and list versions, and thereby its items; a recheck fixes the open findings
/// and takes in what somebody was to return for.
pub fn open(new: &NewVisit) -> (InspectionId, Vec<Draft>) {
    let id = id(new);
    let traits = new.facility.traits.iter().map(|(name, t)| (name.clone(), t.joined.value.is));
    let (rechecks, taken_in) = match new.kind {
        Kind::Recheck => (new.facility.open.iter().map(|f| f.id.clone()).collect(), to_return(new.facility, &new.lists)),
        _ => Default::default(),
    };
    let used = |l: &&Checklist| ListUsed { id: l.id.clone(), version: l.version.clone(), hash: l.hash };
    let head = Inspection {
        facility: new.facility.id,
        on: new.on,
        kind: new.kind,
        team: new.team,
        activity: new.activity,
        facility_type: new.facility.profile.joined.value.kind,
        traits: traits.filter(|(_, is)| *is != Presence::Unknown).collect(),
        lists: new.lists.iter().map(used).collect(),
        sections_out: new.sections_out.clone(),
        taken_in,
        rechecks,
        officers: new.officers.clone(),
        recorder: new.recorder,
        gate: Default::default(),
        backfilled: new.backfilled,
        not_done: None,
        reason: None,
        corrected_on: None,
        assigned: new.assigned.clone(),
    };
    (id, vec![Draft { subject: Subject::Inspection(id), replaces: Vec::new(), body: Event::Inspection(head) }])
}

/// Drafts a change of the visit's head: the closure changes the whole value.
pub fn change(visit: &Visit, change: impl FnOnce(&mut Inspection)) -> Result<Vec<Draft>, Refusal> {
    let now = &visit.parts.head;
    let subject = Subject::Inspection(visit.parts.id);
    if now.read_only {
        return Err(Refusal::NewerSubject { subject: subject.to_string() });
    }
    let mut head = now.joined.value.clone();
    change(&mut head);
    if head == now.joined.value {
        return Ok(Vec::new());
    }
    head.taken_in.sort();
    head.taken_in.dedup();
    Ok(vec![Draft { subject, replaces: now.heads.clone(), body: Event::Inspection(head) }])
}

/// Drafts what is learned on site of the facility itself and its file lacks; it goes to the facility's profile.
pub fn learn(visit: &Visit, learned: impl FnOnce(&mut Facility)) -> Result<Vec<Draft>, Refusal> {
    let now = &visit.parts.facility;
    let subject = Subject::Facility(visit.parts.facility_id);
    if now.read_only {
        return Err(Refusal::NewerSubject { subject: subject.to_string() });
    }
    let mut profile = now.joined.value.clone();
    learned(&mut profile);
    profile.marks = check::marks(&profile, &profile.marks);
    if profile == now.joined.value {
        return Ok(Vec::new());
    }
    Ok(vec![Draft { subject, replaces: now.heads.clone(), body: Event::Facility(profile) }])
}

/// Drafts a trait learned at the gate or on the way. It goes to the facility and names the visit; 有 takes in the items
/// that the opening left out.
pub fn set_trait(
    visit: &Visit,
    name: &str,
    is: Presence,
    by: Option<PersonId>,
    note: Option<String>,
) -> Result<Vec<Draft>, Refusal> {
    let now = visit.parts.traits.get(name);
    let subject = Subject::Trait(visit.parts.facility_id, name.into());
    if now.is_some_and(|t| t.read_only) {
        return Err(Refusal::NewerSubject { subject: subject.to_string() });
    }
    let on = visit.parts.head.joined.value.on;
    let value = TraitValue { is, on: Some(on), by, source: Some(visit.parts.id.to_string()), note };
    let replaces = now.map(|t| t.heads.clone()).unwrap_or_default();
    let mut drafts = vec![Draft { subject, replaces, body: Event::Trait(value) }];
    if is == Presence::Yes {
        drafts.extend(change(visit, |head| head.taken_in.extend(newly_applying(visit, name)))?);
    }
    Ok(drafts)
}

/// Takes an item of the visit's lists in that is not among its rows: pulled in by search.
pub fn take_in(visit: &Visit, item: &str) -> Result<Vec<Draft>, Refusal> {
    if !visit.parts.lists.iter().flat_map(|l| &l.items).any(|i| i.id == item) {
        return Err(Refusal::NotFound { what: item.into() });
    }
    change(visit, |head| head.taken_in.push(item.into()))
}

/// Takes over what was learned at the gate of another facility at this address: who received us, when, what was told.
/// Beds and people are each one's own, and what stands here already stays.
pub fn share_gate(visit: &Visit, from: &Gate) -> Result<Vec<Draft>, Refusal> {
    const SHARED: [&str; 8] = ["started", "host_name", "host_post", "host_phone", "recusal", "notice", "helpers", "instruments"];
    change(visit, |head| {
        for name in SHARED {
            if let Some(text) = head.gate.text_mut(name).filter(|text| text.is_empty()) {
                *text = from.text(name).into();
            }
        }
        head.gate.cards_shown |= from.cards_shown;
        head.gate.rights_told |= from.rights_told;
    })
}

/// When, where and before whom a visit was tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    pub time: String,
    pub place: String,
    pub witness: String,
}

/// 未能检查: the visit is closed with why, and when, where and before whom it was tried. What was recorded already is a visit.
pub fn not_done(visit: &Visit, why: NotDone, tried: &Tried) -> Result<Vec<Draft>, Refusal> {
    let items = (0..visit.rows.len()).filter(|&r| closing::is_answered(visit, r)).count() + visit.outside.len();
    if items > 0 {
        return Err(Refusal::RecordedAlready { items });
    }
    // On the paper, so in the language of the paper.
    let words = crate::text::opening::NOT_DONE_WORDS.fill(crate::text::Lang::Zh, &[&tried.time, &tried.place, &tried.witness]);
    change(visit, |head| {
        head.not_done = Some(why);
        head.reason = Some(words);
        head.gate.started = tried.time.clone();
    })
}

/// The right day of a visit that was opened under a wrong one, and why. Its id stays; the lists, the record and the figures
/// go by the right day from now on.
pub fn correct_day(visit: &Visit, on: Date, why: &str) -> Result<Vec<Draft>, Refusal> {
    let head = &visit.parts.head.joined.value;
    if on == head.corrected_on.unwrap_or(head.on) {
        return Ok(Vec::new());
    }
    change(visit, |head| {
        head.corrected_on = Some(on).filter(|on| *on != head.on);
        let said = [head.reason.as_deref().unwrap_or(""), why.trim()];
        head.reason = Some(said.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("；"));
    })
}

/// Items that hang on `name`, were switched off when the visit was opened and apply once it is 有.
fn newly_applying(visit: &Visit, name: &str) -> Vec<String> {
    let head = &visit.parts.head.joined.value;
    let items = visit.parts.lists.iter().flat_map(|l| &l.items);
    let applies = |other: &String| other == name || visit.presence(other) != Presence::No;
    items
        .filter(|i| i.fits(head.facility_type) && i.traits.iter().any(|t| t == name) && i.traits.iter().all(applies))
        .filter(|i| i.traits.iter().any(|t| head.traits.get(t) == Some(&Presence::No)))
        .map(|i| i.id.clone())
        .collect()
}

/// Traits that matter for this visit's lists and are 不详, in the order of the lists: what 进门核实 asks.
pub fn traits_to_ask(visit: &Visit) -> Vec<String> {
    let head = &visit.parts.head.joined.value;
    let mut asked = Vec::new();
    for item in visit.parts.lists.iter().flat_map(|l| &l.items).filter(|i| i.fits(head.facility_type)) {
        for name in &item.traits {
            if visit.presence(name) == Presence::Unknown && !asked.contains(name) {
                asked.push(name.clone());
            }
        }
    }
    asked
}

/// What an offer stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The beds on file.
    Beds(u32),
    Type,
}

/// What an unknown trait most likely is by what stands on file, and by what of it: offered, never written unasked. Beds count
/// people in homes only; elsewhere few beds say nothing of who comes by day.
pub fn proposed(visit: &Visit, name: &str) -> Option<(Presence, Ground)> {
    let profile = &visit.parts.facility.joined.value;
    let home = matches!(profile.kind, Some(FacilityType::Home | FacilityType::SmallHome));
    let by_beds = |beds: u32| (beds >= 20).then_some(Presence::Yes).or(home.then_some(Presence::No));
    match name {
        "elder_care" => profile.beds.and_then(|beds| Some((by_beds(beds)?, Ground::Beds(beds)))),
        "overnight" if home => Some((Presence::Yes, Ground::Type)),
        _ => None,
    }
}

/// Which of these traits the whole facility may be without, where it lacks what an item looks at: never one that its file
/// speaks for; one that was confirmed only where there is no other.
pub fn may_be_absent<'a>(visit: &Visit, traits: &'a [String]) -> Option<&'a String> {
    let mut open = traits.iter().filter(|name| !matches!(proposed(visit, name), Some((Presence::Yes, _))));
    open.clone().find(|name| visit.presence(name) != Presence::Yes).or_else(|| open.next())
}
