//! People and checklists.

use super::super::{Log, names, state::Reader};
use crate::content;
use crate::content::checklist::Checklist;
use crate::disk::Home;
use crate::domain::name::PersonId;
use crate::failure::Failure;
use crate::journal::state::State as Now;
use crate::store::fault::Result;
use crate::views::PersonRow;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Log {
    /// Everybody known here, by name.
    pub fn people(&mut self) -> std::result::Result<Vec<PersonRow>, Failure> {
        self.look(|log| {
            let mut rows: Vec<PersonRow> = people(&Reader::new(&log.db)?)?.into_values().collect();
            rows.sort_by(|a, b| (&a.person.name, a.id).cmp(&(&b.person.name, b.id)));
            Ok(rows)
        })
    }

    /// The checklists this laptop can run: the program's own and the district's from the data folder, which stand for
    /// carried ones of the same id.
    pub fn lists(&mut self) -> std::result::Result<Vec<Arc<Checklist>>, Failure> {
        let files = self.data_folder().map(Home::own_checklists).transpose()?.unwrap_or_default();
        let (own, mut faults) = content::own_lists(&files);
        let carried = content::embedded_lists().map(|(name, text)| (name, text, false));
        let mut lists: Vec<Arc<Checklist>> = Vec::new();
        for (name, text, own) in carried.chain(own.iter().map(|(name, text)| (name.as_str(), text.as_str(), true))) {
            match content::parse(name, text.as_bytes()) {
                Ok(list) => {
                    lists.retain(|l| l.own || l.id != list.id);
                    lists.push(Arc::new(Checklist { own, ..list }));
                }
                Err(found) => faults.extend(found),
            }
        }
        if faults.is_empty() { Ok(lists) } else { Err(Failure::Content(faults)) }
    }
}

pub fn people(reader: &Reader) -> Result<BTreeMap<PersonId, PersonRow>> {
    let mut find = reader.db.prepare_cached("SELECT n, a FROM subject WHERE kind = ?1")?;
    let rows = find.query_map([names::kind::PERSON], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?)))?;
    let mut people = BTreeMap::new();
    for row in rows {
        let (n, a) = row?;
        let now = reader.state(n)?.current(|now| if let Now::Person(p) = now { Some(p) } else { None });
        if let Some(now) = now {
            let id = names::id(reader.db, a)?;
            people.insert(id, PersonRow { id, person: now.joined.value, heads: now.heads });
        }
    }
    Ok(people)
}
