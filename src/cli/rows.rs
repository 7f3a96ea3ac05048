//! Views as JSON and as lines: the shape that other programs read. Fields stay; there may be more.

use crate::domain::point::{Point, Stage};
use crate::domain::subject::PointId;
use crate::text::{Lang, t};
use crate::views::facility::{FacilityRow, VisitRow, VisitStage};
use crate::views::finding::FindingRow;
use crate::views::follows;
use crate::views::twins::Pair;
use crate::views::visit::{PointNow, Visit};
use crate::views::{PersonRow, Voice};
use serde_json::{Value, json};

/// A finding's stage as a word, or `withdrawn`.
pub fn stage(stage: Option<Stage>) -> Value {
    stage.map_or(json!("withdrawn"), |s| json!(s))
}

pub fn stage_words(stage: Option<Stage>, lang: Lang) -> &'static str {
    stage.map_or(t!("已撤回", "withdrawn"), |s| s.words()).get(lang)
}

/// Empty text is null.
fn text(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { json!(text) }
}

pub fn facility(row: &FacilityRow) -> Value {
    json!({
        "id": row.id,
        "name": row.name,
        "type": row.kind,
        "street": text(&row.street),
        "address": text(&row.address),
        "beds": row.beds,
        "phone": text(&row.phone),
        "credit_code": text(&row.credit_code),
        "filing_number": text(&row.filing_number),
        "status": row.status,
        "status_from": row.status_from,
        "former_names": text(&row.former),
        "marks": row.marks,
        "last_visit": row.last_visit,
        "open_findings": row.open_findings,
    })
}

pub fn facility_line(row: &FacilityRow, lang: Lang) -> String {
    let kind = row.kind.map_or("-", |k| k.words().get(lang));
    let mark = if row.marks.is_empty() { "" } else { t!("待补正", "to be completed").get(lang) };
    format!("{}  {}  {kind}  {}  {mark}", row.id, row.name, row.street).trim_end().into()
}

/// The word of a visit's stage.
pub fn visit_stage(stage: VisitStage) -> &'static str {
    match stage {
        VisitStage::Draft => "draft",
        VisitStage::Frozen => "frozen",
        VisitStage::Signed => "signed",
        VisitStage::Refused => "refused",
        VisitStage::NotDone => "not_done",
    }
}

fn visit_stage_words(stage: VisitStage, lang: Lang) -> &'static str {
    match stage {
        VisitStage::Draft => t!("草稿", "draft"),
        VisitStage::Frozen => t!("已定稿待签", "frozen, to be signed"),
        VisitStage::Signed => t!("已签字", "signed"),
        VisitStage::Refused => t!("拒签", "refused to sign"),
        VisitStage::NotDone => t!("未能检查", "not made"),
    }
    .get(lang)
}

pub fn inspection(row: &VisitRow) -> Value {
    json!({
        "id": row.id,
        "facility": row.facility,
        "facility_name": row.facility_name,
        "date": row.on,
        "kind": row.kind,
        "team": row.team,
        "state": visit_stage(row.stage),
        "answered": row.answered,
        "failed": row.failed,
        "unchecked": row.unchecked,
        "disputes": row.disputes,
        "people": row.people,
        "backfilled": row.backfilled,
        "amended": row.amended,
    })
}

pub fn inspection_line(row: &VisitRow, lang: Lang) -> String {
    let counts = t!("已记 {} 不符 {}", "{} recorded, {} failed").fill(lang, &[&row.answered, &row.failed]);
    let (kind, stage) = (row.kind.words().get(lang), visit_stage_words(row.stage, lang));
    format!("{}  {}  {kind}  {}  {stage}  {counts}", row.id, row.on, row.facility_name)
}

pub fn finding(row: &FindingRow) -> Value {
    json!({
        "id": row.id,
        "inspection": row.inspection,
        "item": row.item,
        "facility": row.facility,
        "facility_name": row.facility_name,
        "severity": row.severity,
        "candidate": row.candidate,
        "state": stage(row.stage),
        "due": row.due,
        "date": row.found_on,
        "place": text(&row.place),
        "facts": text(&row.facts),
        "handling": row.handling,
        "disputed": row.disputed,
        "imported": row.imported,
        "points": row.points,
    })
}

pub fn finding_line(row: &FindingRow, lang: Lang) -> String {
    let severity = match row.candidate {
        true => t!("疑似重大", "major?").get(lang),
        false => row.severity.words().get(lang),
    };
    let due = row.due.map(|d| d.to_string()).unwrap_or_else(|| "-".into());
    let state = stage_words(row.stage, lang);
    let disputed = if row.disputed { t!("  分歧", "  disputed").get(lang) } else { "" };
    format!("{}  {severity}  {state}  {due}  {}  {} {}{disputed}", row.id, row.facility_name, row.place, row.facts)
}

pub fn person(row: &PersonRow) -> Value {
    let p = &row.person;
    json!({ "id": row.id, "name": p.name, "unit": p.unit, "card": p.card, "card_until": p.card_until, "phone": p.phone })
}

pub fn person_line(row: &PersonRow) -> String {
    let p = &row.person;
    let field = |f: &Option<String>| f.clone().unwrap_or_else(|| "-".into());
    format!("{}  {}  {}  {}", row.id, p.name, field(&p.unit), field(&p.card))
}

/// A name for display; 未登记 where nobody is set.
pub fn who(name: &str, lang: Lang) -> &str {
    if name.is_empty() { crate::text::home::UNKNOWN_PERSON.get(lang) } else { name }
}

/// One judgement of a disputed point.
pub fn voice(v: &Voice<Point>, lang: Lang) -> Value {
    json!({ "entry": v.entry, "author": v.author, "who": who(&v.who, lang), "laptop": v.laptop, "at": v.at, "value": v.value })
}

/// A point of a visit: its value whole, its heads, and each judgement where they differ.
pub fn point(now: &PointNow, lang: Lang) -> Value {
    json!({
        "value": now.now.joined.value,
        "disputed": now.now.joined.disputed,
        "differs": now.now.joined.differs,
        "heads": now.now.heads,
        "major": now.major,
        "voices": now.voices.iter().map(|v| voice(v, lang)).collect::<Vec<_>>(),
        "at": now.at,
        "who": who(&now.who, lang),
        "read_only": now.now.read_only,
    })
}

/// What the rules say of a fail that was just recorded: how it rises, whom it is handed over to. Nothing of any other answer.
pub fn follows(visit: &Visit, id: &PointId, point: &Point, lang: Lang) -> (Vec<(&'static str, Value)>, Vec<String>) {
    let Some(found) = &point.finding else { return Default::default() };
    let of = |id: &String| visit.parts.lists.iter().flat_map(|l| &l.items).find(|i| i.id == *id);
    let Some(item) = point.item.as_ref().map_or_else(|| visit.item_of(id), of) else { return Default::default() };
    let follows = follows::follows(visit, item);
    let rules: Vec<_> = follows.rises.iter().chain(&follows.again).collect();
    let rises = rules.iter().map(|e| json!({ "id": e.id, "when": e.when, "to": e.to, "text": e.text.get(lang) }));
    let mut told = Vec::new();
    if !rules.is_empty() {
        told.push(("rises", rises.collect()));
    }
    if let Some(to) = follows.to {
        let authority = json!({ "id": to.id, "name": to.authority.get(lang), "clock": to.clock, "by_law": to.law });
        told.push(("authority", authority));
    }
    let mut lines: Vec<String> = rules.iter().map(|e| t!("升级：{}", "Rises: {}").fill(lang, &[&e.said(lang)])).collect();
    let handed = follows.handed(item, found.handling);
    lines.extend(handed.map(|to| t!("移送：{}", "Handed over to: {}").fill(lang, &[&to.said(lang)])));
    (told, lines)
}

/// What may be one: its kind, both ids, and what people call it.
fn of_pair(pair: &Pair) -> (&'static str, String, String, &str) {
    match pair {
        Pair::Findings(of) => ("finding", of[0].0.id.to_string(), of[1].0.id.to_string(), &of[0].0.facility_name),
        Pair::Visits(of) => ("inspection", of[0].id.to_string(), of[1].id.to_string(), &of[0].facility_name),
        Pair::Facilities(of) => ("facility", of[0].id.to_string(), of[1].id.to_string(), &of[0].name),
        Pair::People(of) => ("person", of[0].id.to_string(), of[1].id.to_string(), &of[0].person.name),
    }
}

pub fn pair(pair: &Pair) -> Value {
    let (kind, a, b, name) = of_pair(pair);
    json!({ "kind": kind, "a": a, "b": b, "name": name })
}

pub fn pair_line(pair: &Pair, lang: Lang) -> String {
    let (kind, a, b, name) = of_pair(pair);
    let kind = match kind {
        "finding" => t!("问题", "finding"),
        "inspection" => t!("检查", "visit"),
        "facility" => t!("机构", "facility"),
        _ => t!("人员", "person"),
    };
    format!("{}  {name}  {a}  {b}", kind.get(lang))
}
