//! What an import tells before it writes: row by row its fate and the reasons, as data with sentences in both languages.

use crate::content::checklist::Words;
use crate::domain::facility::Mark;
use crate::domain::name::FacilityId;
use crate::domain::point::{LedgerLine, Stage};
use crate::text::{Lang, Text, t};
use jiff::civil::Date;
use std::path::PathBuf;

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    pub path: PathBuf,
    /// The sheet that was read; empty where the file has none.
    pub sheet: String,
    /// Facilities or people, in the order of the file. Titles, totals and blank rows are not told.
    pub rows: Vec<PreviewRow>,
    /// Facilities that are held and not in this file: listed, never changed.
    pub missing: Vec<(FacilityId, String)>,
    /// This very file was taken in before.
    pub again: bool,
    /// Facilities that a ledger names and nobody knew: they come in to be put right.
    pub new_places: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// Row in the file, from 1.
    pub row: u32,
    pub name: String,
    pub fate: Fate,
    /// For a doubtful row: 1 同一家, 2 另一家. Not answered counts as 另一家.
    pub same: Option<bool>,
    /// Why it is marked, doubtful or left out, and what changes.
    pub why: Vec<Why>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Added,
    Changed,
    Unchanged,
    /// May be one that is there under another name: asked.
    Doubtful,
    LeftOut,
}

/// One thing to say about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    NoName,
    /// 待补正.
    Marked(Mark),
    /// Nothing differs from an earlier row of the file.
    SameAsRow(u32),
    /// The same key as an earlier row, and something differs: a facility of its own, 待补正.
    TwinOfRow(u32),
    /// The filing number stands at several rows and so tells nothing.
    FilingTwice {
        number: String,
    },
    Changes {
        field: &'static str,
        from: Words,
        to: Words,
    },
    /// A date that is none; it stays empty.
    NotADate {
        field: &'static str,
        found: String,
    },
    /// The file has a bad value; what is held is good and stays.
    Kept(Mark),
    Like {
        id: FacilityId,
        name: String,
        how: Likeness,
    },
    /// Written by a newer version: not changed here.
    Newer,
    /// What a row of a ledger says is wrong, and where.
    Finding {
        place: Option<String>,
        facts: String,
    },
    /// How far it is, and by when it is to be put right.
    Standing {
        stage: Stage,
        due: Option<Date>,
    },
    /// The facility of the row above: the cell is empty or merged with it.
    AsAbove {
        name: String,
    },
    /// Nobody knows this facility yet.
    NewPlace,
    /// Named like this row, which is asked about.
    NamedAsRow(u32),
    /// A visit that found nothing.
    NoFinding,
    /// Neither a facility here nor in a row above.
    NoFacility,
    /// What was found is not said.
    NoFacts,
    /// This finding is in the log already.
    InLog,
    /// One column says closed, another not: it stays open.
    Contradicts,
    /// What stood under a heading and is kept as an internal note.
    KeptAsNote {
        field: &'static str,
        found: String,
    },
}

/// Why a row may be one that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Same name, type and street, another filing number.
    OtherFiling,
    /// Same name; type or street are missing here or there, or differ.
    SameName,
    /// Same credit code, type and address, another name.
    Renamed,
    /// One name stands in the other.
    NameWithin,
}

impl Preview {
    pub fn count(&self, fate: Fate) -> u32 {
        self.rows.iter().filter(|r| r.fate == fate).count() as u32
    }

    /// New ones, the doubtful that were not said to be the same among them.
    pub fn added(&self) -> u32 {
        self.rows.iter().filter(|r| r.fate == Fate::Added || r.fate == Fate::Doubtful && r.same != Some(true)).count() as u32
    }

    /// Held ones that the file changes, the doubtful that were said to be the same among them.
    pub fn changed(&self) -> u32 {
        self.rows.iter().filter(|r| r.fate == Fate::Changed || r.fate == Fate::Doubtful && r.same == Some(true)).count() as u32
    }

    /// Rows that come in with something to be put right.
    pub fn marked(&self) -> u32 {
        self.rows.iter().filter(|r| r.why.iter().any(|w| matches!(w, Why::Marked(_)))).count() as u32
    }
}

impl Fate {
    /// The word in line forms.
    pub fn word(self) -> &'static str {
        match self {
            Fate::Added => "added",
            Fate::Changed => "changed",
            Fate::Unchanged => "unchanged",
            Fate::Doubtful => "doubtful",
            Fate::LeftOut => "left_out",
        }
    }

    pub fn words(self) -> Text {
        match self {
            Fate::Added => t!("新增", "added"),
            Fate::Changed => t!("更新", "changed"),
            Fate::Unchanged => t!("不变", "unchanged"),
            Fate::Doubtful => t!("待认", "doubtful"),
            Fate::LeftOut => t!("未收", "left out"),
        }
    }
}

/// A field's name on screen. The left column is in the log (marks) for ever.
pub fn field_words(field: &str) -> Option<Text> {
    const WORDS: [(&str, Text); 25] = [
        ("name", t!("名称", "name")),
        ("type", t!("类型", "type")),
        ("street", t!("街镇", "street")),
        ("address", t!("地址", "address")),
        ("filing_number", t!("备案号", "filing number")),
        ("credit_code", t!("统一社会信用代码", "credit code")),
        ("head", t!("负责人", "head")),
        ("contact", t!("联系人", "contact")),
        ("phone", t!("电话", "phone")),
        ("beds", t!("床位", "beds")),
        ("status", t!("状态", "status")),
        ("status_from", t!("状态日期", "status since")),
        ("former_names", t!("曾用名", "former names")),
        ("directions", t!("怎么走", "directions")),
        ("note", t!("备注", "note")),
        ("unit", t!("单位", "unit")),
        ("card", t!("执法证号", "card number")),
        ("card_until", t!("证件有效期", "card valid to")),
        ("marks", t!("待补正", "to be put right")),
        ("on", t!("检查日期", "date")),
        ("due", t!("整改期限", "due")),
        ("checked_on", t!("复查日期", "rechecked on")),
        ("state", t!("整改情况", "state")),
        ("basis", t!("依据", "basis")),
        ("item", t!("项号", "item")),
    ];
    WORDS.iter().find(|(name, _)| *name == field).map(|(_, words)| *words)
}

fn field(name: &str, lang: Lang) -> String {
    field_words(name).map_or_else(|| name.to_string(), |w| w.get(lang).to_string())
}

/// 「信用代码：校验位不对（5299...）」, for previews and wherever 待补正 is told.
pub fn say_mark(mark: &Mark, lang: Lang) -> String {
    let (name, why) = (field(&mark.field, lang), mark.why.words().get(lang));
    match &mark.found {
        Some(found) => t!("{}：{}（{}）", "{}: {} ({})").fill(lang, &[&name, &why, found]),
        None => t!("{}：{}", "{}: {}").fill(lang, &[&name, &why]),
    }
}

impl Why {
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Why::NoName => t!("没有名称，未收", "no name, left out").get(lang).into(),
            Why::Marked(mark) => t!("待补正 {}", "to be put right: {}").fill(lang, &[&say_mark(mark, lang)]),
            Why::SameAsRow(row) => t!("与第 {} 行一样，是同一家", "the same as row {}").fill(lang, &[row]),
            Why::TwinOfRow(row) => t!(
                "与第 {} 行同名同类同街镇，其余不同，另立一家",
                "same name, type and street as row {}, else different: one of its own"
            )
            .fill(lang, &[row]),
            Why::FilingTwice { number } => {
                t!("备案号 {} 在几行里都有，不用来认机构", "filing number {} stands at several rows and tells nothing")
                    .fill(lang, &[number])
            }
            Why::Changes { field: name, from, to } => {
                t!("{}：{} -> {}", "{}: {} -> {}").fill(lang, &[&field(name, lang), &from.get(lang), &to.get(lang)])
            }
            Why::NotADate { field: name, found } => t!("{}：「{}」不是日期，没有填", "{}: `{}` is no date and was left empty")
                .fill(lang, &[&field(name, lang), found]),
            Why::Kept(mark) => {
                t!("名册里 {}，保留原有的", "in the file {}; what is held stays").fill(lang, &[&say_mark(mark, lang)])
            }
            Why::Like { name, how, .. } => how.words().fill(lang, &[name]),
            Why::Finding { place, facts } => match place {
                Some(place) => format!("{place} {facts}"),
                None => facts.clone(),
            },
            Why::Standing { stage, due: Some(due) } if !stage.is_closed() => {
                t!("{}，期限 {}", "{}, due {}").fill(lang, &[&stage.words().get(lang), due])
            }
            Why::Standing { stage, .. } => stage.words().get(lang).into(),
            Why::AsAbove { name } => t!("机构同上一行：{}", "facility as in the row above: {}").fill(lang, &[name]),
            Why::NewPlace => {
                t!("名册里没有这一家，新立待补正", "nobody knows this facility: it comes in to be put right").get(lang).into()
            }
            Why::NamedAsRow(row) => t!("机构同第 {} 行", "facility as in row {}").fill(lang, &[&LedgerLine::told(*row)]),
            Why::NoFinding => t!("没有问题", "no finding").get(lang).into(),
            Why::NoFacility => t!("没有机构名称，未收", "no facility, left out").get(lang).into(),
            Why::NoFacts => t!("没有写问题，未收", "no finding is written, left out").get(lang).into(),
            Why::InLog => t!("本机已有这个问题", "this finding is here already").get(lang).into(),
            Why::Contradicts => {
                t!("整改与销号两栏说法不一，按未销号", "two columns contradict each other: it stays open").get(lang).into()
            }
            Why::KeptAsNote { field: name, found } => {
                t!("{}「{}」记入内部备注", "{} `{}` is kept as an internal note").fill(lang, &[&field(name, lang), found])
            }
            Why::Newer => {
                t!("由更新的版本写过，这里不改", "was written by a newer version and is not changed here").get(lang).into()
            }
        }
    }
}

impl Likeness {
    fn words(self) -> Text {
        match self {
            Likeness::OtherFiling => {
                t!("与「{}」同名同类同街镇，备案号不同", "same name, type and street as {}, another filing number")
            }
            Likeness::SameName => {
                t!("与「{}」同名，类型或街镇缺或不同", "same name as {}, type or street missing or different")
            }
            Likeness::NameWithin => t!("像「{}」，名称一长一短", "like {}, one name stands in the other"),
            Likeness::Renamed => {
                t!("与「{}」同代码同类型同地址，可能改了名", "same code, type and address as {}, perhaps renamed")
            }
        }
    }
}
