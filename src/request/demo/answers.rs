//! One answer of the demonstration: what an inspector writes who found this.

use super::dice::Dice;
use super::places::back;
use super::words::*;
use crate::content::checklist::{AnswerKind, Item};
use crate::content::limit;
use crate::domain::inspection::Activity;
use crate::domain::point::{Finding, Handling, NaReason, Point, Reading, Stage, UncheckedReason, Verdict};
use jiff::civil::Date;

/// How an item comes out when nobody says otherwise: fails led by what joint checks find.
pub fn verdict(item: &Item, often: bool, dice: &mut Dice) -> Verdict {
    let fails = match item.kind {
        AnswerKind::Figure => 0,
        _ if often => 330,
        _ if item.red_line => 35,
        _ => 48,
    };
    let thrown = dice.below(1000);
    match thrown {
        n if n < fails => Verdict::Fail,
        n if n < fails + 30 => Verdict::Unchecked,
        n if n < fails + 50 => Verdict::Na,
        _ => Verdict::Pass,
    }
}

/// The whole point for this verdict.
pub fn point(item: &Item, verdict: Verdict, on: Date, activity: Activity, dice: &mut Dice) -> Point {
    let mut point = Point::of(verdict);
    match verdict {
        Verdict::Unchecked => {
            let why = [UncheckedReason::KeyOrPersonAway, UncheckedReason::PapersElsewhere, UncheckedReason::NoTime];
            point.unchecked = Some(*dice.pick(&why));
            point.return_by = if item.red_line { back(on, -10) } else { None };
        }
        Verdict::Na => point.na = Some(*dice.pick(&[NaReason::NoSuchThing, NaReason::NotRequiredHere])),
        _ => point.readings = readings(item, verdict == Verdict::Fail, on, dice),
    }
    point.planned = limit::short_of(item, &point.readings);
    if dice.in_thousand(25) {
        point.notes.push((*dice.pick(&NOTES)).into());
    }
    if verdict == Verdict::Fail {
        point.finding = Some(finding(item, on, activity, &point.readings, dice));
    }
    point
}

fn finding(item: &Item, on: Date, activity: Activity, readings: &[Reading], dice: &mut Dice) -> Finding {
    let mut finding = Finding::open(item.severity);
    let handling = match item.handling {
        Handling::Order if activity == Activity::Guidance => Handling::Advise,
        _ if !item.red_line && dice.in_thousand(180) => Handling::Fixed,
        other => other,
    };
    finding.handling = Some(handling);
    finding.due = back(on, -(item.days as i32));
    let usual = *dice.pick(places(item.place));
    let facts = facts(item, dice);
    finding.place = Some(place_in(&facts).unwrap_or_else(|| usual.into()));
    finding.facts = Some(facts);
    if handling == Handling::Fixed {
        finding.stage = Stage::FixedOnSpot;
        finding.step.get_or_insert_default().on = Some(on);
    } else if item.red_line && dice.in_thousand(700) {
        finding.interim = Some((*dice.pick(&INTERIM)).into());
    }
    if dice.in_thousand(200) {
        finding.reply = Some((*dice.pick(&REPLIES)).into());
    }
    if dice.in_thousand(300) {
        let first = dice.between(2000, 2600);
        finding.photos = vec![format!("IMG_{first}"), format!("IMG_{}", first + 1)];
    }
    let counts = readings.iter().filter_map(|r| r.value.split_once('/'));
    if let Some((bad, looked)) = counts.filter_map(|(b, t)| Some((b.parse().ok()?, t.parse().ok()?))).next() {
        (finding.bad, finding.looked) = (Some(bad), Some(looked));
    }
    finding
}

fn readings(item: &Item, fails: bool, on: Date, dice: &mut Dice) -> Vec<Reading> {
    let bare = |value: String| vec![Reading { label: String::new(), value }];
    let allowed = item.limit.unwrap_or(0);
    match item.kind {
        AnswerKind::Judge => Vec::new(),
        AnswerKind::Count if fails => bare(format!("{}", allowed + dice.between(1, 3))),
        AnswerKind::Count => Vec::new(),
        AnswerKind::Sample => {
            let plan = item.plan_size.unwrap_or(5).max(1);
            let tested = if dice.in_thousand(120) { plan.div_ceil(2) } else { plan };
            let bad = if fails { (allowed + dice.between(1, 2)).min(tested) } else { 0 };
            bare(format!("{bad}/{tested}"))
        }
        AnswerKind::Number => numbers(item, fails, dice),
        AnswerKind::Date => {
            let days = match (item.within_days, fails) {
                (Some(within), false) => dice.between(0, within.min(300)) as i32,
                (Some(within), true) => within as i32 + dice.between(5, 200) as i32,
                (None, false) => -(dice.between(40, 700) as i32),
                (None, true) => dice.between(3, 90) as i32,
            };
            back(on, days).map_or_else(Vec::new, |date| bare(date.to_string()))
        }
        AnswerKind::Figure => bare(dice.between(4, 180).to_string()),
    }
}

/// Readings of a number item; the labels are its own where it has some. The first is outside when it fails.
fn numbers(item: &Item, fails: bool, dice: &mut Dice) -> Vec<Reading> {
    let whole = |text: &Option<String>| text.as_ref().and_then(|t| t.split('.').next()?.parse::<i64>().ok());
    let decimals = [&item.min, &item.max].into_iter().flatten().any(|t| t.contains('.'));
    let (min, max) = (whole(&item.min), whole(&item.max));
    let ceiling = item.min.as_deref().is_some_and(|t| t.contains('.')) as i64;
    let low = min.map_or_else(|| max.map_or(1, |m| if m > 0 { 0 } else { m - 4 }), |m| m + ceiling);
    let high = max.unwrap_or(low + 6).max(low);
    let mut one = |outside: bool| {
        let n = match (outside, min, max) {
            (true, _, Some(max)) => max + 1 + dice.below(6) as i64,
            (true, Some(min), None) => min - 1 - dice.below(1 + min.unsigned_abs() as usize / 3) as i64,
            _ => low + dice.below((high - low + 1) as usize) as i64,
        };
        if decimals && n < high && !outside { format!("{n}.{}", dice.below(10)) } else { n.to_string() }
    };
    let labels: Vec<String> = item.labels.iter().take(2).map(|l| l.zh.clone()).collect();
    let labels = if labels.is_empty() { vec![String::new()] } else { labels };
    labels.into_iter().enumerate().map(|(n, label)| Reading { label, value: one(fails && n == 0) }).collect()
}

/// The room or floor that the facts name, so that the place says the same.
fn place_in(facts: &str) -> Option<String> {
    let before = |room: usize| facts[..room].char_indices().rev().take_while(|(_, c)| c.is_ascii_digit()).last();
    let room =
        facts.match_indices("室").find_map(|(at, sign)| before(at).map(|(from, _)| facts[from..at + sign.len()].to_string()));
    room.or_else(|| FLOORS.iter().find(|floor| facts.contains(**floor)).map(|floor| (*floor).to_string()))
}

/// One of the item's ready wordings with something fitting in each blank; where none fits, that it is not as it should be.
fn facts(item: &Item, dice: &mut Dice) -> String {
    let first = dice.below(item.wordings.len());
    let rotated = item.wordings.iter().cycle().skip(first).take(item.wordings.len());
    let written: Vec<(String, bool)> = rotated.map(|w| filled(&w.zh, dice)).collect();
    let fits = written.into_iter().find(|(_, fits)| *fits);
    fits.map_or_else(|| format!("查时不是这样：{}", item.short.zh), |(text, _)| text)
}

/// A wording with something in each blank, and whether all of it fits. Of two counts the first is the larger.
fn filled(wording: &str, dice: &mut Dice) -> (String, bool) {
    let mut parts = wording.split("__");
    let mut text = parts.next().unwrap_or_default().to_string();
    let (mut fits, mut counts) = (true, 0);
    for part in parts {
        let next = part.chars().next().unwrap_or('，');
        let behind = BLANKS.iter().find(|(behind, _)| behind.contains(next));
        let before = || AFTER.iter().filter(|(before, _)| text.ends_with(before)).max_by_key(|(before, _)| before.len());
        let word = match behind.or_else(before) {
            _ if next == '年' => "2025",
            Some((_, words)) => dice.pick(words),
            None if COUNTS.contains(next) => {
                counts += 1;
                dice.pick(if counts == 1 { &["4", "5", "6"] } else { &["1", "2", "3"] })
            }
            None => {
                fits = false;
                dice.pick(&["东侧", "西侧", "里间"])
            }
        };
        text += word;
        text += part;
    }
    (text, fits)
}
