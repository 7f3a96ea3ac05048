//! `report plan`: plan coverage of a year as a page or a table; with `--item` the entries that an item's figures are
//! counted from.

use super::args::{Report, ReportFormat};
use super::out::Out;
use super::session::Session;
use crate::content;
use crate::disk;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::failure::usage::Usage;
use crate::report::coverage::{self, Made};
use crate::text::{coverage as words, t};
use crate::views::coverage::{Coverage, CoverageEntry, Figures};
use serde_json::{Value, json};
use std::path::PathBuf;

pub fn run(session: &Session, args: &Report) -> Result<Out, Failure> {
    if args.blank || args.draft.is_some() {
        let said = t!("--blank 和 --draft 只用于一次检查的笔录", "--blank and --draft are for the record of a visit");
        return Err(Failure::Usage(Usage::Words(said.get(session.lang).into())));
    }
    let lang = session.lang;
    let year = args.year.unwrap_or(session.now.today.year());
    let street = args.street.clone().unwrap_or_default();
    let mut log = session.open_to_read()?;
    let of = log.coverage(year, &street, session.now.today)?;
    if !street.is_empty() && of.places.is_empty() {
        return Err(Failure::Rule(Refusal::NotFound { what: street }));
    }
    if let Some(item) = &args.item {
        let id = content::current_id(item);
        let known = of.items.contains_key(id);
        let entries =
            if known { log.coverage_entries(Some(year), &street, id)? } else { return Err(super::find::not_found(item)) };
        let lines: Vec<String> = entries.iter().map(|e| line(e, session)).collect();
        return Ok(Out::of(entries.iter().map(entry).collect(), lines.join("\n")));
    }
    let paper = session.home.paper(&session.settings);
    let made = Made { of: &of, plans: content::plans(), demo: log.is_demonstration()?, lang, paper: &paper };
    let (bytes, ends) = match args.format {
        ReportFormat::Html => (coverage::html(&made).into_bytes(), "html"),
        ReportFormat::Csv => (coverage::csv(&made), "csv"),
    };
    let at = if street.is_empty() { words::EVERYWHERE.get(lang) } else { &street };
    let name = words::FILE.fill(lang, &[&year, &crate::screens::paper::in_file_name(at), &ends]);
    let path = disk::resolved(&args.output.clone().unwrap_or_else(|| PathBuf::from(name)));
    disk::write_whole(&path, &bytes)?;
    let told = t!("已写到 {}；{} 条没有检查项覆盖", "Written to {}; {} clause{|s} without an item");
    let said = told.fill(lang, &[&path.display(), &of.uncovered()]);
    let mut value = json(&of);
    value["path"] = json!(path);
    Ok(Out::of(value, said))
}

fn json(of: &Coverage) -> Value {
    let item = |id: &String| of.items.get(id).map(|row| json!({ "id": id, "figures": figures(&row.figures) }));
    let clauses = of.clauses.iter().map(|c| {
        let items: Vec<Value> = c.items.iter().filter_map(item).collect();
        json!({ "clause": c.clause, "covered": !c.items.is_empty(), "figures": figures(&c.figures), "items": items })
    });
    json!({
        "year": of.year, "street": of.street, "facilities": of.in_business(), "uncovered": of.uncovered(),
        "clauses": clauses.collect::<Value>(),
    })
}

fn figures(f: &Figures) -> Value {
    json!({
        "owed": f.owed.count(), "checked": f.checked.count(), "visits": f.visits.count(), "pass": f.pass, "fail": f.fail,
        "na": f.na, "unchecked": f.unchecked, "batch": f.batch, "backfilled": f.late, "open": f.open, "closed": f.closed,
        "fixed_on_spot": f.fixed, "findings_apart": f.apart,
    })
}

fn entry(e: &CoverageEntry) -> Value {
    json!({
        "point": e.point.to_string(), "inspection": e.point.inspection, "facility": e.facility, "facility_name": e.facility_name,
        "date": e.on, "verdict": e.verdict, "batch": e.batch, "backfilled": e.late, "imported": e.imported, "words": e.words,
        "state": e.stage,
    })
}

fn line(e: &CoverageEntry, session: &Session) -> String {
    let lang = session.lang;
    let on = e.on.map(|d| d.to_string()).unwrap_or_default();
    let stage = e.stage.map_or("", |s| s.words().get(lang));
    let marks = [(e.batch, words::BATCH), (e.late, words::LATE), (e.imported, words::IMPORTED)];
    let marks: Vec<&str> = marks.iter().filter(|(on, _)| *on).map(|(_, t)| t.get(lang)).collect();
    let said = [on, e.facility_name.clone(), e.verdict.words().get(lang).into(), stage.into(), marks.join(" "), e.words.clone()];
    let said: Vec<String> = said.into_iter().filter(|s| !s.is_empty()).collect();
    format!("{}  {}", said.join("  "), e.point)
}
