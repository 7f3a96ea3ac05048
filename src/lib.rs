//! xuncha 巡查: a terminal inspection log for elderly-care facilities.
mod app;
mod cli;
mod content;
mod disk;
mod domain;
mod failure;
mod files;
#[cfg(fuzzing)]
pub mod fuzz;
#[cfg(all(test, not(fuzzing)))]
mod fuzz;
mod journal;
mod keymap;
mod merge;
mod report;
mod request;
mod screens;
mod search;
mod store;
mod terminal;
mod text;
mod theme;
mod views;
mod widgets;
mod worker;

/// Runs the program and gives its exit code.
pub fn run() -> i32 {
    cli::run(std::env::args_os().collect())
}
