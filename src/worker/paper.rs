//! Requests that read or write other files: documents, imports, merges.

use super::Worker;
use crate::disk;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::files::import::{self, Looked};
use crate::files::{form, read};
use crate::request::{Reply, Request};

impl Worker {
    pub(super) fn paper(&mut self, request: Request) -> Result<Reply, Failure> {
        let log = &mut self.log;
        match request {
            Request::ImportPreview { kind, path } => Ok(match import::look(log, &self.home, kind, &path, disk::now().today)? {
                Looked::Rows(planned) => Reply::ImportPreview(Box::new(planned.preview)),
                Looked::Form(form) => Reply::FormPreview(Box::new(form)),
            }),
            Request::FormTake { path } => {
                let form = form::form(&self.home, read::book(&path)?, disk::now().today)?;
                let (items, id) = (form.made.items, form.made.id.clone());
                let to = self.home.checklists().join(format!("{id}.toml"));
                form.write(&to)?;
                Ok(Reply::FormTaken { path: to, id, items })
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
