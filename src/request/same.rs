//! Drafts that say of two facilities, visits or people that they are one, or are not after all.

use crate::domain::event::{Event, Same};
use crate::failure::rule::Refusal;
use crate::journal::entry::Draft;
use crate::views::same::{Named, SameView};
use crate::views::twins::Pair;

/// Joins the two, or takes them apart. Only things of one kind are one; visits only until a paper of theirs is frozen.
pub fn same(view: &SameView, same: bool, reason: Option<String>) -> Result<Draft, Refusal> {
    let kinds = match (view.a.1, view.b.1) {
        (Some(a), Some(b)) => (a, b),
        (None, _) => return Err(Refusal::NotFound { what: view.a.0.to_string() }),
        (_, None) => return Err(Refusal::NotFound { what: view.b.0.to_string() }),
    };
    if kinds.0 != kinds.1 || view.a.0 == view.b.0 {
        return Err(Refusal::NotAlike);
    }
    if kinds.0 == Named::Visit && view.frozen {
        return Err(Refusal::JoinsFrozen);
    }
    let body = Event::Same(Same { same, reason });
    Ok(Draft { subject: view.subject.clone(), replaces: view.heads.clone(), body })
}

/// The answer to a pair about which nobody has said a word yet.
pub fn answered(pair: &Pair, same: bool) -> Draft {
    Draft { subject: pair.subject(), replaces: Vec::new(), body: Event::Same(Same { same, reason: None }) }
}
