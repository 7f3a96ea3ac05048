//! The store with real files.

mod desk;
mod undo;
mod write;
