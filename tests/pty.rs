//! The program in a pseudo-terminal: keys in, screen out. Waits for a condition, never sleeps for a guess.

use crate::power;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a condition may take before the test says what the screen showed instead.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running program and the screen it has drawn so far.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    /// Every byte that the program sent.
    sent: Arc<Mutex<Vec<u8>>>,
    reading: Option<JoinHandle<()>>,
    /// Lines, echo and the like as they were before the program started.
    before: String,
}

#[must_use]
pub struct Start<'a> {
    home: &'a Path,
    args: Vec<String>,
    env: Vec<(String, String)>,
    size: (u16, u16),
    powerless: bool,
    growth_refused: bool,
}

impl<'a> Start<'a> {
    /// The program with its data folder in `home` and nothing else of this machine's environment.
    pub fn new(home: &'a Path) -> Start<'a> {
        let (args, env) = (Vec::new(), Vec::new());
        Start { home, args, env, size: (80, 24), powerless: false, growth_refused: false }
    }

    pub fn arg(mut self, arg: &str) -> Self {
        self.args.push(arg.into());
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.into(), value.into()));
        self
    }

    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// Read-only marks count for the program even where the tests run as root.
    pub fn powerless(mut self) -> Self {
        self.powerless = true;
        self
    }

    /// A write past the size that a file may have (see `let_files_grow_to`) is an error to the program, not its end.
    pub fn growth_refused(mut self) -> Self {
        self.growth_refused = true;
        self
    }

    pub fn spawn(self) -> Terminal {
        let (cols, rows) = self.size;
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let program = env!("CARGO_BIN_EXE_xuncha");
        let mut command = if self.growth_refused {
            let mut shell = CommandBuilder::new("/bin/sh");
            shell.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", program]);
            shell
        } else {
            CommandBuilder::new(program)
        };
        command.args(&self.args);
        command.env_clear();
        command.env("XUNCHA_HOME", self.home);
        command.env("HOME", self.home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "zh_CN.UTF-8");
        for (name, value) in &self.env {
            command.env(name, value);
        }
        let before = modes(&*pair.master);
        let slave = pair.slave;
        let start = move || slave.spawn_command(command).expect("the program starts");
        let child = if self.powerless { power::without(start) } else { start() };
        let screen = Arc::new(Mutex::new(vt100::Parser::new(some(rows), some(cols), 0)));
        let mut output = pair.master.try_clone_reader().expect("its output");
        let (drawn, sent) = (screen.clone(), Arc::new(Mutex::new(Vec::new())));
        let kept = sent.clone();
        let reading = std::thread::spawn(move || {
            let mut chunk = [0; 8192];
            while let Ok(n) = output.read(&mut chunk) {
                if n == 0 {
                    break;
                }
                kept.lock().unwrap().extend_from_slice(&chunk[..n]);
                drawn.lock().unwrap().process(&chunk[..n]);
            }
        });
        let keys = pair.master.take_writer().expect("its input");
        Terminal { child, master: pair.master, keys, screen, sent, reading: Some(reading), before }
    }
}

impl Terminal {
    /// Sends bytes as a keyboard would.
    pub fn send(&mut self, keys: &str) {
        // A program that is gone does not read; the test sees that on the screen or by `wait_end`.
        let _ = self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush());
    }

    /// The screen as text, one line a row.
    pub fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Lends the screen with its colours.
    pub fn with_screen<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.screen.lock().unwrap().screen())
    }

    /// Whether the program has put the terminal back: no alternate screen, cursor shown, lines and echo as they were.
    pub fn is_restored(&self) -> bool {
        let parser = self.screen.lock().unwrap();
        !parser.screen().alternate_screen() && !parser.screen().hide_cursor() && modes(&*self.master) == self.before
    }

    /// Waits until the screen satisfies `condition`.
    #[track_caller]
    pub fn wait(&self, what: &str, condition: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let text = self.text();
            if condition(&text) {
                return text;
            }
            assert!(Instant::now() < end, "waited for {what}; the screen shows:\n{text}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the screen shows `wanted`.
    #[track_caller]
    pub fn wait_for(&self, wanted: &str) -> String {
        self.wait(wanted, |text| text.contains(wanted))
    }

    /// Waits until nothing has been drawn for a while: all replies are in.
    pub fn settle(&self) {
        let formatted = || self.screen.lock().unwrap().screen().contents_formatted();
        let end = Instant::now() + PATIENCE;
        let (mut before, mut since) = (formatted(), Instant::now());
        while since.elapsed() < Duration::from_millis(400) && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(10));
            let now = formatted();
            if now != before {
                (before, since) = (now, Instant::now());
            }
        }
    }

    /// Changes the size of the window.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.screen.lock().unwrap().screen_mut().set_size(some(rows), some(columns));
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).expect("resized");
    }

    /// Everything the program has sent to the terminal so far.
    pub fn sent(&self) -> Vec<u8> {
        self.sent.lock().unwrap().clone()
    }

    /// The number of the process.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// Pulls the plug: kill −9 and nothing before it. Afterwards the screen holds all that was ever drawn.
    pub fn kill(&mut self) {
        if self.child.try_wait().is_ok_and(|ended| ended.is_none()) {
            power::kill_9(self.process());
            let _ = self.child.wait();
        }
        self.finish();
    }

    /// After the program has ended: takes in what it sent last.
    pub fn finish(&mut self) {
        if let Some(reading) = self.reading.take() {
            let _ = reading.join();
        }
    }

    /// Waits for the program to end by itself; its exit code.
    #[track_caller]
    pub fn wait_end(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("its status") {
                return status.exit_code();
            }
            assert!(Instant::now() < end, "it does not end; the screen shows:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// How the terminal treats lines and keys.
#[cfg(unix)]
fn modes(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios())
}

#[cfg(not(unix))]
fn modes(_: &dyn MasterPty) -> String {
    String::new()
}

/// A window has at least one cell.
fn some(cells: u16) -> NonZero<u16> {
    NonZero::new(cells.max(1)).unwrap_or(NonZero::<u16>::MIN)
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.kill();
    }
}
