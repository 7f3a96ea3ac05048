//! Faults of checklists, norms, plans and the calendar: each with file, line and column, all of them told at once.

pub use crate::content::fault::{Fault, To, What};
use crate::text::{Lang, Text, t};

impl Fault {
    /// `file:line:column: sentence`.
    pub fn say(&self, lang: Lang) -> String {
        format!("{}:{}:{}: {}", self.file, self.line, self.column, self.what.say(lang))
    }
}

impl To {
    fn words(self) -> Text {
        match self {
            To::Section => t!("部分", "section"),
            To::Item => t!("检查项", "item"),
            To::Norm => t!("法规标准", "norm"),
            To::Clause => t!("计划条目", "plan clause"),
            To::Trait => t!("特征", "trait"),
            To::Paper => t!("证照", "paper"),
            To::Parameter => t!("可改的合格线", "limit that may be set"),
        }
    }
}

impl What {
    /// One sentence, without the place.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            What::Syntax(what) => t!("写法不对：{}", "does not read: {}").fill(lang, &[what]),
            What::NotText => t!("不是 UTF-8 文本", "is no UTF-8 text").get(lang).into(),
            What::UnknownField { field, near: None } => t!("没有「{}」这个字段", "there is no field `{}`").fill(lang, &[field]),
            What::UnknownField { field, near: Some(near) } => {
                t!("没有「{}」这个字段，是「{}」吗", "there is no field `{}`; is `{}` meant?").fill(lang, &[field, near])
            }
            What::MissingField { field } => t!("缺「{}」", "`{}` is missing").fill(lang, &[field]),
            What::WrongShape { field, expected } => {
                t!("「{}」应为{}", "`{}` must be {}").fill(lang, &[field, &expected.get(lang)])
            }
            What::UnknownWord { field, found, allowed } => {
                t!("「{}」不认识「{}」，可用：{}", "`{}` does not know `{}`; it knows {}")
                    .fill(lang, &[field, found, &allowed.join(" ")])
            }
            What::Empty { field } => t!("「{}」是空的", "`{}` is empty").fill(lang, &[field]),
            What::TooWide { field, columns, most } => {
                t!("「{}」占 {} 列，最多 {} 列（一个汉字两列）", "`{}` takes {} column{|s}, at most {} fit")
                    .fill(lang, &[field, columns, most])
            }
            What::Question { field, word } => t!(
                "「{}」写成了问句（{}），应写成一切正常时成立的陈述句",
                "`{}` is a question ({}); write a statement that is true when all is well"
            )
            .fill(lang, &[field, word]),
            What::DoubleNegative { field, first, second } => {
                t!("「{}」有双重否定：{}、{}", "`{}` has a double negative: {}, {}").fill(lang, &[field, first, second])
            }
            What::Ambiguous { found, instead } => t!(
                "「{0}」（{1}）在有的屏幕上宽一列，有的两列；改用 {2}",
                "`{0}` ({1}) is one column wide on some screens, two on others; use {2}"
            )
            .fill(lang, &[found, &format!("U+{:04X}", u32::from(*found)), instead]),
            What::NotPlainEnglish { found } => t!("英文里有「{}」", "`{}` in English text").fill(lang, &[found]),
            What::BadId { id } => {
                t!("编号「{}」不合规：字母、数字和 - _ . ，最多 64 个", "id `{}`: letters, digits and - _ . only, at most 64")
                    .fill(lang, &[id])
            }
            What::BadVersion { found } => {
                t!("版本「{}」应写成 年.月.序号", "version `{}` must be year.month.number").fill(lang, &[found])
            }
            What::Twice { id, file, line } => {
                t!("编号「{}」已在 {}:{} 用过", "id `{}` stands at {}:{} already").fill(lang, &[id, file, line])
            }
            What::Dangling { to, id } => t!("没有这个{}：「{}」", "there is no {} `{}`").fill(lang, &[&to.words().get(lang), id]),
            What::EmptySection { id } => t!("部分「{}」没有检查项", "section `{}` has no item").fill(lang, &[id]),
            What::OutOfOrder { id, section } => {
                t!("检查项「{}」没有排在部分「{}」里", "item `{}` does not stand with section `{}`").fill(lang, &[id, section])
            }
            What::KindLacks { kind, field } => {
                t!("「{}」类的检查项要有「{}」", "an item of kind `{}` needs `{}`").fill(lang, &[kind, field])
            }
            What::KindHasNo { kind, field } => {
                t!("「{}」类的检查项没有「{}」", "an item of kind `{}` has no `{}`").fill(lang, &[kind, field])
            }
            What::MinOverMax => t!("下限比上限大", "the lower limit is above the upper one").get(lang).into(),
            What::NotPlausible { field } => {
                t!("「{}」在合理范围之外", "`{}` lies outside the plausible range").fill(lang, &[field])
            }
            What::HalfPair => {
                t!("pass_word 和 fail_word 要么都有，要么都没有", "pass_word and fail_word: both or none").get(lang).into()
            }
            What::FewWordings => t!("常用写法至少两条", "at least two wordings are needed").get(lang).into(),
            What::WordingJudges { word } => {
                t!("常用写法只写事实，不写结论和条款（{}）", "a wording tells facts, no verdict and no clause ({})")
                    .fill(lang, &[word])
            }
            What::BlanksDiffer { zh, en } => {
                t!("中英文的空格数不同：中文 {} 处，英文 {} 处", "the blanks differ: {} in Chinese, {} in English")
                    .fill(lang, &[zh, en])
            }
            What::NoBlank => t!("常用写法要留空格 __ 给事实", "a wording leaves a blank __ for the facts").get(lang).into(),
            What::NoBasisFor { kind } => t!("对 {} 没有依据", "no basis for {}").fill(lang, &[&kind.word()]),
            What::BasisElsewhere { kind } => {
                t!("依据写了 {}，检查项不适用于它", "the basis names {}, the item is not for it").fill(lang, &[&kind.word()])
            }
            What::HomesOnly { norm, kind } => {
                t!("{} 只约束养老机构，不得用于 {}", "{} binds care homes only, never {}").fill(lang, &[norm, &kind.word()])
            }
            What::ByAnalogyOnly { norm, kind } => {
                t!("{} 对 {} 只能参照（analogy）", "{} holds for {} by analogy only").fill(lang, &[norm, &kind.word()])
            }
            What::NotCitable { norm } => {
                t!("{} 是草案或未见正文，不得引用", "{} is a draft or unseen: it cannot be cited").fill(lang, &[norm])
            }
            What::SurerThanNorm { norm } => {
                t!("条款的确定程度高于 {} 本身", "the clause is surer than {} itself").fill(lang, &[norm])
            }
            What::MajorUnread => t!(
                "没有一条读过原文、又写明违反即为重大（major = true）的条款：写 serious 加 red_line，由第二人判定",
                "no clause that was read makes it major (major = true): write serious and red_line, a second person decides"
            )
            .get(lang)
            .into(),
            What::MajorNotRed => {
                t!("程度为 major 的必须是红线项", "severity major stands only on red-line items").get(lang).into()
            }
            What::RedLineMinor => t!("红线项的程度不能是 minor", "a red-line item is never minor").get(lang).into(),
            What::NotRedLine { item } => t!("{} 不是红线项", "{} is no red line").fill(lang, &[item]),
            What::Endless { item } => {
                t!("升到 {} 以后又绕了回来", "the rise to {} comes back to where it was").fill(lang, &[item])
            }
            What::OtherLimit { item, value } => {
                t!("检查项 {} 的合格线不是 {}", "the limit of item {} is not {}").fill(lang, &[item, value])
            }
            What::FloorOrReason => t!(
                "要写底线 floor，或写明为什么没有（no_floor），二者取一",
                "a floor, or why there is none (no_floor): one of them"
            )
            .get(lang)
            .into(),
            What::WeakerThanFloor { floor } => t!("比底线 {} 松", "weaker than the floor {}").fill(lang, &[floor]),
            What::NoAuthority { item } => {
                t!("{} 要移送，却没有写移送给谁", "{} is to be handed over, to nobody").fill(lang, &[item])
            }
            What::TargetAsLimit { clause, value } => t!(
                "{1} 是计划 {0} 给全市或全区定的数，不能作一家机构的合格线；用 figure",
                "{1} is what plan clause {0} sets for an area, not the limit of one facility: use `figure`"
            )
            .fill(lang, &[clause, value]),
            What::WrongDay { day } => {
                t!("日期 {} 重复或不在这一年", "day {} stands twice or is of another year").fill(lang, &[day])
            }
        }
    }
}
