//! The log as pure data: entries, their canonical bytes, chains, order, heads, seals, and what a merge would take.
//! Reads no file and no clock; everything comes in as a value.

pub mod canonical;
pub mod chain;
pub mod digest;
pub mod entry;
pub mod heads;
pub mod lineage;
pub mod papers;
pub mod plan;
pub mod seal;
pub mod state;
pub mod undo;

#[cfg(test)]
mod frozen;
#[cfg(test)]
pub mod laws;
#[cfg(test)]
pub mod model;
