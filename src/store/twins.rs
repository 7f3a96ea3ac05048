//! Ids that are one (`same/A/B` of facilities, visits, people). What is said under any of them is read together; rows and
//! pages stand under the one that is first in byte order. The entries stay where they are, so that joining is taken back
//! like any other word.

use super::entries;
use super::fault::{Result, Trouble};
use super::names::{self, Key, SubjectNo, WordNo, kind};
use super::state::{Reader, State};
use crate::domain::name::EntryId;
use crate::domain::subject::{PointId, Subject};
use crate::journal::state::State as Now;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// Kinds of subject that are named by an id which may have twins.
pub const KINDS: [i64; 8] =
    [kind::FACILITY, kind::TRAIT, kind::PAPER, kind::PERSON, kind::INSPECTION, kind::POINT, kind::MAJOR, kind::FREEZE];

/// All that are one with each other, by every one of them: the first is the one that stands for all.
#[derive(Debug, Default)]
pub struct Twins(HashMap<WordNo, Rc<[WordNo]>>);

impl Twins {
    fn of(db: &Connection, pairs: &[(WordNo, WordNo)]) -> Result<Twins> {
        let mut beside: HashMap<WordNo, Vec<WordNo>> = HashMap::new();
        for &(a, b) in pairs {
            beside.entry(a).or_default().push(b);
            beside.entry(b).or_default().push(a);
        }
        let mut all = HashMap::new();
        for &start in beside.keys() {
            if all.contains_key(&start) {
                continue;
            }
            let (mut found, mut waiting) = (BTreeSet::new(), vec![start]);
            while let Some(n) = waiting.pop() {
                if found.insert(n) {
                    waiting.extend(&beside[&n]);
                }
            }
            let mut named = found.into_iter().map(|n| Ok((names::text(db, n)?, n))).collect::<Result<Vec<_>>>()?;
            named.sort();
            let class: Rc<[WordNo]> = named.into_iter().map(|(_, n)| n).collect();
            all.extend(class.iter().map(|n| (*n, class.clone())));
        }
        Ok(Twins(all))
    }

    /// The one that stands for it; mostly itself.
    pub fn lead(&self, n: WordNo) -> WordNo {
        self.0.get(&n).map_or(n, |class| class[0])
    }

    /// It and all that are one with it.
    pub fn members(&self, n: WordNo) -> Vec<WordNo> {
        self.0.get(&n).map_or_else(|| vec![n], |class| class.to_vec())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn is_alone(&self, n: WordNo) -> bool {
        !self.0.contains_key(&n)
    }
}

impl Reader<'_> {
    /// Who is one with whom: as it stands now, or in a frozen set as that set says.
    pub fn twins(&self) -> Result<Rc<Twins>> {
        if let Some(known) = &*self.known_twins.borrow() {
            return Ok(known.clone());
        }
        let pairs = match &self.only {
            None => {
                let mut find = self.db.prepare_cached("SELECT a, b FROM same WHERE points = 0 AND same")?;
                find.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<Vec<_>>>()?
            }
            Some(only) => self.joined_in(only)?,
        };
        let twins = Rc::new(Twins::of(self.db, &pairs)?);
        *self.known_twins.borrow_mut() = Some(twins.clone());
        Ok(twins)
    }

    /// The row that twins are read from changed.
    pub fn forget_twins(&self) {
        *self.known_twins.borrow_mut() = None;
        *self.judged.borrow_mut() = None;
    }

    /// The pairs of ids that the named entries join.
    fn joined_in(&self, named: &BTreeSet<EntryId>) -> Result<Vec<(WordNo, WordNo)>> {
        let mut subjects = BTreeSet::new();
        for id in named {
            let Some(n) = entries::subject_with_id(self.db, id)? else { continue };
            if names::key_of(self.db, n)?.kind == kind::SAME {
                subjects.insert(n);
            }
        }
        let mut pairs = Vec::new();
        for n in subjects {
            let Subject::Same(a, b) = names::subject_of(self.db, n)? else { continue };
            let joined = matches!(self.state(n)?.stand.state, Some(Now::Same(s)) if s.value.same);
            if joined && PointId::parse(&a).is_none() {
                pairs.extend(names::find_word(self.db, &a)?.zip(names::find_word(self.db, &b)?));
            }
        }
        Ok(pairs)
    }

    /// Whether nothing else is read together with this subject.
    pub fn is_alone(&self, key: Key) -> Result<bool> {
        Ok(!KINDS.contains(&key.kind) || self.twins()?.is_alone(key.a))
    }

    /// The subject as its twins and it are read together: under the name that stands for all.
    pub fn lead_of(&self, key: Key) -> Result<Key> {
        match KINDS.contains(&key.kind) {
            true => Ok(Key { a: self.twins()?.lead(key.a), ..key }),
            false => Ok(key),
        }
    }

    /// The numbers of a subject and of its twins, as far as anything was ever said about them; the leading one first.
    pub fn numbers(&self, key: Key) -> Result<Vec<SubjectNo>> {
        let twins = self.twins()?;
        if !KINDS.contains(&key.kind) || twins.is_alone(key.a) {
            return Ok(names::numbered(self.db, key)?.into_iter().collect());
        }
        let mut found = Vec::new();
        for a in twins.members(key.a) {
            found.extend(names::numbered(self.db, Key { a, ..key })?);
        }
        Ok(found)
    }

    /// The number under which a subject is read together with its twins.
    pub fn number(&self, key: Key) -> Result<Option<SubjectNo>> {
        Ok(self.numbers(key)?.first().copied())
    }

    /// The same, by its name.
    pub fn find(&self, subject: &Subject) -> Result<Option<SubjectNo>> {
        match names::find_key(self.db, subject)? {
            Some(key) => self.number(key),
            None => Ok(None),
        }
    }

    /// The point with this key.
    pub fn point_of(&self, key: Key) -> Result<PointId> {
        match self.words.subject(self.db, key)? {
            Subject::Point(point) => Ok(point),
            other => Err(Trouble::Damaged(format!("{other}: no point"))),
        }
    }

    /// The states of all subjects of a kind under a name and its twins.
    pub fn states_under(&self, kind: i64, a: WordNo) -> Result<Vec<State>> {
        if self.is_alone(Key { kind, a, b: 0 })? {
            let all = entries::of_subjects(self.db, kind, Some(a))?.into_iter();
            return all.map(|(n, key, stored)| self.state_of(n, key, stored)).collect();
        }
        self.under(kind, a)?.into_iter().map(|(n, _)| self.state(n)).collect()
    }

    /// The subjects of a kind under a name and its twins, with the words of their second parts.
    fn under(&self, kind: i64, a: WordNo) -> Result<Vec<(SubjectNo, String)>> {
        let sql = "SELECT s.n, w.text FROM subject s JOIN word w ON w.n = s.b WHERE s.kind = ?1 AND s.a = ?2";
        let mut find = self.db.prepare_cached(sql)?;
        let mut all: BTreeMap<String, SubjectNo> = BTreeMap::new();
        for a in self.twins()?.members(a) {
            for row in find.query_map([kind, a], |r| Ok((r.get(0)?, r.get(1)?)))? {
                let (n, text) = row?;
                all.entry(text).or_insert(n);
            }
        }
        Ok(all.into_iter().map(|(text, n)| (n, text)).collect())
    }
}
