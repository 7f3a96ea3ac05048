//! What comes to the app from outside, as plain data: keys with the time they came, pasted text, replies, the clock.
//! The app never asks for the time; it is told.

use super::Reply;
use jiff::civil::Date;
use ratatui::crossterm::event::KeyEvent;

/// The wall clock as it was read once: for people and for dates that are asserted, never for order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// RFC 3339 with the offset: `2026-11-24T10:42:13+08:00`.
    pub at: String,
    pub today: Date,
    /// `10:42`.
    pub time: String,
    /// The clock was set by `XUNCHA_NOW`: every screen says 试验时间.
    pub trial: bool,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Message {
    /// Milliseconds on a clock that only runs forward, since the program started.
    pub tick: u64,
    pub now: Moment,
    pub what: Happened,
}

#[derive(Clone, Debug)]
pub enum Happened {
    /// Pressed or held, never a release.
    Key(KeyEvent),
    /// Pasted text is text, never keys.
    Paste(String),
    Resize,
    Reply(Reply),
    /// Only the clock: the terminal came back to the front, the lid was opened.
    Moment,
}
