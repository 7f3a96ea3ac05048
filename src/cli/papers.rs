//! `freeze` and `sign`: the set a record is made from, and what happened with the pen.

use super::args::{Freeze, HowWord, Sign};
use super::find;
use super::out::Out;
use super::parse::unguarded;
use super::people::People;
use super::session::{Session, day};
use crate::domain::event::Event;
use crate::domain::inspection::{Left, SignedHow};
use crate::domain::subject::PointId;
use crate::failure::Failure;
use crate::failure::usage::Usage;
use crate::request::freeze::{self as draft, Signed};
use crate::text::closing::{DUE, NEEDED, REASON, RESERVATION, WITNESS};
use crate::text::t;
use crate::views::closing::closing;
use crate::views::visit::Visit;
use serde_json::json;

pub fn freeze(session: &Session, args: &Freeze) -> Result<Out, Failure> {
    let mut log = session.open()?;
    let visit = log.visit(find::inspection(&args.inspection)?)?;
    let mut people = People::of(&mut log, session)?;
    let sections = args.section.iter().map(|s| section(&visit, s)).collect::<Result<Vec<_>, _>>()?;
    let left = args.leave.iter().map(|l| left(&visit, l)).collect::<Result<Vec<_>, _>>()?;
    let paper = session.home.paper(&session.settings);
    let drafted = draft::freeze(&visit, &sections, left, paper, session.now.today).map_err(Failure::Rule)?;
    let (number, check) = match &drafted.body {
        Event::Freeze(freeze) => (freeze.draft, freeze.check()),
        _ => (0, String::new()),
    };
    let written = people.write(&mut log, vec![drafted], session)?;
    let said = t!("第 {} 稿  校验码 {}", "Draft {}  check code {}").fill(session.lang, &[&number, &check]);
    // What prints as a blank for the pen is told before somebody signs beside it.
    let owed = closing(&visit).incomplete;
    let lacks = owed.iter().map(|(point, missing)| {
        let missing: Vec<&str> = missing.iter().map(|m| m.words().get(session.lang)).collect();
        t!("待补 {}：{}", "Missing {}: {}").fill(session.lang, &[&point.key, &missing.join(" ")])
    });
    let said = std::iter::once(said).chain(lacks).collect::<Vec<_>>().join("\n");
    let owed: Vec<&PointId> = owed.iter().map(|(point, _)| point).collect();
    let mut json = json!({ "id": written.ids.first(), "draft": number, "check": check });
    if !owed.is_empty() {
        json["incomplete"] = json!(owed);
    }
    Ok(Out::of(json, said))
}

pub fn sign(session: &Session, args: &Sign) -> Result<Out, Failure> {
    let due = day(args.due.as_deref())?;
    let mut log = session.open()?;
    let visit = log.visit(find::inspection(&args.inspection)?)?;
    let mut people = People::of(&mut log, session)?;
    let freeze = draft::standing(&visit, args.draft, args.check.as_deref()).map_err(Failure::Rule)?;
    let how = args.how.how();
    let (reason, witness) = (args.reason.clone(), args.witness.clone());
    // What the paper then has as a blank line for the pen.
    let wants = match how {
        SignedHow::Refused => vec![("reason", REASON, reason.is_none()), ("witness", WITNESS, witness.is_none())],
        SignedHow::Reserved => vec![("reason", RESERVATION, reason.is_none())],
        SignedHow::Later => vec![("due", DUE, due.is_none())],
        SignedHow::Signed | SignedHow::ByHand => Vec::new(),
    };
    let lacks: Vec<_> = wants.into_iter().filter(|(.., lacks)| *lacks).collect();
    let signed = Signed { how, on: session.now.today, reason, witness, due };
    let drafted = draft::sign(&visit, freeze, signed).map_err(Failure::Rule)?;
    let written = people.write(&mut log, vec![drafted], session)?;
    let (number, check) = (freeze.freeze.draft, freeze.freeze.check());
    let said =
        t!("第 {} 稿（{}）：{}", "Draft {} ({}): {}").fill(session.lang, &[&number, &check, &how.words().get(session.lang)]);
    let mut json = json!({ "id": written.ids.first(), "draft": number, "check": check, "how": how });
    let told = lacks.iter().map(|(_, label, _)| NEEDED.fill(session.lang, &[&label.get(session.lang).replace(' ', "")]));
    let said = std::iter::once(said).chain(told).collect::<Vec<_>>().join("\n");
    if !lacks.is_empty() {
        json["incomplete"] = json!(lacks.iter().map(|(flag, ..)| flag).collect::<Vec<_>>());
    }
    Ok(Out::of(json, said))
}

/// A section as `list/section`, or by its id alone where only one list of the visit has it.
fn section(visit: &Visit, typed: &str) -> Result<String, Failure> {
    let ends = format!("/{typed}");
    let mut fits = visit.sections.iter().filter(|s| s.key == typed || s.key.ends_with(&ends)).map(|s| s.key.clone());
    match (fits.next(), fits.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(find::not_found(typed)),
    }
}

/// `POINT=REASON`; the point also by its item.
fn left(visit: &Visit, typed: &str) -> Result<Left, Failure> {
    let pair = unguarded(typed).split_once('=').filter(|(point, reason)| !point.trim().is_empty() && !reason.trim().is_empty());
    let (point, reason) = pair.ok_or_else(|| Failure::Usage(Usage::NotAPair { typed: typed.into() }))?;
    match find::target(visit, point)? {
        find::Target::Point(point) | find::Target::Rechecked(point) => Ok(Left { point, reason: reason.trim().into() }),
        _ => Err(find::not_found(point)),
    }
}

impl HowWord {
    fn how(self) -> SignedHow {
        match self {
            HowWord::Signed => SignedHow::Signed,
            HowWord::Reserved => SignedHow::Reserved,
            HowWord::Refused => SignedHow::Refused,
            HowWord::ByHand => SignedHow::ByHand,
            HowWord::Later => SignedHow::Later,
        }
    }
}
