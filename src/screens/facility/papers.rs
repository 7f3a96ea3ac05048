//! A facility's papers with their expiry: a list, and a small form for one of them.

use crate::content::limit;
use crate::content::words::{PAPERS, of_paper};
use crate::domain::facility::Paper;
use crate::domain::name::FacilityId;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request, facility as draft};
use crate::screens::lists::walk;
use crate::screens::{Scene, Typing, Want, fields, frame, say};
use crate::text::facility as words;
use crate::theme::{CURSOR, Role};
use crate::views::facility::FacilityView;
use crate::widgets::form::{Field, Form};
use crate::widgets::line::Line;
use crate::widgets::list::List;
use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The list of papers of one facility, and the form of the one that is open.
#[derive(Debug)]
pub struct Papers {
    id: FacilityId,
    view: Box<FacilityView>,
    list: List,
    height: usize,
    form: Option<Form>,
}

const NUMBER: usize = 0;
const UNTIL: usize = 1;
const ISSUED: usize = 2;
const NOTE: usize = 3;

impl Papers {
    pub fn new(view: &FacilityView) -> Papers {
        Papers { id: view.id, view: Box::new(view.clone()), list: List::default(), height: 1, form: None }
    }

    pub fn scope(&self) -> Scope {
        if self.form.is_some() { Scope::Form } else { Scope::List }
    }

    pub fn typing(&self) -> Typing {
        match &self.form {
            None => Typing::No,
            Some(form) => fields::typing(form),
        }
    }

    pub fn shown(&mut self, scene: &Scene) -> Vec<Want> {
        vec![Want::Ask(Request::Facility { id: self.id, today: scene.now.today })]
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        let kinds = self.kinds();
        let Some(form) = &mut self.form else {
            match command {
                Command::Back => return vec![Want::Close],
                Command::Enter => self.form = kinds.get(self.list.current).map(|kind| self.form_of(kind, scene)),
                command => {
                    walk(&mut self.list, command, kinds.len(), self.height);
                }
            }
            return Vec::new();
        };
        match command {
            Command::Back => return self.save(scene),
            Command::Enter if wrong_date(form, form.current()) => {
                return vec![Want::Warn(scene.say(words::NOT_A_DATE).into())];
            }
            Command::Enter => {
                if !form.next() {
                    return self.save(scene);
                }
            }
            command => {
                fields::command(form, command);
            }
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, _: &Scene) -> Vec<Want> {
        if let Some(form) = &mut self.form {
            fields::typed(form, text);
        }
        Vec::new()
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match reply {
            Reply::Facility(view) => self.view = view.clone(),
            Reply::Appended(_) => {
                self.form = None;
                let kind = self.kinds().get(self.list.current).map(|k| paper_words(k, scene)).unwrap_or_default();
                let mut wants = self.shown(scene);
                wants.push(Want::Say(words::PAPER_SAVED.fill(scene.lang, &[&kind])));
                return wants;
            }
            _ => {}
        }
        Vec::new()
    }

    fn kinds(&self) -> Vec<String> {
        let known = PAPERS.iter().map(|(kind, _)| kind.to_string());
        let other = self.view.papers.keys().filter(|k| of_paper(k).is_none()).cloned();
        known.chain(other).collect()
    }

    fn form_of(&self, kind: &str, scene: &Scene) -> Form {
        let now = self.view.papers.get(kind).map(|p| p.joined.value.clone()).unwrap_or_default();
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        let date = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
        Form::new(vec![
            Field::plain(scene.say(words::NUMBER), text(&now.number)),
            Field::day(scene.say(words::UNTIL), date(now.expires)).hint("2027-03-15"),
            Field::day(scene.say(words::ISSUED), date(now.issued)).hint("2027-03-15"),
            Field::text(scene.say(words::NOTE), text(&now.note)),
        ])
    }

    /// Written when something changed; Esc keeps what was typed, too.
    fn save(&mut self, scene: &Scene) -> Vec<Want> {
        let kinds = self.kinds();
        let (Some(form), Some(kind)) = (&mut self.form, kinds.get(self.list.current)) else { return Vec::new() };
        if let Some(wrong) = [UNTIL, ISSUED].into_iter().find(|at| wrong_date(form, *at)) {
            form.go(wrong);
            return vec![Want::Warn(scene.say(words::NOT_A_DATE).into())];
        }
        let text = |at: usize| Some(form.fields[at].typed().trim().to_string()).filter(|t| !t.is_empty());
        let date = |at: usize| limit::date(form.fields[at].typed());
        let now = self.view.papers.get(kind);
        let before = now.map(|p| p.joined.value.clone()).unwrap_or_default();
        let paper =
            Paper { number: text(NUMBER), expires: date(UNTIL), issued: date(ISSUED), note: text(NOTE), ..before.clone() };
        if paper == before {
            self.form = None;
            return Vec::new();
        }
        if now.is_some_and(|p| p.read_only) {
            return vec![Want::Warn(scene.say(words::NEWER).into())];
        }
        vec![Want::Append(vec![draft::set_paper(&self.view, kind, paper)])]
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let name = &self.view.profile.joined.value.name;
        let kinds = self.kinds();
        let body_title = match &self.form {
            None => words::PAPERS_OF.fill(scene.lang, &[name]),
            Some(_) => words::PAPER.fill(scene.lang, &[name, &paper_words(&kinds[self.list.current], scene)]),
        };
        let body = frame::page(f, area, scene, &body_title, "");
        let fresh = kinds.get(self.list.current).map(|kind| self.form_of(kind, scene).fields);
        if let (Some(form), Some(fresh)) = (&mut self.form, fresh) {
            fields::relabel(form, fresh);
            form.draw(f, Rect { y: body.y + 1, height: body.height - 1, ..body }, scene.theme);
            return frame::foot(f, area, scene, Scope::Form, "");
        }
        self.height = usize::from(body.height);
        for (row, at) in self.list.seen(kinds.len(), self.height).enumerate() {
            let current = at == self.list.current;
            let base = scene.theme.style(if current { Role::Current } else { Role::Text });
            let quiet = scene.theme.style(Role::Quiet);
            let mark = if current { CURSOR } else { " " };
            let line = Line::new(f.buffer_mut(), body, row as u16, base).add(&format!(" {mark} "), base).cell(
                &paper_words(&kinds[at], scene),
                28,
                base,
            );
            let Some(now) = self.view.papers.get(&kinds[at]) else { continue };
            let (until, role) = expiry(&now.joined.value, scene);
            line.cell(&until, 28, scene.theme.style(role)).add(now.joined.value.number.as_deref().unwrap_or(""), quiet);
        }
        frame::foot(f, area, scene, Scope::List, "");
    }
}

fn wrong_date(form: &Form, at: usize) -> bool {
    let typed = form.fields[at].typed().trim();
    (at == UNTIL || at == ISSUED) && !typed.is_empty() && limit::date(typed).is_none()
}

/// A paper's words; a kind of a newer version by its own name.
pub fn paper_words(kind: &str, scene: &Scene) -> String {
    of_paper(kind).map_or(kind, |t| scene.say(t)).to_string()
}

/// How long a paper holds, and how pressing that is.
pub fn expiry(paper: &Paper, scene: &Scene) -> (String, Role) {
    let Some(expires) = paper.expires else { return (scene.say(words::NO_EXPIRY).into(), Role::Quiet) };
    match say::days_between(scene.now.today, expires) {
        ..0 => (words::EXPIRED_SINCE.fill(scene.lang, &[&expires]), Role::Owed),
        days @ 0..=30 => (words::EXPIRES_SOON.fill(scene.lang, &[&expires, &days]), Role::Warning),
        _ => (words::EXPIRES.fill(scene.lang, &[&expires]), Role::Text),
    }
}
