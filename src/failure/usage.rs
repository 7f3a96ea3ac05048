//! Wrong usage of a line form: what was not understood, and what would be. Always exit code 2.

use crate::text::{Lang, t};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Usage {
    /// A word, flag or number of arguments the program does not know, in the parser's own words (already in the user's language).
    Words(String),
    NotADate {
        typed: String,
    },
    /// A field of the gate that counts beds or people.
    NotWhole {
        flag: String,
        typed: String,
    },
    /// `--value` in a form that the kind of item does not take.
    NotAValue {
        typed: String,
        item: String,
        kind: &'static str,
    },
    /// A number beyond the reasons there are.
    NotAReason {
        typed: String,
        most: usize,
    },
    /// No count of a fail: `2/5` is two at fault of five.
    NotACount {
        typed: String,
    },
    /// A flag that a finding at a recheck does not take.
    NotAtARecheck {
        flag: &'static str,
    },
    /// A further place or a thing outside the list is always a fail.
    OnlyFails,
    /// A flag that says nothing without another one.
    Needs {
        flag: &'static str,
        other: &'static str,
    },
    /// `POINT=REASON` and the like.
    NotAPair {
        typed: String,
    },
    /// A passphrase of nothing, or of blanks: it would hide nothing.
    NoPassphrase,
    /// `XUNCHA_NOW` that is no time.
    NotATime {
        typed: String,
    },
}

impl Usage {
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Usage::Words(words) => words.clone(),
            Usage::NotADate { typed } => t!("「{}」不是日期", "`{}` is no date").fill(lang, &[typed]),
            Usage::NotWhole { flag, typed } => {
                t!("{} 要写数字，「{}」不是；没有记下", "{} wants a number, `{}` is none: nothing was written")
                    .fill(lang, &[flag, typed])
            }
            Usage::NotAValue { typed, item, kind } => {
                t!("「{}」不是 {}（{}）的值", "`{}` is no value for {} ({})").fill(lang, &[typed, item, kind])
            }
            Usage::NotAReason { typed, most } => {
                t!("没有第 {} 个原因，可用 1 到 {} 或文字", "there is no reason {}; it is 1 to {} or words")
                    .fill(lang, &[typed, most])
            }
            Usage::NotACount { typed } => t!("「{}」不是不符合的数量", "`{}` is no count of a fail").fill(lang, &[typed]),
            Usage::NotAtARecheck { flag } => t!(
                "复查时不写 {}，写进 --reason 或另记一项",
                "at a recheck there is no {}: say it in --reason, or record the item anew"
            )
            .fill(lang, &[flag]),
            Usage::OnlyFails => t!(
                "再加一处和清单外只记不符合（fail）",
                "A further place and a problem outside the list can only be recorded as `fail`"
            )
            .get(lang)
            .into(),
            Usage::Needs { flag, other } => t!("{} 要和 {} 一起写", "{} needs {} beside it").fill(lang, &[flag, other]),
            Usage::NotAPair { typed } => t!("「{}」应写成 左=右", "`{}` must be written LEFT=RIGHT").fill(lang, &[typed]),
            Usage::NoPassphrase => {
                t!("口令是空的；没有读也没有写", "The passphrase is empty; nothing was read or written").get(lang).into()
            }
            Usage::NotATime { typed } => t!("XUNCHA_NOW 的「{}」不是时间", "`{}` in XUNCHA_NOW is no time").fill(lang, &[typed]),
        }
    }

    pub fn hint(&self, lang: Lang) -> Option<String> {
        let text = match self {
            Usage::Words(_) => t!("用法：xuncha --help，或 xuncha 命令 --help", "Usage: xuncha --help, or xuncha COMMAND --help"),
            Usage::NotADate { .. } => t!("例：2027-03-15、20270315、2027.3.15", "For example 2027-03-15, 20270315, 2027.3.15"),
            Usage::NotAValue { .. } => t!(
                "数值 3.5 或 标签=3.5，日期 2027-03-15，抽查 不合格数/抽查数",
                "A number 3.5 or label=3.5, a date 2027-03-15, a sample bad/tested"
            ),
            Usage::NotACount { .. } => {
                t!("坏的/查的，如 2/5；坏的至少 1", "At fault/looked at, as 2/5; at least 1 at fault")
            }
            Usage::NotATime { .. } => t!("例：2026-11-24T10:42:13+08:00", "For example 2026-11-24T10:42:13+08:00"),
            _ => return None,
        };
        Some(text.get(lang).into())
    }
}
