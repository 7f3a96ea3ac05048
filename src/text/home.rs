//! Words of Home and of the lists that open from it.

use super::{Text, t};

pub const TITLE: Text = t!("巡查", "xuncha");
pub const COUNTS: Text =
    t!("机构 {} 家   检查 {} 次   未销号问题 {} 个", "{} facilit{y|ies}   {} visit{|s}   {} open finding{|s}");
/// Facilities out of business stand beside the counts, with what is open there.
pub const OUT: Text = t!("   停业等 {} 家另计", "   {} out of business apart");
pub const OUT_OPEN: Text = t!("   停业等 {} 家另计（未销号 {} 个）", "   {} out of business apart ({} open)");
pub const UNKNOWN_PERSON: Text = t!("未登记", "nobody set");
pub const EMPTY: [Text; 3] = [
    t!("还没有机构。", "No facilities yet."),
    t!(
        "按 5 导入机构名册（CSV、XLSX），或按 1 新增一家。",
        "Press 5 to import a roster (CSV, XLSX), or 1 to add one."
    ),
    t!("按 8 看演示：另一个文件，与真实数据分开。", "Press 8 for the demonstration: a file of its own."),
];
pub const ALL_DONE: Text = t!("没有待办。按 1 找一家机构开始检查。", "Nothing is waiting. Press 1 to find a facility.");
pub const HINT: Text = t!(
    "直接打拼音、首字母或汉字，就是找机构   / 查阅检查项   = 计划覆盖",
    "Type pinyin, initials or Chinese to find a facility   / library   = coverage"
);

pub const TO_SIGN: Text = t!("已定稿待签", "Frozen, to be signed");
pub const UNFINISHED: Text = t!("未完成的检查", "Unfinished visits");
pub const MAJOR: Text = t!("疑似重大未销号", "Possible major hazards, open");
pub const OVERDUE: Text = t!("逾期", "Overdue");
pub const DUE_SOON: Text = t!("今天和三个工作日内到期", "Due today and within three working days");
pub const TO_ORDER: Text = t!("已确认未发文", "Confirmed, no order issued yet");
pub const PLANNED: Text = t!("今天的计划", "Planned for today");
pub const DISPUTES: Text = t!("分歧", "Disputes");
pub const PAPER_EXPIRED: Text = t!("在用证照已过期", "Papers in use that have expired");
pub const TO_RETURN: Text = t!("未查回访", "Unchecked, to return for");
pub const DUE_LATER: Text = t!("30 天内到期", "Due within 30 days");
pub const NOT_VISITED_HEAD: Text = t!("今年未查", "Not visited this year");
pub const NOT_VISITED: Text = t!("今年未查 {} 家，本月应查 {} 家", "{} not visited this year, {} due this month");

pub const ANSWERED: Text = t!("问题 {} 处  未查 {} 项", "{} finding{|s}  {} unchecked");
pub const ANSWERED_SHORT: Text = t!("问题 {} 未查 {}", "{} fail {} unchecked");
pub const EXPIRED_ON: Text = t!("{} 已过期", "expired {}");
pub const RETURN_BY: Text = t!("{} 前回访", "return by {}");

pub const LEAVE: Text = t!("退出巡查吗", "Leave xuncha?");
pub const LEAVE_YES: Text = t!("退出", "Quit");
pub const LEAVE_NO: Text = t!("返回", "Stay");

pub const CLOCK_ODD: Text = t!(
    "本机上一条记录在这之后，或已过 30 天以上",
    "This laptop's last entry is later than that, or more than 30 days before"
);
pub const VISITS: Text = t!("检查", "Visits");
pub const VISITS_OF: Text = t!("检查：{}", "Visits: {}");
pub const STAGE_DRAFT: Text = t!("未定稿", "draft");
pub const STAGE_PARTLY: Text = t!("部分已签字", "signed in part");
pub const STAGE_FROZEN: Text = t!("已定稿待签", "to sign");
pub const STAGE_SIGNED: Text = t!("已签字", "signed");
pub const STAGE_REFUSED: Text = t!("拒签", "refused");
pub const STAGE_NOT_DONE: Text = t!("未能检查", "not made");
pub const BACKFILLED: Text = t!("补录", "written later");
pub const AMENDED: Text = t!("签后有补正", "amended");
