//! What the run screen says of one item: its tags, its limit, what it stands on, last time, this time. Sentences only.

use crate::content::checklist::{AnswerKind, Basis, Certainty, Force, Item, Method};
use crate::content::limit::worst;
use crate::content::norms;
use crate::domain::point::{Point, Verdict};
use crate::screens::Scene;
use crate::text::{Lang, library, run as words};
use crate::theme::Role;
use crate::views::closing::is_answered;
use crate::views::visit::Visit;
use crate::widgets::columns::width;

/// The tags of a row, as many as fit into `columns`: red line and new first, then how it is answered.
pub fn tags(visit: &Visit, row: usize, scene: &Scene, columns: usize) -> Vec<(String, Role)> {
    let (r, item) = (&visit.rows[row], visit.item(row));
    let say = |text| scene.say(text).to_string();
    let mut all = Vec::new();
    if item.red_line {
        all.push((say(words::TAG_RED), Role::RedLine));
    }
    if r.new {
        all.push((say(words::TAG_NEW), Role::New));
    }
    let unit = item.unit.as_ref().map_or("", |u| u.get(scene.lang));
    let kind = match item.kind {
        AnswerKind::Sample => item.plan_size.map(|n| words::TAG_SAMPLE.fill(scene.lang, &[&n])),
        AnswerKind::Number => Some(words::TAG_NUMBER.fill(scene.lang, &[&unit]).trim_end().to_string()),
        AnswerKind::Date => Some(say(words::TAG_DATE)),
        AnswerKind::Figure => Some(say(words::TAG_FIGURE)),
        _ => item.method.contains(&Method::Test).then(|| say(words::TAG_TEST)),
    };
    let used: usize = all.iter().map(|(tag, _)| width(tag) + 1).sum();
    // Without its number or unit where the row is full.
    let kind = kind.map(|k| if used + width(&k) <= columns { k } else { k.split(' ').next().unwrap_or_default().to_string() });
    all.extend(kind.map(|k| (k, Role::Quiet)));
    let mut left = columns;
    all.retain(|(tag, _)| {
        let fits = width(tag) <= left;
        left = left.saturating_sub(if fits { width(tag) + 1 } else { 0 });
        fits
    });
    all
}

/// Last time in a few words, with the open findings of the item here.
pub fn last_short(visit: &Visit, item: &Item, scene: &Scene) -> (String, Role) {
    let owed = visit.parts.open.get(&item.id).map_or(0, Vec::len);
    let (mut said, role) = match visit.parts.last.get(&item.id) {
        None => (String::new(), Role::Quiet),
        Some(last) if last.verdict == Verdict::Fail => (scene.say(words::LAST_FAIL).into(), Role::Owed),
        Some(last) => (words::LAST.fill(scene.lang, &[&scene.say(last.verdict.words())]), Role::Quiet),
    };
    if owed > 0 {
        said.push_str(&words::OWES.fill(scene.lang, &[&owed]));
    }
    (said.trim_start().into(), if owed > 0 { Role::Owed } else { role })
}

/// This time: the verdict with its reading, in how many places it fails.
pub fn now_short(visit: &Visit, row: usize, scene: &Scene) -> (String, Role) {
    let r = &visit.rows[row];
    let now = visit.point(&r.point);
    if now.is_none_or(|n| n.now.joined.value.verdict == Verdict::Cleared) && !is_answered(visit, row) {
        let unsure = if r.unknown_traits.is_empty() { "" } else { scene.say(words::TAG_UNSURE) };
        return (unsure.into(), Role::Unchecked);
    }
    let point = now.map(|n| &n.now.joined.value).filter(|p| p.verdict != Verdict::Cleared);
    let failing = |p: &Point| p.verdict == Verdict::Fail;
    let further = r.further.iter().filter_map(|id| visit.point(id)).filter(|n| failing(&n.now.joined.value)).count();
    let places = further + usize::from(point.is_some_and(failing));
    let verdict = if places > 0 { Verdict::Fail } else { point.map_or(Verdict::Fail, |p| p.verdict) };
    let mut said = scene.say(verdict.words()).to_string();
    if places > 1 {
        said.push_str(&words::PLACES.fill(scene.lang, &[&places]));
    } else if let Some(point) = point
        && let Some(reading) = worst(visit.item(row), &point.readings)
    {
        said.push(' ');
        said.push_str(&reading.value);
    }
    if point.is_some_and(|p| p.batch) {
        said.push_str(scene.say(words::BATCH));
    }
    if r.now_absent.is_some() {
        said.push_str(scene.say(words::TAG_ABSENT));
    }
    if now.is_some_and(|n| n.now.joined.disputed) {
        said.push_str(scene.say(words::DISPUTED));
    }
    (said, role_of(verdict))
}

/// The style of a verdict.
pub fn role_of(verdict: Verdict) -> Role {
    match verdict {
        Verdict::Pass => Role::Pass,
        Verdict::Fail => Role::Fail,
        Verdict::Na => Role::NotApplicable,
        Verdict::Unchecked => Role::Unchecked,
        Verdict::Cleared => Role::Text,
    }
}

/// 合格线 in words.
pub fn limit(item: &Item, scene: &Scene) -> String {
    let unit = item.unit.as_ref().map_or(scene.say(words::PLACE_UNIT), |u| u.get(scene.lang)).to_string();
    let allowed = item.limit.unwrap_or(0);
    let fill = |text: crate::text::Text, values: &[&dyn std::fmt::Display]| text.fill(scene.lang, values).trim_end().to_string();
    match (item.kind, &item.min, &item.max) {
        (AnswerKind::Sample, ..) => fill(words::LIMIT_BAD, &[&allowed, &unit]),
        (AnswerKind::Count, ..) => fill(words::LIMIT_FOUND, &[&allowed, &unit]),
        (AnswerKind::Number, Some(min), Some(max)) => fill(words::LIMIT_BETWEEN, &[min, max, &unit]),
        (AnswerKind::Number, Some(min), None) => fill(words::LIMIT_MIN, &[min, &unit]),
        (AnswerKind::Number, None, Some(max)) => fill(words::LIMIT_MAX, &[max, &unit]),
        (AnswerKind::Number, None, None) => scene.say(words::LIMIT_JUDGE).into(),
        (AnswerKind::Date, ..) => match item.within_days {
            Some(days) => fill(words::LIMIT_WITHIN, &[&days]),
            None => scene.say(words::LIMIT_VALID).into(),
        },
        (AnswerKind::Figure, ..) => scene.say(words::LIMIT_FIGURE).into(),
        (AnswerKind::Judge, ..) => scene.say(words::LIMIT_JUDGE).into(),
    }
}

/// How the values of a kind are written.
pub fn form_of(kind: AnswerKind) -> crate::text::Text {
    match kind {
        AnswerKind::Number | AnswerKind::Figure => words::FORM_NUMBER,
        AnswerKind::Date => words::FORM_DATE,
        AnswerKind::Sample => words::FORM_SAMPLE,
        AnswerKind::Count | AnswerKind::Judge => words::FORM_COUNT,
    }
}

/// Whether a citation may stand on a paper that leaves the office.
pub fn verified(basis: &Basis) -> bool {
    basis.certainty == Certainty::Read && norm(basis).is_none_or(|n| n.citable)
}

fn norm(basis: &Basis) -> Option<&'static norms::Norm> {
    crate::content::norms().get(&basis.norm)
}

/// A citation: short name and clause.
fn citation(basis: &Basis, lang: Lang) -> String {
    let name = norm(basis).map_or(basis.norm.as_str(), |n| n.short.get(lang));
    let clause = basis.clause.get(lang);
    let gap = if lang == Lang::En || clause.starts_with(|c: char| c.is_ascii()) { " " } else { "" };
    format!("{name}{gap}{clause}")
}

/// What an item stands on at the place of the visit: what binds it first, then what is guidance there.
pub fn standing<'a>(visit: &Visit, item: &'a Item) -> Vec<(&'a Basis, Force)> {
    let mut all: Vec<_> = crate::content::norms().behind(item, visit.place()).collect();
    all.sort_by_key(|(_, force)| *force);
    all
}

/// A citation with the force it has here: 参照 where it does not bind the place.
pub fn cited(basis: &Basis, force: Force, scene: &Scene) -> String {
    let analogy = if force == Force::Analogy { scene.say(words::ANALOGY) } else { "" };
    citation(basis, scene.lang) + analogy
}

/// The first citation that stands here, with how sure it is.
pub fn basis(visit: &Visit, item: &Item, scene: &Scene) -> String {
    let Some((basis, force)) = standing(visit, item).into_iter().next() else { return scene.say(words::NO_BASIS).into() };
    let sure = if verified(basis) { words::SURE } else { words::UNSURE };
    cited(basis, force, scene) + scene.say(sure)
}

/// What the district set otherwise, with its label; nothing where it set nothing.
pub fn district(item: &Item, scene: &Scene) -> String {
    let set = item.district.as_ref().map(|set| format!("{} {}  ", scene.say(library::DISTRICT), set.get(scene.lang)));
    set.unwrap_or_default()
}

/// Last time in a sentence.
pub fn last(visit: &Visit, item: &Item, scene: &Scene) -> String {
    let Some(last) = visit.parts.last.get(&item.id) else { return scene.say(words::NEVER).into() };
    let verdict = scene.say(last.verdict.words());
    let comma = if scene.lang == Lang::Zh { "，" } else { ", " };
    let said = [format!("{} {verdict}", last.on), last.words.clone(), last.who.clone()];
    said.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(comma)
}

/// The open findings of an item here.
pub fn open(visit: &Visit, item: &Item, scene: &Scene) -> String {
    let Some(open) = visit.parts.open.get(&item.id).filter(|o| !o.is_empty()) else { return scene.say(words::NONE).into() };
    let comma = if scene.lang == Lang::Zh { "，" } else { ", " };
    let one = |f: &crate::views::finding::FindingRow| {
        let what = if f.place.is_empty() { f.facts.clone() } else { f.place.clone() };
        let due = f.due.map(|d| words::DUE_ON.fill(scene.lang, &[&d]));
        [Some(what), due].into_iter().flatten().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(comma)
    };
    let all = open.iter().map(one).collect::<Vec<_>>().join(if scene.lang == Lang::Zh { "；" } else { "; " });
    words::OPEN_FINDINGS.fill(scene.lang, &[&open.len(), &all])
}

/// This time's readings, reasons and notes.
pub fn notes(point: Option<&Point>, visit: &Visit, scene: &Scene) -> String {
    let Some(point) = point else { return String::new() };
    let reading = |r: &crate::domain::point::Reading| format!("{} {}", r.label, r.value).trim().to_string();
    let reason = point.unchecked.map(|u| u.words()).or(point.na.map(|n| n.words())).map(|t| scene.say(t).to_string());
    let who = point.by.and_then(|id| visit.parts.people.get(&id)).map_or("", |p| p.person.name.as_str());
    let mut said: Vec<String> = Vec::new();
    if !point.readings.is_empty() {
        said.push(point.readings.iter().map(reading).collect::<Vec<_>>().join("  "));
    }
    said.extend(reason);
    said.extend(point.reason.clone());
    said.extend(point.return_by.map(|d| words::RETURNS.fill(scene.lang, &[&d, &who])).map(|s| s.trim_end().to_string()));
    said.extend(point.notes.iter().cloned());
    said.join(if scene.lang == Lang::Zh { "；" } else { "; " })
}
