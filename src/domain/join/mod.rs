//! What several values of one subject mean together (DESIGN §4, *State is the join of the heads' values*). A function of
//! the set of values only: the order they come in, how often, who wrote them, where and when never enter.
//!
//! What says nothing (`None`, an empty list) gives way to what says something. Judgements: the more cautious counts and
//! the difference is a dispute. Lists are united. Any other field: equal is equal; of different ones the first stands in
//! lists and all are shown in `differs`.

mod facility;
mod inspection;
mod other;
mod point;

pub use point::{closing_needs, closure_counts, join_finding, join_points, said_once};

use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The joined state of one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Joined<T> {
    /// The one value that counts: the more cautious judgement, united lists, the first of differing texts in byte order.
    pub value: T,
    /// Two different judgements stand, neither having seen the other.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub disputed: bool,
    /// Fields whose values differ, each with all its texts in their order: of texts byte order, of numbers and dates the
    /// least first. No dispute, but shown.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub differs: BTreeMap<String, Vec<String>>,
}

/// A value that several laptops may have written without seeing each other.
pub trait Join: Sized + Clone {
    /// Joins one or more values. Never called with none.
    fn join(values: &[&Self]) -> Joined<Self>;
}

/// Collects, field by field, where the joined values differ.
#[derive(Default)]
struct Differs(BTreeMap<String, Vec<String>>);

impl Differs {
    /// *Free text and any other field*: equal is equal, of different ones the first is taken and all are noted.
    fn first<'a, V: Ord + Clone + Serialize + 'a>(&mut self, name: &str, values: impl IntoIterator<Item = &'a V>) -> Option<V> {
        self.one_of(name, values, |different| different.first().copied())
    }

    /// The same where every value has the field.
    fn always<'a, V: Ord + Clone + Serialize + 'a>(&mut self, name: &str, values: impl IntoIterator<Item = &'a V>) -> V {
        self.first(name, values).expect("a join is never called with no value")
    }

    /// A field for which the last is the cautious one; all are noted.
    fn last<'a, V: Ord + Clone + Serialize + 'a>(&mut self, name: &str, values: impl IntoIterator<Item = &'a V>) -> Option<V> {
        self.one_of(name, values, |different| different.last().copied())
    }

    fn one_of<'a, V: Ord + Clone + Serialize + 'a>(
        &mut self,
        name: &str,
        values: impl IntoIterator<Item = &'a V>,
        pick: impl FnOnce(&BTreeSet<&'a V>) -> Option<&'a V>,
    ) -> Option<V> {
        match among(values) {
            Among::None => None,
            Among::One(value) => Some(value.clone()),
            Among::Different(different) => {
                self.0.insert(name.into(), different.iter().map(shown).collect());
                pick(&different).cloned()
            }
        }
    }

    /// Text of which the empty string says nothing.
    fn text<'a>(&mut self, name: &str, values: impl IntoIterator<Item = &'a String>) -> String {
        self.first(name, values.into_iter().filter(|t| !t.is_empty())).unwrap_or_default()
    }

    fn into<T>(self, value: T, disputed: bool) -> Joined<T> {
        Joined { value, disputed, differs: self.0 }
    }
}

/// A value as text: a string as it is, a word, number or date as it is written on disk.
fn shown<V: Serialize>(value: &V) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(text)) => text,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

/// *Lists united.* Equal lists stay in the order they were written; different ones are one ascending list.
fn united<'a, V: Ord + Clone + 'a>(lists: impl IntoIterator<Item = &'a Vec<V>>) -> Vec<V> {
    match among(lists.into_iter().filter(|l| !l.is_empty())) {
        Among::None => Vec::new(),
        Among::One(list) => list.clone(),
        Among::Different(lists) => lists.into_iter().flatten().collect::<BTreeSet<_>>().into_iter().cloned().collect(),
    }
}

/// What values differ to.
enum Among<'a, V> {
    None,
    /// All are equal, or there is one: so it is nearly always, and nothing has to be gathered.
    One(&'a V),
    /// At least two.
    Different(BTreeSet<&'a V>),
}

fn among<'a, V: Ord>(values: impl IntoIterator<Item = &'a V>) -> Among<'a, V> {
    let mut values = values.into_iter();
    let Some(first) = values.next() else { return Among::None };
    match values.find(|value| *value != first) {
        None => Among::One(first),
        Some(other) => Among::Different([first, other].into_iter().chain(values).collect()),
    }
}

#[cfg(test)]
mod tests;
