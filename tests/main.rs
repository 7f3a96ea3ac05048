//! The program from outside: one test binary. A test file that is not named here is an error (`layering`).
#![expect(clippy::disallowed_methods, reason = "tests read the clock and write files of their own")]

mod checklists;
mod desk;
mod four_days;
mod fuzzed;
mod hostile;
mod kill;
mod laptop;
mod layering;
mod lines;
mod plug;
mod power;
mod pty;
mod refused;
mod screenshots;
mod svg;
mod tamper;
mod visit;
mod window;
