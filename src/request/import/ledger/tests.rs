//! A ledger in, a plan out: what becomes of each row.

use super::*;
use crate::domain::facility::{FacilityType, Status};
use crate::domain::join::{Join, Joined};
use crate::domain::name::Id;
use crate::request::facility as draft;
use crate::text::Lang;
use crate::views::finding::FindingRow;
use jiff::civil::date;

const HEADINGS: [&str; 8] = ["序号", "检查日期", "机构名称", "部位", "存在问题", "整改期限", "整改情况", "检查人"];

fn sheet(rows: &[&[&str]]) -> Sheet {
    let rows = rows.iter().map(|r| r.iter().map(|c| c.to_string()).collect()).collect();
    Sheet { rows, ..Sheet::default() }
}

fn book(rows: &[&[&str]]) -> Book {
    let all: Vec<&[&str]> = std::iter::once(&HEADINGS[..]).chain(rows.iter().copied()).collect();
    Book { file: "台账2025.xlsx".into(), hash: crate::content::hash(format!("{rows:?}").as_bytes()), sheets: vec![sheet(&all)] }
}

fn place(name: &str, kind: Option<FacilityType>, street: &str) -> FacilityNow {
    let profile =
        Facility { name: name.into(), kind, street: Some(street.to_string()).filter(|s| !s.is_empty()), ..Facility::default() };
    let id = draft::id(&profile);
    let joined = Joined { value: profile, disputed: false, differs: BTreeMap::new() };
    FacilityNow { id, profile: Current { joined, heads: Vec::new(), read_only: false } }
}

fn homes() -> Vec<FacilityNow> {
    vec![
        place("康宁养老院", Some(FacilityType::Home), "友谊路"),
        place("和颐苑", Some(FacilityType::Home), "友谊路"),
        place("和颐苑", Some(FacilityType::Home), "月浦"),
        place("月浦镇长者食堂", Some(FacilityType::Canteen), "月浦"),
    ]
}

fn planned(book: &Book, facilities: &[FacilityNow], findings: &[HeldFinding], answers: &[(u32, bool)]) -> Planned {
    let held = Held { facilities, findings };
    plan(book, &held, &[], &answers.iter().copied().collect()).unwrap()
}

/// What stands in the log after a plan was written.
fn written(planned: &Planned) -> (Vec<HeldFinding>, Vec<FacilityNow>) {
    let (mut findings, mut facilities) = (Vec::new(), Vec::new());
    for draft in &planned.drafts {
        match (&draft.subject, &draft.body) {
            (Subject::Point(id), Event::Point(point)) => {
                let joined = Point::join(&[point]);
                let f = joined.value.finding.clone().unwrap();
                let row = FindingRow {
                    id: id.clone(),
                    inspection: None,
                    item: None,
                    facility: point.facility.unwrap(),
                    facility_name: String::new(),
                    severity: f.severity,
                    candidate: false,
                    stage: Some(f.stage),
                    due: f.due,
                    found_on: point.ledger.as_ref().unwrap().on,
                    place: f.place.unwrap_or_default(),
                    facts: f.facts.unwrap_or_default(),
                    handling: f.handling,
                    disputed: false,
                    imported: true,
                    points: vec![id.clone()],
                };
                let imported = Some(Current { joined, heads: Vec::new(), read_only: false });
                findings.push(HeldFinding { row, imported });
            }
            (Subject::Facility(_), Event::Facility(profile)) => {
                facilities.push(place(&profile.name, profile.kind, profile.street.as_deref().unwrap_or("")));
            }
            _ => {}
        }
    }
    (findings, facilities)
}

fn fates(planned: &Planned) -> Vec<(u32, Fate)> {
    planned.preview.rows.iter().map(|r| (r.row, r.fate)).collect()
}

fn told(planned: &Planned, row: u32) -> String {
    let row = planned.preview.rows.iter().find(|r| r.row == row).unwrap();
    row.why.iter().map(|w| w.say(Lang::Zh)).collect::<Vec<_>>().join("; ")
}

fn point_of(planned: &Planned, row: u32) -> Point {
    let is = |d: &&Draft| matches!(&d.body, Event::Point(p) if p.ledger.as_ref().is_some_and(|l| l.row == row));
    let Some(Draft { body: Event::Point(point), .. }) = planned.drafts.iter().find(is) else { panic!("no point of row {row}") };
    point.clone()
}

#[test]
fn every_row_that_says_what_was_wrong_becomes_a_finding_with_file_and_row() {
    let book = book(&[
        &["1", "2025.11.3", "康宁养老院", "三楼西楼梯", "防火门被顶住", "2025.11.10", "未整改", "检甲、检乙"],
        &["2", "2025年11月3日", "康宁养老院", "厨房", "留样不足", "3日内", "已整改", "检甲"],
        &["3", "2025-11-05", "月浦镇长者食堂", "", "未发现问题", "", "", "检乙"],
        &["", "", "", "", "", "", "", ""],
        &["合计", "", "", "", "2", "", "", ""],
    ]);
    let planned = planned(&book, &homes(), &[], &[]);
    assert_eq!(fates(&planned), [(2, Fate::Added), (3, Fate::Added), (4, Fate::Unchanged)]);
    let (open, done) = (point_of(&planned, 2), point_of(&planned, 3));
    let line = open.ledger.clone().unwrap();
    assert_eq!((line.on, line.people), (Some(date(2025, 11, 3)), vec!["检甲".to_string(), "检乙".into()]));
    assert_eq!((open.verdict, open.item, open.facility), (Verdict::Fail, None, Some(homes()[0].id)));
    let finding = open.finding.unwrap();
    assert_eq!((finding.stage, finding.due), (Stage::Open, Some(date(2025, 11, 10))));
    assert_eq!((finding.place.as_deref(), finding.facts.as_deref()), (Some("三楼西楼梯"), Some("防火门被顶住")));
    let closed = done.finding.clone().unwrap();
    assert_eq!((closed.stage, closed.due), (Stage::Closed, Some(date(2025, 11, 6))));
    assert_eq!(Point::join(&[&done]).value.finding.unwrap().stage, Stage::Closed, "it stands as closed");
    let Event::Import(head) = &planned.drafts[0].body else { panic!("an import heads its group") };
    assert_eq!((head.kind, head.added, head.left_out, head.rows), (ImportKind::Ledger, 2, 0, 3));
    assert!(told(&planned, 2).contains("防火门被顶住; 未处理，期限 2025-11-10"), "{}", told(&planned, 2));
    assert!(planned.preview.new_places.is_empty());
}

#[test]
fn the_same_ledger_again_changes_nothing_and_a_longer_one_brings_only_what_is_new() {
    let first: &[&str] = &["1", "2025.11.3", "康宁养老院", "三楼", "防火门被顶住", "", "整改中", ""];
    let again: &[&str] = &["1", "2025-11-03", "康宁 养老院", "三楼", "防火门被顶住", "", "整改中", ""];
    let book_one = book(&[first]);
    let one = planned(&book_one, &homes(), &[], &[]);
    let (findings, _) = written(&one);
    let same = planned(&book_one, &homes(), &findings, &[]);
    assert_eq!((fates(&same), same.drafts.len()), (vec![(2, Fate::Unchanged)], 0));
    let longer =
        planned(&book(&[again, &["2", "2025.12.1", "康宁养老院", "", "灭火器过期", "", "", ""]]), &homes(), &findings, &[]);
    assert_eq!(fates(&longer), [(2, Fate::Unchanged), (3, Fate::Added)]);
    assert!(told(&longer, 2).contains("本机已有这个问题"));

    // What a later ledger says is closed is closed, as long as nobody here worked on it.
    let closed: &[&str] = &["1", "2025.11.3", "康宁养老院", "三楼", "防火门被顶住", "", "已整改", ""];
    let later = planned(&book(&[closed]), &homes(), &findings, &[]);
    assert_eq!(fates(&later), [(2, Fate::Changed)]);
    assert!(told(&later, 2).contains("整改情况：未处理 -> 已销号"), "{}", told(&later, 2));
    let mut worked = findings.clone();
    let step = Step { officers: vec![Id([1; 16])], ..Step::default() };
    let now = worked[0].imported.as_mut().unwrap();
    now.joined.value.finding.as_mut().unwrap().step = Some(step);
    assert_eq!(fates(&planned(&book(&[closed]), &homes(), &worked, &[])), [(2, Fate::Unchanged)]);
}

#[test]
fn a_bare_name_is_the_one_facility_of_that_name_and_what_is_doubtful_is_asked_once() {
    let rows: [&[&str]; 4] = [
        &["1", "2025.1.3", "和颐苑", "", "甲", "", "", ""],
        &["2", "2025.1.4", "和颐苑", "", "乙", "", "", ""],
        &["3", "2025.1.5", "康宁养", "", "丙", "", "", ""],
        &["4", "2025.1.6", "康 宁 养老院", "", "丁", "", "", ""],
    ];
    let all = planned(&book(&rows), &homes(), &[], &[]);
    assert_eq!(fates(&all), [(2, Fate::Doubtful), (3, Fate::Added), (4, Fate::Doubtful), (5, Fate::Added)]);
    assert!(told(&all, 3).contains("机构同第 2 行"), "{}", told(&all, 3));
    assert!(told(&all, 4).contains("像「康宁养老院」"), "{}", told(&all, 4));
    assert_eq!(point_of(&all, 5).facility, Some(homes()[0].id));
    // Not the same: they come in for facilities of their own, which have to be put right.
    assert_eq!(all.preview.new_places, ["和颐苑", "康宁养"]);
    let yes = planned(&book(&rows), &homes(), &[], &[(2, true), (4, true)]);
    assert_eq!(fates(&yes).iter().filter(|(_, f)| *f == Fate::Added).count(), 4);
    assert_eq!((point_of(&yes, 2).facility, point_of(&yes, 3).facility), (Some(homes()[1].id), Some(homes()[1].id)));
    assert_eq!(point_of(&yes, 4).facility, Some(homes()[0].id));
    assert!(yes.preview.new_places.is_empty());
}

#[test]
fn a_street_in_the_ledger_tells_two_of_one_name_apart() {
    let rows = sheet(&[&["街道", "单位名称", "隐患内容"], &["月浦镇", "和颐苑", "甲"], &["罗店镇", "和颐苑", "乙"]]);
    let book = Book { sheets: vec![rows], ..book(&[]) };
    let all = planned(&book, &homes(), &[], &[]);
    assert_eq!(fates(&all), [(2, Fate::Added), (3, Fate::Doubtful)]);
    assert_eq!(point_of(&all, 2).facility, Some(homes()[2].id));
}

#[test]
fn a_former_name_finds_its_facility() {
    let mut homes = homes();
    homes[0].profile.joined.value.former_names = vec!["康宁敬老院".into()];
    let all = planned(&book(&[&["1", "2025.1.3", "康宁敬老院", "", "甲", "", "", ""]]), &homes, &[], &[]);
    assert_eq!((fates(&all), point_of(&all, 2).facility), (vec![(2, Fate::Added)], Some(homes[0].id)));
}

#[test]
fn a_facility_nobody_knows_comes_in_once_to_be_put_right() {
    let rows = sheet(&[
        &["机构名称", "街镇", "问题"],
        &["福寿苑", "", "甲"],
        &["福寿苑", "罗店镇", "乙"],
        &["松鹤楼", "", "未发现问题"],
    ]);
    let book = Book { sheets: vec![rows], ..book(&[]) };
    let all = planned(&book, &homes(), &[], &[]);
    assert_eq!(all.preview.new_places, ["福寿苑"], "once, and none for a row without a finding");
    assert_eq!(point_of(&all, 2).facility, point_of(&all, 3).facility);
    let new: Vec<&Facility> =
        all.drafts.iter().filter_map(|d| if let Event::Facility(f) = &d.body { Some(f) } else { None }).collect();
    assert_eq!((new[0].street.as_deref(), new[0].status, new[0].marks.is_empty()), (Some("罗店"), Status::Open, false));
    let (findings, mut facilities) = written(&all);
    facilities.extend(homes());
    let again = planned(&book, &facilities, &findings, &[]);
    assert!(again.drafts.is_empty(), "{:?}", fates(&again));
}

#[test]
fn empty_cells_below_a_facility_are_that_facilitys_and_merged_ones_too() {
    let rows: [&[&str]; 4] = [
        &["1", "2025.1.3", "康宁养老院", "", "甲", "", "", "检甲"],
        &["", "", "", "二楼", "乙", "", "", ""],
        &["2", "", "和颐苑（友谊路）", "", "丙", "", "", ""],
        &["3", "2025.1.5", "", "", "", "", "", ""],
    ];
    let mut book = book(&rows);
    // The day is merged over the first three rows.
    book.sheets[0].merged.insert((1, 1), 3);
    let all = planned(&book, &homes(), &[], &[]);
    let of = |row| (point_of(&all, row).facility, point_of(&all, row).ledger.unwrap().on);
    assert_eq!(of(3), (Some(homes()[0].id), Some(date(2025, 1, 3))));
    assert_eq!(point_of(&all, 3).ledger.unwrap().people, ["检甲"]);
    assert!(told(&all, 3).contains("机构同上一行：康宁养老院"));
    assert_eq!(of(4).1, Some(date(2025, 1, 3)));
    assert_eq!(fates(&all)[3], (5, Fate::LeftOut));
    assert!(told(&all, 5).contains("没有写问题"));
}

#[test]
fn rows_without_anybody_are_told_and_words_without_a_field_are_kept_as_internal_notes() {
    let rows = sheet(&[
        &["被检查单位", "问题", "检查时间", "限期", "依据", "隐患等级", "处理措施", "移送部门", "备注"],
        &["", "甲", "", "", "", "", "", "", ""],
        &["康宁养老院", "乙", "去年秋天", "尽快", "消防法", "重大隐患", "限期整改", "", "拍了照"],
        &["康宁养老院", "丙", "2025.3.1", "", "", "一般", "", "消防救援站", ""],
    ]);
    let all = planned(&Book { sheets: vec![rows], ..book(&[]) }, &homes(), &[], &[]);
    assert_eq!(fates(&all), [(2, Fate::LeftOut), (3, Fate::Added), (4, Fate::Added)]);
    let point = point_of(&all, 3);
    assert_eq!(point.notes, ["拍了照"]);
    assert_eq!(point.internal, ["台账检查日期：去年秋天", "台账整改期限：尽快", "台账依据：消防法"]);
    let finding = point.finding.unwrap();
    assert_eq!(finding.severity, Severity::Major);
    assert_eq!(finding.handling, Some(crate::domain::point::Handling::Order));
    let handed = point_of(&all, 4).finding.unwrap();
    assert_eq!((handed.severity, handed.stage), (Severity::Minor, Stage::Transferred));
    assert_eq!(handed.step.unwrap().to.as_deref(), Some("消防救援站"));
}

#[test]
fn every_sheet_of_findings_is_read_and_a_row_told_twice_is_one_finding() {
    let one = sheet(&[&["机构", "问题", "日期"], &["康宁养老院", "甲", "2025.1.3"]]);
    let two = sheet(&[&["机构", "问题", "日期"], &["康宁养老院", "乙", "2025.2.3"], &["康宁养老院", "甲", "2025.1.3"]]);
    let other = sheet(&[&["说明"], &["本表由各科室填报"]]);
    let book = Book { sheets: vec![one, other, two], ..book(&[]) };
    let all = planned(&book, &homes(), &[], &[]);
    assert_eq!(fates(&all), [(2, Fate::Added), (2_000_002, Fate::Added), (2_000_003, Fate::Unchanged)]);
    assert_eq!(LedgerLine::told(2_000_002), "3-2");
    let ids: std::collections::BTreeSet<_> = all.drafts.iter().map(|d| d.subject.to_string()).collect();
    assert_eq!(ids.len(), all.drafts.len(), "each has an id of its own");
}

#[test]
fn a_roster_is_no_ledger() {
    let roster = Book { sheets: vec![sheet(&[&["机构名称", "街镇"], &["康宁养老院", "友谊路"]])], ..book(&[]) };
    let held = Held { facilities: &homes(), findings: &[] };
    assert_eq!(plan(&roster, &held, &[], &BTreeMap::new()), Err(Fault::NoLedger { file: "台账2025.xlsx".into() }));
}
