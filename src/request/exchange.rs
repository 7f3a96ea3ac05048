//! Bringing files together, as plain data: how far it is, and how it is told to stop.

use crate::domain::name::{EntryId, LogId};
use crate::text::{Text, t};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How far a step that takes long has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub step: Step,
    pub done: u64,
    /// 0 = nobody knows yet.
    pub total: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Bytes.
    Copying,
    Checking,
    /// Entries.
    Taking,
    /// Entries.
    Packing,
}

/// Who watches a step that takes long: hears how far it is, and may stop it.
#[derive(Clone, Default)]
pub struct Watch {
    stop: Arc<AtomicBool>,
    tell: Option<Arc<dyn Fn(Progress) + Send + Sync>>,
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Watch({})", self.is_stopped())
    }
}

impl Watch {
    /// `stop` may be set from elsewhere at any time.
    pub fn new(stop: Arc<AtomicBool>, tell: impl Fn(Progress) + Send + Sync + 'static) -> Watch {
        Watch { stop, tell: Some(Arc::new(tell)) }
    }

    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub fn tell(&self, step: Step, done: u64, total: u64) {
        if let Some(tell) = &self.tell {
            tell(Progress { step, done, total });
        }
    }
}

/// How the laptop of a key stands here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// This laptop.
    Own,
    /// Nobody compared digits with it yet: taken in, with a mark.
    Unpaired,
    /// Came in a package of one that is paired.
    Introduced,
    Paired,
    /// What it writes from then on is left out.
    Removed,
}

impl Standing {
    pub fn words(self) -> Text {
        match self {
            Standing::Own => t!("本机", "this laptop"),
            Standing::Unpaired => t!("未结对", "not paired"),
            Standing::Introduced => t!("经人介绍", "introduced"),
            Standing::Paired => t!("已结对", "paired"),
            Standing::Removed => t!("已移除", "removed"),
        }
    }

    /// As it stands in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Standing::Own => "own",
            Standing::Unpaired => "unpaired",
            Standing::Introduced => "introduced",
            Standing::Paired => "paired",
            Standing::Removed => "removed",
        }
    }
}

/// A laptop whose log is held here, or that was once paired or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laptop {
    pub key: EntryId,
    pub name: String,
    pub standing: Standing,
    pub entries: u64,
    /// What both screens show alike when each holds the other's key; `None` for this laptop, or where it has no key yet.
    pub digits: Option<String>,
}

/// What a merge brought of one laptop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    pub key: EntryId,
    pub name: String,
    pub standing: Standing,
    pub entries: u64,
    /// Visits that the new entries are about.
    pub visits: u64,
    /// Answers in them: points, each counted once.
    pub records: u64,
    /// Findings that were none here before.
    pub findings: u64,
    /// Points that people judge differently now and did not before.
    pub disputes: u64,
    /// What was not taken, since the laptop was removed.
    pub left_out: u64,
}

/// What was taken out of a damaged file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salvaged {
    pub laptops: Vec<Saved>,
    /// Rows that did not read, on pages that did.
    pub unread: u64,
    /// Pages that are missing or blank.
    pub pages: u64,
}

impl Salvaged {
    pub fn entries(&self) -> u64 {
        self.laptops.iter().map(|l| l.held - l.fork).sum()
    }
}

/// What was taken out of one laptop's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Empty where not even the first entry reads.
    pub laptop: String,
    pub log: Option<LogId>,
    /// The number that it branched off behind; 0 = it begins the log.
    pub fork: u64,
    /// The last number that checks from the first on; the fork = none of its own.
    pub held: u64,
    /// The last number that the file is known to have held.
    pub last: u64,
}

/// What is to be done with files of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// What a merge would bring, without taking it.
    Look,
    /// Takes every package of a folder in and leaves this laptop's there.
    Sync,
    /// Writes a package.
    Pack,
    Merge,
    /// Takes the last merge out again.
    Undo,
}

/// One step of bringing files together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    pub task: Task,
    pub paths: Vec<PathBuf>,
    pub passphrase: Option<String>,
}

/// How it went as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    #[default]
    Done,
    /// Something was refused or held back, and the rest was done.
    Partly,
    /// Every file was refused.
    Refused,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub outcome: Outcome,
    /// Packages are under a passphrase that was not given, or is another one.
    pub locked: bool,
    pub words: Vec<String>,
    /// Entries that came, or would.
    pub new: u64,
    pub disputes: u64,
    /// Pairs that may be one.
    pub alike: u64,
    /// Laptops that had a part in it.
    pub laptops: Vec<EntryId>,
}

/// How this laptop stands beside the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Here {
    /// The digest of the log in 4 x 4 digits.
    pub log: String,
    pub laptops: Vec<Laptop>,
    /// Logs that were continued twice: the laptop and the last number that is shared.
    pub forks: Vec<(String, u64)>,
    /// The last merge, which can be taken out again.
    pub last: Option<LastMerge>,
}

/// A merge that can be taken out again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastMerge {
    pub at: String,
    /// The files that it took.
    pub files: Vec<String>,
    pub entries: u64,
}

/// What a merge that was taken out had brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenOut {
    /// How many entries of which laptop; a name may be empty.
    pub laptops: Vec<(String, u64)>,
    /// Answers that are held still and whose visit went away with it.
    pub without_visit: u64,
}

impl TakenOut {
    pub fn entries(&self) -> u64 {
        self.laptops.iter().map(|(_, entries)| entries).sum()
    }
}

/// Two findings, or two visits, that may be one: a person says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alike {
    pub findings: bool,
    pub a: String,
    pub b: String,
    /// The name of their facility.
    pub facility: String,
}
