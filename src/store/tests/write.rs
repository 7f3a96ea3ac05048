use super::desk::{Desk, ITEM, copy};
use crate::disk::Home;
use crate::domain::inspection::Kind;
use crate::domain::point::Verdict;
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::store::{Log, ReadOnly};
use jiff::civil::date;

#[test]
fn what_was_written_is_there_the_next_morning() {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let visit = desk.visit(home, Kind::Routine, 24);
    let point = desk.answer(visit, ITEM, Verdict::Fail);
    desk.reopen();
    assert_eq!(desk.verdict(&point), Some(Verdict::Fail));
    let page = desk.log.facility(home, date(2026, 11, 25)).unwrap();
    assert_eq!(page.open.len(), 1);
    assert_eq!((page.open[0].item.as_deref(), page.open[0].candidate), (Some(ITEM), true), "a red line");
    assert_eq!((page.visits[0].answered, page.visits[0].failed), (1, 1));
    let row = &desk.log.facilities().unwrap()[0];
    assert_eq!((row.open_findings, row.last_visit), (1, Some(date(2026, 11, 24))));
}

#[test]
fn the_same_log_is_continued_after_closing_and_a_group_is_one_number() {
    let mut desk = Desk::new("检甲");
    let first = desk.add("康宁养老院");
    desk.reopen();
    let visit = desk.visit(first, Kind::Routine, 24);
    desk.answer(visit, ITEM, Verdict::Pass);
    let logs: i64 = desk.log.db.query_row("SELECT count(*) FROM chain", [], |r| r.get(0)).unwrap();
    assert_eq!(logs, 1);
}

#[test]
fn a_file_that_went_back_in_time_begins_a_new_log() {
    let mut desk = Desk::new("检甲");
    desk.add("康宁养老院");
    let old = desk.folder.path().join("old.db");
    copy(&desk.path, &old);
    desk.add("福寿养老院");
    // Nobody else has the log in hand: what the memory says alone decides.
    desk.reopen_with(|desk| copy(&old, &desk.path));
    desk.add("长乐养老院");
    let logs: i64 = desk.log.db.query_row("SELECT count(*) FROM chain", [], |r| r.get(0)).unwrap();
    assert_eq!(logs, 2, "the copy lacks what this laptop remembers having written");
    assert_eq!(desk.log.facilities().unwrap().len(), 2);
}

#[test]
fn a_log_that_another_program_holds_is_not_written_on() {
    let mut desk = Desk::new("检甲");
    desk.add("康宁养老院");
    let copied = desk.folder.path().join("copy.db");
    copy(&desk.path, &copied);
    let mut other = Log::open(&copied, &desk.home).unwrap();
    let now = desk.now();
    other.append(Vec::new(), None, &now).unwrap();
    let logs: i64 = other.db.query_row("SELECT count(*) FROM chain", [], |r| r.get(0)).unwrap();
    assert_eq!(logs, 2);
}

#[test]
fn a_file_ahead_of_the_memory_on_the_same_chain_is_continued() {
    let mut desk = Desk::new("检甲");
    desk.add("康宁养老院");
    let log = desk.log.own.clone().unwrap();
    let behind = desk.home.remembered(&log.log).unwrap();
    desk.add("福寿养老院");
    desk.home.remember(&log.log, behind);
    desk.reopen();
    desk.add("长乐养老院");
    let logs: i64 = desk.log.db.query_row("SELECT count(*) FROM chain", [], |r| r.get(0)).unwrap();
    assert_eq!(logs, 1, "the power went before the memory was written");
}

#[test]
fn opening_writes_no_log_and_no_key() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("home"));
    let mut log = Log::open(&folder.path().join("a.db"), &home).unwrap();
    assert_eq!(log.home(date(2026, 11, 24)).unwrap().facilities, 0);
    assert!(home.known_key().unwrap().is_none());
}

#[test]
fn a_second_program_opens_read_only_and_says_who_writes() {
    let mut desk = Desk::new("检甲");
    desk.add("康宁养老院");
    let mut second = Log::open(&desk.path, &desk.home).unwrap();
    assert_eq!(second.read_only, Some(ReadOnly::InUse { process: Some(std::process::id()) }));
    assert_eq!(second.facilities().unwrap().len(), 1);
    let now = desk.now();
    let failure = second.append(Vec::new(), None, &now).unwrap_err();
    assert!(matches!(failure, Failure::Disk(Disk::InUse { .. })));
    assert_eq!(failure.exit_code(), 4);
}

#[test]
fn a_full_disk_in_the_middle_of_a_group_writes_nothing_of_it() {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let visit = desk.visit(home, Kind::Routine, 24);
    desk.answer(visit, ITEM, Verdict::Pass);
    let remembered = desk.home.remembered(&desk.log.own.clone().unwrap().log);
    let pages: i64 = desk.log.db.query_row("PRAGMA page_count", [], |r| r.get(0)).unwrap();
    desk.log.db.execute_batch(&format!("PRAGMA max_page_count = {pages}")).unwrap();
    let view = desk.open(visit);
    let mut drafts = Vec::new();
    for row in view.rows.iter().skip(1) {
        let given = crate::request::answer::Given::of(Verdict::Fail);
        drafts.extend(crate::request::answer::answer(&view, &row.point, given).unwrap());
    }
    let now = desk.now();
    let failure = desk.log.append(drafts.clone(), None, &now).unwrap_err();
    assert!(matches!(failure, Failure::Disk(Disk::Full { .. })), "{failure:?}");
    assert_eq!(desk.home.remembered(&desk.log.own.clone().unwrap().log), remembered);
    assert_eq!(desk.log.visits(None).unwrap()[0].answered, 1);
    desk.log.db.execute_batch("PRAGMA max_page_count = 1000000").unwrap();
    desk.log.append(drafts, None, &now).unwrap();
    assert!(desk.log.visits(None).unwrap()[0].answered > 50, "tried again, it is all there");
}

#[test]
fn a_foreign_reader_that_blocks_a_commit_is_reported_and_nothing_is_lost() {
    let mut desk = Desk::new("检甲");
    desk.add("康宁养老院");
    desk.log.db.busy_timeout(std::time::Duration::from_millis(50)).unwrap();
    let reader = rusqlite::Connection::open(&desk.path).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM entry;").unwrap();
    let profile = crate::domain::facility::Facility { name: "福寿养老院".into(), ..Default::default() };
    let (_, draft) = crate::request::facility::add(profile);
    let now = desk.now();
    let failure = desk.log.append(vec![draft.clone()], None, &now).unwrap_err();
    assert!(matches!(failure, Failure::Disk(Disk::Busy { .. })), "{failure:?}");
    reader.execute_batch("COMMIT").unwrap();
    desk.log.append(vec![draft], None, &now).unwrap();
    assert_eq!(desk.log.facilities().unwrap().len(), 2);
}

#[test]
fn the_db_file_alone_copied_while_the_program_is_open_is_whole() {
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let visit = desk.visit(home, Kind::Routine, 24);
    let rows: Vec<String> = desk.open(visit).rows.iter().take(20).map(|r| r.point.key.clone()).collect();
    for item in &rows {
        desk.answer(visit, item, Verdict::Pass);
    }
    let stick = desk.folder.path().join("stick.db");
    copy(&desk.path, &stick);
    let mut log = Log::open_to_read(&stick, &desk.home).unwrap();
    assert_eq!(log.visits(None).unwrap()[0].answered, 20);
}

#[test]
fn anyone_can_recompute_an_id_from_the_read_view() {
    use sha2::Digest;
    let mut desk = Desk::new("检甲");
    let home = desk.add("康宁养老院");
    let visit = desk.visit(home, Kind::Routine, 24);
    desk.answer(visit, ITEM, Verdict::Fail);
    desk.answer(visit, ITEM, Verdict::Pass);
    let now = desk.now();
    desk.log.undo(None, None, &now).unwrap();
    let view = desk.open(visit);
    let left = view.rows.iter().map(|r| crate::domain::inspection::Left { point: r.point.clone(), reason: "x".into() });
    let paper = Default::default();
    let freeze = crate::request::freeze::freeze(&view, &[], left.collect(), paper, date(2026, 11, 24)).unwrap();
    desk.write(vec![freeze]);
    let db = rusqlite::Connection::open(&desk.path).unwrap();
    let mut find = db.prepare("SELECT id, bytes, prev, body, subject FROM v_entry ORDER BY seq").unwrap();
    let rows = find.query_map([], |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, Option<String>>(2)?)));
    let mut before = None;
    let mut n = 0;
    for row in rows.unwrap() {
        let (id, bytes, prev) = row.unwrap();
        let hash = crate::domain::name::EntryId(sha2::Sha256::digest(bytes.as_bytes()).into());
        assert_eq!(hash.to_string(), id);
        assert_eq!(prev, before);
        assert_eq!(crate::journal::entry::Entry::read(&bytes).unwrap().id, hash);
        before = Some(id);
        n += 1;
    }
    assert_eq!(n, 8);
    let packed: i64 = db.query_row("SELECT count(*) FROM entry WHERE covers IS NOT NULL", [], |r| r.get(0)).unwrap();
    assert_eq!(packed, 1, "what a freeze names stands as numbers");
}
