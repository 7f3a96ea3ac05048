//! Last year's ledger through the screen: file in, preview, findings on the pages, and taken back.

use super::desk_tests::{Office, TODAY, homes, kangning};
use crate::disk;
use crate::domain::point::Stage;
use std::path::PathBuf;

const LEDGER: &str = "友谊区问题台账（2025年）,,,,,,,\n\
序号,检查日期,机构,部位,存在问题,整改期限,整改情况,检查人\n\
1,2025.11.3,康宁养老院,三楼西楼梯,防火门被顶住关不上,2025.11.10,整改中,检甲、检乙\n\
2,,,厨房,留样盒无标签,2025.11.10,已整改,\n\
3,2025.12.9,康宁,门厅,灭火器过期2具,,,检甲\n\
4,2025.12.9,松鹤楼助餐点,,无食品经营许可证,,未整改,检甲\n\
5,,,,,,,\n\
6,2025.12.10,金色晚霞长者照护之家,,未发现问题,,,\n";

/// The ledger as an older spreadsheet program saves it.
fn file(folder: &tempfile::TempDir) -> PathBuf {
    let path = folder.path().join("台账2025.csv");
    disk::write_whole(&path, &encoding_rs::GB18030.encode(LEDGER).0).unwrap();
    path
}

#[test]
fn last_years_ledger_comes_in_is_followed_up_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    let mut office = Office::at_home(homes);
    office.keys("53").shows("没有写明已整改或销号的，都按未销号收");
    office.keys(&format!("{}<Enter>", path.display())).shows("新增 3   更改 0   没变 1   疑似 1   不导入 0");
    office.pictures("import-ledger");
    office.shows("新立待补正的机构 2 家");
    office.keys("<Enter>").shows("还有 1 行疑似没有答");
    office.shows("像「康宁养老院」");
    office.keys("1<Enter>").shows("已导入：新增 4，更改 0，不导入 0");

    // On the facility's page, in the list and on Home.
    office.keys("1kn<Enter>").shows("防火门被顶住关不上");
    office.shows("灭火器过期2具");
    office.hides("留样盒无标签");
    office.keys("<Esc><Esc><Esc>").shows("逾期");
    office.shows("[导入] 三楼西楼梯");
    office.keys("2<Tab><Tab>").shows("未销号 3");
    office.keys("liuyang<Enter>").shows("导入");
    office.shows("台账2025.csv 第 4 行");
    office.shows("已销号");

    // A facility nobody knew is there, to be put right.
    let rows = office.log.facilities().unwrap();
    let new = rows.iter().find(|r| r.name == "松鹤楼助餐点").unwrap();
    assert_eq!((new.open_findings, new.marks.is_empty()), (1, false));
    let home = kangning(&mut office.log);
    let open = office.log.facility(home, TODAY).unwrap().open;
    assert_eq!(open.iter().filter(|f| f.imported && f.stage == Some(Stage::Open)).count(), 2);
}

#[test]
fn taking_an_import_back_takes_the_findings_and_the_new_facilities_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    let mut office = Office::at_home(homes);
    let before = office.log.facilities().unwrap().len();
    office.keys("53").keys(&format!("{}<Enter><Enter>2<Enter>", path.display())).shows("撤销本次导入");
    assert_eq!(office.log.facilities().unwrap().len(), before + 2);
    office.keys("2").shows("本次导入已撤销");
    assert_eq!(office.log.facilities().unwrap().len(), before);
    assert!(office.log.findings(TODAY, false).unwrap().is_empty());
    // The same file comes in again after that, and a third time it changes nothing.
    office.keys("<Esc>53").keys(&format!("{}<Enter><Enter>1<Enter>", path.display())).shows("已导入：新增 4");
    office.keys("153").keys(&format!("{}<Enter>", path.display())).shows("新增 0   更改 0   没变 5   疑似 0   不导入 0");
    office.keys("<Enter>").shows("没有要写的");
}

#[test]
fn a_line_of_the_ledger_is_tied_to_its_item_from_its_page() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    let mut office = Office::at_home(homes);
    office.keys("53").keys(&format!("{}<Enter><Enter>1<Enter>", path.display())).shows("已导入");
    office.keys("1kn<Enter><Esc><Esc><Esc>2fanghuomen<Enter>").shows("清单外");
    office.keys("<Enter>").shows("这条台账问题是哪一项");
    office.pictures("tie");
    office.keys("<Esc>").hides("这条台账问题是哪一项");
    office.keys("<Enter>1").shows("已对应：");
    let item = |office: &mut Office| {
        let all = office.log.findings(TODAY, false).unwrap();
        all.into_iter().find(|f| f.facts.contains("防火门")).unwrap().item
    };
    assert!(item(&mut office).is_some());
    office.hides("清单外");
    // Ctrl-Z takes it back, and so does the last choice.
    office.keys("<C-z>");
    assert_eq!(item(&mut office), None);
    office.keys("<Enter>1<Enter>4").shows("已取消对应");
    assert_eq!(item(&mut office), None);
}

/// A form as an office would send it: two questions a checklist can hold, one it cannot.
fn form(folder: &std::path::Path) -> std::path::PathBuf {
    let sheets: [(&str, &[&[&str]]); 2] = [
        (
            "survey",
            &[
                &["type", "name", "label::中文 (zh)", "label::English (en)", "norm", "clause"],
                &["select_one verdict", "clear", "走道没有堆物", "The corridor is clear", "fire-law", "第二十八条"],
                &["select_one colour", "door", "门的颜色", "Colour of the door"],
                &["text", "said", "对方的说法记在备注", "What they say"],
            ],
        ),
        (
            "choices",
            &[
                &["list_name", "name", "label::中文 (zh)"],
                &["verdict", "pass", "符合"],
                &["verdict", "fail", "不符合"],
                &["colour", "red", "红"],
            ],
        ),
    ];
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (r, cells) in rows.iter().enumerate() {
            for (c, cell) in cells.iter().enumerate() {
                sheet.write_string(r as u32, c as u16, *cell).unwrap();
            }
        }
    }
    let path = folder.join("street-check.xlsx");
    book.save(&path).unwrap();
    path
}

#[test]
fn a_form_is_recognised_shown_with_what_is_left_out_and_made_a_checklist() {
    let mut office = Office::at_home(|_| ());
    let folder = tempfile::tempdir().unwrap();
    let path = form(folder.path());
    let made = office.folder.path().join("content/checklists/street-check.toml");
    // Whatever one took it for.
    let open = |office: &mut Office| {
        office.keys("51").keys(&format!("{}<Enter>", path.display()));
    };
    open(&mut office);
    office.shows("检查表 street-check：2 项能导入；1 处没有导入");
    office.shows("survey 第 3 行  没有导入");
    office.keys("<Esc>").shows("文件  [");
    assert!(!made.exists(), "looked at, and not taken");
    office.keys("<Enter><Enter>").shows("已写成检查表 street-check，2 项");
    assert!(std::fs::read_to_string(&made).unwrap().contains("STREET-CHECK-CLEAR"));
    // It is offered, and never written over.
    office.keys("<Esc>");
    let (lists, faults) = office.log.lists().unwrap();
    assert!(lists.iter().any(|l| l.id == "street-check" && l.own), "{faults:?}");
    crate::disk::write_whole(&made, b"# somebody went on with it").unwrap();
    open(&mut office);
    office.keys("<Enter>").shows("已存在");
    office.shows("2 项能导入");
    assert_eq!(std::fs::read_to_string(&made).unwrap(), "# somebody went on with it");
}
