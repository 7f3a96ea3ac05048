//! What a roster would do, planned before anything is written: rows of text and what is held go in, a preview and drafts
//! come out. Reads no file; the same rows over the same log give the same plan on every laptop.

pub mod columns;
pub mod facilities;
pub mod heading;
mod keys;
pub mod ledger;
pub mod people;
pub mod preview;
pub mod value;

use crate::domain::derive;
use crate::domain::event::{Event, Import, ImportKind};
use crate::domain::name::EntryId;
use crate::domain::subject::Subject;
use crate::journal::entry::Draft;
pub use preview::{Fate, Preview, PreviewRow, Why};
use std::collections::BTreeMap;

/// One sheet of a file as rows of text, the first row first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Empty for a file that has no sheets.
    pub name: String,
    pub rows: Vec<Vec<String>>,
    /// Cells merged downward: column and first row, from 0, to the last one. Only the first row holds the text.
    pub merged: BTreeMap<(usize, usize), usize>,
}

impl Sheet {
    /// What a cell shows: its own text, or that of the cell it is merged with above.
    pub fn shown(&self, row: usize, column: usize) -> &str {
        let above = self.merged.range((column, 0)..=(column, row)).next_back();
        let row = above.filter(|(_, last)| **last >= row).map_or(row, |((_, first), _)| *first);
        self.rows.get(row).and_then(|cells| cells.get(column)).map_or("", String::as_str)
    }
}

/// A file as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// The file's name without its folder.
    pub file: String,
    /// SHA-256 of its bytes.
    pub hash: EntryId,
    pub sheets: Vec<Sheet>,
}

/// What would be written, and what is told beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    pub preview: Preview,
    /// The head of the import, then its rows; empty when nothing changes. One undo group.
    pub drafts: Vec<Draft>,
}

impl Planned {
    /// Puts the head of the import before the drafts of its rows. `heads` are those of an earlier import of this file.
    fn of(kind: ImportKind, book: &Book, preview: Preview, rows: Vec<Draft>, heads: &[EntryId]) -> Planned {
        let mut drafts = Vec::new();
        if !rows.is_empty() {
            let head = Import {
                kind,
                file: book.file.clone(),
                hash: book.hash,
                rows: preview.rows.len() as u32,
                added: preview.added(),
                changed: preview.changed(),
                left_out: preview.count(Fate::LeftOut),
            };
            let subject = Subject::Import(derive::import(&book.hash, None));
            drafts.push(Draft { subject, replaces: heads.to_vec(), body: Event::Import(head) });
            drafts.extend(rows);
        }
        Planned { preview, drafts }
    }
}
