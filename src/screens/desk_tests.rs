//! Screens of the office over a real store on a temporary file: keys in, screen out.

use super::home::Home;
use super::start::Start;
use super::{Screen, rows};
use crate::app::tests::session::{compare, events};
use crate::app::{App, Setup};
use crate::disk;
use crate::domain::facility::{Facility, FacilityType, Mark, MarkReason, Paper, Presence, Status};
use crate::domain::inspection::{Activity, Kind};
use crate::domain::name::EntryId;
use crate::domain::name::FacilityId;
use crate::domain::point::{UncheckedReason, Verdict};
use crate::domain::subject::PointId;
use crate::failure::Failure;
use crate::files::import;
use crate::request::answer::{Given, answer, change};
use crate::request::exchange::{Here, Laptop, Standing, Task, Told};
use crate::request::import::{Fate, Preview, PreviewRow, Why};
use crate::request::message::{Happened, Message, Moment};
use crate::request::{Reply, Request, Settings, facility as draft, visit};
use crate::store::Log;
use crate::store::answer::Answered;
use crate::text::Lang;
use crate::widgets::print::{print, styles};
use crate::widgets::twins::safe;
use jiff::civil::{Date, date};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

pub(super) const TODAY: Date = date(2026, 11, 24);

/// A laptop with a file of its own.
pub(super) struct Office {
    app: App,
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
    /// How the colleague's laptop stands.
    standing: Standing,
    _folder: tempfile::TempDir,
}

fn now() -> Moment {
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
        let setup = Setup {
            settings,
            no_color: false,
            key_guard: Some(0),
            demo: false,
            read_only: None,
            told: None,
            now,
            first,
            called_as: None,
        };
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
            standing: Standing::Unpaired,
            _folder: folder,
        };
        office.serve(requests);
        office
    }

    pub(super) fn at_home(before: impl FnOnce(&mut Log)) -> Office {
        Office::new(Screen::Home(Home::default()), before)
    }

    fn serve(&mut self, requests: Vec<Request>) {
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
            Request::DataFile => Reply::DataFile { path: PathBuf::from("/家/.local/share/xuncha/xuncha.db"), bytes: 1_234_567 },
            Request::SaveSettings(settings) => {
                self.settings = *settings;
                Reply::Saved
            }
            Request::Switch { demo } => Reply::Switched { demo, read_only: None },
            Request::ImportPreview { kind, path } if self.preview.rows.is_empty() => {
                let planned = import::plan(log, kind, &path, &BTreeMap::new())?;
                Reply::ImportPreview(Box::new(planned.preview))
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
            Request::Laptops => {
                let laptop = |n: u8, name: &str, standing, digits: Option<&str>| Laptop {
                    key: EntryId([n; 32]),
                    name: name.into(),
                    standing,
                    entries: 100 * u64::from(n),
                    digits: digits.map(Into::into),
                };
                let laptops = vec![laptop(1, "甲号机", Standing::Own, None), laptop(2, "乙号机", self.standing, Some("412 907"))];
                Reply::Laptops(Box::new(Here { log: "1234 5678 9012 3456".into(), laptops, forks: Vec::new() }))
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
    let new = visit::NewVisit {
        facility: &facility,
        kind: Kind::Routine,
        on,
        team: 1,
        activity: Activity::Inspection,
        lists: lists.iter().filter(|l| l.id == "fire").map(|l| &**l).collect(),
        sections_out: Vec::new(),
        officers: Vec::new(),
        recorder: None,
        backfilled: None,
    };
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
fn the_first_start_takes_four_fields_and_begins() {
    let mut office = Office::new(Screen::Start(Start::default()), |_| {});
    office.pictures("start");
    office.keys("<Enter>").shows("先填姓名");
    office.keys("检甲<Enter><Enter>H-001<Enter><Enter>").shows("用哪种语言");
    let people = office.log.people().unwrap();
    assert_eq!((people[0].person.name.as_str(), people[0].person.card.as_deref()), ("检甲", Some("H-001")));
    assert_eq!((office.settings.author, office.settings.laptop.as_str()), (Some(people[0].id), "甲号机"));
    office.keys("1").shows("现在是 2026-11-24 星期二 10:42，对吗");
    office.keys("2").shows("请把电脑的日期时间调对");
    office.keys("3").shows("还没有机构");
    office.shows("检甲 甲号机");
}

#[test]
fn the_first_start_leads_to_the_import_and_to_the_demonstration() {
    let mut office = Office::new(Screen::Start(Start::default()), |_| {});
    office.keys("检甲<Enter><Enter><Enter><Enter>111").shows("导入机构名册");
    office.keys("<Esc>8").shows("演示 检甲");
    office.keys("8").hides("演示 检甲");
}

#[test]
fn home_shows_what_presses_most_first_and_opens_it() {
    let mut office = Office::at_home(busy);
    office.pictures("home");
    let order = ["未完成的检查", "疑似重大未销号", "逾期", "三个工作日内到期", "证照已过期", "今年未查"];
    let at = order.map(|words| office.screen.find(words).unwrap_or_else(|| panic!("{words}\n{}", office.screen)));
    assert!(at.is_sorted(), "{}", office.screen);
    // A heading opens its whole group, a row what it names.
    office.keys("<Enter>").shows("2 / 2");
    office.keys("<Esc><End>").keys("<Enter>").shows("今年未查");
}

#[test]
fn home_asks_before_it_quits_and_control_q_does_not() {
    let mut office = Office::at_home(homes);
    office.keys("<Esc>").shows("退出巡查吗");
    office.keys("2<Esc><Esc>").hides("退出巡查吗");
    assert!(!office.app.finished());
    office.keys("<Esc>1");
    assert!(office.app.finished());
    let mut office = Office::at_home(homes);
    office.keys("1");
    assert!(office.keys("<C-q>").app.finished());
}

#[test]
fn a_clock_that_stands_before_the_last_entry_is_asked_about() {
    let later = |log: &mut Log| {
        let now = disk::Moment::parse("2026-12-24T10:42:00+08:00").unwrap();
        let facility = place("康宁养老院", FacilityType::Home, "友谊路街道", "", None);
        log.append(vec![draft::add(facility).1], None, &now).unwrap();
    };
    let mut office = Office::at_home(later);
    office.shows("现在是 2026-11-24 星期二 10:42，对吗");
    office.keys("2").shows("请把电脑的日期时间调对");
    office.keys("1<Esc>").hides("对吗");
    let long_ago = |log: &mut Log| {
        let now = disk::Moment::parse("2026-10-20T10:42:00+08:00").unwrap();
        let facility = place("康宁养老院", FacilityType::Home, "友谊路街道", "", None);
        log.append(vec![draft::add(facility).1], None, &now).unwrap();
    };
    let mut office = Office::at_home(long_ago);
    office.shows("对吗");
    office.keys("1").hides("对吗");
    office.keys("kn").shows("康宁养老院");
}

#[test]
fn an_empty_file_says_how_to_begin() {
    let mut office = Office::at_home(|_| {});
    office.shows("按 5 导入机构名册");
    office.keys("q").shows("机构");
    assert!(!office.app.finished(), "no letter quits");
}

#[test]
fn typing_finds_a_facility_at_once() {
    let mut office = Office::at_home(homes);
    office.keys("1").pictures("facilities");
    for query in ["kn", "kangning", "康宁", "kang宁", "牡丹路12", "mdl"] {
        office.keys(query).shows("康宁养老院");
        office.hides("助餐点");
        office.keys("<Esc>");
    }
    office.keys("0012").shows("4 家");
    office.keys("<Esc>qqq").shows("0 家");
    office.keys("<Backspace><Backspace><Backspace>").shows("4 家");
    // Straight from Home, as the input method delivers it.
    office.keys("<Esc>").tell(Happened::Paste("照护之家".into()));
    office.shows("金色晚霞");
    office.keys("<Enter>").shows("停业");
}

#[test]
fn keys_that_come_before_the_list_find_their_facility_and_add_none() {
    let mut office = Office::at_home(homes);
    // The list is asked for, the keys come, then the answer does.
    let key = |office: &mut Office, c| {
        let what = Happened::Key(KeyEvent::new(c, KeyModifiers::NONE));
        office.app.update(Message { tick: 5_000, now: now(), what })
    };
    let mut asked = key(&mut office, KeyCode::Char('k'));
    asked.extend(key(&mut office, KeyCode::Char('n')));
    asked.extend(key(&mut office, KeyCode::Enter));
    office.serve(asked);
    office.shows("康宁养老院  养老机构");
}

#[test]
fn tab_selects_and_the_status_and_what_is_incomplete_stand_in_the_list() {
    let mut office = Office::at_home(homes);
    office.keys("1").shows("停业");
    office.keys("<Tab>").shows("正常营业   3 家");
    office.keys("<Tab><Tab><Tab>").shows("待补正   3 家");
    office.keys("kn").shows("待补正   1 家");
    office.keys("<Esc><Tab>").shows("停业、装修、未开业、注销   1 家");
}

#[test]
fn the_first_screen_of_a_facility_is_its_briefing() {
    let mut office = Office::at_home(busy);
    office.keys("kn<Enter>").pictures("facility");
    let order = ["疑似重大、逾期", "其他未销号", "上次未查", "屡次不符合", "特征不详", "过期证照", "联系与去法", "本次要调"];
    let at = order.map(|words| office.screen.find(words).unwrap_or_else(|| panic!("{words}\n{}", office.screen)));
    assert!(at.is_sorted());
    // What nobody looked at stays until somebody does, also when a later visit is under way.
    office.shows("2026-10-12 钥匙或人员不在");
    office.keys("<End>").shows("信用代码");
    office.shows("待补正: 没有填");
    office.keys("7").shows("友谊路街道长者食堂");
    office.keys("1").shows("社区长者食堂");
}

#[test]
fn a_home_is_added_in_under_a_minute_and_never_twice() {
    let mut office = Office::at_home(homes);
    office.keys("1和颐苑<Enter>").shows("[和颐苑");
    office.pictures("facility-form");
    office.keys("<Enter>1<Down><Enter>牡丹路99号<Enter><Esc>").shows("已新增：和颐苑");
    let rows = office.log.facilities().unwrap();
    let row = rows.iter().find(|r| r.name == "和颐苑").unwrap();
    assert_eq!((row.kind, row.street.as_str(), row.address.as_str()), (Some(FacilityType::Home), "友谊路街道", "牡丹路99号"));
    office.keys("<Esc><Esc>和颐苑<Up><Enter><Enter>1友谊路<Esc>").shows("名册里已有这一家");
    office.keys("1").shows("和颐苑  养老机构");
    assert_eq!(office.log.facilities().unwrap().len(), 5);
}

#[test]
fn a_form_without_a_name_is_asked_about_and_wrong_figures_are_said() {
    let mut office = Office::at_home(homes);
    office.keys("1<Home><Enter><Enter>").shows("先填名称");
    office.keys("<Down><Down>某街道<Esc>").shows("还没有名称，存不下");
    office.keys("1").shows("某街道");
    office.keys("<Up><Up>无名苑<Down><Down><Down><Down><Down><Down><Down>很多<Enter>").shows("床位要填数字");
    office.keys("<Backspace><Backspace>３０<Esc>").shows("已新增：无名苑");
    assert_eq!(office.log.facilities().unwrap().iter().find(|r| r.name == "无名苑").unwrap().beds, Some(30));
}

#[test]
fn a_corrected_profile_keeps_the_former_name_and_its_place() {
    let mut office = Office::at_home(homes);
    let id = kangning(&mut office.log);
    office.keys("kn<Enter>2二院<Esc>").shows("已改：康宁养老院二院");
    let profile = office.log.facility(id, TODAY).unwrap().profile.joined.value;
    assert_eq!((profile.name.as_str(), profile.former_names), ("康宁养老院二院", vec!["康宁养老院".to_string()]));
    // Nothing changed: nothing is written.
    office.keys("2<Esc>").hides("已改");
}

#[test]
fn traits_are_set_by_digits_and_taken_back() {
    let mut office = Office::at_home(homes);
    let id = kangning(&mut office.log);
    office.keys("kn<Enter>3").pictures("traits");
    office.keys("123").shows("已记：瓶装液化气 = 不详");
    let view = office.log.facility(id, TODAY).unwrap();
    let is = |name: &str| view.traits[name].joined.value.is;
    assert_eq!([is("kitchen"), is("gas"), is("lpg")], [Presence::Yes, Presence::No, Presence::Unknown]);
    assert_eq!(view.traits["gas"].joined.value.on, Some(TODAY));
    office.keys("<C-z><C-z>");
    assert!(!office.log.facility(id, TODAY).unwrap().traits.contains_key("gas"), "{}", office.screen);
}

#[test]
fn a_papers_expiry_is_typed_in_any_usual_form() {
    let mut office = Office::at_home(homes);
    let id = kangning(&mut office.log);
    office.keys("kn<Enter>4<Down><Enter>JY31<Enter>２０２７。３。１５<Enter><Enter><Enter>").shows("2027-03-15 到期");
    office.shows("已记：食品经营许可证");
    let paper = office.log.facility(id, TODAY).unwrap().papers["food_licence"].joined.value.clone();
    assert_eq!((paper.number.as_deref(), paper.expires), (Some("JY31"), Some(date(2027, 3, 15))));
    office.keys("<Enter><Enter><Backspace>x<Enter>").shows("日期写作");
    // Esc keeps what is right, and says what is wrong.
    office.keys("<Esc>").shows("日期写作");
}

#[test]
fn the_briefing_is_printed_with_the_usual_three_keys() {
    let mut office = Office::at_home(homes);
    office.keys("kn<Enter>8").shows("打开打印");
    office.keys("1").shows("已写好并在浏览器打开");
    assert_eq!(office.paths, [PathBuf::from("2026-11/2026-11-24 康宁养老院 简报.html")]);
    office.keys("<Esc>82/media/stick<Enter>").shows("已写好：");
    assert_eq!(office.paths[1], PathBuf::from("/media/stick/2026-11-24 康宁养老院 简报.html"));
}

#[test]
fn people_are_added_and_one_is_this_laptops() {
    let mut office = Office::at_home(homes);
    office.keys("4<Enter>检乙<Enter><Enter>H-002<Enter>20270101<Enter><Enter>").shows("证件到 2027-01-01");
    office.keys("<Home><Enter>检甲<Esc>").shows("无执法证");
    office.keys("jj<Down>1").shows("检甲 现为本人".split(' ').next().unwrap());
    let people = office.log.people().unwrap();
    let id = |name: &str| people.iter().find(|p| p.person.name == name).unwrap().id;
    assert_eq!(office.settings.author, Some(id("检甲")));
    office.keys("<Esc>jy2").shows("检乙 设为同事");
    assert_eq!(office.settings.colleagues, [id("检乙")]);
    office.keys("<Esc>").pictures("people");
    office.keys("jy2").shows("不再列为同事");
    // The same card again is the same person, corrected.
    office.keys("<Esc><Home><Enter>检乙新<Enter><Enter>H-002<Esc>");
    assert_eq!(office.log.people().unwrap().len(), 2);
}

#[test]
fn settings_are_saved_as_a_field_is_left() {
    let mut office = Office::at_home(homes);
    office.keys("7").pictures("settings");
    office.keys("<Down><Down>虚构区民政局执法队<Down>").shows("已存：文书抬头");
    assert_eq!(office.settings.letterhead, "虚构区民政局执法队");
    office.keys("<Down>2").shows("Letterhead");

    assert_eq!(office.settings.lang, "en");
    office.keys("<Up>122<Backspace><Backspace>9000<Enter>").shows("连按间隔填 0 到 1000");
    office.keys("<Backspace><Backspace><Enter>");
    assert_eq!(
        (office.settings.theme.as_str(), office.settings.ascii_borders, office.settings.key_guard),
        ("light", true, 90)
    );
    office.keys("<Home><Up><Up><Up><Up><Up><Up><Up><Up><Up>1").shows("+ 新增人员");
}

#[test]
fn the_palette_finds_every_action_and_does_it() {
    let mut office = Office::at_home(homes);
    office.keys("<C-p>").pictures("palette");
    for query in ["导入", "drjg", "daoru", "import", "roster"] {
        office.keys(query).shows("> 5");
        office.keys("<Esc>");
    }
    office.keys("roster<Enter>1").shows("CSV");
    // From a facility's page: its own actions, and what Home opens.
    office.keys("<Esc>kn<Enter><C-p>tezheng<Enter>").shows("特征：康宁养老院");
    office.keys("<Esc><C-p>shezhi<Enter>").shows("连按间隔");
    office.keys("<Esc><C-p><C-p>").shows("疑似重大、逾期");
}

#[test]
fn the_help_page_says_what_each_key_does_here_and_is_searched() {
    let mut office = Office::at_home(homes);
    office.keys("1?").shows("换一种筛选");
    for query in ["sx", "shaixuan", "筛选", "selection", "tab"] {
        office.keys(query).shows("换一种筛选");
        office.hides("下一行");
        office.keys("<Esc>");
    }
    office.keys("?").shows("机构名称");
}

#[test]
fn the_screen_is_hidden_until_enter() {
    let mut office = Office::at_home(homes);
    office.keys("<C-l>").hides("机构");
    office.keys("1").hides("机构");
    office.keys("<Enter>").shows("机构 3 家");
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
    office.keys("1'/media/u/甲.db'<Enter>");
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
    office.keys("2");
    office.shows("412 907");
    office.keys("2");
    office.shows("已移除");
    office.keys("<Esc><Esc>");
    office.shows("机构 3 家");
    // What two people judged differently is found from anywhere.
    office.keys("4<C-p>fenqi<Enter>");
    office.shows("分歧");
}

#[test]
fn a_whole_group_is_listed_and_narrowed_by_typing() {
    let mut office = Office::at_home(busy);
    office.keys("3").pictures("visits");
    office.keys("kn").shows("2 / 2");
    office.keys("z").shows("没有找到「knz」");
    assert_eq!(rows::group(crate::views::home::GroupKind::Overdue).get(Lang::Zh), "逾期");
}

/// A cat on the keyboard: whatever is pressed, on whatever screen, the program goes on and draws signs of sure width.
#[test]
fn no_keys_in_any_order_end_the_program() {
    const KEYS: [&str; 34] = [
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "0",
        "k",
        "n",
        "康",
        "，",
        "<Enter>",
        "<Enter>",
        "<Enter>",
        "<Esc>",
        "<Esc>",
        "<Tab>",
        "<Up>",
        "<Down>",
        "<Down>",
        "<Space>",
        "<Backspace>",
        "<Home>",
        "<End>",
        "<PageDown>",
        "<C-p>",
        "?",
        "<C-z>",
        "<C-g>",
        "<C-t>",
        "<C-l>",
    ];
    let walks: u64 = std::env::var("XUNCHA_WALKS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    for walk in 1..=walks {
        let mut office = Office::at_home(busy);
        let (mut dice, mut pressed) = (walk, String::new());
        for _ in 0..250 {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let key = KEYS[(dice >> 33) as usize % KEYS.len()];
            pressed.push_str(key);
            office.keys(key);
            if office.app.finished() {
                break;
            }
            for line in office.screen.lines() {
                let line: String = line.chars().filter(|c| !('\u{2500}'..='\u{257f}').contains(c)).collect();
                assert_eq!(safe(&line), line.as_str(), "after {pressed}");
            }
        }
    }
}
