//! The one clock. Everything else gets a `Moment` as a value.

use jiff::civil::Date;
use jiff::fmt::strtime;
use jiff::{Timestamp, Zoned};

pub use crate::request::message::Moment;

impl Moment {
    /// Reads `2026-11-24T10:42:13+08:00`, or the like without an offset or without a time of day (then 08:00).
    pub fn parse(text: &str) -> Option<Moment> {
        let text = text.trim();
        if let Ok((_, offset)) = strtime::parse("%Y-%m-%dT%H:%M:%S%:z", text).and_then(|t| Ok((t.to_timestamp()?, t.offset()))) {
            let stamp: Timestamp = text.parse().ok()?;
            return Some(Moment::of(&stamp.to_zoned(offset?.to_time_zone())));
        }
        if let Ok(stamp) = text.parse::<Timestamp>() {
            return Some(Moment::of(&stamp.to_zoned(jiff::tz::TimeZone::system())));
        }
        let civil = match text.parse::<jiff::civil::DateTime>() {
            Ok(civil) if text.contains([':', 'T']) => civil,
            _ => text.parse::<Date>().ok()?.at(8, 0, 0, 0),
        };
        Some(Moment::of(&civil.to_zoned(jiff::tz::TimeZone::system()).ok()?))
    }

    fn of(now: &Zoned) -> Moment {
        Moment {
            at: now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            today: now.date(),
            time: now.strftime("%H:%M").to_string(),
            trial: false,
        }
    }
}

/// The clock, or what `XUNCHA_NOW` sets it to.
pub fn now() -> Moment {
    match std::env::var("XUNCHA_NOW").ok().and_then(|set| Moment::parse(&set)) {
        Some(set) => Moment { trial: true, ..set },
        #[expect(clippy::disallowed_methods, reason = "this is the door through which the clock comes in")]
        None => Moment::of(&Zoned::now()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_set_clock_keeps_its_own_offset() {
        let moment = Moment::parse("2026-11-24T23:42:13+08:00").unwrap();
        assert_eq!(moment.at, "2026-11-24T23:42:13+08:00");
        assert_eq!((moment.today, moment.time.as_str()), (date(2026, 11, 24), "23:42"));
    }

    #[test]
    fn a_day_alone_is_its_morning_and_nonsense_is_none() {
        let moment = Moment::parse("2026-11-24").unwrap();
        assert_eq!((moment.today, moment.time.as_str()), (date(2026, 11, 24), "08:00"));
        assert_eq!(Moment::parse("2026-11-24T09:05").unwrap().time, "09:05");
        assert_eq!(Moment::parse("soon"), None);
    }
}
