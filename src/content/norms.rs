//! The norms that checklists lean on, as data: what `db/content/regulations.toml` says. A fact is carried with how sure it is.

use super::checklist::{Basis, Certainty, Force, Item, Words};
use crate::domain::facility::FacilityType;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

/// Every norm cited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norms {
    #[serde(rename = "norm", default)]
    pub norms: Vec<Norm>,
}

/// A law, rule, standard or notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norm {
    pub id: String,
    pub name: Words,
    pub short: Words,
    /// Official number; empty where it has none.
    #[serde(default)]
    pub number: String,
    pub issuer: Words,
    /// First day in force; `None` when not known.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// First day no longer in force; `None` while in force.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<Date>,
    /// The norm that replaces it.
    #[serde(default)]
    pub successor: String,
    pub certainty: Certainty,
    /// `false`: a draft, or a text nobody here has seen; no clause of it may be cited.
    #[serde(default = "yes")]
    pub citable: bool,
    /// Whom it binds, where that is not everybody.
    #[serde(default)]
    pub binds: Option<Binds>,
    #[serde(default)]
    pub note: Option<Words>,
}

/// The places that a norm is made for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binds {
    pub types: Vec<FacilityType>,
    /// From so many beds on; 0: of any size.
    #[serde(default)]
    pub beds: u32,
    pub elsewhere: Elsewhere,
}

/// What such a norm is beside another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Elsewhere {
    Never,
    Analogy,
}

/// The place that citations are held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub kind: Option<FacilityType>,
    pub beds: Option<u32>,
}

fn yes() -> bool {
    true
}

/// A date as text; empty is `None`.
pub(super) fn day<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Date>, D::Error> {
    let text = String::deserialize(d)?;
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(D::Error::custom) }
}

impl Norms {
    pub fn get(&self, id: &str) -> Option<&Norm> {
        self.norms.iter().find(|n| n.id == id)
    }

    /// What an item stands on at a place, in the order of its file, each with the force it has there.
    pub fn behind<'a>(&'a self, item: &'a Item, place: Place) -> impl Iterator<Item = (&'a Basis, Force)> {
        item.basis_for(place.kind).filter_map(move |b| Some((b, self.force(b, place)?)))
    }

    /// With which force a citation stands beside a place; `None`: not at all.
    pub fn force(&self, basis: &Basis, place: Place) -> Option<Force> {
        self.get(&basis.norm).map_or(Some(basis.force), |norm| norm.force(basis.force, place))
    }

    /// With which force the norms that a typed clause names stand beside a place: the weakest of them.
    pub fn typed(&self, clause: &str, place: Place) -> Option<Force> {
        let plain: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
        let named = self.norms.iter().filter(|n| n.binds.is_some() && n.is_named_in(&plain));
        named.map(|n| n.force(Force::Binding, place)).try_fold(Force::Binding, |weakest, force| Some(weakest.max(force?)))
    }
}

impl Norm {
    /// With which force it stands beside a place of this type with so many beds; `None`: not at all. A home whose beds
    /// are not known is taken for one that is bound, a small one is not.
    pub fn force(&self, written: Force, place: Place) -> Option<Force> {
        let Some(binds) = &self.binds else { return Some(written) };
        let made_for = place.kind.is_some_and(|k| binds.types.contains(&k));
        let large = binds.beds == 0 || place.beds.map_or(place.kind == Some(FacilityType::Home), |b| b >= binds.beds);
        match (made_for, large, binds.elsewhere) {
            (true, true, _) => Some(written),
            (false, _, Elsewhere::Never) => None,
            _ => Some(Force::Analogy),
        }
    }

    /// Whether a text without blanks names it: by its name, its number, or the short form of its number that people type
    /// (`38600`, `66号`).
    fn is_named_in(&self, text: &str) -> bool {
        let number = self.number.replace(' ', "");
        let standard = number.strip_prefix("GB").map(|n| n.trim_start_matches("/T").split('-').next().unwrap_or_default());
        let decree = number.split_once("令第").map(|(_, n)| n);
        let short = standard.or(decree).unwrap_or(&number);
        let whole = |at: usize| !text[..at].ends_with(|c: char| c.is_ascii_digit());
        let by_number = !short.is_empty() && text.match_indices(short).any(|(at, _)| whole(at));
        by_number || text.contains(&self.name.zh)
    }

    /// Whether it is known to be in force on `day`.
    pub fn in_force(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_for_homes_bind_from_ten_beds_are_guidance_below_and_never_stand_beside_a_canteen() {
        let norm = crate::content::norms().get("home-measures-66").unwrap();
        let force = |kind, beds| norm.force(Force::Binding, Place { kind: Some(kind), beds });
        assert_eq!(force(FacilityType::Home, Some(10)), Some(Force::Binding));
        assert_eq!(force(FacilityType::Home, Some(9)), Some(Force::Analogy));
        assert_eq!(force(FacilityType::Home, None), Some(Force::Binding));
        assert_eq!(force(FacilityType::SmallHome, Some(20)), Some(Force::Binding));
        assert_eq!(force(FacilityType::SmallHome, None), Some(Force::Analogy));
        assert_eq!(force(FacilityType::Canteen, Some(100)), None);
        let criteria = crate::content::norms().get("hazard-criteria-2023").unwrap();
        assert_eq!(criteria.force(Force::Binding, Place { kind: Some(FacilityType::Canteen), beds: None }), Some(Force::Analogy));
        let law = crate::content::norms().get("fire-law").unwrap();
        assert_eq!(law.force(Force::Binding, Place { kind: Some(FacilityType::MealPoint), beds: None }), Some(Force::Binding));
    }
    #[test]
    fn a_typed_clause_is_held_against_the_norms_it_names_however_it_names_them() {
        let norms = crate::content::norms();
        let place = |kind, beds| Place { kind: Some(kind), beds };
        let (canteen, small) = (place(FacilityType::Canteen, None), place(FacilityType::Home, Some(9)));
        for clause in
            ["《养老机构管理办法》第二十条", "GB 38600-2019 5.2", "GB38600第5.2条", "民政部令第66号第四十六条", "66号令第二十条"]
        {
            assert_eq!(norms.typed(clause, canteen), None, "{clause}");
            assert_eq!(norms.typed(clause, small), Some(Force::Analogy), "{clause}");
            assert_eq!(norms.typed(clause, place(FacilityType::Home, Some(10))), Some(Force::Binding), "{clause}");
        }
        for clause in ["《中华人民共和国消防法》第二十八条", "沪府令第166号第三条", "GB 55037-2022 12.0.3"]
        {
            assert_eq!(norms.typed(clause, canteen), Some(Force::Binding), "{clause}");
        }
    }
}
