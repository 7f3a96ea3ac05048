//! The words of papers. Screen twins as everywhere: the format turns them into the signs of official papers.

use super::{Text, t};

// Every page
pub const PAGE: Text = t!("第 {} 页 共 {} 页", "page {} of {}");
pub const COLON: Text = t!("：", ": ");
pub const AND: Text = t!("、", ", ");
pub const THEN: Text = t!("；", "; ");
pub const NUMBER: Text = t!("编号", "No.");
pub const DRAFT: Text = t!("第 {} 稿", "draft {}");
pub const CHECK: Text = t!("校验码 {}", "check code {}");
pub const NOT_FROZEN: Text = t!("草稿，未定稿", "draft, not frozen");
pub const ACROSS_DRAFT: Text = t!("草稿", "DRAFT");
pub const ACROSS_DEMO: Text = t!("演示", "DEMO");
pub const ACROSS_VOID: Text = t!("作废", "VOID");
pub const ACROSS_OTHER: Text = t!("与定稿不符", "NOT AS FROZEN");
pub const STRIP_HOST: Text = t!("现场负责人签名", "On-site manager");
pub const STRIP_OFFICERS: Text = t!("检查人员签名", "Officers");
pub const STRIP_DATE: Text = t!("日期", "Date");

/// A day as papers write it, for `strftime`.
pub const DAY: Text = t!("%Y年%-m月%-d日", "%-d %b %Y");

// Citations
pub const CITED: Text = t!("《{}》{}", "{}, {}");
pub const BY_ANALOGY: Text = t!("参照{}", "by analogy: {}");
pub const POWER_CLAUSE: Text = t!("第四十五条", "art. 45");
pub const BASIS_LATER: Text =
    t!("依据由检查机关核定后另行告知", "The inspecting body will settle the legal basis and tell it separately");

// Title and head
pub const RECORD: Text = t!("现场检查记录", "On-site Inspection Record");
pub const ROUND: Text = t!("巡查记录", "Visit Record");
pub const PART: Text = t!("{}之{} {}", "{} part {}: {}");
pub const ORDINALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
pub const TIME: Text = t!("检查时间", "Time");
pub const FROM_TO: Text = t!("{} {} 至 {}", "{}, {} to {}");
pub const PLACE: Text = t!("检查地点", "Place");
pub const KIND: Text = t!("检查种类", "Kind");
pub const SOURCE: Text = t!("任务来源", "Ordered by");
pub const NOTICE: Text = t!("通知书号或检查码", "Notice or check code");
pub const FACILITY: Text = t!("被检查单位", "Facility");
pub const TYPE: Text = t!("类型", "Type");
pub const CREDIT_CODE: Text = t!("统一社会信用代码", "Credit code");
pub const FILING: Text = t!("备案号", "Filing no.");
pub const ADDRESS: Text = t!("地址", "Address");
pub const HEAD: Text = t!("法定代表人或负责人", "Legal representative");
pub const HOST: Text = t!("现场负责人", "On-site manager");
pub const HOST_SAID: Text = t!("{}，职务 {}，电话 {}", "{}, post {}, phone {}");
pub const PEOPLE: Text = t!("床位与人员", "Beds and people");
pub const PEOPLE_SAID: Text = t!(
    "床位：备案 {}，实有 {}；在住 {}，其中失能 {}，认知障碍 {}；员工 {}，护理员 {}，当班 {}",
    "beds filed {}, counted {}; residents {}, of them disabled {}, with dementia {}; staff {}, carers {}, on duty {}"
);
pub const UNIT: Text = t!("检查机关", "Inspecting body");
pub const POWER: Text = t!("检查依据", "Power to inspect");
pub const OFFICERS: Text = t!("检查人员", "Officers");
pub const OFFICER: Text = t!("{}（执法证号 {}）", "{} (card no. {})");
pub const RECORDER: Text = t!("记录人", "Recorder");
pub const HELPERS: Text = t!("协助及联合部门人员", "Helpers, partner bodies");
pub const TOLD: Text = t!("告知", "Told");
pub const TOLD_SAID: Text = t!(
    "出示执法证件：{}；告知权利义务：{}；是否申请回避：{}",
    "cards shown: {}; rights and duties told: {}; asks an officer to withdraw: {}"
);
pub const DONE: Text = t!("已完成", "done");
pub const CONTENT: Text = t!("检查内容", "Checked by");
pub const LIST_NAME: Text = t!("《{}》", "{}");
pub const LIST: Text = t!("《{}》{} 版，应查 {} 项", "{}, version {}, {} item{|s} due");
pub const LIST_RECHECK: Text = t!("复查以前的问题 {} 处", "{} earlier finding{|s} rechecked");
pub const OUT: Text = t!("未列入本次：{}", "not in the scope of today: {}");
pub const ELSEWHERE: Text = t!("另行记录：{}", "recorded separately: {}");
pub const SECTION_ITEMS: Text = t!("{}（{} 项）", "{} ({} item{|s})");
pub const METHODS: Text = t!("检查方式", "Methods");
pub const SAMPLED: Text = t!("抽查范围", "Sampled");
pub const INSTRUMENTS: Text = t!("仪器", "Instruments");
pub const BACKFILLED: Text = t!("补录：{} 录入", "Written down later: {}");
pub const CORRECTED: Text = t!("日期更正：原记 {}，原因：{}", "Date corrected: was {}, reason: {}");
pub const NOTE_LABEL: Text = t!("说明", "Remark");
pub const NOT_DONE: Text = t!("未能检查：{}。{}", "Inspection not possible: {}. {}");

// Findings
pub const FINDINGS: Text = t!("检查发现的问题（{} 处）", "Findings ({})");
pub const NO_FINDINGS: Text = t!("在所查范围内未发现问题。", "No findings within what was looked at.");
pub const COLUMN_NUMBER: Text = t!("序号 项号", "No. item");
pub const COLUMN_ORDER: Text = t!("序号", "No.");
pub const COLUMN_FACTS: Text = t!("部位、事实、实测", "Place, facts, readings");
pub const COLUMN_BASIS: Text = t!("依据", "Basis");
pub const COLUMN_SEVERITY: Text = t!("程度", "Severity");
pub const COLUMN_HANDLING: Text = t!("处理、建议期限", "Handling, suggested date");
pub const COLUMN_REPLY: Text = t!("机构说法", "Facility says");
pub const OUTSIDE: Text = t!("清单外", "not listed");
pub const AT: Text = t!("部位：{}", "Place: {}");
pub const FACTS: Text = t!("事实：{}", "Facts: {}");
pub const BEFORE: Text = t!("改前：{}", "Before: {}");
pub const AFTER: Text = t!("改后：{}", "After: {}");
pub const MEASURED: Text = t!("实测：{}", "Measured: {}");
pub const COUNTED: Text = t!("查 {}，不合要求 {}", "{} looked at, {} at fault");
pub const LIMIT: Text = t!("合格线：{}", "Limit: {}");
pub const PLANNED: Text = t!("计划 {}，实查 {}", "planned {}, looked at {}");
pub const PHOTOS: Text = t!("照片：{}", "Photos: {}");
pub const NOTE: Text = t!("备注：{}", "Note: {}");
pub const DISPUTED: Text = t!("有分歧，留待处理", "disputed, left for later");
pub const SUSPECTED: Text = t!("疑似重大", "suspected major");
pub const ORDER: Text = t!("拟责令限期改正", "order intended");
pub const ADVISE: Text = t!("提醒", "advised");
pub const ADVISE_NOT_ORDER: Text =
    t!("提醒（是否责令改正由检查机关另定）", "advised (an order is for the inspecting body to decide)");
pub const ADVISE_NOT_TRANSFER: Text =
    t!("提醒（是否移送由检查机关核定）", "advised (a transfer is for the inspecting body to settle)");
pub const TRANSFER_TO: Text = t!("拟移送（{}）", "to transfer ({})");
pub const BY_DATE: Text = t!("建议 {}（{}）前", "suggested by {} ({})");
pub const AT_ONCE: Text = t!("建议立即", "suggested at once");
pub const INTERIM: Text = t!("临时措施：{}", "Interim measure: {}");
pub const WEEKDAYS: [Text; 7] = [
    t!("星期一", "Mon"),
    t!("星期二", "Tue"),
    t!("星期三", "Wed"),
    t!("星期四", "Thu"),
    t!("星期五", "Fri"),
    t!("星期六", "Sat"),
    t!("星期日", "Sun"),
];
pub const DATES_LATER: Text = t!(
    "建议期限仅供参考，正式期限以检查机关送达的文书为准。",
    "Suggested dates are for guidance; the date that counts is that of the paper served by the inspecting body."
);
pub const RECHECKS: Text = t!("以前问题的复查（{} 处）", "Earlier findings rechecked ({})");
pub const COLUMN_OLD: Text = t!("原问题", "Finding");
pub const COLUMN_FOUND: Text = t!("发现日期、期限", "Found, due");
pub const COLUMN_RESULT: Text = t!("复查结果", "Result");
pub const FIXED: Text = t!("已改好", "fixed");
pub const FIXED_NOT_CLOSED: Text = t!("已改好，尚未销号", "fixed, not closed yet");
pub const NEW_FINDINGS: Text = t!("本次新发现的问题（{} 处）", "New findings of this visit ({})");
pub const NO_NEW_FINDINGS: Text = t!("除上列各项外，未记录新的问题。", "Beside those above no new finding was recorded.");
pub const RECHECK_COUNTS: Text = t!(
    "复查以前的问题 {} 处：已改好 {}，未改好 {}，部分改好 {}，未查 {}，未记 {}。",
    "{} earlier finding{|s} rechecked: {} fixed, {} not fixed, {} partly fixed, {} not looked at, {} without answer."
);
pub const NOT_RECHECKED: Text = t!("本次未复查", "not rechecked today");
pub const FOUND_DUE: Text = t!("{} 发现，期限 {}", "found {}, due {}");
pub const FOUND_WAS_DUE: Text = t!("{} 发现，原期限 {}", "found {}, was due {}");
pub const NEW_DUE: Text = t!("{}，新期限 {}", "{}, new due date {}");

// The rest
pub const UNCHECKED: Text = t!("未查和未记项（{} 项）", "Not checked or not recorded ({})");
pub const COLUMN_ITEM_NUMBER: Text = t!("项号", "Item");
pub const COLUMN_ITEM: Text = t!("检查项", "What is checked");
pub const COLUMN_REASON: Text = t!("原因", "Reason");
pub const UNCHECKED_BY: Text = t!("{}（{} 项）：", "{} ({}):");
pub const NO_ANSWER: Text = t!("未记", "no answer");
pub const RETURN: Text = t!("{} 前回访 {}", "return by {} {}");
pub const LEFT: Text = t!("留待处理（{} 项）", "Left for later ({})");
pub const LEFT_SAID: Text = t!("{} {}：{}。留待处理：{}", "{} {}: {}. Left for later: {}");
pub const LEFT_OPEN: Text = t!("{} {}：{}", "{} {}: {}");
pub const VOICE: Text = t!("{}记「{}」", "{} recorded {}");
pub const NA: Text = t!("不适用（因特征不适用的不计入应查）", "Not applicable (by a trait: not counted as due)");
pub const NA_LINE: Text = t!("{}：{} 项（{}）", "{}: {} ({})");
pub const NO_TRAIT: Text = t!("无{}：{} 项", "no {}: {} item{|s}");
pub const OTHER_CAUSE: Text = t!("其他：{} 项", "other: {} item{|s}");
pub const NO_REASON: Text = t!("未写原因", "no reason given");
pub const TRAITS: Text = t!("现场核实", "Verified on site");
pub const TRAIT: Text = t!("现场核实：{}{}{}{}", "Verified on site: {} {}{}{}");
pub const TRAIT_WAS_UNKNOWN: Text = t!("，原档案未登记", ", not on file before");
pub const TRAIT_WAS: Text = t!("，原档案登记为{}", ", on file as {} before");
pub const READINGS: Text = t!("其他项的实测、抽查和说明", "Readings, samples and remarks of other items");
pub const COLUMN_READING: Text = t!("实测、抽查", "Readings, samples");
pub const COLUMN_LIMIT: Text = t!("合格线", "Limit");
pub const COLUMN_REMARK: Text = t!("结果、说明", "Result, remarks");
pub const PASS_OUTSIDE: Text = t!("合格线外记符合，理由：{}", "pass outside the limit, reason: {}");
pub const PASSED: Text = t!("符合项（{} 项）", "Passed ({})");
pub const BATCH_MARK: Text = t!("[批]", "[batch]");
pub const STATISTICS: Text = t!("统计", "Statistics");
pub const COUNTS: Text = t!(
    "应查 {} 项：符合 {}，不符合 {}，不适用 {}，未查 {}，未记 {}；其中成批记录 {} 项。",
    "{} item{|s} due: {} passed, {} failed, {} not applicable, {} not checked, {} without answer; {} recorded in batches."
);
pub const RATES: Text = t!(
    "符合率 {}（符合/(符合+不符合)）；完成率 {}（(符合+不符合)/应查）。",
    "Pass rate {} (passed/(passed+failed)); completion {} ((passed+failed)/due)."
);
pub const RATE: Text = t!("{}/{} = {}", "{}/{} = {}");
pub const NO_RATE: Text = t!("无", "none");
pub const RESULTS: Text = t!(
    "问题 {} 处：当场改好 {}，拟责令限期改正 {}，拟移送 {}，提醒 {}。",
    "{} finding{|s}: {} fixed on the spot, {} to be ordered, {} to be transferred, {} advised."
);
pub const RESULTS_ROUND: Text = t!(
    "问题 {} 处：当场改好 {}，拟移送 {}，提醒 {}。",
    "{} finding{|s}: {} fixed on the spot, {} to be transferred, {} advised."
);
pub const RANGE: Text = t!("本记录仅反映检查时所查范围。", "This record shows only what was looked at during the visit.");

// Signing
pub const SIGNING: Text = t!("阅看与签名", "Read and signed");
pub const READ: Text = t!(
    "以上记录经我阅看（向我宣读），情况 [ ] 属实 [ ] 有异议：________________________________________",
    "I have read this record (it was read to me). It is [ ] true [ ] objected to: ____________________________________"
);
pub const SIGN_HOST: Text = t!(
    "现场负责人签名：____________________   日期：____ 年 __ 月 __ 日 __ 时 __ 分",
    "On-site manager: ____________________   Date and time: ____________________"
);
pub const SIGN_OFFICERS: Text = t!(
    "检查人员签名：____________________  ____________________   日期：____ 年 __ 月 __ 日",
    "Officers: ____________________  ____________________   Date: ____________"
);
pub const SIGN_RECORDER: Text = t!(
    "记录人签名：____________________   见证人签名、电话：________________________________",
    "Recorder: ____________________   Witness, phone: ________________________________"
);
pub const SIGN_REFUSED: Text = t!(
    "拒签原因：__________________________________________________________________",
    "Reason for refusing to sign: ____________________________________________________"
);
pub const COPIES: Text = t!(
    "更改处由双方签名。本记录一式两份，检查机关、被检查单位各执一份。",
    "Changes are signed by both sides. Two copies, one for the inspecting body, one for the facility."
);

// Copied by hand from the screen
pub const BY_HAND_NUMBER: Text = t!("编号 {}  第 {} 稿", "No. {}  draft {}");
pub const RECHECK_NUMBER: Text = t!("复{}", "R{}");
pub const BY_HAND_RECHECK: Text = t!(
    "复查 {} 处  已改好 {}  未改好 {}  部分改好 {}  未查 {}",
    "rechecked {}  fixed {}  not fixed {}  partly {}  not looked at {}"
);
pub const BY_HAND_COUNTS: Text = t!(
    "应查 {}  符合 {}  不符合 {}  不适用 {}  未查 {}  问题 {} 处",
    "due {}  passed {}  failed {}  n/a {}  not checked {}  findings {}"
);
pub const BY_HAND_MORE: Text = t!("另有 {} 处：{}", "{} more: {}");
pub const BY_HAND_SIGN: Text = t!(
    "以上属实。现场负责人 ________  检查人员 ________ ________  日期 ________",
    "This is true. Manager ________  officers ________ ________  date ________"
);

// Read aloud
pub const ALOUD_FINDING: Text = t!("问题 {}/{}  {}", "Finding {}/{}  {}");
pub const ALOUD_HANDLING: Text = t!("处理：{}", "Handling: {}");
pub const ALOUD_RESULT: Text = t!("统计与结果", "Totals and result");

// Amendment
pub const AMENDMENT: Text = t!("补正说明", "Amendment");
pub const AMENDS: Text = t!("所补正的记录", "Record amended");
pub const SIGNED: Text = t!("签字情况", "Signing");
pub const SIGNED_SAID: Text = t!("{} {}", "{} {}");
pub const AMEND_REASON: Text = t!("补正原因", "Reason");
pub const AMEND_PEOPLE: Text = t!("说明人", "By");
pub const AMEND_DATE: Text = t!("补正日期", "Date");
pub const CHANGES: Text = t!("补正内容（{} 处）", "What changed ({})");
pub const COLUMN_WHAT: Text = t!("项目", "What");
pub const COLUMN_SIGNED: Text = t!("已签记录", "As signed");
pub const COLUMN_AMENDED: Text = t!("补正为", "Amended to");
pub const NO_CHANGES: Text = t!("内容没有变化。", "Nothing changed in content.");
pub const AMEND_STANDS: Text =
    t!("已签字的记录不作改动，本说明与其一并保存。", "The signed record stays as it is; this page is kept with it.");
pub const HANDLING_LABEL: Text = t!("处理", "Handling");

// Blank list
pub const BLANK: Text = t!("纸质检查表", "Checklist on paper");
pub const BLANK_RED: Text = t!("红线", "red line");
pub const COLUMN_LIMIT_PLAN: Text = t!("合格线、抽查数", "Limit, sample");
pub const BLANK_PLAN: Text = t!("抽 {} {}", "sample {} {}");
pub const COLUMN_VALUE: Text = t!("数值、原因、备注", "Value, reason, note");
pub const BLANK_FINDINGS: Text = t!("问题（含清单外）", "Findings, also outside the list");
pub const BLANK_HANDLING: Text = t!("[ ] 当场改好 [ ] 拟责令 [ ] 拟移送 [ ] 提醒", "[ ] fixed [ ] order [ ] transfer [ ] advise");
pub const BLANK_REASONS: Text = t!("未查原因：{}", "Reasons for not checking: {}");

// Internal sheet
pub const INTERNAL: Text = t!("内部核对单", "Internal Sheet");
pub const INTERNAL_ONLY: Text = t!("只供内部，不出机关", "internal, does not leave the office");
pub const ACROSS_INTERNAL: Text = t!("内部", "INTERNAL");
pub const CITATIONS: Text = t!("问题的依据（{} 处）", "Basis of the findings ({})");
pub const COLUMN_CERTAINTY: Text = t!("核实情况", "How sure");
pub const COLUMN_ON_PAPER: Text = t!("是否印上记录", "Printed on the record");
pub const COLUMN_PLAN: Text = t!("计划条款", "Plan clauses");
pub const FATE_PRINTED: Text = t!("印", "yes");
pub const FATE_NOT_READ: Text = t!("不印：待核实", "no: to be verified");
pub const FATE_NOT_IN_FORCE: Text = t!("不印：当日不施行或不得引用", "no: not in force that day, or not citable");
pub const FATE_UNKNOWN: Text = t!("不印：法规目录里没有", "no: not in the catalogue of norms");
pub const FATE_ANALOGY: Text = t!("不印：只作参照，不作责令的依据", "no: by analogy only, no basis of an order");
pub const FATE_OTHER_TYPE: Text = t!("不印：不适用于本类机构", "no: made for another type of place");
pub const TYPED_CLAUSE: Text = t!("人工填写：{}", "typed: {}");
pub const TYPED: Text = t!("由填写人负责", "vouched for by who typed it");
pub const SOFTENED: Text = t!("原记处理 {}，记录上印为 {}", "recorded as {}, printed as {}");
pub const SEVERITY_WHY: Text = t!("程度改动理由：{}", "Why the severity was changed: {}");
pub const TO_LOOK_AT: Text = t!("请过目", "Look at these again");
pub const HASTY: Text = t!("连按 {} 项：{}", "{} recorded in haste: {}");
pub const BATCH: Text = t!("成批 {} 项：{}", "{} recorded in batches: {}");
pub const SHORT: Text = t!("抽查不足 {} 项：{}", "{} samples too small: {}");
pub const INCOMPLETE: Text = t!("待补 {} 处：{}", "{} incomplete: {}");
pub const NO_INTERIM: Text = t!("疑似重大无临时措施 {} 处：{}", "{} suspected major without interim measure: {}");

// Briefing
pub const BRIEFING: Text = t!("检查准备单", "Briefing");
pub const BRIEF_DAY: Text = t!("{} 制", "made {}");
pub const BRIEF_MAJOR: Text = t!("疑似重大及逾期未改（{} 处）", "Suspected major, or overdue ({})");
pub const BRIEF_OPEN: Text = t!("其他未销号（{} 处）", "Other open findings ({})");
pub const BRIEF_UNCHECKED: Text = t!("上次未查（{} 项）", "Not checked last time ({})");
pub const BRIEF_REPEATED: Text = t!("屡次不符合（{} 项）", "Failed again and again ({})");
pub const BRIEF_UNKNOWN: Text = t!("特征不详", "Traits unknown");
pub const BRIEF_EXPIRED: Text = t!("过期证照（{} 件）", "Papers expired ({})");
pub const BRIEF_WAY: Text = t!("联系与路线", "Contact and way");
pub const BRIEF_ASK: Text = t!("本次要调的资料", "Papers to ask for");
pub const BRIEF_ASK_MORE: Text = t!(
    "先列上次有问题、未查的和红线项要用的；其余 {} 种在检查时逐项提示。",
    "First those of items that failed, were not checked, or are red lines; the other {} are named item by item on the run."
);
pub const BRIEF_SAME: Text = t!("同址 {} 家：{}", "{} at the same address: {}");
pub const BRIEF_FINDING: Text = t!("{} {}：{}；{}；{}", "{} {}: {}; {}; {}");
pub const BRIEF_DUE: Text = t!("期限 {}", "due {}");
pub const BRIEF_OVERDUE: Text = t!("已逾期，期限 {}", "overdue since {}");
pub const BRIEF_NO_DUE: Text = t!("无期限", "no date");
pub const BRIEF_LAST_ROW: Text = t!("{} {}，{}", "{} {}, {}");
pub const BRIEF_RETURN: Text = t!("，应于 {} 前回访", ", to return by {}");
pub const BRIEF_TIMES: Text = t!("{}：{} 次，最近 {}", "{}: {} times, last {}");
pub const BRIEF_PAPER: Text = t!("{}：{} 到期", "{}: expired {}");
pub const BRIEF_CONTACT: Text =
    t!("负责人 {}，联系人 {}，电话 {}；地址 {}；怎么走：{}", "head {}, contact {}, phone {}; address {}; way: {}");
pub const BRIEF_LAST: Text = t!("上次 {} {}：{}，不符合 {} 项，未查 {} 项", "last visit {} {}: {}, {} failed, {} unchecked");
pub const BRIEF_NEVER: Text = t!("没有检查过", "never visited");
pub const BRIEF_MORE: Text = t!("另有 {} 条，见程序", "{} more, see the program");
pub const BRIEF_NONE: Text = t!("无", "none");
