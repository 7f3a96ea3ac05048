//! A database that is damaged, hostile, no database, of a newer version, or of the other world (demonstration, real).

use super::exit;
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
    /// Demonstration into real or real into demonstration.
    OtherWorld {
        path: PathBuf,
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
