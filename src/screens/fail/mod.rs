//! The form of a fail (FIELD drawing 2). The fail is on the disk before it opens; each field is committed when it is left;
//! Esc loses nothing, and what is missing stands as 待补.

mod back;
mod draw;
mod fields;
mod offers;
mod walk;

use super::{Scene, Typing, Want, edit, say};
use crate::domain::name::EntryId;
use crate::domain::point::{Handling, Severity, Stage};
use crate::domain::subject::PointId;
use crate::keymap::{Command, Scope, fold_text};
use crate::request::Appended;
use crate::request::{answer, finding};
use crate::text::fail as words;
use crate::views::closing::{Missing, missing};
use crate::views::finding::FindingRow;
use crate::views::visit::Visit;
use crate::widgets::prompt::{Prompt, Takes};
pub use fields::differs;
use fields::{Field, Fields};
use walk::places;

/// The open form.
#[derive(Debug)]
pub struct Fail {
    point: PointId,
    fields: Fields,
    focus: Field,
    /// Places used before at this visit and in its open findings.
    recent: Vec<String>,
    recalled: usize,
    /// In which words the item was put here before, the newest first.
    past: Vec<String>,
    /// What was said about being the same as last time, by this form.
    same_heads: Vec<EntryId>,
    mode: Mode,
    after: After,
    /// The field whose write is on its way; none is the severity.
    writing: Option<Field>,
    /// The groups that this form wrote, each with its field, the last one last.
    wrote: Vec<(u64, Option<Field>)>,
}

#[derive(Debug)]
enum Mode {
    Form,
    /// Ctrl-Z on a form that says something: that would go too.
    Withdraw,
    /// Ctrl-E: which severity.
    Severity,
    /// And why.
    Why(Severity, Prompt),
}

/// What happens when the write on its way is durable.
#[derive(Debug, PartialEq, Eq)]
enum After {
    Stay,
    Leave,
    /// The form goes on to one more place.
    Place(PointId),
    /// One more place is wanted, once the last field is committed.
    OneMore,
    Same,
    /// A field is taken back; the form is read again.
    TakenBack(Option<Field>),
}

/// What the form wants of the run screen.
pub enum Step {
    Stay(Vec<Want>),
    Done(Vec<Want>),
    /// 按错了，撤回.
    Withdraw(PointId),
}

impl Fail {
    /// The form over a point that fails.
    pub fn new(visit: &Visit, point: PointId) -> Fail {
        let fields = Fields::of(visit, &point);
        let asks = !before(visit, &point).is_empty();
        let focus = if asks && fields.place.is_empty() { Field::Same } else { Field::Place };
        let mut recent: Vec<String> = Vec::new();
        let others = visit.parts.points.iter().filter(|(key, _)| **key != point.key);
        let mut others: Vec<_> = others.map(|(_, now)| now).collect();
        others.sort_by(|a, b| b.at.cmp(&a.at));
        let places = others.iter().filter_map(|p| p.now.joined.value.finding.as_ref()?.place.clone());
        let open = visit.parts.open.values().flatten().map(|f| f.place.clone());
        for place in places.chain(open).filter(|p| !p.is_empty()) {
            if !recent.contains(&place) {
                recent.push(place);
            }
        }
        Fail {
            point,
            fields,
            focus,
            recent,
            recalled: 0,
            past: Vec::new(),
            same_heads: Vec::new(),
            mode: Mode::Form,
            after: After::Stay,
            writing: None,
            wrote: Vec::new(),
        }
    }

    /// The same, the cursor on the first field that is owed.
    pub fn on_what_is_owed(visit: &Visit, point: PointId) -> Fail {
        let mut form = Fail::new(visit, point);
        let red_line = visit.item_of(&form.point).is_some_and(|i| i.red_line);
        let owed = visit.point(&form.point).map(|p| missing(&p.now.joined.value, red_line)).unwrap_or_default();
        let field = owed.first().and_then(|owed| match owed {
            Missing::Place => Some(Field::Place),
            Missing::Facts => Some(Field::Facts),
            Missing::Count => Some(Field::Looked),
            Missing::Interim => Some(Field::Interim),
            Missing::ReturnBy | Missing::Reason => None,
        });
        if let Some(field) = field {
            form.focus = field;
            form.fields.come_to(field);
        }
        form
    }

    pub fn scope(&self) -> Scope {
        match self.mode {
            Mode::Form => Scope::Fail,
            Mode::Severity | Mode::Withdraw => Scope::Choice,
            Mode::Why(..) => Scope::Prompt,
        }
    }

    pub fn typing(&self) -> Typing {
        match (&self.mode, self.focus) {
            (Mode::Why(..), _) => Typing::Text,
            (Mode::Severity | Mode::Withdraw, _) => Typing::No,
            (_, focus) => self.fields.typing(focus),
        }
    }

    pub fn command(&mut self, command: Command, visit: &Visit, scene: &Scene) -> Step {
        match (&mut self.mode, command) {
            (Mode::Why(..), Command::Enter) => return self.severity_told(visit, scene),
            (Mode::Why(..) | Mode::Severity | Mode::Withdraw, Command::Back) => self.mode = Mode::Form,
            (Mode::Why(_, prompt), command) => {
                if let Some(edit) = edit(command) {
                    prompt.edit(edit);
                }
            }
            (Mode::Severity | Mode::Withdraw, _) => {}
            (Mode::Form, Command::Enter) => return self.enter(visit, scene),
            (Mode::Form, Command::PageDown) => return self.other_place(1, visit, scene),
            (Mode::Form, Command::PageUp) => return self.other_place(-1, visit, scene),
            (Mode::Form, Command::Up) => return self.go(self.focus.before(self.asks(visit)), visit, scene),
            (Mode::Form, Command::Down) => {
                if self.focus == Field::Place && !self.recent.is_empty() {
                    let text = self.recent[self.recalled % self.recent.len()].clone();
                    self.recalled += 1;
                    self.fields.place.set(text);
                } else {
                    return self.go(self.focus.after(), visit, scene);
                }
            }
            (Mode::Form, Command::Back) => return self.leave(visit, scene),
            (Mode::Form, Command::Withdraw) => match self.says_something(visit) {
                true => self.mode = Mode::Withdraw,
                false => return Step::Withdraw(self.point.clone()),
            },
            (Mode::Form, Command::Severity) => self.mode = Mode::Severity,
            (Mode::Form, command) => {
                if let Some(edit) = edit(command) {
                    self.fields.edit(self.focus, edit);
                }
            }
        }
        Step::Stay(Vec::new())
    }

    pub fn typed(&mut self, text: &str, visit: &Visit, scene: &Scene) -> Step {
        let digit = fold_text(text).parse::<usize>().ok();
        match (&mut self.mode, digit) {
            (Mode::Why(_, prompt), _) => return told((!prompt.insert(text)).then_some(Takes::Text), scene),
            (Mode::Severity, Some(n @ 1..=3)) => self.mode = Mode::Why(Severity::ALL[n - 1], Prompt::default()),
            (Mode::Withdraw, Some(1)) => return Step::Withdraw(self.point.clone()),
            (Mode::Withdraw, Some(2)) => return self.take_back(visit, scene),
            (Mode::Withdraw, Some(3)) => self.mode = Mode::Form,
            (Mode::Severity | Mode::Withdraw, _) => {}
            (Mode::Form, digit) => match (self.focus, digit) {
                (Field::Same, Some(n @ 1..=2)) => return self.same(n == 1, visit, scene),
                (Field::Wording, Some(n)) => self.wording(n, visit, scene),
                // Letters typed where a wording is chosen are the person's own words.
                (Field::Wording, None) => {
                    self.focus = Field::Facts;
                    return told(self.fields.insert(Field::Facts, text), scene);
                }
                (Field::Handling, Some(n @ 1..=4)) => {
                    self.fields.handling = Some(Handling::ALL[n - 1]);
                    self.fields.due_again(visit, &self.point);
                }
                (Field::Next, Some(n @ (1 | 5))) => self.fields.next = n,
                (Field::Next, Some(2)) if places(visit, &self.point).len() > 1 => self.fields.next = 2,
                // What is chosen by digit takes no words: they would be gone unnoticed.
                (Field::Same | Field::Handling | Field::Next, _) => {
                    return Step::Stay(vec![Want::Warn(scene.say(words::BY_DIGIT).into())]);
                }
                (focus, _) => return told(self.fields.insert(focus, text), scene),
            },
        }
        Step::Stay(Vec::new())
    }

    /// A write of this form is durable.
    pub fn appended(&mut self, appended: &Appended, visit: &Visit, scene: &Scene) -> Step {
        self.wrote.push((appended.group, self.writing.take()));
        match std::mem::replace(&mut self.after, After::Stay) {
            After::Stay => Step::Stay(Vec::new()),
            After::Leave => Step::Done(Vec::new()),
            After::OneMore => self.one_more(visit, scene),
            After::Place(point) => {
                self.go_on_at(visit, point);
                Step::Stay(Vec::new())
            }
            After::Same => {
                self.same_heads = appended.ids.clone();
                Step::Stay(Vec::new())
            }
            After::TakenBack(_) => Step::Stay(Vec::new()),
        }
    }

    /// The point it is about.
    pub fn of(&self) -> &PointId {
        &self.point
    }

    /// What stands in the fields and not on the disk.
    pub fn unsaved(&self, visit: &Visit) -> bool {
        let Some(now) = visit.point(&self.point).and_then(|p| p.now.joined.value.finding.as_ref()) else { return false };
        let on = visit.parts.head.joined.value.on;
        self.fields.read(on).map_or(true, |told| {
            let mut wanted = now.clone();
            told.put(&mut wanted, on);
            wanted != *now
        })
    }

    /// A write or a taking back was refused: the form stays as it is.
    pub fn failed(&mut self) {
        (self.after, self.writing) = (After::Stay, None);
    }

    fn asks(&self, visit: &Visit) -> bool {
        !before(visit, &self.point).is_empty()
    }

    /// Whether this is the finding that is still open from before; its place and facts are offered.
    /// The digit goes on to the place, as the one of a wording goes on to the facts.
    fn same(&mut self, same: bool, visit: &Visit, _: &Scene) -> Step {
        let Some(row) = before(visit, &self.point).into_iter().next().cloned() else { return Step::Stay(Vec::new()) };
        self.focus = Field::Place;
        if self.fields.same == Some(same) || !same && self.fields.same.is_none() {
            self.fields.same = Some(same);
            return Step::Stay(Vec::new());
        }
        self.fields.same = Some(same);
        if same {
            self.fields.take_over(&row);
        }
        (self.after, self.writing) = (After::Same, Some(Field::Same));
        let draft = finding::same(&self.point, &row.id, same, self.same_heads.clone(), None);
        Step::Stay(vec![Want::Append(vec![draft])])
    }

    /// The reason for another severity was written.
    fn severity_told(&mut self, visit: &Visit, scene: &Scene) -> Step {
        let Mode::Why(severity, prompt) = &self.mode else { return Step::Stay(Vec::new()) };
        let (severity, why) = (*severity, prompt.text().trim().to_string());
        if why.is_empty() {
            return Step::Stay(Vec::new());
        }
        (self.mode, self.writing) = (Mode::Form, None);
        let changed = answer::change(visit, &self.point, |p| {
            if let Some(finding) = &mut p.finding {
                (finding.severity, finding.severity_why) = (severity, Some(why));
            }
        });
        Step::Stay(match changed {
            Ok(drafts) => vec![Want::Append(drafts)],
            Err(refusal) => vec![Want::Warn(refusal.say(scene.lang))],
        })
    }
}

/// What a field did not take is said.
fn told(refused: Option<Takes>, scene: &Scene) -> Step {
    Step::Stay(refused.map(|takes| Want::Warn(scene.say(say::refused(takes)).into())).into_iter().collect())
}

/// The findings of this item that are open from before, this one aside.
fn before<'a>(visit: &'a Visit, point: &PointId) -> Vec<&'a FindingRow> {
    let item = visit.item_of(point).map(|i| i.id.as_str()).unwrap_or_default();
    let rows = visit.parts.open.get(item).filter(|_| !item.is_empty());
    rows.into_iter().flatten().filter(|row| row.id != *point).collect()
}

/// Whether a finding is put right already.
fn fixed(handling: Option<Handling>) -> bool {
    handling == Some(Handling::Fixed)
}

/// The stage that goes with a handling said on site.
fn stage_of(handling: Option<Handling>, now: Stage) -> Stage {
    match (fixed(handling), now) {
        (true, _) => Stage::FixedOnSpot,
        (false, Stage::FixedOnSpot) => Stage::Open,
        (false, now) => now,
    }
}
