//! Every fault as data, and its sentence and hint in both languages, one file an area. An error says what happened, to
//! which file, what was kept and what to do. No fault is a panic and no panic is a fault.

pub mod content;
pub mod disk;
pub mod import;
pub mod log;
pub mod rule;
pub mod untaken;
pub mod usage;

use crate::text::{Lang, t};

/// Anything that can go wrong, as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The disk or a file refused.
    Disk(disk::Disk),
    /// A database or package is damaged, hostile, of another kind or of a newer version.
    Log(log::Fault),
    /// Checklists, norms or plans do not read.
    Content(Vec<content::Fault>),
    /// A roster or ledger does not read.
    Import(import::Fault),
    /// The rules of the trade or of the log refuse.
    Rule(rule::Refusal),
    /// A line form that was not understood.
    Usage(usage::Usage),
    /// There is no terminal, or it is gone.
    NoTerminal { what: String },
    /// The program itself is wrong at `place` and stopped.
    Fallen { place: String },
}

/// Exit codes of the program (DESIGN §7).
pub mod exit {
    pub const DONE: i32 = 0;
    /// Verify failed, rows left out, disputes added, refused by a rule, nothing to undo.
    pub const NOT_SO: i32 = 1;
    pub const USAGE: i32 = 2;
    /// Damaged, hostile or no database; demonstration into real.
    pub const DAMAGED: i32 = 3;
    /// Full, locked, read-only, of a newer version.
    pub const REFUSED: i32 = 4;
    /// The program itself was wrong.
    pub const FALLEN: i32 = 101;
}

impl Failure {
    /// One plain sentence: what happened, to what, and what was kept.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Failure::Disk(f) => f.say(lang),
            Failure::Log(f) => f.say(lang),
            Failure::Content(all) => all.iter().map(|f| f.say(lang)).collect::<Vec<_>>().join("\n"),
            Failure::Import(f) => f.say(lang),
            Failure::Rule(f) => f.say(lang),
            Failure::Usage(f) => f.say(lang),
            Failure::NoTerminal { what } => t!(
                "没有可用的终端，屏幕打不开（{}）；已存的都在",
                "There is no terminal to draw on ({}); what was saved is there"
            )
            .fill(lang, &[what]),
            Failure::Fallen { place } => t!(
                "程序自己出了错，停下了（{}）；已存的都在",
                "The program made a mistake of its own and stopped ({}); what was saved is there"
            )
            .fill(lang, &[place]),
        }
    }

    /// What to do about it, where there is something to do.
    pub fn hint(&self, lang: Lang) -> Option<String> {
        match self {
            Failure::Disk(f) => f.hint(lang),
            Failure::Log(f) => f.hint(lang),
            Failure::Content(_) | Failure::Import(_) => None,
            Failure::Rule(f) => f.hint(lang),
            Failure::Usage(f) => f.hint(lang),
            Failure::NoTerminal { .. } => {
                Some(t!("不用屏幕的命令：xuncha --help", "Commands that need no screen: xuncha --help").get(lang).into())
            }
            Failure::Fallen { .. } => Some(
                t!(
                    "请再打开；又出现时，把括号里的话告诉做程序的人",
                    "Open it again; if it comes back, tell the makers what stands in brackets"
                )
                .get(lang)
                .into(),
            ),
        }
    }

    /// The exit code of a line form that fails with this.
    pub fn exit_code(&self) -> i32 {
        match self {
            Failure::Disk(_) | Failure::NoTerminal { .. } => exit::REFUSED,
            Failure::Log(f) => f.exit_code(),
            Failure::Content(_) | Failure::Import(_) | Failure::Rule(_) => exit::NOT_SO,
            Failure::Usage(_) => exit::USAGE,
            Failure::Fallen { .. } => exit::FALLEN,
        }
    }
}
