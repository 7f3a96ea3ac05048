//! Requests that read or write other files: documents, imports, merges.

use super::Worker;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::request::{Reply, Request};

impl Worker {
    pub(super) fn paper(&mut self, request: Request) -> Result<Reply, Failure> {
        Err(Failure::Rule(Refusal::NotFound { what: format!("{request:?}") }))
    }
}
