//! For tests: keys in, screen out. Feeds an `App` and answers its requests from a small store in memory, one at a time and
//! in order, as the worker does. The clock ticks by itself.

use super::store::Store;
use crate::app::{App, Setup};
use crate::domain::event::Event;
use crate::domain::name::EntryId;
use crate::domain::subject::Subject;
use crate::failure::Failure;
use crate::request::message::{Happened, Message, Moment};
use crate::request::{Appended, GroupView, Reply, Request, Settings};
use crate::screens::Screen;
use crate::views::sample::current;
use crate::views::visit::{PointNow, Visit, VisitParts, build};
use crate::widgets::print::{print, styles};
use jiff::civil::{Date, date};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::collections::VecDeque;
use std::path::PathBuf;

/// A running program over one visit held in memory.
pub struct Session {
    pub app: App,
    terminal: Terminal<TestBackend>,
    drawn: Buffer,
    pub tick: u64,
    minute: u32,
    parts: VisitParts,
    /// The groups written so far, each with what stood before it.
    groups: Vec<(u64, Vec<Subject>, VisitParts)>,
    waiting: VecDeque<Request>,
    /// The next write fails with this.
    pub refuse: Option<Failure>,
    /// Replies are kept back until `settle`.
    pub slow: bool,
    /// Everything was written before the program was opened.
    pub old_groups: bool,
    /// How many writes were asked for.
    pub writes: usize,
    /// What the store said is written.
    pub kept: Vec<EntryId>,
    /// The day on the clock.
    pub today: Date,
    /// A real store on a temporary file, in the place of the one in memory.
    store: Option<Store>,
}

/// A program that begins with `first`, its keys unguarded.
pub fn setup(settings: Settings, now: Moment, first: Screen) -> Setup {
    Setup { settings, no_color: false, key_guard: Some(0), demo: false, read_only: None, told: None, now, first, called_as: None }
}

impl Session {
    /// Opens `visit` at `columns` x `rows` with the settings of a laptop 甲号机.
    pub fn run(visit: Visit, columns: u16, rows: u16, settings: Settings) -> Session {
        let id = visit.parts.id;
        let first = Screen::Run(Box::new(crate::screens::run::Run::new(id)));
        Session::open(visit, columns, rows, settings, first)
    }

    pub fn open(visit: Visit, columns: u16, rows: u16, settings: Settings, first: Screen) -> Session {
        let setup = Setup {
            settings,
            no_color: false,
            key_guard: None,
            demo: visit.parts.demo,
            read_only: None,
            told: None,
            now: moment(date(2026, 11, 24), 42),
            first,
            called_as: None,
        };
        Session::start(setup, columns, rows, visit.parts, None)
    }

    /// Over a real store on a temporary file.
    pub fn over(store: Store, columns: u16, rows: u16, settings: Settings, first: Screen) -> Session {
        let now = moment(date(2026, 11, 24), 42);
        let setup = setup(settings, now, first);
        Session::start(setup, columns, rows, crate::views::sample::visit(&[]).parts, Some(store))
    }

    fn start(setup: Setup, columns: u16, rows: u16, parts: VisitParts, store: Option<Store>) -> Session {
        let (app, requests) = App::new(setup);
        let mut session = Session {
            app,
            terminal: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
            drawn: Buffer::default(),
            tick: 10_000,
            minute: 42,
            parts,
            groups: Vec::new(),
            waiting: requests.into(),
            refuse: None,
            slow: false,
            old_groups: false,
            writes: 0,
            kept: Vec::new(),
            today: date(2026, 11, 24),
            store,
        };
        session.settle();
        session
    }

    /// Presses keys one after another, 200 ms apart. `<Enter>`, `<Esc>`, `<Up>`, `<C-z>`… name keys; the rest are characters.
    #[track_caller]
    pub fn keys(&mut self, keys: &str) -> &mut Session {
        for event in events(keys) {
            self.press(event, 200);
        }
        self
    }

    /// The same, so many milliseconds apart.
    #[track_caller]
    pub fn quick(&mut self, keys: &str, apart: u64) -> &mut Session {
        for event in events(keys) {
            self.press(event, apart);
        }
        self
    }

    pub(super) fn press(&mut self, event: KeyEvent, after: u64) {
        self.tick += after;
        self.tell(Happened::Key(event));
    }

    pub fn paste(&mut self, text: &str) -> &mut Session {
        self.tell(Happened::Paste(text.into()));
        self
    }

    pub fn size(&self) -> (u16, u16) {
        self.terminal.size().map(|s| (s.width, s.height)).unwrap()
    }

    /// The window gets another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Session {
        self.terminal.backend_mut().resize(columns, rows);
        self.tell(Happened::Resize);
        self
    }

    /// Puts a screen on top, as another screen would.
    pub fn show(&mut self, screen: Screen) -> &mut Session {
        let requests = self.app.open(screen);
        self.waiting.extend(requests);
        self.settle();
        self
    }

    pub(super) fn tell(&mut self, what: Happened) {
        let message = Message { tick: self.tick, now: moment(self.today, self.minute), what };
        let requests = self.app.update(message);
        self.waiting.extend(requests);
        if self.slow {
            self.draw();
        } else {
            self.settle();
        }
    }

    /// Answers everything that waits, drawing after each reply.
    pub fn settle(&mut self) {
        self.draw();
        while let Some(request) = self.waiting.pop_front() {
            if matches!(request, Request::Stop) {
                continue;
            }
            let reply = self.answer(request);
            let message = Message { tick: self.tick, now: moment(self.today, self.minute), what: Happened::Reply(reply) };
            let requests = self.app.update(message);
            self.waiting.extend(requests);
            self.draw();
        }
    }

    fn draw(&mut self) {
        let app = &mut self.app;
        // The frame itself: the test backend keeps what stood under wide characters.
        self.drawn = self.terminal.draw(|f| app.draw(f)).unwrap().buffer.clone();
        self.app.drawn(self.tick);
        let typing = self.app.layers.last().is_some_and(|l| l.screen.typing() != crate::screens::Typing::No);
        let screen = if typing { self.screen() } else { String::new() };
        let help = screen.lines().skip(22).any(|l| l.contains("? 帮助") || l.contains("? help"));
        assert!(!help, "a text field is open, where ? types itself:\n{screen}");
    }

    fn answer(&mut self, request: Request) -> Reply {
        if let Some(store) = &mut self.store {
            self.writes += usize::from(matches!(request, Request::Append { .. }));
            // Each write a second later, so that no two passes look hasty by chance.
            let seconds = 600 + self.writes * 3;
            let (hour, minute) = (10 + seconds / 3600 % 14, seconds / 60 % 60);
            let at = format!("{}T{hour:02}:{minute:02}:{:02}+08:00", self.today, seconds % 60);
            let reply = store.answer(request, &at);
            if let Reply::Appended(appended) = &reply {
                self.kept.extend(&appended.ids);
            }
            return reply;
        }
        match request {
            Request::Visit { id } if id == self.parts.id => Reply::Visit(Box::new(build(self.parts.clone()))),
            Request::Append { drafts, .. } => {
                self.writes += 1;
                if let Some(failure) = self.refuse.take() {
                    return Reply::Failed(failure);
                }
                let group = self.groups.len() as u64 * 10 + 1;
                let subjects: Vec<Subject> = drafts.iter().map(|d| d.subject.clone()).collect();
                self.groups.push((group, subjects.clone(), self.parts.clone()));
                let at = format!("2026-11-24T10:{:02}:{:02}+08:00", self.minute, self.groups.len() % 60);
                let mut points = Vec::new();
                let mut ids = Vec::new();
                for (n, draft) in drafts.into_iter().enumerate() {
                    let id = EntryId([(group as u8).wrapping_add(n as u8); 32]);
                    ids.push(id);
                    self.take(draft.subject, draft.body, id, &at, &mut points);
                }
                Reply::Appended(Box::new(Appended { group, at, ids, subjects, points }))
            }
            Request::LastGroup => Reply::LastGroup(self.groups.last().map(|(group, subjects, _)| GroupView {
                group: *group,
                at: "2026-11-24T10:42:00+08:00".into(),
                author: self.app.around.settings.author,
                subjects: subjects.clone(),
                before_this_run: self.old_groups,
                said: None,
                was: None,
                about: String::new(),
            })),
            Request::Undo { group, .. } => {
                let at = self.groups.iter().rposition(|(g, ..)| group.is_none_or(|wanted| *g == wanted)).unwrap();
                let (_, subjects, parts) = self.groups.remove(at);
                self.parts = parts;
                Reply::Undone { subjects }
            }
            Request::PastWordings { .. } => Reply::PastWordings(Vec::new()),
            Request::SaveSettings(_) => Reply::Saved,
            other => panic!("the session's store does not answer {other:?}"),
        }
    }

    fn take(
        &mut self,
        subject: Subject,
        body: Event,
        id: EntryId,
        at: &str,
        points: &mut Vec<(crate::domain::subject::PointId, PointNow)>,
    ) {
        match (subject, body) {
            (Subject::Point(point), Event::Point(value)) => {
                let mut now = crate::views::sample::now(value);
                now.now.heads = vec![id];
                now.at = at.into();
                self.parts.points.insert(point.key.clone(), now.clone());
                points.push((point, now));
            }
            (Subject::Trait(_, name), Event::Trait(value)) => {
                self.parts.traits.insert(name, current(value));
            }
            (Subject::Paper(_, kind), Event::Paper(value)) => {
                self.parts.papers.insert(kind, current(value));
            }
            (Subject::Inspection(_), Event::Inspection(head)) => self.parts.head = current(head),
            (Subject::Same(..), Event::Same(_)) => {}
            other => panic!("the session's store does not take {other:?}"),
        }
    }

    /// The real store, to look into.
    pub fn store(&mut self) -> &mut Store {
        self.store.as_mut().expect("this session is over a real store")
    }

    /// The real store, for a program that is started after this one.
    pub fn into_store(self) -> Store {
        self.store.expect("this session is over a real store")
    }

    /// The visit as the store has it.
    pub fn visit(&self) -> Visit {
        build(self.parts.clone())
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        print(&self.drawn)
    }

    /// One line of the screen, from 0.
    pub fn line(&self, at: usize) -> String {
        self.screen().lines().nth(at).unwrap_or_default().trim_end().to_string()
    }

    pub fn shows(&self, text: &str) -> bool {
        self.screen().contains(text)
    }

    /// Where the terminal's cursor stands.
    pub fn cursor(&mut self) -> (u16, u16) {
        self.terminal.get_cursor_position().unwrap().into()
    }

    /// Compares the whole screen and its styles with the picture `name`; `XUNCHA_PICTURES=write` draws it anew.
    #[track_caller]
    pub fn picture(&self, name: &str) {
        let drawn = format!("{}styles {}\n", self.screen(), styles(&self.drawn));
        compare(name, &drawn);
    }
}

/// Compares what is drawn with the picture `name`; `XUNCHA_PICTURES=write` draws it anew.
#[track_caller]
pub fn compare(name: &str, drawn: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pictures").join(format!("{name}.txt"));
    if std::env::var("XUNCHA_PICTURES").is_ok_and(|v| v == "write") {
        use std::io::Write;
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::File::create(&path).unwrap().write_all(drawn.as_bytes()).unwrap();
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        wanted == drawn,
        "{name} is drawn otherwise (XUNCHA_PICTURES=write draws it anew):\n{drawn}\nwanted:\n{wanted}"
    );
}

/// 10 o'clock and so many minutes.
pub fn moment(today: Date, minute: u32) -> Moment {
    let time = format!("10:{minute:02}");
    Moment { at: format!("{today}T{time}:13+08:00"), today, time, trial: false }
}

/// Key events of a line of keys: characters as they are, others by name, as `<Enter>`, `<C-p>`.
pub fn events(keys: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
        let (code, modifiers) = match named {
            Some((name, after)) => {
                rest = after;
                named_key(name)
            }
            None => {
                rest = &rest[first.len_utf8()..];
                (KeyCode::Char(first), KeyModifiers::NONE)
            }
        };
        events.push(KeyEvent::new(code, modifiers));
    }
    events
}

fn named_key(name: &str) -> (KeyCode, KeyModifiers) {
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Backspace" => KeyCode::Backspace,
        "Space" => KeyCode::Char(' '),
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PageUp" => KeyCode::PageUp,
        "PageDown" => KeyCode::PageDown,
        other => {
            let c = other.strip_prefix("C-").and_then(|c| c.chars().next());
            return (KeyCode::Char(c.unwrap_or_else(|| panic!("no key <{other}>"))), KeyModifiers::CONTROL);
        }
    };
    (code, KeyModifiers::NONE)
}
