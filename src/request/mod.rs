//! What passes between the deciding and the doing wing, as plain data, and the functions that draft entries from a view
//! and an intent. Screens and line forms call the same ones. Knows no thread, no SQL, no terminal.

pub mod answer;
pub mod demo;
pub mod exchange;
pub mod facility;
pub mod finding;
pub mod freeze;
pub mod import;
pub mod message;
pub mod plan;
pub mod same;
pub mod visit;
pub mod xlsform;

use crate::content::checklist::Checklist;
use crate::content::fault::Fault;
use crate::domain::event::Event;
use crate::domain::name::{EntryId, FacilityId, InspectionId, PersonId};
use crate::domain::subject::{PointId, Subject};
use crate::failure::Failure;
use crate::journal::entry::Draft;
use crate::views::PersonRow;
use crate::views::coverage::{Coverage, CoverageEntry};
use crate::views::facility::{FacilityRow, FacilityView, VisitRow};
use crate::views::finding::{FindingRow, FindingView};
use crate::views::home::{Group, GroupKind, HomeView};
use crate::views::plan::PlanRow;
use crate::views::twins::Pair;
use crate::views::visit::{PointNow, Visit};
use jiff::civil::Date;
use std::path::PathBuf;
use std::sync::Arc;

/// One intent to the store, answered in order by one `Reply`.
#[derive(Clone, Debug)]
pub enum Request {
    /// One transaction and one undo group.
    Append {
        drafts: Vec<Draft>,
        author: Option<PersonId>,
    },
    /// Takes back a group of this log; `None` = the last one that still stands.
    Undo {
        group: Option<u64>,
        author: Option<PersonId>,
    },
    /// What an undo would take back, without doing it.
    LastGroup,
    Home {
        today: Date,
    },
    /// One group of Home, whole.
    Group {
        kind: GroupKind,
        today: Date,
    },
    Facilities,
    Facility {
        id: FacilityId,
        today: Date,
    },
    Visits {
        facility: Option<FacilityId>,
    },
    /// Opens a visit: joins it whole.
    Visit {
        id: InspectionId,
    },
    /// The visit as a freeze names it: what the record of that draft is made from.
    Frozen {
        freeze: EntryId,
    },
    Findings {
        today: Date,
        overdue: bool,
    },
    Finding {
        point: PointId,
    },
    People,
    /// What may be one and nobody has spoken about.
    Pairs,
    /// Where the data file is, and how large.
    DataFile,
    /// In which words an item, under any of its ids, was put here before.
    PastWordings {
        ids: Vec<String>,
    },
    /// What is planned from one day to another.
    Plans {
        from: Date,
        to: Date,
    },
    /// What the plans ask for and how far a year's visits looked at it; `street` empty: everywhere.
    Coverage {
        year: i16,
        street: String,
        today: Date,
    },
    /// The points behind the figures of one item, of a year or of all.
    CoverageEntries {
        year: Option<i16>,
        street: String,
        item: String,
    },
    /// The checklists this laptop can run: the program's own and the district's from the data folder.
    Lists,
    /// Writes a document; the path is answered. A relative path is below the output folder of the settings, by default
    /// 文档/巡查.
    Write {
        document: Document,
        to: PathBuf,
    },
    /// Opens a written document in the system's browser.
    OpenInBrowser {
        path: PathBuf,
    },
    ImportPreview {
        kind: crate::domain::event::ImportKind,
        path: PathBuf,
    },
    ImportTake {
        kind: crate::domain::event::ImportKind,
        path: PathBuf,
        answers: Vec<(u32, bool)>,
        author: Option<PersonId>,
    },
    /// Makes a checklist of the district out of a form that was looked at.
    FormTake {
        path: PathBuf,
    },
    /// Files of others: looked at, taken in, a shared folder, a package.
    Exchange(exchange::Exchange),
    /// Stops the exchange that is under way. Not answered by itself: what is stopped is.
    Stop,
    /// The laptops whose logs are held, and how this file stands.
    Laptops,
    /// How a laptop stands from now on.
    Stand {
        laptop: Box<exchange::Laptop>,
        standing: exchange::Standing,
    },
    /// Opens the demonstration, a file of its own that is made when it is not there; or the real file again.
    Switch {
        demo: bool,
    },
    SaveSettings(Box<Settings>),
}

/// So many wordings of before are offered at most.
pub const PAST_WORDINGS: usize = 5;

/// A document that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    Record {
        inspection: InspectionId,
        freeze: Option<EntryId>,
    },
    Briefing {
        facility: FacilityId,
    },
    Blank {
        inspection: InspectionId,
    },
    /// 内部核对单: every citation with how sure it is; stays in the office.
    Internal {
        inspection: InspectionId,
    },
    /// 补正说明 to a signed draft.
    Amendment {
        inspection: InspectionId,
        freeze: EntryId,
    },
    Findings {
        xlsx: bool,
    },
    /// The whole data file, consistent as of one moment.
    Backup,
    /// What is planned in the week of this day.
    Week {
        of: Date,
    },
    /// Plan coverage of a year: to be printed, or as a table.
    Coverage {
        year: i16,
        street: String,
        csv: bool,
    },
}

/// One group of this log that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupView {
    pub group: u64,
    pub at: String,
    pub author: Option<PersonId>,
    pub subjects: Vec<Subject>,
    /// Written before the program was opened.
    pub before_this_run: bool,
    /// What its first entry says, as far as this program knows it, and whom it is about: a facility with the day of the
    /// visit, a person.
    pub said: Option<Box<Event>>,
    /// What that entry replaced, where it changed something.
    pub was: Option<Box<Event>>,
    pub about: String,
}

/// The answer to the oldest waiting request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Durable.
    Appended(Box<Appended>),
    Undone {
        subjects: Vec<Subject>,
    },
    LastGroup(Option<GroupView>),
    Home(Box<HomeView>),
    Group(Group),
    Facilities(Vec<FacilityRow>),
    Facility(Box<FacilityView>),
    Visits(Vec<VisitRow>),
    Visit(Box<Visit>),
    Frozen(Box<Visit>),
    Findings(Vec<FindingRow>),
    Finding(Box<FindingView>),
    People(Vec<PersonRow>),
    Pairs(Vec<Pair>),
    DataFile(DataFile),
    Plans(Vec<PlanRow>),
    PastWordings(Vec<String>),
    Coverage(Arc<Coverage>),
    CoverageEntries(Vec<CoverageEntry>),
    /// The lists, and what is wrong with files of the district that were left out.
    Lists(Vec<Arc<Checklist>>, Vec<Fault>),
    Written {
        path: PathBuf,
    },
    Opened {
        path: PathBuf,
        ok: bool,
    },
    ImportPreview(Box<import::Preview>),
    /// The file is a form: what it would become.
    FormPreview(Box<xlsform::FormPreview>),
    FormTaken {
        path: PathBuf,
        id: String,
        items: usize,
    },
    Imported {
        group: u64,
        added: u32,
        changed: u32,
        left_out: u32,
    },
    Merged(Box<exchange::Told>),
    /// How far the exchange is that is under way; it is answered later.
    Progress(exchange::Progress),
    Laptops(Box<exchange::Here>),
    /// Another file is open now.
    Switched {
        demo: bool,
        /// Why it can only be read.
        read_only: Option<Failure>,
    },
    Saved,
    Failed(Failure),
    /// The worker is gone; nothing more will be answered.
    Gone,
}

/// What a durable write did, with the new state of every point it touched: the open visit takes these over instead of
/// being read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    pub group: u64,
    pub at: String,
    pub ids: Vec<EntryId>,
    pub subjects: Vec<Subject>,
    pub points: Vec<(PointId, PointNow)>,
}

/// Where the data of this laptop is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFile {
    pub path: PathBuf,
    pub bytes: u64,
    /// Bytes that are free on its disk, where the system says so.
    pub free: Option<u64>,
    /// The district's own file, where there is one.
    pub district: Option<DistrictSets>,
}

/// A district's own file: its path, and how many days, limits, red lines, wordings and letterheads it sets; nothing where it
/// cannot be read.
pub type DistrictSets = (PathBuf, Option<[usize; 5]>);

/// What a person set on this laptop; never in the log.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    pub author: Option<PersonId>,
    pub colleagues: Vec<PersonId>,
    pub unit: String,
    pub letterhead: String,
    /// 本机名: 甲号机.
    pub laptop: String,
    /// `zh` or `en`.
    pub lang: String,
    /// `dark` or `light`.
    pub theme: String,
    pub ascii_borders: bool,
    /// 连按间隔 in milliseconds; 0 = no guard.
    pub key_guard: u32,
    pub touchpad: bool,
    /// 记录后自动下一项.
    pub advance: bool,
    /// Output folder; empty = 文档/巡查.
    pub folder: String,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            author: None,
            colleagues: Vec::new(),
            unit: String::new(),
            letterhead: String::new(),
            laptop: String::new(),
            lang: "zh".into(),
            theme: "dark".into(),
            ascii_borders: false,
            key_guard: 80,
            touchpad: false,
            advance: true,
            folder: String::new(),
        }
    }
}
