//! The program from outside: one test binary. A test file that is not named here is an error (`layering`).

mod desk;
mod kill;
mod layering;
mod pty;
mod screenshots;
mod svg;
