//! Words of printing a document that is no visit's record.

use super::{Text, t};

pub const HOW: Text = t!("打印", "Print");
pub const OPEN: Text = t!("打开打印（系统浏览器）", "Open to print (the system's browser)");
pub const FOLDER: Text = t!("存到 U 盘或文件夹", "Save to a stick or folder");
pub const ONLY: Text = t!("只存", "Save only");
pub const WHICH: Text = t!("文件夹", "Folder");
pub const FOLDER_NEEDED: Text = t!("先写文件夹", "The folder comes first");
pub const BRIEFING: Text = t!("简报：{}", "Briefing: {}");
pub const BRIEFING_FILE: Text = t!("{} {} 简报.html", "{} {} 简报.html");
