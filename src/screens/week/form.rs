//! A plan's form: the day, two people, a note. A new one from a facility's page, or a change of one that is there. Enter
//! through; Esc writes nothing and asks where something was typed.

use crate::content::limit;
use crate::domain::name::{FacilityId, PersonId};
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request, plan as drafts};
use crate::screens::fields::{self, Moved};
use crate::screens::people::on_digits;
use crate::screens::{Scene, Typing, Want, frame, say};
use crate::text::opening::ADD_PEOPLE;
use crate::text::plan as words;
use crate::views::PersonRow;
use crate::views::facility::FacilityView;
use crate::views::plan::PlanRow;
use crate::widgets::dialog::Dialog;
use crate::widgets::form::{Field, Form};
use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;

const DATE: usize = 0;
const FIRST: usize = 1;
const SECOND: usize = 2;
const NOTE: usize = 3;

/// The form.
#[derive(Debug)]
pub struct PlanForm {
    facility: FacilityId,
    name: String,
    /// All plans of the facility, for a new one.
    known: Vec<PlanRow>,
    /// The plan that is changed.
    of: Option<Box<PlanRow>>,
    people: Option<Vec<PersonRow>>,
    form: Form,
    written: Option<String>,
    /// Esc with something typed: plan it or not?
    leaving: bool,
}

impl PlanForm {
    /// A new plan for a facility; where one stands already, that one.
    pub fn new(view: &FacilityView, today: Date) -> PlanForm {
        let ahead = view.plans.iter().find(|row| row.stands() && row.on() >= today);
        PlanForm {
            facility: view.id,
            name: view.profile.joined.value.name.clone(),
            known: view.plans.clone(),
            of: ahead.cloned().map(Box::new),
            people: None,
            form: Form::default(),
            written: None,
            leaving: false,
        }
    }

    pub fn change(row: PlanRow) -> PlanForm {
        let (facility, name) = (row.facility, row.facility_name.clone());
        PlanForm {
            facility,
            name,
            known: Vec::new(),
            of: Some(Box::new(row)),
            people: None,
            form: Form::default(),
            written: None,
            leaving: false,
        }
    }

    pub fn scope(&self) -> Scope {
        if self.leaving { Scope::Choice } else { Scope::Form }
    }

    pub fn typing(&self) -> Typing {
        if self.leaving { Typing::No } else { fields::typing(&self.form) }
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        vec![Want::Ask(Request::People)]
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        if self.form.fields.is_empty() {
            return if command == Command::Back { vec![Want::Close] } else { Vec::new() };
        }
        if self.leaving {
            self.leaving = command != Command::Back;
            return Vec::new();
        }
        let moved = fields::command(&mut self.form, command);
        self.moved(moved, scene)
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        if self.leaving {
            return match self.question(scene).taken(text) {
                Some(0) => {
                    self.leaving = false;
                    self.save(scene)
                }
                Some(_) => vec![Want::Close],
                None => Vec::new(),
            };
        }
        let moved = fields::typed(&mut self.form, text);
        self.moved(moved, scene)
    }

    fn moved(&mut self, moved: Moved, scene: &Scene) -> Vec<Want> {
        match moved {
            // Nothing is planned by leaving; what was typed is given up by a word only.
            Moved::Back(_) if !fields::differs(&self.form, &self.fresh(scene)) => vec![Want::Close],
            Moved::Back(_) => {
                self.leaving = true;
                Vec::new()
            }
            Moved::Done(_) => self.save(scene),
            _ => Vec::new(),
        }
    }

    fn question(&self, scene: &Scene) -> Dialog {
        let [title, take] =
            if self.of.is_some() { [words::LEAVE_CHANGE, words::TAKE_CHANGE] } else { [words::LEAVE_NEW, words::TAKE_NEW] };
        Dialog::new(scene.say(title), [take, words::GIVE_UP].map(|t| scene.say(t).to_string()).to_vec())
    }

    fn save(&mut self, scene: &Scene) -> Vec<Want> {
        let warn = |text| vec![Want::Warn(scene.say(text).into())];
        let before = self.of.as_ref().map(|row| row.on());
        let on = match limit::date(self.form.fields[DATE].typed()) {
            None => return warn(words::NO_DATE),
            Some(on) if on < scene.now.today && Some(on) != before => return warn(words::IN_PAST),
            Some(on) => on,
        };
        let people = self.people_now(scene);
        let note = Some(self.form.fields[NOTE].typed().trim().to_string()).filter(|n| !n.is_empty());
        let plan = drafts::of(self.facility, on, people, note);
        let draft = match &self.of {
            Some(row) => drafts::change(row, |now| (now.on, now.people, now.note) = (plan.on, plan.people, plan.note)),
            None => drafts::add(&self.known, plan).map(|(_, draft)| draft),
        };
        match draft {
            Err(refusal) => vec![Want::Warn(refusal.say(scene.lang))],
            Ok(None) => vec![Want::Close, Want::Say(scene.say(words::UNCHANGED).into())],
            Ok(Some(draft)) => {
                self.written = Some(words::SAVED.fill(scene.lang, &[&self.name, &say::day(on, scene.lang)]));
                vec![Want::Append(vec![draft])]
            }
        }
    }

    /// Who may go: the person of this laptop, colleagues, then the others in the books. Those who are planned come first of
    /// all, so that no change of something else drops them.
    fn offered(&self, scene: &Scene) -> Vec<&PersonRow> {
        let planned = self.of.iter().flat_map(|row| &row.plan.joined.value.people);
        let wanted = planned.chain(&scene.settings.author).chain(&scene.settings.colleagues);
        on_digits(self.people.as_deref().unwrap_or_default(), wanted, None)
    }

    /// Who goes by the two fields. Who is not shown there goes on: the third and further ones, one who is not in the books.
    fn people_now(&self, scene: &Scene) -> Vec<PersonId> {
        let before = self.of.as_ref().map(|row| row.plan.joined.value.people.clone()).unwrap_or_default();
        let offered = self.offered(scene);
        let mut people: Vec<PersonId> = Vec::new();
        for (n, field) in [FIRST, SECOND].into_iter().enumerate() {
            let there = before.get(n).copied();
            match self.form.fields[field].chosen().and_then(|chosen| offered.get(chosen)) {
                Some(person) if people.iter().any(|id| person.is(*id)) => {}
                // The same person under the id that was written.
                Some(person) => people.push(there.filter(|id| person.is(*id)).unwrap_or(person.id)),
                None => people.extend(there.filter(|id| !offered.iter().any(|p| p.is(*id)))),
            }
        }
        let known = |id: PersonId| offered.iter().find(|p| p.is(id));
        for id in before.into_iter().skip(2) {
            if !people.iter().any(|one| *one == id || known(id).is_some_and(|p| p.is(*one))) {
                people.push(id);
            }
        }
        people
    }

    fn fresh(&self, scene: &Scene) -> Vec<Field> {
        let say = |text| scene.say(text).to_string();
        let offered = self.offered(scene);
        let mut names: Vec<String> = offered.iter().map(|p| p.person.name.clone()).collect();
        names.push(say(words::NOBODY));
        let open = names.len() - 1;
        let plan = self.of.as_ref().map(|row| &row.plan.joined.value);
        let place = |id: Option<&PersonId>| id.and_then(|id| offered.iter().position(|p| p.is(*id))).unwrap_or(open);
        let (first, second) = match plan {
            Some(plan) => (place(plan.people.first()), place(plan.people.get(1))),
            None => (place(scene.settings.author.as_ref()), place(scene.settings.colleagues.first())),
        };
        let next = drafts::working_day(crate::content::calendar(), scene.now.today, true);
        let on = plan.map_or(next, |plan| plan.on);
        let typed = self.form.fields.get(DATE).map_or(Some(on), |field| limit::date(field.typed()));
        let hint = typed.map_or(say(words::NO_DATE), |on| {
            let off = if crate::content::calendar().is_workday(on) { "" } else { scene.say(words::DAY_OFF) };
            format!("{} {off}", say::weekday(on, scene.lang)).trim_end().to_string()
        });
        vec![
            Field::day(say(words::DATE), on.to_string()).hint(hint),
            Field::choice(say(words::FIRST), names.clone(), Some(first)),
            // With nobody else in the books, where somebody can be put in is said.
            Field::choice(say(words::SECOND), names, Some(second)).hint(if open < 2 { say(ADD_PEOPLE) } else { String::new() }),
            Field::text(say(words::NOTE), plan.and_then(|p| p.note.clone()).unwrap_or_default()),
        ]
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match reply {
            Reply::People(people) => {
                self.people = Some(people.clone());
                if self.form.fields.is_empty() {
                    self.form = Form::new(self.fresh(scene));
                }
            }
            Reply::Appended(_) => {
                let said = self.written.take().map(Want::Say);
                return [Want::Close].into_iter().chain(said).collect();
            }
            Reply::Failed(_) => self.written = None,
            _ => {}
        }
        Vec::new()
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let body = frame::page(f, area, scene, &words::FORM.fill(scene.lang, &[&self.name]), "");
        if !self.form.fields.is_empty() {
            let fresh = self.fresh(scene);
            fields::relabel(&mut self.form, fresh);
        }
        self.form.draw(f, Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body }, scene.theme);
        let there = self.of.as_ref().map(|row| words::PLANNED_THERE.fill(scene.lang, &[&say::day(row.on(), scene.lang)]));
        frame::foot(f, area, scene, self.scope(), there.as_deref().unwrap_or_default());
        if self.leaving {
            self.question(scene).draw(f, area, scene.theme);
        }
    }
}
