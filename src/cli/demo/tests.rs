//! The demonstration as a newcomer meets it, read through the views that screens and line forms read.

use super::*;
use crate::store::Wrong;
use jiff::civil::date;
use std::path::PathBuf;
use tempfile::TempDir;

const TODAY: Date = date(2026, 11, 24);

struct Made {
    home: Home,
    path: PathBuf,
    _folder: TempDir,
}

fn made(recipe: Recipe) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let (home, path) = (Home::at(folder.path()), folder.path().join("demo.db"));
    make(&home, &path, recipe).unwrap();
    Made { home, path, _folder: folder }
}

impl Made {
    fn open(&self) -> Log {
        Log::open(&self.path, &self.home).unwrap()
    }
}

#[test]
fn rows_written_in_one_go_are_those_that_a_rebuild_makes_of_the_entries() {
    let made = made(Recipe { facilities: 20, answers: 900, seed: 3, laptop: 2, today: TODAY });
    let mut log = made.open();
    assert_eq!(log.verify().unwrap(), Vec::<Wrong>::new());
    let (stats, digest) = (log.stats(TODAY).unwrap(), log.digest().unwrap());
    assert!(stats.answers == 900 && stats.closed > 10 && stats.disputes > 0, "{stats:?}");
    log.rebuild().unwrap();
    assert_eq!((log.stats(TODAY).unwrap(), log.digest().unwrap()), (stats, digest));
}
