//! Words of plan coverage: the screens, the paper, the table.

use super::{Text, t};

pub const TITLE: Text = t!("计划覆盖", "Plan coverage");
pub const HEAD: Text = t!("计划覆盖  {} 年  {}", "Plan coverage  {}  {}");
pub const EVERYWHERE: Text = t!("全区", "whole district");
pub const IN_BUSINESS: Text = t!("在业机构 {} 家", "{} facilit{y|ies} in business");
pub const COUNTING: Text = t!("正在统计...", "Counting...");
pub const SHOWN_ALL: Text = t!("全部条款 {} 条", "all clauses: {}");
pub const SHOWN_UNCOVERED: Text = t!("没有检查项的 {} 条", "without an item: {}");
pub const SHOWN_UNSEEN: Text = t!("今年还没查到的 {} 条", "not looked at: {}");
pub const NONE: Text = t!("没有这样的条款", "no such clause");
pub const CLAUSE: Text = t!("条款", "Clause");
pub const ASKED: Text = t!("要求（我们的话）", "What it asks (our words)");
pub const ITEMS: Text = t!("检查项", "Items");
pub const ITEMS_SHORT: Text = t!("项", "It.");
pub const PLACES: Text = t!("已查/应查", "Facilities");
pub const RATE: Text = t!("合格率", "Pass");
pub const OPEN: Text = t!("未销", "Open");
pub const CLOSED: Text = t!("已销", "Clsd");
pub const PASS: Text = t!("符合", "Pass");
pub const FAIL: Text = t!("不符", "Fail");
pub const NO_ITEM: Text = t!("没有检查项", "no item");
pub const NO_ITEM_PRINTED: Text = t!("没有检查项覆盖，须另行落实", "no item covers it; to be seen to otherwise");
pub const NOT_CHECKED: Text = t!("没查", "none");
pub const TARGET: Text = t!("指标：{} {} {}（{} {} 年）", "Target: {} {} {} ({}, {})");
pub const TARGET_ITEM: Text = t!("；在 {} 登记", "; written down at {}");
pub const TARGET_NO_ITEM: Text = t!("；没有检查项登记，另行统计", "; no item writes it down, counted elsewhere");
pub const TARGET_NOTE: Text = t!(
    "指标是本区或全市的工作数，不是对一家机构的要求",
    "Targets are figures of a district or the city, no duty of one facility"
);
pub const APART: Text = t!(
    "另计：成批 {}、补录 {}、不适用 {}、未查 {}；补录和导入的问题 {}",
    "Apart: {} in batches, {} written later, {} n/a, {} unchecked; {} finding{|s} written later or imported"
);
pub const SUMS: Text = t!(
    "符合 {}，不符合 {}；问题 未销号 {}，已销号 {}，当场改好 {}",
    "{} pass, {} fail; findings: {} open, {} closed, {} fixed on the spot"
);
pub const CHECKED: Text = t!("已查", "checked");
pub const NOT_YET: Text = t!("未查", "not checked");
pub const PLACES_OF: Text = t!("机构：{}", "Facilities: {}");
pub const ENTRIES_OF: Text = t!("记录：{}", "Entries: {}");
pub const FACILITY: Text = t!("机构", "Facility");
pub const STREET: Text = t!("街镇", "Street");
pub const STATE: Text = t!("情况", "State");
pub const DAY: Text = t!("日期", "Day");
pub const ANSWER: Text = t!("记录", "Answer");
pub const WHERE: Text = t!("部位或读数", "Where, or reading");
pub const BATCH: Text = t!("成批", "batch");
pub const LATE: Text = t!("补录", "later");
pub const IMPORTED: Text = t!("导入", "imported");
pub const ALL: Text = t!("全部 {}", "all {}");
pub const COUNTED_CHECKED: Text = t!("已查 {}", "checked {}");
pub const COUNTED_NOT_YET: Text = t!("未查 {}", "not checked {}");
pub const COUNTED_PASS: Text = t!("符合 {}", "pass {}");
pub const COUNTED_FAIL: Text = t!("不符合 {}", "fail {}");
pub const COUNTED_OPEN: Text = t!("未销号 {}", "open {}");
pub const COUNTED_CLOSED: Text = t!("已销号 {}", "closed {}");
pub const COUNTED_APART: Text = t!("另计 {}", "apart {}");
pub const HINT: Text = t!("Enter 看这一条的检查项和每条记录", "Enter opens the items of a clause and every entry");
pub const HINT_ITEMS: Text = t!("Enter 看机构或这一项的每条记录", "Enter opens the facilities, or every entry of an item");

// The paper and the table
pub const UNDER: Text = t!("{} 年  {}  在业机构 {} 家", "{}  {}  {} facilit{y|ies} in business");
pub const FOOT: Text = t!("计划覆盖 {} 年  {}  {}", "Plan coverage {}  {}  {}");
pub const FILE: Text = t!("{} 年计划覆盖 {}.{}", "{} plan coverage {}.{}");
pub const PRINT: Text = t!("计划覆盖 {} 年 {}", "Plan coverage {} {}");
pub const RULES: Text = t!(
    "统计口径：只计检查时逐项记下的符合和不符合；成批记录、补录、导入另计，不适用和未查不计。应查家数为在业、属于该项适用类型、没有因特征为无而不适用的机构；已查家数为本年至少有一次符合或不符合的机构。问题按本年发现、现在的情况计。合格率 = 符合 /（符合 + 不符合）。",
    "Counted are passes and fails judged one by one at a visit; batches, what was written later and imports are told apart, n/a and unchecked are not counted. Owed: facilities in business, of a type the item is for, with no trait that switches it off. Checked: at least one pass or fail this year. Findings: found this year, as they stand now. Pass rate = pass / (pass + fail)."
);
pub const UNCOVERED: Text = t!("没有检查项覆盖的条款：{} 条", "Clauses that no item covers: {}");
pub const PAPER_COLUMNS: [Text; 6] = [
    t!("条款", "Clause"),
    t!("要求", "What it asks"),
    t!("检查项", "Items"),
    t!("机构", "Facilities"),
    t!("记录", "Answers"),
    t!("问题", "Findings"),
];
pub const MORE_ITEMS: Text = t!("等 {} 项", "{} item{|s} in all");
pub const CELL_PLACES: Text = t!("已查 {} / 应查 {}", "{} of {} checked");
pub const CELL_VISITS: Text = t!("{} 家次", "{} visit{|s}");
pub const CELL_PASS: Text = t!("符合 {}", "pass {}");
pub const CELL_FAIL: Text = t!("不符合 {}", "fail {}");
pub const CELL_RATE: Text = t!("合格率 {}", "rate {}");
pub const CELL_OPEN: Text = t!("未销号 {}", "open {}");
pub const CELL_CLOSED: Text = t!("已销号 {}", "closed {}");
pub const CELL_FIXED: Text = t!("当场改好 {}", "fixed there {}");
pub const COLUMNS: [Text; 22] = [
    t!("计划", "Plan"),
    t!("文号", "Number"),
    t!("条款编号", "Clause id"),
    t!("章节", "Section"),
    t!("要求", "What it asks"),
    t!("项号", "Item"),
    t!("检查项", "Item title"),
    t!("应查家数", "Facilities owed"),
    t!("已查家数", "Facilities checked"),
    t!("覆盖率", "Reach"),
    t!("家次", "Visits"),
    t!("符合", "Pass"),
    t!("不符合", "Fail"),
    t!("合格率", "Pass rate"),
    t!("不适用", "N/a"),
    t!("未查", "Unchecked"),
    t!("成批", "In batches"),
    t!("补录", "Written later"),
    t!("未销号", "Open"),
    t!("已销号", "Closed"),
    t!("当场改好", "Fixed on the spot"),
    t!("补录和导入的问题", "Findings written later or imported"),
];
