//! Finds Chinese by what a keyboard gives: characters, full pinyin, initials, and all of them mixed (`bsfl`, `baoshan`,
//! `重qing养lao`). A piece of the query is a prefix of any reading of a character, or the character; characters may be
//! skipped. Latin letters and digits stay together. Knows no trade.

use pinyin::ToPinyinMulti;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Positions of a query fit into one machine word.
const LONGEST: usize = 60;

/// The longest syllable: `zhuang`.
const SYLLABLE: usize = 6;

/// Texts prepared for searching: rows of fields, the first field the most telling.
#[derive(Clone, Debug, Default)]
pub struct Index {
    classes: Vec<Class>,
    known: HashMap<char, u16>,
    units: Vec<u16>,
    /// Where each field begins in `units`; one more at the end.
    starts: Vec<u32>,
    fields: usize,
}

/// What one query found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// The best rows, the best first; equal ones in their own order.
    pub ranked: Vec<u32>,
    /// Every row found, ascending: what a longer query has to look through.
    pub all: Vec<u32>,
}

/// One character of the texts: how it can be typed.
#[derive(Clone, Debug)]
struct Class {
    sign: char,
    latin: bool,
    readings: Vec<&'static str>,
}

/// How one class of character can advance through one term: for each length, the positions it can advance from.
#[derive(Clone, Copy, Default)]
struct Steps {
    by: [u64; SYLLABLE],
    /// Positions from which the advance takes a whole syllable or the character itself, by length.
    whole: [u64; SYLLABLE],
    any: u64,
    /// Of a letter or digit, which stays with its neighbours.
    latin: bool,
}

/// One blank-free piece of a query over the classes of an index.
struct Term {
    length: usize,
    steps: Vec<Steps>,
}

impl Index {
    /// Prepares rows that all have the same number of fields.
    pub fn new<'a, R: AsRef<[&'a str]>>(rows: impl IntoIterator<Item = R>) -> Index {
        let mut index = Index { starts: vec![0], ..Index::default() };
        for row in rows {
            index.fields = row.as_ref().len();
            for field in row.as_ref() {
                for sign in normal(field) {
                    let class = index.class(sign);
                    index.units.push(class);
                }
                index.starts.push(index.units.len() as u32);
            }
        }
        index
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.starts.len().saturating_sub(1).checked_div(self.fields).unwrap_or(0)
    }

    /// The rows in which every blank-separated term of `query` is found in some field, `most` of them ranked. `among` are
    /// the rows that a shorter beginning of the same query found.
    pub fn find(&self, query: &str, among: Option<&[u32]>, most: usize) -> Hits {
        let terms: Vec<Term> = split(query).iter().map(|t| self.term(t)).collect();
        let mut scored: Vec<(i32, u32)> = Vec::new();
        let mut look = |row: u32| {
            let score: Option<i32> = terms.iter().map(|t| self.row_score(t, row)).sum();
            scored.extend(score.map(|s| (s, row)));
        };
        match among {
            Some(rows) => rows.iter().copied().for_each(&mut look),
            None => (0..self.rows() as u32).for_each(&mut look),
        }
        let all = scored.iter().map(|(_, row)| *row).collect();
        let best = |a: &(i32, u32), b: &(i32, u32)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
        if scored.len() > most && most > 0 {
            scored.select_nth_unstable_by(most - 1, best);
        }
        scored.truncate(most);
        scored.sort_unstable_by(best);
        Hits { ranked: scored.into_iter().map(|(_, row)| row).collect(), all }
    }

    fn class(&mut self, sign: char) -> u16 {
        if let Some(class) = self.known.get(&sign) {
            return *class;
        }
        // More than 65,535 different characters do not occur in one district; what would come after them is not found.
        let class = self.classes.len().min(usize::from(u16::MAX)) as u16;
        if usize::from(class) == self.classes.len() {
            self.classes.push(Class { sign, latin: sign.is_ascii_alphanumeric(), readings: readings(sign) });
        }
        self.known.insert(sign, class);
        class
    }

    fn term(&self, signs: &[char]) -> Term {
        let steps = self.classes.iter().map(|class| class.steps(signs)).collect();
        Term { length: signs.len(), steps }
    }

    /// The best field of a row, the earlier fields weighing more; nothing when no field has the term.
    fn row_score(&self, term: &Term, row: u32) -> Option<i32> {
        let first = row as usize * self.fields;
        let scores = (0..self.fields).filter_map(|field| {
            let units = &self.units[self.starts[first + field] as usize..self.starts[first + field + 1] as usize];
            let weight = 24 / (field as i32 + 1);
            Index::reaches(term, units).then(|| Index::score(term, units) + weight)
        });
        scores.max()
    }

    /// Whether the term is found at all: all positions at once, one bit each.
    fn reaches(term: &Term, units: &[u16]) -> bool {
        let goal = 1u64 << term.length;
        // Reached by anything; reached last by a Chinese character (or the start); reached by the unit just before.
        let (mut any, mut chinese, mut before, mut in_word) = (1u64, 1u64, 0u64, false);
        for &unit in units {
            let steps = &term.steps[usize::from(unit)];
            let from = if !steps.latin || !in_word { any } else { chinese | before };
            before = 0;
            if steps.any & from != 0 {
                for (short, by) in steps.by.iter().enumerate() {
                    before |= (from & by) << (short + 1);
                }
                any |= before;
                if !steps.latin {
                    chinese |= before;
                }
                if any & goal != 0 {
                    return true;
                }
            }
            in_word = steps.latin;
        }
        false
    }

    /// How well a field that has the term fits: neighbours, whole syllables and the beginning count most.
    fn score(term: &Term, units: &[u16]) -> i32 {
        const NO: i32 = i32::MIN / 2;
        let length = term.length;
        let (mut apart, mut one, mut other) = ([NO; LONGEST + 1], [NO; LONGEST + 1], [NO; LONGEST + 1]);
        let (mut beside, mut next) = (&mut one[..=length], &mut other[..=length]);
        apart[0] = 0;
        let mut fresh = true;
        let mut best = NO;
        for (at, &unit) in units.iter().enumerate() {
            let steps = &term.steps[usize::from(unit)];
            // A character that takes in nothing, after one that took in nothing, changes nothing.
            if steps.any == 0 && fresh {
                continue;
            }
            fresh = steps.any == 0;
            next.fill(NO);
            let start = if at == 0 { 8 } else { 0 };
            for from in bits(steps.any) {
                let base = (beside[from] + 12).max(apart[from] - if from == 0 { 0 } else { 3 }) + start;
                for short in (0..SYLLABLE.min(length - from)).filter(|s| steps.by[*s] & (1 << from) != 0) {
                    // A syllable typed out counts by its letters, so that it outweighs as many initials.
                    let whole = if steps.whole[short] & (1 << from) != 0 { 4 + 14 * short as i32 } else { 0 };
                    let to = &mut next[from + short + 1];
                    *to = (*to).max(base + whole);
                }
            }
            for position in 1..=length {
                apart[position] = apart[position].max(beside[position]);
            }
            best = best.max(next[length]);
            std::mem::swap(&mut beside, &mut next);
        }
        best - (units.len() as i32) / 4
    }
}

/// The places of the set bits, the lowest first.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = set.trailing_zeros() as usize;
        set &= set.wrapping_sub(1);
        (place < 64).then_some(place)
    })
}

impl Class {
    fn steps(&self, term: &[char]) -> Steps {
        let mut steps = Steps { latin: self.latin, ..Steps::default() };
        for from in 0..term.len() {
            let bit = 1u64 << from;
            if term[from] == self.sign {
                steps.by[0] |= bit;
                steps.whole[0] |= bit;
            }
            for reading in &self.readings {
                let same = reading.chars().zip(&term[from..]).take_while(|(a, b)| a == *b).count().min(SYLLABLE);
                for length in 1..=same {
                    steps.by[length - 1] |= bit;
                    if length == reading.len() {
                        steps.whole[length - 1] |= bit;
                    }
                }
            }
        }
        steps.any = steps.by.iter().fold(0, |all, by| all | by);
        steps
    }
}

/// How well `query` is found in one text; nothing when it is not.
pub fn matches(query: &str, text: &str) -> Option<i32> {
    let index = Index::new([[text]]);
    split(query).iter().map(|t| index.row_score(&index.term(t), 0)).sum()
}

/// Compatibility forms folded, lower case.
fn normal(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkc().flat_map(char::to_lowercase)
}

/// The terms of a query: letters, digits and characters; blanks part them, all else is left out.
fn split(query: &str) -> Vec<Vec<char>> {
    let mut terms: Vec<Vec<char>> = vec![Vec::new()];
    for sign in normal(query) {
        if sign.is_whitespace() {
            terms.push(Vec::new());
        } else if sign.is_alphanumeric() {
            terms.extend(terms.last().is_none().then(Vec::new));
            if let Some(term) = terms.last_mut().filter(|t| t.len() < LONGEST) {
                term.push(sign);
            }
        }
    }
    terms.retain(|t| !t.is_empty());
    terms
}

/// Every reading of a character without tones; `lü` is typed as `lv` or `lu`.
fn readings(sign: char) -> Vec<&'static str> {
    let mut all: Vec<&'static str> = Vec::new();
    for reading in sign.to_pinyin_multi().into_iter().flatten() {
        let plain = reading.plain();
        let typed: &[&'static str] = match plain {
            "lü" => &["lv", "lu"],
            "nü" => &["nv", "nu"],
            "lüe" => &["lve", "lue"],
            "nüe" => &["nve", "nue"],
            _ => &[plain],
        };
        for word in typed {
            if !all.contains(word) {
                all.push(word);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests;
