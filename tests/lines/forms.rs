//! `checklist import`: an XLSForm becomes a checklist of the district, and what could not be carried is told by row.

use crate::desk::Desk;
use rust_xlsxwriter::Workbook;
use serde_json::json;

/// A form as an office would send it: two groups, a list of choices, one question that no checklist can hold.
fn form(desk: &Desk) -> std::path::PathBuf {
    let mut book = Workbook::new();
    let sheets: [(&str, &[&[&str]]); 3] = [
        (
            "survey",
            &[
                &["type", "name", "label::中文 (zh)", "label::English (en)", "hint", "norm", "clause", "appearance"],
                &["begin_group", "g1", "走道", "Corridor"],
                &["select_one verdict", "clear", "走道没有堆物", "The corridor is clear", "走一遍", "fire-law", "第二十八条"],
                &["select_one colour", "door", "门的颜色", "Colour of the door"],
                &["end_group"],
                &["text", "said", "对方的说法记在备注", "What they say", "", "", "", "multiline"],
            ],
        ),
        (
            "choices",
            &[
                &["list_name", "name", "label::中文 (zh)", "label::English (en)"],
                &["verdict", "pass", "符合", "pass"],
                &["verdict", "fail", "不符合", "fail"],
                &["colour", "red", "红", "red"],
            ],
        ),
        ("settings", &[&["form_title", "form_id"], &["街道自查表", "Street Check"]]),
    ];
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (r, cells) in rows.iter().enumerate() {
            for (c, cell) in cells.iter().enumerate() {
                sheet.write_string(r as u32, c as u16, *cell).expect("a cell");
            }
        }
    }
    let path = desk.path("街道.xlsx");
    book.save(&path).expect("a book");
    path
}

#[test]
fn a_form_becomes_a_checklist_that_a_visit_runs_and_what_was_left_out_is_told() {
    let desk = Desk::new("甲号机");
    desk.roster();
    let form = form(&desk);
    let tried = desk.line(["checklist", "import"]).arg(&form).args(["--dry-run", "--json"]).call();
    assert_eq!(tried.code, 1, "something was left out: {}", tried.err);
    assert!(!desk.home().join("content/checklists/street-check.toml").exists(), "only tried");
    let said = desk.line(["checklist", "import"]).arg(&form).arg("--json").call();
    assert_eq!(said.code, 1, "{}", said.err);
    let said: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!((&said["id"], &said["items"], &said["left_out"]), (&json!("street-check"), &json!(2), &json!(2)));
    let rows: Vec<(u64, bool)> = said["told"]
        .as_array()
        .expect("what was told")
        .iter()
        .map(|t| (t["row"].as_u64().expect("a row"), t["left_out"].as_bool().expect("yes or no")))
        .collect();
    assert!(rows.contains(&(4, true)) && rows.contains(&(6, true)), "the colour and the look of a column: {rows:?}");
    assert!(rows.contains(&(6, false)), "the text became a judgement, and it has no basis: {rows:?}");
    // What was made is one of the lists, and is run.
    let all = desk.typed("checklist list").json();
    let own: Vec<_> = all.as_array().expect("lists").iter().filter(|l| l["own"] == true).collect();
    assert_eq!((own.len(), &own[0]["id"], &own[0]["items"]), (1, &json!("street-check"), &json!(2)));
    let visit = desk.visit("康宁养老院", &["street-check"]);
    desk.line(["answer", &visit, "STREET-CHECK-CLEAR", "fail", "--place", "二楼"]).by("检甲").json();
    // It is never written over: somebody may have gone on with it.
    let again = desk.line(["checklist", "import"]).arg(&form).call();
    assert_eq!(again.code, 4, "{}", again.err);
    let elsewhere = desk.path("另一处.toml");
    assert_eq!(desk.line(["checklist", "import"]).arg(&form).arg("-o").arg(&elsewhere).call().code, 1);
    assert!(std::fs::read_to_string(&elsewhere).expect("the file").contains("STREET-CHECK-CLEAR"));
}

/// A book of sheets by name, each of rows of cells.
fn book(path: &std::path::Path, sheets: &[(&str, &[&[&str]])]) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).expect("a name");
        for (r, cells) in rows.iter().enumerate() {
            for (c, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(r as u32, c as u16, *cell).expect("a cell");
            }
        }
    }
    book.save(path).expect("a book");
}

#[test]
fn a_doubled_or_wordless_question_is_refused_and_every_other_loss_stands_with_its_sheet_and_row() {
    let desk = Desk::new("甲号机");
    let path = desk.path("损失.xlsx");
    let survey: &[&[&str]] = &[
        &["type", "name", "label", "label::English (en)", "constraint", "relevant"],
        &["select_one verdict", "clear", "走道没有堆物", "The corridor is clear", ". != 'na'"],
        &["select_one verdict", "clear", "又一遍走道", "The corridor again"],
        &["select_one verdict", "silent", "", ""],
        &["begin_group", "g", "厨房", "Kitchen"],
        &["decimal", "cold", "冷藏温度（摄氏度）", "Fridge", ". > -40 and . < 60"],
        &["note", "n", "说给厨房的", "Said of the kitchen", "", "${gas} = 'yes'"],
        &["end_group"],
        &["select_one verdict or_other", "hall", "门厅整洁", "The hall is tidy"],
    ];
    let choices: &[&[&str]] = &[
        &["list_name", "name", "label", "label::English (en)"],
        &["verdict", "pass", "符合", "pass"],
        &["verdict", "fail", "不符合", "fail"],
        &["verdict", "later", "未检查", "later"],
        &["spare", "red", "红", "red"],
    ];
    let settings: &[&[&str]] = &[&["form_title", "form_id", "style"], &["损失", "loss", "pages"]];
    let other: &[&[&str]] = &[&["说明"], &["请先培训"]];
    book(&path, &[("survey", survey), ("choices", choices), ("settings", settings), ("使用说明", other)]);
    let said = desk.line(["checklist", "import"]).arg(&path).arg("--json").call();
    let said: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!((&said["id"], &said["items"]), (&json!("loss"), &json!(3)), "{said}");
    let told = said["told"].as_array().expect("what was told");
    for (sheet, row, left_out, words) in [
        ("survey", 2, true, "constraint"),
        ("survey", 3, true, "第 2 行用过"),
        ("survey", 4, true, "没有题目文字"),
        ("survey", 6, false, "-40 至 60"),
        ("survey", 7, true, "relevant"),
        ("survey", 7, true, "说给厨房的"),
        ("survey", 9, true, "or_other"),
        ("choices", 4, false, "未检查"),
        ("choices", 5, true, "spare"),
        ("settings", 2, true, "style"),
        ("使用说明", 1, true, "没有导入"),
    ] {
        let is = |t: &&serde_json::Value| {
            t["sheet"] == sheet
                && t["row"] == row
                && t["left_out"] == left_out
                && t["said"].as_str().is_some_and(|s| s.contains(words))
        };
        assert!(told.iter().any(|t| is(&t)), "{sheet} {row} {words} in {told:#?}");
    }
    let written = std::fs::read_to_string(desk.home().join("content/checklists/loss.toml")).expect("the file");
    assert_eq!(written.matches("[[item]]").count(), 3, "{written}");
    assert!(written.contains("plausible = [\"-40\", \"60\"]") && !written.contains("说给厨房的"), "{written}");
}

#[test]
fn a_book_that_is_no_form_is_refused_in_one_sentence_and_leaves_nothing() {
    let desk = Desk::new("甲号机");
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "机构名称").expect("a cell");
    let path = desk.path("名册.xlsx");
    book.save(&path).expect("a book");
    let said = desk.line(["checklist", "import"]).arg(&path).call();
    assert!(said.code != 0 && said.err.contains("没有 survey 工作表"), "{} {}", said.code, said.err);
    assert!(!said.err.contains("there is no sheet"), "in one language: {}", said.err);
    std::fs::write(desk.path("坏.xlsx"), b"PK\x03\x04 no book").expect("a file");
    assert_ne!(desk.line(["checklist", "import"]).arg(desk.path("坏.xlsx")).call().code, 0);
    assert_ne!(desk.line(["checklist", "import"]).arg(desk.path("没有.xlsx")).call().code, 0);
    assert!(!desk.home().join("content").exists());
}
