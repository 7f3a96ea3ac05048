//! A whole visit from the shell: from the roster to closing after the recheck, with a colleague's file taken in.

use super::{each, has_fields, row};
use crate::desk::Desk;
use serde_json::{Value, json};

const MONDAY: &str = "2026-11-23T08:45:00+08:00";
const TUESDAY: &str = "2026-11-24T09:30:00+08:00";
const NOON: &str = "2026-11-24T11:45:00+08:00";
const LATER: &str = "2026-12-08T10:00:00+08:00";

/// A pass, with what was found where the item wants it: taken against any limit, with a reason.
fn passes(kind: &str) -> &'static [&'static str] {
    match kind {
        "number" | "figure" => &["pass", "--value", "3.5", "--reason", "当场复核"],
        "sample" => &["pass", "--value", "0/3"],
        "date" => &["pass", "--value", "2026-11-20", "--reason", "已换新证"],
        _ => &["pass"],
    }
}

#[test]
fn from_the_roster_to_closing_after_the_recheck() {
    let (mine, theirs) = (Desk::new("甲号机"), Desk::new("乙号机二"));

    // Monday: the roster, on both laptops.
    for desk in [&mine, &theirs] {
        let roster = desk.path("名册.csv");
        let text = "虚构区名册,,,,,\n机构名称,类型,街道,地址,床位,备案号\n康宁养老院,养老院,虚构路街道办事处,虚构路1号,120,虚备001\n霁禾里助餐点,助餐点,虚构路,虚构路2号,,\n合计,,,,120,\n";
        let gb = encoding_rs::GB18030.encode(text).0.into_owned();
        std::fs::write(&roster, gb).expect("a roster");
        let said = desk.line(["import", "facilities"]).arg(&roster).by("检甲").at(MONDAY).json();
        assert_eq!((&said["added"], &said["left_out"]), (&json!(2), &json!(0)));
    }

    // Tuesday: each opens the visit alone, with the sections there is time for, and finds the same one.
    let new = |desk: &Desk, by: &str, list: &str, out: &[&str]| {
        let out = out.iter().flat_map(|section| ["--without".to_string(), format!("{list}/{section}")]);
        desk.line(["new", "虚备001", "--kind", "joint", "--list", list]).args(out).by(by).at(TUESDAY).id()
    };
    let visit = new(&mine, "检甲", "fire", &["kitchen", "papers", "tests", "people"]);
    assert_eq!(new(&theirs, "检乙", "food", &["staff", "trace", "self", "clean", "serve"]), visit);
    // The items of a visit that are in the scope of the day.
    let in_scope = |shown: &Value| {
        let out: Vec<&Value> = shown["sections"].as_array().into_iter().flatten().filter(|s| s["out"] == true).collect();
        let all = shown["items"].as_array().cloned().unwrap_or_default();
        let all: Vec<Value> = all.into_iter().filter(|i| !out.iter().any(|s| s["section"] == i["section"])).collect();
        assert!(all.len() > 20 && !out.is_empty());
        all
    };

    // 检甲 goes through the fire list.
    let fire = mine.typed("checklist show fire").json();
    let answer = |desk: &Desk, by: &str, what: &str, rest: &[&str]| {
        desk.line(["answer", &visit, what]).args(rest.iter().copied()).by(by).at(NOON).id()
    };
    let shown = mine.line(["show", &visit]).json();
    for item in in_scope(&shown) {
        let id = item["item"].as_str().expect("an id");
        let kind = row(&fire["items"], "id", id)["kind"].as_str().expect("a kind").to_string();
        let rest: &[&str] = match (id, kind.as_str()) {
            ("SE-LIFT-01", _) => &["pass", "--value", "2027.3.15"],
            ("FIRE-EVAC-05", _) => &["pass", "--value", "0/5"],
            ("FIRE-EVAC-07", _) => &["pass", "--value", "走道=1.8", "--value", "楼梯=1.2"],
            (id, _) if id.starts_with("GAS-") => &["na", "--reason", "1"],
            ("SE-LIFT-05", _) => &["unchecked", "--reason", "1", "--by", "检甲", "--due", "2026-12-01"],
            ("FIRE-EVAC-01", _) => &[
                "fail",
                "--place",
                "二楼西侧",
                "--facts",
                "出口被纸箱堵住，只剩40厘米",
                "--interim",
                "当场搬开，专人看守",
                "--handling",
                "order",
                "--due",
                "2026-11-27",
                "--photos",
                "IMG_2034",
                "--reply",
                "中午送货放的",
            ],
            ("FIRE-IGN-01", _) => &["fail", "--place", "205室", "--facts", "床头有烟头一个", "--handling", "fixed"],
            (_, kind) => passes(kind),
        };
        answer(&mine, "检甲", id, rest);
    }
    let second = answer(&mine, "检甲", "+FIRE-EVAC-01", &["fail", "--place", "三楼东侧", "--facts", "出口上锁，钥匙在一楼"]);
    let outside = answer(&mine, "检甲", "new", &["fail", "--place", "北墙", "--facts", "外墙瓷砖松动", "--handling", "advise"]);

    // A slip, seen five items later and taken back; the fail that was meant.
    answer(&mine, "检甲", "FIRE-EVAC-02", &["fail", "--place", "一楼", "--facts", "门向内开"]);
    mine.line(["answer", &visit, "FIRE-EVAC-02", "pass"]).by("检甲").at(NOON).refused(1);
    let said = mine.typed("undo").by("检甲").at(NOON).says();
    assert!(said.contains("不符合 -> 符合"), "{said}");

    // 检乙 goes through the kitchen, and both looked at the chef's mirror.
    let kitchen = theirs.line(["show", &visit]).json();
    let food = theirs.typed("checklist show food").json();
    for item in in_scope(&kitchen) {
        let id = item["item"].as_str().expect("an id");
        let rest: &[&str] = match id {
            "FOOD-STORE-01" => {
                &["fail", "--value", "冰箱1=3.5", "--value", "冰箱2=９．２", "--place", "厨房", "--facts", "冰箱2九度多"]
            }
            "FOOD-TRACE-15" => &["pass", "--value", "46"],
            _ => passes(row(&food["items"], "id", id)["kind"].as_str().expect("a kind")),
        };
        answer(&theirs, "检乙", id, rest);
    }

    // Noon: one trip of one stick, one paper.
    let said = mine.line(["merge"]).arg(theirs.db()).at(NOON).json();
    assert_eq!((&said["facilities"], &said["disputes"], &said["findings"]), (&json!(0), &json!(0), &json!(1)));
    let shown = mine.line(["show", &visit]).at(NOON).json();
    let mut lists = each(&shown["lists"], "id");
    lists.sort();
    assert_eq!(lists, ["fire", "food"], "both lists, and both officers");
    assert_eq!(shown["head"]["value"]["officers"].as_array().map(Vec::len), Some(2));
    assert_eq!((&shown["totals"]["blank"], &shown["totals"]["fail"]), (&json!(0), &json!(3)), "{}", shown["totals"]);

    let frozen = mine.line(["freeze", &visit]).by("检甲").at(NOON).json();
    has_fields(&frozen, "id draft check");
    let record = mine.path("笔录.html");
    let said = mine.line(["report", &visit, "--format", "html", "-o"]).arg(&record).at(NOON).json();
    assert_eq!(said["check"], frozen["check"]);
    let html = std::fs::read_to_string(&record).expect("a record");
    for text in ["康宁养老院", "二楼西侧", "三楼东侧", "外墙瓷砖松动", "当场改好", "检甲", "检乙", "第 1 稿", "冰箱2"]
    {
        assert!(html.contains(text), "no {text} in the record");
    }
    let (draft, check) = (frozen["draft"].to_string(), frozen["check"].as_str().expect("a code"));
    mine.line(["sign", &visit, "--draft", &draft, "--check", check, "--how", "reserved", "--reason", "认为楼道不归本院管"])
        .by("检甲")
        .at(NOON)
        .json();
    assert_eq!(row(&mine.typed("list inspections").json(), "id", &visit)["state"], "signed");

    // At the office: the second person's word, the order, the chief's spreadsheet.
    let first = format!("{visit}/FIRE-EVAC-01");
    let step = |point: &str, by: &str, rest: &str, at: &str| {
        mine.line(["finding", point]).args(rest.split_whitespace()).by(by).at(at).json()["state"].clone()
    };
    let wednesday = "2026-11-25T09:00:00+08:00";
    step(&first, "检乙", "judge major --reason 出口全堵", wednesday);
    assert_eq!(step(&first, "检甲", "order --due 2026-12-05 --reason 责令〔2026〕1号", wednesday), "ordered");
    mine.line(["export", "findings", "--format", "xlsx", "-o"]).arg(mine.path("台账.xlsx")).at(wednesday).json();
    let open = mine.typed("list findings --overdue").at("2026-12-06T09:00:00+08:00").json();
    assert!(each(&open, "id").contains(&first));

    // Two weeks later: the recheck goes through what is open.
    let again = mine.line(["new", "康宁养老院", "--kind", "recheck", "--with", "检乙"]).by("检甲").at(LATER).id();
    let shown = mine.line(["show", &again]).at(LATER).json();
    let mut due = each(&shown["rechecks"], "id");
    due.sort();
    let mut expected = vec![first.clone(), second.clone(), outside.clone(), format!("{visit}/FOOD-STORE-01")];
    expected.sort();
    assert_eq!(due, expected, "not what was put right on the spot");
    let recheck =
        |point: &str, rest: &[&str]| mine.line(["answer", &again, point]).args(rest.iter().copied()).by("检甲").at(LATER).id();
    mine.line(["answer", &again, &first, "pass"]).by("检甲").at(LATER).refused(1);
    step(&first, "检甲", &format!("close --with 检乙 --consent 科长 --visit {again} --reason 已搬空"), LATER);
    recheck(&second, &["pass", "--reason", "锁已拆"]);
    recheck(&format!("{visit}/FOOD-STORE-01"), &["fail", "--reason", "仍是9度", "--due", "2026-12-15"]);
    recheck(&outside, &["unchecked", "--reason", "6"]);
    // The lift's machine room, where nobody had the key: somebody was to return for it.
    assert_eq!(each(&shown["items"], "item"), ["SE-LIFT-05"]);
    recheck("SE-LIFT-05", &["pass"]);
    mine.line(["freeze", &again]).by("检甲").at(LATER).json();
    mine.line(["sign", &again, "--how", "signed"]).by("检甲").at(LATER).json();

    // What is left is what is left, and everybody holds the same.
    let states = |desk: &Desk| {
        let all = desk.typed("list findings").at(LATER).json();
        let mut all: Vec<(String, Value)> =
            all.as_array().expect("findings").iter().map(|f| (f["place"].to_string(), f["state"].clone())).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    };
    let expected =
        [("205室", "fixed_on_spot"), ("三楼东侧", "closed"), ("二楼西侧", "closed"), ("北墙", "open"), ("厨房", "not_fixed")];
    let expected: Vec<(String, Value)> = expected.map(|(p, s)| (format!("\"{p}\""), json!(s))).into();
    assert_eq!(states(&mine), expected);
    theirs.line(["merge"]).arg(mine.db()).at(LATER).json();
    assert_eq!(states(&theirs), expected);
    assert_eq!(theirs.typed("digest").json(), mine.typed("digest").json());
    let stats = mine.typed("stats").at("2026-12-20").json();
    assert_eq!(
        stats["findings"],
        json!({
            "open": 2, "overdue": 2, "closed": 3, "by_severity": { "minor": 0, "serious": 2, "major": 0 },
        })
    );
    assert_eq!(row(&mine.typed("list inspections").json(), "id", &again)["amended"], false);
    mine.verify();
    theirs.verify();
    let copy = mine.path("备份.db");
    mine.line(["backup"]).arg(&copy).json();
    assert_eq!(mine.typed("digest --db").arg(&copy).json(), mine.typed("digest").json());
}
