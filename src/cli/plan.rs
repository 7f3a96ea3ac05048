//! `plan`: visits that are meant to be made: put in, moved, withdrawn, listed, and the week as a page.

use super::out::Out;
use super::people::People;
use super::session::{Session, day};
use super::{find, parse};
use crate::content;
use crate::disk;
use crate::domain::name::Id;
use crate::failure::Failure;
use crate::failure::usage::Usage;
use crate::journal::entry::Draft;
use crate::report::week;
use crate::request::plan as drafts;
use crate::store::Log;
use crate::text::{Lang, plan as words};
use crate::views::plan::{PlanRow, Standing};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct Plan {
    #[command(subcommand)]
    pub what: PlanCommand,
}

#[derive(Subcommand, Debug)]
pub enum PlanCommand {
    Add(PlanAdd),
    Move(PlanMove),
    Withdraw(PlanWithdraw),
    List(PlanList),
}

#[derive(Args, Debug)]
pub struct PlanAdd {
    #[arg(value_name = "FACILITY")]
    pub facility: String,
    #[arg(long, value_name = "D")]
    pub date: String,
    #[arg(long, value_name = "PERSON")]
    pub with: Vec<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub note: Option<String>,
}

#[derive(Args, Debug)]
pub struct PlanMove {
    #[arg(value_name = "PLAN")]
    pub plan: String,
    #[arg(long, value_name = "D", conflicts_with = "earlier")]
    pub date: Option<String>,
    #[arg(long)]
    pub earlier: bool,
}

#[derive(Args, Debug)]
pub struct PlanWithdraw {
    #[arg(value_name = "PLAN")]
    pub plan: String,
}

#[derive(Args, Debug)]
pub struct PlanList {
    #[arg(long, value_name = "D")]
    pub from: Option<String>,
    #[arg(long, value_name = "D")]
    pub to: Option<String>,
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub output: Option<PathBuf>,
}

pub fn run(session: &Session, args: &Plan) -> Result<Out, Failure> {
    match &args.what {
        PlanCommand::Add(args) => add(session, args),
        PlanCommand::Move(args) => moved(session, args),
        PlanCommand::Withdraw(args) => withdraw(session, args),
        PlanCommand::List(args) => list(session, args),
    }
}

/// Without `--with` the one who writes goes.
fn add(session: &Session, args: &PlanAdd) -> Result<Out, Failure> {
    let on = day(Some(&args.date))?.unwrap_or(session.now.today);
    not_past(on, session)?;
    let mut log = session.open()?;
    let facility = find::facility(&mut log, &args.facility)?;
    let facility = log.facility(facility, session.now.today)?.id;
    let mut people = People::of(&mut log, session)?;
    let mut who = people.all(&args.with)?;
    if who.is_empty() {
        who.extend(people.author);
    }
    let note = args.note.clone().filter(|n| !n.trim().is_empty());
    let (id, draft) = drafts::add(&log.plans_of(facility)?, drafts::of(facility, on, who, note)).map_err(Failure::Rule)?;
    write(&mut log, people, draft, session)?;
    told(&mut log, id, session)
}

fn moved(session: &Session, args: &PlanMove) -> Result<Out, Failure> {
    let mut log = session.open()?;
    let row = log.plan(id(&args.plan)?)?;
    let calendar = content::calendar();
    let on = match day(args.date.as_deref())? {
        Some(on) => on,
        None => drafts::working_day(calendar, row.on(), !args.earlier),
    };
    not_past(on, session)?;
    let draft = drafts::move_to(&row, on).map_err(Failure::Rule)?;
    let people = People::of(&mut log, session)?;
    write(&mut log, people, draft, session)?;
    told(&mut log, row.id, session)
}

fn withdraw(session: &Session, args: &PlanWithdraw) -> Result<Out, Failure> {
    let mut log = session.open()?;
    let row = log.plan(id(&args.plan)?)?;
    let draft = drafts::withdraw(&row).map_err(Failure::Rule)?;
    let people = People::of(&mut log, session)?;
    write(&mut log, people, draft, session)?;
    told(&mut log, row.id, session)
}

/// This week, or from one day to another; `--output` writes the page instead of telling the rows.
fn list(session: &Session, args: &PlanList) -> Result<Out, Failure> {
    let today = session.now.today;
    let (monday, sunday) = drafts::week_of(day(args.from.as_deref())?.unwrap_or(today));
    let from = day(args.from.as_deref())?.unwrap_or(monday);
    let to = day(args.to.as_deref())?.unwrap_or(sunday);
    let mut log = session.open_to_read()?;
    let rows = log.plans(from, to)?;
    if let Some(path) = &args.output {
        let paper = session.home.paper(&session.settings);
        let demo = log.is_demonstration()?;
        let page = week::html(&week::Made { from, to, rows: &rows, demo, lang: session.lang, paper: &paper });
        let path = disk::resolved(path);
        disk::write_whole(&path, page.as_bytes())?;
        return Ok(Out::of(json!({ "path": path, "rows": rows.len() }), path.display().to_string()));
    }
    let lines: Vec<String> = rows.iter().map(|row| line(row, today, session.lang)).collect();
    Ok(Out::of(rows.iter().map(|row| value(row, today)).collect(), lines.join("\n")))
}

fn write(log: &mut Log, mut people: People, draft: Option<Draft>, session: &Session) -> Result<(), Failure> {
    if let Some(draft) = draft {
        people.write(log, vec![draft], session)?;
    }
    Ok(())
}

fn told(log: &mut Log, plan: Id, session: &Session) -> Result<Out, Failure> {
    let row = log.plan(plan)?;
    let mut said = line(&row, session.now.today, session.lang);
    // Nobody is at work then: it is told, and stands as asked for.
    if row.stands() && !content::calendar().is_workday(row.on()) {
        let on = crate::report::day(row.on(), session.lang);
        said += &format!("\n{on} {}", words::DAY_OFF.get(session.lang));
    }
    Ok(Out::of(value(&row, session.now.today), said))
}

fn id(typed: &str) -> Result<Id, Failure> {
    let text = parse::unguarded(typed).trim();
    let text = text.strip_prefix("plan/").unwrap_or(text);
    text.parse().map_err(|_| find::not_found(typed))
}

fn not_past(on: Date, session: &Session) -> Result<(), Failure> {
    match on < session.now.today {
        true => Err(Failure::Usage(Usage::Words(words::IN_PAST.get(session.lang).into()))),
        false => Ok(()),
    }
}

fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Ahead => "ahead",
        Standing::Missed => "missed",
        Standing::Visited => "visited",
        Standing::NotDone => "not_done",
        Standing::Withdrawn => "withdrawn",
    }
}

fn value(row: &PlanRow, today: Date) -> Value {
    let plan = &row.plan.joined.value;
    json!({
        "id": row.id,
        "facility": row.facility,
        "facility_name": row.facility_name,
        "date": plan.on,
        "people": row.people,
        "note": plan.note,
        "state": word(row.standing(today)),
        "inspection": row.visit.map(|(id, _)| id),
        "differs": row.plan.joined.differs,
    })
}

fn line(row: &PlanRow, today: Date, lang: Lang) -> String {
    let state = match row.standing(today) {
        Standing::Ahead => words::AHEAD,
        Standing::Missed => words::MISSED,
        Standing::Visited => words::VISITED,
        Standing::NotDone => words::NOT_DONE,
        Standing::Withdrawn => words::WITHDRAWN,
    };
    let note = row.plan.joined.value.note.as_deref().unwrap_or("");
    let people = row.people.join(" ");
    format!("{}  {}  {}  {people}  {}  {note}", row.id, row.on(), row.facility_name, state.get(lang)).trim_end().into()
}
