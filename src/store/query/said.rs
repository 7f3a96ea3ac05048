//! What was said of any subject, head by head, and single entries with their exact bytes: what settling and showing read.

use super::super::Log;
use super::super::state::Reader;
use crate::domain::event::Event;
use crate::domain::name::EntryId;
use crate::domain::subject::Subject;
use crate::failure::Failure;
use crate::journal::entry::Body;
use crate::store::entries;
use crate::views::{Said, ShownEntry, Voice};
use rusqlite::{OptionalExtension, params};

impl Log {
    /// The heads of a subject and what each of them says; empty when nothing was ever said.
    pub fn said(&mut self, subject: &Subject) -> Result<Said, Failure> {
        self.look(|log| {
            let reader = Reader::new(&log.db)?;
            let Some(n) = reader.find(subject)? else { return Ok(Said::default()) };
            let state = reader.state(n)?;
            let heads = state.stand.heads.heads.clone();
            let mut voices: Vec<Voice<Event>> = Vec::new();
            for (stored, said) in state.stored.iter().zip(&state.said).filter(|(s, _)| heads.contains(&s.id)) {
                let Body::Known(event) = said else { continue };
                voices.push(Voice {
                    entry: stored.id,
                    value: (**event).clone(),
                    at: stored.at.clone(),
                    author: reader.person_id(stored.author)?,
                    who: reader.name_of(stored.author)?,
                    laptop: reader.laptop_of(stored.chain)?,
                });
            }
            voices.sort_by_key(|v| v.entry);
            Ok(Said { heads, voices })
        })
    }

    /// One entry with the exact bytes that its id is the hash of.
    pub fn entry(&mut self, id: &EntryId) -> Result<Option<ShownEntry>, Failure> {
        self.look(|log| {
            let Some(stored) = entries::by_id(&log.db, id)? else { return Ok(None) };
            let mut find = log.db.prepare_cached("SELECT bytes FROM v_entry WHERE substr(id, 1, 8) = ?1 AND id = ?2")?;
            let text = id.to_string();
            let bytes: Option<String> = find.query_row(params![&text[..8], text], |r| r.get(0)).optional()?;
            let reader = Reader::new(&log.db)?;
            let (who, laptop) = (reader.name_of(stored.author)?, reader.laptop_of(stored.chain)?);
            Ok(bytes.map(|bytes| ShownEntry { id: *id, at: stored.at.clone(), who, laptop, bytes }))
        })
    }
}
