//! What items stand on: which citations nobody has read, and which norms are out of force on a day.

use super::checklist::{Basis, Certainty, Checklist, Item};
use super::norms::{Norm, Norms};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A citation of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited<'a> {
    pub item: &'a Item,
    pub basis: &'a Basis,
}

/// What is wrong with a norm on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallen {
    Ended,
    NotYet,
    /// Another one is to take its place; since when is not known.
    Succeeded,
}

/// Every item of the lists once, by id.
pub fn items<'a>(lists: impl IntoIterator<Item = &'a Checklist>) -> Vec<&'a Item> {
    let all = lists.into_iter().flat_map(|l| &l.items).map(|i| (i.id.as_str(), i));
    all.collect::<BTreeMap<_, _>>().into_values().collect()
}

/// Citations that nobody has read: 待核实.
pub fn unread<'a>(items: &[&'a Item]) -> Vec<Cited<'a>> {
    let of = |item: &'a Item| item.basis.iter().map(move |basis| Cited { item, basis });
    items.iter().copied().flat_map(of).filter(|c| c.basis.certainty != Certainty::Read).collect()
}

/// Whether an item has a citation that was read.
pub fn is_verified(item: &Item) -> bool {
    item.basis.iter().any(|b| b.certainty == Certainty::Read)
}

/// Citations of norms that are not known to be in force on the day.
pub fn fallen<'a>(items: &[&'a Item], norms: &Norms, on: Date) -> Vec<(Cited<'a>, Fallen)> {
    let of = |item: &'a Item| item.basis.iter().map(move |basis| Cited { item, basis });
    let judged = |c: Cited<'a>| Some((c, norms.get(&c.basis.norm).and_then(|n| state(n, norms, on))?));
    items.iter().copied().flat_map(of).filter_map(judged).collect()
}

fn state(norm: &Norm, norms: &Norms, on: Date) -> Option<Fallen> {
    if norm.to.is_some_and(|to| to <= on) {
        return Some(Fallen::Ended);
    }
    if norm.from.is_some_and(|from| on < from) {
        return Some(Fallen::NotYet);
    }
    let open = norm.to.is_none() && norms.get(&norm.successor).is_some_and(|s| s.from.is_none_or(|from| from <= on));
    open.then_some(Fallen::Succeeded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content;
    use jiff::civil::date;

    fn lists() -> Vec<Checklist> {
        content::embedded_lists().map(|(name, text)| content::parse(name, text.as_bytes()).unwrap()).collect()
    }

    #[test]
    fn what_was_not_read_is_told_item_by_item_and_nothing_read_is() {
        let lists = lists();
        let items = items(&lists);
        let unread = unread(&items);
        assert!(unread.iter().all(|c| c.basis.certainty != Certainty::Read));
        let blocked = items.iter().find(|i| i.id == "FIRE-EVAC-01").unwrap();
        assert!(is_verified(blocked) && unread.iter().any(|c| c.item.id == "FIRE-EVAC-01"), "some of its citations are open");
        assert!(!is_verified(items.iter().find(|i| i.id == "CARE-CHOKE-01").unwrap()));
    }

    #[test]
    fn a_day_tells_what_ended_and_what_is_to_be_replaced_when_nobody_knows() {
        let lists = lists();
        let items = items(&lists);
        let told = |on| -> Vec<(String, String, Fallen)> {
            let all = fallen(&items, content::norms(), on);
            all.into_iter().map(|(c, state)| (c.item.id.clone(), c.basis.norm.clone(), state)).collect()
        };
        let plan = ("FOOD-TRACE-15".to_string(), "sh-food-trace-plan-2023".to_string(), Fallen::Ended);
        assert!(!told(date(2025, 12, 31)).contains(&plan) && told(date(2026, 1, 1)).contains(&plan));
        let criteria = ("MAH-FAC-01".to_string(), "hazard-criteria-2023".to_string(), Fallen::Succeeded);
        assert!(told(date(2027, 1, 1)).contains(&criteria));
        let gas = |on| told(on).iter().any(|(_, norm, state)| norm == "gas-rules-583" && *state == Fallen::NotYet);
        assert!(gas(date(2011, 2, 28)) && !gas(date(2011, 3, 1)));
    }
}
