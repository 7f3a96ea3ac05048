//! What a merge brought, in words: three lines that two people can compare aloud.

use crate::failure::exit;
use crate::store::Taken;
use crate::text::{Lang, t};

/// The result of a merge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    pub taken: Taken,
}

impl Merged {
    pub fn of(taken: Taken) -> Merged {
        Merged { taken }
    }

    /// 1 when people now judge differently what they did not before.
    pub fn exit_code(&self) -> i32 {
        if self.taken.disputes > 0 { exit::NOT_SO } else { exit::DONE }
    }

    /// How many entries they lack.
    pub fn missing_there(&self) -> u64 {
        self.taken.plan.missing_there.iter().map(|s| s.to + 1 - s.from).sum()
    }

    /// One line a fact, the most important first.
    pub fn words(&self, lang: Lang) -> Vec<String> {
        let t = &self.taken;
        let mut lines = Vec::new();
        if t.plan.is_same() {
            lines.push(t!("两边一致，没有新的记录", "Both sides are the same, there is nothing new").get(lang).to_string());
        } else if t.entries == 0 {
            lines.push(t!("对方没有新的记录", "There is nothing new in that file").get(lang).to_string());
        } else {
            lines.push(
                t!(
                    "并入 {} 条：新机构 {} 家，新检查 {} 次，新问题 {} 个",
                    "Took {} entries: {} new facilities, {} new visits, {} new findings"
                )
                .fill(lang, &[&t.entries, &t.facilities.max(0), &t.visits.max(0), &t.findings.max(0)]),
            );
        }
        for (laptop, entries) in t.laptops.iter().filter(|(_, n)| **n > 0) {
            let unnamed = t!("未命名的电脑", "an unnamed laptop").get(lang);
            let laptop = if laptop.is_empty() { unnamed } else { laptop };
            lines.push(t!("来自 {}：{} 条", "From {}: {} entries").fill(lang, &[&laptop, entries]));
        }
        if t.disputes > 0 {
            lines.push(
                t!("新的分歧 {} 处，两边的判断都留着", "{} new disputes; both judgements are kept").fill(lang, &[&t.disputes]),
            );
        }
        for (laptop, shared) in &t.forks {
            lines.push(
                t!(
                    "{} 的日志从第 {} 条起在两台电脑上各写各的，都已保留",
                    "The log of {} was continued on two computers after entry {}; both are kept"
                )
                .fill(lang, &[laptop, shared]),
            );
        }
        let unknown: u64 = t.plan.unknown.values().sum();
        if unknown > 0 {
            lines.push(
                t!(
                    "{} 条由更新的版本写成，已保留，这里只能看",
                    "{} entries were written by a newer version: kept, read-only here"
                )
                .fill(lang, &[&unknown]),
            );
        }
        if self.missing_there() > 0 {
            lines.push(
                t!("对方还缺本机的 {} 条，请让对方也并入一次", "The other side lacks {} entries of this file: merge there too")
                    .fill(lang, &[&self.missing_there()]),
            );
        }
        lines
    }
}
