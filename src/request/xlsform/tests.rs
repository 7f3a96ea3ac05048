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

/// What is told of the survey: row, whether it is left out, and what is said.
fn told(made: &Carried) -> Vec<(usize, bool, String)> {
    let survey = made.told.iter().filter(|t| t.sheet == "survey");
    survey.map(|t| (t.row, t.left_out, t.say(Lang::Zh))).collect()
}

/// The rows of it.
fn rows_told(made: &Carried) -> Vec<(usize, bool)> {
    told(made).into_iter().map(|(row, left_out, _)| (row, left_out)).collect()
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
    assert_eq!(rows_told(&made), [(3, false), (5, false)], "two hints in Chinese only: {:?}", told(&made));
    let beside = made.told.iter().filter(|t| t.sheet != "survey");
    let choices: Vec<_> = beside.map(|t| (t.sheet.as_str(), t.row, t.left_out)).collect();
    let na_and_unused = [("choices", 7, true), ("choices", 4, false), ("choices", 5, true)];
    assert_eq!(choices, na_and_unused, "n/a has a key of its own, two lists are of no use here");
}

#[test]
fn a_strict_or_open_end_is_carried_and_told_where_it_takes_in_more() {
    let made = carried(&[
        &["integer", "n", "人数（人）", "People", "", ". > 0 and . < 10"],
        &["decimal", "d", "温度（摄氏度）", "Temperature", "", ". > -40 and . < 60"],
        &["decimal", "m", "宽（米）", "Width", "", ". <= 10"],
        &["integer", "k", "张数（张）", "Sheets", "", ". >= 3"],
        &["integer", "x", "个数（个）", "Pieces", "", "regex(., '[0-9]')"],
    ]);
    let ranges: Vec<String> = list(&made).items.iter().map(|i| i.plausible.join(" ")).collect();
    assert_eq!(ranges, ["1 9", "-40 60", "-999999 10", "3 999999", ""]);
    assert_eq!(rows_told(&made), [(3, false), (4, false), (5, false), (6, true)]);
    assert!(told(&made)[0].2.contains("-40 至 60"), "{:?}", told(&made));
}

#[test]
fn what_cannot_be_carried_is_told_by_sheet_and_row_and_nothing_is_dropped_in_silence() {
    let made = carried(&[
        &["select_one colour", "colour", "门的颜色", "Colour of the door"],
        &["select_multiple verdict", "many", "多选", "Many"],
        &["geopoint", "where", "位置", "Where"],
        &["text", "say", "对方怎么说", "What they say"],
        &["integer", "n", "人数（人）", "People", "", "${m} > 0"],
        &["note", "n1", "最后的说明", "A last note"],
    ]);
    assert_eq!(rows_told(&made), [(2, true), (3, true), (4, true), (5, false), (6, true), (7, true)]);
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
    assert!(told(&made)[0].2.contains("请核对") && !told(&made)[0].1);
}

#[test]
fn conditions_on_traits_and_types_are_kept_and_another_one_leaves_the_item_asked() {
    let made = carried(&[
        &["select_one yesno", "gas", "用燃气", "Uses gas"],
        &["begin group", "g", "燃气", "Gas", "", "", "${gas} = 'yes'"],
        &["select_one verdict", "alarm", "报警器有电", "The alarm has power", "", "", "selected(${facility_type}, 'canteen')"],
        &["end group"],
        &["select_one verdict", "other", "另一项", "Another", "", "", "${alarm} = 'fail'"],
        &["begin group", "k", "食堂", "Canteen", "", "", "${facility_type} = 'canteen'"],
        &["select_one verdict", "both", "第三项", "A third", "", "", "${facility_type} = 'home'"],
        &["end group"],
    ]);
    let list = list(&made);
    let [alarm, other, _] = &list.items[..] else { panic!() };
    assert_eq!(
        (alarm.traits.clone(), alarm.types.clone()),
        (vec!["gas".to_string()], vec![crate::domain::facility::FacilityType::Canteen])
    );
    assert_eq!((other.traits.len(), other.types.len()), (0, 6), "always asked");
    assert_eq!(rows_told(&made), [(2, false), (6, true), (8, true)], "no place is of two types: {:?}", told(&made));
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

#[test]
fn a_note_stays_in_its_group_and_its_condition_is_told() {
    let made = carried(&[
        &["begin group", "g1", "走道", "Corridor"],
        JUDGE,
        &["note", "n", "只对走道说的", "Said of the corridor", "", "", "${gas} = 'yes'"],
        &["end group"],
        &["begin group", "g2", "厨房", "Kitchen"],
        &["select_one verdict", "hood", "烟罩干净", "The hood is clean"],
        &["end group"],
    ]);
    assert!(!made.toml.contains("只对走道说的"), "not with the kitchen's question");
    assert_eq!(
        rows_told(&made),
        [(3, false), (4, true), (4, true)],
        "a hint without English, its condition, and the note itself: {:?}",
        told(&made)
    );
}

#[test]
fn what_a_question_says_beside_what_is_carried_is_told_by_row() {
    let head = [
        "type",
        "name",
        "label",
        "label::English (en)",
        "constraint",
        "required",
        "required_message",
        "constraint_message",
        "short",
        "days",
        "unit",
        "min",
        "clause",
        "hint",
    ];
    let rows: &[&[&str]] = &[
        &head,
        &["select_one verdict", "a", "甲项都好", "A", "string-length(.) > 1"],
        &["text", "b", "乙项都好", "B", "regex(., 'x')"],
        &["select_one verdict or_other", "c", "丙项都好", "C"],
        &["select_one verdict", "d", "丁项都好", "D", "", "no"],
        &["select_one verdict", "e", "戊项都好", "E", "", "yes", "要填", "错了"],
        &["select_one_from_file 街道.csv", "f", "己项", "F"],
        &["select_one nothing", "g", "庚项", "G"],
        &["select_one verdict", "h", "辛项没有英文", ""],
        &["select_one verdict", "i", "这一项的题目很长很长很长很长很长很长", "Short"],
        &["select_one verdict", "j", "癸项都好", "J", "", "", "", "", "", "很快", "个", "1", "第一条"],
        &["select_one verdict", "a", "又一个甲项", "A again"],
        &["select_one verdict", "k", "", "Only English here"],
        &["select_one verdict", "l", "", ""],
        &["end group"],
        &["begin group", "m", "没有结束的组", "Open"],
    ];
    let made = carry(&[sheet("survey", rows), choices()], "x", date(2026, 11, 24)).unwrap();
    let said = told(&made);
    let row = |row: usize| -> Vec<(bool, &str)> {
        said.iter().filter(|(r, ..)| *r == row).map(|(_, out, said)| (*out, said.as_str())).collect()
    };
    for (at, out, words) in [
        (2, true, "constraint"),
        (3, true, "constraint"),
        (4, true, "or_other"),
        (5, true, "required"),
        (6, true, "required_message"),
        (6, true, "constraint_message"),
        (7, true, "表外的文件"),
        (8, true, "没有选项「nothing」"),
        (9, false, "没有英文"),
        (10, false, "短名截成「这一项的题目很长很长很长很长」"),
        (11, false, "days 不是天数"),
        (11, true, "「unit」"),
        (11, true, "「min」"),
        (11, true, "有 clause 没有 norm"),
        (12, true, "编号「X-A」在第 2 行用过"),
        (13, true, "没有题目文字"),
        (14, true, "没有题目文字"),
        (15, false, "没有开始就结束"),
        (16, false, "没有结束"),
    ] {
        assert!(row(at).iter().any(|(left_out, said)| *left_out == out && said.contains(words)), "{at} {words}: {:?}", row(at));
    }
    assert_eq!(row(6).len(), 2, "`required` says yes: so it is anyway");
    let ids: Vec<_> = list(&made).items.into_iter().map(|i| i.id).collect();
    assert_eq!(ids, ["X-A", "X-B", "X-C", "X-D", "X-E", "X-H", "X-I", "X-J"], "each once, none without words");
}

#[test]
fn a_form_in_one_language_is_told_once_and_other_sheets_and_settings_by_their_own_rows() {
    let chinese: &[&[&str]] = &[&["type", "name", "label"], &["select_one verdict", "a", "甲项都好"], &["text", "b", "乙项都好"]];
    let settings: &[&[&str]] =
        &[&["form_title", "form_id", "style", "public_key"], &["街道自查表", "street", "pages", "abc"], &["多出来的"]];
    let sheets = [
        sheet("survey", chinese),
        choices(),
        sheet("settings", settings),
        sheet("entities", &[&[], &["list_name"], &["trees"]]),
        sheet("空表", &[]),
    ];
    let made = carry(&sheets, "x", date(2026, 11, 24)).unwrap();
    assert_eq!(rows_told(&made), [(1, false), (3, false)], "{:?}", told(&made));
    let of = |name: &str| -> Vec<(usize, bool, String)> {
        let all = made.told.iter().filter(|t| t.sheet == name);
        all.map(|t| (t.row, t.left_out, t.say(Lang::En))).collect()
    };
    let said = of("settings");
    let left: Vec<usize> = said.iter().filter(|(_, out, _)| *out).map(|(row, ..)| *row).collect();
    assert_eq!(left, [2, 2, 3], "{said:?}");
    assert!(said.iter().any(|(_, _, s)| s.contains("style")) && said.iter().any(|(_, _, s)| s.contains("public_key")));
    assert!(said.iter().any(|(row, out, s)| *row == 2 && !out && s.contains("街道自查")), "{said:?}");
    assert_eq!(of("entities").iter().map(|(row, out, _)| (*row, *out)).collect::<Vec<_>>(), [(2, true)]);
    assert!(of("空表").is_empty(), "an empty sheet holds nothing");
    let english: &[&[&str]] = &[&["type", "name", "label"], &["select_one verdict", "a", "The corridor is clear"]];
    let made = carry(&[sheet("survey", english), choices()], "x", date(2026, 11, 24)).unwrap();
    assert!(told(&made)[0].2.contains("没有中文"), "{:?}", told(&made));
}
