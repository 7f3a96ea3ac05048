//! The fixed words of checklists in both languages: traits, papers, places, methods, owners, certainty. Plain tables; the
//! left column is in files and logs for ever.

use super::checklist::{AnswerKind, Certainty, Method, Owner, Place};
use super::rules::{Clock, Escalation, Transfer};
use crate::text::{Lang, Text, t};

/// Facts of a facility that switch items on, in the order they are asked at the gate.
pub const TRAITS: [(&str, Text); 28] = [
    ("kitchen", t!("现场烹饪的厨房", "kitchen that cooks")),
    ("gas", t!("燃气", "gas")),
    ("lpg", t!("瓶装液化气", "bottled gas")),
    ("lift", t!("电梯", "lift")),
    ("overnight", t!("过夜住养", "overnight stay")),
    ("high_rise", t!("高层建筑", "high-rise")),
    ("dementia_unit", t!("认知障碍照护单元", "dementia unit")),
    ("prepayment", t!("预收费", "prepayment")),
    ("clinic", t!("内设医疗机构", "clinic")),
    ("boiler", t!("锅炉", "boiler")),
    ("oxygen", t!("供氧或氧气瓶", "oxygen")),
    ("outsourced_kitchen", t!("厨房承包或送餐", "kitchen contracted out")),
    ("delivery", t!("送餐外出", "meals carried out")),
    ("control_room", t!("消防控制室", "fire control room")),
    ("sprinkler", t!("自动喷水灭火", "sprinklers")),
    ("hydrant", t!("室内消火栓", "indoor hydrants")),
    ("fire_alarm", t!("火灾自动报警", "fire alarm")),
    ("shared_building", t!("与别家合用建筑", "shared building")),
    ("basement", t!("地下室", "basement")),
    ("works", t!("正在施工", "building works")),
    ("ebike", t!("电动自行车停放充电", "e-bikes parked or charged")),
    ("pool", t!("泳池或水池", "pool")),
    ("restraint", t!("使用保护性约束", "restraint in use")),
    ("smoking_room", t!("吸烟室", "smoking room")),
    ("solar", t!("光伏设施", "solar panels")),
    ("elder_care", t!("二十张床（人）以上", "20 beds or people and more")),
    ("key_unit", t!("消防安全重点单位", "key fire-safety unit")),
    ("public_trade", t!("对社会营业的餐厅", "dining open to the public")),
];

/// Licences, certificates, contracts and reports with an expiry.
pub const PAPERS: [(&str, Text); 15] = [
    ("fire_acceptance", t!("消防验收或备案", "fire acceptance")),
    ("food_licence", t!("食品经营许可证", "food licence")),
    ("clinic_licence", t!("医疗机构许可或备案", "clinic licence")),
    ("lift_certificate", t!("电梯检验合格标志", "lift certificate")),
    ("boiler_certificate", t!("锅炉检验报告", "boiler certificate")),
    ("insurance", t!("责任保险", "liability insurance")),
    ("gas_contract", t!("燃气供用合同", "gas contract")),
    ("escrow", t!("预收费存管协议", "escrow agreement")),
    ("rating", t!("等级评定", "rating")),
    ("filing", t!("备案回执", "filing receipt")),
    ("registration", t!("登记证照", "registration")),
    ("health_certificates", t!("从业人员健康证", "health certificates")),
    ("fire_maintenance", t!("消防设施维保合同", "fire maintenance contract")),
    ("electrical_test", t!("电气检测报告", "electrical test")),
    ("drill", t!("应急演练", "drill")),
];

/// A trait's words; `None` for a trait of a newer version, which is shown by its own name.
pub fn of_trait(name: &str) -> Option<Text> {
    TRAITS.iter().find(|(id, _)| *id == name).map(|(_, words)| *words)
}

/// A paper's words; `None` for a kind of a newer version.
pub fn of_paper(kind: &str) -> Option<Text> {
    PAPERS.iter().find(|(id, _)| *id == kind).map(|(_, words)| *words)
}

impl Place {
    pub const ALL: [Place; 11] = [
        Place::Outside,
        Place::Hall,
        Place::Corridor,
        Place::Stairs,
        Place::Room,
        Place::Bath,
        Place::Kitchen,
        Place::Store,
        Place::Plant,
        Place::Office,
        Place::Interview,
    ];

    pub fn words(self) -> Text {
        match self {
            Place::Outside => t!("门外", "Outside"),
            Place::Hall => t!("门厅", "Hall"),
            Place::Corridor => t!("走道", "Corridors"),
            Place::Stairs => t!("楼梯", "Stairs"),
            Place::Room => t!("居室", "Rooms"),
            Place::Bath => t!("卫浴", "Bathrooms"),
            Place::Kitchen => t!("厨房", "Kitchen"),
            Place::Store => t!("库房", "Stores"),
            Place::Plant => t!("机房配电消控", "Plant rooms"),
            Place::Office => t!("办公室资料", "Office, papers"),
            Place::Interview => t!("访谈", "Interview"),
        }
    }
}

impl Method {
    pub fn words(self) -> Text {
        match self {
            Method::Look => t!("查看", "look"),
            Method::Document => t!("查阅", "document"),
            Method::Test => t!("测试", "test"),
            Method::Interview => t!("询问", "interview"),
        }
    }
}

impl Owner {
    pub fn words(self) -> Text {
        match self {
            Owner::Civil => t!("民政", "civil affairs"),
            Owner::Fire => t!("消防救援", "fire and rescue"),
            Owner::Market => t!("市场监管", "market regulation"),
            Owner::Housing => t!("住房建设", "housing and construction"),
            Owner::Health => t!("卫生健康", "health"),
            Owner::Gas => t!("燃气管理", "gas"),
            Owner::Police => t!("公安", "police"),
            Owner::Finance => t!("金融监管", "finance"),
        }
    }
}

impl AnswerKind {
    pub fn words(self) -> Text {
        match self {
            AnswerKind::Judge => t!("判断", "judge"),
            AnswerKind::Count => t!("全数查", "full count"),
            AnswerKind::Sample => t!("抽查", "sample"),
            AnswerKind::Number => t!("量", "measure"),
            AnswerKind::Date => t!("日期", "date"),
            AnswerKind::Figure => t!("登记数", "figure"),
        }
    }
}

impl Certainty {
    /// The word in data and line forms.
    pub fn word(self) -> &'static str {
        crate::content::shape::CERTAINTIES[self as usize]
    }

    /// The mark beside a citation on screen: everything but a text that was read is 待核实.
    pub fn words(self) -> Text {
        match self {
            Certainty::Read => t!("已核", "verified"),
            Certainty::Quoted => t!("待核实：见过引文", "to be verified: seen quoted"),
            Certainty::SecondHand => t!("待核实：转述", "to be verified: second hand"),
            Certainty::Memory => t!("待核实：凭记忆", "to be verified: from memory"),
        }
    }
}

impl Clock {
    pub fn words(self) -> Text {
        match self {
            Clock::AtOnce => t!("立即", "at once"),
            Clock::TwoHours => t!("2小时内", "within 2 hours"),
            Clock::SameDay => t!("当天", "the same day"),
            Clock::ThreeWorkingDays => t!("3个工作日内", "within 3 working days"),
            Clock::ByHead => t!("由局领导定", "as the head decides"),
        }
    }
}

impl Escalation {
    /// The rule as a person is told it, with how sure it is.
    pub fn said(&self, lang: Lang) -> String {
        let sure = match self.basis.is_empty() {
            true => t!("[本表自定] ", "[a rule of ours] ").get(lang),
            false if self.basis.iter().any(|b| b.certainty == Certainty::Read) => "",
            false => t!("[待核实] ", "[unverified] ").get(lang),
        };
        format!("{sure}{}", self.text.get(lang))
    }
}

impl Transfer {
    /// Who takes the matter over, how soon, and whether a law says so.
    pub fn said(&self, lang: Lang) -> String {
        let law = if self.law { t!("（法定时限）", " (by law)").get(lang) } else { "" };
        t!("{}，{}{}", "{}, {}{}").fill(lang, &[&self.authority.get(lang), &self.clock.words().get(lang), &law])
    }
}
