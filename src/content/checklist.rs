//! A checklist as data: what the TOML files of `db/content/checklists` say.

use crate::domain::facility::FacilityType;
use crate::domain::inspection::Kind;
use crate::domain::name::ContentHash;
use crate::domain::point::{Handling, Severity};
use crate::text::Lang;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

/// Chinese beside English, from a content file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub zh: String,
    #[serde(default)]
    pub en: String,
}

impl Words {
    /// The words in `lang`; Chinese where the English is missing.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            _ => &self.zh,
        }
    }
}

/// One versioned checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    pub id: String,
    pub version: String,
    pub title: Words,
    pub short: Words,
    #[serde(default)]
    pub minutes: u32,
    /// The place among the lists that are offered; those without one come last.
    #[serde(default, deserialize_with = "whole")]
    pub rank: Option<u32>,
    #[serde(default)]
    pub preset: Option<Preset>,
    #[serde(rename = "section", default)]
    pub sections: Vec<Section>,
    #[serde(rename = "item", default)]
    pub items: Vec<Item>,
    /// SHA-256 of the bytes it is stored as.
    #[serde(skip, default = "no_hash")]
    pub hash: ContentHash,
    /// The district's own, from the data folder.
    #[serde(skip)]
    pub own: bool,
}

/// A whole number, bare or in quotes.
fn whole<'de, D: Deserializer<'de>>(d: D) -> Result<Option<u32>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Whole {
        Bare(u32),
        Quoted(String),
    }
    match Whole::deserialize(d)? {
        Whole::Bare(n) => Ok(Some(n)),
        Whole::Quoted(text) => text.parse().map(Some).map_err(D::Error::custom),
    }
}

fn no_hash() -> ContentHash {
    crate::domain::name::EntryId([0; 32])
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub id: String,
    pub title: Words,
    /// Not in the scope of a visit unless somebody takes it in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub extra: bool,
}

/// When a list is in the scope of a new visit by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preset {
    pub kinds: Vec<Kind>,
    /// Only for these types of place; empty: for all.
    #[serde(default)]
    pub types: Vec<FacilityType>,
    /// Only where the place has all of these.
    #[serde(default)]
    pub traits: Vec<String>,
}

/// Where in the building an item is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    Outside,
    Hall,
    Corridor,
    Stairs,
    Room,
    Bath,
    Kitchen,
    Store,
    Plant,
    Office,
    Interview,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Look,
    Document,
    Test,
    Interview,
}

/// Whose matter it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    Civil,
    Fire,
    Market,
    Housing,
    Health,
    Gas,
    Police,
    Finance,
}

/// How an item is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    #[default]
    Judge,
    /// All of them: found / allowed.
    Count,
    /// Some of them: bad / tested.
    Sample,
    Number,
    Date,
    /// 登记数: a value only, cannot fail.
    Figure,
}

/// How sure a citation is: only `Read` may stand on a paper that leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    Read,
    Quoted,
    SecondHand,
    Memory,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    Binding,
    /// 参照.
    Analogy,
}

/// What an item stands on, for some facility types or all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    pub norm: String,
    pub clause: Words,
    #[serde(default)]
    pub types: Vec<FacilityType>,
    pub force: Force,
    pub certainty: Certainty,
    /// A breach of this very clause is a major hazard, or a crime: only where the clause was read may an item be `major`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub major: bool,
}

/// One thing to check: a statement that is true when all is well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub id: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub section: String,
    pub text: Words,
    pub short: Words,
    #[serde(default)]
    pub pass_word: Option<Words>,
    #[serde(default)]
    pub fail_word: Option<Words>,
    pub place: Place,
    pub method: Vec<Method>,
    pub how: Words,
    #[serde(default)]
    pub ask: Option<Words>,
    #[serde(default)]
    pub kind: AnswerKind,
    #[serde(default)]
    pub unit: Option<Words>,
    #[serde(default, deserialize_with = "whole")]
    pub plan_size: Option<u32>,
    #[serde(default, deserialize_with = "whole")]
    pub limit: Option<u32>,
    #[serde(default)]
    pub min: Option<String>,
    #[serde(default)]
    pub max: Option<String>,
    #[serde(default)]
    pub plausible: Vec<String>,
    #[serde(default)]
    pub labels: Vec<Words>,
    #[serde(default)]
    pub paper: Option<String>,
    #[serde(default, deserialize_with = "whole")]
    pub within_days: Option<u32>,
    pub types: Vec<FacilityType>,
    #[serde(default)]
    pub traits: Vec<String>,
    pub severity: Severity,
    pub reason: Words,
    #[serde(default)]
    pub red_line: bool,
    pub days: u32,
    pub owner: Owner,
    pub handling: Handling,
    pub plan: Vec<String>,
    pub wordings: Vec<Words>,
    #[serde(default)]
    pub remedy: Option<Words>,
    pub basis: Vec<Basis>,
    /// What the district set otherwise in it, in its own words.
    #[serde(default)]
    pub district: Option<Words>,
}

impl Checklist {
    /// Whether a new visit of this kind has the list in its scope by itself: as the list says, and where it says nothing
    /// on routine and joint visits.
    pub fn is_preset(&self, kind: Kind, place: Option<FacilityType>, has: impl Fn(&str) -> bool) -> bool {
        let Some(preset) = &self.preset else { return matches!(kind, Kind::Routine | Kind::Joint) };
        let meant = place.is_none_or(|p| preset.types.is_empty() || preset.types.contains(&p));
        preset.kinds.contains(&kind) && meant && preset.traits.iter().all(|t| has(t))
    }
}

impl Item {
    /// The basis entries that hold for `kind`, in file order.
    pub fn basis_for(&self, kind: Option<FacilityType>) -> impl Iterator<Item = &Basis> {
        self.basis.iter().filter(move |b| b.types.is_empty() || kind.is_none_or(|k| b.types.contains(&k)))
    }

    /// Whether the item belongs to a facility of this type, traits aside. An unknown type takes everything.
    pub fn fits(&self, kind: Option<FacilityType>) -> bool {
        kind.is_none_or(|k| self.types.contains(&k))
    }
}
