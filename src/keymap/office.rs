//! The rows of Home, facilities, people, import and the lists that are narrowed by typing.

use super::key::SPACE;
use super::{Binding, Command, Key, bind};
use crate::text::t;

pub(super) const HOME: &[Binding] = &[
    bind(
        &[Key::Char('1')],
        Command::Facilities,
        t!("机构：查找、新增、开始检查", "Facilities: find, add, start a visit"),
    )
    .on(1, t!("机构", "Facilities")),
    bind(&[Key::Char('2')], Command::Findings, t!("问题：未销号、逾期", "Findings: open, overdue")).on(1, t!("问题", "Findings")),
    bind(&[Key::Char('3')], Command::Visits, t!("所有检查", "All visits")).on(1, t!("检查", "Visits")),
    bind(&[Key::Char('4')], Command::People, t!("人员：本人、同事、执法证", "People: me, colleagues, cards"))
        .on(1, t!("人员", "People")),
    bind(
        &[Key::Char('5')],
        Command::Import,
        t!("导入机构名册、人员、以前的台账", "Import a roster, people, a ledger of before"),
    )
    .on(1, t!("导入", "Import")),
    bind(
        &[Key::Char('6')],
        Command::Merge,
        t!("并入同事的文件，打包，共用文件夹，结对", "Take in colleagues' files, pack, shared folder, pairing"),
    )
    .on(1, t!("并入", "Merge")),
    bind(&[], Command::Disputes, t!("分歧：两人判断不同的", "Disputes: what two people judged differently")),
    bind(
        &[],
        Command::Twins,
        t!("可能记了两遍的：一个问题、一次检查、一家、一人", "What may stand twice: finding, visit, facility, person"),
    ),
    bind(&[Key::Char('7')], Command::Settings, t!("设置", "Settings")).on(1, t!("设置", "Setup")),
    bind(
        &[Key::Char('8')],
        Command::Demo,
        t!("看演示；在演示里回到真实数据", "The demonstration, or back to the real file"),
    )
    .on(1, t!("演示", "Demo")),
    bind(
        &[Key::Char('9')],
        Command::Ledger,
        t!("导出问题台账（XLSX、CSV）", "Export the ledger of findings (XLSX, CSV)"),
    )
    .on(1, t!("台账", "Ledger")),
    bind(
        &[Key::Char('0')],
        Command::Backup,
        t!("备份数据文件（存到 U 盘或文件夹）", "Copy the data file to a stick or folder"),
    )
    .on(1, t!("备份", "Copy")),
    bind(&[Key::Tab], Command::Week, t!("检查计划：本周谁去哪家", "Planned visits: who goes where this week"))
        .on(2, t!("计划", "plan")),
    bind(
        &[Key::Char('/')],
        Command::Library,
        t!("查阅检查项、法规、计划条款", "The library: items, norms, clauses of plans"),
    ),
    bind(
        &[Key::Char('=')],
        Command::Coverage,
        t!("计划覆盖：各条要求查到哪里", "Plan coverage: how far each clause was looked at"),
    ),
    bind(&[Key::Up], Command::Up, t!("上一行", "Row up")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Row down")),
    bind(
        &[Key::Enter],
        Command::Enter,
        t!("打开这一行；在组名上打开整组", "Open the row; on a heading, the whole group"),
    )
    .on(2, t!("打开", "open")),
    bind(&[], Command::Search, t!("按拼音、首字母或汉字找机构", "Find a facility by its words"))
        .shown(t!("字母汉字", "Letters"))
        .on(2, t!("找机构", "find")),
    bind(&[Key::Ctrl('p')], Command::Palette, t!("找任何一个动作", "Find any action")).on(2, t!("全部动作", "actions")),
    bind(&[Key::Char('?')], Command::Help, t!("这一屏的键", "The keys of this screen")).on(2, t!("帮助", "help")),
    bind(&[Key::Esc], Command::Back, t!("退出", "Quit")).on(2, t!("退出", "quit")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up")),
    bind(&[Key::PageDown], Command::PageDown, t!("下一页", "Page down")),
    bind(&[Key::Home], Command::First, t!("到头", "First row")),
    bind(&[Key::End], Command::Last, t!("到底", "Last row")),
];

pub(super) const FILTER: &[Binding] = &[
    bind(&[], Command::Search, t!("字母、数字、汉字缩小清单", "Letters, digits, Chinese narrow the list"))
        .shown(t!("打字", "Type"))
        .on(1, t!("查找：拼音、首字母、汉字、地址、号码", "to find: pinyin, initials, address, number")),
    bind(&[Key::Backspace], Command::DeleteBack, t!("删一字", "Take a letter away")).on(1, t!("删一字", "delete")),
    bind(&[Key::Up], Command::Up, t!("上一行", "Row up")).shown(t!("上下", "Up/Down")).on(2, t!("换行", "row")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Row down")),
    bind(&[Key::Enter], Command::Enter, t!("打开", "Open")).on(2, t!("打开", "open")),
    bind(&[Key::Tab], Command::Tab, t!("换一种筛选", "Another selection")).on(2, t!("筛选", "selection")),
    bind(&[Key::Char('?')], Command::Help, t!("这一屏的键", "The keys of this screen")).on(2, t!("帮助", "help")),
    bind(&[Key::Esc], Command::Back, t!("清空查找；再按返回", "Clear what was typed; again: back")).on(2, t!("返回", "back")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up")),
    bind(&[Key::PageDown], Command::PageDown, t!("下一页", "Page down")),
    bind(&[Key::Home], Command::First, t!("到头", "First row")),
    bind(&[Key::End], Command::Last, t!("到底", "Last row")),
];

pub(super) const FIND: &[Binding] = &[
    bind(&[], Command::Search, t!("字母、数字、汉字缩小清单", "Letters, digits, Chinese narrow the list"))
        .shown(t!("打字", "Type"))
        .on(1, t!("查找：拼音、首字母、汉字、英文", "to find: pinyin, initials, words")),
    bind(&[Key::Backspace], Command::DeleteBack, t!("删一字", "Take a letter away")).on(1, t!("删一字", "delete")),
    bind(&[Key::Up], Command::Up, t!("上一行", "Row up")).shown(t!("上下", "Up/Down")).on(2, t!("换行", "row")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Row down")),
    bind(&[Key::Enter], Command::Enter, t!("打开", "Open")).on(2, t!("打开", "open")),
    bind(&[Key::Char('?')], Command::Help, t!("这一屏的键", "The keys of this screen")).on(2, t!("帮助", "help")),
    bind(&[Key::Esc], Command::Back, t!("清空查找；再按返回", "Clear what was typed; again: back")).on(2, t!("返回", "back")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up")),
    bind(&[Key::PageDown], Command::PageDown, t!("下一页", "Page down")),
    bind(&[Key::Home], Command::First, t!("到头", "First row")),
    bind(&[Key::End], Command::Last, t!("到底", "Last row")),
];

pub(super) const HELP: &[Binding] = &[
    bind(&[], Command::Search, t!("字母、汉字、键名缩小这一页", "Letters, Chinese, names of keys narrow the page"))
        .shown(t!("打字", "Type"))
        .on(1, t!("查找：拼音、首字母、汉字、键名", "to find: pinyin, initials, words, keys")),
    bind(&[Key::Backspace], Command::DeleteBack, t!("删一字", "Take a letter away")).on(1, t!("删一字", "delete")),
    bind(&[SPACE, Key::PageDown], Command::PageDown, t!("下一页", "Page down"))
        .shown(t!("空格", "Space"))
        .on(2, t!("下一页", "page down")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up")),
    bind(&[Key::Up], Command::Up, t!("上一行", "Line up")).shown(t!("上下", "Up/Down")).on(2, t!("换行", "line")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Line down")),
    bind(&[Key::Esc, Key::Enter], Command::Back, t!("清空查找；再按返回", "Clear what was typed; again: back"))
        .shown(t!("Esc", "Esc"))
        .on(2, t!("返回", "back")),
];

pub(super) const FACILITY: &[Binding] = &[
    bind(
        &[Key::Char('1')],
        Command::StartVisit,
        t!("开始检查（日常、专项、复查等）", "Start a visit (routine, recheck, ...)"),
    )
    .on(1, t!("开始检查", "Visit")),
    bind(&[Key::Char('2')], Command::Edit, t!("改资料", "Edit the profile")).on(1, t!("改资料", "Edit")),
    bind(&[Key::Char('3')], Command::Traits, t!("特征：有、无、不详", "Traits: yes, no, unknown")).on(1, t!("特征", "Traits")),
    bind(&[Key::Char('4')], Command::Papers, t!("证照与有效期", "Papers and their expiry")).on(1, t!("证照", "Papers")),
    bind(&[Key::Char('5')], Command::Visits, t!("历次检查", "Visits here")).on(1, t!("历次检查", "Visits")),
    bind(&[Key::Char('6')], Command::Findings, t!("这一家的问题", "Findings here")).on(1, t!("问题", "Findings")),
    bind(&[Key::Char('7')], Command::SameAddress, t!("同址的机构", "Others at this address")).on(1, t!("同址", "Shared")),
    bind(
        &[Key::Char('8')],
        Command::Print,
        t!("打印：简报、纸质检查表、内部核对单", "Print: briefing, checklist on paper, internal sheet"),
    )
    .on(1, t!("打印", "Print")),
    bind(
        &[Key::Char('9')],
        Command::Plan,
        t!("列入检查计划：哪天、哪两人", "Plan a visit: which day, which two people"),
    )
    .on(1, t!("计划", "Plan")),
    bind(
        &[Key::Char('0')],
        Command::NotMade,
        t!("未能检查：停业、无人、拒绝、改期", "A visit that could not be made: closed, nobody, refused, put off"),
    )
    .on(1, t!("未能检查", "Not made")),
    bind(&[SPACE, Key::PageDown], Command::PageDown, t!("下一页", "Page down"))
        .shown(t!("空格", "Space"))
        .on(2, t!("下一页", "page down")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up")),
    bind(&[Key::Up], Command::Up, t!("上一行", "Line up")).shown(t!("上下", "Up/Down")).on(2, t!("换行", "line")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Line down")),
    bind(&[Key::Home], Command::First, t!("到头", "First line")),
    bind(&[Key::End], Command::Last, t!("到底", "Last line")),
    bind(&[Key::Ctrl('p')], Command::Palette, t!("找任何一个动作", "Find any action")).on(2, t!("全部动作", "actions")),
    bind(&[Key::Char('?')], Command::Help, t!("这一屏的键", "The keys of this screen")).on(2, t!("帮助", "help")),
    bind(&[Key::Esc], Command::Back, t!("返回", "Back")).on(2, t!("返回", "back")),
];

pub(super) const TRAITS: &[Binding] = &[
    bind(&[Key::Char('1')], Command::TraitYes, t!("有", "Yes")).on(1, t!("有", "yes")),
    bind(&[Key::Char('2')], Command::TraitNo, t!("无", "No")).on(1, t!("无", "no")),
    bind(&[Key::Char('3')], Command::TraitUnknown, t!("不详", "Unknown")).on(1, t!("不详", "unknown")),
    bind(&[Key::Up], Command::Up, t!("上一行", "Row up")).shown(t!("上下", "Up/Down")).on(2, t!("换行", "row")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Row down")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up")),
    bind(&[Key::PageDown], Command::PageDown, t!("下一页", "Page down")),
    bind(&[Key::Home], Command::First, t!("到头", "First row")),
    bind(&[Key::End], Command::Last, t!("到底", "Last row")),
    bind(&[Key::Ctrl('z')], Command::Undo, t!("撤销上一次记录", "Take back what was recorded last")).on(2, t!("撤销", "undo")),
    bind(&[Key::Char('?')], Command::Help, t!("这一屏的键", "The keys of this screen")).on(2, t!("帮助", "help")),
    bind(&[Key::Esc, Key::Enter], Command::Back, t!("返回", "Back")).shown(t!("Esc", "Esc")).on(2, t!("返回", "back")),
];

pub(super) const PEOPLE: &[Binding] = &[
    bind(&[Key::Char('1')], Command::Myself, t!("这台机的本人", "The person of this laptop")).on(1, t!("设为本人", "This is me")),
    bind(&[Key::Char('2')], Command::Colleague, t!("设为同事，或取消", "A colleague, or no longer"))
        .on(1, t!("设为/取消同事", "Colleague yes/no")),
    bind(&[Key::Up], Command::Up, t!("上一行", "Row up")).shown(t!("上下", "Up/Down")).on(2, t!("换行", "row")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Row down")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up")),
    bind(&[Key::PageDown], Command::PageDown, t!("下一页", "Page down")),
    bind(&[Key::Home], Command::First, t!("到头", "First row")),
    bind(&[Key::End], Command::Last, t!("到底", "Last row")),
    bind(&[Key::Enter], Command::Enter, t!("改；第一行新增", "Edit; on the first row, add")).on(2, t!("改、新增", "edit, add")),
    bind(&[], Command::Search, t!("打字查找", "Type to find")).shown(t!("字母汉字", "Letters")).on(2, t!("查找", "find")),
    bind(&[Key::Backspace], Command::DeleteBack, t!("删一字", "Take a letter away")),
    bind(&[Key::Char('?')], Command::Help, t!("这一屏的键", "The keys of this screen")).on(2, t!("帮助", "help")),
    bind(&[Key::Esc], Command::Back, t!("返回", "Back")).on(2, t!("返回", "back")),
];

pub(super) const IMPORT: &[Binding] = &[
    bind(&[Key::Char('1')], Command::SameOne, t!("疑似：是同一家", "Doubtful: the same facility"))
        .on(1, t!("同一家", "the same")),
    bind(&[Key::Char('2')], Command::OtherOne, t!("疑似：是另一家", "Doubtful: another facility")).on(1, t!("另一家", "another")),
    bind(&[Key::Tab], Command::Tab, t!("只看新增、更改、疑似、未导入", "Only added, changed, doubtful, left out"))
        .on(1, t!("筛选", "selection")),
    bind(&[Key::Up], Command::Up, t!("上一行", "Row up")).shown(t!("上下", "Up/Down")).on(2, t!("换行", "row")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Row down")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up")),
    bind(&[Key::PageDown], Command::PageDown, t!("下一页", "Page down")),
    bind(&[Key::Home], Command::First, t!("到头", "First row")),
    bind(&[Key::End], Command::Last, t!("到底", "Last row")),
    bind(
        &[Key::Enter],
        Command::Enter,
        t!("导入；还有疑似未答时先到那一行", "Import; a doubtful row without an answer comes first"),
    )
    .on(2, t!("导入", "import")),
    bind(&[Key::Char('?')], Command::Help, t!("这一屏的键", "The keys of this screen")).on(2, t!("帮助", "help")),
    bind(&[Key::Esc], Command::Back, t!("返回，不导入", "Back, nothing imported"))
        .on(2, t!("返回，不导入", "back, not imported")),
];

pub(super) const WEEK: &[Binding] = &[
    bind(&[Key::Char('1')], Command::StartVisit, t!("开始这家的检查", "Start this visit")).on(1, t!("开始检查", "Visit")),
    bind(&[Key::Char('2')], Command::Later, t!("推后一个工作日", "One working day later")).on(1, t!("推后一天", "later")),
    bind(&[Key::Char('3')], Command::Earlier, t!("提前一个工作日", "One working day earlier")).on(1, t!("提前一天", "earlier")),
    bind(&[Key::Char('4')], Command::Edit, t!("改日期、人员、备注", "Another day, people, note")).on(1, t!("改", "change")),
    bind(&[Key::Char('5')], Command::WithdrawPlan, t!("撤回这条计划", "Withdraw this plan")).on(1, t!("撤回", "withdraw")),
    bind(&[Key::Char('6')], Command::Print, t!("打印这一周（一页）", "Print the week (one page)")).on(1, t!("打印", "print")),
    bind(&[Key::Left], Command::Left, t!("上一周", "The week before")).shown(t!("左右", "Left/Right")).on(2, t!("换周", "week")),
    bind(&[Key::Right], Command::Right, t!("下一周", "The week after")),
    bind(&[Key::Up], Command::Up, t!("上一行", "Row up")).shown(t!("上下", "Up/Down")).on(2, t!("换行", "row")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Row down")),
    bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up")),
    bind(&[Key::PageDown], Command::PageDown, t!("下一页", "Page down")),
    bind(&[Key::Home], Command::First, t!("到头", "First row")),
    bind(&[Key::End], Command::Last, t!("到底", "Last row")),
    bind(&[Key::Enter], Command::Enter, t!("打开机构", "Open the facility")).on(2, t!("打开", "open")),
    bind(&[], Command::Search, t!("打字找机构", "Type to find a facility"))
        .shown(t!("字母汉字", "Letters"))
        .on(2, t!("找机构", "find")),
    bind(&[Key::Ctrl('z')], Command::Undo, t!("撤销上一次记录", "Take back what was recorded last")),
    bind(&[Key::Char('?')], Command::Help, t!("这一屏的键", "The keys of this screen")).on(2, t!("帮助", "help")),
    bind(&[Key::Esc], Command::Back, t!("返回", "Back")).on(2, t!("返回", "back")),
];
