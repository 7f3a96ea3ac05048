//! The demonstration as other programs and FIELD 39 expect it.

use super::*;
use crate::content;
use jiff::civil::date;
use std::collections::BTreeSet;

fn lists() -> Vec<Checklist> {
    let parse = |(name, text): (&str, &str)| content::parse(name, text.as_bytes()).unwrap();
    let mut lists: Vec<Checklist> = content::embedded_lists().map(parse).collect();
    let run = ["fire", "food", "care", "supervision"];
    lists.retain(|l| run.contains(&l.id.as_str()));
    lists.sort_by_key(|l| run.iter().position(|id| *id == l.id));
    lists
}

fn happenings(recipe: Recipe, hand: Hand) -> Vec<Happening> {
    let lists = lists();
    District::new(recipe, hand, lists.iter().collect()).collect()
}

const SMALL: Recipe = Recipe { facilities: 40, answers: 3_100, seed: 1, laptop: 1, today: date(2026, 11, 24) };

fn drafts(all: &[Happening]) -> impl Iterator<Item = &Draft> {
    all.iter().flat_map(|h| match h {
        Happening::Written(group) => group.drafts.as_slice(),
        Happening::Paper { .. } => &[],
    })
}

/// The first value of each point: what was answered, before any step.
fn answered(all: &[Happening]) -> BTreeMap<PointId, Point> {
    let mut points = BTreeMap::new();
    for draft in drafts(all) {
        if let (Subject::Point(id), Event::Point(point)) = (&draft.subject, &draft.body) {
            points.entry(id.clone()).or_insert_with(|| point.clone());
        }
    }
    points
}

#[test]
fn the_same_recipe_gives_the_same_district_and_another_laptop_other_answers() {
    let text = |all: &[Happening]| format!("{all:?}");
    assert_eq!(text(&happenings(SMALL, Hand::Own)), text(&happenings(SMALL, Hand::Own)));
    let other = answered(&happenings(Recipe { laptop: 2, ..SMALL }, Hand::Own));
    let mine = answered(&happenings(SMALL, Hand::Own));
    assert_eq!(mine.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "the same district");
    let differ = mine.iter().filter(|(id, p)| p.verdict != other[id].verdict).count();
    assert!((10..100).contains(&differ), "{differ} disputes when the two meet");
}

#[test]
fn there_are_as_many_answers_as_asked_for_and_six_to_twelve_in_a_hundred_fail() {
    for answers in [500, 3_000, 20_000] {
        let recipe = Recipe { answers, ..SMALL };
        let mut points = answered(&happenings(recipe, Hand::Colleague));
        points.extend(answered(&happenings(recipe, Hand::Own)));
        assert_eq!(points.values().filter(|p| p.verdict.judges()).count(), answers as usize);
        let count = |v: Verdict| points.values().filter(|p| p.verdict == v).count() * 100 / points.len();
        assert!((6..=12).contains(&count(Verdict::Fail)), "{} % fail", count(Verdict::Fail));
        assert!(count(Verdict::Unchecked) >= 1);
    }
}

#[test]
fn the_small_one_has_everything_a_newcomer_should_see() {
    let all = happenings(SMALL, Hand::Own);
    let facilities = drafts(&all).filter_map(|d| match &d.body {
        Event::Facility(f) => Some(f),
        _ => None,
    });
    let facilities: Vec<_> = facilities.collect();
    assert_eq!(facilities.len(), 40);
    assert_eq!(facilities.iter().map(|f| f.kind).collect::<BTreeSet<_>>().len(), 6);
    assert_eq!(facilities.iter().filter_map(|f| f.host).collect::<BTreeSet<_>>().len(), 2, "two shared addresses");
    assert_eq!(facilities.iter().filter(|f| f.status != Default::default()).count(), 1);
    let visits = drafts(&all).filter(|d| matches!(&d.body, Event::Inspection(i) if i.kind != Kind::Recheck)).count();
    assert!((50..=70).contains(&visits), "{visits} visits");
    assert!(drafts(&all).any(|d| matches!(&d.body, Event::Inspection(i) if i.kind == Kind::Recheck)));
    let unsigned = all.iter().filter(|h| matches!(h, Happening::Paper { how: None, .. })).count();
    assert_eq!(unsigned, 1, "one waits for its signature");
    let (mine, theirs) = (answered(&all), answered(&happenings(SMALL, Hand::Colleague)));
    let meet = mine.iter().filter(|(id, p)| theirs.get(id).is_some_and(|t| t.verdict != p.verdict)).count();
    assert!((1..=3).contains(&meet), "{meet} disputes");
    let closed =
        drafts(&all).filter(|d| matches!(&d.body, Event::Point(Point { finding: Some(f), .. }) if f.stage == Stage::Closed));
    assert!(closed.count() > 20);
    let repeats = mine.iter().filter(|(id, p)| id.key == "FIRE-EVAC-01" && p.verdict == Verdict::Fail).count();
    assert!(repeats >= 3, "{repeats}");
}

#[test]
fn time_runs_forward_and_every_blank_is_filled() {
    let mut before = String::new();
    for happening in happenings(SMALL, Hand::Own) {
        let group = match &happening {
            Happening::Written(group) | Happening::Paper { group, .. } => group,
        };
        assert!(group.at.split('T').next() >= before.split('T').next(), "{} after {before}", group.at);
        before.clone_from(&group.at);
    }
    for point in answered(&happenings(SMALL, Hand::Own)).values() {
        let facts = point.finding.as_ref().and_then(|f| f.facts.clone()).unwrap_or_default();
        assert!(!facts.contains("__"), "{facts}");
    }
}
