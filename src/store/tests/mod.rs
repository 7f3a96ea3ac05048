//! The store with real files.

mod desk;
mod undo;
mod verify;
mod write;
