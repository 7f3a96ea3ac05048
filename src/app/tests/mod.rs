pub mod session;
pub mod store;
mod visit;
