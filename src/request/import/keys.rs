//! Which facility a row is. By filing number, else by name, type and street; never by credit code alone. What may be one
//! that is there and is not surely so is asked.

use super::preview::Likeness;
use super::value;
use crate::domain::derive::{facility_by_filing, facility_by_name, normal, street};
use crate::domain::facility::Facility;
use crate::domain::name::FacilityId;
use crate::views::facility::FacilityNow;
use std::collections::{BTreeSet, HashMap};

/// Name, type and street in the form they are compared in.
pub type NameKey = (String, &'static str, String);

pub fn name_key(profile: &Facility) -> NameKey {
    let kind = profile.kind.map_or("", |k| k.word());
    (normal(&profile.name), kind, street(profile.street.as_deref().unwrap_or("")))
}

/// The filing number as compared; a placeholder is none.
pub fn filing(profile: &Facility) -> Option<String> {
    profile.filing_number.as_deref().and_then(value::code)
}

/// The id a new row gets.
pub fn derived(profile: &Facility, filing_tells: bool, ordinal: u32) -> FacilityId {
    // The number as it stands, not as it is compared: a facility added by hand derives its id from the same text.
    match profile.filing_number.as_deref().filter(|n| filing_tells && !value::is_nothing(n)) {
        Some(number) => facility_by_filing(number, ordinal),
        None => facility_by_name(&profile.name, profile.kind, profile.street.as_deref().unwrap_or(""), ordinal),
    }
}

/// What is held, by every key a row may have. A facility answers to one row of a file only.
pub struct Held<'a> {
    pub all: &'a [FacilityNow],
    by_id: HashMap<FacilityId, usize>,
    by_filing: HashMap<String, Vec<usize>>,
    by_name: HashMap<NameKey, Vec<usize>>,
    by_bare_name: HashMap<String, Vec<usize>>,
    by_code: HashMap<String, Vec<usize>>,
    taken: BTreeSet<usize>,
}

impl<'a> Held<'a> {
    pub fn of(all: &'a [FacilityNow]) -> Held<'a> {
        let mut held = Held {
            all,
            by_id: HashMap::new(),
            by_filing: HashMap::new(),
            by_name: HashMap::new(),
            by_bare_name: HashMap::new(),
            by_code: HashMap::new(),
            taken: BTreeSet::new(),
        };
        for (n, one) in all.iter().enumerate() {
            let profile = &one.profile.joined.value;
            held.by_id.insert(one.id, n);
            if let Some(number) = filing(profile) {
                held.by_filing.entry(number).or_default().push(n);
            }
            held.by_name.entry(name_key(profile)).or_default().push(n);
            for name in profile.former_names.iter().chain([&profile.name]) {
                held.by_bare_name.entry(normal(name)).or_default().push(n);
            }
            if let Some(code) = profile.credit_code.as_deref().and_then(value::code) {
                held.by_code.entry(code).or_default().push(n);
            }
        }
        held
    }

    /// Says that a row is this facility, so that no other row is.
    pub fn take(&mut self, n: usize) {
        self.taken.insert(n);
    }

    pub fn is_taken(&self, n: usize) -> bool {
        self.taken.contains(&n)
    }

    /// By filing number: the first thing asked of every row, so that no other key takes that facility away.
    pub fn by_filing(&self, profile: &Facility) -> Option<usize> {
        let found = self.by_filing.get(&filing(profile)?)?;
        let [only] = found[..] else { return None };
        self.free(only).then_some(only)
    }

    /// By the id that the row would get.
    pub fn by_id(&self, id: FacilityId) -> Option<usize> {
        self.by_id.get(&id).copied().filter(|n| self.free(*n))
    }

    /// By name, type and street, where just one facility has them and no other filing number.
    pub fn by_name(&self, profile: &Facility) -> Option<usize> {
        let own = filing(profile);
        let fits = |n: &usize| match (&own, filing(&self.all[*n].profile.joined.value)) {
            (Some(a), Some(b)) => *a == b,
            _ => true,
        };
        let mut found = self.by_name.get(&name_key(profile))?.iter().copied().filter(|n| self.free(*n) && fits(n));
        found.next().filter(|_| found.next().is_none())
    }

    /// All that have this name or had it, in the order of what is held.
    pub fn named(&self, bare_name: &str) -> Vec<usize> {
        self.by_bare_name.get(bare_name).cloned().unwrap_or_default()
    }

    /// An id that nothing has yet: the row's own, else of the next ordinal.
    pub fn fresh(&self, profile: &Facility, filing_tells: bool, ordinal: u32, given: &BTreeSet<FacilityId>) -> FacilityId {
        let mut ids = (ordinal..).map(|n| derived(profile, filing_tells, n));
        ids.find(|id| !self.by_id.contains_key(id) && !given.contains(id)).expect("ordinals do not end")
    }

    fn free(&self, n: usize) -> bool {
        !self.taken.contains(&n)
    }

    /// What a row without a sure match may be.
    pub fn like(&self, profile: &Facility) -> Option<(usize, Likeness)> {
        let free = |n: &usize| self.free(*n);
        let value = |n: usize| &self.all[n].profile.joined.value;
        let key = name_key(profile);
        let mut found = Vec::new();
        for n in self.by_bare_name.get(&key.0).into_iter().flatten().copied().filter(free) {
            let theirs = name_key(value(n));
            let kind = key.1 == theirs.1;
            let street = key.2 == theirs.2;
            let open = |a: &str, b: &str| a.is_empty() || b.is_empty();
            let how = match (kind, street) {
                (true, true) => Likeness::OtherFiling,
                _ if (kind || open(key.1, theirs.1)) && (street || open(&key.2, &theirs.2)) => Likeness::SameName,
                // Another type in the same street: a slip, or two under one roof.
                (false, true) if !key.2.is_empty() => Likeness::SameName,
                _ => continue,
            };
            found.push((n, how));
        }
        let address = |p: &Facility| p.address.as_deref().map(normal).filter(|a| !a.is_empty());
        let code = profile.credit_code.as_deref().and_then(value::code);
        if let (Some(code), Some(here)) = (code, address(profile)) {
            for n in self.by_code.get(&code).into_iter().flatten().copied().filter(free) {
                let same_kind = value(n).kind.is_some() && value(n).kind == profile.kind;
                if same_kind && address(value(n)).as_ref() == Some(&here) {
                    found.push((n, Likeness::Renamed));
                }
            }
        }
        found.into_iter().next()
    }
}
