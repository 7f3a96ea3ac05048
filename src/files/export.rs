//! The ledger of findings out of the log, as the bytes of a spreadsheet or of CSV.

use super::table;
use crate::content;
use crate::failure::{Failure, disk::Disk};
use crate::report::ledger;
use crate::store::Log;
use crate::text::Lang;
use std::path::Path;

/// The ledger as XLSX, else as CSV; `to` is where it will be written, for the words of a fault.
pub fn findings(log: &mut Log, xlsx: bool, lang: Lang, to: &Path) -> Result<(Vec<u8>, usize), Failure> {
    let rows = log.ledger()?;
    let sheet = ledger::build(&rows, content::norms(), log.is_demonstration()?, lang);
    let bytes = match xlsx {
        true => table::xlsx(&sheet).map_err(|e| Failure::Disk(Disk::Other { path: to.into(), what: e.to_string() }))?,
        false => ledger::csv(&sheet),
    };
    Ok((bytes, sheet.rows.len()))
}
