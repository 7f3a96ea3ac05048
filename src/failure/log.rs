//! A database that is damaged, hostile, no database, of a newer version, or of the other world (demonstration, real).

use super::exit;
use super::untaken::Why;
use crate::text::{Lang, t};
use std::path::PathBuf;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    NotADatabase {
        path: PathBuf,
    },
    Newer {
        path: PathBuf,
        version: u32,
    },
    /// Of an older form, and it cannot be brought up to date here: read-only, or in use.
    Older {
        path: PathBuf,
    },
    /// SQLite's own check or ours failed; `what` names the first place, where it is known.
    Damaged {
        path: PathBuf,
        what: String,
    },
    /// The file lacks what this laptop remembers to have written last: an older copy of it.
    Behind {
        path: PathBuf,
        held: u64,
        known: u64,
    },
    /// What this laptop wrote in the file before cannot be gone on with: its key or its memory is gone, or the log was
    /// continued elsewhere.
    Strange {
        path: PathBuf,
    },
    /// Demonstration into real or real into demonstration.
    OtherWorld {
        path: PathBuf,
    },
    /// Another's file that was not taken in.
    Untaken {
        path: PathBuf,
        why: Why,
    },
    /// The same of a file that was only to be looked at.
    Unsound {
        path: PathBuf,
        why: Why,
    },
}

impl Fault {
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Fault::NotADatabase { path } => {
                t!("{} 不是巡查的数据文件；没有改动", "{} is no xuncha database; nothing was changed")
                    .fill(lang, &[&path.display()])
            }
            Fault::Newer { path, version } => t!(
                "{} 由更新的版本写成（第 {} 版结构），没有打开也没有改动",
                "{} was written by a newer version (schema {}); it was neither opened nor changed"
            )
            .fill(lang, &[&path.display(), version]),
            Fault::Older { path } => t!(
                "{} 由较早的版本写成，要能写才能更新结构；没有改动",
                "{} was written by an older version and cannot be brought up to date while it cannot be written; nothing was changed"
            )
            .fill(lang, &[&path.display()]),
            Fault::Damaged { path, what } if what.is_empty() => {
                t!("{} 有损坏；没有改动", "{} is damaged; nothing was changed").fill(lang, &[&path.display()])
            }
            Fault::Damaged { path, what } => {
                t!("{} 有损坏：{}；没有改动", "{} is damaged: {}; nothing was changed").fill(lang, &[&path.display(), what])
            }
            Fault::Behind { path, held, known } => t!(
                "{} 比本机记得的旧：本机记到第 {} 条，文件里只到第 {} 条，中间的不在这个文件里",
                "{} is older than this laptop remembers: written up to entry {}, but the file ends at {}; what lies between is not in it"
            )
            .fill(lang, &[&path.display(), known, held]),
            Fault::Strange { path } => t!(
                "本机以前在 {} 里的日志接不上（密钥或记忆不在了，或在别处续写过）；以前的记录都在，再记时另起一条日志",
                "The log that this laptop wrote in {} cannot be continued (its key or memory is gone, or it went on elsewhere); all records are there, the next one begins a new log"
            )
            .fill(lang, &[&path.display()]),
            Fault::Untaken { path, why } => {
                t!("{}：{}；没有并入，本机没有改动", "{}: {}; it was not taken in, nothing was changed here")
                    .fill(lang, &[&path.display(), &why.say(lang)])
            }
            Fault::Unsound { path, why } => format!("{}{}{}", path.display(), t!("：", ": ").get(lang), why.say(lang)),
            Fault::OtherWorld { path } => t!(
                "{} 与本文件一个是演示、一个是真的，不能并在一起；没有改动",
                "{} and this file are one a demonstration, one real: they never meet; nothing was changed"
            )
            .fill(lang, &[&path.display()]),
        }
    }

    pub fn hint(&self, lang: Lang) -> Option<String> {
        let text = match self {
            Fault::Newer { .. } => t!("请更新程序", "Please update the program"),
            Fault::Older { .. } => t!(
                "先关掉正在用它的程序，或把它复制到能写的文件夹再打开",
                "Close the program that uses it, or copy it to a folder that can be written and open it there"
            ),
            Fault::Damaged { .. } => t!(
                "留着这个文件；打开最近的备份，再并入同事的文件",
                "Keep this file; open the latest backup, then merge the colleagues' files"
            ),
            Fault::Behind { .. } => t!(
                "找到最新的那个文件再打开，或把它并入；接着用这个文件，就另起一条日志",
                "Find the newest file and open it, or merge it in; going on with this one begins a new log"
            ),
            Fault::Untaken { why, .. } | Fault::Unsound { why, .. } => return why.hint(lang),
            _ => return None,
        };
        Some(text.get(lang).into())
    }

    pub fn exit_code(&self) -> i32 {
        match self {
            Fault::Newer { .. } | Fault::Older { .. } => exit::REFUSED,
            _ => exit::DAMAGED,
        }
    }
}
