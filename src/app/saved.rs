//! What a durable write does to the visit that is open: it is taken over at once, and read again where points alone do not
//! tell.

use super::{App, undo};
use crate::request::Request;

impl App {
    /// The open visit takes a durable write over. What points alone do not tell (head, traits, papers; whether a draft of
    /// the record still says it all) is read again.
    pub(super) fn take_over(&mut self, appended: &crate::request::Appended) -> Vec<Request> {
        let Some(visit) = &mut self.around.visit else { return Vec::new() };
        visit.take_over(appended.points.clone());
        let (id, only_points) = (visit.parts.id, appended.subjects.iter().all(undo::is_point));
        if only_points && visit.parts.freezes.is_empty() {
            return Vec::new();
        }
        vec![self.send(0, true, Request::Visit { id })]
    }
}
