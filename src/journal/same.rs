//! What is one (`same/A/B`): facilities and persons that came twice, and failing points that are one finding.

use std::collections::BTreeSet;

/// All that is one with `id`, itself included, in byte order; the first gives the name. `beside` gives those that a
/// joined `same/A/B` holds to be one with it. Being the same runs on over others, also over points that no longer fail.
pub fn together(id: &str, mut beside: impl FnMut(&str) -> Vec<String>) -> BTreeSet<String> {
    let mut all = BTreeSet::from([id.to_string()]);
    let mut waiting = vec![id.to_string()];
    while let Some(one) = waiting.pop() {
        for other in beside(&one) {
            if all.insert(other.clone()) {
                waiting.push(other);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sameness_runs_on_and_the_first_in_byte_order_gives_the_name() {
        let pairs = [("b", "c"), ("a", "b"), ("x", "y"), ("c", "a")];
        let beside = |id: &str| {
            let other = |(a, b): &(&str, &str)| match id {
                _ if *a == id => Some(b.to_string()),
                _ if *b == id => Some(a.to_string()),
                _ => None,
            };
            pairs.iter().filter_map(other).collect()
        };
        assert_eq!(together("c", beside).into_iter().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(together("y", beside).first().map(String::as_str), Some("x"));
        assert_eq!(together("q", beside).len(), 1);
    }
}
