//! What repeats in every entry takes no room twice: the wall clock as a number, the plain pass as nothing, the entries that
//! a freeze names as their numbers in this file. Unpacking gives exactly the text that was packed, else nothing is packed;
//! `v_entry` unpacks the same way in SQL.

use super::entries::EntryNo;
use super::fault::{Result, Trouble};
use crate::domain::name::EntryId;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, ToSql};
use std::borrow::Cow;

/// The body of nine answers of ten.
pub const PLAIN_PASS: &str = "{\"point\":{\"verdict\":\"pass\"}}";

/// A wall clock as it is stored: `2026-11-24T10:42:13+08:00` as one number, anything else as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// Local seconds since 1970 times 128, and the offset in quarters of an hour plus 64.
    Number(i64),
    Text(String),
}

impl At {
    pub fn pack(text: &str) -> At {
        match number(text).filter(|n| At::text(*n).as_deref() == Some(text)) {
            Some(n) => At::Number(n),
            None => At::Text(text.into()),
        }
    }

    /// What a row holds, as text.
    pub fn unpack(stored: ValueRef) -> Option<String> {
        let mut text = String::new();
        At::put(stored, &mut text).map(|()| text)
    }

    /// The same behind what is there.
    pub fn put(stored: ValueRef, text: &mut String) -> Option<()> {
        match stored {
            ValueRef::Integer(n) => text.push_str(&At::text(n)?),
            other => text.push_str(other.as_str().ok()?),
        }
        Some(())
    }

    fn text(n: i64) -> Option<String> {
        let quarters = n.rem_euclid(128) - 64;
        let local = jiff::Timestamp::from_second(n.div_euclid(128)).ok()?;
        let local = Offset::UTC.to_datetime(local);
        let (sign, quarters) = if quarters < 0 { (b'-', -quarters) } else { (b'+', quarters) };
        if local.year() < 0 {
            return Some(format!(
                "{}{}{:02}:{:02}",
                local.strftime("%Y-%m-%dT%H:%M:%S"),
                sign as char,
                quarters / 4,
                quarters % 4 * 15
            ));
        }
        // Written digit by digit: a million clocks are read in a row.
        let mut text = *b"0000-00-00T00:00:00+00:00";
        text[19] = sign;
        let mut put = |at: usize, number: i16| {
            text[at] += (number / 10) as u8;
            text[at + 1] += (number % 10) as u8;
        };
        put(0, local.year() / 100);
        put(2, local.year() % 100);
        put(5, local.month().into());
        put(8, local.day().into());
        put(11, local.hour().into());
        put(14, local.minute().into());
        put(17, local.second().into());
        put(20, (quarters / 4) as i16);
        put(23, (quarters % 4 * 15) as i16);
        Some(String::from_utf8_lossy(&text).into_owned())
    }
}

impl ToSql for At {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            At::Number(n) => ToSqlOutput::Owned(Value::Integer(*n)),
            At::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

fn number(text: &str) -> Option<i64> {
    if text.len() != 25 || !text.is_ascii() {
        return None;
    }
    let local: DateTime = text[..19].parse().ok()?;
    let seconds = Offset::UTC.to_timestamp(local).ok()?.as_second();
    let (hours, minutes): (i64, i64) = (text[20..22].parse().ok()?, text[23..25].parse().ok()?);
    let quarters = hours * 4 + minutes / 15;
    let quarters = if text.as_bytes()[19] == b'-' { -quarters } else { quarters };
    (seconds >= 0 && quarters.abs() < 64).then_some(seconds * 128 + quarters + 64)
}

/// A body as it is stored.
pub struct Packed {
    /// `None`: the plain pass.
    pub body: Option<String>,
    /// The numbers of the entries that stood in `covers`: the first, and the distance of each from it.
    pub covers: Option<String>,
}

const COVERS: &str = "\"covers\":[";

/// Packs a body. Entries that are not held yet cannot be numbered: then it stays as it is.
pub fn pack(body: &str, number_of: &dyn Fn(&EntryId) -> Result<Option<EntryNo>>) -> Result<Packed> {
    if body == PLAIN_PASS {
        return Ok(Packed { body: None, covers: None });
    }
    let whole = || Packed { body: Some(body.into()), covers: None };
    if !body.starts_with("{\"freeze\":{\"covers\":[\"") {
        return Ok(whole());
    }
    let Some((front, rest)) = body.split_once(COVERS) else { return Ok(whole()) };
    let Some((list, back)) = rest.split_once(']') else { return Ok(whole()) };
    let mut numbers: Vec<EntryNo> = Vec::new();
    for id in list.split(',') {
        let id = id.trim_matches('"').parse::<EntryId>().ok();
        match id.map(|id| number_of(&id)).transpose()?.flatten() {
            Some(n) => numbers.push(n),
            None => return Ok(whole()),
        }
    }
    let first = numbers[0];
    let numbers: Vec<String> = std::iter::once(first).chain(numbers.iter().map(|n| n - first)).map(|n| n.to_string()).collect();
    Ok(Packed { body: Some(format!("{front}{COVERS}]{back}")), covers: Some(format!("[{}]", numbers.join(","))) })
}

/// The body as it was written.
pub fn unpack<'b>(db: &Connection, body: Option<&'b str>, covers: Option<&str>) -> Result<Cow<'b, str>> {
    let Some(body) = body else { return Ok(PLAIN_PASS.into()) };
    let Some(covers) = covers else { return Ok(body.into()) };
    let damaged = || Trouble::Damaged(format!("covers {covers}"));
    let numbers: Vec<EntryNo> = serde_json::from_str(covers).map_err(|_| damaged())?;
    let (first, distances) = numbers.split_first().ok_or_else(damaged)?;
    let mut find = db.prepare_cached("SELECT id FROM entry WHERE n = ?1")?;
    let mut list = String::with_capacity(46 * distances.len());
    for distance in distances {
        let n = first.checked_add(*distance).ok_or_else(damaged)?;
        let id: Option<String> = find.query_row([n], |r| r.get(0)).optional()?;
        if !list.is_empty() {
            list.push(',');
        }
        list.push('"');
        list.push_str(&id.unwrap_or_default());
        list.push('"');
    }
    let (front, back) = body.split_once(COVERS).ok_or_else(damaged)?;
    Ok(format!("{front}{COVERS}{list}{back}").into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn through(text: &str) -> (bool, Option<String>) {
        let at = At::pack(text);
        let stored = match &at {
            At::Number(n) => ValueRef::Integer(*n),
            At::Text(text) => ValueRef::Text(text.as_bytes()),
        };
        (matches!(at, At::Number(_)), At::unpack(stored))
    }

    #[test]
    fn a_wall_clock_is_a_number_in_any_offset_and_everything_else_stays_text() {
        for text in ["2026-11-24T10:42:13+08:00", "1970-01-01T00:00:00-11:45", "2099-12-31T23:59:59+14:00"] {
            assert_eq!(through(text), (true, Some(text.into())));
        }
        for text in [
            "",
            "2026-11-24T10:42:13Z",
            "2026-11-24T10:42:13+08:01",
            "2026-11-24t10:42:13+08:00",
            "2026-02-30T10:42:13+08:00",
            "1960-01-01T00:00:00+08:00",
            "2026-11-24T10:42:13-00:00",
        ] {
            assert_eq!(through(text), (false, Some(text.into())));
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_as_the_time_comes_back_as_it_was(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-2][0-9]:[0-5][0-9]:[0-6][0-9][+-][01][0-9]:[0-5][05]|\\PC{0,30}") {
            prop_assert_eq!(through(&text).1, Some(text));
        }
    }
}
