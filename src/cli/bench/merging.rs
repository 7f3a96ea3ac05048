//! What is waited for in the evening: colleagues' files taken in, beside the same rows put into bare tables.

use super::clock::once;
use super::table::Figure;
use crate::cli::demo;
use crate::cli::session::Session;
use crate::failure::Failure;
use crate::merge::{self, Options};
use crate::request::demo::Recipe;
use crate::store::{Log, bare};
use crate::text::t;
use std::path::{Path, PathBuf};

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
    let make = |seed: u64, answers: u32| -> Result<PathBuf, Failure> {
        let path = folder.join(format!("{seed}.db"));
        let recipe = Recipe { facilities: (answers / 100).max(10), answers, seed, laptop: 1, today: session.now.today };
        demo::make(&session.home, &path, recipe)?;
        Ok(path)
    };
    let mut take = |files: &[PathBuf]| -> Result<f64, Failure> {
        let (merged, took) = once(|| merge::merge_all(&mut log, files, &Options::default(), &session.now))?;
        for (_, came) in merged.files {
            came?;
        }
        Ok(took.as_secs_f64() * 1000.0)
    };
    let beside = |file: &Path| -> Result<f64, Failure> {
        let ((), took) = once(|| bare::put_same_rows(file, &file.with_extension("bare")))?;
        Ok(took.as_secs_f64() * 1000.0)
    };
    let (large, small) = (make(901, LARGE)?, make(902, SMALL)?);
    let ten = (910..920).map(|seed| make(seed, EVENING)).collect::<Result<Vec<_>, _>>()?;
    let names = (
        t!("并入 10 万条", "merge of 100,000 entries"),
        t!("并入 1000 条", "merge of 1,000 entries"),
        t!("晚上并入十台，各 500 条", "ten laptops in the evening, 500 each"),
    );
    Ok(vec![
        Figure::ms("merge_100000", names.0, take(std::slice::from_ref(&large))?).beside(beside(&large)?).at_most_times(3.0, 0.0),
        Figure::ms("merge_1000", names.1, take(std::slice::from_ref(&small))?).beside(beside(&small)?).at_most_times(1.5, 50.0),
        Figure::ms("evening", names.2, take(&ten)?).at_most(3000.0),
    ])
}
