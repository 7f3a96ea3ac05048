//! What there is to know before two ids are said to be one.

use super::super::Log;
use super::super::names::{self, Key, WordNo, kind};
use super::super::state::Reader;
use crate::domain::name::Id;
use crate::domain::subject::Subject;
use crate::failure::Failure;
use crate::store::fault::Result;
use crate::views::same::{Named, SameView};

impl Log {
    /// The two ids, what they name, and what was said of them before.
    pub fn same(&mut self, a: Id, b: Id) -> std::result::Result<SameView, Failure> {
        self.look(|log| {
            let reader = Reader::new(&log.db)?;
            let (first, second) = (names::find_id(&log.db, &a)?, names::find_id(&log.db, &b)?);
            let subject = Subject::same(a, b);
            let said = names::find_subject(&log.db, &subject)?.map(|n| reader.state(n)).transpose()?;
            let twins = reader.twins()?;
            let mut frozen = false;
            for n in [first, second].into_iter().flatten() {
                let sql = "SELECT EXISTS (SELECT 1 FROM inspection WHERE n = ?1 AND draft IS NOT NULL)";
                frozen |= log.db.prepare_cached(sql)?.query_row([twins.lead(n)], |r| r.get::<_, bool>(0))?;
            }
            Ok(SameView {
                a: (a, named(&reader, first)?),
                b: (b, named(&reader, second)?),
                subject,
                heads: said.map(|s| s.stand.heads.heads).unwrap_or_default(),
                joined: first.is_some() && first.map(|n| twins.lead(n)) == second.map(|n| twins.lead(n)),
                frozen,
            })
        })
    }
}

fn named(reader: &Reader, n: Option<WordNo>) -> Result<Option<Named>> {
    let Some(a) = n else { return Ok(None) };
    for (kind, named) in [(kind::FACILITY, Named::Facility), (kind::INSPECTION, Named::Visit), (kind::PERSON, Named::Person)] {
        if let Some(n) = names::numbered(reader.db, Key { kind, a, b: 0 })?
            && reader.state(n)?.stand.state.is_some()
        {
            return Ok(Some(named));
        }
    }
    Ok(None)
}
