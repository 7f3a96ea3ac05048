//! The store with real files.

pub mod desk;
mod freeze;
mod undo;
mod verify;
mod write;
