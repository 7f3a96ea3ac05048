//! The join of a visit's head: lists of people, checklists and scope are united; nothing in it is a dispute.

use super::{Differs, Join, Joined, united};
use crate::domain::facility::Presence;
use crate::domain::inspection::{Gate, Inspection};
use crate::domain::name::PersonId;
use std::collections::{BTreeMap, BTreeSet};

/// *Lists of people, checklists, scope: united*; where a checklist came in two versions both stay.
impl Join for Inspection {
    fn join(values: &[&Inspection]) -> Joined<Inspection> {
        let mut d = Differs::default();
        let all = || values.iter().copied();
        // A visit counts as not made only when nobody says it was.
        let reasons = d.first("not_done", all().filter_map(|i| i.not_done.as_ref()));
        let value = Inspection {
            facility: d.always("facility", all().map(|i| &i.facility)),
            on: d.always("on", all().map(|i| &i.on)),
            kind: d.always("kind", all().map(|i| &i.kind)),
            team: d.always("team", all().map(|i| &i.team)),
            activity: d.always("activity", all().map(|i| &i.activity)),
            facility_type: d.first("type", all().filter_map(|i| i.facility_type.as_ref())),
            traits: traits(values),
            lists: united(all().map(|i| &i.lists)),
            sections_out: sections_out(values),
            taken_in: united(all().map(|i| &i.taken_in)),
            rechecks: united(all().map(|i| &i.rechecks)),
            officers: united(all().map(|i| &i.officers)),
            recorder: d.first("recorder", all().filter_map(|i| i.recorder.as_ref())),
            gate: gate(values, &mut d),
            backfilled: d.first("backfilled", all().filter_map(|i| i.backfilled.as_ref())),
            not_done: reasons.filter(|_| all().all(|i| i.not_done.is_some())),
            reason: d.first("reason", all().filter_map(|i| i.reason.as_ref())),
            corrected_on: d.first("corrected_on", all().filter_map(|i| i.corrected_on.as_ref())),
            assigned: assigned(values),
        };
        d.into(value, false)
    }
}

/// Each trait by its own rule: 有 over 无, 不详 gives way. What a visit was opened with only copies the trait, whose own
/// subject holds the dispute.
fn traits(values: &[&Inspection]) -> BTreeMap<String, Presence> {
    let mut joined: BTreeMap<String, Presence> = BTreeMap::new();
    for (name, is) in values.iter().flat_map(|i| &i.traits) {
        let held = joined.entry(name.clone()).or_default();
        *held = (*held).max(*is);
    }
    joined
}

/// The united scope: a section is out only when everyone who runs its list leaves it out.
fn sections_out(values: &[&Inspection]) -> Vec<String> {
    let named: BTreeSet<&String> = values.iter().flat_map(|i| &i.sections_out).collect();
    let runs = |i: &Inspection, section: &str| {
        let list = section.split_once('/').map_or(section, |(list, _)| list);
        i.lists.iter().any(|l| l.id == list)
    };
    let out = |s: &&String| values.iter().all(|i| i.sections_out.contains(s) || !runs(i, s));
    let stays: BTreeSet<&String> = named.into_iter().filter(out).collect();
    // One order on every laptop, but the written one where all agree.
    match values.iter().all(|i| i.sections_out == values[0].sections_out) {
        true => values[0].sections_out.clone(),
        false => stays.into_iter().cloned().collect(),
    }
}

/// Two that gave a section to different people gave it to both.
fn assigned(values: &[&Inspection]) -> BTreeMap<String, Vec<PersonId>> {
    let sections: BTreeSet<&String> = values.iter().flat_map(|i| i.assigned.keys()).collect();
    let to = |section: &String| united(values.iter().filter_map(|i| i.assigned.get(section)));
    sections.into_iter().map(|section| (section.clone(), to(section))).collect()
}

fn gate(values: &[&Inspection], d: &mut Differs) -> Gate {
    let mut text = |name: &str, get: fn(&Gate) -> &String| d.text(name, values.iter().map(|i| get(&i.gate)));
    Gate {
        started: text("started", |g| &g.started),
        ended: text("ended", |g| &g.ended),
        source: text("source", |g| &g.source),
        notice: text("notice", |g| &g.notice),
        host_name: text("host_name", |g| &g.host_name),
        host_post: text("host_post", |g| &g.host_post),
        host_phone: text("host_phone", |g| &g.host_phone),
        beds_counted: text("beds_counted", |g| &g.beds_counted),
        residents: text("residents", |g| &g.residents),
        disabled: text("disabled", |g| &g.disabled),
        dementia: text("dementia", |g| &g.dementia),
        staff: text("staff", |g| &g.staff),
        carers: text("carers", |g| &g.carers),
        on_duty: text("on_duty", |g| &g.on_duty),
        helpers: text("helpers", |g| &g.helpers),
        cards_shown: values.iter().any(|i| i.gate.cards_shown),
        rights_told: values.iter().any(|i| i.gate.rights_told),
        recusal: text("recusal", |g| &g.recusal),
        sampled: text("sampled", |g| &g.sampled),
        instruments: text("instruments", |g| &g.instruments),
    }
}
