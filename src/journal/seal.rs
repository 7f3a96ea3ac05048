//! The seal of a log (DESIGN §4, *Seal*): an Ed25519 signature over its name, last number and last id, rewritten by every
//! commit, so that a cut or altered tail shows.

use super::digest::Tip;
use crate::domain::name::{EntryId, LogId};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// What a laptop signed as the end of its log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal {
    pub tip: Tip,
    pub signature: [u8; 64],
}

/// Why a seal does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The signature is not of the key in the log's first entry, or what it signs was changed.
    Forged,
    /// The sealed entry is not there: entries are missing at the end or were altered.
    Cut,
    /// Entries stand behind the sealed one on its chain: added by another hand.
    Beyond,
}

/// Seals the end of a log.
pub fn sign(secret: &[u8; 32], tip: Tip) -> Seal {
    Seal { tip, signature: SigningKey::from_bytes(secret).sign(message(&tip).as_bytes()).to_bytes() }
}

/// Whether the seal was made with the secret to `key`, the one in the log's first entry.
pub fn holds(key: &EntryId, seal: &Seal) -> bool {
    let Ok(key) = VerifyingKey::from_bytes(&key.0) else { return false };
    key.verify_strict(message(&seal.tip).as_bytes(), &Signature::from_bytes(&seal.signature)).is_ok()
}

/// Checks a log's seal against the entries that came with it. `held`: the sealed entry is among them, `behind`: an entry
/// names it as the one before.
pub fn check(key: &EntryId, seal: &Seal, held: bool, behind: bool) -> Result<(), Broken> {
    if !holds(key, seal) {
        return Err(Broken::Forged);
    }
    match (held, behind) {
        (false, _) => Err(Broken::Cut),
        (true, true) => Err(Broken::Beyond),
        (true, false) => Ok(()),
    }
}

/// The signed text; these bytes are frozen.
fn message(tip: &Tip) -> String {
    let Tip { log, seq, id } = tip;
    format!("xuncha/seal\n{}\n{seq}\n{id}", log as &LogId)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::name::Id;

    #[test]
    fn a_cut_or_altered_end_shows_and_no_other_key_seals_it() {
        let (mine, other) = ([7; 32], [8; 32]);
        let tip = Tip { log: Id([1; 16]), seq: 12, id: EntryId([3; 32]) };
        let seal = sign(&mine, tip);
        let key = EntryId(SigningKey::from_bytes(&mine).verifying_key().to_bytes());
        assert_eq!(check(&key, &seal, true, false), Ok(()));
        assert_eq!(check(&key, &seal, false, false), Err(Broken::Cut));
        assert_eq!(check(&key, &seal, true, true), Err(Broken::Beyond));
        for forged in [
            Seal { tip: Tip { seq: 11, ..tip }, ..seal },
            Seal { tip: Tip { id: EntryId([4; 32]), ..tip }, ..seal },
            Seal { tip: Tip { log: Id([2; 16]), ..tip }, ..seal },
            sign(&other, tip),
        ] {
            assert_eq!(check(&key, &forged, true, false), Err(Broken::Forged));
        }
        assert!(!holds(&EntryId([0xff; 32]), &seal), "what is no key at all seals nothing");
    }

    /// Do not change this: seals on disk are checked with it.
    #[test]
    fn the_signed_bytes_are_frozen() {
        let tip = Tip { log: Id([1; 16]), seq: 12, id: EntryId([3; 32]) };
        let expected = "xuncha/seal\nAQEBAQEBAQEBAQEBAQEBAQ\n12\nAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM";
        assert_eq!(message(&tip), expected);
    }
}
