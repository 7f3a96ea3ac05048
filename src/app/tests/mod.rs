mod closing;
mod recheck;
pub mod session;
pub mod store;
mod visit;
