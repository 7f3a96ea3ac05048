//! `pack`, `sync`, `verify` of other files, `salvage`: what goes out, and whether it is whole.

use super::out::Out;
use super::session::{Session, passphrase};
use crate::failure::{Failure, exit};
use crate::journal::digest::digits;
use crate::merge::{self, Checked, Compared, Options, Packing, laptop_named};
use crate::request::exchange::{Saved, Watch};
use crate::text::{Lang, t};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct Pack {
    #[arg(value_name = "TARGET")]
    pub target: PathBuf,
    #[arg(long)]
    pub all: bool,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub passphrase: Option<String>,
}

#[derive(Args, Debug)]
pub struct Sync {
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    #[arg(long)]
    pub trust_new: bool,
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub passphrase: Option<String>,
}

#[derive(Args, Debug)]
pub struct Verify {
    #[arg(value_name = "FILE", num_args = 0..=2)]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "T", allow_hyphen_values = true, requires = "files")]
    pub passphrase: Option<String>,
}

#[derive(Args, Debug)]
pub struct Salvage {
    #[arg(value_name = "BROKEN")]
    pub broken: PathBuf,
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub output: PathBuf,
}

pub fn pack(session: &Session, args: &Pack) -> Result<Out, Failure> {
    let passphrase = args.passphrase.as_deref().map(passphrase).transpose()?;
    let (mut log, watch) = (session.open_to_read()?, Watch::default());
    let packing =
        Packing { home: &session.home, laptop: &session.settings.laptop, passphrase: passphrase.as_deref(), watch: &watch };
    let (path, packed) = merge::pack(&mut log, &args.target, args.all, &packing)?;
    Ok(Out::of(
        json!({ "path": path, "entries": packed.entries, "logs": packed.logs }),
        merge::packed_words(&path, &packed, session.lang),
    ))
}

/// Exit code as that of `merge`.
pub fn sync(session: &Session, args: &Sync) -> Result<Out, Failure> {
    let passphrase = args.passphrase.as_deref().map(passphrase).transpose()?;
    let (mut log, watch, lang) = (session.open()?, Watch::default(), session.lang);
    let packing =
        Packing { home: &session.home, laptop: &session.settings.laptop, passphrase: passphrase.as_deref(), watch: &watch };
    let options = Options { trust_new: args.trust_new, passphrase: passphrase.clone(), ..Options::default() };
    let synced = merge::sync(&mut log, &args.folder, &options, &packing, &session.now)?;
    let mut json = synced.merged.json(lang);
    let mut words = synced.merged.words(lang);
    words.push(synced.left(lang));
    json["path"] = json!(synced.path);
    json["packed"] = json!(synced.packed.as_ref().map(|p| p.entries));
    json["held_back"] = json!(synced.held_back);
    json["words"] = json!(words);
    let code = synced.merged.exit_code().max(if synced.held_back { exit::NOT_SO } else { exit::DONE });
    Ok(Out::of(json, words.join("\n")).with_code(code))
}

/// Without a file the open one; of one file whether it is whole; of two whether they hold the same, exit code 1 when not.
pub fn verify(session: &Session, args: &Verify) -> Result<Out, Failure> {
    let passphrase = args.passphrase.as_deref().map(passphrase).transpose()?;
    let (options, lang) = (Options { passphrase, ..Options::default() }, session.lang);
    match &args.files[..] {
        [] => super::keep::verify(session),
        [file] => {
            let checked = merge::check(file, &options)?;
            let words = vec![
                t!("{} 完好：{} 台电脑的 {} 条", "{} is whole: {} log{|s}, {} entr{y|ies}")
                    .fill(lang, &[&file.display(), &checked.laptops.len(), &checked.entries]),
            ];
            let mut json = told(&checked);
            json["ok"] = json!(true);
            Ok(Out::of(json, words.into_iter().chain(forks(&checked, lang)).collect::<Vec<_>>().join("\n")))
        }
        [a, b, ..] => {
            let compared = merge::compare(a, b, &options)?;
            let lacks = |n: usize| -> Vec<Value> {
                let one = |s: &crate::journal::plan::Stretch| json!({ "laptop": compared.laptop(&s.log), "log": s.log, "from": s.from, "to": s.to });
                compared.lacks[n].iter().map(one).collect()
            };
            let json = json!({
                "same": compared.same(),
                "files": compared.files.iter().enumerate().map(|(n, file)| {
                    let mut json = told(file);
                    json["lacks"] = json!(lacks(n));
                    json
                }).collect::<Vec<_>>(),
            });
            let code = if compared.same() { exit::DONE } else { exit::NOT_SO };
            Ok(Out::of(json, compared_words(&compared, lang).join("\n")).with_code(code))
        }
    }
}

fn told(checked: &Checked) -> Value {
    json!({ "file": checked.file, "entries": checked.entries, "logs": checked.laptops.len(), "log": checked.digest })
}

fn forks(checked: &Checked, lang: Lang) -> Vec<String> {
    let told = |(laptop, shared): &(String, u64)| {
        t!(
            "{} 的日志从第 {} 条起在两台电脑上各写各的，都在",
            "The log of {} was continued on two computers after entry {}; both are there"
        )
        .fill(lang, &[&laptop_named(laptop, lang), shared])
    };
    checked.forks.iter().map(told).collect()
}

fn compared_words(compared: &Compared, lang: Lang) -> Vec<String> {
    let mut words = Vec::new();
    for (file, lacks) in compared.files.iter().zip(&compared.lacks) {
        for s in lacks {
            let laptop = laptop_named(compared.laptop(&s.log), lang);
            words.push(
                t!("{} 缺 {} 的第 {} 到 {} 条（{} 条）", "{} lacks entries {2} to {3} of {1} ({4} entr{y|ies})")
                    .fill(lang, &[&file.file.display(), &laptop, &s.from, &s.to, &(s.to + 1 - s.from)]),
            );
        }
    }
    if compared.same() {
        let same = t!("两个文件一样：{}，{} 条", "The two files hold the same: {}, {} entr{y|ies}");
        words.push(same.fill(lang, &[&digits(&compared.files[0].digest), &compared.files[0].entries]));
    }
    words.extend(compared.files.iter().flat_map(|file| forks(file, lang)).collect::<std::collections::BTreeSet<_>>());
    words
}

/// Exit code 1 when anything was lost.
pub fn salvage(session: &Session, args: &Salvage) -> Result<Out, Failure> {
    let (watch, lang) = (Watch::default(), session.lang);
    let salvaged = merge::salvage(&args.broken, &args.output, &session.home, &session.settings.laptop, &watch)?;
    let entries = salvaged.entries();
    // What a damaged file says of its ends may be any number.
    let lost = salvaged.laptops.iter().fold(0_u64, |sum, l| sum.saturating_add(l.last - l.held));
    let mut words: Vec<String> = salvaged.laptops.iter().map(|saved| said(saved, lang)).collect();
    if salvaged.pages > 0 {
        words.push(
            t!("文件里有 {} 页缺了或是空白的", "{} page{|s} of the file {is|are} missing or blank")
                .fill(lang, &[&salvaged.pages]),
        );
    }
    if salvaged.unread > 0 {
        words.push(t!("另有 {} 行读不出", "{} row{|s} did not read").fill(lang, &[&salvaged.unread]));
    }
    words.push(
        match entries {
            0 => t!("一条也没有救出，没有写 {}", "Nothing could be taken out, {} was not written"),
            _ => t!("救出的在 {}，用 xuncha merge 并入", "What was taken out is in {}; take it in with `xuncha merge`"),
        }
        .fill(lang, &[&args.output.display()]),
    );
    let one = |l: &Saved| json!({ "laptop": l.laptop, "log": l.log, "held": l.held, "last": l.last, "lost": l.last - l.held });
    let json = json!({
        "path": (entries > 0).then_some(&args.output), "pages": salvaged.pages, "entries": entries, "lost": lost, "unread": salvaged.unread,
        "laptops": salvaged.laptops.iter().map(one).collect::<Vec<_>>(), "words": words,
    });
    let whole = lost == 0 && salvaged.unread == 0 && salvaged.pages == 0 && entries > 0;
    Ok(Out::of(json, words.join("\n")).with_code(if whole { exit::DONE } else { exit::NOT_SO }))
}

fn said(saved: &Saved, lang: Lang) -> String {
    let laptop = laptop_named(&saved.laptop, lang);
    if saved.held == saved.last {
        return t!("{}：全部 {} 条都救出来了", "{}: all {} entr{y|ies} {was|were} taken out")
            .fill(lang, &[&laptop, &(saved.held - saved.fork)]);
    }
    t!(
        "{}：救出前 {} 条，第 {} 到 {} 条没有救出",
        "{}: the first {} entr{y|ies} {was|were} taken out, {} to {} were lost"
    )
    .fill(lang, &[&laptop, &saved.held, &(saved.held + 1), &saved.last])
}
