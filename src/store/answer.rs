//! What the log answers by itself, the same for the worker and for tests over a real store. What needs more than the log is
//! given back.

use super::Log;
use crate::failure::Failure;
use crate::request::message::Moment;
use crate::request::{PAST_WORDINGS, Reply, Request};

/// A reply, or the request that somebody else has to answer.
pub enum Answered {
    Reply(Reply),
    Not(Request),
}

impl Log {
    /// Answers a request of the screens; `now` is asked only where something is written.
    pub fn answer(&mut self, request: Request, now: impl Fn() -> Moment) -> Result<Answered, Failure> {
        Ok(Answered::Reply(match request {
            Request::Append { drafts, author } => Reply::Appended(Box::new(self.append(drafts, author, &now())?)),
            Request::Undo { group, author } => Reply::Undone { subjects: self.undo(group, author, &now())?.subjects },
            Request::LastGroup => Reply::LastGroup(self.last_group()?),
            Request::Home { today } => Reply::Home(Box::new(self.home(today)?)),
            Request::Group { kind, today } => Reply::Group(self.group(kind, today)?),
            Request::Facilities => Reply::Facilities(self.facilities()?),
            Request::Facility { id, today } => Reply::Facility(Box::new(self.facility(id, today)?)),
            Request::Visits { facility } => Reply::Visits(self.visits(facility)?),
            Request::Visit { id } => Reply::Visit(Box::new(self.visit(id)?)),
            Request::Frozen { freeze } => Reply::Frozen(Box::new(self.visit_at(freeze)?)),
            Request::Findings { today, overdue } => Reply::Findings(self.findings(today, overdue)?),
            Request::Finding { point } => Reply::Finding(Box::new(self.finding(&point)?)),
            Request::Pairs => Reply::Pairs(self.pairs()?),
            Request::People => Reply::People(self.people()?),
            Request::Plans { from, to } => Reply::Plans(self.plans(from, to)?),
            Request::PastWordings { ids } => Reply::PastWordings(self.past_wordings(&ids, PAST_WORDINGS)?),
            Request::Coverage { year, street, today } => Reply::Coverage(self.coverage(year, &street, today)?.into()),
            Request::CoverageEntries { year, street, item } => {
                Reply::CoverageEntries(self.coverage_entries(year, &street, &item)?)
            }
            Request::Lists => {
                let (lists, faults) = self.lists()?;
                Reply::Lists(lists, faults)
            }
            other => return Ok(Answered::Not(other)),
        }))
    }
}
