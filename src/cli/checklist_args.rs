//! The words of `checklist`, kept beside those of the other line forms.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct Checklist {
    #[command(subcommand)]
    pub what: ChecklistCommand,
}

#[derive(Subcommand, Debug)]
pub enum ChecklistCommand {
    List,
    Show(ChecklistShow),
    Lint(ChecklistLint),
    Import(ChecklistImport),
    Rules,
}

#[derive(Args, Debug)]
pub struct ChecklistShow {
    #[arg(value_name = "ID")]
    pub id: String,
}

#[derive(Args, Debug)]
pub struct ChecklistLint {
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[arg(long, conflicts_with_all = ["files", "on"])]
    pub unverified: bool,
    #[arg(long, value_name = "D", conflicts_with = "files")]
    pub on: Option<String>,
}

#[derive(Args, Debug)]
pub struct ChecklistImport {
    #[arg(value_name = "FILE.xlsx")]
    pub file: PathBuf,
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub dry_run: bool,
}
