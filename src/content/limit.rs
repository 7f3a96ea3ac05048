//! Readings against an item's limit: the form a value has for each kind of item, and whether it is within. Decimals are
//! compared digit by digit; nothing here is a float.

use super::checklist::{AnswerKind, Item};
use crate::domain::point::Reading;
use crate::text::{Lang, t};
use jiff::civil::Date;
use std::cmp::Ordering;

/// Where readings stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Within,
    Outside,
    /// The item has no limit, or no reading was given: a person says.
    Open,
}

/// Reads `3.5`, `label=3.5`, `2027-03-15` or `bad/tested` as a reading of this item; `None` when its kind takes another
/// form. Full-width twins count as their half-width ones.
pub fn reading(item: &Item, typed: &str) -> Option<Reading> {
    let typed = halved(typed.trim());
    let (label, value) = typed.split_once('=').map_or(("", typed.as_str()), |(l, v)| (l.trim(), v.trim()));
    let value = match item.kind {
        AnswerKind::Number | AnswerKind::Figure => decimal(value)?.to_string(),
        AnswerKind::Date => date(value)?.to_string(),
        AnswerKind::Sample => pair(value).map(|(bad, tested)| format!("{bad}/{tested}"))?,
        AnswerKind::Count => match pair(value) {
            Some((bad, tested)) => format!("{bad}/{tested}"),
            None => value.parse::<u32>().ok()?.to_string(),
        },
        AnswerKind::Judge => Some(value).filter(|v| !v.is_empty())?.to_string(),
    };
    Some(Reading { label: label.into(), value })
}

/// A date as people type it: `2027-03-15`, `20270315`, `2027.3.15`, `2027/3/15`, `27-3-15`, `2027年3月15日`.
pub fn date(typed: &str) -> Option<Date> {
    let typed = halved(typed.trim());
    let typed = typed.strip_suffix('日').map_or(typed.clone(), |t| t.replace(['年', '月'], "-"));
    let whole = typed.bytes().all(|b| b.is_ascii_digit()) && typed.len() == 8;
    let parts: Vec<&str> = match whole {
        true => vec![&typed[..4], &typed[4..6], &typed[6..]],
        false => typed.split(['-', '.', '/']).collect(),
    };
    let [year, month, day] = parts[..] else { return None };
    let year: i16 = year.parse().ok().filter(|y| (0..=9999).contains(y))?;
    let year = if year < 100 { 2000 + year } else { year };
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Whether the readings are within the item's limit on the day of the visit. The worst decides.
pub fn standing(item: &Item, readings: &[Reading], on: Date) -> Standing {
    let each = readings.iter().map(|r| one(item, &r.value, on));
    each.reduce(|a, b| match (a, b) {
        (Standing::Outside, _) | (_, Standing::Outside) => Standing::Outside,
        (Standing::Open, _) | (_, Standing::Open) => Standing::Open,
        _ => Standing::Within,
    })
    .unwrap_or(Standing::Open)
}

/// The reading that decides: the furthest above or below the limit, the most at fault, the earliest date.
pub fn worst<'a>(item: &Item, readings: &'a [Reading]) -> Option<&'a Reading> {
    let size = |a: &&Reading, b: &&Reading| compare(&a.value, &b.value).unwrap_or(Ordering::Equal);
    let bad = |r: &&Reading| pair(&r.value).map_or_else(|| r.value.parse().unwrap_or(0), |(bad, _)| bad);
    let all = readings.iter();
    match item.kind {
        AnswerKind::Count | AnswerKind::Sample => all.max_by_key(bad),
        AnswerKind::Date => all.min_by_key(|r| date(&r.value)),
        AnswerKind::Number => {
            let above = |r: &&Reading| item.max.as_deref().is_some_and(|max| compare(&r.value, max).is_some_and(Ordering::is_gt));
            let below = |r: &&Reading| item.min.as_deref().is_some_and(|min| compare(&r.value, min).is_some_and(Ordering::is_lt));
            let over = all.clone().filter(above).max_by(size).or_else(|| all.clone().filter(below).min_by(size));
            over.or_else(|| if item.max.is_some() { all.max_by(size) } else { all.min_by(size) })
        }
        AnswerKind::Judge | AnswerKind::Figure => readings.first(),
    }
}

/// How many were looked at in all, where that is fewer than the plan of a sample asks: the plan's number.
pub fn short_of(item: &Item, readings: &[Reading]) -> Option<u32> {
    let plan = item.plan_size.filter(|_| item.kind == AnswerKind::Sample && !readings.is_empty())?;
    let looked: u32 = readings.iter().filter_map(|r| pair(&r.value)).map(|(_, tested)| tested).sum();
    (looked < plan).then_some(plan)
}

/// The limit in words: `不高于 8 摄氏度`; empty where the item has none.
pub fn words(item: &Item, lang: Lang) -> String {
    let unit = item.unit.as_ref().map_or("", |u| u.get(lang));
    let said = match (item.kind, &item.min, &item.max) {
        (AnswerKind::Judge | AnswerKind::Figure, ..) | (AnswerKind::Number, None, None) => String::new(),
        (AnswerKind::Count | AnswerKind::Sample, ..) => match item.limit.unwrap_or(0) {
            0 => t!("不合要求 0 {}", "0 {} at fault").fill(lang, &[&unit]),
            n => t!("不合要求不多于 {} {}", "at most {} {} at fault").fill(lang, &[&n, &unit]),
        },
        (AnswerKind::Number, Some(min), Some(max)) => t!("{} 至 {} {}", "{} to {} {}").fill(lang, &[min, max, &unit]),
        (AnswerKind::Number, Some(min), None) => t!("不低于 {} {}", "at least {} {}").fill(lang, &[min, &unit]),
        (AnswerKind::Number, None, Some(max)) => t!("不高于 {} {}", "at most {} {}").fill(lang, &[max, &unit]),
        (AnswerKind::Date, ..) => match item.within_days {
            Some(days) => t!("{} 天以内", "within {} day{|s}").fill(lang, &[&days]),
            None => t!("没有过期", "not expired").get(lang).into(),
        },
    };
    said.trim_end().into()
}

/// A reading in words: `冰箱1 3.5 摄氏度`, `查 5 盏，不合要求 2 盏`.
pub fn said(item: &Item, reading: &Reading, lang: Lang) -> String {
    let unit = item.unit.as_ref().map_or("", |u| u.get(lang));
    let value = match (item.kind, pair(&reading.value)) {
        (AnswerKind::Count | AnswerKind::Sample, Some((bad, tested))) => {
            t!("查 {0} {2}，不合要求 {1} {2}", "{0} {2} looked at, {1} at fault").fill(lang, &[&tested, &bad, &unit])
        }
        (AnswerKind::Count | AnswerKind::Sample, None) => {
            t!("不合要求 {} {}", "{} {} at fault").fill(lang, &[&reading.value, &unit])
        }
        (AnswerKind::Date, _) if item.within_days.is_none() => t!("有效期至 {}", "valid to {}").fill(lang, &[&reading.value]),
        _ => format!("{} {unit}", reading.value),
    };
    format!("{} {}", reading.label, value.trim_end()).trim_start().into()
}

fn one(item: &Item, value: &str, on: Date) -> Standing {
    let within = match item.kind {
        AnswerKind::Judge | AnswerKind::Figure => None,
        AnswerKind::Count | AnswerKind::Sample => {
            let bad = pair(value).map(|(bad, _)| bad).or_else(|| value.parse().ok());
            bad.map(|bad| bad <= item.limit.unwrap_or(0))
        }
        AnswerKind::Number if item.min.is_none() && item.max.is_none() => None,
        AnswerKind::Number => {
            let not_below = item.min.as_deref().is_none_or(|min| compare(value, min).is_some_and(Ordering::is_ge));
            let not_above = item.max.as_deref().is_none_or(|max| compare(value, max).is_some_and(Ordering::is_le));
            Some(not_below && not_above)
        }
        AnswerKind::Date => date(value).map(|date| match item.within_days {
            Some(days) => on.checked_sub(jiff::Span::new().days(days)).is_ok_and(|oldest| date >= oldest),
            None => date >= on,
        }),
    };
    match within {
        None => Standing::Open,
        Some(true) => Standing::Within,
        Some(false) => Standing::Outside,
    }
}

/// How many were at fault, and of how many: `2/5`, or `2` alone.
pub fn count(typed: &str) -> Option<(u32, Option<u32>)> {
    let typed = halved(typed.trim());
    match typed.split_once('/') {
        Some(_) => pair(&typed).map(|(bad, looked)| (bad, Some(looked))),
        None => typed.parse().ok().map(|bad| (bad, None)),
    }
}

fn pair(value: &str) -> Option<(u32, u32)> {
    let (bad, tested) = value.split_once('/')?;
    let (bad, tested) = (bad.trim().parse().ok()?, tested.trim().parse().ok()?);
    (bad <= tested).then_some((bad, tested))
}

/// The text when it is a decimal: a sign, digits, one point between digits.
fn decimal(value: &str) -> Option<&str> {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |s: &str| !s.is_empty() && s.len() <= 12 && s.bytes().all(|b| b.is_ascii_digit());
    (plain(whole) && plain(part)).then_some(value)
}

/// Two decimals by their size; `None` when either is none.
pub fn compare(a: &str, b: &str) -> Option<Ordering> {
    let scaled = |text: &str| {
        let text = decimal(text.trim())?;
        let digits = text.trim_start_matches(['-', '+']);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let size: i128 = format!("{whole}{part:0<12}").parse().ok()?;
        Some(if text.starts_with('-') { -size } else { size })
    };
    Some(scaled(a)?.cmp(&scaled(b)?))
}

/// Full-width digits and the points, strokes and signs of a Chinese input method as their half-width twins.
pub fn halved(text: &str) -> String {
    let twin = |c| match c {
        '。' | '．' => '.',
        '、' | '／' => '/',
        '－' | '−' => '-',
        '＝' => '=',
        '，' => ',',
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(twin).collect()
}

/// A count of beds or people as typed, `98`, `９８` or `98人`, as `98`; `None` when it is none.
pub fn whole(text: &str) -> Option<String> {
    let plain = halved(text.trim());
    let digits = plain.trim_end_matches(['人', '名', '张', '个']).trim();
    let reads = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    reads.then(|| digits.into())
}

/// A day by which something is due, as typed: a date, or so many days from `on`.
pub fn due(text: &str, on: Date) -> Option<Date> {
    match text.trim().parse::<u16>() {
        Ok(days) if text.trim().len() <= 3 => on.checked_add(jiff::Span::new().days(i64::from(days))).ok(),
        _ => date(text),
    }
}

/// A time of day as typed, `0957`, `9.57` or `9：57`, as `09:57`; words stay words.
pub fn clock(text: &str) -> String {
    let plain = halved(text.trim()).replace(['.', '：'], ":");
    let parts = match plain.split_once(':') {
        Some(parts) => Some(parts),
        None if (3..=4).contains(&plain.len()) && plain.is_ascii() => Some(plain.split_at(plain.len() - 2)),
        None => None,
    };
    let read = |(hours, minutes): (&str, &str)| Some((hours.parse::<u8>().ok()?, minutes.parse::<u8>().ok()?));
    match parts.and_then(read) {
        Some((hours, minutes)) if hours < 24 && minutes < 60 => format!("{hours:02}:{minutes:02}"),
        _ => text.trim().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    fn item(kind: &str, more: &str) -> Item {
        let text = format!(
            r#"id = "X-01"
            section = "s"
            text = {{ zh = "甲" }}
            short = {{ zh = "甲" }}
            place = "hall"
            method = ["look"]
            how = {{ zh = "看" }}
            kind = "{kind}"
            types = ["home"]
            severity = "minor"
            reason = {{ zh = "因" }}
            days = 7
            owner = "civil"
            handling = "order"
            plan = []
            wordings = []
            basis = []
            {more}"#
        );
        toml::from_str(&text).unwrap()
    }

    fn readings(item: &Item, typed: &[&str]) -> Vec<Reading> {
        typed.iter().map(|t| reading(item, t).unwrap_or_else(|| panic!("{t} is no reading"))).collect()
    }

    #[test]
    fn the_worst_of_several_fridges_decides() {
        let fridge = item("number", "min = \"0\"\nmax = \"8\"");
        let on = day(2026, 11, 24);
        assert_eq!(standing(&fridge, &readings(&fridge, &["冰箱1=3.5", "冰箱2=8。0"]), on), Standing::Within);
        assert_eq!(standing(&fridge, &readings(&fridge, &["冰箱1=3.5", "冰箱2=8.01"]), on), Standing::Outside);
        assert_eq!(standing(&fridge, &readings(&fridge, &["-0.5"]), on), Standing::Outside);
        assert_eq!(standing(&fridge, &[], on), Standing::Open);
    }

    #[test]
    fn each_kind_takes_its_own_form_and_no_other() {
        let on = day(2026, 11, 24);
        let sample = item("sample", "plan_size = 5\nlimit = 1");
        assert_eq!(reading(&sample, "2、5").unwrap().value, "2/5");
        assert_eq!(reading(&sample, "6/5"), None);
        assert_eq!(reading(&sample, "3.5"), None);
        assert_eq!(standing(&sample, &readings(&sample, &["1/5"]), on), Standing::Within);
        assert_eq!(standing(&sample, &readings(&sample, &["2/5"]), on), Standing::Outside);
        assert_eq!(short_of(&sample, &readings(&sample, &["0/3"])), Some(5));
        assert_eq!(short_of(&sample, &readings(&sample, &["0/3", "0/2"])), None);
        let licence = item("date", "");
        assert_eq!(reading(&licence, "27-3-15").unwrap().value, "2027-03-15");
        assert_eq!(reading(&licence, "2027.2.30"), None);
        assert_eq!(standing(&licence, &readings(&licence, &["20261124"]), on), Standing::Within, "the last day counts");
        assert_eq!(standing(&licence, &readings(&licence, &["2026-11-23"]), on), Standing::Outside);
        let drill = item("date", "within_days = 183");
        assert_eq!(standing(&drill, &readings(&drill, &["2026-05-25"]), on), Standing::Within);
        assert_eq!(standing(&drill, &readings(&drill, &["2026-05-24"]), on), Standing::Outside);
        let figure = item("figure", "");
        assert_eq!(standing(&figure, &readings(&figure, &["46"]), on), Standing::Open);
    }

    #[test]
    fn limit_and_reading_are_said_in_words_with_their_unit() {
        let unit = "unit = { zh = \"摄氏度\", en = \"deg C\" }";
        let fridge = item("number", &format!("min = \"0\"\nmax = \"8\"\n{unit}"));
        assert_eq!(words(&fridge, Lang::Zh), "0 至 8 摄氏度");
        assert_eq!(said(&fridge, &readings(&fridge, &["冰箱1=3.5"])[0], Lang::Zh), "冰箱1 3.5 摄氏度");
        let sample = item("sample", "plan_size = 5\nunit = { zh = \"盏\", en = \"lamps\" }");
        assert_eq!(words(&sample, Lang::En), "0 lamps at fault");
        assert_eq!(said(&sample, &readings(&sample, &["2/5"])[0], Lang::Zh), "查 5 盏，不合要求 2 盏");
        assert_eq!(words(&item("figure", unit), Lang::Zh), "");
        assert_eq!(words(&item("date", ""), Lang::Zh), "没有过期");
    }

    #[test]
    fn decimals_are_compared_by_size_not_by_text() {
        assert_eq!(compare("10", "9.5"), Some(Ordering::Greater));
        assert_eq!(compare("-18", "-2"), Some(Ordering::Less));
        assert_eq!(compare("1.10", "1.1"), Some(Ordering::Equal));
        assert_eq!(compare("1.", "1"), None);
    }

    #[test]
    fn a_time_of_day_is_written_one_way_and_words_stay() {
        assert_eq!(["0957", "957", "9.57", "9：57", "09:57"].map(clock), [""; 5].map(|_| "09:57".to_string()));
        assert_eq!(["9点", "2561", ""].map(clock), ["9点", "2561", ""]);
    }
}
