//! The papers of a visit (DESIGN §4, *Freezing and signing*): what stands on `freeze/I`. Here all living entries count,
//! not the heads alone: a signing does not replace the freeze that it names.

use super::heads::{Node, Order};
use crate::domain::event::Event;
use crate::domain::inspection::{Amend, Freeze, Sign};
use crate::domain::name::EntryId;
use serde_json::{Value, json};

/// One freeze with what became of its paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub entry: EntryId,
    pub freeze: Freeze,
    /// A later draft covers a section of it: 作废, to be collected.
    pub void: bool,
    /// What happened with the pen.
    pub signs: Vec<(EntryId, Sign)>,
    pub amends: Vec<(EntryId, Amend)>,
}

/// The papers of one visit from the entries of its `freeze/I`, `events` beside their nodes (`None`: of a newer version).
/// By draft number and then by what they say.
///
/// A freeze counts while it lives, and also when it was taken back by someone who had not seen that it is signed: the
/// paper is out. *It is void when a later one, in the order, has overlapping sections.*
pub fn papers(order: &Order, nodes: &[Node], events: &[Option<&Event>]) -> Vec<Paper> {
    let all = || nodes.iter().zip(events).filter_map(|(n, e)| Some((n, (*e)?)));
    let living = || all().filter(|(n, _)| n.undone_by.is_empty());
    let signs = |freeze: EntryId| {
        let of = living().filter_map(move |(n, e)| match e {
            Event::Sign(s) if s.freeze == freeze => Some((n.id, s.clone())),
            _ => None,
        });
        sorted(of.collect(), |(_, s)| json!(Sign { freeze: NOBODY, ..s.clone() }))
    };
    let amends = |freeze: EntryId| {
        let of = living().filter_map(move |(n, e)| match e {
            Event::Amend(a) if a.freeze == freeze => Some((n.id, a.clone())),
            _ => None,
        });
        sorted(of.collect(), |(_, a)| json!(Amend { freeze: NOBODY, ..a.clone() }))
    };
    let mut papers = Vec::new();
    for (node, event) in all() {
        let Event::Freeze(freeze) = event else { continue };
        let signs = signs(node.id);
        if signs.is_empty() && !node.undone_by.is_empty() {
            continue;
        }
        let later = |(n, e): (&Node, &Event)| match e {
            Event::Freeze(f) => overlap(f, freeze) && order.before(node.id, n.id),
            _ => false,
        };
        let void = living().any(later);
        papers.push(Paper { entry: node.id, freeze: freeze.clone(), void, signs, amends: amends(node.id) });
    }
    sorted(papers, Paper::state)
}

/// Whether two freezes cover a common section; without sections a freeze covers the whole visit.
fn overlap(a: &Freeze, b: &Freeze) -> bool {
    a.sections.is_empty() || b.sections.is_empty() || a.sections.iter().any(|s| b.sections.contains(s))
}

impl Paper {
    /// What the paper says, without the ids of entries: what a state digest is made from.
    pub fn state(&self) -> Value {
        let freeze = Freeze { covers: Vec::new(), ..self.freeze.clone() };
        let signs: Vec<Sign> = self.signs.iter().map(|(_, s)| Sign { freeze: NOBODY, ..s.clone() }).collect();
        let amends: Vec<Amend> = self.amends.iter().map(|(_, a)| Amend { freeze: NOBODY, ..a.clone() }).collect();
        json!({"draft": freeze.draft, "freeze": freeze, "void": self.void, "signs": signs, "amends": amends})
    }
}

/// Stands for the id of an entry where ids do not count.
const NOBODY: EntryId = EntryId([0; 32]);

/// In one order on every laptop: by what they say, not by when they came.
fn sorted<T>(mut all: Vec<T>, say: impl Fn(&T) -> Value) -> Vec<T> {
    all.sort_by_cached_key(|t| {
        let value = say(t);
        (value["draft"].as_u64(), super::canonical::canonical_of(&value))
    });
    all
}
