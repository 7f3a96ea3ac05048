//! What the columns of rosters and ledgers can hold, by the words people put above them.

/// One thing a column can hold: its name and the words above it, the plainest first.
pub struct Column {
    pub name: &'static str,
    pub words: &'static [&'static str],
}

const fn column(name: &'static str, words: &'static [&'static str]) -> Column {
    Column { name, words }
}

const NAME: Column = column(
    "name",
    &[
        "机构名称",
        "名称",
        "养老机构名称",
        "养老院名称",
        "单位名称",
        "设施名称",
        "服务机构名称",
        "养老服务机构名称",
        "食堂名称",
        "助餐点名称",
        "长者食堂名称",
        "场所名称",
        "项目名称",
        "机构全称",
        "全称",
        "机构",
        "养老机构",
        "被检查单位",
        "被检单位",
        "受检单位",
        "被检机构",
        "受检机构",
        "检查对象",
        "name",
        "facility",
    ],
);

const TYPE: Column = column(
    "type",
    &["机构类型", "类型", "机构类别", "类别", "设施类型", "设施类别", "服务类型", "机构性质类别", "种类", "type"],
);

const STREET: Column = column(
    "street",
    &[
        "街镇",
        "街道",
        "所属街镇",
        "所在街镇",
        "街道镇",
        "街道乡镇",
        "街道/镇",
        "街道(镇)",
        "街镇名称",
        "所属街道",
        "所在街道",
        "镇街",
        "乡镇街道",
        "乡镇",
        "所属镇",
        "street",
    ],
);

/// Of a roster of facilities. The names are the fields of a facility.
pub const FACILITY: &[Column] = &[
    NAME,
    TYPE,
    STREET,
    column(
        "address",
        &[
            "地址",
            "机构地址",
            "详细地址",
            "经营地址",
            "服务地址",
            "实际地址",
            "所在地址",
            "单位地址",
            "坐落地址",
            "住所",
            "address",
        ],
    ),
    column(
        "filing_number",
        &[
            "备案号",
            "备案编号",
            "备案证号",
            "备案回执编号",
            "备案回执号",
            "养老机构备案号",
            "备案登记号",
            "设立许可证号",
            "filingnumber",
        ],
    ),
    column(
        "credit_code",
        &["统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "统一代码", "统一社会信用代码证号", "creditcode"],
    ),
    column(
        "head",
        &[
            "法定代表人或负责人",
            "法定代表人(负责人)",
            "法定代表人",
            "法人代表",
            "法人",
            "负责人",
            "机构负责人",
            "主要负责人",
            "负责人姓名",
            "院长",
            "院长姓名",
            "head",
        ],
    ),
    column("contact", &["联系人", "联系人姓名", "联络人", "现场联系人", "contact"]),
    column(
        "phone",
        &[
            "联系电话",
            "电话",
            "机构电话",
            "联系方式",
            "负责人电话",
            "联系人电话",
            "手机",
            "手机号",
            "固定电话",
            "值班电话",
            "电话号码",
            "phone",
        ],
    ),
    column(
        "beds",
        &[
            "备案床位",
            "备案床位数",
            "核定床位",
            "核定床位数",
            "床位数",
            "床位",
            "床位总数",
            "总床位",
            "总床位数",
            "床位数量",
            "beds",
        ],
    ),
    column("status", &["状态", "运营状态", "经营状态", "营业状态", "机构状态", "运营情况", "运行状态", "status"]),
    column("status_from", &["状态日期", "停业日期", "注销日期", "停业时间", "注销时间", "状态变更日期"]),
    column("former_names", &["曾用名", "原名称", "原名", "机构曾用名"]),
    column("directions", &["怎么走", "交通", "交通路线", "路线"]),
    column("note", &["备注", "说明", "note"]),
];

/// Of a ledger of findings, also of the one that this program writes.
pub const LEDGER: &[Column] = &[
    NAME,
    TYPE,
    STREET,
    column(
        "facts",
        &[
            "问题",
            "存在问题",
            "问题描述",
            "问题内容",
            "发现问题",
            "发现的问题",
            "检查发现问题",
            "检查发现的问题",
            "存在的问题",
            "主要问题",
            "具体问题",
            "问题隐患",
            "问题及隐患",
            "存在问题及隐患",
            "存在问题和隐患",
            "隐患",
            "隐患描述",
            "隐患内容",
            "隐患问题",
            "安全隐患",
            "存在隐患",
            "不合格项",
            "不符合项",
            "finding",
            "facts",
        ],
    ),
    column(
        "on",
        &["检查日期", "检查时间", "巡查日期", "巡查时间", "发现日期", "发现时间", "检查日", "日期", "时间", "date"],
    ),
    column(
        "place",
        &["部位", "问题部位", "隐患部位", "具体部位", "检查部位", "位置", "点位", "具体位置", "地点", "place"],
    ),
    column("severity", &["程度", "严重程度", "隐患等级", "问题等级", "风险等级", "隐患级别", "等级", "级别", "severity"]),
    column(
        "due",
        &["期限", "整改期限", "整改时限", "限期", "完成时限", "整改截止日期", "整改截止时间", "要求完成时间", "due"],
    ),
    column(
        "state",
        &["整改情况", "整改状态", "整改结果", "整改进展", "是否整改", "是否完成整改", "完成情况", "落实情况", "状态", "state"],
    ),
    column("checked_on", &["复查日期", "复查时间", "复核日期", "复核时间", "recheckedon"]),
    column("checked_by", &["复查人", "复查人员", "复核人", "复核人员", "recheckedby"]),
    column("closed", &["销号", "是否销号", "销号情况", "销号状态", "销号日期", "销号时间", "是否闭环", "closed"]),
    column("people", &["检查人员", "检查人", "检查组成员", "检查组人员", "检查员", "巡查人员", "巡查人", "officers"]),
    column(
        "handling",
        &["处理", "处理措施", "处理意见", "处理方式", "处置", "处置措施", "整改要求", "整改措施", "handling"],
    ),
    column("to", &["移送部门", "移送单位", "移送", "transferredto"]),
    column("reply", &["机构说法", "机构反馈", "机构意见"]),
    column("basis", &["依据", "检查依据", "违反条款", "法律依据", "basis"]),
    column("kind", &["检查种类", "检查类型", "检查类别", "检查形式", "kindofvisit"]),
    column("item", &["项号", "检查项", "检查项目", "item"]),
    column("note", &["备注", "说明", "remarks", "note"]),
];

/// Of a roster of inspectors. The names are the fields of a person.
pub const PERSON: &[Column] = &[
    column("name", &["姓名", "人员姓名", "检查人员", "执法人员", "检查人员姓名", "执法人员姓名", "名字", "name"]),
    column("unit", &["单位", "工作单位", "所在单位", "部门", "所属部门", "科室", "单位名称", "unit"]),
    column(
        "card",
        &["执法证号", "执法证编号", "行政执法证号", "行政执法证件号", "证号", "执法证件号", "证件号", "证件编号", "card"],
    ),
    column(
        "card_until",
        &["有效期至", "有效期", "证件有效期", "执法证有效期", "有效期止", "有效截止日期", "到期日", "validto"],
    ),
    column("phone", &["联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "phone"]),
];
