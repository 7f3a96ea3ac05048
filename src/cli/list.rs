//! `list`: facilities, visits, findings, people, or pairs that may be one; one JSON array or a line each.

use super::args::{List, ListWord};
use super::out::Out;
use super::rows;
use super::session::Session;
use crate::failure::Failure;
use crate::text::Lang;
use serde_json::Value;

pub fn run(session: &Session, args: &List) -> Result<Out, Failure> {
    let mut log = session.open_to_read()?;
    let lang = session.lang;
    Ok(match args.what {
        ListWord::Facilities => table(&log.facilities()?, rows::facility, rows::facility_line, lang),
        ListWord::Inspections => table(&log.visits(None)?, rows::inspection, rows::inspection_line, lang),
        ListWord::Findings => {
            let found = log.findings(session.now.today, args.overdue)?;
            table(&found, rows::finding, rows::finding_line, lang)
        }
        ListWord::Pairs => table(&log.pairs()?, rows::pair, rows::pair_line, lang),
        ListWord::People => table(&log.people()?, rows::person, |row, _| rows::person_line(row), lang),
    })
}

fn table<T>(all: &[T], json: impl Fn(&T) -> Value, line: impl Fn(&T, Lang) -> String, lang: Lang) -> Out {
    // One line a row, also where somebody typed a line break.
    let lines: Vec<String> = all.iter().map(|row| line(row, lang).replace(['\n', '\r'], " ")).collect();
    Out::of(all.iter().map(json).collect(), lines.join("\n"))
}
