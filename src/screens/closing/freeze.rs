//! Freezing from the closing list: what stops it is asked about, and each way out is named.

use super::{Ask, Closing, Left, PointId, Scene, Visit, Want, Wrote, closing};
use crate::request::freeze;
use crate::views::record;

/// The number of the next draft.
pub fn next_draft(visit: &Visit) -> u32 {
    visit.parts.freezes.iter().map(|f| f.freeze.draft).max().unwrap_or(0) + 1
}

/// Whose paper it is, from the settings.
pub fn paper(scene: &Scene) -> freeze::Paper {
    let s = scene.settings;
    freeze::Paper { unit: s.unit.clone(), letterhead: s.letterhead.clone(), laptop: s.laptop.clone() }
}

impl Closing {
    /// Freezes the whole visit (no sections named) or a part.
    pub(super) fn freeze(&mut self, sections: Vec<String>, visit: &Visit, scene: &Scene) -> Vec<Want> {
        if !self.stopping(visit, &sections).is_empty() {
            self.ask = Some(Ask::Stopped(sections));
            return Vec::new();
        }
        self.ask_open(sections, Vec::new(), visit, scene)
    }

    /// The points that stop the freezing of these sections.
    pub(super) fn stopping(&self, visit: &Visit, sections: &[String]) -> Vec<PointId> {
        if visit.parts.head.joined.value.not_done.is_some() {
            return Vec::new();
        }
        let list = closing(visit);
        let within = |r: &usize| sections.is_empty() || sections.contains(&visit.sections[visit.rows[*r].section].key);
        let red = list.red_unanswered.iter().filter(|r| within(r)).map(|&r| visit.rows[r].point.clone());
        let covered: Vec<PointId> = record::points(visit, sections).collect();
        red.chain(list.disputes.iter().filter(|p| covered.contains(p)).cloned()).collect()
    }

    /// Items without an answer stop nothing; they are offered as 未查 first.
    pub(super) fn ask_open(&mut self, sections: Vec<String>, left: Vec<Left>, visit: &Visit, scene: &Scene) -> Vec<Want> {
        let list = closing(visit);
        let within = |r: &&usize| sections.is_empty() || sections.contains(&visit.sections[visit.rows[**r].section].key);
        let open = list.unanswered.iter().filter(within).count();
        let rechecks = if sections.is_empty() { list.not_rechecked.len() } else { 0 };
        let made = visit.parts.head.joined.value.not_done.is_none();
        if made && open + rechecks > 0 {
            self.ask = Some(Ask::Open(sections, left));
            return Vec::new();
        }
        self.ask_owed(sections, left, visit, scene)
    }

    /// What is 待补 stops nothing either, and nobody signs beside a blank unasked.
    pub(super) fn ask_owed(&mut self, sections: Vec<String>, left: Vec<Left>, visit: &Visit, scene: &Scene) -> Vec<Want> {
        if owed(visit, &sections) > 0 {
            self.ask = Some(Ask::Owed(sections, left));
            return Vec::new();
        }
        self.freeze_now(sections, left, visit, scene)
    }

    pub(super) fn freeze_now(&mut self, sections: Vec<String>, left: Vec<Left>, visit: &Visit, scene: &Scene) -> Vec<Want> {
        match freeze::freeze(visit, &sections, left, paper(scene), scene.now.today) {
            Ok(draft) => {
                self.wrote = Some(Wrote::Freeze);
                vec![Want::Append(vec![draft])]
            }
            Err(refusal) => vec![Want::Warn(refusal.say(scene.lang))],
        }
    }
}

/// How many points of these sections lack something.
pub(super) fn owed(visit: &Visit, sections: &[String]) -> usize {
    let covered: Vec<PointId> = record::points(visit, sections).collect();
    closing(visit).incomplete.iter().filter(|(point, _)| covered.contains(point)).count()
}
