//! What the rules say of an item that fails at a visit: how it rises to a candidate for major hazard, and whom it is handed
//! over to. A function of the visit and the rules that the program carries; nothing of it is stored.

use super::visit::Visit;
use crate::content;
use crate::content::checklist::{Item, Owner};
use crate::content::rules::{Escalation, Transfer};
use crate::domain::point::{Handling, Severity, Verdict};

/// What a fail of this item brings with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Follows {
    /// The rules by which the item rises, in the order of the file.
    pub rises: Vec<&'static Escalation>,
    /// What holds since it failed the last time too.
    pub again: Vec<&'static Escalation>,
    /// The authority that takes such a matter over.
    pub to: Option<&'static Transfer>,
}

/// What follows from a fail of `item` at this visit.
pub fn follows(visit: &Visit, item: &Item) -> Follows {
    let rules = content::rules();
    let failed = visit.parts.last.get(&item.id).is_some_and(|last| last.verdict == Verdict::Fail);
    let again = item.severity == Severity::Serious && failed;
    Follows {
        rises: rules.rising(item).collect(),
        again: rules.repeated().filter(|_| again).collect(),
        to: rules.authority(item),
    }
}

impl Follows {
    /// The authority where it is told unasked: the matter is not our own, or is handed over anyway.
    pub fn handed(&self, item: &Item, handling: Option<Handling>) -> Option<&'static Transfer> {
        self.to.filter(|_| item.owner != Owner::Civil || handling == Some(Handling::Transfer))
    }
}
