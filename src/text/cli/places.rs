//! Words of the line forms about facilities and planned visits: what each command and flag is for.

use crate::text::{Text, t};

/// Goes on with the table of the others.
pub const ABOUT: &[(&str, Text)] = &[
    ("plan", t!("检查计划", "Planned visits")),
    ("plan add", t!("列入计划；同一家同一天只有一条", "Plan a visit; a facility has one plan a day")),
    ("plan add.facility", t!("机构：编号、备案号或名称", "The facility: id, filing number or name")),
    ("plan add.date", t!("哪一天", "Which day")),
    (
        "plan add.with",
        t!("去的人，可写多个；不写就是记录人", "Who goes, may be repeated; without it the one who writes"),
    ),
    ("plan add.note", t!("备注", "A note")),
    (
        "plan move",
        t!("改到另一天，不写日期就推后一个工作日", "Move to another day; without a date one working day later"),
    ),
    ("plan move.plan", t!("计划编号", "Id of the plan")),
    ("plan move.date", t!("改到哪一天", "To which day")),
    ("plan move.earlier", t!("提前一个工作日", "One working day earlier")),
    ("plan withdraw", t!("撤回计划", "Withdraw a plan")),
    ("plan withdraw.plan", t!("计划编号", "Id of the plan")),
    ("plan list", t!("列出本周的计划，或写成一页打印", "List the plans of this week, or write them as a page")),
    ("plan list.from", t!("从哪一天起，不写就是本周一", "From this day; Monday of this week when not given")),
    ("plan list.to", t!("到哪一天，不写就到那一周的周日", "To this day; the Sunday of that week when not given")),
    ("plan list.output", t!("写成可打印的 HTML 文件", "Write a page for printing")),
    ("facility", t!("机构：新增、改资料、特征、证照", "Facilities: put in, corrected, their traits and papers")),
    (
        "facility add",
        t!(
            "新增一家，给出编号；同样的再写一次，编号相同，什么也不写",
            "Put a facility in and give its id; the same call again gives the same id and writes nothing"
        ),
    ),
    ("facility add.name", t!("名称", "Its name")),
    (
        "facility add.kind",
        t!(
            "类型：home 养老机构，small_home 长者照护之家，centre 综合为老服务中心，day_care 日间照护，canteen 长者食堂，meal_point 助餐点",
            "Type: home, small_home, centre, day_care, canteen, meal_point"
        ),
    ),
    ("facility set", t!("改资料，只写要改的", "Correct a profile: only what changes is given")),
    ("facility set.name", t!("新名称，原名自动记为曾用名", "Its new name; the one before stays as a former name")),
    (
        "facility set.kind",
        t!(
            "类型：home small_home centre day_care canteen meal_point",
            "Type: home small_home centre day_care canteen meal_point"
        ),
    ),
    (
        "facility set.moved",
        t!(
            "地址改了是因为搬迁：特征全部改为不详，原地址记入备注",
            "It moved to that address: all traits are unknown again, the old address stays in the note"
        ),
    ),
    ("facility.facility", t!("机构：编号、备案号或名称", "The facility: id, filing number or name")),
    ("facility.street", t!("街镇", "Street or town")),
    ("facility.address", t!("地址", "Address")),
    ("facility.phone", t!("电话", "Phone")),
    ("facility.head", t!("法定代表人或负责人", "Head, owner")),
    ("facility.contact", t!("联系人", "Contact")),
    ("facility.beds", t!("备案床位", "Beds filed")),
    ("facility.filing_number", t!("备案号", "Filing number")),
    ("facility.credit_code", t!("统一社会信用代码", "Credit code")),
    ("facility.directions", t!("怎么走", "The way there")),
    (
        "facility.status",
        t!(
            "状态：open 正常，suspended 停业，renovating 装修，not_opened 未开业，closed 注销",
            "Status: open, suspended, renovating, not_opened, closed"
        ),
    ),
    ("facility.since", t!("状态从哪天起，不写就是今天", "Status since; today when not given")),
    ("facility.former", t!("曾用名，可写多个", "A former name; may be repeated")),
    ("facility.host", t!("同址主体：编号或名称", "The facility that houses it, by id or name")),
    ("facility.note", t!("备注", "A note")),
    ("facility trait", t!("特征：不写名称就列出全部", "Traits: without a name all are listed")),
    ("facility trait.name", t!("特征，如 gas 或「燃气」", "The trait, like gas")),
    ("facility trait.is", t!("yes 有，no 无，unknown 不详", "yes, no or unknown")),
    ("facility trait.told_by", t!("听谁说的，或从什么材料看到的", "Who told it, or what paper it was seen in")),
    ("facility trait.date", t!("哪一天，不写就是今天", "On which day; today when not given")),
    (
        "facility paper",
        t!("证照与有效期：不写名称就列出在档的", "Papers and their expiry: without a name those on file are listed"),
    ),
    ("facility paper.kind", t!("证照，如 food_licence 或「食品经营许可证」", "The paper, like food_licence")),
    ("facility paper.number", t!("编号", "Its number")),
    ("facility paper.until", t!("有效期至", "Valid until")),
    ("facility paper.issued", t!("签发日期", "Issued on")),
    ("facility paper.seen", t!("哪天看到原件", "Seen on")),
];
