//! xuncha 巡查: a terminal inspection log for elderly-care facilities.
mod content;
mod domain;
mod failure;
mod journal;
mod request;
mod search;
mod text;
mod views;

/// Runs the program and gives its exit code.
pub fn run() -> i32 {
    0
}
