//! People and checklists.

use super::super::{Log, entries, names, state::Reader};
use crate::content;
use crate::content::checklist::Checklist;
use crate::content::fault::Fault;
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
            let people = people(&Reader::new(&log.db)?)?;
            let mut rows: Vec<PersonRow> = people.into_iter().filter(|(id, p)| *id == p.id).map(|(_, p)| p).collect();
            rows.sort_by(|a, b| (&a.person.name, a.id).cmp(&(&b.person.name, b.id)));
            Ok(rows)
        })
    }

    /// The checklists this laptop can run: the program's own and the district's from the data folder, which stand for
    /// carried ones of the same id; and what is wrong with files there, which are left out.
    pub fn lists(&mut self) -> std::result::Result<(Vec<Arc<Checklist>>, Vec<Fault>), Failure> {
        let (offered, mut faults) = match self.data_folder() {
            Some(home) => content::offered(&home.own_checklists()?, home.district()?.as_ref()),
            None => content::offered(&[], None),
        };
        let mut lists: Vec<Arc<Checklist>> = Vec::new();
        for of in offered {
            match content::parse(&of.name, of.text.as_bytes()) {
                Ok(list) => {
                    lists.retain(|l| l.own || l.id != list.id);
                    lists.push(Arc::new(Checklist { own: of.own, ..list }));
                }
                Err(found) => faults.extend(found),
            }
        }
        Ok((lists, faults))
    }
}

pub fn people(reader: &Reader) -> Result<BTreeMap<PersonId, PersonRow>> {
    let twins = reader.twins()?;
    let mut people = BTreeMap::new();
    for (n, key, stored) in entries::of_subjects(reader.db, names::kind::PERSON, None)? {
        let state = if twins.is_alone(key.a) { reader.state_of(n, key, stored)? } else { reader.state(n)? };
        let now = state.current(|now| if let Now::Person(p) = now { Some(p) } else { None });
        if let Some(now) = now {
            let members = twins.members(key.a).into_iter().map(|n| names::id(reader.db, n)).collect::<Result<Vec<_>>>()?;
            let row = PersonRow { id: members[0], person: now.joined.value, heads: now.heads, also: members[1..].to_vec() };
            people.insert(names::id(reader.db, key.a)?, row);
        }
    }
    Ok(people)
}
