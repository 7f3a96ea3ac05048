//! What several values of one subject mean together. A function of the values only: the order they come in, who wrote
//! them, where and when never enter. Commutative, associative, idempotent.

use serde::Serialize;
use std::collections::BTreeMap;

/// The joined state of one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Joined<T> {
    /// The one value that counts: the more cautious judgement, united lists, the first of differing texts in byte order.
    pub value: T,
    /// Two different judgements stand, neither having seen the other.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub disputed: bool,
    /// Fields whose texts differ, each with all its texts in byte order. No dispute, but shown.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub differs: BTreeMap<String, Vec<String>>,
}

/// A value that several laptops may have written without seeing each other.
pub trait Join: Sized + Clone {
    /// Joins one or more values. Never called with none.
    fn join(values: &[&Self]) -> Joined<Self>;
}
