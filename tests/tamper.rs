//! Whoever changes the file by hand is found out: `verify` says which entry, log, checklist or table it is.

use crate::desk::{Desk, MORNING, open};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A laptop that recorded a visit: answers, a fail, one undo; and a colleague's file beside it.
fn worked() -> Desk {
    let desk = Desk::new("甲号机");
    desk.roster();
    let visit = desk.visit("康宁养老院", &["fire"]);
    let list = desk.json(MORNING, &["checklist", "show", "fire"]);
    let items: Vec<&str> = list["items"].as_array().expect("items").iter().filter_map(|i| i["id"].as_str()).collect();
    for (n, item) in items.iter().take(9).enumerate() {
        let how: &[&str] = match n {
            3 => &["fail", "--place", "厨房后门", "--facts", "被纸箱堵住"],
            5 => &["unchecked", "--reason", "4"],
            _ => &["na", "--reason", "1"],
        };
        desk.json(MORNING, &[&["answer", &visit, item], how, &["--as", "检甲"]].concat());
    }
    desk.json(MORNING, &["undo"]);
    desk
}

struct Bench {
    desk: Desk,
    whole: Vec<u8>,
    db: PathBuf,
    last: u64,
}

impl Bench {
    fn new() -> Bench {
        let desk = worked();
        desk.verify();
        let whole = fs::read(desk.db()).expect("the database");
        let last = number(&desk.db(), "SELECT max(seq) FROM entry");
        let db = desk.path("changed.db");
        Bench { desk, whole, db, last }
    }

    /// The number of the only entry that this finds.
    fn find(&self, what: &str) -> u64 {
        number(&self.desk.db(), &format!("SELECT e.seq FROM entry e JOIN subject s ON s.n = e.subject WHERE {what}"))
    }

    /// What `verify` says of a copy that was changed like this, and with which exit code.
    #[track_caller]
    fn changed(&self, sql: &str) -> (i32, Vec<Value>) {
        fs::write(&self.db, &self.whole).expect("a copy");
        open(&self.db).execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap_or_else(|e| panic!("{sql}: {e}"));
        assert!(fs::read(&self.db).unwrap() != self.whole, "{sql} changed nothing");
        let output = self.desk.call(MORNING, &["--db", self.db.to_str().unwrap(), "verify", "--json"]);
        let text = String::from_utf8_lossy(&output.stdout);
        let said: Value = serde_json::from_str(text.trim()).unwrap_or_else(|e| panic!("{sql}: {e}: {text}"));
        let faults = said["faults"].as_array().expect("faults").clone();
        assert_eq!(said["ok"], faults.is_empty(), "{sql}: {text}");
        (output.status.code().expect("an exit code"), faults)
    }

    /// The change is found, and told as these faults: kind and where.
    #[track_caller]
    fn finds(&self, sql: &str, expected: &[(&str, u64)]) {
        let (code, faults) = self.changed(sql);
        let place = |f: &Value| ["seq", "from", "held"].iter().find_map(|name| f[*name].as_u64()).unwrap_or(0);
        let found: Vec<(String, u64)> =
            faults.iter().map(|f| (f["kind"].as_str().unwrap_or_default().into(), place(f))).collect();
        let expected: Vec<(String, u64)> = expected.iter().map(|(kind, at)| (kind.to_string(), *at)).collect();
        assert_eq!((code, found), (1, expected), "{sql}: {faults:?}");
        assert!(faults.iter().all(|f| f["words"].as_str().is_some_and(|w| !w.is_empty())));
    }
}

fn number(db: &Path, sql: &str) -> u64 {
    open(db).query_row(sql, [], |row| row.get::<_, i64>(0)).map(|n| n as u64).unwrap_or_else(|e| panic!("{sql}: {e}"))
}

#[test]
fn one_byte_of_an_entry_is_named_with_its_number() {
    let bench = Bench::new();
    let fail = bench.find("e.body LIKE '%被纸箱堵住%'");
    for (sql, at) in [
        ("UPDATE entry SET body = replace(body, '被纸箱', '被木箱') WHERE seq = {}", fail),
        ("UPDATE entry SET body = replace(body, '\"fail\"', '\"pass\"') WHERE seq = {}", fail),
        ("UPDATE entry SET at = at + 128 WHERE seq = {}", fail),
        ("UPDATE entry SET author = NULL WHERE seq = {}", fail),
        ("UPDATE entry SET subject = (SELECT subject FROM entry WHERE seq = {} - 1) WHERE seq = {}", fail),
        ("UPDATE entry SET undoes = NULL WHERE seq = {}", bench.last),
    ] {
        bench.finds(&sql.replace("{}", &at.to_string()), &[("entry", at)]);
    }
    // What an entry names as the one before is that one's id.
    let other = format!("UPDATE entry SET id = 'A' || substr(id, 2) WHERE seq = {fail} AND id NOT LIKE 'A%'");
    let two = [("entry", fail), ("entry", fail + 1)];
    match number(&bench.desk.db(), &format!("SELECT id LIKE 'A%' FROM entry WHERE seq = {fail}")) {
        0 => bench.finds(&other, &two),
        _ => bench.finds(&other.replace("'A'", "'B'").replace("'A%'", "'B%'"), &two),
    }
}

#[test]
fn an_entry_gone_in_the_middle_or_at_the_end_and_two_swapped_are_told() {
    let bench = Bench::new();
    let fail = bench.find("e.body LIKE '%被纸箱堵住%'");
    bench.finds(&format!("DELETE FROM entry WHERE seq = {fail}"), &[("gap", fail)]);
    let last = bench.last;
    bench.finds(&format!("DELETE FROM entry WHERE seq = {last}"), &[("cut", last - 1)]);
    let older = format!(
        "DELETE FROM entry WHERE seq = {last}; UPDATE chain SET tip = {last} - 1;
         UPDATE seal SET seq = {last} - 1, id = (SELECT id FROM entry WHERE seq = {last} - 1)"
    );
    bench.finds(&older, &[("seal", 0)]);
    let swapped = format!(
        "UPDATE entry SET seq = 1000 WHERE seq = {fail}; UPDATE entry SET seq = {fail} WHERE seq = {fail} + 1;
         UPDATE entry SET seq = {fail} + 1 WHERE seq = 1000"
    );
    let (code, faults) = bench.changed(&swapped);
    assert_eq!((code, faults[0]["kind"].as_str(), faults[0]["seq"].as_u64()), (1, Some("entry"), Some(fail)), "{faults:?}");
}

#[test]
fn a_seal_or_what_the_file_says_of_a_log_is_told() {
    let bench = Bench::new();
    for sql in [
        "UPDATE seal SET signature = zeroblob(64)",
        "UPDATE seal SET seq = seq - 1",
        "UPDATE seal SET id = (SELECT id FROM entry WHERE seq = 2)",
        "DELETE FROM seal",
    ] {
        bench.finds(sql, &[("seal", 0)]);
    }
    // Another key could seal another end: the one that counts stands in the first entry.
    let (code, faults) = bench.changed("UPDATE chain SET key = replace(key, substr(key, 5, 3), 'AAA')");
    assert!(code == 1 && faults.iter().any(|f| f["kind"] == "start"), "{faults:?}");
    bench.finds("UPDATE chain SET laptop = '乙号机'", &[("start", 0)]);
    bench.finds("UPDATE chain SET demo = 1", &[("start", 0)]);
}

#[test]
fn a_changed_checklist_and_a_row_that_lists_read_are_told_and_a_row_is_mended() {
    let bench = Bench::new();
    bench.finds("UPDATE content SET bytes = CAST(replace(CAST(bytes AS TEXT), '畅通', '不畅') AS BLOB)", &[("content", 0)]);
    let rows = [
        ("point", "UPDATE point SET verdict = 2 WHERE verdict = 4"),
        ("finding", "DELETE FROM finding"),
        ("facility", "UPDATE facility SET name = '另一家' WHERE name = '康宁养老院'"),
        ("inspection", "UPDATE inspection SET failed = 0"),
        ("person", "UPDATE person SET name = '检丙'"),
        ("import", "DELETE FROM import"),
        ("undone", "DELETE FROM undone"),
    ];
    for (table, sql) in rows {
        let (code, faults) = bench.changed(sql);
        let named = |f: &Value| f["kind"] == "projection" && f["table"] == table;
        assert!(code == 1 && faults.iter().any(named), "{sql}: {faults:?}");
        let db = bench.db.to_str().unwrap();
        bench.desk.json(MORNING, &["--db", db, "rebuild"]);
        assert_eq!(bench.desk.json(MORNING, &["--db", db, "verify"])["ok"], true, "{sql}");
        assert_eq!(bench.desk.json(MORNING, &["--db", db, "digest"]), bench.desk.json(MORNING, &["digest"]), "{sql}");
    }
}

#[test]
fn a_damaged_page_is_told_as_damage_with_exit_code_3_or_1() {
    let bench = Bench::new();
    let pages = bench.whole.len() / 4096;
    let mut told = 0;
    for page in 1..pages {
        let mut bytes = bench.whole.clone();
        bytes[page * 4096..page * 4096 + 64].fill(0xa5);
        fs::write(&bench.db, &bytes).expect("a copy");
        let output = bench.desk.call(MORNING, &["--db", bench.db.to_str().unwrap(), "verify"]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        let code = output.status.code().expect("no signal");
        assert!(code == 3 || code == 1, "page {page}: {code} {said}");
        assert!(!said.trim().is_empty() && !said.contains("panicked"), "page {page}: {said}");
        told += 1;
    }
    assert!(told > 20);
}
