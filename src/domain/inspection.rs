//! One visit: its head, its scope, and the papers made from it.

use super::event::Person;
use super::facility::{FacilityType, Presence, is_default};
use super::name::{ContentHash, EntryId, FacilityId, PersonId};
use super::subject::PointId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Kinds of visit. Random draw is a way to choose, not a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Routine,
    Campaign,
    Case,
    Joint,
    Recheck,
}

impl Kind {
    pub const ALL: [Kind; 5] = [Kind::Routine, Kind::Campaign, Kind::Case, Kind::Joint, Kind::Recheck];

    /// The word in data and line forms.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Routine => "routine",
            Kind::Campaign => "campaign",
            Kind::Case => "case",
            Kind::Joint => "joint",
            Kind::Recheck => "recheck",
        }
    }
}

/// 行政检查 needs two officers with valid cards; 日常指导 gives a 巡查记录 without 拟责令.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    #[default]
    Inspection,
    Guidance,
}

/// Why a visit could not be made (未能检查), in the order of the digits 1 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotDone {
    OutOfBusiness,
    NobodyThere,
    Refused,
    Postponed,
}

/// A checklist as it was run: the exact version by its content hash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListUsed {
    pub id: String,
    pub version: String,
    pub hash: ContentHash,
}

/// The whole head of a visit. Facility, date, kind and team give its id and never change, except a date corrected with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inspection {
    pub facility: FacilityId,
    /// The day, asserted once.
    pub on: Date,
    pub kind: Kind,
    /// 1 unless a second team goes the same day.
    pub team: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    pub activity: Activity,
    /// The facility's type when the visit was opened.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub facility_type: Option<FacilityType>,
    /// Traits when the visit was opened; what is not named is 不详.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub traits: BTreeMap<String, Presence>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<ListUsed>,
    /// Sections not in the scope of today, as `list/section`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections_out: Vec<String>,
    /// Items taken in after opening (a trait found 有, or pulled in by search).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken_in: Vec<String>,
    /// Findings that a recheck visit goes through.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rechecks: Vec<PointId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub officers: Vec<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorder: Option<PersonId>,
    /// The rest of 进门核实; each field is printed, empty ones as a line for the pen.
    #[serde(default, skip_serializing_if = "is_default")]
    pub gate: Gate,
    /// 补录: written down later, by whom and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backfilled: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_done: Option<NotDone>,
    /// Words to `not_done` or to a corrected date: time, place, witness, reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The right day, where the one the id was made from was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected_on: Option<Date>,
    /// Who takes which section, as agreed beforehand: `list/section` to people. Others may answer there all the same.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub assigned: BTreeMap<String, Vec<PersonId>>,
}

/// 进门核实: who received us, what was shown and said, what was counted. All as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Gate {
    /// 起止时间, typed, `09:10`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub started: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ended: String,
    /// 任务来源: plan number, reason, ticket.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// 检查通知书号或检查码.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub notice: String,
    /// 现场负责人 name, post, phone.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub host_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub host_post: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub host_phone: String,
    /// 实有床位, 在住, 其中失能, 认知障碍, 员工, 护理员, 当班.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub beds_counted: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub residents: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub disabled: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub dementia: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub staff: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub carers: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub on_duty: String,
    /// 协助及联合部门人员.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub helpers: String,
    /// 出示证件, 告知权利义务: done.
    #[serde(skip_serializing_if = "is_default")]
    pub cards_shown: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub rights_told: bool,
    /// 是否申请回避及回答; empty = not asked yet.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub recusal: String,
    /// 抽查范围, 仪器.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sampled: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub instruments: String,
}

impl Gate {
    /// The fields that hold words, by their names, in the order they are asked.
    pub const TEXTS: [&str; 18] = [
        "started",
        "host_name",
        "host_post",
        "host_phone",
        "beds_counted",
        "residents",
        "disabled",
        "dementia",
        "staff",
        "carers",
        "on_duty",
        "recusal",
        "source",
        "notice",
        "helpers",
        "sampled",
        "instruments",
        "ended",
    ];

    /// Of these the ones that count beds or people.
    pub const NUMBERS: [&str; 7] = ["beds_counted", "residents", "disabled", "dementia", "staff", "carers", "on_duty"];

    /// What stands in a field of words; nothing for a name that is none of them.
    pub fn text(&self, name: &str) -> &str {
        match name {
            "started" => &self.started,
            "host_name" => &self.host_name,
            "host_post" => &self.host_post,
            "host_phone" => &self.host_phone,
            "beds_counted" => &self.beds_counted,
            "residents" => &self.residents,
            "disabled" => &self.disabled,
            "dementia" => &self.dementia,
            "staff" => &self.staff,
            "carers" => &self.carers,
            "on_duty" => &self.on_duty,
            "recusal" => &self.recusal,
            "source" => &self.source,
            "notice" => &self.notice,
            "helpers" => &self.helpers,
            "sampled" => &self.sampled,
            "instruments" => &self.instruments,
            "ended" => &self.ended,
            _ => "",
        }
    }

    /// A field of words, to be written.
    pub fn text_mut(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "started" => &mut self.started,
            "host_name" => &mut self.host_name,
            "host_post" => &mut self.host_post,
            "host_phone" => &mut self.host_phone,
            "beds_counted" => &mut self.beds_counted,
            "residents" => &mut self.residents,
            "disabled" => &mut self.disabled,
            "dementia" => &mut self.dementia,
            "staff" => &mut self.staff,
            "carers" => &mut self.carers,
            "on_duty" => &mut self.on_duty,
            "recusal" => &mut self.recusal,
            "source" => &mut self.source,
            "notice" => &mut self.notice,
            "helpers" => &mut self.helpers,
            "sampled" => &mut self.sampled,
            "instruments" => &mut self.instruments,
            "ended" => &mut self.ended,
            _ => return None,
        })
    }
}

/// A fixed set that a record is made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Freeze {
    /// 第 n 稿, from 1.
    pub draft: u32,
    pub on: Date,
    /// `list/section`s covered; empty = the whole visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
    /// The heads of every subject covered, sorted.
    pub covers: Vec<EntryId>,
    /// SHA-256 of the record's data; its first 8 hex digits are the 校验码.
    pub data: EntryId,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub letterhead: String,
    /// 编号: day, laptop and a mark of the visit; the paper keeps it for good.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Officers and recorder as they stood in the books that day, without their phones: what the paper says of them
    /// must not change when a card is renewed later.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub people: BTreeMap<PersonId, Person>,
    /// 留待处理: points that would stop the freezing, each with its reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Left>,
    /// Of a part: every `list/section` that was in scope that day, so that anyone can tell what still wants a paper.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scope: Vec<String>,
}

/// A point left for later, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Left {
    pub point: PointId,
    pub reason: String,
}

/// What happened with the paper, in the order of the digits 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignedHow {
    Signed,
    Reserved,
    Refused,
    ByHand,
    /// 带回补签: does not end 待签.
    Later,
}

impl SignedHow {
    pub const ALL: [SignedHow; 5] =
        [SignedHow::Signed, SignedHow::Reserved, SignedHow::Refused, SignedHow::ByHand, SignedHow::Later];
}

/// 登记签字: writing down what happened with the pen on the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    pub freeze: EntryId,
    pub how: SignedHow,
    pub on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Name and phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// For `later`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

/// 补正说明: why something changed after the signing, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amend {
    pub freeze: EntryId,
    pub on: Date,
    pub reason: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
}

impl Freeze {
    /// The 校验码: 8 hex digits.
    pub fn check(&self) -> String {
        data_encoding::HEXUPPER.encode(&self.data.0[..4])
    }
}
