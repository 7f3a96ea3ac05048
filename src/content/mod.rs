//! Checklists, norms, plans and the calendar: read from TOML, linted, all faults at once with file and line.
//! Pure: the bytes come in, faults go out; nothing here opens a file.

pub mod checklist;
pub mod limit;
