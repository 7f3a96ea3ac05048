//! Merging as two people do it, and what somebody who means harm may try.

mod damage;
mod held;
mod hostile;
mod laws;
mod ops;
mod parts;
mod refusals;

mod taken_out;

use super::{Options, merge, undo};
use crate::domain::event::Event;
use crate::domain::inspection::Kind;
use crate::domain::name::{FacilityId, InspectionId};
use crate::domain::point::Verdict;
use crate::domain::subject::{PointId, Subject};
use crate::failure::Failure;
use crate::failure::log::Fault;
use crate::failure::rule::Refusal;
use crate::journal::entry::Draft;
use crate::store::Log;
use crate::store::tests::desk::{Desk, ITEM, copy, copy_folder};
use crate::text::Lang;
use jiff::civil::date;
use proptest::prelude::*;
use refusals::refused;

/// Two laptops that know the same home and went there together.
fn two() -> (Desk, Desk, FacilityId, InspectionId) {
    let (mut a, mut b) = (Desk::new("检甲"), Desk::new("检乙"));
    let home = a.add("康宁养老院");
    assert_eq!(b.add("康宁养老院"), home, "found alone by both");
    let visit = a.visit(home, Kind::Joint, 24);
    assert_eq!(b.visit(home, Kind::Joint, 24), visit);
    (a, b, home, visit)
}

#[track_caller]
fn take(to: &mut Desk, from: &Desk) -> super::Merged {
    let now = to.now();
    let merged = merge(&mut to.log, &from.path, &now).unwrap();
    assert_eq!(to.log.verify().unwrap(), []);
    merged
}

#[test]
fn merged_both_ways_two_files_are_equal_and_both_judgements_are_shown() {
    let (mut a, mut b, _, visit) = two();
    let point = a.answer(visit, ITEM, Verdict::Pass);
    b.answer(visit, ITEM, Verdict::Fail);
    let merged = take(&mut a, &b);
    assert_eq!((merged.disputes(), merged.exit_code()), (1, 1));
    assert_eq!(merged.words(Lang::Zh)[0], "未命名的电脑（未结对）：1 次检查，1 条记录，1 个问题，1 处分歧");
    take(&mut b, &a);
    assert_eq!(a.log.digest().unwrap(), b.log.digest().unwrap());
    let view = a.open(visit);
    let now = view.point(&point).unwrap();
    assert_eq!(now.now.joined.value.verdict, Verdict::Fail, "the more cautious counts meanwhile");
    let voices: Vec<_> = now.voices.iter().map(|v| (v.who.as_str(), v.value.verdict)).collect();
    assert_eq!(voices.len(), 2);
    assert!(voices.contains(&("检甲", Verdict::Pass)) && voices.contains(&("检乙", Verdict::Fail)));
    assert_eq!(a.log.findings(date(2026, 11, 24), false).unwrap().len(), 1);
}

#[test]
fn a_second_merge_brings_nothing_and_writes_nothing() {
    let (mut a, mut b, _, visit) = two();
    b.answer(visit, ITEM, Verdict::Fail);
    take(&mut a, &b);
    let before = a.log.digest().unwrap();
    let again = take(&mut a, &b);
    assert_eq!(again.entries(), 0);
    assert_eq!(a.log.digest().unwrap(), before);
    let own = a.path.clone();
    let now = a.now();
    assert_eq!(merge(&mut a.log, &own, &now).unwrap().entries(), 0, "into itself");
    take(&mut b, &a);
    assert!(take(&mut b, &a).words(Lang::Zh).iter().any(|w| w.contains("一致")));
}

#[test]
fn after_a_merge_the_own_log_goes_on_and_answers_stand_on_what_came() {
    let (mut a, mut b, _, visit) = two();
    b.answer(visit, ITEM, Verdict::Fail);
    take(&mut a, &b);
    a.answer(visit, ITEM, Verdict::Pass);
    assert_eq!(a.verdict(&crate::domain::subject::PointId::new(visit, ITEM)), Some(Verdict::Pass));
    let logs: i64 = a.log.db().query_row("SELECT count(*) FROM chain", [], |r| r.get(0)).unwrap();
    assert_eq!(logs, 2);
    assert_eq!(a.log.verify().unwrap(), []);
}

#[test]
fn other_tables_views_indexes_and_triggers_are_neither_read_nor_run_nor_refused() {
    for sql in [
        "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
        "CREATE TRIGGER t AFTER UPDATE ON chain BEGIN SELECT raise(ABORT, 'no'); END",
        "DROP TABLE point; CREATE VIEW point AS SELECT 1 AS n",
        "ALTER TABLE facility ADD COLUMN more TEXT",
        "DROP INDEX entry_by_id; DROP INDEX entry_by_chain",
        "DROP INDEX entry_by_id; CREATE INDEX entry_by_id ON entry (seq) WHERE seq > 2",
        "DROP TABLE undone; CREATE VIEW undone AS SELECT n AS entry, n AS undo FROM entry",
        "CREATE TABLE more (x); CREATE INDEX of_theirs ON entry (length(hex(zeroblob(1000))))",
        "DROP VIEW v_entry; CREATE VIEW v_entry AS SELECT missing FROM nowhere",
    ] {
        let (mut a, mut b, _, visit) = two();
        b.answer(visit, ITEM, Verdict::Fail);
        let whole = {
            let path = a.folder.path().join("whole.db");
            copy(&a.path, &path);
            let mut log = Log::open(&path, &a.home).unwrap();
            let now = a.now();
            merge(&mut log, &b.path, &now).unwrap();
            log.digest().unwrap()
        };
        let db = rusqlite::Connection::open(&b.path).unwrap();
        db.execute_batch(&format!("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; {sql}")).unwrap();
        drop(db);
        let now = a.now();
        merge(&mut a.log, &b.path, &now).unwrap_or_else(|f| panic!("{sql}: {f:?}"));
        assert_eq!(a.log.digest().unwrap(), whole, "{sql}");
        assert_eq!(a.log.verify().unwrap(), [], "{sql}");
    }
}

#[test]
fn a_dry_run_tells_exactly_what_the_merge_brings_and_writes_nothing() {
    let (mut a, mut b, _, visit) = two();
    a.answer(visit, ITEM, Verdict::Pass);
    b.answer(visit, ITEM, Verdict::Fail);
    let now = a.now();
    let before = (a.log.digest().unwrap(), std::fs::read(&a.path).unwrap());
    let dry = Options { dry: true, ..Options::default() };
    let looked = super::merge_all(&mut a.log, &[b.path.clone()], &dry, &now).unwrap();
    assert_eq!((a.log.digest().unwrap(), std::fs::read(&a.path).unwrap()), before);
    let merged = take(&mut a, &b);
    assert_eq!(looked.only(), merged.only());
    assert!(looked.words(Lang::Zh).last().unwrap().contains("还没有并入"));
    assert_eq!(looked.exit_code(), 1);
}

#[test]
fn of_several_files_a_damaged_one_is_told_and_the_others_come_in_and_go_out_together() {
    let (mut a, mut b, _, visit) = two();
    let mut c = Desk::new("检丙");
    c.add("福寿养老院");
    b.answer(visit, ITEM, Verdict::Fail);
    let before = a.log.digest().unwrap();
    let bad = a.folder.path().join("bad.db");
    let mut bytes = std::fs::read(&b.path).unwrap();
    bytes.truncate(bytes.len() - 4096);
    crate::disk::write_whole(&bad, &bytes).unwrap();
    // One whose fault shows only after much of it was read.
    let mut d = Desk::new("检丁");
    for n in 0..9 {
        d.add(&format!("长乐养老院{n}"));
    }
    let sql = "UPDATE entry SET body = replace(body, '长乐', '短乐') WHERE seq = (SELECT max(seq) FROM entry)";
    rusqlite::Connection::open(&d.path).unwrap().execute_batch(sql).unwrap();
    let now = a.now();
    let files = [b.path.clone(), bad, d.path.clone(), c.path.clone()];
    let merged = super::merge_all(&mut a.log, &files, &Options::default(), &now).unwrap();
    assert_eq!((merged.taken().count(), merged.refused().count(), merged.exit_code()), (2, 2, 3));
    assert_eq!(a.log.verify().unwrap(), []);
    assert_eq!(a.log.facilities().unwrap().len(), 2);
    assert!(merged.words(Lang::Zh).iter().any(|w| w.contains("bad.db") && w.contains("没有复制完")));
    assert_eq!(undo(&mut a.log).map(|out| out.entries()), Ok(merged.entries()));
    assert_eq!(a.log.digest().unwrap(), before);
    assert_eq!(a.log.verify().unwrap(), []);
}

#[test]
fn an_undo_on_the_other_laptop_travels_and_reaches_only_its_own_entry() {
    let (mut a, mut b, _, visit) = two();
    let point = a.answer(visit, ITEM, Verdict::Fail);
    b.answer(visit, ITEM, Verdict::Pass);
    take(&mut a, &b);
    let now = b.now();
    b.log.undo(None, None, &now).unwrap();
    take(&mut a, &b);
    assert_eq!(a.verdict(&point), Some(Verdict::Fail));
    assert_eq!(a.log.stats(date(2026, 11, 24)).unwrap().disputes, 0);
}

#[test]
fn a_copied_laptop_forks_its_log_and_both_branches_are_kept_and_told() {
    let mut a = Desk::new("检甲");
    let home = a.add("康宁养老院");
    let visit = a.visit(home, Kind::Routine, 24);
    let twin_home = a.folder.path().join("twin");
    copy_folder(a.home.path(), &twin_home);
    let twin_db = a.folder.path().join("twin.db");
    copy(&a.path, &twin_db);
    let point = a.answer(visit, ITEM, Verdict::Fail);
    let mut twin = Log::open(&twin_db, &crate::disk::Home::at(&twin_home)).unwrap();
    let drafts = |log: &mut Log| {
        let view = log.visit(visit).unwrap();
        crate::request::answer::answer(&view, &point, crate::request::answer::Given::of(Verdict::Pass)).unwrap()
    };
    let drafted = drafts(&mut twin);
    let now = a.now();
    twin.append(drafted, None, &now).unwrap();
    let merged = merge(&mut a.log, &twin_db, &now).unwrap();
    assert_eq!(merged.only().forks.len(), 1);
    assert_eq!(a.log.verify().unwrap(), []);
    assert_eq!(a.log.stats(date(2026, 11, 24)).unwrap().disputes, 1, "neither saw the other");
    merge(&mut twin, &a.path, &now).unwrap();
    assert_eq!(twin.verify().unwrap(), []);
    assert_eq!(twin.digest().unwrap(), a.log.digest().unwrap());
    a.answer(visit, ITEM, Verdict::Fail);
    assert_eq!(a.log.verify().unwrap(), [], "a new log begins, since nobody can tell which branch is this laptop's");
}

#[test]
fn the_state_is_blind_to_settings_language_clock_laptop_and_today() {
    let settings = |lang: &str, theme: &str, laptop: &str| crate::request::Settings {
        lang: lang.into(),
        theme: theme.into(),
        laptop: laptop.into(),
        ..Default::default()
    };
    let (here, there) = (settings("zh", "dark", "甲号机"), settings("en", "light", "乙号机"));
    let (mut a, mut b) = (Desk::with("检甲", Some(&here)), Desk::with("检甲", Some(&there)));
    b.minute = 200;
    for desk in [&mut a, &mut b] {
        let home = desk.add("康宁养老院");
        let visit = desk.visit(home, Kind::Routine, 24);
        desk.answer(visit, ITEM, Verdict::Fail);
        desk.answer(visit, ITEM, Verdict::Pass);
        desk.answer(visit, ITEM, Verdict::Fail);
        let now = desk.now();
        desk.log.undo(None, None, &now).unwrap();
    }
    let digests = (a.log.digest().unwrap(), b.log.digest().unwrap());
    assert_eq!(digests.0.state, digests.1.state);
    assert_ne!(digests.0.log, digests.1.log);
    let told = held::lists(&a);
    assert_eq!(told, held::lists(&b));
    a.log.home(date(2031, 1, 1)).unwrap();
    a.home.save_settings(&there).unwrap();
    a.reopen();
    a.log.rebuild().unwrap();
    assert_eq!((a.log.digest().unwrap(), held::lists(&a)), (digests.0, told));
}

#[test]
fn what_a_newer_version_wrote_travels_on_byte_for_byte_and_is_read_only() {
    let (mut a, mut b, _, visit) = two();
    let mut c = Desk::new("检丙");
    let point = b.answer(visit, ITEM, Verdict::Fail);
    let now = b.now();
    let subject = |p: &PointId| Subject::Point(p.clone());
    b.log.append_newer(subject(&point), serde_json::json!({"point": {"verdict": "pass", "zz_more": [1]}}), &now).unwrap();
    b.log.append_newer(Subject::parse("weather/今天"), serde_json::json!({"sun": {"é\u{1}": null}}), &now).unwrap();
    let bytes = |desk: &Desk| -> Vec<String> {
        let mut find =
            desk.log.db().prepare("SELECT bytes FROM v_entry WHERE bytes LIKE '%zz_more%' OR bytes LIKE '%weather%'").unwrap();
        let mut all: Vec<String> = find.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
        all.sort();
        all
    };
    let written = bytes(&b);
    assert_eq!(written.len(), 2);
    let merged = take(&mut a, &b);
    assert_eq!(merged.only().plan.unknown.values().sum::<u64>(), 2);
    assert!(merged.words(Lang::Zh).iter().any(|w| w.contains("更新的版本")));
    take(&mut c, &a);
    assert_eq!((bytes(&a), bytes(&c)), (written.clone(), written));
    for desk in [&mut a, &mut c] {
        let view = desk.open(visit);
        let now = view.point(&point).unwrap();
        assert!(now.now.read_only);
        assert_eq!(now.now.joined.value.verdict, Verdict::Fail, "the fail that is known stands on");
        let refused = crate::request::answer::answer(&view, &point, crate::request::answer::Given::of(Verdict::Pass));
        assert!(matches!(refused, Err(Refusal::NewerSubject { .. })));
        let value = crate::domain::point::Point::of(Verdict::Pass);
        let draft = Draft { subject: subject(&point), replaces: now.now.heads.clone(), body: Event::Point(value) };
        let now = desk.now();
        let failure = desk.log.append(vec![draft], None, &now).unwrap_err();
        assert!(matches!(failure, Failure::Rule(Refusal::NewerSubject { .. })), "{failure:?}");
    }
    take(&mut b, &c);
    take(&mut a, &c);
    assert_eq!(a.log.digest().unwrap(), b.log.digest().unwrap());
}

#[test]
fn a_file_of_an_older_form_is_taken_in_and_stays_as_it_is() {
    let (mut a, mut b, _, visit) = two();
    b.answer(visit, ITEM, Verdict::Fail);
    let old = b.folder.path().join("old.db");
    copy(&b.path, &old);
    let db = rusqlite::Connection::open(&old).unwrap();
    db.execute_batch(
        "DROP TABLE tally; DROP INDEX same_ids; DROP TABLE item; DROP INDEX finding_by_item; DROP INDEX inspection_signed; DROP INDEX finding_stands;
         DROP INDEX finding_to_order; DROP INDEX finding_grave;
         CREATE INDEX finding_grave ON finding (candidate, severity) WHERE lead = n AND stage < 7;
         DROP VIEW v_inspection; ALTER TABLE inspection DROP COLUMN judged; ALTER TABLE local_merge DROP COLUMN contents;
         CREATE TABLE item (
             content  INTEGER NOT NULL REFERENCES content (n),
             item     INTEGER NOT NULL,
             red_line INTEGER NOT NULL,
             PRIMARY KEY (content, item)
         ) STRICT, WITHOUT ROWID;
         PRAGMA user_version = 1",
    )
    .unwrap();
    drop(db);
    let before = std::fs::read(&old).unwrap();
    let now = a.now();
    assert_eq!(merge(&mut a.log, &old, &now).unwrap().entries(), 5);
    assert_eq!(std::fs::read(&old).unwrap(), before);
    take(&mut a, &b);
    // Opened as one's own it is kept beside itself and goes on.
    let mut log = Log::open(&old, &b.home).unwrap();
    assert_eq!(std::fs::read(b.folder.path().join("old.db.v1")).unwrap().len(), before.len());
    assert_eq!(log.verify().unwrap(), []);
    assert_eq!(log.digest().unwrap(), b.log.digest().unwrap());
}

#[test]
fn a_demonstration_and_a_real_file_never_meet() {
    let mut a = Desk::new("检甲");
    a.add("康宁养老院");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.db");
    let mut demo = Log::open_demonstration(&path, &crate::disk::Home::at(folder.path())).unwrap();
    let (_, draft) =
        crate::request::facility::add(crate::domain::facility::Facility { name: "虚构".into(), ..Default::default() });
    let now = a.now();
    demo.append(vec![draft], None, &now).unwrap();
    assert!(demo.is_demonstration().unwrap());
    for failure in [merge(&mut a.log, &path, &now).unwrap_err(), merge(&mut demo, &a.path, &now).unwrap_err()] {
        assert!(matches!(failure, Failure::Log(Fault::OtherWorld { .. })), "{failure:?}");
        assert_eq!(failure.exit_code(), 3);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn three_laptops_that_merge_in_any_order_end_equal(steps in prop::collection::vec((0..3usize, 0..6usize, 0..2usize), 5..25)) {
        let mut desks: Vec<Desk> = ["检甲", "检乙", "检丙"].into_iter().map(Desk::new).collect();
        let mut visit = None;
        for desk in &mut desks {
            desk.log.db().execute_batch("PRAGMA synchronous = OFF").unwrap();
            let home = desk.add("康宁养老院");
            visit = Some(desk.visit(home, Kind::Joint, 24));
        }
        let visit = visit.unwrap();
        let items: Vec<String> = desks[0].open(visit).rows.iter().take(2).map(|r| r.point.key.clone()).collect();
        for (who, what, item) in steps {
            let from = desks[(who + 1 + what % 2) % 3].path.clone();
            let desk = &mut desks[who];
            let now = desk.now();
            match what {
                0 | 1 => { merge(&mut desk.log, &from, &now).unwrap(); }
                2 => {
                    let group = desk.log.last_group().unwrap().map(|g| g.group).filter(|g| *g > 4);
                    group.map(|g| desk.log.undo(Some(g), None, &now).unwrap());
                }
                n => { desk.answer(visit, &items[item], [Verdict::Fail, Verdict::Pass, Verdict::Na][n - 3]); }
            }
        }
        for (to, from) in [(0, 1), (2, 0), (1, 2), (0, 2), (0, 1), (2, 1), (1, 0)] {
            let from = desks[from].path.clone();
            let now = desks[to].now();
            merge(&mut desks[to].log, &from, &now).unwrap();
        }
        let digests: Vec<_> = desks.iter_mut().map(|d| d.log.digest().unwrap()).collect();
        prop_assert_eq!(digests[0], digests[1]);
        prop_assert_eq!(digests[1], digests[2]);
        for desk in &mut desks {
            prop_assert_eq!(desk.log.verify().unwrap(), []);
        }
    }
}
