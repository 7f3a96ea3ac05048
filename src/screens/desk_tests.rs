//! Screens of the office over a real store on a temporary file: keys in, screen out.

use super::Screen;
use super::home::Home;
use crate::app::{App, Setup};
use crate::disk;
use crate::domain::facility::{Facility, FacilityType};
use crate::failure::Failure;
use crate::request::message::{Happened, Message, Moment};
use crate::request::{Reply, Request, Settings};
use crate::store::Log;
use crate::widgets::print::print;
use jiff::civil::date;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

struct Desk {
    app: App,
    log: Log,
    tick: u64,
    terminal: Terminal<TestBackend>,
    _folder: tempfile::TempDir,
}

fn now() -> Moment {
    Moment { at: "2026-11-24T10:42:00+08:00".into(), today: date(2026, 11, 24), time: "10:42".into(), trial: false }
}

impl Desk {
    fn new(first: Screen, before: impl FnOnce(&mut Log), columns: u16, rows: u16) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let home = disk::Home::at(folder.path());
        let mut log = Log::open(&home.database(), &home).unwrap();
        before(&mut log);
        let settings = Settings { unit: "宝山区民政局".into(), laptop: "甲号机".into(), ..Settings::default() };
        let setup = Setup { settings, no_color: false, key_guard: Some(0), demo: false, read_only: false, now: now(), first };
        let (app, requests) = App::new(setup);
        let terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let mut desk = Desk { app, log, tick: 0, terminal, _folder: folder };
        desk.serve(requests);
        desk
    }

    fn serve(&mut self, requests: Vec<Request>) {
        let mut queue: std::collections::VecDeque<Request> = requests.into();
        while let Some(request) = queue.pop_front() {
            let reply = answer(&mut self.log, request).unwrap_or_else(Reply::Failed);
            queue.extend(self.app.receive(reply));
        }
    }

    fn key(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.tick += 1000;
        let what = Happened::Key(KeyEvent::new(code, modifiers));
        let requests = self.app.update(Message { tick: self.tick, now: now(), what });
        self.serve(requests);
        self.draw();
    }

    /// `宝山<Enter>1`: text as typed, keys by name in brackets.
    fn keys(&mut self, keys: &str) -> &mut Desk {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            if c == '<' {
                let end = rest.find('>').unwrap();
                let (code, modifiers) = named(&rest[1..end]);
                self.key(code, modifiers);
                rest = &rest[end + 1..];
            } else {
                self.key(KeyCode::Char(c), KeyModifiers::NONE);
                rest = &rest[c.len_utf8()..];
            }
        }
        self
    }

    fn draw(&mut self) -> String {
        let app = &mut self.app;
        print(self.terminal.draw(|f| app.draw(f)).unwrap().buffer)
    }
}

/// The same for the store.
fn clock() -> disk::Moment {
    disk::Moment::parse("2026-11-24T10:42:00+08:00").unwrap()
}

fn named(name: &str) -> (KeyCode, KeyModifiers) {
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Back" => KeyCode::Backspace,
        "Space" => KeyCode::Char(' '),
        name => {
            let c = name.strip_prefix('^').and_then(|n| n.chars().next()).unwrap_or_else(|| panic!("{name}"));
            return (KeyCode::Char(c), KeyModifiers::CONTROL);
        }
    };
    (code, KeyModifiers::NONE)
}

fn answer(log: &mut Log, request: Request) -> Result<Reply, Failure> {
    Ok(match request {
        Request::Append { drafts, author } => Reply::Appended(Box::new(log.append(drafts, author, &clock())?)),
        Request::Home { today } => Reply::Home(Box::new(log.home(today)?)),
        Request::Group { kind, today } => Reply::Group(log.group(kind, today)?),
        Request::Facilities => Reply::Facilities(log.facilities()?),
        Request::Facility { id, today } => Reply::Facility(Box::new(log.facility(id, today)?)),
        Request::Visits { facility } => Reply::Visits(log.visits(facility)?),
        Request::People => Reply::People(log.people()?),
        Request::SaveSettings(_) => Reply::Saved,
        other => panic!("not asked in these tests: {other:?}"),
    })
}

fn homes(log: &mut Log) {
    let rows = [
        ("康宁养老院", FacilityType::Home, "友谊路街道", "宝山区牡丹江路12号", Some(120)),
        ("金色晚霞长者照护之家", FacilityType::SmallHome, "吴淞街道", "淞滨路8号", Some(30)),
        ("友谊路街道长者食堂", FacilityType::Canteen, "友谊路街道", "宝山区牡丹江路12号", None),
        ("罗店镇第三助餐点", FacilityType::MealPoint, "罗店镇", "", None),
    ];
    for (name, kind, street, address, beds) in rows {
        let mut facility = Facility {
            name: name.into(),
            kind: Some(kind),
            street: Some(street.into()),
            address: Some(address.to_string()).filter(|a| !a.is_empty()),
            beds,
            phone: Some("021-5600-0012".into()),
            ..Facility::default()
        };
        facility.marks = crate::domain::check::marks(&facility, &[]);
        let (_, draft) = crate::request::facility::add(facility);
        log.append(vec![draft], None, &clock()).unwrap();
    }
}

#[test]
fn look() {
    let mut desk = Desk::new(Screen::Start(super::start::Start::default()), homes, 80, 24);
    println!("{}", desk.draw());
    println!("{}", desk.keys("检甲<Enter>区民政局<Enter><Enter>").draw());
    println!("{}", desk.keys("<Enter>").draw());
    println!("{}", desk.keys("1").draw());
    println!("{}", desk.keys("1").draw());
    println!("{}", desk.keys("3").draw());
    println!("{}", desk.keys("4").draw());
    println!("{}", desk.keys("<Up><Enter>检乙<Enter><Enter>H-002<Enter>20270101<Enter><Enter>2").draw());
    println!("{}", desk.keys("<Esc>7").draw());
    println!("{}", desk.keys("1").draw());
    println!("{}", desk.keys("<Esc><Down><Down><Down><Down>2").draw());
    println!("{}", desk.keys("<Esc><^g><^p>").draw());
    println!("{}", desk.keys("drmc").draw());
    println!("{}", desk.keys("<Esc>set").draw());
    println!("{}", desk.keys("<Esc>导入<Enter>").draw());
    println!("{}", desk.keys("“/tmp/a.csv“").draw());
    println!("{}", desk.keys("<Esc>6").draw());
    println!("{}", desk.keys("<Esc>?").draw());
}
