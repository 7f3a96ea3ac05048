//! Canonical JSON (RFC 8785): the one byte form of a value. No floats anywhere; what cannot be written has no form.
//!
//! Written in one pass, without a tree of values in between: a merge reads and compares a hundred thousand entries.

use serde::Serialize;
use serde::ser::{self, Impossible};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;

/// The canonical bytes of `value`: keys in UTF-16 order, no blanks, the shortest escapes.
/// `None` when it holds a float, or a number beyond 2^53 that other JSON readers would not read back.
pub fn canonical<T: Serialize + ?Sized>(value: &T) -> Option<String> {
    let mut out = String::with_capacity(512);
    value.serialize(Writer(&mut out)).ok()?;
    Some(out)
}

/// The canonical bytes of our own data, which holds no floats.
pub fn canonical_of<T: Serialize + ?Sized>(value: &T) -> String {
    canonical(value).expect("our own data is plain JSON without floats")
}

/// It has no canonical form here.
#[derive(Debug)]
struct NoForm;

impl fmt::Display for NoForm {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("no canonical form")
    }
}
impl std::error::Error for NoForm {}
impl ser::Error for NoForm {
    fn custom<T: fmt::Display>(_: T) -> NoForm {
        NoForm
    }
}

type Written = Result<(), NoForm>;

/// Writes one value at the end of the text.
struct Writer<'a>(&'a mut String);

impl Writer<'_> {
    fn number(self, n: Option<i64>) -> Written {
        let n = n.filter(|n| n.unsigned_abs() <= 1 << 53).ok_or(NoForm)?;
        self.0.push_str(&n.to_string());
        Ok(())
    }
}

impl<'a> ser::Serializer for Writer<'a> {
    type Ok = ();
    type Error = NoForm;
    type SerializeSeq = List<'a>;
    type SerializeTuple = List<'a>;
    type SerializeTupleStruct = List<'a>;
    type SerializeTupleVariant = Impossible<(), NoForm>;
    type SerializeMap = Members<'a>;
    type SerializeStruct = Members<'a>;
    type SerializeStructVariant = Impossible<(), NoForm>;

    fn serialize_bool(self, v: bool) -> Written {
        self.0.push_str(if v { "true" } else { "false" });
        Ok(())
    }
    fn serialize_i8(self, v: i8) -> Written {
        self.number(Some(v.into()))
    }
    fn serialize_i16(self, v: i16) -> Written {
        self.number(Some(v.into()))
    }
    fn serialize_i32(self, v: i32) -> Written {
        self.number(Some(v.into()))
    }
    fn serialize_i64(self, v: i64) -> Written {
        self.number(Some(v))
    }
    fn serialize_u8(self, v: u8) -> Written {
        self.number(Some(v.into()))
    }
    fn serialize_u16(self, v: u16) -> Written {
        self.number(Some(v.into()))
    }
    fn serialize_u32(self, v: u32) -> Written {
        self.number(Some(v.into()))
    }
    fn serialize_u64(self, v: u64) -> Written {
        self.number(i64::try_from(v).ok())
    }
    fn serialize_f32(self, _: f32) -> Written {
        Err(NoForm)
    }
    fn serialize_f64(self, _: f64) -> Written {
        Err(NoForm)
    }
    fn serialize_char(self, v: char) -> Written {
        self.serialize_str(v.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, v: &str) -> Written {
        write_string(v, self.0);
        Ok(())
    }
    fn serialize_bytes(self, v: &[u8]) -> Written {
        self.collect_seq(v)
    }
    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Written {
        self.0.push_str("null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        self.0.push('{');
        write_string(variant, self.0);
        self.0.push(':');
        value.serialize(Writer(self.0))?;
        self.0.push('}');
        Ok(())
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List<'a>, NoForm> {
        self.0.push('[');
        Ok(List { out: self.0, first: true })
    }
    fn serialize_tuple(self, len: usize) -> Result<List<'a>, NoForm> {
        self.serialize_seq(Some(len))
    }
    fn serialize_tuple_struct(self, _: &'static str, len: usize) -> Result<List<'a>, NoForm> {
        self.serialize_seq(Some(len))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), NoForm>, NoForm> {
        Err(NoForm)
    }
    fn serialize_map(self, len: Option<usize>) -> Result<Members<'a>, NoForm> {
        self.0.push('{');
        Ok(Members { begin: self.0.len(), out: self.0, members: Vec::with_capacity(len.unwrap_or(8)), sorted: true })
    }
    fn serialize_struct(self, _: &'static str, len: usize) -> Result<Members<'a>, NoForm> {
        self.serialize_map(Some(len))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), NoForm>, NoForm> {
        Err(NoForm)
    }
}

/// A list being written.
struct List<'a> {
    out: &'a mut String,
    first: bool,
}

impl List<'_> {
    fn next<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        if !std::mem::replace(&mut self.first, false) {
            self.out.push(',');
        }
        value.serialize(Writer(self.out))
    }

    fn close(self) -> Written {
        self.out.push(']');
        Ok(())
    }
}

impl ser::SerializeSeq for List<'_> {
    type Ok = ();
    type Error = NoForm;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.next(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}
impl ser::SerializeTuple for List<'_> {
    type Ok = ();
    type Error = NoForm;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.next(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}
impl ser::SerializeTupleStruct for List<'_> {
    type Ok = ();
    type Error = NoForm;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.next(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}

/// An object being written: its members as they come, brought into order at its end where they are not.
struct Members<'a> {
    out: &'a mut String,
    /// Where the first member begins.
    begin: usize,
    /// Each key, and where its member stands, key and value.
    members: Vec<(Cow<'static, str>, Range<usize>)>,
    sorted: bool,
}

impl Members<'_> {
    fn key(&mut self, key: Cow<'static, str>) {
        if let Some((last, _)) = self.members.last() {
            self.out.push(',');
            self.sorted &= utf16(last, &key) == Ordering::Less;
        }
        let begin = self.out.len();
        write_string(&key, self.out);
        self.out.push(':');
        self.members.push((key, begin..begin));
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(Writer(self.out))?;
        self.members.last_mut().ok_or(NoForm)?.1.end = self.out.len();
        Ok(())
    }

    fn close(mut self) -> Written {
        if !self.sorted {
            let text = self.out.split_off(self.begin);
            self.members.sort_by(|(a, _), (b, _)| utf16(a, b));
            for (i, (_, at)) in self.members.iter().enumerate() {
                if i > 0 {
                    self.out.push(',');
                }
                self.out.push_str(&text[at.start - self.begin..at.end - self.begin]);
            }
        }
        self.out.push('}');
        Ok(())
    }
}

impl ser::SerializeMap for Members<'_> {
    type Ok = ();
    type Error = NoForm;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        // Keys of our maps are texts, or ids written as texts.
        let serde_json::Value::String(key) = serde_json::to_value(key).map_err(|_| NoForm)? else { return Err(NoForm) };
        self.key(key.into());
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.value(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}
impl ser::SerializeStruct for Members<'_> {
    type Ok = ();
    type Error = NoForm;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written {
        self.key(key.into());
        self.value(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}

/// Keys are ordered by their UTF-16 units; between plain texts that is the order of their bytes.
fn utf16(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

fn write_string(s: &str, out: &mut String) {
    out.push('"');
    let mut plain = 0;
    for (i, byte) in s.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&s[plain..i]);
        plain = i + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            0x8 => out.push_str("\\b"),
            0x9 => out.push_str("\\t"),
            0xa => out.push_str("\\n"),
            0xc => out.push_str("\\f"),
            0xd => out.push_str("\\r"),
            other => out.push_str(&format!("\\u{other:04x}")),
        }
    }
    out.push_str(&s[plain..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-(1i64 << 53)..=(1i64 << 53)).prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            "[\u{e000}-\u{ffff}\u{10000}-\u{10010}a\"\\\\\u{0}-\u{1f}]{0,4}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map("[\u{e000}-\u{ffff}\u{10000}-\u{10010}ab]{0,3}", inner, 0..5)
                    .prop_map(|m| Value::Object(m.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn canonical_bytes_survive_a_round_trip_and_equal_those_of_another_library(value in any_json()) {
            let ours = canonical(&value).unwrap();
            prop_assert_eq!(&serde_json_canonicalizer::to_string(&value).unwrap(), &ours);
            let back: Value = serde_json::from_str(&ours).unwrap();
            prop_assert_eq!(canonical(&back).unwrap(), ours);
        }
    }

    #[test]
    fn our_own_types_are_written_as_their_json_is() {
        #[derive(Serialize)]
        #[serde(rename_all = "snake_case")]
        enum Kind {
            Plain,
            Holding(Inner),
        }
        #[derive(Serialize)]
        struct Inner {
            z: Option<u8>,
            a: Vec<Kind>,
            #[serde(skip_serializing_if = "Option::is_none")]
            m: Option<()>,
            map: std::collections::BTreeMap<String, i64>,
        }
        let map = [("\u{1}".into(), 1), ("A".into(), -2), ("a".into(), 3), ("a!".into(), 4), ("a\"".into(), 5)].into();
        let value = Kind::Holding(Inner { z: None, a: vec![Kind::Plain, Kind::Plain], m: None, map });
        let ours = canonical_of(&value);
        assert_eq!(ours, serde_json_canonicalizer::to_string(&value).unwrap());
        assert!(ours.starts_with("{\"holding\":{\"a\":[\"plain\",\"plain\"],\"map\":{\"\\u0001\":1,\"A\":-2,"), "{ours}");
    }

    #[test]
    fn a_float_has_no_canonical_form_here() {
        assert_eq!(canonical(&serde_json::json!({"a": 1.5})), None);
        assert_eq!(canonical(&serde_json::json!([u64::MAX])), None);
    }
}
