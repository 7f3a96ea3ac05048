mod asked;
mod disk;
mod drawings;
mod form;
mod owed;
mod slips;
mod values;

use crate::app::tests::session::Session;
use crate::content::checklist::{AnswerKind, Item};
use crate::domain::facility::Presence;
use crate::domain::name::Id;
use crate::domain::point::{Point, Stage, Verdict};
use crate::domain::subject::PointId;
use crate::request::Settings;
use crate::views::sample;
use crate::views::visit::{Visit, build};

fn settings() -> Settings {
    Settings { author: Some(Id([1; 16])), laptop: "甲号机".into(), ..Settings::default() }
}

/// A visit whose list holds these items in one section, `kitchen` a second one behind.
fn visit_of(change: impl Fn(&mut Vec<Item>)) -> Visit {
    let mut parts = sample::visit(&[]).parts;
    let mut list = sample::list();
    change(&mut list.items);
    parts.lists = vec![list.into()];
    build(parts)
}

fn run() -> Session {
    Session::run(sample::visit(&[]), 80, 24, settings())
}

#[track_caller]
fn verdict(session: &Session, item: &str) -> Option<Verdict> {
    point(session, item).map(|p| p.verdict)
}

fn point(session: &Session, item: &str) -> Option<Point> {
    let visit = session.visit();
    visit.point(&PointId::new(visit.parts.id, item)).map(|p| p.now.joined.value.clone())
}

fn current(session: &Session) -> String {
    let line = (3..12).map(|n| session.line(n)).find(|l| l.starts_with(" >")).unwrap_or_default();
    line.get(3..7).unwrap_or_default().to_string()
}

#[test]
fn one_key_passes_an_item_and_a_red_line_wants_it_twice() {
    let mut s = run();
    s.keys("1");
    assert_eq!((verdict(&s, "GAS-01"), current(&s).as_str()), (Some(Verdict::Pass), "1.02"));
    assert!(s.line(21).starts_with(" 刚记 10:42  1.01 燃气报警器有电 = 符合"), "{}", s.line(21));
    s.keys("1");
    assert!(s.shows("红线项，再按 1 记符合") && verdict(&s, "EXIT-01").is_none());
    s.keys("1");
    assert_eq!((verdict(&s, "EXIT-01"), current(&s).as_str()), (Some(Verdict::Pass), "1.03"));
}

#[test]
fn the_question_of_a_red_line_leaves_the_last_record_on_its_line() {
    let mut s = run();
    s.keys("11");
    assert!(s.shows("红线项，再按 1 记符合"), "{}", s.screen());
    assert!(s.line(21).starts_with(" 刚记 10:42  1.01 燃气报警器有电 = 符合"), "{}", s.line(21));
    s.keys("<Down>");
    assert!(!s.shows("红线项，再按 1 记符合"), "{}", s.screen());
}

#[test]
fn help_names_each_key_by_itself_and_says_what_the_signs_in_the_rows_mean() {
    let mut s = run();
    s.keys("?");
    for line in [
        "上键                上一项",
        "下键                下一项",
        "左键                前一部分",
        "右键                后一部分",
    ] {
        assert!(s.shows(line) || s.keys("<PageDown>").shows(line), "{line}\n{}", s.screen());
    }
    s.keys("要动手试");
    assert!(s.shows("行里的记号") && s.shows("测                  要动手试，不能只看"), "{}", s.screen());
}

#[test]
fn leaving_a_red_line_forgets_its_first_press() {
    let mut s = run();
    s.keys("<Down>1<Up><Down>1");
    assert_eq!(verdict(&s, "EXIT-01"), None);
}
