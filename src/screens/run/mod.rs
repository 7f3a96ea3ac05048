//! The run screen (FIELD drawing 1): one key an item, two for a red line. A wrong pass is the worst error, so every slip
//! shows itself; the cursor moves only when the saved answer is there, and only forward within its part.

mod answer;
mod ask;
mod asked;
mod boxes;
mod draw;
mod guard;
mod item;
mod names;
mod parts;
mod readings;
mod recheck;
mod saved;
mod search;
mod traits;
mod typed;
mod walk;
mod wide;

use super::fail::Fail;
use super::{Scene, Typing, Want, edit};
use crate::domain::facility::Presence;
use crate::domain::name::InspectionId;
use crate::domain::subject::{PointId, Subject};
use crate::keymap::{Command, Scope};
use crate::request::Reply;
use crate::request::answer::Given;
use crate::views::visit::Visit;
use crate::widgets::list::List;
use crate::widgets::prompt::Prompt;
use std::collections::BTreeMap;
use traits::Traits;
use typed::done;

pub use item::{cited, limit, standing, verified};

/// The state of the run screen; the visit itself is the app's.
#[derive(Debug)]
pub struct Run {
    visit: InspectionId,
    /// Go there as soon as the visit is open.
    start: Option<PointId>,
    /// Opened for one point from another screen: an answer goes back there.
    only: bool,
    order: parts::Order,
    at: Option<PointId>,
    list: List,
    /// The part that the cursor stands in.
    part: usize,
    mode: Mode,
    guard: guard::Guard,
    /// The red-line item on which `1` was pressed once.
    armed: Option<PointId>,
    /// Points in the order of recording, the last one last; how far Backspace went back in it.
    recorded: Vec<PointId>,
    back: usize,
    pending: Option<Pending>,
    last_group: Option<u64>,
    /// A slip was seen before its group was known: take it back as soon as it is.
    slip: bool,
    /// Where one was before a search, Backspace or jump; recording an answer returns there.
    return_to: Option<PointId>,
    /// The last row of its part was answered and the cursor stands on it: Enter goes to the next part, an answer key asks.
    at_end: bool,
    /// The person agreed to change what was frozen or signed.
    may_change: bool,
    /// An amendment is being written: how many there were before.
    amending: Option<usize>,
    /// A trait that was just set, to be said when it is durable.
    found: Option<traits::Found>,
    /// What was typed into a box that was left without recording: there again when it is opened for the same item.
    kept_box: Option<(PointId, boxes::ReadingBox)>,
    /// The groups of each rechecked finding since the program was opened: what `0` takes back, the last first.
    rechecks: BTreeMap<PointId, Vec<u64>>,
    /// The gate of a facility at this address was offered.
    gate_offered: bool,
}

/// What is open on the screen.
#[derive(Debug)]
enum Mode {
    List,
    Ask(ask::Ask),
    Box(boxes::ReadingBox),
    Text(TextAsk, Prompt),
    Fail(Box<Fail>),
    Search(search::Search),
    Large,
    Traits(Traits),
}

/// One line of text that is asked for.
#[derive(Clone, Debug)]
enum TextAsk {
    Note,
    NaOther,
    UncheckedOther(Box<Given>),
    /// By which day somebody returns, and who: the person that writes, or another of the officers.
    ReturnBy(Box<Given>),
    Against(Box<Given>),
    /// What a recheck saw of a finding that is not put right.
    Seen,
    /// By when it is to be put right now; empty: the day stays.
    NextDue,
}

/// A write on its way, and what comes after it.
#[derive(Debug)]
struct Pending {
    point: PointId,
    then: Then,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    /// An answer: said on the echo line, and on to the next.
    Advance,
    /// A fail: its form opens.
    Form,
    /// What was seen of a finding that is not put right: its new day is asked.
    NextDue,
    /// Nothing is recorded on it any more: said, and the cursor stays.
    Cleared,
    Stay,
}

impl Run {
    /// Runs a visit; opens it when it is not open yet.
    pub fn new(visit: InspectionId) -> Run {
        Run {
            visit,
            start: None,
            only: false,
            order: parts::Order::default(),
            at: None,
            list: List::default(),
            part: 0,
            mode: Mode::List,
            guard: guard::Guard::default(),
            armed: None,
            recorded: Vec::new(),
            back: 0,
            pending: None,
            last_group: None,
            slip: false,
            return_to: None,
            at_end: false,
            may_change: false,
            amending: None,
            found: None,
            kept_box: None,
            rechecks: BTreeMap::new(),
            gate_offered: false,
        }
    }

    /// Opened from the gate: what a neighbour's gate offers was asked there.
    pub fn past_gate(visit: InspectionId) -> Run {
        Run { gate_offered: true, ..Run::new(visit) }
    }

    /// Opened from another screen for one point; recording an answer goes back to that screen.
    pub fn only(visit: InspectionId, point: PointId) -> Run {
        Run { start: Some(point), only: true, ..Run::new(visit) }
    }

    /// Opened at a point of the visit.
    pub fn at(visit: InspectionId, point: PointId) -> Run {
        Run { start: Some(point), ..Run::new(visit) }
    }

    fn open<'a>(&self, scene: &Scene<'a>) -> Option<&'a Visit> {
        scene.visit.filter(|v| v.parts.id == self.visit)
    }

    pub fn scope(&self) -> Scope {
        match &self.mode {
            Mode::List => Scope::Run,
            Mode::Ask(_) => Scope::Choice,
            Mode::Box(_) | Mode::Text(..) => Scope::RunBox,
            Mode::Fail(fail) => fail.scope(),
            Mode::Search(_) => Scope::RunSearch,
            Mode::Large => Scope::Page,
            Mode::Traits(traits) if traits.note.is_some() => Scope::Prompt,
            Mode::Traits(_) => Scope::Traits,
        }
    }

    pub fn typing(&self) -> Typing {
        match &self.mode {
            Mode::Box(b) if b.takes_text() => Typing::Text,
            Mode::Box(_) | Mode::Text(TextAsk::ReturnBy(_) | TextAsk::NextDue, _) => Typing::Plain,
            Mode::Text(..) | Mode::Search(_) => Typing::Text,
            Mode::Fail(fail) => fail.typing(),
            Mode::Traits(traits) if traits.note.is_some() => Typing::Text,
            _ => Typing::No,
        }
    }

    pub fn target(&self) -> Option<String> {
        self.at.as_ref().map(PointId::to_string)
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        let Some(visit) = self.open(scene) else { return vec![Want::OpenVisit(self.visit)] };
        self.settle(visit, scene);
        if self.amending.is_some_and(|before| amends(visit) > before) {
            (self.amending, self.may_change) = (None, true);
        }
        if self.recorded.is_empty() {
            self.recorded = walk::order_of_recording(visit);
        }
        if visit.parts.beside.is_some() && visit.parts.points.is_empty() && self.start.is_none() && !self.gate_offered {
            self.gate_offered = true;
            return vec![Want::Open(Box::new(super::Screen::Gate(super::gate::Gate::at(self.visit, None))))];
        }
        if let Some(point) = self.start.take() {
            self.at = Some(point.clone());
            let item = recheck::find(visit, &point).is_none();
            if self.only && item && visit.point(&point).is_some_and(|p| p.now.joined.value.finding.is_some()) {
                if let Some(paper) = answer::frozen(visit, Some(&point)).filter(|_| !self.may_change) {
                    return self.ask(ask::Ask::Frozen(Command::Enter, paper.signed()));
                }
                return self.open_form(Fail::on_what_is_owed(visit, point), visit);
            }
        }
        Vec::new()
    }

    pub fn go_to(&mut self, point: &PointId, scene: &Scene) {
        self.mode = Mode::List;
        self.forget_presses();
        let Some(visit) = self.open(scene) else { return };
        let base = visit.item_of(point).and_then(|i| visit.row_of(&i.id)).map(|r| visit.rows[r].point.clone());
        self.at = base.or_else(|| Some(point.clone()));
        self.recorded.retain(|p| p != point || parts::answered(visit, p));
        self.settle(visit, scene);
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        let Some(visit) = self.open(scene) else {
            return if command == Command::Back { vec![Want::Close] } else { Vec::new() };
        };
        match (command, &self.mode) {
            (Command::Enter, Mode::Box(_) | Mode::Text(..) | Mode::Fail(_)) => self.guard.entered(self.at.clone(), scene.tick),
            (Command::Enter, _) => {}
            _ => self.guard.other_key(),
        }
        if let Mode::Fail(fail) = &mut self.mode {
            let step = fail.command(command, visit, scene);
            return self.after_form(step, visit, scene);
        }
        match (&mut self.mode, command) {
            (Mode::List, _) => self.on_list(command, visit, scene),
            (Mode::Box(b), Command::Enter) => {
                let entered =
                    parts::row(visit, self.at.as_ref().unwrap_or(&PointId::new(self.visit, ""))).map(|r| b.enter(visit.item(r)));
                entered.map_or(Vec::new(), |e| self.entered(e, visit, scene))
            }
            (Mode::Text(..), Command::Enter) => self.text_entered(visit, scene),
            (Mode::Search(search), Command::Enter) => {
                let goal = search.goal();
                self.found(goal, visit, scene)
            }
            (Mode::Box(b), Command::Up) => {
                b.step(-1);
                done(())
            }
            (Mode::Box(b), Command::Down) => {
                b.step(1);
                done(())
            }
            (Mode::Search(s), Command::Up) => {
                s.step(-1);
                done(())
            }
            (Mode::Search(s), Command::Down) => {
                s.step(1);
                done(())
            }
            (Mode::Traits(Traits { note: note @ Some(_), .. }), Command::Enter) => {
                let words = note.take().map(|prompt| prompt.text().trim().to_string());
                self.trait_chosen(Presence::Yes, words, visit, scene)
            }
            (Mode::Traits(Traits { note: note @ Some(_), .. }), Command::Back) => {
                *note = None;
                done(())
            }
            (Mode::Traits(_), Command::TraitYes) => self.trait_chosen(Presence::Yes, None, visit, scene),
            (Mode::Traits(_), Command::TraitNo) => self.trait_chosen(Presence::No, None, visit, scene),
            (Mode::Traits(_), Command::TraitUnknown) => self.trait_chosen(Presence::Unknown, None, visit, scene),
            (Mode::Traits(t), Command::Up) => {
                t.step(-1);
                done(())
            }
            (Mode::Traits(t), Command::Down) => {
                t.step(1);
                done(())
            }
            (Mode::Box(_), Command::Back) => self.leave_box(scene),
            // 未查 was said; who returns when may be owed.
            (Mode::Text(TextAsk::ReturnBy(_), _), Command::Up | Command::Down) => {
                self.another_returns(if command == Command::Up { -1 } else { 1 }, visit, scene);
                done(())
            }
            (Mode::Text(TextAsk::Seen, _), Command::Down) => self.seen_and_due(visit, scene),
            (Mode::Text(TextAsk::ReturnBy(given), _), Command::Back) => {
                let given = (**given).clone();
                self.mode = Mode::List;
                self.unchecked_for_now(given, visit, scene)
            }
            // The readings are not lost by a second thought about what they mean.
            (Mode::Ask(ask::Ask::Against(_) | ask::Ask::Verdict(_)), Command::Back) => self.open_box(visit, scene),
            (_, Command::Back | Command::Large) | (Mode::Large, _) => {
                self.mode = Mode::List;
                done(())
            }
            (mode, command) => {
                let Some(edit) = edit(command) else { return Vec::new() };
                match mode {
                    Mode::Traits(Traits { note: Some(prompt), .. }) => prompt.edit(edit),
                    Mode::Box(b) => b.edit(edit),
                    Mode::Text(_, prompt) => prompt.edit(edit),
                    Mode::Search(search) => {
                        search.edit(edit);
                        if search.is_empty() {
                            self.mode = Mode::List;
                        }
                    }
                    _ => {}
                }
                Vec::new()
            }
        }
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        let Some(visit) = self.open(scene) else { return Vec::new() };
        match reply {
            Reply::Appended(appended) => self.appended(appended, visit, scene),
            // A field of the open form: it is read again with the visit.
            Reply::Undone { .. } if matches!(&self.mode, Mode::Fail(fail) if fail.takes_back()) => Vec::new(),
            Reply::Undone { subjects, .. } => {
                let point = subjects.iter().find_map(|s| match s {
                    Subject::Point(id) => Some(id.clone()),
                    _ => None,
                });
                if let Some(point) = point {
                    self.recorded.retain(|p| *p != point);
                    self.go_to(&point, scene);
                }
                Vec::new()
            }
            // The visit was read, or read again.
            Reply::Saved => {
                let mut wants = self.shown(scene);
                if let Mode::Fail(fail) = &mut self.mode {
                    wants.extend(fail.read_again(visit, scene));
                }
                wants.extend(self.found.take().map(|found| Want::Say(found.said(visit, scene))));
                wants
            }
            Reply::PastWordings(past) => {
                if let Mode::Fail(fail) = &mut self.mode {
                    fail.take_past(past, visit, scene);
                }
                Vec::new()
            }
            Reply::Failed(_) => {
                (self.slip, self.found) = (false, None);
                if let Mode::Fail(fail) = &mut self.mode {
                    fail.failed();
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// What was pressed halfway counts only for the item it was pressed on.
    fn forget_presses(&mut self) {
        self.armed = None;
        self.at_end = false;
    }
}

/// How many amendments the visit has.
fn amends(visit: &Visit) -> usize {
    visit.parts.freezes.iter().map(|f| f.amends.len()).sum()
}

#[cfg(test)]
mod tests;
