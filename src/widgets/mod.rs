//! The pieces screens are drawn from. They know no trade: text in columns, fields, lists, tables, questions.
//! Wide characters live here and nowhere else.

pub mod beside;
pub mod columns;
pub mod dialog;
pub mod form;
pub mod line;
pub mod list;
pub mod prompt;
pub mod table;
pub mod twins;

#[cfg(test)]
pub mod print;
