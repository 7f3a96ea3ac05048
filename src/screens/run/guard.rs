//! The key guard (FIELD 3): a held key gives one answer, two answer keys at once give none, an Enter that took what was typed
//! opens nothing more. Knows times, and of items only whether two are the same: the owner takes back what it is told to.

use crate::domain::subject::PointId;

/// Two different answer keys within this many milliseconds were one slip of a finger.
const TOGETHER: u64 = 40;

/// A key that is held starts to repeat within this time; a later press of the same key is meant.
const FIRST_REPEAT: u64 = 1200;

/// What a press was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// Meant.
    Once,
    /// A key held down: this press counts for nothing. `true`: the answer of its first repeat has to be taken back.
    Held(bool),
    /// Two keys at once: this press counts for nothing. `true`: the answer of the first has to be taken back.
    Both(bool),
}

#[derive(Clone, Copy, Debug)]
struct Press {
    key: char,
    tick: u64,
    /// The same key came shortly before: this may be its first repeat.
    repeats: bool,
    /// It led to an answer that still stands.
    answered: bool,
}

/// An Enter that took what was typed on an item, or one behind it that counted for nothing.
#[derive(Debug)]
struct Enter {
    on: Option<PointId>,
    tick: u64,
    dropped: bool,
}

/// Remembers the last answer key, and the last Enter that took something.
#[derive(Debug, Default)]
pub struct Guard {
    last: Option<Press>,
    enter: Option<Enter>,
}

impl Guard {
    /// Judges a press of an answer key. `interval` is 连按间隔 in milliseconds; 0 lets everything through.
    pub fn press(&mut self, key: char, tick: u64, interval: u64) -> Pressed {
        let before = self.last;
        let since = |p: Press| tick.saturating_sub(p.tick);
        let same = before.filter(|p| p.key == key);
        let repeats = same.is_some_and(|p| since(p) <= FIRST_REPEAT);
        self.last = Some(Press { key, tick, repeats, answered: false });
        match before {
            _ if interval == 0 => Pressed::Once,
            Some(p) if p.key == key && since(p) < interval => Pressed::Held(p.repeats && p.answered),
            Some(p) if p.key != key && since(p) < TOGETHER => Pressed::Both(p.answered),
            _ => Pressed::Once,
        }
    }

    /// Enter takes what was typed on an item.
    pub fn entered(&mut self, on: Option<PointId>, tick: u64) {
        self.enter = Some(Enter { on, tick, dropped: false });
    }

    /// Any other key: an Enter behind it is meant.
    pub fn other_key(&mut self) {
        self.enter = None;
    }

    /// Whether an Enter on a row is the one before once more, pressed by habit or held, and the row another since: then it
    /// counts for nothing.
    pub fn once_more(&mut self, at: Option<&PointId>, tick: u64, interval: u64) -> bool {
        let Some(before) = self.enter.take().filter(|e| e.on.as_ref() != at) else { return false };
        let since = tick.saturating_sub(before.tick);
        let again = interval > 0 && if before.dropped { since < interval } else { since <= FIRST_REPEAT };
        self.enter = again.then_some(Enter { tick, dropped: true, ..before });
        again
    }

    /// The last press led to an answer.
    pub fn answered(&mut self) {
        if let Some(press) = &mut self.last {
            press.answered = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Presses at these times, each meant one answering; gives what stands in the end.
    fn standing(presses: &[(char, u64)], interval: u64) -> Vec<u64> {
        let (mut guard, mut standing) = (Guard::default(), Vec::new());
        for &(key, tick) in presses {
            match guard.press(key, tick, interval) {
                Pressed::Once => {
                    standing.push(tick);
                    guard.answered();
                }
                Pressed::Held(true) | Pressed::Both(true) => {
                    standing.pop();
                }
                Pressed::Held(false) | Pressed::Both(false) => {}
            }
        }
        standing
    }

    #[test]
    fn a_held_key_gives_one_answer_whatever_the_terminal_repeats() {
        let held: Vec<(char, u64)> = std::iter::once(('1', 1000)).chain((0..30).map(|n| ('1', 1500 + 33 * n))).collect();
        assert_eq!(standing(&held, 80), [1000]);
        assert_eq!(standing(&[('1', 1000), ('1', 1004), ('1', 1008)], 80), [1000], "a burst");
    }

    #[test]
    fn a_finger_on_two_keys_answers_nothing() {
        assert_eq!(standing(&[('1', 1000), ('2', 1020)], 80), Vec::<u64>::new());
        assert_eq!(standing(&[('2', 1000), ('1', 1039)], 80), Vec::<u64>::new());
        assert_eq!(standing(&[('2', 1000), ('1', 1100)], 80), [1000, 1100]);
    }

    #[test]
    fn a_quick_person_is_not_slowed_and_scripts_are_let_through() {
        let quick: Vec<(char, u64)> = (0..9).map(|n| ('1', 90 * n)).collect();
        assert_eq!(standing(&quick, 80).len(), 9);
        let script: Vec<(char, u64)> = (0..9).map(|n| (if n % 2 == 0 { '1' } else { '3' }, n)).collect();
        assert_eq!(standing(&script, 0).len(), 9);
    }

    proptest! {
        /// However keys come, an answer that stands was pressed at least the interval after the same key before it.
        #[test]
        fn no_answer_stands_that_came_within_the_interval(gaps in prop::collection::vec((prop::sample::select(vec!['1', '2', '3']), 1u64..300), 1..40)) {
            let mut tick = 0;
            let presses: Vec<(char, u64)> = gaps.into_iter().map(|(k, g)| { tick += g; (k, tick) }).collect();
            let left = standing(&presses, 80);
            for pair in presses.windows(2) {
                let slip = if pair[0].0 == pair[1].0 { pair[1].1 - pair[0].1 < 80 } else { pair[1].1 - pair[0].1 < 40 };
                prop_assert!(!(slip && left.contains(&pair[1].1)));
            }
        }
    }
}
