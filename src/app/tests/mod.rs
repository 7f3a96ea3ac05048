mod closing;
mod every;
mod fuzzed;
mod input_method;
mod recheck;
pub mod session;
pub mod store;
mod strokes;
mod visit;
