//! The words of the line forms, as other programs rely on them: words stay, flags only grow. No sentence stands here;
//! those are in `text::cli`, in both languages.

pub use super::checklist_args::{Checklist, ChecklistCommand, ChecklistImport, ChecklistLint, ChecklistShow};
use super::exchange::{Pack, Salvage, Sync, Verify};
use super::facility::Facility;
pub use super::file_args::{Backup, Bench, Demo, Export, ExportFormat, Import, ImportWord, Only, Report, ReportFormat};
use super::gate::Gate;
use super::merge::Merge;
use super::plan::Plan;
use super::run::Run;
use super::tie::Tie;
use super::trust::Trust;
use super::visit::{Amend, Correct, NotMade};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Parser, Debug)]
#[command(name = "xuncha", version, disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true)]
pub struct Line {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Args, Debug)]
pub struct Global {
    #[arg(long, value_name = "FILE", global = true)]
    pub db: Option<PathBuf>,
    #[arg(long, value_name = "zh|en", global = true)]
    pub lang: Option<Language>,
    #[arg(long = "as", value_name = "PERSON", global = true)]
    pub person: Option<String>,
    #[arg(long, global = true)]
    pub json: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Zh,
    En,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    New(New),
    Answer(Box<Answer>),
    Undo(Undo),
    Freeze(Freeze),
    Sign(Sign),
    Finding(Finding),
    Settle(Settle),
    Same(Same),
    List(List),
    Show(Show),
    Report(Report),
    Export(Export),
    Import(Import),
    Plan(Plan),
    Facility(Facility),
    Gate(Box<Gate>),
    NotMade(NotMade),
    Amend(Amend),
    Run(Run),
    Tie(Tie),
    Correct(Correct),
    Stats,
    Digest,
    Verify(Verify),
    Rebuild,
    Backup(Backup),
    Merge(Merge),
    Pack(Pack),
    Sync(Sync),
    Salvage(Salvage),
    Trust(Trust),
    Checklist(Checklist),
    Demo(Demo),
    Bench(Bench),
}

#[derive(Args, Debug)]
pub struct New {
    #[arg(value_name = "FACILITY")]
    pub facility: String,
    #[arg(long, value_name = "K")]
    pub kind: KindWord,
    #[arg(long, value_name = "D")]
    pub date: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=99))]
    pub team: u32,
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub list: Vec<String>,
    #[arg(long = "without", value_name = "LIST/SECTION", num_args = 1.., value_delimiter = ',')]
    pub without: Vec<String>,
    #[arg(long, conflicts_with = "list")]
    pub all: bool,
    #[arg(long)]
    pub extra: bool,
    #[arg(long = "with", value_name = "PERSON")]
    pub with: Vec<String>,
    #[arg(long)]
    pub guidance: bool,
    #[arg(long = "assign", value_name = "LIST/SECTION=PERSON")]
    pub assign: Vec<String>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[value(rename_all = "snake_case")]
pub enum KindWord {
    Routine,
    Campaign,
    Case,
    Joint,
    Recheck,
}

#[derive(Args, Debug)]
pub struct Answer {
    #[arg(value_name = "INSPECTION")]
    pub inspection: String,
    #[arg(value_name = "ITEM|POINT|+ITEM|new")]
    pub what: String,
    #[arg(value_name = "pass|fail|na|unchecked|clear")]
    pub verdict: VerdictWord,
    #[arg(long, value_name = "1..7|TEXT", allow_hyphen_values = true)]
    pub reason: Option<String>,
    #[arg(long, value_name = "V", allow_hyphen_values = true)]
    pub value: Vec<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub facts: Option<String>,
    #[arg(long, value_name = "P", allow_hyphen_values = true)]
    pub place: Option<String>,
    #[arg(long, value_name = "BAD/LOOKED")]
    pub count: Option<String>,
    #[arg(long, value_name = "fixed|order|transfer|advise")]
    pub handling: Option<HandlingWord>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub interim: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub photos: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub reply: Option<String>,
    #[arg(long, value_name = "POINT")]
    pub same: Option<String>,
    #[arg(long, value_name = "minor|serious|major")]
    pub severity: Option<SeverityWord>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub why: Option<String>,
    #[arg(long, value_name = "D")]
    pub due: Option<String>,
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub note: Vec<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub internal: Vec<String>,
    #[arg(long, conflicts_with = "fixed")]
    pub withdraw: bool,
    #[arg(long)]
    pub fixed: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[value(rename_all = "snake_case")]
pub enum VerdictWord {
    Pass,
    Fail,
    Na,
    Unchecked,
    Clear,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[value(rename_all = "snake_case")]
pub enum HandlingWord {
    Fixed,
    Order,
    Transfer,
    Advise,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[value(rename_all = "snake_case")]
pub enum SeverityWord {
    Minor,
    Serious,
    Major,
}

#[derive(Args, Debug)]
pub struct Undo {
    #[arg(value_name = "GROUP")]
    pub group: Option<u64>,
}

#[derive(Args, Debug)]
pub struct Freeze {
    #[arg(value_name = "INSPECTION")]
    pub inspection: String,
    #[arg(long, value_name = "S")]
    pub section: Vec<String>,
    #[arg(long, value_name = "POINT=REASON", allow_hyphen_values = true)]
    pub leave: Vec<String>,
}

#[derive(Args, Debug)]
pub struct Sign {
    #[arg(value_name = "INSPECTION")]
    pub inspection: String,
    #[arg(long, value_name = "N")]
    pub draft: Option<u32>,
    #[arg(long, value_name = "C")]
    pub check: Option<String>,
    #[arg(long, value_name = "signed|reserved|refused|by_hand|later")]
    pub how: HowWord,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub reason: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub witness: Option<String>,
    #[arg(long, value_name = "D")]
    pub due: Option<String>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[value(rename_all = "snake_case")]
pub enum HowWord {
    Signed,
    Reserved,
    Refused,
    ByHand,
    Later,
}

#[derive(Args, Debug)]
pub struct Finding {
    #[arg(value_name = "POINT")]
    pub point: String,
    #[arg(value_name = "fixed|order|recheck|partly|close|reopen|transfer|judge")]
    pub step: StepWord,
    #[arg(value_name = "major|not")]
    pub judgement: Option<JudgementWord>,
    #[arg(long, value_name = "D")]
    pub date: Option<String>,
    #[arg(long, value_name = "D")]
    pub due: Option<String>,
    #[arg(long, value_name = "PERSON")]
    pub with: Vec<String>,
    #[arg(long, value_name = "PERSON")]
    pub consent: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub reason: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub to: Option<String>,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub clause: Option<String>,
    #[arg(long, value_name = "INSPECTION")]
    pub visit: Option<String>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[value(rename_all = "snake_case")]
pub enum StepWord {
    Fixed,
    Order,
    Recheck,
    Partly,
    Close,
    Reopen,
    Transfer,
    Judge,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[value(rename_all = "snake_case")]
pub enum JudgementWord {
    Major,
    Not,
}

#[derive(Args, Debug)]
pub struct Settle {
    #[arg(value_name = "SUBJECT")]
    pub subject: String,
    #[arg(long, value_name = "ENTRY")]
    pub take: String,
    #[arg(long, value_name = "R", allow_hyphen_values = true)]
    pub reason: String,
}

#[derive(Args, Debug)]
pub struct Same {
    #[arg(value_name = "ID|POINT")]
    pub a: String,
    #[arg(value_name = "ID|POINT")]
    pub b: String,
    #[arg(long)]
    pub apart: bool,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub reason: Option<String>,
}

#[derive(Args, Debug)]
pub struct List {
    #[arg(value_name = "facilities|inspections|findings|people")]
    pub what: ListWord,
    #[arg(long)]
    pub overdue: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[value(rename_all = "snake_case")]
pub enum ListWord {
    Facilities,
    Inspections,
    Findings,
    People,
    Pairs,
}

#[derive(Args, Debug)]
pub struct Show {
    #[arg(value_name = "ID")]
    pub id: String,
}
