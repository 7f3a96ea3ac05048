//! Chance that is none: numbers that follow from a seed and from what they are thrown for. The same throw gives the same
//! number on every machine, whatever was thrown before.

/// Throws for one thing.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// `of` names what is thrown for: the seed first, then kind and numbers.
    pub fn of(of: &[u64]) -> Dice {
        Dice(of.iter().fold(0x5875_6e43, |state, n| mixed(state ^ n.wrapping_mul(0x9e37_79b9_7f4a_7c15))))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// A number below `n`; 0 where `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }

    /// From `low` to `high`, both possible.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below((high - low + 1) as usize) as u32
    }

    /// True `n` times in a thousand.
    pub fn in_thousand(&mut self, n: usize) -> bool {
        self.below(1000) < n
    }

    /// One of `all`, which is not empty.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// A number for a word, to be thrown for.
pub fn number_of(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))
}

/// SplitMix64's last step.
fn mixed(mut n: u64) -> u64 {
    n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_throw_is_the_same_everywhere_and_another_is_another() {
        let throw = |of: &[u64]| Dice::of(of).below(1_000_000);
        assert_eq!(throw(&[1, 2, 3]), 909_244);
        assert_ne!(throw(&[1, 2, 3]), throw(&[1, 3, 2]));
        let hits = (0..10_000).filter(|n| Dice::of(&[7, *n]).in_thousand(80)).count();
        assert!((700..900).contains(&hits), "{hits}");
    }
}
