//! The rows of the closing list: a heading a group with its count, and under it what is in it, each with where it leads.

use crate::domain::point::Stage;
use crate::domain::subject::PointId;
use crate::request::answer::later_than_proposed;
use crate::screens::Scene;
use crate::text::closing as words;
use crate::theme::Role;
use crate::views::closing::{Closing, Missing, closing};
use crate::views::visit::Visit;

/// Where a row leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    Point(PointId),
    Dispute(PointId),
    Gate(&'static str),
}

/// One row: a heading has no goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From 0.
    pub group: usize,
    pub goal: Option<Goal>,
    /// The visit's row, where it is about one.
    pub row: Option<usize>,
    pub number: String,
    pub text: String,
    pub mark: String,
    pub role: Role,
}

/// The whole list.
pub fn lines(visit: &Visit, scene: &Scene) -> Vec<Line> {
    let list = closing(visit);
    let mut all = Vec::new();
    for group in 0..words::GROUPS.len() {
        let rows = group_rows(group, &list, visit, scene);
        let count = if rows.is_empty() { scene.say(words::NONE).to_string() } else { rows.len().to_string() };
        let stops = matches!(group, 0 | 3) && !rows.is_empty();
        let quick = (group == 5 && !list.hasty.is_empty()).then(|| words::HASTY.fill(scene.lang, &[&list.hasty.len()]));
        let mark = if stops { scene.say(words::STOPS).to_string() } else { quick.unwrap_or_default() };
        all.push(Line {
            group,
            goal: None,
            row: None,
            number: (group + 1).to_string(),
            text: format!("{}  {count}", scene.say(words::GROUPS[group])),
            mark,
            role: match rows.is_empty() {
                true => Role::Quiet,
                false if stops => Role::Owed,
                false => Role::Head,
            },
        });
        all.extend(rows);
    }
    all
}

fn group_rows(group: usize, list: &Closing, visit: &Visit, scene: &Scene) -> Vec<Line> {
    let row = |r: usize| point_line(group, &visit.rows[r].point, String::new(), visit, scene);
    let point = |p: &PointId, mark: String| point_line(group, p, mark, visit, scene);
    let say = |text| scene.say(text).to_string();
    match group {
        0 => list.red_unanswered.iter().map(|&r| row(r)).collect(),
        1 => {
            let recheck = |&n: &usize| {
                let id = &visit.parts.to_recheck[n].id;
                Line { text: visit.parts.to_recheck[n].facts.clone(), ..point(id, say(words::RECHECK_ROW)) }
            };
            list.not_rechecked.iter().map(recheck).chain(list.unanswered.iter().map(|&r| row(r))).collect()
        }
        2 => {
            let told = |all: &[Missing]| all.iter().map(|m| say(m.words())).collect::<Vec<_>>().join(" ");
            // As many as the head of the run screen says; an interim measure that lacks is told here and below.
            list.incomplete.iter().map(|(p, all)| point(p, told(all))).collect()
        }
        3 => {
            let line = |p: &PointId| Line { goal: Some(Goal::Dispute(p.clone())), ..point(p, String::new()) };
            list.disputes.iter().map(line).collect()
        }
        4 => {
            let (first, then): (Vec<&PointId>, Vec<&PointId>) = list.candidates.iter().partition(|p| list.no_interim.contains(p));
            let mark = |p: &PointId| match (visit.point(p).and_then(|n| n.major), list.no_interim.contains(p), late(p, visit)) {
                (_, true, true) => words::NO_INTERIM_LATE,
                (None, true, false) => words::NO_INTERIM,
                (_, true, false) => words::NO_INTERIM_JUDGED,
                (None, false, true) => words::TO_BE_JUDGED_LATE,
                (None, false, false) => words::TO_BE_JUDGED,
                (Some(true), false, true) => words::JUDGED_MAJOR_LATE,
                (Some(true), false, false) => words::JUDGED_MAJOR,
                (Some(false), false, _) => words::JUDGED_NOT,
            };
            first.into_iter().chain(then).map(|p| point(p, say(mark(p)))).collect()
        }
        5 => {
            let hasty = list.hasty.iter().map(|p| point(p, say(words::HASTY_ROW)));
            hasty.chain(list.batch.iter().map(|p| point(p, say(words::BATCH_ROW)))).collect()
        }
        6 => {
            let planned = |p: &PointId| {
                let told = visit.point(p).and_then(|n| n.now.joined.value.planned);
                told.or_else(|| visit.item_of(p)?.plan_size).unwrap_or(0)
            };
            list.short.iter().map(|p| point(p, words::PLANNED.fill(scene.lang, &[&planned(p)]))).collect()
        }
        _ => {
            let blank = |name: &&'static str| Line {
                group,
                goal: Some(Goal::Gate(name)),
                row: None,
                number: String::new(),
                text: crate::text::opening::field(name).map_or(name.to_string(), say),
                mark: say(words::PRINTS_BLANK),
                role: Role::Quiet,
            };
            list.blank.iter().map(blank).collect()
        }
    }
}

/// Whether an open finding was given more time than is proposed; what was ordered since has the order's day.
fn late(id: &PointId, visit: &Visit) -> bool {
    let finding = visit.point(id).and_then(|p| p.now.joined.value.finding.as_ref());
    let due = finding.filter(|f| f.stage == Stage::Open).and_then(|f| f.due);
    later_than_proposed(visit, id, due).is_some()
}

/// A point in one line: its number and short title, or what it is outside the list.
fn point_line(group: usize, id: &PointId, mark: String, visit: &Visit, scene: &Scene) -> Line {
    let row = visit.item_of(id).and_then(|i| visit.row_of(&i.id));
    let (number, text) = name(id, visit, scene);
    Line { group, goal: Some(Goal::Point(id.clone())), row, number, text, mark, role: Role::Text }
}

/// The number and short title of a point of this visit.
pub fn name(id: &PointId, visit: &Visit, scene: &Scene) -> (String, String) {
    let row = visit.item_of(id).and_then(|i| visit.row_of(&i.id));
    let place = visit.point(id).and_then(|p| p.now.joined.value.finding.as_ref()?.place.clone()).unwrap_or_default();
    match row {
        Some(r) => {
            let short = visit.item(r).short.get(scene.lang);
            let further = id.key != visit.item(r).id;
            let place = if further && place.is_empty() { scene.say(words::FURTHER).into() } else { place };
            (visit.rows[r].number.clone(), format!("{short}  {place}").trim_end().to_string())
        }
        None => (String::new(), format!("{}  {place}", scene.say(words::OFF_LIST)).trim_end().to_string()),
    }
}
