//! Checks a log's chain, entry by entry (DESIGN §4, *Unknown is kept* and *Seal*): from its
//! first entry, or from one that is held already. Names the first fault. Forks are no fault.

use super::entry::{Body, Entry, NotAnEntry};
use crate::domain::derive;
use crate::domain::event::Event;
use crate::domain::name::{EntryId, Id, LogId};
use crate::domain::subject::Subject;
use serde_json::Value;

/// The first thing wrong in a chain, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub log: LogId,
    pub seq: u64,
    /// The name under which the entry was kept.
    pub id: EntryId,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The bytes are no entry.
    Bytes(NotAnEntry),
    /// The bytes are an entry of another name: changed after they were hashed.
    Altered,
    /// The entry stands under another log or number than its bytes say.
    Misplaced,
    /// The first entry does not give the log its name.
    Start,
    /// The entry that it names as the one before is not there.
    Missing,
    /// Its number is not the next.
    Number,
    /// It begins no group and belongs to none.
    Group,
}

/// An entry as it is kept: its bytes, and beside them what they are found by.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    pub id: EntryId,
    pub log: LogId,
    pub seq: u64,
    pub bytes: &'a str,
}

/// Where an entry of a chain stands that another may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    pub log: LogId,
    pub seq: u64,
    pub group: u64,
}

/// Reads a kept entry and compares it with what it is found by.
pub fn read(kept: Kept) -> Result<Entry, Fault> {
    let fault = |what| Fault { log: kept.log, seq: kept.seq, id: kept.id, what };
    let entry = Entry::read(kept.bytes).map_err(|e| fault(What::Bytes(e)))?;
    if entry.id != kept.id {
        return Err(fault(What::Altered));
    }
    if (entry.log, entry.seq) != (kept.log, kept.seq) {
        return Err(fault(What::Misplaced));
    }
    Ok(entry)
}

/// Whether an entry follows what it names: the next number of the same log, within its group or the first of one.
pub fn follows(entry: &Entry, find: impl Fn(&EntryId) -> Option<Link>) -> Result<(), What> {
    let Some(prev) = &entry.prev else {
        let named = entry.seq == 1 && entry.group == 1 && start(entry).is_some();
        return if named { Ok(()) } else { Err(What::Start) };
    };
    let prev = find(prev).ok_or(What::Missing)?;
    if prev.log != entry.log || prev.seq.checked_add(1) != Some(entry.seq) {
        return Err(What::Number);
    }
    if entry.group != entry.seq && entry.group != prev.group {
        return Err(What::Group);
    }
    Ok(())
}

/// What the first entry of a log says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    pub key: EntryId,
    /// What its owner calls the laptop.
    pub laptop: String,
    pub demo: bool,
}

/// Reads the start of a log: *its public key and 16 random bytes, their hash is the log's name*. Also of a start that a
/// newer version wrote, since its seals must be checked and worlds kept apart all the same.
pub fn start(entry: &Entry) -> Option<Start> {
    let (key, salt, laptop, demo) = match &entry.body {
        Body::Known(event) => match &**event {
            Event::Log(start) => (start.key, start.salt, start.laptop.clone(), start.demo),
            _ => return None,
        },
        Body::Unknown(body) => {
            let field = |name: &str| body.get("log")?.get(name);
            let key: EntryId = field("key")?.as_str()?.parse().ok()?;
            let salt: Id = field("salt")?.as_str()?.parse().ok()?;
            let laptop = field("laptop").and_then(Value::as_str).unwrap_or_default().to_string();
            (key, salt, laptop, field("demo").is_some_and(|demo| *demo != Value::Bool(false)))
        }
    };
    let named = derive::log(&key, &salt) == entry.log && entry.subject == Subject::Log(entry.log);
    named.then_some(Start { key, laptop, demo })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::{LogStart, Person};
    use crate::journal::entry::{Draft, Place};

    /// A chain of `n` entries of one laptop, each a group of its own.
    fn chain(n: u64) -> Vec<Entry> {
        let start = LogStart { key: EntryId([1; 32]), salt: Id([2; 16]), laptop: "甲号机".into(), demo: false };
        let log = derive::log(&start.key, &start.salt);
        let mut entries = vec![next(None, log, Subject::Log(log), Event::Log(start), 1)];
        for seq in 2..=n {
            entries.push(person(&entries[seq as usize - 2], seq, "检甲"));
        }
        entries
    }

    fn person(prev: &Entry, group: u64, name: &str) -> Entry {
        let event = Event::Person(Person { name: name.into(), ..Person::default() });
        next(Some(prev), prev.log, Subject::Person(Id([5; 16])), event, group)
    }

    fn next(prev: Option<&Entry>, log: LogId, subject: Subject, body: Event, group: u64) -> Entry {
        let seq = prev.map_or(1, |p| p.seq + 1);
        let at = format!("2026-11-24T10:42:{:02}+08:00", seq % 60);
        let place = Place { log, seq, prev: prev.map(|p| p.id), group, at, author: None };
        Entry::write(Draft { subject, replaces: vec![], body }, vec![], place)
    }

    fn check(entries: &[Entry], held: &[Entry]) -> Result<(), (u64, What)> {
        let link = |e: &Entry| Link { log: e.log, seq: e.seq, group: e.group };
        for (n, entry) in entries.iter().enumerate() {
            let find = |id: &EntryId| entries[..n].iter().chain(held).find(|e| e.id == *id).map(link);
            follows(entry, find).map_err(|what| (entry.seq, what))?;
        }
        Ok(())
    }

    #[test]
    fn a_chain_is_whole_from_its_beginning_or_from_what_is_held() {
        let all = chain(6);
        assert_eq!(check(&all, &[]), Ok(()));
        assert_eq!(check(&all[3..], &all[..3]), Ok(()));
        assert_eq!(check(&all[3..], &all[..2]), Err((4, What::Missing)));
    }

    #[test]
    fn the_first_fault_is_named_with_its_number() {
        let all = chain(6);
        let without = |n: usize| all.iter().enumerate().filter(|(i, _)| *i != n).map(|(_, e)| e.clone()).collect::<Vec<_>>();
        assert_eq!(check(&without(2), &[]), Err((4, What::Missing)), "a middle one gone");
        assert_eq!(check(&without(0), &[]), Err((2, What::Missing)), "the first one gone");
        let mut swapped = all.clone();
        swapped.swap(2, 3);
        assert_eq!(check(&swapped, &[]).map_err(|(seq, _)| seq), Err(4), "two swapped");
        let mut late = person(&all[1], 3, "检乙");
        late.seq = 4;
        assert_eq!(check(&[all[0].clone(), all[1].clone(), late], &all), Err((4, What::Number)));
        assert_eq!(check(&[all[0].clone(), person(&all[0], 7, "检乙")], &[]), Err((2, What::Group)));
        let mut stranger = all[0].clone();
        stranger.log = Id([9; 16]);
        assert_eq!(check(&[stranger], &[]), Err((1, What::Start)), "a log that its key does not name");
        assert_eq!(
            check(&[next(None, all[0].log, Subject::Person(Id([5; 16])), Event::Undo(Default::default()), 1)], &[]),
            Err((1, What::Start))
        );
    }

    #[test]
    fn a_fork_is_no_fault() {
        let all = chain(4);
        let copy = person(&all[1], 3, "检乙");
        let on = person(&copy, 3, "检丙");
        let mut forked = all.clone();
        forked.extend([copy, on]);
        forked.sort_by_key(|e| e.seq);
        assert_eq!(check(&forked, &[]), Ok(()));
    }

    #[test]
    fn a_changed_byte_and_a_changed_place_show() {
        let all = chain(3);
        let kept = |e: &Entry, bytes: &str| read(Kept { id: e.id, log: e.log, seq: e.seq, bytes }).map_err(|f| f.what);
        let bytes = all[2].bytes.replace("检甲", "检乙");
        assert_eq!(kept(&all[2], &all[2].bytes), Ok(all[2].clone()));
        assert_eq!(kept(&all[2], &bytes), Err(What::Altered));
        assert_eq!(kept(&all[2], &bytes.replace(':', ": ")), Err(What::Bytes(NotAnEntry::NotCanonical)));
        let elsewhere = Entry { seq: 2, ..all[2].clone() };
        assert_eq!(kept(&elsewhere, &all[2].bytes), Err(What::Misplaced));
    }

    #[test]
    fn the_start_of_a_newer_log_still_gives_its_key_and_its_world() {
        let bytes = chain(1)[0].bytes.replace("\"key\"", "\"demo\":true,\"hardware\":\"x\",\"key\"");
        let entry = Entry::read(&bytes).unwrap();
        assert!(matches!(entry.body, Body::Unknown(_)));
        assert_eq!(start(&entry), Some(Start { key: EntryId([1; 32]), laptop: "甲号机".into(), demo: true }));
        assert_eq!(check(&[entry], &[]), Ok(()));
    }
}
