//! A small visit for tests: one home, one list of two sections, made in code without a store.

use super::visit::{PointNow, Visit, VisitParts, build};
use super::{Current, facility::FacilityView, facility::VisitStage};
use crate::content::checklist::{AnswerKind, Certainty, Checklist, Item, Method, Owner, Place, Section, Words};
use crate::content::checklist::{Basis, Force};
use crate::domain::derive;
use crate::domain::facility::{Facility, FacilityType, Presence, TraitValue};
use crate::domain::inspection::{Activity, Inspection, Kind, ListUsed};
use crate::domain::join::Joined;
use crate::domain::name::{EntryId, Id};
use crate::domain::point::{Handling, Point, Severity};
use jiff::civil::date;
use std::collections::BTreeMap;
use std::sync::Arc;

pub fn words(zh: &str, en: &str) -> Words {
    Words { zh: zh.into(), en: en.into() }
}

/// An item that is judged; tests change what they need.
pub fn item(id: &str, section: &str, zh: &str) -> Item {
    Item {
        id: id.into(),
        aliases: Vec::new(),
        section: section.into(),
        text: words(zh, id),
        short: words(zh, id),
        pass_word: None,
        fail_word: None,
        place: Place::Corridor,
        method: vec![Method::Look],
        how: words("看一遍", "look"),
        ask: None,
        kind: AnswerKind::Judge,
        unit: None,
        plan_size: None,
        limit: None,
        min: None,
        max: None,
        plausible: Vec::new(),
        labels: Vec::new(),
        paper: None,
        within_days: None,
        types: FacilityType::ALL.to_vec(),
        traits: Vec::new(),
        severity: Severity::Serious,
        reason: words("因", "why"),
        red_line: false,
        days: 3,
        owner: Owner::Civil,
        handling: Handling::Order,
        plan: vec!["S1-2024-2-2".into()],
        wordings: vec![words("__处有问题", "problem at __"), words("没有__", "no __")],
        remedy: None,
        district: None,
        basis: vec![Basis {
            norm: "fire-law".into(),
            clause: words("第二十八条", "art. 28"),
            types: Vec::new(),
            force: Force::Binding,
            certainty: Certainty::Read,
            major: false,
        }],
    }
}

/// Two sections: exits (a red line, a plain one, one that hangs on gas) and kitchen (a sample, a number).
pub fn list() -> Checklist {
    let mut red = item("EXIT-01", "exits", "出口畅通");
    red.red_line = true;
    let mut gas = item("GAS-01", "exits", "燃气报警器有电");
    gas.traits = vec!["gas".into()];
    let mut sample = item("LAMP-01", "kitchen", "应急灯抽测能亮");
    (sample.kind, sample.plan_size, sample.limit) = (AnswerKind::Sample, Some(5), Some(0));
    let mut number = item("COLD-01", "kitchen", "冷藏温度够低");
    (number.kind, number.max) = (AnswerKind::Number, Some("8".into()));
    Checklist {
        id: "small".into(),
        version: "1".into(),
        title: words("小表", "Small list"),
        short: words("小", "S"),
        minutes: 5,
        rank: None,
        preset: None,
        sections: vec![
            Section { id: "exits".into(), title: words("出口", "Exits"), extra: false },
            Section { id: "kitchen".into(), title: words("厨房", "Kitchen"), extra: false },
        ],
        items: vec![gas, red, item("STAIR-01", "exits", "楼梯无堆物"), sample, number],
        hash: EntryId([5; 32]),
        own: false,
    }
}

pub fn current<T>(value: T) -> Current<T> {
    let joined = Joined { value, disputed: false, differs: BTreeMap::new() };
    Current { joined, heads: vec![EntryId([1; 32])], read_only: false }
}

pub fn now(point: Point) -> PointNow {
    let now = current(point);
    PointNow {
        now,
        major: None,
        major_heads: Vec::new(),
        voices: Vec::new(),
        at: "2026-11-24T10:42:13+08:00".into(),
        who: "检甲".into(),
    }
}

/// A visit of a home, opened with these traits.
pub fn visit(traits: &[(&str, Presence)]) -> Visit {
    let facility = Facility { name: "康宁养老院".into(), kind: Some(FacilityType::Home), ..Facility::default() };
    let facility_id = derive::facility_by_name(&facility.name, facility.kind, "", 1);
    let list = list();
    let head = Inspection {
        facility: facility_id,
        on: date(2026, 11, 24),
        kind: Kind::Routine,
        team: 1,
        activity: Activity::Inspection,
        facility_type: facility.kind,
        traits: traits.iter().map(|(t, is)| (t.to_string(), *is)).filter(|(_, is)| *is != Presence::Unknown).collect(),
        lists: vec![ListUsed { id: list.id.clone(), version: list.version.clone(), hash: list.hash }],
        sections_out: Vec::new(),
        taken_in: Vec::new(),
        rechecks: Vec::new(),
        officers: vec![Id([1; 16]), Id([2; 16])],
        recorder: None,
        gate: Default::default(),
        backfilled: None,
        not_done: None,
        reason: None,
        corrected_on: None,
        assigned: Default::default(),
    };
    let value = |is| TraitValue { is, on: None, by: None, source: None, note: None };
    build(VisitParts {
        id: derive::inspection(facility_id, head.on, head.kind, head.team),
        head: current(head),
        facility_id,
        facility: current(facility),
        traits: traits.iter().map(|(t, is)| (t.to_string(), current(value(*is)))).collect(),
        papers: BTreeMap::new(),
        points: BTreeMap::new(),
        rechecked: BTreeMap::new(),
        to_recheck: Vec::new(),
        due_before: BTreeMap::new(),
        freezes: Vec::new(),
        freeze_heads: Vec::new(),
        also: Vec::new(),
        joins: Vec::new(),
        stage: VisitStage::Draft,
        lists: vec![Arc::new(list)],
        last: BTreeMap::new(),
        open: BTreeMap::new(),
        beside: None,
        told_apart: String::new(),
        people: BTreeMap::new(),
        demo: false,
        seed: Id([9; 16]),
    })
}

/// A facility of which nothing is known but its profile.
pub fn place(profile: Facility) -> FacilityView {
    FacilityView {
        id: Id([1; 16]),
        profile: current(profile),
        traits: BTreeMap::new(),
        papers: BTreeMap::new(),
        open: Vec::new(),
        unchecked: Vec::new(),
        repeated: Vec::new(),
        visits: Vec::new(),
        unfinished: Vec::new(),
        plans: Vec::new(),
        also: Vec::new(),
        same_address: Vec::new(),
        told_apart: String::new(),
        last: BTreeMap::new(),
    }
}

/// The row of a finding in a list, as the store would give it.
pub fn finding_row(visit: &Visit, id: crate::domain::subject::PointId) -> super::finding::FindingRow {
    let value = visit.point(&id).map(|p| p.now.joined.value.clone()).unwrap_or(Point::of(crate::domain::point::Verdict::Fail));
    let finding = value.finding.clone();
    super::finding::FindingRow {
        inspection: id.inspection,
        item: value.item.or_else(|| Some(id.key.clone())),
        facility: visit.parts.facility_id,
        facility_name: visit.parts.facility.joined.value.name.clone(),
        severity: finding.as_ref().map_or(Severity::Serious, |f| f.severity),
        candidate: false,
        stage: finding.as_ref().map(|f| f.stage),
        due: finding.as_ref().and_then(|f| f.due),
        found_on: Some(date(2026, 11, 2)),
        place: finding.as_ref().and_then(|f| f.place.clone()).unwrap_or_default(),
        facts: finding.as_ref().and_then(|f| f.facts.clone()).unwrap_or_default(),
        handling: finding.as_ref().and_then(|f| f.handling),
        disputed: false,
        imported: false,
        points: vec![id.clone()],
        id,
    }
}
