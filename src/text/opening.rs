//! Words of opening a visit: the new visit, the gate, and a visit that could not be made.

use super::{Text, t};

pub const NEW: Text = t!("新检查  {}", "New visit  {}");
pub const KIND: Text = t!("种    类", "Kind");
pub const DATE: Text = t!("日    期", "Date");
pub const ACTIVITY: Text = t!("性    质", "Nature");
pub const SECOND: Text = t!("第 二 人", "Second officer");
pub const NEXT: Text = t!("接 下 来", "Next");
pub const SHARE: Text = t!("分工  {}", "Who takes which section  {}");
pub const SHARED_BY_NONE: Text = t!("不分", "anybody");
pub const SHARE_DONE: Text = t!("已记 {}/{}", "{}/{} recorded");
pub const NOBODY: Text = t!("没有", "nobody");
pub const ADD_PEOPLE: Text = t!("首页 4 人员里可以加", "add people on Home, 4");
pub const TO_SCOPE: Text = t!("定范围，开始检查", "choose the scope, begin");
pub const TO_RECHECKS: Text = t!("开始复查", "begin");
pub const TO_NOT_DONE: Text = t!("未能检查", "it could not be made");
pub const TODAY: Text = t!("今天", "today");
pub const BACKFILLED: Text = t!("补录：今天补记那天的检查", "written down later");
pub const NO_DATE: Text = t!("认不出这个日期", "no such date");
pub const IN_FUTURE: Text = t!("检查日期不能晚于今天", "A visit cannot lie in the future");
pub const FEW_CARDS: Text = t!("有效执法证不足两张：出巡查记录", "fewer than two valid cards: a patrol record");
pub const IN: Text = t!("列入", "in");
pub const IN_FOR: Text = t!("列入 归{}", "in, {}");
pub const NO_SECOND: Text = t!("上面还没有选第二人", "No second officer is chosen above");
pub const OUT: Text = t!("未列入本次", "not in scope");
pub const WALKED: Text = t!("上次 {}", "last {}");
pub const NEVER_WALKED: Text = t!("没查过", "never");
pub const PARTLY_IN: Text = t!("列入 {}/{}", "{}/{} in");
pub const ITEMS: Text = t!("{} 项", "{} item{|s}");
pub const MINUTES: Text = t!("约 {} 分", "~{} min");
pub const TOTAL: Text = t!("合计 {} 项，约 {} 分钟", "{} item{|s} in all, about {} minute{|s}");
pub const TOO_MANY: Text = t!(
    "合计 {} 项，约 {} 分钟：超过 120 项，一次难查完",
    "{} item{|s}, about {} minute{|s}: over 120 is too many for one visit"
);
/// What is put off is of what is due; what is not due is not counted here.
pub const TOTAL_OFF: Text =
    t!("合计 {} 项，约 {} 分钟；该查的另 {} 项留待下次", "{} item{|s}, ~{} min; {} more {is|are} due, left for later");
pub const TOTAL_OFF_RED: Text = t!(
    "合计 {} 项，约 {} 分钟；该查的另 {} 项留待下次（红线 {}）",
    "{} item{|s}, ~{} min; {} more due, left for later ({} red)"
);
/// Behind it where `9` is a key.
pub const NINE_TAKES: Text = t!("，按 9 都列入", "; 9 takes all due");
pub const LATER: Text = t!("留待下次", "later");
pub const LATER_RED: Text = t!("留待 红线 {}", "later, {} red");
pub const LEFT_OUT: Text = t!(
    "本区检查表文件有 {} 处毛病，有毛病的没有列出：xuncha checklist lint 说明在哪里",
    "{} faults in the district's checklist files, which are left out: xuncha checklist lint tells where"
);
pub const NO_ITEMS: Text =
    t!("没有列入检查项：只记清单外的问题，或按字找项", "No items: findings off the list, or items found by typing");
pub const TO_RECHECK: Text = t!("逐条复查这一家未销号的问题，共 {} 处", "Goes through this facility's {} open finding{|s}");
pub const TO_RETURN: Text = t!("另有上次未查、约定回访的红线项 {} 项", "and {} red-line item{|s} that were to be returned for");
pub const LISTS_COME: Text = t!("检查表还在读，稍等再按 Enter", "The checklists are being read: Enter again in a moment");
pub const NOTHING_TO_RECHECK: Text = t!("这一家没有未销号的问题，不用复查", "This facility has no open finding to recheck");
pub const TOGETHER: Text = t!("同址还有 {} 家在营业，一并检查吗", "{} more at this address: visit them too?");
pub const TOGETHER_NONE: Text = t!("只查这一家", "Only this one");
pub const TOGETHER_ALL: Text = t!("一并检查全部 {} 家，各记各的", "All {} of them, a record each");
pub const TOGETHER_ONE: Text = t!("一并检查 {}  {}", "Also {}  {}");
pub const BESIDE: Text = t!("同址的「{}」已做进门核实，照抄过来吗", "The gate of {} at this address is filled: copy it?");
pub const BESIDE_SAYS: Text = t!(
    "照抄时间、现场负责人、告知、回避、仪器；床位人数各填各的",
    "Time, who received us, what was told, instruments; beds and people are each one's own"
);
pub const BESIDE_YES: Text = t!("照抄", "Copy");
pub const BESIDE_NO: Text = t!("各填各的", "Fill it separately");
pub const BESIDE_DONE: Text = t!("已照抄，请过目", "Copied, please look it over");
pub const SAME_DAY: Text = t!("这一天已有检查", "There is a visit on this day");
pub const UNFINISHED: Text = t!("这一家有没定稿的检查", "A visit here is not finished");
pub const GO_ON: Text = t!("接着查：{} {}", "Go on with {}, {}");
pub const NEW_ONE: Text = t!("新建一次", "A new visit");
pub const OPEN_THAT: Text = t!("与同事同一次检查：打开 {}", "The same visit as a colleague's: open {}");
pub const ONE_THERE: Text = t!("{}（第 {} 组，{}，已记 {} 项）", "{} (team {}, {}, {} recorded)");
pub const ANOTHER: Text = t!("另一次检查（第 {} 组）", "Another visit (team {})");
pub const BACK: Text = t!("返回", "Back");
pub const OPENING: Text = t!("正在建这次检查...", "Opening the visit...");
pub const OPENED: Text = t!("检查已建好，进门先核实", "The visit is opened: the gate comes first");

pub const GATE: Text = t!("进门核实  {}", "At the gate  {}");
pub const TRAITS_ASKED: Text = t!("特征不详 {} 项，一键一项", "{} trait{|s} unknown, one key each");
pub const TRAITS_NONE: Text = t!("没有不详的特征", "No trait is unknown");
pub const STILL_UNKNOWN: Text = t!("还不清楚", "still unknown");
pub const HANGS: Text = t!("管 {} 项", "{} item{|s}");
pub const BY_BEDS: Text = t!("档案床位 {} 张", "{} bed{|s} on file");
pub const BY_TYPE: Text = t!("按类型", "by its type");
pub const NEW_ITEMS: Text =
    t!("{}：新增 {} 项，标「新」，排在各部分末尾", "{}: {} item{|s} added, marked new, at the end of their parts");
pub const NOTE: Text = t!("{}：现场核实的说明", "{}: what was found on site");
pub const NOW_IS: Text = t!("下键填现在 {}", "Down: now {}");
pub const ON_FILE: Text = t!("下键填档案 {}", "Down: on file {}");
pub const NOT_WHOLE: Text = t!("已照写记下，但不是数字，请过目", "Kept as typed, but it is no number: please look again");
pub const DONE: Text = t!("已做", "done");
pub const NOT_YET: Text = t!("没有", "not");
pub const NO_RECUSAL: Text = t!("不申请回避", "No recusal asked");
pub const RECUSAL: Text = t!("申请回避", "Recusal asked");
pub const TRAIT_WORDS: Text =
    t!("一键一项；要写说明（如「床位 12 张」）直接打字", "One key each; to add words (\"12 beds\") just type");
pub const BEGIN: Text = t!("开始检查", "begin the visit");
pub const FILE_HEAD: Text = t!("法人、负责人", "Head, owner");
pub const TO_FILE: Text = t!("档案没有，填了入档案", "not on file: goes there");
pub const NEVER_BLOCKS: Text = t!(
    "空着不碍事：纸上留空线，用笔填。离开一格就存盘。",
    "Empty never blocks: the paper has a line for the pen. A field left is saved."
);

pub const NOT_DONE: Text = t!("未能检查  {}", "The visit could not be made  {}");
pub const WHY: Text = t!("原    因", "Why");
pub const TIME: Text = t!("时    间", "Time");
pub const PLACE: Text = t!("地    点", "Place");
pub const WITNESS: Text = t!("见 证 人", "Witness");
pub const NOT_DONE_WORDS: Text = t!("时间 {}；地点 {}；见证人 {}", "{}, at {}, witness {}");
pub const NOT_DONE_SAID: Text = t!(
    "已记为未能检查：{}。算到场，不算检查。",
    "Recorded as not made: {}. It counts as going there, not as a visit."
);
pub const NOT_DONE_LATE: Text = t!(
    "已经记了 {} 项，不能记为未能检查；没查到的记 4 未查",
    "{} item{|s} {is|are} recorded already: record the rest as 4 unchecked"
);
pub const NOT_DONE_WHY: Text =
    t!("还没选原因，按 1 到 6 选；再按 Esc 就不记了", "Choose a reason, 1 to 6; Esc again records nothing");
pub const NOT_DONE_HINT: Text = t!("四键：原因，再按三次 Enter", "Four keys: why, then Enter three times");

/// The fields of the gate, by their names in data.
pub const FIELDS: &[(&str, Text)] = &[
    ("started", t!("开始时间", "Started")),
    ("host_name", t!("现场负责人", "In charge here")),
    ("host_post", t!("职务", "Post")),
    ("host_phone", t!("电话", "Phone")),
    ("beds_counted", t!("实有床位", "Beds counted")),
    ("residents", t!("在住人数", "Residents")),
    ("disabled", t!("其中失能", "of them disabled")),
    ("dementia", t!("其中认知障碍", "of them dementia")),
    ("staff", t!("员工人数", "Staff")),
    ("carers", t!("护理员", "Carers")),
    ("on_duty", t!("当班人数", "On duty now")),
    ("cards_shown", t!("出示证件", "Cards shown")),
    ("rights_told", t!("告知权利义务", "Rights told")),
    ("recusal", t!("是否申请回避", "Recusal")),
    ("source", t!("任务来源", "Source of task")),
    ("notice", t!("通知书号检查码", "Notice number")),
    ("helpers", t!("协助联合人员", "Helpers")),
    ("sampled", t!("抽查范围", "What was sampled")),
    ("instruments", t!("仪器", "Instruments")),
    ("ended", t!("结束时间", "Ended")),
    ("officers", t!("第二名检查人员", "Second officer")),
];

/// What a field of the gate is called; one not known here by its own name.
pub fn field(name: &str) -> Option<Text> {
    FIELDS.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}
