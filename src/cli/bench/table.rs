//! Figures as a table and as JSON: what was measured, what bare SQLite needs for the like, and how the two compare.

use crate::text::{Lang, Text, t};
use serde_json::{Map, Value, json};

/// One thing measured.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its name in JSON.
    pub key: &'static str,
    pub name: Text,
    pub unit: &'static str,
    pub ours: f64,
    pub bare: Option<f64>,
}

impl Figure {
    pub fn ms(key: &'static str, name: Text, ours: f64) -> Figure {
        Figure { key, name, unit: "ms", ours, bare: None }
    }

    pub fn beside(self, bare: f64) -> Figure {
        Figure { bare: Some(bare), ..self }
    }

    fn ratio(&self) -> Option<f64> {
        self.bare.filter(|b| *b > 0.0).map(|b| self.ours / b)
    }
}

pub fn json_of(figures: &[Figure]) -> Value {
    let round = |n: f64| (n * 1000.0).round() / 1000.0;
    let one = |f: &Figure| {
        let value = json!({ "value": round(f.ours), "unit": f.unit, "bare": f.bare.map(round), "ratio": f.ratio().map(round) });
        (f.key.to_string(), value)
    };
    figures.iter().map(one).collect::<Map<_, _>>().into()
}

pub fn words_of(figures: &[Figure], lang: Lang) -> String {
    let head = t!("        巡查         裸 SQLite   倍数   项目", "      xuncha      bare SQLite   ratio   what");
    let mut lines = vec![head.get(lang).to_string()];
    for f in figures {
        let bare = f.bare.map(|b| format!("{b:.3} {}", f.unit)).unwrap_or_default();
        let ratio = f.ratio().map(|r| format!("{r:.2}")).unwrap_or_default();
        lines.push(format!("{:>12.3} {:<5} {bare:>14} {ratio:>7}   {}", f.ours, f.unit, f.name.get(lang)));
    }
    lines.join("\n")
}
