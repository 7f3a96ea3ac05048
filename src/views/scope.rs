//! What a new visit has in its scope by itself: the sections that are due by type, trait and kind, and of a routine visit
//! no more of them than a day holds. Pure; what is put off is counted, with its red lines, so that it can be told.

use crate::content;
use crate::content::checklist::{Checklist, Item};
use crate::domain::facility::Presence;
use crate::domain::inspection::Kind;
use crate::views::facility::FacilityView;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More items than this nobody gets through in one visit; it is said, never forbidden.
pub const MANY: usize = 120;

/// A section, by the places in the lists: list, section.
pub type At = (usize, usize);

/// What the lists have for one facility, and what a visit of one kind begins with.
#[derive(Debug, Default)]
pub struct Offer {
    pub lists: Vec<Arc<Checklist>>,
    /// Every section with an item that applies here.
    pub parts: BTreeMap<At, Part>,
    /// Of them due by type, trait and kind.
    pub due: BTreeSet<At>,
    /// Of these in the scope of today by itself; the others are put off.
    pub preset: BTreeSet<At>,
}

/// What of a section applies here.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The items, and whether each is a red line.
    pub items: Vec<(String, bool)>,
    /// The last day on which one of its items was judged here, under whichever of its ids.
    pub walked: Option<Date>,
    turn: Turn,
}

/// How much a choice of sections is; what several of them hold counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    pub items: usize,
    pub red_lines: usize,
    pub minutes: usize,
}

/// When a section's turn comes, the least first. Where something is open or was to be returned for, at once. Then this
/// year's round: where a red line was not looked at, then where most was not; then it begins again, red lines first. Of
/// equal ones the longest not looked at, by the middle of its items' days since some are looked at elsewhere too; with them
/// the lists have their say one after another.
type Turn = (Reverse<[bool; 4]>, Option<Date>);

impl Offer {
    /// What a visit of this kind begins with. A campaign and a joint visit are what their lists say; for a campaign that none
    /// is made for it is the first list that fits. A routine visit to a large place takes what comes first.
    pub fn of(lists: Vec<Arc<Checklist>>, view: &FacilityView, kind: Kind, today: Date) -> Offer {
        let place = view.profile.joined.value.kind;
        let is = |t: &str, wanted| view.traits.get(t).is_some_and(|t| t.joined.value.is == wanted);
        let applies = |i: &&Item| i.fits(place) && !i.traits.iter().any(|t| is(t, Presence::No));
        let known = Known::of(view);
        let mut offer = Offer::default();
        for (l, list) in lists.iter().enumerate() {
            for (s, section) in list.sections.iter().enumerate() {
                let items: Vec<&Item> = list.items.iter().filter(|i| i.section == section.id).filter(applies).collect();
                if !items.is_empty() {
                    offer.parts.insert((l, s), Part::of(&items, &known, today));
                }
            }
        }
        let mut due: Vec<usize> = (0..lists.len()).filter(|l| offer.fits(*l)).collect();
        let first = due.first().copied();
        due.retain(|l| lists[*l].is_preset(kind, place, |t| is(t, Presence::Yes)));
        if due.is_empty() && kind == Kind::Campaign {
            due.extend(first);
        }
        let meant = |&(l, s): &At| due.contains(&l) && !lists[l].sections[s].extra;
        offer.due = offer.parts.keys().copied().filter(meant).collect();
        offer.preset = if kind == Kind::Routine { offer.a_day_of_what_is_due() } else { offer.due.clone() };
        Offer { lists, ..offer }
    }

    /// Whether anything of a list applies here.
    pub fn fits(&self, list: usize) -> bool {
        self.parts.keys().any(|(l, _)| *l == list)
    }

    /// The key of a section, as a visit names it.
    pub fn key(&self, (list, section): At) -> String {
        format!("{}/{}", self.lists[list].id, self.lists[list].sections[section].id)
    }

    /// Rough minutes for so many items of a list: its own figure, by their share.
    pub fn minutes(&self, list: usize, items: usize) -> usize {
        let list = &self.lists[list];
        (list.minutes as usize * items).div_ceil(list.items.len().max(1))
    }

    /// The size of these sections, without what is looked at with others already.
    pub fn size(&self, of: &BTreeSet<At>, without: &BTreeSet<At>) -> Size {
        let items = |at: &At| self.parts.get(at).into_iter().flat_map(|part| &part.items);
        let mut seen: BTreeSet<&str> = without.iter().flat_map(items).map(|(id, _)| id.as_str()).collect();
        let mut size = Size::default();
        for at in of {
            let new: Vec<bool> = items(at).filter(|(id, _)| seen.insert(id)).map(|(_, red)| *red).collect();
            size.items += new.len();
            size.red_lines += new.iter().filter(|red| **red).count();
            size.minutes += self.minutes(at.0, new.len());
        }
        size
    }

    /// As much of what is due as a day holds, and one section in any case: the next is always the first in turn that fits.
    fn a_day_of_what_is_due(&self) -> BTreeSet<At> {
        let mut waiting: Vec<At> = self.due.iter().copied().collect();
        waiting.sort_by_key(|at| self.parts[at].turn);
        // Every list has its say: the first section of each, then the second of each.
        let mut before: BTreeMap<usize, usize> = BTreeMap::new();
        let mut waiting: Vec<(Turn, usize, At)> = waiting
            .into_iter()
            .map(|at| {
                let nth = before.entry(at.0).or_default();
                *nth += 1;
                (self.parts[&at].turn, *nth, at)
            })
            .collect();
        waiting.sort();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut within = BTreeSet::new();
        let more =
            |at: &At, seen: &BTreeSet<&str>| self.parts[at].items.iter().filter(|(id, _)| !seen.contains(id.as_str())).count();
        while let Some(next) = waiting.iter().position(|(.., at)| seen.is_empty() || seen.len() + more(at, &seen) <= MANY) {
            let (.., at) = waiting.remove(next);
            seen.extend(self.parts[&at].items.iter().map(|(id, _)| id.as_str()));
            within.insert(at);
        }
        within
    }
}

impl Part {
    fn of(items: &[&Item], known: &Known, today: Date) -> Part {
        let mut days: Vec<Option<Date>> = items.iter().map(|i| known.last(i)).collect();
        days.sort();
        let middle = days.get(days.len().saturating_sub(1) / 2).copied().flatten();
        let this_year = |on: Option<Date>| on.is_some_and(|on| on.year() >= today.year());
        let waits = items.iter().any(|i| known.waits(i));
        let red = items.iter().any(|i| i.red_line);
        let red_due = items.iter().any(|i| i.red_line && !this_year(known.last(i)));
        Part {
            items: items.iter().map(|i| (i.id.clone(), i.red_line)).collect(),
            walked: days.last().copied().flatten(),
            turn: (Reverse([waits, red_due, !this_year(middle), red]), middle),
        }
    }
}

/// What is known of items here, by their ids of today.
#[derive(Default)]
struct Known<'a> {
    last: BTreeMap<&'a str, Date>,
    /// An open finding stands on it, or it was not looked at and somebody was to return for it.
    waits: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(view: &'a FacilityView) -> Known<'a> {
        let mut known = Known::default();
        for (id, last) in &view.last {
            let on = known.last.entry(content::current_id(id)).or_insert(last.on);
            *on = last.on.max(*on);
        }
        let open = view.open.iter().filter_map(|f| f.item.as_deref());
        let returns = view.unchecked.iter().filter(|u| u.return_by.is_some()).map(|u| u.item.as_str());
        known.waits.extend(open.chain(returns).map(content::current_id));
        known
    }

    fn last(&self, item: &Item) -> Option<Date> {
        let ids = item.aliases.iter().chain([&item.id]);
        ids.filter_map(|id| self.last.get(content::current_id(id))).max().copied()
    }

    fn waits(&self, item: &Item) -> bool {
        item.aliases.iter().chain([&item.id]).any(|id| self.waits.contains(content::current_id(id)))
    }
}

#[cfg(test)]
mod tests;
