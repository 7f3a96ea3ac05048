//! Writing: one transaction, one undo group, all or nothing. What is remembered about the log changes only after the
//! commit, so that a failed write leaves memory, seal and file as they were.

use super::entries::{self, EntryNo};
use super::fault::{Result, Trouble};
use super::lineage;
use super::names::{self, Key, Named, SubjectNo, kind};
use super::own::{self, Own};
use super::project::project;
use super::state::{Reader, State};
use super::{Log, contents};
use crate::disk::{Home, Lock, Moment, Remembered};
use crate::domain::event::{Event, Undo};
use crate::domain::join::Joined;
use crate::domain::name::{EntryId, PersonId};
use crate::domain::point::{Point, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::journal::entry::{Body, Draft, Entry, Place};
use crate::journal::undo::{Member, NotTakenBack, dies_with, take_back};
use crate::request::{Appended, GroupView};
use crate::views::Current;
use crate::views::visit::PointNow;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// Entries on their way into the file, within one transaction.
pub struct Writing<'a> {
    pub reader: Reader<'a>,
    /// Where the district's own checklists lie.
    home: Option<&'a Home>,
    own: Own,
    touched: BTreeSet<SubjectNo>,
}

/// What one group wrote.
pub struct Group {
    pub group: u64,
    pub at: String,
    pub ids: Vec<EntryId>,
    pub subjects: Vec<Subject>,
}

impl Log {
    /// Writes drafts as one group. Durable when it returns.
    pub fn append(
        &mut self,
        drafts: Vec<Draft>,
        author: Option<PersonId>,
        now: &Moment,
    ) -> std::result::Result<Appended, Failure> {
        let group = self.write(now, |writing| writing.group(drafts, author, now))?;
        self.appended(group)
    }

    /// Writes an entry as a newer program would: with a body that this one does not know.
    #[cfg(test)]
    pub fn append_newer(&mut self, subject: Subject, body: serde_json::Value, now: &Moment) -> std::result::Result<(), Failure> {
        self.write(now, |writing| {
            let reader = &writing.reader;
            let replaces = reader.find(&subject)?.map(|n| reader.state(n)).transpose()?;
            let replaces = replaces.map(|s| s.stand.heads.heads).unwrap_or_default();
            let seq = writing.own.seq + 1;
            let place =
                Place { log: writing.own.log, seq, prev: Some(writing.own.last), group: seq, at: now.at.clone(), author: None };
            let entry = Entry::write(Draft { subject, replaces, body: Event::Undo(Undo {}) }, Vec::new(), place);
            let mut value: serde_json::Value = serde_json::from_str(&entry.bytes).expect("an entry is JSON");
            value["body"] = body;
            let entry = Entry::read(&crate::journal::canonical::canonical_of(&value)).expect("a newer entry reads");
            (writing.own.seq, writing.own.last) = (seq, entry.id);
            let about = names::subject(reader.db, &reader.words, &entry.subject)?;
            entries::put(&writing.reader, entry, about, writing.own.chain)?;
            writing.touched.insert(about.n);
            Ok(())
        })
    }

    /// Takes back a group of this log; the last one that still stands when none is named.
    pub fn undo(&mut self, group: Option<u64>, author: Option<PersonId>, now: &Moment) -> std::result::Result<Appended, Failure> {
        self.may_be_written()?;
        let group = match group {
            Some(group) => group,
            None => self.last_group()?.ok_or(Failure::Rule(Refusal::NothingToUndo))?.group,
        };
        let written = self.write(now, |writing| writing.undo(group, author, now))?;
        self.appended(written)
    }

    /// The last group of this log that can be taken back: neither an undo nor taken back already.
    pub fn last_group(&mut self) -> std::result::Result<Option<GroupView>, Failure> {
        self.look(|log| {
            let Some(own) = log.own_end()? else { return Ok(None) };
            let reader = Reader::new(&log.db)?;
            let mut seq = own.seq;
            while seq > 1 {
                let Some(last) = entries::at_place(&log.db, own.chain, seq)? else { break };
                let members = members(&reader, &own, last.group)?;
                let living: Vec<_> = members.iter().filter(|m| m.living).collect();
                if !living.is_empty() && members.iter().all(|m| !m.is_undo) {
                    let subject = |m: &&InGroup| names::subject_of(&log.db, m.subject);
                    let first = entries::by_id(&log.db, &living[0].id)?;
                    let was = first.as_ref().and_then(|e| e.replaces.first().copied());
                    let was = was.map(|id| entries::by_id(&log.db, &id)).transpose()?.flatten();
                    let known = |entry: Option<entries::Stored>| match entry.map(|e| e.said()) {
                        Some(Body::Known(event)) => Some(event),
                        _ => None,
                    };
                    return Ok(Some(GroupView {
                        group: last.group,
                        at: last.at,
                        author: reader.person_id(last.author)?,
                        subjects: living.iter().map(subject).collect::<Result<_>>()?,
                        before_this_run: last.group <= own.since,
                        said: known(first),
                        was: known(was),
                        about: super::query::about(&log.db, living[0].subject)?,
                    }));
                }
                seq = last.group.min(seq) - 1;
            }
            Ok(None)
        })
    }

    /// The last number this laptop has written in this file.
    pub(super) fn own_end(&mut self) -> Result<Option<Own>> {
        // Where nothing can be written no log is gone on with, and its lock is not taken.
        if self.own.is_none()
            && self.read_only.is_none()
            && let Some((own, lock)) = own::find(&self.db, &self.identity)?
        {
            self.own = Some(own);
            self.log_lock = lock;
        }
        Ok(self.own.clone())
    }

    /// One transaction: begins the log if need be, runs `work`, projects, seals, commits; then remembers.
    pub fn write<T>(&mut self, now: &Moment, work: impl FnOnce(&mut Writing) -> Result<T>) -> std::result::Result<T, Failure> {
        self.may_be_written()?;
        self.look(|log| log.try_write(now, work))
    }

    fn try_write<T>(&mut self, now: &Moment, work: impl FnOnce(&mut Writing) -> Result<T>) -> Result<T> {
        self.own_end()?;
        let transaction = Transaction::begin(&self.db)?;
        let mut begun: Option<Option<Lock>> = None;
        let own = match &self.own {
            Some(own) => own.clone(),
            None => {
                let (own, lock) = own::begin(&self.db, &self.identity, now)?;
                begun = Some(lock);
                own
            }
        };
        let home = self.data_folder();
        let mut writing = Writing { reader: Reader::new(&self.db)?, home, own, touched: BTreeSet::new() };
        let result = work(&mut writing)?;
        writing.project()?;
        let own = writing.own;
        own::seal(&self.db, &own)?;
        transaction.commit()?;
        if let own::Identity::Laptop { home, .. } = &self.identity {
            home.remember(&own.log, Remembered { seq: own.seq, id: own.last });
        }
        if let Some(lock) = begun {
            self.log_lock = lock;
        }
        self.own = Some(own);
        Ok(result)
    }

    /// The new state of every point that a group touched, beside what it wrote.
    fn appended(&mut self, written: Group) -> std::result::Result<Appended, Failure> {
        let Group { group, at, ids, subjects } = written;
        let points = self.look(|log| {
            let reader = Reader::new(&log.db)?;
            let mut named = BTreeSet::new();
            for subject in &subjects {
                let Some(key) = names::find_key(&log.db, subject)? else { continue };
                if let kind::POINT | kind::MAJOR = key.kind {
                    named.insert(reader.point_of(Key { kind: kind::POINT, ..reader.lead_of(key)? })?);
                }
            }
            let mut points = Vec::new();
            for point in named {
                points.extend(point_now(&reader, &point)?.map(|now| (point, now)));
            }
            Ok(points)
        })?;
        Ok(Appended { group, at, ids, subjects, points })
    }
}

impl Writing<'_> {
    /// One group: each draft becomes the next entry of the chain.
    pub fn group(&mut self, drafts: Vec<Draft>, author: Option<PersonId>, now: &Moment) -> Result<Group> {
        let group = self.own.seq + 1;
        let mut written = Group { group, at: now.at.clone(), ids: Vec::new(), subjects: Vec::new() };
        for draft in drafts {
            if let Event::Inspection(visit) = &draft.body {
                contents::keep_named(self.reader.db, self.home, visit)?;
            }
            let about = names::subject(self.reader.db, &self.reader.words, &draft.subject)?;
            self.may_write(&draft.subject, about)?;
            written.subjects.push(draft.subject.clone());
            let (entry, _) = self.put(draft, about, Vec::new(), group, (author, now))?;
            self.touched.insert(about.n);
            written.ids.push(entry);
        }
        Ok(written)
    }

    /// How many subjects wait to be joined.
    pub fn waiting(&self) -> usize {
        self.touched.len()
    }

    /// Joins what was written so far into its rows.
    pub fn project(&mut self) -> Result<()> {
        project(&self.reader, &std::mem::take(&mut self.touched))
    }

    /// Whether taking back this undo would let die what a freeze names.
    fn dies_frozen(&self, undo: &EntryId) -> Result<bool> {
        let mut trouble = None;
        let mut look = |id: EntryId| {
            let found = entries::by_id(self.reader.db, &id)
                .and_then(|e| e.map(|e| Ok((names::subject_of(self.reader.db, e.subject)?, e.undoes))).transpose());
            found.unwrap_or_else(|t| {
                trouble = Some(t);
                None
            })
        };
        let dies = dies_with(*undo, &mut look);
        if let Some(trouble) = trouble {
            return Err(trouble);
        }
        for id in dies {
            let Some(subject) = entries::subject_with_id(self.reader.db, &id)? else { continue };
            if super::frozen::is_named(&self.reader, subject, &id)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes back a group: an entry that names what it cancels.
    fn undo(&mut self, group: u64, author: Option<PersonId>, now: &Moment) -> Result<Group> {
        let all = members(&self.reader, &self.own, group)?;
        let import = all.iter().any(|m| m.is_import);
        let mut group_members = Vec::new();
        for m in &all {
            let frozen = m.living
                && match m.is_undo {
                    true => self.dies_frozen(&m.id)?,
                    false => super::frozen::is_named(&self.reader, m.subject, &m.id)?,
                };
            group_members.push(Member { id: m.id, living: m.living, head: m.head, frozen });
        }
        let undoes = match take_back(&group_members, import) {
            Ok(undoes) => undoes,
            Err(NotTakenBack::Nothing) => return Err(Refusal::NothingToUndo.into()),
            Err(NotTakenBack::Frozen(_)) => return Err(Refusal::CannotUndo.into()),
        };
        let db = self.reader.db;
        let touched = lineage::touched_by_undo(db, &undoes)?;
        let draft = Draft { subject: Subject::Undo(self.own.log), replaces: Vec::new(), body: Event::Undo(Undo {}) };
        let number = self.own.seq + 1;
        let about = names::subject(db, &self.reader.words, &draft.subject)?;
        let (id, n) = self.put(draft, about, undoes, number, (author, now))?;
        let stored = entries::by_number(db, n)?.ok_or_else(|| Trouble::Damaged(format!("entry {n}")))?;
        lineage::note_undo(db, &self.reader.lineage, &stored, self.own.log)?;
        self.reader.read_back(&touched);
        let subjects = touched.iter().map(|s| names::subject_of(db, *s)).collect::<Result<_>>()?;
        self.touched.extend(touched);
        Ok(Group { group: number, at: now.at.clone(), ids: vec![id], subjects })
    }

    fn put(
        &mut self,
        draft: Draft,
        about: Named,
        undoes: Vec<EntryId>,
        group: u64,
        (author, now): (Option<PersonId>, &Moment),
    ) -> Result<(EntryId, EntryNo)> {
        let seq = self.own.seq + 1;
        let place = Place { log: self.own.log, seq, prev: Some(self.own.last), group, at: now.at.clone(), author };
        let entry = Entry::write(draft, undoes, place);
        let id = entry.id;
        let n = entries::put(&self.reader, entry, about, self.own.chain)?;
        self.own.seq = seq;
        self.own.last = id;
        Ok((id, n))
    }

    /// What a newer version wrote is read-only here.
    fn may_write(&self, subject: &Subject, about: Named) -> Result<()> {
        let reader = &self.reader;
        // What began in this transaction is all ours.
        let ours = (about.begins || reader.has_begun(about.n)) && reader.is_alone(about.key)?;
        if ours || matches!(subject, Subject::Undo(_) | Subject::Log(_)) {
            return Ok(());
        }
        match reader.state(about.n)?.stand.heads.read_only {
            true => Err(Refusal::NewerSubject { subject: subject.to_string() }.into()),
            false => Ok(()),
        }
    }
}

/// An entry of a group that may be taken back.
struct InGroup {
    id: EntryId,
    subject: SubjectNo,
    living: bool,
    head: bool,
    is_undo: bool,
    is_import: bool,
}

fn members(reader: &Reader, own: &Own, group: u64) -> Result<Vec<InGroup>> {
    let mut all = Vec::new();
    let mut seq = group;
    // The start of a log is nobody's to take back.
    while seq > 1 && seq <= own.seq {
        let Some(stored) = entries::at_place(reader.db, own.chain, seq)?.filter(|e| e.group == group) else { break };
        let kind = names::key_of(reader.db, stored.subject)?.kind;
        let state = reader.state(stored.subject)?;
        all.push(InGroup {
            id: stored.id,
            subject: stored.subject,
            living: !state.dead.contains(&stored.id),
            head: state.stand.heads.heads.contains(&stored.id),
            is_undo: kind == names::kind::UNDO,
            is_import: kind == names::kind::IMPORT,
        });
        seq += 1;
    }
    Ok(all)
}

/// A point as an open visit shows it.
pub fn point_now(reader: &Reader, point: &PointId) -> Result<Option<PointNow>> {
    let Some(n) = reader.find(&Subject::Point(point.clone()))? else { return Ok(None) };
    point_now_of(reader, n)
}

pub fn point_now_of(reader: &Reader, n: SubjectNo) -> Result<Option<PointNow>> {
    point_now_in(reader, &reader.state(n)?)
}

pub fn point_now_in(reader: &Reader, state: &State) -> Result<Option<PointNow>> {
    let now = match state.point() {
        Some(now) => now,
        // Nothing of it is known here: shown as such, and not to be written over.
        None if state.stand.heads.read_only => Current {
            joined: Joined { value: Point::of(Verdict::Cleared), disputed: false, differs: BTreeMap::new() },
            heads: state.stand.heads.heads.clone(),
            read_only: true,
        },
        None => return Ok(None),
    };
    let major = reader.major_of(state.key)?;
    let newest = state.newest();
    Ok(Some(PointNow {
        voices: reader.voices(state, &now.joined)?,
        now,
        major: major.as_ref().map(|m| m.joined.value.major),
        major_heads: major.map(|m| m.heads).unwrap_or_default(),
        at: newest.map(|s| s.at.clone()).unwrap_or_default(),
        who: reader.name_of(newest.and_then(|s| s.author))?,
    }))
}

/// A transaction that is rolled back unless it was committed.
pub struct Transaction<'a>(&'a Connection);

impl<'a> Transaction<'a> {
    pub fn begin(db: &'a Connection) -> Result<Transaction<'a>> {
        db.execute_batch("BEGIN IMMEDIATE")?;
        Ok(Transaction(db))
    }

    pub fn commit(self) -> Result<()> {
        self.0.execute_batch("COMMIT")?;
        Ok(())
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if !self.0.is_autocommit() {
            let _ = self.0.execute_batch("ROLLBACK");
        }
    }
}
