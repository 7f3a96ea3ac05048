//! The form of every content file as plain tables, and one walk that holds a file against its form: fields not known,
//! missing, or of another form, all at once with their places. Knows no rule of the trade.

use super::source::Source;
use crate::content::fault::{Fault, What};
use crate::text::{Text, t};
use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text that says something.
    Text,
    /// A text that may be empty.
    Loose,
    /// A day, or empty.
    Day,
    /// `{ zh, en }`, neither empty.
    Words,
    /// A whole number, bare or in quotes.
    Whole,
    /// A decimal in quotes.
    Decimal,
    Flag,
    /// One of the words; text stored by a newer version reads as `otherwise` where it has a word not known here.
    OneOf {
        words: &'static [&'static str],
        otherwise: &'static str,
    },
    List(&'static Shape),
    Table(&'static [Field]),
    /// Any names, each with a value of this form.
    Map(&'static Shape),
}

#[derive(Clone, Copy, Debug)]
pub struct Field {
    name: &'static str,
    shape: Shape,
    must: bool,
}

impl Field {
    pub fn name(&self) -> &'static str {
        self.name
    }
}

const fn must(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, must: true }
}

const fn may(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, must: false }
}

use Shape::{Day, Decimal, Flag, Loose, Text as T, Whole, Words};

pub const TYPES: &[&str] = &["home", "small_home", "centre", "day_care", "canteen", "meal_point"];
pub const PLACES: &[&str] =
    &["outside", "hall", "corridor", "stairs", "room", "bath", "kitchen", "store", "plant", "office", "interview"];
pub const METHODS: &[&str] = &["look", "document", "test", "interview"];
pub const KINDS: &[&str] = &["judge", "count", "sample", "number", "date", "figure"];
pub const SEVERITIES: &[&str] = &["minor", "serious", "major"];
pub const OWNERS: &[&str] = &["civil", "fire", "market", "housing", "health", "gas", "police", "finance"];
pub const HANDLINGS: &[&str] = &["fixed", "order", "transfer", "advise"];
pub const FORCES: &[&str] = &["binding", "analogy"];
pub const VISITS: &[&str] = &["routine", "campaign", "case", "joint", "recheck"];
pub const ELSEWHERE: &[&str] = &["never", "analogy"];
pub const WHENS: &[&str] = &["fail", "none", "system_down", "large", "authority", "linked", "twice"];
pub const CLOCKS: &[&str] = &["at_once", "2_hours", "same_day", "3_working_days", "by_head"];
pub const LIMITS: &[&str] = &["max", "min", "within_days"];
pub const CERTAINTIES: &[&str] = &["read", "quoted", "second_hand", "memory"];

const CERTAINTY: Shape = Shape::OneOf { words: CERTAINTIES, otherwise: "memory" };
const TYPE_LIST: Shape = Shape::List(&Shape::OneOf { words: TYPES, otherwise: "" });
const METHOD_LIST: Shape = Shape::List(&Shape::OneOf { words: METHODS, otherwise: "" });
const TEXTS: Shape = Shape::List(&T);
const WORDS_LIST: Shape = Shape::List(&Words);

pub const CHECKLIST: &[Field] = &[
    must("id", T),
    must("version", T),
    must("title", Words),
    must("short", Words),
    must("minutes", Whole),
    may("rank", Whole),
    may("preset", Shape::Table(PRESET)),
    must("section", Shape::List(&Shape::Table(SECTION))),
    may("item", Shape::List(&Shape::Table(ITEM))),
];

const PRESET: &[Field] =
    &[must("kinds", Shape::List(&Shape::OneOf { words: VISITS, otherwise: "" })), may("types", TYPE_LIST), may("traits", TEXTS)];

const SECTION: &[Field] = &[must("id", T), must("title", Words), may("items", TEXTS), may("extra", Flag)];

pub const ITEM: &[Field] = &[
    must("id", T),
    may("aliases", TEXTS),
    must("section", T),
    must("text", Words),
    must("short", Words),
    may("pass_word", Words),
    may("fail_word", Words),
    must("place", Shape::OneOf { words: PLACES, otherwise: "office" }),
    must("method", METHOD_LIST),
    must("how", Words),
    may("ask", Words),
    must("kind", Shape::OneOf { words: KINDS, otherwise: "judge" }),
    may("unit", Words),
    may("plan_size", Whole),
    may("limit", Whole),
    may("min", Decimal),
    may("max", Decimal),
    may("plausible", Shape::List(&Decimal)),
    may("labels", WORDS_LIST),
    may("paper", T),
    may("within_days", Whole),
    must("types", TYPE_LIST),
    may("traits", TEXTS),
    must("severity", Shape::OneOf { words: SEVERITIES, otherwise: "major" }),
    must("reason", Words),
    may("red_line", Flag),
    must("days", Whole),
    must("owner", Shape::OneOf { words: OWNERS, otherwise: "civil" }),
    must("handling", Shape::OneOf { words: HANDLINGS, otherwise: "advise" }),
    must("plan", TEXTS),
    must("wordings", WORDS_LIST),
    may("remedy", Words),
    must("basis", Shape::List(&Shape::Table(BASIS))),
    may("district", Words),
];

const BASIS: &[Field] = &[
    must("norm", T),
    must("clause", Words),
    may("types", TYPE_LIST),
    must("force", Shape::OneOf { words: FORCES, otherwise: "analogy" }),
    must("certainty", CERTAINTY),
    may("major", Flag),
];

pub const NORMS: &[Field] = &[must(
    "norm",
    Shape::List(&Shape::Table(&[
        must("id", T),
        must("name", Words),
        must("short", Words),
        must("number", Loose),
        must("issuer", Words),
        must("from", Day),
        must("to", Day),
        must("successor", Loose),
        must("certainty", CERTAINTY),
        may("citable", Flag),
        may("binds", Shape::Table(BINDS)),
        may("note", Words),
    ])),
)];

const BINDS: &[Field] =
    &[must("types", TYPE_LIST), may("beds", Whole), must("elsewhere", Shape::OneOf { words: ELSEWHERE, otherwise: "never" })];

pub const PLAN: &[Field] = &[
    must("code", T),
    must("title", Words),
    must("number", Loose),
    must("issuer", Words),
    must("date", Day),
    must(
        "clause",
        Shape::List(&Shape::Table(&[
            must("id", T),
            must("section", Words),
            must("text", Words),
            may(
                "targets",
                Shape::List(&Shape::Table(&[
                    must("what", Words),
                    must("value", Decimal),
                    must("unit", Words),
                    must("year", Whole),
                    must("area", T),
                    may("item", T),
                ])),
            ),
        ])),
    ),
];

const BEHIND: Shape = Shape::List(&Shape::Table(&[must("norm", T), must("clause", Words), must("certainty", CERTAINTY)]));

pub const RULES: &[Field] = &[
    may("escalation", Shape::List(&Shape::Table(ESCALATION))),
    may("duty", Shape::List(&Shape::Table(DUTY))),
    may("transfer", Shape::List(&Shape::Table(TRANSFER))),
    may("parameter", Shape::List(&Shape::Table(PARAMETER))),
];

const ESCALATION: &[Field] = &[
    must("id", T),
    must("when", Shape::OneOf { words: WHENS, otherwise: "linked" }),
    must("items", TEXTS),
    may("to", T),
    must("text", Words),
    must("basis", BEHIND),
];

const DUTY: &[Field] = &[must("id", T), must("days", Whole), must("text", Words), must("basis", BEHIND)];

const TRANSFER: &[Field] = &[
    must("id", T),
    must("authority", Words),
    must("owners", Shape::List(&Shape::OneOf { words: OWNERS, otherwise: "" })),
    must("items", TEXTS),
    must("clock", Shape::OneOf { words: CLOCKS, otherwise: "at_once" }),
    must("law", Flag),
    must("text", Words),
    must("basis", BEHIND),
];

const PARAMETER: &[Field] = &[
    must("id", T),
    must("name", Words),
    must("items", TEXTS),
    may("field", Shape::OneOf { words: LIMITS, otherwise: "max" }),
    may("value", Decimal),
    may("floor", Decimal),
    may("no_floor", Words),
    must("sources", Words),
    must("reason", Words),
    must("ours", Flag),
];

pub const DISTRICT: &[Field] = &[
    may("days", Shape::Map(&Whole)),
    may("limits", Shape::Map(&Decimal)),
    may("red_lines", TEXTS),
    may("wordings", Shape::Map(&WORDS_LIST)),
    may("letterhead", T),
];

pub const YEAR: &[Field] = &[
    must("year", Whole),
    must("source", T),
    must("certainty", CERTAINTY),
    must("holidays", Shape::List(&Day)),
    must("workdays", Shape::List(&Day)),
];

/// Holds a file against its form.
pub fn check(source: &Source, fields: &'static [Field], faults: &mut Vec<Fault>) {
    table(source, fields, source.top.get_ref(), 0, "", faults);
}

fn table(source: &Source, fields: &'static [Field], found: &DeTable, byte: usize, way: &str, faults: &mut Vec<Fault>) {
    for (key, value) in found {
        let name = key.get_ref().as_ref();
        match fields.iter().find(|f| f.name == name) {
            Some(field) => self::value(source, field.shape, value, &below(way, name), faults),
            None => {
                let near = nearest(name, fields);
                faults.push(source.fault_at(key.span().start, What::UnknownField { field: below(way, name), near }));
            }
        }
    }
    for field in fields.iter().filter(|f| f.must && !found.contains_key(f.name)) {
        faults.push(source.fault_at(byte, What::MissingField { field: below(way, field.name) }));
    }
}

fn value(source: &Source, shape: Shape, value: &Spanned<DeValue>, way: &str, faults: &mut Vec<Fault>) {
    let byte = value.span().start;
    let field = || way.to_string();
    let found = value.get_ref();
    let fault = match (shape, found) {
        (Shape::Table(fields), DeValue::Table(inner)) => return table(source, fields, inner, byte, way, faults),
        (Shape::Map(one), DeValue::Table(inner)) => {
            return inner.iter().for_each(|(k, v)| self::value(source, *one, v, &below(way, k.get_ref()), faults));
        }
        (Shape::List(one), DeValue::Array(all)) => return all.iter().for_each(|v| self::value(source, *one, v, way, faults)),
        (Words, DeValue::Table(inner)) => {
            const BOTH: &[Field] = &[must("zh", T), must("en", T)];
            return table(source, BOTH, inner, byte, way, faults);
        }
        (T, DeValue::String(text)) if text.trim().is_empty() => What::Empty { field: field() },
        (T | Loose, DeValue::String(_)) | (Flag, DeValue::Boolean(_)) => return,
        (Day, DeValue::String(text)) if text.is_empty() || text.parse::<jiff::civil::Date>().is_ok() => return,
        (Whole, DeValue::Integer(n)) if n.as_str().parse::<u32>().is_ok() => return,
        (Whole, DeValue::String(text)) if text.parse::<u32>().is_ok() => return,
        (Decimal, DeValue::String(text)) if decimal(text).is_some() => return,
        (Shape::OneOf { words, .. }, DeValue::String(text)) => {
            if words.contains(&text.as_ref()) {
                return;
            }
            What::UnknownWord { field: field(), found: text.to_string(), allowed: words }
        }
        _ => What::WrongShape { field: field(), expected: shape.words() },
    };
    faults.push(source.fault_at(byte, fault));
}

impl Shape {
    fn words(self) -> Text {
        match self {
            T | Loose => t!("一段文字", "a text"),
            Day => t!("一个日期（2026-11-24）或空", "a date (2026-11-24) or empty"),
            Words => t!("中英文一对 { zh, en }", "a pair { zh, en }"),
            Whole => t!("一个不小于零的整数", "a whole number of zero or more"),
            Decimal => t!("引号里的一个数", "a decimal in quotes"),
            Flag => t!("true 或 false", "true or false"),
            Shape::OneOf { .. } => t!("一个词", "a word"),
            Shape::List(_) => t!("一串", "a list"),
            Shape::Table(_) | Shape::Map(_) => t!("一个表", "a table"),
        }
    }
}

/// A decimal as an exact number of millionths, so that limits compare without floats.
pub fn decimal(text: &str) -> Option<i128> {
    let (minus, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !plain(whole) || !plain(part) || whole.len() > 18 || part.len() > 6 {
        return None;
    }
    let millionths = whole.parse::<i128>().ok()? * 1_000_000 + format!("{part:0<6}").parse::<i128>().ok()?;
    Some(if minus { -millionths } else { millionths })
}

fn below(way: &str, name: &str) -> String {
    if way.is_empty() { name.into() } else { format!("{way}.{name}") }
}

/// The field that was probably meant.
fn nearest(name: &str, fields: &'static [Field]) -> Option<&'static str> {
    let near = fields.iter().map(|f| (distance(name, f.name), f.name)).min()?;
    (near.0 <= 2.min(name.len() / 2)).then_some(near.1)
}

/// How many letters have to be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let changed = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

/// Makes a text that a newer version wrote readable here: words not known become the most cautious known one.
pub fn soften(fields: &'static [Field], found: &mut Table) {
    for (name, value) in found.iter_mut() {
        if let Some(field) = fields.iter().find(|f| f.name == name) {
            soften_value(field.shape, value);
        }
    }
}

fn soften_value(shape: Shape, value: &mut Value) {
    match (shape, value) {
        (Shape::Table(fields), Value::Table(inner)) => soften(fields, inner),
        (Shape::List(Shape::OneOf { words, otherwise: "" }), Value::Array(all)) => {
            all.retain(|v| v.as_str().is_some_and(|text| words.contains(&text)));
        }
        (Shape::List(one), Value::Array(all)) => all.iter_mut().for_each(|v| soften_value(*one, v)),
        (Shape::OneOf { words, otherwise }, Value::String(text)) if !words.contains(&text.as_str()) => *text = otherwise.into(),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_compare_exactly() {
        assert!(decimal("8.10") == decimal("8.1") && decimal("-18") < decimal("-17.5") && decimal("0.9") < decimal("1.10"));
        for not in ["", "-", "1.", ".5", "1,5", "八", "1e3", "+1", "1234567890123456789", "0.1234567"] {
            assert_eq!(decimal(not), None, "{not}");
        }
    }

    #[test]
    fn the_field_that_was_probably_meant_is_named() {
        assert_eq!(nearest("severty", ITEM), Some("severity"));
        assert_eq!(nearest("trait", ITEM), Some("traits"));
        assert_eq!(nearest("weather", ITEM), None);
    }
}
