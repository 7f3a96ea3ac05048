//! What the new entries of one laptop are about, counted as people count: visits, answers, findings, disputes.

use super::alike;
use super::fault::Result;
use super::names::{Named, SubjectNo, WordNo, kind};
use crate::request::exchange::{Alike, Brought};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeSet, HashSet};

pub struct Tally<'a> {
    db: &'a Connection,
    visits: BTreeSet<WordNo>,
    points: HashSet<SubjectNo>,
    /// Those that were findings, and those that were disputed, before anything new was said.
    found: HashSet<SubjectNo>,
    disputed: HashSet<SubjectNo>,
}

impl<'a> Tally<'a> {
    pub fn new(db: &'a Connection) -> Tally<'a> {
        Tally { db, visits: BTreeSet::new(), points: HashSet::new(), found: HashSet::new(), disputed: HashSet::new() }
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
                    let (found, disputed) = self.stands(about.n)?;
                    self.found.extend(found.then_some(about.n));
                    self.disputed.extend(disputed.then_some(about.n));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// What the new entries say that may have been said before under another name.
    pub fn alike(&self) -> Result<Vec<Alike>> {
        let mut found = BTreeSet::new();
        for n in self.points.iter().filter(|n| !self.found.contains(n)) {
            found.extend(self.stands(*n)?.0.then_some(*n));
        }
        Ok([alike::visits(self.db, &self.visits)?, alike::findings(self.db, &found)?].concat())
    }

    /// Counts, after all was joined.
    pub fn count(&self, brought: &mut Brought) -> Result<()> {
        brought.visits = self.visits.len() as u64;
        let mut answered = self.db.prepare_cached("SELECT 1 FROM point WHERE n = ?1 AND verdict > 0")?;
        for n in &self.points {
            brought.records += u64::from(answered.query_row([n], |_| Ok(())).optional()?.is_some());
            let (found, disputed) = self.stands(*n)?;
            brought.findings += u64::from(found && !self.found.contains(n));
            brought.disputes += u64::from(disputed && !self.disputed.contains(n));
        }
        Ok(())
    }

    /// Whether a point is a finding of its own, and whether people judge it differently.
    fn stands(&self, point: SubjectNo) -> Result<(bool, bool)> {
        let mut find = self.db.prepare_cached("SELECT 1 FROM finding WHERE n = ?1 AND lead = n AND stage IS NOT NULL")?;
        let found = find.query_row([point], |_| Ok(())).optional()?.is_some();
        let mut find = self.db.prepare_cached("SELECT 1 FROM point WHERE n = ?1 AND disputed IS NOT NULL")?;
        Ok((found, find.query_row([point], |_| Ok(())).optional()?.is_some()))
    }
}
