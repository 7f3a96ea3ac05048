//! `checklist`: what can be run, one list whole, and the lint of content files.

use super::args::{Checklist as Args, ChecklistCommand, ChecklistShow};
use super::out::Out;
use super::session::Session;
use crate::content;
use crate::content::checklist::{Basis, Certainty, Checklist, Force, Item};
use crate::content::rules::Behind;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::text::{Lang, Text, t};
use serde_json::{Map, Value, json};

pub fn run(session: &Session, args: &Args) -> Result<Out, Failure> {
    match &args.what {
        ChecklistCommand::List => list(session),
        ChecklistCommand::Show(args) => show(session, args),
        ChecklistCommand::Lint(args) => super::lint::run(session, args),
        ChecklistCommand::Import(args) => super::xlsform::run(session, args),
        ChecklistCommand::Rules => Ok(rules(session.lang)),
    }
}

/// Every list that can be run here, the district's own after the program's.
pub fn lists(session: &Session) -> Result<Vec<Checklist>, Failure> {
    let (offered, mut faults) = content::offered(&session.home.own_checklists()?, session.home.district()?.as_ref());
    let mut lists = Vec::new();
    for of in offered {
        match content::parse(&of.name, of.text.as_bytes()) {
            Ok(list) => lists.push(Checklist { own: of.own, ..list }),
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
        let count = t!("{} 项", "{} item{|s}").fill(lang, &[&l.items.len()]);
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
            "types": b.types, "force": b.force, "certainty": b.certainty, "major": b.major,
        })
    });
    fields.insert("basis".into(), basis.collect());
    let rules = content::rules();
    let rises = rules.rising(item).map(|e| json!({ "id": e.id, "when": e.when, "to": e.to }));
    fields.insert("rises".into(), rises.collect());
    fields.insert("authority".into(), json!(rules.authority(item).map(|t| &t.id)));
    fields.insert("parameter".into(), json!(rules.parameter(item).map(|p| &p.id)));
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
                out += &format!("      {}\n", cited(basis, lang));
            }
        }
    }
    out
}

/// A citation in one line: the clause, whether it only guides, for which types of place, and how sure it is.
pub fn cited(basis: &Basis, lang: Lang) -> String {
    let norm = content::norms().get(&basis.norm).map_or(basis.norm.as_str(), |n| n.short.get(lang));
    let mut out = format!("{norm} {}", basis.clause.get(lang));
    if basis.force == Force::Analogy {
        out += t!("（参照）", " (by analogy)").get(lang);
    }
    if !basis.types.is_empty() {
        let types: Vec<&str> = basis.types.iter().map(|kind| kind.words().get(lang)).collect();
        out += &t!("  只对：{}", "  only for: {}").fill(lang, &[&types.join(t!("、", ", ").get(lang))]);
    }
    out + "  " + basis.certainty.words().get(lang)
}

/// The rules around items: how a fail rises, what a confirmed major hazard asks for, whom a matter is handed over to, and
/// the limits on which sources disagree.
fn rules(lang: Lang) -> Out {
    let rules = content::rules();
    let behind = |basis: &[Behind]| -> String {
        let one = |b: &Behind| {
            let norm = content::norms().get(&b.norm).map_or(b.norm.as_str(), |n| n.short.get(lang));
            format!("      {norm} {}  {}\n", b.clause.get(lang), b.certainty.words().get(lang))
        };
        basis.iter().map(one).collect()
    };
    let mut out = String::new();
    let title = |out: &mut String, text: Text| *out += &format!("\n{}\n", text.get(lang));
    title(&mut out, t!("升级", "Rising"));
    for e in &rules.escalations {
        let items =
            if e.items.is_empty() { t!("全部较重项", "every serious item").get(lang).into() } else { e.items.join(" ") };
        let to = e.to.as_ref().map_or_else(String::new, |to| format!(" -> {to}"));
        out += &format!("  {}\n      {items}{to}\n{}", e.text.get(lang), behind(&e.basis));
    }
    title(&mut out, t!("确认为重大隐患以后", "After a major hazard is confirmed"));
    for d in &rules.duties {
        out += &format!("  {}\n{}", d.text.get(lang), behind(&d.basis));
    }
    title(&mut out, t!("移送", "Handing over"));
    for t in &rules.transfers {
        let clock = t.clock.words().get(lang);
        let whose = if t.law { t!("法定", "by law") } else { t!("自定", "ours") }.get(lang);
        out += &format!("  {}  {clock}（{whose}）\n      {}\n{}", t.authority.get(lang), t.text.get(lang), behind(&t.basis));
    }
    title(&mut out, t!("合格线的取舍", "Limits and what they rest on"));
    for p in &rules.parameters {
        let value = p.value.as_ref().map_or_else(String::new, |v| format!("  {v}"));
        let floor = p.floor.as_ref().map_or_else(String::new, |f| t!("  底线 {}", "  floor {}").fill(lang, &[f]));
        let (items, reason) = (p.items.join(" "), p.reason.get(lang));
        out += &format!("  {}{value}{floor}  {items}\n      {}\n      {reason}\n", p.name.get(lang), p.sources.get(lang));
        out += &p.no_floor.as_ref().map_or_else(String::new, |why| format!("      {}\n", why.get(lang)));
    }
    let json = json!({
        "escalations": rules.escalations, "duties": rules.duties, "transfers": rules.transfers, "parameters": rules.parameters,
    });
    Out::of(json, out.trim_start())
}
