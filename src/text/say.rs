//! Words that many screens share: days, due dates, counts.

use super::{Text, t};

pub const SUSPECTED_WAITS: Text = t!("疑似重大，待第二人判定", "suspected major, to be judged");
pub const WEEKDAYS: [Text; 7] = [
    t!("星期一", "Mon"),
    t!("星期二", "Tue"),
    t!("星期三", "Wed"),
    t!("星期四", "Thu"),
    t!("星期五", "Fri"),
    t!("星期六", "Sat"),
    t!("星期日", "Sun"),
];
pub const OVERDUE: Text = t!("逾期 {} 天", "{} day{|s} overdue");
pub const DUE_TODAY: Text = t!("今天到期", "due today");
pub const DUE_IN: Text = t!("还有 {} 天", "due in {} day{|s}");
pub const NO_DUE: Text = t!("未定期限", "no due date");
pub const CANDIDATE: Text = t!("疑似重大", "major?");
pub const LOADING: Text = t!("正在读取...", "Reading...");
pub const NOTHING: Text = t!("没有", "nothing");
pub const NOTHING_FITS: Text = t!("没有找到「{}」", "Nothing fits \"{}\"");
pub const FILTER: Text = t!("查找", "Find");
pub const COUNT_OF: Text = t!("{} / {}", "{} of {}");
/// A list or page that is longer than the screen says so.
pub const MORE_BELOW: Text = t!("下面还有 {} 行", "{} more line{|s} below");
pub const OFF_LIST: Text = t!("清单外", "off the list");
