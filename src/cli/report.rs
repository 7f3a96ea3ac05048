//! `report`: the record of a visit as a file, made from the set a draft froze, or as a draft from what stands now.

use super::args::Report;
use super::find;
use super::out::Out;
use super::session::Session;
use crate::content;
use crate::disk;
use crate::domain::inspection::SignedHow;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::report::{blank, record};
use crate::request::freeze::{self, Paper};
use crate::text::{Lang, t};
use crate::views::visit::{FreezeNow, Visit};
use serde_json::json;
use std::path::PathBuf;

pub fn run(session: &Session, args: &Report) -> Result<Out, Failure> {
    let mut log = session.open_to_read()?;
    let visit = log.visit(find::inspection(&args.inspection)?)?;
    let settings = &session.settings;
    let (unit, letterhead, laptop) = (settings.unit.clone(), settings.letterhead.clone(), settings.laptop.clone());
    let paper = Paper { unit, letterhead, laptop };
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
    let draft = standing.filter(|_| !args.blank).map(|f| f.freeze.draft);
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(name(&visit, draft, args.blank, session.lang)));
    disk::write_whole(&path, html.as_bytes())?;
    let check = standing.filter(|_| !args.blank).map(|f| f.freeze.check());
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
    freeze.outside.is_empty() || freeze.signs.iter().any(|s| s.how != SignedHow::Later)
}

/// 「2026-11-24 机构名 现场检查记录 第1稿.html」, without what a file's name cannot hold.
fn name(visit: &Visit, draft: Option<u32>, blank: bool, lang: Lang) -> String {
    let (on, facility) = (visit.parts.head.joined.value.on, &visit.parts.facility.joined.value.name);
    let what = match draft {
        _ if blank => t!("空白表", "blank form").get(lang).into(),
        Some(n) => t!("现场检查记录 第{}稿", "inspection record draft {}").fill(lang, &[&n]),
        None => t!("现场检查记录 草稿", "inspection record draft").get(lang).into(),
    };
    let plain = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    format!("{on} {facility} {what}.html").chars().map(plain).collect()
}
