//! One entry of every kind, with every field said: what the frozen bytes are made of. **Do not change them.**

use crate::domain::event::*;
use crate::domain::facility::*;
use crate::domain::inspection::*;
use crate::domain::name::{EntryId, Id};
use crate::domain::point::*;
use crate::domain::subject::{PointId, Subject};
use jiff::civil::date;
use std::collections::BTreeMap;

pub fn id(n: u8) -> Id {
    Id([n; 16])
}

pub fn hash(n: u8) -> EntryId {
    EntryId([n; 32])
}

pub fn text(t: &str) -> Option<String> {
    Some(t.into())
}

pub fn point() -> PointId {
    PointId::new(id(6), "FIRE-EVAC-01")
}

/// One of every kind, each with every field said; then, as they came, those with a field that is younger.
pub fn samples() -> Vec<(Subject, Event)> {
    let log = LogStart { key: hash(1), salt: id(2), laptop: "甲号机".into(), demo: true };
    let person = Person {
        name: "检甲".into(),
        unit: text("区民政局"),
        card: text("沪-0001"),
        card_until: Some(date(2028, 5, 31)),
        phone: text("000"),
    };
    let facility = Facility {
        name: "康宁养老院".into(),
        kind: Some(FacilityType::Home),
        street: text("友谊路街道"),
        address: text("友谊路 1 号"),
        filing_number: text("沪宝民备2021第001号"),
        credit_code: text("52310113000000000X"),
        head: text("张"),
        contact: text("李"),
        phone: text("000"),
        beds: Some(120),
        directions: text("东门进"),
        status: Status::Suspended,
        status_from: Some(date(2026, 11, 1)),
        former_names: vec!["安宁".into()],
        host: Some(id(3)),
        note: text("x"),
        marks: vec![Mark { field: "credit_code".into(), why: MarkReason::CheckCharacter, found: text("5231") }],
    };
    let trait_value = TraitValue {
        is: Presence::Yes,
        on: Some(date(2026, 11, 24)),
        by: Some(id(5)),
        source: text("import"),
        note: text("床位 12 张"),
    };
    let licence = Paper {
        number: text("JY1"),
        issued: Some(date(2024, 1, 2)),
        expires: Some(date(2027, 3, 15)),
        seen: Some(date(2026, 11, 24)),
        note: text("x"),
    };
    let same = Same { same: true, reason: text("同一处") };
    let import = Import {
        kind: ImportKind::Facilities,
        file: "名册.xlsx".into(),
        hash: hash(9),
        rows: 312,
        added: 300,
        changed: 11,
        left_out: 1,
    };
    let plan = Plan { facility: id(4), on: date(2026, 12, 1), people: vec![id(5)], note: text("x"), withdrawn: true };
    vec![
        (Subject::Log(id(1)), Event::Log(log)),
        (Subject::Person(id(5)), Event::Person(person)),
        (Subject::Facility(id(4)), Event::Facility(facility)),
        (Subject::Trait(id(4), "gas".into()), Event::Trait(trait_value)),
        (Subject::Paper(id(4), "food_licence".into()), Event::Paper(licence)),
        (Subject::Inspection(id(6)), Event::Inspection(inspection())),
        (Subject::Point(point()), Event::Point(failing())),
        (Subject::Major(point()), Event::Major(Judged { major: true, by: Some(id(8)), reason: text("堵死") })),
        (Subject::Freeze(id(6)), Event::Freeze(freeze())),
        (Subject::Freeze(id(6)), Event::Sign(sign())),
        (Subject::Freeze(id(6)), Event::Amend(amend())),
        (Subject::same(PointId::new(id(6), "A"), PointId::new(id(7), "A")), Event::Same(same)),
        (Subject::Import(id(10)), Event::Import(import)),
        (Subject::Plan(id(11)), Event::Plan(plan)),
        (Subject::Undo(id(1)), Event::Undo(Undo {})),
        (Subject::Inspection(id(6)), Event::Inspection(assigned())),
        (
            Subject::Freeze(id(6)),
            Event::Freeze(Freeze { scope: vec!["fire/gate".into(), "fire/stairs".into()], ..freeze() }),
        ),
    ]
}

pub fn inspection() -> Inspection {
    let t = |s: &str| s.to_string();
    Inspection {
        facility: id(4),
        on: date(2026, 11, 24),
        kind: Kind::Joint,
        team: 2,
        activity: Activity::Guidance,
        facility_type: Some(FacilityType::SmallHome),
        traits: BTreeMap::from([("gas".into(), Presence::No), ("lift".into(), Presence::Unknown)]),
        lists: vec![ListUsed { id: "fire".into(), version: "1".into(), hash: hash(12) }],
        sections_out: vec!["fire/roof".into()],
        taken_in: vec!["FIRE-GAS-01".into()],
        rechecks: vec![PointId { inspection: None, key: id(13).to_string() }],
        officers: vec![id(5), id(8)],
        recorder: Some(id(5)),
        gate: Gate {
            started: t("09:10"),
            ended: t("11:40"),
            source: t("计划 3"),
            notice: t("N1"),
            host_name: t("王"),
            host_post: t("副院长"),
            host_phone: t("000"),
            beds_counted: t("118"),
            residents: t("100"),
            disabled: t("40"),
            dementia: t("12"),
            staff: t("50"),
            carers: t("30"),
            on_duty: t("9"),
            helpers: t("消防站"),
            cards_shown: true,
            rights_told: true,
            recusal: t("不申请"),
            sampled: t("三层各五间"),
            instruments: t("卷尺"),
        },
        backfilled: Some(date(2026, 11, 25)),
        not_done: Some(NotDone::Refused),
        reason: text("x"),
        corrected_on: Some(date(2026, 11, 23)),
        assigned: BTreeMap::new(),
    }
}

/// What came to a visit's head later.
fn assigned() -> Inspection {
    let assigned = BTreeMap::from([("fire/roof".into(), vec![id(5)]), ("food/store".into(), vec![id(5), id(8)])]);
    Inspection { assigned, ..inspection() }
}

pub fn failing() -> Point {
    Point {
        verdict: Verdict::Fail,
        item: text("FIRE-EVAC-01"),
        facility: Some(id(4)),
        judged_by: Some(hash(12)),
        readings: vec![
            Reading { label: "冰箱1".into(), value: "3.5".into() },
            Reading { label: String::new(), value: "2/5".into() },
        ],
        planned: Some(5),
        unchecked: Some(UncheckedReason::KeyOrPersonAway),
        na: Some(NaReason::NoSuchThing),
        reason: text("x"),
        return_by: Some(date(2026, 12, 1)),
        by: Some(id(5)),
        batch: true,
        notes: vec!["二楼".into()],
        internal: vec!["内".into()],
        finding: Some(Finding {
            severity: Severity::Major,
            severity_why: text("唯一出口"),
            stage: Stage::Closed,
            place: text("三楼西"),
            facts: text("上锁 \"x\"\n\u{1}"),
            looked: Some(5),
            bad: Some(2),
            handling: Some(Handling::Order),
            due: Some(date(2026, 11, 27)),
            interim: text("派人值守"),
            photos: vec!["IMG_2034".into()],
            reply: text("即改"),
            clause: text("某办法第二十五条"),
            step: Some(Step {
                on: Some(date(2026, 12, 8)),
                visit: Some(id(7)),
                officers: vec![id(5), id(8)],
                consent: Some(id(14)),
                to: text("消防"),
                words: text("已拆"),
                unchecked: Some(UncheckedReason::NoTime),
            }),
        }),
        ledger: Some(LedgerLine { import: id(10), row: 7, on: Some(date(2025, 11, 2)), people: vec!["检乙".into()] }),
    }
}

fn freeze() -> Freeze {
    Freeze {
        draft: 2,
        on: date(2026, 11, 24),
        sections: vec!["fire/gate".into()],
        covers: vec![hash(15), hash(16)],
        data: hash(17),
        unit: "区民政局".into(),
        letterhead: "巡查".into(),
        number: "20261124-甲-A1".into(),
        people: BTreeMap::from([(id(5), Person { name: "检甲".into(), card: text("沪-0001"), ..Person::default() })]),
        left: vec![Left { point: point(), reason: "待复看".into() }],
        scope: Vec::new(),
    }
}

fn sign() -> Sign {
    Sign {
        freeze: hash(18),
        how: SignedHow::Refused,
        on: date(2026, 11, 24),
        reason: text("x"),
        witness: text("赵 000"),
        due: Some(date(2026, 11, 30)),
    }
}

fn amend() -> Amend {
    Amend { freeze: hash(18), on: date(2026, 11, 26), reason: "漏记".into(), people: vec![id(5)] }
}
