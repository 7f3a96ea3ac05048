//! Canonical JSON (RFC 8785): the one byte form of a value. No floats anywhere; what cannot be written has no form.

mod write;

use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;

/// The canonical bytes of `value`: keys in UTF-16 order, no blanks, the shortest escapes.
/// `None` when it holds a float, or a number beyond 2^53 that other JSON readers would not read back.
pub fn canonical(value: &Value) -> Option<String> {
    let mut out = String::with_capacity(256);
    write(value, &mut out)?;
    Some(out)
}

/// The canonical bytes of our own data, which holds no floats.
pub fn canonical_of<T: Serialize>(value: &T) -> String {
    let mut out = String::with_capacity(256);
    value.serialize(write::Writer(&mut out)).expect("our own data is plain JSON without floats");
    out
}

/// The largest number that every reader of JSON reads back: 2^53.
const LARGEST: u64 = 1 << 53;

fn write(value: &Value, out: &mut String) -> Option<()> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(n) => {
            let n = n.as_i64().filter(|n| n.unsigned_abs() <= LARGEST)?;
            let _ = fmt::Write::write_fmt(out, format_args!("{n}"));
        }
        Value::String(s) => {
            out.push('"');
            out.push_str(&escaped(s));
            out.push('"');
        }
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut fields: Vec<(&String, &Value)> = map.iter().collect();
            // Latin keys stand in the same order either way, and are all we write ourselves.
            if !fields.is_sorted_by(|a, b| a.0.is_ascii() && b.0.is_ascii() && a.0 < b.0) {
                fields.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
            }
            out.push('{');
            for (i, (key, value)) in fields.into_iter().enumerate() {
                out.push_str(if i > 0 { ",\"" } else { "\"" });
                out.push_str(&escaped(key));
                out.push_str("\":");
                write(value, out)?;
            }
            out.push('}');
        }
    }
    Some(())
}

/// A text as it stands between the quotes of a JSON string.
pub fn escaped(text: &str) -> Cow<'_, str> {
    let special = |b: u8| b < 0x20 || b == b'"' || b == b'\\';
    if !text.bytes().any(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{9}' => out.push_str("\\t"),
            '\u{a}' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\u{d}' => out.push_str("\\r"),
            c if (c as u32) < 0x20 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

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
                prop::collection::btree_map(key(), inner, 0..5).prop_map(|m| Value::Object(m.into_iter().collect())),
            ]
        })
    }

    /// Of few letters, on both sides of where UTF-16 and UTF-8 order differently.
    fn key() -> impl Strategy<Value = String> {
        let letter = prop::sample::select(vec!['a', 'b', '"', '\u{1}', '\u{e000}', '\u{ffff}', '\u{10000}', '\u{10010}']);
        prop::collection::vec(letter, 0..3).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn canonical_bytes_survive_a_round_trip_and_equal_those_of_another_library(value in any_json()) {
            let ours = canonical(&value).unwrap();
            prop_assert_eq!(&serde_json_canonicalizer::to_string(&value).unwrap(), &ours);
            prop_assert_eq!(&canonical_of(&value), &ours);
            let back: Value = serde_json::from_str(&ours).unwrap();
            prop_assert_eq!(canonical(&back).unwrap(), ours);
        }
    }

    /// One of each form that data can have, its fields not in their order.
    #[derive(Serialize)]
    struct Any {
        z: Option<i32>,
        list: Vec<Kind>,
        b: (u8, char, bool),
        a: BTreeMap<String, u64>,
        kind: Kind,
        aa: New,
    }

    #[derive(Serialize)]
    struct New(i64);

    #[derive(Serialize)]
    enum Kind {
        Unit,
        One(String),
        Two(u16, ()),
        Named { y: i8, x: Option<bool> },
    }

    #[test]
    fn data_of_every_form_is_written_as_its_json_value_is() {
        let one = |z: Option<i32>, kind: Kind| Any {
            z,
            list: vec![Kind::Unit, Kind::One("康\"\n宁".into()), Kind::Two(7, ()), Kind::Named { y: -1, x: Some(true) }],
            b: (1, '"', false),
            a: [("\u{ffff}".to_string(), 1), ("\u{10000}".into(), 2), (String::new(), 3)].into(),
            kind,
            aa: New(-(1 << 53)),
        };
        for any in [one(None, Kind::Named { y: 2, x: None }), one(Some(-5), Kind::Two(0, ())), one(Some(0), Kind::Unit)] {
            assert_eq!(canonical_of(&any), canonical(&serde_json::to_value(&any).unwrap()).unwrap());
        }
    }

    #[test]
    #[should_panic = "without floats"]
    fn our_own_data_may_hold_no_float() {
        canonical_of(&[1.5]);
    }

    #[test]
    fn a_float_has_no_canonical_form_here() {
        assert_eq!(canonical(&serde_json::json!({"a": 1.5})), None);
        assert_eq!(canonical(&serde_json::json!([u64::MAX])), None);
    }
}
