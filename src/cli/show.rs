//! `show`: whatever has this id, whole. Facility, visit, finding or point, person, or one entry of the log.

use super::args::Show;
use super::find;
use super::out::Out;
use super::parse::unguarded;
use super::rows;
use super::session::Session;
use crate::domain::name::{EntryId, Id};
use crate::domain::point::Point;
use crate::domain::subject::PointId;
use crate::failure::Failure;
use crate::store::Log;
use crate::text::{Lang, t};
use crate::views::closing::{self, Totals};
use crate::views::facility::FacilityView;
use crate::views::finding::FindingView;
use crate::views::visit::{FreezeNow, Visit};
use crate::views::{Current, Voice};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

pub fn run(session: &Session, args: &Show) -> Result<Out, Failure> {
    let typed = unguarded(&args.id).trim();
    let mut log = session.open_to_read()?;
    if typed.contains('/') {
        let point = find::point(typed)?;
        return finding_or_point(&mut log, &point, session.lang);
    }
    if let Ok(entry) = typed.parse::<EntryId>() {
        return show_entry(&mut log, &entry, session.lang);
    }
    if let Ok(id) = typed.parse::<Id>() {
        if let Some(visit) = find::is_there(log.visit(id))? {
            return Ok(Out::of(visit_json(&visit, session.lang), visit_words(&visit, session.lang)));
        }
        if let Some(row) = log.people()?.iter().find(|p| p.id == id) {
            return Ok(Out::of(rows::person(row), rows::person_line(row)));
        }
    }
    let id = find::facility(&mut log, typed)?;
    let view = log.facility(id, session.now.today)?;
    Ok(Out::of(facility_json(&view), facility_words(&view, session.lang)))
}

fn finding_or_point(log: &mut Log, id: &PointId, lang: Lang) -> Result<Out, Failure> {
    if let Some(view) = find::is_there(log.finding(id))? {
        return Ok(Out::of(finding_json(&view, lang), finding_words(&view, lang)));
    }
    let visit = id.inspection.ok_or_else(|| find::not_found(&id.to_string()))?;
    let visit = log.visit(visit)?;
    let now = visit.point(id).ok_or_else(|| find::not_found(&id.to_string()))?;
    let mut json = rows::point(now, lang);
    json["id"] = json!(id);
    let words = now.now.joined.value.verdict.words().get(lang);
    let head = format!("{id}  {words}  {}  {}", now.at, rows::who(&now.who, lang));
    let voices = now.voices.iter().filter(|_| now.now.joined.disputed).map(|voice| {
        let verdict = voice.value.verdict.words().get(lang);
        format!("  {verdict}  {} {}  {}", rows::who(&voice.who, lang), voice.laptop, voice.entry)
    });
    Ok(Out::of(json, std::iter::once(head).chain(voices).collect::<Vec<_>>().join("\n")))
}

fn show_entry(log: &mut Log, id: &EntryId, lang: Lang) -> Result<Out, Failure> {
    let shown = log.entry(id)?.ok_or_else(|| find::not_found(&id.to_string()))?;
    let mut json: Value = serde_json::from_str(&shown.bytes).unwrap_or(Value::Null);
    json["id"] = json!(id);
    json["who"] = json!(rows::who(&shown.who, lang));
    json["laptop"] = json!(shown.laptop);
    let head = format!("{id}  {}  {}  {}", shown.at, rows::who(&shown.who, lang), shown.laptop);
    Ok(Out::of(json, format!("{head}\n{}", shown.bytes)))
}

fn current<T: Serialize>(now: &Current<T>) -> Value {
    json!({
        "value": now.joined.value,
        "disputed": now.joined.disputed,
        "differs": now.joined.differs,
        "heads": now.heads,
        "read_only": now.read_only,
    })
}

fn all<T: Serialize>(map: &BTreeMap<String, Current<T>>) -> Value {
    map.iter().map(|(name, now)| (name.clone(), current(now))).collect::<Map<_, _>>().into()
}

fn facility_json(view: &FacilityView) -> Value {
    let mut json = json!(view.profile.joined.value);
    json["id"] = json!(view.id);
    json["heads"] = json!(view.profile.heads);
    json["differs"] = json!(view.profile.joined.differs);
    json["traits"] = all(&view.traits);
    json["papers"] = all(&view.papers);
    json["findings"] = view.open.iter().map(rows::finding).collect();
    json["inspections"] = view.visits.iter().map(rows::inspection).collect();
    json["also"] = view.also.iter().map(|(id, name)| json!({"id": id, "name": name})).collect();
    json["same_address"] = view.same_address.iter().map(rows::facility).collect();
    json["repeated"] =
        view.repeated.iter().map(|(item, times, last)| json!({"item": item, "times": times, "last": last})).collect();
    json["unchecked"] = view
        .unchecked
        .iter()
        .map(|u| json!({"inspection": u.visit, "date": u.on, "item": u.item, "reason": u.reason, "return_by": u.return_by}))
        .collect();
    json
}

fn facility_words(view: &FacilityView, lang: Lang) -> String {
    let p = &view.profile.joined.value;
    let mut lines = vec![format!("{}  {}", view.id, p.name)];
    let kind = p.kind.map(|k| k.words().get(lang).to_string());
    let fields = [&kind, &p.street, &p.address, &p.filing_number, &p.credit_code, &p.head, &p.phone];
    lines.push(fields.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("  "));
    for (name, value) in &view.traits {
        let words = crate::content::words::of_trait(name).map_or(name.as_str(), |w| w.get(lang));
        lines.push(format!("  {words}: {}", value.joined.value.is.words().get(lang)));
    }
    lines.extend(view.open.iter().map(|f| rows::finding_line(f, lang)));
    lines.extend(view.visits.iter().map(|v| rows::inspection_line(v, lang)));
    lines.join("\n")
}

fn finding_json(view: &FindingView, lang: Lang) -> Value {
    let point = |(id, now): &(PointId, Current<Point>)| {
        let mut json = current(now);
        json["id"] = json!(id);
        json
    };
    let mut json = rows::finding(&view.row);
    json["points"] = view.points.iter().map(point).collect();
    json["major"] = json!(view.major);
    json["file"] = json!(view.file);
    json["history"] = view
        .history
        .iter()
        .map(|h| {
            json!({
                "entry": h.entry, "at": h.at, "author": h.author, "who": rows::who(&h.who, lang), "laptop": h.laptop, "point": h.point,
                "value": h.value, "cancelled": h.cancelled,
            })
        })
        .collect();
    let voice = |(id, v): &(PointId, Voice<Point>)| {
        let mut json = rows::voice(v, lang);
        json["point"] = json!(id);
        json
    };
    json["voices"] = view.voices.iter().map(voice).collect();
    json
}

fn finding_words(view: &FindingView, lang: Lang) -> String {
    let mut lines = vec![rows::finding_line(&view.row, lang)];
    for (id, voice) in &view.voices {
        let verdict = voice.value.verdict.words().get(lang);
        lines.push(format!("  {id}  {verdict}  {} {}  {}", rows::who(&voice.who, lang), voice.laptop, voice.entry));
    }
    for step in &view.history {
        let said = match &step.value {
            Some(Point { finding: Some(finding), .. }) => finding.stage.words(),
            Some(point) => point.verdict.words(),
            None => t!("由更新的版本写成", "written by a newer version"),
        };
        let cancelled = if step.cancelled { t!("  已撤销", "  taken back").get(lang) } else { "" };
        lines.push(format!("  {}  {}  {}{cancelled}", step.at, rows::who(&step.who, lang), said.get(lang)));
    }
    lines.join("\n")
}

fn freeze_json(freeze: &FreezeNow) -> Value {
    json!({
        "id": freeze.entry,
        "draft": freeze.freeze.draft,
        "check": freeze.freeze.check(),
        "date": freeze.freeze.on,
        "sections": freeze.freeze.sections,
        "left": freeze.freeze.left,
        "void": freeze.void,
        "signs": freeze.signs,
        "amends": freeze.amends,
        "outside": freeze.outside,
    })
}

fn totals_json(t: &Totals) -> Value {
    json!({
        "due": t.due, "pass": t.pass, "fail": t.fail, "na": t.na, "unchecked": t.unchecked, "blank": t.blank,
        "batch": t.batch, "findings": t.findings, "fixed": t.fixed, "to_order": t.to_order, "to_transfer": t.to_transfer,
        "advised": t.advised,
    })
}

fn visit_json(visit: &Visit, lang: Lang) -> Value {
    let item = |r: usize| {
        let (row, item) = (&visit.rows[r], visit.item(r));
        let now = visit.point(&row.point);
        json!({
            "number": row.number,
            "section": visit.sections[row.section].key,
            "item": item.id,
            "short": item.short,
            "kind": item.kind,
            "red_line": item.red_line,
            "point": row.point,
            "verdict": now.map(|p| p.now.joined.value.verdict),
            "disputed": now.is_some_and(|p| p.now.joined.disputed),
            "further": row.further,
            "unknown_traits": row.unknown_traits,
            "new": row.new,
        })
    };
    let list = closing::closing(visit);
    let points: Map<String, Value> =
        visit.parts.points.iter().map(|(key, now)| (format!("{}/{key}", visit.parts.id), rows::point(now, lang))).collect();
    let section = |s: &crate::views::visit::SectionNow| {
        let title = &visit.parts.lists[s.list].sections[s.section].title;
        json!({ "section": s.key, "number": s.number, "title": title, "items": s.rows.len(), "out": s.out })
    };
    json!({
        "id": visit.parts.id,
        "also": visit.parts.also,
        "facility": visit.parts.facility_id,
        "facility_name": visit.parts.facility.joined.value.name,
        "state": rows::visit_stage(visit.parts.stage),
        "head": current(&visit.parts.head),
        "lists": visit.parts.lists.iter().map(|l| json!({"id": l.id, "version": l.version, "hash": l.hash})).collect::<Vec<_>>(),
        "sections": visit.sections.iter().map(section).collect::<Vec<_>>(),
        "items": (0..visit.rows.len()).map(item).collect::<Vec<_>>(),
        "outside": visit.outside,
        "points": points,
        "rechecks": visit.parts.to_recheck.iter().map(rows::finding).collect::<Vec<_>>(),
        "switched_off": visit.switched_off.iter().map(|(name, n)| json!({"trait": name, "items": n})).collect::<Vec<_>>(),
        "totals": totals_json(&list.totals),
        "red_unanswered": list.red_unanswered.iter().map(|&r| &visit.rows[r].point).collect::<Vec<_>>(),
        "disputes": list.disputes,
        "freezes": visit.parts.freezes.iter().map(freeze_json).collect::<Vec<_>>(),
    })
}

fn visit_words(visit: &Visit, lang: Lang) -> String {
    let head = &visit.parts.head.joined.value;
    let (name, kind) = (&visit.parts.facility.joined.value.name, head.kind.words().get(lang));
    let mut lines = vec![format!("{}  {}  {kind}  {name}", visit.parts.id, head.on)];
    for (r, row) in visit.rows.iter().enumerate() {
        let verdict = visit.point(&row.point).map_or("", |p| p.now.joined.value.verdict.words().get(lang));
        let item = visit.item(r);
        lines.push(format!("{}  {}  {}  {verdict}", row.number, item.id, item.short.get(lang)).trim_end().into());
    }
    lines.extend(visit.parts.to_recheck.iter().map(|f| rows::finding_line(f, lang)));
    for f in &visit.parts.freezes {
        lines.push(t!("第 {} 稿  校验码 {}", "Draft {}  check code {}").fill(lang, &[&f.freeze.draft, &f.freeze.check()]));
    }
    lines.join("\n")
}
