//! The exact bytes of one entry of every kind, with every field, and every word of the trade that stands in them.
//! **Do not change them.** They are on disks that this program must still read and name alike; add a new kind or an
//! optional field instead, and a new line here.

mod samples;

use super::canonical::canonical_of;
use super::entry::{Body, Draft, Entry, NotAnEntry, Place};
use crate::domain::event::*;
use crate::domain::facility::*;
use crate::domain::inspection::*;
use crate::domain::point::*;
use crate::domain::subject::Subject;
use samples::*;
use serde_json::{Value, json};

fn written(subject: Subject, body: Event) -> Entry {
    let undo = matches!(body, Event::Undo(_));
    let first = matches!(body, Event::Log(_));
    let place = Place {
        log: id(1),
        seq: if first { 1 } else { 8 },
        prev: (!first).then(|| hash(20)),
        group: if first { 1 } else { 7 },
        at: "2026-11-24T10:42:13+08:00".into(),
        author: (!first).then(|| id(5)),
    };
    let draft = Draft { subject, replaces: if first || undo { vec![] } else { vec![hash(22), hash(21)] }, body };
    Entry::write(draft, if undo { vec![hash(24), hash(23)] } else { vec![] }, place)
}

fn kind(event: &Event) -> &'static str {
    // A new kind does not compile until it stands here, in `samples` and in the frozen lines.
    match event {
        Event::Log(_) => "log",
        Event::Person(_) => "person",
        Event::Facility(_) => "facility",
        Event::Trait(_) => "trait",
        Event::Paper(_) => "paper",
        Event::Inspection(_) => "inspection",
        Event::Point(_) => "point",
        Event::Major(_) => "major",
        Event::Freeze(_) => "freeze",
        Event::Sign(_) => "sign",
        Event::Amend(_) => "amend",
        Event::Same(_) => "same",
        Event::Import(_) => "import",
        Event::Plan(_) => "plan",
        Event::Undo(_) => "undo",
    }
}

/// Each line: the id of the entry and its bytes.
const FROZEN: &str = include_str!("frozen.txt");

#[test]
fn the_bytes_and_the_name_of_every_kind_of_entry_are_frozen() {
    let samples = samples();
    let lines: Vec<String> = samples
        .iter()
        .map(|(subject, event)| {
            let entry = written(subject.clone(), event.clone());
            format!("{} {}", entry.id, entry.bytes)
        })
        .collect();
    let frozen: Vec<&str> = FROZEN.lines().collect();
    assert_eq!(lines, frozen);
    let kinds: Vec<&str> = samples.iter().map(|(_, e)| kind(e)).collect();
    assert_eq!(kinds.len(), 17, "one line a kind, and one for each younger field");
    for (kind, line) in kinds.iter().zip(frozen) {
        assert!(line.contains(&format!("\"body\":{{\"{kind}\":{{")), "{line}");
    }
}

#[test]
fn frozen_entries_read_back_whole_and_another_json_library_writes_the_same_bytes() {
    for (line, (subject, event)) in FROZEN.lines().zip(samples()) {
        let (id, bytes) = line.split_once(' ').unwrap();
        let entry = Entry::read(bytes).unwrap();
        assert_eq!(entry, written(subject, event));
        assert_eq!(entry.id.to_string(), id);
        let value: Value = serde_json::from_str(bytes).unwrap();
        assert_eq!(serde_json_canonicalizer::to_string(&value).unwrap(), bytes);
    }
}

/// What a newer version may write: another field anywhere in a body, another kind, another word.
#[test]
fn what_a_newer_version_wrote_is_kept_to_the_byte() {
    for line in FROZEN.lines() {
        let (_, bytes) = line.split_once(' ').unwrap();
        let mut value: Value = serde_json::from_str(bytes).unwrap();
        let (kind, inner) = value["body"].as_object().unwrap().iter().next().map(|(k, v)| (k.clone(), v.clone())).unwrap();
        value["body"][&kind]["zz_new"] = json!({"a": [1, {}]});
        kept(&value);
        value["body"] = json!({"zz_new_kind": inner});
        kept(&value);
    }
    let (subject, _) = samples().swap_remove(6);
    let value: Value = serde_json::from_str(&written(subject, Event::Point(failing())).bytes).unwrap();
    for (field, word) in
        [("/body/point/verdict", "perhaps"), ("/body/point/finding/stage", "halfway"), ("/subject", "weather/today")]
    {
        let mut newer = value.clone();
        *newer.pointer_mut(field).unwrap() = word.into();
        let entry = Entry::read(&canonical_of(&newer)).unwrap();
        assert_eq!(matches!(entry.body, Body::Unknown(_)), field != "/subject");
        assert_eq!(entry.subject == Subject::Unknown(word.into()), field == "/subject");
    }
}

#[track_caller]
fn kept(value: &Value) {
    let bytes = canonical_of(value);
    let entry = Entry::read(&bytes).unwrap();
    assert_eq!(entry.body, Body::Unknown(value["body"].clone()));
    assert_eq!(entry.bytes, bytes);
}

#[test]
fn one_fact_has_one_form_and_every_other_is_refused() {
    let (subject, event) = samples().swap_remove(1);
    let bytes = written(subject, event).bytes;
    let loose = [
        bytes.replacen(':', ": ", 1),
        bytes.replacen("\"at\"", "\"\\u0061t\"", 1),
        bytes.replacen("\"group\":7,\"log\"", "\"log\"", 1).replacen("\"prev\"", "\"group\":7,\"prev\"", 1),
        bytes.replacen("\"seq\":8", "\"seq\":8.0", 1),
        bytes.replacen("\"seq\":8", "\"seq\":8e0", 1),
        bytes.replacen("\"seq\":8", "\"seq\":8,\"seq\":8", 1),
        format!("{bytes}\n"),
    ];
    for bytes in &loose {
        assert_eq!(Entry::read(bytes), Err(NotAnEntry::NotCanonical), "{bytes}");
    }
    let value: Value = serde_json::from_str(&bytes).unwrap();
    let with = |field: &str, new: Value| {
        let mut value = value.clone();
        value[field] = new;
        Entry::read(&canonical_of(&value))
    };
    for (field, new) in [
        ("author", Value::Null),
        ("undoes", json!([])),
        ("replaces", json!([hash(22), hash(21)])),
        ("replaces", json!([hash(21), hash(21)])),
    ] {
        assert_eq!(with(field, new), Err(NotAnEntry::NotCanonical), "{field}");
    }
    for (field, new) in [("log", json!("short")), ("seq", json!(-1)), ("zz_new", json!(1)), ("prev", json!(id(1)))] {
        assert_eq!(with(field, new), Err(NotAnEntry::Envelope), "{field}");
    }
    assert_eq!(Entry::read(&bytes[..bytes.len() - 1]), Err(NotAnEntry::NotJson));
    assert_eq!(Entry::read(&format!("\"{}\"", "x".repeat(super::entry::LONGEST))), Err(NotAnEntry::TooLong));
}

/// A body that reads but that this program would write otherwise is not taken for known: its meaning could be another.
#[test]
fn a_body_that_would_be_written_otherwise_is_not_known() {
    let (subject, event) = samples().swap_remove(1);
    let mut value: Value = serde_json::from_str(&written(subject, event).bytes).unwrap();
    value["body"]["person"]["phone"] = Value::Null;
    kept(&value);
}

#[test]
fn the_words_of_the_trade_are_frozen() {
    let words = json!({
        "verdict": [Verdict::Pass, Verdict::Fail, Verdict::Na, Verdict::Unchecked, Verdict::Cleared],
        "severity": [Severity::Minor, Severity::Serious, Severity::Major],
        "stage": [Stage::Open, Stage::NotFixed, Stage::Partly, Stage::Ordered, Stage::Extended, Stage::Reported,
            Stage::Transferred, Stage::Closed, Stage::FixedOnSpot],
        "handling": [Handling::Fixed, Handling::Order, Handling::Transfer, Handling::Advise],
        "unchecked": [UncheckedReason::KeyOrPersonAway, UncheckedReason::OutOfUse, UncheckedReason::PapersElsewhere,
            UncheckedReason::NoTime, UncheckedReason::Refused, UncheckedReason::NeedsSpecialist, UncheckedReason::Other],
        "na": [NaReason::NoSuchThing, NaReason::NotRequiredHere, NaReason::Other],
        "facility": FacilityType::ALL,
        "status": [Status::Open, Status::Suspended, Status::Renovating, Status::NotOpened, Status::Closed],
        "presence": [Presence::Unknown, Presence::No, Presence::Yes],
        "mark": [MarkReason::CheckCharacter, MarkReason::Length, MarkReason::Missing, MarkReason::NotANumber,
            MarkReason::OutOfRange, MarkReason::UnknownType, MarkReason::Twin],
        "kind": Kind::ALL,
        "activity": [Activity::Inspection, Activity::Guidance],
        "not_done": [NotDone::OutOfBusiness, NotDone::NobodyThere, NotDone::Refused, NotDone::Postponed],
        "signed": SignedHow::ALL,
        "import": [ImportKind::Facilities, ImportKind::People, ImportKind::Ledger],
    });
    assert_eq!(canonical_of(&words), WORDS);
}

const WORDS: &str = concat!(
    r#"{"activity":["inspection","guidance"],"#,
    r#""facility":["home","small_home","centre","day_care","canteen","meal_point"],"#,
    r#""handling":["fixed","order","transfer","advise"],"#,
    r#""import":["facilities","people","ledger"],"#,
    r#""kind":["routine","campaign","case","joint","recheck"],"#,
    r#""mark":["check_character","length","missing","not_a_number","out_of_range","unknown_type","twin"],"#,
    r#""na":["no_such_thing","not_required_here","other"],"#,
    r#""not_done":["out_of_business","nobody_there","refused","postponed"],"#,
    r#""presence":["unknown","no","yes"],"#,
    r#""severity":["minor","serious","major"],"#,
    r#""signed":["signed","reserved","refused","by_hand","later"],"#,
    r#""stage":["open","not_fixed","partly","ordered","extended","reported","transferred","closed","fixed_on_spot"],"#,
    r#""status":["open","suspended","renovating","not_opened","closed"],"#,
    r#""unchecked":["key_or_person_away","out_of_use","papers_elsewhere","no_time","refused","needs_specialist","other"],"#,
    r#""verdict":["pass","fail","na","unchecked","cleared"]}"#,
);
