//! `checklist import`: an XLSForm becomes a checklist of the district, linted; what stands otherwise or not at all in it is
//! told by sheet and row. A file that is there already is never written over: somebody may have gone on with it.

use super::args::ChecklistImport;
use super::out::Out;
use super::session::Session;
use crate::content::{self, lint};
use crate::disk;
use crate::failure::disk::Disk;
use crate::failure::{Failure, exit, import};
use crate::files::read;
use crate::request::xlsform::{Carried, carry};
use crate::text::{Lang, t};
use crate::widgets::twins::safe;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// One thing that is told: sheet, row, whether it was left out, the sentence.
struct Line {
    sheet: &'static str,
    row: usize,
    left_out: bool,
    said: String,
}

pub fn run(session: &Session, args: &ChecklistImport) -> Result<Out, Failure> {
    let (lang, mut book) = (session.lang, read::book(&args.file)?);
    for cell in book.sheets.iter_mut().flat_map(|s| &mut s.rows).flatten() {
        *cell = safe(cell).into_owned();
    }
    let file = book.file.rsplit_once('.').map_or(book.file.as_str(), |(stem, _)| stem).to_string();
    let unreadable = |what: crate::text::Text| {
        let what = what.get(lang).into();
        Failure::Import(import::Fault::Unreadable { file: book.file.clone(), what })
    };
    let made = carry(&book.sheets, &file, session.now.today).map_err(unreadable)?;
    let path = match &args.output {
        Some(path) => disk::resolved(path),
        None => session.home.checklists().join(format!("{}.toml", made.id)),
    };
    let told = told(&made, session)?;
    if !args.dry_run {
        if path.exists() {
            return Err(Failure::Disk(Disk::Exists { path }));
        }
        disk::write_whole(&path, made.toml.as_bytes())?;
    }
    let mut words: Vec<String> =
        told.iter().map(|l| t!("{} 第 {} 行：{}", "{} row {}: {}").fill(lang, &[&l.sheet, &l.row, &l.said])).collect();
    let left_out = told.iter().filter(|l| l.left_out).count();
    let sum = match args.dry_run {
        true => t!("可导入 {} 项，{} 处要看，没有写文件", "{} items would be carried, {} things to look at, nothing written"),
        false => t!("导入 {} 项，{} 处要看", "{} items carried, {} things to look at"),
    };
    words.push(sum.fill(lang, &[&made.items, &told.len()]));
    if !args.dry_run {
        words.push(t!("已写到 {}", "Written to {}").fill(lang, &[&path.display()]));
    }
    let lines = told.iter().map(|l| json!({ "sheet": l.sheet, "row": l.row, "left_out": l.left_out, "said": l.said }));
    let value = json!({
        "id": made.id, "items": made.items, "left_out": left_out, "told": lines.collect::<Value>(),
        "path": (!args.dry_run).then_some(path),
    });
    let code = if left_out > 0 { exit::NOT_SO } else { exit::DONE };
    Ok(Out::of(value, words.join("\n")).with_code(code))
}

/// What the form's reader says, then what the lint says of the result, each sentence once a row.
fn told(made: &Carried, session: &Session) -> Result<Vec<Line>, Failure> {
    let lang = session.lang;
    let of_form = made.told.iter().map(|t| Line { sheet: t.sheet, row: t.row, left_out: t.left_out, said: t.say(lang) });
    let mut all: Vec<Line> = of_form.collect();
    let own = session.home.own_checklists()?;
    let mut beside: Vec<(&str, &str)> = content::embedded().to_vec();
    beside.extend(own.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let faults = lint::lint(&[(made.id.as_str(), made.toml.as_str())], &beside);
    let mut seen = BTreeSet::new();
    for fault in faults {
        let row = made.rows.get(fault.line.saturating_sub(1)).copied().unwrap_or(0);
        // A basis is missing for every type of place at once: said once.
        let said = match fault.what {
            content::fault::What::NoBasisFor { .. } => missing_basis(lang),
            what => what.say(lang),
        };
        if seen.insert((row, said.clone())) {
            all.push(Line { sheet: "survey", row, left_out: false, said });
        }
    }
    all.sort_by_key(|l| (l.sheet != "survey", l.row));
    Ok(all)
}

fn missing_basis(lang: Lang) -> String {
    let said = t!(
        "没有依据：补上 norm、clause 两列，或在文件里写 basis；补上之前笔录印「依据由检查机关核定后另行告知」",
        "no basis: add the columns norm and clause, or write `basis` in the file; until then the record says that it is told later"
    );
    said.get(lang).into()
}
