//! `checklist import`: an XLSForm becomes a checklist of the district, linted; what stands otherwise or not at all in it is
//! told by sheet and row.

use super::args::ChecklistImport;
use super::out::Out;
use super::session::Session;
use crate::disk;
use crate::failure::{Failure, exit};
use crate::files::{form, read};
use crate::text::t;
use serde_json::{Value, json};

pub fn run(session: &Session, args: &ChecklistImport) -> Result<Out, Failure> {
    let lang = session.lang;
    let form = form::form(&session.home, read::book(&args.file)?, session.now.today)?;
    let (made, told) = (&form.made, &form.lines);
    let path = match &args.output {
        Some(path) => disk::resolved(path),
        None => session.home.checklists().join(format!("{}.toml", made.id)),
    };
    if !args.dry_run {
        form.write(&path)?;
    }
    let row = t!("{} 第 {} 行：{}", "{} row {}: {}");
    let mut words: Vec<String> = told.iter().map(|l| row.fill(lang, &[&l.sheet, &l.row, &l.said.get(lang)])).collect();
    let left_out = told.iter().filter(|l| l.left_out).count();
    let sum = match args.dry_run {
        true => t!(
            "可导入 {} 项，{} 处要看，没有写文件",
            "{} item{|s} would be carried, {} thing{|s} to look at, nothing written"
        ),
        false => t!("导入 {} 项，{} 处要看", "{} item{|s} carried, {} thing{|s} to look at"),
    };
    words.push(sum.fill(lang, &[&made.items, &told.len()]));
    if !args.dry_run {
        words.push(t!("已写到 {}", "Written to {}").fill(lang, &[&path.display()]));
    }
    let said = |l: &crate::request::xlsform::Line| l.said.get(lang).to_string();
    let lines = told.iter().map(|l| json!({ "sheet": l.sheet, "row": l.row, "left_out": l.left_out, "said": said(l) }));
    let value = json!({
        "id": made.id, "items": made.items, "left_out": left_out, "told": lines.collect::<Value>(),
        "path": (!args.dry_run).then_some(path),
    });
    let code = if left_out > 0 { exit::NOT_SO } else { exit::DONE };
    Ok(Out::of(value, words.join("\n")).with_code(code))
}
