//! `bench`: measures the program on this machine, beside bare SQLite through the same library. Everything is done on a copy
//! in a folder of its own; a file that is named is only read.

mod clock;
mod merging;
mod table;
mod visits;

use super::args::{Bench, Only};
use super::demo;
use super::out::Out;
use super::session::Session;
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::failure::usage::Usage;
use crate::request::demo::{Recipe, names};
use crate::search::Index;
use crate::store::Log;
use crate::store::bare::{self, Bare};
use crate::text::{Text, t};
use crate::views::home::HomeRow;
use clock::{Times, once};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;
use table::Figure;

pub fn run(session: &Session, args: &Bench) -> Result<Out, Failure> {
    if let Some(only) = args.only {
        return alone(session, only);
    }
    let folder = Folder::make(session)?;
    let copy = folder.path("copy.db");
    let mut figures = Vec::new();
    match &session.named_db {
        Some(db) => Log::open_to_read(db, &session.home)?.backup(&copy)?,
        None => {
            let recipe = Recipe { answers: args.answers, ..recipe(session, args.answers) };
            let (_, took) = once(|| demo::make(&session.home, &copy, recipe))?;
            let name = t!("生成演示数据", "making the demonstration");
            figures.push(Figure::ms("demo", name, took.as_secs_f64() * 1000.0).at_most(45_000.0));
        }
    }
    let small = folder.path("small.db");
    demo::small(&session.home, &small, session.now.today)?;
    figures.extend(start(&copy, &small, args.runs)?);
    figures.extend(visits::figures(session, (&copy, &small), args.runs, &Bare::make(&folder.path("bare.db"))?)?);
    for rows in [10_000, 100_000] {
        figures.extend(filter(session, rows));
    }
    let mut log = Log::open_to_read(&copy, &session.home)?;
    let (_, took) = once(|| log.verify())?;
    figures.push(Figure::ms("verify", t!("核对全库", "verify"), took.as_secs_f64() * 1000.0).at_most(10_000.0));
    let (size, answers) = (size_of(&copy)?, log.stats(session.now.today)?.answers);
    let per_answer = t!("每条记录占用", "file size per answer");
    let bytes = size as f64 / answers.max(1) as f64;
    figures.push(Figure { unit: "B", ..Figure::ms("bytes_per_answer", per_answer, bytes) }.at_most(450.0));
    figures.extend(memory_of(&copy)?);
    drop(log);
    figures.extend(merging::figures(session, &copy, &folder.0)?);
    let json = json!({ "file_bytes": size, "answers": answers, "figures": table::json_of(&figures) });
    Ok(Out::of(json, table::words_of(&figures, session.lang)))
}

fn recipe(session: &Session, answers: u32) -> Recipe {
    Recipe { facilities: (answers / 250).max(40), answers, seed: 1, laptop: 1, today: session.now.today }
}

/// From the start of the program to its Home, whole processes: beside one that only opens the file and reads a row, and beside
/// our own on a small file. In turns, so that all three meet the same machine.
fn start(copy: &Path, small: &Path, runs: u32) -> Result<Vec<Figure>, Failure> {
    let whole = |db: &Path, only: &str| once(|| another(db, only)).map(|(_, took)| took);
    let (mut ours, mut bare, mut of_small) = (Times::default(), Times::default(), Times::default());
    for n in 0..=3 * runs {
        let took = [whole(copy, "home")?, whole(copy, "row")?, whole(small, "home")?];
        // The first of each finds nothing in memory.
        if n > 0 {
            for (times, took) in [&mut ours, &mut bare, &mut of_small].into_iter().zip(took) {
                times.add(took);
            }
        }
    }
    let name = t!("启动到首页数据", "start to Home's data");
    let beside_small = t!("同上，右边是小文件", "start to Home's data, beside a small file");
    let ours = ours.median();
    Ok(vec![
        Figure::ms("start", name, ours).beside(bare.median()).at_most_times(2.0, 0.0),
        Figure::ms("start_beside_small", beside_small, ours).beside(of_small.median()).at_most_times(1.2, 0.0),
    ])
}

/// Another process of ours that does one thing with a file; gives what it tells.
fn another(db: &Path, only: &str) -> Result<serde_json::Value, Failure> {
    let program = std::env::current_exe().map_err(|e| crate::disk::fault(db, &e))?;
    let output = Command::new(&program).arg("--db").arg(db).args(["--json", "bench", "--only", only]).output();
    let output = output.map_err(|e| crate::disk::fault(&program, &e))?;
    let told = output.status.success().then(|| serde_json::from_slice(&output.stdout).ok()).flatten();
    told.ok_or_else(|| Failure::Usage(Usage::Words(String::from_utf8_lossy(&output.stderr).trim().to_string())))
}

/// Each key of three queries over so many facilities, as the list narrows.
fn filter(session: &Session, rows: usize) -> Vec<Figure> {
    let all: Vec<[String; 3]> = (0..rows).map(|n| names(1, n, session.now.today)).collect();
    let index = Index::new(all.iter().map(|fields| fields.each_ref().map(String::as_str)));
    let mut keys = Times::default();
    for query in ["养老院", "kangning", "knyly"] {
        let (mut typed, mut among) = (String::new(), None::<Vec<u32>>);
        for key in query.chars() {
            typed.push(key);
            let found = once(|| Ok::<_, Failure>(index.find(&typed, among.as_deref(), 200)));
            if let Ok((hits, took)) = found {
                keys.add(took);
                among = Some(hits.all);
            }
        }
    }
    let (median, worst): (Text, Text) = match rows {
        10_000 => (t!("一万家里找，每键", "a key of the filter, 10,000"), t!("同上，最慢一键", "the slowest such key")),
        _ => (t!("十万家里找，每键", "a key of the filter, 100,000"), t!("同上，最慢一键", "the slowest such key")),
    };
    let keys_of = |small, large| if rows == 10_000 { small } else { large };
    vec![
        Figure::ms(keys_of("filter_10000", "filter_100000"), median, keys.median()),
        Figure::ms(keys_of("filter_10000_worst", "filter_100000_worst"), worst, keys.worst()).at_most(if rows == 10_000 {
            5.0
        } else {
            30.0
        }),
    ]
}

/// The most memory that a process of ours ever held while it opened the file, Home, the list and a visit.
fn memory_of(copy: &Path) -> Result<Vec<Figure>, Failure> {
    let kib = another(copy, "memory")?["kib"].as_f64().filter(|kib| *kib > 0.0);
    let name = t!("打开后的内存高点", "memory, the highest");
    let figure = |kib| Figure { unit: "MiB", ..Figure::ms("memory", name, kib / 1024.0) }.at_most(40.0);
    Ok(kib.map(figure).into_iter().collect())
}

/// What that process does; tells how much it held, where the system says so, or nothing.
fn memory(session: &Session) -> Result<Out, Failure> {
    let mut log = session.open_to_read()?;
    let home = log.home(session.now.today)?;
    let first = home.groups.iter().flat_map(|g| &g.rows).find_map(|r| if let HomeRow::Visit(v) = r { Some(v.id) } else { None });
    let facilities = log.facilities()?;
    let visit = first.map(|id| log.visit(id)).transpose()?;
    let kib = highest().unwrap_or(0);
    let counts = (facilities.len(), visit.map_or(0, |v| v.rows.len()));
    let words = format!("{kib} KiB, {} / {}", counts.0, counts.1);
    Ok(Out::of(json!({ "kib": kib, "facilities": counts.0, "rows": counts.1 }), words))
}

/// One thing, in a process that somebody else measures.
fn alone(session: &Session, only: Only) -> Result<Out, Failure> {
    match only {
        Only::Memory => return memory(session),
        Only::Home => drop(session.open()?.home(session.now.today)?),
        Only::Row => bare::open_and_read(&session.db())?,
    }
    Ok(Out::of(json!({}), ""))
}

#[cfg(target_os = "linux")]
fn highest() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

#[cfg(not(target_os = "linux"))]
fn highest() -> Option<u64> {
    None
}

fn size_of(path: &Path) -> Result<u64, Failure> {
    std::fs::metadata(path).map(|m| m.len()).map_err(|e| crate::disk::fault(path, &e))
}

/// A folder of its own in the data folder, gone when the measuring ends.
struct Folder(PathBuf);

impl Folder {
    fn make(session: &Session) -> Result<Folder, Failure> {
        let path = session.home.path().join(format!("bench-{}", std::process::id()));
        if path.exists() {
            return Err(Failure::Disk(Disk::Exists { path }));
        }
        std::fs::create_dir_all(&path).map_err(|e| crate::disk::fault(&path, &e))?;
        Ok(Folder(path))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
