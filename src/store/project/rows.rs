//! Where joined rows go: in the place of those that are there, into empty tables, or beside those that are there. Nine rows of
//! ten are points, so that a check of the file holds them against their own rows instead of writing them once more.

use super::point;
use crate::domain::event::Event;
use crate::domain::join::said_once;
use crate::domain::point::Verdict;
use crate::journal::entry::Body;
use crate::store::entries::{self, EntryNo};
use crate::store::fault::{Result, Trouble};
use crate::store::heard::Heard;
use crate::store::names::{Key, SubjectNo, kind};
use crate::store::state::Reader;
use rusqlite::Connection;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use std::sync::mpsc::SyncSender;

/// What becomes of a row that was joined.
#[derive(Clone)]
pub enum Rows {
    /// It stands from now on, whatever stood there.
    Replaced,
    /// It stands in a table that was empty: no row is there that an earlier state had.
    Anew,
    /// The same, but the row of a point is only compared.
    Beside(Rc<Beside>),
}

/// Rows of points, as they have to be and as they are.
#[derive(Default)]
pub struct Beside {
    /// The points that were joined and have a row.
    joined: RefCell<BTreeSet<SubjectNo>>,
    differs: Cell<bool>,
}

/// So many points are handed over at a time.
const AT_A_TIME: usize = 2_000;

/// The points of a file by how much was said of them.
#[derive(Default)]
pub struct Points {
    /// Of which one thing was said that does not fail: their rows were compared in one go.
    once: Numbers,
    /// Those of them whose rows are not as that says.
    unlike: BTreeSet<SubjectNo>,
    /// Those that have to be joined.
    handed_over: Numbers,
}

impl Points {
    /// Compares the rows of all points of which only one thing was ever said, which no undo names and which does not fail: it
    /// joins to itself and has no finding. The others have to be joined: they are handed over, some at a time, until nobody takes
    /// them any more.
    pub fn of(reader: &Reader, hand_over: &SyncSender<Vec<Heard>>) -> Result<Points> {
        let mut undone = reader.db.prepare("SELECT entry FROM undone")?;
        let undone = undone.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<HashSet<EntryNo>>>()?;
        // By the numbers of entries, which is about the order of all three tables: no index is read.
        let mut find = reader.db.prepare(
            "SELECT s.n, s.a, s.b, e.author, e.body, e.covers IS NULL, e.n,
                p.verdict, p.item, p.who, p.batch, p.disputed, p.words, p.return_by
             FROM entry e NOT INDEXED CROSS JOIN subject s ON s.n = e.subject LEFT JOIN point p ON p.n = s.n
             WHERE s.kind = ?1 ORDER BY e.n",
        )?;
        let (twins, mut points, mut left, mut sayings) = (reader.twins()?, Points::default(), Vec::new(), Sayings::default());
        let mut rows = find.query([kind::POINT])?;
        while let Some(row) = rows.next()? {
            let n: SubjectNo = row.get(0)?;
            if points.handed_over.has(n) {
                continue;
            }
            let key = Key { kind: kind::POINT, a: row.get(1)?, b: row.get(2)? };
            // What was said of it before is not all.
            let more = points.once.take(n);
            let alone = !more && row.get(5)? && key.a != 0 && !undone.contains(&row.get(6)?) && twins.is_alone(key.a);
            match if alone { is_as_said(reader, key, row, &mut sayings)? } else { None } {
                Some(equal) => {
                    points.once.put(n);
                    if !equal {
                        points.unlike.insert(n);
                    }
                }
                None => {
                    points.unlike.remove(&n);
                    points.handed_over.put(n);
                    left.push(Heard::of(n, key, entries::of_subject(reader.db, n)?));
                    if left.len() == AT_A_TIME && hand_over.send(std::mem::take(&mut left)).is_err() {
                        return Ok(points);
                    }
                }
            }
        }
        // Where nobody takes them any more, what stopped that is told there.
        let _ = hand_over.send(left);
        Ok(points)
    }
}

/// A set of numbers that mostly follow each other: a million of them in few bytes.
#[derive(Default)]
struct Numbers {
    blocks: HashMap<i64, [u64; BLOCK / 64]>,
    count: usize,
}

/// So many numbers lie together.
const BLOCK: usize = 4_096;

impl Numbers {
    fn has(&self, n: i64) -> bool {
        let (block, word, bit) = place(n);
        self.blocks.get(&block).is_some_and(|words| words[word] & bit != 0)
    }

    fn put(&mut self, n: i64) {
        let (block, word, bit) = place(n);
        let words = self.blocks.entry(block).or_insert([0; BLOCK / 64]);
        self.count += usize::from(words[word] & bit == 0);
        words[word] |= bit;
    }

    /// Takes one out; whether it was there.
    fn take(&mut self, n: i64) -> bool {
        let (block, word, bit) = place(n);
        let Some(words) = self.blocks.get_mut(&block).filter(|words| words[word] & bit != 0) else { return false };
        words[word] &= !bit;
        self.count -= 1;
        true
    }
}

/// Block, word and bit of a number.
fn place(n: i64) -> (i64, usize, u64) {
    let within = n.rem_euclid(BLOCK as i64) as usize;
    (n.div_euclid(BLOCK as i64), within / 64, 1 << (within % 64))
}

/// What bodies say that were read already: readings and reasons repeat a thousand times.
#[derive(Default)]
struct Sayings(HashMap<String, Body>);

/// So many bodies are kept at hand, of at most so many bytes.
const AT_HAND: (usize, usize) = (4_096, 200);

impl Sayings {
    fn of<'s>(&'s mut self, text: &str) -> Cow<'s, Body> {
        if text.len() > AT_HAND.1 {
            return Cow::Owned(entries::said(text));
        }
        if !self.0.contains_key(text) {
            if self.0.len() == AT_HAND.0 {
                self.0.clear();
            }
            self.0.insert(text.into(), entries::said(text));
        }
        Cow::Borrowed(&self.0[text])
    }
}

impl Beside {
    /// Takes note of what became of comparing the row of one point.
    pub fn compared(&self, n: SubjectNo, equal: bool) {
        if !equal {
            self.differs.set(true);
        }
        self.joined.borrow_mut().insert(n);
    }

    /// Whether every row is as it has to be, and there are no others than these and those of which one thing was said.
    pub fn is_equal(&self, points: &Points, db: &Connection) -> Result<bool> {
        let there: usize = db.query_row("SELECT count(*) FROM point", [], |r| r.get::<_, i64>(0))? as usize;
        let joined = self.joined.borrow();
        let others = joined.iter().filter(|n| !points.once.has(**n)).count();
        Ok(!self.differs.get() && points.unlike.is_empty() && there == points.once.count + others)
    }
}

/// Whether the row of a point is what its one entry says; nothing where that has to be joined.
fn is_as_said(reader: &Reader, key: Key, row: &rusqlite::Row, sayings: &mut Sayings) -> Result<Option<bool>> {
    let author = row.get(3)?;
    let body = row.get_ref(4)?.as_str_or_null().map_err(|_| Trouble::Damaged(format!("body of {key:?}")))?;
    let wanted = match body {
        None => point::plain_row(reader, key, author)?,
        // Read once more when it is joined: not now.
        Some(body) if body.contains(r#""verdict":"fail""#) => return Ok(None),
        Some(body) => match &*sayings.of(body) {
            Body::Known(event) => match &**event {
                Event::Point(said) if said.verdict != Verdict::Fail => point::row_of(reader, key, &said_once(said), author)?,
                _ => return Ok(None),
            },
            Body::Unknown(_) => return Ok(None),
        },
    };
    let (verdict, item): (Option<i64>, _) = (row.get(7)?, row.get(8)?);
    let (who, batch, disputed) = (row.get(9)?, row.get(10)?, row.get(11)?);
    let text = |column: usize| row.get_ref(column).map(|value| value.as_str_or_null());
    let (words, return_by) = (text(12)?, text(13)?);
    Ok(Some(
        verdict == Some(wanted.verdict)
            && (item, who, batch, disputed) == (wanted.item, wanted.who, wanted.batch, wanted.disputed)
            && words == Ok(wanted.words.as_deref())
            && return_by == Ok(wanted.return_by.as_deref()),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_a_set(steps in prop::collection::vec((any::<bool>(), prop_oneof![-9_000..9_000i64, any::<i64>(), 0..20i64]), 0..200)) {
            let (mut numbers, mut set) = (Numbers::default(), BTreeSet::new());
            for (put, n) in steps {
                if put {
                    numbers.put(n);
                    set.insert(n);
                } else {
                    prop_assert_eq!(numbers.take(n), set.remove(&n));
                }
                prop_assert_eq!((numbers.has(n), numbers.count), (set.contains(&n), set.len()));
            }
        }
    }
}
