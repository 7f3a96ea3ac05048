//! Which row of a list is current and which rows are seen. The current row is always seen; nothing but its owner moves it.

/// The cursor of a list and the first row seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct List {
    pub current: usize,
    first: usize,
}

impl List {
    pub fn at(current: usize) -> List {
        List { current, first: 0 }
    }

    /// One row up or down (or many); stops at the ends.
    pub fn step(&mut self, by: isize, rows: usize) {
        let last = rows.saturating_sub(1);
        self.current = self.current.min(last).saturating_add_signed(by).min(last);
    }

    /// The rows to draw when `height` of `rows` are seen: moved as little as possible since the last time.
    pub fn seen(&self, rows: usize, height: usize) -> std::ops::Range<usize> {
        let height = height.max(1);
        let current = self.current.min(rows.saturating_sub(1));
        let first = self.first.min(current).max((current + 1).saturating_sub(height)).min(rows.saturating_sub(height));
        first..(first + height).min(rows)
    }

    /// Keeps the seen rows for the next draw; called after the cursor moved.
    pub fn settle(&mut self, rows: usize, height: usize) {
        self.first = self.seen(rows, height).start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_current_row_is_always_seen(rows in 1usize..40, height in 1usize..12, steps in prop::collection::vec(-15isize..15, 0..20)) {
            let mut list = List::default();
            for step in steps {
                list.step(step, rows);
                list.settle(rows, height);
                let seen = list.seen(rows, height);
                prop_assert!(seen.contains(&list.current) && seen.end <= rows && seen.len() == height.min(rows));
            }
        }
    }
}
