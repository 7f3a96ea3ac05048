//! Visits for tests of papers, made in code: one with every verdict, every kind of item and everything that may go
//! wrong; one as large as a day's visit, from the real checklists.

use crate::content::checklist::{AnswerKind, Basis, Certainty, Checklist, Force, Item, Method, Owner, Section};
use crate::domain::derive;
use crate::domain::event::Person;
use crate::domain::facility::{Facility, FacilityType, Presence, TraitValue};
use crate::domain::inspection::{Freeze, Gate, Kind, Left, ListUsed};
use crate::domain::name::{EntryId, Id, InspectionId};
use crate::domain::point::{Finding, Handling, NaReason, Point, Reading, Severity, Stage, Step, UncheckedReason, Verdict};
use crate::domain::subject::PointId;
use crate::views::record::{self, Paper};
use crate::views::sample::{current, item, now, words};
use crate::views::visit::{FreezeNow, PointNow, Visit, VisitParts, build};
use crate::views::{PersonRow, Voice};
use jiff::civil::{Date, date};
use std::sync::Arc;

pub const ON: Date = date(2026, 11, 24);

pub fn paper() -> Paper {
    Paper { unit: "虚构区民政局".into(), letterhead: "虚构区民政局".into(), laptop: "甲号机".into() }
}

fn basis(norm: &str, zh: &str, en: &str, force: Force, certainty: Certainty) -> Basis {
    Basis { norm: norm.into(), clause: words(zh, en), types: Vec::new(), force, certainty, major: false }
}

fn in_both(mut item: Item, short: (&str, &str), text: (&str, &str)) -> Item {
    item.short = words(short.0, short.1);
    item.text = words(text.0, text.1);
    item
}

fn kind(mut item: Item, kind: AnswerKind, unit: (&str, &str)) -> Item {
    (item.kind, item.unit) = (kind, Some(words(unit.0, unit.1)));
    item
}

/// Three lists cut small.
fn lists() -> Vec<Checklist> {
    let plain = |id: &str, section: &str, zh: &str, en: &str| in_both(item(id, section, zh), (zh, en), (zh, en));
    let mut exit = plain("EXIT-01", "corridor", "走道、楼梯、出口畅通", "Routes and exits clear");
    exit.red_line = true;
    let mut gate = plain("EXIT-02", "corridor", "认知障碍单元门能紧急释放", "Dementia unit door releases");
    (gate.red_line, gate.traits) = (true, vec!["dementia_unit".into()]);
    let mut gas = plain("GAS-01", "corridor", "燃气报警器通电能响", "Gas alarm on and sounding");
    gas.traits = vec!["gas".into()];
    let mut lamp = kind(
        plain("LAMP-01", "corridor", "应急灯抽测能亮", "Emergency lamps light up"),
        AnswerKind::Sample,
        ("盏", "lamps"),
    );
    (lamp.plan_size, lamp.limit, lamp.method) = (Some(5), Some(0), vec![Method::Test]);
    let mut width =
        kind(plain("WIDTH-01", "corridor", "最窄处净宽够", "Narrowest width enough"), AnswerKind::Number, ("米", "m"));
    width.min = Some("1.20".into());
    let mut cold = kind(
        plain("COLD-01", "kitchen", "冷藏温度在范围内", "Fridges cold enough"),
        AnswerKind::Number,
        ("摄氏度", "deg C"),
    );
    (cold.min, cold.max, cold.owner, cold.handling) = (Some("0".into()), Some("8".into()), Owner::Market, Handling::Transfer);
    cold.basis = vec![
        basis("food-safety-law", "第五十四条", "art. 54", Force::Analogy, Certainty::Read),
        basis("gb-38600-2019", "5.2", "5.2", Force::Binding, Certainty::Memory),
    ];
    let mut licence = plain("LICENCE-01", "kitchen", "食品经营许可证有效", "Food licence valid");
    (licence.kind, licence.paper, licence.method) = (AnswerKind::Date, Some("food_licence".into()), vec![Method::Document]);
    let mut labels =
        kind(plain("LABEL-01", "kitchen", "留样盒有标签", "Kept samples labelled"), AnswerKind::Count, ("盒", "boxes"));
    labels.limit = Some(0);
    let mut carers = kind(plain("STAFF-01", "office", "护理员人数", "Number of carers"), AnswerKind::Figure, ("人", "people"));
    carers.method = vec![Method::Interview];
    let mut deposit = plain("FUND-01", "office", "预收费进了存管账户", "Prepayments in escrow");
    (deposit.handling, deposit.owner) = (Handling::Transfer, Owner::Finance);
    deposit.basis = vec![basis("home-measures-66", "第二十条", "art. 20", Force::Binding, Certainty::SecondHand)];
    let list =
        |id: &str, title: (&str, &str), short: (&str, &str), sections: &[(&str, &str, &str)], items: Vec<Item>| Checklist {
            id: id.into(),
            version: "2026.11.1".into(),
            title: words(title.0, title.1),
            short: words(short.0, short.1),
            minutes: 20,
            rank: None,
            preset: None,
            sections: sections
                .iter()
                .map(|(id, zh, en)| Section { id: (*id).into(), title: words(zh, en), extra: false })
                .collect(),
            items,
            hash: EntryId([id.len() as u8; 32]),
            own: false,
        };
    vec![
        list(
            "fire",
            ("消防安全检查表", "Fire safety"),
            ("消防", "Fire"),
            &[("corridor", "走道楼梯", "Corridors"), ("roof", "屋面", "Roof")],
            vec![
                exit,
                gate,
                gas,
                lamp,
                width,
                plain("STAIR-01", "corridor", "楼梯间无堆物", "Stairwells empty"),
                plain("DOOR-01", "corridor", "防火门能自关", "Fire doors close themselves"),
                plain("ROOF-01", "roof", "屋面无易燃物", "Roof free of fuel"),
            ],
        ),
        list(
            "food",
            ("食品安全检查表", "Food safety"),
            ("食品", "Food"),
            &[("kitchen", "厨房", "Kitchen")],
            vec![
                cold,
                licence,
                labels,
                plain("FLOOR-01", "kitchen", "地面干净干燥", "Floor clean and dry"),
                plain("DISH-01", "kitchen", "餐具消毒有记录", "Dish disinfection logged"),
            ],
        ),
        list(
            "care",
            ("综合监管检查表", "Supervision and care"),
            ("监管", "Care"),
            &[("office", "资料", "Papers")],
            vec![
                carers,
                deposit,
                plain("TALK-01", "office", "老人说没有挨骂", "Residents are not scolded"),
                plain("POOL-01", "office", "泳池有救生员", "Pool has a lifeguard"),
                plain("RATE-01", "office", "等级牌挂在门口", "Rating plate at the door"),
                plain("PLAN-01", "office", "应急预案齐全", "Emergency plans complete"),
            ],
        ),
    ]
}

fn said(value: &str, label: &str) -> Reading {
    Reading { label: label.into(), value: value.into() }
}

fn pass(readings: Vec<Reading>) -> Point {
    Point { readings, ..Point::of(Verdict::Pass) }
}

pub fn fail(severity: Severity, handling: Handling, place: &str, facts: &str) -> Point {
    let mut finding = Finding::open(severity);
    (finding.handling, finding.due) = (Some(handling), Some(date(2026, 11, 27)));
    (finding.place, finding.facts) = (Some(place.into()), Some(facts.into()));
    Point { finding: Some(finding), ..Point::of(Verdict::Fail) }
}

fn points() -> Vec<(&'static str, Point)> {
    let mut blocked = fail(Severity::Serious, Handling::Order, "二楼东安全出口", "「安全出口」被两辆轮椅堵住，剩余宽度约 0.6 米");
    if let Some(f) = &mut blocked.finding {
        (f.interim, f.reply) = (Some("当场派人看守".into()), Some("轮椅是家属停的".into()));
        f.photos = vec!["IMG_2034".into(), "IMG_2035".into()];
    }
    blocked.internal = vec!["院长与街道认识，慎言".into()];
    let mut cleared = fail(Severity::Serious, Handling::Fixed, "一楼厨房后门", "后门堆放三箱油");
    cleared.item = Some("EXIT-01".into());
    if let Some(f) = &mut cleared.finding {
        f.stage = Stage::FixedOnSpot;
        f.step = Some(Step { on: Some(ON), words: Some("三箱油已搬进库房，门能打开".into()), ..Step::default() });
    }
    let mut cold = fail(Severity::Serious, Handling::Transfer, "主厨房", "2 号冰箱 9.2 摄氏度，存有熟食");
    cold.readings = vec![said("3.5", "冰箱1"), said("9.2", "冰箱2"), said("-18", "冰柜")];
    let fund = fail(Severity::Serious, Handling::Transfer, "财务室", "抽 5 份合同，2 份预收 12 个月，未见存管凭证");
    let mut outside = fail(Severity::Minor, Handling::Order, "大厅", "");
    if let Some(f) = &mut outside.finding {
        (f.facts, f.clause) = (None, Some("《上海市消防条例》第三十二条".into()));
    }
    let mut short = pass(vec![said("0/3", "")]);
    short.planned = Some(5);
    let mut against = pass(vec![said("2/9", "")]);
    against.reason = Some("2 盒当场补贴标签".into());
    let mut batch = Point::of(Verdict::Pass);
    batch.batch = true;
    let mut away = Point::of(Verdict::Unchecked);
    (away.unchecked, away.return_by, away.by) =
        (Some(UncheckedReason::KeyOrPersonAway), Some(date(2026, 12, 1)), Some(Id([1; 16])));
    let mut other = Point::of(Verdict::Unchecked);
    (other.unchecked, other.reason) = (Some(UncheckedReason::Other), Some("老人午睡".into()));
    let mut none = Point::of(Verdict::Na);
    none.na = Some(NaReason::NoSuchThing);
    let mut not_here = Point::of(Verdict::Na);
    (not_here.na, not_here.reason) = (Some(NaReason::Other), Some("等级评定未满一年".into()));
    vec![
        ("EXIT-01", blocked),
        ("AAAAAAAAAAAAAAAAAAAAAA", cleared),
        ("EXIT-02", away),
        ("LAMP-01", short),
        ("WIDTH-01", pass(vec![said("1.35", "")])),
        ("STAIR-01", batch),
        ("DOOR-01", fail(Severity::Minor, Handling::Order, "三楼西", "闭门器坏，不能自关到位")),
        ("COLD-01", cold),
        ("LICENCE-01", pass(vec![said("2027-03-15", "")])),
        ("LABEL-01", against),
        ("DISH-01", Point { notes: vec!["记录到昨天".into()], ..Point::of(Verdict::Pass) }),
        ("STAFF-01", pass(vec![said("30", "")])),
        ("FUND-01", fund),
        ("TALK-01", other),
        ("POOL-01", none),
        ("RATE-01", not_here),
        ("BBBBBBBBBBBBBBBBBBBBBB", outside),
    ]
}

fn gate() -> Gate {
    Gate {
        started: "09:10".into(),
        ended: "11:50".into(),
        source: "年度计划 2026-11".into(),
        host_name: "李某".into(),
        host_post: "副院长".into(),
        beds_counted: "96".into(),
        residents: "80".into(),
        disabled: "12".into(),
        staff: "46".into(),
        carers: "30".into(),
        cards_shown: true,
        rights_told: true,
        recusal: "不申请".into(),
        instruments: "卷尺、中心温度计".into(),
        ..Gate::default()
    }
}

fn people() -> Vec<PersonRow> {
    let person = |n: u8, name: &str, card: &str| PersonRow {
        id: Id([n; 16]),
        person: Person {
            name: name.into(),
            unit: Some("虚构区民政局".into()),
            card: Some(card.into()),
            card_until: Some(date(2027, 6, 30)),
            phone: Some("021-00000000".into()),
        },
        heads: Vec::new(),
        also: Vec::new(),
    };
    vec![person(1, "检甲", "99000001"), person(2, "检乙", "99000002")]
}

/// A visit with every verdict and kind, one dispute and one item nobody answered.
pub fn visit() -> Visit {
    visit_of(lists(), points())
}

fn visit_of(lists: Vec<Checklist>, points: Vec<(&'static str, Point)>) -> Visit {
    let mut parts: VisitParts = crate::views::sample::visit(&[("gas", Presence::No)]).parts;
    let id = parts.id;
    parts.facility = current(Facility {
        name: "康宁养老院".into(),
        kind: Some(FacilityType::Home),
        street: Some("虚构街道".into()),
        address: Some("虚构区安宁路 8 号".into()),
        filing_number: Some("虚民养备 001".into()),
        credit_code: Some("52990000MJ0000000X".into()),
        head: Some("张某".into()),
        beds: Some(98),
        ..Facility::default()
    });
    let found = TraitValue {
        is: Presence::Yes,
        on: Some(ON),
        by: Some(Id([1; 16])),
        source: Some(id.to_string()),
        note: Some("床位 12 张".into()),
    };
    parts.traits.insert("dementia_unit".into(), current(found));
    let head = &mut parts.head.joined.value;
    head.kind = Kind::Joint;
    head.lists = lists.iter().map(|l| ListUsed { id: l.id.clone(), version: l.version.clone(), hash: l.hash }).collect();
    head.sections_out = vec!["fire/roof".into()];
    head.recorder = Some(Id([2; 16]));
    head.gate = gate();
    parts.lists = lists.into_iter().map(Arc::new).collect();
    parts.people = people().into_iter().map(|p| (p.id, p)).collect();
    parts.points = points.into_iter().map(|(key, point)| (key.to_string(), now(point))).collect();
    if let Some(door) = parts.points.get_mut("DOOR-01") {
        dispute(door);
    }
    build(parts)
}

fn dispute(now: &mut PointNow) {
    now.now.joined.disputed = true;
    let voice = |n: u8, who: &str, value: Point| Voice {
        entry: EntryId([n; 32]),
        value,
        at: "2026-11-24T10:50:00+08:00".into(),
        author: Some(Id([n; 16])),
        who: who.into(),
        laptop: "甲号机".into(),
    };
    now.voices = vec![voice(1, "检甲", now.now.joined.value.clone()), voice(2, "检乙", Point::of(Verdict::Pass))];
}

/// The visit frozen as it stands: draft 1, the dispute left for later.
pub fn freeze(visit: &Visit, sections: &[&str]) -> FreezeNow {
    let sections: Vec<String> = sections.iter().map(|s| (*s).into()).collect();
    let left = PointId::new(visit.parts.id, "DOOR-01");
    let freeze = Freeze {
        draft: 1,
        on: ON,
        covers: record::covers(visit, &sections),
        data: record::hash(visit, &sections),
        sections,
        unit: paper().unit,
        letterhead: paper().letterhead,
        number: record::number(visit, "甲号机"),
        people: record::people(visit),
        left: vec![Left { point: left, reason: "两人看的不是同一扇门，下周现场重看".into() }],
        scope: Vec::new(),
    };
    FreezeNow { entry: EntryId([7; 32]), freeze, void: false, signs: Vec::new(), amends: Vec::new(), outside: Vec::new() }
}

/// A day's visit from the real checklists: so many items and findings, some unchecked and not applicable, the rest passed.
pub fn large(items: usize, findings: usize) -> Visit {
    let mut visit = visit();
    let id: InspectionId = visit.parts.id;
    let parsed = crate::content::embedded_lists().map(|(name, text)| crate::content::parse(name, text.as_bytes()));
    let mut lists: Vec<Checklist> = parsed.map(|l| l.expect("carried lists parse")).collect();
    lists.retain(|l| ["fire", "food", "care", "supervision"].contains(&l.id.as_str()));
    let each = items / lists.len();
    let extra = items % lists.len();
    for (n, list) in lists.iter_mut().enumerate() {
        list.items.retain(|i| i.fits(Some(FacilityType::Home)) && !i.traits.contains(&"gas".to_string()));
        list.items.truncate(each + usize::from(n < extra));
    }
    let facts = "__楼东侧走道堆放两张旧床和一辆轮椅，剩余宽度约 0.7 米，对方称昨晚换房未及搬走".replace("__", "3");
    let mut points = std::collections::BTreeMap::new();
    for (n, item) in lists.iter().flat_map(|l| &l.items).enumerate() {
        let mut point = match n {
            n if n % (items / findings) == 3 && n / (items / findings) < findings => {
                let mut point = fail(item.severity, item.handling, "3 号楼 3 层东侧走道近电梯厅", &facts);
                if let Some(f) = &mut point.finding {
                    f.photos = vec![format!("IMG_20{n:02}")];
                    f.reply = Some("已通知保洁搬走".into());
                }
                point
            }
            n if n % 20 == 7 => Point { unchecked: Some(UncheckedReason::ALL[n % 6]), ..Point::of(Verdict::Unchecked) },
            n if n % 17 == 9 => Point { na: Some(NaReason::NotRequiredHere), ..Point::of(Verdict::Na) },
            _ => Point::of(Verdict::Pass),
        };
        if point.verdict != Verdict::Na && point.verdict != Verdict::Unchecked {
            point.readings = match item.kind {
                AnswerKind::Sample => vec![said(&format!("0/{}", item.plan_size.unwrap_or(5)), "")],
                AnswerKind::Number | AnswerKind::Figure => vec![said("5", "")],
                AnswerKind::Date => vec![said("2027-03-15", "")],
                _ => Vec::new(),
            };
        }
        points.insert(item.id.clone(), now(point));
    }
    visit.parts.points = points;
    let head = &mut visit.parts.head.joined.value;
    head.lists = lists.iter().map(|l| ListUsed { id: l.id.clone(), version: l.version.clone(), hash: l.hash }).collect();
    head.sections_out = Vec::new();
    visit.parts.lists = lists.into_iter().map(Arc::new).collect();
    debug_assert_eq!(id, derive::inspection(visit.parts.facility_id, ON, Kind::Routine, 1));
    build(visit.parts)
}
