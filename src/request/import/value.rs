//! Values as people write them in rosters: full-width digits, units, placeholders, types and states in their own words.

use crate::domain::derive::{normal, street as without_office};
use crate::domain::facility::{FacilityType, Mark, MarkReason, Status};
use jiff::civil::Date;

/// Text as stored: the lines of a cell in one, no control characters, no blanks around; `None` for nothing or a placeholder.
pub fn text(cell: &str) -> Option<String> {
    let flat: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let flat = flat.split_whitespace().collect::<Vec<_>>().join(" ");
    (!is_nothing(&flat)).then_some(flat)
}

/// 无, /, -, 暂无, 待办 and their like say that there is nothing.
pub fn is_nothing(cell: &str) -> bool {
    const NOTHING: [&str; 22] = [
        "无",
        "/",
        "-",
        "--",
        "---",
        "\\",
        "暂无",
        "没有",
        "待办",
        "待定",
        "待补",
        "待补正",
        "未知",
        "不详",
        "未备案",
        "办理中",
        "空",
        "N/A",
        "NA",
        "NULL",
        "无备案",
        "无电话",
    ];
    let plain = normal(cell);
    plain.is_empty() || NOTHING.contains(&plain.to_uppercase().as_str()) || plain.chars().all(|c| "-/\\.0—_".contains(c))
}

/// A number or code: half-width capitals without blanks.
pub fn code(cell: &str) -> Option<String> {
    let plain = normal(cell).to_uppercase();
    let plain = plain.trim_matches(|c| c == '\'' || c == '`').to_string();
    (!is_nothing(&plain)).then_some(plain)
}

/// A number of a card or a filing: as typed, in half-width, without the apostrophe that spreadsheets need.
pub fn number(cell: &str) -> Option<String> {
    let plain = normal(cell);
    let plain = plain.trim_matches(|c| c == '\'' || c == '`');
    (!is_nothing(plain)).then(|| plain.to_string())
}

/// A phone as typed, in half-width.
pub fn phone(cell: &str) -> Option<String> {
    text(cell).map(|t| crate::content::limit::halved(&t))
}

/// The street without its office's ending, so that one street is one.
pub fn street(cell: &str) -> Option<String> {
    text(cell).map(|t| without_office(&t))
}

/// The type; a cell that says something else gives the reason.
pub fn facility_type(cell: &str) -> Result<Option<FacilityType>, MarkReason> {
    let Some(said) = code(cell) else { return Ok(None) };
    if let Some(kind) = FacilityType::parse(&said.to_lowercase()) {
        return Ok(Some(kind));
    }
    const WORDS: [(&[&str], FacilityType); 6] = [
        (&["照护之家", "小规模多机能", "ECH"], FacilityType::SmallHome),
        (&["综合为老", "为老服务中心", "综合服务中心", "综合中心", "CSC"], FacilityType::Centre),
        (&["日间", "日托", "托老所", "DC"], FacilityType::DayCare),
        (&["食堂"], FacilityType::Canteen),
        (&["助餐", "送餐点", "配餐点", "用餐点"], FacilityType::MealPoint),
        (
            &[
                "养老院",
                "养老机构",
                "敬老院",
                "福利院",
                "老年公寓",
                "护理院",
                "颐养院",
                "老年福利机构",
                "机构养老",
                "养护院",
                "RES",
                "NH",
            ],
            FacilityType::Home,
        ),
    ];
    let fits = |words: &[&str]| words.iter().any(|w| if w.is_ascii() { said == *w } else { said.contains(w) });
    WORDS.iter().find(|(words, _)| fits(words)).map(|(_, kind)| Some(*kind)).ok_or(MarkReason::UnknownType)
}

/// Whether it is in business; `None` where the cell says nothing known.
pub fn status(cell: &str) -> Option<Status> {
    const WORDS: [(&[&str], Status); 5] = [
        (&["注销", "撤销", "关闭", "关停", "终止", "已拆", "取缔", "CLOSED"], Status::Closed),
        (&["未开业", "未运营", "未营业", "筹建", "在建", "待开业", "筹备", "NOTOPENED"], Status::NotOpened),
        (&["装修", "改造", "改建", "修缮", "RENOVATING"], Status::Renovating),
        (&["停业", "歇业", "暂停", "停运", "停用", "停办", "SUSPENDED"], Status::Suspended),
        (&["正常", "运营", "营业", "在营", "开业", "存续", "在业", "OPEN"], Status::Open),
    ];
    let said = code(cell)?;
    WORDS.iter().find(|(words, _)| words.iter().any(|w| said.contains(w))).map(|(_, status)| *status)
}

/// More beds than any home has: a slip of the keyboard.
const MOST_BEDS: u32 = 3000;

/// A number of beds: `120`, `120张`, `１２０`, `120.0`, `1,200`.
pub fn beds(cell: &str) -> Result<Option<u32>, MarkReason> {
    let plain = normal(cell);
    if plain.is_empty() || plain.chars().all(|c| "-/\\无".contains(c)) {
        return Ok(None);
    }
    let number = plain.trim_end_matches("张").trim_end_matches("个").trim_end_matches("床").replace(',', "");
    let number = number.strip_suffix(".0").unwrap_or(&number);
    match number.parse::<i64>() {
        Ok(n) if (0..=i64::from(MOST_BEDS)).contains(&n) => Ok(Some(n as u32)),
        Ok(_) => Err(MarkReason::OutOfRange),
        Err(_) => Err(MarkReason::NotANumber),
    }
}

/// A date as people type it, `2026年3月5日` and `2026-03-05 00:00:00` too.
pub fn date(cell: &str) -> Option<Date> {
    let plain = cell.trim().split([' ', 'T']).next().unwrap_or_default();
    let plain = normal(plain).replace(['年', '月'], "-").replace('日', "");
    crate::content::limit::date(plain.trim_end_matches('-'))
}

/// What stood there and why it cannot stay, told in the profile as 待补正.
pub fn mark(field: &str, why: MarkReason, found: &str) -> Mark {
    Mark { field: field.into(), why, found: text(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_read_in_the_words_of_rosters() {
        for (said, kind) in [
            ("养老机构", FacilityType::Home),
            ("公办 养老院", FacilityType::Home),
            ("home", FacilityType::Home),
            ("长者照护之家", FacilityType::SmallHome),
            ("社区综合为老服务中心", FacilityType::Centre),
            ("老年人日间照料中心", FacilityType::DayCare),
            ("日间照护", FacilityType::DayCare),
            ("社区长者食堂", FacilityType::Canteen),
            ("老年助餐点", FacilityType::MealPoint),
            ("社区老年助餐服务点", FacilityType::MealPoint),
            ("meal_point", FacilityType::MealPoint),
        ] {
            assert_eq!(facility_type(said), Ok(Some(kind)), "{said}");
        }
        assert_eq!(facility_type("幼儿园"), Err(MarkReason::UnknownType));
        assert_eq!((facility_type(" "), facility_type("/")), (Ok(None), Ok(None)));
    }

    #[test]
    fn beds_are_read_with_full_width_digits_and_units() {
        for (said, n) in [("120", 120), ("１２０", 120), ("120张", 120), (" 120.0 ", 120), ("1,200", 1200), ("0", 0)] {
            assert_eq!(beds(said), Ok(Some(n)), "{said}");
        }
        assert_eq!((beds(""), beds("/")), (Ok(None), Ok(None)));
        assert_eq!((beds("约120"), beds("12o")), (Err(MarkReason::NotANumber), Err(MarkReason::NotANumber)));
        assert_eq!((beds("99999"), beds("-5")), (Err(MarkReason::OutOfRange), Err(MarkReason::OutOfRange)));
    }

    #[test]
    fn states_are_read_in_the_words_of_rosters() {
        for (said, state) in [
            ("正常运营", Status::Open),
            ("停业", Status::Suspended),
            ("暂停运营", Status::Suspended),
            ("装修中", Status::Renovating),
            ("未运营", Status::NotOpened),
            ("已注销", Status::Closed),
        ] {
            assert_eq!(status(said), Some(state), "{said}");
        }
        assert_eq!(status("?"), None);
    }

    #[test]
    fn placeholders_say_nothing() {
        for nothing in ["", " ", "/", "—", "——", "无", "暂无", "n/a", "000000000000000000", "－"] {
            assert!(is_nothing(nothing), "{nothing}");
        }
        assert_eq!(code(" ５２９９ａｂ "), Some("5299AB".into()));
        assert_eq!(number("'沪ｂ－０１"), Some("沪b-01".into()));
        assert_eq!(text("康宁\r\n养老院"), Some("康宁 养老院".into()));
        assert_eq!(phone("０２１－５６１２"), Some("021-5612".into()));
        assert_eq!(street("友谊路街道办事处"), Some("友谊路".into()));
    }

    #[test]
    fn dates_are_read_as_people_and_programs_write_them() {
        for said in ["2026-03-05", "2026/3/5", "2026.3.5", "20260305", "2026年3月5日", "2026-03-05 00:00:00", "２０２６－３－５"]
        {
            assert_eq!(date(said), Date::new(2026, 3, 5).ok(), "{said}");
        }
        assert_eq!((date("长期"), date("2026年")), (None, None));
    }
}
