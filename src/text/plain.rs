//! Words of the visit in plain lines: whole sentences, no drawing, so that a screen reader reads them as they come.

use super::{Text, t};

pub const START: Text = t!("{}  {}  {}  共 {} 项，已记 {} 项", "{}  {}  {}  {} item{|s}, {} recorded");
pub const KEYS: Text = t!(
    "每项输一个数字再按 Enter：1 符合  2 不符合  3 不适用  4 未查。空行 下一项，? 这一项和全部命令，结束 随时可停，记下的都在。",
    "A digit and Enter an item: 1 pass, 2 fail, 3 does not apply, 4 unchecked. Empty: next item. ? this item and all commands. quit stops at any time; what was recorded stays."
);
pub const HELP: Text = t!(
    "1 符合  2 不符合  3 不适用  4 未查  5 清单外的问题  6 特征  7 到下一个未记的  8 到下一个待补的  9 还差什么  0 清除这一项\n\
     空行 下一项   - 回到刚记的一项   +文字 写备注   项号或文字 找项   复测 再测一次，两次都留   程度 改程度，须写理由   撤销 撤销上一次记录   结束 停下",
    "1 pass  2 fail  3 does not apply  4 unchecked  5 a problem outside the list  6 traits  7 next item without an answer  8 next with something missing  9 what is left  0 clear this item\n\
     empty line: next item   - back to the item recorded last   +words a note   a number or words: find an item   again measures once more, both stay   severity changes it, with a reason   undo takes back   quit stops"
);
pub const ITEM: Text = t!("第 {} 项，共 {} 项  {}{}", "Item {} of {}  {}{}");
pub const NOW: Text = t!("现在记着：{}", "Recorded: {}");
pub const LAST: Text = t!("上次：{} {}{}", "Last time: {} {}{}");
pub const OPEN: Text = t!("未销号：{}", "Open finding: {}");
pub const HOW: Text = t!("怎么查：{}", "How: {}");
pub const ASK_FOR: Text = t!("要什么：{}", "Ask for: {}");
pub const LIMIT: Text = t!("合格线：{}", "Limit: {}");
pub const UNSURE: Text = t!("特征不详：{}", "Trait unknown: {}");
pub const ANSWER: Text = t!("{}：", "{}: ");
pub const PROMPT: Text = t!("回答：", "Answer: ");
pub const WHICH: Text = t!("输数字，空行不选：", "A digit, empty for none: ");
pub const NOT_ONE: Text = t!("「{}」不在里面，输 1 到 {}", "`{}` is none of them: 1 to {}");
pub const NOT_TEXT: Text = t!("这一行不是 UTF-8 文字，没有收", "This line is not UTF-8 text and was not taken");
pub const LEFT_OUT: Text = t!("没有记", "Nothing was recorded");
pub const LOOKED: Text =
    t!("抽查了几{}（计划 {}，空行就是计划数）：", "How many {} were looked at (planned {}, empty: as planned): ");
pub const BAD: Text = t!("其中不符合几{}：", "How many of them at fault: ");
pub const FOUND: Text = t!("不符合的有几{}（空行就是 0）：", "How many {} are at fault (empty: 0): ");
pub const READING: Text = t!(
    "数值（{}），几处就一行一处，写成 冰箱1=3.5；空行记下：",
    "A value ({}), a line for each place, as fridge1=3.5; empty takes them: "
);
pub const DATE: Text = t!("日期（在档 {}，空行就是它）：", "The date (on file {}, empty: the same): ");
pub const DATE_NONE: Text = t!("日期，如 2027-03-15：", "The date, as 2027-03-15: ");
pub const NOT_LIKELY: Text = t!("{} 不像真的，是它就再输一次", "{} is not likely: type it again if it is");
pub const NOT_A_VALUE: Text = t!("「{}」没看懂", "`{}` was not understood");
pub const NOT_WHOLE: Text =
    t!("「{}」不是数字，没有记下；空行跳过", "`{}` is no number and was not recorded; an empty line skips it");
pub const REASON: Text = t!("理由：", "The reason: ");
pub const WORDS: Text = t!("怎么说（必填）：", "In words (required): ");
pub const RETURN_BY: Text = t!(
    "红线项：哪天回来查、谁来，如 2026-12-01 检乙（空行就是 {}，本人）：",
    "Red line: by which day who returns, as 2026-12-01 NAME (empty: {}, yourself): "
);
pub const COUNT: Text = t!("数量，坏的/查的，如 2/5{}：", "Count, at fault/looked at, as 2/5{}: ");
pub const NOW_IS: Text = t!("（现在是 {}）", " (now {})");
pub const NOT_A_COUNT: Text = t!("「{}」不是数量，要 1 到查的数", "`{}` is no count: at least 1, at most those looked at");
pub const NO_FINDING: Text = t!("这一项没有记不符合", "This item does not stand as a fail");
pub const SEVERITY_IS: Text = t!("程度现在是{}", "The severity is {} now");
pub const SEVERITY_WHY: Text = t!("为什么改为{}（必填）：", "Why it becomes {} (required): ");
pub const SEVERITY_SAID: Text = t!("程度改为{}", "The severity is {} from now on");
pub const NOTHING_MEASURED: Text = t!("这一项没有可复测的数值", "There is no value here to measure again");
pub const DEMANDED: Text = t!(
    "已记不符合，现在断电也不会丢。下面逐格填，空行留着不改，. 其余都不填。",
    "Recorded as a fail and safe now. Its fields follow: empty leaves one as it is, . leaves the rest."
);
pub const FIELD: Text = t!("{}：", "{}: ");
pub const FIELD_NOW: Text = t!("{}（现在是 {}）：", "{} (now {}): ");
pub const FACTS_CHOICES: Text =
    t!("事实：输数字用现成的说法，或自己写", "Facts: a digit takes a ready wording, or write your own");
pub const BLANK: Text = t!("填空「{}」：", "Fill the blank in `{}`: ");
pub const MORE_PLACES: Text = t!("同一项再加一处吗（另一部位）", "One more place of this item?");
pub const YES: Text = t!("加一处", "one more");
pub const SAME: Text = t!("与上次的问题是同一个吗：{}", "Is it the same finding as before: {}");
pub const SAME_YES: Text = t!("是，上次的没改好", "yes, not put right");
pub const SAME_NO: Text = t!("不是，新问题", "no, a new one");
pub const OUTSIDE: Text = t!("清单外的问题", "A problem outside the list");
pub const FINDING: Text = t!("复查第 {} 条，共 {} 条：{}", "Recheck {} of {}: {}");
pub const FINDING_KEYS: Text =
    t!("1 已改好  2 未改好  3 部分改好  4 未查", "1 put right  2 not put right  3 partly  4 unchecked");
pub const SEEN: Text = t!("这次看到（空行不写）：", "What was seen now (may be empty): ");
pub const NEXT_DUE: Text = t!("新期限，几天或日期（空行不改）：", "New date, or so many days (empty keeps the old one): ");
pub const SECOND: Text = t!(
    "销号要两名检查人员，第二人姓名（空行：只记已报改好）：",
    "Closing needs two officers: name of the second (empty: recorded as reported only): "
);
pub const CONSENT: Text = t!(
    "重大问题销号要负责人同意，谁同意（空行：只记已报改好）：",
    "Closing a major hazard needs a consent: by whom (empty: recorded as reported only): "
);
pub const GATE: Text = t!("进门核实：空行不填，. 其余都不填", "At the gate: empty leaves a field, . leaves the rest");
pub const TRAIT: Text = t!("特征「{}」", "The trait \"{}\"");
pub const TRAITS_DONE: Text = t!("没有不详的特征", "No trait is unknown");
pub const SKIPPED: Text = t!("其余没有填", "The rest was left");
pub const NOTED: Text = t!("备注已记", "The note is recorded");
pub const RED_LEFT: Text = t!("红线项未记 {} 项：{}", "Red lines without an answer, {}: {}");
pub const LEFT: Text = t!("其余未记 {} 项", "Others without an answer: {}");
pub const INCOMPLETE: Text = t!("待补 {} 处", "With something missing: {}");
pub const DISPUTES: Text = t!("分歧 {} 处", "Disputes: {}");
pub const NOTHING_LEFT: Text = t!("都记了", "Nothing is left");
pub const ALL_DONE: Text = t!(
    "每一项都已记。输项号或文字回到一项，空行结束。",
    "Every item has an answer. A number or words go back to one; empty ends."
);
pub const NO_HIT: Text = t!("没有找到「{}」", "`{}` was not found");
pub const END: Text = t!(
    "已记 {} 项，未记 {} 项（红线 {}），待补 {} 处。记下的都在；接着做再用 xuncha run {} --plain，记完用 xuncha freeze {}",
    "{} recorded, {} left ({} red line{|s}), {} with something missing. All of it is kept; go on with xuncha run {} --plain, finish with xuncha freeze {}"
);
pub const FROZEN: Text = t!(
    "已定稿：再改就成下一稿，前一稿作废。1 更改，空行不改：",
    "It is frozen: a change makes the next draft and voids this one. 1 to change, empty to leave it: "
);
pub const SIGNED: Text = t!(
    "已登记签字：先写补正说明（xuncha amend {} --reason ...），再改",
    "It is signed: write the amendment first (xuncha amend {} --reason ...), then change it"
);
