//! Packages, the shared folder, pairing, comparing and salvaging: what surrounds a merge.

use super::{at_the_home, each, has_fields, row};
use crate::desk::{Desk, open};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const ITEM: &str = "FIRE-RESP-01";

/// Three laptops of one office; the first knows a home and has a visit there.
fn office() -> (Desk, Desk, Desk, String) {
    let (one, visit) = at_the_home();
    (one, Desk::new("乙号机二"), Desk::new("丙号机三三"), visit)
}

fn answer(desk: &Desk, visit: &str, item: &str, verdict: &str) {
    desk.line(["answer", visit, item, verdict]).by("检甲").json();
}

fn digest(desk: &Desk) -> Value {
    desk.typed("digest").json()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_package_holds_ones_own_log_and_with_all_everything_and_says_who_lacks_what() {
    let (one, other, third, visit) = office();
    answer(&one, &visit, ITEM, "fail");
    let stick = one.path("stick");
    fs::create_dir_all(&stick).expect("a folder");
    let packed = one.line(["pack"]).arg(&stick).json();
    assert_eq!(packed["path"], json!(stick.join("甲号机.xuncha")));
    let said = other.line(["merge"]).arg(stick.join("甲号机.xuncha")).json();
    assert_eq!(said["entries"], packed["entries"]);
    assert_eq!(digest(&one), digest(&other));
    has_fields(&said["laptops"][0], "key laptop standing entries visits records findings disputes left_out");
    let brought = &said["laptops"][0];
    let told = ["laptop", "standing", "visits", "records", "findings"].map(|f| brought[f].clone());
    assert_eq!(told, [json!("甲号机"), json!("unpaired"), json!(1), json!(1), json!(1)]);
    let words = each_word(&said);
    assert_eq!(words[0], "甲号机（未结对）：1 次检查，1 条记录，1 个问题");
    assert!(words[1].starts_with("与 甲号机 一致（") && words.len() == 2, "{words:?}");
    // What came from others goes along with --all only; without, its lack is told and not hidden.
    answer(&other, &visit, "FIRE-TRAIN-01", "pass");
    let own = other.path("乙.xuncha");
    other.line(["pack"]).arg(&own).json();
    let said = third.line(["merge"]).arg(&own).json();
    assert_eq!(said["files"][0]["missing_here"], packed["entries"], "{said}");
    assert!(each_word(&said).iter().any(|w| w.contains("本机还缺")), "{said}");
    other.line(["pack", "--all"]).arg(&own).json();
    third.line(["merge"]).arg(&own).json();
    assert_eq!(digest(&third), digest(&other));
    third.verify();
    // The other way round: what I hold and the sender does not is told too.
    let said = one.line(["merge"]).arg(&own).json();
    assert_eq!(said["missing_there"], 0);
    answer(&one, &visit, "FIRE-RESP-02", "pass");
    let said = one.line(["merge"]).arg(&own).json();
    assert_eq!((&said["entries"], &said["missing_there"]), (&json!(0), &json!(1)));
}

fn each_word(said: &Value) -> Vec<String> {
    said["words"].as_array().expect("words").iter().map(|w| w.as_str().expect("a word").to_string()).collect()
}

#[test]
fn a_package_never_takes_the_place_of_what_is_none() {
    let (one, ..) = office();
    let db = fs::read(one.db()).expect("a file");
    one.line(["pack"]).arg(one.db()).refused(4);
    assert_eq!(fs::read(one.db()).expect("a file"), db);
    let to = one.path("a.xuncha");
    one.line(["pack"]).arg(&to).json();
    one.line(["pack"]).arg(&to).json();
    // A package is no database to work in.
    one.line(["stats", "--db"]).arg(&to).refused(3);
}

#[test]
fn a_round_of_a_shared_folder_brings_everybody_everything_and_the_next_writes_nothing() {
    let (one, other, third, visit) = office();
    let folder = one.path("share");
    fs::create_dir_all(&folder).expect("a folder");
    answer(&one, &visit, ITEM, "fail");
    for desk in [&one, &other, &third, &one, &other] {
        desk.line(["sync"]).arg(&folder).json();
    }
    answer(&third, &visit, "FIRE-TRAIN-01", "pass");
    for desk in [&third, &one, &other] {
        desk.line(["sync"]).arg(&folder).json();
    }
    assert_eq!(digest(&one), digest(&other));
    assert_eq!(digest(&one), digest(&third));
    assert_eq!(names(&folder), ["丙号机三三.xuncha", "乙号机二.xuncha", "甲号机.xuncha"]);
    one.line(["sync"]).arg(&folder).json();
    third.line(["sync"]).arg(&folder).json();
    let before: Vec<_> = names(&folder).iter().map(|n| fs::metadata(folder.join(n)).expect("a file").modified().ok()).collect();
    let said = one.line(["sync"]).arg(&folder).json();
    assert_eq!((&said["entries"], &said["packed"]), (&json!(0), &Value::Null));
    let after: Vec<_> = names(&folder).iter().map(|n| fs::metadata(folder.join(n)).expect("a file").modified().ok()).collect();
    assert_eq!(before, after);
}

#[test]
fn a_file_half_copied_by_a_sync_program_is_told_and_stops_nobody() {
    let (one, other, _, visit) = office();
    let folder = one.path("share");
    fs::create_dir_all(&folder).expect("a folder");
    answer(&one, &visit, ITEM, "fail");
    one.line(["sync"]).arg(&folder).json();
    let whole = fs::read(folder.join("甲号机.xuncha")).expect("a package");
    fs::write(folder.join("甲号机 (2).xuncha"), &whole[..whole.len() / 2]).expect("half");
    fs::write(folder.join(".甲号机.xuncha.tmp"), &whole[..100]).expect("hidden");
    fs::write(folder.join("~.xuncha.part"), &whole[..100]).expect("of another program");
    let said = other.line(["sync"]).arg(&folder).json_with(3);
    assert!(each_word(&said).iter().any(|w| w.contains("没有复制完")), "{said}");
    assert_eq!(digest(&one), digest(&other));
    // What this laptop left half-written is swept by its next round; others' stay.
    fs::write(folder.join(".乙号机二.xuncha.99999.part"), b"half").expect("half");
    fs::remove_file(folder.join("甲号机 (2).xuncha")).expect("gone");
    other.line(["sync"]).arg(&folder).json();
    assert!(!folder.join(".乙号机二.xuncha.99999.part").exists() && folder.join("~.xuncha.part").exists());
    other.line(["sync"]).arg(other.path("nowhere")).refused(4);
}

#[test]
fn two_laptops_of_one_name_leave_two_packages_and_a_log_nobody_brings_goes_along() {
    let (one, other, _, visit) = office();
    let folder = one.path("share");
    fs::create_dir_all(&folder).expect("a folder");
    let settings = other.home().join("settings.toml");
    let same = fs::read_to_string(&settings).expect("settings").replace("乙号机二", "甲号机");
    fs::write(&settings, same).expect("settings");
    answer(&one, &visit, ITEM, "fail");
    other.line(["merge"]).arg(one.db()).json();
    answer(&other, &visit, "FIRE-TRAIN-01", "pass");
    // The first laptop never comes to this folder: what it wrote comes all the same.
    let said = other.line(["sync"]).arg(&folder).json();
    assert!(said["packed"].as_u64().is_some_and(|n| n > 5), "{said}");
    one.line(["sync"]).arg(&folder).json();
    assert_eq!(names(&folder), ["甲号机-2.xuncha", "甲号机.xuncha"]);
    other.line(["sync"]).arg(&folder).json();
    assert_eq!(digest(&one), digest(&other));
    assert_eq!(names(&folder).len(), 2);
}

#[test]
fn a_package_under_a_passphrase_opens_with_it_and_with_no_other() {
    let (one, other, _, visit) = office();
    answer(&one, &visit, ITEM, "fail");
    let to = one.path("甲.xuncha");
    one.line(["pack", "--passphrase", "夏天的石榴"]).arg(&to).json();
    let bytes = fs::read(&to).expect("a package");
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"), "other tools know it");
    assert!(!bytes.windows(6).any(|w| w == b"SQLite"));
    let said = other.line(["merge"]).arg(&to).refused(3);
    assert!(said.contains("加了口令"), "{said}");
    let said = other.line(["merge", "--passphrase", "冬天的石榴"]).arg(&to).refused(3);
    assert!(said.contains("口令不对"), "{said}");
    let mut changed = bytes.clone();
    let middle = bytes.len() / 2;
    changed[middle] ^= 1;
    fs::write(one.path("changed.xuncha"), &changed).expect("a file");
    other.line(["merge", "--passphrase", "夏天的石榴"]).arg(one.path("changed.xuncha")).refused(3);
    other.line(["merge", "--passphrase", "夏天的石榴"]).arg(&to).json();
    assert_eq!(digest(&one), digest(&other));
    // A folder whose packages all have it.
    let folder = one.path("share");
    fs::create_dir_all(&folder).expect("a folder");
    for desk in [&one, &other, &one] {
        desk.line(["sync", "--passphrase", "夏天的石榴"]).arg(&folder).json();
    }
    assert_eq!(names(&folder).len(), 2);
}

#[test]
fn pairing_compares_six_digits_and_a_removed_laptop_is_left_out_from_then_on() {
    let (one, other, third, visit) = office();
    let folder = one.path("share");
    fs::create_dir_all(&folder).expect("a folder");
    answer(&one, &visit, ITEM, "fail");
    for desk in [&one, &other] {
        desk.line(["sync"]).arg(&folder).json();
    }
    answer(&other, &visit, "FIRE-EVAC-13", "pass");
    for desk in [&other, &one] {
        desk.line(["sync"]).arg(&folder).json();
    }
    let of = |desk: &Desk, laptop: &str| row(&desk.typed("trust list").json(), "laptop", laptop).clone();
    let digits = of(&one, "乙号机二")["digits"].as_str().expect("digits").to_string();
    assert_eq!(of(&other, "甲号机")["digits"], json!(digits), "both screens show the same");
    assert_eq!((&of(&one, "甲号机")["standing"], &of(&one, "甲号机")["digits"]), (&json!("own"), &Value::Null));
    one.line(["trust", "add", "乙号机二", "--digits", "000 000"]).refused(1);
    one.line(["trust", "add", "没有的"]).refused(1);
    one.line(["trust", "remove", "甲号机"]).refused(1);
    let said = one.line(["trust", "add", "乙号机二", "--digits", &digits]).json();
    assert_eq!(said["standing"], "paired");
    // Whoever comes in the package of one that is paired is introduced by it; a stranger is taken with a mark.
    third.line(["merge"]).arg(one.db()).json();
    answer(&third, &visit, "FIRE-TRAIN-01", "pass");
    other.line(["merge"]).arg(third.db()).json();
    other.line(["pack", "--all"]).arg(one.path("b.xuncha")).json();
    one.line(["merge"]).arg(one.path("b.xuncha")).json();
    assert_eq!(of(&one, "丙号机三三")["standing"], "introduced");
    assert_eq!(of(&other, "丙号机三三")["standing"], "unpaired");
    // After a removal what it writes later is left out and told; what it wrote before stays, and so do all others'.
    one.line(["trust", "remove", "丙号机三三"]).json();
    answer(&third, &visit, "FIRE-RESP-02", "fail");
    answer(&other, &visit, "FIRE-RESP-03", "fail");
    other.line(["merge"]).arg(third.db()).json();
    let held = one.typed("stats").json()["answers"].as_u64();
    let said = one.line(["merge"]).arg(other.db()).json_with(1);
    let left = row(&said["laptops"], "laptop", "丙号机三三");
    assert_eq!((&left["left_out"], &left["entries"], &left["standing"]), (&json!(1), &json!(0), &json!("removed")));
    assert_eq!(row(&said["laptops"], "laptop", "乙号机二")["entries"], 1);
    let words = each_word(&said);
    assert!(words.iter().any(|w| w.contains("丙号机三三 已移除，它后来的 1 条没有收")), "{words:?}");
    assert!(!words.iter().any(|w| w.contains("一致")), "only what is true: {words:?}");
    assert_eq!(one.typed("stats").json()["answers"].as_u64(), held.map(|n| n + 1));
    one.verify();
    // Let in again, it brings what was left out.
    one.line(["trust", "add", "丙号机三三"]).json();
    one.line(["merge"]).arg(other.db()).json();
    assert_eq!(digest(&one), digest(&other));
    // In a script: whoever sends is paired.
    let fresh = Desk::new("丁号机四四四四");
    fresh.line(["merge", "--trust-new"]).arg(one.path("b.xuncha")).json();
    assert_eq!(of(&fresh, "乙号机二")["standing"], "paired");
    assert_eq!(of(&fresh, "丙号机三三")["standing"], "introduced");
}

#[test]
fn verify_of_two_files_says_whether_they_hold_the_same_or_who_lacks_what() {
    let (one, other, _, visit) = office();
    answer(&one, &visit, ITEM, "fail");
    other.line(["merge"]).arg(one.db()).json();
    let said = one.line(["verify"]).arg(one.db()).arg(other.db()).json();
    assert_eq!((&said["same"], &said["files"][0]["lacks"]), (&json!(true), &json!([])));
    let words = one.line(["verify"]).arg(one.db()).arg(other.db()).says();
    assert!(words.contains("一样"), "{words}");
    answer(&one, &visit, "FIRE-TRAIN-01", "pass");
    answer(&other, &visit, "FIRE-RESP-02", "pass");
    let said = one.line(["verify"]).arg(one.db()).arg(other.db()).json_with(1);
    let (of_one, of_other) = (&said["files"][0]["lacks"], &said["files"][1]["lacks"]);
    assert_eq!(each(of_one, "laptop"), ["乙号机二"]);
    assert_eq!(each(of_other, "laptop"), ["甲号机"]);
    assert_eq!(of_other[0]["from"], of_other[0]["to"], "one answer");
    // A package stands beside a db file; a damaged one is told.
    let to = one.path("all.xuncha");
    one.line(["pack", "--all"]).arg(&to).json();
    assert_eq!(one.line(["verify"]).arg(one.db()).arg(&to).json()["same"], true);
    assert_eq!(one.line(["verify"]).arg(&to).json()["ok"], true);
    open(&to).execute_batch("UPDATE entry SET body = replace(body, 'fail', 'pass')").expect("changed");
    let said = one.line(["verify"]).arg(&to).refused(3);
    assert!(said.contains("甲号机 的日志第") && said.contains("被改动过"), "{said}");
    assert!(!said.contains("没有并入"), "nobody wanted to take it in: {said}");
    // An entry that is missing in the middle is no entry that was changed.
    let gap = one.path("gap.db");
    fs::copy(one.db(), &gap).expect("a copy");
    let db = open(&gap);
    db.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM entry WHERE seq = 4 AND chain = 1").expect("changed");
    let said = one.line(["verify"]).arg(&gap).refused(3);
    assert!(said.contains("甲号机 的日志在第 5 条接不上前一条") && !said.contains("被改动过"), "{said}");
}

#[test]
fn of_a_copied_laptop_what_is_missing_is_told_once() {
    let (one, other, _, visit) = office();
    // The same laptop twice: what it wrote is copied, and both go on.
    let copy = Desk::new("甲号机");
    for file in ["xuncha.db", "laptop.key"] {
        fs::copy(one.home().join(file), copy.home().join(file)).expect("a copy");
    }
    for entry in fs::read_dir(one.home()).expect("a folder").flatten() {
        let to = copy.home().join(entry.file_name());
        if entry.path().is_file() && !to.exists() {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
    answer(&one, &visit, ITEM, "fail");
    answer(&copy, &visit, "FIRE-TRAIN-01", "pass");
    answer(&copy, &visit, "FIRE-RESP-02", "pass");
    one.line(["merge"]).arg(copy.db()).json();
    let held = entries_of(&one);
    other.typed("stats").json();
    let said = one.line(["verify"]).arg(one.db()).arg(other.db()).json_with(1);
    let lacks = said["files"][1]["lacks"].as_array().expect("stretches").clone();
    let sum: u64 = lacks.iter().map(|s| s["to"].as_u64().unwrap_or(0) + 1 - s["from"].as_u64().unwrap_or(0)).sum();
    assert!(lacks.len() == 2 && sum == held, "{held} entries: {said}");
    // What is saved of it is counted once, too.
    let to = one.path("saved.xuncha");
    let said = one.line(["salvage"]).arg(one.db()).arg("-o").arg(&to).json();
    assert_eq!((&said["entries"], &said["lost"]), (&json!(held), &json!(0)), "{said}");
    assert_eq!(one.line(["verify"]).arg(&to).json()["entries"], held);
}

#[test]
fn what_is_whole_in_a_broken_file_is_taken_out_and_told_and_comes_back_by_a_merge() {
    let (one, other, _, visit) = office();
    for item in ["FIRE-RESP-01", "FIRE-RESP-02", "FIRE-RESP-03", "FIRE-EVAC-05"] {
        answer(&one, &visit, item, "fail");
    }
    other.line(["merge"]).arg(one.db()).json();
    answer(&other, &visit, "FIRE-TRAIN-01", "pass");
    let broken = one.path("broken.db");
    // Whole: all comes out.
    fs::copy(other.db(), &broken).expect("a copy");
    let said = other.line(["salvage"]).arg(&broken).arg("-o").arg(one.path("0.xuncha")).json();
    assert_eq!((&said["lost"], &said["unread"]), (&json!(0), &json!(0)), "{said}");
    let new = Desk::new("丁号机四四四四");
    new.line(["merge"]).arg(one.path("0.xuncha")).json();
    assert_eq!(digest(&new), digest(&other));
    // One entry of the first laptop is gone: what stands before it comes, sealed by nobody, vouched for by who salvaged.
    open(&broken).execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM entry WHERE chain = 1 AND seq = 6").expect("changed");
    let said = other.line(["salvage"]).arg(&broken).arg("-o").arg(one.path("1.xuncha")).json_with(1);
    let cut = row(&said["laptops"], "laptop", "甲号机");
    assert!(cut["held"] == 5 && cut["lost"].as_u64().is_some_and(|n| n > 1), "{said}");
    assert_eq!(row(&said["laptops"], "laptop", "乙号机二")["lost"], 0);
    other.line(["salvage"]).arg(&broken).arg("-o").arg(one.path("1.xuncha")).refused(4);
    let mine = other.path("mine.db");
    other.line(["merge", "--db"]).arg(&mine).arg(one.path("1.xuncha")).json();
    // A stranger's word for what its laptop did not sign does not count.
    let stranger = Desk::new("戊号机五五五五五");
    stranger.line(["merge"]).arg(one.path("1.xuncha")).refused(3);
    stranger.line(["merge", "--trust-new"]).arg(one.path("1.xuncha")).json();
    // The rest comes from whoever has it.
    for db in [&mine, &stranger.db()] {
        other.line(["merge", "--db"]).arg(db).arg(other.db()).json();
        assert_eq!(other.line(["digest", "--db"]).arg(db).json(), digest(&other));
        other.line(["verify", "--db"]).arg(db).json();
    }
}

/// What comes out of these bytes, held against the file they were.
fn saved_of(one: &Desk, bytes: &[u8]) -> Value {
    let (broken, to) = (one.path("broken.db"), one.path("saved.xuncha"));
    let _ = fs::remove_file(&to);
    fs::write(&broken, bytes).expect("a file");
    let said = one.line(["salvage"]).arg(&broken).arg("-o").arg(&to).arg("--json").call();
    assert!([0, 1].contains(&said.code), "{} {}", said.code, said.err);
    let json: Value = serde_json::from_str(said.out.trim()).expect("JSON");
    assert_eq!(to.exists(), json["entries"] != 0, "{json}");
    if to.exists() {
        assert_eq!(one.line(["verify"]).arg(&to).json()["entries"], json["entries"]);
    }
    json
}

/// A district with several laptops' logs, so large that its tables are trees; and how many entries it holds.
fn district() -> (Desk, Vec<u8>, u64) {
    let one = Desk::new("甲号机");
    let file = one.path("district.db");
    one.typed("demo --facilities 8 --answers 1500 --seed 7 --db").arg(&file).json();
    let entries = one.line(["verify"]).arg(&file).json()["entries"].as_u64().expect("a number");
    (one, fs::read(&file).expect("a file"), entries)
}

#[test]
fn where_a_root_or_the_head_of_a_file_is_gone_every_entry_comes_back_all_the_same() {
    let (one, whole, entries) = district();
    let roots = open(&one.path("district.db"));
    for table in ["entry", "word", "subject"] {
        let root: isize =
            roots.query_row("SELECT rootpage FROM sqlite_schema WHERE name = ?1", [table], |r| r.get(0)).expect("a root");
        let root = root as usize;
        let mut bytes = whole.clone();
        assert_eq!(bytes[(root - 1) * 4096], 5, "the rows of {table} stand on pages below");
        bytes[(root - 1) * 4096..root * 4096].fill(0);
        let said = saved_of(&one, &bytes);
        assert_eq!((&said["entries"], &said["lost"], &said["pages"]), (&json!(entries), &json!(0), &json!(1)), "{table}");
        assert!(each_word(&said).iter().any(|w| w == "文件里有 1 页缺了或是空白的"), "{said}");
    }
    // The head, and the whole page that it is on.
    for bytes in [[&[0xff; 24][..], &whole[24..]].concat(), [&[0; 4096][..], &whole[4096..]].concat()] {
        assert_eq!(saved_of(&one, &bytes)["entries"], entries);
    }
    // Ends that say any number: nothing falls, and what is there comes.
    let odd = one.path("odd.db");
    fs::write(&odd, &whole).expect("a file");
    let db = open(&odd);
    db.execute_batch(
        "PRAGMA foreign_keys = OFF; UPDATE chain SET tip = 9223372036854775807;
         INSERT INTO chain (log, fork, tip) SELECT 1, 9223372036854775800 - n, 9223372036854775807 FROM word LIMIT 9;
         INSERT INTO chain (log, fork, tip) SELECT 1, 0, 9223372036854775807 FROM word LIMIT 9;",
    )
    .expect("changed");
    drop(db);
    assert_eq!(saved_of(&one, &fs::read(&odd).expect("a file"))["entries"], entries);
    // Nothing of ours: no package, and no word of one.
    let said = saved_of(&one, &"没有".repeat(9000).into_bytes());
    assert_eq!((&said["entries"], &said["path"]), (&json!(0), &Value::Null));
    assert!(each_word(&said).iter().any(|w| w.starts_with("一条也没有救出，没有写")), "{said}");
}

#[test]
fn of_a_file_that_was_cut_what_its_chains_reach_comes_back_and_what_is_missing_is_told() {
    let (one, whole, entries) = district();
    let mut before = 0;
    // Where half is gone, so are the names of what the entries are about.
    for (percent, least) in [(50, 0), (70, 30), (90, 70), (100, 100)] {
        let said = saved_of(&one, &whole[..whole.len() * percent / 100]);
        let (saved, lost) = (said["entries"].as_u64().expect("a number"), said["lost"].as_u64().expect("a number"));
        assert!(saved >= entries * least / 100 && saved >= before, "{percent}: {saved} of {entries}");
        assert!(saved + lost == entries && (lost > 0) == (percent < 100), "{percent}: {said}");
        // A laptop of which nothing is left is told too.
        assert_eq!(each(&said["laptops"], "laptop").iter().filter(|l| *l == "乙号机").count(), 1, "{said}");
        before = saved;
    }
}

#[test]
fn a_page_that_does_not_read_takes_only_its_own_with_it() {
    let (one, whole, entries) = district();
    let page_of = |n: usize| &whole[n * 4096..(n + 1) * 4096];
    let (mut all, mut part) = (0, 0);
    for n in (1..whole.len() / 4096).step_by(23) {
        let mut bytes = whole.clone();
        bytes[n * 4096..(n + 1) * 4096].fill(0);
        let saved = saved_of(&one, &bytes)["entries"].as_u64().expect("a number");
        // What is no page of rows holds nothing that is not elsewhere too, but for the texts of checklists.
        match page_of(n)[0] == 0x0d {
            false => assert_eq!(saved, entries, "page {}", n + 1),
            true => part += 1,
        }
        all += u64::from(saved == entries);
    }
    assert!(part > 2 && all > 7, "{part} {all}");
    // The names of things and the words they are made of are known from their indexes too.
    for text in ["FIRE-EVAC-01", "FOOD-STORE-01"] {
        let has = |n: &usize| page_of(*n)[0] == 0x0d && page_of(*n).windows(text.len()).any(|w| w == text.as_bytes());
        let n = (1..whole.len() / 4096).find(|n| has(n) && page_of(*n).windows(4).filter(|w| w == b"FIRE").count() > 20);
        let Some(n) = n else { continue };
        let mut bytes = whole.clone();
        bytes[n * 4096..(n + 1) * 4096].fill(0);
        assert_eq!(saved_of(&one, &bytes)["entries"], entries, "{text} on page {}", n + 1);
    }
}

#[test]
fn a_shared_folder_under_a_passphrase_gets_no_package_under_another_or_under_none() {
    let (one, other, third, visit) = office();
    answer(&one, &visit, ITEM, "fail");
    let folder = one.path("share");
    fs::create_dir_all(&folder).expect("a folder");
    one.line(["sync", "--passphrase", "夏天的石榴"]).arg(&folder).json();
    other.line(["merge"]).arg(one.db()).json();
    answer(&other, &visit, "FIRE-TRAIN-01", "pass");
    // One that is readable comes all the same.
    third.line(["merge"]).arg(one.db()).json();
    answer(&third, &visit, "FIRE-RESP-02", "pass");
    third.line(["pack"]).arg(folder.join("丙.xuncha")).json();
    let before = names(&folder);
    for given in [&[][..], &["--passphrase", "冬天的石榴"]] {
        let held = entries_of(&other);
        let said = other.line(["sync"]).arg(&folder).args(given).json_with(3);
        assert_eq!((&said["held_back"], &said["packed"]), (&json!(true), &Value::Null), "{said}");
        assert!(each_word(&said).iter().any(|w| w.contains("没有写，里面没有改动")), "{said}");
        assert_eq!(names(&folder), before, "nothing is written");
        assert_eq!(entries_of(&other) > held, given.is_empty(), "what is readable is taken once");
    }
    let said = other.line(["sync", "--passphrase", "夏天的石榴"]).arg(&folder).json();
    assert_eq!(said["held_back"], false);
    let mine = fs::read(folder.join("乙号机二.xuncha")).expect("a package");
    assert!(mine.starts_with(b"age-encryption.org/v1\n"), "as the folder's");
}

fn entries_of(desk: &Desk) -> u64 {
    desk.typed("stats").json()["entries"].as_u64().expect("a number")
}

#[test]
fn an_empty_passphrase_is_refused_wherever_one_is_given() {
    let (one, _, _, visit) = office();
    answer(&one, &visit, ITEM, "fail");
    let folder = one.path("share");
    fs::create_dir_all(&folder).expect("a folder");
    for what in ["pack", "sync", "merge", "verify"] {
        for empty in ["", "  "] {
            let said = one.line([what, "--passphrase", empty]).arg(&folder).refused(2);
            assert!(said.contains("口令是空的"), "{what}: {said}");
        }
        one.line([what, "--passphrase", "-"]).arg(&folder).refused(2);
    }
    assert!(names(&folder).is_empty());
}

#[test]
fn of_several_files_only_what_is_true_at_the_end_is_told_and_once() {
    let (one, other, third, visit) = office();
    for desk in [&other, &third] {
        desk.line(["merge"]).arg(one.db()).json();
    }
    answer(&one, &visit, ITEM, "fail");
    answer(&other, &visit, "FIRE-TRAIN-01", "pass");
    answer(&third, &visit, "FIRE-RESP-02", "pass");
    let folder = one.path("share");
    fs::create_dir_all(&folder).expect("a folder");
    for desk in [&one, &other, &third, &one, &other, &third] {
        desk.line(["sync"]).arg(&folder).call();
    }
    // Everybody has everything now: on a laptop that comes last each package is whole at the end, whatever came first.
    for desk in [&one, &other, &third, &one] {
        let words = each_word(&desk.line(["sync"]).arg(&folder).json());
        assert!(!words.iter().any(|w| w.contains("还缺")), "{words:?}");
    }
    let words = each_word(&one.line(["sync"]).arg(&folder).json());
    let same: Vec<_> = words.iter().filter(|w| w.starts_with("与 ")).collect();
    assert_eq!(same.len(), 1, "one line for all: {words:?}");
    assert!(
        same[0].contains("乙号机二") && same[0].contains("丙号机三三") && !same[0].contains("甲号机"),
        "not with oneself: {same:?}"
    );
    // A log that nobody brings is told once and by its name, though both packages lack it.
    let fourth = Desk::new("丁号机四四四四");
    for desk in [&other, &third] {
        desk.line(["pack"]).arg(&folder).json();
    }
    let packages = [folder.join("乙号机二.xuncha"), folder.join("丙号机三三.xuncha")];
    let words = each_word(&fourth.line(["merge"]).args(&packages).json());
    assert_eq!(words.iter().filter(|w| w.contains("本机还缺")).count(), 1, "{words:?}");
    // In any order: what the second brings is not told as lacking of the first.
    let fifth = Desk::new("戊号机五五五五五");
    let all = [&folder.join("甲号机.xuncha"), &packages[0], &packages[1]];
    let words = each_word(&fifth.line(["merge"]).args(all).json());
    assert!(!words.iter().any(|w| w.contains("还缺")), "{words:?}");
    // Nor is a removed laptop's package asked for.
    fourth.line(["merge"]).args(all).json();
    answer(&one, &visit, "FIRE-EVAC-13", "pass");
    fourth.line(["trust", "remove", "甲号机"]).json();
    other.line(["merge"]).arg(one.db()).json();
    other.line(["pack"]).arg(&packages[0]).json();
    let words = each_word(&fourth.line(["merge"]).arg(&packages[0]).json());
    assert!(!words.iter().any(|w| w.contains("甲号机")), "{words:?}");
}

#[test]
fn a_package_of_another_laptop_is_never_replaced_and_nothing_is_no_package() {
    let (one, other, third, visit) = office();
    answer(&one, &visit, ITEM, "fail");
    third.line(["pack"]).arg(third.path("空.xuncha")).refused(1);
    assert!(!third.path("空.xuncha").exists());
    other.line(["merge"]).arg(one.db()).json();
    answer(&other, &visit, "FIRE-TRAIN-01", "pass");
    let stick = one.path("stick");
    fs::create_dir_all(&stick).expect("a folder");
    let theirs = stick.join("甲号机.xuncha");
    other.line(["pack"]).arg(&theirs).json();
    let before = fs::read(&theirs).expect("a package");
    let said = one.line(["pack"]).arg(&stick).json();
    assert_eq!(said["path"], json!(stick.join("甲号机-2.xuncha")));
    assert_eq!(one.line(["pack"]).arg(&stick).json()["path"], said["path"], "one's own is replaced");
    one.line(["pack"]).arg(&theirs).refused(4);
    assert_eq!(fs::read(&theirs).expect("a package"), before);
    assert_eq!(names(&stick), ["甲号机-2.xuncha", "甲号机.xuncha"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_at_once_and_not_waited_for() {
    let (one, ..) = office();
    let pipe = one.path("p.xuncha");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    for line in [&["merge"][..], &["verify"], &["salvage", "-o", "out.xuncha"]] {
        let said = one.line(line.iter().copied()).arg(&pipe).refused(3);
        assert!(said.contains("不是普通文件"), "{said}");
    }
    one.line(["pack"]).arg(&pipe).refused(4);
}

#[test]
fn a_folder_says_when_it_holds_nothing_and_takes_capitals_and_db_files() {
    let (one, other, third, visit) = office();
    answer(&one, &visit, ITEM, "fail");
    let folder = one.path("share");
    fs::create_dir_all(&folder).expect("a folder");
    let said = other.line(["merge"]).arg(&folder).json_with(1);
    assert!(each_word(&said)[0].contains("没有 .xuncha 包"), "{said}");
    fs::copy(one.db(), folder.join("甲.DB")).expect("a copy");
    fs::write(folder.join("Thumbs.db"), "pictures of another program").expect("a file");
    let said = other.line(["sync"]).arg(&folder).json();
    assert_eq!(digest(&one), digest(&other));
    assert!(each_word(&said).iter().any(|w| w == "不是巡查文件，没有看：Thumbs.db"), "{said}");
    fs::remove_file(folder.join("甲.DB")).expect("gone");
    one.line(["pack"]).arg(folder.join("甲.XUNCHA")).json();
    for desk in [&third, &Desk::new("丁号机四四四四")] {
        desk.line(["sync"]).arg(&folder).json();
        assert_eq!(digest(desk), digest(&one));
    }
}

#[test]
fn a_merge_that_is_taken_out_says_whose_entries_went_and_what_of_mine_hung_on_them() {
    let (one, other, _, visit) = office();
    answer(&one, &visit, ITEM, "fail");
    let brought = other.line(["merge"]).arg(one.db()).json()["entries"].clone();
    answer(&other, &visit, "FIRE-TRAIN-01", "pass");
    let said = other.line(["merge", "--undo"]).call();
    assert!(said.out.contains(&format!("甲号机：{brought} 条")), "{} {}", said.out, said.err);
    assert!(said.out.contains("留下的记录里有 1 条"), "{}", said.out);
    other.line(["merge"]).arg(one.db()).json();
    assert_eq!(super::verdict(&other, &visit, "FIRE-TRAIN-01"), "pass");
}
