//! `export findings`: the ledger of findings into a file.

use super::args::{Export as Args, ExportFormat};
use super::out::Out;
use super::session::Session;
use crate::disk;
use crate::failure::Failure;
use crate::files::export;
use crate::text::t;
use serde_json::json;

pub fn run(session: &Session, args: &Args) -> Result<Out, Failure> {
    let mut log = session.open_to_read()?;
    let (bytes, rows) = export::findings(&mut log, args.format == ExportFormat::Xlsx, session.lang, &args.output)?;
    disk::write_whole(&args.output, &bytes)?;
    let path = args.output.display().to_string();
    let words = t!("已写入 {}，{} 行", "Wrote {}, {} row{|s}").fill(session.lang, &[&path, &rows]);
    Ok(Out::of(json!({ "path": path, "rows": rows }), words))
}
