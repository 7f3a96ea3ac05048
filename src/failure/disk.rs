//! The disk or a file refused: full, locked, read-only, gone. Each sentence says what was kept.

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
    /// The system does not let this user read it.
    Forbidden {
        path: PathBuf,
    },
    NotFound {
        path: PathBuf,
    },
    /// The open file is not where it was: a stick pulled, a file moved or deleted.
    Gone {
        path: PathBuf,
    },
    /// The device does not do what it is asked.
    Broken {
        path: PathBuf,
    },
    /// Where the open file was there is another one now.
    Another {
        path: PathBuf,
    },
    /// A write was broken off, and where the file lies now nothing can be written to heal it.
    Unhealed {
        path: PathBuf,
    },
    /// The laptop's key does not read.
    Key {
        path: PathBuf,
    },
    /// The settings do not read; `what` in the words of the reader.
    Settings {
        path: PathBuf,
        what: String,
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
            Disk::Forbidden { path } => t!("没有权限读 {}；没有改动", "{} may not be read by this user; nothing was changed")
                .fill(lang, &[&path.display()]),
            Disk::NotFound { path } => t!("找不到 {}", "{} is not there").fill(lang, &[&path.display()]),
            Disk::Gone { path } => t!(
                "{} 不在了（盘拔出了，或文件被移走、改名、删除）；没有写进去",
                "{} is gone (the stick was pulled, or the file moved, renamed or deleted); nothing was written"
            )
            .fill(lang, &[&path.display()]),
            Disk::Broken { path } => t!(
                "{} 读写不了（盘松了、拔出了或坏了）；没有写进去，已存的不受影响",
                "{} cannot be read or written (the disk is loose, pulled or broken); nothing was written, what was saved stays"
            )
            .fill(lang, &[&path.display()]),
            Disk::Another { path } => t!(
                "{} 现在是另一个文件，里面没有这次已存的；没有写进去",
                "{} is another file now, without what was saved; nothing was written"
            )
            .fill(lang, &[&path.display()]),
            Disk::Unhealed { path } => t!(
                "{} 上次写到一半就断了，这里不能写，没法复原；没有改动",
                "A write to {} was broken off, and nothing can be written here to put it right; nothing was changed"
            )
            .fill(lang, &[&path.display()]),
            Disk::Key { path } => t!(
                "本机密钥 {} 读不懂；没有写，记录都在数据文件里",
                "The key of this laptop, {}, does not read; nothing was written, all records are in the data file"
            )
            .fill(lang, &[&path.display()]),
            Disk::Settings { path, what } => {
                t!("设置 {} 读不懂：{}；没有改动", "The settings {} do not read: {}; nothing was changed")
                    .fill(lang, &[&path.display(), what])
            }
            Disk::Exists { path } => {
                t!("{} 已存在，没有覆盖", "{} exists already and was not overwritten").fill(lang, &[&path.display()])
            }
            Disk::InUse { path, process } => t!("{} 正由另一个巡查程序写着{}", "{} is being written by another running xuncha{}")
                .fill(lang, &[&path.display(), &by(*process, lang)]),
            Disk::Busy { path, process } => {
                t!("{} 被别的程序占用{}，没有写进去", "{} is held by another program{}, nothing was written to it")
                    .fill(lang, &[&path.display(), &by(*process, lang)])
            }
            Disk::Other { path, what } => t!("{}：{}", "{}: {}").fill(lang, &[&path.display(), what]),
        }
    }

    pub fn hint(&self, lang: Lang) -> Option<String> {
        let text = match self {
            Disk::Full { .. } => t!("腾出空间，再试一次", "Free some space and try again"),
            Disk::ReadOnly { .. } => {
                t!("换一个能写的文件夹，或去掉只读", "Choose a folder that can be written, or take the read-only mark off")
            }
            Disk::InUse { .. } => t!("先关掉那一个，再打开", "Close that one, then open again"),
            Disk::Busy { .. } => t!("关掉占用它的程序，再试一次", "Close the program that holds it and try again"),
            Disk::Gone { .. } => t!("插回，或放回原处，再试一次", "Plug it in or put it back, then try again"),
            Disk::Broken { .. } => t!("插紧再试一次；还不行就换一个盘", "Plug it in firmly and try again, or use another disk"),
            Disk::Another { .. } => {
                t!("放回原来的文件再试，或退出后重新打开", "Put the former file back and try again, or quit and open again")
            }
            Disk::Unhealed { .. } => t!(
                "把它和旁边的 -journal 文件一起复制到能写的文件夹，再打开",
                "Copy it together with the -journal file beside it into a folder that can be written, and open it there"
            ),
            Disk::Key { .. } => t!(
                "放回这个文件的备份；没有备份就把它移走，程序会另起一条日志，以前的记录不变",
                "Put its backup back, or move it away: the program then begins a new log, former records stay"
            ),
            Disk::Settings { .. } => {
                t!("改好它，或把它移走：程序会重新问一遍", "Put it right, or move it away: the program asks anew")
            }
            _ => return None,
        };
        Some(text.get(lang).into())
    }
}

fn by(process: Option<u32>, lang: Lang) -> String {
    process.map(|p| t!("（进程号 {}）", " (process {})").fill(lang, &[&p])).unwrap_or_default()
}
