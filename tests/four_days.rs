//! Four days in the field, by keys through the program: two laptops prepare on Monday, make a joint visit on Tuesday, are
//! brought together at noon, work it up in the office on Wednesday, and go back two weeks later. Once in Chinese, once in
//! English: the steps are the same, what has to stand on screen and paper comes from one table.

use crate::desk::{Desk, open};
use crate::pty::{Start, Terminal};
use crate::visit::quit;
use calamine::Reader;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const MONDAY: &str = "2026-11-23T08:31:00+08:00";
const TUESDAY: &str = "2026-11-24T09:00:00+08:00";
const TUESDAY_NOON: &str = "2026-11-24T11:45:00+08:00";
const WEDNESDAY: &str = "2026-11-25T09:00:00+08:00";
const TWO_WEEKS: &str = "2026-12-08T10:00:00+08:00";

const ROSTER: &str = "机构名称,类型,街道,地址,床位数,联系人,联系电话,备案号\n\
    康宁养老院,养老机构,虚构路街道,虚构路1号,120,王院长,00000001,虚备001\n\
    霁禾里长者食堂,社区长者食堂,虚构路街道,虚构路2号,,李店长,00000002,虚备002\n\
    长乐长者照护之家,长者照护之家,甲乙镇,甲乙路3号,30,赵主任,00000003,虚备003\n";
const PEOPLE: &str = "姓名,单位,执法证号,有效期\n检甲,虚构区民政局,虚-0001,2027-12-31\n检乙,虚构区民政局,虚-0002,2027-12-31\n";
const LEDGER: &str = "检查日期,机构,问题,部位,整改期限,整改情况\n\
    2025-11-12,康宁养老院,常闭式防火门被木楔顶住,三楼西楼梯口,2025-11-20,\n\
    2025-11-12,霁禾里长者食堂,留样标签缺失,留样间,2025-11-20,已整改\n";

/// What stands on screen: Chinese and English.
#[derive(Clone, Copy)]
struct Words(&'static str, &'static str);

const HOME: Words = Words("9台账 0备份", "9Ledger 0Copy");
const LANGUAGE: Words = Words("用哪种语言", "用哪种语言");
const CLOCK: Words = Words("对吗", "right?");
const BEGIN: Words = Words("从哪里开始", "Where to begin");
const IMPORT_WHAT: Words = Words("导入什么", "What is to be imported");
const FILE: Words = Words("> 文件", "> File");
const THREE_NEW: Words = Words("新增 3", "added 3");
const PEOPLE_SEEN: Words = Words("新增 1", "added 1");
const TWO_NEW: Words = Words("新增 2", "added 2");
const IMPORTED: Words = Words("已导入：新增", "Imported: ");
const OVERDUE: Words = Words("逾期  1", "Overdue  1");
const BRIEFING: Words = Words("疑似重大、逾期", "Major?");
// A file is named in the language it is written in.
const BRIEFING_FILE: Words = Words(" 康宁养老院 简报.html", " 康宁养老院 briefing.html");
const RECORD_FILE: Words = Words(" 现场检查记录 第1稿.html", " inspection record draft 1.html");
const LEDGER_BOOK: Words = Words(" 问题台账.xlsx", " ledger of findings.xlsx");
const LEDGER_TABLE: Words = Words(" 问题台账.csv", " ledger of findings.csv");
const PLAN_FORM: Words = Words("列入计划：康宁养老院", "Plan a visit: 康宁养老院");
const WEEK: Words = Words("检查计划  2026-11-23", "Planned visits  2026-11-23");
const HOW: Words = Words("3  只存", "3  Save only");
const WRITTEN: Words = Words("已写好：", "Written: ");
const TOGETHER: Words = Words("与同事的文件合到一起", "Bringing files together");
const INTO: Words = Words("> 放到", "> Into");
const PACKED: Words = Words("已打包到", "Packed into");
const DONE: Words = Words("好了", "Done");
const WOULD: Words = Words("会并入这些", "This would come in");
const LAPTOPS: Words = Words("选一台：结对或移除", "Choose one: pair or remove");
const SHOWS: Words = Words("两台电脑都显示", "Do both laptops show");
const PLANNED: Words = Words("今天的计划", "Planned for today");
const NEW_VISIT: Words = Words("新检查  康宁养老院", "New visit  康宁养老院");
const GATE: Words = Words("进门核实  ", "At the gate  ");
const STARTED: Words = Words("> 开始时间", "> Started");
const AGAIN: Words = Words("再按 1 记符合", "press 1 again");
const FORM: Words = Words("机构说法", "They say");
const HANDLING: Words = Words("> 处  理", "> Handle");
const RECORDED: Words = Words("已记 ", "done ");
const CLOSING: Words = Words("收尾  康宁养老院", "Closing  康宁养老院");
const UNFINISHED: Words = Words("未完成的检查", "Unfinished visits");
const DISPUTES: Words = Words("分歧", "Disputes");
const STOPPED: Words = Words("还不能定稿", "Cannot be frozen yet");
const TWICE: Words = Words("(按两次)", " x2");
const SETTLE_WHY: Words = Words("为什么", "why");
const FROZEN: Words = Words("校验码", "check code");
const OWED: Words = Words("还有 1 处待补", "1 thing still missing");
const SIGNED: Words = Words("已登记：第 1 稿", "Recorded: draft 1");
const ORDERED: Words = Words("已责令", "ordered");
const SECOND_OFFICER: Words = Words("须两名检查人员", "needs two officers");
const RECHECK: Words = Words("复查 0/", "recheck 0/");

impl Words {
    fn of(self, lang: &str) -> &'static str {
        if lang == "en" { self.1 } else { self.0 }
    }
}

/// A person at a laptop.
struct Hand {
    t: Terminal,
    lang: &'static str,
}

impl Hand {
    fn start(desk: &Desk, lang: &'static str, now: &str) -> Hand {
        let t = Start::new(desk_home(desk)).env("XUNCHA_KEY_GUARD", "0").env("XUNCHA_NOW", now).spawn();
        Hand { t, lang }
    }

    /// The screen comes to show it.
    #[track_caller]
    fn sees(&self, words: Words) -> String {
        self.t.wait_for(words.of(self.lang))
    }

    /// One key, or a few that do one thing; the screen answers it.
    #[track_caller]
    fn press(&mut self, keys: &str) -> &mut Self {
        let before = self.t.text();
        self.t.send(keys);
        self.t.wait(&format!("an answer to {keys:?}"), |text| text != before);
        self
    }

    /// Keys, until the screen shows what they lead to.
    #[track_caller]
    fn goes(&mut self, keys: &str, to: Words) -> String {
        self.t.send(keys);
        self.sees(to)
    }

    /// Types into the field that has the cursor and goes on.
    #[track_caller]
    fn fills(&mut self, text: &str) -> &mut Self {
        self.t.send(text);
        let end: String = text.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
        self.t.wait_for(&end);
        self.press("\r")
    }

    /// On the run screen, and how many answers it shows.
    #[track_caller]
    fn runs(&self) -> u32 {
        let lang = self.lang;
        self.t.wait("the run screen", |text| recorded(text, lang).is_some());
        recorded(&self.t.text(), lang).expect("a count")
    }

    /// Back to Home, whatever is open.
    #[track_caller]
    fn home(&mut self) {
        for _ in 0..8 {
            self.t.settle();
            if self.t.text().contains(HOME.of(self.lang)) {
                return;
            }
            self.press("\x1b");
        }
        panic!("not on Home:\n{}", self.t.text());
    }

    /// `path` in, and taken.
    fn imports(&mut self, path: &Path, seen: Words) {
        self.sees(FILE);
        self.fills(path.to_str().expect("a path"));
        self.sees(seen);
        self.goes("\r", IMPORTED);
        self.press("1");
    }

    fn quits(self) {
        quit(self.t);
    }
}

fn desk_home(desk: &Desk) -> &Path {
    Box::leak(desk.home().into_boxed_path())
}

fn file(desk: &Desk, name: &str, text: &str) -> PathBuf {
    let path = desk.path(name);
    fs::write(&path, text).expect("a file");
    path
}

/// The newest file of this ending below the desk.
fn found(desk: &Desk, ending: &str) -> PathBuf {
    fn all(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() { all(&path, into) } else { into.push(path) }
        }
    }
    let mut files = Vec::new();
    all(&desk.path(""), &mut files);
    let wanted = files.iter().find(|f| f.to_string_lossy().ends_with(ending)).cloned();
    wanted.unwrap_or_else(|| panic!("no file that ends with {ending} in {files:?}"))
}

/// The first start on Monday morning: who writes here, the language, the roster, the people.
fn begins(desk: &Desk, lang: &'static str, name: &str, card: &str, laptop: &str) -> Hand {
    let mut hand = Hand::start(desk, lang, MONDAY);
    hand.t.wait_for("巡查：第一次打开");
    hand.fills(name).fills("虚构区民政局").fills(card);
    hand.press("\x15").fills(laptop);
    hand.sees(LANGUAGE);
    hand.goes(if lang == "en" { "2" } else { "1" }, CLOCK);
    hand.t.wait_for("2026-11-23");
    hand.goes("1", BEGIN);
    hand.press("1");
    hand.imports(&file(desk, "名册.csv", ROSTER), THREE_NEW);
    hand.sees(HOME);
    hand.goes("5", IMPORT_WHAT);
    hand.press("2");
    hand.imports(&file(desk, "人员.csv", PEOPLE), PEOPLE_SEEN);
    hand.sees(HOME);
    hand
}

/// Monday: last year's ledger, the plan of the week, the briefing on paper, the two laptops paired.
fn monday(desks: [&Desk; 2], lang: &'static str) {
    let [mine, theirs] = desks;
    let mut a = begins(mine, lang, "检甲", "虚-0001", "甲号机");
    a.goes("5", IMPORT_WHAT);
    a.press("3");
    a.imports(&file(mine, "台账.csv", LEDGER), TWO_NEW);
    a.sees(OVERDUE);
    // Who goes where: found by initials, planned for Tuesday with the colleague.
    a.press("kn");
    a.goes("\r", BRIEFING);
    a.t.wait_for("常闭式防火门被");
    a.goes("9", PLAN_FORM);
    a.fills("20261124");
    a.press("\r");
    let second = digit_before(&a.t.text(), "检乙");
    a.press(&second);
    a.press("\r").press("\r");
    a.sees(BRIEFING);
    // The briefing, one page to carry.
    a.goes("8", HOW);
    a.goes("3", WRITTEN);
    let briefing = fs::read_to_string(found(mine, BRIEFING_FILE.of(lang))).expect("the briefing");
    for text in ["康宁养老院", "常闭式防火门被木楔顶住", "王院长", "00000001"] {
        assert!(briefing.contains(text), "no {text} in the briefing");
    }
    a.home();
    a.goes("\t", WEEK);
    a.t.wait_for("检甲");
    a.goes("6", HOW);
    a.goes("3", WRITTEN);
    a.home();

    let mut b = begins(theirs, lang, "检乙", "虚-0002", "乙号机");
    // Pairing: packages are exchanged once, and both screens show the same six digits.
    let (from_a, from_b) = (mine.path("给乙"), theirs.path("给甲"));
    for (hand, stick) in [(&mut a, &from_a), (&mut b, &from_b)] {
        fs::create_dir_all(stick).expect("a stick");
        hand.goes("6", TOGETHER);
        hand.goes("3", INTO);
        hand.fills(stick.to_str().expect("a path"));
        hand.goes("\r", PACKED);
        hand.home();
    }
    let mut digits = Vec::new();
    for (hand, stick, other) in [(&mut a, &from_b, "乙号机"), (&mut b, &from_a, "甲号机")] {
        takes_in(hand, stick);
        hand.goes("6", TOGETHER);
        hand.goes("4", LAPTOPS);
        let text = hand.t.wait_for(other);
        let row = text.lines().find(|l| l.contains(other)).expect("the other laptop");
        let digit = row.chars().find(char::is_ascii_digit).expect("its digit").to_string();
        let shown = hand.goes(&digit, SHOWS);
        let line = shown.lines().find(|l| l.contains(SHOWS.of(lang))).expect("the question").to_string();
        digits.push(line.chars().filter(char::is_ascii_digit).collect::<String>());
        hand.press("1");
        hand.home();
    }
    assert!(digits[0].len() == 6 && digits[0] == digits[1], "{digits:?}");
    a.quits();
    b.quits();
}

/// Takes in what lies in a folder or file.
fn takes_in(hand: &mut Hand, from: &Path) -> String {
    hand.goes("6", TOGETHER);
    hand.goes("1", FILE);
    hand.fills(from.to_str().expect("a path"));
    hand.sees(WOULD);
    let told = hand.goes("1", DONE);
    hand.home();
    told
}

/// The items of the joint list that the day is about.
struct Items {
    /// A red line that is judged: both laptops look at it.
    exit: Value,
    /// A plain one that fails on the first laptop, another on the second.
    fails: Value,
    theirs: Value,
    sample: Value,
    /// Red lines that are passed, or cannot be looked at.
    passes: Value,
    away: Value,
}

fn items(desk: &Desk) -> Items {
    let list = desk.json(TUESDAY, &["checklist", "show", "joint"]);
    let all = list["items"].as_array().expect("items").clone();
    let of = |kind: &str, red: bool| {
        let fits = |i: &&Value| {
            i["kind"] == kind
                && i["red_line"].as_bool().unwrap_or(false) == red
                && i["traits"].as_array().is_none_or(Vec::is_empty)
                && i["types"].as_array().is_none_or(|t| t.is_empty() || t.iter().any(|t| t == "home"))
        };
        all.iter().filter(fits).cloned().collect::<Vec<_>>()
    };
    let (red, plain) = (of("judge", true), of("judge", false));
    let one = |from: &[Value], at: usize| from.get(at).cloned().unwrap_or_else(|| panic!("too few items in {list}"));
    Items {
        exit: one(&red, 0),
        passes: one(&red, 1),
        away: one(&red, 2),
        fails: one(&plain, 0),
        theirs: one(&plain, 1),
        sample: one(&of("sample", false), 0),
    }
}

fn zh(item: &Value, field: &str) -> String {
    item[field]["zh"].as_str().expect("a text").to_string()
}

/// Enter through the form of a new visit, until it is opened.
fn to_the_gate(hand: &mut Hand) {
    for _ in 0..8 {
        hand.t.settle();
        if hand.t.text().contains(GATE.of(hand.lang)) {
            return;
        }
        hand.press("\r");
    }
    hand.sees(GATE);
}

/// Opens the joint visit of the day and goes in.
fn goes_in(hand: &mut Hand, gate: bool) {
    hand.press("kn");
    hand.goes("\r", BRIEFING);
    hand.goes("1", NEW_VISIT);
    hand.t.wait_for("[2026-11-24");
    hand.press("4");
    to_the_gate(hand);
    if gate {
        // The dementia unit nobody knew of; when it began; who receives us.
        hand.press("1");
        for _ in 0..60 {
            if hand.t.text().contains(STARTED.of(hand.lang)) {
                break;
            }
            hand.press("\x1b[B");
        }
        hand.sees(STARTED);
        hand.press("\x1b[B").press("\r").press("\x1b[B").press("\r");
        hand.fills("副院长");
    }
    hand.t.send("\x1b");
    hand.runs();
}

/// The cursor on an item, found by its words.
fn finds(hand: &mut Hand, item: &Value) {
    let title = zh(item, "short");
    hand.t.send(&title);
    hand.t.wait_for(&title);
    hand.press("\r");
    let shown: String = item["short"][hand.lang].as_str().expect("a title").chars().take(8).collect();
    hand.t.wait("the item under the cursor", |text| text.lines().any(|l| l.starts_with(" > ") && l.contains(&shown)));
}

/// How many answers the head of the run screen shows.
fn recorded(text: &str, lang: &str) -> Option<u32> {
    let counts = text.lines().next()?.split(RECORDED.of(lang)).nth(1)?;
    counts.split_once('/')?.0.trim().parse().ok()
}

fn counts(hand: &Hand) -> u32 {
    hand.runs()
}

fn answered(hand: &mut Hand, before: u32) {
    let lang = hand.lang;
    hand.t.wait("one more answer", |text| recorded(text, lang).is_some_and(|n| n > before));
}

/// A fail with place, facts, handling and a date; back on the list.
fn fails(hand: &mut Hand, item: &Value, place: &str, facts: &str) {
    finds(hand, item);
    let before = counts(hand);
    hand.goes("2", FORM);
    hand.fills(place);
    hand.fills(facts);
    for _ in 0..4 {
        if hand.t.text().lines().any(|l| l.contains(HANDLING.of(hand.lang))) {
            break;
        }
        hand.press("\r");
    }
    // The handling may be preset: then only Enter shows.
    hand.press("2\r");
    hand.t.send("5");
    hand.t.wait("the date", |text| text.contains("[5"));
    hand.t.send("\x1b");
    answered(hand, before);
}

/// Tuesday, inside: two laptops at one visit.
fn tuesday(desks: [&Desk; 2], lang: &'static str) {
    let of = items(desks[0]);
    let mut a = Hand::start(desks[0], lang, TUESDAY);
    a.sees(PLANNED);
    a.t.wait_for("康宁养老院");
    goes_in(&mut a, true);
    fails(&mut a, &of.exit, "二楼东侧", "出口被轮椅堵住");
    fails(&mut a, &of.fails, "三楼", "电瓶在走道充电");
    finds(&mut a, &of.passes);
    let before = counts(&a);
    a.goes("1", AGAIN);
    a.t.send("1");
    answered(&mut a, before);
    finds(&mut a, &of.sample);
    let before = counts(&a);
    a.press("1").press("\r");
    answered(&mut a, before);
    finds(&mut a, &of.away);
    let before = counts(&a);
    a.press("4").press("1").press("\r");
    answered(&mut a, before);
    // Something outside the list.
    a.goes("5", FORM);
    a.fills("北墙");
    a.fills("外墙瓷砖松动");
    a.t.send("\x1b");
    a.runs();
    assert_eq!(counts(&a), 5);

    let mut b = Hand::start(desks[1], lang, TUESDAY);
    b.sees(HOME);
    goes_in(&mut b, false);
    finds(&mut b, &of.exit);
    let before = counts(&b);
    b.goes("1", AGAIN);
    b.t.send("1");
    answered(&mut b, before);
    fails(&mut b, &of.theirs, "厨房", "灭火器压力不足");
    b.home();
    let stick = desks[1].path("中午");
    fs::create_dir_all(&stick).expect("a stick");
    b.goes("6", TOGETHER);
    b.goes("3", INTO);
    b.fills(stick.to_str().expect("a path"));
    b.goes("\r", PACKED);
    b.home();
    b.quits();
    a.home();
    a.quits();
    noon(desks[0], lang, &stick, &of);
}

/// Tuesday, before leaving: one trip of one stick, one paper, signed.
fn noon(desk: &Desk, lang: &'static str, stick: &Path, of: &Items) {
    let mut a = Hand::start(desk, lang, TUESDAY_NOON);
    a.sees(UNFINISHED);
    takes_in(&mut a, stick);
    a.sees(DISPUTES);
    a.press("\x1b[B").press("\r");
    a.runs();
    assert_eq!(counts(&a), 6);
    // A dispute stops the freezing; it is settled once, with a reason.
    a.goes("9", CLOSING);
    a.press("9");
    a.goes("4", STOPPED);
    a.t.send("\x1b");
    a.t.wait("the closing list", |text| !text.contains(STOPPED.of(lang)) && text.contains(CLOSING.of(lang)));
    a.press("4");
    a.t.wait_for("甲号机");
    let told = a.t.wait_for("乙号机");
    a.goes(&digit_before(&told, "检甲"), SETTLE_WHY);
    a.press("1");
    a.sees(CLOSING);
    // Red lines one by one, from the closing list and back to it; the rest by one question.
    red_lines(&mut a);
    a.press("9").press("3").press("4");
    a.sees(CLOSING);
    a.press("9");
    a.goes("4", OWED);
    let frozen = a.goes("1", FROZEN);
    let check = frozen.split(FROZEN.of(lang)).nth(1).expect("a code").split_whitespace().next().expect("a code").to_string();
    a.goes("3", WRITTEN);
    let record = fs::read_to_string(found(desk, RECORD_FILE.of(lang))).expect("the record");
    for text in [
        "康宁养老院",
        "出口被轮椅堵住",
        "电瓶在走道充电",
        "灭火器压力不足",
        "外墙瓷砖松动",
        "检甲",
        "检乙",
        "副院长",
        check.as_str(),
    ] {
        assert!(record.contains(text), "no {text} in the record");
    }
    let passed = of.passes["short"][lang].as_str().expect("a title");
    assert!(record.contains(passed), "no {passed} in the record");
    assert!(!record.contains("待核实") && !record.contains("to be verified"), "what is not verified leaves the office");
    // Read aloud to the other side, then signed by pen and written down.
    a.press("8");
    a.t.wait_for("出口被轮椅堵住");
    a.t.send("\x1b");
    a.sees(FROZEN);
    a.press("4").press("1");
    a.goes("\r", SIGNED);
    a.home();
    a.quits();
}

/// On the closing list: every red line without an answer passes; what is measured was not looked at, there was no time.
fn red_lines(hand: &mut Hand) {
    let lang = hand.lang;
    for _ in 0..60 {
        hand.t.wait("the closing list", |text| open_red_lines(text, lang).is_some());
        let before = open_red_lines(&hand.t.text(), lang);
        if before == Some(0) {
            return;
        }
        hand.press("1");
        hand.runs();
        if hand.t.text().contains(TWICE.of(lang)) {
            hand.goes("1", AGAIN);
            hand.press("1");
        } else {
            hand.press("4").press("4").press("\r");
        }
        hand.t.wait("one red line less", |text| open_red_lines(text, lang).is_some_and(|n| Some(n) < before));
    }
    panic!("red lines without end:\n{}", hand.t.text());
}

/// How many red lines have no answer, as the closing list counts them.
fn open_red_lines(text: &str, lang: &str) -> Option<u32> {
    let rest = text.split_once(if lang == "en" { " 1red " } else { " 1红线" })?.1;
    rest.split_whitespace().next()?.parse().ok()
}

/// The digit that stands before a name, to choose it.
fn digit_before(text: &str, name: &str) -> String {
    let before = text.lines().find_map(|line| line.split_once(name)).map(|(before, _)| before).expect(name);
    before.chars().rev().find(char::is_ascii_digit).expect("a digit").to_string()
}

/// Wednesday: the order, the ledger, a visit on paper written down, the figures; both laptops hold the same.
fn wednesday(desks: [&Desk; 2], lang: &'static str) {
    let [mine, theirs] = desks;
    let mut b = Hand::start(theirs, lang, WEDNESDAY);
    b.sees(HOME);
    takes_in(&mut b, &mine.db());
    b.quits();
    assert_eq!(mine.json(WEDNESDAY, &["digest"]), theirs.json(WEDNESDAY, &["digest"]));

    let mut a = Hand::start(mine, lang, WEDNESDAY);
    a.sees(HOME);
    a.press("2");
    a.t.send("dianping");
    a.t.wait_for("dianping");
    a.press("\r");
    a.t.wait_for("电瓶在走道充电");
    a.press("1").press("\r");
    a.fills("20261205").fills("虚民责改1号");
    a.sees(ORDERED);
    a.home();
    // The chief's spreadsheet, and the same for other programs.
    for (form, ending) in [("1", LEDGER_BOOK.of(lang)), ("2", LEDGER_TABLE.of(lang))] {
        a.press("9").press(form);
        a.sees(HOW);
        a.goes("3", WRITTEN);
        found(mine, ending);
        a.home();
    }
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(found(mine, LEDGER_BOOK.of(lang))).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("its cells");
    let cells: Vec<String> = sheet.cells().map(|(_, _, c)| c.to_string()).collect();
    let csv = fs::read(found(mine, LEDGER_TABLE.of(lang))).expect("a table");
    assert!(csv.starts_with(b"\xef\xbb\xbf") && csv.windows(2).any(|w| w == b"\r\n"), "as Excel wants it");
    let csv = String::from_utf8(csv).expect("UTF-8");
    for text in ["出口被轮椅堵住", "电瓶在走道充电", "灭火器压力不足", "外墙瓷砖松动", "常闭式防火门被木楔顶住", "2026-12-05"]
    {
        assert!(cells.iter().any(|c| c.contains(text)), "no {text} in the workbook");
        assert!(csv.contains(text), "no {text} in the table");
    }
    // A visit on paper of last week.
    a.press("cl");
    a.goes("\r", BRIEFING);
    a.press("1");
    a.t.wait_for("[2026-11-25");
    a.press("\r");
    a.fills("20261120");
    to_the_gate(&mut a);
    a.t.send("\x1b");
    a.runs();
    let before = counts(&a);
    a.press("3").press("2");
    answered(&mut a, before);
    a.home();
    a.quits();
    let year = mine.json(WEDNESDAY, &["stats"])["year"].clone();
    assert_eq!(
        (&year["facilities_checked"], &year["visits"], &year["imported_findings"]),
        (&1.into(), &1.into(), &2.into()),
        "{year}"
    );
}

/// Two weeks later: one is put right, the others are not.
fn two_weeks_later(desk: &Desk, lang: &'static str) {
    let mut a = Hand::start(desk, lang, TWO_WEEKS);
    a.sees(HOME);
    a.press("kn");
    a.goes("\r", BRIEFING);
    a.press("1");
    a.t.wait_for("[2026-12-08");
    a.press("5");
    to_the_gate(&mut a);
    a.t.send("\x1b");
    let text = a.sees(RECHECK);
    let all: u32 = rechecked(&text, lang).expect("a count").1;
    assert_eq!(all, 5, "four of the visit and one of last year's ledger\n{text}");
    // The first is put right, which takes two officers; the others are not.
    a.press("1");
    for _ in 0..4 {
        a.t.settle();
        let text = a.t.text();
        if rechecked(&text, lang).is_some_and(|(n, _)| n == 1) {
            break;
        }
        let asks = text.contains(SECOND_OFFICER.of(lang));
        a.press(&if asks { digit_before(&text, "检乙") } else { "1".into() });
    }
    for n in 1..all {
        a.t.wait("one more", |text| rechecked(text, lang).is_some_and(|(done, _)| done == n));
        a.press("2").press("\r");
    }
    a.t.wait("all of them", |text| rechecked(text, lang).is_some_and(|(done, of)| done == of));
    a.goes("9", CLOSING);
    red_lines(&mut a);
    a.press("9");
    a.goes("4", FROZEN);
    a.goes("3", WRITTEN);
    a.press("4").press("1");
    a.goes("\r", SIGNED);
    a.home();
    a.quits();
    let db = open(&desk.db());
    let of = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("the read view answers");
    assert_eq!(of("SELECT count(*) FROM v_finding WHERE state = 'closed'"), 2, "one put right, one of the ledger");
    assert_eq!(of("SELECT count(*) FROM v_finding WHERE state = 'not_fixed'"), 4);
    desk.verify();
}

/// How many findings were looked at again, and of how many.
fn rechecked(text: &str, lang: &str) -> Option<(u32, u32)> {
    let word = if lang == "en" { "recheck " } else { "复查 " };
    let counts = text.lines().next()?.rsplit_once(word)?.1.split_whitespace().next()?;
    let (n, of) = counts.split_once('/')?;
    Some((n.parse().ok()?, of.parse().ok()?))
}

fn four_days(lang: &'static str) {
    let (mine, theirs) = (Desk::fresh(), Desk::fresh());
    for desk in [&mine, &theirs] {
        fs::create_dir_all(desk.home()).expect("a folder to start in");
    }
    monday([&mine, &theirs], lang);
    tuesday([&mine, &theirs], lang);
    wednesday([&mine, &theirs], lang);
    two_weeks_later(&mine, lang);
}

#[test]
fn four_days_in_the_field_with_two_laptops() {
    four_days("zh");
}

#[test]
fn four_days_in_the_field_in_english() {
    four_days("en");
}
