//! `run INSPECTION --plain`: a whole visit item by item in plain lines, for a screen reader or a bare terminal. The same
//! drafts as the keys on screen; each answer is on the disk before the next is asked, and the end of the input ends it.

mod fail;
mod gate;
mod item;
mod recheck;
mod talk;

use super::find;
use super::out::Out;
use super::people::People;
use super::session::Session;
use super::undo;
use crate::content::limit::halved;
use crate::domain::name::InspectionId;
use crate::domain::point::Verdict;
use crate::domain::subject::PointId;
use crate::failure::Failure;
use crate::failure::usage::Usage;
use crate::journal::entry::Draft;
use crate::request::answer as drafts;
use crate::search::Index;
use crate::store::Log;
use crate::text::{Lang, plain as words};
use crate::views::closing::{self, closing};
use crate::views::facility::VisitStage;
use crate::views::recheck::rechecked;
use crate::views::record;
use crate::views::visit::Visit;
use clap::Args;
use serde_json::json;
use talk::{Stop, Talk};

#[derive(Args, Debug)]
pub struct Run {
    #[arg(value_name = "INSPECTION")]
    pub inspection: String,
    #[arg(long, required = true)]
    pub plain: bool,
}

pub fn run(session: &Session, args: &Run) -> Result<Out, Failure> {
    let id = find::inspection(&args.inspection)?;
    let mut log = session.open()?;
    let people = People::of(&mut log, session)?;
    let visit = log.visit(id)?;
    let signed = matches!(visit.parts.stage, VisitStage::Signed | VisitStage::Refused);
    let explained = visit.parts.freezes.iter().any(|f| !f.amends.is_empty());
    if signed && !explained {
        return Err(Failure::Usage(Usage::Words(words::SIGNED.fill(session.lang, &[&id]))));
    }
    let talk = Talk::new(session.lang, session.json);
    let mut walk = Walk { session, log, people, id, talk, at: None, recorded: Vec::new() };
    match walk.whole() {
        Ok(()) | Err(Stop::End) => {}
        Err(Stop::Failed(failure)) => return Err(failure),
    }
    walk.told()
}

/// A walk through the items of one visit.
struct Walk<'a> {
    session: &'a Session,
    log: Log,
    people: People,
    id: InspectionId,
    talk: Talk,
    /// The item or finding that is asked about.
    at: Option<PointId>,
    /// What was recorded by this call, the last one last.
    recorded: Vec<PointId>,
}

impl Walk<'_> {
    fn lang(&self) -> Lang {
        self.talk.lang
    }

    /// The visit as it stands on the disk.
    fn visit(&mut self) -> Result<Visit, Stop> {
        Ok(self.log.visit(self.id)?)
    }

    /// Writes one group.
    fn write(&mut self, drafts: Vec<Draft>) -> Result<(), Stop> {
        if !drafts.is_empty() {
            self.people.write(&mut self.log, drafts, self.session)?;
        }
        Ok(())
    }

    fn whole(&mut self) -> Result<(), Stop> {
        let visit = self.visit()?;
        let (head, all) = (&visit.parts.head.joined.value, places(&visit));
        let done = all.iter().filter(|p| answered(&visit, p)).count();
        let (name, kind) = (&visit.parts.facility.joined.value.name, head.kind.words().get(self.lang()));
        let on = head.corrected_on.unwrap_or(head.on);
        self.talk.say(&words::START.fill(self.lang(), &[name, &kind, &on, &all.len(), &done]));
        if visit.parts.stage == VisitStage::Frozen && self.talk.ask(words::FROZEN.get(self.lang()))? != "1" {
            return Ok(());
        }
        self.talk.say(words::KEYS.get(self.lang()));
        if done == 0 && head.gate == Default::default() {
            self.kept(Self::ask_gate)?;
        }
        loop {
            let visit = self.visit()?;
            if self.at.is_none() {
                self.at = next_open(&visit, None);
            }
            match self.at.clone() {
                Some(at) => {
                    self.describe(&visit, &at, false);
                    let typed = self.talk.ask(words::PROMPT.get(self.lang()))?;
                    self.kept(|walk| walk.heard(&at, &typed))?;
                }
                None => {
                    let typed =
                        self.talk.ask(&format!("{}\n{}", words::ALL_DONE.get(self.lang()), words::PROMPT.get(self.lang())))?;
                    if typed.is_empty() {
                        return Ok(());
                    }
                    self.kept(|walk| walk.find(&typed))?;
                }
            }
        }
    }

    /// What fails is told and changes nothing; the talk goes on.
    fn kept(&mut self, step: impl FnOnce(&mut Self) -> Result<(), Stop>) -> Result<(), Stop> {
        match step(self) {
            Err(Stop::Failed(failure)) => {
                self.talk.fail(&failure);
                Ok(())
            }
            other => other,
        }
    }

    /// A line that was typed at an item.
    fn heard(&mut self, at: &PointId, typed: &str) -> Result<(), Stop> {
        let visit = self.visit()?;
        if let Some(note) = typed.strip_prefix(['+', '＋']).map(str::trim).filter(|n| !n.is_empty()) {
            let note = note.to_string();
            let drafted = drafts::change(&visit, at, |p| {
                if !p.notes.contains(&note) {
                    p.notes.push(note);
                    p.notes.sort();
                }
            })?;
            self.write(drafted)?;
            self.talk.say(words::NOTED.get(self.lang()));
            return Ok(());
        }
        match halved(typed).as_str() {
            "" => self.at = following(&visit, at),
            // A part that is signed stays as it was, unless an amendment says why.
            "0" | "1" | "2" | "3" | "4" if is_signed(&visit, at) => {
                self.talk.say(&words::SIGNED.fill(self.lang(), &[&self.id]));
            }
            digit @ ("0" | "1" | "2" | "3" | "4") => {
                let before = self.recorded.len();
                match visit.parts.to_recheck.iter().find(|row| row.id == *at) {
                    Some(row) => self.recheck(&visit, row, digit)?,
                    None => self.answer(&visit, at, digit)?,
                }
                if self.recorded.len() > before && digit != "0" {
                    let visit = self.visit()?;
                    self.at = next_open(&visit, Some(at));
                }
            }
            "5" => {
                let (point, drafted) = drafts::outside(&visit);
                self.write(drafted)?;
                self.talk.say(words::OUTSIDE.get(self.lang()));
                self.recorded.push(point.clone());
                self.fields(&point)?;
            }
            "6" => self.ask_traits()?,
            "7" => self.at = next_open(&visit, Some(at)),
            "8" => match closing(&visit).incomplete.first() {
                None => self.talk.say(words::NOTHING_LEFT.get(self.lang())),
                Some((point, _)) if visit.point(point).is_some_and(|p| p.now.joined.value.verdict == Verdict::Fail) => {
                    let point = point.clone();
                    self.describe(&visit, &base(&visit, &point), false);
                    self.fields(&point)?;
                }
                Some((point, _)) => self.at = Some(base(&visit, point)),
            },
            "9" => self.left(&visit),
            "-" => match self.recorded.pop() {
                Some(point) => self.at = Some(base(&visit, &point)),
                None => self.talk.say(crate::text::run::NOTHING_RECORDED.get(self.lang())),
            },
            "?" => {
                self.describe(&visit, at, true);
                self.talk.say(words::HELP.get(self.lang()));
            }
            "undo" | "撤销" => {
                let author = self.people.known_author();
                let said = undo::last(&mut self.log, None, author, self.session)?;
                self.talk.say(&said.words);
            }
            "severity" | "程度" => self.severity(&visit, at)?,
            "again" | "复测" => self.again(&visit, at)?,
            "quit" | "q" | "结束" | "退出" => return Err(Stop::End),
            _ => self.find(typed)?,
        }
        Ok(())
    }

    /// Goes to an item by its number, id or words.
    fn find(&mut self, typed: &str) -> Result<(), Stop> {
        let visit = self.visit()?;
        if let Ok(find::Target::Point(point)) = find::target(&visit, typed) {
            self.at = Some(base(&visit, &point));
            return Ok(());
        }
        let titles: Vec<[String; 2]> = (0..visit.rows.len())
            .map(|r| [visit.item(r).short.get(self.lang()).to_string(), visit.item(r).text.get(self.lang()).to_string()])
            .collect();
        let index = Index::new(titles.iter().map(|[short, text]| [short.as_str(), text.as_str()]));
        let hits: Vec<usize> = index.find(typed, None, 9).ranked.into_iter().map(|r| r as usize).collect();
        let row = match hits[..] {
            [] => {
                self.talk.say(&words::NO_HIT.fill(self.lang(), &[&typed]));
                return Ok(());
            }
            [one] => Some(one),
            _ => {
                let told = |r: &usize| format!("{} {}", visit.rows[*r].number, visit.item(*r).short.get(self.lang()));
                let options: Vec<String> = hits.iter().map(told).collect();
                self.talk.choose("", &options)?.map(|n| hits[n])
            }
        };
        if let Some(row) = row {
            self.at = Some(visit.rows[row].point.clone());
        }
        Ok(())
    }

    /// What is left before it can be frozen.
    fn left(&self, visit: &Visit) {
        let (list, lang) = (closing(visit), self.lang());
        let red = list.red_unanswered.iter().map(|&r| format!("{} {}", visit.rows[r].number, visit.item(r).short.get(lang)));
        let (red, others) = (red.collect::<Vec<_>>(), list.unanswered.len() + list.not_rechecked.len());
        let counts = [(words::LEFT, others), (words::INCOMPLETE, list.incomplete.len()), (words::DISPUTES, list.disputes.len())];
        if !red.is_empty() {
            self.talk.say(&words::RED_LEFT.fill(lang, &[&red.len(), &red.join("  ")]));
        }
        for (text, n) in counts.iter().filter(|(_, n)| *n > 0) {
            self.talk.say(&text.fill(lang, &[n]));
        }
        if red.is_empty() && counts.iter().all(|(_, n)| *n == 0) {
            self.talk.say(words::NOTHING_LEFT.get(lang));
        }
    }

    /// Where the visit stands when the talk ends.
    fn told(mut self) -> Result<Out, Failure> {
        let visit = self.log.visit(self.id)?;
        let list = closing(&visit);
        let left = list.red_unanswered.len() + list.unanswered.len() + list.not_rechecked.len();
        let done = places(&visit).len() - left;
        let (red, owed) = (list.red_unanswered.len(), list.incomplete.len());
        let json = json!({
            "id": self.id,
            "recorded": done,
            "left": left,
            "red_left": red,
            "incomplete": owed,
            "disputes": list.disputes.len(),
        });
        Ok(Out::of(json, words::END.fill(self.lang(), &[&done, &left, &red, &owed, &self.id, &self.id])))
    }
}

/// Everything that is asked about: at a recheck the findings first, then the rows in the scope of today.
fn places(visit: &Visit) -> Vec<PointId> {
    let findings = visit.parts.to_recheck.iter().map(|row| row.id.clone());
    findings.chain(closing::rows_in_scope(visit).map(|r| visit.rows[r].point.clone())).collect()
}

fn answered(visit: &Visit, point: &PointId) -> bool {
    match visit.parts.to_recheck.iter().find(|row| row.id == *point) {
        Some(row) => rechecked(visit, row).is_some(),
        None => row(visit, point).is_none_or(|r| closing::is_answered(visit, r)),
    }
}

fn row(visit: &Visit, point: &PointId) -> Option<usize> {
    (0..visit.rows.len()).find(|&r| visit.rows[r].point == *point)
}

/// The row that a further place belongs to; anything else is itself.
fn base(visit: &Visit, point: &PointId) -> PointId {
    let row = visit.item_of(point).and_then(|item| visit.row_of(&item.id));
    row.map_or(point.clone(), |r| visit.rows[r].point.clone())
}

fn following(visit: &Visit, at: &PointId) -> Option<PointId> {
    let all = places(visit);
    let next = all.iter().position(|p| p == at).and_then(|n| all.get(n + 1)).cloned();
    next.or_else(|| next_open(visit, None))
}

/// The next one without an answer behind `at`, then from the front; `None` when every one has one.
fn next_open(visit: &Visit, at: Option<&PointId>) -> Option<PointId> {
    let all = places(visit);
    let from = at.and_then(|at| all.iter().position(|p| p == at)).map_or(0, |n| n + 1);
    let (before, behind) = all.split_at(from.min(all.len()));
    behind.iter().chain(before).find(|p| !answered(visit, p)).cloned()
}

/// Whether the paper that a point stands on is signed and nothing says why it should change.
fn is_signed(visit: &Visit, point: &PointId) -> bool {
    record::paper_of(visit, Some(point)).is_some_and(|f| f.is_signed() && f.amends.is_empty())
}
