//! Holds the rules around items against the items: everything named is there, a rise ends at a red line, a parameter says
//! what its items say, and nothing is handed over to nobody.

use super::{Known, Read};
use crate::content::fault::{Fault, To, What};
use crate::content::rules::{Behind, Duty, Escalation, Parameter, Rules, Transfer, When};
use crate::domain::point::Handling;
use std::collections::BTreeSet;
use toml::Value;

pub fn judge(read: &Read, known: &Known, faults: &mut Vec<Fault>) {
    let escalations: Vec<(usize, Escalation)> = read.all("escalation");
    let duties: Vec<(usize, Duty)> = read.all("duty");
    let transfers: Vec<(usize, Transfer)> = read.all("transfer");
    let parameters: Vec<(usize, Parameter)> = read.all("parameter");
    let mut say = |path: &str, what| faults.push(read.source.fault(path, what));
    let named = (escalations.iter().map(|(n, e)| (format!("escalation.{n}"), &e.items)))
        .chain(transfers.iter().map(|(n, t)| (format!("transfer.{n}"), &t.items)))
        .chain(parameters.iter().map(|(n, p)| (format!("parameter.{n}"), &p.items)));
    for (path, items) in named {
        for (n, id) in items.iter().enumerate().filter(|(_, id)| !known.is_item(id)) {
            say(&format!("{path}.items.{n}"), What::Dangling { to: To::Item, id: id.clone() });
        }
    }
    let cited_in = (escalations.iter().map(|(n, e)| (format!("escalation.{n}"), &e.basis)))
        .chain(duties.iter().map(|(n, d)| (format!("duty.{n}"), &d.basis)))
        .chain(transfers.iter().map(|(n, t)| (format!("transfer.{n}"), &t.basis)));
    for (path, basis) in cited_in {
        for (n, behind) in basis.iter().enumerate() {
            cited(behind, known, &mut |field, what| say(&format!("{path}.basis.{n}.{field}"), what));
        }
    }
    for (n, e) in &escalations {
        rise(e, &escalations, known, &mut |field, what| say(&format!("escalation.{n}.{field}"), what));
    }
    for (n, p) in &parameters {
        parameter(p, known, &mut |field, what| say(&format!("parameter.{n}.{field}"), what));
    }
    let rules = Rules { transfers: transfers.into_iter().map(|(_, t)| t).collect(), ..Rules::default() };
    for item in known.items.values().filter(|i| i.handling == Handling::Transfer && rules.authority(i).is_none()) {
        say("transfer", What::NoAuthority { item: item.id.clone() });
    }
}

/// The value stands in the items, and is no weaker than its floor; where there is no floor it says why.
fn parameter(p: &Parameter, known: &Known, say: &mut dyn FnMut(&str, What)) {
    let (Some(field), Some(value)) = (p.field, &p.value) else { return };
    if p.floor.is_some() == p.no_floor.is_some() {
        say("field", What::FloorOrReason);
    }
    for (i, item) in p.items.iter().enumerate().filter_map(|(i, id)| Some((i, known.items.get(id)?))) {
        if field.of(item).as_ref() != Some(value) {
            say(&format!("items.{i}"), What::OtherLimit { item: item.id.clone(), value: value.clone() });
        }
    }
    if let Some(floor) = p.floor.as_ref().filter(|f| !field.is_as_strict(value, f)) {
        say("value", What::WeakerThanFloor { floor: floor.clone() });
    }
}

/// What a district sets otherwise names what is there and keeps the floors.
pub fn judge_district(read: &Read, known: &Known, faults: &mut Vec<Fault>) {
    let entries = |table: &str| read.table.get(table).and_then(Value::as_table).into_iter().flatten();
    let mut say = |path: &str, what| faults.push(read.source.fault(path, what));
    for (id, _) in entries("days").filter(|(id, _)| !known.is_item(id)) {
        say(&format!("days.{id}"), What::Dangling { to: To::Item, id: id.clone() });
    }
    let red = read.table.get("red_lines").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    for (n, id) in red.enumerate().filter(|(_, id)| !known.is_item(id)) {
        say(&format!("red_lines.{n}"), What::Dangling { to: To::Item, id: id.into() });
    }
    for (id, _) in entries("wordings").filter(|(id, _)| !known.is_item(id)) {
        say(&format!("wordings.{id}"), What::Dangling { to: To::Item, id: id.clone() });
    }
    for (id, all) in entries("wordings") {
        for (n, wording) in all.as_array().into_iter().flatten().enumerate() {
            let blanks = ["zh", "en"].map(|lang| wording.get(lang).and_then(Value::as_str).map(|t| t.matches("__").count()));
            if let [Some(zh), Some(en)] = blanks
                && zh != en
            {
                say(&format!("wordings.{id}.{n}"), What::BlanksDiffer { zh, en });
            }
        }
    }
    for (id, value) in entries("limits") {
        let path = format!("limits.{id}");
        let Some((of, field)) = known.parameters.get(id).and_then(|p| Some((p, p.field?))) else {
            say(&path, What::Dangling { to: To::Parameter, id: id.clone() });
            continue;
        };
        let weaker = |f: &&String| value.as_str().is_some_and(|v| !field.is_as_strict(v, f));
        if let Some(floor) = of.floor.as_ref().filter(weaker) {
            say(&path, What::WeakerThanFloor { floor: floor.clone() });
        }
    }
}

fn cited(behind: &Behind, known: &Known, say: &mut dyn FnMut(&str, What)) {
    let norm = || behind.norm.clone();
    match known.norms.get(&behind.norm) {
        None => say("norm", What::Dangling { to: To::Norm, id: norm() }),
        Some(n) if !n.citable => say("norm", What::NotCitable { norm: norm() }),
        Some(n) if behind.certainty < n.certainty => say("certainty", What::SurerThanNorm { norm: norm() }),
        Some(_) => {}
    }
}

/// What rises on any fail is a red line, what it rises to is one, and the way up ends.
fn rise(e: &Escalation, all: &[(usize, Escalation)], known: &Known, say: &mut dyn FnMut(&str, What)) {
    let red = |id: &String| known.items.get(id).is_none_or(|i| i.red_line);
    if e.when == When::Fail {
        for (n, id) in e.items.iter().enumerate().filter(|(_, id)| !red(id)) {
            say(&format!("items.{n}"), What::NotRedLine { item: id.clone() });
        }
    }
    let Some(to) = &e.to else { return };
    if !known.is_item(to) {
        return say("to", What::Dangling { to: To::Item, id: to.clone() });
    }
    if !red(to) && !e.items.contains(to) {
        say("to", What::NotRedLine { item: to.clone() });
    }
    let (mut at, mut seen) = (to, BTreeSet::from([to]));
    while let Some(next) = all.iter().find(|(_, o)| o.items.contains(at)).and_then(|(_, o)| o.to.as_ref()) {
        if next == at {
            return;
        }
        if !seen.insert(next) {
            return say("to", What::Endless { item: to.clone() });
        }
        at = next;
    }
}
