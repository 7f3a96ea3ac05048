//! `tie`: a line of a ledger taken in belongs to an item of the checklists. Without an item the likeliest are told.

use super::find;
use super::out::Out;
use super::people::People;
use super::session::Session;
use crate::content::checklist::Item;
use crate::failure::Failure;
use crate::request::finding as drafts;
use clap::Args;
use serde_json::{Value, json};

#[derive(Args, Debug)]
pub struct Tie {
    #[arg(value_name = "POINT")]
    pub point: String,
    #[arg(long, value_name = "ITEM")]
    pub item: Option<String>,
}

pub fn run(session: &Session, args: &Tie) -> Result<Out, Failure> {
    let point = find::point(&args.point)?;
    let mut log = if args.item.is_some() { session.open()? } else { session.open_to_read()? };
    let view = log.finding(&point)?;
    let (lists, _) = log.lists()?;
    let kind = log.facility(view.row.facility, session.now.today)?.profile.joined.value.kind;
    let items: Vec<&Item> = lists.iter().flat_map(|l| &l.items).filter(|i| i.fits(kind)).collect();
    let Some(typed) = args.item.as_deref().map(str::trim) else {
        let said = format!("{} {}", view.row.place, view.row.facts);
        let likely = drafts::likely(items, &said);
        let lines: Vec<String> = likely.iter().map(|i| format!("{}  {}", i.id, i.short.get(session.lang))).collect();
        let json: Value = likely.iter().map(|i| json!({ "item": i.id, "short": i.short })).collect();
        return Ok(Out::of(json, lines.join("\n")));
    };
    let named = |i: &&&Item| i.id == typed || i.aliases.iter().any(|a| a == typed);
    let item = match typed {
        "" => None,
        typed => Some(items.iter().find(named).ok_or_else(|| find::not_found(typed))?.id.as_str()),
    };
    let drafted = drafts::tie(&view, item).map_err(Failure::Rule)?;
    if !drafted.is_empty() {
        People::of(&mut log, session)?.write(&mut log, drafted, session)?;
    }
    let now = log.finding(&view.row.id)?.row;
    Ok(Out::of(
        json!({ "id": now.id, "item": now.item }),
        format!("{}  {}", now.id, now.item.as_deref().unwrap_or("-")),
    ))
}
