//! Requests that read or write other files: documents, imports, merges.

use super::Worker;
use crate::disk;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::files::import;
use crate::request::{Reply, Request};
use std::collections::BTreeMap;

impl Worker {
    pub(super) fn paper(&mut self, request: Request) -> Result<Reply, Failure> {
        let log = &mut self.log;
        match request {
            Request::ImportPreview { kind, path } => {
                let planned = import::plan(log, kind, &path, &BTreeMap::new())?;
                Ok(Reply::ImportPreview(Box::new(planned.preview)))
            }
            Request::ImportTake { kind, path, answers, author } => {
                let answers = answers.into_iter().collect();
                let done = import::take(log, kind, &path, &answers, author, &disk::now())?;
                let (added, changed, left_out) = (done.added(), done.changed(), done.left_out());
                // No group has the number 0: where nothing was to be written there is nothing to take back.
                Ok(Reply::Imported { group: done.group.unwrap_or(0), added, changed, left_out })
            }
            Request::Write { document, to } => self.write(document, &to),
            other => Err(Failure::Rule(Refusal::NotFound { what: format!("{other:?}") })),
        }
    }
}
