//! What else the record says: what was not checked and why, what does not apply, what passed and with which readings,
//! what was found out about the place, what is left for later.

use super::findings::{name, readings};
use super::{Source, all_of};
use crate::content::checklist::AnswerKind;
use crate::content::limit::{self, Standing};
use crate::content::words::of_trait;
use crate::domain::facility::Presence;
use crate::domain::inspection::Kind;
use crate::domain::point::{NaReason, Point, UncheckedReason, Verdict};
use crate::domain::subject::PointId;
use crate::report::{day, or_pen};
use crate::text::report as words;
use crate::views::closing::verdict;
use crate::views::visit::Row;
use std::collections::BTreeMap;

/// An item that nobody looked at, by name and with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchecked {
    pub point: PointId,
    pub number: String,
    pub text: String,
    pub short: String,
    pub reason: String,
}

/// Readings or remarks of an item that did not fail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    pub point: PointId,
    pub number: String,
    pub short: String,
    pub readings: String,
    pub limit: String,
    pub remark: String,
}

/// An item that passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    pub point: PointId,
    pub number: String,
    pub short: String,
    /// 成批.
    pub batch: bool,
}

/// 未查 with its reason and who returns; items without any answer stand here too.
pub fn unchecked(from: &Source) -> Vec<Unchecked> {
    let not_looked = |row: &usize| matches!(verdict(from.visit, *row), Verdict::Unchecked | Verdict::Cleared);
    let one = |row: usize| {
        let item = from.visit.item(row);
        let reason = match from.visit.point(&from.visit.rows[row].point) {
            Some(now) if now.now.joined.value.verdict == Verdict::Unchecked => {
                let joined = &now.now.joined;
                why(from, &joined.value, &all_of(joined, "reason", joined.value.reason.as_deref().unwrap_or_default()))
            }
            _ => from.say(words::NO_ANSWER).into(),
        };
        let Row { point, number, .. } = from.visit.rows[row].clone();
        let (text, short) = (item.text.get(from.lang).into(), item.short.get(from.lang).into());
        Unchecked { point, number, text, short, reason }
    };
    from.rows().filter(not_looked).map(one).collect()
}

fn why(from: &Source, point: &Point, typed: &str) -> String {
    let mut said = match point.unchecked {
        Some(UncheckedReason::Other) | None => or_pen(typed).to_string(),
        Some(reason) if typed.is_empty() => reason.words().get(from.lang).into(),
        Some(reason) => format!("{}{}{typed}", reason.words().get(from.lang), from.say(words::COLON)),
    };
    if let Some(by) = point.return_by {
        let back = words::RETURN.fill(from.lang, &[&day(by, from.lang), &name(from, point.by)]);
        said = format!("{said}{}{}", from.say(words::THEN), back.trim_end());
    }
    for note in &point.notes {
        said = format!("{said}{}{note}", from.say(words::THEN));
    }
    said
}

/// 不适用 by reason, then what a trait switches off, one line each.
pub fn na(from: &Source) -> Vec<String> {
    let mut by_reason: BTreeMap<(Option<NaReason>, String), Vec<&str>> = BTreeMap::new();
    for row in from.rows().filter(|r| verdict(from.visit, *r) == Verdict::Na) {
        let Some(now) = from.visit.point(&from.visit.rows[row].point) else { continue };
        let value = &now.now.joined.value;
        let typed = value.reason.clone().filter(|_| value.na.is_none_or(|r| r == NaReason::Other)).unwrap_or_default();
        by_reason.entry((value.na, typed)).or_default().push(&from.visit.rows[row].number);
    }
    let mut lines: Vec<String> = by_reason
        .into_iter()
        .map(|((reason, typed), numbers)| {
            let reason = match reason {
                Some(NaReason::Other) | None if !typed.is_empty() => typed,
                Some(reason) => reason.words().get(from.lang).into(),
                None => from.say(words::NO_REASON).into(),
            };
            words::NA_LINE.fill(from.lang, &[&reason, &numbers.len(), &numbers.join(from.say(words::AND))])
        })
        .collect();
    lines.extend(switched_off(from).into_iter().map(|(name, count)| match name.as_str() {
        "" => words::OTHER_CAUSE.fill(from.lang, &[&count]),
        name => words::NO_TRAIT.fill(from.lang, &[&trait_words(from, name), &count]),
    }));
    lines
}

/// Items of the record's sections that a trait 无 switches off, by trait; none of them is in 应查.
pub fn switched_off(from: &Source) -> BTreeMap<String, u32> {
    let visit = from.visit;
    let head = &visit.parts.head.joined.value;
    let mut off = BTreeMap::new();
    for section in visit.sections.iter().filter(|s| !s.out && from.holds(s) && head.kind != Kind::Recheck) {
        let list = &visit.parts.lists[section.list];
        let id = &list.sections[section.section].id;
        let shown = |index: usize| section.rows.iter().any(|r| visit.rows[*r].item == index);
        for (_, item) in list.items.iter().enumerate().filter(|(n, i)| i.section == *id && !shown(*n)) {
            if item.fits(head.facility_type) {
                let now = item.traits.iter().find(|t| visit.presence(t) == Presence::No);
                let absent = now.or_else(|| item.traits.iter().find(|t| head.traits.get(*t) == Some(&Presence::No)));
                *off.entry(absent.cloned().unwrap_or_default()).or_default() += 1;
            }
        }
    }
    off
}

fn trait_words(from: &Source, name: &str) -> String {
    of_trait(name).map_or_else(|| name.into(), |w| w.get(from.lang).into())
}

/// What the visit found out about the place, beside what was on file.
pub fn traits(from: &Source) -> Vec<String> {
    let visit = from.visit;
    let here = visit.parts.id.to_string();
    let found = visit.parts.traits.iter().filter(|(name, t)| {
        // Not known before and not known now says nothing.
        let known = visit.parts.head.joined.value.traits.contains_key(*name) || t.joined.value.is != Presence::Unknown;
        known && t.joined.value.source.as_deref() == Some(here.as_str())
    });
    let line = |(name, now): (&String, &crate::views::Current<crate::domain::facility::TraitValue>)| {
        let value = &now.joined.value;
        let was = match visit.parts.head.joined.value.traits.get(name) {
            Some(was) if *was == value.is => String::new(),
            Some(was) if *was != Presence::Unknown => words::TRAIT_WAS.fill(from.lang, &[&was.words().get(from.lang)]),
            _ => from.say(words::TRAIT_WAS_UNKNOWN).into(),
        };
        let comma = if from.lang == crate::text::Lang::Zh { "，" } else { ", " };
        let note = value.note.as_deref().filter(|n| !n.trim().is_empty()).map(|n| format!("{comma}{n}")).unwrap_or_default();
        words::TRAIT.fill(from.lang, &[&value.is.words().get(from.lang), &trait_words(from, name), &note, &was])
    };
    found.map(line).collect()
}

/// Readings, short samples, reasons and notes of items that passed or do not apply.
pub fn measured(from: &Source) -> Vec<Measured> {
    let one = |row: usize| {
        let item = from.visit.item(row);
        let joined = &from.visit.point(&from.visit.rows[row].point)?.now.joined;
        let point = &joined.value;
        let passed = point.verdict == Verdict::Pass;
        if !passed && (point.verdict != Verdict::Na || point.notes.is_empty()) {
            return None;
        }
        let outside = passed && limit::standing(item, &point.readings, from.on) == Standing::Outside;
        let reason = all_of(joined, "reason", point.reason.as_deref().unwrap_or_default());
        let mut remark = Vec::new();
        if outside {
            remark.push(words::PASS_OUTSIDE.fill(from.lang, &[&or_pen(&reason)]));
        } else if passed && !reason.is_empty() {
            remark.push(reason);
        }
        remark.extend(point.notes.iter().cloned());
        let readings = readings(from, joined, Some(item));
        let figure = item.kind == AnswerKind::Figure;
        if readings.is_empty() && remark.is_empty() {
            return None;
        }
        let word = if figure { AnswerKind::Figure.words() } else { point.verdict.words() };
        remark.insert(0, from.say(word).into());
        Some(Measured {
            point: from.visit.rows[row].point.clone(),
            number: from.visit.rows[row].number.clone(),
            short: item.short.get(from.lang).into(),
            readings,
            limit: limit::words(item, from.lang),
            remark: remark.join(from.say(words::THEN)),
        })
    };
    from.rows().filter_map(one).collect()
}

/// What passed, as number and short title.
pub fn passed(from: &Source) -> Vec<Passed> {
    let one = |row: usize| Passed {
        point: from.visit.rows[row].point.clone(),
        number: from.visit.rows[row].number.clone(),
        short: from.visit.item(row).short.get(from.lang).into(),
        batch: from.visit.point(&from.visit.rows[row].point).is_some_and(|p| p.now.joined.value.batch),
    };
    from.rows().filter(|r| verdict(from.visit, *r) == Verdict::Pass).map(one).collect()
}

/// Disputes and red-line items without an answer that are left for later, each with its judgements and the reason.
pub fn left(from: &Source) -> Vec<String> {
    let kept = from.freeze.map(|f| f.freeze.left.as_slice()).unwrap_or_default();
    let disputed = |id: &PointId| from.visit.point(id).is_some_and(|p| p.now.joined.disputed);
    let in_record: Vec<PointId> = crate::views::record::points(from.visit, from.sections).collect();
    let named: Vec<&PointId> = kept.iter().map(|l| &l.point).collect();
    let unsettled = in_record.iter().filter(|id| disputed(id) && !named.contains(id));
    let line = |id: &PointId, reason: Option<&str>| {
        let item = from.visit.item_of(id);
        let row = item.and_then(|i| from.visit.row_of(&i.id));
        let number = row.map_or(from.say(words::OUTSIDE), |r| &from.visit.rows[r].number);
        let short = item.map_or("", |i| i.short.get(from.lang));
        let said = voices(from, id);
        match reason {
            Some(reason) => words::LEFT_SAID.fill(from.lang, &[&number, &short, &said, &or_pen(reason)]),
            None => words::LEFT_OPEN.fill(from.lang, &[&number, &short, &said]),
        }
    };
    let mut kept: Vec<_> = kept.iter().collect();
    kept.sort_by_key(|l| from.visit.item_of(&l.point).and_then(|i| from.visit.row_of(&i.id)));
    let left = kept.into_iter().map(|l| line(&l.point, Some(&l.reason)));
    left.chain(unsettled.map(|id| line(id, None))).collect()
}

/// What each person recorded, where they differ.
fn voices(from: &Source, id: &PointId) -> String {
    let Some(now) = from.visit.point(id).filter(|p| p.now.joined.disputed) else {
        return from.say(words::NO_ANSWER).into();
    };
    let one = |v: &crate::views::Voice<Point>| {
        let said = v.value.verdict.words().get(from.lang);
        let severity = v.value.finding.as_ref().map(|f| f.severity.words().get(from.lang));
        let said = severity.map_or(said.to_string(), |s| format!("{said} {s}"));
        words::VOICE.fill(from.lang, &[&v.who, &said])
    };
    now.voices.iter().map(one).collect::<Vec<_>>().join(from.say(words::AND))
}
