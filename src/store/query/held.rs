//! What an import compares its rows with: every profile with its heads, and whether this very file was taken in before.

use super::super::Log;
use super::super::append::point_now;
use super::super::names::{self, kind};
use super::super::state::Reader;
use crate::domain::derive;
use crate::domain::name::EntryId;
use crate::domain::subject::Subject;
use crate::failure::Failure;
use crate::journal::state::State as Now;
use crate::views::facility::FacilityNow;
use crate::views::ledger::HeldFinding;

impl Log {
    /// Every facility's whole profile with its heads, in the order of their ids.
    pub fn profiles(&mut self) -> Result<Vec<FacilityNow>, Failure> {
        self.look(|log| {
            // Each by itself: a roster names the one it knows, whatever was joined here.
            let reader = Reader::apart(&log.db)?;
            let mut find = log.db.prepare_cached("SELECT n, a FROM subject WHERE kind = ?1")?;
            let rows = find.query_map([kind::FACILITY], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?)))?;
            let mut all = Vec::new();
            for row in rows {
                let (n, a) = row?;
                let now = reader.state(n)?.current(|now| if let Now::Facility(f) = now { Some(f) } else { None });
                if let Some(profile) = now {
                    all.push(FacilityNow { id: names::id(&log.db, a)?, profile });
                }
            }
            all.sort_by_key(|f| f.id);
            Ok(all)
        })
    }

    /// Every point that is a finding, each by itself: what a ledger is compared with.
    pub fn held_findings(&mut self) -> Result<Vec<HeldFinding>, Failure> {
        self.look(|log| {
            let reader = Reader::new(&log.db)?;
            let mut all = Vec::new();
            for row in super::finding::rows(&reader, "ORDER BY g.n", rusqlite::params![])? {
                let now = if row.imported { point_now(&reader, &row.id)? } else { None };
                all.push(HeldFinding { row, imported: now.map(|p| p.now) });
            }
            Ok(all)
        })
    }

    /// The heads of an earlier import of the file with this hash; none when there was none or it was taken back.
    pub fn import_heads(&mut self, file: &EntryId) -> Result<Vec<EntryId>, Failure> {
        self.look(|log| {
            let subject = Subject::Import(derive::import(file, None));
            let Some(n) = names::find_subject(&log.db, &subject)? else { return Ok(Vec::new()) };
            let now = Reader::new(&log.db)?.state(n)?.current(|now| if let Now::Import(i) = now { Some(i) } else { None });
            Ok(now.map(|n| n.heads).unwrap_or_default())
        })
    }
}
