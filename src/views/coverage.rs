//! Plan coverage: which clause of the plans asks for which items, and how far a year's visits have looked at them.
//!
//! Counted is what FIELD calls a check: a pass or a fail that was judged by itself at a visit. What was taken together
//! (成批), written later (补录) or taken in from elsewhere (导入) is told apart and no part of any rate. A place is owed an
//! item when it is in business, of a type the item is for, and has no trait that switches it off.

use crate::content::checklist::{Checklist, Item, Words};
use crate::content::plans::Plans;
use crate::domain::facility::FacilityType;
use crate::domain::name::FacilityId;
use crate::domain::point::{Stage, Verdict};
use crate::domain::subject::PointId;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A year over a street or the whole district.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub year: i16,
    /// Empty: every street.
    pub street: String,
    pub places: Vec<Place>,
    /// All clauses of all plans, in their order, also those without items.
    pub clauses: Vec<ClauseRow>,
    /// Every item that a clause asks for, by its id.
    pub items: BTreeMap<String, ItemRow>,
}

/// A facility as coverage names it; its place in the list is its number in `Marks`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub id: FacilityId,
    pub name: String,
    pub street: String,
    pub kind: Option<FacilityType>,
    pub in_business: bool,
    /// The traits it does not have.
    pub without: Vec<String>,
}

/// One clause and the items that it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseRow {
    pub clause: String,
    /// Empty: no item covers it, and nobody may think that it is done.
    pub items: Vec<String>,
    pub figures: Figures,
}

/// One item, under all of its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    pub short: Words,
    pub figures: Figures,
}

/// What was counted of an item or of all items of a clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// 家数: places that are owed it, and those of them that were checked.
    pub owed: Marks,
    pub checked: Marks,
    /// 家次: visits at which it was judged.
    pub visits: Marks,
    pub pass: u32,
    pub fail: u32,
    pub na: u32,
    pub unchecked: u32,
    /// Judged, and no check: together or later.
    pub batch: u32,
    pub late: u32,
    /// Findings of the year, by how they stand now; `apart`: found by what was written later or taken in.
    pub open: u32,
    pub closed: u32,
    pub fixed: u32,
    pub apart: u32,
}

/// A set of numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(Vec<u64>);

/// One point behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageEntry {
    pub point: PointId,
    pub facility: FacilityId,
    pub facility_name: String,
    pub on: Option<Date>,
    pub verdict: Verdict,
    pub batch: bool,
    pub late: bool,
    pub imported: bool,
    /// Where, or the reading.
    pub words: String,
    /// Of a finding that is counted, how it stands.
    pub stage: Option<Stage>,
}

/// What a point says, as it is counted.
#[derive(Clone, Copy, Debug)]
pub struct Answered {
    pub place: usize,
    pub visit: usize,
    pub verdict: Verdict,
    pub batch: bool,
    pub late: bool,
}

impl CoverageEntry {
    /// An answer of the item itself: a further place and a line of a ledger are findings only.
    pub fn is_answer(&self) -> bool {
        self.point.inspection.is_some() && self.point.key.parse::<crate::domain::name::Id>().is_err()
    }
}

impl Marks {
    pub fn add(&mut self, n: usize) {
        if self.0.len() <= n / 64 {
            self.0.resize(n / 64 + 1, 0);
        }
        self.0[n / 64] |= 1 << (n % 64);
    }

    pub fn has(&self, n: usize) -> bool {
        self.0.get(n / 64).is_some_and(|word| word & 1 << (n % 64) != 0)
    }

    pub fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    fn unite(&mut self, other: &Marks) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine |= theirs);
    }
}

impl Figures {
    /// 合格率 in thousandths; `None` where nothing was checked.
    pub fn rate(&self) -> Option<u32> {
        thousandths(self.pass, self.pass + self.fail)
    }

    /// 覆盖率 in thousandths; `None` where no place is owed it.
    pub fn reach(&self) -> Option<u32> {
        thousandths(self.checked.count(), self.owed.count())
    }

    fn answered(&mut self, of: Answered) {
        let judged = matches!(of.verdict, Verdict::Pass | Verdict::Fail);
        match of {
            Answered { late: true, .. } if judged => self.late += 1,
            Answered { batch: true, .. } if judged => self.batch += 1,
            Answered { late: true, .. } => {}
            Answered { verdict: Verdict::Na, .. } => self.na += 1,
            Answered { verdict: Verdict::Unchecked, .. } => self.unchecked += 1,
            Answered { verdict: Verdict::Cleared, .. } => {}
            Answered { verdict, place, visit, .. } => {
                *(if verdict == Verdict::Pass { &mut self.pass } else { &mut self.fail }) += 1;
                self.checked.add(place);
                self.visits.add(visit);
            }
        }
    }

    fn found(&mut self, stage: Stage, apart: bool) {
        match stage {
            _ if apart => self.apart += 1,
            Stage::FixedOnSpot => self.fixed += 1,
            Stage::Closed => self.closed += 1,
            _ => self.open += 1,
        }
    }

    fn add(&mut self, other: &Figures) {
        for (mine, theirs) in
            [(&mut self.owed, &other.owed), (&mut self.checked, &other.checked), (&mut self.visits, &other.visits)]
        {
            mine.unite(theirs);
        }
        self.pass += other.pass;
        self.fail += other.fail;
        self.na += other.na;
        self.unchecked += other.unchecked;
        self.batch += other.batch;
        self.late += other.late;
        self.open += other.open;
        self.closed += other.closed;
        self.fixed += other.fixed;
        self.apart += other.apart;
    }
}

fn thousandths(part: u32, whole: u32) -> Option<u32> {
    (whole > 0).then(|| ((u64::from(part) * 2000 + u64::from(whole)) / (u64::from(whole) * 2)) as u32)
}

impl Coverage {
    /// How many places of the street or district are in business.
    pub fn in_business(&self) -> usize {
        self.places.iter().filter(|p| p.in_business).count()
    }

    /// Clauses that no item covers.
    pub fn uncovered(&self) -> usize {
        self.clauses.iter().filter(|c| c.items.is_empty()).count()
    }
}

/// Coverage while it is counted.
#[derive(Debug)]
pub struct Count {
    items: Vec<(Arc<Item>, Figures)>,
    places: Vec<Place>,
}

impl Count {
    /// Begins with the items of these lists and these places. An item of several lists is counted once; the first list
    /// that holds it says what it is.
    pub fn new(lists: &[Arc<Checklist>], places: Vec<Place>) -> Count {
        let mut items: BTreeMap<&str, &Item> = BTreeMap::new();
        lists.iter().flat_map(|l| &l.items).for_each(|i| {
            items.entry(&i.id).or_insert(i);
        });
        let figures = |item: &Item| {
            let mut figures = Figures::default();
            let owed = |p: &Place| p.in_business && item.fits(p.kind) && !item.traits.iter().any(|t| p.without.contains(t));
            places.iter().enumerate().filter(|(_, p)| owed(p)).for_each(|(n, _)| figures.owed.add(n));
            figures
        };
        let items = items.into_values().filter(|i| !i.plan.is_empty());
        let items = items.map(|i| (Arc::new(i.clone()), figures(i))).collect();
        Count { items, places }
    }

    /// All names of every item, with its number.
    pub fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        self.items
            .iter()
            .enumerate()
            .flat_map(|(n, (item, _))| item.aliases.iter().chain([&item.id]).map(move |name| (n, name.as_str())))
    }

    pub fn answered(&mut self, item: usize, of: Answered) {
        self.items[item].1.answered(of);
    }

    pub fn found(&mut self, item: usize, stage: Stage, apart: bool) {
        self.items[item].1.found(stage, apart);
    }

    /// Puts it together by clause. A place that was checked was owed it, also where it went out of business since.
    pub fn done(mut self, plans: &Plans, year: i16, street: &str) -> Coverage {
        for (_, figures) in &mut self.items {
            let checked = figures.checked.clone();
            figures.owed.unite(&checked);
        }
        let row = |clause: &str| {
            let mut row = ClauseRow { clause: clause.into(), items: Vec::new(), figures: Figures::default() };
            for (item, figures) in self.items.iter().filter(|(i, _)| i.plan.iter().any(|p| p == clause)) {
                row.items.push(item.id.clone());
                row.figures.add(figures);
            }
            row
        };
        let clauses = plans.0.iter().flat_map(|p| &p.clauses).map(|c| row(&c.id)).collect();
        let of = |(item, figures): (Arc<Item>, Figures)| (item.id.clone(), ItemRow { short: item.short.clone(), figures });
        Coverage { year, street: street.into(), places: self.places, clauses, items: self.items.into_iter().map(of).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content;

    fn place(n: u8, kind: FacilityType, without: &[&str], in_business: bool) -> Place {
        let without = without.iter().map(|t| (*t).to_string()).collect();
        Place {
            id: crate::domain::name::Id([n; 16]),
            name: n.to_string(),
            street: String::new(),
            kind: Some(kind),
            in_business,
            without,
        }
    }

    fn count(places: Vec<Place>) -> Count {
        let lists: Vec<Arc<Checklist>> =
            content::embedded_lists().map(|(name, text)| Arc::new(content::parse(name, text.as_bytes()).unwrap())).collect();
        Count::new(&lists, places)
    }

    const fn said(place: usize, visit: usize, verdict: Verdict) -> Answered {
        Answered { place, visit, verdict, batch: false, late: false }
    }

    #[test]
    fn only_what_was_judged_by_itself_at_a_visit_is_a_check() {
        let mut count = count((0..4).map(|n| place(n, FacilityType::Home, &[], true)).collect());
        let item = count.names().find(|(_, name)| *name == "FIRE-EVAC-01").unwrap().0;
        count.answered(item, said(0, 0, Verdict::Pass));
        count.answered(item, said(0, 1, Verdict::Pass));
        count.answered(item, said(1, 2, Verdict::Fail));
        count.answered(item, Answered { batch: true, ..said(2, 3, Verdict::Pass) });
        count.answered(item, Answered { late: true, ..said(3, 4, Verdict::Fail) });
        count.answered(item, said(2, 3, Verdict::Na));
        count.answered(item, said(2, 3, Verdict::Unchecked));
        count.answered(item, said(2, 3, Verdict::Cleared));
        for (stage, apart) in [
            (Stage::Open, false),
            (Stage::Ordered, false),
            (Stage::Closed, false),
            (Stage::FixedOnSpot, false),
            (Stage::Open, true),
        ] {
            count.found(item, stage, apart);
        }
        let all = count.done(content::plans(), 2026, "");
        let f = &all.items["FIRE-EVAC-01"].figures;
        assert_eq!((f.owed.count(), f.checked.count(), f.visits.count()), (4, 2, 3));
        assert_eq!((f.pass, f.fail, f.na, f.unchecked, f.batch, f.late), (2, 1, 1, 1, 1, 1));
        assert_eq!((f.open, f.closed, f.fixed, f.apart), (2, 1, 1, 1));
        assert_eq!((f.rate(), f.reach()), (Some(667), Some(500)));
        assert_eq!(all.items["FIRE-EVAC-02"].figures.rate(), None, "nothing was looked at: no rate, not 0 and not 100");
    }

    #[test]
    fn a_clause_counts_a_place_once_and_one_without_items_says_so() {
        let mut count = count(vec![place(0, FacilityType::Home, &[], true), place(1, FacilityType::Home, &[], true)]);
        let clause = "S1-2024-2-2";
        let items: Vec<usize> =
            count.items.iter().enumerate().filter(|(_, (i, _))| i.plan.iter().any(|p| p == clause)).map(|(n, _)| n).collect();
        assert!(items.len() > 1);
        items.iter().for_each(|&item| count.answered(item, said(0, 0, Verdict::Pass)));
        let all = count.done(content::plans(), 2026, "");
        let row = all.clauses.iter().find(|c| c.clause == clause).unwrap();
        assert_eq!((row.figures.checked.count(), row.figures.visits.count(), row.figures.pass), (1, 1, items.len() as u32));
        let clauses = content::plans().0.iter().map(|p| p.clauses.len()).sum::<usize>();
        assert_eq!(all.clauses.len(), clauses);
        assert_eq!(all.uncovered(), all.clauses.iter().filter(|c| c.items.is_empty() && c.figures == Figures::default()).count());
    }

    #[test]
    fn a_place_is_owed_what_its_type_and_traits_ask_for_while_it_is_in_business() {
        let places = vec![
            place(0, FacilityType::Home, &[], true),
            place(1, FacilityType::Home, &["lift"], true),
            place(2, FacilityType::MealPoint, &[], true),
            place(3, FacilityType::Home, &[], false),
            place(4, FacilityType::Home, &[], false),
        ];
        let mut count = count(places);
        let lift = count.names().find(|(_, name)| *name == "SE-LIFT-01").unwrap().0;
        count.answered(lift, said(4, 0, Verdict::Pass));
        let all = count.done(content::plans(), 2026, "");
        let owed = &all.items["SE-LIFT-01"].figures.owed;
        let fits_meal_point = content::embedded_lists()
            .flat_map(|(name, text)| content::parse(name, text.as_bytes()).unwrap().items)
            .find(|i| i.id == "SE-LIFT-01")
            .unwrap()
            .fits(Some(FacilityType::MealPoint));
        assert_eq!([0, 1, 2, 3, 4].map(|n| owed.has(n)), [true, false, fits_meal_point, false, true]);
    }
}
