//! A file whose owner means harm and holds its key, so that every id, chain and seal in it fits: refused, or harmless.

use super::{refused, take, two};
use crate::domain::derive;
use crate::domain::event::{Event, LogStart, Person, Undo};
use crate::domain::facility::Facility;
use crate::domain::name::{EntryId, Id, LogId};
use crate::domain::point::{Point, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::failure::untaken::Why;
use crate::journal::canonical::canonical_of;
use crate::journal::digest::Tip;
use crate::journal::entry::{Draft, Entry, Place};
use crate::journal::seal;
use crate::store::tests::desk::{Desk, ITEM};
use jiff::civil::date;
use rusqlite::{Connection, params};
use serde_json::json;

/// His file: a log of its own making, written row by row past everything that this program would refuse to write.
struct Harm {
    desk: Desk,
    secret: [u8; 32],
    log: LogId,
    last: Option<EntryId>,
    seq: u64,
}

impl Harm {
    /// An empty log under this name for the laptop.
    fn new(laptop: &str) -> Harm {
        let desk = Desk::new("检恶");
        let secret = [66; 32];
        let key = seal::public(&secret);
        let start = LogStart { key, salt: Id([6; 16]), laptop: laptop.into(), demo: false };
        let log = derive::log(&key, &start.salt);
        let mut harm = Harm { desk, secret, log, last: None, seq: 0 };
        harm.db(|db| {
            db.execute_batch("DELETE FROM entry; DELETE FROM seal; DELETE FROM chain; DELETE FROM subject; DELETE FROM word")
                .unwrap();
            db.execute("INSERT INTO word (n, text) VALUES (1, ?1)", [log.to_string()]).unwrap();
            let sql = "INSERT INTO chain (n, log, key, laptop) VALUES (1, 1, ?1, ?2)";
            db.execute(sql, params![key.to_string(), laptop]).unwrap();
        });
        harm.say(Subject::Log(log), vec![], vec![], Event::Log(start));
        harm
    }

    fn db<T>(&self, work: impl FnOnce(&Connection) -> T) -> T {
        let db = Connection::open(&self.desk.path).unwrap();
        db.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF").unwrap();
        work(&db)
    }

    /// Writes an entry with these bytes' worth of saying.
    fn say(&mut self, subject: Subject, replaces: Vec<EntryId>, undoes: Vec<EntryId>, body: Event) -> EntryId {
        self.say_at("2026-11-24T10:00:00+08:00", subject, replaces, undoes, &canonical_of(&body))
    }

    fn say_at(&mut self, at: &str, subject: Subject, replaces: Vec<EntryId>, undoes: Vec<EntryId>, body: &str) -> EntryId {
        self.seq += 1;
        let place = Place { log: self.log, seq: self.seq, prev: self.last, group: self.seq, at: at.into(), author: None };
        let plain = Entry::write(Draft { subject: subject.clone(), replaces, body: Event::Undo(Undo {}) }, undoes, place);
        let bytes = plain.bytes.replacen("\"body\":{\"undo\":{}}", &format!("\"body\":{body}"), 1);
        let id = EntryId(<sha2::Sha256 as sha2::Digest>::digest(bytes.as_bytes()).into());
        let list = |ids: &[EntryId]| (!ids.is_empty()).then(|| canonical_of(&ids));
        let (kind, a, b) = parts(&subject);
        self.db(|db| {
            let word = |text: Option<String>| -> i64 {
                let Some(text) = text else { return 0 };
                db.execute("INSERT OR IGNORE INTO word (text) VALUES (?1)", [&text]).unwrap();
                db.query_row("SELECT n FROM word WHERE text = ?1", [&text], |r| r.get(0)).unwrap()
            };
            let (a, b) = (word(a), word(b));
            db.execute("INSERT OR IGNORE INTO subject (kind, a, b) VALUES (?1, ?2, ?3)", params![kind, a, b]).unwrap();
            let sql = "SELECT n FROM subject WHERE kind = ?1 AND a = ?2 AND b = ?3";
            let subject: i64 = db.query_row(sql, params![kind, a, b], |r| r.get(0)).unwrap();
            let sql =
                "INSERT INTO entry (id, chain, seq, subject, at, body, replaces, undoes) VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7)";
            let values = params![id.to_string(), self.seq as i64, subject, at, body, list(&plain.replaces), list(&plain.undoes)];
            db.execute(sql, values).unwrap();
            let seal = seal::sign(&self.secret, Tip { log: self.log, seq: self.seq, id });
            let sql = "INSERT OR REPLACE INTO seal (chain, seq, id, signature) VALUES (1, ?1, ?2, ?3)";
            db.execute(sql, params![self.seq as i64, id.to_string(), seal.signature]).unwrap();
            db.execute("UPDATE chain SET tip = ?1", [self.seq as i64]).unwrap();
        });
        self.last = Some(id);
        id
    }
}

/// A subject as it stands in the file.
fn parts(subject: &Subject) -> (i64, Option<String>, Option<String>) {
    let text = subject.to_string();
    let (kind, rest) = text.split_once('/').unwrap();
    let (a, b) = rest.split_once('/').map_or((rest, None), |(a, b)| (a, Some(b.to_string())));
    let some = |a: &str| (a != "-").then(|| a.to_string());
    match kind {
        "facility" => (1, some(a), None),
        "person" => (4, some(a), None),
        "point" => (6, some(a), b),
        "undo" => (12, some(a), None),
        "log" => (13, some(a), None),
        _ => (14, None, Some(text)),
    }
}

/// Everything that lists and papers read still reads, and what two laptops hold is the same in either order.
#[track_caller]
fn harmless(a: &mut Desk, b: &mut Desk, harm: &Harm) {
    take(a, &harm.desk);
    take(b, a);
    take(a, b);
    assert_eq!(a.log.digest().unwrap(), b.log.digest().unwrap());
    for desk in [a, b] {
        let today = date(2026, 11, 24);
        desk.log.home(today).unwrap();
        desk.log.facilities().unwrap();
        desk.log.people().unwrap();
        desk.log.visits(None).unwrap();
        desk.log.findings(today, false).unwrap();
        desk.log.stats(today).unwrap();
        desk.log.rebuild().unwrap();
        assert_eq!(desk.log.verify().unwrap(), []);
    }
}

#[test]
fn an_entry_that_names_unknown_or_foreign_ones_takes_no_fail_away() {
    let (mut a, mut b, home, visit) = two();
    let point = a.answer(visit, ITEM, Verdict::Fail);
    let heads = a.open(visit).point(&point).unwrap().now.heads.clone();
    let facility = a.log.facility(home, date(2026, 11, 24)).unwrap().profile.heads.clone();
    let mut harm = Harm::new("恶号机");
    let other = Subject::Point(PointId::new(visit, "FIRE-EVAC-09"));
    let pass = || Event::Point(Point::of(Verdict::Pass));
    // Of another subject, of nobody, of what is to come on his own chain, and all at once.
    harm.say(other.clone(), heads.clone(), vec![], pass());
    harm.say(Subject::Point(point.clone()), vec![EntryId([9; 32])], vec![], pass());
    harm.say(Subject::Point(point.clone()), facility.clone(), vec![], pass());
    harm.say(Subject::Undo(harm.log), vec![], heads.clone(), Event::Undo(Undo {}));
    harm.say(other, [heads.clone(), facility, vec![EntryId([1; 32])]].concat(), vec![EntryId([2; 32])], pass());
    harm.say(Subject::Undo(a_log(&a)), vec![], heads, Event::Undo(Undo {}));
    harmless(&mut a, &mut b, &harm);
    for desk in [&mut a, &mut b] {
        assert_eq!(desk.verdict(&point), Some(Verdict::Fail));
        assert_eq!(desk.log.findings(date(2026, 11, 24), false).unwrap().len(), 1);
    }
}

fn a_log(desk: &Desk) -> LogId {
    let sql = "SELECT w.text FROM chain c JOIN word w ON w.n = c.log";
    desk.log.db().query_row(sql, [], |r| r.get::<_, String>(0)).unwrap().parse().unwrap()
}

#[test]
fn absurd_names_days_and_bodies_are_kept_and_harm_nothing() {
    let (mut a, mut b, _, visit) = two();
    let long = "长".repeat(100_000);
    let names = ["", "../../etc/passwd", "a\u{0}b\u{1b}[2J\u{202e}", "CON", &long, "{\"json\":[1]}", "'; DROP TABLE entry; --"];
    let mut harm = Harm::new("../..\\恶号机\u{0}:*?");
    for (n, name) in names.iter().enumerate() {
        let id = Id([100 + n as u8; 16]);
        let facility = Facility {
            name: (*name).into(),
            street: Some((*name).into()),
            filing_number: Some((*name).into()),
            ..Facility::default()
        };
        harm.say(Subject::Facility(id), vec![], vec![], Event::Facility(facility));
        harm.say(Subject::Person(id), vec![], vec![], Event::Person(Person { name: (*name).into(), ..Person::default() }));
    }
    let pass = canonical_of(&Event::Point(Point::of(Verdict::Fail)));
    for at in ["9999-12-31T23:59:59+08:00", "0000-00-00", "", "明天", "2026-11-24T10:00:00+99:99"] {
        harm.say_at(at, Subject::Point(PointId::new(visit, format!("X-{at}"))), vec![], vec![], &pass);
    }
    // As deep as is still read, as large as is still taken, of kinds that nobody knows.
    let deep = |depth: usize| format!("{{\"zz\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    harm.say_at("x", Subject::parse("weather/今天"), vec![], vec![], &deep(100));
    harm.say_at("x", Subject::parse("weather/今天"), vec![], vec![], &canonical_of(&json!({ "zz": "大".repeat(300_000) })));
    harm.say_at("x", Subject::parse(&format!("w/{}", "很长".repeat(5000))), vec![], vec![], "{\"zz\":1}");
    let strange = [json!({}), json!("x"), json!({ "point": 7 }), json!({ "freeze": { "covers": ["x"] } }), json!({ "log": {} })];
    for body in strange {
        harm.say_at("x", Subject::Point(PointId::new(visit, "FIRE-EVAC-02")), vec![], vec![], &canonical_of(&body));
    }
    harmless(&mut a, &mut b, &harm);
    assert_eq!(a.verdict(&PointId::new(visit, "X-")), Some(Verdict::Fail));
}

#[test]
fn what_no_entry_may_be_is_refused_with_the_whole_file() {
    let bodies: [(&str, String); 8] = [
        ("an empty list", "[]".into()),
        ("nothing", "null".into()),
        ("deeper than is read", format!("{{\"zz\":{}{}}}", "[".repeat(5000), "]".repeat(5000))),
        ("longer than is taken", canonical_of(&json!({ "zz": "大".repeat(400_000) }))),
        ("no JSON", "{\"zz\":".into()),
        ("not canonical", "{\"zz\": 1}".into()),
        ("a number with a fraction", "{\"zz\":1.5}".into()),
        ("more than one envelope", "{\"zz\":1},\"log\":\"x\"".into()),
    ];
    for (what, body) in bodies {
        let (mut a, ..) = two();
        let mut harm = Harm::new("恶号机");
        harm.say_at("x", Subject::parse("weather/今天"), vec![], vec![], &body);
        let why = refused(&mut a, &harm.desk.path);
        assert!(matches!(why, Why::Entry { seq: 2, .. }), "{what}: {why:?}");
    }
}

#[test]
fn a_log_is_named_by_one_key_and_nobody_else_writes_it() {
    let (mut a, b, ..) = two();
    let (log, theirs) = (a_log(&b), seal::public(&[66; 32]));
    // His key under the name of another's log: from the start, and in the place of a known one.
    for known in [false, true] {
        if known {
            take(&mut a, &b);
        }
        let mut harm = Harm::new("恶号机");
        (harm.log, harm.seq, harm.last) = (log, 0, None);
        harm.db(|db| {
            db.execute_batch("DELETE FROM entry; DELETE FROM subject").unwrap();
            db.execute("UPDATE word SET text = ?1 WHERE n = 1", [log.to_string()]).unwrap();
        });
        let start = LogStart { key: theirs, salt: Id([6; 16]), laptop: "乙号机".into(), demo: false };
        harm.say(Subject::Log(log), vec![], vec![], Event::Log(start));
        let why = refused(&mut a, &harm.desk.path);
        assert!(matches!(why, Why::Chain { seq: 1, .. }), "{why:?}");
    }
    // Another key beside the true first entries.
    let db = Connection::open(&b.path).unwrap();
    db.execute("UPDATE chain SET key = ?1", [theirs.to_string()]).unwrap();
    drop(db);
    let (mut fresh, ..) = two();
    assert!(matches!(refused(&mut fresh, &b.path), Why::Seal { .. }));
}

#[test]
fn many_claims_on_one_point_are_answered_soon() {
    let (mut a, mut b, _, visit) = two();
    let mut harm = Harm::new("恶号机");
    let point = Subject::Point(PointId::new(visit, "FIRE-EVAC-09"));
    let body = Event::Point(Point::of(Verdict::Fail));
    // All on one point, each over all before it.
    let mut heads: Vec<EntryId> = Vec::new();
    for _ in 0..60 {
        let id = harm.say(point.clone(), heads.clone(), vec![], body.clone());
        heads.push(id);
        heads.sort();
    }
    let many: Vec<EntryId> = (0..5000u32)
        .map(|n| {
            let mut id = [7; 32];
            id[..4].copy_from_slice(&n.to_be_bytes());
            EntryId(id)
        })
        .collect();
    harm.say(point, many.clone(), many, body);
    harmless(&mut a, &mut b, &harm);
}

#[test]
fn a_package_is_taken_only_as_its_sender_signed_it() {
    let key = EntryId([9; 32]).to_string();
    for sql in [
        "UPDATE sender SET laptop = '丙号机'",
        "UPDATE sender SET whole = 1",
        &format!("UPDATE sender SET key = '{key}'"),
        "UPDATE sender SET signature = zeroblob(64)",
        "UPDATE sender SET signature = zeroblob(3)",
        "DELETE FROM sender",
        "DELETE FROM held",
        "UPDATE held SET seq = seq + 1",
        "INSERT INTO held SELECT * FROM held",
        "DELETE FROM entry; DELETE FROM seal; DELETE FROM chain",
    ] {
        let (mut a, mut b, _, visit) = two();
        b.answer(visit, ITEM, Verdict::Fail);
        let file = b.folder.path().join("b.xuncha");
        super::damage::packed(&mut b, &file, false);
        let db = Connection::open(&file).unwrap();
        db.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        drop(db);
        assert_eq!(refused(&mut a, &file), Why::Sender, "{sql}");
    }
}
