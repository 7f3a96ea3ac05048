//! What the disk, a file or another program refuses is said in a plain sentence with the right exit code, nothing that was
//! saved is lost, and nothing that was refused is touched.

use crate::desk::{Desk, MORNING, open};
use crate::power;
use crate::pty::Terminal;
use crate::visit::{ANSWER, answer, drawn, on_disk, quit, run_screen, start, under_way};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

/// What the program said of an error, and its exit code.
fn said(output: &Output) -> (i32, String) {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!text.contains("panicked") && !text.contains("backtrace"), "{text}");
    (output.status.code().expect("an exit code"), text)
}

/// Every file below a folder, with its bytes. The program may leave nothing beside what it refuses.
fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => all.extend(everything(&path)),
            false => all.push((path.clone(), fs::read(&path).expect("a file"))),
        }
    }
    all.sort();
    all
}

/// Line forms that read and that write.
const FORMS: [&[&str]; 6] = [
    &["list", "facilities"],
    &["verify"],
    &["stats"],
    &["new", "康宁养老院", "--kind", "routine", "--as", "检甲"],
    &["import", "facilities", "名册.csv"],
    &["rebuild"],
];

/// Each form on this file, in both languages and as the screen: this exit code, this sentence, nothing touched.
#[track_caller]
fn refuses(desk: &Desk, db: &Path, code: i32, zh: &str, en: &str) {
    let folder = db.parent().expect("a folder");
    let before = everything(folder);
    let db = db.to_str().expect("a path");
    for (lang, sentence) in [("zh", zh), ("en", en)] {
        for form in FORMS.iter().copied().chain([&[] as &[&str]]) {
            let mut args = vec!["--db", db, "--lang", lang];
            args.extend(form);
            let (ended, text) = said(&desk.call(MORNING, &args));
            assert_eq!(ended, code, "{args:?}: {text}");
            assert!(text.contains(sentence) && text.contains(db), "{args:?}: {text}");
            assert!(everything(folder) == before, "{args:?} touched {folder:?}");
        }
    }
}

/// A folder of its own for a file that is refused.
fn aside(desk: &Desk) -> PathBuf {
    let folder = desk.path("aside");
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn what_is_no_database_of_ours_is_refused_untouched() {
    let desk = Desk::new("甲号机");
    let folder = aside(&desk);
    let (zh, en) = ("不是巡查的数据文件", "is no xuncha database");
    for (name, bytes) in [("信.txt", "不是数据库。".repeat(500)), ("short.txt", "x".into())] {
        fs::write(folder.join(name), bytes).expect("a file");
        refuses(&desk, &folder.join(name), 3, zh, en);
    }
    let foreign = folder.join("foreign.db");
    open(&foreign).execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)").expect("a table");
    refuses(&desk, &foreign, 3, zh, en);
    fs::create_dir(folder.join("a folder")).expect("a folder");
    refuses(&desk, &folder.join("a folder"), 3, zh, en);
}

#[test]
fn a_damaged_database_is_named_as_damaged_and_left_as_it_is() {
    let (desk, _) = under_way();
    let whole = fs::read(desk.db()).expect("the database");
    let folder = aside(&desk);
    let mut torn = whole.clone();
    for page in torn.chunks_mut(4096).skip(1) {
        page[..8].fill(0xff);
    }
    for (name, bytes) in [("cut.db", &whole[..whole.len() / 2]), ("torn.db", &torn[..])] {
        fs::write(folder.join(name), bytes).expect("a file");
        refuses(&desk, &folder.join(name), 3, "有损坏", "is damaged");
    }
    let copy = desk.path("copy.db");
    let (ended, text) =
        said(&desk.call(MORNING, &["--db", desk.path("aside/torn.db").to_str().unwrap(), "backup", copy.to_str().unwrap()]));
    assert!(ended == 3 && !copy.exists(), "{text}");
}

#[test]
fn a_file_of_a_newer_version_is_refused_untouched() {
    let (desk, _) = under_way();
    let newer = aside(&desk).join("newer.db");
    fs::copy(desk.db(), &newer).expect("a copy");
    open(&newer).execute_batch("PRAGMA journal_mode = WAL; PRAGMA user_version = 99").expect("a newer form");
    refuses(&desk, &newer, 4, "由更新的版本写成（第 99 版结构）", "was written by a newer version (schema 99)");
    let before = fs::read(desk.db()).expect("the database");
    let (ended, text) = said(&desk.call(MORNING, &["merge", newer.to_str().unwrap()]));
    assert!(ended == 4 && text.contains("newer.db") && text.contains("更新的版本"), "{text}");
    assert!(fs::read(desk.db()).unwrap() == before);
}

/// Takes every right to write away, and gives it back.
#[cfg(unix)]
fn set_writable(path: &Path, writable: bool) {
    use std::os::unix::fs::PermissionsExt;
    let mode = match (path.is_dir(), writable) {
        (true, true) => 0o755,
        (true, false) => 0o555,
        (false, true) => 0o644,
        (false, false) => 0o444,
    };
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
}

/// Past the question of a file that is only read, into the unfinished visit.
fn read_on(terminal: &mut Terminal) {
    terminal.send("\r");
    terminal.wait("Home", |text| !text.contains("只能看，不能记") && text.contains("未完成的检查"));
    terminal.send("\x1b[B\r");
    terminal.wait("the run screen", |text| drawn(text).is_some());
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_or_folder_that_cannot_be_written_is_read_and_says_so_when_something_is_to_be_written() {
    let (desk, visit) = under_way();
    let home = desk.home();
    for protected in [vec![desk.db()], vec![home.clone()], vec![desk.db(), home.clone()]] {
        protected.iter().for_each(|path| set_writable(path, false));
        let before = everything(&home);
        for form in [&["list", "facilities"] as &[&str], &["verify"], &["stats"]] {
            let output = desk.call_powerless(MORNING, form);
            assert!(output.status.success(), "{protected:?} {form:?}: {}", said(&output).1);
        }
        for (lang, sentence) in [("zh", "只能读，不能写"), ("en", "can be read, not written")] {
            let form = ["--lang", lang, "answer", &visit, "FIRE-EVAC-05", "na", "--reason", "1", "--as", "检甲"];
            let (ended, text) = said(&desk.call_powerless(MORNING, &form));
            assert!(ended == 4 && text.contains(sentence) && text.contains("xuncha.db"), "{protected:?}: {ended} {text}");
        }
        let mut terminal = start(&home).powerless().spawn();
        let text = terminal.wait_for("只能看，不能记");
        assert!(text.contains("xuncha.db 只能读"), "{text}");
        read_on(&mut terminal);
        terminal.send(ANSWER);
        terminal.wait_for("文件以只读打开，不能记录");
        quit(terminal);
        assert!(everything(&home) == before, "{protected:?}: something was written");
        protected.iter().for_each(|path| set_writable(path, true));
    }
    desk.verify();
}

#[test]
#[cfg(target_os = "linux")]
fn a_first_start_where_nothing_can_be_written_says_which_folder() {
    let desk = Desk::new("甲号机");
    let locked = aside(&desk);
    set_writable(&locked, false);
    for db in [locked.join("new.db"), locked.join("below/new.db")] {
        let (ended, text) = said(&desk.call_powerless(MORNING, &["--db", db.to_str().unwrap()]));
        assert!(ended == 4 && text.contains("只能读，不能写") && text.contains("aside"), "{ended} {text}");
    }
    set_writable(&locked, true);
    assert_eq!(everything(&locked), []);
}

#[test]
#[cfg(unix)]
fn a_full_disk_leaves_no_half_made_file_and_no_half_a_group() {
    let desk = Desk::new("甲号机");
    for _ in 0..2 {
        let (ended, text) = said(&desk.call_on_a_full_disk(MORNING, 0, &["list", "facilities"]));
        assert!(ended == 4 && text.contains("磁盘已满") && text.contains("xuncha.db"), "{ended} {text}");
        assert!(!desk.db().exists(), "an empty file is no database");
    }
    desk.roster();
    let before = desk.json(MORNING, &["digest"]);
    let size = fs::metadata(desk.db()).unwrap().len();
    let file = desk.path("大名册.csv");
    let rows = (0..400).map(|n| format!("第{n}养老院,养老机构,甲乙镇,甲乙路{n}号,虚大{n}\n")).collect::<String>();
    fs::write(&file, format!("机构名称,机构类型,街道,地址,备案号\n{rows}")).unwrap();
    let import = ["import", "facilities", file.to_str().unwrap()];
    // From a disk that is full at once to one that is full when nearly all is written.
    for room in [0, 4096, 64 << 10, 128 << 10] {
        let (ended, text) = said(&desk.call_on_a_full_disk(MORNING, size + room, &import));
        assert!(ended == 4 && text.contains("磁盘已满"), "{room}: {ended} {text}");
        assert_eq!(desk.json(MORNING, &["digest"]), before, "with room for {room} bytes a part was written");
        desk.verify();
    }
    desk.json(MORNING, &import);
    assert_eq!(desk.json(MORNING, &["stats"])["facilities"], 403);
    desk.verify();
}

/// A refusal is on screen: what is pending says so, and nothing of it counts as saved.
#[track_caller]
fn stands_pending(terminal: &Terminal, sentence: &str, answers: u32) -> String {
    let text = terminal.wait_for("没有存上");
    assert!(text.replace(['\n', ' ', '│'], "").contains(&sentence.replace(' ', "")), "{text}");
    let head = text.lines().next().unwrap_or_default();
    assert!(head.contains("保存中") && !head.contains("已存盘"), "{head}");
    assert_eq!(drawn(&text).map(|(n, _)| n), Some(answers), "{text}");
    text
}

/// Enter: it was tried once more, and refused.
#[track_caller]
fn tried_again(terminal: &mut Terminal, tries: u32) {
    terminal.send("\r");
    terminal.wait("one more try", |text| {
        text.contains(&format!("试了 {tries} 次")) || text.contains(&format!("({tries} tries)"))
    });
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_on_a_full_disk_stays_pending_until_there_is_room() {
    let (desk, visit) = under_way();
    let home = desk.home();
    let mut terminal = run_screen(start(&home).growth_refused(), 0);
    answer(&mut terminal, 2);
    for lang in ["zh", "en"] {
        let (before, _) = on_disk(&desk, &visit);
        power::let_files_grow_to(terminal.process(), Some(0));
        terminal.send(ANSWER);
        if lang == "zh" {
            stands_pending(&terminal, "磁盘已满，没有写进", before);
        } else {
            terminal.wait_for("The disk is full, nothing was written to");
        }
        tried_again(&mut terminal, 2);
        assert_eq!(on_disk(&desk, &visit).0, before);
        power::let_files_grow_to(terminal.process(), None);
        terminal.send("\r");
        terminal.wait("the pending answer", |_| on_disk(&desk, &visit).0 == before + 1);
        if lang == "zh" {
            terminal.wait("no question", |text| !text.contains("没有存上") && text.contains("已存盘"));
            terminal.send("\x07");
        }
        terminal.wait("no question", |text| !text.contains("Not saved") && text.contains(" saved"));
    }
    quit(terminal);
    desk.verify();
}

#[test]
fn a_second_program_on_the_same_file_only_reads_and_names_the_first() {
    let (desk, visit) = under_way();
    let home = desk.home();
    let mut first = run_screen(start(&home), 0);
    answer(&mut first, 1);
    let number = first.process().to_string();
    let mut second = start(&home).spawn();
    let text = second.wait_for("只能看，不能记");
    // Where the path is long the number stands on two lines.
    let told: String = text.chars().filter(|c| !c.is_whitespace() && *c != '│').collect();
    assert!(told.contains(&format!("正由另一个巡查程序写着（进程号{number}）")), "{text}");
    read_on(&mut second);
    second.send(ANSWER);
    second.wait_for("文件以只读打开，不能记录");
    second.send("\x1a");
    second.wait_for("正由另一个巡查程序写着");
    let form = ["answer", &visit, "FIRE-EVAC-05", "na", "--reason", "1", "--as", "检甲"];
    let (ended, text) = said(&desk.call(MORNING, &form));
    assert!(ended == 4 && text.contains(&number), "{ended} {text}");
    let (ended, text) = said(&desk.call(MORNING, &[&["--lang", "en"], &form[..]].concat()));
    assert!(ended == 4 && text.contains(&format!("(process {number})")), "{ended} {text}");
    assert_eq!(on_disk(&desk, &visit).0, 1);
    answer(&mut first, 1);
    quit(first);
    quit(second);
    let mut third = run_screen(start(&home), 0);
    answer(&mut third, 1);
    quit(third);
    assert_eq!(on_disk(&desk, &visit).0, 3);
    desk.verify();
}

#[test]
fn a_foreign_reader_that_blocks_a_commit_is_named_and_the_answer_stays_pending() {
    let (desk, visit) = under_way();
    let home = desk.home();
    let mut terminal = run_screen(start(&home), 0);
    answer(&mut terminal, 1);
    let reader = open(&desk.db());
    reader.execute_batch("BEGIN; SELECT count(*) FROM entry").expect("it reads");
    terminal.send(ANSWER);
    let text = stands_pending(&terminal, "被别的程序占用", 1);
    if cfg!(target_os = "linux") {
        assert!(text.contains(&format!("进程号 {}", std::process::id())), "{text}");
    }
    reader.execute_batch("COMMIT").expect("it is done");
    terminal.send("\r");
    terminal.wait("the pending answer", |text| drawn(text).is_some_and(|(n, _)| n == 2));
    assert_eq!(on_disk(&desk, &visit).0, 2);
    answer(&mut terminal, 1);
    quit(terminal);
    desk.verify();
}

#[test]
fn a_file_that_a_foreign_program_has_locked_is_not_opened_and_says_so() {
    let (desk, _) = under_way();
    let writer = open(&desk.db());
    writer.execute_batch("BEGIN EXCLUSIVE").expect("it locks");
    for lang in ["zh", "en"] {
        let (ended, text) = said(&desk.call(MORNING, &["--lang", lang, "stats"]));
        let sentence = if lang == "zh" { "被别的程序占用" } else { "is held by another program" };
        assert!(ended == 4 && text.contains(sentence), "{ended} {text}");
    }
    writer.execute_batch("ROLLBACK").expect("it is done");
    desk.verify();
}

#[test]
fn a_stick_that_is_pulled_is_told_and_the_answer_is_saved_when_it_is_back() {
    let (desk, visit) = under_way();
    let (stick, drawer) = (desk.path("stick"), desk.path("drawer"));
    fs::create_dir(&stick).expect("a stick");
    let db = stick.join("巡查.db");
    fs::rename(desk.db(), &db).expect("it lies on the stick");
    let home = desk.home();
    let mut terminal = run_screen(start(&home).arg("--db").arg(db.to_str().unwrap()), 0);
    answer(&mut terminal, 3);
    // Pulled and put back; then pulled and found as a copy, as after a repair; then replaced by another file.
    fs::rename(&stick, &drawer).expect("pulled");
    terminal.send(ANSWER);
    stands_pending(&terminal, "巡查.db 不在了", 3);
    tried_again(&mut terminal, 2);
    stands_pending(&terminal, "巡查.db 不在了", 3);
    fs::rename(&drawer, &stick).expect("back");
    terminal.send("\r");
    terminal.wait("the pending answer", |text| drawn(text).is_some_and(|(n, _)| n == 4));
    answer(&mut terminal, 1);

    fs::rename(&stick, &drawer).expect("pulled");
    terminal.send(ANSWER);
    stands_pending(&terminal, "巡查.db 不在了", 5);
    fs::create_dir(&stick).expect("a folder");
    fs::copy(drawer.join("巡查.db"), &db).expect("a copy");
    terminal.send("\r");
    terminal.wait("the pending answer", |text| drawn(text).is_some_and(|(n, _)| n == 6));
    answer(&mut terminal, 1);

    let whole = fs::read(&db).expect("the file");
    let other = Desk::new("乙号机");
    other.roster();
    fs::remove_file(&db).expect("deleted");
    fs::copy(other.db(), &db).expect("another file");
    let before = fs::read(&db).expect("the other file");
    terminal.send(ANSWER);
    stands_pending(&terminal, "现在是另一个文件", 7);
    tried_again(&mut terminal, 2);
    stands_pending(&terminal, "现在是另一个文件", 7);
    assert!(fs::read(&db).unwrap() == before, "the other file was written to");
    fs::write(&db, whole).expect("the former file");
    terminal.send("\r");
    terminal.wait("the pending answer", |text| drawn(text).is_some_and(|(n, _)| n == 8));
    quit(terminal);
    fs::rename(&db, desk.db()).expect("home again");
    assert_eq!(on_disk(&desk, &visit).0, 8);
    desk.verify();
}

#[test]
fn giving_a_pending_answer_up_wants_to_be_said_twice_and_leaves_the_item_open() {
    let (desk, visit) = under_way();
    let home = desk.home();
    let away = desk.path("away.db");
    let mut terminal = run_screen(start(&home), 0);
    answer(&mut terminal, 1);
    fs::rename(desk.db(), &away).expect("moved");
    terminal.send(ANSWER);
    stands_pending(&terminal, "不在了", 1);
    terminal.send("2");
    terminal.wait_for("真的放弃");
    terminal.send("2");
    terminal.wait("no question", |text| !text.contains("没有存上") && text.contains("放弃了"));
    fs::rename(&away, desk.db()).expect("back");
    answer(&mut terminal, 1);
    quit(terminal);
    assert_eq!(on_disk(&desk, &visit).0, 2);
    desk.verify();
}

/// Takes a database back to the form of version 1, as an earlier program made it: its tables, with the rows of this one.
fn make_older(db: &Path) {
    let newer = db.with_extension("newer");
    fs::rename(db, &newer).expect("moved");
    let older = open(db);
    older.execute_batch(include_str!("../db/schema/0001-first.sql")).expect("the first form");
    older.execute("ATTACH ?1 AS newer", [newer.to_str().expect("a path")]).expect("attached");
    let list = |sql: &str| {
        let mut find = older.prepare(sql).expect(sql);
        let rows = find.query_map([], |row| row.get::<_, String>(0)).expect(sql);
        rows.collect::<Result<Vec<_>, _>>().expect(sql)
    };
    older.execute_batch("PRAGMA foreign_keys = OFF; BEGIN").expect("begun");
    for table in list("SELECT name FROM main.sqlite_schema WHERE type = 'table'") {
        let columns = list(&format!("SELECT name FROM pragma_table_info('{table}', 'main')")).join(", ");
        older
            .execute_batch(&format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}"))
            .expect("its rows");
    }
    let application: i32 = older.query_row("PRAGMA newer.application_id", [], |row| row.get(0)).expect("its mark");
    older
        .execute_batch(&format!("PRAGMA main.application_id = {application}; PRAGMA main.user_version = 1; COMMIT"))
        .expect("marked");
    drop(older);
    fs::remove_file(newer).expect("removed");
}

#[test]
fn a_file_of_an_older_version_is_kept_beside_itself_and_then_brought_up() {
    let (desk, visit) = under_way();
    desk.call(MORNING, &["answer", &visit, "FIRE-EVAC-05", "na", "--reason", "1", "--as", "检甲"]);
    let digest = desk.json(MORNING, &["digest"]);
    make_older(&desk.db());
    let older = fs::read(desk.db()).expect("the older file");
    #[cfg(target_os = "linux")]
    {
        set_writable(&desk.db(), false);
        let (ended, text) = said(&desk.call_powerless(MORNING, &["stats"]));
        assert!(ended == 4 && text.contains("由较早的版本写成"), "{ended} {text}");
        assert!(fs::read(desk.db()).unwrap() == older);
        set_writable(&desk.db(), true);
    }
    assert_eq!(desk.json(MORNING, &["digest"]), digest);
    let kept = desk.home().join("xuncha.db.v1");
    // SQLite counts its writes in the head of a file; all else is alike.
    assert!(fs::read(&kept).expect("the copy")[100..] == older[100..], "the copy is not the older file");
    desk.verify();
    let home = desk.home();
    let mut terminal = run_screen(start(&home), 0);
    answer(&mut terminal, 1);
    quit(terminal);
    assert_eq!(on_disk(&desk, &visit).0, 2);
    desk.verify();
}
