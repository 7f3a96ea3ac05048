//! The demonstration as a newcomer meets it (FIELD 39), read through the views that screens and line forms read.

use super::*;
use crate::content::checklist::AnswerKind;
use crate::domain::check::check_sign;
use crate::domain::facility::{FacilityType, Status};
use crate::domain::inspection::Kind;
use crate::domain::point::{Point, Verdict};
use crate::store::Wrong;
use crate::views::facility::{FacilityView, VisitRow, VisitStage};
use crate::views::home::{GroupKind, HomeView};
use crate::views::visit::Visit;
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::OnceLock;
use tempfile::TempDir;

const TODAY: Date = date(2026, 11, 24);

struct Made {
    home: Home,
    path: PathBuf,
    _folder: TempDir,
}

fn made(recipe: Recipe) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let (home, path) = (Home::at(folder.path()), folder.path().join("demo.db"));
    make(&home, &path, recipe).unwrap();
    Made { home, path, _folder: folder }
}

/// The small one, made once for all of these tests.
fn small_one() -> Log {
    static SMALL_ONE: OnceLock<Made> = OnceLock::new();
    let made = SMALL_ONE.get_or_init(|| made(Recipe { facilities: SMALL.0, answers: SMALL.1, seed: 1, laptop: 1, today: TODAY }));
    Log::open_to_read(&made.path, &made.home).unwrap()
}

/// What visits it holds: those with checklists, not the rechecks.
fn visits(log: &mut Log) -> Vec<VisitRow> {
    log.visits(None).unwrap().into_iter().filter(|v| v.kind != Kind::Recheck).collect()
}

fn whole(log: &mut Log) -> Vec<Visit> {
    let closed = |v: &VisitRow| v.stage != VisitStage::Draft;
    visits(log).iter().filter(|v| closed(v)).map(|v| log.visit(v.id).unwrap()).collect()
}

fn pages(log: &mut Log) -> Vec<FacilityView> {
    log.facilities().unwrap().iter().map(|f| log.facility(f.id, TODAY).unwrap()).collect()
}

fn points(visit: &Visit) -> impl Iterator<Item = &Point> {
    visit.parts.points.values().map(|p| &p.now.joined.value)
}

fn count(home: &HomeView, kind: GroupKind) -> u32 {
    home.groups.iter().find(|g| g.kind == kind).map_or(0, |g| g.count)
}

#[test]
fn rows_written_in_one_go_are_those_that_a_rebuild_makes_of_the_entries() {
    let made = made(Recipe { facilities: 20, answers: 900, seed: 3, laptop: 2, today: TODAY });
    let mut log = Log::open(&made.path, &made.home).unwrap();
    assert_eq!(log.verify().unwrap(), Vec::<Wrong>::new());
    let (stats, digest) = (log.stats(TODAY).unwrap(), log.digest().unwrap());
    assert!(stats.answers == 900 && stats.closed > 10 && stats.disputes > 0, "{stats:?}");
    log.rebuild().unwrap();
    assert_eq!((log.stats(TODAY).unwrap(), log.digest().unwrap()), (stats, digest));
}

#[test]
fn it_is_a_district_of_forty_facilities_and_sixty_visits() {
    let mut log = small_one();
    let facilities = log.facilities().unwrap();
    assert_eq!(facilities.len(), 40);
    let kinds: BTreeSet<_> = facilities.iter().filter_map(|f| f.kind).collect();
    assert_eq!(kinds.len(), FacilityType::ALL.len());
    let suspended: Vec<_> = facilities.iter().filter(|f| f.status != Status::Open).collect();
    assert_eq!(suspended.iter().map(|f| f.status).collect::<Vec<_>>(), [Status::Suspended]);
    assert_eq!(suspended[0].last_visit, None);
    let visits = visits(&mut log);
    assert!((55..=65).contains(&visits.len()), "{} visits", visits.len());
    let kinds: BTreeSet<_> = visits.iter().map(|v| v.kind).collect();
    assert!(kinds.is_superset(&[Kind::Routine, Kind::Campaign, Kind::Joint].into()), "{kinds:?}");
    assert_eq!(log.verify().unwrap(), Vec::<Wrong>::new());
    assert!(log.home(TODAY).unwrap().demo, "every screen says so");
}

#[test]
fn nothing_in_it_is_real() {
    let mut log = small_one();
    let mut longest = 0;
    for f in log.facilities().unwrap() {
        assert!(f.address.starts_with("虚构区"), "{}", f.address);
        assert!(f.phone.starts_with("021-0000-"), "no exchange begins with 0: {}", f.phone);
        if !f.credit_code.is_empty() {
            assert_eq!(&f.credit_code[2..8], "990000", "no such region");
            assert_eq!(check_sign(&f.credit_code[..17]), f.credit_code.chars().last());
        }
        longest = longest.max(f.name.chars().count());
    }
    assert!((24..=28).contains(&longest), "the longest name has {longest} characters");
    assert!(log.people().unwrap().iter().all(|p| p.person.card.as_ref().is_some_and(|c| c.starts_with("虚-"))));
}

#[test]
fn two_addresses_are_shared_one_home_is_unknown_and_one_fails_the_same_three_times() {
    let mut log = small_one();
    let pages = pages(&mut log);
    let shared: BTreeSet<_> =
        pages.iter().filter(|p| !p.same_address.is_empty()).map(|p| &p.profile.joined.value.address).collect();
    assert_eq!(shared.len(), 2);
    let unknown: Vec<_> = pages.iter().filter(|p| p.traits.is_empty()).collect();
    assert_eq!(unknown.iter().map(|p| p.profile.joined.value.kind).collect::<Vec<_>>(), [Some(FacilityType::Home)]);
    let mut asked = unknown[0].visits.iter().map(|v| log.visit(v.id).unwrap());
    assert!(asked.any(|v| v.rows.iter().any(|r| !r.unknown_traits.is_empty())), "and visited all the same");
    let again: Vec<_> = pages.iter().flat_map(|p| &p.repeated).filter(|(_, times, _)| *times >= 3).collect();
    assert_eq!(again.iter().map(|(item, times, _)| (item.as_str(), *times)).collect::<Vec<_>>(), [("FIRE-EVAC-01", 3)]);
}

#[test]
fn a_few_visits_are_unfinished_one_waits_for_the_pen_and_the_rest_is_signed() {
    let mut log = small_one();
    let all = log.visits(None).unwrap();
    let of = |stage: VisitStage| all.iter().filter(|v| v.stage == stage).collect::<Vec<_>>();
    assert!((2..=5).contains(&of(VisitStage::Draft).len()), "{} drafts", of(VisitStage::Draft).len());
    assert_eq!(of(VisitStage::Frozen).len(), 1);
    let (signed, refused) = (of(VisitStage::Signed).len(), of(VisitStage::Refused).len());
    assert!(refused >= 1 && refused * 10 < signed, "{signed} signed, {refused} refused");
    let amended: Vec<_> = all.iter().filter(|v| v.amended).collect();
    assert!(amended.is_empty(), "what was signed was not changed: {amended:?}");
    let differ: Vec<_> = all.iter().filter(|v| v.disputes > 0).collect();
    assert_eq!(
        differ.iter().map(|v| (v.kind, v.stage, v.disputes)).collect::<Vec<_>>(),
        [(Kind::Joint, VisitStage::Draft, 1)]
    );
    let mut days: Vec<_> = of(VisitStage::Draft).iter().chain(&of(VisitStage::Frozen)).map(|v| v.on).collect();
    days.sort();
    let month = TODAY.checked_sub(jiff::Span::new().days(40)).unwrap();
    assert!(days[0] > month, "nothing old lies about: {days:?}");
}

#[test]
fn home_has_something_of_everything_that_waits() {
    use GroupKind::*;
    let home = small_one().home(TODAY).unwrap();
    assert_eq!(home.groups[0].kind, ToSign, "the first row of Home");
    for kind in [ToSign, Unfinished, Major, Overdue, Disputes, PaperExpired, ToReturn, NotVisited] {
        assert!(count(&home, kind) > 0, "{kind:?}");
    }
    for (kind, most) in [(Unfinished, 5), (Major, 12), (Overdue, 15), (Disputes, 1), (ToReturn, 12), (NotVisited, 20)] {
        assert!(count(&home, kind) <= most, "{kind:?}: {}", count(&home, kind));
    }
}

#[test]
fn things_not_seen_and_samples_are_everywhere_and_notes_are_as_people_write_them() {
    let visits = whole(&mut small_one());
    let share = |which: &dyn Fn(&Visit) -> bool| visits.iter().filter(|v| which(v)).count() * 100 / visits.len();
    let unchecked = |v: &Visit| points(v).any(|p| p.verdict == Verdict::Unchecked);
    assert!(share(&unchecked) >= 90, "{} % have something nobody saw", share(&unchecked));
    // Some lists ask for no sample of some types; what was judged by one has it.
    let judged = |v: &Visit| {
        let samples = (0..v.rows.len()).filter(|row| v.item(*row).kind == AnswerKind::Sample);
        let values = samples.filter_map(|row| v.point(&v.rows[row].point)).map(|p| p.now.joined.value.clone());
        values.filter(|p| matches!(p.verdict, Verdict::Pass | Verdict::Fail)).collect::<Vec<_>>()
    };
    assert!(share(&|v| !judged(v).is_empty()) >= 70, "{} % have samples", share(&|v| !judged(v).is_empty()));
    assert!(visits.iter().flat_map(judged).all(|p| p.readings.iter().any(|r| r.value.contains('/'))));
    let notes: BTreeSet<_> = visits.iter().flat_map(points).flat_map(|p| p.notes.clone()).collect();
    assert!(notes.contains("抽203、207，207无标签") && notes.len() > 8, "{notes:?}");
}

#[test]
fn what_fails_is_led_by_what_joint_checks_find() {
    let mut log = small_one();
    let (mut judged, mut failed) = (0, BTreeMap::<String, (String, usize)>::new());
    for row in visits(&mut log) {
        let visit = log.visit(row.id).unwrap();
        judged += points(&visit).filter(|p| p.verdict.judges()).count();
        for row in 0..visit.rows.len() {
            let item = visit.item(row);
            let now = visit.point(&visit.rows[row].point).map(|p| p.now.joined.value.verdict);
            if now == Some(Verdict::Fail) {
                failed.entry(item.id.clone()).or_insert((item.text.zh.clone(), 0)).1 += 1;
            }
        }
    }
    let all: usize = failed.values().map(|(_, n)| n).sum();
    assert!((6..=12).contains(&(all * 100 / judged)), "{all} of {judged}");
    let themes: [&[&str]; 6] =
        [&["留样"], &["进货", "票据", "索证"], &["生熟"], &["出口", "通道"], &["灭火器", "检查卡"], &["接线板", "插座"]];
    let about = |words: &[&str]| -> usize {
        failed.values().filter(|(text, _)| words.iter().any(|w| text.contains(w))).map(|(_, n)| n).sum()
    };
    for theme in themes {
        assert!(about(theme) > 0, "{theme:?}");
    }
    let led = about(&themes.concat());
    assert!(led * 100 / all >= 35, "{led} of {all} fails");
    let mut most: Vec<_> = failed.values().collect();
    most.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    for (text, n) in &most[..3] {
        assert!(themes.concat().iter().any(|w| text.contains(w)), "{n} times: {text}");
    }
}

#[test]
fn its_days_are_told_from_today() {
    let today = date(2028, 3, 1);
    let made = made(Recipe { facilities: 10, answers: 400, seed: 2, laptop: 1, today });
    let mut log = Log::open_to_read(&made.path, &made.home).unwrap();
    let days: Vec<Date> = log.visits(None).unwrap().iter().map(|v| v.on).collect();
    let span = |day: &Date| (today - *day).get_days();
    assert!(days.iter().all(|d| span(d) >= 0), "nothing lies in the future");
    assert!(days.iter().any(|d| span(d) < 4) && days.iter().any(|d| span(d) > 300), "{days:?}");
}
