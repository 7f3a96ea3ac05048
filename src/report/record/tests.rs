mod scope;
mod standing;

use super::{Record, build, html, report, statistics};
use crate::content::norms;
use crate::domain::inspection::{Kind, NotDone};
use crate::domain::name::Id;
use crate::domain::point::{Finding, Handling, Point, Severity, Stage, Step, UncheckedReason, Verdict};
use crate::domain::subject::PointId;
use crate::report::Block;
use crate::report::pages::pages;
use crate::report::sample::{ON, fail, freeze, large, paper, visit};
use crate::text::Lang;
use crate::views::finding::FindingRow;
use crate::views::sample::now;
use crate::views::visit::{Visit, build as lay_out};
use std::collections::BTreeMap;

fn record(visit: &Visit) -> Record {
    build(visit, norms(), Some(&freeze(visit, &[])), Lang::Zh, &paper())
}

fn page(visit: &Visit) -> String {
    html(visit, norms(), Some(&freeze(visit, &[])), Lang::Zh, &paper())
}

/// Text of a page without its tags and style.
fn text(page: &str) -> String {
    let body = &page[page.find("<body>").unwrap()..];
    let mut inside = true;
    body.chars()
        .filter(|c| {
            let shown = inside && *c != '<';
            inside = if *c == '<' { false } else { inside || *c == '>' };
            shown
        })
        .collect()
}

/// The whole paper, as checked in. After a wanted change: `PICTURES=new cargo test record_is`, then look at the difference.
#[test]
#[expect(clippy::disallowed_methods, reason = "writes the pictures anew when it is asked to")]
fn the_record_is_the_one_on_file_in_both_languages() {
    let visit = visit();
    for (lang, name, kept) in [
        (Lang::Zh, "record-zh.html", include_str!("pictures/record-zh.html")),
        (Lang::En, "record-en.html", include_str!("pictures/record-en.html")),
    ] {
        let made = html(&visit, norms(), Some(&freeze(&visit, &[])), lang, &paper());
        if std::env::var_os("PICTURES").is_some() {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/record/pictures").join(name);
            std::fs::write(path, &made).unwrap();
        } else {
            let line = made.lines().zip(kept.lines()).position(|(a, b)| a != b);
            let at = |text: &str| line.and_then(|n| text.lines().nth(n)).unwrap_or_default().to_string();
            assert!(made == kept, "{name}, line {:?}:\nmade {}\nkept {}", line, at(&made), at(kept));
        }
    }
}

#[test]
fn a_day_of_86_items_and_7_findings_is_four_pages() {
    let record = build(&large(86, 7), norms(), None, Lang::Zh, &paper());
    assert_eq!((record.totals.due, record.findings.len()), (86, 7));
    assert_eq!(pages(&report(&record)).len(), 4);
}

#[test]
fn every_page_says_which_it_is_and_a_draft_says_so_across_each() {
    let visit = large(86, 7);
    let draft = html(&visit, norms(), None, Lang::Zh, &paper());
    let count = |page: &str, what: &str| page.matches(what).count();
    assert_eq!(count(&draft, "<div class=\"across\">草稿</div>"), 4);
    for n in 1..=4 {
        assert!(draft.contains(&format!("第 {n} 页 共 4 页")));
    }
    assert_eq!(count(&draft, "<div class=\"strip\">"), 4);
    let mut frozen = freeze(&visit, &[]);
    let page = html(&visit, norms(), Some(&frozen), Lang::Zh, &paper());
    assert_eq!(count(&page, "class=\"across\""), 0);
    assert_eq!(count(&page, &format!("校验码 {}", frozen.freeze.check())), 5, "under the title and in each foot");
    frozen.void = true;
    assert_eq!(count(&html(&visit, norms(), Some(&frozen), Lang::Zh, &paper()), "<div class=\"across\">作废</div>"), 4);
    let mut changed = visit.clone();
    changed.parts.head.joined.value.gate.ended = "12:30".into();
    let page = html(&changed, norms(), Some(&frozen), Lang::Zh, &paper());
    assert_eq!(count(&page, "<div class=\"across\">与定稿不符</div>"), 4, "what was not frozen never passes for the draft");
    changed.parts.demo = true;
    assert!(html(&changed, norms(), None, Lang::Zh, &paper()).contains("<div class=\"across\">演示 草稿</div>"));
}

#[test]
fn without_two_valid_cards_it_is_a_round_and_orders_nothing() {
    let with_cards = record(&visit());
    assert_eq!((with_cards.title.as_str(), with_cards.totals.to_order), ("现场检查记录", 3));
    let mut visit = visit();
    let second = visit.parts.people.get_mut(&Id([2; 16])).unwrap();
    second.person.card_until = ON.yesterday().ok();
    let round = record(&visit);
    assert_eq!((round.title.as_str(), round.totals.to_order, round.totals.advised), ("巡查记录", 0, 4));
    assert!(!text(&page(&visit)).contains("拟责令"), "not even in the totals");
    visit.parts.people.get_mut(&Id([2; 16])).unwrap().person.card_until = Some(ON);
    assert_eq!(record(&visit).title, "现场检查记录", "the last day of a card counts");
    visit.parts.head.joined.value.officers = vec![Id([1; 16]), Id([1; 16])];
    assert_eq!(record(&visit).title, "巡查记录", "one officer named twice is one");
}

#[test]
fn a_card_renewed_later_does_not_change_what_was_frozen() {
    let mut visit = visit();
    let frozen = freeze(&visit, &[]);
    let before = html(&visit, norms(), Some(&frozen), Lang::Zh, &paper());
    visit.parts.people.get_mut(&Id([1; 16])).unwrap().person.card = Some("99007777".into());
    let other = crate::views::record::Paper { laptop: "乙号机".into(), unit: "别处".into(), letterhead: "别处".into() };
    assert_eq!(html(&visit, norms(), Some(&frozen), Lang::Zh, &other), before);
}

#[test]
fn the_record_never_calls_a_place_safe_or_passed() {
    let mut visit = visit();
    for point in visit.parts.points.values_mut() {
        point.now.joined.value = Point::of(Verdict::Pass);
        (point.now.joined.disputed, point.voices) = (false, Vec::new());
    }
    for list in &mut visit.parts.lists {
        std::sync::Arc::make_mut(list).title.zh = "某表".into();
    }
    let visit = lay_out(visit.parts);
    let page = text(&page(&visit)).replace("合格线", "");
    assert!(page.contains("在所查范围内未发现问题") && page.contains("本记录仅反映检查时所查范围"));
    for verdict in ["安全", "合格", "达标", "良好", "正常"] {
        assert!(!page.contains(verdict), "{verdict}");
    }
}

#[test]
fn major_is_suspected_until_a_second_person_judged() {
    let mut visit = visit();
    assert_eq!(record(&visit).findings[0].severity, "疑似重大", "a red line that fails is a candidate");
    let mut judged = |major| {
        visit.parts.points.get_mut("EXIT-01").unwrap().major = major;
        record(&visit).findings[0].severity.clone()
    };
    assert_eq!(judged(Some(true)), "重大");
    assert_eq!(judged(Some(false)), "较重");
    let written = fail(Severity::Major, Handling::Order, "二楼", "锁着");
    visit.parts.points.insert("STAIR-01".into(), now(written));
    let visit = lay_out(visit.parts);
    assert!(record(&visit).findings.iter().any(|f| f.short == "楼梯间无堆物" && f.severity == "疑似重大"));
}

#[test]
fn what_people_typed_cannot_break_out_or_hide() {
    let hostile = "</td><script>alert(1)</script>\u{202e}反写\u{202c}\u{0}\u{1b}[31m&lt;\u{feff}\u{2066}\"'";
    let long = "很长".repeat(2000) + &"Ж".repeat(5000);
    let mut visit = visit();
    let mut point = fail(Severity::Serious, Handling::Order, hostile, &long);
    if let Some(f) = &mut point.finding {
        (f.reply, f.interim, f.photos) = (Some(hostile.into()), Some(hostile.into()), vec![hostile.into()]);
    }
    point.notes = vec![hostile.into()];
    visit.parts.points.insert("EXIT-01".into(), now(point));
    visit.parts.facility.joined.value.name = hostile.into();
    visit.parts.head.joined.value.gate.host_name = hostile.into();
    let visit = lay_out(visit.parts);
    for lang in [Lang::Zh, Lang::En] {
        let page = html(&visit, norms(), Some(&freeze(&visit, &[])), lang, &paper());
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
        let hidden =
            |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        assert_eq!(page.chars().find(|c| hidden(*c)), None);
        assert_eq!(text(&page).matches('Ж').count(), 5000, "a long text goes on over pages, nothing is cut");
        let report = report(&build(&visit, norms(), None, lang, &paper()));
        assert!(pages(&report).len() > 8);
    }
}

#[test]
fn nothing_internal_and_no_phone_of_an_officer_is_printed() {
    let page = page(&visit());
    assert!(!page.contains("慎言") && !page.contains("021-00000000"));
}

#[test]
fn rows_totals_and_lists_of_the_record_agree() {
    for visit in [visit(), large(86, 7)] {
        let record = record(&visit);
        let t = &record.totals;
        assert_eq!(t.due, t.pass + t.fail + t.na + t.unchecked + t.blank);
        assert_eq!(record.passed.len() as u32, t.pass);
        assert_eq!(record.unchecked.len() as u32, t.unchecked + t.blank);
        assert_eq!(t.findings, t.fixed + t.to_order + t.to_transfer + t.advised);
        assert_eq!(record.passed.iter().filter(|p| p.batch).count() as u32, t.batch);
    }
}

#[test]
fn texts_that_differ_between_laptops_are_all_printed() {
    let mut visit = visit();
    let point = visit.parts.points.get_mut("EXIT-01").unwrap();
    point.now.joined.differs.insert("facts".into(), vec!["堆着".into(), "锁着".into()]);
    visit.parts.head.joined.differs.insert("host_name".into(), vec!["李某".into(), "李莫".into()]);
    let record = record(&visit);
    assert_eq!(record.findings[0].facts, "堆着 / 锁着");
    assert!(record.head.iter().any(|f| f.value.starts_with("李某 / 李莫，")));
}

#[test]
fn a_recheck_lists_each_old_finding_with_what_was_seen() {
    let mut visit = visit();
    visit.parts.head.joined.value.kind = Kind::Recheck;
    let here = visit.parts.id;
    let old = |n: u8| PointId::new(Id([n; 16]), "EXIT-01");
    let why = Some(UncheckedReason::NoTime);
    for (n, stage, seen, unchecked) in [
        (11, Stage::Closed, true, None),
        (12, Stage::Partly, true, None),
        (13, Stage::Ordered, false, None),
        (14, Stage::Open, true, why),
        (15, Stage::Reported, true, None),
    ] {
        let mut finding = Finding::open(Severity::Minor);
        finding.stage = stage;
        finding.step = seen.then(|| Step { visit: Some(here), words: Some("看过".into()), unchecked, ..Step::default() });
        visit.parts.rechecked.insert(old(n), now(Point { finding: Some(finding), ..Point::of(Verdict::Fail) }));
        visit.parts.to_recheck.push(FindingRow {
            id: old(n),
            inspection: Some(Id([n; 16])),
            item: Some("EXIT-01".into()),
            facility: visit.parts.facility_id,
            facility_name: String::new(),
            severity: Severity::Minor,
            candidate: false,
            stage: Some(stage),
            due: Some(ON),
            found_on: None,
            place: "二楼".into(),
            facts: "堆物".into(),
            handling: None,
            disputed: false,
            imported: false,
            points: vec![old(n)],
        });
    }
    let record = record(&lay_out(visit.parts));
    let results: Vec<&str> = record.rechecked.iter().map(|r| r.result.as_str()).collect();
    assert_eq!(results, ["已改好", "部分改好", "本次未复查", "本次未复查：时间不够", "已改好，尚未销号"]);
    assert_eq!(record.rechecked[0].found_due, "________ 发现，期限 2026年11月24日");
    let said = statistics(&record);
    assert_eq!(said[0], "复查以前的问题 5 处：已改好 2，未改好 0，部分改好 1，未查 1，未记 1。");
}

#[test]
fn a_recheck_that_finds_nothing_new_never_says_that_no_finding_stands() {
    let mut visit = visit();
    let old = PointId::new(Id([11; 16]), "EXIT-01");
    visit.parts.head.joined.value.kind = Kind::Recheck;
    (visit.parts.lists, visit.parts.points) = (Vec::new(), BTreeMap::new());
    let mut finding = Finding::open(Severity::Minor);
    finding.stage = Stage::NotFixed;
    finding.step = Some(Step { visit: Some(visit.parts.id), ..Step::default() });
    visit.parts.rechecked.insert(old.clone(), now(Point { finding: Some(finding), ..Point::of(Verdict::Fail) }));
    let row = crate::views::sample::finding_row(&visit, old.clone());
    visit.parts.to_recheck.push(row);
    let record = record(&lay_out(visit.parts));
    let paper = format!("{:?}", report(&record));
    assert!(!paper.contains("未发现问题") && !paper.contains("应查 0"), "{paper}");
    assert!(paper.contains("除上列各项外，未记录新的问题。"), "{paper}");
    let (old, new) = (paper.find("以前问题的复查（1 处）"), paper.find("本次新发现的问题（0 处）"));
    assert!(old.is_some() && old < new, "{paper}");
    let sheet = crate::report::by_hand::lines(&record).join("\n");
    assert!(sheet.contains("复查 1 处  已改好 0  未改好 1") && sheet.contains("1) 复查未改："), "{sheet}");
    let aloud = format!("{:?}", crate::report::aloud::pages(&record));
    assert!(!aloud.contains("未发现问题"), "{aloud}");
}

#[test]
fn a_visit_that_could_not_be_made_says_why_and_counts_nothing() {
    let mut visit = visit();
    let head = &mut visit.parts.head.joined.value;
    (head.not_done, head.reason) = (Some(NotDone::NobodyThere), Some("09:10 敲门三次，门卫王某在场".into()));
    let record = build(&visit, norms(), None, Lang::Zh, &paper());
    let report = report(&record);
    assert!(report.body.contains(&Block::Text("未能检查：无人。09:10 敲门三次，门卫王某在场".into())));
    assert!(!report.body.iter().any(|b| matches!(b, Block::Table(_) | Block::Columns(..))));
}

#[test]
fn an_empty_head_still_has_every_field_of_the_form_with_lines_for_the_pen() {
    let mut visit = visit();
    let head = &mut visit.parts.head.joined.value;
    (head.gate, head.recorder, head.officers) = (Default::default(), None, Vec::new());
    let named = visit.parts.facility.joined.value.name.clone();
    visit.parts.facility.joined.value = crate::domain::facility::Facility { name: named, ..Default::default() };
    head_labels(&record(&visit));
    let page = text(&html(&visit, norms(), None, Lang::Zh, &Default::default()));
    for line in [
        "2026年11月24日 ________ 至 ________",
        "________，职务 ________，电话 ________",
        "________（执法证号 ________）、________（执法证号 ________）",
        "出示执法证件：________；告知权利义务：________；是否申请回避：________",
        "以上记录经我阅看（向我宣读），情况 □ 属实 □ 有异议：____",
        "一式两份",
        "拒签原因：____",
    ] {
        assert!(page.contains(line), "{line} in {page}");
    }
}

fn head_labels(record: &Record) {
    let labels: Vec<&str> = record.head.iter().map(|f| f.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "检查时间",
            "检查种类",
            "检查地点",
            "任务来源",
            "通知书号或检查码",
            "被检查单位",
            "类型",
            "统一社会信用代码",
            "备案号",
            "地址",
            "法定代表人或负责人",
            "现场负责人",
            "床位与人员",
            "检查机关",
            "检查依据",
            "检查人员",
            "记录人",
            "协助及联合部门人员",
            "告知",
            "检查内容",
            "检查方式",
            "仪器",
            "抽查范围",
        ]
    );
}

#[test]
fn many_items_of_one_reason_are_named_side_by_side_and_each_other_keeps_its_row() {
    let day = visit();
    let mut record = record(&day);
    let one = |n: usize, reason: &str| super::Unchecked {
        point: PointId::new(day.parts.id, format!("X-{n}")),
        number: format!("2.{n:02}"),
        text: format!("第 {n} 项的全文"),
        short: format!("短名{n}"),
        reason: reason.into(),
    };
    record.unchecked = (1..=7).map(|n| one(n, "时间不够")).chain([one(8, "钥匙不在，2026年12月1日 前回访")]).collect();
    let body = report(&record).body;
    let many = body.iter().position(|b| *b == Block::Text("时间不够（7 项）：".into())).expect("the reason heads its items");
    assert!(matches!(&body[many + 1], Block::Columns(4, items) if items.len() == 7 && items[0] == "2.01 短名1"));
    let rows = |b: &Block| if let Block::Table(t) = b { Some(t.rows.clone()) } else { None };
    let own = body.iter().filter_map(rows).flatten().filter(|row| row[0] == ["2.08"]).count();
    assert_eq!(own, 1, "what has a reason of its own stands in the table");
}
