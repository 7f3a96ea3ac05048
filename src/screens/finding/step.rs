//! The form of a finding's next step: what each step asks, and what is missing. The rules themselves stand in
//! `request::finding` and in the join; here each is told with its way out.

use crate::content::limit;
use crate::domain::name::PersonId;
use crate::domain::point::{Severity, Stage};
use crate::failure::rule::Refusal;
use crate::journal::entry::Draft;
use crate::keymap::Command;
use crate::request::finding::{self as drafts, Taken};
use crate::screens::fields::{self, Moved};
use crate::screens::people::on_digits;
use crate::screens::{Scene, Typing};
use crate::text::Text;
use crate::text::finding as words;
use crate::theme::Role;
use crate::views::PersonRow;
use crate::views::finding::FindingView;
use crate::widgets::form::{Field, Form};
use crate::widgets::line::{Line, rule};
use ratatui::Frame;
use ratatui::layout::Rect;

/// The steps, each on its digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Ordered,
    Closed,
    NotFixed,
    Partly,
    Reported,
    Extended,
    Transferred,
    Reopened,
    Judged,
}

/// What a step asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    On,
    Due,
    /// Due, but the old date may stay.
    MayDue,
    Seen,
    Officer,
    Consent,
    To,
    Words,
    /// Clause and source, where nothing was read.
    Clause,
    /// Words that are required.
    Why,
    Major,
    By,
}

/// What a key did.
#[derive(Debug)]
pub enum Done {
    Not,
    Left,
    Warn(String),
    /// The entries, and the sentence to say when they are durable.
    Write(Vec<Draft>, String),
}

#[derive(Debug)]
pub struct StepForm {
    step: Step,
    asks: Vec<Asks>,
    form: Form,
}

impl Step {
    pub fn title(self) -> Text {
        match self {
            Step::Ordered => words::ORDER,
            Step::Closed => words::CLOSE,
            Step::NotFixed => words::NOT_FIXED,
            Step::Partly => words::PARTLY,
            Step::Reported => words::REPORT,
            Step::Extended => words::EXTEND,
            Step::Transferred => words::TRANSFER,
            Step::Reopened => words::REOPEN,
            Step::Judged => words::JUDGE,
        }
    }

    fn stage(self) -> Stage {
        match self {
            Step::Ordered => Stage::Ordered,
            Step::Closed => Stage::Closed,
            Step::NotFixed => Stage::NotFixed,
            Step::Partly => Stage::Partly,
            Step::Reported => Stage::Reported,
            Step::Extended => Stage::Extended,
            Step::Transferred => Stage::Transferred,
            Step::Reopened | Step::Judged => Stage::Open,
        }
    }

    /// Why this step cannot be taken as the finding stands.
    pub fn refused(self, view: &FindingView) -> Option<Text> {
        let Some(stage) = view.row.stage else { return Some(words::NOT_FAILING) };
        match self {
            Step::Reopened if !stage.is_closed() => Some(words::IS_OPEN),
            Step::Reopened => None,
            Step::Judged if !view.row.candidate && view.major.is_none() && view.row.severity != Severity::Major => {
                Some(words::NO_CANDIDATE)
            }
            Step::Judged => None,
            _ if stage.is_closed() => Some(words::NOT_OPEN),
            _ => None,
        }
    }

    fn asks(self, severity: Severity) -> Vec<Asks> {
        let closed = match severity {
            Severity::Minor => vec![Asks::Seen, Asks::On, Asks::Words],
            Severity::Serious => vec![Asks::Seen, Asks::Officer, Asks::On, Asks::Words],
            Severity::Major => vec![Asks::Seen, Asks::Officer, Asks::Consent, Asks::On, Asks::Words],
        };
        match self {
            Step::Ordered => vec![Asks::On, Asks::Due, Asks::Words],
            Step::Closed => closed,
            Step::NotFixed | Step::Partly => vec![Asks::On, Asks::MayDue, Asks::Words],
            Step::Reported => vec![Asks::On, Asks::Words],
            Step::Extended => vec![Asks::On, Asks::Due, Asks::Why],
            Step::Transferred => vec![Asks::To, Asks::On, Asks::Words],
            Step::Reopened => vec![Asks::On, Asks::Why],
            Step::Judged => vec![Asks::Major, Asks::By, Asks::Why],
        }
    }
}

/// How severe the finding is for the rules.
fn severity(view: &FindingView) -> Severity {
    if view.major == Some(true) { Severity::Major } else { view.row.severity }
}

impl StepForm {
    pub fn new(step: Step, view: &FindingView, people: &[PersonRow], scene: &Scene) -> StepForm {
        let mut asks = step.asks(severity(view));
        if step == Step::Ordered && view.basis.is_empty() {
            asks.push(Asks::Clause);
        }
        let form = Form::new(asks.iter().map(|a| fresh(*a, step, view, people, scene)).collect());
        StepForm { step, asks, form }
    }

    pub fn typing(&self) -> Typing {
        fields::typing(&self.form)
    }

    pub fn command(&mut self, command: Command, view: &FindingView, people: &[PersonRow], scene: &Scene) -> Done {
        let moved = fields::command(&mut self.form, command);
        self.moved(moved, view, people, scene)
    }

    pub fn typed(&mut self, text: &str, view: &FindingView, people: &[PersonRow], scene: &Scene) -> Done {
        let moved = fields::typed(&mut self.form, text);
        self.moved(moved, view, people, scene)
    }

    fn moved(&mut self, moved: Moved, view: &FindingView, people: &[PersonRow], scene: &Scene) -> Done {
        match moved {
            Moved::Back(_) => Done::Left,
            Moved::Done(_) => self.write(view, people, scene),
            _ => Done::Not,
        }
    }

    fn at(&self, asked: Asks) -> Option<usize> {
        self.asks.iter().position(|a| *a == asked)
    }

    fn text(&self, asked: Asks) -> Option<String> {
        let text = self.form.fields.get(self.at(asked)?)?.typed().trim().to_string();
        Some(text).filter(|t| !t.is_empty())
    }

    fn chosen(&self, asked: Asks) -> Option<usize> {
        self.form.fields.get(self.at(asked)?)?.chosen()
    }

    fn person(&self, asked: Asks, people: &[PersonRow], scene: &Scene) -> Option<PersonId> {
        others(people, scene).get(self.chosen(asked)?).map(|p| p.id)
    }

    /// What is still missing: the first of it.
    fn lacks(&self, people: &[PersonRow], scene: &Scene) -> Option<(usize, Asks)> {
        let read = |asked, text: &str| match asked {
            Asks::On => limit::date(text),
            _ => fields::due(text, scene.now.today),
        };
        let date = |asked| self.text(asked).and_then(|t| read(asked, &t)).is_some();
        let missing = |asked: &Asks| match asked {
            Asks::On | Asks::Due => !date(*asked),
            Asks::MayDue => self.text(Asks::MayDue).is_some() && !date(Asks::MayDue),
            Asks::Seen | Asks::Major => self.chosen(*asked).is_none(),
            Asks::Officer | Asks::Consent | Asks::By => self.person(*asked, people, scene).is_none(),
            Asks::To | Asks::Why | Asks::Clause => self.text(*asked).is_none(),
            Asks::Words => false,
        };
        self.asks.iter().copied().enumerate().find(|(_, asked)| missing(asked))
    }

    fn write(&mut self, view: &FindingView, people: &[PersonRow], scene: &Scene) -> Done {
        let (lang, warn) = (scene.lang, |text: Text| Done::Warn(scene.say(text).into()));
        if let Some((at, asked)) = self.lacks(people, scene) {
            self.form.go(at);
            if matches!(asked, Asks::Officer | Asks::Consent | Asks::By) && others(people, scene).is_empty() {
                return warn(words::NOBODY_ELSE);
            }
            if asked == Asks::Clause {
                return Done::Warn(Refusal::NoClause.say(lang));
            }
            return Done::Warn(words::NEEDED.fill(lang, &[&scene.say(label(asked, self.step)).replace(' ', "")]));
        }
        let said = words::DONE.fill(lang, &[&scene.say(self.step.title())]);
        if self.step == Step::Judged {
            let by = self.person(Asks::By, people, scene);
            if let Err(refusal) = drafts::may_judge(view, people, by) {
                return Done::Warn(refusal.say(lang));
            }
            let major = self.chosen(Asks::Major) == Some(0);
            return Done::Write(drafts::judge(view, major, by, self.text(Asks::Why)), said);
        }
        let on = self.text(Asks::On).and_then(|t| limit::date(&t)).unwrap_or(scene.now.today);
        let mut taken = Taken::of(self.step.stage(), on);
        taken.due = self.text(Asks::Due).or(self.text(Asks::MayDue)).and_then(|t| fields::due(&t, on));
        taken.to = self.text(Asks::To);
        taken.clause = self.text(Asks::Clause);
        taken.words = self.text(Asks::Words).or(self.text(Asks::Why));
        if self.step == Step::Closed {
            if self.chosen(Asks::Seen) == Some(1) && severity(view) > Severity::Minor {
                return warn(words::PAPERS_CLOSE_NOTHING);
            }
            let officer = self.person(Asks::Officer, people, scene);
            taken.consent = self.person(Asks::Consent, people, scene);
            taken.officers = scene.settings.author.into_iter().chain(officer).collect();
            // On papers, so in their language.
            let seen = if self.chosen(Asks::Seen) == Some(1) { words::SEEN_PAPERS } else { words::SEEN_ON_SITE };
            taken.words = Some([Some(seen.zh.to_string()), taken.words].into_iter().flatten().collect::<Vec<_>>().join("；"));
        }
        match drafts::step(view, &taken.each_once(people.iter())) {
            Ok(drafts) => Done::Write(drafts, said),
            Err(refusal) => Done::Warn(refusal.say(lang)),
        }
    }

    /// Draws the form above the page; gives the rows it took.
    pub fn draw(&mut self, f: &mut Frame, area: Rect, view: &FindingView, people: &[PersonRow], scene: &Scene) -> u16 {
        let fresh = self.asks.iter().map(|a| fresh(*a, self.step, view, people, scene)).collect();
        fields::relabel(&mut self.form, fresh);
        let text = scene.theme.style(Role::Text);
        Line::new(f.buffer_mut(), area, 0, text)
            .add("   ", text)
            .add(scene.say(self.step.title()), scene.theme.style(Role::Head));
        let rows = self.asks.len() as u16;
        self.form.draw(f, Rect { y: area.y + 1, height: rows.min(area.height.saturating_sub(1)), ..area }, scene.theme);
        rule(f.buffer_mut(), area, rows + 1, scene.theme);
        rows + 2
    }
}

/// Whoever is in the books but the person of this laptop, colleagues first.
fn others<'a>(people: &'a [PersonRow], scene: &Scene) -> Vec<&'a PersonRow> {
    on_digits(people, &scene.settings.colleagues, scene.settings.author)
}

fn label(asked: Asks, step: Step) -> Text {
    match asked {
        Asks::On => words::ON,
        Asks::Due if step == Step::Extended => words::NEXT_DUE,
        Asks::Due => words::NEW_DUE,
        Asks::MayDue => words::NEXT_DUE,
        Asks::Seen => words::SEEN,
        Asks::Officer => words::OFFICER,
        Asks::Consent => words::CONSENT_OF,
        Asks::To => words::TO,
        Asks::Words if step == Step::Ordered => words::ORDER_NUMBER,
        Asks::Words => words::WORDS,
        Asks::Clause => words::CLAUSE,
        Asks::Why => words::WHY,
        Asks::Major => words::IS_MAJOR,
        Asks::By => words::JUDGE_BY,
    }
}

fn fresh(asked: Asks, step: Step, view: &FindingView, people: &[PersonRow], scene: &Scene) -> Field {
    let name = scene.say(label(asked, step));
    let say = |text: Text| scene.say(text).to_string();
    let names = || others(people, scene).iter().map(|p| p.person.name.clone()).collect::<Vec<_>>();
    let field = match asked {
        Asks::On => Field::day(name, scene.now.today.to_string()),
        Asks::Due if step == Step::Ordered => Field::day(name, view.row.due.map(|d| d.to_string()).unwrap_or_default()),
        Asks::Due | Asks::MayDue => Field::plain(name, ""),
        Asks::Seen => Field::choice(name, vec![say(words::SEEN_ON_SITE), say(words::SEEN_PAPERS)], None),
        Asks::Officer | Asks::Consent | Asks::By => Field::choice(name, names(), None),
        // On papers, so in their language.
        Asks::To => Field::proposed(name, view.authority.map_or("", |to| to.authority.zh.as_str())),
        Asks::Words | Asks::Why => Field::text(name, ""),
        Asks::Clause => return Field::text(name, "").hint(scene.say(words::CLAUSE_HINT)),
        Asks::Major => Field::choice(name, vec![say(words::MAJOR_YES), say(words::MAJOR_NO)], None),
    };
    let required = !matches!(asked, Asks::Words | Asks::MayDue | Asks::On);
    field.hint(if required { scene.say(words::REQUIRED) } else { "" })
}
