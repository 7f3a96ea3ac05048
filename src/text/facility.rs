//! Words of facilities: the list, the page with its briefing, the form, traits and papers.

use super::{Text, t};

// The list.
pub const LIST: Text = t!("机构", "Facilities");
pub const ADD: Text = t!("+ 新增机构", "+ add a facility");
pub const ADD_NAMED: Text = t!("+ 新增机构「{}」", "+ add a facility \"{}\"");
pub const ALL: Text = t!("全部", "all");
pub const IN_BUSINESS: Text = t!("正常营业", "in business");
pub const MARKED: Text = t!("待补正", "to be completed");
pub const NOT_VISITED: Text = t!("今年未查", "not visited this year");
pub const WITH_FINDINGS: Text = t!("有未销号问题", "with open findings");
pub const OUT: Text = t!("停业、装修、未开业、注销", "not in business, renovating");
pub const SHOWN: Text = t!("{}   {} 家", "{}   {}");
pub const SHOWN_OF: Text = t!("{}   前 {} 家，共 {} 家", "{}   first {} of {}");
pub const NAME: Text = t!("机构名称", "Name");
pub const TYPE: Text = t!("类型", "Type");
pub const STREET: Text = t!("街镇", "Street");
pub const ADDRESS: Text = t!("地址", "Address");
pub const BEDS: Text = t!("床位", "Beds");
pub const LAST: Text = t!("上次检查", "Last visit");
pub const REMARKS: Text = t!("备注", "Remarks");
pub const MARK: Text = t!("待补正", "gaps");
pub const OPEN: Text = t!("欠{}", "{} open");
pub const ONCE: Text = t!("原名{}", "once {}");
pub const NEVER: Text = t!("未查过", "never");

// The form.
pub const NEW: Text = t!("新增机构", "A new facility");
pub const EDIT: Text = t!("改资料：{}", "Profile: {}");
pub const TYPES: [Text; 6] = [
    t!("养老院", "home"),
    t!("照护之家", "small"),
    t!("综合中心", "centre"),
    t!("日照", "day"),
    t!("食堂", "canteen"),
    t!("助餐点", "meal"),
];
pub const FILING: Text = t!("备案号", "Filing no.");
pub const CREDIT: Text = t!("信用代码", "Credit code");
pub const HEAD: Text = t!("负责人", "Head");
pub const CONTACT: Text = t!("联系人", "Contact");
pub const PHONE: Text = t!("电话", "Phone");
pub const BEDS_FILED: Text = t!("备案床位", "Beds filed");
pub const DIRECTIONS: Text = t!("怎么走", "Way there");
pub const STATUS: Text = t!("状态", "Status");
pub const STATUS_FROM: Text = t!("状态起", "Status from");
pub const STATUS_HINT: Text = t!("空着就是今天起", "empty: from today");
pub const HOST: Text = t!("同址主体", "Housed by");
pub const HOST_UNKNOWN: Text =
    t!("没有这个名称的机构（下键选同址的）", "No facility of that name (Down takes one at the address)");
pub const MOVED: Text = t!("地址改了", "The address is another one");
pub const MOVED_YES: Text = t!("搬迁了", "It moved");
pub const MOVED_NO: Text = t!("只是更正地址", "The address was wrong");
pub const MOVED_NOTE: Text = t!("{} 由 {} 迁来", "moved on {} from {}");
pub const MOVED_SAYS: Text = t!(
    "搬迁后特征全部改为不详，下次进门核实；原地址记入备注",
    "After a move all traits are unknown and asked at the next gate; the old address stays in the note"
);
pub const FORMER: Text = t!("曾用名", "Former names");
pub const NOTE: Text = t!("备注", "Note");
pub const REQUIRED: Text = t!("必填", "required");
pub const SHEETS: Text = t!("张", "beds");
pub const FORM_HINT: Text = t!("Esc 存下并返回；空着的可以以后补", "Esc saves and goes back; what is empty can be filled later");
pub const NAME_NEEDED: Text = t!("先填名称", "The name comes first");
pub const NOT_A_NUMBER: Text = t!("床位要填数字", "Beds is a number");
pub const NOT_A_DATE: Text = t!("日期写作 2027-03-15 或 20270315", "Write a date as 2027-03-15 or 20270315");
pub const ADDED: Text = t!("已新增：{}", "Added: {}");
pub const CHANGED: Text = t!("已改：{}", "Changed: {}");
pub const KNOWN: Text = t!("名册里已有这一家", "This one is on the list already");
pub const KNOWN_LINE: Text = t!("{}  {}  {}", "{}  {}  {}");
pub const OPEN_KNOWN: Text = t!("打开那一家", "Open that one");
pub const GO_ON: Text = t!("返回接着填", "Back to the form");
pub const DROP: Text = t!("不要了", "Give it up");
pub const UNNAMED: Text = t!("还没有名称，存不下", "Without a name it cannot be saved");

// The page.
pub const UNFINISHED: Text = t!("未完成的检查", "Unfinished visit");
pub const RECORDED: Text = t!("已记 {}/{}", "{} of {} recorded");
pub const GO_ON_KEY: Text = t!("按 1 接着查", "1 goes on with it");
pub const GO_ON_OR_NEW: Text = t!("接着查或新建", "Go on");
pub const MAJOR_AND_OVERDUE: Text = t!("疑似重大、逾期", "Major?, overdue");
pub const OTHER_OPEN: Text = t!("其他未销号", "Other open");
pub const UNCHECKED: Text = t!("上次未查", "Unchecked");
pub const REPEATED: Text = t!("屡次不符合", "Repeated fails");
pub const UNKNOWN_TRAITS: Text = t!("特征不详", "Traits unknown");
pub const EXPIRED: Text = t!("过期证照", "Expired papers");
pub const WHERE: Text = t!("联系与去法", "Contact, way");
pub const TO_ASK: Text = t!("本次要调", "To ask for");
pub const PROOF: Text = t!("{} 个问题的整改材料", "proof for the open findings ({})");
pub const NONE: Text = t!("无", "none");
pub const MORE: Text = t!("另 {} 项见下", "{} more below");
pub const TIMES: Text = t!("{} {} 次（{}）", "{} {}x ({})");
pub const TRAIT_COUNT: Text = t!("{} 项", "{}");
pub const LAST_VISIT: Text = t!("上次 {} {} {}", "last {} {} {}");
pub const NO_VISIT: Text = t!("没有检查过", "never visited");
pub const SAME_ADDRESS: Text = t!("同址 {} 家", "{} at this address");
pub const NO_SAME_ADDRESS: Text = t!("同一地址没有别的机构", "No other facility at this address");
pub const PROFILE: Text = t!("档案", "Profile");
pub const TRAITS: Text = t!("特征", "Traits");
pub const PAPERS: Text = t!("证照", "Papers");
pub const VISITS: Text = t!("历次检查", "Visits");
pub const ALL_OPEN: Text = t!("未销号问题", "Open findings");
pub const DIFFERS: Text = t!("各机不一", "laptops differ");
pub const EXPIRES: Text = t!("{} 到期", "until {}");
pub const EXPIRES_SOON: Text = t!("{} 到期，还有 {} 天", "until {}, {} day{|s} left");
pub const EXPIRED_SINCE: Text = t!("{} 已过期", "expired {}");
pub const NO_EXPIRY: Text = t!("有效期未填", "no expiry known");
pub const NEWER: Text = t!("这一家由更新的版本写成，只能看", "Written by a newer version: can only be read");
pub const PAGE: Text = t!("第 {} 行起，共 {} 行", "line {} of {}");

// Traits and papers.
pub const TRAITS_OF: Text = t!("特征：{}", "Traits: {}");
pub const TRAIT_HINT: Text = t!(
    "有：相关检查项列入；无：不列入；不详：列入并标明",
    "yes: items apply; no: they do not; unknown: they show, marked"
);
pub const TRAIT_SET: Text = t!("已记：{} = {}", "Recorded: {} = {}");
pub const TRAIT_DISPUTED: Text = t!("分歧：有人记有，有人记无；按有算", "disputed: counts as yes");
pub const PAPERS_OF: Text = t!("证照：{}", "Papers: {}");
pub const PAPER: Text = t!("{}：{}", "{}: {}");
pub const NUMBER: Text = t!("编号", "Number");
pub const ISSUED: Text = t!("发证日期", "Issued");
pub const UNTIL: Text = t!("有效期至", "Valid until");
pub const PAPER_SAVED: Text = t!("已记：{}", "Recorded: {}");
pub const ALIKE: Text = t!(
    "另有同名的：{}（是同一家就用 same 并起来）",
    "Others of that name: {} (the same place? join them with `same`)"
);
