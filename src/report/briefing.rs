//! The briefing to carry: one page of what to know before the door opens, the most pressing first. Where a group does
//! not fit it says how many more there are; nothing is dropped in silence.

use super::pages::pages;
use super::{Block, Report, day, html, or_pen};
use crate::content::checklist::{Checklist, Item};
use crate::content::words::{of_paper, of_trait};
use crate::domain::facility::Presence;
use crate::domain::point::Severity;
use crate::text::report as words;
use crate::text::{Lang, Text};
use crate::views::facility::FacilityView;
use crate::views::finding::FindingRow;
use crate::views::record::Paper;
use jiff::civil::Date;
use std::sync::Arc;

/// What a briefing is made from.
pub struct Made<'a> {
    pub facility: &'a FacilityView,
    /// The lists that a visit here would be run with.
    pub lists: &'a [Arc<Checklist>],
    pub today: Date,
    pub demo: bool,
    pub lang: Lang,
    pub paper: &'a Paper,
}

/// The page as HTML.
pub fn html(made: &Made) -> String {
    html::html(&report(made))
}

/// The page as data: as many rows a group as fit one page.
pub fn report(made: &Made) -> Report {
    let caps = [40, 20, 12, 8, 6, 4, 3, 2, 1];
    let fits = |cap: &usize| pages(&with(made, *cap)).len() == 1;
    with(made, caps.into_iter().find(fits).unwrap_or(1))
}

fn with(made: &Made, cap: usize) -> Report {
    let lang = made.lang;
    let facility = &made.facility.profile.joined.value;
    let under = words::BRIEF_DAY.fill(lang, &[&day(made.today, lang)]);
    let kind = facility.kind.map_or("", |k| k.words().get(lang));
    Report {
        lang,
        letterhead: words::INTERNAL_ONLY.get(lang).into(),
        title: format!("{} {}", words::BRIEFING.get(lang), facility.name),
        under: format!("{kind}  {}  {under}", facility.street.as_deref().unwrap_or_default()),
        across: if made.demo { words::ACROSS_DEMO.get(lang).into() } else { String::new() },
        strip: Vec::new(),
        foot: format!("{}  {}  {}", words::BRIEFING.get(lang), facility.name, made.paper.unit),
        body: body(made, cap),
    }
}

fn body(made: &Made, cap: usize) -> Vec<Block> {
    let view = made.facility;
    let overdue = |f: &FindingRow| f.due.is_some_and(|due| due < made.today);
    let (pressing, open): (Vec<_>, Vec<_>) =
        view.open.iter().partition(|f| f.candidate || f.severity == Severity::Major || overdue(f));
    let findings = |rows: Vec<&FindingRow>| rows.into_iter().map(|f| finding(made, f)).collect::<Vec<_>>();
    let unchecked = view.unchecked.iter().map(|u| {
        let back = u.return_by.map(|by| words::BRIEF_RETURN.fill(made.lang, &[&day(by, made.lang)])).unwrap_or_default();
        format!(
            "{}{back}",
            words::BRIEF_LAST_ROW.fill(made.lang, &[&day(u.on, made.lang), &short(made, &u.item), &u.why(made.lang)])
        )
    });
    let repeated = view
        .repeated
        .iter()
        .map(|(item, times, last)| words::BRIEF_TIMES.fill(made.lang, &[&short(made, item), times, &day(*last, made.lang)]));
    let mut body = Vec::new();
    group(&mut body, made, words::BRIEF_MAJOR, findings(pressing), cap);
    group(&mut body, made, words::BRIEF_OPEN, findings(open), cap);
    group(&mut body, made, words::BRIEF_UNCHECKED, unchecked.collect(), cap);
    group(&mut body, made, words::BRIEF_REPEATED, repeated.collect(), cap);
    body.push(Block::Heading(words::BRIEF_UNKNOWN.get(made.lang).into()));
    body.push(Block::Text(listed(made, unknown(made), 3 * cap)));
    group(&mut body, made, words::BRIEF_EXPIRED, expired(made), cap);
    body.push(Block::Heading(words::BRIEF_WAY.get(made.lang).into()));
    body.extend(way(made).into_iter().map(Block::Text));
    body.push(Block::Heading(words::BRIEF_ASK.get(made.lang).into()));
    let asks = to_ask(made);
    let shown = MOST_ASKED.min(cap * 3);
    if asks.len() > shown {
        body.push(Block::Text(words::BRIEF_ASK_MORE.fill(made.lang, &[&(asks.len() - shown)])));
    }
    body.push(Block::Columns(3, asks.into_iter().take(shown).collect()));
    body
}

/// A heading with the whole count, then as many rows as are wanted.
fn group(body: &mut Vec<Block>, made: &Made, title: Text, rows: Vec<String>, cap: usize) {
    body.push(Block::Heading(title.fill(made.lang, &[&rows.len()])));
    if rows.is_empty() {
        body.push(Block::Text(words::BRIEF_NONE.get(made.lang).into()));
    }
    let more = rows.len().saturating_sub(cap);
    body.extend(rows.into_iter().take(cap).map(Block::Text));
    if more > 0 {
        body.push(Block::Text(words::BRIEF_MORE.fill(made.lang, &[&more])));
    }
}

fn finding(made: &Made, f: &FindingRow) -> String {
    let lang = made.lang;
    let severity = match f.severity {
        _ if f.candidate => words::SUSPECTED,
        other => other.words(),
    };
    let due = match f.due {
        None => words::BRIEF_NO_DUE.get(lang).to_string(),
        Some(due) if due < made.today => words::BRIEF_OVERDUE.fill(lang, &[&day(due, lang)]),
        Some(due) => words::BRIEF_DUE.fill(lang, &[&day(due, lang)]),
    };
    let title = f.item.as_deref().map_or_else(|| words::OUTSIDE.get(lang).into(), |i| short(made, i));
    words::BRIEF_FINDING.fill(lang, &[&severity.get(lang), &title, &or_pen(&f.place), &f.facts, &due])
}

fn items<'a>(made: &'a Made) -> impl Iterator<Item = &'a Item> {
    let kind = made.facility.profile.joined.value.kind;
    made.lists.iter().flat_map(|l| &l.items).filter(move |i| i.fits(kind))
}

/// An item's short title; its id where no list at hand knows it.
fn short(made: &Made, id: &str) -> String {
    let known = made.lists.iter().flat_map(|l| &l.items).find(|i| i.id == id || i.aliases.iter().any(|a| a == id));
    known.map_or_else(|| id.into(), |i| i.short.get(made.lang).into())
}

fn presence(made: &Made, name: &str) -> Presence {
    made.facility.traits.get(name).map_or(Presence::Unknown, |t| t.joined.value.is)
}

/// Traits that items here hang on and nobody knows.
fn unknown(made: &Made) -> Vec<String> {
    let names = items(made).flat_map(|i| &i.traits).filter(|t| presence(made, t) == Presence::Unknown);
    once(names.map(|name| of_trait(name).map_or_else(|| name.clone(), |w| w.get(made.lang).into())))
}

/// As many papers as somebody at the door can ask for.
const MOST_ASKED: usize = 24;

/// Papers to ask for, of the items that apply: first those where something was wrong or not seen here, then red lines.
fn to_ask(made: &Made) -> Vec<String> {
    let view = made.facility;
    let troubled = |i: &Item| {
        let is = |id: &str| i.id == id || i.aliases.iter().any(|a| a == id);
        view.open.iter().filter_map(|f| f.item.as_deref()).any(is)
            || view.unchecked.iter().any(|u| is(&u.item))
            || view.repeated.iter().any(|(item, ..)| is(item))
    };
    let applies = |i: &&Item| i.traits.iter().all(|t| presence(made, t) != Presence::No);
    let mut asked: Vec<&Item> = items(made).filter(applies).filter(|i| i.ask.is_some()).collect();
    asked.sort_by_key(|i| (!troubled(i), !i.red_line));
    once(asked.into_iter().filter_map(|i| i.ask.as_ref()).map(|a| a.get(made.lang).to_string()))
}

fn once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut all = Vec::new();
    for text in texts {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

fn listed(made: &Made, texts: Vec<String>, cap: usize) -> String {
    if texts.is_empty() {
        return words::BRIEF_NONE.get(made.lang).into();
    }
    let mut line = texts.iter().take(cap).cloned().collect::<Vec<_>>().join(words::AND.get(made.lang));
    if texts.len() > cap {
        let more = words::BRIEF_MORE.fill(made.lang, &[&(texts.len() - cap)]);
        line = format!("{line}{}{more}", words::THEN.get(made.lang));
    }
    line
}

fn expired(made: &Made) -> Vec<String> {
    let past = made.facility.papers.iter().filter_map(|(kind, paper)| {
        let expires = paper.joined.value.expires.filter(|e| *e < made.today)?;
        let name = of_paper(kind).map_or_else(|| kind.clone(), |w| w.get(made.lang).into());
        Some(words::BRIEF_PAPER.fill(made.lang, &[&name, &day(expires, made.lang)]))
    });
    past.collect()
}

/// Who to call, how to get there, who came last, who else is at the address.
fn way(made: &Made) -> Vec<String> {
    let (lang, facility) = (made.lang, &made.facility.profile.joined.value);
    let said = |text: &Option<String>| or_pen(text.as_deref().unwrap_or_default()).to_string();
    let contact = words::BRIEF_CONTACT.fill(
        lang,
        &[
            &said(&facility.head),
            &said(&facility.contact),
            &said(&facility.phone),
            &said(&facility.address),
            &said(&facility.directions),
        ],
    );
    let last = made.facility.visits.iter().max_by_key(|v| v.on).map_or_else(
        || words::BRIEF_NEVER.get(lang).to_string(),
        |v| {
            let people = v.people.join(words::AND.get(lang));
            let kind = v.kind.words().get(lang);
            words::BRIEF_LAST.fill(lang, &[&day(v.on, lang), &kind, &or_pen(&people), &v.failed, &v.unchecked])
        },
    );
    let others: Vec<String> = made.facility.same_address.iter().map(|f| f.name.clone()).collect();
    let same = words::BRIEF_SAME.fill(lang, &[&others.len(), &others.join(words::AND.get(lang))]);
    [contact, last].into_iter().chain((!others.is_empty()).then_some(same)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facility::{self, TraitValue};
    use crate::domain::name::Id;
    use crate::domain::point::Stage;
    use crate::domain::subject::PointId;
    use crate::report::sample::{ON, paper, visit};
    use crate::views::facility::LastUnchecked;
    use crate::views::sample::{self, current};
    use std::collections::BTreeMap;

    fn open(n: u8, facts: &str, due: Option<Date>, candidate: bool) -> FindingRow {
        FindingRow {
            id: PointId::new(Id([n; 16]), "EXIT-01"),
            inspection: Some(Id([n; 16])),
            item: Some("EXIT-01".into()),
            facility: Id([8; 16]),
            facility_name: "康宁养老院".into(),
            severity: Severity::Serious,
            candidate,
            stage: Some(Stage::Ordered),
            due,
            found_on: Some(ON),
            place: "二楼".into(),
            facts: facts.into(),
            handling: None,
            disputed: false,
            imported: false,
            points: Vec::new(),
        }
    }

    fn view(findings: usize) -> FacilityView {
        let parts = visit().parts;
        let value = TraitValue { is: Presence::No, on: None, by: None, source: None, note: None };
        let expired = facility::Paper { expires: Some(Date::constant(2026, 10, 1)), ..Default::default() };
        let rows = (0..findings).map(|n| open(n as u8, "出口被轮椅堵住，只能侧身走过", ON.tomorrow().ok(), false));
        let first = [open(250, "出口锁着", None, true), open(251, "楼梯堆物", Some(Date::constant(2026, 11, 1)), false)];
        FacilityView {
            id: parts.facility_id,
            profile: parts.facility,
            traits: BTreeMap::from([("gas".into(), current(value))]),
            papers: BTreeMap::from([("food_licence".into(), current(expired))]),
            open: first.into_iter().chain(rows).collect(),
            unchecked: vec![LastUnchecked {
                visit: parts.id,
                on: ON,
                item: "TALK-01".into(),
                reason: Some(crate::domain::point::UncheckedReason::Other),
                words: Some("老人午睡".into()),
                return_by: Some(Date::constant(2026, 12, 1)),
            }],
            repeated: vec![("STAIR-01".into(), 3, ON)],
            ..sample::place(facility::Facility::default())
        }
    }

    #[test]
    fn papers_of_items_that_were_wrong_or_not_seen_here_are_asked_for_first() {
        let mut lists = visit().parts.lists;
        for list in &mut lists {
            for item in &mut Arc::make_mut(list).items {
                let ask = format!("{} 的资料", item.id);
                item.ask = Some(crate::content::checklist::Words { zh: ask.clone(), en: ask });
            }
        }
        let view = view(0);
        let made = Made { facility: &view, lists: &lists, today: ON, demo: false, lang: Lang::Zh, paper: &paper() };
        let asked = to_ask(&made);
        let of = |id: &str| format!("{id} 的资料");
        for id in ["EXIT-01", "TALK-01", "STAIR-01"] {
            assert!(asked[..3].contains(&of(id)), "{id}: {asked:?}");
        }
        assert!(asked.len() > 3);
    }

    #[test]
    fn the_most_pressing_stands_first_and_the_page_is_one_whatever_there_is() {
        let lists = visit().parts.lists;
        for (findings, lang) in [(3, Lang::Zh), (200, Lang::Zh), (200, Lang::En)] {
            let view = view(findings);
            let made = Made { facility: &view, lists: &lists, today: ON, demo: false, lang, paper: &paper() };
            let report = report(&made);
            assert_eq!(pages(&report).len(), 1);
            if lang == Lang::Zh {
                let said: Vec<&str> = report
                    .body
                    .iter()
                    .filter_map(|b| match b {
                        Block::Heading(text) | Block::Text(text) => Some(text.as_str()),
                        _ => None,
                    })
                    .collect();
                assert_eq!(
                    said[..3],
                    [
                        "疑似重大及逾期未改（2 处）",
                        "疑似重大 走道、楼梯、出口畅通：二楼；出口锁着；无期限",
                        "较重 走道、楼梯、出口畅通：二楼；楼梯堆物；已逾期，期限 2026年11月1日",
                    ]
                );
                for part in [
                    &*format!("其他未销号（{findings} 处）"),
                    "2026年11月24日 老人说没有挨骂，老人午睡，应于 2026年12月1日 前回访",
                    "楼梯间无堆物：3 次，最近 2026年11月24日",
                    "认知障碍照护单元",
                    "食品经营许可证：2026年10月1日 到期",
                ] {
                    assert!(said.contains(&part), "{part}: {said:#?}");
                }
            }
        }
    }
}
