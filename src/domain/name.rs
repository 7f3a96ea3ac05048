//! Names of things: entries by their hash, all else by 128 bits. Pure values; their text forms are on disk for ever.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};
use std::fmt;
use std::str::FromStr;

/// The id of an entry: SHA-256 of its canonical bytes, written as 43 characters of unpadded base64url.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub [u8; 32]);

/// A facility, person, inspection, log, import or plan: 128 bits, written as 22 characters of unpadded base64url.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub [u8; 16]);

pub type LogId = Id;
pub type FacilityId = Id;
pub type PersonId = Id;
pub type InspectionId = Id;

/// The SHA-256 of a checklist file, by which an inspection names the exact version it was run with.
pub type ContentHash = EntryId;

/// The text is not an id of this form.
#[derive(Debug, PartialEq, Eq)]
pub struct NotAnId;

impl Id {
    /// The first 128 bits of a hash.
    pub fn of(hash: &EntryId) -> Id {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.0[..16]);
        Id(bytes)
    }
}

macro_rules! text_form {
    ($name:ident, $bytes:literal, $chars:literal) => {
        impl $name {
            /// The text form, on the stack: a million of them are written in a row.
            pub fn chars(&self) -> Chars<$chars> {
                let mut chars = [0; $chars];
                BASE64URL_NOPAD.encode_mut(&self.0, &mut chars);
                Chars(chars)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.pad(&self.chars())
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<$name, NotAnId> {
                let mut bytes = [0; $bytes];
                if text.len() != $chars {
                    return Err(NotAnId);
                }
                BASE64URL_NOPAD.decode_mut(text.as_bytes(), &mut bytes).map_err(|_| NotAnId)?;
                Ok($name(bytes))
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(&self.chars())
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<$name, D::Error> {
                struct Text;
                impl Visitor<'_> for Text {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                        f.write_str(stringify!($name))
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(|_| E::custom(concat!("not a ", stringify!($name))))
                    }
                }
                d.deserialize_str(Text)
            }
        }
    };
}
text_form!(EntryId, 32, 43);
text_form!(Id, 16, 22);

/// The characters of an id, all of them ASCII.
pub struct Chars<const N: usize>([u8; N]);

impl<const N: usize> std::ops::Deref for Chars<N> {
    type Target = str;
    fn deref(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_one_text_form_and_no_other_is_read() {
        let id = Id([0xfb; 16]);
        assert_eq!(id.to_string().len(), 22);
        assert_eq!(EntryId([1; 32]).to_string().len(), 43);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("-_v7+/v7-_v7-_v7-_v7-w".parse::<Id>().is_err());
        let loose = format!("{}x", &id.to_string()[..21]);
        assert!(loose.parse::<Id>().is_err(), "trailing bits that do not belong to the id are refused");
    }
}
