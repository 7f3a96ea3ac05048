//! A subject as its entries make it: heads, and the join of their values. The order and the joins are the journal's and
//! the domain's; here their input is read from the file.

use super::entries::{self, EntryNo, Stored};
use super::fault::Result;
use super::heard::Begun;
use super::names::{self, Key, SubjectNo, WordNo, Words, kind};
use super::project::Rows;
use super::twins::Twins;
use crate::domain::event::{Event, Judged};
use crate::domain::join::Joined;
use crate::domain::name::{EntryId, PersonId};
use crate::domain::point::Point;
use crate::domain::subject::Subject;
use crate::journal::entry::Body;
use crate::journal::heads::{Node, Order};
use crate::journal::lineage::{Lineage, Spot};
use crate::journal::state::{Stand, State as Now, known, stand};
use crate::journal::undo::{self, Cancel};
use crate::views::{Current, Voice};
use rusqlite::{Connection, OptionalExtension};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// The file as one operation sees it: the connection, and where every chain leaves its parent. Lives no longer than the
/// transaction it reads or writes in.
pub struct Reader<'a> {
    pub db: &'a Connection,
    pub lineage: Lineage,
    /// Names of people and laptops that were asked for already.
    shown: RefCell<HashMap<Shown, String>>,
    /// When set, only entries that it names, or that are before one of these, exist: a frozen set.
    pub only: Option<BTreeSet<EntryId>>,
    pub words: Words,
    /// The items of one visit that a second person judged: the last visit asked for.
    pub(super) judged: RefCell<Option<(WordNo, BTreeSet<WordNo>)>>,
    /// Ids that are one, once they were asked for.
    pub(super) known_twins: RefCell<Option<Rc<Twins>>>,
    /// The red-line items of the lists that were asked for, by hash.
    red_lines: RefCell<HashMap<String, Rc<BTreeSet<WordNo>>>>,
    /// What becomes of the rows that are joined.
    pub rows: Rows,
    /// Subjects that have no row yet, with all that was said of them, since they began in this transaction or rows are made anew:
    /// they need not be read back to be projected.
    pub(super) begun: RefCell<HashMap<SubjectNo, Begun>>,
    /// The numbers of the entries that were written last in this transaction: a freeze names what was said just before it.
    pub(super) written: RefCell<HashMap<EntryId, EntryNo>>,
}

#[derive(PartialEq, Eq, Hash)]
enum Shown {
    Person(WordNo),
    Laptop(i64),
}

/// A subject's entries and what they come to.
pub struct State {
    pub subject: SubjectNo,
    pub key: Key,
    pub stored: Vec<Stored>,
    pub said: Vec<Body>,
    pub dead: BTreeSet<EntryId>,
    pub stand: Stand,
    /// There can be no row of it: it began in this transaction, or rows are made anew.
    pub begun: bool,
    nodes: Vec<Node>,
}

impl<'a> Reader<'a> {
    pub fn new(db: &'a Connection) -> Result<Reader<'a>> {
        Ok(Reader {
            db,
            lineage: super::lineage::lineage(db)?,
            shown: RefCell::default(),
            only: None,
            words: Words::default(),
            judged: RefCell::default(),
            known_twins: RefCell::default(),
            red_lines: RefCell::default(),
            rows: Rows::Replaced,
            begun: RefCell::default(),
            written: RefCell::default(),
        })
    }

    /// The file whose projections are made from nothing, or beside those that are there.
    pub fn with(db: &'a Connection, rows: Rows) -> Result<Reader<'a>> {
        Ok(Reader { rows, ..Reader::new(db)? })
    }

    /// The file with every subject by itself, whatever was joined.
    pub fn apart(db: &'a Connection) -> Result<Reader<'a>> {
        Ok(Reader { known_twins: RefCell::new(Some(Rc::default())), ..Reader::new(db)? })
    }

    /// Forgets what rows may say otherwise after the next projection. Names by number stay what they are.
    pub fn forget(&self) {
        self.shown.borrow_mut().clear();
        *self.judged.borrow_mut() = None;
    }

    /// What a subject's number stands for.
    pub fn key_of(&self, subject: SubjectNo) -> Result<Key> {
        match self.begun.borrow().get(&subject) {
            Some(begun) => Ok(begun.key),
            None => names::key_of(self.db, subject),
        }
    }

    /// The state of one subject, together with its twins.
    pub fn state(&self, subject: SubjectNo) -> Result<State> {
        let key = self.key_of(subject)?;
        let begun = self.begun.borrow_mut().remove(&subject);
        if self.is_alone(key)? {
            let Some(Begun { key, name, stored, said }) = begun else {
                return self.state_of(subject, key, entries::of_subject(self.db, subject)?);
            };
            return Ok(State { begun: true, ..self.joined(subject, (key, name), stored, said)? });
        }
        let mut stored = Vec::new();
        let all = self.numbers(key)?;
        for n in &all {
            stored.extend(entries::of_subject(self.db, *n)?);
        }
        stored.sort_by_key(|s| s.n);
        self.state_of(all.first().copied().unwrap_or(subject), self.lead_of(key)?, stored)
    }

    /// The state of a subject whose entries were read already.
    pub fn state_of(&self, subject: SubjectNo, key: Key, stored: Vec<Stored>) -> Result<State> {
        let name = self.words.subject(self.db, key)?;
        let said = stored.iter().map(Stored::said).collect();
        self.joined(subject, (key, name), stored, said)
    }

    fn joined(
        &self,
        subject: SubjectNo,
        (key, name): (Key, Subject),
        mut stored: Vec<Stored>,
        mut said: Vec<Body>,
    ) -> Result<State> {
        let mut undone_by = self.undone_by(&stored)?;
        if let Some(only) = &self.only {
            // A frozen set stands as it was: what was taken back later without seeing the freeze still counts in it.
            undone_by.retain(|id, _| !only.contains(id));
            let nodes = nodes(&stored, &said, &name, &undone_by);
            let named = Order::of(&nodes, &self.lineage).named(only);
            let keep: Vec<bool> = stored.iter().map(|s| named.contains(&s.id)).collect();
            let mut next = keep.iter();
            stored.retain(|_| *next.next().unwrap_or(&false));
            let mut next = keep.iter();
            said.retain(|_| *next.next().unwrap_or(&false));
        }
        let major = if key.kind == kind::POINT { self.major_of(key)?.map(|m| m.joined.value.major) } else { None };
        let nodes = nodes(&stored, &said, &name, &undone_by);
        let stand = stand(&name, &nodes, &said.iter().collect::<Vec<_>>(), &self.lineage, major);
        let dead = undone_by.into_keys().collect();
        Ok(State { subject, key, stored, said, dead, stand, begun: false, nodes })
    }

    /// The second person's word on a point.
    pub fn major_of(&self, point: Key) -> Result<Option<Current<Judged>>> {
        if !self.is_judged(point)? {
            return Ok(None);
        }
        let key = Key { kind: kind::MAJOR, ..point };
        let Some(n) = self.number(key)? else { return Ok(None) };
        Ok(self.state(n)?.current(|now| if let Now::Major(j) = now { Some(j) } else { None }))
    }

    /// Whether anything was ever said about this point as a major hazard. Asked once a visit.
    fn is_judged(&self, point: Key) -> Result<bool> {
        if let Some((visit, items)) = &*self.judged.borrow()
            && *visit == point.a
        {
            return Ok(items.contains(&point.b));
        }
        let mut find = self.db.prepare_cached("SELECT b FROM subject WHERE kind = ?1 AND a = ?2")?;
        let mut items = BTreeSet::new();
        for visit in self.twins()?.members(point.a) {
            let rows = find.query_map([kind::MAJOR, visit], |r| r.get(0))?;
            items.extend(rows.collect::<rusqlite::Result<Vec<WordNo>>>()?);
        }
        let is = items.contains(&point.b);
        *self.judged.borrow_mut() = Some((point.a, items));
        Ok(is)
    }

    /// The red-line items of a list. What a hash names never changes; a list that is not here yet may come.
    pub fn red_lines(&self, hash: &str) -> Result<Rc<BTreeSet<WordNo>>> {
        if let Some(known) = self.red_lines.borrow().get(hash) {
            return Ok(known.clone());
        }
        let mut find = self.db.prepare_cached(
            "SELECT iif(i.red_line, i.item, NULL) FROM content c LEFT JOIN item i ON i.content = c.n WHERE c.hash = ?1",
        )?;
        let items = find.query_map([hash], |r| r.get(0))?.collect::<rusqlite::Result<Vec<Option<WordNo>>>>()?;
        let (here, red) = (!items.is_empty(), Rc::new(items.into_iter().flatten().collect::<BTreeSet<_>>()));
        if here {
            self.red_lines.borrow_mut().insert(hash.into(), red.clone());
        }
        Ok(red)
    }

    /// The living undos of each entry that is dead.
    fn undone_by(&self, stored: &[Stored]) -> Result<BTreeMap<EntryId, Vec<EntryId>>> {
        let mut waiting: Vec<(EntryNo, EntryId)> = stored.iter().filter(|s| s.named_by_undo).map(|s| (s.n, s.id)).collect();
        if waiting.is_empty() {
            return Ok(BTreeMap::new());
        }
        let (mut seen, mut cancels) = (BTreeSet::new(), Vec::new());
        let mut find = self.db.prepare_cached("SELECT undo FROM undone WHERE entry = ?1")?;
        while let Some((n, target)) = waiting.pop() {
            if !seen.insert(n) {
                continue;
            }
            let undos = find.query_map([n], |r| r.get::<_, EntryNo>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
            for undo in undos {
                let Some(by) = entries::by_number(self.db, undo)? else { continue };
                cancels.push(Cancel { undo: by.id, seq: by.seq, target });
                waiting.push((undo, by.id));
            }
        }
        if cancels.is_empty() {
            return Ok(BTreeMap::new());
        }
        let dead = undo::dead(&cancels);
        let mut by: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
        for cancel in cancels.iter().filter(|c| dead.contains(&c.target) && !dead.contains(&c.undo)) {
            by.entry(cancel.target).or_default().push(cancel.undo);
        }
        Ok(by)
    }

    /// Each head of a point that people judged differently.
    pub fn voices(&self, state: &State, now: &Joined<Point>) -> Result<Vec<Voice<Point>>> {
        if !now.disputed {
            return Ok(Vec::new());
        }
        let values = |(stored, said): (&Stored, &Body)| {
            let Body::Known(event) = said else { return None };
            state.stand.heads.values.contains(&stored.id).then(|| point_in(event).cloned()).flatten()
        };
        let mut voices = Vec::new();
        for (stored, said) in state.stored.iter().zip(&state.said) {
            let Some(value) = values((stored, said)) else { continue };
            voices.push(Voice {
                entry: stored.id,
                value,
                at: stored.at.clone(),
                author: self.person_id(stored.author)?,
                who: self.name_of(stored.author)?,
                laptop: self.laptop_of(stored.chain)?,
            });
        }
        // For people: the earlier first.
        voices.sort_by(|a, b| (&a.at, a.entry).cmp(&(&b.at, b.entry)));
        Ok(voices)
    }

    pub fn person_id(&self, author: Option<WordNo>) -> Result<Option<PersonId>> {
        author.map(|a| names::id(self.db, a)).transpose()
    }

    /// A person's name for display; empty for 未登记 and for people nobody named.
    pub fn name_of(&self, author: Option<WordNo>) -> Result<String> {
        let Some(n) = author else { return Ok(String::new()) };
        let n = self.twins()?.lead(n);
        if let Some(name) = self.shown.borrow().get(&Shown::Person(n)) {
            return Ok(name.clone());
        }
        let mut find = self.db.prepare_cached("SELECT name FROM person WHERE n = ?1")?;
        let name: String = find.query_row([n], |r| r.get(0)).optional()?.unwrap_or_default();
        self.shown.borrow_mut().insert(Shown::Person(n), name.clone());
        Ok(name)
    }

    /// The name of the laptop that wrote a chain.
    pub fn laptop_of(&self, chain: i64) -> Result<String> {
        if let Some(name) = self.shown.borrow().get(&Shown::Laptop(chain)) {
            return Ok(name.clone());
        }
        let mut find = self.db.prepare_cached("SELECT laptop FROM chain WHERE n = ?1")?;
        let name: String = find.query_row([chain], |r| r.get(0)).optional()?.unwrap_or_default();
        self.shown.borrow_mut().insert(Shown::Laptop(chain), name.clone());
        Ok(name)
    }
}

impl State {
    /// What stands, where it is of the kind that `pick` takes.
    pub fn current<T: Clone>(&self, pick: impl Fn(&Now) -> Option<&Joined<T>>) -> Option<Current<T>> {
        let joined = pick(self.stand.state.as_ref()?)?.clone();
        let heads = &self.stand.heads;
        Some(Current { joined, heads: heads.heads.clone(), read_only: heads.read_only })
    }

    /// The answer and the finding of a point.
    pub fn point(&self) -> Option<Current<Point>> {
        self.current(|now| if let Now::Point(p) = now { Some(p) } else { None })
    }

    /// Living entries and what they say, oldest first.
    pub fn living(&self) -> impl Iterator<Item = (&Stored, &Body)> {
        self.stored.iter().zip(&self.said).filter(|(s, _)| !self.dead.contains(&s.id))
    }

    /// The head that was written last, by the writers' clocks: for display only.
    pub fn newest(&self) -> Option<&Stored> {
        self.stored
            .iter()
            .filter(|s| self.stand.heads.heads.binary_search(&s.id).is_ok())
            .max_by(|a, b| (&a.at, a.id).cmp(&(&b.at, b.id)))
    }

    /// What an undo cancels here.
    pub fn cancelled_by(&self, undo: &EntryId) -> impl Iterator<Item = EntryId> {
        self.nodes.iter().filter(|n| n.undone_by.contains(undo)).map(|n| n.id)
    }

    /// The order among its entries.
    pub fn order<'s>(&'s self, lineage: &Lineage) -> Order<'s> {
        Order::of(&self.nodes, lineage)
    }
}

pub fn point_in(event: &Event) -> Option<&Point> {
    if let Event::Point(point) = event { Some(point) } else { None }
}

fn nodes(stored: &[Stored], said: &[Body], subject: &Subject, undone_by: &BTreeMap<EntryId, Vec<EntryId>>) -> Vec<Node> {
    let node = |(stored, said): (&Stored, &Body)| Node {
        id: stored.id,
        under: stored.subject,
        spot: spot(stored.chain, stored.seq),
        replaces: stored.replaces.clone(),
        undone_by: undone_by.get(&stored.id).cloned().unwrap_or_default(),
        known: known(subject, said).is_some(),
    };
    stored.iter().zip(said).map(node).collect()
}

pub fn spot(chain: i64, seq: u64) -> Spot {
    Spot { branch: chain as u32, seq }
}
