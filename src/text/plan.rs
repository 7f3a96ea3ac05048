//! Words of planned visits: the week, its paper, the form of a plan.

use super::{Text, t};

pub const WEEK: Text = t!("检查计划  {} 至 {}", "Planned visits  {} to {}");
pub const THIS_WEEK: Text = t!("本周", "this week");
pub const WEEKS_AHEAD: Text = t!("{} 周后", "{} week{|s} ahead");
pub const WEEKS_BEHIND: Text = t!("{} 周前", "{} week{|s} ago");
pub const COUNTS: Text = t!("{} 家，已去 {}", "{} planned, {} visited");
pub const EMPTY: Text = t!(
    "这一周还没有计划。打拼音或汉字找机构，在机构页按 9 列入计划。",
    "Nothing is planned for this week. Type to find a facility; 9 on its page plans a visit."
);
pub const NO_DAY: Text = t!("没有计划", "nothing planned");
pub const HINT: Text = t!("直接打拼音、首字母或汉字，就是找机构列入计划", "Type to find a facility to plan");
pub const AHEAD: Text = t!("未到日子", "ahead");
pub const MISSED: Text = t!("未去", "not gone to");
pub const VISITED: Text = t!("已去", "visited");
pub const NOT_DONE: Text = t!("未能检查", "not made");
pub const WITHDRAWN: Text = t!("已撤回", "withdrawn");
pub const OWED: Text = t!("欠{}", "{} open");

pub const FORM: Text = t!("列入计划：{}", "Plan a visit: {}");
pub const DATE: Text = t!("日    期", "Day");
pub const FIRST: Text = t!("检查人员", "Officer");
pub const SECOND: Text = t!("第二人", "Second");
pub const NOTE: Text = t!("备    注", "Note");
pub const NOBODY: Text = t!("未定", "open");
pub const PLANNED_THERE: Text = t!("已有计划：{}", "planned already: {}");
pub const LEAVE_NEW: Text = t!("还没有列入计划", "Nothing is planned yet");
pub const LEAVE_CHANGE: Text = t!("改动还没有记下", "The change is not recorded yet");
pub const TAKE_NEW: Text = t!("列入计划", "Plan it");
pub const TAKE_CHANGE: Text = t!("记下改动", "Record the change");
pub const GIVE_UP: Text = t!("不记，返回", "Leave it, go back");
pub const IN_PAST: Text = t!("计划的日子不能早于今天", "The day of a plan cannot be before today");
pub const DAY_OFF: Text = t!("休息日", "a day off");
pub const NO_DATE: Text = t!("日期写作 2026-11-25", "A day is written 2026-11-25");
pub const SAVED: Text = t!("已列入计划：{} {}", "Planned: {} {}");
pub const MOVED: Text = t!("{} 改到 {}", "{} moved to {}");
pub const GONE: Text = t!("已撤回计划：{} {}（Ctrl-Z 恢复）", "Plan withdrawn: {} {} (Ctrl-Z brings it back)");
pub const UNCHANGED: Text = t!("计划没有变", "The plan is as it was");
pub const ONLY_AHEAD: Text = t!("已去的计划不再改动", "A plan that was fulfilled is not changed");

pub const TITLE: Text = t!("检查计划", "Planned visits");
pub const UNDER: Text = t!("{} 至 {}", "{} to {}");
pub const COLUMNS: [Text; 5] = [
    t!("日期", "Day"),
    t!("机构", "Facility"),
    t!("地址、电话", "Address, phone"),
    t!("人员", "Officers"),
    t!("备注", "Remarks"),
];
pub const FOOT: Text = t!("检查计划  {} 至 {}  {}", "Planned visits  {} to {}  {}");
pub const PRINT: Text = t!("检查计划 {} 至 {}", "Planned visits {} to {}");
pub const FILE: Text = t!("{} 检查计划.html", "{} planned visits.html");
