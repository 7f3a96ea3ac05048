//! The worker with real files: requests in, replies out.

use super::{Door, Files, start};
use crate::disk::{self, Home};
use crate::domain::event::{ImportKind, Person};
use crate::domain::facility::{Facility, FacilityType};
use crate::domain::name::FacilityId;
use crate::failure::Failure;
use crate::request::exchange::{Exchange, Standing, Task};
use crate::request::import::Fate;
use crate::request::{DataFile, Document, Reply, Request, Settings, facility as draft};
use crate::store::Log;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use tempfile::TempDir;

struct Desk {
    door: Door,
    replies: Receiver<Reply>,
    folder: TempDir,
}

impl Desk {
    /// A laptop of 检甲 whose output folder is `out` beside the data.
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("home"));
        let mut log = Log::open(&home.database(), &home).unwrap();
        let person = Person { name: "检甲".into(), ..Person::default() };
        let id = draft::person_id(&person);
        log.append(vec![draft::person(id, person, Vec::new())], Some(id), &disk::now()).unwrap();
        let out = folder.path().join("out").display().to_string();
        let settings = Settings { author: Some(id), folder: out, ..Settings::default() };
        let of = home.clone();
        let files = Files {
            real: home.database(),
            demonstration: home.demonstration(),
            make: Box::new(move |path: &Path| -> Result<(), Failure> {
                let mut demo = Log::open_demonstration(path, &of)?;
                demo.append(vec![draft::add(home_named("虚构苑")).1], None, &disk::now()).map(|_| ())
            }),
        };
        let (answer, replies) = channel();
        let door = start(log, home, settings, files, move |reply| drop(answer.send(reply)));
        Desk { door, replies, folder }
    }

    fn ask(&self, request: Request) -> Reply {
        self.door.ask(request);
        loop {
            let reply = self.replies.recv().unwrap();
            if !matches!(reply, Reply::Progress(_)) {
                return reply;
            }
        }
    }

    fn add(&self, name: &str) -> FacilityId {
        let (id, drafted) = draft::add(home_named(name));
        assert!(matches!(self.ask(Request::Append { drafts: vec![drafted], author: None }), Reply::Appended(_)));
        id
    }

    fn names(&self) -> Vec<String> {
        let Reply::Facilities(rows) = self.ask(Request::Facilities) else { panic!("no list") };
        rows.into_iter().map(|row| row.name).collect()
    }
}

fn home_named(name: &str) -> Facility {
    Facility { name: name.into(), kind: Some(FacilityType::Home), ..Facility::default() }
}

#[test]
fn a_briefing_is_written_below_the_output_folder_or_where_one_says() {
    let desk = Desk::new();
    let document = Document::Briefing { facility: desk.add("康宁养老院") };
    let to = PathBuf::from("2026-11/简报.html");
    let Reply::Written { path } = desk.ask(Request::Write { document: document.clone(), to }) else { panic!("not written") };
    assert_eq!(path, desk.folder.path().join("out/2026-11/简报.html"));
    assert!(std::fs::read_to_string(&path).unwrap().contains("康宁养老院"));
    let to = desk.folder.path().join("stick/简报.html");
    let Reply::Written { path } = desk.ask(Request::Write { document, to: to.clone() }) else { panic!("not written") };
    assert!(path == to && path.exists());
}

#[test]
fn the_data_file_is_copied_whole_and_no_earlier_copy_is_overwritten() {
    let desk = Desk::new();
    desk.add("康宁养老院");
    let Reply::DataFile(DataFile { path, bytes, .. }) = desk.ask(Request::DataFile) else { panic!("no file") };
    assert!(path.exists() && bytes > 4096);
    let copy = || desk.ask(Request::Write { document: Document::Backup, to: PathBuf::from("2026-11/备份.db") });
    let Reply::Written { path } = copy() else { panic!("not written") };
    assert_eq!(path, desk.folder.path().join("out/2026-11/备份.db"));
    let home = crate::disk::Home::at(desk.folder.path().join("other"));
    let mut log = crate::store::Log::open_to_read(&path, &home).unwrap();
    assert_eq!(log.facilities().unwrap()[0].name, "康宁养老院");
    assert!(matches!(copy(), Reply::Failed(_)), "an earlier copy stays");
}

#[test]
fn the_demonstration_is_another_file_and_the_real_one_comes_back_as_it_was() {
    let desk = Desk::new();
    desk.add("康宁养老院");
    let switch = |demo| match desk.ask(Request::Switch { demo }) {
        Reply::Switched { demo, read_only: None } => demo,
        other => panic!("{other:?}"),
    };
    assert!(switch(true));
    assert_eq!(desk.names(), ["虚构苑"]);
    // The person of the laptop is there too, and writes only there.
    let Reply::People(people) = desk.ask(Request::People) else { panic!("no people") };
    assert_eq!(people[0].person.name, "检甲");
    desk.add("演示里加的");
    assert!(!switch(false));
    assert_eq!(desk.names(), ["康宁养老院"]);
    assert!(switch(true));
    assert_eq!(desk.names().len(), 2);
}

#[test]
fn a_demonstration_that_cannot_be_opened_leaves_the_real_file_open() {
    let desk = Desk::new();
    desk.add("康宁养老院");
    let demo = Home::at(desk.folder.path().join("home")).demonstration();
    disk::write_whole(&demo, b"no database at all, but long enough").unwrap();
    assert!(matches!(desk.ask(Request::Switch { demo: true }), Reply::Failed(_)));
    assert_eq!(desk.names(), ["康宁养老院"]);
}

#[test]
fn a_roster_is_shown_then_taken_in_and_taken_back_whole() {
    let desk = Desk::new();
    let path = desk.folder.path().join("名册.csv");
    let roster = "机构名称,机构类型,所属街镇,床位数\n康宁养老院,养老机构,友谊路街道,120\n,助餐点,罗店镇,\n";
    disk::write_whole(&path, roster.as_bytes()).unwrap();
    let kind = ImportKind::Facilities;
    let Reply::ImportPreview(preview) = desk.ask(Request::ImportPreview { kind, path: path.clone() }) else {
        panic!("no preview")
    };
    assert_eq!(preview.rows.iter().map(|r| r.fate).collect::<Vec<_>>(), [Fate::Added, Fate::LeftOut]);
    assert_eq!(desk.names(), Vec::<String>::new(), "nothing is written before it is taken");
    let take = Request::ImportTake { kind, path, answers: Vec::new(), author: None };
    let Reply::Imported { group, added: 1, left_out: 1, .. } = desk.ask(take.clone()) else { panic!("not taken") };
    assert_eq!(desk.names(), ["康宁养老院"]);
    let Reply::Imported { added: 0, changed: 0, .. } = desk.ask(take) else { panic!("the same file again changes nothing") };
    assert!(matches!(desk.ask(Request::Undo { group: Some(group), author: None }), Reply::Undone { .. }));
    assert_eq!(desk.names(), Vec::<String>::new());
}

#[test]
fn a_colleagues_file_is_taken_in_and_said_in_words() {
    let (mine, theirs) = (Desk::new(), Desk::new());
    theirs.add("金色晚霞");
    let path = Home::at(theirs.folder.path().join("home")).database();
    let exchange = |task| Request::Exchange(Exchange { task, paths: vec![path.clone()], passphrase: None });
    let Reply::Merged(looked) = mine.ask(exchange(Task::Look)) else { panic!("not looked at") };
    assert!(looked.new > 0 && mine.names().is_empty());
    let Reply::Merged(told) = mine.ask(exchange(Task::Merge)) else { panic!("not taken in") };
    assert_eq!((told.new, told.laptops.len()), (looked.new, 1));
    assert_eq!(mine.names(), ["金色晚霞"]);
    let Reply::Laptops(here) = mine.ask(Request::Laptops) else { panic!("no laptops") };
    let theirs = here.laptops.iter().find(|l| l.standing == Standing::Unpaired).expect("theirs").clone();
    assert!(theirs.digits.is_some());
    let stand = Request::Stand { laptop: Box::new(theirs.clone()), standing: Standing::Paired };
    assert!(matches!(mine.ask(stand), Reply::Saved));
    let Reply::Laptops(here) = mine.ask(Request::Laptops) else { panic!("no laptops") };
    assert!(here.laptops.iter().any(|l| l.key == theirs.key && l.standing == Standing::Paired));
    // A package on a stick, and a shared folder.
    let stick = mine.folder.path().join("stick");
    std::fs::create_dir_all(&stick).unwrap();
    for task in [Task::Pack, Task::Sync] {
        let exchange = Exchange { task, paths: vec![stick.clone()], passphrase: None };
        let Reply::Merged(told) = mine.ask(Request::Exchange(exchange)) else { panic!("not packed") };
        assert!(told.words.last().unwrap().contains("本机.xuncha"), "{told:?}");
    }
}
