//! The rows of plan coverage and the library.

use super::{Binding, Command, Key, bind};
use crate::text::t;

pub(super) const CARRIED: &[Binding] = &[
    bind(&[Key::Enter], Command::Enter, t!("写成本区检查表", "Make it a checklist of the district"))
        .on(2, t!("写成检查表", "make the list")),
    bind(&[Key::Up], Command::Up, t!("上一行", "Line up")).shown(t!("上下", "Up/Down")).on(2, t!("翻看", "to see more")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Line down")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up")),
    bind(&[Key::PageDown], Command::PageDown, t!("下一页", "Page down")),
    bind(&[Key::Char('?')], Command::Help, t!("这一屏的键", "The keys of this screen")).on(2, t!("帮助", "help")),
    bind(&[Key::Esc], Command::Back, t!("返回，不导入", "Back, nothing imported"))
        .on(2, t!("返回，不导入", "back, not imported")),
];

pub(super) const COVERAGE: &[Binding] = &[
    bind(&[Key::Char('1')], Command::Print, t!("打印计划覆盖", "Print plan coverage")).on(1, t!("打印", "Print")),
    bind(&[Key::Char('2')], Command::Table, t!("存成表格（CSV，每项一行）", "As a table (CSV, a row each item)"))
        .on(1, t!("表格", "Table")),
    bind(
        &[Key::Char('3')],
        Command::NextStreet,
        t!("下一个街镇，最后回到全区", "The next street, at last the whole district"),
    )
    .on(1, t!("换街镇", "Street")),
    bind(&[Key::Left], Command::Left, t!("前一年", "The year before")).shown(t!("左右", "Left/Right")).on(1, t!("换年", "year")),
    bind(&[Key::Right], Command::Right, t!("后一年", "The year after")),
    bind(&[], Command::Search, t!("字母、汉字缩小清单", "Letters and Chinese narrow the list"))
        .shown(t!("打字", "Type"))
        .on(1, t!("查找", "to find")),
    bind(&[Key::Tab], Command::Tab, t!("全部、没有检查项的、还没查到的", "All, without an item, not looked at"))
        .on(2, t!("筛选", "selection")),
    bind(&[Key::Up], Command::Up, t!("上一行", "Row up")).shown(t!("上下", "Up/Down")).on(2, t!("换行", "row")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Row down")),
    bind(&[Key::Enter], Command::Enter, t!("打开这一条的检查项和记录", "Open the items and entries of the clause"))
        .on(2, t!("打开", "open")),
    bind(&[Key::Backspace], Command::DeleteBack, t!("删一字", "Take a letter away")),
    bind(&[Key::Char('?')], Command::Help, t!("这一屏的键", "The keys of this screen")).on(2, t!("帮助", "help")),
    bind(&[Key::Esc], Command::Back, t!("清空查找；再按返回", "Clear what was typed; again: back")).on(2, t!("返回", "back")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up")),
    bind(&[Key::PageDown], Command::PageDown, t!("下一页", "Page down")),
    bind(&[Key::Home], Command::First, t!("到头", "First row")),
    bind(&[Key::End], Command::Last, t!("到底", "Last row")),
];
