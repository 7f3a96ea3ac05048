//! Rosters in, tables out: the only place that knows spreadsheets. What a row means is planned in `request/import`; what a
//! table holds is built in `report`. Here are bytes and their forms, nothing else.

pub mod export;
pub mod form;
pub mod import;
pub mod read;
pub mod table;
