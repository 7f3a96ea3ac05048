//! `finding` and `settle`: the steps of a finding, the second person's word, and a dispute settled by taking one judgement.

use super::args::{Finding, JudgementWord, Settle, StepWord};
use super::find;
use super::out::Out;
use super::parse::unguarded;
use super::people::People;
use super::session::{Session, day};
use crate::content::limit;
use crate::domain::event::Event;
use crate::domain::point::Stage;
use crate::domain::subject::Subject;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::failure::usage::Usage;
use crate::journal::entry::Draft;
use crate::request::finding::{self as draft, Taken};
use crate::text::finding::REASONS;
use crate::text::t;
use crate::views::finding::FindingView;
use serde_json::json;

pub fn run(session: &Session, args: &Finding) -> Result<Out, Failure> {
    if (args.step == StepWord::Judge) != args.judgement.is_some() {
        return Err(Failure::Usage(Usage::Needs { flag: "judge", other: "major|not" }));
    }
    let (on, due) = (day(args.date.as_deref())?, day(args.due.as_deref())?);
    let visit = args.visit.as_deref().map(find::inspection).transpose()?;
    let mut log = session.open()?;
    let view = log.finding(&find::point(&args.point)?)?;
    let mut people = People::of(&mut log, session)?;
    let mut officers: Vec<_> = people.author.into_iter().collect();
    officers.extend(people.all(&args.with)?);
    let consent = args.consent.as_deref().map(|p| people.named(p)).transpose()?;
    let drafts = match args.judgement {
        Some(word) => {
            draft::may_judge(&view, &people.known, people.author).map_err(Failure::Rule)?;
            draft::judge(&view, word == JudgementWord::Major, people.author, args.reason.clone())
        }
        None => {
            // 当场改好 is of the day it was found on, whenever it is written down.
            let usual = if args.step == StepWord::Fixed { view.row.found_on } else { None };
            let on = on.or(usual).unwrap_or(session.now.today);
            let (to, words) = (receiver(args, &view), args.reason.clone());
            let clause = args.clause.clone().map(|c| c.trim().to_string()).filter(|c| !c.is_empty());
            let taken = Taken { stage: args.step.stage(), on, due, visit, officers, consent, to, words, clause };
            draft::step(&view, &taken.each_once(people.known.iter())).map_err(Failure::Rule)?
        }
    };
    people.write(&mut log, drafts, session)?;
    let now = log.finding(&view.row.id)?.row;
    let (mut json, words) = (json!({ "id": now.id, "state": super::rows::stage(now.stage) }), super::rows::stage_words);
    let mut words = format!("{}  {}", now.id, words(now.stage, session.lang));
    if let Some(to) = receiver(args, &view) {
        json["to"] = json!(to);
        words += &format!("  {to}");
    }
    Ok(Out::of(json, words))
}

/// Whom it is handed over to: as named, else the authority that the rules name for its item. On papers, so in their
/// language.
fn receiver(args: &Finding, view: &FindingView) -> Option<String> {
    let own = || view.authority.filter(|_| args.step == StepWord::Transfer).map(|to| to.authority.zh.clone());
    args.to.clone().or_else(own)
}

/// Settles a dispute: what the named entry says replaces every head, and the reason stands beside it.
pub fn settle(session: &Session, args: &Settle) -> Result<Out, Failure> {
    let subject = Subject::parse(unguarded(&args.subject).trim());
    let subject = match subject {
        Subject::Unknown(text) => Subject::Point(find::point(&text)?),
        known => known,
    };
    let taken = find::entry(&args.take)?;
    let reason = why(&args.reason)?;
    let mut log = session.open()?;
    let mut people = People::of(&mut log, session)?;
    let said = log.said(&subject)?;
    // First whether there is anything to settle: what was settled already is no entry that cannot be found.
    if said.heads.len() < 2 {
        return Err(Failure::Rule(Refusal::NotDisputed { subject: subject.to_string() }));
    }
    let voice = said.voices.iter().find(|v| v.entry == taken).ok_or_else(|| find::not_found(&args.take))?;
    let body = with_reason(voice.value.clone(), &reason);
    let written = people.write(&mut log, vec![Draft { subject: subject.clone(), replaces: said.heads, body }], session)?;
    let words = t!("已处理分歧：{}", "Settled: {}").fill(session.lang, &[&subject]);
    Ok(Out::of(json!({ "id": subject, "entry": written.ids.first() }), words))
}

/// A reason by its digit, as on the screen, with words behind the digit or instead of it; on the point, so in the language of the
/// paper.
fn why(typed: &str) -> Result<String, Failure> {
    let (first, rest) = typed.trim().split_once(char::is_whitespace).unwrap_or((typed.trim(), ""));
    let number = limit::halved(first).parse::<usize>();
    let digit = number.clone().ok().and_then(|n| REASONS.get(n.checked_sub(1)?));
    match (digit, rest.trim()) {
        (Some(reason), "") => Ok(reason.zh.into()),
        // 其他 stands for the words behind it.
        (Some(reason), words) if *reason == REASONS[REASONS.len() - 1] => Ok(words.into()),
        (Some(reason), words) => Ok(format!("{} {words}", reason.zh)),
        (None, "") if first.is_empty() || number.is_ok() => {
            Err(Failure::Usage(Usage::NotAReason { typed: first.into(), most: REASONS.len() }))
        }
        (None, _) => Ok(typed.trim().into()),
    }
}

/// The value with the reason in the field that its kind has for it.
fn with_reason(mut event: Event, reason: &str) -> Event {
    let reason = reason.trim().to_string();
    match &mut event {
        Event::Point(point) if !point.notes.contains(&reason) => {
            point.notes.push(reason);
            point.notes.sort();
        }
        Event::Trait(value) => value.note = Some(reason),
        Event::Paper(value) => value.note = Some(reason),
        Event::Facility(value) => value.note = Some(reason),
        Event::Major(value) => value.reason = Some(reason),
        Event::Same(value) => value.reason = Some(reason),
        Event::Inspection(value) => value.reason = Some(reason),
        _ => {}
    }
    event
}

impl StepWord {
    fn stage(self) -> Stage {
        match self {
            StepWord::Fixed => Stage::FixedOnSpot,
            StepWord::Order => Stage::Ordered,
            StepWord::Recheck => Stage::NotFixed,
            StepWord::Partly => Stage::Partly,
            StepWord::Close => Stage::Closed,
            StepWord::Reopen | StepWord::Judge => Stage::Open,
            StepWord::Transfer => Stage::Transferred,
        }
    }
}
