//! `import facilities`: rosters as people send them, in every form and with all their trouble.

use super::{each, entries, has_fields, row};
use crate::desk::{Desk, MORNING};
use serde_json::{Value, json};
use std::path::PathBuf;

/// A roster with a title, headings in the third row and by other words, full-width digits, blank rows, a total.
const TROUBLE: &[&[&str]] = &[
    &["虚构区养老服务机构名册（2026年11月）", "", "", "", "", "", "", ""],
    &[],
    &["序号", "单位名称", "机构类别", "所属街道", "详细地址", "核定床位", "负责人电话", "统一社会信用代码"],
    &["1", "康宁养老院", "养老院", "友谊路街道办事处", "虚构路1号", "１２０张", "０２１-00000001", "52990000MJ0000001W"],
    &["2", "霁禾里长者食堂", "社区长者食堂", "友谊路", "虚构路2号", "", "00000002", ""],
    &[],
    &["3", "月浦日间照护中心", "日间照料", "月浦镇", "虚构路3号", "30", "00000003", "52990000MJ0000001X"],
    &["4", "罗店助餐点", "助餐点", "罗店镇", "虚构路4号", "—", "", ""],
    &["5", "", "养老院", "罗店镇", "虚构路5号", "20", "", ""],
    &["6", "长乐照护之家", "幼儿园", "罗店镇", "虚构路6号", "约三十", "", "12345"],
    &["", "合计", "", "", "", "170", "", ""],
];

fn csv(rows: &[&[&str]]) -> String {
    let line = |cells: &&[&str]| cells.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(",");
    rows.iter().map(line).collect::<Vec<_>>().join("\r\n") + "\r\n"
}

fn xlsx(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("填表说明").expect("a name").write(0, 0, "请如实填写").expect("a cell");
    let sheet = book.add_worksheet();
    sheet.set_name("名册").expect("a name");
    for (r, cells) in rows.iter().enumerate() {
        for (c, cell) in cells.iter().enumerate() {
            // Counts stand as numbers, as a spreadsheet keeps them.
            match cell.parse::<f64>() {
                Ok(number) if !cell.starts_with('0') => sheet.write(r as u32, c as u16, number).expect("a cell"),
                _ => sheet.write(r as u32, c as u16, *cell).expect("a cell"),
            };
        }
    }
    book.save_to_buffer().expect("a book")
}

fn put(desk: &Desk, name: &str, bytes: &[u8]) -> PathBuf {
    let path = desk.path(name);
    std::fs::write(&path, bytes).expect("a file");
    path
}

fn import<'a>(desk: &'a Desk, file: &PathBuf) -> super::Line<'a> {
    desk.line(["import", "facilities"]).arg(file)
}

fn facilities(desk: &Desk) -> Value {
    desk.typed("list facilities").json()
}

/// Right check character, in a region that does not exist.
#[test]
fn the_code_of_the_tests_is_right_but_for_the_wrong_one() {
    let desk = Desk::new("甲号机");
    let file = put(&desk, "a.csv", csv(TROUBLE).as_bytes());
    import(&desk, &file).json_with(1);
    let all = facilities(&desk);
    assert_eq!(row(&all, "name", "康宁养老院")["marks"], json!([]));
    assert_eq!(row(&all, "name", "月浦日间照护中心")["marks"][0]["why"], "check_character");
}

#[test]
fn every_form_of_the_file_gives_the_same_facilities() {
    let text = csv(TROUBLE);
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let forms: Vec<(&str, Vec<u8>)> = vec![
        ("utf8.csv", text.clone().into_bytes()),
        ("bom.csv", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("gb18030.csv", encoding_rs::GB18030.encode(&text).0.into_owned()),
        ("utf16.csv", wide),
        ("tabs.txt", text.replace("\",\"", "\"\t\"").into_bytes()),
        ("semicolons.csv", text.replace("\",\"", "\";\"").into_bytes()),
        ("old.csv", text.replace("\r\n", "\n").into_bytes()),
        ("名册.xlsx", xlsx(TROUBLE)),
        ("no-ending", xlsx(TROUBLE)),
    ];
    let mut expected: Option<Value> = None;
    for (name, bytes) in forms {
        let desk = Desk::new("甲号机");
        let file = put(&desk, name, &bytes);
        let said = import(&desk, &file).json_with(1);
        assert_eq!((&said["added"], &said["left_out"]), (&json!(5), &json!(1)), "{name}: {said}");
        let got = facilities(&desk);
        match &expected {
            None => expected = Some(got),
            Some(first) => assert_eq!(&got, first, "{name}"),
        }
    }
    let all = expected.expect("facilities");
    let one = row(&all, "name", "康宁养老院");
    has_fields(one, "id name type street address beds phone credit_code filing_number status marks");
    assert_eq!((&one["type"], &one["street"], &one["beds"]), (&json!("home"), &json!("友谊路"), &json!(120)));
    assert_eq!((&one["phone"], &one["address"]), (&json!("021-00000001"), &json!("虚构路1号")));
    assert_eq!(
        (&one["credit_code"], &one["status"], &one["filing_number"]),
        (&json!("52990000MJ0000001W"), &json!("open"), &Value::Null)
    );
    assert_eq!(row(&all, "name", "罗店助餐点")["marks"], json!([]), "a meal point has no code of its own");
    assert_eq!(row(&all, "name", "月浦日间照护中心")["type"], "day_care");
}

#[test]
fn what_is_bad_comes_in_marked_with_the_reason_and_only_a_row_without_a_name_stays_out() {
    let desk = Desk::new("甲号机");
    let file = put(&desk, "名册.csv", csv(TROUBLE).as_bytes());
    let said = import(&desk, &file).json_with(1);
    has_fields(&said, "group dry_run again added changed unchanged doubtful marked left_out rows missing");
    let out = said["rows"].as_array().expect("rows").iter().find(|r| r["fate"] == "left_out").expect("a row left out");
    assert_eq!(out["row"], 9, "by its number in the file");
    assert!(out["why"][0].as_str().is_some_and(|w| w.contains("名称")), "{out}");
    let all = facilities(&desk);
    let why = |name: &str| {
        let mut marks: Vec<(String, String)> = row(&all, "name", name)["marks"]
            .as_array()
            .expect("marks")
            .iter()
            .map(|m| (m["field"].as_str().unwrap_or_default().to_string(), m["why"].as_str().unwrap_or_default().to_string()))
            .collect();
        marks.sort();
        marks
    };
    let pairs = |all: &[(&str, &str)]| all.iter().map(|(f, w)| (f.to_string(), w.to_string())).collect::<Vec<_>>();
    assert_eq!(why("长乐照护之家"), pairs(&[("beds", "not_a_number"), ("credit_code", "length"), ("type", "unknown_type")]));
    assert_eq!(row(&all, "name", "长乐照护之家")["credit_code"], "12345", "what stood there is kept");
    assert_eq!(why("霁禾里长者食堂"), pairs(&[("credit_code", "missing")]));
    assert!(all.as_array().is_some_and(|a| a.iter().all(|f| f["name"] != "合计" && f["name"] != "单位名称")));
    let words = import(&desk, &file).says_with(1);
    assert!(words.contains("未收 1"), "{words}");
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let desk = Desk::new("甲号机");
    let file = put(&desk, "名册.csv", csv(TROUBLE).as_bytes());
    let dry = import(&desk, &file).arg("--dry-run").json_with(1);
    assert_eq!((&dry["dry_run"], &dry["group"]), (&json!(true), &Value::Null));
    assert_eq!((facilities(&desk), entries(&desk)), (json!([]), 0));
    let real = import(&desk, &file).json_with(1);
    for field in ["added", "changed", "unchanged", "doubtful", "marked", "left_out", "rows", "missing"] {
        assert_eq!(dry[field], real[field], "{field}");
    }
}

#[test]
fn the_same_file_again_changes_nothing_and_the_import_is_taken_back_as_one() {
    let desk = Desk::new("甲号机");
    let file = put(&desk, "名册.csv", csv(TROUBLE).as_bytes());
    let first = import(&desk, &file).by("检甲").json_with(1);
    let (held, before) = (facilities(&desk), entries(&desk));
    let again = import(&desk, &file).by("检甲").json_with(1);
    assert_eq!((&again["again"], &again["added"], &again["unchanged"]), (&json!(true), &json!(0), &json!(5)));
    assert_eq!((facilities(&desk), entries(&desk)), (held.clone(), before));
    // The same rows under another name, and as a spreadsheet.
    for (name, bytes) in [("副本.csv", csv(TROUBLE).into_bytes()), ("名册.xlsx", xlsx(TROUBLE))] {
        let other = put(&desk, name, &bytes);
        assert_eq!(import(&desk, &other).json_with(1)["added"], 0, "{name}");
    }
    assert_eq!((facilities(&desk), entries(&desk)), (held, before));
    // 撤销本次导入: but for what somebody has touched since.
    let home = desk.facility("康宁养老院");
    let visit = desk.line(["new", &home, "--kind", "routine", "--list", "fire"]).id();
    let said = desk.line(["undo", &first["group"].to_string()]).json();
    assert_eq!(said["group"], first["group"]);
    assert_eq!(facilities(&desk), json!([]));
    assert!(desk.line(["show", &visit]).json()["id"] == visit.as_str(), "the visit is there all the same");
    desk.verify();
    // And taken in again it is there again.
    import(&desk, &file).json_with(1);
    assert_eq!(facilities(&desk).as_array().map(Vec::len), Some(5));
}

#[test]
fn what_was_changed_since_an_import_stays_when_it_is_taken_back() {
    let desk = Desk::new("甲号机");
    let first = put(
        &desk,
        "1.csv",
        "机构名称,类型,街道,备案号,电话\n康宁养老院,养老院,虚构路,虚1,1\n长乐养老院,养老院,虚构路,虚2,2\n".as_bytes(),
    );
    let second = put(&desk, "2.csv", "机构名称,类型,街道,备案号,电话\n康宁养老院,养老院,虚构路,虚1,99999999\n".as_bytes());
    let group = import(&desk, &first).json()["group"].to_string();
    let said = import(&desk, &second).json();
    assert_eq!((&said["changed"], &said["added"]), (&json!(1), &json!(0)));
    assert_eq!(each(&said["missing"], "name"), ["长乐养老院"], "listed, never changed");
    desk.line(["undo", &group]).json();
    let left = facilities(&desk);
    assert_eq!(each(&left, "name"), ["康宁养老院"]);
    assert_eq!(left[0]["phone"], "99999999");
}

#[test]
fn a_roster_that_says_less_takes_nothing_away_and_a_filing_number_outlives_a_new_name() {
    let desk = Desk::new("甲号机");
    let full = "机构名称,类型,街道,备案号,电话,床位,地址\n康宁养老院,养老院,虚构路,虚1,00000001,120,虚构路1号\n";
    import(&desk, &put(&desk, "1.csv", full.as_bytes())).json();
    let less = "机构名称,备案号,床位\n康宁颐养院,虚1,约百张\n";
    let said = import(&desk, &put(&desk, "2.csv", less.as_bytes())).json();
    assert_eq!((&said["changed"], &said["added"]), (&json!(1), &json!(0)));
    let all = facilities(&desk);
    let one = &all[0];
    assert_eq!((&one["name"], &one["phone"], &one["beds"]), (&json!("康宁颐养院"), &json!("00000001"), &json!(120)));
    let shown = desk.line(["show", one["id"].as_str().expect("an id")]).json();
    assert_eq!(shown["former_names"], json!(["康宁养老院"]));
}

#[test]
fn one_operator_of_many_places_is_many_places() {
    let desk = Desk::new("甲号机");
    let code = "52990000MJ0000001W";
    let mut text = "机构名称,类型,街道,统一社会信用代码\n".to_string();
    for n in 1..=9 {
        text += &format!("虚构助餐点{n},助餐点,虚构路,{code}\n");
    }
    let said = import(&desk, &put(&desk, "名册.csv", text.as_bytes())).json();
    assert_eq!((&said["added"], &said["doubtful"]), (&json!(9), &json!(0)), "a credit code is no identity");
    assert_eq!(facilities(&desk).as_array().map(Vec::len), Some(9));
}

#[test]
fn a_doubtful_row_is_told_and_taken_for_the_same_where_one_says_so() {
    let desk = Desk::new("甲号机");
    import(&desk, &put(&desk, "1.csv", "机构名称,类型,街道\n康宁养老院,养老院,虚构路\n".as_bytes())).json();
    let file = put(&desk, "2.csv", "机构名称,类型,街道,电话\n康宁养老院,养老院,,00000009\n".as_bytes());
    let dry = import(&desk, &file).arg("--dry-run").json();
    assert_eq!(dry["doubtful"], 1);
    assert!(dry["rows"][0]["why"].as_array().is_some_and(|w| !w.is_empty()), "{dry}");
    let said = import(&desk, &file).args(["--same", "2"]).json();
    assert_eq!((&said["changed"], &said["added"]), (&json!(1), &json!(0)));
    assert_eq!(facilities(&desk).as_array().map(Vec::len), Some(1));
}

#[test]
fn the_same_roster_on_two_laptops_merged_is_imported_once() {
    let (one, other) = (Desk::new("甲号机"), Desk::new("乙号机二"));
    for (desk, person, now) in [(&one, "检甲", MORNING), (&other, "检乙", "2026-11-23T16:00:00+08:00")] {
        let file = put(desk, "名册.csv", csv(TROUBLE).as_bytes());
        import(desk, &file).by(person).at(now).json_with(1);
    }
    assert_eq!(facilities(&one), facilities(&other), "each finds the same ids alone");
    let before = facilities(&one);
    let merged = one.line(["merge"]).arg(other.db()).json();
    assert_eq!((&merged["facilities"], &merged["disputes"]), (&json!(0), &json!(0)), "{merged}");
    assert_eq!(facilities(&one), before);
    let shown = one.line(["show", before[0]["id"].as_str().expect("an id")]).json();
    assert_eq!(shown["differs"], json!({}));
    other.line(["merge"]).arg(one.db()).json();
    assert_eq!(one.typed("digest").json()["state"], other.typed("digest").json()["state"]);
    one.verify();
    // Taken in once more on the merged file: still nothing to do.
    let file = put(&one, "名册.csv", csv(TROUBLE).as_bytes());
    let count = entries(&one);
    import(&one, &file).json_with(1);
    assert_eq!(entries(&one), count);
}

#[test]
fn what_is_no_roster_is_refused_with_a_sentence_and_changes_nothing() {
    let desk = Desk::new("甲号机");
    desk.roster();
    let broken = &xlsx(TROUBLE)[..900];
    for (name, bytes) in [
        ("empty.csv", &b""[..]),
        ("no-heading.csv", "甲,乙\n丙,丁\n".as_bytes()),
        ("broken.xlsx", broken),
        ("picture.csv", &[0x89, b'P', b'N', b'G', 0, 0, 0, 13, 0xff, 0xfe, 0xfd]),
        ("zip.xlsx", b"PK\x03\x04nothing"),
    ] {
        let said = import(&desk, &put(&desk, name, bytes)).refused(1);
        assert!(said.contains(name), "the file is named: {said}");
    }
    import(&desk, &desk.path("nowhere.csv")).refused(4);
    import(&desk, &desk.home()).refused(4);
    desk.typed("import everything x.csv").refused(2);
    desk.typed("import facilities").refused(2);
    assert_eq!(facilities(&desk).as_array().map(Vec::len), Some(3));
}

#[test]
fn an_import_is_one_transaction_with_one_group() {
    let desk = Desk::new("甲号机");
    let mut text = "机构名称,类型,街道\n".to_string();
    for n in 0..500 {
        text += &format!("虚构养老院{n},养老院,虚构路\n");
    }
    let said = import(&desk, &put(&desk, "名册.csv", text.as_bytes())).json();
    assert_eq!(said["added"], 500);
    let db = crate::desk::open(&desk.db());
    let groups: i64 = db
        .query_row(
            "SELECT count(DISTINCT \"group\") FROM v_entry WHERE subject LIKE 'facility/%' OR subject LIKE 'import/%'",
            [],
            |r| r.get(0),
        )
        .expect("the view answers");
    assert_eq!(groups, 1);
}

#[test]
fn the_words_of_the_preview_come_in_both_languages() {
    let desk = Desk::new("甲号机");
    let file = put(&desk, "名册.csv", csv(TROUBLE).as_bytes());
    let zh = import(&desk, &file).arg("--dry-run").says_with(1);
    for word in ["新增 5", "待补正", "校验位不对", "不认得的类型", "只是预览"] {
        assert!(zh.contains(word), "no {word} in {zh}");
    }
    let en = import(&desk, &file).args(["--dry-run", "--lang", "en"]).says_with(1);
    for word in ["5 added", "check character", "unknown type", "Only a preview"] {
        assert!(en.contains(word), "no {word} in {en}");
    }
}
