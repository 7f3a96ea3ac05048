//! The rows of opening, closing and signing a visit, and of findings.

use super::common::{FIELD_BEFORE, LEAVE_FORM, NEXT_FIELD, USED_BEFORE};
use super::key::SPACE;
use super::{Binding, Command, Key, bind};
use crate::text::t;

const UP: Binding = bind(&[Key::Up], Command::Up, t!("上一行", "Row up")).shown(t!("上下", "Up/Down")).on(2, t!("换行", "row"));
const DOWN: Binding = bind(&[Key::Down], Command::Down, t!("下一行", "Row down"));
const PAGE_UP: Binding = bind(&[Key::PageUp], Command::PageUp, t!("上一页", "Page up"));
const PAGE_DOWN: Binding = bind(&[Key::PageDown], Command::PageDown, t!("下一页", "Page down"));
const FIRST: Binding = bind(&[Key::Home], Command::First, t!("到头", "First row"));
const LAST: Binding = bind(&[Key::End], Command::Last, t!("到底", "Last row"));
const HELP: Binding =
    bind(&[Key::Char('?')], Command::Help, t!("这一屏的键", "The keys of this screen")).on(2, t!("帮助", "help"));
const BACK: Binding = bind(&[Key::Esc], Command::Back, t!("返回", "Back")).on(2, t!("返回", "back"));

const TAKE_ALL: Binding = bind(
    &[Key::Char('9')],
    Command::TakeAll,
    t!("该查的全列入，再按回到预选", "All that is due; again: as it was chosen by itself"),
)
.on(1, t!("该查的全列入", "all due"));

/// The fields of a form, and what the total below them offers; in a text field a digit is text.
pub(super) const NEW: &[Binding] = &[TAKE_ALL, NEXT_FIELD, FIELD_BEFORE, USED_BEFORE, LEAVE_FORM];

pub(super) const SCOPE: &[Binding] = &[
    bind(
        &[SPACE],
        Command::Toggle,
        t!("列入或不列入本次；在表名上是整张表", "In or out of today's scope; on a list's name, all of it"),
    )
    .on(1, t!("列入 / 不列入", "in / out")),
    bind(&[Key::Char('1')], Command::GiveMe, t!("这部分归我", "This section is mine")).on(1, t!("归我", "mine")),
    bind(&[Key::Char('2')], Command::GiveSecond, t!("这部分归第二人", "This section is the second officer's"))
        .on(1, t!("归第二人", "the second's")),
    bind(&[Key::Char('0')], Command::GiveNobody, t!("这部分不分给谁", "This section is given to nobody"))
        .on(1, t!("不分", "nobody's")),
    TAKE_ALL,
    bind(&[Key::Enter], Command::Enter, t!("开始检查", "Begin the visit")).on(1, t!("开始检查", "begin")),
    UP,
    DOWN,
    bind(&[Key::Left], Command::Left, t!("到前一张表", "To the list before")).shown(t!("左右", "L/R")).on(2, t!("换表", "list")),
    bind(&[Key::Right], Command::Right, t!("到后一张表", "To the next list")),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    bind(&[Key::Esc, Key::BackTab], Command::Back, t!("回到上面的格", "Back to the fields above"))
        .shown(t!("Esc", "Esc"))
        .on(2, t!("回到上面的格", "to the fields above")),
    HELP,
];

pub(super) const CLOSING: &[Binding] = &[
    bind(&[], Command::Digit, t!("到这一组的第一项", "To the first of this group"))
        .shown(t!("1-8", "1-8"))
        .on(1, t!("去这一组", "go to that group")),
    bind(&[Key::Enter], Command::Enter, t!("去这一项，记完回到这里", "To this row; the answer returns here"))
        .on(1, t!("去这一项，记完回来", "go there and return")),
    bind(&[Key::Char('9')], Command::Menu, t!("其余、定稿、签字、打印", "The rest, freezing, signing, printing"))
        .on(1, t!(" 其余、定稿、签字", " rest, freeze, sign"))
        .before("   "),
    bind(
        &[Key::Char('0')],
        Command::Aloud,
        t!("宣读给对方听，定稿前也行", "Read aloud to the other side, also before freezing"),
    )
    .on(2, t!("宣读", "read aloud")),
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    BACK,
    bind(&[Key::Ctrl('z')], Command::Undo, t!("撤销上一次记录", "Take back what was recorded last")).on(2, t!("撤销", "undo")),
    HELP,
    super::run::SHARE,
    super::run::BLANK_LIST,
    super::run::INTERNAL_SHEET,
];

pub(super) const REST: &[Binding] = &[
    bind(&[SPACE, Key::PageDown, Key::Down], Command::PageDown, t!("往下看", "Read on"))
        .shown(t!("空格", "Space"))
        .on(1, t!("往下看", "read on")),
    bind(&[Key::PageUp, Key::Up], Command::PageUp, t!("往上看", "Back up")),
    bind(&[Key::Enter], Command::Enter, t!("看到底以后：全部记符合", "When all was read: record all as pass"))
        .on(1, t!("看到底以后记符合", "record, once all was read")),
    bind(&[Key::Esc], Command::Back, t!("返回，不记", "Back, nothing recorded")).on(2, t!("返回，不记", "back, not recorded")),
    HELP,
];

pub(super) const PAPER: &[Binding] = &[
    bind(
        &[Key::Char('1')],
        Command::Print,
        t!("写好并在浏览器打开，打印", "Write it and open it in the browser to print"),
    )
    .on(1, t!("打开打印", "open, print")),
    bind(&[Key::Char('2')], Command::SaveTo, t!("存到 U 盘或别的文件夹", "Save to a stick or another folder"))
        .on(1, t!("存到文件夹", "save to")),
    bind(&[Key::Char('3')], Command::SaveOnly, t!("只存到默认文件夹", "Only save, to the usual folder"))
        .on(1, t!("只存", "save")),
    bind(
        &[Key::Char('4')],
        Command::Sign,
        t!("登记签字：签了、拒签、带回", "Write down the signing: signed, refused, taken along"),
    )
    .on(1, t!("登记签字", "signing")),
    bind(&[Key::Char('5')], Command::ByHand, t!("手抄确认单", "The sheet to copy by hand")).on(1, t!("手抄确认单", "by hand")),
    bind(&[Key::Char('6')], Command::Amend, t!("签字后的改动：写补正说明", "Changed after the signing: say why"))
        .on(1, t!("补正", "amend")),
    bind(&[Key::Char('7')], Command::NextDraft, t!("定下一稿", "Freeze the next draft")).on(1, t!("定稿", "freeze")),
    bind(
        &[Key::Char('8')],
        Command::Aloud,
        t!("宣读给对方听：一屏一条，大字距", "Read aloud, a page at a time, to the other side"),
    )
    .on(1, t!("宣读", "aloud")),
    bind(
        &[Key::Char('9')],
        Command::OtherPapers,
        t!("其他文书：纸质检查表、内部核对单、补正说明", "Other papers: checklist on paper, internal sheet, amendment"),
    )
    .on(2, t!("其他文书", "other papers")),
    bind(&[Key::Up], Command::Up, t!("上一行", "Line up")).shown(t!("上下", "Up/Down")).on(2, t!("翻看", "read")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Line down")),
    bind(&[SPACE, Key::PageDown], Command::PageDown, t!("下一页", "Page down")),
    PAGE_UP,
    BACK,
    HELP,
];

pub(super) const FINDING: &[Binding] = &[
    bind(&[Key::Char('1')], Command::Ordered, t!("已下责令，写期限", "Ordered, with its date")).on(1, t!("责令", "order")),
    bind(&[Key::Char('2')], Command::Closed, t!("复查已改好，销号", "Rechecked and put right: close")).on(1, t!("销号", "close")),
    bind(&[Key::Char('3')], Command::NotFixed, t!("复查未改好", "Rechecked, not put right")).on(1, t!("未改", "not fixed")),
    bind(&[Key::Char('4')], Command::PartlyFixed, t!("复查部分改好", "Rechecked, partly put right")).on(1, t!("部分", "partly")),
    bind(&[Key::Char('5')], Command::Reported, t!("机构报已改好，待复查", "Reported as put right, to be rechecked"))
        .on(1, t!("报改好", "reported")),
    bind(&[Key::Char('6')], Command::Extended, t!("延期", "Extended")).on(1, t!("延期", "extend")),
    bind(&[Key::Char('7')], Command::Transferred, t!("移送主管部门", "Handed to the authority that owns it"))
        .on(1, t!("移送", "transfer")),
    bind(&[Key::Char('8')], Command::Reopened, t!("重开", "Reopen")).on(1, t!("重开", "reopen")),
    bind(&[Key::Char('9')], Command::Judge, t!("疑似重大：第二人判定", "Major or not: the second person's word"))
        .on(1, t!("判定", "judge")),
    bind(&[Key::Char('0')], Command::Settle, t!("两种判断不同：裁定", "Two judgements differ: settle"))
        .on(2, t!("裁定分歧", "settle")),
    bind(
        &[Key::Enter],
        Command::Enter,
        t!("打开那次检查；导入的问题：对应到哪一项", "Open the visit; of a ledger: the item it is about"),
    )
    .on(2, t!("打开那次检查", "its visit")),
    bind(&[SPACE, Key::PageDown], Command::PageDown, t!("下一页", "Page down")),
    PAGE_UP,
    bind(&[Key::Up], Command::Up, t!("上一行", "Line up")).shown(t!("上下", "Up/Down")).on(2, t!("翻看", "read")),
    bind(&[Key::Down], Command::Down, t!("下一行", "Line down")),
    bind(&[Key::Ctrl('z')], Command::Undo, t!("撤销上一次记录", "Take back what was recorded last")).on(2, t!("撤销", "undo")),
    BACK,
    HELP,
];
