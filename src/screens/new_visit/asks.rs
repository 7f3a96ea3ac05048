//! What is asked around the form of a new visit: an unfinished one, one of the same day, others at the address.

use super::{Kind, NewVisit, NotDoneForm, Request, Scene, Screen, Want, words};
use crate::screens::open;
use crate::views::facility::{Unfinished, VisitRow};
use crate::widgets::dialog::Dialog;

impl NewVisit {
    /// Which of them it is, or the number of another team.
    pub(super) fn answer_same_day(&mut self, taken: usize, scene: &Scene) -> Vec<Want> {
        let rows = std::mem::take(&mut self.same_day);
        if let Some(row) = rows.get(taken) {
            return match self.not_done() {
                true => vec![Want::OpenVisit(row.id), Want::Replace(Box::new(Screen::NotDone(NotDoneForm::new())))],
                false => vec![Want::OpenVisit(row.id), open::run_instead(row.id)],
            };
        }
        match taken.cmp(&rows.len()) {
            std::cmp::Ordering::Equal => self.along(next_team(&rows, self.kind()), scene),
            _ if self.quick => vec![Want::Close],
            _ => Vec::new(),
        }
    }

    /// Asks who else at the address is visited along, where there is anybody; then the visit is opened.
    pub(super) fn along(&mut self, team: u32, scene: &Scene) -> Vec<Want> {
        self.team = team;
        let (Some(view), Some(on)) = (&self.view, self.date()) else { return Vec::new() };
        let made = !self.not_done() && self.kind() != Kind::Recheck;
        if made && self.together.offer(view, on) { Vec::new() } else { self.open(scene) }
    }

    /// 只查这一家, or others too: those are read first.
    pub(super) fn answer_together(&mut self, taken: usize, scene: &Scene) -> Vec<Want> {
        self.together.answer(taken);
        let today = scene.now.today;
        let asked = self.together.waiting.iter().map(|id| Want::Ask(Request::Facility { id: *id, today }));
        let asked: Vec<Want> = asked.collect();
        if asked.is_empty() { self.open(scene) } else { asked }
    }

    /// On with the one that was left, or a new one beside it.
    pub(super) fn answer_unfinished(&mut self, taken: usize) -> Vec<Want> {
        let rows = std::mem::take(&mut self.unfinished);
        match rows.get(taken) {
            Some(left) => vec![Want::OpenVisit(left.visit.id), open::run_instead(left.visit.id)],
            None if taken == rows.len() => Vec::new(),
            None => vec![Want::Close],
        }
    }

    /// What is asked before or after the form.
    pub(super) fn question(&self, scene: &Scene) -> Option<Dialog> {
        let lang = scene.lang;
        let told = |v: &VisitRow, recorded: String| {
            words::ONE_THERE.fill(lang, &[&v.kind.words().get(lang), &v.team, &v.people.join(" "), &recorded])
        };
        let (title, mut choices) = if !self.unfinished.is_empty() {
            let go_on =
                |u: &Unfinished| words::GO_ON.fill(lang, &[&u.visit.on, &told(&u.visit, format!("{}/{}", u.recorded, u.of))]);
            let choices: Vec<String> = self.unfinished.iter().map(go_on).chain([scene.say(words::NEW_ONE).into()]).collect();
            (words::UNFINISHED, choices)
        } else if !self.same_day.is_empty() {
            let there =
                self.same_day.iter().map(|v| words::OPEN_THAT.fill(lang, &[&told(v, (v.answered + v.unchecked).to_string())]));
            let another = words::ANOTHER.fill(lang, &[&next_team(&self.same_day, self.kind())]);
            (words::SAME_DAY, there.chain([another]).collect())
        } else if self.together.asks() {
            return Some(self.together.question(scene));
        } else {
            return None;
        };
        choices.push(scene.say(words::BACK).into());
        Some(Dialog::new(scene.say(title), choices))
    }
}

/// The number of a further team of this kind on this day; 1 where there is none of the kind.
fn next_team(rows: &[VisitRow], kind: Kind) -> u32 {
    rows.iter().filter(|v| v.kind == kind).map(|v| v.team).max().unwrap_or(0) + 1
}
