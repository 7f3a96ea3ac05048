//! One laptop at work: a data folder, a database, and the draft functions that screens and line forms call.

use crate::content;
use crate::content::checklist::Checklist;
use crate::disk::{Home, Moment};
use crate::domain::facility::{Facility, FacilityType, Presence};
use crate::domain::inspection::Kind;
use crate::domain::name::{FacilityId, InspectionId, PersonId};
use crate::domain::point::Verdict;
use crate::domain::subject::PointId;
use crate::request::answer::{self, Given};
use crate::request::visit::NewVisit;
use crate::request::{Appended, Settings, facility, visit};
use crate::store::Log;
use crate::views::visit::Visit;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub struct Desk {
    pub home: Home,
    pub path: PathBuf,
    pub log: Log,
    pub minute: u32,
    pub me: PersonId,
    pub folder: TempDir,
}

pub const ITEM: &str = "FIRE-EVAC-01";

impl Desk {
    pub fn new(name: &str) -> Desk {
        Desk::with(name, None)
    }

    /// With settings as after the first start.
    pub fn with(name: &str, settings: Option<&Settings>) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("home"));
        if let Some(settings) = settings {
            home.save_settings(settings).unwrap();
        }
        let path = folder.path().join("巡查.db");
        let log = Log::open(&path, &home).unwrap();
        let mut desk = Desk { home, path, log, minute: 0, me: PersonId::of(&content::hash(name.as_bytes())), folder };
        let person = crate::domain::event::Person { name: name.into(), ..Default::default() };
        let draft = facility::person(desk.me, person, Vec::new());
        desk.write(vec![draft]);
        desk
    }

    pub fn now(&mut self) -> Moment {
        self.minute += 1;
        Moment::parse(&format!("2026-11-24T{:02}:{:02}:00+08:00", 9 + self.minute / 60 % 12, self.minute % 60)).unwrap()
    }

    #[track_caller]
    pub fn write(&mut self, drafts: Vec<crate::journal::entry::Draft>) -> Appended {
        let now = self.now();
        self.log.append(drafts, Some(self.me), &now).unwrap()
    }

    /// Closes the file and opens it again, as the next morning does.
    pub fn reopen(&mut self) {
        self.reopen_with(|_| ());
    }

    /// Closes the file, lets something happen to it or to the data folder, and opens it again.
    pub fn reopen_with(&mut self, change: impl FnOnce(&Desk)) {
        self.log = Log::open_to_read(&self.path, &self.home).unwrap();
        change(self);
        self.log = Log::open(&self.path, &self.home).unwrap();
    }

    /// Another laptop with a copy of everything, key and memory too: a disk image.
    pub fn copied(&self) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let (home, path) = (Home::at(folder.path().join("home")), folder.path().join("巡查.db"));
        copy_folder(self.home.path(), home.path());
        copy(&self.path, &path);
        let log = Log::open(&path, &home).unwrap();
        Desk { home, path, log, minute: self.minute, me: self.me, folder }
    }

    pub fn add(&mut self, name: &str) -> FacilityId {
        let profile = Facility {
            name: name.into(),
            kind: Some(FacilityType::Home),
            street: Some("友谊路街道".into()),
            address: Some("友谊路1号".into()),
            ..Facility::default()
        };
        let (id, draft) = facility::add(profile);
        self.write(vec![draft]);
        id
    }

    pub fn visit(&mut self, at: FacilityId, kind: Kind, day: i8) -> InspectionId {
        self.visit_with(at, kind, day, &lists())
    }

    pub fn visit_with(&mut self, at: FacilityId, kind: Kind, day: i8, lists: &[Checklist]) -> InspectionId {
        let on = jiff::civil::date(2026, 11, day);
        let view = self.log.facility(at, on).unwrap();
        let new = NewVisit::of(&view, kind, on, vec![self.me], lists.iter().collect());
        let (id, drafts) = visit::open(&new);
        self.write(drafts);
        id
    }

    pub fn open(&mut self, visit: InspectionId) -> Visit {
        self.log.visit(visit).unwrap()
    }

    #[track_caller]
    pub fn answer(&mut self, visit: InspectionId, item: &str, verdict: Verdict) -> PointId {
        let view = self.open(visit);
        let id = PointId::new(visit, item);
        let drafts = answer::answer(&view, &id, Given::of(verdict)).unwrap();
        self.write(drafts);
        id
    }

    pub fn set_trait(&mut self, at: FacilityId, name: &str, is: Presence) {
        let view = self.log.facility(at, jiff::civil::date(2026, 11, 24)).unwrap();
        let draft = facility::set_trait(&view, name, is, jiff::civil::date(2026, 11, 24), None);
        self.write(vec![draft]);
    }

    pub fn verdict(&mut self, point: &PointId) -> Option<Verdict> {
        let visit = self.open(point.inspection.unwrap());
        visit.point(point).map(|p| p.now.joined.value.verdict)
    }
}

/// The fire checklist.
pub fn lists() -> Vec<Checklist> {
    let fire = content::embedded_lists().find(|(name, _)| name.contains("fire")).unwrap();
    vec![content::parse(fire.0, fire.1.as_bytes()).unwrap()]
}

pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        match entry.file_type().unwrap().is_dir() {
            true => copy_folder(&entry.path(), &to.join(entry.file_name())),
            false => copy(&entry.path(), &to.join(entry.file_name())),
        }
    }
}

pub fn copy(from: &Path, to: &Path) {
    std::fs::copy(from, to).unwrap();
}
