//! How much there is of what Home tells with every start; counting would read every row. Who touches a row that counts takes note
//! of what it counts under before, and at the end the difference is added: a count says what its rows say, whatever the way.

use super::{Rows, Stirred};
use crate::store::fault::Result;
use crate::store::state::Reader;
use rusqlite::{OptionalExtension, Row, params};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Whose rows count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    Visit,
    Facility,
    Finding,
}

/// What was counted, as the table says it; under: the stage, the year of the last visit, the day it is due.
pub mod what {
    pub const VISITS: i64 = 1;
    pub const FACILITIES: i64 = 2;
    pub const FINDINGS: i64 = 3;
    pub const GRAVE_FINDINGS: i64 = 4;
}

const ALL: [Counted; 3] = [Counted::Visit, Counted::Facility, Counted::Finding];

impl Counted {
    /// Number, what and under of each row that counts.
    fn rows(self) -> &'static str {
        match self {
            Counted::Visit => "SELECT n, 1 AS what, CAST(stage AS TEXT) AS under FROM inspection",
            Counted::Facility => "SELECT n, 2 AS what, coalesce(substr(last_visit, 1, 4), '') AS under FROM facility",
            Counted::Finding => {
                "SELECT n, CASE WHEN candidate = 1 OR severity = 2 THEN 4 ELSE 3 END AS what, coalesce(due, '') AS under
                 FROM finding WHERE lead = n AND stage < 7"
            }
        }
    }

    fn under(self, reader: &Reader, n: i64) -> Result<Option<Under>> {
        let mut find = reader.db.prepare_cached(&format!("SELECT what, under FROM ({}) WHERE n = ?1", self.rows()))?;
        Ok(find.query_row([n], |r: &Row| Ok((r.get(0)?, r.get(1)?))).optional()?)
    }
}

type Under = (i64, String);

/// What rows counted under before they were touched; nothing where they did not count.
pub type Before = BTreeMap<(Counted, i64), Option<Under>>;

/// Takes note of a row before it is touched.
pub fn note(reader: &Reader, counted: Counted, n: i64, stirred: &mut Stirred) -> Result<()> {
    if let Rows::Replaced = reader.rows
        && let Entry::Vacant(before) = stirred.before.entry((counted, n))
    {
        before.insert(counted.under(reader, n)?);
    }
    Ok(())
}

/// What came and what went of the rows that were touched; all of them where none were there before.
pub fn count(reader: &Reader, before: Before) -> Result<()> {
    let Rows::Replaced = reader.rows else {
        for counted in ALL {
            let all = counted.rows();
            let sql = format!("INSERT INTO tally SELECT what, under, count(*) FROM ({all}) GROUP BY what, under");
            reader.db.execute(&sql, [])?;
        }
        return Ok(());
    };
    let mut more: BTreeMap<Under, i64> = BTreeMap::new();
    for ((counted, n), before) in before {
        let now = counted.under(reader, n)?;
        if now != before {
            now.into_iter().for_each(|under| *more.entry(under).or_default() += 1);
            before.into_iter().for_each(|under| *more.entry(under).or_default() -= 1);
        }
    }
    for ((what, under), more) in more.into_iter().filter(|(_, more)| *more != 0) {
        let add = "INSERT INTO tally (what, under, much) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET much = much + ?3";
        reader.db.prepare_cached(add)?.execute(params![what, under, more])?;
        reader
            .db
            .prepare_cached("DELETE FROM tally WHERE what = ?1 AND under = ?2 AND much = 0")?
            .execute(params![what, under])?;
    }
    Ok(())
}
