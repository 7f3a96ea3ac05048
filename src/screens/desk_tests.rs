//! Screens of the office over a real store on a temporary file: keys in, screen out.

use super::Screen;
use super::home::Home;
use crate::app::App;
use crate::app::tests::session::{compare, events, setup};
use crate::disk;
use crate::domain::facility::{Facility, FacilityType, Mark, MarkReason, Paper, Presence, Status};
use crate::domain::inspection::Kind;
use crate::domain::name::EntryId;
use crate::domain::name::FacilityId;
use crate::domain::point::{UncheckedReason, Verdict};
use crate::domain::subject::PointId;
use crate::failure::Failure;
use crate::files::import::{self, Looked};
use crate::request::answer::{Given, answer, change};
use crate::request::exchange::{Exchange, Here, Laptop, Standing, Task, Told};
use crate::request::import::{Fate, Preview, PreviewRow, Why};
use crate::request::message::{Happened, Message, Moment};
use crate::request::{Reply, Request, Settings, facility as draft, visit};
use crate::store::Log;
use crate::store::answer::Answered;
use crate::widgets::print::{print, styles};
use crate::widgets::twins::safe;
use jiff::civil::{Date, date};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

pub(super) const TODAY: Date = date(2026, 11, 24);

/// A laptop with a file of its own.
pub(super) struct Office {
    pub(super) app: App,
    pub(super) log: Log,
    pub(super) settings: Settings,
    /// What an import would say, where the import itself is not the test's matter.
    preview: Preview,
    tick: u64,
    size: (u16, u16),
    pub(super) screen: String,
    styles: String,
    /// Paths that were asked to be written or read.
    pub(super) paths: Vec<PathBuf>,
    /// What was answered to doubtful rows.
    answers: Vec<(u32, bool)>,
    /// What an exchange comes to and how the laptops stand, where a test says so.
    pub(super) told: Option<Told>,
    pub(super) here: Option<Here>,
    /// What was asked to be exchanged.
    pub(super) exchanges: Vec<Exchange>,
    /// How the colleague's laptop stands.
    standing: Standing,
    pub(super) folder: tempfile::TempDir,
}

pub(super) fn now() -> Moment {
    Moment { at: "2026-11-24T10:42:00+08:00".into(), today: TODAY, time: "10:42".into(), trial: false }
}

/// The same for the store.
pub(super) fn clock() -> disk::Moment {
    disk::Moment::parse("2026-11-24T10:42:00+08:00").unwrap()
}

impl Office {
    /// A program that begins with `first` over what `before` wrote, on a screen of 80 x 24.
    pub(super) fn new(first: Screen, before: impl FnOnce(&mut Log)) -> Office {
        let folder = tempfile::tempdir().unwrap();
        let home = disk::Home::at(folder.path());
        let mut log = Log::open(&home.database(), &home).unwrap();
        before(&mut log);
        let settings = Settings { unit: "虚构区民政局".into(), laptop: "甲号机".into(), ..Settings::default() };
        let (now, settings_then) = (now(), settings.clone());
        let setup = setup(settings, now, first);
        let (app, requests) = App::new(setup);
        let mut office = Office {
            app,
            log,
            settings: settings_then,
            preview: Preview::default(),
            tick: 0,
            size: (80, 24),
            screen: String::new(),
            styles: String::new(),
            paths: Vec::new(),
            answers: Vec::new(),
            told: None,
            here: None,
            exchanges: Vec::new(),
            standing: Standing::Unpaired,
            folder,
        };
        office.serve(requests);
        office
    }

    pub(super) fn at_home(before: impl FnOnce(&mut Log)) -> Office {
        Office::new(Screen::Home(Home::default()), before)
    }

    pub(super) fn serve(&mut self, requests: Vec<Request>) {
        let mut queue: VecDeque<Request> = requests.into();
        while let Some(request) = queue.pop_front() {
            let reply = self.answer(request).unwrap_or_else(Reply::Failed);
            let what = Happened::Reply(reply);
            queue.extend(self.app.update(Message { tick: self.tick, now: now(), what }));
        }
        self.draw();
    }

    fn answer(&mut self, request: Request) -> Result<Reply, Failure> {
        let request = match self.log.answer(request, clock)? {
            Answered::Reply(reply) => return Ok(reply),
            Answered::Not(request) => request,
        };
        let log = &mut self.log;
        Ok(match request {
            Request::DataFile => Reply::DataFile(crate::request::DataFile {
                path: PathBuf::from("/家/.local/share/xuncha/xuncha.db"),
                bytes: 1_234_567,
                free: Some(56_700_000_000),
                district: None,
            }),
            Request::SaveSettings(settings) => {
                self.settings = *settings;
                Reply::Saved
            }
            Request::Switch { demo } => Reply::Switched { demo, read_only: None },
            Request::ImportPreview { kind, path } if self.preview.rows.is_empty() => {
                match import::look(log, &disk::Home::at(self.folder.path()), kind, &path, TODAY)? {
                    Looked::Rows(planned) => Reply::ImportPreview(Box::new(planned.preview)),
                    Looked::Form(form) => Reply::FormPreview(Box::new(form)),
                }
            }
            Request::FormTake { path } => {
                let home = disk::Home::at(self.folder.path());
                let form = crate::files::form::form(&home, crate::files::read::book(&path)?, TODAY)?;
                let to = home.checklists().join(format!("{}.toml", form.made.id));
                form.write(&to)?;
                Reply::FormTaken { path: to, id: form.made.id, items: form.made.items }
            }
            Request::ImportTake { kind, path, answers, author } if self.preview.rows.is_empty() => {
                let done = import::take(log, kind, &path, &answers.into_iter().collect(), author, &clock())?;
                let (added, changed, left_out) = (done.added(), done.changed(), done.left_out());
                Reply::Imported { group: done.group.unwrap_or(0), added, changed, left_out }
            }
            Request::ImportPreview { path, .. } => {
                self.paths.push(path.clone());
                Reply::ImportPreview(Box::new(Preview { path, ..self.preview.clone() }))
            }
            Request::ImportTake { answers, .. } => {
                self.answers = answers;
                Reply::Imported { group: 1, added: 1, changed: 1, left_out: 1 }
            }
            Request::Exchange(exchange) if exchange.paths.iter().any(|p| !p.is_absolute()) => {
                return Err(Failure::Rule(crate::failure::rule::Refusal::NotFound { what: "文件".into() }));
            }
            Request::Exchange(exchange) if self.told.is_some() => {
                self.exchanges.push(exchange);
                Reply::Merged(Box::new(self.told.clone().unwrap_or_default()))
            }
            Request::Exchange(exchange) => {
                self.paths.extend(exchange.paths);
                let mut told = Told {
                    words: vec!["乙号机（未结对）：3 次检查，212 条记录".into()], new: 216, ..Told::default()
                };
                if exchange.task != Task::Look {
                    (told.disputes, told.laptops) = (1, vec![EntryId([2; 32])]);
                }
                Reply::Merged(Box::new(told))
            }
            Request::Stop => panic!("nothing is under way"),
            Request::Laptops if self.here.is_some() => Reply::Laptops(Box::new(self.here.clone().unwrap_or_default())),
            Request::Laptops => {
                let laptop = |n: u8, name: &str, standing, digits: Option<&str>| Laptop {
                    key: EntryId([n; 32]),
                    name: name.into(),
                    standing,
                    entries: 100 * u64::from(n),
                    digits: digits.map(Into::into),
                };
                let laptops = vec![laptop(1, "甲号机", Standing::Own, None), laptop(2, "乙号机", self.standing, Some("412 907"))];
                Reply::Laptops(Box::new(Here { log: "1234 5678 9012 3456".into(), laptops, forks: Vec::new(), last: None }))
            }
            Request::Stand { standing, .. } => {
                self.standing = standing;
                Reply::Saved
            }
            Request::Write { to, .. } => {
                self.paths.push(to.clone());
                Reply::Written { path: Path::new("/家/巡查").join(to) }
            }
            Request::OpenInBrowser { path } => Reply::Opened { path, ok: true },
            other => panic!("the log answers {other:?}"),
        })
    }

    /// Presses keys: characters as they are, others by name, as `<Enter>`, `<C-p>`.
    #[track_caller]
    pub(super) fn keys(&mut self, keys: &str) -> &mut Office {
        for event in events(keys) {
            self.tell(Happened::Key(event));
        }
        self
    }

    pub(super) fn tell(&mut self, what: Happened) {
        self.tick += 1000;
        let requests = self.app.update(Message { tick: self.tick, now: now(), what });
        self.serve(requests);
    }

    fn draw(&mut self) {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        let app = &mut self.app;
        let drawn = terminal.draw(|f| app.draw(f)).unwrap();
        (self.screen, self.styles) = (print(drawn.buffer), styles(drawn.buffer));
        self.app.drawn(self.tick);
    }

    #[track_caller]
    pub(super) fn shows(&self, text: &str) {
        assert!(self.screen.contains(text), "no 「{text}」 in\n{}", self.screen);
    }

    #[track_caller]
    pub(super) fn hides(&self, text: &str) {
        assert!(!self.screen.contains(text), "「{text}」 in\n{}", self.screen);
    }

    /// The whole screen in both sizes and languages, against `tests/pictures`; `XUNCHA_PICTURES=write` draws them anew.
    #[track_caller]
    pub(super) fn pictures(&mut self, name: &str) {
        for (size, sized) in [((80, 24), "80x24"), ((140, 40), "140x40")] {
            for lang in ["zh", "en"] {
                self.size = size;
                self.draw();
                self.picture(&format!("{name}-{sized}-{lang}"));
                self.keys("<C-g>");
            }
        }
        self.size = (80, 24);
        self.draw();
    }

    #[track_caller]
    fn picture(&self, name: &str) {
        for line in self.screen.lines() {
            let line: String = line.chars().filter(|c| !('\u{2500}'..='\u{257f}').contains(c)).collect();
            assert_eq!(safe(&line), line.as_str(), "a sign of unsure width in {name}");
        }
        compare(name, &format!("{}styles {}\n", self.screen, self.styles));
    }
}

pub(super) fn place(name: &str, kind: FacilityType, street: &str, address: &str, beds: Option<u32>) -> Facility {
    let text = |t: &str| Some(t.to_string()).filter(|t| !t.is_empty());
    let mut facility = Facility { name: name.into(), kind: Some(kind), beds, ..Facility::default() };
    (facility.street, facility.address, facility.phone) = (text(street), text(address), text("000-0000-0012"));
    facility.marks = crate::domain::check::marks(&facility, &[]);
    facility
}

/// Four places, two of them at one address, one out of business.
pub(super) fn homes(log: &mut Log) {
    let mut first = place("康宁养老院", FacilityType::Home, "友谊路街道", "虚构区牡丹路12号", Some(120));
    (first.head, first.directions) = (Some("王院长".into()), Some("轻轨牡丹路站2号口往北300米，绿色大门".into()));
    let mut second = place("金色晚霞长者照护之家", FacilityType::SmallHome, "吴淞街道", "淞滨路8号", Some(30));
    (second.status, second.status_from) = (Status::Suspended, Some(date(2026, 9, 1)));
    second.marks.push(Mark { field: "beds".into(), why: MarkReason::NotANumber, found: Some("约三十".into()) });
    let third = place("友谊路街道长者食堂", FacilityType::Canteen, "友谊路街道", "虚构区牡丹路12号", None);
    let fourth = place("罗店镇第三助餐点", FacilityType::MealPoint, "罗店镇", "", None);
    for facility in [first, second, third, fourth] {
        log.append(vec![draft::add(facility).1], None, &clock()).unwrap();
    }
}

pub(super) fn kangning(log: &mut Log) -> FacilityId {
    log.facilities().unwrap().iter().find(|f| f.name == "康宁养老院").unwrap().id
}

/// The same, with a visit that left findings, one that is not finished, and papers of which one has expired.
pub(super) fn busy(log: &mut Log) {
    homes(log);
    let id = kangning(log);
    let view = log.facility(id, TODAY).unwrap();
    let paper = |expires| Paper { expires: Some(expires), number: Some("JY0001".into()), ..Paper::default() };
    let drafts = vec![
        draft::set_paper(&view, "food_licence", paper(date(2026, 10, 1))),
        draft::set_paper(&view, "lift_certificate", paper(date(2026, 12, 10))),
        draft::set_trait(&view, "gas", Presence::Yes, date(2026, 10, 12), None),
        draft::set_trait(&view, "basement", Presence::No, date(2026, 10, 12), None),
    ];
    log.append(drafts, None, &clock()).unwrap();
    let old = visit_to(log, id, date(2026, 10, 12));
    fail(log, &old, 0, "三楼西楼梯口", "常闭式防火门被木楔顶住，关不上", date(2026, 10, 19));
    fail(log, &old, 4, "二楼东走道", "堆放轮椅3台，净宽不足", date(2026, 11, 26));
    let mut unchecked = Given::of(Verdict::Unchecked);
    unchecked.unchecked = Some(UncheckedReason::KeyOrPersonAway);
    unchecked.return_by = Some(date(2026, 11, 30));
    give(log, &old, 6, unchecked);
    let new = visit_to(log, id, TODAY);
    give(log, &new, 1, Given::of(Verdict::Pass));
}

pub(super) fn visit_to(log: &mut Log, id: FacilityId, on: Date) -> crate::domain::name::InspectionId {
    let facility = log.facility(id, TODAY).unwrap();
    let (lists, _) = log.lists().unwrap();
    let lists = lists.iter().filter(|l| l.id == "fire").map(|l| &**l).collect();
    let new = visit::NewVisit::of(&facility, Kind::Routine, on, Vec::new(), lists);
    let (id, drafts) = visit::open(&new);
    log.append(drafts, None, &clock()).unwrap();
    id
}

pub(super) fn give(log: &mut Log, visit: &crate::domain::name::InspectionId, row: usize, given: Given) -> PointId {
    let visit = log.visit(*visit).unwrap();
    let point = visit.rows[row].point.clone();
    log.append(answer(&visit, &point, given).unwrap(), None, &clock()).unwrap();
    point
}

pub(super) fn fail(log: &mut Log, id: &crate::domain::name::InspectionId, row: usize, place: &str, facts: &str, due: Date) {
    let point = give(log, id, row, Given::of(Verdict::Fail));
    let visit = log.visit(*id).unwrap();
    let drafts = change(&visit, &point, |p| {
        let finding = p.finding.as_mut().unwrap();
        (finding.place, finding.facts, finding.due) = (Some(place.into()), Some(facts.into()), Some(due));
    });
    log.append(drafts.unwrap(), None, &clock()).unwrap();
}

#[test]
fn an_import_is_shown_before_it_is_written_and_what_is_doubtful_is_asked() {
    let mut office = Office::at_home(homes);
    let row = |row, name: &str, fate, why| PreviewRow { row, name: name.into(), fate, same: None, why };
    let mark = Mark { field: "credit_code".into(), why: MarkReason::CheckCharacter, found: Some("9131".into()) };
    office.preview = Preview {
        rows: vec![
            row(3, "福寿苑", Fate::Added, vec![Why::Marked(mark)]),
            row(4, "康宁敬老院", Fate::Doubtful, Vec::new()),
            row(5, "罗店镇第三助餐点", Fate::Changed, Vec::new()),
            row(6, "", Fate::LeftOut, vec![Why::NoName]),
        ],
        ..Preview::default()
    };
    office.keys("5").shows("3  导入以前的问题台账");
    office.keys("1<Enter>").shows("先写文件路径");
    office.tell(Happened::Paste("“/tmp/名册.xlsx”".into()));
    office.keys("<Enter>");
    assert_eq!(office.paths, [PathBuf::from("/tmp/名册.xlsx")]);
    office.pictures("import");
    office.keys("<Enter>").shows("还有 1 行疑似没有答");
    office.keys("1").shows("= 同一家");
    office.keys("<Tab>").shows("疑似：1 行");
    office.keys("<Enter>").shows("已导入：新增 1，更改 1，不导入 1");
    assert_eq!(office.answers, [(4, true)]);
    office.shows("2  撤销本次导入");
}

#[test]
fn a_colleagues_file_is_taken_in_and_the_result_is_said_in_words() {
    let mut office = Office::at_home(homes);
    office.keys("6");
    office.shows("本机日志 1234 5678 9012 3456");
    office.pictures("merge");
    // A slip in the path costs the slip and not the path.
    office.keys("1media/u/甲.db<Enter>").shows("文件  [media/u/甲.db");
    office.keys("<Esc>1").shows("文件  [media/u/甲.db");
    office.keys("<Home>/<Enter>");
    office.shows("会并入这些");
    office.shows("212 条记录");
    office.shows("1  并入");
    office.pictures("merge-looked");
    office.keys("1");
    office.shows("好了");
    office.shows("1  处理分歧（1 处）");
    office.shows("2  与 乙号机 结对");
    assert_eq!(office.paths, [PathBuf::from("/media/u/甲.db"), PathBuf::from("/media/u/甲.db")]);
    office.keys("2");
    office.shows("两台电脑都显示 412 907 吗？");
    office.pictures("merge-pairing");
    office.keys("1");
    office.shows("已结对");
    // One that is paired is not asked to be paired.
    office.keys("2");
    office.shows("412 907");
    office.hides("一样，结对");
    office.keys("1");
    office.shows("已移除");
    office.keys("<Esc><Esc>");
    office.shows("机构 3 家");
    // What two people judged differently is found from anywhere.
    office.keys("4<C-p>fenqi<Enter>");
    office.shows("分歧");
}
