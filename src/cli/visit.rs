//! What concerns a visit as a whole beside its items: that it could not be made, its right day, and 补正说明 after the
//! signing.

use super::find;
use super::new;
use super::out::Out;
use super::parse::unguarded;
use super::people::People;
use super::rows;
use super::session::{Session, day};
use crate::content::limit;
use crate::domain::inspection::NotDone;
use crate::domain::name::{Id, InspectionId};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::failure::usage::Usage;
use crate::journal::entry::Draft;
use crate::request::{freeze, visit as drafts};
use crate::store::Log;
use crate::text::{closing as closing_words, opening as words};
use clap::{Args, ValueEnum};
use serde_json::json;

#[derive(Args, Debug)]
pub struct NotMade {
    #[arg(value_name = "INSPECTION|PLAN")]
    pub inspection: String,
    #[arg(long, value_name = "W")]
    pub why: WhyWord,
    #[arg(long, value_name = "T")]
    pub time: Option<String>,
    #[arg(long, value_name = "P", allow_hyphen_values = true)]
    pub place: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub witness: Option<String>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[value(rename_all = "snake_case")]
pub enum WhyWord {
    #[value(alias = "1")]
    OutOfBusiness,
    #[value(alias = "2")]
    NobodyThere,
    #[value(alias = "3")]
    Refused,
    #[value(alias = "4")]
    Postponed,
}

#[derive(Args, Debug)]
pub struct Amend {
    #[arg(value_name = "INSPECTION")]
    pub inspection: String,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub reason: String,
    #[arg(long, value_name = "PERSON")]
    pub with: Vec<String>,
}

#[derive(Args, Debug)]
pub struct Correct {
    #[arg(value_name = "INSPECTION")]
    pub inspection: String,
    #[arg(long, value_name = "D")]
    pub date: String,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub reason: String,
}

/// A planned visit is opened for it first, so that it stands among the visits of the facility. Without a place the address
/// on file, without a time now.
pub fn not_made(session: &Session, args: &NotMade) -> Result<Out, Failure> {
    let mut log = session.open()?;
    let typed = unguarded(&args.inspection).trim();
    let id: Id = typed.strip_prefix("plan/").unwrap_or(typed).parse().map_err(|_| find::not_found(typed))?;
    let visit = match find::is_there(log.visit(id))? {
        Some(visit) => visit,
        None => {
            let row = find::is_there(log.plan(id))?.filter(|row| row.stands()).ok_or_else(|| find::not_found(typed))?;
            if row.on() > session.now.today {
                return Err(Failure::Usage(Usage::Words(words::IN_FUTURE.get(session.lang).into())));
            }
            let opened = new::of_plan(session, &mut log, &row)?;
            log.visit(opened)?
        }
    };
    let on_file = visit.parts.facility.joined.value.address.clone().unwrap_or_default();
    let text = |given: &Option<String>| given.as_deref().map(|t| t.trim().to_string());
    let tried = drafts::Tried {
        time: limit::clock(&text(&args.time).unwrap_or_else(|| session.now.time.clone())),
        place: text(&args.place).unwrap_or(on_file),
        witness: text(&args.witness).unwrap_or_default(),
    };
    let why = args.why.why();
    let drafted = drafts::not_done(&visit, why, &tried).map_err(Failure::Rule)?;
    write(&mut log, drafted, session)?;
    let said = words::NOT_DONE_SAID.fill(session.lang, &[&why.words().get(session.lang)]);
    Ok(Out::of(json!({ "id": visit.parts.id, "why": why }), format!("{}\n{said}", visit.parts.id)))
}

/// The signed record never changes: what came later, and why, stands on a page of its own.
pub fn amend(session: &Session, args: &Amend) -> Result<Out, Failure> {
    let reason = needed(&args.reason, "--reason", session)?;
    let mut log = session.open()?;
    let visit = log.visit(find::inspection(&args.inspection)?)?;
    let signed = visit.parts.freezes.iter().filter(|f| !f.signs.is_empty()).max_by_key(|f| f.freeze.draft);
    let signed = signed.ok_or(Failure::Rule(Refusal::NotSigned))?;
    let mut people = People::of(&mut log, session)?;
    let mut who: Vec<_> = people.author.into_iter().collect();
    who.extend(people.all(&args.with)?);
    who.dedup();
    let drafted = freeze::amend(&visit, signed.entry, session.now.today, reason, who);
    let written = people.write(&mut log, vec![drafted], session)?;
    let json = json!({ "id": written.ids.first(), "draft": signed.freeze.draft, "check": signed.freeze.check() });
    Ok(Out::of(json, closing_words::AMEND_WRITTEN.get(session.lang)))
}

/// The id of the visit stays; it was made from the day that was typed then.
pub fn correct(session: &Session, args: &Correct) -> Result<Out, Failure> {
    let reason = needed(&args.reason, "--reason", session)?;
    let on = day(Some(&args.date))?.unwrap_or(session.now.today);
    if on > session.now.today {
        return Err(Failure::Usage(Usage::Words(words::IN_FUTURE.get(session.lang).into())));
    }
    let mut log = session.open()?;
    let visit = log.visit(find::inspection(&args.inspection)?)?;
    let drafted = drafts::correct_day(&visit, on, &reason).map_err(Failure::Rule)?;
    write(&mut log, drafted, session)?;
    told(&mut log, visit.parts.id, session)
}

fn write(log: &mut Log, drafted: Vec<Draft>, session: &Session) -> Result<(), Failure> {
    if !drafted.is_empty() {
        People::of(log, session)?.write(log, drafted, session)?;
    }
    Ok(())
}

fn told(log: &mut Log, id: InspectionId, session: &Session) -> Result<Out, Failure> {
    let row = log.visits(None)?.into_iter().find(|row| row.id == id).ok_or_else(|| find::not_found(&id.to_string()))?;
    Ok(Out::of(rows::inspection(&row), rows::inspection_line(&row, session.lang)))
}

fn needed(given: &str, flag: &str, session: &Session) -> Result<String, Failure> {
    match given.trim() {
        "" => Err(Failure::Usage(Usage::Words(crate::text::cli::NO_VALUE.fill(session.lang, &[&flag])))),
        text => Ok(text.into()),
    }
}

impl WhyWord {
    fn why(self) -> NotDone {
        match self {
            WhyWord::OutOfBusiness => NotDone::OutOfBusiness,
            WhyWord::NobodyThere => NotDone::NobodyThere,
            WhyWord::Refused => NotDone::Refused,
            WhyWord::Postponed => NotDone::Postponed,
        }
    }
}
