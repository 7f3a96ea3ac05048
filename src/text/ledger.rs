//! Words of the ledger of findings. The headings are those by which other offices' lists are read in, too.

use super::{Text, t};

pub const TITLE: Text = t!("问题台账", "Findings");
pub const TITLE_DEMO: Text = t!("问题台账（演示）", "Findings (demonstration)");

/// The columns, in their order.
pub const COLUMNS: [Text; 20] = [
    t!("序号", "No."),
    t!("检查日期", "Date"),
    t!("街镇", "Street"),
    t!("机构名称", "Facility"),
    t!("类型", "Type"),
    t!("检查种类", "Kind of visit"),
    t!("检查人员", "Officers"),
    t!("项号", "Item"),
    t!("部位", "Place"),
    t!("问题", "Finding"),
    t!("程度", "Severity"),
    t!("依据", "Basis"),
    t!("处理", "Handling"),
    t!("期限", "Due"),
    t!("整改情况", "State"),
    t!("复查日期", "Rechecked on"),
    t!("复查人", "Rechecked by"),
    t!("销号", "Closed"),
    t!("移送部门", "Transferred to"),
    t!("备注", "Remarks"),
];

pub const NOTHING: Text = t!("未发现问题", "no finding");
pub const NOT_FROZEN: Text = t!("检查还没有定稿", "the visit is not frozen yet");
pub const NOT_DONE: Text = t!("未能检查", "visit not made");
pub const TO_FILL: Text = t!("待补", "to be completed");
pub const SUSPECTED: Text = t!("疑似重大", "major?");
pub const CLOSED: Text = t!("已销号", "closed");
pub const OPEN: Text = t!("未销号", "open");
pub const DISPUTED: Text = t!("分歧", "disputed");
pub const IMPORTED: Text = t!("导入，原表第 {} 行", "imported, row {}");
/// What stood in a ledger under a heading that has no field of its own, and who looked at it again.
pub const NOTE: Text = t!("台账{}：{}", "ledger, {}: {}");
pub const CHECKED_BY: Text = t!("复查人：{}", "rechecked by {}");
pub const DEMO: Text = t!("演示", "demonstration");
pub const INTERIM: Text = t!("临时措施：{}", "interim: {}");
pub const REPLY: Text = t!("机构说法：{}", "facility says: {}");
