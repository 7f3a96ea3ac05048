//! Home: what has to be done, the most pressing first (FIELD 21).

use super::facility::VisitRow;
use super::finding::FindingRow;
use crate::content::checklist::Words;
use crate::domain::name::FacilityId;
use crate::domain::subject::PointId;
use jiff::civil::Date;

/// The groups of Home, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKind {
    /// 已定稿待签.
    ToSign,
    /// 未完成的检查.
    Unfinished,
    /// 疑似重大未销号.
    Major,
    Overdue,
    /// 今天和三个工作日内到期.
    DueSoon,
    /// 已确认未发文.
    ToOrder,
    /// 今天的计划.
    PlannedToday,
    Disputes,
    /// 在用证照已过期.
    PaperExpired,
    /// 未查回访.
    ToReturn,
    /// 30 天内到期.
    DueLater,
    /// 今年未查.
    NotVisited,
}

/// One row of a group; Enter opens what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HomeRow {
    Visit(VisitRow),
    Finding(FindingRow),
    Paper {
        facility: FacilityId,
        facility_name: String,
        paper: String,
        expires: Date,
    },
    Planned {
        facility: FacilityId,
        facility_name: String,
        on: Date,
        people: Vec<String>,
    },
    Return {
        point: PointId,
        facility: FacilityId,
        facility_name: String,
        item: String,
        by: Date,
    },
    Dispute {
        point: PointId,
        facility: FacilityId,
        facility_name: String,
        item: Option<String>,
        /// Number (3.05) and short title of the item in its visit: told where the whole group is, not on Home.
        called: Option<(String, Words)>,
        /// The day of its visit.
        on: Option<Date>,
    },
    /// One line: so many not visited this year, so many due this month.
    NotVisited {
        this_year: u32,
        due_this_month: u32,
    },
}

/// One group: at most five rows and its whole count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub kind: GroupKind,
    pub count: u32,
    pub rows: Vec<HomeRow>,
}

/// Home as drawn. Groups without rows are left out.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct HomeView {
    /// In business today.
    pub facilities: u32,
    pub inspections: u32,
    /// Of facilities in business.
    pub findings_open: u32,
    /// Facilities out of business, and the open findings that left Home with them.
    pub out: u32,
    pub findings_out: u32,
    pub groups: Vec<Group>,
    /// A demonstration file: every screen says so.
    pub demo: bool,
    pub read_only: bool,
}
