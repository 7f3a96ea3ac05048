//! The rows of the run screen, its boxes, its search, and the form of a fail.

use super::key::SPACE;
use super::{Binding, Command, Key, bind};
use crate::text::t;

/// Papers of the visit that have no key: the palette finds them.
pub(super) const BLANK_LIST: Binding =
    bind(&[], Command::BlankList, t!("打印纸质检查表（手填）", "Print the checklist on paper, to fill by pen"));
pub(super) const SHARE: Binding = bind(&[], Command::Share, t!("分工：谁查哪一部分", "Share out: who takes which section"));
pub(super) const INTERNAL_SHEET: Binding = bind(&[], Command::InternalSheet, t!("打印内部核对单", "Print the internal sheet"));

pub(super) const RUN: &[Binding] = &[
    bind(
        &[Key::Char('1')],
        Command::Pass,
        t!(
            "记符合（红线项按两次）；抽查、数值、日期项先填数",
            "Pass (twice on a red line); samples, figures and dates ask first"
        ),
    )
    .on(1, t!("符合", "Pass")),
    bind(&[Key::Char('2')], Command::Fail, t!("记不符合，再填问题", "Fail, then its form")).on(1, t!("不符合", "Fail")),
    bind(&[Key::Char('3')], Command::NotApplicable, t!("记不适用，须选原因", "Does not apply, with a reason"))
        .on(1, t!("不适用", "N/A")),
    bind(&[Key::Char('4')], Command::Unchecked, t!("记未查，须选原因", "Not checked, with a reason"))
        .on(1, t!("未查", "Unchecked")),
    bind(&[Key::Char('5')], Command::OutsideList, t!("记清单外的问题", "A finding outside the list"))
        .on(1, t!("清单外", "Off-list"))
        .before(" | "),
    bind(&[Key::Char('6')], Command::Traits, t!("特征：有、无、还不清楚", "Traits: present, absent, unknown"))
        .on(1, t!("特征", "Traits")),
    bind(&[Key::Char('7')], Command::NextOpen, t!("到下一个未记的项", "To the next item without an answer"))
        .on(1, t!("下一未记", "Next")),
    bind(&[Key::Char('8')], Command::Incomplete, t!("到下一个待补的问题", "To the next finding with something missing"))
        .on(1, t!("待补", "Owed")),
    bind(&[Key::Char('9')], Command::Closing, t!("收尾", "Close the visit")).on(1, t!("收尾", "Close")),
    bind(&[Key::Char('0')], Command::Clear, t!("清除这一项的记录", "Clear this item's answer")).on(1, t!("清除", "Clear")),
    bind(&[Key::Enter], Command::Enter, t!("数值、备注；不符合时打开问题", "Value and note; on a fail, its form"))
        .on(2, t!("数值备注", "value, note")),
    bind(&[Key::Up], Command::Up, t!("上一项", "Item up")).shown(t!("上下", "Up/Down")).on(2, t!("换项", "item")),
    bind(&[Key::Down], Command::Down, t!("下一项", "Item down")),
    bind(&[Key::Left], Command::Left, t!("前一部分", "Part before")).shown(t!("左右", "L/R")).on(2, t!("换部分", "part")),
    bind(&[Key::Right], Command::Right, t!("后一部分", "Part after")),
    bind(&[], Command::Search, t!("按拼音、首字母或汉字找项", "Find an item by its words"))
        .shown(t!("字母汉字", "A-Z"))
        .on(2, t!("找项", "find")),
    bind(&[Key::Ctrl('z')], Command::Undo, t!("撤销上一次记录", "Take back what was recorded last")).on(2, t!("撤销", "undo")),
    bind(&[Key::Char('?')], Command::Help, t!("这一屏的键", "The keys of this screen")).on(2, t!("帮助", "help")),
    bind(
        &[Key::Backspace],
        Command::LastRecorded,
        t!("回到刚记的那一项，再按回到更早的", "Back to the item recorded last, and the one before"),
    ),
    bind(&[SPACE], Command::Large, t!("放大这一项给对方看", "This item alone, large, for the other side")),
    bind(&[Key::Tab], Command::Tab, t!("按部分 / 按地点", "By part / by place")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一屏", "Page up")),
    bind(&[Key::PageDown], Command::PageDown, t!("下一屏", "Page down")),
    bind(&[Key::Home], Command::First, t!("本部分第一项", "First item of the part")),
    bind(&[Key::End], Command::Last, t!("本部分最后一项", "Last item of the part")),
    bind(&[Key::Esc], Command::Back, t!("离开检查（都已存盘）", "Leave the visit (all is on the disk)")),
    SHARE,
    BLANK_LIST,
    INTERNAL_SHEET,
];

pub(super) const BOX: &[Binding] = &[
    bind(&[Key::Enter], Command::Enter, t!("下一格，最后一格时记下", "Next field; at the last one, take it"))
        .on(2, t!("记下", "take it")),
    bind(&[Key::Up, Key::BackTab], Command::Up, t!("上一格", "Field before"))
        .shown(t!("上键", "Up"))
        .on(2, t!("上一格", "field before")),
    bind(&[Key::Down, Key::Tab], Command::Down, t!("下一格", "Next field")),
    bind(&[Key::Esc], Command::Back, t!("返回，不记", "Back, nothing recorded")).on(2, t!("返回，不记", "back, not recorded")),
];

pub(super) const SEARCH: &[Binding] = &[
    bind(&[Key::Up], Command::Up, t!("上一个", "One up")).shown(t!("上下", "Up/Down")).on(2, t!("选", "choose")),
    bind(&[Key::Down], Command::Down, t!("下一个", "One down")),
    bind(&[Key::Enter], Command::Enter, t!("到这一项", "To this item")).on(2, t!("到这一项", "go there")),
    bind(&[Key::Esc], Command::Back, t!("回到原来的项", "Back to where one was")).on(2, t!("回到原来的项", "back")),
];

pub(super) const FAIL: &[Binding] = &[
    bind(&[Key::Enter, Key::Tab], Command::Enter, t!("下一格", "Next field"))
        .shown(t!("Enter", "Enter"))
        .on(1, t!("下一格", "next")),
    bind(&[Key::Up, Key::BackTab], Command::Up, t!("上一格", "Field before"))
        .shown(t!("上键", "Up"))
        .on(1, t!("上一格", "before")),
    bind(
        &[],
        Command::Digit,
        t!(
            "空的文字格里按数字就是文字，带「1 2 3」的格里是选",
            "A digit is text in a text field and a choice beside 1 2 3"
        ),
    )
    .shown(t!("", ""))
    .on(1, t!("空的文字格里按数字就是文字，带「1 2 3」的格里是选", "digits: text in text, choice beside 1 2 3")),
    bind(&[Key::Down], Command::Down, t!("选用过的", "One used before")),
    bind(&[Key::Esc], Command::Back, t!("回清单（填的都留着）", "Back to the list (what was typed stays)"))
        .on(2, t!("回清单（填的都留着）", "to the list (all stays)")),
    bind(
        &[Key::Ctrl('z')],
        Command::Withdraw,
        t!("按错了，撤回这个「不符合」", "Pressed by mistake: withdraw this fail"),
    )
    .on(2, t!("按错了，撤回这个「不符合」", "withdraw this fail"))
    .before("      "),
    bind(&[Key::Char('?')], Command::Help, t!("这一屏的键", "The keys of this screen"))
        .on(2, t!("帮助", "help"))
        .before("      "),
    bind(&[Key::PageUp], Command::PageUp, t!("同一项的上一处", "The place before of this item"))
        .on(3, t!("上一处", "place before")),
    bind(&[Key::PageDown], Command::PageDown, t!("同一项的下一处", "The next place of this item"))
        .on(3, t!("下一处", "next place")),
    bind(&[Key::Ctrl('e')], Command::Severity, t!("改程度，须写理由", "Change the severity, with a reason")),
];
