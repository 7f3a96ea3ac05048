//! The rows that hold everywhere, and those of the plain pieces: field, question, form, list, page.

use super::key::SPACE;
use super::{Binding, Command, Key, bind};
use crate::text::t;

pub(super) const GLOBAL: &[Binding] = &[
    bind(&[Key::Char('?')], Command::Help, t!("这一屏的键", "The keys of this screen")).on(2, t!("帮助", "help")),
    bind(&[Key::Ctrl('p')], Command::Palette, t!("找任何一个动作", "Find any action")),
    bind(&[Key::Ctrl('z')], Command::Undo, t!("撤销上一次记录", "Take back what was recorded last")),
    bind(&[Key::Ctrl('l')], Command::Blank, t!("遮住屏幕，按 Enter 恢复", "Hide the screen until Enter")),
    bind(&[Key::Ctrl('g')], Command::Language, t!("中文 / English", "中文 / English")),
    bind(&[Key::Ctrl('t')], Command::Theme, t!("深色 / 浅色", "Dark / light")),
    bind(
        &[Key::Ctrl('s')],
        Command::AlreadySaved,
        t!("不用存：每一键都已存盘", "No need: every key is on the disk already"),
    ),
    bind(&[Key::Ctrl('c')], Command::NotQuit, t!("不退出", "Does not quit")),
    bind(&[Key::Ctrl('q')], Command::Quit, t!("退出", "Quit")),
];

pub(super) const FIELD: &[Binding] = &[
    bind(&[Key::Left], Command::CaretLeft, t!("光标向左", "Caret left")),
    bind(&[Key::Right], Command::CaretRight, t!("光标向右", "Caret right")),
    bind(&[Key::Home], Command::CaretStart, t!("到开头", "To the start")),
    bind(&[Key::End], Command::CaretEnd, t!("到末尾", "To the end")),
    bind(&[Key::Backspace], Command::DeleteBack, t!("删前一字", "Delete before the caret")),
    bind(&[Key::Delete], Command::DeleteForward, t!("删后一字", "Delete behind the caret")),
    bind(&[Key::Ctrl('u')], Command::ClearField, t!("清空这一格", "Empty the field")),
];

pub(super) const CHOICE: &[Binding] = &[
    bind(&[], Command::Digit, t!("按数字选", "Choose by digit")).shown(t!("1-9", "1-9")).on(2, t!("选", "choose")),
    bind(&[Key::Esc], Command::Back, t!("返回", "Back")).on(2, t!("返回", "back")),
];

pub(super) const BESIDE: &[Binding] = &[
    bind(&[], Command::Digit, t!("按数字选", "Choose by digit")).shown(t!("1-9", "1-9")).on(2, t!("选", "choose")),
    bind(&[Key::Up], Command::Up, t!("上一行", "Line up")).shown(t!("上下", "Up/Down")).on(2, t!("翻看", "turn")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Line down")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up")),
    bind(&[Key::PageDown], Command::PageDown, t!("下一页", "Page down")),
    bind(&[Key::Esc], Command::Back, t!("返回", "Back")).on(2, t!("返回", "back")),
];

pub(super) const PROMPT: &[Binding] = &[
    bind(&[Key::Enter], Command::Enter, t!("记下", "Take it")).on(2, t!("记下", "take it")),
    bind(&[Key::Esc], Command::Back, t!("返回", "Back")).on(2, t!("返回", "back")),
];

pub(super) const NEXT_FIELD: Binding =
    bind(&[Key::Enter, Key::Tab], Command::Enter, t!("下一格，最后一格时完成", "Next field; at the last one, done"))
        .shown(t!("Enter", "Enter"))
        .on(2, t!("下一格", "next field"));
pub(super) const FIELD_BEFORE: Binding = bind(&[Key::Up, Key::BackTab], Command::Up, t!("上一格", "Field before"))
    .shown(t!("上键", "Up"))
    .on(2, t!("上一格", "field before"));
pub(super) const USED_BEFORE: Binding =
    bind(&[Key::Down], Command::Down, t!("选用过的，没有时到下一格", "One used before, else the next field"));
pub(super) const LEAVE_FORM: Binding =
    bind(&[Key::Esc], Command::Back, t!("返回，填的都留着", "Back; what was typed stays")).on(2, t!("返回", "back"));

pub(super) const FORM: &[Binding] = &[NEXT_FIELD, FIELD_BEFORE, USED_BEFORE, LEAVE_FORM];

pub(super) const LIST: &[Binding] = &[
    bind(&[Key::Up], Command::Up, t!("上一行", "Row up")).shown(t!("上下", "Up/Down")).on(2, t!("换行", "row")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Row down")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up")),
    bind(&[Key::PageDown], Command::PageDown, t!("下一页", "Page down")),
    bind(&[Key::Home], Command::First, t!("到头", "First row")),
    bind(&[Key::End], Command::Last, t!("到底", "Last row")),
    bind(&[Key::Enter], Command::Enter, t!("打开", "Open")).on(2, t!("打开", "open")),
    bind(&[Key::Esc], Command::Back, t!("返回", "Back")).on(2, t!("返回", "back")),
];

pub(super) const PAGE: &[Binding] = &[
    bind(&[SPACE, Key::PageDown], Command::PageDown, t!("下一页", "Page down"))
        .shown(t!("空格", "Space"))
        .on(2, t!("下一页", "page down")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up")),
    bind(&[Key::Up], Command::Up, t!("上一行", "Line up")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Line down")),
    bind(&[Key::Esc, Key::Enter], Command::Back, t!("返回", "Back")).shown(t!("Esc", "Esc")).on(2, t!("返回", "back")),
];
