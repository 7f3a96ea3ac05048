//! What an argument names: a facility by id, filing number or name, a visit by its id, a point in a visit. Only exact
//! matches, since something is written to what is found.

use super::parse::unguarded;
use crate::domain::derive;
use crate::domain::name::{EntryId, FacilityId, Id, InspectionId};
use crate::domain::subject::PointId;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::search::Index;
use crate::store::Log;
use crate::text::Text;
use crate::views::visit::Visit;

/// A facility by id, filing number or name.
pub fn facility(log: &mut Log, typed: &str) -> Result<FacilityId, Failure> {
    let text = unguarded(typed).trim();
    if let Ok(id) = text.parse::<Id>() {
        return Ok(id);
    }
    let wanted = derive::normal(text);
    let rows = log.facilities()?;
    let is = |found: &str| !wanted.is_empty() && derive::normal(found) == wanted;
    let mut found: Vec<FacilityId> = rows.iter().filter(|r| is(&r.filing_number)).map(|r| r.id).collect();
    if found.is_empty() {
        found = rows.iter().filter(|r| is(&r.name)).map(|r| r.id).collect();
    }
    if found.is_empty() {
        found = rows.iter().filter(|r| r.former.split('、').any(is)).map(|r| r.id).collect();
    }
    match found[..] {
        [one] => Ok(one),
        [] => {
            let index = Index::new(rows.iter().map(|r| [r.name.as_str(), r.former.as_str()]));
            let like = index.find(text, None, 3).ranked.iter().map(|&at| rows[at as usize].name.clone()).collect();
            Err(Failure::Rule(Refusal::NoFacility { what: typed.into(), like }))
        }
        _ => Err(Failure::Rule(Refusal::Several { what: text.into(), fits: found.iter().map(Id::to_string).collect() })),
    }
}

/// A trait or a kind of paper by its id or its words in either language.
pub fn word(all: &[(&'static str, Text)], typed: &str) -> Result<&'static str, Failure> {
    let wanted = derive::normal(typed);
    let fits = |(id, text): &&(&'static str, Text)| {
        *id == typed.trim() || [text.zh, text.en].iter().any(|t| derive::normal(t) == wanted)
    };
    all.iter().find(fits).map(|(id, _)| *id).ok_or_else(|| not_found(typed))
}

/// A visit by its id.
pub fn inspection(typed: &str) -> Result<InspectionId, Failure> {
    unguarded(typed).trim().parse().map_err(|_| not_found(typed))
}

/// A point as `I/X`.
pub fn point(typed: &str) -> Result<PointId, Failure> {
    let text = unguarded(typed).trim();
    let text = text.strip_prefix("point/").unwrap_or(text);
    PointId::parse(text).ok_or_else(|| not_found(typed))
}

pub fn entry(typed: &str) -> Result<EntryId, Failure> {
    unguarded(typed).trim().parse().map_err(|_| not_found(typed))
}

/// What of a visit is to be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An item, a further place, or something outside the list that was recorded before.
    Point(PointId),
    /// A finding that this recheck goes through.
    Rechecked(PointId),
    /// One more place of an item.
    Further(String),
    Outside,
}

/// Reads `ITEM`, its number in the visit, `POINT`, `+ITEM` or `new`.
pub fn target(visit: &Visit, typed: &str) -> Result<Target, Failure> {
    let text = unguarded(typed).trim();
    if text == "new" {
        return Ok(Target::Outside);
    }
    if let Some(item) = text.strip_prefix('+') {
        return item_id(visit, item).map(Target::Further).ok_or_else(|| not_found(typed));
    }
    if text.contains('/') {
        let mut id = point(typed)?;
        if id.inspection.is_some_and(|i| visit.parts.also.contains(&i)) {
            id.inspection = Some(visit.parts.id);
        }
        if visit.parts.rechecked.contains_key(&id) {
            return Ok(Target::Rechecked(id));
        }
        let there = id.inspection == Some(visit.parts.id) && (visit.point(&id).is_some() || item_id(visit, &id.key).is_some());
        return if there { Ok(Target::Point(id)) } else { Err(not_found(typed)) };
    }
    let key = item_id(visit, text).or_else(|| visit.parts.points.contains_key(text).then(|| text.to_string()));
    key.map(|key| Target::Point(PointId::new(visit.parts.id, key))).ok_or_else(|| not_found(typed))
}

/// The id of an item of the visit's lists, by id, former id or number.
fn item_id(visit: &Visit, text: &str) -> Option<String> {
    let items = || visit.parts.lists.iter().flat_map(|l| &l.items);
    let by_id = items().find(|i| i.id == text).or_else(|| items().find(|i| i.aliases.iter().any(|a| a == text)));
    let by_number = || visit.rows.iter().position(|r| r.number == text).map(|r| visit.item(r));
    by_id.or_else(by_number).map(|i| i.id.clone())
}

/// One of those named is not there.
pub fn not_found(what: &str) -> Failure {
    Failure::Rule(Refusal::NotFound { what: unguarded(what).into() })
}

/// Nothing under this name is no fault: what is to be there, or not yet.
pub fn is_there<T>(found: Result<T, Failure>) -> Result<Option<T>, Failure> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Failure::Rule(Refusal::NotFound { .. } | Refusal::NotFailing { .. })) => Ok(None),
        Err(failure) => Err(failure),
    }
}
