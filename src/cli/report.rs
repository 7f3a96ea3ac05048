//! `report`: the record of a visit as a file, made from the set a draft froze, or as a draft from what stands now.

use super::args::{Report, ReportFormat};
use super::coverage;
use super::find;
use super::out::Out;
use super::session::Session;
use crate::content;
use crate::disk;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::failure::usage::Usage;
use crate::report::{blank, record};
use crate::request::freeze;
use crate::screens::paper;
use crate::screens::sheets::Of;
use crate::text::{Lang, t};
use crate::views::visit::{FreezeNow, Visit};
use serde_json::json;
use std::path::PathBuf;

pub fn run(session: &Session, args: &Report) -> Result<Out, Failure> {
    if args.inspection == "plan" {
        return coverage::run(session, args);
    }
    if args.year.is_some() || args.street.is_some() || args.item.is_some() || args.format != ReportFormat::Html {
        let said =
            t!("--year、--street、--item 和 csv 只用于 report plan", "--year, --street, --item and csv are for report plan");
        return Err(Failure::Usage(Usage::Words(said.get(session.lang).into())));
    }
    let mut log = session.open_to_read()?;
    let visit = log.visit(find::inspection(&args.inspection)?)?;
    let paper = session.home.paper(&session.settings);
    let norms = content::norms();
    let standing = match args.draft {
        Some(number) => Some(draft(&visit, number)?),
        None => freeze::standing(&visit, None, None).ok().filter(|f| is_of_now(f)),
    };
    let html = match standing {
        _ if args.blank => blank::html(&visit, norms, session.lang, &paper),
        Some(frozen) => record::html(&log.visit_at(frozen.entry)?, norms, Some(frozen), session.lang, &paper),
        None => record::html(&visit, norms, None, session.lang, &paper),
    };
    let frozen = standing.filter(|_| !args.blank);
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(name(&visit, frozen, args.blank, session.lang)));
    disk::write_whole(&path, html.as_bytes())?;
    let (draft, check) = (frozen.map(|f| f.freeze.draft), frozen.map(|f| f.freeze.check()));
    let words = t!("已写到 {}", "Written to {}").fill(session.lang, &[&path.display()]);
    Ok(Out::of(json!({ "path": path, "draft": draft, "check": check }), words))
}

/// A draft by its number, also one that is void: the paper says so across each page.
fn draft(visit: &Visit, number: u32) -> Result<&FreezeNow, Failure> {
    let found = visit.parts.freezes.iter().find(|f| f.freeze.draft == number);
    found.ok_or(Failure::Rule(Refusal::WrongCheck))
}

/// A draft that was signed stays the record. One that waits and no longer holds all is none: what was recorded since
/// must not be missing from a paper.
fn is_of_now(freeze: &FreezeNow) -> bool {
    freeze.outside.is_empty() || freeze.is_signed()
}

/// The paper's name as the screen gives it; of what was never frozen, 草稿 or 空白表 instead of the draft's number.
fn name(visit: &Visit, frozen: Option<&FreezeNow>, blank: bool, lang: Lang) -> String {
    if let Some(frozen) = frozen {
        return paper::file_name(visit, frozen, lang);
    }
    let of = Of::visit(visit);
    let what = match blank {
        true => t!("空白表", "blank form"),
        false => t!("草稿", "draft"),
    };
    let facility = paper::in_file_name(&visit.parts.facility.joined.value.name);
    format!("{} {facility} {}{}.html", of.on, of.apart(lang), what.get(lang))
}
