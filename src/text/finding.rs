//! Words of findings: the list, a finding's page, its steps, a dispute and its settling.

use super::{Text, t};

pub const FINDINGS: Text = t!("问题", "Findings");
pub const OPEN_ONES: Text = t!("未销号", "open");
pub const OVERDUE_ONES: Text = t!("逾期", "overdue");
pub const ALL_ONES: Text = t!("全部", "all");
pub const COUNTS: Text = t!("未销号 {}   逾期 {}   全部 {}", "open {}   overdue {}   all {}");
pub const SHOWN: Text = t!("{}：{} 处（Tab 换）", "{}: {} (Tab)");
pub const NONE: Text = t!("没有", "none");
pub const FACILITY: Text = t!("机构", "Facility");
pub const WHAT: Text = t!("部位与问题", "Place and problem");
pub const HOW_BAD: Text = t!("程度", "Severity");
pub const DUE: Text = t!("期限", "Due");
pub const STATE: Text = t!("状态", "State");
pub const TO_FILL: Text = t!("待补", "to be filled in");

pub const FINDING: Text = t!("问题  {}", "Finding  {}");
pub const WITHDRAWN: Text = t!("已撤回", "withdrawn");
pub const DISPUTED: Text = t!("分歧", "disputed");
pub const IMPORTED: Text = t!("导入", "imported");
pub const FROM: Text = t!("来    源", "From");
pub const FROM_LEDGER: Text = t!("导入：{} 第 {} 行  {}", "imported: {} row {}  {}");
pub const ITEM: Text = t!("项    目", "Item");
pub const PLACE: Text = t!("部    位", "Place");
pub const FACTS: Text = t!("事    实", "Facts");
pub const SEVERITY: Text = t!("程    度", "Severity");
pub const FOUND_ON: Text = t!("发    现", "Found");
pub const DUE_ON: Text = t!("期    限", "Due");
pub const HANDLING: Text = t!("处    理", "Handling");
pub const INTERIM: Text = t!("临时措施", "Interim");
pub const REPLY: Text = t!("机构说法", "Their words");
pub const PHOTOS: Text = t!("照片编号", "Photos");
pub const BASIS: Text = t!("依    据", "Basis");
pub const POINTS: Text = t!("同一问题 {} 处记录", "{} record{|s} of the same finding");
pub const SUGGESTED: Text = t!("建议，正式期限以文书为准", "suggested; the order's date counts");
pub const JUDGED_MAJOR: Text = t!("第二人判定：是重大隐患", "second person: a major hazard");
pub const JUDGED_NOT: Text = t!("第二人判定：不是重大隐患", "second person: not a major hazard");
pub const TO_BE_JUDGED: Text = t!("疑似重大，待第二人判定（按 9）", "major?, the second person has to judge (9)");
pub const TWO_VOICES: Text = t!("有两种判断，按 0 裁定", "Two judgements stand: 0 settles");
pub const SETTLE_LABEL: Text = t!("分    歧", "Dispute");
pub const HISTORY: Text = t!("经    过", "History");
pub const NEWER: Text = t!("由更新的版本写成", "written by a newer version");
pub const CANCELLED: Text = t!("（已撤销）", " (taken back)");
pub const RECORDED: Text = t!("记{}", "recorded {}");
pub const WITH: Text = t!("复查 {}", "rechecked by {}");
pub const CONSENT: Text = t!("同意 {}", "consent {}");
pub const UNTIL: Text = t!("期限 {}", "due {}");
pub const HANDED_TO: Text = t!("移送 {}", "to {}");
pub const NOT_LOOKED: Text = t!("复查未查：{}", "not looked at: {}");

pub const ORDER: Text = t!("已下责令", "Ordered");
pub const CLOSE: Text = t!("复查已改好，销号", "Rechecked and put right: close");
pub const NOT_FIXED: Text = t!("复查未改好", "Rechecked, not put right");
pub const PARTLY: Text = t!("复查部分改好", "Rechecked, partly put right");
pub const REPORT: Text = t!("机构报已改好，待复查", "Reported as put right");
pub const EXTEND: Text = t!("延期", "Extended");
pub const TRANSFER: Text = t!("移送", "Transferred");
pub const REOPEN: Text = t!("重开", "Reopened");
pub const JUDGE: Text = t!("疑似重大：第二人判定", "Major or not: the second person");
pub const ON: Text = t!("日    期", "Date");
pub const NEW_DUE: Text = t!("期    限", "Due");
pub const NEXT_DUE: Text = t!("新 期 限", "New date");
pub const SEEN: Text = t!("凭 什 么", "How known");
pub const SEEN_ON_SITE: Text = t!("到场看过", "seen on site");
pub const SEEN_PAPERS: Text = t!("材料、照片或电话", "papers, photos or a call");
pub const OFFICER: Text = t!("第二名检查人员", "Second officer");
pub const CONSENT_OF: Text = t!("同意销号的负责人", "Consent given by");
pub const TO: Text = t!("移送给", "Handed to");
pub const WORDS: Text = t!("说    明", "Note");
pub const CLAUSE: Text = t!("条款和出处", "Clause, source");
pub const CLAUSE_HINT: Text = t!("必填：依据待核实，责令要有", "required: none was verified");
pub const ORDER_NUMBER: Text = t!("文号或说明", "Number or note");
pub const WHY: Text = t!("理    由", "Reason");
pub const IS_MAJOR: Text = t!("判    定", "Judgement");
pub const MAJOR_YES: Text = t!("是重大隐患", "a major hazard");
pub const MAJOR_NO: Text = t!("不是", "not");
pub const JUDGE_BY: Text = t!("判 定 人", "Judged by");
pub const REQUIRED: Text = t!("必填", "required");
pub const NEEDED: Text = t!("还缺：{}", "Still missing: {}");
pub const PAPERS_CLOSE_NOTHING: Text = t!(
    "只凭材料不能销号（一般问题除外）：请记 5 报改好，到场复查后再销",
    "Papers alone close only minor findings: record it as 5 reported, and close it after a look on site"
);
pub const NOBODY_ELSE: Text =
    t!("没有第二名人员：先在「人员」里登记", "Nobody else is in the books: add them under People first");
pub const NOT_FAILING: Text = t!("这个问题已撤回，没有下一步", "This finding is withdrawn: there is no next step");
pub const NOT_OPEN: Text = t!("已销号；要再开按 8", "It is closed; 8 reopens it");
pub const IS_OPEN: Text = t!("还没有销号，不用重开", "It is not closed, nothing to reopen");
pub const NO_CANDIDATE: Text = t!("不是疑似重大，不用判定", "Not a candidate for major, nothing to judge");
pub const NO_DISPUTE: Text = t!("没有分歧", "There is no dispute");
pub const TIE: Text = t!("这条台账问题是哪一项", "Which item is this line of the ledger about");
pub const TIE_OFF: Text = t!("取消对应", "None of them: take it off");
pub const TIED: Text = t!("已对应：{}", "It stands at: {}");
pub const TIED_OFF: Text = t!("已取消对应", "It stands at no item now");
pub const NO_LIKELY: Text = t!("没有相近的检查项", "No item is like it");
pub const DONE: Text = t!("已记：{}", "Recorded: {}");

pub const SETTLE: Text = t!("分歧  {}", "Dispute  {}");
pub const SETTLE_HEAD: Text = t!(
    "两边的判断不同，两种都留着；裁定前按较重的算。",
    "The judgements differ; both stay, and the graver counts until settled."
);
pub const WHOSE: Text = t!("{}（{}）", "{} ({})");
pub const TAKE: Text = t!("采用 {}", "take {}");
pub const LOOK_AGAIN: Text = t!("现场重看", "look again on site");
pub const FOUND_NOW: Text = t!("现场重看：现在是", "Looked at again on site: it is now");
pub const WHY_NA: Text = t!("不适用，为什么", "Not applicable: why");
pub const SEEN_AGAIN: Text = t!("已裁定：现场重看，{}", "Settled: looked at again on site, {}");
pub const BOTH_FAIL: Text = t!(
    "两边都判了不符合：按 2，或采用其中一边；改好了到问题页记复查、销号",
    "Both sides judged a fail: press 2 or take one of them; what is put right is rechecked and closed on the finding's page"
);
pub const WHY_TAKEN: Text = t!("采用 {}，为什么", "Take {}: why");
pub const REASONS: [Text; 5] = [
    t!("看了现场", "seen on site"),
    t!("看了资料", "papers seen"),
    t!("地点不同", "different places"),
    t!("按错", "a slip of the finger"),
    t!("其他", "other"),
];
pub const OTHER_WHY: Text = t!("其他：理由", "Other: reason");
pub const SETTLED: Text = t!("已裁定：采用 {}，{}", "Settled: {} taken, {}");
pub const NOT_DISPUTED: Text = t!("没有分歧了", "Nothing is disputed any more");
pub const VALUES: Text = t!("数    值", "Readings");
pub const NOTES: Text = t!("备    注", "Notes");
pub const VERDICT: Text = t!("判    断", "Judgement");
