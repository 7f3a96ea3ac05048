//! Which citations may stand on a paper that leaves the office, and in which words. One place decides it for every
//! paper: a clause that was read, of a norm in force on that day, that holds for this type of place.

use crate::content::checklist::{Basis, Certainty, Force, Item};
use crate::content::norms::Norms;
use crate::domain::facility::FacilityType;
use crate::text::Lang;
use crate::text::report as words;
use jiff::civil::Date;

/// Norms of care homes. They bind nobody else, so beside a canteen or a meal point they never stand, not even as 参照.
const HOMES_ONLY: [&str; 3] = ["home-measures-66", "gb-38600-2019", "home-inspection-86"];

/// Words by which a typed clause would bring such a norm in all the same.
const HOMES_ONLY_TYPED: [&str; 5] = ["66号", "38600", "养老机构管理办法", "养老机构行政检查办法", "养老机构服务安全基本规范"];

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
}

/// What becomes of a citation on the paper of a place of this type.
pub fn fate(basis: &Basis, kind: Option<FacilityType>, norms: &Norms, on: Date) -> Fate {
    let meant = basis.types.is_empty() || kind.is_some_and(|k| basis.types.contains(&k));
    if !meant || HOMES_ONLY.contains(&basis.norm.as_str()) && !is_home(kind) {
        return Fate::OtherType;
    }
    let Some(norm) = norms.get(&basis.norm) else { return Fate::UnknownNorm };
    if !norm.citable || !norm.in_force(on) {
        return Fate::NotInForce;
    }
    if basis.certainty == Certainty::Read { Fate::Printed } else { Fate::NotRead }
}

/// The citations of an item that stand on a paper: binding ones first, those by analogy as 参照.
pub fn printed(item: &Item, kind: Option<FacilityType>, norms: &Norms, on: Date, lang: Lang) -> Vec<String> {
    let mut holds: Vec<&Basis> = item.basis.iter().filter(|b| fate(b, kind, norms, on) == Fate::Printed).collect();
    holds.sort_by_key(|b| b.force == Force::Analogy);
    holds.into_iter().map(|b| cited(b, norms, lang)).collect()
}

/// A citation in words: `《中华人民共和国消防法》第二十八条`.
pub fn cited(basis: &Basis, norms: &Norms, lang: Lang) -> String {
    let name = norms.get(&basis.norm).map_or(basis.norm.as_str(), |n| n.name.get(lang));
    let said = words::CITED.fill(lang, &[&name, &basis.clause.get(lang)]);
    if basis.force == Force::Analogy { words::BY_ANALOGY.fill(lang, &[&said]) } else { said }
}

/// A clause that a person entered, unless it brings a norm of homes beside another place.
pub fn typed(clause: Option<&str>, kind: Option<FacilityType>) -> Option<String> {
    let foreign = |c: &&str| !is_home(kind) && HOMES_ONLY_TYPED.iter().any(|w| c.replace(' ', "").contains(w));
    clause.map(str::trim).filter(|c| !c.is_empty() && !foreign(c)).map(Into::into)
}

/// The power to check, as far as its text was read: civil affairs in care homes. For other places it is left to the pen.
pub fn power(kind: Option<FacilityType>, norms: &Norms, on: Date, lang: Lang) -> Option<String> {
    let norm = norms.get("elderly-rights-law").filter(|n| is_home(kind) && n.certainty == Certainty::Read && n.in_force(on))?;
    Some(words::CITED.fill(lang, &[&norm.name.get(lang), &words::POWER_CLAUSE.get(lang)]))
}

fn is_home(kind: Option<FacilityType>) -> bool {
    matches!(kind, Some(FacilityType::Home | FacilityType::SmallHome))
}
