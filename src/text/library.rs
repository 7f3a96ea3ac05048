//! Words of the library: what is checked, by which norms, for which clauses of the plans.

use super::{Text, t};

pub const TITLE: Text = t!("检查项、法规、计划", "Items, norms, plans");
pub const OF_LIST: Text = t!("检查表：{}", "Checklist: {}");
pub const OF_ITEMS: Text = t!("检查项：{}", "Items: {}");
pub const ITEMS: Text = t!("检查项 {}", "items: {}");
pub const LISTS: Text = t!("检查表 {}", "checklists: {}");
pub const NORMS: Text = t!("法规 {}", "norms: {}");
pub const CLAUSES: Text = t!("计划条款 {}", "clauses of plans: {}");
pub const HINT: Text = t!(
    "Tab 换检查项、法规、计划条款；打拼音、首字母、汉字、英文或项号查找",
    "Tab: items, norms, clauses; type pinyin, initials, English or an id to find"
);
pub const FAULTS: Text = t!(
    "本区有 {} 处读不了，没有列出（checklist lint 看哪里）",
    "{} faults in the district's files, left out (checklist lint tells them)"
);
pub const NONE: Text = t!("没有", "nothing");
pub const COUNT: Text = t!("{} 项", "{} item{|s}");
pub const OWN: Text = t!("本区", "own");
pub const RED: Text = t!("红线", "red line");
pub const UNREAD: Text = t!("待核实", "unverified");

pub const ITEM: Text = t!("检查项  {}", "Item  {}");
pub const NORM: Text = t!("法规  {}", "Norm  {}");
pub const CLAUSE: Text = t!("计划条款  {}", "Clause  {}");
pub const HINT_ITEM: Text = t!("Enter 看它在本区哪里不符合过", "Enter: where it failed in this district");
pub const HINT_ITEMS: Text = t!("Enter 看有哪些检查项", "Enter: the items that stand on it");

pub const IN_LISTS: Text = t!("检查表", "Lists");
pub const OTHER: Text = t!("英文", "Chinese");
pub const WORDS: Text = t!("记法", "Words");
pub const PLACE: Text = t!("部位", "Place");
pub const METHOD: Text = t!("方式", "Method");
pub const HOW: Text = t!("怎么查", "How");
pub const ASK: Text = t!("要什么", "Ask for");
pub const KIND: Text = t!("记什么", "Answer");
pub const LIMIT: Text = t!("合格线", "Limit");
pub const TYPES: Text = t!("机构", "Types");
pub const TRAITS: Text = t!("特征", "Traits");
pub const SEVERITY: Text = t!("程度", "Grade");
pub const RISES: Text = t!("升级", "Rises");
pub const DISTRICT: Text = t!("本区定", "District");
pub const DISTRICT_DAYS: Text = t!("期限 {} 天", "{} day{|s}");
pub const DISTRICT_RED: Text = t!("红线", "a red line");
pub const DISTRICT_WORDINGS: Text = t!("用语 {} 条", "{} wording{|s}");
pub const DAYS: Text = t!("期限", "Days");
pub const DAYS_SAID: Text = t!("{} 天（法规没有规定，可由本区改）", "{} day{|s} (no law fixes them, the district may)");
pub const OWNER: Text = t!("谁管", "Owner");
pub const OWNER_SAID: Text = t!("{}；移送 {}，{}", "{}; handed over to {}, {}");
pub const BY_LAW: Text = t!("（法定）", " (by law)");
pub const BASIS: Text = t!("依据", "Basis");
pub const ANALOGY: Text = t!("参照", "by analogy");
pub const ONLY_FOR: Text = t!("只对 {}", "for {} only");
pub const PLAN: Text = t!("计划", "Plans");
pub const WORDINGS: Text = t!("写法", "Wording");
pub const REMEDY: Text = t!("怎么改", "Remedy");
pub const PARAMETER: Text = t!("参数", "Setting");
pub const PARAMETER_SAID: Text = t!("{}：取 {}，最宽 {}", "{}: {}, at weakest {}");
pub const SOURCES: Text = t!("说法", "Sources");
pub const WHY: Text = t!("理由", "Why");
pub const ALIASES: Text = t!("曾用", "Formerly");

pub const NUMBER: Text = t!("文号", "Number");
pub const ISSUER: Text = t!("机关", "Issuer");
pub const IN_FORCE: Text = t!("施行", "In force");
pub const FROM: Text = t!("自 {}", "from {}");
pub const FROM_UNKNOWN: Text = t!("施行日期没有查到", "since when is not known");
pub const TO: Text = t!("，到 {} 止", ", until {}");
pub const SUCCESSOR: Text = t!("后继", "Then");
pub const CERTAINTY: Text = t!("核实", "Certainty");
pub const NOT_CITABLE: Text = t!("不得引用（草案或没有见过正文）", "not to be cited (a draft, or never seen)");
pub const BINDS: Text = t!("约束", "Binds");
pub const BINDS_SAID: Text = t!("{}，床位 {} 张以上；别处{}", "{} from {} beds on; elsewhere {}");
pub const NEVER: Text = t!("不得引用", "never");
pub const BY_ANALOGY: Text = t!("只作参照", "by analogy only");
pub const NOTE: Text = t!("说明", "Note");
pub const CITED_BY: Text = t!("检查项", "Items");
pub const SECTION: Text = t!("章节", "Section");
pub const DOCUMENT: Text = t!("文件", "Document");
pub const TARGET: Text = t!("指标", "Target");
