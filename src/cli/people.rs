//! Who is meant by a name, a card number or an id. A name nobody has becomes a person, in a group of its own before the
//! first thing that is written, so that taking that thing back leaves the person there.

use super::parse::unguarded;
use super::session::Session;
use crate::domain::derive;
use crate::domain::event::Person;
use crate::domain::name::{Id, PersonId};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::journal::entry::Draft;
use crate::request::Appended;
use crate::request::facility::{person, person_id};
use crate::store::Log;
use crate::views::PersonRow;

/// The people of a file, and those that the call names for the first time.
pub struct People {
    pub known: Vec<PersonRow>,
    unit: String,
    new: Vec<(PersonId, Person)>,
    pub author: Option<PersonId>,
}

impl People {
    /// With the author of this call: `--as`, else the settings, else 未登记.
    pub fn of(log: &mut Log, session: &Session) -> Result<People, Failure> {
        let known = log.people()?;
        let mut people = People { known, unit: session.settings.unit.clone(), new: Vec::new(), author: None };
        people.author = match &session.person {
            Some(typed) => Some(people.named(typed)?),
            None => session.settings.author,
        };
        Ok(people)
    }

    /// The person that is meant; a name nobody has is a new one.
    pub fn named(&mut self, typed: &str) -> Result<PersonId, Failure> {
        let text = unguarded(typed).trim();
        if let Ok(id) = text.parse::<Id>() {
            let known = self.known.iter().find(|row| row.id == id || row.also.contains(&id));
            return known.map(|row| row.id).ok_or_else(|| not_found(typed));
        }
        let wanted = derive::normal(text);
        if wanted.is_empty() {
            return Err(not_found(typed));
        }
        let fits =
            |p: &Person| p.card.as_deref().is_some_and(|c| derive::normal(c) == wanted) || derive::normal(&p.name) == wanted;
        let by_card = self.known.iter().find(|r| r.person.card.as_deref().is_some_and(|c| derive::normal(c) == wanted));
        if let Some(row) = by_card {
            return Ok(row.id);
        }
        let mut found: Vec<PersonId> = self.known.iter().filter(|r| fits(&r.person)).map(|r| r.id).collect();
        found.extend(self.new.iter().filter(|(_, p)| fits(p)).map(|(id, _)| *id));
        match found[..] {
            [one] => Ok(one),
            [] => {
                let unit = Some(self.unit.clone()).filter(|u| !u.is_empty());
                let new = Person { name: text.into(), unit, ..Person::default() };
                let id = person_id(&new);
                self.new.push((id, new));
                Ok(id)
            }
            _ => {
                Err(Failure::Rule(Refusal::Several { what: text.into(), fits: found.iter().map(PersonId::to_string).collect() }))
            }
        }
    }

    /// All that are named.
    pub fn all(&mut self, typed: &[String]) -> Result<Vec<PersonId>, Failure> {
        typed.iter().map(|t| self.named(t)).collect()
    }

    /// The author as the file knows him: a new name is nobody yet where nothing else is written.
    pub fn known_author(&self) -> Option<PersonId> {
        self.author.filter(|id| !self.new.iter().any(|(new, _)| new == id))
    }

    /// Writes the drafts as one group, new people before them.
    pub fn write(&mut self, log: &mut Log, drafts: Vec<Draft>, session: &Session) -> Result<Appended, Failure> {
        self.write_new(log, session)?;
        log.append(drafts, self.author, &session.now)
    }

    /// Writes the new people alone.
    pub fn write_new(&mut self, log: &mut Log, session: &Session) -> Result<(), Failure> {
        let new = std::mem::take(&mut self.new).into_iter().map(|(id, p)| person(id, p, Vec::new()));
        let new: Vec<Draft> = new.collect();
        if !new.is_empty() {
            log.append(new, self.author, &session.now)?;
        }
        Ok(())
    }
}

fn not_found(what: &str) -> Failure {
    Failure::Rule(Refusal::NotFound { what: unguarded(what).into() })
}
