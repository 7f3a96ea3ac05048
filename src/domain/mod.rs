//! The trade as plain data: facility, inspection, point, event, and how the values of one subject join.
//! Knows no clock, no randomness, no file, no screen.

pub mod check;
pub mod derive;
pub mod event;
pub mod facility;
pub mod inspection;
pub mod join;
pub mod name;
pub mod point;
pub mod subject;
pub mod words;
