//! The rows of the gate as fields: what each holds already, what Down offers in it.

use super::{Row, Said};
use crate::content::words::of_trait;
use crate::domain::facility::{Facility, Presence};
use crate::request::visit as drafts;
use crate::screens::{Scene, say::ground};
use crate::text::{facility, opening as words};
use crate::views::visit::Visit;
use crate::widgets::form::Field;

/// Fields of the facility's file that the record's head needs.
pub(super) const FILE: [&str; 4] = ["head", "address", "credit_code", "filing_number"];

pub(super) fn file_mut<'a>(profile: &'a mut Facility, name: &str) -> Option<&'a mut Option<String>> {
    Some(match name {
        "head" => &mut profile.head,
        "address" => &mut profile.address,
        "credit_code" => &mut profile.credit_code,
        "filing_number" => &mut profile.filing_number,
        _ => return None,
    })
}

pub(super) fn on_file(visit: &Visit, name: &str) -> String {
    let mut profile = visit.parts.facility.joined.value.clone();
    file_mut(&mut profile, name).and_then(|text| text.take()).unwrap_or_default()
}

/// The field's own name, for `&'static str` rows.
pub(super) fn name_of(name: &str) -> &'static str {
    Said::TEXTS.into_iter().find(|n| *n == name).unwrap_or("")
}

pub(super) fn told(row: &Row) -> Option<&str> {
    match row {
        Row::Told(name) => Some(name),
        Row::Recusal => Some("recusal"),
        _ => None,
    }
}

pub(super) fn trait_word(name: &str, scene: &Scene) -> String {
    of_trait(name).map_or(name.into(), |t| scene.say(t).into())
}

/// A field in the language of now, holding what the visit says.
pub(super) fn fresh(row: &Row, visit: &Visit, scene: &Scene) -> Field {
    let say = |text| scene.say(text).to_string();
    let gate = &visit.parts.head.joined.value.gate;
    let label = |name: &str| words::field(name).map_or(name.to_string(), say);
    match row {
        Row::Trait(name) => {
            let options = vec![say(Presence::Yes.words()), say(Presence::No.words()), say(words::STILL_UNKNOWN)];
            let offered = drafts::proposed(visit, name).filter(|_| visit.presence(name) == Presence::Unknown);
            let chosen = match offered.as_ref().map_or(visit.presence(name), |(is, _)| *is) {
                Presence::Yes => Some(0),
                Presence::No => Some(1),
                Presence::Unknown => None,
            };
            let kind = visit.parts.head.joined.value.facility_type;
            let items = visit.parts.lists.iter().flat_map(|l| &l.items).filter(|i| i.fits(kind) && i.traits.contains(name));
            let hangs = words::HANGS.fill(scene.lang, &[&items.count()]);
            let why = offered.map(|(_, by)| ground(by, scene.lang)).into_iter();
            let hint = std::iter::once(hangs).chain(why).collect::<Vec<_>>().join("  ");
            Field::choice(trait_word(name, scene), options, chosen).hint(hint)
        }
        Row::Words(name) => {
            let profile = &visit.parts.facility.joined.value;
            let (time, filed) = (Some(scene.now.time.clone()), words::ON_FILE);
            let (known, hint) = match *name {
                "started" | "ended" => (time, words::NOW_IS),
                "host_name" => (profile.contact.clone().or(profile.head.clone()), filed),
                "host_phone" => (profile.phone.clone(), filed),
                "beds_counted" => (profile.beds.map(|b| b.to_string()), filed),
                _ => (None, filed),
            };
            let hint = known.as_ref().map(|k| hint.fill(scene.lang, &[k])).unwrap_or_default();
            let text = gate.text(name).to_string();
            let plain = matches!(*name, "started" | "ended" | "host_phone" | "beds_counted" | "residents" | "disabled")
                || matches!(*name, "dementia" | "staff" | "carers" | "on_duty");
            let field = if plain { Field::plain(label(name), text) } else { Field::text(label(name), text) };
            field.hint(hint).recent(known.into_iter().collect())
        }
        Row::File(name) => {
            let label = match *name {
                "head" => words::FILE_HEAD,
                "address" => facility::ADDRESS,
                "credit_code" => facility::CREDIT,
                _ => facility::FILING,
            };
            let text = on_file(visit, name);
            let field =
                if matches!(*name, "head" | "address") { Field::text(say(label), text) } else { Field::plain(say(label), text) };
            field.hint(say(words::TO_FILE))
        }
        Row::Told(name) => {
            let done = if *name == "cards_shown" { gate.cards_shown } else { gate.rights_told };
            Field::choice(label(name), vec![say(words::DONE), say(words::NOT_YET)], done.then_some(0))
        }
        Row::Recusal => {
            let chosen = match gate.recusal.as_str() {
                "" => None,
                told if told == words::NO_RECUSAL.zh => Some(0),
                _ => Some(1),
            };
            let other = chosen == Some(1) && gate.recusal != words::RECUSAL.zh;
            let hint = if other { gate.recusal.clone() } else { String::new() };
            Field::choice(label("recusal"), vec![say(words::NO_RECUSAL), say(words::RECUSAL)], chosen).hint(hint)
        }
    }
}
