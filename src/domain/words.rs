//! The trade's fixed words in both languages, one beside each value: screens, papers, line forms and imports all say them
//! alike. Plain tables, no logic.

use super::facility::{FacilityType, MarkReason, Presence, Status};
use super::inspection::{Activity, Kind, NotDone, SignedHow};
use super::point::{Handling, NaReason, Severity, Stage, UncheckedReason, Verdict};
use crate::text::{Text, t};

impl FacilityType {
    pub fn words(self) -> Text {
        match self {
            FacilityType::Home => t!("养老机构", "care home"),
            FacilityType::SmallHome => t!("长者照护之家", "small care home"),
            FacilityType::Centre => t!("社区综合为老服务中心", "community centre"),
            FacilityType::DayCare => t!("日间照护", "day care"),
            FacilityType::Canteen => t!("社区长者食堂", "canteen"),
            FacilityType::MealPoint => t!("助餐点", "meal point"),
        }
    }

    /// For narrow columns: at most 8 wide in Chinese, 10 in English.
    pub fn short(self) -> Text {
        match self {
            FacilityType::Home => t!("养老机构", "home"),
            FacilityType::SmallHome => t!("照护之家", "small home"),
            FacilityType::Centre => t!("综合中心", "centre"),
            FacilityType::DayCare => t!("日间照护", "day care"),
            FacilityType::Canteen => t!("长者食堂", "canteen"),
            FacilityType::MealPoint => t!("助餐点", "meal point"),
        }
    }
}

impl Status {
    pub const ALL: [Status; 5] = [Status::Open, Status::Suspended, Status::Renovating, Status::NotOpened, Status::Closed];

    pub fn words(self) -> Text {
        match self {
            Status::Open => t!("正常", "open"),
            Status::Suspended => t!("停业", "suspended"),
            Status::Renovating => t!("装修", "renovating"),
            Status::NotOpened => t!("未开业", "not opened"),
            Status::Closed => t!("注销", "closed"),
        }
    }
}

impl Presence {
    pub fn words(self) -> Text {
        match self {
            Presence::Yes => t!("有", "yes"),
            Presence::No => t!("无", "no"),
            Presence::Unknown => t!("不详", "unknown"),
        }
    }
}

impl MarkReason {
    pub fn words(self) -> Text {
        match self {
            MarkReason::CheckCharacter => t!("校验位不对", "check character is wrong"),
            MarkReason::Length => t!("位数不对", "wrong length"),
            MarkReason::Missing => t!("没有填", "missing"),
            MarkReason::NotANumber => t!("不是数字", "not a number"),
            MarkReason::OutOfRange => t!("超出常理", "out of range"),
            MarkReason::UnknownType => t!("不认得的类型", "unknown type"),
            MarkReason::Twin => t!("与另一行同名同类同街镇", "same name, type and street as another row"),
        }
    }
}

impl Kind {
    pub fn words(self) -> Text {
        match self {
            Kind::Routine => t!("日常检查", "routine"),
            Kind::Campaign => t!("专项检查", "campaign"),
            Kind::Case => t!("个案检查", "case"),
            Kind::Joint => t!("联合检查", "joint"),
            Kind::Recheck => t!("复查", "recheck"),
        }
    }
}

impl Activity {
    pub fn words(self) -> Text {
        match self {
            Activity::Inspection => t!("行政检查", "official inspection"),
            Activity::Guidance => t!("日常指导", "guidance"),
        }
    }
}

impl NotDone {
    pub const ALL: [NotDone; 4] = [NotDone::OutOfBusiness, NotDone::NobodyThere, NotDone::Refused, NotDone::Postponed];

    pub fn words(self) -> Text {
        match self {
            NotDone::OutOfBusiness => t!("停业", "out of business"),
            NotDone::NobodyThere => t!("无人", "nobody there"),
            NotDone::Refused => t!("拒绝", "refused"),
            NotDone::Postponed => t!("改期", "postponed"),
        }
    }
}

impl SignedHow {
    pub fn words(self) -> Text {
        match self {
            SignedHow::Signed => t!("已签", "signed"),
            SignedHow::Reserved => t!("有保留意见签字", "signed with reservations"),
            SignedHow::Refused => t!("拒签", "refused to sign"),
            SignedHow::ByHand => t!("手抄确认单已签", "signed a sheet copied by hand"),
            SignedHow::Later => t!("带回补签", "taken along to sign later"),
        }
    }
}

impl Verdict {
    pub fn words(self) -> Text {
        match self {
            Verdict::Pass => t!("符合", "pass"),
            Verdict::Fail => t!("不符合", "fail"),
            Verdict::Na => t!("不适用", "n/a"),
            Verdict::Unchecked => t!("未查", "unchecked"),
            Verdict::Cleared => t!("已清除", "cleared"),
        }
    }
}

impl Severity {
    pub const ALL: [Severity; 3] = [Severity::Minor, Severity::Serious, Severity::Major];

    pub fn words(self) -> Text {
        match self {
            Severity::Minor => t!("一般", "minor"),
            Severity::Serious => t!("较重", "serious"),
            Severity::Major => t!("重大", "major"),
        }
    }
}

impl Stage {
    pub fn words(self) -> Text {
        match self {
            Stage::Open => t!("未处理", "open"),
            Stage::NotFixed => t!("复查未改", "not fixed"),
            Stage::Partly => t!("部分改好", "partly fixed"),
            Stage::Ordered => t!("已责令", "ordered"),
            Stage::Extended => t!("已延期", "extended"),
            Stage::Reported => t!("已报改好", "reported fixed"),
            Stage::Transferred => t!("已移送", "transferred"),
            Stage::Closed => t!("已销号", "closed"),
            Stage::FixedOnSpot => t!("当场改好", "fixed on the spot"),
        }
    }
}

impl Handling {
    pub const ALL: [Handling; 4] = [Handling::Fixed, Handling::Order, Handling::Transfer, Handling::Advise];

    pub fn words(self) -> Text {
        match self {
            Handling::Fixed => t!("当场改好", "fixed on the spot"),
            Handling::Order => t!("拟责令限期改正", "order to put right"),
            Handling::Transfer => t!("拟移送", "transfer"),
            Handling::Advise => t!("只提醒", "advise only"),
        }
    }
}

impl UncheckedReason {
    pub const ALL: [UncheckedReason; 7] = [
        UncheckedReason::KeyOrPersonAway,
        UncheckedReason::OutOfUse,
        UncheckedReason::PapersElsewhere,
        UncheckedReason::NoTime,
        UncheckedReason::Refused,
        UncheckedReason::NeedsSpecialist,
        UncheckedReason::Other,
    ];

    pub fn words(self) -> Text {
        match self {
            UncheckedReason::KeyOrPersonAway => t!("钥匙或人员不在", "key or person away"),
            UncheckedReason::OutOfUse => t!("设备停用", "out of use"),
            UncheckedReason::PapersElsewhere => t!("资料不在现场", "papers not on site"),
            UncheckedReason::NoTime => t!("时间不够", "no time"),
            UncheckedReason::Refused => t!("对方不配合", "refused"),
            UncheckedReason::NeedsSpecialist => t!("须专业机构判定", "needs a specialist"),
            UncheckedReason::Other => t!("其他", "other"),
        }
    }
}

impl NaReason {
    pub const ALL: [NaReason; 3] = [NaReason::NoSuchThing, NaReason::NotRequiredHere, NaReason::Other];

    pub fn words(self) -> Text {
        match self {
            NaReason::NoSuchThing => t!("没有这类设施", "no such thing here"),
            NaReason::NotRequiredHere => t!("本类机构不要求", "not required of this type"),
            NaReason::Other => t!("其他", "other"),
        }
    }
}
