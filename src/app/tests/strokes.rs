//! What a visit costs the hand: one stroke an item, one more for a red line, one for each further part, and a few for what
//! is wrong or was not looked at. Text that is typed is counted apart, with the Enter that takes a value from its box.

use super::session::Session;
use super::visit::{office, settings, shows};
use crate::content::checklist::{AnswerKind, Checklist, Item};
use crate::disk::Moment;
use crate::domain::inspection::Kind;
use crate::domain::name::{FacilityId, InspectionId, PersonId};
use crate::domain::point::Verdict;
use crate::request::visit::{NewVisit, open};
use crate::screens::{Screen, run::Run};
use crate::store::Log;
use crate::views::closing::is_answered;
use crate::views::visit::Visit;
use jiff::civil::{Date, date};
use std::sync::Arc;

/// Opens a routine visit with these lists of the program.
pub(super) fn opened(log: &mut Log, home: FacilityId, people: &[PersonId], on: Date, lists: &[&str]) -> InspectionId {
    let all: Vec<Arc<Checklist>> = log.lists().unwrap().0;
    let lists = lists.iter().map(|id| &**all.iter().find(|l| l.id == **id).expect("a list of the program")).collect();
    let view = log.facility(home, on).unwrap();
    let new = NewVisit::of(&view, Kind::Routine, on, people[..2].to_vec(), lists);
    let (id, drafts) = open(&new);
    log.append(drafts, Some(people[0]), &Moment::parse(&format!("{on}T09:00:00+08:00")).unwrap()).unwrap();
    id
}

/// A hand on the run screen that counts what it does.
struct Hand {
    s: Session,
    strokes: usize,
    fails: usize,
    unchecked: usize,
    red_passes: usize,
    /// Values taken from boxes, and the strokes that took them.
    values: usize,
    taking: usize,
}

/// What is done with an item.
#[derive(Clone, Copy, PartialEq)]
enum Judged {
    Pass,
    Fail,
    Away,
}

impl Hand {
    fn press(&mut self, keys: &str) {
        self.strokes += super::session::events(keys).len();
        self.s.keys(keys);
    }

    fn types(&mut self, text: &str) {
        self.s.keys(text);
    }

    fn visit(&self) -> &Visit {
        self.s.app.around.visit.as_ref().expect("the visit is open")
    }

    /// The row under the cursor.
    fn row(&self) -> usize {
        let at = self.s.app.layers.last().and_then(|l| l.screen.target()).expect("a row has the cursor");
        let visit = self.visit();
        (0..visit.rows.len()).find(|r| visit.rows[*r].point.to_string() == at).expect("it is an item")
    }

    fn item(&self, row: usize) -> Item {
        self.visit().item(row).clone()
    }

    /// Every item of the visit in its order; every sixth fails, every eighth cannot be looked at.
    fn whole_visit(&mut self) {
        let rows = self.visit().rows.len();
        for done in 0..rows {
            let row = self.row();
            assert!(!is_answered(self.visit(), row), "{} is asked twice\n{}", self.visit().rows[row].number, self.s.screen());
            let item = self.item(row);
            let judged = match done {
                n if n % 6 == 2 && item.kind != AnswerKind::Figure => Judged::Fail,
                n if n % 8 == 5 => Judged::Away,
                _ => Judged::Pass,
            };
            match judged {
                Judged::Pass => self.passes(&item),
                Judged::Fail => self.fails(&item),
                Judged::Away => {
                    self.unchecked += 1;
                    self.press("41");
                    if item.red_line {
                        self.press("<Enter>");
                    }
                }
            }
            let now = self.visit().point(&self.visit().rows[row].point).map(|p| p.now.joined.value.clone());
            let wanted = match judged {
                Judged::Pass => Verdict::Pass,
                Judged::Fail => Verdict::Fail,
                Judged::Away => Verdict::Unchecked,
            };
            assert_eq!(now.map(|p| p.verdict), Some(wanted), "{}\n{}", item.id, self.s.screen());
            if self.row() == row && done + 1 < rows {
                self.press("<Enter>");
            }
        }
        assert!((0..rows).all(|row| is_answered(self.visit(), row)));
    }

    fn passes(&mut self, item: &Item) {
        self.press("1");
        match item.kind {
            AnswerKind::Judge | AnswerKind::Count if item.red_line => {
                self.red_passes += 1;
                self.press("1");
            }
            AnswerKind::Judge | AnswerKind::Count => {}
            _ => self.values_of(item),
        }
    }

    /// What is read off, and the strokes that take it; they are no answers.
    fn values_of(&mut self, item: &Item) {
        let value = match item.kind {
            AnswerKind::Sample => "",
            AnswerKind::Date if item.within_days.is_some() => "20261120",
            AnswerKind::Date => "20291120",
            _ => [item.max.as_ref(), item.min.as_ref(), item.plausible.last()].into_iter().flatten().next().map_or("20", |v| v),
        };
        let before = self.strokes;
        self.types(value);
        self.values += 1;
        self.press("<Enter>");
        if self.s.shows("空着 Enter 记下") {
            self.press("<Enter>");
        }
        if self.s.shows("没有合格线，由您判断") {
            self.press("1");
        }
        self.taking += self.strokes - before;
        self.strokes = before;
    }

    /// Place, a ready wording with its blanks, the count where one belongs, the handling, a date, of a red line what is done
    /// meanwhile; back to the list.
    fn fails(&mut self, item: &Item) {
        self.fails += 1;
        self.press("2");
        // Of what is open from last time every other one is the same: its place and facts stand there already.
        if self.s.shows("与上次是同一问题吗") {
            let same = self.fails.is_multiple_of(2);
            self.press(if same { "1" } else { "2" });
            if same {
                shows(&self.s, "[三楼东侧");
                self.press("<Esc>");
                return;
            }
        }
        self.types("三楼东侧");
        self.press("<Enter>1");
        while self.s.shows("\n >         [") {
            self.types("甲");
            self.press("<Enter>");
        }
        if self.s.shows("> 数") {
            self.types("5");
            self.press("<Enter>");
            self.types("2");
            self.press("<Enter>");
        }
        shows(&self.s, "> 处");
        self.press("2<Enter>");
        self.types("5");
        if item.red_line {
            self.press("<Enter>");
            self.types("派人值守");
        }
        self.press("<Esc>");
    }

    /// How many the promise allows.
    fn allowed(&self) -> usize {
        let visit = self.visit();
        visit.rows.len() + self.red_passes + (visit.sections.len() - 1) + 8 * self.fails + 2 * self.unchecked
    }
}

#[test]
fn a_visit_takes_no_more_strokes_than_promised() {
    let (mut store, home, people) = office();
    let settings = settings(&people);
    for (on, lists) in [(date(2026, 11, 24), &["fire", "food"][..]), (date(2026, 11, 25), &["fire", "food"])] {
        let visit = opened(&mut store.log, home, &people, on, lists);
        let s = Session::over(store, 80, 24, settings.clone(), Screen::Run(Box::new(Run::new(visit))));
        let mut hand = Hand { s, strokes: 0, fails: 0, unchecked: 0, red_passes: 0, values: 0, taking: 0 };
        hand.whole_visit();
        let (strokes, allowed) = (hand.strokes, hand.allowed());
        let of = format!(
            "{strokes} of {allowed}: {} items, {} fails, {} away, {} values in {}",
            hand.visit().rows.len(),
            hand.fails,
            hand.unchecked,
            hand.values,
            hand.taking
        );
        println!("{of}");
        assert!(hand.fails > 10 && hand.unchecked > 5 && hand.red_passes > 3 && hand.values > 5, "{of}");
        assert!(strokes <= allowed, "{of}");
        assert!(hand.taking <= 3 * hand.values, "{of}");
        store = hand.s.into_store();
    }
}
