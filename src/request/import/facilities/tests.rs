use super::*;
use crate::domain::join::Joined;
use crate::domain::name::FacilityId;
use crate::text::Lang;
use crate::views::Current;
use proptest::prelude::*;

const HEAD: [&str; 8] = ["序号", "机构名称", "类型", "街镇", "地址", "备案号", "统一社会信用代码", "床位数"];

fn book(rows: &[&[&str]]) -> Book {
    let mut all = vec![vec!["友谊区养老服务机构名册".to_string()], HEAD.map(String::from).to_vec()];
    all.extend(rows.iter().map(|r| r.iter().map(|c| c.to_string()).collect()));
    let hash = crate::content::hash(format!("{all:?}").as_bytes());
    Book { file: "名册.xlsx".into(), hash, sheets: vec![Sheet { name: "Sheet1".into(), rows: all, ..Sheet::default() }] }
}

/// What is held after the drafts were written: later ones replace earlier ones of the same facility.
fn written(held: &[FacilityNow], planned: &Planned) -> Vec<FacilityNow> {
    let mut held = held.to_vec();
    for draft in &planned.drafts {
        let (Subject::Facility(id), Event::Facility(profile)) = (&draft.subject, &draft.body) else { continue };
        let joined = Joined { value: profile.clone(), disputed: false, differs: BTreeMap::new() };
        let now = FacilityNow {
            id: *id,
            profile: Current { joined, heads: vec![crate::content::hash(format!("{profile:?}").as_bytes())], read_only: false },
        };
        match held.iter_mut().find(|f| f.id == *id) {
            Some(there) => {
                assert_eq!(draft.replaces, there.profile.heads, "a change replaces the heads it was planned over");
                *there = now;
            }
            None => {
                assert!(draft.replaces.is_empty());
                held.push(now);
            }
        }
    }
    held.sort_by_key(|f| f.id);
    held
}

fn first(rows: &[&[&str]]) -> (Planned, Vec<FacilityNow>) {
    let planned = plan(&book(rows), &[], &[], &BTreeMap::new()).unwrap();
    let held = written(&[], &planned);
    (planned, held)
}

fn again(rows: &[&[&str]], held: &[FacilityNow]) -> Planned {
    plan(&book(rows), held, &[], &BTreeMap::new()).unwrap()
}

fn fates(planned: &Planned) -> Vec<(u32, Fate)> {
    planned.preview.rows.iter().map(|r| (r.row, r.fate)).collect()
}

fn said(planned: &Planned, row: u32) -> String {
    let row = planned.preview.rows.iter().find(|r| r.row == row).unwrap();
    row.why.iter().map(|w| w.say(Lang::Zh)).collect::<Vec<_>>().join("；")
}

fn profile<'h>(held: &'h [FacilityNow], name: &str) -> &'h Facility {
    let mut all = held.iter().filter(|f| f.profile.joined.value.name == name);
    let one = all.next().unwrap_or_else(|| panic!("{name} is held"));
    assert!(all.next().is_none(), "{name} is held once");
    &one.profile.joined.value
}

/// A code with a region that does not exist.
fn code(n: u32) -> String {
    let first = format!("52990000MJ{n:07}");
    format!("{first}{}", check::check_sign(&first).unwrap())
}

#[test]
fn a_roster_comes_in_whole_with_its_titles_totals_and_blank_rows_left_aside() {
    let good = code(1);
    let (planned, held) = first(&[
        &["一、养老机构"],
        &["1", "康宁养老院", "养老机构", "友谊路街道办事处", "市一路88号", "沪宝民备001", &good, "１２０张"],
        &[],
        &["", "", "", "", "", "", "", ""],
        &HEAD,
        &["2", "月浦长者食堂", "社区长者食堂", "月浦镇", "龙镇路5号", "", "", ""],
        &["合计", "", "", "", "", "", "", "120"],
        &["填表人：检甲"],
    ]);
    assert_eq!(fates(&planned), [(4, Fate::Added), (8, Fate::Added)]);
    let home = profile(&held, "康宁养老院");
    assert_eq!((home.kind, home.beds, home.street.as_deref()), (Some(FacilityType::Home), Some(120), Some("友谊路")));
    assert!(home.marks.is_empty());
    let canteen = profile(&held, "月浦长者食堂");
    assert_eq!(canteen.marks, [Mark { field: "credit_code".into(), why: MarkReason::Missing, found: None }]);
    let Event::Import(head) = &planned.drafts[0].body else { panic!("the group is headed by the import") };
    assert_eq!((head.file.as_str(), head.rows, head.added, head.changed, head.left_out), ("名册.xlsx", 2, 2, 0, 0));
}

#[test]
fn only_a_row_without_a_name_is_left_out() {
    let (planned, held) = first(&[
        &["1", "", "养老机构", "友谊路", "市一路88号"],
        &["2", "甲", "幼儿园", "", "", "", "123", "很多"],
        &["3", "乙", "", "", "", "", "3.10E+17", "99999"],
    ]);
    assert_eq!(fates(&planned), [(3, Fate::LeftOut), (4, Fate::Added), (5, Fate::Added)]);
    let reasons = |name: &str| profile(&held, name).marks.iter().map(|m| (m.field.clone(), m.why)).collect::<Vec<_>>();
    let of = |all: &[(&str, MarkReason)]| all.iter().map(|(f, w)| (f.to_string(), *w)).collect::<Vec<_>>();
    assert_eq!(
        reasons("甲"),
        of(&[("beds", MarkReason::NotANumber), ("credit_code", MarkReason::Length), ("type", MarkReason::UnknownType)])
    );
    assert_eq!(
        reasons("乙"),
        of(&[("beds", MarkReason::OutOfRange), ("credit_code", MarkReason::Length), ("type", MarkReason::Missing)])
    );
    assert!(said(&planned, 4).contains("统一社会信用代码：位数不对（123）"), "{}", said(&planned, 4));
    assert!(said(&planned, 3).contains("没有名称"));
}

#[test]
fn a_mistyped_code_is_told_and_kept_to_be_put_right() {
    let wrong = code(7).replace("MJ0", "MJ1");
    let (_, held) = first(&[&["1", "康宁", "养老机构", "友谊路", "", "", &wrong, "10"]]);
    let home = profile(&held, "康宁");
    assert_eq!(home.credit_code, Some(wrong.clone()));
    assert_eq!(home.marks[0].why, MarkReason::CheckCharacter);
    let right = code(7);
    let planned = again(&[&["1", "康宁", "养老机构", "友谊路", "", "", &right, "10"]], &held);
    let held = written(&held, &planned);
    assert!(profile(&held, "康宁").marks.is_empty(), "the right code takes the mark away");
    let planned = again(&[&["1", "康宁", "养老机构", "友谊路", "", "", &wrong, "10"]], &held);
    assert_eq!(fates(&planned), [(3, Fate::Unchanged)], "a bad value never replaces a good one");
    assert!(said(&planned, 3).contains("保留原有的"));
}

#[test]
fn nine_homes_of_one_operator_are_nine() {
    let one = code(3);
    let rows: Vec<Vec<String>> = (1..=9)
        .map(|n| {
            vec![
                n.to_string(),
                format!("日间照护{n}"),
                "日间照护".into(),
                "友谊路".into(),
                String::new(),
                String::new(),
                one.clone(),
            ]
        })
        .collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|r| r.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let (planned, held) = first(&rows);
    assert_eq!((planned.preview.added(), held.len()), (9, 9));
    assert!(again(&rows, &held).drafts.is_empty());
}

#[test]
fn a_row_is_found_by_its_filing_number_whatever_else_changed() {
    let (_, held) = first(&[&["1", "康宁养老院", "养老机构", "友谊路", "市一路", "备001", &code(1), "120"]]);
    let planned = again(&[&["1", "安康养老院", "养老机构", "月浦", "市二路", "备００１", "", "150"]], &held);
    assert_eq!(fates(&planned), [(3, Fate::Changed)]);
    assert!(said(&planned, 3).contains("名称：康宁养老院 -> 安康养老院"));
    let held = written(&held, &planned);
    let home = profile(&held, "安康养老院");
    assert_eq!((home.former_names.as_slice(), home.beds), (&["康宁养老院".to_string()][..], Some(150)));
    assert_eq!(home.credit_code, Some(code(1)), "what the new roster does not say stays");
}

#[test]
fn a_row_without_filing_number_is_found_by_name_type_and_street() {
    let (_, held) = first(&[&["1", "康宁养老院", "养老机构", "友谊路", "市一路", "备001", &code(1), "120"]]);
    let planned = again(&[&["1", "康宁 养老院", "养老院", "友谊路街道", "市二路", "", "", ""]], &held);
    assert_eq!(fates(&planned), [(3, Fate::Changed)]);
    let planned = again(&[&["1", "康宁养老院", "养老院", "友谊路街道", "", "备002", "", ""]], &held);
    assert_eq!(fates(&planned), [(3, Fate::Doubtful)], "another filing number is asked");
    let (_, bare) = first(&[&["1", "康宁养老院", "养老机构", "友谊路", "", "", &code(1), "120"]]);
    let planned = again(&[&["1", "康宁养老院", "养老机构", "友谊路", "", "备002", &code(1), "120"]], &bare);
    assert_eq!(fates(&planned), [(3, Fate::Changed)], "a filing number that comes later belongs to the same home");
    let held = written(&bare, &planned);
    assert_eq!(held.len(), 1);
    assert!(again(&[&["1", "康宁养老院", "养老机构", "友谊路", "", "备002", &code(1), "120"]], &held).drafts.is_empty());
}

#[test]
fn what_may_be_the_same_is_asked_and_each_answer_does_what_it_says() {
    let (_, held) = first(&[&["1", "康宁养老院", "养老机构", "友谊路", "市一路", "", &code(1), "120"]]);
    let rows: &[&[&str]] = &[&["1", "康宁养老院", "", "", "市三路", "", "", ""]];
    let asked = plan(&book(rows), &held, &[], &BTreeMap::new()).unwrap();
    assert_eq!(fates(&asked), [(3, Fate::Doubtful)]);
    assert!(said(&asked, 3).contains("与「康宁养老院」同名"));
    let same = plan(&book(rows), &held, &[], &BTreeMap::from([(3, true)])).unwrap();
    let one = written(&held, &same);
    assert_eq!((one.len(), profile(&one, "康宁养老院").address.as_deref()), (1, Some("市三路")));
    assert!(again(rows, &one).drafts.is_empty(), "once said to be the same it is not asked again");
    let other = plan(&book(rows), &held, &[], &BTreeMap::from([(3, false)])).unwrap();
    let two = written(&held, &other);
    assert_eq!(two.len(), 2);
    assert_eq!(two, written(&held, &asked), "not answered counts as another one");
    assert!(again(rows, &two).drafts.is_empty());
}

#[test]
fn chains_with_one_name_in_several_streets_are_not_asked() {
    let (planned, held) = first(&[
        &["1", "幸福助餐点", "助餐点", "友谊路"],
        &["2", "幸福助餐点", "助餐点", "月浦"],
        &["3", "幸福助餐点", "助餐点", "罗店镇"],
    ]);
    assert_eq!((planned.preview.added(), held.len()), (3, 3));
    assert!(planned.preview.rows.iter().all(|r| r.fate == Fate::Added));
    let planned = again(&[&["1", "幸福助餐点", "助餐点", "大场"]], &held);
    assert_eq!(fates(&planned), [(3, Fate::Added)]);
}

#[test]
fn a_home_that_may_have_changed_its_name_is_asked() {
    let (_, held) = first(&[&["1", "康宁养老院", "养老机构", "友谊路", "市一路88号", "", &code(1), "120"]]);
    let planned = again(&[&["1", "安康养老院", "养老机构", "友谊路", "市一路 88 号", "", &code(1), "120"]], &held);
    assert_eq!(fates(&planned), [(3, Fate::Doubtful)]);
    assert!(said(&planned, 3).contains("可能改了名"));
    let planned = again(&[&["1", "安康日托", "日间照护", "友谊路", "市一路88号", "", &code(1), ""]], &held);
    assert_eq!(fates(&planned), [(3, Fate::Added)], "another type under the same roof and operator is another place");
}

#[test]
fn the_same_key_twice_in_a_file_is_one_home_or_a_second_one_that_is_marked() {
    let rows: &[&[&str]] = &[
        &["1", "康宁", "养老机构", "友谊路", "市一路", "", &code(1), "10"],
        &["2", "康宁", "养老机构", "友谊路", "市一路", "", &code(1), "10"],
        &["3", "康宁", "养老机构", "友谊路街道", "市九路", "", &code(1), "10"],
    ];
    let (planned, held) = first(rows);
    assert_eq!(fates(&planned), [(3, Fate::Added), (4, Fate::Unchanged), (5, Fate::Added)]);
    assert!(said(&planned, 4).contains("与第 3 行一样") && said(&planned, 5).contains("与第 3 行同名"));
    assert_eq!(held.len(), 2);
    let twin = held.iter().find(|f| f.profile.joined.value.address.as_deref() == Some("市九路")).unwrap();
    assert_eq!(twin.id, crate::domain::derive::facility_by_name("康宁", Some(FacilityType::Home), "友谊路", 2));
    assert_eq!(twin.profile.joined.value.marks[0].why, MarkReason::Twin);
    assert!(again(rows, &held).drafts.is_empty(), "twins find themselves again");
}

#[test]
fn a_filing_number_that_stands_twice_or_is_a_placeholder_is_no_key() {
    let rows: &[&[&str]] = &[
        &["1", "甲", "养老机构", "友谊路", "", "备001", &code(1), "10"],
        &["2", "乙", "养老机构", "友谊路", "", "备001", &code(2), "10"],
        &["3", "丙", "养老机构", "友谊路", "", "办理中", &code(3), "10"],
        &["4", "丁", "养老机构", "友谊路", "", "办理中", &code(4), "10"],
    ];
    let (planned, held) = first(rows);
    assert_eq!((planned.preview.added(), held.len()), (4, 4));
    assert!(said(&planned, 3).contains("备案号 备001 在几行里都有"));
    assert_eq!(profile(&held, "甲").marks[0].field, "filing_number");
    assert_eq!(profile(&held, "丙").filing_number, None);
    assert!(again(rows, &held).drafts.is_empty());
}

#[test]
fn the_very_same_file_does_not_take_back_what_a_person_corrected_since() {
    let rows: &[&[&str]] = &[&["1", "康宁", "养老机构", "友谊路", "市一路", "", &code(1), "10"]];
    let (planned, mut held) = first(rows);
    held[0].profile.joined.value.address = Some("市一路 90 号".into());
    let heads = vec![crate::content::hash(b"import")];
    let second = plan(&book(rows), &held, &heads, &BTreeMap::new()).unwrap();
    assert!(second.preview.again && second.drafts.is_empty());
    assert_eq!(fates(&second), [(3, Fate::Unchanged)]);
    assert_eq!(planned.drafts.len(), 2);
}

#[test]
fn a_roster_and_a_person_give_a_home_the_same_id() {
    for (name, kind, street, filing) in [
        ("康宁 养老院", "养老机构", "友谊路街道", ""),
        ("康宁", "助餐点", "", ""),
        ("甲", "", "罗店镇", " 沪b－０１ "),
        ("乙", "食堂", "月浦", "无"),
    ] {
        let (_, held) = first(&[&["1", name, kind, street, "", filing, "", ""]]);
        let typed = &held[0].profile.joined.value;
        assert_eq!(held[0].id, crate::request::facility::id(typed), "{name}");
        let by_hand = Facility { filing_number: Some(filing.into()).filter(|_| filing.contains('b')), ..typed.clone() };
        assert_eq!(held[0].id, crate::request::facility::id(&by_hand), "{name} as typed by hand");
    }
}

#[test]
fn a_home_missing_in_a_newer_roster_is_listed_and_not_changed() {
    let (_, held) = first(&[
        &["1", "甲", "养老机构", "友谊路", "", "", &code(1), "10"],
        &["2", "乙", "养老机构", "月浦", "", "", &code(2), "10"],
    ]);
    let planned = again(&[&["1", "甲", "养老机构", "友谊路", "", "", &code(1), "10"]], &held);
    assert!(planned.drafts.is_empty());
    assert_eq!(planned.preview.missing.iter().map(|(_, n)| n.as_str()).collect::<Vec<_>>(), ["乙"]);
}

#[test]
fn a_facility_of_a_newer_version_is_not_changed() {
    let (_, mut held) = first(&[&["1", "甲", "养老机构", "友谊路", "", "", &code(1), "10"]]);
    held[0].profile.read_only = true;
    let planned = again(&[&["1", "甲", "养老机构", "友谊路", "", "", &code(1), "99"]], &held);
    assert!(planned.drafts.is_empty());
    assert!(said(&planned, 3).contains("更新的版本"));
}

#[test]
fn a_file_without_headings_is_told() {
    let none = Book {
        sheets: vec![Sheet { name: String::new(), rows: vec![vec!["1".into(), "2".into()]], ..Sheet::default() }],
        ..book(&[])
    };
    assert_eq!(plan(&none, &[], &[], &BTreeMap::new()), Err(Fault::NoHeader { file: "名册.xlsx".into() }));
}

fn any_row() -> impl Strategy<Value = Vec<String>> {
    let pick = |words: &'static [&'static str]| prop::sample::select(words).prop_map(String::from);
    (
        pick(&["甲", "乙", "甲 ", "丙院", ""]),
        pick(&["养老机构", "助餐点", "", "幼儿园"]),
        pick(&["友谊路", "友谊路街道", "月浦镇", ""]),
        pick(&["一号", "二号", ""]),
        pick(&["", "备1", "备2", "无"]),
        pick(&["", "X", "52990000MJ0000001E"]),
        pick(&["", "10", "多"]),
    )
        .prop_map(|(a, b, c, d, e, f, g)| vec!["1".into(), a, b, c, d, e, f, g])
}

fn as_rows(rows: &[Vec<String>]) -> Book {
    let rows: Vec<Vec<&str>> = rows.iter().map(|r| r.iter().map(String::as_str).collect()).collect();
    book(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The same file a second time changes nothing, whatever stands in it and whatever was held.
    #[test]
    fn the_same_file_again_changes_nothing(
        earlier in prop::collection::vec(any_row(), 0..6), rows in prop::collection::vec(any_row(), 0..8),
    ) {
        let nobody = BTreeMap::new();
        let held = written(&[], &plan(&as_rows(&earlier), &[], &[], &nobody).unwrap());
        let planned = plan(&as_rows(&rows), &held, &[], &nobody).unwrap();
        let after = written(&held, &planned);
        let second = plan(&as_rows(&rows), &after, &[], &nobody).unwrap();
        prop_assert!(second.drafts.is_empty(), "{:#?}", second.preview);
        let named = rows.iter().filter(|r| !r[1].is_empty()).count();
        let told = planned.preview.rows.iter().filter(|r| r.fate != Fate::LeftOut).count();
        prop_assert_eq!(named, told, "every row with a name comes in");
        let ids: std::collections::BTreeSet<FacilityId> = after.iter().map(|f| f.id).collect();
        prop_assert_eq!(ids.len(), after.len());
    }

    /// Two laptops that take in the same roster hold the same facilities, so that a merge finds each once.
    #[test]
    fn the_same_roster_on_two_laptops_is_one(rows in prop::collection::vec(any_row(), 0..8)) {
        let nobody = BTreeMap::new();
        let a = plan(&as_rows(&rows), &[], &[], &nobody).unwrap();
        let b = plan(&as_rows(&rows), &[], &[], &nobody).unwrap();
        prop_assert_eq!(&a, &b);
        let mut subjects: Vec<_> = a.drafts.iter().map(|d| d.subject.clone()).collect();
        subjects.sort();
        subjects.dedup();
        prop_assert_eq!(subjects.len(), a.drafts.len(), "no facility is written twice in one group");
    }
}
