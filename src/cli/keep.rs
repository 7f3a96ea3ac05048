//! `stats`, `digest`, `verify`, `rebuild`, `backup`: the log as a whole.

use super::args::Backup;
use super::out::Out;
use super::session::Session;
use crate::failure::{Failure, exit};
use crate::journal::digest::digits;
use crate::store::Wrong;
use crate::text::{Lang, t};
use serde_json::{Value, json};

pub fn stats(session: &Session) -> Result<Out, Failure> {
    let s = session.open_to_read()?.stats(session.now.today)?;
    let [minor, serious, major] = s.by_severity;
    let words = t!(
        "{} 家机构，{} 次检查，{} 条记录；问题未销号 {}（逾期 {}），已销号 {}；分歧 {}；日志 {} 条，{} 台电脑",
        "{} facilit{y|ies}, {} visit{|s}, {} answer{|s}; {} finding{|s} open ({} overdue), {} closed; {} dispute{|s}; {} entr{y|ies} of {} laptop{|s}"
    );
    let words = words.fill(
        session.lang,
        &[&s.facilities, &s.inspections, &s.answers, &s.open, &s.overdue, &s.closed, &s.disputes, &s.entries, &s.logs],
    );
    let y = s.year;
    let year = t!(
        "{} 年：在业 {} 家，已查 {} 家、{} 家次；另有只复查旧问题的 {} 家次，没有逐项判断的 {} 家次，未能检查 {} 家次，补录 {} 家次，导入问题 {} 个，都不计在内",
        "{}: {} facilit{y|ies} in business, {} of them checked at {} visit{|s}; not among these {} that only rechecked old findings, {} visit{|s} without a judgement, {} that could not be made, {} written down later, {} imported finding{|s}"
    );
    let year = year.fill(
        session.lang,
        &[&y.year, &y.facilities, &y.checked, &y.visits, &y.rechecks, &y.no_check, &y.not_made, &y.backfilled, &y.imported],
    );
    let words = [words, year].join("\n");
    let json = json!({
        "entries": s.entries,
        "logs": s.logs,
        "facilities": s.facilities,
        "inspections": s.inspections,
        "answers": s.answers,
        "findings": {
            "open": s.open,
            "overdue": s.overdue,
            "closed": s.closed,
            "by_severity": { "minor": minor, "serious": serious, "major": major },
        },
        "disputes": s.disputes,
        "year": {
            "year": y.year, "facilities": y.facilities, "facilities_checked": y.checked, "visits": y.visits,
            "rechecks": y.rechecks, "no_check": y.no_check, "not_made": y.not_made, "backfilled": y.backfilled, "imported_findings": y.imported,
        },
    });
    Ok(Out::of(json, words))
}

/// Sixteen digits for people to compare aloud; the whole words in JSON.
pub fn digest(session: &Session) -> Result<Out, Failure> {
    let digests = session.open_to_read()?.digest()?;
    let (log, state) = (digits(&digests.log), digits(&digests.state));
    let words = t!("日志 {}\n状态 {}", "log   {}\nstate {}").fill(session.lang, &[&log, &state]);
    Ok(Out::of(json!({ "log": digests.log, "state": digests.state }), words))
}

/// Exit code 1 when anything is wrong; every fault is told.
pub fn verify(session: &Session) -> Result<Out, Failure> {
    let (mut log, lang) = (session.open_to_read()?, session.lang);
    let (wrong, forks) = (log.verify()?, log.forks()?);
    let json = json!({
        "ok": wrong.is_empty(),
        "faults": wrong.iter().map(|w| told(w, lang)).collect::<Vec<_>>(),
        "forks": forks.iter().map(|f| json!({ "log": f.log, "laptop": f.laptop, "shared": f.shared })).collect::<Vec<_>>(),
    });
    let mut lines: Vec<String> = wrong.iter().map(|w| say(w, lang)).collect();
    if wrong.is_empty() {
        lines.push(t!("核对无误", "All is well").get(lang).into());
    }
    lines.extend(forks.iter().map(|f| {
        t!(
            "日志 {}（{}）第 {} 条之后分成了两支：数据文件夹被复制过。两支都在，没有丢失",
            "log {} ({}) went on twice after entry {}: the data folder was copied. Both branches are kept, nothing is lost"
        )
        .fill(lang, &[&f.log, &f.laptop, &f.shared])
    }));
    let code = if wrong.is_empty() { exit::DONE } else { exit::NOT_SO };
    Ok(Out::of(json, lines.join("\n")).with_code(code))
}

fn told(wrong: &Wrong, lang: Lang) -> Value {
    let mut json = match wrong {
        Wrong::Database { what } => json!({ "kind": "database", "what": what }),
        Wrong::Entry { log, seq, id } => json!({ "kind": "entry", "log": log, "seq": seq, "id": id }),
        Wrong::Gap { log, from, to } => json!({ "kind": "gap", "log": log, "from": from, "to": to }),
        Wrong::Cut { log, sealed, held } => json!({ "kind": "cut", "log": log, "sealed": sealed, "held": held }),
        Wrong::Seal { log } => json!({ "kind": "seal", "log": log }),
        Wrong::Start { log } => json!({ "kind": "start", "log": log }),
        Wrong::Content { hash } => json!({ "kind": "content", "hash": hash }),
        Wrong::Worlds => json!({ "kind": "worlds" }),
        Wrong::Projection { table } => json!({ "kind": "projection", "table": table }),
    };
    json["words"] = json!(say(wrong, lang));
    json
}

fn say(wrong: &Wrong, lang: Lang) -> String {
    match wrong {
        Wrong::Database { what } => t!("数据库：{}", "database: {}").fill(lang, &[what]),
        Wrong::Entry { log, seq, id } => {
            t!("日志 {} 第 {} 条（{}）被改动过", "log {}, entry {} ({}) was changed").fill(lang, &[log, seq, id])
        }
        Wrong::Gap { log, from, to } => {
            t!("日志 {} 缺第 {} 到 {} 条", "log {}: entries {} to {} are missing").fill(lang, &[log, from, to])
        }
        Wrong::Cut { log, sealed, held } => {
            t!("日志 {} 尾部缺失：封到第 {} 条，只有 {} 条", "log {} was cut: sealed up to {}, {} held")
                .fill(lang, &[log, sealed, held])
        }
        Wrong::Seal { log } => t!("日志 {} 的封印不对", "log {}: the seal does not fit").fill(lang, &[log]),
        Wrong::Start { log } => t!(
            "日志 {} 的电脑名、密钥或演示标记与它的第一条不符",
            "log {}: its laptop, key or mark of a demonstration is not that of its first entry"
        )
        .fill(lang, &[log]),
        Wrong::Content { hash } => {
            t!("检查表 {} 被改动过，不是当时用的那一份", "checklist {} was changed, it is not the one that was used")
                .fill(lang, &[hash])
        }
        Wrong::Worlds => t!("演示和真实的日志混在一个文件里", "demonstration and real logs are in one file").get(lang).into(),
        Wrong::Projection { table } => {
            t!("投影 {} 与日志不符，用 rebuild 重建", "projection {} differs from the log; `rebuild` mends it")
                .fill(lang, &[table])
        }
    }
}

pub fn rebuild(session: &Session) -> Result<Out, Failure> {
    session.open()?.rebuild()?;
    Ok(Out::of(json!({ "ok": true }), t!("已由日志重建", "Made anew from the log").get(session.lang)))
}

pub fn backup(session: &Session, args: &Backup) -> Result<Out, Failure> {
    session.open_to_read()?.backup(&args.file)?;
    let words = t!("已备份到 {}", "Copied to {}").fill(session.lang, &[&args.file.display()]);
    Ok(Out::of(json!({ "path": args.file }), words))
}
