//! What the new entries of one laptop are about, counted as people count: visits, answers, findings, disputes.

use super::alike;
use super::fault::Result;
use super::names::{Named, SubjectNo, WordNo, kind};
use crate::request::exchange::{Alike, Brought};
use rusqlite::{Connection, OptionalExtension};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};

pub struct Tally<'a> {
    db: &'a Connection,
    visits: BTreeSet<WordNo>,
    /// In the order of their rows.
    points: BTreeSet<SubjectNo>,
    /// Those that were findings, and those that were disputed, before anything new was said.
    found: HashSet<SubjectNo>,
    disputed: HashSet<SubjectNo>,
    /// Those that are findings now and were none.
    came: RefCell<BTreeSet<SubjectNo>>,
}

impl<'a> Tally<'a> {
    pub fn new(db: &'a Connection) -> Tally<'a> {
        Tally {
            db,
            visits: BTreeSet::new(),
            points: BTreeSet::new(),
            found: HashSet::new(),
            disputed: HashSet::new(),
            came: RefCell::default(),
        }
    }

    /// Takes note of what an entry is about, before it is joined into its row.
    pub fn note(&mut self, about: Named) -> Result<()> {
        match about.key.kind {
            kind::INSPECTION => drop(self.visits.insert(about.key.a)),
            kind::POINT => {
                if about.key.a != 0 {
                    self.visits.insert(about.key.a);
                }
                if self.points.insert(about.n) && !about.begins {
                    let before = self.stands(about.n)?;
                    self.found.extend(before.found.then_some(about.n));
                    self.disputed.extend(before.disputed.then_some(about.n));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// What the new entries say that may have been said before under another name, once they were counted.
    pub fn alike(&self) -> Result<Vec<Alike>> {
        Ok([alike::visits(self.db, &self.visits)?, alike::findings(self.db, &self.came.borrow())?].concat())
    }

    /// Counts, after all was joined.
    pub fn count(&self, brought: &mut Brought) -> Result<()> {
        brought.visits = self.visits.len() as u64;
        let mut came = self.came.borrow_mut();
        let mut find = self.db.prepare_cached(&format!("SELECT {STANDS}, p.n FROM point p WHERE p.n BETWEEN ?1 AND ?2"))?;
        for (first, last) in runs(&self.points) {
            let mut rows = find.query([first, last])?;
            while let Some(row) = rows.next()? {
                let (now, n) = (Stands::of(row)?, row.get(3)?);
                if self.points.contains(&n) {
                    brought.records += u64::from(now.answered);
                    brought.disputes += u64::from(now.disputed && !self.disputed.contains(&n));
                    came.extend((now.found && !self.found.contains(&n)).then_some(n));
                }
            }
        }
        brought.findings = came.len() as u64;
        Ok(())
    }

    fn stands(&self, point: SubjectNo) -> Result<Stands> {
        let mut find = self.db.prepare_cached(&format!("SELECT {STANDS} FROM point p WHERE p.n = ?1"))?;
        Ok(find.query_row([point], Stands::of).optional()?.unwrap_or_default())
    }
}

/// How a point stands.
#[derive(Default)]
struct Stands {
    answered: bool,
    disputed: bool,
    /// It is a finding of its own.
    found: bool,
}

const STANDS: &str = "p.verdict > 0, p.disputed IS NOT NULL,
    EXISTS (SELECT 1 FROM finding f WHERE f.n = p.n AND f.lead = f.n AND f.stage IS NOT NULL)";

impl Stands {
    fn of(row: &rusqlite::Row) -> rusqlite::Result<Stands> {
        Ok(Stands { answered: row.get(0)?, disputed: row.get(1)?, found: row.get(2)? })
    }
}

/// Numbers further apart than this are not looked at in one go.
const APART: SubjectNo = 16;

/// The first and the last of numbers that lie close together: what came together stands together.
fn runs(numbers: &BTreeSet<SubjectNo>) -> Vec<(SubjectNo, SubjectNo)> {
    let mut runs: Vec<(SubjectNo, SubjectNo)> = Vec::new();
    for &n in numbers {
        match runs.last_mut() {
            Some((_, last)) if n - *last <= APART => *last = n,
            _ => runs.push((n, n)),
        }
    }
    runs
}
