//! The text of one content file and where everything in it stands. Knows lines and columns, no meaning.

use crate::content::fault::{Fault, What};
use toml::Spanned;
use toml::de::{DeArray, DeTable};

/// One content file, read as far as it can be read.
pub struct Source<'a> {
    pub file: &'a str,
    pub text: &'a str,
    pub top: Spanned<DeTable<'a>>,
    /// The first byte of each line.
    lines: Vec<usize>,
}

impl<'a> Source<'a> {
    /// Reads the text; all faults of its grammar come back at once.
    pub fn read(file: &'a str, text: &'a str) -> Result<Source<'a>, Vec<Fault>> {
        let (top, errors) = DeTable::parse_recoverable(text);
        let ends = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(n, _)| n + 1);
        let source = Source { file, text, top, lines: std::iter::once(0).chain(ends).collect() };
        if errors.is_empty() {
            return Ok(source);
        }
        let of =
            |e: &toml::de::Error| source.fault_at(e.span().map_or(0, |s| s.start), What::Syntax(e.message().replace('\n', ", ")));
        Err(errors.iter().map(of).collect())
    }

    /// A fault at a byte of the text.
    pub fn fault_at(&self, byte: usize, what: What) -> Fault {
        let byte = byte.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= byte);
        let before = &self.text.as_bytes()[self.lines[line - 1]..byte];
        let column = String::from_utf8_lossy(before).chars().count() + 1;
        Fault { file: self.file.into(), line, column, what }
    }

    /// A fault at what a path like `item.3.basis.0.norm` names, or at the nearest thing above it that is there.
    pub fn fault(&self, path: &str, what: What) -> Fault {
        let (mut byte, mut table, mut array) = (self.top.span().start, Some(self.top.get_ref()), None::<&DeArray>);
        for step in path.split('.') {
            let next = match step.parse::<usize>() {
                Ok(n) => array.and_then(|a| a.get(n)),
                Err(_) => table.and_then(|t| t.get(step)),
            };
            let Some(next) = next else { break };
            byte = next.span().start;
            (table, array) = (next.get_ref().as_table(), next.get_ref().as_array());
        }
        self.fault_at(byte, what)
    }
}
