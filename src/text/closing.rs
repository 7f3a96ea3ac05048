//! Words of closing a visit: the closing list, the rest of a section, freezing, printing, signing, amending.

use super::{Text, t};

pub const TITLE: Text = t!("收尾  {}", "Closing  {}");
pub const COUNTS: Text = t!(
    "应查 {}   符合 {}   不符合 {}   不适用 {}   未查 {}   未记 {}",
    "Due {}   pass {}   fail {}   n/a {}   unchecked {}   no answer {}"
);
pub const BATCHED: Text = t!("其中成批 {}", "in batches {}");
pub const RESULT: Text = t!(
    "问题 {} 处：当场改好 {}   拟责令 {}   拟移送 {}   只提醒 {}",
    "{} finding{|s}: fixed on the spot {}   to order {}   to transfer {}   advice {}"
);
pub const RECHECKED: Text = t!(
    "复查 {} 处：已改好 {}   未改好 {}   部分改好 {}   未查 {}   未记 {}",
    "Recheck of {}: fixed {}   not fixed {}   partly {}   unchecked {}   no answer {}"
);

/// The groups, in their order.
pub const GROUPS: [Text; 8] = [
    t!("红线项未记", "Red lines without an answer"),
    t!("未记", "Without an answer"),
    t!("待补", "Something missing"),
    t!("分歧", "Disputes"),
    t!("疑似重大", "Major?"),
    t!("连按与成批", "Hasty and in batches"),
    t!("抽查不足", "Samples too small"),
    t!("基本情况空白", "Head of the record blank"),
];
/// The same in one line, each with its count behind it.
pub const GROUPS_SHORT: [Text; 8] = [
    t!("红线", "red "),
    t!("未记", "open "),
    t!("待补", "owed "),
    t!("分歧", "disp "),
    t!("疑重", "maj "),
    t!("连按", "fast "),
    t!("抽少", "few "),
    t!("空白", "blank "),
];
pub const STOPS: Text = t!("挡定稿", "stops freezing");
pub const NONE: Text = t!("无", "none");
pub const HASTY: Text = t!("连按 {} 项，请过目", "{} in a quick run, please look");
pub const HASTY_ROW: Text = t!("连按", "quick");
pub const BATCH_ROW: Text = t!("成批", "batch");
pub const PLANNED: Text = t!("计划 {}", "planned {}");
pub const PRINTS_BLANK: Text = t!("纸上留空线", "a blank line on paper");
pub const MISSING_PLACE: Text = t!("部位", "place");
pub const MISSING_FACTS: Text = t!("事实", "facts");
pub const MISSING_COUNT: Text = t!("数量不对", "count");
pub const MISSING_INTERIM: Text = t!("临时措施", "interim measure");
pub const NO_INTERIM: Text = t!("无临时措施，待第二人判定", "no interim, to be judged");
pub const NO_INTERIM_JUDGED: Text = t!("无临时措施", "no interim measure");
pub const TO_BE_JUDGED: Text = t!("待第二人判定", "to be judged");
pub const JUDGED_MAJOR: Text = t!("已判定重大", "judged major");
pub const JUDGED_NOT: Text = t!("已判定不是重大", "judged not major");
/// The same where more time was given than is proposed.
pub const NO_INTERIM_LATE: Text = t!("无临时措施，期限晚于建议", "no interim, due late");
pub const TO_BE_JUDGED_LATE: Text = t!("待判定，期限晚于建议", "to be judged, due late");
pub const JUDGED_MAJOR_LATE: Text = t!("已判定重大，期限晚于建议", "judged major, due late");
pub const MISSING_RETURN: Text = t!("哪天回来查", "who returns when");
pub const MISSING_REASON: Text = t!("原因", "reason");
pub const FURTHER: Text = t!("另一处", "further place");
pub const OFF_LIST: Text = t!("清单外", "off the list");
pub const RECHECK_ROW: Text = t!("复查", "recheck");

pub const MENU: Text = t!("收尾：接下来", "Closing: what next");
pub const REST_UNCHECKED: Text = t!("{} 其余 {} 项记未查", "{}: the other {} unchecked");
pub const REST_PASS: Text = t!("{} 其余 {} 项记符合（成批，先看完每一条）", "{}: the other {} pass (batch, read them all first)");
pub const ALL_UNCHECKED: Text = t!("全部其余 {} 项记未查（问一次原因）", "All other {} unchecked (one reason)");
pub const FREEZE: Text = t!("定稿（第 {} 稿）", "Freeze (draft {})");
pub const FREEZE_PART: Text = t!("分部分定稿（一部分一份笔录）", "Freeze a part (a record of its own)");
pub const PAPERS: Text = t!("打印、登记签字", "Printing, signing");
pub const GATE: Text = t!("进门核实、基本情况", "The gate, head of the record");
pub const NOT_DONE: Text = t!("未能检查", "The visit could not be made");
pub const WHY_UNCHECKED: Text = t!("其余 {} 项记未查，为什么", "The other {} unchecked: why");
pub const WHY_OTHER: Text = t!("其他：为什么未查", "Other: why unchecked");
pub const UNCHECKED_DONE: Text = t!("已把 {} 项记未查", "{} recorded as unchecked");
pub const PASSED: Text = t!("已成批记 {} 项符合", "{} recorded as pass, in a batch");
pub const NONE_LEFT: Text = t!("现在没有可做的", "There is nothing to do here now");
pub const NO_UNCHECKED: Text = t!("其余记未查：没有未记的", "The rest unchecked: nothing is open");
pub const NO_PASS: Text = t!("其余记符合：没有可以一起记的", "The rest passes: nothing can be taken together");
pub const NO_PART: Text = t!("分部分定稿：只有一张表", "Freeze a part: there is one list only");
pub const CORRECT_DAY: Text = t!("更正检查日期", "Correct the day of the visit");
pub const CORRECT: Text = t!("更正检查日期  {}", "The right day of the visit  {}");
pub const RIGHT_DAY: Text = t!("对的日期", "Right day");
pub const CORRECT_WHY: Text = t!("更正原因", "Why");
pub const CORRECT_HINT: Text = t!(
    "检查编号和记下的都不变；原来的日期和原因印上笔录",
    "Id and answers stay; the old day and the reason stand on the record"
);
pub const CORRECTED: Text = t!("检查日期已更正为 {}", "The day of the visit is now {}");
pub const NO_NOT_DONE: Text = t!("未能检查：已经记了项", "Could not be made: items are recorded");

pub const REST_TITLE: Text = t!("{} 其余 {} 项记符合", "{}: the other {} pass");
pub const REST_HEAD: Text = t!(
    "请逐条看完再按 Enter。这些记录永远带「成批」字样，纸上写明成批几项。",
    "Read each before Enter. These answers carry \"batch\" for ever, and the paper says how many."
);
pub const REST_NOT: Text = t!("以下 {} 项不能一起记，须逐项看：", "These {} cannot be taken together and need a look each:");
pub const REST_MORE: Text = t!("还没看到底（{}/{}）", "Not read to the end yet ({}/{})");
pub const REST_READY: Text = t!("已看到底，Enter 记符合", "Read to the end, Enter records them");
pub const WHY_RED: Text = t!("红线", "red line");
pub const WHY_KIND: Text = t!("抽查、量、日期", "sample, figure, date");
pub const WHY_TEST: Text = t!("要测试", "test");
pub const WHY_LAST: Text = t!("上次不符或未查", "failed or unchecked last time");
pub const WHY_OPEN: Text = t!("有未销号问题", "open finding");
pub const WHY_NEW: Text = t!("新", "new");

pub const STOPPED: Text = t!("还不能定稿", "Cannot be frozen yet");
pub const STOPPED_BY: Text = t!("红线项未记 {} 项，分歧 {} 处", "{} red line{|s} without an answer, {} dispute{|s}");
pub const GO_THERE: Text = t!("回去记", "Go and record them");
pub const LEAVE: Text = t!("留待处理，逐项写原因", "Leave them for later, each with a reason");
pub const LEAVE_WHY: Text = t!("留待处理：{}，原因", "Left for later: {}, why");
pub const STILL_OPEN: Text = t!("还有 {} 项未记", "{} item{|s} {has|have} no answer");
pub const FREEZE_ANYWAY: Text = t!("就这样定稿，纸上印「未记」", "Freeze as it is, printed as without answer");
pub const SIGN_LEAVES: Text =
    t!("签字还没有登记；再按 Esc 就不留填的字", "Nothing is recorded yet; Esc once more gives up what was typed");
pub const STILL_OWED: Text = t!("还有 {} 处待补，纸上印成空白", "{} thing{|s} still missing, printed as a blank");
pub const FREEZE_WITH_BLANKS: Text = t!("就这样定稿，空白由笔补", "Freeze as it is, the blanks are for the pen");
pub const GO_AND_FILL: Text = t!("回去补", "Go and fill them in");
pub const MY_PART: Text = t!("归我的 {} 个部分", "my {} section{|s}");
pub const PART_TITLE: Text = t!("定哪一部分", "Which part");
pub const FROZEN: Text = t!("第 {} 稿已定，校验码 {}", "Draft {} is frozen, check code {}");
pub const BACK: Text = t!("返回", "Back");

pub const PAPER: Text = t!("定稿  {}", "Record  {}");
pub const NO_DRAFT: Text = t!("还没有定稿。按 7 定稿。", "Nothing is frozen yet. 7 freezes.");
pub const DRAFT: Text = t!("第 {} 稿", "Draft {}");
pub const CHECK: Text = t!("校验码 {}", "check code {}");
pub const WHOLE: Text = t!("整次检查", "the whole visit");
pub const WITHOUT_PAPER: Text = t!("还没有上笔录：{}（接着查，7 定稿）", "On no paper yet: {} (go on with it, 7 freezes)");
pub const VOID: Text = t!("第 {} 稿作废，请收回", "Draft {} is void, take it back");
pub const CHANGED: Text =
    t!("定稿后有 {} 条新记录：须定第 {} 稿再签", "{} new record{|s} since: freeze draft {} before the signing");
pub const AMENDED: Text = t!(
    "签字后有 {} 处改动，归入补正，不重印笔录",
    "{} new record{|s} since the signing: they belong to an amendment, the record stays"
);
pub const AMEND_DONE: Text = t!("补正说明：{}", "Amendment: {}");
pub const SIGNED_HOW: Text = t!("{}  {}", "{}  {}");
pub const SIGN_REASON: Text = t!("原因 {}", "reason {}");
pub const SIGN_WITNESS: Text = t!("见证人 {}", "witness {}");
pub const SIGN_DUE: Text = t!("补签期限 {}", "to be signed by {}");
pub const LEFT: Text = t!("留待处理：{} {}", "Left for later: {} {}");
pub const FILE: Text = t!("文件", "File");
pub const FILE_NAME: Text = t!("{} {} {}{} 第{}稿.html", "{} {} {}{} draft {}.html");
pub const RECORD: Text = t!("现场检查记录", "inspection record");
pub const PATROL: Text = t!("巡查记录", "patrol record");
pub const WRITING: Text = t!("正在写...", "Writing...");
pub const WRITTEN: Text = t!("已写好：{}", "Written: {}");
pub const OPENED: Text = t!("已写好并在浏览器打开：{}", "Written and opened in the browser: {}");
pub const NO_BROWSER: Text = t!("没有找到浏览器。文件已写好：{}", "No browser was found. The file is written: {}");
pub const WHICH_FOLDER: Text = t!("存到哪个文件夹（U 盘插好后写它的路径）", "Which folder (the stick's path, once it is in)");
pub const ON_FOOT: Text = t!(
    "每页页脚印着这个校验码；纸与它不符的作废。",
    "Each page's foot bears this code; a paper that differs is void."
);

pub const SIGN: Text = t!("登记签字  {}", "Signing  {}");
pub const SIGN_HINT: Text = t!(
    "这里只登记纸上发生了什么；签字是笔签在纸上的。",
    "This only writes down what happened on paper; the signature is made with a pen."
);
pub const SIGN_FIRST: Text = t!("先定下一稿，再登记签字", "Freeze the next draft first");
pub const SIGN_HOW: Text = t!("第 {} 稿（校验码 {}）怎么样了", "What happened to draft {} (check code {})");
pub const SIGNED_ALREADY: Text = t!("这一稿已登记：{}", "This draft is recorded as: {}");
pub const ON: Text = t!("日    期", "Date");
pub const REASON: Text = t!("原    因", "Reason");
pub const RESERVATION: Text = t!("保留意见", "Reservation");
pub const WITNESS: Text = t!("见证人姓名电话", "Witness, phone");
pub const DUE: Text = t!("补签期限", "To be signed by");
pub const DUE_HOW: Text = t!("日期或几天 必填", "date or days, required");
pub const REQUIRED: Text = t!("必填", "required");
pub const NEEDED: Text = t!("还缺：{}", "Still missing: {}");
pub const SIGN_DONE: Text = t!("已登记：第 {} 稿 {}", "Recorded: draft {} {}");
pub const BY_HAND: Text = t!("手抄确认单  {}", "Sheet to copy by hand  {}");
pub const BY_HAND_HINT: Text = t!(
    "照下面抄在纸上，请对方签名。抄好后 4 登记签字，再按 4。",
    "Copy this by pen and have it signed. Then 4 signing, and 4 again."
);

pub const AMEND: Text = t!("补正说明  {}", "Amendment  {}");
pub const AMEND_WHY: Text = t!("为什么改", "Why");
pub const AMEND_HINT: Text = t!(
    "签过字的笔录不改；改动和原因印在补正说明上。",
    "The signed record stays; the change and its reason go on a page of their own."
);
pub const AMEND_WRITTEN: Text = t!("补正已写，可以更改了", "The amendment is written; the change can be made");
