//! The norms that checklists lean on, as data: what `db/content/regulations.toml` says. A fact is carried with how sure it is.

use super::checklist::{Certainty, Force, Words};
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
}

impl Norm {
    /// With which force it stands beside a place of this type with so many beds; `None`: not at all. A home whose beds
    /// are not known is taken for one that is bound, a small one is not.
    pub fn force(&self, written: Force, kind: Option<FacilityType>, beds: Option<u32>) -> Option<Force> {
        let Some(binds) = &self.binds else { return Some(written) };
        let made_for = kind.is_some_and(|k| binds.types.contains(&k));
        let large = binds.beds == 0 || beds.map_or(kind == Some(FacilityType::Home), |b| b >= binds.beds);
        match (made_for, large, binds.elsewhere) {
            (true, true, _) => Some(written),
            (false, _, Elsewhere::Never) => None,
            _ => Some(Force::Analogy),
        }
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
        let force = |kind, beds| norm.force(Force::Binding, Some(kind), beds);
        assert_eq!(force(FacilityType::Home, Some(10)), Some(Force::Binding));
        assert_eq!(force(FacilityType::Home, Some(9)), Some(Force::Analogy));
        assert_eq!(force(FacilityType::Home, None), Some(Force::Binding));
        assert_eq!(force(FacilityType::SmallHome, Some(20)), Some(Force::Binding));
        assert_eq!(force(FacilityType::SmallHome, None), Some(Force::Analogy));
        assert_eq!(force(FacilityType::Canteen, Some(100)), None);
        let criteria = crate::content::norms().get("hazard-criteria-2023").unwrap();
        assert_eq!(criteria.force(Force::Binding, Some(FacilityType::Canteen), None), Some(Force::Analogy));
        let law = crate::content::norms().get("fire-law").unwrap();
        assert_eq!(law.force(Force::Binding, Some(FacilityType::MealPoint), None), Some(Force::Binding));
    }
}
