//! The store with real files.

mod chains;
pub mod desk;
pub mod freeze;
mod names;
mod twins;
mod undo;
mod verify;
mod write;
