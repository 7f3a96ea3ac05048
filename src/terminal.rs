//! The terminal: raw mode, the key thread, and the loop. One channel of what happened, each with its time, one `match`.
//! No ticking: nothing happens while nobody does anything. However the program ends, the terminal is put back.

use crate::app::{App, Setup};
use crate::disk;
use crate::failure::Failure;
use crate::request::message::{Happened, Message};
use crate::request::{Reply, Request};
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::crossterm::{cursor, execute};
use std::io::{self, BufWriter, Stdout, Write};
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// What comes in through the one channel.
enum Incoming {
    Terminal(Instant, Event),
    Reply(Reply),
    /// The terminal is gone: its window was closed. Or the system asks the program to end.
    Lost,
}

/// Sends replies of the worker into the loop.
#[derive(Clone)]
pub struct Inbox(Sender<Incoming>);

impl Inbox {
    pub fn reply(&self, reply: Reply) {
        // A loop that has ended needs no reply any more.
        let _ = self.0.send(Incoming::Reply(reply));
    }
}

/// The way to the worker.
pub type Ask = Box<dyn Fn(Request)>;

/// Runs the program on the terminal until it ends. `connect` starts the worker and gives the way to it.
pub fn run(setup: Setup, connect: impl FnOnce(Inbox) -> Ask) -> Result<(), Failure> {
    let (inbox, incoming) = channel();
    let worker = connect(Inbox(inbox.clone()));
    let screen = Restored::take().map_err(|e| refused(&e))?;
    spawn_signals(inbox.clone()).map_err(|e| refused(&e))?;
    spawn_keys(inbox).map_err(|e| refused(&e))?;
    let ended = Loop::new(setup, worker, incoming).and_then(|mut l| l.run());
    drop(screen);
    // Another thread fell: the screen has said so, and what it was is said now.
    fallen().map_or(Ok(()), Err)?;
    ended.map_err(|e| refused(&e))
}

/// Where the program fell first.
static FALLEN: Mutex<Option<String>> = Mutex::new(None);

/// Does all that the program does. A panic is no end of its own kind: the terminal is given back on the way out, nobody sees a
/// backtrace, and what comes out is a failure with a sentence.
pub fn catching<T>(work: impl FnOnce() -> T) -> Result<T, Failure> {
    panic::set_hook(Box::new(|what| {
        let place = what.location().map(ToString::to_string).unwrap_or_default();
        FALLEN.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(place);
    }));
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| fallen().unwrap_or(Failure::Fallen { place: String::new() }))
}

fn fallen() -> Option<Failure> {
    let place = FALLEN.lock().unwrap_or_else(PoisonError::into_inner).take();
    place.map(|place| Failure::Fallen { place })
}

fn refused(error: &io::Error) -> Failure {
    Failure::NoTerminal { what: error.to_string() }
}

/// The terminal as the program has it; dropping it gives it back as it was, a panic too.
struct Restored;

impl Restored {
    fn take() -> io::Result<Restored> {
        enable_raw_mode()?;
        let taken = Restored;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        Ok(taken)
    }
}

impl Drop for Restored {
    fn drop(&mut self) {
        give_back();
    }
}

/// Puts the terminal back; what fails here cannot be told anywhere.
fn give_back() {
    let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = disable_raw_mode();
}

/// Says that no key will come any more, however its thread ends.
struct Farewell(Sender<Incoming>);

impl Drop for Farewell {
    fn drop(&mut self) {
        let _ = self.0.send(Incoming::Lost);
    }
}

/// The thread that waits for keys. It ends with the program, or when the terminal is gone.
fn spawn_keys(inbox: Sender<Incoming>) -> io::Result<()> {
    let wait = move || {
        let inbox = Farewell(inbox);
        while let Ok(first) = event::read() {
            for next in burst(first, clock()) {
                if inbox.0.send(next).is_err() {
                    return;
                }
            }
        }
    };
    thread::Builder::new().name("keys".into()).spawn(wait).map(|_| ())
}

/// The thread that waits for the system to ask the program to end: at a shutdown, when the session ends, by `kill`.
#[cfg(unix)]
fn spawn_signals(inbox: Sender<Incoming>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    let wait = move || {
        let inbox = Farewell(inbox);
        let _ = signals.forever().next();
        drop(inbox);
    };
    thread::Builder::new().name("signals".into()).spawn(wait).map(|_| ())
}

/// Windows closes the console itself.
#[cfg(not(unix))]
fn spawn_signals(_inbox: Sender<Incoming>) -> io::Result<()> {
    Ok(())
}

/// How many characters have to be there at once to be a paste.
const PASTE: usize = 6;

/// One event, or what came with it in the same moment. Windows has no bracketed paste: there a burst of characters that no
/// hand can type is pasted text, and an Enter inside it submits nothing.
fn burst(first: Event, at: Instant) -> Vec<Incoming> {
    let mut events = vec![first];
    if cfg!(windows) {
        while matches!(event::poll(Duration::ZERO), Ok(true)) {
            let Ok(next) = event::read() else { break };
            events.push(next);
        }
    }
    match pasted(&events) {
        Some(text) => vec![Incoming::Terminal(at, Event::Paste(text))],
        None => events.into_iter().map(|event| Incoming::Terminal(at, event)).collect(),
    }
}

/// The text of a burst of key presses, when there are enough different characters in it: a key held down is no paste.
fn pasted(events: &[Event]) -> Option<String> {
    let mut text = String::new();
    for event in events {
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => {}
            Event::Key(key) => match key.code {
                KeyCode::Char(c) if !key.modifiers.contains(KeyModifiers::CONTROL) => text.push(c),
                KeyCode::Enter => text.push('\n'),
                KeyCode::Tab => text.push('\t'),
                _ => return None,
            },
            _ => return None,
        }
    }
    let first = text.chars().next();
    let varied = text.chars().any(|c| Some(c) != first);
    (varied && text.chars().count() >= PASTE).then_some(text)
}

#[expect(clippy::disallowed_methods, reason = "the door through which the time of a key comes in")]
fn clock() -> Instant {
    Instant::now()
}

/// How long the first screen waits for what it shows.
const AT_ONCE: Duration = Duration::from_millis(30);

struct Loop {
    app: App,
    worker: Ask,
    incoming: Receiver<Incoming>,
    terminal: ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    /// What the terminal shows is not known any more: it is drawn whole.
    anew: bool,
    since: Instant,
}

impl Loop {
    fn new(setup: Setup, worker: Ask, incoming: Receiver<Incoming>) -> io::Result<Loop> {
        let since = clock();
        let (app, first) = App::new(setup);
        let terminal = ratatui::Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout())))?;
        let l = Loop { app, worker, incoming, terminal, anew: false, since };
        l.ask(first);
        Ok(l)
    }

    fn run(&mut self) -> io::Result<()> {
        // What the first screen shows is nearly always there at once: then no empty one is drawn before it.
        match self.incoming.recv_timeout(AT_ONCE) {
            Ok(first @ Incoming::Reply(_)) => {
                self.take(first);
                self.draw()?;
            }
            Ok(first) => {
                self.draw()?;
                if !self.take(first) {
                    return Ok(());
                }
                self.draw()?;
            }
            Err(_) => self.draw()?,
        }
        while !self.app.finished() {
            let Ok(first) = self.incoming.recv() else { break };
            if !self.take(first) {
                break;
            }
            // What came meanwhile is taken before drawing, but a key is answered by a drawn screen before the next one.
            while let Ok(next) = self.incoming.try_recv() {
                let is_key = matches!(next, Incoming::Terminal(..));
                if is_key {
                    self.draw()?;
                }
                if !self.take(next) {
                    return Ok(());
                }
            }
            self.draw()?;
        }
        Ok(())
    }

    /// Takes what happened; false when the terminal is gone.
    fn take(&mut self, incoming: Incoming) -> bool {
        // A window that shrinks and grows again between two drawings has its size back, but not what stood in it.
        self.anew |= matches!(incoming, Incoming::Terminal(_, Event::Resize(..)));
        let (at, what) = match incoming {
            Incoming::Lost => return false,
            Incoming::Reply(reply) => (clock(), Happened::Reply(reply)),
            Incoming::Terminal(at, event) => match event {
                // A release is no key press; some terminals send both.
                Event::Key(key) if key.kind == KeyEventKind::Release => return true,
                Event::Key(key) => (at, Happened::Key(key)),
                Event::Paste(text) => (at, Happened::Paste(text)),
                Event::Resize(..) => (at, Happened::Resize),
                Event::FocusGained => (at, Happened::Moment),
                Event::FocusLost | Event::Mouse(_) => return true,
            },
        };
        let requests = self.app.update(Message { tick: self.tick(at), now: disk::now(), what });
        self.ask(requests);
        true
    }

    fn ask(&self, requests: Vec<Request>) {
        for request in requests {
            (self.worker)(request);
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.anew) {
            // `clear` would ask the terminal where its cursor is, and wait for an answer that the key thread takes.
            let size = self.terminal.size()?;
            self.terminal.resize(size.into())?;
        }
        // Taken before, not after: who sees the last byte may press a key before this thread runs again.
        let tick = self.tick(clock());
        let app = &mut self.app;
        self.terminal.draw(|frame| app.draw(frame))?;
        self.terminal.backend_mut().flush()?;
        self.app.drawn(tick);
        Ok(())
    }

    /// Milliseconds since the program started.
    fn tick(&self, at: Instant) -> u64 {
        u64::try_from(at.saturating_duration_since(self.since).as_millis()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::crossterm::event::KeyEvent;

    fn keys(text: &str) -> Vec<Event> {
        let code = |c| if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
        text.chars().map(|c| Event::Key(KeyEvent::new(code(c), KeyModifiers::NONE))).collect()
    }

    /// The other half of the test below, run by it in a terminal of its own.
    #[test]
    #[ignore = "run by the test below in a pseudo-terminal"]
    fn fall_on_the_screen() {
        let fallen = catching(|| {
            let _screen = Restored::take().unwrap();
            panic!("fallen");
        });
        let failure = fallen.unwrap_err();
        print!("{}", failure.say(crate::text::Lang::Zh));
        assert_eq!(failure.exit_code(), 101);
    }

    #[test]
    #[cfg(unix)]
    fn after_a_panic_the_terminal_is_as_before_and_a_sentence_stands_there() {
        use portable_pty::{CommandBuilder, PtySize, native_pty_system};
        let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "terminal::tests::fall_on_the_screen", "--ignored", "--nocapture"]);
        command.env("RUST_BACKTRACE", "1");
        let before = pair.master.get_termios();
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (mut sent, mut output) = (Vec::new(), pair.master.try_clone_reader().unwrap());
        // Linux tells the end of a terminal as an error.
        let _ = io::Read::read_to_end(&mut output, &mut sent);
        assert!(child.wait().unwrap().success(), "{}", String::from_utf8_lossy(&sent));
        let mut screen = vt100::Parser::default();
        screen.process(&sent);
        let text = screen.screen().contents();
        assert!(!screen.screen().alternate_screen() && !screen.screen().hide_cursor());
        assert!(text.contains("已存的都在") && text.contains("terminal.rs"), "{text}");
        assert!(!text.contains("panicked") && !text.contains("stack backtrace"), "{text}");
        let modes = |of: Option<_>| format!("{of:?}");
        assert_eq!(modes(pair.master.get_termios()), modes(before));
        assert!(sent.windows(8).any(|w| w == b"\x1b[?1049h"), "the screen was never taken");
    }

    #[test]
    fn a_burst_of_characters_is_a_paste_and_a_held_or_single_key_is_none() {
        assert_eq!(pasted(&keys("三楼西侧\n堆物")).as_deref(), Some("三楼西侧\n堆物"));
        for typed in ["1", "12", "1111111111"] {
            assert_eq!(pasted(&keys(typed)), None);
        }
        let control = Event::Key(KeyEvent::new(KeyCode::Char('q'), KeyModifiers::CONTROL));
        assert_eq!(pasted(&[keys("abcdefg"), vec![control]].concat()), None);
    }
}
