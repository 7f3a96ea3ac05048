//! `import`: takes a roster or a ledger in, or only tells what it would do.

use super::args::{Import as Args, ImportWord};
use super::out::Out;
use super::people::People;
use super::session::Session;
use crate::domain::event::ImportKind;
use crate::domain::point::LedgerLine;
use crate::failure::{Failure, exit};
use crate::files::import;
use crate::request::import::{Fate, Planned, Preview, PreviewRow};
use crate::text::{Lang, t};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub fn run(session: &Session, args: &Args) -> Result<Out, Failure> {
    let kind = match args.what {
        ImportWord::Facilities => ImportKind::Facilities,
        ImportWord::People => ImportKind::People,
        ImportWord::Ledger => ImportKind::Ledger,
    };
    let answers: BTreeMap<u32, bool> = args.same.iter().map(|row| (*row, true)).collect();
    let mut log = if args.dry_run { session.open_to_read()? } else { session.open()? };
    let Planned { preview, drafts } = import::plan(&mut log, kind, &args.file, &answers)?;
    let group = match drafts.is_empty() || args.dry_run {
        true => None,
        false => Some(People::of(&mut log, session)?.write(&mut log, drafts, session)?.group),
    };
    let code = if preview.count(Fate::LeftOut) > 0 { exit::NOT_SO } else { exit::DONE };
    let words = words(&preview, group, args.dry_run, session.lang);
    Ok(Out::of(json(&preview, group, args.dry_run, session.lang), words).with_code(code))
}

fn json(preview: &Preview, group: Option<u64>, dry_run: bool, lang: Lang) -> Value {
    let row = |r: &PreviewRow| {
        let why: Vec<String> = r.why.iter().map(|w| w.say(lang)).collect();
        json!({ "row": r.row, "name": r.name, "fate": r.fate.word(), "same": r.same, "why": why })
    };
    let missing = preview.missing.iter().map(|(id, name)| json!({ "id": id, "name": name }));
    json!({
        "group": group,
        "dry_run": dry_run,
        "again": preview.again,
        "added": preview.added(),
        "changed": preview.changed(),
        "unchanged": preview.count(Fate::Unchanged),
        "doubtful": preview.count(Fate::Doubtful),
        "marked": preview.marked(),
        "left_out": preview.count(Fate::LeftOut),
        "rows": preview.rows.iter().map(row).collect::<Vec<_>>(),
        "missing": missing.collect::<Vec<_>>(),
        "new_facilities": preview.new_places,
    })
}

/// What is worth a line: every row but those that stay as they are, what is missing, and the counts.
fn words(preview: &Preview, group: Option<u64>, dry_run: bool, lang: Lang) -> String {
    let mut lines = Vec::new();
    for row in preview.rows.iter().filter(|r| r.fate != Fate::Unchanged) {
        let why: Vec<String> = row.why.iter().map(|w| w.say(lang)).collect();
        let line = format!("{:>5}  {}  {}  {}", LedgerLine::told(row.row), row.fate.words().get(lang), row.name, why.join("; "));
        lines.push(line.trim_end().to_string());
    }
    if !preview.new_places.is_empty() {
        let names = preview.new_places.join(" ");
        lines.push(t!("新立待补正的机构：{}", "new facilities, to be put right: {}").fill(lang, &[&names]));
    }
    for (_, name) in &preview.missing {
        lines.push(t!("名册里没有：{}（没有改动）", "not in this file: {} (not changed)").fill(lang, &[name]));
    }
    let counts: [&dyn std::fmt::Display; 6] = [
        &preview.added(),
        &preview.changed(),
        &preview.count(Fate::Unchanged),
        &preview.count(Fate::Doubtful),
        &preview.marked(),
        &preview.count(Fate::LeftOut),
    ];
    let said = t!(
        "新增 {}，更新 {}，不变 {}，待认 {}，待补正 {}，未收 {}",
        "{} added, {} changed, {} unchanged, {} doubtful, {} to be put right, {} left out"
    );
    lines.push(said.fill(lang, &counts));
    lines.push(match group {
        _ if dry_run => t!("只是预览，没有写", "Only a preview, nothing was written").get(lang).into(),
        None => t!("没有什么要写", "There was nothing to write").get(lang).into(),
        Some(group) => t!("撤销本次导入：xuncha undo {}", "To take it back: xuncha undo {}").fill(lang, &[&group]),
    });
    lines.join("\n")
}
