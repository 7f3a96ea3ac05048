//! The lists of choices of a form: which of them say pass and which fail. Nothing is guessed: a choice that is not
//! understood leaves its question out, with its name.

use super::table::Table;
use super::{Told, Words};
use crate::text::t;
use std::collections::{BTreeMap, BTreeSet};

/// What a choice means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    Pass,
    Fail,
    /// No judgement, which every item has anyway.
    None,
}

pub fn meaning(word: &str) -> Option<Meaning> {
    const PASS: [&str; 12] = ["yes", "y", "pass", "ok", "true", "good", "符合", "合格", "是", "有", "正常", "已"];
    const FAIL: [&str; 12] = ["no", "n", "fail", "bad", "false", "不符合", "不合格", "否", "无", "没有", "不正常", "未"];
    const NONE: [&str; 9] =
        ["na", "n/a", "not_applicable", "not applicable", "不适用", "unchecked", "not_checked", "未查", "未检查"];
    let word = word.trim().to_lowercase();
    let is = |words: &[&str]| words.contains(&word.as_str());
    if is(&PASS) {
        Some(Meaning::Pass)
    } else if is(&FAIL) {
        Some(Meaning::Fail)
    } else {
        is(&NONE).then_some(Meaning::None)
    }
}

struct Choice {
    row: usize,
    name: String,
    label: Words,
}

impl Choice {
    fn meaning(&self) -> Option<Meaning> {
        meaning(&self.name).or_else(|| meaning(&self.label.0)).or_else(|| meaning(&self.label.1))
    }

    fn called(&self) -> &str {
        if self.label.0.is_empty() { &self.name } else { &self.label.0 }
    }
}

/// What the choices of a question say.
pub enum Judged {
    /// The words of pass and fail.
    As { pass: Words, fail: Words },
    /// No such list.
    Missing,
    /// It has a choice that means neither, or one of them twice or not at all: that choice, where there is one.
    Unclear(String),
}

/// The lists by name.
#[derive(Default)]
pub struct Lists(BTreeMap<String, Vec<Choice>>);

impl Lists {
    pub fn read(table: &Table, told: &mut Vec<Told>) -> Lists {
        let mut lists = Lists::default();
        for (row, cells) in table.rows() {
            let list = [table.get(cells, "list_name"), table.get(cells, "list name")].concat();
            let choice = Choice { row, name: table.get(cells, "name").into(), label: table.both(cells, "label") };
            lists.0.entry(list).or_default().push(choice);
            table.tell_beside(row, cells, &["list_name", "list name", "name", "label"], told);
        }
        lists
    }

    pub fn judged(&self, list: &str) -> Judged {
        let Some(choices) = self.0.get(list) else { return Judged::Missing };
        let (mut pass, mut fail) = (None, None);
        for choice in choices {
            let slot = match choice.meaning() {
                Some(Meaning::Pass) => &mut pass,
                Some(Meaning::Fail) => &mut fail,
                Some(Meaning::None) => continue,
                None => return Judged::Unclear(choice.called().into()),
            };
            if slot.replace(choice.label.clone()).is_some() {
                return Judged::Unclear(choice.called().into());
            }
        }
        match (pass, fail) {
            (Some(pass), Some(fail)) => Judged::As { pass, fail },
            _ => Judged::Unclear(String::new()),
        }
    }

    /// Lists that no question names, and choices for which every item has a key of its own.
    pub fn tell_the_rest(&self, used: &BTreeSet<String>, told: &mut Vec<Told>) {
        let mut tell = |row, left_out, text, value: &str| {
            told.push(Told { sheet: "choices".into(), row, left_out, text, values: vec![value.into()] });
        };
        for (list, choices) in &self.0 {
            if !used.contains(list) {
                let row = choices.first().map_or(0, |c| c.row);
                tell(
                    row,
                    true,
                    t!("没有题目用到选项「{}」，没有导入", "no question uses the choices `{}`, they are left out"),
                    list,
                );
            } else if matches!(self.judged(list), Judged::As { .. }) {
                for choice in choices.iter().filter(|c| c.meaning() == Some(Meaning::None)) {
                    let said =
                        t!("「{}」不另导入：每项都有不适用和未查", "`{}` is not carried: every item has n/a and not checked");
                    tell(choice.row, false, said, choice.called());
                }
            }
        }
    }
}
