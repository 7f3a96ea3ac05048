//! Which sections are in the scope of today, and how much that is.

use crate::content::checklist::Checklist;
use crate::domain::inspection::Kind;
use crate::keymap::Command;
use crate::views::facility::FacilityView;
use crate::views::scope::{At, Offer, Size};
use crate::widgets::list::List;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    pub offer: Offer,
    /// What is shown: every list with an item that applies here, and the sections of those that have one in scope or put off.
    pub rows: Vec<Row>,
    pub cursor: List,
    pub height: usize,
    within: BTreeSet<At>,
    /// Who takes which of them: me, or whoever comes along.
    given: BTreeMap<At, Taker>,
    /// Chosen by hand: a change of kind presets no more.
    touched: bool,
}

impl Chosen {
    /// What applies to this facility, preset by the kind of visit.
    pub fn fit(&mut self, lists: Vec<Arc<Checklist>>, view: &FacilityView, kind: Kind, today: Date) {
        self.offer = Offer::of(lists, view, kind, today);
        if !self.touched {
            self.within = self.offer.preset.clone();
        }
        self.show();
    }

    /// A list with nothing in scope or put off is one row.
    fn show(&mut self) {
        let off = |l: usize| self.offer.due.difference(&self.offer.preset).any(|at| at.0 == l);
        let mut rows = Vec::new();
        for list in (0..self.offer.lists.len()).filter(|l| self.offer.fits(*l)) {
            rows.push(Row::List(list));
            if self.share(list).0 > 0 || off(list) {
                rows.extend(self.parts(Row::List(list)).into_iter().map(|(l, s)| Row::Section(l, s)));
            }
        }
        self.rows = rows;
    }

    /// The same choice for another facility: sections that were decided on here are as here, others by the kind of visit.
    pub fn of(&self, view: &FacilityView, kind: Kind, today: Date) -> Chosen {
        let mut other = Chosen::default();
        other.fit(self.offer.lists.clone(), view, kind, today);
        for row in self.rows.iter().filter(|_| self.touched) {
            if let Row::Section(l, s) = *row {
                if !self.is_in(l, s) {
                    other.within.remove(&(l, s));
                } else if other.rows.contains(row) {
                    other.within.insert((l, s));
                }
            }
        }
        other
    }

    /// What a row holds that applies here.
    fn parts(&self, row: Row) -> BTreeSet<At> {
        match row {
            Row::Section(l, s) => [(l, s)].into(),
            Row::List(list) => self.offer.parts.keys().filter(|at| at.0 == list).copied().collect(),
        }
    }

    /// How many items of a row apply here.
    pub fn count(&self, row: Row) -> usize {
        self.parts(row).iter().map(|at| self.offer.parts[at].items.len()).sum()
    }

    /// The last day on which an item of a row was judged here, under whichever of its ids.
    pub fn last_walked(&self, row: Row) -> Option<Date> {
        self.parts(row).iter().filter_map(|at| self.offer.parts[at].walked).max()
    }

    pub fn is_in(&self, list: usize, section: usize) -> bool {
        self.within.contains(&(list, section))
    }

    /// Sections of a list in scope, and how many it has here.
    pub fn share(&self, list: usize) -> (usize, usize) {
        let parts = self.parts(Row::List(list));
        (parts.intersection(&self.within).count(), parts.len())
    }

    /// What is in scope.
    pub fn total(&self) -> Size {
        self.offer.size(&self.within, &BTreeSet::new())
    }

    /// What is due and not in the scope of today, of a row or of all; what is looked at in another section all the same
    /// is not put off.
    pub fn put_off(&self, row: Option<Row>) -> Size {
        let of = row.map_or_else(|| self.offer.due.clone(), |row| self.parts(row));
        let left = of.intersection(&self.offer.due).filter(|at| !self.within.contains(*at)).copied().collect();
        self.offer.size(&left, &self.within)
    }

    /// Takes in all that is due; where it is in already, what a visit begins with.
    fn all_or_preset(&mut self) {
        self.touched = true;
        match self.offer.due.is_subset(&self.within) {
            true => self.within = self.offer.preset.clone(),
            false => self.within.extend(&self.offer.due),
        }
        self.show();
        self.cursor.settle(self.rows.len(), self.height);
    }

    pub fn command(&mut self, command: Command) {
        match command {
            Command::Toggle => return self.toggle(),
            Command::TakeAll => return self.all_or_preset(),
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
        for at in self.parts(row) {
            match to.filter(|_| self.within.contains(&at)) {
                Some(taker) => self.given.insert(at, taker),
                None => self.given.remove(&at),
            };
        }
    }

    /// Who takes a section.
    pub fn taker(&self, list: usize, section: usize) -> Option<Taker> {
        self.given.get(&(list, section)).copied().filter(|_| self.is_in(list, section))
    }

    /// The sections in scope that somebody takes.
    pub fn given(&self) -> impl Iterator<Item = (String, Taker)> {
        self.given.iter().filter(|(at, _)| self.within.contains(at)).map(|(at, taker)| (self.offer.key(*at), *taker))
    }

    /// Takes the row in or out; a whole list without the sections that it leaves out by itself.
    fn toggle(&mut self) {
        self.touched = true;
        let Some(row) = self.rows.get(self.cursor.current).copied() else { return };
        let extra = |&(l, s): &At| matches!(row, Row::List(_)) && self.offer.lists[l].sections[s].extra;
        let mut meant = self.parts(row);
        if meant.iter().filter(|at| !extra(at)).all(|at| self.within.contains(at)) {
            self.within.retain(|at| !meant.contains(at));
        } else {
            meant.retain(|at| !extra(at));
            self.within.extend(meant);
        }
        self.show();
        self.cursor.current = self.rows.iter().position(|r| *r == row).unwrap_or_else(|| {
            let list = |r: &Row| matches!((r, row), (Row::List(a), Row::Section(b, _)) if *a == b);
            self.rows.iter().position(list).unwrap_or_default()
        });
        self.cursor.settle(self.rows.len(), self.height);
    }

    /// The lists a visit is opened with, and the sections of them that are not in its scope. A list without any section in
    /// scope is left out, unless it was due and no day had room for it: then it comes along, for the gate to ask its traits,
    /// for what search pulls in, and for the paper to say what was not looked at. Where nothing is chosen at all, so does
    /// what a joint visit runs, the list that holds everything and a district's own.
    pub fn take(&self, kind: Kind) -> (Vec<&Checklist>, Vec<String>) {
        let all = &self.offer.lists;
        let nothing = self.within.is_empty() || kind == Kind::Recheck;
        let joint = |l: usize| all[l].is_preset(Kind::Joint, None, |_| true);
        let of = |sections: &BTreeSet<At>, l: usize| sections.iter().any(|at| at.0 == l);
        let put_off = |l: usize| of(&self.offer.due, l) && !of(&self.offer.preset, l);
        let chosen = |l: &usize| if nothing { joint(*l) } else { self.share(*l).0 > 0 || put_off(*l) };
        let lists: Vec<usize> = (0..all.len()).filter(|l| self.offer.fits(*l)).filter(chosen).collect();
        let out = match kind {
            Kind::Recheck => Vec::new(),
            _ => {
                let sections = lists.iter().flat_map(|&l| (0..all[l].sections.len()).map(move |s| (l, s)));
                sections.filter(|at| !self.within.contains(at)).map(|at| self.offer.key(at)).collect()
            }
        };
        (lists.into_iter().map(|l| &*all[l]).collect(), out)
    }
}
