//! What is waited for in the evening: colleagues' files taken in, beside the same rows put into the same tables by bare SQLite.

use super::clock::{Stretch, once};
use super::table::Figure;
use crate::cli::demo;
use crate::cli::session::Session;
use crate::disk::Moment;
use crate::failure::Failure;
use crate::merge::{self, Options, Packing};
use crate::request::demo::Recipe;
use crate::request::exchange::{Progress, Step, Watch};
use crate::store::{Log, bare};
use crate::text::t;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Answers of a file that comes to some 100,000 entries.
const LARGE: u32 = 74_000;
/// Answers of one that comes to some 1,000.
const SMALL: u32 = 700;
/// Answers of each of ten that come to some 500.
const EVENING: u32 = 350;

/// Merges into the copy, as a laptop of its own would. A real log takes in no demonstrations: then there are no figures.
pub fn figures(session: &Session, copy: &Path, folder: &Path) -> Result<Vec<Figure>, Failure> {
    let mut log = Log::open_as(copy, super::visits::other_hand())?;
    if !log.is_demonstration()? {
        return Ok(Vec::new());
    }
    // What came is put into it with bare SQLite too, so that it is always as the copy was.
    let bare = folder.join("bare-merges.db");
    log.backup(&bare)?;
    let make = |seed: u64, answers: u32| -> Result<PathBuf, Failure> {
        let path = folder.join(format!("{seed}.db"));
        let recipe = Recipe { facilities: (answers / 100).max(10), answers, seed, laptop: 1, today: session.now.today };
        demo::make(&session.home, &path, recipe)?;
        Ok(path)
    };
    let mut beside = |files: &[PathBuf]| -> Result<(f64, f64), Failure> {
        let ours = take(&mut log, files, &session.now)?;
        let (_, took) = once(|| bare::put_what_came(copy, &bare))?;
        Ok((ours, took.as_secs_f64() * 1000.0))
    };
    let (large, small) = (make(901, LARGE)?, make(902, SMALL)?);
    let package = folder.join("902.xuncha");
    let packing = Packing { home: &session.home, laptop: "bench", passphrase: None, watch: &Watch::default() };
    merge::pack(&mut Log::open_to_read(&small, &session.home)?, &package, true, &packing)?;
    let ten = (910..920).map(|seed| make(seed, EVENING)).collect::<Result<Vec<_>, _>>()?;
    let (of_large, of_package) = (beside(&[large])?, beside(&[package])?);
    let of_ten = take(&mut log, &ten, &session.now)?;
    let names = (
        t!("并入 10 万条，不算临时副本", "merge of 100,000 entries, without the temporary copy"),
        t!("并入 1000 条的包", "merge of a package of 1,000 entries"),
        t!("晚上并入十台，各 500 条", "ten laptops in the evening, 500 each"),
    );
    Ok(vec![
        Figure::ms("merge_100000", names.0, of_large.0).beside(of_large.1).at_most_times(3.0, 0.0),
        Figure::ms("merge_1000", names.1, of_package.0).beside(of_package.1).at_most_times(1.5, 50.0),
        Figure::ms("evening", names.2, of_ten).at_most(3000.0),
    ])
}

/// How long merging takes in milliseconds, from when the temporary copies are made.
fn take(log: &mut Log, files: &[PathBuf], now: &Moment) -> Result<f64, Failure> {
    let copying = Arc::new(Mutex::new(Stretch::default()));
    let seen = copying.clone();
    let tell = move |progress: Progress| {
        if let Ok(mut stretch) = seen.lock() {
            stretch.at(progress.step == Step::Copying);
        }
    };
    let watch = Watch::new(Arc::default(), tell);
    let (merged, took) = once(|| merge::merge_all(log, files, &Options { watch, ..Options::default() }, now))?;
    for (_, came) in merged.files {
        came?;
    }
    let copied = copying.lock().map_or(Duration::ZERO, |stretch| stretch.sum());
    Ok(took.saturating_sub(copied).as_secs_f64() * 1000.0)
}
