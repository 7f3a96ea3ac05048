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
    /// What it may come to at most (DESIGN §8), in the same unit.
    pub limit: Option<f64>,
}

impl Figure {
    pub fn ms(key: &'static str, name: Text, ours: f64) -> Figure {
        Figure { key, name, unit: "ms", ours, bare: None, limit: None }
    }

    pub fn beside(self, bare: f64) -> Figure {
        Figure { bare: Some(bare), ..self }
    }

    /// Holds it to so much at most.
    pub fn at_most(self, limit: f64) -> Figure {
        Figure { limit: Some(limit), ..self }
    }

    /// Holds it to so many times the bare one and so much more.
    pub fn at_most_times(self, times: f64, more: f64) -> Figure {
        let limit = self.bare.map(|bare| bare * times + more);
        Figure { limit, ..self }
    }

    fn holds(&self) -> Option<bool> {
        self.limit.map(|limit| self.ours <= limit)
    }

    fn ratio(&self) -> Option<f64> {
        self.bare.filter(|b| *b > 0.0).map(|b| self.ours / b)
    }
}

pub fn json_of(figures: &[Figure]) -> Value {
    let round = |n: f64| (n * 1000.0).round() / 1000.0;
    let one = |f: &Figure| {
        let value = json!({
            "value": round(f.ours), "unit": f.unit, "bare": f.bare.map(round), "ratio": f.ratio().map(round),
            "limit": f.limit.map(round), "holds": f.holds(),
        });
        (f.key.to_string(), value)
    };
    figures.iter().map(one).collect::<Map<_, _>>().into()
}

pub fn words_of(figures: &[Figure], lang: Lang) -> String {
    let head = t!(
        "          巡查           上限       裸 SQLite   倍数        项目",
        "        xuncha          limit     bare SQLite  ratio        what"
    );
    let (held, broken) = (t!("守住", "holds"), t!("超出", "OVER"));
    let mut lines = vec![head.get(lang).to_string()];
    for f in figures {
        let cell = |value: Option<f64>| value.map(|v| format!("{v:.3}")).unwrap_or_default();
        let ratio = f.ratio().map(|r| format!("{r:.2}")).unwrap_or_default();
        let verdict = f.holds().map(|holds| if holds { held.get(lang) } else { broken.get(lang) }).unwrap_or_default();
        let verdict = pad(verdict, 6);
        let (limit, bare) = (cell(f.limit), cell(f.bare));
        lines.push(format!("{:>14.3} {limit:>14} {bare:>14} {ratio:>7} {verdict} {:<4} {}", f.ours, f.unit, f.name.get(lang)));
    }
    lines.join("\n")
}

/// Fills up with blanks to so many columns of the terminal.
fn pad(text: &str, columns: usize) -> String {
    let width = unicode_width::UnicodeWidthStr::width(text);
    format!("{text}{}", " ".repeat(columns.saturating_sub(width)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_says_whether_it_holds_what_it_is_held_to() {
        let figures = [
            Figure::ms("a", t!("甲", "A"), 3.0).beside(1.0).at_most_times(2.0, 2.0),
            Figure::ms("b", t!("乙", "B"), 5.5).at_most(5.0),
            Figure::ms("c", t!("丙", "C"), 1.0),
        ];
        let json = json_of(&figures);
        assert_eq!(json["a"]["limit"], 4.0);
        assert_eq!([&json["a"]["holds"], &json["b"]["holds"], &json["c"]["holds"]], [&json!(true), &json!(false), &Value::Null]);
        let zh = words_of(&figures, Lang::Zh);
        assert!(zh.lines().nth(1).unwrap().contains("守住") && zh.lines().nth(2).unwrap().contains("超出"), "{zh}");
        let en = words_of(&figures, Lang::En);
        assert!(en.lines().nth(1).unwrap().contains("holds") && en.lines().nth(2).unwrap().contains("OVER"), "{en}");
    }
}
