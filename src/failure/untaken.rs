//! Why another file was not taken in: one plain sentence for each check it can fail. Whatever it is, mine is as it was.

use crate::text::{Lang, t};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A folder, a pipe, a device.
    NoFile,
    TooLarge {
        bytes: u64,
        most: u64,
    },
    /// Shorter than its own head says: copied half.
    Short {
        held: u64,
        claimed: u64,
    },
    /// SQLite's own check did not pass, or a row does not read.
    Check,
    /// A table of the log is missing or not as any version of this program makes it.
    Table {
        name: String,
    },
    /// A checklist is not the one that its hash names.
    Content,
    /// An entry is not what its id names.
    Entry {
        laptop: String,
        seq: u64,
    },
    /// An entry does not follow the one before it.
    Chain {
        laptop: String,
        seq: u64,
    },
    /// The end of a log is not sealed by its laptop: cut, altered, or gone on with by another hand.
    Seal {
        laptop: String,
    },
    /// The package is not signed by the laptop it names as its sender.
    Sender,
    /// It is encrypted and nobody gave a passphrase.
    Locked,
    /// It is encrypted with another passphrase.
    Passphrase,
}

impl Why {
    /// What is wrong, to stand behind the file's name.
    pub fn say(&self, lang: Lang) -> String {
        let unnamed = |laptop: &String| match laptop.is_empty() {
            true => t!("一台未命名的电脑", "an unnamed laptop").get(lang).to_string(),
            false => laptop.clone(),
        };
        match self {
            Why::NoFile => t!("不是普通文件", "it is no ordinary file").get(lang).into(),
            Why::TooLarge { bytes, most } => {
                let mebi = |b: &u64| b >> 20;
                t!("太大（{} 兆字节，最多收 {}）", "too large ({} MiB, at most {} are taken)")
                    .fill(lang, &[&mebi(bytes), &mebi(most)])
            }
            Why::Short { held, claimed } => {
                t!("没有复制完（应有 {} 字节，只有 {}）", "not copied to its end ({} bytes announced, {} there)")
                    .fill(lang, &[claimed, held])
            }
            Why::Check => t!("里面有损坏，自检没有通过", "damaged inside: its own check did not pass").get(lang).into(),
            Why::Table { name } => {
                t!("里面的表「{}」不是巡查的样子", "its table `{}` is not as xuncha makes it").fill(lang, &[name])
            }
            Why::Content => {
                t!("里面的一张检查表不是它写明的那一份", "a checklist in it is not the one that it is named as").get(lang).into()
            }
            Why::Entry { laptop, seq } => {
                t!("{} 的日志第 {} 条被改动过", "entry {1} of the log of {0} was changed").fill(lang, &[&unnamed(laptop), seq])
            }
            Why::Chain { laptop, seq } => {
                t!("{} 的日志在第 {} 条接不上前一条", "the log of {} breaks at entry {}: it does not follow the one before")
                    .fill(lang, &[&unnamed(laptop), seq])
            }
            Why::Seal { laptop } => t!(
                "{} 的日志结尾封印不对，被截短或被别人续写过",
                "the end of the log of {} is not sealed by that laptop: cut, or gone on with by another hand"
            )
            .fill(lang, &[&unnamed(laptop)]),
            Why::Sender => {
                t!("打包的电脑签名不对", "it is not signed by the laptop that it names as its sender").get(lang).into()
            }
            Why::Locked => t!("加了口令，没有给口令", "it is encrypted, and no passphrase was given").get(lang).into(),
            Why::Passphrase => t!("口令不对", "the passphrase is another one").get(lang).into(),
        }
    }

    pub fn hint(&self, lang: Lang) -> Option<String> {
        let text = match self {
            Why::Short { .. } => t!("等对方复制完，或重新复制一次", "Wait until it is copied, or copy it anew"),
            Why::Locked | Why::Passphrase => {
                t!("问打包的人要口令，用 --passphrase 给", "Ask who packed it, and give it with --passphrase")
            }
            Why::TooLarge { .. } | Why::NoFile => t!("确认拿对了文件", "Make sure that it is the right file"),
            _ => t!(
                "请对方重新打包或重新复制；原文件坏了就用 xuncha salvage 救出没坏的",
                "Ask for a new package or copy; where the original is damaged, `xuncha salvage` takes out what is whole"
            ),
        };
        Some(text.get(lang).into())
    }
}
