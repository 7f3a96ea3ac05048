//! Files of every age: older, newer, broken off, of others; each refused or brought up to date, and never lost.

use super::*;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn a_newer_file_is_refused_untouched() {
    let folder = folder();
    let path = folder.path().join("a.db");
    drop(open(&path, Access::Write).unwrap());
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    let before = std::fs::read(&path).unwrap();
    let failure = open(&path, Access::Write).unwrap_err().about(&path);
    assert_eq!(failure, Failure::Log(Fault::Newer { path: path.clone(), version: 99 }));
    assert_eq!(failure.exit_code(), 4);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

/// A file with one word in it, older than `later`.
fn older(folder: &tempfile::TempDir) -> PathBuf {
    let path = folder.path().join("a.db");
    let db = open(&path, Access::Write).unwrap();
    db.execute_batch("INSERT INTO word (text) VALUES ('康宁养老院')").unwrap();
    path
}

fn word(db: &Connection) -> String {
    db.query_row("SELECT text FROM word", [], |r| r.get(0)).unwrap()
}

fn later() -> Vec<&'static str> {
    [STEPS, &["CREATE TABLE later (n INTEGER PRIMARY KEY) STRICT;"]].concat()
}

/// What stands beside the file after it was brought up.
fn kept(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join(format!("a.db.v{}", STEPS.len()))
}

#[test]
fn an_older_file_is_kept_beside_itself_before_it_is_changed() {
    let folder = folder();
    let path = older(&folder);
    let db = open_with(&path, Access::Write, &later()).unwrap();
    assert_eq!((version(&db, &path).unwrap(), word(&db)), (Some(STEPS.len() as u32 + 1), "康宁养老院".into()));
    let kept = Connection::open(kept(&folder)).unwrap();
    assert_eq!((version(&kept, &path).unwrap(), word(&kept)), (Some(STEPS.len() as u32), "康宁养老院".into()));
}

#[test]
fn a_file_of_the_first_form_is_brought_up_to_date_with_what_its_lists_say() {
    let folder = folder();
    let path = folder.path().join("a.db");
    let (name, text) = crate::content::embedded_lists().next().unwrap();
    {
        let db = open_with(&path, Access::Write, &STEPS[..1]).unwrap();
        let hash = crate::content::hash(text.as_bytes());
        db.execute("INSERT INTO content (hash, bytes) VALUES (?1, ?2)", (hash.to_string(), text.as_bytes())).unwrap();
    }
    assert!(matches!(open(&path, Access::Read).unwrap_err().about(&path), Failure::Log(Fault::Older { .. })));
    let db = open(&path, Access::Write).unwrap();
    assert_eq!(version(&db, &path).unwrap(), Some(STEPS.len() as u32));
    let sections: i64 = db.query_row("SELECT count(DISTINCT section) FROM item", [], |r| r.get(0)).unwrap();
    let list = crate::content::parse(name, text.as_bytes()).unwrap();
    assert_eq!(sections as usize, list.sections.len());
}

#[test]
fn an_older_file_is_not_changed_where_it_cannot_be_kept_or_is_only_read() {
    let folder = folder();
    let path = older(&folder);
    let before = fs::read(&path).unwrap();
    let failure = open_with(&path, Access::Read, &later()).unwrap_err().about(&path);
    assert_eq!(failure, Failure::Log(Fault::Older { path: path.clone() }));
    // The copy cannot be made: where it is written first there is a folder.
    fs::create_dir_all(beside(&kept(&folder), ".part").join("in the way")).unwrap();
    assert!(open_with(&path, Access::Write, &later()).is_err());
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn an_upgrade_that_broke_off_after_its_copy_is_tried_again() {
    let folder = folder();
    let path = older(&folder);
    crate::disk::write_whole(&kept(&folder), b"an earlier copy").unwrap();
    assert_eq!(word(&open_with(&path, Access::Write, &later()).unwrap()), "康宁养老院");
    assert_eq!(fs::read(kept(&folder)).unwrap(), b"an earlier copy");
    assert_eq!(word(&Connection::open(beside(&kept(&folder), ".2")).unwrap()), "康宁养老院");
}

#[test]
fn a_database_of_others_or_a_newer_one_in_another_journal_mode_keeps_it() {
    let folder = folder();
    let foreign = folder.path().join("foreign.db");
    let make = "PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)";
    Connection::open(&foreign).unwrap().execute_batch(make).unwrap();
    let newer = older(&folder);
    let make = "PRAGMA journal_mode = WAL; PRAGMA user_version = 99";
    Connection::open(&newer).unwrap().execute_batch(make).unwrap();
    for path in [foreign, newer] {
        let before = fs::read(&path).unwrap();
        assert!(open(&path, Access::Write).is_err());
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}

#[test]
fn a_first_start_that_broke_off_is_begun_again() {
    let folder = folder();
    let path = folder.path().join("a.db");
    let half = folder.path().join("half.db");
    {
        let db = Connection::open(&half).unwrap();
        db.execute_batch("PRAGMA cache_size = 1; PRAGMA synchronous = FULL; BEGIN").unwrap();
        db.execute_batch(STEPS[0]).unwrap();
        db.execute_batch("INSERT INTO word (text) SELECT hex(randomblob(2000)) FROM json_each('[1,2,3,4,5,6,7,8,9]')").unwrap();
        db.cache_flush().unwrap();
        // As the plug is pulled: the file half written, its journal beside it.
        fs::copy(&half, &path).unwrap();
        fs::copy(beside(&half, "-journal"), beside(&path, "-journal")).unwrap();
    }
    assert!(fs::metadata(&path).unwrap().len() > 0);
    let db = open(&path, Access::Write).unwrap();
    assert_eq!(db.query_row("SELECT count(*) FROM word", [], |r| r.get::<_, i64>(0)).unwrap(), 0);
}

#[test]
fn a_failed_step_leaves_the_older_form() {
    let folder = folder();
    let path = folder.path().join("a.db");
    drop(open(&path, Access::Write).unwrap());
    let steps = [STEPS, &["CREATE TABLE later (n INTEGER PRIMARY KEY) STRICT; nonsense;"]].concat();
    assert!(open_with(&path, Access::Write, &steps).is_err());
    let db = Connection::open(&path).unwrap();
    assert_eq!(version(&db, &path).unwrap(), Some(STEPS.len() as u32));
    assert!(db.prepare("SELECT * FROM later").is_err());
}

/// Other programs read these columns by their names.
#[test]
fn the_read_views_have_the_columns_that_both_readmes_tell() {
    let folder = folder();
    let db = open(&folder.path().join("a.db"), Access::Write).unwrap();
    let mut views = db.prepare("SELECT name FROM sqlite_master WHERE type = 'view' AND name LIKE 'v\\_%' ESCAPE '\\'").unwrap();
    let views: Vec<String> = views.query_map([], |row| row.get(0)).unwrap().map(|name| name.unwrap()).collect();
    assert_eq!(views.len(), 5, "{views:?}");
    for view in views {
        let mut columns = db.prepare(&format!("SELECT name FROM pragma_table_info('{view}')")).unwrap();
        let columns: Vec<String> = columns.query_map([], |row| row.get(0)).unwrap().map(|name| name.unwrap()).collect();
        let told = format!("| `{view}` | `{}` |", columns.join(" "));
        for readme in [include_str!("../../../README.md"), include_str!("../../../db/schema/README.md")] {
            assert!(readme.contains(&told), "{told}");
        }
    }
}

#[test]
fn what_is_no_database_or_another_ones_is_refused_untouched() {
    let folder = folder();
    let text = folder.path().join("letter.txt");
    crate::disk::write_whole(&text, "不是数据库".repeat(300).as_bytes()).unwrap();
    let foreign = folder.path().join("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    let short = folder.path().join("short.txt");
    crate::disk::write_whole(&short, b"x").unwrap();
    for path in [text, foreign, short] {
        let before = std::fs::read(&path).unwrap();
        let failure = open(&path, Access::Write).unwrap_err().about(&path);
        assert_eq!(failure, Failure::Log(Fault::NotADatabase { path: path.clone() }));
        assert_eq!(failure.exit_code(), 3);
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}
