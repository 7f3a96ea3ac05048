//! `facility`: a facility put into the file or corrected; its traits and its papers stand in `known`. The id follows from filing number or
//! name, type and street, so the same `add` again finds the same facility and writes nothing.

mod known;

use super::find;
use super::out::Out;
use super::people::People;
use super::rows;
use super::session::{Session, day};
use crate::content::limit;
use crate::domain::derive;
use crate::domain::facility::{Facility as Profile, FacilityType, Presence, Status};
use crate::domain::name::FacilityId;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::failure::usage::Usage;
use crate::journal::entry::Draft;
use crate::request::facility as drafts;
use crate::store::Log;
use crate::text::facility as words;
use crate::views::facility::{FacilityRow, FacilityView};
use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use serde_json::json;

#[derive(Args, Debug)]
pub struct Facility {
    #[command(subcommand)]
    pub what: FacilityCommand,
}

#[derive(Subcommand, Debug)]
pub enum FacilityCommand {
    Add(Box<Add>),
    Set(Box<Set>),
    Trait(TraitOf),
    Paper(PaperOf),
}

#[derive(Args, Debug)]
pub struct Add {
    #[arg(value_name = "NAME")]
    pub name: String,
    #[arg(long = "type", value_name = "T")]
    pub kind: TypeWord,
    #[command(flatten)]
    pub fields: Fields,
}

#[derive(Args, Debug)]
pub struct Set {
    #[arg(value_name = "FACILITY")]
    pub facility: String,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub name: Option<String>,
    #[arg(long = "type", value_name = "T")]
    pub kind: Option<TypeWord>,
    #[command(flatten)]
    pub fields: Fields,
    #[arg(long, requires = "address")]
    pub moved: bool,
}

/// What a profile says beside name and type. An empty text empties its field.
#[derive(Args, Debug)]
pub struct Fields {
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub street: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub address: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub phone: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub head: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub contact: Option<String>,
    #[arg(long, value_name = "N")]
    pub beds: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub filing_number: Option<String>,
    #[arg(long, value_name = "C")]
    pub credit_code: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub directions: Option<String>,
    #[arg(long, value_name = "S")]
    pub status: Option<StatusWord>,
    #[arg(long, value_name = "D")]
    pub since: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub former: Vec<String>,
    #[arg(long, value_name = "FACILITY")]
    pub host: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub note: Option<String>,
}

#[derive(Args, Debug)]
pub struct TraitOf {
    #[arg(value_name = "FACILITY")]
    pub facility: String,
    #[arg(value_name = "TRAIT", requires = "is")]
    pub name: Option<String>,
    #[arg(value_name = "yes|no|unknown")]
    pub is: Option<PresenceWord>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub told_by: Option<String>,
    #[arg(long, value_name = "D")]
    pub date: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub note: Option<String>,
}

#[derive(Args, Debug)]
pub struct PaperOf {
    #[arg(value_name = "FACILITY")]
    pub facility: String,
    #[arg(value_name = "PAPER")]
    pub kind: Option<String>,
    #[arg(long, value_name = "T", requires = "kind", allow_hyphen_values = true)]
    pub number: Option<String>,
    #[arg(long, value_name = "D", requires = "kind")]
    pub until: Option<String>,
    #[arg(long, value_name = "D", requires = "kind")]
    pub issued: Option<String>,
    #[arg(long, value_name = "D", requires = "kind")]
    pub seen: Option<String>,
    #[arg(long, value_name = "T", requires = "kind", allow_hyphen_values = true)]
    pub note: Option<String>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[value(rename_all = "snake_case")]
pub enum TypeWord {
    Home,
    SmallHome,
    Centre,
    DayCare,
    Canteen,
    MealPoint,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[value(rename_all = "snake_case")]
pub enum StatusWord {
    Open,
    Suspended,
    Renovating,
    NotOpened,
    Closed,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[value(rename_all = "snake_case")]
pub enum PresenceWord {
    Yes,
    No,
    Unknown,
}

pub fn run(session: &Session, args: &Facility) -> Result<Out, Failure> {
    match &args.what {
        FacilityCommand::Add(args) => add(session, args),
        FacilityCommand::Set(args) => set(session, args),
        FacilityCommand::Trait(args) => known::trait_of(session, args),
        FacilityCommand::Paper(args) => known::paper_of(session, args),
    }
}

fn add(session: &Session, args: &Add) -> Result<Out, Failure> {
    let name = args.name.trim().to_string();
    if name.is_empty() {
        return Err(Failure::Usage(Usage::Words(words::NAME_NEEDED.get(session.lang).into())));
    }
    let mut log = session.open()?;
    let first = Profile { name, kind: Some(args.kind.kind()), ..Profile::default() };
    let given = args.fields.over(first, None, &mut log, session)?;
    let (id, draft) = drafts::add(drafts::settled(&Profile::default(), given.clone(), session.now.today));
    match find::is_there(log.facility(id, session.now.today))? {
        Some(view) => there_says(&view, &given, &args.fields)?,
        None => People::of(&mut log, session)?.write(&mut log, vec![draft], session).map(|_| ())?,
    }
    let alike = alike(&mut log, id, &given.name)?;
    let mut json = json!({ "id": id });
    let mut said = id.to_string();
    if !alike.is_empty() {
        json["alike"] = json!(alike.iter().map(|row| row.id).collect::<Vec<_>>());
        let named = alike.iter().map(|row| format!("{} {} {}", row.id, row.name, row.street)).collect::<Vec<_>>();
        said += &format!("\n{}", words::ALIKE.fill(session.lang, &[&named.join("；")]));
    }
    Ok(Out::of(json, said))
}

/// Others of the same name, elsewhere: perhaps it is one of them.
fn alike(log: &mut Log, id: FacilityId, name: &str) -> Result<Vec<FacilityRow>, Failure> {
    let is = |row: &FacilityRow| row.id != id && derive::normal(&row.name) == derive::normal(name);
    Ok(log.facilities()?.into_iter().filter(is).collect())
}

/// One that is there already says the same in every field that was given.
fn there_says(view: &FacilityView, given: &Profile, fields: &Fields) -> Result<(), Failure> {
    let now = &view.profile.joined.value;
    let code = |p: &Profile| p.credit_code.as_deref().map(str::to_uppercase);
    // As the id is made from it.
    let street = |p: &Profile| derive::street(p.street.as_deref().unwrap_or(""));
    let same = [
        (
            "name",
            std::iter::once(&now.name).chain(&now.former_names).any(|n| derive::normal(n) == derive::normal(&given.name)),
        ),
        ("type", now.kind == given.kind),
        ("street", fields.street.is_none() || street(now) == street(given)),
        ("address", fields.address.is_none() || now.address == given.address),
        ("phone", fields.phone.is_none() || now.phone == given.phone),
        ("head", fields.head.is_none() || now.head == given.head),
        ("contact", fields.contact.is_none() || now.contact == given.contact),
        ("beds", fields.beds.is_none() || now.beds == given.beds),
        ("filing_number", fields.filing_number.is_none() || now.filing_number == given.filing_number),
        ("credit_code", fields.credit_code.is_none() || code(now) == code(given)),
        ("directions", fields.directions.is_none() || now.directions == given.directions),
        ("status", fields.status.is_none() || now.status == given.status),
        ("status_from", fields.since.is_none() || now.status_from == given.status_from),
        ("former_names", given.former_names.iter().all(|n| now.former_names.contains(n))),
        ("host", fields.host.is_none() || now.host == given.host),
        ("note", fields.note.is_none() || now.note == given.note),
    ];
    match same.into_iter().find(|(_, same)| !same) {
        None => Ok(()),
        Some((field, _)) => Err(Failure::Rule(Refusal::SaysOtherwise { facility: view.id.to_string(), field: field.into() })),
    }
}

fn set(session: &Session, args: &Set) -> Result<Out, Failure> {
    let (mut log, view) = of(session, &args.facility)?;
    writable(view.profile.read_only, &view)?;
    let before = &view.profile.joined.value;
    let mut profile = before.clone();
    if let Some(name) = args.name.as_deref().map(str::trim) {
        if name.is_empty() {
            return Err(Failure::Usage(Usage::Words(words::NAME_NEEDED.get(session.lang).into())));
        }
        profile.name = name.into();
    }
    profile.kind = args.kind.map(TypeWord::kind).or(profile.kind);
    let profile = args.fields.over(profile, Some(view.id), &mut log, session)?;
    let profile = drafts::settled(before, profile, session.now.today);
    let mut people = People::of(&mut log, session)?;
    let drafted: Vec<Draft> = match args.moved && profile.address != before.address {
        true => drafts::moved(&view, profile, session.now.today, people.author),
        false => drafts::edit(&view, profile).into_iter().collect(),
    };
    if !drafted.is_empty() {
        people.write(&mut log, drafted, session)?;
    }
    let row = log.facilities()?.into_iter().find(|row| row.id == view.id);
    let row = row.ok_or_else(|| find::not_found(&args.facility))?;
    Ok(Out::of(rows::facility(&row), rows::facility_line(&row, session.lang)))
}

impl Fields {
    /// What the flags say, over `profile`.
    fn over(&self, mut profile: Profile, own: Option<FacilityId>, log: &mut Log, session: &Session) -> Result<Profile, Failure> {
        let texts = [
            (&self.street, &mut profile.street),
            (&self.address, &mut profile.address),
            (&self.phone, &mut profile.phone),
            (&self.head, &mut profile.head),
            (&self.contact, &mut profile.contact),
            (&self.filing_number, &mut profile.filing_number),
            (&self.credit_code, &mut profile.credit_code),
            (&self.directions, &mut profile.directions),
            (&self.note, &mut profile.note),
        ];
        for (given, field) in texts {
            put(given, field);
        }
        if let Some(beds) = &self.beds {
            let number = limit::halved(beds.trim());
            let wrong = || Failure::Usage(Usage::Words(words::NOT_A_NUMBER.get(session.lang).into()));
            profile.beds = if number.is_empty() { None } else { Some(number.parse().map_err(|_| wrong())?) };
        }
        profile.status = self.status.map_or(profile.status, StatusWord::status);
        profile.status_from = date_over(&self.since, profile.status_from)?;
        for former in self.former.iter().map(|f| f.trim()).filter(|f| !f.is_empty()) {
            if !profile.former_names.iter().any(|n| n == former) {
                profile.former_names.push(former.into());
            }
        }
        if let Some(host) = self.host.as_deref().map(str::trim) {
            profile.host = match host {
                "" => None,
                host => {
                    let id = find::facility(log, host)?;
                    let id = log.facility(id, session.now.today)?.id;
                    if Some(id) == own { None } else { Some(id) }
                }
            };
        }
        Ok(profile)
    }
}

fn of(session: &Session, facility: &str) -> Result<(Log, FacilityView), Failure> {
    let mut log = session.open()?;
    let view = view(&mut log, facility, session)?;
    Ok((log, view))
}

fn view(log: &mut Log, facility: &str, session: &Session) -> Result<FacilityView, Failure> {
    let id = find::facility(log, facility)?;
    log.facility(id, session.now.today)
}

fn writable(read_only: bool, view: &FacilityView) -> Result<(), Failure> {
    match read_only {
        true => Err(Failure::Rule(Refusal::NewerSubject { subject: format!("facility/{}", view.id) })),
        false => Ok(()),
    }
}

fn text(given: &Option<String>) -> Option<String> {
    given.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(String::from)
}

/// A text that was given stands in its field; an empty one empties it.
fn put(given: &Option<String>, field: &mut Option<String>) {
    if given.is_some() {
        *field = text(given);
    }
}

fn date_over(given: &Option<String>, before: Option<Date>) -> Result<Option<Date>, Failure> {
    match given.as_deref().map(str::trim) {
        None => Ok(before),
        Some("") => Ok(None),
        typed => day(typed),
    }
}

impl TypeWord {
    fn kind(self) -> FacilityType {
        match self {
            TypeWord::Home => FacilityType::Home,
            TypeWord::SmallHome => FacilityType::SmallHome,
            TypeWord::Centre => FacilityType::Centre,
            TypeWord::DayCare => FacilityType::DayCare,
            TypeWord::Canteen => FacilityType::Canteen,
            TypeWord::MealPoint => FacilityType::MealPoint,
        }
    }
}

impl StatusWord {
    fn status(self) -> Status {
        match self {
            StatusWord::Open => Status::Open,
            StatusWord::Suspended => Status::Suspended,
            StatusWord::Renovating => Status::Renovating,
            StatusWord::NotOpened => Status::NotOpened,
            StatusWord::Closed => Status::Closed,
        }
    }
}

impl PresenceWord {
    pub fn presence(self) -> Presence {
        match self {
            PresenceWord::Yes => Presence::Yes,
            PresenceWord::No => Presence::No,
            PresenceWord::Unknown => Presence::Unknown,
        }
    }
}
