//! `run INSPECTION --plain`: a visit in lines, as with a screen reader. Lines in, lines out.

use super::{Said, at_the_home, entries, point, row, verdict};
use crate::desk::{Desk, MORNING};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

const RED: &str = "FIRE-EVAC-01";

/// Runs the visit with these bytes as its input.
fn heard(desk: &Desk, visit: &str, more: &[&str], input: &[u8]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xuncha"));
    command.env_clear().env("XUNCHA_HOME", desk.home()).env("HOME", desk.path("")).env("XUNCHA_NOW", MORNING);
    command.args(["run", visit, "--plain", "--as", "检甲"]).args(more);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    let mut into = child.stdin.take().expect("its input");
    let bytes = input.to_vec();
    // It may end before it has read everything.
    let writer = std::thread::spawn(move || drop(into.write_all(&bytes)));
    let output = child.wait_with_output().expect("it ends by itself");
    writer.join().expect("the lines are sent");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what it prints is UTF-8");
    Said { code: output.status.code().expect("it ends by itself"), out: text(output.stdout), err: text(output.stderr) }
}

/// The same with lines of text; it ends well.
#[track_caller]
fn says(desk: &Desk, visit: &str, lines: &[&str]) -> String {
    let said = heard(desk, visit, &[], format!("{}\n", lines.join("\n")).as_bytes());
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
    said.out
}

/// Nothing of the gate, nothing of the traits.
const IN: [&str; 2] = [".", "."];

fn lines<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    IN.into_iter().chain(rest.iter().copied()).collect()
}

#[test]
fn a_number_is_asked_until_it_is_one_and_what_the_file_says_of_a_trait_is_taken_by_an_empty_line() {
    let (desk, visit) = at_the_home();
    let input = [&["0905", "王院长", "", "", "很多", "118张", "."][..], &[""; 40]].concat();
    let said = says(&desk, &visit, &input);
    assert!(said.contains("「很多」不是数字"), "{said}");
    assert_eq!(desk.line(["show", &visit]).json()["head"]["value"]["gate"]["beds_counted"], "118");
    assert!(said.contains("[有 档案床位 120 张]"), "{said}");
    let home = desk.facility("康宁养老院");
    let traits = desk.line(["facility", "trait", &home]).json();
    assert_eq!(row(&traits, "trait", "elder_care")["is"], "yes", "{said}");
    assert_eq!(row(&traits, "trait", "gas")["is"], "unknown", "what no file says stays unknown");
}

#[test]
fn a_whole_visit_is_done_from_the_shell_line_by_line_and_can_be_signed() {
    let (desk, visit) = at_the_home();
    let shown = desk.line(["show", &visit]).json();
    let mut input: Vec<String> = ["0905", "王院长", "副院长", "."].map(String::from).to_vec();
    input.push(".".into());
    for item in shown["items"].as_array().expect("items") {
        let red = item["red_line"] == true;
        let mut own: Vec<&str> = match item["kind"].as_str().expect("a kind") {
            _ if item["item"] == RED => {
                vec!["2", "二楼西侧", "出口被纸箱堵住", "0/3", "1/3", "2", "2026-11-27", "派人看守", "IMG_7 IMG_8", "马上搬", ""]
            }
            "judge" if red => vec!["1", "1"],
            "judge" => vec!["1"],
            "count" if red => vec!["1", "", "1"],
            "count" => vec!["1", ""],
            "sample" => vec!["1", "", "0"],
            "date" => vec!["1", "2027-03-15"],
            "figure" => vec!["1", "5", ""],
            // 时间不够; on a red line somebody returns.
            _ => vec!["4", "4"],
        };
        if red && own[0] == "4" {
            own.push("");
        }
        input.extend(own.into_iter().map(String::from));
    }
    input.push(String::new());
    let said = says(&desk, &visit, &input.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(said.contains("红线项，再按 1 记符合") && said.contains("每一项都已记"), "{said}");
    let after = desk.line(["show", &visit]).json();
    assert_eq!(after["totals"]["blank"], 0, "{}\n{said}", after["totals"]);
    assert_eq!(after["totals"]["fail"], 1);
    let fail = point(&desk, &format!("{visit}/{RED}"));
    let finding = &fail["finding"];
    assert_eq!(
        [&finding["place"], &finding["facts"], &finding["handling"], &finding["due"], &finding["interim"], &finding["reply"]],
        [
            &json!("二楼西侧"),
            &json!("出口被纸箱堵住"),
            &json!("order"),
            &json!("2026-11-27"),
            &json!("派人看守"),
            &json!("马上搬")
        ]
    );
    assert_eq!(finding["photos"], json!(["IMG_7", "IMG_8"]));
    assert_eq!((&finding["bad"], &finding["looked"]), (&json!(1), &json!(3)), "none at fault is no count of a fail");
    assert!(said.contains("「0/3」不是数量"), "{said}");
    let gate = &after["head"]["value"]["gate"];
    assert_eq!((&gate["started"], &gate["host_name"]), (&json!("09:05"), &json!("王院长")));
    desk.line(["freeze", &visit]).by("检甲").json();
    desk.line(["sign", &visit, "--how", "signed"]).by("检甲").json();
    desk.verify();
    // What is signed is changed by an amendment first.
    let refused = heard(&desk, &visit, &[], b"1\n");
    assert!(refused.code == 2 && refused.err.contains("xuncha amend"), "{}{}", refused.out, refused.err);
}

#[test]
fn the_end_of_the_input_ends_it_anywhere_and_what_was_recorded_stays() {
    let (desk, visit) = at_the_home();
    let said = heard(&desk, &visit, &[], format!(".\n.\n{RED}\n2\n二楼西侧\n出口被纸").as_bytes());
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let finding = point(&desk, &format!("{visit}/{RED}"))["finding"].clone();
    assert_eq!(finding["place"], "二楼西侧");
    assert_eq!(finding.get("facts"), None, "a line without its Enter was not sent");
    assert!(said.out.contains("待补 1 处"), "{}", said.out);
    // It goes on where it was left, with what is owed.
    says(&desk, &visit, &["8", "", "出口被纸箱堵住", "", "", ".", ""]);
    assert_eq!(point(&desk, &format!("{visit}/{RED}"))["finding"]["facts"], "出口被纸箱堵住");
    let nothing = heard(&desk, &visit, &[], b"");
    assert_eq!((nothing.code, nothing.err.as_str()), (0, ""));
    desk.verify();
}

#[test]
fn a_red_line_wants_its_pass_twice_and_a_slip_is_withdrawn_by_an_answer() {
    let (desk, visit) = at_the_home();
    let said = says(&desk, &visit, &lines(&[RED, "1", "", "1", "2", "1", "1"]));
    assert!(said.matches("没有记").count() >= 2, "{said}");
    assert_eq!(verdict(&desk, &visit, RED), "pass");
    // A fail, and then: it was a slip.
    let plain = "FIRE-EVAC-09";
    says(&desk, &visit, &[plain, "2", ".", "", plain, "1", "3", plain, "1", "1", ""]);
    assert_eq!(verdict(&desk, &visit, plain), "pass");
    let said = says(&desk, &visit, &[plain, "0", "1", "undo"]);
    assert!(said.contains("已撤销"), "{said}");
    assert_eq!(verdict(&desk, &visit, plain), "pass", "and that is taken back too");
}

#[test]
fn reasons_notes_places_and_traits_are_asked_in_words() {
    let (desk, visit) = at_the_home();
    let (a, b, c) = ("FIRE-EVAC-09", "FIRE-EVAC-05", "FIRE-EVAC-01");
    says(
        &desk,
        &visit,
        &lines(&[a, "3", "3", "没有二层", a, "+请对方补门牌", b, "4", "7", "灯房锁着", c, "4", "1", "2026-12-02"]),
    );
    let of = |item: &str| point(&desk, &format!("{visit}/{item}"));
    assert_eq!(
        (&of(a)["na"], &of(a)["reason"], &of(a)["notes"]),
        (&json!("other"), &json!("没有二层"), &json!(["请对方补门牌"]))
    );
    assert_eq!((&of(b)["unchecked"], &of(b)["reason"]), (&json!("other"), &json!("灯房锁着")));
    assert_eq!((&of(c)["unchecked"], &of(c)["return_by"]), (&json!("key_or_person_away"), &json!("2026-12-02")));
    assert!(of(c)["by"].is_string(), "who returns");
    // One more place of a fail, and a problem outside the list.
    says(&desk, &visit, &["FIRE-EVAC-08", "2", "一楼", ".", "1", "二楼", ".", "", "5", "后院", "."]);
    let shown = desk.line(["show", &visit]).json();
    let places: Vec<&Value> =
        shown["points"].as_object().expect("points").values().map(|p| &p["value"]["finding"]["place"]).collect();
    assert!(["一楼", "二楼", "后院"].iter().all(|p| places.contains(&&json!(p))), "{places:?}");
    assert_eq!(shown["outside"].as_array().map(Vec::len), Some(1));
    // Traits, one line each.
    let before = desk.line(["gate", &visit]).json()["traits_unknown"].as_array().map(Vec::len);
    says(&desk, &visit, &["6", "2", "1", "."]);
    let after = desk.line(["gate", &visit]).json()["traits_unknown"].as_array().map(Vec::len);
    assert_eq!(before.map(|n| n - 2), after);
    desk.verify();
}

#[test]
fn readings_are_asked_and_what_does_not_read_changes_nothing() {
    let (desk, visit) = at_the_home();
    let shown = desk.line(["show", &visit]).json();
    let of = |kind: &str| {
        let all = shown["items"].as_array().expect("items");
        all.iter().find(|i| i["kind"] == kind).and_then(|i| i["item"].as_str()).unwrap_or_else(|| panic!("no {kind}")).to_string()
    };
    let cold = "FOOD-STORE-01";
    let said = says(&desk, &visit, &lines(&[cold, "1", "很冷", "冰箱1=3.5", "冰箱2=4", ""]));
    assert!(said.contains("「很冷」没看懂"), "{said}");
    let readings = point(&desk, &format!("{visit}/{cold}"))["readings"].clone();
    assert_eq!(readings, json!([{ "label": "冰箱1", "value": "3.5" }, { "label": "冰箱2", "value": "4" }]));
    // Outside the limit: a fail, with what was measured; more words to it keep the readings.
    says(&desk, &visit, &[cold, "1", "冰箱1=12", "", "1", "厨房", "."]);
    let point = point(&desk, &format!("{visit}/{cold}"));
    assert_eq!(
        (&point["verdict"], &point["readings"][0]["value"], &point["finding"]["place"]),
        (&json!("fail"), &json!("12"), &json!("厨房"))
    );
    let sample = of("sample");
    says(&desk, &visit, &[&sample, "1", "3", "0"]);
    assert_eq!(super::point(&desk, &format!("{visit}/{sample}"))["readings"][0]["value"], "0/3");
    let before = entries(&desk);
    let said = says(&desk, &visit, &[&sample, "1", "三", "0", "没有这一项吧", "77", ""]);
    assert!(said.contains("没看懂") && said.contains("没有找到「没有这一项吧」"), "{said}");
    assert_eq!(entries(&desk), before);
}

#[test]
fn an_item_is_found_by_words_help_is_told_and_bytes_that_are_no_text_are_refused() {
    let (desk, visit) = at_the_home();
    let mut input = b".\n.\n".to_vec();
    input.extend(b"\xff\xfe\n");
    input.extend("?\n9\n闭门器\n结束\n".as_bytes());
    let said = heard(&desk, &visit, &[], &input);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    for words in ["这一行不是 UTF-8 文字", "怎么查：", "撤销 撤销上一次记录", "红线项未记"] {
        assert!(said.out.contains(words), "{words}\n{}", said.out);
    }
    let english = heard(&desk, &visit, &["--lang", "en"], b".\n.\n?\nquit\n");
    assert!(english.out.contains("1 pass  2 fail") && english.out.contains("How: "), "{}", english.out);
    let silent = heard(&desk, &visit, &["--json"], b".\n.\n1\nquit\n");
    let json: Value = serde_json::from_str(silent.out.trim_end()).unwrap_or_else(|e| panic!("{e}: {}", silent.out));
    super::has_fields(&json, "id recorded left red_left incomplete disputes");
    assert!(!silent.out.trim_end().contains('\n'));
    desk.line(["run", &visit]).refused(2);
    desk.line(["run", "AAAAAAAAAAAAAAAAAAAAAA", "--plain"]).refused(1);
}

#[test]
fn a_recheck_goes_through_the_findings_and_closes_with_two_officers_only() {
    let (desk, visit) = at_the_home();
    let fails = [("FIRE-EVAC-09", "一楼", "serious"), ("FIRE-EVAC-05", "二楼", "minor"), ("FIRE-EVAC-08", "三楼", "serious")];
    for (item, place, severity) in fails {
        let fail = ["answer", &visit, item, "fail", "--place", place, "--facts", "坏", "--severity", severity, "--why", "现场看"];
        desk.line(fail).by("检甲").json();
    }
    let recheck = desk
        .line(["new", "康宁养老院", "--kind", "recheck", "--date", "2026-12-08", "--as", "检甲"])
        .at("2026-12-08T09:00:00+08:00")
        .id();
    let run = |lines: &[&str]| {
        let said = heard(&desk, &recheck, &[], format!("{}\n", lines.join("\n")).as_bytes());
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
        said.out
    };
    let order: Vec<String> = desk.line(["show", &recheck]).json()["rechecks"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|f| f["place"].as_str().expect("a place").to_string())
        .collect();
    let mut input = vec![".", "."];
    for place in &order {
        input.extend(match place.as_str() {
            "一楼" => vec!["1", "检乙"],
            "二楼" => vec!["3", "还差一处", "20261201", "7"],
            _ => vec!["1", ""],
        });
    }
    let said = run(&input);
    assert!(said.contains("销号要两名检查人员"), "{said}");
    let found = desk.typed("list findings").json();
    let state = |place: &str| super::row(&found, "place", place)["state"].clone();
    assert_eq!((state("一楼"), state("二楼"), state("三楼")), (json!("closed"), json!("partly"), json!("reported")));
    assert!(said.contains("早于这一步的日期"), "a day before the recheck is asked again: {said}");
    assert_eq!(super::row(&found, "place", "二楼")["due"], "2026-12-15", "so many days from the recheck on");
    desk.verify();
}

#[test]
fn who_returns_is_named_with_the_day_and_nobody_is_the_one_who_writes() {
    let (desk, visit) = at_the_home();
    says(&desk, &visit, &lines(&["FIRE-EVAC-09", "1", ""]));
    let returns = |line: &str| {
        says(&desk, &visit, &[RED, "4", "1"].into_iter().chain(line.split('\n')).collect::<Vec<_>>());
        let now = point(&desk, &format!("{visit}/{RED}"));
        let people = desk.typed("list people").json();
        let name = people.as_array().unwrap().iter().find(|p| p["id"] == now["by"]).map(|p| p["name"].clone());
        (now["return_by"].as_str().unwrap_or_default().to_string(), name.unwrap_or_default())
    };
    assert_eq!(returns("2026-12-02 检乙"), ("2026-12-02".into(), json!("检乙")));
    assert_eq!(returns(""), ("2026-12-01".into(), json!("检甲")));
    assert_eq!(returns("检丙"), ("2026-12-01".into(), json!("检丙")));
    // What does not read is asked again, and nobody is called by it.
    assert_eq!(returns("12月32日\n20261203"), ("2026-12-03".into(), json!("检甲")));
    let people = desk.typed("list people").json();
    assert_eq!(people.as_array().map(Vec::len), Some(3), "{people}");
}

#[test]
fn a_severity_is_changed_with_a_reason_and_only_where_a_fail_stands() {
    let (desk, visit) = at_the_home();
    let item = "FIRE-EVAC-08";
    let said = says(
        &desk,
        &visit,
        &lines(&[item, "程度", item, "2", "一楼", ".", "1", "二楼", ".", "", item, "程度", "1", "1", "", "只有一樘"]),
    );
    assert!(said.contains("这一项没有记不符合") && said.contains("程度改为一般"), "{said}");
    let now = point(&desk, &format!("{visit}/{item}"));
    assert_eq!((&now["finding"]["severity"], &now["finding"]["severity_why"]), (&json!("minor"), &json!("只有一樘")));
    let shown = desk.line(["show", &visit]).json();
    let severe = shown["points"].as_object().unwrap().values().filter(|p| p["value"]["finding"]["severity"] == "serious").count();
    assert_eq!(severe, 1, "the other place is as it was");
    let before = entries(&desk);
    says(&desk, &visit, &[item, "severity", "1", "1", item, "severity", "1", ""]);
    assert_eq!(entries(&desk), before, "the same, or none, is no change");
}

#[test]
fn a_second_measurement_stands_beside_the_first_and_the_worst_decides() {
    let (desk, visit) = at_the_home();
    let cold = "FOOD-STORE-01";
    let readings = || point(&desk, &format!("{visit}/{cold}"))["readings"].clone();
    let said = says(&desk, &visit, &lines(&[cold, "复测", cold, "1", "冰箱1=12", "", "3"]));
    assert!(said.contains("没有可复测的数值") && said.contains("没有记"), "{said}");
    says(&desk, &visit, &lines(&[cold, "1", "冰箱1=3.5", "", cold, "复测", "4", ""]));
    let twice = json!([{ "label": "冰箱1", "value": "3.5" }, { "label": "复测", "value": "4" }]);
    assert_eq!((readings(), verdict(&desk, &visit, cold)), (twice, json!("pass")));
    // Beyond the limit it is a fail, with all that was measured; once more, and both stay.
    says(&desk, &visit, &[cold, "again", "冰箱2=12", "", "1", "厨房", "."]);
    says(&desk, &visit, &[cold, "again", "5", ""]);
    let labels: Vec<Value> = readings().as_array().unwrap().iter().map(|r| r["value"].clone()).collect();
    assert_eq!(
        (labels, verdict(&desk, &visit, cold)),
        (vec![json!("3.5"), json!("4"), json!("12"), json!("5")], json!("fail"))
    );
    assert_eq!(point(&desk, &format!("{visit}/{cold}"))["finding"]["place"], "厨房");
    desk.verify();
}
