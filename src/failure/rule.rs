//! The rules of the trade or of the log refuse; each sentence names the way out.

use crate::domain::inspection::SignedHow;
use crate::text::{Lang, t};
use jiff::civil::Date;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing of this log is left to take back.
    NothingToUndo,
    /// This laptop wrote nothing yet.
    NothingToPack,
    /// A freeze names it, or another entry stands on it.
    CannotUndo,
    /// Red-line items without an answer, or disputes, stop the freezing.
    CannotFreeze {
        unanswered: Vec<String>,
        disputed: Vec<String>,
    },
    /// The subject was written by a newer version.
    NewerSubject {
        subject: String,
    },
    /// The file is open read-only.
    ReadOnly,
    /// A person stopped it.
    Stopped,
    /// This laptop is neither paired with itself nor removed.
    OwnLaptop,
    /// The six digits are not those that this laptop shows.
    OtherDigits {
        laptop: String,
    },
    NotFound {
        what: String,
    },
    /// This draft was signed, and how it was is not said otherwise afterwards.
    SignedAlready {
        draft: u32,
        how: SignedHow,
    },
    /// No facility is called so; these are found by it.
    NoFacility {
        what: String,
        like: Vec<String>,
    },
    /// Closing needs two officers, and for a major hazard a consent.
    NeedsOfficers {
        consent: bool,
    },
    /// Who consents is one of the two officers.
    ConsentOfAThird,
    /// A candidate for major hazard judged by whoever found it.
    SecondPerson,
    /// A step of a finding that was withdrawn, or of a point that never failed.
    NotFailing {
        point: String,
    },
    /// A step of a closed finding.
    IsClosed {
        point: String,
    },
    /// An open finding cannot be opened again.
    NotClosed {
        point: String,
    },
    /// Something has to be put right before the day on which that is said.
    DueBefore {
        due: Date,
        on: Date,
    },
    /// A finding is dealt with before the day it was found.
    StepBefore {
        on: Date,
        found: Date,
    },
    /// An order on what two people judge differently.
    Disputed {
        point: String,
    },
    /// An order without a verified clause, and nobody entered one.
    NoClause,
    /// An order on a clause that does not bind this type of place.
    ClauseElsewhere {
        clause: String,
    },
    /// The paper is stale: something changed after its draft was frozen.
    ChangedSince {
        draft: u32,
    },
    /// There is no draft that could be signed or printed.
    NotFrozen,
    /// 校验码 or draft number do not fit the freeze.
    WrongCheck,
    /// A fail is about to become something else, and nobody said what becomes of its finding.
    FailStands {
        point: String,
    },
    /// A pass although the reading is outside the limit, without a reason.
    AgainstLimit {
        item: String,
    },
    /// A pass of what is measured, sampled, dated or counted up, without what was found.
    NeedsValue {
        item: String,
        /// A value as one would type it.
        like: &'static str,
    },
    /// 登记数 cannot fail.
    FigureCannotFail {
        item: String,
    },
    /// Two things of different kinds, or twice the same, cannot be one.
    NotAlike,
    /// Visits are joined and taken apart only until one of them is frozen.
    JoinsFrozen,
    /// There is only one judgement.
    NotDisputed {
        subject: String,
    },
    /// Two points that cannot be one finding: another facility's, one that does not fail, or the point itself.
    NotTheSame {
        other: String,
    },
    /// 未能检查 of a visit at which something was recorded.
    RecordedAlready {
        items: usize,
    },
    /// 补正说明 of a visit that nobody signed yet.
    NotSigned,
    /// Only a line of a ledger taken in is tied to an item; what a visit recorded has its item.
    NotALedgerLine {
        point: String,
    },
    /// Added again with other words in a field.
    SaysOtherwise {
        facility: String,
        field: String,
    },
    /// A word fits several things.
    Several {
        what: String,
        fits: Vec<String>,
    },
}

impl Refusal {
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Refusal::NothingToPack => t!(
                "本机还没有记过，没有可打包的；没有写文件",
                "This laptop recorded nothing yet: there is nothing to pack, no file was written"
            )
            .get(lang)
            .into(),
            Refusal::NothingToUndo => t!("没有可撤销的", "There is nothing to take back").get(lang).into(),
            Refusal::CannotUndo => t!(
                "已定稿，或后面的记录以它为准，不能撤销",
                "It is frozen, or a later record stands on it: it cannot be taken back"
            )
            .get(lang)
            .into(),
            Refusal::CannotFreeze { unanswered, disputed } => t!(
                "不能定稿：红线项未记 {} 项{}，分歧 {} 处{}",
                "Cannot freeze: {} red-line item{|s} without an answer{}, {} dispute{|s}{}"
            )
            .fill(lang, &[&unanswered.len(), &named(unanswered), &disputed.len(), &named(disputed)]),
            Refusal::NewerSubject { subject } => {
                t!("{} 由更新的版本写成，这里只能看", "{} was written by a newer version and is read-only here")
                    .fill(lang, &[subject])
            }
            Refusal::ReadOnly => {
                t!("文件以只读打开，不能记录", "The file is open read-only: nothing can be recorded").get(lang).into()
            }
            Refusal::OwnLaptop => {
                t!("这是本机，不用结对，也不能移除", "That is this laptop: it is neither paired nor removed").get(lang).into()
            }
            Refusal::OtherDigits { laptop } => t!(
                "六位数字与本机显示的不一样，{} 没有结对",
                "the six digits are not those that this laptop shows: {} was not paired"
            )
            .fill(lang, &[laptop]),
            Refusal::Stopped => t!("已停下，没有改动", "Stopped; nothing was changed").get(lang).into(),
            Refusal::SignedAlready { draft, how } => {
                t!("第 {} 稿已登记：{}", "Draft {} was written down already: {}").fill(lang, &[draft, &how.words().get(lang)])
            }
            Refusal::NotFound { what } | Refusal::NoFacility { what, .. } => {
                t!("没有找到：{}", "Not found: {}").fill(lang, &[what])
            }
            Refusal::NeedsOfficers { consent: false } => t!("销号须两名检查人员", "Closing needs two officers").get(lang).into(),
            Refusal::NeedsOfficers { consent: true } => {
                t!("重大问题销号须两名检查人员和负责人同意", "Closing a major hazard needs two officers and a consent")
                    .get(lang)
                    .into()
            }
            Refusal::ConsentOfAThird => {
                t!("同意的负责人不能是两名检查人员之一", "Who consents cannot be one of the two officers").get(lang).into()
            }
            Refusal::SecondPerson => t!("须由记录人以外的人判定", "Somebody other than the finder has to judge").get(lang).into(),
            Refusal::NotFailing { point } => {
                t!("{} 没有记着不符合，没有问题可办", "{} does not stand as a fail: there is no finding").fill(lang, &[point])
            }
            Refusal::IsClosed { point } => t!("{} 已销号，没有改动", "{} is closed and was not changed").fill(lang, &[point]),
            Refusal::NotClosed { point } => {
                t!("{} 还没有销号，不用重开", "{} is not closed: there is nothing to reopen").fill(lang, &[point])
            }
            Refusal::DueBefore { due, on } => t!(
                "期限 {} 早于这一步的日期 {}，没有记下",
                "The day it is due, {}, is before the day of this step, {}: nothing was written"
            )
            .fill(lang, &[due, on]),
            Refusal::StepBefore { on, found } => {
                t!("{} 早于发现问题的 {}，没有记下", "{} is before {}, when it was found: nothing was written")
                    .fill(lang, &[on, found])
            }
            Refusal::Disputed { point } => {
                t!("{} 两人判断不同，不能下责令", "{}: two people judge it differently, so it cannot be ordered")
                    .fill(lang, &[point])
            }
            Refusal::NoClause => t!(
                "依据待核实，不能下责令：先写明条款和出处",
                "No citation was verified, so it cannot be ordered: first enter clause and source"
            )
            .get(lang)
            .into(),
            Refusal::ClauseElsewhere { clause } => t!(
                "「{}」对这类机构没有约束力，不能据以责令：另写条款和出处",
                "`{}` does not bind a place of this type, no order stands on it: enter another clause and source"
            )
            .fill(lang, &[clause]),
            Refusal::ChangedSince { draft } => t!(
                "第 {} 稿定稿以后又有改动，没有登记签字",
                "Something changed after draft {} was frozen: no signature was written down"
            )
            .fill(lang, &[draft]),
            Refusal::NotFrozen => t!("这次检查还没有定稿", "This visit is not frozen yet").get(lang).into(),
            Refusal::WrongCheck => t!("稿号或校验码不对", "Draft number or check code do not fit").get(lang).into(),
            Refusal::FailStands { point } => {
                t!("{} 记着不符合，没有改动", "{} stands as a fail and was not changed").fill(lang, &[point])
            }
            Refusal::AgainstLimit { item } => {
                t!("{} 的读数在合格线外，没有记符合", "The reading of {} is outside the limit: no pass was recorded")
                    .fill(lang, &[item])
            }
            Refusal::NeedsValue { item, .. } => {
                t!("{} 要有数值，没有记符合", "{} wants a value: no pass was recorded").fill(lang, &[item])
            }
            Refusal::FigureCannotFail { item } => {
                t!("{} 是登记数，没有不符合", "{} is a figure: it cannot fail").fill(lang, &[item])
            }
            Refusal::NotAlike => t!(
                "这两个不能并为一个：要是两家机构、两次检查、两个人或两个问题",
                "These two cannot be one: two facilities, two visits, two people or two findings can"
            )
            .get(lang)
            .into(),
            Refusal::JoinsFrozen => t!(
                "其中一次检查已定稿，不能再并为一次或分开",
                "One of the visits is frozen: they can no longer be joined or taken apart"
            )
            .get(lang)
            .into(),
            Refusal::NotDisputed { subject } => {
                t!("{} 没有分歧，或已经处理过", "{} is not disputed, or was settled already").fill(lang, &[subject])
            }
            Refusal::NotTheSame { other } => t!(
                "{} 不会是同一个问题：要是这一家的、现在不符合的另一个检查点",
                "{} cannot be the same finding: it must be another point of this facility that fails"
            )
            .fill(lang, &[other]),
            Refusal::RecordedAlready { items } => crate::text::opening::NOT_DONE_LATE.fill(lang, &[items]),
            Refusal::NotSigned => t!(
                "还没有登记签字：改动记进下一稿，不写补正说明",
                "It is not signed yet: a change goes into the next draft and needs no amendment"
            )
            .get(lang)
            .into(),
            Refusal::NotALedgerLine { point } => t!(
                "{} 不是导入的台账，项随检查记着，不另外对应",
                "{} is no line of a ledger taken in: what a visit recorded has its item already"
            )
            .fill(lang, &[point]),
            Refusal::SaysOtherwise { facility, field } => {
                t!("名册里已有这一家（{}），{} 不一样，没有改动", "It is there already ({}) with another {}: nothing was changed")
                    .fill(lang, &[facility, field])
            }
            Refusal::Several { what, fits } => {
                t!("「{}」不止一个：{}", "`{}` fits several: {}").fill(lang, &[what, &fits.join("  ")])
            }
        }
    }

    pub fn hint(&self, lang: Lang) -> Option<String> {
        match self {
            Refusal::CannotFreeze { .. } => Some(
                t!("记未查并写原因，或留待处理并写原因", "Record them as unchecked with a reason, or leave them with a reason")
                    .get(lang)
                    .into(),
            ),
            Refusal::FailStands { .. } => Some(
                t!(
                    "按错了，撤回问题：--withdraw；已当场改好，仍记不符合：--fixed",
                    "A slip, withdraw the finding: --withdraw; put right on the spot, still a fail: --fixed"
                )
                .get(lang)
                .into(),
            ),
            Refusal::AgainstLimit { .. } => {
                Some(t!("记不符合，或写明理由：--reason", "Record a fail, or give a reason: --reason").get(lang).into())
            }
            Refusal::Disputed { .. } => Some(t!("先处理分歧（settle）", "Settle the dispute first: settle").get(lang).into()),
            Refusal::NoClause | Refusal::ClauseElsewhere { .. } => {
                Some(t!("写在 --clause 后面，如 --clause 名称第几条", "Give it as --clause \"name, article\"").get(lang).into())
            }
            Refusal::NeedsValue { like, .. } => {
                Some(t!("写在 --value 后面，如 --value {}", "Give it: --value {}").fill(lang, &[like]))
            }
            Refusal::NotFrozen => Some(t!("先定稿（freeze）", "Freeze it first: freeze").get(lang).into()),
            Refusal::ChangedSince { .. } => {
                Some(t!("先再定稿（freeze），收回旧稿", "Freeze it again and take the old paper back: freeze").get(lang).into())
            }
            Refusal::IsClosed { .. } => Some(t!("先重开（reopen）", "Reopen it first: reopen").get(lang).into()),
            Refusal::SaysOtherwise { .. } => Some(t!("要改就用 facility set", "To change it: facility set").get(lang).into()),
            Refusal::SignedAlready { .. } => Some(t!("登记错了先撤销（undo）", "Take it back first: undo").get(lang).into()),
            Refusal::NoFacility { like, .. } if !like.is_empty() => {
                let by = if lang == Lang::Zh { "、" } else { ", " };
                Some(t!("名称要写全，相近的：{}", "Write the whole name. Alike: {}").fill(lang, &[&like.join(by)]))
            }
            Refusal::Several { .. } => Some(t!("写编号", "Name it by its id").get(lang).into()),
            _ => None,
        }
    }
}

/// Points by what they are called in their visit: `（FIRE-EVAC-01 FOOD-LIC-01）`.
fn named(points: &[String]) -> String {
    let keys: Vec<&str> = points.iter().map(|p| p.rsplit('/').next().unwrap_or(p)).collect();
    if keys.is_empty() { String::new() } else { format!(" ({})", keys.join(" ")) }
}
