//! `gate`: 进门核实. What is learned at the door, each thing a flag; without one it tells what stands there and what is still
//! to be asked. The same drafts as the fields of the gate on screen.

use super::facility::PresenceWord;
use super::find;
use super::out::Out;
use super::people::People;
use super::session::Session;
use crate::content::limit;
use crate::content::words::{TRAITS, of_trait};
use crate::domain::facility::{Facility, Presence};
use crate::domain::inspection::Gate as Said;
use crate::domain::name::InspectionId;
use crate::failure::Failure;
use crate::failure::usage::Usage;
use crate::request::visit as drafts;
use crate::store::Log;
use crate::text::{Lang, facility, opening as words};
use crate::views::visit::Visit;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

#[derive(Args, Debug)]
pub struct Gate {
    #[arg(value_name = "INSPECTION")]
    pub inspection: String,
    #[arg(long, value_name = "T")]
    pub started: Option<String>,
    #[arg(long, value_name = "T")]
    pub ended: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub host_name: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub host_post: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub host_phone: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub beds_counted: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub residents: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub disabled: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub dementia: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub staff: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub carers: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub on_duty: Option<String>,
    #[arg(long, value_name = "yes|no")]
    pub cards_shown: Option<DoneWord>,
    #[arg(long, value_name = "yes|no")]
    pub rights_told: Option<DoneWord>,
    #[arg(long, value_name = "no|yes|T", allow_hyphen_values = true)]
    pub recusal: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub source: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub notice: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub helpers: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub sampled: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub instruments: Option<String>,
    #[arg(long = "trait", value_name = "TRAIT=yes|no|unknown", allow_hyphen_values = true)]
    pub traits: Vec<String>,
    #[arg(long, value_name = "T", requires = "traits", allow_hyphen_values = true)]
    pub note: Option<String>,
    #[arg(long, value_name = "PERSON")]
    pub with: Vec<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub head: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub address: Option<String>,
    #[arg(long, value_name = "C")]
    pub credit_code: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub filing_number: Option<String>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[value(rename_all = "snake_case")]
pub enum DoneWord {
    Yes,
    No,
}

impl Gate {
    /// Fields of words, by their names in data.
    fn texts(&self) -> [(&'static str, &Option<String>); 17] {
        [
            ("started", &self.started),
            ("ended", &self.ended),
            ("host_name", &self.host_name),
            ("host_post", &self.host_post),
            ("host_phone", &self.host_phone),
            ("beds_counted", &self.beds_counted),
            ("residents", &self.residents),
            ("disabled", &self.disabled),
            ("dementia", &self.dementia),
            ("staff", &self.staff),
            ("carers", &self.carers),
            ("on_duty", &self.on_duty),
            ("source", &self.source),
            ("notice", &self.notice),
            ("helpers", &self.helpers),
            ("sampled", &self.sampled),
            ("instruments", &self.instruments),
        ]
    }

    /// What goes to the facility's file.
    fn file(&self) -> [(&Option<String>, FieldOf); 4] {
        [
            (&self.head, |f| &mut f.head),
            (&self.address, |f| &mut f.address),
            (&self.credit_code, |f| &mut f.credit_code),
            (&self.filing_number, |f| &mut f.filing_number),
        ]
    }
}

/// A field of a facility's profile.
type FieldOf = fn(&mut Facility) -> &mut Option<String>;

pub fn run(session: &Session, args: &Gate) -> Result<Out, Failure> {
    let traits = args.traits.iter().map(|typed| pair(typed)).collect::<Result<Vec<_>, _>>()?;
    for (name, given) in args.texts().into_iter().filter(|(name, _)| Said::NUMBERS.contains(name)) {
        if let Some(typed) = given.as_ref().filter(|t| !t.trim().is_empty() && limit::whole(t).is_none()) {
            let flag = format!("--{}", name.replace('_', "-"));
            return Err(Failure::Usage(Usage::NotWhole { flag, typed: typed.clone() }));
        }
    }
    let id = find::inspection(&args.inspection)?;
    let only_told = traits.is_empty()
        && args.with.is_empty()
        && args.cards_shown.is_none()
        && args.rights_told.is_none()
        && args.recusal.is_none()
        && args.texts().iter().all(|(_, given)| given.is_none())
        && args.file().iter().all(|(given, _)| given.is_none());
    if only_told {
        let mut log = session.open_to_read()?;
        return told(&log.visit(id)?, session);
    }
    let mut log = session.open()?;
    let mut people = People::of(&mut log, session)?;
    let with = people.all(&args.with)?;
    let visit = log.visit(id)?;
    // Each of these is a subject of its own, so they go in one group; a trait found 有 changes the head as well, so each
    // stands on what was written before.
    let mut drafted = drafts::learn(&visit, |profile| {
        for (given, field) in args.file() {
            if let Some(text) = given {
                *field(profile) = Some(text.trim().to_string()).filter(|t| !t.is_empty());
            }
        }
    })
    .map_err(Failure::Rule)?;
    drafted.extend(
        drafts::change(&visit, |head| {
            fill(args, &mut head.gate);
            for person in with {
                if !head.officers.contains(&person) {
                    head.officers.push(person);
                }
            }
        })
        .map_err(Failure::Rule)?,
    );
    if !drafted.is_empty() {
        people.write(&mut log, drafted, session)?;
    }
    let note = args.note.as_deref().map(str::trim).filter(|n| !n.is_empty());
    for (name, is) in traits {
        learn_trait(&mut log, &mut people, id, (name, is), note, session)?;
    }
    told(&log.visit(id)?, session)
}

fn learn_trait(
    log: &mut Log,
    people: &mut People,
    id: InspectionId,
    (name, is): (&str, Presence),
    note: Option<&str>,
    session: &Session,
) -> Result<(), Failure> {
    let visit = log.visit(id)?;
    let known = visit.parts.traits.get(name).map(|t| &t.joined);
    if known.is_some_and(|t| t.value.is == is && !t.disputed && (note.is_none() || t.value.note.as_deref() == note)) {
        return Ok(());
    }
    let drafted = drafts::set_trait(&visit, name, is, people.author, note.map(String::from)).map_err(Failure::Rule)?;
    people.write(log, drafted, session).map(|_| ())
}

fn fill(args: &Gate, gate: &mut Said) {
    for (name, given) in args.texts() {
        if let (Some(text), Some(field)) = (given, gate.text_mut(name)) {
            let text = text.trim();
            *field = match name {
                "started" | "ended" => limit::clock(text),
                name if Said::NUMBERS.contains(&name) => limit::whole(text).unwrap_or_default(),
                _ => text.into(),
            };
        }
    }
    // On the paper, so in the language of the paper.
    match args.recusal.as_deref().map(str::trim) {
        None => {}
        Some("no") => gate.recusal = words::NO_RECUSAL.zh.into(),
        Some("yes") => gate.recusal = words::RECUSAL.zh.into(),
        Some(other) => gate.recusal = other.into(),
    }
    let done = |given: Option<DoneWord>, now| given.map_or(now, |word| word == DoneWord::Yes);
    gate.cards_shown = done(args.cards_shown, gate.cards_shown);
    gate.rights_told = done(args.rights_told, gate.rights_told);
}

/// `TRAIT=yes`.
fn pair(typed: &str) -> Result<(&'static str, Presence), Failure> {
    let (name, is) = typed.split_once('=').ok_or_else(|| Failure::Usage(Usage::NotAPair { typed: typed.into() }))?;
    let is = PresenceWord::from_str(is.trim(), true).map_err(|_| Failure::Usage(Usage::NotAPair { typed: typed.into() }))?;
    Ok((find::word(&TRAITS, name)?, is.presence()))
}

/// The gate as it stands, and the traits that are still to be asked.
fn told(visit: &Visit, session: &Session) -> Result<Out, Failure> {
    let head = &visit.parts.head.joined.value;
    let profile = &visit.parts.facility.joined.value;
    let unknown = drafts::traits_to_ask(visit);
    let mut gate: serde_json::Map<String, Value> =
        Said::TEXTS.iter().map(|name| (name.to_string(), json!(head.gate.text(name)))).collect();
    gate.insert("cards_shown".into(), json!(head.gate.cards_shown));
    gate.insert("rights_told".into(), json!(head.gate.rights_told));
    let json = json!({
        "id": visit.parts.id,
        "gate": gate,
        "officers": head.officers,
        "facility": {
            "head": profile.head, "address": profile.address, "credit_code": profile.credit_code,
            "filing_number": profile.filing_number,
        },
        "traits_unknown": unknown,
    });
    Ok(Out::of(json, lines(visit, &unknown, session.lang)))
}

fn lines(visit: &Visit, unknown: &[String], lang: Lang) -> String {
    let gate = &visit.parts.head.joined.value.gate;
    let profile = &visit.parts.facility.joined.value;
    let done = |is: bool| if is { words::DONE } else { words::NOT_YET }.get(lang).to_string();
    let named = |id| visit.parts.people.get(id).map(|p| p.person.name.clone());
    let officers = visit.parts.head.joined.value.officers.iter().filter_map(named).collect::<Vec<_>>().join(" ");
    let mut lines: Vec<String> = Vec::new();
    for (name, text) in words::FIELDS {
        let value = match *name {
            "cards_shown" => done(gate.cards_shown),
            "rights_told" => done(gate.rights_told),
            "officers" => officers.clone(),
            name => gate.text(name).to_string(),
        };
        let label = if *name == "officers" { crate::text::report::OFFICERS } else { *text };
        lines.push(format!("{}: {value}", label.get(lang)));
    }
    let file = [
        (words::FILE_HEAD, &profile.head),
        (facility::ADDRESS, &profile.address),
        (facility::CREDIT, &profile.credit_code),
        (facility::FILING, &profile.filing_number),
    ];
    lines.extend(file.map(|(text, value)| format!("{}: {}", text.get(lang), value.as_deref().unwrap_or(""))));
    let named = |name: &String| of_trait(name).map_or(name.clone(), |text| text.get(lang).into());
    if !unknown.is_empty() {
        let names: Vec<String> = unknown.iter().map(named).collect();
        lines.push(format!("{}: {}", facility::UNKNOWN_TRAITS.get(lang), names.join(" ")));
    }
    lines.iter().map(|line| line.trim_end().to_string()).collect::<Vec<_>>().join("\n")
}
