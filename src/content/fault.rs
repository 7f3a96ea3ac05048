//! What can be wrong with content, as data; its sentences are in `failure/`.

use crate::domain::facility::FacilityType;
use crate::text::Text;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub file: String,
    /// From 1; 0 when the fault is of the whole file.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    pub what: What,
}

/// What is wrong. `field` is the way to it below its table: `text.zh`, `basis.norm`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// TOML that does not read, in the parser's own words.
    Syntax(String),
    /// The bytes are no UTF-8 text.
    NotText,
    UnknownField {
        field: String,
        near: Option<&'static str>,
    },
    MissingField {
        field: String,
    },
    WrongShape {
        field: String,
        expected: Text,
    },
    UnknownWord {
        field: String,
        found: String,
        allowed: &'static [&'static str],
    },
    Empty {
        field: String,
    },
    /// Wider on screen than it may be; a Chinese character takes two columns.
    TooWide {
        field: String,
        columns: usize,
        most: usize,
    },
    Question {
        field: String,
        word: &'static str,
    },
    DoubleNegative {
        field: String,
        first: &'static str,
        second: &'static str,
    },
    /// One column in some consoles, two in others.
    Ambiguous {
        found: char,
        instead: &'static str,
    },
    NotPlainEnglish {
        found: char,
    },
    /// An id that does not fit into a subject or is not lower case where it has to be.
    BadId {
        id: String,
    },
    BadVersion {
        found: String,
    },
    Twice {
        id: String,
        file: String,
        line: usize,
    },
    Dangling {
        to: To,
        id: String,
    },
    EmptySection {
        id: String,
    },
    OutOfOrder {
        id: String,
        section: String,
    },
    KindLacks {
        kind: &'static str,
        field: &'static str,
    },
    KindHasNo {
        kind: &'static str,
        field: &'static str,
    },
    MinOverMax,
    NotPlausible {
        field: &'static str,
    },
    HalfPair,
    FewWordings,
    WordingJudges {
        word: &'static str,
    },
    /// The blanks of a wording in the two languages; who fills one fills the other.
    BlanksDiffer {
        zh: usize,
        en: usize,
    },
    /// A wording that leaves nothing to the facts.
    NoBlank,
    NoBasisFor {
        kind: FacilityType,
    },
    BasisElsewhere {
        kind: FacilityType,
    },
    /// A norm for care homes beside a place that is none.
    HomesOnly {
        norm: String,
        kind: FacilityType,
    },
    ByAnalogyOnly {
        norm: String,
        kind: FacilityType,
    },
    NotCitable {
        norm: String,
    },
    /// A clause that is surer than what was seen of its norm.
    SurerThanNorm {
        norm: String,
    },
    MajorNotRed,
    /// Without a clause that was read and makes it one it may be a candidate, never major by itself.
    MajorUnread,
    RedLineMinor,
    /// What rises to a candidate for major hazard on any fail, or is risen to, is no red line.
    NotRedLine {
        item: String,
    },
    /// A rise that comes back to where it was.
    Endless {
        item: String,
    },
    /// A parameter says another value than its item.
    OtherLimit {
        item: String,
        value: String,
    },
    /// A limit has a floor or says why it has none.
    FloorOrReason,
    WeakerThanFloor {
        floor: String,
    },
    /// An item that is handed over, and no authority takes it.
    NoAuthority {
        item: String,
    },
    /// A figure that a plan sets for an area stands as the limit of one facility.
    TargetAsLimit {
        clause: String,
        value: String,
    },
    /// A day that the calendar lists twice, or of another year.
    WrongDay {
        day: String,
    },
}

/// What an id points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    Section,
    Item,
    Norm,
    Clause,
    Trait,
    Paper,
    Parameter,
}
