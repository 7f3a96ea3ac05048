//! Every sentence the program says, Chinese beside English, as constants: a missing translation does not compile.
//! Knows no trade and no screen; each file below holds one area's words.

pub mod cli;
pub mod closing;
pub mod coverage;
pub mod exchange;
pub mod facility;
pub mod fail;
pub mod finding;
pub mod frame;
pub mod home;
pub mod import;
pub mod ledger;
pub mod library;
pub mod opening;
pub mod people;
pub mod plain;
pub mod plan;
pub mod print;
pub mod recheck;
pub mod report;
pub mod run;
pub mod say;
pub mod twins;
pub mod undo;

use std::fmt;

/// The language of screen and output. Never stored in the log: state is blind to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    Zh,
    En,
}

impl Lang {
    /// The other one, for Ctrl-G.
    pub fn other(self) -> Lang {
        match self {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        }
    }
}

/// One sentence or word in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    pub zh: &'static str,
    pub en: &'static str,
}

impl Text {
    pub const fn new(zh: &'static str, en: &'static str) -> Text {
        Text { zh, en }
    }

    /// The words in `lang`.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The words with each `{}` replaced in order. Word order that differs between languages uses `{0}`, `{1}`; `{|s}` and
    /// `{y|ies}` stand for what is before the bar where the number before them was 1, else for what is after it.
    pub fn fill(self, lang: Lang, values: &[&dyn fmt::Display]) -> String {
        let pattern = self.get(lang);
        let mut out = String::with_capacity(pattern.len() + 16 * values.len());
        let (mut rest, mut next, mut is_one) = (pattern, 0, false);
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}').map(|c| open + c) else { break };
            out.push_str(&rest[..open]);
            let within = &rest[open + 1..close];
            rest = &rest[close + 1..];
            if let Some((one, many)) = within.split_once('|') {
                out.push_str(if is_one { one } else { many });
                continue;
            }
            let index = within.parse().unwrap_or_else(|_| {
                next += 1;
                next - 1
            });
            if let Some(value) = values.get(index) {
                let value = value.to_string();
                is_one = value == "1";
                out.push_str(&value);
            }
        }
        out.push_str(rest);
        out
    }
}

/// `t!("中文", "English")`: shorthand for a constant sentence.
macro_rules! t {
    ($zh:literal, $en:literal) => {
        $crate::text::Text::new($zh, $en)
    };
}
pub(crate) use t;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_filled_in_the_order_of_each_language() {
        let text = t!("{} 家机构，{} 条记录", "{1} record{|s} in {0} facilit{y|ies}");
        assert_eq!(text.fill(Lang::Zh, &[&3, &7]), "3 家机构，7 条记录");
        assert_eq!(text.fill(Lang::En, &[&3, &7]), "7 records in 3 facilities");
        assert_eq!(text.fill(Lang::En, &[&3, &1]), "1 record in 3 facilities");
        assert_eq!(text.fill(Lang::En, &[&1, &11]), "11 records in 1 facility");
    }
}
