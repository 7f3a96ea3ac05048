//! The demonstration as other programs expect it: the same for everybody, in the order of time, of the size asked for.

use super::*;
use crate::content;
use crate::domain::event::Event;
use crate::domain::point::{Point, Verdict};
use crate::domain::subject::{PointId, Subject};
use jiff::civil::date;

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

/// The first value of each point: what was answered, before any step.
fn answered(all: &[Happening]) -> BTreeMap<PointId, Point> {
    let mut points = BTreeMap::new();
    for draft in all.iter().flat_map(|h| &h.group().drafts) {
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
fn time_runs_forward_and_every_blank_is_filled() {
    let mut before = String::new();
    for happening in happenings(SMALL, Hand::Own) {
        let group = happening.group();
        assert!(group.at.split('T').next() >= before.split('T').next(), "{} after {before}", group.at);
        before.clone_from(&group.at);
    }
    for point in answered(&happenings(SMALL, Hand::Own)).values() {
        let facts = point.finding.as_ref().and_then(|f| f.facts.clone()).unwrap_or_default();
        assert!(!facts.contains("__"), "{facts}");
    }
}

/// `203室` in the facts and another room beside them is no place.
#[test]
fn facts_of_the_demonstration_name_no_other_place_than_the_finding() {
    let points = answered(&happenings(Recipe { answers: 20_000, ..SMALL }, Hand::Own));
    let found: Vec<_> = points.values().filter_map(|p| p.finding.as_ref()).collect();
    let mut rooms = 0;
    for f in &found {
        let (facts, place) = (f.facts.as_deref().unwrap_or_default(), f.place.as_deref().unwrap_or_default());
        let room =
            facts.split('室').next().filter(|_| facts.contains('室')).map(|before| &before[before.len().saturating_sub(3)..]);
        if let Some(room) = room.filter(|r| r.chars().all(|c| c.is_ascii_digit())) {
            assert_eq!(place, format!("{room}室"), "{facts}");
            rooms += 1;
        }
        assert!(!facts.contains("冷荤锁") && !facts.contains("__"), "{facts}");
    }
    assert!(rooms > 5, "{rooms} of {}", found.len());
}
