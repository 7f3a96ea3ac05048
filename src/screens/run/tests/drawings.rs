//! The two drawings of the field, drawn from the real screens.

use super::*;
use crate::content::checklist::{Basis, Certainty, Checklist, Force, Method, Place, Section};
use crate::domain::point::Finding;
use crate::views::facility::Last;
use crate::views::sample::{finding_row, item, now, words};
use crate::views::visit::VisitParts;
use jiff::civil::{Date, date};

const SECTIONS: [(&str, &str, usize); 9] = [
    ("门外", "Outside", 14),
    ("门厅", "Hall", 13),
    ("走道楼梯", "Corridors, stairs", 9),
    ("居室", "Rooms", 10),
    ("卫浴", "Bathrooms", 8),
    ("厨房", "Kitchen", 12),
    ("库房", "Stores", 6),
    ("机房", "Plant", 7),
    ("资料", "Papers", 7),
];

/// The items of the corridor, as drawn: short title, English, id.
const CORRIDOR: [(&str, &str, &str); 9] = [
    ("走道、楼梯、出口畅通", "Routes and exits clear", "FIRE-EVAC-01"),
    ("疏散门从里面推即开", "Exit doors open at a push", "FIRE-EVAC-02"),
    ("每层两个独立出口", "Two exits on each floor", "FIRE-EVAC-03"),
    ("外窗阳台无栏网挡逃生", "No bars on windows", "FIRE-EVAC-04"),
    ("应急灯、指示标志抽测能亮", "Emergency lights light", "FIRE-EVAC-05"),
    ("最窄处净宽够", "Narrowest place is wide", "FIRE-EVAC-06"),
    ("防火门能自关、没被顶开", "Fire doors close themselves", "FIRE-EVAC-08"),
    ("防火卷帘下无堆物", "Nothing under the shutters", "FIRE-EVAC-09"),
    ("认知障碍单元门能紧急释放", "Dementia doors release", "FIRE-EVAC-10"),
];

fn corridor() -> Vec<Item> {
    let mut items: Vec<Item> = CORRIDOR
        .iter()
        .map(|(zh, en, id)| {
            let mut made = item(id, "s2", zh);
            made.short = words(zh, en);
            made.text = words(zh, en);
            made.method = vec![Method::Look];
            made
        })
        .collect();
    for red in [0, 1, 8] {
        items[red].red_line = true;
    }
    items[1].method = vec![Method::Test];
    let lamps = &mut items[4];
    lamps.text = words(
        "应急照明灯、疏散指示标志抽测时能点亮、指向正确",
        "Emergency lights and exit signs light when tested and point right",
    );
    lamps.how = words(
        "每层至少抽 5 盏，请对方按试验键或断电；先告知消控室",
        "Five a floor: press test or cut the power; tell the control room",
    );
    lamps.ask = Some(words("近一次检测报告", "the last test report"));
    (lamps.kind, lamps.plan_size, lamps.limit) = (AnswerKind::Sample, Some(5), Some(0));
    lamps.unit = Some(words("盏", "lamps"));
    lamps.fail_word = Some(words("不亮", "dark"));
    lamps.pass_word = Some(words("亮", "lit"));
    lamps.basis = vec![cited("fire-law", "第十六条第一款第二项", Certainty::Read)];
    (items[5].kind, items[5].min, items[5].unit) = (AnswerKind::Number, Some("1.1".into()), Some(words("米", "m")));
    let doors = &mut items[6];
    doors.text = words("防火门能自行关到位、没有被东西顶开", "Fire doors close by themselves and nothing holds them open");
    (doors.kind, doors.plan_size, doors.limit) = (AnswerKind::Sample, Some(5), Some(0));
    doors.unit = Some(words("樘", "doors"));
    doors.wordings = vec![
        words("门被__顶住，关不上", "__ holds the door open"),
        words("闭门器坏，不能自关到位", "closer broken, does not shut"),
        words("门已拆除", "door removed"),
    ];
    doors.basis = vec![cited("fire-rules-61", "第二十五条", Certainty::Memory)];
    items[8].traits = vec!["dementia_unit".into()];
    items
}

fn cited(norm: &str, clause: &str, certainty: Certainty) -> Basis {
    Basis { norm: norm.into(), clause: words(clause, clause), types: Vec::new(), force: Force::Binding, certainty, major: false }
}

fn checklist() -> Checklist {
    let mut list = sample::list();
    list.short = words("消防+食品", "Fire+Food");
    list.sections = SECTIONS
        .iter()
        .enumerate()
        .map(|(n, (zh, en, _))| Section { id: format!("s{n}"), title: words(zh, en), extra: false })
        .collect();
    list.items = Vec::new();
    for (n, (_, _, count)) in SECTIONS.iter().enumerate() {
        match n {
            2 => list.items.extend(corridor()),
            _ => list.items.extend((0..*count).map(|i| {
                let mut made = item(&format!("X-{n}-{i:02}"), &format!("s{n}"), "别处的一项");
                made.place = Place::ALL[n];
                made
            })),
        }
    }
    list
}

fn last(on: Date, verdict: Verdict, words: &str) -> Last {
    Last { visit: Id([7; 16]), on, verdict, words: words.into(), labels: Vec::new(), who: "检乙".into() }
}

fn recorded(parts: &mut VisitParts, key: &str, verdict: Verdict, minute: u32) {
    let mut point = Point::of(verdict);
    if verdict == Verdict::Fail {
        let place = Some("二楼东侧".to_string());
        point.finding =
            Some(Finding { place: place.clone(), facts: place, ..Finding::open(crate::domain::point::Severity::Serious) });
    }
    point.unchecked = (verdict == Verdict::Unchecked).then_some(crate::domain::point::UncheckedReason::NoTime);
    let mut state = now(point);
    state.at = format!("2026-11-24T10:{minute:02}:00+08:00");
    parts.points.insert(key.into(), state);
}

/// The visit of drawing 1: 31 of 86 recorded, four of the corridor.
pub fn drawing() -> Visit {
    let mut parts = sample::visit(&[("dementia_unit", Presence::No)]).parts;
    parts.traits.insert(
        "dementia_unit".into(),
        sample::current(crate::domain::facility::TraitValue { is: Presence::Yes, on: None, by: None, source: None, note: None }),
    );
    parts.head.joined.value.taken_in = vec!["FIRE-EVAC-10".into()];
    parts.demo = true;
    parts.lists = vec![checklist().into()];
    let me = crate::domain::event::Person { name: "检甲".into(), ..Default::default() };
    parts
        .people
        .insert(Id([1; 16]), crate::views::PersonRow { id: Id([1; 16]), person: me, heads: Vec::new(), also: Vec::new() });
    for i in 0..14 {
        recorded(&mut parts, &format!("X-0-{i:02}"), if i == 3 { Verdict::Unchecked } else { Verdict::Pass }, i as u32);
    }
    for i in 0..13 {
        recorded(&mut parts, &format!("X-1-{i:02}"), if i < 3 { Verdict::Fail } else { Verdict::Pass }, 14 + i as u32);
    }
    recorded(&mut parts, "FIRE-EVAC-01", Verdict::Fail, 39);
    for (n, id) in ["FIRE-EVAC-02", "FIRE-EVAC-03", "FIRE-EVAC-04"].iter().enumerate() {
        recorded(&mut parts, id, Verdict::Pass, 40 + n as u32);
    }
    let mut further = Point::of(Verdict::Fail);
    further.item = Some("FIRE-EVAC-01".into());
    further.finding = Some(Finding::open(crate::domain::point::Severity::Serious));
    further.finding.as_mut().unwrap().facts = Some("堆放轮椅".into());
    let mut further = now(further);
    further.at = "2026-11-24T10:39:30+08:00".into();
    parts.points.insert(Id([8; 16]).to_string(), further);
    let day = date(2025, 11, 12);
    for (id, verdict, said) in [
        ("FIRE-EVAC-01", Verdict::Fail, "一楼东侧"),
        ("FIRE-EVAC-02", Verdict::Pass, ""),
        ("FIRE-EVAC-03", Verdict::Pass, ""),
        ("FIRE-EVAC-04", Verdict::Unchecked, ""),
        ("FIRE-EVAC-05", Verdict::Pass, "抽 5 坏 0"),
        ("FIRE-EVAC-08", Verdict::Fail, "二楼东侧"),
        ("FIRE-EVAC-09", Verdict::Pass, ""),
    ] {
        parts.last.insert(id.into(), last(day, verdict, said));
    }
    let visit = build(parts.clone());
    for id in ["FIRE-EVAC-01", "FIRE-EVAC-08"] {
        let mut row = finding_row(&visit, PointId::new(Id([7; 16]), id));
        (row.item, row.place, row.facts) = (Some(id.into()), "二楼东侧".into(), "门被顶开".into());
        parts.open.insert(id.into(), vec![row]);
    }
    build(parts)
}

fn english() -> Settings {
    Settings { lang: "en".into(), ..settings() }
}

#[test]
fn the_run_screen_is_drawn_as_in_the_field() {
    for (columns, rows) in [(80, 24), (140, 40)] {
        Session::run(drawing(), columns, rows, settings()).picture(&format!("run-{columns}x{rows}-zh"));
        Session::run(drawing(), columns, rows, english()).picture(&format!("run-{columns}x{rows}-en"));
    }
    Session::run(drawing(), 110, 30, settings()).picture("run-110x30-zh");
}

#[test]
fn the_form_of_a_fail_is_drawn_as_in_the_field() {
    for (columns, rows) in [(80, 24), (140, 40)] {
        for (lang, settings) in [("zh", settings()), ("en", english())] {
            let mut s = Session::run(drawing(), columns, rows, settings);
            s.keys("<Down><Down>2");
            assert_eq!(verdict(&s, "FIRE-EVAC-08"), Some(Verdict::Fail), "on the disk before the form is filled");
            s.keys("2三楼西楼梯口防火门<Enter>1木楔<Enter>5<Enter>2<Enter><Enter><Enter><Enter>IMG_2034-2035");
            s.keys("<Up><Up><Up><Up><Up><Up><Up><Up>");
            s.picture(&format!("fail-{columns}x{rows}-{lang}"));
        }
    }
}

#[test]
fn whose_visit_it_is_stands_in_the_head_however_many_lists_it_has() {
    let mut visit = drawing();
    for list in &mut visit.parts.lists {
        std::sync::Arc::make_mut(list).short = crate::views::sample::words("名字很长的检查表", "a list of a long name");
    }
    let mut s = Session::run(visit, 80, 24, settings());
    assert!(s.line(0).starts_with(" 康宁养老院（演示） 日常检查 名字"), "{}", s.line(0));
    s.keys("<Enter>备注");
    assert!(s.line(0).starts_with(" 康宁养老院（演示）") && s.line(0).ends_with("未存：Enter 才记"), "{}", s.line(0));
}

#[test]
fn what_opens_over_the_run_screen_keeps_its_layout() {
    let mut s = Session::run(drawing(), 80, 24, settings());
    s.keys("1");
    s.picture("run-sample-box");
    s.keys("<Esc>4");
    s.picture("run-unchecked");
    s.keys("<Esc>fanghuomen");
    s.picture("run-search");
    s.keys("<Esc> ");
    s.picture("run-large");
    s.keys("<Esc>6");
    s.picture("run-traits");
    s.keys("<Esc><Tab>");
    s.picture("run-places");
}

#[test]
fn a_terminal_that_is_too_small_says_so_and_takes_no_key_for_what_nobody_sees() {
    let mut s = Session::run(drawing(), 80, 24, settings());
    s.resize(60, 15);
    assert_eq!(s.line(0), " 窗口太小：现在 60x15，至少要 80x24");
    s.keys("2一楼<Esc><Down>1").paste("走道").keys("<C-z>9");
    s.resize(80, 24);
    assert_eq!((verdict(&s, "FIRE-EVAC-05"), s.writes, current(&s).as_str()), (None, 0, "3.05"));
    assert!(s.line(1).contains("走道楼梯"), "{}", s.screen());
    s.keys("2");
    assert_eq!(verdict(&s, "FIRE-EVAC-05"), Some(Verdict::Fail));
    s.resize(60, 15).keys("<C-q>");
    assert!(s.app.finished(), "it can be left");
}
