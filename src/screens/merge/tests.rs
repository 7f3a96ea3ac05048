use super::*;
use crate::domain::inspection::Kind;
use crate::domain::name::EntryId;
use crate::domain::point::{Stage, Verdict};
use crate::failure::rule::Refusal;
use crate::request::answer::change;
use crate::request::exchange::{Laptop, Outcome, Standing};
use crate::request::finding::{self, Taken};
use crate::screens::Screen;
use crate::screens::desk_tests::{Office, TODAY, clock};
use crate::store::tests::desk::{Desk, ITEM};

#[test]
fn several_files_dragged_in_are_several_and_one_with_blanks_is_one() {
    let paths = |text: &str| paths_of(text).iter().map(|p| p.display().to_string()).collect::<Vec<_>>();
    assert_eq!(paths("'/媒 体/甲.db' \"/b.xuncha\""), ["/媒 体/甲.db", "/b.xuncha"]);
    assert_eq!(paths("/my stick/甲.db"), ["/my stick/甲.db"]);
    assert_eq!(paths("'/my stick/甲.db'"), ["/my stick/甲.db"]);
    assert_eq!(paths("'/half"), ["'/half"]);
    assert!(paths("  ").is_empty());
}

fn office() -> Office {
    Office::new(Screen::Merge(Merge::default()), |_| {})
}

fn laptop(n: u8, name: &str, standing: Standing) -> Laptop {
    Laptop { key: EntryId([n; 32]), name: name.into(), standing, entries: u64::from(n), digits: Some("412 907".into()) }
}

/// Eleven laptops, each with a line of its own.
fn many() -> (Here, Told) {
    let laptops: Vec<Laptop> = (1..=11).map(|n| laptop(n, &format!("{n}号机"), Standing::Unpaired)).collect();
    let keys = laptops.iter().map(|l| l.key).collect();
    let words = (1..=11).map(|n| format!("{n}号机（未结对）：{n} 次检查")).chain((1..=11).map(|n| format!("{n}号机 还缺 1 条")));
    let told = Told { words: words.collect(), new: 99, disputes: 3, alike: 2, laptops: keys, ..Told::default() };
    (Here { log: "1234 5678 9012 3456".into(), laptops, ..Here::default() }, told)
}

#[test]
fn of_many_laptops_the_choices_and_the_digest_always_stand_and_the_rest_is_turned() {
    let mut office = office();
    let (here, told) = many();
    (office.here, office.told) = (Some(here), Some(told));
    office.keys("<Esc>").keys("6");
    office.keys("1/media<Enter>");
    for shown in ["会并入这些", "1号机（未结对）：1 次检查", "1  并入", "2  返回"] {
        office.shows(shown);
    }
    office.hides("11号机 还缺 1 条");
    office.keys("<PageDown><PageDown><PageDown>");
    for shown in ["11号机 还缺 1 条", "1  并入", "2  返回", "共 22 行"] {
        office.shows(shown);
    }
    office.hides("1号机（未结对）：1 次检查");
    office.keys("<Up><PageUp><PageUp><PageUp>").shows("1号机（未结对）：1 次检查");
    // After the merge likewise.
    office.keys("1");
    let after = [
        "好了",
        "本机日志 1234 5678 9012 3456",
        "1  处理分歧（3 处）",
        "2  可能记了两遍的（2 对）",
        "3  结对（11 台未结对）",
        "4  返回",
    ];
    for shown in after {
        office.shows(shown);
    }
    office.keys("<PageDown><PageDown><PageDown>").shows("11号机 还缺 1 条");
    for shown in after {
        office.shows(shown);
    }
    office.keys("3").shows("选一台：结对或移除");
}

#[test]
fn every_laptop_is_reached_and_two_of_one_name_are_told_apart() {
    let mut office = office();
    let mut laptops: Vec<Laptop> = (1..=30).map(|n| laptop(n, &format!("{n}号机"), Standing::Unpaired)).collect();
    laptops.push(laptop(31, "甲号机", Standing::Paired));
    laptops.push(laptop(32, "甲号机", Standing::Removed));
    let begins = |n: u8| EntryId([n; 32]).to_string()[..8].to_string();
    office.here = Some(Here { laptops, ..Here::default() });
    office.keys("<Esc>").keys("64").shows("1号机");
    office.hides("甲号机");
    office.keys("<End>");
    office.shows(&format!("甲号机 {}", begins(31)));
    office.shows(&format!("甲号机 {}", begins(32)));
    // One that is removed can be let in again and not be removed again; one that is paired is not paired again.
    office.keys("<Enter>").shows("一样，结对");
    office.hides("移除：它以后写的不再收");
    office.keys("<Esc><Up><Enter>").shows("移除：它以后写的不再收");
    office.hides("一样，结对");
    office.keys("<Esc><Esc>").shows("共用文件夹");
}

#[test]
fn a_package_in_a_folder_under_a_passphrase_is_asked_for_and_the_others_are_told_all_the_same() {
    let mut office = office();
    let words = vec!["乙号机：3 次检查".to_string(), "丙.xuncha：加了口令".into()];
    let outcome = Outcome::Partly;
    office.here = Some(Here::default());
    office.told = Some(Told { words, new: 3, locked: true, outcome, ..Told::default() });
    office.keys("<Esc>").keys("61/media<Enter>").shows("口令  [");
    office.keys("<Esc>").shows("乙号机：3 次检查");
    office.shows("2  给口令，再来一次");
    office.keys("2夏天<Enter>");
    assert_eq!(office.exchanges.last().and_then(|e| e.passphrase.as_deref()), Some("夏天"));
    office.shows("乙号机：3 次检查");
    // Every file refused is not done.
    office.told = Some(Told { words: vec!["坏了".into()], outcome: Outcome::Refused, ..Told::default() });
    office.keys("1").shows("一个也没有并入");
    office.hides("好了");
}

#[test]
fn a_package_is_made_under_a_passphrase_where_one_is_given() {
    let mut office = office();
    (office.here, office.told) = (Some(Here::default()), Some(Told::default()));
    office.keys("<Esc>").keys("63/media<Enter>").shows("不加口令就直接按 Enter");
    office.keys("<Enter>");
    office.keys("<Esc>2/media<Enter>石榴<Enter>");
    let given: Vec<_> = office.exchanges.iter().map(|e| (e.task, e.passphrase.as_deref())).collect();
    assert_eq!(given, [(Task::Pack, None), (Task::Sync, Some("石榴"))]);
}

#[test]
fn the_last_merge_goes_out_again_once_it_was_asked() {
    let mut office = office();
    office.here = Some(Here::default());
    office.told = Some(Told { words: vec!["已撤出上一次并入的 7 条".into()], ..Told::default() });
    office.keys("<Esc>").keys("66").shows("没有可撤出的并入");
    let files = vec!["/media/u/乙.xuncha".to_string()];
    let last = LastMerge { at: "2026-11-24T09:30:00+08:00".into(), files, entries: 7 };
    office.here = Some(Here { last: Some(last), ..Here::default() });
    office.keys("<Esc>").keys("66").shows("2026-11-24 09:30 并入的 7 条：乙.xuncha");
    office.keys("2");
    assert!(office.exchanges.is_empty());
    office.keys("61").shows("已撤出上一次并入的 7 条");
    assert_eq!(office.exchanges.iter().map(|e| e.task).collect::<Vec<_>>(), [Task::Undo]);
}

/// A third laptop that took in what two people judged differently at one visit; the second saw a blocked exit.
fn disputed() -> Office {
    let (mut a, mut b) = (Desk::new("检甲"), Desk::new("检乙"));
    let home = a.add("康宁养老院");
    assert_eq!(b.add("康宁养老院"), home);
    let visit = a.visit(home, Kind::Joint, 24);
    assert_eq!(b.visit(home, Kind::Joint, 24), visit);
    a.answer(visit, ITEM, Verdict::Pass);
    let point = b.answer(visit, ITEM, Verdict::Fail);
    let facts = |p: &mut crate::domain::point::Point| p.finding.as_mut().unwrap().facts = Some("门被自行车锁住".into());
    let drafts = change(&b.open(visit), &point, facts).unwrap();
    b.write(drafts);
    Office::new(Screen::Merge(Merge::default()), |log| {
        let files = [a.path.clone(), b.path.clone()];
        crate::merge::merge_all(log, &files, &Default::default(), &clock()).unwrap();
    })
}

#[test]
fn the_queue_of_disputes_names_day_and_item_and_a_second_look_settles_there_and_loses_no_finding() {
    let mut office = disputed();
    office.keys("<C-p>fenqi<Enter>").shows("2026-11-24  2.01 走道、楼梯、出口畅通");
    office.keys("<Enter>").shows("3 现场重看");
    office.keys("3").shows("现场重看：现在是");
    office.keys("2");
    office.hides("按错");
    let findings = office.log.findings(TODAY, false).unwrap();
    assert_eq!(findings.iter().map(|f| (f.facts.as_str(), f.disputed)).collect::<Vec<_>>(), [("门被自行车锁住", false)]);
    assert_eq!(office.log.verify().unwrap(), []);
    // Found well: the colleague's finding gives way to what was seen, and both judgements stay in the log.
    let mut office = disputed();
    office.keys("<C-p>fenqi<Enter><Enter>31");
    office.hides("按错");
    assert!(office.log.findings(TODAY, false).unwrap().iter().all(|f| f.stage.is_none()), "withdrawn");
    assert_eq!(office.log.stats(TODAY).unwrap().disputes, 0);
}

#[test]
fn nothing_is_ordered_while_two_people_judge_it_differently() {
    let mut office = disputed();
    let order = |office: &mut Office| {
        let open = office.log.findings(TODAY, false).unwrap();
        let view = office.log.finding(&open[0].id).unwrap();
        let clause = Some("《中华人民共和国消防法》第二十八条".into());
        finding::step(&view, &Taken { clause, ..Taken::of(Stage::Ordered, TODAY) })
    };
    assert!(matches!(order(&mut office), Err(Refusal::Disputed { .. })));
    office.keys("<C-p>fenqi<Enter><Enter>32");
    assert!(order(&mut office).is_ok());
}
