//! `checklist`: what can be run, one list whole, and the lint of content files.

use super::args::{Checklist as Args, ChecklistCommand, ChecklistLint, ChecklistShow};
use super::out::Out;
use super::session::Session;
use crate::content::checklist::{Certainty, Checklist, Item};
use crate::content::{self, lint};
use crate::disk;
use crate::failure::content::{Fault, What};
use crate::failure::rule::Refusal;
use crate::failure::{Failure, exit};
use crate::text::{Lang, t};
use serde_json::{Map, Value, json};

pub fn run(session: &Session, args: &Args) -> Result<Out, Failure> {
    match &args.what {
        ChecklistCommand::List => list(session),
        ChecklistCommand::Show(args) => show(session, args),
        ChecklistCommand::Lint(args) => lint(session, args),
    }
}

/// Every list that can be run here, the district's own after the program's.
fn lists(session: &Session) -> Result<Vec<Checklist>, Failure> {
    let carried = content::embedded_lists().map(|(name, text)| content::parse(name, text.as_bytes()));
    let (own, mut faults) = content::own_lists(&session.home.own_checklists()?);
    let own = own.iter().map(|(name, text)| content::parse(name, text.as_bytes()).map(|l| Checklist { own: true, ..l }));
    let mut lists = Vec::new();
    for read in carried.chain(own) {
        match read {
            Ok(list) => lists.push(list),
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() { Ok(lists) } else { Err(Failure::Content(faults)) }
}

fn list(session: &Session) -> Result<Out, Failure> {
    let lists = lists(session)?;
    let lang = session.lang;
    let line = |l: &Checklist| {
        let own = if l.own { t!("  本区", "  own").get(lang) } else { "" };
        let count = t!("{} 项", "{} items").fill(lang, &[&l.items.len()]);
        format!("{}  {}  {}  {count}{own}", l.id, l.version, l.title.get(lang))
    };
    let words: Vec<String> = lists.iter().map(line).collect();
    let all = lists.iter().map(|l| {
        json!({
            "id": l.id, "version": l.version, "title": l.title, "short": l.short, "minutes": l.minutes,
            "sections": l.sections.len(), "items": l.items.len(), "hash": l.hash, "own": l.own,
        })
    });
    Ok(Out::of(all.collect(), words.join("\n")))
}

fn show(session: &Session, args: &ChecklistShow) -> Result<Out, Failure> {
    let missing = || Failure::Rule(Refusal::NotFound { what: args.id.clone() });
    // The district's own list stands in for the program's of the same id.
    let list = lists(session)?.into_iter().rev().find(|l| l.id == args.id).ok_or_else(missing)?;
    Ok(Out::of(whole(&list), words(&list, session.lang)))
}

/// A list as JSON: every field of the file, `sections` and `items` by those names, and of each item how sure it is.
fn whole(list: &Checklist) -> Value {
    let Value::Object(mut fields) = json!(list) else { return Value::Null };
    let sections = fields.remove("section").unwrap_or_default();
    fields.remove("item");
    fields.insert("sections".into(), sections);
    fields.insert("items".into(), list.items.iter().map(item).collect());
    fields.insert("hash".into(), json!(list.hash));
    fields.insert("own".into(), json!(list.own));
    Value::Object(fields)
}

fn item(item: &Item) -> Value {
    let mut fields = match json!(item) {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    fields.insert("certainty".into(), json!(certainty(item)));
    let basis = item.basis.iter().map(|b| {
        let norm = content::norms().get(&b.norm);
        json!({
            "norm": b.norm, "name": norm.map(|n| &n.name), "number": norm.map(|n| &n.number), "clause": b.clause,
            "types": b.types, "force": b.force, "certainty": b.certainty,
        })
    });
    fields.insert("basis".into(), basis.collect());
    Value::Object(fields)
}

/// How sure the surest citation of an item is: what is not `read` cannot stand on a paper that leaves.
fn certainty(item: &Item) -> Option<Certainty> {
    item.basis.iter().map(|b| b.certainty).min()
}

fn words(list: &Checklist, lang: Lang) -> String {
    let mut out = format!("{}  {}  {}\n", list.id, list.version, list.title.get(lang));
    for (n, section) in list.sections.iter().enumerate() {
        out += &format!("\n{}  {}\n", n + 1, section.title.get(lang));
        for item in list.items.iter().filter(|i| i.section == section.id) {
            let red = if item.red_line { t!(" 红线", " red line").get(lang) } else { "" };
            out += &format!("  {}  {}  {}{red}\n", item.id, item.text.get(lang), item.severity.words().get(lang));
            for basis in &item.basis {
                let norm = content::norms().get(&basis.norm).map_or(basis.norm.as_str(), |n| n.short.get(lang));
                out += &format!("      {norm} {}  {}\n", basis.clause.get(lang), basis.certainty.words().get(lang));
            }
        }
    }
    out
}

/// Judges the files that are named, else everything the program carries and the district's own.
fn lint(session: &Session, args: &ChecklistLint) -> Result<Out, Failure> {
    let mut faults = Vec::new();
    let mut given: Vec<(String, String)> = Vec::new();
    for path in &args.files {
        let file = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|e| disk::fault(path, &e))?;
        match String::from_utf8(bytes) {
            Ok(text) => given.push((file, text)),
            Err(_) => faults.push(Fault { file, line: 0, column: 0, what: What::NotText }),
        }
    }
    let mut beside = content::embedded().to_vec();
    if args.files.is_empty() {
        given = beside.drain(..).map(|(name, text)| (name.into(), text.into())).collect();
        given.extend(session.home.own_checklists()?);
    }
    let judged: Vec<(&str, &str)> = given.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
    faults.extend(lint::lint(&judged, &beside));
    let lang = session.lang;
    let words = match faults.is_empty() {
        true => t!("{} 个文件，没有毛病", "{} files, no fault").fill(lang, &[&given.len()]),
        false => {
            let lines: Vec<String> = faults.iter().map(|f| f.say(lang)).collect();
            let count = t!("{} 处毛病", "{} faults").fill(lang, &[&faults.len()]);
            format!("{}\n{count}", lines.join("\n"))
        }
    };
    let all: Value =
        faults.iter().map(|f| json!({ "file": f.file, "line": f.line, "column": f.column, "fault": f.say(lang) })).collect();
    let code = if faults.is_empty() { exit::DONE } else { exit::NOT_SO };
    Ok(Out::of(all, words).with_code(code))
}
