//! `merge`: takes in a colleague's file, or takes the last one out again.

use super::args::Merge;
use super::out::Out;
use super::session::Session;
use crate::failure::{Failure, exit};
use crate::merge;
use crate::text::t;
use serde_json::json;

/// Exit code 1 when people now judge differently what they did not before. `--trust-new` is understood and changes
/// nothing yet: every laptop is taken in.
pub fn run(session: &Session, args: &Merge) -> Result<Out, Failure> {
    let mut log = session.open()?;
    let Some(file) = args.file.as_ref().filter(|_| !args.undo) else {
        let entries = merge::undo(&mut log)?;
        let words =
            t!("已撤出上一次并入的 {} 条", "Took the {} entries of the last merge out again").fill(session.lang, &[&entries]);
        let code = if entries == 0 { exit::NOT_SO } else { exit::DONE };
        return Ok(Out::of(json!({ "removed": entries }), words).with_code(code));
    };
    let merged = merge::merge(&mut log, file, &session.now)?;
    let words = merged.words(session.lang);
    let taken = &merged.taken;
    let json = json!({
        "entries": taken.entries,
        "facilities": taken.facilities,
        "inspections": taken.visits,
        "findings": taken.findings,
        "disputes": taken.disputes,
        "missing_there": merged.missing_there(),
        "words": words,
    });
    Ok(Out::of(json, words.join("\n")).with_code(merged.exit_code()))
}
