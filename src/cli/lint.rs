//! `checklist lint`: every fault of content files at once; which citations nobody has read; what items stand on that is out
//! of force on a day.

use super::args::ChecklistLint;
use super::checklist::{cited, lists};
use super::out::Out;
use super::session::Session;
use crate::content::standing::{self, Fallen};
use crate::content::{self, lint};
use crate::disk;
use crate::failure::content::{Fault, What};
use crate::failure::{Failure, exit};
use crate::text::{Text, t};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Judges the files that are named, else everything the program carries and the district's own; or tells which citations
/// are not verified, or which norms are out of force on a day.
pub fn run(session: &Session, args: &ChecklistLint) -> Result<Out, Failure> {
    if args.unverified {
        return unverified(session);
    }
    if let Some(day) = &args.on {
        return on(session, session.day(Some(day))?);
    }
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
        given.extend(session.home.district()?);
    }
    let judged: Vec<(&str, &str)> = given.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
    faults.extend(lint::lint(&judged, &beside));
    let lang = session.lang;
    let words = match faults.is_empty() {
        true => t!("{} 个文件，没有毛病", "{} file{|s}, no fault").fill(lang, &[&given.len()]),
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

/// Citations that are 待核实, item by item, and how many there are of each kind.
fn unverified(session: &Session) -> Result<Out, Failure> {
    let (lists, lang) = (lists(session)?, session.lang);
    let items = standing::items(&lists);
    let unread = standing::unread(&items);
    let bare = items.iter().filter(|i| !standing::is_verified(i)).count();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for basis in items.iter().flat_map(|i| &i.basis) {
        *counts.entry(basis.certainty.word()).or_default() += 1;
    }
    let mut words = String::new();
    for (n, c) in unread.iter().enumerate() {
        if n == 0 || unread[n - 1].item.id != c.item.id {
            let only =
                if standing::is_verified(c.item) { "" } else { t!("  没有已核的依据", "  nothing verified").get(lang) };
            words += &format!("{}  {}{only}\n", c.item.id, c.item.short.get(lang));
        }
        words += &format!("    {}\n", cited(c.basis, lang));
    }
    words += &t!(
        "检查项 {} 项，其中 {} 项没有一条已核的依据；依据 {} 条，待核实 {} 条",
        "{} item{|s}, {} of them without a verified citation; {} citation{|s}, {} of them not verified"
    )
    .fill(lang, &[&items.len(), &bare, &counts.values().sum::<usize>(), &unread.len()]);
    let all = unread.iter().map(|c| {
        json!({
            "item": c.item.id, "norm": c.basis.norm, "clause": c.basis.clause, "certainty": c.basis.certainty,
            "types": c.basis.types, "force": c.basis.force, "nothing_verified": !standing::is_verified(c.item),
        })
    });
    let json =
        json!({ "items": items.len(), "without_verified": bare, "citations": counts, "unverified": all.collect::<Value>() });
    Ok(Out::of(json, words))
}

/// What items stand on that is not known to be in force on the day.
fn on(session: &Session, day: Date) -> Result<Out, Failure> {
    let (lists, lang) = (lists(session)?, session.lang);
    let items = standing::items(&lists);
    let fallen = standing::fallen(&items, content::norms(), day);
    let norm = |id: &str| content::norms().get(id);
    let mut words = String::new();
    for (c, state) in &fallen {
        let name = norm(&c.basis.norm).map_or(c.basis.norm.as_str(), |n| n.short.get(lang));
        let next = norm(&c.basis.norm).and_then(|n| norm(&n.successor)).map_or("", |n| n.short.get(lang));
        let (item, clause) = (&c.item.id, c.basis.clause.get(lang));
        words += &format!("{item}  {name} {clause}  {}\n", state.words().fill(lang, &[&next]).trim_end());
    }
    words += &t!("{}：{} 条依据要看", "{}: {} citation{|s} to look at").fill(lang, &[&day, &fallen.len()]);
    let all = fallen.iter().map(|(c, state)| {
        let n = norm(&c.basis.norm);
        json!({
            "item": c.item.id, "norm": c.basis.norm, "clause": c.basis.clause, "state": state.word(),
            "to": n.and_then(|n| n.to), "successor": n.map(|n| &n.successor).filter(|s| !s.is_empty()),
        })
    });
    let code = if fallen.is_empty() { exit::DONE } else { exit::NOT_SO };
    Ok(Out::of(all.collect(), words).with_code(code))
}

impl Fallen {
    fn word(self) -> &'static str {
        match self {
            Fallen::Ended => "ended",
            Fallen::NotYet => "not_yet",
            Fallen::Succeeded => "succeeded",
        }
    }

    fn words(self) -> Text {
        match self {
            Fallen::Ended => t!("已失效  {}", "out of force  {}"),
            Fallen::NotYet => t!("还没有施行  {}", "not yet in force  {}"),
            Fallen::Succeeded => t!("将由《{}》取代，施行日期待核", "to be replaced by {}, since when is to be checked"),
        }
    }
}
