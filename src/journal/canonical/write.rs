//! Writes our own data straight into its canonical bytes: what a visit says is written, hashed and compared a million times.

use super::{LARGEST, escaped};
use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use std::fmt::{self, Display, Write};

/// It has no canonical form: a float, or a number beyond 2^53.
#[derive(Debug)]
pub struct NoForm;

impl Display for NoForm {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("no canonical form")
    }
}

impl std::error::Error for NoForm {}

impl serde::ser::Error for NoForm {
    fn custom<T: Display>(_: T) -> NoForm {
        NoForm
    }
}

type Done = Result<(), NoForm>;

/// Writes one value behind what is there.
pub struct Writer<'a>(pub &'a mut String);

impl<'a> Writer<'a> {
    fn text(self, text: &str) -> Done {
        self.0.push('"');
        self.0.push_str(&escaped(text));
        self.0.push('"');
        Ok(())
    }

    fn number(self, n: Option<i64>) -> Done {
        let n = n.filter(|n| n.unsigned_abs() <= LARGEST).ok_or(NoForm)?;
        write!(self.0, "{n}").map_err(|_| NoForm)
    }

    fn list(self, ends: &'static str) -> List<'a> {
        self.0.push('[');
        List { out: self.0, first: true, ends }
    }

    fn fields(self, count: usize, ends: &'static str) -> Fields<'a> {
        self.0.push('{');
        Fields { from: self.0.len(), out: self.0, at: Vec::with_capacity(count), ends }
    }

    /// `{"variant":` stands before what is written next.
    fn variant(self, variant: &str) -> Writer<'a> {
        self.0.push_str("{\"");
        self.0.push_str(&escaped(variant));
        self.0.push_str("\":");
        self
    }
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = NoForm;
    type SerializeSeq = List<'a>;
    type SerializeTuple = List<'a>;
    type SerializeTupleStruct = List<'a>;
    type SerializeTupleVariant = List<'a>;
    type SerializeMap = Map<'a>;
    type SerializeStruct = Fields<'a>;
    type SerializeStructVariant = Fields<'a>;

    fn serialize_bool(self, v: bool) -> Done {
        self.0.push_str(if v { "true" } else { "false" });
        Ok(())
    }
    fn serialize_i8(self, v: i8) -> Done {
        self.number(Some(v.into()))
    }
    fn serialize_i16(self, v: i16) -> Done {
        self.number(Some(v.into()))
    }
    fn serialize_i32(self, v: i32) -> Done {
        self.number(Some(v.into()))
    }
    fn serialize_i64(self, v: i64) -> Done {
        self.number(Some(v))
    }
    fn serialize_u8(self, v: u8) -> Done {
        self.number(Some(v.into()))
    }
    fn serialize_u16(self, v: u16) -> Done {
        self.number(Some(v.into()))
    }
    fn serialize_u32(self, v: u32) -> Done {
        self.number(Some(v.into()))
    }
    fn serialize_u64(self, v: u64) -> Done {
        self.number(i64::try_from(v).ok())
    }
    fn serialize_f32(self, _: f32) -> Done {
        Err(NoForm)
    }
    fn serialize_f64(self, _: f64) -> Done {
        Err(NoForm)
    }
    fn serialize_char(self, v: char) -> Done {
        self.text(v.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, v: &str) -> Done {
        self.text(v)
    }
    fn serialize_bytes(self, v: &[u8]) -> Done {
        v.serialize(self)
    }
    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Done {
        self.0.push_str("null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.text(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &'static str, _: u32, variant: &'static str, value: &T) -> Done {
        let Writer(out) = self.variant(variant);
        value.serialize(Writer(out))?;
        out.push('}');
        Ok(())
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List<'a>, NoForm> {
        Ok(self.list("]"))
    }
    fn serialize_tuple(self, _: usize) -> Result<List<'a>, NoForm> {
        Ok(self.list("]"))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List<'a>, NoForm> {
        Ok(self.list("]"))
    }
    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<List<'a>, NoForm> {
        Ok(self.variant(variant).list("]}"))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Map<'a>, NoForm> {
        Ok(Map { out: self.0, fields: Vec::new(), key: None })
    }
    fn serialize_struct(self, _: &'static str, count: usize) -> Result<Fields<'a>, NoForm> {
        Ok(self.fields(count, "}"))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        count: usize,
    ) -> Result<Fields<'a>, NoForm> {
        Ok(self.variant(variant).fields(count, "}}"))
    }
}

/// The values of a list, one after the other.
pub struct List<'a> {
    out: &'a mut String,
    first: bool,
    ends: &'static str,
}

impl List<'_> {
    fn one<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        if !std::mem::take(&mut self.first) {
            self.out.push(',');
        }
        value.serialize(Writer(self.out))
    }

    fn close(self) -> Done {
        self.out.push_str(self.ends);
        Ok(())
    }
}

macro_rules! list {
    ($($part:ident $one:ident),*) => {$(
        impl $part for List<'_> {
            type Ok = ();
            type Error = NoForm;
            fn $one<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
                self.one(value)
            }
            fn end(self) -> Done {
                self.close()
            }
        }
    )*};
}
list!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field);

/// The fields of a struct: written in the order in which they come, and put in theirs where that is another.
pub struct Fields<'a> {
    out: &'a mut String,
    from: usize,
    /// Names, and where each begins.
    at: Vec<(&'static str, usize)>,
    ends: &'static str,
}

impl Fields<'_> {
    fn one<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
        if !self.at.is_empty() {
            self.out.push(',');
        }
        self.at.push((name, self.out.len()));
        self.out.push('"');
        self.out.push_str(&escaped(name));
        self.out.push_str("\":");
        value.serialize(Writer(self.out))
    }

    fn close(self) -> Done {
        // Names of fields are Latin: byte order is theirs.
        if !self.at.is_sorted_by(|a, b| a.0 < b.0) {
            let written = self.out.split_off(self.from);
            let ends = self.at.iter().skip(1).map(|(_, next)| next - 1).chain([self.from + written.len()]);
            let mut fields: Vec<(&str, &str)> =
                self.at.iter().zip(ends).map(|((name, from), to)| (*name, &written[from - self.from..to - self.from])).collect();
            fields.sort_unstable();
            for (n, (_, field)) in fields.iter().enumerate() {
                self.out.push_str(if n > 0 { "," } else { "" });
                self.out.push_str(field);
            }
        }
        self.out.push_str(self.ends);
        Ok(())
    }
}

macro_rules! fields {
    ($($part:ident),*) => {$(
        impl $part for Fields<'_> {
            type Ok = ();
            type Error = NoForm;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
                self.one(name, value)
            }
            fn end(self) -> Done {
                self.close()
            }
        }
    )*};
}
fields!(SerializeStruct, SerializeStructVariant);

/// A map, whose keys may be any text.
pub struct Map<'a> {
    out: &'a mut String,
    fields: Vec<(String, String)>,
    key: Option<String>,
}

impl SerializeMap for Map<'_> {
    type Ok = ();
    type Error = NoForm;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.key = Some(match serde_json::to_value(key).map_err(NoForm::custom)? {
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        });
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        let mut text = String::new();
        value.serialize(Writer(&mut text))?;
        self.fields.push((self.key.take().ok_or(NoForm)?, text));
        Ok(())
    }

    fn end(mut self) -> Done {
        self.fields.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
        self.out.push('{');
        for (n, (key, value)) in self.fields.iter().enumerate() {
            self.out.push_str(if n > 0 { "," } else { "" });
            Writer(self.out).text(key)?;
            self.out.push(':');
            self.out.push_str(value);
        }
        self.out.push('}');
        Ok(())
    }
}
