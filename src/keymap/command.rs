//! What keys can ask for and where they hold. Names only; what each does is the screen's matter.

use crate::text::{Text, t};

/// Where a row of the table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everywhere.
    Global,
    /// While a text field has the cursor.
    Field,
    /// A question with answers on digits.
    Choice,
    /// The same, with things to read above it that may be longer than the screen.
    Beside,
    /// One text field and Enter.
    Prompt,
    /// Fields one under another.
    Form,
    /// A list of rows.
    List,
    /// Text that is read and turned.
    Page,
    Run,
    /// The box for samples, numbers, dates.
    RunBox,
    RunSearch,
    Fail,
    Home,
    /// A list that typing narrows, with selections: facilities.
    Filter,
    /// A list that typing narrows: visits, actions.
    Find,
    /// The page of keys.
    Help,
    Facility,
    Traits,
    People,
    Import,
    Carried,
    /// The fields of a new visit, above its sections.
    NewVisit,
    /// The sections in the scope of a new visit.
    Sections,
    Closing,
    /// What is taken together, read before it is recorded.
    Rest,
    /// A frozen record: printing and signing.
    Paper,
    /// A finding's page.
    Finding,
    /// The week's planned visits.
    Week,
    /// The clauses of the plans and how far they were looked at.
    Coverage,
}

impl Scope {
    /// The heading in help and README.
    pub fn title(self) -> Text {
        match self {
            Scope::Global => t!("到处都能按", "Everywhere"),
            Scope::Field => t!("文字格里", "In a text field"),
            Scope::Choice => t!("选择题", "A question"),
            Scope::Beside => t!("并排比较", "Side by side"),
            Scope::Prompt => t!("一格文字", "One line of text"),
            Scope::Form => t!("表单", "A form"),
            Scope::List => t!("清单", "A list"),
            Scope::Page => t!("文字页", "A page of text"),
            Scope::Run => t!("检查", "Running a visit"),
            Scope::RunBox => t!("数值框", "The box for figures"),
            Scope::RunSearch => t!("找项", "Finding an item"),
            Scope::Fail => t!("不符合", "The form of a fail"),
            Scope::Home => t!("首页", "Home"),
            Scope::Filter => t!("可查找、筛选的清单", "A list to find and select in"),
            Scope::Help => t!("帮助页", "The page of keys"),
            Scope::Find => t!("可查找的清单", "A list to find in"),
            Scope::Facility => t!("机构", "A facility"),
            Scope::Traits => t!("特征", "Traits"),
            Scope::People => t!("人员", "People"),
            Scope::Import => t!("导入", "Import"),
            Scope::Carried => t!("导入表单", "Importing a form"),
            Scope::NewVisit => t!("新检查", "A new visit"),
            Scope::Sections => t!("本次范围", "Scope of a visit"),
            Scope::Closing => t!("收尾", "Closing a visit"),
            Scope::Rest => t!("其余记符合", "The rest passes"),
            Scope::Paper => t!("定稿、打印、签字", "Freezing, printing, signing"),
            Scope::Finding => t!("一个问题", "A finding"),
            Scope::Week => t!("检查计划", "Planned visits"),
            Scope::Coverage => t!("计划覆盖", "Plan coverage"),
        }
    }
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    // Everywhere.
    Quit,
    Palette,
    Help,
    Undo,
    Language,
    Theme,
    Blank,
    AlreadySaved,
    NotQuit,
    // Moving.
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    Enter,
    Back,
    Tab,
    // Editing text.
    CaretLeft,
    CaretRight,
    CaretStart,
    CaretEnd,
    DeleteBack,
    DeleteForward,
    ClearField,
    // Taking an answer by its digit; told on key lines only.
    Digit,
    // The run screen.
    Pass,
    Fail,
    NotApplicable,
    Unchecked,
    OutsideList,
    Traits,
    NextOpen,
    Incomplete,
    Closing,
    Clear,
    Large,
    LastRecorded,
    Search,
    Severity,
    Withdraw,
    // Home: what can be opened.
    Facilities,
    Findings,
    Visits,
    People,
    Import,
    Merge,
    Disputes,
    Twins,
    Settings,
    Demo,
    Ledger,
    Backup,
    Week,
    Coverage,
    Library,
    // Plan coverage.
    NextStreet,
    Table,
    // A facility's page.
    StartVisit,
    Edit,
    Papers,
    SameAddress,
    Print,
    Plan,
    NotMade,
    // A planned visit.
    Later,
    Earlier,
    WithdrawPlan,
    // A trait's value.
    TraitYes,
    TraitNo,
    TraitUnknown,
    // People.
    Myself,
    Colleague,
    // A doubtful row of an import.
    SameOne,
    OtherOne,
    // The scope of a new visit.
    Toggle,
    GiveMe,
    GiveSecond,
    GiveNobody,
    TakeAll,
    // Closing a visit, its papers.
    Menu,
    SaveTo,
    SaveOnly,
    Sign,
    ByHand,
    Amend,
    NextDraft,
    Aloud,
    OtherPapers,
    BlankList,
    Share,
    InternalSheet,
    // A finding's steps.
    Ordered,
    Closed,
    NotFixed,
    PartlyFixed,
    Reported,
    Extended,
    Transferred,
    Reopened,
    Judge,
    Settle,
}

impl Command {
    /// Whether the key records a judgement on what is current: guarded against slips.
    pub fn answers(self) -> bool {
        matches!(self, Command::Pass | Command::Fail | Command::NotApplicable | Command::Unchecked)
    }
}
