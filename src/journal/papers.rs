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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::inspection::SignedHow;
    use crate::journal::lineage::Lineage;
    use jiff::civil::date;

    fn id(n: u8) -> EntryId {
        EntryId([n; 32])
    }

    fn freeze(draft: u32, sections: &[&str]) -> Event {
        Event::Freeze(Freeze {
            draft,
            on: date(2026, 11, 24),
            sections: sections.iter().map(|s| s.to_string()).collect(),
            covers: Vec::new(),
            data: id(200),
            unit: String::new(),
            letterhead: String::new(),
            number: String::new(),
            people: Default::default(),
            left: Vec::new(),
            scope: Vec::new(),
        })
    }

    fn sign(of: u8) -> Event {
        let (freeze, on) = (id(of), date(2026, 11, 24));
        Event::Sign(Sign { freeze, how: SignedHow::Signed, on, reason: None, witness: None, due: None })
    }

    fn amend(of: u8) -> Event {
        Event::Amend(Amend { freeze: id(of), on: date(2026, 12, 1), reason: format!("第 {of} 稿"), people: Vec::new() })
    }

    /// The papers of entries numbered from 1, all on one chain; some were taken back.
    fn of(events: &[Event], undone: &[u8]) -> Vec<Paper> {
        let mut lineage = Lineage::default();
        let (mut nodes, mut last) = (Vec::new(), None);
        for n in 1..=events.len() as u8 {
            let spot = lineage.add(last, u64::from(n));
            let undone_by = if undone.contains(&n) { vec![id(100 + n)] } else { vec![] };
            nodes.push(Node { id: id(n), under: 0, spot, replaces: vec![], undone_by, known: true });
            last = Some(spot);
        }
        let order = Order::of(&nodes, &lineage);
        papers(&order, &nodes, &events.iter().map(Some).collect::<Vec<_>>())
    }

    fn entries<T>(all: &[(EntryId, T)]) -> Vec<u8> {
        all.iter().map(|(id, _)| id.0[0]).collect()
    }

    #[test]
    fn a_paper_has_the_signings_and_amendments_that_name_it_and_no_others() {
        let all = of(&[freeze(1, &["fire/a"]), freeze(2, &["food/b"]), sign(1), amend(1), sign(2), amend(2), amend(2)], &[7]);
        let told: Vec<_> = all.iter().map(|p| (p.freeze.draft, entries(&p.signs), entries(&p.amends), p.void)).collect();
        assert_eq!(told, [(1, vec![3], vec![4], false), (2, vec![5], vec![6], false)], "what was taken back is not told");
    }

    #[test]
    fn a_later_draft_voids_what_it_covers_too_and_nothing_beside_it() {
        let void = |events: &[Event], undone| of(events, undone).iter().map(|p| p.void).collect::<Vec<_>>();
        assert_eq!(void(&[freeze(1, &["fire/a"]), freeze(2, &["food/b"])], &[]), [false, false]);
        assert_eq!(void(&[freeze(1, &["fire/a"]), freeze(2, &["food/b", "fire/a"])], &[]), [true, false]);
        assert_eq!(void(&[freeze(1, &[]), freeze(2, &["food/b"])], &[]), [true, false], "the whole visit is every section");
        assert_eq!(void(&[freeze(1, &["food/b"]), freeze(2, &[])], &[]), [true, false]);
        assert_eq!(void(&[freeze(1, &[]), freeze(2, &[])], &[2]), [false], "a draft that was taken back voids nothing");
        assert_eq!(void(&[freeze(1, &[]), sign(1)], &[]), [false], "and a signing is no draft");
    }

    #[test]
    fn a_paper_that_is_out_with_a_signature_stays_though_its_draft_was_taken_back() {
        assert!(of(&[freeze(1, &[])], &[1]).is_empty());
        assert_eq!(of(&[freeze(1, &[]), sign(1)], &[1]).len(), 1);
        assert!(of(&[freeze(1, &[]), sign(1)], &[1, 2]).is_empty(), "unless the signing was taken back too");
        let paper = &of(&[freeze(1, &[]), sign(1), amend(1)], &[])[0];
        let state = paper.state();
        assert_eq!((&state["void"], &state["draft"]), (&json!(false), &json!(1)));
        assert_eq!((state["signs"][0]["how"].as_str(), state["amends"][0]["reason"].as_str()), (Some("signed"), Some("第 1 稿")));
        // What is compared between laptops names no entry.
        assert_eq!(state["signs"][0]["freeze"], json!(NOBODY));
    }
}
