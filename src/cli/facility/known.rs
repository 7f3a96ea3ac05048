//! What is known of a facility: its traits with who told them and when, its papers with their expiry. Told, or written
//! where something new is said.

use super::{PaperOf, TraitOf, date_over, of, put, text, view, writable};
use crate::cli::find;
use crate::cli::out::Out;
use crate::cli::people::People;
use crate::cli::session::Session;
use crate::content::words::{PAPERS, TRAITS, of_paper, of_trait};
use crate::domain::facility::{Paper, Presence, TraitValue};
use crate::failure::Failure;
use crate::request::facility as drafts;
use crate::text::{Text, facility as words};
use crate::views::facility::FacilityView;
use serde_json::{Value, json};

/// Without a trait all of them are told, the unknown ones too.
pub(super) fn trait_of(session: &Session, args: &TraitOf) -> Result<Out, Failure> {
    let (Some(name), Some(is)) = (&args.name, args.is) else {
        let mut log = session.open_to_read()?;
        let view = view(&mut log, &args.facility, session)?;
        let more = view.traits.keys().map(String::as_str).filter(|n| of_trait(n).is_none());
        let names: Vec<&str> = TRAITS.iter().map(|(name, _)| *name).chain(more).collect();
        let lines: Vec<String> = names.iter().map(|name| trait_line(&view, name, session)).collect();
        return Ok(Out::of(names.iter().map(|name| trait_json(&view, name)).collect(), lines.join("\n")));
    };
    let name = find::word(&TRAITS, name)?;
    let on = session.day(args.date.as_deref())?;
    let (mut log, now) = of(session, &args.facility)?;
    writable(now.traits.get(name).is_some_and(|t| t.read_only), &now)?;
    let mut people = People::of(&mut log, session)?;
    let (source, note) = (text(&args.told_by), text(&args.note));
    let value = TraitValue { is: is.presence(), on: Some(on), by: people.author, source, note };
    if now.traits.get(name).is_none_or(|t| t.joined.value != value || t.joined.disputed) {
        people.write(&mut log, vec![drafts::told_trait(&now, name, value)], session)?;
    }
    let view = log.facility(now.id, session.now.today)?;
    Ok(Out::of(trait_json(&view, name), trait_line(&view, name, session)))
}

/// Without a paper those on file are told, the first to run out first.
pub(super) fn paper_of(session: &Session, args: &PaperOf) -> Result<Out, Failure> {
    let Some(kind) = &args.kind else {
        let mut log = session.open_to_read()?;
        let view = view(&mut log, &args.facility, session)?;
        let mut kinds: Vec<&String> = view.papers.keys().collect();
        kinds.sort_by_key(|kind| view.papers[*kind].joined.value.expires.map_or((1, None), |on| (0, Some(on))));
        let lines: Vec<String> = kinds.iter().map(|kind| paper_line(&view, kind, session)).collect();
        return Ok(Out::of(kinds.iter().map(|kind| paper_json(&view, kind, session)).collect(), lines.join("\n")));
    };
    let kind = find::word(&PAPERS, kind)?;
    let (mut log, now) = of(session, &args.facility)?;
    let before = now.papers.get(kind).map(|p| p.joined.value.clone()).unwrap_or_default();
    let mut paper = Paper {
        expires: date_over(&args.until, before.expires)?,
        issued: date_over(&args.issued, before.issued)?,
        seen: date_over(&args.seen, before.seen)?,
        ..before.clone()
    };
    put(&args.number, &mut paper.number);
    put(&args.note, &mut paper.note);
    if paper != before {
        writable(now.papers.get(kind).is_some_and(|p| p.read_only), &now)?;
        People::of(&mut log, session)?.write(&mut log, vec![drafts::set_paper(&now, kind, paper)], session)?;
    }
    let view = log.facility(now.id, session.now.today)?;
    Ok(Out::of(paper_json(&view, kind, session), paper_line(&view, kind, session)))
}

fn name_of(words: Option<Text>, name: &str, session: &Session) -> String {
    words.map_or(name, |text| text.get(session.lang)).into()
}

fn trait_json(view: &FacilityView, name: &str) -> Value {
    let now = view.traits.get(name).map(|t| &t.joined);
    let value = now.map(|t| &t.value);
    json!({
        "trait": name,
        "is": value.map_or(Presence::Unknown, |v| v.is),
        "date": value.and_then(|v| v.on),
        "by": value.and_then(|v| v.by),
        "told_by": value.and_then(|v| v.source.clone()),
        "note": value.and_then(|v| v.note.clone()),
        "disputed": now.is_some_and(|t| t.disputed),
    })
}

fn trait_line(view: &FacilityView, name: &str, session: &Session) -> String {
    let value = view.traits.get(name).map(|t| &t.joined.value);
    let is = value.map_or(Presence::Unknown, |v| v.is).words().get(session.lang);
    let on = value.and_then(|v| v.on).map(|d| d.to_string()).unwrap_or_default();
    let said = value.map(|v| [v.source.as_deref(), v.note.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("  "));
    let (name, said) = (name_of(of_trait(name), name, session), said.unwrap_or_default());
    format!("{name}  {is}  {on}  {said}").trim_end().into()
}

fn paper_json(view: &FacilityView, kind: &str, session: &Session) -> Value {
    let paper = view.papers.get(kind).map(|p| p.joined.value.clone()).unwrap_or_default();
    json!({
        "paper": kind,
        "number": paper.number,
        "issued": paper.issued,
        "expires": paper.expires,
        "seen": paper.seen,
        "note": paper.note,
        "expired": paper.expires.is_some_and(|on| on < session.now.today),
    })
}

fn paper_line(view: &FacilityView, kind: &str, session: &Session) -> String {
    let paper = view.papers.get(kind).map(|p| p.joined.value.clone()).unwrap_or_default();
    let until = match paper.expires {
        None => words::NO_EXPIRY.get(session.lang).to_string(),
        Some(on) if on < session.now.today => words::EXPIRED_SINCE.fill(session.lang, &[&on]),
        Some(on) => words::EXPIRES.fill(session.lang, &[&on]),
    };
    let name = name_of(of_paper(kind), kind, session);
    let more = [paper.number, paper.note].into_iter().flatten().collect::<Vec<_>>().join("  ");
    format!("{name}  {until}  {more}").trim_end().into()
}
