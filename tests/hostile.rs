//! Text that wants to harm (escape sequences, control characters, marks that turn or hide what stands beside them, words
//! without an end, formulas, markup) is kept, shown on every screen with the layout whole, and exported harmlessly.

use crate::desk::{Desk, MORNING, open};
use crate::pty::Terminal;
use crate::visit::{drawn, quit, start};
use std::fs;

/// Names of homes; each is also part of places, facts and people.
const NAMES: [&str; 11] = [
    "康宁\x1b[2J\x1b[31;7;5m养老院",
    "\x1b]0;偷改标题\x07院",
    "很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字",
    "aWordThatNeverEndsaWordThatNeverEndsaWordThatNeverEndsaWordThatNeverEndsaWordThatNeverEndsaWordThatNeverEnds",
    "👵👴🏥❤\u{fe0f}\u{200d}🔥👨\u{200d}👩\u{200d}👧之家",
    "שלום مستشفى 养老院\u{202e}倒过来\u{2066}套\u{200f}",
    "e\u{301}\u{301}\u{301}\u{301}Z\u{336}\u{321}a\u{338}l\u{34e}go院",
    "零\u{200b}宽\u{200d}\u{feff}字\u{ad}院",
    "=HYPERLINK(\"http://x.test\")",
    "<script>alert(1)</script>&院",
    "\u{9b}31m\u{90}qC1\u{85}院",
];

/// The same number of homes with nothing special about them.
const PLAIN: [&str; 11] =
    ["甲一院", "甲二院", "甲三院", "甲四院", "甲五院", "甲六院", "甲七院", "甲八院", "甲九院", "甲十院", "乙一院"];

/// A district of these homes, each with a visit under way and a finding in it, and the visits' ids.
fn district(names: [&str; 11]) -> (Desk, Vec<String>) {
    let desk = Desk::new("甲号机");
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut roster = String::from("机构名称,机构类型,街道,地址,备案号,联系电话\n");
    for (n, name) in names.iter().enumerate() {
        let name = quoted(name);
        roster += &format!("{name},养老机构,{name},{name},虚恶{n},{name}\n");
    }
    let file = desk.path("名册.csv");
    fs::write(&file, roster).expect("a roster");
    desk.json(MORNING, &["import", "facilities", file.to_str().expect("a path")]);
    let facilities = desk.json(MORNING, &["list", "facilities"]);
    let mut visits = Vec::new();
    for (n, facility) in facilities.as_array().expect("an array").iter().enumerate() {
        let (id, name) = (facility["id"].as_str().expect("an id"), names[n]);
        let new = ["new", id, "--kind", "routine", "--date", "2026-11-24", "--list", "fire", "--as", name];
        let visit = desk.json(MORNING, &new)["id"].as_str().expect("an id").to_string();
        let fail = ["answer", &visit, "FIRE-EVAC-05", "fail", "--place", name, "--facts", name, "--reply", name, "--as", "检甲"];
        desk.json(MORNING, &fail);
        visits.push(visit);
    }
    (desk, visits)
}

/// Where lines, corners and key words stand: what foreign text must not move.
fn frame(terminal: &Terminal, keys: usize) -> Vec<String> {
    let text = terminal.text();
    let box_drawing = |c: &char| ('\u{2500}'..='\u{257f}').contains(c);
    let rows = terminal.with_screen(|screen| {
        let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
        let cell = |row, column| screen.cell(row, column).map(|c| c.contents().to_string()).unwrap_or_default();
        let sign =
            move |row: u16| (0..columns).map(|column| cell(row, column).chars().find(box_drawing).unwrap_or(' ')).collect();
        (0..rows).map(sign).collect::<Vec<String>>()
    });
    rows.into_iter().chain(text.lines().rev().take(keys).map(String::from)).collect()
}

/// Nothing was sent that steers a terminal but what this program itself draws with.
#[track_caller]
fn harmless(terminal: &Terminal) {
    let sent = terminal.sent();
    let sent = match std::str::from_utf8(&sent) {
        Ok(whole) => whole,
        // The last character is still on its way.
        Err(cut) if cut.error_len().is_none() => std::str::from_utf8(&sent[..cut.valid_up_to()]).expect("whole characters"),
        Err(broken) => panic!("no whole characters: {broken}"),
    };
    for bad in ["\x1b]", "\x1bP", "\x07", "\x1b[31;7;5m", "康宁\x1b[2J", "\u{9b}", "\u{90}", "\u{85}"] {
        assert!(!sent.contains(bad), "{bad:?} was sent");
    }
    let steers = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{300}'..='\u{36f}' | '\u{590}'..='\u{8ff}' | '\u{feff}');
    let found: Vec<char> = sent.chars().filter(|c| steers(*c)).collect();
    assert!(found.is_empty(), "{found:?} were sent");
}

/// Every screen that shows names, places or people: what was typed to reach it and its frame.
fn walk(desk: &Desk) -> Vec<(String, Vec<String>)> {
    let home = desk.home();
    let mut terminal = start(&home).spawn();
    let mut frames = Vec::new();
    let mut see = |terminal: &mut Terminal, what: &str, keys: &str, shows: &str| {
        terminal.send(keys);
        terminal.wait_for(shows);
        terminal.settle();
        frames.push((what.to_string(), frame(terminal, 2)));
    };
    see(&mut terminal, "home", "", "未完成的检查");
    see(&mut terminal, "facilities", "1", "上次检查");
    see(&mut terminal, "facility", "\r", "未销号");
    see(&mut terminal, "facility, next page", " ", "行起");
    see(&mut terminal, "back", "\x1b", "上次检查");
    see(&mut terminal, "back home", "\x1b", "未完成的检查");
    see(&mut terminal, "findings", "2", "部位与问题");
    see(&mut terminal, "finding", "\r", "机构说法");
    see(&mut terminal, "back", "\x1b", "部位与问题");
    see(&mut terminal, "back home", "\x1b", "未完成的检查");
    see(&mut terminal, "people", "4", "有效执法证");
    see(&mut terminal, "back home", "\x1b", "未完成的检查");
    see(&mut terminal, "palette", "\x10", "Ctrl-P");
    see(&mut terminal, "back home", "\x1b", "未完成的检查");
    for n in 0..NAMES.len() {
        see(&mut terminal, "visits", "3", "11 / 11");
        see(&mut terminal, "run", &("\x1b[B".repeat(n) + "\r"), "已记 1/");
        see(&mut terminal, "closing", "9", "收尾");
        terminal.send("\x1b");
        terminal.wait("the run screen", |text| drawn(text).is_some());
        terminal.send("\x1b");
        terminal.wait_for("11 / 11");
        terminal.send("\x1b");
        terminal.wait_for("未完成的检查");
    }
    harmless(&terminal);
    quit(terminal);
    frames
}

#[test]
fn no_name_moves_a_line_or_a_key_word_on_any_screen_and_no_sequence_is_carried_out() {
    let (hostile, plain) = std::thread::scope(|two| {
        let hostile = two.spawn(|| walk(&district(NAMES).0));
        let plain = two.spawn(|| walk(&district(PLAIN).0));
        (hostile.join().expect("walked"), plain.join().expect("walked"))
    });
    assert_eq!(hostile.len(), plain.len());
    for ((what, hostile), (_, plain)) in hostile.iter().zip(&plain) {
        assert_eq!(hostile, plain, "{what}");
    }
}

#[test]
fn what_is_pasted_into_a_form_is_text_shown_harmlessly_and_kept_as_it_is() {
    let (desk, _) = crate::visit::under_way();
    let home = desk.home();
    let mut terminal = crate::visit::run_screen(start(&home), 0);
    terminal.settle();
    let plain = frame(&terminal, 1);
    let place = "二楼\x1b[31;7;5m东\u{202e}侧👵\x07\u{9b}31m\u{200b}口";
    terminal.send("72");
    terminal.wait_for("现在断电也不会丢");
    terminal.settle();
    let form = frame(&terminal, 1);
    for text in [place, &"很长的一句话".repeat(300), &"endless".repeat(300), "שלום مستشفى", "=1+1 <b>e\u{301}"] {
        terminal.send(&format!("\x1b[200~{text}\x1b[201~"));
        terminal.settle();
        assert_eq!(frame(&terminal, 1), form, "{text}");
        harmless(&terminal);
    }
    terminal.send("\r");
    terminal.settle();
    terminal.send("\x1b");
    terminal.wait("the list", |text| drawn(text).is_some());
    terminal.settle();
    assert_eq!(frame(&terminal, 1), plain);
    quit(terminal);
    let kept: String = open(&desk.db()).query_row("SELECT place FROM v_finding", [], |row| row.get(0)).expect("the finding");
    assert!(
        kept.contains("二楼") && kept.contains('\u{202e}') && kept.contains('👵') && kept.contains('\u{200b}'),
        "{kept:?}"
    );
    desk.verify();
}

#[test]
fn papers_tables_and_line_forms_hold_nothing_that_acts() {
    let (desk, visits) = district(NAMES);
    let mut escaped = 0;
    for visit in &visits {
        let file = desk.path("out.html");
        desk.json(MORNING, &["report", visit, "--format", "html", "-o", file.to_str().unwrap()]);
        let html = fs::read_to_string(&file).expect("a record");
        assert!(!html.contains("<script") && html.contains("应急灯"));
        escaped += html.matches("&lt;script&gt;alert(1)").count();
        let acts = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert_eq!(html.chars().filter(|c| acts(*c)).collect::<Vec<_>>(), []);
        fs::remove_file(&file).expect("removed");
    }
    assert!(escaped > 0, "the name in markup is not there as text");
    let csv = desk.path("台账.csv");
    desk.json(MORNING, &["export", "findings", "--format", "csv", "-o", csv.to_str().unwrap()]);
    let table = fs::read_to_string(&csv).expect("a table");
    assert!(table.contains("'=HYPERLINK"), "{table}");
    let cells = table.split([',', '\n', '\r']).map(|cell| cell.trim_start_matches('"'));
    let formulas: Vec<&str> = cells.filter(|cell| cell.starts_with(['=', '+', '@', '\t'])).collect();
    assert_eq!(formulas, [] as [&str; 0]);
    assert!(table.chars().all(|c| !c.is_control() || matches!(c, '\r' | '\n')), "{table:?}");
    let xlsx = desk.path("台账.xlsx");
    desk.json(MORNING, &["export", "findings", "--format", "xlsx", "-o", xlsx.to_str().unwrap()]);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&xlsx).expect("a workbook");
    let sheet = calamine::Reader::sheet_names(&book)[0].clone();
    let formulas = calamine::Reader::worksheet_formula(&mut book, &sheet).expect("its formulas");
    assert!(formulas.used_cells().next().is_none(), "a formula stands in the workbook");
    let cells = calamine::Reader::worksheet_range(&mut book, &sheet).expect("its cells");
    assert!(
        cells.used_cells().any(|(_, _, cell)| cell.to_string().contains("=HYPERLINK")),
        "the name is not there as text"
    );
    for form in [&["list", "facilities"] as &[&str], &["list", "findings"], &["list", "inspections"], &["show", &visits[0]]] {
        for json in [false, true] {
            let args = if json { [form, &["--json"]].concat() } else { form.to_vec() };
            let output = desk.call(MORNING, &args);
            let said = String::from_utf8(output.stdout).expect("whole characters");
            assert!(output.status.success() && !said.is_empty(), "{args:?}");
            let acts = |c: char| {
                c.is_control() && c != '\n'
                    || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert_eq!(said.chars().filter(|c| acts(*c)).collect::<Vec<_>>(), [], "{args:?}");
        }
    }
    desk.verify();
}
