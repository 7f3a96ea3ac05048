//! The disk or a file refused: full, locked, read-only, gone.

use crate::text::{Lang, t};
use std::path::PathBuf;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disk {
    Full {
        path: PathBuf,
    },
    ReadOnly {
        path: PathBuf,
    },
    NotFound {
        path: PathBuf,
    },
    Exists {
        path: PathBuf,
    },
    /// Another running xuncha writes this file.
    InUse {
        path: PathBuf,
        process: Option<u32>,
    },
    /// A foreign program reads or writes the file and blocks a commit.
    Busy {
        path: PathBuf,
        process: Option<u32>,
    },
    Other {
        path: PathBuf,
        what: String,
    },
}

impl Disk {
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Disk::Full { path } => {
                t!("磁盘已满，没有写进 {}；已存的都在", "The disk is full, nothing was written to {}; what was saved is there")
                    .fill(lang, &[&path.display()])
            }
            Disk::ReadOnly { path } => t!("{} 只能读，不能写；没有改动", "{} can be read, not written; nothing was changed")
                .fill(lang, &[&path.display()]),
            Disk::NotFound { path } => t!("找不到 {}", "{} is not there").fill(lang, &[&path.display()]),
            Disk::Exists { path } => {
                t!("{} 已存在，没有覆盖", "{} exists already and was not overwritten").fill(lang, &[&path.display()])
            }
            Disk::InUse { path, process } => t!("{} 正由另一个巡查程序写着{}", "{} is being written by another running xuncha{}")
                .fill(lang, &[&path.display(), &by(*process, lang)]),
            Disk::Busy { path, process } => {
                t!("{} 被别的程序占用{}，这一条还没存上", "{} is held by another program{}, this is not saved yet")
                    .fill(lang, &[&path.display(), &by(*process, lang)])
            }
            Disk::Other { path, what } => t!("{}：{}", "{}: {}").fill(lang, &[&path.display(), what]),
        }
    }

    pub fn hint(&self, lang: Lang) -> Option<String> {
        let text = match self {
            Disk::Full { .. } => t!("腾出空间后按 Enter 再试", "Free some space, then press Enter to try again"),
            Disk::ReadOnly { .. } => {
                t!("换一个能写的文件夹，或去掉只读", "Choose a folder that can be written, or take the read-only mark off")
            }
            Disk::InUse { .. } => t!("可以只读打开，或先关掉那一个", "It can be opened read-only, or close the other one first"),
            Disk::Busy { .. } => t!("关掉占用它的程序，再按 Enter", "Close the program that holds it, then press Enter"),
            _ => return None,
        };
        Some(text.get(lang).into())
    }
}

fn by(process: Option<u32>, lang: Lang) -> String {
    process.map(|p| t!("（进程号 {}）", " (process {})").fill(lang, &[&p])).unwrap_or_default()
}
