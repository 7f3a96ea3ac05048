//! Subjects: what an entry is about. The text form is on disk for ever; a form this program does not know is kept as it is.

use super::name::{FacilityId, Id, InspectionId, LogId, PersonId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A point: an item at a visit, a further place of it, something outside the list, or a line of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PointId {
    /// `None` for points without a visit (`-/<id>`).
    pub inspection: Option<InspectionId>,
    /// The item's id, or 22 characters of its own for a further place, a thing outside the list or a ledger line.
    pub key: String,
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Facility(FacilityId),
    Trait(FacilityId, String),
    Paper(FacilityId, String),
    Person(PersonId),
    Inspection(InspectionId),
    Point(PointId),
    /// The second person's judgement on a candidate for major hazard.
    Major(PointId),
    Freeze(InspectionId),
    /// Two things that are one, in ascending order of their text. Points as `I/X`, else ids.
    Same(String, String),
    Import(Id),
    Plan(Id),
    Undo(LogId),
    Log(LogId),
    /// Written by a newer version; kept, passed on, read-only here.
    Unknown(String),
}

impl PointId {
    pub fn new(inspection: InspectionId, key: impl Into<String>) -> PointId {
        PointId { inspection: Some(inspection), key: key.into() }
    }

    /// Reads `I/X` or `-/X`.
    pub fn parse(text: &str) -> Option<PointId> {
        let (inspection, key) = text.split_once('/')?;
        let inspection = if inspection == "-" { None } else { Some(inspection.parse().ok()?) };
        plain(key).then(|| PointId { inspection, key: key.into() })
    }
}

impl Subject {
    /// The subject that says two things are one, whichever order they are named in.
    pub fn same(a: impl fmt::Display, b: impl fmt::Display) -> Subject {
        let (a, b) = (a.to_string(), b.to_string());
        if a <= b { Subject::Same(a, b) } else { Subject::Same(b, a) }
    }

    /// Reads a text form. Never fails: what is not known stays as it is.
    pub fn parse(text: &str) -> Subject {
        Subject::known(text).unwrap_or_else(|| Subject::Unknown(text.into()))
    }

    fn known(text: &str) -> Option<Subject> {
        let (kind, rest) = text.split_once('/')?;
        let two = || rest.split_once('/').filter(|(_, b)| plain(b));
        Some(match kind {
            "facility" => Subject::Facility(rest.parse().ok()?),
            "trait" => two().and_then(|(f, t)| Some(Subject::Trait(f.parse().ok()?, t.into())))?,
            "paper" => two().and_then(|(f, p)| Some(Subject::Paper(f.parse().ok()?, p.into())))?,
            "person" => Subject::Person(rest.parse().ok()?),
            "inspection" => Subject::Inspection(rest.parse().ok()?),
            "point" => Subject::Point(PointId::parse(rest)?),
            "major" => Subject::Major(PointId::parse(rest)?),
            "freeze" => Subject::Freeze(rest.parse().ok()?),
            "same" => Subject::known_same(rest)?,
            "import" => Subject::Import(rest.parse().ok()?),
            "plan" => Subject::Plan(rest.parse().ok()?),
            "undo" => Subject::Undo(rest.parse().ok()?),
            "log" => Subject::Log(rest.parse().ok()?),
            _ => return None,
        })
    }

    /// `same/A/B` where both are points (`I/X/J/Y`) or both are ids.
    fn known_same(rest: &str) -> Option<Subject> {
        let parts: Vec<&str> = rest.split('/').collect();
        let (a, b) = match parts[..] {
            [a, b] => (a.parse::<Id>().ok()?.to_string(), b.parse::<Id>().ok()?.to_string()),
            [i, x, j, y] => (PointId::parse(&format!("{i}/{x}"))?.to_string(), PointId::parse(&format!("{j}/{y}"))?.to_string()),
            _ => return None,
        };
        (a < b).then_some(Subject::Same(a, b))
    }
}

/// One path part: not empty, no slash, no blanks or control characters.
fn plain(part: &str) -> bool {
    !part.is_empty() && part.len() <= 64 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

impl fmt::Display for PointId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.inspection {
            Some(inspection) => write!(f, "{inspection}/{}", self.key),
            None => write!(f, "-/{}", self.key),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Subject::Facility(id) => write!(f, "facility/{id}"),
            Subject::Trait(id, name) => write!(f, "trait/{id}/{name}"),
            Subject::Paper(id, kind) => write!(f, "paper/{id}/{kind}"),
            Subject::Person(id) => write!(f, "person/{id}"),
            Subject::Inspection(id) => write!(f, "inspection/{id}"),
            Subject::Point(point) => write!(f, "point/{point}"),
            Subject::Major(point) => write!(f, "major/{point}"),
            Subject::Freeze(id) => write!(f, "freeze/{id}"),
            Subject::Same(a, b) => write!(f, "same/{a}/{b}"),
            Subject::Import(id) => write!(f, "import/{id}"),
            Subject::Plan(id) => write!(f, "plan/{id}"),
            Subject::Undo(id) => write!(f, "undo/{id}"),
            Subject::Log(id) => write!(f, "log/{id}"),
            Subject::Unknown(text) => f.write_str(text),
        }
    }
}

macro_rules! as_text {
    ($name:ident, $read:expr) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<$name, D::Error> {
                let text = String::deserialize(d)?;
                $read(&text).ok_or_else(|| serde::de::Error::custom(concat!("not a ", stringify!($name))))
            }
        }
    };
}
as_text!(PointId, PointId::parse);
as_text!(Subject, |text| Some(Subject::parse(text)));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subject_reads_back_as_written_and_foreign_ones_stay_as_they_are() {
        let (i, j) = (Id([1; 16]), Id([2; 16]));
        let all = [
            Subject::Facility(i),
            Subject::Trait(i, "gas".into()),
            Subject::Paper(i, "food_licence".into()),
            Subject::Person(i),
            Subject::Inspection(i),
            Subject::Point(PointId::new(i, "FIRE-EVAC-01")),
            Subject::Point(PointId { inspection: None, key: j.to_string() }),
            Subject::Major(PointId::new(i, "FIRE-EVAC-01")),
            Subject::Freeze(i),
            Subject::same(j, i),
            Subject::same(PointId::new(j, "A"), PointId::new(i, "A")),
            Subject::Import(i),
            Subject::Plan(i),
            Subject::Undo(i),
            Subject::Log(i),
        ];
        for subject in all {
            assert_eq!(Subject::parse(&subject.to_string()), subject);
            assert!(!matches!(Subject::parse(&subject.to_string()), Subject::Unknown(_)));
        }
        for foreign in ["", "weather/today", "facility/short", "point/x", "trait/AAAAAAAAAAAAAAAAAAAAAA/a/b"] {
            assert_eq!(Subject::parse(foreign), Subject::Unknown(foreign.into()));
        }
    }
}
