//! The store with real files.

pub mod desk;
mod undo;
mod verify;
mod write;
