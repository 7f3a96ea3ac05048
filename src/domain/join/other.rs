//! The joins of persons, the second person's judgement, what is one, imports, plans and the start of a log.

use super::{Differs, Join, Joined, united};
use crate::domain::event::{Import, Judged, LogStart, Person, Plan, Same};

/// Nothing judged; of two dates on a card the earlier counts.
impl Join for Person {
    fn join(values: &[&Person]) -> Joined<Person> {
        let mut d = Differs::default();
        let all = || values.iter().copied();
        let value = Person {
            name: d.text("name", all().map(|p| &p.name)),
            unit: d.first("unit", all().filter_map(|p| p.unit.as_ref())),
            card: d.first("card", all().filter_map(|p| p.card.as_ref())),
            card_until: d.first("card_until", all().filter_map(|p| p.card_until.as_ref())),
            phone: d.first("phone", all().filter_map(|p| p.phone.as_ref())),
        };
        d.into(value, false)
    }
}

/// Major over not major; the difference is a dispute. Who and why are those of what counts.
impl Join for Judged {
    fn join(values: &[&Judged]) -> Joined<Judged> {
        let mut d = Differs::default();
        let major = values.iter().any(|j| j.major);
        let counts = || values.iter().copied().filter(|j| j.major == major);
        let value = Judged {
            major,
            by: d.first("by", counts().filter_map(|j| j.by.as_ref())),
            reason: d.first("reason", counts().filter_map(|j| j.reason.as_ref())),
        };
        d.into(value, values.iter().any(|j| j.major != major))
    }
}

/// One only when every head says so: while people differ, two stay two and each has to be dealt with.
impl Join for Same {
    fn join(values: &[&Same]) -> Joined<Same> {
        let mut d = Differs::default();
        let same = values.iter().all(|s| s.same);
        let counts = || values.iter().copied().filter(|s| s.same == same);
        let value = Same { same, reason: d.first("reason", counts().filter_map(|s| s.reason.as_ref())) };
        d.into(value, values.iter().any(|s| s.same != same))
    }
}

/// The same file taken in on two laptops is one import; its counts may differ by what each held before.
impl Join for Import {
    fn join(values: &[&Import]) -> Joined<Import> {
        let mut d = Differs::default();
        let all = || values.iter().copied();
        let value = Import {
            kind: d.always("kind", all().map(|i| &i.kind)),
            file: d.text("file", all().map(|i| &i.file)),
            hash: d.always("hash", all().map(|i| &i.hash)),
            rows: d.always("rows", all().map(|i| &i.rows)),
            added: d.last("added", all().map(|i| &i.added)).unwrap_or_default(),
            changed: d.last("changed", all().map(|i| &i.changed)).unwrap_or_default(),
            left_out: d.last("left_out", all().map(|i| &i.left_out)).unwrap_or_default(),
        };
        d.into(value, false)
    }
}

/// The earliest day; people united; withdrawn only when every head says so.
impl Join for Plan {
    fn join(values: &[&Plan]) -> Joined<Plan> {
        let mut d = Differs::default();
        let withdrawn = values.iter().all(|p| p.withdrawn);
        let counts = || values.iter().copied().filter(|p| p.withdrawn == withdrawn);
        let value = Plan {
            facility: d.always("facility", values.iter().map(|p| &p.facility)),
            on: d.always("on", counts().map(|p| &p.on)),
            people: united(counts().map(|p| &p.people)),
            note: d.first("note", values.iter().filter_map(|p| p.note.as_ref())),
            withdrawn,
        };
        if values.iter().any(|p| p.withdrawn != withdrawn) {
            d.0.insert("withdrawn".into(), vec!["false".into(), "true".into()]);
        }
        d.into(value, false)
    }
}

/// A log starts once; a copied laptop's starts are equal.
impl Join for LogStart {
    fn join(values: &[&LogStart]) -> Joined<LogStart> {
        let mut d = Differs::default();
        let all = || values.iter().copied();
        let value = LogStart {
            key: d.always("key", all().map(|l| &l.key)),
            salt: d.always("salt", all().map(|l| &l.salt)),
            laptop: d.text("laptop", all().map(|l| &l.laptop)),
            demo: all().any(|l| l.demo),
        };
        d.into(value, false)
    }
}
