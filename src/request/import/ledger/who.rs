//! Which facility a row of a ledger means. A ledger often gives no more than a name: what it leaves out contradicts
//! nothing, so one facility of that name is the one; what contradicts or only resembles is asked. A facility that nobody
//! knows comes in with what the ledger says of it, to be put right: no finding is left out for want of its home.

use super::super::keys::{Held, NameKey, derived, name_key};
use super::super::preview::Likeness;
use crate::domain::check;
use crate::domain::derive::normal;
use crate::domain::facility::Facility;
use crate::domain::name::FacilityId;
use crate::views::facility::FacilityNow;
use std::collections::{BTreeMap, BTreeSet};

/// One facility as a ledger names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The first row that names it so: the one that is asked about.
    pub row: u32,
    /// Name, type and street, whatever of them is said.
    pub says: Facility,
}

/// What became clear about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub id: FacilityId,
    pub name: String,
    /// It comes in with this profile.
    pub new: Option<Facility>,
    /// It may be this one, and whether a person said so.
    pub like: Option<(FacilityId, String, Likeness, Option<bool>)>,
}

/// Finds all facilities that a ledger names. `answers` are by the row that asks.
pub fn find(named: &[Named], held: &[FacilityNow], answers: &BTreeMap<u32, bool>) -> Vec<Found> {
    let keys = Held::of(held);
    let all_names = |f: &FacilityNow| {
        let profile = &f.profile.joined.value;
        profile.former_names.iter().chain([&profile.name]).map(|n| normal(n)).collect()
    };
    let names: Vec<Vec<String>> = held.iter().map(all_names).collect();
    let mut found: Vec<Option<Found>> = vec![None; named.len()];
    // What says most comes first, so that a bare name further up joins it.
    let mut order: Vec<usize> = (0..named.len()).collect();
    let said = |n: &Named| u8::from(n.says.kind.is_some()) + u8::from(n.says.street.is_some());
    order.sort_by_key(|&n| (std::cmp::Reverse(said(&named[n])), named[n].row));
    let mut fresh: Vec<(NameKey, FacilityId)> = Vec::new();
    let mut given = BTreeSet::new();
    for n in order {
        let says = &named[n].says;
        let known = |at: usize| (held[at].id, held[at].profile.joined.value.name.clone());
        let (sure, like) = match candidates(says, &keys, &names) {
            Match::Sure(at) => (Some(known(at)), None),
            Match::Like(at, how) => {
                let (id, name) = known(at);
                let answer = answers.get(&named[n].row).copied();
                (answer.filter(|same| *same).map(|_| (id, name.clone())), Some((id, name, how, answer)))
            }
            Match::None => (None, None),
        };
        if let Some((id, name)) = sure {
            found[n] = Some(Found { id, name, new: None, like });
            continue;
        }
        let key = name_key(says);
        let twin = fresh.iter().find(|(other, _)| other.0 == key.0 && fits(&key, other));
        found[n] = Some(match twin {
            Some((_, id)) => Found { id: *id, name: says.name.clone(), new: None, like },
            None => {
                let id = keys.fresh(says, false, 1, &given);
                given.insert(id);
                fresh.push((key, id));
                let marks = check::marks(says, &[]);
                Found { id, name: says.name.clone(), new: Some(Facility { marks, ..says.clone() }), like }
            }
        });
    }
    found.into_iter().flatten().collect()
}

enum Match {
    Sure(usize),
    Like(usize, Likeness),
    None,
}

/// Nothing that one says contradicts the other.
fn fits(a: &NameKey, b: &NameKey) -> bool {
    let open = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
    open(a.1, b.1) && open(&a.2, &b.2)
}

fn candidates(says: &Facility, held: &Held, names: &[Vec<String>]) -> Match {
    if let Some(at) = held.by_id(derived(says, false, 1)).or_else(|| held.by_name(says)) {
        return Match::Sure(at);
    }
    let key = name_key(says);
    let theirs = |at: usize| name_key(&held.all[at].profile.joined.value);
    let same: Vec<usize> = held.named(&key.0);
    let fitting: Vec<usize> = same.iter().copied().filter(|at| fits(&key, &theirs(*at))).collect();
    match (&fitting[..], &same[..]) {
        ([only], _) => return Match::Sure(*only),
        ([first, ..], _) | ([], [first, ..]) => return Match::Like(*first, Likeness::SameName),
        _ => {}
    }
    // 康宁 for 康宁养老院: the longest of those it stands in, or that stand in it.
    let resembles = |at: usize| {
        let like = names[at].iter().filter(|n| within(n, &key.0)).map(|n| n.chars().count()).max();
        like.filter(|_| fits(&key, &theirs(at))).map(|length| (length, at))
    };
    let best = (0..names.len()).filter_map(resembles).max_by_key(|(length, at)| (*length, std::cmp::Reverse(*at)));
    best.map_or(Match::None, |(_, at)| Match::Like(at, Likeness::NameWithin))
}

/// Shorter names than this stand in too many others, unless at their beginning (康宁).
const SHORTEST: usize = 3;

fn within(a: &str, b: &str) -> bool {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    match short.chars().count() {
        SHORTEST.. => long.contains(short),
        2 => long.starts_with(short),
        _ => false,
    }
}
