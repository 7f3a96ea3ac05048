//! 一并检查: others at the same address that are visited along with this one. The head is shared, the record is each one's
//! own: each gets a visit of its own, with the lists that fit its type.

use super::scope::Chosen;
use super::{Scene, words};
use crate::domain::name::FacilityId;
use crate::journal::entry::Draft;
use crate::request::visit;
use crate::views::facility::{FacilityRow, FacilityView};
use crate::widgets::dialog::Dialog;
use jiff::civil::Date;

/// So many of them are named, each on a digit; more go by 全部.
const MOST: usize = 6;

/// Who else is visited.
#[derive(Debug, Default)]
pub struct Together {
    /// Others at the address that are in business; empty once it was answered.
    offered: Vec<FacilityRow>,
    answered: bool,
    /// What was chosen and has not been read yet.
    pub waiting: Vec<FacilityId>,
    views: Vec<FacilityView>,
}

impl Together {
    /// What there is to ask on this day; nothing once it was answered.
    pub fn offer(&mut self, view: &FacilityView, on: Date) -> bool {
        if self.answered {
            return false;
        }
        self.offered = view.same_address.iter().filter(|row| row.in_business(on)).cloned().collect();
        self.answered = self.offered.is_empty();
        !self.answered
    }

    pub fn asks(&self) -> bool {
        !self.answered && !self.offered.is_empty()
    }

    pub fn question(&self, scene: &Scene) -> Dialog {
        let name = |row: &FacilityRow| {
            words::TOGETHER_ONE.fill(scene.lang, &[&row.name, &row.kind.map_or("", |k| scene.say(k.short()))])
        };
        let mut choices = vec![scene.say(words::TOGETHER_NONE).to_string()];
        match &self.offered[..] {
            [one] => choices.push(name(one)),
            all => {
                choices.push(words::TOGETHER_ALL.fill(scene.lang, &[&all.len()]));
                choices.extend(all.iter().take(MOST).map(name));
            }
        }
        Dialog::new(words::TOGETHER.fill(scene.lang, &[&self.offered.len()]), choices)
    }

    /// Takes an answer; what is to be read comes into `waiting`.
    pub fn answer(&mut self, taken: usize) {
        self.answered = true;
        self.waiting = match taken {
            0 => Vec::new(),
            1 => self.offered.iter().map(|row| row.id).collect(),
            n => self.offered.get(n - 2).map(|row| row.id).into_iter().collect(),
        };
        self.offered.clear();
    }

    pub fn forget(&mut self) {
        *self = Together::default();
    }

    /// Takes in what was read; whether that was the last of them.
    pub fn read(&mut self, view: &FacilityView) -> bool {
        self.waiting.retain(|id| *id != view.id);
        self.views.push(view.clone());
        self.waiting.is_empty()
    }

    /// The visits of the others: as `first`, with the lists that fit each. One that is there already is not made twice.
    pub fn drafts(&self, first: &visit::NewVisit, scope: &Chosen, today: Date) -> Vec<Draft> {
        let (mut drafts, kind) = (Vec::new(), first.kind);
        for view in &self.views {
            let there = |v: &crate::views::facility::VisitRow| v.on == first.on && v.kind == kind && v.team == first.team;
            if view.visits.iter().any(there) {
                continue;
            }
            let own = scope.of(view, kind, today);
            let (lists, sections_out) = own.take(kind);
            let new = visit::NewVisit {
                facility: view,
                lists,
                sections_out,
                officers: first.officers.clone(),
                assigned: first.assigned.clone(),
                ..*first
            };
            drafts.extend(visit::open(&new).1);
        }
        drafts
    }
}
