//! What points and keys are called on the run screen, and whose a section is.

use super::parts::{Part, answered, row};
use crate::content::checklist::{AnswerKind, Item};
use crate::domain::subject::PointId;
use crate::keymap::fold_text;
use crate::screens::fields::due;
use crate::screens::{Scene, say};
use crate::text::{Lang, run as words};
use crate::views::visit::Visit;
use crate::widgets::columns::cut;

/// The number of a point's item; none for what is outside the lists.
pub fn number_of(visit: &Visit, id: &PointId) -> String {
    let row = visit.item_of(id).and_then(|i| visit.row_of(&i.id));
    row.map(|r| visit.rows[r].number.clone()).unwrap_or_default()
}

/// A point in a line of words: `3.04 外窗阳台无栏网挡逃生`; its place where it is outside the lists.
pub fn named(visit: &Visit, id: &PointId, scene: &Scene) -> String {
    match visit.item_of(id).and_then(|i| visit.row_of(&i.id)) {
        Some(r) => format!("{} {}", visit.rows[r].number, visit.item(r).short.get(scene.lang)),
        None => {
            let place = visit.point(id).and_then(|p| p.now.joined.value.finding.as_ref()?.place.clone()).unwrap_or_default();
            format!("{} {}", scene.say(words::OFF_LIST_ITEM), cut(&place, 20)).trim_end().into()
        }
    }
}

/// Which day was typed, also as so many days, and which weekday that is.
pub fn returns_on(typed: &str, visit: &Visit, scene: &Scene) -> String {
    let on = visit.parts.head.joined.value.on;
    due(&fold_text(typed.trim()), on).map_or(String::new(), |day| format!("{}  ", say::day(day, scene.lang)))
}

/// What `1` does here. Of what is judged as a whole it says 符合 and nothing else: 「没有」 would deny what the item states.
pub fn key_word(item: &Item, lang: Lang) -> Option<String> {
    Some(match item.kind {
        AnswerKind::Judge | AnswerKind::Count if item.red_line => words::KEY_TWICE.get(lang).into(),
        AnswerKind::Judge | AnswerKind::Count => return None,
        AnswerKind::Sample => words::KEY_SAMPLE.get(lang).into(),
        AnswerKind::Number | AnswerKind::Figure => words::KEY_NUMBER.get(lang).into(),
        AnswerKind::Date => words::KEY_DATE.get(lang).into(),
    })
}

/// How many of a part are open, for the list of parts.
pub fn open_in(visit: &Visit, part: &Part) -> usize {
    part.points.iter().filter(|p| !answered(visit, p)).count()
}

/// The section a point stands in; of a further place that of its item.
pub fn section_of<'a>(visit: &'a Visit, point: &PointId) -> Option<&'a str> {
    let row = row(visit, point).or_else(|| visit.row_of(&visit.item_of(point)?.id))?;
    Some(&visit.sections[visit.rows[row].section].key)
}

/// The names of those whose section a point stands in, where it was given to anybody.
pub fn whose(visit: &Visit, point: &PointId) -> Option<String> {
    let people = visit.assigned(section_of(visit, point)?);
    let names: Vec<&str> = people.iter().map(|p| p.person.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(" "))
}
