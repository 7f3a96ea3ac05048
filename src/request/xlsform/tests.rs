use super::*;
use crate::content;
use crate::content::lint::lint;
use jiff::civil::date;

fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let rows = rows.iter().map(|r| r.iter().map(|c| (*c).to_string()).collect()).collect();
    Sheet { name: name.into(), rows, ..Sheet::default() }
}

const HEAD: &[&str] = &[
    "type",
    "name",
    "label::中文 (zh)",
    "label::English (en)",
    "hint",
    "constraint",
    "relevant",
    "required",
    "norm",
    "clause",
    "paper",
];

/// Rows under the head; each is as long as its author made it.
fn survey(rows: &[&[&str]]) -> Sheet {
    let all: Vec<&[&str]> = std::iter::once(HEAD).chain(rows.iter().copied()).collect();
    sheet("survey", &all)
}

fn choices() -> Sheet {
    sheet(
        "choices",
        &[
            &["list_name", "name", "label::中文 (zh)", "label::English (en)"],
            &["verdict", "pass", "符合", "pass"],
            &["verdict", "fail", "不符合", "fail"],
            &["verdict", "na", "不适用", "n/a"],
            &["yesno", "yes", "有", "yes"],
            &["yesno", "no", "没有", "no"],
            &["colour", "red", "红", "red"],
        ],
    )
}

fn carried(rows: &[&[&str]]) -> Carried {
    carry(&[survey(rows), choices()], "街道自查表", date(2026, 11, 24)).unwrap()
}

fn list(carried: &Carried) -> content::checklist::Checklist {
    content::parse("own.toml", carried.toml.as_bytes()).unwrap_or_else(|e| panic!("{e:?}\n{}", carried.toml))
}

const JUDGE: &[&str] = &[
    "select_one verdict",
    "route_clear",
    "走道没有堆物",
    "The corridor is clear",
    "走一遍",
    "",
    "",
    "yes",
    "fire-law",
    "第二十八条",
];

#[test]
fn groups_become_sections_and_questions_items_in_their_order() {
    let made = carried(&[
        &["begin_group", "g1", "走道", "Corridor"],
        JUDGE,
        &["begin group", "g2", "二楼", "Second floor"],
        &["decimal", "width", "最窄处净宽（米）", "Narrowest width", "用尺量", ". >= 0.3 and . <= 5"],
        &["end group"],
        &["end_group"],
        &[
            "date",
            "licence",
            "食品经营许可证没有过期",
            "The food licence is in force",
            "",
            ". >= today()",
            "",
            "",
            "",
            "",
            "food_licence",
        ],
    ]);
    let list = list(&made);
    assert_eq!(list.sections.iter().map(|s| s.title.zh.as_str()).collect::<Vec<_>>(), ["走道", "走道 二楼", "全部"]);
    let ids: Vec<&str> = list.items.iter().map(|i| i.id.as_str()).collect();
    assert_eq!((ids.len(), made.items), (3, 3));
    let [route, width, licence] = &list.items[..] else { panic!("{ids:?}") };
    assert_eq!(
        (route.text.zh.as_str(), route.text.en.as_str(), route.how.zh.as_str()),
        ("走道没有堆物", "The corridor is clear", "走一遍")
    );
    assert_eq!((route.basis[0].norm.as_str(), route.basis[0].certainty), ("fire-law", content::checklist::Certainty::Memory));
    assert_eq!(
        (width.plausible.clone(), width.min.clone()),
        (vec!["0.3".to_string(), "5".into()], None),
        "a range of what may be typed, no limit"
    );
    assert_eq!(width.unit.as_ref().unwrap().zh, "米");
    assert_eq!(licence.paper.as_deref(), Some("food_licence"));
    assert!(made.told.is_empty(), "{:?}", made.told);
}

#[test]
fn a_strict_end_of_whole_numbers_is_the_next_one_and_of_decimals_it_is_told() {
    let made = carried(&[
        &["integer", "n", "人数（人）", "People", "", ". > 0 and . < 10"],
        &["decimal", "d", "温度（摄氏度）", "Temperature", "", ". > 0 and . < 10"],
    ]);
    let list = list(&made);
    assert_eq!((list.items[0].plausible.as_slice(), list.items[1].plausible.len()), (&["1".to_string(), "9".into()][..], 0));
    assert_eq!(made.told.iter().map(|t| t.row).collect::<Vec<_>>(), [3]);
}

#[test]
fn what_cannot_be_carried_is_told_by_sheet_and_row_and_nothing_is_dropped_in_silence() {
    let made = carried(&[
        &["select_one colour", "colour", "门的颜色", "Colour of the door"],
        &["select_multiple verdict", "many", "多选", "Many"],
        &["geopoint", "where", "位置", "Where"],
        &["text", "say", "对方怎么说", "What they say"],
        &["integer", "n", "人数（人）", "People", "", ". > 0"],
        &["note", "n1", "最后的说明", "A last note"],
    ]);
    let told: Vec<(usize, bool)> = made.told.iter().map(|t| (t.row, t.left_out)).collect();
    assert_eq!(told, [(2, true), (3, true), (4, true), (5, false), (6, true), (7, true)]);
    assert_eq!(list(&made).items.len(), 2, "the text as a judgement and the number without its constraint");
    let with_column = carry(
        &[sheet("survey", &[&["type", "name", "label", "appearance"], &["text", "a", "甲", "multiline"]])],
        "x",
        date(2026, 11, 24),
    );
    assert!(with_column.unwrap().told.iter().any(|t| t.row == 2 && t.left_out && t.say(Lang::Zh).contains("appearance")));
}

#[test]
fn choices_that_are_not_plainly_pass_and_fail_are_told_to_be_checked() {
    let made = carried(&[&["select_one yesno", "record", "有巡查记录", "A patrol log is there"]]);
    let item = &list(&made).items[0];
    assert_eq!((item.pass_word.as_ref().unwrap().zh.as_str(), item.fail_word.as_ref().unwrap().zh.as_str()), ("有", "没有"));
    assert!(made.told[0].say(Lang::Zh).contains("请核对") && !made.told[0].left_out);
}

#[test]
fn conditions_on_traits_and_types_are_kept_and_another_one_leaves_the_item_asked() {
    let made = carried(&[
        &["select_one yesno", "gas", "用燃气", "Uses gas"],
        &["begin group", "g", "燃气", "Gas", "", "", "${gas} = 'yes'"],
        &["select_one verdict", "alarm", "报警器有电", "The alarm has power", "", "", "selected(${facility_type}, 'canteen')"],
        &["end group"],
        &["select_one verdict", "other", "另一项", "Another", "", "", "${alarm} = 'fail'"],
    ]);
    let list = list(&made);
    let [alarm, other] = &list.items[..] else { panic!() };
    assert_eq!(
        (alarm.traits.clone(), alarm.types.clone()),
        (vec!["gas".to_string()], vec![crate::domain::facility::FacilityType::Canteen])
    );
    assert_eq!((other.traits.len(), other.types.len()), (0, 6), "always asked");
    assert_eq!(made.told.iter().map(|t| (t.row, t.left_out)).collect::<Vec<_>>(), [(2, false), (6, true)]);
}

#[test]
fn the_lint_of_what_was_made_leads_back_to_the_row() {
    let made = carried(&[
        JUDGE,
        &["select_one verdict", "ask", "是否有记录", "A log is there", "", "", "", "", "no-such-norm", "第一条"],
    ]);
    let faults = lint(&[("own.toml", &made.toml)], content::embedded());
    let rows: std::collections::BTreeSet<usize> = faults.iter().map(|f| made.rows[f.line - 1]).collect();
    assert_eq!(rows, [3].into(), "{faults:?}\n{}", made.toml);
    assert_eq!(made.rows.len(), made.toml.lines().count());
}

#[test]
fn a_note_stands_with_the_question_behind_it_and_a_book_without_a_survey_is_refused() {
    let made = carried(&[&["note", "n", "先告知消控室", "Tell the control room"], JUDGE]);
    assert_eq!(list(&made).items[0].how.zh, "先告知消控室；走一遍");
    assert!(carry(&[choices()], "x", date(2026, 11, 24)).is_err());
    assert!(carry(&[sheet("survey", &[&["question", "answer"]])], "x", date(2026, 11, 24)).is_err());
}
