//! `undo`: takes back a group of this log and tells what it was.

use super::args::Undo;
use super::out::Out;
use super::people::People;
use super::session::Session;
use crate::failure::Failure;
use crate::text::t;
use serde_json::json;

pub fn run(session: &Session, args: &Undo) -> Result<Out, Failure> {
    let mut log = session.open()?;
    let author = People::of(&mut log, session)?.known_author();
    let undone = log.undo(args.group, author, &session.now)?;
    let subjects: Vec<String> = undone.subjects.iter().map(ToString::to_string).collect();
    let words = t!("已撤销：", "Taken back:").get(session.lang);
    let said = std::iter::once(words.to_string()).chain(subjects.iter().cloned()).collect::<Vec<_>>().join("\n");
    Ok(Out::of(json!({ "group": undone.group, "subjects": subjects }), said))
}
