//! Faults of a roster or ledger as a whole; faults of single rows are told in the preview.

use crate::text::{Lang, Text, t};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Neither CSV nor XLSX that reads.
    Unreadable { file: String, what: String },
    /// A book that is to be a form and is none.
    NoForm { file: String, what: Text },
    /// No row that looks like a heading.
    NoHeader { file: String },
    /// No heading row of a ledger of findings.
    NoLedger { file: String },
    /// No heading row of a list of people.
    NoPeople { file: String },
    /// Bigger than any roster.
    TooBig { file: String },
}

impl Fault {
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Fault::Unreadable { file, what } => t!("{} 读不出来：{}", "{} cannot be read: {}").fill(lang, &[file, what]),
            Fault::NoForm { file, what } => t!("{} 不是表单：{}", "{} is no form: {}").fill(lang, &[file, &what.get(lang)]),
            Fault::NoHeader { file } => t!(
                "{} 里找不到表头（要有「机构名称」一列）",
                "{} has no heading row (a column with the facility's name is needed)"
            )
            .fill(lang, &[file]),
            Fault::NoPeople { file } => {
                t!("{} 里找不到表头（要有「姓名」一列）", "{} has no heading row (a column with people's names is needed)")
                    .fill(lang, &[file])
            }
            Fault::NoLedger { file } => t!(
                "{} 里找不到表头（要有「机构」和「问题」两列）",
                "{} has no heading row (columns with the facility and with the finding are needed)"
            )
            .fill(lang, &[file]),
            Fault::TooBig { file } => t!("{} 太大，不像名册", "{} is too big for a roster").fill(lang, &[file]),
        }
    }
}
