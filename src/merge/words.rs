//! What a merge brought, in words that two people can compare aloud: a line for each laptop, and what is the same or missing.

use crate::domain::name::LogId;
use crate::failure::log::Fault;
use crate::failure::untaken::Why;
use crate::failure::{Failure, exit};
use crate::journal::digest::digits;
use crate::request::exchange::{Alike, Brought, Outcome, Standing, TakenOut};
use crate::store::Taken;
use crate::text::{Lang, t};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The result of a merge, file by file.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    pub files: Vec<(PathBuf, Result<Taken, Failure>)>,
    /// Nothing of it stays.
    pub dry: bool,
    /// Folders that were named and hold no file to take.
    pub empty: Vec<PathBuf>,
    /// Files in a shared folder that end like a database and are none of ours.
    pub left: Vec<PathBuf>,
}

impl Merged {
    pub fn taken(&self) -> impl Iterator<Item = &Taken> {
        self.files.iter().filter_map(|(_, taken)| taken.as_ref().ok())
    }

    /// What the only file brought.
    #[cfg(test)]
    pub fn only(&self) -> &Taken {
        self.taken().next().expect("one file that was taken")
    }

    pub fn refused(&self) -> impl Iterator<Item = &Failure> {
        self.files.iter().filter_map(|(_, taken)| taken.as_ref().err())
    }

    /// A file that was refused says how; else 1 when people now judge differently what they did not before, or something was
    /// left out.
    pub fn exit_code(&self) -> i32 {
        let told = self.refused().map(Failure::exit_code).max();
        let open = self.taken().any(|t| t.disputes > 0 || t.laptops.iter().any(|l| l.left_out > 0));
        told.unwrap_or(if open || !self.empty.is_empty() { exit::NOT_SO } else { exit::DONE })
    }

    pub fn entries(&self) -> u64 {
        self.taken().map(|t| t.entries).sum()
    }

    /// How it went as a whole.
    pub fn outcome(&self) -> Outcome {
        match (self.refused().next().is_some(), self.taken().next().is_some()) {
            (true, false) => Outcome::Refused,
            (true, true) => Outcome::Partly,
            _ if !self.empty.is_empty() => Outcome::Partly,
            _ => Outcome::Done,
        }
    }

    /// Whether a passphrase was missing or another one.
    pub fn is_locked(&self) -> bool {
        let locked = |f: &Failure| matches!(f, Failure::Log(Fault::Untaken { why: Why::Locked | Why::Passphrase, .. }));
        self.refused().any(locked)
    }

    pub fn disputes(&self) -> i64 {
        self.taken().map(|t| t.disputes).sum()
    }

    /// How many entries the owners of these files lack.
    pub fn missing_there(&self) -> u64 {
        self.taken().map(missing_there).max().unwrap_or(0)
    }

    /// What each laptop brought, over all files.
    fn laptops(&self) -> Vec<Brought> {
        let mut all: BTreeMap<_, Brought> = BTreeMap::new();
        for of in self.taken().flat_map(|t| &t.laptops) {
            match all.get_mut(&of.key) {
                None => drop(all.insert(of.key, of.clone())),
                Some(sum) => {
                    sum.standing = of.standing;
                    sum.entries += of.entries;
                    sum.visits = sum.visits.max(of.visits);
                    sum.records += of.records;
                    sum.findings += of.findings;
                    sum.disputes += of.disputes;
                    sum.left_out += of.left_out;
                }
            }
        }
        all.into_values().collect()
    }

    /// One line a fact, the most important first, with the line forms that say what is one.
    pub fn words(&self, lang: Lang) -> Vec<String> {
        let alike: Vec<&Alike> = self.taken().flat_map(|t| &t.alike).collect();
        let mut lines: Vec<String> = alike.iter().take(MOST_ALIKE).map(|of| maybe_one(of, lang)).collect();
        if alike.len() > MOST_ALIKE {
            let more = t!("还有 {} 对可能是一个", "{} more pair{|s} may be one");
            lines.push(more.fill(lang, &[&(alike.len() - MOST_ALIKE)]));
        }
        self.lines(lang, lines)
    }

    /// The same for the screen, which asks about each pair itself.
    pub fn told(&self, lang: Lang) -> Vec<String> {
        self.lines(lang, Vec::new())
    }

    fn lines(&self, lang: Lang, alike: Vec<String>) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for folder in &self.empty {
            let none = t!("{} 里没有 .xuncha 包，也没有 .db 文件", "{} holds no .xuncha package and no .db file");
            lines.push(none.fill(lang, &[&folder.display()]));
        }
        let laptops = self.laptops();
        let told = lines.len();
        lines.extend(laptops.iter().filter(|l| l.entries > 0).map(|l| brought(l, lang)));
        if lines.len() == told && self.taken().next().is_some() {
            lines.push(t!("没有新的记录", "There is nothing new").get(lang).into());
        }
        let disputes = self.disputes();
        if disputes > 0 {
            lines.push(
                t!("新的分歧 {} 处，两边的判断都留着", "{} new dispute{|s}; both judgements are kept").fill(lang, &[&disputes]),
            );
        }
        lines.extend(self.missing(lang));
        lines.extend(alike);
        for left in laptops.iter().filter(|l| l.left_out > 0) {
            lines.push(
                t!("{} 已移除，它后来的 {} 条没有收", "{} was removed: its later {} entr{y|ies} {was|were} left out")
                    .fill(lang, &[&named(&left.name, lang), &left.left_out]),
            );
        }
        let mut forks: Vec<_> = self.taken().flat_map(|t| &t.forks).collect();
        forks.dedup();
        for (laptop, shared) in forks {
            lines.push(
                t!(
                    "{} 的日志从第 {} 条起在两台电脑上各写各的，都已保留",
                    "The log of {} was continued on two computers after entry {}; both are kept"
                )
                .fill(lang, &[&named(laptop, lang), shared]),
            );
        }
        let unknown: u64 = self.taken().flat_map(|t| t.plan.unknown.values()).sum();
        if unknown > 0 {
            lines.push(
                t!(
                    "{} 条由更新的版本写成，已保留，这里只能看",
                    "{} entr{y|ies} {was|were} written by a newer version: kept, read-only here"
                )
                .fill(lang, &[&unknown]),
            );
        }
        lines.extend(self.refused().map(|failure| failure.say(lang)));
        if !self.left.is_empty() {
            let names: Vec<String> = self.left.iter().map(|file| file_name(file)).collect();
            lines.push(t!("不是巡查文件，没有看：{}", "No xuncha files, left alone: {}").fill(lang, &[&names.join(" ")]));
        }
        if self.dry {
            lines.push(t!("只看不写：还没有并入", "Only looked at: nothing was taken in yet").get(lang).into());
        }
        lines
    }

    /// What is the same, or who lacks what. Of several files each is told by its name; what is told of one is not told again.
    fn missing(&self, lang: Lang) -> Vec<String> {
        let many = self.files.len() > 1;
        let (mut same, mut behind) = (Vec::new(), Vec::new());
        let mut lacking: BTreeMap<LogId, (String, u64)> = BTreeMap::new();
        let taken = self.files.iter().filter_map(|(file, taken)| taken.as_ref().ok().map(|taken| (file, taken)));
        // A file merged into itself has nothing to compare, and what this laptop packed is no stranger's.
        let own = |t: &Taken| t.sender.as_ref().is_some_and(|s| s.standing == Standing::Own);
        for (file, taken) in taken.filter(|(_, t)| t.digest.is_some() && !own(t)) {
            let name = match (&taken.sender, many) {
                (Some(sender), _) => named(&sender.laptop, lang),
                (None, true) => file_name(file),
                (None, false) => t!("对方", "the other side").get(lang).into(),
            };
            let there = missing_there(taken);
            let left_out = taken.laptops.iter().any(|l| l.left_out > 0);
            if there == 0 && taken.lacking.is_empty() && !left_out && !same.contains(&name) {
                same.push(name.clone());
            }
            if there > 0 {
                behind.push(t!("{} 还缺本机的 {} 条", "{} lacks {} entr{y|ies} of this file").fill(lang, &[&name, &there]));
            }
            for (log, (laptop, count)) in &taken.lacking {
                let most = lacking.entry(*log).or_insert((laptop.clone(), 0));
                most.1 = most.1.max(*count);
            }
        }
        let mut lines = Vec::new();
        if let (false, Some(digest)) = (same.is_empty(), self.taken().find_map(|t| t.digest)) {
            let names = same.join(t!("、", ", ").get(lang));
            lines.push(match self.dry {
                true => t!("并入后与 {} 一致", "After taking it in, the same as {}").fill(lang, &[&names]),
                false => t!("与 {} 一致（{}）", "The same as {} ({})").fill(lang, &[&names, &digits(&digest)]),
            });
        }
        lines.extend(behind);
        lines.extend(lacking.values().map(|(laptop, count)| {
            t!("本机还缺 {} 的 {} 条，要它的包", "This file lacks {1} entr{y|ies} of {0}: ask for its package")
                .fill(lang, &[&named(laptop, lang), count])
        }));
        lines
    }

    pub fn json(&self, lang: Lang) -> Value {
        let sum = |of: fn(&Taken) -> i64| self.taken().map(of).sum::<i64>();
        let laptop = |l: &Brought| {
            json!({
                "key": l.key, "laptop": l.name, "standing": l.standing.word(), "entries": l.entries, "visits": l.visits,
                "records": l.records, "findings": l.findings, "disputes": l.disputes, "left_out": l.left_out,
            })
        };
        let file = |(path, taken): &(PathBuf, Result<Taken, Failure>)| match taken {
            Ok(t) => json!({
                "file": path, "entries": t.entries, "sender": t.sender.as_ref().map(|s| &s.laptop),
                "standing": t.sender.as_ref().map(|s| s.standing.word()),
                "missing_there": missing_there(t), "missing_here": t.lacking.values().map(|(_, count)| count).sum::<u64>(),
            }),
            Err(failure) => json!({ "file": path, "error": failure.say(lang), "code": failure.exit_code() }),
        };
        json!({
            "dry_run": self.dry,
            "entries": self.entries(),
            "facilities": sum(|t| t.facilities),
            "inspections": sum(|t| t.visits),
            "findings": sum(|t| t.findings),
            "disputes": self.disputes(),
            "missing_there": self.missing_there(),
            "laptops": self.laptops().iter().map(laptop).collect::<Vec<_>>(),
            "alike": self.taken().flat_map(|t| &t.alike).map(|of| {
                json!({ "kind": if of.findings { "finding" } else { "inspection" }, "a": of.a, "b": of.b, "facility": of.facility })
            }).collect::<Vec<_>>(),
            "files": self.files.iter().map(file).collect::<Vec<_>>(),
            "words": self.words(lang),
        })
    }
}

fn file_name(file: &Path) -> String {
    file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

fn missing_there(taken: &Taken) -> u64 {
    taken.plan.missing_there.iter().map(|s| s.to + 1 - s.from).sum()
}

/// So many pairs are told one by one.
const MOST_ALIKE: usize = 3;

fn maybe_one(of: &Alike, lang: Lang) -> String {
    let text = match of.findings {
        true => t!(
            "{}：同一天同一项记了两个问题，是同一个就 xuncha same {} {}",
            "{}: two findings on one item and day; if they are one: xuncha same {} {}"
        ),
        false => t!(
            "{}：同一天有两次检查，是同一次就 xuncha same {} {}",
            "{}: two visits on one day; if they are one: xuncha same {} {}"
        ),
    };
    text.fill(lang, &[&of.facility, &of.a, &of.b])
}

/// `甲号机：3 次检查，212 条记录，2 个问题，1 处分歧`; what it brought besides is told where there is no more to tell.
fn brought(of: &Brought, lang: Lang) -> String {
    let mut parts = Vec::new();
    let mut count = |n: u64, text: crate::text::Text| {
        if n > 0 {
            parts.push(text.fill(lang, &[&n]));
        }
    };
    count(of.visits, t!("{} 次检查", "{} visit{|s}"));
    count(of.records, t!("{} 条记录", "{} answer{|s}"));
    count(of.findings, t!("{} 个问题", "{} finding{|s}"));
    count(of.disputes, t!("{} 处分歧", "{} dispute{|s}"));
    if parts.is_empty() {
        parts.push(t!("机构、人员等 {} 条", "{} entr{y|ies} on facilities, people and the like").fill(lang, &[&of.entries]));
    }
    let mark = match of.standing {
        Standing::Unpaired => t!("（未结对）", " (not paired)").get(lang),
        Standing::Introduced => t!("（经人介绍）", " (introduced)").get(lang),
        _ => "",
    };
    let stop = t!("，", ", ").get(lang);
    t!("{}{}：{}", "{}{}: {}").fill(lang, &[&named(&of.name, lang), &mark, &parts.join(stop)])
}

/// What a merge had brought that was taken out again.
pub fn taken_out(out: &TakenOut, lang: Lang) -> Vec<String> {
    let mut lines =
        vec![t!("已撤出上一次并入的 {} 条", "Took the {} entr{y|ies} of the last merge out again").fill(lang, &[&out.entries()])];
    let of =
        |(laptop, entries): &(String, u64)| t!("{}：{} 条", "{}: {} entr{y|ies}").fill(lang, &[&named(laptop, lang), entries]);
    lines.extend(out.laptops.iter().map(of));
    if out.without_visit > 0 {
        lines.push(
            t!(
                "留下的记录里有 {} 条，它们的检查随这次并入撤出了，暂时看不到；再并入那个文件就都在",
                "{} answer{|s} that stay{s|} belong{s|} to visits that went out with it and cannot be seen for now; taking that file in again brings them back"
            )
            .fill(lang, &[&out.without_visit]),
        );
    }
    lines
}

pub fn named(laptop: &str, lang: Lang) -> String {
    let unnamed = t!("未命名的电脑", "an unnamed laptop").get(lang);
    if laptop.is_empty() { unnamed.into() } else { laptop.into() }
}
