//! Taking in what another file holds beyond this one: one transaction, projections of the touched subjects joined anew.
//! A merge writes nothing to this laptop's own log, and its rows can be taken out again while nothing stands on them.

use super::append::Transaction;
use super::entries::{self, ChainNo, EntryNo};
use super::fault::{Result, Trouble};
use super::names::{self, SubjectNo};
use super::other::{Branch, Other};
use super::project::project;
use super::state::{self, Reader};
use super::untake::untake;
use super::{Log, contents, own, verify};
use crate::disk::Moment;
use crate::domain::name::LogId;
use crate::failure::Failure;
use crate::failure::log::Fault;
use crate::journal::chain;
use crate::journal::entry::Entry;
use crate::journal::plan::{MergePlan, plan, unknown_kind};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// What a merge brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    pub entries: u64,
    /// Laptops whose logs were new or went on, and how many entries of each.
    pub laptops: BTreeMap<String, u64>,
    pub plan: MergePlan,
    /// How many of each there are more than before.
    pub facilities: i64,
    pub visits: i64,
    pub findings: i64,
    pub disputes: i64,
    /// Logs that were continued on two laptops: the laptop's name and the last number they share.
    pub forks: Vec<(String, u64)>,
}

impl Log {
    /// What a merge would take, without taking it. Everything that would be taken is checked.
    pub fn merge_plan(&mut self, other: &Other) -> std::result::Result<MergePlan, Failure> {
        same_world(self, other)?;
        let mut unknown = BTreeMap::new();
        for branch in other.branches()? {
            let from = other.held_of(&branch, &self.db).map_err(|t| t.about(other.shown()))? + 1;
            if from <= branch.tip {
                other.read(&branch, from, &mut |entry| {
                    unknown_kind(&entry.body).into_iter().for_each(|kind| *unknown.entry(kind).or_default() += 1);
                    Ok(())
                })?;
            }
        }
        let (mine, theirs) = other.meet(&self.db).map_err(|t| t.about(other.shown()))?;
        Ok(plan(&mine, &theirs, unknown))
    }

    /// Takes in all that `other` holds beyond this file. All or nothing.
    pub fn take(&mut self, other: &Other, now: &Moment) -> std::result::Result<Taken, Failure> {
        self.may_be_written()?;
        same_world(self, other)?;
        let taken = self.look(|log| take(&log.db, other, now))?;
        // Their file may hold the end of my own log: look again before the next write.
        self.own = None;
        self.log_lock = None;
        Ok(taken)
    }

    /// Takes the last merge's rows out again. Gives how many entries that were.
    pub fn untake(&mut self) -> std::result::Result<u64, Failure> {
        self.may_be_written()?;
        let taken = self.look(|log| untake(&log.db))?;
        self.own = None;
        self.log_lock = None;
        Ok(taken)
    }
}

/// *Marked and unmarked logs never meet in one file, in either direction.*
fn same_world(log: &Log, other: &Other) -> std::result::Result<(), Failure> {
    let mine = own::world(&log.db).map_err(|t| t.about(&log.path))?;
    match (mine, other.world()?) {
        (Some(mine), Some(theirs)) if mine != theirs => Err(Failure::Log(Fault::OtherWorld { path: other.shown().into() })),
        _ => Ok(()),
    }
}

fn take(db: &Connection, other: &Other, now: &Moment) -> Result<Taken> {
    let (mine, theirs) = other.meet(db)?;
    let transaction = Transaction::begin(db)?;
    let before = counts(db)?;
    other.contents(&mut |hash, bytes| match contents::bytes(db, &hash)? {
        None => contents::keep(db, &hash, &bytes),
        Some(_) => Ok(()),
    })?;
    let first: EntryNo = db.query_row("SELECT coalesce(max(n), 0) + 1 FROM entry", [], |r| r.get(0))?;
    let mut taking = Taking {
        reader: Reader::new(db)?,
        touched: BTreeSet::new(),
        undos: Vec::new(),
        unknown: BTreeMap::new(),
        was: BTreeMap::new(),
    };
    let mut taken = Taken::default();
    for branch in other.branches()? {
        let from = other.held_of(&branch, db)? + 1;
        if from <= branch.tip {
            let (laptop, count) = taking.branch(other, &branch, from)?;
            *taken.laptops.entry(laptop).or_default() += count;
            taken.entries += count;
        }
    }
    let Taking { reader, mut touched, undos, unknown, was } = taking;
    for (n, log) in undos {
        let undo = entries::by_number(db, n)?.ok_or_else(|| Trouble::Damaged(format!("entry {n}")))?;
        state::note_undo(db, &reader.lineage, &undo, log)?;
        let taken_back = state::touched_by_undo(db, &undo.undoes)?;
        reader.read_back(&taken_back);
        touched.extend(taken_back);
    }
    project(&reader, &touched)?;
    if taken.entries > 0 {
        remember(db, other, now, (first, first + taken.entries as i64 - 1), &was)?;
    }
    let after = counts(db)?;
    [taken.facilities, taken.visits, taken.findings, taken.disputes] = std::array::from_fn(|i| after[i] - before[i]);
    taken.plan = plan(&mine, &theirs, unknown);
    for (log, shared) in &taken.plan.forks {
        let laptop = "SELECT laptop FROM chain c JOIN word w ON w.n = c.log WHERE w.text = ?1";
        let laptop: Option<String> = db.query_row(laptop, [log.to_string()], |r| r.get(0)).optional()?;
        taken.forks.push((laptop.unwrap_or_default(), *shared));
    }
    transaction.commit()?;
    Ok(taken)
}

/// How chains ended: the last number and the seal.
type Was = BTreeMap<ChainNo, (u64, Option<verify::Sealed>)>;

/// So many subjects are joined at once: what is said of them is held until then.
const BATCH: usize = 20_000;

struct Taking<'a> {
    reader: Reader<'a>,
    touched: BTreeSet<SubjectNo>,
    undos: Vec<(EntryNo, LogId)>,
    unknown: BTreeMap<String, u64>,
    /// Chains that grew, and how they ended before.
    was: Was,
}

impl Taking<'_> {
    /// Streams one chain in from number `from` on. Gives the laptop that wrote it and how many entries it brought.
    fn branch(&mut self, other: &Other, branch: &Branch, from: u64) -> Result<(String, u64)> {
        let mut chain: Option<ChainNo> = None;
        let mut count = 0;
        other.read(branch, from, &mut |entry| {
            let on = match chain {
                Some(on) => on,
                None => *chain.insert(self.place(branch, &entry)?),
            };
            unknown_kind(&entry.body).into_iter().for_each(|kind| *self.unknown.entry(kind).or_default() += 1);
            let (log, is_undo) = (entry.log, !entry.undoes.is_empty());
            let about = names::subject(self.reader.db, &self.reader.words, &entry.subject)?;
            let n = entries::put(&self.reader, entry, about, on)?;
            if is_undo {
                self.undos.push((n, log));
            }
            self.touched.insert(about.n);
            if self.touched.len() == BATCH {
                project(&self.reader, &std::mem::take(&mut self.touched))?;
            }
            count += 1;
            Ok(())
        })?;
        let db = self.reader.db;
        let Some(on) = chain else { return Ok((String::new(), 0)) };
        db.prepare_cached("UPDATE chain SET tip = ?2 WHERE n = ?1")?.execute(params![on, branch.tip as i64])?;
        own::put_seal(db, on, &branch.seal)?;
        let laptop = db.query_row("SELECT laptop FROM chain WHERE n = ?1", [on], |r| r.get(0))?;
        Ok((laptop, count))
    }

    /// The chain that a first new entry goes on with: one that ends where it begins, or a new one.
    fn place(&mut self, branch: &Branch, entry: &Entry) -> Result<ChainNo> {
        let db = self.reader.db;
        let Some(prev) = entry.prev else {
            let log = names::word(db, &entry.log.to_string())?;
            let start = chain::start(entry).ok_or_else(|| Trouble::Damaged(format!("{} 1", entry.log)))?;
            if start.key != branch.key || own::world(db)?.is_some_and(|mine| mine != start.demo) {
                return Err(Trouble::Damaged(format!("{} 1", entry.log)));
            }
            let n = own::new_chain(db, log, None, &start.key.to_string(), &start.laptop, start.demo)?;
            self.was.insert(n, (0, None));
            self.reader.lineage = state::lineage(db)?;
            return Ok(n);
        };
        // What it names as the one before was read in their file; here it has to be the one before in mine.
        let stranger = || Trouble::Damaged(format!("{} {}", entry.log, entry.seq));
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
        self.was.entry(n).or_insert((held.seq, verify::sealed(db, n)?));
        self.reader.lineage = state::lineage(db)?;
        Ok(n)
    }
}

/// Facilities, visits, findings, disputes.
fn counts(db: &Connection) -> Result<[i64; 4]> {
    let count = |sql: &str| db.query_row(sql, [], |r| r.get::<_, i64>(0));
    Ok([
        count("SELECT count(*) FROM facility")?,
        count("SELECT count(*) FROM inspection")?,
        count("SELECT count(*) FROM finding WHERE lead = n AND stage IS NOT NULL")?,
        count("SELECT count(*) FROM point WHERE disputed IS NOT NULL")?,
    ])
}

/// Writes down what came and how the chains and seals stood, so that it can be taken out.
fn remember(db: &Connection, other: &Other, now: &Moment, (first, last): (EntryNo, EntryNo), was: &Was) -> Result<()> {
    let file = other.shown().to_string_lossy().into_owned();
    db.execute("DELETE FROM local_merge_chain", [])?;
    db.execute("DELETE FROM local_merge", [])?;
    db.execute(
        "INSERT INTO local_merge (n, at, file, first, last) VALUES (1, ?1, ?2, ?3, ?4)",
        params![now.at, file, first, last],
    )?;
    let mut insert = db
        .prepare_cached("INSERT INTO local_merge_chain (merge, chain, was, seq, id, signature) VALUES (1, ?1, ?2, ?3, ?4, ?5)")?;
    for (&chain, (was, seal)) in was {
        let (seq, id, signature) = match seal {
            Some((seq, id, signature)) => (Some(*seq as i64), Some(id.to_string()), Some(signature)),
            None => (None, None, None),
        };
        insert.execute(params![chain, *was as i64, seq, id, signature])?;
    }
    Ok(())
}
