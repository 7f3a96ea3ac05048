//! The flags of the line forms that read and write whole files.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct Report {
    #[arg(value_name = "INSPECTION|plan")]
    pub inspection: String,
    #[arg(long, value_name = "html|csv", default_value = "html")]
    pub format: ReportFormat,
    #[arg(long, value_name = "Y", value_parser = clap::value_parser!(i16).range(1..=9999))]
    pub year: Option<i16>,
    #[arg(long, value_name = "S")]
    pub street: Option<String>,
    #[arg(long, value_name = "ID")]
    pub item: Option<String>,
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub blank: bool,
    #[arg(long, value_name = "N")]
    pub draft: Option<u32>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    Html,
    Csv,
}

#[derive(Args, Debug)]
pub struct Export {
    #[arg(value_name = "findings")]
    pub what: ExportWord,
    #[arg(long, value_name = "xlsx|csv", default_value = "xlsx")]
    pub format: ExportFormat,
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub output: PathBuf,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportWord {
    Findings,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    Xlsx,
    Csv,
}

#[derive(Args, Debug)]
pub struct Import {
    #[arg(value_name = "facilities|people|ledger")]
    pub what: ImportWord,
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long, value_name = "ROW")]
    pub same: Vec<u32>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportWord {
    Facilities,
    People,
    Ledger,
}

#[derive(Args, Debug)]
pub struct Backup {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

#[derive(Args, Debug)]
pub struct Demo {
    #[arg(long, value_name = "N")]
    pub facilities: Option<u32>,
    #[arg(long, value_name = "N")]
    pub answers: Option<u32>,
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    #[arg(long, value_name = "K", default_value_t = 1)]
    pub laptop: u32,
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
}

/// What a process does that `bench` starts to measure it from outside.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// Opens the file, Home, the list and a visit, and tells how much memory that took.
    Memory,
    /// Opens the file and makes Home.
    Home,
    /// Opens the file with nothing of ours and reads one row.
    Row,
}

#[derive(Args, Debug)]
pub struct Bench {
    #[arg(long, hide = true)]
    pub only: Option<Only>,
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=99))]
    pub runs: u32,
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    pub answers: u32,
}
