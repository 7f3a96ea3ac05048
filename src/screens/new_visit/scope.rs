//! Which sections are in the scope of today, and how much that is.

use crate::content::checklist::{Checklist, Item};
use crate::domain::facility::Presence;
use crate::domain::inspection::Kind;
use crate::keymap::Command;
use crate::views::facility::FacilityView;
use crate::widgets::list::List;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More items than this nobody gets through in one visit; it is said, never forbidden.
pub const MANY: usize = 120;

/// One row: a list, or a section of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    List(usize),
    Section(usize, usize),
}

/// Who takes a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taker {
    Me,
    Second,
}

/// The lists that fit the facility and what is chosen of them.
#[derive(Debug, Default)]
pub struct Chosen {
    pub lists: Vec<Arc<Checklist>>,
    /// What is shown: every list with an item that applies here, and the sections of those that have one in scope.
    pub rows: Vec<Row>,
    /// Lists and their sections with at least one item that applies here.
    all: Vec<Row>,
    pub cursor: List,
    pub height: usize,
    /// `list/section`s in scope.
    within: BTreeSet<String>,
    /// Items that apply here, a list each.
    apply: Vec<Vec<bool>>,
    /// The day on which each item was last judged here.
    last: BTreeMap<String, Date>,
    /// Who takes which of them: me, or whoever comes along.
    given: BTreeMap<String, Taker>,
    /// Chosen by hand: a change of kind presets no more.
    touched: bool,
}

impl Chosen {
    /// What applies to this facility, preset by the kind of visit as each list says; the first list for a campaign that
    /// none is made for, nothing for a case.
    pub fn fit(&mut self, view: &FacilityView, kind: Kind) {
        let profile = &view.profile.joined.value;
        let is = |t: &str, wanted| view.traits.get(t).is_some_and(|t| t.joined.value.is == wanted);
        let applies = |i: &Item| i.fits(profile.kind) && !i.traits.iter().any(|t| is(t, Presence::No));
        self.apply = self.lists.iter().map(|l| l.items.iter().map(applies).collect()).collect();
        self.last = view.last.iter().map(|(id, last)| (id.clone(), last.on)).collect();
        self.all.clear();
        for (l, list) in self.lists.iter().enumerate() {
            let sections: Vec<usize> = (0..list.sections.len()).filter(|&s| self.count(Row::Section(l, s)) > 0).collect();
            if !sections.is_empty() {
                self.all.push(Row::List(l));
                self.all.extend(sections.into_iter().map(|s| Row::Section(l, s)));
            }
        }
        if !self.touched {
            let fitting = || self.all.iter().filter_map(|r| if let Row::List(l) = r { Some(*l) } else { None });
            let has = |t: &str| is(t, Presence::Yes);
            let mut preset: Vec<usize> = fitting().filter(|l| self.lists[*l].is_preset(kind, profile.kind, has)).collect();
            if preset.is_empty() && kind == Kind::Campaign {
                preset.extend(fitting().next());
            }
            let within = |l: &usize, s: &usize| preset.contains(l) && !self.lists[*l].sections[*s].extra;
            let sections = self.all.iter().filter_map(|r| if let Row::Section(l, s) = r { Some((*l, *s)) } else { None });
            self.within = sections.filter(|(l, s)| within(l, s)).map(|(l, s)| self.key(l, s)).collect();
        }
        self.show();
    }

    /// A list with nothing in scope is one row.
    fn show(&mut self) {
        let shown = |r: &&Row| matches!(r, Row::List(_)) || matches!(r, Row::Section(l, _) if self.share(*l).0 > 0);
        self.rows = self.all.iter().filter(shown).copied().collect();
    }

    /// The same choice for another facility: sections that were decided on here are as here, others by the kind of visit.
    pub fn of(&self, view: &FacilityView, kind: Kind) -> Chosen {
        let mut other = Chosen { lists: self.lists.clone(), ..Chosen::default() };
        other.fit(view, kind);
        for row in self.rows.iter().filter(|_| self.touched) {
            if let Row::Section(l, s) = *row {
                let (key, within) = (self.key(l, s), self.is_in(l, s));
                if !within {
                    other.within.remove(&key);
                } else if other.rows.contains(row) {
                    other.within.insert(key);
                }
            }
        }
        other
    }

    fn key(&self, list: usize, section: usize) -> String {
        format!("{}/{}", self.lists[list].id, self.lists[list].sections[section].id)
    }

    /// How many items of a row apply here.
    pub fn count(&self, row: Row) -> usize {
        let of = |l: usize, wanted: Option<&str>| {
            let items = self.lists[l].items.iter().zip(&self.apply[l]);
            items.filter(|(i, applies)| **applies && wanted.is_none_or(|w| i.section == w)).count()
        };
        match row {
            Row::List(l) => of(l, None),
            Row::Section(l, s) => of(l, Some(&self.lists[l].sections[s].id)),
        }
    }

    /// The last day on which an item of a row was judged here, under whichever of its ids.
    pub fn last_walked(&self, row: Row) -> Option<Date> {
        let (l, wanted) = match row {
            Row::List(l) => (l, None),
            Row::Section(l, s) => (l, Some(&self.lists[l].sections[s].id)),
        };
        let items = self.lists[l].items.iter().filter(|i| wanted.is_none_or(|w| i.section == *w));
        items.flat_map(|i| i.aliases.iter().chain([&i.id])).filter_map(|id| self.last.get(id)).max().copied()
    }

    /// Rough minutes for so many items of a list: its own figure, by their share.
    pub fn minutes(&self, list: usize, items: usize) -> usize {
        let list = &self.lists[list];
        (list.minutes as usize * items).div_ceil(list.items.len().max(1))
    }

    pub fn is_in(&self, list: usize, section: usize) -> bool {
        self.within.contains(&self.key(list, section))
    }

    /// Sections of a list in scope, and how many it has here.
    pub fn share(&self, list: usize) -> (usize, usize) {
        let of = |r: &&Row| matches!(r, Row::Section(l, _) if *l == list);
        let within = |r: &&Row| matches!(r, Row::Section(l, s) if self.is_in(*l, *s));
        (self.all.iter().filter(of).filter(within).count(), self.all.iter().filter(of).count())
    }

    /// Items and minutes in scope; what several lists hold is done once.
    pub fn total(&self) -> (usize, usize) {
        let chosen = self.all.iter().filter_map(|r| if let Row::Section(l, s) = *r { Some((l, s)) } else { None });
        let (mut seen, mut minutes) = (BTreeSet::new(), 0);
        for (l, s) in chosen.filter(|&(l, s)| self.is_in(l, s)) {
            let before = seen.len();
            let section = &self.lists[l].sections[s].id;
            let items = self.lists[l].items.iter().zip(&self.apply[l]);
            seen.extend(items.filter(|(i, applies)| **applies && i.section == *section).map(|(i, _)| i.id.as_str()));
            minutes += self.minutes(l, seen.len() - before);
        }
        (seen.len(), minutes)
    }

    pub fn command(&mut self, command: Command) {
        match command {
            Command::Toggle => return self.toggle(),
            Command::GiveMe => return self.give(Some(Taker::Me)),
            Command::GiveSecond => return self.give(Some(Taker::Second)),
            Command::GiveNobody => return self.give(None),
            Command::Left | Command::Right => return self.turn_list(command == Command::Right),
            _ => {}
        }
        let (rows, page) = (self.rows.len(), self.height.max(1) as isize);
        let by = match command {
            Command::Up => -1,
            Command::Down => 1,
            Command::PageUp => -page,
            Command::PageDown => page,
            Command::First => -(rows as isize),
            Command::Last => rows as isize,
            _ => return,
        };
        self.cursor.step(by, rows);
        self.cursor.settle(rows, self.height);
    }

    /// To the name of the next list, or of this one or the one before.
    fn turn_list(&mut self, on: bool) {
        let at = self.cursor.current;
        let mut lists = self.rows.iter().enumerate().filter(|(_, row)| matches!(row, Row::List(_))).map(|(n, _)| n);
        let goal = if on { lists.find(|n| *n > at) } else { lists.take_while(|n| *n < at).last() };
        if let Some(goal) = goal {
            self.cursor.current = goal;
            self.cursor.settle(self.rows.len(), self.height);
        }
    }

    /// Gives the row, as far as it is in scope, to somebody.
    fn give(&mut self, to: Option<Taker>) {
        let Some(row) = self.rows.get(self.cursor.current).copied() else { return };
        for (l, s) in self.sections(row) {
            let (key, within) = (self.key(l, s), self.is_in(l, s));
            match to.filter(|_| within) {
                Some(taker) => self.given.insert(key, taker),
                None => self.given.remove(&key),
            };
        }
    }

    /// Who takes a section.
    pub fn taker(&self, list: usize, section: usize) -> Option<Taker> {
        self.given.get(&self.key(list, section)).copied().filter(|_| self.is_in(list, section))
    }

    /// The sections in scope that somebody takes.
    pub fn given(&self) -> impl Iterator<Item = (&String, Taker)> {
        self.given.iter().filter(|(key, _)| self.within.contains(*key)).map(|(key, taker)| (key, *taker))
    }

    /// A row's sections here: itself, or all of a list.
    fn sections(&self, row: Row) -> Vec<(usize, usize)> {
        match row {
            Row::Section(l, s) => vec![(l, s)],
            Row::List(l) => {
                let of = |r: &Row| if let Row::Section(list, s) = *r { (list == l).then_some((l, s)) } else { None };
                self.all.iter().filter_map(of).collect()
            }
        }
    }

    /// Takes the row in or out; a whole list without the sections that it leaves out by itself.
    fn toggle(&mut self) {
        self.touched = true;
        let Some(row) = self.rows.get(self.cursor.current).copied() else { return };
        let meant = self.sections(row);
        let extra = |&(l, s): &(usize, usize)| matches!(row, Row::List(_)) && self.lists[l].sections[s].extra;
        let all_in = meant.iter().filter(|at| !extra(at)).all(|&(l, s)| self.is_in(l, s));
        let keys: Vec<String> = meant.iter().filter(|at| all_in || !extra(at)).map(|&(l, s)| self.key(l, s)).collect();
        for key in keys {
            if all_in {
                self.within.remove(&key)
            } else {
                self.within.insert(key)
            };
        }
        self.show();
        self.cursor.current = self.rows.iter().position(|r| *r == row).unwrap_or_else(|| {
            let list = |r: &Row| matches!((r, row), (Row::List(a), Row::Section(b, _)) if *a == b);
            self.rows.iter().position(list).unwrap_or_default()
        });
        self.cursor.settle(self.rows.len(), self.height);
    }

    /// The lists a visit is opened with, and the sections of them that are not in its scope. Lists without any section in
    /// scope are left out, unless nothing is chosen at all: then what a joint visit runs comes along, the list that holds
    /// everything and a district's own, for what search pulls in.
    pub fn take(&self, kind: Kind) -> (Vec<&Checklist>, Vec<String>) {
        let fitting = |l: &usize| self.all.contains(&Row::List(*l));
        let nothing = self.within.is_empty() || kind == Kind::Recheck;
        let joint = |l: usize| self.lists[l].is_preset(Kind::Joint, None, |_| true);
        let chosen = |l: &usize| if nothing { joint(*l) } else { self.share(*l).0 > 0 };
        let lists: Vec<usize> = (0..self.lists.len()).filter(fitting).filter(chosen).collect();
        let out = match kind {
            Kind::Recheck => Vec::new(),
            _ => {
                let sections = lists.iter().flat_map(|&l| (0..self.lists[l].sections.len()).map(move |s| (l, s)));
                sections.map(|(l, s)| self.key(l, s)).filter(|key| !self.within.contains(key)).collect()
            }
        };
        (lists.into_iter().map(|l| &*self.lists[l]).collect(), out)
    }
}
