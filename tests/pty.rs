//! The program in a pseudo-terminal: keys in, screen out. Waits for a condition, never sleeps for a guess.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a condition may take before the test says what the screen showed instead.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running program and the screen it has drawn so far.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
}

#[must_use]
pub struct Start<'a> {
    home: &'a Path,
    args: Vec<String>,
    env: Vec<(String, String)>,
    size: (u16, u16),
}

impl<'a> Start<'a> {
    /// The program with its data folder in `home` and nothing else of this machine's environment.
    pub fn new(home: &'a Path) -> Start<'a> {
        Start { home, args: Vec::new(), env: Vec::new(), size: (80, 24) }
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

    pub fn spawn(self) -> Terminal {
        let (cols, rows) = self.size;
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_xuncha"));
        command.args(&self.args);
        command.env_clear();
        command.env("XUNCHA_HOME", self.home);
        command.env("HOME", self.home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "zh_CN.UTF-8");
        for (name, value) in &self.env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(some(rows), some(cols), 0)));
        let mut output = pair.master.try_clone_reader().expect("its output");
        let drawn = screen.clone();
        std::thread::spawn(move || {
            let mut chunk = [0; 8192];
            while let Ok(n) = output.read(&mut chunk) {
                if n == 0 {
                    break;
                }
                drawn.lock().unwrap().process(&chunk[..n]);
            }
        });
        let keys = pair.master.take_writer().expect("its input");
        Terminal { child, master: pair.master, keys, screen }
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

    /// The cursor as (row, column), and whether it is hidden.
    pub fn cursor(&self) -> ((u16, u16), bool) {
        let parser = self.screen.lock().unwrap();
        (parser.screen().cursor_position(), parser.screen().hide_cursor())
    }

    /// Whether the program has put the terminal back (no alternate screen, cursor shown).
    pub fn is_restored(&self) -> bool {
        let parser = self.screen.lock().unwrap();
        !parser.screen().alternate_screen() && !parser.screen().hide_cursor()
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

    /// Pulls the plug: kill −9.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
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

/// A window has at least one cell.
fn some(cells: u16) -> NonZero<u16> {
    NonZero::new(cells.max(1)).unwrap_or(NonZero::<u16>::MIN)
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.kill();
    }
}
