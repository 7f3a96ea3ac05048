//! Words of the run screen.

use super::{Text, t};

pub const OUTSIDE_PART: Text = t!("清单外", "Off the list");
pub const DEMO_NAME: Text = t!("（演示）", " (DEMO)");
pub const COUNTS: Text = t!("已记 {}/{} 不符 {} 未查 {} 待补 {}", "done {}/{} fail {} unchecked {} owed {}");
pub const PART: Text = t!("< {}/{} {}  已记 {}/{} >", "< {}/{} {}  done {}/{} >");
pub const GIVEN_TO: Text = t!("  归 {}", "  for {}");
pub const OF_OTHERS: Text = t!("（{} 的部分）", " ({}'s part)");
pub const PART_OUTSIDE: Text = t!("< {}  {} 处 >", "< {}  {} >");
pub const BY_PLACE: Text = t!("按地点(Tab)", "by place (Tab)");
pub const BY_PART: Text = t!("按部分(Tab)", "by part (Tab)");

pub const TAG_RED: Text = t!("红线", "RED");
pub const TAG_SAMPLE: Text = t!("抽 {}", "try {}");
pub const TAG_NUMBER: Text = t!("量 {}", "in {}");
pub const TAG_DATE: Text = t!("期", "date");
pub const TAG_FIGURE: Text = t!("数", "fig");
pub const TAG_TEST: Text = t!("测", "test");
pub const TAG_NEW: Text = t!("新", "new");
pub const TAG_UNSURE: Text = t!("特征不详", "trait?");
pub const TAG_ABSENT: Text = t!(" 特征为无", " no trait");
/// The help page: what the keys do on this item.
pub const HERE: Text = t!("在这一项上：{}", "On this item: {}");
pub const KEY_HERE: Text = t!("{}：{}", "{}: {}");
pub const SIGNS_TITLE: Text = t!("行里的记号", "The signs in the rows");
pub const SIGNS: [(Text, Text); 11] = [
    (
        t!("红线", "RED"),
        t!("不符合就是重大或疑似重大：记符合要按两次 1", "A fail is a major hazard or may be one: passes by 1 twice"),
    ),
    (
        t!("抽 5", "try 5"),
        t!("抽查 5 处：1 填抽了几处、几处不符合", "A sample of 5: 1 asks how many were tried and how many were bad"),
    ),
    (
        t!("量 米", "in m"),
        t!("量出一个数：1 填数值，几处就填几个", "A measured value: 1 asks for it, for each place one"),
    ),
    (t!("期", "date"), t!("看有效期：1 填日期", "A paper's date: 1 asks for it")),
    (t!("数", "fig"), t!("只登记一个数，不判符不符合", "A figure that is only written down")),
    (t!("测", "test"), t!("要动手试，不能只看", "To be tried by hand, not only looked at")),
    (t!("新", "new"), t!("现场核实的特征带进来的项", "Taken in by a trait found on site")),
    (
        t!("特征不详", "trait?"),
        t!("不知道有没有这类设施：6 记有或无", "It is not known whether there is such a thing: 6 says"),
    ),
    (t!("欠1", "1 open"), t!("这一项在这一家有几个问题没销号", "So many findings of this item are still open here")),
    (t!("成批", "batch"), t!("收尾时一起记的，不是一项一项看的", "Recorded together at closing, not one by one")),
    (
        t!("分歧", "dispute"),
        t!("两人判得不同，重的先算，由人裁定", "Two people judged differently: the worse counts till settled"),
    ),
];
pub const LAST: Text = t!("上次{}", "was {}");
pub const LAST_FAIL: Text = t!("上次不符", "failed");
pub const OWES: Text = t!(" 欠{}", " {} open");
pub const PLACES: Text = t!(" {}处", " x{}");
pub const BATCH: Text = t!(" 成批", " batch");
pub const DISPUTED: Text = t!(" 分歧", " dispute");

pub const HOW: Text = t!("怎么查", "How   ");
pub const LIMIT: Text = t!("合格线", "Limit ");
pub const ASK_FOR: Text = t!("要什么", "Ask for");
pub const BASIS: Text = t!("依  据", "Basis ");
pub const LAST_TIME: Text = t!("上  次", "Last  ");
pub const STILL_OPEN: Text = t!("未销号", "Open  ");
pub const NOTE: Text = t!("备  注", "Note  ");
pub const NONE: Text = t!("无", "none");
pub const NEVER: Text = t!("没有记录", "no record");
pub const SURE: Text = t!("（已核）", " (verified)");
pub const UNSURE: Text = t!("（待核实）", " (to be verified)");
pub const ANALOGY: Text = t!("（参照）", " (by analogy)");
pub const NO_BASIS: Text = t!("没有已核的依据", "no verified basis");
pub const LARGE_HINT: Text = t!("空格 放大给对方看", "Space: large, to show");
pub const DUE_ON: Text = t!("{} 到期", "due {}");
pub const RETURNS: Text = t!("{} 前回来查 {}", "return by {} {}");
pub const OPEN_FINDINGS: Text = t!("{} 项：{}", "{}: {}");
pub const LIMIT_BAD: Text = t!("坏 {} {}", "{} {} bad");
pub const LIMIT_FOUND: Text = t!("不符合 {} {}", "{} {} at fault");
pub const LIMIT_MIN: Text = t!("不低于 {} {}", "at least {} {}");
pub const LIMIT_MAX: Text = t!("不高于 {} {}", "at most {} {}");
pub const LIMIT_BETWEEN: Text = t!("{} 到 {} {}", "{} to {} {}");
pub const LIMIT_VALID: Text = t!("没有过期", "not expired");
pub const LIMIT_WITHIN: Text = t!("{} 天以内", "within {} day{|s}");
pub const LIMIT_FIGURE: Text = t!("只登记，不判", "a figure, not judged");
pub const LIMIT_JUDGE: Text = t!("按事实判断", "judged by what is seen");
pub const PLACE_UNIT: Text = t!("处", "places");

pub const ECHO: Text = t!("刚记 {}  {} = {}", "{}  {} = {}");
pub const ECHO_BACK: Text = t!("退格 = 回到 {} 改", "Backspace = back to {}");
pub const ECHO_BACK_THERE: Text = t!("退格 = 回去改", "Backspace = back to it");
pub const OFF_LIST_ITEM: Text = t!("清单外问题", "off the list");

pub const KEY_SAMPLE: Text = t!("填抽查数", "Sample");
pub const KEY_NUMBER: Text = t!("填数值", "Value");
pub const KEY_DATE: Text = t!("填日期", "Date");
pub const KEY_TWICE: Text = t!("符合(按两次)", "Pass x2");

pub const PRESS_AGAIN: Text = t!("红线项，再按 1 记符合", "Red line: press 1 again to pass it");
pub const HELD: Text = t!("按住不放，只记一项", "Key held down: one item only");
pub const BOTH: Text = t!("两键同按，未记", "Two keys at once: not recorded");
pub const PART_LEFT: Text =
    t!("本部分还有 {} 项未记   Enter 到下一部分", "{} item{|s} of this part {has|have} no answer   Enter: next part");
pub const ENTER_TOOK: Text = t!(
    "刚才的 Enter 已记下上一项；要打开这一项，再按一次",
    "That Enter took the item before; once more opens this one"
);
pub const PART_DONE: Text = t!("本部分已记完   Enter 到下一部分", "This part is done   Enter: next part");
pub const LAST_LEFT: Text =
    t!("本部分还有 {} 项未记   7 下一未记", "{} item{|s} of this part {has|have} no answer   7: next of them");
pub const LAST_DONE: Text = t!("本部分已记完   7 下一未记", "This part is done   7: the next item without an answer");
pub const ALL_DONE: Text = t!("每一项都已记   9 收尾", "Every item has an answer   9 closes");
pub const PART_DONE_TITLE: Text = t!("本部分已记完", "This part is done");
pub const PART_LEFT_TITLE: Text = t!("本部分还有 {} 项未记，后面没有了", "{} item{|s} above {has|have} no answer, none below");
pub const TO_NEXT_PART: Text = t!("到下一部分", "To the next part");
pub const TO_CLOSING: Text = t!("收尾", "Close the visit");
pub const CHANGE_THIS: Text = t!("改已记的 {}", "Change {}, which has an answer");
pub const ESC_OWES: Text = t!("记未查，谁哪天回来查先欠着", "unchecked, who returns when is owed");
pub const NOTHING_OWED: Text = t!("没有待补的", "Nothing is owed");
pub const NOTHING_HERE: Text = t!("这一项还没有记", "Nothing is recorded here");
pub const NOTHING_RECORDED: Text = t!("这次还没有记过", "Nothing was recorded yet");
pub const CLEARED: Text =
    t!("已清除 {}：现在没有记   Ctrl-Z 恢复", "Cleared {}: nothing is recorded now   Ctrl-Z brings it back");
pub const CLEARED_ONE: Text = t!(
    "已撤回一处，{} 还有 {} 处不符合   Ctrl-Z 恢复",
    "Withdrawn: {} still fails in {} place{|s}   Ctrl-Z brings it back"
);
pub const SAME_AGAIN: Text = t!("与已记的一样", "The same as recorded");
pub const FIGURE_NO_FAIL: Text = t!("登记数只填数，不判符不符合", "A figure is only written down, not judged");
pub const EMPTY_VISIT: Text = t!("这次检查没有检查项：6 特征、找项可以加入", "No items in this visit: find one to take it in");

pub const CORRECT_TITLE: Text = t!("原记「不符合」，带着问题", "Recorded as a fail, with its finding");
pub const CORRECT_WRONG: Text = t!("按错了，撤回问题", "Pressed by mistake: withdraw the finding");
pub const CORRECT_FIXED: Text = t!("已当场改好（仍记不符合）", "Fixed on the spot (still a fail)");
pub const GO_BACK: Text = t!("返回", "Back");
pub const CLEAR_TITLE: Text = t!("清除这一项的记录和数值", "Clear this item's answer and values");
pub const CLEAR_DO: Text = t!("清除", "Clear");
pub const NA_TITLE: Text = t!("不适用，为什么", "Does not apply: why");
pub const NA_TRAIT_TITLE: Text = t!("没有这类设施", "No such thing here");
pub const NA_TRAIT_ALL: Text =
    t!("特征「{}」改为无，相关 {} 项一并不适用", "Trait \"{}\" becomes absent: its {} item{|s} {does|do} not apply");
pub const NA_TRAIT_ONE: Text = t!("只记这一项不适用", "Only this item does not apply");
pub const UNCHECKED_TITLE: Text = t!("未查，为什么", "Not checked: why");
pub const AGAINST_TITLE: Text = t!("超出合格线", "Outside the limit");
pub const AGAINST_FAIL: Text = t!("记不符合", "Fail");
pub const AGAINST_PASS: Text = t!("仍记符合，须写理由", "Pass all the same, with a reason");
pub const VERDICT_TITLE: Text = t!("没有合格线，由您判断", "No limit: you judge");
pub const FROZEN_TITLE: Text = t!("已定稿", "Frozen");
pub const FROZEN_DO: Text = t!("更改（成第 {} 稿，前一稿作废）", "Change it (makes draft {}, the one before is void)");
pub const SIGNED_DO: Text = t!("写补正", "Write an amendment");
pub const PLACES_TITLE: Text = t!("{} 处不符合，打开哪一处", "Fails in {} place{|s}: open which");
pub const PLACES_CORRECT: Text =
    t!("{} 处不符合：打开一处，在里面按 Ctrl-Z 撤回", "Fails in {} place{|s}: open each and withdraw it by Ctrl-Z");
pub const PLACE_UNSAID: Text = t!("没有写部位", "no place said");
pub const EDIT_TITLE: Text = t!("已记", "Recorded");
pub const EDIT_VALUE: Text = t!("改数值（记错了）", "Change the value (it was wrong)");
pub const EDIT_AGAIN: Text = t!("加一次复测（两次都留）", "Add another reading (both stay)");
pub const EDIT_NOTE: Text = t!("写备注", "Write a note");
pub const PLAUSIBLE: Text = t!("{} {}？不像真的", "{} {}? Not likely");
pub const PLAUSIBLE_BETTER: Text = t!("{0} {1}？应为 {2}？", "{0} {1}? Should it be {2}?");
pub const PLAUSIBLE_AGAIN: Text = t!("再按 Enter 就是它", "Enter again if it is");

pub const ASK_NA_OTHER: Text = t!("为什么不适用", "Why it does not apply");
pub const ASK_UNCHECKED_OTHER: Text = t!("为什么未查", "Why it was not checked");
pub const ASK_RETURN: Text = t!("红线项：{} 哪天回来查", "Red line: {} returns by");
pub const ANOTHER_RETURNS: Text = t!("上下 换人  ", "Up/Down: another  ");
pub const ASK_AGAINST: Text = t!("为什么仍记符合", "Why it passes all the same");
pub const NOT_A_DATE: Text = t!("日期没看懂：{}", "Not a date: {}");
pub const NOT_A_VALUE: Text = t!("数值没看懂：{}   {}", "Not a value: {}   {}");
pub const FORM_NUMBER: Text = t!("一格一个数，如 8.5；几处就一处一格", "One number a field, as 8.5; a field for each place");
pub const FORM_DATE: Text = t!("写成 20270315、2027.3.15 或 27-3-15", "Write it as 20270315, 2027.3.15 or 27-3-15");
pub const FORM_SAMPLE: Text = t!("抽查的至少 1，不符合的不能更多", "At least 1 looked at, and no more bad than that");
pub const FORM_COUNT: Text = t!("写一个整数，没有就写 0", "A whole number; 0 for none");
pub const ENTER_TAKES: Text = t!("Enter 记下", "Enter takes it");
pub const ENTER_NEXT: Text = t!("Enter 下一处", "Enter: next place");
pub const ENTER_EMPTY: Text = t!("空着 Enter 记下", "Enter when empty: takes all");
pub const ENTER_PLACE: Text = t!("空着 Enter 记下，再加一处写部位", "Enter when empty takes all; a place adds one");
pub const ENTER_VALUE: Text = t!("Enter 到数值", "Enter: to its value");
pub const NO_PLACE: Text = t!(
    "「{}」是数，不像部位   就是部位：再按 Enter   是数值：退格删掉，空着 Enter",
    "\"{}\" is a number   a place all the same: Enter again   else delete it"
);
pub const BOX_PLACE: Text = t!("部位", "Place");
pub const KEPT: Text = t!("没有记；填的还留着", "Not recorded; what was typed is kept");

pub const BOX_LOOKED: Text = t!("抽查", "Looked at");
pub const BOX_BAD: Text = t!("其中不符合", "bad");
pub const BOX_BAD_WORD: Text = t!("其中{}", "{}");
pub const BOX_FOUND: Text = t!("不符合", "At fault");
pub const BOX_VALUE: Text = t!("数值", "Value");
pub const BOX_DATE: Text = t!("有效期到", "Valid until");
pub const BOX_DATE_OF: Text = t!("日期", "Date");
pub const AGAIN: Text = t!("复测", "again");

pub const SEARCH: Text = t!("找项", "Find");
pub const NO_HIT: Text = t!("没有找到", "Nothing found");
pub const NOT_IN_VISIT: Text = t!("未列入，Enter 加入本次", "not in this visit, Enter takes it in");

pub const TRAITS_TITLE: Text = t!("特征：进门和走动时看到的", "Traits: as seen on the way");
pub const TRAIT_ITEMS: Text = t!("{} 项", "{} item{|s}");
pub const NO_TRAITS: Text = t!("这次的检查表不看特征", "The lists of this visit do not depend on traits");
