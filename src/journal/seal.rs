//! The seal of a log (DESIGN §4, *Seal*): an Ed25519 signature over its name, last number and last id, rewritten by every
//! commit, so that a cut or altered tail shows.

use super::digest::{Tip, log_digest};
use crate::domain::name::{EntryId, LogId};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

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

/// The key that seals made with this secret are checked with.
#[cfg(test)]
pub fn public(secret: &[u8; 32]) -> EntryId {
    EntryId(SigningKey::from_bytes(secret).verifying_key().to_bytes())
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

/// What the sender of a package signs.
#[derive(Clone, Copy, Debug)]
pub struct Package<'a> {
    /// The ends of all chains that the sender held.
    pub held: &'a [Tip],
    /// The ends of those that are in the package.
    pub ends: &'a [Tip],
    /// All that the sender held is in it.
    pub whole: bool,
    /// What the sender is called.
    pub laptop: &'a str,
}

/// Signs a package.
pub fn pack(secret: &[u8; 32], package: &Package) -> [u8; 64] {
    SigningKey::from_bytes(secret).sign(package.message().as_bytes()).to_bytes()
}

/// Whether a package was signed with the secret to `key`.
pub fn packed_by(key: &EntryId, package: &Package, signature: &[u8; 64]) -> bool {
    let Ok(key) = VerifyingKey::from_bytes(&key.0) else { return false };
    key.verify_strict(package.message().as_bytes(), &Signature::from_bytes(signature)).is_ok()
}

impl Package<'_> {
    /// The signed text; these bytes are frozen.
    fn message(&self) -> String {
        let Package { held, ends, whole, laptop } = self;
        format!("xuncha/package\n{}\n{}\n{whole}\n{laptop}", log_digest(held), log_digest(ends))
    }
}

/// Six digits that two laptops show alike when each holds the other's key: compared once by two people.
pub fn pairing(one: &EntryId, other: &EntryId) -> String {
    let (first, second) = (one.min(other), one.max(other));
    let digest = Sha256::digest(format!("xuncha/pairing\n{first}\n{second}"));
    let number = digest[..8].iter().fold(0u64, |n, b| n << 8 | u64::from(*b)) % 1_000_000;
    let digits = format!("{number:06}");
    format!("{} {}", &digits[..3], &digits[3..])
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

    #[test]
    fn a_package_is_signed_for_what_is_in_it_and_what_its_sender_held() {
        let tip = |n: u8, seq| Tip { log: Id([n; 16]), seq, id: EntryId([n; 32]) };
        let (held, ends) = ([tip(1, 4), tip(2, 9)], [tip(2, 9)]);
        let package = Package { held: &held, ends: &ends, whole: false, laptop: "甲号机" };
        let (signature, key) = (pack(&[7; 32], &package), EntryId(SigningKey::from_bytes(&[7; 32]).verifying_key().to_bytes()));
        assert!(packed_by(&key, &package, &signature));
        assert!(!packed_by(&EntryId([9; 32]), &package, &signature));
        for other in [
            Package { held: &ends, ..package },
            Package { ends: &held, ..package },
            Package { whole: true, ..package },
            Package { laptop: "乙号机", ..package },
        ] {
            assert!(!packed_by(&key, &other, &signature));
        }
        assert!(package.message().starts_with("xuncha/package\n"));
    }

    #[test]
    fn two_laptops_show_the_same_six_digits_and_a_third_shows_others() {
        let (a, b, c) = (EntryId([1; 32]), EntryId([2; 32]), EntryId([3; 32]));
        assert_eq!(pairing(&a, &b), pairing(&b, &a));
        assert_ne!(pairing(&a, &b), pairing(&a, &c));
        assert_eq!(pairing(&a, &b), "795 133");
    }
}
