//! `merge`: takes in colleagues' files, or takes the last merge out again.

use super::out::Out;
use super::session::Session;
use crate::failure::{Failure, exit};
use crate::merge::{self, Options};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct Merge {
    #[arg(value_name = "FILE", required_unless_present = "undo")]
    pub files: Vec<PathBuf>,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long, conflicts_with_all = ["files", "dry_run"])]
    pub undo: bool,
    #[arg(long)]
    pub trust_new: bool,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub passphrase: Option<String>,
}

/// Exit code 1 when people now judge differently what they did not before, or something was left out; the code of the refusal
/// when a file was refused.
pub fn run(session: &Session, args: &Merge) -> Result<Out, Failure> {
    let mut log = session.open()?;
    if args.undo {
        let out = merge::undo(&mut log)?;
        let of = |(laptop, entries): &(String, u64)| json!({ "laptop": laptop, "entries": entries });
        let json = json!({
            "removed": out.entries(), "laptops": out.laptops.iter().map(of).collect::<Vec<_>>(),
            "without_visit": out.without_visit,
        });
        let code = if out.entries() == 0 { exit::NOT_SO } else { exit::DONE };
        return Ok(Out::of(json, merge::taken_out(&out, session.lang).join("\n")).with_code(code));
    }
    let passphrase = args.passphrase.as_deref().map(super::session::passphrase).transpose()?;
    let options = Options { dry: args.dry_run, trust_new: args.trust_new, passphrase, ..Options::default() };
    let merged = merge::merge_all(&mut log, &args.files, &options, &session.now)?;
    // One file that is refused is the whole of it.
    if let [(_, Err(failure))] = &merged.files[..] {
        return Err(failure.clone());
    }
    let words = merged.words(session.lang).join("\n");
    Ok(Out::of(merged.json(session.lang), words).with_code(merged.exit_code()))
}
