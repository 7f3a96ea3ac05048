//! Words of the line forms: what each command and flag is for, and what they print. Whole files and places have tables of their own.

pub mod files;
pub mod places;

use super::{Text, t};

/// What each command (`new`) and argument (`new.kind`) is for; the empty name is the program itself, a leading dot a flag
/// that every command takes.
pub const ABOUT: &[(&str, Text)] = &[
    (
        "",
        t!(
            "养老服务设施巡查记录。不带命令就打开屏幕",
            "Inspection log for elderly-care facilities. Without a command it opens the screen"
        ),
    ),
    (".db", t!("数据文件；也可用 XUNCHA_DB", "The database file; XUNCHA_DB does the same")),
    (".lang", t!("语言", "Language")),
    (
        ".person",
        t!(
            "记录人：姓名、执法证号或编号；不认识的姓名就登记为新人员",
            "Who writes: a name, card number or id; an unknown name becomes a person"
        ),
    ),
    (".json", t!("输出一行 JSON", "One line of JSON out")),
    (".help", t!("显示帮助", "Show this help")),
    (".version", t!("显示版本", "Show the version")),
    (
        "new",
        t!(
            "新建一次检查，给出编号；同样的再写一次，编号相同，什么也不写",
            "Open a visit and give its id; the same call again gives the same id and writes nothing"
        ),
    ),
    ("new.facility", t!("机构：编号、备案号或名称", "The facility: id, filing number or name")),
    (
        "new.kind",
        t!(
            "种类：routine 日常，campaign 专项，case 个案，joint 联合，recheck 复查",
            "Kind: routine, campaign, case, joint, recheck"
        ),
    ),
    ("new.date", t!("检查日期，不写就是今天", "Day of the visit; today when not given")),
    ("new.team", t!("组号，同一天第二组去时写 2", "Team number, 2 for a second team on the same day")),
    (
        "new.assign",
        t!(
            "部分交给谁：清单/部分=人，可写多次；别人照样能记",
            "Whose a section is: list/section=person, as often as need be; others may still answer there"
        ),
    ),
    (
        "new.list",
        t!("检查表编号，不写就用该类型这种检查预选的", "Checklist ids; without them those preset for type and kind"),
    ),
    ("new.without", t!("未列入本次的部分", "Sections not in the scope of this visit")),
    ("new.all", t!("该查的全部列入，不按一天的量预选", "All that is due, not a day's measure of it")),
    ("new.extra", t!("检查表平时不列入的部分也列入", "Sections a list leaves out by itself come in as well")),
    ("new.with", t!("同行的检查人员", "Another officer of this visit")),
    ("new.guidance", t!("日常指导，不是行政检查", "Guidance, no administrative inspection")),
    ("answer", t!("记一项，给出检查点编号", "Record one item and give the id of its point")),
    ("answer.inspection", t!("检查编号", "Id of the visit")),
    (
        "answer.what",
        t!(
            "项号、检查点、+项号（再加一处）或 new（清单外）",
            "An item, a point, +ITEM for a further place, or new for what is outside the list"
        ),
    ),
    (
        "answer.verdict",
        t!("pass 符合，fail 不符合，na 不适用，unchecked 未查，clear 清除", "pass, fail, na, unchecked or clear"),
    ),
    (
        "answer.reason",
        t!(
            "未查、不适用的原因（数字或文字），或合格线外仍记符合的理由",
            "Why unchecked or not applicable (digit or words), or why a pass in spite of the limit"
        ),
    ),
    (
        "answer.value",
        t!(
            "读数：3.5，标签=3.5，2027-03-15，不合格数/抽查数；可写多个",
            "A reading: 3.5, label=3.5, 2027-03-15 or bad/tested; may be repeated"
        ),
    ),
    ("answer.facts", t!("事实", "The facts")),
    ("answer.place", t!("部位", "The place")),
    ("answer.count", t!("不符合的数量：坏的/查的，如 2/5", "How many of it: at fault/looked at, as 2/5")),
    (
        "answer.handling",
        t!(
            "处理：fixed 当场改好，order 拟责令，transfer 拟移送，advise 只提醒",
            "Handling: fixed, order, transfer, advise"
        ),
    ),
    ("answer.interim", t!("临时措施", "Interim measure")),
    ("answer.photos", t!("照片编号", "Photo numbers")),
    ("answer.reply", t!("机构说法", "What the facility says to it")),
    ("answer.same", t!("与上次的这个问题是同一个", "It is the same as this finding of before")),
    (
        "answer.severity",
        t!(
            "程度：minor 一般，serious 较重，major 重大；改了要写 --why",
            "Severity: minor, serious, major; a change needs --why"
        ),
    ),
    ("answer.why", t!("为什么改程度", "Why the severity is changed")),
    ("answer.due", t!("期限；未查时是回来查的日期", "Due date; for unchecked the day of the return")),
    ("answer.by", t!("由谁", "By whom")),
    ("answer.note", t!("备注", "A note")),
    (
        "answer.internal",
        t!("内部备注，不给对方看，不打印", "An internal note: never shown to the other side, never printed"),
    ),
    ("answer.withdraw", t!("按错了，撤回问题", "It was a slip: the finding is withdrawn")),
    ("answer.fixed", t!("已当场改好，仍记不符合", "Put right on the spot, still a fail")),
    (
        "undo",
        t!("撤销本机最后一组记录，并说明撤销了什么", "Take back the last group of this log and tell what it was"),
    ),
    ("undo.group", t!("组号，不写就是最后一组", "Number of the group; the last one when not given")),
    ("freeze", t!("定稿，给出稿号和校验码", "Freeze the visit and give draft number and check code")),
    ("freeze.inspection", t!("检查编号", "Id of the visit")),
    ("freeze.section", t!("只定这一部分（表/部分），可写多个", "Only this section (list/section); may be repeated")),
    ("freeze.leave", t!("留待处理：检查点=原因", "Left for later: POINT=REASON")),
    ("sign", t!("登记签字", "Write down how the paper was signed")),
    ("sign.inspection", t!("检查编号", "Id of the visit")),
    ("sign.draft", t!("稿号", "Draft number")),
    ("sign.check", t!("校验码", "Check code")),
    (
        "sign.how",
        t!(
            "signed 已签，reserved 有保留意见签字，refused 拒签，by_hand 手抄确认单并签，later 带回补签",
            "signed, reserved, refused, by_hand, later"
        ),
    ),
    ("sign.reason", t!("原因或保留意见", "The reason or reservation")),
    ("sign.witness", t!("见证人姓名电话", "Name and phone of the witness")),
    ("sign.due", t!("补签期限", "To be signed by this day")),
    ("finding", t!("问题的一步：责令、复查、销号……", "One step of a finding: ordered, rechecked, closed and so on")),
    ("finding.point", t!("问题编号（检查点）", "The finding: the id of its point")),
    (
        "finding.step",
        t!(
            "fixed 当场改好，order 责令，recheck 复查未改好，partly 部分改好，close 销号，reopen 重开，transfer 移送，judge 判定",
            "fixed, order, recheck (not put right), partly, close, reopen, transfer, judge"
        ),
    ),
    ("finding.judgement", t!("judge 的结论：major 是重大，not 不是", "For judge: major or not")),
    ("finding.date", t!("这一步的日期，不写就是今天", "Day of the step; today when not given")),
    ("finding.due", t!("期限", "Due date")),
    ("finding.with", t!("另一名检查人员", "The other officer")),
    ("finding.clause", t!("条款和出处（待核实的，责令前补上）", "Clause and source, where none was read")),
    ("finding.consent", t!("同意人（重大问题销号）", "Who consents (closing a major hazard)")),
    ("finding.reason", t!("说明", "Words to it")),
    ("finding.to", t!("移送给谁", "The authority it is handed to")),
    ("finding.visit", t!("哪一次复查", "The recheck visit")),
    (
        "settle",
        t!("处理一处分歧：采用其中一条，写明理由", "Settle a dispute: take one of the judgements, with a reason"),
    ),
    ("settle.subject", t!("分歧的对象，如 point/检查/项", "The disputed subject, like point/INSPECTION/ITEM")),
    ("settle.take", t!("采用的日志条目编号", "Id of the entry that is taken")),
    (
        "settle.reason",
        t!(
            "理由：1 看了现场，2 看了资料，3 地点不同，4 按错，5 其他，或文字",
            "The reason: 1 seen on site, 2 papers seen, 3 different places, 4 a slip, 5 other, or words"
        ),
    ),
    (
        "same",
        t!(
            "两家机构、两次检查、两个人或两个问题其实是一个；可以撤销",
            "Two facilities, visits, people or findings are one; it can be taken back"
        ),
    ),
    ("same.a", t!("编号", "Its id")),
    ("same.b", t!("另一个的编号", "The id of the other")),
    ("same.apart", t!("不是一个，分开", "They are two after all")),
    ("same.reason", t!("说明", "Words to it")),
    ("list", t!("列出机构、检查、问题或人员", "List facilities, visits, findings or people")),
    (
        "list.what",
        t!("facilities 机构，inspections 检查，findings 问题，people 人员", "facilities, inspections, findings or people"),
    ),
    ("list.overdue", t!("只列逾期的问题", "Only overdue findings")),
    (
        "show",
        t!("看一家机构、一次检查、一个问题或一条日志", "Show a facility, a visit, a finding, a person or an entry"),
    ),
    ("show.id", t!("编号", "Its id")),
    ("report", t!("现场检查记录；plan：计划覆盖", "The record of a visit; plan: the coverage of the plans")),
    ("report.inspection", t!("检查编号，或 plan（计划覆盖）", "Id of the visit, or plan for plan coverage")),
    ("report.format", t!("格式；csv 只用于 plan", "Format; csv for plan only")),
    ("report.year", t!("plan：哪一年，不写就是今年", "plan: which year; this year unless given")),
    ("report.street", t!("plan：只看这个街镇", "plan: only this street or town")),
    (
        "report.item",
        t!("plan：列出这一项的数字从哪些记录来", "plan: list the entries that this item's figures are counted from"),
    ),
    ("report.output", t!("写到哪个文件", "The file to write")),
    ("report.blank", t!("空白表，手写用", "The empty form, for the pen")),
    ("report.draft", t!("第几稿", "Number of the draft")),
    ("export", t!("导出问题台账", "Export the ledger of findings")),
    ("export.what", t!("findings 问题", "findings")),
    ("export.format", t!("格式", "Format")),
    ("export.output", t!("写到哪个文件", "The file to write")),
    ("import", t!("导入名册或问题台账（CSV 或 XLSX）", "Take in a roster or a ledger of findings (CSV or XLSX)")),
    (
        "import.what",
        t!("facilities 机构，people 人员，ledger 上年的问题台账", "facilities, people or ledger (findings of before)"),
    ),
    ("import.file", t!("名册或台账文件", "The roster or ledger")),
    ("import.same", t!("待认的这一行就是已有的那一家", "This doubtful row is the facility that is there")),
    ("import.dry_run", t!("只预览，不写", "Only tell what would be done")),
    (
        "gate",
        t!(
            "进门核实：写上知道的；什么都不写就看现在的",
            "At the gate: give what is known; without anything it tells what stands there"
        ),
    ),
    ("gate.inspection", t!("检查编号", "Id of the visit")),
    ("gate.started", t!("开始时间", "Started at")),
    ("gate.ended", t!("结束时间", "Ended at")),
    ("gate.host_name", t!("现场负责人", "Who received us")),
    ("gate.host_post", t!("职务", "Their post")),
    ("gate.host_phone", t!("电话", "Their phone")),
    ("gate.beds_counted", t!("实有床位", "Beds counted")),
    ("gate.residents", t!("在住人数", "Residents")),
    ("gate.disabled", t!("其中失能", "Of them disabled")),
    ("gate.dementia", t!("其中认知障碍", "Of them with dementia")),
    ("gate.staff", t!("员工人数", "Staff")),
    ("gate.carers", t!("护理员", "Carers")),
    ("gate.on_duty", t!("当班人数", "Staff on duty")),
    ("gate.cards_shown", t!("出示证件：yes 已做，no 没有", "Cards shown: yes or no")),
    ("gate.rights_told", t!("告知权利义务：yes 已做，no 没有", "Rights told: yes or no")),
    ("gate.recusal", t!("是否申请回避：no 不申请，yes 申请，或原话", "Recusal asked: no, yes or the words")),
    ("gate.source", t!("任务来源", "Where the task comes from")),
    ("gate.notice", t!("检查通知书号或检查码", "Number of the notice")),
    ("gate.helpers", t!("协助及联合部门人员", "Helpers and people of other departments")),
    ("gate.sampled", t!("抽查范围", "What was sampled")),
    ("gate.instruments", t!("仪器", "Instruments")),
    (
        "gate.traits",
        t!("特征，如 gas=yes，可写多个；有就增加检查项", "A trait, like gas=yes; may be repeated; yes adds its items"),
    ),
    ("gate.note", t!("特征的说明，如「床位 12 张」", "Words to the trait")),
    ("gate.with", t!("另一名检查人员", "Another officer")),
    ("gate.head", t!("法定代表人或负责人，入档案", "Head or owner, for the file")),
    ("gate.address", t!("地址，入档案", "Address, for the file")),
    ("gate.credit_code", t!("信用代码，入档案", "Credit code, for the file")),
    ("gate.filing_number", t!("备案号，入档案", "Filing number, for the file")),
    (
        "not-made",
        t!("未能检查：算到场，不算检查", "A visit that could not be made: it counts as going there, not as a visit"),
    ),
    ("not-made.inspection", t!("检查或计划的编号", "Id of the visit, or of the plan")),
    (
        "not-made.why",
        t!(
            "原因：out_of_business 停业，nobody_there 无人，refused 拒绝，postponed 改期（或 1 到 4）",
            "Why: out_of_business, nobody_there, refused, postponed (or 1 to 4)"
        ),
    ),
    ("not-made.time", t!("时间，不写就是现在", "Time; now when not given")),
    ("not-made.place", t!("地点，不写就是档案里的地址", "Place; the address on file when not given")),
    ("not-made.witness", t!("见证人", "Witness")),
    ("amend", t!("补正说明：签字以后改了什么、为什么", "Amendment: why something changed after the signing")),
    ("amend.inspection", t!("检查编号", "Id of the visit")),
    ("amend.reason", t!("说明", "The reason")),
    ("amend.with", t!("一同说明的人", "Who says so too")),
    (
        "tie",
        t!(
            "把导入的台账问题对应到检查项；不写项就列出最像的三项",
            "Tie a finding from a ledger to an item; without one the three likeliest are listed"
        ),
    ),
    ("tie.point", t!("问题编号", "The finding: the id of its point")),
    ("tie.item", t!("检查项编号；写空的就取消对应", "Id of the item; empty takes it off again")),
    (
        "run",
        t!(
            "一项一项做完一次检查，只用一行行的文字：读屏软件也能用",
            "A whole visit item by item in plain lines, also for a screen reader"
        ),
    ),
    ("run.inspection", t!("检查编号", "Id of the visit")),
    ("run.plain", t!("只用一行行的文字", "In plain lines")),
    ("correct", t!("更正检查日期，写明原因", "Correct the day of a visit, with a reason")),
    ("correct.inspection", t!("检查编号", "Id of the visit")),
    ("correct.date", t!("对的日期", "The right day")),
    ("correct.reason", t!("原因", "The reason")),
];

pub const COMMANDS: Text = t!("命令", "Commands");
pub const ARGUMENTS: Text = t!("参数", "Arguments");
pub const USAGE: Text = t!("用法：", "Usage: ");

/// Wrong usage.
pub const UNKNOWN_ARGUMENT: Text = t!("不认识的参数「{}」", "unknown argument `{}`");
pub const UNKNOWN_COMMAND: Text = t!("没有「{}」这个命令", "there is no command `{}`");
pub const MEANT: Text = t!("，是「{}」吗", "; is `{}` meant?");
pub const BAD_VALUE: Text = t!("{1} 不能是「{0}」", "{1} cannot be `{0}`");
pub const ALLOWED: Text = t!("，可用：{}", "; it can be {}");
pub const MISSING: Text = t!("缺 {}", "{} is missing");
pub const TOO_MANY: Text = t!("{} 写多了", "{} stands too often");
pub const CONFLICT: Text = t!("{} 不能和 {} 一起写", "{} cannot stand beside {}");
pub const NO_VALUE: Text = t!("{} 后面要有值", "{} needs a value");
pub const WRONG: Text = t!("命令写得不对", "the command does not read");
pub const PUT_OFF: Text = t!(
    "该查的另有 {} 项留待下次，其中红线 {} 项；要全部列入，开检查时加 --all",
    "{} more item{|s} due {is|are} left for another day, {} red line{|s} of them; --all at opening takes all in"
);
pub const ERROR: Text = t!("错误：", "error: ");
pub const HINT: Text = t!("提示：", "hint: ");
