//! Taking in what other files hold beyond this one: one transaction, projections of the touched subjects joined anew.
//! A merge writes nothing to this laptop's own log, and its rows can be taken out again while nothing stands on them.

use super::append::Transaction;
use super::entries;
use super::fault::{Result, Trouble};
use super::foreign;
use super::lineage;
use super::names::SubjectNo;
use super::other::{Branch, Other};
use super::project::project;
use super::state::Reader;
use super::taking::Taking;
use super::tally::Tally;
use super::untake::{self, Before, remember, untake};
use super::{Log, contents, lacks, own, trust, upkeep, verify};
use crate::disk::Moment;
use crate::domain::name::{EntryId, LogId};
use crate::failure::Failure;
use crate::failure::log::Fault;
use crate::failure::untaken::Why;
use crate::journal::digest::{Tip, log_digest};
use crate::journal::plan::{MergePlan, plan};
use crate::request::exchange::{Alike, Brought, LastMerge, Standing, TakenOut, Watch};
use rusqlite::Connection;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Kilobytes of the file that are held while others' entries come in: they belong all over the indexes, and what is written
/// before its time is read again.
const HELD: i64 = 48_000;

/// What one file brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    pub entries: u64,
    /// Laptops whose logs were new or went on, or would have.
    pub laptops: Vec<Brought>,
    pub plan: MergePlan,
    /// How many of each there are more than before.
    pub facilities: i64,
    pub visits: i64,
    pub findings: i64,
    /// Points that people judge differently and did not before, however many others were settled along with it.
    pub disputes: i64,
    /// Logs that were continued on two laptops: the laptop's name and the last number they share.
    pub forks: Vec<(String, u64)>,
    /// Entries that the sender of a package holds and this file does not, by log: what its laptop is called, which nobody may
    /// have said, and how many.
    pub lacking: BTreeMap<LogId, (String, u64)>,
    /// What may be one with something that was here, or that came along.
    pub alike: Vec<Alike>,
    /// Who packed the file; a plain db file has no sender.
    pub sender: Option<SentBy>,
    /// The ends of the chains in the file.
    pub ends: Vec<Tip>,
    /// The digest of all ends that are held now.
    pub digest: Option<EntryId>,
}

/// Who packed a file, and how that laptop stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentBy {
    pub key: EntryId,
    pub laptop: String,
    pub standing: Standing,
    /// The ends that it held.
    pub held: Vec<Tip>,
}

/// How files are taken.
#[derive(Clone, Copy, Debug)]
pub struct How<'a> {
    /// Everything is done and nothing stays.
    pub dry: bool,
    /// The senders count as paired from now on.
    pub trust_new: bool,
    pub now: &'a Moment,
    pub watch: &'a Watch,
}

/// A merge under way: one transaction into which files come one after another, each whole or not at all.
pub struct Intake<'a> {
    db: &'a Connection,
    how: How<'a>,
    own: Option<EntryId>,
    mine: &'a std::path::Path,
    before: Before,
    files: Vec<String>,
    /// The laptops of the logs that any of the files names.
    named: BTreeMap<LogId, (EntryId, String)>,
}

impl Log {
    /// Takes in what `work` gives. Durable when it returns, unless the run is dry.
    pub fn intake<T>(
        &mut self,
        how: How,
        work: impl FnOnce(&mut Intake) -> std::result::Result<T, Failure>,
    ) -> std::result::Result<T, Failure> {
        self.may_be_written()?;
        let own = self.own_key()?;
        let done = self.look(|log| {
            foreign::stoppable(&mut log.db, how.watch)?;
            let held = upkeep::held(&log.db, HELD)?;
            let mut intake = Intake {
                db: &log.db,
                how,
                own,
                mine: &log.path,
                before: Before::default(),
                files: Vec::new(),
                named: BTreeMap::new(),
            };
            let done = intake.run(work);
            foreign::unstoppable(&mut log.db);
            upkeep::held(&log.db, held)?;
            done
        })?;
        // Their file may hold the end of my own log: look again before the next write.
        self.own = None;
        self.log_lock = None;
        Ok(done)
    }

    /// The merge that can be taken out again.
    pub fn last_merge(&mut self) -> std::result::Result<Option<LastMerge>, Failure> {
        self.look(|log| untake::last(&log.db))
    }

    /// Takes the last merge's rows out again. Gives whose entries those were.
    pub fn untake(&mut self) -> std::result::Result<TakenOut, Failure> {
        self.may_be_written()?;
        let taken = self.look(|log| untake(&log.db))?;
        self.own = None;
        self.log_lock = None;
        Ok(taken)
    }
}

impl Intake<'_> {
    fn run<T>(&mut self, work: impl FnOnce(&mut Self) -> std::result::Result<T, Failure>) -> Result<T> {
        let transaction = Transaction::begin(self.db)?;
        self.before = Before::of(self.db)?;
        let done = work(self)?;
        if self.how.watch.is_stopped() {
            return Err(crate::failure::rule::Refusal::Stopped.into());
        }
        remember(self.db, &self.before, &self.files.join("\n"), self.how.now)?;
        // Where every file was refused not even the file's own counter of changes moves.
        if !self.how.dry && !self.files.is_empty() {
            transaction.commit()?;
        }
        Ok(done)
    }

    /// Takes one file in, whole or not at all. `Ok(Err(..))`: the file was refused and the merge goes on.
    pub fn take(&mut self, other: &Other) -> std::result::Result<std::result::Result<Taken, Failure>, Failure> {
        let mine = self.mine;
        let at_mine = |trouble: Trouble| trouble.about(mine);
        self.db.execute_batch("SAVEPOINT file").map_err(|e| at_mine(e.into()))?;
        let chains = self.before.chains.clone();
        match self.one(other) {
            Ok(taken) => {
                self.db.execute_batch("RELEASE file").map_err(|e| at_mine(e.into()))?;
                self.files.push(other.shown().to_string_lossy().into_owned());
                Ok(Ok(taken))
            }
            Err(trouble) => {
                let failure = at_mine(trouble);
                let theirs = matches!(failure, Failure::Log(Fault::Untaken { .. } | Fault::OtherWorld { .. }));
                if !theirs || self.db.is_autocommit() {
                    return Err(failure);
                }
                self.db.execute_batch("ROLLBACK TO file; RELEASE file").map_err(|e| at_mine(e.into()))?;
                self.before.chains = chains;
                Ok(Err(failure))
            }
        }
    }

    /// What is the same now and who lacks what: asked when all files were taken, since each may bring what another lacks.
    pub fn compare<'t>(&self, all: impl Iterator<Item = &'t mut Taken>) -> std::result::Result<(), Failure> {
        let compare = || -> Result<()> {
            let (ends, digest) = (lacks::chain_ends(self.db)?, log_digest(&upkeep::tips(self.db)?));
            // The open file itself was not read.
            for taken in all.filter(|t| t.digest.is_some()) {
                let theirs = taken.sender.as_ref().map_or(&taken.ends, |sender| &sender.held);
                taken.plan.missing_there = lacks::there(self.db, &ends, theirs)?;
                taken.lacking = self.lacking(theirs)?;
                taken.digest = Some(digest);
            }
            Ok(())
        };
        compare().map_err(|trouble| trouble.about(self.mine))
    }

    /// What of these ends is not here, but for the logs of laptops that were removed.
    fn lacking(&self, theirs: &[Tip]) -> Result<BTreeMap<LogId, (String, u64)>> {
        let mut lacking = BTreeMap::new();
        for (tip, count) in lacks::here(self.db, theirs)? {
            let (key, laptop) = match lacks::laptop_of(self.db, &tip.log)? {
                Some((key, laptop)) => (key, laptop),
                None => self.named.get(&tip.log).map(|(key, laptop)| (Some(*key), laptop.clone())).unwrap_or_default(),
            };
            if key.map(|key| trust::standing(self.db, &key)).transpose()? != Some(Standing::Removed) {
                lacking.entry(tip.log).or_insert((laptop, 0)).1 += count;
            }
        }
        Ok(lacking)
    }

    fn one(&mut self, other: &Other) -> Result<Taken> {
        let db = self.db;
        same_world(db, other)?;
        let (mine, theirs) = other.meet(db)?;
        let branches = other.branches()?;
        self.named.extend(branches.iter().map(|b| (b.log, (b.key, b.laptop.clone()))));
        let (before, disputed_before) = (counts(db)?, disputed(db)?);
        other.contents(&mut |hash, bytes| match contents::bytes(db, &hash)? {
            None => contents::keep(db, &hash, &bytes),
            Some(_) => Ok(()),
        })?;
        let mut taken = Taken::default();
        let sender = match other.sender() {
            Some(sender) => Some((sender.key, self.introduced(sender.key, &sender.laptop, None)?)),
            None => None,
        };
        taken.sender = other.sender().zip(sender).map(|(s, (key, standing))| {
            let (laptop, held) = (s.laptop.clone(), s.held.clone());
            SentBy { key, laptop, standing, held }
        });
        taken.ends = other.ends()?;
        let mut wanted = Vec::new();
        for branch in branches {
            let from = other.held_of(&branch, db)? + 1;
            if from <= branch.tip {
                wanted.push((branch, from));
            }
        }
        let total = wanted.iter().map(|(branch, from)| branch.tip + 1 - from).sum();
        let mut taking = Taking {
            reader: Reader::new(db)?,
            touched: BTreeSet::new(),
            undos: Vec::new(),
            unknown: BTreeMap::new(),
            before: &mut self.before,
            watch: self.how.watch,
            done: Cell::new(0),
            total,
        };
        let mut tallies: BTreeMap<EntryId, (Brought, Tally)> = BTreeMap::new();
        for (branch, from) in wanted {
            let lines = branch.tip + 1 - from;
            let standing = standing(db, &self.how, self.own, (branch.key, &branch.laptop), sender)?;
            let (brought, tally) = tallies.entry(branch.key).or_insert_with(|| (nothing(&branch, standing), Tally::new(db)));
            if standing == Standing::Removed {
                brought.left_out += lines;
                continue;
            }
            // What no laptop signed as its end is believed only of a sender that one knows.
            let known = |s: &Standing| matches!(s, Standing::Own | Standing::Paired);
            if !branch.is_sealed() && !sender.is_some_and(|(_, s)| known(&s)) {
                return Err(why_of(other, Why::Seal { laptop: branch.laptop.clone() }));
            }
            let laptop = taking.branch(other, &branch, from, tally)?;
            (brought.name, brought.entries) = (laptop, brought.entries + lines);
            taken.entries += lines;
        }
        let Taking { reader, mut touched, undos, unknown, .. } = taking;
        for (n, log) in undos {
            let undo = entries::by_number(db, n)?.ok_or_else(|| Trouble::Damaged(format!("entry {n}")))?;
            lineage::note_undo(db, &reader.lineage, &undo, log)?;
            let taken_back = lineage::touched_by_undo(db, &undo.undoes)?;
            reader.read_back(&taken_back);
            touched.extend(taken_back);
        }
        project(&reader, &touched)?;
        let after = counts(db)?;
        [taken.facilities, taken.visits, taken.findings] = std::array::from_fn(|i| after[i] - before[i]);
        taken.disputes = disputed(db)?.difference(&disputed_before).count() as i64;
        for (mut brought, tally) in tallies.into_values() {
            tally.count(&mut brought)?;
            taken.alike.extend(tally.alike()?);
            taken.laptops.push(brought);
        }
        taken.alike.sort();
        taken.alike.dedup();
        taken.laptops.sort_by(|a, b| (&a.name, a.key).cmp(&(&b.name, b.key)));
        taken.plan = plan(&mine, &theirs, unknown);
        // Which logs fork is told by both sides' tips; where, by the chains as they are held now.
        for fork in verify::forks(db)? {
            if taken.plan.forks.contains_key(&fork.log) {
                taken.forks.push((fork.laptop, fork.shared));
            }
        }
        taken.digest = Some(log_digest(&upkeep::tips(db)?));
        Ok(taken)
    }

    /// How a sender stands: written down where a person wanted it so.
    fn introduced(&self, key: EntryId, name: &str, by: Option<(EntryId, Standing)>) -> Result<Standing> {
        standing(self.db, &self.how, self.own, (key, name), by)
    }
}

/// How the laptop of a key stands, and what this merge makes of it: with `trust_new` who sends is paired, and whoever comes in a
/// package of one that is paired is introduced by it.
fn standing(
    db: &Connection,
    how: &How,
    own: Option<EntryId>,
    (key, name): (EntryId, &str),
    sender: Option<(EntryId, Standing)>,
) -> Result<Standing> {
    if own == Some(key) {
        return Ok(Standing::Own);
    }
    let now = trust::standing(db, &key)?;
    if !matches!(now, Standing::Unpaired | Standing::Introduced) {
        return Ok(now);
    }
    let sends = sender.is_none_or(|(from, _)| from == key);
    let to = match sender {
        _ if sends && how.trust_new => Standing::Paired,
        Some((_, Standing::Paired | Standing::Own)) => Standing::Introduced,
        _ => now,
    };
    if to != now {
        trust::put(db, &key, name, to, how.now)?;
    }
    Ok(to)
}

fn nothing(branch: &Branch, standing: Standing) -> Brought {
    let (key, name) = (branch.key, branch.laptop.clone());
    Brought { key, name, standing, entries: 0, visits: 0, records: 0, findings: 0, disputes: 0, left_out: 0 }
}

/// A refusal of their file, with its name.
fn why_of(other: &Other, why: Why) -> Trouble {
    Failure::Log(Fault::Untaken { path: other.shown().into(), why }).into()
}

/// *Marked and unmarked logs never meet in one file, in either direction.*
fn same_world(db: &Connection, other: &Other) -> Result<()> {
    match (own::world(db)?, other.world()?) {
        (Some(mine), Some(theirs)) if mine != theirs => {
            Err(Failure::Log(Fault::OtherWorld { path: other.shown().into() }).into())
        }
        _ => Ok(()),
    }
}

/// The points that people judge differently.
fn disputed(db: &Connection) -> Result<BTreeSet<SubjectNo>> {
    let mut find = db.prepare_cached("SELECT n FROM point WHERE disputed IS NOT NULL")?;
    Ok(find.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Facilities, visits, findings.
fn counts(db: &Connection) -> Result<[i64; 3]> {
    let count = |sql: &str| db.query_row(sql, [], |r| r.get::<_, i64>(0));
    Ok([
        count("SELECT coalesce(sum(much), 0) FROM tally WHERE what = 2")?,
        count("SELECT coalesce(sum(much), 0) FROM tally WHERE what = 1")?,
        count("SELECT count(*) FROM finding INDEXED BY finding_stands WHERE lead = n AND stage IS NOT NULL")?,
    ])
}
