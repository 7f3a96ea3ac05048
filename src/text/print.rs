//! Words of printing: every document but a visit's record, which has a screen of its own.

use super::{Text, t};

pub const HOW: Text = t!("打印", "Print");
pub const OPEN: Text = t!("打开打印（系统浏览器）", "Open to print (the system's browser)");
pub const FOLDER: Text = t!("存到 U 盘或文件夹", "Save to a stick or folder");
pub const ONLY: Text = t!("只存", "Save only");
pub const WHICH: Text = t!("文件夹", "Folder");
pub const FOLDER_NEEDED: Text = t!("先写文件夹", "The folder comes first");
pub const BRIEFING: Text = t!("简报：{}", "Briefing: {}");
pub const BRIEFING_FILE: Text = t!("{} {} 简报.html", "{} {} briefing.html");
pub const BLANK: Text = t!("纸质检查表", "checklist on paper");
pub const INTERNAL: Text = t!("内部核对单", "internal sheet");
pub const AMENDMENT: Text = t!("补正说明", "amendment");
pub const OF_VISIT: Text = t!("{}：{}  {}", "{}: {}  {}");
pub const TEAM: Text = t!("第{}组", "team {}");
pub const OTHERS: Text = t!("其他文书", "Other papers");
pub const WHICH_PAPER: Text = t!("打印哪一种", "Which paper");
pub const ABOUT_BLANK: Text = t!("纸质检查表：项号与屏幕一样，手填", "checklist on paper: the same numbers, filled by pen");
pub const ABOUT_INTERNAL: Text =
    t!("内部核对单：依据是否核实，不出机关", "internal sheet: how sure each basis is, stays in the office");
pub const ABOUT_AMENDMENT: Text = t!("补正说明：签字后的改动和原因", "amendment: what changed after the signing, and why");
pub const NO_AMENDMENT: Text = t!("补正说明：签字后没有改动", "amendment: nothing changed after a signing");
pub const ABOUT_BRIEFING: Text = t!("简报：带着走的一页", "briefing: one page to carry");
pub const OF_DAY: Text = t!("{}（{} {}）", "{} ({} {})");
pub const BACKUP: Text = t!("备份数据文件", "Copy the data file");
pub const BACKUP_FILE: Text = t!("{} 数据备份.db", "{} data backup.db");
pub const LEDGER: Text = t!("问题台账", "Ledger of findings");
pub const LEDGER_FILE: Text = t!("{} 问题台账", "{} ledger of findings");
pub const WHICH_FORM: Text = t!("哪一种表格", "Which form");
pub const XLSX: Text = t!("XLSX：Excel、WPS 直接打开", "XLSX: opens in Excel and WPS");
pub const CSV: Text = t!("CSV：给别的程序", "CSV: for other programs");
pub const EXPORT_AS: Text = t!("XLSX、CSV，全部问题", "all of them, as XLSX or CSV");
pub const EXPORT: Text = t!("+ 导出台账", "+ Export");
