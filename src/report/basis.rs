//! Which citations may stand on a paper that leaves the office, and in which words. One place decides it for every
//! paper: a clause that was read, of a norm in force on that day, that holds for this type of place.

use crate::content::checklist::{Basis, Certainty, Force, Item};
use crate::content::norms::{Norms, Place};
use crate::domain::facility::FacilityType;
use crate::text::Lang;
use crate::text::report as words;
use jiff::civil::Date;

/// Whether a citation may be printed, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Printed,
    /// 待核实: nobody read this clause.
    NotRead,
    /// Not in force on the day, or a draft.
    NotInForce,
    UnknownNorm,
    /// Made for another type of place.
    OtherType,
    /// By analogy, beside an order.
    Analogy,
}

/// What becomes of a citation on the paper of a place.
pub fn fate(basis: &Basis, place: Place, norms: &Norms, on: Date) -> Fate {
    let meant = basis.types.is_empty() || place.kind.is_some_and(|k| basis.types.contains(&k));
    if !meant || norms.force(basis, place).is_none() {
        return Fate::OtherType;
    }
    let Some(norm) = norms.get(&basis.norm) else { return Fate::UnknownNorm };
    if !norm.citable || !norm.in_force(on) {
        return Fate::NotInForce;
    }
    if basis.certainty == Certainty::Read { Fate::Printed } else { Fate::NotRead }
}

/// The citations of an item that stand on a paper: binding ones first, those by analogy as 参照; an order stands on what
/// binds the place and on nothing else.
pub fn printed(item: &Item, place: Place, norms: &Norms, on: Date, order: bool, lang: Lang) -> Vec<String> {
    let printed = |b: &&Basis| fate(b, place, norms, on) == Fate::Printed;
    let mut holds: Vec<(&Basis, Force)> =
        item.basis.iter().filter(printed).filter_map(|b| Some((b, norms.force(b, place)?))).collect();
    holds.retain(|(_, force)| !order || *force == Force::Binding);
    holds.sort_by_key(|(_, force)| *force);
    holds.into_iter().map(|(b, force)| cited(b, force, norms, lang)).collect()
}

/// A citation in words: `《中华人民共和国消防法》第二十八条`.
pub fn cited(basis: &Basis, force: Force, norms: &Norms, lang: Lang) -> String {
    let name = norms.get(&basis.norm).map_or(basis.norm.as_str(), |n| n.name.get(lang));
    let said = words::CITED.fill(lang, &[&name, &basis.clause.get(lang)]);
    if force == Force::Analogy { words::BY_ANALOGY.fill(lang, &[&said]) } else { said }
}

/// A clause that a person entered: as 参照 where it does not bind the place, and not at all where it is made for others or
/// an order would stand on it.
pub fn typed(clause: Option<&str>, place: Place, norms: &Norms, order: bool, lang: Lang) -> Option<String> {
    let clause = clause.map(str::trim).filter(|c| !c.is_empty())?;
    match norms.typed(clause, place)? {
        Force::Binding => Some(clause.into()),
        Force::Analogy if order => None,
        Force::Analogy => Some(words::BY_ANALOGY.fill(lang, &[&clause])),
    }
}

/// The power to check, as far as its text was read: civil affairs in care homes. For other places it is left to the pen.
pub fn power(kind: Option<FacilityType>, norms: &Norms, on: Date, lang: Lang) -> Option<String> {
    let norm = norms.get("elderly-rights-law").filter(|n| is_home(kind) && n.certainty == Certainty::Read && n.in_force(on))?;
    Some(words::CITED.fill(lang, &[&norm.name.get(lang), &words::POWER_CLAUSE.get(lang)]))
}

fn is_home(kind: Option<FacilityType>) -> bool {
    matches!(kind, Some(FacilityType::Home | FacilityType::SmallHome))
}
