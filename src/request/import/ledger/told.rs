//! What the cells of a ledger say: whether a finding is closed, how bad it was, what was to be done, by when. Where a cell
//! is not plain the finding stays open: one that is followed up once too often harms nobody.

use super::super::value;
use crate::domain::derive::normal;
use crate::domain::point::{Handling, Severity, Stage};
use jiff::{Span, civil::Date};

/// Words that say it is done.
const DONE: [&str; 26] = [
    "已整改",
    "已改正",
    "已改好",
    "已完成",
    "已销号",
    "已落实",
    "已解决",
    "已消除",
    "已纠正",
    "已办结",
    "已闭环",
    "已关闭",
    "已当场整改",
    "已现场整改",
    "已立即整改",
    "整改完成",
    "整改完毕",
    "整改到位",
    "完成整改",
    "复查合格",
    "复查通过",
    "当场改好",
    "销号",
    "办结",
    "closed",
    "fixed",
];

/// Words that take it back, whatever stands beside them.
const NOT_DONE: [&str; 24] = [
    "未",
    "没",
    "不",
    "尚",
    "无法",
    "否",
    "拟",
    "将于",
    "预计",
    "计划",
    "待整改",
    "待改",
    "整改中",
    "进行中",
    "办理中",
    "处理中",
    "施工中",
    "正在",
    "逾期",
    "继续整改",
    "open",
    "not",
    "in progress",
    "×",
];

const PARTLY: [&str; 6] = ["部分", "基本完成", "大部", "基本整改", "partly", "in part"];

/// It is said to be done and nobody has been there yet.
const REPORTED: [&str; 7] = ["待复查", "待销号", "待核实", "待验收", "申请复查", "申请销号", "reported"];

/// What stands alone in a column that asks whether it is done.
const YES: [&str; 10] = ["是", "√", "✓", "✔", "已", "y", "yes", "完成", "合格", "通过"];

/// How far the finding is, by the cell of its state. `None` where the cell says nothing.
pub fn state(cell: &str) -> Option<Stage> {
    let said = normal(cell).to_lowercase();
    if value::is_nothing(&said) {
        return None;
    }
    if let Some(own) = own_word(&said) {
        return Some(own);
    }
    let has = |words: &[&str]| words.iter().any(|w| said.contains(&normal(w)));
    Some(match () {
        () if has(&PARTLY) => Stage::Partly,
        () if has(&NOT_DONE) => Stage::Open,
        () if has(&REPORTED) || said.contains("已报") => Stage::Reported,
        () if has(&DONE) || YES.contains(&said.as_str()) => Stage::Closed,
        () if said.contains("移送") || said.contains("transferred") => Stage::Transferred,
        () => Stage::Open,
    })
}

/// A ledger that this program wrote begins the cell with its own word.
fn own_word(said: &str) -> Option<Stage> {
    use Stage::*;
    let first = said.split([',', ';', '。']).next().unwrap_or_default();
    let words = |s: Stage| [s.words().zh, s.words().en].map(normal);
    [Open, NotFixed, Partly, Ordered, Extended, Reported, Transferred, Closed, FixedOnSpot]
        .into_iter()
        .find(|s| words(*s).iter().any(|w| w == first))
}

/// Whether the column of closures says so: 是, 已销号, a tick, or the day of it.
pub fn closed(cell: &str) -> Option<bool> {
    let said = normal(cell).to_lowercase();
    if value::is_nothing(&said) {
        return None;
    }
    let no = NOT_DONE.iter().any(|w| said.contains(&normal(w)));
    Some(!no && (value::date(cell).is_some() || YES.contains(&said.as_str()) || DONE.iter().any(|w| said.contains(w))))
}

/// What both columns say together. Of a contradiction the worse counts, and it is told.
pub fn stage(state_cell: &str, closed_cell: &str) -> (Stage, bool) {
    match (state(state_cell), closed(closed_cell)) {
        (Some(Stage::Closed), Some(false)) => (Stage::Reported, false),
        (Some(Stage::FixedOnSpot), _) => (Stage::FixedOnSpot, false),
        (Some(Stage::Open), Some(true)) if is_plain(state_cell) => (Stage::Closed, false),
        (Some(stage @ (Stage::Open | Stage::Partly)), Some(true)) => (stage, true),
        (_, Some(true)) => (Stage::Closed, false),
        (Some(stage), _) => (stage, false),
        (None, _) => (Stage::Open, false),
    }
}

/// Words of a state that neither say done nor not done (更换灭火器2具): then the column of closures decides.
fn is_plain(cell: &str) -> bool {
    let said = normal(cell).to_lowercase();
    !NOT_DONE.iter().any(|w| said.contains(&normal(w)))
}

/// How bad, where the cell says so.
pub fn severity(cell: &str) -> Option<Severity> {
    let said = normal(cell).to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| said.contains(w));
    match () {
        () if has(&["非重大", "一般", "轻微", "较轻", "低", "minor"]) => Some(Severity::Minor),
        () if has(&["重大", "major"]) => Some(Severity::Major),
        () if has(&["较重", "较大", "严重", "突出", "中", "高", "serious"]) => Some(Severity::Serious),
        () => None,
    }
}

/// What was to be done about it.
pub fn handling(cell: &str) -> Option<Handling> {
    let said = normal(cell).to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| said.contains(w));
    match () {
        () if has(&["移送", "移交", "转办", "transfer"]) => Some(Handling::Transfer),
        () if has(&["责令", "限期", "立案", "order"]) => Some(Handling::Order),
        () if has(&["当场", "现场整改", "立行立改", "立整立改", "on the spot", "onthespot", "fixed"]) => {
            Some(Handling::Fixed)
        }
        () if has(&["提醒", "告知", "指导", "口头", "advise", "advice"]) => Some(Handling::Advise),
        () => None,
    }
}

/// A day beside another one: written out, without its year (11月27日), or as so many days (3日内). `None` where the cell
/// says something else.
pub fn day(cell: &str, found: Option<Date>) -> Option<Date> {
    if let Some(day) = value::date(cell) {
        return Some(day);
    }
    let (said, found) = (normal(cell), found?);
    let after = |days: i64| found.checked_add(Span::new().days(days)).ok();
    if ["立即", "当场", "当日", "当天", "立即整改", "即时"].contains(&said.as_str()) {
        return Some(found);
    }
    let plain = said.trim_end_matches("整改").trim_end_matches("前").trim_end_matches("内").trim_end_matches("之");
    if let Some(days) = plain.strip_suffix('日').or_else(|| plain.strip_suffix('天')).and_then(|n| n.parse().ok()) {
        return (0..=366).contains(&days).then(|| after(days)).flatten();
    }
    let (month, day) = plain.trim_end_matches(['日', '号']).split_once(['月', '.', '/'])?;
    let of = |year: i16| Date::new(year, month.parse().ok()?, day.parse().ok()?).ok();
    of(found.year()).filter(|d| *d >= found).or_else(|| of(found.year() + 1))
}

/// A visit that found nothing has its row too: 未发现问题, 无.
pub fn is_no_finding(cell: &str) -> bool {
    let said = normal(cell).to_lowercase();
    const NONE: [&str; 12] = [
        "未发现问题",
        "未发现明显问题",
        "未发现隐患",
        "无问题",
        "没有问题",
        "无隐患",
        "无异常",
        "正常",
        "符合要求",
        "nofinding",
        "未能检查",
        "visitnotmade",
    ];
    !said.is_empty() && value::is_nothing(&said) || NONE.contains(&said.trim_end_matches('。'))
}

/// Names in one cell.
pub fn names(cell: &str) -> Vec<String> {
    let parts = cell.split(['、', '，', ',', ';', '；', '/', ' ', '\u{3000}', '\n']);
    parts.filter_map(value::text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_what_plainly_says_done_is_closed() {
        for said in
            ["已整改", "整改完成", "已 整 改 完 毕", "已销号", "销号", "是", "√", "已当场整改，换新", "复查合格", "closed"]
        {
            assert_eq!(state(said), Some(Stage::Closed), "{said}");
        }
        for said in [
            "未整改",
            "整改中",
            "正在整改",
            "否",
            "已责令整改",
            "已下发整改通知书",
            "未完成整改",
            "已整改，复查未通过",
            "逾期未整改",
            "计划12月整改完成",
            "尚未销号",
            "更换灭火器",
            "要求现场整改",
        ] {
            assert_eq!(state(said), Some(Stage::Open), "{said}");
        }
        assert_eq!(state("已销号，不再堆物"), Some(Stage::Closed), "as this program writes it");
        assert_eq!((state("复查未改，再限3天"), state("已责令")), (Some(Stage::NotFixed), Some(Stage::Ordered)));
        assert_eq!(state("部分整改，1处已整改"), Some(Stage::Partly));
        assert_eq!(state("已整改，待复查"), Some(Stage::Reported));
        assert_eq!(state("移送消防"), Some(Stage::Transferred));
        assert_eq!(state("当场改好"), Some(Stage::FixedOnSpot));
        assert_eq!((state(""), state(" / "), state("—")), (None, None, None));
    }

    #[test]
    fn the_two_columns_of_a_closure_are_read_together() {
        assert_eq!(stage("", "是"), (Stage::Closed, false));
        assert_eq!(stage("更换灭火器2具", "2025.12.1"), (Stage::Closed, false));
        assert_eq!(stage("已整改", ""), (Stage::Closed, false));
        assert_eq!(stage("已整改", "未销号"), (Stage::Reported, false));
        assert_eq!(stage("未整改", "是"), (Stage::Open, true), "the worse of two counts");
        assert_eq!(stage("部分整改", "已销号"), (Stage::Partly, true));
        assert_eq!(stage("", ""), (Stage::Open, false));
    }

    #[test]
    fn a_term_is_a_day_or_so_many_days_after_the_visit() {
        let found = Some(date(2025, 11, 24));
        for (said, day_of) in [
            ("2025年12月1日", date(2025, 12, 1)),
            ("11月27日前", date(2025, 11, 27)),
            ("1月5日", date(2026, 1, 5)),
            ("3日内", date(2025, 11, 27)),
            ("15天内整改", date(2025, 12, 9)),
            ("立即整改", date(2025, 11, 24)),
        ] {
            assert_eq!(day(said, found), Some(day_of), "{said}");
        }
        assert_eq!((day("3个工作日", found), day("尽快", found), day("3日内", None)), (None, None, None));
    }

    #[test]
    fn how_bad_and_what_was_to_be_done_are_read_where_they_stand() {
        assert_eq!(severity("疑似重大"), Some(Severity::Major));
        assert_eq!(severity("一般隐患"), Some(Severity::Minor));
        assert_eq!(severity("较大"), Some(Severity::Serious));
        assert_eq!(severity("消防类"), None);
        assert_eq!(handling("责令限期整改"), Some(Handling::Order));
        assert_eq!(handling("已移送消防救援"), Some(Handling::Transfer));
        assert_eq!(handling(""), None);
        assert!(is_no_finding("未发现问题。") && is_no_finding("无") && !is_no_finding("") && !is_no_finding("无证上岗"));
        assert_eq!(names("检甲、检乙 检丙"), ["检甲", "检乙", "检丙"]);
    }
}
