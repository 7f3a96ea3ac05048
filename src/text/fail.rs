//! Words of the form of a fail.

use super::{Text, t};

pub const TITLE: Text = t!("不符合", "Fail");
pub const WHICH: Text = t!("问题 {} (共 {} 处)", "finding {} (of {})");
pub const LAST_ALSO: Text = t!("上次 {} 也不符合", "failed also on {}");
pub const LAST_WAS: Text = t!("上次 {} {}", "on {} {}");
pub const COLON: Text = t!("：", ": ");

pub const SAME: Text = t!("与上次是同一问题吗", "The same as last time?");
pub const SAME_YES: Text = t!("是，上次的没改好", "yes, not put right");
pub const SAME_NO: Text = t!("不是，新问题", "no, a new one");
pub const PLACE: Text = t!("部  位", "Place ");
pub const RECENT: Text = t!("下键选用过的：{}", "Down takes one used before: {}");
pub const FACTS: Text = t!("事  实", "Facts ");
pub const SAID_BEFORE: Text = t!("本机关以前这样写过：", "Said here before:");
pub const RISES: Text = t!("升  级", "Rises ");
pub const AGAIN: Text = t!("又  犯", "Again ");
pub const HANDED: Text = t!("移  送", "To    ");
pub const OWN_WORDS: Text = t!("自己写", "own words");
pub const COUNT: Text = t!("数  量", "Count ");
pub const LOOKED: Text = t!("查", "seen");
pub const BAD: Text = t!("坏", "bad");
pub const BAD_OVER: Text = t!("坏的比查的多", "more bad than seen");
pub const HANDLING: Text = t!("处  理", "Handle");
/// The four handlings, short enough for one line.
pub const HANDLINGS: [Text; 4] =
    [t!("当场改好", "fixed on the spot"), t!("拟责令限期改正", "order"), t!("拟移送", "transfer"), t!("只提醒", "advise only")];
pub const AFTER: Text = t!("改后情况", "Now      ");
pub const MEASURED: Text = t!("实测 {}", "measured {}");
pub const DUE: Text = t!("建议期限", "Due by  ");
pub const DAYS: Text = t!("{} 天 =", "{} day{|s} =");
pub const SAME_DAY: Text = t!("当日", "same day");
pub const DAYS_TYPED: Text = t!("天 = {} {}", "days = {} {}");
pub const DAY_TYPED: Text = t!("= {} {}", "= {} {}");
pub const DAY_OFF: Text = t!("休息日", "day off");
pub const DUE_HINT: Text = t!("正式期限以文书为准", "the order's date counts");
pub const DUE_LATE: Text = t!("晚于建议的 {}", "past proposed {}");
pub const INTERIM: Text = t!("临时措施", "Meanwhile");
pub const PHOTOS: Text = t!("照片编号", "Photos   ");
pub const REPLY: Text = t!("机构说法", "They say ");
pub const SEVERITY: Text = t!("程  度", "Grade ");
pub const PRESET: Text = t!("（清单预设）", " (preset)");
pub const RED_LINE: Text = t!("（红线项）", " (red line)");
pub const PRINTED_AS: Text = t!("笔录印为：{}", "printed: {}");
pub const CHANGED: Text = t!("（改：{}）", " (changed: {})");
pub const CANDIDATE: Text = t!("疑似重大", "suspected major");
pub const SEVERITY_HINT: Text = t!("Ctrl-E 改，须写理由", "Ctrl-E changes it, with a reason");
pub const SEVERITY_WHY: Text = t!("为什么改为{}", "Why it becomes {}");
pub const BASIS: Text = t!("依  据", "Basis ");
pub const BASIS_OPEN: Text = t!("待核实：只供内部，不印上笔录", "to be verified: internal, never printed");
pub const BASIS_GUIDES: Text = t!("已核；只作参照，不作责令的依据", "verified; by analogy, no basis of an order");
pub const BASIS_SURE: Text = t!("已核", "verified");
pub const NO_BASIS: Text = t!("由检查机关核定后另行告知", "told later by the authority");
pub const NEXT: Text = t!("接下来", "Then  ");
pub const NEXT_LIST: Text = t!("回清单", "back to the list");
pub const NEXT_OTHER: Text = t!("看下一处", "the next place");
pub const NEXT_PLACE: Text = t!("同一项再加一处（另一部位、另一处理）", "one more place of this item");
pub const REQUIRED: Text = t!("必填", "required");
pub const OPTIONAL: Text = t!("可空", "optional");
pub const SAVED: Text = t!(
    "已记为「不符合」，现在断电也不会丢。空着的必填项列入「待补」，收尾前补。",
    "Recorded as a fail and safe now. Required fields left empty stay owed."
);
pub const WITHDRAW_TITLE: Text = t!("这个「不符合」", "This fail");
pub const WITHDRAW: Text =
    t!("按错了，撤回问题，填的也一起撤回", "Pressed by mistake: withdraw the finding with all that was written");
pub const TAKE_BACK: Text = t!("撤销最后填的一格：{}", "Take back the field filled last: {}");
pub const TAKE_BACK_NONE: Text =
    t!("撤销最后填的一格（这次打开后没有填过）", "Take back the field filled last (none since it was opened)");
pub const TAKEN_BACK: Text = t!("已撤销「{}」这一格", "Taken back: the field \"{}\"");
pub const NAME_SAME: Text = t!("与上次是同一问题", "the same as last time");
pub const NAME_PLACE: Text = t!("部位", "place");
pub const NAME_FACTS: Text = t!("事实", "facts");
pub const NAME_COUNT: Text = t!("数量", "count");
pub const NAME_HANDLING: Text = t!("处理", "handling");
pub const NAME_DUE: Text = t!("建议期限", "due date");
pub const NAME_AFTER: Text = t!("改后情况", "how it is now");
pub const NAME_INTERIM: Text = t!("临时措施", "interim measure");
pub const NAME_PHOTOS: Text = t!("照片编号", "photo numbers");
pub const NAME_REPLY: Text = t!("机构说法", "their statement");
pub const NAME_SEVERITY: Text = t!("程度", "grade");
pub const FACTS_FIRST: Text = t!(
    "清单外的问题要写事实   上键 上一格   Esc 先回清单，列入待补",
    "Off the list the facts say it all   Up: field before   Esc: to the list, owed"
);
pub const NOT_A_DATE: Text = t!("期限没看懂：{}", "Not a date: {}");
pub const NOT_KEPT: Text = t!("「{}」没看懂，没有存：{}   仍是 {}", "{} was not understood and not saved: {}   it is still {}");
pub const NOT_A_COUNT: Text = t!("数量没看懂：{}", "Not a count: {}");
pub const OFF_LIST: Text = t!("清单外问题", "off the list");
pub const BY_DIGIT: Text = t!("这一格按数字选；Enter 到下一格", "Chosen by digit here; Enter goes on");
