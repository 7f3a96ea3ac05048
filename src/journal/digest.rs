//! Two short words on a whole file (DESIGN §4, *Digest*): equal log digests mean equal logs, equal state digests mean
//! equal state, whatever the way it was reached.

use crate::domain::name::{EntryId, LogId};
use sha2::{Digest, Sha256};

/// The last entry of a chain; a forked chain has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tip {
    pub log: LogId,
    pub seq: u64,
    pub id: EntryId,
}

/// *`log`: over the sorted chain tips.* An id names all before it, so that tips name whole logs.
pub fn log_digest(tips: &[Tip]) -> EntryId {
    let mut lines: Vec<String> = tips.iter().map(|t| format!("{} {} {}\n", t.log, t.seq, t.id)).collect();
    lines.sort();
    let mut hash = Sha256::new();
    hash.update(b"xuncha/log\n");
    for line in lines {
        hash.update(line.as_bytes());
    }
    EntryId(hash.finalize().into())
}

/// *`state`: over the projected state without entry and log ids.*
pub struct StateDigest(Sha256);

impl Default for StateDigest {
    fn default() -> StateDigest {
        StateDigest(Sha256::new_with_prefix(b"xuncha/state\n"))
    }
}

impl StateDigest {
    /// Takes in the next subject, in ascending byte order of the subjects' texts, with `State::bytes` of it.
    pub fn add(&mut self, subject: &str, bytes: &str) {
        // Lengths, so that no two rows can be read as one.
        for part in [subject, bytes] {
            self.0.update((part.len() as u64).to_be_bytes());
            self.0.update(part.as_bytes());
        }
    }

    pub fn finish(self) -> EntryId {
        EntryId(self.0.finalize().into())
    }
}

/// *4 × 4 digits on screen*: short enough to be read aloud over two laptops.
pub fn digits(digest: &EntryId) -> String {
    let mut first = [0; 8];
    first.copy_from_slice(&digest.0[..8]);
    let number = u64::from_be_bytes(first) % 10_u64.pow(16);
    let all = format!("{number:016}");
    [&all[0..4], &all[4..8], &all[8..12], &all[12..16]].join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::name::Id;

    #[test]
    fn a_log_digest_is_blind_to_order_and_sees_every_tip() {
        let tip = |n: u8, seq| Tip { log: Id([n; 16]), seq, id: EntryId([n; 32]) };
        assert_eq!(log_digest(&[tip(1, 4), tip(2, 9)]), log_digest(&[tip(2, 9), tip(1, 4)]));
        assert_ne!(log_digest(&[tip(1, 4)]), log_digest(&[tip(1, 5)]));
        assert_ne!(log_digest(&[tip(1, 4)]), log_digest(&[tip(1, 4), tip(2, 9)]));
    }

    #[test]
    fn a_state_digest_keeps_rows_apart() {
        let of = |rows: &[(&str, &str)]| {
            let mut digest = StateDigest::default();
            rows.iter().for_each(|(s, b)| digest.add(s, b));
            digest.finish()
        };
        assert_eq!(of(&[("a", "1"), ("b", "2")]), of(&[("a", "1"), ("b", "2")]));
        assert_ne!(of(&[("a", "1b"), ("", "2")]), of(&[("a", "1"), ("b", "2")]));
    }

    #[test]
    fn the_screen_shows_sixteen_digits_in_fours() {
        assert_eq!(digits(&EntryId([0; 32])), "0000 0000 0000 0000");
        assert_eq!(digits(&EntryId([255; 32])), "6744 0737 0955 1615");
    }
}
