//! The simple conditions of a form: when an item is asked, between which figures an answer lies, how old a date may be.
//! What is not understood is `None`, never half understood.

use super::choices::{Meaning, meaning};
use crate::content::limit::compare;
use crate::content::words;
use crate::domain::facility::FacilityType;

/// What an item hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    Trait(String),
    Type(FacilityType),
}

/// Whether a question is about a fact of the place that is asked once at the gate.
pub fn is_asked_at_the_gate(name: &str) -> bool {
    words::of_trait(name).is_some() || TYPE.contains(&name)
}

/// Names of the question for the type of the place.
const TYPE: [&str; 3] = ["facility_type", "type", "机构类型"];

/// `${gas} = 'yes'`, `selected(${facility_type}, 'home')`, and several of them joined by `and`. An empty text hangs on
/// nothing; another one that is not understood is `None`.
pub fn conditions(text: &str) -> Option<Vec<Condition>> {
    let parts = text.split(" and ").map(str::trim).filter(|p| !p.is_empty());
    parts.map(condition).collect()
}

fn condition(text: &str) -> Option<Condition> {
    let (name, value) = match text.strip_prefix("selected(").and_then(|t| t.strip_suffix(')')) {
        Some(inside) => inside.split_once(',')?,
        None => text.split_once('=')?,
    };
    let name = name.trim().strip_prefix("${")?.strip_suffix('}')?.trim();
    let value = value.trim();
    let value = value.strip_prefix(['\'', '"'])?.strip_suffix(['\'', '"'])?;
    if TYPE.contains(&name) {
        return FacilityType::parse(value).map(Condition::Type);
    }
    let yes = matches!(meaning(value), Some(Meaning::Pass));
    (yes && words::of_trait(name).is_some()).then(|| Condition::Trait(name.into()))
}

/// Between which figures an answer may lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub low: String,
    pub high: String,
    /// It takes in more than the form did: an end that was open, or that was itself left out.
    pub widened: bool,
}

/// Where an end is open: further than anything that is measured.
const FAR: &str = "999999";

/// `. >= 0 and . <= 60` as the lowest and the highest that may be typed. A strict end of whole numbers is the next one, of
/// others the figure itself; an open end is far away.
pub fn range(text: &str, whole: bool) -> Option<Range> {
    let (mut low, mut high, mut widened) = (None, None, false);
    for part in text.split(" and ") {
        let part: String = part.chars().filter(|c| !c.is_whitespace()).collect();
        let rest = part.strip_prefix('.')?;
        let (slot, strict, number) = match rest.as_bytes() {
            [b'>', b'=', ..] => (&mut low, 0, &rest[2..]),
            [b'<', b'=', ..] => (&mut high, 0, &rest[2..]),
            [b'>', ..] => (&mut low, 1, &rest[1..]),
            [b'<', ..] => (&mut high, -1, &rest[1..]),
            _ => return None,
        };
        let number = match strict {
            by if by != 0 && whole => (number.parse::<i64>().ok()? + by).to_string(),
            by => {
                widened |= by != 0;
                number.to_string()
            }
        };
        compare(&number, "0")?;
        if slot.replace(number).is_some() {
            return None;
        }
    }
    widened |= low.is_none() || high.is_none();
    let (low, high) = (low.unwrap_or_else(|| format!("-{FAR}")), high.unwrap_or_else(|| FAR.into()));
    compare(&low, &high).is_some_and(std::cmp::Ordering::is_lt).then_some(Range { low, high, widened })
}

/// `. >= today()`: not past, no days; `. >= today() - 30`: within 30 days. The outer `None`: not understood.
pub fn within_days(text: &str) -> Option<Option<u32>> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let rest = plain.strip_prefix(".>=today()")?;
    match rest.strip_prefix('-') {
        None if rest.is_empty() => Some(None),
        None => None,
        Some(days) => days.parse().ok().map(Some),
    }
}
