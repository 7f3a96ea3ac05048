//! The findings that a recheck goes through: 1 put right, 2 not, 3 partly, 4 unchecked. What closing lacks is asked; where
//! nobody can say, it stands as reported put right.

use super::talk::Stop;
use super::{Walk, words};
use crate::content::limit::{self, halved};
use crate::domain::point::{Severity, Stage};
use crate::failure::rule::Refusal;
use crate::request::finding::{self as drafts, Taken};
use crate::text::recheck as recheck_words;
use crate::views::finding::FindingRow;
use crate::views::recheck::{finding_now, rechecked};
use crate::views::visit::Visit;

impl Walk<'_> {
    pub(super) fn recheck(&mut self, visit: &Visit, row: &FindingRow, digit: &str) -> Result<(), Stop> {
        match digit {
            "1" => self.closed(visit, row),
            "2" => self.not_fixed(visit, row, Stage::NotFixed),
            "3" => self.not_fixed(visit, row, Stage::Partly),
            "4" => {
                let Some((why, said)) = self.why_unchecked()? else { return self.nothing() };
                self.step(visit, row, drafts::not_rechecked(visit, row, why, said)?)
            }
            _ => {
                let text =
                    if rechecked(visit, row).is_some() { recheck_words::NOT_OF_NOW } else { crate::text::run::NOTHING_HERE };
                self.talk.say(text.get(self.lang()));
                Ok(())
            }
        }
    }

    fn taken(stage: Stage, visit: &Visit) -> Taken {
        let head = &visit.parts.head.joined.value;
        let taken = Taken { officers: head.officers.clone(), ..Taken::of(stage, head.on) };
        taken.each_once(visit.parts.people.values())
    }

    fn closed(&mut self, visit: &Visit, row: &FindingRow) -> Result<(), Stop> {
        let severity = drafts::severity_of(visit, row);
        if row.candidate || severity == Severity::Major {
            let typed = self.talk.ask(&format!("{} ", recheck_words::PRESS_AGAIN.get(self.lang())))?;
            if halved(&typed) != "1" {
                return self.nothing();
            }
        }
        let mut taken = Self::taken(Stage::Closed, visit);
        while let Some(refusal) = drafts::closing_lacks(visit, severity, &taken) {
            let consent = taken.officers.len() >= 2
                && matches!(refusal, Refusal::NeedsOfficers { consent: true } | Refusal::ConsentOfAThird);
            let question = if consent { words::CONSENT } else { words::SECOND };
            let name = self.talk.ask(question.get(self.lang()))?;
            if name.is_empty() {
                taken = Taken { stage: Stage::Reported, consent: None, ..taken };
                break;
            }
            let person = self.people.named(&name)?;
            if consent {
                taken.consent = Some(person);
            } else {
                taken.officers.push(person);
            }
            taken = taken.each_once(visit.parts.people.values());
        }
        self.step(visit, row, drafts::recheck(visit, row, taken)?)
    }

    /// On the disk at once, then what was seen.
    fn not_fixed(&mut self, visit: &Visit, row: &FindingRow, stage: Stage) -> Result<(), Stop> {
        self.step(visit, row, drafts::recheck(visit, row, Self::taken(stage, visit))?)?;
        let seen = self.talk.ask(words::SEEN.get(self.lang()))?;
        let on = visit.parts.head.joined.value.on;
        let due = loop {
            let typed = self.talk.ask(words::NEXT_DUE.get(self.lang()))?;
            match limit::due(&halved(&typed), on) {
                None if typed.is_empty() => break None,
                Some(due) if due >= on => break Some(due),
                Some(due) => self.talk.say(&Refusal::DueBefore { due, on }.say(self.lang())),
                None => self.talk.say(&words::NOT_A_VALUE.fill(self.lang(), &[&typed])),
            }
        };
        if seen.is_empty() && due.is_none() {
            return Ok(());
        }
        let visit = self.visit()?;
        self.write(drafts::more_of_recheck(&visit, row, |finding| {
            finding.due = due.or(finding.due);
            if let Some(step) = finding.step.as_mut().filter(|_| !seen.is_empty()) {
                step.words = Some(seen.clone());
            }
        })?)
    }

    fn step(&mut self, _: &Visit, row: &FindingRow, drafted: Vec<crate::journal::entry::Draft>) -> Result<(), Stop> {
        self.write(drafted)?;
        self.recorded.push(row.id.clone());
        let visit = self.visit()?;
        let stage = finding_now(&visit, row).map(|f| f.stage.words().get(self.lang())).unwrap_or_default();
        self.talk.say(&format!("{} {} = {stage}", self.session.now.time, row.place));
        Ok(())
    }
}
