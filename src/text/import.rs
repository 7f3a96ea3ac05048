//! Words of importing a roster, of taking in a colleague's file, and of the palette.

use super::{Text, t};

pub const TITLE: Text = t!("导入", "Import");
pub const WHAT: Text = t!("导入什么（XLSForm 表单会自己认出来）", "What is to be imported? (An XLSForm is recognised)");
pub const ROSTER: Text = t!("导入机构名册", "Import a roster of facilities");
pub const PEOPLE: Text = t!("导入人员名单", "Import a list of people");
pub const LEDGER: Text = t!("导入以前的问题台账", "Import a ledger of earlier findings");
pub const PEOPLE_COLUMNS: Text = t!(
    "列名认得「姓名」「单位」「执法证号」「有效期」「电话」。",
    "Columns are known by their usual names: name, unit, card, valid to, phone."
);
pub const LEDGER_COLUMNS: Text = t!(
    "要有「机构」「问题」两列，认得「检查日期」「部位」「整改期限」「整改情况」「销号」等。",
    "Facility and finding are needed; date, place, due, state, closed and others are known."
);
pub const LEDGER_OPEN: Text = t!(
    "没有写明已整改或销号的，都按未销号收；不认得的机构新立待补正，一个问题也不丢。",
    "What is not plainly closed comes in open; an unknown facility comes in too: no finding is lost."
);
pub const NEW_PLACES: Text = t!("新立待补正的机构 {} 家", "{} new facilit{y|ies}, to be put right");
pub const PATH: Text = t!("文件", "File");
pub const PATH_LINES: [Text; 3] = [
    t!(
        "CSV（UTF-8、GB18030）或 XLSX。写上或粘贴路径，Enter 先看不写。",
        "CSV (UTF-8, GB18030) or XLSX. Type or paste its path; Enter shows before writing."
    ),
    t!(
        "表头在前几行的哪一行都行；列名认得「机构名称」「街镇」「床位」等。",
        "The heading may stand in any of the first rows; columns are known by their usual names."
    ),
    t!(
        "可把文件拖进窗口；引号会去掉，~ 是个人文件夹。",
        "A file can be dragged into the window; quotes are taken off, ~ is the home folder."
    ),
];
pub const PATH_NEEDED: Text = t!("先写文件路径", "The path comes first");
pub const READING: Text = t!("正在读 {} ...", "Reading {} ...");
pub const TAKING: Text = t!("正在写入，请等一下 ...", "Writing, please wait ...");
pub const COUNTS: Text = t!(
    "新增 {}   更改 {}   没变 {}   疑似 {}   不导入 {}",
    "added {}   changed {}   unchanged {}   doubtful {}   left out {}"
);
pub const MISSING: Text = t!("名册里没有、本机有的：{} 家，不改动", "{} known here are not in the roster: not touched");
pub const ADDED: Text = t!("新增", "added");
pub const CHANGED: Text = t!("更改", "changed");
pub const UNCHANGED: Text = t!("没变", "unchanged");
pub const DOUBTFUL: Text = t!("疑似", "doubtful");
pub const LEFT_OUT: Text = t!("不导入", "left out");
pub const FORM: Text = t!("这是 XLSForm 表单，可以写成本区检查表", "An XLSForm: it can become a checklist of the district");
pub const FORM_HEAD: Text = t!(
    "检查表 {}：{} 项能导入；{} 处没有导入，另有 {} 处要看",
    "checklist {}: {} item{|s} can be carried; {} thing{|s} {is|are} left out, {} more to look at"
);
pub const FORM_ROW: Text = t!("{} 第 {} 行  {}{}", "{} row {}  {}{}");
pub const FORM_LEFT_OUT: Text = t!("没有导入  ", "left out  ");
pub const FORM_WHOLE: Text = t!("全部导入，没有要看的。", "All of it is carried; there is nothing to look at.");
pub const FORM_DONE: Text = t!("已写成检查表 {}，{} 项：{}", "The checklist {} is made, {} item{|s}: {}");
pub const FORM_NEXT: Text =
    t!("新建检查时在检查表里选它；要改就改这个文件。", "A new visit offers it; to change it, change this file.");
pub const SAME: Text = t!("同一家", "the same");
pub const OTHER: Text = t!("另一家", "another");
pub const ASKED: Text = t!("1 同一家 2 另一家", "1 the same 2 another");
pub const ALL: Text = t!("全部", "all");
pub const STILL_DOUBTFUL: Text =
    t!("还有 {} 行疑似没有答：1 同一家 2 另一家", "{} doubtful row{|s} without an answer: 1 the same, 2 another");
pub const NOTHING_TO_DO: Text = t!("没有要写的：名册与本机一致", "Nothing to write: the roster is as it is here");
pub const NOT_DOUBTFUL: Text = t!("这一行不用答", "This row asks nothing");
pub const SELECTION: Text = t!("{}：{} 行", "{}: {} row{|s}");
pub const DONE: Text = t!("已导入：新增 {}，更改 {}，不导入 {}", "Imported: {} added, {} changed, {} left out");
pub const DONE_TITLE: Text = t!("导入好了", "Imported");
pub const FINISH: Text = t!("完成", "Done");
pub const TAKE_BACK: Text = t!("撤销本次导入", "Take this import back");
pub const TAKE_BACK_SAYS: Text =
    t!("撤销只收回本次写的、之后没人动过的", "Taking back withdraws what it wrote and nobody has touched since");
pub const TAKEN_BACK: Text = t!("本次导入已撤销", "This import was taken back");

pub const PALETTE: Text = t!("全部动作", "All actions");
pub const HERE: Text = t!("这里", "here");
pub const NOT_HERE: Text = t!("首页", "Home");
pub const EVERYWHERE: Text = t!("到处", "everywhere");
