//! Where joined rows go: in the place of those that are there, into empty tables, or beside those that are there. Nine rows of
//! ten are points, so that a check of the file holds them against their own rows instead of writing them once more.

use super::point;
use crate::domain::event::Event;
use crate::domain::join::said_once;
use crate::domain::point::Verdict;
use crate::journal::entry::Body;
use crate::store::entries;
use crate::store::fault::{Result, Trouble};
use crate::store::names::{Key, SubjectNo, kind};
use crate::store::state::{Heard, Reader};
use rusqlite::Connection;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
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
    /// Of which one thing was said that does not fail, ascending: their rows were compared in one go.
    once: Vec<SubjectNo>,
    differs: bool,
}

impl Points {
    /// Compares the rows of all points of which only one thing was ever said, which no undo names and which does not fail: it
    /// joins to itself and has no finding. The others have to be joined: they are handed over, some at a time, until nobody takes
    /// them any more.
    pub fn of(reader: &Reader, hand_over: &SyncSender<Vec<Heard>>) -> Result<Points> {
        // By the numbers of subjects, which is about the order of all three tables.
        let mut find = reader.db.prepare(
            "SELECT s.n, s.a, s.b, e.author, e.body, e.covers IS NULL AND NOT EXISTS (SELECT 1 FROM undone u WHERE u.entry = e.n),
                p.verdict, p.item, p.who, p.batch, p.disputed, p.words, p.return_by
             FROM subject s NOT INDEXED CROSS JOIN entry e ON e.subject = s.n LEFT JOIN point p ON p.n = s.n
             WHERE s.kind = ?1 ORDER BY s.n",
        )?;
        let (twins, mut points, mut left) = (reader.twins()?, Points::default(), Vec::new());
        let mut rows = find.query([kind::POINT])?;
        // What was said first of a point and whether its row is as that says, until it shows whether more was said.
        let mut first: Option<(SubjectNo, Key, Option<bool>)> = None;
        loop {
            let row = rows.next()?;
            let n = row.map(|row| row.get(0)).transpose()?;
            match &mut first {
                Some((last, _, equal)) if Some(*last) == n => {
                    *equal = None;
                    continue;
                }
                _ => {}
            }
            match first.take() {
                Some((n, _, Some(equal))) => {
                    points.once.push(n);
                    points.differs |= !equal;
                }
                Some((n, key, None)) => left.push(Heard::of(n, key, entries::of_subject(reader.db, n)?)),
                None => {}
            }
            if (left.len() == AT_A_TIME || n.is_none()) && hand_over.send(std::mem::take(&mut left)).is_err() {
                return Ok(points);
            }
            let (Some(n), Some(row)) = (n, row) else { return Ok(points) };
            let key = Key { kind: kind::POINT, a: row.get(1)?, b: row.get(2)? };
            let alone = row.get(5)? && key.a != 0 && twins.is_alone(key.a);
            first = Some((n, key, if alone { is_as_said(reader, key, row)? } else { None }));
        }
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
        let others = joined.iter().filter(|n| points.once.binary_search(n).is_err()).count();
        Ok(!self.differs.get() && !points.differs && there == points.once.len() + others)
    }
}

/// Whether the row of a point is what its one entry says; nothing where that has to be joined.
fn is_as_said(reader: &Reader, key: Key, row: &rusqlite::Row) -> Result<Option<bool>> {
    let author = row.get(3)?;
    let body = row.get_ref(4)?.as_str_or_null().map_err(|_| Trouble::Damaged(format!("body of {key:?}")))?;
    let wanted = match body {
        None => point::plain_row(reader, key, author)?,
        // Read once more when it is joined: not now.
        Some(body) if body.contains(r#""verdict":"fail""#) => return Ok(None),
        Some(body) => match entries::said(body) {
            Body::Known(event) => match *event {
                Event::Point(said) if said.verdict != Verdict::Fail => point::row_of(reader, key, &said_once(&said), author)?,
                _ => return Ok(None),
            },
            Body::Unknown(_) => return Ok(None),
        },
    };
    let (verdict, item): (Option<i64>, _) = (row.get(6)?, row.get(7)?);
    let (who, batch, disputed) = (row.get(8)?, row.get(9)?, row.get(10)?);
    let text = |column: usize| row.get_ref(column).map(|value| value.as_str_or_null());
    let (words, return_by) = (text(11)?, text(12)?);
    Ok(Some(
        verdict == Some(wanted.verdict)
            && (item, who, batch, disputed) == (wanted.item, wanted.who, wanted.batch, wanted.disputed)
            && words == Ok(wanted.words.as_deref())
            && return_by == Ok(wanted.return_by.as_deref()),
    ))
}
