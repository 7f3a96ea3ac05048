//! The head of the record: when, where, who, by what power, what was told and what was checked. Every field of the form
//! is there; an empty one is a line for the pen.

use super::{Source, all_of};
use crate::content::checklist::Method;
use crate::domain::name::PersonId;
use crate::domain::point::Verdict;
use crate::report::{Field, basis, day, or_pen};
use crate::text::report as words;
use crate::views::closing;
use crate::views::visit::{SectionNow, Visit};

/// 起止时间 as typed.
pub fn time(from: &Source) -> String {
    let joined = &from.visit.parts.head.joined;
    let (started, ended) = (&joined.value.gate.started, &joined.value.gate.ended);
    let (started, ended) = (all_of(joined, "started", started), all_of(joined, "ended", ended));
    words::FROM_TO.fill(from.lang, &[&day(from.on, from.lang), &or_pen(&started), &or_pen(&ended)])
}

/// 未能检查: why, with time, place and witness.
pub fn not_done(from: &Source) -> Option<String> {
    let head = &from.visit.parts.head.joined.value;
    let why = head.not_done?.words().get(from.lang);
    Some(words::NOT_DONE.fill(from.lang, &[&why, &or_pen(head.reason.as_deref().unwrap_or_default())]))
}

/// The head's fields in the order of the form.
pub fn fields(from: &Source) -> Vec<Field> {
    let joined = &from.visit.parts.head.joined;
    let (head, gate) = (&joined.value, &joined.value.gate);
    let say = |text| from.say(text);
    let typed = |field: &str, value: &str| all_of(joined, field, value);
    let profile = &from.visit.parts.facility.joined;
    let known = |field: &str, value: &Option<String>| all_of(profile, field, value.as_deref().unwrap_or_default());
    let facility = &profile.value;
    let address = known("address", &facility.address);
    let filled = |value: String| or_pen(&value).to_string();
    let host = [
        filled(typed("host_name", &gate.host_name)),
        filled(typed("host_post", &gate.host_post)),
        filled(typed("host_phone", &gate.host_phone)),
    ];
    let beds = facility.beds.map(|b| b.to_string()).unwrap_or_default();
    let counted = [
        ("beds", &beds),
        ("beds_counted", &gate.beds_counted),
        ("residents", &gate.residents),
        ("disabled", &gate.disabled),
        ("dementia", &gate.dementia),
        ("staff", &gate.staff),
        ("carers", &gate.carers),
        ("on_duty", &gate.on_duty),
    ]
    .map(|(field, value)| filled(if field == "beds" { value.clone() } else { typed(field, value) }));
    let counted: Vec<&dyn std::fmt::Display> = counted.iter().map(|v| v as _).collect();
    let done = |is: bool| if is { say(words::DONE) } else { crate::report::PEN };
    let told = [done(gate.cards_shown).to_string(), done(gate.rights_told).into(), filled(typed("recusal", &gate.recusal))];
    let power = basis::power(from.place.kind, from.norms, from.on, from.lang).filter(|_| from.official);
    let mut fields = vec![
        Field::new(say(words::TIME), time(from)),
        Field::new(say(words::KIND), head.kind.words().get(from.lang)),
        Field::wide(say(words::PLACE), address.clone()),
        Field::new(say(words::SOURCE), typed("source", &gate.source)),
        Field::new(say(words::NOTICE), typed("notice", &gate.notice)),
        Field::new(say(words::FACILITY), all_of(profile, "name", &facility.name)),
        Field::new(say(words::TYPE), from.place.kind.map_or("", |k| k.words().get(from.lang))),
        Field::new(say(words::CREDIT_CODE), known("credit_code", &facility.credit_code)),
        Field::new(say(words::FILING), known("filing_number", &facility.filing_number)),
        Field::wide(say(words::ADDRESS), address),
        Field::new(say(words::HEAD), known("head", &facility.head)),
        Field::new(say(words::HOST), words::HOST_SAID.fill(from.lang, &[&host[0], &host[1], &host[2]])),
        Field::wide(say(words::PEOPLE), words::PEOPLE_SAID.fill(from.lang, &counted)),
        Field::new(say(words::UNIT), from.unit),
        Field::new(say(words::POWER), power.unwrap_or_default()),
        Field::wide(say(words::OFFICERS), officers(from)),
        Field::new(say(words::RECORDER), head.recorder.map(|id| name(from, &id)).unwrap_or_default()),
        Field::new(say(words::HELPERS), typed("helpers", &gate.helpers)),
        Field::wide(say(words::TOLD), words::TOLD_SAID.fill(from.lang, &[&told[0], &told[1], &told[2]])),
        Field::wide(say(words::CONTENT), content(from)),
        Field::new(say(words::METHODS), methods(from)),
        Field::new(say(words::INSTRUMENTS), typed("instruments", &gate.instruments)),
        Field::wide(say(words::SAMPLED), typed("sampled", &gate.sampled)),
    ];
    if let Some(written) = head.backfilled {
        fields.push(Field::wide(say(words::NOTE_LABEL), words::BACKFILLED.fill(from.lang, &[&day(written, from.lang)])));
    }
    if head.corrected_on.is_some() {
        let reason = head.reason.as_deref().unwrap_or_default();
        let said = words::CORRECTED.fill(from.lang, &[&day(head.on, from.lang), &or_pen(reason)]);
        fields.push(Field::wide(say(words::NOTE_LABEL), said));
    }
    fields
}

/// Officers with their cards; two places at least, the second for the pen where nobody is named.
fn officers(from: &Source) -> String {
    let head = &from.visit.parts.head.joined.value;
    let one = |id: &PersonId| {
        let card = from.people.get(id).and_then(|p| p.card.clone()).unwrap_or_default();
        words::OFFICER.fill(from.lang, &[&or_pen(&name(from, id)), &or_pen(&card)])
    };
    let mut named: Vec<String> = head.officers.iter().map(one).collect();
    while named.len() < 2 {
        named.push(words::OFFICER.fill(from.lang, &[&crate::report::PEN, &crate::report::PEN]));
    }
    named.join(from.say(words::AND))
}

pub fn name(from: &Source, id: &PersonId) -> String {
    let person = from.people.get(id).or_else(|| from.visit.parts.people.get(id).map(|p| &p.person));
    person.map(|p| p.name.clone()).unwrap_or_default()
}

/// Lists with versions and the number of items due; what is outside today's scope or stands on another paper.
fn content(from: &Source) -> String {
    let visit = from.visit;
    let mut said = Vec::new();
    for (l, list) in visit.parts.lists.iter().enumerate() {
        let of_list = visit.sections.iter().filter(|s| s.list == l && from.holds(s));
        let due: usize = of_list.clone().map(|s| due(visit, s)).sum();
        if of_list.count() > 0 && due > 0 {
            said.push(words::LIST.fill(from.lang, &[&list.title.get(from.lang), &list.version, &due]));
        }
    }
    if !visit.parts.to_recheck.is_empty() {
        said.push(words::LIST_RECHECK.fill(from.lang, &[&visit.parts.to_recheck.len()]));
    }
    let named = |s: &SectionNow, items: usize| {
        let title = visit.parts.lists[s.list].sections[s.section].title.get(from.lang);
        words::SECTION_ITEMS.fill(from.lang, &[&title, &items])
    };
    let out: Vec<String> = out_of_scope(from, named);
    let elsewhere = visit.sections.iter().filter(|s| !from.holds(s) && due(visit, s) > 0);
    let elsewhere: Vec<String> = elsewhere.map(|s| named(s, due(visit, s))).collect();
    for (text, sections) in [(words::OUT, out), (words::ELSEWHERE, elsewhere)] {
        if !sections.is_empty() {
            said.push(text.fill(from.lang, &[&sections.join(from.say(words::AND))]));
        }
    }
    said.join(from.say(words::THEN))
}

/// How many items of a section are due today.
fn due(visit: &Visit, section: &SectionNow) -> usize {
    closing::in_scope(visit, section).count()
}

/// What is outside today's scope: a list of which nothing was due by its name, of others the sections; what was pulled in or
/// recorded of a section is not counted with it.
fn out_of_scope(from: &Source, named: impl Fn(&SectionNow, usize) -> String) -> Vec<String> {
    let visit = from.visit;
    let left = |s: &SectionNow| s.rows.len() - due(visit, s);
    let mut out = Vec::new();
    for (l, list) in visit.parts.lists.iter().enumerate() {
        let of_list = || visit.sections.iter().filter(|s| s.list == l && !s.rows.is_empty());
        if of_list().all(|s| due(visit, s) == 0) && of_list().count() > 1 {
            let title = words::LIST_NAME.fill(from.lang, &[&list.title.get(from.lang)]);
            let items: usize = of_list().map(left).sum();
            out.push(words::SECTION_ITEMS.fill(from.lang, &[&title, &items]));
        } else {
            out.extend(of_list().filter(|s| left(s) > 0).map(|s| named(s, left(s))));
        }
    }
    out
}

/// How the items that were judged are looked at.
fn methods(from: &Source) -> String {
    let judged = |row: &usize| matches!(closing::verdict(from.visit, *row), Verdict::Pass | Verdict::Fail);
    let used: Vec<Method> = from.rows().filter(judged).flat_map(|r| from.visit.item(r).method.clone()).collect();
    let all = [Method::Look, Method::Document, Method::Interview, Method::Test];
    let said: Vec<&str> = all.into_iter().filter(|m| used.contains(m)).map(|m| m.words().get(from.lang)).collect();
    said.join(from.say(words::AND))
}
