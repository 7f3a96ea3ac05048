//! A new visit of a facility: kind, day, nature, second officer, and the sections in the scope of today with their size.
//! A visit that is there already is opened, never made twice.

mod asks;
mod draw;
mod scope;
mod together;

use super::fields::{self, Moved};
use super::gate::Gate;
use super::not_done::NotDoneForm;
use super::people::on_digits;
use super::{Scene, Screen, Typing, Want};
use crate::content::checklist::Checklist;
use crate::content::limit;
use crate::domain::inspection::{Activity, Kind};
use crate::domain::name::{FacilityId, InspectionId, PersonId};
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request, visit};
use crate::text::opening as words;
use crate::views::PersonRow;
use crate::views::facility::{FacilityView, Unfinished, VisitRow, VisitStage};
use crate::views::plan::PlanRow;
use crate::widgets::form::{Field, Form};
use jiff::civil::Date;
use scope::{Chosen, Taker};
use std::collections::BTreeMap;
use std::sync::Arc;
use together::Together;

const KIND: usize = 0;
const DATE: usize = 1;
const ACTIVITY: usize = 2;
const SECOND: usize = 3;
const NEXT: usize = 4;

/// The form of a new visit.
#[derive(Debug)]
pub struct NewVisit {
    facility: FacilityId,
    view: Option<Box<FacilityView>>,
    people: Option<Vec<PersonRow>>,
    form: Form,
    lists: Vec<Arc<Checklist>>,
    scope: Chosen,
    /// How much is wrong with files of the district that are therefore not offered.
    left_out: usize,
    /// The cursor is in the list of sections.
    in_scope: bool,
    /// Visits of the same day, while it is asked whether it is one of them.
    same_day: Vec<VisitRow>,
    /// Visits that nobody finished, while it is asked whether to go on with one.
    unfinished: Vec<Unfinished>,
    /// Others at the address that are visited along with it.
    together: Together,
    /// The number of the team, while others at the address are asked about.
    team: u32,
    /// 未能检查 at once: nothing is asked but why.
    quick: bool,
    /// The plan that this visit fulfils.
    plan: Option<Box<PlanRow>>,
    /// It was begun from its plan, whose day moves with it; another day's plan of the facility stands as it is.
    begins_plan: bool,
    /// The visit being opened, and whether it could not be made.
    opening: Option<InspectionId>,
}

impl NewVisit {
    pub fn new(facility: FacilityId) -> NewVisit {
        NewVisit {
            facility,
            view: None,
            people: None,
            form: Form::default(),
            lists: Vec::new(),
            scope: Chosen::default(),
            left_out: 0,
            in_scope: false,
            same_day: Vec::new(),
            unfinished: Vec::new(),
            together: Together::default(),
            team: 1,
            quick: false,
            plan: None,
            begins_plan: false,
            opening: None,
        }
    }

    /// The visit that a plan meant; its day moves to the day it is made.
    pub fn of_plan(plan: PlanRow) -> NewVisit {
        NewVisit { plan: Some(Box::new(plan.clone())), begins_plan: true, ..NewVisit::new(plan.facility) }
    }

    /// A visit that could not be made: opened as it is preset, and asked why.
    pub fn not_made(facility: FacilityId) -> NewVisit {
        NewVisit { quick: true, ..NewVisit::new(facility) }
    }

    pub fn scope(&self) -> Scope {
        match (self.asks(), self.in_scope) {
            (true, _) => Scope::Choice,
            (false, true) => Scope::Sections,
            (false, false) if self.has_scope() => Scope::NewVisit,
            (false, false) => Scope::Form,
        }
    }

    /// Whether sections stand below the fields; a recheck goes through what is open.
    fn has_scope(&self) -> bool {
        !self.lists.is_empty() && !self.not_done() && self.kind() != Kind::Recheck
    }

    fn asks(&self) -> bool {
        !self.same_day.is_empty() || !self.unfinished.is_empty() || self.together.asks()
    }

    pub fn typing(&self) -> Typing {
        if self.in_scope || self.asks() { Typing::No } else { fields::typing(&self.form) }
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        let (id, today) = (self.facility, scene.now.today);
        vec![Want::Ask(Request::Facility { id, today }), Want::Ask(Request::People), Want::Ask(Request::Lists)]
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        if !self.unfinished.is_empty() {
            return if command == Command::Back { vec![Want::Close] } else { Vec::new() };
        }
        if self.asks() {
            self.same_day.clear();
            self.together.forget();
            return if self.quick { vec![Want::Close] } else { Vec::new() };
        }
        if self.in_scope {
            return match command {
                Command::Enter => self.begin(scene),
                Command::Back => {
                    self.in_scope = false;
                    Vec::new()
                }
                Command::GiveSecond if self.second(scene).is_none() => vec![Want::Warn(scene.say(words::NO_SECOND).into())],
                other => {
                    self.scope.command(other);
                    Vec::new()
                }
            };
        }
        if command == Command::TakeAll {
            self.scope.command(command);
            return Vec::new();
        }
        let moved = fields::command(&mut self.form, command);
        self.moved(moved, scene)
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        if let Some(question) = self.question(scene) {
            let Some(taken) = question.taken(text) else { return Vec::new() };
            return match () {
                () if !self.unfinished.is_empty() => self.answer_unfinished(taken),
                () if !self.same_day.is_empty() => self.answer_same_day(taken, scene),
                () => self.answer_together(taken, scene),
            };
        }
        if self.in_scope {
            return Vec::new();
        }
        let moved = fields::typed(&mut self.form, text);
        self.moved(moved, scene)
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match reply {
            Reply::Facility(view) => {
                if self.together.waiting.contains(&view.id) {
                    return if self.together.read(view) { self.open(scene) } else { Vec::new() };
                }
                if self.view.is_none() && !self.quick {
                    self.unfinished.clone_from(&view.unfinished);
                }
                let today = view.plans.iter().find(|row| row.stands() && row.on() == scene.now.today);
                self.plan = self.plan.take().or_else(|| today.cloned().map(Box::new));
                self.view = Some(view.clone());
                self.fit(scene);
            }
            Reply::People(people) => self.people = Some(people.clone()),
            Reply::Lists(lists, faults) => {
                self.left_out = faults.len();
                self.lists = lists.clone();
                self.fit(scene);
            }
            Reply::Appended(done) => return self.go_on(done.group, scene),
            Reply::Failed(_) => self.opening = None,
            _ => {}
        }
        if self.form.fields.is_empty() && self.view.is_some() && self.people.is_some() {
            self.form = Form::new(self.fresh_fields(scene));
        }
        let ready = !self.form.fields.is_empty() && !self.lists.is_empty() && self.opening.is_none();
        if self.quick && ready && matches!(reply, Reply::Facility(_) | Reply::People(_) | Reply::Lists(..)) {
            return self.begin(scene);
        }
        Vec::new()
    }

    /// A field was left: the scope follows the kind; at the last one the scope is next.
    fn moved(&mut self, moved: Moved, scene: &Scene) -> Vec<Want> {
        match moved {
            Moved::Nothing => Vec::new(),
            Moved::Back(_) => vec![Want::Close],
            Moved::Left(field) => {
                if field == KIND {
                    self.fit(scene);
                }
                Vec::new()
            }
            // A recheck has no scope to choose: what is open stands below already.
            Moved::Done(_) if self.not_done() || self.kind() == Kind::Recheck => self.begin(scene),
            Moved::Done(_) => {
                self.in_scope = true;
                Vec::new()
            }
        }
    }

    /// What is in scope by itself follows the facility, the lists and the kind.
    fn fit(&mut self, scene: &Scene) {
        if let Some(view) = &self.view {
            self.scope.fit(self.lists.clone(), view, self.kind(), scene.now.today);
        }
    }

    fn kind(&self) -> Kind {
        let chosen = self.form.fields.get(KIND).and_then(Field::chosen).unwrap_or(0);
        Kind::ALL[chosen.min(Kind::ALL.len() - 1)]
    }

    /// Whether a visit of the same day may be the one that is being opened: of the same kind, or of another and not done. Who
    /// comes back means to come back.
    fn may_be(&self, there: &VisitRow) -> bool {
        let comes_back = [there.kind, self.kind()].contains(&Kind::Recheck);
        there.kind == self.kind() || !comes_back && there.stage < VisitStage::Signed
    }

    fn not_done(&self) -> bool {
        self.quick || self.form.fields.get(NEXT).and_then(Field::chosen) == Some(1)
    }

    fn date(&self) -> Option<Date> {
        limit::date(self.form.fields.get(DATE)?.typed())
    }

    fn second(&self, scene: &Scene) -> Option<PersonId> {
        let chosen = self.form.fields.get(SECOND).and_then(Field::chosen)?;
        self.seconds(scene).get(chosen).map(|p| p.id)
    }

    /// Who takes which section: a section of somebody who does not come after all is nobody's.
    fn assigned(&self, scene: &Scene) -> BTreeMap<String, Vec<PersonId>> {
        let who = |taker| match taker {
            Taker::Me => scene.settings.author,
            Taker::Second => self.second(scene),
        };
        self.scope.given().filter_map(|(key, taker)| Some((key, vec![who(taker)?]))).collect()
    }

    /// Who may come along: who is planned first, then colleagues of the settings, then the others in the books.
    fn seconds(&self, scene: &Scene) -> Vec<&PersonRow> {
        let planned = self.plan.iter().flat_map(|row| &row.plan.joined.value.people);
        let first = planned.chain(&scene.settings.colleagues);
        on_digits(self.people.as_deref().unwrap_or_default(), first, scene.settings.author)
    }

    /// How many of the two officers have a card that is valid on the day.
    fn cards(&self, scene: &Scene) -> usize {
        let on = self.date().unwrap_or(scene.now.today);
        let officers = [scene.settings.author, self.second(scene)];
        let valid = |p: &&PersonRow| {
            let card = p.person.card.as_deref().is_some_and(|c| !c.trim().is_empty());
            officers.iter().flatten().any(|o| p.is(*o)) && card && p.person.card_until.is_none_or(|until| until >= on)
        };
        self.people.iter().flatten().filter(valid).count()
    }

    /// The fields in the language of now, with what is preset.
    fn fresh_fields(&self, scene: &Scene) -> Vec<Field> {
        let say = |text| scene.say(text).to_string();
        // Who is planned or a colleague of the settings comes along; of anybody else somebody has to say so.
        let offered = self.seconds(scene);
        let planned = self.plan.iter().flat_map(|row| &row.plan.joined.value.people);
        let with_me = planned.chain(&scene.settings.colleagues).any(|id| offered.first().is_some_and(|p| p.is(*id)));
        let meant = if with_me { 0 } else { offered.len() };
        let mut seconds: Vec<String> = offered.iter().map(|p| p.person.name.clone()).collect();
        let alone = if seconds.is_empty() { say(words::ADD_PEOPLE) } else { String::new() };
        seconds.push(say(words::NOBODY));
        let date = self.date();
        let hint = match date {
            None if self.form.fields.is_empty() => String::new(),
            None => say(words::NO_DATE),
            Some(on) if on > scene.now.today => say(words::IN_FUTURE),
            Some(on) => {
                let behind = if on == scene.now.today { words::TODAY } else { words::BACKFILLED };
                format!("{} {}", super::say::weekday(on, scene.lang), scene.say(behind))
            }
        };
        let inspects = self.form.fields.get(ACTIVITY).and_then(Field::chosen) == Some(0);
        let few = if inspects && self.cards(scene) < 2 { say(words::FEW_CARDS) } else { String::new() };
        let begins = if self.kind() == Kind::Recheck { words::TO_RECHECKS } else { words::TO_SCOPE };
        let activities = [Activity::Inspection, Activity::Guidance].map(|a| say(a.words())).to_vec();
        vec![
            Field::choice(say(words::KIND), Kind::ALL.map(|k| say(k.words())).to_vec(), Some(0)),
            Field::day(say(words::DATE), scene.now.today.to_string()).hint(hint),
            Field::choice(say(words::ACTIVITY), activities, Some(0)).hint(few),
            Field::choice(say(words::SECOND), seconds, Some(meant)).hint(alone),
            Field::choice(say(words::NEXT), vec![say(begins), say(words::TO_NOT_DONE)], Some(0)),
        ]
    }

    /// Opens the visit, or asks first whether it is one that is there already.
    fn begin(&mut self, scene: &Scene) -> Vec<Want> {
        let Some(view) = &self.view else { return Vec::new() };
        let warn = |text| vec![Want::Warn(scene.say(text).into())];
        match self.date() {
            None => return warn(words::NO_DATE),
            Some(on) if on > scene.now.today => return warn(words::IN_FUTURE),
            Some(on) => self.same_day = view.visits.iter().filter(|v| v.on == on && self.may_be(v)).cloned().collect(),
        }
        let returns = view.unchecked.iter().any(|u| u.return_by.is_some());
        if self.kind() == Kind::Recheck && view.open.is_empty() && !returns {
            self.same_day.clear();
            return warn(words::NOTHING_TO_RECHECK);
        }
        // A hand quicker than the disk opens no visit without its items.
        if self.lists.is_empty() && self.kind() != Kind::Recheck && !self.not_done() {
            self.same_day.clear();
            return warn(words::LISTS_COME);
        }
        if self.same_day.is_empty() { self.along(1, scene) } else { Vec::new() }
    }

    fn open(&mut self, scene: &Scene) -> Vec<Want> {
        let (Some(view), Some(on)) = (&self.view, self.date()) else { return Vec::new() };
        let activity = match self.form.fields[ACTIVITY].chosen() {
            Some(1) => Activity::Guidance,
            _ => Activity::Inspection,
        };
        let (lists, sections_out) = self.scope.take(self.kind());
        let new = visit::NewVisit {
            facility: view,
            kind: self.kind(),
            on,
            team: self.team,
            activity,
            lists,
            sections_out,
            officers: [scene.settings.author, self.second(scene)].into_iter().flatten().collect(),
            recorder: scene.settings.author,
            backfilled: (on != scene.now.today).then_some(scene.now.today),
            assigned: self.assigned(scene),
        };
        let (id, mut drafts) = visit::open(&new);
        drafts.extend(self.together.drafts(&new, &self.scope, scene.now.today));
        if let Some(plan) = self.plan.as_ref().filter(|row| self.begins_plan && row.stands()) {
            drafts.extend(crate::request::plan::move_to(plan, on).ok().flatten());
        }
        self.opening = Some(id);
        vec![Want::Append(drafts)]
    }

    /// The visit is there: the gate comes first, or why it could not be made.
    fn go_on(&mut self, group: u64, scene: &Scene) -> Vec<Want> {
        let Some(id) = self.opening.take() else { return Vec::new() };
        let next = if self.not_done() { Screen::NotDone(NotDoneForm::of_opened(group)) } else { Screen::Gate(Gate::new(id)) };
        let said = Want::Say(scene.say(words::OPENED).into());
        let mut wants = vec![Want::OpenVisit(id), Want::Replace(Box::new(next))];
        if !self.not_done() {
            wants.push(said);
        }
        wants
    }
}
