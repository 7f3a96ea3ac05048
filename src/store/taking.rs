//! Streams the chains of another file in, entry by entry, each checked against the one that is held before it.

use super::entries::{self, ChainNo, EntryNo};
use super::fault::Result;
use super::foreign::why;
use super::lineage;
use super::names::{self, SubjectNo};
use super::other::{Branch, Other};
use super::project::project;
use super::state::Reader;
use super::tally::Tally;
use super::untake::Before;
use super::{own, verify};
use crate::domain::name::LogId;
use crate::failure::untaken::Why;
use crate::journal::chain;
use crate::journal::entry::Entry;
use crate::journal::plan::unknown_kind;
use crate::request::exchange::{Step, Watch};
use rusqlite::params;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, btree_map};

/// So many subjects are joined at once: what is said of them is held until then.
const BATCH: usize = 6_000;

/// A file on its way in.
pub struct Taking<'a> {
    pub reader: Reader<'a>,
    pub touched: BTreeSet<SubjectNo>,
    pub undos: Vec<(EntryNo, LogId)>,
    pub unknown: BTreeMap<String, u64>,
    /// Chains that grew, and how they ended before.
    pub before: &'a mut Before,
    pub watch: &'a Watch,
    pub done: Cell<u64>,
    pub total: u64,
}

impl Taking<'_> {
    /// Streams one chain in from number `from` on. Gives the name of the laptop that wrote it.
    pub fn branch(&mut self, other: &Other, branch: &Branch, from: u64, tally: &mut Tally) -> Result<String> {
        let mut chain: Option<ChainNo> = None;
        other.read(branch, from, &mut |entry| {
            let on = match chain {
                Some(on) => on,
                None => *chain.insert(self.place(branch, &entry)?),
            };
            unknown_kind(&entry.body).into_iter().for_each(|kind| *self.unknown.entry(kind).or_default() += 1);
            let (log, is_undo) = (entry.log, !entry.undoes.is_empty());
            let about = names::subject(self.reader.db, &self.reader.words, &entry.subject)?;
            let n = entries::put(&self.reader, entry, about, on)?;
            tally.note(about)?;
            if is_undo {
                self.undos.push((n, log));
            }
            self.touched.insert(about.n);
            if self.touched.len() == BATCH {
                project(&self.reader, &std::mem::take(&mut self.touched))?;
            }
            self.done.set(self.done.get() + 1);
            if self.done.get() % 500 == 1 {
                self.watch.tell(Step::Taking, self.done.get(), self.total);
                if self.watch.is_stopped() {
                    return Err(crate::failure::rule::Refusal::Stopped.into());
                }
            }
            Ok(())
        })?;
        let db = self.reader.db;
        let Some(on) = chain else { return Ok(branch.laptop.clone()) };
        db.prepare_cached("UPDATE chain SET tip = ?2 WHERE n = ?1")?.execute(params![on, branch.tip as i64])?;
        if let Some(seal) = &branch.seal {
            own::put_seal(db, on, seal)?;
        }
        Ok(db.query_row("SELECT laptop FROM chain WHERE n = ?1", [on], |r| r.get(0))?)
    }

    /// The chain that a first new entry goes on with: one that ends where it begins, or a new one.
    fn place(&mut self, branch: &Branch, entry: &Entry) -> Result<ChainNo> {
        let db = self.reader.db;
        let stranger = || why(Why::Chain { laptop: branch.laptop.clone(), seq: entry.seq });
        let Some(prev) = entry.prev else {
            let log = names::word(db, &entry.log.to_string())?;
            let start = chain::start(entry).ok_or_else(stranger)?;
            if start.key != branch.key || own::world(db)?.is_some_and(|mine| mine != start.demo) {
                return Err(stranger());
            }
            let n = own::new_chain(db, log, None, &start.key.to_string(), &start.laptop, start.demo)?;
            self.before.chains.insert(n, (0, None));
            self.reader.lineage = lineage::lineage(db)?;
            return Ok(n);
        };
        // What it names as the one before was read in their file; here it has to be the one before in mine.
        let held = entries::by_id(db, &prev)?.ok_or_else(stranger)?;
        type Row = (i64, i64, String, String, bool);
        let mut find = db.prepare_cached("SELECT log, tip, key, laptop, demo FROM chain WHERE n = ?1")?;
        let (log, tip, key, laptop, demo): Row =
            find.query_row([held.chain], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)))?;
        let link = chain::Link { log: names::id(db, log)?, seq: held.seq, group: held.group };
        if key != branch.key.to_string() || chain::follows(entry, |_| Some(link)).is_err() {
            return Err(stranger());
        }
        let n = match tip as u64 == held.seq {
            true => held.chain,
            false => own::new_chain(db, log, Some((held.chain, held.seq)), &key, &laptop, demo)?,
        };
        if let btree_map::Entry::Vacant(before) = self.before.chains.entry(n) {
            before.insert((held.seq, verify::sealed(db, n)?));
        }
        self.reader.lineage = lineage::lineage(db)?;
        Ok(n)
    }
}
