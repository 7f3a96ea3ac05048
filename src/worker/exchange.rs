//! Bringing files together for the screen: the same steps as the line forms, told in words.

use super::Worker;
use crate::disk;
use crate::failure::Failure;
use crate::journal::digest::{digits, log_digest};
use crate::merge::{self, Options, Packing};
use crate::request::Reply;
use crate::request::exchange::{Exchange, Here, Outcome, Task, Told};
use crate::store::Log;
use crate::text::Lang;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

impl Worker {
    pub(super) fn exchange(&mut self, exchange: Exchange) -> Result<Reply, Failure> {
        // Whoever stopped the one before did not mean this one.
        self.stop.store(false, Ordering::Relaxed);
        let lang = if self.settings.lang == "en" { Lang::En } else { Lang::Zh };
        let paths: Vec<PathBuf> = exchange.paths.iter().map(|path| disk::resolved(path)).collect();
        let packing = Packing {
            home: &self.home,
            laptop: &self.settings.laptop,
            passphrase: exchange.passphrase.as_deref(),
            watch: &self.watch,
        };
        let options = Options {
            dry: exchange.task == Task::Look,
            trust_new: false,
            passphrase: exchange.passphrase.clone(),
            watch: self.watch.clone(),
        };
        let (log, now) = (&mut self.log, disk::now());
        let first = || paths.first().cloned().unwrap_or_default();
        let told = match exchange.task {
            Task::Look | Task::Merge => {
                let merged = merge::merge_all(log, &paths, &options, &now)?;
                if let [(_, Err(failure))] = &merged.files[..] {
                    return Err(failure.clone());
                }
                Told { words: merged.told(lang), ..told(&merged) }
            }
            Task::Sync => {
                let synced = merge::sync(log, &first(), &options, &packing, &now)?;
                let mut told = told(&synced.merged);
                if synced.held_back && told.outcome == Outcome::Done {
                    told.outcome = Outcome::Partly;
                }
                Told { words: [synced.merged.told(lang), vec![synced.left(lang)]].concat(), ..told }
            }
            Task::Pack => {
                let (path, packed) = merge::pack(log, &first(), false, &packing)?;
                Told { words: vec![merge::packed_words(&path, &packed, lang)], ..Told::default() }
            }
            Task::Undo => Told { words: merge::taken_out(&merge::undo(log)?, lang), ..Told::default() },
        };
        Ok(Reply::Merged(Box::new(told)))
    }
}

fn told(merged: &merge::Merged) -> Told {
    let laptops = merged.taken().flat_map(|t| t.laptops.iter().map(|l| l.key).chain(t.sender.iter().map(|s| s.key)));
    let disputes = u64::try_from(merged.disputes()).unwrap_or(0);
    let alike = merged.taken().map(|t| t.alike.len() as u64).sum();
    let (outcome, locked) = (merged.outcome(), merged.is_locked());
    Told { outcome, locked, words: Vec::new(), new: merged.entries(), disputes, alike, laptops: laptops.collect() }
}

pub fn here(log: &mut Log) -> Result<Here, Failure> {
    let forks = log.forks()?.into_iter().map(|fork| (fork.laptop, fork.shared)).collect();
    Ok(Here { log: digits(&log_digest(&log.ends()?)), laptops: log.laptops()?, forks, last: log.last_merge()? })
}
