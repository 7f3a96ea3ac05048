//! Words of taking back: what it is about, why it is asked about, what was done.

use super::{Text, t};

pub const TITLE: Text = t!("撤销", "Take back");
pub const OLD: Text = t!("这是上次打开程序时（{}）记的", "This was recorded before the program was opened ({})");
pub const OTHER: Text = t!("这是别人记的", "This was recorded by somebody else");
pub const ELSEWHERE: Text = t!("这不在眼前这一屏上", "This is not what the screen shows");
pub const DO: Text = t!("撤销它", "Take it back");
pub const LEAVE: Text = t!("不撤销", "Leave it");
pub const UNDONE: Text = t!("已撤销：{}", "Taken back: {}");
pub const UNDONE_FIELD: Text = t!("撤销 {} 的「{}」", "Taken back: {}, the field \"{}\"");
pub const FIELD: Text = t!("{} 的「{}」", "{}, the field \"{}\"");
pub const UNDONE_POINT: Text = t!("撤销 {} {} -> {}", "Taken back: {} {} -> {}");
pub const BLANK: Text = t!("未记", "no answer");

pub const PERSON: Text = t!("人员 {}", "person {}");
pub const FACILITY: Text = t!("机构资料 {}", "profile of {}");
pub const TRAIT: Text = t!("特征 {}：{}  {}", "trait {}: {}  {}");
pub const PAPER: Text = t!("证照 {}  {}", "paper {}  {}");
pub const INSPECTION: Text = t!("检查的基本情况 {}", "head of the visit {}");
pub const POINT: Text = t!("{} {}  {}", "{} {}  {}");
pub const MAJOR: Text = t!("重大判定 {}", "word on a major hazard {}");
pub const FREEZE: Text = t!("第 {} 稿定稿 {}", "draft {} frozen {}");
pub const SIGN: Text = t!("登记签字：{} {}", "signing: {} {}");
pub const AMEND: Text = t!("补正：{} {}", "amendment: {} {}");
pub const SAME: Text = t!("是不是同一个的认定", "the word that two are one");
pub const IMPORT: Text = t!("导入 {}", "import of {}");
pub const PLAN: Text = t!("检查计划 {}", "a planned visit {}");
pub const UNKNOWN: Text = t!("较新版本写的一条 {}", "what a newer version wrote {}");
pub const AND_MORE: Text = t!("{}，连同 {} 条", "{}, {} in all");
