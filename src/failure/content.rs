//! Faults of checklists, norms and plans: each with file and line.

use crate::text::Lang;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub file: String,
    /// From 1; 0 when the fault is of the whole file.
    pub line: usize,
    pub column: usize,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// TOML does not parse or a field is unknown or missing; in the parser's own words.
    Syntax(String),
}

impl Fault {
    pub fn say(&self, _lang: Lang) -> String {
        let What::Syntax(what) = &self.what;
        format!("{}:{}:{}: {what}", self.file, self.line, self.column)
    }
}
