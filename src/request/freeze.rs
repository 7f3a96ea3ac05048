//! Drafts of the visit's papers: freezing the set a record is made from, and writing down how the paper was signed.

use crate::domain::event::Event;
use crate::domain::inspection::{Amend, Freeze, Left, Sign, SignedHow};
use crate::domain::name::{EntryId, InspectionId, PersonId};
use crate::domain::subject::{PointId, Subject};
use crate::failure::rule::Refusal;
use crate::journal::entry::Draft;
use crate::views::closing::closing;
use crate::views::record;
pub use crate::views::record::Paper;
use crate::views::visit::{FreezeNow, Visit};
use jiff::civil::Date;

/// The sections that freezing the whole visit freezes: none named, unless a part is signed already. That paper stays as it was
/// signed; the next one holds the rest, while there is any.
pub fn rest(visit: &Visit) -> Vec<String> {
    let signed: Vec<&String> =
        visit.parts.freezes.iter().filter(|f| !f.void && f.is_signed()).flat_map(|f| &f.freeze.sections).collect();
    match signed.is_empty() {
        true => Vec::new(),
        false => record::scope(visit).into_iter().filter(|s| !signed.contains(&s)).collect(),
    }
}

/// Drafts the next draft of the whole visit or of named sections. Red-line items without an answer and disputes stop it,
/// unless each is left for later with a reason.
pub fn freeze(visit: &Visit, sections: &[String], left: Vec<Left>, paper: Paper, on: Date) -> Result<Draft, Refusal> {
    let mut sections = if sections.is_empty() { rest(visit) } else { sections.to_vec() };
    sections.sort();
    sections.dedup();
    let list = closing(visit);
    let is_left = |id: &PointId| left.iter().any(|l| l.point == *id);
    let concerned: Vec<PointId> = visit
        .sections
        .iter()
        .filter(|s| sections.is_empty() || sections.contains(&s.key))
        .flat_map(|s| s.rows.iter().map(|&r| visit.rows[r].point.clone()))
        .collect();
    let unanswered: Vec<String> = list
        .red_unanswered
        .iter()
        .map(|&r| &visit.rows[r].point)
        .filter(|id| concerned.contains(id) && !is_left(id))
        .map(PointId::to_string)
        .collect();
    let covered: Vec<PointId> = record::points(visit, &sections).collect();
    let disputed = list.disputes.iter().filter(|id| covered.contains(id) && !is_left(id));
    let disputed: Vec<String> = disputed.map(PointId::to_string).collect();
    // A visit that could not be made (未能检查) has nothing to answer.
    let made = visit.parts.head.joined.value.not_done.is_none();
    if made && (!unanswered.is_empty() || !disputed.is_empty()) {
        return Err(Refusal::CannotFreeze { unanswered, disputed });
    }
    let mut left = left;
    left.sort();
    let body = Freeze {
        draft: visit.parts.freezes.iter().map(|f| f.freeze.draft).max().unwrap_or(0) + 1,
        on,
        covers: record::covers(visit, &sections),
        data: record::hash(visit, &sections),
        unit: paper.unit,
        letterhead: paper.letterhead,
        number: record::number(visit, &paper.laptop),
        people: record::people(visit),
        left,
        scope: if sections.is_empty() { Vec::new() } else { record::scope(visit) },
        sections,
    };
    Ok(Draft { subject: subject(visit), replaces: visit.parts.freeze_heads.clone(), body: Event::Freeze(body) })
}

/// The freeze that stands: the one of this draft number and 校验码, or the last that is not void.
pub fn standing<'a>(visit: &'a Visit, draft: Option<u32>, check: Option<&str>) -> Result<&'a FreezeNow, Refusal> {
    let fits = |f: &&FreezeNow| {
        draft.is_none_or(|d| d == f.freeze.draft) && check.is_none_or(|c| f.freeze.check().eq_ignore_ascii_case(c))
    };
    let all = || visit.parts.freezes.iter().filter(|f| !f.void);
    if all().next().is_none() {
        return Err(Refusal::NotFrozen);
    }
    all().filter(fits).max_by_key(|f| f.freeze.draft).ok_or(Refusal::WrongCheck)
}

/// What happened with the pen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    pub how: SignedHow,
    pub on: Date,
    pub reason: Option<String>,
    pub witness: Option<String>,
    pub due: Option<Date>,
}

/// Drafts 登记签字. It names the freeze; what changed since calls for the next draft first.
pub fn sign(visit: &Visit, freeze: &FreezeNow, signed: Signed) -> Result<Draft, Refusal> {
    if !freeze.outside.is_empty() {
        return Err(Refusal::ChangedSince { draft: freeze.freeze.draft });
    }
    // 带回补签 waits for its signature; any other way it went is said once.
    if let Some(before) = freeze.signs.iter().find(|s| s.how != SignedHow::Later && s.how != signed.how) {
        return Err(Refusal::SignedAlready { draft: freeze.freeze.draft, how: before.how });
    }
    Ok(signing(visit.parts.id, freeze.entry, visit.parts.freeze_heads.clone(), signed))
}

/// The same for a freeze that was written just now: nothing can have changed since.
pub fn signing(visit: InspectionId, freeze: EntryId, replaces: Vec<EntryId>, signed: Signed) -> Draft {
    let Signed { how, on, reason, witness, due } = signed;
    let body = Sign { freeze, how, on, reason, witness, due };
    Draft { subject: Subject::Freeze(visit), replaces, body: Event::Sign(body) }
}

/// Drafts 补正说明: why something changed after the signing.
pub fn amend(visit: &Visit, freeze: EntryId, on: Date, reason: String, people: Vec<PersonId>) -> Draft {
    let body = Event::Amend(Amend { freeze, on, reason, people });
    Draft { subject: subject(visit), replaces: visit.parts.freeze_heads.clone(), body }
}

fn subject(visit: &Visit) -> Subject {
    Subject::Freeze(visit.parts.id)
}
