//! `undo`: takes back a group of this log and says what stood there and what stands there now.

use super::args::Undo;
use super::out::Out;
use super::people::People;
use super::session::Session;
use crate::content::words as content_words;
use crate::domain::event::Event;
use crate::domain::name::{EntryId, PersonId};
use crate::domain::point::Verdict;
use crate::domain::subject::{PointId, Subject};
use crate::failure::Failure;
use crate::request::Appended;
use crate::store::Log;
use crate::text::{Lang, Text, t, undo as words};
use serde_json::{Value, json};

pub fn run(session: &Session, args: &Undo) -> Result<Out, Failure> {
    let mut log = session.open()?;
    let author = People::of(&mut log, session)?.known_author();
    last(&mut log, args.group, author, session)
}

/// Takes a group back, the last one where none is named.
pub fn last(log: &mut Log, group: Option<u64>, author: Option<PersonId>, session: &Session) -> Result<Out, Failure> {
    let undone = log.undo(group, author, &session.now)?;
    let mut taken = taken_back(log, &undone, session.lang)?;
    let group = taken.iter().find_map(|t| t.group).or(group);
    // An undo that is taken back names no subject of its own: what it touched is told.
    taken.retain(|t| undone.subjects.contains(&t.subject));
    let told = |subject: &Subject, lang: Lang| match taken.iter().find(|t| t.subject == *subject) {
        Some(t) => t.words(&undone, lang),
        None => String::new(),
    };
    let mut lines = vec![t!("已撤销第 {} 组：", "Taken back, group {}:").fill(session.lang, &[&group.unwrap_or(undone.group)])];
    lines.extend(undone.subjects.iter().map(|s| format!("{s}  {}", told(s, session.lang)).trim_end().to_string()));
    let what: Vec<Value> = undone.subjects.iter().map(|s| json!({ "subject": s, "words": told(s, session.lang) })).collect();
    let json = json!({ "group": group, "undo": undone.group, "subjects": undone.subjects, "what": what });
    Ok(Out::of(json, lines.join("\n")))
}

/// One entry that was taken back.
struct Taken {
    subject: Subject,
    group: Option<u64>,
    said: Option<Event>,
    /// Number and short title of a point.
    title: String,
}

/// The entries that the undo names, read from their bytes.
fn taken_back(log: &mut Log, undone: &Appended, lang: Lang) -> Result<Vec<Taken>, Failure> {
    let bytes = |log: &mut Log, id: &EntryId| -> Result<Value, Failure> {
        let shown = log.entry(id)?;
        Ok(shown.and_then(|s| serde_json::from_str(&s.bytes).ok()).unwrap_or_default())
    };
    let mut taken = Vec::new();
    for id in &undone.ids {
        let named = bytes(log, id)?["undoes"].take();
        for id in named.as_array().into_iter().flatten().filter_map(Value::as_str).filter_map(|t| t.parse().ok()) {
            let mut entry = bytes(log, &id)?;
            let subject = Subject::parse(entry["subject"].as_str().unwrap_or_default());
            let title = match &subject {
                Subject::Point(point) => title(log, point, lang)?,
                _ => String::new(),
            };
            let said = serde_json::from_value(entry["body"].take()).ok();
            taken.push(Taken { group: entry["group"].as_u64(), subject, said, title });
        }
    }
    Ok(taken)
}

/// Number and short title of the item, in the visit's own list; empty outside the lists.
fn title(log: &mut Log, point: &PointId, lang: Lang) -> Result<String, Failure> {
    let Some(Ok(visit)) = point.inspection.map(|i| log.visit(i)) else { return Ok(String::new()) };
    let row = visit.item_of(point).and_then(|item| visit.row_of(&item.id));
    Ok(row.map(|r| format!("{} {}", visit.rows[r].number, visit.item(r).short.get(lang))).unwrap_or_default())
}

impl Taken {
    /// 「3.04 外窗阳台无栏网挡逃生 符合 -> 未记」, or the name of the thing.
    fn words(&self, undone: &Appended, lang: Lang) -> String {
        let named = |text: Option<Text>, name: &str| text.map_or(name.to_string(), |t| t.get(lang).to_string());
        match (&self.said, &self.subject) {
            (Some(Event::Point(point)), Subject::Point(id)) => {
                let now = undone.points.iter().find(|(p, _)| p == id).map(|(_, now)| now.now.joined.value.verdict);
                let now = now.unwrap_or(Verdict::Cleared);
                let said = |v: Verdict| if v == Verdict::Cleared { words::BLANK } else { v.words() }.get(lang);
                let change = match point.verdict == now {
                    true => t!("{}，一处改动", "{}, one change of it").fill(lang, &[&said(now)]),
                    false => format!("{} -> {}", said(point.verdict), said(now)),
                };
                format!("{} {change}", self.title).trim_start().into()
            }
            (Some(Event::Facility(f)), _) => f.name.clone(),
            (Some(Event::Person(p)), _) => p.name.clone(),
            (Some(Event::Import(i)), _) => t!("导入 {}", "import of {}").fill(lang, &[&i.file]),
            (Some(Event::Inspection(i)), _) => format!("{} {}", i.on, i.kind.words().get(lang)),
            (Some(Event::Freeze(f)), _) => t!("第 {} 稿 {}", "draft {} {}").fill(lang, &[&f.draft, &f.check()]),
            (Some(Event::Sign(s)), _) => s.how.words().get(lang).into(),
            (Some(Event::Trait(v)), Subject::Trait(_, name)) => {
                format!("{} {}", named(content_words::of_trait(name), name), v.is.words().get(lang))
            }
            (Some(Event::Paper(_)), Subject::Paper(_, kind)) => named(content_words::of_paper(kind), kind),
            (Some(Event::Major(j)), _) => match j.major {
                true => t!("判定：重大", "judged major"),
                false => t!("判定：不是重大", "judged not major"),
            }
            .get(lang)
            .into(),
            _ => String::new(),
        }
    }
}
