//! Every screen there is, each opened over a real store in which there is something of everything: a visit under way with a
//! dispute, a frozen one, findings, a plan. A screen that is not in the list does not compile, or fails the test below.

use super::session::Session;
use super::strokes::opened;
use super::visit::{office, settings};
use crate::app::App;
use crate::disk::{Home as Folder, Moment};
use crate::domain::event::ImportKind;
use crate::domain::name::{EntryId, FacilityId, InspectionId};
use crate::domain::point::{UncheckedReason, Verdict};
use crate::domain::subject::PointId;
use crate::keymap::Scope;
use crate::merge::{Options, merge_all};
use crate::request::answer::{Given, answer, change};
use crate::request::exchange::Watch;
use crate::request::freeze::{Paper, freeze};
use crate::request::plan;
use crate::screens::coverage::{ClausePage, Coverage, Entries};
use crate::screens::library::{Library, Page};
use crate::screens::{self, Screen, Typing};
use crate::store::Log;
use crate::views::facility::FacilityView;
use crate::views::visit::Visit;
use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use std::sync::Arc;

macro_rules! kinds {
    ($($kind:ident)*) => {
        /// Every kind of screen.
        pub const KINDS: &[&str] = &[$(stringify!($kind)),*];

        /// Which kind a screen is of.
        pub fn kind(screen: &Screen) -> &'static str {
            match screen {
                $(Screen::$kind(_) => stringify!($kind),)*
            }
        }
    };
}

kinds! {
    Help Home Rows Facilities Facility FacilityForm Traits Papers Print NewVisit Gate NotDone Closing Rest Paper Sign ByHand
    Amend Correct Aloud Settle Share Findings Finding Start Settings People Palette Merge Import Week Plan Coverage CoverageClause
    CoverageEntries Library LibraryPage Twins Run
}

/// The day of the visit that is under way.
pub const TODAY: Date = date(2026, 11, 24);

/// What there is to open.
pub struct Ground {
    home: FacilityId,
    /// Under way: some passed, one fails, one is disputed.
    draft: InspectionId,
    frozen: InspectionId,
    freeze: EntryId,
    failed: PointId,
    disputed: PointId,
}

/// A program on Home with something of everything in its store.
pub fn ground(lang: &str) -> (Session, Ground) {
    let (mut store, home, people) = office();
    let log = &mut store.log;
    let now = Moment::parse("2026-11-24T09:30:00+08:00").unwrap();
    let me = Some(people[0]);
    let frozen = opened(log, home, &people, date(2026, 11, 20), &["drill"]);
    for row in 0..log.visit(frozen).unwrap().rows.len() {
        let visit = log.visit(frozen).unwrap();
        let due = Some(date(2026, 12, 1));
        let away = Given { unchecked: Some(UncheckedReason::NoTime), return_by: due, by: me, ..Given::of(Verdict::Unchecked) };
        log.append(answer(&visit, &visit.rows[row].point, away).unwrap(), me, &now).unwrap();
    }
    let paper = Paper { unit: "虚构区民政局".into(), letterhead: String::new(), laptop: "甲号机".into() };
    let drafted = freeze(&log.visit(frozen).unwrap(), &[], Vec::new(), paper, date(2026, 11, 20)).unwrap();
    let freeze = log.append(vec![drafted], me, &now).unwrap().ids[0];

    let draft = opened(log, home, &people, TODAY, &["drill"]);
    let failed = PointId::new(draft, "E-03");
    let said = |visit: &Visit, id: &PointId, verdict| answer(visit, id, Given::of(verdict)).unwrap();
    let drafted = said(&log.visit(draft).unwrap(), &failed, Verdict::Fail);
    log.append(drafted, me, &now).unwrap();
    let facts = change(&log.visit(draft).unwrap(), &failed, |p| {
        let finding = p.finding.as_mut().unwrap();
        (finding.place, finding.facts) = (Some("二楼东侧".into()), Some("闭门器坏".into()));
    });
    log.append(facts.unwrap(), me, &now).unwrap();
    let passed = said(&log.visit(draft).unwrap(), &PointId::new(draft, "E-02"), Verdict::Pass);
    log.append(passed, me, &now).unwrap();

    // A colleague saw the same exit on another laptop and judged otherwise.
    let disputed = PointId::new(draft, "E-01");
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = Folder::at(elsewhere.path());
    let mut other = Log::open(&folder.database(), &folder).unwrap();
    let untouched = log.visit(draft).unwrap();
    other.append(said(&untouched, &disputed, Verdict::Fail), Some(people[1]), &now).unwrap();
    log.append(said(&untouched, &disputed, Verdict::Pass), me, &now).unwrap();
    let options = Options { dry: false, trust_new: true, passphrase: None, watch: Watch::new(Arc::default(), |_| {}) };
    drop(other);
    assert_eq!(merge_all(log, &[folder.database()], &options, &now).unwrap().disputes(), 1);

    let planned = plan::of(home, date(2026, 11, 25), people[..2].to_vec(), None);
    let (_, drafted) = plan::add(&[], planned).unwrap();
    log.append(drafted.into_iter().collect(), me, &now).unwrap();
    let settings = crate::request::Settings { lang: lang.into(), ..settings(&people) };
    let s = Session::over(store, 80, 24, settings, Screen::Home(screens::home::Home::default()));
    (s, Ground { home, draft, frozen, freeze, failed, disputed })
}

/// A screen, or something open on it.
pub struct Place {
    pub kind: &'static str,
    open: fn(&Ground, &mut Session) -> Screen,
    /// Keys pressed then.
    pub keys: &'static str,
}

impl Place {
    /// From Home towards this place, whatever was open before; what was recorded meanwhile may lead elsewhere.
    pub fn enter_anyhow(&self, ground: &Ground, s: &mut Session) {
        s.slow = false;
        s.settle();
        if s.size() != (80, 24) {
            s.resize(80, 24);
        }
        let around = &mut s.app.around;
        (around.visit, around.notice) = (None, None);
        (s.app.stuck, s.app.telling, s.app.blanked, s.app.quitting) = (None, None, false, false);
        s.app.undo.forget();
        s.app.held.clear();
        s.app.layers.truncate(1);
        s.app.layers[0].screen = Screen::Home(screens::home::Home::default());
        let screen = (self.open)(ground, s);
        if matches!(screen, Screen::Home(_)) {
            s.app.layers.clear();
        }
        s.show(screen);
        s.tick += 5000;
        s.keys(self.keys);
        s.tick += 5000;
    }

    /// The same, and it is the screen that is meant.
    pub fn enter(&self, ground: &Ground, s: &mut Session) {
        self.enter_anyhow(ground, s);
        assert_eq!(top(&s.app), self.kind, "after {:?}\n{}", self.keys, s.screen());
    }
}

/// The kind of screen on top.
pub fn top(app: &App) -> &'static str {
    app.layers.last().map_or("", |l| kind(&l.screen))
}

/// Whether keys are text just now.
pub fn is_text(app: &App) -> bool {
    app.layers.last().is_some_and(|l| l.screen.typing() != Typing::No)
}

fn view(ground: &Ground, s: &mut Session) -> FacilityView {
    s.store().log.facility(ground.home, TODAY).unwrap()
}

/// Every screen, and what can be open on it.
pub fn places() -> Vec<Place> {
    let place = |kind, open, keys| Place { kind, open, keys };
    let mut all: Vec<Place> = Vec::new();
    let mut add = |kind, open: fn(&Ground, &mut Session) -> Screen, keys: &[&'static str]| {
        all.extend(keys.iter().map(|keys| place(kind, open, keys)));
    };
    add("Help", |_, _| Screen::Help(screens::help::Help::new(Scope::Run, None)), &["", "ding"]);
    add("Home", |_, _| Screen::Home(screens::home::Home::default()), &["", "<Esc>"]);
    add("Rows", |_, _| Screen::Rows(screens::rows::Rows::new(screens::rows::Of::Visits(None))), &["", "kn"]);
    add("Facilities", |_, _| Screen::Facilities(screens::facilities::Facilities::new("")), &["", "kn"]);
    add("Facility", |g, _| Screen::Facility(screens::facility::Facility::new(g.home)), &[""]);
    add("FacilityForm", |g, _| Screen::Facility(screens::facility::Facility::new(g.home)), &["2", "2<Down><Down>"]);
    add("Traits", |g, s| Screen::Traits(screens::facility::traits::Traits::new(&view(g, s))), &["", "<Down>"]);
    add("Papers", |g, s| Screen::Papers(screens::facility::papers::Papers::new(&view(g, s))), &["", "<Enter>"]);
    add("Print", |_, _| Screen::Home(screens::home::Home::default()), &["9", "92"]);
    add(
        "NewVisit",
        |g, _| Screen::NewVisit(screens::new_visit::NewVisit::new(g.home)),
        &["", "2", "21<Enter>", "21<Enter>111<Down>"],
    );
    add("Gate", |g, _| Screen::Gate(screens::gate::Gate::new(g.draft)), &["", "1", "<Down><Down>"]);
    add(
        "NotDone",
        |g, s| {
            s.show(run(g));
            Screen::NotDone(screens::not_done::NotDoneForm::new())
        },
        &["", "2"],
    );
    add("Closing", |g, _| Screen::Closing(screens::closing::Closing::new(g.draft)), &["", "9", "93", "94"]);
    add(
        "Rest",
        |g, s| {
            s.show(run(g));
            Screen::Rest(screens::closing::rest::Rest::new(g.draft, 1))
        },
        &["", "   "],
    );
    add("Paper", |g, _| Screen::Paper(screens::paper::Paper::new(g.frozen)), &["", "2", "9"]);
    add(
        "Sign",
        |g, s| {
            s.show(Screen::Paper(screens::paper::Paper::new(g.frozen)));
            Screen::Sign(screens::sign::SignForm::new(g.frozen, g.freeze))
        },
        &["", "1", "3", "5"],
    );
    add(
        "Share",
        |g, s| {
            s.show(run(g));
            Screen::Share(screens::share::Share::new(g.draft))
        },
        &["", "1", "<Down>0"],
    );
    add("ByHand", |g, _| Screen::ByHand(screens::by_hand::ByHand::new(g.frozen)), &[""]);
    add("Amend", |g, _| Screen::Amend(screens::amend::AmendForm::new(g.frozen)), &[""]);
    add("Correct", |g, _| Screen::Correct(screens::correct::CorrectForm::new(g.draft)), &["", "<Down>"]);
    add("Aloud", |g, _| Screen::Aloud(screens::aloud::Aloud::new(g.frozen)), &["", " "]);
    add(
        "Settle",
        |g, s| {
            s.show(run(g));
            Screen::Settle(screens::settle::Settle::in_visit(g.disputed.clone()))
        },
        &["", "1"],
    );
    add(
        "Findings",
        |_, _| Screen::Findings(screens::findings::Findings::new(screens::findings::Which::Open, None)),
        &["", "men"],
    );
    add(
        "Finding",
        |g, _| Screen::Finding(screens::finding::FindingPage::new(g.failed.clone())),
        &["", "1", "2", "7", "9"],
    );
    add("Start", |_, _| Screen::Start(screens::start::Start::default()), &["", "<Enter><Enter><Enter><Enter>"]);
    add("Settings", |_, _| Screen::Home(screens::home::Home::default()), &["7", "7<Down><Down><Down>"]);
    add("People", |_, _| Screen::People(screens::people::People::default()), &["", "<Enter>"]);
    add("Palette", |_, _| Screen::Palette(screens::palette::Palette::new(Scope::Run)), &["", "dao"]);
    add("Merge", |_, _| Screen::Merge(screens::merge::Merge::default()), &["", "1", "2", "4"]);
    add("Import", |_, _| Screen::Import(screens::import::Import::choose()), &["", "1", "3"]);
    add("Import", |_, _| Screen::Import(screens::import::Import::of(ImportKind::People)), &[""]);
    add("Week", |_, _| Screen::Week(screens::week::Week::of(TODAY)), &["", "<Down>"]);
    add("Plan", |g, s| Screen::Plan(screens::week::PlanForm::new(&view(g, s), TODAY)), &["", "<Down>"]);
    add("Coverage", |_, _| Screen::Coverage(Coverage::of(2026)), &["", "<Down><Down>"]);
    add("CoverageClause", |_, s| Screen::CoverageClause(ClausePage::new(Arc::new(coverage(s)), 0)), &["", "<Down>"]);
    add("CoverageEntries", |_, s| Screen::CoverageEntries(Entries::of_item(&coverage(s), "E-03")), &[""]);
    add("Library", |_, _| Screen::Library(Box::<Library>::default()), &["", "miehuo", "<Tab>"]);
    add(
        "LibraryPage",
        |_, s| {
            let lists = s.store().log.lists().unwrap().0;
            Screen::LibraryPage(Page::of_item(lists[0].items[0].clone(), &lists))
        },
        &[""],
    );
    add("Twins", |_, _| Screen::Twins(screens::twins::Twins::default()), &[""]);
    add(
        "Run",
        |g, _| run(g),
        &["", "1", "2", "<Down>3", "<Down>4", "<Down>42", "5", "6", "fh", " ", "<Right>1", "<Right><Down>1", "<Up><Up><Up>2"],
    );
    add("Run", |g, _| Screen::Run(Box::new(screens::run::Run::new(g.frozen))), &["", "2"]);
    all
}

fn run(ground: &Ground) -> Screen {
    Screen::Run(Box::new(screens::run::Run::new(ground.draft)))
}

fn coverage(s: &mut Session) -> crate::views::coverage::Coverage {
    s.store().log.coverage(2026, "", TODAY).unwrap()
}

/// How many entries the log holds.
pub fn entries(s: &mut Session) -> i64 {
    s.store().log.db().query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).unwrap()
}

#[test]
fn every_screen_opens_over_a_real_store_in_both_languages_and_the_list_is_whole() {
    for lang in ["zh", "en"] {
        let (mut s, ground) = ground(lang);
        let mut seen = BTreeSet::new();
        for place in places() {
            place.enter(&ground, &mut s);
            seen.insert(place.kind);
        }
        assert_eq!(seen, KINDS.iter().copied().collect(), "a screen that no place opens");
    }
}

#[test]
fn the_screens_that_no_other_test_draws_are_drawn_as_they_were() {
    for lang in ["zh", "en"] {
        let (mut s, ground) = ground(lang);
        let all = places();
        for (kind, name) in [("Help", "help"), ("Papers", "papers"), ("Print", "print")] {
            let place = all.iter().find(|p| p.kind == kind).expect("a place");
            for (columns, rows) in [(80, 24), (140, 40)] {
                place.enter(&ground, &mut s);
                s.resize(columns, rows);
                s.picture(&format!("{name}-{columns}x{rows}-{lang}"));
            }
        }
    }
}
